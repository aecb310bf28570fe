//! The run file beside a result: what it was made from and in which form, so that anybody can make it
//! again and say what changed (BOOK §5).

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use chrono::Datelike;
use keyaccount::book::{InputDigests, TableDigest};
use keyaccount::document::json_problem;
use keyaccount::{
    Assessment, Distribution, Error, Note, NoteCode, Policy, Problem, ProblemCode, Stamp, quote,
};
use serde::{Deserialize, Deserializer, Serialize};

use super::digest::{ResultDigest, short};
use super::form::ResultForm;
use crate::problems::io_in_words;

/// The newest form of run files this library reads.
const SCHEMA: u64 = 1;

/// The largest run file that is read; the policy in it is limited by itself.
const MAX_BYTES: u64 = 1 << 24;

/// What a result was made from, how, and what came out.
///
/// The policy stands in it whole, as canonical TOML, so that replaying it needs the book alone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RunFile {
    /// The form of this file.
    keyaccount_run: u64,
    /// The bytes of the result.
    pub result: ResultDigest,
    /// The form of the result.
    pub form: ResultForm,
    /// Whether rows with problems were left out.
    pub skip_bad_rows: bool,
    /// The stamp of the result.
    pub stamp: Stamp,
    /// What the input digest is made of; `None` if the result was made without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inputs: Option<InputDigests>,
    /// How many customers have which grade.
    pub distribution: Distribution,
    /// What was noticed. Notes of a later version that this one does not know are left out.
    #[serde(deserialize_with = "known_notes")]
    pub notes: Vec<Note>,
    /// The policy as canonical TOML ([`Policy::to_toml`]).
    pub policy: String,
}

/// One thing that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What: `policy`, `rules`, a table, `settings of the book`, `rows set aside`,
    /// `distribution`, `result made again`.
    pub subject: String,
    /// What it was.
    pub then: String,
    /// What it is.
    pub now: String,
}

impl RunFile {
    /// What every run file begins with.
    pub const SIGNATURE: &'static str = "{\"keyaccount_run\":";

    /// The run file of a result.
    #[must_use]
    pub fn of(assessment: &Assessment, form: ResultForm, skip_bad_rows: bool, result: ResultDigest) -> Self {
        Self {
            keyaccount_run: SCHEMA,
            result,
            form,
            skip_bad_rows,
            stamp: assessment.stamp.clone(),
            inputs: assessment.input_digests().cloned(),
            distribution: assessment.distribution.clone(),
            notes: assessment.notes.clone(),
            policy: assessment.policy().to_toml(),
        }
    }

