//! Customer management policies that compute.

pub mod book;
mod calendar;
mod decimal;
pub mod document;
mod error;
mod grading;
mod policy;

pub use calendar::{Day, Window, add_months};
pub use decimal::{Exact, NumberError, Score, parse_number, round_ratio};
pub use error::{Error, Problem, ProblemCode, nearest, quote};
pub use grading::{Band, Bands};
pub use policy::*;
