//! Markdown: a heading for every chapter and article, a line for every paragraph.

use super::PrintedPolicy;
use super::text::visible;
use super::tree::{Article, Block};
use super::words::closing;

pub(super) fn write(policy: &PrintedPolicy) -> String {
    let mut out = Markdown(String::new());
    out.block(&format!("# {}", plain(&policy.title)));
    if let Some(subtitle) = &policy.subtitle {
        out.block(&line(subtitle));
    }
    let fields = policy.fields.iter();
    let fields = fields.map(|(name, value)| format!("- {name}{}{}", policy.colon(), plain(value)));
    out.block(&fields.collect::<Vec<_>>().join("\n"));
    let mut number = 0_usize;
    for (chapter, at) in policy.chapters.iter().zip(1_usize..) {
        out.block(&format!("## {}", plain(&policy.chapter_heading(at, &chapter.title))));
        if let Some(clause) = &chapter.clause {
            out.block(&line(clause));
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
                Block::Paragraph(text) => self.block(&line(text)),
                Block::List(items) => {
                    for (item, number) in items.iter().zip(1_usize..) {
                        self.block(&format!("{}{}", policy.marker(number), line(item)));
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

/// Text within a line in which nothing is markup: neither `CommonMark`, nor tables, links made of bare
/// addresses, or the formulas of notebooks.
pub(crate) fn plain(text: &str) -> String {
    let text = visible(text);
    let mut out = String::new();
    for (at, c) in text.char_indices() {
        let (before, after) = text.split_at_checked(at).unwrap_or_default();
        let is_markup = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' | '$' => true,
            ':' => after.starts_with("://"),
            '.' => ends_with_www(before),
            '@' => !before.ends_with(char::is_whitespace) && !before.is_empty(),
            _ => false,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The same where a line begins: it begins neither a list nor a rule, nor a block of code.
pub(crate) fn line(text: &str) -> String {
    let text = plain(text.trim_start());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(digits).unwrap_or_default();
    let mut following = rest.chars();
    let mark = following.next();
    let stands_apart = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let begins = match mark {
        Some('-' | '+') if number.is_empty() => {
            let next = following.next();
            stands_apart(next) || next == mark
        }
        Some('.' | ')') => !number.is_empty() && stands_apart(following.next()),
        _ => false,
    };
    if begins { format!("{number}\\{rest}") } else { text }
}

fn ends_with_www(text: &str) -> bool {
    let start = text.len().checked_sub(3);
    start.and_then(|start| text.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_within_a_line_is_markup() {
        let cases = [
            ("$x$ costs US$5", r"\$x\$ costs US\$5"),
            (r"\(x\)", r"\\(x\\)"),
            ("see https://a.example/b_c", r"see https\://a.example/b\_c"),
            ("WWW.example.com", r"WWW\.example.com"),
            ("lin@example.com", r"lin\@example.com"),
            ("![a](b) **c** ~~d~~ `e`", r"!\[a\](b) \*\*c\*\* \~\~d\~\~ \`e\`"),
            ("<b>|&amp;#", r"\<b\>\|\&amp;\#"),
            ("at 09:30: 1. of 3 - 2 + 1", "at 09:30: 1. of 3 - 2 + 1"),
        ];
        for (text, escaped) in cases {
            assert_eq!(plain(text), escaped);
        }
    }

    #[test]
    fn nothing_begins_a_list_a_rule_or_code() {
        let cases = [
            ("- Lin & Co", r"\- Lin \& Co"),
            ("-", r"\-"),
            ("---", r"\---"),
            ("+ 1", r"\+ 1"),
            ("1. FC", r"1\. FC"),
            ("12) x", r"12\) x"),
            ("2024.", r"2024\."),
            ("    indented", "indented"),
            ("# x", r"\# x"),
            ("> x", r"\> x"),
            ("-5 of 7", "-5 of 7"),
            ("1.5 of 7", "1.5 of 7"),
            (". x", ". x"),
            ("经销商", "经销商"),
            ("", ""),
        ];
        for (text, escaped) in cases {
            assert_eq!(line(text), escaped);
        }
    }
}
