//! Which approval a contract takes, and who may sign.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use std::fs;

use keyaccount_cli::Exit;
use support::{Ran, path, piped, with_files};

const CASE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/approval-case/case.json");
const POLICY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/approval-case/policy.toml");

fn route(arguments: &[&str]) -> Ran {
    piped(&[&["route"], arguments].concat())
}

fn of_case(file: &str, more: &[&str]) -> Ran {
    route(&[&["--case", file, "--on", "2026-11-04", "--policy", POLICY], more].concat())
}

#[test]
fn an_amount_takes_its_tier_and_the_steps_are_said_in_both_languages() {
    let english = route(&["--amount", "120000"]);
    assert_eq!((english.exit, english.err.as_str()), (Exit::Done, ""));
    assert_eq!(
        english.out,
        "permitted\n\
         Reasons\n  the amount decides which approval it takes: tier 2 (found 120,000.00)\n\
         What must follow\n  have it signed (by the key account department)\n  \
         have it approved (by the deputy sales director)\n  \
         have the contract signed; until then it has no effect\n"
    );
    let chinese = route(&["--amount", "120000", "--lang", "zh"]);
    assert_eq!(
        chinese.out,
        "准予\n理由\n  按金额确定审批级别：第2档（实际120,000.00）\n\
         后续义务\n  签署（大客户管理部负责）\n  批准（销售副总监负责）\n  签订合同，签订前不生效\n"
    );
    // A policy of one's own names its clause.
    let by_article = route(&["--amount", "99999.99", "--policy", POLICY]);
    assert!(
        by_article.out.contains("tier 1 (found 99,999.99, clause 第五章 第十七条)"),
        "{}",
        by_article.out
    );
}

#[test]
fn flags_take_another_tier_and_warn_of_what_may_have_been_split() {
    let tier = |arguments: &[&str]| {
        let json = route(&[arguments, &["--on", "2026-11-04", "--format", "json"]].concat());
        assert_eq!(json.exit, Exit::Done, "{}", json.err);
        let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
        assert_eq!(json["verdict"]["stamp"]["as_of"], "2026-11-04");
        let warnings: Vec<_> = json["verdict"]["warnings"].as_array().into_iter().flatten().collect();
        let warned = warnings.iter().map(|warning| warning["code"].as_str().unwrap()).collect::<Vec<_>>();
        format!(
            "{} {} {}",
            json["tier"]["name"].as_str().unwrap(),
            json["verdict"]["reasons"][0]["code"],
            warned.join(" ")
        )
    };
    assert_eq!(tier(&["--framework-estimate", "300000"]), "tier_3 \"tier_by_amount\" ");
    assert_eq!(tier(&["--no-amount"]), "tier_3 \"tier_no_amount\" ");
    assert_eq!(
        tier(&["--amount", "100000", "--set", "approval.boundary=lower"]),
        "tier_1 \"tier_by_amount\" "
    );
    let prices = ["--amount", "5000", "--agreed-price", "89.99", "--floor-price", "90"];
    assert_eq!(tier(&prices), "tier_3 \"tier_below_floor\" ");
    assert_eq!(tier(&["--amount", "60000", "--linked", "60000"]), "tier_1 \"tier_by_amount\" possible_split");
    assert_eq!(
        tier(&["--amount", "60000", "--linked", "20000", "--linked", "19999.99"]),
        "tier_1 \"tier_by_amount\" "
    );
}

#[test]
fn what_takes_no_tier_is_a_finding_with_its_remedy() {
    let nothing = route(&["--amount", "-1"]);
    assert_eq!((nothing.exit, nothing.err.as_str()), (Exit::Findings, ""));
    assert!(
        nothing.out.starts_with("not permitted\nReasons\n  the amount must be above zero"),
        "{}",
        nothing.out
    );
    assert!(nothing.out.ends_with("invalid amount: 1.01 more, to 0.01\n"), "{}", nothing.out);
    let edge = route(&["--amount", "100000", "--set", "approval.boundary=reject"]);
    assert_eq!(edge.exit, Exit::Findings);
    assert!(edge.out.contains("ambiguous tier: 0.01 less, to 99,999.99"), "{}", edge.out);
}

