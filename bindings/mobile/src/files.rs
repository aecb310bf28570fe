//! What customers' files consist of, how good they are, and what may leave them.

use std::sync::Arc;

use keyaccount::archive::{
    AccuracySample, ArchiveChange, ArchiveQuality, Composition, CompositionPolicy, DeidentifyKey, PartOnFile,
    PlainTable, PrivacyPolicy, PrivacyReport, QualityShare,
};
use keyaccount::{BasicField, RegisterField};

use crate::errors::{KeyaccountError, guarded};
use crate::policy::{Policy, lacks};
use crate::values::CalendarDate;

/// What a policy asks of customers' files.
#[derive(Debug, uniffi::Object)]
pub struct FileRules {
    policy: Arc<Policy>,
}

impl FileRules {
    /// The core's rules borrow the policy, so they are set up for every question.
    fn rules(&self) -> Result<CompositionPolicy<'_>, KeyaccountError> {
        CompositionPolicy::of(&self.policy.core)
            .ok_or_else(|| lacks(&self.policy.core, "archive.composition"))
    }
}

#[uniffi::export]
impl FileRules {
    /// Of a policy. Refused if the policy has no `[archive.composition]`.
    #[uniffi::constructor]
    pub fn of(policy: Arc<Policy>) -> Result<Arc<Self>, KeyaccountError> {
        guarded(|| {
            let rules = Self { policy };
            rules.rules()?;
            Ok(Arc::new(rules))
        })
    }

    /// What a customer's file consists of on a day, and what is missing or stale.
    pub fn composition(
        &self,
        on_file: Vec<PartOnFile>,
        key_account: bool,
        as_of: CalendarDate,
    ) -> Result<Composition, KeyaccountError> {
        guarded(|| Ok(self.rules()?.composition(&on_file, key_account, as_of)))
    }

    /// How many of the mandatory fields of the basic information card are filled.
    pub fn card_completeness(&self, filled: Vec<BasicField>) -> Result<QualityShare, KeyaccountError> {
        guarded(|| Ok(self.rules()?.card_completeness(&filled)))
    }

    /// How many of the fields of the visitor register are filled; one that may be declined and was does not count.
    pub fn register_completeness(
        &self,
        filled: Vec<RegisterField>,
        declined: Vec<RegisterField>,
    ) -> Result<QualityShare, KeyaccountError> {
        guarded(|| Ok(self.rules()?.register_completeness(&filled, &declined)))
    }

    /// The fields of the visitor register that are filled without a purpose stated for them.
    pub fn register_without_purpose(
        &self,
        filled: Vec<RegisterField>,
        with_purpose: Vec<RegisterField>,
    ) -> Result<Vec<RegisterField>, KeyaccountError> {
        guarded(|| Ok(self.rules()?.register_without_purpose(&filled, &with_purpose)))
    }

    /// Completeness, timeliness and accuracy on a day. Refused if more fields were right than were sampled.
    pub fn quality(
        &self,
        completeness: QualityShare,
        changes: Vec<ArchiveChange>,
        sample: AccuracySample,
        as_of: CalendarDate,
    ) -> Result<ArchiveQuality, KeyaccountError> {
        guarded(|| Ok(self.rules()?.quality(completeness, &changes, sample, as_of)?))
    }
}

/// A table without what identifies a person, and what was left out of it.
#[derive(Debug, uniffi::Record)]
pub struct PrivateTable {
    /// What is left.
    pub table: PlainTable,
    /// What was left out, and why.
    pub report: PrivacyReport,
}

fn privacy(policy: &Policy) -> Result<PrivacyPolicy<'_>, KeyaccountError> {
    PrivacyPolicy::of(&policy.core).ok_or_else(|| lacks(&policy.core, "archive.privacy"))
}

/// The table under pseudonyms. It leads back to people with the key, so it is still personal data. The app's own
/// copies of the key stay in memory until the language gives them back: keep it in the system's key store.
///
/// Refused for a key of fewer than 32 bytes, a column given twice, a row of another length than the columns.
#[uniffi::export]
pub fn deidentify(
    policy: Arc<Policy>,
    table: PlainTable,
    key: Vec<u8>,
) -> Result<PrivateTable, KeyaccountError> {
    guarded(|| {
        let (table, report) = privacy(&policy)?.deidentify(&table, &DeidentifyKey::new(key)?)?;
        Ok(PrivateTable { table, report })
    })
}

/// The table without what could lead back to a person: groups that are too small go too.
///
/// Refused for a column given twice, a row of another length than the columns.
#[uniffi::export]
pub fn anonymise(policy: Arc<Policy>, table: PlainTable) -> Result<PrivateTable, KeyaccountError> {
    guarded(|| {
        let (table, report) = privacy(&policy)?.anonymise(&table)?;
        Ok(PrivateTable { table, report })
    })
}
