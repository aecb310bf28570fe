//! One document laid over another, as `extends` does.

use super::{Kind, Node, Position, Table, TableSpec, Value};

/// Lays `over` on `base`: what `over` says replaces what `base` says, key by key in tables of known
/// keys. Everything else is replaced as a whole: values, lists, and maps keyed by the author's own
/// names, which could not lose a name otherwise. Of keys that exclude each other, the one in `over`
/// stays.
pub fn overlay(base: &mut Node, over: Node, spec: &TableSpec) {
    if base.as_table().is_none() || over.as_table().is_none() {
        *base = over;
        return;
    }
    let (Value::Table(below), Value::Table(above)) = (&mut base.value, over.value) else { return };
    for group in spec.one_of {
        if group.iter().any(|key| above.get(key).is_some()) {
            for key in *group {
                below.remove(key);
            }
        }
    }
    base.at = over.at;
    for entry in above.0 {
        lay_entry(below, entry.key, entry.at, entry.node, spec);
    }
}

fn lay_entry(below: &mut Table, key: String, at: Position, node: Node, spec: &TableSpec) {
    let inner = spec.field(&key).and_then(|field| match field.kind {
        Kind::Table(inner) => Some(inner),
        _ => None,
    });
    // Only known keys can be in the base, so that a table of very many keys stays cheap.
    let known = spec.field(&key).is_some();
    let old = if known { below.0.iter_mut().find(|entry| entry.key == key) } else { None };
    match old {
        Some(old) => {
            old.at = at;
            match inner {
                Some(inner) if old.node.as_table().is_some() && node.as_table().is_some() => {
                    overlay(&mut old.node, node, inner);
                }
                _ => old.node = node,
            }
        }
        None => below.0.push(super::Entry { key, at, node }),
    }
}
