//! Predicates: every test fits the type of its fact and can hold.

use rust_decimal::Decimal;

use super::whole;
use crate::book::{Code, CustomerKind};
use crate::document::{View, unknown_code};
use crate::error::{Problem, ProblemCode, quote};
use crate::policy::{Comparison, Dimension, Fact, FactKind, Literal, Predicate, Test};

/// What predicates may refer to, as far as it could be read.
pub(super) struct Known<'a> {
    pub(super) credit_bands: Option<&'a [&'a str]>,
    pub(super) weights: Option<&'a [(Dimension, Decimal)]>,
}

/// A predicate. `acts` says whether its rule is switched on, so that it must be able to hold.
pub(super) fn predicate(
    view: &View<'_>,
    known: &Known<'_>,
    acts: bool,
    problems: &mut Vec<Problem>,
) -> Option<Predicate> {
    let mut tests = |key: &str| {
        let view = view.get(key);
        let items = view.items()?;
        if items.is_empty() {
            let problem = Problem::new(ProblemCode::Missing, "no test", "at least one test");
            problems.push(view.place(problem));
        }
        let tests: Vec<_> = items.iter().map(|item| test(item, known, acts, problems)).collect();
        whole(tests)
    };
    if !view.get("all").is_absent() {
        return tests("all").map(Predicate::All);
    }
    if !view.get("any").is_absent() {
        return tests("any").map(Predicate::Any);
    }
    test(view, known, acts, problems).map(Predicate::One)
}

fn test(view: &View<'_>, known: &Known<'_>, acts: bool, problems: &mut Vec<Problem>) -> Option<Test> {
    let name = view.get("fact").text()?;
    let fact = Fact::ALL.iter().copied().find(|fact| fact.name() == name)?;
    let before = problems.len();
    let comparison = comparison(view, fact, known, problems)?;
    if problems.len() > before {
        return None;
    }
    if acts {
        problems.extend(never_holds(fact, &comparison, known).map(|problem| view.place(problem)));
    }
    Some(Test { fact, comparison })
}

fn comparison(
    view: &View<'_>,
    fact: Fact,
    known: &Known<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Comparison> {
    for (key, make) in [
        ("at_least", Comparison::AtLeast as fn(Decimal) -> Comparison),
        ("at_most", Comparison::AtMost),
        ("above", Comparison::Above),
        ("below", Comparison::Below),
    ] {
        let bound = view.get(key);
        if bound.is_absent() {
            continue;
        }
        if !fact.kind().is_number() {
            let found = format!("`{key}` on the fact `{}`", fact.name());
            let problem = Problem::new(
                ProblemCode::PredicateType,
                found,
                format!("`is` or `in` with {}", values(fact)),
            );
            problems.push(bound.place(problem));
        }
        return bound.decimal().map(make);
    }
    let one = view.get("is");
    if !one.is_absent() {
        return literal(&one, fact, known, problems).map(Comparison::Is);
    }
    let many = view.get("in");
    let items = many.items()?;
    if items.is_empty() {
        let problem = Problem::new(ProblemCode::Missing, "no value", "at least one value");
        problems.push(many.place(problem));
    }
    let literals: Vec<_> = items.iter().map(|item| literal(item, fact, known, problems)).collect();
    whole(literals).map(Comparison::In)
}

fn values(fact: Fact) -> &'static str {
    match fact.kind() {
        FactKind::YesNo => "`true` or `false`",
        FactKind::CreditBand => "the name of a credit band",
        FactKind::Text => "a text",
        _ => "a number",
    }
}