#[test]
fn a_case_is_answered_with_what_is_missing_who_may_sign_and_why_others_may_not() {
    let english = of_case(CASE, &[]);
    assert_eq!((english.exit, english.err.as_str()), (Exit::Findings, ""));
    for said in [
        "HT-2026-031: draft, round 1\n",
        "approval: tier 2 (100,000.00 to 300,000.00)\n",
        "a required document is missing or incomplete: reconciliation statement: the customer's official seal (clause 第四章 第十四条)\n",
        "Once it is submitted\n  nobody takes part in two of the steps that sign or approve (clause 第五章 第十六条)\n",
        "Step 1: sign by the key account department (clause 第五章 第十八条)\n  may on 2026-11-04: 赵敏 (zhao), by role\n",
        "Step 2: approve by the deputy sales director (clause 第五章 第十八条)\n",
        "  may on 2026-11-04: 周全 (zhou), for 孙丽 (sun) by 授权书〔2026〕11号, through 2026-11-30, clause 第五章 第二十条\n",
        "the delegation has ended: SQ-09 (found 2026-11-04, required on 2026-09-30 or earlier, clause 第五章 第二十条)\n",
    ] {
        assert!(english.out.contains(said), "{said}\n{}", english.out);
    }
    let chinese = of_case(CASE, &["--lang", "zh"]);
    for said in [
        "必需的资料缺失或不完整：对账单：加盖客户公章（依据：第四章 第十四条）\n",
        "提交之后\n  签署、批准各步骤不得由同一人参与（依据：第五章 第十六条）\n",
        "第1步：大客户管理部签署（依据：第五章 第十八条）\n  2026-11-04可办理：赵敏（zhao），凭职务\n",
        "2026-11-04可办理：周全（zhou），代孙丽（sun），凭授权书〔2026〕11号，有效至2026-11-30，依据：第五章 第二十条\n",
        "授权已到期：SQ-09（实际2026-11-04，要求不晚于2026-09-30，依据：第五章 第二十条）\n",
    ] {
        assert!(chinese.out.contains(said), "{said}\n{}", chinese.out);
    }
    let json: serde_json::Value = serde_json::from_str(&of_case(CASE, &["--format", "json"]).out).unwrap();
    assert_eq!(json["submission"]["reasons"][0]["about"], "reconciliation_statement: customer_seal");
    assert_eq!(json["steps"][1]["role"], "deputy_sales_director");

    assert!(english.out.contains("\nunder approval-by-article "), "{}", english.out);
    let one = of_case(CASE, &["--person", "zhou"]);
    assert!(one.out.contains("周全") && !one.out.contains("赵敏"), "{}", one.out);

    // With the seal there is nothing in the way.
    let sealed = fs::read_to_string(CASE)
        .unwrap()
        .replace("\"signed_by_customer\": true}", "\"signed_by_customer\": true, \"customer_seal\": true}");
    let folder = with_files(&[("case.json", &sealed)]);
    let may = of_case(&path(&folder, "case.json"), &[]);
    assert_eq!(may.exit, Exit::Done, "{}", may.err);
    assert!(may.out.contains("To submit it on 2026-11-04: permitted\n"), "{}", may.out);
}

/// The same file with the case submitted under the policy of the example.
fn submitted(text: &str) -> String {
    use keyaccount::approval::{CaseFile, Rules, SubmitRequest};
    let mut file = CaseFile::from_json("case.json", text).unwrap();
    file.papers.reconciliation_statement.as_mut().unwrap().customer_seal = true;
    let policy = keyaccount::Policy::from_text("policy.toml", &fs::read_to_string(POLICY).unwrap()).unwrap();
    let (papers, circumstances) = (file.papers.clone(), file.circumstances.clone());
    let on = "2026-11-04".parse().unwrap();
    let request = SubmitRequest { on, by: "wang".into(), papers, circumstances };
    file.case.submit(request, &Rules::of(&policy).unwrap()).unwrap();
    serde_json::to_string_pretty(&file).unwrap()
}

