//! Rows of tables that are kept as lists of rows, in the order of their row numbers.

use super::{OneRow, written};
use crate::book::Book;
use crate::book::columns::NO_DAY;
use crate::book::intern::{Interner, NONE};
use crate::book::store::{Agreed, Assessed, Fact, Override, Rated, Reason};
use crate::book::tables::Table;

/// A row that knows its number.
pub(crate) trait Numbered {
    /// The row's number in its table.
    fn row(&self) -> usize;
}

macro_rules! numbered {
    ($($row:ty)+) => { $(impl Numbered for $row {
        fn row(&self) -> usize {
            self.row
        }
    })+ };
}

numbered!(Reason Fact Assessed Rated Override Agreed);

/// Where the row with a number is in its list.
pub(crate) fn position<R: Numbered>(rows: &[R], row: usize) -> Option<usize> {
    rows.binary_search_by_key(&row, R::row).ok()
}

/// Puts a row where its number belongs, in place of the one that has it.
fn put<R: Numbered>(rows: &mut Vec<R>, row: R) {
    match rows.binary_search_by_key(&row.row(), R::row) {
        Ok(at) => {
            if let Some(slot) = rows.get_mut(at) {
                *slot = row;
            }
        }
        Err(at) => rows.insert(at, row),
    }
}

fn take<R: Numbered>(rows: &mut Vec<R>, row: usize) {
    if let Some(at) = position(rows, row) {
        let _ = rows.remove(at);
    }
}

impl Book {
    fn moved_text(&mut self, from: &Interner, number: u32) -> u32 {
        self.text_number(written(from, number).as_deref())
    }

    /// Writes the row of a table that is a list. `owner` is the customer's number, for a delay reason the
    /// invoice's row.
    pub(crate) fn write_listed(&mut self, table: Table, row: usize, owner: u32, one: &OneRow) {
        let (of, texts) = (&one.of, &one.of.texts);
        match table {
            Table::DelayReasons => {
                if let Some(reason) = of.reasons.first() {
                    let approved_by = self.moved_text(texts, reason.approved_by);
                    put(&mut self.reasons, Reason { invoice: owner, approved_by, row, ..*reason });
                }
            }
            Table::CreditFacts => {
                if let Some(fact) = of.facts.first() {
                    put(&mut self.facts, Fact { customer: owner, row, ..*fact });
                }
            }
            Table::ProspectAssessments => {
                if let Some(assessed) = of.assessed.first() {
                    let moved = Assessed {
                        customer: owner,
                        assessor: self.moved_text(texts, assessed.assessor),
                        evidence: self.moved_text(texts, assessed.evidence),
                        override_reason: self.moved_text(texts, assessed.override_reason),
                        override_approver: self.moved_text(texts, assessed.override_approver),
                        row,
                        ..assessed.clone()
                    };
                    put(&mut self.assessed, moved);
                }
            }
            Table::Ratings => {
                if let Some(rated) = of.rated.first() {
                    let moved = Rated {
                        customer: owner,
                        dimension: self.moved_text(texts, rated.dimension),
                        assessor: self.moved_text(texts, rated.assessor),
                        evidence: self.moved_text(texts, rated.evidence),
                        row,
                        ..*rated
                    };
                    put(&mut self.rated, moved);
                }
            }
            Table::GradeOverrides => {
                if let Some(given) = of.overrides.first() {
                    let moved = Override {
                        customer: owner,
                        grade: self.moved_text(texts, given.grade),
                        reason: self.moved_text(texts, given.reason),
                        approved_by: self.moved_text(texts, given.approved_by),
                        row,
                        ..*given
                    };
                    put(&mut self.overrides, moved);
                }
            }
            Table::Contracts => {
                if let Some(contract) = of.contracts.first() {
                    let moved = Agreed {
                        contract: self.moved_text(texts, contract.contract),
                        customer: owner,
                        unit: self.moved_text(texts, contract.unit),
                        text_digest: self.moved_text(texts, contract.text_digest),
                        row,
                        ..*contract
                    };
                    put(&mut self.contracts, moved);
                }
            }
            _ => {}
        }
    }

    /// Takes out the row of a table that is a list.
    pub(crate) fn take_listed(&mut self, table: Table, row: usize) {
        match table {
            Table::DelayReasons => take(&mut self.reasons, row),
            Table::CreditFacts => take(&mut self.facts, row),
            Table::ProspectAssessments => take(&mut self.assessed, row),
            Table::Ratings => take(&mut self.rated, row),
            Table::GradeOverrides => take(&mut self.overrides, row),
            Table::Contracts => take(&mut self.contracts, row),
            _ => {}
        }
    }

    /// To whom the row of a table that is a list belongs: the customer's number, for a delay reason the
    /// invoice's row; [`NONE`] if there is no such row.
    pub(crate) fn listed_owner(&self, table: Table, row: usize) -> u32 {
        fn owner<R: Numbered>(rows: &[R], row: usize, of: impl Fn(&R) -> u32) -> u32 {
            position(rows, row).and_then(|at| rows.get(at)).map_or(NONE, of)
        }
        match table {
            Table::DelayReasons => owner(&self.reasons, row, |r| r.invoice),
            Table::CreditFacts => owner(&self.facts, row, |r| r.customer),
            Table::ProspectAssessments => owner(&self.assessed, row, |r| r.customer),
            Table::Ratings => owner(&self.rated, row, |r| r.customer),
            Table::GradeOverrides => owner(&self.overrides, row, |r| r.customer),
            Table::Contracts => owner(&self.contracts, row, |r| r.customer),
            _ => NONE,
        }
    }

    /// The day from which the row of a table that is a list is visible.
    pub(crate) fn listed_day(&self, table: Table, row: usize) -> i32 {
        fn day<R: Numbered>(rows: &[R], row: usize, of: impl Fn(&R) -> i32) -> i32 {
            position(rows, row).and_then(|at| rows.get(at)).map_or(NO_DAY, of)
        }
        match table {
            Table::DelayReasons => day(&self.reasons, row, |r| r.approved_on),
            Table::CreditFacts => day(&self.facts, row, |r| r.on),
            Table::ProspectAssessments => day(&self.assessed, row, |r| r.on),
            Table::Ratings => day(&self.rated, row, |r| r.on),
            Table::GradeOverrides => day(&self.overrides, row, |r| r.approved_on),
            Table::Contracts => day(&self.contracts, row, |r| r.submitted_on),
            _ => NO_DAY,
        }
    }

    /// Where the row with a number is in the list of its table.
    pub(crate) fn listed_position(&self, table: Table, row: usize) -> Option<u32> {
        let at = match table {
            Table::DelayReasons => position(&self.reasons, row),
            Table::CreditFacts => position(&self.facts, row),
            Table::ProspectAssessments => position(&self.assessed, row),
            Table::Ratings => position(&self.rated, row),
            Table::GradeOverrides => position(&self.overrides, row),
            Table::Contracts => position(&self.contracts, row),
            _ => None,
        };
        at.and_then(|at| u32::try_from(at).ok())
    }
}
