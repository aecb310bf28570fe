//! Small things: what one call costs.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark stops by panicking")]

use std::hint::black_box;
use std::io;

use chrono::NaiveDate;
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use keyaccount::approval::{ActRequest, Case, CaseFile, Decision, Organisation, Rules, SubmitRequest};
use keyaccount::archive::{AccessDesk, AccessPolicy, AccessQuestion};
use keyaccount::archive::{LogEntry, LogHead, LogIntegrity, LogOutcome, verify_log};
use keyaccount::book::ContactKind;
use keyaccount::due::{CallCustomer, ContactDays, ContactMade, Looking, WorkCalendar, calls_of};
use keyaccount::{
    ArchiveAction, Assessment, Audience, CallStage, Language, Policy, Score, VerdictOutcome, assess,
    assess_against, round_ratio,
};
use keyaccount_arrow::record_batch;
use keyaccount_benches::feed::{Fed, Feed, build};
use keyaccount_benches::generate::{GeneratedBook, Size};
use keyaccount_benches::text::{Texts, as_of};
use keyaccount_files::write_csv;
use sha2::{Digest, Sha256};

fn main() {
    divan::main();
}

/// A scored book of a thousand customers, the smallest that the other benchmarks know.
struct Scored {
    book: Fed,
    policy: Policy,
    assessment: Assessment,
}

impl Scored {
    fn new() -> Self {
        let book = generated(Size { customers: 1_000, lines: 20_000, invoices: 10_000 });
        let policy = Policy::shipped("standard").unwrap();
        let assessment = assess(book.book(), &policy, as_of()).unwrap();
        Self { book, policy, assessment }
    }

    /// The id of a customer in the middle of the list.
    fn customer(&self) -> String {
        self.assessment.table().value(500, 0).to_string()
    }
}

/// A contract that awaits a delegate.
struct Signing {
    rules: Rules,
    /// Before it was submitted, and what it was submitted with.
    draft: Case,
    request: SubmitRequest,
    case: Case,
    organisation: Organisation,
    act: ActRequest,
}

impl Signing {
    fn new() -> Self {
        let text = include_str!("../../examples/approval-case/case.json");
        let CaseFile { mut case, organisation, mut papers, circumstances } =
            CaseFile::from_json("case.json", text).unwrap();
        papers.reconciliation_statement.as_mut().unwrap().customer_seal = true;
        let on = NaiveDate::from_ymd_opt(2026, 11, 4).unwrap();
        let rules = Rules::of(&Policy::shipped("standard").unwrap()).unwrap();
        let draft = case.clone();
        let request = SubmitRequest { on, by: "wang".into(), papers, circumstances };
        case.submit(request.clone(), &rules).unwrap();
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
        case.act(sign, &organisation).unwrap();
        assert_eq!(case.decide_act(&approve, &organisation).outcome, VerdictOutcome::Permit);
        Self { rules, draft, request, case, organisation, act: approve }
    }
}

fn generated(size: Size) -> Fed {
    let source = GeneratedBook::new(size);
    build(&source, &Texts::new(&source), Feed::Columns).unwrap()
}

/// A book of one customer with 20 order lines and 10 invoices.
fn one_customer() -> Fed {
    generated(Size { customers: 1, lines: 20, invoices: 10 })
}

/// The policy `standard` from its text, with every check.
#[divan::bench]
fn load_a_policy(bencher: Bencher<'_, '_>) {
    let source = Policy::shipped_source("standard").unwrap();
    bencher.bench(|| Policy::from_text("standard.toml", black_box(source)).unwrap());
}

#[divan::bench]
fn digest_of_a_policy(bencher: Bencher<'_, '_>) {
    let policy = Policy::shipped("standard").unwrap();
    bencher.bench(|| black_box(&policy).digest());
}

/// The points of one slice, 47 days late.
#[divan::bench]
fn points_on_the_curve(bencher: Bencher<'_, '_>) {
    let policy = Policy::shipped("standard").unwrap();
    bencher.bench(|| policy.credit().curve.points(black_box(47)));
}

#[divan::bench]
fn round_one_ratio() -> Option<i128> {
    round_ratio(black_box(1_234_567_890), black_box(987_654_321), black_box(2))
}

