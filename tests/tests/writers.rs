//! The writers of result tables against plain ones: the `csv` crate on displayed cells, Arrow's builders
//! cell by cell. The same bytes and arrays, at every border of a block, on any number of threads.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::Arc;

use arrow_array::builder::{
    Date32Builder, Decimal128Builder, Int64Builder, StringBuilder, StringDictionaryBuilder,
};
use arrow_array::types::{Date32Type, Int32Type};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use chrono::{Days, NaiveDate};
use keyaccount::book::{
    Book, BookBuilder, BookSettings, CreditFact, CreditFactKind, Customer, GradeOverride, Invoice, OrderLine,
    Product, Settlement, Table,
};
use keyaccount::{Assessment, Exact, Language, Policy, ProblemCode, ResultKind, ResultTable, Value, assess};
use keyaccount_arrow::record_batch;
use keyaccount_files::{CsvOptions, Digesting, write_csv, write_csv_with, write_json_table};
use rust_decimal::Decimal;

fn day(back: u64) -> NaiveDate {
    as_of().checked_sub_days(Days::new(back)).unwrap()
}

fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 30).unwrap()
}

/// What a spreadsheet, a reader of CSV or a hasty quoting rule may stumble over.
const NAMES: [&str; 16] = [
    "Plain Ltd",
    "a, b",
    "say \"yes\"",
    "\"",
    "\"\"",
    "line\nbreak",
    "line\r\nbreak",
    "\r",
    "=1+1",
    "+5",
    "-3,5",
    "@sum",
    "\tindented",
    "鞍钢，股份",
    "=\"甲\"",
    "end\"",
];

/// Amounts at borders of 64 bits, of a cent, and of what a number may have.
const AMOUNTS: [&str; 14] = [
    "0",
    "0.004999",
    "0.005",
    "-0.004999",
    "-0.005",
    "-0.01",
    "92233720368547758.07",
    "92233720368547758.08",
    "-92233720368547758.08",
    "-92233720368547758.09",
    "9223372036854.775807",
    "9223372036854.775808",
    "99999999999999999999.999999",
    "-99999999999999999999.999999",
];

/// Customers of every kind: with and without names, orders, costs, payments, vetoes, approvals.
fn book(customers: usize) -> Book {
    let mut book = BookBuilder::new(BookSettings::default());
    book.declare(Table::OrderLines);
    for at in 0..customers {
        let id = || -> Cow<'static, str> {
            // Some ids need quotes as well.
            if at % 97 == 13 { format!("C,\"{at}\"").into() } else { format!("C{at}").into() }
        };
        let name = (at % 5 > 0).then(|| NAMES[at % NAMES.len()].into());
        book.push(Customer { name, ..Customer::new(id()) });
        if at % 7 > 0 {
            let amount = if at % 3 == 0 { AMOUNTS[at % AMOUNTS.len()] } else { "120.5" };
            book.push(OrderLine {
                customer_id: Some(id()),
                ordered_on: Some(day(40 + at as u64 % 300)),
                quantity: (at % 4 > 0).then(|| Decimal::new(at as i64 * 1_001 - 7, at as u32 % 7)),
                amount: Some(amount.parse().unwrap()),
                cost: (at % 11 > 0).then(|| Decimal::new(at as i64, 1)),
                ..OrderLine::new(format!("O{at}").into())
            });
        }
        if at % 6 > 1 {
            let invoice = || -> Cow<'static, str> { format!("I{at}").into() };
            let amount = Decimal::new(100 + at as i64, 2);
            let invoiced = Invoice::new(invoice(), id(), day(220), amount);
            book.push(Invoice { due_on: Some(day(at as u64 % 200)), ..invoiced });
            if at % 6 > 2 {
                let paid = Settlement::new(day(1 + at as u64 % 150), amount);
                book.push(Settlement { invoice_id: Some(invoice()), ..paid });
            }
        }
        for (every, kind) in [(19, CreditFactKind::WilfulDefault), (23, CreditFactKind::BouncedBill)] {
            if at % every == 0 {
                book.push(CreditFact::new(id(), kind, day(30)));
            }
        }
        if at % 29 == 0 {
            let by = "Li, \"Director\"".into();
            book.push(GradeOverride::new(id(), "C".into(), "known for years".into(), by, day(10)));
        }
    }
    book.finish().unwrap()
}

