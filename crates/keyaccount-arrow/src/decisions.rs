//! Decisions over columns: a question in every row, an answer in every row.

mod access;
mod answers;
mod questions;
mod routes;

pub use access::access_answers;
pub use routes::routes;
