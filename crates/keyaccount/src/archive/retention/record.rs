//! Records as they are kept, and what holds them back (§6.5, BOOK §1 `holds`).

use chrono::NaiveDate;
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use crate::ids::{CustomerId, RecordId};
use crate::policy::RetentionRules;

/// A record on file: a paper, a row, a log segment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptRecord {
    /// Its id, which names nobody: it stays on the disposal list for good.
    pub record_id: RecordId,
    /// Whom it is about. A record that names nobody is held by every hold of its classes, since whose it is
    /// cannot be told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub customers: Vec<CustomerId>,
    /// The department that owns it, if that is known: its approver decides on a disposal. Where approvers decide
    /// for their own department alone, a record of none is not proposed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Whether it holds personal data, if that is on record; otherwise its classes say so. No class without
    /// an end keeps what does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub personal: Option<bool>,
    /// Under which classes it is kept; at least one.
    pub kept_as: Vec<KeptAs>,
    /// The day the person withdrew the consent to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_withdrawn_on: Option<NaiveDate>,
}

/// A class under which a record is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptAs {
    /// The class, as the policy names it.
    pub class: String,
    /// The day its period counts from: of a class by the year any day of that year. It may lie ahead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger_on: Option<NaiveDate>,
    /// The fields of the record that this class needs; all of them if none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// Whether something beside the person's consent justifies keeping it; asked only when consent is
    /// withdrawn, and never for as long as a law asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_basis: Option<bool>,
}

/// What keeps records beyond their schedule, from day to day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hold {
    /// Whose records.
    pub customer_id: CustomerId,
    /// Of which class; every class if left out. A class that the policy does not have holds every record of
    /// the customer, since what was meant cannot be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_class: Option<String>,
    /// What kind of hold.
    #[serde(default)]
    pub kind: HoldKind,
    /// The first day.
    pub from: NaiveDate,
    /// The last day, included; no end if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
    /// Why: a file number, a matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Why records are held: a closed list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldKind {
    /// A legal hold (依法保全).
    #[default]
    LegalHold,
    /// An open dispute (争议未结).
    OpenDispute,
}

impl Hold {
    /// Whether it holds on a day.
    #[must_use]
    pub fn is_active(&self, on: NaiveDate) -> bool {
        self.from <= on && self.to.is_none_or(|last| on <= last)
    }

    /// Whether it is about a record, whatever the day.
    pub(super) fn is_about(&self, record: &KeptRecord, knows_class: impl Fn(&str) -> bool) -> bool {
        let whose = record.customers.is_empty() || record.customers.contains(&self.customer_id);
        let of_class = self
            .record_class
            .as_deref()
            .is_none_or(|class| record.kept_as.iter().any(|kept| kept.class == class) || !knows_class(class));
        whose && of_class
    }
}

/// Holds by whose records they hold, so that many records are asked about quickly.
#[derive(Debug)]
pub(super) struct HoldsByCustomer<'h> {
    all: &'h [Hold],
    of: HashMap<&'h str, Vec<&'h Hold>>,
}

impl<'h> HoldsByCustomer<'h> {
    pub(super) fn of(holds: &'h [Hold]) -> Self {
        let mut of: HashMap<&str, Vec<&Hold>> = HashMap::new();
        for hold in holds {
            of.entry(&hold.customer_id).or_default().push(hold);
        }
        Self { all: holds, of }
    }

    /// Those about a record, whatever the day.
    pub(super) fn about(&self, record: &KeptRecord, rules: &RetentionRules) -> Vec<&'h Hold> {
        let about = |hold: &&Hold| hold.is_about(record, |class| rules.class(class).is_some());
        if record.customers.is_empty() {
            return self.all.iter().filter(about).collect();
        }
        let mut customers: Vec<&str> = record.customers.iter().map(CustomerId::as_str).collect();
        customers.sort_unstable();
        customers.dedup();
        customers.into_iter().filter_map(|id| self.of.get(id)).flatten().copied().filter(about).collect()
    }
}
