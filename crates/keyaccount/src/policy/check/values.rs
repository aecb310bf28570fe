//! What tests say of the values of a fact: whether one follows from another, whether several can hold
//! together.

use rust_decimal::Decimal;

use crate::policy::{Comparison, Literal, Predicate, Test};

/// As many tests and values are held against one another; no written policy has more, and their
/// number squared is the work.
pub(super) const MAX_COMPARED: usize = 2_000;

/// How many tests and values there are to compare.
pub(super) fn size<F>(tests: &[Test<F>]) -> usize {
    let values = |test: &Test<F>| listed(&test.comparison).map_or(1, <[Literal]>::len);
    tests.iter().map(values).fold(0, usize::saturating_add)
}

/// The tests of a predicate.
pub(super) fn tests(predicate: &Predicate) -> &[Test] {
    match predicate {
        Predicate::One(test) => core::slice::from_ref(test),
        Predicate::All(tests) | Predicate::Any(tests) => tests,
    }
}

/// Whether `then` holds whenever `when` does, as far as their tests show it one by one.
pub(super) fn implies(when: &Predicate, then: &Predicate) -> bool {
    let all_imply = |given: &[Test]| {
        let follows = |wanted: &Test| given.iter().any(|test| within(test, wanted));
        match then {
            Predicate::One(wanted) => follows(wanted),
            Predicate::All(wanted) => wanted.iter().all(follows),
            Predicate::Any(wanted) => wanted.iter().any(follows),
        }
    };
    match when {
        Predicate::Any(tests) => tests.iter().all(|test| all_imply(core::slice::from_ref(test))),
        one_or_all => all_imply(tests(one_or_all)),
    }
}

/// The first two tests that no value of their fact passes together.
pub(super) fn contradiction<F: PartialEq>(tests: &[Test<F>]) -> Option<(usize, usize)> {
    tests.iter().enumerate().find_map(|(later, test)| {
        let mut earlier = tests.iter().take(later);
        let first = earlier.position(|other| other.fact == test.fact && !meet(test, other))?;
        Some((first, later))
    })
}

/// Whether every value that passes `inner` passes `outer`.
fn within(inner: &Test, outer: &Test) -> bool {
    if inner.fact != outer.fact {
        return false;
    }
    if let Some(values) = listed(&inner.comparison) {
        return values.iter().all(|value| passes(value, &outer.comparison));
    }
    let (inner, outer) = (Range::of(&inner.comparison), Range::of(&outer.comparison));
    inner.zip(outer).is_some_and(|(inner, outer)| {
        let low = outer.low.is_none_or(|bound| inner.low.is_some_and(|low| low.is_at_least(bound)));
        let high = outer.high.is_none_or(|bound| inner.high.is_some_and(|high| high.is_at_most(bound)));
        low && high
    })
}

/// Whether some value passes both.
fn meet<F>(one: &Test<F>, other: &Test<F>) -> bool {
    match (listed(&one.comparison), listed(&other.comparison)) {
        (Some(values), _) => values.iter().any(|value| passes(value, &other.comparison)),
        (_, Some(values)) => values.iter().any(|value| passes(value, &one.comparison)),
        _ => {
            let (Some(one), Some(other)) = (Range::of(&one.comparison), Range::of(&other.comparison)) else {
                return true;
            };
            let apart = |low: Option<Bound>, high: Option<Bound>| {
                low.zip(high).is_some_and(|(low, high)| {
                    low.at > high.at || (low.at == high.at && !(low.included && high.included))
                })
            };
            !apart(one.low, other.high) && !apart(other.low, one.high)
        }
    }
}

fn listed(comparison: &Comparison) -> Option<&[Literal]> {
    match comparison {
        Comparison::Is(value) => Some(core::slice::from_ref(value)),
        Comparison::In(values) => Some(values),
        _ => None,
    }
}

fn passes(value: &Literal, comparison: &Comparison) -> bool {
    if let Some(values) = listed(comparison) {
        return values.contains(value);
    }
    let (Literal::Number(number), Some(range)) = (value, Range::of(comparison)) else { return false };
    let at = Bound { at: *number, included: true };
    range.low.is_none_or(|low| at.is_at_least(low)) && range.high.is_none_or(|high| at.is_at_most(high))
}

/// One end of a range of numbers.
#[derive(Clone, Copy)]
struct Bound {
    at: Decimal,
    included: bool,
}

impl Bound {
    /// As a lower end: whether it lets in nothing below `other`.
    fn is_at_least(self, other: Self) -> bool {
        self.at > other.at || (self.at == other.at && (other.included || !self.included))
    }

    /// As an upper end: whether it lets in nothing above `other`.
    fn is_at_most(self, other: Self) -> bool {
        self.at < other.at || (self.at == other.at && (other.included || !self.included))
    }
}

/// The numbers that pass a comparison.
#[derive(Clone, Copy)]
struct Range {
    low: Option<Bound>,
    high: Option<Bound>,
}

impl Range {
    fn of(comparison: &Comparison) -> Option<Self> {
        let end = |at: &Decimal, included| Some(Bound { at: *at, included });
        Some(match comparison {
            Comparison::AtLeast(at) => Self { low: end(at, true), high: None },
            Comparison::Above(at) => Self { low: end(at, false), high: None },
            Comparison::AtMost(at) => Self { low: None, high: end(at, true) },
            Comparison::Below(at) => Self { low: None, high: end(at, false) },
            Comparison::Is(_) | Comparison::In(_) => return None,
        })
    }
}
