//! Two assessments held against one another: every kind of cause, worked out by hand, in both
//! directions.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::unreachable,
    reason = "a test fails by panicking"
)]

mod causes;
mod reversed;

use std::time::{Duration, Instant};

use chrono::NaiveDate;
use keyaccount::book::{Book, BookBuilder, BookSettings, OrderLine, UnknownCustomers};
use keyaccount::comparison::{CauseKind, Comparison, Direction, FactChange, Move, Origin, Standing, Track};
use keyaccount::{Assessment, Language, Policy, assess};
use keyaccount_tests::{Tables, standard_with};
use proptest::prelude::*;
use reversed::{in_any_order, reversed};
use rust_decimal::Decimal;
use serde_json::{Value, json};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A line of 12 months before the usual day, with its amount and cost.
fn line(customer: &str, amount: i64, cost: i64) -> Value {
    line_on(customer, "2025-12-01", amount, cost)
}

fn line_on(customer: &str, on: &str, amount: i64, cost: i64) -> Value {
    let order = format!("{customer} on {on}");
    let (amount, cost) = (amount.to_string(), cost.to_string());
    json!({ "order_id": order, "customer_id": customer, "ordered_on": on, "amount": amount, "cost": cost })
}

/// An invoice of 100 with what settles it in full.
fn invoice(customer: &str, due: &str, paid: &str) -> [Value; 2] {
    let id = format!("{customer} due {due}");
    let issued = day(due).checked_sub_days(chrono::Days::new(30)).unwrap();
    [
        json!({ "invoice_id": id, "customer_id": customer, "issued_on": issued, "due_on": due, "amount": "100" }),
        json!({ "invoice_id": id, "settled_on": paid, "amount": "100" }),
    ]
}

fn book(tables: Value) -> Book {
    book_with(BookSettings::default(), tables)
}

fn book_with(settings: BookSettings, tables: Value) -> Book {
    let mut book = BookBuilder::new(settings);
    serde_json::from_value::<Tables>(tables).unwrap().add_to(&mut book);
    book.finish().unwrap()
}

/// A, B, C and D with composites of 100, 75, 50 and 25: graded A, B, C and D.
fn four() -> Value {
    json!({ "order_lines": [line("A", 400, 200), line("B", 300, 200), line("C", 200, 150), line("D", 100, 90)] })
}

/// The same with another table.
fn four_and(table: &str, rows: Value) -> Book {
    let mut tables = four();
    tables[table] = rows;
    book(tables)
}

/// Two customers without invoices. X orders 200 and earns 10: volume 100, profit 50. Y orders 100 and
/// earns 80: volume 50, profit 100. X: (0.3 × 100 + 0.6 × 50) ÷ 0.9 = 66.67, grade B; its margin of 5 %
/// is under half of 30 %, so `low_margin` holds. Y: (0.3 × 50 + 0.6 × 100) ÷ 0.9 = 83.33, grade A.
fn two() -> Book {
    book(json!({ "order_lines": [line("X", 200, 190), line("Y", 100, 20)] }))
}

fn on(book: &Book, policy: &Policy, as_of: &str) -> Assessment {
    assess(book, policy, day(as_of)).unwrap()
}

fn standard() -> Policy {
    standard_with(&[]).unwrap()
}

/// The comparison, which must be the reverse of that the other way round.
fn between(before: &Assessment, after: &Assessment) -> Comparison {
    let forth = Comparison::between(before, after).unwrap();
    assert_eq!(reversed(&forth), in_any_order(Comparison::between(after, before).unwrap()));
    for same in [before, after] {
        let itself = Comparison::between(same, same).unwrap();
        assert!(itself.is_empty());
        assert_eq!(itself.totals.unchanged, same.distribution.total);
    }
    forth
}

/// What some changed values of the standard policy do to a book.
fn what_if(book: &Book, set: &[(&str, &str)]) -> Comparison {
    between(&on(book, &standard(), "2026-06-30"), &on(book, &standard_with(set).unwrap(), "2026-06-30"))
}

/// What two months do to a book under the standard policy.
fn two_days(book: &Book) -> Comparison {
    between(&on(book, &standard(), "2026-04-30"), &on(book, &standard(), "2026-06-30"))
}

fn only(comparison: &Comparison) -> &Move {
    assert_eq!(comparison.moves.len(), 1, "{:#?}", comparison.moves);
    &comparison.moves[0]
}

/// Customer, direction, and the grades from and to; a dash is no grade.
fn way(one: &Move) -> String {
    let grade = |side: &Option<Standing>| side.as_ref().and_then(|s| s.grade.clone()).unwrap_or("-".into());
    format!("{} {} {} {}", one.customer_id, one.direction.code(), grade(&one.before), grade(&one.after))
}

