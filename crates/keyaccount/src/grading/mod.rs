//! From scores to classes: bands, caps, value classes, behaviour, limits and stages.

mod behaviour;
mod caps;
mod credit_limit;
mod grade;
mod portfolio;
mod review;
mod value_class;

pub use behaviour::{DealFacts, DealStage, deal_stage, growth};
pub use credit_limit::{HoldReason, credit_hold, credit_limit};
pub(crate) use grade::{CustomerGrades, Track, grade};
pub use portfolio::{PortfolioFacts, PortfolioMetrics, portfolio_metrics};
pub use review::{ClassChange, reassessment_due};
