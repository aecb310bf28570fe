//! Cases beside the vectors: what their files must hold, what happened to them, whom they await.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use keyaccount::{CaseId, DelegationId, PersonId};
use std::collections::BTreeMap;

use chrono::NaiveDate;
use keyaccount::approval::{
    ActRequest, AmendRequest, Case, CaseFile, Circumstances, Decision, Delegation, Organisation, Phase,
    Rules, SubmitRequest, Terms, WithdrawRequest, my_acts,
};
use keyaccount::{
    Exact, Language, Measure, NeededChange, Policy, ProblemCode, ReasonCode, RequestKind, Stamp,
    VerdictOutcome,
};
use keyaccount_tests::approval::{organisation, papers};

const CASE: &str = include_str!("../../examples/approval-case/case.json");

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn terms(yuan: i128) -> Terms {
    Terms {
        customer: "K1".into(),
        amount: Some(Exact::new(yuan, 0)),
        agreed_price: Some(Exact::new(95, 0)),
        settlement_floor_price: Some(Exact::new(90, 0)),
        ..Terms::default()
    }
}

fn rules() -> Rules {
    Rules::of(&Policy::shipped("standard").unwrap()).unwrap()
}

fn opened(id: &str, yuan: i128) -> Case {
    Case::open(id, RequestKind::KeyAccount, "wang", "north", terms(yuan)).unwrap()
}

fn complete(on: NaiveDate) -> SubmitRequest {
    let circumstances = Circumstances {
        prior_business: Some(true),
        individual: Some(false),
        open_amount: Some(Exact::ZERO),
        ..Circumstances::default()
    };
    SubmitRequest { on, by: "wang".into(), papers: papers(&[], &BTreeMap::new()).unwrap(), circumstances }
}

/// The people of the vectors; zhou stands in for the deputy director in November.
fn people() -> Organisation {
    let paper = Delegation {
        delegation_id: "W1".into(),
        principal: "sun".into(),
        role: "deputy_sales_director".to_owned(),
        delegate: "zhou".into(),
        written_ref: Some("授权书2026-11".to_owned()),
        issued_on: day(10, 30),
        valid_from: day(11, 1),
        valid_to: day(11, 30),
        max_amount: None,
        scope: None,
        revoked_on: None,
    };
    organisation(&[], &[paper]).unwrap()
}

/// Somebody acts on a day: in which role, by which paper, what he decides, what he says.
fn act(case: &mut Case, on: NaiveDate, by: &str, decision: Decision, (role, paper): (&str, Option<&str>)) {
    let request = ActRequest {
        on,
        by: by.into(),
        decision,
        role: role.to_owned(),
        delegation: paper.map(Into::into),
        digest: case.digest().to_owned(),
        opinion: (decision == Decision::Return).then(|| "底价有误".to_owned()),
    };
    case.act(request, &people()).unwrap();
}

const DEPARTMENT: (&str, Option<&str>) = ("key_account_dept", None);
const DEPUTY: (&str, Option<&str>) = ("deputy_sales_director", Some("W1"));
const DIRECTOR: (&str, Option<&str>) = ("sales_director", None);

