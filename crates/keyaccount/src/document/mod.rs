//! Written documents as trees that know where every key and value stands.
//!
//! A document (a policy, a book's manifest) is read from TOML or JSON into a [`Node`] tree, held
//! against a declarative [`TableSpec`] that finds everything wrong with it at once, and only then
//! read into typed values through a [`View`].

mod json;
mod lines;
mod node;
mod overlay;
mod path;
mod schema;
mod set;
mod spec;
#[cfg(test)]
mod tests;
mod toml;
mod validate;
mod view;

pub use json::{json_problem, read_json};
pub use node::{Entry, Node, Position, Table, Value};
pub use overlay::overlay;
pub use path::{Path, Segment, Trail, is_bare};
pub use schema::json_schema;
pub use set::{Assignment, SETTING};
pub use spec::{Bound, Doc, Field, Kind, Names, TableSpec, TextForm};
pub use toml::{read_toml, read_toml_value};
pub use validate::{unknown_code, validate};
pub use view::View;

use crate::error::{Problem, ProblemCode};

/// The most bytes a document may have: fifty times what a long policy needs, and little enough that
/// one made of mistakes only is read within a second and some hundred megabytes.
pub const MAX_BYTES: usize = 1 << 19;

/// How deep tables, lists and dotted keys may nest.
pub const MAX_DEPTH: usize = 32;

/// The most problems a document's reader reports: whoever feeds it a novel learns no more from the
/// rest.
pub const MAX_PROBLEMS: usize = 200;

/// Reads a document: JSON if its first character is `{`, TOML otherwise.
///
/// The tree is what could be read in spite of the problems; where there are any, it may lack parts.
#[must_use]
pub fn read(file: &str, text: &str) -> (Node, Vec<Problem>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > MAX_BYTES {
        let problem = Problem::new(
            ProblemCode::TooLarge,
            format!("{} bytes", text.len()),
            format!("a document of at most {MAX_BYTES} bytes"),
        )
        .at(file, None, None);
        return (Node::table(Position::of(file)), vec![problem]);
    }
    if text.trim_start().starts_with('{') { read_json(file, text) } else { read_toml(file, text) }
}
