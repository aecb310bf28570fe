//! A live book answers after every edit as a whole run over the edited book does.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "live/rows.rs"]
mod rows;

use keyaccount::book::{
    AmountsBasis, BookSettings, Table, UnappliedCredit, UnknownCustomers, UnknownInvoices,
};
use keyaccount::{
    Assessment, Error, Language, LiveBook, Policy, Population, ProblemCode, ResultTable, RowId, Unrated,
    Value, assess,
};
use keyaccount_tests::standard_with;
use proptest::prelude::*;
use rows::{AnyRow, Dice, Rows, as_of};

/// What is compared: every table as text, notes, stamp, digests, distribution, population.
fn everything(assessment: &Assessment, book: &keyaccount::book::Book) -> String {
    let text = |table: &ResultTable<'_>| -> String {
        let rows = (0..table.len()).map(|row| {
            let cells: Vec<String> = table.row(row).map(|value| format!("{value}")).collect();
            cells.join(",")
        });
        rows.collect::<Vec<_>>().join("\n")
    };
    let slices = assessment.slices(book).unwrap();
    let slices = text(&slices.table());
    let tables = [
        assessment.explained_table(Language::English),
        assessment.credit_table(),
        assessment.behaviour_table(),
    ];
    format!(
        "{}\n{}\n{:?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}\n{}",
        tables.iter().map(text).collect::<Vec<_>>().join("\n\n"),
        slices,
        assessment.portfolio(),
        assessment.notes,
        assessment.stamp,
        assessment.input_digests(),
        assessment.distribution,
        assessment.rejected,
        serde_json::to_string(assessment.population()).unwrap(),
    )
}

/// Shows only the lines that differ.
fn assert_same(live: &str, whole: &str) {
    let differ = live.lines().zip(whole.lines()).filter(|(live, whole)| live != whole).take(5);
    let differ: Vec<String> = differ.map(|(live, whole)| format!("live:  {live}\nwhole: {whole}")).collect();
    assert!(live == whole, "{}", differ.join("\n"));
}

/// A population without what only a whole run can tell.
fn apart_from_composites(population: &Population) -> serde_json::Value {
    let mut value = serde_json::to_value(population).unwrap();
    for key in ["composite", "input_digest"] {
        value.as_object_mut().unwrap().remove(key).unwrap();
    }
    value
}

/// The credit of a customer in a whole run.
fn credit(assessment: &Assessment, id: &str) -> Option<(String, String, String)> {
    let row = assessment.customer(id)?;
    Some((row.text("credit_score"), row.text("credit_unrated"), row.text("credit_grade")))
}

fn live_credit(live: &mut LiveBook, id: &str) -> Option<(String, String, String)> {
    let credit = live.credit(id).unwrap()?;
    let (score, unrated) = match credit.score {
        Ok(score) => (score.to_string(), String::new()),
        Err(unrated) => (String::new(), Unrated::code(unrated).to_owned()),
    };
    Some((score, unrated, credit.grade.unwrap_or_default().to_owned()))
}

/// Every customer anybody could have named.
fn every_id() -> Vec<String> {
    (0..30).map(|n| format!("K{n}")).chain(["Baltic Foods".to_owned(), "nobody".to_owned()]).collect()
}

/// A book drawn at random: its settings, its tables, its rows, all of which it takes.
struct Start {
    settings: BookSettings,
    tables: Vec<Table>,
    rows: Rows,
    policy: Policy,
}

fn policy(dice: &mut Dice) -> Policy {
    let rated = [
        ("composite.weights.credit", "0.2"),
        ("composite.weights.volume", "0.2"),
        ("composite.weights.profit", "0.3"),
        ("composite.weights.service", "0.3"),
        ("volume.rank_within", "region"),
        ("value_class.basis", "amount"),
    ];
    let changed: &[(&str, &str)] = match dice.below(4) {
        0 => &[("volume.basis", "quantity")],
        1 => &rated,
        2 => &[("profit.score", "max_ratio"), ("profit.fallback_margin", "0.1")],
        _ => &[],
    };
    standard_with(changed).unwrap()
}

