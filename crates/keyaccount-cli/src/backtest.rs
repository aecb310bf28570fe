//! `backtest`: the scores of a past day held against what happened afterwards.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use keyaccount::book::{BadRows, written_number};
use keyaccount::{
    Allowed, Backtest, CurveBounds, Error, OutcomeKind, Policy, Problem, ProblemCode, WeightBounds, backtest,
    propose_curve, propose_weights, quote,
};
use keyaccount_files::{CsvOptions, read_outcomes, write_csv_with, write_json_record};

use crate::args::{BacktestArgs, BacktestFormat, Calibrate, Direction, OutcomeForm};
use crate::output::{Prepared, prepare, probe, spare, spare_book};
use crate::progress::Busy;
use crate::runs::{load, quietly};
use crate::{Exit, Failure, Streams, policy};

pub(crate) fn run(args: &BacktestArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    tested(args, streams).map_err(|failure| quietly(failure, args.quiet_values))
}

fn tested(args: &BacktestArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let (kind, format) = (kind(args)?, format(args)?);
    let bounds = Bounds::of(args)?;
    let policy = policy::load(&args.policy, &args.settings)?;
    if let Some(output) = &args.output {
        probe(output)?;
    }
    let busy = Busy::new(streams.stderr_is_terminal);
    let (mut loaded, as_of) = load(&args.book, args.as_of, BadRows::Refuse, &busy)?;
    let outcomes = read_outcomes(&args.outcomes, kind, as_of)?;
    let policy_file = Policy::shipped_source(&args.policy).is_none().then(|| Path::new(&args.policy));
    if let Some(path) = &args.output {
        spare(path, loaded.files().chain(policy_file).chain([&*args.outcomes]))?;
        spare_book(path, &args.book)?;
    }
    busy.now("scoring");
    let assessment = loaded.assess(&policy, as_of)?;
    busy.now("testing");
    let mut found = backtest(&assessment, &outcomes)?;
    match bounds {
        None => {}
        Some(Bounds::Weights(bounds)) => {
            found.proposals.push(propose_weights(&assessment, &outcomes, &bounds).map_err(of_arguments)?);
        }
        Some(Bounds::Curve(bounds)) => {
            let proposal = propose_curve(&assessment, loaded.book(), &outcomes, &bounds);
            found.proposals.push(proposal.map_err(of_arguments)?);
        }
    }
    busy.now("writing");
    match &args.output {
        Some(path) => {
            let prepared = prepare(path, |out| write(&found, args, format, out))?;
            prepared.map(Prepared::put).transpose()?;
            drop(busy);
        }
        None => {
            drop(busy);
            write(&found, args, format, &mut streams.stdout)?;
        }
    }
    Ok(Exit::Done)
}

fn write(
    found: &Backtest,
    args: &BacktestArgs,
    format: BacktestFormat,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    match format {
        BacktestFormat::Summary => {
            out.write_all(found.summary(args.language.unwrap_or_default()).as_bytes())?;
        }
        BacktestFormat::Csv => {
            let options = CsvOptions { language: args.language, ..CsvOptions::default() };
            write_csv_with(&found.table().table(), options, out)?;
        }
        BacktestFormat::Json => write_json_record(found, out)?,
    }
    Ok(())
}

/// What was asked for; or else the ending of the output decides.
fn format(args: &BacktestArgs) -> Result<BacktestFormat, Failure> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let ending = args.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
    match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("csv") => Ok(BacktestFormat::Csv),
        Some("json") => Ok(BacktestFormat::Json),
        Some(ending @ ("xlsx" | "xls" | "xlsm" | "xlsb" | "ods")) => {
            let expected = "`.csv`, `.json`, or another ending for the summary";
            let problem = Problem::new(ProblemCode::UnknownCode, format!("`.{ending}`"), expected);
            Err(problem.at("--output", None, None).remedy("write CSV, which a workbook can read").into())
        }
        _ => Ok(BacktestFormat::Summary),
    }
}

/// Problems of bounds and steps as those of the arguments that state them.
fn of_arguments(error: Error) -> Error {
    let placed = error.into_problems().into_iter().map(|problem| {
        let path = problem.path.clone();
        match path.split_once('.').unwrap_or((&path, "")) {
            ("bound", name) => problem.at("--bound", None, None).path(name),
            ("step", _) => problem.at("--step", None, None).path(""),
            _ => problem,
        }
    });
    Error::new(placed.collect())
}

/// Which way is good is said by whoever knows the outcomes.
fn kind(args: &BacktestArgs) -> Result<OutcomeKind, Failure> {
    match (args.outcome, args.higher_is) {
        (OutcomeForm::Bad, None) => Ok(OutcomeKind::Bad),
        (OutcomeForm::Good, None) => Ok(OutcomeKind::Good),
        (OutcomeForm::Number, Some(Direction::Worse)) => Ok(OutcomeKind::HigherIsWorse),
        (OutcomeForm::Number, Some(Direction::Better)) => Ok(OutcomeKind::HigherIsBetter),
        (OutcomeForm::Number, None) => {
            let problem = Problem::new(ProblemCode::Missing, "no direction", "`better` or `worse`");
            let remedy = "say what a higher number means: `--higher-is worse` for days late, `--higher-is better` for orders";
            Err(problem.at("--higher-is", None, None).remedy(remedy).into())
        }
        (OutcomeForm::Bad | OutcomeForm::Good, Some(_)) => {
            let found = "a direction of outcomes that are yes or no";
            let problem = Problem::new(ProblemCode::UnknownKey, found, "one only with `--outcome number`");
            Err(problem.at("--higher-is", None, None).remedy("leave it out").into())
        }
    }
}

/// What is to be calibrated, and how far it may go.
enum Bounds {
    Weights(WeightBounds),
    Curve(CurveBounds),
}

impl Bounds {
    fn of(args: &BacktestArgs) -> Result<Option<Self>, Failure> {
        let mut stated: BTreeMap<String, Allowed> = BTreeMap::new();
        for (name, bound) in &args.bounds {
            if stated.insert(name.clone(), *bound).is_some() {
                let found = format!("a second bound of {}", quote(name));
                let problem = Problem::new(ProblemCode::Duplicate, found, "one bound for each");
                return Err(problem.at("--bound", None, None).into());
            }
        }
        Ok(match args.calibrate {
            None => None,
            Some(Calibrate::Weights) => {
                let mut bounds = WeightBounds { bounds: stated, ..WeightBounds::default() };
                if let Some(step) = &args.step {
                    bounds.step = written_number(step).map_err(|problem| problem.at("--step", None, None))?;
                }
                Some(Self::Weights(bounds))
            }
            Some(Calibrate::Curve) => {
                if args.step.is_some() {
                    let problem =
                        Problem::new(ProblemCode::UnknownKey, "a step of points", "a step only of weights");
                    return Err(problem.at("--step", None, None).remedy("leave it out").into());
                }
                let by_days = |(days, bound): (String, Allowed)| match days.parse::<u32>() {
                    Ok(days) => Ok((days, bound)),
                    Err(_) => {
                        let expected = "days late, such as `30=40..70`";
                        let problem = Problem::new(ProblemCode::BadNumber, quote(&days), expected);
                        Err(problem.at("--bound", None, None).into())
                    }
                };
                let bounds = stated.into_iter().map(by_days).collect::<Result<_, Failure>>()?;
                Some(Self::Curve(CurveBounds { bounds }))
            }
        })
    }
}
