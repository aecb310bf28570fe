//! What happened to a case, line by line, with principal and delegate.

use super::case::Case;
use super::event::{Act, Decision, Event, EventKind};
use super::organisation::Organisation;
use super::terms::Terms;
use crate::error::harmless;
use crate::labels::sentences::Sentence;
use crate::labels::{Language, approval as readings, case as words, roles};
use crate::measure::{Measure, grouped};

impl Case {
    /// What happened to the case, a line for every event: the day, who, in whose place by which paper, what.
    ///
    /// Control characters of names and opinions are escaped.
    #[must_use]
    pub fn history(&self, language: Language, organisation: &Organisation) -> Vec<String> {
        let mut terms = &self.opened().terms;
        // What was signed since the case was last a draft.
        let mut signed = Vec::new();
        let mut lines = Vec::with_capacity(self.events().len());
        for event in self.events() {
            let what = match &event.what {
                EventKind::Submit(submission) => {
                    let approval = &submission.rules.approval;
                    let tier = approval.tier_of(terms).map(|tier| readings::tier(&tier.name, language));
                    words::SUBMITS.fill(language, &[("tier", &tier.unwrap_or_default())])
                }
                EventKind::Act(act) if act.decision == Decision::Return => {
                    voiding(said(act, language), core::mem::take(&mut signed), language)
                }
                EventKind::Act(act) => {
                    let who = who(event, language, organisation);
                    let date = event.on.to_string();
                    let what = step(act, language);
                    signed.push(
                        words::SIGNED.fill(language, &[("who", &who), ("date", &date), ("what", &what)]),
                    );
                    said(act, language)
                }
                EventKind::Amend { terms: after } => {
                    let changes = changes(terms, after, language);
                    terms = after;
                    let changed = words::AMENDS.fill(language, &[("changes", &changes)]);
                    voiding(changed, core::mem::take(&mut signed), language)
                }
                EventKind::Withdraw { reason } => {
                    quoted(words::WITHDRAWS.text(language), reason.as_deref(), language)
                }
            };
            let who = who(event, language, organisation);
            lines.push(words::DID.fill(
                language,
                &[("date", &event.on.to_string()), ("who", &harmless(&who)), ("what", &harmless(&what))],
            ));
        }
        lines
    }
}

/// Who did it, and in whose place.
fn who(event: &Event, language: Language, organisation: &Organisation) -> String {
    let who = organisation.reading(&event.by, language);
    let paper = match &event.what {
        EventKind::Act(act) => act.authority.delegation.as_ref(),
        _ => None,
    };
    let Some(paper) = paper else { return who };
    let principal = organisation.reading(&paper.principal, language);
    let written = paper.written_ref.as_deref().unwrap_or(&paper.delegation_id);
    words::STANDS_IN.fill(language, &[("who", &who), ("principal", &principal), ("paper", written)])
}

fn said(act: &Act, language: Language) -> String {
    quoted(&step(act, language), act.opinion.as_deref(), language)
}

/// What was done, in which role.
fn step(act: &Act, language: Language) -> String {
    let role = &act.authority.holding.role;
    let reading = roles::role(role, language);
    let of_role = |sentence: Sentence| sentence.fill(language, &[("role", &reading)]);
    match (act.decision, act.decision.step()) {
        (_, Some(act)) => Measure::Step { act, role: role.clone() }.words(language),
        (Decision::Reject, _) => of_role(words::REJECTS),
        _ => of_role(words::RETURNS),
    }
}

/// What makes the signatures void that there were, each with who gave it.
fn voiding(what: String, signed: Vec<String>, language: Language) -> String {
    if signed.is_empty() {
        return what;
    }
    let signatures = signed.join(language.list_comma());
    words::VOIDS.fill(language, &[("what", &what), ("signatures", &signatures)])
}

fn quoted(what: &str, opinion: Option<&str>, language: Language) -> String {
    match opinion {
        Some(opinion) => words::SAYS.fill(language, &[("what", what), ("opinion", opinion)]),
        None => what.to_owned(),
    }
}

/// Which terms changed, from what to what.
fn changes(before: &Terms, after: &Terms, language: Language) -> String {
    let nothing = words::NOTHING.text(language);
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| nothing.to_owned());
    let money = |money: Option<crate::Exact>| money.map_or_else(|| nothing.to_owned(), grouped);
    let both = |term: Sentence, of: &dyn Fn(&Terms) -> String| (term, of(before), of(after));
    let changes = [
        both(words::CUSTOMER, &|terms| terms.customer.clone().into()),
        both(words::TOTAL, &|terms| money(terms.amount)),
        both(words::YEARLY, &|terms| money(terms.framework_estimate)),
        both(words::AGREED_PRICE, &|terms| money(terms.agreed_price)),
        both(words::FLOOR_PRICE, &|terms| money(terms.settlement_floor_price)),
        both(words::TEXT, &|terms| text(&terms.text_digest)),
    ];
    let changed = changes.iter().filter(|(_, from, to)| from != to).map(|(term, from, to)| {
        words::CHANGED.fill(language, &[("term", term.text(language)), ("from", from), ("to", to)])
    });
    changed.collect::<Vec<_>>().join(language.comma())
}

impl Organisation {
    /// A person as people read it: the name with the id behind it, or the id alone.
    pub(crate) fn reading(&self, person: &str, language: Language) -> String {
        let name = self.name(person);
        if name == person { person.to_owned() } else { format!("{name}{}", language.brackets(person)) }
    }
}
