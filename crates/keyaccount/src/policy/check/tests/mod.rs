//! Every kind of problem with its whole message, and nothing but it.
//!
//! What POLICY §3 lists of the sections there are, and the test that holds it: unknown keys and sections,
//! types, missing keys (`keys_sections_and_types`); codes, names, clauses (`codes_and_names`); ranges,
//! digits, windows (`numbers`); dates, formats (`the_header`); `extends` (`what_a_policy_extends`); weights
//! and dimensions (`weights`); order, bounds, reach of bands, an entry for every band (`bands`); curves
//! (`curves`); rules that cannot act (`rules_that_never_act`, `caps_that_never_act`, `tests_that_never_hold`);
//! predicates (`predicates_fit_their_facts`). Tiers, roles, steps, documents and delegation are in
//! `approval::tests`, access in `archive::tests`.

mod rules;
mod scales;
mod values;

use crate::error::ProblemCode;
use crate::policy::Policy;

/// A correct policy in which every case below changes one thing.
pub(super) const GOOD: &str = r#"[policy]
format = 1
name = "test"
version = "1"
prepared_on = 2025-12-01
reviewed_on = 2025-12-02
approved_on = 2025-12-03
effective_from = 2026-01-01

[credit]
curve = [{ days = 0, points = 100 }, { days = 30, points = 50 }, { days = 60, points = 0 }]
bands = [{ name = "good", at_least = 70 }, { name = "fair", at_least = 40 }, { name = "poor", at_least = 0 }]
veto_band = "poor"
good_from = "good"
vetoes = ["write_off", { overdue_days_above = 180 }]
caps = [{ when = "short_relationship", months = 12, at_most = "fair" }]
excused = { bank_clearing = { max_days = 10 }, force_majeure = {} }
limit = { good = { coefficient = 1.5, term_days = 60 }, fair = { coefficient = 1, term_days = 30 }, poor = { coefficient = 0, term_days = 0 } }

[volume]
score = { bands = [{ at_least = 1000, score = 100 }, { at_least = 500, score = 50 }] }

[prospect]
criteria = { scale = 0.5, need_fit = 0.5 }

[composite]
weights = { credit = 0.25, volume = 0.5, service = 0.25 }
bands = [{ name = "gold", at_least = 80 }, { name = "grey", at_least = 0 }]

[[composite.caps]]
name = "late"
when = { fact = "max_days_late", above = 90 }
at_most = "grey"

[value_class]
classes = [{ name = "top", before_below = 80 }, { name = "rest" }]

[review]
every_months = 6
"#;

fn problems(text: &str) -> Vec<String> {
    match Policy::from_text("p.toml", text) {
        Ok(_) => Vec::new(),
        Err(error) => error.problems().iter().map(|p| format!("{} {p}", p.code)).collect(),
    }
}

/// Replaces one passage of [`GOOD`] and expects exactly these problems.
#[track_caller]
fn expect(old: &str, new: &str, messages: &[&str]) {
    expect_of(&[(old, new)], messages);
}

/// Replaces passages of [`GOOD`] and expects exactly these problems.
#[track_caller]
fn expect_of(changes: &[(&str, &str)], messages: &[&str]) {
    let mut text = GOOD.to_owned();
    for (old, new) in changes {
        assert_eq!(text.matches(old).count(), 1, "`{old}` must stand there once");
        text = text.replace(old, new);
    }
    assert_eq!(problems(&text), messages);
}

#[test]
fn a_correct_policy_is_silent() {
    assert_eq!(problems(GOOD), Vec::<String>::new());
    assert_eq!(problems(&GOOD.replace('\n', "\r\n")), Vec::<String>::new());
    for name in Policy::shipped_names() {
        assert_eq!(problems(Policy::shipped_source(name).unwrap()), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn ten_planted_problems_are_all_reported() {
    let planted = [
        ("version = \"1\"", "version = 1", ProblemCode::WrongType),
        ("approved_on = 2025-12-03", "approved_on = 2025-01-03", ProblemCode::DatesOutOfOrder),
        ("points = 50", "points = 500", ProblemCode::OutOfRange),
        ("at_least = 40", "at_least = 80", ProblemCode::BandOrder),
        ("good_from = \"good\"", "good_from = \"best\"", ProblemCode::UnknownCode),
        ("fair = { coefficient = 1, term_days = 30 }, ", "", ProblemCode::BandMissing),
        ("score = { bands", "scores = { bands", ProblemCode::UnknownKey),
        ("service = 0.25", "service = 0.26", ProblemCode::WeightSum),
        ("above = 90", "is = \"late\"", ProblemCode::PredicateType),
        ("[review]", "[rewiev]", ProblemCode::UnknownSection),
    ];
    let mut text = GOOD.to_owned();
    for (old, new, _) in planted {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        text = text.replace(old, new);
    }
    let error = Policy::from_text("p.toml", &text).unwrap_err();
    let found: Vec<_> = error.problems().iter().map(|problem| problem.code).collect();
    assert_eq!(found, planted.map(|(.., code)| code));
    assert!(error.problems().iter().all(|p| p.line.is_some() && p.column.is_some() && !p.path.is_empty()));
    assert!(error.problems().iter().all(|p| !p.found.is_empty() && !p.expected.is_empty()));
    let places: Vec<_> = error.problems().iter().map(|p| (p.line, p.column)).collect();
    assert!(places.is_sorted(), "{places:?}");
}
