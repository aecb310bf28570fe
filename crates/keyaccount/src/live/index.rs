//! Where the rows of a customer, an invoice, an order are.

use hashbrown::HashMap;

use super::rows_of::RowsOf;
use crate::book::{Book, NONE, Table};
use crate::facts::{CustomerRows, KnownFacts};

/// The tables kept as lists of rows, by customer but for delay reasons, which are by invoice.
pub(super) const LISTED: [Table; 6] = [
    Table::DelayReasons,
    Table::CreditFacts,
    Table::ProspectAssessments,
    Table::Ratings,
    Table::GradeOverrides,
    Table::Contracts,
];

/// The rows of a book by what they belong to.
#[derive(Debug)]
pub(super) struct Index {
    pub(super) headers: RowsOf,
    pub(super) lines: RowsOf,
    pub(super) invoices: RowsOf,
    /// Money that names no invoice, by customer.
    pub(super) unapplied: RowsOf,
    /// By the row of their invoice.
    pub(super) settlements: RowsOf,
    listed: [RowsOf; LISTED.len()],
    /// The row of an invoice by the number of its id.
    pub(super) invoice_rows: Numbered,
    /// The headers of an order id: the first, and those of other customers.
    first_header: Numbered,
    further_headers: HashMap<u32, Vec<u32>>,
}

/// A row for each number of an id, [`NONE`] for none.
#[derive(Debug, Default)]
pub(super) struct Numbered(Vec<u32>);

impl Numbered {
    pub(super) fn get(&self, number: u32) -> u32 {
        self.0.get(number as usize).copied().unwrap_or(NONE)
    }

    pub(super) fn set(&mut self, number: u32, row: u32) {
        let at = number as usize;
        if number != NONE && at >= self.0.len() {
            self.0.resize(at.saturating_add(1), NONE);
        }
        if let Some(slot) = self.0.get_mut(at) {
            *slot = row;
        }
    }

    /// The first row of each number.
    fn of_column(numbers: usize, column: impl Iterator<Item = u32>) -> Self {
        let mut first = vec![NONE; numbers];
        for (number, row) in column.zip(0_u32..) {
            if let Some(slot) = first.get_mut(number as usize).filter(|slot| **slot == NONE) {
                *slot = row;
            }
        }
        Self(first)
    }
}

/// A row number as columns count them.
pub(super) fn narrow(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(NONE)
}

impl Index {
    /// Reads the columns that say to whom a row belongs, each twice.
    pub(super) fn new(book: &Book) -> Self {
        let customers = book.customer_ids.len();
        let (h, l, v, s) = (&book.headers, &book.lines, &book.invoices, &book.settlements);
        let listed = LISTED.map(|table| {
            macro_rules! pairs {
                ($rows:ident, $owner:ident) => {
                    RowsOf::of_pairs(book.$rows.iter().map(|row| (row.$owner, narrow(row.row))))
                };
            }
            match table {
                Table::DelayReasons => pairs!(reasons, invoice),
                Table::CreditFacts => pairs!(facts, customer),
                Table::ProspectAssessments => pairs!(assessed, customer),
                Table::Ratings => pairs!(rated, customer),
                Table::GradeOverrides => pairs!(overrides, customer),
                _ => pairs!(contracts, customer),
            }
        });
        let mut further_headers: HashMap<u32, Vec<u32>> = HashMap::new();
        let first_header = Numbered::of_column(book.order_ids.len(), h.order_text.iter());
        for (order, row) in h.order_text.iter().zip(0_u32..).filter(|(order, _)| *order != NONE) {
            if first_header.get(order) != row {
                further_headers.entry(order).or_default().push(row);
            }
        }
        Self {
            headers: RowsOf::of_column(customers, || h.customer.iter()),
            lines: RowsOf::of_column(customers, || l.customer.iter()),
            invoices: RowsOf::of_column(customers, || v.customer.iter()),
            unapplied: RowsOf::of_column(customers, || s.customer.iter()),
            settlements: RowsOf::of_column(v.id.len(), || s.invoice.iter()),
            listed,
            invoice_rows: Numbered::of_column(book.invoice_ids.len(), v.id.iter()),
            first_header,
            further_headers,
        }
    }

    pub(super) fn listed(&self, table: Table) -> Option<&RowsOf> {
        LISTED.iter().position(|listed| *listed == table).and_then(|at| self.listed.get(at))
    }

