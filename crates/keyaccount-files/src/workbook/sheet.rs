//! A sheet row by row.
//!
//! The cells are read on a thread of their own, a few batches ahead of whoever takes the rows. So a
//! sheet belongs to nobody but its holder although the reader of cells borrows the workbook, and a
//! panic of that reader, should one be left that [`scan`](super::scan) does not forestall, ends the
//! sheet with a problem.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::vec;

use calamine::Xlsx;
use keyaccount::{Problem, ProblemCode};

use super::broken;
use super::limits::Limits;
use super::rows::{Batch, Rows, SheetRow, Stop};
use super::scan::Scanned;
use super::values::{CellKind, Epoch, canonical};

/// What is said in place of the value of a formula that nobody worked out.
pub(crate) const UNVALUED: &str = "a formula without its value";
/// How many batches are read ahead.
const AHEAD: usize = 4;

/// The rows of a sheet.
pub(crate) struct Sheet {
    batches: Receiver<Batch>,
    batch: vec::IntoIter<SheetRow>,
    thread: Option<JoinHandle<()>>,
}

impl Sheet {
    pub(super) fn read(
        path: PathBuf,
        name: &str,
        scanned: Scanned,
        limits: Limits,
    ) -> Result<Self, Box<Problem>> {
        let sheet = name.to_owned();
        Self::of_thread(move |out| {
            if let Err(Stop::Bad(problem)) = read(&path, &sheet, scanned, limits, out) {
                // Whoever no longer listens does not want the problem either.
                let _ = out.send(Err(problem));
            }
        })
    }

    /// The rows a thread sends.
    fn of_thread(run: impl FnOnce(&SyncSender<Batch>) + Send + 'static) -> Result<Self, Box<Problem>> {
        let (out, batches) = sync_channel(AHEAD);
        let thread = thread::Builder::new().name("keyaccount-sheet".to_owned());
        let thread = thread.spawn(move || run(&out)).map_err(|error| {
            Box::new(Problem::new(ProblemCode::Io, error.to_string(), "a thread to read the sheet on"))
        })?;
        Ok(Self { batches, batch: Vec::new().into_iter(), thread: Some(thread) })
    }

    /// Reads the next row; `false` at the end. Blank rows in between are rows too.
    ///
    /// # Errors
    /// What ends the reading of the sheet: a cell beyond the limits, XML that is broken. The problem
    /// carries the row as its line, and the column where there is one, but not the file.
    pub(crate) fn next_row(&mut self, row: &mut SheetRow) -> Result<bool, Box<Problem>> {
        loop {
            if let Some(next) = self.batch.next() {
                *row = next;
                return Ok(true);
            }
            if self.thread.is_none() {
                return Ok(false);
            }
            match self.batches.recv() {
                Ok(Ok(batch)) => self.batch = batch.into_iter(),
                Ok(Err(problem)) => {
                    self.thread = None;
                    return Err(problem);
                }
                Err(_) => {
                    let ended = self.thread.take().map(JoinHandle::join);
                    return if matches!(ended, Some(Err(_))) {
                        Err(broken(&"what no spreadsheet program writes"))
                    } else {
                        Ok(false)
                    };
                }
            }
        }
    }
}

fn read(
    path: &Path,
    name: &str,
    scanned: Scanned,
    limits: Limits,
    out: &SyncSender<Batch>,
) -> Result<(), Stop> {
    let bad = |error: calamine::XlsxError| Stop::Bad(broken(&error));
    let mut workbook: Xlsx<BufReader<File>> = calamine::open_workbook(path).map_err(bad)?;
    let epoch = if workbook.has_1904_epoch() { Epoch::Y1904 } else { Epoch::Y1900 };
    let mut cells = workbook.worksheet_cells_reader(name).map_err(bad)?;
    let mut rows = Rows::new(scanned.regions, limits, out);
    let mut unvalued = scanned.unvalued.into_iter().peekable();
    let mut count = 0_u64;
    while let Some(cell) = cells.next_cell().map_err(bad)? {
        let is_unvalued = unvalued.next_if_eq(&count).is_some();
        count = count.saturating_add(1);
        match canonical(cell.get_value(), epoch) {
            None if is_unvalued => rows.put(cell.get_position(), CellKind::Error, UNVALUED)?,
            Some((kind, text)) if kind != CellKind::Text || !text.is_empty() => {
                rows.put(cell.get_position(), kind, &text)?;
            }
            _ => {}
        }
    }
    rows.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_while_reading_ends_the_sheet_with_a_problem() {
        let mut sheet = Sheet::of_thread(|out| {
            out.send(Ok(vec![SheetRow::default()])).unwrap();
            panic!("a panic as it is meant to be in this test");
        })
        .unwrap();
        let mut row = SheetRow::default();
        assert_eq!(sheet.next_row(&mut row), Ok(true));
        assert!(sheet.next_row(&mut row).unwrap_err().found.contains("broken"));
        assert_eq!(sheet.next_row(&mut row), Ok(false));
    }
}
