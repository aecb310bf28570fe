//! Credit limit, payment term, and when deliveries stop.

use rust_decimal::Decimal;

use super::draft::Words;
use super::numbers::digits;
use super::tree::{Article, Topic};
use super::words::credit as say;
use crate::decimal::Exact;
use crate::grading::credit_limit;
use crate::policy::Credit;

pub(super) fn limit(words: &Words<'_>, credit: &Credit) -> Article {
    let head = [say::GRADE_NAME, say::LIMIT_TERM, say::LIMIT_COEFFICIENT];
    let mut head = head.map(|of| words.word(of)).to_vec();
    let rows = credit.bands.iter().zip(&credit.limit).map(|((_, name, _), terms)| {
        vec![name.to_owned(), words.days(terms.term_days), digits(terms.coefficient)]
    });
    let mut rows: Vec<_> = rows.collect();
    words.with_clauses(&mut head, &mut rows, credit.limit.iter().map(|terms| terms.clause.as_deref()));
    let months = words.months(credit.window_months);
    let formula = words.say(say::LIMIT_FORMULA, &[("months", &months)]);
    let only_if = |holds: bool, sentence| if holds { words.word(sentence) } else { String::new() };
    let notes = [
        only_if(credit.limit.iter().any(|terms| terms.term_days == 0), say::CASH),
        only_if(credit.limit.iter().any(|terms| terms.coefficient.is_zero()), say::NO_CREDIT),
        words.word(say::NO_LIMIT),
    ];
    Article::new(Topic::Limit, words.word(say::LIMIT_TITLE))
        .paragraph(words.word(say::LIMIT))
        .table((head, rows))
        .paragraph(words.join(&[formula, example(words, credit)]))
        .paragraph(words.join(&notes))
}

/// The limit of the best grade that has one.
fn example(words: &Words<'_>, credit: &Credit) -> String {
    const SALES: i64 = 100_000;
    let sales = Decimal::new(SALES, 0);
    let mut bands = credit.bands.iter().zip(&credit.limit);
    let found = bands.find(|(_, terms)| terms.term_days > 0 && !terms.coefficient.is_zero());
    let Some(((_, name, _), terms)) = found else { return String::new() };
    let Some(limit) = credit_limit(Exact::new(i128::from(SALES), 0), 1, terms) else { return String::new() };
    words.say(
        say::LIMIT_EXAMPLE,
        &[
            ("sales", &words.money(sales)),
            ("grade", &words.grade(name)),
            ("bare", &digits(sales)),
            ("term", &digits(terms.term_days.into())),
            ("coefficient", &digits(terms.coefficient)),
            ("limit", &words.money(limit)),
        ],
    )
}

pub(super) fn hold(words: &Words<'_>, credit: &Credit) -> Article {
    let days = digits(credit.hold_overdue_days_above.into());
    let items = vec![words.word(say::HOLD_LIMIT), words.say(say::HOLD_OVERDUE, &[("days", &days)])];
    Article::new(Topic::Hold, words.word(say::HOLD_TITLE))
        .paragraph(words.word(say::HOLD))
        .list(words.items(items))
}
