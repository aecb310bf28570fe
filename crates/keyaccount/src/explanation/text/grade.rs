//! The grade with its caps, and the customer's place among all, read out.

use super::page::{Page, text};
use super::words;
use crate::decimal::Exact;
use crate::explanation::{CapState, CapStep, CapTest, Explanation};
use crate::labels::{self, sentences};
use crate::measure::{Bound, Measure, grouped};
use crate::policy::{Fact, ValueBasis};

impl Page {
    pub(super) fn grade(&mut self, explanation: &Explanation) {
        let grading = &explanation.grading;
        let grade = grading.grade.as_deref();
        let heading = match grade {
            Some(_) if grading.provisional && grading.approved.is_none() => words::GRADE_PROVISIONAL,
            Some(_) => words::GRADE,
            None => words::GRADE_WITHOUT,
        };
        let clause = self.clause(grading.clause.as_deref());
        let values = [("grade", grade.unwrap_or_default())];
        self.section(&format!("{}{clause}", heading.fill(self.language, &values)));
        if let (Some(score), Some(raw)) = (grading.score, &grading.raw) {
            let what = words::GRADE_BY_SCORE.text(self.language);
            self.bands(&score.to_string(), what, raw, grading.next_band.as_ref());
        }
        let raw = grading.raw.as_ref().map(|raw| raw.band.as_str()).unwrap_or_default();
        if grading.caps.is_empty() {
            self.say(words::NO_CAPS, &[]);
        } else {
            self.caps(&grading.caps, raw);
        }
        if let Some(computed) = &grading.computed {
            self.say(words::AFTER_CAPS, &[("grade", computed)]);
        }
        if let (Some(approved), Some(grade)) = (&grading.approved, grade) {
            let said = approved.reason.sentence(self.language);
            let said = super::head::finished(&said, self.language);
            self.line(&said);
            self.say(words::FINAL, &[("grade", grade)]);
        }
    }

    fn caps(&mut self, caps: &[CapStep], raw: &str) {
        let has_clauses = caps.iter().any(|cap| cap.reason.clause.is_some());
        let has_tests = caps.iter().any(|cap| !cap.tests.is_empty());
        let mut columns = vec![text(words::CAP), text(words::AT_MOST_GRADE)];
        if has_tests {
            columns.extend([text(words::HOLDS_WHEN), text(words::FOUND)]);
        }
        columns.push(text(words::RESULT));
        if has_clauses {
            columns.push(text(words::CLAUSE));
        }
        let row = |cap: &CapStep| {
            let mut cells = vec![labels::read("caps", &cap.name, self.language), cap.at_most.clone()];
            if has_tests {
                cells.extend([self.condition(cap), self.found(cap)]);
            }
            cells.push(self.state(cap, raw));
            if has_clauses {
                cells.push(cap.reason.clause.clone().unwrap_or_default());
            }
            cells
        };
        let rows: Vec<_> = caps.iter().map(row).collect();
        self.table(&columns, &rows, None);
    }

    /// What makes a cap hold.
    fn condition(&self, cap: &CapStep) -> String {
        let one = |test: &CapTest| {
            if test.fact == Fact::Vetoed && test.holds_when == Bound::OneOf(vec![Measure::YesNo(true)]) {
                return words::VETO_HOLDS.text(self.language).to_owned();
            }
            let sentence = match test.holds_when {
                Bound::OneOf(_) => words::IS_ONE_OF,
                _ => words::IS,
            };
            let bound = test.holds_when.words(self.language);
            let fact = sentences::fact(test.fact, self.language);
            sentence.fill(self.language, &[("fact", fact), ("bound", &bound)])
        };
        let joint = if cap.needs_all { words::AND } else { sentences::OR };
        cap.tests.iter().map(one).collect::<Vec<_>>().join(joint.text(self.language))
    }

    fn found(&self, cap: &CapStep) -> String {
        let one = |test: &CapTest| match &test.actual {
            Some(actual) => actual.words(self.language),
            None if test.other_currency => words::FOREIGN.text(self.language).to_owned(),
            None => words::NOT_MEASURED.text(self.language).to_owned(),
        };
        cap.tests.iter().map(one).collect::<Vec<_>>().join(self.language.separator())
    }

    fn state(&self, cap: &CapStep, raw: &str) -> String {
        let sentence = match cap.state {
            CapState::Holds if cap.lowers => words::HOLDS_LOWERS,
            CapState::Holds => words::HOLDS,
            CapState::DoesNotHold | CapState::NotMeasured => words::DOES_NOT_HOLD,
            CapState::SwitchedOff => words::SWITCHED_OFF,
            CapState::NoScore => words::NO_SCORE,
        };
        sentence.fill(self.language, &[("raw", raw), ("at_most", &cap.at_most)])
    }

    /// What is internal: value class and ranks.
    pub(super) fn place_among_all(&mut self, explanation: &Explanation) {
        if explanation.value_class.is_none() && explanation.ranks.is_none() {
            return;
        }
        self.section(words::STANDING.text(self.language));
        if let Some(ranks) = explanation.ranks {
            let of = ranks.of.to_string();
            self.say(words::SCORE_RANK, &[("rank", &ranks.score_rank.to_string()), ("of", &of)]);
            if let Some(place) = ranks.priority_rank {
                self.say(words::PRIORITY_RANK, &[("rank", &place.to_string()), ("of", &of)]);
            }
        }
        let Some(value) = &explanation.value_class else { return };
        let basis = match value.basis {
            ValueBasis::Profit => words::VALUE_BY_PROFIT,
            ValueBasis::Amount => words::VALUE_BY_AMOUNT,
        };
        let class = labels::read("value_class", &value.class, self.language);
        let amount = grouped(value.value);
        let division = value.before.as_ref().map(|before| before.published.to_string()).unwrap_or_default();
        let bound = value.before_below.map(|bound| Exact::from(bound).to_string());
        let values = [
            ("class", class.as_str()),
            ("basis", basis.text(self.language)),
            ("value", &amount),
            ("division", &division),
            ("bound", bound.as_deref().unwrap_or_default()),
        ];
        let sentence = match (value.value.is_positive(), &bound) {
            (false, _) => words::VALUE_CLASS_ZERO,
            (true, Some(_)) => words::VALUE_CLASS,
            (true, None) => words::VALUE_CLASS_LAST,
        };
        let said = sentence.fill(self.language, &values);
        let clause = self.clause(value.clause.as_deref());
        self.line(&format!("{said}{clause}"));
    }

    /// What the explanation was made from, so that it can be made again.
    pub(super) fn made_from(&mut self, explanation: &Explanation) {
        let Some(stamp) = &explanation.stamp else { return };
        let short = |digest: &str| digest.get(..12).unwrap_or(digest).to_owned();
        let (policy, input) = (short(&stamp.policy_digest), short(&stamp.input_digest));
        let rules = stamp.rules_version.to_string();
        let sentence = if input.is_empty() { words::MADE_FROM_ANY } else { words::MADE_FROM };
        let values = [
            ("policy", policy.as_str()),
            ("input", &input),
            ("rules", &rules),
            ("version", &stamp.library_version),
        ];
        self.blank();
        self.remark(&sentence.fill(self.language, &values));
    }
}
