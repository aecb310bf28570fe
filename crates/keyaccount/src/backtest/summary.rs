//! The summary of a back-test, to be read aloud, in English and Chinese.

use rust_decimal::Decimal;

use super::groups::{GroupedBy, GroupedOutcomes, OutcomeGroup};
use super::measures::{MeasureBacktest, Relation};
use super::outcomes::OutcomeKind;
use super::pairs::Pairs;
use super::{Backtest, OutcomeCounts};
use crate::decimal::{Exact, percent};
use crate::labels::sentences::Sentence;
use crate::labels::{self, Language, backtest as say};

impl Backtest {
    /// What the back-test found, in whole sentences, a line for each. Codes stand only where the user
    /// needs them.
    #[must_use]
    pub fn summary(&self, language: Language) -> String {
        let mut out = Summary { text: String::new(), language };
        let (name, version) = (&self.stamp.policy_name, &self.stamp.policy_version);
        let day = self.stamp.as_of.to_string();
        out.line(say::TITLE, &[("name", name), ("version", version), ("day", &day)]);
        out.blank();
        out.counts(&self.outcomes, &day);
        for measure in &self.measures {
            out.measure(measure, self.outcomes.kind);
        }
        for proposal in &self.proposals {
            out.proposal(proposal, self.outcomes.kind);
        }
        out.text
    }
}

/// A summary being written.
pub(super) struct Summary {
    pub(super) text: String,
    pub(super) language: Language,
}

impl Summary {
    pub(super) fn line(&mut self, sentence: Sentence, values: &[(&str, &str)]) {
        let filled = sentence.fill(self.language, values);
        self.text.push_str(&filled);
        self.blank();
    }

    pub(super) fn blank(&mut self) {
        self.text.push('\n');
    }

    pub(super) fn customers(&self, count: u64) -> String {
        match (self.language, count) {
            (Language::English, 1) => "1 customer".to_owned(),
            (Language::English, _) => format!("{count} customers"),
            (Language::Chinese, _) => format!("{count}位客户"),
        }
    }

    fn rows(&self, count: u64) -> String {
        match (self.language, count) {
            (Language::English, 1) => "1 row".to_owned(),
            (Language::English, _) => format!("{count} rows"),
            (Language::Chinese, _) => format!("{count}行"),
        }
    }

    pub(super) fn payments(&self, count: u64) -> String {
        match (self.language, count) {
            (Language::English, 1) => "1 payment".to_owned(),
            (Language::English, _) => format!("{count} payments"),
            (Language::Chinese, _) => format!("{count}笔付款"),
        }
    }

    /// A number of customers after a word that says who is counted.
    fn people(&self, count: u64) -> String {
        match self.language {
            Language::English => count.to_string(),
            Language::Chinese => format!("{count}位"),
        }
    }

    fn counts(&mut self, counts: &OutcomeCounts, day: &str) {
        let kind = match counts.kind {
            OutcomeKind::Bad => say::BAD_IS_YES,
            OutcomeKind::Good => say::GOOD_IS_YES,
            OutcomeKind::HigherIsWorse => say::HIGHER_IS_WORSE,
            OutcomeKind::HigherIsBetter => say::HIGHER_IS_BETTER,
        };
        self.line(kind, &[]);
        self.line(say::ROWS, &[("rows", &self.rows(counts.rows))]);
        if counts.unknown_customers > 0 {
            self.line(say::UNKNOWN_CUSTOMERS, &[("rows", &self.rows(counts.unknown_customers))]);
        }
        if counts.not_after > 0 {
            self.line(say::NOT_AFTER, &[("rows", &self.rows(counts.not_after)), ("day", day)]);
        }
        let (customers, known) = (self.customers(counts.customers), self.people(counts.known));
        let (blank, none) = (self.people(counts.blank), self.people(counts.without_outcome));
        self.line(
            say::CUSTOMERS,
            &[("customers", &customers), ("known", &known), ("blank", &blank), ("none", &none)],
        );
        if let (Some(bad), Some(rate)) = (counts.bad, counts.bad_rate) {
            let (bad, rate) = (self.people(bad), rate.to_string());
            self.line(say::TURNED_OUT_BADLY, &[("bad", &bad), ("known", &known), ("rate", &rate)]);
        }
        if let Some(mean) = counts.mean {
            self.line(say::MEAN_OUTCOME, &[("mean", &plain(mean))]);
        }
        let used = counts.rows.saturating_sub(counts.not_after);
        let caution = if used == 0 {
            return;
        } else if counts.undated == 0 {
            say::ALL_DATED
        } else if counts.undated == used {
            say::NONE_DATED
        } else {
            say::SOME_UNDATED
        };
        self.line(caution, &[("day", day), ("rows", &self.rows(counts.undated))]);
    }

