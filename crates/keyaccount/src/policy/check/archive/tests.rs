//! Every problem of `[archive.access]` with its whole message, and nothing but it.

use crate::policy::{ArchiveAction, Permission, Policy};

/// Correct rules in which every case below changes one thing.
const GOOD: &str = r#"[policy]
format = 1
name = "test"
version = "1"
currency = "CNY"

[archive.access]
clause = "第三章"
roles = ["clerk", "seller", "head", "director", "anybody else"]
approver = "head"
second_approver = "director"

[archive.access.permissions]
submit_change = { own = ["seller"], allow = ["head"] }
enter_basic_info = { own = ["seller"] }
enter_dynamic_info = { allow = ["clerk"] }
maintain = { allow = ["clerk"], clause = "第三章 第十一条" }
file_papers = { allow = ["clerk"] }
search = { approval = ["seller", "clerk"], allow = ["director"] }
view_electronic = { own = ["seller"], allow = ["clerk"] }
view_paper_extract = { approval = ["anybody else"] }
export = { two_approvals = ["head"] }
disclose_external = { deny = "all", clause = "第三章 第九条" }
backup = { allow = ["clerk"] }
restore = { deny = "all" }
grant_access = { allow = ["head", "director"] }
audit = { allow = ["director"] }
anonymise = { allow = ["clerk"] }
dispose = { allow = ["clerk"] }
set_confidentiality = { allow = ["head"] }
"#;

/// The standard policy from `[credit]` to `[approval.delegation]`, to stand behind the rules.
fn rest() -> &'static str {
    let standard = Policy::shipped_source("standard").unwrap();
    let from = standard.find("\n[credit]").unwrap();
    let to = standard.find("\n# Customer files").unwrap();
    &standard[from..to]
}

