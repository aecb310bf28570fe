//! A book that is edited row by row, and re-measures only the customers an edit touched.

mod fill;
mod index;
mod keys;
mod numbers;
mod orders;
mod others;
mod receivables;
mod refresh;
mod refusal;
mod rows_of;
mod tally;
mod units;

use chrono::NaiveDate;

use self::index::{Gathered, Index, narrow};
use self::keys::KeyRows;
use self::numbers::OrderNumbers;
pub use self::refresh::LiveCredit;
use self::refresh::{Measured, Touched};
use self::tally::Tally;
use self::units::LineRules;
use crate::assessment::{Assessment, CustomerRow, assess};
use crate::book::{
    Book, Contract, Customer, Invoice, NO_DAY, NONE, OneRow, Order, OrderLine, Product, Row, Table,
    UnknownCustomers,
};
use crate::calendar::Day;
use crate::error::Error;
use crate::policy::Policy;
use crate::scoring::Population;

/// A row of a table: the table, and the row's number from 0. A row keeps its number for good; that of a
/// row that was removed is never given again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId {
    /// The table.
    pub table: Table,
    /// The row, from 0.
    pub row: usize,
}

/// Rows that have a key, by which [`LiveBook::upsert`] knows whether one is there (BOOK §1).
pub trait Keyed<'a>: Row<'a> {
    /// The row with the same key.
    #[doc(hidden)]
    fn find_in(&self, book: &LiveBook) -> Option<RowId>;
}

/// A book under one policy on one day, edited row by row.
///
/// Made once from a finished book, it answers after each edit as a whole run over the edited book would,
/// to the last digit, and re-measures only what the edit touched:
/// - [`credit`](Self::credit) re-measures one customer, from its own rows;
/// - [`population`](Self::population) those that were edited since it was last asked for;
/// - [`customer`](Self::customer) scores and grades one of them against that population;
/// - [`assess`](Self::assess) is the whole run, with notes and stamp.
///
/// The edited book has its rows in the order of their numbers: those it was made from in file order, a
/// corrected row in its old place, added rows behind. The number of a removed row stays free. Tables and
/// settings stay what they were; of a table that was not there, rows may be added, but for `customers`,
/// which decides who is a customer. Rows refused or set aside when the book was made stay so.
///
/// Every edit is judged as [`BookBuilder`](crate::book::BookBuilder) judges rows. An edit that is refused
/// changes nothing. **No edit leaves a row without the customer, invoice or header it names**, whatever
/// the book's settings say of rows that were so to begin with: to add such a row, or to remove what other
/// rows name, is refused. A book of `unknown_customers = "add"` takes every customer.
///
/// A changed product is a changed cost of every line that names it, so that everybody is measured again;
/// so it is when an amount with more decimals than all others comes or goes.
///
/// ```
/// use chrono::NaiveDate;
/// use keyaccount::{LiveBook, Policy};
/// use keyaccount::book::{BookBuilder, BookSettings, Invoice, Settlement};
///
/// let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let mut book = BookBuilder::new(BookSettings::default());
/// book.push(Invoice { due_on: Some(day(2, 28)), ..Invoice::new("1".into(), "Anshan Steel".into(), day(1, 31), 100.into()) });
/// let mut live = LiveBook::new(book.finish()?, Policy::shipped("standard").unwrap(), day(6, 30))?;
/// let late = live.credit("Anshan Steel")?.unwrap().score;
///
/// let paid = live.add(Settlement { invoice_id: Some("1".into()), ..Settlement::new(day(2, 20), 100.into()) })?;
/// assert_eq!(live.credit("Anshan Steel")?.unwrap().score.unwrap().to_string(), "100.00");
///
/// // The payment was reversed.
/// live.remove(paid)?;
/// assert_eq!(live.credit("Anshan Steel")?.unwrap().score, late);
/// # Ok::<(), keyaccount::Error>(())
/// ```
#[derive(Debug)]
pub struct LiveBook {
    book: Book,
    policy: Policy,
    today: i32,
    index: Index,
    numbers: OrderNumbers,
    rules: LineRules,
    tally: Tally,
    measured: Measured,
    gathered: Gathered,
    keys: KeyRows,
}

