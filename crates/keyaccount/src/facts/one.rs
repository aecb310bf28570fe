//! The facts of one customer from its own rows, for books that grow while they are watched.

use chrono::NaiveDate;
use hashbrown::HashSet;

use super::credit::{CreditFacts, CreditNotes};
use super::credit_sums::{CreditSink, CreditSums};
use super::judgement::gather_rows;
use super::lines::{LineReader, LineRules, OrderSums};
use super::members::check_overrides;
use super::orders::{OrderFacts, OrderNotes, OrderScales, read_header};
use super::payment::settle_rows;
use super::profiles::{ProfileRules, Profiles};
use super::slices::SliceRules;
use super::windows::Windows;
use super::{CustomerFacts, Overflow, too_long};
use crate::book::{Amounts, BadRows, Book, Table};
use crate::calendar::Window;
use crate::error::Error;
use crate::policy::Policy;

/// The rows of one customer by table, in ascending order.
///
/// The row numbers of tables that are kept as lists of rows (`reasons`, `facts`, `assessed`, `rated`,
/// `overrides`, `contracts`) are positions in those lists.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CustomerRows<'r> {
    pub(crate) lines: &'r [u32],
    pub(crate) headers: &'r [u32],
    pub(crate) invoices: &'r [u32],
    /// Those that name one of the invoices, and the customer's money that names none.
    pub(crate) settlements: &'r [u32],
    /// Those of the invoices.
    pub(crate) reasons: &'r [u32],
    pub(crate) facts: &'r [u32],
    pub(crate) assessed: &'r [u32],
    pub(crate) rated: &'r [u32],
    pub(crate) overrides: &'r [u32],
    pub(crate) contracts: &'r [u32],
}

/// What is known of a customer already and need not be measured again.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct KnownFacts<'f> {
    /// What its lines and headers say.
    pub(crate) orders: Option<&'f OrderFacts>,
    /// What its invoices, settlements, delay reasons and credit facts say.
    pub(crate) credit: Option<&'f CreditFacts>,
}

/// What measuring takes from the policy, the day and the shape of the book: worked out once for many
/// customers. It borrows none of them; [`holds_for`](Self::holds_for) says whether the book is still such.
#[derive(Clone, Debug)]
pub(crate) struct Measuring {
    as_of: NaiveDate,
    lines: LineRules,
    credit_window: Window,
    profiles: ProfileRules,
    shape: Shape,
}

/// What of a book the rules depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shape {
    scales: [u8; 2],
    filled: [bool; 4],
    tables: [bool; 2],
    products: usize,
    history_from: Option<NaiveDate>,
}

impl Shape {
    fn of(book: &Book) -> Self {
        let lines = &book.lines;
        Self {
            scales: [&lines.amount, &lines.quantity].map(Amounts::scale),
            filled: [&lines.profit, &lines.cost, &lines.unit_cost, &lines.margin_rate]
                .map(Amounts::is_filled),
            tables: [Table::Products, Table::OrderLines].map(|table| book.has(table)),
            products: book.products.len(),
            history_from: book.settings.history_from,
        }
    }
}

impl Measuring {
    /// Prepares to measure customers of a book on one day under one policy.
    pub(crate) fn new(book: &Book, policy: &Policy, as_of: NaiveDate) -> Self {
        Self {
            as_of,
            lines: LineRules::new(book, policy, Windows::new(policy, as_of)),
            credit_window: Window::ending(as_of, policy.credit().window_months),
            profiles: ProfileRules::new(book, policy, as_of),
            shape: Shape::of(book),
        }
    }

    /// Whether it still serves the book: no column says for the first time what goods cost or changed its
    /// scale, and no product came.
    pub(crate) fn holds_for(&self, book: &Book) -> bool {
        self.shape == Shape::of(book)
    }

    /// How many decimals the sums of orders have; the same as in the facts of the whole book.
    pub(crate) const fn scales(&self) -> OrderScales {
        self.lines.scales
    }
}

/// The facts of one customer, and what measuring it brought to light.
#[derive(Debug)]
pub(crate) struct MeasuredCustomer {
    pub(crate) facts: CustomerFacts,
    /// Whether a visible line or invoice names it, which makes it a member of a book without `customers`.
    pub(crate) is_seen: bool,
    pub(crate) orders: OrderNotes,
    pub(crate) credit: CreditNotes,
    /// Ratings of dimensions the policy does not weigh.
    pub(crate) unweighed_ratings: u64,
}

