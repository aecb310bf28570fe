//! Decisions over columns, row by row what a single question gets.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, Decimal128Array, Float64Array, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray,
};
use chrono::NaiveDateTime;
use keyaccount::approval::{Organisation, RoleHolder, Terms};
use keyaccount::archive::{
    AccessDesk, AccessPolicy, AccessRegisters, Attempt, CustomerFile, FileStatus, Nda,
};
use keyaccount::{AccessForm, ArchiveAction, Policy};

use super::{batch, date, said};
use crate::{access_answers, routes};

fn codes(batch: &RecordBatch, column: &str) -> Vec<Option<String>> {
    let codes = batch.column_by_name(column).unwrap().as_dictionary::<Int32Type>();
    let codes = codes.downcast_dict::<StringArray>().unwrap();
    codes.into_iter().map(|code| code.map(str::to_owned)).collect()
}

fn texts(values: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

#[test]
fn every_contract_takes_the_tier_it_takes_alone() {
    let policy = Policy::shipped("standard").unwrap();
    let approval = policy.approval().unwrap();
    // In cents: 0.01, just below and at both edges, no amount, 0, below 0.
    let cents = [
        Some(1),
        Some(9_999_999),
        Some(10_000_000),
        Some(29_999_999),
        Some(30_000_000),
        None,
        Some(0),
        Some(-1),
    ];
    let amounts = Decimal128Array::from(cents.to_vec()).with_precision_and_scale(18, 2).unwrap();
    let found =
        routes(approval, &batch(vec![("amount", Arc::new(amounts)), ("other", texts(&[None; 8]))])).unwrap();
    // A contract without an amount takes the highest tier.
    let tiers =
        ["tier_1", "tier_1", "tier_2", "tier_2", "tier_3", "tier_3"].map(|tier| Some(tier.to_owned()));
    assert_eq!(codes(&found, "tier"), [&tiers[..], &[None, None]].concat());
    let permit = |count: usize| vec![Some("permit".to_owned()); count];
    let deny = vec![Some("deny".to_owned()); 2];
    assert_eq!(codes(&found, "outcome"), [permit(6), deny].concat());
    assert_eq!(
        codes(&found, "rule")[5..],
        ["tier_no_amount", "invalid_amount", "invalid_amount"].map(|rule| Some(rule.to_owned()))
    );
    for (row, cents) in cents.iter().enumerate() {
        let amount = cents.map(|cents| keyaccount::Exact::new(cents, 2));
        let alone = approval.decide_route(&Terms { amount, ..Terms::default() });
        let tier = alone.tier.map(|tier| approval.tiers[tier].name.clone());
        assert_eq!(codes(&found, "tier")[row], tier, "row {row}");
        assert_eq!(
            codes(&found, "rule")[row].as_deref(),
            alone.answer.rule.map(|rule| rule.code()),
            "row {row}"
        );
    }
}

#[test]
fn amounts_come_in_any_exact_type_and_prices_count() {
    let policy = Policy::shipped("standard").unwrap();
    let approval = policy.approval().unwrap();
    let columns = vec![
        ("amount", Arc::new(Int64Array::from(vec![100, 100, 100])) as ArrayRef),
        ("agreed_price", texts(&[Some("89.99"), Some("90"), None])),
        ("settlement_floor_price", texts(&[Some("90"), Some("90.00"), Some("90")])),
    ];
    let found = routes(approval, &batch(columns)).unwrap();
    // Below the floor price the standard policy takes the highest tier; at it, the amount decides.
    assert_eq!(codes(&found, "tier"), ["tier_3", "tier_1", "tier_1"].map(|tier| Some(tier.to_owned())));
    assert_eq!(codes(&found, "rule")[0].as_deref(), Some("tier_below_floor"));
    let empty =
        routes(approval, &batch(vec![("amount", Arc::new(Int64Array::from(Vec::<i64>::new())))])).unwrap();
    assert_eq!((empty.num_rows(), empty.num_columns()), (0, 3));
}

#[test]
fn routes_refuse_what_is_not_exact_and_columns_that_are_not_there() {
    let policy = Policy::shipped("standard").unwrap();
    let approval = policy.approval().unwrap();
    let refused = |columns| said(routes(approval, &batch(columns)).unwrap_err().problems());
    let floats = Arc::new(Float64Array::from(vec![0.1]));
    assert_eq!(refused(vec![("amount", floats)]), [" amount wrong_type"]);
    assert_eq!(refused(vec![("amuont", texts(&[Some("1")]))]), [" amount missing"]);
    let wrong = texts(&[Some("1"), Some("1e3"), Some("0.1234567")]);
    assert_eq!(refused(vec![("amount", wrong)]), ["2 amount bad_number", "3 amount too_many_decimals"]);
}

#[test]
fn routes_of_many_rows_and_their_problems_are_in_order() {
    let policy = Policy::shipped("standard").unwrap();
    let approval = policy.approval().unwrap();
    // 0, 20, 40 and so on: 100,000 in row 5,000 and 300,000 in row 15,000, counted from 0.
    let amounts: Vec<i64> = (0..20_000).map(|row| row * 20).collect();
    let found = routes(approval, &batch(vec![("amount", Arc::new(Int64Array::from(amounts)))])).unwrap();
    let tiers = codes(&found, "tier");
    let of = |tier: &str, count: usize| vec![Some(tier.to_owned()); count];
    let expected = [vec![None], of("tier_1", 4_999), of("tier_2", 10_000), of("tier_3", 5_000)].concat();
    assert!(tiers == expected);
    // In the first and the last block of rows.
    let mut amounts = vec![Some("1"); 20_000];
    (amounts[2], amounts[19_999]) = (Some("x"), Some("1e3"));
    let refused = routes(approval, &batch(vec![("amount", texts(&amounts))])).unwrap_err();
    assert_eq!(said(refused.problems()), ["3 amount bad_number", "20000 amount bad_number"]);
    // What is wrong with the whole column is told once.
    let floats = Arc::new(Float64Array::from(vec![0.5; 20_000]));
    let refused = routes(approval, &batch(vec![("amount", floats)])).unwrap_err();
    assert_eq!(said(refused.problems()), [" amount wrong_type"]);
}

fn registers() -> AccessRegisters {
    let holder = |person: &str, role: &str| RoleHolder {
        person_id: person.into(),
        role: role.to_owned(),
        unit: Some("sales".to_owned()),
        valid_from: date(2026, 1, 1),
        valid_to: None,
    };
    let holders =
        vec![holder("lin", "account_manager"), holder("wei", "maintainer"), holder("mo", "auditor")];
    let nda = |person: &str| Nda { person_id: person.into(), signed_on: date(2026, 1, 1), valid_to: None };
    AccessRegisters {
        organisation: Some(Organisation::new(Vec::new(), holders, Vec::new()).unwrap()),
        ndas: Some(vec![nda("lin"), nda("wei")]),
        grants: Some(Vec::new()),
    }
}

fn attempts(by: &[&str], action: &[&str], owner: &[Option<&str>]) -> RecordBatch {
    let at = TimestampMicrosecondArray::from(vec![1_793_793_600_000_000; by.len()]);
    let some = |texts: &[&str]| Arc::new(StringArray::from(texts.to_vec())) as ArrayRef;
    batch(vec![
        ("at", Arc::new(at)),
        ("by", some(by)),
        ("action", some(action)),
        ("customer_id", some(&vec!["K1"; by.len()])),
        ("owner", texts(owner)),
        ("department", some(&vec!["sales"; by.len()])),
        ("level", some(&vec!["L1"; by.len()])),
    ])
}

#[test]
fn every_attempt_comes_to_what_it_comes_to_alone() {
    let policy = AccessPolicy::of(&Policy::shipped("standard").unwrap()).unwrap();
    let registers = registers();
    let desk = AccessDesk::new(&policy, &registers).unwrap();
    // 2026-11-04 12:00; more rows than one thread takes at a time.
    let at: NaiveDateTime = "2026-11-04T12:00:00".parse().unwrap();
    let people = ["lin", "wei", "mo", "nobody"];
    let actions = ["view_electronic", "maintain", "search", "audit", "backup"];
    let owners = [Some("lin"), None, Some("wei")];
    let rows = 20_000;
    let by: Vec<_> = (0..rows).map(|row| people[row % 4]).collect();
    let action: Vec<_> = (0..rows).map(|row| actions[row % 5]).collect();
    let owner: Vec<_> = (0..rows).map(|row| owners[row % 3]).collect();
    let found = access_answers(&desk, &attempts(&by, &action, &owner)).unwrap();
    assert_eq!(found.num_rows(), rows);
    let (outcomes, rules) = (codes(&found, "outcome"), codes(&found, "rule"));
    let mut seen = std::collections::BTreeSet::new();
    // Every combination comes within the first sixty rows, and again in the last ones.
    for row in (0..60).chain(rows - 60..rows) {
        let file = CustomerFile {
            customer_id: "K1".into(),
            owner: owner[row].map(str::to_owned).map(Into::into),
            department: Some("sales".to_owned()),
            level: Some("L1".to_owned()),
            status: FileStatus::Filed,
        };
        let action = *ArchiveAction::ALL
            .iter()
            .find(|one| keyaccount::book::Code::code(**one) == action[row])
            .unwrap();
        let alone = desk.decide(&Attempt { file: Some(file), ..Attempt::new(at, by[row], action) });
        assert_eq!(outcomes[row].as_deref(), Some(alone.outcome.code()), "row {row}");
        assert_eq!(rules[row].as_deref(), alone.rule.map(|rule| rule.code()), "row {row}");
        seen.insert(rules[row].clone());
    }
    assert!(seen.len() > 3, "{seen:?}");
}

#[test]
fn fields_forms_and_status_count_and_what_is_wrong_says_where() {
    let policy = AccessPolicy::of(&Policy::shipped("standard").unwrap()).unwrap();
    let registers = registers();
    let desk = AccessDesk::new(&policy, &registers).unwrap();
    let whole = || {
        vec![
            ("at", texts(&[Some("2026-11-04T12:00:00"), Some("2026-11-04")])),
            ("by", texts(&[Some("lin"), Some("lin")])),
            ("action", texts(&[Some("view_electronic"), Some("view_electronic")])),
            ("customer_id", texts(&[Some("K1"), None])),
            ("owner", texts(&[Some("lin"), None])),
            ("status", texts(&[Some("disposed"), None])),
            ("fields", texts(&[Some("phone; address"), None])),
            ("form", texts(&[Some("electronic"), None])),
        ]
    };
    let found = access_answers(&desk, &batch(whole())).unwrap();
    let file = CustomerFile {
        customer_id: "K1".into(),
        owner: Some("lin".into()),
        department: None,
        level: None,
        status: FileStatus::Disposed,
    };
    let noon = "2026-11-04T12:00:00".parse().unwrap();
    let first = Attempt {
        file: Some(file),
        fields: vec!["phone".to_owned(), "address".to_owned()],
        form: Some(AccessForm::Electronic),
        ..Attempt::new(noon, "lin", ArchiveAction::ViewElectronic)
    };
    let second = Attempt::new("2026-11-04T00:00:00".parse().unwrap(), "lin", ArchiveAction::ViewElectronic);
    let alone = [first, second].map(|attempt| desk.decide(&attempt).rule.map(|rule| rule.code().to_owned()));
    assert_eq!(codes(&found, "rule"), alone);
    let refused = |columns| said(access_answers(&desk, &batch(columns)).unwrap_err().problems());
    let changed = |name: &'static str, values: [Option<&str>; 2]| {
        let mut columns = whole();
        columns.iter_mut().find(|(column, _)| *column == name).unwrap().1 = texts(&values);
        columns
    };
    let action = changed("action", [Some("veiw_electronic"), None]);
    assert_eq!(refused(action), ["1 action unknown_code", "2 action missing"]);
    assert_eq!(refused(changed("at", [None, Some("noon")])), ["1 at missing", "2 at bad_date"]);
    assert_eq!(refused(changed("status", [Some("lost"), None])), ["1 status unknown_code"]);
    assert_eq!(refused(whole()[1..].to_vec()), [" at missing"]);
}