impl Start {
    fn draw(dice: &mut Dice) -> Self {
        let unknown = [UnknownCustomers::Refuse, UnknownCustomers::Add, UnknownCustomers::Skip];
        let settings = BookSettings {
            unknown_customers: unknown[dice.below(3) as usize],
            unknown_invoices: if dice.one_in(2) { UnknownInvoices::Skip } else { UnknownInvoices::Refuse },
            unapplied_credit: if dice.one_in(3) { UnappliedCredit::Report } else { UnappliedCredit::Carry },
            history_from: dice.one_in(4).then(as_of),
            amounts: dice.one_in(4).then_some(AmountsBasis::Inclusive),
            currency: dice.one_in(6).then(|| "USD".to_owned()),
            partial: dice.one_in(8),
            ..BookSettings::default()
        };
        let mut tables = vec![if dice.one_in(2) { Table::OrderLines } else { Table::Invoices }];
        if dice.one_in(2) {
            tables.push(Table::Customers);
        }
        let mut start = Self { settings, tables, rows: Rows::default(), policy: policy(dice) };
        // Only rows the book takes, one after the other, set aside or not.
        let mut wanted: Vec<Table> = (0..dice.below(50)).map(|_| table(dice)).collect();
        wanted.sort();
        for table in wanted {
            let row = AnyRow::draw(table, dice);
            if table == Table::Customers && !start.tables.contains(&table) {
                continue;
            }
            start.rows.of_mut(table).push(Some(row));
            let taken = start.whole().is_ok();
            if !taken {
                start.rows.of_mut(table).pop();
            }
        }
        start.tables.extend(Table::ALL.iter().filter(|table| !start.rows.of(**table).is_empty()));
        start
    }

    fn book(&self) -> Result<keyaccount::book::Book, Error> {
        self.rows.book(&self.settings, &self.tables)
    }

    fn whole(&self) -> Result<(Assessment, keyaccount::book::Book), Error> {
        let book = self.book()?;
        Ok((assess(&book, &self.policy, as_of())?, book))
    }
}

/// Lines, invoices and settlements more often than the rest.
fn table(dice: &mut Dice) -> Table {
    const OFTEN: [Table; 8] = [
        Table::OrderLines,
        Table::OrderLines,
        Table::Invoices,
        Table::Invoices,
        Table::Settlements,
        Table::Settlements,
        Table::Orders,
        Table::Customers,
    ];
    let at = dice.below(20) as usize;
    OFTEN.get(at).copied().unwrap_or_else(|| Table::ALL[at - OFTEN.len()])
}

/// One edit, made in the live book and, if it is taken, in the rows beside it.
fn edit(live: &mut LiveBook, start: &mut Start, dice: &mut Dice) -> Result<(), Error> {
    let table = table(dice);
    let there = start.rows.of(table).len() as u64;
    let any = RowId { table, row: dice.below(there + 2) as usize };
    match dice.below(6) {
        0 | 1 => {
            let row = AnyRow::draw(table, dice);
            let id = row.clone().add(live)?;
            assert_eq!(id, RowId { table, row: start.rows.of(table).len() }, "the number of a new row");
            start.rows.set(id, Some(row));
        }
        2 | 3 => {
            let row = AnyRow::draw(table, dice);
            row.clone().correct(live, any)?;
            start.rows.set(any, Some(row));
        }
        4 => {
            live.remove(any)?;
            start.rows.set(any, None);
        }
        _ => {
            let row = AnyRow::draw(table, dice);
            let Some(done) = row.clone().upsert(live) else { return Ok(()) };
            start.rows.set(done?, Some(row));
        }
    }
    if !start.tables.contains(&table) {
        start.tables.push(table);
    }
    Ok(())
}

/// What is refused though a whole run could do with it: a live book leaves no row without what it names.
fn is_stricter(error: &Error, settings: &BookSettings) -> bool {
    // Of an order whose header was set aside, a whole run sets aside the lines.
    let sets_aside = settings.unknown_customers != UnknownCustomers::Add;
    error.problems().iter().all(|problem| match problem.code {
        ProblemCode::UnknownCustomer | ProblemCode::UnknownInvoice | ProblemCode::UnknownCode => true,
        ProblemCode::NoTables | ProblemCode::WrongType => true,
        ProblemCode::AmbiguousOrder => sets_aside,
        ProblemCode::Duplicate => problem.found.contains("set aside"),
        ProblemCode::Missing => sets_aside || problem.found.contains("not there"),
        _ => false,
    })
}

