//! Whatever is in the way of submitting, amending and withdrawing is mended by the remedy, and by nothing
//! less.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use keyaccount::approval::{
    ActRequest, AmendRequest, Case, Circumstances, Decision, Paper, Phase, Rules, SubmitRequest, Terms,
    WithdrawRequest,
};
use keyaccount::{Exact, Language, NeededChange, PersonId, Policy, RequestKind, Verdict, VerdictOutcome};
use keyaccount_tests::approval::{organisation, papers};

const EARLY: u32 = 4;
const LAST: u32 = 5;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

fn terms(text: &str) -> Terms {
    Terms {
        customer: "K1".into(),
        amount: Some(Exact::new(120_000, 0)),
        agreed_price: Some(Exact::new(95, 0)),
        settlement_floor_price: Some(Exact::new(90, 0)),
        text_digest: Some(text.to_owned()),
        ..Terms::default()
    }
}

fn complete(on: NaiveDate, by: &str) -> SubmitRequest {
    let circumstances = Circumstances {
        prior_business: Some(true),
        individual: Some(false),
        open_amount: Some(Exact::ZERO),
        ..Circumstances::default()
    };
    SubmitRequest { on, by: by.into(), papers: papers(&[], &BTreeMap::new()).unwrap(), circumstances }
}

/// A case in each phase, the last event of each on the fifth.
fn cases(rules: &Rules) -> Vec<Case> {
    let people = organisation(&[], &[]).unwrap();
    let mut draft = Case::open("HT-1", RequestKind::KeyAccount, "wang", "north", terms("t0")).unwrap();
    draft.amend(AmendRequest { on: day(LAST), by: "wang".into(), terms: terms("t1") }).unwrap();
    let mut submitted = draft.clone();
    submitted.submit(complete(day(LAST), "wang"), rules).unwrap();
    let act = |case: &Case, by: &str, decision, role: &str| {
        let mut case = case.clone();
        let request = ActRequest {
            on: day(LAST),
            by: by.into(),
            decision,
            role: role.to_owned(),
            delegation: None,
            digest: case.digest().to_owned(),
            opinion: None,
        };
        case.act(request, &people).unwrap();
        case
    };
    let signed = act(&submitted, "zhao", Decision::Sign, "key_account_dept");
    let executable = act(&signed, "sun", Decision::Approve, "deputy_sales_director");
    let rejected = act(&signed, "sun", Decision::Reject, "deputy_sales_director");
    let mut withdrawn = draft.clone();
    withdrawn.withdraw(WithdrawRequest { on: day(LAST), by: "wang".into(), reason: None }).unwrap();
    vec![draft, submitted, signed, executable, rejected, withdrawn]
}

/// What is asked of a case, as a remedy may change it.
#[derive(Clone, Debug)]
enum Asked {
    Submit(Box<SubmitRequest>),
    Amend(Box<AmendRequest>),
    Withdraw(WithdrawRequest),
}

impl Asked {
    fn verdict(&self, case: &Case, rules: &Rules) -> Verdict {
        let (answer, verdict) = match self {
            Self::Submit(asked) => (case.decide_submit(asked, rules), case.explain_submit(asked, rules)),
            Self::Amend(asked) => (case.decide_amend(asked), case.explain_amend(asked)),
            Self::Withdraw(asked) => (case.decide_withdraw(asked), case.explain_withdraw(asked)),
        };
        assert_eq!(answer, verdict.answer());
        verdict
    }

    fn on_and_by(&mut self) -> (&mut NaiveDate, &mut PersonId) {
        match self {
            Self::Submit(asked) => (&mut asked.on, &mut asked.by),
            Self::Amend(asked) => (&mut asked.on, &mut asked.by),
            Self::Withdraw(asked) => (&mut asked.on, &mut asked.by),
        }
    }

