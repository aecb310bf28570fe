//! Approval beside the vectors: every tier edge of every shipped policy, replay under later policies, what
//! a book says of a customer, and the question a sales office asks.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use keyaccount::PersonId;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use keyaccount::approval::{
    ActRequest, AmendRequest, Case, CaseFile, CaseReport, Circumstances, ContractStatus, Decision,
    Organisation, OtherContract, Phase, RoleHolder, Rules, SubmitRequest, Terms,
};
use keyaccount::book::{
    BookBuilder, BookSettings, Contract, Customer, CustomerKind, Invoice, Order, OrderStatus, Settlement,
    Table,
};
use keyaccount::{
    Exact, Language, Measure, NeededChange, Policy, PolicyDocument, ProblemCode, ReasonCode, RequestKind,
    Stamp, VerdictOutcome,
};
use keyaccount_tests::approval::{organisation, papers};
use rust_decimal::Decimal;

const CASE: &str = include_str!("../../examples/approval-case/case.json");
const BY_ARTICLE: &str = include_str!("../../examples/approval-case/policy.toml");

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn with(name: &str, set: &[(&str, &str)]) -> Policy {
    let mut document = PolicyDocument::parse(name, Policy::shipped_source(name).unwrap()).unwrap();
    for (path, value) in set {
        document.set(path, value).unwrap();
    }
    document.resolve().unwrap()
}

const fn yuan(yuan: i64) -> Exact {
    Exact::new(yuan as i128, 0)
}

fn amount(amount: Exact) -> Terms {
    Terms { customer: "K1".into(), amount: Some(amount), ..Terms::default() }
}

#[test]
fn every_edge_of_every_shipped_policy_is_where_the_rule_puts_it() {
    let fen = |fen: i128| amount(Exact::new(fen, 2));
    for name in Policy::shipped_names() {
        for boundary in ["higher", "lower", "reject"] {
            let policy = with(name, &[("approval.boundary", &format!("\"{boundary}\""))]);
            let approval = policy.approval().unwrap();
            let route = |fen_of: i128| {
                let routed = approval.decide_route(&fen(fen_of));
                (routed.tier, routed.answer.rule.unwrap())
            };
            let to = |tier: usize| (Some(tier), ReasonCode::TierByAmount);
            // §5.2: 10万 and 30万, whatever the policy.
            for (lower, edge) in [(0, 10_000_000), (1, 30_000_000)] {
                let at_edge = match boundary {
                    "higher" => to(lower + 1),
                    "lower" => to(lower),
                    _ => (None, ReasonCode::AmbiguousTier),
                };
                assert_eq!(route(edge - 1), to(lower), "{name}, {boundary}");
                assert_eq!(route(edge), at_edge, "{name}, {boundary}");
                assert_eq!(route(edge + 1), to(lower + 1), "{name}, {boundary}");
            }
            assert_eq!(route(1), to(0), "{name}, {boundary}");
            for nothing in [0, -1] {
                assert_eq!(route(nothing), (None, ReasonCode::InvalidAmount), "{name}, {boundary}");
            }
            assert_eq!(approval.tiers.len(), 3, "{name}");
        }
    }
}

/// The terms with the step of a remedy done.
fn mended(terms: &Terms, change: &NeededChange) -> Terms {
    let (amount, price) = match change {
        NeededChange::More { to: Measure::Money(to), .. }
        | NeededChange::Less { to: Measure::Money(to), .. } => {
            // Prices of these tests are around 90, amounts are not.
            let price = (Exact::new(89, 0)..=Exact::new(91, 0)).contains(to);
            (Some(*to).filter(|_| !price), Some(*to).filter(|_| price))
        }
        NeededChange::State { field } if field == "amount" => (Some(Exact::new(5, 0)), None),
        other => panic!("{other:?} is no change of terms"),
    };
    let terms = terms.clone();
    Terms { amount: amount.or(terms.amount), agreed_price: price.or(terms.agreed_price), ..terms }
}

