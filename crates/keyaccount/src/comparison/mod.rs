//! Two assessments held against one another: two policies on one book, one policy on two days, or
//! both. Who moves, from where, to where, what moved them, and how much money is behind it.
//!
//! A **move** is a change of grade or of track, or a customer that comes or goes; a credit grade or a
//! value class that changes alone is counted, but moves nobody. Every cause is **proved** where the
//! published scores allow it: the grade is worked out again with that one thing exchanged ([`Cause`]).
//!
//! ```
//! use chrono::NaiveDate;
//! use keyaccount::book::{BookBuilder, BookSettings, OrderLine};
//! use keyaccount::comparison::{CauseKind, Comparison, Direction};
//! use keyaccount::{Language, Policy, PolicyDocument, assess};
//!
//! let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
//! let mut book = BookBuilder::new(BookSettings::default());
//! for (customer, amount, cost) in [("Anshan Steel", 120_000, 100_000), ("Baltic Foods", 80_000, 20_000)] {
//!     book.push(OrderLine {
//!         customer_id: Some(customer.into()),
//!         ordered_on: Some(day(2025, 9, 30)),
//!         amount: Some(amount.into()),
//!         cost: Some(cost.into()),
//!         ..OrderLine::new(format!("of {customer}").into())
//!     });
//! }
//! let book = book.finish()?;
//! // Order volume and profit are ranks: 100 and 50 points to one customer, 50 and 100 to the other.
//! let standard = Policy::shipped("standard").unwrap();
//! let mut changed = PolicyDocument::parse("what if", Policy::shipped_source("standard").unwrap())?;
//! changed.set("composite.weights", "{ credit = 0.1, volume = 0.6, profit = 0.3 }")?;
//! let before = assess(&book, &standard, day(2026, 6, 30))?;
//! let after = assess(&book, &changed.resolve()?, day(2026, 6, 30))?;
//!
//! let comparison = Comparison::between(&before, &after)?;
//! let baltic = comparison.moves.iter().find(|m| m.customer_id == "Baltic Foods").unwrap();
//! assert_eq!(baltic.direction, Direction::Down);
//! assert_eq!(baltic.causes[0].kind, CauseKind::Weights);
//! assert!(baltic.causes[0].alone && baltic.causes[0].needed);
//! println!("{}", comparison.headline(Language::English));
//! # Ok::<(), keyaccount::Error>(())
//! ```

mod case;
mod cause;
mod find;
mod item;
mod ladder;
mod part;
mod policy_changes;
mod sentences;
mod tables;
mod totals;

use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use cause::{Cause, CauseKind, FactChange, Origin, ScoreChange};
#[cfg(test)]
pub(crate) use find::every_fact;
#[cfg(test)]
pub(crate) use part::every_part;
pub use policy_changes::PolicyChange;
#[cfg(test)]
pub(crate) use tables::{MATRIX_COLUMNS, MOVE_COLUMNS, POLICY_COLUMNS};
pub use totals::{DirectionTotal, Group, MatrixCell, Money, State, Totals};

pub use crate::grading::Track;

use self::find::Finder;
use self::ladder::Ladder;
use self::totals::Counter;
use crate::assessment::{Assessment, Row, Stamp};
use crate::decimal::{Exact, PUBLISHED_SCALE, Score};
use crate::error::{Error, Problem, ProblemCode};
use crate::ids::CustomerId;

/// What differs between two assessments. The comparison of B with A says the reverse of that of A
/// with B, value by value and cause by cause; what came is told before what went in both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// What the assessment before was made from.
    pub before: Stamp,
    /// What the assessment after was made from.
    pub after: Stamp,
    /// What differs between their policies, in the order of the canonical text.
    pub policy_changes: Vec<PolicyChange>,
    /// Who moves: by order amount, the greatest first (the greater of before and after), then by id.
    pub moves: Vec<Move>,
    /// How many stand where before and after. Cells nobody stands in are left out. Added up over its
    /// rows or columns it gives the distributions of grades after and before.
    pub matrix: Vec<MatrixCell>,
    /// Customers counted and the money behind them.
    pub totals: Totals,
}

