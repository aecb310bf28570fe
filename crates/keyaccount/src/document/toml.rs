//! Documents in TOML.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::lines::Lines;
use super::{Entry, MAX_BYTES, MAX_DEPTH, MAX_PROBLEMS, Node, Position, Table, Trail, Value};
use crate::error::{Problem, ProblemCode, quote};

/// Reads a TOML document, going on after errors.
#[must_use]
pub fn read_toml(file: &str, text: &str) -> (Node, Vec<Problem>) {
    let lines = Lines::new(file, text);
    if let Some(problem) = too_large(text, &lines) {
        return (Node::table(Position::of(file)), vec![problem]);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut problems = problems_of(errors, &lines);
    let at = Position::of(file);
    let value = tree_of_table(table.into_inner(), &lines, &Trail::Root, 0, &mut problems);
    (Node { value, at }, problems)
}

/// Reads one TOML value; every node of it stands at `at`.
///
/// # Errors
/// A text that is not exactly one TOML value.
pub fn read_toml_value(text: &str, at: &Position) -> Result<Node, crate::Error> {
    let lines = Lines::new(&at.file, text);
    if let Some(problem) = too_large(text, &lines) {
        return Err(at.place(problem).into());
    }
    let (value, errors) = DeValue::parse_recoverable(text);
    let mut problems = problems_of(errors, &lines);
    let mut node = tree(value, &lines, &Trail::Root, 0, &mut problems);
    if !problems.is_empty() {
        return Err(crate::Error::new(problems.into_iter().map(|problem| at.place(problem)).collect()));
    }
    node.move_to(at);
    Ok(node)
}

impl Node {
    /// Gives this node and everything in it one position.
    pub(super) fn move_to(&mut self, at: &Position) {
        self.at = at.clone();
        match &mut self.value {
            Value::Table(table) => {
                for entry in &mut table.0 {
                    entry.at = at.clone();
                    entry.node.move_to(at);
                }
            }
            Value::List(items) => items.iter_mut().for_each(|item| item.move_to(at)),
            _ => {}
        }
    }
}

/// Refuses what would make the parser work or recurse without bound, by its own tokens.
fn too_large(text: &str, lines: &Lines<'_>) -> Option<Problem> {
    if text.len() > MAX_BYTES {
        let found = format!("{} bytes", text.len());
        let expected = format!("a document of at most {MAX_BYTES} bytes");
        return Some(Problem::new(ProblemCode::TooLarge, found, expected).at(lines.file, None, None));
    }
    let (mut open, mut dots) = (0_usize, 0_usize);
    for token in Source::new(text).lex() {
        match token.kind() {
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => {
                open = open.saturating_add(1);
                dots = 0;
            }
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => open = open.saturating_sub(1),
            TokenKind::Dot => dots = dots.saturating_add(1),
            TokenKind::Equals | TokenKind::Comma | TokenKind::Newline => dots = 0,
            _ => {}
        }
        if open.max(dots) > MAX_DEPTH {
            return Some(lines.position(token.span().start()..token.span().end()).place(too_deep()));
        }
    }
    None
}

fn too_deep() -> Problem {
    Problem::new(
        ProblemCode::TooLarge,
        "tables or lists nested too deep",
        format!("at most {MAX_DEPTH} inside one another"),
    )
}

fn tree(
    value: Spanned<DeValue<'_>>,
    lines: &Lines<'_>,
    path: &Trail<'_>,
    depth: usize,
    problems: &mut Vec<Problem>,
) -> Node {
    let at = lines.position(value.span());
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(digits) => Value::Number(digits.to_string()),
        DeValue::Float(digits) => Value::Number(digits.to_string()),
        DeValue::Boolean(yes) => Value::Bool(yes),
        DeValue::Datetime(moment) => match (moment.date, moment.time) {
            // The calendar of the rules has no year 0.
            (Some(date), None) if date.year > 0 => {
                let day =
                    NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day));
                day.map_or_else(|| Value::Other(moment.to_string()), Value::Date)
            }
            _ => Value::Other(moment.to_string()),
        },
        DeValue::Array(_) | DeValue::Table(_) if depth >= MAX_DEPTH => {
            problems.push(at.place(too_deep().path(path.to_string())));
            Value::Broken
        }
        DeValue::Array(items) => {
            let inner = depth.saturating_add(1);
            let node = |(i, item)| tree(item, lines, &Trail::Index(path, i), inner, problems);
            Value::List(items.into_iter().enumerate().map(node).collect())
        }
        DeValue::Table(table) => tree_of_table(table, lines, path, depth.saturating_add(1), problems),
    };
    Node { value, at }
}

fn tree_of_table(
    table: DeTable<'_>,
    lines: &Lines<'_>,
    path: &Trail<'_>,
    depth: usize,
    problems: &mut Vec<Problem>,
) -> Value {
    let mut entries: Vec<_> = table.into_iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    let entries = entries.into_iter().map(|(key, value)| {
        let at = lines.position(key.span());
        let start = value.span().start;
        let mut node = tree(value, lines, &Trail::Key(path, key.get_ref()), depth, problems);
        if matches!(node.value, Value::Table(_)) && !lines.opens_table(start) {
            // A table made by its header or a dotted key has no braces of its own to point at.
            node.at = at.clone();
        }
        Entry { key: key.into_inner().into_owned(), at, node }
    });
    Value::Table(Table(entries.collect()))
}

/// The parser's errors as problems, one for a place: what follows from an error at one place is
/// no news.
fn problems_of(errors: Vec<Error>, lines: &Lines<'_>) -> Vec<Problem> {
    let mut places = BTreeSet::new();
    let mut problems = Vec::new();
    for error in errors {
        let offset = error.span().map_or(lines.text.len(), |span| span.start);
        let at = lines.position(offset..offset);
        if !places.insert(at.line) {
            continue;
        }
        if problems.len() >= MAX_PROBLEMS {
            break;
        }
        let found = error.span().and_then(|span| lines.text.get(span)).unwrap_or_default();
        let problem = if error.message().starts_with("duplicate key") {
            Problem::new(ProblemCode::Duplicate, quote(found), "every key once in a table")
                .remedy("remove one of the two")
        } else {
            let found = match found.lines().next() {
                None | Some("") => "a mistake in the TOML syntax".to_owned(),
                Some(first) => quote(first),
            };
            let remedy = match error.message() {
                text if text.starts_with("invalid unquoted key") => "put the key in quotation marks",
                text if text.starts_with("string values must be quoted") => "put the text in quotation marks",
                _ => "",
            };
            let expected = format!("TOML ({})", error.message());
            Problem::new(ProblemCode::Syntax, found, expected).remedy(remedy)
        };
        problems.push(at.place(problem));
    }
    problems
}
