//! In which form a result goes out.

use std::io::Write;
use std::path::Path;

use keyaccount::book::Book;
use keyaccount::{Assessment, Language, Problem, ProblemCode};
use keyaccount_files::{FileFormat, ResultForm, TableKind};

use crate::args::{Asked, ScoreArgs};
use crate::table::{self, TableView};
use crate::{Failure, Streams};

/// In which form a result goes out.
pub(crate) enum Form {
    /// For reading, on a terminal or as plain text.
    Reading { table: TableKind, language: Option<Language> },
    /// For machines and spreadsheets, to be made again byte by byte.
    File(ResultForm),
}

impl Form {
    /// What was asked for, if it makes sense.
    pub(crate) fn of(args: &ScoreArgs, streams: &Streams<'_>) -> Result<Self, Failure> {
        let (table, language) = (args.table.map(TableKind::from), args.language);
        let format = file_format(args.format, args.output.as_deref(), streams)?;
        check_fit(format, args.escape_formulas, args.output.as_deref(), streams)?;
        Ok(match format {
            None => Self::Reading { table: table.unwrap_or_default(), language },
            Some(format) => {
                Self::File(ResultForm { table, format, language, escape_formulas: args.escape_formulas })
            }
        })
    }

    /// Whether the stamp is in it, and with it the input digest.
    pub(crate) const fn shows_stamp(&self) -> bool {
        matches!(self, Self::File(ResultForm { format: FileFormat::Json | FileFormat::Xlsx, .. }))
    }

    pub(crate) fn write(
        &self,
        assessment: &Assessment,
        book: &Book,
        view: TableView,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        match self {
            Self::Reading { table, language } => {
                table.with(assessment, book, *language, |shown| match table {
                    TableKind::Scores => table::write_scores(assessment, shown, *language, view, out),
                    _ => table::write_any(shown, *language, view, out),
                })??;
            }
            Self::File(form) => form.write(assessment, book, out)?,
        }
        Ok(())
    }
}

/// The file format that was asked for, or nothing for reading; or else the ending of the output
/// decides, a terminal gets something to read and a pipe CSV.
pub(crate) fn file_format(
    asked: Option<impl Asked>,
    output: Option<&Path>,
    streams: &Streams<'_>,
) -> Result<Option<FileFormat>, Failure> {
    if let Some(format) = asked {
        return Ok(format.file_format());
    }
    let Some(output) = output else {
        return Ok((!streams.stdout_is_terminal).then_some(FileFormat::Csv));
    };
    let ending =
        output.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "json" => Ok(Some(FileFormat::Json)),
        "xlsx" => Ok(Some(FileFormat::Xlsx)),
        "xls" | "xlsm" | "xlsb" | "ods" => {
            let problem =
                Problem::new(ProblemCode::UnknownCode, format!("`.{ending}`"), "`.csv`, `.json` or `.xlsx`");
            Err(problem.at("--output", None, None).remedy("name the workbook `.xlsx`").into())
        }
        _ => Ok(Some(FileFormat::Csv)),
    }
}

/// What the format cannot take.
pub(crate) fn check_fit(
    format: Option<FileFormat>,
    escape_formulas: bool,
    output: Option<&Path>,
    streams: &Streams<'_>,
) -> Result<(), Failure> {
    if escape_formulas && format != Some(FileFormat::Csv) {
        let problem = Problem::new(ProblemCode::UnknownCode, "another format", "CSV");
        let remedy = "leave it out: in a workbook text is never a formula";
        return Err(problem.at("--escape-formulas", None, None).remedy(remedy).into());
    }
    if format == Some(FileFormat::Xlsx) && output.is_none() && streams.stdout_is_terminal {
        let problem = Problem::new(ProblemCode::UnknownCode, "a terminal", "a file or a pipe for a workbook");
        return Err(problem.at("--format", None, None).remedy("name one, such as `-o grades.xlsx`").into());
    }
    Ok(())
}
