//! What people judged: prospect assessments, ratings, approved grades (§4.5, BOOK §2.8b, §2.8c).

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{CustomerFacts, Judged};
use crate::book::store::{Assessed, Override, Rated};
use crate::book::{Book, NO_DAY, NONE};
use crate::calendar::{Day, add_months};
use crate::decimal::{POINTS_SCALE, round_ratio};
use crate::policy::Band;
use crate::policy::{Dimension, Policy};

/// What assessors think of a prospect.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ProspectFacts {
    /// The mean rating of each criterion over the assessors, ten-thousandths.
    pub(crate) means: [Option<i64>; 6],
    /// Millionths of a point: an approved override.
    pub(crate) override_score: Option<i128>,
    /// Whether there was an assessment, but none is valid any more.
    pub(crate) expired: bool,
    pub(crate) without_evidence: u32,
}

/// A grade approved by somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ApprovedGrade {
    pub(crate) grade: Band,
    pub(crate) approved_by: String,
    /// The last day it holds, if it has an end.
    pub(crate) expires_on: Option<i32>,
    /// What was approved before it and holds beyond its end.
    pub(crate) then: Option<Band>,
}

/// The judgements of a book by customer number.
#[derive(Debug, Default)]
pub(crate) struct Judgements {
    pub(crate) prospects: HashMap<u32, ProspectFacts>,
    /// Mean ratings, ten-thousandths of a point, by the policy's own dimensions in their order.
    pub(crate) ratings: HashMap<u32, Vec<Option<i64>>>,
    pub(crate) overrides: HashMap<u32, ApprovedGrade>,
    /// Ratings of dimensions the policy does not weigh.
    pub(crate) unweighed_ratings: u64,
}

impl Judgements {
    /// Gives each of the customers what is its own.
    pub(super) fn hand_over<'f>(self, customers: impl Iterator<Item = &'f mut CustomerFacts>) {
        let Self { mut prospects, mut ratings, mut overrides, .. } = self;
        if prospects.is_empty() && ratings.is_empty() && overrides.is_empty() {
            return;
        }
        for customer in customers {
            let judged = Judged {
                prospect: prospects.remove(&customer.id),
                ratings: ratings.remove(&customer.id),
                approved: overrides.remove(&customer.id),
            };
            customer.judged = (judged != Judged::default()).then(|| Box::new(judged));
        }
    }
}

/// Rounds a mean to four decimals.
fn mean(sum: i128, count: i128) -> Option<i64> {
    round_ratio(sum, count, POINTS_SCALE).and_then(|mean| i64::try_from(mean).ok())
}

/// The names of the user's own dimensions, in the order of the policy.
pub(crate) fn rated_dimensions(policy: &Policy) -> impl Iterator<Item = &str> {
    policy.composite().weights.iter().filter_map(|(dimension, _)| match dimension {
        Dimension::Rated(name) => Some(name.as_str()),
        _ => None,
    })
}

/// Gathers every visible judgement.
pub(crate) fn gather(book: &Book, policy: &Policy, as_of: NaiveDate) -> Judgements {
    gather_rows(book, policy, as_of, book.assessed.iter(), book.rated.iter(), book.overrides.iter())
}

/// Gathers those of these rows that are visible.
pub(super) fn gather_rows<'b>(
    book: &Book,
    policy: &Policy,
    as_of: NaiveDate,
    assessed: impl Iterator<Item = &'b Assessed>,
    rated: impl Iterator<Item = &'b Rated>,
    overrides: impl Iterator<Item = &'b Override>,
) -> Judgements {
    let today = Day::from(as_of).number();
    let mut judgements =
        Judgements { overrides: in_force_of(book, policy, today, overrides), ..Judgements::default() };
    let mut assessed: Vec<&Assessed> = assessed.filter(|a| a.on <= today).collect();
    assessed.sort_by_key(|a| (a.customer, a.assessor, a.on, a.row));
    for of_customer in assessed.chunk_by(|a, b| a.customer == b.customer) {
        if let Some(first) = of_customer.first() {
            judgements.prospects.insert(first.customer, prospect(book, of_customer, policy, as_of));
        }
    }
    rate(book, policy, rated.filter(|r| r.on <= today).collect(), &mut judgements);
    judgements
}

/// The last day an assessment is valid.
pub(crate) fn valid_until(assessed_on: i32, policy: &Policy) -> Option<NaiveDate> {
    let months = i32::try_from(policy.prospect().valid_months).unwrap_or(i32::MAX);
    Day::from_number(assessed_on).date().and_then(|on| add_months(on, months))
}

/// Which assessments of one customer count.
#[derive(Debug, Default)]
pub(crate) struct CountedAssessments<'a> {
    /// The latest of each assessor that is still valid.
    pub(crate) valid: Vec<&'a Assessed>,
    /// The one whose approved score wins.
    pub(crate) overriding: Option<&'a Assessed>,
    /// The latest of all, valid or not.
    pub(crate) latest: Option<&'a Assessed>,
}

/// The assessments of one customer that count on a day (BOOK §2.8b).
pub(crate) fn counted_assessments<'a>(
    book: &'a Book,
    policy: &Policy,
    as_of: NaiveDate,
    customer: u32,
) -> CountedAssessments<'a> {
    let today = Day::from(as_of).number();
    let is_own = |a: &&Assessed| a.customer == customer && a.on <= today;
    let mut assessed: Vec<&Assessed> = book.assessed.iter().filter(is_own).collect();
    assessed.sort_by_key(|a| (a.assessor, a.on, a.row));
    counted(book, &assessed, policy, as_of)
}

