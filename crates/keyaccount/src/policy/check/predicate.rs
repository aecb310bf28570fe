//! Predicates: every test fits the type of its fact and can hold.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::credit::ReadCredit;
use super::values::{MAX_COMPARED, contradiction, size};
use super::whole;
use crate::book::{Code, CustomerKind};
use crate::document::{MAX_PROBLEMS, View, unknown_code};
use crate::error::{Problem, ProblemCode, quote};
use crate::policy::{
    CapCondition, Comparison, Credit, CreditCap, Fact, FactKind, Literal, PolicyFact, Predicate, Test,
};

/// What the tests of a fact are held against, beside its type.
pub(super) trait CheckedFact: PolicyFact {
    /// What of the policy the facts rest on.
    type Around<'a>;

    /// How to mend a rule that never holds, beside mending it.
    const OR_ELSE: &'static str;

    /// The codes its texts must be among.
    fn codes<'a>(self, around: &'a Self::Around<'_>) -> Option<Vec<&'a str>>;

    /// Why no customer passes, whatever the values.
    fn impossible(self, comparison: &Comparison, around: &Self::Around<'_>) -> Option<Problem>;

    /// The least and the greatest value.
    fn range(self, around: &Self::Around<'_>) -> (Option<Decimal>, Option<Decimal>);
}

impl CheckedFact for Fact {
    type Around<'a> = ReadCredit<'a>;

    const OR_ELSE: &'static str = "set `enabled = false`";

    fn codes<'a>(self, credit: &'a ReadCredit<'_>) -> Option<Vec<&'a str>> {
        match (self, self.kind()) {
            (Self::Kind, _) => Some(CustomerKind::CODES.to_vec()),
            (_, FactKind::CreditBand) => credit.names.clone(),
            _ => None,
        }
    }

    fn impossible(self, comparison: &Comparison, credit: &ReadCredit<'_>) -> Option<Problem> {
        never_true(self, comparison, credit.section.as_ref())
    }

    fn range(self, credit: &ReadCredit<'_>) -> (Option<Decimal>, Option<Decimal>) {
        let zero = Some(Decimal::ZERO);
        let best = credit.best.map(|best| best.to_decimal().normalize());
        match (self, self.kind()) {
            (Self::CreditScore, _) => (zero, best.or(Some(Decimal::ONE_HUNDRED))),
            (Self::OnTimeRate, _) | (_, FactKind::Points) => (zero, Some(Decimal::ONE_HUNDRED)),
            (Self::OverdueAmount, _) | (_, FactKind::Days | FactKind::Count) => (zero, None),
            _ => (None, None),
        }
    }
}

/// A predicate. `acts` says whether its rule is switched on, so that it must be able to hold.
pub(super) fn predicate<F: CheckedFact>(
    view: &View<'_>,
    around: &F::Around<'_>,
    acts: bool,
    problems: &mut Vec<Problem>,
) -> Option<Predicate<F>> {
    let mut tests = |key: &str| {
        let view = view.get(key);
        let items = view.items()?;
        if items.is_empty() {
            let problem = Problem::new(ProblemCode::Missing, "no test", "at least one test");
            problems.push(view.place(problem));
        }
        let tests: Vec<_> = items.iter().map(|item| test(item, around, acts, problems)).collect();
        let tests = whole(tests)?;
        if tests.len() <= MAX_COMPARED {
            for again in repeated(&tests).take(MAX_PROBLEMS) {
                let found = format!("{} twice", written(tests.get(again)?));
                let problem = Problem::new(ProblemCode::Duplicate, found, "every test once");
                problems.push(items.get(again)?.place(problem.remedy("remove one of the two")));
            }
        }
        Some(tests)
    };
    if !view.get("all").is_absent() {
        let tests = tests("all")?;
        if acts && size(&tests) <= MAX_COMPARED {
            problems.extend(never_together(&tests).map(|problem| view.get("all").place(problem)));
        }
        return Some(Predicate::All(tests));
    }
    if !view.get("any").is_absent() {
        return tests("any").map(Predicate::Any);
    }
    test(view, around, acts, problems).map(Predicate::One)
}

fn test<F: CheckedFact>(
    view: &View<'_>,
    around: &F::Around<'_>,
    acts: bool,
    problems: &mut Vec<Problem>,
) -> Option<Test<F>> {
    let name = view.get("fact").text()?;
    let fact = F::LIST.iter().copied().find(|fact| fact.name() == name)?;
    let before = problems.len();
    let comparison = comparison(view, fact, around, problems)?;
    if problems.len() > before {
        return None;
    }
    if acts {
        problems.extend(never_holds(fact, &comparison, around).map(|problem| view.place(problem)));
    }
    Some(Test { fact, comparison })
}

fn comparison<F: CheckedFact>(
    view: &View<'_>,
    fact: F,
    around: &F::Around<'_>,
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
        return literal(&one, fact, around, problems).map(Comparison::Is);
    }
    let many = view.get("in");
    let items = many.items()?;
    if items.is_empty() {
        let problem = Problem::new(ProblemCode::Missing, "no value", "at least one value");
        problems.push(many.place(problem));
    }
    let literals: Vec<_> = items.iter().map(|item| literal(item, fact, around, problems)).collect();
    let literals = whole(literals)?;
    let mut seen = BTreeSet::new();
    for (item, literal) in items.iter().zip(&literals) {
        if !seen.insert(literal) && problems.len() < MAX_PROBLEMS {
            let problem = Problem::new(ProblemCode::Duplicate, item.shown(), "every value once");
            problems.push(item.place(problem.remedy("remove one of the two")));
        }
    }
    if [true, false].iter().all(|yes| seen.contains(&Literal::YesNo(*yes))) {
        let found = "`true` and `false`, one of which every customer is";
        let problem = Problem::new(ProblemCode::NeverActs, found, "`is` with one of them");
        problems.push(many.place(problem.remedy(format!("keep one of the two or {}", F::OR_ELSE))));
    }
    Some(Comparison::In(literals))
}

/// The tests that stand there already.
fn repeated<F: PartialEq>(tests: &[Test<F>]) -> impl Iterator<Item = usize> {
    tests.iter().enumerate().filter_map(|(at, test)| tests.iter().take(at).any(|t| t == test).then_some(at))
}

/// Why tests can never hold all at once.
fn never_together<F: CheckedFact>(tests: &[Test<F>]) -> Option<Problem> {
    let (one, other) = contradiction(tests)?;
    let (one, other) = (written(tests.get(one)?), written(tests.get(other)?));
    let found = format!("{one} and {other}, which never hold together");
    let problem = Problem::new(ProblemCode::NeverActs, found, "tests that can all hold at once");
    Some(problem.remedy(format!("mend one of them, use `any`, or {}", F::OR_ELSE)))
}

fn values(fact: impl PolicyFact) -> &'static str {
    match fact.kind() {
        FactKind::YesNo => "`true` or `false`",
        FactKind::CreditBand => "the name of a credit band",
        FactKind::Text => "a text",
        _ => "a number",
    }
}

