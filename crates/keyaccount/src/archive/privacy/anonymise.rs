//! Anonymisation: not to be told, and not to be undone (§6.8).

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::cells;
use super::deidentify::{PrivacyPolicy, id};
use super::report::{Counts, LeftOutReason, PrivacyGroups, PrivacyReport};
use super::table::PlainTable;
use crate::archive::used::PolicyUsed;
use crate::error::{Error, Problem, ProblemCode};
use crate::policy::Treatment;

type Row = Vec<Option<String>>;

impl PrivacyPolicy<'_> {
    /// The table with nothing in it that leads back to a person. Rows of a group smaller than k, told apart
    /// by every column that is grouped by, are left out; what is left is counted once more, another way, and
    /// handed back if every group has k. Where a table says whom its rows are about, a group is as large as
    /// there are people in it, and where it says so of people and of customers, as there are of the fewer: many
    /// rows of one person hide nobody, and neither do many people of one customer. Rows are put into the order
    /// of what is left of them, since the order they came in may tell who they are.
    ///
    /// # Errors
    /// A column given twice, a row with more or fewer cells than there are columns.
    pub fn anonymise(&self, table: &PlainTable) -> Result<(PlainTable, PrivacyReport), Error> {
        table.check()?;
        let mut counts = Counts::default();
        let names = self.names_kept();
        let rules = self.rules.treatments(table, |rule| rule.anonymise, &mut counts);
        let taken = self.rules.taken(table);
        let treated = |row: &Row, counts: &mut Counts| -> Row {
            let cell = |&(at, treatment): &(usize, Treatment)| {
                let text = row.get(at)?.as_deref().filter(|text| !text.is_empty())?;
                let left = match treatment {
                    // An exact number may single somebody out.
                    Treatment::Keep => cells::kept(text, &names, false),
                    Treatment::Group => cells::grouped(text, &taken),
                    other => self.rules.left(other, text),
                };
                left.map_err(|reason| counts.add(reason, at, 1)).ok()
            };
            rules.iter().map(cell).collect()
        };
        let subjects = self.rules.subjects(table);
        let about = |row: &Row| subjects.iter().map(|at| id(row, *at).map(str::to_owned)).collect::<Vec<_>>();
        let mut rows: Vec<Treated> =
            table.rows.iter().map(|row| (treated(row, &mut counts), about(row))).collect();
        let is_grouping: Vec<bool> = rules.iter().map(|(_, treatment)| treatment.is_grouping()).collect();
        let k = u64::from(self.rules.k.max(2));
        let sizes = groups(&rows, &is_grouping);
        let large: Vec<bool> = rows
            .iter()
            .map(|(row, _)| sizes.get(&group(row, &is_grouping)).is_some_and(|of| of.size() >= k))
            .collect();
        let mut large = large.into_iter();
        rows.retain(|_| large.next().unwrap_or(false));
        let left_out = table.rows.len().saturating_sub(rows.len()) as u64;
        if left_out > 0 {
            counts.add(LeftOutReason::SmallGroup, usize::MAX, left_out);
        }
        rows.sort();
        let smallest = smallest(&rows, &is_grouping);
        if let Some(too_small) = smallest.filter(|size| *size < k) {
            let found = format!("a group of {too_small} after all");
            let problem = Problem::new(ProblemCode::OutOfRange, found, format!("{k} or more"));
            return Err(problem.remedy("nothing was handed back; this is a fault of keyaccount").into());
        }
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
                smallest: smallest.unwrap_or_default(),
                of_one_grade,
                may_still_identify: of_one_grade > 0,
            }),
        };
        let rows = rows.into_iter().map(|(row, _)| row).collect();
        Ok((PlainTable { columns, rows }, report))
    }
}

/// What is left of a row, and whom it is about, by every column that says so.
type Treated = (Row, Vec<Option<String>>);

