//! A first `book.toml` for files nobody wrote for this library: what can be told from the files
//! themselves, every guess with its evidence beside it (BOOK §3).

mod blanks;
mod claims;
mod date_keys;
mod days;
mod encoding;
mod fit;
mod gaps;
mod layout;
mod money;
mod names;
mod number_keys;
mod numbers;
mod place;
mod read;
mod relations;
mod section;
mod sheet;
mod sheet_keys;
mod synonyms;
#[cfg(test)]
mod tests;
mod toml;
mod words;
mod write;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use keyaccount::book::Table;
use keyaccount::{Problem, ProblemCode, quote};

use crate::problems::ReadError;
use claims::Claim;
use section::Section;
use sheet::{Sheet, Written};

/// How a draft is made.
#[derive(Clone, Copy, Debug)]
pub struct DraftOptions<'a> {
    /// The folder the draft will stand in: files are named relative to it. It need not be there yet.
    pub folder: &'a Path,
}

/// A drafted `book.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Draft {
    /// The text of the manifest. Without any table it is comments only.
    pub text: String,
    /// The tables of the book, in the order they are read.
    pub tables: Vec<DraftedTable>,
    /// Files that feed no table, with the reason.
    pub unused: Vec<UnusedFile>,
    /// What the book lacks, and what that means for its scores: one sentence each.
    pub missing: Vec<String>,
    /// Guesses that may well be wrong: one sentence each. They are marked `CHECK` in the text.
    pub checks: Vec<String>,
    /// The latest date of an order, an invoice or a settlement.
    pub latest: Option<NaiveDate>,
}

/// A table of a drafted book.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DraftedTable {
    /// The table.
    pub table: Table,
    /// The file it is read from, as the manifest names it.
    pub file: String,
    /// Its rows, as far as the file was looked at.
    pub rows: usize,
    /// Whether only the beginning of the file was looked at.
    pub is_sample: bool,
}

/// A file that feeds no table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnusedFile {
    /// The file, relative to the manifest's folder.
    pub file: String,
    /// Why, to be read after a colon.
    pub why: String,
}

/// Drafts a manifest for these files, or for the files of these folders. Nothing is written, and the
/// files are only looked at: at most 200,000 rows and 64 MiB of each.
///
/// # Errors
/// No file at all; a file or folder that is not there, or whose name is no Unicode. A file that is
/// there but cannot be understood is no error: it is listed in [`Draft::unused`] with the reason.
pub fn draft(files: &[PathBuf], options: &DraftOptions<'_>) -> Result<Draft, ReadError> {
    let files = place::files(files)?;
    let mut sheets = Vec::new();
    let mut unused = Vec::new();
    let mut left = read::MOST_BYTES_IN_ALL;
    for (at, path) in files.iter().enumerate() {
        let behind = files.len().saturating_sub(at).max(1) as u64;
        // What the files before did not need is there for those that follow.
        let share = read::MOST_BYTES.min(left.checked_div(behind).unwrap_or(0).max(left / 4));
        let file = place::relative(path, options.folder).ok_or_else(|| {
            let found = quote(&path.to_string_lossy());
            ReadError::from(
                Problem::new(ProblemCode::Io, found, "a file whose name is Unicode").remedy("rename it"),
            )
        })?;
        match open(path, &file, share, &mut unused) {
            Ok(found) => {
                let taken = path.metadata().map_or(0, |data| data.len()).min(share);
                left = left.saturating_sub(taken);
                sheets.extend(found);
            }
            Err(why) => unused.push(UnusedFile { file, why }),
        }
    }
    Ok(draft_of(&sheets, unused, options.folder))
}

/// Understands a file as sheets: one, or those of a workbook, of which the ones that cannot be
/// understood go to `unused`. The error says why the file cannot be.
fn open(path: &Path, file: &str, most: u64, unused: &mut Vec<UnusedFile>) -> Result<Vec<Sheet>, String> {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    if !read::is_workbook(path) {
        return text_sheet(path, file, stem, most).map(|sheet| vec![sheet]);
    }
    let mut found = Vec::new();
    let sheets = read::sheets(path, read::MOST_ROWS)?;
    let only_one = sheets.len() == 1;
    for (name, records) in sheets {
        let sheet = records.and_then(|records| {
            // The name of the file counts where the sheet's says nothing.
            let says = synonyms::table_of_file(&name).is_some();
            let stem = if says { name.clone() } else { stem.clone() };
            let mut sheet = understand(records, file, stem, Written::WORKBOOK)?;
            sheet.sheet = (!only_one).then(|| name.clone());
            Ok(sheet)
        });
        match sheet {
            Ok(sheet) => found.push(sheet),
            Err(why) => unused.push(UnusedFile { file: format!("{file}!{name}"), why }),
        }
    }
    Ok(found)
}

