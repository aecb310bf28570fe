//! What is due of an assessed book: one pass over its customers.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use hashbrown::HashMap;

use super::calls::{Birthday, CallCustomer, SetReminder, offer_calls, offer_greetings};
use super::codes::{DueCode, DueKind};
use super::contacts::ContactDays;
use super::duties::{ChangeMade, DutyFacts, DutyRun, FileOpened, Reporter, offer_duties};
use super::list::DueList;
use super::part::{DuePart, Looking, OnlyFor, Sink};
use super::record::{Due, DueAbout, end_of, start_of, whole_second};
use super::work_calendar::WorkCalendar;
use crate::archive::retention::{DisposalRules, Hold, HoldKind, KeptAs, KeptRecord};
use crate::assessment::{Assessment, Row};
use crate::book::{ArchiveStatus, Book, ContactKind, RoleHolder, RunKind, Table};
use crate::calendar::Day;
use crate::error::{Error, Problem, ProblemCode};
use crate::explanation::unknown_customer;
use crate::grading::reassessment_due;
use crate::ids::RecordId;
use crate::measure::Measure;
use crate::policy::{CallRules, DutyKind};
use crate::reason::{Reason, ReasonCode};

/// What is due of an assessed book at an instant of its as-of day.
///
/// Contacts, reminders, contracts, runs, changes, files and role holders come from the book; stage, grade and
/// value class from the assessment. Later rows are not seen, and neither are contacts after the instant.
#[derive(Debug)]
pub struct BookDue<'a> {
    pub(super) assessment: &'a Assessment,
    pub(super) book: &'a Book,
    calendar: &'a WorkCalendar,
    pub(super) looking: Looking,
    /// By the number of the customer's id in the book.
    contacts: Vec<Seconds>,
    reminders: HashMap<u32, Vec<SetReminder<'a>>>,
    birthdays: HashMap<u32, Vec<Birthday<'a>>>,
    /// The last day a contract was signed.
    signed: HashMap<u32, i32>,
    same_numbers: bool,
}

/// Seconds of the last contact, the last close one and the first visit.
#[derive(Clone, Copy, Debug)]
struct Seconds {
    last: i64,
    /// The last that is on record without a time.
    untimed: i64,
    close: i64,
    visit: i64,
}

const NEVER: Seconds = Seconds { last: i64::MIN, untimed: i64::MIN, close: i64::MIN, visit: i64::MAX };

/// Seconds of a day.
const DAY: i64 = 86_400;

pub(super) fn instant(second: i64) -> Option<NaiveDateTime> {
    let day = i32::try_from(second.div_euclid(DAY)).ok()?;
    let in_day = u32::try_from(second.rem_euclid(DAY)).ok()?;
    let time = chrono::NaiveTime::from_num_seconds_from_midnight_opt(in_day, 0)?;
    Some(Day::from_number(day).date()?.and_time(time))
}

fn second_of(at: NaiveDateTime) -> i64 {
    let in_day = at.signed_duration_since(super::record::start_of(at.date())).num_seconds();
    i64::from(Day::from(at.date()).number()).saturating_mul(DAY).saturating_add(in_day)
}

impl Assessment {
    /// What is due of the book that was assessed, at an instant of the as-of day. A day without a time is its
    /// last second: whatever happened on the day is seen, and what is due that day is still in time.
    ///
    /// # Errors
    /// Another book than the one that was assessed; an instant that is not on the as-of day.
    pub fn due<'a>(
        &'a self,
        book: &'a Book,
        calendar: &'a WorkCalendar,
        looking: Looking,
    ) -> Result<BookDue<'a>, Error> {
        self.check_book(book)?;
        let as_of = self.stamp.as_of;
        if looking.at.date() != as_of {
            let found = format!("an instant of `{}`", looking.at.date());
            let expected = format!("one of `{as_of}`, the day that was assessed");
            return Err(Problem::new(ProblemCode::OutOfRange, found, expected).into());
        }
        let mut due = BookDue {
            assessment: self,
            book,
            calendar,
            looking,
            contacts: Vec::new(),
            reminders: HashMap::new(),
            birthdays: HashMap::new(),
            signed: HashMap::new(),
            same_numbers: std::sync::Arc::ptr_eq(&book.customer_ids, &self.facts.ids),
        };
        if let Some(rules) = &self.policy.duties().calls {
            due.read(rules);
        }
        Ok(due)
    }
}

