//! `[archive]`: every action has somebody who may perform it, and nobody approves his own request.

mod levels;
#[cfg(test)]
mod tests;

use super::bands::distinct;
use super::names::{codes, one_of, roles, some};
use super::{composition, incident, privacy, retention, watch, whole};
use crate::book::Code;
use crate::document::{MAX_PROBLEMS, View};
use crate::error::{Problem, ProblemCode, quote};
use crate::policy::{AccessForm, AccessRules, ActionRule, Archive, ArchiveAction, Composite, Permission};

pub(super) fn archive(
    view: &View<'_>,
    composite: Option<&Composite>,
    problems: &mut Vec<Problem>,
) -> Option<Archive> {
    let given = view.get("access");
    let access = if given.is_absent() { Some(None) } else { access(&given, composite, problems).map(Some) };
    let retention = retention::retention(&view.get("retention"), problems);
    let incident = incident::incident(&view.get("incident"), problems);
    let log = watch::log(&view.get("log"), problems);
    let privacy = privacy::privacy(&view.get("privacy"), problems);
    let composition = composition::composition(&view.get("composition"), problems);
    Some(Archive {
        access: access?,
        log: log?,
        composition: composition?,
        retention: retention?,
        incident: incident?,
        privacy: privacy?,
    })
}

fn access(
    view: &View<'_>,
    composite: Option<&Composite>,
    problems: &mut Vec<Problem>,
) -> Option<AccessRules> {
    let roles = roles(&view.get("roles"), problems)?;
    let unit_roles = among(&view.get("unit_roles"), &roles, problems);
    let paper_only = among(&view.get("paper_only"), &roles, problems);
    let fields = view.get("fields");
    let fields =
        if fields.is_absent() { Some(None) } else { names(&fields, "field", "fields", problems).map(Some) };
    let forms = codes(&view.get("forms"), problems);
    if forms.as_ref().is_some_and(Vec::is_empty) {
        let problem = Problem::new(ProblemCode::OutOfRange, "no form", "`paper`, `electronic` or both");
        problems.push(view.get("forms").place(problem));
    }
    let levels = levels::levels(&view.get("levels"), composite, problems);
    let permissions = view.get("permissions");
    // An action missing beside a misspelt one is most likely that one.
    let misspelt = permissions.entries()?.iter().any(|(key, _)| ArchiveAction::from_code(key).is_none());
    let mut stated = Vec::new();
    for action in ArchiveAction::ALL.iter().copied() {
        let view = permissions.get(action.code());
        if !(misspelt && view.is_absent()) {
            of_action(action, &view, &roles, &mut stated, problems);
        }
    }
    let approver = one_of(&view.get("approver"), &roles, problems);
    let second = one_of(&view.get("second_approver"), &roles, problems);
    approvers(view, approver, second, &stated, problems);
    for view in view.get("paper_only").items()? {
        on_paper_alone(&view, &stated, problems);
    }
    out_of_reach(&stated, forms.as_deref(), paper_only.as_deref(), problems);
    elsewhere(view, unit_roles.as_deref(), second, &stated, problems);
    let turning = levels.iter().flatten().find(|level| level.two_approvals);
    if let (Some(level), true) = (turning, view.get("second_approver").is_absent()) {
        let found = format!("no `second_approver`, although the level {} needs one", quote(&level.name));
        let problem = Problem::new(ProblemCode::Missing, found, "the role that approves second");
        problems.push(view.get("second_approver").place(problem));
    }
    let actions = ArchiveAction::ALL.iter().map(|action| ActionRule {
        action: *action,
        clause: permissions.get(action.code()).get("clause").string(),
        permissions: roles.iter().map(|role| given(role, *action, &stated)).collect(),
    });
    Some(AccessRules {
        clause: view.get("clause").string(),
        actions: actions.collect(),
        approver: approver.map(str::to_owned),
        second_approver: second.map(str::to_owned),
        nda: view.get("nda").yes()?,
        grant_days: view.get("grant_days").whole()?,
        unit_roles: unit_roles?,
        paper_only: paper_only?,
        fields: fields?,
        forms: forms?,
        levels: levels?,
        roles: roles.into_iter().map(str::to_owned).collect(),
    })
}

/// Those of the roles that a list names, each once, in the order of the roles.
fn among(view: &View<'_>, roles: &[&str], problems: &mut Vec<Problem>) -> Option<Vec<String>> {
    let items = view.items()?;
    distinct(items.iter().cloned(), problems);
    let named: Vec<_> = items.iter().filter_map(|item| one_of(item, roles, problems)).collect();
    Some(roles.iter().filter(|role| named.contains(role)).map(|role| (*role).to_owned()).collect())
}

/// Names, at least one, each once.
fn names(view: &View<'_>, one: &str, many: &str, problems: &mut Vec<Problem>) -> Option<Vec<String>> {
    let items = some(view, one, many, problems)?;
    distinct(items.iter().cloned(), problems);
    whole(items.iter().map(View::string))
}

