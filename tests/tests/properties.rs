//! What must hold for every book, whatever is in it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use keyaccount::book::{
    Book, BookBuilder, BookSettings, CreditFact, CreditFactKind, Customer, DelayReason, DelayReasonKind,
    ExcusedDays, Invoice, OrderLine, OrderStatus, Settlement, SettlementKind, Table,
};
use keyaccount::{
    Assessment, Band, Bands, Exact, Facts, Language, Policy, PolicyDocument, Population, Score, Value,
    assess, assess_against, assess_facts, round_ratio,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// The rows of a book, which the properties permute, cut and change.
#[derive(Clone, Debug, Default)]
struct Sample {
    customers: Vec<Customer<'static>>,
    lines: Vec<OrderLine<'static>>,
    invoices: Vec<Invoice<'static>>,
    settlements: Vec<Settlement<'static>>,
    reasons: Vec<DelayReason<'static>>,
    facts: Vec<CreditFact<'static>>,
}

impl Sample {
    fn book(&self) -> Book {
        let mut book = BookBuilder::new(BookSettings::default());
        for table in [Table::Customers, Table::OrderLines, Table::Invoices, Table::Settlements] {
            book.declare(table);
        }
        self.customers.iter().for_each(|row| book.push(row.clone()));
        self.lines.iter().for_each(|row| book.push(row.clone()));
        self.invoices.iter().for_each(|row| book.push(row.clone()));
        self.settlements.iter().for_each(|row| book.push(row.clone()));
        self.reasons.iter().for_each(|row| book.push(row.clone()));
        self.facts.iter().for_each(|row| book.push(row.clone()));
        book.finish().unwrap()
    }

    fn assess(&self) -> Assessment {
        assess(&self.book(), &standard(), as_of()).unwrap()
    }

    /// The rows of these customers alone.
    fn only(&self, keep: impl Fn(&str) -> bool) -> Self {
        let mut part = self.clone();
        part.customers.retain(|row| keep(&row.customer_id));
        part.lines.retain(|row| keep(row.customer_id.as_deref().unwrap()));
        part.invoices.retain(|row| keep(&row.customer_id));
        let kept: Vec<Cow<'_, str>> = part.invoices.iter().map(|row| row.invoice_id.clone()).collect();
        part.settlements.retain(|row| match (&row.invoice_id, &row.customer_id) {
            (Some(invoice), _) => kept.contains(invoice),
            (None, customer) => keep(customer.as_deref().unwrap()),
        });
        part.reasons.retain(|row| kept.contains(&row.invoice_id));
        part.facts.retain(|row| keep(&row.customer_id));
        part
    }
}

fn standard() -> Policy {
    Policy::shipped("standard").unwrap()
}

fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 30).unwrap()
}

type Cells = BTreeMap<String, BTreeMap<String, String>>;

/// Cells by customer id, then by column.
fn cells(assessment: &Assessment) -> Cells {
    let table = assessment.table();
    let row = |row| -> BTreeMap<String, String> {
        let named = table.columns().iter().zip(table.row(row));
        named.map(|(column, value)| (column.name().to_owned(), value.to_string())).collect()
    };
    (0..table.len()).map(row).map(|cells| (cells["customer_id"].clone(), cells)).collect()
}

/// The whole table in its order, as text.
fn rows(assessment: &Assessment) -> Vec<Vec<String>> {
    let table = assessment.table();
    (0..table.len()).map(|row| table.row(row).map(|value| value.to_string()).collect()).collect()
}

fn score(text: &str) -> Option<Decimal> {
    (!text.is_empty()).then(|| text.parse().unwrap())
}

fn day(back: u64) -> NaiveDate {
    as_of().checked_sub_days(Days::new(back)).unwrap()
}

fn cents(cents: i64) -> Decimal {
    Decimal::new(cents, 2)
}

fn id(number: usize) -> Cow<'static, str> {
    format!("K{number}").into()
}

const CUSTOMERS: usize = 7;

prop_compose! {
    fn customer(number: usize)(
        traded in prop::option::of(0_u64..600),
        documents in prop::option::of(any::<bool>()),
        approval in prop::option::of(any::<bool>()),
        cost in prop::option::of(0_i64..50_000),
        region in 0_usize..3,
    ) -> Customer<'static> {
        Customer {
            name: Some(format!("name {number}").into()),
            region: Some(["north", "south", "东"][region].into()),
            first_traded_on: traded.map(day),
            documents_complete: documents,
            special_approval: approval,
            cost_to_serve: cost.map(cents),
            ..Customer::new(id(number))
        }
    }
}

