// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `due`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;
use crate::errors::KeyaccountError;
use crate::errors::guarded;
use crate::values::CalendarDate;
use crate::values::CalendarTime;
use crate::values::RowText;
use chrono::Weekday;
use keyaccount::CaseId;
use keyaccount::CustomerId;
use keyaccount::PersonId;
use keyaccount::due::WeekReported;
use rust_decimal::Decimal;

/// A birthday.
#[uniffi::remote(Record)]
pub struct Birthday {
    /// The contact's id.
    pub contact_id: RowText,
    /// The day of birth.
    pub born: CalendarDate,
}

/// What a calendar says, before it is checked; the lists may stand in any order.
#[uniffi::remote(Record)]
pub struct CalendarDays {
    /// The first day it knows; empty for no beginning.
    #[uniffi(default = None)]
    pub covers_from: Option<CalendarDate>,
    /// The last day it knows; empty for no end.
    #[uniffi(default = None)]
    pub covers_to: Option<CalendarDate>,
    /// The days of every week on which nobody works.
    pub weekend: Vec<Weekday>,
    /// Other days on which nobody works.
    pub holidays: Vec<CalendarDate>,
    /// Days of a weekend that are worked, to make up for a holiday.
    pub make_up_days: Vec<CalendarDate>,
    /// Days on which customers are sent greetings.
    pub greetings: Vec<GreetingDay>,
}

/// What calls are computed from, of one customer.
#[uniffi::remote(Record)]
pub struct CallCustomer {
    /// Its id.
    pub customer_id: RowText,
    /// The person in charge.
    #[uniffi(default = None)]
    pub owner: Option<RowText>,
    /// Whether it has closed a deal.
    pub stage: CallStage,
    /// Its grade.
    #[uniffi(default = None)]
    pub grade: Option<RowText>,
    /// Its value class.
    #[uniffi(default = None)]
    pub value_class: Option<RowText>,
    /// When its record was opened.
    #[uniffi(default = None)]
    pub created_on: Option<CalendarDate>,
    /// Its contacts up to the instant asked about.
    pub contacts: ContactDays,
    /// When its last contract was signed, up to the instant asked about.
    #[uniffi(default = None)]
    pub signed_on: Option<CalendarDate>,
    /// What was set down for it.
    #[uniffi(default = [])]
    pub reminders: Vec<SetReminder>,
    /// Birthdays of its contacts.
    #[uniffi(default = [])]
    pub birthdays: Vec<Birthday>,
}

/// A change of a customer's data.
#[uniffi::remote(Record)]
pub struct ChangeMade {
    /// Its id.
    pub change_id: RowText,
    /// The customer.
    pub customer_id: RowText,
    /// When it was learned.
    pub learned_on: CalendarDate,
    /// When it was handed in to the supervisor.
    #[uniffi(default = None)]
    pub submitted_on: Option<CalendarDate>,
    /// When it was entered in the archive.
    #[uniffi(default = None)]
    pub updated_on: Option<CalendarDate>,
    /// Who learned it.
    #[uniffi(default = None)]
    pub by: Option<RowText>,
}

/// What calls count from: contacts up to an instant, summed up.
#[uniffi::remote(Record)]
pub struct ContactDays {
    /// The last contact of any kind.
    #[uniffi(default = None)]
    pub last: Option<CalendarTime>,
    /// The day of the last contact that is on record without a time, at 00:00: it may have been at any.
    #[uniffi(default = None)]
    pub last_untimed: Option<CalendarDate>,
    /// The last close contact.
    #[uniffi(default = None)]
    pub last_close: Option<CalendarTime>,
    /// The first visit.
    #[uniffi(default = None)]
    pub first_visit: Option<CalendarTime>,
}

/// A contact with a customer, whoever began it.
#[uniffi::remote(Record)]
pub struct ContactMade {
    /// When it was.
    pub at: CalendarTime,
    /// How.
    pub kind: ContactKind,
    /// Whether it was close contact, if that is on record; otherwise its kind says so.
    #[uniffi(default = None)]
    pub close: Option<bool>,
}

