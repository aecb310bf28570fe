//! Chapter: response to leaks, if the policy says anything of it.

use rust_decimal::Decimal;

use super::draft::Words;
use super::numbers::digits;
use super::tree::{Article, Chapter, Topic};
use super::words::incident as say;
use crate::policy::{IncidentRules, IncidentStepRule, SoonerRule};

pub(super) fn chapter(words: &Words<'_>) -> Option<Chapter> {
    let rules = words.policy.archive().incident.as_ref()?;
    let steps = rules.steps.iter().map(|rule| step(words, rules, rule));
    let operator = rules.operator.reading(words.language);
    Some(Chapter {
        title: words.word(say::CHAPTER),
        clause: rules.clause.clone(),
        articles: vec![
            Article::new(Topic::IncidentSteps, words.word(say::STEPS_TITLE))
                .paragraph(words.say(say::STEPS, &[("operator", &operator)]))
                .list(words.sentences(steps.collect())),
            levels(words, rules),
            notices(words, rules),
        ],
    })
}

fn step(words: &Words<'_>, rules: &IncidentRules, rule: &IncidentStepRule) -> String {
    let hours = |n: u32| words.counted(n, say::HOUR, say::HOURS);
    let mut limit =
        words.say(say::LIMIT, &[("hours", &hours(rule.hours)), ("from", &rule.from.reading(words.language))]);
    for sooner in &rule.sooner {
        let when = when(words, rules, sooner);
        limit += &words.say(say::SOONER, &[("hours", &hours(sooner.hours)), ("when", &when)]);
    }
    if rule.waivable {
        limit += &words.word(say::WAIVER);
    }
    if rule.in_phases {
        limit += &words.word(say::IN_PHASES);
    }
    words.say(say::STEP, &[("step", &rule.step.reading(words.language)), ("limit", &limit)])
        + &words.clause(rule.clause.as_deref())
}

fn when(words: &Words<'_>, rules: &IncidentRules, sooner: &SoonerRule) -> String {
    let level = sooner.from_level.and_then(|position| rules.levels.get(position)).map(|level| {
        let name = IncidentRules::level_reading(&level.name, words.language);
        words.say(say::OF_LEVEL, &[("level", &name)])
    });
    let operator = sooner.operator.map(|kind| kind.reading(words.language));
    match (level, operator) {
        (Some(level), None) => level,
        (None, operator) => words.say(say::OF_OPERATOR, &[("operator", &operator.unwrap_or_default())]),
        (Some(level), Some(operator)) => {
            words.say(say::OF_BOTH, &[("level", &level), ("operator", &operator)])
        }
    }
}

fn levels(words: &Words<'_>, rules: &IncidentRules) -> Article {
    let article = Article::new(Topic::IncidentLevels, words.word(say::LEVELS_TITLE));
    if rules.levels.is_empty() {
        return article.paragraph(words.word(say::NO_LEVELS));
    }
    let levels = rules.levels.iter().map(|level| {
        let name = IncidentRules::level_reading(&level.name, words.language);
        let persons = digits(Decimal::from(level.persons));
        words.say(say::LEVEL, &[("level", &name), ("persons", &persons)])
            + &words.clause(level.clause.as_deref())
    });
    article.paragraph(words.word(say::LEVELS)).list(words.items(levels.collect()))
}

fn notices(words: &Words<'_>, rules: &IncidentRules) -> Article {
    let article = Article::new(Topic::Notices, words.word(say::NOTICES_TITLE));
    if rules.notices.is_empty() {
        return article.paragraph(words.word(say::NO_NOTICES));
    }
    let notices = rules.notices.iter().map(|notice| {
        let contents = notice.contents.iter().map(|content| content.reading(words.language).into_owned());
        let contents = words.both(&contents.collect::<Vec<_>>());
        let place = notice.jurisdiction.reading(words.language);
        words.say(say::NOTICE, &[("place", &place), ("contents", &contents)])
            + &words.clause(notice.clause.as_deref())
    });
    article.paragraph(words.word(say::NOTICES)).list(words.items(notices.collect()))
}
