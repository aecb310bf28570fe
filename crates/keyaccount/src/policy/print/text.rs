//! Plain text: lines of at most [`COLUMNS`], tables in columns.

use super::PrintedPolicy;
use super::tree::{Article, Block, Chapter, SignatureLine};
use super::words::closing;
use super::wrap::{width, wrapped};
use crate::labels::Language;

/// Fifty Chinese characters, or a long line of English.
const COLUMNS: usize = 100;
const INDENT: &str = "    ";
const LINE: &str = "________________";

pub(super) fn write(policy: &PrintedPolicy) -> String {
    let mut out = Text { out: String::new(), policy };
    out.centred(&policy.title);
    if let Some(subtitle) = &policy.subtitle {
        out.centred(subtitle);
    }
    out.gap(1);
    for (name, value) in &policy.fields {
        out.wrapped(&format!("{name}{}{value}", policy.colon()), INDENT, INDENT);
    }
    let mut number = 0_usize;
    for (chapter, at) in policy.chapters.iter().zip(1_usize..) {
        out.chapter(chapter, at, &mut number);
    }
    out.gap(2);
    for line in &policy.signatures {
        out.signature(line);
    }
    out.out
}

struct Text<'p> {
    out: String,
    policy: &'p PrintedPolicy,
}

impl Text<'_> {
    /// Ends what stands there and leaves so many lines empty.
    fn gap(&mut self, lines: usize) {
        self.out.truncate(self.out.trim_end_matches('\n').len());
        self.out.push('\n');
        self.out.extend(core::iter::repeat_n('\n', lines));
    }

    fn wrapped(&mut self, text: &str, first: &str, rest: &str) {
        wrapped(&mut self.out, &visible(text), first, rest, COLUMNS);
    }

    fn centred(&mut self, text: &str) {
        let text = visible(text);
        let left = COLUMNS.saturating_sub(width(&text)).midpoint(0);
        self.wrapped(&text, &" ".repeat(left), "");
    }

    fn chapter(&mut self, chapter: &Chapter, at: usize, number: &mut usize) {
        self.gap(2);
        self.centred(&self.policy.chapter_heading(at, &chapter.title));
        if let Some(clause) = &chapter.clause {
            self.centred(clause);
        }
        for article in &chapter.articles {
            *number = number.saturating_add(1);
            self.article(article, *number);
        }
    }

    fn article(&mut self, article: &Article, number: usize) {
        self.gap(1);
        self.wrapped(&self.policy.article_heading(number, &article.title), "", "");
        for block in &article.blocks {
            match block {
                Block::Paragraph(text) => self.paragraph(text),
                Block::List(items) => self.list(items),
                Block::Table { head, rows } => self.table(head, rows),
            }
        }
    }

    fn paragraph(&mut self, text: &str) {
        match self.policy.language {
            Language::English => self.wrapped(text, INDENT, INDENT),
            // The first line of a Chinese paragraph stands two characters in.
            Language::Chinese => self.wrapped(text, INDENT, ""),
        }
    }

    fn list(&mut self, items: &[String]) {
        for (item, number) in items.iter().zip(1_usize..) {
            let first = format!("{INDENT}{}", self.policy.marker(number));
            let rest = " ".repeat(width(&first));
            self.wrapped(item, &first, &rest);
        }
    }

    fn table(&mut self, head: &[String], rows: &[Vec<String>]) {
        let shown = |row: &[String]| row.iter().map(|cell| visible(cell)).collect::<Vec<_>>();
        let all: Vec<_> = core::iter::once(shown(head)).chain(rows.iter().map(|row| shown(row))).collect();
        let widths = (0..head.len())
            .map(|at| all.iter().filter_map(|row| row.get(at)).map(|cell| width(cell)).max().unwrap_or(0));
        let widths: Vec<_> = widths.collect();
        self.gap(1);
        for (at, row) in all.iter().enumerate() {
            self.row(row, &widths);
            if at == 0 {
                let rule: Vec<_> = widths.iter().map(|width| "-".repeat(*width)).collect();
                self.row(&rule, &widths);
            }
        }
        self.gap(1);
    }

    fn row(&mut self, cells: &[String], widths: &[usize]) {
        let mut line = String::from(INDENT);
        for (cell, of) in cells.iter().zip(widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(of.saturating_sub(width(cell)).saturating_add(4)));
        }
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    fn signature(&mut self, line: &SignatureLine) {
        let (language, colon) = (self.policy.language, self.policy.colon());
        let or_line = |value: &Option<String>| value.as_deref().map_or_else(|| LINE.to_owned(), visible);
        let (signed, date) = (closing::SIGNED.text(language), closing::DATE.text(language));
        let by = format!("{}{colon}{}", line.role, or_line(&line.by));
        let rest = format!("{signed}{colon}{LINE}    {date}{colon}{}", or_line(&line.on));
        let gap = " ".repeat(34_usize.saturating_sub(width(&by)).max(4));
        self.gap(1);
        self.wrapped(&format!("{by}{gap}{rest}"), INDENT, INDENT);
    }
}

/// Text in which nothing moves the cursor, ends a line or turns the direction of reading.
pub(super) fn visible(text: &str) -> String {
    let moves = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
    };
    text.chars().map(|c| if moves(c) { ' ' } else { c }).collect()
}
