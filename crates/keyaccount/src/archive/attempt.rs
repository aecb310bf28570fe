//! What somebody tries to do with which file (§3.3 `ArchiveRecord`, §6.2).

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::ids::{CustomerId, PersonId};
use crate::policy::{AccessForm, ArchiveAction};

/// An attempt names at most so many fields, as an entry of the log does.
pub(super) const MAX_FIELDS: usize = 64;

/// Where a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileStatus {
    /// Being set up; basic information is entered.
    Draft,
    /// On file.
    Filed,
    /// Frozen: after a leak, or for a hold.
    Frozen,
    /// Destroyed after its retention.
    Disposed,
}

impl FileStatus {
    /// Every status.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Filed, Self::Frozen, Self::Disposed];

    /// `draft`, `filed`, `frozen` or `disposed`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Filed => "filed",
            Self::Frozen => "frozen",
            Self::Disposed => "disposed",
        }
    }
}

/// A customer's file as a decision needs to know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomerFile {
    /// The customer.
    pub customer_id: CustomerId,
    /// The employee in charge; nobody's own customer if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    /// The owning department; the unit in which the owner holds roles if left out, if it
    /// is but one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// The level of confidentiality by its name. Left out or unknown to the policy, the file is guarded as the
    /// strictest level is; see [`AccessRules::level_of`](crate::AccessRules::level_of).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Where it stands.
    pub status: FileStatus,
}

/// Somebody tries to do something with customer files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attempt {
    /// When, in the organisation's zone.
    pub at: NaiveDateTime,
    /// Who.
    pub by: PersonId,
    /// What. Of the two views the form decides: a paper extract asked for electronically is an electronic view.
    pub action: ArchiveAction,
    /// With which file. Searching, backing up, restoring and auditing are about the whole base and need none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<CustomerFile>,
    /// Which fields, at most 64. Under a grant, a view or an export without any asks for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// In which form; of a view that of the view, otherwise electronically if left out, save for roles that
    /// see paper alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<AccessForm>,
    /// Of `grant_access`: whose request is decided on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requester: Option<PersonId>,
    /// Of `grant_access`: what that request asks for, which tells the level that decides; viewing if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested: Option<ArchiveAction>,
}

impl Attempt {
    /// An attempt at an action, on no file yet.
    #[must_use]
    pub fn new(at: NaiveDateTime, by: impl Into<PersonId>, action: ArchiveAction) -> Self {
        Self {
            at,
            by: by.into(),
            action,
            file: None,
            fields: Vec::new(),
            form: None,
            requester: None,
            requested: None,
        }
    }

    /// The action that is decided on.
    pub(super) const fn effective(&self) -> ArchiveAction {
        self.action.in_form(self.form)
    }

    /// The form it is asked in, by somebody who sees paper alone or not.
    pub(super) fn form_for(&self, paper_only: bool) -> AccessForm {
        match (self.form, self.action) {
            (Some(form), _) => form,
            (None, ArchiveAction::ViewPaperExtract) => AccessForm::Paper,
            (None, ArchiveAction::ViewElectronic) => AccessForm::Electronic,
            (None, _) if paper_only => AccessForm::Paper,
            (None, _) => AccessForm::Electronic,
        }
    }
}

impl ArchiveAction {
    /// Whether it is about the whole base rather than one file.
    #[must_use]
    pub const fn is_of_whole_base(self) -> bool {
        matches!(self, Self::Search | Self::Backup | Self::Restore | Self::Audit)
    }

    /// Of the two views the one that a form makes it.
    pub(super) const fn in_form(self, form: Option<AccessForm>) -> Self {
        match (self, form) {
            (Self::ViewPaperExtract, Some(AccessForm::Electronic)) => Self::ViewElectronic,
            (Self::ViewElectronic, Some(AccessForm::Paper)) => Self::ViewPaperExtract,
            (action, _) => action,
        }
    }

    /// Whether it shows data, so that it has a form.
    pub(crate) const fn shows_data(self) -> bool {
        matches!(self, Self::Search | Self::ViewElectronic | Self::ViewPaperExtract | Self::Export)
    }

    /// Whether it hands out fields of a file, so that a grant must name them.
    pub(super) const fn hands_out_fields(self) -> bool {
        matches!(self, Self::ViewElectronic | Self::ViewPaperExtract | Self::Export)
    }

    const fn is_view(self) -> bool {
        matches!(self, Self::ViewElectronic | Self::ViewPaperExtract)
    }

    /// Whether a grant for one of them speaks of the other: the two views differ by their form alone.
    pub(super) fn is_like(self, other: Self) -> bool {
        self == other || self.is_view() && other.is_view()
    }

    /// Whether it may be applied for at all. Nobody asks for the power to decide or to audit for once.
    pub(crate) const fn may_be_requested(self) -> bool {
        !matches!(self, Self::GrantAccess | Self::Audit | Self::DiscloseExternal)
    }

    /// The statuses of a file in which it may be done: basic information while a draft, maintenance once
    /// filed (A18), nothing but audits while frozen or after disposal.
    pub(super) const fn statuses(self) -> &'static [FileStatus] {
        use FileStatus::{Draft, Filed};
        match self {
            Self::EnterBasicInfo => &[Draft],
            Self::Maintain => &[Filed],
            Self::Search | Self::Backup | Self::Restore | Self::Audit => &FileStatus::ALL,
            _ => &[Draft, Filed],
        }
    }
}