#[test]
fn a_submitted_case_says_who_is_next() {
    let folder = with_files(&[("case.json", &submitted(&fs::read_to_string(CASE).unwrap()))]);
    // A file larger than any policy, since it holds an organisation and all that happened.
    let long = fs::read_to_string(path(&folder, "case.json")).unwrap() + &" ".repeat(600 << 10);
    let large = with_files(&[("case.json", &long)]);
    let shown = of_case(&path(&large, "case.json"), &[]);
    assert_eq!((shown.exit, shown.err.as_str()), (Exit::Done, ""));
    assert!(!shown.out.contains("not those of the policy given"), "{}", shown.out);
    // Whatever policy is named, it stands under the one it was submitted under.
    let shown = route(&["--case", &path(&folder, "case.json"), "--on", "2026-11-05"]);
    assert_eq!((shown.exit, shown.err.as_str()), (Exit::Done, ""));
    for said in [
        "HT-2026-031: submitted, round 1\n",
        "  the case brings rules that are not those of the policy given: HT-2026-031",
        "  2026-11-04 王建国 (wang): submits; approval: tier 2\n",
        "Step 1: sign by the key account department (clause 第五章 第十八条)\n  may on 2026-11-05: 赵敏 (zhao), by role\n",
    ] {
        assert!(shown.out.contains(said), "{said}\n{}", shown.out);
    }
}

#[test]
fn what_cannot_be_answered_is_refused_with_its_place_and_remedy() {
    let refused = |arguments: &[&str], said: &str| {
        let ran = route(arguments);
        assert_eq!((ran.exit, ran.out.as_str()), (Exit::Refused, ""));
        assert!(ran.err.contains(said), "{}", ran.err);
    };
    refused(&[], "--amount <AMOUNT>");
    refused(&["--amount", "1e5"], "expected digits such as 120000");
    refused(&["--amount", "1.0000001"], "at most six of them after the point");
    refused(&["--amount", "1", "--no-amount"], "cannot be used with");
    refused(&["--amount", "1", "--agreed-price", "5"], "--floor-price");
    refused(&["--amount", "1", "--format", "json"], "--on: found no day");
    refused(&["--case", CASE], "--on <DATE>");
    refused(&["--amount", "1", "--person", "zhou"], "--case <FILE>");
    refused(&["--amount", "1", "--policy", "standrad"], "did you mean `standard`?");
    refused(&["--case", "no/such.json", "--on", "2026-11-04"], "no/such.json: found");
    refused(&["--case", CASE, "--on", "2026-11-04", "--person", "wamg"], "did you mean `wang`?");
    refused(&["--case", POLICY, "--on", "2026-11-04"], "policy.toml:1:1: found");

    let text = fs::read_to_string(CASE).unwrap();
    let hostile = |text: String, said: &str| {
        let folder = with_files(&[("case.json", &text)]);
        refused(&["--case", &path(&folder, "case.json"), "--on", "2026-11-04"], said);
    };
    hostile(
        text.replace("\"events\": []", "\"events\": [], \"secret\": 1"),
        "found `secret`, expected one of `keyaccount_case`, `opened`, `events`",
    );
    hostile(text.replace("\"120000\"", "\"12 0000\""), "is not a plain decimal");
    hostile(
        text.replace("\"wang\", \"unit\"", "\"\", \"unit\"")
            .replace("\"applicant\": \"wang\"", "\"applicant\": \"\""),
        "(case.opened.applicant): found a blank",
    );
    // Rules that were loosened behind the name of the policy they claim to be of.
    let loosened = submitted(&text).replace("\"segregation\": true", "\"segregation\": false");
    let folder = with_files(&[("case.json", &loosened)]);
    let ran = of_case(&path(&folder, "case.json"), &[]);
    assert_eq!(ran.exit, Exit::Refused);
    assert!(ran.err.contains("rules that are not those of the policy they name"), "{}", ran.err);

    // What a name holds stays on its line.
    let folder = with_files(&[("case.json", &text.replace("孙丽", "S\\u001b[31m\\nun"))]);
    let shown = of_case(&path(&folder, "case.json"), &[]);
    assert!(shown.out.contains("S\\u{1b}[31m\\nun (sun)"), "{}", shown.out);
}