#[test]
fn every_fault_of_a_route_is_named_and_every_remedy_turns_it() {
    let refuse = ("approval.below_floor_price", "\"refuse\"");
    let reject = ("approval.boundary", "\"reject\"");
    let no_amount = ("approval.no_amount", "\"refuse\"");
    let policy = with("standard", &[refuse, reject, no_amount]);
    let (approval, stamp) = (policy.approval().unwrap(), Stamp::new(&policy, day(11, 4)));
    let explained = |amount: Option<i64>, price: i64| {
        let terms = Terms {
            amount: amount.map(yuan),
            agreed_price: Some(yuan(price)),
            settlement_floor_price: Some(yuan(90)),
            ..terms()
        };
        let verdict = approval.explain_route(&terms, stamp.clone());
        assert_eq!(verdict.answer(), approval.decide_route(&terms).answer);
        for remedy in &verdict.remedies {
            let done = |left_out: Option<usize>| {
                let steps = remedy.steps.iter().enumerate().filter(|(at, _)| Some(*at) != left_out);
                let terms = steps.fold(terms.clone(), |terms, (_, step)| mended(&terms, &step.change));
                approval.decide_route(&terms).answer.outcome
            };
            assert_eq!(done(None), VerdictOutcome::Permit, "{remedy:?}");
            for at in 0..remedy.steps.len() {
                assert_eq!(done(Some(at)), VerdictOutcome::Deny, "{remedy:?} without step {at}");
            }
        }
        let codes = verdict.reasons.iter().map(|reason| reason.code).collect::<Vec<_>>();
        (codes, verdict.remedies.len())
    };
    use ReasonCode::{AmbiguousTier, BelowFloorRefused, InvalidAmount, NoAmount};
    assert_eq!(explained(Some(100_000), 89), (vec![BelowFloorRefused, AmbiguousTier], 2));
    assert_eq!(explained(Some(100_000), 90), (vec![AmbiguousTier], 2));
    assert_eq!(explained(Some(0), 89), (vec![InvalidAmount, BelowFloorRefused], 1));
    assert_eq!(explained(Some(0), 90), (vec![InvalidAmount], 1));
    assert_eq!(explained(None, 89), (vec![BelowFloorRefused, NoAmount], 1));
    assert_eq!(explained(None, 90), (vec![NoAmount], 1));
    assert_eq!(explained(Some(120_000), 89), (vec![BelowFloorRefused], 1));
}

fn linked(amount: i64, uscc: Option<&str>, parent_id: Option<&str>) -> OtherContract {
    OtherContract {
        contract_id: "HT-0".into(),
        customer_id: "K2".into(),
        uscc: uscc.map(str::to_owned),
        parent_id: parent_id.map(Into::into),
        amount: yuan(amount),
        submitted_on: day(11, 1),
        status: ContractStatus::Submitted,
    }
}

#[test]
fn blank_codes_link_nobody() {
    let policy = Policy::shipped("standard").unwrap();
    let split = |uscc: &str, parent: &str| {
        let circumstances = Circumstances {
            uscc: Some(uscc.to_owned()),
            parent_id: Some(parent.into()),
            contracts: vec![linked(90_000, Some(uscc), Some(parent))],
            ..Circumstances::default()
        };
        policy.approval().unwrap().explain_split(&amount(Exact::new(60_000, 0)), &circumstances, day(11, 4))
    };
    assert_eq!((split("", ""), split(" ", "\u{3000}")), (None, None));
    assert!(split("91350100M000100Y43", "").is_some() && split("", "G1").is_some());
}

