//! Whatever changes in a policy changes its text, in both languages and both forms.

use super::{changed, documents, unusual};
use crate::document::{Node, Trail, Value, read};
use crate::policy::Policy;

/// Every value that is no list and no table, with its path.
fn leaves(node: &Node, path: &Trail<'_>, found: &mut Vec<(String, Value)>) {
    match &node.value {
        Value::Table(table) => {
            for entry in table.iter() {
                leaves(&entry.node, &Trail::Key(path, &entry.key), found);
            }
        }
        Value::List(items) => {
            for (at, item) in items.iter().enumerate() {
                leaves(item, &Trail::Index(path, at), found);
            }
        }
        leaf => found.push((path.to_string(), leaf.clone())),
    }
}

pub(super) fn every_leaf(policy: &Policy) -> Vec<(String, Value)> {
    let (root, problems) = read("canonical", &policy.to_toml());
    assert!(problems.is_empty());
    let mut found = Vec::new();
    leaves(&root, &Trail::Root, &mut found);
    found
}

/// Names and codes that may stand in place of one in `[approval]`. What most documents need is one code
/// and no other.
fn others_of_approval(policy: &Policy, path: &str, text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    if path.starts_with("approval.documents.") {
        all.extend("always prior_business present signed_by_us not_expired".split(' ').map(str::to_owned));
    } else {
        all.extend("lower higher refuse by_amount sign approve archive_access".split(' ').map(str::to_owned));
        let approval = policy.approval().unwrap();
        all.extend(approval.roles.iter().cloned());
        all.extend(approval.tiers.iter().map(|tier| tier.name.clone()));
    }
    all.into_iter().filter(|other| other != text).map(|other| format!("\"{other}\"")).collect()
}

/// Names and codes that may stand in place of one in `[duties]`.
fn others_of_duties(policy: &Policy, text: &str) -> Vec<String> {
    let codes = "visit phone sms negotiation not_yet_closed closed 02-28 03-01 other auditor";
    let mut all: Vec<String> = codes.split(' ').map(str::to_owned).collect();
    all.extend(policy.archive().access.iter().flat_map(|access| access.roles.clone()));
    all.extend(policy.composite().bands.iter().map(|(_, name, _)| name.to_owned()));
    all.extend(policy.value_class().classes.iter().map(|class| class.name.clone()));
    all.into_iter().filter(|other| other != text).map(|other| format!("\"{other}\"")).collect()
}

/// Values that may stand in its place.
fn others(policy: &Policy, path: &str, value: &Value) -> Vec<String> {
    match value {
        Value::Bool(yes) => vec![(!yes).to_string()],
        Value::Date(date) => [1, 2].map(|days| (*date + chrono::Days::new(days)).to_string()).to_vec(),
        Value::Number(digits) => {
            let number: rust_decimal::Decimal = digits.parse().unwrap();
            let steps = ["1", "-1", "0.01", "-0.01", "0.000001", "-0.5", "3", "17"];
            steps.map(|step| (number + step.parse::<rust_decimal::Decimal>().unwrap()).to_string()).to_vec()
        }
        Value::Text(text) if path.starts_with("approval.") && !path.ends_with(".clause") => {
            others_of_approval(policy, path, text)
        }
        Value::Text(text) if path.starts_with("duties.") && !path.ends_with(".clause") => {
            others_of_duties(policy, text)
        }
        Value::Text(text) => {
            const CODES: &str = "linear steps amount quantity profit rank max_ratio kind region country industry size \
                need_class write_off wilful_default legal_trouble bounced_bill dealer enterprise 07-15 \
                vetoed credit_score EUR XTS volume_score profit_score margin_percent max_days_late \
                order_amount_12m documents_missing short_relationship credit_grade credit_band_by_score \
                contract signed_contract good_credit volume_share prospect_score capital_occupied good fair \
                single_order period official high_end all calendar_month deputy_division bureau auditor \
                closed event fixed minimum delete anonymise detected aware ordinary critical_infrastructure \
                cause harm paper electronic key_accounts keep remove restore maintain visit_date phone numbers dpo every_customer";
            let grades = policy.credit().bands.iter().map(|(_, name, _)| name.to_owned());
            let grades = grades.chain(policy.composite().bands.iter().map(|(_, name, _)| name.to_owned()));
            let grades = grades.chain(policy.value_class().classes.iter().map(|class| class.name.clone()));
            let roles = policy.archive().access.iter().flat_map(|access| access.roles.clone());
            let levels = policy.archive().incident.iter();
            let levels = levels.flat_map(|rules| rules.levels.iter().map(|level| level.name.clone()));
            let roles = roles.chain(levels);
            let own_law = path.ends_with(".basis").then(|| "{ law = \"Own law\" }".to_owned());
            let own = [format!("{text}x"), format!("{text}号")].into_iter();
            let all = own.chain(grades).chain(roles).chain(CODES.split(' ').map(str::to_owned));
            let all = all.filter(|other| other != text).map(|other| format!("\"{other}\""));
            own_law.into_iter().chain(all).collect()
        }
        _ => Vec::new(),
    }
}

