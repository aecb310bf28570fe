//! What differs between two policies, value by value, from their canonical texts.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::part::Part;
use crate::document::{Node, Value, is_bare, read_toml};
use crate::policy::Policy;

/// One value that is not the same in both policies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyChange {
    /// Where it stands, such as `composite.weights.credit` or, in a list, `composite.bands[A].at_least`:
    /// entries of lists are known by their name (or their first number), not by their place.
    pub path: String,
    /// Its value in the policy before, as TOML, texts without quotation marks; none if it is not there.
    pub before: Option<String>,
    /// Its value in the policy after.
    pub after: Option<String>,
    /// Where the written policy before says it.
    pub clause_before: Option<String>,
    /// Where the written policy after says it.
    pub clause_after: Option<String>,
    /// The code of the causes it can become ([`CauseKind::code`](super::CauseKind::code)); none for
    /// what moves no grade, such as the version or a clause.
    pub affects: Option<String>,
}

/// What tells the entries of a list apart, the first that does.
const KEYS: &[&str] = &["name", "when", "days", "at_least"];

/// Every value that differs, in the order of the canonical text.
pub(super) fn policy_changes(before: &Policy, after: &Policy) -> Vec<PolicyChange> {
    let tree = |policy: &Policy| read_toml("policy", &policy.to_toml()).0;
    let (before, after) = (tree(before), tree(after));
    let mut changes = Vec::new();
    compare("", [Some(&before), Some(&after)], [None, None], &mut changes);
    changes
}

/// A value in both trees, with the clauses that hold for it.
fn compare(
    path: &str,
    nodes: [Option<&Node>; 2],
    clauses: [Option<&str>; 2],
    changes: &mut Vec<PolicyChange>,
) {
    if let [Some(before), Some(after)] = nodes {
        if let (Value::Table(_), Value::Table(_)) = (&before.value, &after.value) {
            let clauses = core::array::from_fn(|side| {
                let own = nodes.get(side).copied().flatten().and_then(|node| node.get("clause"));
                own.and_then(Node::as_text).or(clauses.get(side).copied().flatten())
            });
            return compare_entries(path, [entries(before), entries(after)], clauses, changes);
        }
        if let (Some(before), Some(after)) = (keyed(before), keyed(after)) {
            let in_order = |own: &[(String, &Node)], other: &[(String, &Node)]| -> Vec<String> {
                let common: BTreeSet<&String> = other.iter().map(|(key, _)| key).collect();
                own.iter().map(|(key, _)| key.clone()).filter(|key| common.contains(key)).collect()
            };
            let orders = [in_order(&before, &after), in_order(&after, &before)];
            if let [first, second] = &orders
                && first != second
            {
                let texts = [first, second].map(|order| Some(format!("[{}]", order.join(", "))));
                push(path, texts, clauses, changes);
            }
            return compare_entries(path, [before, after], clauses, changes);
        }
    }
    let texts = nodes.map(|node| node.map(|node| written(&node.value, true)));
    let [before, after] = &texts;
    if before != after {
        push(path, texts, clauses, changes);
    }
}

/// The entries of two tables or lists, matched by key, each where the earlier of the two stands.
fn compare_entries(
    path: &str,
    sides: [Vec<(String, &Node)>; 2],
    clauses: [Option<&str>; 2],
    changes: &mut Vec<PolicyChange>,
) {
    let mut merged: BTreeMap<&str, (usize, [Option<&Node>; 2])> = BTreeMap::new();
    for (side, entries) in sides.iter().enumerate() {
        for (place, (key, node)) in entries.iter().enumerate() {
            let entry = merged.entry(key).or_insert((place, [None, None]));
            entry.0 = entry.0.min(place);
            if let Some(slot) = entry.1.get_mut(side) {
                *slot = Some(node);
            }
        }
    }
    let mut merged: Vec<_> = merged.into_iter().collect();
    merged.sort_by_key(|(_, (place, _))| *place);
    for (key, (_, nodes)) in merged {
        let joint = if path.is_empty() || key.starts_with('[') { "" } else { "." };
        // An entry that is on one side only may have a clause of its own.
        let clauses = core::array::from_fn(|side| {
            let node = nodes.get(side).copied().flatten();
            node.and_then(|node| node.get("clause")?.as_text()).or(clauses.get(side).copied().flatten())
        });
        compare(&format!("{path}{joint}{key}"), nodes, clauses, changes);
    }
}

