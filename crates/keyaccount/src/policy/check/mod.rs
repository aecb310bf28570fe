//! From a tree that fits the format to a policy: what no single value can show is checked here.

mod admission;
mod approval;
mod archive;
mod bands;
mod caps;
mod composite;
mod composition;
mod credit;
mod dimensions;
mod header;
mod names;
mod predicate;
mod privacy;
mod values;
mod watch;

#[cfg(test)]
mod audit_tests;
#[cfg(test)]
mod tests;

use super::{Policy, Remembered};
use crate::document::View;
use crate::error::Problem;

/// The policy, unless there are problems; then all of them.
pub(super) fn policy(root: &View<'_>, problems: &mut Vec<Problem>) -> Option<Policy> {
    let header = header::header(&root.get("policy"), problems);
    let credit = credit::credit(&root.get("credit"), problems);
    let volume = dimensions::volume(&root.get("volume"), problems);
    let profit = dimensions::profit(&root.get("profit"), problems);
    let prospect = dimensions::prospect(&root.get("prospect"), problems);
    let composite = composite::composite(&root.get("composite"), &credit, problems);
    let value_class = dimensions::value_class(&root.get("value_class"), problems);
    let behaviour = dimensions::behaviour(&root.get("behaviour"));
    let review = dimensions::review(&root.get("review"));
    let around = admission::Around::of(&credit, composite.as_ref(), value_class.as_ref());
    let admission = admission::admission(&root.get("admission"), &around, problems);
    let approval = approval::approval(&root.get("approval"), problems);
    let archive = archive::archive(&root.get("archive"), composite.as_ref(), problems);
    Some(Policy {
        header: header?,
        credit: credit.section?,
        volume: volume?,
        profit: profit?,
        prospect: prospect?,
        composite: composite?,
        value_class: value_class?,
        behaviour: behaviour?,
        review: review?,
        admission: admission?,
        approval: approval?,
        archive: archive?,
        digest: Remembered::default(),
    })
}

/// All items, or nothing if one is missing.
fn whole<T>(items: impl IntoIterator<Item = Option<T>>) -> Option<Vec<T>> {
    items.into_iter().collect()
}
