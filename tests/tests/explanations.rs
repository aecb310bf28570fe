//! Explanations of one customer: they add up to what was published, say nothing of others to the
//! customer, and give every reason there is.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{Days, NaiveDate};
use keyaccount::book::{
    Book, BookBuilder, BookSettings, CreditFact, CreditFactKind, Customer, DelayReason, DelayReasonKind,
    ExcusedDays, GradeOverride, Invoice, OrderLine, ProspectAssessment, Rating, Settlement, SettlementKind,
    Table,
};
use keyaccount::{
    Assessment, Audience, CapState, Division, Exact, Explanation, Language, NoteCode, Policy, ProblemCode,
    ReasonCode, ScoreFormula, StepKind, assess, assess_against,
};
use keyaccount_files::{ReadOptions, read_book};
use keyaccount_tests::{BookVector, Tables, read_files, standard_with, vectors};
use rust_decimal::Decimal;

fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 30).unwrap()
}

fn day(back: i64) -> NaiveDate {
    let back = u64::try_from(back.max(0)).unwrap();
    as_of().checked_sub_days(Days::new(back)).unwrap()
}

/// A small generator of its own, so that a failure names its seed.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((self.0 >> 33) % u64::try_from(bound).unwrap()).unwrap()
    }

    fn one_in(&mut self, of: i64) -> bool {
        self.below(of) == 0
    }
}

/// The rows of a book, which a test may change before it becomes one.
#[derive(Clone, Default)]
struct Rows {
    customers: Vec<Customer<'static>>,
    lines: Vec<OrderLine<'static>>,
    invoices: Vec<Invoice<'static>>,
    settlements: Vec<Settlement<'static>>,
    reasons: Vec<DelayReason<'static>>,
    facts: Vec<CreditFact<'static>>,
    assessed: Vec<ProspectAssessment<'static>>,
    rated: Vec<Rating<'static>>,
    overrides: Vec<GradeOverride<'static>>,
}

impl Rows {
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
        self.assessed.iter().for_each(|row| book.push(row.clone()));
        self.rated.iter().for_each(|row| book.push(row.clone()));
        self.overrides.iter().for_each(|row| book.push(row.clone()));
        book.finish().unwrap()
    }

    /// A book with everything in it that an explanation speaks of.
    fn random(customers: i64, seed: u64) -> Self {
        let mut random = Random(seed);
        let mut rows = Self::default();
        for number in 0..customers {
            rows.customer(&mut random, number);
        }
        rows
    }

    fn customer(&mut self, random: &mut Random, number: i64) {
        let id = format!("K{number}");
        let is_new = random.one_in(12);
        let traded = if is_new { random.below(80) } else { 100 + random.below(900) };
        self.customers.push(Customer {
            name: Some(format!("name {number}").into()),
            region: Some(["north", "东"][usize::try_from(random.below(2)).unwrap()].into()),
            first_traded_on: Some(day(traded)),
            documents_complete: random.one_in(6).then(|| random.one_in(2)),
            special_approval: random.one_in(10).then_some(true),
            cost_to_serve: random.one_in(4).then(|| Decimal::new(random.below(9_000_000), 2)),
            ..Customer::new(id.clone().into())
        });
        for order in 0..random.below(6) {
            // Odd decimals, so that quotients do not end early.
            let amount = random.below(90_000_000_000) - 3_000_000_000;
            self.lines.push(OrderLine {
                customer_id: Some(id.clone().into()),
                ordered_on: Some(day(random.below(traded.min(500) + 1))),
                amount: Some(Decimal::new(amount, 5)),
                cost: (!random.one_in(25)).then(|| Decimal::new(amount / 100 * (50 + random.below(60)), 5)),
                ..OrderLine::new(format!("O{number}-{order}").into())
            });
        }
        for invoice in 0..random.below(6) {
            self.invoice(random, &id, format!("I{number}-{invoice}"), traded);
        }
        if random.one_in(20) {
            let kinds = [CreditFactKind::BadDebt, CreditFactKind::Litigation, CreditFactKind::BouncedBill];
            let kind = kinds[usize::try_from(random.below(3)).unwrap()];
            self.facts.push(CreditFact::new(id.clone().into(), kind, day(random.below(500))));
        }
        if random.one_in(3) {
            self.settlements.push(Settlement {
                customer_id: Some(id.clone().into()),
                ..Settlement::new(day(random.below(300)), Decimal::new(1 + random.below(5_000_000), 2))
            });
        }
        if is_new && !random.one_in(4) {
            for assessor in ["one", "two"] {
                let mut rating = || (!random.one_in(5)).then(|| Decimal::from(1 + random.below(5)));
                self.assessed.push(ProspectAssessment {
                    scale: rating(),
                    financial_strength: rating(),
                    industry_position: rating(),
                    growth_potential: rating(),
                    need_fit: rating(),
                    competition_cost: rating(),
                    ..ProspectAssessment::new(id.clone().into(), assessor.into(), day(30))
                });
            }
        }
        for assessor in ["one", "two", "three"] {
            if !random.one_in(3) {
                let score = Decimal::new(random.below(1_000_000), 4);
                self.rated.push(Rating::new(
                    id.clone().into(),
                    "loyalty".into(),
                    score,
                    assessor.into(),
                    day(9),
                ));
            }
        }
        if random.one_in(15) {
            let grade = ["A", "B", "C", "D"][usize::try_from(random.below(4)).unwrap()];
            let written =
                GradeOverride::new(id.into(), grade.into(), "a reason".into(), "a director".into(), day(20));
            self.overrides.push(written);
        }
    }

    fn invoice(&mut self, random: &mut Random, customer: &str, id: String, traded: i64) {
        let issued = random.below(traded.min(450) + 1);
        let amount = 1 + random.below(60_000_000);
        let due = issued - random.below(60);
        let due_on = as_of().checked_sub_days(Days::new(0)).unwrap() - chrono::TimeDelta::days(due);
        self.invoices.push(Invoice {
            due_on: Some(due_on),
            ..Invoice::new(
                id.clone().into(),
                customer.to_owned().into(),
                day(issued),
                Decimal::new(amount, 3),
            )
        });
        let mut left = amount;
        for _ in 0..random.below(3) {
            let part = (left / (1 + random.below(3))).max(1).min(left);
            if part == 0 {
                continue;
            }
            left -= part;
            let kind = if random.one_in(40) { SettlementKind::WriteOff } else { SettlementKind::Transfer };
            self.settlements.push(Settlement {
                invoice_id: Some(id.clone().into()),
                kind: Some(kind),
                ..Settlement::new(day(random.below(issued + 1)), Decimal::new(part, 3))
            });
        }
        if random.one_in(6) {
            let kinds = [DelayReasonKind::ForceMajeure, DelayReasonKind::BankClearing];
            self.reasons.push(DelayReason {
                days_excused: Some(ExcusedDays::Days(u32::try_from(1 + random.below(30)).unwrap())),
                documented: Some(true),
                approved_by: Some("a director".into()),
                ..DelayReason::new(id.into(), kinds[usize::try_from(random.below(2)).unwrap()])
            });
        }
    }
}

