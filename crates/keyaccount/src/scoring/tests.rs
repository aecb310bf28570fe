//! Populations measured the fast way equal those measured one value at a time.

#![allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use super::hostile::{AMOUNTS, Dice, book, facts, policies};
use super::{Population, measured_profit, measured_volume, profit_rating, volume_group};
use crate::decimal::Exact;
use crate::facts::Facts;
use crate::policy::{Policy, ValueBasis};

/// What a population is made of, gathered customer by customer and sorted as values are compared.
#[derive(Debug, Default, PartialEq)]
struct Plain {
    customers: u64,
    volume: BTreeMap<String, Vec<Exact>>,
    volume_total: Exact,
    profit: Vec<Exact>,
    profit_total: Exact,
    value: Vec<Exact>,
    behaviour: [Vec<Exact>; 3],
}

fn plain(facts: &Facts, policy: &Policy) -> Plain {
    let mut plain = Plain::default();
    for customer in facts.customers.iter().filter(|customer| !customer.is_new) {
        plain.customers += 1;
        let amount_12m = facts.amount(customer.orders.amount_12m());
        let by_profit = policy.value_class().basis == ValueBasis::Profit;
        if facts.has_order_data {
            let value = measured_volume(facts, customer, policy.volume());
            plain.volume_total = plain.volume_total.checked_add(value).unwrap();
            let group =
                plain.volume.entry(volume_group(facts, customer, policy.volume()).to_owned()).or_default();
            group.extend(Some(value).filter(|value| value.is_positive()));
            plain.value.extend(Some(amount_12m).filter(|value| value.is_positive() && !by_profit));
        }
        let rated = profit_rating(customer, policy.profit()).is_ok();
        if facts.has_order_data && facts.has_cost_data && rated {
            let profit = measured_profit(facts, customer).unwrap();
            plain.profit_total = plain.profit_total.checked_add(profit).unwrap();
            plain.profit.extend(Some(profit).filter(|value| value.is_positive()));
            plain.value.extend(Some(profit).filter(|value| value.is_positive() && by_profit));
        }
        if let Some(last) = customer.orders.last_order() {
            plain.behaviour[0].push(Exact::new(last.into(), 0));
            plain.behaviour[1].push(Exact::new(customer.orders.behaviour_orders.into(), 0));
            plain.behaviour[2].push(facts.amount(customer.orders.behaviour_amount()));
        }
    }
    let descending = |values: &mut Vec<Exact>| values.sort_by(|a, b| b.cmp(a));
    plain.volume.values_mut().for_each(descending);
    [&mut plain.profit, &mut plain.value].into_iter().for_each(descending);
    plain.behaviour.iter_mut().for_each(descending);
    plain
}

fn measured(population: &Population) -> Plain {
    let behaviour = [&population.recency, &population.frequency, &population.money];
    Plain {
        customers: population.customers,
        volume: population.volume.iter().map(|(name, of)| (name.clone(), of.values().collect())).collect(),
        volume_total: population.volume_total,
        profit: population.profit.values().collect(),
        profit_total: population.profit_total,
        value: population.value.values().collect(),
        behaviour: behaviour.map(|ranking| ranking.values().collect()),
    }
}

/// The sums before every value are those of adding from the front.
fn check_sums(population: &Population) {
    let mut before = Exact::ZERO;
    let values: Vec<Exact> = population.value.values().collect();
    let total = values.iter().fold(Exact::ZERO, |sum, value| sum.checked_add(*value).unwrap());
    for (count, value) in values.iter().enumerate() {
        assert_eq!(population.value_sum(count), Some(before));
        before = before.checked_add(*value).unwrap();
        assert_eq!(population.value_before(*value).unwrap().1, total);
    }
    assert_eq!(population.value_sum(values.len()), Some(total));
}

#[test]
fn a_population_is_what_its_customers_add_up_to() {
    let mut dice = Dice::new(1);
    for policy in policies() {
        for amounts in AMOUNTS {
            for customers in [0, 1, 7, 64, 300] {
                let facts = facts(&book(&mut dice, customers, amounts, false), &policy);
                let population = Population::measure(&facts, &policy).unwrap();
                assert_eq!(measured(&population), plain(&facts, &policy), "{amounts:?} {customers}");
                check_sums(&population);
                let text = serde_json::to_string(&population).unwrap();
                let again: Population = serde_json::from_str(&text).unwrap();
                assert_eq!(serde_json::to_string(&again).unwrap(), text);
                assert_eq!(again.margin_percent(), population.margin_percent());
            }
        }
    }
}

