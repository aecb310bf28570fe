//! A sheet row by row.
//!
//! The cells are read on a thread of their own, a few batches ahead of whoever takes the rows. So a
//! sheet belongs to nobody but its holder although the reader of cells borrows the workbook, and
//! what goes wrong within that reader stays within the thread: files are judged before it sees them,
//! but should it panic all the same, the sheet ends with a problem and nothing is printed.

use std::fs::File;
use std::io::BufReader;
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::vec;

use calamine::Xlsx;
use keyaccount::{Problem, ProblemCode};

use super::broken;
use super::limits::Limits;
use super::reference::Region;
use super::rows::{Batch, Rows, SheetRow, Stop};
use super::values::{CellKind, Epoch, canonical};

/// The thread's name, by which its panics are known.
const THREAD: &str = "keyaccount-sheet";
/// How many batches are read ahead.
const AHEAD: usize = 4;

/// The rows of a sheet.
pub(crate) struct Sheet {
    name: String,
    batches: Receiver<Batch>,
    batch: vec::IntoIter<SheetRow>,
    thread: Option<JoinHandle<()>>,
}

impl Sheet {
    pub(super) fn read(
        path: PathBuf,
        name: &str,
        regions: Vec<Region>,
        limits: Limits,
    ) -> Result<Self, Box<Problem>> {
        silence();
        let (out, batches) = sync_channel(AHEAD);
        let sheet = name.to_owned();
        let run = move || {
            if let Err(Stop::Bad(problem)) = read(&path, &sheet, regions, limits, &out) {
                // Whoever no longer listens does not want the problem either.
                let _ = out.send(Err(problem));
            }
        };
        let thread = thread::Builder::new().name(THREAD.to_owned()).spawn(run).map_err(|error| {
            Box::new(Problem::new(ProblemCode::Io, error.to_string(), "a thread to read the sheet on"))
        })?;
        Ok(Self { name: name.to_owned(), batches, batch: Vec::new().into_iter(), thread: Some(thread) })
    }

    /// The sheet's name.
    pub(crate) fn name(&self) -> &str {
        &self.name
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
    regions: Vec<Region>,
    limits: Limits,
    out: &SyncSender<Batch>,
) -> Result<(), Stop> {
    let bad = |error: calamine::XlsxError| Stop::Bad(broken(&error));
    let mut workbook: Xlsx<BufReader<File>> = calamine::open_workbook(path).map_err(bad)?;
    let epoch = if workbook.has_1904_epoch() { Epoch::Y1904 } else { Epoch::Y1900 };
    let mut cells = workbook.worksheet_cells_reader(name).map_err(bad)?;
    let mut rows = Rows::new(regions, limits, out);
    while let Some(cell) = cells.next_cell().map_err(bad)? {
        match canonical(cell.get_value(), epoch) {
            Some((kind, text)) if kind != CellKind::Text || !text.is_empty() => {
                rows.put(cell.get_position(), kind, &text)?;
            }
            _ => {}
        }
    }
    rows.finish()
}

/// Keeps the panics of the reading thread off standard error: they end as a problem.
fn silence() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(THREAD) {
                usual(info);
            }
        }));
    });
}
