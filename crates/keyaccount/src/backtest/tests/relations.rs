//! What is planted is found, and where nothing is, nothing is.

use core::cmp::Ordering;

use super::*;
use crate::decimal::round_ratio;

#[test]
fn a_planted_relation_is_found_with_the_auc_of_counted_pairs() {
    let customers = customers(300);
    let assessment = assessed(&customers);
    let rows = defaults(&customers);
    let found = backtest(&assessment, &yes_no(OutcomeKind::Bad, rows.iter().copied())).unwrap();
    let credit = measure(&found, "credit");
    assert_eq!((credit.customers, credit.relation), (300, Relation::Agrees));

    // Every pair, one by one.
    let (mut twice, mut total) = (0_i128, 0_i128);
    for (good, _) in rows.iter().filter(|(_, bad)| !bad) {
        for (bad, _) in rows.iter().filter(|(_, bad)| *bad) {
            let of = |id: &str| score(&assessment, id, "credit_score").unwrap();
            total += 1;
            twice += match of(good).cmp(&of(bad)) {
                Ordering::Greater => 2,
                Ordering::Equal => 1,
                Ordering::Less => 0,
            };
        }
    }
    assert_eq!(credit.pairs.total(), u64::try_from(total).unwrap());
    let auc = Decimal::from_i128_with_scale(round_ratio(twice, 2 * total, 4).unwrap(), 4);
    assert_eq!(credit.auc, Some(auc));
    // Orders were dealt without a look at lateness.
    assert_eq!(measure(&found, "volume").relation, Relation::NotShown);

    // The outcome turned round turns the AUC round: 1 − AUC.
    let turned = backtest(&assessment, &yes_no(OutcomeKind::Good, rows)).unwrap();
    for (before, after) in found.measures.iter().zip(&turned.measures) {
        assert_eq!(before.auc.map(|auc| Decimal::ONE - auc), after.auc, "{}", before.measure);
    }
    assert_eq!(measure(&turned, "credit").relation, Relation::Contrary);
}

/// At two standard errors about one in twenty outcomes without any relation looks like one.
#[test]
fn where_there_is_no_relation_none_is_found_more_often_than_chance_has_it() {
    let customers = customers(120);
    let assessment = assessed(&customers);
    let mut shown = 0;
    for salt in 0..200_u64 {
        let rows =
            customers.iter().zip(0_u64..).map(|(c, n)| (&*c.id, random(1_000 * salt + n).is_multiple_of(3)));
        let found = backtest(&assessment, &yes_no(OutcomeKind::Bad, rows)).unwrap();
        shown += usize::from(measure(&found, "composite").relation != Relation::NotShown);
    }
    assert!((2..=18).contains(&shown), "{shown} of 200");
}

#[test]
fn numbers_are_correlated_by_rank() {
    let customers = customers(80);
    let assessment = assessed(&customers);
    let late = |c: &Planted| Decimal::from(c.invoices[0].1);
    let rows = || customers.iter().map(|c| (&*c.id, late(c)));
    // The credit score falls strictly with days late, and ties where they tie.
    let worse = backtest(&assessment, &numbers(OutcomeKind::HigherIsWorse, rows())).unwrap();
    let credit = measure(&worse, "credit");
    assert_eq!(credit.rank_correlation.unwrap().to_string(), "1.0000");
    assert_eq!((credit.auc.unwrap().to_string(), credit.relation), ("1.0000".to_owned(), Relation::Agrees));
    let better = backtest(&assessment, &numbers(OutcomeKind::HigherIsBetter, rows())).unwrap();
    assert_eq!(measure(&better, "credit").rank_correlation.unwrap().to_string(), "-1.0000");
    assert_eq!(measure(&better, "credit").relation, Relation::Contrary);
    // Means by grade rise from grade to grade: days late of the planted customers.
    let bands = credit.groups.iter().find(|grouped| grouped.by == GroupedBy::Band).unwrap();
    assert_eq!(bands.inversions, []);
    let names: Vec<_> = bands.groups.iter().map(|group| group.name.as_str()).collect();
    assert_eq!(names, ["AAA", "AA", "A", "B", "C"]);
    let of_best: Vec<_> = customers.iter().filter(|c| c.invoices[0].1 <= 12).map(late).collect();
    let mean = of_best.iter().sum::<Decimal>() / Decimal::from(of_best.len());
    assert_eq!(bands.groups[0].mean.unwrap(), mean.round_dp(4));
}

#[test]
fn groups_add_up_and_stand_in_the_order_of_the_policy() {
    let customers = customers(200);
    let found = backtest(&assessed(&customers), &yes_no(OutcomeKind::Bad, defaults(&customers))).unwrap();
    for measure in &found.measures {
        for grouped in &measure.groups {
            let total: u64 = grouped.groups.iter().map(|group| group.customers).sum();
            let bad: u64 = grouped.groups.iter().filter_map(|group| group.bad).sum();
            assert_eq!((total, Some(bad)), (measure.customers, found.outcomes.bad), "{}", measure.measure);
            if grouped.by != GroupedBy::Grade {
                let falls = grouped.groups.windows(2).all(|pair| pair[0].score_from > pair[1].score_to);
                assert!(falls, "{}: {grouped:?}", measure.measure);
            }
        }
    }
    let by: Vec<_> = measure(&found, "credit").groups.iter().map(|grouped| grouped.by).collect();
    assert_eq!(by, GroupedBy::ALL);
    let by: Vec<_> = measure(&found, "profit").groups.iter().map(|grouped| grouped.by).collect();
    assert_eq!(by, [GroupedBy::Tenth]);
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let customers = customers(150);
    let mut turned = customers.clone();
    turned.reverse();
    let told = |customers: &[Planted], rows: Vec<(&str, bool)>| {
        let book = book(customers);
        let assessment = assess(&book, &standard(), as_of()).unwrap();
        let outcomes = yes_no(OutcomeKind::Bad, rows);
        let mut found = backtest(&assessment, &outcomes).unwrap();
        let weights = WeightBounds { step: Decimal::new(1, 1), ..WeightBounds::default() };
        found.proposals.push(propose_weights(&assessment, &outcomes, &weights).unwrap());
        let curve = CurveBounds::default();
        found.proposals.push(propose_curve(&assessment, &book, &outcomes, &curve).unwrap());
        found
    };
    let first = told(&customers, defaults(&customers));
    assert_eq!(told(&customers, defaults(&customers)), first);
    let mut rows = defaults(&customers);
    rows.reverse();
    assert_eq!(told(&turned, rows), first);
    // The whole record goes to JSON and back.
    let json = serde_json::to_string(&first).unwrap();
    assert_eq!(serde_json::from_str::<Backtest>(&json).unwrap(), first);
}
