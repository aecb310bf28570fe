//! Policy files of older formats, brought up to the present one step by step.
//!
//! A step changes the bytes of the keys and values it is about and nothing else, so that comments,
//! layout and order stay as their author left them.

use core::ops::Range;

use super::write::{bare_or_quoted, quoted};
use super::{POLICY_FORMAT, Policy};
use crate::document::{Node, Value, read};
use crate::error::{Error, Problem, ProblemCode, quote};

/// A policy file in the newest format.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Upgraded {
    /// The whole file; the very text that was given if there was nothing to change.
    pub text: String,
    /// The format it had.
    pub from: u32,
    /// The format it has.
    pub to: u32,
    /// What was changed, format by format and in the order of the file.
    pub changes: Vec<UpgradeChange>,
}

/// A change an upgrade made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UpgradeChange {
    /// The line it starts in, from 1, in the file as it was before that step.
    pub line: u64,
    /// What stood there.
    pub was: String,
    /// What stands there.
    pub now: String,
}

impl Policy {
    /// Brings the text of a policy file up to [`POLICY_FORMAT`], with its comments, layout and order. A
    /// file of that format comes back byte for byte. The text is only rewritten, not checked: what was
    /// wrong in it is wrong still.
    ///
    /// # Errors
    /// A text that cannot be read; a `policy.format` that is not there, is none, or is newer than this
    /// library; both an old key and the new one in its place.
    pub fn upgrade(file: &str, text: &str) -> Result<Upgraded, Error> {
        FORMATS.upgrade(file, text)
    }
}

/// The formats there are.
pub(super) struct Formats {
    pub(super) newest: u32,
    /// The step out of every older format, oldest first; the last one leads to the newest.
    pub(super) steps: &'static [Step],
}

/// Rewrites a file of one format into the next.
pub(super) type Step = fn(root: &Node, edits: &mut Edits<'_>);

/// The first format is the newest: there is nothing to step out of yet.
pub(super) const FORMATS: Formats = Formats { newest: POLICY_FORMAT, steps: &[] };

impl Formats {
    /// Why a file cannot be read as it is: its format is newer, or older, than the one this library reads.
    pub(super) fn refuse(&self, root: &Node) -> Option<Problem> {
        let (node, format) = stated(root)?;
        let (code, expected, remedy) = if format > u64::from(self.newest) {
            (
                ProblemCode::FormatTooNew,
                format!("format {} or older", self.newest),
                "use a newer version of keyaccount",
            )
        } else if self.step_out_of(format).is_some() {
            (
                ProblemCode::FormatTooOld,
                format!("format {}", self.newest),
                "bring it up to date with `keyaccount policy upgrade FILE`",
            )
        } else {
            return None;
        };
        let problem = Problem::new(code, format!("format {format}"), expected).remedy(remedy);
        Some(node.at.place(problem.path(PATH)))
    }

    fn step_out_of(&self, format: u64) -> Option<Step> {
        let behind = usize::try_from(u64::from(self.newest).checked_sub(format)?).ok()?;
        self.steps.get(self.steps.len().checked_sub(behind)?).copied()
    }

    pub(super) fn upgrade(&self, file: &str, text: &str) -> Result<Upgraded, Error> {
        let mut upgraded = Upgraded { text: text.to_owned(), from: 0, to: self.newest, changes: Vec::new() };
        let mut first = None;
        loop {
            let (root, problems) = read(file, &upgraded.text);
            if !problems.is_empty() {
                return Err(Error::new(problems));
            }
            let (node, format) = stated(&root).ok_or_else(|| no_format(&root, self.newest))?;
            let from = *first.get_or_insert(format);
            if format == u64::from(self.newest) {
                upgraded.from = u32::try_from(from).unwrap_or(self.newest);
                return Ok(upgraded);
            }
            let Some(step) = self.step_out_of(format) else {
                return Err(self.refuse(&root).unwrap_or_else(|| no_format(&root, self.newest)).into());
            };
            let mut edits = Edits::new(&upgraded.text);
            edits.replace(node, &Value::Number(format.saturating_add(1).to_string()));
            step(&root, &mut edits);
            let (next, changes) = edits.apply()?;
            upgraded.text = next;
            upgraded.changes.extend(changes);
        }
    }
}

const PATH: &str = "policy.format";

/// The format a file says it has.
fn stated(root: &Node) -> Option<(&Node, u64)> {
    let node = root.get("policy")?.get("format")?;
    let Value::Number(digits) = &node.value else { return None };
    Some((node, digits.parse().ok()?))
}

fn no_format(root: &Node, newest: u32) -> Problem {
    let header = root.get("policy");
    let format = header.and_then(|header| header.get("format"));
    let at = &format.or(header).unwrap_or(root).at;
    let problem = match format {
        None => Problem::new(ProblemCode::Missing, "no such key", "`format` in `[policy]`"),
        Some(other) => Problem::new(ProblemCode::OutOfRange, other.value.shown(), format!("format {newest}")),
    };
    at.place(problem.path(PATH))
}

/// The changes a step makes to a text, kept until all of them are known.
pub(super) struct Edits<'a> {
    /// What the positions of the tree count from.
    text: &'a str,
    /// The mark some editors put before a text; no position counts it.
    mark: &'a str,
    is_json: bool,
    edits: Vec<(Range<usize>, u64, String)>,
    problems: Vec<Problem>,
}

