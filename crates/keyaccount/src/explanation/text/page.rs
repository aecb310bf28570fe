//! Lines and tables of plain text, or of Markdown.

use crate::error::harmless;
use crate::labels::sentences::Sentence;
use crate::labels::{Language, display_width};
use crate::policy::print::markdown;

/// What stands before every line of a section.
const INDENT: &str = "  ";

/// What a page is written as.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Plain text, aligned where every digit has the same width.
    Text,
    /// `CommonMark` with tables.
    Markdown,
}

/// A text as it grows.
pub(super) struct Page {
    text: String,
    pub(super) language: Language,
    form: Form,
    sections: usize,
    /// Whether the last line was one of a list.
    in_list: bool,
}

impl Page {
    pub(super) const fn new(language: Language, form: Form) -> Self {
        Self { text: String::new(), language, form, sections: 0, in_list: false }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    /// What the page is about, its first line.
    pub(super) fn title(&mut self, line: &str) {
        match self.form {
            Form::Text => self.put("", line),
            Form::Markdown => self.block("# ", line),
        }
    }

    /// A line at the margin.
    pub(super) fn remark(&mut self, line: &str) {
        match self.form {
            Form::Text => self.put("", line),
            Form::Markdown => self.block("", line),
        }
    }

    pub(super) fn blank(&mut self) {
        // Every block of Markdown stands apart as it is.
        if self.form == Form::Text {
            self.text.push('\n');
        }
    }

    /// A line of a section.
    pub(super) fn line(&mut self, line: &str) {
        match self.form {
            Form::Text => self.put(INDENT, line),
            Form::Markdown => self.block("", line),
        }
    }

    /// A line of a list.
    pub(super) fn item(&mut self, line: &str) {
        if self.form == Form::Markdown {
            let goes_on = self.in_list;
            if !goes_on && !self.text.is_empty() {
                self.text.push('\n');
            }
            self.put("- ", line);
            self.in_list = true;
            return;
        }
        let mark = match self.language {
            Language::English => "- ",
            Language::Chinese => "· ",
        };
        self.line(&format!("{mark}{line}"));
    }

    /// A block of Markdown, an empty line after the one before.
    fn block(&mut self, mark: &str, line: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.put(mark, line);
    }

    /// A line in which nothing is markup, nor a control character.
    fn put(&mut self, mark: &str, line: &str) {
        self.in_list = false;
        self.text.push_str(mark);
        match self.form {
            Form::Text => self.text.push_str(harmless(line).trim_end()),
            // What stands behind the mark of a heading begins no list; behind that of a list it could.
            Form::Markdown if mark.starts_with('#') => self.text.push_str(markdown::plain(line).trim()),
            Form::Markdown => self.text.push_str(markdown::line(line).trim_end()),
        }
        self.text.push('\n');
    }

    /// A sentence of a section.
    pub(super) fn say(&mut self, sentence: Sentence, values: &[(&str, &str)]) {
        self.line(&sentence.fill(self.language, values));
    }

    /// Begins a section without a number.
    pub(super) fn part(&mut self, sentence: Sentence) {
        self.heading(sentence.text(self.language));
    }

    /// Begins a numbered section.
    pub(super) fn section(&mut self, heading: &str) {
        const CHINESE: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
        self.sections = self.sections.saturating_add(1);
        let number = match self.language {
            Language::English => format!("{}. ", self.sections),
            Language::Chinese => {
                let at = self.sections.saturating_sub(1);
                CHINESE.get(at).map_or_else(|| format!("{}、", self.sections), |n| format!("{n}、"))
            }
        };
        self.heading(&format!("{number}{heading}"));
    }

    fn heading(&mut self, heading: &str) {
        self.blank();
        match self.form {
            Form::Text => self.put("", heading),
            Form::Markdown => self.block("## ", heading),
        }
    }

    /// A table: headings, rows, and a last row of totals under a rule of its own.
    pub(super) fn table(&mut self, columns: &[Column], rows: &[Vec<String>], total: Option<Vec<String>>) {
        let headings: Vec<String> =
            columns.iter().map(|column| column.heading.text(self.language).to_owned()).collect();
        if self.form == Form::Markdown {
            let rows = rows.iter().chain(&total);
            return self.markdown_table(columns, &headings, rows);
        }
        let cells = |row: &Vec<String>| row.iter().map(|cell| harmless(cell)).collect::<Vec<_>>();
        let rows: Vec<Vec<String>> = rows.iter().map(cells).collect();
        let total = total.as_ref().map(cells);
        let mut widths: Vec<usize> = vec![0; columns.len()];
        for row in core::iter::once(&headings).chain(&rows).chain(&total) {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(display_width(cell));
            }
        }
        let gaps = columns.len().saturating_sub(1).saturating_mul(INDENT.len());
        let rule = "─".repeat(widths.iter().fold(gaps, |sum, width| sum.saturating_add(*width)));
        self.line(&aligned(columns, &widths, &headings));
        self.line(&rule);
        for row in &rows {
            self.line(&aligned(columns, &widths, row));
        }
        if let Some(total) = total {
            self.line(&rule);
            self.line(&aligned(columns, &widths, &total));
        }
    }
}

impl Page {
    fn markdown_table<'r>(
        &mut self,
        columns: &[Column],
        headings: &'r Vec<String>,
        rows: impl Iterator<Item = &'r Vec<String>>,
    ) {
        let rule = columns.iter().map(|column| if column.is_number { "--:" } else { ":--" });
        let rule = format!("| {} |\n", rule.collect::<Vec<_>>().join(" | "));
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        for (at, row) in core::iter::once(headings).chain(rows).enumerate() {
            let cells: Vec<_> = row.iter().map(|cell| markdown::plain(cell).trim().to_owned()).collect();
            self.text.push_str(&format!("| {} |\n", cells.join(" | ")));
            if at == 0 {
                self.text.push_str(&rule);
            }
        }
        self.in_list = false;
    }
}

/// A column of a table.
pub(super) struct Column {
    heading: Sentence,
    is_number: bool,
}

/// A column of text, which begins at the left.
pub(super) const fn text(heading: Sentence) -> Column {
    Column { heading, is_number: false }
}

/// A column of numbers, which end at the right.
pub(super) const fn number(heading: Sentence) -> Column {
    Column { heading, is_number: true }
}

fn aligned(columns: &[Column], widths: &[usize], cells: &[String]) -> String {
    let mut line = String::new();
    for (at, ((column, width), cell)) in columns.iter().zip(widths).zip(cells).enumerate() {
        let gap = " ".repeat(width.saturating_sub(display_width(cell)));
        if at > 0 {
            line.push_str(INDENT);
        }
        if column.is_number {
            line.push_str(&gap);
            line.push_str(cell);
        } else {
            line.push_str(cell);
            line.push_str(&gap);
        }
    }
    line
}
