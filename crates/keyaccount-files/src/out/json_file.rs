//! Results as JSON. Names and codes are the stable ones whatever the language.

use std::io::{self, BufWriter, Write};

use keyaccount::{Assessment, ResultColumn, ResultTable};
use serde::{Serialize, Serializer};

use super::in_order::write_in_order;

/// Writes the score table as JSON, `{stamp, notes, distribution, rows}`: one line for each row,
/// decimals as strings, blank cells as `null`.
///
/// # Errors
/// What the writer reports.
pub fn write_json(assessment: &Assessment, out: impl Write) -> io::Result<()> {
    write_json_table(assessment, &assessment.table(), out)
}

/// Writes one of an assessment's tables as JSON, in the same form as [`write_json`].
///
/// # Errors
/// What the writer reports.
pub fn write_json_table(assessment: &Assessment, table: &ResultTable<'_>, out: impl Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    out.write_all(b"{\"stamp\":")?;
    serde_json::to_writer(&mut out, &assessment.stamp)?;
    out.write_all(b",\n\"notes\":")?;
    serde_json::to_writer(&mut out, &assessment.notes)?;
    out.write_all(b",\n\"distribution\":")?;
    serde_json::to_writer(&mut out, &assessment.distribution)?;
    out.write_all(b",\n\"rows\":[")?;
    write_in_order(table.len(), &mut out, |rows, text| {
        for row in rows {
            text.extend_from_slice(if row == 0 { b"\n" } else { b",\n" });
            serde_json::to_writer(&mut *text, &JsonRow { table, row })?;
        }
        Ok(())
    })?;
    out.write_all(b"\n]}\n")?;
    out.flush()
}

/// Writes a record as JSON, indented, with a line end behind it.
///
/// # Errors
/// What the writer reports.
pub fn write_json_record(record: &impl Serialize, out: impl Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    serde_json::to_writer_pretty(&mut out, record)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// One row as an object keyed by column.
struct JsonRow<'a> {
    table: &'a ResultTable<'a>,
    row: usize,
}

impl Serialize for JsonRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let columns = self.table.columns().iter().map(ResultColumn::name);
        serializer.collect_map(columns.zip(self.table.row(self.row)))
    }
}
