//! Documents in JSON, of the same shape as TOML.

use core::fmt;
use std::collections::BTreeSet;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::lines::Lines;
use super::{Entry, MAX_BYTES, MAX_DEPTH, MAX_PROBLEMS, Node, Position, Table, Value};
use crate::error::{Problem, ProblemCode, harmless, nearest, quote};

/// Reads a JSON document. Its first mistake in the syntax ends it.
#[must_use]
pub fn read_json(file: &str, text: &str) -> (Node, Vec<Problem>) {
    let empty = Node::table(Position::of(file));
    if text.len() > MAX_BYTES {
        let found = format!("{} bytes", text.len());
        let expected = format!("a document of at most {MAX_BYTES} bytes");
        return (empty, vec![Problem::new(ProblemCode::TooLarge, found, expected).at(file, None, None)]);
    }
    match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => {
            let lines = Lines::new(file, text);
            let mut tree = Tree { lines: &lines, problems: Vec::new() };
            let node = tree.node(raw, 0);
            (node, tree.problems)
        }
        Err(error) => {
            let number = |n: usize| u64::try_from(n).ok().filter(|n| *n > 0);
            (empty, vec![syntax(&error).at(file, number(error.line()), number(error.column()))])
        }
    }
}

fn syntax(error: &serde_json::Error) -> Problem {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    Problem::new(ProblemCode::Syntax, message, "JSON")
}

/// What is wrong with a text that is not read as one of our JSON forms, with its line and column.
///
/// `expected` is the form. A key or a code it does not have is answered with those it has, a time with an offset
/// with how times are written.
#[must_use]
pub fn json_problem(error: &serde_json::Error, text: &str, expected: &str) -> Problem {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(&*message, |(message, _)| message);
    let problem = unknown_name(message).or_else(|| time_problem(error, message, text)).unwrap_or_else(|| {
        let code = if error.is_data() { ProblemCode::WrongType } else { ProblemCode::Syntax };
        Problem::new(code, in_words(message), expected)
    });
    let number = |n: usize| u64::try_from(n).ok().filter(|n| *n > 0);
    Problem { line: number(error.line()), column: number(error.column()), ..problem }
}

/// So much of a reader's message is shown: it may repeat a value of any length.
const SHOWN: usize = 240;

/// What a reader of JSON says it found.
fn in_words(message: &str) -> String {
    let of_type = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "));
    let said = if let Some(of_type) = of_type {
        of_type.replacen(", expected ", " instead of ", 1)
    } else if let Some(missed) = message.strip_prefix("expected ") {
        format!("no {missed}")
    } else if let Some(within) = message.strip_prefix("EOF while parsing ") {
        format!("the end of the text within {within}")
    } else if message == "trailing characters" {
        "more text after the end".to_owned()
    } else {
        message.to_owned()
    };
    let mut shown: String = said.chars().take(SHOWN).collect();
    if shown.len() < said.len() {
        shown.push('…');
    }
    harmless(&shown)
}

/// What the reader of dates and times says, which names no value.
const OF_TIMES: [&str; 6] = [
    "input is out of range",
    "no possible date and time matching input",
    "input is not enough for unique date and time",
    "input contains invalid characters",
    "premature end of input",
    "trailing input",
];

/// A text that is no day or instant, with the text.
fn time_problem(error: &serde_json::Error, message: &str, text: &str) -> Option<Problem> {
    if !OF_TIMES.contains(&message) {
        return None;
    }
    // The reader stands at the quotation mark that ends it.
    let line = text.lines().nth(error.line().checked_sub(1)?)?;
    let (_, found) = line.get(..error.column())?.strip_suffix('"')?.rsplit_once('"')?;
    let expected = "a date such as `2026-06-30`, or where a time is asked for `2026-06-30T15:00:00`";
    let problem = Problem::new(ProblemCode::BadDate, quote(found), expected);
    Some(match chrono::DateTime::parse_from_rfc3339(found) {
        Ok(_) => problem.remedy("leave out the offset and write the time of the organisation's zone"),
        Err(_) => problem,
    })
}

