//! Shipped policies, canonical text, `extends`, settings.

mod clauses;
mod upgrades;

use rust_decimal::Decimal;

use super::*;
use crate::decimal::Score;

fn standard() -> &'static str {
    Policy::shipped_source("standard").unwrap()
}

#[test]
fn shipped_policies_are_correct_and_say_what_they_are() {
    for name in Policy::shipped_names() {
        let policy = Policy::from_text(name, Policy::shipped_source(name).unwrap()).unwrap();
        assert_eq!(policy.header().name, name);
        let versioned = format!("{name}@{}", policy.header().version);
        assert_eq!(Policy::shipped(&versioned).as_ref(), Some(&policy));
        assert_eq!(Policy::from_text(name, &policy.to_toml()).unwrap(), policy);
    }
    assert_eq!(Policy::shipped("standard@2"), None);
}

/// The values of §4, read off the page.
#[test]
fn the_standard_policy_has_the_numbers_of_the_rules() {
    let policy = Policy::shipped("standard").unwrap();
    let credit = policy.credit();
    for (days, points) in [
        (0, 1_000_000),
        (1, 991_667),
        (15, 875_000),
        (18, 821_429),
        (25, 703_125),
        (150, 125_000),
        (180, 0),
        (999, 0),
    ] {
        assert_eq!(credit.curve.points(days), points, "day {days}");
    }
    let names: Vec<_> = credit.bands.iter().map(|(_, name, at)| format!("{name} {at}")).collect();
    assert_eq!(names, ["AAA 90.00", "AA 80.00", "A 70.00", "B 60.00", "C 0.00"]);
    assert_eq!(credit.bands.name(credit.veto_band), "C");
    assert_eq!(
        credit.vetoes,
        Vetoes {
            write_off: true,
            wilful_default: true,
            overdue_days_above: Some(180),
            legal_trouble: true,
            bounced_bill: true,
            clauses: Vec::new()
        }
    );
    let terms: Vec<_> = credit.limit.iter().map(|t| (t.coefficient.to_string(), t.term_days)).collect();
    assert_eq!(
        terms,
        [("1.5".into(), 90), ("1".into(), 60), ("0.8".into(), 45), ("0.6".into(), 30), ("0".into(), 0)]
    );
    assert_eq!(
        credit.excused.iter().map(|e| e.max_days).collect::<Vec<_>>(),
        [None, None, None, None, Some(10)]
    );
    assert_eq!(credit.hold_overdue_days_above, 30);
    let composite = policy.composite();
    assert_eq!(
        composite.weights,
        [
            (Dimension::Credit, Decimal::new(1, 1)),
            (Dimension::Volume, Decimal::new(3, 1)),
            (Dimension::Profit, Decimal::new(6, 1))
        ]
    );
    let caps: Vec<_> = composite
        .caps
        .iter()
        .map(|cap| (cap.name.as_str(), composite.bands.name(cap.at_most), cap.enabled))
        .collect();
    assert_eq!(
        caps,
        [
            ("vetoed", "D", true),
            ("bad_credit", "C", true),
            ("weak_credit", "B", true),
            ("low_margin", "B", true),
            ("no_profit", "C", true),
            ("small_account", "B", false)
        ]
    );
    assert_eq!(policy.prospect().criteria.len(), Criterion::ALL.len());
    assert_eq!(policy.review().cycle, ReviewCycle::EveryMonths(6));
    assert_eq!(policy.value_class().classes.len(), 3);
}

#[test]
fn defaults_are_those_of_the_standard_policy() {
    let written = Policy::shipped("standard").unwrap();
    let mut text = String::new();
    for line in standard().lines() {
        let default = [
            "window_",
            "grace_",
            "interpol",
            "hold_",
            "basis",
            "score",
            "min_",
            "new_",
            "valid_",
            "override_",
            "every_",
        ];
        if !default.iter().any(|key| line.starts_with(key)) {
            text.push_str(line);
            text.push('\n');
        }
    }
    assert_eq!(Policy::from_text("short.toml", &text).unwrap(), written);
}