fn problems(text: &str) -> Vec<String> {
    match Policy::from_text("p.toml", &format!("{text}{}", rest())) {
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
    let policy = Policy::from_text("p.toml", &format!("{GOOD}{}", rest())).unwrap();
    let access = policy.archive().access.as_ref().unwrap();
    assert_eq!(access.clause.as_deref(), Some("第三章"));
    assert_eq!(access.roles, ["clerk", "seller", "head", "director", "anybody else"]);
    assert_eq!(
        (access.approver.as_deref(), access.second_approver.as_deref()),
        (Some("head"), Some("director"))
    );
    let actions: Vec<_> = access.actions.iter().map(|rule| rule.action).collect();
    assert_eq!(actions, ArchiveAction::ALL);
    assert_eq!(access.actions[3].clause.as_deref(), Some("第三章 第十一条"));
    assert_eq!(
        access.actions[5].permissions,
        [
            Permission::NeedsApproval,
            Permission::NeedsApproval,
            Permission::Deny,
            Permission::Allow,
            Permission::Deny
        ]
    );
    let canonical = policy.to_toml();
    assert!(canonical.contains(
        "\n[archive.access.permissions.search]\nallow = [\"director\"]\napproval = [\"clerk\", \"seller\"]\n"
    ));
    assert!(canonical.contains(
        "\n[archive.access.permissions.disclose_external]\nclause = \"第三章 第九条\"\ndeny = \"all\"\n"
    ));
    assert_eq!(Policy::from_text("p.toml", &canonical).unwrap(), policy);
    assert_eq!(
        problems(&GOOD.replace("disclose_external = { deny", "disclose_external = { allow = [], deny")),
        [""; 0]
    );
}

#[test]
fn a_policy_without_access_rules_says_nothing_of_them() {
    let silent = format!("[policy]\nformat = 1\nname = \"test\"\nversion = \"1\"\n{}", rest());
    let policy = Policy::from_text("p.toml", &silent).unwrap();
    assert_eq!(policy.archive().access, None);
    assert!(!policy.to_toml().contains("archive.access"));
    let empty = Policy::from_text("p.toml", &format!("{silent}\n[archive]\n")).unwrap();
    assert_eq!(empty.digest(), policy.digest());
}

#[test]
fn roles_and_actions_that_are_not_there() {
    expect(
        "submit_change = { own = [\"seller\"]",
        "submit_change = { own = [\"sellers\"]",
        &[
            "unknown_code p.toml:14:26 (archive.access.permissions.submit_change.own[0]): found `sellers`, expected one of `clerk`, `seller`, `head`, `director`, `anybody else`; did you mean `seller`?",
        ],
    );
    expect(
        "set_confidentiality",
        "set_confidentialty",
        &[
            "unknown_key p.toml:30:1 (archive.access.permissions.set_confidentialty): found the key `set_confidentialty`, expected one of `submit_change`, `enter_basic_info`, `enter_dynamic_info`, `maintain`, `file_papers`, `search`, `view_electronic`, `view_paper_extract`, `export`, `disclose_external`, `backup`, `restore`, `grant_access`, `audit`, `anonymise`, `dispose`, `set_confidentiality`; did you mean `set_confidentiality`?",
        ],
    );
    expect(
        "audit = { allow = [",
        "audit = { alow = [",
        &[
            "unknown_key p.toml:27:11 (archive.access.permissions.audit.alow): found the key `alow`, expected one of `clause`, `allow`, `own`, `approval`, `two_approvals`, `deny`; did you mean `allow`?",
        ],
    );
    expect(
        "audit = { allow = [\"director\"] }",
        "audit = { allow = \"director\" }",
        &[
            "wrong_type p.toml:27:19 (archive.access.permissions.audit.allow): found the text `director`, expected a list in square brackets",
        ],
    );
    expect(
        "audit = { allow = [\"director\"] }",
        "audit = \"director\"",
        &[
            "wrong_type p.toml:27:9 (archive.access.permissions.audit): found the text `director`, expected a table with `clause`, `allow`, `own`, `approval`, `two_approvals`, `deny`",
        ],
    );
    expect(
        "roles = [\"clerk\", \"seller\", \"head\", \"director\", \"anybody else\"]",
        "roles = []",
        &["out_of_range p.toml:9:9 (archive.access.roles): found no role, expected 1 to 255 roles"],
    );
    expect(
        "\"anybody else\"]\n",
        "\"anybody else\", \"clerk\"]\n",
        &[
            "duplicate p.toml:9:65 (archive.access.roles[5]): found `clerk`, expected every name once; rename or remove one of the two",
        ],
    );
}

#[test]
fn an_action_is_for_somebody_or_said_to_be_for_nobody() {
    for silent in ["", "dispose = {}", "dispose = { allow = [] }", "dispose = { clause = \"第十条\" }"] {
        let found = problems(&GOOD.replace("dispose = { allow = [\"clerk\"] }", silent));
        let message = "(archive.access.permissions.dispose): found nobody who may `dispose`, expected at least one role that may; name a role, or write `deny = \"all\"` if nobody should";
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("nobody_may p.toml:") && found[0].ends_with(message), "{found:?}");
    }
    expect(
        "dispose = { allow = [\"clerk\"] }",
        "dispose = { allow = [\"clerk\"], deny = \"all\" }",
        &[
            "duplicate p.toml:29:39 (archive.access.permissions.dispose.deny): found `deny = \"all\"` beside `allow`, expected only one of the two; remove `deny`, or every role of the action",
        ],
    );
    expect(
        "view_electronic = { own = [\"seller\"], allow = [\"clerk\"] }",
        "view_electronic = { own = [\"seller\"], allow = [\"clerk\", \"seller\"] }",
        &[
            "duplicate p.toml:20:28 (archive.access.permissions.view_electronic.own[0]): found `seller` under `allow` and again under `own`, expected every role once in an action; remove one of the two",
        ],
    );
    expect(
        "disclose_external = { deny = \"all\", ",
        "disclose_external = { two_approvals = [\"director\"], ",
        &[
            "forbidden p.toml:23:40 (archive.access.permissions.disclose_external.two_approvals[0]): found `director`, to whom `disclose_external` is open, expected `deny = \"all\"`: customer files go to nobody outside, whoever asks",
            "self_approval p.toml:23:40 (archive.access.permissions.disclose_external.two_approvals[0]): found `director`, above whom nobody approves, expected an approver other than who asks; move the role to `allow`, or remove it",
        ],
    );
}

#[test]
fn approvers_are_there_and_may_grant() {
    expect(
        "approver = \"head\"\nsecond",
        "second",
        &[
            "missing p.toml:7:10 (archive.access.approver): found no `approver`, although `search` needs one, expected the role that approves access requests",
        ],
    );
    expect(
        "second_approver = \"director\"\n",
        "",
        &[
            "missing p.toml:7:10 (archive.access.second_approver): found no `second_approver`, although `export` needs one, expected the role that approves second",
            "self_approval p.toml:21:29 (archive.access.permissions.export.two_approvals[0]): found `head`, whose request nobody else could approve, expected an approver other than who asks; name a `second_approver`, who decides on the approver's own requests",
        ],
    );
    expect(
        "second_approver = \"director\"",
        "second_approver = \"directors\"",
        &[
            "unknown_code p.toml:11:19 (archive.access.second_approver): found `directors`, expected one of `clerk`, `seller`, `head`, `director`, `anybody else`; did you mean `director`?",
        ],
    );
    expect(
        "grant_access = { allow = [\"head\", \"director\"] }",
        "grant_access = { allow = [\"director\"] }",
        &[
            "may_not_grant p.toml:10:12 (archive.access.approver): found `head`, who may not decide on access requests, expected a role under `grant_access.allow`",
        ],
    );
    expect(
        "grant_access = { allow = [\"head\", \"director\"] }",
        "grant_access = { allow = [\"head\"], own = [\"director\"] }",
        &[
            "may_not_grant p.toml:11:19 (archive.access.second_approver): found `director`, who may not decide on access requests, expected a role under `grant_access.allow`",
            "nobody_may p.toml:26:43 (archive.access.permissions.grant_access.own[0]): found `director` under `own`, although `grant_access` is about no customer of one's own, expected a role under `allow` or under an approval; move the role, or remove it",
        ],
    );
}

