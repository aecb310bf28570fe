//! What the JSON Schema of policies says beyond the keys: `extends` takes the place of all that is
//! required of the sections, and a file may name its schema.

use serde_json::{Map, Value as Json, json};

/// The key by which a file tells an editor its schema; no part of the policy.
pub(super) const NAMED: &str = "$schema";

/// The schema of whole policies as one of policies that may extend others.
pub(super) fn of(mut schema: Json) -> Json {
    let Some(root) = schema.as_object_mut() else { return schema };
    let mut sections = Map::new();
    if let Some(properties) = root.get_mut("properties").and_then(Json::as_object_mut) {
        // The header is every policy's own.
        for (name, section) in properties.iter_mut().filter(|(name, _)| *name != "policy") {
            sections.extend(required(section).map(|rest| (name.clone(), rest)));
        }
        let description = "the schema of this file, for editors / 本文件的格式定义（供编辑器使用）";
        properties.insert(NAMED.to_owned(), json!({ "type": "string", "description": description }));
    }
    let whole = root.insert("required".to_owned(), json!(["policy"]));
    let extends = json!({ "properties": { "policy": { "required": ["extends"] } } });
    root.insert("if".to_owned(), extends);
    root.insert("else".to_owned(), json!({ "required": whole, "properties": sections }));
    schema
}

/// Takes out what a table and the tables of known keys in it require.
fn required(table: &mut Json) -> Option<Json> {
    let table = table.as_object_mut()?;
    let mut rest = Map::new();
    rest.extend(table.remove("required").map(|keys| ("required".to_owned(), keys)));
    let mut inner = Map::new();
    for (key, property) in table.get_mut("properties").and_then(Json::as_object_mut)? {
        inner.extend(required(property).map(|rest| (key.clone(), rest)));
    }
    if !inner.is_empty() {
        rest.insert("properties".to_owned(), Json::Object(inner));
    }
    (!rest.is_empty()).then_some(Json::Object(rest))
}
