//! Points of the credit curve after what became of customers that paid so late.

use std::collections::HashMap;

use ethnum::I256;
use rust_decimal::Decimal;

use super::groups::too_large;
use super::outcomes::{OutcomeKind, Outcomes};
use super::pooling::{Bucket, falls_nowhere, limits, of_units, points};
use super::proposal::{Advice, Calibrated, Proposal, ProposedValue, curve_toml, loads};
use super::sample::{Part, is_training};
use super::{CurveBounds, check_day};
use crate::assessment::Assessment;
use crate::book::Book;
use crate::decimal::{INPUT_SCALE, POINTS_SCALE, Score, pow10, round_ratio, round_wide};
use crate::error::{Error, Problem, ProblemCode};
use crate::facts::{JudgedSlice, Slice, SliceKind};
use crate::policy::{Curve, CurveAnchor};

/// Proposes points for the days late the policy's curve already has, after the outcomes of the
/// customers of the training part.
///
/// Each payment (paid or open; written-off ones have no points anyway) stands at the first anchor that
/// is not earlier than its effective days late, or at the last, with the outcome of its customer. All
/// payments of a customer together weigh 1, each by its amount. Anchors at which outcomes get better
/// with lateness are pooled with their neighbours (pool adjacent violators), so that the curve never
/// rises. The first anchor keeps its points and so does the last; between them points fall as outcomes
/// get worse, rounded to a tenth of a point. Anchors without a payment keep their points as far as
/// their neighbours allow. Then the bounds are kept. To judge the proposal, the scores are worked out
/// anew, payment by payment.
///
/// `book` is the one that was assessed.
///
/// # Errors
/// Outcomes after another day; another book than the one assessed; a bound on days the curve does not
/// have, beyond 0–100, of more than four decimals, or that no falling curve keeps; a curve of one
/// anchor; nobody with an outcome and a credit score.
pub fn propose_curve(
    assessment: &Assessment,
    book: &Book,
    outcomes: &Outcomes,
    bounds: &CurveBounds,
) -> Result<Proposal, Error> {
    check_day(assessment, outcomes)?;
    let policy = assessment.policy();
    let present = &policy.credit().curve;
    let anchors = present.anchors();
    if anchors.len() < 2 {
        let found = "a curve of one anchor";
        let problem = Problem::new(ProblemCode::OutOfRange, found, "at least two, between which points fall");
        return Err(problem.path("credit.curve").into());
    }
    let (bounds, limits) = limits(anchors, bounds)?;
    let (members, left_out) = members(assessment, book, outcomes)?;
    let slices = assessment.slices(book)?;
    let slices: Vec<_> = slices.judged().collect();
    let buckets = buckets(anchors, &members, &slices).ok_or_else(too_large)?;
    let points = points(anchors, &buckets, &limits).ok_or_else(too_large)?;
    let proposed: Vec<CurveAnchor> = anchors
        .iter()
        .zip(&points)
        .map(|(anchor, units)| CurveAnchor { points: of_units(*units), ..*anchor })
        .collect();
    let curve =
        Curve::new(proposed.clone(), present.interpolation()).ok_or_else(|| falls_nowhere("a proposal"))?;
    let changed = policy.changed(|policy| policy.credit.curve = curve);
    loads(&changed)?;
    let scores = scores(&changed.credit.curve, &members, &slices).ok_or_else(too_large)?;
    let [training, held_out] = [true, false].map(|is_training| Scores::of(is_training, &members, &scores));
    let gained =
        training.part.pairs(&training.after).points() > training.part.pairs(&training.before).points();
    let values = anchors.iter().zip(&proposed).zip(bounds.iter().zip(&buckets));
    let values = values.map(|((old, new), (bound, bucket))| ProposedValue {
        name: old.days.to_string(),
        least: bound.least,
        most: bound.most,
        present: old.points,
        proposed: new.points,
        payments: Some(bucket.payments),
        outcome: mean(bucket, outcomes.kind()),
    });
    Ok(Proposal {
        calibrated: Calibrated::Curve,
        values: values.collect(),
        tried: 1,
        left_out,
        training: training.part.quality(&training.before, &training.after),
        held_out: held_out.part.quality(&held_out.before, &held_out.after),
        advice: if gained {
            held_out.part.advice(&held_out.before, &held_out.after)
        } else {
            Advice::NothingBetter
        },
        toml: curve_toml(&proposed),
    })
}

/// A customer with an outcome and a credit score.
struct Member {
    is_training: bool,
    merit: i128,
    badness: i128,
    before: Score,
    /// Σ amount of its payments.
    amount: i128,
}

