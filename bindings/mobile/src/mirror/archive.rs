// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `archive`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;
use crate::errors::KeyaccountError;
use crate::errors::guarded;
use crate::values::CalendarDate;
use crate::values::CalendarTime;
use keyaccount::CompulsionId;
use keyaccount::CustomerId;
use keyaccount::DelegationId;
use keyaccount::GrantId;
use keyaccount::PersonId;
use keyaccount::RequestId;
use keyaccount::Score;

/// Something that is to be done to a request.
#[uniffi::remote(Record)]
pub struct AccessAct {
    /// When, in the organisation's zone.
    pub at: CalendarTime,
    /// Who.
    pub by: PersonId,
    /// What.
    pub step: AccessStep,
    /// The delegation by which somebody stands in for an approver.
    #[uniffi(default = None)]
    pub delegation: Option<DelegationId>,
    /// What is said.
    #[uniffi(default = None)]
    pub opinion: Option<String>,
}

/// What somebody asks for.
#[uniffi::remote(Record)]
pub struct AccessAsk {
    /// The request's id.
    pub request_id: RequestId,
    /// What for; never blank.
    pub purpose: String,
    /// What is to be done. Of the two views the form decides.
    pub action: ArchiveAction,
    /// The department whose manager approves: the one that owns the files; of the whole base one that whoever
    /// asks works in.
    pub department: String,
    /// With which files; none if it is about the whole base.
    #[uniffi(default = [])]
    pub files: Vec<CustomerFile>,
    /// Which fields.
    #[uniffi(default = [])]
    pub fields: Vec<String>,
    /// In which form.
    pub form: AccessForm,
}

/// An approved access request for one customer.
#[uniffi::remote(Record)]
pub struct AccessGrant {
    /// The id.
    pub grant_id: GrantId,
    /// Who may use it, and nobody else.
    pub requester: PersonId,
    /// What for; viewing in its form if left out.
    #[uniffi(default = None)]
    pub action: Option<ArchiveAction>,
    /// For which customer; for the whole base if left out.
    #[uniffi(default = None)]
    pub customer_id: Option<CustomerId>,
    /// Which fields, and no others.
    pub fields: Vec<String>,
    /// In which form, and no other.
    pub form: AccessForm,
    /// When it was asked for, which decides whether whoever asked stood at the approver's level; when it was
    /// approved if left out.
    #[uniffi(default = None)]
    pub requested_at: Option<CalendarTime>,
    /// Who approved it.
    pub decided_by: PersonId,
    /// Who approved it second.
    #[uniffi(default = None)]
    pub second_by: Option<PersonId>,
    /// When it was approved.
    pub decided_at: CalendarTime,
    /// When it was approved second; at the same time if left out.
    #[uniffi(default = None)]
    pub second_at: Option<CalendarTime>,
    /// When it was handed out, before which it is nothing; when it was last approved if left out.
    #[uniffi(default = None)]
    pub granted_at: Option<CalendarTime>,
    /// Of a grant for the whole base: the department whose manager approved, one that whoever asked worked in;
    /// the only one if left out.
    #[uniffi(default = None)]
    pub department: Option<String>,
    /// The first instant it no longer holds: 24:00 of its last day. No later than the policy allows counts.
    pub expires_at: CalendarTime,
    /// The first instant at which it is revoked.
    #[uniffi(default = None)]
    pub revoked_at: Option<CalendarTime>,
}

/// When the last approval was given, from which its days count.
#[uniffi::export]
pub fn access_grant_given_at(access_grant: AccessGrant) -> CalendarTime {
    access_grant.given_at()
}

/// The first instant it may be used: approved and handed out.
#[uniffi::export]
pub fn access_grant_holds_from(access_grant: AccessGrant) -> CalendarTime {
    access_grant.holds_from()
}

/// What was permitted or refused, and on what: enough to write the entry of the log.
#[uniffi::remote(Record)]
pub struct AccessGrounds {
    /// What it comes to, and by which rule.
    pub answer: Answer,
    /// The action that was decided on: of the two views the form decides.
    pub action: ArchiveAction,
    /// The form in which data was asked for, where the action shows any or a form was stated.
    #[uniffi(default = None)]
    pub form: Option<AccessForm>,
    /// The role that permitted it or came nearest; none of whoever holds none.
    #[uniffi(default = None)]
    pub role: Option<String>,
    /// The grant that permitted it, if one did.
    #[uniffi(default = None)]
    pub grant_id: Option<GrantId>,
}

