//! VIP customers: who may apply (R104–R107, §7.3). Listing and renewing are in `listing`.

mod listing;
mod money;
mod official;
mod register;

use hashbrown::HashMap;

pub use self::listing::{VipChannel, VipListing};
#[cfg(test)]
pub(crate) use self::register::REGISTER_COLUMNS;
pub use self::register::{VipListed, VipStanding};
use super::purchases::{Bought, Purchases};
use super::{mark_automated, no_section};
use crate::assessment::{Assessment, Row};
use crate::book::{Book, Code, CustomerKind, OfficialRank};
use crate::calendar::Day;
use crate::error::Error;
use crate::explanation::unknown_customer;
use crate::grading::FactValue;
use crate::policy::{Fact, VipRoute, VipRules};
use crate::reason::ReasonCode;
use crate::verdict::{
    Answer, Obligation, ObligationCode, RemedyStep, Verdict, VerdictOutcome, VerdictRemedy,
};

/// The VIP rules of a policy, held against the customers of an assessed book.
///
/// Applying, being listed and being renewed are three questions: whoever may [apply](Self::explain) is not
/// listed without an [approval](Self::list), and a listing ends unless it is [renewed](Self::renew).
#[derive(Clone, Debug)]
pub struct Vips<'a> {
    pub(super) assessment: &'a Assessment,
    book: &'a Book,
    rules: &'a VipRules,
    purchases: Purchases,
    /// Numbers of the book's customers by those of the assessment's.
    numbers: Option<HashMap<u32, u32>>,
    /// The highest rank among a customer's contacts, with the contact; by the book's number.
    ranks: HashMap<u32, (OfficialRank, u32)>,
    marks_high_end: bool,
}

/// Whether a route is open to a customer, or a condition of it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Yes,
    No(ReasonCode),
    Unknown(ReasonCode),
}

impl Assessment {
    /// The policy's VIP rules, held against this assessment. Order lines, products and contacts come from
    /// the book that was assessed.
    ///
    /// # Errors
    /// A policy without `[admission.vip]`; another book than the one that was assessed.
    pub fn vips<'a>(&'a self, book: &'a Book) -> Result<Vips<'a>, Error> {
        let Some(rules) = &self.policy.admission().vip else {
            return Err(no_section("admission.vip").into());
        };
        self.check_book(book)?;
        let today = Day::from(self.stamp.as_of).number();
        let mut ranks: HashMap<u32, (OfficialRank, u32)> = HashMap::new();
        for (customer, contact, rank) in book.ranked_contacts() {
            let best = ranks.entry(customer).or_insert((rank, contact));
            if rank > best.0 {
                *best = (rank, contact);
            }
        }
        let is_own = std::sync::Arc::ptr_eq(&book.customer_ids, &self.facts.ids);
        let numbers = (!is_own).then(|| {
            let of = |customer: u32| Some((customer, book.customer_ids.find(self.facts.ids.text(customer))?));
            self.facts.customers.iter().filter_map(|customer| of(customer.id)).collect()
        });
        Ok(Vips {
            assessment: self,
            book,
            rules,
            purchases: Purchases::gather(book, rules, self.stamp.as_of),
            numbers,
            ranks,
            marks_high_end: book
                .products
                .iter()
                .any(|version| version.high_end.is_some() && version.valid_from <= today),
        })
    }
}

