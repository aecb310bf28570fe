//! Where in a sheet the header stands, and which rows are no rows.

use std::collections::BTreeSet;

use csv::StringRecord;

use super::names::Name;
use super::{days, numbers, read, synonyms};
use crate::heading;
use crate::raw::Raw;
use crate::workbook::Merged;

/// How a sheet is laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    /// The line (from 1) the header starts on.
    pub(super) header_row: u64,
    /// Lines of the header: 1 or 2.
    pub(super) header_rows: u64,
    /// The column of the words for totals, the words, and how many rows have one.
    pub(super) totals: Option<(usize, BTreeSet<String>, usize)>,
    /// Columns with blanks that lie under merged cells, as a workbook says itself.
    pub(super) merged: BTreeSet<usize>,
    /// Rows are taken with this value in this column only.
    pub(super) only: Option<(usize, String)>,
}

/// In how many records from the top a header is looked for.
const TOP: usize = 30;

/// A sheet's layout, the names of its columns and its rows.
pub(super) type LaidOut = (Layout, Vec<String>, Vec<StringRecord>);

/// Tells header, rows and totals apart. `None` if there is no header.
pub(super) fn lay_out(records: &[Raw]) -> Option<LaidOut> {
    let (at, joined) = header(records)?;
    let upper = records.get(at)?;
    let header_rows = if joined { 2 } else { 1 };
    let names = if joined {
        heading::double(upper, records.get(at.saturating_add(1))?)
    } else {
        heading::single(upper)
    };
    let body: Vec<_> = records.iter().skip(at.saturating_add(header_rows)).map(|raw| &raw.record).collect();
    let totals = totals(&names, &body);
    let mut merged = BTreeSet::new();
    for raw in records.iter().skip(at.saturating_add(header_rows)) {
        merged.extend(
            raw.merged.iter().enumerate().filter(|(_, cell)| **cell == Merged::FromAbove).map(|(at, _)| at),
        );
    }
    let is_total = |record: &StringRecord| {
        let cell = |column: usize| record.get(column).unwrap_or_default();
        totals.as_ref().is_some_and(|(column, words, _)| words.contains(cell(*column)))
    };
    let rows = body.into_iter().filter(|record| !is_total(record)).cloned().collect();
    let layout =
        Layout { header_row: upper.number, header_rows: header_rows as u64, totals, merged, only: None };
    Some((layout, names, rows))
}

/// The record the header starts on, and whether it has two lines.
fn header(records: &[Raw]) -> Option<(usize, bool)> {
    let top: Vec<_> = records.iter().take(TOP).map(|raw| &raw.record).collect();
    let widths: Vec<_> = records.iter().take(1_000).map(|raw| raw.record.len()).collect();
    let width = read::common(&widths);
    // The row with the most known names; without any, the first one that is full of text.
    let known = |record: &StringRecord| {
        record.iter().filter(|cell| synonyms::is_known(&Name::of(cell).plain)).count()
    };
    let best = (0..top.len())
        .max_by_key(|at| (top.get(*at).map_or(0, |record| known(record)), std::cmp::Reverse(*at)))?;
    let fullest = || {
        top.iter().position(|record| {
            let filled = record.iter().filter(|cell| !cell.trim().is_empty()).count();
            filled.saturating_mul(2) > width && record.iter().all(is_title)
        })
    };
    let at = if top.get(best).is_some_and(|record| known(record) > 0) { best } else { fullest()? };
    let pair = |upper: usize| {
        let lower = upper.saturating_add(1);
        top.get(upper).zip(top.get(lower)).is_some_and(|(upper, lower)| is_pair(upper, lower))
    };
    if pair(at) {
        return Some((at, true));
    }
    match at.checked_sub(1) {
        Some(above) if pair(above) => Some((above, true)),
        _ => Some((at, false)),
    }
}

/// Whether a cell may be a title: text that is neither a number nor a date.
fn is_title(cell: &str) -> bool {
    let cell = cell.trim();
    cell.is_empty() || (numbers::millionths(cell).is_none() && !is_date(cell))
}

fn is_date(cell: &str) -> bool {
    cell.bytes().filter(u8::is_ascii_digit).count() >= 4
        && ["%Y-%m-%d", "%Y/%m/%d", "%d/%m/%Y", "%m/%d/%Y", "%Y年%m月%d日"]
            .iter()
            .any(|form| days::read(form, cell).is_some())
}

/// Whether two rows are one heading: the lower one names what the upper one leaves open, and cannot
/// do without it.
fn is_pair(upper: &StringRecord, lower: &StringRecord) -> bool {
    let filled = |record: &StringRecord| record.iter().filter(|cell| !cell.trim().is_empty()).count();
    if filled(upper) < 2 || filled(lower) < 2 || !upper.iter().chain(lower).all(is_title) {
        return false;
    }
    let cells =
        |at: usize| (upper.get(at).unwrap_or_default().trim(), lower.get(at).unwrap_or_default().trim());
    let width = upper.len().max(lower.len());
    // Below a merged title the upper row is blank, and beside it the lower one.
    let below = (0..width).any(|at| matches!(cells(at), ("", lower) if !lower.is_empty()));
    let beside = (0..width).any(|at| matches!(cells(at), (upper, "") if !upper.is_empty()));
    let mut seen = BTreeSet::new();
    let repeated = lower.iter().any(|cell| !cell.trim().is_empty() && !seen.insert(cell.trim()));
    let is_named = lower.iter().any(|cell| synonyms::is_known(&Name::of(cell).plain));
    below && (beside || repeated) && is_named
}

