//! What keeps most customers from a grade: the first note of a result that would help nobody.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Distribution;
use crate::decimal::Exact;
use crate::facts::Facts;
use crate::grading::{CustomerGrades, Track, dimension_scores};
use crate::notes::{Note, NoteCode};
use crate::policy::Policy;
use crate::scoring::Unrated;

/// How many customers want the same data, and how much weight that costs them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Want {
    customers: u64,
    weight: Exact,
}

impl Want {
    fn add(&mut self, other: Self) {
        self.customers = self.customers.saturating_add(other.customers);
        self.weight = self.weight.checked_add(other.weight).unwrap_or(self.weight);
    }
}

/// What customers without a composite lack.
pub(super) type Wants = BTreeMap<NoteCode, Want>;

/// Adds what other customers lack.
pub(super) fn add_wants(wants: &mut Wants, others: Wants) {
    for (code, want) in others {
        wants.entry(code).or_default().add(want);
    }
}

/// What customers that are not new and have no composite lack.
pub(super) fn wants(facts: &Facts, grades: &[CustomerGrades], policy: &Policy) -> Wants {
    let mut wants = Wants::new();
    let without = Err(Unrated::InsufficientDimensions);
    let members = facts.customers.iter().zip(grades);
    for (customer, grades) in members.filter(|(_, g)| g.track == Track::Unrated && g.composite == without) {
        // A customer may want the same data in two dimensions.
        let mut wanted: BTreeMap<NoteCode, Exact> = BTreeMap::new();
        for part in dimension_scores(customer, policy, &grades.credit, &grades.volume, &grades.profit) {
            let Err(reason) = part.score else { continue };
            let Some(code) = missing_data(reason) else { continue };
            let weight = wanted.entry(code).or_default();
            *weight = weight.checked_add(part.weight.into()).unwrap_or(*weight);
        }
        for (code, weight) in wanted {
            wants.entry(code).or_default().add(Want { customers: 1, weight });
        }
    }
    wants
}

/// If more than half of the customers that are not new have no composite and lack the same data, what
/// to do about it; of several such data, the one that weighs most. If more than half of all customers
/// are new, that instead.
pub(super) fn why_mostly_unrated(distribution: &Distribution, wants: impl FnOnce() -> Wants) -> Option<Note> {
    let is_most = |part: u64, whole: u64| part > whole.saturating_sub(part);
    let &Distribution { unrated, new, total, .. } = distribution;
    if is_most(new, total) {
        return Some(Note::new(NoteCode::MostlyNew, new));
    }
    let established = total.saturating_sub(new);
    if !is_most(unrated, established) {
        return None;
    }
    let most = wants().into_iter().filter(|(_, want)| is_most(want.customers, established));
    // Of equal weights the later code wins, always the same one.
    let (code, want) = most.max_by_key(|(_, want)| want.weight)?;
    Some(Note::new(code, want.customers))
}

/// What would have to be supplied; nothing where a note of its own says so.
const fn missing_data(reason: Option<Unrated>) -> Option<NoteCode> {
    match reason {
        Some(Unrated::NoCostData | Unrated::MissingMargin) => Some(NoteCode::MostlyUnratedNoCost),
        Some(Unrated::NoPayments) => Some(NoteCode::MostlyUnratedNoPayments),
        Some(Unrated::NoOrderData) => Some(NoteCode::MostlyUnratedNoOrders),
        Some(Unrated::NoQuantity) => Some(NoteCode::MostlyUnratedNoQuantity),
        None => Some(NoteCode::MostlyUnratedNoRatings),
        Some(_) => None,
    }
}
