//! Every problem of `[archive.incident]` with its message, and nothing but it.

use crate::policy::{ClockStart, IncidentStep, Jurisdiction, NoticeContent, OperatorKind, Policy};

/// Correct rules in which every case below changes one thing.
const GOOD: &str = r#"[policy]
format = 1
name = "test"
version = "1"
extends = "standard@1"

[archive.incident]
clause = "第五章"
levels = [{ name = "big", persons = 100 }, { name = "huge", persons = 1000 }]

[archive.incident.steps]
report = { from = "detected", hours = 2 }
contain = { from = "detected", hours = 6, sooner = [{ from_level = "big", hours = 3 }] }
notify_authority_cn = { from = "aware", hours = 48, in_phases = true }
notify_customers = { from = "aware", hours = 60, waiver = "harm_avoided", clause = "第五章 第三条" }

[archive.incident.notices]
CN = { contents = ["harm", "cause"] }
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
fn correct_rules_are_silent_and_survive_their_canonical_text() {
    let policy = Policy::from_text("p.toml", GOOD).unwrap();
    let rules = policy.archive().incident.as_ref().unwrap();
    assert_eq!((rules.clause.as_deref(), rules.operator), (Some("第五章"), OperatorKind::Ordinary));
    let steps: Vec<_> = rules.steps.iter().map(|rule| (rule.step, rule.from, rule.hours)).collect();
    assert_eq!(
        steps,
        [
            (IncidentStep::Report, ClockStart::Detected, 2),
            (IncidentStep::Contain, ClockStart::Detected, 6),
            (IncidentStep::NotifyAuthorityCn, ClockStart::Aware, 48),
            (IncidentStep::NotifyCustomers, ClockStart::Aware, 60),
        ]
    );
    let [_, contain, authority, customers] = &*rules.steps else { panic!("four steps") };
    assert_eq!((contain.sooner[0].from_level, contain.sooner[0].hours), (Some(0), 3));
    assert_eq!((authority.in_phases, authority.waivable), (true, false));
    assert_eq!((customers.in_phases, customers.waivable), (false, true));
    assert_eq!(customers.clause.as_deref(), Some("第五章 第三条"));
    assert_eq!(rules.notices[0].jurisdiction, Jurisdiction::Cn);
    assert_eq!(rules.notices[0].contents, [NoticeContent::Cause, NoticeContent::Harm]);
    assert_eq!([99, 100, 999, 1000].map(|n| rules.level(n)), [None, Some(0), Some(0), Some(1)]);
    let canonical = policy.to_toml();
    assert!(canonical.contains(
        "\ncontain = { from = \"detected\", hours = 6, sooner = [{ from_level = \"big\", hours = 3 }] }\n"
    ));
    assert_eq!(Policy::from_text("p.toml", &canonical).unwrap(), policy);
    let json = serde_json::to_string(rules).unwrap();
    assert_eq!(&serde_json::from_str::<crate::IncidentRules>(&json).unwrap(), rules);
}

#[test]
fn levels_rise_and_are_named_once() {
    expect(
        "persons = 1000 }",
        "persons = 100 }",
        &[
            "band_order archive.incident.levels[1].persons: `100`, after `100` of the level before | more than 100 | ",
        ],
    );
    expect(
        "name = \"huge\"",
        "name = \"big\"",
        &[
            "duplicate archive.incident.levels[1].name: `big` | every name once | rename or remove one of the two",
        ],
    );
    expect(
        "from_level = \"big\"",
        "from_level = \"bog\"",
        &[
            "unknown_code archive.incident.steps.contain.sooner[0].from_level: `bog` | one of `big`, `huge` | did you mean `big`?",
        ],
    );
}

#[test]
fn fewer_hours_are_fewer_and_say_when() {
    expect(
        "from_level = \"big\", hours = 3",
        "from_level = \"big\", hours = 6",
        &[
            "never_acts archive.incident.steps.contain.sooner[0].hours: `6`, where the step has 6 anyhow | less than 6 | ",
        ],
    );
    expect(
        "{ from_level = \"big\", hours = 3 }",
        "{ hours = 3 }",
        &[
            "missing archive.incident.steps.contain.sooner[0]: fewer hours, and nothing that says when | `operator`, `from_level` or both | ",
        ],
    );
    expect(
        "hours = 2 }",
        "hours = 0 }",
        &[
            "out_of_range archive.incident.steps.report.hours: the number `0` | a whole number from 1 to 8784 | ",
        ],
    );
}

#[test]
fn only_notices_to_customers_are_waived_and_only_notices_come_in_parts() {
    expect(
        "hours = 48, in_phases = true",
        "hours = 48, waiver = \"harm_avoided\"",
        &[
            "forbidden archive.incident.steps.notify_authority_cn.waiver: a waiver of `notify_authority_cn` | no waiver but of `notify_customers` | remove `waiver`",
        ],
    );
    expect(
        "hours = 2 }",
        "hours = 2, in_phases = true }",
        &[
            "never_acts archive.incident.steps.report.in_phases: `report`, which is no notice | a notice, of which parts may follow | remove `in_phases`",
        ],
    );
}

#[test]
fn a_notice_has_something_to_say() {
    expect(
        "CN = { contents = [\"harm\", \"cause\"] }",
        "EU = { contents = [\"dpo\"] }",
        &[
            "missing archive.incident.steps.notify_authority_cn: no contents of notices under the law of CN | what the notice must say | list them under `archive.incident.notices.CN`",
        ],
    );
    expect(
        "[\"harm\", \"cause\"]",
        "[]",
        &["out_of_range archive.incident.notices.CN.contents: no content | 1 to 255 contents | "],
    );
    expect(
        "[\"harm\", \"cause\"]",
        "[\"harm\", \"harm\"]",
        &[
            "duplicate archive.incident.notices.CN.contents[1]: `harm` | every name once | rename or remove one of the two",
        ],
    );
}
