//! Keys, types, codes, names, numbers and dates: what a single value may be.

use super::*;
use crate::policy::PolicyDocument;

#[test]
fn keys_sections_and_types() {
    expect(
        "veto_band = \"poor\"",
        "veto_band = \"poor\"\nwindw_months = 12",
        &[
            "unknown_key p.toml:14:1 (credit.windw_months): found the key `windw_months`, expected one of `clause`, `window_months`, `grace_days`, `curve`, `interpolation`, `bands`, `veto_band`, `good_from`, `excused`, `vetoes`, `caps`, `limit`, `hold_overdue_days_above`; did you mean `window_months`?",
        ],
    );
    expect(
        "[review]",
        "[reviews]",
        &[
            "unknown_section p.toml:38:2 (reviews): found the section `reviews`, expected one of `policy`, `credit`, `volume`, `profit`, `prospect`, `composite`, `value_class`, `behaviour`, `review`, `admission`, `approval`, `archive`, `duties`; did you mean `review`?",
        ],
    );
    expect(
        "[review]",
        "[loyalty]\nbackup = 1\n[review]",
        &[
            "unknown_section p.toml:38:2 (loyalty): found the section `loyalty`, expected one of `policy`, `credit`, `volume`, `profit`, `prospect`, `composite`, `value_class`, `behaviour`, `review`, `admission`, `approval`, `archive`, `duties`",
        ],
    );
    expect(
        "good_from = \"good\"",
        "good_from = 1",
        &[
            "wrong_type p.toml:14:13 (credit.good_from): found the number `1`, expected a name in quotation marks",
        ],
    );
    expect(
        "every_months = 6",
        "every_months = 6.5",
        &[
            "wrong_type p.toml:39:16 (review.every_months): found the number `6.5`, expected a whole number from 1 to 1200",
        ],
    );
    expect(
        "score = { bands = [{ at_least = 1000, score = 100 }, { at_least = 500, score = 50 }] }",
        "score = 5",
        &[
            "wrong_type p.toml:21:9 (volume.score): found the number `5`, expected one of `rank`, `max_ratio`, or a table `{ bands = … }`",
        ],
    );
    expect(
        "good_from = \"good\"\n",
        "",
        &[
            "missing p.toml:10:2 (credit.good_from): found no such key, expected `good_from`: from which grade on credit counts as good elsewhere",
        ],
    );
    expect(
        "when = { fact = \"max_days_late\", above = 90 }",
        "when = { fact = \"max_days_late\" }",
        &[
            "missing p.toml:32:8 (composite.caps[0].when): found none of them, expected one of `at_least`, `at_most`, `above`, `below`, `is`, `in`",
        ],
    );
    expect(
        "every_months = 6",
        "every_months = 6\nyearly_by = \"03-31\"",
        &[
            "duplicate p.toml:40:1 (review): found both `every_months` and `yearly_by`, expected only one of `every_months`, `yearly_by`; remove all but one of them",
        ],
    );
    expect(
        "version = \"1\"",
        "version = \"1\"\nname = \"x\"",
        &["duplicate p.toml:5:1: found `name`, expected every key once in a table; remove one of the two"],
    );
    expect(
        "veto_band = \"poor\"",
        "veto_band = poor",
        &[
            "syntax p.toml:13:13: found `poor`, expected TOML (string values must be quoted, expected literal string); put the text in quotation marks",
        ],
    );
}

#[test]
fn codes_and_names() {
    expect(
        "\"write_off\"",
        "\"writeoff\"",
        &[
            "unknown_code p.toml:15:11 (credit.vetoes[0]): found `writeoff`, expected one of `write_off`, `wilful_default`, `legal_trouble`, `bounced_bill`; did you mean `write_off`?",
        ],
    );
    expect(
        "bank_clearing",
        "wilful_default",
        &[
            "unknown_code p.toml:17:13 (credit.excused.wilful_default): found `wilful_default`, expected one of `seller_late_delivery`, `seller_quality_dispute`, `seller_billing_error`, `force_majeure`, `bank_clearing`, `cash_shortage`, `internal_process`, `unknown`",
        ],
    );
    expect(
        "version = \"1\"",
        "version = \"1\"\ncurrency = \"RMB¥\"",
        &[
            "unknown_code p.toml:5:12 (policy.currency): found `RMB¥`, expected three capital letters such as `CNY`",
        ],
    );
    expect(
        "name = \"late\"",
        "name = \"late; later\"",
        &[
            "bad_identifier p.toml:31:8 (composite.caps[0].name): found `late; later`, expected a name of 1 to 64 characters without `;`, control characters or spaces around it",
        ],
    );
    expect(
        "every_months = 6",
        "yearly_by = \"02-30\"",
        &[
            "bad_date p.toml:39:13 (review.yearly_by): found `02-30`, expected a day of the year such as `03-31`",
        ],
    );
    expect(
        "prepared_on = 2025-12-01",
        "prepared_on = \"1 December\"",
        &[
            "bad_date p.toml:5:15 (policy.prepared_on): found `1 December`, expected a date such as `2026-01-31`",
        ],
    );
    let long = "x".repeat(1_001);
    expect(
        "version = \"1\"",
        &format!("version = \"1\"\ntitle = \"{long}\""),
        &[
            "too_large p.toml:5:9 (policy.title): found a text of 1001 characters, expected at most 1000 characters",
        ],
    );
}

