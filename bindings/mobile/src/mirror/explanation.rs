// Written by bindings/mobile/generate/mirror.py from the core's public surface: change that, not this.
//! The records, enums and functions of `explanation`.

#[allow(unused_imports, reason = "one list for all files")]
use super::names::*;
use crate::errors::KeyaccountError;
use crate::errors::guarded;
use crate::values::CalendarDate;
use keyaccount::CustomerId;
use keyaccount::Exact;
use keyaccount::InvoiceId;
use keyaccount::PersonId;
use keyaccount::Score;
use rust_decimal::Decimal;

/// A grade that somebody approved (BOOK §2.8c).
#[uniffi::remote(Record)]
pub struct ApprovalStep {
    /// That it sets the grade, or that a veto holds it down.
    pub reason: Reason,
    /// The approved grade.
    pub grade: String,
    /// Who approved it. Internal.
    #[uniffi(default = None)]
    pub approved_by: Option<String>,
    /// Why. Internal.
    #[uniffi(default = None)]
    pub justification: Option<String>,
    /// When.
    pub approved_on: CalendarDate,
    /// The last day it holds; open if empty.
    #[uniffi(default = None)]
    pub expires_on: Option<CalendarDate>,
}

/// A prospect score that somebody approved.
#[uniffi::remote(Record)]
pub struct ApprovedScore {
    /// That it sets the score.
    pub reason: Reason,
    /// The score, as it was approved.
    pub score: Exact,
    /// Why. Internal.
    #[uniffi(default = None)]
    pub justification: Option<String>,
    /// Who approved. Internal.
    #[uniffi(default = None)]
    pub approved_by: Option<String>,
    /// When it was assessed.
    pub on: CalendarDate,
}

/// Who an explanation is for.
#[uniffi::remote(Enum)]
pub enum Audience {
    /// The organisation itself: everything.
    Internal,
    /// The customer: its own payments and orders, points and clauses; nothing about other customers, no
    /// amounts of profit, cost or margin, no names of our people.
    Customer,
}

/// `internal` or `customer`.
#[uniffi::export]
pub fn audience_code(audience: Audience) -> String {
    audience.code().to_owned()
}

/// What became of a cap.
#[uniffi::remote(Enum)]
pub enum CapState {
    /// Its condition is met.
    Holds,
    /// Its condition is not met.
    DoesNotHold,
    /// None of what it asks was measured, so it does not hold.
    NotMeasured,
    /// The policy keeps it, but has switched it off.
    SwitchedOff,
    /// There is no score whose grade it could hold down.
    NoScore,
}

/// A cap of the policy and what became of it.
#[uniffi::remote(Record)]
pub struct CapStep {
    /// The name it has in the policy.
    pub name: String,
    /// Which rule it is, its clause, and of a single test the actual and required value.
    pub reason: Reason,
    /// The best grade it allows.
    pub at_most: String,
    /// Whether it holds.
    pub state: CapState,
    /// Whether it holds and the grade by score was better than it allows.
    pub lowers: bool,
    /// Whether one test is enough, or all are needed; of a single test neither matters.
    pub needs_all: bool,
    /// What it asks.
    pub tests: Vec<CapTest>,
}

/// One thing a cap asks.
#[uniffi::remote(Record)]
pub struct CapTest {
    /// What is asked.
    pub fact: Fact,
    /// What makes the cap hold.
    pub holds_when: Bound,
    /// What was found; empty if it was not measured, or cannot be judged.
    #[uniffi(default = None)]
    pub actual: Option<Measure>,
    /// Whether it is an amount that cannot be judged, because the book is in another currency than the
    /// policy.
    pub other_currency: bool,
    /// Whether that makes the cap hold.
    pub holds: bool,
    /// What would end it; empty if it does not hold.
    #[uniffi(default = None)]
    pub required: Option<Bound>,
    /// How far the actual value is from the bound, on whichever side.
    #[uniffi(default = None)]
    pub apart: Option<Measure>,
}

