//! Drafts, from sheets as they are handed over, and read back by the reader they are written for.

mod exports;
mod hostile;
mod relations;
mod workbooks;

use std::fs;
use std::path::PathBuf;

use keyaccount::document::{Node, View, read};
use tempfile::TempDir;

use super::{Draft, DraftOptions, draft};
use crate::load::ReadOptions;
use crate::read_book;

/// Files, the draft made of them, and the draft as a document.
struct Case {
    folder: TempDir,
    draft: Draft,
    root: Node,
}

impl Case {
    fn of(files: &[(&str, &[u8])]) -> Self {
        let folder = TempDir::new().unwrap();
        for (name, bytes) in files {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        Self::from(folder)
    }

    fn texts(files: &[(&str, &str)]) -> Self {
        Self::of(&files.iter().map(|(name, text)| (*name, text.as_bytes())).collect::<Vec<_>>())
    }

    /// Drafts from what lies in a folder, in the order of the names.
    fn from(folder: TempDir) -> Self {
        let mut files: Vec<PathBuf> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let draft = draft(&files, &DraftOptions { folder: folder.path() }).unwrap();
        let (root, problems) = read("book.toml", &draft.text);
        assert_eq!(problems, [], "{}", draft.text);
        Self { folder, draft, root }
    }

    /// What the draft says at a path such as `order_lines.columns.amount`, as TOML writes it.
    fn at(&self, path: &str) -> String {
        let mut view = View::of(&self.root);
        for key in path.split('.') {
            view = view.get(key);
        }
        shown(&view)
    }

    /// What is wrong with the book by this draft, the folder left out.
    fn problems(&self) -> Vec<String> {
        fs::write(self.folder.path().join("book.toml"), &self.draft.text).unwrap();
        let prefix = format!("{}/", self.folder.path().display());
        let problems = match read_book(self.folder.path(), ReadOptions::default()) {
            Ok(loaded) => loaded.problems(),
            Err(error) => Some(error),
        };
        let problems = problems.unwrap_or_default();
        problems.problems().iter().map(|problem| problem.to_string().replace(&prefix, "")).collect()
    }

    /// The book by this draft reads as the one in these canonical files does.
    fn means(&self, canonical: &[(&str, &str)]) {
        let text = &self.draft.text;
        assert_eq!(self.problems(), [] as [String; 0], "{text}");
        let other = TempDir::new().unwrap();
        for (name, text) in canonical {
            fs::write(other.path().join(name), text).unwrap();
        }
        let digest = |folder: &TempDir| {
            let loaded = read_book(folder.path(), ReadOptions::default()).unwrap();
            assert_eq!(loaded.problems(), None);
            loaded.book().input_digest(chrono::NaiveDate::from_ymd_opt(2030, 1, 1).unwrap())
        };
        assert_eq!(digest(&self.folder), digest(&other), "{text}");
    }

    fn tables(&self) -> Vec<&str> {
        self.draft.tables.iter().map(|table| table.table.name()).collect()
    }
}

fn shown(view: &View<'_>) -> String {
    if view.is_absent() {
        return String::new();
    }
    if let Some(items) = view.items() {
        return format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", "));
    }
    if let Some(entries) = view.entries() {
        let entries: Vec<_> = entries.iter().map(|(key, view)| format!("{key} = {}", shown(view))).collect();
        return format!("{{ {} }}", entries.join(", "));
    }
    view.text()
        .map(str::to_owned)
        .or_else(|| view.whole().map(|n| n.to_string()))
        .or_else(|| view.yes().map(|yes| yes.to_string()))
        .unwrap_or_default()
}
