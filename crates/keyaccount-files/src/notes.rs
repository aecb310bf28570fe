//! What is worth knowing about the reading of a book: counts, and what was passed over.

use std::collections::BTreeMap;

use csv::StringRecord;
use keyaccount::{Note, NoteCode, quote};

use crate::cells::Source;
use crate::heading::Heading;
use crate::layout::Layout;
use crate::manifest::{TableSource, near_table};

/// The notes of a reading.
#[derive(Debug, Default)]
pub(crate) struct ReadNotes {
    notes: Vec<Note>,
    /// By file or sheet, and the heading within: the names of the columns and whether a table uses them.
    columns: BTreeMap<(String, Heading), Vec<(String, bool)>>,
}

impl ReadNotes {
    pub(crate) fn push(&mut self, note: Note) {
        self.notes.push(note);
    }

    /// Notes which columns of a file a table uses, for its cells or to tell its rows.
    pub(crate) fn header(
        &mut self,
        source: &TableSource,
        header: &StringRecord,
        sources: &[Source],
        layout: &Layout,
    ) {
        let name = match &source.sheet {
            Some(sheet) => format!("{}!{sheet}", source.file),
            None => source.file.clone(),
        };
        let columns = self
            .columns
            .entry((name, source.heading))
            .or_insert_with(|| header.iter().map(|name| (name.to_owned(), name.trim().is_empty())).collect());
        let cells = sources.iter().filter_map(|source| match source {
            Source::Field(field) => Some(*field),
            _ => None,
        });
        for field in cells.chain(layout.fields()) {
            if let Some((_, used)) = columns.get_mut(field) {
                *used = true;
            }
        }
    }

    /// Adds what is known once every table is read.
    pub(crate) fn finish(&mut self, unread: &[String]) {
        for ((file, _), columns) in std::mem::take(&mut self.columns) {
            let unused: Vec<_> =
                columns.iter().filter(|(_, used)| !used).map(|(name, _)| quote(name)).collect();
            if unused.is_empty() {
                continue;
            }
            let shown = unused.get(..20).unwrap_or(&unused);
            let more = if shown.len() < unused.len() { ", …" } else { "" };
            let about = format!("{}{more} ({})", shown.join(", "), quote(&file));
            self.push(Note::new(NoteCode::UnknownColumns, unused.len() as u64).about(about));
        }
        for file in unread {
            let hint = match near_table(file) {
                // A register whose heading is another one.
                Some(table) if *file == format!("{table}.csv") => {
                    format!(" (its heading is not that of `{table}`; name it in book.toml if it is meant)")
                }
                Some(table) => format!(" (a misspelt `{table}.csv`?)"),
                None => String::new(),
            };
            self.push(Note::new(NoteCode::UnknownFiles, 1).about(format!("{}{hint}", quote(file))));
        }
    }

    pub(crate) fn into_notes(self) -> Vec<Note> {
        self.notes
    }
}
