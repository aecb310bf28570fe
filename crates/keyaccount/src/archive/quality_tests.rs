#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test")]

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::*;
use crate::labels::Language;
use crate::policy::{ArchivePart, BasicField, Policy, RegisterField};

fn rules() -> CompositionPolicy<'static> {
    static POLICY: LazyLock<Policy> = LazyLock::new(|| Policy::shipped("standard").unwrap());
    CompositionPolicy::of(&POLICY).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn on_file(parts: &[(ArchivePart, &str, bool)]) -> Vec<PartOnFile> {
    parts
        .iter()
        .map(|(part, on, copy)| PartOnFile { part: *part, updated_on: day(on), copy: *copy })
        .collect()
}

use ArchivePart::{AssessmentReport, BasicCard, RelationshipNetwork, SalesReport, SupplyContract};

/// The example X9 of §6.9, and the edges of freshness.
#[test]
fn a_file_of_three_parts_lacks_the_fourth() {
    let three = on_file(&[
        (BasicCard, "2025-11-21", false),
        (AssessmentReport, "2026-05-20", false),
        (SupplyContract, "2019-01-01", true),
    ]);
    let found = rules().composition(&three, false, day("2026-11-21"));
    assert_eq!((found.complete, found.up_to_date), (false, false));
    assert_eq!(found.completeness.percent.unwrap().to_string(), "75.00");
    let statuses: Vec<_> = found.parts.iter().map(|state| state.status).collect();
    // The card is fresh through the same day of the twelfth month; the assessment was, until the day before.
    assert_eq!(statuses, [PartStatus::Fresh, PartStatus::Stale, PartStatus::Fresh, PartStatus::Missing]);
    assert_eq!(found.parts[0].fresh_until, Some(day("2026-11-21")));
    assert_eq!(found.parts[2].fresh_until, None);
    let next = rules().composition(&three, false, day("2026-11-22"));
    assert_eq!(next.parts[0].status, PartStatus::Stale);
    assert_eq!(
        found.text(Language::English),
        "The file is incomplete: 75.00% (3 of 4) of its parts.\n\
         basic information card: there (of 2025-11-21, fresh until 2026-11-21)\n\
         consumption assessment report: there, to be renewed (of 2026-05-20, fresh until 2026-11-20)\n\
         supply contract: there (of 2019-01-01)\nsales statistics report: missing\n"
    );
    assert!(found.text(Language::Chinese).contains("销售统计报表：缺少"));
}

#[test]
fn a_sales_report_is_fresh_for_seven_days() {
    let of = |on: &str| {
        on_file(&[
            (BasicCard, "2026-11-01", false),
            (AssessmentReport, "2026-11-01", false),
            (SupplyContract, "2026-11-01", false),
            (SalesReport, on, false),
        ])
    };
    let as_of = day("2026-11-21");
    let (seven, eight) = (
        rules().composition(&of("2026-11-14"), false, as_of),
        rules().composition(&of("2026-11-13"), false, as_of),
    );
    assert_eq!((seven.complete, seven.up_to_date), (true, true));
    assert_eq!((eight.complete, eight.up_to_date), (true, false));
    // A report of tomorrow is not there yet.
    assert!(!rules().composition(&of("2026-11-22"), false, as_of).complete);
    // A key account's file has its network too.
    let key = rules().composition(&of("2026-11-14"), true, as_of);
    assert_eq!((key.complete, key.completeness.of, key.parts[4].part), (false, 5, RelationshipNetwork));
    assert_eq!(key.completeness.percent.unwrap().to_string(), "80.00");
}