#[test]
fn linked_amounts_alone_may_reach_a_higher_tier_than_an_amount_not_known() {
    let policy = with("standard", &[("approval.no_amount", "{ tier = \"tier_1\" }")]);
    let split = |amount| {
        let circumstances = Circumstances {
            uscc: Some("91350100M000100Y43".to_owned()),
            contracts: vec![linked(amount, Some("91350100M000100Y43"), None)],
            ..Circumstances::default()
        };
        let terms = Terms { customer: "K1".into(), ..Terms::default() };
        let approval = policy.approval().unwrap();
        let warning = approval.explain_split(&terms, &circumstances, day(11, 4));
        // The verdict among other contracts is that of the contract alone, with this warning.
        let stamp = Stamp::new(&policy, day(11, 4));
        let mut expected = approval.explain_route(&terms, stamp.clone());
        expected.warnings.extend(warning.clone());
        assert_eq!(approval.explain_route_among(&terms, &circumstances, stamp), expected);
        warning.map(|warning| (warning.code, warning.actual))
    };
    let found = Some(Measure::Money(yuan(100_000)));
    assert_eq!(split(100_000), Some((ReasonCode::PossibleSplit, found)));
    assert_eq!(split(99_999), None);
}

#[test]
fn nobody_signs_twice_by_spelling_an_id_differently() {
    let holder = |person: &str| RoleHolder {
        person_id: person.into(),
        role: "sales_director".to_owned(),
        unit: None,
        valid_from: day(1, 1),
        valid_to: None,
    };
    for id in
        ["sun ", " sun", "\u{3000}sun", "sun\u{200b}", "su\u{2060}n", "\u{feff}sun", "\u{202e}sun", "sun\n"]
    {
        let error = organisation(&[holder(id)], &[]).unwrap_err();
        assert_eq!(error.problems()[0].code, ProblemCode::BadIdentifier, "{id:?}");
        assert_eq!(error.problems()[0].path, "role_holders[6].person_id");
        let case = Case::open("HT-1", RequestKind::KeyAccount, id, "north", terms());
        assert_eq!(case.unwrap_err().problems()[0].code, ProblemCode::BadIdentifier, "{id:?}");
    }
    let said = |id| organisation(&[holder(id)], &[]).unwrap_err().problems()[0].to_string();
    assert!(said("sun ").contains("found `sun ` with white space around it"), "{}", said("sun "));
    assert!(said("sun\u{200b}").contains("`sun\\u{200b}`"), "{}", said("sun\u{200b}"));
    // White space and what can be seen within a name is the user's own affair.
    assert!(organisation(&[holder("sun li"), holder("孙·丽")], &[]).is_ok());
}

fn submitted(policy: &Policy, terms: Terms) -> Case {
    let mut case = Case::open("HT-1", RequestKind::KeyAccount, "wang", "north", terms).unwrap();
    submit(&mut case, policy, day(11, 2));
    case
}

fn submit(case: &mut Case, policy: &Policy, on: NaiveDate) {
    let circumstances = Circumstances {
        prior_business: Some(false),
        individual: Some(false),
        open_amount: Some(Exact::ZERO),
        ..Circumstances::default()
    };
    let papers = papers(&[], &BTreeMap::new()).unwrap();
    let request = SubmitRequest { on, by: "wang".into(), papers, circumstances };
    case.submit(request, &Rules::of(policy).unwrap()).unwrap();
}

fn terms() -> Terms {
    Terms { settlement_floor_price: Some(Exact::new(90, 0)), ..amount(Exact::new(120_000, 0)) }
}

fn act(case: &Case, by: &str, decision: Decision, role: &str) -> ActRequest {
    ActRequest {
        on: day(11, 3),
        by: by.into(),
        decision,
        role: role.to_owned(),
        delegation: None,
        digest: case.digest().to_owned(),
        opinion: None,
    }
}

