//! Chapter: customer files, if the policy says anything of them.

use super::draft::Words;
use super::tree::{Article, Chapter, Topic};
use super::words::archive as say;
use crate::labels::Language;
use crate::policy::{AccessRules, ActionRule, Permission};

pub(super) fn chapter(words: &Words<'_>) -> Option<Chapter> {
    let access = words.policy.archive().access.as_ref()?;
    let roles: Vec<_> = access.roles.iter().map(|role| role_name(words, role)).collect();
    let actions = access.actions.iter().map(|rule| action(words, rule, &roles));
    Some(Chapter {
        title: words.word(say::CHAPTER),
        clause: access.clause.clone(),
        articles: vec![
            Article::new(Topic::Roles, words.word(say::ROLES_TITLE))
                .paragraph(words.say(say::ROLES, &[("roles", &words.both(&roles))])),
            Article::new(Topic::Permissions, words.word(say::PERMISSIONS_TITLE))
                .paragraph(words.word(say::PERMISSIONS))
                .list(words.sentences(actions.collect())),
            Article::new(Topic::Approval, words.word(say::APPROVAL_TITLE)).paragraph(approval(words, access)),
        ],
    })
}

/// A role of the shipped policies as people read it, any other as it is written.
fn role_name(words: &Words<'_>, role: &str) -> String {
    AccessRules::role_reading(role, words.language).into_owned()
}

/// Who may perform an action, from the widest permission to the narrowest.
fn action(words: &Words<'_>, rule: &ActionRule, roles: &[String]) -> String {
    let given = [
        (Permission::Allow, say::ALLOW),
        (Permission::OwnCustomers, say::OWN),
        (Permission::NeedsApproval, say::APPROVAL),
        (Permission::NeedsTwoApprovals, say::TWO_APPROVALS),
    ];
    let said = given.into_iter().filter_map(|(permission, sentence)| {
        let with = roles.iter().zip(&rule.permissions).filter(|(_, given)| **given == permission);
        let names: Vec<_> = with.map(|(role, _)| role.clone()).collect();
        (!names.is_empty()).then(|| words.say(sentence, &[("roles", &words.both(&names))]))
    });
    let said: Vec<_> = said.collect();
    let said = match (said.is_empty(), words.language) {
        (true, _) => words.word(say::NOBODY),
        (false, Language::English) => said.join("; "),
        (false, Language::Chinese) => said.join("，"),
    };
    let action = rule.action.reading(words.language);
    words.say(say::ACTION, &[("action", &action), ("permissions", &said)])
        + &words.clause(rule.clause.as_deref())
}

fn approval(words: &Words<'_>, access: &AccessRules) -> String {
    let named = |role: &Option<String>| role.as_deref().map(|role| role_name(words, role));
    let first = match named(&access.approver) {
        Some(approver) => words.say(say::APPROVER, &[("approver", &approver)]),
        None => words.word(say::NO_APPROVER),
    };
    let second = named(&access.second_approver);
    let second = second.map(|second| words.say(say::SECOND, &[("second", &second)]));
    words.join(&[first, second.unwrap_or_default()])
}
