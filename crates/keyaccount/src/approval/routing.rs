//! Which approval an amount takes (§5.2, R188–R190): the tier and its steps.

use chrono::NaiveDate;

use super::circumstances::{Circumstances, Linked};
use super::terms::Terms;
use crate::assessment::Stamp;
use crate::decimal::Exact;
use crate::measure::{Bound, Measure};
use crate::policy::{Approval, ApprovalTier, BelowFloorPrice, Boundary, StepAct};
use crate::reason::{Reason, ReasonCode};
use crate::verdict::{
    Answer, NeededChange, Obligation, ObligationCode, RemedyStep, Verdict, VerdictOutcome, VerdictRemedy,
};

/// The fast answer to which approval a contract takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Routed {
    /// The tier by its position in [`Approval::tiers`]; none if the contract is refused.
    pub tier: Option<usize>,
    /// Permitted with what decided the tier, or refused with why.
    pub answer: Answer,
}

impl Routed {
    const fn to(tier: usize, rule: ReasonCode) -> Self {
        Self { tier: Some(tier), answer: Answer { outcome: VerdictOutcome::Permit, rule: Some(rule) } }
    }

    const fn refused(rule: ReasonCode) -> Self {
        Self { tier: None, answer: Answer { outcome: VerdictOutcome::Deny, rule: Some(rule) } }
    }
}

/// Where an amount above 0 belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Tier(usize),
    /// At the end of this tier and the beginning of the next.
    Between(usize),
    /// No tier holds it, which a checked policy does not let happen.
    Nowhere,
}

/// The smallest amount, which is one step of a remedy: 0.01.
const CENT: Exact = Exact::new(1, 2);

impl Approval {
    /// Which approval a contract takes, without allocating (§5.2).
    ///
    /// ```
    /// use keyaccount::approval::Terms;
    /// use keyaccount::{Policy, ReasonCode};
    /// let policy = Policy::shipped("standard").unwrap();
    /// let approval = policy.approval().unwrap();
    /// let terms = |amount: &str| Terms { amount: amount.parse().ok(), ..Terms::default() };
    /// assert_eq!(approval.decide_route(&terms("99999.99")).tier, Some(0));
    /// assert_eq!(approval.decide_route(&terms("100000")).tier, Some(1));
    /// assert_eq!(approval.decide_route(&terms("0")).answer.rule, Some(ReasonCode::InvalidAmount));
    /// ```
    #[must_use]
    pub fn decide_route(&self, terms: &Terms) -> Routed {
        let below = terms.is_below_floor_price();
        if below && self.below_floor_price == BelowFloorPrice::Refuse {
            return match terms.deciding_amount() {
                Some(amount) if !amount.is_positive() => Routed::refused(ReasonCode::InvalidAmount),
                _ => Routed::refused(ReasonCode::BelowFloorRefused),
            };
        }
        let floor = match self.below_floor_price {
            BelowFloorPrice::AtLeastTier(tier) if below => Some(tier),
            _ => None,
        };
        let Some(amount) = terms.deciding_amount() else {
            return match self.no_amount.filter(|tier| *tier < self.tiers.len()) {
                Some(tier) => self.at_least(tier, floor, ReasonCode::TierNoAmount),
                None => Routed::refused(ReasonCode::NoAmount),
            };
        };
        if !amount.is_positive() {
            return Routed::refused(ReasonCode::InvalidAmount);
        }
        match self.place(amount) {
            Place::Tier(tier) => self.at_least(tier, floor, ReasonCode::TierByAmount),
            // A floor price that takes the upper of the two or a higher one leaves nothing ambiguous.
            Place::Between(lower) if floor.is_some_and(|floor| lower < floor) => {
                self.at_least(lower, floor, ReasonCode::TierByAmount)
            }
            Place::Between(_) => Routed::refused(ReasonCode::AmbiguousTier),
            Place::Nowhere => Routed::refused(ReasonCode::InvalidAmount),
        }
    }

