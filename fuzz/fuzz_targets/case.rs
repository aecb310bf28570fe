//! Any text is a case with its people that is replayed, answered, written and read again as the same one, or
//! a list of problems.
#![no_main]

use std::sync::OnceLock;

use keyaccount::approval::{ActRequest, Case, CaseFile, Rules, SubmitRequest, WithdrawRequest};
use keyaccount::{Language, Policy, VerdictOutcome};
use libfuzzer_sys::fuzz_target;

/// So many people and delegations are asked about; more add time and nothing new.
const ASKED: usize = 6;

fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| {
        let policy = Policy::shipped("standard").expect("a shipped policy");
        Rules::of(&policy).expect("rules on approvals")
    })
}

/// What is written is read as the same case.
fn survives(case: &Case) {
    assert_eq!(Case::from_json("again.json", &case.to_json()).as_ref(), Ok(case));
}

fuzz_target!(|text: &str| {
    let file = match CaseFile::from_json("case.json", text) {
        Ok(file) => file,
        Err(error) => return assert!(!error.problems().is_empty()),
    };
    let written = serde_json::to_string(&file).expect("a case can be written");
    assert_eq!(CaseFile::from_json("again.json", &written).as_ref(), Ok(&file));
    survives(&file.case);

    let CaseFile { case, organisation, papers, circumstances } = file;
    let first = "2026-11-04".parse().expect("a day");
    let on = case.events().last().map_or(first, |event| event.on);
    let by = case.opened().applicant.clone();
    let request = SubmitRequest { on, by: by.clone(), papers, circumstances };
    let report = case.report(on, &organisation, Some(&request), rules());
    for language in Language::ALL {
        assert!(!case.report_text(&report, rules(), &organisation, language).is_empty());
    }
    let verdict = case.explain_submit(&request, rules());
    assert_eq!(case.decide_submit(&request, rules()), verdict.answer());
    let mut submitted = case.clone();
    match submitted.submit(request, rules()) {
        Ok(_) => survives(&submitted),
        Err(refused) => assert_eq!((*refused, &submitted), (verdict, &case)),
    }
    let withdraw = WithdrawRequest { on, by, reason: None };
    assert_eq!(case.decide_withdraw(&withdraw), case.explain_withdraw(&withdraw).answer());

    let who = submitted.who_may_act(on, &organisation);
    let (Some(decision), Some(role)) = (who.decision, who.role.clone()) else { return };
    let papers = organisation.delegations().iter().map(|paper| Some(paper.delegation_id.clone()));
    let papers: Vec<_> = std::iter::once(None).chain(papers).take(ASKED).collect();
    for person in who.people.iter().take(ASKED) {
        for delegation in &papers {
            let request = ActRequest {
                on,
                by: person.person_id.clone(),
                decision,
                role: role.clone(),
                delegation: delegation.clone(),
                digest: submitted.digest().to_owned(),
                opinion: None,
            };
            let answer = submitted.decide_act(&request, &organisation);
            assert_eq!(submitted.explain_act(&request, &organisation).answer(), answer);
            let entitled = person.authorities.iter().any(|authority| {
                authority.delegation.as_ref().map(|paper| &paper.delegation_id) == delegation.as_ref()
            });
            assert_eq!(answer.outcome == VerdictOutcome::Permit, entitled);
            let mut acted = submitted.clone();
            if acted.act(request, &organisation).is_ok() {
                survives(&acted);
            }
        }
    }
});