/// Something that is due.
///
/// `Serialize` and `Deserialize` give the same record back; what is empty is left out.
#[uniffi::remote(Record)]
pub struct Due {
    /// Which part of the work it belongs to: always `DueCode::kind` of `what`.
    pub kind: DueKind,
    /// What is to be done.
    pub what: DueCode,
    /// What it is about.
    pub about: DueAbout,
    /// The person who is to do it, if that is known.
    #[uniffi(default = None)]
    pub who: Option<PersonId>,
    /// The role that is to do it, if the policy names one.
    #[uniffi(default = None)]
    pub role: Option<String>,
    /// From when it may or should be done.
    pub since: CalendarTime,
    /// The last instant in time, included: 23:59:59 of the last day where days are counted. Empty where
    /// nothing says so, and then it is never overdue.
    #[uniffi(default = None)]
    pub until: Option<CalendarTime>,
    /// In what lateness is counted.
    pub unit: DueUnit,
    /// Where it stands at the instant asked about.
    pub state: DueState,
    /// By how many days, or hours begun, it is overdue; 0 if it is not.
    pub overdue: u32,
    /// Days on which to remind of it, between `since` and `until`; empty where every day is one.
    #[uniffi(default = [])]
    pub remind_on: Vec<CalendarDate>,
    /// Where the written policy says it.
    #[uniffi(default = None)]
    pub clause: Option<String>,
    /// What the rule rests on: a law, or a choice of the policy.
    #[uniffi(default = None)]
    pub basis: Option<String>,
    /// Why it is due: what it counts from.
    #[uniffi(default = [])]
    pub reasons: Vec<Reason>,
    /// What must follow once it is done.
    #[uniffi(default = [])]
    pub obligations: Vec<Obligation>,
    /// The customer's value class.
    #[uniffi(default = None)]
    pub value_class: Option<String>,
    /// The customer's grade.
    #[uniffi(default = None)]
    pub grade: Option<String>,
}

/// The same as it stands at an instant: its state and by how much it is overdue.
#[uniffi::export]
pub fn due_at(due: Due, now: CalendarTime) -> Result<Due, KeyaccountError> {
    guarded(|| Ok(due.at(now)))
}

/// Due between these instants, both included; lateness counts in hours.
#[uniffi::export]
pub fn due_in_hours(what: DueCode, about: DueAbout, since: CalendarTime, until: Option<CalendarTime>) -> Due {
    Due::in_hours(what, about, since, until)
}

/// The next instant at which its state or lateness is another one, or at which it falls away by itself;
/// `None` if that never comes.
#[uniffi::export]
pub fn due_next_change(due: Due, now: CalendarTime) -> Result<Option<CalendarTime>, KeyaccountError> {
    guarded(|| Ok(due.next_change(now)))
}

/// Due on these days, from the beginning of `first` until 24:00 of `last`; as it stands before that
/// until `at` says when it is looked at.
#[uniffi::export]
pub fn due_on_days(what: DueCode, about: DueAbout, first: CalendarDate, last: Option<CalendarDate>) -> Due {
    Due::on_days(what, about, first, last)
}

/// Whether the day is one to remind of it: one of `remind_on`, or any day of its time if there are
/// none, and every day on which it is overdue.
#[uniffi::export]
pub fn due_reminds_on(due: Due, day: CalendarDate) -> Result<bool, KeyaccountError> {
    guarded(|| Ok(due.reminds_on(day)))
}

/// What it says, in one sentence without a full stop: what, about what, by when, by whom and why.
#[uniffi::export]
pub fn due_sentence(due: Due, language: Language) -> Result<String, KeyaccountError> {
    guarded(|| Ok(due.sentence(language)))
}

/// What something due is about; empty parts are left out.
#[uniffi::remote(Record)]
pub struct DueAbout {
    /// A customer's id.
    #[uniffi(default = None)]
    pub customer: Option<CustomerId>,
    /// A contact's id.
    #[uniffi(default = None)]
    pub contact: Option<String>,
    /// An archive's number.
    #[uniffi(default = None)]
    pub archive: Option<String>,
    /// A record's id: of retention, a change, a contract.
    #[uniffi(default = None)]
    pub record: Option<String>,
    /// An incident's id.
    #[uniffi(default = None)]
    pub incident: Option<CaseId>,
    /// What else tells it apart: a jurisdiction, a holiday, a week such as `2026-W47`.
    #[uniffi(default = None)]
    pub topic: Option<String>,
}

