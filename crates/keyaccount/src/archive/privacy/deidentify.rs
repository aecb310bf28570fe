//! De-identification: not to be told without the key (§6.8).

use std::collections::BTreeSet;

use super::cells::{self, Left};
use super::key::{DeidentifyKey, Pseudonyms};
use super::report::{Counts, LeftOutReason, PrivacyReport};
use super::table::PlainTable;
use crate::archive::used::PolicyUsed;
use crate::error::Error;
use crate::policy::{Policy, PrivacyRules, Treatment};

/// `[archive.privacy]` of a policy, ready to be applied.
#[derive(Clone, Debug)]
pub struct PrivacyPolicy<'p> {
    pub(super) policy: &'p Policy,
    pub(super) rules: &'p PrivacyRules,
}

impl<'p> PrivacyPolicy<'p> {
    /// Of a policy; `None` if it does not say what becomes of which column.
    #[must_use]
    pub fn of(policy: &'p Policy) -> Option<Self> {
        Some(Self { policy, rules: policy.archive().privacy.as_ref()? })
    }

    /// The table without what identifies a person, ids and names under pseudonyms. Rows stay where they are.
    /// Still personal data: with the key, it leads back.
    ///
    /// # Errors
    /// A column given twice, a row with more or fewer cells than there are columns.
    pub fn deidentify(
        &self,
        table: &PlainTable,
        key: &DeidentifyKey,
    ) -> Result<(PlainTable, PrivacyReport), Error> {
        table.check()?;
        let mut counts = Counts::default();
        let pseudonyms = key.pseudonyms();
        let rules = self.rules.treatments(table, |rule| rule.deidentify, &mut counts);
        let names = self.names_kept();
        let treated = |row: &Vec<Option<String>>, counts: &mut Counts| {
            let cell = |&(at, treatment): &(usize, Treatment)| {
                let text = row.get(at)?.as_deref().filter(|text| !text.is_empty())?;
                let column = table.columns.get(at).map_or("", String::as_str);
                let left = match treatment {
                    Treatment::PseudonymOfSubject => {
                        let subject =
                            self.rules.subject(table, column).and_then(|at| row.get(at)?.as_deref());
                        pseudonym(pseudonyms.as_ref(), column, subject)
                    }
                    Treatment::Pseudonym => pseudonym(pseudonyms.as_ref(), column, Some(text)),
                    Treatment::Keep => cells::kept(text, &names, true),
                    other => self.rules.left(other, text),
                };
                left.map_err(|reason| counts.add(reason, at, 1)).ok()
            };
            rules.iter().map(cell).collect()
        };
        let rows: Vec<Vec<_>> = table.rows.iter().map(|row| treated(row, &mut counts)).collect();
        let report = PrivacyReport {
            policy: PolicyUsed::of(self.policy),
            rows_in: table.rows.len() as u64,
            rows_out: rows.len() as u64,
            left_out: counts.list(&table.columns),
            groups: None,
        };
        Ok((PlainTable { columns: self.rules.names(table, &rules), rows }, report))
    }
}

impl PrivacyPolicy<'_> {
    /// What a kept cell may say beside a number: the bands and classes of the policy.
    pub(super) fn names_kept(&self) -> BTreeSet<&str> {
        let (credit, composite) = (&self.policy.credit().bands, &self.policy.composite().bands);
        let bands = [credit, composite].into_iter().flat_map(|bands| bands.iter().map(|(_, name, _)| name));
        bands.chain(self.policy.value_class().classes.iter().map(|class| class.name.as_str())).collect()
    }
}

impl PrivacyRules {
    /// The column that holds the id of whom the names in a column belong to.
    fn subject(&self, table: &PlainTable, column: &str) -> Option<usize> {
        let own = self.column(column).map(|rule| &rule.of).filter(|of| !of.is_empty());
        let mut of = own.unwrap_or(&self.subjects).iter();
        of.find_map(|name| table.columns.iter().position(|column| column == name))
    }

    /// The columns that hold the id of whom a row is about, the person and the customer he speaks for; those
    /// in which no row says so say nothing.
    pub(super) fn subjects(&self, table: &PlainTable) -> Vec<usize> {
        let filled = |at: &usize| table.rows.iter().any(|row| id(row, *at).is_some());
        let named = table.columns.iter().enumerate().filter(|(_, name)| self.subjects.contains(*name));
        named.map(|(at, _)| at).filter(filled).collect()
    }

    /// The columns that something is left of, with what becomes of them. The others are counted.
    pub(super) fn treatments(
        &self,
        table: &PlainTable,
        of: impl Fn(&crate::policy::PrivacyColumns) -> Treatment,
        counts: &mut Counts,
    ) -> Vec<(usize, Treatment)> {
        let mut rules = Vec::new();
        for (at, name) in table.columns.iter().enumerate() {
            let filled =
                || table.rows.iter().filter(|row| row.get(at).is_some_and(Option::is_some)).count() as u64;
            match self.column(name).map(&of) {
                None => counts.add(LeftOutReason::NotListed, at, filled()),
                Some(Treatment::Remove) => counts.add(LeftOutReason::ByPolicy, at, filled()),
                Some(treatment) => rules.push((at, treatment)),
            }
        }
        rules
    }

    /// Whatever stands in a column of which nothing is left when a table is anonymised: what stands there
    /// identifies, wherever else it is written.
    pub(super) fn taken<'t>(&self, table: &'t PlainTable) -> BTreeSet<&'t str> {
        let goes = |name: &String| self.column(name).is_none_or(|rule| rule.anonymise == Treatment::Remove);
        let gone: Vec<bool> = table.columns.iter().map(goes).collect();
        let cells = table.rows.iter().flat_map(|row| row.iter().zip(&gone));
        let taken = cells.filter(|(_, gone)| **gone).filter_map(|(cell, _)| cell.as_deref());
        taken.map(str::trim).filter(|text| !text.is_empty()).collect()
    }

    pub(super) fn names(&self, table: &PlainTable, rules: &[(usize, Treatment)]) -> Vec<String> {
        rules.iter().filter_map(|(at, _)| table.columns.get(*at).cloned()).collect()
    }

    /// What is left of a cell that is neither kept nor gives way to a pseudonym.
    pub(super) fn left(&self, treatment: Treatment, text: &str) -> Left {
        match treatment {
            Treatment::Group => Ok(text.to_owned()),
            Treatment::Phone => cells::phone(text),
            Treatment::AreaCode => cells::area_code(text),
            Treatment::Email => cells::email(text),
            Treatment::City => cells::city(text),
            Treatment::Province => cells::province(text),
            Treatment::Year => cells::year(text),
            Treatment::BirthBand => cells::birth_band(text, self.birth_band_years),
            Treatment::AmountBand => cells::amount_band(text, &self.amount_steps),
            Treatment::Remove | Treatment::Keep | Treatment::Pseudonym | Treatment::PseudonymOfSubject => {
                Err(LeftOutReason::ByPolicy)
            }
        }
    }
}

/// The id in a cell.
pub(super) fn id(row: &[Option<String>], at: usize) -> Option<&str> {
    row.get(at)?.as_deref().map(str::trim).filter(|id| !id.is_empty())
}

fn pseudonym(pseudonyms: Option<&Pseudonyms>, column: &str, id: Option<&str>) -> Left {
    let id = id.filter(|id| !id.is_empty()).ok_or(LeftOutReason::NoSubject)?;
    Ok(pseudonyms.ok_or(LeftOutReason::ByPolicy)?.of(column, id))
}