/// The standard policy and others: own dimensions, steps, ratios, groups, bands, missing dimensions.
fn policies() -> Vec<Policy> {
    let of = |text: &str| {
        let text = format!(
            "[policy]\nformat = 1\nname = \"own\"\nversion = \"1\"\nextends = \"standard@1\"\n{text}"
        );
        Policy::from_text("own.toml", &text).unwrap()
    };
    vec![
        Policy::shipped("standard").unwrap(),
        Policy::shipped("no_cost").unwrap(),
        of(
            "[composite]\nweights = { credit = 0.07, volume = 0.31, profit = 0.29, loyalty = 0.33 }\nmin_weight = 0.3\n",
        ),
        of(
            "[credit]\ninterpolation = \"steps\"\ngrace_days = 7\n[volume]\nscore = \"max_ratio\"\nrank_within = \"region\"\n[profit]\nscore = \"max_ratio\"\n",
        ),
    ]
}

fn of(assessment: &Assessment, book: &Book, id: &str, audience: Audience) -> Explanation {
    assessment.explain(book, id, audience).unwrap_or_else(|error| panic!("{id}: {error}"))
}

fn ids(assessment: &Assessment) -> Vec<String> {
    let table = assessment.table();
    (0..table.len()).map(|row| table.value(row, 0).to_string()).collect()
}

/// The parts shown add up to the score shown, and none is a hundredth or more off its exact value.
fn adds_up(what: &str, parts: &[(Decimal, Exact)], denominator: Exact, score: Decimal) {
    let sum: Decimal = parts.iter().map(|(adds, _)| *adds).sum();
    assert_eq!(sum, score, "{what}");
    for (adds, numerator) in parts {
        let times = |value: Exact, by: Exact| value.checked_mul(by).unwrap();
        let hundredth = times(denominator, Exact::new(1, 2));
        let shown = times(Exact::from(*adds), denominator);
        assert!(shown < numerator.checked_add(hundredth).unwrap(), "{what}: {adds}");
        assert!(*numerator < shown.checked_add(hundredth).unwrap(), "{what}: {adds}");
    }
}

/// The digits shown are the beginning of the exact quotient, and lead to the published value.
fn divides(what: &str, division: &Division, cell: &str) {
    assert_eq!(division.published.to_string(), cell, "{what}");
    let product = division.digits.checked_mul(division.denominator).unwrap();
    if division.is_exact {
        assert_eq!(product, division.numerator, "{what}");
    } else {
        assert_ne!(product, division.numerator, "{what}");
    }
    assert_eq!(
        division.digits.publish(2).unwrap(),
        division.published,
        "{what}: what is cut off rounds alike"
    );
}

