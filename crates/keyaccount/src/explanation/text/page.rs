//! Lines and tables of plain text, aligned where every digit has the same width.

use crate::error::harmless;
use crate::labels::sentences::Sentence;
use crate::labels::{Language, display_width};

/// What stands before every line of a section.
const INDENT: &str = "  ";

/// A text as it grows.
pub(super) struct Page {
    text: String,
    pub(super) language: Language,
    sections: usize,
}

impl Page {
    pub(super) const fn new(language: Language) -> Self {
        Self { text: String::new(), language, sections: 0 }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    /// A line at the margin.
    pub(super) fn title(&mut self, line: &str) {
        self.text.push_str(harmless(line).trim_end());
        self.text.push('\n');
    }

    pub(super) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A line of a section.
    pub(super) fn line(&mut self, line: &str) {
        self.title(&format!("{INDENT}{line}"));
    }

    /// A line of a list.
    pub(super) fn item(&mut self, line: &str) {
        let mark = match self.language {
            Language::English => "- ",
            Language::Chinese => "· ",
        };
        self.line(&format!("{mark}{line}"));
    }

    /// A sentence of a section.
    pub(super) fn say(&mut self, sentence: Sentence, values: &[(&str, &str)]) {
        self.line(&sentence.fill(self.language, values));
    }

    /// Begins a section without a number.
    pub(super) fn part(&mut self, sentence: Sentence) {
        self.blank();
        self.title(sentence.text(self.language));
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
        self.blank();
        self.title(&format!("{number}{heading}"));
    }

    /// A table: headings, rows, and a last row of totals under a rule of its own.
    pub(super) fn table(&mut self, columns: &[Column], rows: &[Vec<String>], total: Option<Vec<String>>) {
        let headings: Vec<String> =
            columns.iter().map(|column| column.heading.text(self.language).to_owned()).collect();
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