/// A dimension of the composite.
#[uniffi::remote(Record)]
pub struct CompositeShare {
    /// Which.
    pub dimension: Dimension,
    /// Its weight.
    pub weight: Decimal,
    /// Its published score.
    #[uniffi(default = None)]
    pub score: Option<Score>,
    /// Why there is none.
    #[uniffi(default = None)]
    pub unrated: Option<Reason>,
    /// Weight × score.
    #[uniffi(default = None)]
    pub weighted: Option<Exact>,
    /// What it adds to the composite. Rounded by largest remainder, so that the parts shown add up to
    /// the score; empty without a composite.
    #[uniffi(default = None)]
    pub adds: Option<Decimal>,
}

/// Σ weight × score ÷ Σ weight over the dimensions that have a score.
#[uniffi::remote(Record)]
pub struct CompositeStep {
    /// Where the written policy says it.
    #[uniffi(default = None)]
    pub clause: Option<String>,
    /// Every dimension the policy weighs, in its order.
    pub shares: Vec<CompositeShare>,
    /// How many have a score.
    pub dimensions: u32,
    /// The fewest that make a composite.
    pub min_dimensions: u32,
    /// The weight of those that have a score.
    pub weight: Exact,
    /// The least weight that makes a composite.
    pub min_weight: Decimal,
    /// Σ weight × score ÷ Σ weight; empty without a composite.
    #[uniffi(default = None)]
    pub division: Option<Division>,
    /// The published score.
    #[uniffi(default = None)]
    pub score: Option<Score>,
    /// Why there is none.
    #[uniffi(default = None)]
    pub unrated: Option<Reason>,
}

/// A cap on the credit grade that holds.
#[uniffi::remote(Record)]
pub struct CreditCapStep {
    /// Which, and what it found.
    pub reason: Reason,
    /// The best credit grade it allows.
    pub at_most: String,
    /// Whether the band by score was better than that.
    pub lowers: bool,
}

/// The credit of one customer: Σ amount × points ÷ Σ amount, and the grade it leads to.
#[uniffi::remote(Record)]
pub struct CreditStep {
    /// Where the written policy says it.
    #[uniffi(default = None)]
    pub clause: Option<String>,
    /// Payments of these days count, and whatever is open and past due.
    pub window: Span,
    /// Effective days late up to this number count as none.
    pub grace_days: u32,
    /// What counts, by invoice id, then by date.
    pub slices: Vec<ExplainedSlice>,
    /// Σ amount × points ÷ Σ amount; empty without a score.
    #[uniffi(default = None)]
    pub division: Option<Division>,
    /// The published score.
    #[uniffi(default = None)]
    pub score: Option<Score>,
    /// Why there is none.
    #[uniffi(default = None)]
    pub unrated: Option<Reason>,
    /// The band the score reaches.
    #[uniffi(default = None)]
    pub band: Option<ReachedBand>,
    /// The band above it.
    #[uniffi(default = None)]
    pub next_band: Option<NextBand>,
    /// Every veto that holds, in the fixed order.
    pub vetoes: Vec<Reason>,
    /// The credit grade any veto leads to, if one holds.
    #[uniffi(default = None)]
    pub veto_band: Option<String>,
    /// Every cap on the credit grade that holds, whether or not it lowers it.
    pub caps: Vec<CreditCapStep>,
    /// The approval that lifts caps which would hold otherwise.
    #[uniffi(default = None)]
    pub caps_lifted: Option<Reason>,
    /// The credit grade.
    #[uniffi(default = None)]
    pub grade: Option<String>,
    /// Figures that are reported beside the score; empty without slices.
    #[uniffi(default = None)]
    pub reported: Option<ReportedFacts>,
    /// Limit, term, exposure and hold; empty without a credit grade.
    #[uniffi(default = None)]
    pub terms: Option<CreditTermsStep>,
}