/// The codes of the causes: with `=` if one decides, `>` if it is enough alone, `<` if nothing moves
/// without it.
fn causes(one: &Move) -> String {
    let mark = |alone, needed| match (alone, needed) {
        (true, true) => "=",
        (true, false) => ">",
        (false, true) => "<",
        (false, false) => "",
    };
    let causes = one.causes.iter().map(|c| format!("{}{}", c.kind.code(), mark(c.alone, c.needed)));
    causes.collect::<Vec<_>>().join(" ")
}

fn decimal(text: &str) -> Option<Decimal> {
    Some(text.parse().unwrap())
}

#[test]
fn weights_alone_move_who_lives_on_profit() {
    let changed = what_if(&two(), &[("composite.weights", "{ credit = 0.1, volume = 0.6, profit = 0.3 }")]);
    // Y: (0.6 × 50 + 0.3 × 100) ÷ 0.9 = 66.67. X has 83.33 now, and `low_margin` keeps it a B.
    let one = only(&changed);
    assert_eq!((way(one), causes(one)), ("Y down A B".into(), "weights=".into()));
    let [before, after] = [&one.before, &one.after].map(|side| side.as_ref().unwrap());
    let shown = |side: &Standing| (side.score.unwrap().to_string(), side.priority_rank.unwrap());
    assert_eq!((shown(before), shown(after)), (("83.33".into(), 1), ("66.67".into(), 2)));
    assert_eq!(
        (after.volume_score.unwrap().to_string(), after.order_amount),
        ("50.00".into(), decimal("100.00"))
    );
    let paths: Vec<_> =
        changed.policy_changes.iter().map(|c| (&*c.path, c.before.as_deref(), c.after.as_deref())).collect();
    let expected = [
        ("composite.weights.volume", Some("0.3"), Some("0.6")),
        ("composite.weights.profit", Some("0.6"), Some("0.3")),
    ];
    assert_eq!(paths, expected);
    assert!(changed.policy_changes.iter().all(|c| c.affects.as_deref() == Some("weights")));
    // 100 of 300 ordered, 80 of 90 earned.
    let moved = &changed.totals.moved;
    assert_eq!(
        (moved.customers, moved.after.order_amount, moved.after.order_share),
        (1, decimal("100.00"), decimal("33.33"))
    );
    assert_eq!((moved.before.profit, moved.before.profit_share), (decimal("80.00"), decimal("88.89")));
    assert_eq!((changed.totals.unchanged, changed.totals.all.after.order_amount), (1, decimal("300.00")));
    assert_eq!(
        changed.headline(Language::English),
        "1 of 2 customers moves: 1 down; it carries 33.33% of the order amount."
    );
    assert_eq!(changed.headline(Language::Chinese), "2位客户中有1位变动：1位降级，占下单金额的33.33%。");
    assert_eq!(one.reason(Language::English), "the weights changed — this alone decides");
    assert_eq!(one.reason(Language::Chinese), "权重调整（由此决定）");
}

#[test]
fn bounds_of_grades_move_whom_they_pass() {
    let changed = what_if(&two(), &[("composite.bands[0].at_least", "90")]);
    let one = only(&changed);
    assert_eq!((way(one), causes(one)), ("Y down A B".into(), "bands=".into()));
    assert_eq!(changed.policy_changes.len(), 1);
    let change = &changed.policy_changes[0];
    assert_eq!((&*change.path, change.affects.as_deref()), ("composite.bands[A].at_least", Some("bands")));
}

#[test]
fn a_cap_that_is_switched_off_frees_whom_it_held() {
    let weights = ("composite.weights", "{ credit = 0.1, volume = 0.6, profit = 0.3 }");
    let before = standard_with(&[weights]).unwrap();
    let after = standard_with(&[weights, ("composite.caps[3].enabled", "false")]).unwrap();
    let changed = between(&on(&two(), &before, "2026-06-30"), &on(&two(), &after, "2026-06-30"));
    let one = only(&changed);
    assert_eq!((way(one), causes(one)), ("X up B A".into(), "cap_went= caps=".into()));
    assert_eq!(one.causes[0].kind, CauseKind::CapWent { cap: "low_margin".into(), clause: None });
    assert_eq!(one.causes[0].origin, Origin::Policy);
    let change = &changed.policy_changes[0];
    assert_eq!(
        (&*change.path, change.before.as_deref()),
        ("composite.caps[low_margin].enabled", Some("true"))
    );
    assert_eq!(
        one.reason(Language::English),
        "the cap “low margin” no longer holds; the caps changed — this alone decides"
    );
}