/// A key or a code that the form does not have, with the ones it has and the one that was meant.
///
/// The reader names both in its message, and nowhere else: ``unknown variant `god`, expected one of `poor`,
/// `fair` ``. What it names first is the file's, and may hold anything.
fn unknown_name(message: &str) -> Option<Problem> {
    let (code, rest) =
        match (message.strip_prefix("unknown variant `"), message.strip_prefix("unknown field `")) {
            (Some(rest), _) => (ProblemCode::UnknownCode, rest),
            (_, Some(rest)) => (ProblemCode::UnknownKey, rest),
            _ => return None,
        };
    let (found, known) = rest.rsplit_once("`, expected ")?;
    let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
    let expected = known.iter().map(|name| quote(name)).collect::<Vec<_>>().join(", ");
    let problem = Problem::new(code, quote(found), format!("one of {expected}"));
    Some(match nearest(found, known.iter().copied()) {
        Some(near) => problem.remedy(format!("did you mean {}?", quote(near))),
        None => problem,
    })
}

/// Reads a tree level by level from slices of the one text, so that every slice knows its place.
struct Tree<'a> {
    lines: &'a Lines<'a>,
    problems: Vec<Problem>,
}

impl Tree<'_> {
    fn place(&self, raw: &RawValue) -> Position {
        let slice = raw.get();
        // Both point into the one text.
        let start = slice.as_ptr().addr().saturating_sub(self.lines.text.as_ptr().addr());
        self.lines.position(start..start.saturating_add(slice.len()))
    }

    fn node(&mut self, raw: &RawValue, depth: usize) -> Node {
        let (at, text) = (self.place(raw), raw.get());
        let is_nested = text.starts_with(['{', '[']);
        if is_nested && depth >= MAX_DEPTH {
            let expected = format!("at most {MAX_DEPTH} inside one another");
            let problem = Problem::new(ProblemCode::TooLarge, "tables or lists nested too deep", expected);
            self.push(at.place(problem));
            return Node { value: Value::Broken, at };
        }
        let inner = depth.saturating_add(1);
        let value = match text.as_bytes().first() {
            Some(b'{') => serde_json::from_str(text).map(|Entries(entries)| self.table(entries, inner)),
            Some(b'[') => serde_json::from_str::<Vec<&RawValue>>(text)
                .map(|items| Value::List(items.into_iter().map(|item| self.node(item, inner)).collect())),
            Some(b'"') => serde_json::from_str(text).map(Value::Text),
            Some(b't' | b'f') => serde_json::from_str(text).map(Value::Bool),
            Some(b'n') => Ok(Value::Other(text.to_owned())),
            _ => Ok(Value::Number(text.to_owned())),
        };
        let value = value.unwrap_or_else(|error| {
            self.push(at.place(syntax(&error)));
            Value::Broken
        });
        Node { value, at }
    }

    fn table(&mut self, entries: Vec<(&RawValue, &RawValue)>, depth: usize) -> Value {
        let (mut table, mut keys) = (Table::default(), BTreeSet::new());
        for (raw, value) in entries {
            let at = self.place(raw);
            let key = match serde_json::from_str::<String>(raw.get()) {
                Ok(key) => key,
                Err(error) => {
                    self.push(at.place(syntax(&error)));
                    continue;
                }
            };
            if !keys.insert(key.clone()) {
                let problem = Problem::new(ProblemCode::Duplicate, quote(&key), "every key once in a table");
                self.push(at.place(problem.remedy("remove one of the two")));
                continue;
            }
            let node = self.node(value, depth);
            table.0.push(Entry { key, at, node });
        }
        Value::Table(table)
    }

    fn push(&mut self, problem: Problem) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(problem);
        }
    }
}

/// The keys and values of an object, in its order, as they are written.
struct Entries<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(Object)
    }
}
