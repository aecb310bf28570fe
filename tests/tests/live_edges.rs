//! Edits of a live book at their edges, worked out by hand.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use chrono::NaiveDate;
use keyaccount::book::{
    BadRows, BookBuilder, BookSettings, CreditFact, CreditFactKind, Customer, DelayReason, DelayReasonKind,
    ExcusedDays, GradeOverride, Invoice, Order, OrderLine, OrderStatus, Product, Settlement, Table,
    UnknownCustomers,
};
use keyaccount::{Error, LiveBook, Policy, ProblemCode, RowId, assess_against, assess_without_digest};
use rust_decimal::Decimal;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn as_of() -> NaiveDate {
    day(6, 30)
}

fn invoice(id: &'static str, customer: &'static str, due: NaiveDate) -> Invoice<'static> {
    Invoice { due_on: Some(due), ..Invoice::new(id.into(), customer.into(), day(1, 5), 100.into()) }
}

fn paid(invoice: &'static str, on: NaiveDate) -> Settlement<'static> {
    Settlement { invoice_id: Some(invoice.into()), ..Settlement::new(on, 100.into()) }
}

fn line(order: &'static str, customer: &'static str, amount: i64) -> OrderLine<'static> {
    OrderLine {
        customer_id: Some(customer.into()),
        ordered_on: Some(day(2, 1)),
        amount: Some(amount.into()),
        cost: Some(1.into()),
        ..OrderLine::new(order.into())
    }
}

fn live(book: BookBuilder) -> LiveBook {
    LiveBook::new(book.finish().unwrap(), Policy::shipped("standard").unwrap(), as_of()).unwrap()
}

/// Two customers of a list: the first has invoices 1 and 2, both due at the end of January, and an order.
fn listed(settings: BookSettings) -> LiveBook {
    let mut book = BookBuilder::new(settings);
    for id in ["甲", "乙"] {
        book.push(Customer { first_traded_on: Some(day(1, 1)), ..Customer::new(id.into()) });
    }
    book.push(invoice("1", "甲", day(1, 31)));
    book.push(invoice("2", "甲", day(1, 31)));
    book.push(paid("1", day(1, 31)));
    book.push(paid("2", day(2, 15)));
    book.push(line("a", "甲", 1000));
    live(book)
}

fn score(live: &mut LiveBook, customer: &str) -> String {
    live.credit(customer)
        .unwrap()
        .unwrap()
        .score
        .map_or_else(|why| why.code().to_owned(), |score| score.to_string())
}

fn said(error: &Error) -> Vec<String> {
    let said = error.problems().iter().map(|p| {
        let (table, line) = (p.file.as_deref().unwrap_or("?"), p.line.map_or(0, |line| line));
        format!("{table}:{line} {} {}", p.path, p.code)
    });
    said.collect()
}

/// Fifteen days late are 87.5 points, on time 100, half and half of equal amounts 93.75.
#[test]
fn a_payment_is_corrected_reversed_and_made_again() {
    let mut live = listed(BookSettings::default());
    assert_eq!(score(&mut live, "甲"), "93.75");
    let late = RowId { table: Table::Settlements, row: 1 };
    live.correct(late, paid("2", day(1, 20))).unwrap();
    assert_eq!(score(&mut live, "甲"), "100.00");
    // Reversed, the invoice has been open since January: 150 days late, between 25 points at 120 days and
    // none at 180 half of the way.
    live.remove(late).unwrap();
    assert_eq!(score(&mut live, "甲"), "56.25");
    let again = live.add(paid("2", day(2, 15))).unwrap();
    assert_eq!(again, RowId { table: Table::Settlements, row: 2 }, "the number of a removed row stays free");
    assert_eq!(score(&mut live, "甲"), "93.75");
    assert_eq!(score(&mut live, "乙"), "no_payments");
    assert_eq!(live.credit("丙").unwrap(), None);
}

