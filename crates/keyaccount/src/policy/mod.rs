//! A policy: the organisation's written rules as values, checked when they are loaded.
//!
//! No code knows the letter of a grade or the name of a cap; everything here is data.

mod admission;
mod approval;
mod archive;
mod bands;
mod check;
mod codes;
mod composite;
mod composition;
mod credit;
mod dimensions;
mod document;
mod duties;
mod format;
mod incident;
mod predicate;
pub(crate) mod print;
mod privacy;
mod retention;
mod schema;
mod shipped;
#[cfg(test)]
mod tests;
mod upgrade;
mod watch;
mod write;

use std::sync::OnceLock;

use chrono::NaiveDate;

pub use admission::{
    Admission, AdmissionFact, KeyAccountPreset, KeyAccountRules, VipOfficial, VipOrder, VipPeriod,
    VipProducts, VipRoute, VipRules, VipWindow,
};
#[cfg(test)]
pub(crate) use approval::seed;
pub use approval::{
    Approval, ApprovalTier, BasicField, BelowFloorPrice, Boundary, DelegationRules, DocumentKind,
    DocumentRule, DocumentTest, DocumentWhen, Redelegation, RequestKind, StepAct, TierStep,
};
pub use archive::{
    AccessForm, AccessRules, ActionRule, Archive, ArchiveAction, ConfidentialityLevel, Permission,
};
pub use bands::{Band, Bands};
pub(crate) use composite::MAX_CAPS;
pub use composite::{Composite, Dimension, GradeCap};
pub use composition::{ArchivePart, CompositionRules, FreshFor, PartOf, PartRule, RegisterField};
pub use credit::{
    CapCondition, Credit, CreditCap, CreditTerms, Curve, CurveAnchor, ExcusedReason, Interpolation, Vetoes,
};
pub use dimensions::{
    Axis, Behaviour, Criterion, Profit, Prospect, Review, ReviewCycle, ScoreBand, ScoreRule, ValueBasis,
    ValueClass, ValueClassBand, Volume, VolumeBasis,
};
pub use document::PolicyDocument;
pub use duties::{
    ArchiveDuty, BirthdayRule, CallRules, CallStage, Duties, DutyKind, Interval, IntervalRule, LeapBirthday,
};
pub(crate) use format::POLICY as FORM;
pub(crate) use incident::MOST_CLOCK_HOURS;
pub use incident::{
    ClockStart, IncidentLevel, IncidentRules, IncidentStep, IncidentStepRule, Jurisdiction, NoticeContent,
    NoticeRule, OperatorKind, SoonerRule,
};
pub(crate) use predicate::PolicyFact;
pub use predicate::{Comparison, Fact, FactKind, Literal, Predicate, Test};
pub use print::PrintedPolicy;
pub use privacy::{PrivacyColumns, PrivacyRules, Treatment};
pub use retention::{
    Disposition, KeepFor, RetentionBasis, RetentionClass, RetentionKind, RetentionRules, RetentionTrigger,
    YearEnd,
};
pub use upgrade::{UpgradeChange, Upgraded};
pub use watch::{LogRules, ManyCustomers, NightHours, RepeatedDenials, WatchedAlways};
pub(crate) use write::quoted;

use crate::document::json_schema;
use crate::error::Error;

/// The newest `format` of policy files this library reads.
pub const POLICY_FORMAT: u32 = 1;

/// A checked policy. It can only be made by loading one, so every value in it has passed the check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    pub(crate) header: Header,
    pub(crate) credit: Credit,
    pub(crate) volume: Volume,
    pub(crate) profit: Profit,
    pub(crate) prospect: Prospect,
    pub(crate) composite: Composite,
    pub(crate) value_class: ValueClass,
    pub(crate) behaviour: Behaviour,
    pub(crate) review: Review,
    pub(crate) admission: Admission,
    pub(crate) approval: Option<Approval>,
    pub(crate) archive: Archive,
    pub(crate) duties: Duties,
    digest: Remembered,
}

/// What was computed from a policy: no part of it, so any two are equal.
#[derive(Clone, Debug, Default)]
struct Remembered(OnceLock<String>);

impl PartialEq for Remembered {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Remembered {}

/// `[policy]`: what the policy is called, since when it holds and who signed it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Header {
    /// The name used in results.
    pub name: String,
    /// The title as printed.
    pub title: Option<String>,
    /// The document number.
    pub number: Option<String>,
    /// The version, frozen: a changed policy gets a new one.
    pub version: String,
    /// The day it comes into force.
    pub effective_from: Option<NaiveDate>,
    /// Who prepared it, and when.
    pub prepared: Signature,
    /// Who reviewed it, and when.
    pub reviewed: Signature,
    /// Who approved it, and when.
    pub approved: Signature,
    /// ISO 4217 code of all money in it.
    pub currency: String,
}

/// Who signed, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// The person or office.
    pub by: Option<String>,
    /// The day.
    pub on: Option<NaiveDate>,
}

impl Policy {
    /// Reads a policy file; see [`PolicyDocument::parse`].
    ///
    /// # Errors
    /// Everything that is wrong with it, at once, each with its position, what was found, what was
    /// expected and how to mend it.
    pub fn from_text(file: &str, text: &str) -> Result<Self, Error> {
        PolicyDocument::parse(file, text)?.resolve()
    }

    /// A policy with other values in it. There is no other way to change one: what was computed from it
    /// would stay.
    pub(crate) fn changed(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut policy = self.clone();
        change(&mut policy);
        policy.digest = Remembered::default();
        policy
    }

    /// The JSON Schema (2020-12) of policy files, with descriptions in English and Chinese.
    #[must_use]
    pub fn json_schema() -> serde_json::Value {
        schema::of(json_schema("keyaccount/policy-1.schema.json", format::TITLE, &format::POLICY))
    }

    /// `[policy]`
    #[must_use]
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// `[credit]`
    #[must_use]
    pub const fn credit(&self) -> &Credit {
        &self.credit
    }

    /// `[volume]`
    #[must_use]
    pub const fn volume(&self) -> &Volume {
        &self.volume
    }

    /// `[profit]`
    #[must_use]
    pub const fn profit(&self) -> &Profit {
        &self.profit
    }

    /// `[prospect]`
    #[must_use]
    pub const fn prospect(&self) -> &Prospect {
        &self.prospect
    }

    /// `[composite]`
    #[must_use]
    pub const fn composite(&self) -> &Composite {
        &self.composite
    }

    /// `[value_class]`
    #[must_use]
    pub const fn value_class(&self) -> &ValueClass {
        &self.value_class
    }

    /// `[behaviour]`
    #[must_use]
    pub const fn behaviour(&self) -> &Behaviour {
        &self.behaviour
    }

    /// `[review]`
    #[must_use]
    pub const fn review(&self) -> &Review {
        &self.review
    }

    /// `[admission]`; nothing in it if the policy does not have one.
    #[must_use]
    pub const fn admission(&self) -> &Admission {
        &self.admission
    }

    /// `[approval]`; `None` if the policy says nothing of approvals.
    #[must_use]
    pub const fn approval(&self) -> Option<&Approval> {
        self.approval.as_ref()
    }

    /// `[archive]`; nothing in it if the policy does not have one.
    #[must_use]
    pub const fn archive(&self) -> &Archive {
        &self.archive
    }

    /// `[duties]`; nothing in it if the policy does not have one.
    #[must_use]
    pub const fn duties(&self) -> &Duties {
        &self.duties
    }
}