/// Which approvals a request takes.
#[uniffi::remote(Record)]
pub struct AccessNeed {
    /// The role that approves first.
    pub first: String,
    /// The role that approves second, if two approvals are needed: another person.
    #[uniffi(default = None)]
    pub second: Option<String>,
}

/// Where a request stands.
#[uniffi::remote(Enum)]
pub enum AccessPhase {
    /// It awaits its first approval.
    Requested,
    /// It awaits its second approval.
    ApprovedOnce,
    /// Every approval is there.
    Approved,
    /// The grant is handed out.
    Granted,
    /// The grant has ended.
    Expired,
    /// The grant was taken back.
    Revoked,
    /// Refused for good.
    Refused,
    /// Given up by whoever asked.
    Withdrawn,
}

/// `requested`, `approved_once`, `approved`, `granted`, `expired`, `revoked`, `refused` or `withdrawn`.
#[uniffi::export]
pub fn access_phase_code(access_phase: AccessPhase) -> String {
    access_phase.code().to_owned()
}

/// Where it stands as people read it, such as "approved once" or 已一级批准.
#[uniffi::export]
pub fn access_phase_reading(access_phase: AccessPhase, language: Language) -> String {
    access_phase.reading(language).to_owned()
}

/// What can be done to a request once it is made.
#[uniffi::remote(Enum)]
pub enum AccessStep {
    /// Approve it.
    Approve,
    /// Approve it second.
    ApproveSecond,
    /// Refuse it for good.
    Refuse,
    /// Give it up.
    Withdraw,
    /// Hand out the grant, under this id.
    Grant { grant_id: GrantId },
    /// Use the grant.
    Use(UseOfGrant),
    /// Put away a grant that has ended.
    Expire,
    /// Take the grant back.
    Revoke,
}

/// Fields that were looked up and held against what they should say.
#[uniffi::remote(Record)]
pub struct AccuracySample {
    /// How many were looked up.
    pub sampled: u64,
    /// How many were right, `sampled` at most.
    pub correct: u64,
}

/// What an action comes to.
#[uniffi::remote(Record)]
pub struct ActionAnswer {
    /// The action.
    pub action: ArchiveAction,
    /// Whether it may be done, and by which rule.
    pub answer: Answer,
    /// Why.
    pub reasons: Vec<Reason>,
    /// The grants under which it may be done, each for its own fields in its own form.
    #[uniffi(default = [])]
    pub grants: Vec<UsableGrant>,
}

/// A change that was handed in, to be entered in the file.
#[uniffi::remote(Record)]
pub struct ArchiveChange {
    /// The last day to enter it, included.
    pub due_on: CalendarDate,
    /// The day it was entered; after the day asked about, it is not entered yet.
    #[uniffi(default = None)]
    pub entered_on: Option<CalendarDate>,
}

/// How good files are.
#[uniffi::remote(Record)]
pub struct ArchiveQuality {
    /// The policy whose fields are mandatory.
    pub policy: PolicyUsed,
    /// The day.
    pub as_of: CalendarDate,
    /// Mandatory fields that are filled.
    pub completeness: QualityShare,
    /// Changes entered in time, of those entered or overdue.
    pub timeliness: QualityShare,
    /// Sampled fields found right.
    pub accuracy: QualityShare,
}

/// The three of them, named apart, one a line.
#[uniffi::export]
pub fn archive_quality_text(
    archive_quality: ArchiveQuality,
    language: Language,
) -> Result<String, KeyaccountError> {
    guarded(|| Ok(archive_quality.text(language)))
}

