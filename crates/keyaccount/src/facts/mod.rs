//! What was measured about each customer, without any judgement.
//!
//! Facts know the policy's windows and its curve, but no ranks: those need the whole population.
//! Facts of disjoint sets of customers [merge](Facts::merge) exactly.

mod credit;
mod judgement;
mod members;
mod orders;
mod payment;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

pub use credit::Veto;
pub(crate) use credit::{CreditFacts, Receivables};
pub(crate) use judgement::{ApprovedGrade, ProspectFacts, rated_dimensions};
pub(crate) use orders::{OrderFacts, OrderScales};

use crate::book::{Book, Interner, NO_DAY, NONE, Table, micros, store};
use crate::calendar::{Day, add_months};
use crate::decimal::Exact;
use crate::error::{Error, Problem, ProblemCode, quote};
use crate::notes::{Note, NoteCode};
use crate::policy::{Axis, CapCondition, Policy};

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
    pub(crate) customers: Vec<CustomerFacts>,
    pub(crate) scales: OrderScales,
    pub(crate) has_order_data: bool,
    pub(crate) has_cost_data: bool,
    pub(crate) partial: bool,
    pub(crate) other_currency: bool,
    /// The policy they were measured under, and the book's currency.
    pub(crate) policy_digest: String,
    pub(crate) currency: String,
    /// The units that were added, if the policy adds quantities; at most one.
    pub(crate) units: BTreeSet<String>,
    pub(crate) receivables: Receivables,
    pub(crate) notes: Vec<Note>,
    pub(crate) rejected: Vec<Problem>,
}

