//! Caps and vetoes in words: what holds, its actual value, and what would end it.

use rust_decimal::Decimal;

use super::Row;
use crate::decimal::{Exact, PUBLISHED_SCALE, Score};
use crate::facts::Veto;
use crate::grading::{Asked, FactValue, holds};
use crate::labels::sentences::{self as words, Sentence};
use crate::labels::{self, Language};
use crate::policy::{Band, Comparison, Fact, FactKind, GradeCap, Literal, Predicate, Test};
use crate::scoring::{CreditResult, credit_of_score};

/// Caps with their conditions, in the order of the policy.
pub(super) fn caps_in_words(row: Row<'_>, caps: &[&GradeCap], language: Language) -> String {
    let asked = row.asked();
    let one = |cap: &&GradeCap| {
        let name = labels::read("caps", &cap.name, language);
        let condition = condition(row, &asked, &cap.when, language);
        words::CAP.fill(language, &[("cap", &name), ("condition", &condition)])
    };
    caps.iter().map(one).collect::<Vec<_>>().join(language.separator())
}

/// The vetoes that hold, an overdue one with its days.
pub(super) fn vetoes_in_words(row: Row<'_>, language: Language) -> String {
    let vetoes = Veto::ALL.into_iter().filter(|veto| row.customer.credit.vetoes.contains(*veto));
    let one = |veto: Veto| {
        let name = labels::read("vetoes", row.veto_code(veto), language);
        if veto != Veto::Overdue {
            return name;
        }
        let days = row.customer.credit.worst_open.to_string();
        words::DAYS_NOW.fill(language, &[("veto", &name), ("days", &days)])
    };
    vetoes.map(one).collect::<Vec<_>>().join(language.separator())
}

/// What makes a predicate hold. To end `all` one test must fail, to end `any` every one that holds.
fn condition(row: Row<'_>, asked: &Asked<'_>, when: &Predicate, language: Language) -> String {
    let one = |test: &Test| in_words(row, asked, test, language);
    match when {
        Predicate::One(test) => one(test),
        Predicate::All(tests) => tests.iter().map(one).collect::<Vec<_>>().join(words::OR.text(language)),
        Predicate::Any(tests) => {
            let holding = tests
                .iter()
                .filter(|test| holds(&Predicate::One((*test).clone()), &|fact| asked.value(fact)));
            holding.map(one).collect::<Vec<_>>().join(language.separator())
        }
    }
}

fn in_words(row: Row<'_>, asked: &Asked<'_>, test: &Test, language: Language) -> String {
    if test.fact == Fact::Vetoed && test.comparison == Comparison::Is(Literal::YesNo(true)) {
        return vetoes_in_words(row, language);
    }
    let value = asked.value(test.fact);
    let actual = value.map_or_else(String::new, |value| shown(value, test.fact.kind(), language));
    let required = required(row, test, value, language);
    let fact = words::fact(test.fact, language);
    words::CONDITION.fill(language, &[("fact", fact), ("actual", &actual), ("required", &required)])
}

/// What must become of a fact so that a test that holds fails.
fn required(row: Row<'_>, test: &Test, value: Option<FactValue<'_>>, language: Language) -> String {
    let than = |sentence: Sentence, bound: &Decimal| {
        sentence.fill(language, &[("bound", &bound.normalize().to_string())])
    };
    let literals = match &test.comparison {
        Comparison::AtLeast(bound) => return than(words::BELOW, bound),
        Comparison::AtMost(bound) => return than(words::ABOVE, bound),
        Comparison::Above(bound) => return than(words::AT_MOST, bound),
        Comparison::Below(bound) => return than(words::AT_LEAST, bound),
        Comparison::Is(literal) => core::slice::from_ref(literal),
        Comparison::In(literals) => literals.as_slice(),
    };
    if let Some(FactValue::YesNo(actual)) = value {
        return words::TO_BE.fill(language, &[("bound", yes_no(!actual, language))]);
    }
    if matches!(test.fact, Fact::CreditBandByScore | Fact::CreditGrade)
        && let Some((band, bound)) = better_band(row, test.fact, literals)
    {
        return words::BAND_FROM.fill(language, &[("band", band), ("bound", &bound.to_string())]);
    }
    let names: Vec<_> = literals.iter().map(|literal| literal_in_words(literal, language)).collect();
    words::OTHER_THAN.fill(language, &[("bound", &names.join(words::OR.text(language)))])
}

