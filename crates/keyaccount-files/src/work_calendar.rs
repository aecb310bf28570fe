//! Work calendars: holidays, make-up days and days of greetings, as JSON or CSV.

use std::path::Path;

use keyaccount::book::written_date;
use keyaccount::document::json_problem;
use keyaccount::due::{CalendarDays, GreetingDay, WorkCalendar};
use keyaccount::{Problem, ProblemCode, nearest, quote};

use crate::problems::{ReadError, io_in_words};

/// What a row of a calendar may say.
const KINDS: [&str; 5] = ["holiday", "make_up", "greeting", "covers_from", "covers_to"];

/// As long as a calendar may be, in bytes: a century of days.
const LONGEST: u64 = 4 << 20;

/// Reads a work calendar: a file ending in `.json` as [`CalendarDays`], any other as CSV with the columns
/// `date` and `kind` (`holiday`, `make_up`, `greeting`, `covers_from`, `covers_to`) and, for greetings,
/// `name`. The weekend of a CSV file is Saturday and Sunday.
///
/// # Errors
/// No such file; one above 4 MB; JSON that is no calendar; a missing column; a date that is none; another
/// kind; what [`WorkCalendar::new`] refuses.
pub fn read_work_calendar(path: &Path) -> Result<WorkCalendar, ReadError> {
    let shown = path.display().to_string();
    let io = |error: &std::io::Error| {
        let problem = Problem::new(ProblemCode::Io, io_in_words(error).to_string(), "a work calendar");
        problem.at(&*shown, None, None)
    };
    let about = path.metadata().map_err(|error| io(&error))?;
    if !about.is_file() || about.len() > LONGEST {
        let found = if about.is_file() { "a file above 4 MB" } else { "what is no file" };
        let problem = Problem::new(ProblemCode::TooLarge, found, "a work calendar");
        return Err(problem.at(&*shown, None, None).into());
    }
    let text = std::fs::read_to_string(path).map_err(|error| io(&error))?;
    let is_json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let days = if is_json { of_json(&shown, &text)? } else { of_csv(&shown, &text)? };
    WorkCalendar::new(days).map_err(|problem| problem.at(&*shown, None, None).into())
}

fn of_json(shown: &str, text: &str) -> Result<CalendarDays, ReadError> {
    serde_json::from_str(text).map_err(|error| {
        let problem = json_problem(&error, text, "a work calendar");
        Problem { file: Some(shown.to_owned()), ..problem }.into()
    })
}

fn of_csv(shown: &str, text: &str) -> Result<CalendarDays, ReadError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let broken = |error: &csv::Error| {
        let line = error.position().map(csv::Position::line);
        let problem =
            Problem::new(ProblemCode::RaggedRow, quote(&error.to_string()), "a row of the calendar");
        ReadError::from(problem.at(shown, line, None))
    };
    let header = reader.headers().map_err(|error| broken(&error))?.clone();
    let column = |name: &str| header.iter().position(|column| column == name);
    let missing = |name: &str| {
        let problem = Problem::new(ProblemCode::Missing, format!("no column `{name}`"), "`date` and `kind`");
        ReadError::from(problem.at(shown, Some(1), None))
    };
    let date = column("date").ok_or_else(|| missing("date"))?;
    let kind = column("kind").ok_or_else(|| missing("kind"))?;
    let name = column("name");
    let mut days = CalendarDays::default();
    let mut problems = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| broken(&error))?;
        let line = row.position().map(csv::Position::line);
        let cell = |at: usize| row.get(at).unwrap_or_default();
        let place = |problem: Problem, at: usize| {
            let field = u64::try_from(at).ok().and_then(|at| at.checked_add(1));
            problem.at(shown, line, field).path(header.get(at).unwrap_or_default())
        };
        let on = match written_date(cell(date)) {
            Ok(on) => on,
            Err(problem) => {
                problems.push(place(*problem, date));
                continue;
            }
        };
        match cell(kind) {
            "holiday" => days.holidays.push(on),
            "make_up" => days.make_up_days.push(on),
            "covers_from" => days.covers_from = Some(on),
            "covers_to" => days.covers_to = Some(on),
            "greeting" => {
                let name = name.map(&cell).unwrap_or_default();
                days.greetings.push(GreetingDay { on, name: name.to_owned() });
            }
            other => {
                let expected = "`holiday`, `make_up`, `greeting`, `covers_from` or `covers_to`";
                let problem = Problem::new(ProblemCode::UnknownCode, quote(other), expected);
                let near = nearest(other, KINDS);
                let remedy = near.map(|near| format!("did you mean `{near}`?")).unwrap_or_default();
                problems.push(place(problem.remedy(remedy), kind));
            }
        }
    }
    if problems.is_empty() { Ok(days) } else { Err(problems.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        let error = of_csv("c.csv", text).unwrap_err();
        error.problems().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn csv_and_json_say_the_same() {
        let csv = "date,kind,name\n2026-10-01,holiday,\n2026-10-10,make_up,\n2026-09-25,greeting,中秋节\n2026-01-01,covers_from,\n2026-12-31,covers_to,\n";
        let json = r#"{ "covers_from": "2026-01-01", "covers_to": "2026-12-31", "holidays": ["2026-10-01"],
            "make_up_days": ["2026-10-10"], "greetings": [{ "on": "2026-09-25", "name": "中秋节" }] }"#;
        let days = of_csv("c.csv", csv).unwrap();
        assert_eq!(days, of_json("c.json", json).unwrap());
        assert_eq!(days.greetings.len(), 1);
        assert!(WorkCalendar::new(days).is_ok());
    }

    #[test]
    fn every_bad_cell_is_told_with_its_place() {
        assert_eq!(
            said("date,kind\n2026-02-30,holiday\n2026-10-01,holidays\n"),
            [
                "c.csv:2:1 (date): found `2026-02-30`, expected a date such as `2026-02-28`; the calendar has no such day",
                "c.csv:3:2 (kind): found `holidays`, expected `holiday`, `make_up`, `greeting`, `covers_from` or `covers_to`; did you mean `holiday`?",
            ]
        );
        assert_eq!(said("day,kind\n"), ["c.csv:1: found no column `date`, expected `date` and `kind`"]);
        assert!(of_csv("c.csv", "date,kind\n2026-10-01\n").is_err());
        assert!(of_json("c.json", "{\"holidays\":[\"2026-02-30\"]}").is_err());
        assert!(read_work_calendar(Path::new("no such calendar.csv")).is_err());
    }
}
