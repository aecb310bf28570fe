//! Every kind of problem with its whole message, and nothing but it.

use crate::error::ProblemCode;
use crate::policy::Policy;

/// A correct policy in which every case below changes one thing.
const GOOD: &str = r#"[policy]
format = 1
name = "test"
version = "1"
prepared_on = 2025-12-01
reviewed_on = 2025-12-02
approved_on = 2025-12-03
effective_from = 2026-01-01

[credit]
curve = [{ days = 0, points = 100 }, { days = 30, points = 50 }, { days = 60, points = 0 }]
bands = [{ name = "good", at_least = 70 }, { name = "fair", at_least = 40 }, { name = "poor", at_least = 0 }]
veto_band = "poor"
good_from = "good"
vetoes = ["write_off", { overdue_days_above = 180 }]
caps = [{ when = "short_relationship", months = 12, at_most = "fair" }]
excused = { bank_clearing = { max_days = 10 }, force_majeure = {} }
limit = { good = { coefficient = 1.5, term_days = 60 }, fair = { coefficient = 1, term_days = 30 }, poor = { coefficient = 0, term_days = 0 } }

[volume]
score = { bands = [{ at_least = 1000, score = 100 }, { at_least = 500, score = 50 }] }

[prospect]
criteria = { scale = 0.5, need_fit = 0.5 }

[composite]
weights = { credit = 0.25, volume = 0.5, service = 0.25 }
bands = [{ name = "gold", at_least = 80 }, { name = "grey", at_least = 0 }]

[[composite.caps]]
name = "late"
when = { fact = "max_days_late", above = 90 }
at_most = "grey"

[value_class]
classes = [{ name = "top", before_below = 80 }, { name = "rest" }]

