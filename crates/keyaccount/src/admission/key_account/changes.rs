//! The smallest change of a fact that makes its condition hold.

use super::KeyAccounts;
use super::reasons::literals;
use crate::admission::facts::Told;
use crate::admission::{less, more};
use crate::assessment::Row;
use crate::book::{Code, EvaluationLevel};
use crate::calendar::{Day, Window};
use crate::decimal::{Exact, PUBLISHED_SCALE};
use crate::grading::{FactValue, compare};
use crate::measure::Measure;
use crate::policy::{AdmissionFact, Comparison, FactKind, Test};
use crate::verdict::NeededChange;

impl KeyAccounts<'_> {
    /// The smallest change of the fact that makes the test pass.
    pub(super) fn change(&self, row: Row<'_>, test: &Test<AdmissionFact>, told: Told<'_>) -> NeededChange {
        let value = match told {
            Told::Value(value) => value,
            Told::NotOnRecord(table) | Told::NotSupplied(table) => {
                return NeededChange::Supply { table: table.name().to_owned() };
            }
            Told::New => return self.no_longer_new(row),
            Told::Established | Told::OtherCurrency | Told::PartialPopulation => {
                return NeededChange::Unreachable;
            }
        };
        let scale = match test.fact.kind() {
            FactKind::Rating => 4,
            _ => PUBLISHED_SCALE,
        };
        let measured = |number: Exact| match Measure::of_number(test.fact.kind(), number) {
            Measure::Money(money) => Measure::Money(money.normalised()),
            measure => measure,
        };
        match (&test.comparison, value) {
            (Comparison::AtLeast(bound), FactValue::Number(number)) => {
                more(measured, number, Exact::from(*bound), false, scale)
            }
            (Comparison::Above(bound), FactValue::Number(number)) => {
                more(measured, number, Exact::from(*bound), true, scale)
            }
            (Comparison::AtMost(bound), FactValue::Number(number)) => {
                less(measured, number, Exact::from(*bound), false, scale)
            }
            (Comparison::Below(bound), FactValue::Number(number)) => {
                less(measured, number, Exact::from(*bound), true, scale)
            }
            (Comparison::Is(_) | Comparison::In(_), _) => self.become_one(row, test),
            _ => NeededChange::Unreachable,
        }
    }

    fn become_one(&self, row: Row<'_>, test: &Test<AdmissionFact>) -> NeededChange {
        let wants = |yes| compare(FactValue::YesNo(yes), &test.comparison);
        let contract = |lacks: &[&str]| NeededChange::Document {
            document: "contract".to_owned(),
            lacks: lacks.iter().map(|lack| (*lack).to_owned()).collect(),
        };
        match test.fact {
            AdmissionFact::Contract if wants(true) => contract(&[]),
            AdmissionFact::SignedContract if wants(true) && self.contracts.are_there(row.customer.id) => {
                contract(&["signed_on"])
            }
            AdmissionFact::SignedContract if wants(true) => contract(&[]),
            AdmissionFact::Vetoed if wants(false) => NeededChange::End,
            AdmissionFact::GoodCredit if wants(true) => {
                let credit = row.assessment.policy.credit();
                let good =
                    credit.bands.iter().filter(|(band, ..)| band.position() <= credit.good_from.position());
                let bands = good
                    .map(|(_, name, from)| Measure::CreditBand { name: name.to_owned(), from: Some(from) });
                let levels = [EvaluationLevel::Good, EvaluationLevel::Excellent];
                let one_of = if row.grades.credit.grade.is_none() && row.customer.is_new {
                    levels.map(|level| Measure::Text(level.code().to_owned())).to_vec()
                } else {
                    bands.collect()
                };
                NeededChange::Become { one_of }
            }
            _ => NeededChange::Become { one_of: literals(row, test) },
        }
    }

    /// The first day on which the customer is no longer new.
    fn no_longer_new(&self, row: Row<'_>) -> NeededChange {
        let months = row.assessment.policy.prospect().new_customer_months;
        let trade = row.customer.first_trade();
        let on = trade.and_then(|day| Window::first_without(Day::from_number(day), months));
        on.map_or(NeededChange::Unreachable, |on| NeededChange::From { on })
    }
}