/// Values that cannot change alone: the grammar's number, where curve and grades begin, weights, which
/// sum to 1, vetoes, credit caps and ways to become a VIP where every one is in force, approvers, names that
/// others refer to, the ends of tiers, which meet, what a document that can meet nothing else needs, the first
/// step of amounts, fields of lists that have them all, what is kept permanently or anonymised, notices that
/// say everything, and waivers, of which there is one.
fn is_bound(path: &str, value: &Value) -> bool {
    let is_start = path == "credit.curve[0].days" || path.contains(".bands[") && path.ends_with("at_least");
    path == "policy.format"
        || is_start && matches!(value, Value::Number(digits) if digits == "0")
        || path.starts_with("composite.weights.")
        || path.starts_with("prospect.criteria.")
        || path.starts_with("credit.caps[") && path.ends_with(".when")
        || path.starts_with("credit.vetoes[") && matches!(value, Value::Text(_))
        || path.starts_with("admission.vip.apply_by[")
        || path == "admission.vip.period.window" && matches!(value, Value::Text(_))
        || path.ends_with(".deny")
        || path.contains("grant_access.allow[")
        || matches!(path, "archive.access.approver" | "archive.access.second_approver")
        || path.starts_with("approval.tiers[") && (path.ends_with(".from") || path.ends_with(".to"))
        || path.starts_with("approval.documents.") && !path.ends_with(".clause")
        || path == "approval.delegation.redelegation"
        || path.starts_with("archive.access.forms[")
        || path.contains(".levels[") && (path.contains(".grades[") || path.ends_with(".unrated"))
        || path == "archive.privacy.amount_steps[0]"
        // A column that names the id it follows can take no other form.
        || path.ends_with(".deidentify") && matches!(value, Value::Text(text) if text == "pseudonym_of_subject")
        || path.starts_with("archive.composition.card_fields[")
        || path.starts_with("archive.composition.register_fields[")
        || path.starts_with("archive.retention.classes[")
            && (path.ends_with(".personal") || path.ends_with(".then"))
        || path.starts_with("archive.retention.classes[")
            && matches!(value, Value::Text(text) if text == "none" || text == "permanent")
        || path.starts_with("archive.incident.notices.") && path.contains(".contents[")
        || path.starts_with("archive.incident.steps.") && path.ends_with(".waiver")
        || is_name(path)
}

/// Names of grades, value classes, tiers and roles.
fn is_name(path: &str) -> bool {
    (path.contains(".bands[") || path.starts_with("value_class.classes[")) && path.ends_with(".name")
        || path.starts_with("archive.access.roles[")
        || path.starts_with("approval.tiers[") && path.ends_with(".name")
        || path.starts_with("approval.roles[")
        || path.starts_with("archive.incident.levels[") && path.ends_with(".name")
}

fn assert_differs(before: &[String], after: &Policy, what: &str) {
    for (at, (before, after)) in before.iter().zip(documents(after)).enumerate() {
        assert!(*before != after, "document {at} says nothing of {what}");
    }
}

/// On a thread for each policy, since it makes every document anew for every value.
#[test]
fn a_changed_value_changes_every_text() {
    let policies = [Policy::shipped("standard").unwrap(), unusual()];
    std::thread::scope(|scope| {
        for policy in &policies {
            scope.spawn(|| every_value_changes_every_text(policy));
        }
    });
}

