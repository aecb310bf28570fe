//! How a book's tables are to be read: from the directory alone, or as its `book.toml` says.

mod cell_forms;
mod keys;
mod rows;
mod sections;

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use keyaccount::book::{
    AmountsBasis, BookSettings, MissingCustomer, Table, UnappliedCredit, UnknownCustomers, UnknownInvoices,
};
use keyaccount::document::{MAX_BYTES, Node, Position, View, read, validate};
use keyaccount::{Problem, ProblemCode, nearest, quote};

use crate::csv_rows::Form;
use crate::dates::Zone;
use crate::forms::CellForms;
use crate::heading::Heading;
use crate::problems::{ReadError, io_in_words};

/// The manifest's name in a book's directory.
const NAME: &str = "book.toml";

/// A book as it is to be read.
#[derive(Debug)]
pub(crate) struct Manifest {
    pub(crate) settings: BookSettings,
    /// The tables there are, in the order they are read.
    pub(crate) tables: Vec<TableSource>,
    /// CSV files and workbooks of the directory that feed no table.
    pub(crate) unread: Vec<String>,
    /// The `book.toml`, if there is one.
    pub(crate) path: Option<PathBuf>,
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
    /// The sheet, if the file is a workbook.
    pub(crate) sheet: Option<String>,
    pub(crate) heading: Heading,
    /// Rows that are totals.
    pub(crate) skip_where: Vec<Condition>,
    /// What a row must have to count.
    pub(crate) only_where: Vec<Condition>,
    /// Columns whose blanks repeat what stands above.
    pub(crate) fill_down: Vec<Theirs>,
    pub(crate) forms: CellForms,
    pub(crate) columns: Vec<Mapped>,
    /// Columns with the same canonical text in every row.
    pub(crate) constants: Vec<(usize, String)>,
    /// The column the row's number serves as.
    pub(crate) number_rows: Option<usize>,
    pub(crate) distinct: bool,
    pub(crate) missing_customer: MissingCustomer,
    /// Whether rows may take what they leave blank from the headers of their orders.
    pub(crate) has_order_headers: bool,
}

/// A column of the file the manifest names.
#[derive(Debug)]
pub(crate) struct Theirs {
    /// Its name.
    pub(crate) theirs: String,
    /// What is to be said if the file does not have it.
    pub(crate) absent: Problem,
}

/// A column of ours and the file's.
#[derive(Debug)]
pub(crate) struct Mapped {
    /// Its position in our table.
    pub(crate) column: usize,
    pub(crate) from: Theirs,
}

/// A column of the file and texts it may have.
#[derive(Debug)]
pub(crate) struct Condition {
    pub(crate) column: Theirs,
    pub(crate) texts: Vec<String>,
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
            sheet: None,
            heading: Heading::default(),
            skip_where: Vec::new(),
            only_where: Vec::new(),
            fill_down: Vec::new(),
            forms: CellForms::default(),
            columns: Vec::new(),
            constants: Vec::new(),
            number_rows: None,
            distinct: false,
            missing_customer: MissingCustomer::Refuse,
            has_order_headers: true,
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
            let is_table = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
            let problem = if is_table { problem.remedy("give the folder of the book") } else { problem };
            ReadError::from(problem.at(&*shown, None, None))
        };
        let kind = fs::metadata(path).map_err(|error| unreadable(&io_in_words(&error)))?;
        let (folder, manifest) = if kind.is_dir() {
            let manifest = path.join(NAME);
            // Whatever has the name is meant, be it a link that leads nowhere.
            let is_there = fs::symlink_metadata(&manifest).is_ok();
            (path.to_owned(), is_there.then_some(manifest))
        } else if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) {
            (path.parent().map(Path::to_owned).unwrap_or_default(), Some(path.to_owned()))
        } else {
            return Err(unreadable(&"a file that is neither"));
        };
        let (root, mut problems) = match &manifest {
            Some(path) => read_manifest(path)?,
            None => (Node::table(Position::of(&shown)), Vec::new()),
        };
        let file = manifest.as_ref().map_or_else(|| shown.clone(), |path| path.display().to_string());
        let files = data_files(&folder).map_err(|error| unreadable(&io_in_words(&error)))?;
        let (mut book, unfit) = Self::read(&root, &folder, files, manifest.is_some());
        book.path = manifest;
        problems.extend(unfit);
        if !problems.is_empty() {
            return Err(ReadError::from(problems).sorted());
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

    fn read(root: &Node, folder: &Path, mut files: Vec<String>, is_mapped: bool) -> (Self, Vec<Problem>) {
        let view = View::of(root);
        let mut problems = Vec::new();
        let settings = settings(&view);
        let zone = zone(&view, &mut problems);
        let mut context = sections::Context { folder, files: &files, zone, workbooks: HashMap::new() };
        let mut tables = Vec::new();
        for table in Table::ALL.iter().copied() {
            let canonical = format!("{}.csv", table.name());
            let section = view.get(table.name());
            if section.is_absent() && !files.contains(&canonical) {
                continue;
            }
            // Exports have files of their own called `people.csv` or `records.csv`.
            if is_mapped && section.is_absent() && table.is_register() && !names_columns(folder, table) {
                continue;
            }
            let mut source = TableSource::canonical(table, folder, &canonical);
            source.missing_customer = settings.missing_customer;
            source.has_order_headers = tables.iter().any(|other: &TableSource| other.table == Table::Orders);
            sections::apply(&section, &mut source, &mut context, &mut problems);
            tables.push(source);
        }
        files.retain(|file| !tables.iter().any(|table| table.file == *file));
        (Self { settings, tables, unread: files, path: None }, problems)
    }
}