impl<'a> BookDue<'a> {
    /// One pass over the log, and over the short registers.
    fn read(&mut self, rules: &CallRules) {
        let now = whole_second(self.looking.at);
        let (as_of, until) = (now.date(), second_of(now));
        let today = Day::from(as_of).number();
        for contact in self.book.contact_pass(today).filter(|contact| contact.second <= until) {
            if self.contacts.is_empty() {
                self.contacts = vec![NEVER; self.book.customer_ids.len()];
            }
            let Some(seconds) = self.contacts.get_mut(contact.customer as usize) else { continue };
            seconds.last = seconds.last.max(contact.second);
            if contact.second.rem_euclid(DAY) == 0 {
                seconds.untimed = seconds.untimed.max(contact.second);
            }
            if contact.close.unwrap_or_else(|| rules.close_contacts.contains(&contact.kind)) {
                seconds.close = seconds.close.max(contact.second);
            }
            if contact.kind == ContactKind::Visit {
                seconds.visit = seconds.visit.min(contact.second);
            }
        }
        for reminder in self.book.reminders(as_of) {
            let Some(customer) = self.book.customer_ids.find(&reminder.customer_id) else { continue };
            self.reminders.entry(customer).or_default().push(SetReminder {
                kind: reminder.kind,
                on: reminder.on,
                note: reminder.note,
                owner: reminder.owner,
                done: reminder.done_at.is_some_and(|done| whole_second(done) <= now),
            });
        }
        if rules.birthday.is_some() {
            for (customer, contact, day) in self.book.birthdays() {
                let Some(born) = Day::from_number(day).date() else { continue };
                let contact_id = Cow::Borrowed(self.book.texts.text(contact));
                self.birthdays.entry(customer).or_default().push(Birthday { contact_id, born });
            }
        }
        for contract in &self.book.contracts {
            if contract.signed_on <= today && contract.status.unwrap_or_default().counts() {
                let last = self.signed.entry(contract.customer).or_insert(contract.signed_on);
                *last = contract.signed_on.max(*last);
            }
        }
    }

