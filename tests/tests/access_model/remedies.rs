//! Every remedy of random refusals is carried out, and the attempt is permitted then.

use chrono::NaiveDate;
use keyaccount::PersonId;
use keyaccount::approval::{Organisation, RoleHolder};
use keyaccount::archive::{AccessDesk, AccessGrant, AccessPolicy, AccessRegisters, Attempt, FileStatus, Nda};
use keyaccount::{
    AccessForm, ArchiveAction, Measure, NeededChange, ReasonCode, VerdictOutcome, VerdictRemedy,
};

use super::world::{PEOPLE, UNITS};

/// What became of the remedies of an attempt.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tried {
    pub carried_out: u64,
    pub unreachable: u64,
}

fn permits(rules: &AccessPolicy, registers: &AccessRegisters, attempt: &Attempt) -> bool {
    let desk = AccessDesk::new(rules, registers).unwrap();
    desk.decide(attempt).outcome == VerdictOutcome::Permit
}

/// Whether a request for just this, approved by these now, opens it.
fn opens(
    rules: &AccessPolicy,
    registers: &AccessRegisters,
    attempt: &Attempt,
    first: &str,
    second: Option<&str>,
) -> bool {
    let views = matches!(attempt.action, ArchiveAction::ViewElectronic | ArchiveAction::ViewPaperExtract);
    let whole = matches!(attempt.action, ArchiveAction::Search | ArchiveAction::Restore);
    let departments = [None, Some(UNITS[0]), Some(UNITS[1])];
    let forms = [AccessForm::Paper, AccessForm::Electronic];
    forms.into_iter().any(|form| {
        departments.iter().filter(|department| whole || department.is_none()).any(|department| {
            let grant = AccessGrant {
                grant_id: "new".into(),
                requester: attempt.by.clone(),
                action: (!views).then_some(attempt.action),
                customer_id: attempt.file.as_ref().filter(|_| !whole).map(|file| file.customer_id.clone()),
                fields: attempt.fields.clone(),
                form,
                requested_at: None,
                decided_by: first.into(),
                second_by: second.map(Into::into),
                decided_at: attempt.at,
                second_at: None,
                granted_at: None,
                department: department.map(str::to_owned),
                expires_at: NaiveDate::MAX.into(),
                revoked_at: None,
            };
            let mut registers = registers.clone();
            registers.grants.get_or_insert_default().push(grant);
            permits(rules, &registers, attempt)
        })
    })
}

