//! Where in a sheet the header stands, and which rows are no rows.

use std::collections::{BTreeMap, BTreeSet};

use csv::StringRecord;

use super::names::{self, Name};
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
    /// Rows that are none, such as totals and what is written below the last row: by column the texts
    /// they are known by.
    pub(super) skipped: BTreeMap<usize, BTreeSet<String>>,
    /// How many such rows there are.
    pub(super) skipped_rows: usize,
    /// What a line above the header says that amounts are counted in, such as `万元`.
    pub(super) unit: Option<&'static str>,
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
    let skipped = skipped(&names, &body);
    let mut merged = BTreeSet::new();
    for raw in records.iter().skip(at.saturating_add(header_rows)) {
        merged.extend(
            raw.merged.iter().enumerate().filter(|(_, cell)| **cell == Merged::FromAbove).map(|(at, _)| at),
        );
    }
    let behind_heading = body.len();
    let rows: Vec<_> = body.into_iter().filter(|record| !is_skipped(record, &skipped)).cloned().collect();
    let layout = Layout {
        header_row: upper.number,
        header_rows: header_rows as u64,
        skipped_rows: behind_heading.saturating_sub(rows.len()),
        skipped,
        unit: records.iter().take(at).flat_map(|raw| &raw.record).find_map(names::unit_said),
        merged,
        only: None,
    };
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
    // `客户` above `编码` and `名称` makes two names that are known as a whole.
    let mut title = "";
    let mut whole = 0_usize;
    for at in 0..width {
        let (upper, lower) = cells(at);
        title = if upper.is_empty() { title } else { upper };
        let is_whole = !title.is_empty() && !lower.is_empty();
        whole = whole.saturating_add(usize::from(
            is_whole && synonyms::is_known(&Name::of(&format!("{title}{lower}")).plain),
        ));
    }
    below && (beside || repeated || whole > 1) && is_named
}

/// The most texts by which rows to be skipped are listed.
const MOST_SKIPPED: usize = 2_000;

/// The rows that are none, by the texts that tell them: totals, which have a word for one in a column
/// and blanks in place of what the other rows fill, and what is written below the last row.
fn skipped(names: &[String], body: &[&StringRecord]) -> BTreeMap<usize, BTreeSet<String>> {
    let filled = |record: &StringRecord| record.iter().filter(|cell| !cell.trim().is_empty()).count();
    let blanks = |record: &StringRecord| names.len().saturating_sub(filled(record));
    let usual = read::common(&body.iter().take(10_000).map(|record| blanks(record)).collect::<Vec<_>>());
    let fewest = body.iter().map(|record| blanks(record)).min().unwrap_or(0);
    // Where cells are merged, rows with blanks are usual too.
    let is_candidate = |record: &StringRecord| {
        let blanks = blanks(record);
        blanks > usual || (blanks > fewest.saturating_add(1) && record.iter().any(is_total))
    };
    let mut candidates: Vec<_> = body.iter().copied().filter(|record| is_candidate(record)).collect();
    let mut found: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    // One column after the other, the one that tells most of them first.
    loop {
        let next = (0..names.len()).filter(|at| can_be_named(names, *at)).filter_map(|column| {
            let cells = candidates.iter().filter_map(|record| record.get(column));
            let cells = cells.filter(|cell| is_total(cell)).map(str::trim);
            let words: BTreeSet<_> = cells.clone().map(str::to_owned).collect();
            (!words.is_empty() && words.len() <= MOST_SKIPPED).then(|| (column, words, cells.count()))
        });
        let Some((column, words, _)) =
            next.max_by_key(|(column, _, count)| (*count, std::cmp::Reverse(*column)))
        else {
            break;
        };
        found.insert(column, words);
        candidates.retain(|record| !is_skipped(record, &found));
    }
    for record in body.iter().rev().take(20) {
        if filled(record) == 0 || is_skipped(record, &found) {
            continue;
        }
        let is_footer = blanks(record) > fewest.saturating_add(1);
        let foot = record.iter().enumerate().find(|(_, cell)| !cell.trim().is_empty());
        let Some((column, text)) =
            foot.filter(|(at, text)| is_footer && can_be_named(names, *at) && is_foot(text, filled(record)))
        else {
            break;
        };
        found.entry(column).or_default().insert(text.trim().to_owned());
    }
    // Lines of nothing but delimiters, and totals under a column without a name, are told by a column
    // that no other row leaves blank.
    let is_none = |record: &StringRecord| {
        filled(record) == 0
            || is_candidate(record) && record.iter().any(|cell| is_total(cell) || is_starred(cell))
    };
    let others: Vec<_> = body.iter().filter(|record| !is_skipped(record, &found)).collect();
    if others.iter().any(|record| is_none(record)) {
        let is_blank = |record: &StringRecord, at| record.get(at).is_none_or(|cell| cell.trim().is_empty());
        let tells = |at: &usize| {
            can_be_named(names, *at) && others.iter().all(|record| is_none(record) == is_blank(record, *at))
        };
        if let Some(column) = (0..names.len()).find(tells) {
            found.entry(column).or_default().insert(String::new());
        }
    }
    found
}

/// Whether a draft can name a column: its name is one, and the only one of its kind.
fn can_be_named(names: &[String], column: usize) -> bool {
    names.get(column).is_some_and(|name| {
        let is_name = !name.trim().is_empty() && name.chars().count() <= 64;
        is_name
            && !name.contains(|c: char| c.is_control() || c == ';')
            && names.iter().filter(|other| other.trim() == name.trim()).count() == 1
    })
}

