//! `explain`: one customer, from its payments and orders to its grade.

use std::path::Path;

use keyaccount::{Explanation, Language, Policy, Problem, ProblemCode};

use crate::args::{ExplainArgs, ExplainFormat};
use crate::output::{Prepared, prepare, probe, spare, spare_book};
use crate::progress::Busy;
use crate::runs::{bad_rows, load, quietly};
use crate::{Exit, Failure, Streams, policy};

pub(crate) fn run(args: &ExplainArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    explained(args, streams).map_err(|failure| quietly(failure, args.quiet_values))
}

fn explained(args: &ExplainArgs, streams: &mut Streams<'_>) -> Result<Exit, Failure> {
    let format = format(args)?;
    let policy = policy::load(&args.policy, &args.settings)?;
    if let Some(output) = &args.output {
        probe(output)?;
    }
    let busy = Busy::new(streams.stderr_is_terminal);
    let (mut loaded, as_of) = load(&args.book, args.as_of, bad_rows(args.skip_bad_rows), &busy)?;
    let policy_file = Policy::shipped_source(&args.policy).is_none().then(|| Path::new(&args.policy));
    if let Some(path) = &args.output {
        spare(path, loaded.files().chain(policy_file))?;
        spare_book(path, &args.book)?;
    }
    busy.now("scoring");
    let assessment = loaded.assess(&policy, as_of)?;
    let explanation = assessment.explain(loaded.book(), &args.customer, args.audience.into())?;
    drop(busy);
    let text = written(&explanation, format, args.language)?;
    match &args.output {
        Some(path) => {
            let file = prepare(path, |out| Ok(out.write_all(text.as_bytes())?))?;
            file.map_or(Ok(()), Prepared::put)?;
        }
        None => streams.stdout.write_all(text.as_bytes())?,
    }
    if loaded.rejects().is_empty() {
        return Ok(Exit::Done);
    }
    let left_out = loaded.rejects().totals().values().map(|total| total.rows).fold(0, u64::saturating_add);
    streams.say(&match args.language {
        Language::English => {
            format!("rows left out because of problems: {left_out}; `score` writes them to a file")
        }
        Language::Chinese => format!("因有问题而未采用的行：{left_out}；`score` 会将其写入文件"),
    });
    Ok(Exit::Findings)
}

/// The format asked for; or else the ending of the output decides, where it promises no other.
fn format(args: &ExplainArgs) -> Result<ExplainFormat, Failure> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let ending = args.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
    let ending = ending.unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "json" => Ok(ExplainFormat::Json),
        "md" | "markdown" => Ok(ExplainFormat::Markdown),
        "csv" | "xlsx" | "xls" | "xlsm" | "xlsb" | "ods" | "docx" | "pdf" => {
            let expected = "`.txt`, `.md` or `.json`";
            let problem = Problem::new(ProblemCode::UnknownCode, format!("`.{ending}`"), expected);
            let remedy = "an explanation is text: name the file `.txt`, or state `--format`";
            Err(problem.at("--output", None, None).remedy(remedy).into())
        }
        _ => Ok(ExplainFormat::Text),
    }
}

fn written(explanation: &Explanation, format: ExplainFormat, language: Language) -> Result<String, Failure> {
    Ok(match format {
        ExplainFormat::Text => explanation.text(language),
        ExplainFormat::Markdown => explanation.markdown(language),
        ExplainFormat::Json => {
            let mut json = serde_json::to_string_pretty(explanation).map_err(std::io::Error::from)?;
            json.push('\n');
            json
        }
    })
}
