//! `policy list|show|schema`, and finding the policy of a run.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use keyaccount::document::MAX_BYTES;
use keyaccount::{Policy, PolicyDocument, Problem, ProblemCode, nearest, quote};
use keyaccount_files::io_in_words;

use crate::args::{PolicyForm, ShowArgs};
use crate::{Exit, Failure, Streams};

/// The policy with this name or in this file, with some of its values changed.
pub(crate) fn load(name: &str, settings: &[(String, String)]) -> Result<Policy, Failure> {
    policy_of_text(name, &source(name)?, settings)
}

/// The shipped policy with this name, with some of its values changed.
///
/// # Errors
/// A name such as `standrad`, with the nearest there is; settings no policy has, or that break it.
pub fn shipped_policy(name: &str, settings: &[(String, String)]) -> Result<Policy, Failure> {
    let text = Policy::shipped_source(name).ok_or_else(|| {
        let names: Vec<_> = Policy::shipped_names().collect();
        let expected = format!("one of `{}`", names.join("`, `"));
        let problem = Problem::new(ProblemCode::UnknownCode, quote(name), expected);
        match nearest(name, names.iter().copied()) {
            Some(near) => problem.remedy(format!("did you mean `{near}`?")),
            None => problem,
        }
    })?;
    policy_of_text(name, text, settings)
}

/// The policy in this file, with some of its values changed.
///
/// # Errors
/// A file that cannot be read, is too large or is no UTF-8; everything that is wrong with the policy.
pub fn policy_of_file(path: &Path, settings: &[(String, String)]) -> Result<Policy, Failure> {
    let text = read_file(path).map_err(|problem| *problem)?;
    policy_of_text(&path.display().to_string(), &text, settings)
}

/// The policy of this text, with some of its values changed. `file` is the name that problems carry.
///
/// # Errors
/// Everything that is wrong with the text, or else with the settings, or else with the policy.
pub fn policy_of_text(file: &str, text: &str, settings: &[(String, String)]) -> Result<Policy, Failure> {
    let mut document = PolicyDocument::parse(file, text)?;
    let mut problems = Vec::new();
    for (key, value) in settings {
        if let Err(error) = document.set(key, value) {
            problems.extend(error.into_problems());
        }
    }
    if problems.is_empty() { Ok(document.resolve()?) } else { Err(Failure::Problems(problems.into())) }
}

/// A policy's text: that of a shipped one, or else of a file.
fn source(name: &str) -> Result<String, Failure> {
    match Policy::shipped_source(name) {
        Some(text) => Ok(text.to_owned()),
        None => read_file(Path::new(name)).map_err(|problem| {
            let names: Vec<_> = Policy::shipped_names().collect();
            let expected = format!("a policy file, or one of `{}`", names.join("`, `"));
            let problem = Problem { expected, ..*problem };
            match nearest(name, names.iter().copied()) {
                Some(near) => problem.remedy(format!("did you mean `{near}`?")).into(),
                None => problem.into(),
            }
        }),
    }
}

/// The text of a file that is no larger than documents may be.
pub(crate) fn read_file(path: &Path) -> Result<String, Box<Problem>> {
    read_up_to(path, MAX_BYTES)
}

/// The text of a file of at most so many bytes.
pub(crate) fn read_up_to(path: &Path, most: usize) -> Result<String, Box<Problem>> {
    let shown = path.display().to_string();
    let refused = |code, found: String, expected: &str| {
        Box::new(Problem::new(code, found, expected).at(&*shown, None, None))
    };
    let limit = (most as u64).saturating_add(1);
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(limit).read_to_end(&mut bytes))
        .map_err(|error| refused(ProblemCode::Io, io_in_words(&error), "a file that can be read"))?;
    if bytes.len() > most {
        let found = format!("more than {most} bytes");
        return Err(refused(ProblemCode::TooLarge, found, "a shorter file"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let found = quote(&String::from_utf8_lossy(
            error.as_bytes().get(error.utf8_error().valid_up_to()..).unwrap_or_default(),
        ));
        refused(ProblemCode::BadEncoding, found, "text in UTF-8")
    })
}

pub(crate) fn list(streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    for name in Policy::shipped_names() {
        let title =
            Policy::shipped(name).and_then(|policy| policy.header().title.clone()).unwrap_or_default();
        writeln!(streams.stdout, "{name:<16} {title}")?;
    }
    Ok(Exit::Done)
}

pub(crate) fn show(args: &ShowArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let checked = || load(&args.policy, &[]);
    let language = args.language.unwrap_or_default();
    let text = match args.form {
        None => source(&args.policy)?,
        Some(PolicyForm::Toml) => checked()?.to_toml(),
        Some(PolicyForm::Text) => checked()?.document(language).to_text(),
        Some(PolicyForm::Markdown) => checked()?.document(language).to_markdown(),
    };
    streams.stdout.write_all(text.as_bytes())?;
    Ok(Exit::Done)
}

pub(crate) fn schema(streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    writeln!(streams.stdout, "{:#}", Policy::json_schema())?;
    Ok(Exit::Done)
}