fn agrees(explanation: &Explanation, assessment: &Assessment) {
    let id = &explanation.customer.id;
    let row = assessment.customer(id).unwrap();
    let cell = |column: &str| row.text(column);
    let shown = |score: Option<keyaccount::Score>| score.map(|score| score.to_string()).unwrap_or_default();
    let grade = |grade: &Option<String>| grade.clone().unwrap_or_default();
    let (credit, composite) = (&explanation.credit, &explanation.composite);
    assert_eq!(
        [
            shown(credit.score),
            grade(&credit.grade),
            shown(explanation.volume.score),
            shown(explanation.profit.score)
        ],
        [cell("credit_score"), cell("credit_grade"), cell("volume_score"), cell("profit_score")],
        "{id}"
    );
    assert_eq!(shown(composite.score), cell("composite_score"), "{id}");
    assert_eq!(
        [grade(&explanation.grade), grade(&explanation.grading.computed)],
        [cell("grade"), cell("computed_grade")]
    );
    if let Some(score) = credit.score {
        let division = credit.division.as_ref().unwrap();
        divides(id, division, &cell("credit_score"));
        let parts: Vec<_> = credit.slices.iter().map(|slice| (slice.adds.unwrap(), slice.weighted)).collect();
        adds_up(id, &parts, division.denominator, score.to_decimal());
    }
    if let Some(reported) = &credit.reported {
        divides(id, &reported.weighted_days_late, &cell("weighted_days_late"));
        divides(id, &reported.on_time_rate, &cell("on_time_rate"));
    }
    if let Some(score) = composite.score {
        let division = composite.division.as_ref().unwrap();
        divides(id, division, &cell("composite_score"));
        let present = composite.shares.iter().filter(|share| share.score.is_some());
        let parts: Vec<_> = present.map(|share| (share.adds.unwrap(), share.weighted.unwrap())).collect();
        adds_up(id, &parts, division.denominator, score.to_decimal());
    }
    if let Some(prospect) = explanation.prospect.as_ref().filter(|prospect| prospect.division.is_some()) {
        let division = prospect.division.as_ref().unwrap();
        divides(id, division, &cell("prospect_score"));
        let rated = prospect.criteria.iter().filter(|criterion| criterion.weighted.is_some());
        let parts: Vec<_> = rated.map(|c| (c.adds.unwrap(), c.weighted.unwrap())).collect();
        adds_up(id, &parts, division.denominator, prospect.score.unwrap().to_decimal());
    }
    for (formula, score) in
        [(&explanation.volume.formula, "volume_score"), (&explanation.profit.formula, "profit_score")]
    {
        if let Some(ScoreFormula::Rank(keyaccount::RankStep { division: Some(division), .. })) = formula {
            divides(id, division, &cell(score));
        }
    }
    if let Some(margin) = &explanation.profit.margin {
        divides(id, margin, &cell("margin_percent"));
    }
    let holding = explanation.grading.caps.iter().filter(|cap| cap.state == CapState::Holds);
    assert_eq!(holding.map(|cap| cap.name.as_str()).collect::<Vec<_>>().join(";"), cell("caps"), "{id}");
    assert!(!explanation.reasons.is_empty(), "{id}");
    chained(explanation);
}

/// Every step begins where the one before ended, and the last is in the grade that was computed.
fn chained(explanation: &Explanation) {
    let (id, grading) = (&explanation.customer.id, &explanation.grading);
    let steps = explanation.steps();
    let of = |kind: StepKind| steps.iter().filter(move |step| step.kind == kind);
    let score = if grading.provisional { of(StepKind::Prospect) } else { of(StepKind::Composite) };
    let [score] = *score.collect::<Vec<_>>() else { panic!("{id}: {steps:?}") };
    assert_eq!(score.reaches, grading.score.map(|score| score.to_decimal()), "{id}");
    let added: Decimal = of(StepKind::Dimension).filter_map(|step| step.adds).sum();
    if let Some(composite) = explanation.composite.score.filter(|_| !grading.provisional) {
        assert_eq!(added, composite.to_decimal(), "{id}");
    }
    let mut level = score.reaches;
    for cap in of(StepKind::Cap) {
        assert_eq!(level.unwrap() + cap.adds.unwrap(), cap.reaches.unwrap(), "{id}");
        assert!(cap.adds.unwrap() <= Decimal::ZERO, "{id}");
        level = cap.reaches;
    }
    if let (Some(level), Some(computed)) = (level, &grading.computed) {
        let at = grading.bands.iter().position(|band| &band.band == computed).unwrap();
        // The end of a grade is where the next one begins, which is what a cap falls to.
        let end = at.checked_sub(1).map(|above| grading.bands[above].at_least.to_decimal());
        assert!(grading.bands[at].at_least.to_decimal() <= level, "{id}: {steps:?}");
        assert!(end.is_none_or(|end| level <= end), "{id}: {steps:?}");
    }
    assert_eq!(of(StepKind::Approval).count(), usize::from(grading.approved.is_some()), "{id}");
    assert_eq!(explanation.step_table().len(), steps.len(), "{id}");
}

