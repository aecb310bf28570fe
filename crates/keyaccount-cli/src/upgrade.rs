//! `policy upgrade`: a policy file of an older format brought up to date.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use keyaccount::{Policy, Problem, ProblemCode, quote};

use crate::args::UpgradeArgs;
use crate::{Exit, Failure, Streams, policy};

pub(crate) fn run(args: &UpgradeArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let shown = args.file.display().to_string();
    let text = policy::read_file(&args.file).map_err(|problem| *problem)?;
    let upgraded = Policy::upgrade(&shown, &text)?;
    match &args.output {
        Some(path) => write_new(path, &upgraded.text)?,
        None => streams.stdout.write_all(upgraded.text.as_bytes())?,
    }
    let (from, to) = (upgraded.from, upgraded.to);
    if from == to {
        streams.say(&format!("{shown}: of format {to} already, nothing changed"));
    } else {
        streams.say(&format!("{shown}: format {from} is now format {to}"));
    }
    for change in &upgraded.changes {
        streams.say(&format!(
            "{shown}:{}: {} is now {}",
            change.line,
            quote(&change.was),
            quote(&change.now)
        ));
    }
    Ok(Exit::Done)
}

/// Writes a file that is not there yet.
fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    let mut file = match File::create_new(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(is_there(path).into()),
        Err(error) => return Err(named(error).into()),
    };
    if let Err(error) = file.write_all(text.as_bytes()) {
        // A file that is not whole is no policy.
        let _ = fs::remove_file(path);
        return Err(named(error).into());
    }
    Ok(())
}

fn is_there(path: &Path) -> Problem {
    Problem::new(ProblemCode::Io, "a file that is there already", "a name that is not taken")
        .at(path.display().to_string(), None, None)
        .remedy("nothing is overwritten: name another file, or move it away")
}
