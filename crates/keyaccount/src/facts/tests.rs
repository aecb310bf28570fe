//! The passes over blocks find what reading row by row finds, whatever a book holds; so does measuring
//! one customer at a time.

#![allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::lines::LineRules;
use super::slices::SliceRules;
use super::windows::Windows;
use super::{
    CustomerRows, Facts, KnownFacts, Measuring, credit_pass, credit_sums, line_pass, measure_customer, orders,
};
use crate::book::{
    Book, BookBuilder, BookSettings, Contract, CreditFact, CreditFactKind, DelayReason, DelayReasonKind,
    ExcusedDays, GradeOverride, Invoice, Order, OrderLine, OrderStatus, Product, ProspectAssessment, Rating,
    Settlement, SettlementKind, UnappliedCredit, UnknownCustomers,
};
use crate::calendar::add_months;
use crate::policy::Policy;

const CUSTOMERS: u64 = 7;

/// The same numbers every time.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn maybe<T>(&mut self, percent: u64, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.chance(percent).then(|| value(self))
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::try_from(self.below(all.len() as u64)).unwrap()]
    }
}

fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2028, 2, 29).unwrap()
}

/// A day at the edge of a window, or beside it.
fn day(random: &mut Random) -> NaiveDate {
    let edge = add_months(as_of(), -random.of(&[0, 0, 3, 6, 12, 12, 24, 36, 48])).unwrap();
    edge + chrono::Days::new(random.below(5)) - chrono::Days::new(2)
}

/// How large the numbers of a book are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Magnitude {
    Small,
    /// A single one fits 64 bits of millionths, a few together may not.
    Edge,
    /// Some do not.
    Wide,
}

fn amount(random: &mut Random, magnitude: Magnitude) -> Decimal {
    let most = i128::from(i64::MAX);
    let units = match magnitude {
        Magnitude::Small => i128::from(random.below(2_000_000_000)) + 1,
        Magnitude::Edge => random.of(&[most, most / 2, most / 2 + 1, most / 3, 1, 1_000_000]),
        Magnitude::Wide => random.of(&[most, most + 1, most * 3, 1, 5_000_000]),
    };
    Decimal::from_i128_with_scale(units, 6)
}

fn signed(random: &mut Random, magnitude: Magnitude) -> Decimal {
    let amount = amount(random, magnitude);
    if random.chance(20) { -amount } else { amount }
}

/// A book in which everything happens that a book can hold.
fn book(random: &mut Random, magnitude: Magnitude) -> Book {
    let settings = BookSettings {
        unknown_customers: UnknownCustomers::Add,
        unapplied_credit: random.of(&[UnappliedCredit::Carry, UnappliedCredit::Report]),
        ..BookSettings::default()
    };
    let mut book = BookBuilder::new(settings);
    if random.chance(60) {
        products(random, &mut book);
    }
    if random.chance(50) {
        for order in 0..12_u64 {
            book.push(Order {
                status: random.maybe(60, status),
                cancelled_on: random.maybe(20, day),
                ..Order::new(
                    format!("O{order}").into(),
                    format!("C{}", random.below(CUSTOMERS)).into(),
                    day(random),
                )
            });
        }
    }
    let few = random.chance(50);
    let [profit, cost, unit_cost, margin_rate, quantity] = [(); 5].map(|()| random.of(&[0, 0, 30, 100]));
    let plain = random.chance(40);
    for _ in 0..random.below(if few { 20 } else { 2500 }) {
        book.push(OrderLine {
            customer_id: Some(format!("C{}", random.below(CUSTOMERS)).into()),
            ordered_on: Some(day(random)),
            status: if plain { None } else { random.maybe(40, status) },
            product_id: random.maybe(80, |r| format!("P{}", r.below(4)).into()),
            quantity: random.maybe(quantity, |r| signed(r, Magnitude::Small)),
            amount: Some(signed(random, magnitude)),
            profit: random.maybe(profit, |r| signed(r, magnitude)),
            cost: random.maybe(cost, |r| signed(r, magnitude)),
            unit_cost: random.maybe(unit_cost, |r| amount(r, Magnitude::Small)),
            margin_rate: random.maybe(margin_rate, |r| Decimal::new(i64::try_from(r.below(90)).unwrap(), 2)),
            ..OrderLine::new(format!("O{}", random.below(if few { 9 } else { 900 })).into())
        });
    }
    invoices(random, magnitude, few, &mut book);
    judgements(random, &mut book);
    book.finish().unwrap()
}

