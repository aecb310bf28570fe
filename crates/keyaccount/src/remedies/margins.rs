//! Where the margins of a customer and of all customers change as profit grows on the same amount.

use ethnum::I256;

use super::case::Case;
use super::steps;
use super::thresholds::{bounds, published_at};
use crate::decimal::{Exact, percent};
use crate::policy::Fact;

/// As many roundings of the margin of all as are tried for one bound.
const MOST: i128 = 4_096;

/// A percentage of a part that grows in steps of 0.01, of a whole above zero that does not.
#[derive(Clone, Copy)]
struct Margin {
    part: Exact,
    whole: Exact,
}

impl Margin {
    /// The fewest steps after which it is published as `bound` hundredths or more.
    fn steps_to(self, bound: i128) -> Option<i128> {
        // 10,000 × part ÷ whole ≥ bound − ½ in hundredths; ÷ 20,000 is × 5 ÷ 100,000.
        let (numerator, excluded) = steps::rounds_up_to(bound)?;
        let edge = self.whole.checked_mul(Exact::new(numerator.checked_mul(5)?, 5))?;
        if excluded { steps::beyond(self.part, edge) } else { steps::to(self.part, edge) }
    }

    /// The published hundredths after so many steps.
    fn after(self, steps: i128) -> Option<i128> {
        Exact::from(percent(steps::after(self.part, steps)?, self.whole)?).at_scale(2)
    }
}

/// The steps at which a comparison of margins in a cap can change.
pub(super) fn steps(case: &Case<'_>, profit: Exact) -> Option<Vec<i128>> {
    let mut steps = Vec::new();
    let own = Margin { part: profit, whole: case.facts.amount(case.customer.orders.profit_amount()) };
    if !own.whole.is_positive() {
        return Some(steps);
    }
    for bound in bounds(case.policy, Fact::MarginPercent) {
        for at in published_at(bound)? {
            steps.push(own.steps_to(at)?);
        }
    }
    let ratios = bounds(case.policy, Fact::MarginToPopulation);
    let all = Margin { part: case.population.profit_total(), whole: case.population.profit_amount_total() };
    if ratios.is_empty() || !all.whole.is_positive() {
        return Some(steps);
    }
    // The margin of all must be above zero to be compared with.
    steps.push(all.steps_to(1)?);
    for bound in ratios {
        ratio_steps(own, all, bound, &mut steps)?;
    }
    Some(steps)
}

/// The steps at which own margin ÷ margin of all can meet a bound, both as published. Away from where the
/// exact margins meet it, rounding changes nothing; near it, every rounding is a step to try.
fn ratio_steps(own: Margin, all: Margin, bound: Exact, steps: &mut Vec<i128>) -> Option<()> {
    let Some((first, last)) = near(own, all, bound)? else { return Some(()) };
    if last.checked_sub(first)? <= MOST {
        steps.extend(first..=last);
        return Some(());
    }
    steps.push(first);
    let mut from = first;
    for _ in 0..MOST {
        if from > last {
            break;
        }
        // While the margin of all is published so, the own margin must reach this.
        let margin = all.after(from)?;
        let until = all.steps_to(margin.checked_add(1)?)?;
        let wanted = Exact::new(margin, 2).checked_mul(bound)?;
        for at in published_at(wanted)? {
            let at = own.steps_to(at)?;
            if (from..until).contains(&at) {
                steps.push(at);
            }
        }
        steps.push(until);
        from = until;
    }
    Some(())
}

/// The steps between which rounding can matter: where own margin − bound × margin of all lies within what
/// rounding can do to both. `None` if nowhere from the first step on.
#[allow(clippy::option_option, reason = "nowhere and not computable are different things")]
fn near(own: Margin, all: Margin, bound: Exact) -> Option<Option<(i128, i128)>> {
    // In hundredths of a percent: 10,000 × (p ÷ a − b × P ÷ A) + k × 100 × (1 ÷ a − b ÷ A) within ½ × (1 + |b|),
    // for k steps. Times a × A, times 2, in whole units: base + k × slope within reach.
    let parts = own.part.normalised().scale().max(all.part.normalised().scale()).max(2);
    let wholes = own.whole.normalised().scale().max(all.whole.normalised().scale());
    let bound = bound.normalised();
    let wide = |value: Exact, scale: u8| Some(I256::new(value.at_scale(scale)?));
    let ten = |exponent: u8| I256::new(10).checked_pow(u32::from(exponent));
    let (p, all_p) = (wide(own.part.normalised(), parts)?, wide(all.part.normalised(), parts)?);
    let (a, all_a) = (wide(own.whole.normalised(), wholes)?, wide(all.whole.normalised(), wholes)?);
    let (one, b) = (ten(bound.scale())?, I256::new(bound.units()));
    let times = |x: I256, y: I256| x.checked_mul(y);
    let linear = |x: I256, y: I256| times(times(one, x)?, all_a)?.checked_sub(times(times(b, y)?, a)?);
    // Parts are in 10^-parts, wholes in 10^-wholes: 20,000 × 10^(wholes − parts) balances them.
    let up = times(I256::new(20_000), ten(wholes)?)?;
    let base = times(up, linear(p, all_p)?)?;
    let step = ten(parts.checked_sub(2)?)?;
    let slope = times(times(up, step)?, times(one, all_a)?.checked_sub(times(b, a)?)?)?;
    let reach = times(times(times(one.checked_add(b.checked_abs()?)?, a)?, all_a)?, ten(parts)?)?;
    let (low, high) = (reach.checked_neg()?.checked_sub(base)?, reach.checked_sub(base)?);
    let (low, high) = match slope.signum().as_i32() {
        0 if low > I256::ZERO || high < I256::ZERO => return Some(None),
        0 => return Some(Some((1, i128::MAX))),
        1 => (low, high),
        _ => (high, low),
    };
    let clamped = |steps: I256| {
        let most = I256::new(i128::MAX).checked_div(I256::new(1_000_000))?;
        i128::try_from(steps.clamp(I256::ZERO, most)).ok()
    };
    // One step more on each side, so that the direction of rounding here does not matter.
    let first = clamped(low.checked_div_euclid(slope)?.checked_sub(I256::ONE)?)?.max(1);
    let last = clamped(high.checked_div_euclid(slope)?.checked_add(I256::new(2))?)?;
    Some((first <= last).then_some((first, last)))
}
