//! A remedy is true: applied to the book it gives the grade it names, and nothing smaller does.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fmt::Write as _;

use chrono::NaiveDate;
use keyaccount::book::{
    Book, BookBuilder, BookSettings, CreditFact, CreditFactKind, Customer, EvidenceKind, GradeOverride,
    Invoice, OrderLine, ProspectAssessment, Rating, Settlement, Table,
};
use keyaccount::{
    Assessment, Change, Exact, Lever, Policy, Reached, Remedy, RemedyOutcome, Unreachable, assess,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// One customer, in hundredths throughout.
#[derive(Clone, Debug)]
struct Someone {
    /// Volume beside the amount of the profit window; may be negative.
    volume: i64,
    quantity: i64,
    /// Volume older than a year.
    older: i64,
    /// Amount of the profit window.
    amount: i64,
    profit: Option<i64>,
    credit: Option<i64>,
    own: Option<i64>,
    prospect: Option<i64>,
    region: bool,
}

/// A policy and its customers; the first one is looked at.
#[derive(Clone, Debug)]
struct World {
    policy: String,
    customers: Vec<Someone>,
}

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn hundredths(of: i64) -> Option<Decimal> {
    Some(Decimal::new(of, 2))
}

/// What serving anybody costs, so that profit can rise by serving for less.
const SERVING: i64 = 10_000_000_000_000;

impl Someone {
    fn rows(&self, id: &str, book: &mut BookBuilder) {
        let is_new = self.prospect.is_some();
        // A lower cost to serve is more profit and nothing else.
        let (earned, cost) = self.profit.map_or((0, 0), |profit| (SERVING, SERVING - profit));
        book.push(Customer {
            region: Some(if self.region { "north" } else { "south" }.into()),
            first_traded_on: (!is_new).then(|| day(2020, 1, 1)),
            cost_to_serve: hundredths(cost),
            ..Customer::new(id.to_owned().into())
        });
        if is_new {
            book.push(ProspectAssessment {
                evidence_kind: Some(EvidenceKind::Enquiry),
                override_score: self.prospect.and_then(hundredths),
                override_reason: Some("seen".into()),
                override_approver: Some("director".into()),
                ..ProspectAssessment::new(id.to_owned().into(), "one".into(), day(2026, 12, 1))
            });
            return;
        }
        let line = |order: &str, on: NaiveDate, amount: i64| OrderLine {
            customer_id: Some(id.to_owned().into()),
            ordered_on: Some(on),
            amount: hundredths(amount),
            ..OrderLine::new(format!("{order}-{id}").into())
        };
        book.push(OrderLine {
            quantity: hundredths(self.quantity),
            ..line("v", day(2026, 2, 1), self.volume)
        });
        book.push(line("old", day(2025, 6, 1), self.older));
        let of_profit = line("p", day(2026, 10, 1), self.amount);
        book.push(match self.profit {
            Some(_) => OrderLine { profit: hundredths(earned), ..of_profit },
            None => of_profit,
        });
        if let Some(credit) = self.credit {
            // On time, and so late that it earns nothing: the score is the share of the first.
            for (invoice, amount, paid) in
                [("a", credit, day(2026, 1, 31)), ("b", 10_000 - credit, day(2026, 8, 31))]
            {
                if amount > 0 {
                    let invoice = format!("{invoice}-{id}");
                    book.push(Invoice {
                        due_on: Some(day(2026, 1, 31)),
                        ..Invoice::new(
                            invoice.clone().into(),
                            id.to_owned().into(),
                            day(2025, 12, 31),
                            hundredths(amount).unwrap(),
                        )
                    });
                    book.push(Settlement {
                        invoice_id: Some(invoice.into()),
                        ..Settlement::new(paid, hundredths(amount).unwrap())
                    });
                }
            }
        }
        if let Some(own) = self.own {
            book.push(Rating::new(
                id.to_owned().into(),
                "quality".into(),
                hundredths(own).unwrap(),
                "one".into(),
                day(2026, 12, 1),
            ));
        }
    }
}

impl World {
    fn book(&self) -> Book {
        let mut book = BookBuilder::new(BookSettings::default());
        for table in
            [Table::Customers, Table::OrderLines, Table::Invoices, Table::Settlements, Table::Ratings]
        {
            book.declare(table);
        }
        for (at, someone) in self.customers.iter().enumerate() {
            someone.rows(&format!("c{at}"), &mut book);
        }
        book.finish().unwrap()
    }

    fn assess(&self, policy: &Policy) -> Assessment {
        assess(&self.book(), policy, day(2026, 12, 31)).unwrap()
    }

    /// The same with more of one thing for the first customer.
    fn with(&self, lever: &Lever, more: i64, policy: &Policy) -> Self {
        let mut world = self.clone();
        let first = &mut world.customers[0];
        let by_quantity = policy.volume().basis == keyaccount::VolumeBasis::Quantity;
        match lever {
            Lever::Volume if by_quantity => first.quantity += more,
            Lever::Volume => first.volume += more,
            Lever::Profit => first.profit = first.profit.map(|profit| profit + more),
            Lever::Credit => first.credit = first.credit.map(|credit| credit + more),
            Lever::Own(_) => first.own = first.own.map(|own| own + more),
            Lever::Prospect => first.prospect = first.prospect.map(|prospect| prospect + more),
            _ => panic!("{lever:?}"),
        }
        world
    }

    /// The composite or prospect score, and the position of the grade of the first customer.
    fn outcome(&self, policy: &Policy) -> (String, Option<usize>) {
        let assessed = self.assess(policy);
        let row = assessed.customer("c0").unwrap();
        let score = if self.customers[0].prospect.is_some() { "prospect_score" } else { "composite_score" };
        (row.text(score), row.grade().and_then(|grade| "ABCD".find(grade)))
    }
}

/// How much a remedy changes, in hundredths.
fn amount(reached: &Reached) -> i64 {
    let steps = |by: Exact| i64::try_from(by.at_scale(2).unwrap()).unwrap();
    match &reached.change {
        Change::Points { from, by, to } => {
            assert_eq!(from.hundredths() + by.hundredths(), to.hundredths());
            i64::from(by.hundredths())
        }
        Change::Money(raise) | Change::Quantity(raise) => {
            assert_eq!(raise.from.checked_add(raise.by), Some(raise.to));
            steps(raise.by)
        }
        Change::Ends => panic!("no condition holds"),
    }
}

/// Every step below some bound for small amounts, a sample of the points of a score.
fn tried(lever: &Lever, from: i64, most: i64) -> Vec<i64> {
    if matches!(lever, Lever::Volume | Lever::Profit) {
        let sample = (1..100).map(|part| most / 100 * part);
        let last = (1..4).map(|before| most - before);
        return (1..most.min(160))
            .chain(sample)
            .chain(last)
            .filter(|step| (1..most).contains(step))
            .collect();
    }
    let samples = (1..10_000).step_by(487);
    let edges = [4_000, 6_000, 7_000, 8_000, 9_000, 10_000].map(|bound| bound - from);
    let near = edges.into_iter().chain([most]).flat_map(|edge| [edge - 1, edge, edge + 1]);
    samples.chain(near).filter(|step| (1..most).contains(step) && from + step <= 10_000).collect()
}

fn check(world: &World) -> Result<(), TestCaseError> {
    // A policy that a check refuses (two caps alike, say) proves nothing.
    let Ok(policy) = Policy::from_text("policy", &world.policy) else { return Ok(()) };
    let (_, grade) = world.outcome(&policy);
    let remedies: Vec<Remedy> = world.assess(&policy).remedies("c0").unwrap();
    let first = &world.customers[0];
    for remedy in remedies {
        let lever = &remedy.lever;
        let from = match lever {
            Lever::Credit => first.credit,
            Lever::Own(_) => first.own,
            Lever::Prospect => first.prospect,
            _ => Some(0),
        };
        let most = match &remedy.outcome {
            RemedyOutcome::Reached(reached) => {
                let by = amount(reached);
                let (score, better) = world.with(lever, by, &policy).outcome(&policy);
                prop_assert_eq!(better, "ABCD".find(&reached.grade.to), "{:?}", remedy);
                prop_assert!(better < grade, "{:?}", remedy);
                if let Some(composite) = reached.composite {
                    prop_assert_eq!(composite.to.to_string(), score, "{:?}", remedy);
                }
                by
            }
            RemedyOutcome::Unreachable(Unreachable::NotRated { .. }) => continue,
            RemedyOutcome::Unreachable(Unreachable::BestAlready) => {
                prop_assert_eq!(grade, Some(0));
                continue;
            }
            RemedyOutcome::Unreachable(_) => 100_000,
        };
        let Some(from) = from else { continue };
        for step in tried(lever, from, most) {
            let (_, other) = world.with(lever, step, &policy).outcome(&policy);
            prop_assert!(other >= grade, "{step} does: {:?}", remedy);
        }
    }
    Ok(())
}

fn rule(bands: &'static str) -> impl Strategy<Value = String> {
    prop_oneof![Just("'rank'".to_owned()), Just("'max_ratio'".to_owned()), Just(bands.to_owned())]
}

fn test() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        ("(credit|volume|profit|composite)_score", 0..10_000_i64),
        ("margin_percent", -6_000..15_000_i64),
        ("margin_percent", 0..2_000_i64),
        (
            "margin_to_population",
            prop_oneof![Just(50_i64), Just(90), Just(100), Just(110), Just(200), 1..300_i64]
        ),
        ("profit", -10..60_i64),
        ("order_amount_12m", -10..80_i64),
    ];
    let comparison = prop_oneof![Just("at_least"), Just("at_most"), Just("above"), Just("below")];
    prop_oneof![
        6 => (number, comparison).prop_map(|((fact, bound), comparison)| {
            let bound = Decimal::new(bound, 2);
            format!("{{ fact = '{fact}', {comparison} = {bound} }}")
        }),
        1 => "(AAA|AA|A|B|C)".prop_map(|band| format!("{{ fact = 'credit_band_by_score', is = '{band}' }}")),
        1 => "(AAA|AA|A|B|C)".prop_map(|band| format!("{{ fact = 'credit_grade', is = '{band}' }}")),
    ]
}