fn judgements(random: &mut Random, book: &mut BookBuilder) {
    for number in 0..random.below(6) {
        let customer = || format!("C{}", number % CUSTOMERS).into();
        let (first, then) = (day(random), day(random));
        book.push(ProspectAssessment {
            growth_potential: Some(Decimal::from(random.below(5) + 1)),
            ..ProspectAssessment::new(customer(), "assessor".into(), first)
        });
        book.push(Rating::new(customer(), "loyalty".into(), Decimal::from(70), "assessor".into(), then));
        book.push(GradeOverride {
            expires_on: random.maybe(50, |_| then + chrono::Days::new(30)),
            ..GradeOverride::new(customer(), "A".into(), "reason".into(), "manager".into(), then)
        });
        book.push(Contract {
            signed_on: random.maybe(50, day),
            ..Contract::new(format!("K{number}").into(), customer(), Decimal::ONE, first)
        });
    }
}

fn status(random: &mut Random) -> OrderStatus {
    random.of(&[OrderStatus::Open, OrderStatus::Fulfilled, OrderStatus::Cancelled])
}

fn products(random: &mut Random, book: &mut BookBuilder) {
    let factors = random.chance(30);
    for product in 0..3_u64 {
        let mut from = None;
        for _ in 0..=random.below(2) {
            book.push(Product {
                valid_from: from,
                uom: Some("kg".into()),
                base_uom_factor: random
                    .maybe(if factors { 50 } else { 0 }, |r| Decimal::from(r.below(20) + 1)),
                unit_cost: random.maybe(40, |r| amount(r, Magnitude::Small)),
                margin_rate: random.maybe(30, |_| Decimal::new(25, 2)),
                ..Product::new(format!("P{product}").into())
            });
            from = Some(day(random));
        }
    }
}

fn invoices(random: &mut Random, magnitude: Magnitude, few: bool, book: &mut BookBuilder) {
    let count = random.below(if few { 20 } else { 1500 }) + 1;
    let unapplied = random.of(&[0, 0, 10]);
    for invoice in 0..count {
        let issued = day(random);
        let due = issued + chrono::Days::new(random.below(90));
        book.push(Invoice {
            due_on: Some(due),
            extended_due_on: random.maybe(10, |_| due + chrono::Days::new(30)),
            extension_approved_on: random.maybe(70, day),
            ..Invoice::new(
                format!("I{invoice}").into(),
                format!("C{}", random.below(CUSTOMERS)).into(),
                issued,
                amount(random, magnitude),
            )
        });
    }
    let kinds: &[SettlementKind] = if random.chance(50) {
        SettlementKind::ALL
    } else {
        &[SettlementKind::Transfer, SettlementKind::Cash, SettlementKind::AcceptanceBill]
    };
    for _ in 0..random.below(2 * count) {
        let names = !random.chance(unapplied);
        book.push(Settlement {
            invoice_id: names.then(|| format!("I{}", random.below(count)).into()),
            customer_id: (!names).then(|| format!("C{}", random.below(3)).into()),
            kind: random.maybe(50, |r| r.of(kinds)),
            ..Settlement::new(day(random), amount(random, magnitude))
        });
    }
    for _ in 0..random.below(8) {
        book.push(DelayReason {
            days_excused: random.maybe(80, |r| match r.below(4) {
                0 => ExcusedDays::All,
                days => ExcusedDays::Days(u32::try_from(days * 9).unwrap()),
            }),
            documented: Some(random.chance(80)),
            approved_by: random.maybe(90, |_| "manager".into()),
            approved_on: random.maybe(70, day),
            ..DelayReason::new(format!("I{}", random.below(count)).into(), random.of(DelayReasonKind::ALL))
        });
    }
    for _ in 0..random.below(4) {
        let customer = format!("C{}", random.below(CUSTOMERS));
        let (kind, on) = (random.of(CreditFactKind::ALL), day(random));
        book.push(CreditFact {
            resolved_on: random.maybe(30, |_| on + chrono::Days::new(20)),
            ..CreditFact::new(customer.into(), kind, on)
        });
    }
}

