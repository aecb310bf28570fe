//! `verify`: a result made again from its run file.

use std::fs::File;
use std::io;
use std::path::Path;

use keyaccount::book::BadRows;
use keyaccount_files::{Difference, Digesting, ReadOptions, ResultDigest, RunFile, read_book};

use crate::args::VerifyArgs;
use crate::output::result_path;
use crate::progress::Busy;
use crate::runs::quietly;
use crate::{Exit, Failure, Streams};

pub(crate) fn run(args: &VerifyArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    verified(args, streams).map_err(|failure| quietly(failure, args.quiet_values))
}

fn verified(args: &VerifyArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let run = RunFile::read(&args.run).map_err(|problem| *problem)?;
    run.check_replayable(&args.run.display().to_string()).map_err(|problem| *problem)?;
    let policy = run.policy(&format!("the policy in {}", args.run.display()))?;
    let busy = Busy::new(streams.stderr_is_terminal);
    let bad_rows = if run.skip_bad_rows { BadRows::Skip } else { BadRows::Refuse };
    let options = ReadOptions { bad_rows, progress: Some(&|progress| busy.read(progress)) };
    let mut loaded = read_book(&args.book, options)?;
    busy.now("scoring");
    let mut again = loaded.assess(&policy, run.stamp.as_of)?;
    run.keep_notes_on_files(&mut again);
    busy.now("writing");
    let mut digesting = Digesting::new(io::sink());
    run.form.write(&again, loaded.book(), &mut digesting)?;
    let result = digesting.digest();
    let mut differences = run.differences(&again, &result);
    let beside = result_path(&args.run).filter(|path| path.is_file());
    if let Some(path) = &beside {
        differences.extend(altered(path, &run.result)?);
    }
    drop(busy);

    let (then, now) = (&run.stamp.library_version, &again.stamp.library_version);
    if then != now {
        streams.say(&format!(
            "made with keyaccount {then}, made again with {now}: the same bytes are promised within one version"
        ));
    }
    if beside.is_none() {
        streams.say("the result itself is not beside its run file, so it was not looked at");
    }
    for difference in &differences {
        writeln!(streams.stdout, "{difference}")?;
    }
    if differences.is_empty() {
        writeln!(streams.stdout, "{}: the same {} bytes again", args.run.display(), result.bytes)?;
        return Ok(Exit::Done);
    }
    Ok(Exit::Findings)
}

/// Whether the result as it lies there is the one that was written.
fn altered(path: &Path, then: &ResultDigest) -> io::Result<Option<Difference>> {
    let now = File::open(path).and_then(ResultDigest::of_reader);
    let now = now.map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
    Ok((now != *then).then(|| Difference {
        subject: path.display().to_string(),
        then: then.to_string(),
        now: now.to_string(),
    }))
}
