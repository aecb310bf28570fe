#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::*;
use crate::decimal::Exact;
use crate::measure::Bound;
use crate::policy::Policy;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, day).unwrap()
}

/// A statement that lacks its seal, a delegation that runs out, a statement that does not agree: every
/// part of a verdict, every kind of change.
fn verdict() -> Verdict {
    let reason = Reason::new(ReasonCode::NeedsApproval, Some("第二章 第五条"))
        .about("D3")
        .actual(Measure::Money(Exact::new(9_999_999, 2)))
        .required(Bound::AtLeast(Measure::Money(Exact::new(100_000, 0))))
        .shortfall(Measure::Money(Exact::new(1, 2)));
    let money = |units| Measure::Money(Exact::new(units, 2));
    let act = |person: Option<&str>, delegation: Option<&str>| NeededChange::Act {
        role: "sales_director".to_owned(),
        person: person.map(Into::into),
        delegation: delegation.map(Into::into),
    };
    let changes = [
        NeededChange::Supply { table: "invoices".to_owned() },
        NeededChange::Document { document: "D4c".to_owned(), lacks: Vec::new() },
        NeededChange::Document { document: "D3".to_owned(), lacks: vec!["customer_seal".to_owned()] },
        act(None, None),
        act(Some("P1"), None),
        act(Some("P2"), Some("W-7")),
        NeededChange::From { on: day(1) },
        NeededChange::More { by: money(1), to: money(10_000_000) },
        NeededChange::Less { by: Measure::Percent(Decimal::ONE), to: Measure::Percent(Decimal::TWO) },
        NeededChange::Become { one_of: vec![Measure::Grade("A".to_owned()), Measure::Grade("B".to_owned())] },
        NeededChange::Amend,
        NeededChange::End,
        NeededChange::Unreachable,
    ];
    let stamp = Stamp::new(&Policy::shipped("standard").unwrap(), day(31));
    let mut verdict = Verdict::new(VerdictOutcome::Deny, vec![reason.clone()], stamp);
    verdict.remedies = vec![
        VerdictRemedy { steps: changes.map(|change| RemedyStep::answering(&reason, change)).into() },
        VerdictRemedy::of(RemedyStep::answering(&reason, NeededChange::End)),
    ];
    let sign = Obligation::new(ObligationCode::SignContract, Some("第九条")).about("C1");
    verdict.obligations = vec![sign.role("sales_director").by(day(31))];
    verdict.warnings = vec![Reason::new(ReasonCode::Automated, None)];
    verdict
}

#[test]
fn a_verdict_survives_json_and_leaves_out_what_is_empty() {
    let verdict = verdict();
    let json = serde_json::to_string(&verdict).unwrap();
    assert_eq!(serde_json::from_str::<Verdict>(&json).unwrap(), verdict);
    let bare = Verdict::new(VerdictOutcome::Permit, Vec::new(), verdict.stamp.clone());
    let json = serde_json::to_value(&bare).unwrap();
    assert_eq!(json.as_object().unwrap().keys().collect::<Vec<_>>(), ["outcome", "stamp"]);
    assert_eq!(json["outcome"], "permit");
    assert_eq!(serde_json::from_value::<Verdict>(json).unwrap(), bare);
    let mut unknown = serde_json::to_value(&bare).unwrap();
    unknown["allow"] = serde_json::Value::Bool(true);
    assert!(serde_json::from_value::<Verdict>(unknown).is_err());
}

#[test]
fn the_fast_answer_is_the_outcome_and_the_first_reason() {
    let verdict = verdict();
    let answer = Answer { outcome: VerdictOutcome::Deny, rule: Some(ReasonCode::NeedsApproval) };
    assert_eq!(verdict.answer(), answer);
    let bare = Verdict::new(VerdictOutcome::Permit, Vec::new(), verdict.stamp);
    assert_eq!(bare.answer(), Answer { outcome: VerdictOutcome::Permit, rule: None });
}

#[test]
fn a_remedy_with_an_unreachable_step_is_no_way_out() {
    let [all, end] = <[VerdictRemedy; 2]>::try_from(verdict().remedies).unwrap();
    assert!(!all.is_reachable() && end.is_reachable());
}

#[test]
fn a_verdict_reads_in_both_languages() {
    let verdict = verdict();
    assert_eq!(
        verdict.text(Language::English),
        "not permitted
Reasons
  it needs an approval first: D3 (found 99,999.99, required at least 100,000.00, 0.01 apart, clause 第二章 第五条)
What would change it
  needs approval (D3): put it on record in the table invoices; needs approval (D3): add D4c; needs approval (D3): complete D3, which lacks: the customer's official seal; needs approval (D3): sales director approves it; needs approval (D3): P1 approves it as sales director; needs approval (D3): P2 approves it for the sales director on delegation W-7; needs approval (D3): wait until 2026-12-01; needs approval (D3): 0.01 more, to 100,000.00; needs approval (D3): 1% less, to 2%; needs approval (D3): become A or B; needs approval (D3): change the terms; needs approval (D3): end it; needs approval (D3): nothing changes it
  needs approval (D3): end it
What must follow
  have the contract signed; until then it has no effect: C1 (by the sales director, by 2026-12-31, clause 第九条)
To be known
  a rule alone has decided about a person
"
    );
    assert_eq!(
        verdict.text(Language::Chinese),
        "不予准许
理由
  须先经批准：D3（实际99,999.99，要求不低于100,000.00，相差0.01，依据：第二章 第五条）
改进条件
  须经批准（D3）：补入数据表invoices；须经批准（D3）：补交D4c；须经批准（D3）：补全D3，尚缺：加盖客户公章；须经批准（D3）：由销售总监批准；须经批准（D3）：由P1以销售总监身份批准；须经批准（D3）：由P2凭授权书W-7代销售总监批准；须经批准（D3）：自2026-12-01起；须经批准（D3）：再增加0.01，达到100,000.00；须经批准（D3）：再减少1%，降至2%；须经批准（D3）：变更为A或B；须经批准（D3）：变更申请内容；须经批准（D3）：予以解除；须经批准（D3）：无法改变
  须经批准（D3）：予以解除
后续义务
  签订合同，签订前不生效：C1（销售总监负责，不晚于2026-12-31，依据：第九条）
提示
  系对个人的自动化决策结果
"
    );
}

#[test]
fn every_outcome_and_obligation_reads_in_both_languages_and_no_two_alike() {
    let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for language in Language::ALL {
        let outcomes: BTreeSet<_> = VerdictOutcome::ALL.iter().map(|o| o.reading(language)).collect();
        assert_eq!(outcomes.len(), VerdictOutcome::ALL.len());
        let bare = |code: &ObligationCode| Obligation::new(*code, None).sentence(language);
        let obligations: BTreeSet<_> = ObligationCode::ALL.iter().map(bare).collect();
        assert_eq!(obligations.len(), ObligationCode::ALL.len());
        for text in obligations.iter().map(String::as_str).chain(outcomes) {
            assert_eq!(is_chinese(text), language == Language::Chinese, "{text}");
        }
    }
    let codes: BTreeSet<_> = ObligationCode::ALL.iter().map(|code| code.code()).collect();
    assert_eq!(codes.len(), ObligationCode::ALL.len());
    for outcome in VerdictOutcome::ALL {
        assert_eq!(serde_json::to_value(outcome).unwrap(), outcome.code());
    }
}
