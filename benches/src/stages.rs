//! The job, stage by stage.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use keyaccount::{Assessment, Facts, Policy, assess_facts};
use keyaccount_files::write_csv;
use serde::Serialize;

use crate::explain::one_customer;
use crate::feed::{Fed, Feed, build};
use crate::generate::GeneratedBook;
use crate::machine::{forget_peak, held_mib, peak_mib};
use crate::text::{Texts, as_of};

/// How long each stage took, in microseconds.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Stages {
    /// Handing the tables over, or reading the files.
    pub push: u64,
    /// Judging keys and references, closing the book.
    pub finish: u64,
    /// The input digest.
    pub digest: u64,
    /// Facts of every customer.
    pub facts: u64,
    /// Population, scores, grades, ranks.
    pub grades: u64,
    /// Score table as CSV text.
    pub write: u64,
}

impl Stages {
    /// The stages with their names.
    pub const fn named(&self) -> [(&'static str, u64); 6] {
        [
            ("take in", self.push),
            ("finish", self.finish),
            ("input digest", self.digest),
            ("facts", self.facts),
            ("grades", self.grades),
            ("write CSV", self.write),
        ]
    }

    /// All stages together.
    pub fn total(&self) -> u64 {
        self.named().into_iter().map(|(_, time)| time).sum()
    }

    /// The median of each stage on its own.
    fn median(runs: &[Self]) -> Self {
        let of = |stage: fn(&Self) -> u64| median(runs.iter().map(stage).collect());
        Self {
            push: of(|run| run.push),
            finish: of(|run| run.finish),
            digest: of(|run| run.digest),
            facts: of(|run| run.facts),
            grades: of(|run| run.grades),
            write: of(|run| run.write),
        }
    }
}

pub fn median(mut times: Vec<u64>) -> u64 {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or(0)
}

/// What was measured over several runs.
#[derive(Debug, Serialize)]
pub struct Measured {
    pub median: Stages,
    /// Of the totals of single runs.
    pub median_total: u64,
    pub runs: Vec<Stages>,
    /// Explaining one customer of the scored book, and reading it out.
    pub explain_one: u64,
    pub read_out_one: u64,
    pub input_digest: String,
    pub distribution: keyaccount::Distribution,
    pub csv_bytes: u64,
    /// The generated tables, held while the job ran.
    pub source_mib: Option<u64>,
    /// The most the process held at once during the job, source included.
    pub peak_mib: Option<u64>,
    /// Whether `peak_mib` leaves out what went before the job.
    pub peak_is_of_job: bool,
}

/// Does the job `runs` times and writes the last score table to `out`.
pub fn measure(
    source: &GeneratedBook,
    texts: &Texts,
    feed: Feed<'_>,
    runs: usize,
    out: Option<&Path>,
) -> Result<Measured, Box<dyn std::error::Error>> {
    let policy = Policy::shipped("standard").ok_or("the library ships no policy `standard`")?;
    let source_mib = held_mib();
    let peak_is_of_job = forget_peak();
    let mut times = Vec::new();
    let mut last = None;
    for _ in 0..runs.max(1) {
        // The result of the run before is freed first, so that the peak is that of one run.
        drop(last.take());
        let (stages, result) = once(source, texts, feed, &policy)?;
        times.push(stages);
        last = Some(result);
    }
    let RunResult { fed, input_digest, csv_bytes, assessment } = last.ok_or("no run")?;
    let peak_mib = peak_mib();
    let (explain_one, read_out_one) = one_customer(fed.book(), &assessment)?;
    if let Some(path) = out {
        write_csv(&assessment.table(), File::create(path)?)?;
    }
    Ok(Measured {
        median: Stages::median(&times),
        median_total: median(times.iter().map(Stages::total).collect()),
        runs: times,
        explain_one,
        read_out_one,
        input_digest,
        distribution: assessment.distribution,
        csv_bytes,
        source_mib,
        peak_mib,
        peak_is_of_job,
    })
}

/// What one run leaves behind.
struct RunResult {
    fed: Fed,
    input_digest: String,
    csv_bytes: u64,
    assessment: Assessment,
}

fn once(
    source: &GeneratedBook,
    texts: &Texts,
    feed: Feed<'_>,
    policy: &Policy,
) -> Result<(Stages, RunResult), Box<dyn std::error::Error>> {
    let fed = build(source, texts, feed)?;
    let (digest, input_digest) = timed(|| fed.book().input_digest(as_of()));
    let (facts, measured) = timed(|| Facts::measure(fed.book(), policy, as_of()));
    let measured = measured?;
    let (grades, assessment) = timed(|| assess_facts(measured, policy));
    let assessment = assessment?;
    let mut bytes = Counter(0);
    let (write, written) = timed(|| write_csv(&assessment.table(), &mut bytes));
    written?;
    let stages = Stages { push: micros(fed.push), finish: micros(fed.finish), digest, facts, grades, write };
    Ok((stages, RunResult { fed, input_digest, csv_bytes: bytes.0, assessment }))
}

fn timed<T>(work: impl FnOnce() -> T) -> (u64, T) {
    let start = Instant::now();
    let result = work();
    (micros(start.elapsed()), result)
}

pub fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

/// Counts bytes: what is measured is the making of the text, not the disk.
struct Counter(u64);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
