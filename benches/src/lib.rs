//! Measures the library on large books: stage by stage, in memory, path by path.
//!
//! The program `keyaccount-benches` is the way to all of it; the benchmarks and the test of memory bounds
//! beside it use the books that are generated here.

#![allow(
    missing_docs,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::float_arithmetic,
    reason = "a measuring tool: sizes are fixed, release builds check overflow, a bug should stop it, and times are floats"
)]

pub mod arrow_book;
pub mod calibrate;
pub mod calls;
mod explain;
pub mod feed;
mod feed_arrow;
pub mod generate;
pub mod hot_paths;
pub mod live;
pub mod machine;
pub mod memory;
mod random;
pub mod stages;
pub mod text;
pub mod write_csv;
mod yardstick;
