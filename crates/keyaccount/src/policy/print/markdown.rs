//! Markdown: a heading for every chapter and article, a line for every paragraph.

use super::PrintedPolicy;
use super::text::visible;
use super::tree::{Article, Block};
use super::words::closing;

pub(super) fn write(policy: &PrintedPolicy) -> String {
    let mut out = Markdown(String::new());
    out.block(&format!("# {}", plain(&policy.title)));
    if let Some(subtitle) = &policy.subtitle {
        out.block(&plain(subtitle));
    }
    let fields = policy.fields.iter();
    let fields = fields.map(|(name, value)| format!("- {name}{}{}", policy.colon(), plain(value)));
    out.block(&fields.collect::<Vec<_>>().join("\n"));
    let mut number = 0_usize;
    for (chapter, at) in policy.chapters.iter().zip(1_usize..) {
        out.block(&format!("## {}", plain(&policy.chapter_heading(at, &chapter.title))));
        if let Some(clause) = &chapter.clause {
            out.block(&plain(clause));
        }
        for article in &chapter.articles {
            number = number.saturating_add(1);
            out.block(&format!("### {}", plain(&policy.article_heading(number, &article.title))));
            out.article(article, policy);
        }
    }
    out.signatures(policy);
    out.0
}

struct Markdown(String);

impl Markdown {
    fn block(&mut self, text: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn article(&mut self, article: &Article, policy: &PrintedPolicy) {
        for block in &article.blocks {
            match block {
                Block::Paragraph(text) => self.block(&plain(text)),
                Block::List(items) => {
                    for (item, number) in items.iter().zip(1_usize..) {
                        self.block(&format!("{}{}", policy.marker(number), plain(item)));
                    }
                }
                Block::Table { head, rows } => self.table(head, rows),
            }
        }
    }

    fn table(&mut self, head: &[String], rows: &[Vec<String>]) {
        let row = |cells: &[String]| {
            let cells: Vec<_> = cells.iter().map(|cell| plain(cell)).collect();
            format!("| {} |", cells.join(" | "))
        };
        let rule = vec!["---"; head.len()].join(" | ");
        let mut lines = vec![row(head), format!("| {rule} |")];
        lines.extend(rows.iter().map(|cells| row(cells)));
        self.block(&lines.join("\n"));
    }

    fn signatures(&mut self, policy: &PrintedPolicy) {
        let word = |of: crate::labels::sentences::Sentence| of.text(policy.language).to_owned();
        let head = [String::new(), word(closing::NAME), word(closing::SIGNED), word(closing::DATE)];
        let rows = policy.signatures.iter().map(|line| {
            let blank_if_none = |value: &Option<String>| value.clone().unwrap_or_default();
            vec![line.role.clone(), blank_if_none(&line.by), String::new(), blank_if_none(&line.on)]
        });
        self.table(&head, &rows.collect::<Vec<_>>());
    }
}

/// Text in which nothing is markup.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::new();
    for c in visible(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
