//! Proposals: planted values are recovered, bounds are kept, and everything proposed loads.

use super::*;

fn bound(least: (i64, u32), most: (i64, u32)) -> Allowed {
    Allowed { least: Decimal::new(least.0, least.1), most: Decimal::new(most.0, most.1) }
}

fn values(proposal: &Proposal) -> Vec<(&str, String)> {
    proposal.values.iter().map(|value| (&*value.name, value.proposed.to_string())).collect()
}

/// The standard policy with the lines of a proposal pasted over it.
fn pasted(toml: &str) -> Policy {
    let header = "[policy]\nformat = 1\nname = \"pasted\"\nversion = \"1\"\nextends = \"standard@1\"\n\n";
    Policy::from_text("pasted.toml", &format!("{header}{toml}")).unwrap()
}

/// Next year's orders, made from scores by known weights.
fn planted(assessment: &Assessment, customers: &[Planted], weights: [i64; 3]) -> Vec<Decimal> {
    let columns = ["credit_score", "volume_score", "profit_score"];
    let worth = |id: &str| {
        let parts = columns.iter().zip(weights);
        parts.map(|(column, weight)| score(assessment, id, column).unwrap() * Decimal::from(weight)).sum()
    };
    customers.iter().map(|customer| worth(&customer.id)).collect()
}

#[test]
fn planted_weights_are_recovered() {
    let customers = customers(250);
    let assessment = assessed(&customers);
    for (weights, expected) in [([30, 50, 20], ["0.3", "0.5", "0.2"]), ([55, 5, 40], ["0.55", "0.05", "0.4"])]
    {
        let worth = planted(&assessment, &customers, weights);
        let rows = customers.iter().zip(&worth).map(|(c, worth)| (&*c.id, *worth));
        let outcomes = numbers(OutcomeKind::HigherIsBetter, rows);
        let found = propose_weights(&assessment, &outcomes, &WeightBounds::default()).unwrap();
        let proposed: Vec<_> = found.values.iter().map(|value| value.proposed.to_string()).collect();
        assert_eq!(proposed, expected);
        assert_eq!((found.tried, found.left_out, found.advice), (171, 0, Advice::Adopt));
        assert!(found.held_out.auc_after > found.held_out.auc_before);
        assert_eq!(found.training.customers + found.held_out.customers, 250);
        let loaded = pasted(&found.toml);
        let weights: Vec<_> = loaded.composite().weights.iter().map(|(_, w)| w.to_string()).collect();
        assert_eq!(weights, expected);
    }
}

#[test]
fn weights_keep_their_bounds() {
    let customers = customers(250);
    let assessment = assessed(&customers);
    let worth = planted(&assessment, &customers, [30, 50, 20]);
    let rows = customers.iter().zip(&worth).map(|(c, worth)| (&*c.id, *worth));
    let outcomes = numbers(OutcomeKind::HigherIsBetter, rows);
    let credit = [("credit".to_owned(), bound((5, 2), (20, 2)))];
    let bounds = WeightBounds { bounds: credit.into(), step: Decimal::new(5, 2) };
    let found = propose_weights(&assessment, &outcomes, &bounds).unwrap();
    assert!(found.values[0].proposed <= Decimal::new(20, 2), "{:?}", values(&found));
    assert_eq!(found.values.iter().map(|value| value.proposed).sum::<Decimal>(), Decimal::ONE);
    // The present weights are what produced the outcome: nothing is better.
    let worth = planted(&assessment, &customers, [10, 30, 60]);
    let rows = customers.iter().zip(&worth).map(|(c, worth)| (&*c.id, *worth));
    let outcomes = numbers(OutcomeKind::HigherIsBetter, rows);
    let found = propose_weights(&assessment, &outcomes, &WeightBounds::default()).unwrap();
    assert_eq!(
        values(&found),
        [("credit", "0.1".into()), ("volume", "0.3".into()), ("profit", "0.6".into())]
    );
    assert_eq!(found.advice, Advice::NothingBetter);
}

/// Outcomes without any relation: what looks better where it was looked for is not adopted.
#[test]
fn what_was_learnt_from_noise_does_not_hold() {
    let customers = customers(150);
    let assessment = assessed(&customers);
    let mut adopted = 0;
    for salt in 0..40_u64 {
        let rows =
            customers.iter().zip(0_u64..).map(|(c, n)| (&*c.id, random(9_999 * salt + n).is_multiple_of(2)));
        let outcomes = yes_no(OutcomeKind::Bad, rows);
        let bounds = WeightBounds { step: Decimal::new(1, 1), ..WeightBounds::default() };
        let found = propose_weights(&assessment, &outcomes, &bounds).unwrap();
        adopted += usize::from(found.advice == Advice::Adopt);
    }
    assert!(adopted <= 4, "{adopted} of 40");
}

#[test]
fn what_cannot_be_searched_is_refused() {
    let customers = customers(20);
    let assessment = assessed(&customers);
    let outcomes = yes_no(OutcomeKind::Bad, defaults(&customers));
    let refused = |bounds: &[(&str, Allowed)], step: Decimal| {
        let bounds = bounds.iter().map(|(name, bound)| ((*name).to_owned(), *bound)).collect();
        let refused = propose_weights(&assessment, &outcomes, &WeightBounds { bounds, step });
        refused.unwrap_err().problems()[0].code
    };
    let step = Decimal::new(5, 2);
    assert_eq!(refused(&[("kredit", bound((5, 2), (4, 1)))], step), ProblemCode::UnknownCode);
    assert_eq!(refused(&[("credit", bound((4, 1), (5, 2)))], step), ProblemCode::OutOfRange);
    assert_eq!(refused(&[("credit", bound((0, 0), (2, 0)))], step), ProblemCode::OutOfRange);
    assert_eq!(refused(&[("credit", bound((99, 2), (1, 0)))], step), ProblemCode::WeightSum);
    for step in [Decimal::ZERO, Decimal::new(3, 2), Decimal::new(5, 3), Decimal::ONE, Decimal::new(-5, 2)] {
        assert_eq!(refused(&[], step), ProblemCode::OutOfRange, "{step}");
    }
}