fn literal<F: CheckedFact>(
    view: &View<'_>,
    fact: F,
    around: &F::Around<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Literal> {
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
    if matches!(&literal, Literal::Text(text) if fits && text.trim().is_empty()) {
        let problem = Problem::new(ProblemCode::Missing, "a blank text", "a value customers can have");
        problems.push(view.place(problem.remedy("a cell left blank is missing, and no test asks for it")));
    } else if !fits {
        let found = format!("{} for the fact `{}`", view.shown(), fact.name());
        problems.push(view.place(Problem::new(ProblemCode::PredicateType, found, values(fact))));
    } else if let Literal::Text(text) = &literal
        && let Some(codes) = fact.codes(around).filter(|codes| !codes.contains(&text.as_str()))
    {
        problems.push(view.place(unknown_code(text, codes.iter().copied())));
    }
    Some(literal)
}

/// Why a test can never hold.
fn never_holds<F: CheckedFact>(fact: F, comparison: &Comparison, around: &F::Around<'_>) -> Option<Problem> {
    if let Some(problem) = fact.impossible(comparison, around) {
        return Some(problem);
    }
    let (least, greatest) = fact.range(around);
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
    let test = Test { fact, comparison: comparison.clone() };
    let found = format!("a test that never holds: {}", written(&test));
    let expected = match (least, greatest) {
        (Some(least), Some(greatest)) => format!("a test inside {least} to {greatest}"),
        (None, Some(greatest)) => format!("a test of at most {greatest}"),
        _ => "a test of numbers that are not negative".to_owned(),
    };
    let problem = Problem::new(ProblemCode::NeverActs, found, expected);
    Some(problem.remedy(format!("mend the number or {}", F::OR_ELSE)))
}

/// A fact that no customer has under this policy.
fn never_true(fact: Fact, comparison: &Comparison, credit: Option<&Credit>) -> Option<Problem> {
    let wants_true = match comparison {
        Comparison::Is(value) => *value == Literal::YesNo(true),
        Comparison::In(values) => !values.contains(&Literal::YesNo(false)),
        _ => false,
    };
    let credit = credit.filter(|_| wants_true)?;
    let short = |cap: &CreditCap| matches!(cap.when, CapCondition::ShortRelationship { .. });
    let (found, list) = match fact {
        Fact::Vetoed if credit.vetoes.is_empty() => ("`vetoed`, without a veto in force", "credit.vetoes"),
        Fact::ShortRelationship if !credit.caps.iter().any(short) => (
            "`short_relationship`, without that credit cap, which says how many months are short",
            "credit.caps",
        ),
        _ => return None,
    };
    let problem = Problem::new(ProblemCode::NeverActs, found, format!("an entry in `{list}`"));
    Some(problem.remedy("add it or set `enabled = false`"))
}

/// A test in words.
fn written<F: PolicyFact>(test: &Test<F>) -> String {
    let comparison = match &test.comparison {
        Comparison::AtLeast(bound) => format!("at least {bound}"),
        Comparison::AtMost(bound) => format!("at most {bound}"),
        Comparison::Above(bound) => format!("above {bound}"),
        Comparison::Below(bound) => format!("below {bound}"),
        Comparison::Is(value) => format!("is {}", literal_shown(value)),
        Comparison::In(values) => {
            format!("in {}", values.iter().take(SHOWN).map(literal_shown).collect::<Vec<_>>().join(", "))
        }
    };
    quote(&format!("{} {comparison}", test.fact.name()))
}

/// How many values of a list a problem shows.
const SHOWN: usize = 10;

fn literal_shown(literal: &Literal) -> String {
    match literal {
        Literal::YesNo(yes) => yes.to_string(),
        Literal::Text(text) => text.clone(),
        Literal::Number(number) => number.to_string(),
    }
}
