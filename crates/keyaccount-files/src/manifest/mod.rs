//! How a book's tables are to be read: from the directory alone, or as its `book.toml` says.

mod keys;
mod sections;

use std::fs;
use std::path::{Path, PathBuf};

use keyaccount::book::{
    BookSettings, MissingCustomer, Table, UnappliedCredit, UnknownCustomers, UnknownInvoices,
};
use keyaccount::document::{MAX_BYTES, Node, Position, View, read, validate};
use keyaccount::{Problem, ProblemCode, nearest, quote};

use crate::dates::DateForm;
use crate::problems::ReadError;
use crate::records::Form;

/// The manifest's name in a book's directory.
const NAME: &str = "book.toml";

/// A book as it is to be read.
#[derive(Debug)]
pub(crate) struct Manifest {
    pub(crate) settings: BookSettings,
    /// The tables there are, in the order they are read.
    pub(crate) tables: Vec<TableSource>,
    /// CSV files of the directory that feed no table.
    pub(crate) unread: Vec<String>,
}

/// A table and the file it is read from.
#[derive(Debug)]
pub(crate) struct TableSource {
    pub(crate) table: Table,
    /// The file as the book names it.
    pub(crate) file: String,
    /// The file as problems name it.
    pub(crate) shown: String,
    pub(crate) path: PathBuf,
    pub(crate) form: Form,
    pub(crate) dates: Option<DateForm>,
    pub(crate) columns: Vec<Mapped>,
    /// Columns with the same canonical text in every row.
    pub(crate) constants: Vec<(usize, String)>,
    pub(crate) distinct: bool,
    pub(crate) missing_customer: MissingCustomer,
}

/// A column the manifest names.
#[derive(Debug)]
pub(crate) struct Mapped {
    /// Its position in our table.
    pub(crate) column: usize,
    /// Its name in the file.
    pub(crate) theirs: String,
    /// What is to be said if the file does not have it.
    pub(crate) absent: Problem,
}

impl TableSource {
    /// The table read from `file` in canonical form.
    pub(crate) fn canonical(table: Table, folder: &Path, file: &str) -> Self {
        let path = folder.join(file);
        Self {
            table,
            file: file.to_owned(),
            shown: path.display().to_string(),
            path,
            form: Form::default(),
            dates: None,
            columns: Vec::new(),
            constants: Vec::new(),
            distinct: false,
            missing_customer: MissingCustomer::Refuse,
        }
    }
}

impl Manifest {
    /// Finds the tables of a book: a directory, or a `book.toml`.
    pub(crate) fn of(path: &Path) -> Result<Self, ReadError> {
        let shown = path.display().to_string();
        let unreadable = |error: &dyn std::fmt::Display| {
            let problem =
                Problem::new(ProblemCode::Io, error.to_string(), "a directory of tables, or a book.toml");
            ReadError::from(problem.at(&*shown, None, None))
        };
        let kind = fs::metadata(path).map_err(|error| unreadable(&error))?;
        let (folder, manifest) = if kind.is_dir() {
            let manifest = path.join(NAME);
            (path.to_owned(), manifest.is_file().then_some(manifest))
        } else if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) {
            (path.parent().map(Path::to_owned).unwrap_or_default(), Some(path.to_owned()))
        } else {
            return Err(unreadable(&"a file that is neither"));
        };
        let (root, file) = match &manifest {
            Some(path) => read_manifest(path)?,
            None => (Node::table(Position::of(&shown)), shown.clone()),
        };
        let files = csv_files(&folder).map_err(|error| unreadable(&error))?;
        let (book, problems) = Self::read(&root, &folder, files);
        if !problems.is_empty() {
            return Err(problems.into());
        }
        if book.tables.is_empty() {
            let problem =
                Problem::new(ProblemCode::NoTables, "no table", "`order_lines.csv` or `invoices.csv`")
                    .remedy(no_table_remedy(&book.unread))
                    .at(file, None, None);
            return Err(problem.into());
        }
        Ok(book)
    }

    fn read(root: &Node, folder: &Path, mut files: Vec<String>) -> (Self, Vec<Problem>) {
        let view = View::of(root);
        let mut problems = Vec::new();
        let settings = settings(&view);
        let mut tables = Vec::new();
        for table in Table::ALL.iter().copied() {
            let canonical = format!("{}.csv", table.name());
            let section = view.get(table.name());
            if section.is_absent() && !files.contains(&canonical) {
                continue;
            }
            let mut source = TableSource::canonical(table, folder, &canonical);
            source.missing_customer = settings.missing_customer;
            sections::apply(&section, &mut source, folder, &files, &mut problems);
            tables.push(source);
        }
        files.retain(|file| !tables.iter().any(|table| table.file == *file));
        (Self { settings, tables, unread: files }, problems)
    }
}

