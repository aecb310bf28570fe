//! Chapter: retention and disposal, if the policy says anything of them.

use super::draft::Words;
use super::numbers::{day_of_year, digits};
use super::tree::{Article, Chapter, Topic};
use super::words::form;
use super::words::retention as say;
use crate::policy::{Disposition, KeepFor, RetentionBasis, RetentionClass, RetentionKind, RetentionRules};

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
                .list(words.sentences(rules.classes.iter().map(|of| class(words, of)).collect()))
                .paragraph(words.say(say::YEAR_END, &[("day", &day)])),
            Article::new(Topic::Disposal, words.word(say::DISPOSAL_TITLE)).paragraph(words.join(&[
                words.word(say::DISPOSAL),
                within.unwrap_or_default(),
                words.say(say::APPROVALS, &[("n", &witnesses)]),
            ])),
        ],
    })
}

fn class(words: &Words<'_>, class: &RetentionClass) -> String {
    let trigger = class.trigger.reading(words.language);
    let from =
        |months, sentence| words.say(sentence, &[("period", &period(words, months)), ("trigger", &trigger)]);
    let kept = match (class.keep, class.kind) {
        (KeepFor::Permanent, _) => words.word(say::PERMANENT),
        (KeepFor::Months(months), RetentionKind::Fixed) => from(months, say::FROM),
        (KeepFor::Months(months), RetentionKind::Minimum) => from(months, say::AT_LEAST_FROM),
    };
    let basis = match &class.basis {
        None => words.word(say::NO_BASIS),
        Some(RetentionBasis::Chosen) => words.word(say::CHOSEN),
        Some(RetentionBasis::Law { law, at_least_months: None }) => law.clone(),
        Some(RetentionBasis::Law { law, at_least_months: Some(months) }) => {
            words.say(say::BY_LAW_AT_LEAST, &[("law", law), ("period", &period(words, *months))])
        }
    };
    let personal = words.word(if class.personal { say::PERSONAL } else { say::NOT_PERSONAL });
    let then = words.word(match class.then {
        None => say::NEVER,
        Some(Disposition::Delete) => say::DELETED,
        Some(Disposition::Anonymise) => say::ANONYMISED,
    });
    let name = RetentionRules::class_reading(&class.name, words.language);
    let values =
        [("class", &*name), ("period", &kept), ("basis", &basis), ("personal", &personal), ("then", &then)];
    words.say(say::CLASS, &values) + &words.clause(class.clause.as_deref())
}

/// A period in years where it is whole years, as the policy writes it.
fn period(words: &Words<'_>, months: u32) -> String {
    match (months.checked_div(12), months.checked_rem(12)) {
        (Some(years @ 1..), Some(0)) => words.counted(years, say::YEAR, say::YEARS),
        _ => words.counted(months, form::MONTH, form::MONTHS),
    }
}
