//! What a customer's file consists of, and what it lacks (§6.1, R118–R121, R312).

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::quality::QualityShare;
use super::used::PolicyUsed;
use crate::calendar::add_months;
use crate::labels::Language;
use crate::labels::composition as words;
use crate::policy::{ArchivePart, CompositionRules, FreshFor, PartOf, PartRule, Policy};

/// A part of a customer's file as it is on file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartOnFile {
    /// Which part.
    pub part: ArchivePart,
    /// The day it was last made or renewed; after the day asked about, it is not there yet.
    pub updated_on: NaiveDate,
    /// Whether it is a copy.
    #[serde(default)]
    pub copy: bool,
}

/// What a customer's file consists of on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Composition {
    /// The policy that says what it should be.
    pub policy: PolicyUsed,
    /// The day.
    pub as_of: NaiveDate,
    /// Whether every part is there, however old.
    pub complete: bool,
    /// Whether every part is there and fresh.
    pub up_to_date: bool,
    /// Parts that are there, of those there should be.
    pub completeness: QualityShare,
    /// The parts there should be, in the order of the policy.
    pub parts: Vec<PartState>,
}

/// How one part is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartState {
    /// The part.
    pub part: ArchivePart,
    /// Where the written policy says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// How it is.
    pub status: PartStatus,
    /// When it was last made or renewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_on: Option<NaiveDate>,
    /// The last day it is fresh, included; `None` if it is not there or does not age.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fresh_until: Option<NaiveDate>,
}

/// How a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartStatus {
    /// `fresh`: there, and fresh.
    Fresh,
    /// `stale`: there, and to be renewed.
    Stale,
    /// `copy_only`: only a copy is there, which will not do.
    CopyOnly,
    /// `missing`
    Missing,
}

impl PartStatus {
    /// Every status.
    pub const ALL: [Self; 4] = [Self::Fresh, Self::Stale, Self::CopyOnly, Self::Missing];

    /// As people read it.
    #[must_use]
    pub const fn reading(self, language: Language) -> &'static str {
        match self {
            Self::Fresh => words::FRESH,
            Self::Stale => words::STALE,
            Self::CopyOnly => words::COPY_ONLY,
            Self::Missing => words::MISSING,
        }
        .text(language)
    }
}

/// `[archive.composition]` of a policy, ready to be applied.
#[derive(Clone, Debug)]
pub struct CompositionPolicy<'p> {
    pub(super) policy: &'p Policy,
    pub(super) rules: &'p CompositionRules,
}

impl<'p> CompositionPolicy<'p> {
    /// Of a policy; `None` if it does not say what a file consists of.
    #[must_use]
    pub fn of(policy: &'p Policy) -> Option<Self> {
        Some(Self { policy, rules: policy.archive().composition.as_ref()? })
    }

    /// What a customer's file consists of on a day. Of several of one part, the latest counts that will do.
    ///
    /// ```
    /// use keyaccount::archive::{CompositionPolicy, PartOnFile, PartStatus};
    /// use keyaccount::{ArchivePart, Policy};
    /// let policy = Policy::shipped("standard").unwrap();
    /// let rules = CompositionPolicy::of(&policy).unwrap();
    /// let as_of = "2026-11-21".parse().unwrap();
    /// let there = [ArchivePart::BasicCard, ArchivePart::AssessmentReport, ArchivePart::SupplyContract];
    /// let there = there.map(|part| PartOnFile { part, updated_on: as_of, copy: false });
    /// let found = rules.composition(&there, false, as_of);
    /// assert!(!found.complete);
    /// assert_eq!(found.completeness.percent.unwrap().to_string(), "75.00");
    /// assert_eq!(found.parts[3].status, PartStatus::Missing);
    /// ```
    #[must_use]
    pub fn composition(&self, on_file: &[PartOnFile], key_account: bool, as_of: NaiveDate) -> Composition {
        let asked = self.rules.parts.iter().filter(|rule| key_account || rule.of == PartOf::EveryCustomer);
        let parts: Vec<_> = asked.map(|rule| rule.state(on_file, as_of)).collect();
        let there = |state: &&PartState| matches!(state.status, PartStatus::Fresh | PartStatus::Stale);
        let count = parts.iter().filter(there).count();
        Composition {
            policy: PolicyUsed::of(self.policy),
            as_of,
            complete: count == parts.len(),
            up_to_date: parts.iter().all(|state| state.status == PartStatus::Fresh),
            completeness: QualityShare::of(count as u64, parts.len() as u64),
            parts,
        }
    }
}

impl PartRule {
    fn state(&self, on_file: &[PartOnFile], as_of: NaiveDate) -> PartState {
        let visible = || on_file.iter().filter(|part| part.part == self.part && part.updated_on <= as_of);
        let latest = visible().filter(|part| self.copy || !part.copy).map(|part| part.updated_on).max();
        let fresh_until = latest.and_then(|on| match self.fresh? {
            FreshFor::Months(months) => add_months(on, i32::try_from(months).unwrap_or(i32::MAX)),
            FreshFor::Days(days) => on.checked_add_days(Days::new(days.into())),
        });
        let status = match latest {
            Some(_) if fresh_until.is_some_and(|last| last < as_of) => PartStatus::Stale,
            Some(_) => PartStatus::Fresh,
            None if visible().next().is_some() => PartStatus::CopyOnly,
            None => PartStatus::Missing,
        };
        PartState { part: self.part, clause: self.clause.clone(), status, updated_on: latest, fresh_until }
    }
}

impl Composition {
    /// What the file consists of and lacks, as lines.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let head = match (self.complete, self.up_to_date) {
            (true, true) => words::COMPLETE,
            (true, false) => words::COMPLETE_STALE,
            (false, _) => words::INCOMPLETE,
        };
        let percent = self.completeness.words(language);
        let mut lines = vec![head.fill(language, &[("percent", &percent)])];
        for state in &self.parts {
            let dates = match (state.updated_on, state.fresh_until) {
                (Some(on), Some(until)) => {
                    words::DATES.fill(language, &[("on", &on.to_string()), ("until", &until.to_string())])
                }
                (Some(on), None) => words::DATE.fill(language, &[("on", &on.to_string())]),
                (None, _) => String::new(),
            };
            let clause = state.clause.as_deref();
            let clause = clause.map(|clause| words::CLAUSE.fill(language, &[("clause", clause)]));
            let (part, status) = (state.part.reading(language), state.status.reading(language));
            let values = [("part", &*part), ("status", status), ("dates", &dates)];
            lines.push(words::PART.fill(language, &values) + &clause.unwrap_or_default());
        }
        lines.join("\n") + "\n"
    }
}
