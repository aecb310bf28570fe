//! Edits of customers, products, and of the tables kept as lists of rows.

use super::index::{LISTED, narrow};
use super::keys::key_of;
use super::tally::Step;
use super::{LiveBook, Place, Touched, refusal};
use crate::book::{NO_DAY, NONE, OneRow, Table};
use crate::calendar::Day;
use crate::error::{Error, Problem, ProblemCode, quote};

impl LiveBook {
    /// The row in `customers` of a listed customer.
    pub(super) fn listed_row(&self, customer: u32) -> Option<u32> {
        self.book.customer_rows.get(customer as usize).copied().filter(|row| *row != NONE)
    }

    /// The rows that name a customer, by table.
    pub(super) fn names_customer(&self, customer: u32) -> Vec<(Table, usize)> {
        let mut named = Vec::new();
        let mut rows = Vec::new();
        let (h, s) = (&self.book.headers, &self.book.settlements);
        let is_header = |row: u32| h.customer.get(row as usize) == customer;
        let is_unapplied = |row: u32| s.customer.get(row as usize) == customer;
        for table in Table::ALL {
            rows.clear();
            match table {
                Table::Orders => self.index.headers.extend(customer, &mut rows, is_header),
                Table::OrderLines => self.index.lines_of(&self.book, customer, &mut rows),
                Table::Invoices => self.index.invoices_of(&self.book, customer, &mut rows),
                Table::Settlements => self.index.unapplied.extend(customer, &mut rows, is_unapplied),
                Table::Customers | Table::Products | Table::DelayReasons => {}
                _ => self.index.listed_of(&self.book, *table, customer, &mut rows),
            }
            if !rows.is_empty() {
                named.push((*table, rows.len()));
            }
        }
        named.extend(self.book.registers_naming(customer));
        named
    }

    /// In a book that lists its customers, one that others name stays.
    fn check_unnamed_customer(&self, customer: u32, row: usize) -> Result<(), Error> {
        if !self.is_closed() {
            return Ok(());
        }
        let by = self.names_customer(customer);
        if by.is_empty() {
            return Ok(());
        }
        let id = self.book.customer_ids.text(customer);
        let code = ProblemCode::UnknownCustomer;
        Err(refusal::still_named(code, "customer_id", id, &by, Table::Customers, row))
    }

    pub(super) fn put_customer(&mut self, place: Place, one: &OneRow) -> Result<(), Error> {
        let (table, row) = (Table::Customers, place.row);
        if !self.book.has(table) {
            return Err(refusal::no_customers_table(row));
        }
        let Some(id) = one.customer(table) else { return Err(refusal::no_such_row(table, row)) };
        let before = self.book.customers.customer.get(row);
        let there = self.book.customer_ids.find(&id).and_then(|customer| self.listed_row(customer));
        match there {
            Some(there) if place.is_new || there != narrow(row) => {
                return Err(refusal::duplicate("customer_id", &id, table, row));
            }
            Some(_) => {}
            None => {
                self.check_not_set_aside("customer_id", &id, table, row)?;
                if !place.is_new {
                    self.check_unnamed_customer(before, row)?;
                }
            }
        }
        let customer = self.book.customer_number(&id);
        if place.is_new {
            self.book.open_row(table);
        } else {
            self.tally.customer(&self.book, row, Step::Take);
            self.book.list_customer(before, NONE);
            self.touch(before, Touched::All);
        }
        self.book.write_customer(row, customer, one);
        self.book.list_customer(customer, narrow(row));
        self.tally.customer(&self.book, row, Step::Add);
        self.touch(customer, Touched::All);
        Ok(())
    }

    pub(super) fn remove_customer(&mut self, row: usize) -> Result<(), Error> {
        let customer = self.book.customers.customer.get(row);
        self.check_unnamed_customer(customer, row)?;
        self.tally.customer(&self.book, row, Step::Take);
        self.book.list_customer(customer, NONE);
        self.book.blank_customer(row);
        self.touch(customer, Touched::All);
        Ok(())
    }

