//! VIP customers: who may apply, who may be listed, whose listing is renewed (R104–R108, §7.3).

use chrono::NaiveDate;
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::purchases::{Bought, Purchases};
use super::{STEP, mark_automated, more, no_section};
use crate::assessment::{Assessment, Row};
use crate::book::{Book, Code, CustomerKind, OfficialRank, Table};
use crate::calendar::{Day, add_months};
use crate::decimal::Exact;
use crate::error::{Error, Problem, ProblemCode};
use crate::explanation::unknown_customer;
use crate::grading::FactValue;
use crate::measure::{Bound, Measure};
use crate::policy::{AdmissionFact, Fact, VipProducts, VipRoute, VipRules, VipWindow};
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{
    Answer, NeededChange, Obligation, ObligationCode, RemedyStep, Verdict, VerdictOutcome, VerdictRemedy,
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

/// Who brings a listing about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VipChannel {
    /// The customer applied itself (R104).
    SelfApplied,
    /// The company proposes it (R108): it need not meet what lets others apply.
    CompanyProposed,
}

/// A listing asked for, on the assessment's as-of day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VipListing {
    /// Who is to be listed.
    pub customer_id: String,
    /// Who brings it about.
    pub channel: VipChannel,
    /// The role that approved it, if one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<String>,
    /// Whether compliance signed it off.
    #[serde(default)]
    pub signed_off: bool,
}

/// Whether a customer is a public official.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Official {
    Yes,
    No,
    /// Neither its kind nor the ranks of its contacts rule it out.
    Unknown(ReasonCode),
}