#[test]
fn whatever_makes_signatures_void_names_them() {
    let mut case = opened("HT-1", 300_000);
    case.submit(complete(day(11, 2)), &rules()).unwrap();
    act(&mut case, day(11, 3), "zhao", Decision::Sign, DEPARTMENT);
    act(&mut case, day(11, 4), "zhou", Decision::Sign, DEPUTY);
    act(&mut case, day(11, 5), "li", Decision::Return, DIRECTOR);
    // Nobody has signed in this round when it comes back once more.
    case.submit(complete(day(11, 6)), &rules()).unwrap();
    act(&mut case, day(11, 6), "zhao", Decision::Return, DEPARTMENT);
    case.submit(complete(day(11, 7)), &rules()).unwrap();
    act(&mut case, day(11, 8), "qian", Decision::Sign, DEPARTMENT);
    let amended = AmendRequest { on: day(11, 9), by: "wang".into(), terms: terms(310_000) };
    case.amend(amended).unwrap();
    let amended = AmendRequest { on: day(11, 9), by: "wang".into(), terms: terms(320_000) };
    case.amend(amended).unwrap();

    assert_eq!(
        case.history(Language::English, &people()),
        [
            "2026-11-02 王建国 (wang): submits; approval: tier 3",
            "2026-11-03 赵敏 (zhao): sign by the key account department",
            "2026-11-04 周全 (zhou) on behalf of 孙丽 (sun) (授权书2026-11): sign by the deputy sales director",
            "2026-11-05 李刚 (li): returns it at the step of the sales director, “底价有误”; \
             void: 赵敏 (zhao) on 2026-11-03 (sign by the key account department), \
             周全 (zhou) on behalf of 孙丽 (sun) (授权书2026-11) on 2026-11-04 (sign by the deputy sales director)",
            "2026-11-06 王建国 (wang): submits; approval: tier 3",
            "2026-11-06 赵敏 (zhao): returns it at the step of the key account department, “底价有误”",
            "2026-11-07 王建国 (wang): submits; approval: tier 3",
            "2026-11-08 钱程 (qian): sign by the key account department",
            "2026-11-09 王建国 (wang): changes the terms: amount from 300,000.00 to 310,000.00; \
             void: 钱程 (qian) on 2026-11-08 (sign by the key account department)",
            "2026-11-09 王建国 (wang): changes the terms: amount from 310,000.00 to 320,000.00",
        ]
    );
    let chinese = case.history(Language::Chinese, &people());
    assert_eq!(
        chinese[3],
        "2026-11-05 李刚（li）：销售总监环节退回，“底价有误”；\
         此前签署作废：赵敏（zhao）于2026-11-03（大客户管理部签署）、\
         周全（zhou）代孙丽（sun）（授权书2026-11）于2026-11-04（销售副总监签署）"
    );
    assert_eq!(
        chinese[8],
        "2026-11-09 王建国（wang）：变更内容：合同额由300,000.00变为310,000.00；\
         此前签署作废：钱程（qian）于2026-11-08（大客户管理部签署）"
    );
}

#[test]
fn whom_cases_await_and_on_what_authority() {
    let mut due = opened("HT-1", 120_000);
    due.submit(complete(day(11, 2)), &rules()).unwrap();
    act(&mut due, day(11, 3), "zhao", Decision::Sign, DEPARTMENT);
    let mut first = opened("HT-2", 80_000);
    first.submit(complete(day(11, 2)), &rules()).unwrap();
    let mut large = opened("HT-3", 300_000);
    large.submit(complete(day(11, 2)), &rules()).unwrap();
    act(&mut large, day(11, 3), "zhao", Decision::Sign, DEPARTMENT);
    let mut done = opened("HT-4", 120_000);
    done.submit(complete(day(11, 2)), &rules()).unwrap();
    act(&mut done, day(11, 3), "zhao", Decision::Sign, DEPARTMENT);
    act(&mut done, day(11, 3), "zhou", Decision::Approve, DEPUTY);
    assert_eq!(done.phase(), Phase::Executable);
    let draft = opened("HT-5", 120_000);
    let cases = [large.clone(), due.clone(), first, done, draft];
    let awaited = |person: &str, on| {
        let acts = my_acts(&cases, person, on, &people());
        let acts = acts.into_iter().map(|act| {
            let paper = act.authority.delegation.map(|paper| paper.delegation_id);
            (act.case_id, act.step, act.decision, act.role, act.authority.holding.person_id, paper)
        });
        acts.collect::<Vec<_>>()
    };
    let of = |case: &str, step, decision, role: &str, holder: &str, paper: Option<&str>| {
        let paper = paper.map(DelegationId::from);
        (CaseId::from(case), step, decision, role.to_owned(), PersonId::from(holder), paper)
    };
    use Decision::{Approve, Sign};
    // In the order of the cases: the second steps of the two that the department has signed.
    let deputy = "deputy_sales_director";
    assert_eq!(
        awaited("zhou", day(11, 4)),
        [of("HT-3", 2, Sign, deputy, "sun", Some("W1")), of("HT-1", 2, Approve, deputy, "sun", Some("W1")),]
    );
    assert_eq!(awaited("sun", day(11, 4)).len(), 2);
    assert_eq!(awaited("wang", day(11, 4)), [of("HT-2", 1, Sign, "branch_manager", "wang", None)]);
    for nobody in ["zhao", "qian", "li", "gao", "nobody"] {
        assert_eq!(awaited(nobody, day(11, 4)), [], "{nobody}");
    }
    // The paper has ended; before the last event nobody acts.
    assert_eq!(awaited("zhou", day(12, 1)), []);
    assert_eq!(awaited("sun", day(11, 2)), []);
    // What is to be named is what was submitted.
    let acts = my_acts([&due, &large], "sun", day(11, 4), &people());
    assert_eq!([acts[0].digest.as_str(), acts[1].digest.as_str()], [due.digest(), large.digest()]);
}

