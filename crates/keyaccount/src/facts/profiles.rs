//! What a customer's own row and dates say: new or not, short relationship, documents, contracts.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{CreditFacts, CustomerFacts, OrderFacts};
use crate::book::store::Agreed;
use crate::book::{Book, NO_DAY, NONE};
use crate::calendar::{Day, add_months};
use crate::policy::{CapCondition, Policy};

/// The day so many months before another.
pub(crate) fn months_before(as_of: NaiveDate, months: u32) -> i32 {
    let months = i32::try_from(months).unwrap_or(i32::MAX).saturating_neg();
    add_months(as_of, months).map_or(NO_DAY, |date| Day::from(date).number())
}

/// What the policy and the day say about customers' dates.
#[derive(Clone, Debug)]
pub(super) struct ProfileRules {
    today: i32,
    /// A first trade after this day makes a customer new.
    new_after: i32,
    /// A first trade after this day is a short relationship.
    short_after: Option<i32>,
    /// The export starts too late to tell how long a relationship is.
    pub(super) history_too_short: bool,
}

/// Everything about customers that comes from their own row or from dates.
pub(super) struct Profiles<'b> {
    book: &'b Book,
    rules: ProfileRules,
    /// Whether one is signed, for customers that have any.
    contracts: HashMap<u32, bool>,
}

impl ProfileRules {
    pub(super) fn new(book: &Book, policy: &Policy, as_of: NaiveDate) -> Self {
        let back = |months: u32| months_before(as_of, months);
        let short_after = policy.credit().caps.iter().find_map(|cap| match cap.when {
            CapCondition::ShortRelationship { months } => Some(back(months)),
            CapCondition::DocumentsMissing => None,
        });
        let history = book.settings.history_from.map(|from| Day::from(from).number());
        Self {
            today: Day::from(as_of).number(),
            new_after: back(policy.prospect().new_customer_months),
            short_after,
            history_too_short: history.zip(short_after).is_some_and(|(from, short)| from > short),
        }
    }
}

impl<'b> Profiles<'b> {
    pub(super) fn new(book: &'b Book, policy: &Policy, as_of: NaiveDate) -> Self {
        Self::with_contracts(book, ProfileRules::new(book, policy, as_of), book.contracts.iter())
    }

    /// For customers that have these contracts and no others.
    pub(super) fn with_contracts<'c>(
        book: &'b Book,
        rules: ProfileRules,
        all: impl Iterator<Item = &'c Agreed>,
    ) -> Self {
        let mut contracts = HashMap::new();
        for contract in all.filter(|c| c.submitted_on <= rules.today) {
            let signed = contract.signed_on != NO_DAY && contract.signed_on <= rules.today;
            *contracts.entry(contract.customer).or_insert(false) |= signed;
        }
        Self { book, rules, contracts }
    }

    /// Whether the export starts too late to tell how long a relationship is.
    pub(super) const fn history_too_short(&self) -> bool {
        self.rules.history_too_short
    }

    pub(super) fn facts(&self, number: u32, orders: OrderFacts, credit: CreditFacts) -> CustomerFacts {
        let row =
            self.book.customer_rows.get(number as usize).filter(|row| **row != NONE).map(|row| *row as usize);
        let (c, rules) = (&self.book.customers, &self.rules);
        let day = |column: &crate::book::Days| row.map_or(NO_DAY, |row| column.get(row));
        let text = |column: &crate::book::Ids| row.map_or(NONE, |row| column.get(row));
        let visible = |day: i32| (day != NO_DAY && day <= rules.today).then_some(day);
        let stated_trade = visible(day(&c.first_traded_on));
        let trades = [orders.first_order(), credit.first_invoice(), stated_trade];
        let first_trade = trades.into_iter().flatten().min();
        let since = day(&c.documents_since);
        let complete = row.and_then(|row| c.documents_complete.get(row));
        let contract = self.contracts.get(&number);
        let judged = !rules.history_too_short || stated_trade.is_some();
        CustomerFacts {
            id: number,
            name: text(&c.name),
            attributes: core::array::from_fn(|at| c.attributes.get(at).map_or(NONE, text)),
            is_new: first_trade.is_none_or(|day| day > rules.new_after),
            first_trade: first_trade.unwrap_or(NO_DAY),
            short_relationship: judged
                && rules.short_after.is_some_and(|after| first_trade.is_some_and(|day| day > after)),
            documents_missing: complete == Some(false) && (since == NO_DAY || since <= rules.today),
            special_approval: row.and_then(|row| c.special_approval.get(row)) == Some(true),
            created_on: day(&c.created_on),
            has_contract: contract.is_some(),
            has_signed_contract: contract == Some(&true),
            cost_to_serve: row
                .and_then(|row| c.cost_to_serve.get(row))
                .filter(|cost| *cost != 0)
                .map(Box::new),
            orders,
            credit,
            judged: None,
        }
    }
}
