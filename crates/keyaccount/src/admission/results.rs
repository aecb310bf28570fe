//! Who is admitted and who lacks what: verdicts in order, and as a result table.

use serde::{Deserialize, Serialize};

use super::{KeyAccounts, Vips};
use crate::assessment::{Assessment, MadeRows, ResultColumn, ResultTable, Row, Value};
use crate::ids::CustomerId;
use crate::labels::Language;
use crate::labels::about::names_condition;
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{Verdict, VerdictOutcome};

/// The last says in sentences what decided, in a language alone.
pub(crate) const ADMISSION_COLUMNS: &[&str] =
    &["customer_id", "name", "decision", "conditions", "shortfalls", "automated", "decision_reason"];

/// The verdict on one customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomerVerdict {
    /// Its id.
    pub customer_id: CustomerId,
    /// Its name, if the book has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What was decided.
    pub verdict: Verdict,
}

/// The verdict on every customer of an assessment: those that may be admitted, then those that may not, the
/// fewest conditions missing first, then those of whom it cannot be told; by id where nothing else tells
/// them apart.
///
/// Verdicts are made when they are asked for: a million customers take the memory of their order.
#[derive(Clone, Debug)]
pub struct Admissions<'a> {
    asked: Asked<'a>,
    /// Places of the customers in the assessment.
    order: Vec<u32>,
    /// By outcome.
    counts: [usize; VerdictOutcome::ALL.len()],
}

#[derive(Clone, Copy, Debug)]
enum Asked<'a> {
    KeyAccounts(&'a KeyAccounts<'a>),
    Vips(&'a Vips<'a>),
}

impl<'a> Asked<'a> {
    const fn assessment(self) -> &'a Assessment {
        match self {
            Self::KeyAccounts(asked) => asked.assessment,
            Self::Vips(asked) => asked.assessment,
        }
    }

    fn standing(self, row: Row<'_>) -> (VerdictOutcome, usize) {
        match self {
            Self::KeyAccounts(asked) => asked.standing(row),
            Self::Vips(asked) => asked.standing(row),
        }
    }

    fn verdict(self, row: Row<'_>) -> Verdict {
        match self {
            Self::KeyAccounts(asked) => asked.verdict(row, asked.assessment.stamp.clone()),
            Self::Vips(asked) => asked.verdict(row),
        }
    }
}

impl KeyAccounts<'_> {
    /// The verdict on every customer, in order.
    #[must_use]
    pub fn verdicts(&self) -> Admissions<'_> {
        Admissions::of(Asked::KeyAccounts(self))
    }
}

impl Vips<'_> {
    /// Whether every customer may apply, in order.
    #[must_use]
    pub fn verdicts(&self) -> Admissions<'_> {
        Admissions::of(Asked::Vips(self))
    }
}

impl<'a> Admissions<'a> {
    fn of(asked: Asked<'a>) -> Self {
        let assessment = asked.assessment();
        let mut counts = [0_usize; VerdictOutcome::ALL.len()];
        let standing = |(at, row): (u32, Row<'_>)| {
            let (outcome, lacking) = asked.standing(row);
            if let Some(count) = counts.get_mut(outcome as usize) {
                *count = count.saturating_add(1);
            }
            let lacking = if outcome == VerdictOutcome::Permit { 0 } else { lacking };
            (outcome, u32::try_from(lacking).unwrap_or(u32::MAX), at)
        };
        let mut order: Vec<_> = (0_u32..).zip(assessment.rows()).map(standing).collect();
        let id = |at: u32| assessment.row(at).map(|row| row.id());
        order.sort_unstable_by(|one, other| {
            (one.0, one.1).cmp(&(other.0, other.1)).then_with(|| id(one.2).cmp(&id(other.2)))
        });
        Self { asked, order: order.into_iter().map(|(.., at)| at).collect(), counts }
    }

    /// How many customers there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Of how many it comes to this.
    #[must_use]
    pub fn count(&self, outcome: VerdictOutcome) -> usize {
        self.counts.get(outcome as usize).copied().unwrap_or(0)
    }

    /// The verdict that stands at a place of the order, from 0; `None` beyond the last.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<CustomerVerdict> {
        let row = self.asked.assessment().row(*self.order.get(at)?)?;
        Some(CustomerVerdict {
            customer_id: row.id().into(),
            name: row.name().map(str::to_owned),
            verdict: self.asked.verdict(row),
        })
    }

    /// Every verdict, in order.
    pub fn iter(&self) -> impl Iterator<Item = CustomerVerdict> + '_ {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    /// Verdicts as a table. `conditions` are what decides, `shortfalls` how far each is missed, in the same
    /// order; in a language the last column, `decision_reason`, says it in sentences.
    #[must_use]
    pub fn table(&self, language: Option<Language>) -> AdmissionTable<'_> {
        let (_, plain) = ADMISSION_COLUMNS.split_last().unwrap_or((&"", &[]));
        let names = if language.is_some() { ADMISSION_COLUMNS } else { plain };
        let columns = names.iter().enumerate().map(|(at, name)| ResultColumn::stored(name, at)).collect();
        AdmissionTable { admissions: self, columns, language }
    }
}

/// The verdicts of [`Admissions`] with the columns of a table.
#[derive(Clone, Debug)]
pub struct AdmissionTable<'a> {
    admissions: &'a Admissions<'a>,
    columns: Vec<ResultColumn>,
    language: Option<Language>,
}

impl AdmissionTable<'_> {
    /// The table.
    #[must_use]
    pub fn table(&self) -> ResultTable<'_> {
        ResultTable::of_made(&self.columns, self)
    }
}

impl MadeRows for AdmissionTable<'_> {
    fn len(&self) -> usize {
        self.admissions.len()
    }

    fn cells(&self, row: usize) -> Option<Vec<Value<'static>>> {
        let one = self.admissions.get(row)?;
        let mut cells = vec![Value::from(one.customer_id), one.name.map_or(Value::Empty, Value::from)];
        cells.extend(cells_of(&one.verdict, self.language));
        Some(cells)
    }
}

/// What a verdict comes to, by which conditions, missed by how much, and whether a rule alone decided about a
/// person; in a language also in sentences.
pub(super) fn cells_of(verdict: &Verdict, language: Option<Language>) -> Vec<Value<'static>> {
    let reasons = &verdict.reasons;
    let conditions: Vec<_> = reasons.iter().map(condition).collect();
    let missed = |reason: &Reason| {
        let missed = reason.shortfall.as_ref();
        missed.map_or_else(String::new, |missed| missed.words(language.unwrap_or_default()))
    };
    let missed: Vec<_> = reasons.iter().map(missed).collect();
    let is_automated = verdict.warnings.iter().any(|warning| warning.code == ReasonCode::Automated);
    let mut cells = vec![
        Value::code(verdict.outcome.code()),
        Value::code(conditions.join(";")),
        if missed.iter().all(String::is_empty) { Value::Empty } else { Value::from(missed.join(";")) },
        Value::code(if is_automated { "yes" } else { "no" }),
    ];
    cells.extend(language.map(|language| {
        let said: Vec<_> = reasons.iter().map(|reason| reason.sentence(language)).collect();
        Value::from(said.join(language.separator()))
    }));
    cells
}

/// The condition a reason speaks of.
fn condition(reason: &Reason) -> &str {
    match &reason.about {
        Some(about) if names_condition(reason.code) => about,
        _ => reason.code.code(),
    }
}
