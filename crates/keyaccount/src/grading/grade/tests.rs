//! Grades given to everybody at once equal those given to one after the other, the long way.

#![allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use super::super::value_class::classify;
use super::*;
use crate::decimal::Exact;
use crate::facts::CustomerFacts;
use crate::policy::{Comparison, GradeCap, Literal, Predicate, Test};
use crate::scoring::hostile::{AMOUNTS, Dice, as_of, book, facts, policies};
use crate::scoring::{
    CompositePart, Ranking, composite_score, measured_volume, profit_rating, score_among, volume_group,
};

/// Rank and score by counting who has more.
fn counted(rule: &crate::policy::ScoreRule, ranking: &Ranking, value: Exact) -> Option<(u32, Score)> {
    let least = if value.is_positive() { value } else { Exact::ZERO };
    let rank = 1 + ranking.values().filter(|other| *other > least).count();
    let (searched, score) = score_among(rule, ranking, ranking.len(), ranking.values().max(), value)?;
    assert_eq!(rank, searched as usize);
    Some((searched, score))
}

/// The grades of a customer, each rule by itself.
fn slowly(
    facts: &Facts,
    customer: &CustomerFacts,
    population: &Population,
    policy: &Policy,
) -> Option<CustomerGrades> {
    publishable(facts, customer)?;
    let credit = credit_score(customer, policy.credit())?;
    let known = |reason: Option<Unrated>| {
        let reason = reason.or(population.is_partial().then_some(Unrated::PartialPopulation));
        let reason = if population.has_order_data() { reason } else { Some(Unrated::NoOrderData) };
        if customer.is_new { Some(Unrated::NewCustomer) } else { reason }
    };
    let by_quantity = policy.volume().basis == crate::policy::VolumeBasis::Quantity;
    let no_quantity = by_quantity && customer.orders.has_volume_lines && !customer.orders.has_quantity;
    let volume = match known(no_quantity.then_some(Unrated::NoQuantity)) {
        Some(reason) => Err(reason),
        None => {
            let ranking = population.volume(volume_group(facts, customer, policy.volume()));
            let value = measured_volume(facts, customer, policy.volume());
            Ok(counted(&policy.volume().score, ranking, value)?)
        }
    };
    let costs = if population.has_cost_data() {
        profit_rating(customer, policy.profit()).err()
    } else {
        Some(Unrated::NoCostData)
    };
    let profit = match known(costs) {
        Some(reason) => Err(reason),
        None => Ok(counted(&policy.profit().score, population.profit(), measured_profit(facts, customer)?)?),
    };
    let composite = if customer.is_new {
        Err(Unrated::NewCustomer)
    } else if population.is_partial() {
        Err(Unrated::PartialPopulation)
    } else {
        let parts = dimension_scores(customer, policy, &credit, &volume, &profit);
        let parts = parts.map(|part| CompositePart { weight: part.weight, score: part.score.ok() });
        composite_score(parts, policy.composite().min_dimensions, policy.composite().min_weight)
    };
    let prospect = if customer.is_new { Some(prospect_score(customer, policy.prospect())?) } else { None };
    let asked = Asked {
        facts,
        customer,
        population,
        policy,
        credit: &credit,
        volume: &volume,
        profit: &profit,
        composite,
        more: More::NONE,
    };
    let Outcome { raw, caps, computed } = asked.outcome(prospect.unwrap_or(composite).ok());
    let approved = customer.approved().map(|approved| granted(approved.grade, customer, policy));
    let value = match policy.value_class().basis {
        ValueBasis::Profit => profit.is_ok().then(|| measured_profit(facts, customer)).flatten(),
        ValueBasis::Amount => known(None).is_none().then(|| facts.amount(customer.orders.amount_12m())),
    };
    let sum = |least: Option<Exact>| {
        let counted = population.value().values().filter(|other| least.is_none_or(|least| *other > least));
        counted.fold(Exact::ZERO, |sum, value| sum.checked_add(value).unwrap())
    };
    let class = |value| classify(policy.value_class(), value, sum(Some(value)), sum(None));
    Some(CustomerGrades {
        track: Track::of(customer.is_new, composite),
        credit,
        volume,
        profit,
        prospect,
        composite,
        raw,
        caps,
        computed,
        grade: approved.or(computed),
        value_class: value.map(class),
        score_rank: None,
        priority_rank: None,
    })
}

fn check(facts: &Facts, population: &Population, policy: &Policy) {
    let many = Grader::new(facts, population, policy);
    let one = Grader::of_one(facts, population, policy);
    for customer in facts.customers.iter() {
        let expected = format!("{:?}", slowly(facts, customer, population, policy));
        assert_eq!(format!("{:?}", many.grade(customer)), expected, "{customer:?}");
        assert_eq!(format!("{:?}", one.grade(customer)), expected, "{customer:?}");
    }
}

