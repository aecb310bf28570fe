//! Measures the library on generated customer books, stage by stage.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a measuring tool: sizes are fixed, release builds check overflow, and a bug should stop it"
)]

mod explain;
mod feed;
mod feed_arrow;
mod generate;
mod machine;
mod random;
mod stages;
mod text;
mod write_csv;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::{Parser, ValueEnum};

use feed::Feed;
use generate::{GeneratedBook, Size};
use machine::Machine;
use stages::Measured;
use text::{Texts, as_of};

/// Generates a customer book and measures how long the library takes to score it.
#[derive(Debug, Parser)]
struct Arguments {
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
        }
    }
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn std::error::Error>> {
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
    arguments: &Arguments,
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

fn print(arguments: &Arguments, source: &GeneratedBook, generate: u64, measured: &Measured) {
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