impl<'a> Edits<'a> {
    fn new(text: &'a str) -> Self {
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mark = text.get(..text.len().saturating_sub(body.len())).unwrap_or_default();
        let is_json = body.trim_start().starts_with('{');
        Self { text: body, mark, is_json, edits: Vec::new(), problems: Vec::new() }
    }

    /// Gives a value of this table another key, if it is there. Not for tables with headers of their own,
    /// whose keys may stand in several places.
    #[cfg_attr(not(test), expect(dead_code, reason = "for the first step there will be"))]
    pub(super) fn rename(&mut self, table: &Node, old: &str, new: &str) {
        let Some(table) = table.as_table() else { return };
        let Some(entry) = table.entry(old) else { return };
        if let Some(other) = table.entry(new) {
            let found = format!("both {}, the old key, and {}, the new one", quote(old), quote(new));
            let problem = Problem::new(ProblemCode::Duplicate, found, format!("only {}", quote(new)));
            self.problems.push(other.at.place(problem.remedy("remove one of the two")));
            return;
        }
        let key = if self.is_json { json(new) } else { bare_or_quoted(new) };
        self.edits.push((entry.at.bytes.clone(), entry.at.line.unwrap_or(1), key));
    }

    /// Puts another value in the place of one that is written as a whole: no table with a header.
    pub(super) fn replace(&mut self, node: &Node, value: &Value) {
        self.edits.push((node.at.bytes.clone(), node.at.line.unwrap_or(1), self.written(value)));
    }

    fn written(&self, value: &Value) -> String {
        let joined = |items: Vec<String>| items.join(", ");
        match value {
            Value::Text(text) if self.is_json => json(text),
            Value::Text(text) => quoted(text),
            Value::Date(date) if self.is_json => json(&date.to_string()),
            Value::Date(date) => date.to_string(),
            Value::Bool(yes) => yes.to_string(),
            Value::Number(text) | Value::Other(text) => text.clone(),
            Value::List(items) => {
                format!("[{}]", joined(items.iter().map(|item| self.written(&item.value)).collect()))
            }
            Value::Table(table) if table.is_empty() => "{}".to_owned(),
            Value::Table(table) => {
                let entry = |(key, value): (&str, String)| match self.is_json {
                    true => format!("{}: {value}", json(key)),
                    false => format!("{} = {value}", bare_or_quoted(key)),
                };
                let entries = table.iter().map(|e| (e.key.as_str(), self.written(&e.node.value))).map(entry);
                format!("{{ {} }}", joined(entries.collect()))
            }
            Value::Broken => String::new(),
        }
    }

    /// The new text, and what was changed in the order of the old one.
    fn apply(mut self) -> Result<(String, Vec<UpgradeChange>), Error> {
        if !self.problems.is_empty() {
            return Err(Error::new(self.problems));
        }
        self.edits.sort_by_key(|(bytes, ..)| bytes.start);
        let (mut text, mut changes, mut done) = (self.mark.to_owned(), Vec::new(), 0);
        for (bytes, line, now) in self.edits {
            // Of two changes to one place the first holds.
            let (Some(between), Some(was)) = (self.text.get(done..bytes.start), self.text.get(bytes.clone()))
            else {
                continue;
            };
            text.push_str(between);
            text.push_str(&now);
            done = bytes.end;
            changes.push(UpgradeChange { line, was: was.to_owned(), now });
        }
        text.push_str(self.text.get(done..).unwrap_or_default());
        Ok((text, changes))
    }
}

/// A JSON string.
fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
