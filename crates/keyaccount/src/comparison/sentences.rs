//! A comparison in words: the headline, and why a customer moves.

use rust_decimal::Decimal;

use super::{Cause, CauseKind, Comparison, Direction, FactChange, Move, Origin, ScoreChange};
use crate::labels::sentences::moves as words;
use crate::labels::sentences::{self, Sentence};
use crate::labels::{self, Language};
use crate::measure::with_separators;
use crate::policy::Fact;

/// As many facts behind a score as a sentence names.
const FACTS_NAMED: usize = 2;

/// Facts that are percentages.
const PERCENT_FACTS: [&str; 3] = ["on_time_rate", "margin_percent", "population_margin"];

impl Comparison {
    /// How many move, where, and how much of the order amount they carry after the move, in one
    /// sentence.
    #[must_use]
    pub fn headline(&self, language: Language) -> String {
        let (all, moved) = (self.totals.all.customers, self.totals.moved.customers);
        let (all_text, moved_text) = (all.to_string(), moved.to_string());
        if all == 0 {
            return words::NOBODY_AT_ALL.text(language).to_owned();
        }
        if moved == 0 {
            return words::NOBODY_MOVES.fill(language, &[("all", &all_text)]);
        }
        let directions = self.totals.directions.iter().map(|total| {
            let sentence = match total.direction {
                Direction::Up => words::UP,
                Direction::Down => words::DOWN,
                Direction::Graded => words::GRADED,
                Direction::Ungraded => words::UNGRADED,
                Direction::In => words::IN,
                Direction::Out => words::OUT,
                Direction::Other => words::OTHER,
            };
            sentence.fill(language, &[("n", &total.group.customers.to_string())])
        });
        let (comma, stop) = if language == Language::Chinese { ("，", "。") } else { (", ", ".") };
        let directions = directions.collect::<Vec<_>>().join(comma);
        let first = if moved == 1 { words::ONE_MOVES } else { words::MOVE };
        let mut text =
            first.fill(language, &[("all", &all_text), ("moved", &moved_text), ("directions", &directions)]);
        let share = self.totals.moved.after.order_share.map(|share| share.to_string());
        text.push_str(&match share {
            Some(share) => {
                let carry = if moved == 1 { words::CARRIES } else { words::CARRY };
                carry.fill(language, &[("share", &share)])
            }
            None => stop.to_owned(),
        });
        text
    }
}

impl Move {
    /// Why the customer moves: its causes, those of one proof together, without a full stop.
    #[must_use]
    pub fn reason(&self, language: Language) -> String {
        let mut parts: Vec<String> = Vec::new();
        for group in self.causes.chunk_by(|a, b| (a.alone, a.needed) == (b.alone, b.needed)) {
            let Some(first) = group.first() else { continue };
            let is_first = parts.is_empty();
            let causes: Vec<_> =
                group.iter().map(|cause| cause.kind.sentence(cause.origin, language)).collect();
            let several = group.len() > 1;
            let proof = match (first.alone, first.needed) {
                _ if first.is_whole() => None,
                (true, true) => Some(words::DECIDES),
                (true, false) => Some(if several { words::EACH_ALONE } else { words::ALONE }),
                (false, true) => Some(if several { words::EACH_NEEDED } else { words::NEEDED }),
                (false, false) if is_first => None,
                (false, false) => Some(words::ALSO),
            };
            let causes = causes.join(language.separator());
            parts.push(match proof {
                Some(proof) => proof.fill(language, &[("causes", &causes)]),
                None => causes,
            });
        }
        parts.join(language.separator())
    }
}

impl Cause {
    /// The cause with what is proved of it, in one clause without a full stop.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let cause = self.kind.sentence(self.origin, language);
        let proof = match (self.alone, self.needed) {
            _ if self.is_whole() => return cause,
            (true, true) => words::DECIDES,
            (true, false) => words::ALONE,
            (false, true) => words::NEEDED,
            (false, false) => return cause,
        };
        proof.fill(language, &[("causes", &cause)])
    }

    /// Whether it is the move itself, which needs no proof.
    const fn is_whole(&self) -> bool {
        matches!(self.kind, CauseKind::Came | CauseKind::Went)
    }
}

