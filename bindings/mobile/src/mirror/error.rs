// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `error`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;

/// One thing that is wrong: where, what was found, what was expected, how to mend it.
///
/// The same flat record serves policies, manifests, books and command lines, and crosses every
/// language border unchanged.
#[uniffi::remote(Record)]
pub struct Problem {
    /// The kind of problem.
    pub code: ProblemCode,
    /// The file, or the table when there is no file.
    #[uniffi(default = None)]
    pub file: Option<String>,
    /// The line from 1; for a table without a file the row from 1.
    #[uniffi(default = None)]
    pub line: Option<u64>,
    /// The column from 1: of characters in a policy, of fields in a table.
    #[uniffi(default = None)]
    pub column: Option<u64>,
    /// The path in a policy (`credit.bands2.at_least`) or the column's name in a table.
    pub path: String,
    /// What was found. Values are quoted by `quote`.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// What to do about it; may be empty where the expectation says it all.
    pub remedy: String,
}

/// Where it is, what kind it is, what was found and expected, and how to mend it, as people read it.
#[uniffi::export]
pub fn problem_sentence(problem: Problem, language: Language) -> String {
    problem.sentence(language)
}

/// What kind of problem it is. Stable codes in `snake_case`.
#[uniffi::remote(Enum)]
pub enum ProblemCode {
    /// The text is not TOML (or JSON, or CSV) at all.
    Syntax,
    /// A key the format does not have.
    UnknownKey,
    /// A section the format does not have.
    UnknownSection,
    /// A value of another type.
    WrongType,
    /// A key, column or cell that must be there.
    Missing,
    /// A code, name or band that does not exist.
    UnknownCode,
    /// A number outside its range.
    OutOfRange,
    /// More fractional digits than allowed.
    TooManyDecimals,
    /// A name, key or row given twice.
    Duplicate,
    /// Weights that do not sum to 1.
    WeightSum,
    /// Too few dimensions for a composite.
    TooFewDimensions,
    /// Bands that are not in order, best first.
    BandOrder,
    /// The last band does not start at 0, or the first lies above 100.
    BandBounds,
    /// Two bands that start at the same score.
    BandsEqual,
    /// A band no score can reach.
    BandUnreachable,
    /// A table keyed by band without an entry for every band.
    BandMissing,
    /// A curve whose points rise with days late.
    CurveNotMonotone,
    /// A curve with one day twice.
    CurveDayRepeated,
    /// A cap, veto or rule that can never change anything.
    NeverActs,
    /// A predicate on a fact of another type.
    PredicateType,
    /// An action nobody may perform, without its being said that nobody should.
    NobodyMay,
    /// Something no policy can allow.
    Forbidden,
    /// An approver who may not grant what he approves.
    MayNotGrant,
    /// An approver whose own requests nobody else could approve.
    SelfApproval,
    /// Amounts between two tiers, or at either end, that belong to none.
    TierGap,
    /// Amounts that belong to two tiers.
    TierOverlap,
    /// A tier to which no amount belongs.
    TierUnreachable,
    /// Steps nobody could finish, since nobody may decide twice.
    CannotFinish,
    /// A document that is required and that nothing could complete.
    NeverComplete,
    /// Dates that are not in order.
    DatesOutOfOrder,
    /// A format newer than this library.
    FormatTooNew,
    /// A format older than the one this library reads; `policy upgrade` brings the file up to date.
    FormatTooOld,
    /// `extends` names a policy that is not there.
    ExtendsUnknown,
    /// `extends` leads back to where it started.
    ExtendsCircular,
    /// Results of another policy than the one at hand.
    PolicyMismatch,
    /// Another book than the one a result was made from.
    BookMismatch,
    /// Money in another currency than the policy's.
    CurrencyMismatch,
    /// A date that is not one, or not in the expected form.
    BadDate,
    /// A number that is not one, or not in the expected form.
    BadNumber,
    /// A yes or no that is neither.
    BadBoolean,
    /// An identifier that is empty, too long or holds a control character.
    BadIdentifier,
    /// A row that names a customer the book does not have.
    UnknownCustomer,
    /// A row that names an invoice the book does not have.
    UnknownInvoice,
    /// A line without a customer whose order id belongs to several customers.
    AmbiguousOrder,
    /// Quantities in units that cannot be added.
    MixedUnits,
    /// Bytes that are not text in the stated encoding.
    BadEncoding,
    /// A row with more or fewer cells than the header.
    RaggedRow,
    /// A quotation mark that is never closed.
    UnclosedQuote,
    /// A record, cell or file larger than the reader accepts.
    TooLarge,
    /// A retention period that counts from nothing.
    NoTrigger,
    /// Personal data kept without a reason that is stated.
    NoLegalBasis,
    /// A retention period shorter than the law asks for.
    BelowLegalMinimum,
    /// An event of a case that does not follow from those before it.
    ImpossibleEvent,
    /// A file that cannot be read or written.
    Io,
    /// A file without a header row.
    NoHeader,
    /// None of the tables a book needs.
    NoTables,
}

/// The stable code, such as `unknown_key`.
#[uniffi::export]
pub fn problem_code_code(problem_code: ProblemCode) -> String {
    problem_code.code().to_owned()
}

/// What kind of problem it is, as people read it.
#[uniffi::export]
pub fn problem_code_reading(problem_code: ProblemCode, language: Language) -> String {
    problem_code.reading(language).to_owned()
}