    pub(super) fn listed_mut(&mut self, table: Table) -> Option<&mut RowsOf> {
        LISTED.iter().position(|listed| *listed == table).and_then(|at| self.listed.get_mut(at))
    }

    /// The rows of the headers with an order id, whoever's they are.
    pub(super) fn headers_of_order(&self, order: u32) -> impl Iterator<Item = u32> {
        let first = Some(self.first_header.get(order)).filter(|row| *row != NONE);
        first.into_iter().chain(self.further_headers.get(&order).into_iter().flatten().copied())
    }

    pub(super) fn add_header(&mut self, order: u32, customer: u32, row: u32) {
        self.headers.add(customer, row);
        if self.first_header.get(order) == NONE {
            self.first_header.set(order, row);
        } else {
            self.further_headers.entry(order).or_default().push(row);
        }
    }

    pub(super) fn remove_header(&mut self, order: u32, row: u32) {
        let mut further = self.further_headers.remove(&order).unwrap_or_default();
        if self.first_header.get(order) == row {
            self.first_header.set(order, further.pop().unwrap_or(NONE));
        } else {
            further.retain(|other| *other != row);
        }
        if !further.is_empty() {
            self.further_headers.insert(order, further);
        }
    }

    /// The visible or later lines of a customer.
    pub(super) fn lines_of(&self, book: &Book, customer: u32, out: &mut Vec<u32>) {
        self.lines.extend(customer, out, |row| book.lines.customer.get(row as usize) == customer);
    }

    pub(super) fn invoices_of(&self, book: &Book, customer: u32, out: &mut Vec<u32>) {
        self.invoices.extend(customer, out, |row| book.invoices.customer.get(row as usize) == customer);
    }

    /// The settlements that name an invoice.
    pub(super) fn settlements_of(&self, book: &Book, invoice: u32, out: &mut Vec<u32>) {
        self.settlements.extend(invoice, out, |row| book.settlements.invoice.get(row as usize) == invoice);
    }

    /// The row numbers of an owner in a table that is a list.
    pub(super) fn listed_of(&self, book: &Book, table: Table, owner: u32, out: &mut Vec<u32>) {
        if let Some(rows) = self.listed(table) {
            rows.extend(owner, out, |row| book.listed_owner(table, row as usize) == owner);
        }
    }
}

/// The rows of one customer in every table, kept to be used again for the next.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    lines: Vec<u32>,
    headers: Vec<u32>,
    invoices: Vec<u32>,
    settlements: Vec<u32>,
    listed: [Vec<u32>; LISTED.len()],
}

impl Gathered {
    /// Gathers the rows of a customer but for those of what is known; those of lists by their positions.
    pub(super) fn gather(
        &mut self,
        index: &Index,
        book: &Book,
        customer: u32,
        known: KnownFacts<'_>,
    ) -> CustomerRows<'_> {
        for rows in [&mut self.lines, &mut self.headers, &mut self.invoices, &mut self.settlements] {
            rows.clear();
        }
        if known.orders.is_none() {
            index.lines_of(book, customer, &mut self.lines);
            let is_own = |row: u32| book.headers.customer.get(row as usize) == customer;
            index.headers.extend(customer, &mut self.headers, is_own);
        }
        if known.credit.is_none() {
            index.invoices_of(book, customer, &mut self.invoices);
            let is_own = |row: u32| book.settlements.customer.get(row as usize) == customer;
            index.unapplied.extend(customer, &mut self.settlements, is_own);
            for invoice in &self.invoices {
                index.settlements_of(book, *invoice, &mut self.settlements);
            }
            self.settlements.sort_unstable();
        }
        for (table, rows) in LISTED.iter().zip(&mut self.listed) {
            rows.clear();
            if *table == Table::DelayReasons {
                for invoice in &self.invoices {
                    index.listed_of(book, *table, *invoice, rows);
                }
            } else {
                index.listed_of(book, *table, customer, rows);
            }
            for row in &mut *rows {
                *row = book.listed_position(*table, *row as usize).unwrap_or(NONE);
            }
            rows.sort_unstable();
        }
        let [reasons, facts, assessed, rated, overrides, contracts] = self.listed.each_ref();
        CustomerRows {
            lines: &self.lines,
            headers: &self.headers,
            invoices: &self.invoices,
            settlements: &self.settlements,
            reasons,
            facts,
            assessed,
            rated,
            overrides,
            contracts,
        }
    }
}