fn predicate() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => test(),
        1 => (test(), test()).prop_map(|(a, b)| format!("{{ all = [{a}, {b}] }}")),
        1 => (test(), test()).prop_map(|(a, b)| format!("{{ any = [{a}, {b}] }}")),
    ]
}

/// Somebody whom only a cap holds down, as often as not.
fn leader() -> impl Strategy<Value = Someone> {
    (someone(), 20..60_i64, 15..50_i64, 5_000..=10_000_i64, 5_000..=10_000_i64).prop_map(
        |(someone, volume, profit, credit, own)| Someone {
            volume: volume - someone.amount,
            quantity: volume,
            profit: Some(profit),
            credit: Some(credit),
            own: Some(own),
            ..someone
        },
    )
}

const WEIGHTS: &[&str] = &[
    "credit = 0.1, volume = 0.3, profit = 0.6",
    "credit = 0.3, volume = 0.3, profit = 0.4",
    "credit = 0.25, volume = 0.75",
    "volume = 0.2, profit = 0.5, quality = 0.3",
    "credit = 0.2, quality = 0.8",
    "credit = 0.333333, volume = 0.333333, profit = 0.333334",
];

fn policy() -> impl Strategy<Value = String> {
    let caps = prop::collection::vec((predicate(), "[BCD]"), 0..4);
    let volume = rule(
        "{ bands = [{ at_least = 0.3, score = 100 }, { at_least = 0.11, score = 62.5 }, { at_least = -0.02, score = 20 }] }",
    );
    let profit = rule(
        "{ bands = [{ at_least = 0.25, score = 95 }, { at_least = 0.1, score = 70 }, { at_least = 0.01, score = 31 }] }",
    );
    let shape = (volume, profit, prop::sample::select(WEIGHTS), 1..=2_u32, any::<bool>(), any::<bool>());
    (shape, caps).prop_map(|((volume, profit, weights, years, quantity, within), caps)| {
        let basis = if quantity { "quantity" } else { "amount" };
        let within = if within { "rank_within = 'region'" } else { "" };
        let mut text = format!(
            "[policy]\nformat = 1\nname = 'own'\nversion = '1'\ncurrency = 'CNY'\nextends = 'standard@1'\n\
             [volume]\nbasis = '{basis}'\nwindow_years = {years}\nscore = {volume}\n{within}\n\
             [profit]\nwindow_months = 6\nscore = {profit}\n\
             [composite]\nmin_weight = 0.2\nweights = {{ {weights} }}\n"
        );
        let caps: Vec<_> = caps
            .iter()
            .enumerate()
            .map(|(at, (when, band))| format!("{{ name = 'cap{at}', when = {when}, at_most = '{band}' }}"))
            .collect();
        writeln!(text, "caps = [{}]", caps.join(", ")).unwrap();
        text
    })
}