/// A customer that moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// The customer.
    pub customer_id: CustomerId,
    /// Its name, as the assessment after has it, or else the one before.
    pub name: Option<String>,
    /// Where it moves.
    pub direction: Direction,
    /// Where it stood; empty if it was not in the book.
    pub before: Option<Standing>,
    /// Where it stands; empty if it is no longer in the book.
    pub after: Option<Standing>,
    /// Why, what is proved first.
    pub causes: Vec<Cause>,
}

/// Where a customer moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// To a better grade. Grades are better or worse where both policies know both and order them
    /// alike.
    Up,
    /// To a worse grade.
    Down,
    /// It had no grade and has one.
    Graded,
    /// It had a grade and has none.
    Ungraded,
    /// It comes into the book.
    In,
    /// It leaves the book.
    Out,
    /// Neither better nor worse: another track with the same grade, or grades of policies that do not
    /// share them.
    Other,
}

impl Direction {
    /// Every direction.
    pub const ALL: [Self; 7] =
        [Self::Up, Self::Down, Self::Graded, Self::Ungraded, Self::In, Self::Out, Self::Other];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Graded => "graded",
            Self::Ungraded => "ungraded",
            Self::In => "in",
            Self::Out => "out",
            Self::Other => "other",
        }
    }
}

/// Where a customer stands in one assessment: cells of its row in the score table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The track.
    pub track: Track,
    /// The grade after caps and overrides.
    pub grade: Option<String>,
    /// The composite score, or the prospect score of a new customer.
    pub score: Option<Score>,
    /// The place in the priority list.
    pub priority_rank: Option<u32>,
    /// The credit grade.
    pub credit_grade: Option<String>,
    /// The value class.
    pub value_class: Option<String>,
    /// The credit score.
    pub credit_score: Option<Score>,
    /// The volume score.
    pub volume_score: Option<Score>,
    /// The profit score.
    pub profit_score: Option<Score>,
    /// The caps that hold.
    pub caps: Vec<String>,
    /// The vetoes that hold.
    pub vetoes: Vec<String>,
    /// The order amount.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub order_amount: Option<Decimal>,
    /// The profit.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub profit: Option<Decimal>,
    /// The overdue amount.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub overdue_amount: Option<Decimal>,
}

impl Comparison {
    /// Holds one assessment against another, the first being the one before. Books, days and policies
    /// may differ, currencies too: money is never added across the two.
    ///
    /// # Errors
    /// Totals over all customers that need more than 28 digits.
    pub fn between(before: &Assessment, after: &Assessment) -> Result<Self, Error> {
        Self::try_between(before, after).ok_or_else(|| {
            let found = "totals over all customers that need more than 28 digits";
            Problem::new(ProblemCode::OutOfRange, found, "totals that can be held exactly").into()
        })
    }

    fn try_between(before: &Assessment, after: &Assessment) -> Option<Self> {
        let policy_changes = policy_changes::policy_changes(&before.policy, &after.policy);
        let affected: BTreeSet<&str> = policy_changes.iter().filter_map(|c| c.affects.as_deref()).collect();
        let finder = Finder::new(before, after, &affected);
        let ladder = Ladder::new(&before.policy.composite().bands, &after.policy.composite().bands);
        let mut counter = Counter::new(before, after);
        let mut moves = Vec::new();
        for (old, new) in pairs(before, after) {
            let direction = match (old, new) {
                (Some(old), Some(new)) => ladder.direction(old, new),
                (None, _) => Some(Direction::In),
                (_, None) => Some(Direction::Out),
            };
            counter.add(old, new, direction)?;
            if let Some(direction) = direction {
                let amount = |row: Option<Row<'_>>| row.and_then(Row::order_amount);
                moves.push((amount(old).max(amount(new)), moved(old, new, direction, &finder)?));
            }
        }
        let by_size = |(a, first): &(Option<Exact>, Move), (b, second): &(Option<Exact>, Move)| {
            b.cmp(a).then_with(|| first.customer_id.cmp(&second.customer_id))
        };
        moves.sort_unstable_by(by_size);
        let (matrix, totals) = counter.finish(before, after)?;
        Some(Self {
            before: before.stamp.clone(),
            after: after.stamp.clone(),
            policy_changes,
            moves: moves.into_iter().map(|(_, one)| one).collect(),
            matrix,
            totals,
        })
    }

