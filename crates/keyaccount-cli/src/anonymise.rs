//! `archive anonymise`: a table without what identifies a person.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read, Write};
use std::mem;
use std::path::Path;

use keyaccount::archive::{DeidentifyKey, MIN_KEY_BYTES, PrivacyPolicy};
use keyaccount::{Policy, Problem, ProblemCode, quote};
use keyaccount_files::{io_in_words, read_plain_csv, write_plain_csv};
use zeroize::Zeroizing;

use crate::args::AnonymiseArgs;
use crate::output::{Prepared, prepare, probe, spare};
use crate::{Exit, Failure, Streams, policy};

/// Where the key may stand instead of a file.
const KEY_VARIABLE: &str = "KEYACCOUNT_DEIDENTIFY_KEY";

/// No key needs more bytes.
const MAX_KEY_BYTES: u64 = 65_536;

/// Room for one byte more, by which a longer one is told, and for the end to be found without growing.
const ROOM_FOR_KEY: usize = 65_600;

pub(crate) fn run(args: &AnonymiseArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let policy = policy::load(&args.policy, &args.settings)?;
    let Some(rules) = PrivacyPolicy::of(&policy) else {
        let expected = "one that says what becomes of which column";
        let problem = Problem::new(ProblemCode::Missing, "a policy without `[archive.privacy]`", expected);
        let remedy = "start from a shipped policy with `extends`, or write the section";
        return Err(problem
            .at(args.policy.as_str(), None, None)
            .path("archive.privacy")
            .remedy(remedy)
            .into());
    };
    let key = if args.deidentify { Some(key(args.key_file.as_deref())?) } else { None };
    if let Some(output) = &args.output {
        is_csv(output)?;
        probe(output)?;
        let policy_file = Policy::shipped_source(&args.policy).is_none().then(|| Path::new(&args.policy));
        spare(
            output,
            [Some(args.file.as_path()), args.key_file.as_deref(), policy_file].into_iter().flatten(),
        )?;
    }
    let table = read_plain_csv(&args.file)?;
    let file = args.file.display().to_string();
    let done = match &key {
        Some(key) => rules.deidentify(&table, key),
        None => rules.anonymise(&table),
    };
    let (left, report) = done.map_err(|error| {
        // What is about a column stands in the header.
        let placed = |problem: Problem| {
            let (line, column) = (problem.column.map(|_| 1), problem.column);
            problem.at(&*file, line, column)
        };
        keyaccount::Error::new(error.into_problems().into_iter().map(placed).collect())
    })?;
    match &args.output {
        Some(path) => {
            let write = |out: &mut dyn Write| write_plain_csv(&left, out).map_err(Failure::Io);
            prepare(path, write)?.map_or(Ok(()), Prepared::put)?;
        }
        None => write_plain_csv(&left, &mut streams.stdout)?,
    }
    streams.say(report.text(args.language).trim_end());
    Ok(Exit::Done)
}

/// Refuses the name of a file that would hold something else than CSV.
fn is_csv(output: &Path) -> Result<(), Failure> {
    let ending = output.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    if ["xlsx", "json"].iter().any(|other| ending.eq_ignore_ascii_case(other)) {
        let problem =
            Problem::new(ProblemCode::UnknownCode, quote(ending), "`.csv`, which is what is written");
        return Err(problem.at("--output", None, None).into());
    }
    Ok(())
}

/// The key, from its file or from the environment; never from an argument.
fn key(file: Option<&Path>) -> Result<DeidentifyKey, Failure> {
    let (mut bytes, shown) = match file {
        Some(path) => (read_key(path)?, path.display().to_string()),
        None => match std::env::var_os(KEY_VARIABLE).filter(|key| !key.is_empty()) {
            Some(key) => (Zeroizing::new(OsString::into_encoded_bytes(key)), KEY_VARIABLE.to_owned()),
            None => {
                let expected = format!("`--key-file`, or a key in {KEY_VARIABLE}");
                let problem = Problem::new(ProblemCode::Missing, "no key", expected);
                let remedy = format!("make one of at least {MIN_KEY_BYTES} random bytes, and keep it apart");
                return Err(problem.at("--deidentify", None, None).remedy(remedy).into());
            }
        },
    };
    let length = without_line_end(&bytes).len();
    bytes.truncate(length);
    DeidentifyKey::new(mem::take(&mut *bytes)).map_err(|error| {
        let placed = |problem: Problem| problem.at(&*shown, None, None);
        keyaccount::Error::new(error.into_problems().into_iter().map(placed).collect()).into()
    })
}

/// A key that is text ends before its line end, which an editor may have put there. Any other key is all of
/// its bytes: of random ones, one in 256 ends in a line feed that is part of it.
fn without_line_end(bytes: &[u8]) -> &[u8] {
    let text = bytes.strip_suffix(b"\n").map(|text| text.strip_suffix(b"\r").unwrap_or(text));
    let is_text = |text: &&[u8]| str::from_utf8(text).is_ok_and(|text| !text.contains(char::is_control));
    text.filter(is_text).unwrap_or(bytes)
}

fn read_key(path: &Path) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let read = || -> io::Result<Zeroizing<Vec<u8>>> {
        // Large enough from the start: what a buffer leaves behind as it grows is not overwritten.
        let mut bytes = Zeroizing::new(Vec::with_capacity(ROOM_FOR_KEY));
        File::open(path)?.take(MAX_KEY_BYTES.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MAX_KEY_BYTES {
            return Err(io::Error::other(format!("more than {MAX_KEY_BYTES} bytes")));
        }
        Ok(bytes)
    };
    read().map_err(|error| {
        let problem = Problem::new(ProblemCode::Io, io_in_words(&error), "a file that holds a key");
        problem.at(path.display().to_string(), None, None).into()
    })
}
