//! The job in memory, in a warm process: Arrow columns in, score table as Arrow out.

use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use arrow_array::RecordBatch;
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_schema::DataType;
use chrono::NaiveDate;
use keyaccount::book::{BookSettings, Table};
use keyaccount::{Facts, Policy, assess_facts};
use keyaccount_arrow::{ArrowBook, ReadOptions, record_batch};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::arrow_book::{AnyError, ArrowTables};
use crate::machine::{forget_peak, held_mib, peak_mib, processor_seconds};
use crate::stages::{median, micros};
use crate::yardstick;

/// What does the job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Contender {
    /// The library, with the policy `standard`
    Keyaccount,
    /// The one-pass job of `src/yardstick`, which trusts its input
    Yardstick,
}

/// What was measured over the counted runs, times in seconds.
#[derive(Debug, Serialize)]
pub struct Measured {
    pub contender: String,
    pub threads: usize,
    /// The median.
    pub seconds: f64,
    pub min: f64,
    pub max: f64,
    pub reps: usize,
    /// The median of each stage.
    pub stages: Vec<(&'static str, f64)>,
    /// Processor time by wall time.
    pub parallelism: Option<f64>,
    pub customers: usize,
    /// Of the result; see `Contender`.
    pub checksum: String,
    /// What the process held before the first run, the tables above all.
    pub held_mib: Option<u64>,
    /// The most it held during the runs.
    pub peak_mib: Option<u64>,
}

/// Does the job `reps` times after one run that is not counted.
pub fn measure(
    contender: Contender,
    tables: &ArrowTables,
    as_of: NaiveDate,
    reps: usize,
    out: Option<&Path>,
) -> Result<Measured, AnyError> {
    let customers = tables.rows().find(|(table, _)| *table == Table::Customers).map_or(0, |(_, rows)| rows);
    let held_mib = held_mib();
    forget_peak();
    let (runs, checksum, parallelism) = match contender {
        Contender::Keyaccount => {
            let policy = Policy::shipped("standard").ok_or("the library ships no policy `standard`")?;
            let (runs, result, parallelism) = repeat(reps, || score(tables, &policy, as_of))?;
            (runs, checksum(&result, out)?, parallelism)
        }
        Contender::Yardstick => {
            let job = yardstick::Job::new(tables, as_of)?;
            let threads = rayon::current_num_threads();
            let (runs, result, parallelism) = repeat(reps, || job.run(threads))?;
            (runs, result.checksum(), parallelism)
        }
    };
    let peak_mib = peak_mib();
    let totals: Vec<u64> = runs.iter().map(|stages| stages.iter().map(|(_, time)| time).sum()).collect();
    let stages =
        runs.first().into_iter().flatten().enumerate().map(|(at, (name, _))| {
            (*name, seconds(median(runs.iter().map(|stages| stages[at].1).collect())))
        });
    Ok(Measured {
        contender: format!("{contender:?}").to_lowercase(),
        threads: rayon::current_num_threads(),
        stages: stages.collect(),
        seconds: seconds(median(totals.clone())),
        min: seconds(totals.iter().min().copied().unwrap_or(0)),
        max: seconds(totals.iter().max().copied().unwrap_or(0)),
        reps: runs.len(),
        parallelism,
        customers,
        checksum,
        held_mib,
        peak_mib,
    })
}

/// Stages of one run with their microseconds.
pub type StageTimes = Vec<(&'static str, u64)>;

/// The times of the counted runs, the last result, and processor time by wall time.
fn repeat<T>(
    reps: usize,
    job: impl Fn() -> Result<(StageTimes, T), AnyError>,
) -> Result<(Vec<StageTimes>, T, Option<f64>), AnyError> {
    let (_, mut last) = job()?;
    let mut runs = Vec::new();
    let (start, before) = (Instant::now(), processor_seconds());
    for _ in 0..reps.max(1) {
        // The result of the run before is freed first, so that the peak is that of one run.
        drop(last);
        let (stages, result) = job()?;
        runs.push(stages);
        last = result;
    }
    let wall = start.elapsed().as_secs_f64();
    let used = processor_seconds().zip(before).map(|(after, before)| (after - before) / wall);
    Ok((runs, last, used))
}

fn score(
    tables: &ArrowTables,
    policy: &Policy,
    as_of: NaiveDate,
) -> Result<(StageTimes, RecordBatch), AnyError> {
    let mut watch = Watch::start();
    let mut book = ArrowBook::new(BookSettings::default(), ReadOptions::default());
    for (table, batch) in tables.all() {
        book.push(table, batch)?;
    }
    watch.lap("take in");
    let book = book.finish()?;
    watch.lap("finish");
    let facts = Facts::measure(&book, policy, as_of)?;
    watch.lap("facts");
    let assessment = assess_facts(facts, policy)?;
    watch.lap("grades");
    let table = record_batch(&assessment.table(), &assessment.stamp)?;
    watch.lap("table");
    Ok((watch.laps, table))
}

/// Times one stage after the other.
pub struct Watch {
    last: Instant,
    pub laps: StageTimes,
}

impl Watch {
    pub fn start() -> Self {
        Self { last: Instant::now(), laps: Vec::new() }
    }

    pub fn lap(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.laps.push((stage, micros(now - self.last)));
        self.last = now;
    }
}

const fn seconds(micros: u64) -> f64 {
    micros as f64 / 1e6
}

/// The first sixteen digits of SHA-256 over the table as CSV text, which is what the command writes.
fn checksum(batch: &RecordBatch, out: Option<&Path>) -> Result<String, AnyError> {
    let mut digest = Sha256::new();
    let mut file = out.map(std::fs::File::create).transpose()?.map(io::BufWriter::new);
    let mut csv = csv::Writer::from_writer(Tee(&mut digest, &mut file));
    let options = FormatOptions::default();
    let schema = batch.schema();
    csv.write_record(schema.fields().iter().map(|field| field.name()))?;
    let columns = batch.columns().iter();
    let columns = columns
        .map(|column| {
            // Quantities have as many decimals as they need.
            let trims = matches!(column.data_type(), DataType::Decimal128(_, 12));
            Ok((trims, ArrayFormatter::try_new(column.as_ref(), &options)?))
        })
        .collect::<Result<Vec<_>, AnyError>>()?;
    let mut text = String::new();
    for row in 0..batch.num_rows() {
        for (trims, column) in &columns {
            text.clear();
            column.value(row).write(&mut text)?;
            let cell = if *trims { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
            csv.write_field(cell)?;
        }
        csv.write_record(None::<&[u8]>)?;
    }
    csv.flush()?;
    drop(csv);
    Ok(first_digits(digest))
}

/// The first sixteen hexadecimal digits of a digest.
pub fn first_digits(digest: Sha256) -> String {
    digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Hashes what is written, and writes it to a file if there is one.
struct Tee<'a>(&'a mut Sha256, &'a mut Option<io::BufWriter<std::fs::File>>);

impl Write for Tee<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        if let Some(file) = self.1 {
            file.write_all(bytes)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.1.as_mut().map_or(Ok(()), Write::flush)
    }
}