/// An invoice that goes to another customer takes its settlements and the excuses of its delay along.
#[test]
fn an_invoice_takes_what_names_it_to_another_customer() {
    let mut live = listed(BookSettings::default());
    let mut reason = DelayReason::new("2".into(), DelayReasonKind::ForceMajeure);
    reason.days_excused = Some(ExcusedDays::All);
    reason.documented = Some(true);
    reason.approved_by = Some("Mao".into());
    let excused = live.add(reason).unwrap();
    assert_eq!(score(&mut live, "甲"), "100.00");
    live.upsert(invoice("2", "乙", day(1, 31))).unwrap();
    assert_eq!((score(&mut live, "甲"), score(&mut live, "乙")), ("100.00".into(), "100.00".into()));
    live.remove(excused).unwrap();
    assert_eq!((score(&mut live, "甲"), score(&mut live, "乙")), ("100.00".into(), "87.50".into()));
}

#[test]
fn nothing_is_left_without_what_it_names() {
    let mut live = listed(BookSettings::default());
    let before = live.assess().unwrap().stamp;
    let first = |table| RowId { table, row: 0 };
    let refused = [
        live.remove(first(Table::Invoices)),
        live.remove(first(Table::Customers)),
        live.correct(first(Table::Invoices), invoice("3", "甲", day(1, 31))),
        live.correct(first(Table::Customers), Customer::new("丙".into())),
        live.correct(first(Table::Invoices), invoice("2", "甲", day(1, 31))),
        live.add(invoice("2", "甲", day(1, 31))).map(|_| ()),
        live.add(invoice("4", "丙", day(1, 31))).map(|_| ()),
        live.add(paid("4", day(1, 31))).map(|_| ()),
        live.add(Customer::new("乙".into())).map(|_| ()),
        live.add(Settlement { amount: Decimal::ZERO, ..paid("1", day(1, 31)) }).map(|_| ()),
        live.remove(RowId { table: Table::Settlements, row: 2 }),
        live.correct(first(Table::Settlements), invoice("2", "甲", day(1, 31))),
    ];
    let refused: Vec<String> =
        refused.iter().map(|edit| said(edit.as_ref().unwrap_err()).join(" ")).collect();
    assert_eq!(
        refused,
        [
            "invoices:1 invoice_id unknown_invoice",
            "customers:1 customer_id unknown_customer",
            "invoices:1 invoice_id unknown_invoice",
            "customers:1 customer_id unknown_customer",
            "invoices:1 invoice_id duplicate",
            "invoices:3 invoice_id duplicate",
            "invoices:3 customer_id unknown_customer",
            "settlements:3 invoice_id unknown_invoice",
            "customers:3 customer_id duplicate",
            "settlements:3 amount out_of_range",
            "settlements:3  missing",
            "settlements:1  wrong_type",
        ]
    );
    assert_eq!(live.assess().unwrap().stamp, before);
    // Whom nobody names may go.
    live.remove(RowId { table: Table::Customers, row: 1 }).unwrap();
    assert_eq!(live.credit("乙").unwrap(), None);
    assert_eq!(live.assess().unwrap().distribution.total, 1);
}

/// Without a table of customers, who trades is one, until its last trade goes.
#[test]
fn the_last_trade_stays_while_other_rows_name_its_customer() {
    let book = |settings| {
        let mut book = BookBuilder::new(settings);
        book.push(line("a", "甲", 1000));
        live(book)
    };
    let trade = RowId { table: Table::OrderLines, row: 0 };
    let fact = || CreditFact::new("甲".into(), CreditFactKind::BadDebt, day(3, 1));
    let mut strict = book(BookSettings::default());
    assert_eq!(
        said(&strict.add(CreditFact::new("乙".into(), CreditFactKind::BadDebt, day(3, 1))).unwrap_err()),
        ["credit_facts:1 customer_id unknown_customer"]
    );
    let bad_debt = strict.add(fact()).unwrap();
    assert_eq!(strict.credit("甲").unwrap().unwrap().grade, Some("C"));
    assert_eq!(said(&strict.remove(trade).unwrap_err()), ["order_lines:1 customer_id unknown_customer"]);
    // A line still to come is no trade yet, and one of somebody else is not his.
    let later = OrderLine { ordered_on: Some(day(7, 1)), ..line("a", "甲", 1000) };
    assert!(strict.correct(trade, later).is_err());
    assert!(strict.correct(trade, line("a", "乙", 1000)).is_err());
    strict.remove(bad_debt).unwrap();
    strict.remove(trade).unwrap();
    assert_eq!(strict.credit("甲").unwrap(), None);
    assert_eq!(strict.assess().unwrap().distribution.total, 0);
    // Who is named is a customer where the book says so.
    let mut open = book(BookSettings { unknown_customers: UnknownCustomers::Add, ..BookSettings::default() });
    open.add(fact()).unwrap();
    open.remove(trade).unwrap();
    assert_eq!(open.credit("甲").unwrap().unwrap().grade, Some("C"));
}

