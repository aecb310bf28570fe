//! Measures the library on generated customer books, stage by stage.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

use keyaccount_benches::arrow_book::{AnyError, ArrowTables, IdForm};
use keyaccount_benches::calibrate::{calibrate, limits};
use keyaccount_benches::feed::Feed;
use keyaccount_benches::generate::{GeneratedBook, Size};
use keyaccount_benches::machine::Machine;
use keyaccount_benches::memory::Contender;
use keyaccount_benches::stages::Measured;
use keyaccount_benches::text::{Texts, as_of};
use keyaccount_benches::{calls, hot_paths, live, stages, write_csv};

/// Generates a customer book and measures how long the library takes to score it.
#[derive(Debug, Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    job: Option<Job>,
    #[command(flatten)]
    stages: StagesArgs,
}

#[derive(Debug, Subcommand)]
enum Job {
    /// Measure the job in memory, Arrow columns in and score table as Arrow out; prints a line of JSON
    Memory(MemoryArgs),
    /// Write the book as Arrow files
    Arrow {
        /// How large the book is
        #[arg(long, value_enum, default_value = "s", ignore_case = true)]
        size: SizeName,
        /// How identifiers are written
        #[arg(long, value_enum, default_value = "integer")]
        ids: IdForm,
        /// The directory
        #[arg(short, long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Run each path that instructions are counted of, once and on one thread
    Paths {
        /// How large the book is
        #[arg(long, value_enum, default_value = "xs", ignore_case = true)]
        size: SizeName,
        /// Where its CSV files are written, to be read again
        #[arg(value_name = "DIR")]
        csv: PathBuf,
    },
    /// Edit a live book and measure how long until credit and population are known again; prints JSON
    Live {
        /// How large the book is
        #[arg(long, value_enum, default_value = "s", ignore_case = true)]
        size: SizeName,
        /// How many customers are edited, twice each
        #[arg(long, default_value_t = 100, value_name = "N")]
        customers: usize,
    },
    /// Make the list of calls of a book with so many customers, beside scoring it; prints JSON
    Calls {
        /// How many customers
        #[arg(long, default_value_t = 10_000, value_name = "N",
            value_parser = clap::value_parser!(u32).range(200..=10_000_000))]
        customers: u32,
        /// How many runs the medians are taken over
        #[arg(long, default_value_t = 3, value_name = "N")]
        reps: usize,
    },
    /// Time a small loop on one thread and on two, to tell what the machine gives; prints a line of JSON
    Calibrate,
    /// Measure reading memory, touching new pages and hashing, which nothing can be faster than; prints JSON
    Limits,
}