    pub(super) fn put_version(&mut self, place: Place, one: &OneRow) -> Result<(), Error> {
        let (table, row) = (Table::Products, place.row);
        let Some((id, valid_from)) = one.version() else { return Err(refusal::no_such_row(table, row)) };
        let there = self.version_row(&id, valid_from);
        if there.is_some_and(|there| place.is_new || there != row) {
            let since =
                if valid_from == NO_DAY { String::new() } else { Day::from_number(valid_from).to_string() };
            let found = format!("a second version of {} from {}", quote(&id), quote(&since));
            let problem =
                Problem::new(ProblemCode::Duplicate, found, "one version of a product from one day");
            return Err(refusal::at(problem.path("product_id"), table, row));
        }
        if place.is_new {
            self.book.open_row(table);
        }
        self.book.replace_version(row, Some(one));
        self.products_edited();
        Ok(())
    }

    pub(super) fn version_row(&self, id: &str, valid_from: i32) -> Option<usize> {
        let at = self.book.find_version(self.book.find_product(id)?, valid_from).ok()?;
        self.book.products.get(at).map(|version| version.row)
    }

    pub(super) fn remove_version(&mut self, row: usize) {
        self.book.replace_version(row, None);
        self.products_edited();
    }

    /// The customer a listed row belongs to, by its owner.
    fn listed_customer(&self, table: Table, owner: u32) -> u32 {
        if table == Table::DelayReasons { self.book.invoices.customer.get(owner as usize) } else { owner }
    }

    pub(super) fn put_listed(&mut self, table: Table, place: Place, one: &OneRow) -> Result<(), Error> {
        let row = place.row;
        let owner = if table == Table::DelayReasons {
            let id = one.invoice(table).unwrap_or_default();
            self.invoice_row(&id).ok_or_else(|| refusal::unknown_invoice(&id, table, row))?
        } else {
            let id = one.customer(table).unwrap_or_default();
            self.named_customer(&id, table, row)?
        };
        match table {
            Table::GradeOverrides => self.check_grade(one, row)?,
            Table::Contracts => self.check_contract(one, place)?,
            _ => {}
        }
        let before = key_of(&self.book, table, row);
        if place.is_new {
            self.book.open_row(table);
        } else {
            self.touch(self.listed_customer(table, self.book.listed_owner(table, row)), Touched::All);
        }
        self.book.write_listed(table, row, owner, one);
        let now = key_of(&self.book, table, row);
        self.keys.moved(table, row, before, now);
        if let Some(rows) = self.index.listed_mut(table) {
            rows.add(owner, narrow(row));
        }
        self.touch(self.listed_customer(table, owner), Touched::All);
        Ok(())
    }

    pub(super) fn remove_listed(&mut self, table: Table, row: usize) {
        self.touch(self.listed_customer(table, self.book.listed_owner(table, row)), Touched::All);
        let before = key_of(&self.book, table, row);
        self.book.take_listed(table, row);
        self.keys.moved(table, row, before, None);
    }

    /// An approved grade must be one of the policy.
    fn check_grade(&self, one: &OneRow, row: usize) -> Result<(), Error> {
        let grade = one.grade().unwrap_or_default();
        let bands = &self.policy.composite().bands;
        if bands.named(&grade).is_some() {
            return Ok(());
        }
        let problem = bands.unknown(&grade, "grade").path("grade");
        Err(refusal::at(problem, Table::GradeOverrides, row))
    }

    fn check_contract(&self, one: &OneRow, place: Place) -> Result<(), Error> {
        let id = one.contract().unwrap_or_default();
        let there = self.contract_row(&id);
        if there.is_some_and(|there| place.is_new || there != place.row) {
            return Err(refusal::duplicate("contract_id", &id, Table::Contracts, place.row));
        }
        let aside = &self.book.aside_keys.contracts;
        if self.book.texts.find(&id).is_some_and(|number| aside.contains(&number)) {
            return Err(refusal::set_aside("contract_id", &id, Table::Contracts, place.row));
        }
        Ok(())
    }

    /// The row of a contract.
    pub(super) fn contract_row(&self, id: &str) -> Option<usize> {
        self.keys.find(&self.book, Table::Contracts, [self.book.texts.find(id)?; 2])
    }

