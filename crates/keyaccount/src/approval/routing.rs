//! Which approval an amount takes (§5.2, R188–R190): the tier and its steps.

use chrono::NaiveDate;

use super::circumstances::{Circumstances, Linked};
use super::terms::Terms;
use crate::assessment::Stamp;
use crate::decimal::Exact;
use crate::measure::{Bound, Measure};
use crate::policy::{Approval, ApprovalTier, BelowFloorPrice, Boundary, RequestKind, StepAct};
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

    /// Whether its tiers are for this kind of request. They are for contracts with key accounts: VIPs and
    /// customer files have rules of their own, and of gifts the format has none.
    #[must_use]
    pub const fn is_of(&self, kind: RequestKind) -> bool {
        matches!(kind, RequestKind::KeyAccount)
    }

    /// What cannot be told of the price: there is a settlement floor price, which may take a higher tier or
    /// refuse the contract, and no agreed price to hold against it.
    pub(super) fn unknown_price(&self, terms: &Terms) -> Option<Reason> {
        let floor = terms.settlement_floor_price?;
        let asked = terms.agreed_price.is_none() && self.below_floor_price != BelowFloorPrice::ByAmount;
        let required = Bound::AtLeast(Measure::Money(floor));
        asked.then(|| Reason::new(ReasonCode::AgreedPriceUnknown, self.clause.as_deref()).required(required))
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
        let reasons = self.route_reasons(terms, routed);
        let mut verdict = Verdict::new(routed.answer.outcome, reasons, stamp);
        match routed.tier.and_then(|tier| self.tiers.get(tier)) {
            Some(tier) => verdict.obligations = tier.obligations(0),
            None => verdict.remedies = self.route_remedies(terms),
        }
        verdict.warnings.extend(self.unknown_price(terms));
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

    /// [`explain_route`](Self::explain_route) of a contract submitted on the stamp's day, with the warning of
    /// [`explain_split`](Self::explain_split).
    #[must_use]
    pub fn explain_route_among(&self, terms: &Terms, circumstances: &Circumstances, stamp: Stamp) -> Verdict {
        let submitted_on = stamp.as_of;
        let mut verdict = self.explain_route(terms, stamp);
        verdict.warnings.extend(self.explain_split(terms, circumstances, submitted_on));
        verdict
    }

    /// What decided the tier, or everything that keeps the contract from taking one; what decides first.
    pub(super) fn route_reasons(&self, terms: &Terms, routed: Routed) -> Vec<Reason> {
        let codes = match routed.tier {
            Some(_) => routed.answer.rule.into_iter().collect(),
            None => self.route_faults(terms),
        };
        codes.into_iter().map(|code| self.route_reason(terms, routed, code)).collect()
    }

    /// Every rule that keeps a contract from taking a tier, in the order [`decide_route`](Self::decide_route)
    /// finds them.
    fn route_faults(&self, terms: &Terms) -> Vec<ReasonCode> {
        let below = terms.is_below_floor_price();
        let price = (below && self.below_floor_price == BelowFloorPrice::Refuse)
            .then_some(ReasonCode::BelowFloorRefused);
        // What the amount comes to where the price is no matter.
        let at_floor =
            Terms { agreed_price: terms.agreed_price.filter(|_| price.is_none()), ..terms.clone() };
        let routed = self.decide_route(&at_floor);
        let amount = routed.answer.rule.filter(|_| routed.tier.is_none());
        let none = terms.deciding_amount().is_some_and(|amount| !amount.is_positive());
        let both = if none { [amount, price] } else { [price, amount] };
        both.into_iter().flatten().collect()
    }

    fn route_reason(&self, terms: &Terms, routed: Routed, code: ReasonCode) -> Reason {
        let tier = routed.tier.and_then(|tier| self.tiers.get(tier));
        let clause = tier.and_then(|tier| tier.clause.as_deref()).or(self.clause.as_deref());
        let amount = terms.deciding_amount();
        let reason = match tier {
            Some(tier) => Reason::new(code, clause).about(tier.name.clone()),
            None => Reason::new(code, clause),
        };
        let money = |amount: Option<Exact>| amount.map(Measure::Money);
        match code {
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
        }
    }

    /// The smallest changes that turn a refusal, each enough alone: a change of whatever is in the way, of the
    /// price and of the amount, by steps of 0.01.
    pub(super) fn route_remedies(&self, terms: &Terms) -> Vec<VerdictRemedy> {
        let routed = self.decide_route(terms);
        let mut ways = vec![(terms.clone(), Vec::new())];
        for reason in self.route_reasons(terms, routed) {
            let further = ways.iter().flat_map(|(terms, steps)| {
                mends(reason.code, terms).into_iter().flatten().map(|(terms, change)| {
                    let step = RemedyStep::answering(&reason, change);
                    (terms, steps.iter().cloned().chain([step]).collect())
                })
            });
            ways = further.collect();
        }
        // A step past one edge may end at another.
        let turns = ways.into_iter().filter(|(terms, _)| self.decide_route(terms).tier.is_some());
        turns.map(|(_, steps)| VerdictRemedy { steps }).collect()
    }

    /// Whether contracts linked to this one reach a higher tier together with it (§5.2, §5.6a): never
    /// refused, always to be known.
    pub(super) fn possible_split(&self, terms: &Terms, linked: Linked<'_>) -> Option<Reason> {
        // Of an amount that is not known, nothing is added: the others may reach a higher tier alone.
        let own = terms.deciding_amount().unwrap_or(Exact::ZERO);
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

/// The terms with the smallest change that mends what is in the way, and that change.
fn mends(code: ReasonCode, terms: &Terms) -> Vec<Option<(Terms, NeededChange)>> {
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
    let amount_to = |changed: Option<Exact>| {
        let change = to(amount, changed)?;
        Some((terms.with_deciding_amount(changed?), change))
    };
    match code {
        ReasonCode::InvalidAmount => vec![amount_to(Some(CENT))],
        ReasonCode::AmbiguousTier => vec![
            amount_to(amount.and_then(|amount| amount.minus(CENT))),
            amount_to(amount.and_then(|amount| amount.checked_add(CENT))),
        ],
        ReasonCode::BelowFloorRefused => {
            let floor = terms.settlement_floor_price;
            let mended = Terms { agreed_price: floor, ..terms.clone() };
            vec![to(terms.agreed_price, floor).map(|change| (mended, change))]
        }
        ReasonCode::NoAmount => {
            let change = NeededChange::State { field: "amount".to_owned() };
            vec![Some((terms.with_deciding_amount(CENT), change))]
        }
        _ => Vec::new(),
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