fn every_value_changes_every_text(policy: &Policy) {
    let before = documents(policy);
    for (path, value) in every_leaf(policy) {
        let mut tried = 0;
        for other in others(policy, &path, &value) {
            let Some(after) = changed(policy, &[(&path, &other)]).filter(|after| after != policy) else {
                continue;
            };
            tried += 1;
            assert_differs(&before, &after, &format!("{path} = {other} in {}", policy.header().name));
            // Up and down for a number, one other for the rest.
            if tried == 2 || !matches!(value, Value::Number(_)) {
                break;
            }
        }
        assert!(
            tried > 0 || is_bound(&path, &value),
            "nothing else can stand in {path} of {}",
            policy.header().name
        );
    }
}

#[test]
fn changed_weights_change_every_text() {
    for policy in [Policy::shipped("standard").unwrap(), unusual()] {
        let before = documents(&policy);
        for section in ["composite.weights.", "prospect.criteria."] {
            let weights = every_leaf(&policy);
            let weights: Vec<_> = weights
                .into_iter()
                .filter_map(|(path, value)| match value {
                    Value::Number(digits) if path.starts_with(section) => Some((path, digits)),
                    _ => None,
                })
                .collect();
            assert!(weights.len() > 1);
            for pair in weights.windows(2) {
                let shifted = |(path, digits): &(String, String), by: i64| {
                    let weight = digits.parse::<rust_decimal::Decimal>().unwrap();
                    (path.clone(), (weight + rust_decimal::Decimal::new(by, 6)).to_string())
                };
                let ((a, more), (b, less)) = (shifted(&pair[0], 1), shifted(&pair[1], -1));
                let after = changed(&policy, &[(&a, &more), (&b, &less)]).unwrap();
                assert_differs(&before, &after, &a);
            }
        }
    }
}

#[test]
fn a_renamed_grade_or_role_changes_every_text() {
    for policy in [Policy::shipped("standard").unwrap(), unusual()] {
        let (before, text) = (documents(&policy), policy.to_toml());
        for (path, value) in every_leaf(&policy) {
            let Value::Text(name) = value else { continue };
            if is_name(&path) {
                // As a value, and as the key of its limit.
                let renamed = text.replace(&format!("\"{name}\""), "\"Other\"");
                let renamed = renamed.replace(&format!("\n{name} = {{"), "\nOther = {");
                let after =
                    Policy::from_text("renamed.toml", &renamed).unwrap_or_else(|e| panic!("{name}: {e}"));
                assert_differs(&before, &after, &format!("{path} = Other in {}", policy.header().name));
            }
        }
    }
}

/// Where one tier ends and the next begins.
#[test]
fn moved_ends_of_tiers_change_every_text() {
    for policy in [Policy::shipped("standard").unwrap(), unusual()] {
        let before = documents(&policy);
        let tiers = &policy.approval().unwrap().tiers;
        assert_eq!(tiers.len(), 3);
        for (tier, at) in tiers.iter().zip(0..2) {
            for by in ["0.01", "-0.000001"] {
                let end = (tier.to.unwrap() + by.parse::<rust_decimal::Decimal>().unwrap()).to_string();
                let (to, from) =
                    (format!("approval.tiers[{at}].to"), format!("approval.tiers[{}].from", at + 1));
                let after = changed(&policy, &[(&to, &end), (&from, &end)]).unwrap();
                assert_differs(&before, &after, &to);
            }
        }
    }
}

/// The canonical text has a line for every rule, so that a line left out is a rule left out.
#[test]
fn a_rule_left_out_changes_every_text() {
    for policy in [Policy::shipped("standard").unwrap(), unusual()] {
        let before = documents(&policy);
        let text = policy.to_toml();
        let lines: Vec<&str> = text.lines().collect();
        let mut left_out = 0;
        for at in 0..lines.len() {
            let rest: Vec<&str> =
                lines.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, l)| *l).collect();
            let Ok(after) = Policy::from_text("shorter.toml", &rest.join("\n")) else { continue };
            if after != policy {
                left_out += 1;
                assert_differs(&before, &after, &format!("`{}` left out", lines[at]));
            }
        }
        assert!(left_out > 20, "{left_out}");
    }
}

