// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `retention`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;
use crate::values::CalendarDate;
use keyaccount::CustomerId;
use keyaccount::PersonId;
use keyaccount::RecordId;

/// Until when a class keeps a record, and why.
#[uniffi::remote(Record)]
pub struct ClassSchedule {
    /// The class.
    pub class: String,
    /// Where the written policy says it.
    #[uniffi(default = None)]
    pub clause: Option<String>,
    /// Why it keeps records so long.
    #[uniffi(default = None)]
    pub basis: Option<RetentionBasis>,
    /// From when its period counts; none if the policy does not have the class.
    #[uniffi(default = None)]
    pub trigger: Option<RetentionTrigger>,
    /// The day it counts from: of a class by the year the end of that year.
    #[uniffi(default = None)]
    pub counted_from: Option<CalendarDate>,
    /// How long it keeps records.
    #[uniffi(default = None)]
    pub keep: Option<KeepFor>,
    /// The first day the record may go as far as this class goes; none if permanent or not known.
    #[uniffi(default = None)]
    pub disposable_from: Option<CalendarDate>,
    /// Whether the withdrawal of consent set that day.
    pub by_withdrawal: bool,
    /// The first day the record may go whatever is still missing, while it cannot be told yet.
    #[uniffi(default = None)]
    pub at_latest: Option<CalendarDate>,
    /// What is missing.
    #[uniffi(default = None)]
    pub missing: Option<MissingForRetention>,
}

/// What can happen to a disposal.
#[uniffi::remote(Enum)]
pub enum DisposalAct {
    /// Somebody who may dispose proposes records whose retention has ended.
    Propose { records: Vec<KeptRecord> },
    /// The first approver approves.
    Approve,
    /// The second approver approves, another person.
    SecondApprove,
    /// A named witness attends, who takes no other part.
    Witness,
    /// Somebody who may dispose carries it out.
    Execute,
    /// It is entered on the disposal list.
    List { entry_no: String },
    /// The approver whose turn it is refuses it for good.
    Reject { reason: Option<String> },
    /// The proposer withdraws it before it is carried out.
    Withdraw { reason: Option<String> },
}

/// One thing that happened to a disposal, and was accepted, with what it was accepted on.
#[uniffi::remote(Record)]
pub struct DisposalEvent {
    /// The day, not before that of the event before.
    pub on: CalendarDate,
    /// Who did it.
    pub by: PersonId,
    /// What.
    pub act: DisposalAct,
    /// The role in which it was done, as it was held on that day, where one is needed.
    #[uniffi(default = None)]
    pub holding: Option<RoleHolder>,
    /// What was known to hold one of the records some day, where that was asked.
    #[uniffi(default = [])]
    pub holds: Vec<Hold>,
}

/// Where a disposal stands.
#[uniffi::remote(Enum)]
pub enum DisposalPhase {
    /// Nothing is proposed yet.
    Draft,
    /// Records are proposed.
    Proposed,
    /// The first approval is given.
    ApprovedOnce,
    /// Both approvals are given; witnesses may attend.
    ApprovedTwice,
    /// It has been carried out.
    Executed,
    /// It stands on the disposal list.
    Listed,
    /// An approver has refused it.
    Rejected,
    /// Its proposer has withdrawn it.
    Withdrawn,
}

/// The stable code, such as `approved_once`.
#[uniffi::export]
pub fn disposal_phase_code(disposal_phase: DisposalPhase) -> String {
    disposal_phase.code().to_owned()
}

/// Where the disposal stands as people read it, such as "approved once" or 一级批准.
#[uniffi::export]
pub fn disposal_phase_reading(disposal_phase: DisposalPhase, language: Language) -> String {
    disposal_phase.reading(language).to_owned()
}

/// Something asked for: by whom, on which day.
#[uniffi::remote(Record)]
pub struct DisposalRequest {
    /// The day.
    pub on: CalendarDate,
    /// Who.
    pub by: PersonId,
    /// What.
    pub act: DisposalAct,
}

/// Fields that go before the rest of their record.
#[uniffi::remote(Record)]
pub struct EarlierFields {
    /// The fields, by name.
    pub fields: Vec<String>,
    /// The class that needed them longest.
    pub class: String,
    /// The first day they may go.
    pub disposable_from: CalendarDate,
    /// Whether they must go then, rather than may.
    pub must_go: bool,
    /// What becomes of them.
    pub then: Disposition,
}

/// What keeps records beyond their schedule, from day to day.
#[uniffi::remote(Record)]
pub struct Hold {
    /// Whose records.
    pub customer_id: CustomerId,
    /// Of which class; every class if left out. A class that the policy does not have holds every record of
    /// the customer, since what was meant cannot be told.
    #[uniffi(default = None)]
    pub record_class: Option<String>,
    /// What kind of hold.
    pub kind: HoldKind,
    /// The first day.
    pub from: CalendarDate,
    /// The last day, included; no end if left out.
    #[uniffi(default = None)]
    pub to: Option<CalendarDate>,
    /// Why: a file number, a matter.
    #[uniffi(default = None)]
    pub reason: Option<String>,
}