/// The facts of one customer, exactly as [`Facts::measure`](super::Facts::measure) finds them, in a time
/// that depends on its rows alone. The rows of what is `known` are not looked at, nor are notes taken of
/// them.
///
/// `policy` and `book` are those `measuring` was made for, `customer` is a number of the book's customer
/// ids.
///
/// # Errors
/// A total of the customer that does not fit 128 bits, an approved grade the policy does not have.
pub(crate) fn measure_customer(
    measuring: &Measuring,
    book: &Book,
    policy: &Policy,
    customer: u32,
    rows: CustomerRows<'_>,
    known: KnownFacts<'_>,
) -> Result<MeasuredCustomer, Error> {
    let as_of = measuring.as_of;
    let mut problems = Vec::new();
    let (order_facts, orders) = match known.orders {
        Some(facts) => (facts.clone(), OrderNotes::default()),
        None => {
            let (sums, notes) = measure_orders(measuring, book, rows);
            if sums.is_too_large() {
                problems.push(too_long(book, Overflow { customer, what: "order_amount" }));
            }
            (sums.facts(), notes)
        }
    };
    let slice_rules = SliceRules::of_reasons(
        policy.credit(),
        measuring.credit_window,
        rows.reasons.iter().filter_map(|row| book.reasons.get(*row as usize)),
    );
    let (credit_facts, credit) = match known.credit {
        Some(facts) => (facts.clone(), CreditNotes::default()),
        None => {
            let (sums, notes, overflow) = measure_credit(book, &slice_rules, customer, rows);
            problems.extend(overflow.map(|sum| too_long(book, sum)));
            (sums.facts(&slice_rules), notes)
        }
    };
    let overrides = || rows.overrides.iter().filter_map(|row| book.overrides.get(*row as usize));
    // Where bad rows are skipped, a whole run lists such an override and goes on.
    if book.settings.bad_rows != BadRows::Skip {
        check_overrides(book, policy, overrides(), as_of, &mut problems);
    }
    if !problems.is_empty() {
        return Err(Error::new(problems));
    }
    let judgements = gather_rows(
        book,
        policy,
        as_of,
        rows.assessed.iter().filter_map(|row| book.assessed.get(*row as usize)),
        rows.rated.iter().filter_map(|row| book.rated.get(*row as usize)),
        overrides(),
    );
    let unweighed_ratings = judgements.unweighed_ratings;
    let contracts = rows.contracts.iter().filter_map(|row| book.contracts.get(*row as usize));
    let profiles = Profiles::with_contracts(book, measuring.profiles.clone(), contracts);
    let is_seen = order_facts.seen || credit_facts.first_invoice().is_some();
    let mut facts = profiles.facts(customer, order_facts, credit_facts);
    judgements.hand_over(core::iter::once(&mut facts));
    Ok(MeasuredCustomer { facts, is_seen, orders, credit, unweighed_ratings })
}

fn measure_orders(measuring: &Measuring, book: &Book, rows: CustomerRows<'_>) -> (OrderSums, OrderNotes) {
    let mut sums = OrderSums::default();
    let mut reader = LineReader::new(book, &measuring.lines, HashSet::<u32>::new);
    for row in rows.lines {
        reader.read(*row as usize, &mut sums);
    }
    for row in rows.headers {
        read_header(book, *row as usize, measuring.lines.windows.as_of, &mut sums);
    }
    (sums, reader.notes)
}

fn measure_credit(
    book: &Book,
    rules: &SliceRules<'_>,
    customer: u32,
    rows: CustomerRows<'_>,
) -> (CreditSums, CreditNotes, Option<Overflow>) {
    let mut notes = CreditNotes { reasons_ignored: rules.excuses.ignored, ..CreditNotes::default() };
    let mut sink = CreditSink::new(book, rules, CreditSums::default());
    for row in rows.invoices {
        notes.invoices_read = notes.invoices_read.saturating_add(u64::from(sink.issue(*row as usize)));
    }
    let as_of = rules.window.last.number();
    settle_rows(book, as_of, customer, rows.invoices, rows.settlements, &mut notes.settlements, &mut sink);
    notes.receivables = sink.receivables;
    let mut sums = sink.customers;
    for fact in rows.facts.iter().filter_map(|row| book.facts.get(*row as usize)) {
        sums.add_fact(fact, rules);
    }
    (sums, notes, sink.overflow)
}