/// Where a row is to be written.
#[derive(Clone, Copy, Debug)]
struct Place {
    row: usize,
    is_new: bool,
}

impl LiveBook {
    /// Makes a book live: measures it once and notes where the rows of each customer are, which takes
    /// about 4 bytes a row.
    ///
    /// # Errors
    /// Everything [`Facts::measure`](crate::Facts::measure) refuses; a total over all customers that needs
    /// more than 38 digits.
    pub fn new(book: Book, policy: Policy, as_of: NaiveDate) -> Result<Self, Error> {
        let measured = Measured::new(&book, &policy, as_of)?;
        let rules = LineRules::new(&policy, as_of);
        let tally = Tally::new(&book, &rules);
        Ok(Self {
            index: Index::new(&book),
            numbers: OrderNumbers::new(&book),
            today: Day::from(as_of).number(),
            gathered: Gathered::default(),
            keys: KeyRows::default(),
            book,
            policy,
            rules,
            tally,
            measured,
        })
    }

    /// The book as it is now, for explanations and tables of slices.
    #[must_use]
    pub const fn book(&self) -> &Book {
        &self.book
    }

    /// The policy.
    #[must_use]
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The day it is scored as of.
    #[must_use]
    pub const fn as_of(&self) -> NaiveDate {
        self.measured.as_of()
    }

    /// Adds a row behind those of its table and returns where it is.
    ///
    /// # Errors
    /// Everything the builder refuses of a row: bad identifiers and numbers, dates out of order, a blank
    /// that nothing fills. A key that is there already. A customer, invoice or grade that is not there. A
    /// customer of a book without a table of customers.
    pub fn add<'a, R: Row<'a>>(&mut self, row: R) -> Result<RowId, Error> {
        let at = self.book.row_count(R::TABLE);
        let one = OneRow::judge(row, at)?;
        self.put(R::TABLE, Place { row: at, is_new: true }, &one)?;
        Ok(RowId { table: R::TABLE, row: at })
    }

    /// Puts a row in the place of another of the same table.
    ///
    /// # Errors
    /// As [`add`](Self::add). A row that is not there. Another key where rows name the old one; another
    /// customer or a later date where that leaves other rows without their customer.
    pub fn correct<'a, R: Row<'a>>(&mut self, id: RowId, row: R) -> Result<(), Error> {
        if id.table != R::TABLE {
            return Err(refusal::other_table(R::TABLE, id.table, id.row));
        }
        if !self.contains(id) {
            return Err(refusal::no_such_row(id.table, id.row));
        }
        let one = OneRow::judge(row, id.row)?;
        self.put(id.table, Place { row: id.row, is_new: false }, &one)
    }

    /// Puts a row in the place of the one with the same key, or adds it if there is none.
    ///
    /// # Errors
    /// As [`add`](Self::add) and [`correct`](Self::correct).
    pub fn upsert<'a, R: Keyed<'a>>(&mut self, row: R) -> Result<RowId, Error> {
        match row.find_in(self) {
            Some(id) => self.correct(id, row).map(|()| id),
            None => self.add(row),
        }
    }

    /// Removes a row.
    ///
    /// # Errors
    /// A row that is not there; one that other rows need: a customer or invoice they name, a header that
    /// gives lines their customer or date, the last trade of a customer whose other rows name it.
    pub fn remove(&mut self, id: RowId) -> Result<(), Error> {
        let RowId { table, row } = id;
        if !self.contains(id) {
            return Err(refusal::no_such_row(table, row));
        }
        self.measured.release();
        match table {
            Table::Customers => self.remove_customer(row)?,
            Table::Products => self.remove_version(row),
            Table::Orders => self.remove_header(row)?,
            Table::OrderLines => self.remove_line(row)?,
            Table::Invoices => self.remove_invoice(row)?,
            Table::Settlements => self.remove_settlement(row),
            _ if table.is_register() => self.remove_registered(table, row),
            _ => self.remove_listed(table, row),
        }
        self.edited();
        Ok(())
    }

