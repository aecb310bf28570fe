//! From scores to classes: bands, caps, value classes, behaviour, limits and stages.

mod asked;
mod behaviour;
mod caps;
mod conditions;
mod credit_limit;
mod dimensions;
mod grade;
mod portfolio;
mod review;
mod value_class;

pub(crate) use asked::{Asked, More};
pub use behaviour::{DealFacts, DealStage, deal_stage, growth};
pub(crate) use caps::{CapSet, FactValue, compare, holds};
pub use credit_limit::{HoldReason, credit_hold, credit_limit};
pub(crate) use dimensions::{DimensionScore, dimension_scores};
pub use grade::Track;
pub(crate) use grade::{CustomerGrades, Grader, Outcome, granted};
pub use portfolio::{PortfolioFacts, PortfolioMetrics, portfolio_metrics};
pub use review::reassessment_due;
pub(crate) use value_class::classify;
