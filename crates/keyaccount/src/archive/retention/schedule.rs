//! Until when a record is kept: what there is to say.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::record::Hold;
use crate::ids::{CustomerId, RecordId};
use crate::policy::{Disposition, KeepFor, RetentionBasis, RetentionTrigger};

/// Whether a record may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RetentionState {
    /// Its period runs.
    Kept,
    /// Its period has ended, and nothing holds it.
    Disposable,
    /// A legal hold or an open dispute keeps it, whatever its schedule says.
    Held,
    /// It is kept permanently.
    Permanent,
    /// It cannot be told, since something is missing; it may not go.
    NotKnown,
    /// Its period has ended, and what holds records was not supplied; it may not go.
    HoldsNotSupplied,
}

/// What is missing to tell the end of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingForRetention {
    /// The policy does not have the class.
    Class,
    /// The day the period counts from, or one within the calendar.
    Trigger,
    /// Whether something beside the consent that was withdrawn justifies keeping it.
    OtherBasis,
    /// An end: the class has none, and nothing keeps personal data for good (§6.5).
    End,
}

/// Until when a record is kept, and why.
///
/// `keep_until` and `disposable_from` are what the schedule says; `state` says whether the record may go on
/// the day asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// The record.
    pub record_id: RecordId,
    /// Whom it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub customers: Vec<CustomerId>,
    /// The day it holds for.
    pub as_of: NaiveDate,
    /// Whether it may go.
    pub state: RetentionState,
    /// The last day it is kept; none if permanent or not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep_until: Option<NaiveDate>,
    /// The first day it may go: the day after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disposable_from: Option<NaiveDate>,
    /// The class whose date holds, which is the latest; of several the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<String>,
    /// Whether it must go then, rather than may.
    pub must_go: bool,
    /// The last day to dispose of it, included, if it must go and the policy names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub must_go_by: Option<NaiveDate>,
    /// What becomes of it then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<Disposition>,
    /// Every class it is kept as, in the order of the record.
    pub classes: Vec<ClassSchedule>,
    /// Fields that only shorter classes need, which go earlier; the earliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<EarlierFields>,
    /// What holds it on that day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held_by: Vec<Hold>,
    /// The next day on which any of this changes by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_change: Option<NaiveDate>,
}

/// Until when a class keeps a record, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassSchedule {
    /// The class.
    pub class: String,
    /// Where the written policy says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// Why it keeps records so long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<RetentionBasis>,
    /// From when its period counts; none if the policy does not have the class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger: Option<RetentionTrigger>,
    /// The day it counts from: of a class by the year the end of that year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted_from: Option<NaiveDate>,
    /// How long it keeps records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep: Option<KeepFor>,
    /// The first day the record may go as far as this class goes; none if permanent or not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disposable_from: Option<NaiveDate>,
    /// Whether the withdrawal of consent set that day.
    pub by_withdrawal: bool,
    /// The first day the record may go whatever is still missing, while it cannot be told yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_latest: Option<NaiveDate>,
    /// What is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<MissingForRetention>,
}

/// Fields that go before the rest of their record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlierFields {
    /// The fields, by name.
    pub fields: Vec<String>,
    /// The class that needed them longest.
    pub class: String,
    /// The first day they may go.
    pub disposable_from: NaiveDate,
    /// Whether they must go then, rather than may.
    pub must_go: bool,
    /// What becomes of them.
    pub then: Disposition,
}

impl ClassSchedule {
    /// Whether the class keeps the record for good.
    pub(super) fn is_permanent(&self) -> bool {
        self.keep == Some(KeepFor::Permanent) && self.missing.is_none()
    }
}
