//! What is due of retention: records that must go, and fields that go before the rest of theirs.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::record::{Hold, HoldsByCustomer, KeptRecord};
use super::schedule::{EarlierFields, RetentionState, Schedule};
use crate::due::{Due, DueAbout, DueCode};
use crate::measure::Measure;
use crate::policy::{Disposition, RetentionBasis, RetentionRules};
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{Obligation, ObligationCode};

impl RetentionRules {
    /// The records, and the fields of records, that must go: those due at an instant, and those that will be
    /// by the end of `horizon`; with the next instant at which a retention changes by itself. What is held is
    /// not due. Without `holds` a record says so in its reasons.
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
        let holds = holds.map(HoldsByCustomer::of);
        let (mut due, mut next): (Vec<Due>, Option<NaiveDate>) = (Vec::new(), None);
        for record in records {
            let held = holds.as_ref().map(|holds| holds.about(record, self));
            let schedule = self.schedule_held(record, held, now.date());
            next = next.into_iter().chain(schedule.next_change).min();
            if schedule.state == RetentionState::Held {
                continue;
            }
            let whole = self.whole(&schedule).filter(|entry| entry.since.date() <= horizon);
            // Once the record itself is due, so are all of its fields.
            let gone = whole.as_ref().is_some_and(|entry| entry.since <= now);
            due.extend(whole.map(|entry| entry.at(now)));
            let earlier = schedule
                .earlier
                .iter()
                .filter(|fields| fields.must_go && !gone && fields.disposable_from <= horizon);
            due.extend(earlier.map(|fields| self.fields(&schedule, fields).at(now)));
        }
        (due, next.map(|day| day.and_time(NaiveTime::MIN)))
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
            RetentionBasis::Chosen => "chosen".to_owned(),
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
    DueAbout { customer, record: Some(schedule.record_id.clone()), topic, ..DueAbout::default() }
}

/// Since when a class no longer keeps a record.
fn ended(clause: Option<&str>, class: &str, from: Option<NaiveDate>, withdrawn: bool) -> Reason {
    let code = if withdrawn { ReasonCode::ConsentWithdrawn } else { ReasonCode::RetentionEnded };
    Reason::new(code, clause).about(class).actual(from.map(Measure::Date))
}