#[test]
fn numbers() {
    expect(
        "every_months = 6",
        "every_months = 0",
        &[
            "out_of_range p.toml:39:16 (review.every_months): found the number `0`, expected a whole number from 1 to 1200",
        ],
    );
    expect(
        "veto_band",
        "window_months = -12\nveto_band",
        &[
            "out_of_range p.toml:13:17 (credit.window_months): found the number `-12`, expected a whole number from 1 to 1200",
        ],
    );
    expect(
        "service = 0.25",
        "service = 0",
        &[
            "out_of_range p.toml:27:52 (composite.weights.service): found the number `0`, expected a number above 0 and at most 1",
        ],
    );
    expect(
        "points = 100",
        "points = 101",
        &[
            "out_of_range p.toml:11:31 (credit.curve[0].points): found the number `101`, expected a number from 0 to 100",
        ],
    );
    expect(
        "points = 50",
        "points = 50.12345",
        &[
            "too_many_decimals p.toml:11:60 (credit.curve[1].points): found the number `50.12345`, expected at most 4 digits after the point",
        ],
    );
    expect(
        "coefficient = 1.5",
        "coefficient = 1.1234567",
        &[
            "too_many_decimals p.toml:18:34 (credit.limit.good.coefficient): found the number `1.1234567`, expected at most 6 digits after the point",
        ],
    );
    for number in ["1e1", "inf", "nan", "0x10"] {
        let message = format!(
            "bad_number p.toml:18:34 (credit.limit.good.coefficient): found the number `{number}`, expected plain decimal digits such as `12.5`"
        );
        expect("coefficient = 1.5", &format!("coefficient = {number}"), &[&message]);
    }
    expect(
        "at_least = 1000,",
        "at_least = 12345678901234567890123,",
        &[
            "out_of_range p.toml:21:33 (volume.score.bands[0].at_least): found the number `12345678901234567890123`, expected at most 22 digits before the point",
        ],
    );
}

#[test]
fn the_header() {
    expect(
        "reviewed_on = 2025-12-02",
        "reviewed_on = 2025-11-02",
        &[
            "dates_out_of_order p.toml:6:15 (policy.reviewed_on): found `2025-11-02`, before `prepared_on` (`2025-12-01`), expected a policy prepared, then reviewed, then approved, then in force",
        ],
    );
    expect(
        "effective_from = 2026-01-01",
        "effective_from = 2025-12-02",
        &[
            "dates_out_of_order p.toml:8:18 (policy.effective_from): found `2025-12-02`, before `approved_on` (`2025-12-03`), expected a policy prepared, then reviewed, then approved, then in force",
        ],
    );
    expect(
        "format = 1",
        "format = 2\nfuture = true",
        &[
            "format_too_new p.toml:2:10 (policy.format): found format 2, expected format 1 or older; use a newer version of keyaccount",
        ],
    );
    expect(
        "version = \"1\"",
        "version = \"1\"\nextends = \"standard\"",
        &[
            "extends_unknown p.toml:5:11 (policy.extends): found `standard`, expected the name and version of a policy, such as `standard@1`, `no_cost@1`, `equal_thirds@1`, `cn_monthly_steps@1`, `gbt_ten_level@1`, `80_70_60@1`, `max_ratio@1`, `strict_archive@1`; did you mean `standard@1`?",
        ],
    );
}