/// What is due. Stable codes in `snake_case`.
#[uniffi::remote(Enum)]
pub enum DueCode {
    /// Report it inside the organisation (step 1).
    ReportInternally,
    /// Freeze accounts, revoke grants, keep the logs (step 2).
    ContainLeak,
    /// Say what leaked, about whom, why and with what harm (step 3).
    AssessLeak,
    /// Notify the authority (step 4).
    NotifyAuthority,
    /// Notify the customers affected (step 5).
    NotifyCustomers,
    /// Remedy, review and close (step 6).
    CloseIncident,
    /// A callback at the instant that was set (R90).
    Callback,
    /// A customer who has not closed a deal yet hears from us every week (R73).
    KeepInTouch,
    /// A customer who has closed a deal hears from us personally every month (R84).
    CloseContact,
    /// A second call after the first visit.
    Revisit,
    /// A milestone was reached: follow up and invite back (R77).
    Milestone,
    /// A contract is to be signed on a day (R82).
    SigningDate,
    /// Papers are to be handed in by a day (R82).
    MaterialDate,
    /// Something else that was set down.
    Reminder,
    /// A contact's birthday (R88).
    Birthday,
    /// A day of greetings (R74).
    HolidayGreeting,
    /// The weekly backup of the whole archive (R125, A40).
    Backup,
    /// An account manager's report on a week (R117).
    WeeklyReport,
    /// A change goes to the supervisor the day it is learned.
    SubmitChange,
    /// A change that was handed in goes into the archive (R122).
    UpdateArchive,
    /// Every file is looked through (R137).
    FullReview,
    /// The visitors' register is looked through (R76).
    RegisterInspection,
    /// Isolated storage, encryption and access control are attested (R126, R166).
    Attestation,
    /// The access log is gone through (R173).
    AccessLogReview,
    /// The system is audited (R173).
    SystemAudit,
    /// Every grade is given anew (§4.8).
    Reassess,
    /// A record is to be deleted.
    Delete,
    /// A record is to be anonymised.
    Anonymise,
}

/// The stable code.
#[uniffi::export]
pub fn due_code_code(due_code: DueCode) -> String {
    due_code.code().to_owned()
}

/// Whether it is done by being in touch with a customer, which is then written down the same day (R70).
#[uniffi::export]
pub fn due_code_is_contact(due_code: DueCode) -> bool {
    due_code.is_contact()
}

/// The part of the work it belongs to.
#[uniffi::export]
pub fn due_code_kind(due_code: DueCode) -> DueKind {
    due_code.kind()
}

/// Whether it falls away when its time is over, instead of becoming overdue: greetings that come late
/// are none.
#[uniffi::export]
pub fn due_code_lapses(due_code: DueCode) -> bool {
    due_code.lapses()
}

/// As people read it.
#[uniffi::export]
pub fn due_code_reading(due_code: DueCode, language: Language) -> String {
    due_code.reading(language).to_owned()
}

/// Which part of the work something belongs to. In the order of a list.
#[uniffi::remote(Enum)]
pub enum DueKind {
    /// A leak and its clocks (§6.6).
    Incidents,
    /// Customers to be called, visited, congratulated or reminded (§7.1).
    Calls,
    /// Backups, reports, reviews and audits (§6.4).
    Duties,
    /// Records that must go (§6.5).
    Retention,
}

/// `incidents`, `calls`, `duties` or `retention`.
#[uniffi::export]
pub fn due_kind_code(due_kind: DueKind) -> String {
    due_kind.code().to_owned()
}

/// As people read it.
#[uniffi::export]
pub fn due_kind_reading(due_kind: DueKind, language: Language) -> String {
    due_kind.reading(language).to_owned()
}