#[test]
fn the_digest_is_over_the_meaning() {
    let policy = Policy::shipped("standard").unwrap();
    let digest = policy.digest();
    assert!(digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit() && !b.is_ascii_uppercase()));
    let same = standard()
        .replace("\n", "\r\n")
        .replace(
            "credit = 0.1\r\nvolume = 0.3",
            "# order does not matter\r\nvolume = 0.300000\r\ncredit = +0.10",
        )
        .replace("at_most = 1000000 }", "at_most = 1_000_000.0 }")
        .replace("{ days = 15, points = 87.5 }", "{ points = 87.50, days = 15 }");
    assert_eq!(Policy::from_text("other.toml", &same).unwrap().digest(), digest);
    // A copy has it too, and a setting changes it even where it was asked for before.
    assert_eq!((policy.clone().digest(), &policy.clone()), (digest.clone(), &policy));
    let mut document = PolicyDocument::parse("same.toml", &policy.to_toml()).unwrap();
    assert_eq!(document.clone().resolve().unwrap().digest(), digest);
    document.set("credit.grace_days", "1").unwrap();
    assert_ne!(document.resolve().unwrap().digest(), digest);
    let other = standard().replace("grace_days = 0", "grace_days = 1");
    assert_ne!(Policy::from_text("other.toml", &other).unwrap().digest(), digest);
}

#[test]
fn everything_a_policy_can_say_survives_its_canonical_text() {
    let text = standard()
        .replace("score = \"rank\"                                    #", "score = { bands = [{ at_least = 0.000001, score = 99.99 }, { at_least = -5, score = 0 }] } #")
        .replace("score = \"rank\"\n", "score = \"max_ratio\"\nfallback_margin = 0.123456\nclause = \"第四章 \\\"利润\\\" \\\\ \\u0007\\n\"\n")
        .replace("basis = \"amount\" ", "rank_within = \"need_class\"\nbasis = \"quantity\" ")
        .replace("every_months = 6", "yearly_by = \"02-29\"")
        .replace("credit = 0.1\n", "credit = 0.05\n\"服务 质量\" = 0.05\n")
        .replace("when = { fact = \"vetoed\", is = true }", "when = { any = [{ fact = \"order_count\", in = [1, 2] }, { fact = \"kind\", is = \"dealer\" }, { fact = \"margin_percent\", at_least = 3.5 }] }\nclause = \"x\"")
        .replace("when = { fact = \"profit\", at_most = 0 }", "when = { all = [{ fact = \"short_relationship\", is = true }, { fact = \"overdue_amount\", above = 0 }] }")
        .replace("version = \"1\" ", "version = \"2026.1\"\nnumber = \"KA-01\"\neffective_from = 2026-01-01\nprepared_by = \"王\"\nprepared_on = 2025-12-01 ");
    let policy = Policy::from_text("rich.toml", &text).unwrap();
    assert_eq!(policy.review().cycle, ReviewCycle::YearlyBy { month: 2, day: 29 });
    assert_eq!(policy.profit().clause.as_deref(), Some("第四章 \"利润\" \\ \u{7}\n"));
    assert!(
        matches!(&policy.volume().score, ScoreRule::Bands(bands) if bands.len() == 2 && bands[1].score == Score::ZERO)
    );
    assert_eq!(policy.composite().weights.last().unwrap().0, Dimension::Rated("服务 质量".into()));
    assert_eq!(Policy::from_text("again.toml", &policy.to_toml()).unwrap(), policy);
}

#[test]
fn json_of_the_same_shape_is_the_same_policy() {
    let json = r#"{ "policy": { "format": 1, "name": "mine", "version": "1", "extends": "standard@1", "approved_on": "2026-01-05" },
        "composite": { "weights": { "credit": 0.3, "volume": 0.10, "profit": 0.6 } } }"#;
    let toml = "policy = { format = 1, name = \"mine\", version = \"1\", extends = \"standard@1\", approved_on = 2026-01-05 }\n\
        composite.weights = { profit = 0.6, volume = 0.1, credit = 0.3 }\n";
    let (a, b) = (Policy::from_text("a.json", json).unwrap(), Policy::from_text("b.toml", toml).unwrap());
    assert_eq!(a, b);
    assert_eq!(a.composite().weights[0].1, Decimal::new(3, 1));
    let error = Policy::from_text("a.json", &json.replace("0.10", "0.20")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a.json:2:35 (composite.weights): found weights that sum to 1.1, expected weights that sum to exactly 1; take away 0.1"
    );
}

