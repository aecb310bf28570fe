//! `[policy]`

use crate::document::View;
use crate::error::{Problem, ProblemCode};
use crate::policy::{Header, Signature};

pub(super) fn header(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Header> {
    let mut latest = None;
    for key in ["prepared_on", "reviewed_on", "approved_on", "effective_from"] {
        let Some(date) = view.get(key).date() else { continue };
        if let Some((before, earlier)) = latest
            && date < earlier
        {
            let problem = Problem::new(
                ProblemCode::DatesOutOfOrder,
                format!("`{date}`, before `{before}` (`{earlier}`)"),
                "a policy prepared, then reviewed, then approved, then in force",
            );
            problems.push(view.get(key).place(problem));
        } else {
            latest = Some((key, date));
        }
    }
    let signature = |role: &str| Signature {
        by: view.get(&format!("{role}_by")).string(),
        on: view.get(&format!("{role}_on")).date(),
    };
    Some(Header {
        name: view.get("name").string()?,
        title: view.get("title").string(),
        number: view.get("number").string(),
        version: view.get("version").string()?,
        effective_from: view.get("effective_from").date(),
        prepared: signature("prepared"),
        reviewed: signature("reviewed"),
        approved: signature("approved"),
        currency: view.get("currency").string()?,
    })
}
