//! The fast digest against the plain one, over books made to be awkward.

#![allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

mod plain;

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use super::encoding::Encode;
use super::sum::{Sum, sum_rows};
use super::{hex, places};
use crate::book::{
    BadRows, Book, BookBuilder, BookSettings, Contact, Contract, CreditFact, CreditFactKind, Customer,
    DelayReason, DelayReasonKind, Evaluation, EvaluationLevel, EvidenceKind, ExcusedDays, GradeOverride,
    Invoice, MissingCustomer, OfficialRank, Order, OrderLine, OrderStatus, Product, ProspectAssessment,
    Rating, Settlement, SettlementKind, Table, UnknownCustomers, UnknownInvoices,
};
use crate::calendar::Day;

/// Numbers without pattern, the same in every run (SplitMix64).
struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.throw() % bound
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(3) > 0).then(|| make(self))
    }

    fn day(&mut self) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 5, 1).unwrap() + Days::new(self.below(40))
    }

    fn yes(&mut self) -> bool {
        self.below(2) == 0
    }

    /// Any length around which the encoder changes its way: nothing, halves, blocks, far beyond its room.
    fn text(&mut self) -> String {
        let length =
            self.one(&[0, 1, 7, 8, 9, 15, 16, 17, 40, 55, 56, 63, 64, 65, 300, 384, 447, 448, 1_500]);
        let letters: Vec<char> = "aé中0".chars().collect();
        let text: String = (0..length).map(|_| self.one(&letters)).collect();
        if text.trim().is_empty() { "x".to_owned() } else { text }
    }

    fn id(&mut self, stem: &str, of: u64) -> String {
        match self.below(8) {
            0 => format!("{stem} {} 中文", self.below(of)),
            1 => format!("{stem}-{:040}", self.below(of)),
            _ => format!("{stem}{:06}", self.below(of)),
        }
    }

    fn number(&mut self) -> Decimal {
        match self.below(6) {
            0 => Decimal::from(self.below(3)),
            1 => Decimal::new(i64::try_from(self.below(1_000_000)).unwrap(), 2),
            2 => Decimal::new(i64::try_from(self.below(1_000_000_000)).unwrap(), 6),
            3 => Decimal::from(self.below(1_000)) * Decimal::from(10_000),
            4 => Decimal::new(-125, 3),
            _ => Decimal::from(1 + self.below(9)),
        }
    }

    /// A number of up to 22 digits before the point, which needs 128 bits.
    fn wide(&mut self) -> Decimal {
        Decimal::from_i128_with_scale(
            i128::from(self.throw()) * 100_000_000 + i128::from(self.below(1_000_000)),
            6,
        )
    }

    fn positive(&mut self) -> Decimal {
        self.number().abs() + Decimal::ONE
    }
}

