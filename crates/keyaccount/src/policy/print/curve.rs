//! Points by days late, and the credit score made of them.

use rust_decimal::Decimal;

use super::credit::{days_row, exact};
use super::draft::Words;
use super::numbers::digits;
use super::tree::{Article, Topic};
use super::words::credit as say;
use crate::decimal::{POINTS_SCALE, Score};
use crate::policy::{Credit, Curve, CurveAnchor, Interpolation};

pub(super) fn points(words: &Words<'_>, credit: &Credit) -> Article {
    let rows = match credit.curve.interpolation() {
        Interpolation::Linear => linear_rows(words, credit.curve.anchors()),
        Interpolation::Steps => step_rows(words, credit.curve.anchors()),
    };
    let line = match (credit.curve.interpolation(), credit.curve.anchors().len()) {
        (Interpolation::Steps, _) | (Interpolation::Linear, ..=1) => String::new(),
        (Interpolation::Linear, _) => words.word(say::LINEAR),
    };
    let tail = [line, line_example(words, &credit.curve), words.word(say::WRITTEN_OFF)];
    Article::new(Topic::Points, words.word(say::POINTS_TITLE))
        .paragraph(words.word(say::POINTS))
        .table((vec![words.word(say::POINTS_DAYS), words.word(say::POINTS_POINTS)], rows))
        .paragraph(words.join(&tail))
}

/// The anchors themselves, the last for everything beyond.
fn linear_rows(words: &Words<'_>, anchors: &[CurveAnchor]) -> Vec<Vec<String>> {
    let last = anchors.len().saturating_sub(1);
    let row = |(at, anchor): (usize, &CurveAnchor)| {
        let high = (at < last).then_some(anchor.days);
        vec![days_row(words, anchor.days, high), digits(anchor.points)]
    };
    anchors.iter().enumerate().map(row).collect()
}

/// From the day after one anchor to the next, whose points they earn; beyond the last, its points too.
fn step_rows(words: &Words<'_>, anchors: &[CurveAnchor]) -> Vec<Vec<String>> {
    let mut from = 0;
    let mut rows = Vec::new();
    let row = |low, high, points| vec![days_row(words, low, high), digits(points)];
    for (anchor, at) in anchors.iter().zip(1_usize..) {
        let is_last = at == anchors.len();
        // A last anchor of one day is the beginning of everything beyond it.
        if !(is_last && anchor.days == from) {
            rows.push(row(from, Some(anchor.days), anchor.points));
            from = anchor.days.saturating_add(1);
        }
        if is_last {
            rows.push(row(from, None, anchor.points));
        }
    }
    rows
}

/// A day on a falling line between two anchors: of the second such line if there is one, since the
/// first begins at full marks and hides what is taken off.
fn line_example(words: &Words<'_>, curve: &Curve) -> String {
    if curve.interpolation() != Interpolation::Linear {
        return String::new();
    }
    let lines = curve.anchors().iter().zip(curve.anchors().iter().skip(1));
    let mut lines =
        lines.filter(|(from, to)| from.points > to.points && to.days.saturating_sub(from.days) > 1);
    let Some((first, second)) = lines.next().map(|first| (first, lines.next())) else {
        return String::new();
    };
    let (from, to) = second.unwrap_or(first);
    let day = from.days.midpoint(to.days);
    let points = curve_points(curve, day);
    words.say(
        say::LINEAR_EXAMPLE,
        &[
            ("day", &digits(day.into())),
            ("from", &digits(from.days.into())),
            ("to", &digits(to.days.into())),
            ("high", &digits(from.points)),
            ("low", &digits(to.points)),
            ("points", &digits(points)),
        ],
    )
}

fn curve_points(curve: &Curve, day: u32) -> Decimal {
    let units = curve.points(i32::try_from(day).unwrap_or(i32::MAX));
    Decimal::new(i64::from(units), u32::from(POINTS_SCALE))
}

pub(super) fn score(words: &Words<'_>, credit: &Credit) -> Article {
    let said = [words.word(say::SCORE), score_example(words, credit), words.word(say::NO_SCORE)];
    Article::new(Topic::CreditScore, words.word(say::SCORE_TITLE)).paragraph(words.join(&said))
}

/// Four fifths of the money on time and one fifth as late as an anchor in the middle of the curve.
fn score_example(words: &Words<'_>, credit: &Credit) -> String {
    let anchors = credit.curve.anchors();
    let late = anchors.get(anchors.len().midpoint(0)).filter(|anchor| anchor.days > credit.grace_days);
    let Some(late) = late else { return String::new() };
    let (best, worse) = (curve_points(&credit.curve, 0), curve_points(&credit.curve, late.days));
    let units = |points: Decimal| crate::decimal::Exact::from(points).at_scale(POINTS_SCALE);
    let score = (|| {
        let sum = units(best)?.checked_mul(4)?.checked_add(units(worse)?)?;
        Score::publish(sum, 50_000)
    })();
    let Some(score) = score else { return String::new() };
    let days = match words.language {
        crate::labels::Language::English => words.days(late.days),
        crate::labels::Language::Chinese => digits(late.days.into()),
    };
    words.say(
        say::SCORE_EXAMPLE,
        &[
            ("days", &days),
            ("best", &digits(best)),
            ("late", &digits(worse)),
            ("score", &exact(score.hundredths())),
        ],
    )
}