#[test]
fn nobody_approves_his_own_request() {
    expect(
        "second_approver = \"director\"",
        "second_approver = \"head\"",
        &[
            "self_approval p.toml:11:19 (archive.access.second_approver): found `head`, who approves first already, expected another role than the approver",
        ],
    );
    expect(
        "search = { approval = [\"seller\", \"clerk\"], allow = [\"director\"] }",
        "search = { approval = [\"seller\", \"clerk\", \"director\"] }",
        &[
            "self_approval p.toml:19:43 (archive.access.permissions.search.approval[2]): found `director`, above whom nobody approves, expected an approver other than who asks; move the role to `allow`, or remove it",
        ],
    );
    let alone = GOOD.replace("second_approver = \"director\"\n", "").replace("two_approvals", "approval");
    assert_eq!(
        problems(&alone),
        [
            "self_approval p.toml:21:24 (archive.access.permissions.export.approval[0]): found `head`, whose request nobody else could approve, expected an approver other than who asks; name a `second_approver`, who decides on the approver's own requests",
        ]
    );
}

/// [`GOOD`] with more said of access, in the line before the permissions.
#[track_caller]
fn expect_more(more: &str, messages: &[&str]) {
    let found = problems(
        &GOOD.replace("\n\n[archive.access.permissions]", &format!("\n{more}\n[archive.access.permissions]")),
    );
    assert_eq!(found, messages);
}

#[test]
fn whose_permissions_are_narrower_and_what_may_be_granted() {
    expect_more("unit_roles = [\"head\"]", &[]);
    expect_more(
        "unit_roles = [\"heads\"]",
        &[
            "unknown_code p.toml:12:15 (archive.access.unit_roles[0]): found `heads`, expected one of `clerk`, `seller`, `head`, `director`, `anybody else`; did you mean `head`?",
        ],
    );
    expect_more("paper_only = [\"anybody else\"]", &[]);
    expect_more(
        "paper_only = [\"clerk\"]",
        &[
            "duplicate p.toml:12:15 (archive.access.paper_only[0]): found `clerk`, to whom `view_electronic` is open, expected a role that sees paper alone; remove it here, or from the action",
        ],
    );
    expect_more(
        "fields = []",
        &["out_of_range p.toml:12:10 (archive.access.fields): found no field, expected 1 to 255 fields"],
    );
    expect_more(
        "fields = [\"phone\", \"phone\"]",
        &[
            "duplicate p.toml:12:20 (archive.access.fields[1]): found `phone`, expected every name once; rename or remove one of the two",
        ],
    );
    expect_more(
        "forms = []",
        &[
            "out_of_range p.toml:12:9 (archive.access.forms): found no form, expected `paper`, `electronic` or both",
        ],
    );
    expect_more(
        "grant_days = 367",
        &[
            "out_of_range p.toml:12:14 (archive.access.grant_days): found the number `367`, expected a whole number from 1 to 366",
        ],
    );
}

#[test]
fn a_permission_that_nobody_could_ever_use_is_refused() {
    expect(
        "audit = { allow = [\"director\"] }",
        "audit = { allow = [\"director\"], approval = [\"clerk\"] }",
        &[
            "nobody_may p.toml:27:45 (archive.access.permissions.audit.approval[0]): found `clerk` under an approval, although nobody applies for `audit`, expected a role under `allow`; move the role to `allow`, or remove it",
        ],
    );
    expect(
        "grant_access = { allow = [\"head\", \"director\"] }",
        "grant_access = { allow = [\"head\", \"director\"], two_approvals = [\"clerk\"] }",
        &[
            "nobody_may p.toml:26:65 (archive.access.permissions.grant_access.two_approvals[0]): found `clerk` under an approval, although nobody applies for `grant_access`, expected a role under `allow`; move the role to `allow`, or remove it",
        ],
    );
    expect(
        "backup = { allow = [\"clerk\"] }",
        "backup = { own = [\"seller\"] }",
        &[
            "nobody_may p.toml:24:19 (archive.access.permissions.backup.own[0]): found `seller` under `own`, although `backup` is about no customer of one's own, expected a role under `allow` or under an approval; move the role, or remove it",
        ],
    );
    expect_more(
        "forms = [\"electronic\"]",
        &[
            "nobody_may p.toml:21:36 (archive.access.permissions.view_paper_extract.approval[0]): found `anybody else`, who would need `paper` for `view_paper_extract`, which is never granted, expected a form under `forms`; add the form to `forms`, or remove the role",
        ],
    );
    expect_more("forms = [\"paper\"]", &[]);
}

