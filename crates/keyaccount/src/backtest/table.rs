//! The table of a back-test: outcomes by measure and group.

use super::{Backtest, GroupedOutcomes};
use crate::assessment::{StoredTable, Value};

pub(crate) const COLUMNS: &[&str] = &[
    "measure",
    "grouped_by",
    "group",
    "score_from",
    "score_to",
    "customers",
    "bad_outcomes",
    "bad_rate",
    "mean_outcome",
    "inversion",
];

impl Backtest {
    /// Outcomes by band, grade and tenth of each score: one row for each group, the best first.
    /// `inversion` says whether the group turned out better than the one above it: `no`, `chance` or
    /// `beyond_chance`.
    #[must_use]
    pub fn table(&self) -> StoredTable {
        let mut table = StoredTable::new(COLUMNS);
        for measure in &self.measures {
            for grouped in &measure.groups {
                for group in &grouped.groups {
                    table.push(vec![
                        Value::code(measure.measure.clone()),
                        Value::code(grouped.by.code()),
                        Value::code(group.name.clone()),
                        Value::from(Some(group.score_from)),
                        Value::from(Some(group.score_to)),
                        integer(group.customers),
                        group.bad.map_or(Value::Empty, integer),
                        Value::from(group.bad_rate),
                        Value::from(group.mean),
                        Value::code(inversion(grouped, &group.name)),
                    ]);
                }
            }
        }
        table
    }
}

fn inversion(grouped: &GroupedOutcomes, worse: &str) -> &'static str {
    match grouped.inversions.iter().find(|inversion| inversion.worse == worse) {
        None => "no",
        Some(inversion) if inversion.beyond_chance => "beyond_chance",
        Some(_) => "chance",
    }
}

fn integer(count: u64) -> Value<'static> {
    Value::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}
