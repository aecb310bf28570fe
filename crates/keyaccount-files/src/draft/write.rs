//! The text of a draft.

use std::fmt::Write;

use chrono::NaiveDate;
use keyaccount::book::Table;
use keyaccount::quote;

use super::relations::Relations;
use super::section::{Line, Section};
use super::sheet::Sheet;
use super::{UnusedFile, counted, synonyms, toml};

/// What a draft is written from.
pub(super) struct Parts<'a> {
    pub(super) sections: &'a [Section],
    pub(super) sheets: &'a [Sheet],
    pub(super) unused: &'a [UnusedFile],
    pub(super) missing: &'a [String],
    pub(super) relations: &'a Relations,
    /// The earliest day of business.
    pub(super) earliest: Option<NaiveDate>,
}

/// How far evidence stands from the margin, if the line leaves room.
const MARGIN: usize = 44;

/// The widest line of a comment.
const WIDTH: usize = 110;

/// The whole text.
pub(super) fn text(parts: &Parts<'_>) -> String {
    let mut out = Page(String::new());
    out.comment("A draft of how these files are read. Everything here was guessed from the files; what speaks for a guess stands beside it, and what may well be wrong is marked CHECK.");
    if !parts.missing.is_empty() {
        out.line("#");
        out.line("# What is missing:");
        parts.missing.iter().for_each(|sentence| out.item(sentence));
    }
    if !parts.unused.is_empty() {
        out.line("#");
        out.line("# Files that feed no table:");
        for file in parts.unused {
            out.item(&format!("{}: {}.", quote(&file.file), file.why));
        }
    }
    if parts.sections.is_empty() {
        return out.0;
    }
    out.line("");
    parts.relations.checks.iter().for_each(|check| out.check(check));
    parts.relations.keys.iter().for_each(|line| out.key(line));
    if let Some(earliest) = parts.earliest {
        let why = "the earliest date seen: state it if there was business before the export begins";
        out.key(&Line::commented("history_from", earliest.to_string(), why));
    }
    for section in parts.sections {
        if let Some(sheet) = parts.sheets.get(section.sheet) {
            write_section(&mut out, section, sheet);
        }
    }
    propose_reasons(&mut out, parts);
    out.0
}

/// A column of disputes may excuse delays: only somebody who knows them can say so.
fn propose_reasons(out: &mut Page, parts: &Parts<'_>) {
    let invoices = parts.sections.iter().find(|section| section.table == Table::Invoices);
    let Some((invoices, sheet)) =
        invoices.and_then(|section| Some((section, parts.sheets.get(section.sheet)?)))
    else {
        return;
    };
    let has_reasons = parts.sections.iter().any(|section| section.table == Table::DelayReasons);
    let Some(column) = sheet.column_named(synonyms::DISPUTES).filter(|_| !has_reasons) else { return };
    let is_yes = |text: &str| ["yes", "y", "true", "1", "是", "有"].contains(&text.to_lowercase().as_str());
    let Some((yes, count)) = sheet.profile(column).common().into_iter().find(|(text, _)| is_yes(text)) else {
        return;
    };
    let Some(id) = invoices.fit.pick("invoice_id") else { return };
    let name = sheet.name(column);
    out.line("");
    out.comment(&format!(
        "{} marks {} invoices. Where a dispute is documented, approved and the seller's fault, it excuses the delay; if that holds for all of them, take these lines in and say who approved it:",
        quote(name),
        counted(count)
    ));
    let mut proposed = Page(String::new());
    proposed.line("[delay_reasons]");
    proposed.key(&Line::new("file", toml::text(&sheet.file), ""));
    form(&mut proposed, sheet);
    let layout =
        |line: &&Line| matches!(line.key.as_str(), "header_row" | "header_rows" | "fill_down" | "skip_where");
    invoices.keys.iter().filter(layout).for_each(|line| proposed.key(line));
    proposed.line(&format!("where = {{ {} = {} }}", toml::text(name), toml::text(yes)));
    proposed.line("constants = { kind = \"seller_quality_dispute\", days_excused = \"all\", documented = \"yes\", approved_by = \"…\" }");
    proposed.line("");
    proposed.line("[delay_reasons.columns]");
    proposed.line(&format!("invoice_id = {}", toml::text(sheet.name(id.column))));
    proposed.0.lines().for_each(|line| out.line(format!("# {line}").trim_end()));
}