#[divan::bench]
fn write_one_score(bencher: Bencher<'_, '_>) {
    let score = Score::from_hundredths(8_765).unwrap();
    bencher.bench(|| black_box(score).to_string());
}

/// One customer measured, scored and graded, all by itself.
#[divan::bench]
fn score_one_customer(bencher: Bencher<'_, '_>) {
    let (book, policy) = (one_customer(), Policy::shipped("standard").unwrap());
    bencher.bench(|| assess(black_box(book.book()), &policy, as_of()).unwrap());
}

/// Whether one customer may become a key account: the fast path, by its id.
#[divan::bench]
fn decide_on_a_key_account(bencher: Bencher<'_, '_>) {
    let scored = Scored::new();
    let (id, asked) = (scored.customer(), scored.assessment.key_accounts(scored.book.book()).unwrap());
    bencher.bench(|| asked.decide(black_box(&id)).unwrap());
}

/// The same by the definition that asks the most: shares, amounts and positions.
#[divan::bench]
fn decide_on_a_share(bencher: Bencher<'_, '_>) {
    let source = "[policy]\nformat = 1\nname = \"share\"\nversion = \"1\"\nextends = \"standard@1\"\n\
        [admission.key_account]\nwhen = { preset = \"sales_share_or_position\" }\n";
    let policy = Policy::from_text("share.toml", source).unwrap();
    let scored = Scored::new();
    let assessment = assess(scored.book.book(), &policy, as_of()).unwrap();
    let (id, asked) = (scored.customer(), assessment.key_accounts(scored.book.book()).unwrap());
    bencher.bench(|| asked.decide(black_box(&id)).unwrap());
}

/// The whole verdict on one customer.
#[divan::bench]
fn explain_a_key_account(bencher: Bencher<'_, '_>) {
    let scored = Scored::new();
    let (id, asked) = (scored.customer(), scored.assessment.key_accounts(scored.book.book()).unwrap());
    bencher.bench(|| asked.explain(black_box(&id)).unwrap());
}

/// Whether one customer may apply to be a VIP: the fast path, by its id.
#[divan::bench]
fn decide_on_a_vip(bencher: Bencher<'_, '_>) {
    let scored = Scored::new();
    let (id, asked) = (scored.customer(), scored.assessment.vips(scored.book.book()).unwrap());
    bencher.bench(|| asked.decide(black_box(&id)).unwrap());
}

/// One customer scored and ranked among a thousand that were measured before.
#[divan::bench]
fn rank_one_customer(bencher: Bencher<'_, '_>) {
    let (scored, book) = (Scored::new(), one_customer());
    let population = scored.assessment.population();
    bencher.bench(|| assess_against(black_box(book.book()), &scored.policy, as_of(), population).unwrap());
}

#[divan::bench]
fn explain_one_customer(bencher: Bencher<'_, '_>) {
    let scored = Scored::new();
    let id = scored.customer();
    bencher
        .bench(|| scored.assessment.explain(scored.book.book(), black_box(&id), Audience::Internal).unwrap());
}

#[divan::bench]
fn read_out_an_explanation(bencher: Bencher<'_, '_>) {
    let scored = Scored::new();
    let explained =
        scored.assessment.explain(scored.book.book(), &scored.customer(), Audience::Internal).unwrap();
    bencher.bench(|| black_box(&explained).text(Language::English));
}

/// A contract held against the tiers, with a floor price to look at.
#[divan::bench]
fn route_one_contract(bencher: Bencher<'_, '_>) {
    let signing = Signing::new();
    bencher.bench(|| black_box(&signing.rules.approval).decide_route(black_box(signing.case.terms())));
}

/// Whether a contract with all its papers may be submitted: who applies, the tier, ten documents, the ledger.
#[divan::bench]
fn decide_one_submission(bencher: Bencher<'_, '_>) {
    let signing = Signing::new();
    bencher.bench(|| black_box(&signing.draft).decide_submit(black_box(&signing.request), &signing.rules));
}

/// Whether somebody who stands in may take the second step: role, paper, order, terms, earlier signatures.
#[divan::bench]
fn decide_one_act(bencher: Bencher<'_, '_>) {
    let signing = Signing::new();
    bencher.bench(|| black_box(&signing.case).decide_act(black_box(&signing.act), &signing.organisation));
}

