//! Books made to upset a computation: ties, noughts, negatives, amounts around 64 bits and far beyond.

#![allow(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use std::borrow::Cow;

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use crate::book::{
    Book, BookBuilder, BookSettings, Customer, GradeOverride, Invoice, OrderLine, Settlement, Table,
};
use crate::facts::Facts;
use crate::policy::Policy;

/// A series of numbers, always the same for a seed.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(1))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    pub(crate) fn one_in(&mut self, chances: u64) -> bool {
        self.below(chances) == 0
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }
}

pub(crate) fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 30).unwrap()
}

fn day(back: u64) -> NaiveDate {
    as_of().checked_sub_days(Days::new(back)).unwrap()
}

/// How large the amounts of a book are.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Amounts {
    /// A few small ones, so that nearly everybody is tied.
    Tied,
    /// As customers have them: a few order most.
    Spread,
    /// Around what 64 bits hold.
    Border,
    /// Far beyond.
    Wide,
}

pub(crate) const AMOUNTS: [Amounts; 4] = [Amounts::Tied, Amounts::Spread, Amounts::Border, Amounts::Wide];

impl Amounts {
    fn one(self, dice: &mut Dice) -> Decimal {
        let text = match self {
            Self::Tied => dice.pick(&["0", "0", "-1", "5", "5", "0.05", "7.5", "-0.01"]).to_owned(),
            Self::Spread => {
                let shift = dice.below(40);
                let cents = (dice.next() >> 24 >> shift) as i64;
                let sign = if dice.one_in(8) { "-" } else { "" };
                format!("{sign}{}.{:02}", cents / 100, cents % 100)
            }
            Self::Border => {
                let border = dice.pick(&[
                    "9223372036854.775807",
                    "9223372036854.775808",
                    "-9223372036854.775808",
                    "-9223372036854.775809",
                    "4611686018427.387904",
                    "0.000001",
                    "-0.000001",
                    "1",
                ]);
                border.to_owned()
            }
            Self::Wide => {
                let wide = dice.pick(&[
                    "90000000000000000000",
                    "90000000000000000000.000001",
                    "-90000000000000000000",
                    "9223372036854.775808",
                    "12.34",
                    "0",
                ]);
                wide.to_owned()
            }
        };
        text.parse().unwrap()
    }
}

/// A book of so many customers.
pub(crate) fn book(dice: &mut Dice, customers: usize, amounts: Amounts, partial: bool) -> Book {
    let currency = dice.one_in(5).then(|| "EUR".to_owned());
    let mut book = BookBuilder::new(BookSettings { partial, currency, ..BookSettings::default() });
    for table in [Table::Customers, Table::OrderLines, Table::Invoices, Table::Settlements] {
        book.declare(table);
    }
    let style = dice.below(3);
    for number in 0..customers {
        let id: Cow<'static, str> = match style {
            0 => format!("C{number:05}"),
            1 => format!("C{}", number * 3),
            _ => format!("{} {number}", dice.pick(&["客户", "a", "Z", "é"])),
        }
        .into();
        let region = dice.pick(&["north", "south", "东", ""]);
        book.push(Customer {
            region: (!region.is_empty()).then(|| region.into()),
            first_traded_on: (!dice.one_in(9)).then(|| day(dice.below(900))),
            documents_complete: dice.one_in(3).then(|| dice.one_in(2)),
            cost_to_serve: dice.one_in(5).then(|| amounts.one(dice).abs()),
            ..Customer::new(id.clone())
        });
        if dice.one_in(12) {
            let grade = dice.pick(&["A", "B", "C", "D"]);
            let row = GradeOverride::new(id.clone(), grade.into(), "why".into(), "who".into(), day(20));
            book.push(row);
        }
        for line in 0..dice.below(4) {
            let costs = dice.below(10);
            let amount = amounts.one(dice);
            book.push(OrderLine {
                customer_id: Some(id.clone()),
                ordered_on: Some(day(dice.below(900))),
                quantity: dice.one_in(2).then(|| amounts.one(dice)),
                amount: Some(amount),
                profit: (costs < 5).then(|| amounts.one(dice)),
                cost: (5..9).contains(&costs).then_some(amount),
                ..OrderLine::new(format!("O{number}-{line}").into())
            });
        }
        for invoice in 0..dice.below(3) {
            let invoice_id: Cow<'static, str> = format!("I{number}-{invoice}").into();
            let issued = dice.below(500);
            let amount = amounts.one(dice).abs().max(Decimal::ONE);
            book.push(Invoice {
                due_on: Some(day(issued).checked_add_days(Days::new(dice.below(60))).unwrap()),
                ..Invoice::new(invoice_id.clone(), id.clone(), day(issued), amount)
            });
            if !dice.one_in(4) {
                let paid = day(issued).checked_add_days(Days::new(dice.below(200))).unwrap();
                book.push(Settlement { invoice_id: Some(invoice_id), ..Settlement::new(paid, amount) });
            }
        }
    }
    book.finish().unwrap()
}

/// Policies with every way to score, to group and to class.
pub(crate) fn policies() -> Vec<Policy> {
    let of = |text: &str| {
        let head = "[policy]\nformat = 1\nname = 'own'\nversion = '1'\nextends = 'standard@1'\n";
        Policy::from_text("own.toml", &format!("{head}{text}")).unwrap()
    };
    vec![
        Policy::shipped("standard").unwrap(),
        Policy::shipped("no_cost").unwrap(),
        of("[volume]\nscore = 'max_ratio'\nrank_within = 'region'\n[profit]\nscore = 'max_ratio'\n\
            [composite]\nmin_weight = 0.2\nmin_dimensions = 1\n"),
        of("[volume]\nbasis = 'quantity'\nrank_within = 'region'\n[value_class]\nbasis = 'amount'\n\
            classes = [{ name = 'a', before_below = 0.000001 }, { name = 'b', before_below = 50 },\n\
            { name = 'c', before_below = 99.999999 }, { name = 'd' }]\n[profit]\nmin_costed_share = 0.3\n"),
        of("[volume]\nscore = { bands = [{ at_least = 9000000000000, score = 100 },\n\
            { at_least = 5, score = 62.5 }, { at_least = -0.02, score = 20 }] }\n\
            [profit]\nscore = { bands = [{ at_least = 5, score = 95 }, { at_least = 0.000001, score = 31 }] }\n\
            [composite]\nmin_weight = 0.2\nweights = { credit = 0.333333, volume = 0.333333, profit = 0.333334 }\n\
            caps = [{ name = 'x', at_most = 'B', when = { any = [\n\
            { fact = 'margin_percent', at_most = 12.5 }, { fact = 'on_time_rate', below = 50 }] } },\n\
            { name = 'y', at_most = 'C', when = { all = [{ fact = 'margin_to_population', above = 1.5 },\n\
            { fact = 'order_count', at_least = 2 }] } }]\n"),
    ]
}

/// Facts of a book under a policy.
pub(crate) fn facts(book: &Book, policy: &Policy) -> Facts {
    Facts::measure(book, policy, as_of()).unwrap()
}
