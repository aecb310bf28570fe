//! Which approval each contract of a batch takes (§5.2).

use arrow_array::RecordBatch;
use keyaccount::approval::Terms;
use keyaccount::book::{ColumnKind, TableColumn};
use keyaccount::{Approval, Error};

use super::answers::{answers, batch, codes};
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
    let columns = ["amount", "framework_estimate", "agreed_price", "settlement_floor_price"];
    let [amount, estimate, price, floor] = [
        questions.cells(columns[0])?,
        questions.cells(columns[1])?,
        questions.cells(columns[2])?,
        questions.cells(columns[3])?,
    ];
    let rows = contracts.num_rows();
    let (mut tiers, mut found) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
    let mut problems = Vec::new();
    let mut terms = Terms::default();
    for row in 0..rows {
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
        let routed = approval.decide_route(&terms);
        tiers.push(routed.tier.and_then(|tier| i32::try_from(tier).ok()));
        found.push(routed.answer);
    }
    if !problems.is_empty() {
        return Err(Error::new(problems));
    }
    let tier = codes(tiers, approval.tiers.iter().map(|tier| tier.name.as_str()))?;
    batch([("tier", tier)].into_iter().chain(answers(&found)?).collect())
}
