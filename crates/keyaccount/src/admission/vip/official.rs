//! V3: a contact of rank at a public unit, who may apply but is never listed without a sign-off (R107, A15).

use super::{Open, Vips};
use crate::assessment::Row;
use crate::book::{Code, CustomerKind, OfficialRank, Table};
use crate::measure::{Bound, Measure};
use crate::policy::AdmissionFact;
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{NeededChange, Obligation, ObligationCode, Verdict, VerdictOutcome};

/// Whether a customer is a public official.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Official {
    Yes,
    No,
    /// Neither its kind nor the ranks of its contacts rule it out.
    Unknown(ReasonCode),
}

impl Vips<'_> {
    /// The two conditions: a public unit, and a contact of rank.
    pub(super) fn officials(&self, row: Row<'_>) -> [Open; 2] {
        let kind = match self.kind(row) {
            _ if !self.book.has(Table::Customers) => Open::Unknown(ReasonCode::NotSupplied),
            None => Open::No(ReasonCode::NotOnRecord),
            Some(CustomerKind::PublicUnit) => Open::Yes,
            Some(_) => Open::No(ReasonCode::ConditionNotMet),
        };
        let rank = if !self.book.has(Table::Contacts) {
            Open::Unknown(ReasonCode::NotSupplied)
        } else if self.rank(row).is_some_and(|(rank, _)| rank >= self.rules.official.from) {
            Open::Yes
        } else {
            Open::No(ReasonCode::OfficialRank)
        };
        [kind, rank]
    }

    /// The highest rank among the contacts, with the contact.
    fn rank(&self, row: Row<'_>) -> Option<(OfficialRank, u32)> {
        self.ranks.get(&self.number(row)).copied()
    }

    /// Whether both conditions hold; where not, the first that does not or cannot be told says why.
    pub(super) fn official_open(&self, row: Row<'_>) -> Open {
        let both = self.officials(row);
        let denies = both.iter().any(|open| matches!(open, Open::No(_)));
        match both.into_iter().find(|open| *open != Open::Yes) {
            Some(Open::No(code) | Open::Unknown(code)) if denies => Open::No(code),
            Some(Open::No(code) | Open::Unknown(code)) => Open::Unknown(code),
            Some(Open::Yes) | None => Open::Yes,
        }
    }

    /// Where the route is open the rank that opens it; otherwise each condition that does not hold or cannot
    /// be told, with what would change it.
    pub(super) fn official_reasons(&self, row: Row<'_>) -> Vec<(Reason, NeededChange)> {
        let [kind, rank] = self.officials(row);
        let of_kind = (kind != Open::Yes).then(|| self.kind_reason(row, kind));
        let of_rank = (rank != Open::Yes || kind == Open::Yes).then(|| self.rank_reason(row, rank));
        of_kind.into_iter().chain(of_rank).collect()
    }

    fn kind_reason(&self, row: Row<'_>, open: Open) -> (Reason, NeededChange) {
        let text = |kind: CustomerKind| Measure::Text(kind.code().to_owned());
        let public_unit = vec![text(CustomerKind::PublicUnit)];
        let code = match open {
            Open::No(code) | Open::Unknown(code) => code,
            Open::Yes => ReasonCode::ConditionMet,
        };
        let change = match code {
            ReasonCode::ConditionNotMet => NeededChange::Become { one_of: public_unit.clone() },
            _ => supply(Table::Customers),
        };
        let reason = Reason::new(code, self.clause()).about(AdmissionFact::Kind.name());
        (reason.actual(self.kind(row).map(text)).required(Bound::OneOf(public_unit)), change)
    }

    fn rank_reason(&self, row: Row<'_>, open: Open) -> (Reason, NeededChange) {
        let text = |rank: OfficialRank| Measure::Text(rank.code().to_owned());
        let from = self.rules.official.from;
        if let Open::Unknown(code) = open {
            let reason = Reason::new(code, self.clause()).about(ReasonCode::OfficialRank.code());
            return (reason, supply(Table::Contacts));
        }
        let held = self.rank(row);
        let mut reason = Reason::new(ReasonCode::OfficialRank, self.clause())
            .actual(held.map(|(rank, _)| text(rank)))
            .required(Bound::AtLeast(text(from)));
        reason.about = held.map(|(_, contact)| self.book.texts.text(contact).to_owned());
        let enough = OfficialRank::ALL.iter().filter(|rank| **rank >= from);
        (reason, NeededChange::Become { one_of: enough.map(|rank| text(*rank)).collect() })
    }

    /// A public unit with a contact of rank, whether or not that is a route to apply by.
    pub(super) fn official(&self, row: Row<'_>) -> Official {
        match self.officials(row) {
            [Open::Yes, Open::Yes] => Official::Yes,
            [Open::No(ReasonCode::ConditionNotMet), _] | [_, Open::No(_)] => Official::No,
            [Open::No(code), Open::Yes] => Official::Unknown(code),
            _ => Official::Unknown(ReasonCode::NotSupplied),
        }
    }

    /// A public official is never listed without a sign-off, and gets no gifts. Where it cannot be told
    /// whether it is one, what is permitted asks for the sign-off all the same (A15).
    pub(super) fn mark_official(&self, row: Row<'_>, verdict: &mut Verdict) {
        let clause = self.clause();
        let official = self.official(row);
        let warning = match official {
            Official::No => return,
            Official::Unknown(_) if verdict.outcome != VerdictOutcome::Permit => return,
            Official::Unknown(code) => Reason::new(code, clause).about(ReasonCode::OfficialRank.code()),
            Official::Yes => {
                let held = self.rank(row);
                let mut reason = Reason::new(ReasonCode::PublicOfficial, clause);
                reason.about = held.map(|(_, contact)| self.book.texts.text(contact).to_owned());
                reason.actual(held.map(|(rank, _)| Measure::Text(rank.code().to_owned())))
            }
        };
        verdict.warnings.push(warning);
        let sign_off = Obligation::new(ObligationCode::ComplianceSignOff, clause);
        verdict.obligations.push(sign_off.role(self.rules.official.sign_off.clone()));
        if official == Official::Yes {
            verdict.obligations.push(Obligation::new(ObligationCode::NoGifts, clause));
        }
    }
}

fn supply(table: Table) -> NeededChange {
    NeededChange::Supply { table: table.name().to_owned() }
}
