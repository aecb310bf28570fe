//! Each shipped policy is the standard policy with the differences it names, and no others.

use crate::policy::{AccessRules, ArchiveAction, Policy, PolicyDocument};

/// A policy with the header of the shipped one of this name, that extends another.
fn extending(name: &str, base: &str) -> PolicyDocument {
    let header = Policy::shipped(name).unwrap().header().clone();
    let title = header.title.unwrap();
    let text = format!(
        "policy = {{ format = 1, name = \"{name}\", title = \"{title}\", version = \"1\", extends = \"{base}\" }}\n"
    );
    PolicyDocument::parse("same.toml", &text).unwrap()
}

#[track_caller]
fn is_standard_with(name: &str, differences: &[(&str, &str)]) {
    let mut document = extending(name, "standard@1");
    for (path, value) in differences {
        document.set(path, value).unwrap();
    }
    assert_eq!(document.resolve().unwrap(), Policy::shipped(name).unwrap());
}

#[test]
fn equal_thirds_differs_in_weights() {
    let weights = "{ credit = 0.30, volume = 0.30, profit = 0.30, cooperation = 0.10 }";
    is_standard_with("equal_thirds", &[("composite.weights", weights)]);
}

#[test]
fn cn_monthly_steps_differs_in_the_curve() {
    let curve = "[{ days = 0, points = 100 }, { days = 30, points = 83.33 }, { days = 60, points = 66.67 }, { days = 90, points = 50 }, { days = 120, points = 33.33 }, { days = 121, points = 0 }]";
    is_standard_with("cn_monthly_steps", &[("credit.curve", curve), ("credit.interpolation", "steps")]);
}

#[test]
fn gbt_ten_level_differs_in_credit_bands_and_what_names_them() {
    let bands: Vec<_> = ["AAA", "AA", "A", "BBB", "BB", "B", "CCC", "CC", "C", "D"]
        .iter()
        .zip([90, 80, 70, 60, 50, 40, 30, 20, 10, 0])
        .map(|(name, at)| format!("{{ name = \"{name}\", at_least = {at} }}"))
        .collect();
    let cash = "{ coefficient = 0, term_days = 0 }";
    let limit = format!(
        "{{ AAA = {{ coefficient = 1.5, term_days = 90 }}, AA = {{ coefficient = 1, term_days = 60 }}, A = {{ coefficient = 0.8, term_days = 45 }}, BBB = {{ coefficient = 0.6, term_days = 30 }}, BB = {cash}, B = {cash}, CCC = {cash}, CC = {cash}, C = {cash}, D = {cash} }}"
    );
    is_standard_with(
        "gbt_ten_level",
        &[
            ("credit.bands", &format!("[{}]", bands.join(", "))),
            ("credit.veto_band", "D"),
            ("credit.limit", &limit),
            (
                "composite.caps[1].when",
                "{ fact = \"credit_band_by_score\", in = [\"BB\", \"B\", \"CCC\", \"CC\", \"C\", \"D\"] }",
            ),
            ("composite.caps[2].when", "{ fact = \"credit_band_by_score\", is = \"BBB\" }"),
        ],
    );
}

#[test]
fn policy_80_70_60_differs_in_bounds_and_scores() {
    let steps = |most: [u32; 4]| {
        let [a, b, c, d] = most;
        format!(
            "{{ bands = [{{ at_least = {a}, score = 100 }}, {{ at_least = {b}, score = 83.33 }}, {{ at_least = {c}, score = 66.67 }}, {{ at_least = {d}, score = 50 }}, {{ at_least = 1, score = 33.33 }}] }}"
        )
    };
    is_standard_with(
        "80_70_60",
        &[
            ("composite.bands[1].at_least", "70"),
            ("composite.bands[2].at_least", "60"),
            ("volume.score", &steps([7_200_000, 4_800_000, 2_400_000, 1_200_000])),
            ("profit.score", &steps([720_000, 480_000, 240_000, 120_000])),
        ],
    );
}

#[test]
fn max_ratio_differs_in_scores() {
    is_standard_with("max_ratio", &[("volume.score", "max_ratio"), ("profit.score", "max_ratio")]);
}

#[test]
fn strict_archive_differs_in_access_alone() {
    let mut strict = Policy::shipped("strict_archive").unwrap();
    let mut usual = extending("strict_archive", "standard@1").resolve().unwrap();
    let (strictly, usually) = (strict.archive.access.take().unwrap(), usual.archive.access.take().unwrap());
    assert_eq!(strict, usual);
    let differ: Vec<_> = strictly
        .actions
        .iter()
        .zip(&usually.actions)
        .filter(|(one, other)| one != other)
        .map(|(rule, _)| rule.action)
        .collect();
    assert_eq!(differ, [ArchiveAction::ViewElectronic, ArchiveAction::ViewPaperExtract]);
    let actions = usually.actions.clone();
    let paper_only = usually.paper_only.clone();
    assert_eq!(AccessRules { actions, paper_only, ..strictly }, usually);
}

/// A name that starts with a digit is a name like any other.
#[test]
fn every_shipped_policy_can_be_extended_and_named() {
    for name in Policy::shipped_names() {
        let policy = Policy::shipped(name).unwrap();
        assert_eq!(Policy::shipped(&format!("{name}@1")).as_ref(), Some(&policy));
        assert_eq!(extending(name, &format!("{name}@1")).resolve().unwrap(), policy);
        let json = format!(
            "{{\"policy\": {{\"format\": 1, \"name\": \"{name}\", \"version\": \"2\", \"extends\": \"{name}@1\"}}}}"
        );
        assert_eq!(Policy::from_text("p.json", &json).unwrap().composite(), policy.composite());
        let mut set = extending("standard", "standard@1");
        set.set("policy.extends", &format!("{name}@1")).unwrap();
        set.set("policy.name", name).unwrap();
        let set = set.resolve().unwrap();
        assert_eq!((set.header().name.as_str(), set.composite()), (name, policy.composite()));
        assert!(policy.header().title.as_ref().is_some_and(|title| title.contains(" / ")), "{name}");
    }
}

/// The rules of §5.2–5.6a, typed from the page, not read from a file.
#[test]
fn every_shipped_policy_approves_as_the_rules_say() {
    let expected = crate::policy::seed::approval();
    for name in Policy::shipped_names() {
        assert_eq!(Policy::shipped(name).unwrap().approval(), Some(&expected), "{name}");
    }
}
