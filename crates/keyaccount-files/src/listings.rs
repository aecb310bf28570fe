//! Registers of VIP customers.

use std::path::Path;

use keyaccount::book::written_date;
use keyaccount::{Problem, ProblemCode, VipListed, VipStanding, Vips};

use crate::lists::{BadCells, List, filled};
use crate::problems::ReadError;

const LISTINGS: List =
    List { called: "a CSV file of VIP listings", required: &["customer_id", "listed_on"], optional: &[] };

/// A register of VIP customers as it was read.
#[derive(Clone, Debug)]
pub struct VipRegister {
    file: String,
    /// Each with the line its row starts on.
    rows: Vec<(u64, VipListed)>,
}

/// Reads a register of VIP customers: a CSV file with the columns `customer_id` and `listed_on`. Further
/// columns are not read. A customer listed again has one more row.
///
/// # Errors
/// Everything that is wrong, each problem with its file, line and column: no such file, a missing column, a
/// blank cell, a date that is none.
pub fn read_listings(path: &Path) -> Result<VipRegister, ReadError> {
    let mut rows = Vec::new();
    LISTINGS.read_file(path, |cells, line| push(cells, line, &mut rows))?;
    Ok(VipRegister { file: path.display().to_string(), rows })
}

impl VipRegister {
    /// Where the listings stand, what ends first standing first, and how many rows are of days after the
    /// as-of day and left out.
    ///
    /// # Errors
    /// Every row that names no customer of the assessment, with its line and the nearest one.
    pub fn standings(&self, vips: &Vips<'_>) -> Result<(Vec<VipStanding>, usize), ReadError> {
        let (mut listings, mut problems, mut later) = (Vec::new(), ReadError::default(), 0_usize);
        for (line, listed) in &self.rows {
            match vips.standing_of(listed) {
                Ok(Some(standing)) => listings.push(standing),
                Ok(None) => later = later.saturating_add(1),
                Err(error) => {
                    for problem in error.problems() {
                        problems.push(problem.clone().at(&*self.file, Some(*line), None));
                    }
                }
            }
        }
        if problems.is_empty() { Ok((VipStanding::register(listings), later)) } else { Err(problems) }
    }
}

fn push(cells: &[Option<&str>], line: u64, rows: &mut Vec<(u64, VipListed)>) -> BadCells {
    let missing = |expected: &str| Box::new(Problem::new(ProblemCode::Missing, "a blank cell", expected));
    let customer = filled(cells, 0).ok_or_else(|| missing("the id of a customer"));
    let day = filled(cells, 1).ok_or_else(|| missing("the day of the listing"));
    let day = day.and_then(written_date);
    match (customer, day) {
        (Ok(customer), Ok(listed_on)) => {
            rows.push((line, VipListed { customer_id: customer.into(), listed_on }));
            Vec::new()
        }
        (customer, day) => {
            let bad = [customer.err().map(|problem| (*problem, 0)), day.err().map(|problem| (*problem, 1))];
            bad.into_iter().flatten().collect()
        }
    }
}
