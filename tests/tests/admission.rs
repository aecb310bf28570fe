//! Runs every vector of admission and reports all mismatches together.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;

use keyaccount::{
    Answer, Language, NeededChange, ObligationCode, Policy, ReasonCode, Stamp, Verdict, VerdictOutcome,
    assess,
};
use keyaccount_tests::{AdmissionVector, Tables, read_files, standard_with, vectors};

fn files() -> Vec<(String, keyaccount_tests::VectorFile<AdmissionVector>)> {
    read_files(&vectors().join("admission")).unwrap()
}

/// Contracts that were not supplied leave a decision open, none on record deny it: two books.
#[test]
fn books_that_decide_differently_have_different_digests() {
    let as_of = "2026-12-31".parse().unwrap();
    let digest = |tables: &str| {
        let tables: Tables = serde_json::from_str(tables).unwrap();
        let mut book = keyaccount::book::BookBuilder::new(keyaccount::book::BookSettings::default());
        book.declare(keyaccount::book::Table::OrderLines);
        tables.add_to(&mut book);
        book.finish().unwrap().input_digest(as_of)
    };
    let absent = digest("{}");
    let tables = ["contracts", "invoices", "products", "prospect_assessments", "contacts", "evaluations"];
    let mut seen = BTreeSet::from([absent]);
    for table in tables {
        assert!(seen.insert(digest(&format!("{{\"{table}\": []}}"))), "{table}");
    }
}

