//! `[volume]`, `[profit]`, `[prospect]`, `[value_class]`, `[behaviour]` and `[review]`.

use rust_decimal::Decimal;

use crate::decimal::Score;

/// `[volume]`: order volume (§4.3).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Volume {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// What is added up.
    pub basis: VolumeBasis,
    /// 1 or 2 years.
    pub window_years: u32,
    /// How the sum becomes a score.
    pub score: ScoreRule,
    /// Rank only against customers that share this attribute; against everybody if empty.
    pub rank_within: Option<Axis>,
}

/// What order volume adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VolumeBasis {
    /// Line amounts.
    Amount,
    /// Quantities in base units.
    Quantity,
}

/// An attribute of a customer that ranks may be kept within.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// `kind`
    Kind,
    /// `region`
    Region,
    /// `country`
    Country,
    /// `industry`
    Industry,
    /// `size`
    Size,
    /// `need_class`
    NeedClass,
}

/// How a measured value becomes a score of 0–100.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScoreRule {
    /// 100 × (N − rank + 1) ÷ N over the N customers above zero.
    Rank,
    /// 100 × value ÷ greatest value.
    MaxRatio,
    /// The score of the first band the value reaches, best first; 0.00 below the last.
    Bands(Vec<ScoreBand>),
}

/// A band of measured value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreBand {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// The least value, included.
    pub at_least: Decimal,
    /// The score it earns.
    pub score: Score,
}

/// `[profit]`: profit contribution (§4.4).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Profit {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// Months of the window.
    pub window_months: u32,
    /// How the profit becomes a score.
    pub score: ScoreRule,
    /// The margin rate of lines without any cost data; without it such a customer is unrated.
    pub fallback_margin: Option<Decimal>,
    /// A customer is rated when lines with cost carry at least this share of its turnover (1 = every
    /// line); its profit and margin are then those of the costed lines.
    pub min_costed_share: Decimal,
}

/// `[prospect]`: the promise of new customers (§4.5).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Prospect {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// A customer whose first trade is less than this many months old is new.
    pub new_customer_months: u32,
    /// The criteria and their weights, in the order of [`Criterion::ALL`].
    pub criteria: Vec<(Criterion, Decimal)>,
    /// The least weight of rated criteria.
    pub min_weight: Decimal,
    /// Months an assessment stays valid.
    pub valid_months: u32,
}

/// A criterion of a prospect assessment, rated 1 (poor) to 5 (excellent).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Criterion {
    /// 规模
    Scale,
    /// 资金实力
    FinancialStrength,
    /// 行业地位
    IndustryPosition,
    /// 发展潜力
    GrowthPotential,
    /// 需求匹配
    NeedFit,
    /// 竞争对手 / 开发费用
    CompetitionCost,
}

/// `[value_class]`: high, medium, low (§4.8).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ValueClass {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// What value means.
    pub basis: ValueBasis,
    /// The classes, best first; the last takes everybody else.
    pub classes: Vec<ValueClassBand>,
}

impl ValueClass {
    /// The names of the classes, best first.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.classes.iter().map(|class| class.name.clone()).collect()
    }
}

/// What the value class measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueBasis {
    /// Profit of the profit window.
    Profit,
    /// Order amount of the last twelve months.
    Amount,
}

/// A value class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueClassBand {
    /// Its name.
    pub name: String,
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// The share of all value, in percent, held by customers with strictly more must be below this;
    /// empty for the last class.
    pub before_below: Option<Decimal>,
}

/// `[behaviour]`: recency, frequency, money, and the deal stage (§4.8).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Behaviour {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// Months of the window.
    pub window_months: u32,
    /// A customer without contract and order created at most this many days ago is new.
    pub new_deal_days: u32,
}

/// `[review]`: when a grade is due for reassessment (§4.8).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Review {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// How often.
    pub cycle: ReviewCycle,
}

/// When reassessment is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewCycle {
    /// This many months after the last assessment.
    EveryMonths(u32),
    /// On the next occurrence of this day of the year after the last assessment.
    YearlyBy {
        /// 1–12
        month: u32,
        /// 1–31; 29 February falls on the 28th of other years.
        day: u32,
    },
}