prop_compose! {
    fn line()(
        customer in 0..CUSTOMERS,
        order in 0_usize..25,
        back in 0_u64..900,
        // Few different amounts, so that ties happen.
        amount in prop_oneof![prop::sample::select(vec![-50_000_i64, 0, 10_000, 50_000, 250_000]), -100_000_i64..900_000],
        quantity in prop::option::of(-20_i64..50),
        cost in 0_i64..600_000,
        cancelled in prop::bool::weighted(0.1),
    ) -> OrderLine<'static> {
        OrderLine {
            customer_id: Some(id(customer)),
            ordered_on: Some(day(back)),
            status: cancelled.then_some(OrderStatus::Cancelled),
            quantity: quantity.map(Decimal::from),
            amount: Some(cents(amount)),
            cost: Some(cents(cost)),
            ..OrderLine::new(format!("O{order}").into())
        }
    }
}

type InvoiceRows = (Invoice<'static>, Vec<Settlement<'static>>, Option<DelayReason<'static>>);

/// An invoice with settlements that together never exceed it.
fn invoice(number: usize) -> impl Strategy<Value = InvoiceRows> {
    let parts = prop::collection::vec((1_i64..=40, 0_u64..500, 0_usize..5), 0..4);
    let reason = prop::option::of((0_usize..4, 0_u32..40, any::<bool>()));
    (0..CUSTOMERS, 0_u64..700, 0_u64..120, 100_i64..500_000, parts, reason).prop_map(
        move |(customer, issued, terms, amount, parts, reason)| {
            let invoice_id: Cow<'static, str> = format!("I{number}").into();
            let mut left = amount;
            let mut settlements = Vec::new();
            for (percent, after, kind) in parts {
                let part = (amount * percent / 100).min(left);
                left -= part;
                let kind = [
                    SettlementKind::Transfer,
                    SettlementKind::Cash,
                    SettlementKind::AcceptanceBill,
                    SettlementKind::CreditNote,
                    SettlementKind::WriteOff,
                ][kind];
                if part > 0 {
                    let settled = day(issued).checked_add_days(Days::new(after)).unwrap();
                    settlements.push(Settlement {
                        invoice_id: Some(invoice_id.clone()),
                        kind: Some(kind),
                        ..Settlement::new(settled, cents(part))
                    });
                }
            }
            let reason = reason.map(|(kind, days, documented)| {
                let kinds = [
                    DelayReasonKind::ForceMajeure,
                    DelayReasonKind::BankClearing,
                    DelayReasonKind::CashShortage,
                    DelayReasonKind::SellerBillingError,
                ];
                DelayReason {
                    days_excused: Some(if days == 39 { ExcusedDays::All } else { ExcusedDays::Days(days) }),
                    documented: Some(documented),
                    approved_by: Some("a director".into()),
                    ..DelayReason::new(invoice_id.clone(), kinds[kind])
                }
            });
            let invoice = Invoice {
                due_on: day(issued).checked_add_days(Days::new(terms)),
                ..Invoice::new(invoice_id.clone(), id(customer), day(issued), cents(amount))
            };
            (invoice, settlements, reason)
        },
    )
}

prop_compose! {
    fn unapplied()(customer in 0..CUSTOMERS, back in 0_u64..600, amount in 1_i64..300_000) -> Settlement<'static> {
        Settlement { customer_id: Some(id(customer)), ..Settlement::new(day(back), cents(amount)) }
    }
}

prop_compose! {
    fn fact()(customer in 0..CUSTOMERS, back in 0_u64..600, kind in 0_usize..3, resolved in any::<bool>()) -> CreditFact<'static> {
        let kinds = [CreditFactKind::BadDebt, CreditFactKind::Litigation, CreditFactKind::BouncedBill];
        CreditFact { resolved_on: resolved.then(|| day(back / 2)), ..CreditFact::new(id(customer), kinds[kind], day(back)) }
    }
}

fn sample(with_unapplied: bool) -> impl Strategy<Value = Sample> {
    let customers: Vec<_> = (0..CUSTOMERS).map(customer).collect();
    let invoices = (0_usize..16).prop_flat_map(|count| (0..count).map(invoice).collect::<Vec<_>>());
    let unapplied = prop::collection::vec(unapplied(), 0..if with_unapplied { 5 } else { 1 });
    let lines = prop::collection::vec(line(), 0..30);
    let facts = prop::collection::vec(fact(), 0..3);
    (customers, lines, invoices, unapplied, facts).prop_map(
        |(customers, lines, invoices, unapplied, facts)| {
            let mut sample = Sample { customers, lines, facts, ..Sample::default() };
            for (invoice, settlements, reason) in invoices {
                sample.invoices.push(invoice);
                sample.settlements.extend(settlements);
                sample.reasons.extend(reason);
            }
            sample.settlements.extend(unapplied);
            sample
        },
    )
}

