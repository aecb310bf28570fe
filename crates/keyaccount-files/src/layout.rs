//! Which rows of a sheet are data, as ERPs print them: total rows dropped, blanks under merged cells
//! filled, other rows passed over (BOOK §3).

use csv::StringRecord;
use keyaccount::Problem;

use crate::columns::{twice, with_nearest};
use crate::manifest::{Condition, TableSource};
use crate::raw::{Raw, RawRow};
use crate::workbook::CellKind;

/// What becomes of the rows of a file, by its fields.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// A row with one of these texts in a field is a total.
    totals: Vec<(usize, Vec<String>)>,
    /// Only rows with one of these texts in each field count.
    wanted: Vec<(usize, Vec<String>)>,
    /// Fields whose blanks repeat what stood above, and what that was.
    filled_down: Vec<(usize, String, CellKind)>,
    dropped_totals: u64,
    passed_over: u64,
}

impl Layout {
    /// The layout a manifest states for a file with this header.
    pub(crate) fn resolve(
        source: &TableSource,
        header: &StringRecord,
        line: u64,
    ) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut field = |theirs: &str, absent: &Problem| {
            let field = header.iter().position(|name| name == theirs);
            match field {
                Some(field) => {
                    let place =
                        |p: Problem| Problem { file: Some(source.shown.clone()), line: Some(line), ..p };
                    problems.extend(twice(header, field).map(place));
                }
                None => problems.push(with_nearest(absent.clone(), theirs, header)),
            }
            field
        };
        let mut conditions = |conditions: &[Condition]| -> Vec<_> {
            let by_field =
                |c: &Condition| Some((field(&c.column.theirs, &c.column.absent)?, c.texts.clone()));
            conditions.iter().filter_map(by_field).collect()
        };
        let (totals, wanted) = (conditions(&source.skip_where), conditions(&source.only_where));
        let filled_down = source
            .fill_down
            .iter()
            .filter_map(|column| {
                Some((field(&column.theirs, &column.absent)?, String::new(), CellKind::Text))
            })
            .collect();
        if problems.is_empty() {
            Ok(Self { totals, wanted, filled_down, ..Self::default() })
        } else {
            Err(problems)
        }
    }

    /// Whether a row is a total, which is counted and dropped before any of its cells is judged.
    pub(crate) fn is_total(&mut self, row: RawRow<'_>) -> bool {
        let is_total = self.totals.iter().any(|(field, texts)| is_one_of(row, *field, texts));
        self.dropped_totals = self.dropped_totals.saturating_add(u64::from(is_total));
        is_total
    }

    /// Whether a row counts. Blanks under merged cells are filled on the way.
    pub(crate) fn keeps(&mut self, raw: &mut Raw) -> bool {
        if self.is_total(raw.row()) {
            return false;
        }
        self.fill(raw);
        let keeps = self.wanted.iter().all(|(field, texts)| is_one_of(raw.row(), *field, texts));
        self.passed_over = self.passed_over.saturating_add(u64::from(!keeps));
        keeps
    }

    /// Says that a row cannot be read: what stood above is no longer known to be what blanks repeat.
    pub(crate) fn forget(&mut self) {
        for (_, above, kind) in &mut self.filled_down {
            above.clear();
            *kind = CellKind::Text;
        }
    }

    fn fill(&mut self, raw: &mut Raw) {
        let mut has_gap = false;
        for (field, above, kind) in &mut self.filled_down {
            match raw.row().get(*field) {
                Some(text) if !text.trim().is_empty() => {
                    text.clone_into(above);
                    *kind = raw.row().kind(*field);
                }
                Some(_) => has_gap = true,
                None => {}
            }
        }
        if !has_gap {
            return;
        }
        let above_of = |field: usize| self.filled_down.iter().find(|(of, ..)| *of == field);
        let mut record = StringRecord::with_capacity(raw.record.as_slice().len(), raw.record.len());
        for (field, text) in raw.record.iter().enumerate() {
            match above_of(field).filter(|_| text.trim().is_empty()) {
                Some((_, above, kind)) => {
                    record.push_field(above);
                    if let Some(place) = raw.kinds.get_mut(field) {
                        *place = *kind;
                    }
                }
                None => record.push_field(text),
            }
        }
        raw.record = record;
    }

    /// The fields that say which rows are data.
    pub(crate) fn fields(&self) -> impl Iterator<Item = usize> {
        let conditions = self.totals.iter().chain(&self.wanted).map(|(field, _)| *field);
        conditions.chain(self.filled_down.iter().map(|(field, ..)| *field))
    }

    /// How many total rows were dropped.
    pub(crate) const fn dropped_totals(&self) -> u64 {
        self.dropped_totals
    }

    /// How many rows were passed over.
    pub(crate) const fn passed_over(&self) -> u64 {
        self.passed_over
    }
}

fn is_one_of(row: RawRow<'_>, field: usize, texts: &[String]) -> bool {
    row.get(field).is_some_and(|text| texts.iter().any(|one| one == text.trim() || one == text))
}
