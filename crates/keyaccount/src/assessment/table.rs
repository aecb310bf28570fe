//! Result tables: named columns, each with the one expression that gives its cells, or finished cells.

use std::borrow::Cow;
use std::ops::Range;

use core::fmt;

use super::block::{BlockRows, RowBlock};
use super::cells::{Cells, NumberCells, TextCells};
use super::kinds::{ResultKind, declared};
use super::portfolio_table::{Metric, metric};
use super::slices::SliceRow;
use super::typed::{Code, Date, Form, Number, Text};
use super::value::Value;
use super::{Assessment, Row, SliceTable};
use crate::calendar::{Day, UNIX_EPOCH};
use crate::decimal::{PUBLISHED_SCALE, Score};
use crate::labels::{self, Language};

/// A column of a result table.
#[derive(Clone, Debug)]
pub struct ResultColumn {
    name: Cow<'static, str>,
    cell: Cell,
}

/// What gives the cells of a column; each kind belongs to one kind of row.
#[derive(Clone, Copy)]
enum Cell {
    /// The customer's id.
    Id,
    Text(Text),
    Code(Code),
    Number(Number),
    Date(Date),
    /// The score of a user's own dimension, by its position.
    Rating(usize),
    /// A sentence in the language of the table.
    Sentence(fn(Row<'_>, Language) -> String),
    Slice(for<'a> fn(&SliceRow<'a>) -> Value<'a>),
    Metric(for<'a> fn(Metric<'a>) -> Value<'a>),
    /// A finished cell, by its position in the row.
    Stored(usize),
}

impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id => f.write_str("Id"),
            Self::Text(_) => f.write_str("Text"),
            Self::Code(_) => f.write_str("Code"),
            Self::Number(_) => f.write_str("Number"),
            Self::Date(_) => f.write_str("Date"),
            Self::Rating(position) => write!(f, "Rating({position})"),
            Self::Sentence(_) => f.write_str("Sentence"),
            Self::Slice(_) => f.write_str("Slice"),
            Self::Metric(_) => f.write_str("Metric"),
            Self::Stored(position) => write!(f, "Stored({position})"),
        }
    }
}

