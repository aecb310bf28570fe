//! Columns of answers: what it comes to and by which rule, as dictionaries of codes.

use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, DictionaryArray, Int32Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use keyaccount::{Answer, Error, Problem, ProblemCode, ReasonCode, VerdictOutcome, quote};

/// A column of codes by their positions in a closed list.
pub(super) fn codes<'a>(
    keys: Vec<Option<i32>>,
    codes: impl IntoIterator<Item = &'a str>,
) -> Result<ArrayRef, Error> {
    let values = Arc::new(StringArray::from_iter_values(codes));
    let made = DictionaryArray::<Int32Type>::try_new(Int32Array::from(keys), values);
    Ok(Arc::new(made.map_err(|error| wrong(&error))?))
}

/// The columns `outcome` and `rule`.
pub(super) fn answers(answers: &[Answer]) -> Result<[(&'static str, ArrayRef); 2], Error> {
    // Variants count from 0, in the order of their lists.
    let outcomes = answers.iter().map(|answer| i32::try_from(answer.outcome as u32).ok()).collect();
    let rules = answers.iter().map(|answer| i32::try_from(answer.rule? as u32).ok()).collect();
    let outcome = codes(outcomes, VerdictOutcome::ALL.iter().map(|outcome| outcome.code()))?;
    let rule = codes(rules, ReasonCode::ALL.iter().map(|rule| rule.code()))?;
    Ok([("outcome", outcome), ("rule", rule)])
}

/// A batch of columns, all nullable.
pub(super) fn batch(columns: Vec<(&'static str, ArrayRef)>) -> Result<RecordBatch, Error> {
    let of_codes = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
    let fields = columns.iter().map(|(name, _)| Field::new(*name, of_codes.clone(), true));
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let arrays = columns.into_iter().map(|(_, array)| array).collect();
    RecordBatch::try_new(schema, arrays).map_err(|error| wrong(&error))
}

fn wrong(error: &arrow_schema::ArrowError) -> Error {
    Problem::new(ProblemCode::WrongType, quote(&error.to_string()), "columns of codes").into()
}