fn scored(book: &Book) -> Assessment {
    assess(book, &Policy::shipped("standard").unwrap(), as_of()).unwrap()
}

fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(work)
}

/// Every table of an assessment.
fn with_tables(book: &Book, result: &Assessment, check: impl Fn(&ResultTable<'_>)) {
    check(&result.table());
    check(&result.explained_table(Language::Chinese));
    check(&result.credit_table());
    check(&result.behaviour_table());
    check(&result.slices(book).unwrap().table());
    check(&result.portfolio_table());
}

fn plain_csv(table: &ResultTable<'_>, options: CsvOptions) -> Vec<u8> {
    let mut out = Vec::new();
    if options.language == Some(Language::Chinese) {
        out.extend_from_slice("\u{feff}".as_bytes());
    }
    let escaped = |text: String| {
        let is_formula = options.escape_formulas && text.starts_with(['=', '+', '-', '@', '\t', '\r']);
        if is_formula { format!("'{text}") } else { text }
    };
    let mut csv = csv::Writer::from_writer(&mut out);
    let headings = table.columns().iter().map(|column| match options.language {
        Some(language) => column.label(language).into_owned(),
        None => column.name().to_owned(),
    });
    csv.write_record(headings.map(escaped)).unwrap();
    for row in 0..table.len() {
        let cells = table.columns().iter().zip(table.row(row)).map(|(column, value)| match &value {
            Value::Text(_) | Value::Code(_) => escaped(match options.language {
                Some(language) => column.translate(&value, language).into_owned(),
                None => value.to_string(),
            }),
            number => number.to_string(),
        });
        csv.write_record(cells).unwrap();
    }
    csv.flush().unwrap();
    drop(csv);
    out
}

fn plain_array(table: &ResultTable<'_>, column: usize) -> ArrayRef {
    let kind = table.columns()[column].kind();
    let values = (0..table.len()).map(|row| table.value(row, column));
    let text = |value: Value<'_>| (!value.is_empty()).then(|| value.to_string());
    let decimals = |values: &mut dyn Iterator<Item = Value<'_>>, scale: u8| -> ArrayRef {
        let mut cells =
            Decimal128Builder::new().with_data_type(DataType::Decimal128(38, i8::try_from(scale).unwrap()));
        for value in values {
            cells.append_option(text(value).map(|text| {
                let exact: Exact = text.parse().unwrap();
                exact.at_scale(scale).unwrap()
            }));
        }
        Arc::new(cells.finish())
    };
    match kind {
        ResultKind::Text => {
            let mut cells = StringBuilder::new();
            values.for_each(|value| cells.append_option(text(value)));
            Arc::new(cells.finish())
        }
        ResultKind::Code => {
            let mut cells = StringDictionaryBuilder::<Int32Type>::new();
            values.for_each(|value| cells.append_option(text(value)));
            Arc::new(cells.finish())
        }
        ResultKind::Number { scale } => decimals(&mut { values }, scale),
        ResultKind::Quantity => decimals(&mut { values }, ResultKind::QUANTITY_SCALE),
        ResultKind::Integer => {
            let mut cells = Int64Builder::new();
            values.for_each(|value| cells.append_option(text(value).map(|text| text.parse().unwrap())));
            Arc::new(cells.finish())
        }
        ResultKind::Date => {
            let mut cells = Date32Builder::new();
            for value in values {
                cells.append_option(
                    text(value).map(|text| Date32Type::from_naive_date(text.parse().unwrap())),
                );
            }
            Arc::new(cells.finish())
        }
    }
}

