//! What users of the library may rely on: types cross threads, and records cross borders as JSON.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use chrono::NaiveDate;
use keyaccount::approval::{Case, CaseReport, Organisation};
use keyaccount::archive::incident::{Incident, IncidentReport};
use keyaccount::archive::retention::{Disposal, DisposalEntry, KeptRecord, Schedule};
use keyaccount::book::{Book, BookBuilder, InputDigests, TableDigest};
use keyaccount::comparison::Comparison;
use keyaccount::{
    Assessment, Backtest, Bound, Distribution, Error, Exact, Explanation, Facts, GradeCount, Language,
    Measure, Note, NoteCode, Outcomes, Policy, Population, PortfolioMetrics, PrintedPolicy, Problem,
    ProblemCode, Reason, ReasonCode, Remedy, ResultTable, Score, SliceTable, Stamp, Value, Verdict,
};
use keyaccount_tests::{BookVector, read_files, vectors};
use serde::Serialize;
use serde::de::DeserializeOwned;

fn crosses_threads<T: Send + Sync>() {}

#[test]
fn public_types_cross_threads() {
    crosses_threads::<Book>();
    crosses_threads::<BookBuilder>();
    crosses_threads::<Policy>();
    crosses_threads::<PrintedPolicy>();
    crosses_threads::<Facts>();
    crosses_threads::<Population>();
    crosses_threads::<Assessment>();
    crosses_threads::<Backtest>();
    crosses_threads::<Outcomes>();
    crosses_threads::<ResultTable<'_>>();
    crosses_threads::<SliceTable<'_>>();
    crosses_threads::<Value<'_>>();
    crosses_threads::<Explanation>();
    crosses_threads::<Reason>();
    crosses_threads::<Comparison>();
    crosses_threads::<Error>();
    crosses_threads::<Verdict>();
    crosses_threads::<Case>();
    crosses_threads::<Organisation>();
    crosses_threads::<CaseReport>();
    crosses_threads::<KeptRecord>();
    crosses_threads::<Schedule>();
    crosses_threads::<Disposal>();
    crosses_threads::<DisposalEntry>();
    crosses_threads::<Incident>();
    crosses_threads::<IncidentReport>();
}

fn survives<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T) {
    let text = serde_json::to_string(value).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), value, "{text}");
}

/// Remedies of every kind, from books that are short to write.
fn remedies() -> Vec<Remedy> {
    let files = read_files::<BookVector>(&vectors()).unwrap();
    let (_, content) = files.into_iter().find(|(file, _)| file == "remedies").unwrap();
    let mut all = Vec::new();
    for vector in content.vectors {
        let assessed = vector.assess().unwrap();
        all.extend(vector.expect.remedies.keys().flat_map(|id| assessed.remedies(id).unwrap()));
    }
    all
}

#[test]
fn records_survive_json() {
    let problem =
        Problem::new(ProblemCode::BadDate, "`31/02`", "a date").path("on").at("a.csv", Some(3), Some(2));
    survives(&problem.remedy("mend it"));
    survives(&Problem::new(ProblemCode::NoTables, "nothing", "something"));
    survives(&Note::new(NoteCode::OverSettled, 3).with_money(Exact::new(1_234_567, 3)).about("settlements"));
    survives(&Note::new(NoteCode::LinesRead, 0));
    survives(&Stamp {
        policy_name: "standard".to_owned(),
        policy_version: "1".to_owned(),
        policy_digest: "ab".to_owned(),
        rules_version: 1,
        as_of: NaiveDate::from_ymd_opt(2026, 6, 30).unwrap(),
        input_digest: "cd".to_owned(),
        population_digest: Some("ef".to_owned()),
        library_version: "0.1.0".to_owned(),
    });
    let table = TableDigest { table: "orders".to_owned(), rows: 2, digest: "12".to_owned() };
    let [input, settings, set_aside] = ["ab", "cd", "ef"].map(str::to_owned);
    survives(&InputDigests { input, settings, tables: vec![table], set_aside });
    survives(&Distribution {
        grades: vec![GradeCount { grade: "A".to_owned(), customers: 2 }],
        unrated: 1,
        new: 0,
        total: 3,
    });
    for remedy in remedies() {
        survives(&remedy);
    }
    for language in Language::ALL {
        survives(&language);
        assert_eq!(language.to_string().parse(), Ok(language));
    }
    survives(&PortfolioMetrics::default());
    let from = Score::from_hundredths(6_000);
    let band = Measure::CreditBand { name: "B".to_owned(), from };
    let reason =
        Reason::new(ReasonCode::OverdueDays, Some("第八条")).about("I1").actual(Measure::Days(254.into()));
    survives(&reason.required(Bound::AtMost(Measure::Days(180.into()))).shortfall(Measure::Months(2)));
    survives(&Reason::new(ReasonCode::Score, None));
    for measure in [
        band.clone(),
        Measure::Money(Exact::new(-5, 3)),
        Measure::Ratio { part: Exact::new(1, 0), whole: Exact::new(3, 0) },
        Measure::YesNo(false),
        Measure::Count(3),
    ] {
        survives(&measure);
    }
    survives(&Bound::OtherThan(vec![band]));
    survives(&Score::from_hundredths(9_995).unwrap());
    survives(&Exact::new(-5, 24));
}

/// What a binding mirrors is listed to the end: it stops building when the library gains a variant, and
/// none of its users meets one it cannot name.
#[test]
fn enumerations_are_closed() {
    const fn is_money(measure: &Measure) -> bool {
        match measure {
            Measure::Money(_) => true,
            Measure::Points(_)
            | Measure::Percent(_)
            | Measure::PercentPoints(_)
            | Measure::Ratio { .. }
            | Measure::Number(_)
            | Measure::Days(_)
            | Measure::Months(_)
            | Measure::Count(_)
            | Measure::Dimensions(_)
            | Measure::Weight(_)
            | Measure::Date(_)
            | Measure::YesNo(_)
            | Measure::CreditBand { .. }
            | Measure::Grade(_)
            | Measure::Text(_)
            | Measure::Step { .. } => false,
        }
    }
    const fn is_range(bound: &Bound) -> bool {
        match bound {
            Bound::AtLeast(_) | Bound::AtMost(_) | Bound::Above(_) | Bound::Below(_) => true,
            Bound::OneOf(_) | Bound::OtherThan(_) | Bound::Before(_) | Bound::UpTo(_) | Bound::Since(_) => {
                false
            }
        }
    }
    let money = Measure::Money(Exact::new(1, 0));
    assert!(is_money(&money) && is_range(&Bound::AtLeast(money)));
    let mut folders =
        vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/keyaccount/src"))];
    let mut enumerations = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let mut is_open = false;
            for line in text.lines().map(str::trim_start) {
                is_open |= line.starts_with("#[non_exhaustive]");
                let names = line.starts_with("pub enum");
                assert!(!(names && is_open), "{}: {line}", path.display());
                enumerations += usize::from(names);
                is_open &= line.starts_with("#[") || line.starts_with("///");
            }
        }
    }
    assert!(enumerations > 50, "{enumerations}");
}
