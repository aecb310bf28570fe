//! Remedies: for each dimension alone, and for each condition that holds, the smallest change that gives
//! a customer a better grade, with everything else as it is.
//!
//! The outcome of a dimension can only change where a value meets a bound of the policy, another
//! customer's value or the edge where a published number rounds up. Those are finitely many steps and found
//! by calculation, in the order in which the value meets them; each is graded by the rules themselves, and
//! the first that gives a better grade is the remedy. So no rule needs to be monotone: a cap such as
//! `credit_score above 90` costs nothing but one more step to try. No population is copied: a rank is
//! looked up in the sorted values, where a customer's own value never stands above itself.

mod amounts;
mod case;
mod conditions;
mod growth;
mod margins;
mod points;
mod steps;
mod thresholds;
mod words;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub(crate) use case::Case;

use crate::decimal::{Exact, Score};
use crate::facts::Veto;
use crate::scoring::Unrated;

/// One thing that alone could give a customer a better grade, and what it comes to.
///
/// Better is a grade at least one band better than the one there is. A change counts in steps of 0.01: of a
/// point of a published score, of the currency, of a base unit.
///
/// **Guaranteed**: applied, a remedy gives the grade it names; one step less of it gives no better grade
/// than there is; and no smaller number of steps does, however caps come and go between. The one exception
/// to the last is a cap on `margin_to_population` whose bound, times the customer's share of the amount of
/// all, is so near 1 that both margins grow alike: there the first 4,096 roundings of the margin of all are
/// tried. What cannot be held in 38 digits on the way is [`Unreachable::OutOfRange`].
///
/// Everything else is held as it is: more volume comes without profit and without another order, more
/// profit without more amount, a better credit score without other days late, and what ends a condition
/// changes no score. Money of the last twelve months grows with a volume in money. A customer whose value
/// is above zero is one of those it is ranked with; any other joins them once its value is. That holds too
/// against a population measured before ([`assess_against`](crate::assess_against)), as in the run that
/// measured it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remedy {
    /// What would change.
    pub lever: Lever,
    /// How much of it gives a better grade, or why none does.
    pub outcome: RemedyOutcome,
}

/// What a remedy changes: a dimension, the promise of a new customer, or a condition that holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Lever {
    /// The published credit score, in points.
    Credit,
    /// The order volume of the window, in money or base units as the policy has it.
    Volume,
    /// The profit of the window, in money.
    Profit,
    /// The published score of a dimension of the user's own, in points.
    Own(String),
    /// The published prospect score of a new customer, in points.
    Prospect,
    /// The veto of an open item too many days late.
    Overdue {
        /// More effective days late than this.
        days_above: u32,
        /// The worst of the open items.
        worst_days: u32,
    },
    /// The veto of unresolved litigation, insolvency or suspended business.
    LegalTrouble,
    /// The veto of a write-off or bad debt.
    WriteOff {
        /// The first day whose window no longer holds it.
        until: Option<NaiveDate>,
    },
    /// The veto of a wilful default.
    WilfulDefault {
        /// The first day whose window no longer holds it; empty while the item is open.
        until: Option<NaiveDate>,
    },
    /// The veto of a bounced bill.
    BouncedBill {
        /// The first day whose window no longer holds it.
        until: Option<NaiveDate>,
    },
    /// Key documents are missing.
    DocumentsMissing,
    /// The first trade is too recent for the best credit grades.
    ShortRelationship {
        /// The months of trade that end it.
        months: u32,
        /// The first day on which it is not.
        until: Option<NaiveDate>,
    },
    /// An approved grade stands in place of the computed one.
    Approval {
        /// The first day without it; empty if it has no end.
        until: Option<NaiveDate>,
    },
}

impl Lever {
    /// The veto that would end, if this is one.
    #[must_use]
    pub const fn veto(&self) -> Option<Veto> {
        match self {
            Self::Overdue { .. } => Some(Veto::Overdue),
            Self::LegalTrouble => Some(Veto::LegalTrouble),
            Self::WriteOff { .. } => Some(Veto::WriteOff),
            Self::WilfulDefault { .. } => Some(Veto::WilfulDefault),
            Self::BouncedBill { .. } => Some(Veto::BouncedBill),
            Self::Credit
            | Self::Volume
            | Self::Profit
            | Self::Own(_)
            | Self::Prospect
            | Self::DocumentsMissing
            | Self::ShortRelationship { .. }
            | Self::Approval { .. } => None,
        }
    }
}