/// What was measured about one customer.
#[derive(Clone, Debug)]
pub(crate) struct CustomerFacts {
    /// Number of the id in [`Facts::ids`].
    pub(crate) id: u32,
    /// Numbers in [`Facts::texts`].
    pub(crate) name: u32,
    pub(crate) attributes: [u32; store::ATTRIBUTES.len()],
    pub(crate) is_new: bool,
    pub(crate) short_relationship: bool,
    pub(crate) documents_missing: bool,
    pub(crate) special_approval: bool,
    pub(crate) created_on: i32,
    pub(crate) has_contract: bool,
    pub(crate) has_signed_contract: bool,
    /// Millionths.
    pub(crate) cost_to_serve: i128,
    pub(crate) orders: OrderFacts,
    pub(crate) credit: CreditFacts,
    pub(crate) prospect: Option<Box<ProspectFacts>>,
    pub(crate) ratings: Option<Box<[Option<i64>]>>,
    pub(crate) approved: Option<Box<ApprovedGrade>>,
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
        let orders = || orders::measure(book, policy, as_of);
        let credit = || credit::measure(book, policy, as_of);
        #[cfg(feature = "parallel")]
        let (orders, credit) = rayon::join(orders, credit);
        #[cfg(not(feature = "parallel"))]
        let (orders, credit) = (orders(), credit());
        let mut judgements = judgement::gather(book, policy, as_of);
        let mut notes = NoteTaker::default();
        let mut problems = if book.is_refused() { book.rejected().to_vec() } else { Vec::new() };
        let members =
            members::find(book, as_of, &orders.customers, &credit.customers, &mut notes.0, &mut problems);
        members::check_overrides(book, policy, as_of, &mut problems);
        for overflow in [orders.overflow, credit.overflow].into_iter().flatten() {
            let found = format!(
                "a total of customer {} that needs more than 38 digits",
                quote(book.customer_ids.text(overflow.customer))
            );
            problems.push(
                Problem::new(ProblemCode::OutOfRange, found, "totals that can be held exactly")
                    .path(overflow.what),
            );
        }
        let mixed = mixed_units(&orders.units);
        let fatal = problems.iter().any(|p| p.code == ProblemCode::OutOfRange) || mixed.is_some();
        problems.extend(mixed);
        let skips = book.settings.bad_rows == crate::book::BadRows::Skip;
        if !problems.is_empty() && (fatal || !skips) {
            return Err(Error::new(problems));
        }
        notes.of_passes(book, &orders, &credit, judgements.unweighed_ratings, &members.is_member);
        let profiles = Profiles::new(book, policy, as_of);
        let mut customers = Vec::with_capacity(members.count);
        let measured = orders.customers.into_iter().zip(credit.customers).zip(members.is_member);
        for (number, ((orders, credit), is_member)) in measured.enumerate() {
            if !is_member {
                continue;
            }
            let number = u32::try_from(number).unwrap_or(NONE);
            let mut facts = profiles.facts(number, orders, credit);
            facts.prospect = judgements.prospects.remove(&number).map(Box::new);
            facts.ratings = judgements.ratings.remove(&number).map(Vec::into_boxed_slice);
            facts.approved = judgements.overrides.remove(&number).map(Box::new);
            customers.push(facts);
        }
        notes.of_customers(book, &customers, profiles.history_too_short);
        notes.of_undated_columns(book, as_of);
        Ok(Self {
            as_of,
            ids: Arc::clone(&book.customer_ids),
            texts: Arc::clone(&book.texts),
            customers,
            scales: orders.scales,
            has_order_data: orders::has_order_data(book),
            has_cost_data: orders.has_cost_data,
            partial: book.settings.partial,
            other_currency: book.settings.currency.as_ref().is_some_and(|c| *c != policy.header().currency),
            policy_digest: policy.digest(),
            currency: book.settings.currency.clone().unwrap_or_else(|| policy.header().currency.clone()),
            units: orders.units,
            receivables: credit.receivables,
            notes: notes.0,
            rejected: problems,
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
        let (ids, texts) = (Arc::make_mut(&mut self.ids), Arc::make_mut(&mut self.texts));
        let known: std::collections::HashSet<u32> = self.customers.iter().map(|c| c.id).collect();
        let scales = OrderScales {
            amount: self.scales.amount.max(other.scales.amount),
            quantity: self.scales.quantity.max(other.scales.quantity),
            profit: self.scales.profit.max(other.scales.profit),
        };
        for facts in &mut self.customers {
            facts.orders.rescale(self.scales, scales).ok_or_else(too_large)?;
        }
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
        self.scales = scales;
        self.has_order_data |= other.has_order_data;
        self.has_cost_data |= other.has_cost_data;
        self.partial |= other.partial;
        self.units.extend(other.units);
        if let Some(mixed) = mixed_units(&self.units) {
            return Err(mixed.into());
        }
        self.receivables = self.receivables.plus(other.receivables);
        self.notes = crate::notes::merge(self.notes, other.notes);
        self.rejected.extend(other.rejected);
        Ok(self)
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
        self.texts.text(facts.attributes.get(axis.position()).copied().unwrap_or(NONE))
    }
}

/// The problem of quantities in several units, naming the first few.
fn mixed_units(units: &BTreeSet<String>) -> Option<Problem> {
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

impl Receivables {
    const fn plus(self, other: Self) -> Self {
        Self {
            begin: self.begin.saturating_add(other.begin),
            credit_sales: self.credit_sales.saturating_add(other.credit_sales),
            end: self.end.saturating_add(other.end),
            end_current: self.end_current.saturating_add(other.end_current),
        }
    }
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

/// Everything about customers that comes from their own row or from dates.
struct Profiles<'b> {
    book: &'b Book,
    today: i32,
    /// A first trade after this day makes a customer new.
    new_after: i32,
    /// A first trade after this day is a short relationship.
    short_after: Option<i32>,
    /// The export starts too late to tell how long a relationship is.
    history_too_short: bool,
    contracts: std::collections::HashMap<u32, bool>,
}

impl<'b> Profiles<'b> {
    fn new(book: &'b Book, policy: &Policy, as_of: NaiveDate) -> Self {
        let back = |months: u32| {
            let months = i32::try_from(months).unwrap_or(i32::MAX).saturating_neg();
            add_months(as_of, months).map_or(NO_DAY, |date| Day::from(date).number())
        };
        let short_after = policy.credit().caps.iter().find_map(|cap| match cap.when {
            CapCondition::ShortRelationship { months } => Some(back(months)),
            CapCondition::DocumentsMissing => None,
        });
        let history = book.settings.history_from.map(|from| Day::from(from).number());
        let today = Day::from(as_of).number();
        let mut contracts = std::collections::HashMap::new();
        for contract in book.contracts.iter().filter(|c| c.submitted_on <= today) {
            let signed = contract.signed_on != NO_DAY && contract.signed_on <= today;
            *contracts.entry(contract.customer).or_insert(false) |= signed;
        }
        Self {
            book,
            today,
            new_after: back(policy.prospect().new_customer_months),
            short_after,
            history_too_short: history.zip(short_after).is_some_and(|(from, short)| from > short),
            contracts,
        }
    }

    fn facts(&self, number: u32, mut orders: OrderFacts, credit: CreditFacts) -> CustomerFacts {
        let row = self.book.customer_rows.get(&number).map(|row| *row as usize);
        let c = &self.book.customers;
        let day = |column: &crate::book::Days| row.map_or(NO_DAY, |row| column.get(row));
        let text = |column: &[u32]| row.and_then(|row| column.get(row)).copied().unwrap_or(NONE);
        let visible = |day: i32| (day != NO_DAY && day <= self.today).then_some(day);
        let stated_trade = visible(day(&c.first_traded_on));
        let trades = [orders.first_order, credit.first_invoice, stated_trade];
        let first_trade = trades.into_iter().flatten().min();
        let since = day(&c.documents_since);
        let complete = row.and_then(|row| c.documents_complete.get(row)).copied().flatten();
        let contract = self.contracts.get(&number);
        // Invoices are proof of a closed deal as well as fulfilled orders.
        orders.has_fulfilled |= credit.first_invoice.is_some();
        let judged = !self.history_too_short || stated_trade.is_some();
        CustomerFacts {
            id: number,
            name: text(&c.name),
            attributes: core::array::from_fn(|at| c.attributes.get(at).map_or(NONE, |column| text(column))),
            is_new: first_trade.is_none_or(|day| day > self.new_after),
            short_relationship: judged
                && self.short_after.is_some_and(|after| first_trade.is_some_and(|day| day > after)),
            documents_missing: complete == Some(false) && (since == NO_DAY || since <= self.today),
            special_approval: row.and_then(|row| c.special_approval.get(row)).copied().flatten()
                == Some(true),
            created_on: day(&c.created_on),
            has_contract: contract.is_some(),
            has_signed_contract: contract == Some(&true),
            cost_to_serve: row.and_then(|row| c.cost_to_serve.get(row)).unwrap_or(0),
            orders,
            credit,
            prospect: None,
            ratings: None,
            approved: None,
        }
    }
}

impl OrderFacts {
    /// Counts the sums in units of other scales.
    fn rescale(&mut self, from: OrderScales, to: OrderScales) -> Option<()> {
        let scaled = |sum: &mut i128, from: u8, to: u8| {
            *sum = Exact::new(*sum, from).at_scale(to)?;
            Some(())
        };
        let amounts = [
            &mut self.amount,
            &mut self.previous_amount,
            &mut self.profit_amount,
            &mut self.costed,
            &mut self.uncosted,
            &mut self.sales,
            &mut self.amount_12m,
            &mut self.behaviour_amount,
            &mut self.undelivered,
        ];
        for sum in amounts {
            scaled(sum, from.amount, to.amount)?;
        }
        scaled(&mut self.quantity, from.quantity, to.quantity)?;
        scaled(&mut self.profit, from.profit, to.profit)
    }
}

/// Collects the notes of a measurement.
#[derive(Default)]
struct NoteTaker(Vec<Note>);

impl NoteTaker {
    fn count(&mut self, code: NoteCode, count: u64) {
        if count > 0 {
            self.0.push(Note::new(code, count));
        }
    }

    fn money(&mut self, code: NoteCode, count: u64, money: Exact) {
        if count > 0 {
            self.0.push(Note::new(code, count).with_money(money));
        }
    }

    fn of_passes(
        &mut self,
        book: &Book,
        orders: &orders::OrderPass,
        credit: &credit::CreditPass,
        unweighed: u64,
        is_member: &[bool],
    ) {
        self.count(NoteCode::LinesRead, orders.lines_read);
        self.count(NoteCode::LinesCancelled, orders.lines_cancelled);
        self.count(NoteCode::InvoicesRead, credit.invoices_read);
        self.count(NoteCode::SettlementsRead, credit.settlements.settlements_read);
        self.count(NoteCode::SharedOrderIds, orders.shared_orders);
        self.count(NoteCode::UnknownProducts, orders.unknown_products);
        let s = &credit.settlements;
        self.money(NoteCode::OverSettled, s.over_settled, micros(s.over_settled_amount));
        let members =
            s.left_over.iter().filter(|(customer, _)| is_member.get(*customer as usize) == Some(&true));
        let (count, left) = members.fold((0_u64, 0_i128), |(count, left), (_, money)| {
            (count.saturating_add(1), left.saturating_add(*money))
        });
        self.money(NoteCode::UnappliedCredit, count, micros(left));
        self.count(NoteCode::SettledBeforeIssue, s.not_issued);
        self.count(NoteCode::ReasonsNotAccepted, credit.reasons_ignored);
        self.count(NoteCode::UnweighedRatings, unweighed);
        for (table, count, money) in &book.unnamed {
            self.0.push(
                Note::new(NoteCode::SkippedWithoutCustomer, *count).with_money(*money).about(table.name()),
            );
        }
    }

    fn of_customers(&mut self, book: &Book, customers: &[CustomerFacts], history_too_short: bool) {
        let touched = customers
            .iter()
            .filter(|c| !c.is_new && c.credit.slices > 0 && c.short_relationship && !c.special_approval)
            .count() as u64;
        if history_too_short {
            self.0.push(Note::new(NoteCode::HistoryTooShort, 1));
        } else if book.settings.history_from.is_none() {
            self.count(NoteCode::ShortRelationships, touched);
        }
        let without =
            customers.iter().filter_map(|c| c.prospect.as_ref()).map(|p| u64::from(p.without_evidence));
        self.count(NoteCode::AssessmentsWithoutEvidence, without.sum());
    }

    /// Columns without a date of their own could tell a run for a past date about the future; the
    /// note lists those that are filled, when the book knows of later days.
    fn of_undated_columns(&mut self, book: &Book, as_of: NaiveDate) {
        if book.latest_date().is_none_or(|latest| latest <= as_of) {
            return;
        }
        let cancelled = |status: &store::Status| *status == store::Status::Cancelled;
        let undated_cancel = book
            .lines
            .status
            .iter()
            .zip(0_usize..)
            .any(|(status, row)| cancelled(status) && book.lines.cancelled_on.get(row) == NO_DAY);
        let undated_reason = book.reasons.iter().any(|r| r.approved_on == NO_DAY);
        let documents = &book.customers.documents_complete;
        let undated_documents = documents
            .iter()
            .zip(0_usize..)
            .any(|(d, row)| d.is_some() && book.customers.documents_since.get(row) == NO_DAY);
        let columns = [
            (undated_cancel, "status without cancelled_on"),
            (undated_reason, "delay_reasons without approved_on"),
            (undated_documents, "documents_complete without documents_since"),
            (book.customers.cost_to_serve.is_filled(), "cost_to_serve"),
        ];
        for (_, column) in columns.into_iter().filter(|(filled, _)| *filled) {
            self.0.push(Note::new(NoteCode::UndatedColumn, 1).about(column));
        }
    }
}