fn write_section(out: &mut Page, section: &Section, sheet: &Sheet) {
    let name = section.table.name();
    out.line("");
    out.line(&format!("[{name}]"));
    let rows = if sheet.cut {
        format!("the first {} rows were looked at", counted(sheet.rows.len()))
    } else {
        format!("{} rows", counted(sheet.rows.len()))
    };
    out.key(&Line::new(
        "file",
        toml::text(&sheet.file),
        format!("{rows}, {} columns", counted(sheet.names.len())),
    ));
    form(out, sheet);
    section.keys.iter().for_each(|line| out.key(line));
    section.checks.iter().for_each(|check| out.check(check));
    section.remarks.iter().for_each(|remark| out.comment(remark));
    out.line("");
    out.line(&format!("[{name}.columns]"));
    section.columns.iter().for_each(|line| out.key(line));
    for (column, lines) in &section.values {
        out.line("");
        out.line(&format!("[{name}.values.{column}]"));
        lines.iter().for_each(|line| out.key(line));
    }
}

/// Where in its file a sheet is, and how the file is written.
fn form(out: &mut Page, sheet: &Sheet) {
    if let Some(name) = &sheet.sheet {
        out.key(&Line::new("sheet", toml::text(name), ""));
    }
    let written = sheet.written;
    if written.encoding != encoding_rs::UTF_8 {
        let label = written.encoding.name().to_ascii_lowercase();
        out.key(&Line::new("encoding", toml::text(&label), written.evidence));
    }
    if written.delimiter != b',' {
        let delimiter = char::from(written.delimiter).to_string();
        out.key(&Line::new(
            "delimiter",
            toml::text(&delimiter),
            "most rows have the same number of cells by it",
        ));
    }
}

/// A text under construction.
struct Page(String);

impl Page {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    /// A comment, broken into lines.
    fn comment(&mut self, text: &str) {
        self.wrapped("# ", "# ", text);
    }

    fn item(&mut self, text: &str) {
        self.wrapped("# - ", "#   ", text);
    }

    fn check(&mut self, text: &str) {
        self.wrapped("# CHECK: ", "#   ", text);
    }

    fn wrapped(&mut self, first: &str, then: &str, text: &str) {
        let text = toml::comment(text);
        let mut line = first.to_owned();
        let mut is_fresh = true;
        for word in text.split(' ') {
            if !is_fresh && line.chars().count().saturating_add(word.chars().count()) >= WIDTH {
                self.line(line.trim_end());
                line = then.to_owned();
                is_fresh = true;
            }
            if !is_fresh {
                line.push(' ');
            }
            line.push_str(word);
            is_fresh = false;
        }
        self.line(line.trim_end());
    }

    /// A key with its evidence behind it, or above it where there is no room.
    fn key(&mut self, line: &Line) {
        let mark = if line.is_comment { "# " } else { "" };
        let written = format!("{mark}{} = {}", line.key, line.value);
        let evidence = toml::comment(&line.evidence);
        let width = written.chars().count();
        if evidence.is_empty() {
            self.line(&written);
        } else if width.max(MARGIN).saturating_add(evidence.chars().count()) < WIDTH {
            let mut padded = String::new();
            let _ =
                write!(padded, "{written}{}# {evidence}", " ".repeat(MARGIN.saturating_sub(width).max(2)));
            self.line(&padded);
        } else {
            self.comment(&evidence);
            self.line(&written);
        }
    }
}