    /// The tier, or the one a price below the floor takes if that is higher.
    fn at_least(&self, tier: usize, floor: Option<usize>, rule: ReasonCode) -> Routed {
        match floor {
            Some(floor) if tier < floor && floor < self.tiers.len() => {
                Routed::to(floor, ReasonCode::TierBelowFloor)
            }
            _ => Routed::to(tier, rule),
        }
    }

    fn place(&self, amount: Exact) -> Place {
        for (at, tier) in self.tiers.iter().enumerate() {
            let Some(end) = tier.to.map(Exact::from) else { return Place::Tier(at) };
            if amount < end {
                return Place::Tier(at);
            }
            if amount == end {
                match self.boundary {
                    Boundary::Lower => return Place::Tier(at),
                    Boundary::Reject => return Place::Between(at),
                    Boundary::Higher => {}
                }
            }
        }
        Place::Nowhere
    }

    /// The tier a contract takes, if it takes one.
    #[must_use]
    pub fn tier_of(&self, terms: &Terms) -> Option<&ApprovalTier> {
        self.decide_route(terms).tier.and_then(|tier| self.tiers.get(tier))
    }

    /// Which approval a contract takes and why: what decided the tier, its steps as obligations, and what a
    /// refused contract would need.
    #[must_use]
    pub fn explain_route(&self, terms: &Terms, stamp: Stamp) -> Verdict {
        let routed = self.decide_route(terms);
        let reasons = self.route_reason(terms, routed).into_iter().collect();
        let mut verdict = Verdict::new(routed.answer.outcome, reasons, stamp);
        match routed.tier.and_then(|tier| self.tiers.get(tier)) {
            Some(tier) => verdict.obligations = tier.obligations(0),
            None => verdict.remedies = self.route_remedies(terms, routed),
        }
        verdict
    }

    /// Whether contracts linked to this one by customer, USCC or parent may have been split from it: a
    /// warning if together they reach a higher tier (§5.2, §5.6a).
    #[must_use]
    pub fn explain_split(
        &self,
        terms: &Terms,
        circumstances: &Circumstances,
        submitted_on: NaiveDate,
    ) -> Option<Reason> {
        let linked = Linked {
            case: "",
            customer: &terms.customer,
            circumstances,
            submitted_on,
            window_days: self.split_window_days?,
        };
        self.possible_split(terms, linked)
    }

    pub(super) fn route_reason(&self, terms: &Terms, routed: Routed) -> Option<Reason> {
        let code = routed.answer.rule?;
        let tier = routed.tier.and_then(|tier| self.tiers.get(tier));
        let clause = tier.and_then(|tier| tier.clause.as_deref()).or(self.clause.as_deref());
        let amount = terms.deciding_amount();
        let reason = match tier {
            Some(tier) => Reason::new(code, clause).about(tier.name.clone()),
            None => Reason::new(code, clause),
        };
        let money = |amount: Option<Exact>| amount.map(Measure::Money);
        Some(match code {
            ReasonCode::InvalidAmount => {
                reason.actual(money(amount)).required(Bound::Above(Measure::Money(Exact::ZERO)))
            }
            ReasonCode::AmbiguousTier => {
                reason.actual(money(amount)).required(Bound::OtherThan(money(amount).into_iter().collect()))
            }
            ReasonCode::BelowFloorRefused | ReasonCode::TierBelowFloor => {
                let (agreed, floor) = (terms.agreed_price, terms.settlement_floor_price);
                let short = floor.zip(agreed).and_then(|(floor, agreed)| floor.minus(agreed));
                reason
                    .actual(money(agreed))
                    .required(money(floor).map(Bound::AtLeast))
                    .shortfall(money(short))
            }
            _ => reason.actual(money(amount)),
        })
    }