#[test]
fn fewest_dimensions_leave_the_others_unrated() {
    let changed = what_if(&two(), &[("composite.min_dimensions", "3")]);
    let ways: Vec<_> = changed.moves.iter().map(|one| (way(one), causes(one))).collect();
    let expected = [("X ungraded B -", "minimums="), ("Y ungraded A -", "minimums=")];
    assert_eq!(ways, expected.map(|(way, causes)| (way.into(), causes.into())));
    assert_eq!(changed.totals.moved.after.order_share, decimal("100.00"));
}

#[test]
fn changes_that_need_one_another_are_both_needed() {
    // Y: 80.56 under the new weights, above 80; 83.33 under the old ones, above 82. 80.56 is below 82.
    let set = [
        ("composite.weights", "{ credit = 0.1, volume = 0.35, profit = 0.55 }"),
        ("composite.bands[0].at_least", "82"),
    ];
    let changed = what_if(&two(), &set);
    let one = only(&changed);
    assert_eq!((way(one), causes(one)), ("Y down A B".into(), "weights< bands<".into()));
}

#[test]
fn a_veto_comes_and_goes() {
    let facts = json!([{ "customer_id": "B", "kind": "bounced_bill", "on": "2026-05-01" }]);
    let changed = two_days(&four_and("credit_facts", facts));
    let one = only(&changed);
    assert_eq!((way(one), causes(one)), ("B down B D".into(), "veto_came= cap_came=".into()));
    assert_eq!(one.causes[0].kind, CauseKind::VetoCame { veto: "bounced_bill".into(), clause: None });
    assert_eq!(one.causes[1].kind, CauseKind::CapCame { cap: "vetoed".into(), clause: None });
    assert_eq!(one.causes[0].origin, Origin::Book);
    let cell = changed.matrix.iter().find(|cell| cell.moved > 0).unwrap();
    assert_eq!((cell.from.grade.as_deref(), cell.to.grade.as_deref()), (Some("B"), Some("D")));
    assert_eq!((cell.group.customers, cell.group.after.order_share), (1, decimal("30.00")));
    assert_eq!(changed.matrix.len(), 4);
}

#[test]
fn a_veto_that_comes_names_the_clause_of_the_written_policy() {
    let facts = json!([{ "customer_id": "B", "kind": "bounced_bill", "on": "2026-05-01" }]);
    let book = four_and("credit_facts", facts);
    let vetoes = r#"[{ veto = "bounced_bill", clause = "Article 12 (5)" }]"#;
    let policy = standard_with(&[("credit.vetoes", vetoes)]).unwrap();
    let changed = between(&on(&book, &policy, "2026-03-31"), &on(&book, &policy, "2026-06-30"));
    let clause = Some("Article 12 (5)".to_owned());
    assert_eq!(only(&changed).causes[0].kind, CauseKind::VetoCame { veto: "bounced_bill".into(), clause });
    let said = only(&changed).reason(Language::English);
    assert!(said.starts_with("now vetoed: bounced bill (Article 12 (5))"), "{said}");
}

#[test]
fn approvals_come_change_and_end() {
    let approved = |grade: &str, by: &str, on: &str, until: Option<&str>| json!({ "customer_id": "B", "grade": grade, "reason": "r", "approved_by": by, "approved_on": on, "expires_on": until });
    let came = four_and("grade_overrides", json!([approved("A", "王", "2026-05-01", None)]));
    let changed = two_days(&came);
    let one = only(&changed);
    assert_eq!((way(one), causes(one)), ("B up B A".into(), "override_came=".into()));
    assert_eq!(one.reason(Language::Chinese), "王批准定为A级（由此决定）");

    let ended = four_and("grade_overrides", json!([approved("A", "王", "2026-03-01", Some("2026-05-31"))]));
    assert_eq!(causes(only(&two_days(&ended))), "override_went=");

    let other = json!([approved("A", "王", "2026-03-01", None), approved("C", "李", "2026-05-01", None)]);
    let changed = two_days(&four_and("grade_overrides", other));
    let one = only(&changed);
    assert_eq!((way(one), causes(one)), ("B down A C".into(), "override_changed=".into()));
    assert_eq!(one.reason(Language::English), "approved grade from A (王) to C (李) — this alone decides");
}

