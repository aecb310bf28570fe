//! Clean columns into the book.

use keyaccount::Error;
use keyaccount::book::{BookBuilder, ColumnData};

use super::cells::{Cells, Span, Way};
use super::kept::SCALE;
use super::part::CleanPart;
use super::plan::{Constant, Plan};

impl CleanPart {
    /// Adds the rows, which were read from this text, to a book.
    ///
    /// # Errors
    /// None: the columns are those of the table, all of the same length.
    pub(crate) fn hand_over(&self, plan: &Plan, text: &str, book: &mut BookBuilder) -> Result<(), Error> {
        let texts: Vec<Vec<Option<&str>>> = self.columns.iter().map(|cells| texts(cells, text)).collect();
        let constants: Vec<Repeated<'_>> =
            plan.constants.iter().map(|(_, constant)| Repeated::of(constant, self.rows)).collect();
        let mut columns = Vec::with_capacity(plan.columns.len().saturating_add(constants.len()));
        let cells = self.columns.iter().zip(&self.kept).zip(&texts);
        for (column, ((cells, kept), texts)) in plan.columns.iter().zip(cells) {
            let data = match (kept.as_ref().and_then(|kept| kept.data(cells)), cells) {
                (Some(data), _) => data,
                (None, Cells::YesNo(cells)) => ColumnData::YesNo(cells),
                // A column of blanks is as good as none.
                (None, Cells::Ids(ids)) if ids.way == Way::Blank => continue,
                (None, _) => ColumnData::Text(texts),
            };
            columns.push((column.name, data));
        }
        columns.extend(plan.constants.iter().zip(&constants).map(|((name, _), cells)| (*name, cells.data())));
        book.push_columns(plan.table, &columns)
    }
}

/// The texts of a column; none if it has no texts.
fn texts<'a>(cells: &Cells, text: &'a str) -> Vec<Option<&'a str>> {
    let spans: &[Span] = match cells {
        Cells::Texts(spans) => spans,
        Cells::Ids(ids) if ids.way == Way::Texts => &ids.texts,
        _ => return Vec::new(),
    };
    let cell = |(start, end): &Span| text.get(*start as usize..*end as usize).filter(|cell| !cell.is_empty());
    spans.iter().map(cell).collect()
}

/// A constant in every row.
enum Repeated<'a> {
    Texts(Vec<Option<&'a str>>),
    Units(Vec<i64>),
    Days(Vec<i32>),
    YesNo(Vec<Option<bool>>),
}

impl<'a> Repeated<'a> {
    fn of(constant: &'a Constant, rows: usize) -> Self {
        match constant {
            Constant::Text(text) => Self::Texts(vec![Some(text); rows]),
            Constant::Millionths(units) => Self::Units(vec![*units; rows]),
            Constant::Day(day) => Self::Days(vec![*day; rows]),
            Constant::YesNo(yes) => Self::YesNo(vec![Some(*yes); rows]),
        }
    }

    fn data(&self) -> ColumnData<'_> {
        match self {
            Self::Texts(cells) => ColumnData::Text(cells),
            Self::Units(units) => ColumnData::UnitCells { units, scale: SCALE },
            Self::Days(days) => ColumnData::Days(days),
            Self::YesNo(cells) => ColumnData::YesNo(cells),
        }
    }
}
