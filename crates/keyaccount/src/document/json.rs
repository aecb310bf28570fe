//! Documents in JSON, of the same shape as TOML. Positions inside are not known; paths are.

use core::fmt;
use std::collections::BTreeSet;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::{Entry, MAX_BYTES, MAX_DEPTH, Node, Position, Table, Value};
use crate::error::{Problem, ProblemCode, quote};

/// Reads a JSON document. Its first error ends it.
#[must_use]
pub fn read_json(file: &str, text: &str) -> (Node, Vec<Problem>) {
    let at = Position::of(file);
    let empty = Node::table(at.clone());
    if text.len() > MAX_BYTES {
        let found = format!("{} bytes", text.len());
        let expected = format!("a document of at most {MAX_BYTES} bytes");
        return (empty, vec![at.place(Problem::new(ProblemCode::TooLarge, found, expected))]);
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    let read =
        Tree { at: &at, depth: 0 }.deserialize(&mut reader).and_then(|node| reader.end().map(|()| node));
    match read {
        Ok(node) => (node, Vec::new()),
        Err(error) => {
            let number = |n: usize| u64::try_from(n).ok().filter(|n| *n > 0);
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            let problem = match message.strip_prefix(DUPLICATE) {
                Some(key) => Problem::new(ProblemCode::Duplicate, quote(key), "every key once in a table")
                    .remedy("remove one of the two"),
                None if message == TOO_DEEP => Problem::new(
                    ProblemCode::TooLarge,
                    "tables or lists nested too deep",
                    format!("at most {MAX_DEPTH} inside one another"),
                ),
                None => Problem::new(ProblemCode::Syntax, message, "JSON"),
            };
            (empty, vec![problem.at(file, number(error.line()), number(error.column()))])
        }
    }
}

const DUPLICATE: &str = "duplicate key ";
const TOO_DEEP: &str = "nested too deep";
/// The key under which `serde_json` hands over a number's source text.
const NUMBER: &str = "$serde_json::private::Number";

#[derive(Clone, Copy)]
struct Tree<'a> {
    at: &'a Position,
    depth: usize,
}

impl Tree<'_> {
    fn node(self, value: Value) -> Node {
        Node { value, at: self.at.clone() }
    }

    fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
        if self.depth >= MAX_DEPTH {
            return Err(E::custom(TOO_DEEP));
        }
        Ok(Self { depth: self.depth.saturating_add(1), ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Node, E> {
        Ok(self.node(Value::Bool(yes)))
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(self.node(Value::Other("null".to_owned())))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(self.node(Value::Text(text.to_owned())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(self.node(Value::Number(number.to_string())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(self.node(Value::Number(number.to_string())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let inner = self.deeper()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(inner)? {
            list.push(item);
        }
        Ok(self.node(Value::List(list)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let inner = self.deeper()?;
        let (mut table, mut keys) = (Table::default(), BTreeSet::new());
        while let Some(key) = entries.next_key::<String>()? {
            if key == NUMBER && table.is_empty() {
                return Ok(self.node(Value::Number(entries.next_value()?)));
            }
            if !keys.insert(key.clone()) {
                return Err(A::Error::custom(format!("{DUPLICATE}{key}")));
            }
            let node = entries.next_value_seed(inner)?;
            table.0.push(Entry { key, at: self.at.clone(), node });
        }
        Ok(self.node(Value::Table(table)))
    }
}
