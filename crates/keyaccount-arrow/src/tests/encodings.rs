//! However texts are held, cut and encoded, the book is the same.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, Int64Array, NullArray, RecordBatch, StringArray};
use arrow_cast::cast;
use arrow_schema::{DataType, Field};
use keyaccount::book::{
    BookBuilder, CreditFact, CreditFactKind, Customer, CustomerKind, DelayReason, DelayReasonKind,
    ExcusedDays, Table,
};

use super::{batch, date, digest, read, refused, typed};
use crate::ReadOptions;

const IDS: [&str; 6] =
    ["K001", "00042", "客户甲", "a name that is longer than twelve bytes", "00042b", "K002"];
const NAMES: [Option<&str>; 6] = [
    Some("Anshan Steel"),
    None,
    Some("  "),
    Some("鞍山钢铁有限公司第一分公司"),
    Some("Anshan Steel"),
    Some(""),
];
const KINDS: [Option<&str>; 6] =
    [Some("dealer"), Some("dealer"), None, Some("individual"), None, Some("dealer")];

fn expected(book: &mut BookBuilder) {
    for ((id, name), kind) in IDS.into_iter().zip(NAMES).zip(KINDS) {
        let mut row = Customer::new(id.into());
        row.name = name.filter(|name| !name.trim().is_empty()).map(Into::into);
        row.kind = match kind {
            Some("dealer") => Some(CustomerKind::Dealer),
            Some(_) => Some(CustomerKind::Individual),
            None => None,
        };
        book.push(row);
    }
}

fn text_types() -> Vec<DataType> {
    let plain = [DataType::Utf8, DataType::LargeUtf8, DataType::Utf8View];
    let keys = [
        DataType::Int8,
        DataType::Int16,
        DataType::Int32,
        DataType::Int64,
        DataType::UInt8,
        DataType::UInt16,
        DataType::UInt32,
        DataType::UInt64,
    ];
    let mut types = plain.to_vec();
    for values in &plain {
        types.extend(
            keys.iter().map(|key| DataType::Dictionary(Box::new(key.clone()), Box::new(values.clone()))),
        );
    }
    let ends = Arc::new(Field::new("run_ends", DataType::Int32, false));
    types.push(DataType::RunEndEncoded(ends, Arc::new(Field::new("values", DataType::Utf8, true))));
    types
}

/// The cells between two that belong to somebody else.
fn sliced(cells: &[Option<&str>], data: &DataType) -> ArrayRef {
    let mut around = vec![Some("other")];
    around.extend(cells);
    around.push(None);
    cast(&StringArray::from(around), data).unwrap().slice(1, cells.len())
}

#[test]
fn every_text_type_cut_and_sliced_gives_the_same_book() {
    let expected = digest(&typed(expected));
    let ids = IDS.map(Some);
    for data in text_types() {
        let whole = batch(vec![
            ("kind", sliced(&KINDS, &data)),
            ("name", sliced(&NAMES, &data)),
            ("customer_id", sliced(&ids, &data)),
        ]);
        for size in [1, 2, 4, 6] {
            let chunks: Vec<RecordBatch> =
                (0..6).step_by(size).map(|at| whole.slice(at, size.min(6 - at))).collect();
            let book = read(Table::Customers, &chunks, ReadOptions::default()).unwrap();
            assert_eq!(digest(&book), expected, "{data} in chunks of {size}");
        }
    }
}

#[test]
fn a_dictionary_of_nulls_and_an_empty_one_are_blank() {
    let dictionary = DataType::Dictionary(Box::new(DataType::Int8), Box::new(DataType::Utf8));
    let nulls = cast(&StringArray::from(vec![None::<&str>; 2]), &dictionary).unwrap();
    let ids: ArrayRef = Arc::new(StringArray::from(vec!["1", "2"]));
    let keys = arrow_array::Int8Array::from(vec![Some(0), Some(1)]);
    let values = Arc::new(StringArray::from(vec![None, Some(" ")]));
    let blank_values: ArrayRef = Arc::new(arrow_array::DictionaryArray::new(keys, values));
    let plain = read(Table::Customers, &[batch(vec![("customer_id", ids.clone())])], ReadOptions::default());
    for names in [nulls, blank_values] {
        let columns = vec![("customer_id", ids.clone()), ("name", names)];
        let book = read(Table::Customers, &[batch(columns)], ReadOptions::default());
        assert_eq!(digest(&book.unwrap()), digest(plain.as_ref().unwrap()));
    }
}

