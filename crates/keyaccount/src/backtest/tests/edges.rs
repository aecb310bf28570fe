//! Too little, too much and the wrong kind of outcomes.

use super::*;
use crate::labels::Language;

#[test]
fn where_all_outcomes_are_alike_auc_is_not_defined() {
    let customers = customers(30);
    let assessment = assessed(&customers);
    for yes in [true, false] {
        let rows = customers.iter().map(|c| (&*c.id, yes));
        let found = backtest(&assessment, &yes_no(OutcomeKind::Bad, rows)).unwrap();
        for measure in found.measures.iter().filter(|measure| measure.measure != "prospect") {
            assert_eq!((measure.auc, measure.relation), (None, Relation::OneOutcome));
        }
        let said = if yes { "turned out badly, so" } else { "turned out well, so" };
        assert!(found.summary(Language::English).contains(said));
        let outcomes = yes_no(OutcomeKind::Bad, customers.iter().map(|c| (&*c.id, yes)));
        let proposal = propose_weights(&assessment, &outcomes, &WeightBounds::default()).unwrap();
        assert_eq!(proposal.advice, Advice::NothingBetter);
        assert_eq!(proposal.training.auc_before, None);
        // Equals are told apart by their distance from the present weights.
        assert!(proposal.values.iter().all(|value| value.present == value.proposed), "{proposal:?}");
    }
}

#[test]
fn nobody_and_one_customer_are_no_relation() {
    let customers = customers(3);
    let assessment = assessed(&customers);
    let empty = Outcomes::new(OutcomeKind::HigherIsWorse, as_of());
    let found = backtest(&assessment, &empty).unwrap();
    assert!(found.measures.iter().all(|m| m.relation == Relation::Nobody && m.groups.is_empty()));
    assert_eq!((found.outcomes.known, found.outcomes.without_outcome, found.outcomes.mean), (0, 3, None));
    let nobody = propose_weights(&assessment, &empty, &WeightBounds::default()).unwrap_err();
    assert_eq!(nobody.problems()[0].code, ProblemCode::Missing);
    let nobody = propose_curve(&assessment, &book(&customers), &empty, &CurveBounds::default());
    assert_eq!(nobody.unwrap_err().problems()[0].code, ProblemCode::Missing);

    let found = backtest(&assessment, &yes_no(OutcomeKind::Good, [("C0001", true)])).unwrap();
    let credit = measure(&found, "credit");
    assert_eq!((credit.customers, credit.relation, credit.auc), (1, Relation::OneOutcome, None));
    for language in Language::ALL {
        assert!(!found.summary(language).is_empty());
    }
}

#[test]
fn all_scores_alike_are_a_score_that_tells_nothing() {
    let mut same = customers(20);
    for customer in &mut same {
        customer.invoices = vec![(1_000, 0)];
    }
    let rows = same.iter().zip(0..).map(|(c, n)| (&*c.id, n % 2 == 0));
    let found = backtest(&assessed(&same), &yes_no(OutcomeKind::Bad, rows)).unwrap();
    let credit = measure(&found, "credit");
    assert_eq!(credit.relation, Relation::OneScore);
    assert_eq!(credit.auc.unwrap().to_string(), "0.5000", "all pairs are ties");
    let tenths = credit.groups.iter().find(|grouped| grouped.by == GroupedBy::Tenth).unwrap();
    assert_eq!(tenths.groups.len(), 1);
}