/// Whoever sees paper alone opens no electronic file.
fn on_paper_alone(role: &View<'_>, stated: &[Stated<'_>], problems: &mut Vec<Problem>) {
    let Some(name) = role.text() else { return };
    let electronic = ArchiveAction::ViewElectronic;
    if stated.iter().any(|said| said.action == electronic && said.role == name) {
        let found = format!("{}, to whom `{}` is open", quote(name), electronic.code());
        let problem = Problem::new(ProblemCode::Duplicate, found, "a role that sees paper alone");
        let remedy = "remove it here, or from the action";
        problems.push(role.place(problem.remedy(remedy)));
    }
}

/// What the policy says of one role and one action.
struct Stated<'a> {
    action: ArchiveAction,
    role: &'a str,
    permission: Permission,
    at: View<'a>,
}

/// Permissions that could never be used: what nobody applies for, a form that is never granted, one's own
/// customers where no customer is named.
fn out_of_reach(
    stated: &[Stated<'_>],
    forms: Option<&[AccessForm]>,
    paper_only: Option<&[String]>,
    problems: &mut Vec<Problem>,
) {
    for said in stated {
        let (action, role) = (said.action.code(), quote(said.role));
        let asks = matches!(said.permission, Permission::NeedsApproval | Permission::NeedsTwoApprovals);
        let own = said.permission == Permission::OwnCustomers;
        // No form at all is said of `forms` itself.
        let never = |form: AccessForm| forms.is_some_and(|forms| !forms.is_empty() && !forms.contains(&form));
        let on_paper = said.action.shows_data()
            && paper_only.is_some_and(|roles| roles.iter().any(|name| name == said.role));
        let form = match said.action {
            ArchiveAction::ViewElectronic => Some(AccessForm::Electronic),
            ArchiveAction::ViewPaperExtract => Some(AccessForm::Paper),
            _ => on_paper.then_some(AccessForm::Paper),
        };
        // Nothing at all may go outside, which is said of it already.
        let (found, expected, remedy) = if said.action == ArchiveAction::DiscloseExternal {
            continue;
        } else if asks && !said.action.may_be_requested() {
            let found = format!("{role} under an approval, although nobody applies for `{action}`");
            (found, "a role under `allow`", "move the role to `allow`, or remove it")
        } else if own && (said.action.is_of_whole_base() || said.action == ArchiveAction::GrantAccess) {
            let found = format!("{role} under `own`, although `{action}` is about no customer of one's own");
            (found, "a role under `allow` or under an approval", "move the role, or remove it")
        } else if let Some(form) = form.filter(|form| asks && never(*form)) {
            let form = form.code();
            let found = format!("{role}, who would need `{form}` for `{action}`, which is never granted");
            (found, "a form under `forms`", "add the form to `forms`, or remove the role")
        } else {
            continue;
        };
        problems.push(said.at.place(Problem::new(ProblemCode::NobodyMay, found, expected).remedy(remedy)));
    }
}

/// Whoever is allowed what is his own department's needs an approval elsewhere, so somebody must give it.
fn elsewhere(
    view: &View<'_>,
    unit_roles: Option<&[String]>,
    second: Option<&str>,
    stated: &[Stated<'_>],
    problems: &mut Vec<Problem>,
) {
    let bound = |said: &&Stated<'_>| {
        said.permission == Permission::Allow
            && said.action.may_be_requested()
            && !said.action.is_of_whole_base()
            && unit_roles.is_some_and(|roles| roles.iter().any(|name| name == said.role))
    };
    if let (true, Some(said)) = (view.get("approver").is_absent(), stated.iter().find(bound)) {
        let (action, role) = (said.action.code(), quote(said.role));
        let found = format!("no `approver`, although {role} needs one for `{action}` in another department");
        let expected = "the role that approves access requests";
        problems.push(view.get("approver").place(Problem::new(ProblemCode::Missing, found, expected)));
    }
    let alone = stated.iter().filter(bound).find(|said| second == Some(said.role));
    if let Some(said) = alone {
        let (action, role) = (said.action.code(), quote(said.role));
        let found = format!("{role}, above whom nobody approves `{action}` in another department");
        let problem = Problem::new(ProblemCode::SelfApproval, found, "an approver other than who asks");
        let remedy = "remove the role from `unit_roles`, or from the action";
        problems.push(said.at.place(problem.remedy(remedy)));
    }
}

/// What is given to a role; what is not said is denied.
fn given(role: &str, action: ArchiveAction, stated: &[Stated<'_>]) -> Permission {
    let said = stated.iter().find(|said| said.action == action && said.role == role);
    said.map_or(Permission::Deny, |said| said.permission)
}

fn of_action<'a>(
    action: ArchiveAction,
    view: &View<'a>,
    roles: &[&str],
    stated: &mut Vec<Stated<'a>>,
    problems: &mut Vec<Problem>,
) {
    if !view.is_absent() && view.entries().is_none() {
        return;
    }
    let first = stated.len();
    for permission in Permission::ALL.iter().copied().filter(|permission| *permission != Permission::Deny) {
        for at in view.get(permission.code()).items().unwrap_or_default() {
            let Some(role) = one_of(&at, roles, problems) else { continue };
            let again = stated.iter().skip(first).find(|said| said.role == role);
            if problems.len() >= MAX_PROBLEMS {
                return;
            }
            if let Some(again) = again {
                let (one, two) = (again.permission.code(), permission.code());
                let found = format!("{} under `{one}` and again under `{two}`", quote(role));
                let problem = Problem::new(ProblemCode::Duplicate, found, "every role once in an action");
                problems.push(at.place(problem.remedy("remove one of the two")));
            } else {
                stated.push(Stated { action, role, permission, at });
            }
        }
    }
    let said = stated.get(first..).unwrap_or_default();
    let deny = view.get("deny");
    if action == ArchiveAction::DiscloseExternal
        && let Some(somebody) = said.first()
    {
        let found = format!("{}, to whom `{}` is open", quote(somebody.role), action.code());
        let expected = "`deny = \"all\"`: customer files go to nobody outside, whoever asks";
        problems.push(somebody.at.place(Problem::new(ProblemCode::Forbidden, found, expected)));
    } else if let (Some(somebody), false) = (said.first(), deny.is_absent()) {
        let found = format!("`deny = \"all\"` beside `{}`", somebody.permission.code());
        let problem = Problem::new(ProblemCode::Duplicate, found, "only one of the two");
        problems.push(deny.place(problem.remedy("remove `deny`, or every role of the action")));
    } else if silent(view) {
        let found = format!("nobody who may `{}`", action.code());
        let problem = Problem::new(ProblemCode::NobodyMay, found, "at least one role that may");
        problems.push(view.place(problem.remedy("name a role, or write `deny = \"all\"` if nobody should")));
    }
}

/// Whether nothing is said of an action, not even with a mistake in it.
fn silent(action: &View<'_>) -> bool {
    let empty = |view: &View<'_>| view.items().is_some_and(|items| items.is_empty());
    action.entries().is_none_or(|entries| entries.iter().all(|(key, view)| *key == "clause" || empty(view)))
}

fn approvers(
    view: &View<'_>,
    approver: Option<&str>,
    second: Option<&str>,
    stated: &[Stated<'_>],
    problems: &mut Vec<Problem>,
) {
    let needs =
        |permissions: &[Permission]| stated.iter().find(|said| permissions.contains(&said.permission));
    let any = [Permission::NeedsApproval, Permission::NeedsTwoApprovals];
    for (key, needed, expected) in [
        ("approver", needs(&any), "the role that approves access requests"),
        ("second_approver", needs(&[Permission::NeedsTwoApprovals]), "the role that approves second"),
    ] {
        if let (true, Some(said)) = (view.get(key).is_absent(), needed) {
            let found = format!("no `{key}`, although `{}` needs one", said.action.code());
            problems.push(view.get(key).place(Problem::new(ProblemCode::Missing, found, expected)));
        }
    }
    for (key, name) in [("approver", approver), ("second_approver", second)] {
        let Some(name) = name else { continue };
        if given(name, ArchiveAction::GrantAccess, stated) != Permission::Allow {
            let found = format!("{}, who may not decide on access requests", quote(name));
            let problem = Problem::new(ProblemCode::MayNotGrant, found, "a role under `grant_access.allow`");
            problems.push(view.get(key).place(problem));
        }
    }
    if approver.is_some() && approver == second {
        let found = format!("{}, who approves first already", quote(approver.unwrap_or_default()));
        let problem = Problem::new(ProblemCode::SelfApproval, found, "another role than the approver");
        problems.push(view.get("second_approver").place(problem));
        return;
    }
    let alone = approver.filter(|_| view.get("second_approver").is_absent());
    for said in stated.iter().filter(|said| any.contains(&said.permission)) {
        let problem = if alone == Some(said.role) {
            let found = format!("{}, whose request nobody else could approve", quote(said.role));
            let problem = Problem::new(ProblemCode::SelfApproval, found, "an approver other than who asks");
            problem.remedy("name a `second_approver`, who decides on the approver's own requests")
        } else if second == Some(said.role) {
            let found = format!("{}, above whom nobody approves", quote(said.role));
            let problem = Problem::new(ProblemCode::SelfApproval, found, "an approver other than who asks");
            problem.remedy("move the role to `allow`, or remove it")
        } else {
            continue;
        };
        problems.push(said.at.place(problem));
    }
}
