//! What people judged: dimensions of the user's own, and the prospects of new customers (§4.5).

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::division::Division;
use super::{Context, NextBand, ReachedBand, date};
use crate::book::micros;
use crate::calendar::Day;
use crate::decimal::{Exact, INPUT_SCALE, POINTS_SCALE, PUBLISHED_SCALE, Score, parts};
use crate::facts::{CountedAssessments, counted_assessments, rated_dimensions, valid_until};
use crate::ids::PersonId;
use crate::measure::{Bound, Measure};
use crate::policy::Criterion;
use crate::reason::{Reason, ReasonCode};
use crate::scoring::Unrated;

/// A dimension of the user's own: the mean of the latest rating of each assessor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatingStep {
    /// The dimension's name.
    pub dimension: String,
    /// The ratings that count, by assessor. Internal.
    pub ratings: Vec<ExplainedRating>,
    /// Their mean, four decimals.
    pub mean: Option<Exact>,
    /// The published score.
    pub score: Option<Score>,
    /// Why there is none.
    pub unrated: Option<Reason>,
}

/// One rating.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainedRating {
    /// Who rated.
    pub assessor: PersonId,
    /// When.
    pub on: NaiveDate,
    /// 0–100.
    pub score: Exact,
}

/// The prospects of a new customer: Σ weight × points ÷ Σ weight over the criteria that are rated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProspectStep {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// The criteria the policy weighs, in its order.
    pub criteria: Vec<CriterionStep>,
    /// Who assessed, and when. Internal.
    pub assessments: Vec<ProspectAssessor>,
    /// The last day on which all that the score rests on still counts, so that time alone does not change it.
    pub valid_until: Option<NaiveDate>,
    /// The weight of the criteria that are rated.
    pub weight: Exact,
    /// The least weight that makes a score.
    #[serde(with = "rust_decimal::serde::str")]
    pub min_weight: Decimal,
    /// Σ weight × points ÷ Σ weight; empty without a score of its own.
    pub division: Option<Division>,
    /// The approved score that takes its place.
    pub approved: Option<ApprovedScore>,
    /// The published score.
    pub score: Option<Score>,
    /// Why there is none.
    pub unrated: Option<Reason>,
    /// The grade the score reaches.
    pub band: Option<ReachedBand>,
    /// The grade above it.
    pub next_band: Option<NextBand>,
}

/// One criterion of a prospect assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionStep {
    /// Which.
    pub criterion: Criterion,
    /// Its weight.
    #[serde(with = "rust_decimal::serde::str")]
    pub weight: Decimal,
    /// The mean rating over the assessors, 1–5, four decimals; empty if nobody rated it.
    pub rating: Option<Exact>,
    /// (rating − 1) ÷ 4 × 100.
    pub points: Option<Exact>,
    /// Weight × points.
    pub weighted: Option<Exact>,
    /// What it adds to the score, rounded by largest remainder.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub adds: Option<Decimal>,
}

/// Who assessed a prospect, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProspectAssessor {
    /// Who.
    pub assessor: PersonId,
    /// When.
    pub on: NaiveDate,
}

/// A prospect score that somebody approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovedScore {
    /// That it sets the score.
    pub reason: Reason,
    /// The score, as it was approved.
    pub score: Exact,
    /// Why. Internal.
    pub justification: Option<String>,
    /// Who approved. Internal.
    pub approved_by: Option<String>,
    /// When it was assessed.
    pub on: NaiveDate,
}

pub(super) fn ratings(context: &Context<'_>) -> Vec<RatingStep> {
    let policy = &context.row.assessment.policy;
    let clause = policy.composite().clause.as_deref();
    let of = |(position, name): (usize, &str)| {
        let mean = context.row.customer.ratings().and_then(|means| means.get(position).copied().flatten());
        RatingStep {
            dimension: name.to_owned(),
            ratings: ratings_of(context, name),
            mean: mean.map(|mean| Exact::new(i128::from(mean), POINTS_SCALE)),
            score: context.row.customer.rating(position),
            unrated: mean.is_none().then(|| Reason::new(ReasonCode::NoRating, clause).about(name)),
        }
    };
    rated_dimensions(policy).enumerate().map(of).collect()
}

/// The latest rating of each assessor in a dimension, by assessor.
fn ratings_of(context: &Context<'_>, dimension: &str) -> Vec<ExplainedRating> {
    let book = context.book;
    let own = book.rated.iter().filter(|rated| {
        rated.customer == context.number
            && rated.on <= context.today
            && book.texts.text(rated.dimension) == dimension
    });
    let mut own: Vec<_> = own.collect();
    own.sort_by_key(|rated| (rated.assessor, rated.on, rated.row));
    let latest = own.chunk_by(|a, b| a.assessor == b.assessor).filter_map(<[_]>::last);
    let explained = latest.filter_map(|rated| {
        Some(ExplainedRating {
            assessor: book.texts.text(rated.assessor).into(),
            on: date(rated.on)?,
            score: micros(rated.score).normalised(),
        })
    });
    let mut ratings: Vec<_> = explained.collect();
    ratings.sort_by(|a, b| a.assessor.cmp(&b.assessor));
    ratings
}