fn maybe(range: impl Strategy<Value = i64>) -> impl Strategy<Value = Option<i64>> {
    prop_oneof![1 => Just(None), 6 => range.prop_map(Some)]
}

fn someone() -> impl Strategy<Value = Someone> {
    let amount = prop_oneof![1..60_i64, 100..40_000_i64, Just(0), Just(-7)];
    let score = || 0..=10_000_i64;
    (
        (-8..40_i64, -3..40_i64, prop_oneof![Just(0), -5..20_i64], amount),
        maybe(-12..40_i64),
        (maybe(score()), maybe(score())),
        prop_oneof![9 => Just(None), 1 => score().prop_map(Some)],
        any::<bool>(),
    )
        .prop_map(|((volume, quantity, older, amount), profit, (credit, own), prospect, region)| {
            Someone {
                // Volume of the year is small whatever the amount of the profit window.
                volume: volume - amount,
                quantity,
                older,
                amount,
                profit,
                credit,
                own,
                prospect,
                region,
            }
        })
}

/// What may stand against a customer who has earned the best grade.
#[derive(Clone, Default)]
struct Against {
    documents_missing: bool,
    first_traded_on: Option<NaiveDate>,
    facts: Vec<CreditFact<'static>>,
    /// Open since this due day; settled on the other.
    open: Option<(NaiveDate, Option<NaiveDate>)>,
    approval: Option<GradeOverride<'static>>,
}