    /// The smallest changes that turn a refusal, each enough alone: one step is 0.01.
    pub(super) fn route_remedies(&self, terms: &Terms, routed: Routed) -> Vec<VerdictRemedy> {
        let Some(reason) = self.route_reason(terms, routed) else { return Vec::new() };
        let remedy = |change| VerdictRemedy::of(RemedyStep::answering(&reason, change));
        let to = |from: Option<Exact>, to: Option<Exact>| {
            let (from, to) = from.zip(to)?;
            let by = |by: Option<Exact>| by.map(Measure::Money);
            Some(if from < to {
                NeededChange::More { by: by(to.minus(from))?, to: Measure::Money(to) }
            } else {
                NeededChange::Less { by: by(from.minus(to))?, to: Measure::Money(to) }
            })
        };
        let amount = terms.deciding_amount();
        let changes = match reason.code {
            ReasonCode::InvalidAmount => vec![to(amount, Some(CENT))],
            ReasonCode::AmbiguousTier => vec![
                to(amount, amount.and_then(|amount| amount.minus(CENT))),
                to(amount, amount.and_then(|amount| amount.checked_add(CENT))),
            ],
            ReasonCode::BelowFloorRefused => vec![to(terms.agreed_price, terms.settlement_floor_price)],
            ReasonCode::NoAmount => vec![Some(NeededChange::State { field: "amount".to_owned() })],
            _ => Vec::new(),
        };
        changes.into_iter().flatten().map(remedy).collect()
    }

    /// Whether contracts linked to this one reach a higher tier together with it (§5.2, §5.6a): never
    /// refused, always to be known.
    pub(super) fn possible_split(&self, terms: &Terms, linked: Linked<'_>) -> Option<Reason> {
        let own = terms.deciding_amount().filter(|amount| amount.is_positive())?;
        let (mut total, mut ids) = (Some(own), Vec::new());
        for contract in linked.contracts() {
            total = total.and_then(|total| total.checked_add(contract.amount));
            ids.push(contract.contract_id.as_str());
        }
        if ids.is_empty() {
            return None;
        }
        let taken = self.decide_route(terms).tier?;
        let last = self.tiers.len().saturating_sub(1);
        let reached = match total.map(|total| self.place(total)) {
            Some(Place::Tier(tier)) => tier,
            Some(Place::Between(tier)) => tier.saturating_add(1),
            // More than can be held is more than any tier ends at.
            Some(Place::Nowhere) | None => last,
        };
        let tier = self.tiers.get(reached).filter(|_| taken < reached)?;
        let clause = tier.clause.as_deref().or(self.clause.as_deref());
        let own = Some(linked.case).filter(|case| !case.is_empty());
        let about = own.into_iter().chain(ids).collect::<Vec<_>>().join(" + ");
        let edge = Measure::Money(Exact::from(tier.from));
        Some(
            Reason::new(ReasonCode::PossibleSplit, clause)
                .about(about)
                .actual(total.map(Measure::Money))
                .required(match self.boundary {
                    Boundary::Lower => Bound::AtMost(edge),
                    Boundary::Higher | Boundary::Reject => Bound::Below(edge),
                }),
        )
    }
}

impl ApprovalTier {
    /// The steps from the one at `next` on, and the contract to be signed after them (A39).
    pub(super) fn obligations(&self, next: usize) -> Vec<Obligation> {
        let clause = |own: &Option<String>| own.as_deref().or(self.clause.as_deref()).map(str::to_owned);
        let steps = self.steps.iter().skip(next).map(|step| {
            Obligation::new(ObligationCode::from(step.act), clause(&step.clause).as_deref())
                .role(step.role.clone())
        });
        steps.chain([Obligation::new(ObligationCode::SignContract, None)]).collect()
    }
}

impl From<StepAct> for ObligationCode {
    fn from(act: StepAct) -> Self {
        match act {
            StepAct::Sign => Self::Sign,
            StepAct::Approve => Self::Approve,
            StepAct::File => Self::File,
        }
    }
}
