//! The rows of one builder behind those of another, so that parts of a book can be read side by side.

use super::builder::BookBuilder;
use super::columns::Ids;
use super::intern::{Interner, Joined};
use super::store::{Customers, Headers, Invoices, Lines, Settlements};
use super::tables::{RowCounts, Table};
use crate::decimal::Exact;
use crate::error::Problem;

/// Where the numbers of one set of texts lead in another.
pub(super) struct Numbers<'b> {
    into: &'b mut Interner,
    from: &'b Interner,
    joined: Joined,
}

impl<'b> Numbers<'b> {
    fn of(into: &'b mut Interner, from: &'b Interner) -> Self {
        let joined = into.join(from);
        Self { into, from, joined }
    }

    fn one(&mut self, number: u32) -> u32 {
        self.into.joined(&mut self.joined, self.from, number)
    }

    pub(super) fn column(&mut self, into: &mut Ids, from: Ids) {
        into.append(from, self.joined.shift(), |number| self.one(number));
    }

    fn set(&mut self, into: &mut hashbrown::HashSet<u32>, from: &hashbrown::HashSet<u32>) {
        into.extend(from.iter().map(|number| self.one(*number)));
    }
}

impl BookBuilder {
    /// Adds the rows of another builder behind those of this one, as if they had been pushed here: the
    /// book becomes the same, to the bytes of its digest, and so do the rows its problems name. The
    /// settings of the other builder are of no account.
    ///
    /// ```
    /// use keyaccount::book::{BookBuilder, BookSettings, Customer, Invoice, Table};
    /// # let day = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// let mut first = BookBuilder::new(BookSettings::default());
    /// first.push(Customer::new("K001".into()));
    /// let mut second = BookBuilder::new(BookSettings::default());
    /// second.push(Customer::new("K002".into()));
    /// second.push(Invoice {
    ///     due_on: Some(day(2026, 4, 30)),
    ///     ..Invoice::new("1".into(), "K001".into(), day(2026, 3, 31), 100.into())
    /// });
    /// first.append(second);
    /// assert_eq!(first.finish()?.row_count(Table::Customers), 2);
    /// # Ok::<(), keyaccount::Error>(())
    /// ```
    pub fn append(&mut self, other: Self) {
        let mut texts = Numbers::of(&mut self.texts, &other.texts);
        let mut customers = Numbers::of(&mut self.customer_ids, &other.customer_ids);
        let mut products = Numbers::of(&mut self.product_ids, &other.product_ids);
        let mut orders = Numbers::of(&mut self.order_ids, &other.order_ids);
        let mut invoices = Numbers::of(&mut self.invoice_ids, &other.invoice_ids);
        let rows = self.rows;
        let behind = |table: Table, row: usize| row.saturating_add(rows.of(table));
        self.problems.extend(other.problems.into_iter().map(|problem| moved(problem, rows)));
        self.declared.extend(other.declared);
        self.rows.add(other.rows);
        for (table, count, money) in other.unnamed {
            match self.unnamed.iter_mut().find(|(t, ..)| *t == table) {
                Some((_, n, total)) => {
                    *n = n.saturating_add(count);
                    *total = total.zip(money).and_then(|(a, b): (Exact, Exact)| a.checked_add(b));
                }
                None => self.unnamed.push((table, count, money)),
            }
        }
        customers.set(&mut self.refused_customers, &other.refused_customers);
        invoices.set(&mut self.refused_invoices, &other.refused_invoices);
        orders.set(&mut self.headed, &other.headed);
        append_customers(&mut self.customers, other.customers, &mut customers, &mut texts);
        append_headers(&mut self.headers, other.headers, &mut orders, &mut customers);
        append_lines(&mut self.lines, other.lines, &mut orders, &mut customers, &mut products);
        append_invoices(&mut self.invoices, other.invoices, &mut invoices, &mut customers, &mut texts);
        append_settlements(&mut self.settlements, other.settlements, &mut invoices, &mut customers);
        for (mut version, row) in other.products {
            version.product = products.one(version.product);
            for text in [&mut version.name, &mut version.uom, &mut version.category] {
                *text = texts.one(*text);
            }
            self.products.push((version, behind(Table::Products, row)));
        }
        for mut reason in other.reasons {
            reason.invoice = invoices.one(reason.invoice);
            reason.approved_by = texts.one(reason.approved_by);
            reason.row = behind(Table::DelayReasons, reason.row);
            self.reasons.push(reason);
        }
        for mut fact in other.facts {
            fact.customer = customers.one(fact.customer);
            fact.row = behind(Table::CreditFacts, fact.row);
            self.facts.push(fact);
        }
        for mut assessed in other.assessed {
            assessed.customer = customers.one(assessed.customer);
            let of_texts = [
                &mut assessed.assessor,
                &mut assessed.evidence,
                &mut assessed.override_reason,
                &mut assessed.override_approver,
            ];
            for text in of_texts {
                *text = texts.one(*text);
            }
            assessed.row = behind(Table::ProspectAssessments, assessed.row);
            self.assessed.push(assessed);
        }
        for mut rated in other.rated {
            rated.customer = customers.one(rated.customer);
            for text in [&mut rated.dimension, &mut rated.assessor, &mut rated.evidence] {
                *text = texts.one(*text);
            }
            rated.row = behind(Table::Ratings, rated.row);
            self.rated.push(rated);
        }
        for mut given in other.overrides {
            given.customer = customers.one(given.customer);
            for text in [&mut given.grade, &mut given.reason, &mut given.approved_by] {
                *text = texts.one(*text);
            }
            given.row = behind(Table::GradeOverrides, given.row);
            self.overrides.push(given);
        }
        for mut contract in other.contracts {
            for text in [&mut contract.contract, &mut contract.unit, &mut contract.text_digest] {
                *text = texts.one(*text);
            }
            contract.customer = customers.one(contract.customer);
            contract.row = behind(Table::Contracts, contract.row);
            self.contracts.push(contract);
        }
        self.registers.append(other.registers, &mut customers, &mut texts);
    }
}

