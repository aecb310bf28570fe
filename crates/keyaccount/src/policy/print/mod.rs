//! A policy in words: numbered chapters and articles a company could issue, in Chinese or English.
//!
//! Everything is said from the values of a checked [`Policy`]; there is no second source. A chapter
//! has a file; its sentences stand in `words`, both languages side by side. Chapters are a tree
//! without form, which two writers make into text and into Markdown.

mod admission;
mod approval;
mod archive;
mod audit;
mod classes;
mod closing;
mod composite;
mod conditions;
mod credit;
mod curve;
mod draft;
mod duties;
mod general;
mod incident;
pub(crate) mod markdown;
mod numbers;
mod prospect;
mod retention;
mod terms;
#[cfg(test)]
mod tests;
mod text;
mod trade;
mod tree;
mod words;
mod wrap;

use core::fmt;

use self::draft::{References, Words};
use self::tree::{Chapter, SignatureLine};
use self::words::form;
use crate::labels::{self, Language};
use crate::policy::Policy;

/// A policy as a document to be read and signed: title, chapters of numbered articles, signatures.
///
/// Every number of the policy stands in it as it is, none is rounded; amounts name their currency,
/// shares are percentages. Two policies that differ in any value have different documents.
///
/// ```
/// use keyaccount::{Language, Policy};
/// let policy = Policy::shipped("standard").unwrap();
/// let printed = policy.document(Language::Chinese);
/// assert!(printed.to_text().contains("第一章　总则"));
/// assert!(printed.to_markdown().contains("## 第一章　总则"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedPolicy {
    language: Language,
    title: String,
    /// The title's other language.
    subtitle: Option<String>,
    fields: Vec<(String, String)>,
    chapters: Vec<Chapter>,
    signatures: Vec<SignatureLine>,
}

impl Policy {
    /// The whole policy in words.
    #[must_use]
    pub fn document(&self, language: Language) -> PrintedPolicy {
        let mut words = Words { policy: self, language, references: References::new() };
        // Articles refer to one another by numbers that are known when all are there.
        words.references = draft::number(&chapters(&words));
        let (title, subtitle) = title(&words);
        PrintedPolicy {
            language,
            title,
            subtitle,
            fields: fields(&words),
            chapters: chapters(&words),
            signatures: closing::signatures(&words),
        }
    }
}

impl PrintedPolicy {
    /// The language it is written in.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Plain text in lines of at most 100 columns, where a Chinese character takes two; only a table
    /// or a title of very long names is wider.
    #[must_use]
    pub fn to_text(&self) -> String {
        text::write(self)
    }

    /// Markdown (`CommonMark` with tables).
    #[must_use]
    pub fn to_markdown(&self) -> String {
        markdown::write(self)
    }

    const fn colon(&self) -> &'static str {
        match self.language {
            Language::English => ": ",
            Language::Chinese => "：",
        }
    }

    fn chapter_heading(&self, number: usize, title: &str) -> String {
        self.numbered(form::CHAPTER, number, title)
    }

    fn article_heading(&self, number: usize, title: &str) -> String {
        self.numbered(form::ARTICLE, number, title)
    }

    /// What stands before an item of a list.
    fn marker(&self, number: usize) -> String {
        self.numbered(form::ITEM, number, "")
    }

    fn numbered(&self, of: crate::labels::sentences::Sentence, number: usize, title: &str) -> String {
        let n = numbers::ordinal(number, self.language);
        of.fill(self.language, &[("n", &n), ("title", title)])
    }
}

impl fmt::Display for PrintedPolicy {
    /// The plain text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

/// In the order of the chain, from what was paid to what follows from the grade.
fn chapters(words: &Words<'_>) -> Vec<Chapter> {
    let mut chapters = vec![
        general::chapter(words),
        credit::chapter(words),
        trade::volume(words),
        trade::profit(words),
        prospect::chapter(words),
        composite::chapter(words),
        classes::value(words),
        classes::behaviour(words),
        classes::review(words),
    ];
    chapters.extend(admission::key_account(words));
    chapters.extend(admission::vip(words));
    chapters.extend(approval::chapter(words));
    chapters.extend(archive::chapter(words));
    chapters.extend(audit::chapter(words));
    chapters.extend(retention::chapter(words));
    chapters.extend(incident::chapter(words));
    chapters.extend(duties::chapter(words));
    chapters.push(closing::chapter(words));
    for chapter in &mut chapters {
        let clause = chapter.clause.take();
        chapter.clause = clause.map(|clause| words.say(form::CHAPTER_CLAUSE, &[("clause", &clause)]));
    }
    chapters
}

/// The title in the language of the document, and in the other if it is written as `English / 中文`.
fn title(words: &Words<'_>) -> (String, Option<String>) {
    let Some(title) = &words.policy.header().title else { return (words.word(form::TITLE), None) };
    let (own, other) = labels::title_in(title, words.language);
    (own.to_owned(), other.map(str::to_owned))
}

fn fields(words: &Words<'_>) -> Vec<(String, String)> {
    let header = words.policy.header();
    let effective = header.effective_from.map(|date| numbers::date(date, words.language));
    let fields = [
        (form::NUMBER, header.number.clone()),
        (form::VERSION, Some(header.version.clone())),
        (form::IN_FORCE, effective),
        (form::CURRENCY, Some(labels::currency::name(&header.currency, words.language))),
    ];
    fields.into_iter().filter_map(|(name, value)| Some((words.word(name), value?))).collect()
}
