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
    Answer, Language, ObligationCode, Policy, ReasonCode, Stamp, Verdict, VerdictOutcome, assess,
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
                if let (Some(said), Some(first)) = (&expect.said, found.reasons.first()) {
                    let sentences = Language::ALL.map(|language| first.sentence(language));
                    if sentences != [said.en.clone(), said.zh.clone()] {
                        differences.push(format!("{file}, {}: {sentences:?}, not {said:?}", vector.id));
                    }
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
    let in_words: BTreeSet<_> = files()
        .iter()
        .flat_map(|(_, content)| &content.vectors)
        .flat_map(|vector| &vector.questions)
        .filter(|question| question.expect.said.is_some())
        .filter_map(|question| question.expect.rule())
        .collect();
    for code in [
        ReasonCode::ConditionMet,
        ReasonCode::ConditionNotMet,
        ReasonCode::NotOnRecord,
        ReasonCode::NotSupplied,
        ReasonCode::OtherCurrency,
        ReasonCode::PartialPopulation,
        ReasonCode::ContractUnsigned,
        ReasonCode::RequestNotExecutable,
        ReasonCode::NeedsApproval,
        ReasonCode::SingleOrder,
        ReasonCode::PeriodPurchases,
        ReasonCode::OfficialRank,
        ReasonCode::HighEndUnknown,
        ReasonCode::SignOffMissing,
        ReasonCode::ListingEnded,
    ] {
        assert!(in_words.contains(&code), "no vector says {code:?} in words");
    }
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
