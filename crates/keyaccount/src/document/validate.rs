//! Holds a tree against its declaration: finds everything wrong at once, fills in defaults.

use rust_decimal::Decimal;

use super::{Bound, Field, Kind, MAX_PROBLEMS, Names, Node, Table, TableSpec, TextForm, Trail, Value};
use crate::book::written_date;
use crate::decimal::{INPUT_SCALE, NumberError, parse_number, pow10};
use crate::error::{Problem, ProblemCode, nearest, quote};

/// Finds everything in `root` that `spec` does not allow, and fills in what it leaves to defaults.
///
/// What is wrong becomes [`Value::Broken`], so that reading on finds no second fault in it.
pub fn validate(root: &mut Node, spec: &TableSpec) -> Vec<Problem> {
    let mut check = Check { problems: Vec::new() };
    check.table(root, spec, &Trail::Root);
    check.problems
}

struct Check {
    problems: Vec<Problem>,
}

impl Check {
    fn push(&mut self, problem: Problem) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(problem);
        }
    }

    fn value(&mut self, node: &mut Node, kind: &Kind, path: &Trail<'_>) {
        let problem = match (kind, &mut node.value) {
            (_, Value::Broken) => return,
            _ if self.problems.len() >= MAX_PROBLEMS => return,
            (Kind::OneOf(kinds), value) => match (alternative(kinds, value), &*value) {
                // Whoever writes what is unlike every code may have meant another form.
                (Some(Kind::Choice(codes)), Value::Text(text)) if is_unlike(text, codes) => {
                    Some(Problem::new(ProblemCode::UnknownCode, quote(text), expected(kind)))
                }
                (Some(kind), _) => return self.value(node, kind, path),
                (None, value) => Some(wrong_type(value, kind)),
            },
            (Kind::Table(spec), Value::Table(_)) => return self.table(node, spec, path),
            (Kind::Map { keys, values }, Value::Table(table)) => return self.map(table, *keys, values, path),
            (Kind::List(item), Value::List(nodes)) => {
                for (i, node) in nodes.iter_mut().enumerate() {
                    self.value(node, item, &Trail::Index(path, i));
                }
                return;
            }
            (Kind::Text(form), Value::Text(text)) => text_problem(text, *form),
            (Kind::Choice(codes), Value::Text(text)) => {
                (!codes.contains(&text.as_str())).then(|| unknown_code(text, codes.iter().copied()))
            }
            (Kind::Integer { min, max }, Value::Number(digits)) => integer_problem(digits, *min, *max, kind),
            (Kind::Decimal { min, max, places }, Value::Number(digits)) => {
                decimal_problem(digits, *min, *max, *places, kind)
            }
            (Kind::Date, Value::Text(text)) => match written_date(text) {
                Ok(date) => {
                    node.value = Value::Date(date);
                    None
                }
                Err(_) => Some(Problem::new(ProblemCode::BadDate, quote(text), expected(kind))),
            },
            (Kind::Bool, Value::Bool(_)) | (Kind::Date, Value::Date(_)) => None,
            (_, value) => Some(wrong_type(value, kind)),
        };
        if let Some(problem) = problem {
            self.push(node.at.place(problem.path(path.to_string())));
            node.value = Value::Broken;
        }
    }

    fn table(&mut self, node: &mut Node, spec: &TableSpec, path: &Trail<'_>) {
        let at = node.at.clone();
        let Value::Table(table) = &mut node.value else {
            let expected = format!("a table with {}", list(spec.keys()));
            let problem = Problem::new(ProblemCode::WrongType, node.value.shown(), expected);
            self.push(at.place(problem.path(path.to_string())));
            return;
        };
        for entry in &mut table.0 {
            match spec.field(&entry.key) {
                Some(field) => self.value(&mut entry.node, &field.kind, &Trail::Key(path, &entry.key)),
                None if self.problems.len() >= MAX_PROBLEMS => {}
                None => {
                    let problem = unknown_key(&entry.key, spec);
                    self.push(entry.at.place(problem.path(Trail::Key(path, &entry.key).to_string())));
                }
            }
        }
        for group in spec.one_of {
            let given: Vec<_> = group.iter().filter_map(|key| table.entry(key)).collect();
            let keys = list(group.iter().copied());
            if let [first, second, ..] = given.as_slice() {
                let found = format!("both `{}` and `{}`", first.key, second.key);
                let problem = Problem::new(ProblemCode::Duplicate, found, format!("only one of {keys}"));
                let problem = problem.remedy("remove all but one of them").path(path.to_string());
                self.push(second.at.place(problem));
            } else if given.is_empty() && !group.iter().any(|key| has_default(spec, key)) {
                let problem = Problem::new(ProblemCode::Missing, "none of them", format!("one of {keys}"));
                self.push(at.place(problem.path(path.to_string())));
            }
        }
        for field in spec.fields {
            if table.get(field.key).is_none() {
                self.absent(table, field, spec, path, &at);
            }
        }
    }

    fn absent(
        &mut self,
        table: &mut Table,
        field: &Field,
        spec: &TableSpec,
        path: &Trail<'_>,
        at: &super::Position,
    ) {
        if field.required {
            let found = if spec.of_sections { "no such section" } else { "no such key" };
            let what = format!("`{}`: {}", field.key, field.doc.en);
            let problem = Problem::new(ProblemCode::Missing, found, what);
            self.push(at.place(problem.path(Trail::Key(path, field.key).to_string())));
            table.insert(field.key, Node { value: Value::Broken, at: at.clone() });
            return;
        }
        let excluded = spec
            .one_of
            .iter()
            .any(|group| group.contains(&field.key) && group.iter().any(|key| table.get(key).is_some()));
        if excluded {
            return;
        }
        if let Some(Ok(mut node)) = field.default.map(|text| super::read_toml_value(text, at)) {
            self.value(&mut node, &field.kind, &Trail::Key(path, field.key));
            table.insert(field.key, node);
        }
    }

    fn map(&mut self, table: &mut Table, keys: Names, values: &Kind, path: &Trail<'_>) {
        for entry in &mut table.0 {
            let path = Trail::Key(path, &entry.key);
            let problem = match keys {
                Names::Any => text_problem(&entry.key, TextForm::Name),
                Names::Known(codes) => (!codes.contains(&entry.key.as_str()))
                    .then(|| unknown_code(&entry.key, codes.iter().copied())),
            };
            if let Some(problem) = problem {
                self.push(entry.at.place(problem.path(path.to_string())));
                entry.node.value = Value::Broken;
            } else {
                self.value(&mut entry.node, values, &path);
            }
        }
    }
}

