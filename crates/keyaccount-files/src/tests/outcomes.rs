//! Tables of outcomes.

use chrono::NaiveDate;
use keyaccount::{OutcomeKind, Outcomes};

use crate::outcomes::{read, read_outcomes};
use crate::problems::ReadError;

fn outcomes(kind: OutcomeKind, text: impl AsRef<[u8]>) -> Result<Outcomes, ReadError> {
    read("o.csv", text.as_ref(), kind, NaiveDate::from_ymd_opt(2025, 12, 31).unwrap())
}

fn problems(kind: OutcomeKind, text: impl AsRef<[u8]>) -> Vec<String> {
    let error = outcomes(kind, text).unwrap_err();
    error.problems().iter().map(ToString::to_string).collect()
}

#[test]
fn yes_and_no_are_read_as_in_books() {
    let text =
        "\u{feff}outcome,customer_id,note\r\nyes,A,x\r\n0,B,\"1,2\"\r\n\r\n是,C,\r\n ,D,\r\nFALSE,E,\r\n";
    let read = outcomes(OutcomeKind::Bad, text).unwrap();
    assert_eq!((read.rows(), read.undated(), read.not_after()), (5, 5, 0));
    let dated = "customer_id,outcome,on\nA,1,2026-01-01\nB,2.5,2025-12-31\nC,-3,\n";
    let read = outcomes(OutcomeKind::HigherIsWorse, dated).unwrap();
    assert_eq!((read.rows(), read.undated(), read.not_after()), (3, 1, 1));
    assert_eq!(outcomes(OutcomeKind::Good, "customer_id,outcome\n").unwrap().rows(), 0);
}

#[test]
fn every_problem_has_its_line_and_column() {
    let text =
        "customer_id,on,outcome\nA,,maybe\nA,2026-02-30,2\n,2026-02-01,yes\nB,2026-02-01,no\nB,,no\nC\n";
    assert_eq!(
        problems(OutcomeKind::Bad, text),
        [
            "o.csv:2:3 (outcome): found `maybe`, expected yes or no: `true`/`false`, `yes`/`no`, `1`/`0`, `是`/`否`",
            "o.csv:3:3 (outcome): found `2`, expected yes or no: `true`/`false`, `yes`/`no`, `1`/`0`, `是`/`否`",
            "o.csv:3:2 (on): found `2026-02-30`, expected a date such as `2026-02-28`; the calendar has no such day",
            "o.csv:4:1 (customer_id): found a blank, expected an identifier of 1 to 64 characters",
            "o.csv:6:1 (customer_id): found a second outcome of `B`, expected one outcome for each customer; remove one of them, or add them up",
            "o.csv:7: found 1 cells, expected 3, as many as the header has",
        ]
    );
    assert_eq!(
        problems(OutcomeKind::HigherIsBetter, "customer_id,outcome\nA,1e3\nB,0.1234567\n"),
        [
            "o.csv:2:2 (outcome): found `1e3`, expected a plain number such as `1234.5`",
            "o.csv:3:2 (outcome): found `0.1234567`, expected at most 6 digits after the point; round the number at its source",
        ]
    );
}

#[test]
fn headings_are_the_stable_names() {
    assert_eq!(
        problems(OutcomeKind::Bad, "Customer ID,default\nA,yes\n"),
        [
            "o.csv:1 (customer_id): found no such column in the header, expected a column `customer_id`; did you mean `Customer ID`? rename it",
            "o.csv:1 (outcome): found no such column in the header, expected a column `outcome`; rename the column that holds it; the columns are `Customer ID`, `default`",
        ]
    );
    let twice = problems(OutcomeKind::Bad, "customer_id,outcome,outcome\nA,yes,no\n");
    assert!(twice[0].starts_with("o.csv:1:3: found a second column `outcome`"), "{twice:?}");
    assert!(problems(OutcomeKind::Bad, "")[0].contains("an empty file"));
}

#[test]
fn hostile_files_are_refused_and_never_blame_a_manifest() {
    for text in [
        &b"customer_id,outcome\nA,\xff\n"[..],
        b"\xff\xfec\0",
        b"customer_id,outcome\nA,\"yes\n",
        b"customer_id,outcome\nA\0,yes\n",
        b"PK\x03\x04",
        b"customer_id,outcome\rA,yes\r",
    ] {
        let found = problems(OutcomeKind::Bad, text);
        assert!(!found.is_empty() && found.iter().all(|p| !p.contains("book.toml")), "{found:?}");
    }
    let day = NaiveDate::from_ymd_opt(2025, 12, 31).unwrap();
    for path in ["no/such/file.csv", "."] {
        let error = read_outcomes(path.as_ref(), OutcomeKind::Bad, day).unwrap_err();
        assert!(error.to_string().contains("a CSV file of outcomes"), "{error}");
    }
}
