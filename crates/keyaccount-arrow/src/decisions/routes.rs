//! Which approval each contract of a batch takes (§5.2).

use std::ops::Range;

use arrow_array::RecordBatch;
use keyaccount::approval::{Routed, Terms};
use keyaccount::book::{ColumnKind, TableColumn};
use keyaccount::{Approval, Error};

use super::answers::{answers, batch, codes};
use super::in_blocks;
use super::questions::{Questions, column, in_row, missing};

const COLUMNS: &[TableColumn] = &[
    column("amount", ColumnKind::Number, false),
    column("framework_estimate", ColumnKind::Number, false),
    column("agreed_price", ColumnKind::Number, false),
    column("settlement_floor_price", ColumnKind::Number, false),
];

/// Which approval each contract takes: of a batch with a column `amount` (or `framework_estimate`) and, if they
/// matter, `agreed_price` and `settlement_floor_price`, a batch of `tier` (null where the contract is refused),
/// `outcome` and `rule`, row by row what [`Approval::decide_route`] gives. Null is not known.
///
/// Numbers are decimals or integers of any width, or texts in plain form.
///
/// # Errors
/// A batch with neither amount, a column of binary floats, a number of more than six decimals, with its row.
pub fn routes(approval: &Approval, contracts: &RecordBatch) -> Result<RecordBatch, Error> {
    let questions = Questions::of(contracts, COLUMNS)?;
    let schema = contracts.schema_ref();
    let names = || schema.fields().iter().map(|field| field.name().as_str());
    if !names().any(|name| matches!(name, "amount" | "framework_estimate")) {
        return Err(missing("amount", names()).into());
    }
    let routed = in_blocks(contracts.num_rows(), |rows| block(approval, &questions, rows))?;
    let tiers = routed.iter().map(|routed| routed.tier.and_then(|tier| i32::try_from(tier).ok())).collect();
    let tier = codes(tiers, approval.tiers.iter().map(|tier| tier.name.as_str()))?;
    let found: Vec<_> = routed.into_iter().map(|routed| routed.answer).collect();
    batch([("tier", tier)].into_iter().chain(answers(&found)?).collect())
}

fn block(approval: &Approval, questions: &Questions, rows: Range<usize>) -> Result<Vec<Routed>, Error> {
    let columns = ["amount", "framework_estimate", "agreed_price", "settlement_floor_price"];
    let [amount, estimate, price, floor] = [
        questions.cells(columns[0])?,
        questions.cells(columns[1])?,
        questions.cells(columns[2])?,
        questions.cells(columns[3])?,
    ];
    let (mut found, mut problems) = (Vec::with_capacity(rows.len()), Vec::new());
    let mut terms = Terms::default();
    for row in rows {
        let cells = [amount.number(row), estimate.number(row), price.number(row), floor.number(row)];
        let mut read = columns.iter().zip(cells).map(|(name, cell)| {
            cell.unwrap_or_else(|problem| {
                problems.push(in_row(*problem, name, row));
                None
            })
        });
        terms.amount = read.next().flatten();
        terms.framework_estimate = read.next().flatten();
        terms.agreed_price = read.next().flatten();
        terms.settlement_floor_price = read.next().flatten();
        found.push(approval.decide_route(&terms));
    }
    if problems.is_empty() { Ok(found) } else { Err(Error::new(problems)) }
}