/// Whether a route is open to a customer.
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
        let (amount, at_least, products) = match route {
            VipRoute::Official => return self.official_open(row),
            VipRoute::SingleOrder => {
                let rule = &self.rules.single_order;
                (bought.order.map(|order| order.amount), rule.at_least, rule.products)
            }
            VipRoute::Period => {
                let rule = &self.rules.period;
                (bought.period.map(|period| period.amount), rule.at_least, rule.products)
            }
        };
        match self.unknown_money(products) {
            Some((code, _)) => Open::Unknown(code),
            None if self.exact(amount.unwrap_or(0)) >= Exact::from(at_least) => Open::Yes,
            None => Open::No(code_of(route)),
        }
    }

    fn exact(&self, units: i128) -> Exact {
        Exact::new(units, self.purchases.scale())
    }

    /// Why purchases cannot be told.
    fn unknown_money(&self, products: VipProducts) -> Option<(ReasonCode, Table)> {
        let facts = &self.assessment.facts;
        if !facts.has_order_data {
            Some((ReasonCode::NotSupplied, Table::OrderLines))
        } else if facts.other_currency {
            Some((ReasonCode::OtherCurrency, Table::OrderLines))
        } else if products == VipProducts::HighEnd && !self.marks_high_end {
            Some((ReasonCode::NotSupplied, Table::Products))
        } else {
            None
        }
    }

    fn kind(&self, row: Row<'_>) -> Option<CustomerKind> {
        match row.asked().value(Fact::Kind)? {
            FactValue::Text(code) => CustomerKind::from_code(code),
            _ => None,
        }
    }

    fn official_open(&self, row: Row<'_>) -> Open {
        if !self.book.has(Table::Customers) {
            return Open::Unknown(ReasonCode::NotSupplied);
        }
        match self.kind(row) {
            None => return Open::No(ReasonCode::NotOnRecord),
            Some(CustomerKind::PublicUnit) => {}
            Some(_) => return Open::No(ReasonCode::ConditionNotMet),
        }
        if !self.book.has(Table::Contacts) {
            return Open::Unknown(ReasonCode::NotSupplied);
        }
        match self.ranks.get(&self.number(row)) {
            Some((rank, _)) if *rank >= self.rules.official.from => Open::Yes,
            _ => Open::No(ReasonCode::OfficialRank),
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
        let mut verdict = self.routes(row, &bought, &self.rules.apply_by);
        if verdict.outcome == VerdictOutcome::Permit {
            let apply = Obligation::new(ObligationCode::Apply, self.clause());
            verdict.obligations.insert(0, apply.role(self.rules.self_applied.clone()));
        }
        verdict
    }

    fn clause(&self) -> Option<&str> {
        self.rules.clause.as_deref()
    }

    /// A verdict on routes of which one is enough.
    fn routes(&self, row: Row<'_>, bought: &Bought, routes: &[VipRoute]) -> Verdict {
        let outcome = self.any(row, bought, routes).outcome;
        let permits = outcome == VerdictOutcome::Permit;
        let mut verdict = Verdict::new(outcome, Vec::new(), self.assessment.stamp.clone());
        for route in routes {
            let open = self.open(row, bought, *route);
            if (open == Open::Yes) != permits {
                continue;
            }
            let (reason, change) = match route {
                VipRoute::Official => self.official_reason(row, open),
                _ => self.money_reason(bought, *route, open),
            };
            if !permits {
                verdict.remedies.push(VerdictRemedy::of(RemedyStep::answering(&reason, change)));
            }
            verdict.reasons.push(reason);
        }
        self.mark_official(row, &mut verdict);
        mark_automated(&mut verdict, self.kind(row), self.clause());
        verdict
    }

    /// A public official is never listed without a sign-off, and gets no gifts (A15).
    fn mark_official(&self, row: Row<'_>, verdict: &mut Verdict) {
        if self.official(row) != Official::Yes {
            return;
        }
        let clause = self.clause();
        let rank = self.ranks.get(&self.number(row));
        let about = rank.map(|(_, contact)| self.book.texts.text(*contact).to_owned());
        let mut reason = Reason::new(ReasonCode::PublicOfficial, clause);
        reason.about = about;
        verdict.warnings.push(reason.actual(rank.map(|(rank, _)| Measure::Text(rank.code().to_owned()))));
        let sign_off = Obligation::new(ObligationCode::ComplianceSignOff, clause);
        verdict.obligations.push(sign_off.role(self.rules.official.sign_off.clone()));
        verdict.obligations.push(Obligation::new(ObligationCode::NoGifts, clause));
    }

    /// A public unit with a contact of rank, whether or not that is a route to apply by.
    fn official(&self, row: Row<'_>) -> Official {
        let of_rank = |(rank, _): &(OfficialRank, u32)| *rank >= self.rules.official.from;
        let ranked = self.ranks.get(&self.number(row)).is_some_and(of_rank);
        match self.kind(row) {
            Some(kind) if kind != CustomerKind::PublicUnit => Official::No,
            _ if self.book.has(Table::Contacts) && !ranked => Official::No,
            Some(_) if ranked => Official::Yes,
            None if ranked && self.book.has(Table::Customers) => Official::Unknown(ReasonCode::NotOnRecord),
            _ => Official::Unknown(ReasonCode::NotSupplied),
        }
    }

    fn money_reason(&self, bought: &Bought, route: VipRoute, open: Open) -> (Reason, NeededChange) {
        let clause = self.clause();
        let (units, at_least, products) = match route {
            VipRoute::SingleOrder => {
                let rule = &self.rules.single_order;
                (bought.order.map(|order| order.amount), rule.at_least, rule.products)
            }
            _ => {
                let rule = &self.rules.period;
                (bought.period.map(|period| period.amount), rule.at_least, rule.products)
            }
        };
        let required = Exact::from(at_least);
        let asked = Bound::AtLeast(Measure::Money(required));
        if let (Open::Unknown(code), Some((_, table))) = (open, self.unknown_money(products)) {
            let change = match code {
                ReasonCode::NotSupplied => NeededChange::Supply { table: table.name().to_owned() },
                _ => NeededChange::Unreachable,
            };
            return (Reason::new(code, clause).about(code_of(route).code()).required(asked), change);
        }
        let amount = self.exact(units.unwrap_or(0));
        let mut reason = Reason::new(code_of(route), clause).actual(Measure::Money(amount)).required(asked);
        reason.about = self.about(bought, route);
        let change = more(Measure::Money, amount, required, false, STEP);
        let short = required.minus(amount).filter(|short| short.is_positive());
        (reason.shortfall(short.map(Measure::Money)), change)
    }

    /// Which order, which month, which days.
    fn about(&self, bought: &Bought, route: VipRoute) -> Option<String> {
        if route == VipRoute::SingleOrder {
            return Some(self.book.order_ids.text(bought.order?.order_id).to_owned());
        }
        let period = bought.period?;
        let [first, last] = [period.first, period.last].map(|day| Day::from_number(day).to_string());
        Some(match self.rules.period.window {
            VipWindow::CalendarMonth => first.get(..7).unwrap_or(&first).to_owned(),
            VipWindow::RollingDays(_) => format!("{first}/{last}"),
        })
    }

    fn official_reason(&self, row: Row<'_>, open: Open) -> (Reason, NeededChange) {
        let clause = self.clause();
        let supply = |table: Table| NeededChange::Supply { table: table.name().to_owned() };
        let from = Measure::Text(self.rules.official.from.code().to_owned());
        let public_unit = || vec![Measure::Text(CustomerKind::PublicUnit.code().to_owned())];
        let of_kind = |code| {
            let kind = self.kind(row).map(|kind| Measure::Text(kind.code().to_owned()));
            let reason = Reason::new(code, clause).about(AdmissionFact::Kind.name());
            reason.actual(kind).required(Bound::OneOf(public_unit()))
        };
        match open {
            Open::Unknown(code) => {
                let table = if self.book.has(Table::Customers) { Table::Contacts } else { Table::Customers };
                (Reason::new(code, clause).about(ReasonCode::OfficialRank.code()), supply(table))
            }
            Open::No(ReasonCode::NotOnRecord) => (of_kind(ReasonCode::NotOnRecord), supply(Table::Customers)),
            Open::No(ReasonCode::ConditionNotMet) => {
                (of_kind(ReasonCode::ConditionNotMet), NeededChange::Become { one_of: public_unit() })
            }
            Open::No(_) | Open::Yes => {
                let held = self.ranks.get(&self.number(row));
                let mut reason = Reason::new(ReasonCode::OfficialRank, clause)
                    .actual(held.map(|(rank, _)| Measure::Text(rank.code().to_owned())))
                    .required(Bound::AtLeast(from));
                reason.about = held.map(|(_, contact)| self.book.texts.text(*contact).to_owned());
                let enough = OfficialRank::ALL.iter().filter(|rank| **rank >= self.rules.official.from);
                let one_of = enough.map(|rank| Measure::Text(rank.code().to_owned())).collect();
                (reason, NeededChange::Become { one_of })
            }
        }
    }

    /// Whether a customer may be listed on the as-of day. Without the approval of the role the policy names
    /// it is a deny with the reason `needs_approval`, for a public official without a sign-off one with
    /// `sign_off_missing`; where it cannot be told whether it is an official, the sign-off is needed too
    /// (A15). Whoever applied itself must also be [permitted to apply](Self::explain).
    ///
    /// # Errors
    /// An id the assessment does not have; the nearest one is named.
    pub fn list(&self, listing: &VipListing) -> Result<Verdict, Error> {
        let row = self.found(&listing.customer_id)?;
        let bought = self.purchases.best(self.number(row));
        let mut verdict = self.routes(row, &bought, &self.rules.apply_by);
        if listing.channel == VipChannel::CompanyProposed {
            verdict.outcome = VerdictOutcome::Permit;
            verdict.reasons.clear();
            verdict.remedies.clear();
        }
        verdict.obligations.retain(|obligation| obligation.code != ObligationCode::ComplianceSignOff);
        let approver = match listing.channel {
            VipChannel::SelfApplied => &self.rules.self_applied,
            VipChannel::CompanyProposed => &self.rules.company_proposed,
        };
        let mut lacking = Vec::new();
        if listing.approved_by.as_ref() != Some(approver) {
            lacking.push((VerdictOutcome::Deny, ReasonCode::NeedsApproval, approver.as_str(), approver));
        }
        let sign_off = &self.rules.official.sign_off;
        match self.official(row) {
            _ if listing.signed_off => {}
            Official::No => {}
            Official::Yes => {
                let code = ReasonCode::SignOffMissing;
                lacking.push((VerdictOutcome::Deny, code, sign_off.as_str(), sign_off));
            }
            Official::Unknown(code) => {
                let about = ReasonCode::OfficialRank.code();
                lacking.push((VerdictOutcome::Indeterminate, code, about, sign_off));
            }
        }
        if lacking.is_empty() {
            if verdict.outcome == VerdictOutcome::Permit {
                self.lasts(&mut verdict, self.assessment.stamp.as_of)?;
            }
            return Ok(verdict);
        }
        if verdict.outcome == VerdictOutcome::Permit {
            verdict.reasons.clear();
            verdict.remedies = vec![VerdictRemedy { steps: Vec::new() }];
            verdict.outcome = VerdictOutcome::Indeterminate;
        }
        for (outcome, code, about, role) in lacking {
            let reason = Reason::new(code, self.clause()).about(about);
            let act = NeededChange::Act { role: role.clone(), person: None, delegation: None };
            for remedy in &mut verdict.remedies {
                remedy.steps.push(RemedyStep::answering(&reason, act.clone()));
            }
            verdict.reasons.push(reason);
            // What is certainly lacking denies, whatever else cannot be told.
            if outcome == VerdictOutcome::Deny {
                verdict.outcome = outcome;
            }
        }
        Ok(verdict)
    }

    /// A listing from a day on holds through the same day of its last month (A17).
    fn lasts(&self, verdict: &mut Verdict, from: NaiveDate) -> Result<(), Error> {
        let until = self.listed_until(from)?;
        let clause = self.clause();
        verdict.obligations.push(Obligation::new(ObligationCode::Expires, clause).by(until));
        if !self.rules.renew_by.is_empty() {
            verdict.obligations.push(Obligation::new(ObligationCode::Renew, clause).by(until));
        }
        Ok(())
    }

    /// The last day of a listing made on a day, included.
    ///
    /// # Errors
    /// A day whose listing would end beyond what a calendar holds.
    pub fn listed_until(&self, listed_on: NaiveDate) -> Result<NaiveDate, Error> {
        let months = i32::try_from(self.rules.valid_months).unwrap_or(i32::MAX);
        let until = add_months(listed_on, months);
        until.ok_or_else(|| {
            let found = format!("a listing of `{listed_on}`");
            Problem::new(ProblemCode::OutOfRange, found, "a day whose listing ends within the calendar")
                .into()
        })
    }

    /// Whether the listing made on a day is renewed on the as-of day: it has not ended, and purchases after
    /// it was made meet one of the routes again.
    ///
    /// # Errors
    /// An id the assessment does not have, the nearest one is named; a listing made after the as-of day.
    pub fn renew(&self, customer_id: &str, listed_on: NaiveDate) -> Result<Verdict, Error> {
        let row = self.found(customer_id)?;
        let as_of = self.assessment.stamp.as_of;
        if listed_on > as_of {
            let found = format!("a listing of `{listed_on}`, after the as-of day `{as_of}`");
            return Err(Problem::new(ProblemCode::DatesOutOfOrder, found, "a listing that was made").into());
        }
        let until = self.listed_until(listed_on)?;
        let after = Day::from(listed_on).number();
        let bought = self.purchases.best_after(self.number(row), self.book, self.rules, after);
        let mut verdict = self.routes(row, &bought, &self.rules.renew_by);
        if as_of > until {
            if verdict.outcome == VerdictOutcome::Permit {
                verdict.reasons.clear();
            }
            verdict.outcome = VerdictOutcome::Deny;
            let reason = Reason::new(ReasonCode::ListingEnded, self.clause())
                .actual(Measure::Date(as_of))
                .required(Bound::UpTo(Measure::Date(until)));
            let step = RemedyStep::answering(&reason, NeededChange::Unreachable);
            verdict.remedies = vec![VerdictRemedy::of(step)];
            verdict.reasons.push(reason);
        }
        if verdict.outcome == VerdictOutcome::Permit {
            self.lasts(&mut verdict, until)?;
        }
        Ok(verdict)
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
