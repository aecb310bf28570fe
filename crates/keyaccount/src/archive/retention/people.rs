//! Who may act at a disposal: by a role held now, or by the one written down with an event.

use chrono::NaiveDate;

use super::record::Hold;
use crate::approval::{Organisation, RoleHolder};
use crate::reason::ReasonCode;

/// What an event is judged on: the organisation and the register now, or what was written down with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grounds<'g> {
    pub(super) people: People<'g>,
    pub(super) holds: Option<&'g [Hold]>,
}

/// Who holds which role.
#[derive(Clone, Copy, Debug)]
pub(super) enum People<'g> {
    Of(&'g Organisation),
    Written(Option<&'g RoleHolder>),
}

impl<'g> People<'g> {
    /// The role by which a person may act, or why the one that comes nearest does not serve.
    pub(super) fn holding(
        self,
        person: &str,
        roles: &[&str],
        on: NaiveDate,
        bound: Bound<'_>,
    ) -> Result<&'g RoleHolder, ReasonCode> {
        let mut nearest = ReasonCode::NotInRole;
        let holders = match self {
            Self::Of(organisation) => organisation.role_holders(),
            Self::Written(holding) => holding.map(core::slice::from_ref).unwrap_or_default(),
        };
        for holding in holders {
            if holding.person_id != person || !roles.contains(&holding.role.as_str()) {
                continue;
            }
            match untimely(holding, on) {
                None if bound.serves(holding) => return Ok(holding),
                None if nearest != ReasonCode::RoleNotYetHeld => nearest = ReasonCode::NotYourUnit,
                None => {}
                // What is yet to come can be waited for.
                Some(ReasonCode::RoleNotYetHeld) => nearest = ReasonCode::RoleNotYetHeld,
                Some(fault) if nearest == ReasonCode::NotInRole => nearest = fault,
                Some(_) => {}
            }
        }
        Err(nearest)
    }

    /// Somebody who holds one of the roles on a day and has taken no part yet: the first by id.
    pub(super) fn somebody(
        self,
        roles: &[&str],
        on: NaiveDate,
        barred: &[&str],
        bound: Bound<'_>,
    ) -> Option<(&'g str, &'g str)> {
        let Self::Of(organisation) = self else { return None };
        let holders = organisation.role_holders().iter().filter(|holding| {
            let may = roles.contains(&holding.role.as_str())
                && untimely(holding, on).is_none()
                && bound.serves(holding);
            may && !barred.contains(&holding.person_id.as_str())
        });
        holders.map(|holding| (holding.person_id.as_str(), holding.role.as_str())).min()
    }
}

/// Which roles are bound to which department.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bound<'b> {
    pub(super) roles: &'b [String],
    pub(super) department: Option<&'b str>,
}

impl Bound<'_> {
    /// Whether a role serves for the department. One that is bound serves for none that is not known.
    fn serves(self, holding: &RoleHolder) -> bool {
        let bound = self.roles.contains(&holding.role);
        !bound || self.department.is_some() && holding.unit.as_deref() == self.department
    }
}

/// Why a role does not serve on a day.
fn untimely(holding: &RoleHolder, on: NaiveDate) -> Option<ReasonCode> {
    if on < holding.valid_from {
        Some(ReasonCode::RoleNotYetHeld)
    } else if holding.valid_to.is_some_and(|last| last < on) {
        Some(ReasonCode::RoleNoLongerHeld)
    } else {
        None
    }
}
