//! One row judged by itself, exactly as the builder judges it.

use super::written;
use crate::book::builder::BookBuilder;
use crate::book::store::Status;
use crate::book::tables::{Row, Table};
use crate::error::Error;

/// A row without problems of its own.
#[derive(Debug)]
pub(crate) struct OneRow {
    pub(in super::super) of: BookBuilder,
}

/// What a line says itself, before its header is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LineSays {
    pub(crate) order: String,
    pub(crate) customer: Option<String>,
    pub(crate) day: i32,
    pub(crate) status: Status,
}

impl OneRow {
    /// Judges the cells of a row that is to stand in row `at` of its table.
    pub(crate) fn judge<'a, R: Row<'a>>(row: R, at: usize) -> Result<Self, Error> {
        let mut of = BookBuilder::default();
        row.add_to(&mut of);
        if of.problems.is_empty() {
            return Ok(Self { of });
        }
        let line = u64::try_from(at).unwrap_or(u64::MAX).saturating_add(1);
        let mut problems = of.problems;
        for problem in &mut problems {
            problem.line = Some(line);
        }
        Err(Error::new(problems))
    }

    fn customer_text(&self, number: u32) -> Option<String> {
        written(&self.of.customer_ids, number)
    }

    /// The customer a row of this table names; `None` if it names none.
    pub(crate) fn customer(&self, table: Table) -> Option<String> {
        let of = &self.of;
        let number = match table {
            Table::Customers => of.customers.customer.get(0),
            Table::Orders => of.headers.customer.get(0),
            Table::OrderLines => of.lines.customer.get(0),
            Table::Invoices => of.invoices.customer.get(0),
            Table::Settlements => of.settlements.customer.get(0),
            Table::CreditFacts => of.facts.first()?.customer,
            Table::ProspectAssessments => of.assessed.first()?.customer,
            Table::Ratings => of.rated.first()?.customer,
            Table::GradeOverrides => of.overrides.first()?.customer,
            Table::Contracts => of.contracts.first()?.customer,
            Table::Products | Table::DelayReasons => return None,
            _ => return self.registered_customer(table),
        };
        self.customer_text(number)
    }

    /// The invoice a row of this table is or names.
    pub(crate) fn invoice(&self, table: Table) -> Option<String> {
        let of = &self.of;
        let number = match table {
            Table::Invoices => of.invoices.id.get(0),
            Table::Settlements => of.settlements.invoice.get(0),
            Table::DelayReasons => of.reasons.first()?.invoice,
            _ => return None,
        };
        written(&of.invoice_ids, number)
    }

    /// The order id of a header.
    pub(crate) fn order(&self) -> Option<String> {
        written(&self.of.order_ids, self.of.headers.order_text.get(0))
    }

    /// What a line says of itself.
    pub(crate) fn line(&self) -> Option<LineSays> {
        let lines = &self.of.lines;
        Some(LineSays {
            order: written(&self.of.order_ids, lines.order_text.get(0))?,
            customer: self.customer_text(lines.customer.get(0)),
            day: lines.day.get(0),
            status: lines.status.get(0),
        })
    }

    /// The day an invoice was issued.
    pub(crate) fn issued(&self) -> i32 {
        self.of.invoices.issued.get(0)
    }

    /// Day, status, cancellation of a header.
    pub(crate) fn header(&self) -> (i32, Status, i32) {
        let h = &self.of.headers;
        (h.day.get(0), h.status.get(0), h.cancelled_on.get(0))
    }

    /// The product of a version and the first day it is in force.
    pub(crate) fn version(&self) -> Option<(String, i32)> {
        let (version, _) = self.of.products.first()?;
        Some((written(&self.of.product_ids, version.product)?, version.valid_from))
    }

    /// The contract id of a contract.
    pub(crate) fn contract(&self) -> Option<String> {
        written(&self.of.texts, self.of.contracts.first()?.contract)
    }

    /// The grade an override gives.
    pub(crate) fn grade(&self) -> Option<String> {
        written(&self.of.texts, self.of.overrides.first()?.grade)
    }
}