/// What a text says, without its layout.
fn words(text: &str) -> String {
    let is_layout = |c: char| c.is_whitespace() || "─|-:#·\\".contains(c);
    text.chars().filter(|c| !is_layout(*c)).collect()
}

#[test]
fn ten_thousand_explanations_add_up_to_what_was_published() {
    let mut explained = 0;
    for (at, policy) in policies().iter().enumerate() {
        for round in 0..9_u64 {
            let seed = 7_919 * (round + 1) + u64::try_from(at).unwrap();
            let book = Rows::random(280, seed).book();
            let assessment = assess(&book, policy, as_of()).unwrap();
            for id in ids(&assessment) {
                let explanation = of(&assessment, &book, &id, Audience::Internal);
                agrees(&explanation, &assessment);
                explained += 1;
            }
        }
    }
    assert!(explained >= 10_000, "{explained}");
}

#[test]
fn explanations_survive_json_and_are_read_out_for_everybody() {
    let book = Rows::random(60, 3).book();
    for policy in policies() {
        let assessment = assess(&book, &policy, as_of()).unwrap();
        for id in ids(&assessment) {
            for audience in Audience::ALL {
                let explanation = of(&assessment, &book, &id, audience);
                let json = serde_json::to_string(&explanation).unwrap();
                assert_eq!(serde_json::from_str::<Explanation>(&json).unwrap(), explanation, "{json}");
                for language in Language::ALL {
                    let text = explanation.text(language);
                    assert!(text.starts_with(&id) && !text.contains(['{', '}', '\t']), "{text}");
                    assert!(text.lines().all(|line| line.trim_end() == line), "{text}");
                    let markdown = explanation.markdown(language);
                    assert!(markdown.starts_with("# ") && markdown.contains("\n## "), "{markdown}");
                    assert_eq!(words(&markdown), words(&text), "{markdown}");
                }
            }
        }
    }
}

/// What must not change for the customer's copy to be the same: its places, how many there are, and the
/// grade its score and the caps lead to.
fn standing(assessment: &Assessment, book: &Book, id: &str) -> String {
    let explanation = of(assessment, book, id, Audience::Internal);
    let rank = |formula: &Option<ScoreFormula>| match formula {
        Some(ScoreFormula::Rank(step)) => Some((step.rank, step.of)),
        _ => None,
    };
    format!(
        "{:?} {:?} {:?}",
        rank(&explanation.volume.formula),
        rank(&explanation.profit.formula),
        explanation.grading.computed
    )
}

/// The customer's copy, every byte of it.
fn copy(assessment: &Assessment, book: &Book, id: &str) -> String {
    let explanation = of(assessment, book, id, Audience::Customer);
    let json = serde_json::to_string(&explanation).unwrap();
    Language::ALL.map(|language| explanation.text(language)).join("\n") + &json
}

/// Changes rows of everybody but one customer.
fn disturb(rows: &Rows, spare: &str, random: &mut Random) -> Rows {
    let mut other = rows.clone();
    let is_other = |id: &str| id != spare;
    let factor = Decimal::new(100 + random.below(30), 2);
    let what = random.below(7);
    for customer in other.customers.iter_mut().filter(|row| is_other(&row.customer_id)) {
        match what {
            0 => customer.name = Some(format!("somebody {}", random.below(9)).into()),
            1 => customer.documents_complete = Some(random.one_in(2)),
            2 => customer.cost_to_serve = customer.cost_to_serve.map(|cost| cost / Decimal::TWO),
            _ => {}
        }
    }
    let is_other_line = |row: &&mut OrderLine<'_>| row.customer_id.as_deref().is_some_and(is_other);
    for line in other.lines.iter_mut().filter(is_other_line) {
        if what == 3 || (what == 4 && random.one_in(2)) {
            line.amount = line.amount.map(|amount| (amount * factor).round_dp(5));
            line.cost = line.cost.map(|cost| (cost * factor).round_dp(5));
        }
    }
    let own: BTreeSet<String> = rows
        .invoices
        .iter()
        .filter(|row| !is_other(&row.customer_id))
        .map(|row| row.invoice_id.to_string())
        .collect();
    if what == 5 {
        for settlement in &mut other.settlements {
            let of_other = match (&settlement.invoice_id, &settlement.customer_id) {
                (Some(invoice), _) => !own.contains(&**invoice),
                (None, customer) => customer.as_deref().is_some_and(is_other),
            };
            if of_other && random.one_in(2) {
                settlement.settled_on = settlement.settled_on.checked_sub_days(Days::new(20)).unwrap();
            }
        }
    }
    if what == 6 {
        other.overrides.retain(|row| !is_other(&row.customer_id));
        other.facts.retain(|row| !is_other(&row.customer_id));
        other.customers.push(Customer::new("K newcomer".into()));
    }
    other
}

