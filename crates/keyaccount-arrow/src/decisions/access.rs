//! Whether each attempt of a batch may be made (§6.3).

use std::ops::Range;

use arrow_array::RecordBatch;
use keyaccount::archive::{AccessDesk, Attempt, CustomerFile, FileStatus};
use keyaccount::book::{Code, ColumnKind, TableColumn};
use keyaccount::{AccessForm, Answer, ArchiveAction, Error, Problem, ProblemCode, nearest, quote};

use super::answers::{answers, batch};
use super::in_blocks;
use super::questions::{Cells, Questions, column, in_row};

const COLUMNS: &[TableColumn] = &[
    column("at", ColumnKind::Time, true),
    column("by", ColumnKind::Id, true),
    column("action", ColumnKind::Text, true),
    column("customer_id", ColumnKind::Id, false),
    column("owner", ColumnKind::Id, false),
    column("department", ColumnKind::Id, false),
    column("level", ColumnKind::Id, false),
    column("status", ColumnKind::Text, false),
    column("fields", ColumnKind::Text, false),
    column("form", ColumnKind::Text, false),
    column("requester", ColumnKind::Id, false),
    column("requested", ColumnKind::Text, false),
];

/// The cells of an attempt.
struct Cell<'a> {
    at: Cells<'a>,
    by: Cells<'a>,
    action: Cells<'a>,
    customer_id: Cells<'a>,
    owner: Cells<'a>,
    department: Cells<'a>,
    level: Cells<'a>,
    status: Cells<'a>,
    fields: Cells<'a>,
    form: Cells<'a>,
    requester: Cells<'a>,
    requested: Cells<'a>,
}

/// Whether each attempt may be made: of a batch with the columns `at`, `by` and `action`, and those of
/// `customer_id`, `owner`, `department`, `level`, `status` (`filed` if blank), `fields` (parted by `;`), `form`,
/// `requester` and `requested` that matter, a batch of `outcome` and `rule`, row by row what
/// [`AccessDesk::decide`] gives. An attempt without a `customer_id` is about the whole base.
///
/// # Errors
/// A column that is missing or of another type, a blank `at`, `by` or `action`, a code there is none of, each with
/// its row.
pub fn access_answers(desk: &AccessDesk<'_>, attempts: &RecordBatch) -> Result<RecordBatch, Error> {
    let questions = Questions::of(attempts, COLUMNS)?;
    let found = in_blocks(attempts.num_rows(), |rows| block(desk, &Cell::of(&questions)?, rows))?;
    batch(answers(&found)?.into())
}

fn block(desk: &AccessDesk<'_>, cells: &Cell<'_>, rows: Range<usize>) -> Result<Vec<Answer>, Error> {
    let (mut found, mut problems) = (Vec::with_capacity(rows.len()), Vec::new());
    let mut attempt = Attempt::new(Default::default(), String::new(), ArchiveAction::Search);
    // Kept between rows, so that its texts need not be made anew.
    let mut file = CustomerFile {
        customer_id: Default::default(),
        owner: None,
        department: None,
        level: None,
        status: FileStatus::Filed,
    };
    for row in rows {
        match cells.attempt(row, &mut attempt, file) {
            Ok(()) => found.push(desk.decide(&attempt)),
            Err(problem) => problems.push(*problem),
        }
        file = attempt.file.take().unwrap_or_else(|| CustomerFile {
            customer_id: Default::default(),
            owner: None,
            department: None,
            level: None,
            status: FileStatus::Filed,
        });
    }
    if problems.is_empty() { Ok(found) } else { Err(Error::new(problems)) }
}

impl<'a> Cell<'a> {
    fn of(questions: &'a Questions) -> Result<Self, Error> {
        Ok(Self {
            at: questions.cells("at")?,
            by: questions.cells("by")?,
            action: questions.cells("action")?,
            customer_id: questions.cells("customer_id")?,
            owner: questions.cells("owner")?,
            department: questions.cells("department")?,
            level: questions.cells("level")?,
            status: questions.cells("status")?,
            fields: questions.cells("fields")?,
            form: questions.cells("form")?,
            requester: questions.cells("requester")?,
            requested: questions.cells("requested")?,
        })
    }

    fn attempt(&self, row: usize, attempt: &mut Attempt, mut file: CustomerFile) -> Result<(), Box<Problem>> {
        let at = self.at.instant(row).map_err(|problem| Box::new(in_row(*problem, "at", row)))?;
        attempt.at = at.ok_or_else(|| blank("at", row))?;
        put(&mut attempt.by, &self.by.text(row).ok_or_else(|| blank("by", row))?);
        let action = self.action.text(row).ok_or_else(|| blank("action", row))?;
        attempt.action = code("action", &action, row)?;
        attempt.fields.clear();
        if let Some(fields) = self.fields.text(row) {
            let fields = fields.split(';').map(str::trim).filter(|field| !field.is_empty());
            attempt.fields.extend(fields.map(str::to_owned));
        }
        attempt.form = self.form.text(row).map(|form| code::<AccessForm>("form", &form, row)).transpose()?;
        attempt.requester = self.requester.text(row).map(Into::into);
        let requested = self.requested.text(row);
        attempt.requested = requested.map(|action| code("requested", &action, row)).transpose()?;
        attempt.file = match self.customer_id.text(row) {
            None => None,
            Some(id) => {
                put(&mut file.customer_id, &id);
                put_some(&mut file.owner, self.owner.text(row));
                put_some(&mut file.department, self.department.text(row));
                put_some(&mut file.level, self.level.text(row));
                file.status = match self.status.text(row) {
                    None => FileStatus::Filed,
                    Some(text) => status(&text, row)?,
                };
                Some(file)
            }
        };
        Ok(())
    }
}

/// Puts a text or an id in the place of another, in the memory that has.
fn put<T: Default + Into<String> + From<String>>(slot: &mut T, text: &str) {
    let mut held: String = std::mem::take(slot).into();
    held.clear();
    held.push_str(text);
    *slot = held.into();
}

fn put_some<T: Default + Into<String> + From<String>>(slot: &mut Option<T>, text: Option<impl AsRef<str>>) {
    match text {
        Some(text) => put(slot.get_or_insert_default(), text.as_ref()),
        None => *slot = None,
    }
}

fn blank(name: &str, row: usize) -> Box<Problem> {
    Box::new(in_row(Problem::new(ProblemCode::Missing, "a blank cell", format!("`{name}`")), name, row))
}

fn code<T: Code>(name: &str, text: &str, row: usize) -> Result<T, Box<Problem>> {
    T::from_code(text).ok_or_else(|| unknown(name, text, T::CODES.iter().copied(), row))
}

fn status(text: &str, row: usize) -> Result<FileStatus, Box<Problem>> {
    let found = FileStatus::ALL.into_iter().find(|status| status.code() == text);
    found.ok_or_else(|| unknown("status", text, FileStatus::ALL.iter().map(|status| status.code()), row))
}

fn unknown<'a>(
    name: &str,
    text: &str,
    codes: impl Iterator<Item = &'a str> + Clone,
    row: usize,
) -> Box<Problem> {
    let listed: Vec<_> = codes.clone().map(quote).collect();
    let problem =
        Problem::new(ProblemCode::UnknownCode, quote(text), format!("one of {}", listed.join(", ")));
    let problem = match nearest(text, codes) {
        Some(near) => problem.remedy(format!("did you mean {}?", quote(near))),
        None => problem,
    };
    Box::new(in_row(problem, name, row))
}