    fn put(&mut self, table: Table, place: Place, one: &OneRow) -> Result<(), Error> {
        self.measured.release();
        match table {
            Table::Customers => self.put_customer(place, one)?,
            Table::Products => self.put_version(place, one)?,
            Table::Orders => self.put_header(place, one)?,
            Table::OrderLines => self.put_line(place, one)?,
            Table::Invoices => self.put_invoice(place, one)?,
            Table::Settlements => self.put_settlement(place, one)?,
            _ if table.is_register() => self.put_registered(table, place, one)?,
            _ => self.put_listed(table, place, one)?,
        }
        self.edited();
        Ok(())
    }

    /// An edit was made.
    fn edited(&mut self) {
        self.book.edits = self.book.edits.wrapping_add(1);
        self.tally.refit(&mut self.book);
        self.measured.follow(&self.book, &self.policy);
    }

    /// Replaces the lines of an order: all of `lines` are added, all there were are removed, or nothing
    /// changes. Returns where the new lines are.
    ///
    /// # Errors
    /// As [`add`](Self::add) for any line; no such customer. The new lines may name another order.
    pub fn replace_order<'a>(
        &mut self,
        customer_id: &str,
        order_id: &str,
        lines: impl IntoIterator<Item = OrderLine<'a>>,
    ) -> Result<Vec<RowId>, Error> {
        self.measured.release();
        let table = Table::OrderLines;
        let first = self.book.row_count(table);
        let Some((customer, order)) = self.order_of(customer_id, order_id) else {
            return Err(refusal::unknown_customer(customer_id, table, first));
        };
        let old = self.lines_of_order(customer, order);
        let mut judged = Vec::new();
        for (row, line) in (first..).zip(lines) {
            let one = OneRow::judge(line, row)?;
            judged.push((row, self.judge_line(&one, row)?, one));
        }
        let trades =
            judged.iter().any(|(_, line, _)| line.customer() == customer && line.is_visible(self.today));
        if !trades {
            self.check_still_trades(customer, &old, NONE, table, first)?;
        }
        for line in old {
            self.drop_line(line as usize);
        }
        let mut rows = Vec::with_capacity(judged.len());
        for (row, line, one) in judged {
            self.write_line(Place { row, is_new: true }, line, &one);
            rows.push(RowId { table, row });
        }
        self.edited();
        Ok(rows)
    }

    /// Removes an order: its lines and its header.
    ///
    /// # Errors
    /// No such customer; an order that is the last trade of a customer whose other rows name it.
    pub fn remove_order(&mut self, customer_id: &str, order_id: &str) -> Result<(), Error> {
        let header = self.find_order(customer_id, order_id);
        self.replace_order(customer_id, order_id, [])?;
        header.map_or(Ok(()), |header| self.remove(header))
    }

    fn order_of(&self, customer_id: &str, order_id: &str) -> Option<(u32, u32)> {
        // A number below the last need not belong to anybody.
        let customer = self.book.customer_ids.find(customer_id)?;
        if self.listed_row(customer).is_none() && self.names_customer(customer).is_empty() {
            return None;
        }
        Some((customer, self.book.order_ids.find(order_id).unwrap_or(NONE)))
    }

    /// The credit of a customer now: its score, or why there is none, and its grade. Measures the customer
    /// again if it was edited, and nobody else. `None` if there is no such customer.
    ///
    /// # Errors
    /// Totals of the customer that need more than 38 digits.
    pub fn credit(&mut self, customer_id: &str) -> Result<Option<LiveCredit<'_>>, Error> {
        self.live_credit(customer_id)
    }

    /// What everybody is ranked among now. The composites, which come only with the grades of all, are
    /// not in it, nor is the digest of the input: [`assess`](Self::assess) has both.
    ///
    /// # Errors
    /// Totals that need more than 38 digits; quantities in units that cannot be added.
    pub fn population(&mut self) -> Result<&Population, Error> {
        self.refresh()?;
        Ok(self.measured.population())
    }

    /// Every score and grade of a customer now, those of ranks included. What places it among the
    /// composites of all others, `score_rank` and `priority_rank`, stays empty. `None` if there is no such
    /// customer.
    ///
    /// # Errors
    /// As [`population`](Self::population).
    pub fn customer(&mut self, customer_id: &str) -> Result<Option<CustomerRow<'_>>, Error> {
        self.refresh()?;
        self.measured.show(&self.book, &self.policy, customer_id)
    }

    /// The whole run over the edited book, with notes and stamp: [`assess`].
    ///
    /// # Errors
    /// As [`assess`].
    pub fn assess(&self) -> Result<Assessment, Error> {
        assess(&self.book, &self.policy, self.as_of())
    }
}

