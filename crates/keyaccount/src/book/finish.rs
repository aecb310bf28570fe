//! From collected rows to a book: keys, headers and references.

use std::sync::Arc;

use hashbrown::HashSet;

use super::Book;
use super::builder::BookBuilder;
use super::cells::at_row;
use super::columns::{BLOCK, Ids, NO_DAY};
use super::headers::LineFiller;
use super::intern::{Interner, NONE};
use super::settings::BadRows;
use super::store::{DEAD, Invoices, ProductVersion};
use super::tables::Table;
use crate::calendar::Day;
use crate::decimal::{Exact, INPUT_SCALE};
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::parallel::{among_workers, join};

impl BookBuilder {
    /// Checks what needs other rows and makes the book.
    ///
    /// # Errors
    /// Every problem of every row: a bad identifier or number, a blank required cell, a customer or
    /// invoice given twice, two versions of a product from one day, a line without customer or date,
    /// no table of orders or invoices at all. With [`BadRows::Skip`](super::BadRows::Skip) such rows
    /// are left out and listed by [`Book::rejected`] instead.
    pub fn finish(self) -> Result<Book, Error> {
        let book = self.finish_deferred();
        if book.is_refused() { Err(Error::new(book.rejected)) } else { Ok(book) }
    }

    /// Makes the book and leaves its problems to [`assess`](crate::assess), which reports them
    /// together with those only the as-of date can tell: visible rows that name a customer or invoice
    /// the book does not have.
    #[must_use]
    pub fn finish_deferred(self) -> Book {
        among_workers(|| self.close())
    }

    fn close(mut self) -> Book {
        self.check_tables();
        self.settle_ids();
        let listed = self.list_customers();
        let (products, starts) = self.sort_products();
        self.check_headers();
        let mut filler = LineFiller {
            headers: &self.headers,
            lines: &mut self.lines,
            order_ids: &self.order_ids,
            problems: Vec::new(),
        };
        let invoices = (&mut self.invoices, &self.invoice_ids);
        let (filled, (invoice_rows, of_invoices)) =
            join(|| (filler.fill_lines(), filler.problems), || index_invoices(invoices.0, invoices.1));
        let ((orders, shared_orders), of_lines) = filled;
        self.problems.extend(of_lines.into_iter().chain(of_invoices));
        self.check_contracts();
        self.check_register_keys();
        let mut strays = Vec::new();
        self.link_settlements(&invoice_rows, &mut strays);
        self.link_reasons(&invoice_rows, &mut strays);
        let aside_keys = self.part_unlisted(&listed, &mut strays);
        Book {
            settings: self.settings,
            declared: self.declared,
            rows: self.rows,
            rejected: self.problems,
            unnamed: self.unnamed,
            texts: Arc::new(self.texts),
            customer_ids: Arc::new(self.customer_ids),
            product_ids: self.product_ids,
            order_ids: self.order_ids,
            invoice_ids: self.invoice_ids,
            customer_rows: listed,
            customers: self.customers,
            products,
            product_starts: starts,
            headers: self.headers,
            lines: self.lines,
            orders,
            shared_orders,
            invoices: self.invoices,
            settlements: self.settlements,
            reasons: self.reasons,
            facts: self.facts,
            assessed: self.assessed,
            rated: self.rated,
            overrides: self.overrides,
            contracts: self.contracts,
            registers: self.registers,
            strays,
            aside_keys,
            edits: 0,
            product_edits: 0,
        }
    }

    fn check_tables(&mut self) {
        if !self.declared.contains(&Table::OrderLines) && !self.declared.contains(&Table::Invoices) {
            let problem = Problem::new(
                ProblemCode::NoTables,
                "neither `order_lines` nor `invoices`",
                "at least one of them",
            );
            self.problems.push(problem.remedy("add one of the tables, or name its file in book.toml"));
            // Nothing can be scored, so this is never a row to skip.
            self.settings.bad_rows = BadRows::Refuse;
        }
    }

    /// The row of each customer of the `customers` table by number, duplicates refused.
    fn list_customers(&mut self) -> Vec<u32> {
        let mut listed = vec![NONE; self.customer_ids.len()];
        let mut duplicates = Vec::new();
        for (customer, row) in self.customers.customer.iter().zip(0_u32..) {
            match listed.get_mut(customer as usize) {
                Some(slot) if *slot == NONE => *slot = row,
                Some(_) => duplicates.push((row, customer)),
                // The row was refused.
                None => {}
            }
        }
        for (row, customer) in duplicates {
            let problem = duplicate(&self.customer_ids, customer).path("customer_id");
            let row = row as usize;
            self.problems.push(at_row(problem, Table::Customers, row));
            self.customers.customer.set(row, DEAD);
        }
        listed
    }

