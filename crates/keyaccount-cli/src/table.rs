//! Tables for reading: of the scores the main columns and the distribution of grades, of every other
//! table what fits.

use std::borrow::Cow;
use std::io::{self, Write};

use comfy_table::{
    Attribute, Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, LineStyle, Row, Table,
    TableStyle, Width,
};
use keyaccount::{Assessment, Language, ResultTable, ScoreRule, Value};

use crate::{Streams, distribution};

/// How many rows a terminal shows.
const SHOWN: usize = 100;

/// The terminal a table is written to; the default is none.
#[derive(Clone, Copy, Default)]
pub(crate) struct TableView {
    pub(crate) colour: bool,
    pub(crate) width: Option<u16>,
    /// How many rows are shown; all if empty.
    pub(crate) limit: Option<usize>,
}

impl TableView {
    pub(crate) fn of(streams: &Streams<'_>) -> Self {
        Self { colour: streams.colour, width: streams.width, limit: Some(SHOWN) }
    }
}

/// A column of the table for reading: its heading, the columns whose cells it joins, what joins them,
/// whether it is a number, and from which terminal width on it shows.
struct Shown {
    heading: &'static str,
    joined: &'static [&'static str],
    number: bool,
    from_width: u16,
}

const fn text(heading: &'static str, joined: &'static [&'static str], from_width: u16) -> Shown {
    Shown { heading, joined, number: false, from_width }
}

const fn number(heading: &'static str, joined: &'static [&'static str], from_width: u16) -> Shown {
    Shown { heading, joined, number: true, from_width }
}

const COLUMNS: &[Shown] = &[
    number("#", &["priority_rank"], 0),
    text("Customer", &["customer_id"], 0),
    text("Name", &["name"], 60),
    text("Track", &["track"], 110),
    number("Credit", &["credit_score"], 80),
    text("", &["credit_grade"], 80),
    number("Volume", &["volume_score"], 80),
    number("Profit", &["profit_score"], 80),
    number("Prospect", &["prospect_score"], 110),
    number("Score", &["composite_score"], 0),
    text("Grade", &["grade"], 0),
    text("Value", &["value_class"], 110),
    text("Vetoes, caps", &["vetoes", "credit_caps", "caps"], 100),
];

/// Writes the score table, the distribution, and what it is relative to.
pub(crate) fn write_scores(
    assessment: &Assessment,
    scores: &ResultTable<'_>,
    language: Option<Language>,
    view: TableView,
    out: &mut dyn Write,
) -> io::Result<()> {
    let shown = view.limit.map_or(scores.len(), |limit| limit.min(scores.len()));
    if shown > 0 {
        for line in table(scores, shown, language, view, assessment).lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    more(scores.len().saturating_sub(shown), "customer", language, out)?;
    writeln!(out)?;
    distribution::write(&assessment.distribution, language, out)?;
    if is_anybody_ranked(assessment, scores) {
        // New customers are graded as prospects and ranked nowhere.
        let ranked = assessment.distribution.total.saturating_sub(assessment.distribution.new);
        if language == Some(Language::Chinese) {
            writeln!(out, "得分来自 {ranked} 位非新客户之间的名次。")?;
        } else {
            let are = if ranked == 1 { "customer that is" } else { "customers that are" };
            writeln!(out, "Scores come from ranks among the {ranked} {are} not new.")?;
        }
    }
    Ok(())
}

/// Writes any table with all its columns, as far as the terminal is wide.
pub(crate) fn write_any(
    rows: &ResultTable<'_>,
    language: Option<Language>,
    view: TableView,
    out: &mut dyn Write,
) -> io::Result<()> {
    let shown = view.limit.map_or(rows.len(), |limit| limit.min(rows.len()));
    let mut table = plain(view);
    let heading = |column| Cell::new(label(rows, column, language)).add_attribute(Attribute::Bold);
    table.set_header((0..rows.columns().len()).map(heading));
    let mut numbers = vec![false; rows.columns().len()];
    for row in 0..shown {
        let cells = numbers.iter_mut().enumerate().map(|(column, is_number)| {
            *is_number |=
                matches!(rows.value(row, column), Value::Number(_) | Value::Quantity(_) | Value::Integer(_));
            Cell::new(joined(rows, row, &[column], language))
        });
        let mut line = Row::from(cells.collect::<Vec<_>>());
        line.max_height(1);
        table.add_row(line);
    }
    for (place, is_number) in table.column_iter_mut().zip(numbers) {
        place.set_padding((0, 2));
        if is_number {
            place.set_cell_alignment(CellAlignment::Right);
        }
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    more(rows.len().saturating_sub(shown), "row", language, out)
}

/// Says how much is not shown.
pub(crate) fn more(
    count: usize,
    of: &str,
    language: Option<Language>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match (count, language) {
        (0, _) => Ok(()),
        (_, Some(Language::Chinese)) => writeln!(out, "…… 另有 {count} 行；用 `-o 文件` 写出全部"),
        _ => {
            let plural = if count == 1 { "" } else { "s" };
            writeln!(out, "… and {count} more {of}{plural}; `-o FILE` writes them all")
        }
    }
}

/// The heading of a column.
fn label(rows: &ResultTable<'_>, column: usize, language: Option<Language>) -> String {
    let Some(column) = rows.columns().get(column) else { return String::new() };
    match language {
        None => column.name().to_owned(),
        Some(language) => column.label(language).into_owned(),
    }
}

/// A table without any rows yet.
pub(crate) fn plain(view: TableView) -> Table {
    let mut table = Table::new();
    table.load_style(TableStyle::new().header_separator(LineStyle::new('─', '─', '─', '─')));
    table.set_truncation_indicator("…");
    if view.colour {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    if let Some(width) = view.width {
        table.set_width(width).set_content_arrangement(ContentArrangement::Dynamic);
    } else {
        table.set_content_arrangement(ContentArrangement::Disabled);
    }
    table
}

/// Whether the grade of any customer comes from a rank among the others.
fn is_anybody_ranked(assessment: &Assessment, scores: &ResultTable<'_>) -> bool {
    let policy = assessment.policy();
    let rules = [("volume_score", &policy.volume().score), ("profit_score", &policy.profit().score)];
    let by_rank = rules.into_iter().filter(|(_, rule)| **rule == ScoreRule::Rank);
    let Some(grade) = scores.column("grade") else { return false };
    let is_filled = |row, column| !scores.value(row, column).is_empty();
    by_rank
        .filter_map(|(name, _)| scores.column(name))
        .any(|score| (0..scores.len()).any(|row| is_filled(row, score) && is_filled(row, grade)))
}

fn table(
    scores: &ResultTable<'_>,
    shown: usize,
    language: Option<Language>,
    view: TableView,
    assessment: &Assessment,
) -> Table {
    let width = view.width.unwrap_or(u16::MAX);
    let at = |column: &Shown| -> Vec<usize> {
        column.joined.iter().filter_map(|name| scores.column(name)).collect()
    };
    let has_any =
        |columns: &[usize]| columns.iter().any(|at| (0..shown).any(|row| !scores.value(row, *at).is_empty()));
    let columns: Vec<_> = COLUMNS
        .iter()
        .filter(|column| column.from_width <= width)
        .map(|column| (column, at(column)))
        .filter(|(_, at)| has_any(at))
        .collect();
    let mut table = plain(view);
    let heading = |column: &Shown, at: &[usize]| match (language, at) {
        (Some(Language::Chinese), [one]) => label(scores, *one, language),
        (Some(Language::Chinese), _) => "否决与封顶".to_owned(),
        _ => column.heading.to_owned(),
    };
    let headings = columns.iter().map(|(column, at)| heading(column, at));
    table.set_header(headings.map(|heading| Cell::new(heading).add_attribute(Attribute::Bold)));
    let best = assessment.distribution.grades.len().saturating_sub(1);
    for row in 0..shown {
        let cells = columns.iter().map(|(column, at)| {
            let text = joined(scores, row, at, language);
            let place = assessment.distribution.grades.iter().position(|grade| grade.grade == text);
            match place.filter(|_| column.heading == "Grade") {
                Some(place) => Cell::new(text).fg(colour(place, best)).add_attribute(Attribute::Bold),
                None => Cell::new(text),
            }
        });
        let mut line = Row::from(cells.collect::<Vec<_>>());
        line.max_height(1);
        table.add_row(line);
    }
    for (place, (column, _)) in table.column_iter_mut().zip(&columns) {
        place.set_padding((0, 2));
        if column.number {
            place.set_cell_alignment(CellAlignment::Right);
        }
        if column.heading == "Name" && view.width.is_some() {
            place.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(26)));
        }
    }
    table
}

/// Green for the best grade, red for the last, yellow between.
const fn colour(place: usize, last: usize) -> Color {
    if place == 0 {
        Color::Green
    } else if place >= last {
        Color::Red
    } else {
        Color::Yellow
    }
}

/// The filled ones of some cells.
fn joined(rows: &ResultTable<'_>, row: usize, columns: &[usize], language: Option<Language>) -> String {
    let text = |column: &usize| {
        let value = rows.value(row, *column);
        match (rows.columns().get(*column), language) {
            (Some(column), Some(language)) => column.translate(&value, language).into_owned(),
            _ => value.to_string(),
        }
    };
    let separator = if language == Some(Language::Chinese) { "；" } else { ";" };
    let filled: Vec<_> = columns.iter().map(text).filter(|text| !text.is_empty()).collect();
    harmless(&filled.join(separator)).into_owned()
}

/// Text without the characters by which a cell could take over the terminal.
pub(crate) fn harmless(text: &str) -> Cow<'_, str> {
    let bad = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if text.contains(bad) { Cow::Owned(text.replace(bad, "\u{fffd}")) } else { Cow::Borrowed(text) }
}