    pub(super) fn put_registered(&mut self, table: Table, place: Place, one: &OneRow) -> Result<(), Error> {
        let row = place.row;
        let customer = match one.customer(table) {
            Some(id) => self.noted_customer(&id, table, row)?,
            None => NONE,
        };
        if let Some(key) = one.registered_key(table) {
            self.check_registered_key(table, &key, place)?;
        }
        let before = key_of(&self.book, table, row);
        if place.is_new {
            self.book.open_row(table);
        } else {
            self.touch_registered(table, row);
        }
        self.book.write_registered(table, row, one);
        let now = key_of(&self.book, table, row);
        self.keys.moved(table, row, before, now);
        if customer != NONE {
            self.touch_registered(table, row);
        }
        Ok(())
    }

    pub(super) fn remove_registered(&mut self, table: Table, row: usize) {
        self.touch_registered(table, row);
        let before = key_of(&self.book, table, row);
        self.book.take_registered(table, row);
        self.keys.moved(table, row, before, None);
    }

    /// No score reads a register, but where whoever is named is a customer, it makes one.
    fn touch_registered(&mut self, table: Table, row: usize) {
        let customer = self.book.registers.get(table).map_or(NONE, |register| register.customer(row));
        if customer != NONE && self.adds_customers() {
            self.touch(customer, Touched::All);
        }
    }

    /// The number of a customer whom the row of a register names. A row without a date makes nobody a
    /// customer and needs none, where no table says who they are.
    fn noted_customer(&mut self, id: &str, table: Table, row: usize) -> Result<u32, Error> {
        let is_dated = table.rules().is_some_and(|rules| !rules.seen.is_empty());
        if is_dated || self.is_closed() {
            return self.named_customer(id, table, row);
        }
        Ok(self.book.customer_number(id))
    }

    fn check_registered_key(&self, table: Table, key: &[String], place: Place) -> Result<(), Error> {
        let texts: Vec<&str> = key.iter().map(String::as_str).collect();
        let Some(number) = self.book.register_key(table, &texts) else { return Ok(()) };
        let column = table.rules().and_then(|rules| rules.key.first()).copied().unwrap_or_default();
        let there = self.keys.find(&self.book, table, number);
        if there.is_some_and(|there| place.is_new || there != place.row) {
            return Err(refusal::duplicate(column, &texts.join(" "), table, place.row));
        }
        if self.book.aside_keys.registers.contains(&(table, number)) {
            return Err(refusal::set_aside(column, &texts.join(" "), table, place.row));
        }
        Ok(())
    }

    /// Whether a customer has any row outside orders and invoices that names it, registers without a date
    /// apart.
    pub(super) fn is_named_elsewhere(&self, customer: u32, counts: impl Fn(i32) -> bool) -> bool {
        let s = &self.book.settlements;
        let pays = |row: u32| s.customer.get(row as usize) == customer && counts(s.day.get(row as usize));
        if self.index.unapplied.any(customer, pays) {
            return true;
        }
        let counted = |table: &&Table| **table != Table::DelayReasons;
        LISTED.iter().filter(counted).any(|table| {
            let is_own = |row: u32| {
                self.book.listed_owner(*table, row as usize) == customer
                    && counts(self.book.listed_day(*table, row as usize))
            };
            self.index.listed(*table).is_some_and(|rows| rows.any(customer, is_own))
        }) || self.book.named_in_registers().any(|(_, _, day, named)| named == customer && counts(day))
    }

    /// Whether a visible line or invoice names a customer, those left out apart.
    pub(super) fn trades(&self, customer: u32, without_lines: &[u32], without_invoice: u32) -> bool {
        let (l, v) = (&self.book.lines, &self.book.invoices);
        let sold = |row: u32| {
            let at = row as usize;
            l.customer.get(at) == customer && l.day.get(at) <= self.today && !without_lines.contains(&row)
        };
        let billed = |row: u32| {
            let at = row as usize;
            v.customer.get(at) == customer && v.issued.get(at) <= self.today && row != without_invoice
        };
        customer != NONE
            && (self.index.lines.any(customer, sold) || self.index.invoices.any(customer, billed))
    }
}
