//! Workbooks: their sheets as rows of text, each cell with what kind it is (BOOK §3).
//!
//! Only what Excel has written since 2007 is read, `.xlsx` and `.xlsm`, known by its content. Older
//! and other formats are refused by name: their readers build a sheet whole, and a few bytes can
//! make them do so without end. Cells that are merged, formatted or computed give the value they
//! show; hidden rows and columns are read like others.

mod container;
mod limits;
mod merged;
mod package;
mod part;
mod reference;
mod rows;
mod scan;
mod sheet;
#[cfg(test)]
mod tests;
mod values;

use std::fmt::Display;
use std::path::{Path, PathBuf};

use keyaccount::{Problem, ProblemCode, nearest, quote};

pub(crate) use limits::Limits;
pub(crate) use merged::Merged;
use package::Package;
pub(crate) use rows::SheetRow;
pub(crate) use sheet::{Sheet, UNVALUED};
pub(crate) use values::CellKind;

/// How many sheets a problem names.
const NAMED: usize = 20;

/// An opened workbook.
pub(crate) struct Workbook {
    path: PathBuf,
    limits: Limits,
    package: Package,
    visible: Vec<String>,
}

impl Workbook {
    /// Opens a workbook and reads through what all its sheets share.
    ///
    /// # Errors
    /// A file that cannot be read, is no workbook of Excel since 2007, has a password, is broken, or
    /// is larger inside than any real one. The problem carries no position.
    pub(crate) fn open(path: &Path) -> Result<Self, Box<Problem>> {
        Self::open_within(path, Limits::USUAL)
    }

    /// The same within other limits.
    pub(crate) fn open_within(path: &Path, limits: Limits) -> Result<Self, Box<Problem>> {
        let package = Package::open(path, &limits)?;
        let visible =
            package.sheets.iter().filter(|sheet| sheet.is_visible).map(|sheet| sheet.name.clone()).collect();
        Ok(Self { path: path.to_owned(), limits, package, visible })
    }

    /// The names of the worksheets that can be seen, in the workbook's order.
    pub(crate) fn sheets(&self) -> &[String] {
        &self.visible
    }

    /// A sheet by its name, hidden or not, or the only one that can be seen.
    ///
    /// # Errors
    /// A name no worksheet has, no name where there are several, a sheet that is broken or too large.
    pub(crate) fn sheet(&mut self, name: Option<&str>) -> Result<Sheet, Box<Problem>> {
        let name = self.name_of(name)?;
        let Some(sheet) = self.package.sheets.iter().find(|sheet| sheet.name == name) else {
            return Err(self.unknown(name));
        };
        let (name, part) = (sheet.name.clone(), sheet.part.clone());
        let scanned = self.package.check_sheet(&part, &self.limits)?;
        Sheet::read(self.path.clone(), &name, scanned, self.limits)
    }

    /// The name of the sheet that [`sheet`](Self::sheet) reads.
    ///
    /// # Errors
    /// A name no worksheet has, no name where there are several.
    pub(crate) fn name_of<'a>(&'a self, name: Option<&'a str>) -> Result<&'a str, Box<Problem>> {
        match (name, self.visible.as_slice()) {
            (Some(name), _) if self.package.sheets.iter().any(|sheet| sheet.name == name) => Ok(name),
            (Some(name), _) => Err(self.unknown(name)),
            (None, [only]) => Ok(only),
            (None, []) => Err(missing("a workbook without a worksheet that can be seen".to_owned())),
            (None, several) => Err(missing(format!("{} sheets: {}", several.len(), listed(several)))),
        }
    }

    /// Whether the days of its dates count from 1904.
    pub(crate) const fn counts_from_1904(&self) -> bool {
        self.package.counts_from_1904
    }

    fn unknown(&self, name: &str) -> Box<Problem> {
        let remedy = nearest(name, self.visible.iter().map(String::as_str))
            .map_or_else(|| "name one of them".to_owned(), |near| format!("did you mean {}?", quote(near)));
        let expected = format!("one of the sheets {}", listed(&self.visible));
        Box::new(Problem::new(ProblemCode::UnknownCode, quote(name), expected).remedy(remedy))
    }
}

/// A place in a sheet as everybody reads it: `book.xlsx!Orders!C17`, or `book.xlsx!Orders!17`
/// without a column. Rows and columns count from 1.
pub(crate) fn position(file: &str, sheet: &str, column: Option<u64>, row: u64) -> String {
    format!("{file}!{sheet}!{}{row}", column.map(reference::column_name).unwrap_or_default())
}

fn listed(names: &[String]) -> String {
    let mut shown = names.iter().take(NAMED).map(|name| quote(name)).collect::<Vec<_>>();
    if let Some(rest) = names.len().checked_sub(NAMED).filter(|rest| *rest > 0) {
        shown.push(format!("and {rest} more"));
    }
    shown.join(", ")
}

fn missing(found: String) -> Box<Problem> {
    Box::new(
        Problem::new(ProblemCode::Missing, found, "the name of one sheet")
            .remedy("state `sheet = \"…\"` in book.toml"),
    )
}

fn broken(what: &dyn Display) -> Box<Problem> {
    let found = format!("a workbook that is broken: {what}");
    Box::new(
        Problem::new(ProblemCode::Syntax, found, "a workbook a spreadsheet program can open")
            .remedy("open it there and save it again"),
    )
}

fn too_large(found: String) -> Box<Problem> {
    Box::new(
        Problem::new(ProblemCode::TooLarge, found, "a smaller workbook")
            .remedy("save the sheet as CSV, or delete what stands beside and below the table"),
    )
}
