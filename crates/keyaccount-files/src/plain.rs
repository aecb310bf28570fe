//! Plain tables: any CSV file, every cell as text.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use keyaccount::archive::PlainTable;
use keyaccount::{Problem, ProblemCode, quote};

use crate::heading::MAX_COLUMNS;
use crate::problems::{ReadError, io_in_words};

/// A plain table has at most so many bytes.
const MAX_BYTES: u64 = 1 << 28;

/// And so many cells: a cell of one byte takes 50 in memory.
const MAX_CELLS: usize = 10_000_000;

/// Reads a CSV file as it is (BOOK §2.10): UTF-8 with or without a byte order mark, a header row, commas.
/// A blank cell is missing. What its columns mean is not looked at.
///
/// # Errors
/// No such file, more than 256 MiB or 10 million cells or 4,096 columns, bytes that are not UTF-8, no header row,
/// a row with more or fewer cells than the header; each with its line.
pub fn read_plain_csv(path: &Path) -> Result<PlainTable, ReadError> {
    let shown = path.display().to_string();
    let refused = |code, found: String, expected: &str| {
        ReadError::from(Problem::new(code, found, expected).at(&*shown, None, None))
    };
    let io = |error: &io::Error| refused(ProblemCode::Io, io_in_words(error), "a CSV file that can be read");
    // Opening a pipe waits for its writer.
    if !path.metadata().map_err(|error| io(&error))?.is_file() {
        return Err(refused(ProblemCode::Io, "what is no file".to_owned(), "a CSV file"));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| io(&error))?;
    file.take(MAX_BYTES.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| io(&error))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(refused(ProblemCode::TooLarge, format!("more than {MAX_BYTES} bytes"), "a shorter file"));
    }
    read(&shown, bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes))
}

fn read(shown: &str, bytes: &[u8]) -> Result<PlainTable, ReadError> {
    let placed = |code, line, found: String, expected: &str| {
        ReadError::from(Problem::new(code, found, expected).at(shown, line, None))
    };
    // No cell without a comma or a line end, quoted or not: counted before any is made room for.
    let cells = bytes.iter().filter(|byte| matches!(byte, b',' | b'\n' | b'\r')).count();
    if cells > MAX_CELLS {
        let (found, expected) = (format!("{cells} commas and line ends"), format!("at most {MAX_CELLS}"));
        let problem = Problem::new(ProblemCode::TooLarge, found, expected);
        return Err(problem.at(shown, None, None).remedy("leave out columns, or split the file").into());
    }
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(bytes);
    let (mut columns, mut rows) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map(csv::Position::line);
            let code = match error.kind() {
                csv::ErrorKind::Utf8 { .. } => ProblemCode::BadEncoding,
                _ => ProblemCode::Syntax,
            };
            placed(code, line, quote(&error.to_string()), "CSV in UTF-8")
        })?;
        if columns.is_empty() {
            if record.len() > MAX_COLUMNS {
                let (found, expected) =
                    (format!("{} columns", record.len()), format!("at most {MAX_COLUMNS}"));
                return Err(placed(ProblemCode::TooLarge, Some(1), found, &expected));
            }
            columns = record.iter().map(str::to_owned).collect();
            continue;
        }
        if record.len() != columns.len() {
            let line = record.position().map(csv::Position::line);
            let (found, expected) = (format!("{} cells", record.len()), format!("{}", columns.len()));
            return Err(placed(ProblemCode::RaggedRow, line, found, &expected));
        }
        let cell = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
        rows.push(record.iter().map(cell).collect());
    }
    if columns.is_empty() {
        return Err(placed(ProblemCode::NoHeader, None, "an empty file".to_owned(), "a header row"));
    }
    Ok(PlainTable { columns, rows })
}

/// Writes a plain table as CSV: UTF-8, LF, header row, cells byte for byte.
///
/// # Errors
/// What cannot be written.
pub fn write_plain_csv(table: &PlainTable, out: impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    if !table.columns.is_empty() {
        writer.write_record(&table.columns)?;
        for row in &table.rows {
            writer.write_record(row.iter().map(|cell| cell.as_deref().unwrap_or_default()))?;
        }
    }
    writer.flush()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]
    use super::*;

    fn code(text: &[u8]) -> (ProblemCode, Option<u64>) {
        let refused = read("t.csv", text).unwrap_err();
        let problem = refused.problems().first().unwrap().clone();
        (problem.code, problem.line)
    }

    #[test]
    fn tables_are_read_and_written_as_they_are() {
        let text = "name,note\n\"a, b\",\"two\nlines\"\n,  \n";
        let table = read("t.csv", text.as_bytes()).unwrap();
        assert_eq!(table.columns, ["name", "note"]);
        assert_eq!(table.rows, [[Some("a, b".to_owned()), Some("two\nlines".to_owned())], [None, None]]);
        let mut out = Vec::new();
        write_plain_csv(&table, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "name,note\n\"a, b\",\"two\nlines\"\n,\n");
        let wide = format!("{}\n", ",".repeat(MAX_COLUMNS));
        assert_eq!(code(wide.as_bytes()), (ProblemCode::TooLarge, Some(1)));
        assert_eq!(code(&vec![b','; MAX_CELLS + 1]), (ProblemCode::TooLarge, None));
        assert_eq!(code(b""), (ProblemCode::NoHeader, None));
        assert_eq!(code(b"a,b\n1,2\n3\n"), (ProblemCode::RaggedRow, Some(3)));
        assert_eq!(code(b"a,b\n1,\xff\n"), (ProblemCode::BadEncoding, Some(2)));
    }
}
