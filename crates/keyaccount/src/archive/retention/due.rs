//! What is due of retention: records that must go, and fields that go before the rest of theirs.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::record::{Hold, HoldsByCustomer, KeptRecord};
use super::schedule::{EarlierFields, RetentionState, Schedule};
use crate::due::{Due, DueAbout, DueCode, Looking, Sink};
use crate::measure::Measure;
use crate::policy::{Disposition, RetentionBasis, RetentionRules};
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{Obligation, ObligationCode};

impl RetentionRules {
    /// The records, and the fields of records, that must go: those due at an instant, and those that will be
    /// by the end of `horizon`; with the next instant at which that is otherwise for whoever looks as many
    /// days ahead. What is held is not due. Without `holds` a record says so in its reasons.
    ///
    /// An entry is due from the first day the record may go, by [`RetentionRules::within_days`] after it; its
    /// reasons name the classes that have ended, its basis the law or `chosen`.
    #[must_use]
    pub fn due(
        &self,
        records: &[KeptRecord],
        holds: Option<&[Hold]>,
        now: NaiveDateTime,
        horizon: NaiveDate,
    ) -> (Vec<Due>, Option<NaiveDateTime>) {
        let days = horizon.signed_duration_since(now.date());
        let mut sink = Sink::new(Looking { at: now, ahead: now.checked_add_signed(days) });
        self.offer_due(records, holds, None, &mut sink);
        (sink.part.entries, sink.part.next_change)
    }

    /// The same into a list; `role` is who disposes of records. Counts those of which it cannot be told.
    pub(crate) fn offer_due(
        &self,
        records: &[KeptRecord],
        holds: Option<&[Hold]>,
        role: Option<&str>,
        sink: &mut Sink<'_>,
    ) {
        let holds = holds.map(HoldsByCustomer::of);
        let (now, today) = (sink.now, sink.now.date());
        for record in records {
            let held = holds.as_ref().map(|holds| holds.about(record, self));
            let schedule = self.schedule_held(record, held, today);
            if schedule.state == RetentionState::NotKnown {
                sink.undated();
            }
            let whole = self.whole(&schedule);
            // Once the record itself is due, so are all of its fields.
            let gone = whole.as_ref().is_some_and(|entry| entry.since <= now);
            let earlier = schedule.earlier.iter().filter(|fields| fields.must_go && !gone);
            let mut entries: Vec<_> =
                whole.into_iter().chain(earlier.map(|fields| self.fields(&schedule, fields))).collect();
            let held = schedule.state == RetentionState::Held;
            let not_known = schedule.classes.iter().any(|of| of.at_latest.is_some());
            if let Some(day) = schedule.next_change.filter(|_| not_known || held && !entries.is_empty()) {
                sink.changes_at(day.and_time(NaiveTime::MIN));
            }
            if held {
                continue;
            }
            for entry in &mut entries {
                entry.role = role.map(str::to_owned);
            }
            entries.into_iter().for_each(|entry| sink.put(entry));
        }
    }

    /// The whole record, if it must go.
    fn whole(&self, schedule: &Schedule) -> Option<Due> {
        let (from, then) = (schedule.disposable_from.filter(|_| schedule.must_go)?, schedule.then?);
        let mut entry = Due::on_days(code(then), about(schedule, None), from, schedule.must_go_by);
        let of = schedule.classes.iter().find(|of| Some(&of.class) == schedule.decided_by.as_ref())?;
        self.fill(&mut entry, of.clause.as_deref(), of.basis.as_ref());
        entry.reasons = schedule
            .classes
            .iter()
            .map(|of| ended(of.clause.as_deref(), &of.class, of.disposable_from, of.by_withdrawal))
            .collect();
        if schedule.state == RetentionState::HoldsNotSupplied {
            entry.reasons.push(Reason::new(ReasonCode::NotSupplied, self.clause.as_deref()).about("holds"));
        }
        Some(entry)
    }

    /// Fields that go earlier.
    fn fields(&self, schedule: &Schedule, fields: &EarlierFields) -> Due {
        let topic = Some(fields.fields.join(", "));
        let (from, last) = (fields.disposable_from, self.last_day(fields.disposable_from));
        let mut entry = Due::on_days(code(fields.then), about(schedule, topic), from, last);
        let of = schedule.classes.iter().find(|of| of.class == fields.class);
        let clause = of.and_then(|of| of.clause.as_deref());
        self.fill(&mut entry, clause, of.and_then(|of| of.basis.as_ref()));
        let withdrawn = of.is_some_and(|of| of.by_withdrawal);
        entry.reasons = vec![ended(clause, &fields.class, Some(from), withdrawn)];
        entry
    }

    fn fill(&self, entry: &mut Due, clause: Option<&str>, basis: Option<&RetentionBasis>) {
        entry.clause = clause.map(str::to_owned);
        entry.basis = basis.map(|basis| match basis {
            RetentionBasis::Chosen => RetentionBasis::CHOSEN.to_owned(),
            RetentionBasis::Law { law, .. } => law.clone(),
        });
        let list = Obligation::new(ObligationCode::EnterDisposalList, self.clause.as_deref());
        entry.obligations = vec![Obligation::new(ObligationCode::Witness, self.clause.as_deref()), list];
    }
}

const fn code(then: Disposition) -> DueCode {
    match then {
        Disposition::Delete => DueCode::Delete,
        Disposition::Anonymise => DueCode::Anonymise,
    }
}

/// The record, and its customer where there is one and no other.
fn about(schedule: &Schedule, topic: Option<String>) -> DueAbout {
    let customer = match schedule.customers.as_slice() {
        [customer] => Some(customer.clone()),
        _ => None,
    };
    DueAbout { customer, record: Some(schedule.record_id.clone().into()), topic, ..DueAbout::default() }
}

/// Since when a class no longer keeps a record.
fn ended(clause: Option<&str>, class: &str, from: Option<NaiveDate>, withdrawn: bool) -> Reason {
    let code = if withdrawn { ReasonCode::ConsentWithdrawn } else { ReasonCode::RetentionEnded };
    Reason::new(code, clause).about(class).actual(from.map(Measure::Date))
}