#[test]
fn other_customers_change_no_byte_of_a_customers_copy() {
    let policy = Policy::shipped("standard").unwrap();
    let (mut compared, mut internal_differs) = (0, 0);
    for seed in 0..120_u64 {
        let rows = Rows::random(14, 31 * seed + 5);
        let book = rows.book();
        let before = assess(&book, &policy, as_of()).unwrap();
        let mut random = Random(seed + 1);
        for _ in 0..6 {
            let id = format!("K{}", random.below(14));
            let changed = disturb(&rows, &id, &mut random).book();
            let after = assess(&changed, &policy, as_of()).unwrap();
            if standing(&before, &book, &id) != standing(&after, &changed, &id) {
                continue;
            }
            compared += 1;
            assert_eq!(copy(&before, &book, &id), copy(&after, &changed, &id), "seed {seed}, {id}");
            let internal = |assessment: &Assessment, book: &Book| {
                let mut explanation = of(assessment, book, &id, Audience::Internal);
                // The digest of the input tells of any change whatever.
                explanation.stamp = None;
                explanation
            };
            internal_differs += u32::from(internal(&before, &book) != internal(&after, &changed));
        }
    }
    assert!(compared > 300, "only {compared} comparisons");
    assert!(internal_differs > 50, "what is internal differs in {internal_differs} of {compared}");
}

/// A customer with a margin of 4%, `before` of 20 others ahead of it, whose credit was `late` days late;
/// the others earn much or little on the same orders, so that its margin is far below theirs or far above.
fn among(before: i64, late: i64, others_earn_much: bool) -> Book {
    let mut rows = Rows::default();
    for number in 0..21_i64 {
        let id = if number == 20 { "own".to_owned() } else { format!("other {number:02}") };
        let (amount, cost) = match (number, number < before, others_earn_much) {
            (20, _, _) => (100_000, 96_000),
            (_, true, true) => (500_000 + number, 450_000),
            (_, true, false) => (500_000 + number, 495_000),
            (_, false, true) => (30_000 + number, 27_000),
            (_, false, false) => (30_000 + number, 29_900),
        };
        rows.customers.push(Customer { first_traded_on: Some(day(900)), ..Customer::new(id.clone().into()) });
        rows.lines.push(OrderLine {
            customer_id: Some(id.clone().into()),
            ordered_on: Some(day(50)),
            amount: Some(amount.into()),
            cost: Some(cost.into()),
            ..OrderLine::new(format!("order of {id}").into())
        });
    }
    rows.invoices.push(Invoice {
        customer_id: "own".into(),
        due_on: Some(day(200)),
        ..Invoice::new("invoice".into(), "own".into(), day(230), 1_000.into())
    });
    rows.settlements.push(Settlement {
        invoice_id: Some("invoice".into()),
        ..Settlement::new(day(200 - late), 1_000.into())
    });
    rows.book()
}

/// A cap on the margin compared with that of all tells by what the copy leaves out, too: a copy may depend
/// on it only where it decides the grade.
#[test]
fn a_margin_below_that_of_others_shows_only_where_it_decides() {
    let own_cap = r#"[policy]
format = 1
name = "own"
version = "1"
extends = "standard@1"
[[composite.caps]]
name = "thin"
when = { any = [{ fact = "margin_to_population", below = 0.5 }, { fact = "credit_score", below = 40 }] }
at_most = "C"
"#;
    let caps = Policy::from_text("own.toml", own_cap).unwrap();
    let (mut same, mut decided, mut with_remedies) = (0, 0, 0);
    for policy in [Policy::shipped("standard").unwrap(), caps] {
        for before in 0..21 {
            for late in [0, 22, 31, 70, 150] {
                let books = [true, false].map(|much| among(before, late, much));
                let assessed = [0, 1].map(|at| assess(&books[at], &policy, as_of()).unwrap());
                let holding = |at: usize| assessed[at].customer("own").unwrap().text("caps");
                // What was paid 150 days late has 12.5 points: the credit of the second policy's cap.
                let differ = policy.header().name == "standard" || late < 150;
                assert_eq!(holding(0) != holding(1), differ, "{before} before it, {late} days late");
                let standings = [0, 1].map(|at| standing(&assessed[at], &books[at], "own"));
                if standings[0] != standings[1] {
                    decided += 1;
                    continue;
                }
                same += 1;
                let copies = [0, 1].map(|at| copy(&assessed[at], &books[at], "own"));
                assert_eq!(copies[0], copies[1], "{before} before it, {late} days late");
                let explanation = of(&assessed[0], &books[0], "own", Audience::Customer);
                with_remedies += u32::from(!explanation.remedies.is_empty());
            }
        }
    }
    assert!(same > 100 && decided > 20 && with_remedies > 20, "{same} {decided} {with_remedies}");
}