/// What a lever comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemedyOutcome {
    /// The smallest change that gives a better grade.
    Reached(Reached),
    /// Why no change of this lever alone does.
    Unreachable(Unreachable),
}

/// The smallest change of one lever that gives a better grade, and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reached {
    /// How much changes.
    pub change: Change,
    /// The score of the dimension, published; empty for conditions.
    pub score: Option<FromTo<Score>>,
    /// The composite score; empty where there is none.
    pub composite: Option<FromTo<Score>>,
    /// The grade.
    pub grade: FromTo<String>,
    /// The caps that hold now and would not, in the order of the policy.
    pub caps_lifted: Vec<String>,
}

/// A value as it is and as it would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FromTo<T> {
    /// As it is.
    pub from: T,
    /// As it would be.
    pub to: T,
}

/// How much of a lever changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Points of the published score.
    Points {
        /// As it is.
        from: Score,
        /// The points more.
        by: Score,
        /// As it would be.
        to: Score,
    },
    /// Money more in the window.
    Money(Raise),
    /// Base units more in the window.
    Quantity(Raise),
    /// The condition ends.
    Ends,
}

/// An amount that grows by a multiple of 0.01, exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raise {
    /// As it is.
    pub from: Exact,
    /// How much more.
    pub by: Exact,
    /// As it would be.
    pub to: Exact,
    /// Whether the amount follows from the values of other customers: a rank, the greatest value, the
    /// margin of all.
    pub relative: bool,
}

/// Why a lever alone gives no better grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unreachable {
    /// There is no better grade.
    BestAlready,
    /// The grade rests on an approval, whatever is computed.
    Approved,
    /// The composite or the dimension has no score.
    NotRated {
        /// Why.
        reason: Option<Unrated>,
        /// What is missing, in the order of the policy.
        missing: Vec<MissingScore>,
    },
    /// The policy gives the dimension no weight, and no cap asks enough of it.
    NoWeight,
    /// Even the most points the dimension can have are not enough.
    NotEnough {
        /// Those points.
        score: Score,
        /// The composite, or the prospect score, they lead to.
        composite: Score,
    },
    /// The score would earn a better grade, but these hold it where it is.
    Held {
        /// Caps by name, in the order of the policy.
        caps: Vec<String>,
        /// The vetoes among what they rest on.
        vetoes: Vec<Lever>,
    },
    /// Nothing but the score decides: the grade would be the same without the condition.
    ByScore,
    /// Without the approval the grade would be no better.
    NoBetterWithout {
        /// The grade there would be; empty if there would be none.
        grade: Option<String>,
    },
    /// The numbers it would take do not fit 38 digits.
    OutOfRange,
}

/// A dimension without a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MissingScore {
    /// The dimension.
    pub dimension: Lever,
    /// Why it has none; empty if nobody rated a dimension of the user's own.
    pub reason: Option<Unrated>,
}

impl Remedy {
    /// The change that gives a better grade, if one does.
    #[must_use]
    pub const fn reached(&self) -> Option<&Reached> {
        match &self.outcome {
            RemedyOutcome::Reached(reached) => Some(reached),
            RemedyOutcome::Unreachable(_) => None,
        }
    }

    /// Whether its numbers tell anything about other customers: an explanation for the customer leaves
    /// such remedies out.
    #[must_use]
    pub const fn concerns_others(&self) -> bool {
        match &self.outcome {
            RemedyOutcome::Reached(Reached {
                change: Change::Money(raise) | Change::Quantity(raise),
                ..
            }) => raise.relative,
            RemedyOutcome::Reached(_) | RemedyOutcome::Unreachable(_) => false,
        }
    }
}

/// Every remedy of a customer: the dimensions in the order of the policy, those without weight last, or the
/// prospect of a new customer; then the conditions that hold.
pub(crate) fn find(case: &Case<'_>) -> Vec<Remedy> {
    let mut remedies = Vec::new();
    for lever in case.dimensions() {
        let outcome = match case.settled() {
            Some(reason) => Err(reason),
            None => match lever {
                Lever::Volume | Lever::Profit => amounts::smallest(case, &lever),
                _ => points::smallest(case, &lever),
            },
        };
        remedies.push(Remedy::new(lever, outcome));
    }
    remedies.extend(conditions::remedies(case));
    remedies
}

impl Remedy {
    fn new(lever: Lever, outcome: Result<Reached, Unreachable>) -> Self {
        let outcome = match outcome {
            Ok(reached) => RemedyOutcome::Reached(reached),
            Err(reason) => RemedyOutcome::Unreachable(reason),
        };
        Self { lever, outcome }
    }
}
