//! Chapter: retention and disposal, if the policy says anything of them.

use super::draft::Words;
use super::numbers::{day_of_year, digits};
use super::tree::{Article, Chapter, Topic};
use super::words::form;
use super::words::retention as say;
use crate::policy::{KeepFor, RetentionBasis, RetentionClass, RetentionKind, RetentionRules};

pub(super) fn chapter(words: &Words<'_>) -> Option<Chapter> {
    let rules = words.policy.archive().retention.as_ref()?;
    let day = day_of_year(rules.year_end.month, rules.year_end.day, words.language);
    let within = rules.within_days.map(|days| words.say(say::WITHIN, &[("days", &words.days(days))]));
    let witnesses = digits(rules.witnesses.into());
    Some(Chapter {
        title: words.word(say::CHAPTER),
        clause: rules.clause.clone(),
        articles: vec![
            Article::new(Topic::Retention, words.word(say::SCHEDULE_TITLE))
                .paragraph(words.word(say::SCHEDULE))
                .table(schedule(words, rules))
                .paragraph(words.say(say::YEAR_END, &[("day", &day)])),
            Article::new(Topic::Disposal, words.word(say::DISPOSAL_TITLE)).paragraph(words.join(&[
                words.word(say::DISPOSAL),
                within.unwrap_or_default(),
                words.say(say::APPROVALS, &[("n", &witnesses)]),
            ])),
        ],
    })
}

fn schedule(words: &Words<'_>, rules: &RetentionRules) -> (Vec<String>, Vec<Vec<String>>) {
    let head = [say::CLASS, say::TRIGGER, say::KEEP, say::BASIS, say::PERSONAL, say::THEN];
    let mut head = head.map(|of| words.word(of)).to_vec();
    let mut rows: Vec<_> = rules.classes.iter().map(|class| row(words, class)).collect();
    words.with_clauses(&mut head, &mut rows, rules.classes.iter().map(|class| class.clause.as_deref()));
    (head, rows)
}

fn row(words: &Words<'_>, class: &RetentionClass) -> Vec<String> {
    let keep = match (class.keep, class.kind) {
        (KeepFor::Permanent, _) => words.word(say::PERMANENT),
        (KeepFor::Months(months), RetentionKind::Fixed) => period(words, months),
        (KeepFor::Months(months), RetentionKind::Minimum) => {
            words.say(say::AT_LEAST, &[("period", &period(words, months))])
        }
    };
    let basis = match &class.basis {
        None => words.word(say::NO_BASIS),
        Some(RetentionBasis::Chosen) => words.word(say::CHOSEN),
        Some(RetentionBasis::Law { law, at_least_months: None }) => words.say(say::BY_LAW, &[("law", law)]),
        Some(RetentionBasis::Law { law, at_least_months: Some(months) }) => {
            words.say(say::BY_LAW_AT_LEAST, &[("law", law), ("period", &period(words, *months))])
        }
    };
    let then = class.then.map(|then| then.reading(words.language).into_owned());
    vec![
        RetentionRules::class_reading(&class.name, words.language).into_owned(),
        class.trigger.reading(words.language).into_owned(),
        keep,
        basis,
        words.word(if class.personal { say::YES } else { say::NO }),
        then.unwrap_or_else(|| words.word(say::NOTHING)),
    ]
}

/// A period in years where it is whole years, as the policy writes it.
fn period(words: &Words<'_>, months: u32) -> String {
    match (months.checked_div(12), months.checked_rem(12)) {
        (Some(years @ 1..), Some(0)) => words.counted(years, say::YEAR, say::YEARS),
        _ => words.counted(months, form::MONTH, form::MONTHS),
    }
}