    /// Whether nobody moves and the policies are the same.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.moves.is_empty() && self.policy_changes.is_empty()
    }
}

/// Every customer of either assessment with its rows in both, those of the first in its order.
fn pairs<'a>(
    before: &'a Assessment,
    after: &'a Assessment,
) -> impl Iterator<Item = (Option<Row<'a>>, Option<Row<'a>>)> {
    let in_after = partner(before, after);
    let in_before = partner(after, before);
    let first = rows(before).map(move |row| (Some(row), in_after(row)));
    let rest = rows(after).filter(move |row| in_before(*row).is_none()).map(|row| (None, Some(row)));
    first.chain(rest)
}

fn rows(assessment: &Assessment) -> impl Iterator<Item = Row<'_>> {
    (0..assessment.facts.customers.len()).filter_map(|at| assessment.row(u32::try_from(at).ok()?))
}

/// Finds the row of a customer of one assessment in the other. Assessments of one book number their
/// customers alike.
fn partner<'a>(own: &'a Assessment, other: &'a Assessment) -> impl Fn(Row<'a>) -> Option<Row<'a>> {
    let alike = Arc::ptr_eq(&own.facts.ids, &other.facts.ids);
    move |row| {
        let id = if alike { row.customer.id } else { other.facts.ids.find(row.id())? };
        other.row(other.place_of(id)?)
    }
}

fn moved(
    before: Option<Row<'_>>,
    after: Option<Row<'_>>,
    direction: Direction,
    finder: &Finder,
) -> Option<Move> {
    let row = after.or(before)?;
    let whole = |kind| vec![Cause { kind, origin: Origin::Book, alone: true, needed: true }];
    Some(Move {
        customer_id: row.id().into(),
        name: [after, before].into_iter().flatten().find_map(Row::name).map(str::to_owned),
        direction,
        before: before.map(standing),
        after: after.map(standing),
        causes: match (before, after) {
            (Some(before), Some(after)) => finder.causes(before, after),
            (None, _) => whole(CauseKind::Came),
            (_, None) => whole(CauseKind::Went),
        },
    })
}

fn standing(row: Row<'_>) -> Standing {
    let grades = row.grades;
    let money = |amount: Option<Exact>| amount.and_then(|amount| amount.publish(PUBLISHED_SCALE));
    let dimension = |score: Result<(u32, Score), crate::Unrated>| score.ok().map(|(_, score)| score);
    Standing {
        track: grades.track,
        grade: grades.grade.map(|band| row.grade_name(band).to_owned()),
        score: row.prospect().or(grades.composite.ok()),
        priority_rank: grades.priority_rank,
        credit_grade: row.credit_grade_name().map(str::to_owned),
        value_class: row.value_class().map(str::to_owned),
        credit_score: grades.credit.score.ok(),
        volume_score: dimension(grades.volume),
        profit_score: dimension(grades.profit),
        caps: row.caps_holding().map(|cap| cap.name.clone()).collect(),
        vetoes: row.veto_codes().map(str::to_owned).collect(),
        order_amount: money(row.order_amount()),
        profit: money(row.profit()),
        overdue_amount: money(row.overdue_amount()),
    }
}
