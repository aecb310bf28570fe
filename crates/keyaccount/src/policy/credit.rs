//! `[credit]`: how payment behaviour becomes points, grades, vetoes, caps and terms (§4.2).

use rust_decimal::Decimal;

use crate::book::DelayReasonKind;
use crate::decimal::{POINTS_SCALE, round_ratio};
use crate::error::Error;
use crate::facts::Veto;
use crate::policy::{Band, Bands};

/// The rules of the credit dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Credit {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// Months of the payment window that ends on the as-of date.
    pub window_months: u32,
    /// Effective days late up to this number count as none.
    pub grace_days: u32,
    /// Points by effective days late.
    pub curve: Curve,
    /// Credit grades, best first.
    pub bands: Bands,
    /// The grade of every vetoed customer.
    pub veto_band: Band,
    /// From which grade on credit counts as good elsewhere.
    pub good_from: Band,
    /// The delay reasons that excuse, with the most days each may excuse on one invoice.
    pub excused: Vec<ExcusedReason>,
    /// Which vetoes are in force.
    pub vetoes: Vetoes,
    /// What holds the credit grade down.
    pub caps: Vec<CreditCap>,
    /// Limit and term by band, one for each band, best first.
    pub limit: Vec<CreditTerms>,
    /// An unexcused open slice with more effective days late than this puts the account on hold.
    pub hold_overdue_days_above: u32,
}

impl Credit {
    /// What a credit grade is given.
    ///
    /// # Errors
    /// A grade the policy does not have; the nearest one is named.
    pub fn terms_of(&self, grade: &str) -> Result<&CreditTerms, Error> {
        let terms = self.bands.named(grade).and_then(|band| self.limit.get(band.position()));
        terms.ok_or_else(|| self.bands.unknown(grade, "credit grade").path("grade").into())
    }
}

/// A delay reason that excuses days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExcusedReason {
    /// The reason's code.
    pub kind: DelayReasonKind,
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// The most days all its rows together may excuse on one invoice; no bound if empty.
    pub max_days: Option<u32>,
}

/// Which vetoes are in force (§4.2.10).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Vetoes {
    /// A write-off or bad debt in the window.
    pub write_off: bool,
    /// A wilful default in the window.
    pub wilful_default: bool,
    /// An open slice with more effective days late than this.
    pub overdue_days_above: Option<u32>,
    /// Unresolved litigation, insolvency or suspended business.
    pub legal_trouble: bool,
    /// A bounced bill in the window.
    pub bounced_bill: bool,
    pub(crate) clauses: Vec<(Veto, String)>,
}

impl Vetoes {
    /// Whether none is in force.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        let Self { write_off, wilful_default, overdue_days_above, legal_trouble, bounced_bill, clauses: _ } =
            self;
        !*write_off && !*wilful_default && overdue_days_above.is_none() && !*legal_trouble && !*bounced_bill
    }

    /// Where the written policy says it of this veto.
    #[must_use]
    pub fn clause(&self, veto: Veto) -> Option<&str> {
        let (_, clause) = self.clauses.iter().find(|(of, _)| *of == veto)?;
        Some(clause)
    }
}

/// A cap on the credit grade (§4.2.11).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreditCap {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// When it holds.
    pub when: CapCondition,
    /// The best grade it allows.
    pub at_most: Band,
}

/// When a credit cap holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CapCondition {
    /// The first trade is less than this many months before the as-of date.
    ShortRelationship {
        /// Months of trade that lift the cap.
        months: u32,
    },
    /// The customer's documents are expressly said to be incomplete.
    DocumentsMissing,
}

impl CapCondition {
    /// The code shown in `credit_caps`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ShortRelationship { .. } => "short_relationship",
            Self::DocumentsMissing => "documents_missing",
        }
    }
}

/// Limit coefficient and payment term of one band.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreditTerms {
    /// Where the written policy says it.
    pub clause: Option<String>,
    /// Limit = average monthly sales × term ÷ 30 × this.
    pub coefficient: Decimal,
    /// Payment term in days.
    pub term_days: u32,
}

/// How points run between two anchors of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interpolation {
    /// A straight line, rounded to four decimals.
    Linear,
    /// The points of the first anchor that is not earlier; beyond the last anchor, its points.
    Steps,
}

/// One anchor of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CurveAnchor {
    /// Effective days late.
    pub days: u32,
    /// Points, 0–100.
    pub points: Decimal,
}

/// Points by effective days late: worked out for every day once, so that scoring only looks up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curve {
    anchors: Vec<CurveAnchor>,
    interpolation: Interpolation,
    /// Ten-thousandths of a point by day, up to the last anchor.
    table: Vec<u32>,
}

impl Curve {
    /// A curve through `anchors`, which must start at day 0, rise in days and fall in points from at
    /// most 100 to at least 0, with at most four decimals. `None` otherwise.
    #[must_use]
    pub fn new(anchors: Vec<CurveAnchor>, interpolation: Interpolation) -> Option<Self> {
        let units = |a: &CurveAnchor| {
            crate::decimal::Exact::from(a.points)
                .at_scale(POINTS_SCALE)
                .filter(|u| (0..=1_000_000).contains(u))
        };
        let first = anchors.first()?;
        let mut table = vec![u32::try_from(units(first)?).ok()?];
        if first.days != 0 {
            return None;
        }
        for (from, to) in anchors.iter().zip(anchors.iter().skip(1)) {
            let (high, low) = (units(from)?, units(to)?);
            let span = i128::from(to.days.checked_sub(from.days).filter(|d| *d > 0)?);
            let drop = high.checked_sub(low).filter(|d| *d >= 0)?;
            for day in 1..=span {
                let points = match interpolation {
                    Interpolation::Steps => low,
                    Interpolation::Linear => {
                        let scaled = high.checked_mul(span)?.checked_sub(drop.checked_mul(day)?)?;
                        round_ratio(scaled, span, 0)?
                    }
                };
                table.push(u32::try_from(points).ok()?);
            }
        }
        Some(Self { anchors, interpolation, table })
    }

    /// Ten-thousandths of a point for effective days late.
    #[must_use]
    pub fn points(&self, days_late: i32) -> u32 {
        let day = usize::try_from(days_late.max(0)).unwrap_or(usize::MAX);
        self.table.get(day).or(self.table.last()).copied().unwrap_or(0)
    }

    /// The anchors as written.
    #[must_use]
    pub fn anchors(&self) -> &[CurveAnchor] {
        &self.anchors
    }

    /// How points run between them.
    #[must_use]
    pub const fn interpolation(&self) -> Interpolation {
        self.interpolation
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use crate::{Policy, ProblemCode};

    #[test]
    fn a_grade_has_the_terms_of_its_place_and_another_one_has_none() {
        let policy = Policy::shipped("standard").unwrap();
        for (grade, coefficient, days) in
            [("AAA", Decimal::new(15, 1), 90), ("B", Decimal::new(6, 1), 30), ("C", Decimal::ZERO, 0)]
        {
            let terms = policy.credit().terms_of(grade).unwrap();
            assert_eq!((terms.coefficient, terms.term_days), (coefficient, days), "{grade}");
        }
        let refused = policy.credit().terms_of("AAAA").unwrap_err();
        assert_eq!(refused.problems()[0].code, ProblemCode::UnknownCode);
        assert_eq!(
            refused.to_string(),
            "(grade): found `AAAA`, expected a credit grade of the policy: `AAA`, `AA`, `A`, `B`, `C`; did you mean `AAA`?"
        );
        // Nothing is near.
        assert_eq!(policy.credit().terms_of("gold").unwrap_err().problems()[0].remedy, "");
    }
}
