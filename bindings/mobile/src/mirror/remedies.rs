// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `remedies`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;
use crate::errors::KeyaccountError;
use crate::errors::guarded;
use crate::values::CalendarDate;
use keyaccount::Exact;
use keyaccount::Score;

/// How much of a lever changes.
#[uniffi::remote(Enum)]
pub enum Change {
    /// Points of the published score.
    Points { from: Score, by: Score, to: Score },
    /// Money more in the window.
    Money(Raise),
    /// Base units more in the window.
    Quantity(Raise),
    /// The condition ends.
    Ends,
}

/// What a remedy changes: a dimension, the promise of a new customer, or a condition that holds.
#[uniffi::remote(Enum)]
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
    Overdue { days_above: u32, worst_days: u32 },
    /// The veto of unresolved litigation, insolvency or suspended business.
    LegalTrouble,
    /// The veto of a write-off or bad debt.
    WriteOff { until: Option<CalendarDate> },
    /// The veto of a wilful default.
    WilfulDefault { until: Option<CalendarDate> },
    /// The veto of a bounced bill.
    BouncedBill { until: Option<CalendarDate> },
    /// Key documents are missing.
    DocumentsMissing,
    /// The first trade is too recent for the best credit grades.
    ShortRelationship { months: u32, until: Option<CalendarDate> },
    /// An approved grade stands in place of the computed one.
    Approval { until: Option<CalendarDate> },
}

/// The veto that would end, if this is one.
#[uniffi::export]
pub fn lever_veto(lever: Lever) -> Option<Veto> {
    lever.veto()
}

/// A dimension without a score.
#[uniffi::remote(Record)]
pub struct MissingScore {
    /// The dimension.
    pub dimension: Lever,
    /// Why it has none; empty if nobody rated a dimension of the user's own.
    #[uniffi(default = None)]
    pub reason: Option<Unrated>,
}

/// An amount that grows by a multiple of 0.01, exact.
#[uniffi::remote(Record)]
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

/// The smallest change of one lever that gives a better grade, and what follows from it.
#[uniffi::remote(Record)]
pub struct Reached {
    /// How much changes.
    pub change: Change,
    /// The score of the dimension, published; empty for conditions.
    #[uniffi(default = None)]
    pub score: Option<ScoreFromTo>,
    /// The composite score; empty where there is none.
    #[uniffi(default = None)]
    pub composite: Option<ScoreFromTo>,
    /// The grade.
    pub grade: TextFromTo,
    /// The caps that hold now and would not, in the order of the policy.
    pub caps_lifted: Vec<String>,
}

/// One thing that alone could give a customer a better grade, and what it comes to.
///
/// Better is a grade at least one band better than the one there is. A change counts in steps of 0.01: of a
/// point of a published score, of the currency, of a base unit.
///
/// **Guaranteed**: applied, a remedy gives the grade it names; one step less of it gives no better grade
/// than there is; and no smaller number of steps does, however caps come and go between. The one exception
/// to the last is a cap on `margin_to_population` whose bound, times the customer's share of the amount of
/// all, is so near 1 that both margins grow alike: there the first 4,096 roundings of the margin of all are
/// tried. What cannot be held in 38 digits on the way is `Unreachable::OutOfRange`.
///
/// Everything else is held as it is: more volume comes without profit and without another order, more
/// profit without more amount, a better credit score without other days late, and what ends a condition
/// changes no score. Money of the last twelve months grows with a volume in money. A customer whose value
/// is above zero is one of those it is ranked with; any other joins them once its value is. That holds too
/// against a population measured before (`assess_against`), as in the run that
/// measured it.
#[uniffi::remote(Record)]
pub struct Remedy {
    /// What would change.
    pub lever: Lever,
    /// How much of it gives a better grade, or why none does.
    pub outcome: RemedyOutcome,
}

/// Whether its numbers tell anything about other customers: an explanation for the customer leaves
/// such remedies out.
#[uniffi::export]
pub fn remedy_concerns_others(remedy: Remedy) -> Result<bool, KeyaccountError> {
    guarded(|| Ok(remedy.concerns_others()))
}

/// The change that gives a better grade, if one does.
#[uniffi::export]
pub fn remedy_reached(remedy: Remedy) -> Result<Option<Reached>, KeyaccountError> {
    guarded(|| Ok(remedy.reached().cloned()))
}

/// What gives a better grade, or why nothing does, in one sentence.
#[uniffi::export]
pub fn remedy_sentence(remedy: Remedy, language: Language) -> Result<String, KeyaccountError> {
    guarded(|| Ok(remedy.sentence(language)))
}

/// What a lever comes to.
#[uniffi::remote(Enum)]
pub enum RemedyOutcome {
    /// The smallest change that gives a better grade.
    Reached(Reached),
    /// Why no change of this lever alone does.
    Unreachable(Unreachable),
}

/// Why a lever alone gives no better grade.
#[uniffi::remote(Enum)]
pub enum Unreachable {
    /// There is no better grade.
    BestAlready,
    /// The grade rests on an approval, whatever is computed.
    Approved,
    /// The composite or the dimension has no score.
    NotRated { reason: Option<Unrated>, missing: Vec<MissingScore> },
    /// The policy gives the dimension no weight, and no cap asks enough of it.
    NoWeight,
    /// Even the most points the dimension can have are not enough.
    NotEnough { score: Score, composite: Score },
    /// The score would earn a better grade, but these hold it where it is.
    Held { caps: Vec<String>, vetoes: Vec<Lever> },
    /// Nothing but the score decides: the grade would be the same without the condition.
    ByScore,
    /// Without the approval the grade would be no better.
    NoBetterWithout { grade: Option<String> },
    /// The numbers it would take do not fit 38 digits.
    OutOfRange,
}

/// A value as it is and as it would be.
#[uniffi::remote(Record)]
pub struct ScoreFromTo {
    /// As it is.
    pub from: Score,
    /// As it would be.
    pub to: Score,
}

/// A value as it is and as it would be.
#[uniffi::remote(Record)]
pub struct TextFromTo {
    /// As it is.
    pub from: String,
    /// As it would be.
    pub to: String,
}
