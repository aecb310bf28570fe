//! Result files: written whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use keyaccount::book::Table;
use keyaccount::{Problem, ProblemCode, quote};
use keyaccount_files::{Rejects, RunFile};
use tempfile::{Builder, NamedTempFile};

use crate::Failure;

/// What the name of a run file adds to that of its result.
const RUN_ENDING: &str = ".run.json";

/// A file written beside its final place, gone unless it is put there.
pub(crate) struct Prepared {
    file: NamedTempFile,
    path: PathBuf,
}

/// Looks at where a result is to go before any work is done for it.
pub(crate) fn probe(path: &Path) -> io::Result<()> {
    let path = followed(path);
    let named = |error| naming(&path, &error);
    if path.is_dir() {
        return Err(named(io::ErrorKind::IsADirectory.into()));
    }
    if is_device(&path) {
        return Ok(());
    }
    let folder = folder(&path);
    if !folder.is_dir() {
        return Err(io::Error::other(format!("{}: there is no such folder", folder.display())));
    }
    temporary(folder).map(drop).map_err(named)
}

/// Writes what `path` is to hold, without touching it yet. Where `path` is no file but a device or a
/// pipe, there is nothing to prepare: it is written at once.
pub(crate) fn prepare(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), Failure>,
) -> Result<Option<Prepared>, Failure> {
    let path = followed(path);
    let named = |error| naming(&path, &error);
    let flushed = |out: &mut dyn Write| -> Result<(), Failure> {
        let written = write(out).and_then(|()| out.flush().map_err(Failure::Io));
        written.map_err(|failure| match failure {
            Failure::Io(error) => Failure::Io(named(error)),
            problems => problems,
        })
    };
    if is_device(&path) {
        flushed(&mut BufWriter::new(File::options().write(true).open(&path).map_err(named)?))?;
        return Ok(None);
    }
    let file = temporary(folder(&path)).map_err(named)?;
    // Written as a plain file, whose errors do not name the temporary one.
    flushed(&mut BufWriter::new(file.as_file()))?;
    if let Ok(before) = fs::metadata(&path) {
        file.as_file().set_permissions(before.permissions()).map_err(named)?;
    }
    Ok(Some(Prepared { file, path }))
}

/// A link stays a link: what it leads to is replaced.
fn followed(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

fn is_device(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir())
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    // The name of a file nobody sees is no help.
    shared(&mut Builder::new()).tempfile_in(folder).map_err(|error| error.kind().into())
}

/// Refuses to put a result in the place of something it is computed from.
pub(crate) fn spare<'a>(path: &Path, mut inputs: impl Iterator<Item = &'a Path>) -> Result<(), Failure> {
    // What is not there cannot be lost.
    let Ok(place) = path.canonicalize() else { return Ok(()) };
    if inputs.any(|input| input.canonicalize().is_ok_and(|input| input == place)) {
        let found = format!("{}, which this run reads", quote(&path.display().to_string()));
        let problem = Problem::new(ProblemCode::Io, found, "a file that is not read");
        return Err(problem.at("--output", None, None).remedy("name another file").into());
    }
    Ok(())
}

/// Refuses to put a result where the next run would read it as a part of the book.
pub(crate) fn spare_book(path: &Path, book: &Path) -> Result<(), Failure> {
    let inside = if book.is_dir() { book } else { folder(book) };
    let is_inside =
        folder(path).canonicalize().ok().zip(inside.canonicalize().ok()).is_some_and(|(a, b)| a == b);
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let is_table = Table::ALL.iter().any(|table| name == format!("{}.csv", table.name()));
    if is_inside && (is_table || name == "book.toml") {
        let found = format!("{}, which the next run would read", quote(&path.display().to_string()));
        let problem = Problem::new(ProblemCode::Io, found, "a file that is no part of the book");
        return Err(problem.at("--output", None, None).remedy("name another file or folder").into());
    }
    Ok(())
}

/// A file of ours that goes beside a result.
#[derive(Clone, Copy)]
pub(crate) enum Beside {
    /// The rows left out.
    Rejects,
    /// What the result was made from.
    Run,
}