impl ResultColumn {
    pub(super) const fn id(name: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), cell: Cell::Id }
    }

    pub(super) const fn text(name: &'static str, cell: Text) -> Self {
        Self { name: Cow::Borrowed(name), cell: Cell::Text(cell) }
    }

    pub(super) const fn code(name: &'static str, cell: Code) -> Self {
        Self { name: Cow::Borrowed(name), cell: Cell::Code(cell) }
    }

    pub(super) const fn number(name: &'static str, cell: Number) -> Self {
        Self { name: Cow::Borrowed(name), cell: Cell::Number(cell) }
    }

    pub(super) const fn date(name: &'static str, cell: Date) -> Self {
        Self { name: Cow::Borrowed(name), cell: Cell::Date(cell) }
    }

    pub(super) const fn rating(name: String, position: usize) -> Self {
        Self { name: Cow::Owned(name), cell: Cell::Rating(position) }
    }

    pub(super) const fn sentence(name: &'static str, cell: fn(Row<'_>, Language) -> String) -> Self {
        Self { name: Cow::Borrowed(name), cell: Cell::Sentence(cell) }
    }

    pub(super) const fn slice(name: &'static str, cell: for<'a> fn(&SliceRow<'a>) -> Value<'a>) -> Self {
        Self { name: Cow::Borrowed(name), cell: Cell::Slice(cell) }
    }

    pub(super) const fn metric(name: &'static str, cell: for<'a> fn(Metric<'a>) -> Value<'a>) -> Self {
        Self { name: Cow::Borrowed(name), cell: Cell::Metric(cell) }
    }

    pub(crate) const fn stored(name: &'static str, position: usize) -> Self {
        Self { name: Cow::Borrowed(name), cell: Cell::Stored(position) }
    }

    /// The stable name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What its cells hold, whatever the data.
    #[must_use]
    pub fn kind(&self) -> ResultKind {
        match self.cell {
            Cell::Rating(_) => ResultKind::Number { scale: PUBLISHED_SCALE },
            _ => declared(&self.name).unwrap_or(ResultKind::Text),
        }
    }

    /// The heading in a language: the stable name in English. A dimension of the user's own keeps its
    /// name. No two columns of a table share a heading.
    #[must_use]
    pub fn label(&self, language: Language) -> Cow<'_, str> {
        match (self.cell, language) {
            (Cell::Rating(_), Language::Chinese) => {
                let dimension = self.name.strip_suffix(RATING_SUFFIX).unwrap_or(&self.name);
                Cow::Owned(labels::rating_heading(dimension))
            }
            _ => Cow::Borrowed(labels::heading(&self.name, language)),
        }
    }

    /// A cell of this column as people read it: codes in the language, several of them joined by `; `
    /// or `；`; everything else, names of the user's own included, as written.
    #[must_use]
    pub fn translate<'v>(&self, value: &'v Value<'_>, language: Language) -> Cow<'v, str> {
        match value {
            Value::Empty => Cow::Borrowed(""),
            Value::Text(text) => Cow::Borrowed(text),
            Value::Code(codes) => Cow::Owned(labels::read(&self.name, codes, language)),
            other => Cow::Owned(other.to_string()),
        }
    }

    pub(super) fn value<'a>(&self, row: &AnyRow<'a>) -> Value<'a> {
        match (self.cell, row) {
            (Cell::Id, AnyRow::Customer(row, _)) => Value::from(row.id()),
            (Cell::Text(text), AnyRow::Customer(row, _)) => Value::from(text(*row)),
            (Cell::Code(code), AnyRow::Customer(row, _)) => {
                match (code.spell)(row.assessment, (code.one)(*row)) {
                    text if text.is_empty() => Value::Empty,
                    text if code.is_translated => Value::Code(text),
                    text => Value::Text(text),
                }
            }
            (Cell::Number(number), AnyRow::Customer(row, _)) => {
                number.form.of(row.assessment).value((number.one)(*row))
            }
            (Cell::Date(date), AnyRow::Customer(row, _)) => date(*row).map_or(Value::Empty, Value::Date),
            (Cell::Rating(position), AnyRow::Customer(row, _)) => Value::from(row.customer.rating(position)),
            (Cell::Sentence(cell), AnyRow::Customer(row, language)) => Value::from(cell(*row, *language)),
            (Cell::Slice(cell), AnyRow::Slice(row)) => cell(row),
            (Cell::Metric(cell), AnyRow::Metric(row)) => cell(*row),
            (Cell::Stored(position), AnyRow::Stored(cells)) => {
                cells.get(position).cloned().unwrap_or(Value::Empty)
            }
            (Cell::Stored(position), AnyRow::Made(cells)) => {
                cells.get(position).cloned().unwrap_or(Value::Empty)
            }
            _ => Value::Empty,
        }
    }

    /// The cells of customers, the same as [`value`](Self::value) gives one by one.
    pub(super) fn of_customers<'a>(
        &self,
        assessment: &'a Assessment,
        rows: &[Row<'a>],
        language: Language,
    ) -> Cells<'a> {
        let texts = |write: &dyn Fn(Row<'a>, &mut Vec<u8>)| {
            let mut cells = TextCells::with_capacity(rows.len());
            rows.iter().for_each(|row| cells.push(|bytes| write(*row, bytes)));
            Cells::Texts(cells)
        };
        match self.cell {
            Cell::Id => texts(&|row, bytes| assessment.facts.ids.append_to(row.customer.id, bytes)),
            Cell::Text(text) => texts(&|row, bytes| bytes.extend_from_slice(text(row).as_bytes())),
            Cell::Sentence(cell) => {
                texts(&|row, bytes| bytes.extend_from_slice(cell(row, language).as_bytes()))
            }
            Cell::Code(code) => Cells::Codes((code.all)(code, assessment, rows)),
            Cell::Number(number) => Cells::Numbers((number.all)(number.form.of(assessment), rows)),
            Cell::Rating(position) => {
                let units = |score: Score| i128::from(score.hundredths());
                let cells = rows.iter().map(|row| row.customer.rating(position).map(units));
                Cells::Numbers(NumberCells::of(Form::Published.of(assessment), cells))
            }
            Cell::Date(date) => {
                let day = |date| Day::from(date).number().saturating_sub(UNIX_EPOCH);
                Cells::Days(rows.iter().map(|row| date(*row).map_or(Cells::NO_DAY, day)).collect())
            }
            Cell::Slice(_) | Cell::Metric(_) | Cell::Stored(_) => Cells::Values(Vec::new()),
        }
    }
}

/// What the score column of a user's own dimension ends in.
pub(super) const RATING_SUFFIX: &str = "_score";