/// Of assessments sorted by assessor and day.
fn counted<'a>(
    book: &Book,
    assessments: &[&'a Assessed],
    policy: &Policy,
    as_of: NaiveDate,
) -> CountedAssessments<'a> {
    let is_valid = |a: &Assessed| valid_until(a.on, policy).is_none_or(|until| as_of <= until);
    let latest = assessments.chunk_by(|a, b| a.assessor == b.assessor).filter_map(<[_]>::last);
    let valid: Vec<&Assessed> = latest.copied().filter(|a| is_valid(a)).collect();
    let overriding = assessments.iter().copied().filter(|a| {
        a.override_score.is_some() && a.override_reason != NONE && a.override_approver != NONE && is_valid(a)
    });
    // Of one day the assessor's name decides, so that the order of rows does not.
    let overriding = overriding.max_by_key(|a| (a.on, book.texts.text(a.assessor), a.row));
    CountedAssessments { valid, overriding, latest: assessments.iter().copied().max_by_key(|a| a.on) }
}

/// The assessments of one customer, sorted by assessor and day.
fn prospect(book: &Book, assessments: &[&Assessed], policy: &Policy, as_of: NaiveDate) -> ProspectFacts {
    let CountedAssessments { valid, overriding, .. } = counted(book, assessments, policy, as_of);
    let mut facts = ProspectFacts { expired: valid.is_empty(), ..ProspectFacts::default() };
    for (criterion, mean_rating) in facts.means.iter_mut().enumerate() {
        let ratings = valid.iter().filter_map(|a| a.ratings.get(criterion).copied().flatten());
        let (sum, count) = ratings.fold((0_i128, 0_i128), |(sum, count), rating| {
            (sum.saturating_add(i128::from(rating)), count.saturating_add(1))
        });
        *mean_rating = mean(sum, count);
    }
    let no_evidence = valid.iter().filter(|a| a.evidence == NONE && a.evidence_kind.is_none()).count();
    facts.without_evidence = u32::try_from(no_evidence).unwrap_or(u32::MAX);
    facts.override_score = overriding.and_then(|a| a.override_score);
    facts
}

fn rate(book: &Book, policy: &Policy, mut rated: Vec<&Rated>, judgements: &mut Judgements) {
    let dimensions: Vec<&str> = rated_dimensions(policy).collect();
    rated.sort_by_key(|r| (r.customer, r.dimension, r.assessor, r.on, r.row));
    for group in rated.chunk_by(|a, b| (a.customer, a.dimension) == (b.customer, b.dimension)) {
        let Some(first) = group.first() else { continue };
        let name = book.texts.text(first.dimension);
        let Some(position) = dimensions.iter().position(|d| *d == name) else {
            judgements.unweighed_ratings =
                judgements.unweighed_ratings.saturating_add(u64::try_from(group.len()).unwrap_or(u64::MAX));
            continue;
        };
        let latest = group.chunk_by(|a, b| a.assessor == b.assessor).filter_map(<[_]>::last);
        let (sum, count) = latest.fold((0_i128, 0_i128), |(sum, count), rating| {
            (sum.saturating_add(rating.score), count.saturating_add(1))
        });
        // Scores are millionths.
        let score = mean(sum, count.saturating_mul(1_000_000));
        let scores = judgements.ratings.entry(first.customer).or_insert_with(|| vec![None; dimensions.len()]);
        if let Some(slot) = scores.get_mut(position) {
            *slot = score;
        }
    }
}

const fn is_in_force(row: &Override, today: i32) -> bool {
    row.approved_on <= today && (row.expires_on == NO_DAY || today <= row.expires_on)
}

/// The override in force of one customer (BOOK §2.8c).
pub(crate) fn override_in_force(book: &Book, today: i32, customer: u32) -> Option<&Override> {
    let own = book.overrides.iter().filter(|row| row.customer == customer && is_in_force(row, today));
    own.max_by_key(|row| (row.approved_on, row.row))
}

/// The override in force of each customer: the latest approved, of one day the later row.
fn in_force_of<'b>(
    book: &Book,
    policy: &Policy,
    today: i32,
    rows: impl Iterator<Item = &'b Override>,
) -> HashMap<u32, ApprovedGrade> {
    let ends = |row: &Override| Some(row.expires_on).filter(|day| *day != NO_DAY);
    let mut rows: Vec<&Override> = rows.filter(|row| is_in_force(row, today)).collect();
    rows.sort_by_key(|row| (row.customer, row.approved_on, row.row));
    let approved = rows.chunk_by(|a, b| a.customer == b.customer).filter_map(|of_customer| {
        let (latest, earlier) = of_customer.split_last()?;
        // A grade the policy does not have was reported when the book was checked against it.
        let grade_of = |row: &Override| policy.composite().bands.named(book.texts.text(row.grade));
        let expires_on = ends(latest);
        let lasting = |row: &&&Override| ends(row).is_none_or(|end| Some(end) > expires_on);
        let then = expires_on.and_then(|_| earlier.iter().rfind(lasting)).and_then(|row| grade_of(row));
        let approved_by = book.texts.text(latest.approved_by).to_owned();
        Some((latest.customer, ApprovedGrade { grade: grade_of(latest)?, approved_by, expires_on, then }))
    });
    approved.collect()
}
