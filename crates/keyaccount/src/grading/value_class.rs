//! Value classes: who holds most of the value (§4.8).

use ethnum::I256;

use crate::decimal::Exact;
use crate::policy::ValueClass;

/// The position of the class of a customer with this value: the first whose share of value held by
/// customers with strictly more is below its bound. Values at or below zero fall into the last.
///
/// `before` and `total` are sums of positive values; compared exactly, without rounding.
pub(crate) fn classify(rules: &ValueClass, value: Exact, before: Exact, total: Exact) -> usize {
    let last = rules.classes.len().saturating_sub(1);
    if !value.is_positive() {
        return last;
    }
    let below = |bound: Exact| percent_below(before, bound, total);
    rules
        .classes
        .iter()
        .position(|class| class.before_below.is_none_or(|bound| below(Exact::from(bound))))
        .unwrap_or(last)
}

/// part × 100 < bound × whole, in 256 bits.
fn percent_below(part: Exact, bound: Exact, whole: Exact) -> bool {
    let scale = part.scale().max(whole.scale());
    let wide = |value: Exact| {
        let up = u32::from(scale.saturating_sub(value.scale()));
        I256::new(10).checked_pow(up).and_then(|factor| I256::new(value.units()).checked_mul(factor))
    };
    let left = wide(part).and_then(|p| {
        p.checked_mul(I256::new(100))?.checked_mul(I256::new(10).checked_pow(u32::from(bound.scale()))?)
    });
    let right = wide(whole).and_then(|w| w.checked_mul(I256::new(bound.units())));
    matches!((left, right), (Some(left), Some(right)) if left < right)
}
