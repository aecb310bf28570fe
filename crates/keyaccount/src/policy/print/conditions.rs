//! Conditions of limits on the customer grade in words: every fact, every comparison.

use rust_decimal::Decimal;

use super::draft::Words;
use super::numbers::{digits, percent};
use super::tree::Topic;
use super::words::conditions as say;
use super::words::{form, lists};
use crate::book::{Code, CustomerKind};
use crate::labels::sentences::Sentence;
use crate::policy::{CapCondition, Comparison, Fact, FactKind, Literal, Predicate, Test};

/// When a rule holds.
pub(super) fn condition(words: &Words<'_>, when: &Predicate) -> String {
    joined(words, when, &|one| test(words, one))
}

/// Tests in words, with what stands between them.
pub(super) fn joined<F>(words: &Words<'_>, when: &Predicate<F>, test: &dyn Fn(&Test<F>) -> String) -> String {
    let tests: Vec<_> = when.tests().iter().map(test).collect();
    tests.join(&words.word(if matches!(when, Predicate::Any(_)) { say::OR } else { say::AND }))
}

fn test(words: &Words<'_>, test: &Test) -> String {
    if test.fact.kind() == FactKind::YesNo {
        return yes_no(words, &test.comparison, &|yes| holds(words, test.fact, yes));
    }
    compared(
        words,
        (test.fact.kind(), &fact(words, test.fact)),
        &test.comparison,
        &|bound| number(words, test.fact, bound),
        &|one| literal(words, test.fact, one),
    )
}

/// A comparison of something of a kind, with how its numbers and its values read.
pub(super) fn compared(
    words: &Words<'_>,
    (kind, asked): (FactKind, &str),
    comparison: &Comparison,
    number: &dyn Fn(Decimal) -> String,
    literal: &dyn Fn(&Literal) -> String,
) -> String {
    let compared = |sentence: Sentence, bound: &Decimal| {
        words.say(sentence, &[("fact", asked), ("bound", &number(*bound))])
    };
    let signed = matches!(kind, FactKind::Money | FactKind::Percent);
    let or_sign = |sentence: Sentence, sign: Sentence, bound: &Decimal| {
        if signed && bound.is_zero() {
            words.say(sign, &[("fact", asked)])
        } else {
            compared(sentence, bound)
        }
    };
    let literals = match comparison {
        Comparison::AtLeast(bound) => return or_sign(say::AT_LEAST, say::NOT_NEGATIVE, bound),
        Comparison::AtMost(bound) => return or_sign(say::AT_MOST, say::NOT_POSITIVE, bound),
        Comparison::Above(bound) => return or_sign(say::ABOVE, say::POSITIVE, bound),
        Comparison::Below(bound) => return or_sign(say::BELOW, say::NEGATIVE, bound),
        Comparison::Is(one) => core::slice::from_ref(one),
        Comparison::In(many) => many.as_slice(),
    };
    let values: Vec<_> = literals.iter().map(literal).collect();
    words.say(say::IS, &[("fact", asked), ("value", &words.either(&values))])
}

pub(super) fn literal(words: &Words<'_>, fact: Fact, literal: &Literal) -> String {
    match literal {
        Literal::Number(value) => number(words, fact, *value),
        Literal::Text(name) if fact.kind() == FactKind::CreditBand => words.bare_grade(name),
        Literal::Text(code) => match CustomerKind::from_code(code).filter(|_| fact == Fact::Kind) {
            Some(kind) => words.word(lists::customer_kind(kind)),
            None => words.quoted(code),
        },
        // Facts of yes and no have sentences of their own.
        Literal::YesNo(_) => String::new(),
    }
}

