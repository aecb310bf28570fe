//! The JSON Schema of policies against an independent validator: it takes what the library takes, and
//! refuses what the library refuses wherever one value alone is wrong.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use jsonschema::Validator;
use keyaccount::document::{Node, Value, read};
use keyaccount::{Policy, quote};
use serde_json::Value as Json;

fn validator() -> Validator {
    let schema = Policy::json_schema();
    assert!(jsonschema::meta::is_valid(&schema), "the schema is itself a schema");
    jsonschema::draft202012::options().should_validate_formats(true).build(&schema).unwrap()
}

/// A policy's text as JSON: dates as texts, numbers with their digits.
fn json(text: &str) -> Json {
    fn of(node: &Node) -> Json {
        match &node.value {
            Value::Table(table) => table.iter().map(|e| (e.key.clone(), of(&e.node))).collect(),
            Value::List(items) => items.iter().map(of).collect(),
            Value::Text(text) => Json::from(text.as_str()),
            Value::Number(digits) => serde_json::from_str(digits).unwrap(),
            Value::Bool(yes) => Json::from(*yes),
            Value::Date(date) => Json::from(date.to_string()),
            Value::Other(text) => panic!("{}", quote(text)),
            Value::Broken => panic!("a broken value"),
        }
    }
    let (root, problems) = read("p.toml", text);
    assert!(problems.is_empty(), "{problems:?}");
    of(&root)
}

fn errors(validator: &Validator, text: &str) -> Vec<String> {
    let policy = json(text);
    validator.iter_errors(&policy).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn standard() -> &'static str {
    Policy::shipped_source("standard").unwrap()
}

#[test]
fn every_shipped_policy_is_valid_as_written_and_as_completed() {
    let validator = validator();
    let none = Vec::<String>::new();
    for name in Policy::shipped_names() {
        let source = Policy::shipped_source(name).unwrap();
        assert_eq!(errors(&validator, source), none, "{name}");
        assert_eq!(errors(&validator, &Policy::shipped(name).unwrap().to_toml()), none, "{name}");
    }
}

/// What the standard policy does not say.
const CHANGES: &[(&str, &str)] = &[
    ("every_months = 6 ", "yearly_by = \"03-31\" #"),
    ("\"wilful_default\",", "{ veto = \"wilful_default\", clause = \"第七条\" },"),
    ("{ overdue_days_above = 180 },", "{ overdue_days_above = 180, clause = \"§ 7\" },"),
    ("version = \"1\" ", "version = \"2026.1\"\napproved_on = 2026-01-05\napproved_by = \"王\" "),
    ("when = { fact = \"vetoed\", is = true }", "when = { any = [{ fact = \"order_count\", in = [1, 2] }] }"),
    ("when = { fact = \"profit\", at_most = 0 }", "when = { all = [{ fact = \"kind\", is = \"dealer\" }] }"),
    ("credit = 0.1\n", "credit = 0.05\n\"服务 质量\" = 0.05\n"),
    ("score = \"rank\"\n", "score = { bands = [{ at_least = -5.5, score = 99.99 }] }\n"),
    ("{ name = \"AAA\", at_least = 90 }", "{ name = \"AAA\", at_least = 90, clause = \"第六条\" }"),
    ("no_amount = { tier = \"tier_3\" } ", "no_amount = \"refuse\" #"),
    ("below_floor_price = { tier = \"tier_3\" } ", "below_floor_price = \"by_amount\" #"),
    ("split_window_days = 90 ", "split_window_days = \"never\" #"),
    ("name = \"tier_1\"\n", "name = \"tier_1\"\nclause = \"第二章\"\n"),
    ("application_form = { when", "application_form = { clause = \"三、1\", when"),
];

#[test]
fn what_a_policy_may_say_beyond_the_shipped_ones_is_valid() {
    let validator = validator();
    for (old, new) in CHANGES {
        assert!(standard().contains(old), "{old}");
        let text = standard().replacen(old, new, 1);
        Policy::from_text("p.toml", &text).unwrap_or_else(|error| panic!("{new}: {error}"));
        assert_eq!(errors(&validator, &text), Vec::<String>::new(), "{new}");
    }
}

const EXTENDS: &str = "[policy]\nformat = 1\nname = \"p\"\nversion = \"1\"\nextends = \"strict_archive@1\"\n";

/// What a policy that extends another one may leave out.
const PARTS: &[&str] = &[
    "",
    "[credit]\ngrace_days = 3\n",
    "[composite]\nmin_dimensions = 3\n",
    "[prospect]\nvalid_months = 12\n[behaviour]\nnew_deal_days = 30\n",
    "[archive.access]\nsecond_approver = \"general_manager\"\n",
    "[archive.access.permissions.backup]\nallow = [\"backup_operator\"]\nclause = \"第九条\"\n",
    "[archive.access.permissions.backup]\ndeny = \"all\"\n",
    "[approval]\nboundary = \"reject\"\n",
    "[approval.delegation]\nmax_days = 30\n",
    "[approval.documents]\nbusiness_licence = { when = \"not_individual\", needs = [\"present\"], warns = [\"not_expired\"] }\n",
    "[volume.score]\nbands = [{ at_least = 1, score = 100, clause = \"第五条\" }]\n",
];