#[test]
fn a_form_that_is_not_ours_is_refused_wherever_it_stands() {
    let case = opened("HT-1", 120_000).to_json();
    for (form, code) in [("0", ProblemCode::OutOfRange), ("2", ProblemCode::FormatTooNew)] {
        let other =
            |text: &str| text.replace("\"keyaccount_case\": 1", &format!("\"keyaccount_case\": {form}"));
        let alone = Case::from_json("case.json", &other(&case)).unwrap_err();
        let with_people = CaseFile::from_json("case.json", &other(CASE)).unwrap_err();
        for (error, path) in [(alone, "keyaccount_case"), (with_people, "case.keyaccount_case")] {
            let [problem] = error.problems() else { panic!("{error}") };
            assert_eq!((problem.code, problem.path.as_str()), (code, path));
            assert_eq!(problem.found, format!("a case of form {form}"));
            assert!(!problem.remedy.is_empty());
        }
        assert!(serde_json::from_str::<Case>(&other(&case)).is_err());
    }
    assert!(serde_json::from_str::<Case>(&case).is_ok());
}

#[test]
fn a_name_that_is_not_known_comes_with_the_one_that_was_meant() {
    let problem = |from: &str, to: &str| {
        assert!(CASE.contains(from), "{from}");
        let error = CaseFile::from_json("case.json", &CASE.replacen(from, to, 1)).unwrap_err();
        let problem = error.problems()[0].clone();
        assert!(problem.line.is_some() && problem.column.is_some());
        (problem.code, problem.found, problem.expected, problem.remedy)
    };
    let of = |code, found: &str, expected: &str, remedy: &str| {
        (code, found.to_owned(), expected.to_owned(), remedy.to_owned())
    };
    assert_eq!(
        problem("\"level\": \"good\"", "\"level\": \"god\""),
        of(
            ProblemCode::UnknownCode,
            "`god`",
            "one of `poor`, `fair`, `good`, `excellent`",
            "did you mean `good`?"
        )
    );
    assert_eq!(
        problem("\"kind\": \"key_account\"", "\"kind\": \"key_acount\"").3,
        "did you mean `key_account`?"
    );
    let (code, found, _, remedy) = problem("\"arrears_statement\"", "\"arears_statement\"");
    assert_eq!(
        (code, found.as_str(), remedy.as_str()),
        (ProblemCode::UnknownKey, "`arears_statement`", "did you mean `arrears_statement`?")
    );
    // What a file says is quoted, not believed.
    let (_, found, expected, remedy) = problem("\"good\"", "\"`, expected `x`\"");
    assert_eq!(
        (found.as_str(), expected.as_str()),
        ("``, expected `x``", "one of `poor`, `fair`, `good`, `excellent`")
    );
    assert_eq!(remedy, "");
    // A blank is no level.
    assert_eq!(problem("\"level\": \"good\"", "\"level\": \"\"").0, ProblemCode::UnknownCode);
}

