//! Numbers: exact or refused, floats only on request.

use std::sync::Arc;

use arrow_array::types::{Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, DecimalType};
use arrow_array::{
    Array, ArrayRef, Float32Array, Float64Array, Int8Array, Int64Array, PrimitiveArray, StringArray,
    UInt64Array,
};
use arrow_buffer::i256;
use arrow_cast::cast;
use arrow_schema::DataType;
use keyaccount::Error;
use keyaccount::book::{Book, OrderLine, Table};
use rust_decimal::Decimal;

use super::{batch, date, digest, read, refused, said, typed};
use crate::ReadOptions;

fn column(name: &str, numbers: ArrayRef, options: ReadOptions) -> Result<Book, Error> {
    let rows = numbers.len();
    let text = |text: &str| -> ArrayRef { Arc::new(StringArray::from(vec![text; rows])) };
    let one: ArrayRef = Arc::new(Int8Array::from(vec![1; rows]));
    let mut columns =
        vec![("customer_id", text("K")), ("order_id", text("1")), ("ordered_on", text("2026-02-28"))];
    if name != "amount" {
        columns.push(("amount", one));
    }
    columns.push((name, numbers));
    read(Table::OrderLines, &[batch(columns)], options)
}

fn amounts(numbers: ArrayRef) -> Result<Book, Error> {
    column("amount", numbers, ReadOptions::default())
}

fn expected(name: &str, numbers: &[&str]) -> String {
    digest(&typed(|book| {
        for number in numbers {
            let number: Option<Decimal> = Some(number.parse().unwrap());
            let mut row = OrderLine::new("1".into());
            row.customer_id = Some("K".into());
            row.ordered_on = Some(date(2026, 2, 28));
            row.amount = Some(Decimal::ONE);
            match name {
                "amount" => row.amount = number,
                "quantity" => row.quantity = number,
                _ => row.unit_cost = number,
            }
            book.push(row);
        }
    }))
}

fn decimals<T: DecimalType>(units: Vec<T::Native>, precision: u8, scale: i8) -> ArrayRef {
    let array = PrimitiveArray::<T>::from_iter_values(units);
    Arc::new(array.with_precision_and_scale(precision, scale).unwrap())
}

#[test]
fn decimals_and_integers_of_any_width_are_exact() {
    let big = i256::from_string(&format!("1234567{}", "0".repeat(60))).unwrap();
    let cases: [(ArrayRef, &[&str]); 12] = [
        (decimals::<Decimal32Type>(vec![1250, -3], 9, 2), &["12.5", "-0.03"]),
        (decimals::<Decimal64Type>(vec![1_000_001], 18, 6), &["1.000001"]),
        (decimals::<Decimal128Type>(vec![99_999_999_999_999_999_999], 38, 0), &["99999999999999999999"]),
        // More than six fractional digits, all of them zeros.
        (decimals::<Decimal128Type>(vec![12_345_678_000_000_000_000], 38, 18), &["12.345678"]),
        (decimals::<Decimal128Type>(vec![1234 * 10_i128.pow(34)], 38, 34), &["1234"]),
        (decimals::<Decimal256Type>(vec![big], 76, 60), &["1234567"]),
        (decimals::<Decimal256Type>(vec![i256::from_i128(-125)], 40, 2), &["-1.25"]),
        (decimals::<Decimal128Type>(vec![12, 0], 10, -3), &["12000", "0"]),
        (
            Arc::new(Int64Array::from(vec![i64::MIN, i64::MAX])),
            &["-9223372036854775808", "9223372036854775807"],
        ),
        (Arc::new(UInt64Array::from(vec![u64::MAX])), &["18446744073709551615"]),
        (Arc::new(StringArray::from(vec!["-1234.50", "7"])), &["-1234.5", "7"]),
        (
            cast(
                &decimals::<Decimal128Type>(vec![150, 150], 10, 2),
                &DataType::Dictionary(Box::new(DataType::Int8), Box::new(DataType::Decimal128(10, 2))),
            )
            .unwrap(),
            &["1.5", "1.5"],
        ),
    ];
    for (array, numbers) in cases {
        let data = array.data_type().clone();
        let book = amounts(array).unwrap_or_else(|error| panic!("{data}: {error}"));
        assert_eq!(digest(&book), expected("amount", numbers), "{data}");
    }
}