#[test]
fn a_copy_will_do_for_the_contract_alone() {
    let copies = on_file(&[(BasicCard, "2026-11-01", true), (SupplyContract, "2026-11-01", true)]);
    let found = rules().composition(&copies, false, day("2026-11-21"));
    assert_eq!((found.parts[0].status, found.parts[2].status), (PartStatus::CopyOnly, PartStatus::Fresh));
    assert_eq!(found.completeness.percent.unwrap().to_string(), "25.00");
    // An original beside a later copy.
    let both = on_file(&[(BasicCard, "2026-10-01", false), (BasicCard, "2026-11-01", true)]);
    let found = rules().composition(&both, false, day("2026-11-21"));
    assert_eq!(
        (found.parts[0].status, found.parts[0].updated_on),
        (PartStatus::Fresh, Some(day("2026-10-01")))
    );
}

#[test]
fn nine_fields_of_ten_are_ninety_percent() {
    let rules = rules();
    let share = rules.card_completeness(&BasicField::ALL[1..]);
    assert_eq!((share.good, share.of, share.percent.unwrap().to_string().as_str()), (9, 10, "90.00"));
    let all = RegisterField::ALL;
    let declined = [RegisterField::Appearance, RegisterField::HomeAddress, RegisterField::Phone];
    let filled: Vec<_> = all.iter().copied().filter(|field| !declined.contains(field)).collect();
    // Two that may be declined do not count, the phone does: 5 of 6.
    let share = rules.register_completeness(&filled, &declined);
    assert_eq!((share.good, share.of, share.percent.unwrap().to_string().as_str()), (5, 6, "83.33"));
    // Left blank without a word, they count: 5 of 8.
    assert_eq!(rules.register_completeness(&filled, &[]).of, 8);
    // What was stated after all counts, whatever else was said.
    assert_eq!(rules.register_completeness(all, &declined).percent.unwrap().to_string(), "100.00");
}

/// A24: appearance and home address need a purpose; a name needs none.
#[test]
fn what_may_be_declined_is_asked_for_with_a_purpose() {
    use RegisterField::{Appearance, HomeAddress, Name};
    let without =
        |filled: &[RegisterField], stated: &[RegisterField]| rules().register_without_purpose(filled, stated);
    assert_eq!(without(&[Name, HomeAddress, Appearance], &[]), [Appearance, HomeAddress]);
    assert_eq!(without(&[Name, HomeAddress, Appearance], &[Appearance]), [HomeAddress]);
    assert_eq!(without(&[Name, HomeAddress], &[Appearance, HomeAddress]), []);
    assert_eq!(without(&[Name], &[]), []);
}

#[test]
fn eighteen_changes_of_twenty_in_time_are_ninety_percent() {
    let as_of = day("2026-11-21");
    let change =
        |due: &str, entered: Option<&str>| ArchiveChange { due_on: day(due), entered_on: entered.map(day) };
    let mut changes = vec![change("2026-11-10", Some("2026-11-10")); 18];
    changes.push(change("2026-11-10", Some("2026-11-11")));
    changes.push(change("2026-11-20", None));
    // Not due before the day is over, and not entered yet: says nothing.
    changes.push(change("2026-11-21", None));
    changes.push(change("2026-11-30", Some("2026-11-22")));
    let quality = |correct, sampled| {
        let sample = AccuracySample { sampled, correct };
        rules().quality(QualityShare::of(9, 10), &changes, sample, as_of)
    };
    let found = quality(0, 0).unwrap();
    assert_eq!((found.timeliness.good, found.timeliness.of), (18, 20));
    assert_eq!(found.timeliness.percent.unwrap().to_string(), "90.00");
    assert_eq!(found.accuracy.percent, None, "no sample is not 0");
    assert_eq!(quality(0, 3).unwrap().accuracy.percent.unwrap().to_string(), "0.00");
    assert_eq!(quality(4, 3).unwrap_err().problems()[0].code.code(), "out_of_range");
    assert_eq!(
        found.text(Language::English),
        "Completeness: 90.00% (9 of 10)\nTimeliness: 90.00% (18 of 20)\n\
         Accuracy: not rated, since there is nothing to judge\n"
    );
    assert_eq!(found.text(Language::Chinese).lines().count(), 3);
}