/// Numbers and dates that fit their type in one notation and no other.
#[test]
fn notations() {
    for (old, new) in [
        ("format = 1\n", "format = +1\n"),
        ("[volume]\n", "[volume]\nwindow_years = +2\n"),
        ("veto_band = \"poor\"", "veto_band = \"poor\"\ngrace_days = -0"),
        ("days = 0, points = 100", "days = -0, points = 1_00.0"),
        ("prepared_on = 2025-12-01", "prepared_on = \"2025-12-01\""),
    ] {
        expect(old, new, &[]);
    }
    for (new, message) in [
        (
            "\" 3-31\"",
            "bad_date p.toml:39:13 (review.yearly_by): found ` 3-31`, expected a day of the year such as `03-31`",
        ),
        (
            "\"02-30\"",
            "bad_date p.toml:39:13 (review.yearly_by): found `02-30`, expected a day of the year such as `03-31`",
        ),
    ] {
        expect("every_months = 6", &format!("yearly_by = {new}"), &[message]);
    }
    for date in ["+12345-01-01", " 2025-1-5", "2025-01-5 ", "0000-01-01", "-001-01-01"] {
        let message = format!(
            "bad_date p.toml:5:15 (policy.prepared_on): found `{date}`, expected a date such as `2026-01-31`"
        );
        expect("prepared_on = 2025-12-01", &format!("prepared_on = \"{date}\""), &[&message]);
    }
    expect(
        "prepared_on = 2025-12-01",
        "prepared_on = 0000-12-01",
        &[
            "wrong_type p.toml:5:15 (policy.prepared_on): found `0000-12-01`, expected a date such as `2026-01-31`",
        ],
    );
}

/// What no longer fits what is extended cannot be mended there.
#[test]
fn what_a_policy_takes_from_under_the_one_it_extends() {
    let start = "[policy]\nformat = 1\nname = \"b\"\nversion = \"1\"\nextends = \"standard@1\"\n";
    let vetoed = "never_acts standard@1:125:8 (composite.caps[0].when): found `vetoed`, without a veto in force, expected an entry in `credit.vetoes`; add it or set `enabled = false`; `standard@1` stays as it is: write all of `composite.caps` in `p.toml`";
    assert_eq!(problems(&format!("{start}[credit]\nvetoes = []\n")), [vetoed]);
    assert_eq!(
        problems(&format!(
            "{start}[credit]\ncurve = [{{ days = 0, points = 85 }}, {{ days = 30, points = 0 }}]\n"
        )),
        [
            "band_unreachable standard@1:35:32 (credit.bands[0].at_least): found `90`, above the 85 points that the curve starts with, expected a band that starts at 85 or less; lower the band or raise the curve; `standard@1` stays as it is: write all of `credit.bands` in `p.toml`"
        ]
    );
    assert_eq!(
        problems(&format!(
            "{start}[composite]\nbands = [{{ name = \"A\", at_least = 80 }}, {{ name = \"B\", at_least = 60 }}, {{ name = \"D\", at_least = 0 }}]\n"
        )),
        ["131:11 (composite.caps[1]", "146:11 (composite.caps[4]"].map(|place| format!(
            "unknown_code standard@1:{place}.at_most): found `C`, expected one of `A`, `B`, `D`; `standard@1` stays as it is: write all of `composite.caps` in `p.toml`"
        ))
    );
    // A setting is mended by another setting, the policy's own values where they stand.
    let mut document = PolicyDocument::parse("p.toml", start).unwrap();
    document.set("composite.caps[0].enabled", "false").unwrap();
    document.set("credit.vetoes", "[]").unwrap();
    assert!(document.resolve().is_ok());
    let mut document = PolicyDocument::parse("p.toml", start).unwrap();
    document.set("composite.min_dimensions", "4").unwrap();
    assert_eq!(
        document.resolve().unwrap_err().to_string(),
        "--set (composite.min_dimensions): found the number `4`, expected at most 3, the number of dimensions that have a weight"
    );
}

