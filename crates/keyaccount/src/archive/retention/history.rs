//! What happened to a disposal, line by line.

use super::case::{Disposal, DisposalAct, DisposalPhase};
use crate::approval::Organisation;
use crate::error::harmless;
use crate::labels::sentences::Sentence;
use crate::labels::{Language, disposal as words};

impl DisposalPhase {
    /// Where the disposal stands as people read it, such as "approved once" or 一级批准.
    #[must_use]
    pub const fn reading(self, language: Language) -> &'static str {
        match self {
            Self::Draft => words::DRAFT,
            Self::Proposed => words::PROPOSED,
            Self::ApprovedOnce => words::APPROVED_ONCE,
            Self::ApprovedTwice => words::APPROVED_TWICE,
            Self::Executed => words::EXECUTED,
            Self::Listed => words::LISTED,
            Self::Rejected => words::REJECTED,
            Self::Withdrawn => words::WITHDRAWN,
        }
        .text(language)
    }
}

impl Disposal {
    /// What happened to the disposal, a line for every event: the day, who, what.
    ///
    /// Control characters of names and reasons are escaped.
    #[must_use]
    pub fn history(&self, language: Language, organisation: &Organisation) -> Vec<String> {
        let lines = self.events().iter().map(|event| {
            let because = |sentence: Sentence, reason: &Option<String>| match reason {
                Some(reason) => {
                    words::BECAUSE.fill(language, &[("what", sentence.text(language)), ("reason", reason)])
                }
                None => sentence.text(language).to_owned(),
            };
            let what = match &event.act {
                DisposalAct::Propose { records } => {
                    let ids: Vec<_> = records.iter().map(|record| record.record_id.as_str()).collect();
                    let ids = ids.join(language.list_comma());
                    words::PROPOSES.fill(language, &[("n", &records.len().to_string()), ("records", &ids)])
                }
                DisposalAct::Approve => words::APPROVES.text(language).to_owned(),
                DisposalAct::SecondApprove => words::APPROVES_SECOND.text(language).to_owned(),
                DisposalAct::Witness => words::WITNESSES.text(language).to_owned(),
                DisposalAct::Execute => words::EXECUTES.text(language).to_owned(),
                DisposalAct::List { entry_no } => words::LISTS.fill(language, &[("entry", entry_no)]),
                DisposalAct::Reject { reason } => because(words::REJECTS, reason),
                DisposalAct::Withdraw { reason } => because(words::WITHDRAWS, reason),
            };
            let who = organisation.reading(&event.by, language);
            let (who, what) = (harmless(&who), harmless(&what));
            words::DID.fill(language, &[("date", &event.on.to_string()), ("who", &who), ("what", &what)])
        });
        lines.collect()
    }
}
