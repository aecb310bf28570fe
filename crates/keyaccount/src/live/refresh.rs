//! What was measured, and who is to be measured again.

use std::sync::Arc;

use chrono::NaiveDate;
use hashbrown::HashMap;

use super::LiveBook;
use super::index::Numbered;
use crate::assessment::{Assessment, CustomerRow};
use crate::book::{Book, Interner, NONE, Table};
use crate::decimal::Score;
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::facts::{CustomerFacts, Facts, KnownFacts, Measuring, measure_customer, mixed_units};
use crate::policy::Policy;
use crate::scoring::{Population, Unrated, credit_score};

/// So many customers are replaced in a population one by one; for more it is made anew.
const FEW: usize = 32;

/// The credit of one customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiveCredit<'a> {
    /// The published score, or why there is none.
    pub score: Result<Score, Unrated>,
    /// The grade after vetoes and caps, if there is one.
    pub grade: Option<&'a str>,
}

/// What of a customer an edit may have changed, besides its own row and what people judged of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Touched {
    /// Lines or headers.
    Orders,
    /// Invoices or settlements.
    Receivables,
    /// Everything.
    All,
}

impl Touched {
    const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Orders, Self::Orders) => Self::Orders,
            (Self::Receivables, Self::Receivables) => Self::Receivables,
            _ => Self::All,
        }
    }
}

/// What is known of a customer that was edited.
#[derive(Debug)]
struct Edited {
    /// What was edited since it was measured; none if it was measured since.
    touched: Option<Touched>,
    /// What was measured since the population was made, if it was: its facts, none if it was no customer any
    /// more.
    facts: Option<Option<Box<CustomerFacts>>>,
}

/// What decides how everybody is measured: the scales of sums, and whether anything says what goods cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shape {
    amount: u8,
    quantity: u8,
    unit_costs: bool,
    margin_rates: bool,
    /// How often products were edited.
    products: u64,
}

impl Shape {
    fn of(book: &Book) -> Self {
        let l = &book.lines;
        Self {
            amount: l.amount.scale(),
            quantity: l.quantity.scale(),
            unit_costs: l.unit_cost.is_filled(),
            margin_rates: l.margin_rate.is_filled(),
            products: book.product_edits,
        }
    }
}

/// The facts of everybody, the population they make, and who was edited since.
#[derive(Debug)]
pub(super) struct Measured {
    /// Of everybody, as they are in the population.
    facts: Facts,
    /// Where the facts of each customer are.
    places: Numbered,
    measuring: Measuring,
    shape: Shape,
    /// Customers that were edited since the population was made.
    edited: HashMap<u32, Edited>,
    /// Whether everybody is to be measured again.
    all: bool,
    /// One customer at a time, and the population.
    view: Assessment,
    /// Stands for texts while they are written to, so that they need not be copied.
    no_texts: Arc<Interner>,
}

impl Measured {
    pub(super) fn new(book: &Book, policy: &Policy, as_of: NaiveDate) -> Result<Self, Error> {
        let mut facts = Facts::measure(book, policy, as_of)?;
        let population = Population::measure(&facts, policy)?;
        let customers = core::mem::take(&mut facts.customers);
        let view = Assessment::of_nobody(facts.clone(), population, policy);
        facts.customers = customers;
        let places = places(&facts);
        let (measuring, shape) = (Measuring::new(book, policy, as_of), Shape::of(book));
        let no_texts = Arc::new(Interner::default());
        Ok(Self { facts, places, measuring, shape, edited: HashMap::new(), all: false, view, no_texts })
    }

    pub(super) const fn as_of(&self) -> NaiveDate {
        self.facts.as_of
    }

    pub(super) const fn population(&self) -> &Population {
        &self.view.population
    }

    /// Lets go of the book's texts, which an edit may write to.
    pub(super) fn release(&mut self) {
        for facts in [&mut self.facts, &mut self.view.facts] {
            facts.ids = Arc::clone(&self.no_texts);
            facts.texts = Arc::clone(&self.no_texts);
        }
    }

    fn hold(&mut self, book: &Book) {
        for facts in [&mut self.facts, &mut self.view.facts] {
            facts.ids = Arc::clone(&book.customer_ids);
            facts.texts = Arc::clone(&book.texts);
        }
    }

    pub(super) fn touch(&mut self, customer: u32, touched: Touched) {
        if customer != NONE {
            let edited = self.edited.entry(customer).or_insert(Edited { touched: None, facts: None });
            edited.touched = Some(edited.touched.map_or(touched, |before| before.and(touched)));
        }
    }

    /// Everybody is measured again where an edit changed how all are measured.
    pub(super) fn follow(&mut self, book: &Book, policy: &Policy) {
        let shape = Shape::of(book);
        let is_other = shape != self.shape;
        if is_other {
            self.shape = shape;
            self.edited.clear();
            self.all = true;
        }
        if is_other || !self.measuring.holds_for(book) {
            self.measuring = Measuring::new(book, policy, self.facts.as_of);
        }
    }

    /// The facts of a customer, if they are known as they are now.
    fn known(&self, customer: u32) -> Option<Option<&CustomerFacts>> {
        match self.edited.get(&customer) {
            Some(edited) if edited.touched.is_some() => None,
            Some(Edited { facts: Some(facts), .. }) => Some(facts.as_deref()),
            _ if self.all => None,
            _ => Some(self.facts.customers.get(self.places.get(customer) as usize)),
        }
    }

