//! `[archive.log]`: hours that are some.

use super::names::codes;
use crate::document::View;
use crate::error::{Problem, ProblemCode};
use crate::policy::{LogRules, ManyCustomers, NightHours, RepeatedDenials, WatchedAlways};

/// The section; `Some(None)` if the policy does not have it.
pub(super) fn log(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Option<LogRules>> {
    if view.is_absent() {
        return Some(None);
    }
    let night = rule(&view.get("night"), |view| night(view, problems));
    Some(Some(LogRules {
        clause: view.get("clause").string(),
        repeated_denials: rule(&view.get("repeated_denials"), |view| {
            Some(RepeatedDenials {
                clause: view.get("clause").string(),
                at_least: view.get("at_least").whole()?,
                within_hours: view.get("within_hours").whole()?,
            })
        })?,
        no_live_grant: rule(&view.get("no_live_grant"), always)?,
        many_customers: rule(&view.get("many_customers"), |view| {
            let above = view.get("above").whole()?;
            Some(ManyCustomers { clause: view.get("clause").string(), above })
        })?,
        export: rule(&view.get("export"), always)?,
        night: night?,
        lapsed_nda: rule(&view.get("lapsed_nda"), always)?,
    }))
}

/// A rule; `Some(None)` if it is not searched for.
fn rule<T>(view: &View<'_>, read: impl FnOnce(&View<'_>) -> Option<T>) -> Option<Option<T>> {
    if view.is_absent() || view.text().is_some() { Some(None) } else { read(view).map(Some) }
}

fn always(view: &View<'_>) -> Option<WatchedAlways> {
    Some(WatchedAlways { clause: view.get("clause").string() })
}

fn night(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<NightHours> {
    let except = codes(&view.get("except"), problems);
    let (from_hour, to_hour) = (view.get("from_hour").whole()?, view.get("to_hour").whole()?);
    if from_hour == to_hour {
        let found = format!("`{to_hour}`, the hour it begins at");
        let problem = Problem::new(ProblemCode::OutOfRange, found, "another hour than `from_hour`");
        problems.push(view.get("to_hour").place(problem));
    }
    Some(NightHours { clause: view.get("clause").string(), from_hour, to_hour, except: except? })
}