    /// What is known of a customer, for its calls.
    fn customer(&self, row: Row<'a>) -> CallCustomer<'a> {
        let number =
            if self.same_numbers { Some(row.customer.id) } else { self.book.customer_ids.find(row.id()) };
        let seconds = number.and_then(|number| self.contacts.get(number as usize)).copied().unwrap_or(NEVER);
        let of = |second: i64| Some(second).filter(|s| *s != i64::MIN && *s != i64::MAX).and_then(instant);
        let date = |day: i32| (day != crate::book::NO_DAY).then(|| Day::from_number(day).date()).flatten();
        CallCustomer {
            customer_id: Cow::Borrowed(row.id()),
            owner: row.owner().map(Cow::Borrowed),
            stage: row.deal_stage().into(),
            grade: row.final_grade_name().map(Cow::Borrowed),
            value_class: row.value_class().map(Cow::Borrowed),
            created_on: date(row.customer.created_on),
            contacts: ContactDays {
                last: of(seconds.last),
                last_untimed: of(seconds.untimed).map(|at| at.date()),
                last_close: of(seconds.close),
                first_visit: of(seconds.visit),
            },
            signed_on: number.and_then(|number| self.signed.get(&number)).copied().and_then(date),
            reminders: number.and_then(|number| self.reminders.get(&number)).cloned().unwrap_or_default(),
            birthdays: number.and_then(|number| self.birthdays.get(&number)).cloned().unwrap_or_default(),
        }
    }

    /// What is due of one customer; nothing if the policy has no `[duties.calls]`.
    ///
    /// # Errors
    /// A customer who is not in the book.
    pub fn calls_of(&self, customer_id: &str) -> Result<DuePart, Error> {
        let at = self.assessment.place(customer_id);
        let Some(row) = at.and_then(|at| self.assessment.row(at)) else {
            return Err(unknown_customer(self.assessment, customer_id));
        };
        let mut sink = Sink::new(self.looking);
        if let Some(rules) = &self.assessment.policy.duties().calls {
            offer_calls(&self.customer(row), rules, self.calendar, &mut sink);
            self.until_tomorrow(&mut sink);
        }
        Ok(sink.part)
    }

    /// What is due of every customer, and the greetings of the calendar; nothing if the policy has no
    /// `[duties.calls]`.
    #[must_use]
    pub fn calls(&self) -> DuePart {
        let mut sink = Sink::new(self.looking);
        self.offer_calls(&mut sink);
        sink.part
    }

    fn offer_calls(&self, sink: &mut Sink<'_>) {
        let Some(rules) = &self.assessment.policy.duties().calls else { return };
        for row in self.assessment.rows() {
            offer_calls(&self.customer(row), rules, self.calendar, sink);
        }
        if rules.holiday_greetings && !self.calendar.days().greetings.is_empty() {
            let owners = self.assessment.rows().filter_map(Row::owner);
            offer_greetings(owners, rules, self.calendar, sink);
        }
        self.until_tomorrow(sink);
    }

    /// Stage, grade and value class are those of the as-of day: tomorrow's may be others, and with them the
    /// intervals and the order of calls.
    fn until_tomorrow(&self, sink: &mut Sink<'_>) {
        if let Some(tomorrow) = sink.now.date().succ_opt() {
            sink.changes_at(start_of(tomorrow));
        }
    }

    /// What the duties around customer files are computed from.
    #[must_use]
    pub fn duty_facts(&self) -> DutyFacts<'a> {
        let book = self.book;
        let as_of = self.looking.at.date();
        let rules = &self.assessment.policy.duties().archive;
        let weekly = rules.iter().find(|rule| rule.duty == DutyKind::WeeklyReport);
        let role = weekly.and_then(|rule| rule.role.as_deref());
        let runs = book.runs(as_of).filter_map(|run| {
            Some(DutyRun {
                duty: duty_of(run.kind)?,
                on: run.on,
                by: run.by,
                ok: run.ok == Some(true),
                customer_id: run.customer_id,
                week: run.note.as_deref().and_then(|note| note.trim().parse().ok()),
            })
        });
        let changes = book.changes(as_of).map(|change| ChangeMade {
            change_id: change.change_id,
            customer_id: change.customer_id,
            learned_on: change.learned_on,
            submitted_on: change.submitted_on,
            updated_on: change.updated_on,
            by: change.by,
        });
        let kept = |status| !matches!(status, Some(ArchiveStatus::Draft | ArchiveStatus::Disposed));
        let files = book.archive_records(as_of).filter(|file| kept(file.status)).map(|file| FileOpened {
            archive_no: file.archive_no,
            customer_id: file.customer_id,
            opened_on: file.opened_on,
        });
        let reporters = book.role_holders(as_of).filter(|holder| Some(&*holder.role) == role);
        let mut reporters: Vec<_> = reporters
            .map(|holder| Reporter { person: holder.person_id, from: holder.valid_from, to: holder.valid_to })
            .collect();
        // Who holds the role in two units at once hands in one report.
        reporters.sort_by(|a, b| (&a.person, a.from, a.to).cmp(&(&b.person, b.from, b.to)));
        reporters.dedup_by(|next, held| {
            let goes_on = next.person == held.person && held.to.is_none_or(|to| next.from <= to);
            if goes_on {
                held.to = held.to.and_then(|to| next.to.map(|later| to.max(later)));
            }
            goes_on
        });
        DutyFacts {
            runs: runs.collect(),
            changes: changes.collect(),
            files: files.collect(),
            reporters,
            since: self.assessment.policy.header().effective_from.or_else(|| self.first_customer()),
        }
    }

    /// The first day a customer is on record, where no policy says from when it holds.
    fn first_customer(&self) -> Option<NaiveDate> {
        let today = Day::from(self.looking.at.date()).number();
        let opened = self.assessment.rows().map(|row| row.customer.created_on);
        let first = opened.filter(|day| *day != crate::book::NO_DAY && *day <= today).min()?;
        Day::from_number(first).date()
    }