/// The rows that are totals: a word for one in a column, and blanks in place of what the other rows
/// fill.
fn totals(names: &[String], body: &[&StringRecord]) -> Option<(usize, BTreeSet<String>, usize)> {
    let blanks = |record: &StringRecord| {
        let filled = record.iter().filter(|cell| !cell.trim().is_empty()).count();
        names.len().saturating_sub(filled)
    };
    let usual = read::common(&body.iter().take(10_000).map(|record| blanks(record)).collect::<Vec<_>>());
    let fewest = body.iter().map(|record| blanks(record)).min().unwrap_or(0);
    // Where cells are merged, rows with blanks are usual too.
    let is_candidate = |record: &StringRecord| {
        let blanks = blanks(record);
        blanks > usual || (blanks > fewest.saturating_add(1) && record.iter().any(is_total))
    };
    let candidates: Vec<_> = body.iter().filter(|record| is_candidate(record)).collect();
    let found = (0..names.len()).filter_map(|column| {
        let cells = candidates.iter().filter_map(|record| record.get(column)).filter(|cell| is_total(cell));
        let words: BTreeSet<_> = cells.clone().map(str::to_owned).collect();
        (!words.is_empty() && words.len() <= 200).then(|| (column, words, cells.count()))
    });
    found.max_by_key(|(column, _, count)| (*count, std::cmp::Reverse(*column)))
}

fn is_total(cell: &str) -> bool {
    let cell = cell.trim().trim_end_matches([':', '：']).trim().to_lowercase();
    let chinese = ["合计", "小计", "总计", "合計", "小計", "總計"];
    synonyms::TOTALS.contains(&cell.as_str())
        || chinese.iter().any(|word| cell.ends_with(word))
        || cell.ends_with(" total")
        || cell.starts_with("total ")
        || cell.starts_with("subtotal ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid_out(text: &str) -> Option<LaidOut> {
        lay_out(&read::records(text, b',', 1_000).records)
    }

    fn names(text: &str) -> (u64, u64, Vec<String>) {
        let (layout, names, _) = laid_out(text).unwrap();
        (layout.header_row, layout.header_rows, names)
    }

    #[test]
    fn a_plain_header_is_the_first_line() {
        assert_eq!(names("customer_id,amount\nC1,5\n"), (1, 1, vec!["customer_id".into(), "amount".into()]));
        assert_eq!(names("foo,bar\nC1,5\n").0, 1);
        assert_eq!(names("foo\nC1\n").2, ["foo"]);
    }

    #[test]
    fn titles_above_the_header_are_passed_over() {
        let text = "销售出库明细表,,,\n日期：2024-01-01 至 2024-12-31,,,\n\n单据编号,客户编码,单据日期,价税合计\nA1,C1,2024-01-05,10\n";
        assert_eq!(names(text).0, 4);
        assert_eq!(names("Report of sales\nRegion: north\nfoo,bar,baz\n1,2,3\n1,2,3\n").0, 3);
    }

    #[test]
    fn headings_of_two_lines_are_joined() {
        let text = "客户,,单据日期,金额,\n编码,名称,,无税,价税合计\nC1,甲,2024-01-05,9,10\n";
        let (row, rows, names) = names(text);
        assert_eq!((row, rows), (1, 2));
        assert_eq!(names, ["客户/编码", "客户/名称", "单据日期", "金额/无税", "金额/价税合计"]);
    }

    #[test]
    fn a_row_of_blanks_and_data_is_no_second_heading() {
        assert_eq!(names("客户编码,,单据日期\n甲,乙,\nC1,x,2024-01-05\n").1, 1);
        assert_eq!(names("customer_id,name,\nC1,,x\n").1, 1);
    }

    #[test]
    fn totals_are_set_aside_and_products_of_that_name_are_not() {
        let text = "单据编号,客户编码,金额\nA1,C1,5\nA2,C1,6\n小计,,11\nA3,C2,7\n合计,,18\n";
        let (layout, _, rows) = laid_out(text).unwrap();
        let words = BTreeSet::from(["合计".to_owned(), "小计".to_owned()]);
        assert_eq!((layout.totals, rows.len()), (Some((0, words, 2)), 3));
        let (layout, _, rows) = laid_out("product,customer_id,amount\nTotal,C1,5\nSoap,C1,6\n").unwrap();
        assert_eq!((layout.totals, rows.len()), (None, 2));
    }

    #[test]
    fn what_has_no_header_is_said_so() {
        assert_eq!(laid_out(""), None);
        assert_eq!(laid_out("1,2,3\n4,5,6\n"), None);
    }
}