/// Credit limit, term, exposure and hold (§4.2).
#[uniffi::remote(Record)]
pub struct CreditTermsStep {
    /// Where the written policy says it of this credit grade.
    #[uniffi(default = None)]
    pub clause: Option<String>,
    /// Order amount of the credit window.
    pub sales: Exact,
    /// Calendar months in which it was sold.
    pub months: u32,
    /// Sales ÷ months; empty without a month of sales.
    #[uniffi(default = None)]
    pub average_monthly_sales: Option<Decimal>,
    /// Payment term in days of the credit grade.
    pub term_days: u32,
    /// Coefficient of the credit grade.
    pub coefficient: Decimal,
    /// Average monthly sales × term ÷ 30 × coefficient; empty where sales are not known.
    #[uniffi(default = None)]
    pub limit: Option<Decimal>,
    /// Open receivables and undelivered orders; empty without invoices in the book.
    #[uniffi(default = None)]
    pub exposure: Option<Exact>,
    /// Why deliveries are on hold.
    pub hold: Vec<Reason>,
}

/// One criterion of a prospect assessment.
#[uniffi::remote(Record)]
pub struct CriterionStep {
    /// Which.
    pub criterion: Criterion,
    /// Its weight.
    pub weight: Decimal,
    /// The mean rating over the assessors, 1–5, four decimals; empty if nobody rated it.
    #[uniffi(default = None)]
    pub rating: Option<Exact>,
    /// (rating − 1) ÷ 4 × 100.
    #[uniffi(default = None)]
    pub points: Option<Exact>,
    /// Weight × points.
    #[uniffi(default = None)]
    pub weighted: Option<Exact>,
    /// What it adds to the score, rounded by largest remainder.
    #[uniffi(default = None)]
    pub adds: Option<Decimal>,
}

/// A quotient as it was published: what was divided by what, the digits of the exact quotient, and what
/// half away from zero makes of them.
#[uniffi::remote(Record)]
pub struct Division {
    /// What is divided, exact.
    pub numerator: Exact,
    /// By what, exact.
    pub denominator: Exact,
    /// The quotient. Cut off, not rounded, where it has too many digits: whichever way the published
    /// value was rounded, these digits show it.
    pub digits: Exact,
    /// Whether `digits` is the whole quotient.
    pub is_exact: bool,
    /// The quotient rounded to two decimals, half away from zero.
    pub published: Decimal,
}

/// Whether publishing changed the quotient.
#[uniffi::export]
pub fn division_is_rounded(division: Division) -> Result<bool, KeyaccountError> {
    guarded(|| Ok(division.is_rounded()))
}

/// Days of an invoice that do not count.
#[uniffi::remote(Record)]
pub struct ExcusedBy {
    /// The delay reason.
    pub kind: DelayReasonKind,
    /// How many days.
    pub days: u32,
    /// Where the written policy says it.
    #[uniffi(default = None)]
    pub clause: Option<String>,
}

/// The customer an explanation is about.
#[uniffi::remote(Record)]
pub struct ExplainedCustomer {
    /// Its id.
    pub id: CustomerId,
    /// Its name, if the book has one.
    #[uniffi(default = None)]
    pub name: Option<String>,
    /// Which of the three lists it belongs to.
    pub track: Track,
    /// Its first trade; empty if there is none.
    #[uniffi(default = None)]
    pub first_trade: Option<CalendarDate>,
}

/// The policy an explanation rests on.
#[uniffi::remote(Record)]
pub struct ExplainedPolicy {
    /// The name used in results.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The title as printed.
    #[uniffi(default = None)]
    pub title: Option<String>,
    /// The document number.
    #[uniffi(default = None)]
    pub number: Option<String>,
    /// ISO 4217 code of the book's money.
    pub currency: String,
}

/// One rating.
#[uniffi::remote(Record)]
pub struct ExplainedRating {
    /// Who rated.
    pub assessor: PersonId,
    /// When.
    pub on: CalendarDate,
    /// 0–100.
    pub score: Exact,
}