/// The nearest credit band above the one there is, reached by points, that neither a test of this fact
/// names nor a cap that would hold the grade where it is. A grade that vetoes or credit caps hold down is
/// not reached by points.
fn better_band<'a>(row: Row<'a>, fact: Fact, named: &[Literal]) -> Option<(&'a str, Score)> {
    let bands = &row.assessment.policy.credit().bands;
    let is_named = |name: &str| named.iter().any(|l| matches!(l, Literal::Text(text) if text == name));
    let caps = &row.assessment.policy.composite().caps;
    let is_held = |bound: Score| {
        let credit = credit_at(row, bound);
        let of_band = |fact| band_fact(row, &credit, fact);
        let computed = row.grades.computed;
        let mut low = caps.iter().filter(|cap| cap.enabled && Some(cap.at_most) >= computed);
        low.any(|cap| holds(&cap.when, &of_band))
    };
    let is_reached =
        |band: Band, bound: Score| fact != Fact::CreditGrade || credit_at(row, bound).grade == Some(band);
    let actual = row.grades.credit.by_score?;
    let better = bands.iter().take_while(|(band, _, _)| *band < actual);
    let free =
        better.filter(|(band, name, bound)| !is_named(name) && is_reached(*band, *bound) && !is_held(*bound));
    free.last().map(|(_, name, bound)| (name, bound))
}

/// The credit of a customer with another score.
fn credit_at(row: Row<'_>, score: Score) -> CreditResult {
    credit_of_score(Ok(score), row.customer, row.assessment.policy.credit())
}

/// What predicates ask about credit bands.
fn band_fact<'a>(row: Row<'a>, credit: &CreditResult, fact: Fact) -> Option<FactValue<'a>> {
    let band = match fact {
        Fact::CreditBandByScore => credit.by_score,
        Fact::CreditGrade => credit.grade,
        _ => None,
    };
    band.map(|band| FactValue::Text(row.assessment.policy.credit().bands.name(band)))
}

/// The worst grade that other caps allow once these are lifted as their conditions say: a better credit
/// band or grade may have a cap of its own.
pub(super) fn held_without(row: Row<'_>, lifted: &[&GradeCap]) -> Option<Band> {
    let asked = row.asked();
    let of_band = |fact| band_fact(row, &row.grades.credit, fact);
    let is_of_band = lifted.iter().any(|cap| holds(&cap.when, &of_band));
    let better = if is_of_band { better_band(row, Fact::CreditBandByScore, &[]) } else { None };
    let credit = better.map(|(_, bound)| credit_at(row, bound));
    let then = |fact| match &credit {
        Some(credit) if matches!(fact, Fact::CreditBandByScore | Fact::CreditGrade) => {
            band_fact(row, credit, fact)
        }
        _ => asked.value(fact),
    };
    let caps = row.assessment.policy.composite().caps.iter();
    let others = caps.filter(|cap| cap.enabled && !lifted.contains(cap) && holds(&cap.when, &then));
    others.map(|cap| cap.at_most).max()
}

const fn yes_no(yes: bool, language: Language) -> &'static str {
    if yes { words::YES.text(language) } else { words::NO.text(language) }
}

fn literal_in_words(literal: &Literal, language: Language) -> String {
    match literal {
        Literal::YesNo(yes) => yes_no(*yes, language).to_owned(),
        Literal::Text(text) => text.clone(),
        Literal::Number(number) => number.normalize().to_string(),
    }
}

fn shown(value: FactValue<'_>, kind: FactKind, language: Language) -> String {
    match value {
        FactValue::YesNo(yes) => yes_no(yes, language).to_owned(),
        FactValue::Text(text) => text.to_owned(),
        FactValue::Number(number) if matches!(kind, FactKind::Days | FactKind::Count) => number.to_string(),
        FactValue::Number(number) => with_cents(number),
        FactValue::Ratio(part, whole) => format!("{} ÷ {}", with_cents(part), with_cents(whole)),
    }
}

/// Exact, with two decimals or as many more as it has.
fn with_cents(number: Exact) -> String {
    let cents = number.at_scale(PUBLISHED_SCALE).and_then(|_| number.publish(PUBLISHED_SCALE));
    cents.map_or_else(|| number.to_string(), |cents| cents.to_string())
}
