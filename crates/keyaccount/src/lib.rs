//! Customer management policies that compute.
//!
//! A [`Book`](book::Book) says what happened; a [`Policy`] holds the organisation's written rules;
//! [`assess`] turns both into scores, grades and ranks, exact to the last digit, with notes and a
//! [`Stamp`] that lets anybody make the same result again.
//!
//! ```text
//! book  ──►  facts  ──►  scoring  ──►  grading  ──►  assessment
//!              ▲            ▲             ▲
//!              └────────────┴── policy ───┘
//! ```

mod assessment;
pub mod book;
mod calendar;
pub mod comparison;
mod decimal;
pub mod document;
mod error;
mod facts;
mod grading;
mod labels;
mod notes;
mod policy;
mod scoring;

pub use assessment::{
    Assessment, CustomerRow, Distribution, GradeCount, ResultColumn, ResultKind, ResultTable, SliceTable,
    Stamp, StoredTable, Value, assess, assess_against, assess_facts,
};
pub use calendar::{Day, Window, add_months};
pub use decimal::{Exact, NumberError, Score, parse_number, round_ratio};
pub use error::{Error, Problem, ProblemCode, nearest, quote};
pub use facts::{Facts, Veto};
pub use grading::{
    DealFacts, DealStage, HoldReason, PortfolioFacts, PortfolioMetrics, credit_hold, credit_limit,
    deal_stage, growth, portfolio_metrics, reassessment_due,
};
pub use labels::Language;
pub use notes::{Note, NoteCode};
pub use policy::{
    Axis, Band, Bands, Behaviour, CapCondition, Comparison, Composite, Credit, CreditCap, CreditTerms,
    Criterion, Curve, CurveAnchor, Dimension, ExcusedReason, Fact, FactKind, GradeCap, Header, Interpolation,
    Literal, POLICY_FORMAT, Policy, PolicyDocument, Predicate, Profit, Prospect, Review, ReviewCycle,
    ScoreBand, ScoreRule, Signature, Test, ValueBasis, ValueClass, ValueClassBand, Vetoes, Volume,
    VolumeBasis,
};
pub use scoring::{
    CompositePart, Population, RULES_VERSION, Ranking, Unrated, composite_score, cumulative_shares, quintile,
};