/// Whether a cell marks a total, `*` or `**`, or is a ruled line, as SAP prints them.
fn is_starred(cell: &str) -> bool {
    let cell = cell.trim();
    let is_all = |byte: u8| cell.bytes().all(|other| other == byte);
    !cell.is_empty() && is_all(b'*') || cell.len() > 9 && is_all(b'-')
}

/// Whether a row has one of the texts, which stand by column.
fn is_skipped(record: &StringRecord, skipped: &BTreeMap<usize, BTreeSet<String>>) -> bool {
    skipped.iter().any(|(column, texts)| record.get(*column).is_some_and(|cell| texts.contains(cell.trim())))
}

fn is_total(cell: &str) -> bool {
    let cell = cell.trim().trim_end_matches([':', '：']).trim().to_lowercase();
    // `合    计` is spread over the width of its cell.
    let close: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    let chinese = ["合计", "小计", "总计", "汇总", "合計", "小計", "總計", "彙總"];
    synonyms::TOTALS.contains(&cell.as_str())
        || chinese.iter().any(|word| close.ends_with(word))
        || cell.ends_with(" total")
        || cell.starts_with("total ")
        || cell.starts_with("subtotal ")
}

/// Whether the first text of a row, which has so many, stands below a table: who made it, a remark.
fn is_foot(text: &str, filled: usize) -> bool {
    let text = text.trim();
    let close: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let label = close.split([':', '：']).next().unwrap_or_default();
    let is_labelled = label.len() < close.len() && synonyms::FEET.iter().any(|word| label.contains(word));
    let is_sentence = text.chars().count() > 5 && (!text.is_ascii() || text.contains(' '));
    is_labelled || filled == 1 && is_sentence && is_title(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid_out(text: &str) -> Option<LaidOut> {
        lay_out(&read::records(text, b',', 1_000).records)
    }

    /// `column: texts`, column by column.
    fn skipped(layout: &Layout) -> String {
        let shown = |(column, texts): (&usize, &BTreeSet<String>)| {
            format!("{column}: {}", texts.iter().map(String::as_str).collect::<Vec<_>>().join(" "))
        };
        layout.skipped.iter().map(shown).collect::<Vec<_>>().join("; ")
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
    fn titles_that_make_whole_names_are_a_line_of_the_heading() {
        let (row, rows, names) = names("客户,,单据,\n编码,名称,日期,应收金额\nC1,甲,20260105,9\n");
        assert_eq!((row, rows), (1, 2));
        assert_eq!(names, ["客户/编码", "客户/名称", "单据/日期", "单据/应收金额"]);
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
        assert_eq!((skipped(&layout).as_str(), layout.skipped_rows, rows.len()), ("0: 合计 小计", 2, 3));
        let (layout, _, rows) = laid_out("product,customer_id,amount\nTotal,C1,5\nSoap,C1,6\n").unwrap();
        assert_eq!((layout.skipped.len(), rows.len()), (0, 2));
    }

    #[test]
    fn totals_stand_in_several_columns_and_spread_over_their_cells() {
        let text = "编码,名称,单号,日期,金额\nC1,甲,A1,20260105,5\nC1,小计,,,5\nC2,乙,A2,20260106,6\n\
                    C2,乙 汇总,,,6\n合　　计,,,,11\n";
        let (layout, _, rows) = laid_out(text).unwrap();
        assert_eq!((skipped(&layout).as_str(), rows.len()), ("0: 合　　计; 1: 乙 汇总 小计", 2));
    }

    #[test]
    fn what_is_written_below_the_last_row_is_no_row() {
        let body = "单号,客户,日期,金额\nA1,甲,2026-01-05,5\nA2,乙,2026-01-06,6\n";
        for (foot, skips) in [
            ("合计,,,11\n制表人：张三,,审核：李四,\n", "0: 制表人：张三 合计"),
            ("备 注: 含税,,,\n,,,\n以上数据截至三月底,,,\n", "0:  以上数据截至三月底 备 注: 含税"),
            ("Printed by: me\n", "0: Printed by: me"),
            // A row that only lacks something is one.
            ("A3,,,\n", ""),
            (",丙,,7\n", ""),
        ] {
            let (layout, _, rows) = laid_out(&format!("{body}{foot}")).unwrap();
            assert_eq!(skipped(&layout), skips, "{foot}");
            assert_eq!(rows.len() > 2, skips.is_empty(), "{foot}");
        }
    }

    #[test]
    fn what_no_column_names_is_told_by_a_blank() {
        let text =
            "x,,\n,Customer,Document,Date,Amount\n,C1,A1,2026-01-05,5\n,C2,A2,2026-01-06,6\n*,,,,11\n,,,,\n";
        let (layout, _, rows) = laid_out(text).unwrap();
        assert_eq!((skipped(&layout).as_str(), layout.skipped_rows, rows.len()), ("1: ", 2, 2));
    }

    #[test]
    fn the_unit_above_the_header_is_seen() {
        let unit = |above: &str| laid_out(&format!("{above}\n单号,客户,金额\nA1,甲,5\n")).unwrap().0.unit;
        assert_eq!(unit("应收明细,,单位：万元"), Some("万元"));
        assert_eq!(unit("（金额单位: 人民币千元）,,"), Some("千元"));
        assert_eq!(unit("单位：元,,"), None);
        assert_eq!(unit("销售超过5万元的客户,,"), None);
    }

    #[test]
    fn what_has_no_header_is_said_so() {
        assert_eq!(laid_out(""), None);
        assert_eq!(laid_out("1,2,3\n4,5,6\n"), None);
    }
}