fn entries(node: &Node) -> Vec<(String, &Node)> {
    let key = |key: &str| if is_bare(key) { key.to_owned() } else { format!("{key:?}") };
    node.as_table()
        .map_or_else(Vec::new, |table| table.iter().map(|entry| (key(&entry.key), &entry.node)).collect())
}

/// The entries of a list of tables that one key tells apart.
fn keyed(node: &Node) -> Option<Vec<(String, &Node)>> {
    let Value::List(items) = &node.value else { return None };
    KEYS.iter().find_map(|key| {
        let named = items.iter().map(|item| Some((entry_name(key, &item.get(key)?.value)?, item)));
        let named: Vec<_> = named.collect::<Option<_>>()?;
        let distinct: BTreeSet<_> = named.iter().map(|(name, _)| name).collect();
        (distinct.len() == named.len()).then_some(named)
    })
}

/// A text stands for itself, a number with what it is.
fn entry_name(key: &str, value: &Value) -> Option<String> {
    match value {
        Value::Text(text) if text.parse::<u64>().is_ok() => Some(format!("[{text:?}]")),
        Value::Text(text) => Some(format!("[{text}]")),
        Value::Number(digits) => Some(format!("[{key} = {digits}]")),
        _ => None,
    }
}

fn push(path: &str, texts: [Option<String>; 2], clauses: [Option<&str>; 2], changes: &mut Vec<PolicyChange>) {
    let [before, after] = texts;
    let [clause_before, clause_after] = clauses.map(|clause| clause.map(str::to_owned));
    let affects = Part::of_path(path).map(|part| part.code().to_owned());
    changes.push(PolicyChange { path: path.to_owned(), before, after, clause_before, clause_after, affects });
}

/// A value as TOML on one line; a text that stands alone needs no quotation marks.
fn written(value: &Value, alone: bool) -> String {
    match value {
        Value::Text(text) if alone => text.clone(),
        Value::Text(text) => format!("{text:?}"),
        Value::Number(text) | Value::Other(text) => text.clone(),
        Value::Bool(yes) => yes.to_string(),
        Value::Date(date) => date.to_string(),
        Value::List(items) => {
            let items: Vec<_> = items.iter().map(|item| written(&item.value, false)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(table) => {
            let key = |key: &str| if is_bare(key) { key.to_owned() } else { format!("{key:?}") };
            let entries =
                table.iter().map(|e| format!("{} = {}", key(&e.key), written(&e.node.value, false)));
            let entries: Vec<_> = entries.collect();
            if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
        }
        Value::Broken => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::PolicyDocument;

    /// Rules on approval move no grade; tiers are known by their names.
    #[test]
    fn changed_approval_rules_are_shown_and_move_no_grade() {
        let before = Policy::shipped("standard").unwrap();
        let mut document = PolicyDocument::parse("before.toml", &before.to_toml()).unwrap();
        for (path, value) in [
            ("approval.boundary", "\"lower\""),
            ("approval.tiers[0].to", "120000"),
            ("approval.tiers[1].from", "120000"),
            ("approval.tiers[1].clause", "\"三、2\""),
            ("approval.documents.business_licence.needs", "[\"present\"]"),
            ("approval.delegation.max_days", "30"),
        ] {
            document.set(path, value).unwrap();
        }
        let after = document.resolve().unwrap();
        let changes = policy_changes(&before, &after);
        let said: Vec<_> = changes
            .iter()
            .map(|c| (c.path.as_str(), c.before.as_deref(), c.after.as_deref(), c.clause_after.as_deref()))
            .collect();
        assert_eq!(
            said,
            [
                ("approval.boundary", Some("higher"), Some("lower"), None),
                ("approval.tiers[tier_1].to", Some("100000"), Some("120000"), None),
                ("approval.tiers[tier_2].clause", None, Some("三、2"), Some("三、2")),
                ("approval.tiers[tier_2].from", Some("100000"), Some("120000"), Some("三、2")),
                (
                    "approval.documents.business_licence.needs",
                    Some("[\"present\", \"not_expired\"]"),
                    Some("[\"present\"]"),
                    None
                ),
                ("approval.delegation.max_days", Some("90"), Some("30"), None),
            ]
        );
        assert!(changes.iter().all(|change| change.affects.is_none()));
    }
}