/// Whether the heading of the file with the table's name has every column the table must have. What cannot be
/// read as one is for the reader of tables to say.
fn names_columns(folder: &Path, table: Table) -> bool {
    const LONGEST_HEADING: u64 = 1 << 16;
    let Ok(file) = File::open(folder.join(format!("{}.csv", table.name()))) else { return true };
    let mut heading = Vec::new();
    if file.take(LONGEST_HEADING).read_to_end(&mut heading).is_err() {
        return true;
    }
    let heading = heading.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&heading);
    let mut reader = csv::Reader::from_reader(heading);
    let Ok(names) = reader.byte_headers() else { return true };
    let mut required = table.columns().iter().filter(|column| column.required);
    required.all(|column| names.iter().any(|name| name == column.name.as_bytes()))
}

/// The document, with what is wrong with its form: what is well formed can still be judged.
fn read_manifest(path: &Path) -> Result<(Node, Vec<Problem>), ReadError> {
    let shown = path.display().to_string();
    let refused = |problem: Problem| ReadError::from(problem.at(&*shown, None, None));
    let io = |error: &dyn std::fmt::Display| {
        refused(Problem::new(ProblemCode::Io, error.to_string(), "a file that can be read"))
    };
    // Opening a pipe waits for its writer.
    if !fs::metadata(path).map_err(|error| io(&error))?.is_file() {
        return Err(io(&"what is no file"));
    }
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take((MAX_BYTES as u64).saturating_add(1)).read_to_end(&mut bytes))
        .map_err(|error| io(&error))?;
    if bytes.len() > MAX_BYTES {
        let found = format!("more than {MAX_BYTES} bytes");
        return Err(refused(Problem::new(ProblemCode::TooLarge, found, "a shorter file")));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        refused(Problem::new(ProblemCode::BadEncoding, error.to_string(), "text in UTF-8"))
    })?;
    let (mut root, mut problems) = read(&shown, &text);
    if problems.iter().any(|problem| problem.code == ProblemCode::Syntax) {
        return Err(problems.into());
    }
    problems.extend(validate(&mut root, &keys::BOOK));
    Ok((root, problems))
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
        amounts: amounts(view),
        ..defaults
    }
}

fn amounts(view: &View<'_>) -> Option<AmountsBasis> {
    match view.get("amounts").text()? {
        "incl" => Some(AmountsBasis::Inclusive),
        "excl" => Some(AmountsBasis::Exclusive),
        _ => None,
    }
}

/// The zone whose calendar counts.
fn zone(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Zone> {
    let stated = view.get("zone");
    let text = stated.text()?;
    let zone = Zone::parse(text);
    if zone.is_none() {
        let expected = "the name of a time zone such as `Asia/Shanghai`, or an offset such as `+08:00`";
        problems.push(stated.place(Problem::new(ProblemCode::UnknownCode, quote(text), expected)));
    }
    zone
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

/// The names of the CSV files and workbooks of a directory, sorted. What a program keeps open has a
/// name that begins with `~$`.
fn data_files(folder: &Path) -> std::io::Result<Vec<String>> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_csv = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
        let is_data = is_csv || sections::is_workbook(&path);
        let name = path.file_name().and_then(|name| name.to_str()).filter(|name| !name.starts_with("~$"));
        names.extend(name.filter(|_| is_data).map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

fn no_table_remedy(unread: &[String]) -> String {
    let near = unread.iter().find_map(|file| Some((file, near_table(file)?)));
    match (near, unread) {
        (Some((file, table)), _) if !sections::is_workbook(Path::new(file)) => {
            format!("rename {} to `{table}.csv`, or name it in book.toml", quote(file))
        }
        (_, []) => "the directory holds no CSV file".to_owned(),
        (_, [first, ..]) => format!("say in book.toml which table {} is", quote(first)),
    }
}

/// The table whose name is nearest to a file's.
pub(crate) fn near_table(file: &str) -> Option<&'static str> {
    let stem = Path::new(file).file_stem()?.to_str()?;
    nearest(stem, Table::ALL.iter().map(|table| table.name()))
}