#[test]
fn a_total_that_does_not_fit_is_refused() {
    let policy = Policy::shipped("standard").unwrap();
    let mut facts = facts(&book(&mut Dice::new(2), 40, super::hostile::Amounts::Wide, false), &policy);
    assert!(Population::measure(&facts, &policy).is_ok());
    // A cost to serve in ten million times as small a unit does not fit any more.
    facts.scales.profit = 38;
    assert!(Population::measure(&facts, &policy).is_err());
}

#[test]
fn one_customer_replaced_is_as_if_all_were_measured_again() {
    let mut dice = Dice::new(3);
    for policy in policies() {
        for amounts in AMOUNTS {
            let mut facts = facts(&book(&mut dice, 200, amounts, false), &policy);
            let others: Vec<_> = facts.customers.iter().skip(100).cloned().collect();
            facts.customers = facts.customers.into_iter().take(100).collect();
            let mut population = Population::measure(&facts, &policy).unwrap();
            for step in 0..120 {
                let other = others[dice.below(100) as usize].clone();
                let at = dice.below(facts.customers.len() as u64) as usize;
                let (before, after) = match step % 4 {
                    _ if facts.customers.is_empty() => (None, Some(other)),
                    0 if step < 60 => (None, Some(other)),
                    0 | 1 => (facts.customers.swap_remove(at), None),
                    _ => (facts.customers.swap_remove(at), Some(other)),
                };
                facts.customers.extend(after.clone());
                population.replace(&facts, &policy, before.as_ref(), after.as_ref()).unwrap();
                let again = Population::measure(&facts, &policy).unwrap();
                assert_eq!(population, again, "{amounts:?} {step}");
                assert_eq!(population.digest(), again.digest());
                assert_eq!(population.margin_percent(), again.margin_percent());
                assert_eq!(population.derived.members, again.derived.members);
            }
            check_sums(&population);
        }
    }
}

#[test]
fn what_was_not_measured_cannot_be_replaced() {
    let policy = Policy::shipped("standard").unwrap();
    let facts = facts(&book(&mut Dice::new(4), 60, super::hostile::Amounts::Spread, false), &policy);
    let population = Population::measure(&facts, &policy).unwrap();
    let ordered = |customer: &&crate::facts::CustomerFacts| !customer.is_new && customer.orders.amount() > 0;
    let mut stranger = facts.customers.iter().find(ordered).unwrap().clone();
    stranger.orders = stranger.orders.with_amount(123_456_789_012_345);
    assert_eq!(population.clone().replace(&facts, &policy, Some(&stranger), None), None);
    let mut finer = facts.clone();
    finer.scales.amount += 1;
    assert_eq!(population.clone().replace(&finer, &policy, None, Some(&stranger)), None);
    let mut without = facts;
    without.has_cost_data = false;
    assert_eq!(population.clone().replace(&without, &policy, None, Some(&stranger)), None);
}

#[test]
fn quintiles_are_those_of_ranks() {
    let mut dice = Dice::new(5);
    for n in [0_u64, 1, 2, 3, 4, 5, 6, 9, 10, 11, 64, 101] {
        let values = (0..n).map(|_| i128::from(dice.below(n)));
        let ranking = super::Ranking::new(0, values.collect(), &mut super::Scratch::default());
        for value in -1..=n as i128 {
            let value = Exact::new(value, 0);
            assert_eq!(
                ranking.quintile(value),
                super::quintile(ranking.rank(value), ranking.len()),
                "{n} {value}"
            );
        }
    }
}

/// How many threads there are changes nothing.
#[cfg(feature = "parallel")]
#[test]
fn any_number_of_threads_measures_and_grades_alike() {
    use crate::grading::Grader;
    let mut dice = Dice::new(6);
    for policy in [policies().swap_remove(0), policies().swap_remove(3)] {
        let facts = facts(&book(&mut dice, 5_000, super::hostile::Amounts::Border, false), &policy);
        let of = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| {
                let population = Population::measure(&facts, &policy).unwrap();
                let grader = Grader::new(&facts, &population, &policy);
                let grades = crate::parts::each(facts.len(), |at| grader.grade(facts.customers.get(at)?));
                let failing = crate::parts::each(facts.len(), |at| {
                    let customer = facts.customers.get(at)?;
                    grader.grade(customer).filter(|_| customer.id < 3_500)
                });
                (population.digest(), format!("{:?}", grades.unwrap()), failing.unwrap_err())
            })
        };
        let one = of(1);
        assert_eq!(one.2, facts.customers.iter().position(|customer| customer.id >= 3_500).unwrap());
        for threads in [2, 3, 8] {
            assert!(of(threads) == one, "{threads}");
        }
    }
}
