//! What predicates ask about a customer, answered from facts and scores (POLICY §2).

use rust_decimal::Decimal;

use super::caps::FactValue;
use super::grade::CustomerGrades;
use crate::book::micros;
use crate::decimal::{Exact, PUBLISHED_SCALE, Score};
use crate::facts::{CustomerFacts, Facts};
use crate::policy::{CapCondition, Fact, FactKind, Policy};
use crate::scoring::{
    CompositeResult, CreditResult, Population, ProfitResult, VolumeResult, credit_cap_holds, measured_profit,
    profit_margin,
};

/// Answers what predicates ask about one customer. A fact of a dimension without score is not
/// measured, so that a cap never rests on what was not rated.
pub(crate) struct Asked<'a> {
    pub(crate) facts: &'a Facts,
    pub(crate) customer: &'a CustomerFacts,
    pub(crate) population: &'a Population,
    pub(crate) policy: &'a Policy,
    pub(crate) credit: &'a CreditResult,
    pub(crate) volume: &'a VolumeResult,
    pub(crate) profit: &'a ProfitResult,
    pub(crate) composite: CompositeResult,
}

impl<'a> Asked<'a> {
    /// Asks about a customer who has been graded.
    pub(crate) const fn graded(
        facts: &'a Facts,
        customer: &'a CustomerFacts,
        population: &'a Population,
        policy: &'a Policy,
        grades: &'a CustomerGrades,
    ) -> Self {
        Self {
            facts,
            customer,
            population,
            policy,
            credit: &grades.credit,
            volume: &grades.volume,
            profit: &grades.profit,
            composite: grades.composite,
        }
    }

    /// A fact; empty if it was not measured.
    pub(crate) fn value(&self, fact: Fact) -> Option<FactValue<'a>> {
        // Thresholds of another currency say nothing.
        if fact.kind() == FactKind::Money && self.facts.other_currency {
            return None;
        }
        let customer = self.customer;
        let bands = &self.policy.credit().bands;
        let points =
            |score: Score| FactValue::Number(Exact::new(i128::from(score.hundredths()), PUBLISHED_SCALE));
        let decimal = |value: Decimal| FactValue::Number(Exact::from(value));
        let rated = self.credit.score.is_ok();
        let text = |position: usize| {
            let number = customer.attributes.get(position).copied()?;
            Some(self.facts.texts.text(number)).filter(|text| !text.is_empty()).map(FactValue::Text)
        };
        match fact {
            Fact::Vetoed => Some(FactValue::YesNo(!customer.credit.vetoes.is_empty())),
            Fact::CreditBandByScore => self.credit.by_score.map(|band| FactValue::Text(bands.name(band))),
            Fact::CreditGrade => self.credit.grade.map(|band| FactValue::Text(bands.name(band))),
            Fact::CreditScore => self.credit.score.ok().map(points),
            Fact::VolumeScore => self.volume.ok().map(|(_, score)| points(score)),
            Fact::ProfitScore => self.profit.ok().map(|(_, score)| points(score)),
            Fact::CompositeScore => self.composite.ok().map(points),
            Fact::MarginPercent if self.profit.is_ok() => profit_margin(self.facts, customer).map(decimal),
            Fact::MarginToPopulation if self.profit.is_ok() => {
                let own = profit_margin(self.facts, customer)?;
                let all = self.population.margin_percent().filter(|margin| *margin > Decimal::ZERO)?;
                Some(FactValue::Ratio(Exact::from(own), Exact::from(all)))
            }
            Fact::Profit if self.profit.is_ok() => {
                measured_profit(self.facts, customer).map(FactValue::Number)
            }
            Fact::OrderAmount12m if self.volume.is_ok() => {
                Some(FactValue::Number(self.facts.amount(customer.orders.amount_12m)))
            }
            Fact::OrderCount if self.volume.is_ok() => {
                Some(FactValue::Number(Exact::new(i128::from(customer.orders.orders), 0)))
            }
            Fact::MarginPercent
            | Fact::MarginToPopulation
            | Fact::Profit
            | Fact::OrderAmount12m
            | Fact::OrderCount => None,
            Fact::OverdueAmount if rated => Some(FactValue::Number(micros(customer.credit.overdue))),
            Fact::WeightedDaysLate if rated => customer.weighted_days_late().map(decimal),
            Fact::MaxDaysLate if rated => {
                Some(FactValue::Number(Exact::new(i128::from(customer.credit.max_days), 0)))
            }
            Fact::OnTimeRate if rated => customer.on_time_rate().map(decimal),
            Fact::ShortRelationship if rated => Some(FactValue::YesNo(credit_cap_holds(
                customer,
                CapCondition::ShortRelationship { months: 0 },
            ))),
            Fact::DocumentsMissing if rated => {
                Some(FactValue::YesNo(credit_cap_holds(customer, CapCondition::DocumentsMissing)))
            }
            Fact::OverdueAmount
            | Fact::WeightedDaysLate
            | Fact::MaxDaysLate
            | Fact::OnTimeRate
            | Fact::ShortRelationship
            | Fact::DocumentsMissing => None,
            Fact::Kind => text(0),
            Fact::Region => text(1),
            Fact::Country => text(2),
            Fact::Industry => text(3),
            Fact::Size => text(4),
        }
    }
}
