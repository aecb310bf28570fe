//! One customer explained: every step from what happened to the grade, with its numbers.
//!
//! The record holds values, not sentences; [`Explanation::text`] reads it out in English or Chinese.

mod audience;
mod caps;
mod composite;
mod credit;
mod division;
mod grade;
mod judged;
mod slices;
mod standing;
mod steps;
mod text;
mod vetoes;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use audience::Audience;
pub use caps::{CapState, CapStep, CapTest};
pub use composite::{CompositeShare, CompositeStep};
pub use credit::{CreditCapStep, CreditStep, CreditTermsStep, ReportedFacts};
pub use division::Division;
pub use grade::{ApprovalStep, GradeStep, Ranks, ValueClassStep};
pub use judged::{ApprovedScore, CriterionStep, ExplainedRating, ProspectAssessor, ProspectStep, RatingStep};
pub use slices::{ExcusedBy, ExplainedSlice};
pub use standing::{ProfitStep, RankStep, ScoreFormula, VolumeStep};
#[cfg(test)]
pub(crate) use steps::STEP_COLUMNS;
pub use steps::{ExplainedStep, StepKind};

use crate::assessment::{Assessment, Row, Stamp};
use crate::book::{Book, NO_DAY};
use crate::calendar::{Day, Window};
use crate::decimal::Score;
use crate::error::{Error, Problem, ProblemCode, nearest, quote};
use crate::grading::Track;
use crate::ids::CustomerId;
use crate::labels::Language;
use crate::measure::{Bound, Measure};
use crate::policy::{Band, Bands};
use crate::reason::Reason;
use crate::remedies::Remedy;
use crate::scoring::Unrated;

/// Every step of the arithmetic of one customer (R33–R50, DOMAIN §4).
///
/// Made by [`Assessment::explain`]; the same book, policy and day give the same bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// Who it is for.
    pub audience: Audience,
    /// Whom it is about.
    pub customer: ExplainedCustomer,
    /// Under which policy.
    pub policy: ExplainedPolicy,
    /// The day it holds for.
    pub as_of: NaiveDate,
    /// What it was made from. Internal.
    pub stamp: Option<Stamp>,
    /// The grade; empty without a score and an approval.
    pub grade: Option<String>,
    /// What decided it, or why there is none.
    pub reasons: Vec<Reason>,
    /// What would lift it where one thing alone does not, in one sentence.
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
    pub prospect: Option<ProspectStep>,
    /// The composite.
    pub composite: CompositeStep,
    /// From the score to the grade.
    pub grading: GradeStep,
    /// The class of the value it brings. Internal.
    pub value_class: Option<ValueClassStep>,
    /// Its places among the rated customers. Internal.
    pub ranks: Option<Ranks>,
}

/// The customer an explanation is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainedCustomer {
    /// Its id.
    pub id: CustomerId,
    /// Its name, if the book has one.
    pub name: Option<String>,
    /// Which of the three lists it belongs to.
    pub track: Track,
    /// Its first trade; empty if there is none.
    pub first_trade: Option<NaiveDate>,
}

/// The policy an explanation rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainedPolicy {
    /// The name used in results.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The title as printed.
    pub title: Option<String>,
    /// The document number.
    pub number: Option<String>,
    /// ISO 4217 code of the book's money.
    pub currency: String,
}

/// Days from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}

/// A band of scores.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReachedBand {
    /// Its name.
    pub band: String,
    /// The score it begins at, included.
    pub at_least: Score,
    /// Where the written policy says it.
    pub clause: Option<String>,
}

/// The band above the one a score reaches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextBand {
    /// Its name.
    pub band: String,
    /// The score it begins at, included.
    pub at_least: Score,
    /// How many points are missing.
    pub missing: Score,
}

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Translated {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: String,
}

/// What every step is built from.
struct Context<'a> {
    row: Row<'a>,
    book: &'a Book,
    /// The customer's number in the book.
    number: u32,
    as_of: NaiveDate,
    today: i32,
}

impl Context<'_> {
    /// Why there is no score; of a new customer with the day it first traded.
    fn unrated(&self, reason: Unrated, clause: Option<&str>) -> Reason {
        let unrated = Reason::new(reason, clause);
        if reason != Unrated::NewCustomer {
            return unrated;
        }
        let months = self.row.assessment.policy.prospect().new_customer_months;
        let latest = date(crate::facts::months_before(self.as_of, months)).map(Measure::Date);
        unrated
            .actual(self.row.customer.first_trade().and_then(date).map(Measure::Date))
            .required(latest.map(Bound::UpTo))
    }
}

