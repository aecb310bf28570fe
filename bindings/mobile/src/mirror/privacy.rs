// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `privacy`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;

/// Something that was left out.
#[uniffi::remote(Record)]
pub struct LeftOut {
    /// Why.
    pub reason: LeftOutReason,
    /// The column, `#3` if the third has no name; `None` where whole rows were.
    #[uniffi(default = None)]
    pub column: Option<String>,
    /// How many cells, rows for a reason about rows.
    pub count: u64,
}

/// Why something was left out. Stable codes in `snake_case`.
#[uniffi::remote(Enum)]
pub enum LeftOutReason {
    /// A column the policy removes.
    ByPolicy,
    /// A column the policy does not list.
    NotListed,
    /// A name in a table without the id of whom its rows are about.
    NoSubject,
    /// A cell that is not what its column should hold.
    Unreadable,
    /// A cell of which too little would have been hidden.
    HidesTooLittle,
    /// Rows of a group of fewer than k.
    SmallGroup,
}

/// The stable code.
#[uniffi::export]
pub fn left_out_reason_code(left_out_reason: LeftOutReason) -> String {
    left_out_reason.code().to_owned()
}

/// The reason as people read it.
#[uniffi::export]
pub fn left_out_reason_reading(left_out_reason: LeftOutReason, language: Language) -> String {
    left_out_reason.reading(language).to_owned()
}

/// A table of texts; a blank cell is `None`.
#[uniffi::remote(Record)]
pub struct PlainTable {
    /// The names of the columns, each once; a column may have none.
    pub columns: Vec<String>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<Option<String>>>,
}

/// The groups of rows that look alike.
#[uniffi::remote(Record)]
pub struct PrivacyGroups {
    /// The columns rows are told apart by.
    pub by: Vec<String>,
    /// The fewest people, and customers, a group may have; rows, where the table does not say whom they are
    /// about.
    pub k: u32,
    /// How many groups there are.
    pub count: u64,
    /// The people, or rows, of the smallest, at least k; 0 if there is no row.
    pub smallest: u64,
    /// Groups in which a column that is kept, such as the grade, has one value only: whoever knows that
    /// somebody is in such a group knows that value too.
    pub of_one_grade: u64,
    /// Whether there is such a group.
    pub may_still_identify: bool,
}

/// What became of a table.
#[uniffi::remote(Record)]
pub struct PrivacyReport {
    /// The policy it was done by.
    pub policy: PolicyUsed,
    /// Rows handed in.
    pub rows_in: u64,
    /// Rows left.
    pub rows_out: u64,
    /// What was left out, by reason and column.
    #[uniffi(default = [])]
    pub left_out: Vec<LeftOut>,
    /// Of what was anonymised, how its groups are; `None` of what was de-identified.
    #[uniffi(default = None)]
    pub groups: Option<PrivacyGroups>,
}

/// What became of the table, as lines.
#[uniffi::export]
pub fn privacy_report_text(privacy_report: PrivacyReport, language: Language) -> String {
    privacy_report.text(language)
}