/// Whether it holds on a day.
#[uniffi::export]
pub fn hold_is_active(hold: Hold, on: CalendarDate) -> bool {
    hold.is_active(on)
}

/// Why records are held: a closed list.
#[uniffi::remote(Enum)]
pub enum HoldKind {
    /// A legal hold (依法保全).
    LegalHold,
    /// An open dispute (争议未结).
    OpenDispute,
}

/// A class under which a record is kept.
#[uniffi::remote(Record)]
pub struct KeptAs {
    /// The class, as the policy names it.
    pub class: String,
    /// The day its period counts from: of a class by the year any day of that year. It may lie ahead.
    #[uniffi(default = None)]
    pub trigger_on: Option<CalendarDate>,
    /// The fields of the record that this class needs; all of them if none is named.
    #[uniffi(default = [])]
    pub fields: Vec<String>,
    /// Whether something beside the person's consent justifies keeping it; asked only when consent is
    /// withdrawn, and never for as long as a law asks.
    #[uniffi(default = None)]
    pub other_basis: Option<bool>,
}

/// A record on file: a paper, a row, a log segment.
#[uniffi::remote(Record)]
pub struct KeptRecord {
    /// Its id, which names nobody: it stays on the disposal list for good.
    pub record_id: RecordId,
    /// Whom it is about. A record that names nobody is held by every hold of its classes, since whose it is
    /// cannot be told.
    #[uniffi(default = [])]
    pub customers: Vec<CustomerId>,
    /// The department that owns it, if that is known: its approver decides on a disposal. Where approvers decide
    /// for their own department alone, a record of none is not proposed.
    #[uniffi(default = None)]
    pub department: Option<String>,
    /// Whether it holds personal data, if that is on record; otherwise its classes say so. No class without
    /// an end keeps what does.
    #[uniffi(default = None)]
    pub personal: Option<bool>,
    /// Under which classes it is kept; at least one.
    pub kept_as: Vec<KeptAs>,
    /// The day the person withdrew the consent to it.
    #[uniffi(default = None)]
    pub consent_withdrawn_on: Option<CalendarDate>,
}

/// What is missing to tell the end of a period.
#[uniffi::remote(Enum)]
pub enum MissingForRetention {
    /// The policy does not have the class.
    Class,
    /// The day the period counts from, or one within the calendar.
    Trigger,
    /// Whether something beside the consent that was withdrawn justifies keeping it.
    OtherBasis,
    /// An end: the class has none, and nothing keeps personal data for good (§6.5).
    End,
}

/// Whether a record may go.
#[uniffi::remote(Enum)]
pub enum RetentionState {
    /// Its period runs.
    Kept,
    /// Its period has ended, and nothing holds it.
    Disposable,
    /// A legal hold or an open dispute keeps it, whatever its schedule says.
    Held,
    /// It is kept permanently.
    Permanent,
    /// It cannot be told, since something is missing; it may not go.
    NotKnown,
    /// Its period has ended, and what holds records was not supplied; it may not go.
    HoldsNotSupplied,
}

/// Until when a record is kept, and why.
///
/// `keep_until` and `disposable_from` are what the schedule says; `state` says whether the record may go on
/// the day asked about.
#[uniffi::remote(Record)]
pub struct Schedule {
    /// The record.
    pub record_id: RecordId,
    /// Whom it is about.
    #[uniffi(default = [])]
    pub customers: Vec<CustomerId>,
    /// The day it holds for.
    pub as_of: CalendarDate,
    /// Whether it may go.
    pub state: RetentionState,
    /// The last day it is kept; none if permanent or not known.
    #[uniffi(default = None)]
    pub keep_until: Option<CalendarDate>,
    /// The first day it may go: the day after.
    #[uniffi(default = None)]
    pub disposable_from: Option<CalendarDate>,
    /// The class whose date holds, which is the latest; of several the first.
    #[uniffi(default = None)]
    pub decided_by: Option<String>,
    /// Whether it must go then, rather than may.
    pub must_go: bool,
    /// The last day to dispose of it, included, if it must go and the policy names one.
    #[uniffi(default = None)]
    pub must_go_by: Option<CalendarDate>,
    /// What becomes of it then.
    #[uniffi(default = None)]
    pub then: Option<Disposition>,
    /// Every class it is kept as, in the order of the record.
    pub classes: Vec<ClassSchedule>,
    /// Fields that only shorter classes need, which go earlier; the earliest first.
    #[uniffi(default = [])]
    pub earlier: Vec<EarlierFields>,
    /// What holds it on that day.
    #[uniffi(default = [])]
    pub held_by: Vec<Hold>,
    /// The next day on which any of this changes by itself.
    #[uniffi(default = None)]
    pub next_change: Option<CalendarDate>,
}