/// Buffer by buffer, which is what files and other processes see.
fn same(array: &ArrayRef, plain: &ArrayRef, place: &str) {
    let (array, plain) = (array.to_data(), plain.to_data());
    assert_eq!(array, plain, "{place}");
    assert_eq!(array.buffers(), plain.buffers(), "{place}");
    assert_eq!(array.nulls().is_some(), plain.nulls().is_some(), "{place}");
    assert_eq!(array.child_data(), plain.child_data(), "{place}");
}

fn check_arrow(table: &ResultTable<'_>, result: &Assessment, place: &str) {
    let batch = record_batch(table, &result.stamp).unwrap();
    assert_eq!(batch.num_rows(), table.len());
    for (at, column) in table.columns().iter().enumerate() {
        same(batch.column(at), &plain_array(table, at), &format!("{} of {place}", column.name()));
    }
}

/// The cells of CSV are read 128 rows at a time for texts of 512 rows, of which eight are written while eight
/// are made; those of arrays 256 rows at a time, four times as many on each thread.
const BORDERS: [usize; 14] = [0, 1, 127, 128, 129, 255, 257, 511, 513, 2_047, 2_049, 4_095, 4_097, 8_193];

#[test]
fn csv_is_what_the_csv_crate_writes_on_any_number_of_threads() {
    let options = [
        CsvOptions::default(),
        CsvOptions { language: Some(Language::Chinese), escape_formulas: true },
        CsvOptions { language: None, escape_formulas: true },
    ];
    for rows in BORDERS {
        let result = scored(&book(rows));
        // Sentences take their time.
        let tables = [result.table(), result.credit_table()];
        for (table, options) in tables.iter().zip([&options[..], &options[..1]]) {
            assert_eq!(table.len(), rows);
            for options in options {
                let plain = plain_csv(table, *options);
                for threads in [1, 2, 8] {
                    let mut out = Vec::new();
                    on_threads(threads, || write_csv_with(table, *options, &mut out)).unwrap();
                    assert!(out == plain, "{rows} rows on {threads} threads: {options:?}");
                }
            }
        }
    }
}

#[test]
fn arrays_are_what_builders_make_on_any_number_of_threads() {
    for rows in BORDERS {
        let result = scored(&book(rows));
        for threads in [1, 2, 8] {
            on_threads(threads, || check_arrow(&result.table(), &result, &format!("{rows} rows")));
        }
    }
}

#[test]
fn every_table_is_written_the_same_on_any_number_of_threads() {
    let book = book(700);
    let result = scored(&book);
    let json = |table: &ResultTable<'_>| {
        let mut out = Vec::new();
        write_json_table(&result, table, &mut out).unwrap();
        out
    };
    for threads in [1, 2, 8] {
        on_threads(threads, || {
            with_tables(&book, &result, |table| {
                check_arrow(table, &result, table.columns()[1].name());
                let mut out = Vec::new();
                write_csv(table, &mut out).unwrap();
                assert!(out == plain_csv(table, CsvOptions::default()), "{}", table.columns()[1].name());
                let rows: serde_json::Value = serde_json::from_slice(&json(table)).unwrap();
                for (at, row) in rows["rows"].as_array().unwrap().iter().enumerate() {
                    let cells = table.columns().iter().zip(table.row(at));
                    for (column, value) in cells {
                        assert_eq!(row[column.name()], serde_json::to_value(&value).unwrap());
                    }
                }
            });
        });
    }
}

/// Takes so many bytes, then fails.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(io::Error::new(io::ErrorKind::StorageFull, "no space left"));
        }
        let taken = bytes.len().min(self.0);
        self.0 -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_writer_that_fails_says_so_wherever_it_fails() {
    let result = scored(&book(5_000));
    let table = result.table();
    let mut whole = Vec::new();
    write_csv(&table, &mut whole).unwrap();
    for threads in [1, 2, 8] {
        for space in [0, 1, 400, whole.len() / 2, whole.len() - 1] {
            let mut digesting = Digesting::new(Full(space));
            let failed = on_threads(threads, || write_csv(&table, &mut digesting)).unwrap_err();
            assert_eq!(failed.kind(), io::ErrorKind::StorageFull);
            assert_eq!(digesting.digest().bytes, space as u64);
        }
        let mut digesting = Digesting::new(Full(whole.len()));
        on_threads(threads, || write_csv(&table, &mut digesting)).unwrap();
        let digest = digesting.digest();
        assert_eq!(digest, keyaccount_files::ResultDigest::of_reader(&whole[..]).unwrap());
    }
}