fn has_default(spec: &TableSpec, key: &str) -> bool {
    spec.field(key).is_some_and(|field| field.default.is_some())
}

/// Which of several kinds a value was meant to be.
fn alternative<'a>(kinds: &'a [Kind], value: &Value) -> Option<&'a Kind> {
    let fits = |kind: &&Kind| match (kind, value) {
        (Kind::Text(_) | Kind::Choice(_) | Kind::Date, Value::Text(_))
        | (Kind::Integer { .. } | Kind::Decimal { .. }, Value::Number(_))
        | (Kind::Bool, Value::Bool(_))
        | (Kind::Date, Value::Date(_))
        | (Kind::List(_), Value::List(_))
        | (Kind::Table(_) | Kind::Map { .. }, Value::Table(_)) => true,
        (Kind::OneOf(kinds), value) => alternative(kinds, value).is_some(),
        _ => false,
    };
    let known_keys = |kind: &Kind| match (kind, value) {
        (Kind::Table(spec), Value::Table(table)) => {
            spec.fields.iter().filter(|field| table.get(field.key).is_some()).count()
        }
        _ => 0,
    };
    // `max_by_key` would take the last of equals; the first is the plainest.
    kinds.iter().filter(fits).rev().max_by_key(|kind| known_keys(kind))
}

pub(super) fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// What a kind allows, as a problem's `expected` says it.
pub(super) fn expected(kind: &Kind) -> String {
    match kind {
        Kind::Text(TextForm::Free) => "a text in quotation marks".to_owned(),
        Kind::Text(TextForm::Name) => "a name in quotation marks".to_owned(),
        Kind::Text(TextForm::Currency) => "a currency's three capital letters such as `\"CNY\"`".to_owned(),
        Kind::Text(TextForm::MonthDay) => "a day of the year such as `\"03-31\"`".to_owned(),
        Kind::Integer { min, max } => format!("a whole number from {min} to {max}"),
        Kind::Decimal { min, max, .. } => match min {
            Bound::From(min) if *min == max.saturating_neg() => "a plain number".to_owned(),
            Bound::From(min) => format!("a number from {} to {}", millionths(*min), millionths(*max)),
            Bound::Above(min) => {
                format!("a number above {} and at most {}", millionths(*min), millionths(*max))
            }
        },
        Kind::Bool => "`true` or `false`".to_owned(),
        Kind::Date => "a date such as `2026-01-31`".to_owned(),
        Kind::Choice([one]) => format!("`{one}`"),
        Kind::Choice(codes) => format!("one of {}", list(codes.iter().copied())),
        Kind::List(_) => "a list in square brackets".to_owned(),
        Kind::Table(spec) => match only_required(spec) {
            Some(key) => format!("a table `{{ {key} = … }}`"),
            None => format!("a table with {}", list(spec.keys())),
        },
        Kind::Map { .. } => "a table keyed by name".to_owned(),
        Kind::OneOf(kinds) => kinds.iter().map(expected).collect::<Vec<_>>().join(", or "),
    }
}

/// The one key that makes a table what it is, if there is just one.
fn only_required(spec: &TableSpec) -> Option<&'static str> {
    let mut required = spec.fields.iter().filter(|field| field.required);
    let one = required.next().filter(|_| spec.one_of.is_empty())?;
    required.next().is_none().then_some(one.key)
}

