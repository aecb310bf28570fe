//! Chapter: the composite score and the customer grade.

use rust_decimal::Decimal;

use super::conditions::condition;
use super::credit::exact;
use super::draft::Words;
use super::numbers::percent;
use super::tree::{Article, Chapter, Topic};
use super::words::composite as say;
use super::words::lists::{self, dimension};
use crate::decimal::Score;
use crate::labels;
use crate::policy::{Composite, Dimension, GradeCap};
use crate::scoring::{CompositePart, composite_score};

pub(super) fn chapter(words: &Words<'_>) -> Chapter {
    let composite = words.policy.composite();
    Chapter {
        title: words.word(say::CHAPTER),
        clause: composite.clause.clone(),
        articles: vec![
            weights(words, composite),
            missing(words, composite),
            Article::new(Topic::Grade, words.word(say::GRADE_TITLE))
                .paragraph(words.word(say::GRADE))
                .table(words.band_table(&composite.bands, [say::GRADE_NAME, say::GRADE_SCORE]))
                .paragraph(words.word(say::PRIORITY)),
            caps(words, composite),
            overrides(words, composite),
        ],
    }
}

fn weights(words: &Words<'_>, composite: &Composite) -> Article {
    let rows = composite.weights.iter();
    let rows = rows.map(|(of, weight)| vec![dimension(of, words), percent(*weight)]).collect();
    Article::new(Topic::Weights, words.word(say::WEIGHTS_TITLE))
        .paragraph(words.word(say::WEIGHTS))
        .table((vec![words.word(say::DIMENSION), words.word(say::WEIGHT)], rows))
        .paragraph(weights_example(words, composite))
        .paragraph(own(words, composite))
        .paragraph(without_weight(words, composite))
}

/// Scores for the examples: 90, 80, 70, 60 and from there on 50.
fn sample(position: usize) -> Score {
    let tens = 9_usize.saturating_sub(position).max(5);
    let hundredths = tens.saturating_mul(1_000);
    i128::try_from(hundredths).ok().and_then(Score::from_hundredths).unwrap_or(Score::ZERO)
}

/// Score × weight of every dimension but the one left out.
fn weighted(composite: &Composite, without: Option<usize>) -> String {
    let parts = composite.weights.iter().enumerate().filter(|(at, _)| Some(*at) != without);
    let parts =
        parts.map(|(at, (_, weight))| format!("{} × {}", exact(sample(at).hundredths()), percent(*weight)));
    parts.collect::<Vec<_>>().join(" + ")
}

/// The same in the signs of the language.
fn signs(words: &Words<'_>, sum: &str) -> String {
    match words.language {
        labels::Language::English => sum.to_owned(),
        labels::Language::Chinese => sum.replace(" × ", "×").replace(" + ", "＋"),
    }
}

fn composite_of(composite: &Composite, without: Option<usize>) -> Option<Score> {
    let parts = composite.weights.iter().enumerate().map(|(at, (_, weight))| CompositePart {
        weight: *weight,
        score: (Some(at) != without).then(|| sample(at)),
    });
    composite_score(parts, composite.min_dimensions, composite.min_weight).ok()
}

fn weights_example(words: &Words<'_>, composite: &Composite) -> String {
    let Some(score) = composite_of(composite, None) else { return String::new() };
    let scores = composite.weights.iter().enumerate().map(|(at, (of, _))| {
        let score = exact(sample(at).hundredths());
        words.say(say::SCORED, &[("dimension", &dimension(of, words)), ("score", &score)])
    });
    let scores: Vec<_> = scores.collect();
    let scores = match words.language {
        labels::Language::English => words.both(&scores),
        labels::Language::Chinese => scores.join("、"),
    };
    words.say(
        say::WEIGHTS_EXAMPLE,
        &[
            ("scores", &scores),
            ("sum", &signs(words, &weighted(composite, None))),
            ("composite", &exact(score.hundredths())),
        ],
    )
}

fn own(words: &Words<'_>, composite: &Composite) -> String {
    let own = composite.weights.iter().filter_map(|(of, _)| match of {
        Dimension::Rated(name) => Some(words.quoted(name)),
        _ => None,
    });
    let own: Vec<_> = own.collect();
    if own.is_empty() {
        return String::new();
    }
    words.say(say::OWN, &[("dimensions", &words.both(&own))])
}

fn without_weight(words: &Words<'_>, composite: &Composite) -> String {
    let scored = [Dimension::Credit, Dimension::Volume, Dimension::Profit];
    let unweighted =
        scored.iter().filter(|of| !composite.weights.iter().any(|(weighted, _)| weighted == *of));
    let names: Vec<_> = unweighted.map(|of| lists::dimension(of, words)).collect();
    if names.is_empty() {
        return String::new();
    }
    words.say(say::WITHOUT_WEIGHT, &[("dimensions", &words.both(&names))])
}

fn missing(words: &Words<'_>, composite: &Composite) -> Article {
    let dimensions = words.counted(composite.min_dimensions, say::ONE_DIMENSION, say::DIMENSIONS);
    let weight = percent(composite.min_weight);
    let rule = words.say(say::MISSING, &[("dimensions", &dimensions), ("weight", &weight)]);
    Article::new(Topic::MissingDimensions, words.word(say::MISSING_TITLE))
        .paragraph(words.join(&[rule, missing_example(words, composite)]))
}

/// The first dimension without which there still is a composite.
fn missing_example(words: &Words<'_>, composite: &Composite) -> String {
    let found = composite.weights.iter().enumerate().find_map(|(at, (of, weight))| {
        Some((at, of, Decimal::ONE.checked_sub(*weight)?, composite_of(composite, Some(at))?))
    });
    let Some((at, of, rest, score)) = found else { return String::new() };
    words.say(
        say::MISSING_EXAMPLE,
        &[
            ("dimension", &dimension(of, words)),
            ("sum", &signs(words, &weighted(composite, Some(at)))),
            ("weight", &percent(rest)),
            ("composite", &exact(score.hundredths())),
        ],
    )
}

fn caps(words: &Words<'_>, composite: &Composite) -> Article {
    let article = Article::new(Topic::Caps, words.word(say::CAPS_TITLE));
    let item = |cap: &GradeCap| {
        let said = words.say(
            say::CAP,
            &[
                ("name", &labels::read("caps", &cap.name, words.language)),
                ("condition", &condition(words, &cap.when)),
                ("grade", &words.grade_of(&composite.bands, cap.at_most)),
            ],
        );
        said + &words.clause(cap.clause.as_deref())
    };
    let those = |enabled: bool| {
        let caps = composite.caps.iter().filter(|cap| cap.enabled == enabled);
        words.items(caps.map(item).collect())
    };
    let (on, off) = (those(true), those(false));
    let article = if on.is_empty() {
        article.paragraph(words.word(say::NO_CAPS))
    } else {
        article.paragraph(words.word(say::CAPS)).list(on)
    };
    if off.is_empty() { article } else { article.paragraph(words.word(say::CAPS_OFF)).list(off) }
}

fn overrides(words: &Words<'_>, composite: &Composite) -> Article {
    let veto = if composite.override_lifts_veto { say::VETO_LIFTED } else { say::VETO_HOLDS };
    let veto = words.say(veto, &[("vetoes", &words.article(Topic::Vetoes))]);
    Article::new(Topic::Override, words.word(say::OVERRIDE_TITLE))
        .paragraph(words.join(&[words.word(say::OVERRIDE), veto]))
}
