//! The same stamp means the same result: what is not visible changes nothing, what decides is in the
//! digest, and what does not fit is refused whatever the order of rows.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::time::{Duration, Instant};

use chrono::NaiveDate;
use keyaccount::book::{
    BookBuilder, BookSettings, Customer, Invoice, Order, OrderLine, OrderStatus, Product, Settlement, Table,
    UnknownCustomers,
};
use keyaccount::comparison::{CauseKind, Comparison, Direction, Standing};
use keyaccount::{
    Assessment, Facts, Policy, ProblemCode, assess, assess_against, assess_facts, assess_without_digest,
};
use rust_decimal::Decimal;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn as_of() -> NaiveDate {
    day(2026, 6, 30)
}

fn policy(set: &[(&str, &str)]) -> Policy {
    keyaccount_tests::standard_with(set).unwrap()
}

fn line(order: &str, customer: &str, on: NaiveDate, amount: i64) -> OrderLine<'static> {
    OrderLine {
        customer_id: Some(customer.to_owned().into()),
        ordered_on: Some(on),
        amount: Some(amount.into()),
        ..OrderLine::new(order.to_owned().into())
    }
}

fn run(policy: &Policy, settings: BookSettings, fill: impl Fn(&mut BookBuilder)) -> Assessment {
    let mut book = BookBuilder::new(settings);
    fill(&mut book);
    assess(&book.finish().unwrap(), policy, as_of()).unwrap()
}

fn cells(assessment: &Assessment) -> Vec<String> {
    let table = assessment.table();
    let behaviour = assessment.behaviour_table();
    (0..table.len())
        .flat_map(|row| table.row(row).chain(behaviour.row(row)))
        .map(|value| value.to_string())
        .collect()
}

#[test]
fn a_product_version_of_tomorrow_is_not_known_today() {
    let policy = policy(&[("volume.basis", "quantity")]);
    let book = |tomorrow: bool| {
        run(&policy, BookSettings::default(), |book| {
            for (order, customer, quantity) in [("1", "A", 10), ("2", "B", 20)] {
                book.push(OrderLine {
                    product_id: Some("P".into()),
                    quantity: Some(quantity.into()),
                    ..line(order, customer, day(2026, 1, 1), 100)
                });
            }
            if tomorrow {
                book.push(Product {
                    valid_from: Some(day(2026, 7, 1)),
                    base_uom_factor: Some(12.into()),
                    unit_cost: Some(1.into()),
                    ..Product::new("P".into())
                });
            } else {
                book.declare(Table::Products);
            }
        })
    };
    let (without, with) = (book(false), book(true));
    assert_eq!(cells(&without), cells(&with));
    assert_eq!(without.stamp, with.stamp);
    assert_eq!(with.customer("A").unwrap().text("order_quantity"), "10");
}

#[test]
fn a_header_counts_from_its_own_day_on() {
    let book = |header: Option<(NaiveDate, OrderStatus)>| {
        run(&policy(&[]), BookSettings::default(), |book| {
            book.push(line("1", "A", day(2025, 1, 1), 100));
            match header {
                Some((on, status)) => {
                    book.push(Order { status: Some(status), ..Order::new("1".into(), "A".into(), on) });
                }
                None => book.declare(Table::Orders),
            }
        })
    };
    let without = book(None);
    let later = book(Some((day(2026, 7, 1), OrderStatus::Cancelled)));
    assert_eq!(cells(&without), cells(&later));
    assert_eq!(without.stamp, later.stamp);
    // The same header a day earlier is visible, and cancels.
    let visible = book(Some((day(2026, 6, 30), OrderStatus::Cancelled)));
    assert_ne!(without.stamp, visible.stamp);
    assert_eq!(visible.customer("A").unwrap().text("track"), "new");
}

#[test]
fn a_cancellation_to_come_is_none_and_the_deal_is_closed() {
    let book = |cancelled: bool| {
        run(&policy(&[]), BookSettings::default(), |book| {
            let header = Order::new("1".into(), "A".into(), day(2025, 1, 1));
            book.push(if cancelled {
                Order { status: Some(OrderStatus::Cancelled), cancelled_on: Some(day(2026, 7, 1)), ..header }
            } else {
                header
            });
            book.push(line("1", "A", day(2025, 1, 1), 100));
        })
    };
    let (blank, later) = (book(false), book(true));
    assert_eq!(cells(&blank), cells(&later));
    assert_eq!(blank.stamp, later.stamp);
    assert!(cells(&later).contains(&"closed".to_owned()));
}

