//! Every problem of `[admission]` with its whole message, and nothing but it; presets as §5.6a has them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use crate::policy::{Policy, VipWindow};

/// Correct rules in which every case below changes one thing.
const GOOD: &str = r#"[policy]
format = 1
name = "test"
version = "1"
extends = "standard@1"

[admission.key_account]
clause = "第二条"
when = { all = [{ fact = "contract", is = true }, { fact = "volume_share", at_least = 5 }] }

[admission.vip]
apply_by = ["single_order", "period"]
renew_by = ["period"]
"#;

fn problems(text: &str) -> Vec<String> {
    match Policy::from_text("p.toml", text) {
        Ok(_) => Vec::new(),
        Err(error) => error.problems().iter().map(|p| format!("{} {p}", p.code)).collect(),
    }
}

/// Replaces one passage of [`GOOD`] and expects exactly these problems.
#[track_caller]
fn expect(old: &str, new: &str, messages: &[&str]) {
    assert_eq!(GOOD.matches(old).count(), 1, "`{old}` must stand there once");
    assert_eq!(problems(&GOOD.replace(old, new)), messages);
}

#[test]
fn correct_rules_are_silent_and_survive_their_canonical_text() {
    let policy = Policy::from_text("p.toml", GOOD).unwrap();
    let again = Policy::from_text("again.toml", &policy.to_toml()).unwrap();
    assert_eq!(again, policy);
    assert_eq!(again.digest(), policy.digest());
    let vip = policy.admission().vip.as_ref().unwrap();
    assert_eq!((vip.within_months, vip.valid_months), (12, 12));
    assert_eq!(vip.period.window, VipWindow::CalendarMonth);
}

#[test]
fn a_policy_without_the_section_says_nothing_of_admission() {
    let standard = Policy::shipped_source("standard").unwrap();
    let until = standard.find("\n# Key accounts").unwrap();
    let policy = Policy::from_text("p.toml", &standard[..until]).unwrap();
    assert_eq!(policy.admission().key_account, None);
    assert_eq!(policy.admission().vip, None);
    assert!(!policy.to_toml().contains("admission"));
}

