//! Chapters: order volume and profit.

use rust_decimal::Decimal;

use super::draft::Words;
use super::numbers::{digits, percent};
use super::tree::{Article, Chapter, Topic};
use super::words::trade as say;
use super::words::{form, lists};
use crate::policy::{Axis, ScoreBand, ScoreRule, VolumeBasis};

pub(super) fn volume(words: &Words<'_>) -> Chapter {
    let volume = words.policy.volume();
    let measured = match volume.basis {
        VolumeBasis::Amount => say::VOLUME_AMOUNT,
        VolumeBasis::Quantity => say::VOLUME_QUANTITY,
    };
    let months = words.months(volume.window_years.saturating_mul(12));
    let unit = |n: Decimal| match volume.basis {
        VolumeBasis::Amount => words.money(n),
        VolumeBasis::Quantity => digits(n),
    };
    let score = Article::new(Topic::VolumeScore, words.word(say::VOLUME_SCORE_TITLE));
    let what = words.word(say::VOLUME);
    let score = by_rule(words, score, &volume.score, &what, &words.word(say::VALUE_VOLUME), &unit);
    Chapter {
        title: words.word(say::VOLUME_CHAPTER),
        clause: volume.clause.clone(),
        articles: vec![
            Article::new(Topic::Volume, words.word(say::VOLUME_TITLE))
                .paragraph(words.say(measured, &[("months", &months)])),
            score.paragraph(within(words, volume.rank_within, &volume.score)),
        ],
    }
}

pub(super) fn profit(words: &Words<'_>) -> Chapter {
    let profit = words.policy.profit();
    let months = words.months(profit.window_months);
    let fallback = match profit.fallback_margin {
        Some(margin) => words.say(say::FALLBACK, &[("margin", &percent(margin))]),
        None => words.word(say::NO_FALLBACK),
    };
    let every_line = profit.min_costed_share >= Decimal::ONE;
    let share = if every_line { say::ALL_COSTED } else { say::SHARE_COSTED };
    let share = words.say(share, &[("share", &percent(profit.min_costed_share))]);
    let score = Article::new(Topic::ProfitScore, words.word(say::PROFIT_SCORE_TITLE));
    let what = words.word(say::PROFIT_NAME);
    let unit = |n: Decimal| words.money(n);
    Chapter {
        title: words.word(say::PROFIT_CHAPTER),
        clause: profit.clause.clone(),
        articles: vec![
            Article::new(Topic::Profit, words.word(say::PROFIT_TITLE))
                .paragraph(words.say(say::PROFIT, &[("months", &months)]))
                .paragraph(words.word(say::MARGIN)),
            Article::new(Topic::Cost, words.word(say::COST_TITLE))
                .paragraph(words.join(&[words.word(say::COST), fallback]))
                .paragraph(share),
            by_rule(words, score, &profit.score, &what, &words.word(say::VALUE_PROFIT), &unit),
        ],
    }
}

/// How a measured value becomes a score.
fn by_rule(
    words: &Words<'_>,
    article: Article,
    rule: &ScoreRule,
    what: &str,
    heading: &str,
    unit: &dyn Fn(Decimal) -> String,
) -> Article {
    let of_value = [("what", what)];
    match rule {
        ScoreRule::Rank => article.paragraph(words.say(say::RANK, &of_value)),
        ScoreRule::MaxRatio => article.paragraph(words.say(say::MAX_RATIO, &of_value)),
        ScoreRule::Bands(bands) => {
            let head = vec![heading.to_owned(), words.word(say::VALUE_SCORE)];
            article
                .paragraph(words.say(say::BY_VALUE, &of_value))
                .table(value_table(words, head, bands, unit))
        }
    }
}

fn value_table(
    words: &Words<'_>,
    mut head: Vec<String>,
    bands: &[ScoreBand],
    unit: &dyn Fn(Decimal) -> String,
) -> (Vec<String>, Vec<Vec<String>>) {
    let mut better = None;
    let mut rows = Vec::new();
    for band in bands {
        let range = words.range(band.at_least, better, false, unit);
        rows.push(vec![range, digits(band.score.to_decimal())]);
        better = Some(band.at_least);
    }
    if let Some(lowest) = better {
        let range = words.say(form::BELOW, &[("high", &unit(lowest))]);
        rows.push(vec![range, digits(Decimal::ZERO)]);
    }
    words.with_clauses(&mut head, &mut rows, bands.iter().map(|band| band.clause.as_deref()));
    (head, rows)
}

fn within(words: &Words<'_>, axis: Option<Axis>, rule: &ScoreRule) -> String {
    let Some(axis) = axis else { return String::new() };
    let sentence = match rule {
        ScoreRule::Rank | ScoreRule::MaxRatio => say::WITHIN,
        ScoreRule::Bands(_) => say::WITHIN_SHOWN,
    };
    words.say(sentence, &[("axis", &words.word(lists::axis(axis)))])
}
