//! `[volume]`, `[profit]`, `[prospect]`, `[value_class]`, `[behaviour]`, `[review]`

use rust_decimal::Decimal;

use super::bands::{distinct, values_fall};
use super::whole;
use crate::book::Code;
use crate::decimal::Score;
use crate::document::View;
use crate::error::{Problem, ProblemCode};
use crate::policy::{
    Axis, Behaviour, Criterion, Profit, Prospect, Review, ReviewCycle, ScoreBand, ScoreRule, ValueBasis,
    ValueClass, ValueClassBand, Volume, VolumeBasis,
};

pub(super) fn volume(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Volume> {
    let score = score_rule(&view.get("score"), problems);
    Some(Volume {
        clause: view.get("clause").string(),
        basis: VolumeBasis::from_code(view.get("basis").text()?)?,
        window_years: view.get("window_years").whole()?,
        score: score?,
        rank_within: view.get("rank_within").text().and_then(Axis::from_code),
    })
}

pub(super) fn profit(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Profit> {
    let score = score_rule(&view.get("score"), problems);
    Some(Profit {
        clause: view.get("clause").string(),
        window_months: view.get("window_months").whole()?,
        score: score?,
        fallback_margin: view.get("fallback_margin").decimal(),
        min_costed_share: view.get("min_costed_share").decimal()?,
    })
}

fn score_rule(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<ScoreRule> {
    match view.text() {
        Some("rank") => return Some(ScoreRule::Rank),
        Some("max_ratio") => return Some(ScoreRule::MaxRatio),
        _ => {}
    }
    let view = view.get("bands");
    let items = view.items()?;
    if items.is_empty() {
        let expected = "at least `{ at_least = 1000000, score = 100 }`";
        problems.push(view.place(Problem::new(ProblemCode::Missing, "no band", expected)));
    }
    let of = |key: &'static str| items.iter().map(|item| item.get(key)).collect::<Vec<_>>();
    values_fall(&of("at_least"), "values", problems);
    for (better, worse) in of("score").iter().zip(of("score").iter().skip(1)) {
        if let (Some(high), Some(low)) = (better.decimal(), worse.decimal())
            && low > high
        {
            let found = format!("a score of {low} below a band that earns {high}");
            let expected = "scores that do not rise as the value falls";
            problems.push(worse.place(Problem::new(ProblemCode::BandOrder, found, expected)));
        }
    }
    let bands = whole(items.iter().map(|item| {
        let score = Score::from_decimal(item.get("score").decimal()?)?;
        let clause = item.get("clause").string();
        Some(ScoreBand { clause, at_least: item.get("at_least").decimal()?, score })
    }));
    bands.map(ScoreRule::Bands)
}

pub(super) fn prospect(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Prospect> {
    let criteria = view.get("criteria");
    let weights = criteria.entries().and_then(|entries| {
        whole(
            entries.into_iter().map(|(code, weight)| Some((Criterion::from_code(code)?, weight.decimal()?))),
        )
    });
    if let Some(weights) = &weights {
        sum_to_one(&criteria, weights.iter().map(|(_, weight)| *weight), problems);
    }
    let mut weights = weights?;
    weights.sort_by_key(|(criterion, _)| *criterion);
    Some(Prospect {
        clause: view.get("clause").string(),
        new_customer_months: view.get("new_customer_months").whole()?,
        criteria: weights,
        min_weight: view.get("min_weight").decimal()?,
        valid_months: view.get("valid_months").whole()?,
    })
}

/// Weights sum to 1 exactly, so that a score is a share of 100.
pub(super) fn sum_to_one(
    view: &View<'_>,
    weights: impl Iterator<Item = Decimal>,
    problems: &mut Vec<Problem>,
) {
    // Weights are at most 1 with six decimals: their sum is exact as long as there are not 10^22.
    let sum = weights.fold(Decimal::ZERO, Decimal::saturating_add).normalize();
    let (short, change) = if sum < Decimal::ONE {
        (Decimal::ONE.saturating_sub(sum), "add")
    } else {
        (sum.saturating_sub(Decimal::ONE), "take away")
    };
    if !short.is_zero() {
        let found = format!("weights that sum to {sum}");
        let problem = Problem::new(ProblemCode::WeightSum, found, "weights that sum to exactly 1");
        problems.push(view.place(problem.remedy(format!("{change} {}", short.normalize()))));
    }
}

pub(super) fn value_class(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<ValueClass> {
    let list = view.get("classes");
    let items = list.items()?;
    if items.is_empty() {
        problems.push(list.place(Problem::new(
            ProblemCode::Missing,
            "no class",
            "at least `{ name = \"all\" }`",
        )));
    }
    distinct(items.iter().map(|item| item.get("name")), problems);
    let mut previous = None;
    for (i, item) in items.iter().enumerate() {
        let (limit, is_last) = (item.get("before_below"), i.saturating_add(1) == items.len());
        let problem = match limit.decimal() {
            Some(bound) if is_last => Some(Problem::new(
                ProblemCode::BandBounds,
                format!("`{bound}`"),
                "no `before_below` in the last class, which takes everybody else",
            )),
            None if !is_last && limit.is_absent() && item.entries().is_some() => Some(Problem::new(
                ProblemCode::Missing,
                "no such key",
                "`before_below` in every class but the last",
            )),
            bound => {
                let reached = previous.zip(bound).filter(|(before, bound)| bound <= before);
                previous = bound;
                reached.map(|(before, bound)| {
                    Problem::new(
                        ProblemCode::BandUnreachable,
                        format!("`{bound}` after `{before}`, which leaves nobody for this class"),
                        format!("more than {before}"),
                    )
                })
            }
        };
        problems.extend(problem.map(|problem| limit.place(problem)));
    }
    let classes = whole(items.iter().map(|item| {
        Some(ValueClassBand {
            name: item.get("name").string()?,
            clause: item.get("clause").string(),
            before_below: item.get("before_below").decimal(),
        })
    }))?;
    Some(ValueClass {
        clause: view.get("clause").string(),
        basis: ValueBasis::from_code(view.get("basis").text()?)?,
        classes,
    })
}

pub(super) fn behaviour(view: &View<'_>) -> Option<Behaviour> {
    Some(Behaviour {
        clause: view.get("clause").string(),
        window_months: view.get("window_months").whole()?,
        new_deal_days: view.get("new_deal_days").whole()?,
    })
}

pub(super) fn review(view: &View<'_>) -> Option<Review> {
    let cycle = match view.get("yearly_by").text() {
        Some(day) => {
            let (month, day) = day.split_once('-')?;
            ReviewCycle::YearlyBy { month: month.parse().ok()?, day: day.parse().ok()? }
        }
        None => ReviewCycle::EveryMonths(view.get("every_months").whole()?),
    };
    Some(Review { clause: view.get("clause").string(), cycle })
}
