//! The extension module behind the Python package `keyaccount`.
//!
//! No rule lives here: every function hands its arguments to the core, or to the crates that read and
//! write Arrow and files, and hands the answer back in the types of Python.

mod command;
mod errors;
mod language;
mod policy;

/// The compiled part of `keyaccount`. Import the names from `keyaccount` itself.
#[pyo3::pymodule]
mod _core {
    // One line for each file: `stubtest` finds what is missing here, or there.
    #[pymodule_export]
    use crate::command::run_command;
    #[pymodule_export]
    use crate::errors::Problem;
    #[pymodule_export]
    use crate::policy::{Policy, PolicyChange, PolicyUpgrade};

    /// The version of the package and of the library in it.
    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");
}