/// Against customers measured before, a value may be greater than all of them, or have nobody beside it.
#[test]
fn a_value_beyond_those_measured_before_is_read_out_as_it_was_scored() {
    let book = |amount: i64, region: &'static str| {
        let mut rows = Rows::default();
        rows.customers.push(Customer {
            region: Some(region.into()),
            first_traded_on: Some(day(900)),
            ..Customer::new("one".into())
        });
        rows.lines.push(OrderLine {
            customer_id: Some("one".into()),
            ordered_on: Some(day(50)),
            amount: Some(amount.into()),
            cost: Some(10.into()),
            ..OrderLine::new("order".into())
        });
        rows.book()
    };
    let read = |score: &str, amount: i64, region: &'static str| {
        let policy = standard_with(&[("volume.score", score), ("volume.rank_within", "region")]).unwrap();
        let before = assess(&book(200, "north"), &policy, as_of()).unwrap();
        let now = book(amount, region);
        let now_assessed = assess_against(&now, &policy, as_of(), before.population()).unwrap();
        let explanation = of(&now_assessed, &now, "one", Audience::Internal);
        (explanation.volume.score.unwrap().to_string(), explanation.text(Language::English))
    };
    let (score, text) = read("max_ratio", 240, "north");
    assert_eq!(score, "100.00");
    assert!(text.contains("24,000 ÷ 200 = 120.00.\n  It exceeds the greatest value"), "{text}");
    let (score, text) = read("rank", 240, "south");
    assert_eq!(score, "0.00");
    assert!(text.contains("There is nobody to compare it with, so the score is 0.00."), "{text}");
    assert!(!text.contains("It is not above zero"), "{text}");
    let (_, text) = read("rank", 150, "");
    assert!(text.contains("There is nobody to compare it with"), "{text}");
}

/// Customers without a group are compared with each other, not with everybody.
#[test]
fn a_place_among_those_in_no_group_says_so() {
    let policy = standard_with(&[("volume.rank_within", "region")]).unwrap();
    // Nobody has a region: three of twenty others ordered more.
    let book = among(3, 0, true);
    let assessment = assess(&book, &policy, as_of()).unwrap();
    let text = of(&assessment, &book, "own", Audience::Internal).text(Language::English);
    let place = "Of the customers that ordered (of those in no group), 21 in all, it takes place 4.";
    assert!(text.contains(place), "{text}");
}

/// A title in both languages is shown in the reader's, as on the printed policy.
/// A customer that loses money in dollars, under a policy in yuan.
#[test]
fn amounts_in_another_currency_are_not_judged_and_it_says_so() {
    let settings = BookSettings { currency: Some("USD".into()), ..BookSettings::default() };
    let mut book = BookBuilder::new(settings);
    for (customer, cost) in [("loses", 120), ("earns", 50)] {
        book.push(OrderLine {
            customer_id: Some(customer.into()),
            ordered_on: Some(day(200)),
            amount: Some(100.into()),
            cost: Some(cost.into()),
            ..OrderLine::new(customer.into())
        });
    }
    let book = book.finish().unwrap();
    let assessment = assess(&book, &Policy::shipped("standard").unwrap(), as_of()).unwrap();
    let loses = of(&assessment, &book, "loses", Audience::Internal);
    let of_money: Vec<(&str, bool)> =
        loses.grading.caps.iter().map(|cap| (cap.name.as_str(), cap.tests[0].other_currency)).collect();
    assert_eq!(
        of_money.iter().filter(|(_, foreign)| *foreign).map(|(name, _)| *name).collect::<Vec<_>>(),
        ["no_profit", "small_account"]
    );
    assert_eq!(loses.text(Language::English).matches("in another currency").count(), 2);
    assert_eq!(loses.text(Language::Chinese).matches("币种不同").count(), 2);
}

#[test]
fn a_title_in_two_languages_is_read_in_one() {
    let (assessment, loaded) = sample();
    let explanation = of(&assessment, loaded.book(), "K001", Audience::Internal);
    let second = |language| explanation.text(language).lines().nth(1).unwrap().to_owned();
    assert!(second(Language::English).starts_with("Customer grading policy (standard, version 1), as of"));
    assert!(second(Language::Chinese).starts_with("《客户分级管理制度》（standard，版本1）"));
}

fn sample() -> (Assessment, keyaccount_files::LoadedBook) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/sample-book");
    let mut loaded = read_book(&folder, ReadOptions::default()).unwrap();
    (loaded.assess(&Policy::shipped("standard").unwrap(), as_of()).unwrap(), loaded)
}

