//! Value classes: who holds most of the value (§4.8).

use ethnum::I256;

use crate::decimal::Exact;
use crate::policy::ValueClass;
use crate::scoring::Population;

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

/// The value from which on a customer belongs to each class: `before` falls as the value rises, so that
/// nobody's sum of greater values needs to be known.
#[derive(Clone, Debug)]
pub(crate) struct ClassBounds(Vec<ClassBound>);

#[derive(Clone, Copy, Debug)]
enum ClassBound {
    /// Any value above zero will do.
    Any,
    AtLeast(Exact),
    /// Not even the greatest.
    None,
}

impl ClassBounds {
    /// The bounds in a population; `None` if its sums are not at hand.
    pub(crate) fn of(rules: &ValueClass, population: &Population) -> Option<Self> {
        let values = population.value();
        let total = population.value_sum(values.len())?;
        let positive = values.greater_than(Exact::ZERO);
        let bounds = rules.classes.iter().map(|class| {
            let Some(bound) = class.before_below.map(Exact::from) else { return Some(ClassBound::Any) };
            // So many values may be greater; one more, and too much stands before.
            let (mut below, mut beyond) = (0_usize, positive.saturating_add(1));
            while below < beyond {
                let middle = below.midpoint(beyond);
                if percent_below(population.value_sum(middle)?, bound, total) {
                    below = middle.saturating_add(1);
                } else {
                    beyond = middle;
                }
            }
            Some(match below.checked_sub(1) {
                None => ClassBound::None,
                Some(greater) if greater < positive => ClassBound::AtLeast(values.at(greater)?),
                Some(_) => ClassBound::Any,
            })
        });
        bounds.collect::<Option<_>>().map(Self)
    }

    /// The position of the class of a customer with this value, as [`classify`] finds it.
    pub(crate) fn class(&self, value: Exact) -> usize {
        let last = self.0.len().saturating_sub(1);
        if !value.is_positive() {
            return last;
        }
        let reaches = |bound: &ClassBound| match bound {
            ClassBound::Any => true,
            ClassBound::AtLeast(least) => value >= *least,
            ClassBound::None => false,
        };
        self.0.iter().position(reaches).unwrap_or(last)
    }
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
