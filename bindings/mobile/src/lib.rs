//! keyaccount for Kotlin and Swift.
//!
//! No rule lives here. `mirror` holds the core's open records and enums, written by a program; the other files hold
//! the objects that keep an invariant, one file for each subject.

#![allow(
    clippy::large_enum_variant,
    clippy::result_large_err,
    reason = "records of an error cross the border by value"
)]

mod access;
mod approval;
mod book;
mod due;
mod errors;
mod events;
mod files;
mod incident;
mod log;
mod mirror;
mod policy;
mod population;
mod request;
mod retention;
mod score;
mod table;
mod values;

uniffi::setup_scaffolding!("keyaccount");
