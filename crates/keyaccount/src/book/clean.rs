//! Whole columns judged at once. Where nothing in them is unusual they are taken as they are; otherwise
//! the same rows are read one by one, which finds and names what is wrong.

mod bounds;
mod judge;
mod take;
#[cfg(test)]
mod tests;

use super::builder::BookBuilder;
use super::columns::{Given, SharedCells};
use super::frames::ColumnData;
use super::intern::Form;
use super::tables::{Table, TableColumn};

/// Fewer rows are judged and taken by whoever hands them over. Few in tests.
const ROWS_WORTH_A_TASK: usize = if cfg!(test) { 4 } else { 1 << 14 };

/// The cells of a column, all of which are good.
enum Clean<'a> {
    Blank,
    /// [`NONE`](super::intern::NONE) for a blank.
    Counted {
        form: Form<'a>,
        numbers: Given<'a, u32>,
        least: i64,
        greatest: i64,
        has_blanks: bool,
    },
    Integers {
        ids: &'a SharedCells<i64>,
        least: i64,
        greatest: i64,
    },
    Texts {
        texts: &'a [Option<&'a str>],
        has_blanks: bool,
    },
    SmallUnits(Counts<'a, i32>),
    Units(Counts<'a, i64>),
    WideUnits(Counts<'a, i128>),
    /// Days since 1970-01-01.
    Days {
        days: Given<'a, i32>,
        has_blanks: bool,
    },
    YesNo(&'a [Option<bool>]),
}

/// Integers that count units of so many decimals; the least one is a blank.
struct Counts<'a, T> {
    units: Given<'a, T>,
    scale: u8,
    /// None counts more.
    magnitude: u128,
    has_blanks: bool,
}

impl Clean<'_> {
    /// Whether every cell is filled.
    const fn is_full(&self) -> bool {
        match self {
            Self::Blank | Self::YesNo(_) => false,
            Self::Integers { .. } => true,
            Self::Counted { has_blanks, .. }
            | Self::Texts { has_blanks, .. }
            | Self::SmallUnits(Counts { has_blanks, .. })
            | Self::Units(Counts { has_blanks, .. })
            | Self::WideUnits(Counts { has_blanks, .. })
            | Self::Days { has_blanks, .. } => !*has_blanks,
        }
    }
}

impl BookBuilder {
    /// Adds rows given as columns by their positions in the table, all at once. `false`, and nothing
    /// added, if a cell needs a closer look or the table is one of those that are short anyway.
    pub(super) fn push_clean<'a>(
        &mut self,
        table: Table,
        columns: &[Option<ColumnData<'a>>],
        rows: usize,
    ) -> bool {
        let is_long = matches!(
            table,
            Table::Customers | Table::Orders | Table::OrderLines | Table::Invoices | Table::Settlements
        );
        if !is_long || rows == 0 {
            return false;
        }
        let judged =
            |(column, data): (&TableColumn, &Option<ColumnData<'a>>)| judge::judge(table, column, *data);
        #[cfg(feature = "parallel")]
        let clean: Option<Vec<Clean<'a>>> = if rows < ROWS_WORTH_A_TASK {
            table.columns().iter().zip(columns).map(judged).collect()
        } else {
            use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};
            table.columns().into_par_iter().zip(columns).with_max_len(1).map(judged).collect()
        };
        #[cfg(not(feature = "parallel"))]
        let clean: Option<Vec<Clean<'a>>> = table.columns().iter().zip(columns).map(judged).collect();
        let Some(clean) = clean else { return false };
        let of = take::Columns { table, clean: &clean, rows };
        let taken = match table {
            Table::Customers => self.take_customers(&of),
            Table::Orders => self.take_orders(&of),
            Table::OrderLines => self.take_lines(&of),
            Table::Invoices => self.take_invoices(&of),
            Table::Settlements => self.take_settlements(&of),
            _ => false,
        };
        if taken {
            self.declare(table);
            self.rows.open_many(table, rows);
        }
        taken
    }
}