    /// Writes it as JSON.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn write(&self, mut out: impl Write) -> io::Result<()> {
        let text = serde_json::to_string_pretty(self)?;
        // The signature is the first line whatever the indentation.
        out.write_all(text.replacen("{\n  \"keyaccount_run\": ", Self::SIGNATURE, 1).as_bytes())?;
        out.write_all(b"\n")
    }

    /// Reads a run file.
    ///
    /// # Errors
    /// A file that cannot be read, is larger than 16 MiB, is no run file, is damaged, or was written by
    /// a later version.
    pub fn read(path: &Path) -> Result<Self, Box<Problem>> {
        let shown = path.display().to_string();
        let refused = |code, found: &str, expected: &str| {
            Box::new(Problem::new(code, found, expected).at(&*shown, None, None))
        };
        if path.exists() && !path.is_file() {
            return Err(refused(ProblemCode::Io, "what is no file", "a run file"));
        }
        let mut bytes = Vec::new();
        File::open(path)
            .and_then(|file| file.take(MAX_BYTES.saturating_add(1)).read_to_end(&mut bytes))
            .map_err(|error| refused(ProblemCode::Io, &io_in_words(&error), "a run file"))?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(refused(
                ProblemCode::TooLarge,
                &format!("more than {MAX_BYTES} bytes"),
                "a run file",
            ));
        }
        let damaged = |error: serde_json::Error| {
            let text = String::from_utf8_lossy(&bytes);
            let problem = json_problem(&error, &text, "a run file as `-o` writes it");
            Box::new(Problem { file: Some(shown.to_string()), ..problem })
        };
        let head: Head = serde_json::from_slice(&bytes).map_err(damaged)?;
        if head.keyaccount_run > SCHEMA {
            let found = format!("a run file of form {}", head.keyaccount_run);
            let problem = refused(ProblemCode::FormatTooNew, &found, &format!("form {SCHEMA} or older"));
            return Err(Box::new(problem.remedy("use a newer version of keyaccount")));
        }
        let run: Self = serde_json::from_slice(&bytes).map_err(damaged)?;
        if !(1..=9999).contains(&run.stamp.as_of.year()) {
            let found = quote(&run.stamp.as_of.to_string());
            return Err(refused(ProblemCode::BadDate, &found, "an as-of date such as `2026-06-30`"));
        }
        Ok(run)
    }

    /// Refuses a run whose result was made without the input digest: nobody could tell whether a book at
    /// hand is the one it was made from. `file` is the name the problem carries.
    ///
    /// # Errors
    /// A run file without input digests.
    pub fn check_replayable(&self, file: &str) -> Result<(), Box<Problem>> {
        if self.inputs.is_some() {
            return Ok(());
        }
        let found = "a result made without the input digest";
        let expected = "one with it, which tells whether the book is still the same";
        let problem = Problem::new(ProblemCode::Missing, found, expected).at(file, None, None);
        Err(Box::new(problem.remedy("score the book again without `--no-input-digest`")))
    }

    /// The policy it was made under.
    ///
    /// # Errors
    /// Everything that is wrong with the policy's text, placed in `file`.
    pub fn policy(&self, file: &str) -> Result<Policy, Error> {
        Policy::from_text(file, &self.policy)
    }

    /// Files beside a book that were not read are no part of it, and the result and its run file may be
    /// among them: about them the notes of the run stand.
    pub fn keep_notes_on_files(&self, again: &mut Assessment) {
        let on_files = |note: &Note| note.code == NoteCode::UnknownFiles;
        again.notes.retain(|note| !on_files(note));
        again.notes.extend(self.notes.iter().filter(|note| on_files(note)).cloned());
        again.notes.sort_by(|a, b| (a.code, &a.about).cmp(&(b.code, &b.about)));
    }

    /// What is not as it was when the result was made, given the result made again. Another version of
    /// the library alone is no difference.
    #[must_use]
    pub fn differences(&self, again: &Assessment, result: &ResultDigest) -> Vec<Difference> {
        let (then, now) = (&self.stamp, &again.stamp);
        let policy = |stamp: &Stamp| {
            let named = quote(&format!("{} {}", stamp.policy_name, stamp.policy_version));
            format!("{named}, digest {}", short(&stamp.policy_digest))
        };
        let key = |stamp: &Stamp| {
            (stamp.policy_name.clone(), stamp.policy_version.clone(), stamp.policy_digest.clone())
        };
        let mut found = Vec::new();
        found.extend(Difference::of("policy", &key(then), &key(now), || (policy(then), policy(now))));
        found.extend(Difference::of("rules", &then.rules_version, &now.rules_version, || {
            (then.rules_version.to_string(), now.rules_version.to_string())
        }));
        if let (Some(before), Some(inputs)) = (&self.inputs, again.input_digests()) {
            let of_inputs = input_differences(before, inputs);
            // Whatever the tables say: this is what the stamp vouches for.
            let whole = Difference::of_digests("input", &then.input_digest, &now.input_digest);
            found.extend(if of_inputs.is_empty() { whole.into_iter().collect() } else { of_inputs });
        }
        // Notes are not compared: rows beyond the as-of day may add some.
        let counts = |d: &Distribution| {
            let grades: Vec<_> = d.grades.iter().map(|g| format!("{} {}", g.grade, g.customers)).collect();
            format!("{}, unrated {}, new {}", grades.join(", "), d.unrated, d.new)
        };
        found.extend(Difference::of("distribution", &self.distribution, &again.distribution, || {
            (counts(&self.distribution), counts(&again.distribution))
        }));
        found.extend(Difference::of("result made again", &self.result, result, || {
            (self.result.to_string(), result.to_string())
        }));
        found
    }
}

fn input_differences(then: &InputDigests, now: &InputDigests) -> Vec<Difference> {
    let mut found = Vec::new();
    found.extend(Difference::of_digests("settings of the book", &then.settings, &now.settings));
    let mut names: Vec<&str> = Vec::new();
    for table in now.tables.iter().chain(&then.tables) {
        if !names.contains(&&*table.table) {
            names.push(&table.table);
        }
    }
    for name in names {
        let of = |inputs: &InputDigests| inputs.tables.iter().find(|table| table.table == name).cloned();
        let state = |table: &Option<TableDigest>| match table {
            Some(table) => {
                let rows = if table.rows == 1 { "row" } else { "rows" };
                format!("{} {rows}, digest {}", table.rows, short(&table.digest))
            }
            None => "not there".to_owned(),
        };
        let (then, now) = (of(then), of(now));
        found.extend(Difference::of(&quote(name), &then, &now, || (state(&then), state(&now))));
    }
    found.extend(Difference::of_digests("rows set aside", &then.set_aside, &now.set_aside));
    found
}

impl Difference {
    /// A difference, if there is one, in words.
    fn of<T: PartialEq>(
        subject: &str,
        then: &T,
        now: &T,
        words: impl FnOnce() -> (String, String),
    ) -> Option<Self> {
        (then != now).then(|| {
            let (then, now) = words();
            Self { subject: subject.to_owned(), then, now }
        })
    }

    fn of_digests(subject: &str, then: &str, now: &str) -> Option<Self> {
        Self::of(subject, &then, &now, || {
            (format!("digest {}", short(then)), format!("digest {}", short(now)))
        })
    }
}

/// The first thing to look at: a later form may have any other fields.
#[derive(Deserialize)]
struct Head {
    keyaccount_run: u64,
}

fn known_notes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Note>, D::Error> {
    let notes = Vec::<serde_json::Value>::deserialize(deserializer)?;
    Ok(notes.into_iter().filter_map(|note| serde_json::from_value(note).ok()).collect())
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {} then, {} now", self.subject, self.then, self.now)
    }
}
