//! Chapter: general provisions.

use chrono::{Datelike, NaiveDate};

use super::draft::Words;
use super::numbers;
use super::tree::{Article, Chapter, Topic};
use super::words::general as say;
use crate::calendar::{Day, Window};
use crate::labels::currency;

pub(super) fn chapter(words: &Words<'_>) -> Chapter {
    let plain = |of, title, text| Article::new(of, words.word(title)).paragraph(words.word(text));
    Chapter {
        title: words.word(say::CHAPTER),
        clause: None,
        articles: vec![
            plain(Topic::Purpose, say::PURPOSE_TITLE, say::PURPOSE),
            scope(words),
            terms(words),
            plain(Topic::Rounding, say::ROUNDING_TITLE, say::ROUNDING),
            plain(Topic::MissingData, say::MISSING_TITLE, say::MISSING),
            currency(words),
        ],
    }
}

fn scope(words: &Words<'_>) -> Article {
    let newcomers = words.article(Topic::NewCustomers);
    let provisional = words.article(Topic::Provisional);
    Article::new(Topic::Scope, words.word(say::SCOPE_TITLE))
        .paragraph(words.say(say::SCOPE, &[("newcomers", &newcomers), ("provisional", &provisional)]))
}

fn terms(words: &Words<'_>) -> Article {
    let days = words.policy.credit().grace_days;
    let grace = match days {
        0 => words.word(say::NO_GRACE),
        _ => words.say(say::GRACE, &[("days", &words.days(days))]),
    };
    let effective = words.say(say::EFFECTIVE_DAYS, &[("excused", &words.article(Topic::Excused))]);
    Article::new(Topic::Terms, words.word(say::TERMS_TITLE)).paragraph(words.word(say::TERMS)).list(vec![
        words.word(say::AS_OF),
        window(words),
        words.word(say::FIRST_TRADE),
        words.word(say::ESTABLISHED),
        words.word(say::ITEM),
        words.word(say::DAYS_LATE),
        words.join(&[effective, grace]),
        words.word(say::BOUNDS),
    ])
}

/// What a window is, by the example of the payment window on a day of the policy's first year.
fn window(words: &Words<'_>) -> String {
    const YEAR: i32 = 2026;
    let year = words.policy.header().effective_from.map_or(YEAR, |date| date.year());
    let as_of = NaiveDate::from_ymd_opt(year, 6, 30).unwrap_or_default();
    let months = words.policy.credit().window_months;
    let window = Window::ending(as_of, months);
    let written = |day: Day| numbers::date(day.date().unwrap_or_default(), words.language);
    words.say(
        say::WINDOW,
        &[
            ("as_of", &numbers::date(as_of, words.language)),
            ("months", &words.months(months)),
            ("first", &written(window.first)),
            ("last", &written(window.last)),
        ],
    )
}

fn currency(words: &Words<'_>) -> Article {
    let currency = currency::name(&words.policy.header().currency, words.language);
    Article::new(Topic::Currency, words.word(say::CURRENCY_TITLE)).paragraph(
        words.say(say::CURRENCY, &[("currency", &currency), ("caps", &words.article(Topic::Caps))]),
    )
}
