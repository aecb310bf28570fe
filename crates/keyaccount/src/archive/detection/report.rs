//! What a search found.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::archive::log::is_zero;
use crate::archive::used::PolicyUsed;
use crate::ids::PersonId;
use crate::labels::Language;
use crate::labels::log as words;
use crate::labels::sentences::Sentence;
use crate::measure::{Bound, Measure};

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident $code:literal $english:literal $chinese:literal,)+) => {
        /// A rule of `[archive.log]`. Stable codes in `snake_case`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum LogRule { $($(#[$doc])* #[serde(rename = $code)] $name,)+ }

        impl LogRule {
            /// Every rule there is.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable code, the rule's key in the policy.
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

rules! {
    /// One person refused again and again.
    RepeatedDenials "repeated_denials" "refused again and again" "多次被拒绝",
    /// Done without a grant in force.
    NoLiveGrant "no_live_grant" "done without a grant in force" "没有有效的批准",
    /// Files of many customers seen in a day.
    ManyCustomers "many_customers" "saw the files of many customers in a day" "一日内查阅多户档案",
    /// An export.
    Export "export" "exported or copied" "导出、复制",
    /// At night.
    Night "night" "done at night" "夜间使用",
    /// Without a non-disclosure agreement in force.
    LapsedNda "lapsed_nda" "done without a non-disclosure agreement in force" "保密协议未签订或已失效",
}

impl LogRule {
    /// The rule as people read it.
    #[must_use]
    pub const fn reading(self, language: Language) -> &'static str {
        self.sentence().text(language)
    }
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogFindings {
    /// The policy whose rules were searched by.
    pub policy: PolicyUsed,
    /// The findings, in the order in which they began to be one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<LogFinding>,
    /// How many more entries were found by a rule; 10,000 findings are listed.
    pub left_out: u64,
    /// Rules that could not be judged of every entry, since a register or the rules of access were not there,
    /// or since more than a million denials or customers would have had to be kept in mind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unjudged: Vec<LogRule>,
    /// Entries that were decided under another policy than the one they were held against.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub other_policy: u64,
}

/// Entries that a rule found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogFinding {
    /// The rule.
    pub rule: LogRule,
    /// Where the written policy says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// Who.
    pub actor: PersonId,
    /// The time of the first entry.
    pub from: NaiveDateTime,
    /// The time of the last entry.
    pub to: NaiveDateTime,
    /// How many entries.
    pub entries: u64,
    /// Their lines in the file, the first 20 of them.
    pub lines: Vec<u64>,
    /// What was found: how many denials or customers, the time of the first entry at night, the grant that was
    /// named, the day the last agreement ended; `None` where there is nothing to say or there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual: Option<Measure>,
    /// What it would have to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<Bound>,
}

impl LogFinding {
    /// What was found, in one clause without a full stop.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let lines: Vec<_> = self.lines.iter().map(u64::to_string).collect();
        let lines = lines.join(language.list_comma());
        let more = self.entries > self.lines.len() as u64;
        let values = [
            ("rule", self.rule.reading(language)),
            ("actor", self.actor.as_str()),
            ("from", &self.from.to_string()),
            ("to", &self.to.to_string()),
            ("entries", &self.entries.to_string()),
            ("lines", &lines),
            ("more", if more { "…" } else { "" }),
        ];
        let mut said =
            if self.entries == 1 { words::FOUND_ONE } else { words::FOUND }.fill(language, &values);
        let fill = |sentence: Sentence, value: &str| sentence.fill(language, &[("value", value)]);
        let details: Vec<_> = [
            self.actual.as_ref().map(|actual| fill(words::ACTUAL, &actual.words(language))),
            self.required.as_ref().map(|required| fill(words::REQUIRED, &required.words(language))),
            self.clause.as_deref().map(|clause| fill(words::CLAUSE, clause)),
        ]
        .into_iter()
        .flatten()
        .collect();
        if !details.is_empty() {
            said.push_str(&language.brackets(&details.join(language.comma())));
        }
        said
    }
}

impl LogFindings {
    /// Whether every rule was judged of every entry under the policy it was decided by, and nothing was found.
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        self.findings.is_empty() && self.left_out == 0 && self.unjudged.is_empty() && self.other_policy == 0
    }

    /// What was found, one finding a line.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let fill = |sentence: Sentence, value: &str| sentence.fill(language, &[("value", value)]);
        let mut lines: Vec<_> = self.findings.iter().map(|finding| finding.sentence(language)).collect();
        if self.findings.is_empty() {
            lines.push(words::NOTHING_FOUND.text(language).to_owned());
        }
        if self.left_out > 0 {
            lines.push(fill(words::MORE_FOUND, &self.left_out.to_string()));
        }
        lines.extend(self.unjudged.iter().map(|rule| fill(words::UNJUDGED, rule.reading(language))));
        match self.other_policy {
            0 => {}
            1 => lines.push(words::OTHER_POLICY_ONE.text(language).to_owned()),
            more => lines.push(fill(words::OTHER_POLICY, &more.to_string())),
        }
        lines.join("\n") + "\n"
    }
}