/// Somebody tries to do something with customer files.
#[uniffi::remote(Record)]
pub struct Attempt {
    /// When, in the organisation's zone.
    pub at: CalendarTime,
    /// Who.
    pub by: PersonId,
    /// What. Of the two views the form decides: a paper extract asked for electronically is an electronic view.
    pub action: ArchiveAction,
    /// With which file. Searching, backing up, restoring and auditing are about the whole base and need none.
    #[uniffi(default = None)]
    pub file: Option<CustomerFile>,
    /// Which fields, at most 64. Under a grant, a view or an export without any asks for all.
    #[uniffi(default = [])]
    pub fields: Vec<String>,
    /// In which form; of a view that of the view, otherwise electronically if left out, save for roles that
    /// see paper alone.
    #[uniffi(default = None)]
    pub form: Option<AccessForm>,
    /// Of `grant_access`: whose request is decided on.
    #[uniffi(default = None)]
    pub requester: Option<PersonId>,
    /// Of `grant_access`: what that request asks for, which tells the level that decides; viewing if left out.
    #[uniffi(default = None)]
    pub requested: Option<ArchiveAction>,
}

/// What a customer's file consists of on a day.
#[uniffi::remote(Record)]
pub struct Composition {
    /// The policy that says what it should be.
    pub policy: PolicyUsed,
    /// The day.
    pub as_of: CalendarDate,
    /// Whether every part is there, however old.
    pub complete: bool,
    /// Whether every part is there and fresh.
    pub up_to_date: bool,
    /// Parts that are there, of those there should be.
    pub completeness: QualityShare,
    /// The parts there should be, in the order of the policy.
    pub parts: Vec<PartState>,
}

/// What the file consists of and lacks, as lines.
#[uniffi::export]
pub fn composition_text(composition: Composition, language: Language) -> Result<String, KeyaccountError> {
    guarded(|| Ok(composition.text(language)))
}

/// A customer's file as a decision needs to know it.
#[uniffi::remote(Record)]
pub struct CustomerFile {
    /// The customer.
    pub customer_id: CustomerId,
    /// The employee in charge; nobody's own customer if left out.
    #[uniffi(default = None)]
    pub owner: Option<PersonId>,
    /// The owning department; the unit in which the owner holds roles if left out, if it
    /// is but one.
    #[uniffi(default = None)]
    pub department: Option<String>,
    /// The level of confidentiality by its name. Left out or unknown to the policy, the file is guarded as the
    /// strictest level is; see `AccessRules::level_of`.
    #[uniffi(default = None)]
    pub level: Option<String>,
    /// Where it stands.
    pub status: FileStatus,
}

/// A decision with the authority it was taken on.
#[uniffi::remote(Record)]
pub struct Decided {
    /// The role and the delegation, as they were on that day.
    pub authority: Authority,
    /// The agreement of whoever decides, where one is asked for. Taking back takes none.
    #[uniffi(default = None)]
    pub nda: Option<Nda>,
    /// What was said.
    #[uniffi(default = None)]
    pub opinion: Option<String>,
}

/// Where a file stands.
#[uniffi::remote(Enum)]
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

/// `draft`, `filed`, `frozen` or `disposed`.
#[uniffi::export]
pub fn file_status_code(file_status: FileStatus) -> String {
    file_status.code().to_owned()
}

/// What an authority compelled the organisation to disclose, and who answered for it: the general manager and
/// the legal department, two persons. It opens no door; whoever hands out the data enters it in the log.
#[uniffi::remote(Record)]
pub struct LegalCompulsion {
    /// The record's id.
    pub compulsion_id: CompulsionId,
    /// Who compels: a court, an authority.
    pub authority: String,
    /// The order, by its reference.
    pub order_ref: String,
    /// The day of the order.
    pub ordered_on: CalendarDate,
    /// Whose files.
    pub customers: Vec<CustomerId>,
    /// Which fields, at most 64.
    pub fields: Vec<String>,
    /// Who answers for it as general manager.
    pub general_manager: PersonId,
    /// Who answers for it as legal department.
    pub legal: PersonId,
    /// When it was decided, not before the day of the order.
    pub decided_at: CalendarTime,
}

