//! The bytes of a file as records, within bounds.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use csv::{StringRecord, Terminator};

use super::encoding::{Decoded, decode};
use crate::feed::MAX_RECORD;
use crate::raw::Raw;
use crate::workbook::{Merged, SheetRow, Workbook};

/// The most bytes looked at of one file, and of all files together.
pub(super) const MOST_BYTES: u64 = 64 << 20;
pub(super) const MOST_BYTES_IN_ALL: u64 = 192 << 20;

/// The most rows looked at of one file.
pub(super) const MOST_ROWS: usize = 200_000;

/// The most cells looked at of one file: a wide file is looked at less far.
const MOST_CELLS: usize = 6_000_000;

/// The most sheets of a workbook that are looked at.
const MOST_SHEETS: usize = 50;

/// The most columns a file may have.
const MOST_COLUMNS: usize = 4_096;

/// How many records of a file show its delimiter, and in how much of its text they are looked for.
const SHOWING: usize = 200;
const SHOWING_BYTES: usize = 1 << 18;

/// Stands behind the text: it is a record of its own unless a quotation mark was left open.
const END: &str = "\u{1}end of file\u{1}";

/// The records of a file, each with the line it starts on as its number.
#[derive(Debug, Default)]
pub(super) struct Records {
    pub(super) records: Vec<Raw>,
    /// Whether there is more than was looked at.
    pub(super) cut: bool,
    /// Whether a quotation mark is never closed.
    pub(super) unclosed: bool,
}

/// Text of a file and how it was found to be written.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) decoded: Decoded,
    /// Whether the text is the whole file.
    pub(super) whole: bool,
}

/// Reads at most `most` bytes of a file as text. The error says why the file cannot be drafted from.
pub(super) fn text(path: &Path, most: u64) -> Result<Text, String> {
    let data = path.metadata().map_err(|error| error.to_string())?;
    // Opening a pipe waits for its writer.
    if !data.is_file() {
        return Err("it is no file".to_owned());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| error.to_string())?;
    file.take(most).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    let whole = data.len() <= bytes.len() as u64;
    if bytes.starts_with(b"%PDF") {
        return Err("it is a PDF: export the table as CSV".to_owned());
    }
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes).trim_ascii_start();
    if ["<html", "<!doctype", "<?xml", "<table", "<meta"]
        .iter()
        .any(|tag| start.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes())))
    {
        let why = "it is a web page or XML, whatever it is called: open it in a spreadsheet program and save it as .xlsx";
        return Err(why.to_owned());
    }
    let decoded = decode(&bytes, whole).ok_or("it is no text in an encoding that could be recognised")?;
    if !decoded.text.contains('\n') && decoded.text.contains('\r') {
        return Err("its lines end in CR alone: save it again with LF or CRLF".to_owned());
    }
    Ok(Text { decoded, whole })
}

/// The character most likely to stand between the cells.
pub(super) fn delimiter(text: &str) -> u8 {
    let start = text.get(..text.floor_char_boundary(SHOWING_BYTES)).unwrap_or(text);
    let mut best = (0_usize, 0_usize, b',');
    for delimiter in [b',', b'\t', b';', b'|'] {
        let records = records(start, delimiter, SHOWING);
        let widths: Vec<_> = records.records.iter().map(|raw| raw.record.len()).collect();
        let width = common(&widths);
        let agreeing = widths.iter().filter(|other| **other == width).count();
        if width > 1 && (agreeing, width) > (best.0, best.1) {
            best = (agreeing, width, delimiter);
        }
    }
    best.2
}

/// The commonest number, the greater one of two that are as common.
pub(super) fn common(numbers: &[usize]) -> usize {
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    for number in numbers {
        let count = counts.entry(*number).or_default();
        *count = count.saturating_add(1);
    }
    counts.into_iter().max_by_key(|(number, count)| (*count, *number)).map_or(0, |(number, _)| number)
}

/// The records of a text, at most so many.
pub(super) fn records(text: &str, delimiter: u8, most: usize) -> Records {
    let short = without_long_lines(text);
    let is_short = short.len() == text.len();
    let [text, line, end, last] = [short.as_bytes(), b"\n", END.as_bytes(), b"\n"];
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .terminator(Terminator::Any(b'\n'))
        .from_reader(text.chain(line).chain(end).chain(last));
    let mut found = Records { cut: !is_short, ..Records::default() };
    let mut cells = 0_usize;
    let mut record = StringRecord::new();
    while matches!(reader.read_record(&mut record), Ok(true)) {
        if record.len() == 1 && record.get(0) == Some(END) {
            return found;
        }
        found.unclosed = record.iter().any(|cell| cell.ends_with(END) || cell.contains(&format!("{END}\n")));
        cells = cells.saturating_add(record.len());
        let full = found.records.len() >= most || cells > MOST_CELLS;
        if full || record.as_slice().len() as u64 > MAX_RECORD || record.len() > MOST_COLUMNS {
            found.cut = true;
            return found;
        }
        if found.unclosed {
            return found;
        }
        let inside = record.as_slice().bytes().filter(|byte| *byte == b'\n').count();
        let line = reader.position().line().saturating_sub(inside as u64).saturating_sub(1);
        let is_blank = record.iter().all(|cell| cell.trim().is_empty()) && record.len() <= 1;
        if !is_blank {
            found.records.push(Raw { record: without_return(&record), number: line, ..Raw::default() });
        }
    }
    found
}