/// What tells a row from others.
fn group<'a>(row: &'a Row, is_grouping: &[bool]) -> Vec<Option<&'a str>> {
    row.iter().zip(is_grouping).filter(|(_, by)| **by).map(|(cell, _)| cell.as_deref()).collect()
}

/// A group of rows that look alike.
#[derive(Default)]
struct Group<'a> {
    rows: u64,
    /// Whom they are about, by every column that says so; a row that does not may be about any of them.
    people: Vec<BTreeSet<&'a str>>,
    /// Of every column that is kept, its first value that is not blank, and whether there is another.
    kept: Vec<(Option<&'a str>, bool)>,
}

impl Group<'_> {
    /// How many people it has, or customers if they are fewer, or rows where the table says of neither.
    fn size(&self) -> u64 {
        self.people.iter().map(|people| people.len() as u64).min().unwrap_or(self.rows)
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
            of.people.resize_with(about.len(), BTreeSet::new);
        } else {
            for ((first, differs), value) in of.kept.iter_mut().zip(kept) {
                // A blank is no grade, and hides none.
                match (*first, value) {
                    (None, _) => *first = value,
                    (Some(first), Some(value)) => *differs |= first != value,
                    (Some(_), None) => {}
                }
            }
        }
        for (people, id) in of.people.iter_mut().zip(about) {
            people.extend(id.as_deref());
        }
        of.rows = of.rows.saturating_add(1);
    }
    groups
}

/// How many people the smallest group has, counted over the rows that are handed back without the groups they
/// were left in by: rows are sorted until those that look alike are neighbours. `None` where there is no row.
fn smallest(rows: &[Treated], is_grouping: &[bool]) -> Option<u64> {
    let mut sorted: Vec<&Treated> = rows.iter().collect();
    let order = |(one, _): &&Treated, (other, _): &&Treated| {
        let cells = one.iter().zip(other).zip(is_grouping).filter(|(_, by)| **by);
        cells.map(|((one, other), _)| one.cmp(other)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    };
    sorted.sort_by(order);
    let alike = sorted.chunk_by(|one, other| order(one, other).is_eq());
    alike
        .map(|alike| {
            let columns = alike.first().map_or(0, |(_, about)| about.len());
            let people = |at: usize| {
                let mut ids: Vec<&str> =
                    alike.iter().filter_map(|(_, about)| about.get(at)?.as_deref()).collect();
                ids.sort_unstable();
                ids.dedup();
                ids.len()
            };
            (0..columns).map(people).min().unwrap_or(alike.len()) as u64
        })
        .min()
}

#[cfg(test)]
mod tests {
    use super::{Treated, smallest};

    fn row(cells: &[&str], about: &[&str]) -> Treated {
        let of = |cells: &[&str]| {
            cells.iter().map(|cell| (!cell.is_empty()).then(|| (*cell).to_owned())).collect()
        };
        (of(cells), of(about))
    }

    /// The second column tells nobody apart; ids are contact and customer.
    #[test]
    fn the_smallest_group_is_counted_by_whichever_id_has_fewer() {
        let by = [true, false];
        assert_eq!(smallest(&[], &by), None);
        let mut rows = vec![
            row(&["a", "1"], &["K1", "C1"]),
            row(&["b", "1"], &["K2", "C1"]),
            row(&["a", "2"], &["K3", "C2"]),
            row(&["a", "1"], &["K4", "C2"]),
            row(&["b", "3"], &["K5", "C3"]),
        ];
        assert_eq!(smallest(&rows, &by), Some(2), "three contacts of two customers beside two of two");
        assert_eq!(smallest(&rows, &[false, false]), Some(3), "all alike: five contacts of three customers");
        rows.push(row(&["", "1"], &["K6", ""]));
        assert_eq!(smallest(&rows, &by), Some(0), "nobody knows whom it is about");
        let without: Vec<_> = rows.into_iter().map(|(cells, _)| (cells, Vec::new())).collect();
        assert_eq!(smallest(&without, &by), Some(1), "rows, where nothing says so");
    }
}