/// The same with every reason, remedy and obligation.
#[divan::bench]
fn explain_one_act(bencher: Bencher<'_, '_>) {
    let signing = Signing::new();
    bencher.bench(|| black_box(&signing.case).explain_act(black_box(&signing.act), &signing.organisation));
}

/// A grant held against what is asked: roles of the day, agreement, permission, level, fields, approver.
#[divan::bench]
fn decide_one_access(bencher: Bencher<'_, '_>) {
    let text = include_str!("../../examples/access-request/question.json");
    let question = AccessQuestion::from_json("question.json", text).unwrap();
    let policy = AccessPolicy::of(&Policy::shipped("standard").unwrap()).unwrap();
    let desk = AccessDesk::new(&policy, &question.registers).unwrap();
    bencher.bench(|| black_box(&desk).decide(black_box(&question.attempt)));
}

/// A case read from its JSON, every event replayed.
#[divan::bench]
fn replay_one_case(bencher: Bencher<'_, '_>) {
    let text = Signing::new().case.to_json();
    bencher.bench(|| Case::from_json("case.json", black_box(&text)).unwrap());
}

/// A row of the score table as CSV text; divan prints rows a second.
#[divan::bench]
fn write_a_row_as_csv(bencher: Bencher<'_, '_>) {
    let scored = Scored::new();
    bencher
        .counter(ItemsCount::new(scored.assessment.table().len()))
        .bench(|| write_csv(&black_box(&scored.assessment).table(), io::sink()).unwrap());
}

/// A row of the score table in a record batch.
#[divan::bench]
fn write_a_row_as_arrow(bencher: Bencher<'_, '_>) {
    let scored = Scored::new();
    let assessment = &scored.assessment;
    bencher
        .counter(ItemsCount::new(assessment.table().len()))
        .bench(|| record_batch(&black_box(assessment).table(), &assessment.stamp).unwrap());
}

/// An access log of 10,000 entries, with where it stands.
fn access_log() -> (Vec<u8>, LogHead) {
    let at = as_of().and_hms_opt(9, 0, 0).unwrap();
    let mut head = LogHead::new();
    let mut log = head.open(at).unwrap();
    for n in 0..10_000 {
        let entry = LogEntry {
            at,
            actor: format!("P-{}", n % 40).into(),
            role: Some("account_manager".to_owned()),
            action: ArchiveAction::ViewElectronic,
            customer_id: Some(format!("C-{n:06}").into()),
            fields: vec!["name".to_owned(), "phone".to_owned()],
            fields_left_out: 0,
            form: None,
            outcome: LogOutcome::Allowed,
            rule: None,
            grant_id: None,
            policy: "ab".repeat(32),
        };
        log += &head.append(&entry).unwrap();
    }
    (log.into_bytes(), head)
}

/// An access log verified against its checkpoint: every line hashed, read and written again.
#[divan::bench]
fn verify_an_access_log(bencher: Bencher<'_, '_>) {
    let (log, head) = access_log();
    bencher.counter(BytesCount::new(log.len())).bench(|| {
        let found = verify_log(black_box(&*log), head.checkpoint()).unwrap();
        assert_eq!(found.outcome, LogIntegrity::Intact);
    });
}

/// The same bytes through SHA-256 and nothing else.
#[divan::bench]
fn hash_an_access_log(bencher: Bencher<'_, '_>) {
    let (log, _) = access_log();
    bencher.counter(BytesCount::new(log.len())).bench(|| Sha256::digest(black_box(&log)));
}

/// What is due of one customer who was called, visited and has a birthday.
#[divan::bench]
fn calls_of_one_customer(bencher: Bencher<'_, '_>) {
    let policy = Policy::shipped("standard").unwrap();
    let rules = policy.duties().calls.as_ref().unwrap();
    let calendar = WorkCalendar::default();
    let at = as_of().and_hms_opt(12, 0, 0).unwrap();
    let before = |days| at.checked_sub_days(chrono::Days::new(days)).unwrap();
    let made = |days, kind| ContactMade { at: before(days), kind, close: None };
    let log = [made(40, ContactKind::Visit), made(9, ContactKind::Phone), made(2, ContactKind::Sms)];
    let mut customer = CallCustomer::new("C1", CallStage::Closed);
    customer.contacts = ContactDays::of(log, rules, at);
    bencher.bench(|| calls_of(black_box(&customer), rules, &calendar, Looking::at(at)));
}
