//! Caps, vetoes and predicates: rules that can act.

use super::*;

#[test]
fn rules_that_never_act() {
    expect(
        "at_most = \"grey\"",
        "at_most = \"gold\"",
        &[
            "never_acts p.toml:33:11 (composite.caps[0].at_most): found `gold`, the best band, expected a band that lowers some grade; name a lower band or remove the rule",
        ],
    );
    expect(
        "veto_band = \"poor\"",
        "veto_band = \"good\"",
        &[
            "never_acts p.toml:13:13 (credit.veto_band): found `good`, the best band, expected a band that lowers some grade; name a lower band or remove the rule",
        ],
    );
    expect(
        "{ fact = \"max_days_late\", above = 90 }",
        "{ fact = \"credit_score\", above = 100 }",
        &[
            "never_acts p.toml:32:8 (composite.caps[0].when): found a test that never holds: `credit_score above 100`, expected a test inside 0 to 100; mend the number or set `enabled = false`",
        ],
    );
    expect(
        "{ fact = \"max_days_late\", above = 90 }",
        "{ all = [{ fact = \"overdue_amount\", below = 0 }] }",
        &[
            "never_acts p.toml:32:17 (composite.caps[0].when.all[0]): found a test that never holds: `overdue_amount below 0`, expected a test of numbers that are not negative; mend the number or set `enabled = false`",
        ],
    );
    expect(
        "{ fact = \"max_days_late\", above = 90 }",
        // Scored and shown, though without weight in the composite.
        "{ fact = \"profit_score\", below = 10 }",
        &[],
    );
    expect("above = 90 }", "below = 0 }\nenabled = false", &[]);
    expect(
        "{ fact = \"max_days_late\", above = 90 }",
        "{ any = [] }",
        &["missing p.toml:32:16 (composite.caps[0].when.any): found no test, expected at least one test"],
    );
    expect(
        "[{ when = \"short_relationship\", months = 12, at_most = \"fair\" }]",
        "[{ when = \"documents_missing\", months = 12, at_most = \"fair\" }, { when = \"documents_missing\", at_most = \"poor\" }]",
        &[
            "unknown_key p.toml:16:48 (credit.caps[0].months): found the key `months`, expected no months with `documents_missing`",
            "duplicate p.toml:16:81 (credit.caps[1].when): found `documents_missing`, expected every name once; rename or remove one of the two",
        ],
    );
    expect(
        "[\"write_off\",",
        "[\"write_off\", \"write_off\",",
        &[
            "duplicate p.toml:15:24 (credit.vetoes[1]): found `write_off`, expected every veto once; remove one of the two",
        ],
    );
    expect(
        "[value_class]",
        "[[composite.caps]]\nname = \"late\"\nwhen = { fact = \"vetoed\", is = true }\nat_most = \"grey\"\n[value_class]",
        &[
            "duplicate p.toml:36:8 (composite.caps[1].name): found `late`, expected every name once; rename or remove one of the two",
        ],
    );
}

#[test]
fn predicates_fit_their_facts() {
    let when = "{ fact = \"max_days_late\", above = 90 }";
    expect(
        when,
        "{ fact = \"vetoed\", at_least = 1 }",
        &[
            "predicate_type p.toml:32:38 (composite.caps[0].when.at_least): found `at_least` on the fact `vetoed`, expected `is` or `in` with `true` or `false`",
        ],
    );
    expect(
        when,
        "{ fact = \"max_days_late\", is = \"late\" }",
        &[
            "predicate_type p.toml:32:39 (composite.caps[0].when.is): found the text `late` for the fact `max_days_late`, expected a number",
        ],
    );
    expect(
        when,
        "{ fact = \"credit_grade\", is = \"bad\" }",
        &[
            "unknown_code p.toml:32:38 (composite.caps[0].when.is): found `bad`, expected one of `good`, `fair`, `poor`",
        ],
    );
    expect(
        when,
        "{ fact = \"kind\", in = [\"dealer\", \"deeler\"] }",
        &[
            "unknown_code p.toml:32:41 (composite.caps[0].when.in[1]): found `deeler`, expected one of `enterprise`, `public_unit`, `individual`, `dealer`, `institution`; did you mean `dealer`?",
        ],
    );
    expect(
        when,
        "{ fact = \"industry\", in = [] }",
        &["missing p.toml:32:34 (composite.caps[0].when.in): found no value, expected at least one value"],
    );
    assert_eq!(problems(&GOOD.replace(when, "{ fact = \"max_day_late\", above = 90 }")).len(), 1);
    assert!(
        problems(&GOOD.replace(
            when,
            "{ any = [{ fact = \"region\", in = [\"华东\"] }, { fact = \"vetoed\", is = false }] }"
        ))
        .is_empty()
    );
}

const LATE: &str = "{ fact = \"max_days_late\", above = 90 }";

/// A second cap after the first, at the line 35.
fn with_cap(when: &str, at_most: &str) -> String {
    format!("[[composite.caps]]\nname = \"second\"\nwhen = {when}\nat_most = \"{at_most}\"\n\n[value_class]")
}

