//! What records that come from outside must hold before anything is decided on them.

use chrono::{Datelike, NaiveDate};

use crate::decimal::{Exact, INPUT_SCALE};
use crate::error::{Problem, ProblemCode, quote};

/// Identifiers have at most so many characters (BOOK §2.10).
const ID_CHARACTERS: usize = 64;

/// Free texts have at most so many characters.
const TEXT_CHARACTERS: usize = 4_000;

/// Amounts stay below 10^22 (BOOK §2.10).
const LARGEST: Exact = Exact::new(10_000_000_000_000_000_000_000, 0);

/// Collects what is wrong with a record, each problem with its path.
#[derive(Debug, Default)]
pub(super) struct Checks {
    pub(super) problems: Vec<Problem>,
}

impl Checks {
    pub(super) fn problem(&mut self, path: impl Into<String>, problem: Problem) {
        self.problems.push(problem.path(path));
    }

    /// An identifier: 1–64 characters, not blank, no control characters.
    pub(super) fn id(&mut self, path: &str, id: &str) {
        let length = id.chars().count();
        let problem = |found: String, expected| Problem::new(ProblemCode::BadIdentifier, found, expected);
        if length > ID_CHARACTERS {
            let found = format!("{} of {length} characters", quote(id));
            self.problem(path, problem(found, "an identifier of at most 64 characters"));
        } else if id.trim().is_empty() {
            self.problem(path, problem("a blank".to_owned(), "an identifier"));
        } else if id.chars().any(char::is_control) {
            self.problem(path, problem(quote(id), "an identifier without control characters"));
        }
    }

    /// An identifier that may be left out.
    pub(super) fn some_id(&mut self, path: &str, id: Option<&str>) {
        if let Some(id) = id {
            self.id(path, id);
        }
    }

    /// A free text that may be left out.
    pub(super) fn text(&mut self, path: &str, text: Option<&str>) {
        let length = text.map_or(0, |text| text.chars().count());
        if length > TEXT_CHARACTERS {
            let found = format!("{length} characters");
            let expected = format!("at most {TEXT_CHARACTERS} characters");
            self.problem(path, Problem::new(ProblemCode::TooLarge, found, expected));
        }
    }

    /// An amount or price: at most six decimals and 22 digits before the point (N1).
    pub(super) fn number(&mut self, path: &str, number: Option<Exact>) {
        let Some(number) = number else { return };
        let number = number.normalised();
        if number.scale() > INPUT_SCALE {
            let found = quote(&number.to_string());
            self.problem(path, Problem::new(ProblemCode::TooManyDecimals, found, "at most six decimals"));
        } else if number.magnitude() >= LARGEST {
            let found = quote(&number.to_string());
            let expected = "at most 22 digits before the point";
            self.problem(path, Problem::new(ProblemCode::OutOfRange, found, expected));
        }
    }

    /// A day of years 1–9999.
    pub(super) fn day(&mut self, path: &str, day: NaiveDate) {
        if !(1..=9999).contains(&day.year()) {
            let found = quote(&day.to_string());
            self.problem(path, Problem::new(ProblemCode::BadDate, found, "a date such as `2026-06-30`"));
        }
    }

    /// A span of days whose end, if it has one, is not before its beginning.
    pub(super) fn span(&mut self, path: &str, from: NaiveDate, to: Option<NaiveDate>) {
        self.day(&format!("{path}.valid_from"), from);
        let Some(to) = to else { return };
        self.day(&format!("{path}.valid_to"), to);
        if to < from {
            let found = format!("`{to}`, which is before `{from}`");
            let problem = Problem::new(ProblemCode::DatesOutOfOrder, found, "the day it begins or a later one");
            self.problem(format!("{path}.valid_to"), problem);
        }
    }
}
