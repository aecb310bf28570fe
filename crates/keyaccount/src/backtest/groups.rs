//! Outcomes by band, by grade and by tenths of the score, and whether they fall from group to group.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::OutcomeKind;
use super::ranks::{Correlation, centred_ranks};
use crate::decimal::{Exact, INPUT_SCALE, POINTS_SCALE, Score, pow10, round_ratio};
use crate::error::{Error, Problem, ProblemCode};

/// What customers are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupedBy {
    /// The band of the score alone.
    Band,
    /// The grade after vetoes, caps and overrides.
    Grade,
    /// Tenths of the customers by score, the best first; equal scores stand in one tenth.
    Tenth,
}

impl GroupedBy {
    /// Every way there is.
    pub const ALL: [Self; 3] = [Self::Band, Self::Grade, Self::Tenth];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Band => "band",
            Self::Grade => "grade",
            Self::Tenth => "tenth",
        }
    }
}

/// Outcomes by group, the best group first. Groups without a customer are left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupedOutcomes {
    /// What customers are grouped by.
    pub by: GroupedBy,
    /// The groups, best first.
    pub groups: Vec<OutcomeGroup>,
    /// Neighbouring groups of which the worse one turned out better. None means that outcomes never
    /// get better from one group to the next worse one.
    pub inversions: Vec<Inversion>,
}

/// The outcomes of one group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeGroup {
    /// The band or grade; for tenths their number from 1, the best.
    pub name: String,
    /// The highest score in it.
    pub score_to: Score,
    /// The lowest score in it.
    pub score_from: Score,
    /// How many customers it has.
    pub customers: u64,
    /// How many of them turned out badly, where outcomes are yes or no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bad: Option<u64>,
    /// The same in percent, two decimals.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "rust_decimal::serde::str_option")]
    pub bad_rate: Option<Decimal>,
    /// The mean outcome, four decimals, where outcomes are numbers.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "rust_decimal::serde::str_option")]
    pub mean: Option<Decimal>,
}

/// A group that turned out better than the next better one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inversion {
    /// The group that should have turned out better.
    pub better: String,
    /// The group that did.
    pub worse: String,
    /// Whether it is more than two standard errors, so that chance is no explanation.
    pub beyond_chance: bool,
}

/// A customer that has a score and an outcome.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scored<'a> {
    pub(super) score: Score,
    /// The outcome: millionths, or 1 for yes.
    pub(super) value: i128,
    /// Higher is better.
    pub(super) merit: i128,
    /// Position and name of the band by the score alone, if the score has bands.
    pub(super) band: Option<(usize, &'a str)>,
    /// The same of the grade.
    pub(super) grade: Option<(usize, &'a str)>,
}

/// Groups customers in one way; `None` if nobody has such a group.
pub(super) fn grouped(
    by: GroupedBy,
    kind: OutcomeKind,
    customers: &[Scored<'_>],
) -> Result<Option<GroupedOutcomes>, Error> {
    let placed = match by {
        GroupedBy::Band => named(customers, |customer| customer.band),
        GroupedBy::Grade => named(customers, |customer| customer.grade),
        GroupedBy::Tenth => tenths(customers),
    };
    if placed.is_empty() {
        return Ok(None);
    }
    let groups: Option<Vec<_>> =
        placed.iter().map(|(name, members)| group(name.clone(), kind, members)).collect();
    let groups = groups.ok_or_else(too_large)?;
    let mut inversions = Vec::new();
    for (above, below) in placed.iter().zip(placed.iter().skip(1)) {
        inversions.extend(inversion(above, below).ok_or_else(too_large)?);
    }
    Ok(Some(GroupedOutcomes { by, groups, inversions }))
}

pub(super) fn too_large() -> Problem {
    let expected = "outcomes whose totals have at most 38 digits";
    Problem::new(ProblemCode::OutOfRange, "outcomes that cannot be added up exactly", expected)
}

type Placed<'a> = Vec<(String, Vec<Scored<'a>>)>;

fn named<'a>(
    customers: &[Scored<'a>],
    place: impl Fn(&Scored<'a>) -> Option<(usize, &'a str)>,
) -> Placed<'a> {
    let mut groups = std::collections::BTreeMap::new();
    for customer in customers {
        if let Some(place) = place(customer) {
            groups.entry(place).or_insert_with(Vec::new).push(*customer);
        }
    }
    groups.into_iter().map(|((_, name), members)| (name.to_owned(), members)).collect()
}

