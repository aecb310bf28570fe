//! What verifying a log found.

use serde::{Deserialize, Serialize};

use super::head::LogHead;
use crate::labels::Language;
use crate::labels::log as words;
use crate::labels::sentences::Sentence;

/// Whether a log is what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogIntegrity {
    /// `intact`: everything up to the checkpoint is what it was.
    Intact,
    /// `unanchored`: nothing inside was changed, but there was no checkpoint of any of its lines, so that
    /// neither a tail that was cut off nor a log that was written anew would show.
    Unanchored,
    /// `altered`: something was changed, put in or taken out.
    Altered,
}

impl LogIntegrity {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::Intact, Self::Unanchored, Self::Altered];

    /// `intact`, `unanchored` or `altered`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Intact => "intact",
            Self::Unanchored => "unanchored",
            Self::Altered => "altered",
        }
    }
}

/// What verifying a log found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogVerification {
    /// What it comes to.
    pub outcome: LogIntegrity,
    /// Entries read, opening lines not counted; of an altered log those before the alteration.
    pub entries: u64,
    /// Lines of earlier segments, which are not in this file and of which nothing is said.
    pub lines_before: u64,
    /// Where the log stands; of an altered log, where it stood before the first altered line. With it, a
    /// log that was not altered goes on.
    pub head: LogHead,
    /// The line of the log at which the checkpoint was taken, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checkpoint: Option<u64>,
    /// Lines of this file after the checkpoint, or all where there was none: they follow from one another,
    /// but whether there were more, or others, cannot be told.
    pub unanchored: u64,
    /// The first line that is not what it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_altered: Option<LogAlteration>,
}

/// The first line that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogAlteration {
    /// Its line in the file, from 1.
    pub line: u64,
    /// What differs.
    pub difference: LogDifference,
    /// What was found, where it is a value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// What should have been found, where it is a value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
}

macro_rules! differences {
    ($($(#[$doc:meta])* $name:ident $code:literal $english:literal $chinese:literal,)+) => {
        /// In what a line of a log differs from what it was. Stable codes in `snake_case`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum LogDifference { $($(#[$doc])* #[serde(rename = $code)] $name,)+ }

        impl LogDifference {
            /// Every code there is.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            const fn sentence(self) -> Sentence {
                match self { $(Self::$name => Sentence::new($english, $chinese),)+ }
            }
        }
    };
}

differences! {
    /// There is no line that opens the log, or it is not the first.
    NoOpening "no_opening" "the log does not begin with the line that opens it" "缺少日志起始行",
    /// A form newer than this library.
    FormTooNew "form_too_new" "the log is of a newer form than this version of keyaccount reads"
        "日志格式较新，当前版本无法读取",
    /// It is no line of a log at all.
    Unreadable "unreadable" "it cannot be read as a line of a log" "无法识别为日志记录",
    /// It can be read, but is written otherwise than entries are.
    NotCanonical "not_canonical" "it is not written the way entries are written" "书写形式与日志记录不符",
    /// A value that no entry has.
    BadValue "bad_value" "it holds a value that no entry can have" "含有日志记录不可能出现的值",
    /// More bytes than a line may have.
    TooLong "too_long" "it is longer than any entry" "长度超过日志记录的上限",
    /// The last line has no end.
    Unfinished "unfinished" "it breaks off before its end" "记录未写完",
    /// What follows was written after another line than this one.
    Content "content"
        "it is not the line that the next one was written after: it was changed, or lines behind it were taken out"
        "后一行并非接续本行写入：本行已被改动，或其后有记录被删除",
    /// It follows neither from the line before nor does what comes next follow from it.
    Chain "chain" "it does not follow from the line before: it was changed, moved or put in"
        "与前一行不相接续：本行被改动、移动或系插入",
    /// Earlier than the line before.
    Time "time" "it is earlier than the line before" "时间早于前一行",
    /// An opening line that counts otherwise.
    Count "count" "it says another number of lines before it" "所载已有行数不符",
    /// Not the line the checkpoint was taken at.
    Checkpoint "checkpoint" "it is not the line at which the checkpoint was taken" "与检查点所载的记录不符",
    /// The log ends before the checkpoint.
    Missing "missing" "it is missing: the log ends before the checkpoint" "记录缺失：日志在检查点之前即告终止",
    /// The segment begins later than the checkpoint that should seal the one before.
    Gap "gap" "the log goes on later than the checkpoint: lines between them are missing"
        "日志起点晚于检查点，其间记录缺失",
}

impl LogDifference {
    /// What differs, in one clause without a full stop.
    #[must_use]
    pub const fn reading(self, language: Language) -> &'static str {
        self.sentence().text(language)
    }
}

impl LogVerification {
    /// Whether nothing was found to be altered.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.outcome != LogIntegrity::Altered
    }

    /// What was found, as sentences.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let fill = |sentence: Sentence, values: &[(&str, &str)]| sentence.fill(language, values);
        let in_file = self.head.count.saturating_sub(self.lines_before);
        let (entries, lines) = (self.entries.to_string(), in_file.to_string());
        if let Some(altered) = &self.first_altered {
            return altered.text(language);
        }
        let checkpoint = self.checkpoint.unwrap_or_default().to_string();
        let (after, before) = (self.unanchored.to_string(), self.lines_before.to_string());
        let values = [
            ("entries", entries.as_str()),
            ("lines", &lines),
            ("head", &self.head.head),
            ("checkpoint", &checkpoint),
            ("after", &after),
            ("before", &before),
        ];
        let sentences: &[Sentence] = match (self.outcome, self.checkpoint, self.unanchored) {
            (LogIntegrity::Unanchored, None, _) => &[words::UNCHANGED, words::UNANCHORED],
            (LogIntegrity::Unanchored, Some(_), _) => &[words::UNCHANGED, words::GOES_ON],
            (_, _, 0) => &[words::INTACT],
            (_, _, 1) => &[words::INTACT_TO, words::ONE_AFTER],
            _ => &[words::INTACT_TO, words::AFTER],
        };
        let mut said: String = sentences.iter().map(|sentence| fill(*sentence, &values)).collect();
        if self.lines_before > 0 {
            said.push_str(&fill(words::BEFORE, &values));
        }
        said
    }
}

impl LogAlteration {
    /// What differs and where, as a sentence.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let line = self.line.to_string();
        let mut values = vec![("line", line.as_str()), ("what", self.difference.reading(language))];
        match (&self.found, &self.expected) {
            (Some(found), Some(expected)) => {
                values.extend([("found", found.as_str()), ("expected", expected)]);
                words::ALTERED_VALUES.fill(language, &values)
            }
            _ => words::ALTERED.fill(language, &values),
        }
    }
}