/// A number in the fact's unit.
pub(super) fn number(words: &Words<'_>, fact: Fact, value: Decimal) -> String {
    match fact.kind() {
        FactKind::Points => words.points(value),
        FactKind::Percent => format!("{}%", digits(value)),
        FactKind::Ratio => words.say(say::OF_OVERALL, &[("percent", &percent(value))]),
        FactKind::Money => words.money(value),
        FactKind::Days => {
            let form = if value == Decimal::ONE { form::DAY } else { form::DAYS };
            words.say(form, &[("n", &digits(value))])
        }
        FactKind::Count => words.say(form::ORDERS, &[("n", &digits(value))]),
        FactKind::Rating | FactKind::YesNo | FactKind::CreditBand | FactKind::Text => digits(value),
    }
}

/// Something that is yes or no, with how either reads.
pub(super) fn yes_no(words: &Words<'_>, comparison: &Comparison, holds: &dyn Fn(bool) -> String) -> String {
    let literals = match comparison {
        Comparison::Is(one) => core::slice::from_ref(one),
        Comparison::In(many) => many.as_slice(),
        _ => &[],
    };
    let said = literals.iter().map(|literal| holds(*literal == Literal::YesNo(true)));
    said.collect::<Vec<_>>().join(&words.word(say::OR))
}

/// A fact of yes and no, or its opposite.
pub(super) fn holds(words: &Words<'_>, fact: Fact, yes: bool) -> String {
    let either = |positive, negative| if yes { positive } else { negative };
    match fact {
        Fact::Vetoed => {
            let article = words.article(Topic::Vetoes);
            words.say(either(say::VETOED, say::NOT_VETOED), &[("article", &article)])
        }
        Fact::ShortRelationship => {
            let months = words.policy.credit().caps.iter().find_map(|cap| match cap.when {
                CapCondition::ShortRelationship { months } => Some(months),
                CapCondition::DocumentsMissing => None,
            });
            match months {
                Some(months) => {
                    let months = words.months(months);
                    words.say(either(say::SHORT, say::NOT_SHORT), &[("months", &months)])
                }
                None => words.word(either(say::SHORT_UNKNOWN, say::NOT_SHORT_UNKNOWN)),
            }
        }
        _ => words.word(either(say::DOCUMENTS, say::NOT_DOCUMENTS)),
    }
}

/// What is asked, with the window it is asked of.
pub(super) fn fact(words: &Words<'_>, fact: Fact) -> String {
    let (sentence, months) = match fact {
        Fact::CreditBandByScore => (say::BAND_BY_SCORE, None),
        Fact::CreditGrade => (say::CREDIT_GRADE, None),
        Fact::CreditScore => (say::CREDIT_SCORE, None),
        Fact::VolumeScore => (say::VOLUME_SCORE, None),
        Fact::ProfitScore => (say::PROFIT_SCORE, None),
        Fact::CompositeScore => (say::COMPOSITE_SCORE, None),
        Fact::MarginPercent | Fact::MarginToPopulation => (say::MARGIN, None),
        Fact::Profit => (say::PROFIT, None),
        Fact::OrderAmount12m => (say::ORDER_AMOUNT, Some(12)),
        Fact::OverdueAmount => (say::OVERDUE_AMOUNT, None),
        Fact::WeightedDaysLate => (say::WEIGHTED_DAYS, None),
        Fact::MaxDaysLate => (say::MAX_DAYS, None),
        Fact::OnTimeRate => (say::ON_TIME, None),
        Fact::OrderCount => (say::ORDER_COUNT, Some(words.policy.volume().window_years.saturating_mul(12))),
        Fact::Kind => (say::KIND, None),
        Fact::Region => (say::REGION, None),
        Fact::Country => (say::COUNTRY, None),
        Fact::Industry => (say::INDUSTRY, None),
        Fact::Size => (say::SIZE, None),
        Fact::Vetoed | Fact::ShortRelationship | Fact::DocumentsMissing => return String::new(),
    };
    match months {
        Some(months) => words.say(sentence, &[("months", &words.months(months))]),
        None => words.word(sentence),
    }
}
