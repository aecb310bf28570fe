//! Customer books from CSV files and workbooks; results as CSV, JSON and workbooks.

mod book;
mod cells;
mod clean;
mod columns;
mod csv_rows;
mod cutter;
mod dates;
mod distinct;
mod draft;
mod feed;
mod forms;
mod heading;
mod in_order;
mod layout;
mod listings;
mod lists;
mod load;
mod manifest;
mod notes;
mod numbers;
mod out;
mod outcomes;
mod parts;
mod plain;
mod problems;
mod raw;
mod records;
mod rejects;
mod rows;
#[cfg(test)]
mod tests;
mod work_calendar;
mod workbook;

pub use book::{LoadedBook, read_book};
pub use draft::{Draft, DraftOptions, DraftedTable, UnusedFile, draft};
pub use listings::{VipRegister, read_listings};
pub use load::{Progress, ReadOptions};
pub use out::{
    AdmissionForm, AdmissionList, ComparisonForm, ComparisonTable, CsvOptions, Difference, Digesting,
    FileFormat, ResultDigest, ResultForm, RunFile, TableKind, WriteError, display_width, write_calendar,
    write_csv, write_csv_with, write_json, write_json_record, write_json_table, write_xlsx,
};
pub use outcomes::read_outcomes;
pub use plain::{read_plain_csv, write_plain_csv};
pub use problems::{ReadError, io_in_words};
pub use rejects::{RejectTotal, Rejects};
pub use work_calendar::read_work_calendar;