#[test]
fn a_cell_is_appended_as_it_is_displayed() {
    let numbers = [
        "0",
        "0.00",
        "-0",
        "-0.00",
        "0.5",
        "-0.05",
        "0.99",
        "-1.00",
        "10",
        "1234567.89",
        "-0.0000000000000000000000000001",
        "184467440737095516.15",
        "184467440737095516.16",
        "-184467440737095516.16",
    ];
    let limits = [Decimal::MAX, Decimal::MIN, Decimal::from_i128_with_scale(i128::from(u64::MAX), 28)];
    let over = Decimal::from_i128_with_scale(i128::from(u64::MAX) + 1, 19);
    let numbers = numbers.map(|text| text.parse().unwrap()).into_iter().chain(limits).chain([over]);
    let units = [0, 1, -1, 10, -100, i128::from(i64::MAX), i128::from(i64::MIN), i128::MAX, i128::MIN];
    let quantities =
        units.into_iter().flat_map(|units| [0, 1, 2, 6, 12, 38, 60].map(|s| Exact::new(units, s)));
    let days = [(0, 1, 1), (9_999, 12, 31), (10_000, 1, 1), (-1, 2, 3), (2026, 6, 30)];
    let days = days.map(|(y, m, d)| Value::Date(NaiveDate::from_ymd_opt(y, m, d).unwrap()));
    let cells = (numbers.map(Value::Number))
        .chain(quantities.map(Value::Quantity))
        .chain([0, 9, -10, i64::MAX, i64::MIN].map(Value::Integer))
        .chain(days)
        .chain([Value::Empty, Value::Text("甲\"".into()), Value::Code("a;b".into())]);
    for cell in cells {
        let mut text = b"before ".to_vec();
        cell.append_to(&mut text);
        assert_eq!(String::from_utf8(text).unwrap(), format!("before {cell}"), "{cell:?}");
    }
}

#[test]
fn a_number_beyond_its_column_is_named_with_its_row() {
    // 10^26 with twelve decimals has 39 digits; one unit of a millionth less has 38.
    for (factor, refused) in [("100000", true), ("99999.999999", false)] {
        let mut book = BookBuilder::new(BookSettings::default());
        let factor = Some(factor.parse().unwrap());
        book.push(Product { base_uom_factor: factor, uom: Some("t".into()), ..Product::new("P".into()) });
        for at in 0..3_000 {
            let quantity = if at == 2_345 { "1000000000000000000000" } else { "1" };
            book.push(OrderLine {
                customer_id: Some(format!("C{at:04}").into()),
                ordered_on: Some(day(100)),
                product_id: Some("P".into()),
                quantity: Some(quantity.parse().unwrap()),
                amount: Some(Decimal::ONE),
                ..OrderLine::new(format!("O{at}").into())
            });
        }
        let result = scored(&book.finish().unwrap());
        let table = result.table();
        for threads in [1, 2, 8] {
            let written = on_threads(threads, || record_batch(&table, &result.stamp));
            if !refused {
                written.unwrap();
                continue;
            }
            let error = written.unwrap_err();
            let problem = &error.problems()[0];
            assert_eq!(problem.code, ProblemCode::OutOfRange);
            assert_eq!(problem.path, "order_quantity");
            let place = (0..table.len()).find(|row| table.value(*row, 0).to_string() == "C2345").unwrap();
            let found = format!("`100000000000000000000000000` in row {} of the result", place + 1);
            assert_eq!(problem.found, found);
        }
    }
}
