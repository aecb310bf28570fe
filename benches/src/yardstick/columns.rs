//! The columns of the tables as plain slices, batch by batch.

use arrow_array::cast::AsArray;
use arrow_array::types::{ArrowPrimitiveType, Date32Type, Decimal128Type, Int32Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use keyaccount::book::Table;

use crate::arrow_book::{AnyError, ArrowTables};

/// Days count from 1970, amounts are in hundredths.
pub(super) struct Columns<'a> {
    pub customers: Vec<&'a [i64]>,
    pub lines: Vec<Lines<'a>>,
    pub invoices: Vec<Invoices<'a>>,
    pub settlements: Vec<Settlements<'a>>,
}

#[derive(Clone, Copy)]
pub(super) struct Lines<'a> {
    pub order: &'a [i64],
    pub customer: &'a [i64],
    pub day: &'a [i32],
    pub quantity: &'a [i32],
    pub amount: &'a [i128],
    pub cost: &'a [i128],
}

#[derive(Clone, Copy)]
pub(super) struct Invoices<'a> {
    pub id: &'a [i64],
    pub customer: &'a [i64],
    pub issued: &'a [i32],
    pub due: &'a [i32],
    pub amount: &'a [i128],
}

#[derive(Clone, Copy)]
pub(super) struct Settlements<'a> {
    pub invoice: &'a [i64],
    pub day: &'a [i32],
    pub amount: &'a [i128],
}

/// Order lines that one thread takes at a time.
const PIECE: usize = 1 << 15;

impl<'a> Columns<'a> {
    pub(super) fn of(tables: &'a ArrowTables) -> Result<Self, AnyError> {
        let customers = tables.batches(Table::Customers).iter();
        let mut lines = Vec::new();
        for batch in tables.batches(Table::OrderLines) {
            let whole = Lines {
                order: column::<Int64Type>(batch, "order_id")?,
                customer: column::<Int64Type>(batch, "customer_id")?,
                day: column::<Date32Type>(batch, "ordered_on")?,
                quantity: column::<Int32Type>(batch, "quantity")?,
                amount: money(batch, "amount")?,
                cost: money(batch, "cost")?,
            };
            for start in (0..batch.num_rows()).step_by(PIECE) {
                let rows = start..(start + PIECE).min(batch.num_rows());
                lines.push(Lines {
                    order: &whole.order[rows.clone()],
                    customer: &whole.customer[rows.clone()],
                    day: &whole.day[rows.clone()],
                    quantity: &whole.quantity[rows.clone()],
                    amount: &whole.amount[rows.clone()],
                    cost: &whole.cost[rows],
                });
            }
        }
        let invoices = tables.batches(Table::Invoices).iter().map(|batch| {
            Ok(Invoices {
                id: column::<Int64Type>(batch, "invoice_id")?,
                customer: column::<Int64Type>(batch, "customer_id")?,
                issued: column::<Date32Type>(batch, "issued_on")?,
                due: column::<Date32Type>(batch, "due_on")?,
                amount: money(batch, "amount")?,
            })
        });
        let settlements = tables.batches(Table::Settlements).iter().map(|batch| {
            Ok(Settlements {
                invoice: column::<Int64Type>(batch, "invoice_id")?,
                day: column::<Date32Type>(batch, "settled_on")?,
                amount: money(batch, "amount")?,
            })
        });
        Ok(Self {
            customers: customers
                .map(|batch| column::<Int64Type>(batch, "customer_id"))
                .collect::<Result<_, _>>()?,
            lines,
            invoices: invoices.collect::<Result<_, AnyError>>()?,
            settlements: settlements.collect::<Result<_, AnyError>>()?,
        })
    }
}

fn column<'a, T: ArrowPrimitiveType>(
    batch: &'a RecordBatch,
    name: &str,
) -> Result<&'a [T::Native], AnyError> {
    let array = batch.column_by_name(name).ok_or_else(|| format!("no column {name}"))?;
    let cells = array.as_primitive_opt::<T>().ok_or_else(|| {
        format!("column {name} holds {}, the yardstick takes {}", array.data_type(), T::DATA_TYPE)
    })?;
    if cells.null_count() > 0 {
        return Err(format!("blanks in column {name}").into());
    }
    Ok(cells.values())
}

fn money<'a>(batch: &'a RecordBatch, name: &str) -> Result<&'a [i128], AnyError> {
    let cells = column::<Decimal128Type>(batch, name)?;
    let scale = batch.column_by_name(name).map(|array| match array.data_type() {
        arrow_schema::DataType::Decimal128(_, scale) => *scale,
        _ => 0,
    });
    if scale == Some(2) { Ok(cells) } else { Err(format!("column {name} is not in hundredths").into()) }
}
