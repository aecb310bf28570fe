//! `[duties]`: whom to call and when (§7.1), and what the archive asks for (§6.4).

use crate::book::ContactKind;
use crate::due::DueCode;
use crate::grading::DealStage;

/// `[duties]`: what falls due by itself. A policy need not have any of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Duties {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// `[duties.calls]`: when customers are called; nobody is if the policy does not have it.
    pub calls: Option<CallRules>,
    /// `[duties.archive]`: the duties around customer files, in the order of [`DutyKind::ALL`].
    pub archive: Vec<ArchiveDuty>,
}

impl Duties {
    /// The duties around customer files of these kinds; all of them if none is named.
    #[must_use]
    pub fn archive_of(&self, kinds: &[DutyKind]) -> Vec<ArchiveDuty> {
        let asked = |rule: &&ArchiveDuty| kinds.is_empty() || kinds.contains(&rule.duty);
        self.archive.iter().filter(asked).cloned().collect()
    }
}

/// `[duties.calls]`: the cadence of contact and the occasions to call (§7.1).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallRules {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// How long after the last contact a customer who has not closed a deal yet is called (R73); never if
    /// empty.
    pub not_yet_closed: Option<Interval>,
    /// How long after the last close contact one who has closed a deal is called (R84); never if empty.
    pub closed: Option<Interval>,
    /// What counts as close contact, in the order of [`ContactKind::ALL`]; at least one.
    pub close_contacts: Vec<ContactKind>,
    /// Other intervals for some grades or value classes; the first that fits counts.
    pub intervals: Vec<IntervalRule>,
    /// So many days after the first visit the customer is called again; never if empty.
    pub revisit_days: Option<u32>,
    /// Within so many working days after a milestone it is followed up (R77); never if empty.
    pub milestone_working_days: Option<u32>,
    /// So many days before a signing it is reminded of, each day once, descending (R82).
    pub signing_lead_days: Vec<u32>,
    /// So many days before papers are due they are reminded of, each day once, descending (R82).
    pub material_lead_days: Vec<u32>,
    /// When birthdays are reminded of (R88); never if empty.
    pub birthday: Option<BirthdayRule>,
    /// Whether greetings are sent on the days of the caller's calendar (R74).
    pub holiday_greetings: bool,
}

/// Another interval for customers of a grade, of a value class, or of both.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct IntervalRule {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// Whether it stands in place of `not_yet_closed` or of `closed`; new customers count as not yet
    /// closed.
    pub stage: CallStage,
    /// The grade it is for, if it is for one.
    pub grade: Option<String>,
    /// The value class it is for, if it is for one. There is a grade or a class.
    pub value_class: Option<String>,
    /// The interval.
    pub every: Interval,
}

/// Which of the two intervals of calls applies to a customer: a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CallStage {
    /// `not_yet_closed`: customers who are new or have not closed a deal yet.
    NotYetClosed,
    /// `closed`
    Closed,
}

impl From<DealStage> for CallStage {
    fn from(stage: DealStage) -> Self {
        match stage {
            DealStage::New | DealStage::NotYetClosed => Self::NotYetClosed,
            DealStage::Closed => Self::Closed,
        }
    }
}

/// When birthdays are reminded of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BirthdayRule {
    /// So many days before.
    pub lead_days: u32,
    /// The birthday of those born on 29 February in a common year.
    pub leap_day: LeapBirthday,
}

/// The birthday of those born on 29 February in a common year: a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeapBirthday {
    /// `02-28`
    Before,
    /// `03-01`
    After,
}

/// A stretch of time, the day it begins on not counted (N7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Interval {
    /// `{ days = … }`: calendar days.
    Days(u32),
    /// `{ working_days = … }`: days of the caller's work calendar (N8).
    WorkingDays(u32),
    /// `{ months = … }`: to the same day of a later month, or the month's last day (N5).
    Months(u32),
}

/// A duty around customer files (§6.4).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ArchiveDuty {
    /// Which.
    pub duty: DutyKind,
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// What it rests on: a law, or a choice of the policy.
    pub basis: Option<String>,
    /// Whether it is in force.
    pub enabled: bool,
    /// The role that does it, if it is one's.
    pub role: Option<String>,
    /// By when, counted from what the duty counts from (see [`DutyKind`]).
    pub within: Interval,
    /// It is shown once more than so many days have gone by; empty where it is shown on the last day alone,
    /// and of changes from the first.
    pub warn_days: Option<u32>,
}

/// The duties around customer files: a closed list (§6.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DutyKind {
    /// `backup`: counted from the last one that succeeded (R125).
    Backup,
    /// `weekly_report`: of every account manager and ISO week, counted from its Sunday (R117).
    WeeklyReport,
    /// `submit_change`: counted from the day a change was learned.
    SubmitChange,
    /// `update_archive`: counted from the day a change was handed in (R122).
    UpdateArchive,
    /// `full_review`: of every file, counted from the last one, or the day it was opened (R137).
    FullReview,
    /// `register_inspection`: of the visitors' register, counted from the last one (R76).
    RegisterInspection,
    /// `attestation`: of isolated storage, encryption and access control, counted from the last one (R126,
    /// R166).
    Attestation,
    /// `access_log_review`: counted from the last one (R173).
    AccessLogReview,
    /// `system_audit`: counted from the last one (R173).
    SystemAudit,
}

impl DutyKind {
    /// The code under which it is due.
    #[must_use]
    pub const fn what(self) -> DueCode {
        match self {
            Self::Backup => DueCode::Backup,
            Self::WeeklyReport => DueCode::WeeklyReport,
            Self::SubmitChange => DueCode::SubmitChange,
            Self::UpdateArchive => DueCode::UpdateArchive,
            Self::FullReview => DueCode::FullReview,
            Self::RegisterInspection => DueCode::RegisterInspection,
            Self::Attestation => DueCode::Attestation,
            Self::AccessLogReview => DueCode::AccessLogReview,
            Self::SystemAudit => DueCode::SystemAudit,
        }
    }

    /// Whether it must be done again and again, so that doing it at once makes no sense.
    #[must_use]
    pub const fn recurs(self) -> bool {
        !matches!(self, Self::WeeklyReport | Self::SubmitChange | Self::UpdateArchive)
    }
}

impl CallRules {
    /// The interval for a customer, with the clause of the rule that gives it; `None` if nobody calls.
    #[must_use]
    pub fn interval(
        &self,
        stage: CallStage,
        grade: Option<&str>,
        value_class: Option<&str>,
    ) -> Option<(Interval, Option<&str>)> {
        let fits = |asked: Option<&str>, is: Option<&str>| asked.is_none() || asked == is;
        let own = self.intervals.iter().find(|rule| {
            rule.stage == stage
                && fits(rule.grade.as_deref(), grade)
                && fits(rule.value_class.as_deref(), value_class)
        });
        if let Some(rule) = own {
            return Some((rule.every, rule.clause.as_deref().or(self.clause.as_deref())));
        }
        let every = match stage {
            CallStage::NotYetClosed => self.not_yet_closed?,
            CallStage::Closed => self.closed?,
        };
        Some((every, self.clause.as_deref()))
    }
}