/// What lines leave blank follows their header.
#[test]
fn a_header_fills_its_lines_anew() {
    let mut book = BookBuilder::new(BookSettings::default());
    book.push(Order::new("a".into(), "甲".into(), day(2, 1)));
    for amount in [1000, 500] {
        book.push(OrderLine { amount: Some(amount.into()), ..OrderLine::new("a".into()) });
    }
    book.push(line("b", "乙", 10));
    let mut live = live(book);
    let amount =
        |live: &mut LiveBook, id: &str| live.customer(id).unwrap().map(|row| row.text("order_amount"));
    assert_eq!(amount(&mut live, "甲").unwrap(), "1500.00");
    let header = live.find_order("甲", "a").unwrap();
    assert_eq!(said(&live.remove(header).unwrap_err()), ["order_lines:1 customer_id missing"]);
    // A second header of the same order id: whose are the lines?
    let second = live.add(Order::new("a".into(), "乙".into(), day(2, 1)));
    assert_eq!(said(&second.unwrap_err()), ["orders:2 customer_id ambiguous_order"]);
    live.correct(header, Order::new("a".into(), "乙".into(), day(2, 1))).unwrap();
    assert_eq!((amount(&mut live, "甲"), amount(&mut live, "乙").unwrap()), (None, "1510.00".to_owned()));
    // Cancelled as a whole, but for a line that says otherwise.
    let first = live.find_lines("乙", "a")[0];
    let open = OrderLine {
        amount: Some(1000.into()),
        status: Some(OrderStatus::Open),
        ..OrderLine::new("a".into())
    };
    live.correct(first, open).unwrap();
    let cancelled =
        Order { status: Some(OrderStatus::Cancelled), ..Order::new("a".into(), "乙".into(), day(2, 1)) };
    assert_eq!(live.upsert(cancelled).unwrap(), header);
    assert_eq!(amount(&mut live, "乙").unwrap(), "1010.00");
    live.remove_order("乙", "a").unwrap();
    assert_eq!((amount(&mut live, "乙").unwrap(), live.find_order("乙", "a")), ("10.00".to_owned(), None));
}

#[test]
fn an_order_is_replaced_whole_or_not_at_all() {
    let mut live = listed(BookSettings::default());
    let bad = OrderLine { amount: None, ..line("a", "甲", 1) };
    let refused = live.replace_order("甲", "a", [line("a", "甲", 700), bad]);
    assert_eq!(said(&refused.unwrap_err()), ["order_lines:3 amount missing"]);
    assert_eq!(live.find_lines("甲", "a"), [RowId { table: Table::OrderLines, row: 0 }]);
    let new = live.replace_order("甲", "a", [line("a", "甲", 700), line("a", "甲", 50)]).unwrap();
    assert_eq!((new.len(), live.find_lines("甲", "a")), (2, new));
    assert_eq!(live.customer("甲").unwrap().unwrap().text("order_amount"), "750.00");
}

/// A changed cost is a changed profit of everybody who bought.
#[test]
fn a_product_version_costs_all_its_lines() {
    let mut book = BookBuilder::new(BookSettings::default());
    let product = |cost: i64| Product { unit_cost: Some(cost.into()), ..Product::new("p".into()) };
    book.push(product(5));
    for customer in ["甲", "乙"] {
        book.push(OrderLine {
            cost: None,
            product_id: Some("p".into()),
            quantity: Some(10.into()),
            ..line(customer, customer, 100)
        });
    }
    let mut live = live(book);
    let profits =
        |live: &mut LiveBook| ["甲", "乙"].map(|id| live.customer(id).unwrap().unwrap().text("profit"));
    assert_eq!(profits(&mut live), ["50.00", "50.00"]);
    let version = live.upsert(product(7)).unwrap();
    assert_eq!(profits(&mut live), ["30.00", "30.00"]);
    live.add(Product { valid_from: Some(day(2, 1)), ..product(9) }).unwrap();
    assert_eq!(profits(&mut live), ["10.00", "10.00"]);
    assert_eq!(said(&live.add(product(1)).unwrap_err()), ["products:3 product_id duplicate"]);
    live.remove(live.find_product("p", Some(day(2, 1))).unwrap()).unwrap();
    live.remove(version).unwrap();
    assert_eq!(live.customer("甲").unwrap().unwrap().text("profit_unrated"), "no_cost_data");
}

