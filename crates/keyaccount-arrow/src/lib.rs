//! Customer books from Arrow record batches, and result tables as Arrow record batches.
//!
//! [`ArrowBook`] takes the batches of any data frame: chunked, sliced, dictionary-encoded, with any
//! kind of text and any width of decimals and integers. Binary floats are refused as money unless
//! [`ReadOptions::money_decimals`] says how to make decimals of them.
//!
//! [`record_batch`] hands a result table on: decimals as decimals, codes as dictionaries, dates as dates,
//! under a [`schema`] that depends on the table alone, with the stamp in its metadata.
//!
//! [`plain_table`] and [`text_batch`] are the way of frames into what takes out who somebody is, and back.
//!
//! [`routes`] and [`access_answers`] decide row by row over columns.

mod arrays;
mod column;
mod columns;
mod convert;
mod counted;
mod decisions;
mod dictionary;
mod growing;
mod outcomes;
mod plain_table;
mod read;
mod shared;
#[cfg(test)]
mod tests;
mod write;
mod written;

pub use chrono_tz::Tz;
pub use decisions::{access_answers, routes};
pub use outcomes::read_outcomes;
pub use plain_table::{plain_table, text_batch};
pub use read::{ArrowBook, ReadOptions};
pub use write::{record_batch, record_batches, schema};
