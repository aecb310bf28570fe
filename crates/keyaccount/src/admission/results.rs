//! Who is admitted and who lacks what, as result tables.

use super::{KeyAccounts, Vips};
use crate::assessment::{Assessment, Row, StoredTable, Value};
use crate::labels::Language;
use crate::labels::about::names_condition;
use crate::reason::ReasonCode;
use crate::verdict::{Verdict, VerdictOutcome};

/// The last says in sentences what decided, in a language alone.
pub(crate) const ADMISSION_COLUMNS: &[&str] =
    &["customer_id", "name", "decision", "conditions", "shortfalls", "automated", "decision_reason"];

impl KeyAccounts<'_> {
    /// Every customer: those that may be admitted, then those that may not, the fewest conditions missing
    /// first, then those of whom it cannot be told; by id where nothing else tells them apart. `conditions`
    /// are the facts that decide, `shortfalls` how far each is missed, in the same order.
    #[must_use]
    pub fn table(&self, language: Option<Language>) -> StoredTable {
        table(self.assessment, language, |row| self.verdict(row, self.assessment.stamp.clone()))
    }
}

impl Vips<'_> {
    /// Every customer, in the order of [`KeyAccounts::table`]. `conditions` are the ways that are open, or
    /// that none is.
    #[must_use]
    pub fn table(&self, language: Option<Language>) -> StoredTable {
        table(self.assessment, language, |row| self.verdict(row))
    }
}

fn table<'a>(
    assessment: &'a Assessment,
    language: Option<Language>,
    verdict: impl Fn(Row<'a>) -> Verdict,
) -> StoredTable {
    let mut all: Vec<_> = assessment.rows().map(|row| (row, verdict(row))).collect();
    all.sort_by(|(one, left), (other, right)| {
        let key = |verdict: &Verdict| {
            let lacks = if verdict.outcome == VerdictOutcome::Permit { 0 } else { verdict.reasons.len() };
            (verdict.outcome, lacks)
        };
        key(left).cmp(&key(right)).then_with(|| one.id().cmp(other.id()))
    });
    let (_, plain) = ADMISSION_COLUMNS.split_last().unwrap_or((&"", &[]));
    let mut table = StoredTable::new(if language.is_some() { ADMISSION_COLUMNS } else { plain });
    for (row, verdict) in all {
        let conditions = verdict.reasons.iter().map(|reason| match &reason.about {
            Some(about) if names_condition(reason.code) => about.as_str(),
            _ => reason.code.code(),
        });
        let conditions: Vec<_> = conditions.collect();
        let missed = verdict.reasons.iter().map(|reason| {
            reason.shortfall.as_ref().map_or_else(String::new, |short| short.words(Language::English))
        });
        let shortfalls: Vec<_> = missed.collect();
        let is_empty = shortfalls.iter().all(String::is_empty);
        let automated = verdict.warnings.iter().any(|warning| warning.code == ReasonCode::Automated);
        let mut cells = vec![
            Value::from(row.id().to_owned()),
            row.name().map_or(Value::Empty, |name| Value::from(name.to_owned())),
            Value::code(verdict.outcome.code().to_owned()),
            Value::code(conditions.join(";")),
            if is_empty { Value::Empty } else { Value::from(shortfalls.join(";")) },
            Value::code(if automated { "yes" } else { "no" }.to_owned()),
        ];
        cells.extend(language.map(|language| {
            let said: Vec<_> = verdict.reasons.iter().map(|reason| reason.sentence(language)).collect();
            Value::from(said.join(language.separator()))
        }));
        table.push(cells);
    }
    table
}