/// The problem of a row, which stands behind the rows there are. Rows of tables are named by their
/// table; whatever else is reported has its own place.
fn moved(mut problem: Problem, rows: RowCounts) -> Problem {
    if let (Some(line), Some(table)) = (problem.line, problem.file.as_deref().and_then(Table::named)) {
        let before = u64::try_from(rows.of(table)).unwrap_or(u64::MAX);
        problem.line = Some(line.saturating_add(before));
    }
    problem
}

fn append_customers(
    into: &mut Customers,
    from: Customers,
    customers: &mut Numbers<'_>,
    texts: &mut Numbers<'_>,
) {
    customers.column(&mut into.customer, from.customer);
    texts.column(&mut into.name, from.name);
    for (into, from) in into.attributes.iter_mut().zip(from.attributes) {
        texts.column(into, from);
    }
    into.created_on.append(from.created_on);
    into.first_traded_on.append(from.first_traded_on);
    into.documents_complete.append(&from.documents_complete);
    into.documents_since.append(from.documents_since);
    into.special_approval.append(&from.special_approval);
    into.cost_to_serve.append(from.cost_to_serve);
}

fn append_headers(into: &mut Headers, from: Headers, orders: &mut Numbers<'_>, customers: &mut Numbers<'_>) {
    orders.column(&mut into.order_text, from.order_text);
    customers.column(&mut into.customer, from.customer);
    into.day.append(from.day);
    into.status.append(&from.status);
    into.cancelled_on.append(from.cancelled_on);
    into.promised_on.append(from.promised_on);
}

fn append_lines(
    into: &mut Lines,
    from: Lines,
    orders: &mut Numbers<'_>,
    customers: &mut Numbers<'_>,
    products: &mut Numbers<'_>,
) {
    orders.column(&mut into.order_text, from.order_text);
    customers.column(&mut into.customer, from.customer);
    products.column(&mut into.product, from.product);
    into.day.append(from.day);
    into.status.append(&from.status);
    into.promotional.append(&from.promotional);
    into.quantity.append(from.quantity);
    into.amount.append(from.amount);
    into.profit.append(from.profit);
    into.cost.append(from.cost);
    into.unit_cost.append(from.unit_cost);
    into.margin_rate.append(from.margin_rate);
}

fn append_invoices(
    into: &mut Invoices,
    from: Invoices,
    invoices: &mut Numbers<'_>,
    customers: &mut Numbers<'_>,
    texts: &mut Numbers<'_>,
) {
    invoices.column(&mut into.id, from.id);
    customers.column(&mut into.customer, from.customer);
    into.issued.append(from.issued);
    into.due.append(from.due);
    into.amount.append(from.amount);
    into.extended_due.append(from.extended_due);
    into.extension_approved.append(from.extension_approved);
    texts.column(&mut into.contract, from.contract);
}

fn append_settlements(
    into: &mut Settlements,
    from: Settlements,
    invoices: &mut Numbers<'_>,
    customers: &mut Numbers<'_>,
) {
    into.day.append(from.day);
    into.amount.append(from.amount);
    invoices.column(&mut into.invoice, from.invoice);
    customers.column(&mut into.customer, from.customer);
    into.kind.append(&from.kind);
}