/// Choices that exclude what else stands in the unusual policy.
#[test]
fn other_choices_change_every_text() {
    let policy = unusual();
    let before = documents(&policy);
    for (path, value) in [
        ("volume.score", "\"rank\""),
        ("volume.score", "\"max_ratio\""),
        ("profit.score", "\"rank\""),
        ("profit.score", "\"max_ratio\""),
        ("credit.vetoes", "[]"),
        ("credit.vetoes", "[\"write_off\", \"wilful_default\", \"legal_trouble\"]"),
        ("credit.excused", "{}"),
        ("composite.caps", "[]"),
        // Key accounts are asked about these two.
        ("value_class.classes", "[{ name = \"core\", before_below = 80 }, { name = \"中坚\" }]"),
        ("admission.key_account.when", "{ fact = \"good_credit\", is = false }"),
        ("admission.key_account.when", "{ preset = \"share_and_scale\" }"),
        ("admission.vip.apply_by", "[\"official\", \"period\"]"),
        ("admission.vip.renew_by", "[]"),
        ("admission.vip.period.window", "\"calendar_month\""),
        ("review.every_months", "7"),
        ("credit.curve", "[{ days = 0, points = 100 }]"),
        ("approval.boundary", "\"reject\""),
        ("approval.no_amount", "\"refuse\""),
        ("approval.below_floor_price", "\"by_amount\""),
        ("approval.below_floor_price", "\"refuse\""),
        ("approval.split_window_days", "\"never\""),
        ("approval.unit_roles", "[]"),
        ("approval.shared_roles", "[]"),
        ("approval.documents", "{}"),
        ("approval.documents.basic_situation.fields", "[\"kind\", \"phone\"]"),
        ("approval.documents.reconciliation_statement.warns", "[]"),
        (
            "approval.documents.arrears_statement",
            "{ when = \"always\", needs = [\"agrees_with_ledger\", \"answer_and_amount\"] }",
        ),
        ("archive.log.lapsed_nda", "{}"),
        ("archive.log.no_live_grant", "{}"),
        ("archive.log.export", "\"never\""),
        ("archive.log.night", "\"never\""),
        ("archive.log.night.except", "[]"),
        ("archive.privacy.subjects", "[\"单号\"]"),
        ("archive.composition.card_fields", "[\"legal_name\"]"),
        ("archive.composition.register_fields", "[\"name\", \"appearance\"]"),
        ("archive.composition.may_decline", "[]"),
        ("approval.delegation.scopes", "[\"vip\", \"gift\", \"archive_access\"]"),
        ("duties.calls.not_yet_closed", "\"never\""),
        ("duties.calls.not_yet_closed", "{ days = 9 }"),
        ("duties.calls.closed", "\"never\""),
        ("duties.calls.closed", "{ months = 41 }"),
        ("duties.calls.intervals", "[]"),
        ("duties.calls.revisit_days", "\"never\""),
        ("duties.calls.milestone_working_days", "\"never\""),
        ("duties.calls.signing_lead_days", "[]"),
        ("duties.calls.signing_lead_days", "[31, 16]"),
        ("duties.calls.material_lead_days", "[]"),
        ("duties.calls.birthday", "\"never\""),
        ("duties.calls.birthday", "{ lead_days = 0, leap_day = \"03-01\" }"),
        ("duties.archive.submit_change", "{ working_days = 0 }"),
        ("archive.access.forms", "[\"paper\", \"electronic\"]"),
        (
            "archive.access.levels",
            "[{ name = \"公开\", grades = [\"P2\", \"P3\"], unrated = true }, { name = \"closed\", grades = [\"钻石\", \"P1\"], two_approvals = true }]",
        ),
        ("archive.incident.notices.EU.contents", "[\"dpo\", \"harm\"]"),
        ("archive.incident.steps.notify_customers", "{ from = \"detected\", hours = 66 }"),
        ("archive.retention.classes[0].basis", "\"chosen\""),
    ] {
        let after = changed(&policy, &[(path, value)]).unwrap_or_else(|| panic!("{path} = {value}"));
        assert_differs(&before, &after, &format!("{path} = {value}"));
    }
    // With nothing vetoed or capped, what is left still shows.
    let uncapped = changed(&policy, &[("composite.caps", "[]")]).unwrap();
    let bare = changed(&uncapped, &[("credit.caps", "[]"), ("credit.vetoes", "[]")]).unwrap();
    assert_differs(&documents(&uncapped), &bare, "the caps and vetoes of credit");
    let after = changed(&bare, &[("credit.veto_band", "\"差\"")]).unwrap();
    assert_differs(&documents(&bare), &after, "the veto band without vetoes");
}
