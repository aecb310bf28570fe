//! From facts to points: each dimension by its rule, then the composite.

mod buckets;
mod composite;
mod credit;
#[cfg(test)]
pub(crate) mod hostile;
mod measure;
mod population;
mod profit;
mod prospect;
mod rank;
mod replace;
mod share;
mod standings;
#[cfg(test)]
mod tests;
mod units;
mod volume;

pub use composite::{CompositePart, composite_score};
pub use population::Population;
pub(crate) use rank::running_sums;
pub use rank::{Ranking, cumulative_shares, quintile};

pub(crate) use composite::{CompositeResult, Weights};
pub(crate) use credit::{
    CreditResult, holds as credit_cap_holds, of_score as credit_of_score, score as credit_score,
};
pub(crate) use profit::{
    ProfitResult, margin as profit_margin, measured_profit, profit_of_all_lines, profit_rating,
    score as profit_score,
};
pub(crate) use prospect::{ProspectResult, score as prospect_score};
pub(crate) use rank::{ratio_score, score_among};
pub(crate) use share::SharedPopulation;
pub(crate) use standings::Standings;
pub(crate) use units::{Scratch, Units};
pub(crate) use volume::{
    VolumeResult, group as volume_group, measured as measured_volume, score as volume_score,
};

use serde::{Deserialize, Serialize};

use crate::decimal::Score;

/// Changes only when the arithmetic of the rules does.
pub const RULES_VERSION: u32 = 1;

macro_rules! unrated {
    ($($(#[$doc:meta])* $name:ident $code:literal,)+) => {
        /// Why a dimension has no score. Missing is never zero.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Unrated { $($(#[$doc])* #[serde(rename = $code)] $name,)+ }

        impl Unrated {
            /// Every reason there is.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }
        }
    };
}

unrated! {
    /// The first trade is too recent, or there is none.
    NewCustomer "new_customer",
    /// Nothing was paid in the window and nothing is overdue.
    NoPayments "no_payments",
    /// The book has no order lines at all.
    NoOrderData "no_order_data",
    /// The policy adds quantities, and no line of the customer has one.
    NoQuantity "no_quantity",
    /// The book says nowhere what goods cost.
    NoCostData "no_cost_data",
    /// A line of the customer has no cost.
    MissingMargin "missing_margin",
    /// Too few dimensions, or too little weight, for a composite.
    InsufficientDimensions "insufficient_dimensions",
    /// The book holds only some customers, so ranks would mislead.
    PartialPopulation "partial_population",
    /// Nobody assessed the prospect.
    NoAssessment "no_assessment",
    /// The last assessment is too old.
    AssessmentExpired "assessment_expired",
    /// Too little of the assessment is filled in.
    IncompleteAssessment "incomplete_assessment",
}

/// A score, or why there is none.
pub(crate) type Rated = Result<Score, Unrated>;