    /// What the duties around customer files come to, nothing of those the policy does not have; and the
    /// reassessment of grades that the policy's `[review]` asks for.
    #[must_use]
    pub fn duties(&self) -> DuePart {
        let mut sink = Sink::new(self.looking);
        self.offer_duties(&mut sink);
        sink.part
    }

    fn offer_duties(&self, sink: &mut Sink<'_>) {
        let rules = &self.assessment.policy.duties().archive;
        if !rules.is_empty() {
            offer_duties(&self.duty_facts(), rules, self.calendar, sink);
        }
        self.reassessment(sink);
    }

    /// Grades are given anew on a day that counts from the last time that is on record (§4.8).
    fn reassessment(&self, sink: &mut Sink<'_>) {
        let today = sink.now.date();
        let runs = self.book.runs(today).filter(|run| {
            let done = run.ok == Some(true) && run.customer_id.is_none();
            done && run.kind == RunKind::Reassessment
        });
        let review = self.assessment.policy.review();
        let Some(day) = runs.map(|run| run.on).max().and_then(|last| reassessment_due(last, review)) else {
            return sink.undated();
        };
        let mut due = Due::on_days(DueCode::Reassess, DueAbout::default(), day, Some(day));
        due.clause.clone_from(&review.clause);
        due.reasons = vec![Reason::new(ReasonCode::ReassessmentSet, None).actual(Measure::Date(day))];
        sink.put(due);
    }

    /// Records of the book that must go; nothing if the policy has no `[archive.retention]`.
    #[must_use]
    pub fn retention(&self) -> DuePart {
        let mut sink = Sink::new(self.looking);
        self.offer_retention(&mut sink);
        sink.part
    }

    fn offer_retention(&self, sink: &mut Sink<'_>) {
        let Some(rules) = &self.assessment.policy.archive().retention else { return };
        // Whoever may dispose of records, if that is one role.
        let disposal = DisposalRules::of(&self.assessment.policy);
        let role = disposal.as_ref().and_then(|rules| match rules.disposers.as_slice() {
            [role] => Some(role.as_str()),
            _ => None,
        });
        rules.offer_due(&self.kept_records(), self.holds().as_deref(), role, sink);
    }

    /// Legal holds as the book has them on the as-of day: what a disposal is judged on. `None` without the table
    /// `holds`: then nothing says that no record is held.
    #[must_use]
    pub fn holds(&self) -> Option<Vec<Hold>> {
        let holds = self.book.holds(self.looking.at.date()).map(|row| Hold {
            customer_id: row.customer_id.into(),
            record_class: Some(row.record_class.into_owned()),
            kind: HoldKind::default(),
            reason: row.reason.map(Cow::into_owned),
            from: row.from,
            to: row.to,
        });
        self.book.has(Table::Holds).then(|| holds.collect())
    }

    /// Records on file on the as-of day, each with every class it is kept as and the department of its
    /// customers' files, in the order of their ids: what a disposal may propose. The department is empty where
    /// nobody can tell it.
    #[must_use]
    pub fn kept_records(&self) -> Vec<KeptRecord> {
        let as_of = self.looking.at.date();
        let mut departments: HashMap<Cow<'_, str>, Option<Cow<'_, str>>> = HashMap::new();
        for file in self.book.archive_records(as_of) {
            let of = departments.entry(file.customer_id).or_insert_with(|| file.department.clone());
            // Of two files in different departments nobody can tell which owns the record.
            if *of != file.department {
                *of = None;
            }
        }
        let mut kept: BTreeMap<RecordId, KeptRecord> = BTreeMap::new();
        let mut nobody = BTreeSet::new();
        for row in self.book.records(as_of).filter(|row| row.disposed_on.is_none()) {
            let id = RecordId::from(row.record_id);
            let record = kept
                .entry(id)
                .or_insert_with_key(|id| KeptRecord { record_id: id.clone(), ..KeptRecord::default() });
            match row.customer_id {
                Some(customer) => {
                    let department = departments.get(&customer).cloned().flatten().map(Cow::into_owned);
                    if record.customers.is_empty() {
                        record.department = department;
                    } else if record.department != department {
                        record.department = None;
                    }
                    if !record.customers.iter().any(|id| *id == *customer) {
                        record.customers.push(customer.into());
                    }
                }
                None => {
                    nobody.insert(record.record_id.clone());
                }
            }
            record.personal = record.personal.max(row.personal);
            record.consent_withdrawn_on = earlier_day(record.consent_withdrawn_on, row.consent_withdrawn_on);
            let fields = row.fields.as_deref().unwrap_or_default().split(';').map(str::trim);
            record.kept_as.push(KeptAs {
                class: row.record_class.into_owned(),
                trigger_on: row.trigger_on,
                fields: fields.filter(|field| !field.is_empty()).map(str::to_owned).collect(),
                other_basis: row.other_basis,
            });
        }
        // Where one of its rows names nobody, whose it is cannot be told.
        for id in nobody {
            if let Some(record) = kept.get_mut(&id) {
                record.customers.clear();
                record.department = None;
            }
        }
        kept.into_values().collect()
    }

