//! Every problem of `[archive.log]`, `[archive.privacy]` and `[archive.composition]` with its whole message.

use crate::policy::Policy;

/// Correct rules in which every case below changes one thing.
const GOOD: &str = r#"[policy]
format = 1
name = "test"
version = "1"
extends = "standard@1"

[archive.log]
repeated_denials = { at_least = 3 }
night = { from_hour = 20, to_hour = 7 }
export = "never"

[archive.privacy]
subjects = ["id"]
columns = [
    { names = ["id"], deidentify = "pseudonym", anonymise = "remove" },
    { names = ["name", "alias"], deidentify = "pseudonym_of_subject", anonymise = "remove" },
    { names = ["firm_name"], of = ["firm"], deidentify = "pseudonym_of_subject", anonymise = "remove" },
]

[archive.composition]
card_fields = ["legal_name"]
register_fields = ["name", "appearance"]
may_decline = ["appearance"]
parts = { basic_card = { fresh_months = 12 }, sales_report = { of = "key_accounts", fresh_days = 7 } }
"#;

fn problems(text: &str) -> Vec<String> {
    match Policy::from_text("p.toml", text) {
        Ok(_) => Vec::new(),
        Err(error) => error.problems().iter().map(|p| format!("{} {p}", p.code)).collect(),
    }
}

/// Replaces one passage of [`GOOD`] and expects exactly this problem.
#[track_caller]
fn expect(old: &str, new: &str, message: &str) {
    assert_eq!(GOOD.matches(old).count(), 1, "`{old}` must stand there once");
    assert_eq!(problems(&GOOD.replace(old, new)), [message]);
}

#[test]
fn correct_rules_are_silent_and_survive_their_canonical_text() {
    let policy = Policy::from_text("p.toml", GOOD).unwrap();
    assert_eq!(Policy::from_text("again.toml", &policy.to_toml()).as_ref(), Ok(&policy));
    let log = policy.archive().log.as_ref().unwrap();
    let denials = log.repeated_denials.as_ref().unwrap();
    assert_eq!((denials.at_least, denials.within_hours, log.export.is_none()), (3, 24, true));
    // What extends a policy takes the rest of a section from it, and replaces a rule as a whole.
    assert_eq!(log.night.as_ref().map(|night| night.except.len()), Some(0));
    assert!(log.lapsed_nda.is_some() && log.many_customers.is_some());
    let privacy = policy.archive().privacy.as_ref().unwrap();
    assert_eq!(
        (privacy.k, privacy.columns.len(), privacy.amount_steps.as_slice()),
        (5, 3, [1, 2, 5].as_slice())
    );
    assert!(privacy.column("alias").is_some() && privacy.column("Alias").is_none());
    let composition = policy.archive().composition.as_ref().unwrap();
    assert_eq!(composition.parts.len(), 2);
}

#[test]
fn nights_have_hours() {
    expect(
        "from_hour = 20, to_hour = 7",
        "from_hour = 20, to_hour = 20",
        "out_of_range p.toml:9:37 (archive.log.night.to_hour): found `20`, the hour it begins at, expected another hour than `from_hour`",
    );
    expect(
        "to_hour = 7",
        "to_hour = 7, except = [\"bakcup\"]",
        "unknown_code p.toml:9:50 (archive.log.night.except[0]): found `bakcup`, expected one of `submit_change`, `enter_basic_info`, `enter_dynamic_info`, `maintain`, `file_papers`, `search`, `view_electronic`, `view_paper_extract`, `export`, `disclose_external`, `backup`, `restore`, `grant_access`, `audit`, `anonymise`, `dispose`, `set_confidentiality`; did you mean `backup`?",
    );
}

#[test]
fn columns_are_treated_once_and_names_find_their_owner() {
    expect(
        "\"name\", \"alias\"",
        "\"name\", \"id\"",
        "duplicate p.toml:16:24 (archive.privacy.columns[1].names[1]): found `id`, expected every name once; rename or remove one of the two",
    );
    expect(
        "subjects = [\"id\"]",
        "subjects = []",
        "missing p.toml:16:47 (archive.privacy.columns[1].deidentify): found `pseudonym_of_subject` without `subjects`, expected the columns that hold the id of whom a row is about; list them in `archive.privacy.subjects`",
    );
    expect(
        "names = [\"id\"], ",
        "names = [\"id\"], of = [\"firm\"], ",
        "never_acts p.toml:15:28 (archive.privacy.columns[0].of): found `of` beside `pseudonym`, expected names that give way to the pseudonym of whom they belong to; leave `of` out",
    );
    expect(
        "\"pseudonym\", anonymise = \"remove\"",
        "\"pseudonym\", anonymise = \"pseudonym\"",
        "unknown_code p.toml:15:61 (archive.privacy.columns[0].anonymise): found `pseudonym`, expected one of `remove`, `keep`, `group`, `province`, `birth_band`, `amount_band`",
    );
    for (steps, at, found, expected) in [
        ("[2, 5]", 17, "2", "`1` first"),
        ("[1, 5, 2]", 23, "2", "`6` or more"),
        ("[1, 1]", 20, "1", "`2` or more"),
    ] {
        expect(
            "subjects = ",
            &format!("amount_steps = {steps}\nsubjects = "),
            &format!(
                "out_of_range p.toml:13:{at} (archive.privacy.amount_steps[{}]): found `{found}`, expected {expected}; let the steps rise from 1, such as `[1, 2, 5]`",
                (at - 17) / 3
            ),
        );
    }
    expect(
        "subjects = [\"id\"]",
        "subjects = [\"id\"]\nk = 1",
        "out_of_range p.toml:14:5 (archive.privacy.k): found the number `1`, expected a whole number from 2 to 10000",
    );
}

#[test]
fn files_have_parts_and_registers_have_fields() {
    expect(
        "basic_card = { fresh_months = 12 }, ",
        "",
        "out_of_range p.toml:24:9 (archive.composition.parts): found no part of every customer's file, expected at least one part; list one that is of `every_customer`",
    );
    expect(
        "fresh_months = 12",
        "fresh_months = 12, fresh_days = 3",
        "duplicate p.toml:24:58 (archive.composition.parts.basic_card.fresh_days): found `fresh_days` beside `fresh_months`, expected one of the two; remove one of the two",
    );
    expect(
        "basic_card =",
        "basic_cards =",
        "unknown_code p.toml:24:11 (archive.composition.parts.basic_cards): found `basic_cards`, expected one of `basic_card`, `assessment_report`, `supply_contract`, `sales_report`, `relationship_network`; did you mean `basic_card`?",
    );
    expect(
        "may_decline = [\"appearance\"]",
        "may_decline = [\"phone\"]",
        "never_acts p.toml:23:16 (archive.composition.may_decline[0]): found `phone`, which the register does not ask for, expected a field under `register_fields`",
    );
    expect(
        "card_fields = [\"legal_name\"]",
        "card_fields = []",
        "out_of_range p.toml:21:15 (archive.composition.card_fields): found no field, expected at least one field",
    );
}