/// Three grades, so that a cap can be stricter than another one.
const THREE: (&str, &str) = (
    "{ name = \"gold\", at_least = 80 }, ",
    "{ name = \"gold\", at_least = 80 }, { name = \"blue\", at_least = 50 }, ",
);

#[test]
fn caps_that_never_act() {
    let idle = |cap: &str, other: &str| {
        format!(
            "never_acts p.toml:{} (composite.caps[{}].when): found the cap `{cap}`, which lowers no grade that `{other}` does not lower as far, expected a cap that lowers some grade; change or remove one of the two, or set `enabled = false`",
            if cap == "late" { "32:8" } else { "37:8" },
            if cap == "late" { 0 } else { 1 },
        )
    };
    let two = |first: &str, first_at: &str, second: &str, second_at: &str| {
        let at = format!("at_most = \"{first_at}\"");
        let cap = with_cap(second, second_at);
        let changes = [THREE, (LATE, first), ("at_most = \"grey\"", &at), ("[value_class]", &cap)];
        let mut text = GOOD.to_owned();
        for (old, new) in changes {
            text = text.replace(old, new);
        }
        problems(&text)
    };
    let late = |above: u32| format!("{{ fact = \"max_days_late\", above = {above} }}");
    let silent = Vec::<String>::new();
    // The same condition twice: the milder cap does nothing, of equals the later one.
    assert_eq!(two(LATE, "grey", LATE, "blue"), [idle("second", "late")]);
    assert_eq!(two(LATE, "blue", LATE, "grey"), [idle("late", "second")]);
    assert_eq!(
        two(LATE, "blue", "{ all = [{ fact = \"max_days_late\", above = 90.0 }] }", "blue"),
        [idle("second", "late")]
    );
    // A narrower condition adds something only where it lowers further.
    assert_eq!(two(&late(90), "blue", &late(180), "blue"), [idle("second", "late")]);
    assert_eq!(two(&late(180), "blue", &late(90), "blue"), [idle("late", "second")]);
    assert_eq!(two(&late(180), "blue", &late(90), "grey"), [idle("late", "second")]);
    assert_eq!(two(&late(90), "blue", &late(180), "grey"), silent);
    let poor = "{ fact = \"credit_grade\", is = \"poor\" }";
    let weak = "{ fact = \"credit_grade\", in = [\"fair\", \"poor\"] }";
    assert_eq!(two(poor, "grey", weak, "blue"), silent);
    assert_eq!(two(poor, "blue", weak, "blue"), [idle("late", "second")]);
    assert_eq!(two(weak, "blue", poor, "blue"), [idle("second", "late")]);
    let either = "{ any = [{ fact = \"max_days_late\", above = 60 }, { fact = \"vetoed\", is = true }] }";
    let both = "{ all = [{ fact = \"max_days_late\", above = 90 }, { fact = \"vetoed\", is = true }] }";
    assert_eq!(two(LATE, "blue", either, "blue"), [idle("late", "second")]);
    assert_eq!(two(either, "blue", LATE, "grey"), silent);
    assert_eq!(two(both, "blue", either, "blue"), [idle("late", "second")]);
    assert_eq!(two(both, "blue", LATE, "blue"), [idle("late", "second")]);
    assert_eq!(two(both, "grey", LATE, "blue"), silent);
    // Bounds that are touched, and bounds that are not.
    let rate = |how: &str| format!("{{ fact = \"on_time_rate\", {how} = 50 }}");
    assert_eq!(two(&rate("at_most"), "blue", &rate("below"), "blue"), [idle("second", "late")]);
    assert_eq!(two(&rate("below"), "blue", &rate("at_most"), "blue"), [idle("late", "second")]);
    assert_eq!(two(&rate("is"), "blue", &rate("below"), "blue"), silent);
    assert_eq!(two(&rate("is"), "blue", &rate("at_least"), "blue"), [idle("late", "second")]);
    // A cap that is switched off says nothing of the others.
    assert_eq!(two(LATE, "blue", &format!("{LATE}\nenabled = false"), "blue"), silent);
}

