//! Chapter: approval of contracts, if the policy says anything of it.

use rust_decimal::Decimal;

use super::draft::Words;
use super::tree::{Article, Chapter, Topic};
use super::words::approval as say;
use crate::labels::sentences::Sentence;
use crate::policy::{
    Approval, ApprovalTier, BelowFloorPrice, Boundary, DelegationRules, DocumentRule, DocumentTest,
    Redelegation, StepAct, TierStep,
};

pub(super) fn chapter(words: &Words<'_>) -> Option<Chapter> {
    let approval = words.policy.approval()?;
    Some(Chapter {
        title: words.word(say::CHAPTER),
        clause: approval.clause.clone(),
        articles: vec![
            Article::new(Topic::ApprovalRoles, words.word(say::ROLES_TITLE))
                .paragraph(roles(words, approval)),
            tiers(words, approval),
            Article::new(Topic::ApprovalOrder, words.word(say::ORDER_TITLE)).paragraph(words.join(&[
                words.word(say::ORDER),
                words.word(if approval.segregation { say::SEGREGATION } else { say::NO_SEGREGATION }),
            ])),
            Article::new(Topic::SpecialContracts, words.word(say::SPECIAL_TITLE))
                .list(special(words, approval)),
            documents(words, &approval.documents),
            Article::new(Topic::Delegation, words.word(say::DELEGATION_TITLE))
                .paragraph(delegation(words, approval.delegation.as_ref())),
        ],
    })
}

fn role(words: &Words<'_>, role: &str) -> String {
    Approval::role_reading(role, words.language).into_owned()
}

fn roles(words: &Words<'_>, approval: &Approval) -> String {
    let named = |sentence: Sentence, roles: &[String]| {
        let names: Vec<_> = roles.iter().map(|name| role(words, name)).collect();
        words.say(sentence, &[("roles", &words.both(&names))])
    };
    let of_units = match approval.unit_roles.is_empty() {
        true => String::new(),
        false => named(say::UNIT_ROLES, &approval.unit_roles),
    };
    let shared = match approval.shared_roles.is_empty() {
        true => words.word(say::NO_SHARED_ROLES),
        false => named(say::SHARED_ROLES, &approval.shared_roles),
    };
    words.join(&[named(say::ROLES, &approval.roles), of_units, shared])
}

fn tiers(words: &Words<'_>, approval: &Approval) -> Article {
    let tiers = approval.tiers.iter().map(|tier| {
        let steps: Vec<_> = tier.steps.iter().map(|one| step(words, one)).collect();
        let (name, range) = (tier.reading(words.language), range(words, tier, approval.boundary));
        let steps = steps.join(&words.word(say::THEN));
        words.say(say::TIER, &[("tier", &name), ("range", &range), ("steps", &steps)])
            + &words.clause(tier.clause.as_deref())
    });
    Article::new(Topic::Tiers, words.word(say::TIERS_TITLE))
        .paragraph(words.word(say::TIERS))
        .list(words.items(tiers.collect()))
        .paragraph(words.word(match approval.boundary {
            Boundary::Higher => say::HIGHER,
            Boundary::Lower => say::LOWER,
            Boundary::Reject => say::REJECT,
        }))
}

fn step(words: &Words<'_>, step: &TierStep) -> String {
    let sentence = match step.act {
        StepAct::Sign => say::SIGN,
        StepAct::Approve => say::APPROVE,
        StepAct::File => say::FILE,
    };
    words.say(sentence, &[("role", &role(words, &step.role))]) + &words.clause(step.clause.as_deref())
}

