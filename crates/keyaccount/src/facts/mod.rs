//! What was measured about each customer, without any judgement.
//!
//! Facts know the policy's windows and its curve, but no ranks: those need the whole population.
//! Facts of disjoint sets of customers [merge](Facts::merge) exactly.

mod blocks;
mod credit;
mod credit_cells;
mod credit_pass;
mod credit_sums;
mod judgement;
mod ledger;
mod line_cells;
mod line_pass;
mod line_profits;
mod lines;
mod members;
mod noticed;
mod number_set;
#[allow(dead_code, reason = "what only tests hold against a whole run")]
mod one;
mod orders;
mod payment;
mod products;
mod profiles;
mod settled;
mod slices;
mod sums;
#[cfg(test)]
mod tests;
mod veto;
mod windows;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

pub(crate) use credit::{CreditFacts, Receivables};
pub(crate) use judgement::{
    ApprovedGrade, CountedAssessments, ProspectFacts, counted_assessments, override_in_force,
    rated_dimensions, valid_until,
};
pub(crate) use ledger::ledger;
pub(crate) use lines::{standing, status_at};
pub(crate) use orders::{OrderFacts, OrderScales};
pub(crate) use payment::Slice;
pub use payment::SliceKind;
pub(crate) use products::is_high_end;
pub(crate) use profiles::months_before;
pub(crate) use slices::{JudgedSlice, SliceRules, gather as gather_slices, gather_one as gather_slices_of};
pub use veto::Veto;
pub(crate) use veto::VetoSet;

#[allow(unused_imports, reason = "what only tests hold against a whole run")]
pub(crate) use self::{
    credit::CreditNotes,
    one::{CustomerRows, KnownFacts, MeasuredCustomer, Measuring, measure_customer},
    orders::OrderNotes,
};

use self::lines::LineRules;
pub(crate) use self::noticed::{Noticed, knows_later_days};
use self::profiles::Profiles;
use self::windows::Windows;
use crate::book::{Book, Interner, NO_DAY, NONE, Table, store};
use crate::chunked::{CHUNK, Chunked};
use crate::decimal::Exact;
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::parallel::{among_workers, join};
use crate::policy::{Axis, Policy};

/// A sum that does not fit 128 bits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Overflow {
    pub(crate) customer: u32,
    pub(crate) what: &'static str,
}

/// What was measured about the customers of a book on one day under one policy.
#[derive(Clone, Debug)]
pub struct Facts {
    pub(crate) as_of: NaiveDate,
    pub(crate) ids: Arc<Interner>,
    pub(crate) texts: Arc<Interner>,
    pub(crate) customers: Chunked<CustomerFacts>,
    pub(crate) scales: OrderScales,
    pub(crate) has_order_data: bool,
    /// Whether the book has a table of invoices.
    pub(crate) has_invoices: bool,
    pub(crate) has_cost_data: bool,
    pub(crate) partial: bool,
    pub(crate) other_currency: bool,
    /// The policy they were measured under, and the book's currency.
    pub(crate) policy_digest: String,
    pub(crate) currency: String,
    /// The units that were added, if the policy adds quantities; at most one.
    pub(crate) units: BTreeSet<String>,
    pub(crate) receivables: Receivables,
    pub(crate) noticed: Noticed,
    pub(crate) rejected: Vec<Problem>,
    /// How often the book had been edited.
    pub(crate) edits: u64,
}

/// What was measured about one customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CustomerFacts {
    /// Number of the id in [`Facts::ids`].
    pub(crate) id: u32,
    /// Numbers in [`Facts::texts`].
    pub(crate) name: u32,
    pub(crate) attributes: [u32; store::ATTRIBUTES.len()],
    pub(crate) is_new: bool,
    /// The first trade, new or not; what `short_relationship` is judged on. [`NO_DAY`] without one.
    first_trade: i32,
    pub(crate) short_relationship: bool,
    pub(crate) documents_missing: bool,
    pub(crate) special_approval: bool,
    pub(crate) created_on: i32,
    pub(crate) has_contract: bool,
    pub(crate) has_signed_contract: bool,
    /// Millionths; nothing for 0.
    cost_to_serve: Option<Box<i128>>,
    pub(crate) orders: OrderFacts,
    pub(crate) credit: CreditFacts,
    judged: Option<Box<Judged>>,
}