fn policies() -> Vec<Policy> {
    let varied = |name: &str, settings: &str| {
        let header =
            format!("[policy]\nformat = 1\nname = \"{name}\"\nversion = \"1\"\nextends = \"standard@1\"\n");
        Policy::from_text("p.toml", &format!("{header}{settings}")).unwrap()
    };
    vec![
        Policy::shipped("standard").unwrap(),
        varied("pieces", "[volume]\nbasis = \"quantity\"\n[profit]\nfallback_margin = 0.1\n"),
        varied(
            "windows",
            "[volume]\nwindow_years = 2\n[profit]\nwindow_months = 6\n[credit]\nwindow_months = 36\n\
             grace_days = 3\n[behaviour]\nwindow_months = 3\n",
        ),
    ]
}

/// Every kind of book under every policy.
fn cases(each: u64, mut check: impl FnMut(&Book, &Policy, Magnitude)) {
    let policies = policies();
    for seed in 0..each {
        for magnitude in [Magnitude::Small, Magnitude::Edge, Magnitude::Wide] {
            let mut random = Random(seed * 3 + magnitude as u64);
            let book = book(&mut random, magnitude);
            let policy = &policies[usize::try_from(seed).unwrap() % policies.len()];
            check(&book, policy, magnitude);
        }
    }
}

fn customers(book: &Book) -> std::ops::Range<u32> {
    0..u32::try_from(book.customer_ids.len()).unwrap()
}

#[test]
fn lines_in_blocks_come_to_what_they_come_to_one_by_one() {
    let (mut in_blocks, mut gave_way) = (0, 0);
    cases(60, |book, policy, magnitude| {
        let rules = LineRules::new(book, policy, Windows::new(policy, as_of()));
        let (sums, notes) = orders::one_by_one(book, &rules);
        let Some((cells, block_notes)) = line_pass::measure(book, &rules) else {
            assert_ne!(magnitude, Magnitude::Small, "small numbers fit");
            gave_way += 1;
            return;
        };
        in_blocks += 1;
        assert_eq!(block_notes, notes);
        for customer in customers(book) {
            let one_by_one = &sums[customer as usize];
            assert!(!one_by_one.is_too_large());
            assert_eq!(cells.facts(customer), one_by_one.facts(), "{}", book.customer_ids.text(customer));
            assert_eq!(cells.is_seen(customer), one_by_one.seen);
        }
    });
    assert!(in_blocks > 60 && gave_way > 30, "{in_blocks} in blocks, {gave_way} gave way");
}

#[test]
fn invoices_in_blocks_come_to_what_they_come_to_row_by_row() {
    let (mut in_blocks, mut gave_way) = (0, 0);
    cases(60, |book, policy, magnitude| {
        let rules = SliceRules::new(book, policy.credit(), as_of());
        let (sums, notes, overflow) = credit_sums::row_by_row(book, &rules);
        let Some((cells, block_notes)) = credit_pass::measure(book, &rules) else {
            assert_ne!(magnitude, Magnitude::Small, "small numbers fit");
            gave_way += 1;
            return;
        };
        in_blocks += 1;
        assert!(overflow.is_none());
        assert_eq!(block_notes, notes);
        for customer in customers(book) {
            let row_by_row = &sums[customer as usize];
            let name = book.customer_ids.text(customer);
            assert_eq!(cells.facts(&rules, customer), row_by_row.facts(&rules), "{name}");
            assert_eq!(cells.is_seen(customer), row_by_row.first_invoice.is_some());
        }
    });
    assert!(in_blocks > 60 && gave_way > 30, "{in_blocks} in blocks, {gave_way} gave way");
}