#[test]
fn sections_that_are_missing_or_something_else() {
    expect(
        "format = 1\n",
        "",
        &[
            "missing p.toml:1:2 (policy.format): found no such key, expected `format`: of this file's grammar: 1",
        ],
    );
    expect("[review]\nevery_months = 6\n", "", &[]);
    expect(
        "[volume]\nscore = { bands = [{ at_least = 1000, score = 100 }, { at_least = 500, score = 50 }] }",
        "[volume]\nrank_within = \"regoin\"",
        &[
            "unknown_code p.toml:21:15 (volume.rank_within): found `regoin`, expected one of `kind`, `region`, `country`, `industry`, `size`, `need_class`; did you mean `region`?",
        ],
    );
    expect(
        "[prospect]\ncriteria = { scale = 0.5, need_fit = 0.5 }",
        "[prospect]\ncriteria = { scale = 0.5, needs = 0.5 }",
        &[
            "unknown_code p.toml:24:27 (prospect.criteria.needs): found `needs`, expected one of `scale`, `financial_strength`, `industry_position`, `growth_potential`, `need_fit`, `competition_cost`",
        ],
    );
    assert_eq!(
        problems("policy = 1\ncomposite = []\n"),
        [
            "wrong_type p.toml:1:10 (policy): found the number `1`, expected a table with `format`, `name`, `title`, `number`, `version`, `effective_from`, `prepared_by`, `prepared_on`, `reviewed_by`, `reviewed_on`, `approved_by`, `approved_on`, `currency`, `extends`",
            "wrong_type p.toml:2:13 (composite): found a list, expected a table with `clause`, `weights`, `min_dimensions`, `min_weight`, `bands`, `caps`, `override_lifts_veto`",
            "missing p.toml (credit): found no such section, expected `credit`: how payment behaviour becomes points, grades, vetoes, caps and terms",
        ]
    );
}

#[test]
fn clauses_are_texts() {
    expect(
        "at_least = 40 }",
        "at_least = 40, clause = 6 }",
        &[
            "wrong_type p.toml:12:85 (credit.bands[1].clause): found the number `6`, expected a text in quotation marks",
        ],
    );
    expect(
        "at_least = 40 }",
        "at_least = 40, claus = \"6\" }",
        &[
            "unknown_key p.toml:12:76 (credit.bands[1].claus): found the key `claus`, expected one of `name`, `at_least`, `clause`; did you mean `clause`?",
        ],
    );
    expect(
        "coefficient = 1, term_days = 30 }",
        "coefficient = 1, term_days = 36501, clause = \"附表\" }",
        &[
            "out_of_range p.toml:18:95 (credit.limit.fair.term_days): found the number `36501`, expected a whole number from 0 to 36500",
        ],
    );
}

/// What a policy extends must be found, be of this format, and be correct.
#[test]
fn what_a_policy_extends() {
    let text =
        |base: &str| format!("[policy]\nformat = 1\nname = \"b\"\nversion = \"1\"\nextends = {base}\n");
    let house = |name: &str| match name {
        "newer@1" => Some("[policy]\nformat = 2\nname = \"newer\"\nversion = \"1\"\n".to_owned()),
        "twice@1" => {
            Some("[policy]\nformat = 1\nname = \"twice\"\nversion = \"1\"\nversion = \"1\"\n".to_owned())
        }
        "self@1" => Some(text("\"self@1\"").replace("\"b\"", "\"self\"")),
        "broken@1" => Some("[policy]\nname =\n".to_owned()),
        "wrong@1" => Some(
            GOOD.replace("\"test\"", "\"wrong\"")
                .replace("window", "x")
                .replace("above = 90", "above = -1, below = 3"),
        ),
        _ => None,
    };
    let problems = |base: &str| {
        let document = PolicyDocument::parse("b.toml", &text(base)).unwrap();
        let error = document.resolve_with(&house).unwrap_err();
        error.problems().iter().map(|p| format!("{} {p}", p.code)).collect::<Vec<_>>()
    };
    assert_eq!(
        problems("\"newer@1\""),
        [
            "format_too_new newer@1:2:10 (policy.format): found format 2, expected format 1 or older; use a newer version of keyaccount"
        ]
    );
    assert_eq!(
        problems("\"twice@1\""),
        ["duplicate twice@1:5:1: found `version`, expected every key once in a table; remove one of the two"]
    );
    assert_eq!(
        problems("\"self@1\""),
        [
            "extends_circular self@1:5:11 (policy.extends): found `self@1` → `self@1`, expected policies that lead to one that extends nothing"
        ]
    );
    assert_eq!(
        problems("1"),
        [
            "wrong_type b.toml:5:11 (policy.extends): found the number `1`, expected a text in quotation marks",
            "missing b.toml (credit): found no such section, expected `credit`: how payment behaviour becomes points, grades, vetoes, caps and terms",
            "missing b.toml (composite): found no such section, expected `composite`: weights, bands and caps of the grade over all dimensions",
        ]
    );
    assert_eq!(problems("\"broken@1\"").len(), 1);
    assert!(problems("\"broken@1\"")[0].starts_with("syntax broken@1:2:"));
    assert_eq!(
        problems("\"wrong@1\""),
        [
            "duplicate wrong@1:32:46 (composite.caps[0].when): found both `above` and `below`, expected only one of `at_least`, `at_most`, `above`, `below`, `is`, `in`; remove all but one of them"
        ]
    );
}