impl Against {
    fn assess(&self, policy: &Policy, as_of: NaiveDate) -> Assessment {
        let mut book = BookBuilder::new(BookSettings::default());
        let first = self.first_traded_on.unwrap_or(day(2020, 1, 1));
        book.push(Customer {
            documents_complete: Some(!self.documents_missing),
            first_traded_on: Some(first),
            ..Customer::new("c0".into())
        });
        book.push(OrderLine {
            customer_id: Some("c0".into()),
            ordered_on: Some(day(2026, 6, 30)),
            amount: hundredths(100_000),
            profit: hundredths(20_000),
            ..OrderLine::new("o".into())
        });
        let mut invoice = |id: &'static str, due: NaiveDate, paid: Option<NaiveDate>, amount: i64| {
            book.push(Invoice {
                due_on: Some(due),
                ..Invoice::new(id.into(), "c0".into(), due, hundredths(amount).unwrap())
            });
            if let Some(paid) = paid {
                book.push(Settlement {
                    invoice_id: Some(id.into()),
                    ..Settlement::new(paid, hundredths(amount).unwrap())
                });
            }
        };
        invoice("paid", day(2026, 6, 30), Some(day(2026, 6, 30)), 100_000);
        if let Some((due, paid)) = self.open {
            invoice("open", due, paid, 100);
        }
        self.facts.iter().for_each(|fact| book.push(fact.clone()));
        if let Some(approval) = &self.approval {
            book.push(approval.clone());
        }
        assess(&book.finish().unwrap(), policy, as_of).unwrap()
    }

    fn grade(&self, policy: &Policy, as_of: NaiveDate) -> String {
        self.assess(policy, as_of).customer("c0").unwrap().text("grade")
    }

    /// The only condition that holds gives the best grade when it ends.
    fn ending(&self, policy: &Policy) -> Lever {
        let remedies = self.assess(policy, day(2026, 12, 31)).remedies("c0").unwrap();
        let mut reached = remedies.iter().filter(|remedy| remedy.reached().is_some());
        let remedy = reached.next().unwrap();
        assert!(reached.next().is_none(), "{remedies:?}");
        let reached = remedy.reached().unwrap();
        assert_eq!((&reached.change, reached.grade.to.as_str()), (&Change::Ends, "A"));
        assert_ne!(self.grade(policy, day(2026, 12, 31)), "A");
        remedy.lever.clone()
    }

    /// What ends on a day holds until the day before.
    fn turns_on(&self, policy: &Policy, until: Option<NaiveDate>) {
        let until = until.unwrap();
        assert_eq!(self.grade(policy, until), "A", "{until}");
        assert_ne!(self.grade(policy, until.pred_opt().unwrap()), "A", "{until}");
    }
}

#[test]
fn what_must_be_settled_or_resolved_ends_a_veto_and_nothing_less_does() {
    let standard = Policy::shipped("standard").unwrap();
    let today = day(2026, 12, 31);
    let open = Against { open: Some((day(2026, 7, 3), None)), ..Against::default() };
    assert_eq!(open.ending(&standard), Lever::Overdue { days_above: 180, worst_days: 181 });
    let settled = Against { open: Some((day(2026, 7, 3), Some(today))), ..Against::default() };
    assert_eq!(settled.grade(&standard, today), "A");
    let younger = Against { open: Some((day(2026, 7, 4), None)), ..Against::default() };
    assert_eq!(younger.grade(&standard, today), "A");

    let case = CreditFact::new("c0".into(), CreditFactKind::Insolvency, day(2026, 3, 1));
    let trouble = Against { facts: vec![case.clone()], ..Against::default() };
    assert_eq!(trouble.ending(&standard), Lever::LegalTrouble);
    let resolved = CreditFact { resolved_on: Some(today), ..case };
    assert_eq!(Against { facts: vec![resolved], ..Against::default() }.grade(&standard, today), "A");
}