fn check(live: &mut LiveBook, start: &Start, ids: &[String], dice: &mut Dice) {
    let (whole, book) = match start.whole() {
        Ok(whole) => whole,
        Err(error) => {
            // Units that cannot be added and totals too large are for the whole book to refuse.
            assert!(live.assess().is_err_and(|of_live| of_live == error), "{error}");
            assert!(
                error
                    .problems()
                    .iter()
                    .all(|p| matches!(p.code, ProblemCode::MixedUnits | ProblemCode::OutOfRange)),
                "{error}"
            );
            return;
        }
    };
    // Single customers before the population is asked for, some of them.
    for id in ids.iter().filter(|_| dice.one_in(2)) {
        assert_eq!(live_credit(live, id), credit(&whole, id), "credit of {id}");
    }
    if dice.one_in(2) {
        assert_eq!(
            apart_from_composites(live.population().unwrap()),
            apart_from_composites(whole.population())
        );
        for id in ids {
            let row = live.customer(id).unwrap();
            let Some(full) = whole.customer(id) else {
                assert!(row.is_none(), "{id}");
                continue;
            };
            let row = row.unwrap_or_else(|| panic!("{id} is missing"));
            for column in whole.table().columns() {
                let name = column.name();
                if !["score_rank", "priority_rank"].contains(&name) {
                    assert_eq!(row.text(name), full.text(name), "{name} of {id}");
                } else {
                    assert_eq!(row.value(name), Some(Value::Empty));
                }
            }
        }
    }
    assert_same(&everything(&live.assess().unwrap(), live.book()), &everything(&whole, &book));
    for id in ids.iter().filter(|_| dice.one_in(2)) {
        assert_eq!(live_credit(live, id), credit(&whole, id), "credit of {id} after all");
    }
}

fn run(seed: u64, edits: &[u64]) {
    let mut dice = Dice(seed);
    let mut start = Start::draw(&mut dice);
    let ids = every_id();
    let mut live = LiveBook::new(start.book().unwrap(), start.policy.clone(), as_of()).unwrap();
    check(&mut live, &start, &ids, &mut dice);
    for edit_seed in edits {
        let mut dice = Dice(*edit_seed);
        let before = start.rows.clone();
        let asked = dice.clone();
        if let Err(error) = edit(&mut live, &mut start, &mut dice) {
            assert_eq!(start.rows.0, before.0);
            assert!(!error.problems().is_empty());
            assert!(
                is_stricter(&error, &start.settings) || would_be_refused(&start, asked),
                "refused without need: {error}"
            );
        }
        if dice.one_in(3) {
            check(&mut live, &start, &ids, &mut dice);
        }
    }
    check(&mut live, &start, &ids, &mut dice);
}

/// Whether the book would be refused with the edit in it.
fn would_be_refused(start: &Start, mut dice: Dice) -> bool {
    let table = table(&mut dice);
    let there = start.rows.of(table).len() as u64;
    let any = RowId { table, row: dice.below(there + 2) as usize };
    let mut with = Start {
        settings: start.settings.clone(),
        tables: start.tables.clone(),
        rows: start.rows.clone(),
        policy: start.policy.clone(),
    };
    match dice.below(6) {
        0 | 1 | 5 => with.rows.of_mut(table).push(Some(AnyRow::draw(table, &mut dice))),
        2 | 3 => with.rows.set(any, Some(AnyRow::draw(table, &mut dice))),
        _ => with.rows.set(any, None),
    }
    with.whole().is_err()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, max_shrink_iters: 2000, ..ProptestConfig::default() })]

    #[test]
    fn every_answer_is_that_of_a_whole_run(seed in any::<u64>(), edits in prop::collection::vec(any::<u64>(), 0..30)) {
        run(seed, &edits);
    }
}
