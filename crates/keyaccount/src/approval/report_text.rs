//! The report on a case as people read it.

use core::fmt::Write;

use super::case::{Case, Phase};
use super::event::{Decision, Rules};
use super::organisation::Organisation;
use super::queries::{MayAct, WhoMayAct};
use super::report::{CaseReport, SHORT_DIGEST};
use super::terms::Terms;
use crate::decimal::Exact;
use crate::error::harmless;
use crate::labels::{Language, case as words, verdict};
use crate::measure::{Measure, grouped};
use crate::policy::{ApprovalTier, StepAct};
use crate::reason::Reason;
use crate::verdict::{Verdict, VerdictOutcome};

impl Case {
    /// The report as people read it, with the history of the case. Control characters are escaped.
    #[must_use]
    pub fn report_text(
        &self,
        report: &CaseReport,
        rules: &Rules,
        organisation: &Organisation,
        language: Language,
    ) -> String {
        let rules = self.rules().unwrap_or(rules);
        let page = Page { language, organisation, text: String::new() };
        page.written(self, report, rules)
    }
}

struct Page<'a> {
    language: Language,
    organisation: &'a Organisation,
    text: String,
}

impl Page<'_> {
    fn line(&mut self, indent: usize, line: &str) {
        // Writing to a text cannot fail.
        let _ = writeln!(self.text, "{:indent$}{}", "", harmless(line));
    }

    fn written(mut self, case: &Case, report: &CaseReport, rules: &Rules) -> String {
        let language = self.language;
        let phase = report.phase.reading(language);
        let round = report.round.to_string();
        self.line(
            0,
            &words::HEAD.fill(language, &[("case", &report.case_id), ("phase", &phase), ("round", &round)]),
        );
        let opened = case.opened();
        let applicant = self.organisation.reading(&opened.applicant, language);
        self.line(
            0,
            &words::TERMS.fill(
                language,
                &[
                    ("kind", &opened.kind.reading(language)),
                    ("customer", &report.terms.customer),
                    ("amount", &amount(&report.terms, language)),
                    ("applicant", &applicant),
                    ("unit", &opened.unit),
                ],
            ),
        );
        let tier = rules.approval.tiers.iter().find(|tier| Some(&tier.name) == report.tier.as_ref());
        if let Some(tier) = tier {
            self.line(0, &words::TAKES.fill(language, &[("tier", &tier_in_words(tier, language))]));
        }
        let (policy, version) = (&report.stamp.policy_name, &report.stamp.policy_version);
        let digest = report.stamp.policy_digest.chars().take(SHORT_DIGEST).collect::<String>();
        self.line(
            0,
            &words::UNDER.fill(language, &[("policy", policy), ("version", version), ("digest", &digest)]),
        );
        if !report.warnings.is_empty() {
            self.line(0, verdict::WARNINGS.text(language));
        }
        for warning in &report.warnings {
            self.line(2, &warning.sentence(language));
        }
        for line in case.history(language, self.organisation) {
            self.line(2, &line);
        }
        if let Some(verdict) = &report.submission {
            let (date, outcome) = (report.on.to_string(), verdict.outcome.reading(language));
            self.text.push('\n');
            self.line(0, &words::SUBMISSION.fill(language, &[("date", &date), ("outcome", outcome)]));
            // What follows a permit is told step by step below.
            let obligations = match verdict.outcome {
                VerdictOutcome::Permit => Vec::new(),
                _ => verdict.obligations.clone(),
            };
            let text = Verdict { obligations, ..verdict.clone() }.text(language);
            text.lines().skip(1).for_each(|line| self.line(0, line));
        }
        self.before_steps(report, rules);
        for step in &report.steps {
            self.text.push('\n');
            self.step(step, report, rules);
        }
        self.text
    }

    /// What holds of all the steps to come: a draft has none before it is submitted, and nobody decides twice.
    fn before_steps(&mut self, report: &CaseReport, rules: &Rules) {
        let language = self.language;
        let decides = |who: &&WhoMayAct| who.decision.and_then(Decision::step).is_some_and(StepAct::decides);
        let draft = report.phase == Phase::Draft && !report.steps.is_empty();
        let apart = rules.approval.segregation && report.steps.iter().filter(decides).count() > 1;
        if draft || apart {
            self.text.push('\n');
        }
        if draft {
            self.line(0, words::ONCE_SUBMITTED.text(language));
        }
        if apart {
            let mut said = words::NOT_TWICE.text(language).to_owned();
            if let Some(clause) = &rules.approval.clause {
                let clause = words::PAPER_CLAUSE.fill(language, &[("clause", clause)]);
                said.push_str(&language.brackets(&clause));
            }
            self.line(if draft { 2 } else { 0 }, &said);
        }
    }

    fn step(&mut self, who: &WhoMayAct, report: &CaseReport, rules: &Rules) {
        let language = self.language;
        let act = who.decision.and_then(Decision::step).unwrap_or(StepAct::Sign);
        let what = Measure::Step { act, role: who.role.clone().unwrap_or_default() }.words(language);
        let number = who.step.unwrap_or_default().to_string();
        let step = words::STEP.fill(language, &[("step", &number), ("what", &what)]);
        let step = match &who.clause {
            Some(clause) => words::STEP_CLAUSE.fill(language, &[("step", &step), ("clause", clause)]),
            None => step,
        };
        self.line(0, &step);
        let date = report.on.to_string();
        let mut any = false;
        for person in who.entitled() {
            any = true;
            let may = self.entitled(person, rules);
            self.line(2, &words::MAY.fill(language, &[("date", &date), ("who", &may)]));
        }
        // Of one person alone nothing follows about everybody else.
        if !any && report.person.is_none() {
            self.line(2, &words::NOBODY_MAY.fill(language, &[("date", &date)]));
        }
        for person in who.people.iter().filter(|person| person.authorities.is_empty()) {
            let name = self.organisation.reading(&person.person_id, language);
            // Who it is about stands before it already.
            let said = |reason: &Reason| {
                let about = reason.about.clone().filter(|about| person.person_id != about.as_str());
                Reason { about, ..reason.clone() }.sentence(language)
            };
            let reasons: Vec<_> = person.reasons.iter().map(said).collect();
            let why = [name, reasons.join(language.separator())].join(language.colon());
            self.line(2, &words::MAY_NOT.fill(language, &[("who", &why)]));
        }
    }

    /// Somebody who may act, and everything that entitles him.
    fn entitled(&self, person: &MayAct, rules: &Rules) -> String {
        let language = self.language;
        let authorities = person.authorities.iter().map(|authority| match &authority.delegation {
            None => words::BY_ROLE.text(language).to_owned(),
            Some(paper) => {
                let written = paper.written_ref.as_deref().unwrap_or(&paper.delegation_id);
                let last = paper.revoked_on.map_or(paper.valid_to, |revoked| revoked.min(paper.valid_to));
                let principal = self.organisation.reading(&paper.principal, language);
                let said = words::BY_PAPER.fill(
                    language,
                    &[("principal", &principal), ("paper", written), ("to", &last.to_string())],
                );
                match super::reasons::clause_of_delegation(rules) {
                    Some(clause) => [said, words::PAPER_CLAUSE.fill(language, &[("clause", clause)])]
                        .join(language.comma()),
                    None => said,
                }
            }
        });
        let authorities = authorities.collect::<Vec<_>>().join(language.separator());
        [self.organisation.reading(&person.person_id, language), authorities].join(language.comma())
    }
}

fn amount(terms: &Terms, language: Language) -> String {
    match (terms.amount, terms.framework_estimate) {
        (Some(amount), _) => words::AMOUNT.fill(language, &[("amount", &grouped(amount))]),
        (None, Some(estimate)) => words::ESTIMATE.fill(language, &[("amount", &grouped(estimate))]),
        (None, None) => words::NO_AMOUNT.text(language).to_owned(),
    }
}

/// A tier and the range of amounts it is for.
fn tier_in_words(tier: &ApprovalTier, language: Language) -> String {
    let name = tier.reading(language);
    let from = grouped(Exact::from(tier.from));
    match tier.to.map(|to| grouped(Exact::from(to))) {
        Some(to) => words::TIER_BETWEEN.fill(language, &[("tier", &name), ("from", &from), ("to", &to)]),
        None => words::TIER_FROM.fill(language, &[("tier", &name), ("from", &from)]),
    }
}