/// A part of an invoice that counts in the credit score.
#[uniffi::remote(Record)]
pub struct ExplainedSlice {
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// How much of it.
    pub amount: Exact,
    /// What became of it.
    pub state: SliceKind,
    /// The due day, extended where that was approved in time.
    pub due_on: CalendarDate,
    /// When it was paid or written off; empty while open.
    #[uniffi(default = None)]
    pub settled_on: Option<CalendarDate>,
    /// Days after the due day, of an open slice until the as-of day.
    pub days_late: u32,
    /// Days of these that do not count, and why.
    pub excused: Vec<ExcusedBy>,
    /// Days late less days excused; 0 within the days of grace.
    pub effective_days: u32,
    /// Points of the curve for the effective days, four decimals; 0 of a write-off.
    pub points: Decimal,
    /// Amount × points.
    pub weighted: Exact,
    /// What it adds to the score. Rounded by largest remainder, so that the parts shown add up to the
    /// score; empty without a score.
    #[uniffi(default = None)]
    pub adds: Option<Decimal>,
}

/// One step from the scores to the grade.
#[uniffi::remote(Record)]
pub struct ExplainedStep {
    /// What it is.
    pub kind: StepKind,
    /// The name of the dimension or of the cap; of every other step its own code.
    pub item: String,
    /// The published score of a dimension, of the composite or of the prospect.
    #[uniffi(default = None)]
    pub score: Option<Score>,
    /// The weight of a dimension as the policy has it, a fraction of 1.
    #[uniffi(default = None)]
    pub weight: Option<Decimal>,
    /// The points it adds; a cap that lowers the grade takes away those above the end of the grade it allows.
    #[uniffi(default = None)]
    pub adds: Option<Decimal>,
    /// The points that are reached with it; with a dimension that adds nothing, since it is not rated, those
    /// reached before. Empty where nothing adds up yet.
    #[uniffi(default = None)]
    pub reaches: Option<Decimal>,
    /// The grade of the points that are reached, the best a cap allows, or the one approved.
    #[uniffi(default = None)]
    pub grade: Option<String>,
    /// Where the written policy says it.
    #[uniffi(default = None)]
    pub clause: Option<String>,
}

/// What the step is called; names of the user's own as they are written.
#[uniffi::export]
pub fn explained_step_reading(
    explained_step: ExplainedStep,
    language: Language,
) -> Result<String, KeyaccountError> {
    guarded(|| Ok(explained_step.reading(language)))
}

/// Every step of the arithmetic of one customer (R33–R50, DOMAIN §4).
///
/// Made by `Assessment::explain`; the same book, policy and day give the same bytes.
#[uniffi::remote(Record)]
pub struct Explanation {
    /// Who it is for.
    pub audience: Audience,
    /// Whom it is about.
    pub customer: ExplainedCustomer,
    /// Under which policy.
    pub policy: ExplainedPolicy,
    /// The day it holds for.
    pub as_of: CalendarDate,
    /// What it was made from. Internal.
    #[uniffi(default = None)]
    pub stamp: Option<Stamp>,
    /// The grade; empty without a score and an approval.
    #[uniffi(default = None)]
    pub grade: Option<String>,
    /// What decided it, or why there is none.
    pub reasons: Vec<Reason>,
    /// What would lift it where one thing alone does not, in one sentence.
    #[uniffi(default = None)]
    pub next_step: Option<Translated>,
    /// For each dimension alone, and for each condition that holds, the smallest change that gives a
    /// better grade, or why there is none. Of a customer's own copy those are left that give one whatever
    /// others do and whatever we earn.
    pub remedies: Vec<Remedy>,
    /// Credit.
    pub credit: CreditStep,
    /// Order volume.
    pub volume: VolumeStep,
    /// Profit.
    pub profit: ProfitStep,
    /// Dimensions of the user's own, in the order of the policy.
    pub ratings: Vec<RatingStep>,
    /// Prospects, of new customers only.
    #[uniffi(default = None)]
    pub prospect: Option<ProspectStep>,
    /// The composite.
    pub composite: CompositeStep,
    /// From the score to the grade.
    pub grading: GradeStep,
    /// The class of the value it brings. Internal.
    #[uniffi(default = None)]
    pub value_class: Option<ValueClassStep>,
    /// Its places among the rated customers. Internal.
    #[uniffi(default = None)]
    pub ranks: Option<Ranks>,
}