/// The members by their number in the book, and how many customers with an outcome are none.
fn members(
    assessment: &Assessment,
    book: &Book,
    outcomes: &Outcomes,
) -> Result<(HashMap<u32, Member>, u64), Error> {
    let mut members = HashMap::new();
    let mut left_out = 0_u64;
    for row in assessment.rows() {
        let Some(Some(value)) = outcomes.of(row.id()) else { continue };
        let (Ok(before), Some(number)) = (row.grades.credit.score, book.customer_ids.find(row.id())) else {
            left_out = left_out.saturating_add(1);
            continue;
        };
        let merit = outcomes.merit(value);
        let badness = match outcomes.kind() {
            OutcomeKind::Bad => value,
            OutcomeKind::Good => 1_i128.saturating_sub(value),
            OutcomeKind::HigherIsWorse | OutcomeKind::HigherIsBetter => merit.saturating_neg(),
        };
        let amount = row.customer.credit.amount();
        members.insert(number, Member { is_training: is_training(row.id()), merit, badness, before, amount });
    }
    if members.is_empty() {
        let found = "no customer with an outcome and a credit score";
        let problem = Problem::new(ProblemCode::Missing, found, "customers to learn from");
        let remedy = "check that the outcomes name customers of this book, and that it has invoices";
        return Err(problem.path("credit.curve").remedy(remedy).into());
    }
    Ok((members, left_out))
}

/// The payments of the training part by anchor; `None` if they cannot be added up.
fn buckets(
    anchors: &[CurveAnchor],
    members: &HashMap<u32, Member>,
    slices: &[(Slice, JudgedSlice)],
) -> Option<Vec<Bucket>> {
    let mut buckets = vec![Bucket::EMPTY; anchors.len()];
    let last = anchors.len().saturating_sub(1);
    for (slice, judged) in slices.iter().filter(|(slice, _)| slice.kind != SliceKind::WrittenOff) {
        let Some(member) = members.get(&slice.customer).filter(|member| member.is_training) else { continue };
        let is_reached = |anchor: &CurveAnchor| i64::from(judged.effective) <= i64::from(anchor.days);
        let at = anchors.iter().position(is_reached).unwrap_or(last);
        // Millionths of what the customer settled; the smallest payment still counts.
        let weight = round_ratio(slice.amount, member.amount, INPUT_SCALE)?.max(1);
        buckets.get_mut(at)?.add(weight, member.badness)?;
    }
    Some(buckets)
}

/// The share of bad outcomes in percent, or the mean outcome.
fn mean(bucket: &Bucket, kind: OutcomeKind) -> Option<Decimal> {
    if kind.is_yes_no() {
        let hundredths = round_wide(bucket.bad.checked_mul(I256::new(10_000))?, bucket.weight)?;
        return Decimal::try_from_i128_with_scale(hundredths, 2).ok();
    }
    // Outcomes are millionths; four decimals of them are read.
    let sum = if kind.is_higher_worse() { bucket.bad } else { bucket.bad.checked_neg()? };
    let millionths = pow10(INPUT_SCALE.saturating_sub(POINTS_SCALE))?;
    let mean = round_wide(sum, bucket.weight.checked_mul(I256::new(millionths))?)?;
    Decimal::try_from_i128_with_scale(mean, u32::from(POINTS_SCALE)).ok()
}

/// The credit score of each member under a curve (§4.2.6); `None` if one does not fit.
fn scores(
    curve: &Curve,
    members: &HashMap<u32, Member>,
    slices: &[(Slice, JudgedSlice)],
) -> Option<HashMap<u32, Score>> {
    let mut sums: HashMap<u32, i128> = members.keys().map(|number| (*number, 0)).collect();
    for (slice, judged) in slices.iter().filter(|(slice, _)| slice.kind != SliceKind::WrittenOff) {
        let Some(sum) = sums.get_mut(&slice.customer) else { continue };
        let points = slice.amount.checked_mul(i128::from(curve.points(judged.effective)))?;
        *sum = sum.checked_add(points)?;
    }
    let score = |(number, sum): (u32, i128)| {
        let weight = members.get(&number)?.amount.checked_mul(pow10(POINTS_SCALE)?)?;
        Some((number, Score::publish(sum, weight)?))
    };
    sums.into_iter().map(score).collect()
}

/// The credit scores of one part of the members under both curves.
struct Scores {
    part: Part,
    before: Vec<u16>,
    after: Vec<u16>,
}

impl Scores {
    /// Members in the order of their numbers, so that nothing hangs on the order of a map.
    fn of(is_training: bool, members: &HashMap<u32, Member>, scores: &HashMap<u32, Score>) -> Self {
        let mut part: Vec<_> =
            members.iter().filter(|(_, member)| member.is_training == is_training).collect();
        part.sort_unstable_by_key(|(number, _)| **number);
        let merits: Vec<_> = part.iter().map(|(_, member)| member.merit).collect();
        let after = |number: &u32| scores.get(number).copied().unwrap_or_default().hundredths();
        Self {
            part: Part::new(&merits),
            before: part.iter().map(|(_, member)| member.before.hundredths()).collect(),
            after: part.iter().map(|(number, _)| after(number)).collect(),
        }
    }
}