pub(super) fn prospect(context: &Context<'_>) -> Option<Option<ProspectStep>> {
    let row = context.row;
    let Some(result) = row.grades.prospect else { return Some(None) };
    let rules = row.assessment.policy.prospect();
    let bands = &row.assessment.policy.composite().bands;
    let counted = counted_assessments(context.book, &row.assessment.policy, context.as_of, context.number);
    let means = row.customer.prospect().map_or([None; 6], |prospect| prospect.means);
    let (mut weight, mut sum) = (Exact::ZERO, Exact::ZERO);
    let mut criteria = Vec::new();
    for ((criterion, of), mean) in rules.criteria.iter().zip(means) {
        let rating = mean.map(|mean| Exact::new(i128::from(mean), POINTS_SCALE));
        let points = match rating {
            Some(rating) => Some(rating.minus(Exact::new(1, 0))?.checked_mul(Exact::new(25, 0))?),
            None => None,
        };
        let weighted = match points {
            Some(points) => Some(points.checked_mul(Exact::from(*of).normalised())?),
            None => None,
        };
        if let Some(weighted) = weighted {
            weight = weight.checked_add(Exact::from(*of))?;
            sum = sum.checked_add(weighted)?;
        }
        criteria.push(CriterionStep {
            criterion: *criterion,
            weight: *of,
            rating: rating.map(Exact::normalised),
            points: points.map(Exact::normalised),
            weighted: weighted.map(Exact::normalised),
            adds: None,
        });
    }
    let approved = row.customer.prospect().and_then(|prospect| prospect.override_score);
    let score = result.ok();
    let computed = score.filter(|_| approved.is_none());
    let division = match computed {
        Some(_) => Some(Division::new(sum, weight)?),
        None => None,
    };
    if let Some(score) = computed {
        let rated: Vec<Exact> = criteria.iter().filter_map(|c| c.weighted).collect();
        let shares = parts(&rated, weight, PUBLISHED_SCALE, i128::from(score.hundredths()))?;
        for (criterion, share) in criteria.iter_mut().filter(|c| c.weighted.is_some()).zip(shares) {
            criterion.adds = Decimal::try_from_i128_with_scale(share, u32::from(PUBLISHED_SCALE)).ok();
        }
    }
    let min_weight = rules.min_weight;
    let unrated = result.err().map(|reason| why(context, reason, &counted, weight));
    Some(Some(ProspectStep {
        clause: rules.clause.clone(),
        criteria,
        assessments: assessors(context, &counted),
        valid_until: first_to_end(&counted).and_then(|on| valid_until(on, &row.assessment.policy)),
        weight: weight.normalised(),
        min_weight,
        division,
        approved: approved_score(context, &counted),
        score,
        unrated,
        band: score.map(|score| ReachedBand::of(bands, bands.of(score))),
        next_band: score.and_then(|score| NextBand::above(bands, score)),
    }))
}

/// The day of what ends first of all that the score rests on: of an approved score, or of the earliest assessment
/// that counts; where none does, of the latest that no longer does.
fn first_to_end(counted: &CountedAssessments<'_>) -> Option<i32> {
    let approved = counted.overriding.map(|a| a.on);
    let earliest = || counted.valid.iter().map(|a| a.on).min();
    approved.or_else(earliest).or(counted.latest.map(|a| a.on))
}

fn assessors(context: &Context<'_>, counted: &CountedAssessments<'_>) -> Vec<ProspectAssessor> {
    let explained = counted.valid.iter().filter_map(|a| {
        Some(ProspectAssessor { assessor: context.book.texts.text(a.assessor).into(), on: date(a.on)? })
    });
    let mut assessors: Vec<_> = explained.collect();
    assessors.sort_by(|a, b| a.assessor.cmp(&b.assessor));
    assessors
}

fn approved_score(context: &Context<'_>, counted: &CountedAssessments<'_>) -> Option<ApprovedScore> {
    let row = counted.overriding?;
    let text = |number: u32| Some(context.book.texts.text(number).to_owned());
    let clause = context.row.assessment.policy.prospect().clause.as_deref();
    Some(ApprovedScore {
        reason: Reason::new(ReasonCode::ProspectOverride, clause),
        score: Exact::new(row.override_score?, INPUT_SCALE).normalised(),
        justification: text(row.override_reason),
        approved_by: text(row.override_approver),
        on: date(row.on)?,
    })
}

fn why(context: &Context<'_>, reason: Unrated, counted: &CountedAssessments<'_>, weight: Exact) -> Reason {
    let rules = context.row.assessment.policy.prospect();
    let unrated = Reason::new(reason, rules.clause.as_deref());
    match reason {
        Unrated::AssessmentExpired => {
            let until = first_to_end(counted).and_then(|on| valid_until(on, &context.row.assessment.policy));
            let apart = until.map(|until| Day::from(context.as_of).days_since(Day::from(until)));
            unrated
                .actual(until.map(Measure::Date))
                .required(Bound::Since(Measure::Date(context.as_of)))
                .shortfall(apart.map(Measure::days))
        }
        Unrated::IncompleteAssessment => {
            let least = Exact::from(rules.min_weight);
            let weight_of =
                |weight: Exact| Measure::Weight(weight.to_decimal().unwrap_or_default().normalize());
            unrated
                .actual(weight_of(weight))
                .required(Bound::AtLeast(Measure::Weight(rules.min_weight.normalize())))
                .shortfall(least.minus(weight).map(weight_of))
        }
        _ => unrated,
    }
}