#[test]
fn whether_an_approval_lifts_a_veto_is_a_rule_of_its_own() {
    let mut tables = four();
    tables["credit_facts"] = json!([{ "customer_id": "B", "kind": "bounced_bill", "on": "2026-05-01" }]);
    tables["grade_overrides"] = json!([{ "customer_id": "B", "grade": "A", "reason": "r", "approved_by": "王", "approved_on": "2026-05-01" }]);
    let changed = what_if(&book(tables), &[("composite.override_lifts_veto", "true")]);
    let one = only(&changed);
    assert_eq!((way(one), causes(one)), ("B up D A".into(), "override_rule=".into()));
}

/// Credit weighs most: one customer, ranked first in order amount and profit.
const CREDIT_FIRST: (&str, &str) = ("composite.weights", "{ credit = 0.8, volume = 0.1, profit = 0.1 }");

#[test]
fn paying_late_moves_by_credit_and_names_the_days() {
    let [[first, paid], [second, late]] = [("2026-01-01", "2026-01-01"), ("2026-05-01", "2026-07-30")]
        .map(|(due, paid)| invoice("A", due, paid));
    let tables = json!({ "order_lines": [line("A", 400, 200)], "invoices": [first, second], "settlements": [paid, late] });
    let (book, policy) = (book(tables), standard_with(&[CREDIT_FIRST]).unwrap());
    let changed = between(&on(&book, &policy, "2026-04-30"), &on(&book, &policy, "2026-07-31"));
    // (100 + 37.5) ÷ 2 = 68.75, band B, so that `weak_credit` holds; 0.8 × 68.75 + 20 = 75, grade B.
    let one = only(&changed);
    assert_eq!((way(one), causes(one)), ("A down A B".into(), "credit_score= cap_came>".into()));
    let CauseKind::CreditScore(change) = &one.causes[0].kind else { unreachable!() };
    assert_eq!(
        (change.before.unwrap().to_string(), change.after.unwrap().to_string()),
        ("100.00".into(), "68.75".into())
    );
    let fact = |fact: &str, before, after| FactChange {
        fact: fact.into(),
        before: decimal(before),
        after: decimal(after),
    };
    let facts = [
        fact("weighted_days_late", "0.00", "45.00"),
        fact("on_time_rate", "100.00", "50.00"),
        fact("max_days_late", "0", "90"),
    ];
    assert_eq!(change.facts, facts);
    assert_eq!(one.causes[1].kind, CauseKind::CapCame { cap: "weak_credit".into(), clause: None });
    assert_eq!(changed.totals.credit_grade_changes, 1);
    assert_eq!(
        one.reason(Language::English),
        "credit score from 100.00 to 68.75 (weighted days late from 0.00 to 45.00; on-time rate from \
         100.00% to 50.00%) — this alone decides; the cap “weak credit” now holds — this alone is enough"
    );
    assert_eq!(
        one.reason(Language::Chinese),
        "信用得分由100.00变为68.75（加权逾期天数由0.00变为45.00；准时率由100.00%变为50.00%）（由此决定）；\
         触发“信用较弱”封顶（仅此一项即可引起变动）"
    );
    // The same through the policy: a curve without mercy.
    let harsh = standard_with(&[
        CREDIT_FIRST,
        ("credit.curve", "[{ days = 0, points = 100 }, { days = 90, points = 0 }]"),
    ])
    .unwrap();
    let changed = between(&on(&book, &policy, "2026-07-31"), &on(&book, &harsh, "2026-07-31"));
    // (100 + 0) ÷ 2 = 50, band C: `bad_credit` holds; 0.8 × 50 + 20 = 60 would be a B.
    let one = only(&changed);
    assert_eq!((way(one), causes(one)), ("A down B C".into(), "cap_came= credit_score=".into()));
    assert_eq!(one.causes[1].origin, Origin::Policy);
    assert!(
        one.reason(Language::English).contains("credit score from 68.75 to 50.00 (by the changed policy)")
    );
    assert!(
        changed
            .policy_changes
            .iter()
            .any(|c| c.path == "credit.curve[days = 90].points" && c.before.as_deref() == Some("37.5"))
    );
}

