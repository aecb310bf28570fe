//! Customer management policies that compute.

pub mod book;
mod calendar;
mod decimal;
pub mod document;
mod error;
mod facts;
mod grading;
mod notes;
mod policy;

pub use calendar::{Day, Window, add_months};
pub use decimal::{Exact, NumberError, Score, parse_number, round_ratio};
pub use error::{Error, Problem, ProblemCode, nearest, quote};
pub use facts::{Facts, Veto};
pub use grading::{Band, Bands};
pub use notes::{Note, NoteCode};
pub use policy::*;
