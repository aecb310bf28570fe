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

mod admission;
pub mod approval;
pub mod archive;
mod assessment;
mod backtest;
pub mod book;
mod calendar;
mod chunked;
pub mod comparison;
mod decimal;
mod digits;
pub mod document;
pub mod due;
mod error;
mod explanation;
mod facts;
mod grading;
mod ids;
mod labels;
mod live;
mod measure;
mod notes;
mod parallel;
mod parts;
mod policy;
mod reason;
mod remedies;
mod scoring;
mod stored;
mod verdict;

pub use admission::{
    AdmissionTable, Admissions, CustomerVerdict, KeyAccounts, VipChannel, VipListed, VipListing, VipStanding,
    Vips,
};
pub use assessment::{
    AgeBand, Assessment, Cells, ClassCount, CodeCells, Concentration, ConcentrationPoint, CustomerRow,
    Distribution, GradeCount, GradedPartition, NumberCells, Partition, PopulationShare, RankingShare,
    ResultColumn, ResultKind, ResultTable, RowBlock, SliceTable, Stamp, StoredTable, TextCells, Value,
    assess, assess_against, assess_facts, assess_without_digest,
};
pub use backtest::{
    Advice, Allowed, Backtest, Calibrated, CurveBounds, GroupedBy, GroupedOutcomes, Inversion,
    MeasureBacktest, Outcome, OutcomeCounts, OutcomeGroup, OutcomeKind, OutcomeValue, Outcomes, Pairs,
    Proposal, ProposedValue, Quality, Relation, WeightBounds, backtest, propose_curve, propose_weights,
};
pub use calendar::{Day, Window, add_months};
pub use decimal::{Exact, NumberError, Score, parse_number, round_ratio};
pub use error::{Error, Problem, ProblemCode, nearest, quote};
pub use explanation::{
    ApprovalStep, ApprovedScore, Audience, CapState, CapStep, CapTest, CompositeShare, CompositeStep,
    CreditCapStep, CreditStep, CreditTermsStep, CriterionStep, Division, ExcusedBy, ExplainedCustomer,
    ExplainedPolicy, ExplainedRating, ExplainedSlice, ExplainedStep, Explanation, GradeStep, NextBand,
    ProfitStep, ProspectAssessor, ProspectStep, RankStep, Ranks, RatingStep, ReachedBand, ReportedFacts,
    ScoreFormula, Span, StepKind, Translated, ValueClassStep, VolumeStep,
};
pub use facts::{Facts, SliceKind, Veto};
pub use grading::{
    DealFacts, DealStage, HoldReason, PortfolioFacts, PortfolioMetrics, Track, credit_hold, credit_limit,
    deal_stage, growth, portfolio_metrics, reassessment_due,
};
pub use ids::{
    CaseId, CompulsionId, ContractId, CustomerId, DelegationId, GrantId, InvoiceId, PersonId, RecordId,
    RequestId,
};
pub use labels::{Language, display_width};
pub use live::{Keyed, LiveBook, LiveCredit, RowId};
pub use measure::{Bound, Measure};
pub use notes::{Note, NoteCode};
pub use policy::{
    AccessForm, AccessRules, ActionRule, Admission, AdmissionFact, Approval, ApprovalTier, Archive,
    ArchiveAction, ArchiveDuty, ArchivePart, Axis, Band, Bands, BasicField, Behaviour, BelowFloorPrice,
    BirthdayRule, Boundary, CallRules, CallStage, CapCondition, ClockStart, Comparison, Composite,
    CompositionRules, ConfidentialityLevel, Credit, CreditCap, CreditTerms, Criterion, Curve, CurveAnchor,
    DelegationRules, Dimension, Disposition, DocumentKind, DocumentRule, DocumentTest, DocumentWhen, Duties,
    DutyKind, ExcusedReason, Fact, FactKind, FreshFor, GradeCap, Header, IncidentLevel, IncidentRules,
    IncidentStep, IncidentStepRule, Interpolation, Interval, IntervalRule, Jurisdiction, KeepFor,
    KeyAccountPreset, KeyAccountRules, LeapBirthday, Literal, LogRules, ManyCustomers, NightHours,
    NoticeContent, NoticeRule, OperatorKind, POLICY_FORMAT, PartOf, PartRule, Permission, Policy,
    PolicyDocument, Predicate, PrintedPolicy, PrivacyColumns, PrivacyRules, Profit, Prospect, Redelegation,
    RegisterField, RepeatedDenials, RequestKind, RetentionBasis, RetentionClass, RetentionKind,
    RetentionRules, RetentionTrigger, Review, ReviewCycle, ScoreBand, ScoreRule, Signature, SoonerRule,
    StepAct, Test, TierStep, Treatment, UpgradeChange, Upgraded, ValueBasis, ValueClass, ValueClassBand,
    Vetoes, VipOfficial, VipOrder, VipPeriod, VipProducts, VipRoute, VipRules, VipWindow, Volume,
    VolumeBasis, WatchedAlways, YearEnd,
};
pub use reason::{Reason, ReasonCode};
pub use remedies::{Change, FromTo, Lever, MissingScore, Raise, Reached, Remedy, RemedyOutcome, Unreachable};
pub use scoring::{
    CompositePart, Population, RULES_VERSION, Ranking, Unrated, composite_score, cumulative_shares, quintile,
};
pub use verdict::{
    Answer, NeededChange, Obligation, ObligationCode, RemedyStep, Verdict, VerdictOutcome, VerdictRemedy,
};