    /// The roles a person holds on the as-of day, whatever the unit.
    #[must_use]
    pub fn roles_of(&self, person: &str) -> Vec<String> {
        let as_of = self.looking.at.date();
        let held = self.held_by(person).filter(|holder| holder.valid_to.is_none_or(|last| as_of <= last));
        let mut roles: Vec<String> = held.map(|holder| holder.role.into_owned()).collect();
        roles.sort_unstable();
        roles.dedup();
        roles
    }

    fn held_by<'p>(&'p self, person: &'p str) -> impl Iterator<Item = RoleHolder<'p>> {
        self.book.role_holders(self.looking.at.date()).filter(move |holder| holder.person_id == person)
    }

    /// The list of these kinds; of every kind the book tells of if there are none.
    #[must_use]
    pub fn list(&self, kinds: &[DueKind]) -> DueList {
        self.listed(kinds, Sink::new(self.looking))
    }

    /// What a person is to do of these kinds, and when that changes: what names the person, what names nobody
    /// but a role the person holds that day, and what but calls names neither.
    #[must_use]
    pub fn list_for(&self, person: &str, kinds: &[DueKind]) -> DueList {
        let roles = self.roles_of(person);
        let mut sink = Sink::of(self.looking, Some(OnlyFor { person, roles: &roles }));
        // With a role goes what only the role must do.
        for last in self.held_by(person).filter_map(|holder| holder.valid_to) {
            if let Some(after) = last.succ_opt() {
                sink.changes_at(start_of(after));
            }
        }
        self.listed(kinds, sink)
    }

    fn listed(&self, kinds: &[DueKind], mut sink: Sink<'_>) -> DueList {
        let asked = |kind| kinds.is_empty() || kinds.contains(&kind);
        if asked(DueKind::Calls) {
            self.offer_calls(&mut sink);
        }
        if asked(DueKind::Duties) {
            self.offer_duties(&mut sink);
        }
        if asked(DueKind::Retention) {
            self.offer_retention(&mut sink);
        }
        let classes = self.assessment.policy.value_class().names();
        DueList::of_parts(self.assessment.stamp.clone(), self.looking.at, classes, [sink.part])
    }
}

/// The earlier of two days, if there is one.
fn earlier_day(one: Option<NaiveDate>, other: Option<NaiveDate>) -> Option<NaiveDate> {
    [one, other].into_iter().flatten().min()
}

impl Looking {
    /// At the end of a day: whatever happened on it is seen, and what is due on it is still in time.
    #[must_use]
    pub fn on(day: chrono::NaiveDate) -> Self {
        Self::at(end_of(day))
    }
}

/// The duty that was done; none of what is no duty of the archive.
const fn duty_of(kind: RunKind) -> Option<DutyKind> {
    Some(match kind {
        RunKind::Backup => DutyKind::Backup,
        RunKind::WeeklyReport => DutyKind::WeeklyReport,
        RunKind::FullReview => DutyKind::FullReview,
        RunKind::RegisterInspection => DutyKind::RegisterInspection,
        RunKind::IsolationAttestation => DutyKind::Attestation,
        RunKind::AccessLogReview => DutyKind::AccessLogReview,
        RunKind::SystemAudit => DutyKind::SystemAudit,
        RunKind::Reassessment => return None,
    })
}
