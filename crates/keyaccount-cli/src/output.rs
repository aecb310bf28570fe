//! Result files: written whole or not at all.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Writes a file beside its final place and moves it there once it is complete.
pub(crate) fn write_whole(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = NamedTempFile::new_in(folder).map_err(named)?;
    let mut out = BufWriter::new(file);
    write(&mut out)?;
    let file = out.into_inner().map_err(|error| named(error.into_error()))?;
    share(&file).map_err(named)?;
    file.persist(path).map_err(|error| named(error.error))?;
    Ok(())
}

/// A temporary file is its owner's alone; a result is as open as any file a program writes.
#[cfg(unix)]
fn share(file: &NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn share(_: &NamedTempFile) -> io::Result<()> {
    Ok(())
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
