//! Which files can be read cell by cell from their bytes, and how.

use keyaccount::book::{ColumnKind, MissingCustomer, Table, written_yes_no};
use keyaccount::parse_number;

use super::days::{FixedDates, ReadDate};
use super::numbers::PlainNumbers;
use crate::cells::Source;
use crate::dates::FIRST_YEAR;
use crate::forms::CellForms;
use crate::manifest::TableSource;

/// How the columns of a table are read from the fields of a file.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(super) table: Table,
    pub(super) delimiter: u8,
    /// How many fields a line has.
    pub(super) fields: usize,
    pub(super) columns: Vec<Column>,
    pub(super) constants: Vec<(&'static str, Constant)>,
}

/// A column that a field of the file feeds.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) field: usize,
    /// Whether a blank is for those who read row by row.
    pub(super) is_filled: bool,
    pub(super) takes: Takes,
}

/// What the cells of a column are.
#[derive(Debug)]
pub(super) enum Takes {
    Ids,
    Texts,
    Codes(&'static [&'static str]),
    ExcusedDays,
    YesNo,
    Numbers(Box<PlainNumbers>),
    Dates(FixedDates),
}

/// The same cell in every row.
#[derive(Debug)]
pub(super) enum Constant {
    Text(String),
    Millionths(i64),
    Day(i32),
    YesNo(bool),
}

impl Plan {
    /// The plan for a file whose lines have so many fields; `None` if its cells are not to be
    /// understood by themselves.
    pub(crate) fn of(source: &TableSource, sources: &[Source], fields: usize) -> Option<Self> {
        if source.forms.changes_words() {
            return None;
        }
        let mut plan = Self {
            table: source.table,
            delimiter: source.form.delimiter,
            fields,
            columns: Vec::new(),
            constants: Vec::new(),
        };
        let owner = match source.missing_customer {
            MissingCustomer::Refuse => None,
            MissingCustomer::Skip => owner(source.table, sources),
        };
        for (at, (column, from)) in source.table.columns().iter().zip(sources).enumerate() {
            match from {
                Source::Absent if owner == Some(at) => return None,
                Source::Absent => {}
                Source::RowNumber => return None,
                Source::Constant(text) => plan.constants.push((column.name, constant(column.kind, text)?)),
                Source::Field(field) => plan.columns.push(Column {
                    name: column.name,
                    field: *field,
                    is_filled: column.required || owner == Some(at),
                    takes: takes(column.kind, &source.forms, at)?,
                }),
            }
        }
        // A row whose cells are all blank is none: one that may not be blank tells it from others.
        plan.columns.iter().any(|column| column.is_filled).then_some(plan)
    }
}

/// The column that says whose a row is, so that nothing else needs to be asked.
fn owner(table: Table, sources: &[Source]) -> Option<usize> {
    let invoice = table.column("invoice_id").filter(|_| table == Table::Settlements);
    let is_there = |column: &usize| sources.get(*column).is_some_and(|source| *source != Source::Absent);
    let customer = || table.column("customer_id").filter(|_| table.needs_customer());
    invoice.filter(is_there).or_else(customer)
}

fn takes(kind: ColumnKind, forms: &CellForms, column: usize) -> Option<Takes> {
    Some(match kind {
        ColumnKind::Id => Takes::Ids,
        ColumnKind::Text => Takes::Texts,
        ColumnKind::Code(codes) => Takes::Codes(codes),
        ColumnKind::ExcusedDays => Takes::ExcusedDays,
        ColumnKind::YesNo => Takes::YesNo,
        ColumnKind::Number => Takes::Numbers(Box::new(PlainNumbers::of(&forms.numbers, forms.unit(column))?)),
        // Times are read row by row.
        ColumnKind::Time | ColumnKind::Until => return None,
        ColumnKind::Date if forms.dates.is_empty() => Takes::Dates(FixedDates::canonical()?),
        ColumnKind::Date => Takes::Dates(FixedDates::of(&forms.dates.fixed_parts()?, FIRST_YEAR)?),
    })
}

/// A constant in canonical form, judged already.
fn constant(kind: ColumnKind, text: &str) -> Option<Constant> {
    if text.trim().is_empty() {
        return None;
    }
    Some(match kind {
        ColumnKind::Id | ColumnKind::Text | ColumnKind::Code(_) | ColumnKind::ExcusedDays => {
            Constant::Text(text.to_owned())
        }
        ColumnKind::Number => {
            let units = i64::try_from(parse_number(text).ok()?).ok();
            // The least integer marks a blank.
            Constant::Millionths(units.filter(|units| *units != i64::MIN)?)
        }
        ColumnKind::Date => {
            let dates = FixedDates::canonical()?;
            Constant::Day(dates.read(text.as_bytes(), 0, text.len(), &mut ReadDate::default())?)
        }
        ColumnKind::Time | ColumnKind::Until => return None,
        ColumnKind::YesNo => Constant::YesNo(written_yes_no(text).ok()?),
    })
}