fn read_manifest(path: &Path) -> Result<(Node, String), ReadError> {
    let shown = path.display().to_string();
    let refused = |problem: Problem| ReadError::from(problem.at(&*shown, None, None));
    let io = |error: std::io::Error| {
        refused(Problem::new(ProblemCode::Io, error.to_string(), "a file that can be read"))
    };
    let length = fs::metadata(path).map_err(io)?.len();
    if length > MAX_BYTES as u64 {
        let found = format!("{length} bytes");
        return Err(refused(Problem::new(
            ProblemCode::TooLarge,
            found,
            format!("at most {MAX_BYTES} bytes"),
        )));
    }
    let text = String::from_utf8(fs::read(path).map_err(io)?).map_err(|error| {
        refused(Problem::new(ProblemCode::BadEncoding, error.to_string(), "text in UTF-8"))
    })?;
    let (mut root, mut problems) = read(&shown, &text);
    problems.extend(validate(&mut root, &keys::BOOK));
    if problems.is_empty() { Ok((root, shown)) } else { Err(problems.into()) }
}

fn settings(view: &View<'_>) -> BookSettings {
    let defaults = BookSettings::default();
    BookSettings {
        currency: view.get("currency").string(),
        unknown_customers: unknown_customers(view).unwrap_or_default(),
        missing_customer: missing_customer(view).unwrap_or_default(),
        unknown_invoices: view
            .get("unknown_invoices")
            .text()
            .map_or(defaults.unknown_invoices, |_| UnknownInvoices::Skip),
        unapplied_credit: view
            .get("unapplied_credit")
            .text()
            .map_or(defaults.unapplied_credit, |_| UnappliedCredit::Report),
        history_from: view.get("history_from").date(),
        partial: view.get("partial").yes().unwrap_or_default(),
        ..defaults
    }
}

fn unknown_customers(view: &View<'_>) -> Option<UnknownCustomers> {
    match view.get("unknown_customers").text()? {
        "add" => Some(UnknownCustomers::Add),
        "skip" => Some(UnknownCustomers::Skip),
        _ => None,
    }
}

fn missing_customer(view: &View<'_>) -> Option<MissingCustomer> {
    view.get("missing_customer").text().map(|_| MissingCustomer::Skip)
}

/// The names of the CSV files of a directory, sorted.
fn csv_files(folder: &Path) -> std::io::Result<Vec<String>> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_csv = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        if let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|_| is_csv) {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}

fn no_table_remedy(unread: &[String]) -> String {
    let near = unread.iter().find_map(|file| Some((file, near_table(file)?)));
    match (near, unread) {
        (Some((file, table)), _) => {
            format!("rename {} to `{table}.csv`, or name it in book.toml", quote(file))
        }
        (None, []) => "the directory holds no CSV file".to_owned(),
        (None, [first, ..]) => format!("say in book.toml which table {} is", quote(first)),
    }
}

/// The table whose name is nearest to a file's.
pub(crate) fn near_table(file: &str) -> Option<&'static str> {
    let stem = Path::new(file).file_stem()?.to_str()?;
    nearest(stem, Table::ALL.iter().map(|table| table.name()))
}