/// An assessment made before an edit is of another book.
#[test]
fn an_older_assessment_does_not_explain_the_edited_book() {
    let mut live = listed(BookSettings::default());
    let before = live.assess().unwrap();
    assert!(before.slices(live.book()).is_ok());
    live.remove(RowId { table: Table::Settlements, row: 1 }).unwrap();
    assert!(before.slices(live.book()).is_err());
    assert!(live.assess().unwrap().slices(live.book()).is_ok());
}

/// Two lines of 9 × 10^19 add up with six decimals. Beside an amount of eighteen they need 39 digits.
#[test]
fn decimals_that_go_make_room_again() {
    let mut live = listed(BookSettings::default());
    let great =
        |order| OrderLine { amount: Some("90000000000000000000".parse().unwrap()), ..line(order, "乙", 0) };
    live.add(great("b")).unwrap();
    live.add(great("c")).unwrap();
    assert!(live.credit("乙").is_ok());
    let millionth = Decimal::new(1, 6);
    let fine = live.add(OrderLine {
        amount: None,
        quantity: Some(millionth),
        unit_price: Some(millionth),
        discount: Some(millionth),
        ..line("d", "甲", 0)
    });
    let refused = live.credit("乙").unwrap_err();
    assert_eq!(refused, live.assess().unwrap_err());
    assert!(live.population().is_err());
    live.remove(fine.unwrap()).unwrap();
    assert_eq!(score(&mut live, "乙"), "no_payments");
    assert!(live.assess().is_ok() && live.population().is_ok());
}

/// Ids that are counted have numbers between them that belong to nobody.
#[test]
fn nobody_between_two_customers_has_an_order() {
    let mut book = BookBuilder::new(BookSettings::default());
    book.push(line("1", "K1", 10));
    book.push(line("3", "K3", 10));
    let mut live = live(book);
    for nobody in ["K2", "K9", "x"] {
        let refused = live.remove_order(nobody, "1").unwrap_err();
        assert_eq!(said(&refused), ["order_lines:3 customer_id unknown_customer"], "{nobody}");
    }
}

#[test]
fn an_override_that_is_left_out_leaves_its_customer_measured() {
    let settings = BookSettings { bad_rows: BadRows::Skip, ..BookSettings::default() };
    let mut book = BookBuilder::new(settings);
    book.push(line("1", "A", 10));
    book.push(GradeOverride::new("A".into(), "Z".into(), "why".into(), "who".into(), day(2, 1)));
    let mut live = live(book);
    live.add(invoice("1", "A", day(1, 31))).unwrap();
    let whole = live.assess().unwrap();
    assert_eq!(score(&mut live, "A"), whole.customer("A").unwrap().text("credit_score"));
    assert!(live.population().is_ok());
}

#[test]
fn an_edited_book_is_not_the_one_that_was_assessed() {
    let mut live = listed(BookSettings::default());
    let policy = Policy::shipped("standard").unwrap();
    let assessed = assess_without_digest(live.book(), &policy, as_of()).unwrap();
    assert!(assessed.slices(live.book()).is_ok());
    live.remove(RowId { table: Table::Settlements, row: 1 }).unwrap();
    assert_eq!(assessed.slices(live.book()).unwrap_err().problems()[0].code, ProblemCode::BookMismatch);
}

/// Composites come with the grades of all, which an edit does not make.
#[test]
fn a_live_population_does_not_stand_in_for_that_of_a_whole_run() {
    let mut live = listed(BookSettings::default());
    let policy = Policy::shipped("standard").unwrap();
    let whole = live.assess().unwrap();
    assert!(assess_against(live.book(), &policy, as_of(), whole.population()).is_ok());
    let population = live.population().unwrap().clone();
    let refused = assess_against(live.book(), &policy, as_of(), &population).unwrap_err();
    assert_eq!(refused.problems()[0].path, "population.composite");
}
