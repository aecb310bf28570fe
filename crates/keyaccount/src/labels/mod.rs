//! What people read: headings, codes and sentences, in English and Chinese, in one place.
//!
//! Codes are looked up by the column they stand in, since one code may mean two things. A name of
//! the user's own (a dimension, a cap, a class, a grade) stays as it was written.

pub(crate) mod about;
pub(crate) mod admission;
pub(crate) mod approval;
pub(crate) mod archive;
mod audit;
pub(crate) mod backtest;
pub(crate) mod case;
pub(crate) mod codes;
mod columns;
pub(crate) mod composition;
pub(crate) mod currency;
pub(crate) mod disposal;
pub(crate) mod due;
mod duties;
pub(crate) mod incident;
pub(crate) mod leak;
pub(crate) mod log;
pub(crate) mod privacy;
mod problems;
pub(crate) mod remedies;
pub(crate) mod retention;
pub(crate) mod roles;
pub(crate) mod sentences;
pub(crate) mod verdict;
mod width;

use std::borrow::Cow;
use std::str::FromStr;

use core::fmt;

use serde::{Deserialize, Serialize};

pub use width::display_width;

use crate::error::{Problem, ProblemCode, quote};
use crate::reason::ReasonCode;
use crate::scoring::Unrated;

/// A language results can be read in. Stable names and codes are the same in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Language {
    /// `en`
    #[default]
    #[serde(rename = "en")]
    English,
    /// `zh`, simplified.
    #[serde(rename = "zh")]
    Chinese,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// `en` or `zh`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }

    /// What stands between the entries of a list.
    pub(crate) const fn separator(self) -> &'static str {
        match self {
            Self::English => "; ",
            Self::Chinese => "；",
        }
    }

    /// What stands between the parts of a sentence.
    pub(crate) const fn comma(self) -> &'static str {
        match self {
            Self::English => ", ",
            Self::Chinese => "，",
        }
    }

    /// What stands between things that are named one after another.
    pub(crate) const fn list_comma(self) -> &'static str {
        match self {
            Self::English => ", ",
            Self::Chinese => "、",
        }
    }

    /// What stands before what a sentence is about.
    pub(crate) const fn colon(self) -> &'static str {
        match self {
            Self::English => ": ",
            Self::Chinese => "：",
        }
    }

    /// A text in brackets, to be put behind another.
    pub(crate) fn brackets(self, text: &str) -> String {
        match self {
            Self::English => format!(" ({text})"),
            Self::Chinese => format!("（{text}）"),
        }
    }

    /// Things that happen together, in one clause.
    pub(crate) fn together(self, things: &[String]) -> String {
        match (self, things) {
            (Self::English, [first @ .., last]) if !first.is_empty() => {
                format!("{} and {last}", first.join(", "))
            }
            (Self::English, _) => things.concat(),
            (Self::Chinese, _) => things.join("，"),
        }
    }
}

/// A title in a language, and in the other one if it is written as `English / 中文`, in either order.
pub(crate) fn title_in(title: &str, language: Language) -> (&str, Option<&str>) {
    let is_own = |part: &str| {
        let chinese = part.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        chinese == (language == Language::Chinese)
    };
    match title.split_once(" / ") {
        Some((one, other)) if is_own(one) && !is_own(other) => (one, Some(other)),
        Some((one, other)) if is_own(other) && !is_own(one) => (other, Some(one)),
        _ => (title, None),
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Language {
    type Err = Problem;

    /// Reads `en` or `zh`; anything else, such as `EN` or `de`, is an unknown code.
    fn from_str(code: &str) -> Result<Self, Problem> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
            .ok_or_else(|| Problem::new(ProblemCode::UnknownCode, quote(code), "`en` or `zh`"))
    }
}

/// A code with its reading in both languages. One `{}` in all three stands for whatever a cell has in
/// its place, such as the days in `overdue_{}`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Label {
    pub(crate) code: &'static str,
    pub(crate) english: &'static str,
    pub(crate) chinese: &'static str,
}

impl Label {
    pub(crate) const fn new(code: &'static str, english: &'static str, chinese: &'static str) -> Self {
        Self { code, english, chinese }
    }

    pub(crate) const fn reading(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.english,
            Language::Chinese => self.chinese,
        }
    }

    /// The reading of a code, if it is this one.
    fn read(&self, code: &str, language: Language) -> Option<Cow<'static, str>> {
        let Some((before, after)) = self.code.split_once("{}") else {
            return (self.code == code).then_some(Cow::Borrowed(self.reading(language)));
        };
        let inside = code.strip_prefix(before)?.strip_suffix(after)?;
        Some(Cow::Owned(self.reading(language).replace("{}", inside)))
    }
}

/// The heading of a column: in English its stable name, in Chinese as written in the label table.
pub(crate) fn heading(column: &str, language: Language) -> &str {
    match language {
        Language::English => column,
        Language::Chinese => {
            columns::HEADINGS.iter().find(|(name, _)| *name == column).map_or(column, |(_, chinese)| chinese)
        }
    }
}

/// The heading of the score in a dimension of the user's own.
pub(crate) fn rating_heading(dimension: &str) -> String {
    format!("{}评分", sentences::dimension(dimension, Language::Chinese))
}

/// The codes of a cell, joined by `;`, as people read them.
pub(crate) fn read(column: &str, codes: &str, language: Language) -> String {
    let labels = codes::of_column(column);
    let readings: Vec<_> = codes.split(';').map(|code| read_one(labels, code, language)).collect();
    readings.join(language.separator())
}

/// Why a dimension or the composite has no score, as people read it.
pub(crate) fn unrated(reason: Unrated, language: Language) -> &'static str {
    ReasonCode::from(reason).reading(language)
}

fn read_one<'a>(labels: &[Label], code: &'a str, language: Language) -> Cow<'a, str> {
    labels.iter().find_map(|label| label.read(code, language)).unwrap_or(Cow::Borrowed(code))
}

#[cfg(test)]
mod tests;
