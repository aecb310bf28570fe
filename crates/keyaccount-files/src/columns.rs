//! Which field of a file feeds which column of a table.

use std::collections::BTreeSet;

use csv::StringRecord;
use keyaccount::book::Table;
use keyaccount::{Problem, ProblemCode, nearest, quote};

use crate::cells::Source;
use crate::csv_rows::from_one;
use crate::manifest::TableSource;

/// Columns of which a table needs at least one.
const fn either(table: Table) -> &'static [&'static str] {
    match table {
        Table::OrderLines => &["amount", "unit_price"],
        Table::Invoices => &["due_on", "terms_days"],
        Table::Settlements => &["invoice_id", "customer_id"],
        _ => &[],
    }
}

/// Columns that rows need themselves where no other table has them for the row.
const fn needed_alone(table: &TableSource) -> &'static [&'static str] {
    match table.table {
        Table::OrderLines if !table.has_order_headers => &["customer_id", "ordered_on"],
        _ => &[],
    }
}

/// The sources of a table's columns in a file with this header on this line.
pub(crate) fn resolve(
    table: &TableSource,
    header: &StringRecord,
    line: u64,
) -> Result<Vec<Source>, Vec<Problem>> {
    let columns = table.table.columns();
    let mut sources = vec![Source::Absent; columns.len()];
    let mut set = |column: usize, source: Source| {
        if let Some(place) = sources.get_mut(column) {
            *place = source;
        }
    };
    let field = |name: &str| header.iter().position(|theirs| theirs == name);
    let mut problems = Vec::new();
    let mut used = BTreeSet::new();
    for mapped in &table.columns {
        if let Some(field) = field(&mapped.from.theirs) {
            used.insert(field);
            set(mapped.column, Source::Field(field));
        } else {
            problems.push(with_nearest(mapped.from.absent.clone(), &mapped.from.theirs, header));
            // Named but not there: no second problem for the same column.
            set(mapped.column, Source::Constant(String::new()));
        }
    }
    for (column, text) in &table.constants {
        set(*column, Source::Constant(text.clone()));
    }
    if let Some(column) = table.number_rows {
        set(column, Source::RowNumber);
    }
    for (at, column) in columns.iter().enumerate() {
        let Some(place) = sources.get_mut(at).filter(|source| **source == Source::Absent) else { continue };
        if let Some(field) = field(column.name).filter(|field| !used.contains(field)) {
            *place = Source::Field(field);
        } else if column.required || needed_alone(table).contains(&column.name) {
            problems.push(missing(table, header, line, &[column.name]));
        }
    }
    let choices = either(table.table);
    let absent = |name: &&str| {
        table.table.column(name).and_then(|at| sources.get(at)).is_none_or(|source| *source == Source::Absent)
    };
    if !choices.is_empty() && choices.iter().all(absent) {
        problems.push(missing(table, header, line, choices));
    }
    for source in &sources {
        if let Source::Field(field) = source {
            let placed = |p: Problem| Problem { file: Some(table.shown.clone()), line: Some(line), ..p };
            problems.extend(twice(header, *field).map(placed));
        }
    }
    if problems.is_empty() {
        return Ok(sources);
    }
    match other_delimiter(table, header) {
        // Whatever is missing is missing for this one reason.
        Some(delimiter) => Err(vec![one_field(table, header, line, delimiter)]),
        None => Err(problems),
    }
}

/// The problem of a name that a table uses and two columns have. What nobody uses may have any name.
pub(crate) fn twice(header: &StringRecord, field: usize) -> Option<Problem> {
    let name = header.get(field)?;
    let second = header.iter().enumerate().find(|(at, other)| *at != field && *other == name)?;
    let (first, second) = (field.min(second.0), field.max(second.0));
    let found = format!("a second column {}, the first being field {}", quote(name), from_one(first));
    let problem = Problem::new(ProblemCode::Duplicate, found, "every name once that is read");
    Some(Problem { column: Some(from_one(second)), ..problem.remedy("rename one of them") })
}

/// The character that seems to stand between the cells of a file read as having one column.
fn other_delimiter(table: &TableSource, header: &StringRecord) -> Option<char> {
    let only = header.get(0).filter(|_| header.len() == 1)?;
    let others =
        [';', '\t', '|', ','].into_iter().filter(|c| u32::from(*c) != u32::from(table.form.delimiter));
    others.into_iter().find(|delimiter| only.contains(*delimiter))
}

fn one_field(table: &TableSource, header: &StringRecord, line: u64, delimiter: char) -> Problem {
    let found = format!("one column {}", quote(header.get(0).unwrap_or_default()));
    let expected = format!("columns with {:?} between them", char::from(table.form.delimiter));
    let remedy = format!(
        "state in book.toml what is between them: `[{}]` `delimiter = \"{}\"`",
        table.table.name(),
        delimiter.escape_default()
    );
    Problem::new(ProblemCode::Missing, found, expected).remedy(remedy).at(&*table.shown, Some(line), None)
}

fn missing(table: &TableSource, header: &StringRecord, line: u64, names: &[&'static str]) -> Problem {
    let first = names.first().copied().unwrap_or_default();
    let expected = format!("a column `{}`", names.join("` or `"));
    let problem = Problem::new(ProblemCode::Missing, "no such column in the header", expected)
        .path(names.join(" or "))
        .at(&*table.shown, Some(line), None);
    let near = names.iter().find_map(|name| Some((*name, near(name, header)?)));
    match near {
        Some((name, theirs)) => problem.remedy(format!(
            "did you mean {}? rename it, or map it in book.toml: `[{}.columns]` `{name} = {theirs:?}`",
            quote(theirs),
            table.table.name()
        )),
        None => problem.remedy(format!(
            "add it, or say in book.toml which column it is: `[{}.columns]` `{first} = \"…\"`",
            table.table.name()
        )),
    }
}

pub(crate) fn with_nearest(problem: Problem, name: &str, header: &StringRecord) -> Problem {
    match near(name, header) {
        Some(theirs) => problem.remedy(format!("did you mean {}?", quote(theirs))),
        None => {
            let shown: Vec<_> = header.iter().take(20).map(quote).collect();
            let more = if header.len() > shown.len() { ", …" } else { "" };
            problem.remedy(format!("its columns are {}{more}", shown.join(", ")))
        }
    }
}

/// The header's name nearest to `name`; `Customer ID` is as good as `customer_id`.
pub(crate) fn near<'a>(name: &str, header: &'a StringRecord) -> Option<&'a str> {
    let plain = |text: &str| text.trim().to_lowercase().replace([' ', '-'], "_");
    let name = plain(name);
    header
        .iter()
        .find(|theirs| theirs.len() <= 64 && plain(theirs) == name)
        .or_else(|| nearest(&name, header.iter().filter(|theirs| !theirs.trim().is_empty())))
}

/// The field of each column from 1, for messages.
pub(crate) fn fields(table: Table, sources: &[Source]) -> Vec<(&'static str, u64)> {
    let columns = table.columns().iter().zip(sources);
    columns
        .filter_map(|(column, source)| match source {
            Source::Field(field) => Some((column.name, from_one(*field))),
            _ => None,
        })
        .collect()
}