/// Where rows are.
impl LiveBook {
    /// Whether a row is there.
    #[must_use]
    pub fn contains(&self, id: RowId) -> bool {
        let RowId { table, row } = id;
        match table {
            Table::Customers => self.book.customers.customer.get(row) != NONE,
            Table::Products => self.book.version_of_row(row).is_some(),
            Table::Orders => self.book.headers.customer.get(row) != NONE,
            Table::OrderLines => self.book.lines.customer.get(row) != NONE,
            Table::Invoices => self.book.invoices.customer.get(row) != NONE,
            Table::Settlements => self.is_settlement(row),
            _ => match self.book.registers.get(table) {
                Some(register) => register.is_there(row),
                None => self.book.listed_owner(table, row) != NONE,
            },
        }
    }

    /// The row of a customer in `customers`.
    #[must_use]
    pub fn find_customer(&self, customer_id: &str) -> Option<RowId> {
        let row = self.listed_row(self.book.customer_ids.find(customer_id)?)?;
        Some(RowId { table: Table::Customers, row: row as usize })
    }

    /// The header of a customer's order.
    #[must_use]
    pub fn find_order(&self, customer_id: &str, order_id: &str) -> Option<RowId> {
        let (customer, order) = self.order_of(customer_id, order_id)?;
        let row = self.header_of(customer, order)?;
        Some(RowId { table: Table::Orders, row: row as usize })
    }

    /// The lines of a customer's order.
    #[must_use]
    pub fn find_lines(&self, customer_id: &str, order_id: &str) -> Vec<RowId> {
        let Some((customer, order)) = self.order_of(customer_id, order_id) else { return Vec::new() };
        let rows = self.lines_of_order(customer, order).into_iter();
        rows.map(|row| RowId { table: Table::OrderLines, row: row as usize }).collect()
    }

    /// The row of an invoice.
    #[must_use]
    pub fn find_invoice(&self, invoice_id: &str) -> Option<RowId> {
        let row = self.invoice_row(invoice_id)?;
        Some(RowId { table: Table::Invoices, row: row as usize })
    }

    /// The version of a product from a day; the one without a first day for `None`.
    #[must_use]
    pub fn find_product(&self, product_id: &str, valid_from: Option<NaiveDate>) -> Option<RowId> {
        let from = valid_from.map_or(NO_DAY, |day| Day::from(day).number());
        self.version_row(product_id, from).map(|row| RowId { table: Table::Products, row })
    }

    /// The row of a contract.
    #[must_use]
    pub fn find_contract(&self, contract_id: &str) -> Option<RowId> {
        self.contract_row(contract_id).map(|row| RowId { table: Table::Contracts, row })
    }

    /// The row of a register with a key: of [`Table::Contacts`] the contact's id, of [`Table::People`] the
    /// person's, of [`Table::Delegations`], [`Table::Changes`] and [`Table::ArchiveRecords`] their own ids, of
    /// [`Table::Grants`] grant and customer, of [`Table::Records`] record and class. `None` for tables whose
    /// rows have no key.
    #[must_use]
    pub fn find_registered(&self, table: Table, key: &[&str]) -> Option<RowId> {
        let row = self.keys.find(&self.book, table, self.book.register_key(table, key)?)?;
        Some(RowId { table, row })
    }
}

