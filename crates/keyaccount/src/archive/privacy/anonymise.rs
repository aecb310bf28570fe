//! Anonymisation: not to be told, and not to be undone (§6.8).

use std::collections::{BTreeMap, BTreeSet};

use super::deidentify::PrivacyPolicy;
use super::report::{Counts, LeftOutReason, PrivacyGroups, PrivacyReport};
use super::table::PlainTable;
use crate::archive::used::PolicyUsed;
use crate::error::Error;
use crate::policy::Treatment;

type Row = Vec<Option<String>>;

impl PrivacyPolicy<'_> {
    /// The table with nothing in it that leads back to a person. Rows of a group smaller than k, told apart
    /// by every column that is grouped by, are left out, again until there is none; what is handed back has
    /// been held against k once more. Where a table says whom its rows are about, a group is as large as
    /// there are people in it: many rows of one person hide nobody. Rows are put into the order of what is left of them, since the order
    /// they came in may tell who they are.
    ///
    /// # Errors
    /// A column given twice, a row with more or fewer cells than there are columns.
    pub fn anonymise(&self, table: &PlainTable) -> Result<(PlainTable, PrivacyReport), Error> {
        table.check()?;
        let mut counts = Counts::default();
        let rules = self.rules.treatments(table, |rule| rule.anonymise, &mut counts);
        let treated = |row: &Row, counts: &mut Counts| -> Row {
            let cell = |&(at, treatment): &(usize, Treatment)| {
                let text = row.get(at)?.as_deref().filter(|text| !text.is_empty())?;
                self.rules.left(treatment, text).map_err(|reason| counts.add(reason, at, 1)).ok()
            };
            rules.iter().map(cell).collect()
        };
        let subject = self.rules.subject(table);
        let about = |row: &Row| subject.map(|at| row.get(at).cloned().flatten());
        let mut rows: Vec<Treated> =
            table.rows.iter().map(|row| (treated(row, &mut counts), about(row))).collect();
        let is_grouping: Vec<bool> = rules.iter().map(|(_, treatment)| treatment.is_grouping()).collect();
        let k = u64::from(self.rules.k.max(2));
        loop {
            let sizes = groups(&rows, &is_grouping);
            if sizes.values().all(|of| of.size() >= k) {
                break;
            }
            let small: Vec<bool> = rows
                .iter()
                .map(|(row, _)| sizes.get(&group(row, &is_grouping)).is_none_or(|of| of.size() < k))
                .collect();
            let mut small = small.into_iter();
            let before = rows.len();
            rows.retain(|_| !small.next().unwrap_or(true));
            let left_out = before.saturating_sub(rows.len()) as u64;
            counts.add(LeftOutReason::SmallGroup, usize::MAX, left_out);
        }
        rows.sort();
        let columns = self.rules.names(table, &rules);
        let sizes = groups(&rows, &is_grouping);
        let of_one_grade = sizes.values().filter(|of| of.is_of_one_grade()).count() as u64;
        let by = columns.iter().zip(&is_grouping).filter(|(_, grouping)| **grouping);
        let report = PrivacyReport {
            policy: PolicyUsed::of(self.policy),
            rows_in: table.rows.len() as u64,
            rows_out: rows.len() as u64,
            left_out: counts.list(&table.columns),
            groups: Some(PrivacyGroups {
                by: by.map(|(name, _)| name.clone()).collect(),
                k: self.rules.k,
                count: sizes.len() as u64,
                smallest: sizes.values().map(Group::size).min().unwrap_or_default(),
                of_one_grade,
                may_still_identify: of_one_grade > 0,
            }),
        };
        let rows = rows.into_iter().map(|(row, _)| row).collect();
        Ok((PlainTable { columns, rows }, report))
    }
}

/// What is left of a row, and whom it is about if the table says so.
type Treated = (Row, Option<Option<String>>);

/// What tells a row from others.
fn group<'a>(row: &'a Row, is_grouping: &[bool]) -> Vec<Option<&'a str>> {
    row.iter().zip(is_grouping).filter(|(_, by)| **by).map(|(cell, _)| cell.as_deref()).collect()
}

/// A group of rows that look alike.
#[derive(Default)]
struct Group<'a> {
    rows: u64,
    /// Whom they are about; a row that does not say so may be about any of them.
    people: BTreeSet<Option<&'a str>>,
    /// Of every column that is kept, its first value, and whether there is another.
    kept: Vec<(Option<&'a str>, bool)>,
}

impl Group<'_> {
    /// How many people it has, or rows where the table does not say whom they are about.
    fn size(&self) -> u64 {
        if self.people.is_empty() { self.rows } else { (self.people.iter().flatten().count() as u64).max(1) }
    }

    /// Whether a column that is kept has one value only.
    fn is_of_one_grade(&self) -> bool {
        self.kept.iter().any(|(first, differs)| first.is_some() && !differs)
    }
}

fn groups<'a>(rows: &'a [Treated], is_grouping: &[bool]) -> BTreeMap<Vec<Option<&'a str>>, Group<'a>> {
    let mut groups: BTreeMap<_, Group<'a>> = BTreeMap::new();
    for (row, about) in rows {
        let of = groups.entry(group(row, is_grouping)).or_default();
        let kept = row.iter().zip(is_grouping).filter(|(_, by)| !**by).map(|(cell, _)| cell.as_deref());
        if of.rows == 0 {
            of.kept = kept.map(|value| (value, false)).collect();
        } else {
            for ((first, differs), value) in of.kept.iter_mut().zip(kept) {
                *differs |= *first != value;
            }
        }
        of.people.extend(about.as_ref().map(Option::as_deref));
        of.rows = of.rows.saturating_add(1);
    }
    groups
}