/// Few enough cases that the whole file stays within a minute.
fn config() -> ProptestConfig {
    ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn paying_later_never_raises_credit(sample in sample(false), pick in any::<prop::sample::Index>(), later in 1_u64..200) {
        let movable: Vec<usize> = (0..sample.settlements.len())
            .filter(|at| {
                let s = &sample.settlements[*at];
                let paid = !matches!(s.kind, Some(SettlementKind::CreditNote | SettlementKind::WriteOff));
                paid && s.invoice_id.is_some() && s.settled_on > day(365) && s.settled_on <= as_of()
            })
            .collect();
        prop_assume!(!movable.is_empty());
        let at = *pick.get(&movable);
        let mut moved = sample.clone();
        let settled_on = &mut moved.settlements[at].settled_on;
        *settled_on = settled_on.checked_add_days(Days::new(later)).unwrap().min(as_of());
        let (before, after) = (cells(&sample.assess()), cells(&moved.assess()));
        for (customer, cells) in &before {
            let (before, after) = (score(&cells["credit_score"]), score(&after[customer]["credit_score"]));
            prop_assert!(after <= before, "{customer}: {before:?} became {after:?}");
        }
    }

    /// Σ amount × points ÷ Σ amount over the slices of a customer is its credit score, and the other
    /// facts come from the same rows.
    #[test]
    fn slices_add_up_to_credit(sample in sample(true)) {
        let (book, assessment) = (sample.book(), sample.assess());
        let slices = assessment.slices(&book).unwrap();
        let table = slices.table();
        let mut of: BTreeMap<String, Vec<BTreeMap<String, String>>> = BTreeMap::new();
        for row in 0..table.len() {
            let named = table.columns().iter().zip(table.row(row));
            let cells: BTreeMap<_, _> = named.map(|(c, value)| (c.name().to_owned(), value.to_string())).collect();
            of.entry(cells["customer_id"].clone()).or_default().push(cells);
        }
        for (customer, cells) in cells(&assessment) {
            let rows = of.remove(&customer).unwrap_or_default();
            prop_assert_eq!(rows.is_empty(), cells["max_days_late"].is_empty());
            if rows.is_empty() {
                continue;
            }
            let number = |row: &BTreeMap<String, String>, column: &str| -> Decimal { row[column].parse().unwrap() };
            let sum = |of: &dyn Fn(&BTreeMap<String, String>) -> Decimal| rows.iter().map(of).sum::<Decimal>();
            let amount = sum(&|row| number(row, "amount"));
            let published = |numerator: Decimal, denominator: Decimal| {
                let units = |value: Decimal| Exact::from(value).at_scale(8).unwrap();
                Decimal::from_i128_with_scale(round_ratio(units(numerator), units(denominator), 2).unwrap(), 2)
            };
            let points = sum(&|row| number(row, "amount") * number(row, "points"));
            if !cells["credit_score"].is_empty() {
                prop_assert_eq!(published(points, amount).to_string(), cells["credit_score"].clone());
            }
            let days = sum(&|row| number(row, "amount") * number(row, "effective_days"));
            prop_assert_eq!(published(days, amount).to_string(), cells["weighted_days_late"].clone());
            let worst = rows.iter().map(|row| number(row, "effective_days")).max().unwrap();
            prop_assert_eq!(worst.to_string(), cells["max_days_late"].clone());
            let on_time = rows.iter().filter(|row| row["effective_days"] == "0" && row["state"] != "written_off").count();
            let rate = published(Decimal::from(on_time * 100), Decimal::from(rows.len()));
            prop_assert_eq!(rate.to_string(), cells["on_time_rate"].clone());
            let overdue = sum(&|row| if row["state"] == "open" { number(row, "amount") } else { Decimal::ZERO });
            prop_assert_eq!(Exact::from(overdue).publish(2).unwrap().to_string(), cells["overdue_amount"].clone());
            for row in &rows {
                let excused: i64 = row["excused_by"].split(';').filter(|part| !part.is_empty())
                    .map(|part| part.split_once(':').unwrap().1.parse::<i64>().unwrap()).sum();
                prop_assert_eq!(excused.to_string(), row["excused_days"].clone());
                prop_assert_eq!(number(row, "days_late") - number(row, "excused_days"), number(row, "effective_days"));
            }
        }
        prop_assert!(of.is_empty());
    }

    /// The next step, taken, lifts the grade; a hundredth of a point less does not.
    #[test]
    fn the_next_step_lifts_the_grade(sample in sample(true)) {
        let assessment = sample.assess();
        let bands = &assessment.policy().composite().bands;
        let caps = &assessment.policy().composite().caps;
        let table = assessment.explained_table(Language::English);
        let at = |name| table.column(name).unwrap();
        for row in 0..table.len() {
            let cell = |name| table.value(row, at(name)).to_string();
            let (step, grade) = (cell("next_step"), cell("grade"));
            prop_assert!(!step.is_empty() && !cell("main_reason").is_empty());
            let score = score(&cell("composite_score")).and_then(Score::from_decimal);
            let Some(score) = score else {
                prop_assert!(step.starts_with("supply "), "{step}");
                continue;
            };
            let grade = bands.named(&grade).unwrap();
            if grade.position() == 0 {
                prop_assert_eq!(step, "best grade already; keep it");
                continue;
            }
            let held: Vec<usize> = (0..caps.len())
                .filter(|at| cell("caps").split(';').any(|name| name == caps[*at].name))
                .collect();
            let named: Vec<usize> = held
                .iter()
                .copied()
                .filter(|cap| {
                    let code = Value::Code(caps[*cap].name.clone().into());
                    let reading = table.columns()[at("caps")].translate(&code, Language::English).into_owned();
                    step.contains(&format!("{reading} ("))
                })
                .collect();
            // Whose credit goes from C to B, as the cap of bad credit requires, meets that of weak credit.
            let is_named = |name: &str| named.iter().any(|cap| caps[*cap].name == name);
            let weak = caps.iter().find(|cap| cap.name == "weak_credit" && is_named("bad_credit"));
            let rest = held.iter().filter(|cap| !named.contains(cap)).map(|cap| &caps[*cap]).chain(weak);
            let rest = rest.map(|cap| cap.at_most).max();
            let capped = |band: Band| rest.map_or(band, |cap| band.or_worse(cap));
            let then = if step.contains(" more points of the ") {
                let missing: Decimal = step.split(' ').next().unwrap().parse().unwrap();
                let reached = |missing: Decimal| bands.of(Score::from_decimal(score.to_decimal() + missing).unwrap());
                prop_assert!(capped(reached(missing)) < grade, "{step}");
                prop_assert!(capped(reached(missing - cents(1))) >= grade, "{step}");
                capped(reached(missing))
            } else {
                prop_assert!(step.starts_with("lift "), "{step}");
                let mut document = PolicyDocument::parse("standard", Policy::shipped_source("standard").unwrap()).unwrap();
                for cap in &named {
                    document.set(&format!("composite.caps[{cap}].enabled"), "false").unwrap();
                }
                let without = assess(&sample.book(), &document.resolve().unwrap(), as_of()).unwrap();
                let lifted = bands.named(&without.customer(&cell("customer_id")).unwrap().text("computed_grade")).unwrap();
                let lifted = capped(lifted);
                prop_assert!(lifted < grade, "{step}");
                lifted
            };
            prop_assert!(step.contains(&format!("grade is {}", bands.name(then))) || step.contains(&format!("reach grade {}", bands.name(then))), "{step}");
            // Not one of the caps named could stay.
            for cap in &named {
                prop_assert!(caps[*cap].at_most >= grade, "{step}");
            }
        }
    }

    #[test]
    fn more_profit_never_lowers_the_profit_score(sample in sample(true), pick in any::<prop::sample::Index>(), less_cost in 1_i64..500_000) {
        prop_assume!(!sample.lines.is_empty());
        let at = pick.index(sample.lines.len());
        let mut better = sample.clone();
        better.lines[at].cost = Some(sample.lines[at].cost.unwrap() - cents(less_cost));
        let customer = sample.lines[at].customer_id.clone().unwrap();
        let of = |cells: &Cells| score(&cells[&*customer]["profit_score"]);
        let (before, after) = (cells(&sample.assess()), cells(&better.assess()));
        prop_assert!(of(&after) >= of(&before));
    }

    #[test]
    fn ties_share_rank_and_score_and_scores_stay_in_range(sample in sample(true)) {
        let cells = cells(&sample.assess());
        for (value, shared) in [
            ("order_amount", ["volume_rank", "volume_score"]),
            ("profit", ["profit_rank", "profit_score"]),
            ("composite_score", ["score_rank", "raw_grade"]),
        ] {
            let mut seen: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for row in cells.values().filter(|row| row["track"] != "new" && !row[value].is_empty()) {
                let these: Vec<&str> = shared.iter().map(|column| row[*column].as_str()).collect();
                let first = seen.entry(&row[value]).or_insert_with(|| these.clone());
                prop_assert_eq!(&*first, &these, "{} {}", value, row[value]);
            }
        }
        for row in cells.values() {
            for column in ["credit_score", "volume_score", "profit_score", "composite_score", "on_time_rate"] {
                if let Some(score) = score(&row[column]) {
                    prop_assert!(score >= Decimal::ZERO && score <= Decimal::ONE_HUNDRED, "{} {}", column, score);
                }
            }
        }
    }

    #[test]
    fn neither_threads_nor_the_order_of_rows_change_a_byte(sample in sample(true), seed in any::<u64>()) {
        let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let one = pool(1).install(|| sample.assess());
        let three = pool(3).install(|| sample.assess());
        prop_assert_eq!(rows(&one), rows(&three));
        prop_assert_eq!(&one.stamp, &three.stamp);
        let mut shuffled = sample.clone();
        shuffle(&mut shuffled.customers, seed);
        shuffle(&mut shuffled.lines, seed ^ 1);
        shuffle(&mut shuffled.invoices, seed ^ 2);
        shuffle(&mut shuffled.reasons, seed ^ 3);
        shuffle(&mut shuffled.facts, seed ^ 4);
        shuffle(&mut shuffled.settlements, seed ^ 5);
        // Settlements of one invoice or customer on one day count in their order: put those back.
        let key = |s: &Settlement<'static>| (s.invoice_id.clone(), s.customer_id.clone(), s.settled_on);
        let mut groups: BTreeMap<_, Vec<Settlement<'static>>> = BTreeMap::new();
        for row in sample.settlements.iter().rev() {
            groups.entry(key(row)).or_default().push(row.clone());
        }
        for row in &mut shuffled.settlements {
            *row = groups.get_mut(&key(row)).and_then(Vec::pop).unwrap();
        }
        let other = shuffled.assess();
        prop_assert_eq!(rows(&one), rows(&other));
        prop_assert_eq!(&one.stamp, &other.stamp);
        prop_assert_eq!(&one.notes, &other.notes);
    }

    #[test]
    fn what_comes_after_the_day_changes_nothing(sample in sample(true), later in sample(true)) {
        let before = sample.assess();
        let mut longer = sample.clone();
        let next = |date: NaiveDate| as_of().checked_add_days(Days::new(1 + (as_of() - date).num_days().unsigned_abs())).unwrap();
        for mut line in later.lines {
            line.ordered_on = line.ordered_on.map(next);
            // A customer nobody has heard of yet.
            line.customer_id = Some("newcomer".into());
            longer.lines.insert(0, line);
        }
        for mut invoice in later.invoices {
            invoice.issued_on = next(invoice.issued_on);
            invoice.due_on = Some(invoice.issued_on);
            invoice.invoice_id = format!("later {}", invoice.invoice_id).into();
            longer.invoices.insert(0, invoice);
        }
        for mut settlement in later.settlements.into_iter().filter(|s| s.invoice_id.is_none()) {
            settlement.settled_on = next(settlement.settled_on);
            longer.settlements.insert(0, settlement);
        }
        for mut fact in later.facts {
            (fact.on, fact.resolved_on) = (next(fact.on), None);
            longer.facts.insert(0, fact);
        }
        let after = longer.assess();
        prop_assert_eq!(rows(&before), rows(&after));
        prop_assert_eq!(&before.stamp, &after.stamp);
    }

    #[test]
    fn two_settlements_of_a_day_equal_their_sum(sample in sample(true), pick in any::<prop::sample::Index>()) {
        prop_assume!(!sample.settlements.is_empty());
        let at = pick.index(sample.settlements.len());
        let whole = sample.settlements[at].amount;
        prop_assume!(whole > cents(1));
        let mut split = sample.clone();
        split.settlements[at].amount = cents(1);
        let mut rest = split.settlements[at].clone();
        rest.amount = whole - cents(1);
        split.settlements.insert(at + 1, rest);
        prop_assert_eq!(rows(&sample.assess()), rows(&split.assess()));
    }

    #[test]
    fn scaling_all_money_changes_no_score(sample in sample(true)) {
        let mut tenfold = sample.clone();
        let ten = Decimal::TEN;
        for row in &mut tenfold.customers {
            row.cost_to_serve = row.cost_to_serve.map(|m| m * ten);
        }
        for row in &mut tenfold.lines {
            row.amount = row.amount.map(|m| m * ten);
            row.cost = row.cost.map(|m| m * ten);
        }
        tenfold.invoices.iter_mut().for_each(|row| row.amount *= ten);
        tenfold.settlements.iter_mut().for_each(|row| row.amount *= ten);
        let (before, after) = (cells(&sample.assess()), cells(&tenfold.assess()));
        for (customer, cells) in before {
            for (column, value) in cells {
                if !["order_amount", "profit", "overdue_amount"].contains(&column.as_str()) {
                    prop_assert_eq!(&value, &after[&customer][&column], "{} {}", customer, column);
                }
            }
        }
    }

    #[test]
    fn alone_against_the_population_equals_the_full_run(sample in sample(true)) {
        let full = sample.assess();
        let stored = serde_json::to_string(full.population()).unwrap();
        let population: Population = serde_json::from_str(&stored).unwrap();
        for (customer, mut expected) in cells(&full) {
            let alone = sample.only(|id| id == customer).book();
            let alone = assess_against(&alone, &standard(), as_of(), &population).unwrap();
            expected.insert("priority_rank".to_owned(), String::new());
            prop_assert_eq!(&expected, &cells(&alone)[&customer]);
        }
    }

    #[test]
    fn facts_of_disjoint_customers_merge_exactly(sample in sample(true), cut in 0..=CUSTOMERS) {
        let first = |id: &str| id[1..].parse::<usize>().unwrap() < cut;
        let measure = |sample: &Sample| Facts::measure(&sample.book(), &standard(), as_of()).unwrap();
        let parts = measure(&sample.only(first)).merge(measure(&sample.only(|id| !first(id)))).unwrap();
        let merged = assess_facts(parts, &standard()).unwrap();
        let full = sample.assess();
        prop_assert_eq!(rows(&full), rows(&merged));
        prop_assert_eq!(full.portfolio(), merged.portfolio());
        prop_assert_eq!(full.distribution, merged.distribution);
    }

    #[test]
    fn bands_are_total_and_monotone(bounds in prop::collection::btree_set(1_i128..=10_000, 0..6), a in 0_i128..=10_000, b in 0_i128..=10_000) {
        let bounds = bounds.into_iter().rev().chain([0]).enumerate();
        let bands = bounds.map(|(at, bound)| (format!("band {at}"), Score::from_hundredths(bound).unwrap()));
        let bands = Bands::new(bands.collect()).unwrap();
        let of = |hundredths| bands.of(Score::from_hundredths(hundredths).unwrap());
        prop_assert!(!bands.name(of(a)).is_empty());
        let (better, worse) = (a.max(b), a.min(b));
        prop_assert!(of(better) <= of(worse), "the better score has the better band");
    }

    #[test]
    fn a_policy_written_and_read_again_is_the_same(
        credit in 1_i64..=98, volume in 1_i64..=98, bound in 6_001_i64..=10_000, grace in 1_u32..90, years in 1_u32..=2,
    ) {
        prop_assume!(credit + volume < 100);
        let mut document = PolicyDocument::parse("standard.toml", Policy::shipped_source("standard").unwrap()).unwrap();
        for (key, value) in [
            ("composite.weights.credit", cents(credit).to_string()),
            ("composite.weights.volume", cents(volume).to_string()),
            ("composite.weights.profit", cents(100 - credit - volume).to_string()),
            ("composite.bands[0].at_least", cents(bound).to_string()),
            ("credit.grace_days", grace.to_string()),
            ("volume.window_years", years.to_string()),
        ] {
            document.set(key, &value).unwrap();
        }
        let policy = document.resolve().unwrap();
        let again = Policy::from_text("again.toml", &policy.to_toml()).unwrap();
        prop_assert_eq!(&policy, &again);
        prop_assert_eq!(policy.digest(), again.digest());
        prop_assert_ne!(policy.digest(), standard().digest());
    }
}

/// Fisher–Yates with a small generator, so that a failure names its seed.
fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut state = seed | 1;
    for last in (1..items.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pick = (state >> 33) as usize % (last + 1);
        items.swap(last, pick);
    }
}