    /// Does a step of a remedy, to the case or to what is asked of it.
    fn apply(&mut self, change: &NeededChange, case: &mut Case) {
        match (change, &mut *self) {
            (NeededChange::From { on }, _) => *self.on_and_by().0 = *on,
            (NeededChange::Act { person: Some(person), .. }, _) => person.clone_into(self.on_and_by().1),
            (NeededChange::Amend, Self::Amend(asked)) => asked.terms = terms("t9"),
            (NeededChange::Amend, _) => {
                let amended = AmendRequest { on: day(LAST), by: "wang".into(), terms: terms("t9") };
                assert_eq!(case.amend(amended), Ok(Phase::Draft));
            }
            (NeededChange::Document { document, lacks }, Self::Submit(asked)) => {
                assert_eq!((document.as_str(), lacks.len()), ("application_form", 0));
                asked.papers.application_form = Some(Paper::default());
            }
            (NeededChange::State { field }, Self::Submit(asked)) => {
                assert_eq!(field, "papers.past_business.amount");
                asked.papers.past_business.as_mut().unwrap().amount = Some(Exact::new(1, 0));
            }
            (NeededChange::State { field }, Self::Amend(asked)) => match field.as_str() {
                "terms.amount" => asked.terms.amount = terms("t9").amount,
                "terms.customer" => asked.terms.customer = terms("t9").customer,
                other => panic!("{other}"),
            },
            (other, _) => panic!("{other:?} is no remedy of this"),
        }
    }
}

/// Everything that can be wrong, together and apart.
fn everything_asked() -> Vec<Asked> {
    let seven = Exact::new(10_000_001, 7);
    let mut all = Vec::new();
    for (on, by) in [EARLY, LAST].into_iter().flat_map(|on| ["wang", "zhao"].map(|by| (day(on), by))) {
        for (missing, unsound) in [(false, false), (true, false), (false, true), (true, true)] {
            let mut request = complete(on, by);
            if missing {
                request.papers.application_form = None;
            }
            if unsound {
                request.papers.past_business.as_mut().unwrap().amount = Some(seven);
            }
            all.push(Asked::Submit(Box::new(request)));
        }
        let unsound = Terms { customer: " ".into(), amount: Some(seven), ..terms("t2") };
        for terms in [terms("t1"), terms("t2"), unsound] {
            all.push(Asked::Amend(Box::new(AmendRequest { on, by: by.into(), terms })));
        }
        all.push(Asked::Withdraw(WithdrawRequest { on, by: by.into(), reason: None }));
    }
    all
}

#[test]
fn the_remedy_of_a_refusal_turns_it_and_nothing_less_does() {
    let rules = Rules::of(&Policy::shipped("standard").unwrap()).unwrap();
    let (mut mended, mut hopeless, mut kinds) = (0, 0, BTreeSet::new());
    for case in cases(&rules) {
        let closed = matches!(case.phase(), Phase::Rejected | Phase::Withdrawn);
        for asked in everything_asked() {
            let verdict = asked.verdict(&case, &rules);
            if verdict.outcome == VerdictOutcome::Permit {
                assert!(verdict.remedies.is_empty() && !closed);
                continue;
            }
            let told = || format!("{:?} {asked:?}\n{}", case.phase(), verdict.text(Language::English));
            let [remedy] = verdict.remedies.as_slice() else { panic!("{}", told()) };
            assert_eq!(remedy.is_reachable(), !closed, "{}", told());
            if closed {
                hopeless += 1;
                continue;
            }
            let after = |left_out: Option<usize>| {
                let (mut case, mut asked) = (case.clone(), asked.clone());
                for (at, step) in remedy.steps.iter().enumerate() {
                    if left_out != Some(at) {
                        asked.apply(&step.change, &mut case);
                    }
                }
                // A draft of other terms is asked of on the day it became one.
                asked.verdict(&case, &rules).outcome
            };
            assert_eq!(after(None), VerdictOutcome::Permit, "{}", told());
            for (at, step) in remedy.steps.iter().enumerate() {
                assert_ne!(after(Some(at)), VerdictOutcome::Permit, "without step {at}: {}", told());
                kinds.insert(step.code.code());
            }
            mended += 1;
        }
    }
    assert!(mended > 60 && hopeless > 60, "{mended} {hopeless}");
    let all = [
        "back_dated",
        "case_executable",
        "case_submitted",
        "missing_documents",
        "not_the_applicant",
        "nothing_amended",
        "unsound_terms",
    ];
    assert!(kinds.iter().copied().eq(all), "{kinds:?}");
}