/// What an attempt by a person comes to.
#[uniffi::remote(Record)]
pub struct MayDo {
    /// Who.
    pub person_id: PersonId,
    /// Whether the person may, and by which rule.
    pub answer: Answer,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// A non-disclosure agreement somebody signed (保密协议, R167).
#[uniffi::remote(Record)]
pub struct Nda {
    /// Who.
    pub person_id: PersonId,
    /// The day it was signed, the first it holds.
    pub signed_on: CalendarDate,
    /// The last day it holds, included; no end if left out.
    #[uniffi(default = None)]
    pub valid_to: Option<CalendarDate>,
}

/// Whether it holds on a day.
#[uniffi::export]
pub fn nda_holds(nda: Nda, on: CalendarDate) -> bool {
    nda.holds(on)
}

/// A part of a customer's file as it is on file.
#[uniffi::remote(Record)]
pub struct PartOnFile {
    /// Which part.
    pub part: ArchivePart,
    /// The day it was last made or renewed; after the day asked about, it is not there yet.
    pub updated_on: CalendarDate,
    /// Whether it is a copy.
    pub copy: bool,
}

/// How one part is.
#[uniffi::remote(Record)]
pub struct PartState {
    /// The part.
    pub part: ArchivePart,
    /// Where the written policy says it.
    #[uniffi(default = None)]
    pub clause: Option<String>,
    /// How it is.
    pub status: PartStatus,
    /// When it was last made or renewed.
    #[uniffi(default = None)]
    pub updated_on: Option<CalendarDate>,
    /// The last day it is fresh, included; `None` if it is not there or does not age.
    #[uniffi(default = None)]
    pub fresh_until: Option<CalendarDate>,
}

/// How a part is.
#[uniffi::remote(Enum)]
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

/// As people read it.
#[uniffi::export]
pub fn part_status_reading(part_status: PartStatus, language: Language) -> String {
    part_status.reading(language).to_owned()
}

/// The policy a result was made under: with it and the same input, anybody makes the same result again.
#[uniffi::remote(Record)]
pub struct PolicyUsed {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its resolved meaning.
    pub digest: String,
}

/// A share in percent, with what it is a share of.
#[uniffi::remote(Record)]
pub struct QualityShare {
    /// How many are as they should be.
    pub good: u64,
    /// Of how many.
    pub of: u64,
    /// good ÷ of × 100, 2 dp; `None` where there is nothing to judge, which is not 0.
    #[uniffi(default = None)]
    pub percent: Option<Score>,
}

/// The share of `good` in `of`; unrated if there is nothing.
#[uniffi::export]
pub fn quality_share_of(good: u64, of: u64) -> QualityShare {
    QualityShare::of(good, of)
}

/// `90.00% (9 of 10)`, or that there is nothing to judge.
#[uniffi::export]
pub fn quality_share_words(
    quality_share: QualityShare,
    language: Language,
) -> Result<String, KeyaccountError> {
    guarded(|| Ok(quality_share.words(language)))
}

/// What a grant opens today.
#[uniffi::remote(Record)]
pub struct UsableGrant {
    /// The grant.
    pub grant_id: GrantId,
    /// These fields, and no others.
    pub fields: Vec<String>,
    /// In this form, and no other.
    pub form: AccessForm,
    /// The first instant it no longer holds.
    pub ends: CalendarTime,
}

/// What a grant is used for.
#[uniffi::remote(Record)]
pub struct UseOfGrant {
    /// With which file, as it is now; none if it is about the whole base.
    #[uniffi(default = None)]
    pub file: Option<CustomerFile>,
    /// Which fields.
    #[uniffi(default = [])]
    pub fields: Vec<String>,
    /// In which form.
    pub form: AccessForm,
}

/// A use with what it was allowed on.
#[uniffi::remote(Record)]
pub struct Used {
    /// What for.
    pub of: UseOfGrant,
    /// The role, as it was held on that day.
    pub holding: RoleHolder,
    /// The agreement that held, where one is asked for.
    #[uniffi(default = None)]
    pub nda: Option<Nda>,
}

/// Who may do something with a file, and why everybody else may not.
#[uniffi::remote(Record)]
pub struct WhoMayDo {
    /// When.
    pub at: CalendarTime,
    /// What.
    pub action: ArchiveAction,
    /// Everybody the organisation knows, by id; nobody where it was not supplied.
    pub people: Vec<MayDo>,
}