#[test]
fn what_decides_membership_is_in_the_digest() {
    let book = |unknown_customers| {
        run(&policy(&[]), BookSettings { unknown_customers, ..BookSettings::default() }, |book| {
            book.push(line("1", "A", day(2025, 1, 1), 100));
            book.push(Settlement {
                customer_id: Some("Z".into()),
                ..Settlement::new(day(2026, 1, 1), 50.into())
            });
        })
    };
    let (add, skip) = (book(UnknownCustomers::Add), book(UnknownCustomers::Skip));
    assert_eq!((add.distribution.total, skip.distribution.total), (2, 1));
    assert_ne!(add.stamp.input_digest, skip.stamp.input_digest);
    // The money of somebody who is no member is counted once, as skipped.
    let notes: Vec<&str> =
        skip.notes.iter().filter(|note| note.money.is_some()).map(|note| note.code.code()).collect();
    assert_eq!(notes, ["skipped_unknown_customer"]);
}

#[test]
fn what_does_not_fit_is_refused_in_any_order() {
    let large: Decimal = "99999999999999999999".parse().unwrap();
    let fine: Decimal = "0.000001".parse().unwrap();
    let rows = |book: &mut BookBuilder, reversed: bool| {
        let mut rows = vec![
            OrderLine { amount: Some(large), ..line("1", "A", day(2026, 1, 1), 0) },
            OrderLine {
                amount: None,
                quantity: Some(fine),
                unit_price: Some(fine),
                discount: Some("0.999999".parse().unwrap()),
                ..line("2", "B", day(2026, 1, 1), 0)
            },
        ];
        if reversed {
            rows.reverse();
        }
        rows.into_iter().for_each(|row| book.push(row));
    };
    let forward = run(&policy(&[]), BookSettings::default(), |book| rows(book, false));
    let backward = run(&policy(&[]), BookSettings::default(), |book| rows(book, true));
    assert_eq!(cells(&forward), cells(&backward));
    assert_eq!(forward.stamp, backward.stamp);
    assert_eq!(forward.customer("A").unwrap().text("order_amount"), "99999999999999999999.00");
    // One more does not fit at all.
    let mut book = BookBuilder::new(BookSettings::default());
    book.push(OrderLine { amount: Some(large + Decimal::ONE), ..line("1", "A", day(2026, 1, 1), 0) });
    assert_eq!(book.finish().unwrap_err().problems().first().unwrap().code, ProblemCode::OutOfRange);
}

#[test]
fn a_customer_without_quantities_is_not_rated_by_quantity() {
    let result = run(&policy(&[("volume.basis", "quantity")]), BookSettings::default(), |book| {
        book.push(OrderLine { quantity: Some(3.into()), ..line("1", "A", day(2026, 1, 1), 100) });
        book.push(line("2", "B", day(2026, 1, 1), 20_000));
    });
    assert_eq!(result.customer("B").unwrap().text("volume_unrated"), "no_quantity");
    assert_eq!(result.customer("A").unwrap().text("volume_score"), "100.00");
}

#[test]
fn facts_and_populations_keep_to_what_they_were_measured_under() {
    let book = |customer: &str, currency: Option<&str>, partial: bool| {
        let settings =
            BookSettings { currency: currency.map(str::to_owned), partial, ..BookSettings::default() };
        let mut book = BookBuilder::new(settings);
        book.push(line("1", customer, day(2026, 1, 1), 100));
        book.finish().unwrap()
    };
    let (standard, other) = (policy(&[]), policy(&[("credit.grace_days", "3")]));
    let facts =
        |customer, currency| Facts::measure(&book(customer, currency, false), &standard, as_of()).unwrap();
    let code = |error: keyaccount::Error| error.problems().first().unwrap().code;
    assert_eq!(code(assess_facts(facts("A", None), &other).unwrap_err()), ProblemCode::PolicyMismatch);
    assert_eq!(
        code(facts("A", None).merge(facts("B", Some("USD"))).unwrap_err()),
        ProblemCode::CurrencyMismatch
    );
    assert_eq!(code(facts("A", None).merge(facts("A", None)).unwrap_err()), ProblemCode::Duplicate);
    let partial = assess(&book("A", None, true), &standard, as_of()).unwrap();
    assert_eq!(partial.customer("A").unwrap().text("volume_unrated"), "partial_population");
    let whole = assess(&book("A", None, false), &standard, as_of()).unwrap();
    let against = |population| assess_against(&book("A", None, true), &standard, as_of(), population);
    assert_eq!(code(against(partial.population()).unwrap_err()), ProblemCode::OutOfRange);
    let again = against(whole.population()).unwrap();
    assert_eq!(again.customer("A").unwrap().text("volume_score"), "100.00");
    assert_eq!(again.stamp.population_digest.as_deref(), Some(whole.population().digest().as_str()));
}

