//! A book cut into partitions by customer gives the rows of the whole book, to the last digit and in the
//! same order, with its stamp and notes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod cut;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use cut::{Rows, book, cut, random_rows, settings};
use keyaccount::book::{BadRows, Book, BookBuilder, BookSettings, Customer, OrderLine, Product, Table};
use keyaccount::{
    Assessment, Error, Language, Note, NoteCode, Partition, Policy, PolicyDocument, PopulationShare,
    ProblemCode, RankingShare, ResultTable, assess,
};
use proptest::prelude::*;

fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 30).unwrap()
}

/// A policy of each kind of arithmetic: ranks within regions, quantities, greatest values, bands of money.
fn policies() -> Vec<Policy> {
    let changed = |values: &[(&str, &str)]| {
        let source = Policy::shipped_source("standard").unwrap();
        let mut document = PolicyDocument::parse("standard.toml", source).unwrap();
        for (key, value) in values {
            document.set(key, value).unwrap();
        }
        document.resolve().unwrap()
    };
    let mut policies: Vec<Policy> =
        ["standard", "max_ratio", "no_cost"].map(|name| Policy::shipped(name).unwrap()).into();
    policies.push(changed(&[("volume.rank_within", "\"region\"")]));
    policies.push(changed(&[("volume.basis", "\"quantity\""), ("value_class.basis", "\"amount\"")]));
    policies
}

fn text_rows(table: &ResultTable<'_>) -> Vec<Vec<String>> {
    (0..table.len()).map(|row| table.row(row).map(|value| value.to_string()).collect()).collect()
}

/// The tables about customers of a result, row by row.
fn tables(result: &Assessment) -> Vec<Vec<Vec<String>>> {
    let tables = [
        result.explained_table(Language::English),
        result.explained_table(Language::Chinese),
        result.credit_table(),
        result.behaviour_table(),
    ];
    tables.iter().map(text_rows).collect()
}

/// Notes but the one that counts within partitions only.
fn notes(result: &Assessment) -> Vec<Note> {
    result.notes.iter().filter(|note| note.code != NoteCode::SharedOrderIds).cloned().collect()
}

/// Both shares go through their text, as between machines.
fn in_partitions(books: &[Book], policy: &Policy) -> Result<Vec<(Assessment, Vec<u64>)>, Error> {
    let mut population: Option<PopulationShare> = None;
    for book in books {
        let share = Partition::measure(book, policy, as_of())?.population_share()?;
        let share = PopulationShare::from_json(&share.to_json())?;
        population = Some(match population {
            Some(sum) => sum.merge(share)?,
            None => share,
        });
    }
    let population = population.unwrap();
    let mut ranking: Option<RankingShare> = None;
    let mut graded = Vec::new();
    for book in books {
        let partition = Partition::measure(book, policy, as_of())?.grade(&population)?;
        let share = RankingShare::from_json(&partition.ranking_share().to_json())?;
        graded.push(partition);
        ranking = Some(match ranking {
            Some(sum) => sum.merge(share)?,
            None => share,
        });
    }
    let ranking = ranking.unwrap();
    graded.into_iter().map(|partition| partition.finish_placed(&ranking)).collect()
}