impl Assessment {
    /// Every step of the arithmetic of one customer, from the book that was assessed.
    ///
    /// The cost is one look through the columns of invoices and settlements; nothing of other customers
    /// is worked out again.
    ///
    /// # Errors
    /// An id the assessment does not have (the nearest one is named); another book than the one that
    /// was assessed; sums that do not fit 38 digits.
    pub fn explain(&self, book: &Book, customer_id: &str, audience: Audience) -> Result<Explanation, Error> {
        let unknown = || unknown_customer(self, customer_id);
        let row = self.place(customer_id).and_then(|at| self.row(at)).ok_or_else(unknown)?;
        self.check_book(book)?;
        let number = book.customer_ids.find(customer_id).ok_or_else(unknown)?;
        let as_of = self.stamp.as_of;
        let context = Context { row, book, number, as_of, today: Day::from(as_of).number() };
        let gathered = slices::Gathered::new(&context)?;
        let explained = explanation(&context, gathered).ok_or_else(|| {
            let found = format!("numbers of customer {} that need more than 38 digits", quote(customer_id));
            Problem::new(ProblemCode::OutOfRange, found, "totals that can be held exactly")
        })?;
        Ok(match audience {
            Audience::Internal => explained,
            Audience::Customer => explained.for_customer(),
        })
    }
}

/// Everything, for ourselves; `None` if a number does not fit.
fn explanation(context: &Context<'_>, gathered: slices::Gathered<'_>) -> Option<Explanation> {
    let row = context.row;
    let (policy, facts) = (&row.assessment.policy, &row.assessment.facts);
    let header = policy.header();
    let grading = grade::grade(context);
    let composite = composite::composite(context)?;
    let prospect = judged::prospect(context)?;
    let credit = credit::credit(context, gathered)?;
    let unrated = Explanation::why_unrated(prospect.as_ref(), &composite);
    let reasons = grading.decided_by(&credit.vetoes, unrated);
    let remedies = row.assessment.remedies(row.id()).unwrap_or_default();
    Some(Explanation {
        audience: Audience::Internal,
        customer: ExplainedCustomer {
            id: row.id().into(),
            name: Some(facts.texts.text(row.customer.name).to_owned()).filter(|name| !name.is_empty()),
            track: row.grades.track,
            first_trade: row.customer.first_trade().and_then(date),
        },
        policy: ExplainedPolicy {
            name: header.name.clone(),
            version: header.version.clone(),
            title: header.title.clone(),
            number: header.number.clone(),
            currency: facts.currency.clone(),
        },
        as_of: context.as_of,
        stamp: Some(row.assessment.stamp.clone()),
        grade: grading.grade.clone(),
        reasons,
        next_step: Some(Translated {
            en: row.next_step(Language::English),
            zh: row.next_step(Language::Chinese),
        }),
        remedies,
        credit,
        volume: standing::volume(context)?,
        profit: standing::profit(context)?,
        ratings: judged::ratings(context),
        prospect,
        composite,
        grading,
        value_class: grade::value_class(context)?,
        ranks: grade::ranks(context),
    })
}

impl Explanation {
    /// Why there is no score to grade by, if there is none.
    fn why_unrated<'a>(
        prospect: Option<&'a ProspectStep>,
        composite: &'a CompositeStep,
    ) -> Option<&'a Reason> {
        prospect.map_or(composite.unrated.as_ref(), |prospect| prospect.unrated.as_ref())
    }
}

impl Assessment {
    /// The error for a customer that is not there, with the nearest id there is.
    #[must_use]
    pub fn unknown_customer(&self, customer_id: &str) -> Error {
        unknown_customer(self, customer_id)
    }
}

pub(crate) fn unknown_customer(assessment: &Assessment, customer_id: &str) -> Error {
    let near = nearest(customer_id, assessment.facts.customer_ids());
    let problem = Problem::new(ProblemCode::UnknownCustomer, quote(customer_id), "a customer of the book")
        .path("customer_id");
    match near {
        Some(near) => problem.remedy(format!("did you mean {}?", quote(near))).into(),
        None => problem.remedy("ids are text: letter case and leading zeros count").into(),
    }
}

impl Span {
    fn of(window: Window) -> Option<Self> {
        Some(Self { first: window.first.date()?, last: window.last.date()? })
    }
}

impl ReachedBand {
    fn of(bands: &Bands, band: Band) -> Self {
        let at_least = bands.iter().find(|(of, _, _)| *of == band).map(|(_, _, from)| from);
        Self {
            band: bands.name(band).to_owned(),
            at_least: at_least.unwrap_or_default(),
            clause: bands.clause(band).map(str::to_owned),
        }
    }
}

impl NextBand {
    fn above(bands: &Bands, score: Score) -> Option<Self> {
        let (_, name, at_least) = bands.iter().take_while(|(_, _, from)| score < *from).last()?;
        let missing = at_least.hundredths().saturating_sub(score.hundredths());
        Some(Self { band: name.to_owned(), at_least, missing: Score::from_hundredths(i128::from(missing))? })
    }
}

/// Every sentence of explanations.
#[cfg(test)]
pub(crate) const fn sentences() -> &'static [crate::labels::sentences::Sentence] {
    text::words::ALL
}

fn date(number: i32) -> Option<NaiveDate> {
    if number == NO_DAY { None } else { Day::from_number(number).date() }
}
