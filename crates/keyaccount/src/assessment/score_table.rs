//! The columns of the score table (BOOK §4): facts wherever they were measured, scores, ranks, shares
//! and grades only where rated.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::explain;
use super::table::{RATING_SUFFIX, ResultColumn};
use super::typed::{at, code, joined, number, position};
use super::value::Value;
use super::{Assessment, Row};
use crate::book::{micros, store::ATTRIBUTES};
use crate::decimal::{Exact, PUBLISHED_SCALE, Score, percent_units, published};
use crate::facts::{Veto, VetoSet, rated_dimensions};
use crate::grading::{CapSet, Track};
use crate::policy::{Band, Bands, CapCondition, CreditCap, GradeCap, Policy};
use crate::scoring::{Unrated, credit_cap_holds, measured_profit, measured_volume, profit_margin};

/// The columns, with one for each of the policy's own dimensions; the sentences come last.
pub(super) fn columns(policy: &Policy) -> Vec<ResultColumn> {
    let mut columns = BEFORE_RATINGS.to_vec();
    let rated = rated_dimensions(policy).enumerate();
    columns.extend(
        rated.map(|(position, name)| ResultColumn::rating(format!("{name}{RATING_SUFFIX}"), position)),
    );
    columns.extend_from_slice(AFTER_RATINGS);
    columns.extend_from_slice(explain::COLUMNS);
    columns
}

/// The names of all columns but those of the policy's own dimensions.
#[cfg(test)]
pub(super) fn every_fixed_column() -> Vec<&'static str> {
    [BEFORE_RATINGS, AFTER_RATINGS, explain::COLUMNS].into_iter().flatten().map(ResultColumn::name).collect()
}

const BEFORE_RATINGS: &[ResultColumn] = &[
    ResultColumn::id("customer_id"),
    ResultColumn::text("name", |row| row.name().unwrap_or_default()),
    code!("track", row => position(Some(row.grades.track as usize)), |_, number| {
        at(&Track::ALL, number).map_or("", |track| track.code()).into()
    }),
    number!("credit_score", Published, row => points(row.grades.credit.score.ok())),
    code!("credit_grade", name, row => band(row.grades.credit.grade), credit_band),
    code!("credit_unrated", row => reason(row.grades.credit.score.err()), reason_code),
    number!("weighted_days_late", Published, row => row.customer.weighted_days_late_units()),
    number!("on_time_rate", Published, row => row.customer.on_time_rate_units()),
    number!("max_days_late", Integer, row => {
        row.has_slices().then(|| row.customer.credit.max_days.into())
    }),
    number!("overdue_amount", Published, row => row.overdue_amount().and_then(money_units)),
    code!("vetoes", row => row.customer.credit.vetoes.bits(), |assessment, bits| {
        joined(assessment.veto_codes(VetoSet::of_bits(bits)))
    }),
    code!("credit_caps", row => row.credit_cap_bits(), |assessment, bits| {
        let caps = assessment.policy.credit().caps.iter().map(|cap| cap.when);
        joined(caps.filter(|when| condition_bit(*when) & bits != 0).map(CapCondition::code))
    }),
    number!("order_amount", Published, row => row.order_amount().and_then(money_units)),
    number!("order_quantity", Quantity, row => {
        row.customer.orders.has_quantity.then(|| row.customer.orders.quantity())
    }),
    number!("order_count", Integer, row => row.has_orders().then(|| row.customer.orders.orders.into())),
    number!("volume_rank", Integer, row => row.grades.volume.ok().map(|(rank, _)| rank.into())),
    number!("volume_score", Published, row => points(row.grades.volume.ok().map(|(_, score)| score))),
    number!("volume_share", Published, row => row.volume_share_units()),
    code!("volume_unrated", row => reason(row.grades.volume.err()), reason_code),
    number!("profit", Published, row => row.profit().and_then(money_units)),
    number!("margin_percent", Published, row => row.margin_units()),
    number!("profit_rank", Integer, row => row.grades.profit.ok().map(|(rank, _)| rank.into())),
    number!("profit_score", Published, row => points(row.grades.profit.ok().map(|(_, score)| score))),
    code!("profit_unrated", row => reason(row.grades.profit.err()), reason_code),
];