    fn measure(&mut self, measure: &MeasureBacktest, kind: OutcomeKind) {
        // The prospect score of a book without new customers is no news.
        if measure.relation == Relation::Nobody && measure.measure == "prospect" {
            return;
        }
        self.blank();
        let name = self.heading(&measure.measure);
        let customers = self.customers(measure.customers);
        self.line(say::MEASURE, &[("measure", &name), ("customers", &customers)]);
        if measure.without_score > 0 && measure.measure != "prospect" {
            self.line(say::WITHOUT_SCORE, &[("customers", &self.customers(measure.without_score))]);
        }
        if let (Some(auc), Some(percent)) = (measure.auc, in_percent(&measure.pairs))
            && measure.relation != Relation::OneScore
        {
            let sentence = if kind.is_yes_no() { say::AUC } else { say::CONCORDANCE };
            self.line(sentence, &[("auc", &auc.to_string()), ("percent", &percent)]);
        }
        if let Some(correlation) = measure.rank_correlation {
            self.line(say::RANK_CORRELATION, &[("correlation", &correlation.to_string())]);
        }
        let said = match measure.relation {
            Relation::Agrees => say::AGREES,
            Relation::NotShown => say::NOT_SHOWN,
            Relation::Contrary => say::CONTRARY,
            Relation::Nobody => say::NOBODY,
            Relation::OneScore => say::ONE_SCORE,
            Relation::OneOutcome => alike(measure, kind),
        };
        self.line(said, &[]);
        let of = |by| measure.groups.iter().find(|grouped| grouped.by == by);
        match (of(GroupedBy::Band), of(GroupedBy::Grade)) {
            (Some(band), Some(grade)) if band.groups == grade.groups => {
                self.groups(band, say::BY_BAND_AND_GRADE);
            }
            (band, grade) => {
                band.into_iter().for_each(|band| self.groups(band, say::BY_BAND));
                grade.into_iter().for_each(|grade| self.groups(grade, say::BY_GRADE));
            }
        }
        if let Some(tenths) = of(GroupedBy::Tenth) {
            self.groups(tenths, if kind.is_yes_no() { say::BY_TENTH } else { say::MEAN_BY_TENTH });
        }
    }

    fn groups(&mut self, grouped: &GroupedOutcomes, heading: Sentence) {
        self.line(heading, &[]);
        let is_tenths = grouped.by == GroupedBy::Tenth;
        let groups: Vec<_> = grouped.groups.iter().map(|group| self.group(group, is_tenths)).collect();
        // Ten figures are read in a row.
        let between = if is_tenths { self.language.separator() } else { "\n  " };
        self.text.push_str("  ");
        self.text.push_str(&groups.join(between));
        self.blank();
        let steps = grouped.groups.len().saturating_sub(1);
        if steps == 0 {
        } else if grouped.inversions.is_empty() {
            self.line(say::MONOTONE, &[]);
        } else if is_tenths {
            let beyond = grouped.inversions.iter().filter(|inversion| inversion.beyond_chance).count();
            let (inverted, beyond) = (grouped.inversions.len().to_string(), beyond.to_string());
            let values = [("inverted", &*inverted), ("steps", &*steps.to_string()), ("beyond", &*beyond)];
            self.line(say::TENTHS_INVERTED, &values);
        } else {
            for inversion in &grouped.inversions {
                let said = if inversion.beyond_chance { say::INVERTED_BEYOND_CHANCE } else { say::INVERTED };
                self.line(said, &[("worse", &inversion.worse), ("better", &inversion.better)]);
            }
        }
    }

    fn group(&self, group: &OutcomeGroup, is_tenth: bool) -> String {
        let customers = self.customers(group.customers);
        let bad = group.bad.map(|bad| self.people(bad)).unwrap_or_default();
        let rate = group.bad_rate.map(|rate| rate.to_string()).unwrap_or_default();
        let mean = group.mean.map(plain).unwrap_or_default();
        let sentence = match (group.bad.is_some(), is_tenth) {
            (true, true) => say::TENTH_BAD,
            (true, false) => say::GROUP_BAD,
            (false, true) => say::TENTH_MEAN,
            (false, false) => say::GROUP_MEAN,
        };
        let values = [("group", &group.name), ("customers", &customers), ("bad", &bad), ("rate", &rate)];
        let values = values.into_iter().chain([("mean", &mean)]).map(|(name, value)| (name, value.as_str()));
        sentence.fill(self.language, &values.collect::<Vec<_>>())
    }

    /// The name of a score at the start of a line; a name of the user's own stays as it was written.
    fn heading(&self, measure: &str) -> String {
        let name = labels::read("measure", measure, self.language);
        let mut letters = name.chars();
        match letters.next() {
            Some(first) if name != measure => first.to_uppercase().chain(letters).collect(),
            _ => name,
        }
    }
}

/// Why no outcome differs from another.
fn alike(measure: &MeasureBacktest, kind: OutcomeKind) -> Sentence {
    let bad = measure.groups.iter().flat_map(|grouped| &grouped.groups).find_map(|group| group.bad);
    match bad {
        Some(0) => say::ALL_WELL,
        Some(_) if kind.is_yes_no() => say::ALL_BADLY,
        _ => say::ALL_EQUAL,
    }
}

fn in_percent(pairs: &Pairs) -> Option<String> {
    let (part, whole) = pairs.fraction()?;
    let [part, whole] = [part, whole].map(|n| i128::try_from(n).ok().map(|n| Exact::new(n, 0)));
    percent(part?, whole?).map(|percent| percent.to_string())
}

/// The fewest digits that say the number.
pub(super) fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}
