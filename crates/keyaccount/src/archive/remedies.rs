//! What would turn a refused attempt: signing the agreement, somebody's approval, another form, somebody else.

use chrono::NaiveDate;

use super::attempt::{Attempt, MAX_FIELDS};
use super::authority::{Authorities, Scope};
use super::decide::{Finding, Judged};
use super::desk::AccessDesk;
use super::grants::asks_for_all;
use crate::book::Code;
use crate::ids::DelegationId;
use crate::measure::{Bound, Measure};
use crate::policy::{AccessForm, ArchiveAction};
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
            ReasonCode::NotSupplied => vec![VerdictRemedy { steps: supplying(reasons) }],
            ReasonCode::UnsoundTerms => {
                let many = |many: usize| Measure::Count(u64::try_from(many).unwrap_or(u64::MAX));
                let by = many(attempt.fields.len().saturating_sub(MAX_FIELDS));
                let fewer = NeededChange::Less { by, to: many(MAX_FIELDS) };
                vec![VerdictRemedy::of(RemedyStep::answering(first, fewer))]
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
        if rest.rule == ReasonCode::NotSupplied {
            let steps = [signing].into_iter().chain(supplying(&others)).collect();
            return vec![VerdictRemedy { steps }];
        }
        let mut ways = self.by_change(attempt, rest.rule, &others);
        for way in &mut ways {
            // Somebody else has signed already.
            let by_another = way.steps.iter().any(|step| {
                matches!(&step.change, NeededChange::Act { person: Some(_), .. })
                    && !is_of_approval(attempt, step.code)
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
            ReasonCode::NoRequesterNamed => one(NeededChange::State { field: "requester".to_owned() }),
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
                let become_it = NeededChange::Become { one_of: vec![text(other.code())] };
                let then = self.judge(&changed, false);
                if then.outcome == VerdictOutcome::Permit {
                    one(become_it)
                } else if is_of_approval(&changed, then.rule) {
                    let reasons = self.reasons(&changed, &then);
                    let mut ways = reasons.first().map(|first| self.by_approval(&changed, first));
                    for way in ways.iter_mut().flatten() {
                        way.steps.insert(0, RemedyStep::answering(first, become_it.clone()));
                    }
                    ways.unwrap_or_default()
                } else {
                    self.by_others(attempt, first)
                }
            }
            code if is_of_approval(attempt, code) => self.by_approval(attempt, first),
            _ => self.by_others(attempt, first),
        };
        if ways.is_empty() { one(NeededChange::Unreachable) } else { ways }
    }

    /// A request that is approved by whoever must approve it, for fields that are named.
    fn by_approval(&self, attempt: &Attempt, first: &Reason) -> Vec<VerdictRemedy> {
        let on = attempt.at.date();
        let state =
            |field: &str| RemedyStep::answering(first, NeededChange::State { field: field.to_owned() });
        let fields = asks_for_all(attempt).then(|| state("fields"));
        let findings = self.findings(attempt);
        // A grant there is covers what is asked as soon as the fields are named.
        let named = findings.iter().find_map(|(_, finding)| match finding {
            Finding::MayNot(ReasonCode::FieldNotGranted, Some(granted)) if fields.is_some() => {
                Some(Attempt { fields: granted.grant.fields.clone(), ..attempt.clone() })
            }
            _ => None,
        });
        if named.is_some_and(|named| self.judge(&named, false).outcome == VerdictOutcome::Permit) {
            return fields.map(VerdictRemedy::of).into_iter().collect();
        }
        // Of several roles the most generous asks.
        let asks = findings.iter().filter_map(|(held, finding)| match finding {
            Finding::MayNot(code, _) if is_of_approval(attempt, *code) => {
                Some(self.takes_two(attempt, *held))
            }
            _ => None,
        });
        let Some(two) = asks.min() else { return Vec::new() };
        let Some(level) = self.first_level(attempt, on) else { return Vec::new() };
        let second = self.second.filter(|_| two);
        let firsts = self.approvers(attempt, level);
        let seconds = second.map(|role| self.approvers(attempt, role));
        let none = firsts.is_empty() || seconds.as_ref().is_some_and(Vec::is_empty);
        let unknown = self.file_of(attempt).is_some_and(|file| self.department(file, on).is_none());
        if none && unknown {
            return vec![VerdictRemedy { steps: [state("department")].into_iter().chain(fields).collect() }];
        }
        // Two approvals are those of two persons, who do not stand in for one.
        let apart = |one: &Approver<'_>, two: &Approver<'_>| {
            let (first, second) =
                (one.by.without([Some(two.person), None]), two.by.without([Some(one.person), None]));
            one.person != two.person && !first.is_none() && !second.is_none() && first.differ(&second)
        };
        let distinct = seconds.as_ref().is_none_or(|seconds| {
            firsts.iter().take(TRIED).any(|one| seconds.iter().take(TRIED).any(|two| apart(one, two)))
        });
        // Where nobody known could approve, the roles are told: whoever comes to hold them could.
        let known = !firsts.is_empty() && distinct;
        let step = |role: u16, people: &[Approver<'_>], code: ReasonCode| {
            let only = if let [one] = people { Some(one).filter(|_| known) } else { None };
            RemedyStep {
                code,
                about: first.about.clone().filter(|_| code == first.code),
                change: NeededChange::Act {
                    role: self.role_at(Some(role)).unwrap_or_default().to_owned(),
                    person: only.map(|one| one.person.into()),
                    delegation: only.and_then(|one| self.paper_of(one, role, on)),
                },
            }
        };
        let mut steps: Vec<_> = fields.into_iter().collect();
        steps.push(step(level, &firsts, first.code));
        if let (Some(role), Some(seconds)) = (second, &seconds) {
            steps.push(step(role, seconds, ReasonCode::NeedsSecondApproval));
        }
        vec![VerdictRemedy { steps }]
    }

    /// Those who could approve in a role that day, by themselves or standing in, whoever asks excepted.
    fn approvers(&self, attempt: &Attempt, role: u16) -> Vec<Approver<'_>> {
        let (on, file) = (attempt.at.date(), self.file_of(attempt));
        let scope = self.scope(&attempt.by, None, file, on);
        let asker = self.person(&attempt.by);
        let known = self.registers.organisation.iter();
        let holders = known.clone().flat_map(|known| known.role_holders()).map(|one| one.person_id.as_str());
        let delegates = known.flat_map(|known| known.delegations()).map(|paper| paper.delegate.as_str());
        let mut people: Vec<_> = holders.chain(delegates).filter(|person| *person != attempt.by).collect();
        people.sort_unstable();
        people.dedup();
        let approvers = people.into_iter().filter_map(|person| {
            let mut by = self.authorities(person, role, scope, on);
            // Whoever works in several departments asks in one of them.
            if file.is_none() && scope == Scope::Unknown {
                let mut units = self.held(self.person(person)).iter().filter(|held| held.on(on));
                let unit = units.find_map(|held| {
                    let unit = held.holding.unit.as_deref().filter(|_| held.role == Some(role));
                    unit.filter(|unit| self.works_in(asker, unit, on))
                });
                by = unit.map(|unit| self.authorities(person, role, Scope::Of(unit), on)).unwrap_or_default();
            }
            let by = by.without([Some(&attempt.by), None]);
            (!by.is_none() && self.is_bound(person, on)).then_some(Approver { person, by })
        });
        approvers.collect()
    }

    /// The paper by which somebody stands in who holds no role himself.
    fn paper_of(&self, approver: &Approver<'_>, role: u16, on: NaiveDate) -> Option<DelegationId> {
        let principal = approver.by.principal()?;
        let papers = self.papers.get(&(self.person(approver.person)?, role))?;
        papers.iter().find_map(|paper| paper.of(principal, on)).map(DelegationId::from)
    }

    /// Somebody else who may do it.
    fn by_others(&self, attempt: &Attempt, first: &Reason) -> Vec<VerdictRemedy> {
        let attempt = self.placed(attempt);
        let everybody = self.registers.organisation.iter().flat_map(|known| known.everybody());
        let others = everybody.filter(|person| **person != attempt.by).filter_map(|person| {
            let judged = self.judge(&Attempt { by: person.clone(), ..attempt.clone() }, true);
            let role = judged.held.filter(|_| judged.outcome == VerdictOutcome::Permit)?.holding.role.clone();
            let change = NeededChange::Act { role, person: Some(person.clone()), delegation: None };
            Some(VerdictRemedy::of(RemedyStep::answering(first, change)))
        });
        others.collect()
    }
}

/// Somebody who could approve, and on whose authority.
struct Approver<'a> {
    person: &'a str,
    by: Authorities<'a>,
}

/// Of so many approvers pairs are tried.
const TRIED: usize = 64;

/// Handing in every register that is missing.
fn supplying(reasons: &[Reason]) -> Vec<RemedyStep> {
    let missing = reasons.iter().filter(|reason| reason.code == ReasonCode::NotSupplied);
    let supply = |reason: &Reason| {
        let table = reason.about.clone().unwrap_or_default();
        RemedyStep::answering(reason, NeededChange::Supply { table })
    };
    missing.map(supply).collect()
}

/// Whether a new request, approved, would answer a reason.
fn is_of_approval(attempt: &Attempt, code: ReasonCode) -> bool {
    match code {
        ReasonCode::NeedsApproval
        | ReasonCode::NeedsSecondApproval
        | ReasonCode::FieldNotGranted
        | ReasonCode::GrantExpired
        | ReasonCode::GrantRevoked
        | ReasonCode::ApproverNotEntitled => true,
        // Of a grant that whoever asks approved himself; who decides on requests needs somebody else for it.
        ReasonCode::SelfApproval => attempt.action != ArchiveAction::GrantAccess,
        _ => false,
    }
}
