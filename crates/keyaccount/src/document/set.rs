//! Single values set from outside a document: `composite.weights.credit = 0.3`.

use super::validate::{expected, list, unknown_key};
use super::{Kind, Names, Node, Path, Position, Segment, Table, TableSpec, Value, read_toml_value};
use crate::error::{Error, Problem, ProblemCode, nearest, quote};

/// The file name that problems in settings carry.
pub const SETTING: &str = "--set";

/// A path and the text of its new value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    path: Path,
    value: String,
}

impl Assignment {
    /// An assignment that a document of this declaration could take.
    ///
    /// # Errors
    /// A path that is none, or leads nowhere in `spec` (with the nearest key); a value that starts
    /// like a TOML text, list or table and is none.
    pub fn new(path: &str, value: &str, spec: &'static TableSpec) -> Result<Self, Error> {
        let at = Position::of(SETTING);
        let path = Path::parse(path).map_err(|error| placed(error, |problem| at.place(problem)))?;
        let assignment = Self { path, value: value.trim().to_owned() };
        let kinds = assignment.kinds(spec)?;
        assignment.node(&kinds)?;
        Ok(assignment)
    }

    /// Where it leads.
    #[must_use]
    pub const fn path(&self) -> &Path {
        &self.path
    }

    /// Sets the value in a tree, making the tables on the way.
    ///
    /// # Errors
    /// An index beyond the end of its list, or into no list at all.
    pub fn apply(&self, root: &mut Node, spec: &'static TableSpec) -> Result<(), Error> {
        let new = self.node(&self.kinds(spec)?)?;
        self.descend(root, self.path.segments(), &[Kind::Table(spec)], new)
    }

    fn descend(&self, node: &mut Node, way: &[Segment], kinds: &[Kind], new: Node) -> Result<(), Error> {
        let Some((segment, rest)) = way.split_first() else {
            *node = new;
            return Ok(());
        };
        let inner = match segment {
            Segment::Key(key) => {
                if node.as_table().is_none() {
                    *node = Node::table(Position::of(SETTING));
                }
                let table = node.as_table_mut().ok_or_else(|| self.no_item(0, 0))?;
                drop_excluded(table, key, kinds);
                if table.get(key).is_none() {
                    table.insert(key, Node::table(Position::of(SETTING)));
                }
                table.get_mut(key).ok_or_else(|| self.no_item(0, 0))?
            }
            Segment::Index(index) => {
                let Value::List(items) = &mut node.value else {
                    return Err(self.no_item(*index, 0));
                };
                let length = items.len();
                items.get_mut(*index).ok_or_else(|| self.no_item(*index, length))?
            }
        };
        self.descend(inner, rest, &step(kinds, segment), new)
    }

    fn no_item(&self, index: usize, length: usize) -> Error {
        let expected = match length.checked_sub(1) {
            None => "a list that has items".to_owned(),
            Some(last) => format!("an index from 0 to {last}"),
        };
        self.place(Problem::new(ProblemCode::OutOfRange, format!("the index `[{index}]`"), expected)).into()
    }

    fn place(&self, problem: Problem) -> Problem {
        Position::of(SETTING).place(problem.path(self.path.to_string()))
    }

    /// What the value may be.
    fn kinds(&self, spec: &'static TableSpec) -> Result<Vec<Kind>, Error> {
        let mut kinds = vec![Kind::Table(spec)];
        for segment in self.path.segments() {
            let next = step(&kinds, segment);
            if next.is_empty() {
                return Err(self.place(no_step(&kinds, segment)).into());
            }
            kinds = next;
        }
        Ok(kinds)
    }

    /// The value: TOML, or the text itself if it is none.
    fn node(&self, kinds: &[Kind]) -> Result<Node, Error> {
        let at = Position::of(SETTING);
        let text = || Node { value: Value::Text(self.value.clone()), at: at.clone() };
        let node = match read_toml_value(&self.value, &at) {
            Ok(node) => node,
            Err(error) if self.value.starts_with(['"', '\'', '[', '{']) => {
                return Err(placed(error, |problem| self.place(problem)));
            }
            Err(_) => return Ok(text()),
        };
        // `policy.version=2026.1` is meant as a text, since only a text can stand there.
        let takes_text = kinds.iter().any(|kind| matches!(kind, Kind::Text(_)));
        let takes_only_text = kinds.iter().all(|kind| matches!(kind, Kind::Text(_) | Kind::Choice(_)));
        let is_scalar = !matches!(node.value, Value::Text(_) | Value::Table(_) | Value::List(_));
        Ok(if takes_text && takes_only_text && is_scalar { text() } else { node })
    }
}

fn placed(error: Error, place: impl Fn(Problem) -> Problem) -> Error {
    Error::new(error.into_problems().into_iter().map(place).collect())
}

/// What can stand one step below any of these kinds.
fn step(kinds: &[Kind], segment: &Segment) -> Vec<Kind> {
    let mut next = Vec::new();
    for kind in kinds {
        match (kind, segment) {
            (Kind::Table(spec), Segment::Key(key)) => {
                next.extend(spec.field(key).iter().flat_map(|field| flat(&field.kind)));
            }
            (Kind::Map { keys, values }, Segment::Key(key)) => {
                let known = match keys {
                    Names::Any => true,
                    Names::Known(codes) => codes.contains(&&**key),
                };
                if known {
                    next.extend(flat(values));
                }
            }
            (Kind::List(item), Segment::Index(_)) => next.extend(flat(item)),
            _ => {}
        }
    }
    next
}

fn flat(kind: &Kind) -> Vec<Kind> {
    match kind {
        Kind::OneOf(kinds) => kinds.iter().flat_map(flat).collect(),
        kind => vec![*kind],
    }
}

fn no_step(kinds: &[Kind], segment: &Segment) -> Problem {
    match segment {
        Segment::Index(index) => {
            let expected = kinds.iter().map(expected).collect::<Vec<_>>().join(", or ");
            Problem::new(ProblemCode::WrongType, format!("the index `[{index}]`"), expected)
        }
        Segment::Key(key) => {
            if let [Kind::Table(spec)] = kinds {
                return unknown_key(key, spec);
            }
            let mut known: Vec<&str> = Vec::new();
            for kind in kinds {
                match kind {
                    Kind::Table(spec) => known.extend(spec.keys()),
                    Kind::Map { keys: Names::Known(codes), .. } => known.extend(*codes),
                    _ => {}
                }
            }
            known.dedup();
            let found = format!("the key {}", quote(key));
            if known.is_empty() {
                let expected = kinds.iter().map(expected).collect::<Vec<_>>().join(", or ");
                return Problem::new(ProblemCode::UnknownKey, found, expected);
            }
            let expected = format!("one of {}", list(known.iter().copied()));
            let problem = Problem::new(ProblemCode::UnknownKey, found, expected);
            match nearest(key, known) {
                Some(name) => problem.remedy(format!("did you mean `{name}`?")),
                None => problem,
            }
        }
    }
}

/// Takes out the keys that cannot stand beside `key`.
fn drop_excluded(table: &mut Table, key: &str, kinds: &[Kind]) {
    for kind in kinds {
        let Kind::Table(spec) = kind else { continue };
        for group in spec.one_of.iter().filter(|group| group.contains(&key)) {
            for other in group.iter().filter(|other| **other != key) {
                table.remove(other);
            }
        }
    }
}
