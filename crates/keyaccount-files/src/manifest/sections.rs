//! One table's section of `book.toml`.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};

use csv::StringRecord;
use encoding_rs::Encoding;
use keyaccount::book::Table;
use keyaccount::document::View;
use keyaccount::{Problem, ProblemCode, nearest, quote};

use super::{Mapped, TableSource, Theirs, cell_forms, missing_customer, rows};
use crate::cells::{Cells, Source};
use crate::dates::Zone;
use crate::distinct;
use crate::forms::CellForms;
use crate::raw::RawRow;
use crate::workbook::Workbook;

/// What a section is read with.
pub(super) struct Context<'a> {
    pub(super) folder: &'a Path,
    /// The files of the directory that may be tables.
    pub(super) files: &'a [String],
    pub(super) zone: Option<Zone>,
    /// Workbooks opened so far: several tables may stand in one.
    pub(super) workbooks: HashMap<PathBuf, Workbook>,
}

/// Whether a file's name says that it is a workbook.
pub(super) fn is_workbook(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ["xlsx", "xlsm", "xlsb", "xls", "ods", "et"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Reads a section into the table's source.
pub(super) fn apply(
    section: &View<'_>,
    source: &mut TableSource,
    context: &mut Context<'_>,
    problems: &mut Vec<Problem>,
) {
    let file = section.get("file");
    if let Some(name) = file.text() {
        source.file = name.to_owned();
        source.path = context.folder.join(name);
        source.shown = source.path.display().to_string();
    }
    let is_named = file.is_absent() || file.text().is_some();
    if !section.is_absent() && is_named && !source.path.is_file() {
        let place = if file.is_absent() { section } else { &file };
        let problem =
            Problem::new(ProblemCode::Io, format!("no file {}", quote(&source.file)), "a file that is there");
        let problem = match nearest(&source.file, context.files.iter().map(String::as_str)) {
            Some(near) => problem.remedy(format!("did you mean {}?", quote(near))),
            None => problem,
        };
        problems.push(place.place(problem));
    }
    form(section, source, problems);
    cell_forms::apply(section, source, context.zone, problems);
    sheet(section, source, context, problems);
    rows::apply(section, source, problems);
    source.missing_customer = missing_customer(section).unwrap_or(source.missing_customer);
    let once = section.get("distinct");
    source.distinct = once.yes().unwrap_or_default();
    if source.distinct && distinct::key_of(source.table).is_none() {
        let can: Vec<_> =
            Table::ALL.iter().filter(|t| distinct::key_of(**t).is_some()).map(|t| t.name()).collect();
        let problem = Problem::new(
            ProblemCode::UnknownKey,
            format!("`distinct` for `{}`, whose rows have no key", source.table.name()),
            format!("it for one of `{}`", can.join("`, `")),
        );
        problems.push(once.place(problem.remedy("remove the key")));
    }
    columns(section, source, problems);
    constants(section, source, problems);
    not_numbered(section, source, problems);
}

/// The row's number cannot serve as a column that has cells of its own.
fn not_numbered(section: &View<'_>, source: &mut TableSource, problems: &mut Vec<Problem>) {
    let Some(column) = source.number_rows else { return };
    let by_columns = source.columns.iter().any(|mapped| mapped.column == column);
    let by_constants = source.constants.iter().any(|(constant, _)| *constant == column);
    if by_columns || by_constants {
        let stated = section.get("number_rows");
        let other = if by_columns { "columns" } else { "constants" };
        let found = format!("`{}` under `{other}` and as `number_rows`", stated.text().unwrap_or_default());
        let problem = Problem::new(ProblemCode::Duplicate, found, "one of them");
        problems.push(stated.place(problem.remedy("remove the other")));
    }
}

/// The sheet of a workbook.
fn sheet(
    section: &View<'_>,
    source: &mut TableSource,
    context: &mut Context<'_>,
    problems: &mut Vec<Problem>,
) {
    let stated = section.get("sheet");
    if (stated.is_absent() && !is_workbook(&source.path)) || !source.path.is_file() {
        return;
    }
    for key in ["encoding", "delimiter"] {
        let of_text = section.get(key);
        if !of_text.is_absent() {
            let found = format!("`{key}` for a workbook");
            let problem = Problem::new(ProblemCode::UnknownKey, found, "it for text files only");
            problems.push(of_text.place(problem.remedy("remove the key")));
        }
    }
    let file = section.get("file");
    let place = if !stated.is_absent() {
        &stated
    } else if file.is_absent() {
        section
    } else {
        &file
    };
    let opened = match context.workbooks.entry(source.path.clone()) {
        Entry::Occupied(open) => Ok(open.into_mut()),
        Entry::Vacant(vacant) => Workbook::open(&source.path).map(|workbook| vacant.insert(workbook)),
    };
    let named = opened.and_then(|workbook| {
        let name = workbook.name_of(stated.text())?.to_owned();
        Ok((name, workbook.counts_from_1904()))
    });
    match named {
        Ok((name, counts_from_1904)) => {
            if counts_from_1904 {
                source.forms.dates.count_from_1904();
            }
            source.shown = format!("{}!{name}", source.path.display());
            source.sheet = Some(name);
        }
        Err(problem) => problems.push(place.place(*problem)),
    }
}

fn form(section: &View<'_>, source: &mut TableSource, problems: &mut Vec<Problem>) {
    let encoding = section.get("encoding");
    if let Some(label) = encoding.text() {
        // The encoding named `replacement` decodes nothing: its labels are refused like unknown ones.
        match Encoding::for_label_no_replacement(label.as_bytes()) {
            Some(known) => source.form.encoding = known,
            None => {
                let problem = Problem::new(
                    ProblemCode::UnknownCode,
                    quote(label),
                    "the WHATWG label of an encoding, such as `utf-8`, `gbk` or `windows-1252`",
                );
                problems.push(encoding.place(problem));
            }
        }
    }
    let delimiter = section.get("delimiter");
    if let Some(text) = delimiter.text() {
        match text.as_bytes() {
            [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\r' | b'\n' | 0) => {
                source.form.delimiter = *byte
            }
            _ => {
                let problem = Problem::new(
                    ProblemCode::UnknownCode,
                    quote(text),
                    "one ASCII character such as `;` or `\\t`",
                );
                problems.push(delimiter.place(problem));
            }
        }
    }
}

fn columns(section: &View<'_>, source: &mut TableSource, problems: &mut Vec<Problem>) {
    for (ours, view) in section.get("columns").entries().unwrap_or_default() {
        let Some(theirs) = view.text() else { continue };
        match source.table.column(ours) {
            Some(column) => {
                let from = named(&view, theirs, source);
                source.columns.push(Mapped { column, from });
            }
            None => problems.push(view.place(unknown_column(source.table, ours))),
        }
    }
}

/// A column of the file.
pub(super) fn named(view: &View<'_>, theirs: &str, source: &TableSource) -> Theirs {
    let expected = format!("a column of {}", quote(&source.file));
    let absent = Problem::new(ProblemCode::UnknownCode, quote(theirs), expected);
    Theirs { theirs: theirs.to_owned(), absent: view.place(absent) }
}

fn constants(section: &View<'_>, source: &mut TableSource, problems: &mut Vec<Problem>) {
    for (ours, view) in section.get("constants").entries().unwrap_or_default() {
        let Some(column) = source.table.column(ours) else {
            problems.push(view.place(unknown_column(source.table, ours)));
            continue;
        };
        if source.columns.iter().any(|mapped| mapped.column == column) {
            let found = format!("`{ours}` under `columns` and under `constants`");
            let problem = Problem::new(ProblemCode::Duplicate, found, "one of them");
            problems.push(view.place(problem.remedy("remove the other")));
            continue;
        }
        let Some(text) = canonical_text(&view) else { continue };
        match judge(source.table, column, &text) {
            Some(problem) => problems.push(view.place(problem)),
            None => source.constants.push((column, text)),
        }
    }
}

pub(super) fn unknown_column(table: Table, name: &str) -> Problem {
    let names = || table.columns().iter().map(|column| column.name);
    let expected = format!("a column of `{}`: `{}`", table.name(), names().collect::<Vec<_>>().join("`, `"));
    let problem = Problem::new(ProblemCode::UnknownKey, format!("the column {}", quote(name)), expected);
    match nearest(name, names()) {
        Some(near) => problem.remedy(format!("did you mean `{near}`?")),
        None => problem,
    }
}

/// A constant as a cell would have it.
fn canonical_text(view: &View<'_>) -> Option<String> {
    let text = view.string();
    text.or_else(|| view.yes().map(|yes| if yes { "yes" } else { "no" }.to_owned()))
        .or_else(|| view.date().map(|date| date.to_string()))
        .or_else(|| view.decimal().map(|number| number.to_string()))
}

/// What is wrong with a constant, if anything: it is judged once, not in every row.
pub(super) fn judge(table: Table, column: usize, text: &str) -> Option<Problem> {
    let mut sources = vec![Source::Absent; table.columns().len()];
    if let Some(place) = sources.get_mut(column) {
        *place = Source::Constant(text.to_owned());
    }
    let mut problems = Vec::new();
    let record = StringRecord::new();
    let row = RawRow::new(&record);
    let forms = CellForms::default();
    Cells::new(table, &sources, row, &forms, &mut problems).judge();
    let name = table.columns().get(column)?.name;
    problems.into_iter().find(|problem| problem.path == name)
}
