use std::sync::Arc;

use arrow_array::{ArrayRef, Date32Array, Decimal128Array, Int32Array, Int64Array, RecordBatch};
use chrono::NaiveDate;
use keyaccount::book::Table;

use super::Job;
use super::finish::Scored;
use crate::arrow_book::{ArrowTables, IdForm};
use crate::generate::{GeneratedBook, Size};
use crate::text::{Texts, as_of};

fn ids(ids: &[i64]) -> ArrayRef {
    Arc::new(Int64Array::from(ids.to_vec()))
}

/// Days counted from the as-of day.
fn days(days: &[i32]) -> ArrayRef {
    let epoch = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
    let today = (as_of() - epoch).num_days() as i32;
    Arc::new(Date32Array::from_iter_values(days.iter().map(|day| today + day)))
}

fn money(hundredths: &[i128]) -> ArrayRef {
    let array = Decimal128Array::from(hundredths.to_vec());
    Arc::new(array.with_precision_and_scale(18, 2).unwrap())
}

fn batch(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    RecordBatch::try_from_iter(columns).unwrap()
}

/// Customers 30, 10 and 20; 20 has nothing.
fn book() -> ArrowTables {
    let lines = batch(vec![
        ("order_id", ids(&[1, 1, 2, 3, 4, 5])),
        ("customer_id", ids(&[10, 10, 30, 10, 10, 10])),
        // The first day of the window is 364 days back; the last two lines are outside.
        ("ordered_on", days(&[-364, -364, 0, -1, -365, 1])),
        ("quantity", Arc::new(Int32Array::from(vec![1, 2, 3, -1, 50, 50])) as ArrayRef),
        ("amount", money(&[10_000, 5_000, 2_000, -3_000, 99_900, 99_900])),
        ("cost", money(&[6_000, 3_000, 3_000, -2_000, 0, 0])),
    ]);
    let invoices = batch(vec![
        ("invoice_id", ids(&[7, 8, 9])),
        ("customer_id", ids(&[10, 10, 30])),
        ("issued_on", days(&[-60, -90, -400])),
        ("due_on", days(&[-30, -60, -370])),
        ("amount", money(&[9_000, 1_000, 7_700])),
    ]);
    let settlements = batch(vec![
        ("invoice_id", ids(&[7, 7, 8, 9])),
        ("settled_on", days(&[-40, -15, 2, -300])),
        ("amount", money(&[3_000, 3_000, 1_000, 7_700])),
    ]);
    ArrowTables::from_batches([
        (Table::Customers, batch(vec![("customer_id", ids(&[30, 10, 20]))])),
        (Table::OrderLines, lines),
        (Table::Invoices, invoices),
        (Table::Settlements, settlements),
    ])
}

fn run(tables: &ArrowTables, threads: usize) -> Scored {
    Job::new(tables, as_of()).unwrap().run(threads).unwrap().1
}

#[test]
fn sums_are_those_of_the_window() {
    let scored = run(&book(), 1);
    assert_eq!(scored.ids, [10, 20, 30]);
    let ordered: Vec<_> =
        scored.ordered.iter().map(|sum| (sum.amount, sum.orders, sum.quantity, sum.profit)).collect();
    assert_eq!(ordered, [(12_000, 2, 2, 5_000), (0, 0, 0, 0), (2_000, 1, 3, -1_000)]);
    // Invoice 7: 30 paid 10 days early, 30 paid 15 days late, 30 open for 30 days. Invoice 8: 10 open for 60
    // days, since what was paid afterwards is not known yet. Invoice 9 was issued before the window.
    // (30 × -10 + 30 × 15 + 30 × 30 + 10 × 60) ÷ 100 = 16.5
    assert_eq!(scored.days_late, [Some(16_500_000), None, None]);
    assert_eq!(scored.in_time, [Some(300_000), None, None]);
    assert_eq!((scored.paid[0].overdue, scored.paid[0].worst), (4_000, 60));
}

#[test]
fn scores_ranks_and_grades_follow() {
    let scored = run(&book(), 1);
    // 50 ÷ 120 and -10 ÷ 20
    assert_eq!(scored.margin, [Some(416_667), None, Some(-500_000)]);
    // 70 at 15 days, 60 at 22: 70 - 1.5 × 10 ÷ 7; 50 without invoices.
    assert_eq!(scored.credit, [67_857_143, 50_000_000, 50_000_000]);
    // 100 × (below + half of itself) ÷ 3
    assert_eq!(scored.volume, [83_333_333, 16_666_667, 50_000_000]);
    assert_eq!(scored.profit, [83_333_333, 50_000_000, 16_666_667]);
    // 0.4 × 67.857143 + 0.6 × 83.333333 = 77.142857; 0.4 × 50 + 0.3 × 66.666667 = 40 for both others.
    assert_eq!(scored.composite, [7_714, 4_000, 4_000]);
    assert_eq!(scored.rank, [1, 2, 2]);
    assert_eq!(scored.grade, [1, 3, 3]);
    // 120 of 140 are 85.7%: the first is A as nobody stands before it, the next B, the last C.
    assert_eq!(scored.class, [0, 2, 1]);
}

#[test]
fn threads_and_batches_change_nothing() {
    let source = GeneratedBook::new(Size { customers: 300, lines: 140_000, invoices: 60_000 });
    let tables = ArrowTables::of(&source, &Texts::new(&source), IdForm::Integer).unwrap();
    let one = run(&tables, 1);
    assert!(one.ordered.iter().map(|sum| sum.orders).sum::<i64>() > 20_000);
    for threads in [2, 3, 8] {
        assert_eq!(run(&tables, threads).checksum(), one.checksum());
    }
}

#[test]
fn what_is_not_to_be_trusted_is_refused() {
    let source = GeneratedBook::new(Size { customers: 10, lines: 100, invoices: 50 });
    let texts = ArrowTables::of(&source, &Texts::new(&source), IdForm::Text).unwrap();
    assert!(Job::new(&texts, as_of()).err().unwrap().to_string().contains("holds Utf8"));
    let scattered =
        ArrowTables::from_batches([(Table::Customers, batch(vec![("customer_id", ids(&[1, i64::MAX]))]))]);
    let error = Job::new(&scattered, as_of()).unwrap().run(1).err().unwrap();
    assert_eq!(error.to_string(), "ids too scattered to be positions");
}
