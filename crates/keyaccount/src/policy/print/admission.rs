//! Chapters: key accounts and VIP customers, if the policy says anything of them.

use rust_decimal::Decimal;

use super::conditions;
use super::draft::Words;
use super::numbers::digits;
use super::tree::{Article, Chapter, Topic};
use super::words::admission as say;
use crate::book::{Code, EvaluationLevel};
use crate::labels::admission as labels;
use crate::labels::read;
use crate::labels::roles::role;
use crate::policy::{
    AdmissionFact, Fact, FactKind, Literal, Predicate, Test, VipProducts, VipRoute, VipRules, VipWindow,
};

pub(super) fn key_account(words: &Words<'_>) -> Option<Chapter> {
    let rules = words.policy.admission().key_account.as_ref()?;
    let one = |one: &Test<AdmissionFact>| test(words, one);
    let definition = Article::new(Topic::KeyAccount, words.word(say::DEFINITION_TITLE));
    let list = |lead| {
        let items: Vec<_> = rules.when.tests().iter().map(one).collect();
        (words.word(lead), words.items(items))
    };
    let definition = match &rules.when {
        Predicate::One(only) => {
            definition.paragraph(words.say(say::DEFINITION, &[("condition", &one(only))]))
        }
        Predicate::All(_) => {
            let (lead, items) = list(say::DEFINITION_LIST_ALL);
            definition.paragraph(lead).list(items)
        }
        Predicate::Any(_) => {
            let (lead, items) = list(say::DEFINITION_LIST_ANY);
            definition.paragraph(lead).list(items)
        }
    };
    Some(Chapter {
        title: words.word(say::KEY_ACCOUNTS),
        clause: rules.clause.clone(),
        articles: vec![
            definition,
            Article::new(Topic::KeyAccountEffect, words.word(say::EFFECT_TITLE))
                .paragraph(words.word(say::EFFECT)),
        ],
    })
}

fn test(words: &Words<'_>, test: &Test<AdmissionFact>) -> String {
    let fact = test.fact;
    if fact.kind() == FactKind::YesNo {
        return conditions::yes_no(words, &test.comparison, &|yes| holds(words, fact, yes));
    }
    let number = |bound: Decimal| match (fact.of_caps(), fact.kind()) {
        (Some(fact), _) => conditions::number(words, fact, bound),
        (None, FactKind::Percent) => format!("{}%", digits(bound)),
        (None, FactKind::Money) => words.money(bound),
        (None, FactKind::Points) => words.points(bound),
        (None, _) => digits(bound),
    };
    let asked = (fact.kind(), &*asked(words, fact));
    conditions::compared(words, asked, &test.comparison, &number, &|literal| value(words, fact, literal))
}

fn value(words: &Words<'_>, fact: AdmissionFact, literal: &Literal) -> String {
    match (fact, literal) {
        (AdmissionFact::Grade, Literal::Text(name)) => words.bare_grade(name),
        (AdmissionFact::ValueClass, Literal::Text(name)) => {
            words.quoted(&read("value_class", name, words.language))
        }
        (AdmissionFact::Evaluation, Literal::Text(code)) => match EvaluationLevel::from_code(code) {
            Some(level) => labels::evaluation(level, words.language).to_owned(),
            None => words.quoted(code),
        },
        (_, Literal::Number(number)) => digits(*number),
        _ => conditions::literal(words, fact.of_caps().unwrap_or(Fact::Size), literal),
    }
}

fn holds(words: &Words<'_>, fact: AdmissionFact, yes: bool) -> String {
    let either = |positive, negative| if yes { positive } else { negative };
    match fact {
        AdmissionFact::Contract => words.word(either(say::CONTRACT, say::NO_CONTRACT)),
        AdmissionFact::SignedContract => words.word(either(say::SIGNED, say::NOT_SIGNED)),
        AdmissionFact::Vetoed => conditions::holds(words, Fact::Vetoed, yes),
        _ => {
            let credit = words.policy.credit();
            let grade = words.bare_grade(credit.bands.name(credit.good_from));
            words.say(either(say::GOOD_CREDIT, say::NOT_GOOD_CREDIT), &[("grade", &grade)])
        }
    }
}

fn asked(words: &Words<'_>, fact: AdmissionFact) -> String {
    if let Some(fact) = fact.of_caps() {
        return conditions::fact(words, fact);
    }
    words.word(match fact {
        AdmissionFact::CapitalOccupied => say::CAPITAL,
        AdmissionFact::VolumeShare => say::SHARE,
        AdmissionFact::ProspectScore => say::PROSPECT,
        AdmissionFact::Grade => say::GRADE,
        AdmissionFact::ValueClass => say::CLASS,
        AdmissionFact::PositionRating => say::POSITION,
        _ => say::EVALUATION,
    })
}

pub(super) fn vip(words: &Words<'_>) -> Option<Chapter> {
    let rules = words.policy.admission().vip.as_ref()?;
    let routes =
        |routes: &[VipRoute]| words.items(routes.iter().map(|one| route(words, rules, *one)).collect());
    let within = words.say(say::WITHIN, &[("months", &words.months(rules.within_months))]);
    let role = |name: &str| role(name, words.language).into_owned();
    let (own, company) = (role(&rules.self_applied), role(&rules.company_proposed));
    let listing = words.say(say::LISTING, &[("own", &own), ("company", &company)]);
    let signed_off = words.say(say::LISTING_OFFICIAL, &[("role", &role(&rules.official.sign_off))]);
    let validity = words.say(say::VALIDITY, &[("months", &words.months(rules.valid_months))]);
    let lasting = Article::new(Topic::VipValidity, words.word(say::VALIDITY_TITLE));
    let lasting = if rules.renew_by.is_empty() {
        lasting.paragraph(words.join(&[validity, words.word(say::NO_RENEWAL)]))
    } else {
        lasting.paragraph(words.join(&[validity, words.word(say::RENEWAL)])).list(routes(&rules.renew_by))
    };
    Some(Chapter {
        title: words.word(say::VIP),
        clause: rules.clause.clone(),
        articles: vec![
            Article::new(Topic::VipApplication, words.word(say::APPLICATION_TITLE))
                .paragraph(words.word(say::APPLICATION))
                .list(routes(&rules.apply_by))
                .paragraph(within),
            Article::new(Topic::VipListing, words.word(say::LISTING_TITLE))
                .paragraph(words.join(&[listing, signed_off])),
            lasting,
        ],
    })
}

fn route(words: &Words<'_>, rules: &VipRules, route: VipRoute) -> String {
    let products = |products: VipProducts| match products {
        VipProducts::HighEnd => words.word(say::HIGH_END),
        VipProducts::All => words.word(say::ALL_PRODUCTS),
    };
    match route {
        VipRoute::SingleOrder => {
            let order = &rules.single_order;
            let (products, amount) = (products(order.products), words.money(order.at_least));
            words.say(say::SINGLE_ORDER, &[("products", &products), ("amount", &amount)])
        }
        VipRoute::Period => {
            let period = &rules.period;
            let (products, amount) = (products(period.products), words.money(period.at_least));
            match period.window {
                VipWindow::CalendarMonth => {
                    words.say(say::PERIOD_MONTH, &[("products", &products), ("amount", &amount)])
                }
                VipWindow::RollingDays(days) => {
                    let days = words.days(days);
                    let values = [("products", &*products), ("amount", &amount), ("days", &days)];
                    words.say(say::PERIOD_DAYS, &values)
                }
            }
        }
        VipRoute::Official => {
            words.say(say::OFFICIAL, &[("rank", labels::rank(rules.official.from, words.language))])
        }
    }
}
