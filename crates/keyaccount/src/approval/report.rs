//! A case on a day: where it stands, what is missing, who may take which step, on what authority, and by
//! which clause.

use core::fmt::Write;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::case::{Case, Phase};
use super::event::{EventKind, Rules, SubmitRequest};
use super::organisation::Organisation;
use super::queries::{MayAct, WhoMayAct};
use super::terms::Terms;
use crate::assessment::Stamp;
use crate::decimal::Exact;
use crate::error::harmless;
use crate::labels::{Language, case as words, verdict};
use crate::measure::{Bound, Measure, grouped};
use crate::policy::{ApprovalTier, StepAct};
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{Verdict, VerdictOutcome};

/// So much of a digest tells one policy from another in a text.
const SHORT_DIGEST: usize = 12;

/// A case on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseReport {
    /// The case.
    pub case_id: String,
    /// The day.
    pub on: NaiveDate,
    /// Where it stands.
    pub phase: Phase,
    /// The round, from 1.
    pub round: u32,
    /// The terms as they are now.
    pub terms: Terms,
    /// Their digest, which every act must name.
    pub digest: String,
    /// What it was made from: the policy is the one the case stands under, or that a draft would be submitted
    /// under; `input_digest` is [`Case::digest`].
    pub stamp: Stamp,
    /// Whom alone it is about; everybody if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// What does not decide but should be known: rules that are not those of the policy given, acts of
    /// somebody the organisation does not know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Reason>,
    /// The approval it takes, or that a draft would take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<String>,
    /// Whether a draft may be submitted with what is handed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submission: Option<Verdict>,
    /// The steps to come, in order: who may take each on that day as things stand.
    pub steps: Vec<WhoMayAct>,
}

impl Case {
    /// The case on a day: for a draft whether it may be submitted, what is missing, and who could take the
    /// steps of the tier it would take under `rules`; for an open case who may take those to come.
    #[must_use]
    pub fn report(
        &self,
        on: NaiveDate,
        organisation: &Organisation,
        submission: Option<&SubmitRequest>,
        rules: &Rules,
    ) -> CaseReport {
        let draft = self.phase() == Phase::Draft;
        let warnings = self.warnings(organisation, rules);
        let rules = self.rules().unwrap_or(rules);
        let tier = self.tier_under(rules);
        let first = match (self.next_step(), draft) {
            (Some((step, _)), _) => Some(step),
            (None, true) => Some(1),
            (None, false) => None,
        };
        let steps = tier.zip(first).map_or_else(Vec::new, |(tier, first)| {
            let to_come = tier.steps.iter().enumerate().skip(first.saturating_sub(1));
            to_come
                .map(|(at, step)| WhoMayAct {
                    step: Some(at.saturating_add(1)),
                    ..self.who_may_take(rules, step, on, organisation)
                })
                .collect()
        });
        CaseReport {
            case_id: self.id().to_owned(),
            on,
            phase: self.phase(),
            round: self.round(),
            terms: self.terms().clone(),
            digest: self.digest().to_owned(),
            stamp: Rules::stamp(Some(rules), on, self.digest()),
            person: None,
            warnings,
            tier: tier.map(|tier| tier.name.clone()),
            submission: submission.filter(|_| draft).map(|request| self.explain_submit(request, rules)),
            steps,
        }
    }

    /// What should be known of the case beside where it stands: whose rules it brings, and who acted that
    /// the organisation does not know.
    fn warnings(&self, organisation: &Organisation, given: &Rules) -> Vec<Reason> {
        let other = self.rules().filter(|own| own.policy_digest != given.policy_digest).map(|own| {
            let clause = own.approval.clause.as_deref();
            Reason::new(ReasonCode::OtherRules, clause)
                .about(self.id())
                .actual(Measure::Text(own.name()))
                .required(Bound::OneOf(vec![Measure::Text(given.name())]))
        });
        let acted = self.events().iter().flat_map(|event| {
            let act = match &event.what {
                EventKind::Act(act) => Some(act),
                _ => None,
            };
            let principal = act.and_then(|act| act.authority.found().principal());
            act.map(|_| event.by.as_str()).into_iter().chain(principal)
        });
        let known = organisation.everybody();
        let mut unknown: Vec<_> = acted.filter(|person| known.binary_search(person).is_err()).collect();
        unknown.sort_unstable();
        unknown.dedup();
        let unknown =
            unknown.into_iter().map(|person| Reason::new(ReasonCode::UnknownPerson, None).about(person));
        other.into_iter().chain(unknown).collect()
    }

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
        for step in &report.steps {
            self.text.push('\n');
            self.step(step, report, rules);
        }
        self.text
    }

    fn step(&mut self, who: &WhoMayAct, report: &CaseReport, rules: &Rules) {
        let language = self.language;
        let act = who.decision.and_then(super::event::Decision::step).unwrap_or(StepAct::Sign);
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
                let about = reason.about.clone().filter(|about| *about != person.person_id);
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

impl Rules {
    /// The policy as a warning names it.
    fn name(&self) -> String {
        let digest = self.policy_digest.chars().take(SHORT_DIGEST).collect::<String>();
        format!("{} {} ({digest})", self.policy_name, self.policy_version)
    }
}

impl CaseReport {
    /// The same report of one person alone.
    #[must_use]
    pub fn of_person(mut self, person: &str) -> Self {
        for step in &mut self.steps {
            step.people.retain(|other| other.person_id == person);
        }
        self.person = Some(person.to_owned());
        self
    }
}