const HOUSE: &str = "policy = { format = 1, name = \"house\", version = \"3\", extends = \"standard@1\", approved_by = \"board\" }\n\
    credit.window_months = 24\n";

#[test]
fn extends_keeps_what_is_not_said_again() {
    let branch = "policy = { format = 1, name = \"branch\", version = \"1\", extends = \"house@3\" }\n\
        credit.caps = []\nreview.yearly_by = \"03-31\"\nvolume.score = { bands = [{ at_least = 1, score = 100 }] }\n";
    let find = |name: &str| (name == "house@3").then(|| HOUSE.to_owned());
    let resolve = |text: &str| PolicyDocument::parse("branch.toml", text).unwrap().resolve_with(&find);
    let policy = resolve(branch).unwrap();
    assert_eq!(policy.header().name, "branch");
    assert_eq!(policy.header().approved.by, None, "nobody approved this one");
    assert_eq!(policy.credit().window_months, 24);
    assert!(policy.credit().caps.is_empty());
    assert_eq!(policy.review().cycle, ReviewCycle::YearlyBy { month: 3, day: 31 });
    assert_eq!(policy.credit().limit.len(), 5);
    // Positions are those of the file that said it.
    let error =
        resolve(&format!("{branch}composite.weights = {{ credit = 0.5, volume = 0.6 }}\n")).unwrap_err();
    let weights = "branch.toml:5:21 (composite.weights): found weights that sum to 1.1, expected weights that sum to exactly 1; take away 0.1";
    assert_eq!(error.problems().iter().map(ToString::to_string).collect::<Vec<_>>(), [weights]);
}

#[test]
fn extends_leads_somewhere_or_says_so() {
    let circle = |name: &str| match name {
        "house@3" => Some(HOUSE.replace("standard@1", "group@1")),
        "group@1" => Some(
            HOUSE
                .replace("\"house\", version = \"3\"", "\"group\", version = \"1\"")
                .replace("standard@1", "house@3"),
        ),
        "wrong@1" => Some(HOUSE.to_owned()),
        _ => None,
    };
    let text =
        |base: &str| format!("[policy]\nformat = 1\nname = \"b\"\nversion = \"1\"\nextends = \"{base}\"\n");
    let error = |base: &str| {
        let document = PolicyDocument::parse("b.toml", &text(base)).unwrap();
        let error = document.resolve_with(&circle).unwrap_err();
        error.problems().iter().map(|p| format!("{} {p}", p.code)).collect::<Vec<_>>()
    };
    assert_eq!(
        error("house@3"),
        [
            "extends_circular group@1:1:65 (policy.extends): found `house@3` → `group@1` → `house@3`, expected policies that lead to one that extends nothing"
        ]
    );
    assert_eq!(
        error("wrong@1"),
        [
            "extends_unknown b.toml:5:11 (policy.extends): found `wrong@1`, which calls itself `house@3`, expected the policy of that name and version"
        ]
    );
    assert_eq!(
        error("nowhere@1"),
        [
            "extends_unknown b.toml:5:11 (policy.extends): found `nowhere@1`, expected the name and version of a policy, such as `standard@1`, `no_cost@1`, `equal_thirds@1`, `cn_monthly_steps@1`, `gbt_ten_level@1`, `80_70_60@1`, `max_ratio@1`, `strict_archive@1`"
        ]
    );
}

