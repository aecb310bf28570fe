//! Runs every function vector and reports all mismatches together.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "a test")]

use std::collections::BTreeMap;

use chrono::NaiveDate;
use keyaccount::book::{BookBuilder, BookSettings, Code, Customer, OrderLine, ProspectAssessment, Table};
use keyaccount::{
    ArchiveAction, Assessment, CompositePart, Curve, Dimension, Exact, Policy, PortfolioFacts, Score, Window,
    add_months, assess, composite_score, credit_limit, cumulative_shares, growth, portfolio_metrics,
    quintile, reassessment_due, round_ratio,
};
use keyaccount_tests::{BandsName, CurveName, Cycle, Function, FunctionVector, read_files, vectors};
use rust_decimal::Decimal;

const AS_OF: NaiveDate = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
const LONG_AGO: NaiveDate = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap();
const IN_MAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 5, 1).unwrap();
const IN_NOVEMBER: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();

fn standard(set: &[(&str, &str)]) -> Policy {
    keyaccount_tests::standard_with(set).unwrap()
}

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

fn score(text: &str) -> Score {
    Score::from_decimal(text.parse().unwrap()).unwrap()
}

fn text<T: ToString>(value: Option<T>) -> Option<String> {
    value.map(|value| value.to_string())
}

/// One customer for each line of amount and profit, in that order.
fn lines(policy: &Policy, lines: &[(&str, &str)]) -> Assessment {
    let mut book = BookBuilder::new(BookSettings::default());
    for (at, (amount, profit)) in lines.iter().enumerate() {
        let id = format!("customer {at:03}");
        book.push(Customer { first_traded_on: Some(LONG_AGO), ..Customer::new(id.clone().into()) });
        book.push(OrderLine {
            customer_id: Some(id.into()),
            ordered_on: Some(IN_MAY),
            amount: Some(amount.parse().unwrap()),
            profit: Some(profit.parse().unwrap()),
            ..OrderLine::new(format!("order {at}").into())
        });
    }
    assess(&book.finish().unwrap(), policy, AS_OF).unwrap()
}

/// A column of the score table in the order of ids.
fn column(found: &Assessment, customers: usize, name: &str) -> Vec<String> {
    (0..customers).map(|at| found.customer(&format!("customer {at:03}")).unwrap().text(name)).collect()
}

fn prospect(ratings: &[Option<String>]) -> (String, String) {
    let mut book = BookBuilder::new(BookSettings::default());
    book.push(Customer::new("x".into()));
    book.declare(Table::Invoices);
    // Ratings are whole numbers: a mean of a half is that of two assessors.
    for (assessor, whole) in [("lin", Decimal::floor as fn(&Decimal) -> Decimal), ("osei", Decimal::ceil)] {
        let rating = |at: usize| {
            let mean: Decimal = ratings[at].as_ref()?.parse().unwrap();
            Some(whole(&mean))
        };
        book.push(ProspectAssessment {
            scale: rating(0),
            financial_strength: rating(1),
            industry_position: rating(2),
            growth_potential: rating(3),
            need_fit: rating(4),
            competition_cost: rating(5),
            ..ProspectAssessment::new("x".into(), assessor.into(), IN_NOVEMBER)
        });
    }
    let found = assess(&book.finish().unwrap(), &standard(&[]), AS_OF).unwrap();
    let row = found.customer("x").unwrap();
    (row.text("prospect_score"), row.text("prospect_grade"))
}

fn curve(name: CurveName) -> Curve {
    match name {
        CurveName::Standard => standard(&[]).credit().curve.clone(),
        CurveName::CnMonthlySteps => Policy::shipped("cn_monthly_steps").unwrap().credit().curve.clone(),
    }
}