/// What is due at an instant, in order.
///
/// `Serialize` and `Deserialize` give the same list back.
#[uniffi::remote(Record)]
pub struct DueList {
    /// What it was made from; `as_of` is the day of `at`.
    pub stamp: Stamp,
    /// The instant it holds for, in whole seconds.
    pub at: CalendarTime,
    /// The value classes, best first: the order of the list.
    pub value_classes: Vec<String>,
    /// What is due or overdue, and what was asked for of what is to come, in the order of `compare`.
    pub entries: Vec<Due>,
    /// The next instant at which anything in the list is different if nothing happens until then: an entry
    /// comes, changes its state, is later by one more day or hour, or falls away. `None` if nothing ever
    /// does.
    #[uniffi(default = None)]
    pub next_change: Option<CalendarTime>,
    /// How many things are in no list, since what they count from is not known: a customer without contacts
    /// and without the day its record was opened, say.
    pub undated: u64,
    /// How many more weekly reports are missing than the list holds: the first 20,000 are listed.
    pub more: u64,
}

/// A list of entries that stand as they do at `at`, put in order. `next_change` is what the caller
/// knows of entries that are not in the list yet; that of the entries themselves is found here.
#[uniffi::export]
pub fn due_list_new(
    stamp: Stamp,
    at: CalendarTime,
    value_classes: Vec<String>,
    entries: Vec<Due>,
    next_change: Option<CalendarTime>,
) -> Result<DueList, KeyaccountError> {
    guarded(|| Ok(DueList::new(stamp, at, value_classes, entries, next_change)))
}

/// The list that parts of the same instant make: of every customer, of the duties, of whatever else.
/// Whoever keeps the parts computes one anew when something happens, and puts them together again.
#[uniffi::export]
pub fn due_list_of_parts(
    stamp: Stamp,
    at: CalendarTime,
    value_classes: Vec<String>,
    parts: Vec<DuePart>,
) -> Result<DueList, KeyaccountError> {
    guarded(|| Ok(DueList::of_parts(stamp, at, value_classes, parts)))
}

/// A part of a list: what is due, and when that is something else.
#[uniffi::remote(Record)]
pub struct DuePart {
    /// What is due or overdue, and what was asked for of what is to come.
    #[uniffi(default = [])]
    pub entries: Vec<Due>,
    /// The next instant at which the part is another one if nothing happens until then.
    #[uniffi(default = None)]
    pub next_change: Option<CalendarTime>,
    /// How many things would be due on a day that cannot be told, since what they count from is not known.
    pub undated: u64,
    /// How many more weekly reports are missing than the part lists.
    pub more: u64,
}

/// Where something stands at an instant.
#[uniffi::remote(Enum)]
pub enum DueState {
    /// Its time has not come yet.
    Upcoming,
    /// It may or should be done now; its last instant is still in time.
    Due,
    /// Its last instant is over.
    Overdue,
}

/// `upcoming`, `due` or `overdue`.
#[uniffi::export]
pub fn due_state_code(due_state: DueState) -> String {
    due_state.code().to_owned()
}

/// As people read it.
#[uniffi::export]
pub fn due_state_reading(due_state: DueState, language: Language) -> String {
    due_state.reading(language).to_owned()
}

/// In what the time by which something is overdue is counted.
#[uniffi::remote(Enum)]
pub enum DueUnit {
    /// Calendar days; the last day lasts until 24:00 (N7).
    Days,
    /// Hours begun.
    Hours,
}

/// `days` or `hours`.
#[uniffi::export]
pub fn due_unit_code(due_unit: DueUnit) -> String {
    due_unit.code().to_owned()
}

/// What duties are computed from. Whatever is dated after the day asked about is not seen.
#[uniffi::remote(Record)]
pub struct DutyFacts {
    /// What was done, in any order.
    pub runs: Vec<DutyRun>,
    /// Changes of customers' data.
    pub changes: Vec<ChangeMade>,
    /// The customers' files.
    pub files: Vec<FileOpened>,
    /// Who hands in weekly reports.
    pub reporters: Vec<Reporter>,
    /// The day the policy came into force: known beside files and runs, so that what was never done counts from
    /// it if they are later. No weekly report is asked for before it.
    #[uniffi(default = None)]
    pub since: Option<CalendarDate>,
}

