//! Books: of frames, or of files.

use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::RecordBatch;
use chrono::NaiveDate;
use indexmap::IndexMap;
use keyaccount::book::{BadRows, Book, BookSettings, Table};
use keyaccount::{Assessment, Problem, ProblemCode, assess, assess_without_digest, nearest, quote};
use keyaccount_arrow::{ArrowBook, ReadOptions};
use keyaccount_files::{LoadedBook, ReadError, read_book};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::errors::{self, raise};
use crate::frames::batches;
use crate::pickled::cannot_pickle;
use crate::policy::Policy;
use crate::result::Result;
use crate::settings::Settings;
use crate::text::{Place, Text};
use crate::told::{self, Note};
use crate::work::beside;

/// Where a book came from; that decides how its problems are placed.
pub(crate) enum Source {
    /// Frames; the notes say what was noticed in them.
    Frames { book: Box<Book>, notes: Vec<keyaccount::Note>, skips: bool },
    /// Files.
    Files { book: Arc<Book>, loaded: Box<Mutex<LoadedBook>>, skips: bool },
}

impl Source {
    fn of_frames(
        tables: Vec<(Table, Vec<RecordBatch>)>,
        settings: BookSettings,
        options: ReadOptions,
    ) -> core::result::Result<Self, keyaccount::Error> {
        let skips = settings.bad_rows == BadRows::Skip;
        let mut reader = ArrowBook::new(settings, options);
        let mut problems = Vec::new();
        for (table, batches) in tables {
            for batch in batches {
                if let Err(error) = reader.push(table, &batch) {
                    // The next batch has the same columns.
                    problems.extend(error.into_problems());
                    break;
                }
            }
        }
        if !problems.is_empty() {
            return Err(keyaccount::Error::new(problems));
        }
        let notes = reader.notes();
        Ok(Self::Frames { book: Box::new(reader.finish_deferred()), notes, skips })
    }

    /// The book.
    pub(crate) fn book(&self) -> &Book {
        match self {
            Self::Frames { book, .. } => book,
            Self::Files { book, .. } => book,
        }
    }

    /// Does something with the book.
    pub(crate) fn with<R>(&self, act: impl FnOnce(&Book) -> R) -> R {
        act(self.book())
    }

    /// Whether rows with problems are left out.
    pub(crate) const fn skips(&self) -> bool {
        match self {
            Self::Frames { skips, .. } | Self::Files { skips, .. } => *skips,
        }
    }

    fn assess(
        &self,
        policy: &keyaccount::Policy,
        as_of: NaiveDate,
        digest: bool,
    ) -> core::result::Result<Assessment, ReadError> {
        match self {
            Self::Frames { book, notes, .. } => {
                let made = if digest {
                    assess(book, policy, as_of)
                } else {
                    assess_without_digest(book, policy, as_of)
                };
                let mut assessment = made?;
                assessment.add_notes(notes.iter().cloned());
                Ok(assessment)
            }
            Self::Files { loaded, .. } => {
                let mut loaded = loaded.lock().unwrap_or_else(PoisonError::into_inner);
                if digest {
                    loaded.assess(policy, as_of)
                } else {
                    loaded.assess_without_digest(policy, as_of)
                }
            }
        }
    }

    fn problems(&self) -> Option<ReadError> {
        match self {
            Self::Frames { skips: true, .. } => None,
            Self::Frames { book, .. } => {
                let problems = book.rejected();
                (!problems.is_empty()).then(|| keyaccount::Error::new(problems.to_vec()).into())
            }
            Self::Files { loaded, .. } => loaded.lock().unwrap_or_else(PoisonError::into_inner).problems(),
        }
    }

    pub(crate) fn notes(&self) -> Vec<keyaccount::Note> {
        match self {
            Self::Frames { notes, .. } => notes.clone(),
            Self::Files { loaded, .. } => loaded.lock().unwrap_or_else(PoisonError::into_inner).notes(),
        }
    }
}

/// What `keyaccount.Book` keeps: the tables of a book.
#[pyclass(frozen, module = "keyaccount._core")]
pub(crate) struct BookData(pub(crate) Arc<Source>);