/// What edits have in common.
impl LiveBook {
    /// Whether the table of customers alone says who they are.
    fn is_closed(&self) -> bool {
        self.book.has(Table::Customers) && !self.adds_customers()
    }

    fn adds_customers(&self) -> bool {
        self.book.settings().unknown_customers == UnknownCustomers::Add
    }

    /// The number of a customer that a row names which makes it one, where no table says who they are.
    fn trading_customer(&mut self, id: &str, table: Table, row: usize) -> Result<u32, Error> {
        if self.is_closed() {
            let listed =
                self.book.customer_ids.find(id).filter(|customer| self.listed_row(*customer).is_some());
            return listed.ok_or_else(|| refusal::unknown_customer(id, table, row));
        }
        Ok(self.book.customer_number(id))
    }

    /// The number of a customer that a row names which does not make it one.
    fn named_customer(&mut self, id: &str, table: Table, row: usize) -> Result<u32, Error> {
        if self.book.has(Table::Customers) || self.adds_customers() {
            return self.trading_customer(id, table, row);
        }
        let trades = self.book.customer_ids.find(id).filter(|customer| self.trades(*customer, &[], NONE));
        trades.ok_or_else(|| refusal::unknown_customer(id, table, row))
    }

    /// Where a customer is one because it trades, its last trade stays while other rows name it.
    fn check_still_trades(
        &self,
        customer: u32,
        without_lines: &[u32],
        without_invoice: u32,
        table: Table,
        row: usize,
    ) -> Result<(), Error> {
        let by_trade = !self.book.has(Table::Customers) && !self.adds_customers();
        if !by_trade
            || !self.trades(customer, &[], NONE)
            || self.trades(customer, without_lines, without_invoice)
            || !self.is_named_elsewhere(customer, |day| day <= self.today)
        {
            return Ok(());
        }
        Err(refusal::last_trade(self.book.customer_ids.text(customer), table, row))
    }

    /// Rows that were set aside because a key was not there would have to be taken in with it.
    fn check_not_set_aside(
        &self,
        column: &'static str,
        id: &str,
        table: Table,
        row: usize,
    ) -> Result<(), Error> {
        if self.book.strays.iter().any(|stray| stray.column == column && stray.id == id) {
            return Err(refusal::set_aside(column, id, table, row));
        }
        Ok(())
    }

    /// A customer is to be measured again.
    fn touch(&mut self, customer: u32, touched: Touched) {
        self.measured.touch(customer, touched);
    }

    /// What a product says, it says of every line that names it.
    fn products_edited(&mut self) {
        self.book.product_edits = self.book.product_edits.wrapping_add(1);
        self.tally.count_again(&self.book, &self.rules);
    }
}

impl<'a> Keyed<'a> for Customer<'a> {
    fn find_in(&self, book: &LiveBook) -> Option<RowId> {
        book.find_customer(&self.customer_id)
    }
}

impl<'a> Keyed<'a> for Product<'a> {
    fn find_in(&self, book: &LiveBook) -> Option<RowId> {
        book.find_product(&self.product_id, self.valid_from)
    }
}

impl<'a> Keyed<'a> for Order<'a> {
    fn find_in(&self, book: &LiveBook) -> Option<RowId> {
        book.find_order(&self.customer_id, &self.order_id)
    }
}

impl<'a> Keyed<'a> for Invoice<'a> {
    fn find_in(&self, book: &LiveBook) -> Option<RowId> {
        book.find_invoice(&self.invoice_id)
    }
}

impl<'a> Keyed<'a> for Contract<'a> {
    fn find_in(&self, book: &LiveBook) -> Option<RowId> {
        book.find_contract(&self.contract_id)
    }
}
