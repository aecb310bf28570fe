//! `[approval]`: every amount has one tier, and the steps of every tier can be finished.

mod documents;
#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

use super::bands::distinct;
use super::names::{codes, one_of, roles, some};
use super::whole;
use crate::book::Code;
use crate::document::{MAX_PROBLEMS, View};
use crate::error::{Problem, ProblemCode, quote};
use crate::policy::{
    Approval, ApprovalTier, BelowFloorPrice, Boundary, DelegationRules, Redelegation, StepAct, TierStep,
};

/// The section; `Some(None)` if the policy does not have it.
pub(super) fn approval(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Option<Approval>> {
    if view.is_absent() {
        return Some(None);
    }
    let boundary = view.get("boundary").text().and_then(Boundary::from_code);
    let segregation = view.get("segregation").yes();
    let read = Roles::of(view, problems);
    let tiers = tiers(&view.get("tiers"), boundary, segregation, read.as_ref(), problems);
    let names = whole(view.get("tiers").items()?.iter().map(|tier| tier.get("name").text()));
    let no_amount = no_amount(&view.get("no_amount"), names.as_deref(), problems);
    let below_floor_price = below_floor_price(&view.get("below_floor_price"), names.as_deref(), problems);
    let documents = documents::documents(&view.get("documents"), problems);
    let delegation = delegation(&view.get("delegation"), problems);
    let days = view.get("split_window_days");
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    let read = read?;
    Some(Some(Approval {
        clause: view.get("clause").string(),
        roles: owned(read.all),
        unit_roles: owned(read.of_units),
        shared_roles: owned(read.shared),
        boundary: boundary?,
        no_amount: no_amount?,
        below_floor_price: below_floor_price?,
        split_window_days: if days.text().is_some() { None } else { Some(days.whole()?) },
        segregation: segregation?,
        tiers: tiers?,
        documents: documents?,
        delegation: delegation?,
    }))
}

/// The roles and what is said of them.
struct Roles<'a> {
    all: Vec<&'a str>,
    of_units: Vec<&'a str>,
    shared: Vec<&'a str>,
}

impl<'a> Roles<'a> {
    fn of(view: &View<'a>, problems: &mut Vec<Problem>) -> Option<Self> {
        let all = roles(&view.get("roles"), problems)?;
        let mut of_all = |key: &str| {
            let items = view.get(key).items()?;
            distinct(items.iter().cloned(), problems);
            let named: Vec<_> = items.iter().filter_map(|item| one_of(item, &all, problems)).collect();
            Some(all.iter().copied().filter(|role| named.contains(role)).collect())
        };
        let (of_units, shared) = (of_all("unit_roles")?, of_all("shared_roles")?);
        Some(Self { all, of_units, shared })
    }
}

fn tiers(
    view: &View<'_>,
    boundary: Option<Boundary>,
    segregation: Option<bool>,
    roles: Option<&Roles<'_>>,
    problems: &mut Vec<Problem>,
) -> Option<Vec<ApprovalTier>> {
    let items = some(view, "tier", "tiers", problems)?;
    distinct(items.iter().map(|tier| tier.get("name")), problems);
    ends_meet(&items, problems);
    let tiers: Vec<_> = items
        .iter()
        .map(|tier| {
            let (from, to) = (tier.get("from"), tier.get("to"));
            reachable(tier, boundary, problems);
            let steps = steps(&tier.get("steps"), segregation, roles, problems);
            Some(ApprovalTier {
                name: tier.get("name").string()?,
                clause: tier.get("clause").string(),
                from: from.decimal()?,
                to: if to.is_absent() { None } else { Some(to.decimal()?) },
                steps: steps?,
            })
        })
        .collect();
    whole(tiers)
}

