//! The order of the score table, sorted the long way.

#![allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use super::*;
use crate::decimal::Exact;
use crate::grading::Grader;
use crate::policy::Band;
use crate::scoring::hostile::{AMOUNTS, Dice, book, facts, policies};

struct RankKey<'a> {
    at: u32,
    track: Track,
    grade: Option<Band>,
    score: Option<Score>,
    profit: Option<Exact>,
    id: &'a str,
}

fn slowly(facts: &Facts, grades: &[CustomerGrades]) -> Vec<u32> {
    let keys = facts.customers.iter().zip(grades).zip(0_u32..).map(|((customer, grades), at)| RankKey {
        at,
        track: grades.track,
        grade: grades.grade,
        score: if grades.track == Track::New {
            grades.prospect.and_then(Result::ok)
        } else {
            grades.composite.ok()
        },
        profit: grades.profit.ok().and_then(|_| measured_profit(facts, customer)),
        id: facts.id(customer),
    });
    let mut keys: Vec<RankKey<'_>> = keys.collect();
    keys.sort_by(|a, b| {
        a.track.cmp(&b.track).then_with(|| {
            let by_id = || a.id.as_bytes().cmp(b.id.as_bytes());
            match a.track {
                Track::Rated => a
                    .grade
                    .cmp(&b.grade)
                    .then(b.score.cmp(&a.score))
                    .then(b.profit.cmp(&a.profit))
                    .then_with(by_id),
                Track::Unrated => by_id(),
                Track::New => b.score.cmp(&a.score).then_with(by_id),
            }
        })
    });
    keys.iter().map(|key| key.at).collect()
}

#[test]
fn the_table_is_in_order_whatever_is_tied() {
    let mut dice = Dice::new(21);
    for policy in policies() {
        for amounts in AMOUNTS {
            for customers in [0, 1, 3, 64, 200] {
                let facts = facts(&book(&mut dice, customers, amounts, false), &policy);
                // Ranks of another population may tie profits that differ.
                let other = crate::scoring::hostile::facts(&book(&mut dice, 9, amounts, false), &policy);
                for ranked_in in [&facts, &other] {
                    let population = Population::measure(ranked_in, &policy).unwrap();
                    let grader = Grader::new(&facts, &population, &policy);
                    let mut grades: Vec<_> =
                        facts.customers.iter().map(|customer| grader.grade(customer).unwrap()).collect();
                    let composites = grades.iter().filter_map(|grades| grades.composite.ok());
                    let population = population.with_composites(Population::rank_composites(composites));
                    let order = order(&facts, &grades, &population, &policy.composite().bands);
                    rank(&mut grades, &order, &population, |place| u32::try_from(place).ok());
                    assert_eq!(order, slowly(&facts, &grades));
                    check_ranks(&grades, &order, &population);
                    check_distribution(&grades, &policy);
                }
            }
        }
    }
}

fn check_ranks(grades: &[CustomerGrades], order: &[u32], population: &Population) {
    let mut place = 0;
    for at in order {
        let own = &grades[*at as usize];
        if own.track == Track::Rated {
            place += 1;
            let score = Exact::new(own.composite.unwrap().hundredths().into(), 0);
            let greater = population.composite().values().filter(|other| *other > score).count();
            assert_eq!((own.priority_rank, own.score_rank), (Some(place), Some(greater as u32 + 1)));
        } else {
            assert_eq!((own.priority_rank, own.score_rank), (None, None));
        }
    }
}

fn check_distribution(grades: &[CustomerGrades], policy: &Policy) {
    let distribution = distribution(grades, policy);
    let count =
        |is: &dyn Fn(&CustomerGrades) -> bool| grades.iter().filter(|grades| is(grades)).count() as u64;
    assert_eq!(distribution.unrated, count(&|g| g.track == Track::Unrated));
    assert_eq!(distribution.new, count(&|g| g.track == Track::New));
    assert_eq!(distribution.total, grades.len() as u64);
    for ((band, name, _), counted) in policy.composite().bands.iter().zip(&distribution.grades) {
        let customers = count(&|g| g.track == Track::Rated && g.grade == Some(band));
        assert_eq!((counted.grade.as_str(), counted.customers), (name, customers));
    }
}
