//! Every problem of `[archive.retention]` with its message, and nothing but it.

use crate::policy::{Disposition, KeepFor, Policy, RetentionBasis, RetentionKind, RetentionTrigger, YearEnd};

/// A correct schedule in which every case below changes one thing.
const GOOD: &str = r#"[policy]
format = 1
name = "test"
version = "1"
extends = "standard@1"

[archive.retention]
clause = "第四章"
year_end = "06-30"
classes = [
    { name = "letters", trigger = "event", keep = { years = 2 }, basis = "chosen", personal = true, then = "anonymise" },
    { name = "ledgers", trigger = "year_end", keep = { months = 30 }, basis = { law = "Ledger Act", at_least = { months = 30 } }, personal = false, kind = "minimum" },
    { name = "charter", trigger = "none", keep = "permanent", personal = false, clause = "第四章 第二条" },
]
"#;

fn problems(text: &str) -> Vec<String> {
    match Policy::from_text("p.toml", text) {
        Ok(_) => Vec::new(),
        Err(error) => {
            let shown = error.problems().iter().map(|p| {
                assert!(p.line.is_some_and(|line| line >= 7), "{p}");
                format!("{} {}: {} | {} | {}", p.code, p.path, p.found, p.expected, p.remedy)
            });
            shown.collect()
        }
    }
}

/// Replaces one passage of [`GOOD`] and expects exactly these problems.
#[track_caller]
fn expect(old: &str, new: &str, messages: &[&str]) {
    assert_eq!(GOOD.matches(old).count(), 1, "`{old}` must stand there once");
    assert_eq!(problems(&GOOD.replace(old, new)), messages);
}

#[test]
fn a_correct_schedule_is_silent_and_survives_its_canonical_text() {
    let policy = Policy::from_text("p.toml", GOOD).unwrap();
    let rules = policy.archive().retention.as_ref().unwrap();
    assert_eq!(rules.clause.as_deref(), Some("第四章"));
    assert_eq!(rules.year_end, YearEnd { month: 6, day: 30 });
    // What is not said is as in the policy it extends.
    assert_eq!((rules.witnesses, rules.within_days), (2, Some(30)));
    let [letters, ledgers, charter] = &*rules.classes else { panic!("three classes") };
    assert_eq!((letters.trigger, letters.keep), (RetentionTrigger::Event, KeepFor::Months(24)));
    assert_eq!(letters.basis, Some(RetentionBasis::Chosen));
    assert_eq!((letters.kind, letters.then), (RetentionKind::Fixed, Some(Disposition::Anonymise)));
    let law = RetentionBasis::Law { law: "Ledger Act".to_owned(), at_least_months: Some(30) };
    assert_eq!((&ledgers.basis, ledgers.kind), (&Some(law), RetentionKind::Minimum));
    assert_eq!(ledgers.then, Some(Disposition::Delete));
    assert_eq!((charter.keep, charter.then), (KeepFor::Permanent, None));
    assert_eq!(charter.clause.as_deref(), Some("第四章 第二条"));
    let canonical = policy.to_toml();
    assert!(canonical.contains(
        "\n    { name = \"ledgers\", trigger = \"year_end\", keep = { months = 30 }, kind = \"minimum\", basis = { law = \"Ledger Act\", at_least = { months = 30 } }, personal = false, then = \"delete\" },\n"
    ));
    assert!(canonical.contains("keep = { years = 2 }, basis = \"chosen\", personal = true"));
    assert_eq!(Policy::from_text("p.toml", &canonical).unwrap(), policy);
    let json = serde_json::to_string(rules).unwrap();
    assert_eq!(&serde_json::from_str::<crate::RetentionRules>(&json).unwrap(), rules);
}

#[test]
fn a_class_needs_a_trigger_and_a_period() {
    expect(
        "trigger = \"event\"",
        "trigger = \"none\"",
        &[
            "no_trigger archive.retention.classes[0].trigger: a period for `letters` and no trigger | from when the period counts | name the trigger, or write `keep = \"permanent\"`",
        ],
    );
    expect(
        "trigger = \"event\", ",
        "",
        &[
            "missing archive.retention.classes[0].trigger: no such key | `trigger`: from when the period counts; `none` for what is kept permanently | ",
        ],
    );
    expect(
        "trigger = \"event\"",
        "trigger = \"evnt\"",
        &[
            "unknown_code archive.retention.classes[0].trigger: `evnt` | one of `year_end`, `contract_end`, `transaction_completed`, `relation_ended`, `last_contact`, `event`, `withdrawal_or_last_message`, `closed`, `completed`, `none` | did you mean `event`?",
        ],
    );
    expect(
        "trigger = \"none\"",
        "trigger = \"closed\"",
        &[
            "never_acts archive.retention.classes[2].trigger: `closed` for `charter`, which is kept permanently | `none`, or a period | ",
        ],
    );
    expect(
        "keep = { years = 2 }",
        "keep = { years = 0 }",
        &[
            "out_of_range archive.retention.classes[0].keep.years: the number `0` | a whole number from 1 to 100 | ",
        ],
    );
}

#[test]
fn personal_data_need_a_basis_and_an_end() {
    expect(
        "basis = \"chosen\", ",
        "",
        &[
            "no_legal_basis archive.retention.classes[0].basis: no `basis` for `letters`, which holds personal data | `chosen`, or the law that asks for it | write `basis = \"chosen\"` or `basis = { law = … }`",
        ],
    );
    expect(
        "keep = \"permanent\", personal = false",
        "keep = \"permanent\", basis = \"chosen\", personal = true",
        &[
            "forbidden archive.retention.classes[2].keep: personal data in `charter` kept permanently | a period: personal data are kept no longer than necessary (PIPL art. 19) | write a period such as `{ years = 3 }`",
        ],
    );
    expect(
        "personal = true, then = \"anonymise\"",
        "personal = false, then = \"anonymise\"",
        &[
            "never_acts archive.retention.classes[0].then: `anonymise` for `letters`, which holds no personal data | `delete`, or `personal = true` | ",
        ],
    );
}

#[test]
fn a_period_is_no_shorter_than_the_law() {
    expect(
        "keep = { months = 30 }",
        "keep = { months = 29 }",
        &[
            "below_legal_minimum archive.retention.classes[1].keep: 29 months for `ledgers`, where `Ledger Act` asks for 30 | at least 30 months | write `{ months = 30 }`",
        ],
    );
    expect("keep = { months = 30 }", "keep = { years = 3 }", &[]);
}

#[test]
fn what_never_acts_and_what_stands_twice() {
    expect(
        "personal = false, clause",
        "personal = false, kind = \"fixed\", then = \"delete\", clause",
        &[
            "never_acts archive.retention.classes[2].kind: `kind` for `charter`, which is kept permanently | no `kind`, or a period | ",
            "never_acts archive.retention.classes[2].then: `then` for `charter`, which is kept permanently | no `then`, or a period | ",
        ],
    );
    expect(
        "name = \"ledgers\"",
        "name = \"letters\"",
        &[
            "duplicate archive.retention.classes[1].name: `letters` | every name once | rename or remove one of the two",
        ],
    );
    expect(
        "year_end = \"06-30\"",
        "year_end = \"06-30\"\nwitnesses = 1",
        &["out_of_range archive.retention.witnesses: the number `1` | a whole number from 2 to 9 | "],
    );
}
