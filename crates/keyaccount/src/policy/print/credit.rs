//! Chapter: credit, from the items that count to the credit grade.

use rust_decimal::Decimal;

use super::draft::Words;
use super::numbers::digits;
use super::tree::{Article, Chapter, Topic};
use super::words::credit as say;
use super::words::{form, lists};
use super::{curve, terms};
use crate::facts::Veto;
use crate::policy::{CapCondition, Credit};

pub(super) fn chapter(words: &Words<'_>) -> Chapter {
    let credit = words.policy.credit();
    Chapter {
        title: words.word(say::CHAPTER),
        clause: credit.clause.clone(),
        articles: vec![
            items(words, credit),
            excused(words, credit),
            curve::points(words, credit),
            curve::score(words, credit),
            grade(words, credit),
            vetoes(words, credit),
            caps(words, credit),
            terms::limit(words, credit),
            terms::hold(words, credit),
        ],
    }
}

fn items(words: &Words<'_>, credit: &Credit) -> Article {
    let months = words.months(credit.window_months);
    Article::new(Topic::Items, words.word(say::ITEMS_TITLE))
        .paragraph(words.say(say::ITEMS, &[("months", &months)]))
}

fn excused(words: &Words<'_>, credit: &Credit) -> Article {
    let article = Article::new(Topic::Excused, words.word(say::EXCUSED_TITLE));
    if credit.excused.is_empty() {
        return article.paragraph(words.word(say::NOTHING_EXCUSED));
    }
    let reasons = credit.excused.iter().map(|excused| {
        let reason = words.word(lists::delay_reason(excused.kind));
        let said = match excused.max_days {
            None => reason,
            Some(days) => words.say(say::EXCUSED_UP_TO, &[("reason", &reason), ("days", &words.days(days))]),
        };
        said + &words.clause(excused.clause.as_deref())
    });
    article
        .paragraph(words.word(say::EXCUSED))
        .list(words.items(reasons.collect()))
        .paragraph(words.word(say::EXCUSED_SUM))
}

fn grade(words: &Words<'_>, credit: &Credit) -> Article {
    let good = credit.bands.iter().filter(|(band, ..)| *band <= credit.good_from);
    let good: Vec<_> = good.map(|(_, name, _)| words.bare_grade(name)).collect();
    Article::new(Topic::CreditGrade, words.word(say::GRADE_TITLE))
        .paragraph(words.word(say::GRADE))
        .table(words.band_table(&credit.bands, [say::GRADE_NAME, say::GRADE_SCORE]))
        .paragraph(words.say(say::GOOD, &[("grades", &words.either(&good))]))
}

fn vetoes(words: &Words<'_>, credit: &Credit) -> Article {
    let article = Article::new(Topic::Vetoes, words.word(say::VETO_TITLE));
    let grade = words.grade_of(&credit.bands, credit.veto_band);
    let vetoes = &credit.vetoes;
    let months = words.months(credit.window_months);
    let in_window = |holds: bool, sentence| holds.then(|| words.say(sentence, &[("months", &months)]));
    let items = [
        in_window(vetoes.write_off, say::WRITE_OFF),
        in_window(vetoes.wilful_default, say::WILFUL),
        vetoes.overdue_days_above.map(|days| words.say(say::OVERDUE, &[("days", &digits(days.into()))])),
        vetoes.legal_trouble.then(|| words.word(say::LEGAL)),
        in_window(vetoes.bounced_bill, say::BOUNCED),
    ];
    let items = Veto::ALL.into_iter().zip(items);
    let items = items.filter_map(|(veto, said)| Some(said? + &words.clause(vetoes.clause(veto))));
    let items: Vec<_> = items.collect();
    if items.is_empty() {
        return article.paragraph(words.say(say::NO_VETO, &[("grade", &grade)]));
    }
    let is_last = credit.veto_band.position().saturating_add(1) == credit.bands.len();
    let intro = if is_last { say::VETO_LAST } else { say::VETO_ABOVE };
    article.paragraph(words.say(intro, &[("grade", &grade)])).list(words.items(items))
}

fn caps(words: &Words<'_>, credit: &Credit) -> Article {
    let article = Article::new(Topic::CreditCaps, words.word(say::CAPS_TITLE));
    if credit.caps.is_empty() {
        return article.paragraph(words.word(say::NO_CAPS));
    }
    let items = credit.caps.iter().map(|cap| {
        let grade = words.grade_of(&credit.bands, cap.at_most);
        let said = match cap.when {
            CapCondition::ShortRelationship { months } => {
                words.say(say::SHORT, &[("months", &words.months(months)), ("grade", &grade)])
            }
            CapCondition::DocumentsMissing => words.say(say::DOCUMENTS, &[("grade", &grade)]),
        };
        said + &words.clause(cap.clause.as_deref())
    });
    article.paragraph(words.word(say::CAPS)).list(words.items(items.collect()))
}

/// A score in an example, in the fewest digits.
pub(super) fn exact(hundredths: u16) -> String {
    digits(Decimal::new(i64::from(hundredths), 2))
}

/// A single day's row or a range of days in a table.
pub(super) fn days_row(words: &Words<'_>, low: u32, high: Option<u32>) -> String {
    let low_digits = digits(low.into());
    match high {
        None => words.say(form::FROM_ON, &[("low", &low_digits)]),
        Some(high) if high == low => words.say(form::ONE_DAY, &[("low", &low_digits)]),
        Some(high) => words.say(form::FROM_TO, &[("low", &low_digits), ("high", &digits(high.into()))]),
    }
}