/// Every tier begins where the one before it ends, the first at 0, and the last has no end.
fn ends_meet(tiers: &[View<'_>], problems: &mut Vec<Problem>) {
    // Where the tier before ends, with its name; nothing where that is not known.
    let mut before = Some((Decimal::ZERO, None));
    for (position, tier) in tiers.iter().enumerate() {
        let (from, to) = (tier.get("from"), tier.get("to"));
        if let (Some((end, name)), Some(start)) = (before, from.decimal())
            && let Some(problem) = apart(end, name, start)
        {
            problems.push(from.place(problem));
        }
        let name = tier.get("name").text();
        let next = tiers.get(position.saturating_add(1));
        match (next, to.is_absent()) {
            (Some(next), true) => {
                let found = format!("no end of {}, although another tier follows", called(name));
                let problem = Problem::new(ProblemCode::TierOverlap, found, "where the next tier begins");
                let start = next.get("from").decimal();
                let remedy = start.map(|start| format!("write `to = {start}`")).unwrap_or_default();
                problems.push(to.place(problem.remedy(remedy)));
            }
            (None, false) => {
                if let Some(end) = to.decimal() {
                    let found = format!("no tier for amounts above `{end}`");
                    let problem = Problem::new(ProblemCode::TierGap, found, "a last tier that has no end");
                    problems.push(to.place(problem.remedy("remove `to`, or add a tier")));
                }
            }
            _ => {}
        }
        // A tier that ends before it begins says nothing of where the next one should.
        let end = to.decimal().filter(|end| from.decimal().is_none_or(|start| start < *end));
        before = end.map(|end| (end, name));
    }
}

/// What is wrong with a tier that starts elsewhere than where the one before it ends.
fn apart(end: Decimal, before: Option<&str>, start: Decimal) -> Option<Problem> {
    let expected = match before {
        _ if end.is_zero() => "`0` for the first tier".to_owned(),
        name => format!("`{end}`, where {} ends", called(name)),
    };
    let (code, found) = match start.cmp(&end) {
        core::cmp::Ordering::Equal => return None,
        core::cmp::Ordering::Greater if end.is_zero() => {
            (ProblemCode::TierGap, format!("no tier for amounts below `{start}`"))
        }
        core::cmp::Ordering::Greater => {
            (ProblemCode::TierGap, format!("no tier for amounts between `{end}` and `{start}`"))
        }
        core::cmp::Ordering::Less => {
            (ProblemCode::TierOverlap, format!("two tiers for amounts between `{start}` and `{end}`"))
        }
    };
    Some(Problem::new(code, found, expected))
}

fn called(tier: Option<&str>) -> String {
    tier.map_or_else(|| "the tier before".to_owned(), quote)
}

/// Whether some amount belongs to a tier: amounts are above 0 and have six decimals.
fn reachable(tier: &View<'_>, boundary: Option<Boundary>, problems: &mut Vec<Problem>) {
    let (from, to) = (tier.get("from").decimal(), tier.get("to").decimal());
    let (Some(from), Some(to)) = (from, to) else { return };
    let neither_end =
        boundary == Some(Boundary::Reject) || boundary == Some(Boundary::Higher) && from.is_zero();
    let too_short = if neither_end { SMALLEST } else { Decimal::ZERO };
    if to.saturating_sub(from) <= too_short {
        let found = format!("no amount from `{from}` to `{to}`");
        let expected = format!("an end above {}", from.saturating_add(too_short));
        let problem = Problem::new(ProblemCode::TierUnreachable, found, expected);
        problems.push(tier.get("to").place(problem.remedy("move the end up, or remove the tier")));
    }
}

/// The smallest amount there is.
const SMALLEST: Decimal = Decimal::from_parts(1, 0, 0, false, 6);

fn steps(
    view: &View<'_>,
    segregation: Option<bool>,
    roles: Option<&Roles<'_>>,
    problems: &mut Vec<Problem>,
) -> Option<Vec<TierStep>> {
    let items = some(view, "step", "steps", problems)?;
    let mut deciders = Vec::new();
    let mut steps = Vec::new();
    for (step, number) in items.iter().zip(1_usize..) {
        let act = step.get("act").text().and_then(StepAct::from_code);
        let at = step.get("role");
        let role = roles.and_then(|roles| one_of(&at, &roles.all, problems));
        steps.push(act.zip(role).map(|(act, role)| TierStep {
            act,
            role: role.to_owned(),
            clause: step.get("clause").string(),
        }));
        let (true, Some(role)) = (act.is_some_and(StepAct::decides), role) else { continue };
        let shared = roles.is_some_and(|roles| roles.shared.contains(&role));
        let earlier = deciders.iter().find(|(decider, _)| *decider == role);
        if let (Some((_, earlier)), false, Some(true)) = (earlier, shared, segregation)
            && problems.len() < MAX_PROBLEMS
        {
            let found = format!("{}, who decides in step {earlier} already", quote(role));
            let expected = "another person for every deciding step";
            let problem = Problem::new(ProblemCode::CannotFinish, found, expected);
            problems.push(at.place(problem.remedy(
                "name another role, list this one under `shared_roles` if several persons hold it, or write `segregation = false`",
            )));
        }
        deciders.push((role, number));
    }
    let steps = whole(steps)?;
    if !steps.iter().any(|step| step.act.decides()) {
        let found = "only steps that put on record";
        let problem = Problem::new(ProblemCode::NobodyMay, found, "at least one `sign` or `approve`");
        problems.push(view.place(problem));
    }
    Some(steps)
}

/// The position of the tier that `{ tier = … }` names.
fn tier_named(view: &View<'_>, names: Option<&[&str]>, problems: &mut Vec<Problem>) -> Option<usize> {
    let names = names?;
    let name = one_of(&view.get("tier"), names, problems)?;
    names.iter().position(|tier| *tier == name)
}

/// The tier of contracts without an amount; `Some(None)` if they are refused.
fn no_amount(view: &View<'_>, names: Option<&[&str]>, problems: &mut Vec<Problem>) -> Option<Option<usize>> {
    match view.text() {
        Some(_) => Some(None),
        None => tier_named(view, names, problems).map(Some),
    }
}

fn below_floor_price(
    view: &View<'_>,
    names: Option<&[&str]>,
    problems: &mut Vec<Problem>,
) -> Option<BelowFloorPrice> {
    match view.text() {
        Some("refuse") => return Some(BelowFloorPrice::Refuse),
        Some(_) => return Some(BelowFloorPrice::ByAmount),
        None => {}
    }
    let tier = tier_named(view, names, problems)?;
    if tier == 0 {
        let found = format!("{}, the lowest tier", quote(view.get("tier").text().unwrap_or_default()));
        let problem = Problem::new(ProblemCode::NeverActs, found, "a tier that raises some contract");
        problems.push(view.get("tier").place(problem.remedy("name a higher tier or write `by_amount`")));
    }
    Some(BelowFloorPrice::AtLeastTier(tier))
}

/// The rules; `Some(None)` if the policy does not have them.
fn delegation(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Option<DelegationRules>> {
    if view.is_absent() {
        return Some(None);
    }
    let scopes = view.get("scopes");
    some(&scopes, "scope", "scopes", problems)?;
    Some(Some(DelegationRules {
        clause: view.get("clause").string(),
        max_days: view.get("max_days").whole()?,
        written: view.get("written").yes()?,
        redelegation: view.get("redelegation").text().and_then(Redelegation::from_code)?,
        scopes: codes(&scopes, problems)?,
    }))
}