/// The amounts of a tier. A range begins and ends as the boundary rule has it.
fn range(words: &Words<'_>, tier: &ApprovalTier, boundary: Boundary) -> String {
    let low = Some(tier.from).filter(|from| *from > Decimal::ZERO);
    let (from_included, to_included) = (boundary == Boundary::Higher, boundary == Boundary::Lower);
    let sentence = match (low.is_some(), tier.to.is_some()) {
        (false, false) => say::ANY_AMOUNT,
        (false, true) if to_included => say::UP_TO,
        (false, true) => say::BELOW,
        (true, false) if from_included => say::FROM,
        (true, false) => say::ABOVE,
        (true, true) if from_included => say::FROM_BELOW,
        (true, true) if to_included => say::ABOVE_UP_TO,
        (true, true) => say::ABOVE_BELOW,
    };
    let money = |amount: Option<Decimal>| amount.map(|amount| words.money(amount)).unwrap_or_default();
    words.say(sentence, &[("low", &money(low)), ("high", &money(tier.to))])
}

fn special(words: &Words<'_>, approval: &Approval) -> Vec<String> {
    let tier = |sentence: Sentence, position: usize| {
        let tier = approval.tiers.get(position).map(|tier| tier.reading(words.language));
        words.say(sentence, &[("tier", &tier.unwrap_or_default())])
    };
    let no_amount = match approval.no_amount {
        Some(position) => tier(say::NO_AMOUNT, position),
        None => words.word(say::NO_AMOUNT_REFUSED),
    };
    let floor_price = match approval.below_floor_price {
        BelowFloorPrice::AtLeastTier(position) => tier(say::FLOOR_PRICE, position),
        BelowFloorPrice::Refuse => words.word(say::FLOOR_PRICE_REFUSED),
        BelowFloorPrice::ByAmount => words.word(say::FLOOR_PRICE_BY_AMOUNT),
    };
    let split = match approval.split_window_days {
        Some(days) => words.say(say::SPLIT, &[("days", &words.days(days))]),
        None => words.word(say::NO_SPLIT),
    };
    vec![no_amount, floor_price, split]
}

fn documents(words: &Words<'_>, rules: &[DocumentRule]) -> Article {
    let article = Article::new(Topic::Documents, words.word(say::DOCUMENTS_TITLE));
    if rules.is_empty() {
        return article.paragraph(words.word(say::NO_DOCUMENTS));
    }
    let rules = rules.iter().map(|rule| document(words, rule)).collect();
    article.paragraph(words.word(say::DOCUMENTS)).list(words.sentences(rules))
}

fn document(words: &Words<'_>, rule: &DocumentRule) -> String {
    let of = |tests: &[DocumentTest]| {
        let tests = tests.iter().map(|test| match test {
            DocumentTest::Fields => {
                let fields: Vec<_> =
                    rule.fields.iter().map(|field| field.reading(words.language).into_owned()).collect();
                let needs = test.reading(words.language);
                words.say(say::FIELDS, &[("needs", &needs), ("fields", &words.both(&fields))])
            }
            test => test.reading(words.language).into_owned(),
        });
        tests.collect::<Vec<_>>().join(words.comma())
    };
    let (document, when) = (rule.document.reading(words.language), rule.when.reading(words.language));
    let said =
        words.say(say::DOCUMENT, &[("document", &document), ("when", &when), ("needs", &of(&rule.needs))]);
    let warned = match rule.warns.is_empty() {
        true => String::new(),
        false => words.say(say::WARNS, &[("warns", &of(&rule.warns))]),
    };
    said + &warned + &words.clause(rule.clause.as_deref())
}

fn delegation(words: &Words<'_>, rules: Option<&DelegationRules>) -> String {
    let Some(rules) = rules else { return words.word(say::NO_DELEGATION) };
    let scopes: Vec<_> =
        rules.scopes.iter().map(|scope| scope.reading(words.language).into_owned()).collect();
    let said = words.join(&[
        words.say(say::DELEGATION, &[("scopes", &words.both(&scopes))]),
        words.word(if rules.written { say::WRITTEN } else { say::NOT_WRITTEN }),
        words.say(say::MAX_DAYS, &[("days", &words.days(rules.max_days))]),
        words.word(match rules.redelegation {
            Redelegation::Never => say::NO_REDELEGATION,
        }),
    ]);
    said + &words.clause(rules.clause.as_deref())
}