/// A duty that was done, or failed.
#[uniffi::remote(Record)]
pub struct DutyRun {
    /// Which.
    pub duty: DutyKind,
    /// When.
    pub on: CalendarDate,
    /// By whom; of a weekly report, whose it is.
    #[uniffi(default = None)]
    pub by: Option<RowText>,
    /// Whether it succeeded; a failed one does not count.
    pub ok: bool,
    /// Of a full review: the customer whose file it was.
    #[uniffi(default = None)]
    pub customer_id: Option<RowText>,
    /// Of a weekly report: the week it is on, if that is on record.
    #[uniffi(default = None)]
    pub week: Option<WeekReported>,
}

/// A duty that was done, by nobody known.
#[uniffi::export]
pub fn duty_run_new(duty: DutyKind, on: CalendarDate) -> DutyRun {
    DutyRun::new(duty, on)
}

/// A customer's file that is reviewed: neither a draft nor disposed of.
#[uniffi::remote(Record)]
pub struct FileOpened {
    /// Its number.
    pub archive_no: RowText,
    /// The customer.
    pub customer_id: RowText,
    /// When it was opened.
    pub opened_on: CalendarDate,
}

/// A day on which customers are sent greetings.
#[uniffi::remote(Record)]
pub struct GreetingDay {
    /// The day.
    pub on: CalendarDate,
    /// What it is called.
    pub name: String,
}

/// When a list is made, and how far it looks ahead.
#[uniffi::remote(Record)]
pub struct Looking {
    /// The instant, in the organisation's zone.
    pub at: CalendarTime,
    /// What begins up to this instant is listed as upcoming; empty for what is due and overdue alone. A list
    /// changes when something comes as near as that.
    #[uniffi(default = None)]
    pub ahead: Option<CalendarTime>,
}

/// At an instant, without looking ahead.
#[uniffi::export]
pub fn looking_at(at: CalendarTime) -> Looking {
    Looking::at(at)
}

/// At the end of a day: whatever happened on it is seen, and what is due on it is still in time.
#[uniffi::export]
pub fn looking_on(day: CalendarDate) -> Looking {
    Looking::on(day)
}

/// How regularly a customer was contacted.
#[uniffi::remote(Record)]
pub struct Regularity {
    /// The customer.
    pub customer_id: CustomerId,
    /// The person in charge.
    #[uniffi(default = None)]
    pub owner: Option<PersonId>,
    /// The first day looked at: a Monday, or the later one on which the record was opened.
    pub from: CalendarDate,
    /// The last day looked at: a Sunday.
    pub to: CalendarDate,
    /// Weeks with a contact; nothing of a customer whose record was opened later.
    #[uniffi(default = None)]
    pub weekly: Option<WeeklyContact>,
    /// Visits within these days.
    pub visits: VisitsLogged,
}

/// Somebody who hands in weekly reports.
#[uniffi::remote(Record)]
pub struct Reporter {
    /// The person.
    pub person: RowText,
    /// The first day in the role.
    pub from: CalendarDate,
    /// The last day in it; empty while it lasts.
    #[uniffi(default = None)]
    pub to: Option<CalendarDate>,
}

/// Something set down for a customer.
#[uniffi::remote(Record)]
pub struct SetReminder {
    /// What.
    pub kind: ReminderKind,
    /// For when; of a milestone, when it was reached.
    pub on: CalendarTime,
    /// A note that tells it apart.
    #[uniffi(default = None)]
    pub note: Option<RowText>,
    /// Whose it is; the customer's owner's if empty.
    #[uniffi(default = None)]
    pub owner: Option<RowText>,
    /// Whether it is on record that it was done.
    pub done: bool,
}

/// When visits were written down; whoever comes is logged on the day of the visit (R70).
#[uniffi::remote(Record)]
pub struct VisitsLogged {
    /// On the day itself.
    pub same_day: u32,
    /// On a later one.
    pub later: u32,
    /// On a day that is not on record, or later than the as-of day: not taken for the same.
    pub not_known: u32,
}

/// How regularly a customer was contacted: a figure of its own, beside the list (A25).
#[uniffi::remote(Record)]
pub struct WeeklyContact {
    /// ISO weeks looked at: those a day of the span lies in.
    pub weeks: u32,
    /// Weeks with at least one contact within the span.
    pub contacted: u32,
    /// `contacted` as a percentage of `weeks`, with two decimals.
    pub percent: Decimal,
}