#[test]
fn what_only_several_do_together_is_said() {
    // Credit 100 → 81.25, volume and profit 90 → 70; a third each; the best grade from 85 on.
    // 34 + 59.4 = 93.4 → 27.625 + 46.2 = 73.83. One changed alone leaves 87.03 or 86.8, two 80.43 or 80.2.
    let set = [
        ("composite.weights", "{ credit = 0.34, volume = 0.33, profit = 0.33 }"),
        ("composite.bands[0].at_least", "85"),
        ("volume.score", "{ bands = [{ at_least = 200, score = 90 }, { at_least = 0, score = 70 }] }"),
        ("profit.score", "{ bands = [{ at_least = 100, score = 90 }, { at_least = 0, score = 70 }] }"),
    ];
    let [[first, paid], [second, late]] = [("2026-01-01", "2026-01-01"), ("2026-05-01", "2026-05-31")]
        .map(|(due, paid)| invoice("A", due, paid));
    let lines = json!([line_on("A", "2025-06-15", 300, 50), line("A", 100, 60)]);
    let book =
        book(json!({ "order_lines": lines, "invoices": [first, second], "settlements": [paid, late] }));
    let policy = standard_with(&set).unwrap();
    let changed = between(&on(&book, &policy, "2026-04-30"), &on(&book, &policy, "2026-07-31"));
    let one = only(&changed);
    assert_eq!(way(one), "A down A B");
    assert_eq!(causes(one), "credit_cap_went credit_score volume_score profit_score together");
    assert!(one.reason(Language::Chinese).ends_with("；单独任何一项均不足以引起变动，系多项共同作用"));
}

#[test]
fn a_new_customer_that_settles_in_is_graded() {
    let mut tables = four();
    tables["order_lines"].as_array_mut().unwrap().push(line_on("N", "2026-05-01", 1, 0));
    let book = book(tables);
    let changed = between(&on(&book, &standard(), "2026-06-30"), &on(&book, &standard(), "2026-09-30"));
    let one = changed.moves.iter().find(|one| one.customer_id == "N").unwrap();
    // The last of five in volume and profit: 20 points.
    assert_eq!((way(one), causes(one)), ("N graded - D".into(), "track=".into()));
    assert_eq!(one.causes[0].kind, CauseKind::Track { before: Track::New, after: Track::Rated });
    assert_eq!(one.reason(Language::English), "was new, is rated now — this alone decides");
}

#[test]
fn prospects_move_by_their_assessments() {
    let assessed = |on: &str, rating: &str| {
        json!({ "customer_id": "N", "assessor": "a", "assessed_on": on, "scale": rating, "financial_strength": rating,
            "industry_position": rating, "growth_potential": rating, "need_fit": rating, "competition_cost": rating })
    };
    let mut tables = four();
    tables["customers"] = json!(["A", "B", "C", "D", "N"].map(|id| json!({ "customer_id": id })));
    tables["prospect_assessments"] = json!([assessed("2026-04-01", "5"), assessed("2026-06-01", "3")]);
    let changed = two_days(&book(tables));
    // 5 is 100 points, 3 is 50 (or 60, as ratings run from 1 to 5): a worse grade either way.
    let one = only(&changed);
    assert_eq!((one.direction, causes(one)), (Direction::Down, "prospect_score=".into()));
    let cell = changed.matrix.iter().find(|cell| cell.moved > 0).unwrap();
    assert_eq!((cell.from.track, cell.to.track), (Some(Track::New), Some(Track::New)));
}

#[test]
fn customers_come_and_go() {
    let mut tables = four();
    tables["order_lines"].as_array_mut().unwrap().push(line_on("N", "2026-05-01", 1, 0));
    let changed = two_days(&book(tables));
    let one = only(&changed);
    assert_eq!((way(one), causes(one)), ("N in - -".into(), "came=".into()));
    assert!(one.before.is_none());
    let cell = changed.matrix.iter().find(|cell| cell.moved > 0).unwrap();
    assert_eq!((cell.from.track, cell.to.track), (None, Some(Track::New)));
    assert_eq!((changed.totals.all.customers, changed.totals.unchanged), (5, 4));
}

#[test]
fn master_data_that_a_cap_asks_is_a_cause() {
    let cap = r#"[{ name = "abroad", when = { fact = "region", is = "abroad" }, at_most = "C", clause = "第九条" }]"#;
    let policy = standard_with(&[("composite.caps", cap)]).unwrap();
    let of = |region: &str| {
        let mut tables = four();
        tables["customers"] =
            json!(["A", "B", "C", "D"].map(|id| json!({ "customer_id": id, "region": region })));
        on(&book(tables), &policy, "2026-06-30")
    };
    let changed = between(&of("home"), &of("abroad"));
    let moves: Vec<_> = changed.moves.iter().map(|one| (way(one), causes(one))).collect();
    let cause = "cap_came= profile=";
    assert_eq!(moves, [("A down A C".into(), cause.into()), ("B down B C".into(), cause.into())]);
    assert_eq!(
        changed.moves[0].reason(Language::Chinese),
        "触发“abroad”封顶（第九条）；地区由home变为abroad（由此决定）"
    );
}

