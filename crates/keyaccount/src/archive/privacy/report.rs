//! What was left out, and how much of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::archive::used::PolicyUsed;
use crate::labels::Language;
use crate::labels::privacy as words;
use crate::labels::sentences::Sentence;

/// What became of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrivacyReport {
    /// The policy it was done by.
    pub policy: PolicyUsed,
    /// Rows handed in.
    pub rows_in: u64,
    /// Rows left.
    pub rows_out: u64,
    /// What was left out, by reason and column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
    /// Of what was anonymised, how its groups are; `None` of what was de-identified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groups: Option<PrivacyGroups>,
}

/// The groups of rows that look alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrivacyGroups {
    /// The columns rows are told apart by.
    pub by: Vec<String>,
    /// The fewest people, and customers, a group may have; rows, where the table does not say whom they are
    /// about.
    pub k: u32,
    /// How many groups there are.
    pub count: u64,
    /// The people, or rows, of the smallest, at least k; 0 if there is no row.
    pub smallest: u64,
    /// Groups in which a column that is kept, such as the grade, has one value only: whoever knows that
    /// somebody is in such a group knows that value too.
    pub of_one_grade: u64,
    /// Whether there is such a group.
    pub may_still_identify: bool,
}

/// Something that was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    /// Why.
    pub reason: LeftOutReason,
    /// The column, `#3` if the third has no name; `None` where whole rows were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// How many cells, rows for a reason about rows.
    pub count: u64,
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident $code:literal $english:literal $chinese:literal,)+) => {
        /// Why something was left out. Stable codes in `snake_case`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum LeftOutReason { $($(#[$doc])* #[serde(rename = $code)] $name,)+ }

        impl LeftOutReason {
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

reasons! {
    /// A column the policy removes.
    ByPolicy "by_policy" "columns the policy removes" "制度规定删除的列",
    /// A column the policy does not list.
    NotListed "not_listed" "columns the policy does not list" "制度未列明的列",
    /// A name in a table without the id of whom its rows are about.
    NoSubject "no_subject" "names without the id of whom they belong to" "缺少所属人编号的名称",
    /// A cell that is not what its column should hold.
    Unreadable "unreadable" "cells that could not be read" "无法识别的内容",
    /// A cell of which too little would have been hidden.
    HidesTooLittle "hides_too_little" "cells of which too little would be hidden" "遮盖后仍可识别的内容",
    /// Rows of a group of fewer than k.
    SmallGroup "small_group" "rows of groups that are too small" "所在组人数过少的行",
}

impl LeftOutReason {
    /// The reason as people read it.
    #[must_use]
    pub const fn reading(self, language: Language) -> &'static str {
        self.sentence().text(language)
    }
}

/// Counts by reason and column, columns in their order in the table.
#[derive(Debug, Default)]
pub(super) struct Counts(BTreeMap<(LeftOutReason, usize), u64>);

impl Counts {
    pub(super) fn add(&mut self, reason: LeftOutReason, column: usize, count: u64) {
        let total = self.0.entry((reason, column)).or_default();
        *total = total.saturating_add(count);
    }

    pub(super) fn list(&self, columns: &[String]) -> Vec<LeftOut> {
        let left_out = |((reason, column), count): (&(LeftOutReason, usize), &u64)| LeftOut {
            reason: *reason,
            column: columns.get(*column).map(|name| named(name, *column)),
            count: *count,
        };
        self.0.iter().map(left_out).collect()
    }
}

/// A column without a name goes by its number.
fn named(name: &str, at: usize) -> String {
    if name.trim().is_empty() { format!("#{}", at.saturating_add(1)) } else { name.to_owned() }
}

impl PrivacyReport {
    /// What became of the table, as lines.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let fill = |sentence: Sentence, values: &[(&str, &str)]| sentence.fill(language, values);
        let (rows_in, rows_out) = (self.rows_in.to_string(), self.rows_out.to_string());
        let mut lines = vec![fill(words::ROWS, &[("in", &rows_in), ("out", &rows_out)])];
        for left_out in &self.left_out {
            let (what, count) = (left_out.reason.reading(language), left_out.count.to_string());
            let column = left_out.column.as_deref().unwrap_or_default();
            let sentence = if left_out.column.is_some() { words::LEFT_OUT_OF } else { words::LEFT_OUT };
            lines.push(fill(sentence, &[("what", what), ("column", column), ("count", &count)]));
        }
        if let Some(groups) = &self.groups {
            let numbers = [groups.count, groups.smallest, u64::from(groups.k), groups.of_one_grade];
            let [count, smallest, k, one] = numbers.map(|number| number.to_string());
            lines.push(fill(words::GROUPS, &[("count", &count), ("smallest", &smallest), ("k", &k)]));
            if groups.may_still_identify {
                lines.push(fill(words::MAY_STILL_IDENTIFY, &[("count", &one)]));
            }
        } else {
            lines.push(fill(words::STILL_PERSONAL, &[]));
        }
        lines.join("\n") + "\n"
    }
}