/// The customer's own copy.
#[uniffi::export]
pub fn explanation_for_customer(explanation: Explanation) -> Result<Explanation, KeyaccountError> {
    guarded(|| Ok(explanation.for_customer()))
}

/// The same as Markdown (`CommonMark` with tables), in which nothing of a name or a reason is markup.
#[uniffi::export]
pub fn explanation_markdown(explanation: Explanation, language: Language) -> Result<String, KeyaccountError> {
    guarded(|| Ok(explanation.markdown(language)))
}

/// The chain from the scores of the dimensions to the grade: every dimension with what it adds, the
/// composite, each cap that lowers the grade, an approval. Of a new customer the prospect score stands
/// in place of the composite.
#[uniffi::export]
pub fn explanation_steps(explanation: Explanation) -> Result<Vec<ExplainedStep>, KeyaccountError> {
    guarded(|| Ok(explanation.steps()))
}

/// The explanation as plain text, to be read out: what the grade is, why, what would change it; then
/// each step with its numbers. Tables are aligned where a Chinese character takes the room of two
/// digits. Control characters of names are escaped.
#[uniffi::export]
pub fn explanation_text(explanation: Explanation, language: Language) -> Result<String, KeyaccountError> {
    guarded(|| Ok(explanation.text(language)))
}

/// From the composite, or the prospect score of a new customer, to the grade.
#[uniffi::remote(Record)]
pub struct GradeStep {
    /// Where the written policy says it.
    #[uniffi(default = None)]
    pub clause: Option<String>,
    /// Whether the score is the prospect score of a new customer, and the grade provisional.
    pub provisional: bool,
    /// The score; empty if there is none.
    #[uniffi(default = None)]
    pub score: Option<Score>,
    /// Every grade of the policy, the best first.
    pub bands: Vec<ReachedBand>,
    /// The grade by the score alone.
    #[uniffi(default = None)]
    pub raw: Option<ReachedBand>,
    /// The grade above it.
    #[uniffi(default = None)]
    pub next_band: Option<NextBand>,
    /// Every cap of the policy, in its order.
    pub caps: Vec<CapStep>,
    /// The grade after caps.
    #[uniffi(default = None)]
    pub computed: Option<String>,
    /// The approved grade in force.
    #[uniffi(default = None)]
    pub approved: Option<ApprovalStep>,
    /// The grade.
    #[uniffi(default = None)]
    pub grade: Option<String>,
}

/// The band above the one a score reaches.
#[uniffi::remote(Record)]
pub struct NextBand {
    /// Its name.
    pub band: String,
    /// The score it begins at, included.
    pub at_least: Score,
    /// How many points are missing.
    pub missing: Score,
}

