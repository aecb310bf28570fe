//! What definitions of key accounts ask about a customer, and why something cannot be told.

use super::key_account::KeyAccounts;
use crate::assessment::Row;
use crate::book::{EvaluationLevel, Table, micros};
use crate::decimal::{Exact, PUBLISHED_SCALE, Score};
use crate::grading::FactValue;
use crate::policy::{AdmissionFact, Criterion, FactKind};
use crate::scoring::Unrated;

/// The decimals of an averaged rating.
const RATING_SCALE: u8 = 4;

/// What is known of a fact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Told<'a> {
    Value(FactValue<'a>),
    /// The register is there, and says nothing of this customer; the table that would.
    NotOnRecord(Table),
    /// Not before the customer has ceased to be new.
    New,
    /// Only new customers have it, and this one will not be new again.
    Established,
    /// The register that would say it was not supplied.
    NotSupplied(Table),
    /// The book's money is not the policy's.
    OtherCurrency,
    /// The book holds only some of the customers.
    PartialPopulation,
}

impl<'a> Told<'a> {
    fn of(value: Option<FactValue<'a>>, table: Table) -> Self {
        value.map_or(Self::NotOnRecord(table), Self::Value)
    }

    fn unrated(reason: Unrated) -> Self {
        match reason {
            Unrated::NewCustomer => Self::New,
            Unrated::NoOrderData => Self::NotSupplied(Table::OrderLines),
            Unrated::NoCostData => Self::NotSupplied(Table::Products),
            Unrated::PartialPopulation => Self::PartialPopulation,
            Unrated::NoPayments => Self::NotOnRecord(Table::Invoices),
            Unrated::MissingMargin => Self::NotOnRecord(Table::Products),
            Unrated::NoAssessment | Unrated::AssessmentExpired | Unrated::IncompleteAssessment => {
                Self::NotOnRecord(Table::ProspectAssessments)
            }
            Unrated::NoQuantity | Unrated::InsufficientDimensions => Self::NotOnRecord(Table::OrderLines),
        }
    }
}

impl Told<'_> {
    /// Too few dimensions where a whole register is missing is a matter of that register.
    fn no_composite(row: Row<'_>, reason: Unrated) -> Self {
        let facts = &row.assessment.facts;
        match reason {
            Unrated::InsufficientDimensions if !facts.has_order_data => Self::NotSupplied(Table::OrderLines),
            Unrated::InsufficientDimensions if !facts.has_cost_data => Self::NotSupplied(Table::Products),
            Unrated::InsufficientDimensions if !facts.has_invoices => Self::NotSupplied(Table::Invoices),
            reason => Self::unrated(reason),
        }
    }
}

const fn points<'a>(score: Score) -> FactValue<'a> {
    FactValue::Number(Exact::new(score.hundredths() as i128, PUBLISHED_SCALE))
}