#[test]
fn a_credit_cap_moves_through_a_cap_that_asks_for_the_credit_grade() {
    let cap =
        r#"[{ name = "not_aaa", when = { fact = "credit_grade", in = ["A", "B", "C"] }, at_most = "C" }]"#;
    let policy = standard_with(&[("composite.caps", cap)]).unwrap();
    let of = |complete: bool| {
        let [bill, paid] = invoice("A", "2026-01-01", "2026-01-01");
        let tables = json!({
            "customers": [{ "customer_id": "A", "documents_complete": complete, "first_traded_on": "2020-01-01" }],
            "order_lines": [line("A", 400, 200)], "invoices": [bill], "settlements": [paid],
        });
        on(&book(tables), &policy, "2026-06-30")
    };
    let changed = between(&of(true), &of(false));
    let one = only(&changed);
    assert_eq!((way(one), causes(one)), ("A down A C".into(), "cap_came= credit_cap_came=".into()));
    assert_eq!(
        one.causes[1].kind,
        CauseKind::CreditCapCame { cap: "documents_missing".into(), clause: None }
    );
}

#[test]
fn ratings_of_ones_own_move_too() {
    let set = [("composite.weights", "{ credit = 0.1, volume = 0.1, profit = 0.2, service = 0.6 }")];
    let rated = |on: &str, score: &str| json!({ "customer_id": "A", "dimension": "service", "score": score, "assessor": "a", "on": on });
    let book = four_and("ratings", json!([rated("2026-01-01", "90"), rated("2026-05-01", "50")]));
    let policy = standard_with(&set).unwrap();
    let changed = between(&on(&book, &policy, "2026-04-30"), &on(&book, &policy, "2026-06-30"));
    // (0.3 × 100 + 0.6 × 90) ÷ 0.9 = 93.33 → (30 + 30) ÷ 0.9 = 66.67.
    let one = only(&changed);
    assert_eq!((way(one), causes(one)), ("A down A B".into(), "rating=".into()));
    assert_eq!(one.reason(Language::English), "service score from 90.00 to 50.00 — this alone decides");
}

#[test]
fn a_return_costs_volume_and_profit() {
    let mut tables = four();
    // 400 − 350 = 50 ordered, 200 − 190 = 10 less cost: the last in volume.
    tables["order_lines"].as_array_mut().unwrap().push(line_on("A", "2026-05-20", -350, -160));
    let changed = two_days(&book(tables));
    let one = changed.moves.iter().find(|one| one.customer_id == "A").unwrap();
    let codes: Vec<_> = one.causes.iter().map(|cause| cause.kind.code()).collect();
    assert!(codes.contains(&"volume_score") && codes.contains(&"profit_score"), "{codes:?}");
    let Some(CauseKind::VolumeScore(change)) =
        one.causes.iter().map(|c| &c.kind).find(|k| k.code() == "volume_score")
    else {
        unreachable!()
    };
    assert_eq!(
        change.facts[0],
        FactChange { fact: "order_amount".into(), before: decimal("400.00"), after: decimal("50.00") }
    );
    assert_eq!(
        change.facts[1],
        FactChange { fact: "volume_rank".into(), before: decimal("1"), after: decimal("4") }
    );
    // The largest comes first, by the greater of its amounts before and after.
    assert_eq!(changed.moves[0].customer_id, "A");
}

#[test]
fn grades_of_other_names_are_neither_better_nor_worse() {
    let names = r#"[{ name = "gold", at_least = 80 }, { name = "B", at_least = 60 }, { name = "D", at_least = 20 }, { name = "rest", at_least = 0 }]"#;
    // Caps and levels of confidentiality name grades.
    let (caps, levels) = (("composite.caps", "[]"), ("archive.access.levels", "[]"));
    let before = standard_with(&[caps, levels]).unwrap();
    let after = standard_with(&[("composite.bands", names), caps, levels]).unwrap();
    let book = book(four());
    let changed = between(&on(&book, &before, "2026-06-30"), &on(&book, &after, "2026-06-30"));
    let moves: Vec<_> = changed.moves.iter().map(|one| (way(one), causes(one))).collect();
    // C (50) was third of four and D (25) last; both policies know D alone of the grades C moves between.
    let expected = [("A other A gold", "bands="), ("C other C D", "bands=")];
    assert_eq!(moves, expected.map(|(way, causes)| (way.into(), causes.into())));
    let paths: Vec<_> = changed.policy_changes.iter().map(|change| &*change.path).collect();
    assert_eq!(
        paths,
        [
            "composite.bands[A]",
            "composite.bands[gold]",
            "composite.bands[C]",
            "composite.bands[D].at_least",
            "composite.bands[rest]"
        ]
    );
}