/// The profit of one customer. Everything but clause, window and score is internal.
#[uniffi::remote(Record)]
pub struct ProfitStep {
    /// Where the written policy says it.
    #[uniffi(default = None)]
    pub clause: Option<String>,
    /// Orders of these days count.
    pub window: Span,
    /// Σ profit of the lines; empty where it is not known.
    #[uniffi(default = None)]
    pub of_lines: Option<Exact>,
    /// What it cost to serve the customer.
    #[uniffi(default = None)]
    pub cost_to_serve: Option<Exact>,
    /// Profit of the lines less cost to serve.
    #[uniffi(default = None)]
    pub profit: Option<Exact>,
    /// The amount of the lines.
    #[uniffi(default = None)]
    pub amount: Option<Exact>,
    /// Profit × 100 ÷ amount, in percent; empty if the amount is not above zero.
    #[uniffi(default = None)]
    pub margin: Option<Division>,
    /// The margin of all customers rated in profit together, in percent.
    #[uniffi(default = None)]
    pub population_margin: Option<Decimal>,
    /// Lines without cost.
    #[uniffi(default = None)]
    pub lines_without_cost: Option<u32>,
    /// How the profit became the score.
    #[uniffi(default = None)]
    pub formula: Option<ScoreFormula>,
    /// The published score.
    #[uniffi(default = None)]
    pub score: Option<Score>,
    /// Why there is none.
    #[uniffi(default = None)]
    pub unrated: Option<Reason>,
}

/// Who assessed a prospect, and when.
#[uniffi::remote(Record)]
pub struct ProspectAssessor {
    /// Who.
    pub assessor: PersonId,
    /// When.
    pub on: CalendarDate,
}

/// The prospects of a new customer: Σ weight × points ÷ Σ weight over the criteria that are rated.
#[uniffi::remote(Record)]
pub struct ProspectStep {
    /// Where the written policy says it.
    #[uniffi(default = None)]
    pub clause: Option<String>,
    /// The criteria the policy weighs, in its order.
    pub criteria: Vec<CriterionStep>,
    /// Who assessed, and when. Internal.
    pub assessments: Vec<ProspectAssessor>,
    /// The last day on which all that the score rests on still counts, so that time alone does not change it.
    #[uniffi(default = None)]
    pub valid_until: Option<CalendarDate>,
    /// The weight of the criteria that are rated.
    pub weight: Exact,
    /// The least weight that makes a score.
    pub min_weight: Decimal,
    /// Σ weight × points ÷ Σ weight; empty without a score of its own.
    #[uniffi(default = None)]
    pub division: Option<Division>,
    /// The approved score that takes its place.
    #[uniffi(default = None)]
    pub approved: Option<ApprovedScore>,
    /// The published score.
    #[uniffi(default = None)]
    pub score: Option<Score>,
    /// Why there is none.
    #[uniffi(default = None)]
    pub unrated: Option<Reason>,
    /// The grade the score reaches.
    #[uniffi(default = None)]
    pub band: Option<ReachedBand>,
    /// The grade above it.
    #[uniffi(default = None)]
    pub next_band: Option<NextBand>,
}

/// A place among the values above zero.
#[uniffi::remote(Record)]
pub struct RankStep {
    /// Competition rank, 1 the greatest; N + 1 of a value that is not above zero.
    pub rank: u32,
    /// N: how many values are above zero.
    pub of: u64,
    /// The group it was taken among, if not everybody.
    #[uniffi(default = None)]
    pub within: Option<String>,
    /// 100 × (N − rank + 1) ÷ N; empty of a value that is not above zero.
    #[uniffi(default = None)]
    pub division: Option<Division>,
}

/// Places among the rated customers. Internal.
#[uniffi::remote(Record)]
pub struct Ranks {
    /// Competition rank of the score.
    pub score_rank: u32,
    /// Place in the priority list; empty against a population measured before.
    #[uniffi(default = None)]
    pub priority_rank: Option<u32>,
    /// How many customers are rated.
    pub of: u64,
}

/// A dimension of the user's own: the mean of the latest rating of each assessor.
#[uniffi::remote(Record)]
pub struct RatingStep {
    /// The dimension's name.
    pub dimension: String,
    /// The ratings that count, by assessor. Internal.
    pub ratings: Vec<ExplainedRating>,
    /// Their mean, four decimals.
    #[uniffi(default = None)]
    pub mean: Option<Exact>,
    /// The published score.
    #[uniffi(default = None)]
    pub score: Option<Score>,
    /// Why there is none.
    #[uniffi(default = None)]
    pub unrated: Option<Reason>,
}

