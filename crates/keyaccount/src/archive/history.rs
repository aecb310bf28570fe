//! What happened to an access request, line by line, with principal and delegate.

use super::event::{AccessEvent, AccessEventKind, Decided};
use super::policy::last_day;
use super::request::{AccessPhase, AccessRequest};
use crate::approval::Organisation;
use crate::error::harmless;
use crate::labels::archive as words;
use crate::labels::{Language, case, roles};

impl AccessPhase {
    /// Where it stands as people read it, such as "approved once" or 已一级批准.
    #[must_use]
    pub const fn reading(self, language: Language) -> &'static str {
        match self {
            Self::Requested => words::REQUESTED,
            Self::ApprovedOnce => words::APPROVED_ONCE,
            Self::Approved => words::APPROVED,
            Self::Granted => words::GRANTED,
            Self::Expired => words::EXPIRED,
            Self::Revoked => words::REVOKED,
            Self::Refused => words::REFUSED,
            Self::Withdrawn => words::WITHDRAWN,
        }
        .text(language)
    }
}

impl AccessRequest {
    /// What happened to the request, a line for every event: when, who, in whose place by which paper, what.
    ///
    /// Control characters of names and opinions are escaped.
    #[must_use]
    pub fn history(&self, language: Language, organisation: &Organisation) -> Vec<String> {
        let line = |event: &AccessEvent| {
            let what = self.said(event, language);
            let who = who(event, language, organisation);
            let at = event.at.format("%Y-%m-%d %H:%M").to_string();
            case::DID.fill(language, &[("date", &at), ("who", &harmless(&who)), ("what", &harmless(&what))])
        };
        self.events().iter().map(line).collect()
    }

    fn said(&self, event: &AccessEvent, language: Language) -> String {
        let opinion = |what: String, decided: &Decided| match &decided.opinion {
            Some(opinion) => case::SAYS.fill(language, &[("what", &what), ("opinion", opinion)]),
            None => what,
        };
        let by_role = |sentence: crate::labels::sentences::Sentence, decided: &Decided| {
            let role = roles::role(&decided.authority.holding.role, language);
            opinion(sentence.fill(language, &[("role", &role)]), decided)
        };
        match &event.what {
            AccessEventKind::Request(requested) => {
                let ask = &requested.ask;
                let customers: Vec<_> = ask.files.iter().map(|file| file.customer_id.as_str()).collect();
                let customers = match customers.is_empty() {
                    true => words::WHOLE_BASE.text(language).to_owned(),
                    false => customers.join(language.list_comma()),
                };
                words::ASKS.fill(
                    language,
                    &[
                        ("action", &ask.effective().reading(language)),
                        ("customers", &customers),
                        ("fields", &words::fields(&ask.fields.join(", "), language)),
                        ("form", &ask.form.reading(language)),
                        ("purpose", &ask.purpose),
                    ],
                )
            }
            AccessEventKind::Approve(decided) => by_role(words::APPROVES, decided),
            AccessEventKind::ApproveSecond(decided) => by_role(words::APPROVES_SECOND, decided),
            AccessEventKind::Refuse(decided) => by_role(words::REFUSES, decided),
            AccessEventKind::Withdraw => words::GIVES_UP.text(language).to_owned(),
            AccessEventKind::Grant { grant_id, .. } => {
                let last = self.ends().map(|ends| last_day(ends).to_string()).unwrap_or_default();
                words::GRANTS.fill(language, &[("grant", grant_id), ("last", &last)])
            }
            AccessEventKind::Use(used) => {
                let customer = match &used.of.file {
                    None => words::WHOLE_BASE.text(language).to_owned(),
                    Some(file) => file.customer_id.clone().into(),
                };
                words::USES.fill(
                    language,
                    &[
                        ("customer", &customer),
                        ("fields", &words::fields(&used.of.fields.join(", "), language)),
                        ("form", &used.of.form.reading(language)),
                    ],
                )
            }
            AccessEventKind::Expire => words::ENDS.text(language).to_owned(),
            AccessEventKind::Revoke(decided) => by_role(words::REVOKES, decided),
        }
    }
}

/// Who did it, and in whose place.
fn who(event: &AccessEvent, language: Language, organisation: &Organisation) -> String {
    let who = organisation.reading(&event.by, language);
    let authority = match &event.what {
        AccessEventKind::Approve(decided)
        | AccessEventKind::ApproveSecond(decided)
        | AccessEventKind::Refuse(decided)
        | AccessEventKind::Revoke(decided) => Some(&decided.authority),
        AccessEventKind::Grant { authority, .. } => Some(&**authority),
        _ => None,
    };
    let Some(paper) = authority.and_then(|authority| authority.delegation.as_ref()) else { return who };
    let principal = organisation.reading(&paper.principal, language);
    let written = paper.written_ref.as_deref().unwrap_or(&paper.delegation_id);
    case::STANDS_IN.fill(language, &[("who", &who), ("principal", &principal), ("paper", written)])
}