/// Tenth = 1 + ⌊10 × (customers with a higher score) ÷ n⌋, so that ties share one.
fn tenths<'a>(customers: &[Scored<'a>]) -> Placed<'a> {
    let mut sorted = customers.to_vec();
    sorted.sort_by_key(|customer| core::cmp::Reverse(customer.score));
    let mut groups: Placed<'a> = Vec::new();
    let (mut higher, mut last) = (0_usize, None);
    for tied in sorted.chunk_by(|a, b| a.score == b.score) {
        let tenth = higher.saturating_mul(10).checked_div(sorted.len()).unwrap_or(0).saturating_add(1);
        if last != Some(tenth) {
            groups.push((tenth.to_string(), Vec::new()));
            last = Some(tenth);
        }
        if let Some((_, members)) = groups.last_mut() {
            members.extend_from_slice(tied);
        }
        higher = higher.saturating_add(tied.len());
    }
    groups
}

/// `None` if the outcomes cannot be added up.
fn group(name: String, kind: OutcomeKind, members: &[Scored<'_>]) -> Option<OutcomeGroup> {
    let values: Vec<_> = members.iter().map(|member| member.value).collect();
    let (bad, bad_rate, mean) = summed(kind, &values)?;
    Some(OutcomeGroup {
        name,
        score_to: members.iter().map(|member| member.score).max().unwrap_or_default(),
        score_from: members.iter().map(|member| member.score).min().unwrap_or_default(),
        customers: members.len() as u64,
        bad,
        bad_rate,
        mean,
    })
}

/// How many of these outcomes are bad, the same in percent, or their mean. Nothing of nobody; `None`
/// if they cannot be added up.
pub(super) fn summed(
    kind: OutcomeKind,
    values: &[i128],
) -> Option<(Option<u64>, Option<Decimal>, Option<Decimal>)> {
    let count = i128::try_from(values.len()).ok()?;
    if kind.is_yes_no() {
        let bad = values.iter().filter(|yes| (**yes != 0) == kind.is_higher_worse()).count();
        let rate = round_ratio(i128::try_from(bad).ok()?, count, 4);
        let rate = rate.and_then(|units| Decimal::try_from_i128_with_scale(units, 2).ok());
        return Some((Some(bad as u64), rate, None));
    }
    let sum = values.iter().try_fold(0_i128, |sum, value| sum.checked_add(*value))?;
    if count == 0 {
        return Some((None, None, None));
    }
    let mean = round_ratio(sum, count.checked_mul(pow10(INPUT_SCALE)?)?, POINTS_SCALE)?;
    Some((None, None, Some(Exact::new(mean, POINTS_SCALE).publish(POINTS_SCALE)?)))
}

/// Whether `below` turned out better than `above`; the outer `None` if the sums do not fit.
#[allow(clippy::option_option, reason = "no inversion and not computable are different things")]
fn inversion(
    above: &(String, Vec<Scored<'_>>),
    below: &(String, Vec<Scored<'_>>),
) -> Option<Option<Inversion>> {
    let total =
        |members: &[Scored<'_>]| members.iter().try_fold(0_i128, |sum, member| sum.checked_add(member.merit));
    let count = |members: &[Scored<'_>]| i128::try_from(members.len()).ok();
    let wide = |a: i128, b: i128| ethnum::I256::new(a).checked_mul(ethnum::I256::new(b));
    // Means compared across: a ÷ m < b ÷ n is a × n < b × m.
    let is_inverted = wide(total(&above.1)?, count(&below.1)?)? < wide(total(&below.1)?, count(&above.1)?)?;
    if !is_inverted {
        return Some(None);
    }
    let both = || above.1.iter().map(|m| (1, m.merit)).chain(below.1.iter().map(|m| (0, m.merit)));
    let places: Vec<i32> = both().map(|(place, _)| place).collect();
    let merits: Vec<i128> = both().map(|(_, merit)| merit).collect();
    let found = Correlation::of(&centred_ranks(&places), &centred_ranks(&merits))?;
    // A single large number can turn a mean around; the ranks must say the same.
    let beyond_chance = found.is_beyond_chance() && !found.is_positive();
    Some(Some(Inversion { better: above.0.clone(), worse: below.0.clone(), beyond_chance }))
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn customer(score: i128, bad: bool) -> Scored<'static> {
        let value = i128::from(bad);
        let score = Score::from_hundredths(score * 100).unwrap();
        Scored { score, value, merit: -value, band: None, grade: None }
    }

    #[test]
    fn tenths_keep_ties_together_and_leave_out_what_is_empty() {
        // Twenty customers, of whom the best five tie: their tenth has all five, the next two are empty.
        let customers: Vec<_> = (0..20).map(|n| customer(if n < 5 { 90 } else { 60 - n }, n > 17)).collect();
        let found = grouped(GroupedBy::Tenth, OutcomeKind::Bad, &customers).unwrap().unwrap();
        let sizes: Vec<_> = found.groups.iter().map(|g| (g.name.as_str(), g.customers)).collect();
        assert_eq!(
            sizes,
            [("1", 5), ("3", 1), ("4", 2), ("5", 2), ("6", 2), ("7", 2), ("8", 2), ("9", 2), ("10", 2)]
        );
        let last = found.groups.last().unwrap();
        assert_eq!((last.bad, last.bad_rate.unwrap().to_string()), (Some(2), "100.00".to_owned()));
        assert_eq!(found.inversions, []);
    }

    /// Groups of so many customers with so many bad outcomes, best first.
    fn of_groups(sizes: &[(usize, usize)]) -> Vec<Scored<'static>> {
        const NAMES: [&str; 3] = ["A", "B", "C"];
        let members = |at: usize, n: usize, bad: usize| {
            (0..n).map(move |i| Scored { grade: Some((at, NAMES[at])), ..customer(50, i < bad) })
        };
        sizes.iter().enumerate().flat_map(|(at, (n, bad))| members(at, *n, *bad)).collect()
    }

    #[test]
    fn inversions_are_told_from_noise() {
        let found = |sizes: &[(usize, usize)]| {
            let grouped = grouped(GroupedBy::Grade, OutcomeKind::Bad, &of_groups(sizes)).unwrap().unwrap();
            grouped.inversions.iter().map(|i| (i.better.clone(), i.beyond_chance)).collect::<Vec<_>>()
        };
        assert_eq!(found(&[(10, 1), (10, 1), (10, 2)]), [], "equal neighbours are no inversion");
        assert_eq!(found(&[(10, 3), (10, 1), (10, 2)]), [("A".to_owned(), false)]);
        // 10 of 20 against 2 of 20: (10×20 − 2×20)² × 39 = 998,400 > 4 × 12 × 28 × 20 × 20 = 537,600.
        assert_eq!(found(&[(20, 10), (20, 2)]), [("A".to_owned(), true)]);
        // 6 of 20 against 2 of 20: 6,400 × 39 = 249,600 < 4 × 8 × 32 × 400 = 409,600.
        assert_eq!(found(&[(20, 6), (20, 2)]), [("A".to_owned(), false)]);
    }

    #[test]
    fn means_have_four_decimals() {
        let millions = [1_000_000, 2_000_000, 2_000_000];
        let (_, _, mean) = summed(OutcomeKind::HigherIsWorse, &millions).unwrap();
        assert_eq!(mean.unwrap().to_string(), "1.6667");
        assert_eq!(summed(OutcomeKind::HigherIsWorse, &[]), Some((None, None, None)));
        assert_eq!(summed(OutcomeKind::Good, &[1, 0, 1]).unwrap().0, Some(1));
        assert_eq!(summed(OutcomeKind::HigherIsWorse, &[i128::MAX, 1]), None);
    }
}
