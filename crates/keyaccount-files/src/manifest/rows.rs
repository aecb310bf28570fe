//! The keys of a section that say which rows of a file are data.

use keyaccount::book::ColumnKind;
use keyaccount::document::View;
use keyaccount::{Problem, ProblemCode};

use super::sections::{named, unknown_column};
use super::{Condition, TableSource};

/// Reads the keys into the table's source.
pub(super) fn apply(section: &View<'_>, source: &mut TableSource, problems: &mut Vec<Problem>) {
    source.heading.row = section.get("header_row").whole().map(u64::from);
    source.heading.is_double = section.get("header_rows").whole() == Some(2);
    for view in section.get("fill_down").items().unwrap_or_default() {
        if let Some(theirs) = view.text() {
            source.fill_down.push(named(&view, theirs, source));
        }
    }
    source.skip_where = conditions(&section.get("skip_where"), source, problems);
    source.only_where = conditions(&section.get("where"), source, problems);
    number_rows(&section.get("number_rows"), source, problems);
}

fn conditions(map: &View<'_>, source: &TableSource, problems: &mut Vec<Problem>) -> Vec<Condition> {
    let mut conditions = Vec::new();
    for (theirs, view) in map.entries().unwrap_or_default() {
        if view.items().is_some_and(|items| items.is_empty()) {
            let problem = Problem::new(ProblemCode::Missing, "an empty list", "at least one text");
            problems.push(view.place(problem.remedy("name the texts, or remove the condition")));
        }
        conditions.push(Condition { column: named(&view, theirs, source), texts: texts(&view) });
    }
    conditions
}

/// A text, or the texts of a list.
pub(super) fn texts(view: &View<'_>) -> Vec<String> {
    match view.items() {
        Some(items) => items.iter().filter_map(View::string).collect(),
        None => view.string().into_iter().collect(),
    }
}

fn number_rows(view: &View<'_>, source: &mut TableSource, problems: &mut Vec<Problem>) {
    let Some(name) = view.text() else { return };
    let Some(column) = source.table.column(name) else {
        problems.push(view.place(unknown_column(source.table, name)));
        return;
    };
    let kind = source.table.columns().get(column).map(|column| column.kind);
    if kind != Some(ColumnKind::Id) {
        let found = format!("`{name}`, whose cells are no identifiers");
        let problem = Problem::new(ProblemCode::WrongType, found, "a column of identifiers");
        problems.push(view.place(problem.remedy("remove the key")));
        return;
    }
    source.number_rows = Some(column);
}