#[test]
fn every_row_and_every_customer_is_counted_once() {
    let customers = customers(10);
    let mut outcomes = Outcomes::new(OutcomeKind::Bad, as_of());
    let yes = Some(OutcomeValue::YesNo(true));
    let no = Some(OutcomeValue::YesNo(false));
    for (id, value, on) in [
        ("C0000", yes, Some(day(2026, 1, 1))),
        ("C0001", no, None),
        ("C0002", None, Some(day(2026, 5, 1))),
        ("C0003", yes, Some(day(2025, 12, 31))),
        // What is left out is no outcome, so this one is not a second.
        ("C0003", no, Some(day(2026, 2, 1))),
        ("stranger", yes, Some(day(2026, 2, 1))),
        ("another", None, Some(day(2026, 2, 1))),
    ] {
        outcomes.push(row(id, value, on)).unwrap();
    }
    let found = backtest(&assessed(&customers), &outcomes).unwrap().outcomes;
    let rows =
        (found.rows, found.not_after, found.unknown_customers, found.blank, found.known, found.undated);
    assert_eq!(rows, (7, 1, 2, 1, 3, 1));
    assert_eq!((found.customers, found.without_outcome, found.bad), (10, 6, Some(1)));
    assert_eq!(found.bad_rate.unwrap().to_string(), "33.33");
}

#[test]
fn outcomes_that_are_none_are_refused() {
    let mut outcomes = Outcomes::new(OutcomeKind::Bad, as_of());
    let yes = Some(OutcomeValue::YesNo(true));
    outcomes.push(row("C1", yes, None)).unwrap();
    let long = "x".repeat(65);
    let mut refused = |outcome| outcomes.push(outcome).unwrap_err().code;
    assert_eq!(refused(row("C1", None, None)), ProblemCode::Duplicate);
    assert_eq!(refused(row(" ", yes, None)), ProblemCode::BadIdentifier);
    assert_eq!(refused(row(&long, yes, None)), ProblemCode::BadIdentifier);
    let one = Some(OutcomeValue::Number(Decimal::ONE));
    assert_eq!(refused(row("C2", one, None)), ProblemCode::WrongType);
    let mut outcomes = Outcomes::new(OutcomeKind::HigherIsWorse, as_of());
    let mut refused = |value| outcomes.push(row("C1", Some(value), None)).unwrap_err().code;
    assert_eq!(refused(OutcomeValue::YesNo(true)), ProblemCode::WrongType);
    assert_eq!(refused(OutcomeValue::Number(Decimal::new(1, 7))), ProblemCode::OutOfRange);
    assert_eq!(refused(OutcomeValue::Number(Decimal::MAX)), ProblemCode::OutOfRange);
}

#[test]
fn the_largest_outcomes_are_added_exactly_or_refused() {
    let customers = customers(40);
    let book = book(&customers);
    let assessment = assess(&book, &standard(), as_of()).unwrap();
    let most: Decimal = "9999999999999999999999.999999".parse().unwrap();
    let rows = customers.iter().zip(0..).map(|(c, n)| (&*c.id, if n % 2 == 0 { most } else { -most }));
    let outcomes = numbers(OutcomeKind::HigherIsWorse, rows);
    let found = backtest(&assessment, &outcomes).unwrap();
    assert_eq!(found.outcomes.mean, Some(Decimal::ZERO));
    propose_curve(&assessment, &book, &outcomes, &CurveBounds::default()).unwrap();
    propose_weights(&assessment, &outcomes, &WeightBounds::default()).unwrap();
}

#[test]
fn outcomes_of_another_day_are_refused() {
    let assessment = assessed(&customers(3));
    let outcomes = Outcomes::new(OutcomeKind::Bad, day(2025, 6, 30));
    let refused = backtest(&assessment, &outcomes).unwrap_err();
    assert_eq!(refused.problems()[0].code, ProblemCode::DatesOutOfOrder);
}

#[test]
fn the_table_has_a_row_for_each_group() {
    let customers = customers(60);
    let found = backtest(&assessed(&customers), &yes_no(OutcomeKind::Bad, defaults(&customers))).unwrap();
    let stored = found.table();
    let groups: usize = found.measures.iter().flat_map(|m| &m.groups).map(|g| g.groups.len()).sum();
    assert_eq!(stored.len(), groups);
    let first: Vec<_> = stored.table().row(0).map(|cell| cell.to_string()).collect();
    assert_eq!(first[..3], ["composite".to_owned(), "band".to_owned(), "A".to_owned()]);
}
