//! In which form a result goes out.

use std::io::Write;

use keyaccount::book::Book;
use keyaccount::{Assessment, Language, Problem, ProblemCode};
use keyaccount_files::{FileFormat, ResultForm, TableKind};

use crate::args::{Format, ScoreArgs};
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
        let format = match format(args, streams)? {
            Format::Table => None,
            Format::Csv => Some(FileFormat::Csv),
            Format::Json => Some(FileFormat::Json),
            Format::Xlsx => Some(FileFormat::Xlsx),
        };
        if args.escape_formulas && format != Some(FileFormat::Csv) {
            let problem = Problem::new(ProblemCode::UnknownCode, "another format", "CSV");
            let remedy = "leave it out: in a workbook text is never a formula";
            return Err(problem.at("--escape-formulas", None, None).remedy(remedy).into());
        }
        if format == Some(FileFormat::Xlsx) && args.output.is_none() && streams.stdout_is_terminal {
            let problem =
                Problem::new(ProblemCode::UnknownCode, "a terminal", "a file or a pipe for a workbook");
            return Err(problem
                .at("--format", None, None)
                .remedy("name one, such as `-o grades.xlsx`")
                .into());
        }
        Ok(match format {
            None => Self::Reading { table: table.unwrap_or_default(), language },
            Some(format) => {
                Self::File(ResultForm { table, format, language, escape_formulas: args.escape_formulas })
            }
        })
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

/// What was asked for; or else the ending of the output decides, a terminal gets the table and a pipe
/// CSV.
fn format(args: &ScoreArgs, streams: &Streams<'_>) -> Result<Format, Failure> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let Some(output) = &args.output else {
        return Ok(if streams.stdout_is_terminal { Format::Table } else { Format::Csv });
    };
    let ending =
        output.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "json" => Ok(Format::Json),
        "xlsx" => Ok(Format::Xlsx),
        "xls" | "xlsm" | "xlsb" | "ods" => {
            let problem =
                Problem::new(ProblemCode::UnknownCode, format!("`.{ending}`"), "`.csv`, `.json` or `.xlsx`");
            Err(problem.at("--output", None, None).remedy("name the workbook `.xlsx`").into())
        }
        _ => Ok(Format::Csv),
    }
}
