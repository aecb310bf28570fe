//! What records that come from outside must hold before anything is decided on them.

use chrono::{Datelike, NaiveDate};

use crate::decimal::{Exact, INPUT_SCALE};
use crate::error::{Problem, ProblemCode, is_invisible, quote};

/// Identifiers have at most so many characters (BOOK §2.10).
const ID_CHARACTERS: usize = 64;

/// Free texts have at most so many characters.
const TEXT_CHARACTERS: usize = 4_000;

/// Amounts stay below 10^22 (BOOK §2.10).
const LARGEST: Exact = Exact::new(10_000_000_000_000_000_000_000, 0);

/// Whether a text is an identifier: 1–64 characters, not blank, none of them a control character or one that
/// cannot be seen, no white space around it. Two that read the same must not be two persons.
pub(crate) fn is_id(id: &str) -> bool {
    id.chars().count() <= ID_CHARACTERS && !id.is_empty() && id.trim() == id && !id.chars().any(is_unseen)
}

/// Whether a character leaves no trace on paper or turns the direction of what is written.
fn is_unseen(c: char) -> bool {
    c.is_control() || is_invisible(c)
}

/// Whether a number is one that may be handed in: six decimals, 22 digits before the point (N1).
pub(crate) fn is_number(number: Exact) -> bool {
    let number = number.normalised();
    number.scale() <= INPUT_SCALE && number.magnitude() < LARGEST
}

/// Whether a free text is not too long.
pub(crate) fn is_text(text: &str) -> bool {
    text.chars().count() <= TEXT_CHARACTERS
}

/// Whether a day is one of years 1–9999.
pub(crate) fn is_day(day: NaiveDate) -> bool {
    (1..=9999).contains(&day.year())
}

/// Collects what is wrong with a record, each problem with its path.
#[derive(Debug, Default)]
pub(crate) struct Checks {
    pub(crate) problems: Vec<Problem>,
}

impl Checks {
    pub(crate) fn problem(&mut self, path: impl Into<String>, problem: Problem) {
        self.problems.push(problem.path(path));
    }

    /// An identifier, as [`is_id`] has it.
    pub(crate) fn id(&mut self, path: &str, id: &str) {
        if is_id(id) {
            return;
        }
        let length = id.chars().count();
        let (found, expected) = if length > ID_CHARACTERS {
            (format!("{} of {length} characters", quote(id)), "an identifier of at most 64 characters")
        } else if id.trim().is_empty() {
            ("a blank".to_owned(), "an identifier")
        } else if id.trim() != id {
            (
                format!("{} with white space around it", quote(id)),
                "an identifier without white space around it",
            )
        } else {
            (quote(id), "an identifier without control characters or characters that cannot be seen")
        };
        self.problem(path, Problem::new(ProblemCode::BadIdentifier, found, expected));
    }

    /// An identifier that may be left out.
    pub(crate) fn some_id(&mut self, path: &str, id: Option<&str>) {
        if let Some(id) = id {
            self.id(path, id);
        }
    }

    /// A free text that may be left out.
    pub(crate) fn text(&mut self, path: &str, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !is_text(text)) {
            let found = format!("{} characters", text.chars().count());
            let expected = format!("at most {TEXT_CHARACTERS} characters");
            self.problem(path, Problem::new(ProblemCode::TooLarge, found, expected));
        }
    }

    /// An amount or price: at most six decimals and 22 digits before the point (N1).
    pub(crate) fn number(&mut self, path: &str, number: Option<Exact>) {
        let Some(number) = number.filter(|number| !is_number(*number)) else { return };
        let (code, expected) = if number.normalised().scale() > INPUT_SCALE {
            (ProblemCode::TooManyDecimals, "at most six decimals")
        } else {
            (ProblemCode::OutOfRange, "at most 22 digits before the point")
        };
        self.problem(path, Problem::new(code, quote(&number.to_string()), expected));
    }

    /// A day of years 1–9999.
    pub(crate) fn day(&mut self, path: &str, day: NaiveDate) {
        if !is_day(day) {
            let found = quote(&day.to_string());
            self.problem(path, Problem::new(ProblemCode::BadDate, found, "a date such as `2026-06-30`"));
        }
    }

    /// A span of days whose end, if it has one, is not before its beginning.
    pub(crate) fn span(&mut self, path: &str, from: NaiveDate, to: Option<NaiveDate>) {
        self.days(path, ("valid_from", from), ("valid_to", to));
    }

    /// The same of days that are called so.
    pub(crate) fn days(
        &mut self,
        path: &str,
        (first, from): (&str, NaiveDate),
        (last, to): (&str, Option<NaiveDate>),
    ) {
        self.day(&format!("{path}.{first}"), from);
        let Some(to) = to else { return };
        self.day(&format!("{path}.{last}"), to);
        if to < from {
            let found = format!("`{to}`, which is before `{from}`");
            let problem =
                Problem::new(ProblemCode::DatesOutOfOrder, found, "the day it begins or a later one");
            self.problem(format!("{path}.{last}"), problem);
        }
    }
}