#[pymethods]
impl BookData {
    /// The names of the tables a book may have, in the order they are read.
    #[staticmethod]
    fn table_names() -> Vec<&'static str> {
        Table::ALL.iter().map(|table| table.name()).collect()
    }

    /// The columns of a table: name, whether it is required.
    #[staticmethod]
    fn columns(table: Text) -> PyResult<Vec<(&'static str, bool)>> {
        Ok(named(&table)?.columns().iter().map(|column| (column.name, column.required)).collect())
    }

    /// A book of frames by table name.
    #[staticmethod]
    #[pyo3(signature = (tables: "dict[str, object]", settings: "dict[str, object]", progress))]
    fn from_frames(
        py: Python<'_>,
        tables: &Bound<'_, PyDict>,
        settings: &Bound<'_, PyDict>,
        progress: bool,
    ) -> PyResult<Self> {
        let (settings, options) = Settings::of(settings)?.read()?;
        let mut read = Vec::new();
        for (name, frame) in tables {
            let name: Text = name.extract()?;
            read.push((named(&name)?, batches(&name, &frame)?));
        }
        let source = beside(py, progress, move |meter| {
            meter.tell("reading", 0, 0);
            Source::of_frames(read, settings, options)
        })?;
        Ok(Self(Arc::new(source.map_err(raise)?)))
    }

    /// A book of files.
    #[staticmethod]
    fn from_dir(py: Python<'_>, path: Place, skip_bad_rows: bool, progress: bool) -> PyResult<Self> {
        let bad_rows = if skip_bad_rows { BadRows::Skip } else { BadRows::Refuse };
        let loaded = beside(py, progress, move |meter| {
            let told = |progress: keyaccount_files::Progress| {
                meter.tell(progress.table.name(), progress.bytes, progress.total);
            };
            read_book(&path, keyaccount_files::ReadOptions { bad_rows, progress: Some(&told) })
        })?;
        let loaded = loaded.map_err(raise)?;
        let (book, loaded) = (loaded.shared_book(), Box::new(Mutex::new(loaded)));
        Ok(Self(Arc::new(Source::Files { book, loaded, skips: skip_bad_rows })))
    }

    /// Scores on each of these days.
    fn score(
        &self,
        py: Python<'_>,
        policy: &Policy,
        days: Vec<NaiveDate>,
        input_digest: bool,
        progress: bool,
    ) -> PyResult<Vec<Result>> {
        let (source, rules) = (self.0.clone(), policy.0.clone());
        let assessed = beside(py, progress, move |meter| {
            let all = days.len() as u64;
            let one = |(done, day): (usize, NaiveDate)| {
                let of = if all > 1 { all } else { 0 };
                meter.tell("scoring", done as u64, of);
                source.assess(&rules, day, input_digest)
            };
            let days = days.into_iter().enumerate().take_while(|_| !meter.is_stopped());
            days.map(one).collect::<core::result::Result<Vec<_>, _>>()
        })?;
        let assessed = assessed.map_err(raise)?;
        Ok(assessed.into_iter().map(|made| Result::new(made, self.0.clone(), policy.clone())).collect())
    }

    /// It never changes, so that a copy is the same.
    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __reduce__(&self) -> PyResult<String> {
        Err(cannot_pickle("a Book", "pickle the frames or the path it was made from"))
    }

    /// What is wrong with the book whatever the day.
    fn problems(&self, py: Python<'_>) -> PyResult<Vec<errors::Problem>> {
        let source = self.0.clone();
        let problems = beside(py, false, move |_| source.problems())?;
        Ok(problems.iter().flat_map(ReadError::problems).map(errors::Problem::from).collect())
    }

    /// What was noticed while reading.
    fn notes(&self, py: Python<'_>) -> PyResult<Vec<Note>> {
        let source = self.0.clone();
        Ok(told::notes(&beside(py, false, move |_| source.notes())?))
    }

    /// How many rows each table has that is there.
    fn row_counts(&self, py: Python<'_>) -> PyResult<IndexMap<&'static str, usize>> {
        let source = self.0.clone();
        beside(py, false, move |_| source.with(told::row_counts))
    }

    /// The SHA-256 of what was known on a day.
    fn input_digest(&self, py: Python<'_>, as_of: NaiveDate) -> PyResult<String> {
        let source = self.0.clone();
        beside(py, false, move |_| source.with(|book| book.input_digest(as_of)))
    }

    /// The latest date of the book.
    fn latest_date(&self, py: Python<'_>) -> PyResult<Option<NaiveDate>> {
        let source = self.0.clone();
        beside(py, false, move |_| source.with(Book::latest_date))
    }
}

/// The table with this name.
fn named(name: &str) -> PyResult<Table> {
    Table::named(name).ok_or_else(|| {
        let known = Table::ALL.iter().map(|table| table.name());
        let problem = Problem::new(ProblemCode::UnknownCode, quote(name), "the name of a table");
        let near = nearest(name, known.clone());
        let remedy = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the tables are `{}`", known.collect::<Vec<_>>().join("`, `")),
        };
        raise(problem.remedy(remedy))
    })
}