const AFTER_RATINGS: &[ResultColumn] = &[
    number!("prospect_score", Published, row => points(row.prospect())),
    code!("prospect_grade", name, row => {
        band(row.prospect().map(|score| row.assessment.policy.composite().bands.of(score)))
    }, grade_name),
    number!("composite_score", Published, row => points(row.grades.composite.ok())),
    code!("composite_unrated", row => reason(row.grades.composite.err()), reason_code),
    code!("raw_grade", name, row => band(row.grades.raw), grade_name),
    code!("caps", row => row.grades.caps.bits(), |assessment, bits| {
        joined(assessment.caps(CapSet::of_bits(bits)).map(|cap| cap.name.as_str()))
    }),
    code!("computed_grade", name, row => band(row.grades.computed), grade_name),
    code!("grade", name, row => band(row.grades.grade), grade_name),
    ResultColumn::text("override_by", |row| {
        row.customer.approved().map_or("", |approved| approved.approved_by.as_str())
    }),
    code!("value_class", row => position(row.grades.value_class), |assessment, number| {
        let classes = &assessment.policy.value_class().classes;
        at(classes, number).map_or("", |class| class.name.as_str()).into()
    }),
    number!("score_rank", Integer, row => row.grades.score_rank.map(i128::from)),
    number!("priority_rank", Integer, row => row.grades.priority_rank.map(i128::from)),
];

/// The number of a reason.
fn reason(unrated: Option<Unrated>) -> u64 {
    position(unrated.map(|reason| reason as usize))
}

fn reason_code(_: &Assessment, number: u64) -> Cow<'_, str> {
    at(Unrated::ALL, number).map_or("", |reason| reason.code()).into()
}

/// The number of a band.
pub(super) fn band(band: Option<Band>) -> u64 {
    position(band.map(Band::position))
}

fn grade_name(assessment: &Assessment, number: u64) -> Cow<'_, str> {
    band_name(&assessment.policy.composite().bands, number)
}

pub(super) fn credit_band(assessment: &Assessment, number: u64) -> Cow<'_, str> {
    band_name(&assessment.policy.credit().bands, number)
}

fn band_name(bands: &Bands, number: u64) -> Cow<'_, str> {
    at(bands.names(), number).map_or("", String::as_str).into()
}

/// Hundredths of a point.
fn points(score: Option<Score>) -> Option<i128> {
    score.map(|score| score.hundredths().into())
}

/// An amount in hundredths, published.
pub(super) fn money_units(value: Exact) -> Option<i128> {
    value.publish_units(PUBLISHED_SCALE)
}

/// One bit for each condition of a credit cap.
const fn condition_bit(when: CapCondition) -> u64 {
    match when {
        CapCondition::ShortRelationship { .. } => 1,
        CapCondition::DocumentsMissing => 2,
    }
}

/// The code of the veto for days overdue, which names the days.
pub(super) fn overdue_code(policy: &Policy) -> String {
    format!("overdue_{}", policy.credit().vetoes.overdue_days_above.unwrap_or_default())
}

/// An amount, published.
pub(super) fn money(value: Exact) -> Value<'static> {
    Value::from(value.publish(PUBLISHED_SCALE))
}

