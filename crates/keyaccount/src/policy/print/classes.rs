//! Chapters: value class, buying behaviour, review.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::draft::Words;
use super::numbers::{day_of_year, digits};
use super::tree::{Article, Chapter, Topic};
use super::words::classes as say;
use super::words::form;
use crate::decimal::Exact;
use crate::grading::classify;
use crate::labels;
use crate::policy::{ReviewCycle, ValueBasis, ValueClass};

pub(super) fn value(words: &Words<'_>) -> Chapter {
    let rules = words.policy.value_class();
    Chapter {
        title: words.word(say::VALUE_CHAPTER),
        clause: rules.clause.clone(),
        articles: vec![value_class(words, rules)],
    }
}

fn value_class(words: &Words<'_>, rules: &ValueClass) -> Article {
    let article = Article::new(Topic::ValueClass, words.word(say::VALUE_TITLE));
    let (sentence, what, months) = match rules.basis {
        ValueBasis::Profit => (say::VALUE_PROFIT, say::PROFIT, words.policy.profit().window_months),
        ValueBasis::Amount => (say::VALUE_AMOUNT, say::AMOUNT, 12),
    };
    let what = words.word(what);
    let value = words.say(sentence, &[("months", &words.months(months))]);
    let unscored = match rules.basis {
        ValueBasis::Profit => words.word(say::VALUE_UNSCORED),
        ValueBasis::Amount => String::new(),
    };
    let name = |class: &str| labels::read("value_class", class, words.language);
    let last = rules.classes.last().map_or_else(String::new, |class| name(&class.name));
    let of_last = [("value", value.as_str()), ("last", last.as_str())];
    if rules.classes.len() == 1 {
        let clause = rules.classes.first().and_then(|class| class.clause.as_deref());
        let said = [words.say(say::ONE_CLASS, &of_last), unscored, words.clause(clause).trim().to_owned()];
        return article.paragraph(words.join(&said));
    }
    let mut before = None;
    let mut rows = Vec::new();
    for class in &rules.classes {
        let percent = |n: Decimal| format!("{}%", digits(n));
        let share = match (class.before_below, before) {
            (Some(high), None) => words.say(form::BELOW, &[("high", &percent(high))]),
            (Some(high), Some(low)) => {
                let (low, high) = (percent(low), percent(high));
                words.say(form::FROM_BELOW, &[("low", &low), ("high", &high)])
            }
            (None, _) => words.word(say::REST),
        };
        rows.push(vec![name(&class.name), share]);
        before = class.before_below;
    }
    let mut head = vec![words.word(say::CLASS), words.word(say::SHARE)];
    words.with_clauses(&mut head, &mut rows, rules.classes.iter().map(|class| class.clause.as_deref()));
    let rest = words.say(say::VALUE_REST, &of_last);
    article
        .paragraph(words.say(say::VALUE, &[("value", &value), ("what", &what)]))
        .table((head, rows))
        .paragraph(words.join(&[rest, unscored, value_example(words, rules, &what)]))
}

/// Five customers, largest first, and what stands before each of them out of a hundred.
const SAMPLE: [(i128, i128); 5] = [(50, 0), (30, 50), (10, 80), (6, 90), (4, 96)];

fn value_example(words: &Words<'_>, rules: &ValueClass, what: &str) -> String {
    let classes = SAMPLE.iter().filter_map(|(value, before)| {
        let whole = |n: i128| Exact::new(n, 0);
        let class = classify(rules, whole(*value), whole(*before), whole(100));
        Some(labels::read("value_class", &rules.classes.get(class)?.name, words.language))
    });
    let classes: Vec<_> = classes.collect();
    let classes = match words.language {
        labels::Language::English => classes.join(", "),
        labels::Language::Chinese => classes.join("、"),
    };
    words.say(say::VALUE_EXAMPLE, &[("classes", &classes), ("what", what)])
}

pub(super) fn behaviour(words: &Words<'_>) -> Chapter {
    let behaviour = words.policy.behaviour();
    let growth = words.months(words.policy.volume().window_years.saturating_mul(12));
    let months = words.months(behaviour.window_months);
    let stages = vec![
        words.word(say::STAGE_CLOSED),
        words.say(say::STAGE_NEW, &[("days", &words.days(behaviour.new_deal_days))]),
        words.word(say::STAGE_OPEN),
    ];
    Chapter {
        title: words.word(say::BEHAVIOUR_CHAPTER),
        clause: behaviour.clause.clone(),
        articles: vec![
            Article::new(Topic::Behaviour, words.word(say::BEHAVIOUR_TITLE))
                .paragraph(words.say(say::BEHAVIOUR, &[("months", &months)])),
            Article::new(Topic::Growth, words.word(say::GROWTH_TITLE))
                .paragraph(words.say(say::GROWTH, &[("months", &growth)])),
            Article::new(Topic::DealStage, words.word(say::STAGE_TITLE))
                .paragraph(words.word(say::STAGE))
                .list(words.items(stages)),
        ],
    }
}

pub(super) fn review(words: &Words<'_>) -> Chapter {
    let review = words.policy.review();
    let said = match review.cycle {
        ReviewCycle::EveryMonths(months) => {
            words.say(say::REVIEW_EVERY, &[("months", &words.months(months))])
        }
        ReviewCycle::YearlyBy { month, day } => {
            let due = words.say(say::REVIEW_YEARLY, &[("day", &day_of_year(month, day, words.language))]);
            // A day that a common year does not have.
            let leap = if NaiveDate::from_ymd_opt(2027, month, day).is_none() {
                let before = day_of_year(month, day.saturating_sub(1), words.language);
                words.say(say::LEAP_DAY, &[("day", &before)])
            } else {
                String::new()
            };
            words.join(&[due, leap])
        }
    };
    Chapter {
        title: words.word(say::REVIEW_CHAPTER),
        clause: review.clause.clone(),
        articles: vec![Article::new(Topic::Review, words.word(say::REVIEW_TITLE)).paragraph(said)],
    }
}
