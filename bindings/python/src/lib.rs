//! The extension module behind the Python package `keyaccount`.
//!
//! No rule lives here: every function hands its arguments to the core, or to the crates that read and
//! write Arrow and files, and hands the answer back in the types of Python.

mod backtest;
mod book;
mod command;
mod comparison;
mod errors;
mod explanation;
mod foreign;
mod frames;
mod language;
mod partition;
mod policy;
mod result;
mod settings;
mod table;
mod told;
mod work;

/// The compiled part of `keyaccount`. Import the names from `keyaccount` itself.
#[pyo3::pymodule]
mod _core {
    // One line for each file: `stubtest` finds what is missing here, or there.
    #[pymodule_export]
    use crate::backtest::{Backtest, backtest};
    #[pymodule_export]
    use crate::book::BookData;
    #[pymodule_export]
    use crate::command::run_command;
    #[pymodule_export]
    use crate::comparison::{Comparison, compare};
    #[pymodule_export]
    use crate::errors::Problem;
    #[pymodule_export]
    use crate::explanation::{Explanation, Remedy};
    #[pymodule_export]
    use crate::partition::{
        finish_partition, merge_population_shares, merge_ranking_shares, population_share, ranking_share,
    };
    #[pymodule_export]
    use crate::policy::{Policy, PolicyChange, PolicyUpgrade};
    #[pymodule_export]
    use crate::result::Result;
    #[pymodule_export]
    use crate::table::Table;
    #[pymodule_export]
    use crate::told::{Distribution, Note, Stamp};

    /// The version of the package and of the library in it.
    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");
}
