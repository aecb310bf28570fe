//! The score table for reading: its main columns and the distribution of grades.

use std::borrow::Cow;
use std::io::{self, Write};

use comfy_table::{
    Attribute, Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, LineStyle, Row, Table,
    TableStyle, Width,
};
use keyaccount::{Assessment, Distribution, ResultTable, ScoreRule, round_ratio};

use crate::Streams;

/// How many customers a terminal shows.
const SHOWN: usize = 100;

/// The widest a bar of the distribution gets.
const BAR: i128 = 30;

/// The terminal a table is written to; the default is none.
#[derive(Clone, Copy, Default)]
pub(crate) struct TableView {
    colour: bool,
    width: Option<u16>,
    limit: Option<usize>,
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

/// Writes the table, the distribution, and what it is relative to.
pub(crate) fn write(assessment: &Assessment, view: TableView, out: &mut dyn Write) -> io::Result<()> {
    let scores = assessment.table();
    let shown = view.limit.map_or(scores.len(), |limit| limit.min(scores.len()));
    if shown > 0 {
        for line in table(&scores, shown, view, assessment).lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    if shown < scores.len() {
        let more = scores.len().saturating_sub(shown);
        let customers = if more == 1 { "customer" } else { "customers" };
        writeln!(out, "… and {more} more {customers}; `-o FILE` writes them all")?;
    }
    writeln!(out)?;
    distribution(&assessment.distribution, out)?;
    if is_anybody_ranked(assessment, &scores) {
        // New customers are graded as prospects and ranked nowhere.
        let ranked = assessment.distribution.total.saturating_sub(assessment.distribution.new);
        let are = if ranked == 1 { "customer that is" } else { "customers that are" };
        writeln!(out, "Scores come from ranks among the {ranked} {are} not new.")?;
    }
    Ok(())
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

fn table(scores: &ResultTable<'_>, shown: usize, view: TableView, assessment: &Assessment) -> Table {
    let width = view.width.unwrap_or(u16::MAX);
    let has_any = |column: &&Shown| {
        let cells = column.joined.iter().filter_map(|name| scores.column(name));
        cells.into_iter().any(|at| (0..shown).any(|row| !scores.value(row, at).is_empty()))
    };
    let columns: Vec<_> =
        COLUMNS.iter().filter(|column| column.from_width <= width).filter(has_any).collect();
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
    table.set_header(columns.iter().map(|column| Cell::new(column.heading).add_attribute(Attribute::Bold)));
    let best = assessment.distribution.grades.len().saturating_sub(1);
    for row in 0..shown {
        let cells = columns.iter().map(|column| {
            let text = joined(scores, row, column.joined);
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
    for (place, column) in table.column_iter_mut().zip(&columns) {
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
fn joined(scores: &ResultTable<'_>, row: usize, names: &[&str]) -> String {
    let values = names.iter().filter_map(|name| scores.column(name)).map(|column| scores.value(row, column));
    let filled: Vec<_> = values.filter(|value| !value.is_empty()).map(|value| value.to_string()).collect();
    harmless(&filled.join(";")).into_owned()
}

/// Text without the characters by which a cell could take over the terminal.
fn harmless(text: &str) -> Cow<'_, str> {
    let bad = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if text.contains(bad) { Cow::Owned(text.replace(bad, "\u{fffd}")) } else { Cow::Borrowed(text) }
}

fn distribution(distribution: &Distribution, out: &mut dyn Write) -> io::Result<()> {
    let grades = distribution.grades.iter().map(|grade| (grade.grade.as_str(), grade.customers));
    let lines: Vec<_> =
        grades.chain([("unrated", distribution.unrated), ("new", distribution.new)]).collect();
    let most = i128::from(lines.iter().map(|(_, count)| *count).max().unwrap_or(0));
    let total = i128::from(distribution.total);
    let name_width = lines.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let count_width = most.to_string().len();
    for (name, count) in lines {
        let count = i128::from(count);
        let share = round_ratio(count.saturating_mul(100), total, 0).unwrap_or(0);
        let length = round_ratio(count.saturating_mul(BAR), most, 0).unwrap_or(0);
        // Nobody is nothing, but one of many is still somebody.
        let length = if count > 0 { length.max(1) } else { 0 };
        let bar = "█".repeat(usize::try_from(length).unwrap_or(0));
        writeln!(out, "{name:<name_width$}  {count:>count_width$}  {share:>3}%  {bar}")?;
    }
    Ok(())
}
