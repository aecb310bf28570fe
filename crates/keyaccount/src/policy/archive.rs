//! `[archive]`: who may do what with customer files (§6.2).

use super::incident::IncidentRules;
use super::retention::RetentionRules;

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
}

/// `[archive.access]`: roles × actions, and who approves. What is not said is denied (R172).
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// A rule for every action, in the order of [`ArchiveAction::ALL`].
    pub actions: Vec<ActionRule>,
}

/// Who may perform one action.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[non_exhaustive]
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
    /// Whatever is not said.
    Deny,
}
