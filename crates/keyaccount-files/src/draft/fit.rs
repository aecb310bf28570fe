//! Which columns of a sheet serve as the columns of a table.

use std::collections::BTreeSet;

use keyaccount::book::{ColumnKind, Table, TableColumn};

use super::names::Name;
use super::sheet::{Profile, Sheet};
use super::{synonyms, words};

/// What made a column of a sheet a column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// It has the very name.
    Own,
    /// It has a known name of it.
    Known,
    /// Its name says so in a file of this table only.
    Generic,
    /// It holds the customers' names, in want of ids.
    InsteadOfId,
    /// Its name says little; its cells are what the column holds, and nothing else speaks for another.
    Weak,
}

/// A column of a sheet that serves as a column of a table.
#[derive(Clone, Debug)]
pub(super) struct Pick {
    pub(super) ours: &'static str,
    pub(super) kind: ColumnKind,
    pub(super) column: usize,
    pub(super) how: How,
}

/// The columns of a table that a sheet has.
#[derive(Clone, Debug)]
pub(super) struct Fit {
    pub(super) table: Table,
    pub(super) picks: Vec<Pick>,
    /// Columns with the right name and the wrong cells: ours, the sheet's column, what is wrong.
    pub(super) unfit: Vec<(&'static str, usize, &'static str)>,
}

impl Fit {
    /// Looks for the columns of a table in a sheet; `own` if the sheet is known to be that table.
    pub(super) fn of(sheet: &Sheet, table: Table, own: bool) -> Self {
        let mut fit = Self { table, picks: Vec::new(), unfit: Vec::new() };
        let mut used = BTreeSet::new();
        for column in table.columns() {
            if let Some(pick) = fit.look_for(sheet, column, own, &used) {
                used.insert(pick.column);
                fit.picks.push(pick);
            }
        }
        let hint = synonyms::table_of_file(&sheet.stem);
        let is_sales = |table: Table| matches!(table, Table::Orders | Table::OrderLines);
        if hint.is_none_or(|hint| hint == table || own || is_sales(hint) && is_sales(table)) {
            fit.look_for_the_rest(sheet, &mut used);
        }
        fit
    }

    /// Looks among the names that say little for what goes by no better one.
    fn look_for_the_rest(&mut self, sheet: &Sheet, used: &mut BTreeSet<usize>) {
        for column in self.table.columns() {
            if self.has(column.name) {
                continue;
            }
            let found = synonyms::weak(self.table, column.name).iter().find_map(|name| {
                (0..sheet.plain.len()).find(|at| {
                    let is_named = sheet.plain.get(*at).is_some_and(|plain| plain.plain == *name);
                    is_named && !used.contains(at) && unfit(self.table, column, sheet.profile(*at)).is_none()
                })
            });
            if let Some(at) = found {
                used.insert(at);
                self.picks.push(Pick { ours: column.name, kind: column.kind, column: at, how: How::Weak });
            }
        }
    }

    fn look_for(
        &mut self,
        sheet: &Sheet,
        column: &'static TableColumn,
        own: bool,
        used: &BTreeSet<usize>,
    ) -> Option<Pick> {
        let (names, generic) = synonyms::names(self.table, column.name);
        let is_ours = |name: &Name| synonyms::is_ours(column.name, &name.plain);
        let instead = if column.name == "customer_id" && (own || self.table != Table::Customers) {
            synonyms::CUSTOMER_NAMES
        } else {
            &[]
        };
        let own_names = if own { generic } else { &[] };
        let mut candidates: Vec<(usize, How)> = Vec::new();
        let all = |test: &dyn Fn(&Name) -> bool| -> Vec<usize> {
            (0..sheet.plain.len()).filter(|at| sheet.plain.get(*at).is_some_and(test)).collect()
        };
        candidates.extend(all(&is_ours).into_iter().map(|at| (at, How::Own)));
        for (list, how) in [(names, How::Known), (own_names, How::Generic), (instead, How::InsteadOfId)] {
            for name in list {
                candidates.extend(all(&|plain| plain.plain == *name).into_iter().map(|at| (at, how)));
            }
            // Under a two-line heading the lower name may say it alone.
            for name in list {
                candidates.extend(
                    all(&|plain| plain.last.as_deref() == Some(*name)).into_iter().map(|at| (at, how)),
                );
            }
        }
        for (at, how) in candidates {
            if used.contains(&at) {
                continue;
            }
            match unfit(self.table, column, sheet.profile(at)) {
                None => return Some(Pick { ours: column.name, kind: column.kind, column: at, how }),
                Some(why) if !self.unfit.iter().any(|(_, other, _)| *other == at) => {
                    self.unfit.push((column.name, at, why));
                }
                Some(_) => {}
            }
        }
        None
    }

