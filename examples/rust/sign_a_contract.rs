//! A contract from its submission to the day it is executable, with a delegate in the middle, and its
//! history in both languages.
//!
//! ```text
//! cargo run -p keyaccount-examples --example sign_a_contract
//! ```

use std::error::Error;

use chrono::NaiveDate;
use keyaccount::approval::{ActRequest, CaseFile, Decision, Paper, Rules, SubmitRequest, my_acts};
use keyaccount::{Language, Policy, Verdict};

/// The branch applies, the deputy sales director is away, and the reconciliation statement has no seal yet.
const CASE: &str = include_str!("../approval-case/case.json");
const POLICY: &str = include_str!("../approval-case/policy.toml");

fn main() -> Result<(), Box<dyn Error>> {
    for line in story()? {
        println!("{line}");
    }
    Ok(())
}

fn story() -> Result<Vec<String>, Box<dyn Error>> {
    let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).ok_or("a day of November");
    let rules = Rules::of(&Policy::from_text("policy.toml", POLICY)?).ok_or("a policy with `[approval]`")?;
    let CaseFile { mut case, organisation, papers, circumstances } = CaseFile::from_json("case.json", CASE)?;
    let mut told = Vec::new();

    // Refused: the answer names what is missing, and the case stays a draft.
    let mut submission = SubmitRequest { on: day(2)?, by: "wang".into(), papers, circumstances };
    if let Err(verdict) = case.submit(submission.clone(), &rules) {
        told.push(verdict.text(Language::English));
    }

    // The customer's seal is on it two days later.
    let sealed =
        Paper { signed_by_us: true, signed_by_customer: true, customer_seal: true, ..Paper::default() };
    submission.papers.reconciliation_statement = Some(sealed);
    submission.on = day(4)?;
    case.submit(submission, &rules).map_err(refused)?;

    // Whoever is asked finds what awaits him, and acts on the terms he has read.
    for (person, on, opinion) in [("zhao", day(5)?, "价格合理"), ("zhou", day(6)?, "同意")] {
        let awaited = my_acts([&case], person, on, &organisation);
        let act = awaited.first().ok_or("something that awaits the person")?;
        let request = ActRequest {
            on,
            by: person.into(),
            decision: act.decision,
            role: act.role.clone(),
            delegation: act.authority.delegation.as_ref().map(|paper| paper.delegation_id.clone()),
            digest: act.digest.clone(),
            opinion: Some(opinion.to_owned()),
        };
        case.act(request, &organisation).map_err(refused)?;
    }

    // Everything was taken: nobody can sign a second time.
    let again = ActRequest {
        on: day(7)?,
        by: "sun".into(),
        decision: Decision::Approve,
        role: "deputy_sales_director".to_owned(),
        delegation: None,
        digest: case.digest().to_owned(),
        opinion: None,
    };
    told.push(case.explain_act(&again, &organisation).text(Language::English));

    for language in Language::ALL {
        told.extend(case.history(language, &organisation));
        told.push(case.phase().reading(language));
    }
    Ok(told)
}

fn refused(verdict: Box<Verdict>) -> String {
    verdict.text(Language::English)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delegate_approves_for_the_principal_and_the_history_says_so() -> Result<(), Box<dyn Error>> {
        let told = story()?;
        let expected = [
            "2026-11-04 王建国 (wang): submits; approval: tier 2",
            "2026-11-05 赵敏 (zhao): sign by the key account department, “价格合理”",
            "2026-11-06 周全 (zhou) on behalf of 孙丽 (sun) (授权书〔2026〕11号): approve by the deputy sales director, “同意”",
            "executable",
            "2026-11-04 王建国（wang）：提交；审批级别：第2档",
            "2026-11-05 赵敏（zhao）：大客户管理部签署，“价格合理”",
            "2026-11-06 周全（zhou）代孙丽（sun）（授权书〔2026〕11号）：销售副总监批准，“同意”",
            "可执行",
        ];
        assert_eq!(told.get(2..), Some(expected.map(str::to_owned).as_slice()));
        assert_eq!(
            told.first().map(String::as_str),
            Some(
                "not permitted\nReasons\n  a required document is missing or incomplete: reconciliation \
                 statement: the customer's official seal (clause 第四章 第十四条)\nWhat would change it\n  \
                 document missing (reconciliation statement: the customer's official seal): complete \
                 reconciliation statement, which lacks: the customer's official seal\n"
            )
        );
        Ok(())
    }
}
