//! The headline: the grade, why, and what would change it.

use super::page::Page;
use super::words;
use crate::explanation::{ApprovalStep, Explanation, GradeStep};
use crate::labels::{self, Language};
use crate::reason::{Reason, ReasonCode};
use crate::remedies::{Remedy, RemedyOutcome, Unreachable};

impl Page {
    pub(super) fn headline(&mut self, explanation: &Explanation) {
        let customer = match &explanation.customer.name {
            Some(name) => format!("{} {name}", explanation.customer.id),
            None => explanation.customer.id.clone().into(),
        };
        let title = match &explanation.grade {
            Some(_) if explanation.grading.provisional && explanation.grading.approved.is_none() => {
                words::TITLE_PROVISIONAL
            }
            Some(_) => words::TITLE,
            None => words::TITLE_WITHOUT,
        };
        let grade = explanation.grade.as_deref().unwrap_or_default();
        self.title(&title.fill(self.language, &[("customer", &customer), ("grade", grade)]));
        let policy = self.policy(explanation);
        let date = explanation.as_of.to_string();
        let currency = labels::currency::name(&explanation.policy.currency, self.language);
        let under = [("policy", policy.as_str()), ("date", &date), ("currency", &currency)];
        self.remark(&words::UNDER.fill(self.language, &under));
        self.part(words::WHY);
        self.why(explanation);
        self.change(explanation);
    }

    /// What would lift the grade: each thing that does so alone, or else what does so together; then what
    /// does not.
    fn change(&mut self, explanation: &Explanation) {
        let said = |remedy: &Remedy| finished(&remedy.sentence(self.language), self.language);
        let is_settled = explanation.remedies.iter().any(|remedy| {
            matches!(
                remedy.outcome,
                RemedyOutcome::Unreachable(Unreachable::BestAlready | Unreachable::NotRated { .. })
            )
        });
        // That an approval stands in the place of every score is said once, by the next step.
        let is_said = |remedy: &&Remedy| {
            !is_settled && remedy.outcome != RemedyOutcome::Unreachable(Unreachable::Approved)
        };
        let (reached, others): (Vec<&Remedy>, Vec<&Remedy>) =
            explanation.remedies.iter().filter(is_said).partition(|remedy| remedy.reached().is_some());
        let reached: Vec<String> = reached.into_iter().map(said).collect();
        let others: Vec<String> = others.into_iter().map(said).collect();
        let next = explanation.next_step.as_ref().filter(|_| reached.is_empty());
        if next.is_none() && reached.is_empty() {
            return;
        }
        self.part(words::CHANGE);
        if let Some(next) = next {
            let next = finished(next.text(self.language), self.language);
            self.line(&next);
        }
        if reached.len() > 1 {
            self.say(words::ANY_OF, &[]);
        }
        for remedy in reached {
            self.item(&remedy);
        }
        if !others.is_empty() {
            self.say(words::NOT_ALONE, &[]);
            for remedy in others {
                self.item(&remedy);
            }
        }
    }

    fn policy(&self, explanation: &Explanation) -> String {
        let policy = &explanation.policy;
        let title = policy.title.as_deref().map(|title| labels::title_in(title, self.language).0);
        let values =
            [("title", title.unwrap_or_default()), ("name", &policy.name), ("version", &policy.version)];
        let sentence = if title.is_some() { words::POLICY } else { words::POLICY_PLAIN };
        sentence.fill(self.language, &values)
    }

    fn why(&mut self, explanation: &Explanation) {
        let grading = &explanation.grading;
        if let Some(approved) = &grading.approved {
            self.approved(explanation, approved);
            return;
        }
        let (Some(score), Some(raw), Some(computed)) = (grading.score, &grading.raw, &grading.computed)
        else {
            self.say(words::NO_GRADE, &[]);
            self.reasons(&explanation.reasons);
            for share in explanation.composite.shares.iter().filter(|_| !grading.provisional) {
                let Some(unrated) = &share.unrated else { continue };
                let dimension = words::dimension(&share.dimension, self.language);
                let why = unrated.sentence(self.language);
                let said = format!("{dimension}{}{why}", self.language.colon());
                self.item(&finished(&said, self.language));
            }
            return;
        };
        let kind = self.kind(grading);
        let score = score.to_string();
        let mut values =
            vec![("kind", kind), ("score", score.as_str()), ("raw", &raw.band), ("grade", computed)];
        let is_held = explanation.reasons.iter().any(|reason| reason.code != ReasonCode::Score);
        if is_held {
            self.say(words::HELD, &values);
            self.reasons(&explanation.reasons);
            return;
        }
        match &grading.next_band {
            Some(next) => {
                let bound = next.at_least.to_string();
                values.extend([("next", bound.as_str()), ("better", &next.band)]);
                self.say(words::BY_SCORE_LAST, &values);
            }
            None => self.say(words::BY_SCORE, &values),
        }
    }

    pub(super) fn kind(&self, grading: &GradeStep) -> &'static str {
        let kind = if grading.provisional { words::PROSPECT_SCORE } else { words::COMPOSITE_SCORE };
        kind.text(self.language)
    }

    fn approved(&mut self, explanation: &Explanation, approved: &ApprovalStep) {
        let computed = match &explanation.grading.computed {
            Some(computed) => words::WITHOUT_APPROVAL.fill(self.language, &[("grade", computed)]),
            None => words::NOTHING_COMPUTED.text(self.language).to_owned(),
        };
        let until = approved.expires_on.map_or_else(String::new, |date| {
            words::UNTIL.fill(self.language, &[("date", &date.to_string())])
        });
        let on = approved.approved_on.to_string();
        let grade = explanation.grade.as_deref().unwrap_or_default();
        let values = [
            ("grade", grade),
            ("approved", &approved.grade),
            ("on", &on),
            ("until", &until),
            ("computed", &computed),
        ];
        let is_held = approved.reason.code == ReasonCode::OverrideHeld;
        self.say(if is_held { words::APPROVED_HELD } else { words::APPROVED }, &values);
        let others: Vec<Reason> = explanation.reasons.iter().skip(1).cloned().collect();
        self.reasons(&others);
        match (&approved.approved_by, &approved.justification) {
            (Some(by), Some(why)) => {
                self.say(words::APPROVED_BY, &[("by", by), ("why", &finished(why, self.language))])
            }
            (Some(by), None) => self.say(words::APPROVED_BY_ALONE, &[("by", by)]),
            (None, _) => {}
        }
    }

    /// Reasons, one to a line.
    pub(super) fn reasons(&mut self, reasons: &[Reason]) {
        for reason in reasons {
            let said = finished(&reason.sentence(self.language), self.language);
            self.item(&said);
        }
    }
}

/// What ends a sentence.
const fn stop(language: Language) -> &'static str {
    match language {
        Language::English => ".",
        Language::Chinese => "。",
    }
}

/// A sentence with its first letter large and a full stop.
pub(super) fn finished(sentence: &str, language: Language) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default();
    let ends = sentence.ends_with(['.', '。', '!', '！', '?', '？']);
    format!("{first}{}{}", letters.as_str(), if ends { "" } else { stop(language) })
}
