//! Runs every approval vector and reports all mismatches together.
#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Debug;

use keyaccount::approval::{
    ActRequest, AmendRequest, Case, Circumstances, Phase, Rules, SubmitRequest, WithdrawRequest,
};
use keyaccount::{Answer, Language, Obligation, Reason, ReasonCode, Verdict, VerdictOutcome};
use keyaccount_tests::approval::{ApprovalVector, Asked, Expected, Question, papers};
use keyaccount_tests::{read_files, vectors};
use serde_json::Value;

/// Compares what was found with what was expected; every difference is a line.
struct Comparison {
    place: String,
    /// Digests nobody works out by hand, and what stands for them.
    digests: Vec<(String, &'static str)>,
    differences: Vec<String>,
}

impl Comparison {
    fn expect<T: PartialEq + Debug>(&mut self, what: &str, expected: &Option<T>, found: &T) {
        if let Some(expected) = expected
            && expected != found
        {
            self.differences.push(format!("{}: {what}: expected {expected:?}, found {found:?}", self.place));
        }
    }

    fn verdict(&mut self, expected: &Expected, found: &Verdict) {
        self.expect("outcome", &expected.outcome, &found.outcome.code().to_owned());
        self.expect("reasons", &expected.reasons, &found.reasons.iter().map(reason).collect());
        let grounds: Vec<_> = found.reasons.iter().map(|reason| self.grounds(reason)).collect();
        self.expect("grounds", &texts(&expected.grounds), &grounds);
        let warned: Vec<_> = found.warnings.iter().map(|reason| self.grounds(reason)).collect();
        self.expect("grounds of warnings", &texts(&expected.warned), &warned);
        self.expect("warnings", &expected.warnings, &found.warnings.iter().map(reason).collect());
        self.expect(
            "obligations",
            &expected.obligations,
            &found.obligations.iter().map(obligation).collect(),
        );
        let remedy = |remedy: &keyaccount::VerdictRemedy| {
            remedy.steps.iter().map(|s| s.sentence(Language::English)).collect::<Vec<_>>().join("; ")
        };
        self.expect("remedies", &expected.remedies, &found.remedies.iter().map(remedy).collect());
        for (language, sentence) in &expected.first_reason {
            let first = found.reasons.first().map(|reason| reason.sentence(*language)).unwrap_or_default();
            self.expect("first reason", &Some(sentence.clone()), &self.without_digests(first));
        }
    }

    /// What a reason found and required, and where the written policy says it.
    fn grounds(&self, reason: &Reason) -> String {
        let bare = Reason { about: None, ..reason.clone() };
        let mut grounds: Value =
            serde_json::from_str(&self.without_digests(serde_json::to_string(&bare).unwrap())).unwrap();
        grounds.as_object_mut().unwrap().remove("code");
        grounds.to_string()
    }