#[test]
fn an_explanation_without_input_digest_says_so() {
    let (_, loaded) = sample();
    let as_of = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
    let policy = Policy::shipped("standard").unwrap();
    let assessment = keyaccount::assess_without_digest(loaded.book(), &policy, as_of).unwrap();
    let id = ids(&assessment).swap_remove(0);
    let explanation = of(&assessment, loaded.book(), &id, Audience::Internal);
    let [english, chinese] = Language::ALL.map(|language| explanation.text(language));
    assert!(english.contains(", no input digest, rules 1, keyaccount "), "{english}");
    assert!(chinese.contains("，无数据摘要，规则1，keyaccount "), "{chinese}");
}

#[test]
fn a_customers_copy_holds_nothing_internal() {
    let (assessment, loaded) = sample();
    let (mut ranks, mut classes) = (0, 0);
    for id in ids(&assessment) {
        let internal = of(&assessment, loaded.book(), &id, Audience::Internal);
        let customer = of(&assessment, loaded.book(), &id, Audience::Customer);
        assert_eq!(internal.clone().for_customer(), customer);
        assert_eq!(customer.grade, internal.grade);
        ranks += u32::from(internal.ranks.is_some());
        classes += u32::from(internal.value_class.is_some());
        let texts: Vec<String> = Language::ALL.iter().map(|language| customer.text(*language)).collect();
        let json = serde_json::to_string(&customer).unwrap();
        let all = texts.join("\n") + &json;
        let digest = &assessment.stamp.input_digest;
        assert!(!all.contains(&digest[..12]), "{id}: the input digest");
        assert!(!all.contains("王雪") && !all.contains("Wang Xue"), "{id}: one of ours");
        // The margin of all customers, 20.99%, in whatever place.
        assert!(!all.contains("÷ 20.99") && !all.contains("\"20.99\""), "{id}: the margin of all\n{all}");
        let row = assessment.customer(&id).unwrap();
        for column in ["profit", "margin_percent", "volume_share"] {
            let value = row.text(column);
            // Values that could stand for something else prove nothing.
            if value.len() > 5 {
                assert!(!all.contains(&value), "{id}: {column} {value}\n{all}");
            }
        }
        for (key, value) in serde_json::from_str::<serde_json::Value>(&json).unwrap().as_object().unwrap() {
            if ["ranks", "value_class", "stamp"].contains(&key.as_str()) {
                assert!(value.is_null(), "{id}: {key}");
            }
        }
    }
    assert_eq!((ranks, classes), (34, 34), "34 rated customers have ranks and a class in what is internal");
    let text = of(&assessment, loaded.book(), "K005", Audience::Internal).text(Language::English);
    assert!(text.contains("place 6 of 34"), "{text}");
}

/// Two assessors, six months each: from 10 January to 10 July, from 20 February to 20 August. Without the first
/// the score is another one, but for an approved score, which alone counts as long as it does.
#[test]
fn a_score_of_several_assessments_is_valid_as_long_as_all_of_them() {
    let explained = |on: NaiveDate, approved: Option<&str>| {
        let assessed = |assessor: &str, on: &str, rating: &str| {
            let mut row = serde_json::json!({ "customer_id": "N", "assessor": assessor, "assessed_on": on,
                "scale": rating, "financial_strength": rating, "industry_position": rating,
                "growth_potential": rating, "need_fit": rating, "competition_cost": rating });
            if approved == Some(assessor) {
                row["override_score"] = "70".into();
                row["override_reason"] = "they open in May".into();
                row["override_approver"] = "gm".into();
            }
            row
        };
        let tables = serde_json::json!({ "customers": [{ "customer_id": "N" }], "order_lines": [],
            "prospect_assessments": [assessed("a", "2026-01-10", "4"), assessed("b", "2026-02-20", "3")] });
        let mut book = BookBuilder::new(BookSettings::default());
        serde_json::from_value::<Tables>(tables).unwrap().add_to(&mut book);
        let book = book.finish().unwrap();
        let assessment = assess(&book, &Policy::shipped("standard").unwrap(), on).unwrap();
        let explanation = of(&assessment, &book, "N", Audience::Internal);
        let until = explanation.prospect.as_ref().unwrap().valid_until.unwrap();
        until.to_string()
    };
    let on = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
    assert_eq!(explained(on(6, 30), None), "2026-07-10");
    assert_eq!(explained(on(7, 10), None), "2026-07-10");
    assert_eq!(explained(on(7, 11), None), "2026-08-20");
    assert_eq!(explained(on(6, 30), Some("a")), "2026-07-10");
    assert_eq!(explained(on(6, 30), Some("b")), "2026-08-20");
    // Neither counts any more: the later one was the last.
    assert_eq!(explained(on(8, 21), None), "2026-08-20");
}