/// What people judged of one customer; most have nothing of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Judged {
    prospect: Option<ProspectFacts>,
    ratings: Option<Vec<Option<i64>>>,
    approved: Option<ApprovedGrade>,
}

impl CustomerFacts {
    /// Reads a little of everything, so that it is at hand: what this gives means nothing. Of customers that
    /// lie far apart, many are fetched at a time when each is touched first, where working on one after the
    /// other would wait for each.
    #[inline]
    pub(crate) fn touch(&self) -> i64 {
        let ids = self.attributes.iter().fold(self.id ^ self.name, |all, number| all ^ number);
        let days = self.first_trade ^ self.created_on ^ self.credit.max_days ^ self.orders.first_order;
        let sums = self.orders.sums.touch() ^ self.credit.sums.touch();
        sums ^ i64::from(ids) ^ i64::from(days) ^ i64::from(self.judged.is_some())
    }

    /// Whether a deal was closed: by a signed contract, a fulfilled order or an invoice.
    pub(crate) fn has_closed_deal(&self) -> bool {
        self.has_signed_contract || self.orders.has_fulfilled || self.credit.first_invoice().is_some()
    }

    /// The first trade, new or not.
    pub(crate) fn first_trade(&self) -> Option<i32> {
        (self.first_trade != NO_DAY).then_some(self.first_trade)
    }

    /// Millionths.
    pub(crate) fn cost_to_serve(&self) -> i128 {
        self.cost_to_serve.as_deref().copied().unwrap_or(0)
    }

    pub(crate) fn prospect(&self) -> Option<&ProspectFacts> {
        self.judged.as_ref()?.prospect.as_ref()
    }

    /// Mean ratings by the policy's own dimensions, ten-thousandths of a point.
    pub(crate) fn ratings(&self) -> Option<&[Option<i64>]> {
        self.judged.as_ref()?.ratings.as_deref()
    }

    pub(crate) fn approved(&self) -> Option<&ApprovedGrade> {
        self.judged.as_ref()?.approved.as_ref()
    }
}

impl Facts {
    /// Measures the customers of a book.
    ///
    /// # Errors
    /// Problems of rows ([`BookBuilder::finish_deferred`](crate::book::BookBuilder::finish_deferred)),
    /// visible rows that name a customer or invoice the book does not have (unless the book says to
    /// add or skip them), an override to a grade the policy does not have, quantities in units that
    /// cannot be added, sums that do not fit 128 bits.
    pub fn measure(book: &Book, policy: &Policy, as_of: NaiveDate) -> Result<Self, Error> {
        among_workers(|| Self::measure_rows(book, policy, as_of, false))
    }

    /// The same of a part of a book: whatever only all parts together can tell stays open.
    pub(crate) fn measure_part(book: &Book, policy: &Policy, as_of: NaiveDate) -> Result<Self, Error> {
        let mut facts = among_workers(|| Self::measure_rows(book, policy, as_of, true))?;
        facts.noticed.knows_later_days = knows_later_days(book, as_of);
        Ok(facts)
    }