impl Vips<'_> {
    fn number(&self, row: Row<'_>) -> u32 {
        let own = row.customer.id;
        self.numbers.as_ref().map_or(own, |numbers| numbers.get(&own).copied().unwrap_or(crate::book::NONE))
    }

    fn row(&self, customer_id: &str) -> Option<Row<'_>> {
        self.assessment.place(customer_id).and_then(|at| self.assessment.row(at))
    }

    fn found(&self, customer_id: &str) -> Result<Row<'_>, Error> {
        self.row(customer_id).ok_or_else(|| unknown_customer(self.assessment, customer_id))
    }

    /// Whether a customer may apply, without allocation; `None` for an id the assessment does not have.
    #[must_use]
    pub fn decide(&self, customer_id: &str) -> Option<Answer> {
        self.row(customer_id).map(|row| self.answer(row))
    }

    pub(super) fn answer(&self, row: Row<'_>) -> Answer {
        let bought = self.purchases.best(self.number(row));
        self.any(row, &bought, &self.rules.apply_by)
    }

    /// What it comes to, and how many conditions of a refusal do not hold or cannot be told.
    pub(super) fn standing(&self, row: Row<'_>) -> (VerdictOutcome, usize) {
        let bought = self.purchases.best(self.number(row));
        let outcome = self.any(row, &bought, &self.rules.apply_by).outcome;
        let lacking = |route: &VipRoute| match route {
            VipRoute::Official => self.officials(row).into_iter().filter(|open| *open != Open::Yes).count(),
            _ => usize::from(self.open(row, &bought, *route) != Open::Yes),
        };
        (outcome, self.rules.apply_by.iter().map(lacking).fold(0, usize::saturating_add))
    }

    /// The answer of routes of which one is enough.
    fn any(&self, row: Row<'_>, bought: &Bought, routes: &[VipRoute]) -> Answer {
        let (mut rule, mut unknown) = (None, false);
        for route in routes {
            let lacks = match self.open(row, bought, *route) {
                Open::Yes => {
                    return Answer { outcome: VerdictOutcome::Permit, rule: Some(code_of(*route)) };
                }
                Open::No(code) => code,
                Open::Unknown(code) => {
                    unknown = true;
                    code
                }
            };
            rule = rule.or(Some(lacks));
        }
        let outcome = if unknown { VerdictOutcome::Indeterminate } else { VerdictOutcome::Deny };
        Answer { outcome, rule }
    }

    fn open(&self, row: Row<'_>, bought: &Bought, route: VipRoute) -> Open {
        match route {
            VipRoute::Official => self.official_open(row),
            _ => self.money_open(bought, route),
        }
    }

    fn kind(&self, row: Row<'_>) -> Option<CustomerKind> {
        match row.asked().value(Fact::Kind)? {
            FactValue::Text(code) => CustomerKind::from_code(code),
            _ => None,
        }
    }

    /// Whether a customer may apply, with every route that is open, or what each lacks, and what must
    /// follow. Being permitted to apply is not being listed.
    ///
    /// # Errors
    /// An id the assessment does not have; the nearest one is named.
    pub fn explain(&self, customer_id: &str) -> Result<Verdict, Error> {
        Ok(self.verdict(self.found(customer_id)?))
    }

    pub(super) fn verdict(&self, row: Row<'_>) -> Verdict {
        let bought = self.purchases.best(self.number(row));
        let mut verdict = self.routes(row, &bought, &self.rules.apply_by, i32::MIN);
        if verdict.outcome == VerdictOutcome::Permit {
            let apply = Obligation::new(ObligationCode::Apply, self.clause());
            verdict.obligations.insert(0, apply.role(self.rules.self_applied.clone()));
        }
        verdict
    }

    fn clause(&self) -> Option<&str> {
        self.rules.clause.as_deref()
    }

    /// A verdict on routes of which one is enough, lines counting after a day.
    fn routes(&self, row: Row<'_>, bought: &Bought, routes: &[VipRoute], after: i32) -> Verdict {
        let outcome = self.any(row, bought, routes).outcome;
        let permits = outcome == VerdictOutcome::Permit;
        let mut verdict = Verdict::new(outcome, Vec::new(), self.assessment.stamp.clone());
        for route in routes {
            let open = self.open(row, bought, *route);
            if (open == Open::Yes) != permits {
                continue;
            }
            let found = match route {
                VipRoute::Official => self.official_reasons(row),
                _ => vec![self.money_reason(bought, *route, open)],
            };
            if !permits {
                let steps =
                    found.iter().map(|(reason, change)| RemedyStep::answering(reason, change.clone()));
                verdict.remedies.push(VerdictRemedy { steps: steps.collect() });
            }
            verdict.reasons.extend(found.into_iter().map(|(reason, _)| reason));
        }
        if verdict.reasons.iter().any(|reason| reason.code == ReasonCode::HighEndUnknown) {
            self.name_unmarked(row, after, &mut verdict);
        }
        self.mark_official(row, &mut verdict);
        mark_automated(&mut verdict, self.kind(row), self.clause());
        verdict
    }
}

/// The reason of a route.
const fn code_of(route: VipRoute) -> ReasonCode {
    match route {
        VipRoute::SingleOrder => ReasonCode::SingleOrder,
        VipRoute::Period => ReasonCode::PeriodPurchases,
        VipRoute::Official => ReasonCode::OfficialRank,
    }
}
