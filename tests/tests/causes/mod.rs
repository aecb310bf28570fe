//! Causes that are easily taken for one another: the one that moved the customer is named, and the one
//! that merely changed at the same time is not called decisive.

use super::*;

/// A alone, 400 ordered at a profit of 200, with invoices due and paid on these days, and more tables.
fn one_customer(paid: &[(&str, &str)], more: Value) -> Book {
    let (mut invoices, mut settlements) = (Vec::new(), Vec::new());
    for (due, on) in paid {
        let [bill, settled] = invoice("A", due, on);
        invoices.push(bill);
        settlements.push(settled);
    }
    let mut tables =
        json!({ "order_lines": [line("A", 400, 200)], "invoices": invoices, "settlements": settlements });
    for (table, rows) in more.as_object().unwrap() {
        tables[table] = rows.clone();
    }
    book(tables)
}

fn complete(documents: bool) -> Value {
    json!([{ "customer_id": "A", "documents_complete": documents, "first_traded_on": "2020-01-01" }])
}

fn cap_on_credit_grade(grades: &str) -> Policy {
    let cap = format!(
        r#"[{{ name = "credit_grade", when = {{ fact = "credit_grade", in = {grades} }}, at_most = "C" }}]"#
    );
    standard_with(&[("composite.caps", &cap)]).unwrap()
}

#[test]
fn a_veto_that_moves_through_the_credit_grade_is_the_cause_and_the_score_is_not() {
    let policy = cap_on_credit_grade(r#"["C"]"#);
    let bounced =
        json!({ "credit_facts": [{ "customer_id": "A", "kind": "bounced_bill", "on": "2026-05-20" }] });
    let book = one_customer(&[("2026-01-01", "2026-01-01")], bounced);
    let changed = between(&on(&book, &policy, "2026-04-30"), &on(&book, &policy, "2026-06-30"));
    // The credit score is 100 on both days; the veto makes the credit grade a C.
    let one = only(&changed);
    assert_eq!((way(one), causes(one)), ("A down A C".into(), "veto_came= cap_came=".into()));
}

#[test]
fn a_credit_cap_that_comes_with_a_bad_score_decides_nothing_where_no_cap_asks_for_the_credit_grade() {
    // Under the standard policy caps ask for the band of the score alone.
    let of = |complete_documents: bool, paid: &str| {
        let book =
            one_customer(&[("2026-01-01", paid)], json!({ "customers": complete(complete_documents) }));
        on(&book, &standard(), "2026-06-30")
    };
    // Paid 100 days late: 33.33 points, band C. The composite of 93.33 is an A without the cap.
    let changed = between(&of(true, "2026-01-01"), &of(false, "2026-04-11"));
    let one = only(&changed);
    assert_eq!((way(one), causes(one)), ("A down A C".into(), "cap_came= credit_score=".into()));
}

#[test]
fn a_score_that_falls_with_the_band_it_keeps_is_not_what_the_credit_cap_did() {
    // AAA at 100 and at 91.67 (ten days late); the documents alone make the credit grade an A.
    let of = |complete_documents: bool, paid: &str| {
        let book =
            one_customer(&[("2026-01-01", paid)], json!({ "customers": complete(complete_documents) }));
        on(&book, &cap_on_credit_grade(r#"["A", "B", "C"]"#), "2026-06-30")
    };
    let changed = between(&of(true, "2026-01-01"), &of(false, "2026-01-11"));
    let one = only(&changed);
    assert_eq!((way(one), causes(one)), ("A down A C".into(), "cap_came= credit_cap_came=".into()));
}

#[test]
fn who_moves_because_others_came_or_went_is_told_of_the_others() {
    // Three ranked customers: B, with nothing of its own changed, is second of three and then of five.
    let of = |others: &[(&str, i64)]| {
        let own = [line("A", 400, 200), line("B", 300, 200)].into_iter();
        let others = others.iter().map(|(id, amount)| line(id, *amount, amount - 10));
        on(&book(json!({ "order_lines": own.chain(others).collect::<Vec<_>>() })), &standard(), "2026-06-30")
    };
    let changed = between(&of(&[("C", 50)]), &of(&[("C", 50), ("D", 40), ("E", 30)]));
    // (0.3 × 66.67 + 0.6 × 66.67) ÷ 0.9 = 66.67, B; four fifths are 80, A.
    let b = changed.moves.iter().find(|one| one.customer_id == "B").unwrap();
    assert_eq!(way(b), "B up B A");
    for (cause, name) in b.causes.iter().zip(["ranked_by_volume", "ranked_by_profit"]) {
        let (CauseKind::VolumeScore(change) | CauseKind::ProfitScore(change)) = &cause.kind else {
            unreachable!("{cause:?}")
        };
        let fact = FactChange { fact: name.into(), before: decimal("3"), after: decimal("5") };
        assert_eq!(change.facts[0], fact);
    }
    let told = "order volume score from 66.67 to 80.00 (customers ranked by order volume from 3 to 5)";
    assert!(b.reason(Language::English).contains(told), "{}", b.reason(Language::English));
}
