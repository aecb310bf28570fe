//! What the rules within a file must hold: as much as the check of a policy asks for.

use std::collections::BTreeSet;

use crate::approval::checks::Checks;
use crate::error::{Problem, ProblemCode};
use crate::policy::{IncidentRules, MOST_CLOCK_HOURS};

/// As many levels and exceptions rules may have.
const MOST_RULES: usize = 100;

/// Reports rules that no policy can have: hours of more than a year, a step or place twice, levels that do
/// not rise, an exception for a level that is not there.
pub(super) fn sound(rules: &IncidentRules, checks: &mut Checks) {
    let mut unsound = |path: String, expected: &str| {
        let problem = Problem::new(ProblemCode::OutOfRange, "rules that no policy can have", expected);
        checks.problem(format!("opened.rules.{path}"), problem);
    };
    if rules.levels.len() > MOST_RULES || rules.levels.iter().any(|level| level.persons == 0) {
        unsound("levels".to_owned(), "at most 100 levels of at least one person");
    } else if !rules.levels.is_sorted_by(|one, next| one.persons < next.persons) {
        unsound("levels".to_owned(), "levels by a rising number of persons");
    }
    if rules.steps.is_empty() || !rules.steps.is_sorted_by(|one, next| one.step < next.step) {
        unsound("steps".to_owned(), "at least one step, each once and in their order");
        return;
    }
    let hours = 1..=MOST_CLOCK_HOURS;
    for (at, rule) in rules.steps.iter().enumerate() {
        let sooner = rule.sooner.iter().all(|sooner| {
            let level = sooner.from_level.is_none_or(|level| level < rules.levels.len());
            level && hours.contains(&sooner.hours) && sooner.hours < rule.hours
        });
        if !hours.contains(&rule.hours) || rule.sooner.len() > MOST_RULES || !sooner {
            let expected = "1 to 8,784 hours, and exceptions of fewer hours for levels there are";
            unsound(format!("steps[{at}]"), expected);
        }
    }
    let mut places = BTreeSet::new();
    for (at, notice) in rules.notices.iter().enumerate() {
        // A hostile list may be long, but no content stands in it twice.
        let mut seen = BTreeSet::new();
        let once = notice.contents.iter().all(|content| seen.insert(*content));
        if !places.insert(notice.jurisdiction) || !once || notice.contents.is_empty() {
            unsound(format!("notices[{at}]"), "every place once, with contents, each once");
            return;
        }
    }
}