/// A book with rows in every table, many of which share their key, day and all.
fn awkward(seed: u64, rows: u64, wide: bool) -> Book {
    let mut dice = Dice(seed);
    let settings = BookSettings {
        bad_rows: BadRows::Skip,
        unknown_customers: if seed.is_multiple_of(2) {
            UnknownCustomers::Add
        } else {
            UnknownCustomers::Skip
        },
        missing_customer: MissingCustomer::Skip,
        unknown_invoices: UnknownInvoices::Skip,
        ..BookSettings::default()
    };
    let mut book = BookBuilder::new(settings);
    for table in Table::ALL {
        book.declare(*table);
    }
    let few = 1 + rows / 7;
    for _ in 0..rows {
        let d = &mut dice;
        let mut customer = Customer::new(d.id("C", few).into());
        customer.name = d.maybe(Dice::text).map(Into::into);
        customer.region = d.maybe(Dice::text).map(Into::into);
        customer.industry = d.maybe(Dice::text).map(Into::into);
        customer.created_on = d.maybe(Dice::day);
        customer.first_traded_on = d.maybe(Dice::day);
        customer.documents_complete = d.maybe(Dice::yes);
        customer.documents_since = d.maybe(Dice::day);
        customer.special_approval = d.maybe(Dice::yes);
        customer.cost_to_serve = d.maybe(Dice::positive);
        book.push(customer);

        let mut product = Product::new(d.id("P", few).into());
        product.name = d.maybe(Dice::text).map(Into::into);
        product.high_end = d.maybe(Dice::yes);
        product.valid_from = d.maybe(Dice::day);
        product.unit_cost = d.maybe(Dice::positive);
        book.push(product);

        let mut order = Order::new(d.id("O", few).into(), d.id("C", few).into(), d.day());
        order.status = d.maybe(|d| d.one(OrderStatus::ALL));
        order.cancelled_on = d.maybe(Dice::day);
        order.promised_on = d.maybe(Dice::day);
        book.push(order);

        let mut line = OrderLine::new(d.id("O", few).into());
        line.customer_id = d.maybe(|d| d.id("C", few).into());
        line.ordered_on = d.maybe(Dice::day);
        line.status = d.maybe(|d| d.one(OrderStatus::ALL));
        line.product_id = d.maybe(|d| d.id("P", few).into());
        line.quantity = d.maybe(Dice::number);
        line.amount = if wide && d.below(50) == 0 { Some(d.wide()) } else { d.maybe(Dice::number) };
        line.cost = d.maybe(Dice::number);
        line.unit_cost = d.maybe(Dice::positive);
        line.promotional = d.maybe(Dice::yes);
        book.push(line);

        let mut invoice = Invoice::new(d.id("I", rows).into(), d.id("C", few).into(), d.day(), d.positive());
        invoice.due_on = Some(invoice.issued_on + Days::new(d.below(60)));
        invoice.extended_due_on = d.maybe(|_| invoice.issued_on + Days::new(90));
        invoice.extension_approved_on = d.maybe(Dice::day);
        invoice.contract_id = d.maybe(|d| d.id("K", few).into());
        book.push(invoice);

        let mut settlement = Settlement::new(d.day(), d.positive());
        if d.yes() {
            settlement.invoice_id = Some(d.id("I", few).into());
        } else {
            settlement.customer_id = Some(d.id("C", 1 + few / 9).into());
        }
        settlement.kind = d.maybe(|d| d.one(SettlementKind::ALL));
        book.push(settlement);

        let mut reason = DelayReason::new(d.id("I", rows).into(), d.one(DelayReasonKind::ALL));
        reason.days_excused = d.maybe(|d| d.one(&[ExcusedDays::All, ExcusedDays::Days(3)]));
        reason.documented = d.maybe(Dice::yes);
        reason.approved_by = d.maybe(Dice::text).map(Into::into);
        reason.approved_on = d.maybe(Dice::day);
        book.push(reason);

        let mut fact = CreditFact::new(d.id("C", few).into(), d.one(CreditFactKind::ALL), d.day());
        fact.resolved_on = d.maybe(Dice::day);
        book.push(fact);

        let (customer, assessor) = (d.id("C", 1 + few / 9), d.id("A", 2));
        let mut assessed = ProspectAssessment::new(customer.into(), assessor.into(), d.day());
        assessed.scale = d.maybe(|d| Decimal::from(1 + d.below(5)));
        assessed.evidence_kind = d.maybe(|d| d.one(EvidenceKind::ALL));
        assessed.evidence = d.maybe(Dice::text).map(Into::into);
        assessed.override_score = d.maybe(|d| Decimal::from(d.below(100)));
        book.push(assessed);

        let (customer, dimension) = (d.id("C", 1 + few / 9), d.id("D", 2));
        let score = Decimal::from(d.below(100));
        book.push(Rating::new(customer.into(), dimension.into(), score, d.id("A", 2).into(), d.day()));

        let (customer, reason) = (d.id("C", 1 + few / 9), d.text());
        let by = d.text();
        let mut grade =
            GradeOverride::new(customer.into(), d.one(&["A", "B"]).into(), reason.into(), by.into(), d.day());
        grade.expires_on = d.maybe(Dice::day);
        book.push(grade);

        let mut contract =
            Contract::new(d.id("K", rows).into(), d.id("C", few).into(), d.positive(), d.day());
        contract.signed_on = d.maybe(Dice::day);
        book.push(contract);

        let mut contact = Contact::new(d.id("P", rows).into(), d.id("C", few).into(), d.text().into());
        contact.official_rank = d.maybe(|d| d.one(OfficialRank::ALL));
        book.push(contact);

        let customer = d.id("C", 1 + few / 9);
        let mut evaluation = Evaluation::new(customer.into(), d.one(EvaluationLevel::ALL), d.day());
        evaluation.text = d.maybe(|d| d.text().into());
        book.push(evaluation);
    }
    book.skip_row_without_customer(Table::OrderLines, Some(Decimal::from(7)));
    book.finish_deferred()
}