#[test]
fn everybody_is_graded_as_each_alone() {
    let mut dice = Dice::new(11);
    for policy in policies() {
        for amounts in AMOUNTS {
            for (customers, partial) in [(0, false), (1, false), (40, true), (40, false), (150, false)] {
                let facts = facts(&book(&mut dice, customers, amounts, partial), &policy);
                check(&facts, &Population::measure(&facts, &policy).unwrap(), &policy);
            }
        }
    }
}

/// Against a population of other amounts and scales, as with one that was stored.
#[test]
fn everybody_is_graded_alike_against_another_population() {
    let mut dice = Dice::new(12);
    for policy in policies() {
        for amounts in AMOUNTS {
            let of = |dice: &mut Dice, amounts| facts(&book(dice, 90, amounts, false), &policy);
            let own = of(&mut dice, amounts);
            for others in AMOUNTS {
                let population = Population::measure(&of(&mut dice, others), &policy).unwrap();
                let stored: Population =
                    serde_json::from_str(&serde_json::to_string(&population).unwrap()).unwrap();
                check(&own, &stored.prepared(&policy, as_of()).unwrap(), &policy);
            }
        }
    }
}

/// Scales change what a unit is worth: amounts that cannot be shown are refused the same on both ways.
#[test]
fn amounts_at_any_scale_are_shown_or_refused_alike() {
    let mut dice = Dice::new(13);
    let policy = Policy::shipped("standard").unwrap();
    let mut refused = 0;
    for amounts in AMOUNTS {
        for scale in [0, 2, 6, 17, 18, 19, 27, 28, 29] {
            let mut facts = facts(&book(&mut dice, 60, amounts, false), &policy);
            let population = Population::measure(&facts, &policy).unwrap();
            facts.scales = OrderScales { amount: scale, quantity: scale, profit: scale.max(6) };
            let grader = Grader::of_one(&facts, &population, &policy);
            for customer in facts.customers.iter() {
                let shown = publishable(&facts, customer);
                assert_eq!(grader.publishable(customer), shown, "{scale} {customer:?}");
                refused += u32::from(shown.is_none());
            }
        }
    }
    assert!(refused > 0);
}

/// A test of any fact, compared in any way with anything, whether or not that makes sense.
fn any_test(dice: &mut Dice) -> Test {
    let bounds = [
        "0",
        "1",
        "2",
        "5",
        "-0.1",
        "0.005",
        "12.345",
        "30.5",
        "33.335",
        "49.999999",
        "50",
        "66.666",
        "99.995",
        "100",
        "9223372036854.775807",
        "9223372036854.775808",
        "-9223372036854.775808",
        "0.000001",
        "-0.000001",
        "79228162514264337593543950335",
        "-79228162514264337593543950335",
        "0.0000000000000000000000000001",
    ];
    let bound = |dice: &mut Dice| dice.pick(&bounds).parse::<Decimal>().unwrap();
    let literal = |dice: &mut Dice| match dice.below(4) {
        0 => Literal::YesNo(dice.one_in(2)),
        1 => Literal::Number(bound(dice)),
        _ => Literal::Text(dice.pick(&["AAA", "AA", "A", "B", "C", "north", "东", ""]).to_owned()),
    };
    let comparison = match dice.below(7) {
        0 => Comparison::AtLeast(bound(dice)),
        1 => Comparison::AtMost(bound(dice)),
        2 => Comparison::Above(bound(dice)),
        3 => Comparison::Below(bound(dice)),
        4 => Comparison::In((0..dice.below(4)).map(|_| literal(dice)).collect()),
        _ => Comparison::Is(literal(dice)),
    };
    Test { fact: dice.pick(Fact::ALL), comparison }
}

#[test]
fn caps_hold_alike_whatever_they_ask() {
    let mut dice = Dice::new(14);
    let (mut hold, mut all) = (0, 0);
    for amounts in AMOUNTS {
        for _ in 0..8 {
            let mut policy = policies().swap_remove(dice.below(4) as usize);
            let at_most = policy.composite().bands.named("B").unwrap();
            policy.composite.caps = (0..60)
                .map(|position| {
                    let tests = (0..dice.below(4)).map(|_| any_test(&mut dice)).collect();
                    let when = match position % 3 {
                        0 => Predicate::One(any_test(&mut dice)),
                        1 => Predicate::All(tests),
                        _ => Predicate::Any(tests),
                    };
                    GradeCap { name: String::new(), clause: None, enabled: !dice.one_in(9), when, at_most }
                })
                .collect();
            let facts = facts(&book(&mut dice, 60, amounts, false), &policy);
            let population = Population::measure(&facts, &policy).unwrap();
            check(&facts, &population, &policy);
            let grader = Grader::of_one(&facts, &population, &policy);
            for grades in facts.customers.iter().map(|customer| grader.grade(customer).unwrap()) {
                hold += (0..60).filter(|position| grades.caps.contains(*position)).count();
                all += 60;
            }
        }
    }
    // Neither always nor never, or nothing was compared.
    assert!(hold > all / 50 && hold < all / 2, "{hold} of {all}");
}
