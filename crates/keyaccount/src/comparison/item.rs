//! The path of a policy's value as people read it.

use super::PolicyChange;
use crate::document::Kind;
use crate::labels::{self, Language, sentences};
use crate::policy::FORM;

/// One step of a path.
enum Step<'a> {
    Key(&'a str),
    /// An entry of a list, by what tells it apart.
    Entry(&'a str),
}

impl PolicyChange {
    /// What the value is, as people read it: `composite · weights · credit`, `综合加权·各维度权重·信用`.
    #[must_use]
    pub fn item(&self, language: Language) -> String {
        let mut kinds = vec![Kind::Table(&FORM)];
        let mut words: Vec<String> = Vec::new();
        let column = if self.path.starts_with("credit.") { "credit_caps" } else { "caps" };
        for step in steps(&self.path) {
            let mut next = Vec::new();
            let mut word = match step {
                Step::Key(name) | Step::Entry(name) => name.to_owned(),
            };
            for kind in &kinds {
                match (kind, &step) {
                    (Kind::Table(spec), Step::Key(key)) => {
                        let Some(field) = spec.field(key) else { continue };
                        word = match language {
                            Language::English => key.replace('_', " "),
                            Language::Chinese => field.doc.zh.to_owned(),
                        };
                        next.extend(alternatives(&field.kind));
                    }
                    (Kind::Map { values, .. }, Step::Key(key)) => {
                        sentences::dimension(key, language).clone_into(&mut word);
                        next.extend(alternatives(values));
                    }
                    (Kind::List(item), Step::Entry(name)) => {
                        // Caps have names that people know; other entries keep theirs.
                        word = labels::read(column, name, language);
                        next.extend(alternatives(item));
                    }
                    _ => {}
                }
            }
            words.push(word);
            kinds = next;
        }
        // What the head of a policy says stands for itself: 版本, 币种.
        if language == Language::Chinese && self.path.starts_with("policy.") {
            words.drain(..1);
        }
        words.join(if language == Language::Chinese { "·" } else { " · " })
    }
}

fn alternatives(kind: &Kind) -> Vec<Kind> {
    match kind {
        Kind::OneOf(kinds) => kinds.iter().flat_map(alternatives).collect(),
        kind => vec![*kind],
    }
}

/// The steps of a path as the comparison writes it.
fn steps(path: &str) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        let after = rest.strip_prefix('.').unwrap_or(rest);
        let (step, left) = if let Some(entry) = after.strip_prefix('[') {
            let (name, left) = entry.split_once(']').unwrap_or((entry, ""));
            (Step::Entry(name), left)
        } else if let Some(quoted) = after.strip_prefix('"') {
            let (name, left) = quoted.split_once('"').unwrap_or((quoted, ""));
            (Step::Key(name), left)
        } else {
            let (name, left) = after.split_at(after.find(['.', '[']).unwrap_or(after.len()));
            (Step::Key(name), left)
        };
        steps.push(step);
        if left.len() >= rest.len() {
            break;
        }
        rest = left;
    }
    steps
}
