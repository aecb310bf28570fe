//! Result files: written whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// A file written beside its final place, gone unless it is put there.
pub(crate) struct Prepared {
    file: NamedTempFile,
    path: PathBuf,
}

/// Writes what `path` is to hold, without touching it yet. Where `path` is no file but a device or a
/// pipe, there is nothing to prepare: it is written at once.
pub(crate) fn prepare(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<Option<Prepared>> {
    // A link stays a link: what it leads to is replaced.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let named = |error| naming(&path, &error);
    if fs::metadata(&path).is_ok_and(|data| !data.is_file() && !data.is_dir()) {
        let mut out = BufWriter::new(File::options().write(true).open(&path).map_err(named)?);
        write(&mut out).and_then(|()| out.flush()).map_err(named)?;
        return Ok(None);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut out = BufWriter::new(shared(&mut Builder::new()).tempfile_in(folder).map_err(named)?);
    write(&mut out).map_err(named)?;
    let file = out.into_inner().map_err(|error| named(error.into_error()))?;
    Ok(Some(Prepared { file, path }))
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

/// Where the rows left out go: `scores.csv` has `scores.rejects.csv` beside it; without an output file
/// they are named after the book.
pub(crate) fn rejects_path(output: Option<&Path>, book: &Path) -> PathBuf {
    let named = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    match output {
        Some(output) => output.with_file_name(format!("{}.rejects.csv", named(output).unwrap_or_default())),
        None => {
            let book = book.canonicalize().unwrap_or_else(|_| book.to_owned());
            PathBuf::from(format!("{}.rejects.csv", named(&book).unwrap_or_else(|| "book".to_owned())))
        }
    }
}
