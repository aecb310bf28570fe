//! Whether a record may go, with every reason and what would change it.

use chrono::NaiveDate;

use super::record::{Hold, HoldKind, KeptRecord};
use super::schedule::{ClassSchedule, MissingForRetention, RetentionState, Schedule};
use crate::archive::PolicyUsed;
use crate::calendar::Day;
use crate::measure::{Bound, Measure};
use crate::policy::{Disposition, Policy, RetentionRules};
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{
    Answer, NeededChange, Obligation, ObligationCode, RemedyStep, Verdict, VerdictOutcome, VerdictRemedy,
};

impl RetentionRules {
    /// Whether a record may go on a day: the fast answer of [`explain`](Self::explain).
    #[must_use]
    pub fn decide(&self, record: &KeptRecord, holds: Option<&[Hold]>, as_of: NaiveDate) -> Answer {
        let judged = self.judge(record, &self.schedule(record, holds, as_of));
        Answer { outcome: judged.outcome, rule: judged.reasons.first().map(|reason| reason.code) }
    }

    /// Whether a record may go on a day: every class that has ended, or everything that keeps the record,
    /// and what would change it. `policy` is where the rules are from.
    #[must_use]
    pub fn explain(
        &self,
        policy: &Policy,
        record: &KeptRecord,
        holds: Option<&[Hold]>,
        as_of: NaiveDate,
    ) -> Verdict {
        let schedule = self.schedule(record, holds, as_of);
        let judged = self.judge(record, &schedule);
        let mut verdict = Verdict::new(judged.outcome, judged.reasons, PolicyUsed::of(policy).stamp(as_of));
        if judged.outcome == VerdictOutcome::Permit {
            verdict.obligations = self.obligations(&schedule);
        } else {
            verdict.remedies = vec![VerdictRemedy { steps: judged.steps }];
        }
        verdict
    }

    /// What must follow: by when it must go, and the list.
    fn obligations(&self, schedule: &Schedule) -> Vec<Obligation> {
        let clause = schedule.decided_by.as_deref().and_then(|class| self.class(class));
        let clause = clause.and_then(|class| class.clause.as_deref()).or(self.clause.as_deref());
        let gone = schedule.then.map(|then| {
            let obligation = Obligation::new(obligation_of(then), clause).about(schedule.record_id.as_str());
            match schedule.must_go_by {
                Some(day) => obligation.by(day),
                None => obligation,
            }
        });
        let list = Obligation::new(ObligationCode::EnterDisposalList, clause);
        gone.into_iter().chain([list.about(schedule.record_id.as_str())]).collect()
    }

    /// Whether a record may go by its schedule, with the reasons and the steps that would change it.
    pub(super) fn judge(&self, record: &KeptRecord, schedule: &Schedule) -> Judged {
        let mut judged = Judged { outcome: VerdictOutcome::Deny, reasons: Vec::new(), steps: Vec::new() };
        for hold in &schedule.held_by {
            let reason = held(hold, self.clause.as_deref());
            let change = match hold.to.and_then(|last| last.succ_opt()) {
                Some(on) => NeededChange::From { on },
                None => NeededChange::End,
            };
            judged.add(reason, change);
        }
        match self.end_of(schedule) {
            RetentionState::Kept => {
                let decided = schedule.decided_by.as_deref();
                let of = schedule.classes.iter().find(|of| Some(of.class.as_str()) == decided);
                if let (Some(of), Some(from)) = (of, schedule.disposable_from) {
                    let days = Day::from(from).days_since(Day::from(schedule.as_of));
                    let reason = Reason::new(ReasonCode::RetentionRunning, of.clause.as_deref())
                        .about(of.class.as_str())
                        .actual(Measure::Date(schedule.as_of))
                        .required(Bound::Since(Measure::Date(from)))
                        .shortfall(Measure::days(days));
                    judged.add(reason, NeededChange::From { on: from });
                }
            }
            RetentionState::Permanent => {
                for of in schedule.classes.iter().filter(|of| of.is_permanent()) {
                    let reason = Reason::new(ReasonCode::KeptPermanently, of.clause.as_deref());
                    judged.add(reason.about(of.class.as_str()), NeededChange::Unreachable);
                }
            }
            RetentionState::NotKnown if record.kept_as.is_empty() => {
                let reason = Reason::new(ReasonCode::NotOnRecord, self.clause.as_deref());
                judged.add(reason.about("kept_as"), NeededChange::State { field: "kept_as".to_owned() });
            }
            RetentionState::NotKnown => {
                for of in &schedule.classes {
                    if let Some((code, field)) = of.missing.map(of_missing) {
                        let reason = Reason::new(code, of.clause.as_deref()).about(of.class.as_str());
                        judged.add(reason, NeededChange::State { field: field.to_owned() });
                    }
                }
            }
            RetentionState::HoldsNotSupplied => {
                judged.outcome = VerdictOutcome::Indeterminate;
                let reason = Reason::new(ReasonCode::NotSupplied, self.clause.as_deref());
                judged.add(reason.about("holds"), NeededChange::Supply { table: "holds".to_owned() });
            }
            RetentionState::Disposable | RetentionState::Held if judged.reasons.is_empty() => {
                judged.outcome = VerdictOutcome::Permit;
                judged.reasons = schedule.classes.iter().map(ended).collect();
            }
            RetentionState::Disposable | RetentionState::Held => {}
        }
        judged
    }