#[test]
fn what_leaves_the_window_turns_the_grade_on_the_day_named() {
    let standard = Policy::shipped("standard").unwrap();
    let fact =
        |kind, on| Against { facts: vec![CreditFact::new("c0".into(), kind, on)], ..Against::default() };
    let bounced = fact(CreditFactKind::BouncedBill, day(2026, 3, 15));
    match bounced.ending(&standard) {
        Lever::BouncedBill { until } => bounced.turns_on(&standard, until),
        other => panic!("{other:?}"),
    }
    let default = fact(CreditFactKind::WilfulDefault, day(2026, 2, 28));
    match default.ending(&standard) {
        Lever::WilfulDefault { until } => default.turns_on(&standard, until),
        other => panic!("{other:?}"),
    }
    let debt = fact(CreditFactKind::BadDebt, day(2026, 1, 31));
    match debt.ending(&standard) {
        Lever::WriteOff { until } => debt.turns_on(&standard, until),
        other => panic!("{other:?}"),
    }
}

#[test]
fn documents_and_time_lift_what_they_hold_down() {
    let text = "[policy]\nformat = 1\nname = 'own'\nversion = '1'\ncurrency = 'CNY'\nextends = 'standard@1'\n\
        [composite]\ncaps = [{ name = 'aa', when = { fact = 'credit_grade', in = ['A', 'B', 'C'] }, at_most = 'B' }]\n";
    let policy = Policy::from_text("policy", text).unwrap();
    let missing = Against { documents_missing: true, ..Against::default() };
    assert_eq!(missing.ending(&policy), Lever::DocumentsMissing);
    assert_eq!(Against::default().grade(&policy, day(2026, 12, 31)), "A");
    let young = Against { first_traded_on: Some(day(2026, 2, 28)), ..Against::default() };
    match young.ending(&policy) {
        Lever::ShortRelationship { months: 12, until } => young.turns_on(&policy, until),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_approval_ends_the_day_after_its_last() {
    let standard = Policy::shipped("standard").unwrap();
    let row = GradeOverride::new("c0".into(), "C".into(), "why".into(), "who".into(), day(2026, 5, 1));
    let approval = Some(GradeOverride { expires_on: Some(day(2027, 1, 31)), ..row });
    let approved = Against { approval, ..Against::default() };
    match approved.ending(&standard) {
        Lever::Approval { until } => approved.turns_on(&standard, until),
        other => panic!("{other:?}"),
    }
}

/// One cap on the margin compared with the margin of all, and nothing else in the way.
fn margins() -> impl Strategy<Value = World> {
    let cap = (prop_oneof![40..115_i64, Just(50), Just(100)], prop_oneof![Just("below"), Just("at_most")]);
    let amount = prop_oneof![500..40_000_i64, 1_000_000..2_000_000_000_i64];
    // Basis points of the amount, beside a few hundredths.
    let part = (amount, -1_500..4_000_i64, 0..100_i64);
    (cap, prop::collection::vec(part, 1..5)).prop_map(|((bound, comparison), parts)| {
        let bound = Decimal::new(bound, 2);
        let policy = format!(
            "[policy]\nformat = 1\nname = 'own'\nversion = '1'\ncurrency = 'CNY'\nextends = 'standard@1'\n\
             [profit]\nwindow_months = 6\nscore = {{ bands = [{{ at_least = -10000000000, score = 100 }}] }}\n\
             [composite]\nweights = {{ credit = 0.1, profit = 0.9 }}\n\
             caps = [{{ name = 'margin', at_most = 'B', when = {{ fact = 'margin_to_population', {comparison} = {bound} }} }}]\n"
        );
        let customers = parts.into_iter().map(|(amount, points, rest)| Someone {
            volume: 0,
            quantity: 0,
            older: 0,
            amount,
            profit: Some(amount * points / 10_000 + rest),
            credit: Some(10_000),
            own: None,
            prospect: None,
            region: true,
        });
        World { policy, customers: customers.collect() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn remedies_turn_the_grade_and_nothing_smaller_does(
        policy in policy(),
        first in prop_oneof![someone(), leader()],
        others in prop::collection::vec(someone(), 0..6),
    ) {
        let customers = core::iter::once(first).chain(others).collect();
        check(&World { policy, customers })?;
    }

    #[test]
    fn margins_that_chase_each_other_are_caught_at_the_first_step(world in margins()) {
        check(&world)?;
    }
}
