//! One customer of an assessment: for users of the library, and for the columns of result tables.

use super::{Assessment, Value};
use crate::decimal::Score;
use crate::facts::CustomerFacts;
use crate::grading::CustomerGrades;

/// One customer of an assessment.
#[derive(Clone, Copy, Debug)]
pub struct CustomerRow<'a> {
    pub(super) assessment: &'a Assessment,
    pub(super) at: u32,
}

impl<'a> CustomerRow<'a> {
    /// A cell of the score table as text; empty for a blank and for a column that does not exist.
    #[must_use]
    pub fn text(&self, column: &str) -> String {
        self.value(column).map_or_else(String::new, |value| value.to_string())
    }

    /// A cell of the score table, sentences in English; `None` if there is no such column.
    #[must_use]
    pub fn value(&self, column: &str) -> Option<Value<'a>> {
        let column = self.assessment.score_columns.iter().find(|c| c.name() == column)?;
        self.assessment.row(self.at).map(|row| column.of_customer(row))
    }

    /// The published composite score.
    #[must_use]
    pub fn composite_score(&self) -> Option<Score> {
        self.assessment.grades.get(self.at as usize)?.composite.ok()
    }

    /// The grade after caps and overrides.
    #[must_use]
    pub fn grade(&self) -> Option<&'a str> {
        let grade = self.assessment.grades.get(self.at as usize)?.grade?;
        Some(self.assessment.policy.composite().bands.name(grade))
    }
}

/// A customer's facts and grades together, for the columns of result tables.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    pub(crate) assessment: &'a Assessment,
    pub(crate) customer: &'a CustomerFacts,
    pub(crate) grades: &'a CustomerGrades,
}

impl Row<'_> {
    /// Fetches the customer ([`CustomerFacts::touch`]).
    #[inline]
    pub(super) fn touch(self) -> i64 {
        self.customer.touch() ^ self.grades.touch()
    }
}

impl Assessment {
    pub(crate) fn row(&self, at: u32) -> Option<Row<'_>> {
        let at = at as usize;
        Some(Row { assessment: self, customer: self.facts.customers.get(at)?, grades: self.grades.get(at)? })
    }

    /// Every member, in no particular order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let members = self.facts.customers.iter().zip(&self.grades);
        members.map(|(customer, grades)| Row { assessment: self, customer, grades })
    }
}