/// Refuses to write a file that goes beside a result over one that is not of its kind.
pub(crate) fn spare_others(path: &Path, kind: Beside) -> Result<(), Failure> {
    let Ok(data) = fs::metadata(path) else { return Ok(()) };
    let (signature, what, goes) = match kind {
        Beside::Rejects => (
            Rejects::HEADER.join(","),
            "a file that holds no rows left out",
            "the rows left out of this run go",
        ),
        Beside::Run => (
            RunFile::SIGNATURE.to_owned(),
            "a file that is no run file",
            "what this result is made from goes",
        ),
    };
    let mut start = Vec::new();
    let is_ours = data.is_file()
        && File::open(path)
            .and_then(|file| file.take(signature.len() as u64).read_to_end(&mut start))
            .is_ok_and(|_| start == signature.as_bytes());
    if is_ours {
        return Ok(());
    }
    let problem = Problem::new(ProblemCode::Io, what, "none, or an older such file");
    let problem = problem.at(path.display().to_string(), None, None);
    Err(problem.remedy(format!("{goes} there: move it, or name another output")).into())
}

impl Prepared {
    /// Puts the file in its place.
    pub(crate) fn put(self) -> io::Result<()> {
        self.file.persist(&self.path).map_err(|error| naming(&self.path, &error.error))?;
        Ok(())
    }
}

/// A temporary file is its owner's alone; a result is as open as any file a program writes.
fn shared<'a, 'b>(builder: &'a mut Builder<'b, 'b>) -> &'a mut Builder<'b, 'b> {
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

fn naming(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// Whether something can go beside it. A device may lead to a file, as standard output does, but
/// nothing goes beside it.
fn is_place(output: &Path) -> bool {
    !is_device(output) && !output.starts_with("/dev") && !output.starts_with("/proc")
}

/// Where the rows left out go: `scores.csv` has `scores.rejects.csv` beside it; without an output file
/// they are named after the book, in the current directory.
pub(crate) fn rejects_path(output: Option<&Path>, book: &Path) -> PathBuf {
    let named = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    match output.filter(|output| is_place(output)) {
        Some(output) => output.with_file_name(format!("{}.rejects.csv", named(output).unwrap_or_default())),
        None => {
            let book = book.canonicalize().unwrap_or_else(|_| book.to_owned());
            PathBuf::from(format!("{}.rejects.csv", named(&book).unwrap_or_else(|| "book".to_owned())))
        }
    }
}

/// Where the run file goes: `grades.csv` has `grades.csv.run.json` beside it. Nothing goes beside a
/// device.
pub(crate) fn run_path(output: &Path) -> Option<PathBuf> {
    if !is_place(output) {
        return None;
    }
    let mut name = output.file_name()?.to_owned();
    name.push(RUN_ENDING);
    Some(output.with_file_name(name))
}

/// The result a run file stands beside.
pub(crate) fn result_path(run: &Path) -> Option<PathBuf> {
    let name = run.file_name()?.to_str()?.strip_suffix(RUN_ENDING)?;
    (!name.is_empty()).then(|| run.with_file_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_left_out_go_beside_a_file_and_never_beside_a_device() {
        let goes = |output: Option<&str>| rejects_path(output.map(Path::new), Path::new("no/such/shop"));
        assert_eq!(goes(Some("out/scores.csv")), Path::new("out/scores.rejects.csv"));
        assert_eq!(goes(Some("/dev/stdout")), Path::new("shop.rejects.csv"));
        assert_eq!(goes(None), Path::new("shop.rejects.csv"));
    }

    #[test]
    fn run_files_and_results_find_one_another() {
        assert_eq!(run_path(Path::new("/dev/stdout")), None);
        let run = run_path(Path::new("out/grades.csv")).unwrap();
        assert_eq!(run, Path::new("out/grades.csv.run.json"));
        assert_eq!(result_path(&run).unwrap(), Path::new("out/grades.csv"));
        assert_eq!(result_path(Path::new("out/.run.json")), None);
        assert_eq!(result_path(Path::new("out/run.json")), None);
    }
}