/// What a step gives and what it must give, as text.
fn run(function: Function) -> (String, String) {
    match function {
        Function::Round { numerator, denominator, places, expect } => {
            let rounded = round_ratio(numerator.parse().unwrap(), denominator.parse().unwrap(), places);
            let found = rounded.map(|units| Exact::new(units, places));
            (format!("{:?}", expect.map(|e| exact(&e))), format!("{found:?}"))
        }
        Function::AddMonths { date, months, expect } => {
            (format!("{:?}", Some(expect)), format!("{:?}", add_months(date, months)))
        }
        Function::Window { as_of, months, first } => {
            let window = Window::ending(as_of, months);
            (format!("{first} {as_of}"), format!("{} {}", window.first, window.last))
        }
        Function::Points { curve: name, days, expect } => {
            (exact(&expect).to_string(), Exact::new(curve(name).points(days).into(), 4).to_string())
        }
        Function::Band { bands, score: value, expect } => {
            let policy = standard(&[]);
            let bands = match bands {
                BandsName::Credit => &policy.credit().bands,
                BandsName::Composite => &policy.composite().bands,
            };
            (expect, bands.name(bands.of(score(&value))).to_owned())
        }
        Function::CreditLimit { average_monthly_sales, grade, limit, term_days } => {
            let policy = standard(&[]);
            let credit = policy.credit();
            let terms = &credit.limit[credit.bands.named(&grade).unwrap().position()];
            let found = credit_limit(exact(&average_monthly_sales), 1, terms);
            (format!("{limit} {term_days}"), format!("{} {}", found.unwrap(), terms.term_days))
        }
        Function::Portfolio {
            beginning_receivables,
            ending_receivables,
            ending_current,
            credit_sales,
            days,
            dso,
            best_possible_dso,
            average_days_delinquent,
            cei,
        } => {
            let found = portfolio_metrics(&PortfolioFacts {
                begin_receivables: exact(&beginning_receivables),
                credit_sales: exact(&credit_sales),
                end_receivables: exact(&ending_receivables),
                end_current: exact(&ending_current),
                days,
            });
            let parts = [found.dso, found.best_possible_dso, found.average_days_delinquent, found.cei];
            let found: Vec<String> = parts.map(|part| part.unwrap().to_string()).to_vec();
            ([dso, best_possible_dso, average_days_delinquent, cei].join(" "), found.join(" "))
        }
        Function::Rank { values, ranks, scores } => {
            let rows: Vec<_> = values.iter().map(|v| (v.as_str(), "0")).collect();
            let found = lines(&standard(&[]), &rows);
            let by_volume =
                (column(&found, rows.len(), "volume_rank"), column(&found, rows.len(), "volume_score"));
            let rows: Vec<_> = values.iter().map(|v| ("1", v.as_str())).collect();
            let found = lines(&standard(&[]), &rows);
            let by_profit =
                (column(&found, rows.len(), "profit_rank"), column(&found, rows.len(), "profit_score"));
            let ranks: Vec<String> = ranks.iter().map(ToString::to_string).collect();
            let expected = (ranks, scores);
            (format!("{expected:?} {expected:?}"), format!("{by_volume:?} {by_profit:?}"))
        }
        Function::MaxRatio { values, scores } => {
            let rows: Vec<_> = values.iter().map(|v| (v.as_str(), v.as_str())).collect();
            let found =
                lines(&standard(&[("volume.score", "max_ratio"), ("profit.score", "max_ratio")]), &rows);
            let by = |name| column(&found, rows.len(), name);
            (format!("{scores:?} {scores:?}"), format!("{:?} {:?}", by("volume_score"), by("profit_score")))
        }
        Function::CumulativeShares { values, cumulative } => {
            let exacts: Vec<Exact> = values.iter().map(|v| exact(v)).collect();
            let found: Vec<String> =
                cumulative_shares(exacts).unwrap().iter().map(ToString::to_string).collect();
            // The curve of a book whose customers bring as much.
            let rows: Vec<_> = values.iter().map(|v| ("1000", v.as_str())).collect();
            let curve = lines(&standard(&[]), &rows).profit_concentration().unwrap();
            let of_book: Vec<String> =
                curve.points.iter().map(|point| point.share.unwrap().to_string()).collect();
            (format!("{cumulative:?} {cumulative:?}"), format!("{found:?} {of_book:?}"))
        }
        Function::Margin { profit, amount, expect } => {
            let found = lines(&standard(&[]), &[(&amount, &profit)]);
            (expect.unwrap_or_default(), column(&found, 1, "margin_percent").remove(0))
        }
        Function::Prospect { ratings, expect, grade } => {
            let (score, band) = prospect(&ratings);
            (
                format!("{:?}", (expect.unwrap_or_default(), grade.unwrap_or_default())),
                format!("{:?}", (score, band)),
            )
        }
        Function::Composite { credit, volume, profit, score: expect, grade } => {
            let policy = standard(&[]);
            let composite = policy.composite();
            let parts = composite.weights.iter().map(|(dimension, weight)| CompositePart {
                weight: *weight,
                score: match dimension {
                    Dimension::Credit => &credit,
                    Dimension::Volume => &volume,
                    Dimension::Profit => &profit,
                    Dimension::Rated(_) => &None,
                }
                .as_deref()
                .map(score),
            });
            let found = composite_score(parts, composite.min_dimensions, composite.min_weight).ok();
            let band = found.map(|found| composite.bands.name(composite.bands.of(found)).to_owned());
            (format!("{:?}", (expect, grade)), format!("{:?}", (text(found), band)))
        }
        Function::ValueClass { values, expect } => {
            let rows: Vec<_> = values.iter().map(|v| ("1", v.as_str())).collect();
            let found = lines(&standard(&[]), &rows);
            (expect.join(" "), column(&found, rows.len(), "value_class").join(" "))
        }
        Function::Quintiles { values, smaller_is_better, expect } => {
            let values: Vec<Exact> = values.iter().map(|v| exact(v)).collect();
            let rank = |value: &Exact| {
                values.iter().filter(|v| if smaller_is_better { *v < value } else { *v > value }).count() + 1
            };
            let found: Vec<u32> = values.iter().map(|v| quintile(rank(v), values.len()).into()).collect();
            (format!("{expect:?}"), format!("{found:?}"))
        }
        Function::Growth { current, previous, expect } => {
            (format!("{expect:?}"), format!("{:?}", text(growth(exact(&current), exact(&previous)))))
        }
        Function::ReviewDue { last, cycle, expect } => {
            let review: &[(&str, &str)] = match cycle {
                Cycle::Every6Months => &[],
                Cycle::YearlyBy31March => &[("review", "{ yearly_by = \"03-31\" }")],
            };
            let found = reassessment_due(last, standard(review).review());
            (format!("{:?}", Some(expect)), format!("{found:?}"))
        }
        Function::Access { policy, policy_text, roles, expect } => {
            let text =
                policy_text.unwrap_or_else(|| Policy::shipped_source(&policy.unwrap()).unwrap().to_owned());
            let policy = Policy::from_text("policy", &text).unwrap();
            let access = policy.archive().access.as_ref().unwrap();
            let of = |action: &str| -> Vec<String> {
                let action = ArchiveAction::from_code(action).unwrap();
                roles.iter().map(|role| access.permission(role, action).code().to_owned()).collect()
            };
            let found: BTreeMap<_, _> = expect.keys().map(|action| (action.clone(), of(action))).collect();
            (format!("{expect:#?}"), format!("{found:#?}"))
        }
    }
}

#[test]
fn every_step_gives_what_was_worked_out_by_hand() {
    let mut count = 0;
    let mut all = Vec::new();
    for (file, content) in read_files::<FunctionVector>(&vectors().join("functions")).unwrap() {
        for vector in content.vectors {
            count += 1;
            let (expected, found) = run(vector.function);
            if expected != found {
                all.push(format!("{file} / {}: expected {expected}, found {found}", vector.id));
            }
        }
    }
    assert!(count > 0, "no vectors were found");
    assert!(all.is_empty(), "{} differences in {count} vectors:\n{}", all.len(), all.join("\n"));
}