#[test]
fn tests_that_never_hold() {
    let all = |one: &str, other: &str| format!("{{ all = [{{ {one} }}, {{ {other} }}] }}");
    let never = |one: &str, other: &str| {
        format!(
            "never_acts p.toml:32:16 (composite.caps[0].when.all): found `{one}` and `{other}`, which never hold together, expected tests that can all hold at once; mend one of them, use `any`, or set `enabled = false`"
        )
    };
    for (tests, one, other) in [
        (
            all("fact = \"max_days_late\", above = 90", "fact = \"max_days_late\", at_most = 90"),
            "max_days_late above 90",
            "max_days_late at most 90",
        ),
        (
            all("fact = \"profit\", below = 0", "fact = \"profit\", at_least = 0.5"),
            "profit below 0",
            "profit at least 0.5",
        ),
        (
            all(
                "fact = \"kind\", is = \"dealer\"",
                "fact = \"kind\", in = [\"individual\", \"institution\"]",
            ),
            "kind is dealer",
            "kind in individual, institution",
        ),
        (
            all("fact = \"vetoed\", is = true", "fact = \"vetoed\", is = false"),
            "vetoed is true",
            "vetoed is false",
        ),
        (
            all("fact = \"order_count\", in = [1, 2]", "fact = \"order_count\", above = 2"),
            "order_count in 1, 2",
            "order_count above 2",
        ),
    ] {
        expect(LATE, &tests, &[&never(one, other)]);
        expect(LATE, &format!("{tests}\nenabled = false"), &[]);
        expect(LATE, &tests.replace("all", "any"), &[]);
    }
    expect(LATE, &all("fact = \"profit\", at_most = 0", "fact = \"profit\", at_least = 0"), &[]);
    expect(LATE, &all("fact = \"profit\", below = 0", "fact = \"margin_percent\", above = 0"), &[]);

    expect(
        LATE,
        "{ any = [{ fact = \"vetoed\", is = true }, { fact = \"vetoed\", is = true }] }",
        &[
            "duplicate p.toml:32:49 (composite.caps[0].when.any[1]): found `vetoed is true` twice, expected every test once; remove one of the two",
        ],
    );
    expect(
        LATE,
        "{ fact = \"order_count\", in = [1, 1.0] }",
        &[
            "duplicate p.toml:32:41 (composite.caps[0].when.in[1]): found the number `1.0`, expected every value once; remove one of the two",
        ],
    );
    expect_of(
        &[("points = 100", "points = 95"), (LATE, "{ fact = \"credit_score\", above = 95 }")],
        &[
            "never_acts p.toml:32:8 (composite.caps[0].when): found a test that never holds: `credit_score above 95`, expected a test inside 0 to 95; mend the number or set `enabled = false`",
        ],
    );
    let no_veto = ("[\"write_off\", { overdue_days_above = 180 }]", "[]");
    expect_of(
        &[no_veto, (LATE, "{ fact = \"vetoed\", is = true }")],
        &[
            "never_acts p.toml:32:8 (composite.caps[0].when): found `vetoed`, without a veto in force, expected an entry in `credit.vetoes`; add it or set `enabled = false`",
        ],
    );
    expect_of(&[no_veto, (LATE, "{ fact = \"vetoed\", is = false }")], &[]);
    let no_cap = ("[{ when = \"short_relationship\", months = 12, at_most = \"fair\" }]", "[]");
    expect_of(
        &[no_cap, (LATE, "{ fact = \"short_relationship\", in = [true] }")],
        &[
            "never_acts p.toml:32:8 (composite.caps[0].when): found `short_relationship`, without that credit cap, which says how many months are short, expected an entry in `credit.caps`; add it or set `enabled = false`",
        ],
    );
    // Whether documents are missing is asked of the customer, with or without such a cap.
    expect_of(&[no_cap, (LATE, "{ fact = \"documents_missing\", is = true }")], &[]);
}

#[test]
fn vetoes_and_excuses() {
    expect(
        "[\"write_off\",",
        "[\"write_off\", { veto = \"write_off\", clause = \"7\" },",
        &[
            "duplicate p.toml:15:24 (credit.vetoes[1]): found `write_off`, expected every veto once; remove one of the two",
        ],
    );
    expect(
        "{ overdue_days_above = 180 }",
        "{ overdue_days_above = 180 }, { overdue_days_above = 90 }",
        &[
            "duplicate p.toml:15:54 (credit.vetoes[2]): found `overdue_days_above`, expected every veto once; remove one of the two",
        ],
    );
    expect(
        "\"write_off\"",
        "{ veto = \"overdue\" }",
        &[
            "unknown_code p.toml:15:20 (credit.vetoes[0].veto): found `overdue`, expected one of `write_off`, `wilful_default`, `legal_trouble`, `bounced_bill`",
        ],
    );
    expect(
        "\"write_off\"",
        "180",
        &[
            "wrong_type p.toml:15:11 (credit.vetoes[0]): found the number `180`, expected one of `write_off`, `wilful_default`, `legal_trouble`, `bounced_bill`, or a table `{ overdue_days_above = … }`, or a table `{ veto = … }`",
        ],
    );
    expect(
        "{ overdue_days_above = 180 }",
        "{ overdue_days_abov = 180 }",
        &[
            "missing p.toml:15:24 (credit.vetoes[1].overdue_days_above): found no such key, expected `overdue_days_above`: an open slice with more effective days late than this",
            "unknown_key p.toml:15:26 (credit.vetoes[1].overdue_days_abov): found the key `overdue_days_abov`, expected one of `overdue_days_above`, `clause`; did you mean `overdue_days_above`?",
        ],
    );
    // An excuse of no days excuses nothing.
    expect(
        "max_days = 10",
        "max_days = 0",
        &[
            "out_of_range p.toml:17:42 (credit.excused.bank_clearing.max_days): found the number `0`, expected a whole number from 1 to 36500",
        ],
    );
}
