//! What every chapter writes with: sentences in one language, numbers with their units, references.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::numbers;
use super::tree::{Chapter, Topic};
use super::words::form;
use crate::decimal::Score;
use crate::labels::Language;
use crate::labels::sentences::Sentence;
use crate::policy::{Band, Bands, Policy};

/// The numbers of chapters and articles by what the articles are about.
pub(super) type References = BTreeMap<Topic, (usize, usize)>;

/// The numbers that chapters and articles have from their order, articles counted through.
pub(super) fn number(chapters: &[Chapter]) -> References {
    let topics = (1_usize..)
        .zip(chapters)
        .flat_map(|(n, chapter)| chapter.articles.iter().map(move |article| (n, article.of)));
    (1_usize..).zip(topics).map(|(article, (chapter, of))| (of, (chapter, article))).collect()
}

/// A policy on its way into one language.
pub(super) struct Words<'p> {
    pub(super) policy: &'p Policy,
    pub(super) language: Language,
    pub(super) references: References,
}

impl Words<'_> {
    /// A sentence with its values.
    pub(super) fn say(&self, sentence: Sentence, values: &[(&str, &str)]) -> String {
        #[cfg(test)]
        for place in sentence.text(self.language).split('{').skip(1) {
            let name = place.split('}').next().unwrap_or_default();
            assert!(values.iter().any(|(of, _)| *of == name), "no value for {name}: {sentence:?}");
        }
        sentence.fill(self.language, values)
    }

    /// A heading or a word without values.
    pub(super) fn word(&self, sentence: Sentence) -> String {
        self.say(sentence, &[])
    }

    /// Sentences of one paragraph, those left out being empty.
    pub(super) fn join(&self, sentences: &[String]) -> String {
        let between = match self.language {
            Language::English => " ",
            Language::Chinese => "",
        };
        let said: Vec<&str> = sentences.iter().map(String::as_str).filter(|s| !s.is_empty()).collect();
        said.join(between)
    }

    /// Items of a list, punctuated as one sentence.
    pub(super) fn items(&self, items: Vec<String>) -> Vec<String> {
        let (between, end) = match self.language {
            Language::English => (";", "."),
            Language::Chinese => ("；", "。"),
        };
        let last = items.len().saturating_sub(1);
        let ended = |(at, item): (usize, String)| item + if at == last { end } else { between };
        items.into_iter().enumerate().map(ended).collect()
    }

    /// Items in which English needs its semicolons itself.
    pub(super) fn sentences(&self, items: Vec<String>) -> Vec<String> {
        match self.language {
            Language::English => items.into_iter().map(|item| item + ".").collect(),
            Language::Chinese => self.items(items),
        }
    }

    /// `a, b or c`; 甲、乙或丙.
    pub(super) fn either(&self, names: &[String]) -> String {
        self.series(names, form::OR)
    }

    /// `a, b and c`; 甲、乙和丙.
    pub(super) fn both(&self, names: &[String]) -> String {
        self.series(names, form::AND)
    }

    /// What stands between things listed.
    pub(super) const fn comma(&self) -> &'static str {
        match self.language {
            Language::English => ", ",
            Language::Chinese => "、",
        }
    }

    fn series(&self, names: &[String], conjunction: Sentence) -> String {
        let comma = self.comma();
        match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => {
                format!("{}{}{last}", rest.join(comma), self.word(conjunction))
            }
            _ => names.concat(),
        }
    }

    /// `Article 12`, 第十二条.
    pub(super) fn article(&self, of: Topic) -> String {
        // Without references yet, any number does: the text is made again with them.
        let number = self.references.get(&of).map_or(0, |(_, article)| *article);
        self.say(form::ARTICLE_REFERENCE, &[("n", &numbers::ordinal(number, self.language))])
    }

    /// Where the company's own policy says it, to be put behind what it says.
    pub(super) fn clause(&self, clause: Option<&str>) -> String {
        clause.map_or_else(String::new, |clause| self.say(form::CLAUSE, &[("clause", clause)]))
    }

    /// A column of clauses for the rows of a table, if any row has one.
    pub(super) fn with_clauses<'c>(
        &self,
        head: &mut Vec<String>,
        rows: &mut [Vec<String>],
        clauses: impl Iterator<Item = Option<&'c str>>,
    ) {
        let clauses: Vec<_> = clauses.collect();
        if clauses.iter().all(Option::is_none) {
            return;
        }
        head.push(self.word(form::CLAUSES));
        // A last row may be one that no rule of the policy stands for.
        for (row, clause) in rows.iter_mut().zip(clauses.into_iter().chain(core::iter::repeat(None))) {
            row.push(clause.unwrap_or_default().to_owned());
        }
    }

    pub(super) fn months(&self, n: u32) -> String {
        self.counted(n, form::MONTH, form::MONTHS)
    }

    pub(super) fn days(&self, n: u32) -> String {
        self.counted(n, form::DAY, form::DAYS)
    }

    pub(super) fn counted(&self, n: u32, one: Sentence, many: Sentence) -> String {
        self.say(if n == 1 { one } else { many }, &[("n", &numbers::digits(n.into()))])
    }

    pub(super) fn money(&self, amount: Decimal) -> String {
        numbers::money(amount, &self.policy.header().currency, self.language)
    }

    /// A name of the user's own, apart from the text around it.
    pub(super) fn quoted(&self, text: &str) -> String {
        self.say(form::QUOTED, &[("text", text)])
    }

    /// A grade by its name, A级 but “优”.
    pub(super) fn grade(&self, name: &str) -> String {
        let is_letter = name.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-'));
        self.say(if is_letter { form::GRADE } else { form::GRADE_NAMED }, &[("name", name)])
    }

    /// A grade behind a word that says it is one: C, but C级 in Chinese.
    pub(super) fn bare_grade(&self, name: &str) -> String {
        match self.language {
            Language::English => name.to_owned(),
            Language::Chinese => self.grade(name),
        }
    }

    pub(super) fn grade_of(&self, bands: &Bands, band: Band) -> String {
        self.grade(bands.name(band))
    }

    /// The head and the rows of a table of grades by score.
    pub(super) fn band_table(&self, bands: &Bands, head: [Sentence; 2]) -> (Vec<String>, Vec<Vec<String>>) {
        let mut better: Option<Score> = None;
        let rows = bands.iter().map(|(_, name, bound)| {
            let range =
                self.range(bound.to_decimal(), better.map(Score::to_decimal), true, &|n| self.points(n));
            better = Some(bound);
            vec![name.to_owned(), range]
        });
        let mut head = head.map(|of| self.word(of)).to_vec();
        let mut rows: Vec<_> = rows.collect();
        self.with_clauses(&mut head, &mut rows, bands.iter().map(|(band, ..)| bands.clause(band)));
        (head, rows)
    }

    /// A range of a table; `last` if everything below belongs to it too.
    pub(super) fn range(
        &self,
        low: Decimal,
        high: Option<Decimal>,
        is_scores: bool,
        unit: &dyn Fn(Decimal) -> String,
    ) -> String {
        let (lowest, low) = (is_scores && low.is_zero(), unit(low));
        match high.map(unit) {
            None if lowest => self.word(form::ANY),
            None => self.say(form::OR_MORE, &[("low", &low)]),
            Some(high) if lowest => self.say(form::BELOW, &[("high", &high)]),
            Some(high) => self.say(form::FROM_BELOW, &[("low", &low), ("high", &high)]),
        }
    }

    pub(super) fn points(&self, points: Decimal) -> String {
        let one = points == Decimal::ONE;
        self.say(if one { form::POINT } else { form::POINTS }, &[("n", &numbers::digits(points))])
    }
}