#[test]
fn integers_serve_as_identifiers_by_their_digits() {
    let ids: ArrayRef = Arc::new(Int64Array::from(vec![Some(42), Some(-7), Some(i64::MAX)]));
    let expected = typed(|book| {
        for id in ["42", "-7", "9223372036854775807"] {
            book.push(Customer::new(id.into()));
        }
    });
    let book = read(Table::Customers, &[batch(vec![("customer_id", ids)])], ReadOptions::default()).unwrap();
    assert_eq!(digest(&book), digest(&expected));
}

#[test]
fn a_column_without_any_value_is_absent_whatever_its_type() {
    let ids: ArrayRef = Arc::new(StringArray::from(vec!["1", "2"]));
    let nothing: [ArrayRef; 3] = [
        Arc::new(NullArray::new(2)),
        Arc::new(arrow_array::Float64Array::from(vec![None, None])),
        Arc::new(arrow_array::BinaryArray::from(vec![None, None])),
    ];
    let plain = read(Table::Customers, &[batch(vec![("customer_id", ids.clone())])], ReadOptions::default());
    for cost in nothing {
        let columns = vec![("customer_id", ids.clone()), ("cost_to_serve", cost)];
        let book = read(Table::Customers, &[batch(columns)], ReadOptions::default());
        assert_eq!(digest(&book.unwrap()), digest(plain.as_ref().unwrap()));
    }
    let nulls: ArrayRef = Arc::new(NullArray::new(2));
    let book = read(Table::Customers, &[batch(vec![("customer_id", nulls)])], ReadOptions::default());
    assert_eq!(refused(book), ["1 customer_id missing", "2 customer_id missing"]);
}

#[test]
fn an_empty_batch_declares_its_table() {
    let ids: ArrayRef = Arc::new(StringArray::from(Vec::<&str>::new()));
    let book = read(Table::Customers, &[batch(vec![("customer_id", ids)])], ReadOptions::default()).unwrap();
    assert!(book.has(Table::Customers) && book.row_count(Table::Customers) == 0);
}

#[test]
fn yes_and_no_and_excused_days_come_in_several_forms() {
    let ids: ArrayRef = Arc::new(StringArray::from(vec!["1", "1", "1"]));
    let kinds: ArrayRef = Arc::new(StringArray::from(vec!["force_majeure"; 3]));
    let documented: [ArrayRef; 3] = [
        Arc::new(arrow_array::BooleanArray::from(vec![Some(true), Some(false), None])),
        Arc::new(arrow_array::UInt8Array::from(vec![Some(1), Some(0), None])),
        Arc::new(StringArray::from(vec![Some("Yes"), Some("否"), None])),
    ];
    let texts: ArrayRef = Arc::new(StringArray::from(vec![Some("all"), Some("12"), None]));
    let expected = |first| {
        typed(|book| {
            let days = [Some(first), Some(ExcusedDays::Days(12)), None];
            for (days, documented) in days.into_iter().zip([Some(true), Some(false), None]) {
                let mut row = DelayReason::new("1".into(), DelayReasonKind::ForceMajeure);
                (row.days_excused, row.documented) = (days, documented);
                book.push(row);
            }
            invoice(book);
        })
    };
    let with_invoice = |days: &ArrayRef, documented: &ArrayRef| {
        let mut book = crate::ArrowBook::new(Default::default(), ReadOptions::default());
        book.builder().declare(Table::OrderLines);
        let columns = vec![
            ("invoice_id", ids.clone()),
            ("kind", kinds.clone()),
            ("days_excused", days.clone()),
            ("documented", documented.clone()),
        ];
        book.push(Table::DelayReasons, &batch(columns)).unwrap();
        invoice(book.builder());
        book.finish().unwrap()
    };
    for documented in &documented {
        let book = with_invoice(&texts, documented);
        assert_eq!(digest(&book), digest(&expected(ExcusedDays::All)));
    }
    let integers: ArrayRef = Arc::new(Int64Array::from(vec![Some(3), Some(12), None]));
    let book = with_invoice(&integers, &documented[0]);
    assert_eq!(digest(&book), digest(&expected(ExcusedDays::Days(3))));

    let bad: ArrayRef = Arc::new(Int64Array::from(vec![Some(-1), Some(2), Some(i64::MAX)]));
    let columns = vec![
        ("invoice_id", ids.clone()),
        ("kind", kinds.clone()),
        ("days_excused", bad.clone()),
        ("documented", bad),
    ];
    assert_eq!(
        refused(read(Table::DelayReasons, &[batch(columns)], ReadOptions::default())),
        [
            "1 days_excused bad_number",
            "1 documented bad_boolean",
            "2 documented bad_boolean",
            "3 days_excused bad_number",
            "3 documented bad_boolean",
        ]
    );
}