fn literal(view: &View<'_>, fact: Fact, known: &Known<'_>, problems: &mut Vec<Problem>) -> Option<Literal> {
    let literal = match (view.text(), view.yes(), view.decimal()) {
        (Some(text), ..) => Literal::Text(text.to_owned()),
        (_, Some(yes), _) => Literal::YesNo(yes),
        (.., number) => Literal::Number(number?),
    };
    let fits = match (&literal, fact.kind()) {
        (Literal::Text(_), FactKind::Text | FactKind::CreditBand) | (Literal::YesNo(_), FactKind::YesNo) => {
            true
        }
        (Literal::Number(_), kind) => kind.is_number(),
        _ => false,
    };
    if !fits {
        let found = format!("{} for the fact `{}`", view.shown(), fact.name());
        problems.push(view.place(Problem::new(ProblemCode::PredicateType, found, values(fact))));
    } else if let Literal::Text(text) = &literal {
        let codes = match fact {
            Fact::Kind => Some(CustomerKind::CODES),
            fact if fact.kind() == FactKind::CreditBand => known.credit_bands,
            _ => None,
        };
        if let Some(codes) = codes.filter(|codes| !codes.contains(&text.as_str())) {
            problems.push(view.place(unknown_code(text, codes.iter().copied())));
        }
    }
    Some(literal)
}

/// Why a test can never hold.
fn never_holds(fact: Fact, comparison: &Comparison, known: &Known<'_>) -> Option<Problem> {
    let scored = match fact {
        Fact::CreditScore => Some(Dimension::Credit),
        Fact::VolumeScore => Some(Dimension::Volume),
        Fact::ProfitScore => Some(Dimension::Profit),
        _ => None,
    };
    if let (Some(dimension), Some(weights)) = (scored, known.weights)
        && !weights.iter().any(|(weighted, _)| *weighted == dimension)
    {
        let found = format!("the fact `{}` of a dimension without weight", fact.name());
        let problem = Problem::new(ProblemCode::NeverActs, found, "a dimension of `composite.weights`");
        return Some(problem.remedy(format!("give `{}` a weight or switch the rule off", dimension.name())));
    }
    let (least, greatest) = range(fact);
    let inside = |value: &Decimal| {
        least.is_none_or(|least| *value >= least) && greatest.is_none_or(|greatest| *value <= greatest)
    };
    let can_hold = match comparison {
        Comparison::AtLeast(bound) => greatest.is_none_or(|greatest| *bound <= greatest),
        Comparison::Above(bound) => greatest.is_none_or(|greatest| *bound < greatest),
        Comparison::AtMost(bound) => least.is_none_or(|least| *bound >= least),
        Comparison::Below(bound) => least.is_none_or(|least| *bound > least),
        Comparison::Is(Literal::Number(value)) => inside(value),
        Comparison::In(values) => values.iter().any(|value| match value {
            Literal::Number(value) => inside(value),
            _ => true,
        }),
        Comparison::Is(_) => true,
    };
    if can_hold {
        return None;
    }
    let found =
        format!("a test that never holds: {}", quote(&format!("{} {}", fact.name(), shown(comparison))));
    let expected = match (least, greatest) {
        (Some(least), Some(greatest)) => format!("a test inside {least} to {greatest}"),
        _ => "a test of numbers that are not negative".to_owned(),
    };
    let problem = Problem::new(ProblemCode::NeverActs, found, expected);
    Some(problem.remedy("mend the number or set `enabled = false`"))
}

/// The least and the greatest value of a fact.
fn range(fact: Fact) -> (Option<Decimal>, Option<Decimal>) {
    let zero = Some(Decimal::ZERO);
    match (fact, fact.kind()) {
        (Fact::OnTimeRate, _) | (_, FactKind::Points) => (zero, Some(Decimal::ONE_HUNDRED)),
        (Fact::OverdueAmount, _) | (_, FactKind::Days | FactKind::Count) => (zero, None),
        _ => (None, None),
    }
}

fn shown(comparison: &Comparison) -> String {
    match comparison {
        Comparison::AtLeast(bound) => format!("at least {bound}"),
        Comparison::AtMost(bound) => format!("at most {bound}"),
        Comparison::Above(bound) => format!("above {bound}"),
        Comparison::Below(bound) => format!("below {bound}"),
        Comparison::Is(Literal::Number(value)) => format!("is {value}"),
        Comparison::Is(_) => "is".to_owned(),
        Comparison::In(_) => "in a list of numbers outside its range".to_owned(),
    }
}