    /// Where a record stands by its schedule alone, whatever holds it.
    fn end_of(&self, schedule: &Schedule) -> RetentionState {
        match (schedule.state, schedule.disposable_from) {
            (RetentionState::Held, Some(from)) if schedule.as_of < from => RetentionState::Kept,
            (RetentionState::Held, None) if schedule.classes.iter().any(ClassSchedule::is_permanent) => {
                RetentionState::Permanent
            }
            (RetentionState::Held, None) => RetentionState::NotKnown,
            (state, _) => state,
        }
    }
}

/// What becomes of a question, before it has a stamp.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) outcome: VerdictOutcome,
    pub(super) reasons: Vec<Reason>,
    pub(super) steps: Vec<RemedyStep>,
}

impl Judged {
    pub(super) fn add(&mut self, reason: Reason, change: NeededChange) {
        self.steps.push(RemedyStep::answering(&reason, change));
        self.reasons.push(reason);
    }
}

pub(super) const fn obligation_of(then: Disposition) -> ObligationCode {
    match then {
        Disposition::Delete => ObligationCode::Delete,
        Disposition::Anonymise => ObligationCode::Anonymise,
    }
}

fn held(hold: &Hold, clause: Option<&str>) -> Reason {
    let code = match hold.kind {
        HoldKind::LegalHold => ReasonCode::LegalHold,
        HoldKind::OpenDispute => ReasonCode::OpenDispute,
    };
    let about = match &hold.reason {
        Some(reason) => format!("{}, {reason}", hold.customer_id),
        None => hold.customer_id.clone().into(),
    };
    Reason::new(code, clause).about(about).actual(Measure::Date(hold.from))
}

/// Why something missing keeps a record, and the field that would tell.
const fn of_missing(missing: MissingForRetention) -> (ReasonCode, &'static str) {
    match missing {
        MissingForRetention::Class => (ReasonCode::UnknownRecordClass, "class"),
        MissingForRetention::Trigger => (ReasonCode::TriggerNotKnown, "trigger_on"),
        MissingForRetention::OtherBasis => (ReasonCode::OtherBasisNotKnown, "other_basis"),
        MissingForRetention::End => (ReasonCode::PersonalForGood, "class"),
    }
}

/// Since when a class no longer keeps a record.
fn ended(of: &ClassSchedule) -> Reason {
    let code = if of.by_withdrawal { ReasonCode::ConsentWithdrawn } else { ReasonCode::RetentionEnded };
    let since = of.disposable_from.map(Measure::Date);
    Reason::new(code, of.clause.as_deref()).about(of.class.as_str()).actual(since)
}
