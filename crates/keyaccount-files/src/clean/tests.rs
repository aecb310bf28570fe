//! Lines that are clean, and what makes them otherwise.

use keyaccount::book::Table;
use proptest::prelude::*;

use super::cells::{Cells, Way};
use super::counted::NO_NUMBER;
use super::part::CleanPart;
use super::plan::Plan;
use crate::cells::Source;
use crate::tests::source;

/// Settlements of an invoice, a customer, a day, an amount and a kind, in this order.
fn plan() -> Plan {
    let order = ["invoice_id", "customer_id", "settled_on", "amount", "kind"];
    let field = |name| Source::Field(order.iter().position(|other| *other == name).unwrap());
    let sources: Vec<_> = Table::Settlements.columns().iter().map(|column| field(column.name)).collect();
    Plan::of(&source(Table::Settlements), &sources, order.len()).unwrap()
}

fn is_clean(text: &str) -> bool {
    CleanPart::default().read(&plan(), text, text.matches('\n').count())
}

const LINES: &str =
    "I-007,C1,2026-01-02,10.5,\nI-010,,2026-01-03,-3,cash\r\nI-999,C12,1970-01-01,0.000001,\r\n";

#[test]
fn plain_lines_are_read_column_by_column() {
    let (plan, mut part) = (plan(), CleanPart::default());
    // Memory of other lines leaves no trace.
    assert!(part.read(&plan, "K,,2000-01-01,1,\n", 1) && part.read(&plan, LINES, 3));
    assert_eq!(part.rows(), 3);
    for (column, cells) in plan.columns.iter().zip(&part.columns) {
        match (column.name, cells) {
            ("invoice_id", Cells::Ids(ids)) => {
                assert_eq!((ids.counting.stem(), ids.counting.digits()), ("I-", Some(3)));
                assert_eq!((ids.way, &*ids.numbers), (Way::Counted, &[7, 10, 999][..]));
            }
            ("customer_id", Cells::Ids(ids)) => {
                assert_eq!((ids.counting.stem(), ids.counting.digits()), ("C", Some(0)));
                assert_eq!(ids.numbers, [1, NO_NUMBER, 12]);
            }
            ("settled_on", Cells::Dates(days)) => assert_eq!(days, &[20_455, 20_456, 0]),
            ("amount", Cells::Numbers(units)) => assert_eq!(units, &[10_500_000, -3_000_000, 1]),
            ("kind", Cells::Texts(spans)) => {
                let read: Vec<_> =
                    spans.iter().map(|(start, end)| &LINES[*start as usize..*end as usize]).collect();
                assert_eq!(read, ["", "cash", ""]);
            }
            (name, cells) => panic!("{name}: {cells:?}"),
        }
    }
}

#[test]
fn a_line_may_have_one_cell_alone() {
    let sources: Vec<_> = Table::Customers
        .columns()
        .iter()
        .map(|column| if column.name == "customer_id" { Source::Field(0) } else { Source::Absent })
        .collect();
    let plan = Plan::of(&source(Table::Customers), &sources, 1).unwrap();
    let mut part = CleanPart::default();
    assert!(part.read(&plan, "C12\nC7\r\nC345\n", 3));
    let Cells::Ids(ids) = &part.columns[0] else { panic!("{:?}", part.columns) };
    assert_eq!((part.rows(), &*ids.numbers), (3, &[12, 7, 345][..]));
    assert!(!part.read(&plan, "C12\n\nC7\n", 3));
}

#[test]
fn one_odd_line_is_enough() {
    assert!(is_clean(LINES) && is_clean("客户,,9999-12-31,1,\n") && is_clean(""));
    for odd in [
        "\n",
        "\r\n",
        ",,,,\n",
        "I-1,C1,2026-01-02,1\n",
        "I-1,C1,2026-01-02,1,,\n",
        "I-1,C1,,1,\n",
        "I-1,C1,2026-01-02,,\n",
        "I-1,C1,2026-01-02,1, \u{0}\n",
        "I-1,C1,2026-02-29,1,\n",
        "I-1,C1,2026-01-02,1e3,\n",
        "I-1,C1,2026-01-02,1,bar\n",
        "I-1,C1,2026-01-02,1,",
        "I-1,C1,2026-01-02,1\nI-1,C1,2026-01-02,1,,\n",
    ] {
        for text in [format!("{odd}{LINES}"), format!("{LINES}{odd}"), format!("{LINES}{odd}{LINES}")] {
            assert!(!is_clean(&text), "{text:?}");
        }
    }
    let long = "x".repeat(65);
    assert!(
        !is_clean(&format!("{long},C1,2026-01-02,1,\n"))
            && is_clean(&format!("{},,2026-01-02,1,\n", &long[1..]))
    );
    assert!(!is_clean(&LINES.repeat(1 << 14)));
}

proptest! {
    #[test]
    fn any_text_is_read_or_not(text in "[I0-9,.\\-\n\r客]{0,200}") {
        is_clean(&text);
    }
}