#[test]
fn an_id_that_is_not_there_names_the_nearest() {
    let (assessment, loaded) = sample();
    let refused = |id: &str| assessment.explain(loaded.book(), id, Audience::Internal).unwrap_err();
    let problem = refused("K0O5").into_problems().remove(0);
    assert_eq!((problem.code, problem.found.as_str()), (ProblemCode::UnknownCustomer, "`K0O5`"));
    assert!(problem.remedy.contains("did you mean `K00"), "{problem}");
    assert!(!refused("nobody at all").problems()[0].remedy.contains("did you mean"));
}

#[test]
fn another_book_is_refused_and_the_same_read_again_is_not() {
    let rows = Rows::random(30, 11);
    let book = rows.book();
    let assessment = assess(&book, &Policy::shipped("standard").unwrap(), as_of()).unwrap();
    let again = rows.book();
    let id = "K3";
    assert_eq!(
        of(&assessment, &again, id, Audience::Internal),
        of(&assessment, &book, id, Audience::Internal)
    );
    let mut changed = rows.clone();
    changed.customers[7].name = Some("another".into());
    let error = assessment.explain(&changed.book(), id, Audience::Internal).unwrap_err();
    assert_eq!(error.problems()[0].code, ProblemCode::BookMismatch);
}

/// Every code that stands under `code` in a value.
fn codes(value: &serde_json::Value, found: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(map) => {
            if let Some(serde_json::Value::String(code)) = map.get("code") {
                found.insert(code.clone());
            }
            map.values().for_each(|value| codes(value, found));
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| codes(value, found)),
        _ => {}
    }
}

#[test]
fn every_reason_and_every_note_comes_out_of_a_vector() {
    let (mut reasons, mut notes) = (BTreeSet::new(), BTreeSet::new());
    for (file, content) in read_files::<BookVector>(&vectors()).unwrap() {
        for vector in &content.vectors {
            let book = vector.read_book();
            let Ok(policy) = vector.policy() else { continue };
            let Ok(assessment) = assess(&book, &policy, vector.as_of) else { continue };
            notes.extend(assessment.notes.iter().map(|note| note.code));
            for id in ids(&assessment) {
                for audience in Audience::ALL {
                    let explanation = of(&assessment, &book, &id, audience);
                    codes(&serde_json::to_value(&explanation).unwrap(), &mut reasons);
                    for language in Language::ALL {
                        assert!(!explanation.text(language).is_empty(), "{file}, {}", vector.id);
                    }
                }
            }
        }
    }
    let of_explanations = ReasonCode::ALL.iter().filter(|code| !code.is_of_decisions());
    let missing: Vec<_> =
        of_explanations.map(|code| code.code()).filter(|code| !reasons.contains(*code)).collect();
    assert!(missing.is_empty(), "no vector gives {missing:?}");
    // Notes on files and manifests are noticed by their reader, which vectors do not go through.
    let of_reader = [
        NoteCode::SkippedWithoutCustomer,
        NoteCode::SkippedBadRows,
        NoteCode::SkippedTotalRows,
        NoteCode::FilteredRows,
        NoteCode::RoundedCells,
        NoteCode::UnknownColumns,
        NoteCode::UnknownFiles,
        NoteCode::ConflictingValues,
    ];
    let silent: Vec<_> = NoteCode::ALL
        .iter()
        .filter(|code| !of_reader.contains(code) && !notes.contains(*code))
        .map(|code| code.code())
        .collect();
    assert!(silent.is_empty(), "no vector gives {silent:?}");
}

/// Explanations of the sample book as they were read aloud and their numbers worked out by hand. They are
/// made by `keyaccount explain examples/sample-book ID --as-of 2026-06-30 --lang LANG`.
#[test]
fn explanations_of_the_sample_book_read_as_agreed() {
    let (assessment, loaded) = sample();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
    let mut seen = 0;
    let mut different = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for path in files {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let Some(parts) = name.strip_prefix("explain-") else { continue };
        let parts: Vec<&str> = parts.split('-').collect();
        let audience = if parts.contains(&"customer") { Audience::Customer } else { Audience::Internal };
        let language: Language = parts.last().unwrap().parse().unwrap();
        let found = of(&assessment, loaded.book(), parts[0], audience).text(language);
        seen += 1;
        if found != std::fs::read_to_string(&path).unwrap() {
            different.push(format!("{name} reads\n{found}"));
        }
    }
    assert!(seen >= 14, "{seen}");
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn own_names_and_settings_are_read_out_as_written() {
    let policy = standard_with(&[("volume.clause", "第三章 第九条"), ("credit.grace_days", "3")]).unwrap();
    let book = Rows::random(20, 77).book();
    let assessment = assess(&book, &policy, as_of()).unwrap();
    let explanation = of(&assessment, &book, "K1", Audience::Customer);
    assert!(explanation.text(Language::Chinese).contains("（依据：第三章 第九条）"));
    assert!(explanation.text(Language::English).contains("(clause 第三章 第九条)"));
}