#[derive(Debug, Args)]
struct MemoryArgs {
    /// A generated book of this size, unless --tables names one
    #[arg(long, value_enum, default_value = "s", ignore_case = true)]
    size: SizeName,
    /// How its identifiers are written
    #[arg(long, value_enum, default_value = "integer")]
    ids: IdForm,
    /// A directory with the tables as Arrow files
    #[arg(long, value_name = "DIR", conflicts_with_all = ["size", "ids"], requires = "as_of")]
    tables: Option<PathBuf>,
    /// The day as of which they are scored
    #[arg(long, value_name = "DATE", requires = "tables")]
    as_of: Option<NaiveDate>,
    /// What does the job
    #[arg(long, value_enum, default_value = "keyaccount")]
    contender: Contender,
    /// How many runs the medians are taken over, after one that is not counted
    #[arg(long, default_value_t = 5, value_name = "N")]
    reps: usize,
    /// Write the score table there, as CSV
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Without a command: the stages of the job.
#[derive(Debug, Args)]
struct StagesArgs {
    /// How large the book is
    #[arg(long, value_enum, default_value = "s", ignore_case = true)]
    size: SizeName,
    /// Write the book there as CSV files; nothing is measured unless --stages or --feed csv is given
    #[arg(long, value_name = "DIR", required_if_eq("feed", "csv"))]
    csv: Option<PathBuf>,
    /// Measure the stages (done anyway without --csv)
    #[arg(long)]
    stages: bool,
    /// How the tables are handed to the library; columns if not stated
    #[arg(long, value_enum)]
    feed: Option<FeedName>,
    /// How many runs the medians are taken over
    #[arg(long, default_value_t = 5, value_name = "N")]
    reps: usize,
    /// Write the score table there
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Report as JSON, times in microseconds
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SizeName {
    /// 1,000 customers, 20,000 order lines, 10,000 invoices: shows that everything runs
    Xs,
    /// 10,000 customers, 200,000 order lines, 100,000 invoices
    S,
    /// 100,000 customers, 2,000,000 order lines, 1,000,000 invoices
    M,
    /// 1,000,000 customers, 20,000,000 order lines, 10,000,000 invoices
    L,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FeedName {
    /// Typed rows, one by one
    Rows,
    /// Columns, in batches as data frames hold them
    Columns,
    /// Arrow record batches
    Arrow,
    /// The files written to --csv
    Csv,
}

impl SizeName {
    const fn size(self) -> Size {
        match self {
            Self::Xs => Size { customers: 1_000, lines: 20_000, invoices: 10_000 },
            Self::S => Size { customers: 10_000, lines: 200_000, invoices: 100_000 },
            Self::M => Size { customers: 100_000, lines: 2_000_000, invoices: 1_000_000 },
            Self::L => Size { customers: 1_000_000, lines: 20_000_000, invoices: 10_000_000 },
        }
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.job {
        None => run(&arguments.stages),
        Some(Job::Memory(arguments)) => memory(arguments),
        Some(Job::Arrow { size, ids, out }) => write_arrow(*size, *ids, out),
        Some(Job::Paths { size, csv }) => hot_paths::run(size.size(), csv),
        Some(Job::Live { size, customers }) => {
            live::measure(&GeneratedBook::new(size.size()), as_of(), *customers)
                .and_then(|measured| print_json(&measured))
        }
        Some(Job::Calls { customers, reps }) => {
            calls::measure(*customers as usize, as_of(), *reps).and_then(|measured| print_json(&measured))
        }
        Some(Job::Calibrate) => print_json(&calibrate()),
        Some(Job::Limits) => print_json(&limits()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn memory(arguments: &MemoryArgs) -> Result<(), AnyError> {
    let tables = match &arguments.tables {
        Some(directory) => ArrowTables::read(directory)?,
        None => generated(arguments.size, arguments.ids)?,
    };
    let as_of = arguments.as_of.unwrap_or_else(as_of);
    print_json(&keyaccount_benches::memory::measure(
        arguments.contender,
        &tables,
        as_of,
        arguments.reps,
        arguments.out.as_deref(),
    )?)
}

fn generated(size: SizeName, ids: IdForm) -> Result<ArrowTables, AnyError> {
    let source = GeneratedBook::new(size.size());
    ArrowTables::of(&source, &Texts::new(&source), ids)
}

fn write_arrow(size: SizeName, ids: IdForm, directory: &Path) -> Result<(), AnyError> {
    generated(size, ids)?.write(directory)?;
    println!("wrote {}, to be scored as of {}", directory.display(), as_of());
    Ok(())
}

fn print_json(value: &impl serde::Serialize) -> Result<(), AnyError> {
    println!("{}", serde_json::to_string(value)?);
    Ok(())
}

fn run(arguments: &StagesArgs) -> Result<(), AnyError> {
    let start = Instant::now();
    let source = GeneratedBook::new(arguments.size.size());
    let texts = Texts::new(&source);
    let generate = u64::try_from(start.elapsed().as_micros())?;
    if let Some(directory) = &arguments.csv {
        write_csv::write_book(&source, &texts, directory)?;
        if !arguments.json {
            println!("wrote {}, to be scored as of {}", directory.display(), as_of());
        }
        if !arguments.stages && arguments.feed.is_none() {
            return Ok(());
        }
    }
    let feed = match (arguments.feed, &arguments.csv) {
        (Some(FeedName::Rows), _) => Feed::Rows,
        (Some(FeedName::Arrow), _) => Feed::Arrow,
        (Some(FeedName::Csv), Some(directory)) => Feed::Csv(directory),
        _ => Feed::Columns,
    };
    let measured = stages::measure(&source, &texts, feed, arguments.reps, arguments.out.as_deref())?;
    if arguments.json {
        println!("{}", json(arguments, &source, generate, &measured));
    } else {
        print(arguments, &source, generate, &measured);
    }
    Ok(())
}

/// The rows of each table.
const fn rows(source: &GeneratedBook) -> [(&'static str, usize); 4] {
    [
        ("customers", source.customers),
        ("order_lines", source.lines.order.len()),
        ("invoices", source.invoices.amount.len()),
        ("settlements", source.settlements.amount.len()),
    ]
}

fn json(
    arguments: &StagesArgs,
    source: &GeneratedBook,
    generate: u64,
    measured: &Measured,
) -> serde_json::Value {
    let rows: serde_json::Map<_, _> =
        rows(source).into_iter().map(|(table, rows)| (table.to_owned(), rows.into())).collect();
    serde_json::json!({
        "machine": Machine::here(),
        "parallel": cfg!(feature = "parallel"),
        "size": format!("{:?}", arguments.size),
        "feed": format!("{:?}", arguments.feed.unwrap_or(FeedName::Columns)),
        "as_of": as_of().to_string(),
        "rows": rows,
        "generate": generate,
        "measured": measured,
    })
}

fn print(arguments: &StagesArgs, source: &GeneratedBook, generate: u64, measured: &Measured) {
    let machine = Machine::here();
    let memory = machine.memory_gib.map_or_else(|| "unknown".to_owned(), |gib| format!("{gib} GiB"));
    println!(
        "machine     {} cores, {memory} memory, {} {}",
        machine.cores, machine.system, machine.architecture
    );
    println!("threads     {}", if cfg!(feature = "parallel") { "all cores" } else { "one" });
    let counts = rows(source).map(|(table, rows)| format!("{rows} {table}"));
    println!("book        {:?}: {}", arguments.size, counts.join(", "));
    println!("as of       {}, policy standard, input {}", as_of(), &measured.input_digest[..16]);
    let grades = measured.distribution.grades.iter().map(|g| format!("{} {}", g.grade, g.customers));
    println!(
        "result      {}, unrated {}, new {}",
        grades.collect::<Vec<_>>().join(", "),
        measured.distribution.unrated,
        measured.distribution.new
    );
    println!("\nstage, median of {}{:>26}", measured.runs.len(), "milliseconds");
    println!("{:<14}{:>30}", "generate", milliseconds(generate));
    for (stage, time) in measured.median.named() {
        println!("{stage:<14}{:>30}", milliseconds(time));
    }
    println!("{:<14}{:>30}", "all but generate", milliseconds(measured.median_total));
    println!(
        "\none customer   {} microseconds to explain, {} to read out (medians)",
        measured.explain_one, measured.read_out_one
    );
    if let (Some(source), Some(peak)) = (measured.source_mib, measured.peak_mib) {
        let of = if measured.peak_is_of_job { "the job" } else { "the process" };
        println!("\npeak memory {peak} MiB of {of} (VmHWM), of which the generated tables {source} MiB");
    }
}

fn milliseconds(micros: u64) -> String {
    format!("{}.{}", micros / 1000, micros % 1000 / 100)
}