fn agrees(book: &Book, as_of: NaiveDate) -> u64 {
    let today = Day::from(as_of).number();
    let (sums, _) = book.sums(today);
    let set_aside = book.digest_sums(as_of).set_aside();
    let mut all = 0;
    for (table, sum) in Table::ALL.iter().zip(sums) {
        let slow = plain::sum_table(book, *table, today);
        assert_eq!((hex(sum.bytes()), sum.rows), (hex(slow.bytes()), slow.rows), "{}", table.name());
        all += sum.rows;
    }
    let slow = plain::sum_set_aside(book, today);
    assert_eq!((hex(set_aside.bytes()), set_aside.rows), (hex(slow.bytes()), slow.rows));
    all
}

#[test]
fn the_fast_digest_is_the_plain_one() {
    let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    for seed in 0..12 {
        let book = awkward(seed, 60, seed >= 6);
        let rows = agrees(&book, day(12, 31));
        // All tables have rows, and some of them lie behind the earlier day.
        assert!(rows > 300, "{rows}");
        assert!(agrees(&book, day(5, 20)) < rows);
        assert_eq!(agrees(&book, day(4, 30)), agrees(&book, day(4, 1)));
    }
    // Several blocks and several tasks.
    agrees(&awkward(4, 8_200, true), day(5, 20));
}

/// Rows of any length, put together in any steps: their sum is that of SHA-256 as the crate has it.
#[test]
fn the_sum_of_a_row_is_its_sha_256() {
    let mut dice = Dice(7);
    let texts: Vec<Vec<String>> = (0..600).map(|row| (0..row % 9).map(|_| dice.text()).collect()).collect();
    let fast = sum_rows("table", texts.len(), |at, row| {
        for (place, text) in texts[at].iter().enumerate() {
            row.text(text);
            row.count(place as u64);
        }
        row.put_slice(&vec![9; at]);
        true
    });
    let mut slow = plain::Sum::default();
    for (at, texts) in texts.iter().enumerate() {
        let mut row = Vec::new();
        row.text("table");
        for (place, text) in texts.iter().enumerate() {
            row.text(text);
            row.count(place as u64);
        }
        row.put_slice(&vec![9; at]);
        slow = slow.add(plain::Sum::of(&row));
    }
    assert_eq!((hex(fast.bytes()), fast.rows), (hex(slow.bytes()), 600));
    let one = sum_rows("table", 1, |_, _| true);
    let bytes = [&[1, 5, 0, 0, 0, 0, 0, 0, 0][..], b"table"].concat();
    assert_eq!(hex(one.bytes()), hex(Sha256::digest(bytes)));
    assert_eq!(sum_rows("table", 20_000, |_, _| false), Sum::default());
}

#[test]
fn a_row_that_was_not_ended_leaves_no_trace() {
    let long = "x".repeat(2_000);
    let with = sum_rows("table", 4, |at, row| {
        row.text(if at % 2 == 0 { &long } else { "short" });
        at % 2 == 1
    });
    let without = sum_rows("table", 2, |_, row| {
        row.text("short");
        true
    });
    assert_eq!(with, without);
}

#[test]
fn places_count_the_rows_of_a_key() {
    for keys in [1_u32, 2, 50, 5_000] {
        let mut dice = Dice(u64::from(keys));
        let of: Vec<Option<u32>> =
            (0..3_000).map(|_| dice.maybe(|d| u32::try_from(d.below(u64::from(keys))).unwrap())).collect();
        // However badly the hash tells keys apart.
        let hashes: [fn(&u32) -> u64; 3] = [|key| places::spread(&[*key]), |_| 0, |key| u64::from(*key)];
        for hash in hashes {
            let places = places::Places::of(of.len(), |at| of[at], hash);
            let mut counts = std::collections::HashMap::new();
            let mut place = places.from(0);
            for (at, key) in of.iter().enumerate() {
                let Some(key) = key else { continue };
                let count = counts.entry(*key).or_insert(0_u64);
                // Not every row is asked for.
                if at % 5 > 0 {
                    assert_eq!(place(at), *count);
                }
                assert_eq!((places.of_row(at), places.from(at)(at)), (*count, *count));
                *count += 1;
            }
        }
    }
}