impl<'a> Row<'a> {
    pub(crate) fn id(self) -> &'a str {
        self.assessment.facts.id(self.customer)
    }

    pub(crate) fn prospect(self) -> Option<Score> {
        self.grades.prospect.and_then(Result::ok)
    }

    /// Whether there are credit facts.
    const fn has_slices(self) -> bool {
        self.customer.credit.slices > 0
    }

    /// Whether there are order facts: none without order lines in the book.
    pub(super) const fn has_orders(self) -> bool {
        self.assessment.facts.has_order_data
    }

    pub(crate) fn name(self) -> Option<&'a str> {
        Some(self.assessment.facts.texts.text(self.customer.name)).filter(|name| !name.is_empty())
    }

    /// The person in charge.
    pub(crate) fn owner(self) -> Option<&'a str> {
        let at = ATTRIBUTES.iter().position(|name| *name == "owner")?;
        let owner = self.assessment.facts.texts.text(*self.customer.attributes.get(at)?);
        Some(owner).filter(|owner| !owner.is_empty())
    }

    /// The grade after caps and overrides.
    pub(crate) fn final_grade_name(self) -> Option<&'a str> {
        Some(self.assessment.policy.composite().bands.name(self.grades.grade?))
    }

    pub(crate) fn credit_grade_name(self) -> Option<&'a str> {
        let grade = self.grades.credit.grade?;
        Some(self.assessment.policy.credit().bands.name(grade))
    }

    /// Of the volume window; none without order lines in the book.
    pub(crate) fn order_amount(self) -> Option<Exact> {
        let facts = &self.assessment.facts;
        facts.has_order_data.then(|| facts.amount(self.customer.orders.amount()))
    }

    /// Of the profit window.
    pub(crate) fn profit(self) -> Option<Exact> {
        self.has_profit().then(|| measured_profit(&self.assessment.facts, self.customer)).flatten()
    }

    pub(crate) fn margin_percent(self) -> Option<Decimal> {
        published(self.margin_units()?)
    }

    /// The same in hundredths of a percent.
    fn margin_units(self) -> Option<i128> {
        self.has_profit().then(|| profit_margin(&self.assessment.facts, self.customer)).flatten()
    }

    /// Open and past due; none without slices.
    pub(crate) fn overdue_amount(self) -> Option<Exact> {
        self.has_slices().then(|| micros(self.customer.credit.overdue()))
    }

    /// The name of the value class.
    pub(crate) fn value_class(self) -> Option<&'a str> {
        let class = self.assessment.policy.value_class().classes.get(self.grades.value_class?)?;
        Some(class.name.as_str())
    }

    /// Profit is measured where every line that must have a cost has one.
    pub(crate) fn has_profit(self) -> bool {
        let facts = &self.assessment.facts;
        let known = crate::scoring::profit_rating(self.customer, self.assessment.policy.profit()).is_ok();
        facts.has_order_data && facts.has_cost_data && known
    }

    pub(crate) fn volume_share(self) -> Option<Decimal> {
        published(self.volume_share_units()?)
    }

    /// The same in hundredths of a percent.
    fn volume_share_units(self) -> Option<i128> {
        self.grades.volume.ok()?;
        let volume = measured_volume(&self.assessment.facts, self.customer, self.assessment.policy.volume());
        percent_units(volume, self.assessment.population.volume_total())
    }

    /// Every veto that holds, in the fixed order.
    pub(crate) fn veto_codes(self) -> impl Iterator<Item = &'a str> {
        self.assessment.veto_codes(self.customer.credit.vetoes)
    }

    pub(crate) fn veto_code(self, veto: Veto) -> &'a str {
        self.assessment.veto_code(veto)
    }

    /// The conditions of credit caps that hold for a credit-rated customer, a bit each.
    fn credit_cap_bits(self) -> u64 {
        if self.grades.credit.score.is_err() {
            return 0;
        }
        let conditions = [CapCondition::ShortRelationship { months: 0 }, CapCondition::DocumentsMissing];
        let holding = conditions.into_iter().filter(|when| credit_cap_holds(self.customer, *when));
        holding.fold(0, |bits, when| bits | condition_bit(when))
    }

    /// Every credit cap that holds for a credit-rated customer, whether or not it lowered the grade.
    pub(crate) fn credit_caps_holding(self) -> impl Iterator<Item = &'a CreditCap> {
        self.credit_caps_met().filter(move |_| self.grades.credit.score.is_ok())
    }

    /// The credit caps whose condition is met, whether or not there is a score to hold down.
    pub(crate) fn credit_caps_met(self) -> impl Iterator<Item = &'a CreditCap> {
        let caps = self.assessment.policy.credit().caps.iter();
        caps.filter(move |cap| credit_cap_holds(self.customer, cap.when))
    }

    /// Every cap that holds, also where it changed nothing.
    pub(crate) fn caps_holding(self) -> impl Iterator<Item = &'a GradeCap> {
        self.assessment.caps(self.grades.caps)
    }
}

impl Assessment {
    /// The codes of vetoes, in the fixed order.
    fn veto_codes(&self, vetoes: VetoSet) -> impl Iterator<Item = &str> {
        let holding = Veto::ALL.into_iter().filter(move |veto| vetoes.contains(*veto));
        holding.map(move |veto| self.veto_code(veto))
    }

    fn veto_code(&self, veto: Veto) -> &str {
        match veto {
            Veto::WriteOff => "write_off",
            Veto::WilfulDefault => "wilful_default",
            Veto::Overdue => &self.overdue_code,
            Veto::LegalTrouble => "legal_trouble",
            Veto::BouncedBill => "bounced_bill",
        }
    }

    /// The caps of a set.
    fn caps(&self, set: CapSet) -> impl Iterator<Item = &GradeCap> {
        let caps = self.policy.composite().caps.iter().enumerate();
        caps.filter(move |(position, _)| set.contains(*position)).map(|(_, cap)| cap)
    }
}
