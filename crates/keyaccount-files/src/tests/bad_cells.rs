//! Every kind of bad cell, with its message.

use keyaccount::book::Table::{self, *};

use super::{problems, rejects};

/// The one problem of a file with this header and this row.
fn problem(table: Table, header: &str, row: &str) -> String {
    let mut found = problems(table, format!("{header}\n{row}\n"));
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

fn amount(text: &str) -> String {
    problem(Settlements, "settled_on,amount,invoice_id", &format!("2026-01-31,{text},I1"))
}

#[test]
fn numbers() {
    let plain = "expected a plain number such as `1234.5`";
    for (text, remedy) in [
        ("1e3", "; write the number without an exponent"),
        ("-1.5E-3", "; write the number without an exponent"),
        ("+5", "; leave out the `+`"),
        ("１２", "; write half-width digits"),
        (
            "n/a",
            "; leave the cell blank if the number is not known, or list the spelling under `missing` in book.toml",
        ),
        (" 5", "; leave out the white space"),
        ("1'000", "; leave out the separators between digits, or state them as `thousands` in book.toml"),
        ("¥5", "; state the characters around the digits as `strip` in book.toml"),
        ("(5)", "; state `negative = \"parentheses\"` in book.toml if that is what they mean"),
        ("5.", ""),
        ("1.2.3", ""),
        ("0x10", ""),
    ] {
        assert_eq!(amount(text), format!("t.csv:2:2 (amount): found `{text}`, {plain}{remedy}"));
    }
    assert_eq!(
        amount("\"1,000\""),
        format!(
            "t.csv:2:2 (amount): found `1,000`, {plain}; leave out the separators between digits, or state them as `thousands` in book.toml"
        )
    );
    for decimal in ["5,5", "-1234,56", "1,2345"] {
        let said = amount(&format!("\"{decimal}\""));
        assert_eq!(
            said,
            format!(
                "t.csv:2:2 (amount): found `{decimal}`, {plain}; write the decimal point as `.`, or state `decimal = \",\"` in book.toml"
            )
        );
    }
    for separated in ["1,000,000", "1,234.5"] {
        assert!(amount(&format!("\"{separated}\"")).contains("; leave out the separators between digits"));
    }
    assert_eq!(
        amount("0.1234567"),
        "t.csv:2:2 (amount): found `0.1234567`, expected at most 6 digits after the point; round the number at its source, or state `round_decimals = 6` under `[settlements]` in book.toml"
    );
    assert_eq!(
        amount("10000000000000000000000"),
        "t.csv:2:2 (amount): found `10000000000000000000000`, expected at most 22 digits before the point"
    );
    assert_eq!(
        problems(Settlements, "settled_on,amount,invoice_id\n2026-01-31,9999999999999999999999.999999,I1"),
        [""; 0]
    );
}

#[test]
fn dates() {
    let dated = |text: &str| problem(Settlements, "settled_on,amount,invoice_id", &format!("{text},1,I1"));
    let expected = "expected a date such as `2026-02-28`";
    for (text, remedy) in [
        ("2026-02-29", "the calendar has no such day"),
        ("0000-01-01", "there is no year 0"),
        ("31/01/2026", "state `date_format` in book.toml, such as `%d/%m/%Y`"),
        ("2026-1-31", "state `date_format` in book.toml, such as `%d/%m/%Y`"),
        (
            "2026-01-31 10:00",
            "state `date_format` with the time in book.toml, such as `%Y-%m-%d %H:%M:%S`; the time is dropped",
        ),
    ] {
        assert_eq!(dated(text), format!("t.csv:2:1 (settled_on): found `{text}`, {expected}; {remedy}"));
    }
}

#[test]
fn yes_and_no() {
    assert_eq!(
        problem(Customers, "customer_id,documents_complete", "C1,maybe"),
        "t.csv:2:2 (documents_complete): found `maybe`, expected yes or no: `true`/`false`, `yes`/`no`, `1`/`0`, `是`/`否`; say what it means in book.toml, under `[customers.values.documents_complete]`"
    );
    let every = ["true", "FALSE", "Yes", "nO", "1", "0", "是", "否", ""];
    let rows: String = every.iter().enumerate().map(|(i, text)| format!("C{i},{text}\n")).collect();
    assert_eq!(problems(Customers, format!("customer_id,documents_complete\n{rows}")), [""; 0]);
}

#[test]
fn codes_are_case_sensitive_and_the_nearest_is_named() {
    assert_eq!(
        problem(Orders, "order_id,customer_id,ordered_on,status", "O1,C1,2026-01-31,Canceled"),
        "t.csv:2:4 (status): found `Canceled`, expected one of `open`, `fulfilled`, `cancelled`; did you mean `cancelled`?"
    );
    assert_eq!(
        problem(Orders, "order_id,customer_id,ordered_on,status", "O1,C1,2026-01-31,OPEN"),
        "t.csv:2:4 (status): found `OPEN`, expected one of `open`, `fulfilled`, `cancelled`; did you mean `open`?"
    );
}

#[test]
fn excused_days() {
    let header = "invoice_id,kind,days_excused";
    for text in ["-1", "1.5", "All", "99999999999"] {
        assert_eq!(
            problem(DelayReasons, header, &format!("I1,unknown,{text}")),
            format!("t.csv:2:3 (days_excused): found `{text}`, expected a whole number of days, or `all`")
        );
    }
    assert_eq!(
        problems(DelayReasons, format!("{header}\nI1,unknown,all\nI2,unknown,7\nI3,unknown,\n")),
        [""; 0]
    );
}

#[test]
fn identifiers_count_characters_not_bytes() {
    let fits = "户".repeat(64);
    assert_eq!(problems(Customers, format!("customer_id\n{fits}\n")), [""; 0]);
    assert_eq!(
        problem(Customers, "customer_id", &format!("{fits}户")),
        format!(
            "t.csv:2:1 (customer_id): found `{fits}户` of 65 characters, expected an identifier of at most 64 characters"
        )
    );
}

#[test]
fn blanks() {
    assert_eq!(
        problem(Customers, "customer_id,name", ",Li"),
        "t.csv:2:1 (customer_id): found a blank cell, expected a value, the column is required"
    );
    assert_eq!(
        problem(Customers, "customer_id,name", " \t\u{3000},Li"),
        "t.csv:2:1 (customer_id): found a blank cell, expected a value, the column is required"
    );
    assert_eq!(problems(Customers, "customer_id,created_on\n C1 , \n"), [""; 0]);
}

#[test]
fn every_cell_of_every_row_is_judged() {
    let text = "order_id,customer_id,ordered_on,status\nO1,,yesterday,shut\nO2,C2,2026-01-01,\nO3,C3,2026-13-01,open\n";
    let found = problems(Orders, text);
    let places: Vec<_> = found.iter().map(|problem| problem.split_once(' ').unwrap().0).collect();
    assert_eq!(places, ["t.csv:2:2", "t.csv:2:3", "t.csv:2:4", "t.csv:4:3"]);
}

#[test]
fn values_are_shown_short_and_harmless() {
    let found = amount(&format!("\u{202e}{}\u{7}", "x".repeat(200)));
    assert!(found.contains("`\\u{202e}xxx") && found.contains("x…`"), "{found}");
}

#[test]
fn rows_left_out_are_kept_as_they_were_written() {
    let text = "settled_on,amount,invoice_id\n2026-01-31,1e3,\"I\"\"1\"\n2026-01-31,5,I2\nnever,7.25,\"I,3\"\n2026-01-31,1\n";
    let expected = "table,file,line,problem,record
settlements,t.csv,2,\"column 2 (amount): found `1e3`, expected a plain number such as `1234.5`; write the number without an exponent\",\"2026-01-31,1e3,\"\"I\"\"\"\"1\"\"\"
settlements,t.csv,4,\"column 1 (settled_on): found `never`, expected a date such as `2026-02-28`; state `date_format` in book.toml, such as `%d/%m/%Y`\",\"never,7.25,\"\"I,3\"\"\"
settlements,t.csv,5,\"found 2 cells, expected 3, as many as the header has\",\"2026-01-31,1\"
";
    assert_eq!(rejects(Settlements, text), expected);
}
