//! The heading of a table: where it stands, and the names it gives to the columns (BOOK §3).

use csv::StringRecord;
use keyaccount::{Problem, ProblemCode};

use crate::csv_rows::{has_lone_return, only_returns};
use crate::raw::Raw;
use crate::workbook::Merged;

/// The most columns a file may have.
pub(crate) const MAX_COLUMNS: usize = 4_096;

/// Where the heading of a table stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Heading {
    /// The line, or the row of a sheet, on which it starts; the first one that holds anything, unless
    /// stated.
    pub(crate) row: Option<u64>,
    /// Whether the names stand on two lines.
    pub(crate) is_double: bool,
}

/// The names of a heading of one line.
pub(crate) fn single(raw: &Raw) -> Vec<String> {
    raw.row().iter().map(str::to_owned).collect()
}

/// The names of a heading of two lines: `upper/lower`. A title above several columns is spread over
/// them; one that is merged with the cell below names its column alone.
pub(crate) fn double(upper: &Raw, lower: &Raw) -> Vec<String> {
    let text = |raw: &'_ Raw, at: usize| raw.row().get(at).unwrap_or_default().to_owned();
    let is_blank = |text: &str| text.trim().is_empty();
    let is_sheet = !upper.kinds.is_empty();
    let mut title = String::new();
    (0..upper.record.len().max(lower.record.len()))
        .map(|at| {
            let (above, below) = (text(upper, at), text(lower, at));
            if !is_blank(&above) {
                // In a text file, a title over a blank stands for its own column only.
                title = if is_sheet || !is_blank(&below) { above.clone() } else { String::new() };
            } else if is_sheet && upper.merged.get(at) != Some(&Merged::FromLeft) {
                title.clear();
            }
            let above = if is_blank(&above) && !is_blank(&below) { title.clone() } else { above };
            match (is_blank(&above), is_blank(&below)) {
                (_, true) => above,
                (true, false) => below,
                (false, false) => format!("{above}/{below}"),
            }
        })
        .collect()
}

/// The names, if a file can have them.
pub(crate) fn judged(names: &[String]) -> Result<StringRecord, Box<Problem>> {
    if names.len() > MAX_COLUMNS {
        let found = format!("{} columns", names.len());
        let problem = Problem::new(ProblemCode::TooLarge, found, format!("at most {MAX_COLUMNS}"));
        return Err(Box::new(problem));
    }
    if names.iter().any(|name| has_lone_return(name)) {
        return Err(Box::new(only_returns()));
    }
    Ok(names.iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::CellKind;

    fn names(upper: &[&str], lower: &[&str]) -> Vec<String> {
        let raw = |cells: &[&str]| Raw { record: cells.iter().collect(), ..Raw::default() };
        double(&raw(upper), &raw(lower))
    }

    #[test]
    fn titles_are_spread_over_the_columns_they_stand_above() {
        assert_eq!(
            names(&["客户", "", "销售", "", ""], &["编码", "名称", "日期", "数量", "金额"]),
            ["客户/编码", "客户/名称", "销售/日期", "销售/数量", "销售/金额"]
        );
    }

    #[test]
    fn the_merged_cells_of_a_sheet_say_how_far_a_title_reaches() {
        let upper = Raw {
            record: ["客户", "", "备注", ""].iter().collect(),
            kinds: vec![CellKind::Text; 4],
            merged: vec![Merged::No, Merged::FromLeft, Merged::No, Merged::No],
            number: 0,
        };
        let lower = |cells: &[&str]| Raw {
            record: cells.iter().collect(),
            kinds: vec![CellKind::Text; cells.len()],
            ..Raw::default()
        };
        assert_eq!(double(&upper, &lower(&["", "编码", "", "日期"])), ["客户", "客户/编码", "备注", "日期"]);
    }

    #[test]
    fn a_title_without_a_second_line_stands_for_itself() {
        assert_eq!(
            names(&["客户编码", "", "销售", ""], &["", "备注", "数量", "金额"]),
            ["客户编码", "备注", "销售/数量", "销售/金额"]
        );
        assert_eq!(names(&["a", "b"], &["", "c", "d"]), ["a", "b/c", "b/d"]);
        assert_eq!(names(&["a", ""], &["", ""]), ["a", ""]);
    }
}