#[test]
fn more_sets_of_weights_than_can_be_tried_are_refused_at_once() {
    let dimensions: Vec<_> = (0..18).map(|n| format!("own_{n} = 0.05")).collect();
    let toml = format!("[composite.weights]\ncredit = 0.05\nvolume = 0.05\n{}\n", dimensions.join("\n"));
    let customers = customers(5);
    let assessment = assess(&book(&customers), &pasted(&toml), as_of()).unwrap();
    let outcomes = yes_no(OutcomeKind::Bad, defaults(&customers));
    let bounds = WeightBounds { step: Decimal::new(1, 2), ..WeightBounds::default() };
    let refused = propose_weights(&assessment, &outcomes, &bounds).unwrap_err();
    assert_eq!(refused.problems()[0].code, ProblemCode::TooLarge);
    // Nobody is rated in any of them.
    let bounds = WeightBounds::default();
    let refused = propose_weights(&assessment, &outcomes, &bounds).unwrap_err();
    assert_eq!(refused.problems()[0].code, ProblemCode::Missing);
    assert!(refused.problems()[0].remedy.contains("own_"), "{refused}");
}

/// Being some days late is harmless here; being more than two months late is not.
fn harmless_and_harmful(count: u64) -> (Vec<Planted>, Vec<bool>) {
    let mut customers = customers(count);
    let mut bad = Vec::new();
    for (customer, n) in customers.iter_mut().zip(0_u64..) {
        let harm = random(n + 400_000).is_multiple_of(2);
        let share = 100 + random(n + 500_000) % 400;
        customer.invoices =
            vec![(1_000, random(n + 600_000) % 31), (share, if harm { 61 + random(n) % 100 } else { 0 })];
        bad.push(harm && random(n + 700_000) % 10 < 8);
    }
    (customers, bad)
}

#[test]
fn a_curve_learns_which_lateness_matters() {
    let (customers, bad) = harmless_and_harmful(400);
    let book = book(&customers);
    let assessment = assess(&book, &standard(), as_of()).unwrap();
    let rows = || customers.iter().zip(&bad).map(|(c, bad)| (&*c.id, *bad));
    let outcomes = yes_no(OutcomeKind::Bad, rows());
    let found = propose_curve(&assessment, &book, &outcomes, &CurveBounds::default()).unwrap();
    // The judge's own figures are those of the back-test.
    let whole = backtest(&assessment, &outcomes).unwrap();
    assert_eq!(found.training.customers + found.held_out.customers, measure(&whole, "credit").customers);
    let in_training: u64 = found.values.iter().filter_map(|value| value.payments).sum();
    assert_eq!(in_training, 2 * found.training.customers, "two payments each");
    let points: Vec<Decimal> = found.values.iter().map(|value| value.proposed).collect();
    assert!(points.windows(2).all(|pair| pair[0] >= pair[1]), "{points:?}");
    assert_eq!((points[0], points[7]), (Decimal::ONE_HUNDRED, Decimal::ZERO));
    let loaded = pasted(&found.toml);
    let again: Vec<_> = loaded.credit().curve.anchors().iter().map(|anchor| anchor.points).collect();
    assert_eq!(again, points);
    // A policy with the proposal gives the scores it was judged by.
    let after = assess(&book, &loaded, as_of()).unwrap();
    let after = backtest(&after, &outcomes).unwrap();
    let is_held_out = |id: &str| !super::super::sample::is_training(id);
    let held_out = yes_no(OutcomeKind::Bad, rows().filter(|(id, _)| is_held_out(id)));
    let of_held_out = backtest(&assess(&book, &loaded, as_of()).unwrap(), &held_out).unwrap();
    assert_eq!(measure(&of_held_out, "credit").auc, found.held_out.auc_after);
    assert!(measure(&after, "credit").auc > measure(&whole, "credit").auc, "{found:?}");
    assert!(matches!(found.advice, Advice::Adopt | Advice::Unproven), "{found:?}");
}

#[test]
fn the_curve_of_every_shipped_policy_can_be_calibrated() {
    let (customers, bad) = harmless_and_harmful(120);
    let book = book(&customers);
    let rows = || customers.iter().zip(&bad).map(|(c, bad)| (&*c.id, *bad));
    for name in Policy::shipped_names() {
        let policy = Policy::shipped(name).unwrap();
        let assessment = assess(&book, &policy, as_of()).unwrap();
        let tight = policy.credit().curve.anchors().iter().skip(1).map(|a| (a.days, bound((10, 0), (60, 0))));
        for bounds in [CurveBounds::default(), CurveBounds { bounds: tight.collect() }] {
            let outcomes = yes_no(OutcomeKind::Bad, rows());
            let found = propose_curve(&assessment, &book, &outcomes, &bounds).unwrap();
            assert!(found.values.iter().all(|v| v.least <= v.proposed && v.proposed <= v.most), "{name}");
            pasted(&found.toml);
        }
        let outcomes = yes_no(OutcomeKind::Bad, rows());
        match propose_weights(&assessment, &outcomes, &WeightBounds::default()) {
            Ok(found) => drop(pasted(&found.toml)),
            // A dimension of the user's own that this book has no ratings for.
            Err(error) => assert_eq!(error.problems()[0].code, ProblemCode::Missing, "{name}: {error}"),
        }
    }
}
