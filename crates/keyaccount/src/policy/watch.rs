//! `[archive.log]`: what the access log is searched for (§6.6, R173).

use serde::{Deserialize, Serialize};

use super::archive::ArchiveAction;

/// `[archive.log]`: a rule that is `None` is not searched for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct LogRules {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// One person refused again and again.
    pub repeated_denials: Option<RepeatedDenials>,
    /// Something done that needs an approved request, without a grant that was in force.
    pub no_live_grant: Option<WatchedAlways>,
    /// One person seeing the files of many customers in a day.
    pub many_customers: Option<ManyCustomers>,
    /// Any export.
    pub export: Option<WatchedAlways>,
    /// Anything done at night.
    pub night: Option<NightHours>,
    /// Anything done by somebody without a non-disclosure agreement in force.
    pub lapsed_nda: Option<WatchedAlways>,
}

/// A rule without numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct WatchedAlways {
    /// Where the written policy says it.
    pub clause: Option<String>,
}

/// One person refused so often within so many hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RepeatedDenials {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// The fewest denials that are found.
    pub at_least: u32,
    /// The most hours from the first of them to the last, both included.
    pub within_hours: u32,
}

/// One person seeing the files of more customers than this in a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ManyCustomers {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// The most customers that are not found.
    pub above: u32,
}

/// What is done within these hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct NightHours {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// The hour it begins at, 0–23, included.
    pub from_hour: u32,
    /// The hour it ends at, 0–23, not included; before `from_hour` if midnight lies between.
    pub to_hour: u32,
    /// Actions that may be done at night.
    pub except: Vec<ArchiveAction>,
}
