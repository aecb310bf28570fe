//! How many customers have which grade, as bars.

use std::io::{self, Write};

use keyaccount::{Distribution, Language, round_ratio};
use keyaccount_files::display_width;

/// The widest a bar gets.
const BAR: i128 = 30;

pub(crate) fn write(
    distribution: &Distribution,
    language: Option<Language>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (unrated, new) = match language {
        Some(Language::Chinese) => ("未评级", "新客户"),
        Some(Language::English) | None => ("unrated", "new"),
    };
    let grades = distribution.grades.iter().map(|grade| (grade.grade.as_str(), grade.customers));
    let lines: Vec<_> = grades.chain([(unrated, distribution.unrated), (new, distribution.new)]).collect();
    let most = i128::from(lines.iter().map(|(_, count)| *count).max().unwrap_or(0));
    let total = i128::from(distribution.total);
    let name_width = lines.iter().map(|(name, _)| display_width(name)).max().unwrap_or(0);
    let count_width = most.to_string().len();
    for (name, count) in lines {
        let count = i128::from(count);
        let share = round_ratio(count.saturating_mul(100), total, 0).unwrap_or(0);
        let length = round_ratio(count.saturating_mul(BAR), most, 0).unwrap_or(0);
        // Nobody is nothing, but one of many is still somebody.
        let length = if count > 0 { length.max(1) } else { 0 };
        let bar = "█".repeat(usize::try_from(length).unwrap_or(0));
        let gap = " ".repeat(name_width.saturating_sub(display_width(name)));
        writeln!(out, "{name}{gap}  {count:>count_width$}  {share:>3}%  {bar}")?;
    }
    Ok(())
}