/// Whether a file is a workbook, or some other archive.
pub(super) fn is_workbook(path: &Path) -> bool {
    let mut start = [0; 4];
    let is_file = path.metadata().is_ok_and(|data| data.is_file());
    let read = is_file && File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok();
    read && (start == *b"PK\x03\x04" || start == *b"\xd0\xcf\x11\xe0")
}

/// A sheet's name and its records, or why it has none.
pub(super) type NamedSheet = (String, Result<Records, String>);

/// The records of the sheets of a workbook, by the names of the sheets. A sheet that cannot be read
/// has the reason instead.
pub(super) fn sheets(path: &Path, most: usize) -> Result<Vec<NamedSheet>, String> {
    let said = |problem: Box<keyaccount::Problem>| {
        if problem.remedy.is_empty() {
            format!("found {}, expected {}", problem.found, problem.expected)
        } else {
            format!("it is {}; {}", problem.found, problem.remedy)
        }
    };
    let mut workbook = Workbook::open(path).map_err(said)?;
    let names: Vec<_> = workbook.sheets().iter().take(MOST_SHEETS).cloned().collect();
    let read = |workbook: &mut Workbook, name: &str| -> Result<Records, String> {
        let mut sheet = workbook.sheet(Some(name)).map_err(said)?;
        let mut found = Records::default();
        let (mut row, mut cells, mut bytes) = (SheetRow::default(), 0_usize, 0_u64);
        while sheet.next_row(&mut row).map_err(said)? {
            cells = cells.saturating_add(row.texts.len());
            bytes = bytes.saturating_add(row.texts.as_slice().len() as u64);
            if found.records.len() >= most || cells > MOST_CELLS || bytes > MOST_BYTES {
                found.cut = true;
                break;
            }
            let row = std::mem::take(&mut row);
            let merged =
                if row.merged.iter().all(|merged| *merged == Merged::No) { Vec::new() } else { row.merged };
            if row.texts.iter().any(|text| !text.trim().is_empty()) {
                found.records.push(Raw { record: row.texts, kinds: row.kinds, merged, number: row.number });
            }
        }
        Ok(found)
    };
    Ok(names
        .into_iter()
        .map(|name| {
            let records = read(&mut workbook, &name);
            (name, records)
        })
        .collect())
}

/// The text before its first line that no record may have: a line of commas would become as many
/// cells.
fn without_long_lines(text: &str) -> &str {
    let mut start = 0_usize;
    for line in text.split_inclusive('\n') {
        if line.len() as u64 > MAX_RECORD {
            break;
        }
        start = start.saturating_add(line.len());
    }
    text.get(..start).unwrap_or_default()
}

/// Lines end in LF for the parser; the CR of a CRLF is still on the last field.
fn without_return(record: &StringRecord) -> StringRecord {
    match record.iter().next_back() {
        Some(last) if last.ends_with('\r') => {
            let all = record.len().saturating_sub(1);
            record.iter().take(all).chain(last.strip_suffix('\r')).collect()
        }
        _ => record.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        let records = records(text, b',', 100).records;
        records.into_iter().map(|raw| (raw.number, raw.record.iter().map(str::to_owned).collect())).collect()
    }

    #[test]
    fn delimiters_are_told_by_the_rows_that_agree() {
        assert_eq!(delimiter("a,b\n1,2\n"), b',');
        assert_eq!(delimiter("a;b;c\n1,5;2,5;x\n2,5;3,5;y\n"), b';');
        assert_eq!(delimiter("a\tb\n1\t2,3\n"), b'\t');
        assert_eq!(delimiter("a|b\n1|2\n"), b'|');
        assert_eq!(delimiter("a,b\n\"1;2;3\",\"x;y\"\n"), b',');
        assert_eq!(delimiter("title\n\na;b\n1;2\n3;4\n"), b';');
        assert_eq!(delimiter("one\n1\n"), b',');
        assert_eq!(delimiter(""), b',');
    }

    #[test]
    fn records_know_the_lines_they_start_on() {
        let cells = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            rows("a,b\r\n\r\n\"1\n2\",3\r\n4,5"),
            [(1, cells(&["a", "b"])), (3, cells(&["1\n2", "3"])), (5, cells(&["4", "5"]))]
        );
        assert_eq!(rows("\n\n a,b\n"), [(3, cells(&[" a", "b"]))]);
    }

    #[test]
    fn hostile_text_ends_the_reading() {
        assert!(records("a,b\n\"1,2\n3,4\n", b',', 100).unclosed);
        assert!(records(&",".repeat(5_000), b',', 100).cut);
        assert!(records(&"x".repeat(2 << 20), b',', 100).cut);
        let many = records(&"1,2\n".repeat(200), b',', 100);
        assert_eq!((many.records.len(), many.cut), (100, true));
    }
}
