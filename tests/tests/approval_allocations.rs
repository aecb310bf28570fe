//! The fast answers of approvals allocate nothing. Alone in its file: the allocator counts for everybody.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test fails by panicking")]

use std::hint::black_box;

use keyaccount::approval::{ActRequest, CaseFile, Decision, Rules, SubmitRequest, Terms, WithdrawRequest};
use keyaccount::{Answer, Policy, ReasonCode, VerdictOutcome};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const CASE: &str = include_str!("../../examples/approval-case/case.json");

/// The most bytes a call holds beyond those held before it. Other threads can only add to them, so that the
/// least of several tries counts.
fn bytes_of<T>(call: impl Fn() -> T) -> usize {
    let once = || {
        let before = ALLOCATOR.current_usage();
        ALLOCATOR.reset_peak_usage();
        black_box(call());
        ALLOCATOR.peak_usage().saturating_sub(before)
    };
    (0..20).map(|_| once()).min().unwrap()
}

#[test]
fn a_decision_allocates_nothing_and_an_explanation_does() {
    let CaseFile { mut case, organisation, mut papers, circumstances } =
        CaseFile::from_json("case.json", CASE).unwrap();
    let policy = Policy::shipped("standard").unwrap();
    let (approval, rules) = (policy.approval().unwrap(), Rules::of(&policy).unwrap());
    let on = "2026-11-04".parse().unwrap();
    for amount in [Some("99999.99"), Some("100000"), Some("-1"), None] {
        let amount = amount.map(|amount| amount.parse().unwrap());
        let terms = Terms { amount, ..case.terms().clone() };
        assert_eq!(bytes_of(|| approval.decide_route(&terms)), 0);
    }

    let unsealed =
        SubmitRequest { on, by: "wang".into(), papers: papers.clone(), circumstances: circumstances.clone() };
    papers.reconciliation_statement.as_mut().unwrap().customer_seal = true;
    let sealed = SubmitRequest { on, by: "wang".into(), papers, circumstances };
    let denied = Answer { outcome: VerdictOutcome::Deny, rule: Some(ReasonCode::MissingDocuments) };
    assert_eq!(case.decide_submit(&unsealed, &rules), denied);
    for request in [&unsealed, &sealed] {
        assert_eq!(bytes_of(|| case.decide_submit(request, &rules)), 0);
    }
    // What does allocate is seen.
    assert!(bytes_of(|| case.explain_submit(&sealed, &rules)) > 0);

    case.submit(sealed, &rules).unwrap();
    let act = |by: &str, decision, role: &str, delegation: Option<&str>| ActRequest {
        on,
        by: by.into(),
        decision,
        role: role.to_owned(),
        delegation: delegation.map(Into::into),
        digest: case.digest().to_owned(),
        opinion: None,
    };
    let sign = act("zhao", Decision::Sign, "key_account_dept", None);
    let approve = act("zhou", Decision::Approve, "deputy_sales_director", Some("SQ-11"));
    let expired = act("wang", Decision::Approve, "deputy_sales_director", Some("SQ-09"));
    let stranger = act("nobody", Decision::Sign, "key_account_dept", None);
    let stale = ActRequest { digest: "0".repeat(64), ..sign.clone() };
    for request in [&sign, &approve, &stranger, &stale] {
        assert_eq!(bytes_of(|| case.decide_act(request, &organisation)), 0, "{request:?}");
    }
    case.act(sign, &organisation).unwrap();
    let permitted = Answer { outcome: VerdictOutcome::Permit, rule: Some(ReasonCode::EntitledByDelegation) };
    assert_eq!(case.decide_act(&approve, &organisation), permitted);
    for request in [&approve, &expired] {
        assert_eq!(bytes_of(|| case.decide_act(request, &organisation)), 0, "{request:?}");
        assert!(bytes_of(|| case.explain_act(request, &organisation)) > 0, "{request:?}");
    }
    let withdraw = WithdrawRequest { on, by: "wang".into(), reason: None };
    assert_eq!(bytes_of(|| case.decide_withdraw(&withdraw)), 0);
}