#[test]
fn the_input_digest_can_be_left_out_and_added() {
    let (policy, mut book) = (policy(&[]), BookBuilder::new(BookSettings::default()));
    book.push(line("1", "A", day(2026, 1, 1), 100));
    book.push(line("2", "B", day(2026, 1, 1), 50));
    let book = book.finish().unwrap();
    let whole = assess(&book, &policy, as_of()).unwrap();
    let mut without = assess_without_digest(&book, &policy, as_of()).unwrap();
    assert_eq!((without.stamp.input_digest.as_str(), without.input_digests()), ("", None));
    assert_eq!(without.notes, whole.notes);
    assert_eq!(cells(&without), cells(&whole));
    assert_ne!(without.population().digest(), whole.population().digest());
    // Explaining needs no digest where the book is the very one.
    assert_eq!(without.slices(&book).unwrap().len(), whole.slices(&book).unwrap().len());

    without.add_input_digests(book.input_digests(as_of()));
    assert_eq!((&without.stamp, without.input_digests()), (&whole.stamp, whole.input_digests()));
    assert_eq!(without.population().digest(), whole.population().digest());

    // A population of another book keeps the digest of that one.
    let mut against = assess_against(&book, &policy, as_of(), whole.population()).unwrap();
    against.add_input_digests(book.input_digests(as_of()));
    assert_eq!(against.population().digest(), whole.population().digest());
}

#[test]
fn changes_between_two_days_name_what_decided() {
    let book = {
        let mut book = BookBuilder::new(BookSettings::default());
        for (customer, amount) in [("A", 100), ("B", 50)] {
            let mut row = line(&format!("of {customer}"), customer, day(2025, 12, 1), amount);
            row.cost = Some(10.into());
            book.push(row);
            book.push(Invoice {
                due_on: Some(day(2026, 1, 1)),
                ..Invoice::new(
                    format!("of {customer}").into(),
                    customer.into(),
                    day(2025, 12, 1),
                    amount.into(),
                )
            });
        }
        book.push(Settlement {
            invoice_id: Some("of B".into()),
            ..Settlement::new(day(2026, 1, 1), 50.into())
        });
        book.push(Customer::new("A".into()));
        book.push(Customer::new("B".into()));
        book.finish().unwrap()
    };
    let earlier = assess(&book, &policy(&[]), day(2026, 6, 30)).unwrap();
    // The invoice of A, due on 1 January, is 181 days late on 1 July.
    let now = assess(&book, &policy(&[]), day(2026, 7, 1)).unwrap();
    let comparison = Comparison::between(&earlier, &now).unwrap();
    assert_eq!(comparison.moves.len(), 1);
    let change = &comparison.moves[0];
    let grade = |standing: &Option<Standing>| standing.as_ref().unwrap().grade.clone().unwrap();
    assert_eq!((&*change.customer_id, change.direction), ("A", Direction::Down));
    assert_eq!((grade(&change.before), grade(&change.after)), ("C".to_owned(), "D".to_owned()));
    let veto = CauseKind::VetoCame { veto: "overdue_180".to_owned(), clause: None };
    assert!(change.causes.iter().any(|cause| cause.kind == veto && cause.alone && cause.needed));
}

#[test]
fn many_versions_and_many_users_of_an_order_id_cost_no_square() {
    let start = Instant::now();
    let mut book = BookBuilder::new(BookSettings::default());
    let first = day(1900, 1, 1);
    for version in 0..20_000_u64 {
        let mut product = Product::new("P".into());
        product.valid_from = first.checked_add_days(chrono::Days::new(version));
        product.unit_cost = Some(1.into());
        book.push(product);
    }
    for customer in 0..20_000 {
        let id = format!("C{customer}");
        book.push(Order::new("shared".into(), id.clone().into(), day(2026, 1, 1)));
        book.push(OrderLine {
            customer_id: Some(id.into()),
            product_id: Some("P".into()),
            quantity: Some(1.into()),
            amount: Some(2.into()),
            ordered_on: Some(first),
            ..OrderLine::new("shared".into())
        });
    }
    let result = assess(&book.finish().unwrap(), &policy(&[]), as_of()).unwrap();
    assert_eq!(result.distribution.total, 20_000);
    // Squares of 20,000 would take minutes in a build without optimisation.
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}
