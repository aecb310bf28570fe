//! The extension module behind the Python package `keyaccount`.
//!
//! No rule lives here: every function hands its arguments to the core, or to the crates that read and
//! write Arrow and files, and hands the answer back in the types of Python.

mod admitted;
mod answers;
mod approval;
mod archive;
mod asked_of_book;
mod backtest;
mod batches;
mod book;
mod book_due;
mod command;
mod comparison;
mod day;
mod due;
mod due_forms;
mod errors;
mod exact;
mod explanation;
mod figures;
mod foreign;
mod frames;
mod functions;
mod language;
mod partition;
mod pickled;
mod plain;
mod policy;
mod privacy_frames;
mod records;
mod result;
mod settings;
mod table;
mod text;
mod told;
mod work;

/// The compiled part of `keyaccount`. Import the names from `keyaccount` itself.
#[pyo3::pymodule]
mod _core {
    // One line for each file: `stubtest` finds what is missing here, or there.
    #[pymodule_export]
    use crate::answers::answer_of;
    #[pymodule_export]
    use crate::approval::{ApprovalRules, Case, Organisation, is_valid_uscc, my_acts, read_case_file};
    #[pymodule_export]
    use crate::archive::composition::CompositionPolicy;
    #[pymodule_export]
    use crate::archive::desk::{AccessDesk, AccessPolicy, AccessRegisters};
    #[pymodule_export]
    use crate::archive::incident::Incident;
    #[pymodule_export]
    use crate::archive::log::{
        LogHead, audited_entries, log_mark, read_checkpoint, sign_checkpoint, signed_bytes, verify_log,
    };
    #[pymodule_export]
    use crate::archive::privacy::{anonymise, deidentify};
    #[pymodule_export]
    use crate::archive::request::AccessRequest;
    #[pymodule_export]
    use crate::archive::retention::{Disposal, RetentionRules, read_records};
    #[pymodule_export]
    use crate::asked_of_book::{
        case_of_contract, circumstances_of_book, file_of_book, organisation_of_book, papers_of_book,
        registers_of_book,
    };
    #[pymodule_export]
    use crate::backtest::{Backtest, backtest};
    #[pymodule_export]
    use crate::batches::{access_answers, routes};
    #[pymodule_export]
    use crate::book::BookData;
    #[pymodule_export]
    use crate::book_due::BookDue;
    #[pymodule_export]
    use crate::command::run_command;
    #[pymodule_export]
    use crate::comparison::{Comparison, compare};
    #[pymodule_export]
    use crate::due::{
        WorkCalendar, calls_of, contact_days, due_calendar, due_for, due_list, duties, greetings, looking_on,
        weekly_contact,
    };
    #[pymodule_export]
    use crate::due_forms::{due_csv, due_json, due_merged, due_table};
    #[pymodule_export]
    use crate::errors::Problem;
    #[pymodule_export]
    use crate::explanation::{Explanation, Remedy, told_steps};
    #[pymodule_export]
    use crate::figures::{ageing, pareto_curve, reading, value_classes, whale_curve};
    #[pymodule_export]
    use crate::functions::{
        add_months, composite_band, composite_score, credit_band, credit_limit, credit_points, credit_terms,
        cumulative_shares, growth, portfolio_metrics, quintile, reassessment_due, round_ratio, window,
    };
    #[pymodule_export]
    use crate::language::language_code;
    #[pymodule_export]
    use crate::partition::{
        finish_partition, merge_population_shares, merge_ranking_shares, population_share, ranking_share,
    };
    #[pymodule_export]
    use crate::pickled::restored;
    #[pymodule_export]
    use crate::plain::{refusal, refusals};
    #[pymodule_export]
    use crate::policy::{Policy, PolicyChange, PolicyUpgrade};
    #[pymodule_export]
    use crate::privacy_frames::{anonymise_frame, deidentify_frame, plain_csv, read_plain_table};
    #[pymodule_export]
    use crate::records::{ask, canonical_record};
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