    fn measure_rows(book: &Book, policy: &Policy, as_of: NaiveDate, is_part: bool) -> Result<Self, Error> {
        let mut line_rules = LineRules::new(book, policy, Windows::new(policy, as_of));
        line_rules.is_part = is_part;
        let slice_rules = SliceRules::new(book, policy.credit(), as_of);
        let (mut orders, mut credit) =
            join(|| orders::measure(book, &line_rules), || credit::measure(book, &slice_rules));
        let judgements = judgement::gather(book, policy, as_of);
        let mut noticed = Noticed::default();
        let mut problems = if book.is_refused() { book.rejected().to_vec() } else { Vec::new() };
        let members = members::find(book, as_of, &orders, &credit, &mut noticed.tallies, &mut problems);
        members::check_overrides(book, policy, book.overrides.iter(), as_of, &mut problems);
        problems
            .extend([orders.overflow, credit.overflow].into_iter().flatten().map(|sum| too_long(book, sum)));
        let units = orders.notes.units.names(book);
        let mixed = mixed_units(&units);
        let fatal = problems.iter().any(|p| p.code == ProblemCode::OutOfRange) || mixed.is_some();
        problems.extend(mixed);
        let skips = book.settings.bad_rows == crate::book::BadRows::Skip;
        if !problems.is_empty() && (fatal || !skips) {
            return Err(Error::new(problems));
        }
        noticed.of_passes(book, &orders, &credit.notes, judgements.unweighed_ratings, &members);
        let profiles = Profiles::new(book, policy, as_of);
        let mut customers = Chunked::default();
        for numbers in members.numbers.chunks(AT_ONCE) {
            // Numbers ascend: what was measured of those before is in their facts, whose chunks take the room.
            let first = numbers.first().copied().unwrap_or(0);
            orders.let_go_before(first);
            credit.let_go_before(first);
            let facts =
                |number: u32| profiles.facts(number, orders.of(number), credit.of(&slice_rules, number));
            gather(numbers, facts).into_iter().for_each(|chunk| customers.push_chunk(chunk));
        }
        judgements.hand_over(customers.iter_mut());
        noticed.of_customers(book, &customers, profiles.history_too_short());
        noticed.of_undated_columns(book, as_of);
        Ok(Self {
            as_of,
            ids: Arc::clone(&book.customer_ids),
            texts: Arc::clone(&book.texts),
            customers,
            scales: orders.scales,
            has_order_data: orders::has_order_data(book),
            has_invoices: book.has(Table::Invoices),
            has_cost_data: orders.notes.has_cost_data,
            partial: book.settings.partial,
            other_currency: book.settings.currency.as_ref().is_some_and(|c| *c != policy.header().currency),
            policy_digest: policy.digest(),
            currency: book.settings.currency.clone().unwrap_or_else(|| policy.header().currency.clone()),
            units,
            receivables: credit.notes.receivables,
            noticed,
            rejected: problems,
            edits: book.edits,
        })
    }

    /// How many customers were measured.
    #[must_use]
    pub fn len(&self) -> usize {
        self.customers.len()
    }

    /// Whether nobody was measured.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.customers.is_empty()
    }

    /// The ids of the customers, in no particular order.
    pub fn customer_ids(&self) -> impl Iterator<Item = &str> {
        self.customers.iter().map(|c| self.ids.text(c.id))
    }

    /// The facts of both sets of customers.
    ///
    /// Notes of the same kind are added up. The receivables of both are added.
    ///
    /// # Errors
    /// A customer that is in both sets; sets of different days, policies or currencies; quantities in
    /// units that cannot be added.
    pub fn merge(mut self, other: Self) -> Result<Self, Error> {
        if self.as_of != other.as_of {
            let found = format!("facts as of {} and of {}", self.as_of, other.as_of);
            return Err(Problem::new(ProblemCode::DatesOutOfOrder, found, "facts of one day").into());
        }
        if self.policy_digest != other.policy_digest {
            let found = "facts measured under two policies";
            return Err(Problem::new(ProblemCode::PolicyMismatch, found, "facts of one policy").into());
        }
        if self.currency != other.currency {
            let found = format!("money in {} and in {}", quote(&self.currency), quote(&other.currency));
            let problem = Problem::new(ProblemCode::CurrencyMismatch, found, "money in one currency");
            return Err(problem.remedy("convert one of the books").into());
        }
        let mut problems = Vec::new();
        let known: std::collections::HashSet<u32> = self.customers.iter().map(|c| c.id).collect();
        let scales = self.scales.max(other.scales);
        self.rescale(scales)?;
        let (ids, texts) = (Arc::make_mut(&mut self.ids), Arc::make_mut(&mut self.texts));
        for mut facts in other.customers {
            let id = other.ids.text(facts.id);
            facts.orders.rescale(other.scales, scales).ok_or_else(too_large)?;
            facts.id = ids.intern(id);
            if known.contains(&facts.id) {
                problems.push(Problem::new(
                    ProblemCode::Duplicate,
                    format!("customer {} in both sets", quote(id)),
                    "disjoint sets of customers",
                ));
            }
            for number in core::iter::once(&mut facts.name).chain(&mut facts.attributes) {
                if *number != NONE {
                    *number = texts.intern(other.texts.text(*number));
                }
            }
            self.customers.push(facts);
        }
        if !problems.is_empty() {
            return Err(Error::new(problems));
        }
        self.has_order_data |= other.has_order_data;
        self.has_invoices |= other.has_invoices;
        self.has_cost_data |= other.has_cost_data;
        self.partial |= other.partial;
        self.units.extend(other.units);
        if let Some(mixed) = mixed_units(&self.units) {
            return Err(mixed.into());
        }
        self.receivables = self.receivables.plus(other.receivables);
        self.noticed.add(other.noticed);
        self.rejected.extend(other.rejected);
        Ok(self)
    }

    /// Counts the sums of all customers in units of other scales, not smaller ones.
    pub(crate) fn rescale(&mut self, scales: OrderScales) -> Result<(), Error> {
        for facts in self.customers.iter_mut() {
            facts.orders.rescale(self.scales, scales).ok_or_else(too_large)?;
        }
        self.scales = scales;
        Ok(())
    }

    pub(crate) fn id(&self, facts: &CustomerFacts) -> &str {
        self.ids.text(facts.id)
    }

    /// The value of the order amount at the scale of the book.
    pub(crate) const fn amount(&self, units: i128) -> Exact {
        Exact::new(units, self.scales.amount)
    }

    pub(crate) const fn profit(&self, units: i128) -> Exact {
        Exact::new(units, self.scales.profit)
    }

    pub(crate) const fn quantity(&self, units: i128) -> Exact {
        Exact::new(units, self.scales.quantity)
    }

    /// The customer's group on an axis; empty if the attribute is blank.
    pub(crate) fn attribute<'a>(&'a self, facts: &CustomerFacts, axis: Axis) -> &'a str {
        self.texts.text(facts.attribute(axis))
    }
}

