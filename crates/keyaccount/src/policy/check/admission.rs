//! `[admission]`: a definition can hold, and no number is given that its preset does not use.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use hashbrown::HashSet;
use rust_decimal::Decimal;

use super::credit::ReadCredit;
use super::names::{MOST, one_of};
use super::predicate::{CheckedFact, predicate};
use super::whole;
use crate::book::{Code, CustomerKind, EvaluationLevel, OfficialRank};
use crate::calendar::add_months;
use crate::document::View;
use crate::error::{Problem, ProblemCode, quote};
use crate::labels::roles::ROLES;
use crate::policy::{
    Admission, AdmissionFact, Comparison, Composite, FactKind, KeyAccountPreset, KeyAccountRules, Literal,
    Predicate, Test, ValueClass, VipOfficial, VipOrder, VipPeriod, VipProducts, VipRoute, VipRules,
    VipWindow,
};

/// What facts of admission rest on; names are empty where their section is wrong.
pub(super) struct Around<'a> {
    bands: Option<&'a [&'a str]>,
    best: Option<Decimal>,
    is_vetoed: bool,
    grades: Vec<&'a str>,
    classes: Vec<&'a str>,
    /// Whom the policy names; empty where it names nobody.
    roles: Vec<&'a str>,
}

impl<'a> Around<'a> {
    pub(super) fn of(
        credit: &'a ReadCredit<'a>,
        composite: Option<&'a Composite>,
        value_class: Option<&'a ValueClass>,
        root: &View<'a>,
    ) -> Self {
        let grades = composite.into_iter().flat_map(|composite| composite.bands.iter());
        let classes = value_class.into_iter().flat_map(|value_class| &value_class.classes);
        Self {
            bands: credit.names.as_deref(),
            best: credit.best.map(|best| best.to_decimal().normalize()),
            is_vetoed: credit.section.as_ref().is_none_or(|credit| !credit.vetoes.is_empty()),
            grades: grades.map(|(_, name, _)| name).collect(),
            classes: classes.map(|class| class.name.as_str()).collect(),
            roles: named_roles(root),
        }
    }
}

/// The roles of approval and of the archive, then those that shipped policies speak of; none where the
/// policy itself has no list of roles.
fn named_roles<'a>(root: &View<'a>) -> Vec<&'a str> {
    let sections = [root.get("approval"), root.get("archive").get("access")];
    let lists = sections.iter().filter_map(|section| section.get("roles").items());
    let mut roles: Vec<_> = lists.flatten().take(MOST).filter_map(|role| role.text()).collect();
    if !roles.is_empty() {
        roles.extend(ROLES.iter().map(|role| role.code));
    }
    let mut seen = HashSet::new();
    roles.retain(|role| seen.insert(*role));
    roles
}

impl CheckedFact for AdmissionFact {
    type Around<'a> = Around<'a>;

    const OR_ELSE: &'static str = "remove the test";

    fn codes<'a>(self, around: &'a Around<'_>) -> Option<Vec<&'a str>> {
        let names = |names: &'a [&str]| Some(names.to_vec()).filter(|names| !names.is_empty());
        match self {
            Self::Kind => Some(CustomerKind::CODES.to_vec()),
            Self::Evaluation => Some(EvaluationLevel::CODES.to_vec()),
            Self::CreditGrade => around.bands.map(<[_]>::to_vec),
            Self::Grade => names(&around.grades),
            Self::ValueClass => names(&around.classes),
            _ => None,
        }
    }

    fn impossible(self, comparison: &Comparison, around: &Around<'_>) -> Option<Problem> {
        let wants_veto = *comparison == Comparison::Is(Literal::YesNo(true));
        (self == Self::Vetoed && wants_veto && !around.is_vetoed).then(|| {
            let found = "`vetoed`, without a veto in force";
            let problem = Problem::new(ProblemCode::NeverActs, found, "an entry in `credit.vetoes`");
            problem.remedy("add it or remove the test")
        })
    }

    fn range(self, around: &Around<'_>) -> (Option<Decimal>, Option<Decimal>) {
        let (zero, hundred) = (Some(Decimal::ZERO), Some(Decimal::ONE_HUNDRED));
        match (self, self.kind()) {
            (Self::CreditScore, _) => (zero, around.best.or(hundred)),
            (_, FactKind::Points) => (zero, hundred),
            (_, FactKind::Rating) => (Some(Decimal::ONE), Some(Decimal::from(5_u32))),
            (Self::CapitalOccupied | Self::OverdueAmount, _) => (zero, None),
            // It is above 100 only where the others returned more than they bought, which no definition asks for.
            (Self::VolumeShare, _) => (None, hundred),
            _ => (None, None),
        }
    }
}

