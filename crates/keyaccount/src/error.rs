//! One shape for everything that is wrong with an input, and the one public error type.

use core::fmt;

use serde::{Deserialize, Serialize};

macro_rules! problem_codes {
    ($($(#[$doc:meta])* $name:ident $code:literal,)+) => {
        /// What kind of problem it is. Stable codes in `snake_case`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum ProblemCode {
            $($(#[$doc])* #[serde(rename = $code)] $name,)+
        }

        impl ProblemCode {
            /// Every code there is.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable code, such as `unknown_key`.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }
        }
    };
}

problem_codes! {
    /// The text is not TOML (or JSON, or CSV) at all.
    Syntax "syntax",
    /// A key the format does not have.
    UnknownKey "unknown_key",
    /// A section the format does not have.
    UnknownSection "unknown_section",
    /// A value of another type.
    WrongType "wrong_type",
    /// A key, column or cell that must be there.
    Missing "missing",
    /// A code, name or band that does not exist.
    UnknownCode "unknown_code",
    /// A number outside its range.
    OutOfRange "out_of_range",
    /// More fractional digits than allowed.
    TooManyDecimals "too_many_decimals",
    /// A name, key or row given twice.
    Duplicate "duplicate",
    /// Weights that do not sum to 1.
    WeightSum "weight_sum",
    /// Too few dimensions for a composite.
    TooFewDimensions "too_few_dimensions",
    /// Bands that are not in order, best first.
    BandOrder "band_order",
    /// The last band does not start at 0, or the first lies above 100.
    BandBounds "band_bounds",
    /// Two bands that start at the same score.
    BandsEqual "bands_equal",
    /// A band no score can reach.
    BandUnreachable "band_unreachable",
    /// A table keyed by band without an entry for every band.
    BandMissing "band_missing",
    /// A curve whose points rise with days late.
    CurveNotMonotone "curve_not_monotone",
    /// A curve with one day twice.
    CurveDayRepeated "curve_day_repeated",
    /// A cap, veto or rule that can never change anything.
    NeverActs "never_acts",
    /// A predicate on a fact of another type.
    PredicateType "predicate_type",
    /// An action nobody may perform, without its being said that nobody should.
    NobodyMay "nobody_may",
    /// Something no policy can allow.
    Forbidden "forbidden",
    /// An approver who may not grant what he approves.
    MayNotGrant "may_not_grant",
    /// An approver whose own requests nobody else could approve.
    SelfApproval "self_approval",
    /// Amounts between two tiers, or at either end, that belong to none.
    TierGap "tier_gap",
    /// Amounts that belong to two tiers.
    TierOverlap "tier_overlap",
    /// A tier to which no amount belongs.
    TierUnreachable "tier_unreachable",
    /// Steps nobody could finish, since nobody may decide twice.
    CannotFinish "cannot_finish",
    /// A document that is required and that nothing could complete.
    NeverComplete "never_complete",
    /// Dates that are not in order.
    DatesOutOfOrder "dates_out_of_order",
    /// A format newer than this library.
    FormatTooNew "format_too_new",
    /// A format older than the one this library reads; `policy upgrade` brings the file up to date.
    FormatTooOld "format_too_old",
    /// `extends` names a policy that is not there.
    ExtendsUnknown "extends_unknown",
    /// `extends` leads back to where it started.
    ExtendsCircular "extends_circular",
    /// Results of another policy than the one at hand.
    PolicyMismatch "policy_mismatch",
    /// Another book than the one a result was made from.
    BookMismatch "book_mismatch",
    /// Money in another currency than the policy's.
    CurrencyMismatch "currency_mismatch",
    /// A date that is not one, or not in the expected form.
    BadDate "bad_date",
    /// A number that is not one, or not in the expected form.
    BadNumber "bad_number",
    /// A yes or no that is neither.
    BadBoolean "bad_boolean",
    /// An identifier that is empty, too long or holds a control character.
    BadIdentifier "bad_identifier",
    /// A row that names a customer the book does not have.
    UnknownCustomer "unknown_customer",
    /// A row that names an invoice the book does not have.
    UnknownInvoice "unknown_invoice",
    /// A line without a customer whose order id belongs to several customers.
    AmbiguousOrder "ambiguous_order",
    /// Quantities in units that cannot be added.
    MixedUnits "mixed_units",
    /// Bytes that are not text in the stated encoding.
    BadEncoding "bad_encoding",
    /// A row with more or fewer cells than the header.
    RaggedRow "ragged_row",
    /// A quotation mark that is never closed.
    UnclosedQuote "unclosed_quote",
    /// A record, cell or file larger than the reader accepts.
    TooLarge "too_large",
    /// A retention period that counts from nothing.
    NoTrigger "no_trigger",
    /// Personal data kept without a reason that is stated.
    NoLegalBasis "no_legal_basis",
    /// A retention period shorter than the law asks for.
    BelowLegalMinimum "below_legal_minimum",
    /// An event of a case that does not follow from those before it.
    ImpossibleEvent "impossible_event",
    /// A file that cannot be read or written.
    Io "io",
    /// A file without a header row.
    NoHeader "no_header",
    /// None of the tables a book needs.
    NoTables "no_tables",
}

impl fmt::Display for ProblemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// One thing that is wrong: where, what was found, what was expected, how to mend it.
///
/// The same flat record serves policies, manifests, books and command lines, and crosses every
/// language border unchanged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The kind of problem.
    pub code: ProblemCode,
    /// The file, or the table when there is no file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line from 1; for a table without a file the row from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The column from 1: of characters in a policy, of fields in a table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u64>,
    /// The path in a policy (`credit.bands[2].at_least`) or the column's name in a table.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// What was found. Values are quoted by [`quote`].
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// What to do about it; may be empty where the expectation says it all.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remedy: String,
}

impl Problem {
    /// A problem without a position yet.
    #[must_use]
    pub fn new(code: ProblemCode, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self {
            code,
            file: None,
            line: None,
            column: None,
            path: String::new(),
            found: found.into(),
            expected: expected.into(),
            remedy: String::new(),
        }
    }

    /// The same problem with its remedy.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = remedy.into();
        self
    }

    /// The same problem with its path or column name.
    #[must_use]
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// The same problem with its file, line and column.
    #[must_use]
    pub fn at(mut self, file: impl Into<String>, line: Option<u64>, column: Option<u64>) -> Self {
        self.file = Some(file.into());
        self.line = line;
        self.column = column;
        self
    }
}

/// `file:line:column (path): found …, expected …; remedy`
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            f.write_str(file)?;
            for part in [self.line, self.column].into_iter().flatten() {
                write!(f, ":{part}")?;
            }
            f.write_str(if self.path.is_empty() { ": " } else { " " })?;
        }
        if !self.path.is_empty() {
            write!(f, "({}): ", self.path)?;
        }
        write!(f, "found {}, expected {}", self.found, self.expected)?;
        if !self.remedy.is_empty() {
            write!(f, "; {}", self.remedy)?;
        }
        Ok(())
    }
}

