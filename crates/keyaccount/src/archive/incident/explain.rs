//! Opening an incident, asking what may be recorded of it, and recording it.

use std::sync::Arc;

use chrono::NaiveDateTime;

use super::event::{Incident, IncidentAct, IncidentEvent, IncidentOpened};
use super::judge::{MOST_NAMES, is_instant};
use super::rules::sound;
use super::state::State;
use crate::approval::checks::Checks;
use crate::archive::PolicyUsed;
use crate::book::Code;
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::ids::CaseId;
use crate::policy::{Jurisdiction, Policy};
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{Answer, Verdict, VerdictOutcome, VerdictRemedy};

impl Incident {
    /// Opens an incident under the rules of a policy.
    ///
    /// # Errors
    /// A policy that says nothing of incidents, a blank id, an instant outside years 1–9999 or finer than a
    /// second, a jurisdiction named twice. Without any jurisdiction the steps of every law are asked for until
    /// an assessment names some.
    pub fn open(
        id: impl Into<CaseId>,
        detected_at: NaiveDateTime,
        jurisdictions: Vec<Jurisdiction>,
        policy: &Policy,
    ) -> Result<Self, Error> {
        let Some(rules) = &policy.archive().incident else {
            let name = quote(&policy.header().name);
            let found = format!("no `[archive.incident]` in the policy {name}");
            let problem = Problem::new(ProblemCode::Missing, found, "the steps of a response to leaks");
            return Err(problem.path("archive.incident").into());
        };
        Self::of(IncidentOpened {
            id: id.into(),
            detected_at,
            jurisdictions,
            staff_accounts: Vec::new(),
            customer_accounts: Vec::new(),
            policy: PolicyUsed::of(policy),
            rules: Arc::new(rules.clone()),
        })
    }

    /// The same incident with the accounts involved, of our own people and of customers (A23).
    ///
    /// # Errors
    /// A blank id or one of more than 64 characters, more than 10,000 accounts.
    pub fn with_accounts(mut self, staff: Vec<String>, customers: Vec<String>) -> Result<Self, Error> {
        self.opened.staff_accounts = staff;
        self.opened.customer_accounts = customers;
        let (events, state) = (core::mem::take(&mut self.events), core::mem::take(&mut self.state));
        Ok(Self { events, state, ..Self::of(self.opened)? })
    }

    pub(super) fn of(opened: IncidentOpened) -> Result<Self, Error> {
        let mut checks = Checks::default();
        checks.id("opened.id", &opened.id);
        if !is_instant(opened.detected_at) {
            let found = quote(&opened.detected_at.to_string());
            let problem = Problem::new(ProblemCode::BadDate, found, "an instant in whole seconds");
            checks.problem("opened.detected_at", problem);
        }
        for (at, place) in opened.jurisdictions.iter().enumerate() {
            if opened.jurisdictions.iter().take(at).any(|other| other == place) {
                let problem = Problem::new(ProblemCode::Duplicate, quote(place.code()), "every place once");
                checks.problem(format!("opened.jurisdictions[{at}]"), problem);
            }
        }
        for (key, accounts) in
            [("staff_accounts", &opened.staff_accounts), ("customer_accounts", &opened.customer_accounts)]
        {
            if accounts.len() > MOST_NAMES {
                let found = format!("{} accounts", accounts.len());
                let problem = Problem::new(ProblemCode::TooLarge, found, format!("at most {MOST_NAMES}"));
                checks.problem(format!("opened.{key}"), problem);
                continue;
            }
            for (at, account) in accounts.iter().enumerate() {
                checks.id(&format!("opened.{key}[{at}]"), account);
            }
        }
        sound(&opened.rules, &mut checks);
        if checks.problems.is_empty() {
            Ok(Self { state: State::of(&opened), opened, events: Vec::new() })
        } else {
            Err(Error::new(checks.problems))
        }
    }

    /// Whether the incident stands under the rules that a policy has now. A file holds its own rules, and
    /// nobody but the policy says that these are the right ones.
    ///
    /// # Errors
    /// A policy without `[archive.incident]`, or with other rules there than those of the incident.
    pub fn check_policy(&self, policy: &Policy) -> Result<(), Box<Problem>> {
        if policy.archive().incident.as_ref() == Some(&*self.opened.rules) {
            return Ok(());
        }
        let (used, header) = (&self.opened.policy, policy.header());
        let found = format!(
            "the incident {} under other rules than those of {}, said to be of {} {}",
            quote(self.id()),
            quote(&header.name),
            quote(&used.name),
            quote(&used.version)
        );
        let expected = "the `[archive.incident]` of the policy";
        let problem = Problem::new(ProblemCode::PolicyMismatch, found, expected).path("opened.rules");
        Err(Box::new(problem.remedy("give the policy it was opened under, or ask who changed the file")))
    }

    /// Whether something may be recorded: the fast answer of [`explain`](Self::explain).
    #[must_use]
    pub fn decide(&self, event: &IncidentEvent) -> Answer {
        match self.judge(event).reasons.first() {
            None => Answer { outcome: VerdictOutcome::Permit, rule: Some(ReasonCode::IncidentRecorded) },
            Some(reason) => Answer { outcome: VerdictOutcome::Deny, rule: Some(reason.code) },
        }
    }

    /// Whether something may be recorded, or everything that is in the way and what would change it.
    #[must_use]
    pub fn explain(&self, event: &IncidentEvent) -> Verdict {
        let faults = self.judge(event);
        let stamp = self.opened.policy.stamp(event.recorded_at.date());
        if faults.reasons.is_empty() {
            let clause = self.opened.rules.clause.as_deref();
            let about = match &event.what {
                IncidentAct::Done { step, .. }
                | IncidentAct::Notified { step, .. }
                | IncidentAct::Waived { step, .. } => step.code(),
                _ => self.id(),
            };
            let reason = Reason::new(ReasonCode::IncidentRecorded, clause).about(about);
            return Verdict::new(VerdictOutcome::Permit, vec![reason], stamp);
        }
        let mut verdict = Verdict::new(VerdictOutcome::Deny, faults.reasons, stamp);
        verdict.remedies = vec![VerdictRemedy { steps: faults.steps }];
        verdict
    }

    /// Records something.
    ///
    /// # Errors
    /// The verdict of [`explain`](Self::explain) if it may not be recorded; the incident is as it was.
    pub fn record(&mut self, event: IncidentEvent) -> Result<(), Box<Verdict>> {
        if !self.judge(&event).reasons.is_empty() {
            return Err(Box::new(self.explain(&event)));
        }
        self.push(event);
        Ok(())
    }
}
