//! What may happen to a disposal next: one set of rules for what is asked now and what is read back.

use std::collections::BTreeSet;

use super::case::{Disposal, DisposalAct, DisposalPhase, DisposalRequest};
use super::people::{Bound as Department, Grounds, People};
use super::record::{Hold, HoldsByCustomer, KeptRecord};
use super::verdict::Judged;
use crate::approval::RoleHolder;
use crate::approval::checks::{is_day, is_id, is_text};
use crate::ids::CustomerId;
use crate::measure::{Bound, Measure};
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{NeededChange, RemedyStep, VerdictOutcome};

/// As many records one disposal may be about.
const MOST_RECORDS: usize = 10_000;

/// As many classes a record may be kept as.
pub(super) const MOST_CLASSES: usize = 100;

/// As many witnesses may attend.
const MOST_WITNESSES: usize = 100;

/// As many reasons against records are told, so that no register makes a verdict without end.
const MOST_REASONS: usize = 1_000;

/// As many witnesses there are whatever the rules of a file say (§6.5).
const LEAST_WITNESSES: u32 = 2;

impl Disposal {
    fn witnesses_needed(&self) -> u32 {
        self.opened.rules.retention.witnesses.max(LEAST_WITNESSES)
    }

    /// Whether something may happen, and the role by which.
    pub(super) fn judge<'g>(
        &self,
        asked: &DisposalRequest,
        grounds: Grounds<'g>,
    ) -> (Judged, Option<&'g RoleHolder>) {
        let mut judged = Judged { outcome: VerdictOutcome::Deny, reasons: Vec::new(), steps: Vec::new() };
        self.in_sequence(asked, &mut judged);
        if judged.reasons.is_empty() {
            self.in_time(asked, &mut judged);
        }
        if judged.reasons.is_empty() {
            self.well_formed(asked, &mut judged);
        }
        if !judged.reasons.is_empty() {
            return (judged, None);
        }
        let holding = self.by_whom(asked, grounds.people, &mut judged);
        self.records_may_go(asked, grounds.holds, &mut judged);
        self.witnessed(asked, &mut judged);
        judged.outcome = match judged.reasons.iter().find(|reason| reason.code != ReasonCode::NotSupplied) {
            Some(_) => VerdictOutcome::Deny,
            None if judged.reasons.is_empty() => VerdictOutcome::Permit,
            None => VerdictOutcome::Indeterminate,
        };
        (judged, holding)
    }

    fn clause(&self) -> Option<&str> {
        self.opened.rules.clause.as_deref()
    }

    fn reason(&self, code: ReasonCode) -> Reason {
        Reason::new(code, self.clause())
    }

    /// The roles of which an act takes one; none of acts that take no role.
    pub(super) fn roles_of(&self, act: &DisposalAct) -> Vec<&str> {
        let rules = &self.opened.rules;
        match act {
            DisposalAct::Propose { .. } | DisposalAct::Execute | DisposalAct::List { .. } => {
                rules.disposers.iter().map(String::as_str).collect()
            }
            DisposalAct::Approve => vec![&rules.approver],
            DisposalAct::SecondApprove => vec![&rules.second_approver],
            DisposalAct::Reject { .. } if self.phase() == DisposalPhase::ApprovedOnce => {
                vec![&rules.second_approver]
            }
            DisposalAct::Reject { .. } => vec![&rules.approver],
            DisposalAct::Witness | DisposalAct::Withdraw { .. } => Vec::new(),
        }
    }

    /// Whether it is the turn of an act.
    fn in_sequence(&self, asked: &DisposalRequest, judged: &mut Judged) {
        use DisposalPhase::{
            ApprovedOnce, ApprovedTwice, Draft, Executed, Listed, Proposed, Rejected, Withdrawn,
        };
        let phase = self.phase();
        let turns: &[DisposalPhase] = match asked.act {
            DisposalAct::Propose { .. } => &[Draft],
            DisposalAct::Approve => &[Proposed],
            DisposalAct::SecondApprove => &[ApprovedOnce],
            DisposalAct::Witness | DisposalAct::Execute => &[ApprovedTwice],
            DisposalAct::List { .. } => &[Executed],
            DisposalAct::Reject { .. } => &[Proposed, ApprovedOnce],
            DisposalAct::Withdraw { .. } => &[Proposed, ApprovedOnce, ApprovedTwice],
        };
        if turns.contains(&phase) {
            return;
        }
        let code = match phase {
            Rejected | Withdrawn => ReasonCode::CaseClosed,
            Listed => ReasonCode::DisposalListed,
            Executed => ReasonCode::DisposalExecuted,
            _ => ReasonCode::OutOfSequence,
        };
        let reason = self.reason(code).about(self.id());
        // What is missing before its turn comes; what has had its turn has it no more.
        let first = turns.first().copied().unwrap_or(Draft);
        let missing =
            if code == ReasonCode::OutOfSequence && phase < first { self.missing(first) } else { vec![] };
        if missing.is_empty() {
            judged.add(reason, NeededChange::Unreachable);
            return;
        }
        for role in missing {
            let change = NeededChange::Act { role: role.to_owned(), person: None, delegation: None };
            judged.steps.push(RemedyStep::answering(&reason, change));
        }
        if matches!(asked.act, DisposalAct::Execute | DisposalAct::List { .. }) {
            let count = Measure::Count(self.witnesses_needed().into());
            let change = NeededChange::More { by: count.clone(), to: count };
            judged.steps.push(RemedyStep::answering(&reason, change));
        }
        judged.reasons.push(reason);
    }

    /// The roles that still act before a phase is reached.
    fn missing(&self, until: DisposalPhase) -> Vec<&str> {
        use DisposalPhase::{ApprovedOnce, ApprovedTwice, Executed, Proposed};
        let rules = &self.opened.rules;
        let disposer = rules.disposers.first().map(String::as_str).unwrap_or_default();
        [
            (Proposed, disposer),
            (ApprovedOnce, rules.approver.as_str()),
            (ApprovedTwice, rules.second_approver.as_str()),
            (Executed, disposer),
        ]
        .into_iter()
        .filter(|(phase, _)| self.phase() < *phase && *phase <= until)
        .map(|(_, role)| role)
        .collect()
    }

    fn in_time(&self, asked: &DisposalRequest, judged: &mut Judged) {
        let last = self.events().last().map(|event| event.on);
        if let Some(last) = last.filter(|last| asked.on < *last) {
            let reason = self.reason(ReasonCode::BackDated).about(self.id());
            let reason = reason.actual(Measure::Date(asked.on)).required(Bound::Since(Measure::Date(last)));
            judged.add(reason, NeededChange::From { on: last });
        } else if !is_day(asked.on) {
            judged.add(self.unsound("on"), NeededChange::State { field: "on".to_owned() });
        }
    }

    fn unsound(&self, field: &str) -> Reason {
        self.reason(ReasonCode::UnsoundTerms).about(field)
    }

    fn well_formed(&self, asked: &DisposalRequest, judged: &mut Judged) {
        let mut unsound =
            |field: &str| judged.add(self.unsound(field), NeededChange::State { field: field.to_owned() });
        if !is_id(&asked.by) {
            unsound("by");
        }
        match &asked.act {
            DisposalAct::List { entry_no } if !is_id(entry_no) => unsound("entry_no"),
            DisposalAct::Reject { reason: Some(text) } | DisposalAct::Withdraw { reason: Some(text) }
                if !is_text(text) =>
            {
                unsound("reason");
            }
            DisposalAct::Witness if self.witnesses().count() >= MOST_WITNESSES => unsound("witnesses"),
            DisposalAct::Propose { records } if records.len() > MOST_RECORDS => unsound("records"),
            DisposalAct::Propose { records } => {
                for record in records.iter().filter(|record| !record.is_sound()) {
                    let mut shown: String = record.record_id.chars().take(64).collect();
                    shown.insert_str(0, "records: ");
                    unsound(&shown);
                }
            }
            _ => {}
        }
    }

    /// The role by which it is done, by somebody who has taken no other part.
    fn by_whom<'g>(
        &self,
        asked: &DisposalRequest,
        people: People<'g>,
        judged: &mut Judged,
    ) -> Option<&'g RoleHolder> {
        let by = asked.by.as_str();
        let (roles, took_part) = (self.roles_of(&asked.act), self.took_part().any(|person| person == by));
        match &asked.act {
            DisposalAct::Witness => {
                if took_part || self.witnesses().any(|witness| *witness == *by) {
                    let change =
                        NeededChange::Act { role: "witness".to_owned(), person: None, delegation: None };
                    judged.add(self.reason(ReasonCode::WitnessTookPart).about(by), change);
                }
                return None;
            }
            DisposalAct::Withdraw { .. } => {
                let proposer = self.who(|act| matches!(act, DisposalAct::Propose { .. })).unwrap_or_default();
                if proposer != by {
                    let required = Bound::OneOf(vec![Measure::Text(proposer.to_owned())]);
                    let reason = self.reason(ReasonCode::NotTheApplicant).about(self.id()).required(required);
                    let become_one_of = vec![Measure::Text(proposer.to_owned())];
                    judged.add(reason, NeededChange::Become { one_of: become_one_of });
                }
                return None;
            }
            _ => {}
        }
        // Who proposed may carry it out; who approved may do nothing else, who witnesses nothing at all.
        let proposer = self.who(|act| matches!(act, DisposalAct::Propose { .. }));
        let mut barred: Vec<&str> = self.took_part().collect();
        match asked.act {
            DisposalAct::Execute => {
                barred.retain(|person| Some(*person) != proposer);
                barred.extend(self.witnesses().map(|witness| witness.as_str()));
            }
            DisposalAct::List { .. } => barred.clear(),
            _ => {}
        }
        // Approvers decide on the records of their own department (§6.3).
        let approves = matches!(
            asked.act,
            DisposalAct::Approve | DisposalAct::SecondApprove | DisposalAct::Reject { .. }
        );
        let opened = &self.opened;
        let bound = Department {
            roles: if approves { &opened.rules.unit_roles } else { &[] },
            department: opened.department.as_deref(),
        };
        let found = people.holding(by, &roles, asked.on, bound);
        if opened.department.is_none() && matches!(found, Err(ReasonCode::NotYourUnit)) {
            let change = NeededChange::State { field: "department".to_owned() };
            judged.add(self.reason(ReasonCode::DepartmentNotKnown).about(self.id()), change);
            return None;
        }
        let same = barred.contains(&by);
        let code = match (&found, same) {
            (Ok(holding), false) => return Some(holding),
            (Err(code), _) => *code,
            (Ok(_), true) if self.witnesses().any(|witness| *witness == *by) => ReasonCode::WitnessTookPart,
            (Ok(_), true) => ReasonCode::SamePerson,
        };
        let somebody = people.somebody(&roles, asked.on, &barred, bound);
        let role = somebody.map(|(_, role)| role).or_else(|| roles.first().copied()).unwrap_or_default();
        let change = NeededChange::Act {
            role: role.to_owned(),
            person: somebody.map(|(person, _)| person.into()),
            delegation: None,
        };
        let required = roles.iter().map(|role| Measure::Text((*role).to_owned())).collect();
        let reason = self.reason(code).about(by);
        judged.add(
            if same && found.is_ok() { reason } else { reason.required(Bound::OneOf(required)) },
            change,
        );
        None
    }

    /// Whether every record's retention has ended and nothing holds it: asked anew in every step that
    /// decides.
    fn records_may_go(&self, asked: &DisposalRequest, holds: Option<&[Hold]>, judged: &mut Judged) {
        let records = match &asked.act {
            DisposalAct::Propose { records } => records.as_slice(),
            DisposalAct::Approve | DisposalAct::SecondApprove | DisposalAct::Execute => self.records(),
            _ => return,
        };
        if let DisposalAct::Propose { .. } = asked.act {
            let field = || NeededChange::State { field: "records".to_owned() };
            if records.is_empty() {
                judged.add(self.reason(ReasonCode::NothingProposed).about(self.id()), field());
            }
            let mut seen = BTreeSet::new();
            for record in records.iter().filter(|record| !seen.insert(record.record_id.as_str())) {
                judged.add(self.reason(ReasonCode::RecordTwice).about(record.record_id.as_str()), field());
            }
            // Any department's approver could decide on a record of none.
            let bound = !self.opened.rules.unit_roles.is_empty();
            let nobodys = |record: &&KeptRecord| bound && record.department.is_none();
            for record in records.iter().filter(nobodys).take(MOST_REASONS) {
                let reason = self.reason(ReasonCode::DepartmentNotKnown).about(record.record_id.as_str());
                judged.add(reason, field());
            }
            let of_other = |record: &&KeptRecord| {
                record.department.is_some() && record.department != self.opened.department
            };
            for record in records.iter().filter(of_other).take(MOST_REASONS) {
                let reason = self.reason(ReasonCode::OfOtherDepartment).about(record.record_id.as_str());
                judged.add(reason, field());
            }
        }
        let rules = &self.opened.rules.retention;
        let holds = holds.map(HoldsByCustomer::of);
        for record in records {
            if judged.reasons.len() >= MOST_REASONS {
                return;
            }
            let held = holds.as_ref().map(|holds| holds.about(record, rules));
            let of = rules.judge(record, &rules.schedule_held(record, held, asked.on));
            if of.outcome == VerdictOutcome::Permit {
                continue;
            }
            for (reason, step) in of.reasons.into_iter().zip(of.steps) {
                if reason.code == ReasonCode::NotSupplied {
                    // One register for all of them.
                    if !judged.reasons.contains(&reason) {
                        judged.add(reason, step.change);
                    }
                    continue;
                }
                let about = reason.about.as_deref().unwrap_or_default();
                let about = format!("{}: {about}", record.record_id);
                judged.add(reason.about(about), step.change);
            }
        }
    }

    fn witnessed(&self, asked: &DisposalRequest, judged: &mut Judged) {
        if asked.act != DisposalAct::Execute {
            return;
        }
        let needed = u64::from(self.witnesses_needed());
        let there = self.witnesses().count() as u64;
        if there < needed {
            let missing = Measure::Count(needed.saturating_sub(there));
            let reason = self.reason(ReasonCode::WitnessesMissing).about(self.id());
            let reason = reason
                .actual(Measure::Count(there))
                .required(Bound::AtLeast(Measure::Count(needed)))
                .shortfall(missing.clone());
            judged.add(reason, NeededChange::More { by: missing, to: Measure::Count(needed) });
        }
    }
}

impl KeptRecord {
    /// Whether its ids are ids and its days are days.
    pub(super) fn is_sound(&self) -> bool {
        let days = self.kept_as.iter().filter_map(|kept| kept.trigger_on).chain(self.consent_withdrawn_on);
        let classes = self.kept_as.iter().map(|kept| kept.class.as_str());
        let fields = self.kept_as.iter().flat_map(|kept| &kept.fields).map(String::as_str);
        self.kept_as.len() <= MOST_CLASSES
            && is_id(&self.record_id)
            && self.department.as_deref().is_none_or(is_id)
            && self.customers.iter().map(CustomerId::as_str).chain(classes).chain(fields).all(is_id)
            && { days }.all(is_day)
    }
}
