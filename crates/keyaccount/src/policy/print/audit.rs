//! Chapter: what customer files consist of, what their log is searched for, and how what identifies a
//! person is taken out; as far as the policy says anything of it.

use super::draft::Words;
use super::numbers::digits;
use super::tree::{Article, Chapter, Topic};
use super::words::audit as say;
use crate::policy::{CompositionRules, FreshFor, LogRules, PartOf, PrivacyColumns, PrivacyRules};

pub(super) fn chapter(words: &Words<'_>) -> Option<Chapter> {
    let archive = words.policy.archive();
    let articles: Vec<_> = [
        archive.composition.as_ref().map(|rules| composition(words, rules)),
        archive.log.as_ref().map(|rules| log(words, rules)),
        archive.privacy.as_ref().map(|rules| privacy(words, rules)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let chapter = Chapter { title: words.word(say::CHAPTER), clause: None, articles };
    (!chapter.articles.is_empty()).then_some(chapter)
}

/// The first sentence of an article, with the clause of its section.
fn begun(words: &Words<'_>, sentence: String, clause: Option<&str>) -> String {
    sentence + &words.clause(clause)
}

fn composition(words: &Words<'_>, rules: &CompositionRules) -> Article {
    let language = words.language;
    let parts = rules.parts.iter().map(|rule| {
        let of = match rule.of {
            PartOf::EveryCustomer => String::new(),
            PartOf::KeyAccounts => words.word(say::OF_KEY_ACCOUNTS),
        };
        let span = rule.fresh.map(|fresh| match fresh {
            FreshFor::Months(months) => words.months(months),
            FreshFor::Days(days) => words.days(days),
        });
        let fresh = span.map(|span| words.say(say::FRESH, &[("span", &span)])).unwrap_or_default();
        let copy = if rule.copy { words.word(say::COPY) } else { String::new() };
        let part = rule.part.reading(language);
        words.say(say::PART, &[("part", &part), ("of", &of), ("fresh", &fresh), ("copy", &copy)])
            + &words.clause(rule.clause.as_deref())
    });
    let card: Vec<_> = rules.card_fields.iter().map(|field| field.reading(language).into_owned()).collect();
    let register = |fields: &[crate::policy::RegisterField]| {
        let fields: Vec<_> = fields.iter().map(|field| field.reading(language).into_owned()).collect();
        words.both(&fields)
    };
    let declined = match rules.may_decline.is_empty() {
        true => String::new(),
        false => words.say(say::MAY_DECLINE, &[("fields", &register(&rules.may_decline))]),
    };
    Article::new(Topic::Composition, words.word(say::COMPOSITION_TITLE))
        .paragraph(begun(words, words.word(say::COMPOSITION), rules.clause.as_deref()))
        .list(words.items(parts.collect()))
        .paragraph(words.join(&[
            words.say(say::CARD, &[("fields", &words.both(&card))]),
            words.say(say::REGISTER, &[("fields", &register(&rules.register_fields))]),
            declined,
        ]))
}

fn log(words: &Words<'_>, rules: &LogRules) -> Article {
    let clause = |said: String, clause: &Option<String>| said + &words.clause(clause.as_deref());
    let denials = rules.repeated_denials.as_ref().map(|rule| {
        let (n, hours) = (digits(rule.at_least.into()), rule.within_hours.to_string());
        clause(words.say(say::DENIALS, &[("n", &n), ("hours", &hours)]), &rule.clause)
    });
    let customers = rules
        .many_customers
        .as_ref()
        .map(|rule| clause(words.say(say::CUSTOMERS, &[("n", &digits(rule.above.into()))]), &rule.clause));
    let night = rules.night.as_ref().map(|rule| {
        let (from, to) = (rule.from_hour.to_string(), rule.to_hour.to_string());
        let except: Vec<_> =
            rule.except.iter().map(|action| action.reading(words.language).into_owned()).collect();
        let hours = [("from", from.as_str()), ("to", &to), ("except", &words.both(&except))];
        clause(
            words.say(if except.is_empty() { say::NIGHT } else { say::NIGHT_EXCEPT }, &hours),
            &rule.clause,
        )
    });
    let always = |rule: &Option<crate::policy::WatchedAlways>, sentence| {
        rule.as_ref().map(|rule| clause(words.word(sentence), &rule.clause))
    };
    let searched: Vec<_> = [
        denials,
        always(&rules.no_live_grant, say::NO_GRANT),
        customers,
        always(&rules.export, say::EXPORT),
        night,
        always(&rules.lapsed_nda, say::NDA),
    ]
    .into_iter()
    .flatten()
    .collect();
    let article = Article::new(Topic::LogSearch, words.word(say::LOG_TITLE));
    if searched.is_empty() {
        return article.paragraph(begun(words, words.word(say::NOTHING_SEARCHED), rules.clause.as_deref()));
    }
    article.paragraph(begun(words, words.word(say::LOG), rules.clause.as_deref())).list(words.items(searched))
}

fn privacy(words: &Words<'_>, rules: &PrivacyRules) -> Article {
    let steps: Vec<_> = rules.amount_steps.iter().map(u32::to_string).collect();
    let years = words.counted(rules.birth_band_years, say::YEAR, say::YEARS);
    let values = [("k", digits(rules.k.into())), ("steps", steps.join(words.comma())), ("years", years)];
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let subjects = match rules.subjects.is_empty() {
        true => String::new(),
        false => words.say(say::SUBJECTS, &[("names", &names(words, &rules.subjects))]),
    };
    Article::new(Topic::Privacy, words.word(say::PRIVACY_TITLE))
        .paragraph(begun(words, words.say(say::PRIVACY, &values), rules.clause.as_deref()))
        .paragraph(words.join(&[subjects, words.word(say::COLUMNS)]))
        .list(words.items(rules.columns.iter().map(|rule| columns(words, rule)).collect()))
}

fn columns(words: &Words<'_>, rule: &PrivacyColumns) -> String {
    let names = names(words, &rule.names);
    let (one, other) = (rule.deidentify.reading(words.language), rule.anonymise.reading(words.language));
    let of = match rule.of.is_empty() {
        true => String::new(),
        false => words.say(say::OF, &[("names", &self::names(words, &rule.of))]),
    };
    words.say(say::COLUMN, &[("names", &names), ("of", &of), ("deidentify", &one), ("anonymise", &other)])
        + &words.clause(rule.clause.as_deref())
}

fn names(words: &Words<'_>, names: &[String]) -> String {
    let names: Vec<_> = names.iter().map(|name| words.quoted(name)).collect();
    names.join(words.comma())
}
