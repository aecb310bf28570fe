//! `[archive.incident]`: what must be done by when after a leak, and what notices must say (§6.6).

use serde::{Deserialize, Serialize};

/// The most hours a clock may have: those of a leap year.
pub(crate) const MOST_CLOCK_HOURS: u32 = 8_784;

/// `[archive.incident]`: the steps of a response with their clocks.
///
/// Those of a loaded policy have passed its check; rules read back from JSON are what was stored, so that an
/// incident replays under the rules it began with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct IncidentRules {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// What the organisation operates.
    pub operator: OperatorKind,
    /// Levels by the number of persons affected, rising; below the first an incident has none.
    pub levels: Vec<IncidentLevel>,
    /// The steps there are, at least one, in the order of [`IncidentStep::ALL`].
    pub steps: Vec<IncidentStepRule>,
    /// What notices must say, in the order of [`Jurisdiction::ALL`].
    pub notices: Vec<NoticeRule>,
}

/// A level of incidents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct IncidentLevel {
    /// The level's name.
    pub name: String,
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// So many persons affected, or more.
    pub persons: u64,
}

/// A step of the response and its clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct IncidentStepRule {
    /// The step.
    pub step: IncidentStep,
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// From when the clock runs.
    pub from: ClockStart,
    /// Elapsed hours, at least 1; after exactly so many it is still in time.
    pub hours: u32,
    /// When it has fewer hours: of those that apply the fewest count.
    pub sooner: Vec<SoonerRule>,
    /// Whether `harm_avoided`, documented, takes the place of the step; of notices to customers only.
    pub waivable: bool,
    /// Whether a notice may be completed later than its first part, which alone keeps the clock; of notices
    /// only.
    pub in_phases: bool,
}

/// Fewer hours, where everything stated holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SoonerRule {
    /// Of operators of this kind.
    pub operator: Option<OperatorKind>,
    /// Of incidents of this level or a higher one, by its position in [`IncidentRules::levels`].
    pub from_level: Option<usize>,
    /// Elapsed hours, fewer than those of the step.
    pub hours: u32,
}

/// What a notice must say under the law of a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct NoticeRule {
    /// The place.
    pub jurisdiction: Jurisdiction,
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// At least one, in the order of [`NoticeContent::ALL`].
    pub contents: Vec<NoticeContent>,
}

/// What an organisation operates: a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OperatorKind {
    /// `ordinary`
    Ordinary,
    /// `critical_infrastructure`: 关键信息基础设施.
    CriticalInfrastructure,
}

/// A step of the response: a closed list (R168–R170).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IncidentStep {
    /// `report`: report it internally (R169).
    Report,
    /// `contain`: freeze the accounts involved, revoke grants, preserve logs (R170).
    Contain,
    /// `assess`: what data, how many persons, cause, harm.
    Assess,
    /// `notify_authority_cn`: notify the Chinese authority.
    NotifyAuthorityCn,
    /// `notify_authority_eu`: notify the European authority.
    NotifyAuthorityEu,
    /// `notify_customers`: notify the customers affected (R170).
    NotifyCustomers,
    /// `close`: remedy, review and close.
    Close,
}

/// From when a clock runs: a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClockStart {
    /// `detected`: signs of the leak were found.
    Detected,
    /// `aware`: it is known that there was one; without it, `detected` counts.
    Aware,
}

/// Whose law applies: a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Jurisdiction {
    /// `CN`: China.
    Cn,
    /// `EU`: the European Union.
    Eu,
}

/// What a notice says: a closed list (PIPL art. 57, GDPR art. 33).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoticeContent {
    /// `data_types`: what kinds of data.
    DataTypes,
    /// `cause`: how it came about.
    Cause,
    /// `harm`: what harm may follow.
    Harm,
    /// `measures`: what has been done.
    Measures,
    /// `self_help`: what those affected can do.
    SelfHelp,
    /// `contact`: whom to ask.
    Contact,
    /// `numbers`: how many persons and records.
    Numbers,
    /// `dpo`: the data protection officer.
    Dpo,
}

impl IncidentRules {
    /// The rule of a step; nothing if the policy does not have the step.
    #[must_use]
    pub fn step(&self, step: IncidentStep) -> Option<&IncidentStepRule> {
        self.steps.iter().find(|rule| rule.step == step)
    }

    /// The level of so many persons, by its position; nothing below the first.
    #[must_use]
    pub fn level(&self, persons: u64) -> Option<usize> {
        self.levels.iter().rposition(|level| level.persons <= persons)
    }
}

impl IncidentStep {
    /// Whose law asks for the step; nothing of steps that every incident has.
    #[must_use]
    pub const fn jurisdiction(self) -> Option<Jurisdiction> {
        match self {
            Self::NotifyAuthorityCn => Some(Jurisdiction::Cn),
            Self::NotifyAuthorityEu => Some(Jurisdiction::Eu),
            _ => None,
        }
    }

    /// Whether the step is a notice.
    #[must_use]
    pub const fn is_notice(self) -> bool {
        matches!(self, Self::NotifyAuthorityCn | Self::NotifyAuthorityEu | Self::NotifyCustomers)
    }
}
