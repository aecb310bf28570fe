//! The keys of a section that say how cells are written.

use std::collections::HashMap;

use keyaccount::book::ColumnKind;
use keyaccount::document::View;
use keyaccount::{Exact, Problem, ProblemCode, nearest, quote};

use super::TableSource;
use super::rows::texts;
use super::sections::{judge, unknown_column};
use crate::dates::{DateForm, Zone};
use crate::numbers::{Negative, UNITS};

/// Reads the keys into the table's source.
pub(super) fn apply(
    section: &View<'_>,
    source: &mut TableSource,
    zone: Option<Zone>,
    problems: &mut Vec<Problem>,
) {
    source.forms.zone = zone;
    dates(&section.get("date_format"), source, zone, problems);
    source.forms.missing = texts(&section.get("missing")).iter().map(|text| text.trim().to_owned()).collect();
    numbers(section, source, problems);
    units(&section.get("unit"), source, problems);
    values(&section.get("values"), source, problems);
}

fn dates(view: &View<'_>, source: &mut TableSource, zone: Option<Zone>, problems: &mut Vec<Problem>) {
    let stated = view.items().unwrap_or_else(|| vec![view.clone()]);
    for view in stated {
        let Some(pattern) = view.text() else { continue };
        match DateForm::parse(pattern, zone) {
            Ok(form) => source.forms.dates.push(form),
            Err(problem) => problems.push(view.place(*problem)),
        }
    }
}

fn numbers(section: &View<'_>, source: &mut TableSource, problems: &mut Vec<Problem>) {
    let numbers = &mut source.forms.numbers;
    let mut character = |key: &'static str| {
        let view = section.get(key);
        let text = view.text()?;
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (Some(c), None) if !c.is_ascii_alphanumeric() && !"-+()\"".contains(c) => Some((c, view)),
            _ => {
                let expected = "one character that is no digit, letter, sign or parenthesis";
                let problem = Problem::new(ProblemCode::UnknownCode, quote(text), expected);
                problems.push(view.place(problem));
                None
            }
        }
    };
    let (decimal, thousands) = (character("decimal"), character("thousands"));
    numbers.decimal = decimal.map_or('.', |(c, _)| c);
    numbers.thousands = thousands.as_ref().map(|(c, _)| *c);
    if let Some((c, view)) = thousands
        && c == numbers.decimal
    {
        let found = format!("{} between digits and before the fraction", quote(&c.to_string()));
        let problem = Problem::new(ProblemCode::Duplicate, found, "two different characters");
        let remedy = "state the character before the fraction as `decimal`, such as `decimal = \",\"`";
        problems.push(view.place(problem.remedy(remedy)));
    }
    let strip = section.get("strip");
    if let Some(text) = strip.text() {
        let is_part = |c: char| c.is_ascii_digit() || "-+().,".contains(c);
        if text.contains(is_part) || text.contains(numbers.decimal) {
            let expected = "characters that are no part of a number, such as `¥￥元`";
            let problem = Problem::new(ProblemCode::UnknownCode, quote(text), expected);
            let remedy = "separators between digits are stated as `thousands`, parentheses as `negative`";
            problems.push(strip.place(problem.remedy(remedy)));
        } else if text.contains(['百', '千', '万', '亿']) {
            let expected = "characters that do not change what the number counts";
            let problem = Problem::new(ProblemCode::UnknownCode, quote(text), expected);
            let remedy = "say what a column counts as its `unit`, such as `unit = { amount = \"万元\" }`";
            problems.push(strip.place(problem.remedy(remedy)));
        } else {
            text.clone_into(&mut numbers.strip);
        }
    }
    match section.get("negative").text() {
        Some("parentheses") => numbers.negative = Negative::Parentheses,
        Some("trailing_minus") => numbers.negative = Negative::TrailingMinus,
        _ => {}
    }
    numbers.round = section.get("round_decimals").whole().and_then(|places| u8::try_from(places).ok());
}

fn units(map: &View<'_>, source: &mut TableSource, problems: &mut Vec<Problem>) {
    for (ours, view) in map.entries().unwrap_or_default() {
        let Some(column) = source.table.column(ours) else {
            problems.push(view.place(unknown_column(source.table, ours)));
            continue;
        };
        if kind(source, column) != Some(ColumnKind::Number) {
            let found = format!("a unit for `{ours}`, whose cells are no numbers");
            let problem = Problem::new(ProblemCode::WrongType, found, "units of columns of numbers");
            problems.push(view.place(problem.remedy("remove the key")));
            continue;
        }
        let unit = match view.text() {
            Some(text) => named_unit(text),
            None => view.decimal().map(Exact::from),
        };
        match unit {
            Some(unit) => source.forms.units.push((column, unit)),
            None => {
                let Some(text) = view.text() else { continue };
                let names = || UNITS.iter().map(|(name, _)| *name);
                let expected =
                    format!("a number above 0, or one of `{}`", names().collect::<Vec<_>>().join("`, `"));
                let problem = Problem::new(ProblemCode::UnknownCode, quote(text), expected);
                problems.push(view.place(match nearest(text, names()) {
                    Some(near) => problem.remedy(format!("did you mean `{near}`?")),
                    None => problem,
                }));
            }
        }
    }
}

/// A unit by its name, or as an exact multiplier in quotation marks.
fn named_unit(text: &str) -> Option<Exact> {
    let known = UNITS.iter().find(|(name, _)| *name == text).map(|(_, worth)| *worth);
    known.or_else(|| text.parse().ok().filter(|unit: &Exact| unit.is_positive() && unit.scale() <= 6))
}

fn values(map: &View<'_>, source: &mut TableSource, problems: &mut Vec<Problem>) {
    for (ours, view) in map.entries().unwrap_or_default() {
        let Some(column) = source.table.column(ours) else {
            problems.push(view.place(unknown_column(source.table, ours)));
            continue;
        };
        // Grades and dimensions are codes too, of a policy that is not known yet.
        let is_code = match kind(source, column) {
            Some(ColumnKind::Code(_) | ColumnKind::YesNo | ColumnKind::ExcusedDays) => true,
            Some(ColumnKind::Text) => matches!(ours, "grade" | "dimension"),
            _ => false,
        };
        if !is_code {
            let found = format!("values of `{ours}`, whose cells are no codes");
            let problem = Problem::new(ProblemCode::WrongType, found, "values of columns of codes");
            problems.push(view.place(problem.remedy("remove the table")));
            continue;
        }
        let mut by_theirs = HashMap::new();
        for (theirs, view) in view.entries().unwrap_or_default() {
            let Some(code) = view.text() else { continue };
            // A blank says that the value means nothing.
            match judge(source.table, column, code).filter(|_| !code.is_empty()) {
                Some(problem) => problems.push(view.place(problem)),
                None => {
                    by_theirs.insert(theirs.to_owned(), code.to_owned());
                }
            }
        }
        source.forms.values.push((column, by_theirs));
    }
}

fn kind(source: &TableSource, column: usize) -> Option<ColumnKind> {
    source.table.columns().get(column).map(|column| column.kind)
}
