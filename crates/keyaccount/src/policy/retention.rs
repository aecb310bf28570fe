//! `[archive.retention]`: how long which records are kept, and what becomes of them then (§6.5).

use serde::{Deserialize, Serialize};

/// `[archive.retention]`: a schedule of record classes, and what a disposal needs.
///
/// Those of a loaded policy have passed its check; rules read back from JSON are what was stored, so that a
/// disposal replays under the rules it began with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RetentionRules {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// The day on which the year ends from which [`RetentionTrigger::YearEnd`] counts.
    pub year_end: YearEnd,
    /// The last day to dispose of what must go is so many days after the first; no last day if empty.
    pub within_days: Option<u32>,
    /// How many named witnesses a disposal needs, all of them different persons; at least 2.
    pub witnesses: u32,
    /// At least one, in the order of the policy, no name twice.
    pub classes: Vec<RetentionClass>,
}

/// The last day of the accounting year; 29 February is the last day of February in any year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearEnd {
    /// The month, 1–12.
    pub month: u32,
    /// The day of the month.
    pub day: u32,
}

/// A class of records: from when its period counts, how long it is, why, and what then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RetentionClass {
    /// The class's name, which records and holds name.
    pub name: String,
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// From when the period counts.
    pub trigger: RetentionTrigger,
    /// How long.
    pub keep: KeepFor,
    /// Whether the period is also the longest.
    pub kind: RetentionKind,
    /// Why the records are kept so long; there for personal data.
    pub basis: Option<RetentionBasis>,
    /// Whether the records hold personal data, which nothing keeps for good (PIPL art. 19).
    pub personal: bool,
    /// What becomes of the records then; nothing of those kept permanently.
    pub then: Option<Disposition>,
}

/// From when a period counts: a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RetentionTrigger {
    /// `year_end`: the end of the year in which the record's date lies.
    YearEnd,
    /// `contract_end`: the contract ended.
    ContractEnd,
    /// `transaction_completed`: the transaction was completed.
    TransactionCompleted,
    /// `relation_ended`: business with the customer ended.
    RelationEnded,
    /// `last_contact`: the last contact with the person.
    LastContact,
    /// `event`: what the record tells of happened.
    Event,
    /// `withdrawal_or_last_message`: consent was withdrawn, or the last message was sent.
    WithdrawalOrLastMessage,
    /// `closed`: the matter was closed.
    Closed,
    /// `completed`: the work was completed.
    Completed,
    /// `none`: nothing, since the records are kept permanently.
    None,
}

/// How long records are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeepFor {
    /// So many months from the trigger, at least 1; years are twelve months each.
    Months(u32),
    /// For good; never personal data.
    Permanent,
}

/// Whether a period is also the longest: a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RetentionKind {
    /// `fixed`: when it has ended, the records must go.
    Fixed,
    /// `minimum`: when it has ended, the records may go.
    Minimum,
}

/// Why records are kept so long.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RetentionBasis {
    /// The organisation chose the period.
    Chosen,
    /// A law asks for it.
    Law {
        /// Which.
        law: String,
        /// How many months it asks for, if it says.
        at_least_months: Option<u32>,
    },
}

impl RetentionBasis {
    /// How a basis of the organisation's own choice is written.
    pub(crate) const CHOSEN: &str = "chosen";
}

/// What becomes of records whose period has ended: a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Disposition {
    /// `delete`
    Delete,
    /// `anonymise`: keep the statistics, and nothing that identifies a person.
    Anonymise,
}

impl RetentionRules {
    /// The class with this name.
    #[must_use]
    pub fn class(&self, name: &str) -> Option<&RetentionClass> {
        self.classes.iter().find(|class| class.name == name)
    }
}

impl RetentionClass {
    /// How many months a law asks for at the least: the whole period where it names none.
    #[must_use]
    pub const fn least_months(&self) -> Option<u32> {
        let Some(RetentionBasis::Law { at_least_months, .. }) = &self.basis else { return None };
        match (*at_least_months, self.keep) {
            (Some(months), _) | (None, KeepFor::Months(months)) => Some(months),
            (None, KeepFor::Permanent) => None,
        }
    }

    /// Whether a law asks for the period.
    #[must_use]
    pub const fn is_by_law(&self) -> bool {
        matches!(self.basis, Some(RetentionBasis::Law { .. }))
    }
}