#[test]
fn settings_change_the_resolved_policy() {
    let text = "policy = { format = 1, name = \"b\", version = \"1\", extends = \"standard@1\" }\n";
    let mut document = PolicyDocument::parse("b.toml", text).unwrap();
    for (path, value) in [
        ("composite.weights.credit", "0.3"),
        ("composite.weights.volume", "0.1"),
        ("credit.bands[0].at_least", "95"),
        ("volume.score", "max_ratio"),
        ("profit.score.bands", "[{ at_least = 1, score = 100 }]"),
        ("policy.version", "2026.1"),
        ("review.yearly_by", "03-31"),
        ("credit.limit.AAA.coefficient", "2"),
        ("composite.caps[5].enabled", "true"),
    ] {
        document.set(path, value).unwrap();
    }
    let policy = document.resolve().unwrap();
    assert_eq!(policy.composite().weights[0], (Dimension::Credit, Decimal::new(3, 1)));
    assert_eq!(policy.credit().bands.iter().next().unwrap().2.to_string(), "95.00");
    assert_eq!(policy.volume().score, ScoreRule::MaxRatio);
    assert!(matches!(policy.profit().score, ScoreRule::Bands(_)));
    assert_eq!(policy.header().version, "2026.1");
    assert_eq!(policy.review().cycle, ReviewCycle::YearlyBy { month: 3, day: 31 });
    assert_eq!(policy.credit().limit[0].coefficient, Decimal::TWO);
    assert!(policy.composite().caps[5].enabled);
}

#[test]
fn wrong_settings_name_what_is_near() {
    let mut document = PolicyDocument::parse("standard.toml", standard()).unwrap();
    let mut message = |path: &str, value: &str| document.set(path, value).unwrap_err().to_string();
    assert_eq!(
        message("review.every_month", "3"),
        "--set (review.every_month): found the key `every_month`, expected one of `clause`, `every_months`, `yearly_by`; did you mean `every_months`?"
    );
    assert_eq!(
        message("composit.weights.credit", "0.3"),
        "--set (composit.weights.credit): found the section `composit`, expected one of `policy`, `credit`, `volume`, `profit`, `prospect`, `composite`, `value_class`, `behaviour`, `review`, `admission`, `approval`, `archive`, `duties`; did you mean `composite`?"
    );
    assert_eq!(
        message("prospect.criteria.scal", "0.3"),
        "--set (prospect.criteria.scal): found the key `scal`, expected one of `scale`, `financial_strength`, `industry_position`, `growth_potential`, `need_fit`, `competition_cost`; did you mean `scale`?"
    );
    assert_eq!(
        message("credit.bands[0", "1"),
        "--set: found `credit.bands[0`, expected a path such as `credit.window_months` or `credit.bands[0].at_least`"
    );
    assert_eq!(
        message("credit.grace_days.x", "1"),
        "--set (credit.grace_days.x): found the key `x`, expected a whole number from 0 to 36500"
    );
    assert!(message("volume.score", "{ bands = ").starts_with("--set (volume.score): found "));
    document.set("credit.bands[7].at_least", "95").unwrap();
    document.set("review.every_months", "often").unwrap();
    let error = document.resolve().unwrap_err();
    assert_eq!(
        error.problems().iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "--set (credit.bands[7].at_least): found the index `[7]`, expected an index from 0 to 4",
            "--set (review.every_months): found the text `often`, expected a whole number from 1 to 1200",
        ]
    );
}

