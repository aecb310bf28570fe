//! Plain tables of texts, from frames and back.

use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, Float64Array, Int64Array,
    ListArray, StringArray, StringViewArray, TimestampSecondArray,
};
use keyaccount::archive::PlainTable;
use keyaccount::{Error, ProblemCode};

use super::batch;
use crate::{plain_table, text_batch};

fn row(cells: &[Option<&str>]) -> Vec<Option<String>> {
    cells.iter().map(|cell| cell.map(str::to_owned)).collect()
}

#[test]
fn every_kind_of_cell_is_a_text() {
    let money = Decimal128Array::from(vec![Some(120_050), None]).with_precision_and_scale(38, 2).unwrap();
    let codes: DictionaryArray<Int32Type> = vec![Some("A"), Some("A")].into_iter().collect();
    let made = plain_table(&[batch(vec![
        ("name", Arc::new(StringViewArray::from(vec![Some("Li"), Some("  ")])) as ArrayRef),
        ("grade", Arc::new(codes) as ArrayRef),
        ("amount", Arc::new(money) as ArrayRef),
        // 2026-02-28 and the day after: 20512 days from 1970-01-01.
        ("on", Arc::new(Date32Array::from(vec![Some(20_512), Some(20_513)])) as ArrayRef),
        ("at", Arc::new(TimestampSecondArray::from(vec![Some(20_512 * 86_400 + 34_200), None])) as ArrayRef),
        ("persons", Arc::new(Int64Array::from(vec![Some(-3), None])) as ArrayRef),
        ("vip", Arc::new(BooleanArray::from(vec![Some(true), Some(false)])) as ArrayRef),
    ])]);
    let made = made.unwrap();
    assert_eq!(made.columns, ["name", "grade", "amount", "on", "at", "persons", "vip"]);
    let at = Some("2026-02-28T09:30:00");
    let expected = [
        row(&[Some("Li"), Some("A"), Some("1200.50"), Some("2026-02-28"), at, Some("-3"), Some("true")]),
        row(&[None, Some("A"), None, Some("2026-03-01"), None, None, Some("false")]),
    ];
    assert_eq!(made.rows, expected);
}

#[test]
fn slices_and_batches_follow_one_another() {
    let whole = batch(vec![("id", Arc::new(StringArray::from(vec!["a", "b", "c"])) as ArrayRef)]);
    let made = plain_table(&[whole.slice(1, 2), whole.slice(0, 0), whole.slice(0, 1)]).unwrap();
    assert_eq!(made.rows, [row(&[Some("b")]), row(&[Some("c")]), row(&[Some("a")])]);
    assert_eq!(plain_table(&[]).unwrap(), PlainTable::default());
}

fn refused(array: ArrayRef) -> Error {
    plain_table(&[batch(vec![("id", Arc::new(StringArray::from(vec!["a"])) as ArrayRef), ("x", array)])])
        .unwrap_err()
}

#[test]
fn what_is_no_single_exact_value_is_refused() {
    let lists = ListArray::from_iter_primitive::<Int32Type, _, _>([Some([Some(1)])]);
    for array in [Arc::new(Float64Array::from(vec![0.5])) as ArrayRef, Arc::new(lists) as ArrayRef] {
        let error = refused(array);
        let [problem] = error.problems() else { panic!("{error}") };
        assert_eq!((problem.code, problem.path.as_str()), (ProblemCode::WrongType, "x"));
        assert!(!problem.remedy.is_empty());
    }
}

#[test]
fn a_table_goes_out_as_it_came_in() {
    let table = PlainTable {
        columns: vec!["id".to_owned(), "note".to_owned()],
        rows: vec![row(&[Some("K1"), None]), row(&[Some("K2"), Some("x, \"y\"")])],
    };
    let made = text_batch(&table).unwrap();
    assert_eq!(plain_table(std::slice::from_ref(&made)).unwrap(), table);
    let empty = PlainTable { columns: Vec::new(), rows: vec![Vec::new(), Vec::new()] };
    assert_eq!(text_batch(&empty).unwrap().num_rows(), 2);
    let ragged = PlainTable { columns: vec!["id".to_owned()], rows: vec![Vec::new()] };
    let codes =
        text_batch(&ragged).unwrap_err().problems().iter().map(|problem| problem.code).collect::<Vec<_>>();
    assert_eq!(codes, [ProblemCode::RaggedRow]);
}
