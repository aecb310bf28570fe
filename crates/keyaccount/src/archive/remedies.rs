//! What would turn a refused attempt: signing the agreement, somebody's approval, another form, somebody else.

use chrono::NaiveDate;

use super::attempt::Attempt;
use super::decide::Judged;
use super::desk::AccessDesk;
use crate::book::Code;
use crate::measure::{Bound, Measure};
use crate::policy::AccessForm;
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{NeededChange, RemedyStep, VerdictOutcome, VerdictRemedy};

/// The document an agreement is.
const NDA: &str = "nda";

impl AccessDesk<'_> {
    /// The ways to turn an attempt, each enough alone.
    pub(super) fn remedies(
        &self,
        attempt: &Attempt,
        judged: &Judged<'_>,
        reasons: &[Reason],
    ) -> Vec<VerdictRemedy> {
        let Some(first) = reasons.first() else { return Vec::new() };
        match judged.rule {
            ReasonCode::NotSupplied => {
                let supply = |reason: &Reason| {
                    let table = reason.about.clone().unwrap_or_default();
                    RemedyStep::answering(reason, NeededChange::Supply { table })
                };
                vec![VerdictRemedy { steps: reasons.iter().map(supply).collect() }]
            }
            ReasonCode::NoNda => self.by_signing(attempt, first, reasons),
            _ => self.by_change(attempt, judged.rule, reasons),
        }
    }

    /// Signing the agreement, or waiting for the day of one that is signed for later; and what else it takes.
    fn by_signing(&self, attempt: &Attempt, first: &Reason, reasons: &[Reason]) -> Vec<VerdictRemedy> {
        let rest = self.judge(attempt, false);
        let signing = RemedyStep::answering(
            first,
            NeededChange::Document { document: NDA.to_owned(), lacks: Vec::new() },
        );
        if rest.outcome == VerdictOutcome::Permit {
            let mut ways = vec![VerdictRemedy::of(signing)];
            let signed = self.ndas(self.person(&attempt.by)).iter().map(|nda| nda.signed_on);
            let later = signed.filter(|day| attempt.at.date() < *day).min();
            if let Some(on) = later.filter(|day| self.may_on(attempt, *day)) {
                ways.push(VerdictRemedy::of(RemedyStep::answering(first, NeededChange::From { on })));
            }
            return ways;
        }
        let others: Vec<_> = reasons
            .iter()
            .filter(|reason| !matches!(reason.code, ReasonCode::NoNda | ReasonCode::NdaExpired))
            .cloned()
            .collect();
        let mut ways = self.by_change(attempt, rest.rule, &others);
        for way in &mut ways {
            // Somebody else has signed already.
            let by_another = way.steps.iter().any(|step| {
                matches!(&step.change, NeededChange::Act { person: Some(_), .. })
                    && !is_of_approval(step.code)
            });
            if !by_another && way.is_reachable() {
                way.steps.insert(0, signing.clone());
            }
        }
        ways
    }

    fn may_on(&self, attempt: &Attempt, day: NaiveDate) -> bool {
        day.and_hms_opt(0, 0, 0).is_some_and(|at| {
            let later = Attempt { at: attempt.at.max(at), ..attempt.clone() };
            self.judge(&later, true).outcome == VerdictOutcome::Permit
        })
    }

    /// What would turn an attempt, agreements aside.
    fn by_change(&self, attempt: &Attempt, rule: ReasonCode, reasons: &[Reason]) -> Vec<VerdictRemedy> {
        let Some(first) = reasons.first() else { return Vec::new() };
        let one = |change| vec![VerdictRemedy::of(RemedyStep::answering(first, change))];
        let turned = |changed: &Attempt| self.judge(changed, false).outcome == VerdictOutcome::Permit;
        let text = |code: &str| Measure::Text(code.to_owned());
        let ways = match rule {
            ReasonCode::Outside | ReasonCode::ExternalDisclosure => Vec::new(),
            ReasonCode::NoFileNamed => one(NeededChange::State { field: "file".to_owned() }),
            ReasonCode::RoleNotYetHeld => {
                match self.first_day(attempt).filter(|day| self.may_on(attempt, *day)) {
                    Some(on) => one(NeededChange::From { on }),
                    None => Vec::new(),
                }
            }
            ReasonCode::WrongStatus => {
                let with = |status| {
                    let mut changed = attempt.clone();
                    if let Some(file) = &mut changed.file {
                        file.status = status;
                    }
                    changed
                };
                let may = attempt.effective().statuses().iter().filter(|status| turned(&with(**status)));
                let one_of: Vec<_> = may.map(|status| text(status.code())).collect();
                if one_of.is_empty() { Vec::new() } else { one(NeededChange::Become { one_of }) }
            }
            ReasonCode::PaperOnly | ReasonCode::FormNotGranted => {
                let other = match &first.required {
                    Some(Bound::OneOf(forms)) if *forms == [text(AccessForm::Paper.code())] => {
                        AccessForm::Paper
                    }
                    _ => AccessForm::Electronic,
                };
                let changed = Attempt { form: Some(other), ..attempt.clone() };
                if turned(&changed) {
                    one(NeededChange::Become { one_of: vec![text(other.code())] })
                } else {
                    self.by_others(attempt, first)
                }
            }
            code if is_of_approval(code) => self.by_approval(attempt, first),
            _ => self.by_others(attempt, first),
        };
        if ways.is_empty() { one(NeededChange::Unreachable) } else { ways }
    }

    /// A request that is approved by whoever must approve it.
    fn by_approval(&self, attempt: &Attempt, first: &Reason) -> Vec<VerdictRemedy> {
        let on = attempt.at.date();
        let nearest = self.held(self.person(&attempt.by)).iter().filter(|held| held.on(on)).find(|held| {
            matches!(self.of_role(attempt, **held), super::decide::Finding::MayNot(code, _) if is_of_approval(code))
        });
        let Some(held) = nearest else { return Vec::new() };
        let two = self.takes_two(attempt, *held);
        let access = &self.policy.access;
        let second = access.second_approver.as_deref().filter(|_| two);
        let file = attempt.file.as_ref().filter(|_| !attempt.effective().is_of_whole_base());
        let department = file.map(|file| self.department(file, on));
        let Some(role) = self.first_role(attempt, on) else { return Vec::new() };
        let firsts = self.approvers(role, department, on, &attempt.by);
        let seconds = second.map(|role| self.approvers(role, department, on, &attempt.by));
        // Two approvals are those of two persons.
        let distinct = match &seconds {
            None => !firsts.is_empty(),
            Some(seconds) => firsts.iter().any(|first| seconds.iter().any(|second| first != second)),
        };
        if !distinct {
            return Vec::new();
        }
        let step = |role: &str, people: &[&str], code: ReasonCode| RemedyStep {
            code,
            about: first.about.clone().filter(|_| code == first.code),
            change: NeededChange::Act {
                role: role.to_owned(),
                person: match people {
                    [one] => Some((*one).to_owned()),
                    _ => None,
                },
                delegation: None,
            },
        };
        let mut steps = vec![step(role, &firsts, first.code)];
        if let (Some(role), Some(seconds)) = (second, &seconds) {
            steps.push(step(role, seconds, ReasonCode::NeedsSecondApproval));
        }
        vec![VerdictRemedy { steps }]
    }

    /// Those who hold a role that approves, whoever asks excepted.
    fn approvers(
        &self,
        role: &str,
        department: Option<Option<&str>>,
        on: NaiveDate,
        except: &str,
    ) -> Vec<&str> {
        let known = self.registers.organisation.iter().flat_map(|known| known.role_holders());
        let mut people: Vec<_> = known
            .map(|holding| holding.person_id.as_str())
            .filter(|person| *person != except && self.holds(person, role, department, on))
            .collect();
        people.sort_unstable();
        people.dedup();
        people
    }

    /// Somebody else who may do it.
    fn by_others(&self, attempt: &Attempt, first: &Reason) -> Vec<VerdictRemedy> {
        let others = self.who_may(attempt).people;
        let others = others.into_iter().filter(|other| other.answer.outcome == VerdictOutcome::Permit);
        let others = others.filter(|other| other.person_id != attempt.by).filter_map(|other| {
            let changed = Attempt { by: other.person_id.clone(), ..attempt.clone() };
            let role = self.judge(&changed, true).held?.holding.role.clone();
            let change = NeededChange::Act { role, person: Some(other.person_id), delegation: None };
            Some(VerdictRemedy::of(RemedyStep::answering(first, change)))
        });
        others.collect()
    }
}

/// Whether a new request, approved, would answer a reason.
pub(super) const fn is_of_approval(code: ReasonCode) -> bool {
    matches!(
        code,
        ReasonCode::NeedsApproval
            | ReasonCode::NeedsSecondApproval
            | ReasonCode::FieldNotGranted
            | ReasonCode::GrantExpired
            | ReasonCode::GrantRevoked
            | ReasonCode::ApproverNotEntitled
    )
}
