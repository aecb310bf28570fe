//! `[archive]`: who may do what with customer files (§6.2).

use super::incident::IncidentRules;
use super::retention::RetentionRules;
use serde::{Deserialize, Serialize};

use super::composition::CompositionRules;
use super::privacy::PrivacyRules;
use super::watch::LogRules;

/// The rules on customer files. A policy need not have any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Archive {
    /// `[archive.access]`: which role may do what; without it the policy says nothing about access.
    pub access: Option<AccessRules>,
    /// `[archive.retention]`: how long which records are kept; without it the policy says nothing of it.
    pub retention: Option<RetentionRules>,
    /// `[archive.incident]`: what follows a leak; without it the policy says nothing of it.
    pub incident: Option<IncidentRules>,
    /// `[archive.log]`: what the access log is searched for.
    pub log: Option<LogRules>,
    /// `[archive.privacy]`: how what identifies a person is taken out.
    pub privacy: Option<PrivacyRules>,
    /// `[archive.composition]`: what a file is made of.
    pub composition: Option<CompositionRules>,
}

/// `[archive.access]`: roles × actions, and who approves. What is not said is denied (R172).
///
/// Those of a loaded policy have passed its check; rules read back from JSON are what was stored, so that an
/// access request replays under the rules it began with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AccessRules {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// The roles, any number and any names, in the order they are shown.
    pub roles: Vec<String>,
    /// The role that approves access requests, one of `roles`; there if anything needs approval.
    pub approver: Option<String>,
    /// The role that approves second, and that decides on requests of the approver's own.
    pub second_approver: Option<String>,
    /// Whether a signed, unexpired non-disclosure agreement comes before everything (R167).
    pub nda: bool,
    /// A grant ends at 24:00 of the day it was decided on + this many days (§6.3a).
    pub grant_days: u32,
    /// Those of `roles` whose `allow` is for the files of their own department; elsewhere they need approval
    /// (§6.3a). As approvers they decide for their own department. In the order of `roles`.
    pub unit_roles: Vec<String>,
    /// Those of `roles` that see paper extracts of the listed fields and nothing else (R128). In the order of
    /// `roles`.
    pub paper_only: Vec<String>,
    /// The fields that may be asked for and granted, any names; every field if the policy does not list any.
    pub fields: Option<Vec<String>>,
    /// The forms that may be granted, in the order of [`AccessForm::ALL`].
    pub forms: Vec<AccessForm>,
    /// The levels of confidentiality, the least first; none if the policy has none. They are company grades,
    /// not those of State secrets.
    pub levels: Vec<ConfidentialityLevel>,
    /// A rule for every action, in the order of [`ArchiveAction::ALL`].
    pub actions: Vec<ActionRule>,
}

/// A level of confidentiality, and which customers it is for (§6.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ConfidentialityLevel {
    /// Its name, such as `L3`.
    pub name: String,
    /// What it is called, such as `important business / 机密`.
    pub title: Option<String>,
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// The final grades whose customers have it. Every grade belongs to one level.
    pub grades: Vec<String>,
    /// Whether customers without a grade, new ones included, have it.
    pub unrated: bool,
    /// Whether key accounts have it, whatever their grade.
    pub key_accounts: bool,
    /// Whether what needs an approval needs two (§6.3a).
    pub two_approvals: bool,
}

/// The form in which customer data is used: a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AccessForm {
    /// `paper`
    Paper,
    /// `electronic`
    Electronic,
}

/// Who may perform one action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ActionRule {
    /// The action.
    pub action: ArchiveAction,
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// What each role may do, in the order of the roles.
    pub permissions: Vec<Permission>,
}

/// What may be done with customer files: a closed list (§6.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArchiveAction {
    /// `submit_change`: hand in a new customer or a change (R122).
    SubmitChange,
    /// `enter_basic_info`: fill in the basic information card, while the file is a draft (R115).
    EnterBasicInfo,
    /// `enter_dynamic_info`: add what has become known; adds only, changes nothing (R116).
    EnterDynamicInfo,
    /// `maintain`: edit a filed archive (R123).
    Maintain,
    /// `file_papers`: put papers on file.
    FilePapers,
    /// `search`: look for customers in the whole base (R124). Opening a customer one knows is none.
    Search,
    /// `view_electronic`: open the electronic file.
    ViewElectronic,
    /// `view_paper_extract`: use a paper extract of listed fields (R128).
    ViewPaperExtract,
    /// `export`: export or copy data.
    Export,
    /// `disclose_external`: hand anything to anybody outside; no policy can allow it (R127).
    DiscloseExternal,
    /// `backup`: make a backup (R125).
    Backup,
    /// `restore`: put a backup back.
    Restore,
    /// `grant_access`: decide on access requests.
    GrantAccess,
    /// `audit`: audit the files and read the access log (R173).
    Audit,
    /// `anonymise`: remove what identifies a person (R171).
    Anonymise,
    /// `dispose`: destroy files whose retention has ended.
    Dispose,
    /// `set_confidentiality`: set a file's level of confidentiality.
    SetConfidentiality,
}

/// What a role may do. From most to least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Permission {
    /// `allow`
    Allow,
    /// `own`: for the customers the person is in charge of, no others.
    OwnCustomers,
    /// `approval`: with an approved access request.
    NeedsApproval,
    /// `two_approvals`: with a request that a second approver has approved too.
    NeedsTwoApprovals,
    /// `deny`: whatever is not said.
    Deny,
}
