//! Order volume and profit: the value, its place among the others, and the score (§4.3, §4.4).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::division::Division;
use super::{Context, Span};
use crate::book::micros;
use crate::calendar::Window;
use crate::decimal::{Exact, Score};
use crate::policy::{ScoreRule, VolumeBasis};
use crate::reason::Reason;
use crate::scoring::{Ranking, measured_profit, measured_volume, volume_group};

/// The order volume of one customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VolumeStep {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// What is added up.
    pub basis: VolumeBasis,
    /// Orders of these days count.
    pub window: Span,
    /// The sum; empty where the book has no order lines or none of them a quantity.
    pub value: Option<Exact>,
    /// Orders that counted.
    pub orders: u32,
    /// Its share of the total of all customers that are not new, in percent. Internal.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub share: Option<Decimal>,
    /// How the value became the score. Of a customer's own copy only bands are left.
    pub formula: Option<ScoreFormula>,
    /// The published score.
    pub score: Option<Score>,
    /// Why there is none.
    pub unrated: Option<Reason>,
}

/// The profit of one customer. Everything but clause, window and score is internal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfitStep {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// Orders of these days count.
    pub window: Span,
    /// Σ profit of the lines; empty where it is not known.
    pub of_lines: Option<Exact>,
    /// What it cost to serve the customer.
    pub cost_to_serve: Option<Exact>,
    /// Profit of the lines less cost to serve.
    pub profit: Option<Exact>,
    /// The amount of the lines.
    pub amount: Option<Exact>,
    /// Profit × 100 ÷ amount, in percent; empty if the amount is not above zero.
    pub margin: Option<Division>,
    /// The margin of all customers rated in profit together, in percent.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub population_margin: Option<Decimal>,
    /// Lines without cost.
    pub lines_without_cost: Option<u32>,
    /// How the profit became the score.
    pub formula: Option<ScoreFormula>,
    /// The published score.
    pub score: Option<Score>,
    /// Why there is none.
    pub unrated: Option<Reason>,
}

/// How a measured value became a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum ScoreFormula {
    /// 100 × (N − rank + 1) ÷ N.
    Rank(RankStep),
    /// 100 × value ÷ greatest value.
    MaxRatio {
        /// The greatest value.
        greatest: Option<Exact>,
        /// The group it was taken among, if not everybody.
        within: Option<String>,
        /// The quotient; empty of a value that is not above zero.
        division: Option<Division>,
    },
    /// The score of the first band the value reaches.
    Band {
        /// Where the band begins; empty below the last.
        #[serde(with = "rust_decimal::serde::str_option")]
        at_least: Option<Decimal>,
        /// Where the written policy says it.
        clause: Option<String>,
    },
}

/// A place among the values above zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankStep {
    /// Competition rank, 1 the greatest; N + 1 of a value that is not above zero.
    pub rank: u32,
    /// N: how many values are above zero.
    pub of: u64,
    /// The group it was taken among, if not everybody.
    pub within: Option<String>,
    /// 100 × (N − rank + 1) ÷ N; empty of a value that is not above zero.
    pub division: Option<Division>,
}

pub(super) fn volume(context: &Context<'_>) -> Option<VolumeStep> {
    let row = context.row;
    let (facts, customer) = (&row.assessment.facts, row.customer);
    let rules = row.assessment.policy.volume();
    let value = measured_volume(facts, customer, rules);
    let counted = rules.basis == VolumeBasis::Amount || customer.orders.has_quantity;
    let ranking = row.assessment.population.volume(volume_group(facts, customer, rules));
    let within = rules.rank_within.map(|axis| facts.attribute(customer, axis).to_owned());
    let formula = match row.grades.volume {
        Ok((rank, _)) => Some(formula(&rules.score, ranking, value, rank, within)?),
        Err(_) => None,
    };
    let clause = rules.clause.as_deref();
    Some(VolumeStep {
        clause: rules.clause.clone(),
        basis: rules.basis,
        window: Span::of(Window::ending(context.as_of, rules.window_years.saturating_mul(12)))?,
        value: (facts.has_order_data && counted).then(|| value.normalised()),
        orders: customer.orders.orders,
        share: row.volume_share(),
        formula,
        score: row.grades.volume.ok().map(|(_, score)| score),
        unrated: row.grades.volume.err().map(|reason| context.unrated(reason, clause)),
    })
}

pub(super) fn profit(context: &Context<'_>) -> Option<ProfitStep> {
    let row = context.row;
    let (facts, customer) = (&row.assessment.facts, row.customer);
    let population = &row.assessment.population;
    let rules = row.assessment.policy.profit();
    let known = row.has_profit();
    let profit = measured_profit(facts, customer)?;
    let amount = facts.amount(customer.orders.profit_amount());
    let margin = match known && amount.is_positive() {
        true => Some(Division::new(profit.checked_mul(Exact::new(100, 0))?, amount)?),
        false => None,
    };
    let formula = match row.grades.profit {
        Ok((rank, _)) => Some(formula(&rules.score, population.profit(), profit, rank, None)?),
        Err(_) => None,
    };
    let clause = rules.clause.as_deref();
    Some(ProfitStep {
        clause: rules.clause.clone(),
        window: Span::of(Window::ending(context.as_of, rules.window_months))?,
        of_lines: known.then(|| facts.profit(customer.orders.profit()).normalised()),
        cost_to_serve: known.then(|| micros(customer.cost_to_serve()).normalised()),
        profit: known.then(|| profit.normalised()),
        amount: known.then(|| amount.normalised()),
        margin,
        population_margin: population.margin_percent(),
        lines_without_cost: Some(customer.orders.uncosted_lines),
        formula,
        score: row.grades.profit.ok().map(|(_, score)| score),
        unrated: row.grades.profit.err().map(|reason| context.unrated(reason, clause)),
    })
}

/// The steps from a value to its score; `None` if the numbers do not fit.
fn formula(
    rule: &ScoreRule,
    ranking: &Ranking,
    value: Exact,
    rank: u32,
    within: Option<String>,
) -> Option<ScoreFormula> {
    let positive = value.is_positive();
    let of = u64::try_from(ranking.len()).ok()?;
    Some(match rule {
        ScoreRule::Rank => {
            let division = if positive && of > 0 {
                let place = i128::from(of).checked_sub(i128::from(rank))?.checked_add(1)?;
                Some(Division::new(Exact::new(place.checked_mul(100)?, 0), Exact::new(i128::from(of), 0))?)
            } else {
                None
            };
            ScoreFormula::Rank(RankStep { rank, of, within, division })
        }
        ScoreRule::MaxRatio => {
            let greatest = ranking.greatest();
            let division = match greatest.filter(|_| positive) {
                Some(greatest) => Some(Division::new(value.checked_mul(Exact::new(100, 0))?, greatest)?),
                None => None,
            };
            ScoreFormula::MaxRatio { greatest: greatest.map(Exact::normalised), within, division }
        }
        ScoreRule::Bands(bands) => {
            let reached = bands.iter().find(|band| value >= Exact::from(band.at_least));
            ScoreFormula::Band {
                at_least: reached.map(|band| band.at_least),
                clause: reached.and_then(|band| band.clause.clone()),
            }
        }
    })
}