#[test]
fn a_case_of_an_older_policy_replays_and_goes_on_under_it() {
    let people = organisation(&[], &[]).unwrap();
    let old = Policy::shipped("standard").unwrap();
    let mut case = submitted(&old, terms());
    case.act(act(&case, "zhao", Decision::Sign, "key_account_dept"), &people).unwrap();
    let text = case.to_json();

    // A later policy takes 120,000 to the first tier and lets nobody sign twice for anything else either.
    let tiers = r#"[
        { name = "small", from = 0, to = 200000, steps = [{ act = "approve", role = "sales_director" }] },
        { name = "large", from = 200000, steps = [{ act = "sign", role = "deputy_sales_director" }, { act = "approve", role = "sales_director" }] },
    ]"#;
    let later = with(
        "standard",
        &[
            ("approval.roles", r#"["deputy_sales_director", "sales_director"]"#),
            ("approval.unit_roles", "[]"),
            ("approval.shared_roles", "[]"),
            ("approval.tiers", tiers),
            ("approval.no_amount", r#"{ tier = "large" }"#),
            ("approval.below_floor_price", r#"{ tier = "large" }"#),
        ],
    );
    assert_eq!(later.approval().unwrap().decide_route(&terms()).tier, Some(0));

    let mut read = Case::from_json("case.json", &text).unwrap();
    assert_eq!(read, case);
    assert_eq!(read.phase(), Phase::InProgress { step: 2 });
    assert_eq!(read.rules().unwrap().policy_digest, old.digest());
    let approve = act(&read, "sun", Decision::Approve, "deputy_sales_director");
    let verdict = read.explain_act(&approve, &people);
    assert_eq!((verdict.outcome, verdict.stamp.policy_digest), (VerdictOutcome::Permit, old.digest()));
    assert_eq!(read.act(approve, &people), Ok(Phase::Executable));

    // Amended and submitted again, it stands under the rules of that day.
    let terms = Terms { text_digest: Some("t2".to_owned()), ..terms() };
    read.amend(AmendRequest { on: day(11, 5), by: "wang".into(), terms }).unwrap();
    submit(&mut read, &later, day(11, 5));
    assert_eq!((read.round(), read.tier().unwrap().name.as_str()), (2, "small"));
    let again = Case::from_json("case.json", &read.to_json()).unwrap();
    assert_eq!(again, read);
    // Who signed in the first round may act in the second: nobody has signed in it yet.
    let approve = ActRequest { on: day(11, 5), ..act(&again, "li", Decision::Approve, "sales_director") };
    assert_eq!(again.decide_act(&approve, &people).outcome, VerdictOutcome::Permit);
}

#[test]
fn what_is_wrong_with_a_file_is_said_with_its_place() {
    let problem = |text: &str| {
        let error = CaseFile::from_json("case.json", text).unwrap_err();
        let problem = error.problems()[0].clone();
        assert_eq!(problem.file.as_deref(), Some("case.json"));
        (problem.code, problem.path.clone(), problem.line, problem.to_string())
    };
    let (code, _, line, _) = problem(&CASE.replace("\"terms\": {", "\"terms\": {\n\"colour\": \"red\","));
    assert_eq!((code, line), (ProblemCode::UnknownKey, Some(10)));
    let (code, ..) = problem(&CASE[..CASE.len() / 2]);
    assert_eq!(code, ProblemCode::Syntax);
    let newer = CASE.replace("\"keyaccount_case\": 1", "\"keyaccount_case\": 2, \"more\": 1");
    assert_eq!(problem(&newer).0, ProblemCode::FormatTooNew);
    let (code, path, ..) = problem(&CASE.replace("\"120000\"", "\"0.1234567\""));
    assert_eq!((code, path.as_str()), (ProblemCode::TooManyDecimals, "case.opened.terms.amount"));
    let (code, path, ..) = problem(&CASE.replace("\"applicant\": \"wang\"", "\"applicant\": \" \""));
    assert_eq!((code, path.as_str()), (ProblemCode::BadIdentifier, "case.opened.applicant"));
    let (code, path, ..) = problem(&CASE.replace("SQ-09", "SQ-11"));
    assert_eq!((code, path.as_str()), (ProblemCode::Duplicate, "organisation.delegations[1].delegation_id"));
    let (code, path, ..) =
        problem(&CASE.replace("\"valid_to\": \"2026-11-30\"", "\"valid_to\": \"2026-10-30\""));
    assert_eq!((code, path.as_str()), (ProblemCode::DatesOutOfOrder, "organisation.delegations[0].valid_to"));
    // A number is written as text, so that no reader makes a float of it.
    assert_eq!(problem(&CASE.replace("\"120000\"", "120000")).0, ProblemCode::WrongType);

    let people = organisation(&[], &[]).unwrap();
    let mut case = submitted(&Policy::shipped("standard").unwrap(), terms());
    case.act(act(&case, "zhao", Decision::Sign, "key_account_dept"), &people).unwrap();
    case.act(act(&case, "sun", Decision::Approve, "deputy_sales_director"), &people).unwrap();
    let forged = |from: &str, to: &str| {
        let text = case.to_json();
        let (before, after) = text.rsplit_once(from).unwrap();
        let error = Case::from_json("case.json", &format!("{before}{to}{after}")).unwrap_err();
        (error.problems()[0].code, error.problems()[0].path.clone(), error.problems()[0].found.clone())
    };
    // Zhao signs twice, for the deputy director as well.
    let twice = forged("\"person_id\": \"sun\"", "\"person_id\": \"zhao\"");
    assert_eq!((twice.0, twice.1.as_str()), (ProblemCode::ImpossibleEvent, "events[2]"));
    assert!(twice.2.contains("not_in_role"), "{}", twice.2);
    let stale = forged(case.digest(), &"0".repeat(64));
    assert!(stale.2.contains("stale_approval"), "{}", stale.2);
    let early = forged("\"on\": \"2026-11-03\"", "\"on\": \"2026-11-01\"");
    assert!(early.2.contains("back_dated"), "{}", early.2);
}

#[test]
fn a_book_says_what_a_submission_needs() {
    let mut book = BookBuilder::new(BookSettings::default());
    for (id, kind) in
        [("K1", CustomerKind::Enterprise), ("K2", CustomerKind::Individual), ("K3", CustomerKind::Dealer)]
    {
        let uscc = (id == "K1").then(|| "91350100M000100Y43".into());
        book.push(Customer { kind: Some(kind), uscc, ..Customer::new(id.into()) });
    }
    let invoice = |id: &'static str, amount: i64, issued| Invoice {
        due_on: Some(day(12, 31)),
        ..Invoice::new(id.into(), "K1".into(), issued, amount.into())
    };
    book.push(invoice("I1", 20_000, day(10, 1)));
    book.push(invoice("I2", 500, day(11, 3)));
    let paid =
        |on, amount: i64| Settlement { invoice_id: Some("I1".into()), ..Settlement::new(on, amount.into()) };
    book.push(paid(day(10, 20), 2_000));
    book.push(paid(day(11, 3), 10_000));
    book.push(Order {
        status: Some(OrderStatus::Cancelled),
        ..Order::new("O1".into(), "K2".into(), day(1, 5))
    });
    book.push(Order::new("O2".into(), "K3".into(), day(11, 2)));
    let book = book.finish().unwrap();
    let of = |id: &str, on| {
        let found = Circumstances::of_book(&book, id, on);
        (found.prior_business, found.individual, found.open_amount.map(|open| open.to_string()))
    };
    let text = |text: &str| Some(text.to_owned());
    // On 2 November 20,000 − 2,000 is open; on the 3rd 500 more, and 10,000 less.
    assert_eq!(of("K1", day(11, 2)), (Some(true), Some(false), text("18000")));
    assert_eq!(of("K1", day(11, 3)), (Some(true), Some(false), text("8500")));
    assert_eq!(Circumstances::of_book(&book, "K1", day(11, 2)).uscc, text("91350100M000100Y43"));
    // The invoice of the day itself is not business before.
    assert_eq!(of("K1", day(10, 1)).0, Some(false));
    assert_eq!(of("K1", day(10, 2)).0, Some(true));
    // A cancelled order is no business; one of the day itself is not before it.
    assert_eq!(of("K2", day(11, 2)), (Some(false), Some(true), text("0")));
    assert_eq!((of("K3", day(11, 2)).0, of("K3", day(11, 3)).0), (Some(false), Some(true)));
    assert_eq!(of("K9", day(11, 3)), (Some(false), None, text("0")));

    // Without settlements nobody knows what is open, without orders not that there were none.
    let mut book = BookBuilder::new(BookSettings::default());
    book.declare(Table::Invoices);
    let book = book.finish().unwrap();
    let found = Circumstances::of_book(&book, "K1", day(11, 2));
    assert_eq!((found.prior_business, found.open_amount), (None, None));
}

#[test]
fn a_contract_of_a_book_is_handed_in_by_whoever_has_the_customer() {
    let mut book = BookBuilder::new(BookSettings::default());
    book.push(Customer { owner: Some("wang".into()), ..Customer::new("K1".into()) });
    book.push(Customer::new("K2".into()));
    let contract = |id: &'static str, customer: &'static str| Contract {
        unit: Some("north".into()),
        agreed_price: Some(Decimal::new(95, 1)),
        ..Contract::new(id.into(), customer.into(), Decimal::from(120_000), day(11, 2))
    };
    book.push(contract("C1", "K1"));
    book.push(contract("C2", "K2"));
    book.push(Contract { unit: None, ..contract("C3", "K1") });
    book.declare(Table::Invoices);
    let book = book.finish().unwrap();
    let opened = |id: &str, applicant: Option<&str>| {
        let case = Case::of_contract(&book, id, day(11, 4), applicant).unwrap();
        assert_eq!((case.phase(), case.opened().unit.as_str()), (Phase::Draft, "north"));
        assert_eq!(case.opened().terms.amount, Some(Exact::new(120_000, 0)));
        case.opened().applicant.clone()
    };
    // The account manager, else the branch; whoever is named comes before both.
    assert_eq!([opened("C1", None), opened("C2", None)], ["wang", "north"]);
    assert_eq!(opened("C1", Some("li")), "li");
    let refused = |id: &str, on| {
        let error = Case::of_contract(&book, id, on, None).unwrap_err();
        let [problem] = error.problems() else { panic!("{error}") };
        problem.clone()
    };
    let unknown = refused("C9", day(11, 4));
    assert_eq!((unknown.code, &*unknown.path), (ProblemCode::UnknownCode, "contract_id"));
    assert!(unknown.remedy.contains("did you mean"), "{unknown}");
    // Before it was handed in there was none.
    assert_eq!(refused("C1", day(11, 1)).code, ProblemCode::UnknownCode);
    assert_eq!(refused("C3", day(11, 4)).code, ProblemCode::Missing);
}

/// "120,000, director away, no seal on the statement": what is missing, who may sign today on which paper of
/// authority, and by which clause.
#[test]
fn a_sales_office_is_answered() {
    let CaseFile { case, organisation, papers, circumstances } =
        CaseFile::from_json("case.json", CASE).unwrap();
    let rules = Rules::of(&Policy::from_text("policy.toml", BY_ARTICLE).unwrap()).unwrap();
    let request = SubmitRequest { on: day(11, 4), by: "wang".into(), papers, circumstances };
    let report = case.report(day(11, 4), &organisation, Some(&request), &rules);

    let verdict = report.submission.as_ref().unwrap();
    assert_eq!(verdict.outcome, VerdictOutcome::Deny);
    let [reason] = verdict.reasons.as_slice() else { panic!("{:?}", verdict.reasons) };
    assert_eq!(reason.code, ReasonCode::MissingDocuments);
    assert_eq!(reason.about.as_deref(), Some("reconciliation_statement: customer_seal"));
    assert_eq!(reason.clause.as_deref(), Some("第四章 第十四条"));

    assert_eq!(report.tier.as_deref(), Some("tier_2"));
    let who = |report: &CaseReport, at: usize| {
        let step = &report.steps[at];
        let may = step.entitled().flat_map(|person| {
            person.authorities.iter().map(|authority| {
                let paper = authority.delegation.as_ref().and_then(|paper| paper.written_ref.clone());
                (person.person_id.clone(), paper)
            })
        });
        (step.clause.clone().unwrap(), may.collect::<Vec<_>>())
    };
    let name = |id: &str, paper: Option<&str>| (PersonId::from(id), paper.map(str::to_owned));
    assert_eq!(who(&report, 0), ("第五章 第十八条".to_owned(), vec![name("zhao", None)]));
    let paper = name("zhou", Some("授权书〔2026〕11号"));
    assert_eq!(who(&report, 1), ("第五章 第十八条".to_owned(), vec![name("sun", None), paper]));
    // The other paper has run out, by the article on delegation.
    let wang = report.steps[1].people.iter().find(|person| person.person_id == "wang").unwrap();
    let expired = wang.reasons.iter().find(|reason| reason.code == ReasonCode::DelegationExpired).unwrap();
    assert_eq!(expired.clause.as_deref(), Some("第五章 第二十条"));
    // A month later zhou's has run out as well.
    let later = case.report(day(12, 1), &organisation, Some(&request), &rules);
    assert_eq!(who(&later, 1).1, [name("sun", None)]);

    for (language, said) in [
        (
            Language::English,
            [
                "reconciliation statement: the customer's official seal (clause 第四章 第十四条)",
                "\n\nOnce it is submitted\n  nobody takes part in two of the steps that sign or approve (clause 第五章 第十六条)\n\nStep 1: ",
                "Step 1: sign by the key account department (clause 第五章 第十八条)\n  may on 2026-11-04: 赵敏 (zhao), by role\n",
                "may on 2026-11-04: 周全 (zhou), for 孙丽 (sun) by 授权书〔2026〕11号, through 2026-11-30, clause 第五章 第二十条",
            ],
        ),
        (
            Language::Chinese,
            [
                "对账单：加盖客户公章（依据：第四章 第十四条）",
                "\n\n提交之后\n  签署、批准各步骤不得由同一人参与（依据：第五章 第十六条）\n\n第1步：",
                "第1步：大客户管理部签署（依据：第五章 第十八条）\n  2026-11-04可办理：赵敏（zhao），凭职务\n",
                "2026-11-04可办理：周全（zhou），代孙丽（sun），凭授权书〔2026〕11号，有效至2026-11-30，依据：第五章 第二十条",
            ],
        ),
    ] {
        let text = case.report_text(&report, &rules, &organisation, language);
        for said in said {
            assert!(text.contains(said), "{text}");
        }
    }
}

/// A case file may bring rules of its own and signatures of anybody: the answer says so.
#[test]
fn a_report_says_under_which_rules_it_stands_and_who_is_not_known() {
    let people = organisation(&[], &[]).unwrap();
    let own = with("standard", &[("approval.segregation", "false"), ("approval.clause", "\"第九条\"")]);
    let given = Rules::of(&Policy::shipped("standard").unwrap()).unwrap();
    let mut case = submitted(&own, terms());
    case.act(act(&case, "zhao", Decision::Sign, "key_account_dept"), &people).unwrap();

    let report = case.report(day(11, 4), &people, None, &given);
    assert_eq!(report.stamp.policy_digest, own.digest());
    assert_eq!((report.stamp.policy_name.as_str(), report.stamp.as_of), ("standard", day(11, 4)));
    let codes = |report: &CaseReport| {
        report
            .warnings
            .iter()
            .map(|warning| (warning.code, warning.about.clone().unwrap()))
            .collect::<Vec<_>>()
    };
    let other = (ReasonCode::OtherRules, "HT-1".to_owned());
    assert_eq!(codes(&report), std::slice::from_ref(&other));
    let twelve = &own.digest()[..12];
    let version = &own.header().version;
    let text = case.report_text(&report, &given, &people, Language::English);
    assert!(text.contains(&format!("\nunder standard {version}, digest {twelve}\n")), "{text}");
    assert!(text.contains("the case brings rules that are not those of the policy given: HT-1"), "{text}");
    let text = case.report_text(&report, &given, &people, Language::Chinese);
    assert!(text.contains(&format!("\n依据制度standard {version}，摘要{twelve}\n")), "{text}");
    assert!(text.contains("申请所依据的制度与所给制度不同"), "{text}");

    // Under its own rules there is nothing to say; without its people there is.
    let own = Rules::of(&own).unwrap();
    assert_eq!(codes(&case.report(day(11, 4), &people, None, &own)), []);
    let nobody = Organisation::default();
    let unknown = (ReasonCode::UnknownPerson, "zhao".to_owned());
    assert_eq!(codes(&case.report(day(11, 4), &nobody, None, &given)), [other, unknown]);
    // A draft stands under the rules it is asked about.
    let draft = Case::open("HT-1", RequestKind::KeyAccount, "wang", "north", terms()).unwrap();
    let report = draft.report(day(11, 4), &people, None, &given);
    assert_eq!((report.stamp.policy_digest, report.warnings), (given.policy_digest.clone(), vec![]));
}

#[test]
fn nobody_is_said_to_be_entitled_on_a_day_before_the_last_event() {
    let people = organisation(&[], &[]).unwrap();
    let standard = Policy::shipped("standard").unwrap();
    let case = submitted(&standard, terms());
    let rules = Rules::of(&standard).unwrap();
    let entitled = |on| {
        let report = case.report(on, &people, None, &rules);
        report.steps.iter().map(|step| step.entitled().count()).collect::<Vec<_>>()
    };
    // Zhao and Qian for the first step, Sun for the second; on the day before, nobody.
    assert_eq!((entitled(day(11, 2)), entitled(day(11, 1))), (vec![2, 1], vec![0, 0]));
    let early = case.report(day(11, 1), &people, None, &rules);
    assert_eq!(early.steps[0].people[0].reasons[0].code, ReasonCode::BackDated);
}

#[test]
fn the_report_of_one_person_says_nothing_of_everybody_else() {
    let people = organisation(&[], &[]).unwrap();
    let standard = Policy::shipped("standard").unwrap();
    let case = submitted(&standard, terms());
    let rules = Rules::of(&standard).unwrap();
    let of_zhou = case.report(day(11, 4), &people, None, &rules).of_person(&"zhou".into());
    assert_eq!(of_zhou.person.as_deref(), Some("zhou"));
    let text = case.report_text(&of_zhou, &rules, &people, Language::English);
    assert!(!text.contains("nobody may") && text.contains("may not: 周全 (zhou)"), "{text}");
    // Where nobody may, everybody's report says so.
    let early = case.report(day(11, 1), &people, None, &rules);
    let text = case.report_text(&early, &rules, &people, Language::English);
    assert!(text.contains("nobody may on 2026-11-01"), "{text}");
}

/// Returned and submitted again with other papers on the same terms: what was prepared before is stale.
#[test]
fn no_act_prepared_for_an_earlier_submission_stands() {
    let people = organisation(&[], &[]).unwrap();
    let standard = Policy::shipped("standard").unwrap();
    let mut case = submitted(&standard, terms());
    let prepared = act(&case, "zhao", Decision::Sign, "key_account_dept");
    assert_eq!(case.decide_act(&prepared, &people).outcome, VerdictOutcome::Permit);
    case.act(act(&case, "qian", Decision::Return, "key_account_dept"), &people).unwrap();
    assert_eq!(case.digest(), terms().digest());
    submit(&mut case, &standard, day(11, 3));
    assert_eq!(case.decide_act(&prepared, &people).rule, Some(ReasonCode::StaleApproval));
    let read = act(&case, "zhao", Decision::Sign, "key_account_dept");
    assert_eq!(case.decide_act(&read, &people).outcome, VerdictOutcome::Permit);
    assert_eq!(Case::from_json("case.json", &case.to_json()).as_ref(), Ok(&case));
}