#[test]
fn facts_and_values_must_fit() {
    expect(
        r#"{ fact = "contract", is = true }"#,
        r#"{ fact = "contract", at_least = 1 }"#,
        &[
            "predicate_type p.toml:9:49 (admission.key_account.when.all[0].at_least): found `at_least` on the fact `contract`, expected `is` or `in` with `true` or `false`",
        ],
    );
    expect(
        r#"{ fact = "contract", is = true }"#,
        r#"{ fact = "evaluation", is = "goood" }"#,
        &[
            "unknown_code p.toml:9:45 (admission.key_account.when.all[0].is): found `goood`, expected one of `poor`, `fair`, `good`, `excellent`; did you mean `good`?",
        ],
    );
    expect(
        r#"{ fact = "contract", is = true }"#,
        r#"{ fact = "grade", in = ["A", "E"] }"#,
        &[
            "unknown_code p.toml:9:46 (admission.key_account.when.all[0].in[1]): found `E`, expected one of `A`, `B`, `C`, `D`",
        ],
    );
    expect(
        r#"{ fact = "contract", is = true }"#,
        r#"{ fact = "value_class", is = "top" }"#,
        &[
            "unknown_code p.toml:9:46 (admission.key_account.when.all[0].is): found `top`, expected one of `high`, `medium`, `low`",
        ],
    );
    // `margin_percent` is a fact of caps, not of admission.
    let text = GOOD.replace(r#"fact = "contract", is = true"#, r#"fact = "volume_shares", above = 0"#);
    assert_eq!(problems(&text).len(), 1);
    assert!(problems(&text)[0].contains("did you mean `volume_share`?"), "{:?}", problems(&text));
}

#[test]
fn a_definition_must_be_able_to_hold() {
    expect(
        "at_least = 5 }",
        "at_least = 5 }, { fact = \"volume_share\", below = 5 }",
        &[
            "never_acts p.toml:9:16 (admission.key_account.when.all): found `volume_share at least 5` and `volume_share below 5`, which never hold together, expected tests that can all hold at once; mend one of them, use `any`, or remove the test",
        ],
    );
    expect(
        r#"{ fact = "contract", is = true }"#,
        r#"{ fact = "position_rating", above = 5 }"#,
        &[
            "never_acts p.toml:9:17 (admission.key_account.when.all[0]): found a test that never holds: `position_rating above 5`, expected a test inside 1 to 5; mend the number or remove the test",
        ],
    );
}

/// A share is above 100 only where the others returned more than they bought.
#[test]
fn a_share_of_all_is_at_most_100() {
    expect(
        "at_least = 5 }",
        "at_least = 100.01 }",
        &[
            "never_acts p.toml:9:51 (admission.key_account.when.all[1]): found a test that never holds: `volume_share at least 100.01`, expected a test of at most 100; mend the number or remove the test",
        ],
    );
    expect("at_least = 5 }", "at_least = 100 }", &[]);
    // Who returned more than it bought has a share below 0.
    expect("at_least = 5 }", "below = 0 }", &[]);
}

#[test]
fn a_test_tells_some_customers_from_others() {
    expect(
        r#"{ fact = "contract", is = true }"#,
        r#"{ fact = "contract", in = [true, false] }"#,
        &[
            "never_acts p.toml:9:43 (admission.key_account.when.all[0].in): found `true` and `false`, one of which every customer is, expected `is` with one of them; keep one of the two or remove the test",
        ],
    );
    for blank in ["", " ", "\u{3000}"] {
        let text =
            GOOD.replace(r#"fact = "contract", is = true"#, &format!("fact = \"region\", is = \"{blank}\""));
        assert_eq!(
            problems(&text),
            [
                "missing p.toml:9:41 (admission.key_account.when.all[0].is): found a blank text, expected a value customers can have; a cell left blank is missing, and no test asks for it",
            ],
            "{blank:?}"
        );
    }
    let text = GOOD.replace(r#"fact = "contract", is = true"#, r#"fact = "size", in = ["large", ""]"#);
    assert_eq!(problems(&text).len(), 1);
    assert!(problems(&text)[0].contains("(admission.key_account.when.all[0].in[1]): found a blank text"));
    let text = GOOD.replace(r#"fact = "contract", is = true"#, r#"fact = "kind", is = """#);
    assert_eq!(problems(&text).len(), 1, "{:?}", problems(&text));
}

/// Whoever lists and signs off is a role of the policy, or one the shipped policies speak of.
#[test]
fn roles_are_those_the_policy_names() {
    let with = |more: &str| problems(&format!("{GOOD}{more}\n"));
    let found = with("approval = { self_applied = \"sales_directr\" }");
    assert_eq!(found.len(), 1);
    assert!(
        found[0].starts_with(
            "unknown_code p.toml:14:29 (admission.vip.approval.self_applied): found `sales_directr`, expected one of `branch_manager`, `key_account_dept`, `deputy_sales_director`, `sales_director`, "
        ) && found[0].ends_with("; did you mean `sales_director`?"),
        "{found:?}"
    );
    let found = with("approval = { company_proposed = \"board\" }\nofficial = { sign_off = \"complaince\" }");
    assert_eq!(found.len(), 2);
    assert!(found[0].contains("14:33 (admission.vip.approval.company_proposed): found `board`"), "{found:?}");
    assert!(found[1].contains("15:25 (admission.vip.official.sign_off): found `complaince`"), "{found:?}");
    assert!(found[1].ends_with("; did you mean `compliance`?"), "{found:?}");
    // A role of the policy's own.
    let own = GOOD.replace("extends = \"standard@1\"", "extends = \"strict_archive@1\"");
    let of_archive = Policy::shipped("strict_archive").unwrap();
    let own_role = of_archive.archive().access.as_ref().unwrap().roles.last().unwrap().clone();
    let text = format!("{own}approval = {{ self_applied = \"{own_role}\" }}\n");
    assert_eq!(problems(&text), Vec::<String>::new(), "{own_role}");
    // A policy without a list of roles may name anybody.
    let standard = Policy::shipped_source("standard").unwrap();
    let until = standard.find("\n# Approval of contracts").unwrap();
    let text = standard[..until].replace("\"department_manager\"", "\"anybody\"");
    assert_eq!(problems(&text), Vec::<String>::new());
}

/// The conditions a preset is written out to.
fn written(preset: &str) -> String {
    let whole = GOOD.find("when = ").unwrap();
    let end = whole + GOOD[whole..].find('\n').unwrap();
    let text = format!("{}when = {{ {preset} }}{}", &GOOD[..whole], &GOOD[end..]);
    let policy = Policy::from_text("p.toml", &text).unwrap_or_else(|error| panic!("{preset}: {error}"));
    let text = policy.to_toml();
    let section = text.split("[admission.key_account]").nth(1).unwrap();
    let line = section.lines().find(|line| line.starts_with("when = ")).unwrap().to_owned();
    line.trim_start_matches("when = ").to_owned()
}

#[test]
fn presets_are_the_definitions_of_the_written_policies() {
    for (preset, conditions) in [
        (
            "preset = \"contract_and_credit\"",
            r#"{ all = [{ fact = "contract", is = true }, { fact = "capital_occupied", above = 0 }, { fact = "good_credit", is = true }] }"#,
        ),
        (
            "preset = \"share_and_scale\"",
            r#"{ all = [{ fact = "volume_share", at_least = 5 }, { fact = "order_amount_12m", at_least = 1000000 }] }"#,
        ),
        (
            "preset = \"share_and_scale\", min_share = 2.5, min_amount = 500000",
            r#"{ all = [{ fact = "volume_share", at_least = 2.5 }, { fact = "order_amount_12m", at_least = 500000 }] }"#,
        ),
        (
            "preset = \"sales_share_or_position\"",
            r#"{ any = [{ fact = "order_amount_12m", at_least = 1000000 }, { fact = "volume_share", at_least = 5 }, { fact = "position_rating", at_least = 4 }] }"#,
        ),
        (
            "preset = \"potential_or_share\"",
            r#"{ any = [{ fact = "prospect_score", at_least = 80 }, { fact = "volume_share", at_least = 5 }] }"#,
        ),
        (
            "preset = \"influence_and_amount\"",
            r#"{ all = [{ fact = "position_rating", at_least = 4 }, { fact = "order_amount_12m", at_least = 1000000 }] }"#,
        ),
        (
            "preset = \"size_or_importance\"",
            r#"{ any = [{ fact = "size", is = "large" }, { fact = "grade", is = "A" }] }"#,
        ),
        (
            "preset = \"size_or_importance\", size = \"大型\"",
            r#"{ any = [{ fact = "size", is = "大型" }, { fact = "grade", is = "A" }] }"#,
        ),
        (
            "preset = \"high_profit\"",
            r#"{ all = [{ fact = "value_class", is = "high" }, { fact = "kind", in = ["enterprise", "institution"] }] }"#,
        ),
    ] {
        assert_eq!(written(preset), conditions, "{preset}");
    }
}

#[test]
fn a_number_no_preset_asks_about_is_refused() {
    let all = r#"{ all = [{ fact = "contract", is = true }, { fact = "volume_share", at_least = 5 }] }"#;
    expect(
        all,
        r#"{ preset = "potential_or_share", min_amount = 5 }"#,
        &[
            "never_acts p.toml:9:41 (admission.key_account.when.min_amount): found `min_amount`, which `potential_or_share` does not ask about, expected `min_prospect`, `min_share`; remove it",
        ],
    );
    expect(
        all,
        r#"{ preset = "high_profit", size = "large" }"#,
        &[
            "never_acts p.toml:9:34 (admission.key_account.when.size): found `size`, which `high_profit` does not ask about, expected nothing beside `preset`; remove it",
        ],
    );
}

#[test]
fn a_vip_can_apply_and_renews_by_what_it_applied_by() {
    expect(
        r#"apply_by = ["single_order", "period"]"#,
        "apply_by = []",
        &[
            "missing p.toml:12:12 (admission.vip.apply_by): found nothing that lets a customer apply, expected one at least",
            "never_acts p.toml:13:13 (admission.vip.renew_by[0]): found `period`, by which nobody applies, expected entries of `apply_by`; add it to `apply_by` or remove it here",
        ],
    );
    expect(
        r#"renew_by = ["period"]"#,
        r#"renew_by = ["official"]"#,
        &[
            "never_acts p.toml:13:13 (admission.vip.renew_by[0]): found `official`, by which nobody applies, expected entries of `apply_by`; add it to `apply_by` or remove it here",
        ],
    );
    expect(
        r#"renew_by = ["period"]"#,
        "renew_by = [\"period\"]\nperiod = { window = 0 }",
        &[
            "out_of_range p.toml:14:21 (admission.vip.period.window): found the number `0`, expected a whole number from 1 to 366",
        ],
    );
}

#[test]
fn a_period_in_days_lies_in_the_months_of_every_day() {
    let with = |months: u32, days: u32| {
        problems(&format!("{GOOD}within_months = {months}\nperiod.window = {days}\n"))
    };
    // Of the twelve months before a day, 365 days; of the one month before 1 March, February.
    assert_eq!(with(12, 365), Vec::<String>::new());
    assert_eq!(with(1, 28), Vec::<String>::new());
    assert_eq!(
        with(12, 366),
        [
            "never_acts p.toml:15:17 (admission.vip.period.window): found a period of `366` days, `within_months` being `12`, expected at most 365 days, which 12 months always have; shorten the period or lengthen `within_months`",
        ]
    );
    assert!(with(1, 29)[0].contains("at most 28 days"), "{:?}", with(1, 29));
}