fn check(rows: &Rows, settings: &BookSettings, policy: &Policy, parts: usize, seed: u64) {
    let whole_book = book(rows, settings);
    let books: Vec<Book> = cut(rows, parts, seed).iter().map(|rows| book(rows, settings)).collect();
    let whole = match assess(&whole_book, policy, as_of()) {
        Ok(whole) => whole,
        Err(error) => {
            let refused = in_partitions(&books, policy);
            let codes = |error: &Error| -> Vec<_> { error.problems().iter().map(|p| p.code).collect() };
            let refused = refused.map(|_| ()).expect_err("the whole book is refused");
            assert!(codes(&error).contains(&codes(&refused)[0]), "{error} but {refused}");
            return;
        }
    };
    let parts = in_partitions(&books, policy).unwrap();
    let expected = tables(&whole);
    let mut together: Vec<BTreeMap<u64, Vec<String>>> = vec![BTreeMap::new(); expected.len()];
    for (part, places) in &parts {
        for (rows, table) in together.iter_mut().zip(tables(part)) {
            assert_eq!(table.len(), places.len());
            for (row, place) in table.into_iter().zip(places) {
                assert!(rows.insert(*place, row).is_none(), "a place twice");
            }
        }
        assert_eq!(part.stamp, whole.stamp);
        assert_eq!(part.input_digests(), whole.input_digests());
        assert_eq!(part.distribution, whole.distribution);
        assert_eq!(notes(part), notes(&whole));
        assert_eq!(text_rows(&part.portfolio_table()), text_rows(&whole.portfolio_table()));
        assert_eq!(
            serde_json::to_value(part.population()).unwrap(),
            serde_json::to_value(whole.population()).unwrap()
        );
    }
    for (rows, expected) in together.into_iter().zip(expected) {
        assert_eq!(rows.keys().copied().collect::<Vec<_>>(), (0..expected.len() as u64).collect::<Vec<_>>());
        assert_eq!(rows.into_values().collect::<Vec<_>>(), expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn partitions_give_the_rows_of_the_whole(
        seed in any::<u64>(), customers in 0_usize..24, parts in 1_usize..=8, policy in 0_usize..5, options in 0_u32..64,
    ) {
        let rows = random_rows(seed, customers, options);
        check(&rows, &settings(options), &policies()[policy], parts, seed);
    }

    #[test]
    fn shares_merge_in_any_grouping(seed in any::<u64>(), customers in 3_usize..16) {
        let (rows, policy) = (random_rows(seed, customers, 0), Policy::shipped("standard").unwrap());
        let books: Vec<Book> = cut(&rows, 3, seed).iter().map(|rows| book(rows, &settings(0))).collect();
        let measure = |book| Partition::measure(book, &policy, as_of()).unwrap();
        let [a, b, c] = [0, 1, 2].map(|at| measure(&books[at]).population_share().unwrap());
        let left = a.clone().merge(b.clone()).unwrap().merge(c.clone()).unwrap();
        let right = c.clone().merge(a.clone()).unwrap();
        prop_assert_eq!(left.to_json(), b.clone().merge(right).unwrap().to_json());
        let share = |at: usize| measure(&books[at]).grade(&left).unwrap().ranking_share();
        let whole = share(0).merge(share(1)).unwrap().merge(share(2)).unwrap();
        prop_assert_eq!(whole.to_json(), share(2).merge(share(0).merge(share(1)).unwrap()).unwrap().to_json());
    }
}

fn line(customer: &'static str, amount: i64) -> OrderLine<'static> {
    OrderLine {
        customer_id: Some(customer.into()),
        ordered_on: NaiveDate::from_ymd_opt(2025, 9, 30),
        amount: Some(amount.into()),
        ..OrderLine::new(customer.into())
    }
}

fn of_lines(lines: &[OrderLine<'static>]) -> Book {
    let mut book = BookBuilder::new(BookSettings::default());
    book.declare(Table::OrderLines);
    lines.iter().for_each(|line| book.push(line.clone()));
    book.finish().unwrap()
}

fn code(error: &Error) -> ProblemCode {
    error.problems()[0].code
}

#[test]
fn a_partition_without_costs_is_rated_by_those_of_another() {
    // A alone says what goods cost; B's line has no cost, so only its own profit is unknown, and C, which
    // bought nothing in the window, has a profit of 0 as soon as the book has costs at all.
    let old = OrderLine { ordered_on: NaiveDate::from_ymd_opt(2023, 1, 5), ..line("C", 10) };
    let costed = OrderLine { cost: Some(60.into()), ..line("A", 100) };
    let whole = of_lines(&[costed.clone(), line("B", 50), old.clone()]);
    let policy = Policy::shipped("standard").unwrap();
    let whole = assess(&whole, &policy, as_of()).unwrap();
    let parts = in_partitions(&[of_lines(&[costed]), of_lines(&[line("B", 50), old])], &policy).unwrap();
    assert_eq!(parts[1].0.customer("C").unwrap().text("profit_unrated"), "");
    assert_eq!(parts[1].0.customer("B").unwrap().text("profit_unrated"), "missing_margin");
    for customer in ["B", "C"] {
        let row = |result: &Assessment| -> Vec<String> {
            let table = result.table();
            let row = result.customer(customer).unwrap();
            table.columns().iter().map(|column| row.text(column.name())).collect()
        };
        assert_eq!(row(&parts[1].0), row(&whole));
    }
    // B's product is named, although its own partition knows of no cost.
    assert!(parts[0].0.notes.iter().any(|note| note.code == NoteCode::ProductsWithoutCost));
}

#[test]
fn order_ids_of_two_partitions_are_not_told_as_shared() {
    let policy = Policy::shipped("standard").unwrap();
    let shared = |customer| OrderLine { order_id: "1".into(), ..line(customer, 10) };
    let whole = assess(&of_lines(&[shared("A"), shared("B")]), &policy, as_of()).unwrap();
    let is_told = |result: &Assessment| result.notes.iter().any(|n| n.code == NoteCode::SharedOrderIds);
    assert!(is_told(&whole));
    let parts = in_partitions(&[of_lines(&[shared("A")]), of_lines(&[shared("B")])], &policy).unwrap();
    assert!(!is_told(&parts[0].0));
    assert_eq!(parts[0].0.stamp, whole.stamp);
}

#[test]
fn rows_that_are_left_out_are_those_of_reading_and_those_of_measuring() {
    let policy = Policy::shipped("standard").unwrap();
    let settings = BookSettings { bad_rows: BadRows::Skip, ..BookSettings::default() };
    let mut book = BookBuilder::new(settings);
    book.push(Customer::new("A".into()));
    // A stranger, which only measuring finds; a line without a day, which reading does.
    book.push(line("B", 10));
    book.push(OrderLine { ordered_on: None, ..line("A", 20) });
    book.push(line("A", 30));
    let book = book.finish().unwrap();
    let part = Partition::measure(&book, &policy, as_of()).unwrap();
    let told: Vec<_> = part.rejected().map(|problem| (problem.code, problem.line)).collect();
    assert_eq!(told, [(ProblemCode::Missing, Some(2)), (ProblemCode::UnknownCustomer, Some(1))]);
    let whole = assess(&book, &policy, as_of()).unwrap();
    assert!(part.rejected().eq(&whole.rejected));
}

#[test]
fn what_does_not_belong_together_is_refused() {
    let policy = Policy::shipped("standard").unwrap();
    let other = Policy::shipped("no_cost").unwrap();
    let (a, b) = (of_lines(&[line("A", 100)]), of_lines(&[line("B", 50)]));
    fn measured<'b>(book: &'b Book, policy: &'b Policy) -> Partition<'b> {
        Partition::measure(book, policy, as_of()).unwrap()
    }
    let share =
        |book: &Book| measured(book, &Policy::shipped("standard").unwrap()).population_share().unwrap();
    let day = NaiveDate::from_ymd_opt(2026, 6, 29).unwrap();

    let of_other = measured(&b, &other).population_share().unwrap();
    assert_eq!(code(&share(&a).merge(of_other.clone()).unwrap_err()), ProblemCode::PolicyMismatch);
    let of_day = Partition::measure(&b, &policy, day).unwrap().population_share().unwrap();
    assert_eq!(code(&share(&a).merge(of_day).unwrap_err()), ProblemCode::DatesOutOfOrder);
    let mut dollars =
        BookBuilder::new(BookSettings { currency: Some("USD".to_owned()), ..BookSettings::default() });
    dollars.push(line("B", 50));
    let dollars = dollars.finish().unwrap();
    assert_eq!(code(&share(&a).merge(share(&dollars)).unwrap_err()), ProblemCode::CurrencyMismatch);
    assert_eq!(
        code(&measured(&dollars, &policy).grade(&share(&a)).unwrap_err()),
        ProblemCode::CurrencyMismatch
    );
    assert_eq!(code(&measured(&a, &policy).grade(&of_other).unwrap_err()), ProblemCode::PolicyMismatch);

    let mut listed = BookBuilder::new(BookSettings::default());
    listed.push(Customer::new("B".into()));
    listed.push(line("B", 50));
    let listed = share(&a).merge(share(&listed.finish().unwrap())).unwrap_err();
    assert_eq!(code(&listed), ProblemCode::BookMismatch);
    assert_eq!(listed.problems()[0].file.as_deref(), Some("customers"));
    let with_product = |product: &'static str, customer| {
        let mut book = BookBuilder::new(BookSettings::default());
        book.push(Product::new(product.into()));
        book.push(line(customer, 10));
        book.finish().unwrap()
    };
    let differ = share(&with_product("P", "A")).merge(share(&with_product("Q", "B"))).unwrap_err();
    assert_eq!(
        (code(&differ), differ.problems()[0].file.as_deref()),
        (ProblemCode::BookMismatch, Some("products"))
    );

    // One customer in two partitions.
    let twice = share(&a).merge(share(&a)).unwrap();
    let ranks = |whole: &PopulationShare| measured(&a, &policy).grade(whole).unwrap().ranking_share();
    let problem = ranks(&twice).merge(ranks(&twice)).unwrap_err();
    assert_eq!(problem.problems()[0].found, "customer `A` in two partitions");

    // A partition that is missing, or of another book.
    let whole = share(&a).merge(share(&b)).unwrap();
    let grade = |book| measured(book, &policy).grade(&whole).unwrap();
    let missing = grade(&a).finish(&grade(&a).ranking_share()).unwrap_err();
    assert_eq!(missing.problems()[0].found, "a ranking of 1 of 2 customers");
    let alone = ranks(&share(&a));
    assert_eq!(code(&grade(&a).ranking_share().merge(alone.clone()).unwrap_err()), ProblemCode::BookMismatch);
    assert_eq!(code(&grade(&a).finish(&alone).unwrap_err()), ProblemCode::BookMismatch);
}

#[test]
fn shares_that_are_none_are_refused() {
    for text in ["", "{}", "[1]", "{\"format\": 1}", "{\"format\": 1, \"customers\": -1}"] {
        assert_eq!(code(&PopulationShare::from_json(text).unwrap_err()), ProblemCode::Syntax, "{text}");
        assert_eq!(code(&RankingShare::from_json(text).unwrap_err()), ProblemCode::Syntax, "{text}");
    }
    let newer = PopulationShare::from_json("{\"format\": 2, \"more\": true}").unwrap_err();
    assert_eq!(code(&newer), ProblemCode::FormatTooNew);
    let policy = Policy::shipped("standard").unwrap();
    let book = of_lines(&[line("A", 100)]);
    let share = Partition::measure(&book, &policy, as_of()).unwrap().population_share().unwrap().to_json();
    // A sum with a sign, one digit short, and no sum at all.
    let sum = "0".repeat(64);
    for wrong in [format!("+{}", "0".repeat(63)), "0".repeat(63), "x".repeat(64)] {
        assert!(share.contains(&sum));
        let text = share.replacen(&sum, &wrong, 1);
        assert_eq!(code(&PopulationShare::from_json(&text).unwrap_err()), ProblemCode::Syntax, "{wrong}");
    }
}