/// One row of whatever kind a table has.
pub(super) enum AnyRow<'a> {
    Customer(Row<'a>, Language),
    Slice(SliceRow<'a>),
    Metric(Metric<'a>),
    Stored(&'a [Value<'static>]),
    Made(Vec<Value<'static>>),
}

/// Rows whose cells are worked out, all of a row together, when they are asked for: a table of a million
/// takes no memory.
pub(crate) trait MadeRows: fmt::Debug + Sync {
    /// How many rows there are.
    fn len(&self) -> usize;

    /// The cells of a row, in the order of the columns.
    fn cells(&self, row: usize) -> Option<Vec<Value<'static>>>;
}

/// The rows of a table.
#[derive(Clone, Copy, Debug)]
enum Rows<'a> {
    /// Customers, and the language of their sentences.
    Customers {
        assessment: &'a Assessment,
        order: &'a [u32],
        language: Language,
    },
    Slices(&'a SliceTable<'a>),
    Metrics(&'a Assessment),
    Stored(&'a [Vec<Value<'static>>]),
    Made(&'a dyn MadeRows),
}

impl<'a> Rows<'a> {
    fn len(self) -> usize {
        match self {
            Self::Customers { order, .. } => order.len(),
            Self::Slices(slices) => slices.len(),
            Self::Metrics(assessment) => super::portfolio_table::len(assessment),
            Self::Stored(rows) => rows.len(),
            Self::Made(rows) => rows.len(),
        }
    }

    fn row(self, at: usize) -> Option<AnyRow<'a>> {
        match self {
            Self::Customers { assessment, order, language } => {
                Some(AnyRow::Customer(assessment.row(*order.get(at)?)?, language))
            }
            Self::Slices(slices) => slices.row(at).map(AnyRow::Slice),
            Self::Metrics(assessment) => metric(assessment, at).map(AnyRow::Metric),
            Self::Stored(rows) => rows.get(at).map(|cells| AnyRow::Stored(cells)),
            Self::Made(rows) => rows.cells(at).map(AnyRow::Made),
        }
    }
}

/// A result table: rows are customers, slices of invoices or metrics; cells are worked out when they
/// are asked for.
#[derive(Clone, Copy, Debug)]
pub struct ResultTable<'a> {
    columns: &'a [ResultColumn],
    rows: Rows<'a>,
}

impl<'a> ResultTable<'a> {
    pub(super) const fn of_customers(
        assessment: &'a Assessment,
        columns: &'a [ResultColumn],
        language: Language,
    ) -> Self {
        Self { columns, rows: Rows::Customers { assessment, order: assessment.order.as_slice(), language } }
    }

    pub(super) const fn of_slices(slices: &'a SliceTable<'a>, columns: &'a [ResultColumn]) -> Self {
        Self { columns, rows: Rows::Slices(slices) }
    }

    pub(super) const fn of_metrics(assessment: &'a Assessment, columns: &'a [ResultColumn]) -> Self {
        Self { columns, rows: Rows::Metrics(assessment) }
    }

    pub(super) const fn of_cells(columns: &'a [ResultColumn], rows: &'a [Vec<Value<'static>>]) -> Self {
        Self { columns, rows: Rows::Stored(rows) }
    }

    pub(crate) const fn of_made(columns: &'a [ResultColumn], rows: &'a dyn MadeRows) -> Self {
        Self { columns, rows: Rows::Made(rows) }
    }

    /// The columns, in order.
    #[must_use]
    pub const fn columns(&self) -> &'a [ResultColumn] {
        self.columns
    }

    /// The position of a column.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name() == name)
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A cell; empty beyond the table.
    #[must_use]
    pub fn value(&self, row: usize, column: usize) -> Value<'a> {
        let Some(column) = self.columns.get(column) else { return Value::Empty };
        self.rows.row(row).map_or(Value::Empty, |row| column.value(&row))
    }

    /// The cells of a row, in the order of the columns.
    pub fn row(&self, row: usize) -> impl Iterator<Item = Value<'a>> + use<'a> {
        let row = self.rows.row(row);
        self.columns.iter().map(move |column| row.as_ref().map_or(Value::Empty, |row| column.value(row)))
    }

    /// Rows to be read column by column; those beyond the table are left out.
    ///
    /// Each row is looked up once for all of its columns, so writers of columns go over the table in
    /// blocks of a few hundred rows, which the processor keeps at hand.
    #[must_use]
    pub fn block(&self, rows: Range<usize>) -> RowBlock<'a> {
        let rows = match self.rows {
            Rows::Customers { assessment, order, language } => {
                let order = order.get(rows.start.min(order.len())..rows.end.min(order.len()));
                let rows = order.unwrap_or_default().iter().filter_map(|at| assessment.row(*at));
                let rows: Vec<Row<'a>> = rows.collect();
                // In the order of the table neighbours lie far apart.
                core::hint::black_box(rows.iter().fold(0, |all, row| all ^ row.touch()));
                BlockRows::Customers { assessment, rows, language }
            }
            _ => BlockRows::Others(rows.map_while(|row| self.rows.row(row)).collect()),
        };
        RowBlock::new(self.columns, rows)
    }
}

impl ResultColumn {
    /// The cell of one customer, without a table around it; sentences are in English.
    pub(super) fn of_customer<'a>(&self, row: Row<'a>) -> Value<'a> {
        self.value(&AnyRow::Customer(row, Language::English))
    }
}
