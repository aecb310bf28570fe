//! Chapter: new customers.

use super::credit::exact;
use super::draft::Words;
use super::numbers::percent;
use super::tree::{Article, Chapter, Topic};
use super::words::lists;
use super::words::prospect as say;
use crate::decimal::{Exact, INPUT_SCALE, Score};
use crate::policy::Prospect;

pub(super) fn chapter(words: &Words<'_>) -> Chapter {
    let prospect = words.policy.prospect();
    let months = words.months(prospect.new_customer_months);
    let who = if prospect.new_customer_months == 0 { say::WHO_NEVER } else { say::WHO };
    let (grade, caps) = (words.article(Topic::Grade), words.article(Topic::Caps));
    Chapter {
        title: words.word(say::CHAPTER),
        clause: prospect.clause.clone(),
        articles: vec![
            Article::new(Topic::NewCustomers, words.word(say::WHO_TITLE))
                .paragraph(words.say(who, &[("months", &months)])),
            assessment(words, prospect),
            Article::new(Topic::Provisional, words.word(say::PROVISIONAL_TITLE))
                .paragraph(words.say(say::PROVISIONAL, &[("grade", &grade), ("caps", &caps)])),
        ],
    }
}

fn assessment(words: &Words<'_>, prospect: &Prospect) -> Article {
    let rows = prospect
        .criteria
        .iter()
        .map(|(criterion, weight)| vec![words.word(lists::criterion(*criterion)), percent(*weight)]);
    let min = words.say(say::MIN_WEIGHT, &[("weight", &percent(prospect.min_weight))]);
    let valid = words.say(say::VALID, &[("months", &words.months(prospect.valid_months))]);
    Article::new(Topic::Assessment, words.word(say::ASSESSMENT_TITLE))
        .paragraph(words.word(say::ASSESSMENT))
        .table((vec![words.word(say::CRITERION), words.word(say::WEIGHT)], rows.collect()))
        .paragraph(words.join(&[words.word(say::SCORE), example(words, prospect), min]))
        .paragraph(valid)
}

/// Points of a 5, a 4 and a 3: (rating − 1) ÷ 4 × 100.
const EXCELLENT: i128 = 100;
const GOOD: i128 = 75;
const FAIR: i128 = 50;

/// The best rating for the first criterion and a middling one for all others; the weights sum to 1.
fn example(words: &Words<'_>, prospect: &Prospect) -> String {
    let Some((first, weight)) = prospect.criteria.first() else { return String::new() };
    let name = words.word(lists::criterion(*first));
    let one = Exact::new(1, 0).at_scale(INPUT_SCALE);
    let only = prospect.criteria.len() == 1;
    let score = (|| {
        let (one, first) = (one?, Exact::from(*weight).at_scale(INPUT_SCALE)?);
        let rest = one.checked_sub(first)?;
        let sum = if only {
            one.checked_mul(GOOD)?
        } else {
            first.checked_mul(EXCELLENT)?.checked_add(rest.checked_mul(FAIR)?)?
        };
        Score::publish(sum, one)
    })();
    let Some(score) = score else { return String::new() };
    let sentence = if only { say::EXAMPLE_ONE } else { say::EXAMPLE };
    words.say(sentence, &[("first", &name), ("score", &exact(score.hundredths()))])
}