/// A band of scores.
#[uniffi::remote(Record)]
pub struct ReachedBand {
    /// Its name.
    pub band: String,
    /// The score it begins at, included.
    pub at_least: Score,
    /// Where the written policy says it.
    #[uniffi(default = None)]
    pub clause: Option<String>,
}

/// Figures of credit that no score is made of (§4.2.7).
#[uniffi::remote(Record)]
pub struct ReportedFacts {
    /// Σ amount × effective days ÷ Σ amount.
    pub weighted_days_late: Division,
    /// Slices without an effective day late × 100 ÷ slices, in percent.
    pub on_time_rate: Division,
    /// Slices without an effective day late.
    pub on_time: u32,
    /// All slices.
    pub slices: u32,
    /// The worst effective days late.
    pub max_days_late: u32,
    /// Open and past due.
    pub overdue_amount: Exact,
}

/// How a measured value became a score.
#[uniffi::remote(Enum)]
pub enum ScoreFormula {
    /// 100 × (N − rank + 1) ÷ N.
    Rank(RankStep),
    /// 100 × value ÷ greatest value.
    MaxRatio { greatest: Option<Exact>, within: Option<String>, division: Option<Division> },
    /// The score of the first band the value reaches.
    Band { at_least: Option<Decimal>, clause: Option<String> },
}

/// Days from the first to the last, both included.
#[uniffi::remote(Record)]
pub struct Span {
    /// The first day.
    pub first: CalendarDate,
    /// The last day.
    pub last: CalendarDate,
}

/// What a step of the chain is.
#[uniffi::remote(Enum)]
pub enum StepKind {
    /// A dimension of the composite.
    Dimension,
    /// The composite they add up to.
    Composite,
    /// The prospect score of a new customer, which stands in place of a composite.
    Prospect,
    /// A cap that lowers the grade.
    Cap,
    /// An approved grade in force.
    Approval,
}

/// The stable code.
#[uniffi::export]
pub fn step_kind_code(step_kind: StepKind) -> String {
    step_kind.code().to_owned()
}

/// A sentence in both languages.
#[uniffi::remote(Record)]
pub struct Translated {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: String,
}

/// The text in a language.
#[uniffi::export]
pub fn translated_text(translated: Translated, language: Language) -> String {
    translated.text(language).to_owned()
}

/// The class of the value a customer brings (§4.8). Internal.
#[uniffi::remote(Record)]
pub struct ValueClassStep {
    /// Where the written policy says it.
    #[uniffi(default = None)]
    pub clause: Option<String>,
    /// What value means.
    pub basis: ValueBasis,
    /// The value.
    pub value: Exact,
    /// The share of all positive value held by customers with strictly more, in percent; empty where
    /// nobody brings any.
    #[uniffi(default = None)]
    pub before: Option<Division>,
    /// The share must be below this for the class, in percent; empty of the last one.
    #[uniffi(default = None)]
    pub before_below: Option<Decimal>,
    /// The class.
    pub class: String,
}

/// The order volume of one customer.
#[uniffi::remote(Record)]
pub struct VolumeStep {
    /// Where the written policy says it.
    #[uniffi(default = None)]
    pub clause: Option<String>,
    /// What is added up.
    pub basis: VolumeBasis,
    /// Orders of these days count.
    pub window: Span,
    /// The sum; empty where the book has no order lines or none of them a quantity.
    #[uniffi(default = None)]
    pub value: Option<Exact>,
    /// Orders that counted.
    pub orders: u32,
    /// Its share of the total of all customers that are not new, in percent. Internal.
    #[uniffi(default = None)]
    pub share: Option<Decimal>,
    /// How the value became the score. Of a customer's own copy only bands are left.
    #[uniffi(default = None)]
    pub formula: Option<ScoreFormula>,
    /// The published score.
    #[uniffi(default = None)]
    pub score: Option<Score>,
    /// Why there is none.
    #[uniffi(default = None)]
    pub unrated: Option<Reason>,
}