const BOOK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/sample-book");

fn of_contract(contract: &str, more: &[&str]) -> Ran {
    route(&[&["--book", BOOK, "--contract", contract, "--as-of", "2026-06-30"], more].concat())
}

/// 120,000 is tier 2, the deputy is away and 周全 stands in for her up to 200,000, and the statement bears no
/// seal; what is declared to be owed is what the ledger has as open.
#[test]
fn a_contract_of_a_book_is_answered_from_its_registers() {
    let ran = of_contract("HT-2026-014", &[]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Findings, ""));
    for line in [
        "key account contracts, customer K005, amount 120,000.00, applicant 陈立, unit north",
        "approval: tier 2 (100,000.00 to 300,000.00)",
        "To submit it on 2026-06-30: not permitted",
        "  a required document is missing or incomplete: reconciliation statement: the customer's official seal",
        "  may on 2026-06-30: 周全, for 赵敏 by 授权书〔2026〕6号, through 2026-07-15",
        "  may on 2026-06-30: 孙丽, by role",
    ] {
        assert!(ran.out.lines().any(|found| found == line), "{line}\n{}", ran.out);
    }
    // Whoever has nothing to do with approvals is not told to have none; what was declared is right.
    assert!(!ran.out.contains("何静") && !ran.out.contains("arrears"), "{}", ran.out);
    let complete = of_contract("HT-2026-009", &[]);
    assert_eq!((complete.exit, complete.err.as_str()), (Exit::Done, ""));
    let split = of_contract("HT-2026-016", &["--lang", "zh"]);
    assert!(split.out.contains("HT-2026-016 + HT-2026-013（实际120,000.00"), "{}", split.out);
    let asked = of_contract("HT-2026-014", &["--person", "何静"]);
    assert!(asked.out.contains("may not: 何静"), "{}", asked.out);
}

#[test]
fn contracts_that_are_not_there_are_refused_by_name() {
    let ran = of_contract("HT-2026-01", &[]);
    assert_eq!(ran.exit, Exit::Refused);
    assert!(ran.err.contains("`HT-2026-01`") && ran.err.contains("did you mean `HT-2026-0"), "{}", ran.err);
    // Before it was handed in, there was none.
    let early = route(&["--book", BOOK, "--contract", "HT-2026-014", "--as-of", "2026-06-21"]);
    assert_eq!(early.exit, Exit::Refused);
    // A book alone asks nothing, and a contract is of a book.
    assert_eq!(route(&["--book", BOOK, "--as-of", "2026-06-30"]).exit, Exit::Refused);
    assert_eq!(route(&["--contract", "HT-2026-014", "--as-of", "2026-06-30"]).exit, Exit::Refused);
}

/// The case stays that of the file; who may act comes from the book.
#[test]
fn a_case_may_have_its_people_from_a_book() {
    let ran = route(&["--case", CASE, "--book", BOOK, "--on", "2026-06-30", "--policy", POLICY]);
    assert!(ran.out.contains("HT-2026-031: draft") && ran.out.contains("孙丽"), "{}{}", ran.out, ran.err);
    assert!(!ran.out.contains("孙丽, for") && !ran.out.contains("zhao"), "{}", ran.out);
}