/// Of which people each approval may be: whoever is named, or else anybody of these.
fn who<'p>(person: Option<&'p PersonId>, anybody: &[&'p str]) -> Vec<&'p str> {
    person.map_or_else(|| anybody.to_vec(), |person| vec![person.as_str()])
}

/// Two whom nobody knew, to come to roles that nobody known can act in.
const NEWCOMERS: [&str; 2] = ["new one", "new two"];

/// The registers with newcomers who have signed, each in one of the roles, in every department.
fn with_newcomers(registers: &AccessRegisters, roles: &[&str], on: NaiveDate) -> AccessRegisters {
    let mut registers = registers.clone();
    let known = registers.organisation.take().unwrap();
    let appointed = NEWCOMERS.iter().zip(roles).flat_map(|(person, role)| {
        UNITS.map(|unit| RoleHolder {
            person_id: (*person).into(),
            role: (*role).to_owned(),
            unit: Some(unit.to_owned()),
            valid_from: on,
            valid_to: None,
        })
    });
    let holders = known.role_holders().iter().cloned().chain(appointed).collect();
    registers.organisation =
        Some(Organisation::new(Vec::new(), holders, known.delegations().to_vec()).unwrap());
    registers.ndas.get_or_insert_default().extend(NEWCOMERS.map(|person| Nda {
        person_id: person.into(),
        signed_on: on,
        valid_to: None,
    }));
    registers
}

fn is_approval(attempt: &Attempt, code: ReasonCode) -> bool {
    // Who decides on requests takes his own to somebody else; a grant he gave himself takes another.
    let own = code == ReasonCode::SelfApproval && attempt.action != ArchiveAction::GrantAccess;
    own || matches!(
        code,
        ReasonCode::NeedsApproval
            | ReasonCode::NeedsSecondApproval
            | ReasonCode::FieldNotGranted
            | ReasonCode::GrantExpired
            | ReasonCode::GrantRevoked
            | ReasonCode::ApproverNotEntitled
    )
}

/// Carries out a remedy, with a step left out if one is named. `None` where what then shows decides.
fn carried_out(
    rules: &AccessPolicy,
    registers: &AccessRegisters,
    attempt: &Attempt,
    remedy: &VerdictRemedy,
    without: Option<usize>,
) -> Option<bool> {
    let (mut registers, mut attempt) = (registers.clone(), attempt.clone());
    let mut approvals = Vec::new();
    for (at, step) in remedy.steps.iter().enumerate() {
        if without == Some(at) {
            continue;
        }
        match &step.change {
            NeededChange::Document { .. } => registers.ndas.get_or_insert_default().push(Nda {
                person_id: attempt.by.clone(),
                signed_on: attempt.at.date(),
                valid_to: None,
            }),
            NeededChange::From { on } => attempt.at = attempt.at.max((*on).into()),
            NeededChange::Become { one_of } => match &one_of[0] {
                Measure::Text(form) if form == "paper" => attempt.form = Some(AccessForm::Paper),
                Measure::Text(form) if form == "electronic" => attempt.form = Some(AccessForm::Electronic),
                Measure::Text(status) => {
                    let status = FileStatus::ALL.into_iter().find(|known| known.code() == status).unwrap();
                    attempt.file.as_mut().unwrap().status = status;
                }
                other => panic!("{other:?}"),
            },
            NeededChange::State { field } if field == "fields" => {
                let granted = registers.grants.iter().flatten().find(|grant| grant.requester == attempt.by);
                // What is named is what a grant names, or else what a request is made for.
                let of_grant = granted.filter(|_| remedy.steps.len() == 1);
                attempt.fields =
                    of_grant.map_or_else(|| vec!["name".to_owned()], |grant| grant.fields.clone());
            }
            NeededChange::Act { role, person, .. } if is_approval(&attempt, step.code) => {
                approvals.push((role.as_str(), person.clone()));
            }
            NeededChange::Act { person, .. } => attempt.by = person.clone().unwrap(),
            _ => return None,
        }
    }
    let approved = |registers: &AccessRegisters, anybody: &[&str]| match &approvals[..] {
        [] => permits(rules, registers, &attempt),
        [(_, one)] => {
            who(one.as_ref(), anybody).into_iter().any(|one| opens(rules, registers, &attempt, one, None))
        }
        [(_, one), (_, two), ..] => who(one.as_ref(), anybody).into_iter().any(|one| {
            who(two.as_ref(), anybody)
                .into_iter()
                .any(|two| opens(rules, registers, &attempt, one, Some(two)))
        }),
    };
    // A role is named where several hold it, or where nobody known can approve in it.
    let by_role = !approvals.is_empty() && approvals.iter().all(|(_, person)| person.is_none());
    let roles: Vec<_> = approvals.iter().map(|(role, _)| *role).collect();
    let on = attempt.at.date();
    Some(
        approved(&registers, &PEOPLE)
            || by_role && approved(&with_newcomers(&registers, &roles, on), &NEWCOMERS),
    )
}

/// Holds every remedy of a refusal to its word: carried out it turns the verdict, short of a step it does not.
pub fn hold_to_their_word(
    rules: &AccessPolicy,
    registers: &AccessRegisters,
    attempt: &Attempt,
) -> Result<Tried, String> {
    let desk = AccessDesk::new(rules, registers).unwrap();
    let verdict = desk.explain(attempt);
    let mut tried = Tried::default();
    if verdict.outcome == VerdictOutcome::Permit {
        return Ok(tried);
    }
    if verdict.remedies.is_empty() {
        return Err(format!("{attempt:?}: {verdict:?} says nothing of what would help"));
    }
    for remedy in &verdict.remedies {
        let told = |what: &str| format!("{what}: {attempt:?}: {:?}: {remedy:?}", verdict.reasons);
        if !remedy.is_reachable() {
            tried.unreachable += 1;
            // Nobody at all could approve it then.
            let asks = verdict.reasons.iter().all(|reason| is_approval(attempt, reason.code));
            let someone = || {
                PEOPLE.iter().any(|one| {
                    opens(rules, registers, attempt, one, None)
                        || PEOPLE.iter().any(|two| opens(rules, registers, attempt, one, Some(two)))
                })
            };
            if asks && someone() {
                return Err(told("said to be out of reach"));
            }
            continue;
        }
        match carried_out(rules, registers, attempt, remedy, None) {
            None => continue,
            Some(false) => return Err(told("carried out in vain")),
            Some(true) => tried.carried_out += 1,
        }
        for without in 0..remedy.steps.len() {
            if carried_out(rules, registers, attempt, remedy, Some(without)) == Some(true) {
                return Err(told(&format!("step {without} is not needed")));
            }
        }
    }
    Ok(tried)
}