#[test]
fn what_does_not_fit_is_refused_with_its_row() {
    let ten = |exponent| i256::from(10).checked_pow(exponent).unwrap();
    let beyond = decimals::<Decimal256Type>(vec![ten(40), ten(75), ten(0)], 76, 0);
    assert_eq!(refused(amounts(beyond)), ["1 amount out_of_range", "2 amount out_of_range"]);
    let scaled = decimals::<Decimal256Type>(vec![ten(75), ten(69) + i256::from(1)], 76, 69);
    assert_eq!(refused(amounts(scaled)), ["2 amount too_many_decimals"]);
    let widest = decimals::<Decimal128Type>(vec![-10_i128.pow(22), i128::from(i64::MAX)], 38, 0);
    assert_eq!(refused(amounts(widest)), ["1 amount out_of_range"]);
    let fine = decimals::<Decimal128Type>(vec![1_000_000, 1_000_001, 10], 18, 7);
    assert_eq!(refused(amounts(fine)), ["2 amount too_many_decimals"]);
    let shown = amounts(decimals::<Decimal128Type>(vec![1_000_001], 18, 7)).unwrap_err();
    assert_eq!(
        shown.to_string(),
        "order_lines:1 (amount): found `0.1000001`, expected at most 6 digits after the point; round the number at its source"
    );
    let negative = decimals::<Decimal128Type>(vec![10_i128.pow(37)], 38, -38);
    assert_eq!(refused(amounts(negative)), ["1 amount out_of_range"]);
    let text: ArrayRef = Arc::new(StringArray::from(vec!["1e3", "1,000"]));
    assert_eq!(refused(amounts(text)), ["1 amount bad_number", "2 amount bad_number"]);
}

#[test]
fn floats_are_refused_with_the_way_out() {
    let floats: ArrayRef = Arc::new(Float64Array::from(vec![12.5]));
    let error = amounts(floats).unwrap_err();
    assert_eq!(said(error.problems()), [" amount wrong_type"]);
    let remedy = &error.problems()[0].remedy;
    assert!(remedy.contains("`money_decimals=2`") && remedy.contains("Decimal128(18, 2)"), "{remedy}");
}

#[test]
fn floats_become_their_shortest_decimal_on_request() {
    let options = |places| ReadOptions { money_decimals: Some(places), ..ReadOptions::default() };
    // 2.675 is held as 2.67499…: its shortest text, which the source wrote, rounds up.
    let written: ArrayRef =
        Arc::new(Float64Array::from(vec![2.675, -2.675, 125.439_999_999_999_98, 1e15, 1e-9, -0.0]));
    let numbers = ["2.68", "-2.68", "125.44", "1000000000000000", "0", "0"];
    assert_eq!(digest(&column("amount", written, options(2)).unwrap()), expected("amount", &numbers));
    let narrow: ArrayRef = Arc::new(Float32Array::from(vec![0.1, 16_777_216.0]));
    let book = column("amount", narrow, options(6)).unwrap();
    assert_eq!(digest(&book), expected("amount", &["0.1", "16777216"]));
    // Neither quantities nor prices of one unit have the decimals of money.
    for name in ["quantity", "unit_cost"] {
        let fine: ArrayRef = Arc::new(Float64Array::from(vec![0.0125, 0.1 + 0.2]));
        assert_eq!(digest(&column(name, fine, options(2)).unwrap()), expected(name, &["0.0125", "0.3"]));
    }
    let bad: ArrayRef =
        Arc::new(Float64Array::from(vec![f64::NAN, 1.0, f64::INFINITY, f64::NEG_INFINITY, 1e22, 1e300]));
    assert_eq!(
        refused(column("amount", bad, options(2))),
        [
            "1 amount bad_number",
            "3 amount bad_number",
            "4 amount bad_number",
            "5 amount out_of_range",
            "6 amount out_of_range",
        ]
    );
    let one: ArrayRef = Arc::new(Float64Array::from(vec![1.0]));
    assert_eq!(refused(column("amount", one, options(7))), [" money_decimals out_of_range"]);
    let half = cast(&Float64Array::from(vec![1.0]), &DataType::Float16).unwrap();
    assert_eq!(refused(column("amount", half, options(2))), [" amount wrong_type"]);
}
