//! From collected rows to a book: keys, headers and references.

use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use super::Book;
use super::builder::{BookBuilder, at_row};
use super::columns::{Days, NO_DAY};
use super::intern::{Interner, NONE};
use super::settings::{BadRows, UnknownCustomers};
use super::store::{DEAD, ProductVersion, Status};
use super::tables::Table;
use crate::calendar::Day;
use crate::decimal::{Exact, INPUT_SCALE};
use crate::error::{Error, Problem, ProblemCode, quote};

/// A row that names a customer or an invoice the book does not have.
#[derive(Clone, Debug)]
pub(crate) struct Stray {
    pub(crate) table: Table,
    pub(crate) row: usize,
    /// The day from which the row is visible.
    pub(crate) day: i32,
    pub(crate) column: &'static str,
    pub(crate) id: String,
    pub(crate) money: Exact,
}

impl BookBuilder {
    /// Keeps a row's number free, for a row whose problems the caller reports itself.
    pub(super) fn skip_row_number(&mut self, table: Table) {
        let rows = self.rows.entry(table).or_insert(0);
        *rows = rows.saturating_add(1);
        // Tables stored as columns keep a blank in the row's place.
        match table {
            Table::Customers => self.customers.push_blank(),
            Table::Orders => self.headers.push_blank(),
            Table::OrderLines => self.lines.push_blank(),
            Table::Invoices => self.invoices.push_blank(),
            Table::Settlements => self.settlements.push_blank(),
            _ => {}
        }
    }

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
    pub fn finish_deferred(mut self) -> Book {
        self.check_tables();
        let listed = self.list_customers();
        let (products, starts) = self.sort_products();
        self.check_headers();
        let (orders, shared_orders) = self.fill_lines();
        let invoice_rows = self.index_invoices();
        self.check_contracts();
        let mut strays = Vec::new();
        self.link_settlements(&invoice_rows, &mut strays);
        self.link_reasons(&invoice_rows, &mut strays);
        self.part_unlisted(&listed, &mut strays);
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
            strays,
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

    /// Customers of the `customers` table by number, duplicates refused.
    fn list_customers(&mut self) -> HashMap<u32, u32> {
        let mut listed = HashMap::with_capacity(self.customers.customer.len());
        for (row, customer) in self.customers.customer.iter_mut().enumerate() {
            if *customer == DEAD {
                continue;
            }
            let number = u32::try_from(row).unwrap_or(NONE);
            if listed.contains_key(customer) {
                let problem = duplicate(&self.customer_ids, *customer).path("customer_id");
                self.problems.push(at_row(problem, Table::Customers, row));
                *customer = DEAD;
            } else {
                listed.insert(*customer, number);
            }
        }
        listed
    }

    /// Product versions by product and first day, and where each product starts.
    fn sort_products(&mut self) -> (Vec<ProductVersion>, Vec<u32>) {
        let mut versions = core::mem::take(&mut self.products);
        versions.sort_by_key(|(v, row)| (v.product, v.valid_from, *row));
        let mut kept: Vec<ProductVersion> = Vec::with_capacity(versions.len());
        for (version, row) in versions {
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
        let mut seen = HashMap::new();
        for row in 0..self.headers.order_text.len() {
            let (Some(order), Some(customer)) =
                (self.headers.order_text.get(row).copied(), self.headers.customer.get(row).copied())
            else {
                continue;
            };
            if order == DEAD {
                continue;
            }
            match seen.get(&(order, customer)) {
                Some(()) => {
                    let problem = duplicate(&self.order_ids, order).path("order_id");
                    self.problems.push(at_row(problem, Table::Orders, row));
                    if let (Some(order), Some(customer)) =
                        (self.headers.order_text.get_mut(row), self.headers.customer.get_mut(row))
                    {
                        (*order, *customer) = (DEAD, DEAD);
                    }
                }
                None => {
                    seen.insert((order, customer), ());
                }
            }
        }
    }

    fn headers_by_order(&self) -> HeadersByOrder {
        let mut headers = HeadersByOrder::default();
        for (row, (order, customer)) in self.headers.order_text.iter().zip(&self.headers.customer).enumerate()
        {
            if *order == DEAD {
                continue;
            }
            let row = u32::try_from(row).unwrap_or(NONE);
            headers.of_customer.insert((*order, *customer), row);
            headers.of_order.entry(*order).and_modify(|head| *head = Head::Several).or_insert(Head::One(row));
        }
        headers
    }

    /// Fills what lines leave blank from their headers, cell by cell, and numbers the orders. Returns
    /// how many orders there are, and the order ids that several customers use, with their orders.
    fn fill_lines(&mut self) -> (u32, Vec<Vec<u32>>) {
        let headers = self.headers_by_order();
        let mut owner = vec![NONE; self.order_ids.len()];
        let mut further: HashMap<(u32, u32), u32> = HashMap::new();
        let mut shared: HashMap<u32, Vec<u32>> = HashMap::new();
        let mut orders = u32::try_from(self.order_ids.len()).unwrap_or(NONE);
        let (lines, heads) = (&mut self.lines, &self.headers);
        let rows = lines.order_text.len();
        let (mut cancelled, mut status_from) = (Days::default(), Days::default());
        lines.order = vec![NONE; rows];
        let cells =
            lines.order_text.iter().zip(&mut lines.customer).zip(&mut lines.day).zip(&mut lines.status);
        for (row, (((order, customer), day), status)) in cells.enumerate() {
            let head = match headers.of_line(*order, *customer) {
                _ if *order == DEAD => None,
                Head::One(head) => Some(head as usize),
                Head::None => None,
                Head::Several => {
                    let found = format!(
                        "a blank, and order {} of several customers",
                        quote(self.order_ids.text(*order))
                    );
                    let problem =
                        Problem::new(ProblemCode::AmbiguousOrder, found, "the customer of the line");
                    self.problems.push(at_row(problem.path("customer_id"), Table::OrderLines, row));
                    cancelled.push(NO_DAY);
                    status_from.push(NO_DAY);
                    continue;
                }
            };
            let mut from = NO_DAY;
            if let Some(head) = head {
                let head_day = heads.day.get(head).copied().unwrap_or(NO_DAY);
                if *customer == NONE {
                    *customer = heads.customer.get(head).copied().unwrap_or(NONE);
                }
                if *day == NO_DAY {
                    *day = head_day;
                }
                let says = heads.status.get(head).copied().unwrap_or_default();
                if *status == Status::Blank && says != Status::Blank {
                    *status = says;
                    from = head_day;
                }
                if heads.cancelled_on.get(head) != NO_DAY {
                    from = head_day;
                }
                cancelled.push(heads.cancelled_on.get(head));
            } else {
                cancelled.push(NO_DAY);
            }
            status_from.push(if from > *day { from } else { NO_DAY });
            if *order == DEAD {
                continue;
            }
            for (column, blank) in [("customer_id", *customer == NONE), ("ordered_on", *day == NO_DAY)] {
                if blank {
                    let problem = Problem::new(
                        ProblemCode::Missing,
                        "a blank",
                        "a value here or in the order's header",
                    );
                    self.problems.push(at_row(problem.path(column), Table::OrderLines, row));
                }
            }
            if *customer == NONE || *day == NO_DAY {
                *customer = DEAD;
                continue;
            }
            let number = match owner.get_mut(*order as usize) {
                Some(first) if *first == NONE || first == customer => {
                    *first = *customer;
                    *order
                }
                _ => *further.entry((*customer, *order)).or_insert_with(|| {
                    let number = orders;
                    orders = orders.saturating_add(1);
                    shared.entry(*order).or_insert_with(|| vec![*order]).push(number);
                    number
                }),
            };
            if let Some(slot) = lines.order.get_mut(row) {
                *slot = number;
            }
        }
        lines.cancelled_on = cancelled;
        lines.status_from = status_from;
        let mut shared: Vec<Vec<u32>> = shared.into_values().collect();
        shared.sort_unstable();
        (orders, shared)
    }

    /// The row of each invoice id, duplicates refused.
    fn index_invoices(&mut self) -> Vec<u32> {
        let mut rows = vec![NONE; self.invoice_ids.len()];
        let mut duplicates = Vec::new();
        for (row, id) in self.invoices.id.iter().enumerate() {
            match rows.get_mut(*id as usize) {
                Some(slot) if *slot == NONE => *slot = u32::try_from(row).unwrap_or(NONE),
                Some(_) => duplicates.push((row, *id)),
                None => {}
            }
        }
        for (row, id) in duplicates {
            let problem = duplicate(&self.invoice_ids, id).path("invoice_id");
            self.problems.push(at_row(problem, Table::Invoices, row));
            if let Some(customer) = self.invoices.customer.get_mut(row) {
                *customer = DEAD;
            }
        }
        rows
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

    /// Whether a row that names this invoice is only a consequence of another problem.
    fn follows_from_invoice(&self, invoice: u32) -> bool {
        self.settings.bad_rows == BadRows::Refuse && self.refused_invoices.contains(&invoice)
    }

    fn link_settlements(&mut self, invoice_rows: &[u32], strays: &mut Vec<Stray>) {
        let follows: HashSet<u32> =
            self.settlements.invoice.iter().copied().filter(|i| self.follows_from_invoice(*i)).collect();
        let s = &mut self.settlements;
        for (row, (invoice, day)) in s.invoice.iter_mut().zip(&mut s.day).enumerate() {
            if *invoice == NONE || *day == NO_DAY {
                continue;
            }
            let found = invoice_rows.get(*invoice as usize).copied().unwrap_or(NONE);
            if found == NONE {
                let named = *invoice;
                *invoice = NONE;
                let stray_day = core::mem::replace(day, NO_DAY);
                if follows.contains(&named) {
                    continue;
                }
                strays.push(Stray {
                    table: Table::Settlements,
                    row,
                    day: stray_day,
                    column: "invoice_id",
                    id: self.invoice_ids.text(named).to_owned(),
                    money: Exact::new(s.amount.get(row).unwrap_or(0), s.amount.scale()),
                });
            } else {
                *invoice = found;
            }
        }
    }

    fn link_reasons(&mut self, invoice_rows: &[u32], strays: &mut Vec<Stray>) {
        let ids = &self.invoice_ids;
        let follows: HashSet<u32> =
            self.reasons.iter().map(|r| r.invoice).filter(|i| self.follows_from_invoice(*i)).collect();
        self.reasons.retain_mut(|reason| {
            let found = invoice_rows.get(reason.invoice as usize).copied().unwrap_or(NONE);
            if found == NONE && !follows.contains(&reason.invoice) {
                strays.push(Stray {
                    table: Table::DelayReasons,
                    row: reason.row,
                    day: reason.approved_on,
                    column: "invoice_id",
                    id: ids.text(reason.invoice).to_owned(),
                    money: Exact::ZERO,
                });
            }
            reason.invoice = found;
            found != NONE
        });
    }

    /// Where the `customers` table says who is a member, rows of others are set aside.
    fn part_unlisted(&mut self, listed: &HashMap<u32, u32>, strays: &mut Vec<Stray>) {
        let closed = self.declared.contains(&Table::Customers)
            && self.settings.unknown_customers != UnknownCustomers::Add;
        if !closed {
            return;
        }
        let ids = &self.customer_ids;
        let unlisted = |customer: u32| customer != NONE && !listed.contains_key(&customer);
        let refused = (self.settings.bad_rows == BadRows::Refuse).then_some(&self.refused_customers);
        let mut part = |table, row, day, customer: u32, money| {
            if refused.is_some_and(|refused| refused.contains(&customer)) {
                return;
            }
            let id = ids.text(customer).to_owned();
            strays.push(Stray { table, row, day, column: "customer_id", id, money });
        };
        let h = &mut self.headers;
        for (row, ((customer, order), day)) in
            h.customer.iter_mut().zip(&mut h.order_text).zip(&h.day).enumerate()
        {
            if unlisted(*customer) {
                part(Table::Orders, row, *day, *customer, Exact::ZERO);
                (*customer, *order) = (DEAD, DEAD);
            }
        }
        let l = &mut self.lines;
        for (row, (customer, day)) in l.customer.iter_mut().zip(&l.day).enumerate() {
            if unlisted(*customer) {
                part(
                    Table::OrderLines,
                    row,
                    *day,
                    *customer,
                    Exact::new(l.amount.get(row).unwrap_or(0), l.amount.scale()),
                );
                *customer = DEAD;
            }
        }
        let v = &mut self.invoices;
        let mut set_aside: HashMap<u32, u32> = HashMap::new();
        for (row, (customer, day)) in v.customer.iter_mut().zip(&v.issued).enumerate() {
            if unlisted(*customer) {
                let money = Exact::new(v.amount.get(row).unwrap_or(0), v.amount.scale());
                part(Table::Invoices, row, *day, *customer, money);
                set_aside.insert(u32::try_from(row).unwrap_or(NONE), *customer);
                *customer = DEAD;
            }
        }
        // An invoice that is skipped with its customer takes its settlements along.
        let s = &mut self.settlements;
        if self.settings.unknown_customers == UnknownCustomers::Skip && !set_aside.is_empty() {
            for (row, (invoice, day)) in s.invoice.iter().zip(&mut s.day).enumerate() {
                if let Some(customer) = set_aside.get(invoice)
                    && *day != NO_DAY
                {
                    let money = Exact::new(s.amount.get(row).unwrap_or(0), s.amount.scale());
                    part(Table::Settlements, row, *day, *customer, money);
                    *day = NO_DAY;
                }
            }
        }
        for (row, (customer, day)) in s.customer.iter_mut().zip(&mut s.day).enumerate() {
            if unlisted(*customer) {
                part(
                    Table::Settlements,
                    row,
                    *day,
                    *customer,
                    Exact::new(s.amount.get(row).unwrap_or(0), s.amount.scale()),
                );
                (*customer, *day) = (DEAD, NO_DAY);
            }
        }
        macro_rules! part_rows {
            ($rows:expr, $table:expr, $day:ident) => {
                $rows.retain(|row| {
                    if unlisted(row.customer) {
                        part($table, row.row, row.$day, row.customer, Exact::ZERO);
                    }
                    !unlisted(row.customer)
                });
            };
        }
        part_rows!(self.facts, Table::CreditFacts, on);
        part_rows!(self.assessed, Table::ProspectAssessments, on);
        part_rows!(self.rated, Table::Ratings, on);
        part_rows!(self.overrides, Table::GradeOverrides, approved_on);
        part_rows!(self.contracts, Table::Contracts, submitted_on);
    }
}

/// The header of a line.
#[derive(Clone, Copy)]
enum Head {
    None,
    One(u32),
    /// The line names no customer and several customers use its order id.
    Several,
}

#[derive(Default)]
struct HeadersByOrder {
    of_customer: HashMap<(u32, u32), u32>,
    of_order: HashMap<u32, Head>,
}

impl HeadersByOrder {
    fn of_line(&self, order: u32, customer: u32) -> Head {
        if customer == NONE {
            self.of_order.get(&order).copied().unwrap_or(Head::None)
        } else {
            self.of_customer.get(&(order, customer)).map_or(Head::None, |row| Head::One(*row))
        }
    }
}

fn duplicate(ids: &Interner, id: u32) -> Problem {
    let found = format!("{} again, as in an earlier row", quote(ids.text(id)));
    Problem::new(ProblemCode::Duplicate, found, "each key once")
        .remedy("delete one of the rows, or state `distinct = true`")
}

macro_rules! push_blanks {
    ($store:ty { $($none:ident)* } { $($day:ident)* } { $($amount:ident)* } { $($days:ident)* } $(and $more:expr)?) => {
        impl $store {
            /// Keeps the place of a row that was refused.
            fn push_blank(&mut self) {
                $(self.$none.push(NONE);)*
                $(self.$day.push(NO_DAY);)*
                // A blank always fits.
                $(let _ = self.$amount.push(None);)*
                $(self.$days.push(NO_DAY);)*
                $(let more: fn(&mut Self) = $more; more(self);)?
            }
        }
    };
}

push_blanks!(super::store::Customers { customer name } {} { cost_to_serve } { created_on first_traded_on documents_since } and |c| {
    for column in &mut c.attributes { column.push(NONE); }
    c.documents_complete.push(None);
    c.special_approval.push(None);
});
push_blanks!(super::store::Headers { order_text customer } { day } {} { cancelled_on promised_on } and |h| h.status.push(Status::Blank));
push_blanks!(super::store::Lines { order_text customer product } { day } { quantity amount profit cost unit_cost margin_rate } {} and |l| {
    l.status.push(Status::Blank);
    l.promotional.push(None);
});
push_blanks!(super::store::Invoices { id customer contract } { issued due } { amount } { extended_due extension_approved });
push_blanks!(super::store::Settlements { invoice customer } { day } { amount } {} and |s| s.kind.push(super::codes::SettlementKind::Transfer));

/// Millionths as an exact value.
pub(crate) const fn micros(units: i128) -> Exact {
    Exact::new(units, INPUT_SCALE)
}
