//! Caps: conditions that hold a grade down, whatever the score (§4.6).

use crate::decimal::Exact;
use crate::policy::{Comparison, Fact, GradeCap, Literal, Predicate, Test};

/// The value of a fact, as a predicate compares it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum FactValue<'a> {
    YesNo(bool),
    Text(&'a str),
    Number(Exact),
    /// An exact quotient with a denominator above zero.
    Ratio(Exact, Exact),
}

/// Whether a predicate holds. A fact that was not measured makes its test fail.
pub(crate) fn holds<'a>(predicate: &Predicate, fact: &impl Fn(Fact) -> Option<FactValue<'a>>) -> bool {
    let passes = |test: &Test| fact(test.fact).is_some_and(|value| compare(value, &test.comparison));
    match predicate {
        Predicate::One(test) => passes(test),
        Predicate::All(tests) => tests.iter().all(passes),
        Predicate::Any(tests) => tests.iter().any(passes),
    }
}

/// The positions of the enabled caps that hold.
pub(crate) fn holding<'a>(caps: &[GradeCap], fact: &impl Fn(Fact) -> Option<FactValue<'a>>) -> CapSet {
    let mut set = CapSet::default();
    for (position, cap) in caps.iter().enumerate() {
        if cap.enabled && holds(&cap.when, fact) {
            set.insert(position);
        }
    }
    set
}

/// Caps by their position in the policy, which has at most [`MAX_CAPS`](crate::policy::MAX_CAPS): one bit
/// each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct CapSet(u64);

impl CapSet {
    pub(super) fn insert(&mut self, position: usize) {
        self.0 |= Self::bit(position);
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// One bit for each; none for no cap.
    pub(crate) const fn bits(self) -> u64 {
        self.0
    }

    /// The caps of these bits.
    pub(crate) const fn of_bits(bits: u64) -> Self {
        Self(bits)
    }

    pub(crate) fn contains(self, position: usize) -> bool {
        self.0 & Self::bit(position) != 0
    }

    fn bit(position: usize) -> u64 {
        u32::try_from(position).ok().and_then(|p| 1_u64.checked_shl(p)).unwrap_or(0)
    }
}

pub(crate) fn compare(value: FactValue<'_>, comparison: &Comparison) -> bool {
    use core::cmp::Ordering::{Equal, Greater, Less};
    let order = |bound: &rust_decimal::Decimal| number_order(value, Exact::from(*bound));
    match comparison {
        Comparison::AtLeast(bound) => matches!(order(bound), Some(Greater | Equal)),
        Comparison::AtMost(bound) => matches!(order(bound), Some(Less | Equal)),
        Comparison::Above(bound) => order(bound) == Some(Greater),
        Comparison::Below(bound) => order(bound) == Some(Less),
        Comparison::Is(literal) => is(value, literal),
        Comparison::In(literals) => literals.iter().any(|literal| is(value, literal)),
    }
}

fn is(value: FactValue<'_>, literal: &Literal) -> bool {
    match (value, literal) {
        (FactValue::YesNo(value), Literal::YesNo(wanted)) => value == *wanted,
        (FactValue::Text(value), Literal::Text(wanted)) => value == wanted,
        (_, Literal::Number(wanted)) => {
            number_order(value, Exact::from(*wanted)) == Some(core::cmp::Ordering::Equal)
        }
        _ => false,
    }
}

/// How a number compares with a bound, without dividing.
fn number_order(value: FactValue<'_>, bound: Exact) -> Option<core::cmp::Ordering> {
    match value {
        FactValue::Number(number) => Some(number.cmp(&bound)),
        FactValue::Ratio(part, whole) => Some(part.cmp(&whole.checked_mul(bound)?)),
        FactValue::YesNo(_) | FactValue::Text(_) => None,
    }
}
