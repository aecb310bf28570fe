//! Credit, step by step: slices, score, band, vetoes, caps, grade, terms (§4.2).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::division::Division;
use super::slices::{ExplainedSlice, Gathered, share_out};
use super::vetoes::veto_reasons;
use super::{Context, NextBand, ReachedBand, Span, date};
use crate::book::micros;
use crate::decimal::{Exact, POINTS_SCALE, Score};
use crate::facts::months_before;
use crate::grading::HoldReason;
use crate::measure::{Bound, Measure};
use crate::policy::{CapCondition, CreditCap};
use crate::reason::{Reason, ReasonCode};
use crate::scoring::credit_cap_holds;

/// The credit of one customer: Σ amount × points ÷ Σ amount, and the grade it leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditStep {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// Payments of these days count, and whatever is open and past due.
    pub window: Span,
    /// Effective days late up to this number count as none.
    pub grace_days: u32,
    /// What counts, by invoice id, then by date.
    pub slices: Vec<ExplainedSlice>,
    /// Σ amount × points ÷ Σ amount; empty without a score.
    pub division: Option<Division>,
    /// The published score.
    pub score: Option<Score>,
    /// Why there is none.
    pub unrated: Option<Reason>,
    /// The band the score reaches.
    pub band: Option<ReachedBand>,
    /// The band above it.
    pub next_band: Option<NextBand>,
    /// Every veto that holds, in the fixed order.
    pub vetoes: Vec<Reason>,
    /// The credit grade any veto leads to, if one holds.
    pub veto_band: Option<String>,
    /// Every cap on the credit grade that holds, whether or not it lowers it.
    pub caps: Vec<CreditCapStep>,
    /// The approval that lifts caps which would hold otherwise.
    pub caps_lifted: Option<Reason>,
    /// The credit grade.
    pub grade: Option<String>,
    /// Figures that are reported beside the score; empty without slices.
    pub reported: Option<ReportedFacts>,
    /// Limit, term, exposure and hold; empty without a credit grade.
    pub terms: Option<CreditTermsStep>,
}

/// A cap on the credit grade that holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditCapStep {
    /// Which, and what it found.
    pub reason: Reason,
    /// The best credit grade it allows.
    pub at_most: String,
    /// Whether the band by score was better than that.
    pub lowers: bool,
}

/// Figures of credit that no score is made of (§4.2.7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// Credit limit, term, exposure and hold (§4.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditTermsStep {
    /// Where the written policy says it of this credit grade.
    pub clause: Option<String>,
    /// Order amount of the credit window.
    pub sales: Exact,
    /// Calendar months in which it was sold.
    pub months: u32,
    /// Sales ÷ months; empty without a month of sales.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub average_monthly_sales: Option<Decimal>,
    /// Payment term in days of the credit grade.
    pub term_days: u32,
    /// Coefficient of the credit grade.
    #[serde(with = "rust_decimal::serde::str")]
    pub coefficient: Decimal,
    /// Average monthly sales × term ÷ 30 × coefficient; empty where sales are not known.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub limit: Option<Decimal>,
    /// Open receivables and undelivered orders; empty without invoices in the book.
    pub exposure: Option<Exact>,
    /// Why deliveries are on hold.
    pub hold: Vec<Reason>,
}

