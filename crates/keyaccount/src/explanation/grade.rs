//! From the score to the grade: band, caps, approval; then value class and ranks (§4.6–4.8).

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::caps::{CapStep, caps};
use super::division::Division;
use super::{Context, NextBand, ReachedBand, date};
use crate::decimal::{Exact, Score};
use crate::facts::override_in_force;
use crate::policy::{Fact, ValueBasis};
use crate::reason::{Reason, ReasonCode};
use crate::scoring::measured_profit;

/// From the composite, or the prospect score of a new customer, to the grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradeStep {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// Whether the score is the prospect score of a new customer, and the grade provisional.
    pub provisional: bool,
    /// The score; empty if there is none.
    pub score: Option<Score>,
    /// Every grade of the policy, the best first.
    pub bands: Vec<ReachedBand>,
    /// The grade by the score alone.
    pub raw: Option<ReachedBand>,
    /// The grade above it.
    pub next_band: Option<NextBand>,
    /// Every cap of the policy, in its order.
    pub caps: Vec<CapStep>,
    /// The grade after caps.
    pub computed: Option<String>,
    /// The approved grade in force.
    pub approved: Option<ApprovalStep>,
    /// The grade.
    pub grade: Option<String>,
}

/// A grade that somebody approved (BOOK §2.8c).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovalStep {
    /// That it sets the grade, or that a veto holds it down.
    pub reason: Reason,
    /// The approved grade.
    pub grade: String,
    /// Who approved it. Internal.
    pub approved_by: Option<String>,
    /// Why. Internal.
    pub justification: Option<String>,
    /// When.
    pub approved_on: NaiveDate,
    /// The last day it holds; open if empty.
    pub expires_on: Option<NaiveDate>,
}

/// The class of the value a customer brings (§4.8). Internal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueClassStep {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// What value means.
    pub basis: ValueBasis,
    /// The value.
    pub value: Exact,
    /// The share of all positive value held by customers with strictly more, in percent; empty where
    /// nobody brings any.
    pub before: Option<Division>,
    /// The share must be below this for the class, in percent; empty of the last one.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub before_below: Option<Decimal>,
    /// The class.
    pub class: String,
}

/// Places among the rated customers. Internal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranks {
    /// Competition rank of the score.
    pub score_rank: u32,
    /// Place in the priority list; empty against a population measured before.
    pub priority_rank: Option<u32>,
    /// How many customers are rated.
    pub of: u64,
}

pub(super) fn grade(context: &Context<'_>) -> GradeStep {
    let row = context.row;
    let policy = &row.assessment.policy;
    let bands = &policy.composite().bands;
    let score = row.grades.prospect.unwrap_or(row.grades.composite).ok();
    let name = |band| bands.name(band).to_owned();
    GradeStep {
        clause: policy.composite().clause.clone(),
        provisional: row.customer.is_new,
        score,
        bands: bands.iter().map(|(band, _, _)| ReachedBand::of(bands, band)).collect(),
        raw: row.grades.raw.map(|band| ReachedBand::of(bands, band)),
        next_band: score.and_then(|score| NextBand::above(bands, score)),
        caps: caps(context),
        computed: row.grades.computed.map(name),
        approved: approval(context),
        grade: row.grades.grade.map(name),
    }
}

fn approval(context: &Context<'_>) -> Option<ApprovalStep> {
    let row = context.row;
    let approved = row.customer.approved()?;
    let written = override_in_force(context.book, context.today, context.number)?;
    let text = |number: u32| Some(context.book.texts.text(number).to_owned()).filter(|text| !text.is_empty());
    let code = if row.grades.grade == Some(approved.grade) {
        ReasonCode::Override
    } else {
        ReasonCode::OverrideHeld
    };
    Some(ApprovalStep {
        reason: Reason::new(code, row.assessment.policy.composite().clause.as_deref()),
        grade: row.grade_name(approved.grade).to_owned(),
        approved_by: Some(approved.approved_by.clone()),
        justification: text(written.reason),
        approved_on: date(written.approved_on)?,
        expires_on: date(written.expires_on),
    })
}

impl GradeStep {
    /// What decided the grade: the approval, with the vetoes that hold it down; else the caps that allow no
    /// better, that of a veto with the vetoes; else the score, or why there is none.
    pub(super) fn decided_by(&self, vetoes: &[Reason], unrated: Option<&Reason>) -> Vec<Reason> {
        if let Some(approved) = &self.approved {
            let held = approved.reason.code == ReasonCode::OverrideHeld;
            let vetoes = vetoes.iter().filter(|_| held);
            return core::iter::once(&approved.reason).chain(vetoes).cloned().collect();
        }
        let mut reasons = Vec::new();
        for cap in self.caps.iter().filter(|cap| cap.lowers && Some(&cap.at_most) == self.computed.as_ref()) {
            reasons.push(cap.reason.clone());
            if cap.tests.iter().any(|test| test.fact == Fact::Vetoed) {
                reasons.extend(vetoes.iter().cloned());
            }
        }
        if reasons.is_empty() {
            let by_score = || Reason::new(ReasonCode::Score, self.clause.as_deref());
            reasons.push(unrated.cloned().unwrap_or_else(by_score));
        }
        reasons
    }
}

pub(super) fn value_class(context: &Context<'_>) -> Option<Option<ValueClassStep>> {
    let row = context.row;
    let rules = row.assessment.policy.value_class();
    let Some(class) = row.grades.value_class.and_then(|at| rules.classes.get(at)) else { return Some(None) };
    let facts = &row.assessment.facts;
    let value = match rules.basis {
        ValueBasis::Profit => measured_profit(facts, row.customer)?,
        ValueBasis::Amount => facts.amount(row.customer.orders.amount_12m()),
    };
    let (before, total) = row.assessment.population.value_before(value)?;
    let before = match total.is_positive() {
        true => Some(Division::new(before.checked_mul(Exact::new(100, 0))?, total)?),
        false => None,
    };
    Some(Some(ValueClassStep {
        clause: class.clause.clone().or_else(|| rules.clause.clone()),
        basis: rules.basis,
        value: value.normalised(),
        before,
        before_below: class.before_below,
        class: class.name.clone(),
    }))
}

pub(super) fn ranks(context: &Context<'_>) -> Option<Ranks> {
    let row = context.row;
    Some(Ranks {
        score_rank: row.grades.score_rank?,
        priority_rank: row.grades.priority_rank,
        of: u64::try_from(row.assessment.population.composite().len()).ok()?,
    })
}
