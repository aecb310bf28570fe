//! Customer books from directories of CSV files; results as CSV, JSON and workbooks.

mod book;
mod cells;
mod columns;
mod dates;
mod distinct;
mod feed;
mod load;
mod manifest;
mod notes;
mod out;
mod problems;
mod records;
mod rejects;
mod rows;
#[cfg(test)]
mod tests;

pub use book::{LoadedBook, read_book};
pub use load::{Progress, ReadOptions};
pub use out::{
    CsvOptions, Difference, Digesting, FileFormat, ResultDigest, ResultForm, RunFile, TableKind, WriteError,
    display_width, write_csv, write_csv_with, write_json, write_json_table, write_xlsx,
};
pub use problems::ReadError;
pub use rejects::{RejectTotal, Rejects};