impl CustomerFacts {
    /// The number of the group on an axis.
    pub(crate) fn attribute(&self, axis: Axis) -> u32 {
        self.attributes.get(axis.position()).copied().unwrap_or(NONE)
    }
}

/// So many customers' facts are gathered before what they were gathered from is given back.
const AT_ONCE: usize = 4 * CHUNK;

/// The facts of these customers, each on its own, in chunks.
fn gather(numbers: &[u32], facts: impl Fn(u32) -> CustomerFacts + Sync) -> Vec<Vec<CustomerFacts>> {
    let chunk = |numbers: &[u32]| numbers.iter().map(|number| facts(*number)).collect();
    #[cfg(feature = "parallel")]
    {
        use rayon::prelude::*;
        numbers.par_chunks(CHUNK).map(chunk).collect()
    }
    #[cfg(not(feature = "parallel"))]
    numbers.chunks(CHUNK).map(chunk).collect()
}

/// The problem of a sum that does not fit.
fn too_long(book: &Book, sum: Overflow) -> Problem {
    let customer = quote(book.customer_ids.text(sum.customer));
    let found = format!("a total of customer {customer} that needs more than 38 digits");
    Problem::new(ProblemCode::OutOfRange, found, "totals that can be held exactly").path(sum.what)
}

/// The problem of quantities in several units, naming the first few.
pub(crate) fn mixed_units(units: &BTreeSet<String>) -> Option<Problem> {
    const NAMED: usize = 5;
    if units.len() < 2 {
        return None;
    }
    let named: Vec<String> = units.iter().take(NAMED).map(|unit| quote(unit)).collect();
    let more = units.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more units") } else { String::new() };
    let found = format!("quantities in {}{more}", named.join(", "));
    let problem = Problem::new(ProblemCode::MixedUnits, found, "one unit, since the policy adds quantities")
        .remedy("give every product a `base_uom_factor`, or set `volume.basis` to `amount`");
    Some(problem.path("uom").at(Table::Products.name(), None, None))
}

fn too_large() -> Error {
    Problem::new(
        ProblemCode::OutOfRange,
        "sums of different scales that do not fit together",
        "totals of at most 38 digits",
    )
    .into()
}

impl Axis {
    /// The position in [`store::ATTRIBUTES`].
    const fn position(self) -> usize {
        match self {
            Self::Kind => 0,
            Self::Region => 1,
            Self::Country => 2,
            Self::Industry => 3,
            Self::Size => 4,
            Self::NeedClass => 5,
        }
    }
}