impl CauseKind {
    fn sentence(&self, origin: Origin, language: Language) -> String {
        let with_clause = |sentence: Sentence, column: &str, cap: &str, clause: Option<&str>| {
            let cap = labels::read(column, cap, language);
            let clause = clause.map_or_else(String::new, |text| in_brackets(text, language));
            sentence.fill(language, &[("cap", &cap), ("clause", &clause)])
        };
        let veto = |sentence: Sentence, code: &str, clause: Option<&str>| {
            let clause = clause.map_or_else(String::new, |text| in_brackets(text, language));
            let veto = labels::read("vetoes", code, language);
            sentence.fill(language, &[("veto", &veto), ("clause", &clause)])
        };
        let dimension = |name: &str| {
            words::OF_DIMENSION.fill(language, &[("dimension", sentences::dimension(name, language))])
        };
        let plain = match self {
            Self::Came => words::CAME,
            Self::Went => words::WENT,
            Self::Weights => words::WEIGHTS,
            Self::Minimums => words::MINIMUMS,
            Self::Bands => words::BANDS,
            Self::Caps => words::CAPS,
            Self::OverrideRule => words::OVERRIDE_RULE,
            Self::Together => words::TOGETHER,
            Self::OverrideCame { grade, approved_by } => {
                return words::OVERRIDE_CAME.fill(language, &[("grade", grade), ("by", approved_by)]);
            }
            Self::OverrideWent { grade, approved_by } => {
                return words::OVERRIDE_WENT.fill(language, &[("grade", grade), ("by", approved_by)]);
            }
            Self::OverrideChanged { before, approved_by_before, after, approved_by_after } => {
                let values = [
                    ("before", before.as_str()),
                    ("by_before", approved_by_before),
                    ("after", after),
                    ("by", approved_by_after),
                ];
                return words::OVERRIDE_CHANGED.fill(language, &values);
            }
            Self::Track { before, after } => {
                let [before, after] =
                    [before, after].map(|track| labels::read("track", track.code(), language));
                return words::TRACK.fill(language, &[("before", &before), ("after", &after)]);
            }
            Self::VetoCame { veto: code, clause } => {
                return veto(words::VETO_CAME, code, clause.as_deref());
            }
            Self::VetoWent { veto: code, clause } => {
                return veto(words::VETO_WENT, code, clause.as_deref());
            }
            Self::CapCame { cap, clause } => {
                return with_clause(words::CAP_CAME, "caps", cap, clause.as_deref());
            }
            Self::CapWent { cap, clause } => {
                return with_clause(words::CAP_WENT, "caps", cap, clause.as_deref());
            }
            Self::CreditCapCame { cap, clause } => {
                return with_clause(words::CREDIT_CAP_CAME, "credit_caps", cap, clause.as_deref());
            }
            Self::CreditCapWent { cap, clause } => {
                return with_clause(words::CREDIT_CAP_WENT, "credit_caps", cap, clause.as_deref());
            }
            Self::ProspectScore(change) => {
                return score(sentences::PROSPECT.text(language), change, origin, language);
            }
            Self::CreditScore(change) => return score(&dimension("credit"), change, origin, language),
            Self::VolumeScore(change) => return score(&dimension("volume"), change, origin, language),
            Self::ProfitScore(change) => return score(&dimension("profit"), change, origin, language),
            Self::Rating { dimension: name, before, after } => {
                let change = ScoreChange { before: *before, after: *after, ..ScoreChange::default() };
                return score(&dimension(name), &change, origin, language);
            }
            Self::Profile { fact, before, after } => {
                let known = Fact::ALL.iter().find(|known| known.name() == fact);
                let fact = known.map_or(fact.as_str(), |known| sentences::fact(*known, language));
                return from_to(fact, before.clone(), after.clone(), language);
            }
        };
        plain.text(language).to_owned()
    }
}

/// A score from one to another, with the reason why there is none and the facts behind it.
fn score(name: &str, change: &ScoreChange, origin: Origin, language: Language) -> String {
    let side = |score: Option<crate::Score>, unrated: &Option<String>| {
        let none = || match unrated {
            Some(code) => {
                let reason = labels::read("composite_unrated", code, language);
                format!("{}{}", words::NONE.text(language), in_brackets(&reason, language))
            }
            None => words::NONE.text(language).to_owned(),
        };
        score.map_or_else(none, |score| score.to_string())
    };
    let before = side(change.before, &change.unrated_before);
    let after = side(change.after, &change.unrated_after);
    let mut why: Vec<String> =
        change.facts.iter().take(FACTS_NAMED).map(|fact| fact_change(fact, language)).collect();
    if origin == Origin::Policy {
        why.push(words::RULES_CHANGED.text(language).to_owned());
    }
    let why =
        if why.is_empty() { String::new() } else { in_brackets(&why.join(language.separator()), language) };
    let sentence = if before == after { words::SAME_SCORE } else { words::SCORE };
    sentence.fill(language, &[("score", name), ("before", &before), ("after", &after), ("why", &why)])
}

fn fact_change(change: &FactChange, language: Language) -> String {
    let label = words::FACTS.iter().find(|label| label.code == change.fact);
    let fact = label.map_or(change.fact.as_str(), |label| label.reading(language));
    let unit = if PERCENT_FACTS.contains(&change.fact.as_str()) { "%" } else { "" };
    let text =
        |value: Option<Decimal>| value.map(|value| format!("{}{unit}", with_separators(&value.to_string())));
    from_to(fact, text(change.before), text(change.after), language)
}

fn from_to(fact: &str, before: Option<String>, after: Option<String>, language: Language) -> String {
    let [before, after] =
        [before, after].map(|value| value.unwrap_or_else(|| words::NONE.text(language).to_owned()));
    words::CHANGE.fill(language, &[("fact", fact), ("before", &before), ("after", &after)])
}

fn in_brackets(text: &str, language: Language) -> String {
    match language {
        Language::English => format!(" ({text})"),
        Language::Chinese => format!("（{text}）"),
    }
}

impl CauseKind {
    /// What a code of a cause reads as; the code itself if it is none.
    #[must_use]
    pub fn reading(code: &str, language: Language) -> String {
        labels::read("causes", code, language)
    }
}
