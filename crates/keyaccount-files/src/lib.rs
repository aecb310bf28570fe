//! Customer books from directories of CSV files, and score tables as CSV and JSON.

mod book;
mod cells;
mod columns;
mod csv_rows;
mod dates;
mod distinct;
mod draft;
mod feed;
mod forms;
mod heading;
mod layout;
mod load;
mod manifest;
mod notes;
mod numbers;
mod problems;
mod raw;
mod records;
mod rejects;
mod rows;
#[cfg(test)]
mod tests;
mod workbook;
mod write;

pub use book::{LoadedBook, read_book};
pub use draft::{Draft, DraftOptions, DraftedTable, UnusedFile, draft};
pub use load::{Progress, ReadOptions};
pub use problems::ReadError;
pub use rejects::{RejectTotal, Rejects};
pub use write::{write_csv, write_json};