#[test]
fn whoever_needs_an_approval_elsewhere_has_somebody_to_ask() {
    let nobody = GOOD
        .replace("approver = \"head\"\nsecond_approver = \"director\"\n", "unit_roles = [\"clerk\"]\n")
        .replace("search = { approval = [\"seller\", \"clerk\"], allow", "search = { allow")
        .replace(
            "view_paper_extract = { approval = [\"anybody else\"] }",
            "view_paper_extract = { deny = \"all\" }",
        )
        .replace("export = { two_approvals = [\"head\"] }", "export = { deny = \"all\" }");
    let found = problems(&nobody);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("missing ")
            && found[0].contains("(archive.access.approver): found no `approver`, although `clerk` needs one for `enter_dynamic_info` in another department, expected the role that approves access requests"),
        "{found:?}"
    );
    let above = GOOD
        .replace(
            "\n\n[archive.access.permissions]",
            "\nunit_roles = [\"director\"]\n[archive.access.permissions]",
        )
        .replace("anonymise = { allow = [\"clerk\"] }", "anonymise = { allow = [\"clerk\", \"director\"] }");
    assert_eq!(
        problems(&above),
        [
            "self_approval p.toml:28:33 (archive.access.permissions.anonymise.allow[1]): found `director`, above whom nobody approves `anonymise` in another department, expected an approver other than who asks; remove the role from `unit_roles`, or from the action",
        ]
    );
}

#[test]
fn every_grade_has_one_level() {
    let levels = |first: &str, second: &str| {
        format!("levels = [{{ name = \"open\"{first} }}, {{ name = \"closed\"{second} }}]")
    };
    let good = ", grades = [\"C\", \"D\"], unrated = true";
    let more = ", grades = [\"A\", \"B\"], key_accounts = true, two_approvals = true";
    expect_more(&levels(good, more), &[]);
    expect_more(
        &levels(good, ", grades = [\"A\"]"),
        &[
            "band_missing p.toml:12:10 (archive.access.levels): found no level for `B`, expected a level for every grade",
        ],
    );
    expect_more(
        &levels(good, ", grades = [\"A\", \"B\", \"E\"]"),
        &[
            "unknown_code p.toml:12:106 (archive.access.levels[1].grades[2]): found `E`, expected one of `A`, `B`, `C`, `D`",
        ],
    );
    expect_more(
        &levels(good, ", grades = [\"A\", \"B\", \"C\"]"),
        &[
            "duplicate p.toml:12:106 (archive.access.levels[1].grades[2]): found `C`, expected every name once; rename or remove one of the two",
        ],
    );
    expect_more(
        &levels(", grades = [\"C\", \"D\"]", ", grades = [\"A\", \"B\"]"),
        &[
            "missing p.toml:12:10 (archive.access.levels): found no level with `unrated`, expected `unrated = true` in one level",
        ],
    );
    expect_more(
        &levels(good, ", grades = [\"A\", \"B\"], unrated = true"),
        &[
            "duplicate p.toml:12:117 (archive.access.levels[1].unrated): found `unrated` a second time, expected `unrated = true` in one level; remove one of the two",
        ],
    );
    let alone = GOOD
        .replace("second_approver = \"director\"\n", &format!("{}\n", levels(good, more)))
        .replace("two_approvals = [\"head\"]", "approval = [\"clerk\"]");
    assert_eq!(
        problems(&alone),
        [
            "missing p.toml:7:10 (archive.access.second_approver): found no `second_approver`, although the level `closed` needs one, expected the role that approves second",
        ]
    );
}

#[test]
fn hostile_rules_are_refused_with_few_words() {
    let text = |allow: &str| {
        GOOD.replace("audit = { allow = [\"director\"] }", &format!("audit = {{ allow = [{allow}] }}"))
    };
    for allow in ["\"head\",".repeat(30_000), "\"headd\",".repeat(30_000)] {
        assert_eq!(problems(&text(&allow)).len(), crate::document::MAX_PROBLEMS);
    }
    let many: String = (0..30_000).map(|role| format!("\"r{role}\",")).collect();
    let found = problems(&GOOD.replace("\"anybody else\"]\n", &format!("{many}]\n")));
    assert_eq!(
        found,
        ["out_of_range p.toml:9:9 (archive.access.roles): found 30004 roles, expected 1 to 255 roles"]
    );
}