#[test]
fn every_admission_vector_holds() {
    let mut differences = Vec::new();
    let mut asked = 0;
    for (file, content) in files() {
        let ids: BTreeSet<_> = content.vectors.iter().map(|vector| &vector.id).collect();
        assert_eq!(ids.len(), content.vectors.len(), "{file}");
        for vector in &content.vectors {
            let policy = vector.policy().unwrap_or_else(|e| panic!("{file}, {}: {e}", vector.id));
            let book = vector.read_book();
            let assessment =
                assess(&book, &policy, vector.as_of).unwrap_or_else(|e| panic!("{file}, {}: {e}", vector.id));
            for question in &vector.questions {
                asked += 1;
                let (found, answer) = question.ask.of(&assessment, &book).unwrap();
                let expect = &question.expect;
                let of_stamp = |stamp: Stamp| Verdict {
                    outcome: expect.outcome,
                    reasons: expect.reasons.clone(),
                    remedies: expect.remedies.clone(),
                    obligations: expect.obligations.clone(),
                    warnings: expect.warnings.clone(),
                    stamp,
                };
                assert_eq!(found.stamp, assessment.stamp);
                let json = |verdict: &Verdict| {
                    let mut json = serde_json::to_value(verdict).unwrap();
                    json.as_object_mut().unwrap().remove("stamp");
                    serde_json::to_string(&json).unwrap()
                };
                let expected = of_stamp(found.stamp.clone());
                if found != expected {
                    differences.push(format!(
                        "{file}, {}, {:?}:\n  expected {}\n  found    {}",
                        vector.id,
                        question.ask,
                        json(&expected),
                        json(&found)
                    ));
                }
                if let Some(answer) = answer {
                    let expected = Answer { outcome: expect.outcome, rule: expect.rule() };
                    assert_eq!((answer, found.answer()), (expected, expected), "{file}, {}", vector.id);
                }
                for language in Language::ALL {
                    let text = found.text(language);
                    assert!(!text.contains('{') && !text.contains("null"), "{text}");
                    for code in ["public_unit", "deputy_division", "enterprise", "good"] {
                        assert!(!text.contains(&format!("变更为{code}")), "{text}");
                    }
                }
                let kept = serde_json::to_string(&found).unwrap();
                assert_eq!(serde_json::from_str::<Verdict>(&kept).unwrap(), found);
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(asked > 60, "{asked}");
}

#[test]
fn every_reason_and_obligation_of_admission_comes_out_of_a_vector() {
    let (mut reasons, mut obligations, mut outcomes) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for (_, content) in files() {
        for question in content.vectors.iter().flat_map(|vector| &vector.questions) {
            let expect = &question.expect;
            outcomes.insert(expect.outcome);
            reasons.extend(expect.reasons.iter().chain(&expect.warnings).map(|reason| reason.code));
            obligations.extend(expect.obligations.iter().map(|obligation| obligation.code));
        }
    }
    assert_eq!(outcomes.len(), VerdictOutcome::ALL.len());
    let from = ReasonCode::ALL.iter().position(|code| *code == ReasonCode::ConditionMet).unwrap();
    let until = ReasonCode::ALL.iter().position(|code| *code == ReasonCode::ListingEnded).unwrap();
    let missing: Vec<_> =
        ReasonCode::ALL[from..=until].iter().filter(|code| !reasons.contains(*code)).collect();
    assert!(missing.is_empty(), "no vector gives {missing:?}");
    for code in [
        ObligationCode::Apply,
        ObligationCode::SignContract,
        ObligationCode::ComplianceSignOff,
        ObligationCode::NoGifts,
        ObligationCode::Expires,
        ObligationCode::Renew,
        ObligationCode::PersonOnRequest,
    ] {
        assert!(obligations.contains(&code), "no vector gives {code:?}");
    }
}

#[test]
fn what_the_policy_does_not_say_cannot_be_asked() {
    let standard = Policy::shipped_source("standard").unwrap();
    let bare = &standard[..standard.find("\n# Key accounts").unwrap()];
    let policy = Policy::from_text("p.toml", bare).unwrap();
    let (_, content) = files().remove(0);
    let vector = &content.vectors[0];
    let book = vector.read_book();
    let assessment = assess(&book, &policy, vector.as_of).unwrap();
    let said = |problems: &keyaccount::Error| problems.problems()[0].to_string();
    assert_eq!(
        said(&assessment.key_accounts(&book).unwrap_err()),
        "found a policy without `[admission.key_account]`, expected a policy with `[admission.key_account]`; add the section, or use a policy that has it, such as `standard`"
    );
    assert!(said(&assessment.vips(&book).unwrap_err()).contains("`[admission.vip]`"));
    let policy = vector.policy().unwrap();
    let assessment = assess(&book, &policy, vector.as_of).unwrap();
    assert_eq!(assessment.key_accounts(&book).unwrap().decide("nobody"), None);
    let unknown = assessment.key_accounts(&book).unwrap().explain("nobody").unwrap_err();
    assert!(said(&unknown).starts_with("(customer_id): found `nobody`"), "{unknown}");
    let other = files().remove(1).1.vectors[0].read_book();
    assert!(assessment.key_accounts(&other).is_err() && assessment.vips(&other).is_err());
}

/// A remedy is followed in the book itself: it turns the decision, and one cent less does not.
#[test]
fn a_remedy_of_money_turns_the_decision_and_a_cent_less_does_not() {
    let mut followed = 0;
    for (file, content) in files() {
        for vector in &content.vectors {
            // All else held as it is: each way to become a VIP by itself.
            let alone = |way: &str| {
                let set = vector.set.iter().map(|(path, value)| (path.as_str(), value.as_str()));
                let way = format!("[\"{way}\"]");
                let alone = [("admission.vip.apply_by", way.as_str()), ("admission.vip.renew_by", "[]")];
                standard_with(&set.chain(alone).collect::<Vec<_>>()).unwrap()
            };
            let policies = [alone("single_order"), alone("period")];
            for question in &vector.questions {
                let keyaccount_tests::Ask::Vip { customer } = &question.ask else { continue };
                for remedy in &question.expect.remedies {
                    let [step] = &*remedy.steps else { panic!("one step") };
                    let NeededChange::More { by: keyaccount::Measure::Money(by), .. } = &step.change else {
                        continue;
                    };
                    followed += 1;
                    let is_order = step.code == ReasonCode::SingleOrder;
                    let policy = &policies[usize::from(!is_order)];
                    let by = by.to_decimal().unwrap();
                    let cent = rust_decimal::Decimal::new(1, 2);
                    for (more, outcome) in [(by, VerdictOutcome::Permit), (by - cent, VerdictOutcome::Deny)] {
                        let mut tables = vector.book.clone();
                        let mut lines = tables.order_lines.take().unwrap_or_default();
                        let about = step.about.clone();
                        // A line more of the order itself, or an order more on the last day of the period.
                        let id = about.clone().filter(|_| is_order).unwrap_or_else(|| "one more".to_owned());
                        let of_order = lines.iter().find(|line| line.order_id == id);
                        let day = match (&of_order, &about) {
                            (Some(line), _) => line.ordered_on.unwrap(),
                            (None, Some(period)) => period
                                .rsplit('/')
                                .next()
                                .and_then(|day| day.parse().ok())
                                .unwrap_or_else(|| format!("{}-01", &period[..7]).parse().unwrap()),
                            (None, None) => vector.as_of,
                        };
                        // Those of a period in orders too small to count by themselves.
                        let most = if is_order { more } else { rust_decimal::Decimal::from(3_000) };
                        let (mut rest, mut number) = (more, 0);
                        while !rest.is_zero() {
                            let id = if is_order { id.clone() } else { format!("{id} {number}") };
                            let mut line = keyaccount::book::OrderLine::new(id.into());
                            line.customer_id = Some(customer.clone().into());
                            line.ordered_on = Some(day);
                            line.product_id = Some("HE".into());
                            line.amount = Some(rest.min(most));
                            rest -= rest.min(most);
                            number += 1;
                            lines.push(line);
                        }
                        tables.order_lines = Some(lines);
                        let mut book = keyaccount::book::BookBuilder::new(vector.settings.build());
                        tables.add_to(&mut book);
                        let book = book.finish().unwrap();
                        let assessment = assess(&book, policy, vector.as_of).unwrap();
                        let answer = assessment.vips(&book).unwrap().decide(customer).unwrap();
                        assert_eq!(answer.outcome, outcome, "{file}, {}, {step:?}, {more}", vector.id);
                    }
                }
            }
        }
    }
    assert!(followed > 10, "{followed}");
}

/// Who is only a contact is no customer, on any day.
#[test]
fn a_contact_makes_no_member_and_no_problem() {
    let tables: Tables = serde_json::from_str(
        r#"{
            "order_lines": [{"order_id": "O1", "customer_id": "A", "ordered_on": "2026-05-01", "amount": "1"}],
            "contacts": [
                {"contact_id": "P1", "customer_id": "A", "name": "x", "official_rank": "division"},
                {"contact_id": "P2", "customer_id": "B", "name": "y"}
            ]
        }"#,
    )
    .unwrap();
    let mut book = keyaccount::book::BookBuilder::new(keyaccount::book::BookSettings::default());
    tables.add_to(&mut book);
    let book = book.finish().unwrap();
    let policy = standard_with(&[]).unwrap();
    let noted = |day: &str| {
        let assessment = assess(&book, &policy, day.parse().unwrap()).unwrap();
        let about = assessment.notes.iter().map(|note| note.about.clone());
        (
            ["A", "B"].map(|id| assessment.customer(id).is_some()),
            about.filter(|about| about.contains("official_rank")).count(),
        )
    };
    assert_eq!(noted("2026-12-31"), ([true, false], 0));
    // The line is of a later day, so that the rank may be too.
    assert_eq!(noted("2026-01-31"), ([false, false], 1));
}
