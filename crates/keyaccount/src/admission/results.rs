//! Who is admitted and who lacks what: verdicts in order, and as a result table.

use serde::{Deserialize, Serialize};

use super::{KeyAccounts, Vips};
use crate::assessment::{Assessment, Row, StoredTable, Value};
use crate::labels::Language;
use crate::labels::about::names_condition;
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{Verdict, VerdictOutcome};

/// The last says in sentences what decided, in a language alone.
pub(crate) const ADMISSION_COLUMNS: &[&str] =
    &["customer_id", "name", "decision", "conditions", "shortfalls", "automated", "decision_reason"];

/// The verdict on one customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomerVerdict {
    /// Its id.
    pub customer_id: String,
    /// Its name, if the book has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What was decided.
    pub verdict: Verdict,
}

impl KeyAccounts<'_> {
    /// The verdict on every customer: those that may be admitted, then those that may not, the fewest
    /// conditions missing first, then those of whom it cannot be told; by id where nothing else tells them
    /// apart.
    #[must_use]
    pub fn verdicts(&self) -> Vec<CustomerVerdict> {
        verdicts(self.assessment, |row| self.verdict(row, self.assessment.stamp.clone()))
    }
}

impl Vips<'_> {
    /// Whether every customer may apply, in the order of [`KeyAccounts::verdicts`].
    #[must_use]
    pub fn verdicts(&self) -> Vec<CustomerVerdict> {
        verdicts(self.assessment, |row| self.verdict(row))
    }
}

fn verdicts<'a>(assessment: &'a Assessment, verdict: impl Fn(Row<'a>) -> Verdict) -> Vec<CustomerVerdict> {
    let of = |row: Row<'a>| CustomerVerdict {
        customer_id: row.id().to_owned(),
        name: row.name().map(str::to_owned),
        verdict: verdict(row),
    };
    let mut all: Vec<_> = assessment.rows().map(of).collect();
    all.sort_by(|one, other| {
        let key = |of: &CustomerVerdict| {
            let outcome = of.verdict.outcome;
            (outcome, if outcome == VerdictOutcome::Permit { 0 } else { of.verdict.reasons.len() })
        };
        key(one).cmp(&key(other)).then_with(|| one.customer_id.cmp(&other.customer_id))
    });
    all
}

impl CustomerVerdict {
    /// Verdicts as a table. `conditions` are what decides, `shortfalls` how far each is missed, in the same
    /// order; in a language the last column, `decision_reason`, says it in sentences.
    #[must_use]
    pub fn table(verdicts: &[Self], language: Option<Language>) -> StoredTable {
        let (_, plain) = ADMISSION_COLUMNS.split_last().unwrap_or((&"", &[]));
        let mut table = StoredTable::new(if language.is_some() { ADMISSION_COLUMNS } else { plain });
        for one in verdicts {
            table.push(one.cells(language));
        }
        table
    }

    fn cells(&self, language: Option<Language>) -> Vec<Value<'static>> {
        let reasons = &self.verdict.reasons;
        let conditions: Vec<_> = reasons.iter().map(condition).collect();
        let missed = |reason: &Reason| {
            reason
                .shortfall
                .as_ref()
                .map_or_else(String::new, |missed| missed.words(language.unwrap_or_default()))
        };
        let missed: Vec<_> = reasons.iter().map(missed).collect();
        let is_automated = self.verdict.warnings.iter().any(|warning| warning.code == ReasonCode::Automated);
        let mut cells = vec![
            Value::from(self.customer_id.clone()),
            self.name.clone().map_or(Value::Empty, Value::from),
            Value::code(self.verdict.outcome.code()),
            Value::code(conditions.join(";")),
            if missed.iter().all(String::is_empty) { Value::Empty } else { Value::from(missed.join(";")) },
            Value::code(if is_automated { "yes" } else { "no" }),
        ];
        cells.extend(language.map(|language| {
            let said: Vec<_> = reasons.iter().map(|reason| reason.sentence(language)).collect();
            Value::from(said.join(language.separator()))
        }));
        cells
    }
}

/// The condition a reason speaks of.
fn condition(reason: &Reason) -> &str {
    match &reason.about {
        Some(about) if names_condition(reason.code) => about,
        _ => reason.code.code(),
    }
}