/// Everything that is wrong with an input, reported together. Never empty.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", summary(.problems))]
pub struct Error {
    problems: Vec<Problem>,
}

impl Error {
    /// An error of these problems.
    #[must_use]
    pub fn new(problems: Vec<Problem>) -> Self {
        Self { problems }
    }

    /// Every problem, in the order of the input.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The problems by value.
    #[must_use]
    pub fn into_problems(self) -> Vec<Problem> {
        self.problems
    }
}

impl From<Box<Problem>> for Error {
    fn from(problem: Box<Problem>) -> Self {
        Self::from(*problem)
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self { problems: vec![problem] }
    }
}

fn summary(problems: &[Problem]) -> String {
    match problems {
        [] => "no problem was recorded".to_owned(),
        [one] => one.to_string(),
        [first, rest @ ..] => format!("{first} (and {} more)", rest.len()),
    }
}

/// How many characters of a value an error or a note shows.
const QUOTED_CHARACTERS: usize = 80;

/// A value as errors and notes show it: in backticks, at most 80 characters, control characters
/// escaped.
///
/// ```
/// assert_eq!(keyaccount::quote("a\u{7}b"), "`a\\u{7}b`");
/// ```
#[must_use]
pub fn quote(value: &str) -> String {
    let mut shown = String::from("`");
    for (position, character) in value.chars().enumerate() {
        if position == QUOTED_CHARACTERS {
            shown.push('…');
            break;
        }
        if character.is_control() || is_invisible(character) {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    shown.push('`');
    shown
}

/// A text with its control characters escaped, so that it stays on its line and changes nothing around
/// it.
pub(crate) fn harmless(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() || is_invisible(character) {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    shown
}

/// Characters that would let a value rearrange or hide the text around it.
pub(crate) const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

/// The problem of a name that is none of a policy's: what the policy has, and the one that was meant.
pub(crate) fn unknown_in_policy<'a>(
    name: &str,
    what: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Problem {
    let known: Vec<&str> = known.into_iter().collect();
    let listed: Vec<String> = known.iter().map(|name| quote(name)).collect();
    let expected = format!("a {what} of the policy: {}", listed.join(", "));
    let problem = Problem::new(ProblemCode::UnknownCode, quote(name), expected);
    match nearest(name, known) {
        Some(near) => problem.remedy(format!("did you mean {}?", quote(near))),
        None => problem,
    }
}

/// The known name nearest to `name`, if one is near enough to be what was meant.
#[must_use]
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A name of thousands of characters is no misspelling, and comparing it would cost its square.
    if name.chars().count() > 64 {
        return None;
    }
    let lower = name.to_lowercase();
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| {
            let length = candidate.chars().count();
            // Where every character is another one, nothing is alike.
            *distance < length && *distance <= length.max(3).div_ceil(3)
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_reads_as_one_line() {
        let problem = Problem::new(ProblemCode::BadDate, quote("31/02/2026"), "a date such as `2026-02-28`")
            .path("paid_on")
            .at("settlements.csv", Some(7), Some(3))
            .remedy("state `date_format` in book.toml");
        assert_eq!(
            problem.to_string(),
            "settlements.csv:7:3 (paid_on): found `31/02/2026`, expected a date such as `2026-02-28`; state `date_format` in book.toml"
        );
    }

    #[test]
    fn quoted_values_are_short_and_harmless() {
        assert_eq!(quote(&"x".repeat(100)).chars().count(), 83);
        assert_eq!(quote("\u{202e}abc"), "`\\u{202e}abc`");
    }

    #[test]
    fn the_nearest_name_is_near() {
        assert_eq!(nearest("custmer_id", ["customer_id", "order_id"]), Some("customer_id"));
        assert_eq!(nearest("zzz", ["customer_id", "order_id"]), None);
        // One letter is not another one, nor a grade another grade.
        assert_eq!(nearest("C", ["A", "B", "D", "好"]), None);
        assert_eq!(nearest("c", ["A", "B", "C"]), Some("C"));
    }
}