fn text_sheet(path: &Path, file: &str, stem: String, most: u64) -> Result<Sheet, String> {
    let text = read::text(path, most)?;
    let delimiter = read::delimiter(&text.decoded.text);
    let mut records = read::records(&text.decoded.text, delimiter, read::MOST_ROWS);
    if records.unclosed && text.whole {
        return Err("a quotation mark in it is never closed".to_owned());
    }
    if !text.whole && !records.cut {
        // The last one may have been cut in two.
        records.records.pop();
        records.cut = true;
    }
    let written = Written {
        encoding: text.decoded.encoding,
        evidence: text.decoded.evidence,
        unsure: text.decoded.unsure,
        delimiter,
    };
    understand(records, file, stem, written)
}

/// Tells header and rows of the records apart. The error says why that cannot be done.
fn understand(records: read::Records, file: &str, stem: String, written: Written) -> Result<Sheet, String> {
    if records.records.len() == 1 && !records.cut {
        return Err("it has no row below its first line, so nothing can be told from it".to_owned());
    }
    if records.records.is_empty() {
        let why = if records.cut { "its first line is too long for a table" } else { "it is empty" };
        return Err(why.to_owned());
    }
    let (layout, names, rows) = layout::lay_out(&records.records).ok_or_else(|| {
        format!("no row of it looks like a header (it was read as {})", written.encoding.name())
    })?;
    let mut sheet = Sheet::new(file.to_owned(), stem, written, layout, names, rows);
    sheet.cut = records.cut;
    Ok(sheet)
}

fn draft_of(sheets: &[Sheet], mut unused: Vec<UnusedFile>, folder: &Path) -> Draft {
    let claims: Vec<Claim> =
        sheets.iter().enumerate().flat_map(|(at, sheet)| claims::claims(sheet, at)).collect();
    let (chosen, stood_back) = claims::choose(claims, sheets);
    let has_heads = chosen.iter().any(|claim| claim.table == Table::Orders);
    let mut sections: Vec<Section> = chosen
        .into_iter()
        .filter_map(|claim| {
            let sheet = sheets.get(claim.sheet)?;
            section::section(claim, sheet, has_heads)
        })
        .collect();
    sections.sort_by_key(|section| section.table);
    for (at, sheet) in sheets.iter().enumerate() {
        if sections.iter().any(|section| section.sheet == at) {
            continue;
        }
        let instead = stood_back.iter().find(|(_, other, _)| *other == at);
        let why = match instead.and_then(|(table, _, taken)| Some((table, sheets.get(*taken)?))) {
            Some((table, taken)) => format!(
                "it looks like {} as well as {} does, and a table is read from one file: put their rows into one",
                quote(table.name()),
                quote(&taken.shown())
            ),
            None => claims::why_none(sheet),
        };
        let why = if sheet.written.encoding == encoding_rs::UTF_8 {
            why
        } else {
            format!("{why} (read as {})", sheet.written.encoding.name())
        };
        unused.push(UnusedFile { file: sheet.shown(), why });
    }
    unused.sort_by(|a, b| a.file.cmp(&b.file));
    let mut relations = relations::of(&mut sections, sheets);
    relations.checks.extend(taken_by_name(&sections, folder));
    let missing = gaps::sentences(&sections, sheets, has_heads);
    let latest = sections.iter().filter_map(|section| section.days).map(|(_, last)| last).max();
    let earliest = sections.iter().filter_map(|section| section.days).map(|(first, _)| first).min();
    let checks: Vec<_> = relations
        .checks
        .iter()
        .cloned()
        .chain(sections.iter().flat_map(|section| {
            section.checks.iter().map(|check| format!("{}: {check}", section.table.name()))
        }))
        .collect();
    let tables = sections
        .iter()
        .filter_map(|section| {
            let sheet = sheets.get(section.sheet)?;
            let (table, file, rows, is_sample) = (section.table, sheet.shown(), section.rows, sheet.cut);
            Some(DraftedTable { table, file, rows, is_sample })
        })
        .collect();
    let text = write::text(&write::Parts {
        sections: &sections,
        sheets,
        unused: &unused,
        missing: &missing,
        relations: &relations,
        earliest,
    });
    Draft { text, tables, unused, missing, checks, latest }
}

/// Files of the draft's folder that the reader takes for a table by their names alone.
fn taken_by_name<'a>(sections: &'a [Section], folder: &'a Path) -> impl Iterator<Item = String> + 'a {
    let others = Table::ALL.iter().filter(|table| !sections.iter().any(|section| section.table == **table));
    let names = others.map(|table| (table.name(), format!("{}.csv", table.name())));
    names.filter(|(_, file)| folder.join(file).is_file()).map(|(table, file)| {
        format!(
            "the folder holds {}, which will be read as the table {table} by its name: rename it, or draft into another folder",
            quote(&file)
        )
    })
}

/// A count as a sentence shows it: `10,194`.
fn counted(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len().saturating_sub(at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A share in whole percent.
fn percent(part: usize, whole: usize) -> usize {
    part.saturating_mul(100).saturating_add(whole / 2).checked_div(whole).unwrap_or(0)
}
