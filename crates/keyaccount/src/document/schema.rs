//! The declaration of a document as JSON Schema (2020-12), for editors and validators.

use serde_json::{Map, Value as Json, json};

use super::validate::millionths;
use super::{Bound, Doc, Field, Kind, Names, Node, Position, TableSpec, TextForm, Value, read_toml_value};

/// The schema of documents with this root table. Descriptions are in English and Chinese.
#[must_use]
pub fn json_schema(id: &str, title: Doc, spec: &TableSpec) -> Json {
    let mut schema = table(spec);
    if let Some(object) = schema.as_object_mut() {
        object.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        object.insert("$id".to_owned(), json!(id));
        object.insert("title".to_owned(), json!(both(title)));
    }
    schema
}

fn both(doc: Doc) -> String {
    format!("{} / {}", doc.en, doc.zh)
}

fn table(spec: &TableSpec) -> Json {
    let properties: Map<String, Json> =
        spec.fields.iter().map(|field| (field.key.to_owned(), property(field))).collect();
    let required: Vec<_> = spec.fields.iter().filter(|field| field.required).map(|field| field.key).collect();
    let mut schema = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    let Some(object) = schema.as_object_mut() else { return schema };
    if !required.is_empty() {
        object.insert("required".to_owned(), json!(required));
    }
    let groups: Vec<_> = spec.one_of.iter().map(|group| exclusive(spec, group)).collect();
    if !groups.is_empty() {
        object.insert("allOf".to_owned(), json!(groups));
    }
    schema
}

/// Exactly one of these keys; none of them if one has a default.
fn exclusive(spec: &TableSpec, group: &[&str]) -> Json {
    let mut cases: Vec<_> = group.iter().map(|key| json!({ "required": [key] })).collect();
    if group.iter().any(|key| spec.field(key).is_some_and(|field| field.default.is_some())) {
        cases.push(json!({ "not": { "anyOf": cases.clone() } }));
    }
    json!({ "oneOf": cases })
}

fn property(field: &Field) -> Json {
    let mut schema = value(&field.kind);
    if let Some(object) = schema.as_object_mut() {
        object.insert("description".to_owned(), json!(both(field.doc)));
        let default = field.default.and_then(|text| read_toml_value(text, &Position::of("")).ok());
        if let Some(default) = default {
            object.insert("default".to_owned(), plain(&default));
        }
    }
    schema
}

fn value(kind: &Kind) -> Json {
    match kind {
        Kind::Text(TextForm::Free) => json!({ "type": "string", "maxLength": 1000 }),
        Kind::Text(TextForm::Name) => {
            json!({ "type": "string", "minLength": 1, "maxLength": 64, "pattern": "^[^;]*$" })
        }
        Kind::Text(TextForm::Currency) => json!({ "type": "string", "pattern": "^[A-Z]{3}$" }),
        Kind::Text(TextForm::MonthDay) => {
            json!({ "type": "string", "pattern": "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$" })
        }
        Kind::Integer { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        Kind::Decimal { min, max, .. } => {
            let (name, min) = match min {
                Bound::From(min) => ("minimum", *min),
                Bound::Above(min) => ("exclusiveMinimum", *min),
            };
            json!({ "type": "number", name: number(min), "maximum": number(*max) })
        }
        Kind::Bool => json!({ "type": "boolean" }),
        Kind::Date => json!({ "type": "string", "format": "date" }),
        Kind::Choice(codes) => json!({ "enum": codes }),
        Kind::List(item) => json!({ "type": "array", "items": value(item) }),
        Kind::Table(spec) => table(spec),
        Kind::Map { keys, values } => {
            let names = match keys {
                Names::Any => value(&Kind::Text(TextForm::Name)),
                Names::Known(codes) => json!({ "enum": codes }),
            };
            json!({ "type": "object", "propertyNames": names, "additionalProperties": value(values) })
        }
        Kind::OneOf(kinds) => json!({ "anyOf": kinds.iter().map(value).collect::<Vec<_>>() }),
    }
}

fn number(units: i128) -> Json {
    digits(&millionths(units).to_string())
}

/// A number with exactly these digits.
fn digits(text: &str) -> Json {
    serde_json::from_str(text).unwrap_or(Json::Null)
}

/// A tree as plain JSON.
fn plain(node: &Node) -> Json {
    match &node.value {
        Value::Table(table) => {
            table.iter().map(|entry| (entry.key.clone(), plain(&entry.node))).collect::<Map<_, _>>().into()
        }
        Value::List(items) => items.iter().map(plain).collect(),
        Value::Text(text) | Value::Other(text) => json!(text),
        Value::Number(text) => digits(text),
        Value::Bool(yes) => json!(yes),
        Value::Date(date) => json!(date),
        Value::Broken => Json::Null,
    }
}
