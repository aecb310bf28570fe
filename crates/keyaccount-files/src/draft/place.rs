//! Which files a draft is made from, and how it names them.

use std::fs;
use std::path::{Component, Path, PathBuf};

use keyaccount::{Problem, ProblemCode};

use crate::problems::ReadError;

/// Endings of files that may hold a table, looked for in folders; the last ones so that it is said how
/// they can be read.
const ENDINGS: &[&str] = &["csv", "tsv", "txt", "tab", "xlsx", "xlsm", "xls", "xlsb", "ods", "et"];

/// The files meant: those named, and those of the folders named, sorted, each once.
pub(super) fn files(named: &[PathBuf]) -> Result<Vec<PathBuf>, ReadError> {
    let mut problems = Vec::new();
    let mut files: Vec<PathBuf> = Vec::new();
    let mut add = |path: PathBuf| {
        if !files.contains(&path) {
            files.push(path);
        }
    };
    for path in named {
        match fs::metadata(path) {
            Err(error) => {
                let problem = Problem::new(
                    ProblemCode::Io,
                    error.to_string(),
                    "a file with a table, or a folder of such files",
                );
                problems.push(problem.at(path.display().to_string(), None, None));
            }
            Ok(data) if data.is_dir() => match tables_in(path) {
                Ok(found) => found.into_iter().for_each(&mut add),
                Err(error) => {
                    let problem =
                        Problem::new(ProblemCode::Io, error.to_string(), "a folder that can be read");
                    problems.push(problem.at(path.display().to_string(), None, None));
                }
            },
            Ok(_) => add(path.clone()),
        }
    }
    if !problems.is_empty() {
        return Err(problems.into());
    }
    if files.is_empty() {
        let found = named
            .first()
            .map_or("nothing".to_owned(), |path| format!("no such file in `{}`", path.display()));
        let problem = Problem::new(ProblemCode::NoTables, found, "files with tables, such as `orders.csv`");
        return Err(problem.remedy("name the files of the export").into());
    }
    Ok(files)
}

fn tables_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_table = path
            .extension()
            .is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)));
        let is_readme = path.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("readme"));
        if is_table && !is_readme && path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The path that leads from a folder to a file, with `/` between its parts; the whole path if none
/// does. `None` if it is no Unicode.
pub(super) fn relative(file: &Path, folder: &Path) -> Option<String> {
    let file = whole(file);
    let folder = whole(folder);
    let parts = |path: &Path| path.components().map(|part| part.as_os_str().to_owned()).collect::<Vec<_>>();
    let (to, from) = (parts(&file), parts(&folder));
    let shared = to.iter().zip(&from).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return file.to_str().map(str::to_owned);
    }
    let up = from.len().saturating_sub(shared);
    let mut names: Vec<&str> = vec![".."; up];
    for part in to.get(shared..)? {
        names.push(part.to_str()?);
    }
    Some(names.join("/"))
}

/// The absolute path, links resolved as far as there is anything.
fn whole(path: &Path) -> PathBuf {
    if let Ok(path) = path.canonicalize() {
        return path;
    }
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut there = absolute.as_path();
    let mut rest = Vec::new();
    loop {
        if let Ok(found) = there.canonicalize() {
            return rest.iter().rev().fold(found, |path, part| path.join(part));
        }
        match (there.parent(), there.components().next_back()) {
            (Some(parent), Some(part @ (Component::Normal(_) | Component::ParentDir))) => {
                rest.push(part.as_os_str().to_owned());
                there = parent;
            }
            _ => return absolute,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_from_the_folder_of_the_draft() {
        let folder = tempfile::TempDir::new().unwrap();
        let data = folder.path().join("data set");
        fs::create_dir(&data).unwrap();
        fs::write(data.join("a.csv"), "x").unwrap();
        let named = |from: &Path| relative(&data.join("a.csv"), from).unwrap();
        assert_eq!(named(&data), "a.csv");
        assert_eq!(named(folder.path()), "data set/a.csv");
        assert_eq!(named(&folder.path().join("not/yet")), "../../data set/a.csv");
    }

    #[test]
    fn folders_stand_for_their_tables() {
        let folder = tempfile::TempDir::new().unwrap();
        for name in ["b.csv", "a.CSV", "README.txt", "x.png", "c.tsv"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        let found = files(&[folder.path().to_owned(), folder.path().join("b.csv")]).unwrap();
        let names: Vec<_> = found.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["a.CSV", "b.csv", "c.tsv"]);
        assert!(files(&[]).is_err());
        assert!(files(&[folder.path().join("none.csv")]).is_err());
    }
}
