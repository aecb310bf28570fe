//! Chapter: customer files, if the policy says anything of them.

use super::draft::Words;
use super::tree::{Article, Chapter, Topic};
use super::words::archive as say;
use crate::labels::Language;
use crate::labels::archive::field_reading;
use crate::policy::{AccessRules, ActionRule, ConfidentialityLevel, Permission};

pub(super) fn chapter(words: &Words<'_>) -> Option<Chapter> {
    let access = words.policy.archive().access.as_ref()?;
    let roles: Vec<_> = access.roles.iter().map(|role| role_name(words, role)).collect();
    let actions = access.actions.iter().map(|rule| action(words, rule, &roles));
    Some(Chapter {
        title: words.word(say::CHAPTER),
        clause: access.clause.clone(),
        articles: vec![
            Article::new(Topic::Roles, words.word(say::ROLES_TITLE))
                .paragraph(words.say(say::ROLES, &[("roles", &words.both(&roles))]))
                .paragraph(words.word(if access.nda { say::NDA } else { say::NO_NDA }))
                .paragraph(limits(words, access)),
            Article::new(Topic::Permissions, words.word(say::PERMISSIONS_TITLE))
                .paragraph(words.word(say::PERMISSIONS))
                .list(words.sentences(actions.collect())),
            Article::new(Topic::Approval, words.word(say::APPROVAL_TITLE))
                .paragraph(approval(words, access))
                .paragraph(grants(words, access)),
            levels(words, access),
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

/// Whose permissions are narrower than the table says.
fn limits(words: &Words<'_>, access: &AccessRules) -> String {
    let said =
        [(say::UNITS, &access.unit_roles), (say::PAPER_ONLY, &access.paper_only)].map(|(sentence, of)| {
            let names: Vec<_> = of.iter().map(|role| role_name(words, role)).collect();
            if names.is_empty() {
                String::new()
            } else {
                words.say(sentence, &[("roles", &words.both(&names))])
            }
        });
    words.join(&said)
}

fn grants(words: &Words<'_>, access: &AccessRules) -> String {
    let forms: Vec<_> = access.forms.iter().map(|form| form.reading(words.language).into_owned()).collect();
    let fields = access.fields.as_ref().map(|fields| {
        let fields: Vec<_> =
            fields.iter().map(|field| field_reading(field, words.language).into_owned()).collect();
        words.say(say::FIELDS, &[("fields", &words.both(&fields))])
    });
    words.join(&[
        words.say(say::GRANT, &[("days", &words.days(access.grant_days))]),
        fields.unwrap_or_else(|| words.word(say::ANY_FIELD)),
        words.say(say::FORMS, &[("forms", &words.both(&forms))]),
    ])
}

fn levels(words: &Words<'_>, access: &AccessRules) -> Article {
    let article = Article::new(Topic::Levels, words.word(say::LEVELS_TITLE));
    if access.levels.is_empty() {
        return article.paragraph(words.word(say::NO_LEVELS));
    }
    let levels = access.levels.iter().map(|one| level(words, one)).collect();
    article.paragraph(words.word(say::LEVELS)).list(words.sentences(levels))
}

fn level(words: &Words<'_>, level: &ConfidentialityLevel) -> String {
    let grades: Vec<_> = level.grades.iter().map(|grade| words.bare_grade(grade)).collect();
    let of = [
        (!grades.is_empty()).then(|| words.say(say::LEVEL_GRADES, &[("grades", &words.either(&grades))])),
        level.unrated.then(|| words.word(say::LEVEL_UNRATED)),
        level.key_accounts.then(|| words.word(say::LEVEL_KEY_ACCOUNTS)),
    ];
    let mut of: Vec<_> = of.into_iter().flatten().collect();
    if of.is_empty() {
        of.push(words.word(say::LEVEL_NONE));
    }
    of.extend(level.two_approvals.then(|| words.word(say::LEVEL_TWO)));
    let mut name = level.name.clone();
    if let Some(title) = &level.title {
        name += &words.language.brackets(title);
    }
    let of = of.join(words.language.separator());
    words.say(say::LEVEL, &[("level", &name), ("customers", &of)]) + &words.clause(level.clause.as_deref())
}