#[test]
fn the_matrix_adds_up_to_both_distributions() {
    let facts = json!([{ "customer_id": "B", "kind": "bounced_bill", "on": "2026-05-01" }]);
    let book = four_and("credit_facts", facts);
    let (before, after) = (on(&book, &standard(), "2026-04-30"), on(&book, &standard(), "2026-06-30"));
    let changed = between(&before, &after);
    for (at, grade) in before.distribution.grades.iter().enumerate() {
        let of = |side: fn(&keyaccount::comparison::MatrixCell) -> &keyaccount::comparison::State| -> u64 {
            let cells = changed.matrix.iter().filter(|cell| side(cell).grade.as_ref() == Some(&grade.grade));
            cells.map(|cell| cell.group.customers).sum()
        };
        assert_eq!(of(|cell| &cell.from), grade.customers);
        assert_eq!(of(|cell| &cell.to), after.distribution.grades[at].customers);
    }
}

#[test]
fn many_customers_cost_no_square() {
    let of = |policy: &Policy| {
        let mut book = BookBuilder::new(BookSettings::default());
        for number in 0..50_000_i64 {
            let id = format!("K{number}");
            book.push(OrderLine {
                customer_id: Some(id.clone().into()),
                ordered_on: Some(day("2025-12-01")),
                amount: Some((100 + number).into()),
                cost: Some((100 + number - number % 97).into()),
                ..OrderLine::new(id.into())
            });
        }
        on(&book.finish().unwrap(), policy, "2026-06-30")
    };
    // Two books of their own, so that no customer has a number that both know.
    let (before, after) =
        (of(&standard()), of(&standard_with(&[("composite.bands[0].at_least", "70")]).unwrap()));
    let start = Instant::now();
    let changed = Comparison::between(&before, &after).unwrap();
    assert_eq!(changed.totals.all.customers, 50_000);
    assert!(changed.moves.len() > 1_000 && changed.moves.iter().all(|one| causes(one) == "bands="));
    // Squares of 50,000 would take minutes in a build without optimisation.
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

/// A random customer: what it orders and earns, when it began, how late it pays, and what is said of it.
#[derive(Clone, Debug)]
struct Random {
    amount: i64,
    cost: i64,
    began: u64,
    late: Option<u64>,
    bounced: Option<u64>,
    approved: Option<(usize, u64)>,
    service: Option<(u32, u64)>,
    prospect: Option<u32>,
}

fn random() -> impl Strategy<Value = Random> {
    let back = 0_u64..400;
    (
        (1_i64..9, 0_i64..9, 0_u64..500),
        prop::option::of(0_u64..200),
        prop::option::weighted(0.2, back.clone()),
        prop::option::weighted(0.3, (0_usize..4, back.clone())),
        prop::option::of((0_u32..=100, back)),
        prop::option::of(1_u32..=5),
    )
        .prop_map(|((amount, cost, began), late, bounced, approved, service, prospect)| Random {
            amount: amount * 100,
            cost: cost * 100,
            began,
            late,
            bounced,
            approved,
            service,
            prospect,
        })
}

fn random_book(customers: &[Random]) -> Book {
    let as_of = day("2026-06-30");
    let back = |days: u64| as_of.checked_sub_days(chrono::Days::new(days)).unwrap().to_string();
    let mut tables = json!({ "order_lines": [], "invoices": [], "settlements": [], "credit_facts": [],
        "grade_overrides": [], "ratings": [], "prospect_assessments": [] });
    for (number, one) in customers.iter().enumerate() {
        let id = format!("K{number}");
        let mut push = |table: &str, row: Value| tables[table].as_array_mut().unwrap().push(row);
        push("order_lines", line_on(&id, &back(one.began), one.amount, one.cost));
        if let Some(late) = one.late {
            let [bill, paid] = invoice(&id, &back(200), &back(200 - late));
            push("invoices", bill);
            push("settlements", paid);
        }
        if let Some(on) = one.bounced {
            push("credit_facts", json!({ "customer_id": id, "kind": "bounced_bill", "on": back(on) }));
        }
        if let Some((grade, on)) = one.approved {
            let grade = ["A", "B", "C", "D"][grade];
            push(
                "grade_overrides",
                json!({ "customer_id": id, "grade": grade, "reason": "r", "approved_by": "王", "approved_on": back(on) }),
            );
        }
        if let Some((score, on)) = one.service {
            push(
                "ratings",
                json!({ "customer_id": id, "dimension": "service", "score": score.to_string(), "assessor": "a", "on": back(on) }),
            );
        }
        if let Some(r) = one.prospect.map(|rating| rating.to_string()) {
            push(
                "prospect_assessments",
                json!({ "customer_id": id, "assessor": "a", "assessed_on": back(90), "scale": r,
                "financial_strength": r, "industry_position": r, "growth_potential": r, "need_fit": r, "competition_cost": r }),
            );
        }
    }
    // Whoever is rated or approved before the first order is in the book from that day on.
    book_with(BookSettings { unknown_customers: UnknownCustomers::Add, ..BookSettings::default() }, tables)
}

/// Changes of the standard policy, by the cause each can become.
const SETS: &[(&str, &str, &str)] = &[
    ("weights", "composite.weights", "{ credit = 0.5, volume = 0.2, profit = 0.3 }"),
    ("weights", "composite.weights", "{ credit = 0.1, volume = 0.2, profit = 0.3, service = 0.4 }"),
    ("minimums", "composite.min_dimensions", "3"),
    ("bands", "composite.bands[1].at_least", "70"),
    ("caps", "composite.caps[0].at_most", "C"),
    ("caps", "composite.caps[4].enabled", "false"),
    ("override_rule", "composite.override_lifts_veto", "true"),
    ("credit_score", "credit.grace_days", "40"),
    ("volume_score", "volume.score", "max_ratio"),
    ("profit_score", "profit.score", "max_ratio"),
    ("prospect_score", "prospect.new_customer_months", "9"),
    ("vetoes", "credit.vetoes", "[\"legal_trouble\", \"bounced_bill\"]"),
];

fn with(picked: &[usize]) -> Policy {
    let sets: Vec<_> = picked.iter().map(|at| (SETS[*at].1, SETS[*at].2)).collect();
    standard_with(&sets).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the policies, books and days, the comparison the other way round is the reverse, nothing
    /// differs from itself, the counts add up, and JSON gives the same back.
    #[test]
    fn every_comparison_is_the_reverse_of_its_reverse(
        first in prop::collection::vec(random(), 0..7),
        second in prop::option::of(prop::collection::vec(random(), 0..7)),
        policies in (prop::collection::vec(0..SETS.len(), 0..3), prop::collection::vec(0..SETS.len(), 0..3)),
        days in (0_usize..3, 0_usize..3),
    ) {
        let day_of = |at: usize| ["2026-01-31", "2026-06-30", "2026-09-30"][at];
        let (one, other) = (random_book(&first), second.as_ref().map(|rows| random_book(rows)));
        let before = on(&one, &with(&policies.0), day_of(days.0));
        let after = on(other.as_ref().unwrap_or(&one), &with(&policies.1), day_of(days.1));
        let changed = between(&before, &after);
        let totals = &changed.totals;
        prop_assert_eq!(totals.moved.customers + totals.unchanged, totals.all.customers);
        prop_assert_eq!(totals.moved.customers as usize, changed.moves.len());
        prop_assert_eq!(changed.matrix.iter().map(|cell| cell.group.customers).sum::<u64>(), totals.all.customers);
        prop_assert_eq!(changed.policy_changes.is_empty(), before.stamp.policy_digest == after.stamp.policy_digest);
        let text = serde_json::to_string(&changed).unwrap();
        prop_assert_eq!(serde_json::from_str::<Comparison>(&text).unwrap(), changed.clone());
        for one in &changed.moves {
            prop_assert!(!one.causes.is_empty(), "{:?}", one);
            for language in Language::ALL {
                prop_assert!(!one.reason(language).is_empty());
            }
        }
    }

    /// Where one written part alone differs, that part decides every move, both ways: the grades worked
    /// out again are those of the whole run.
    #[test]
    fn the_only_part_that_differs_decides(
        customers in prop::collection::vec(random(), 1..8),
        both in prop::collection::vec(0..SETS.len(), 0..2),
        picked in 0_usize..7,
    ) {
        let (code, path, _) = SETS[picked];
        prop_assume!(both.iter().all(|at| SETS[*at].1 != path && SETS[*at].0 != code));
        let book = random_book(&customers);
        let before = on(&book, &with(&both), "2026-06-30");
        let after = on(&book, &with(&[both.as_slice(), &[picked]].concat()), "2026-06-30");
        for one in &between(&before, &after).moves {
            let cause = one.causes.iter().find(|cause| cause.kind.code() == code);
            prop_assert!(cause.is_some_and(|cause| cause.alone && cause.needed), "{}: {:?}", code, one);
        }
    }
}
