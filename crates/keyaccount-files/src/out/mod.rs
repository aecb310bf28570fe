//! What comes out: result tables as CSV, JSON and XLSX, and the run file with which a result can be
//! made again (BOOK §4, §5).

mod admission;
mod calendar_file;
mod comparison;
mod csv_fields;
mod csv_file;
mod csv_text;
mod digest;
mod form;
mod in_order;
mod json_file;
mod layout;
mod notes_sheet;
mod run_file;
mod sheet;
mod styles;
mod words;
mod xlsx_file;

pub use admission::{AdmissionForm, AdmissionList};
pub use calendar_file::write_calendar;
pub use comparison::{ComparisonForm, ComparisonTable};
pub use csv_file::{CsvOptions, write_csv, write_csv_with};
pub use digest::{Digesting, ResultDigest};
pub use form::{FileFormat, ResultForm, TableKind, WriteError};
pub use json_file::{write_json, write_json_record, write_json_table};
pub use keyaccount::display_width;
pub use run_file::{Difference, RunFile};
pub use xlsx_file::write_xlsx;