pub(super) fn millionths(units: i128) -> Decimal {
    Decimal::try_from_i128_with_scale(units, u32::from(INPUT_SCALE)).unwrap_or_default().normalize()
}

fn wrong_type(value: &Value, kind: &Kind) -> Problem {
    Problem::new(ProblemCode::WrongType, value.shown(), expected(kind))
}

pub(super) fn unknown_key(key: &str, spec: &TableSpec) -> Problem {
    let (code, found) = if spec.of_sections {
        (ProblemCode::UnknownSection, format!("the section {}", quote(key)))
    } else {
        (ProblemCode::UnknownKey, format!("the key {}", quote(key)))
    };
    let problem = Problem::new(code, found, format!("one of {}", list(spec.keys())));
    did_you_mean(problem, key, spec.keys())
}

/// A code or name that is not among the known ones.
#[must_use]
pub fn unknown_code<'a>(code: &str, known: impl Iterator<Item = &'a str> + Clone) -> Problem {
    let problem =
        Problem::new(ProblemCode::UnknownCode, quote(code), format!("one of {}", list(known.clone())));
    did_you_mean(problem, code, known)
}

fn is_unlike(text: &str, codes: &[&str]) -> bool {
    !codes.contains(&text) && nearest(text, codes.iter().copied()).is_none()
}

fn did_you_mean<'a>(problem: Problem, name: &str, known: impl Iterator<Item = &'a str>) -> Problem {
    match nearest(name, known) {
        Some(known) => problem.remedy(format!("did you mean `{known}`?")),
        None => problem,
    }
}

const MAX_TEXT: usize = 1_000;
const MAX_NAME: usize = 64;

fn text_problem(text: &str, form: TextForm) -> Option<Problem> {
    let count = text.chars().count();
    let bad = |code, expected: &str| Some(Problem::new(code, quote(text), expected));
    match form {
        TextForm::Free if count > MAX_TEXT => {
            let found = format!("a text of {count} characters");
            Some(Problem::new(ProblemCode::TooLarge, found, format!("at most {MAX_TEXT} characters")))
        }
        TextForm::Free => None,
        TextForm::Name => {
            let whole = (1..=MAX_NAME).contains(&count) && text.trim() == text;
            if whole && !text.contains(|c: char| c.is_control() || c == ';') {
                return None;
            }
            bad(
                ProblemCode::BadIdentifier,
                "a name of 1 to 64 characters without `;`, control characters or spaces around it",
            )
        }
        TextForm::Currency if count == 3 && text.bytes().all(|b| b.is_ascii_uppercase()) => None,
        TextForm::Currency => bad(ProblemCode::UnknownCode, "three capital letters such as `CNY`"),
        TextForm::MonthDay => {
            // Every day of a leap year is a day of some year.
            let real = written_date(&format!("2000-{text}")).is_ok();
            if real { None } else { bad(ProblemCode::BadDate, "a day of the year such as `03-31`") }
        }
    }
}

fn integer_problem(digits: &str, min: i64, max: i64, kind: &Kind) -> Option<Problem> {
    let whole = digits.strip_prefix(['-', '+']).unwrap_or(digits);
    let found = format!("the number {}", quote(digits));
    if whole.is_empty() || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Problem::new(ProblemCode::WrongType, found, expected(kind)));
    }
    // Digits that do not fit are out of any range.
    let inside = digits.parse::<i64>().is_ok_and(|number| (min..=max).contains(&number));
    (!inside).then(|| Problem::new(ProblemCode::OutOfRange, found, expected(kind)))
}

fn decimal_problem(digits: &str, min: Bound, max: i128, places: u8, kind: &Kind) -> Option<Problem> {
    let found = format!("the number {}", quote(digits));
    let units = match parse_number(digits.strip_prefix('+').unwrap_or(digits)) {
        Ok(units) => units,
        Err(NumberError::NotANumber) => {
            let expected = "plain decimal digits such as `12.5`";
            return Some(Problem::new(ProblemCode::BadNumber, found, expected));
        }
        Err(NumberError::TooManyDecimals) => return Some(too_many_decimals(found, places)),
        Err(NumberError::TooLarge) => {
            return Some(Problem::new(ProblemCode::OutOfRange, found, "at most 22 digits before the point"));
        }
    };
    let above_min = match min {
        Bound::From(min) => units >= min,
        Bound::Above(min) => units > min,
    };
    if !above_min || units > max {
        return Some(Problem::new(ProblemCode::OutOfRange, found, expected(kind)));
    }
    let step = pow10(INPUT_SCALE.saturating_sub(places)).unwrap_or(1);
    (units.checked_rem(step) != Some(0)).then(|| too_many_decimals(found, places))
}

fn too_many_decimals(found: String, places: u8) -> Problem {
    let expected = format!("at most {places} digits after the point");
    Problem::new(ProblemCode::TooManyDecimals, found, expected)
}
