// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `assessment`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;
use crate::errors::KeyaccountError;
use crate::errors::guarded;
use crate::values::CalendarDate;
use crate::values::RowText;
use keyaccount::Exact;
use rust_decimal::Decimal;

/// How many customers have which grade. Grades from ranks are relative to the customers handed in.
#[uniffi::remote(Record)]
pub struct Distribution {
    /// Rated customers by grade, best first.
    pub grades: Vec<GradeCount>,
    /// Customers without a composite.
    pub unrated: u64,
    /// New customers.
    pub new: u64,
    /// All customers.
    pub total: u64,
}

/// The customers of one grade.
#[uniffi::remote(Record)]
pub struct GradeCount {
    /// The grade.
    pub grade: String,
    /// How many rated customers have it.
    pub customers: u64,
}

/// What the cells of a column hold.
#[uniffi::remote(Enum)]
pub enum ResultKind {
    /// A text of which every row may have its own: an identifier, a name, a sentence.
    Text,
    /// One of few texts, or several joined by `;`: codes, grades, classes.
    Code,
    /// A decimal.
    Number { scale: u8 },
    /// A quantity of at most `QUANTITY_SCALE` decimals.
    Quantity,
    /// A count, rank or number of days.
    Integer,
    /// A day.
    Date,
}

/// What a result was made from. The same stamp and library version give the same bytes.
#[uniffi::remote(Record)]
pub struct Stamp {
    /// Name of the policy.
    pub policy_name: String,
    /// Its version.
    pub policy_version: String,
    /// SHA-256 of its resolved meaning.
    pub policy_digest: String,
    /// `RULES_VERSION` of the library.
    pub rules_version: u32,
    /// The day the result holds for.
    pub as_of: CalendarDate,
    /// `Book::input_digest`; empty if it was not asked for.
    pub input_digest: String,
    /// `Population::digest` of a population measured before; empty if the
    /// population is the book's own.
    #[uniffi(default = None)]
    pub population_digest: Option<String>,
    /// Version of this library.
    pub library_version: String,
}

/// A cell of a result table.
#[uniffi::remote(Enum)]
pub enum Value {
    /// Nothing applies.
    Empty,
    /// A name, a grade, a sentence: as it was written.
    Text(RowText),
    /// A code of this library or a name of the user's own in its place, or several joined by `;`.
    /// `ResultColumn::translate` makes it readable.
    Code(RowText),
    /// A day.
    Date(CalendarDate),
    /// A score, percentage or amount, with two decimals; in the table of slices points have four, and
    /// amounts as many as they need beyond two.
    Number(Decimal),
    /// A quantity, without trailing zeros.
    Quantity(Exact),
    /// A count, rank or number of days.
    Integer(i64),
}

/// Whether nothing applies.
#[uniffi::export]
pub fn value_is_empty(value: Value) -> Result<bool, KeyaccountError> {
    guarded(|| Ok(value.is_empty()))
}
