//! Names that a section declares and refers to, and lists of codes.

use super::bands::distinct;
use super::whole;
use crate::book::Code;
use crate::document::{MAX_PROBLEMS, View, unknown_code};
use crate::error::{Problem, ProblemCode};

/// As many things of one kind a section may list.
pub(super) const MOST: usize = 255;

/// The items of a list that has 1 to 255 of them; `one` and `many` are what they are called.
pub(super) fn some<'a>(
    view: &View<'a>,
    one: &str,
    many: &str,
    problems: &mut Vec<Problem>,
) -> Option<Vec<View<'a>>> {
    let items = view.items()?;
    if items.is_empty() || items.len() > MOST {
        let found = if items.is_empty() { format!("no {one}") } else { format!("{} {many}", items.len()) };
        let problem = Problem::new(ProblemCode::OutOfRange, found, format!("1 to {MOST} {many}"));
        problems.push(view.place(problem));
        return None;
    }
    Some(items)
}

/// The names of the roles, if they could be read.
pub(super) fn roles<'a>(view: &View<'a>, problems: &mut Vec<Problem>) -> Option<Vec<&'a str>> {
    let items = some(view, "role", "roles", problems)?;
    distinct(items.iter().cloned(), problems);
    whole(items.iter().map(View::text))
}

/// The one of these names that a value is.
pub(super) fn one_of<'a>(view: &View<'a>, names: &[&str], problems: &mut Vec<Problem>) -> Option<&'a str> {
    let name = view.text()?;
    if names.contains(&name) {
        return Some(name);
    }
    if problems.len() < MAX_PROBLEMS {
        problems.push(view.place(unknown_code(name, names.iter().copied())));
    }
    None
}

/// The codes of a list, each once, in the order of their kind.
pub(super) fn codes<T: Code + Ord>(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Vec<T>> {
    let items = view.items()?;
    distinct(items.iter().cloned(), problems);
    let mut codes = whole(items.iter().map(|item| item.text().and_then(T::from_code)))?;
    codes.sort_unstable();
    codes.dedup();
    Some(codes)
}