    /// Product versions by product and first day, and where each product starts.
    fn sort_products(&mut self) -> (Vec<ProductVersion>, Vec<u32>) {
        let mut versions = core::mem::take(&mut self.products);
        versions.sort_by_key(|(v, row)| (v.product, v.valid_from, *row));
        let mut kept: Vec<ProductVersion> = Vec::with_capacity(versions.len());
        for (mut version, row) in versions {
            if kept.last().is_some_and(|k| k.product == version.product && k.valid_from == version.valid_from)
            {
                let since = if version.valid_from == NO_DAY {
                    "without `valid_from`".to_owned()
                } else {
                    format!("from {}", Day::from_number(version.valid_from))
                };
                let found =
                    format!("a second version of {} {since}", quote(self.product_ids.text(version.product)));
                let problem =
                    Problem::new(ProblemCode::Duplicate, found, "one version of a product from one day");
                self.problems.push(at_row(problem.path("product_id"), Table::Products, row));
            } else {
                version.row = row;
                kept.push(version);
            }
        }
        let mut starts = vec![0_u32; self.product_ids.len().saturating_add(1)];
        for version in &kept {
            if let Some(count) = starts.get_mut((version.product as usize).saturating_add(1)) {
                *count = count.saturating_add(1);
            }
        }
        let mut sum = 0_u32;
        for start in &mut starts {
            sum = sum.saturating_add(*start);
            *start = sum;
        }
        (kept, starts)
    }

    /// One header for each order of a customer.
    fn check_headers(&mut self) {
        let mut seen = HashSet::new();
        for row in 0..self.headers.order_text.len() {
            let (order, customer) = (self.headers.order_text.get(row), self.headers.customer.get(row));
            if order != DEAD && !seen.insert((order, customer)) {
                let problem = duplicate(&self.order_ids, order).path("order_id");
                self.problems.push(at_row(problem, Table::Orders, row));
                self.headers.order_text.set(row, DEAD);
                self.headers.customer.set(row, DEAD);
            }
        }
    }

    fn check_contracts(&mut self) {
        let mut seen = HashSet::new();
        let (texts, problems) = (&self.texts, &mut self.problems);
        self.contracts.retain(|contract| {
            let new = seen.insert(contract.contract);
            if !new {
                let found = format!("{} a second time", quote(texts.text(contract.contract)));
                let problem =
                    Problem::new(ProblemCode::Duplicate, found, "a contract id once").path("contract_id");
                problems.push(at_row(problem, Table::Contracts, contract.row));
            }
            new
        });
    }
}

/// The row of each invoice by the number of its id.
pub(super) enum InvoiceRows {
    /// The numbers count upwards by one from row to row, so many rows from this number on.
    Counted { first: u32, rows: u32 },
    /// [`NONE`] for numbers no invoice has.
    Listed(Vec<u32>),
}

impl InvoiceRows {
    /// [`NONE`] if no invoice has the number.
    pub(super) fn of(&self, number: u32) -> u32 {
        match self {
            Self::Counted { first, rows } => {
                number.checked_sub(*first).filter(|row| row < rows).unwrap_or(NONE)
            }
            Self::Listed(listed) => listed.get(number as usize).copied().unwrap_or(NONE),
        }
    }

    /// Whether all the numbers there are, of which there are so many, are the rows themselves.
    pub(super) fn are_numbers(&self, numbers: usize) -> bool {
        match self {
            Self::Counted { first, rows } => *first == 0 && *rows as usize == numbers,
            Self::Listed(listed) => {
                listed.len() == numbers && (0..).zip(listed).all(|(at, row): (u32, &u32)| at == *row)
            }
        }
    }
}

/// The row of each invoice id, and the problems of ids that were given before.
fn index_invoices(invoices: &mut Invoices, ids: &Interner) -> (InvoiceRows, Vec<Problem>) {
    if let Some(rows) = counted_rows(&invoices.id) {
        return (rows, Vec::new());
    }
    let mut rows = vec![NONE; ids.len()];
    let mut duplicates = Vec::new();
    let mut block = [NONE; BLOCK];
    for start in (0..invoices.id.len()).step_by(BLOCK) {
        invoices.id.block(start, &mut block);
        for (id, row) in block.iter().zip(start..) {
            match rows.get_mut(*id as usize) {
                Some(slot) if *slot == NONE => *slot = u32::try_from(row).unwrap_or(NONE),
                Some(_) => duplicates.push((row, *id)),
                None => {}
            }
        }
    }
    let problem_of = |(row, id): (usize, u32)| {
        invoices.customer.set(row, DEAD);
        at_row(duplicate(ids, id).path("invoice_id"), Table::Invoices, row)
    };
    (InvoiceRows::Listed(rows), duplicates.into_iter().map(problem_of).collect())
}

/// The rows of ids whose numbers count upwards by one, which none has that comes twice or is blank.
fn counted_rows(ids: &Ids) -> Option<InvoiceRows> {
    let (first, rows) = (ids.get(0), u32::try_from(ids.len()).ok()?);
    first.checked_add(rows).filter(|_| first != NONE)?;
    let mut block = [NONE; BLOCK];
    let mut expected = first;
    let is_counted = (0..ids.len()).step_by(BLOCK).all(|start| {
        ids.block(start, &mut block);
        let here = block.iter().take(ids.len().saturating_sub(start));
        // All are looked at, several at a time.
        let differs = here.fold(0, |differs, id| {
            let differs = differs | (id ^ expected);
            expected = expected.wrapping_add(1);
            differs
        });
        differs == 0
    });
    is_counted.then_some(InvoiceRows::Counted { first, rows })
}

fn duplicate(ids: &Interner, id: u32) -> Problem {
    let found = format!("{} again, as in an earlier row", quote(ids.text(id)));
    Problem::new(ProblemCode::Duplicate, found, "each key once")
        .remedy("delete one of the rows, or state `distinct = true`")
}

/// Millionths as an exact value.
pub(crate) const fn micros(units: i128) -> Exact {
    Exact::new(units, INPUT_SCALE)
}
