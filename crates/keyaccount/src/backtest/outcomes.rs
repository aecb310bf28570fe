//! What became of customers after the day they were scored on.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::decimal::{Exact, INPUT_SCALE, INPUT_WHOLE_DIGITS, pow10};
use crate::error::{Problem, ProblemCode, quote};

/// What an outcome says, and which way is good: stated by the user, never guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// Yes or no; yes is bad: defaulted, left, was written off.
    Bad,
    /// Yes or no; yes is good: renewed, paid, ordered again.
    Good,
    /// A number; the higher, the worse: days late, money lost.
    HigherIsWorse,
    /// A number; the higher, the better: orders of the next year.
    HigherIsBetter,
}

impl OutcomeKind {
    /// Every kind there is.
    pub const ALL: [Self; 4] = [Self::Bad, Self::Good, Self::HigherIsWorse, Self::HigherIsBetter];

    /// Whether outcomes are yes or no.
    #[must_use]
    pub const fn is_yes_no(self) -> bool {
        matches!(self, Self::Bad | Self::Good)
    }

    /// Whether yes, or the higher number, is the worse outcome.
    #[must_use]
    pub const fn is_higher_worse(self) -> bool {
        matches!(self, Self::Bad | Self::HigherIsWorse)
    }
}

/// One outcome as it was observed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeValue {
    /// Whether it happened.
    YesNo(bool),
    /// How much it was.
    Number(Decimal),
}

/// One row of a table of outcomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome<'a> {
    /// Whose outcome it is.
    pub customer_id: Cow<'a, str>,
    /// When it was observed, if the table says so.
    pub on: Option<NaiveDate>,
    /// The outcome; `None` if it is not known.
    pub value: Option<OutcomeValue>,
}

/// The outcomes of customers after a day, one for each customer.
///
/// ```
/// use chrono::NaiveDate;
/// use keyaccount::{Outcome, OutcomeKind, OutcomeValue, Outcomes};
///
/// let day = NaiveDate::from_ymd_opt(2025, 12, 31).unwrap();
/// let mut outcomes = Outcomes::new(OutcomeKind::Bad, day);
/// let defaulted = |id: &'static str| Outcome {
///     customer_id: id.into(),
///     on: None,
///     value: Some(OutcomeValue::YesNo(true)),
/// };
/// outcomes.push(defaulted("K001"))?;
/// assert!(outcomes.push(defaulted("K001")).is_err());
/// # Ok::<(), Box<keyaccount::Problem>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Outcomes {
    kind: OutcomeKind,
    after: NaiveDate,
    /// Millionths; yes is one. `None` if the outcome is not known.
    values: BTreeMap<String, Option<i128>>,
    rows: u64,
    not_after: u64,
    undated: u64,
}

/// The most characters (Unicode scalar values) of an identifier.
const ID_CHARACTERS: usize = 64;

impl Outcomes {
    /// No outcomes yet. They must lie after `after`, the day of the assessment they are held against.
    #[must_use]
    pub const fn new(kind: OutcomeKind, after: NaiveDate) -> Self {
        Self { kind, after, values: BTreeMap::new(), rows: 0, not_after: 0, undated: 0 }
    }

    /// Adds a row. One dated on or before the day of the assessment is no later outcome: it is left
    /// out and counted.
    ///
    /// # Errors
    /// A blank or overlong customer; a second outcome of the same customer; a number where outcomes
    /// are yes or no, or the reverse; a number of more than six decimals or 22 digits before the point.
    pub fn push(&mut self, outcome: Outcome<'_>) -> Result<(), Box<Problem>> {
        let id = outcome.customer_id;
        let length = id.chars().count();
        if id.trim().is_empty() || length > ID_CHARACTERS || id.contains('\0') {
            let found = if id.trim().is_empty() { "a blank".to_owned() } else { quote(&id) };
            let expected = format!("an identifier of 1 to {ID_CHARACTERS} characters");
            let problem = Problem::new(ProblemCode::BadIdentifier, found, expected);
            return Err(Box::new(problem.path("customer_id")));
        }
        let value = match outcome.value {
            None => None,
            Some(value) => Some(self.millionths(value).map_err(|problem| problem.path("outcome"))?),
        };
        self.rows = self.rows.saturating_add(1);
        if outcome.on.is_some_and(|on| on <= self.after) {
            self.not_after = self.not_after.saturating_add(1);
            return Ok(());
        }
        if self.values.contains_key(&*id) {
            let found = format!("a second outcome of {}", quote(&id));
            let problem = Problem::new(ProblemCode::Duplicate, found, "one outcome for each customer");
            return Err(Box::new(problem.path("customer_id").remedy("remove one of them, or add them up")));
        }
        if outcome.on.is_none() {
            self.undated = self.undated.saturating_add(1);
        }
        self.values.insert(id.into_owned(), value);
        Ok(())
    }

    fn millionths(&self, value: OutcomeValue) -> Result<i128, Box<Problem>> {
        match (value, self.kind.is_yes_no()) {
            (OutcomeValue::YesNo(yes), true) => Ok(i128::from(yes)),
            (OutcomeValue::Number(number), false) => {
                let exact = Exact::from(number);
                let limit = u8::try_from(INPUT_WHOLE_DIGITS)
                    .ok()
                    .and_then(|digits| pow10(digits.saturating_add(INPUT_SCALE)).map(i128::unsigned_abs));
                exact
                    .at_scale(INPUT_SCALE)
                    .filter(|units| limit.is_some_and(|limit| units.unsigned_abs() < limit))
                    .ok_or_else(|| {
                        let expected = "at most 22 digits before the point and 6 after it";
                        let found = quote(&exact.to_string());
                        Box::new(Problem::new(ProblemCode::OutOfRange, found, expected))
                    })
            }
            (OutcomeValue::YesNo(_), false) => {
                Err(Box::new(Problem::new(ProblemCode::WrongType, "yes or no", "a number")))
            }
            (OutcomeValue::Number(number), true) => {
                let found = format!("the number {}", quote(&number.to_string()));
                Err(Box::new(Problem::new(ProblemCode::WrongType, found, "yes or no")))
            }
        }
    }

    /// What the outcomes say, and which way is good.
    #[must_use]
    pub const fn kind(&self) -> OutcomeKind {
        self.kind
    }

    /// The day they must lie after.
    #[must_use]
    pub const fn after(&self) -> NaiveDate {
        self.after
    }

    /// How many rows were added, those left out among them.
    #[must_use]
    pub const fn rows(&self) -> u64 {
        self.rows
    }

    /// How many rows were left out, being dated on or before the day.
    #[must_use]
    pub const fn not_after(&self) -> u64 {
        self.not_after
    }

    /// How many rows that count have no date.
    #[must_use]
    pub const fn undated(&self) -> u64 {
        self.undated
    }

    /// How many customers have a row that counts.
    pub(super) fn named(&self) -> usize {
        self.values.len()
    }

    /// The row of a customer: its outcome in millionths (yes is 1), or that it is not known.
    pub(super) fn of(&self, customer_id: &str) -> Option<Option<i128>> {
        self.values.get(customer_id).copied()
    }

    /// How good an outcome is: the higher, the better.
    pub(super) const fn merit(&self, value: i128) -> i128 {
        if self.kind.is_higher_worse() { value.saturating_neg() } else { value }
    }
}