[review]
every_months = 6
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
fn a_correct_policy_is_silent() {
    assert_eq!(problems(GOOD), Vec::<String>::new());
    assert_eq!(problems(&GOOD.replace('\n', "\r\n")), Vec::<String>::new());
}

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
            "unknown_section p.toml:38:2 (reviews): found the section `reviews`, expected one of `policy`, `credit`, `volume`, `profit`, `prospect`, `composite`, `value_class`, `behaviour`, `review`, `archive`; did you mean `review`?",
        ],
    );
    expect(
        "[review]",
        "[duties]\nbackup = 1\n[review]",
        &[
            "unknown_section p.toml:38:2 (duties): found the section `duties`, expected one of `policy`, `credit`, `volume`, `profit`, `prospect`, `composite`, `value_class`, `behaviour`, `review`, `archive`",
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
fn weights() {
    expect(
        "service = 0.25",
        "service = 0.35",
        &[
            "weight_sum p.toml:27:11 (composite.weights): found weights that sum to 1.1, expected weights that sum to exactly 1; take away 0.1",
        ],
    );
    expect(
        "service = 0.25",
        "service = 0.249999",
        &[
            "weight_sum p.toml:27:11 (composite.weights): found weights that sum to 0.999999, expected weights that sum to exactly 1; add 0.000001",
        ],
    );
    expect(
        "need_fit = 0.5",
        "need_fit = 0.4",
        &[
            "weight_sum p.toml:24:12 (prospect.criteria): found weights that sum to 0.9, expected weights that sum to exactly 1; add 0.1",
        ],
    );
    expect(
        "credit = 0.25, volume = 0.5, service = 0.25",
        "credit = 1",
        &[
            "too_few_dimensions p.toml:27:11 (composite.weights): found 1 of them, expected weights of at least two dimensions",
        ],
    );
    expect(
        "service = 0.25",
        "Prospect = 0.25",
        &[
            "duplicate p.toml:27:42 (composite.weights.Prospect): found the dimension `Prospect`, which is the name of another score, expected a name of its own",
        ],
    );
    expect(
        "service = 0.25",
        "Profits = 0.25",
        &[
            "unknown_code p.toml:27:42 (composite.weights.Profits): found the dimension `Profits`, expected `credit`, `volume`, `profit` or a name unlike them; did you mean `profit`?",
        ],
    );
    expect(
        "service = 0.25 }",
        "service = 0.25 }\nmin_dimensions = 4",
        &[
            "out_of_range p.toml:28:18 (composite.min_dimensions): found the number `4`, expected at most 3, the number of dimensions that have a weight",
        ],
    );
    expect(
        "service = 0.25 }",
        "service = 0.25 }\nmin_weight = 1.01",
        &[
            "out_of_range p.toml:28:14 (composite.min_weight): found the number `1.01`, expected a number above 0 and at most 1",
        ],
    );
}

#[test]
fn bands() {
    expect(
        "at_least = 40",
        "at_least = 75",
        &[
            "band_order p.toml:12:72 (credit.bands[1].at_least): found `75` after `70`, expected bands in falling order, best first; move the band up",
        ],
    );
    expect(
        "at_least = 40",
        "at_least = 70.00",
        &[
            "bands_equal p.toml:12:72 (credit.bands[1].at_least): found `70`, the same as the band before, expected less than 70",
        ],
    );
    expect(
        "at_least = 80",
        "at_least = 100.01",
        &[
            "band_bounds p.toml:28:38 (composite.bands[0].at_least): found `100.01`, expected a best band that starts at 100 or less",
        ],
    );
    expect(
        "{ name = \"gold\", at_least = 80 }",
        "{ name = \"gold\", at_least = 110 }, { name = \"tin\", at_least = 105 }",
        &[
            "band_bounds p.toml:28:38 (composite.bands[0].at_least): found `110`, expected a best band that starts at 100 or less",
            "band_unreachable p.toml:28:72 (composite.bands[1].at_least): found `105`, which no score reaches, expected a band that starts at 100 or less",
        ],
    );
    expect(
        "{ name = \"grey\", at_least = 0 }",
        "{ name = \"grey\", at_least = 10 }",
        &[
            "band_bounds p.toml:28:72 (composite.bands[1].at_least): found `10`, expected 0 for the last band, so that every score has a band",
        ],
    );
    expect(
        "at_least = 40",
        "at_least = -40",
        &[
            "out_of_range p.toml:12:72 (credit.bands[1].at_least): found `-40`, expected a number from 0 to 100",
            "band_order p.toml:12:107 (credit.bands[2].at_least): found `0` after `-40`, expected bands in falling order, best first; move the band up",
        ],
    );
    expect(
        "name = \"grey\"",
        "name = \"gold\"",
        &[
            "duplicate p.toml:28:53 (composite.bands[1].name): found `gold`, expected every name once; rename or remove one of the two",
            "unknown_code p.toml:33:11 (composite.caps[0].at_most): found `grey`, expected one of `gold`, `gold`",
        ],
    );
    expect(
        "bands = [{ name = \"gold\", at_least = 80 }, { name = \"grey\", at_least = 0 }]",
        "bands = []",
        &[
            "band_bounds p.toml:28:9 (composite.bands): found no band, expected 1 to 255 bands, best first, the last from 0",
        ],
    );
    expect(
        ", poor = { coefficient = 0, term_days = 0 }",
        ", pour = { coefficient = 0, term_days = 0 }",
        &[
            "band_missing p.toml:18:9 (credit.limit): found no entry for `poor`, expected an entry for every band; add its `coefficient` and `term_days`",
            "unknown_code p.toml:18:101 (credit.limit.pour): found `pour`, expected one of `good`, `fair`, `poor`; did you mean `poor`?",
        ],
    );
    expect(
        "veto_band = \"poor\"",
        "veto_band = \"por\"",
        &[
            "unknown_code p.toml:13:13 (credit.veto_band): found `por`, expected one of `good`, `fair`, `poor`; did you mean `poor`?",
        ],
    );
    expect(
        "at_least = 500",
        "at_least = 1000.0",
        &[
            "bands_equal p.toml:21:67 (volume.score.bands[1].at_least): found `1000`, the same as the band before, expected less than 1000",
        ],
    );
    expect(
        "at_least = 500",
        "at_least = 5000",
        &[
            "band_order p.toml:21:67 (volume.score.bands[1].at_least): found `5000` after `1000`, expected values in falling order, highest first",
        ],
    );
    expect("score = 50 ", "score = 100.00 ", &[]);
    expect(
        "score = 100 }, { at_least = 500, score = 50 }",
        "score = 10 }, { at_least = 500, score = 50 }",
        &[
            "band_order p.toml:21:79 (volume.score.bands[1].score): found a score of 50 below a band that earns 10, expected scores that do not rise as the value falls",
        ],
    );
    expect(
        "[{ name = \"top\", before_below = 80 }",
        "[{ name = \"top\", before_below = 80 }, { name = \"mid\", before_below = 80 }",
        &[
            "band_unreachable p.toml:36:80 (value_class.classes[1].before_below): found `80` after `80`, which leaves nobody for this class, expected more than 80",
        ],
    );
    expect(
        "{ name = \"top\", before_below = 80 }",
        "{ name = \"top\" }",
        &[
            "missing p.toml:36:12 (value_class.classes[0].before_below): found no such key, expected `before_below` in every class but the last",
        ],
    );
    expect(
        "{ name = \"rest\" }",
        "{ name = \"rest\", before_below = 90 }",
        &[
            "band_bounds p.toml:36:81 (value_class.classes[1].before_below): found `90`, expected no `before_below` in the last class, which takes everybody else",
        ],
    );
}

#[test]
fn curves() {
    expect(
        "points = 50",
        "points = 100.0001",
        &[
            "out_of_range p.toml:11:60 (credit.curve[1].points): found the number `100.0001`, expected a number from 0 to 100",
        ],
    );
    expect(
        "{ days = 60, points = 0 }",
        "{ days = 60, points = 60 }",
        &[
            "curve_not_monotone p.toml:11:88 (credit.curve[2].points): found 60 points after 50, expected points that do not rise with days late",
        ],
    );
    expect(
        "days = 60,",
        "days = 30,",
        &[
            "curve_day_repeated p.toml:11:75 (credit.curve[2].days): found day 30 twice, expected every day once",
        ],
    );
    expect(
        "days = 60,",
        "days = 20,",
        &[
            "curve_not_monotone p.toml:11:75 (credit.curve[2].days): found day 20 after day 30, expected anchors in rising order of days",
        ],
    );
    expect(
        "days = 0,",
        "days = 1,",
        &[
            "out_of_range p.toml:11:19 (credit.curve[0].days): found day 1, expected day 0, the day a payment is due, as the first anchor",
        ],
    );
    expect(
        "curve = [{ days = 0, points = 100 }, { days = 30, points = 50 }, { days = 60, points = 0 }]",
        "curve = []",
        &[
            "missing p.toml:11:9 (credit.curve): found no anchor, expected at least `{ days = 0, points = 100 }`",
        ],
    );
}

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
        "{ fact = \"profit_score\", below = 10 }",
        &[
            "never_acts p.toml:32:8 (composite.caps[0].when): found the fact `profit_score` of a dimension without weight, expected a dimension of `composite.weights`; give `profit` a weight or switch the rule off",
        ],
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

#[test]
fn ten_planted_problems_are_all_reported() {
    let planted = [
        ("version = \"1\"", "version = 1", ProblemCode::WrongType),
        ("approved_on = 2025-12-03", "approved_on = 2025-01-03", ProblemCode::DatesOutOfOrder),
        ("points = 50", "points = 500", ProblemCode::OutOfRange),
        ("at_least = 40", "at_least = 80", ProblemCode::BandOrder),
        ("good_from = \"good\"", "good_from = \"best\"", ProblemCode::UnknownCode),
        ("fair = { coefficient = 1, term_days = 30 }, ", "", ProblemCode::BandMissing),
        ("score = { bands", "scores = { bands", ProblemCode::UnknownKey),
        ("service = 0.25", "service = 0.26", ProblemCode::WeightSum),
        ("above = 90", "is = \"late\"", ProblemCode::PredicateType),
        ("[review]", "[rewiev]", ProblemCode::UnknownSection),
    ];
    let mut text = GOOD.to_owned();
    for (old, new, _) in planted {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        text = text.replace(old, new);
    }
    let error = Policy::from_text("p.toml", &text).unwrap_err();
    let found: Vec<_> = error.problems().iter().map(|problem| problem.code).collect();
    assert_eq!(found, planted.map(|(.., code)| code));
    assert!(error.problems().iter().all(|p| p.line.is_some() && p.column.is_some() && !p.path.is_empty()));
}