    fn without_digests(&self, text: String) -> String {
        self.digests.iter().fold(text, |text, (digest, name)| text.replace(digest, name))
    }
}

fn texts(values: &Option<Vec<Value>>) -> Option<Vec<String>> {
    values.as_ref().map(|values| values.iter().map(Value::to_string).collect())
}

fn reason(reason: &Reason) -> String {
    match &reason.about {
        Some(about) => format!("{}: {about}", reason.code.code()),
        None => reason.code.code().to_owned(),
    }
}

fn obligation(obligation: &Obligation) -> String {
    match &obligation.role {
        Some(role) => format!("{}: {role}", obligation.code.code()),
        None => obligation.code.code().to_owned(),
    }
}

/// The fast answer, the verdict and what doing it comes to must agree; refused, the case is as it was.
fn done(
    comparison: &mut Comparison,
    expected: &Expected,
    case: &mut Case,
    (answer, verdict): (Answer, Verdict),
    act: impl FnOnce(&mut Case) -> Result<Phase, Box<Verdict>>,
) {
    comparison.expect("verdict beside the answer", &Some(answer), &verdict.answer());
    comparison.verdict(expected, &verdict);
    let before = case.clone();
    match act(case) {
        Ok(phase) => {
            comparison.expect("outcome of what was done", &Some(VerdictOutcome::Permit), &answer.outcome);
            comparison.expect("phase", &Some(case.phase()), &phase);
            comparison.expect("events", &Some(before.events().len() + 1), &case.events().len());
        }
        Err(refused) => {
            comparison.expect("verdict of what was refused", &Some(verdict), &*refused);
            comparison.expect("refused case", &Some(before), case);
        }
    }
}

fn ask(comparison: &mut Comparison, vector: &ApprovalVector, case: &mut Case, rules: &Rules, asked: &Asked) {
    let organisation = vector.organisation().unwrap();
    let (on, by, expected) = (asked.on, asked.by.clone(), &asked.expect);
    match &asked.what {
        Question::Submit { without, papers: changed, circumstances } => {
            let default = Circumstances {
                prior_business: Some(true),
                individual: Some(false),
                open_amount: Some(keyaccount::Exact::ZERO),
                ..Circumstances::default()
            };
            let circumstances = circumstances.clone().unwrap_or(default);
            let request =
                SubmitRequest { on, by: by.into(), papers: papers(without, changed).unwrap(), circumstances };
            let found = (case.decide_submit(&request, rules), case.explain_submit(&request, rules));
            done(comparison, expected, case, found, |case| case.submit(request, rules));
        }
        Question::Act { decision, role, delegation, on_terms } => {
            let digest = match on_terms {
                Some(terms) if terms.digest() != case.terms().digest() => terms.digest(),
                _ => case.digest().to_owned(),
            };
            let (decision, role, delegation) = (*decision, role.clone(), delegation.clone());
            comparison.digests = vec![(case.digest().to_owned(), "{digest}"), (digest.clone(), "{named}")];
            let request = ActRequest {
                on,
                by: by.into(),
                decision,
                role,
                delegation: delegation.map(Into::into),
                digest,
                opinion: None,
            };
            let found = (case.decide_act(&request, &organisation), case.explain_act(&request, &organisation));
            done(comparison, expected, case, found, |case| case.act(request, &organisation));
        }
        Question::Amend(terms) => {
            let request = AmendRequest { on, by: by.into(), terms: (**terms).clone() };
            let found = (case.decide_amend(&request), case.explain_amend(&request));
            done(comparison, expected, case, found, |case| case.amend(request));
        }
        Question::Withdraw => {
            let request = WithdrawRequest { on, by: by.into(), reason: None };
            let found = (case.decide_withdraw(&request), case.explain_withdraw(&request));
            done(comparison, expected, case, found, |case| case.withdraw(request));
        }
        Question::WhoMayAct { may, may_not } => {
            let who = case.who_may_act(on, &organisation);
            let found = who.entitled().flat_map(|person| {
                person.authorities.iter().map(|authority| {
                    let paper = authority.delegation.as_ref().map(|paper| paper.delegation_id.clone());
                    (person.person_id.clone(), paper)
                })
            });
            comparison.expect("who may act", &Some(may.clone()), &found.collect());
            for (person, codes) in may_not {
                let reasons = who.people.iter().find(|other| other.person_id == *person).unwrap();
                let found = reasons.reasons.iter().map(|reason| reason.code.code().to_owned()).collect();
                comparison.expect(&format!("why not {person}"), &Some(codes.clone()), &found);
            }
        }
    }
    comparison.expect("phase", &expected.phase, &case.phase());
    comparison.expect("round", &expected.round, &case.round());
    if let Some(tier) = &expected.tier {
        let found = case.tier().map_or("none".to_owned(), |tier| tier.name.clone());
        comparison.expect("tier", &Some(tier.clone()), &found);
    }
    let read = Case::from_json("case.json", &case.to_json());
    comparison.expect("case read back", &Some(Ok(case.clone())), &read);
}

fn differences(file: &str, vector: &ApprovalVector, seen: &mut BTreeMap<String, u32>) -> Vec<String> {
    let (rules, mut case) = (vector.rules().unwrap(), {
        let terms = vector.terms.clone();
        Case::open("HT-1", vector.kind, "wang", "north", terms).unwrap()
    });
    let mut comparison = Comparison { place: String::new(), digests: Vec::new(), differences: Vec::new() };
    for (at, asked) in vector.asked.iter().enumerate() {
        comparison.place = format!("{file} / {} / {}", vector.id, at + 1);
        let whole = asked.expect.grounds.is_some() && asked.expect.first_reason.len() == Language::ALL.len();
        comparison.expect("worked out in full", &Some(asked.expect.reasons.is_some()), &whole);
        for reason in asked.expect.reasons.iter().chain(&asked.expect.warnings).flatten() {
            let code = reason.split(':').next().unwrap_or(reason);
            *seen.entry(code.to_owned()).or_default() += 1;
        }
        ask(&mut comparison, vector, &mut case, &rules, asked);
    }
    comparison.differences
}

#[test]
fn every_case_goes_as_was_worked_out_by_hand() {
    let mut seen = BTreeMap::new();
    let mut all = Vec::new();
    for (file, content) in read_files::<ApprovalVector>(&vectors().join("approval")).unwrap() {
        for vector in &content.vectors {
            all.extend(differences(&file, vector, &mut seen));
        }
    }
    assert!(all.is_empty(), "{} differences:\n{}", all.len(), all.join("\n"));
    // The codes of approvals stand behind one another in the list.
    let codes = ReasonCode::ALL.iter().map(|code| code.code());
    let of_approvals = codes.skip_while(|code| *code != "tier_by_amount");
    let missing: Vec<_> = of_approvals
        .take_while(|code| *code != "principal_lacks_role")
        .chain(["principal_lacks_role"])
        .filter(|code| !seen.contains_key(*code))
        .collect();
    assert!(missing.is_empty(), "no vector gives {missing:?}");
}
