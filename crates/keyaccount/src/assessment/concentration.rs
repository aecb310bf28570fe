//! How much of all profit and of all orders few customers make: the whale curve and the Pareto curve (§4.4).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Assessment, ClassCount, Row};
use crate::decimal::Exact;
use crate::error::{Error, Problem, ProblemCode};
use crate::ids::CustomerId;
use crate::scoring::running_sums;

/// What customers bring, the most first, with running sums.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concentration {
    /// A point for each customer that has a place in it, the greatest value first, by id where values are
    /// equal.
    pub points: Vec<ConcentrationPoint>,
    /// What the customers with a point bring together.
    pub total: Exact,
    /// How many customers have no point, since what they bring, or what all bring, is not known.
    pub unknown: u64,
}

/// One customer of a [`Concentration`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConcentrationPoint {
    /// Who.
    pub customer_id: CustomerId,
    /// What it brings.
    pub value: Exact,
    /// What it and those before it bring.
    pub running: Exact,
    /// The same in percent of the total, with two decimals; empty where that is nothing, or less.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub share: Option<Decimal>,
}

impl Assessment {
    /// The whale curve: profit of the profit window in rank order, of customers that have a rank in it. New
    /// customers have none, nor those whose costs are not known enough, nor anybody in a book that holds only
    /// some of the customers, unless it is scored against a population. Above 100 percent the curve shows what
    /// the last customers cost again.
    ///
    /// # Errors
    /// Sums that need more than 38 digits.
    pub fn profit_concentration(&self) -> Result<Concentration, Error> {
        self.concentration(|row| row.grades.profit.ok().and_then(|_| row.profit()))
    }

    /// The Pareto curve: order amounts as the score table has them, those of new customers too. Of a book that
    /// holds only some of the customers nobody has a point, since what all bring is not known, unless it is
    /// scored against a population; then it is a curve of the customers of the book.
    ///
    /// # Errors
    /// Sums that need more than 38 digits.
    pub fn order_concentration(&self) -> Result<Concentration, Error> {
        self.concentration(|row| row.order_amount().filter(|_| !row.assessment.population.is_partial()))
    }

    /// How many customers are of each value class of the policy, best first.
    #[must_use]
    pub fn value_classes(&self) -> Vec<ClassCount> {
        let classes = self.policy.value_class().names().into_iter();
        let mut counts: Vec<_> =
            classes.map(|value_class| ClassCount { value_class, customers: 0 }).collect();
        for class in self.rows().filter_map(|row| row.grades.value_class) {
            if let Some(count) = counts.get_mut(class) {
                count.customers = count.customers.saturating_add(1);
            }
        }
        counts
    }

    fn concentration(&self, value: fn(Row<'_>) -> Option<Exact>) -> Result<Concentration, Error> {
        let mut known: Vec<_> = self.rows().filter_map(|row| Some((value(row)?, row.id()))).collect();
        known.sort_unstable_by(|(one, id), (other, other_id)| other.cmp(one).then_with(|| id.cmp(other_id)));
        let sums = running_sums(known.iter().map(|(value, _)| *value)).ok_or_else(too_large)?;
        let total = sums.last().map_or(Exact::ZERO, |(total, _)| *total);
        let unknown = self.facts.customers.len().saturating_sub(known.len());
        let points = known.into_iter().zip(sums).map(|((value, id), (running, share))| ConcentrationPoint {
            customer_id: id.into(),
            value,
            running,
            share,
        });
        Ok(Concentration { points: points.collect(), total, unknown: unknown as u64 })
    }
}

fn too_large() -> Error {
    let found = "sums of all customers that need more than 38 digits";
    Problem::new(ProblemCode::OutOfRange, found, "totals that can be held exactly").into()
}

impl Concentration {
    /// How many customers come after the first so many, and what they bring together; `None` if nobody does.
    #[must_use]
    pub fn after(&self, first: usize) -> Option<(u64, Exact)> {
        let others = self.points.len().checked_sub(first).filter(|others| *others > 0)?;
        let before = first.checked_sub(1).and_then(|last| self.points.get(last));
        let value = self.total.minus(before.map_or(Exact::ZERO, |point| point.running))?;
        Some((others as u64, value))
    }