#[test]
fn tiers_are_for_contracts_alone() {
    for kind in [RequestKind::Vip, RequestKind::ArchiveAccess, RequestKind::Gift] {
        let mut case = Case::open("A-1", kind, "wang", "north", terms(120_000)).unwrap();
        let report = case.report(day(11, 2), &people(), Some(&complete(day(11, 2))), &rules());
        assert_eq!((report.tier.as_deref(), report.steps.len()), (None, 0));
        let verdict = report.submission.clone().unwrap();
        assert_eq!(
            (verdict.outcome, verdict.reasons[0].code),
            (VerdictOutcome::Indeterminate, ReasonCode::KindNotCovered)
        );
        assert_eq!(case.submit(complete(day(11, 2)), &rules()), Err(Box::new(verdict)));
        // Nor does a file say that it was.
        let mut submitted = opened("A-1", 120_000);
        submitted.submit(complete(day(11, 2)), &rules()).unwrap();
        let forged = submitted.to_json().replacen("key_account", kind_code(kind), 1);
        let error = Case::from_json("case.json", &forged).unwrap_err();
        assert!(error.problems()[0].found.contains("kind_not_covered"), "{error}");
    }
}

const fn kind_code(kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::Vip => "vip",
        RequestKind::ArchiveAccess => "archive_access",
        _ => "gift",
    }
}

#[test]
fn a_day_of_no_calendar_is_answered_with_the_nearest_that_is() {
    let case = opened("HT-1", 120_000);
    let year = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    let change = |on| {
        let verdict = case.explain_withdraw(&WithdrawRequest { on, by: "wang".into(), reason: None });
        assert_eq!((verdict.outcome, verdict.reasons.len()), (VerdictOutcome::Deny, 1));
        assert_eq!(verdict.reasons[0].code, ReasonCode::UnsoundTerms);
        let submitted = case.explain_submit(&complete(on), &rules());
        assert_eq!(submitted.remedies[0].steps[0].change, verdict.remedies[0].steps[0].change);
        verdict.remedies[0].steps[0].change.clone()
    };
    assert_eq!(change(year(0)), NeededChange::From { on: year(1) });
    let end = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap();
    let NeededChange::Less { by, to } = change(year(10_000)) else { panic!() };
    assert_eq!((by.words(Language::English), to), ("1 day".to_owned(), Measure::Date(end)));
}

#[test]
fn what_cannot_be_told_is_said_in_both_languages() {
    let policy = Policy::shipped("standard").unwrap();
    let (approval, stamp) = (policy.approval().unwrap(), Stamp::new(&policy, day(11, 2)));
    let unpriced = Terms { agreed_price: None, ..terms(120_000) };
    let warned = |terms: &Terms| approval.explain_route(terms, stamp.clone()).warnings;
    assert_eq!(warned(&terms(120_000)), []);
    // Neither price is a contract without a floor, which the draft contract must state.
    assert_eq!(warned(&Terms { settlement_floor_price: None, ..unpriced.clone() }), []);
    let [warning] = <[_; 1]>::try_from(warned(&unpriced)).unwrap();
    assert_eq!(
        Language::ALL.map(|language| warning.sentence(language)),
        [
            "no agreed price is stated, so that it cannot be told whether it is below the settlement floor price (required at least 90.00)",
            "未填写约定价格，无从判断是否低于结算底价（要求不低于90.00）",
        ]
    );
    let mut request = complete(day(11, 2));
    request.circumstances.prior_business = Some(false);
    request.circumstances.individual = Some(true);
    request.papers.basic_situation.as_mut().unwrap().kind = Some("dealer".to_owned());
    let warnings = opened("HT-1", 120_000).explain_submit(&request, &rules()).warnings;
    let said = |language| warnings.iter().map(|warning| warning.sentence(language)).collect::<Vec<_>>();
    assert_eq!(
        said(Language::English),
        [
            "the papers and the book disagree on whether there was business before: reconciliation statement (found yes, required no)",
            "the papers and the book disagree on who the customer is: basic situation (found dealer, required individual)",
            "the papers and the book disagree on whether there was business before: business already done (found yes, required no)",
        ]
    );
    assert_eq!(
        said(Language::Chinese),
        [
            "资料与账面对以往有无业务的记载不一致：对账单（实际是，要求否）",
            "资料与账面的客户身份信息不一致：客户基本情况（实际经销商，要求个人）",
            "资料与账面对以往有无业务的记载不一致：已发生的业务（实际是，要求否）",
        ]
    );
}