/// A line of so many millionths on the as-of day.
fn line(units: i128) -> OrderLine<'static> {
    OrderLine {
        customer_id: Some("C".into()),
        ordered_on: Some(as_of()),
        amount: Some(Decimal::from_i128_with_scale(units, 6)),
        ..OrderLine::new("O".into())
    }
}

#[test]
fn a_sum_beyond_64_bits_gives_way_and_the_last_one_inside_does_not() {
    let policy = Policy::shipped("standard").unwrap();
    for (last, in_blocks) in [(1, true), (2, false)] {
        let sum = i128::from(i64::MAX) - 1 + last;
        let mut book = BookBuilder::new(BookSettings::default());
        book.push(line(i128::from(i64::MAX) - 1));
        book.push(line(last));
        for (id, units) in [("A", i128::from(i64::MAX) - 1), ("B", last)] {
            let amount = Decimal::from_i128_with_scale(units, 6);
            let due = as_of() - chrono::Days::new(1);
            book.push(Invoice { due_on: Some(due), ..Invoice::new(id.into(), "C".into(), due, amount) });
        }
        let book = book.finish().unwrap();
        let rules = LineRules::new(&book, &policy, Windows::new(&policy, as_of()));
        assert_eq!(line_pass::measure(&book, &rules).is_some(), in_blocks);
        let rules = SliceRules::new(&book, policy.credit(), as_of());
        assert_eq!(credit_pass::measure(&book, &rules).is_some(), in_blocks);
        let facts = Facts::measure(&book, &policy, as_of()).unwrap();
        let found = &facts.customers.get(0).unwrap();
        assert_eq!((found.orders.amount(), found.orders.amount_12m()), (sum, sum));
        assert_eq!(
            (found.credit.overdue(), found.credit.receivables(), found.credit.days()),
            (sum, sum, sum)
        );
    }
}

#[test]
fn the_facts_of_one_customer_are_those_among_all() {
    let mut compared = 0;
    cases(40, |book, policy, _| {
        let all = Facts::measure(book, policy, as_of()).unwrap();
        let measuring = Measuring::new(book, policy, as_of());
        assert!(measuring.holds_for(book) && measuring.scales() == all.scales);
        for expected in all.customers.iter() {
            let own = |rows: &mut dyn Iterator<Item = u32>| -> Vec<u32> {
                rows.zip(0..).filter(|(of, _)| *of == expected.id).map(|(_, row)| row).collect()
            };
            let invoices = own(&mut book.invoices.customer.iter());
            let settlements: Vec<u32> = (0..)
                .zip(book.settlements.invoice.iter().zip(book.settlements.customer.iter()))
                .filter(|(_, (invoice, of))| *of == expected.id || invoices.contains(invoice))
                .map(|(row, _)| row)
                .collect();
            let reasons: Vec<u32> = (0..)
                .zip(&book.reasons)
                .filter(|(_, reason)| invoices.contains(&reason.invoice))
                .map(|(row, _)| row)
                .collect();
            let rows = CustomerRows {
                lines: &own(&mut book.lines.customer.iter()),
                headers: &own(&mut book.headers.customer.iter()),
                invoices: &invoices,
                settlements: &settlements,
                reasons: &reasons,
                facts: &own(&mut book.facts.iter().map(|row| row.customer)),
                assessed: &own(&mut book.assessed.iter().map(|row| row.customer)),
                rated: &own(&mut book.rated.iter().map(|row| row.customer)),
                overrides: &own(&mut book.overrides.iter().map(|row| row.customer)),
                contracts: &own(&mut book.contracts.iter().map(|row| row.customer)),
            };
            let found =
                measure_customer(&measuring, book, policy, expected.id, rows, KnownFacts::default()).unwrap();
            assert_eq!(found.facts, *expected);
            let traded = expected.orders.seen || expected.credit.first_invoice().is_some();
            assert_eq!(found.is_seen, traded);
            compared += 1;
        }
    });
    assert!(compared > 500, "only {compared}");
}