    /// What no edit changed since the customer was last measured.
    fn unchanged(&self, customer: u32) -> KnownFacts<'_> {
        let edited = self.edited.get(&customer);
        let measured = match edited.and_then(|edited| edited.facts.as_ref()) {
            Some(facts) => facts.as_deref(),
            None if self.all => None,
            None => self.facts.customers.get(self.places.get(customer) as usize),
        };
        let touched = edited.and_then(|edited| edited.touched).unwrap_or(Touched::All);
        KnownFacts {
            orders: measured.filter(|_| touched == Touched::Receivables).map(|facts| &facts.orders),
            credit: measured.filter(|_| touched == Touched::Orders).map(|facts| &facts.credit),
        }
    }

    /// Scores and grades one customer.
    pub(super) fn show(
        &mut self,
        book: &Book,
        policy: &Policy,
        customer_id: &str,
    ) -> Result<Option<CustomerRow<'_>>, Error> {
        let found = book.customer_ids.find(customer_id).and_then(|number| self.known(number)).flatten();
        let Some(customer) = found.cloned() else { return Ok(None) };
        self.view.show(customer, policy).map(Some)
    }

    /// Puts the facts of a customer in the place of those there were.
    fn put(&mut self, customer: u32, facts: Option<Box<CustomerFacts>>) {
        let place = self.places.get(customer) as usize;
        match (facts, self.facts.customers.get_mut(place)) {
            (Some(facts), Some(slot)) => *slot = *facts,
            (Some(facts), None) => {
                self.places.set(customer, super::narrow(self.facts.customers.len()));
                self.facts.customers.push(*facts);
            }
            (None, Some(_)) => {
                let _ = self.facts.customers.swap_remove(place);
                self.places.set(customer, NONE);
                if let Some(moved) = self.facts.customers.get(place) {
                    self.places.set(moved.id, super::narrow(place));
                }
            }
            (None, None) => {}
        }
    }
}

/// Where the facts of each customer are.
fn places(facts: &Facts) -> Numbered {
    let mut places = Numbered::default();
    for (customer, place) in facts.customers.iter().zip(0_u32..) {
        places.set(customer.id, place);
    }
    places
}

impl LiveBook {
    /// Measures one customer from its own rows; `None` if it is none.
    fn measure(&mut self, customer: u32) -> Result<Option<Box<CustomerFacts>>, Error> {
        let visible = |day: i32| day <= self.today;
        let is_member = self.listed_row(customer).is_some()
            || !self.is_closed() && self.trades(customer, &[], NONE)
            || self.adds_customers() && self.is_named_elsewhere(customer, visible);
        if !is_member {
            return Ok(None);
        }
        let known = self.measured.unchanged(customer);
        let rows = self.gathered.gather(&self.index, &self.book, customer, known);
        let measured =
            measure_customer(&self.measured.measuring, &self.book, &self.policy, customer, rows, known)?;
        Ok(Some(Box::new(measured.facts)))
    }

    fn ensure_measured(&mut self, customer: u32) -> Result<(), Error> {
        if self.measured.known(customer).is_none() {
            let facts = self.measure(customer)?;
            self.measured.edited.insert(customer, Edited { touched: None, facts: Some(facts) });
        }
        Ok(())
    }

    pub(super) fn live_credit(&mut self, customer_id: &str) -> Result<Option<LiveCredit<'_>>, Error> {
        let Some(number) = self.book.customer_ids.find(customer_id) else { return Ok(None) };
        self.ensure_measured(number)?;
        let Some(facts) = self.measured.known(number).flatten() else { return Ok(None) };
        let credit = self.policy.credit();
        let result = credit_score(facts, credit).ok_or_else(|| too_large(customer_id))?;
        let grade = result.grade.map(|band| credit.bands.name(band));
        Ok(Some(LiveCredit { score: result.score, grade }))
    }

    /// Brings facts and population up to date.
    pub(super) fn refresh(&mut self) -> Result<(), Error> {
        if let Some(mixed) = mixed_units(&self.tally.units(&self.book)) {
            return Err(mixed.into());
        }
        let facts = &self.measured.facts;
        let is_changed = facts.has_cost_data != self.tally.has_cost_data()
            || facts.has_order_data != self.book.has(Table::OrderLines)
            || facts.has_invoices != self.book.has(Table::Invoices);
        if self.measured.all || is_changed {
            self.measured = Measured::new(&self.book, &self.policy, self.as_of())?;
            return Ok(());
        }
        self.measured.hold(&self.book);
        if self.measured.edited.is_empty() {
            return Ok(());
        }
        let mut edited: Vec<u32> = self.measured.edited.keys().copied().collect();
        edited.sort_unstable();
        for customer in &edited {
            self.ensure_measured(*customer)?;
        }
        // Until the population is made of them, the facts are nobody's.
        self.measured.all = true;
        let mut is_replaced = edited.len() <= FEW;
        let measured = &mut self.measured;
        for customer in edited {
            let Some(after) = measured.edited.remove(&customer).and_then(|edited| edited.facts) else {
                continue;
            };
            if is_replaced {
                let before = measured.facts.customers.get(measured.places.get(customer) as usize);
                let population = &mut measured.view.population;
                let replaced = population.replace(&measured.facts, &self.policy, before, after.as_deref());
                is_replaced = replaced.is_some();
            }
            measured.put(customer, after);
        }
        if !is_replaced {
            // Where a total may not fit, that depends on the order of the customers, which edits change.
            let population = Population::measure(&measured.facts, &self.policy).ok();
            match population.filter(Population::fits_in_any_order) {
                Some(population) => measured.view.population = population,
                None => {
                    self.measured = Measured::new(&self.book, &self.policy, self.as_of())?;
                    return Ok(());
                }
            }
        }
        measured.all = false;
        Ok(())
    }
}

fn too_large(customer_id: &str) -> Error {
    let found = format!("numbers of customer {} that need more than 38 digits", quote(customer_id));
    Problem::new(ProblemCode::OutOfRange, found, "totals that can be held exactly").into()
}