#[test]
fn the_schema_knows_every_key_and_both_languages() {
    let schema = Policy::json_schema();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    // What is required of the sections is so unless the policy extends another.
    assert_eq!(schema["required"], serde_json::json!(["policy"]));
    assert_eq!(schema["else"]["required"], serde_json::json!(["policy", "credit", "composite"]));
    let credit = &schema["properties"]["credit"];
    assert_eq!(credit["additionalProperties"], false);
    assert_eq!(credit["properties"]["window_months"]["default"].to_string(), "12");
    assert_eq!(credit["properties"]["excused"]["propertyNames"]["enum"][4], "bank_clearing");
    let weights = &schema["properties"]["composite"]["properties"]["weights"]["additionalProperties"];
    assert_eq!(weights["exclusiveMinimum"].to_string(), "0");
    // Wherever a key may stand: in lists, in maps of names, in one of several forms.
    fn described(schema: &serde_json::Value, count: &mut usize) {
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            let text = property["description"].as_str().unwrap_or_default();
            let (en, zh) = text.split_once(" / ").unwrap_or_else(|| panic!("{key}: {text}"));
            assert!(!en.is_empty() && !zh.is_ascii(), "{key}: {text}");
            *count += 1;
        }
        match schema {
            serde_json::Value::Object(entries) => {
                entries
                    .iter()
                    .filter(|(key, _)| !["if", "else"].contains(&key.as_str()))
                    .for_each(|(_, inner)| described(inner, count));
            }
            serde_json::Value::Array(items) => items.iter().for_each(|inner| described(inner, count)),
            _ => {}
        }
    }
    let mut count = 0;
    described(&schema, &mut count);
    assert!(count > 100, "{count}");
}

#[test]
fn hostile_texts_are_refused_quickly() {
    let code = |text: &str| Policy::from_text("h", text).unwrap_err().problems()[0].code;
    use crate::error::ProblemCode::{Syntax, TooLarge, UnknownSection};
    let deep = |open: &str| open.repeat(500_000 / open.len());
    for text in
        [format!("a = {}", deep("[")), format!("a = {}", deep("{a=")), deep("a."), format!("[{}", deep("a."))]
    {
        assert_eq!(code(&text), TooLarge);
    }
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let (open, close) = (open.repeat(80_000), close.repeat(80_000));
        assert_eq!(code(&format!("{{\"a\":{open}1{close}}}")), TooLarge);
        assert_eq!(code(&format!("{{\"a\":{open}")), Syntax);
    }
    assert_eq!(code(&"x".repeat(10 << 20)), TooLarge);
    assert_eq!(code(&"=\n".repeat(250_000)), Syntax);
    assert_eq!(code("\u{0}\u{1}\u{2}"), Syntax);
    assert_eq!(code(&format!("a = [{}]", "1,".repeat(250_000))), UnknownSection);
    let keys: String = (0..35_000).map(|i| format!("creditx{i}=1\n")).collect();
    assert_eq!(Policy::from_text("h", &keys).unwrap_err().problems().len(), crate::document::MAX_PROBLEMS);
    let limits: String =
        (0..11_000).map(|i| format!("b{i} = {{ coefficient = 1, term_days = 1 }}\n")).collect();
    let text = format!(
        "{}\n[credit.limit]\n{limits}",
        "policy = { format = 1, name = \"b\", version = \"1\", extends = \"standard@1\" }"
    );
    assert!(Policy::from_text("h", &text).is_err());
    // Rules by the thousand are read, and not held against one another.
    let values = (0..40_000).map(|i| i.to_string()).collect::<Vec<_>>().join(",");
    let cap = |name: &str| {
        format!(
            "[[composite.caps]]\nname = \"{name}\"\nat_most = \"C\"\nwhen = {{ any = [{{ fact = \"order_count\", in = [{values}] }}, {{ fact = \"order_count\", in = [{values}, 1] }}] }}\n"
        )
    };
    let error = Policy::from_text("h", &format!("{}{}", standard(), cap("wide"))).unwrap_err();
    assert_eq!(error.problems().len(), 1);
    let tests = "{ fact = \"vetoed\", is = true },".repeat(10_000);
    let cap = format!("[[composite.caps]]\nname = \"long\"\nat_most = \"C\"\nwhen = {{ all = [{tests}] }}\n");
    assert!(Policy::from_text("h", &format!("{}{cap}", standard())).is_ok());
    for text in [
        "",
        "{",
        "{}",
        "[",
        "\"",
        "'''",
        "a",
        "\u{feff}",
        "\u{feff}{}",
        "{\"a\":1,\"a\":2}",
        "{\"$serde_json::private::Number\":\"x\"}",
        "{\"policy\":null}",
    ] {
        assert!(Policy::from_text("h", text).is_err(), "{text}");
    }
}
