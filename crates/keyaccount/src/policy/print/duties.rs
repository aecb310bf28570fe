//! Chapter: whom to call and when, and the duties around customer files, if the policy says anything of them.

use super::draft::Words;
use super::numbers::day_of_year;
use super::tree::{Article, Chapter, Topic};
use super::words::duties as say;
use crate::labels::sentences::Sentence;
use crate::labels::{self, roles};
use crate::policy::{ArchiveDuty, BirthdayRule, CallRules, DutyKind, Interval, IntervalRule, LeapBirthday};

pub(super) fn chapter(words: &Words<'_>) -> Option<Chapter> {
    let duties = words.policy.duties();
    let mut articles = Vec::new();
    if let Some(calls) = &duties.calls {
        articles.push(cadence(words, calls));
        articles.push(
            Article::new(Topic::Occasions, words.word(say::OCCASIONS_TITLE))
                .paragraph(words.word(say::OCCASIONS))
                .list(words.items(occasions(words, calls))),
        );
    }
    if !duties.archive.is_empty() {
        let said = duties.archive.iter().map(|duty| archive_duty(words, duty)).collect();
        articles.push(
            Article::new(Topic::ArchiveDuties, words.word(say::DUTIES_TITLE))
                .paragraph(words.word(say::DUTIES))
                .list(words.sentences(said)),
        );
    }
    if articles.is_empty() && duties.clause.is_none() {
        return None;
    }
    Some(Chapter { title: words.word(say::CHAPTER), clause: duties.clause.clone(), articles })
}

fn time(words: &Words<'_>, interval: Interval) -> String {
    match interval {
        Interval::Days(days) => words.days(days),
        Interval::WorkingDays(days) => words.counted(days, say::WORKING_DAY, say::WORKING_DAYS),
        Interval::Months(months) => words.months(months),
    }
}

fn cadence(words: &Words<'_>, calls: &CallRules) -> Article {
    let every = |every: Option<Interval>, often: Sentence, never: Sentence| match every {
        Some(every) => words.say(often, &[("time", &time(words, every))]),
        None => words.word(never),
    };
    let kinds: Vec<_> =
        calls.close_contacts.iter().map(|kind| kind.reading(words.language).into_owned()).collect();
    let article = Article::new(Topic::Calls, words.word(say::CALLS_TITLE)).paragraph(
        words.join(&[
            every(calls.not_yet_closed, say::OPEN, say::NO_OPEN),
            every(calls.closed, say::CLOSED, say::NO_CLOSED),
            words.say(say::CLOSE, &[("kinds", &words.both(&kinds))]),
            words.word(say::LAST_DAY),
        ]) + &words.clause(calls.clause.as_deref()),
    );
    if calls.intervals.is_empty() {
        return article;
    }
    let rules = calls.intervals.iter().map(|rule| interval_rule(words, rule)).collect();
    article.paragraph(words.word(say::INTERVALS)).list(words.sentences(rules))
}

fn interval_rule(words: &Words<'_>, rule: &IntervalRule) -> String {
    let stage = rule.stage.reading(words.language);
    let grade = rule.grade.as_deref().map(|grade| words.grade(grade));
    let class = rule.value_class.as_deref().map(|class| {
        let class = labels::read("value_class", class, words.language);
        words.say(say::CLASS, &[("class", &class)])
    });
    let who: Vec<_> =
        [Some(words.say(say::STAGE, &[("stage", &stage)])), grade, class].into_iter().flatten().collect();
    words.say(say::INTERVAL, &[("who", &who.join(words.comma())), ("time", &time(words, rule.every))])
        + &words.clause(rule.clause.as_deref())
}

fn occasions(words: &Words<'_>, calls: &CallRules) -> Vec<String> {
    let after = |length: Option<Interval>, said: Sentence, never: Sentence| match length {
        Some(length) => words.say(said, &[("time", &time(words, length))]),
        None => words.word(never),
    };
    let leads = |days: &[u32], said: Sentence, never: Sentence| match days {
        [] => words.word(never),
        days => {
            let days: Vec<_> = days.iter().map(|days| lead(words, *days)).collect();
            words.say(said, &[("days", &words.both(&days))])
        }
    };
    vec![
        after(calls.revisit_days.map(Interval::Days), say::REVISIT, say::NO_REVISIT),
        after(calls.milestone_working_days.map(Interval::WorkingDays), say::MILESTONE, say::NO_MILESTONE),
        leads(&calls.signing_lead_days, say::SIGNING, say::NO_SIGNING),
        leads(&calls.material_lead_days, say::MATERIAL, say::NO_MATERIAL),
        birthday(words, calls.birthday),
        words.word(say::CALLBACK),
        words.word(if calls.holiday_greetings { say::HOLIDAYS } else { say::NO_HOLIDAYS }),
    ]
}

fn lead(words: &Words<'_>, days: u32) -> String {
    match days {
        0 => words.word(say::ON_THE_DAY),
        days => words.say(say::DAYS_BEFORE, &[("time", &words.days(days))]),
    }
}

fn birthday(words: &Words<'_>, rule: Option<BirthdayRule>) -> String {
    let Some(rule) = rule else { return words.word(say::NO_BIRTHDAY) };
    let day = match rule.leap_day {
        LeapBirthday::Before => day_of_year(2, 28, words.language),
        LeapBirthday::After => day_of_year(3, 1, words.language),
    };
    match rule.lead_days {
        0 => words.say(say::BIRTHDAY_ON_THE_DAY, &[("day", &day)]),
        days => words.say(say::BIRTHDAY, &[("time", &words.days(days)), ("day", &day)]),
    }
}

fn archive_duty(words: &Words<'_>, duty: &ArchiveDuty) -> String {
    let from = words.word(match duty.duty {
        DutyKind::Backup => say::LAST_BACKUP,
        DutyKind::WeeklyReport => say::SUNDAY,
        DutyKind::SubmitChange => say::LEARNED,
        DutyKind::UpdateArchive => say::SUBMITTED,
        DutyKind::FullReview => say::LAST_REVIEW,
        DutyKind::RegisterInspection => say::LAST_INSPECTION,
        DutyKind::Attestation => say::LAST_ATTESTATION,
        DutyKind::AccessLogReview => say::LAST_LOG_REVIEW,
        DutyKind::SystemAudit => say::LAST_AUDIT,
    });
    let when = match duty.within {
        Interval::Days(0) => words.say(say::ON_THE_SAME_DAY, &[("from", &from)]),
        within => words.say(say::WITHIN, &[("time", &time(words, within)), ("from", &from)]),
    };
    let reading = duty.duty.what().reading(words.language);
    let mut said = words.say(say::DUTY, &[("duty", reading), ("when", &when)]);
    if let Some(role) = &duty.role {
        said += &words.say(say::BY_ROLE, &[("role", &roles::role(role, words.language))]);
    }
    if let Some(days) = duty.warn_days {
        said += &words.say(say::WARN, &[("time", &words.days(days))]);
    }
    if let Some(basis) = &duty.basis {
        said += &words.say(say::BASIS, &[("basis", basis)]);
    }
    if !duty.enabled {
        said += &words.word(say::OFF);
    }
    said + &words.clause(duty.clause.as_deref())
}
