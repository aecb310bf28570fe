//! What predicates ask about a customer, answered from facts and scores (POLICY §2).

use rust_decimal::Decimal;

use super::caps::{CapSet, FactValue, holding};
use super::grade::{CustomerGrades, Outcome, worst};
use crate::book::micros;
use crate::decimal::{Exact, PUBLISHED_SCALE, Score, percent};
use crate::facts::{CustomerFacts, Facts};
use crate::policy::{Band, CapCondition, Fact, FactKind, Policy};
use crate::scoring::{
    CompositeResult, CreditResult, Population, ProfitResult, VolumeResult, credit_cap_holds, measured_profit,
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
    pub(crate) more: More,
}

/// What a customer is supposed to have beyond what was measured: nothing, unless a remedy is sought.
#[derive(Clone, Copy, Debug)]
pub(crate) struct More {
    /// Profit without any more amount; the population has it too.
    pub(crate) profit: Exact,
    /// Order amount of the last twelve months.
    pub(crate) amount: Exact,
}

impl More {
    /// What was measured is all there is.
    pub(crate) const NONE: Self = Self { profit: Exact::ZERO, amount: Exact::ZERO };
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
            more: More::NONE,
        }
    }

    /// The grade a score leads to: by its band, then held down by the caps that hold.
    pub(crate) fn outcome(&self, score: Option<Score>) -> Outcome {
        let composite = self.policy.composite();
        let raw = score.map(|score| composite.bands.of(score));
        let caps = match raw {
            Some(_) => holding(&composite.caps, &|fact| self.value(fact)),
            None => CapSet::default(),
        };
        Outcome { raw, caps, computed: raw.map(|raw| worst(raw, self.policy, caps)) }
    }

    fn profit_measured(&self) -> Option<Exact> {
        measured_profit(self.facts, self.customer)?.checked_add(self.more.profit)
    }

    fn margin(&self) -> Option<Decimal> {
        percent(self.profit_measured()?, self.facts.amount(self.customer.orders.profit_amount()))
    }

    /// A fact that is yes or no; empty if it was not measured.
    pub(super) fn yes_no(&self, fact: Fact) -> Option<bool> {
        let holds = |condition| self.credit.score.is_ok().then(|| credit_cap_holds(self.customer, condition));
        match fact {
            Fact::Vetoed => Some(!self.customer.credit.vetoes.is_empty()),
            Fact::ShortRelationship => holds(CapCondition::ShortRelationship { months: 0 }),
            Fact::DocumentsMissing => holds(CapCondition::DocumentsMissing),
            _ => None,
        }
    }

    /// A fact that is a credit band; empty if it was not measured.
    pub(super) const fn credit_band(&self, fact: Fact) -> Option<Band> {
        match fact {
            Fact::CreditBandByScore => self.credit.by_score,
            Fact::CreditGrade => self.credit.grade,
            _ => None,
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
            Fact::Vetoed | Fact::ShortRelationship | Fact::DocumentsMissing => {
                self.yes_no(fact).map(FactValue::YesNo)
            }
            Fact::CreditBandByScore | Fact::CreditGrade => {
                self.credit_band(fact).map(|band| FactValue::Text(bands.name(band)))
            }
            Fact::CreditScore => self.credit.score.ok().map(points),
            Fact::VolumeScore => self.volume.ok().map(|(_, score)| points(score)),
            Fact::ProfitScore => self.profit.ok().map(|(_, score)| points(score)),
            Fact::CompositeScore => self.composite.ok().map(points),
            Fact::MarginPercent if self.profit.is_ok() => self.margin().map(decimal),
            Fact::MarginToPopulation if self.profit.is_ok() => {
                let own = self.margin()?;
                let all = self.population.margin_percent_with(self.more.profit);
                let all = all.filter(|margin| *margin > Decimal::ZERO)?;
                Some(FactValue::Ratio(Exact::from(own), Exact::from(all)))
            }
            Fact::Profit if self.profit.is_ok() => self.profit_measured().map(FactValue::Number),
            Fact::OrderAmount12m if self.volume.is_ok() => {
                let amount = self.facts.amount(customer.orders.amount_12m());
                amount.checked_add(self.more.amount).map(FactValue::Number)
            }
            Fact::OrderCount if self.volume.is_ok() => {
                Some(FactValue::Number(Exact::new(i128::from(customer.orders.orders), 0)))
            }
            Fact::MarginPercent
            | Fact::MarginToPopulation
            | Fact::Profit
            | Fact::OrderAmount12m
            | Fact::OrderCount => None,
            Fact::OverdueAmount if rated => Some(FactValue::Number(micros(customer.credit.overdue()))),
            Fact::WeightedDaysLate if rated => customer.weighted_days_late().map(decimal),
            Fact::MaxDaysLate if rated => {
                Some(FactValue::Number(Exact::new(i128::from(customer.credit.max_days), 0)))
            }
            Fact::OnTimeRate if rated => customer.on_time_rate().map(decimal),
            Fact::OverdueAmount | Fact::WeightedDaysLate | Fact::MaxDaysLate | Fact::OnTimeRate => None,
            Fact::Kind => text(0),
            Fact::Region => text(1),
            Fact::Country => text(2),
            Fact::Industry => text(3),
            Fact::Size => text(4),
        }
    }
}