pub(super) fn credit(context: &Context<'_>, gathered: Gathered<'_>) -> Option<CreditStep> {
    let row = context.row;
    let credit = row.assessment.policy.credit();
    let (facts, graded) = (&row.customer.credit, &row.grades.credit);
    let points = Exact::new(facts.points(), POINTS_SCALE.checked_add(crate::decimal::INPUT_SCALE)?);
    let amount = micros(facts.amount());
    let score = graded.score.ok();
    let division = match score {
        Some(_) => Some(Division::new(points, amount)?),
        None => None,
    };
    let vetoes = veto_reasons(context, &gathered);
    let mut slices = gathered.explained();
    if let Some(score) = score {
        share_out(&mut slices, amount, score)?;
    }
    let band = graded.by_score.map(|band| ReachedBand::of(&credit.bands, band));
    let holding =
        credit.caps.iter().filter(|cap| score.is_some() && credit_cap_holds(row.customer, cap.when));
    let caps = holding.map(|cap| CreditCapStep {
        reason: cap_reason(context, cap),
        at_most: credit.bands.name(cap.at_most).to_owned(),
        lowers: graded.by_score.is_some_and(|band| band < cap.at_most),
    });
    let would_hold = row.customer.short_relationship || row.customer.documents_missing;
    let lifted = score.is_some() && row.customer.special_approval && would_hold && !credit.caps.is_empty();
    let clause = credit.clause.as_deref();
    Some(CreditStep {
        clause: credit.clause.clone(),
        window: Span::of(gathered.window)?,
        grace_days: credit.grace_days,
        slices,
        division,
        score,
        unrated: graded.score.err().map(|reason| context.unrated(reason, clause)),
        next_band: score.and_then(|score| NextBand::above(&credit.bands, score)),
        band,
        veto_band: (!vetoes.is_empty()).then(|| credit.bands.name(credit.veto_band).to_owned()),
        vetoes,
        caps: caps.collect(),
        caps_lifted: lifted.then(|| Reason::new(ReasonCode::SpecialApproval, clause)),
        grade: graded.grade.map(|band| credit.bands.name(band).to_owned()),
        reported: reported(context),
        terms: terms(context),
    })
}

fn cap_reason(context: &Context<'_>, cap: &CreditCap) -> Reason {
    let section = context.row.assessment.policy.credit().clause.as_deref();
    let reason = Reason::new(cap.when, cap.clause.as_deref().or(section));
    match cap.when {
        CapCondition::ShortRelationship { months } => {
            let latest = date(months_before(context.as_of, months)).map(Measure::Date);
            let first = context.row.customer.first_trade();
            let apart = first.map(|first| first.saturating_sub(months_before(context.as_of, months)));
            reason
                .actual(first.and_then(date).map(Measure::Date))
                .required(latest.map(Bound::UpTo))
                .shortfall(apart.map(Measure::days))
        }
        CapCondition::DocumentsMissing => reason,
    }
}

fn reported(context: &Context<'_>) -> Option<ReportedFacts> {
    let facts = &context.row.customer.credit;
    if facts.slices == 0 {
        return None;
    }
    let on_time = Exact::new(i128::from(facts.on_time).checked_mul(100)?, 0);
    Some(ReportedFacts {
        weighted_days_late: Division::new(micros(facts.days()), micros(facts.amount()))?,
        on_time_rate: Division::new(on_time, Exact::new(i128::from(facts.slices), 0))?,
        on_time: facts.on_time,
        slices: facts.slices,
        max_days_late: facts.max_days.unsigned_abs(),
        overdue_amount: micros(facts.overdue()),
    })
}

fn terms(context: &Context<'_>) -> Option<CreditTermsStep> {
    let row = context.row;
    let terms = row.terms()?;
    let (limit, exposure) = (row.limit(), row.exposure());
    let clause = row.assessment.policy.credit().clause.as_deref();
    let hold = if exposure.is_some() { row.hold() } else { Vec::new() };
    let hold = hold.into_iter().map(|reason| match reason {
        HoldReason::OverLimit => {
            let bound = limit.map(Exact::from).unwrap_or_default();
            let over = exposure.and_then(|exposure| exposure.minus(bound));
            Reason::new(reason, clause)
                .actual(exposure.map(Measure::Money))
                .required(Bound::AtMost(Measure::Money(bound)))
                .shortfall(over.map(Measure::Money))
        }
        HoldReason::Overdue => {
            let worst = row.customer.credit.worst_open;
            let bound = row.assessment.policy.credit().hold_overdue_days_above;
            Reason::new(reason, clause)
                .actual(Measure::days(worst))
                .required(Bound::AtMost(Measure::days(bound)))
                .shortfall(Measure::days(i64::from(worst).saturating_sub(i64::from(bound))))
        }
    });
    Some(CreditTermsStep {
        clause: terms.clause.clone(),
        sales: row.assessment.facts.amount(row.customer.orders.sales()),
        months: row.sales_months(),
        average_monthly_sales: row.average_monthly_sales(),
        term_days: terms.term_days,
        coefficient: terms.coefficient,
        limit,
        exposure,
        hold: hold.collect(),
    })
}
