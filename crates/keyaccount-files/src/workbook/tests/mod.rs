//! Workbooks as programs write them, as nobody should, and as an enemy would.

mod cells;
mod hostile;
mod limits;
mod merged;
mod sheets;

use std::io::{Cursor, Write};
use std::path::PathBuf;

use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{CellKind, Limits, Merged, SheetRow, Workbook};

/// A file in a folder of its own.
struct File {
    path: PathBuf,
    _folder: TempDir,
}

impl File {
    fn of(bytes: &[u8]) -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("book.xlsx");
        std::fs::write(&path, bytes).unwrap();
        Self { path, _folder: folder }
    }

    /// Every row of the only sheet, or the first problem.
    fn rows_within(&self, limits: Limits) -> Result<Vec<SheetRow>, String> {
        let said = |problem: Box<keyaccount::Problem>| problem.to_string();
        let mut sheet = Workbook::open_within(&self.path, limits).map_err(said)?.sheet(None).map_err(said)?;
        let (mut rows, mut row) = (Vec::new(), SheetRow::default());
        while sheet.next_row(&mut row).map_err(|problem| {
            let place = [problem.line, problem.column].map(|n| n.map(|n| format!("{n} ")));
            format!("{}{problem}", place.into_iter().flatten().collect::<String>())
        })? {
            assert_eq!(row.texts.len(), row.kinds.len());
            assert_eq!(row.texts.len(), row.merged.len());
            rows.push(row.clone());
        }
        assert_eq!(sheet.next_row(&mut row).map_err(said), Ok(false), "the end stays the end");
        Ok(rows)
    }

    fn rows(&self) -> Result<Vec<SheetRow>, String> {
        self.rows_within(Limits::USUAL)
    }

    /// The texts of every row.
    fn texts(&self) -> Vec<Vec<String>> {
        self.rows().unwrap().iter().map(|row| row.texts.iter().map(str::to_owned).collect()).collect()
    }

    /// The kind and text of every cell of the first row.
    fn cells(&self) -> Vec<(CellKind, String)> {
        let rows = self.rows().unwrap();
        rows[0].kinds.iter().copied().zip(rows[0].texts.iter().map(str::to_owned)).collect()
    }

    /// What is wrong with it.
    fn problem(&self) -> String {
        self.rows().unwrap_err()
    }
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a workbook written by hand.
struct Parts(Vec<(String, Vec<u8>)>);

impl Parts {
    /// Of one sheet with this XML.
    fn of_sheet(xml: &str) -> Self {
        let relations = |kind: &str, target: &str| {
            format!(
                "<Relationships><Relationship Id=\"r1\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/></Relationships>"
            )
        };
        Self(vec![
            ("_rels/.rels".into(), relations("officeDocument", "xl/workbook.xml").into()),
            ("xl/_rels/workbook.xml.rels".into(), relations("worksheet", "worksheets/sheet1.xml").into()),
            (
                "xl/workbook.xml".into(),
                b"<workbook><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>".into(),
            ),
            ("xl/worksheets/sheet1.xml".into(), xml.into()),
        ])
    }

    /// Of one sheet with these rows.
    fn of_rows(rows: &str) -> Self {
        Self::of_sheet(&format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"))
    }

    /// With this part, in place of the one there was.
    fn with(mut self, name: &str, content: impl Into<Vec<u8>>) -> Self {
        self.0.retain(|(other, _)| other != name);
        self.0.push((name.to_owned(), content.into()));
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.0.retain(|(other, _)| other != name);
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.0 {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn file(&self) -> File {
        File::of(&self.bytes())
    }
}

/// What `rust_xlsxwriter` writes.
fn written(fill: impl FnOnce(&mut rust_xlsxwriter::Workbook)) -> File {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    fill(&mut workbook);
    File::of(&workbook.save_to_buffer().unwrap())
}