    /// The customer up to whom the curve rises, as its place from 0: of equal sums the first. `None` without
    /// customers.
    #[must_use]
    pub fn peak(&self) -> Option<usize> {
        let mut peak: Option<(usize, Exact)> = None;
        for (at, point) in self.points.iter().enumerate() {
            if peak.is_none_or(|(_, highest)| highest < point.running) {
                peak = Some((at, point.running));
            }
        }
        peak.map(|(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, BookBuilder, BookSettings, Customer, OrderLine};
    use crate::policy::Policy;
    use chrono::NaiveDate;

    fn day(month: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, 5).unwrap()
    }

    fn assessed(rows: &[(&'static str, i64, Option<i64>)]) -> Assessment {
        assessed_as(BookSettings::default(), &[], rows)
    }

    /// Those named as new traded for the first time in the month before.
    fn assessed_as(
        settings: BookSettings,
        new: &[&str],
        rows: &[(&'static str, i64, Option<i64>)],
    ) -> Assessment {
        let mut book = BookBuilder::new(settings);
        for (customer, amount, cost) in rows {
            let is_new = new.contains(customer);
            book.push(Customer {
                first_traded_on: if is_new { Some(day(5)) } else { NaiveDate::from_ymd_opt(2020, 1, 1) },
                ..Customer::new((*customer).into())
            });
            book.push(OrderLine {
                customer_id: Some((*customer).into()),
                ordered_on: Some(day(if is_new { 5 } else { 1 })),
                amount: Some((*amount).into()),
                cost: cost.map(Into::into),
                ..OrderLine::new((*customer).into())
            });
        }
        let book: Book = book.finish().unwrap();
        crate::assess(&book, &Policy::shipped("standard").unwrap(), day(6)).unwrap()
    }

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn the_whale_curve_rises_above_all_profit_and_falls_to_it() {
        // Profits of 30, 20 and -10: 40 together, of which the first two make 125 percent.
        let result = assessed(&[("A", 100, Some(70)), ("B", 50, Some(30)), ("C", 50, Some(60))]);
        let whale = result.profit_concentration().unwrap();
        let told: Vec<_> = whale.points.iter().map(|point| (&*point.customer_id, point.running)).collect();
        assert_eq!(told, [("A", exact("30")), ("B", exact("50")), ("C", exact("40"))]);
        let shares: Vec<_> = whale.points.iter().map(|point| point.share.unwrap().to_string()).collect();
        assert_eq!(shares, ["75.00", "125.00", "100.00"]);
        assert_eq!((whale.total, whale.unknown, whale.peak()), (exact("40"), 0, Some(1)));
    }

    #[test]
    fn a_profit_that_is_not_known_is_no_zero() {
        let whale = assessed(&[("A", 100, Some(70)), ("B", 50, None)]).profit_concentration().unwrap();
        assert_eq!((whale.points.len(), whale.unknown), (1, 1));
    }

    fn points(curve: &Concentration) -> Vec<(&str, String, Option<String>)> {
        let told = curve.points.iter().map(|point| {
            let share = point.share.map(|share| share.to_string());
            (&*point.customer_id, point.running.to_string(), share)
        });
        told.collect()
    }

    #[test]
    fn a_new_customer_has_no_rank_in_profit_but_its_orders_count() {
        // Without N: profits of 30 and 10, 40 together. Orders: 100, 60 and 40 of 200.
        let rows = [("A", 60, Some(30)), ("B", 40, Some(30)), ("N", 100, Some(5))];
        let result = assessed_as(BookSettings::default(), &["N"], &rows);
        assert_eq!(result.customer("N").unwrap().text("profit_unrated"), "new_customer");
        let whale = result.profit_concentration().unwrap();
        let share = |share: &str| Some(share.to_owned());
        assert_eq!(
            points(&whale),
            [("A", "30".to_owned(), share("75.00")), ("B", "40".to_owned(), share("100.00"))]
        );
        assert_eq!(whale.unknown, 1);
        let pareto = result.order_concentration().unwrap();
        let told = [("N", "100", "50.00"), ("A", "160", "80.00"), ("B", "200", "100.00")];
        assert_eq!(points(&pareto), told.map(|(id, sum, of)| (id, sum.to_owned(), share(of))));
        assert_eq!(pareto.unknown, 0);
    }

    #[test]
    fn of_some_of_the_customers_there_is_no_curve_of_all() {
        let settings = BookSettings { partial: true, ..BookSettings::default() };
        let rows = [("A", 100, Some(70)), ("B", 50, Some(30))];
        let result = assessed_as(settings, &[], &rows);
        assert_eq!(result.customer("A").unwrap().text("profit_unrated"), "partial_population");
        for curve in [result.profit_concentration().unwrap(), result.order_concentration().unwrap()] {
            assert_eq!((curve.points.len(), curve.unknown, curve.peak()), (0, 2, None));
            assert_eq!(curve.total, Exact::ZERO);
        }
    }

    #[test]
    fn equal_profits_go_by_id_and_losses_come_last() {
        // 20, 20, 0, -15 and -15: 10 together; the first 20 are twice, both four times as much.
        let rows = [
            ("E", 10, Some(25)),
            ("D", 10, Some(25)),
            ("C", 10, Some(10)),
            ("B", 30, Some(10)),
            ("A", 40, Some(20)),
        ];
        let whale = assessed(&rows).profit_concentration().unwrap();
        let told =
            [("A", "20", "200.00"), ("B", "40", "400.00"), ("C", "40", "400.00"), ("D", "25", "250.00")];
        let told = told.into_iter().chain([("E", "10", "100.00")]);
        let told: Vec<_> = told.map(|(id, sum, of)| (id, sum.to_owned(), Some(of.to_owned()))).collect();
        assert_eq!(points(&whale), told);
        // Of equal sums the first.
        assert_eq!(whale.peak(), Some(1));
    }

    #[test]
    fn where_all_together_lose_there_are_no_shares() {
        let whale = assessed(&[("A", 100, Some(130))]).profit_concentration().unwrap();
        assert_eq!((whale.total, whale.points[0].share), (exact("-30"), None));
        assert_eq!(whale.peak(), Some(0));
    }

    #[test]
    fn amounts_fall_equal_ones_by_id_and_the_rest_is_what_remains() {
        let result = assessed(&[("C", 50, None), ("A", 100, None), ("B", 50, None)]);
        let pareto = result.order_concentration().unwrap();
        let order: Vec<_> = pareto.points.iter().map(|point| &*point.customer_id).collect();
        assert_eq!(order, ["A", "B", "C"]);
        assert_eq!(pareto.points[1].share.unwrap().to_string(), "75.00");
        let rest: Vec<_> = (0..=4).map(|first| pareto.after(first)).collect();
        let left = |count: u64, value: &str| Some((count, exact(value)));
        assert_eq!(rest, [left(3, "200"), left(2, "100"), left(1, "50"), None, None]);
    }

    #[test]
    fn a_book_without_customers_has_an_empty_curve() {
        let mut book = BookBuilder::new(BookSettings::default());
        book.declare(crate::book::Table::OrderLines);
        let policy = Policy::shipped("standard").unwrap();
        let curve = crate::assess(&book.finish().unwrap(), &policy, day(6)).unwrap().order_concentration();
        let curve = curve.unwrap();
        assert_eq!((curve.points.len(), curve.unknown, curve.peak(), curve.after(0)), (0, 0, None, None));
    }
}
