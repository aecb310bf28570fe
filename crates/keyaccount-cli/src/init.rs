//! `init`: a first `book.toml` for exports nobody has touched.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use keyaccount::book::Table;
use keyaccount::{Problem, ProblemCode};
use keyaccount_files::{Draft, DraftOptions, ReadError, draft};

use crate::args::InitArgs;
use crate::{Exit, Failure, Streams};

/// How many files that feed no table are shown.
const MOST_SHOWN: usize = 20;

/// The manifest's name in the folder of a book.
const NAME: &str = "book.toml";

pub(crate) fn run(args: &InitArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let path = args.output.join(NAME);
    // Before any file is looked at: nobody should wait for a refusal.
    if fs::symlink_metadata(&path).is_ok() {
        return Err(is_there(&path).into());
    }
    if args.output.exists() && !args.output.is_dir() {
        let problem = Problem::new(ProblemCode::Io, "a file", "a folder, or the name of one to be made");
        return Err(problem.at(args.output.display().to_string(), None, None).into());
    }
    let draft = draft(&args.files, &DraftOptions { folder: &args.output })?;
    if draft.tables.is_empty() {
        return Err(no_table(&draft).into());
    }
    fs::create_dir_all(&args.output).map_err(|error| named(&args.output, &error))?;
    // Another run may have written it meanwhile.
    let mut file = match File::create_new(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(is_there(&path).into()),
        Err(error) => return Err(named(&path, &error).into()),
    };
    file.write_all(draft.text.as_bytes()).map_err(|error| named(&path, &error))?;
    summarise(&draft, &path, &args.output, streams)?;
    Ok(Exit::Done)
}

fn summarise(draft: &Draft, path: &Path, folder: &Path, streams: &mut Streams<'_>) -> io::Result<()> {
    let out = &mut streams.stdout;
    writeln!(out, "{} drafted:", path.display())?;
    for table in &draft.tables {
        let rows = if table.is_sample { "rows looked at" } else { "rows" };
        writeln!(out, "  {:<15} {:>9} {rows} of {}", table.table.name(), table.rows, table.file)?;
    }
    let mut list = |title: &str, sentences: &mut dyn Iterator<Item = String>| -> io::Result<()> {
        let mut sentences = sentences.peekable();
        if sentences.peek().is_some() {
            writeln!(out, "\n{title}:")?;
        }
        sentences.try_for_each(|sentence| writeln!(out, "  - {sentence}"))
    };
    list("To check first (marked CHECK in the draft)", &mut draft.checks.iter().cloned())?;
    list("Missing", &mut draft.missing.iter().cloned())?;
    let unused = draft.unused.iter().take(MOST_SHOWN).map(|file| format!("{}: {}", file.file, file.why));
    let behind = draft.unused.len().saturating_sub(MOST_SHOWN);
    let more = (behind > 0).then(|| format!("{behind} more files, which the draft lists"));
    list("Not used", &mut unused.chain(more))?;
    let folder = shown(folder);
    if !draft.tables.iter().any(|table| matches!(table.table, Table::OrderLines | Table::Invoices)) {
        return writeln!(out, "\nName what is missing in the draft, then:\n  keyaccount check {folder}");
    }
    let as_of = draft.latest.map_or_else(|| "DATE".to_owned(), |date| date.to_string());
    writeln!(
        out,
        "\nRead the draft, then:\n  keyaccount check {folder}\n  keyaccount score {folder} --as-of {as_of}"
    )
}

/// A folder as a shell takes it.
fn shown(folder: &Path) -> String {
    let text = folder.display().to_string();
    let is_plain = text.chars().all(|c| c.is_alphanumeric() || "/._-:\\".contains(c));
    if is_plain { text } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

fn is_there(path: &Path) -> Problem {
    Problem::new(ProblemCode::Io, "a book.toml that is there already", "a folder without one")
        .at(path.display().to_string(), None, None)
        .remedy("nothing is overwritten: name another folder, or move it away")
}

/// Why nothing could be drafted, file by file.
fn no_table(draft: &Draft) -> ReadError {
    let problem = |file: &keyaccount_files::UnusedFile| {
        let expected = "a table of orders, invoices or customers";
        Problem::new(ProblemCode::NoTables, "nothing to draft from", expected)
            .at(file.file.clone(), None, None)
            .remedy(file.why.clone())
    };
    draft.unused.iter().map(problem).collect::<Vec<_>>().into()
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