    /// The pick for one of our columns.
    pub(super) fn pick(&self, ours: &str) -> Option<&Pick> {
        self.picks.iter().find(|pick| pick.ours == ours)
    }

    pub(super) fn has(&self, ours: &str) -> bool {
        self.pick(ours).is_some()
    }

    pub(super) fn has_all(&self, ours: &[&str]) -> bool {
        ours.iter().all(|ours| self.has(ours))
    }

    /// Required columns the sheet does not have.
    pub(super) fn lacking(&self) -> Vec<&'static str> {
        let required = self.table.columns().iter().filter(|column| column.required);
        required.map(|column| column.name).filter(|name| !self.has(name)).collect()
    }

    pub(super) fn drop(&mut self, ours: &str) {
        self.picks.retain(|pick| pick.ours != ours);
    }
}

/// What is wrong with the cells of a column, if anything.
fn unfit(table: Table, column: &TableColumn, profile: &Profile) -> Option<&'static str> {
    if profile.filled == 0 {
        return Some("is blank in every row");
    }
    let numbers = profile.numbers.as_ref();
    match column.kind {
        ColumnKind::Id if numbers.is_some_and(|numbers| numbers.fractions > 0) => {
            Some("holds numbers with decimals")
        }
        ColumnKind::Id if profile.days.is_some() && numbers.is_none() => Some("holds dates"),
        ColumnKind::Number if numbers.is_none() => Some("holds what are no numbers the reader understands"),
        ColumnKind::Number
            if column.name == "discount" && numbers.is_some_and(|numbers| numbers.above_one > 0) =>
        {
            Some("holds more than 1, so it is no rate such as 0.15")
        }
        ColumnKind::Number
            if column.name == "margin_rate" && numbers.is_some_and(|numbers| numbers.above_one > 0) =>
        {
            Some("holds more than 1, so it is no rate such as 0.15")
        }
        ColumnKind::Date | ColumnKind::Time | ColumnKind::Until if profile.days.is_none() => {
            Some("holds what are no dates in a form that could be recognised")
        }
        ColumnKind::YesNo
            if !profile
                .values
                .keys()
                .all(|text| is_yes_no(text) || super::numbers::MISSING.contains(&text.trim())) =>
        {
            Some("holds more than yes and no")
        }
        ColumnKind::ExcusedDays if numbers.is_none() && !profile.values.contains_key("all") => {
            Some("holds no days")
        }
        ColumnKind::Code(codes) => {
            let is_known =
                |text: &&str| codes.contains(text) || words::code(table.name(), column.name, text).is_some();
            let known: usize = profile
                .values
                .iter()
                .filter(|(text, _)| is_known(&text.as_str()))
                .map(|(_, count)| *count)
                .sum();
            (known.saturating_mul(2) < profile.filled)
                .then_some("holds values that are mostly none of its codes")
        }
        _ => None,
    }
}

fn is_yes_no(text: &str) -> bool {
    ["true", "yes", "1", "是", "false", "no", "0", "否"].iter().any(|word| text.eq_ignore_ascii_case(word))
}
