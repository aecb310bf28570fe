//! Where a run writes, and how it speaks.

use std::io::{self, Write};

use keyaccount::{Language, Note, Problem, ProblemCode};
use keyaccount_files::ReadError;

use crate::Exit;
use crate::failure::Failure;

/// How many problems are shown; the rest are counted.
const SHOWN: usize = 20;

/// Standard output and standard error, or what stands in for them.
pub struct Streams<'a> {
    /// Takes results.
    pub stdout: Box<dyn Write + 'a>,
    /// Takes everything else.
    pub stderr: Box<dyn Write + 'a>,
    /// Whether somebody reads the results on a terminal.
    pub stdout_is_terminal: bool,
    /// Whether somebody reads everything else on a terminal.
    pub stderr_is_terminal: bool,
    /// Whether colour is welcome on a terminal.
    pub colour: bool,
    /// The terminal's width, if there is one.
    pub width: Option<u16>,
}

impl Streams<'_> {
    /// Says something on standard error. Nobody can be told if that fails.
    pub(crate) fn say(&mut self, text: &str) {
        let _ = writeln!(self.stderr, "{text}");
    }

    pub(crate) fn colour_errors(&self) -> bool {
        self.colour && self.stderr_is_terminal
    }

    /// Help, the version, or what is wrong with the arguments.
    pub(crate) fn usage(&mut self, usage: &clap::Error) -> Exit {
        let styled = usage.render();
        if usage.use_stderr() {
            let text = if self.colour_errors() { styled.ansi().to_string() } else { styled.to_string() };
            let _ = self.stderr.write_all(text.as_bytes());
            return Exit::Refused;
        }
        let colour = self.colour && self.stdout_is_terminal;
        let text = if colour { styled.ansi().to_string() } else { styled.to_string() };
        let written = self.stdout.write_all(text.as_bytes()).and_then(|()| self.stdout.flush());
        written.map_or_else(|error| self.refuse(&error.into()), |()| Exit::Done)
    }

    /// Says why a run was refused.
    pub(crate) fn refuse(&mut self, failure: &Failure) -> Exit {
        match failure {
            // Whoever read the results has seen enough.
            Failure::Io(error) if error.kind() == io::ErrorKind::BrokenPipe => return Exit::Done,
            Failure::Io(error) => self.say(&format!("{} {error}", self.label("error:"))),
            Failure::Problems(problems) => {
                for problem in problems.problems().iter().take(SHOWN) {
                    self.say(&format!("{} {problem}", self.label("error:")));
                }
                let hidden = problems.count().saturating_sub(SHOWN as u64);
                if hidden > 0 {
                    self.say(&format!("{} {}", self.label("error:"), more_problems(hidden)));
                }
            }
        }
        Exit::Refused
    }

    pub(crate) fn notes(&mut self, notes: &[Note], language: Language) {
        let (label, space) = match language {
            Language::English => ("note:", " "),
            Language::Chinese => ("提示：", ""),
        };
        for note in notes {
            self.say(&format!("{}{space}{}", self.label(label), note.sentence(language)));
        }
    }

    fn label(&self, label: &str) -> String {
        match (self.colour_errors(), label) {
            (false, _) => label.to_owned(),
            (true, "error:") => format!("\u{1b}[1;31m{label}\u{1b}[0m"),
            (true, _) => format!("\u{1b}[1;36m{label}\u{1b}[0m"),
        }
    }
}

/// How many problems are not shown.
pub(crate) fn more_problems(count: u64) -> String {
    format!("{count} more {}", if count == 1 { "problem" } else { "problems" })
}

/// The same problems without the values of cells.
pub(crate) fn without_values(problems: &ReadError) -> ReadError {
    problems.map(|problem| {
        // Remedies name settings, codes, columns and keys, and for a reference the id it may have meant.
        let names_ids = matches!(problem.code, ProblemCode::UnknownCustomer | ProblemCode::UnknownInvoice);
        let remedy = if names_ids { hide_meant(&problem.remedy) } else { problem.remedy.clone() };
        Problem { found: hide(&problem.found), remedy, ..problem.clone() }
    })
}

/// A remedy without the id that may have been meant.
fn hide_meant(remedy: &str) -> String {
    const ASKED: &str = "did you mean ";
    let Some((before, rest)) = remedy.split_once(ASKED) else { return remedy.to_owned() };
    match rest.rsplit_once("`?") {
        Some((id, after)) => format!("{before}{ASKED}{}?{after}", hide(&format!("{id}`"))),
        None => format!("{before}{ASKED}{}", hide(rest)),
    }
}

/// Everything between the first and the last backtick, which is where values stand. A value may hold
/// backticks itself, so the pairs between are not looked at.
pub(crate) fn hide(text: &str) -> String {
    match (text.find('`'), text.rfind('`')) {
        (Some(first), Some(last)) if first < last => {
            let (before, rest) = text.split_at(first);
            let after = rest.get(last.saturating_sub(first).saturating_add(1)..).unwrap_or_default();
            format!("{before}(hidden){after}")
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_hidden_and_settings_are_not() {
        let hidden = |remedy: &str| {
            let problem = Problem::new(ProblemCode::UnknownCustomer, "`C`1`", "a customer").remedy(remedy);
            let hidden = without_values(&problem.into());
            assert_eq!(hidden.problems()[0].found, "(hidden)");
            hidden.problems()[0].remedy.clone()
        };
        let plain = "add the customer, or set `unknown_customers = \"add\"`";
        assert_eq!(hidden(plain), plain);
        assert_eq!(
            hidden(&format!("did you mean `C`2`? {plain}")),
            format!("did you mean (hidden)? {plain}")
        );
        assert_eq!(
            hidden(&format!("{plain}; did you mean `C2`?")),
            format!("{plain}; did you mean (hidden)?")
        );
    }
}