#[test]
fn whoever_extends_a_policy_writes_only_what_differs() {
    let validator = validator();
    for part in PARTS {
        let text = format!("{EXTENDS}{part}");
        Policy::from_text("p.toml", &text).unwrap_or_else(|error| panic!("{part}: {error}"));
        assert_eq!(errors(&validator, &text), Vec::<String>::new(), "{part}");
        // Without what it extends it lacks nearly everything.
        let alone = text.replace("extends =", "title =");
        assert!(Policy::from_text("p.toml", &alone).is_err(), "{part}");
        assert_ne!(errors(&validator, &alone), Vec::<String>::new(), "{part}");
    }
    for wrong in [
        "[policy]\nextends = \"standard@1\"\n",
        &format!("{EXTENDS}[composite]\ncaps = [{{ name = \"x\", at_most = \"B\" }}]\n"),
        &format!("{EXTENDS}[archive.access.permissions.backup]\ndeny = true\n"),
        &format!("{EXTENDS}[archive.access.permissions.backup]\nallow = \"staff\"\n"),
        &format!("{EXTENDS}[approval]\ntiers = [{{ name = \"all\", from = 0 }}]\n"),
        &format!("{EXTENDS}[approval.documents]\napplication_form = {{ when = \"always\" }}\n"),
        &format!("{EXTENDS}[archive.access.permissions]\nbackups = {{ deny = \"all\" }}\n"),
    ] {
        assert!(Policy::from_text("p.toml", wrong).is_err(), "{wrong}");
        assert_ne!(errors(&validator, wrong), Vec::<String>::new(), "{wrong}");
    }
}

#[test]
fn a_file_may_name_its_schema() {
    let validator = validator();
    for text in [
        format!("\"$schema\" = \"policy-1.schema.json\"\n{}", standard()),
        "{\"$schema\": \"policy-1.schema.json\", \"policy\": {\"format\": 1, \"name\": \"standard\", \"version\": \"1\", \"extends\": \"standard@1\"}}".to_owned(),
    ] {
        assert_eq!(Policy::from_text("p", &text).unwrap().credit(), Policy::shipped("standard").unwrap().credit());
        assert_eq!(errors(&validator, &text), Vec::<String>::new());
    }
    let wrong = format!("\"$schema\" = 1\n{}", standard());
    assert!(Policy::from_text("p", &wrong).is_err());
    assert_ne!(errors(&validator, &wrong), Vec::<String>::new());
}

/// One value of the standard policy, made wrong.
const MISTAKES: &[(&str, &str, &str)] = &[
    ("a key that is not known", "window_months = 12 ", "windw_months = 12 "),
    ("a section that is not known", "[behaviour]", "[behavior]"),
    ("a required key that is missing", "good_from = \"A\" ", "#"),
    ("a text for a number", "grace_days = 0 ", "grace_days = \"0\" "),
    ("a fraction of a month", "window_months = 12 ", "window_months = 12.5 "),
    ("a window of nothing", "window_months = 12 ", "window_months = 0 "),
    ("more than all points", "points = 87.5 ", "points = 187.5 "),
    ("a weight of nothing", "credit = 0.1\n", "credit = 0\n"),
    ("a weight above all", "credit = 0.1\n", "credit = 1.1\n"),
    ("a code that is not known", "interpolation = \"linear\"", "interpolation = \"lineal\""),
    ("a veto that is not known", "\"write_off\",", "\"writeoff\","),
    ("a veto of no kind", "{ overdue_days_above = 180 }", "{ clause = \"7\" }"),
    ("a reason that is not known", "force_majeure = {}", "force_majeur = {}"),
    ("a name with a semicolon", "name = \"bad_credit\"", "name = \"bad;credit\""),
    ("a test without a comparison", "{ fact = \"profit\", at_most = 0 }", "{ fact = \"profit\" }"),
    ("a fact that is not known", "fact = \"profit\"", "fact = \"profits\""),
    ("two cycles", "every_months = 6 ", "yearly_by = \"03-31\"\nevery_months = 6 "),
    ("a day that is none", "every_months = 6 ", "yearly_by = \"3-31\" #"),
    ("a date that is none", "version = \"1\" ", "approved_on = \"2026-02-30\"\nversion = \"1\" "),
    ("a currency that is none", "currency = \"CNY\"", "currency = \"yuan\""),
    (
        "a clause that is no text",
        "{ name = \"AAA\", at_least = 90 }",
        "{ name = \"AAA\", at_least = 90, clause = 6 }",
    ),
    ("a list for a table", "{ coefficient = 1.5, term_days = 90 }", "[1.5, 90]"),
    ("a tier that is not named as one", "no_amount = { tier = \"tier_3\" }", "no_amount = \"tier_3\""),
    ("an amount below nothing", "from = 0\n", "from = -1\n"),
    ("an act that is none", "act = \"file\"", "act = \"stamp\""),
    ("a step of nobody", "{ act = \"sign\", role = \"branch_manager\" }", "{ act = \"sign\" }"),
    ("a document that is not known", "draft_contract = {", "contract = {"),
    ("a condition that is not known", "\"floor_price\"", "\"price\""),
    ("a delegation without end", "max_days = 90 ", "max_days = 1000 "),
    ("a delegate's delegate", "redelegation = \"never\"", "redelegation = \"once\""),
    ("neither yes nor no", "override_lifts_veto = false", "override_lifts_veto = \"no\""),
];

#[test]
fn one_wrong_value_is_refused_by_both() {
    let validator = validator();
    for (what, old, new) in MISTAKES {
        assert!(standard().contains(old), "{old}");
        let text = standard().replacen(old, new, 1);
        assert!(Policy::from_text("p.toml", &text).is_err(), "{what}");
        assert_ne!(errors(&validator, &text), Vec::<String>::new(), "{what}");
    }
}