impl KeyAccounts<'_> {
    /// What is known of a fact about a customer.
    pub(super) fn told<'r>(&self, row: Row<'r>, fact: AdmissionFact) -> Told<'r> {
        let (facts, customer, grades) = (&row.assessment.facts, row.customer, row.grades);
        if fact.kind() == FactKind::Money && facts.other_currency {
            return Told::OtherCurrency;
        }
        let orders = |value: &dyn Fn() -> Told<'r>| {
            if facts.has_order_data { value() } else { Told::NotSupplied(Table::OrderLines) }
        };
        let invoices = |value: &dyn Fn() -> Told<'r>| {
            if facts.has_invoices { value() } else { Told::NotSupplied(Table::Invoices) }
        };
        let contracts = |yes: bool| match self.supplied.contracts {
            true => Told::Value(FactValue::YesNo(yes)),
            false => Told::NotSupplied(Table::Contracts),
        };
        match fact {
            AdmissionFact::Contract => contracts(self.contracts.are_there(customer.id)),
            AdmissionFact::SignedContract => contracts(self.contracts.are_signed(customer.id)),
            AdmissionFact::CapitalOccupied => invoices(&|| {
                let owed = micros(customer.credit.receivables());
                let occupied = owed.checked_add(self.stock_held(customer.id).unwrap_or(Exact::ZERO));
                Told::of(occupied.map(FactValue::Number), Table::Invoices)
            }),
            AdmissionFact::GoodCredit => self.good_credit(row),
            AdmissionFact::CreditGrade => match row.credit_grade_name() {
                Some(name) => Told::Value(FactValue::Text(name)),
                None => invoices(&|| grades.credit.score.map_or_else(Told::unrated, |_| Told::New)),
            },
            AdmissionFact::CreditScore => invoices(&|| {
                grades.credit.score.map_or_else(Told::unrated, |score| Told::Value(points(score)))
            }),
            AdmissionFact::Vetoed => match customer.credit.vetoes.is_empty() {
                false => Told::Value(FactValue::YesNo(true)),
                // What nobody looked into is not in order.
                true => invoices(&|| Told::Value(FactValue::YesNo(false))),
            },
            AdmissionFact::OverdueAmount => {
                invoices(&|| Told::Value(FactValue::Number(micros(customer.credit.overdue()))))
            }
            AdmissionFact::OrderAmount12m => {
                orders(&|| Told::Value(FactValue::Number(facts.amount(customer.orders.amount_12m()))))
            }
            AdmissionFact::VolumeShare => match grades.volume {
                Err(reason) => Told::unrated(reason),
                Ok(_) => Told::of(
                    row.volume_share().map(|share| FactValue::Number(Exact::from(share))),
                    Table::OrderLines,
                ),
            },
            AdmissionFact::Profit => orders(&|| match facts.has_cost_data {
                true => Told::of(row.profit().map(FactValue::Number), Table::Products),
                false => Told::NotSupplied(Table::Products),
            }),
            AdmissionFact::CompositeScore => match grades.composite {
                Ok(score) => Told::Value(points(score)),
                Err(reason) => Told::no_composite(row, reason),
            },
            AdmissionFact::ProspectScore => match grades.prospect {
                Some(Ok(score)) => Told::Value(points(score)),
                None => Told::Established,
                _ if !self.supplied.assessments => Told::NotSupplied(Table::ProspectAssessments),
                _ => Told::NotOnRecord(Table::ProspectAssessments),
            },
            AdmissionFact::Grade => match (grades.grade, grades.prospect) {
                (Some(grade), _) => Told::Value(FactValue::Text(row.grade_name(grade))),
                (None, Some(_)) if !self.supplied.assessments => {
                    Told::NotSupplied(Table::ProspectAssessments)
                }
                (None, Some(_)) => Told::NotOnRecord(Table::ProspectAssessments),
                (None, None) => {
                    Told::no_composite(row, grades.composite.err().unwrap_or(Unrated::InsufficientDimensions))
                }
            },
            AdmissionFact::ValueClass => match (row.value_class(), grades.profit) {
                (Some(name), _) => Told::Value(FactValue::Text(name)),
                (None, Err(reason)) => Told::unrated(reason),
                (None, Ok(_)) => grades.volume.map_or_else(Told::unrated, |_| Told::New),
            },
            AdmissionFact::PositionRating => match self.supplied.assessments {
                false => Told::NotSupplied(Table::ProspectAssessments),
                true => {
                    let mean = customer
                        .prospect()
                        .and_then(|prospect| prospect.means.get(Criterion::IndustryPosition as usize))
                        .copied()
                        .flatten();
                    let mean = mean.map(|mean| FactValue::Number(Exact::new(mean.into(), RATING_SCALE)));
                    Told::of(mean, Table::ProspectAssessments)
                }
            },
            AdmissionFact::Evaluation => self.evaluated(row, |level| FactValue::Text(code(level))),
            AdmissionFact::Kind
            | AdmissionFact::Region
            | AdmissionFact::Country
            | AdmissionFact::Industry
            | AdmissionFact::Size => match self.supplied.customers {
                false => Told::NotSupplied(Table::Customers),
                true => Told::of(fact.of_caps().and_then(|fact| row.asked().value(fact)), Table::Customers),
            },
        }
    }

    /// The credit grade; of a new customer without a veto, the branch's evaluation (A6).
    fn good_credit<'r>(&self, row: Row<'r>) -> Told<'r> {
        let credit = row.assessment.policy.credit();
        if let Some(grade) = row.grades.credit.grade {
            return Told::Value(FactValue::YesNo(grade.position() <= credit.good_from.position()));
        }
        if row.customer.is_new {
            return self.evaluated(row, |level| FactValue::YesNo(level >= EvaluationLevel::Good));
        }
        match row.assessment.facts.has_invoices {
            true => Told::NotOnRecord(Table::Invoices),
            false => Told::NotSupplied(Table::Invoices),
        }
    }

    fn evaluated<'r>(&self, row: Row<'r>, value: impl Fn(EvaluationLevel) -> FactValue<'r>) -> Told<'r> {
        match self.evaluation(row.customer.id) {
            Some(level) => Told::Value(value(level)),
            None if self.supplied.evaluations => Told::NotOnRecord(Table::Evaluations),
            None => Told::NotSupplied(Table::Evaluations),
        }
    }
}

fn code(level: EvaluationLevel) -> &'static str {
    crate::book::Code::code(level)
}
