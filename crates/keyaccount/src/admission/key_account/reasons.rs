//! The conditions of a definition in reasons: what was found, what is asked for, how far apart they are.

use super::KeyAccounts;
use crate::admission::facts::Told;
use crate::assessment::Row;
use crate::book::{Code, EvaluationLevel};
use crate::decimal::Exact;
use crate::decimal::Score;
use crate::grading::{FactValue, compare};
use crate::measure::{Bound, Measure};
use crate::policy::{AdmissionFact, Comparison, Literal, Test};
use crate::reason::{Reason, ReasonCode};
use crate::verdict::NeededChange;

impl KeyAccounts<'_> {
    /// A condition with what was found, what is asked for, and how far apart they are.
    pub(super) fn reason(
        &self,
        row: Row<'_>,
        code: ReasonCode,
        test: &Test<AdmissionFact>,
        told: Told<'_>,
    ) -> Reason {
        let reason = Reason::new(code, self.rules.clause.as_deref()).about(test.fact.name());
        if test.fact == AdmissionFact::GoodCredit {
            return self.good_credit_reason(row, reason, test);
        }
        let actual = match told {
            Told::Value(value) => measure(row, test.fact, value),
            _ => None,
        };
        let apart = match (code, told) {
            (ReasonCode::ConditionNotMet, Told::Value(FactValue::Number(_))) => {
                match self.change(row, test, told) {
                    NeededChange::More { by, .. } | NeededChange::Less { by, .. } => Some(by),
                    _ => None,
                }
            }
            _ => None,
        };
        reason.actual(actual).required(required(row, test)).shortfall(apart)
    }

    fn good_credit_reason(&self, row: Row<'_>, reason: Reason, test: &Test<AdmissionFact>) -> Reason {
        let wants_good = compare(FactValue::YesNo(true), &test.comparison);
        let credit = row.assessment.policy.credit();
        let band = |band| measure(row, AdmissionFact::CreditGrade, FactValue::Text(credit.bands.name(band)));
        if row.grades.credit.grade.is_none() && row.customer.is_new {
            let text = |level: EvaluationLevel| Measure::Text(level.code().to_owned());
            let good = [EvaluationLevel::Good, EvaluationLevel::Excellent].map(text).to_vec();
            let asked = if wants_good { Bound::OneOf(good) } else { Bound::OtherThan(good) };
            return reason.actual(self.evaluation(row.customer.id).map(text)).required(asked);
        }
        let actual = row.grades.credit.grade.and_then(band);
        let asked = band(credit.good_from);
        let asked = asked.map(|good| if wants_good { Bound::AtLeast(good) } else { Bound::Below(good) });
        let score = row.grades.credit.score.ok().filter(|_| row.customer.credit.vetoes.is_empty());
        let from = credit.bands.iter().find(|(band, ..)| *band == credit.good_from).map(|(.., from)| from);
        let short = |(score, from): (Score, Score)| {
            let short = from.hundredths().checked_sub(score.hundredths()).filter(|short| *short > 0)?;
            Score::from_hundredths(short.into())
        };
        let apart = score.zip(from).filter(|_| wants_good).and_then(short).map(Measure::Points);
        reason.actual(actual).required(asked).shortfall(apart)
    }
}

/// A value of a fact with its unit.
pub(super) fn measure(row: Row<'_>, fact: AdmissionFact, value: FactValue<'_>) -> Option<Measure> {
    Some(match value {
        FactValue::YesNo(yes) => Measure::YesNo(yes),
        FactValue::Number(number) => Measure::of_number(fact.kind(), number),
        FactValue::Text(name) if fact == AdmissionFact::CreditGrade => {
            let from = row.assessment.policy.credit().bands.iter().find(|(_, band, _)| *band == name);
            Measure::CreditBand { name: name.to_owned(), from: from.map(|(.., from)| from) }
        }
        FactValue::Text(name) if fact == AdmissionFact::Grade => Measure::Grade(name.to_owned()),
        FactValue::Text(text) => Measure::Text(text.to_owned()),
        FactValue::Ratio(..) => return None,
    })
}

/// The values a test of texts or of yes and no asks for.
pub(super) fn literals(row: Row<'_>, test: &Test<AdmissionFact>) -> Vec<Measure> {
    let several = match &test.comparison {
        Comparison::Is(one) => core::slice::from_ref(one),
        Comparison::In(several) => several.as_slice(),
        _ => &[],
    };
    let of = |literal: &Literal| match literal {
        Literal::YesNo(yes) => Some(Measure::YesNo(*yes)),
        Literal::Text(text) => measure(row, test.fact, FactValue::Text(text)),
        Literal::Number(number) => Some(Measure::of_number(test.fact.kind(), Exact::from(*number))),
    };
    several.iter().filter_map(of).collect()
}

fn required(row: Row<'_>, test: &Test<AdmissionFact>) -> Bound {
    let number = |bound: &rust_decimal::Decimal| Measure::of_number(test.fact.kind(), Exact::from(*bound));
    match &test.comparison {
        Comparison::AtLeast(bound) => Bound::AtLeast(number(bound)),
        Comparison::AtMost(bound) => Bound::AtMost(number(bound)),
        Comparison::Above(bound) => Bound::Above(number(bound)),
        Comparison::Below(bound) => Bound::Below(number(bound)),
        Comparison::Is(_) | Comparison::In(_) => Bound::OneOf(literals(row, test)),
    }
}