fn invoice(book: &mut BookBuilder) {
    book.push(keyaccount::book::Invoice {
        due_on: Some(date(2026, 2, 1)),
        ..keyaccount::book::Invoice::new("1".into(), "K".into(), date(2026, 1, 1), 5.into())
    });
}

#[test]
fn days_come_as_dates_times_instants_and_text() {
    // 28 February 2026, 23:30: in Shanghai it is the first of March.
    let seconds = 1_772_321_400_i64;
    let days: Vec<(DataType, ReadOptions, u32)> = {
        use arrow_schema::TimeUnit::{Microsecond, Millisecond, Nanosecond, Second};
        let plain = ReadOptions::default();
        let shanghai = ReadOptions { zone: Some(chrono_tz::Asia::Shanghai), ..plain };
        let utc = ReadOptions { zone: Some(chrono_tz::UTC), ..plain };
        let mut days = vec![
            (DataType::Date32, plain, 28),
            (DataType::Date64, plain, 28),
            (DataType::Date64, shanghai, 28),
        ];
        for unit in [Second, Millisecond, Microsecond, Nanosecond] {
            days.push((DataType::Timestamp(unit, None), plain, 28));
            days.push((DataType::Timestamp(unit, None), shanghai, 28));
            days.push((DataType::Timestamp(unit, Some("UTC".into())), utc, 28));
            days.push((DataType::Timestamp(unit, Some("+05:00".into())), shanghai, 29));
        }
        days
    };
    let fact = |on| {
        typed(|book| {
            book.push(CreditFact::new("K".into(), CreditFactKind::BadDebt, on));
            invoice(book);
        })
    };
    let times = arrow_array::TimestampSecondArray::from(vec![seconds]);
    let read_on = |on: ArrayRef, options| {
        let mut book = crate::ArrowBook::new(Default::default(), options);
        book.builder().declare(Table::OrderLines);
        invoice(book.builder());
        let text = |text: &str| -> ArrayRef { Arc::new(StringArray::from(vec![text])) };
        let columns = vec![("customer_id", text("K")), ("kind", text("bad_debt")), ("on", on)];
        book.push(Table::CreditFacts, &batch(columns)).map(|()| book.finish())
    };
    for (data, options, day) in days {
        let on = if let DataType::Timestamp(unit, _) = &data {
            let plain = cast(&times, &DataType::Timestamp(*unit, None)).unwrap();
            // The instant, whatever the zone it is shown in.
            let utc = cast(&plain, &DataType::Timestamp(*unit, Some("+00:00".into()))).unwrap();
            if matches!(&data, DataType::Timestamp(_, None)) { plain } else { cast(&utc, &data).unwrap() }
        } else {
            cast(&times, &data).unwrap()
        };
        let expected = if day == 29 { date(2026, 3, 1) } else { date(2026, 2, 28) };
        let book = read_on(on, options).unwrap().unwrap();
        assert_eq!(digest(&book), digest(&fact(expected)), "{data} {options:?}");
    }
    let book = read_on(Arc::new(StringArray::from(vec!["2026-02-28"])), ReadOptions::default());
    assert_eq!(digest(&book.unwrap().unwrap()), digest(&fact(date(2026, 2, 28))));

    let zoned: ArrayRef = Arc::new(times.clone().with_timezone("+08:00"));
    let error = read_on(zoned, ReadOptions::default()).unwrap_err();
    assert_eq!(super::said(error.problems()), [" on wrong_type"]);
    assert!(error.to_string().contains("zone="), "{error}");

    for far in [i64::MIN, i64::MAX] {
        for zone in [None, Some("+08:00")] {
            let on: ArrayRef =
                Arc::new(arrow_array::TimestampSecondArray::from(vec![far]).with_timezone_opt(zone));
            let options = ReadOptions { zone: Some(chrono_tz::Asia::Shanghai), ..ReadOptions::default() };
            assert_eq!(refused(read_on(on, options).unwrap()), ["1 on bad_date"]);
        }
    }
    let on: ArrayRef = Arc::new(StringArray::from(vec!["2026-02-30"]));
    assert_eq!(refused(read_on(on, ReadOptions::default()).unwrap()), ["1 on bad_date"]);
}