pub(super) fn admission(
    view: &View<'_>,
    around: &Around<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Admission> {
    let (key_account, vip) = (view.get("key_account"), view.get("vip"));
    let key_account = (!key_account.is_absent()).then(|| rules(&key_account, around, problems));
    let vip = (!vip.is_absent()).then(|| vip_rules(&vip, &around.roles, problems));
    Some(Admission {
        key_account: key_account.map_or(Some(None), |rules| rules.map(Some))?,
        vip: vip.map_or(Some(None), |rules| rules.map(Some))?,
    })
}

fn rules(view: &View<'_>, around: &Around<'_>, problems: &mut Vec<Problem>) -> Option<KeyAccountRules> {
    let when = view.get("when");
    let when = match when.get("preset").text() {
        Some(name) => preset(&when, KeyAccountPreset::from_code(name)?, around, problems),
        None => predicate(&when, around, true, problems),
    };
    Some(KeyAccountRules { clause: view.get("clause").string(), when: when? })
}

/// The conditions of a preset, with the numbers that are given.
fn preset(
    view: &View<'_>,
    preset: KeyAccountPreset,
    around: &Around<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Predicate<AdmissionFact>> {
    use KeyAccountPreset as Preset;
    let at_least = |fact, key: &str, number: u32| Test {
        fact,
        comparison: Comparison::AtLeast(view.get(key).decimal().unwrap_or_else(|| number.into())),
    };
    let is = |fact, literal| Test { fact, comparison: Comparison::Is(literal) };
    let text = |text: &str| Literal::Text(text.to_owned());
    let amount = || at_least(AdmissionFact::OrderAmount12m, "min_amount", Preset::AMOUNT);
    let share = || at_least(AdmissionFact::VolumeShare, "min_share", Preset::SHARE);
    let position = || at_least(AdmissionFact::PositionRating, "min_position", Preset::POSITION);
    let prospect = || at_least(AdmissionFact::ProspectScore, "min_prospect", Preset::PROSPECT);
    let (when, used): (_, &[&str]) = match preset {
        Preset::ContractAndCredit => {
            let occupied = Comparison::Above(Decimal::ZERO);
            let tests = vec![
                is(AdmissionFact::Contract, Literal::YesNo(true)),
                Test { fact: AdmissionFact::CapitalOccupied, comparison: occupied },
                is(AdmissionFact::GoodCredit, Literal::YesNo(true)),
            ];
            (Predicate::All(tests), &[])
        }
        Preset::ShareAndScale => (Predicate::All(vec![share(), amount()]), &["min_share", "min_amount"]),
        Preset::SalesShareOrPosition => (
            Predicate::Any(vec![amount(), share(), position()]),
            &["min_amount", "min_share", "min_position"],
        ),
        Preset::PotentialOrShare => {
            (Predicate::Any(vec![prospect(), share()]), &["min_prospect", "min_share"])
        }
        Preset::InfluenceAndAmount => {
            (Predicate::All(vec![position(), amount()]), &["min_position", "min_amount"])
        }
        Preset::SizeOrImportance => {
            let size = view.get("size").text().unwrap_or(Preset::SIZE);
            // Without the composite there is no grade to name; its own problems are reported.
            let best = text(around.grades.first()?);
            let tests = vec![is(AdmissionFact::Size, text(size)), is(AdmissionFact::Grade, best)];
            (Predicate::Any(tests), &["size"])
        }
        Preset::HighProfit => {
            let kinds = [CustomerKind::Enterprise, CustomerKind::Institution].map(|kind| text(kind.code()));
            let kinds = Comparison::In(kinds.to_vec());
            let tests = vec![
                is(AdmissionFact::ValueClass, text(around.classes.first()?)),
                Test { fact: AdmissionFact::Kind, comparison: kinds },
            ];
            (Predicate::All(tests), &[])
        }
    };
    for (key, given) in view.entries().unwrap_or_default() {
        if key != "preset" && !used.contains(&key) {
            let found = format!("`{key}`, which {} does not ask about", quote(preset.code()));
            let expected = match used {
                [] => "nothing beside `preset`".to_owned(),
                _ => format!("`{}`", used.join("`, `")),
            };
            let problem = Problem::new(ProblemCode::NeverActs, found, expected);
            problems.push(given.place(problem.remedy("remove it")));
        }
    }
    Some(when)
}

/// A role somebody can be known to hold; a policy without a list of roles may name anybody.
fn role(view: &View<'_>, roles: &[&str], problems: &mut Vec<Problem>) -> Option<String> {
    if !roles.is_empty() {
        one_of(view, roles, problems)?;
    }
    view.string()
}

fn vip_rules(view: &View<'_>, roles: &[&str], problems: &mut Vec<Problem>) -> Option<VipRules> {
    let apply_by = routes(&view.get("apply_by"), problems);
    let renew_by = routes(&view.get("renew_by"), problems);
    if apply_by.as_ref().is_some_and(Vec::is_empty) {
        let problem =
            Problem::new(ProblemCode::Missing, "nothing that lets a customer apply", "one at least");
        problems.push(view.get("apply_by").place(problem));
    }
    let beyond = renew_by.iter().flatten().zip(view.get("renew_by").items().into_iter().flatten());
    for (route, at) in beyond.filter(|(route, _)| apply_by.as_ref().is_some_and(|by| !by.contains(route))) {
        let found = format!("{}, by which nobody applies", quote(route.code()));
        let problem = Problem::new(ProblemCode::NeverActs, found, "entries of `apply_by`");
        problems.push(at.place(problem.remedy("add it to `apply_by` or remove it here")));
    }
    let (order, period) = (view.get("single_order"), view.get("period"));
    let (official, approval) = (view.get("official"), view.get("approval"));
    let products = |of: &View<'_>| VipProducts::from_code(of.get("products").text()?);
    let sign_off = role(&official.get("sign_off"), roles, problems);
    let [self_applied, company_proposed] =
        ["self_applied", "company_proposed"].map(|key| role(&approval.get(key), roles, problems));
    let window = period.get("window");
    if let Some(problem) = window
        .whole()
        .zip(view.get("within_months").whole())
        .and_then(|(days, months)| too_long(days, months))
    {
        problems.push(window.place(problem));
    }
    Some(VipRules {
        clause: view.get("clause").string(),
        apply_by: apply_by?,
        renew_by: renew_by?,
        within_months: view.get("within_months").whole()?,
        valid_months: view.get("valid_months").whole()?,
        single_order: VipOrder { at_least: order.get("at_least").decimal()?, products: products(&order)? },
        period: VipPeriod {
            at_least: period.get("at_least").decimal()?,
            products: products(&period)?,
            window: match window.whole() {
                Some(days) => VipWindow::RollingDays(days),
                None => window.text().map(|_| VipWindow::CalendarMonth)?,
            },
        },
        official: VipOfficial {
            from: OfficialRank::from_code(official.get("from").text()?)?,
            sign_off: sign_off?,
        },
        self_applied: self_applied?,
        company_proposed: company_proposed?,
    })
}

/// A period in days lies in the window of the months before every day; the shortest hold a February.
fn too_long(days: u32, months: u32) -> Option<Problem> {
    let back = i32::try_from(months).unwrap_or(i32::MAX).saturating_neg();
    // Four years from one leap day to the next.
    let firsts = (0..48).filter_map(|month| add_months(NaiveDate::from_ymd_opt(2025, 3, 1)?, month));
    let spans =
        firsts.filter_map(|first| Some(first.signed_duration_since(add_months(first, back)?).num_days()));
    let shortest = spans.min().filter(|shortest| i64::from(days) > *shortest)?;
    let found = format!("a period of `{days}` days, `within_months` being `{months}`");
    let expected = format!("at most {shortest} days, which {months} months always have");
    let problem = Problem::new(ProblemCode::NeverActs, found, expected);
    Some(problem.remedy("shorten the period or lengthen `within_months`"))
}

fn routes(view: &View<'_>, problems: &mut Vec<Problem>) -> Option<Vec<VipRoute>> {
    let items = view.items()?;
    super::bands::distinct(items.iter().cloned(), problems);
    whole(items.iter().map(|item| VipRoute::from_code(item.text()?)))
}
