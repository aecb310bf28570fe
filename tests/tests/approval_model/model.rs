//! What a case may come to, written from the rules alone (§5.2–5.6a) over plain values. It takes nothing
//! from the library but the form of what is asked, and says which rules an attempt breaks; in which order
//! the library names them is its own affair.

use chrono::NaiveDate;
use keyaccount::PersonId;
use keyaccount::RequestKind;
use keyaccount::approval::{ActRequest, Decision, SubmitRequest, Terms};

use super::world::{APPLICANT, Asked, UNIT, World, day};

/// A rule written down wrongly on purpose. The library must disagree with every one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    EdgeToTheLowerTier,
    NoAmountIsTheFirstTier,
    FloorPriceIgnored,
    AtTheFloorPriceIsBelow,
    LastDayOfAPaperExcluded,
    DayOfRevocationExcluded,
    AmountOfAPaperExcluded,
    AnyLengthOfAPaper,
    NoPaperAskedFor,
    PrincipalNeedsNoRole,
    ScopeIgnored,
    PrincipalDoesNotCountAsPerson,
    FilingCountsAsDeciding,
    UnitIgnored,
    LastDayOfARoleExcluded,
    OrderIgnored,
    StaleTermsAccepted,
    TextNotBound,
    AmendmentKeepsTheActs,
    AmendmentKeepsTheRound,
    ReturnAlwaysAddsARound,
    ExecutableBeforeFiling,
    WithdrawnWhenExecutable,
    DaysGoBack,
    AnybodySubmits,
    MissingPaperAccepted,
}

impl Fault {
    pub const ALL: [Self; 26] = [
        Self::EdgeToTheLowerTier,
        Self::NoAmountIsTheFirstTier,
        Self::FloorPriceIgnored,
        Self::AtTheFloorPriceIsBelow,
        Self::LastDayOfAPaperExcluded,
        Self::DayOfRevocationExcluded,
        Self::AmountOfAPaperExcluded,
        Self::AnyLengthOfAPaper,
        Self::NoPaperAskedFor,
        Self::PrincipalNeedsNoRole,
        Self::ScopeIgnored,
        Self::PrincipalDoesNotCountAsPerson,
        Self::FilingCountsAsDeciding,
        Self::UnitIgnored,
        Self::LastDayOfARoleExcluded,
        Self::OrderIgnored,
        Self::StaleTermsAccepted,
        Self::TextNotBound,
        Self::AmendmentKeepsTheActs,
        Self::AmendmentKeepsTheRound,
        Self::ReturnAlwaysAddsARound,
        Self::ExecutableBeforeFiling,
        Self::WithdrawnWhenExecutable,
        Self::DaysGoBack,
        Self::AnybodySubmits,
        Self::MissingPaperAccepted,
    ];
}

use Decision::{Approve, File, Sign};

/// §5.2: the steps of the three tiers.
const TIERS: [&[(Decision, &str)]; 3] = [
    &[(Sign, "branch_manager"), (Approve, "key_account_dept"), (File, "key_account_dept")],
    &[(Sign, "key_account_dept"), (Approve, "deputy_sales_director")],
    &[(Sign, "key_account_dept"), (Sign, "deputy_sales_director"), (Approve, "sales_director")],
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Draft,
    /// So many steps taken of this tier.
    Running(usize, usize),
    Executable,
    Rejected,
    Withdrawn,
}

/// A case as the rules have it.
#[derive(Clone, Debug)]
pub struct Model<'w> {
    world: &'w World,
    fault: Option<Fault>,
    pub at: At,
    pub round: u32,
    terms: Terms,
    /// Terms by what names them, with the number of the submission.
    named: Vec<(String, Terms, usize)>,
    /// How often it was submitted: an act stands on one submission.
    submissions: usize,
    /// The persons of each step taken, and whether it decided.
    acts: Vec<(Vec<PersonId>, bool)>,
    last: Option<NaiveDate>,
}

impl<'w> Model<'w> {
    pub fn new(world: &'w World, fault: Option<Fault>, terms: Terms, name: &str) -> Self {
        let named = vec![(name.to_owned(), terms.clone(), 0)];
        Self {
            world,
            fault,
            at: At::Draft,
            round: 1,
            terms,
            named,
            submissions: 0,
            acts: Vec::new(),
            last: None,
        }
    }

    fn wrong(&self, fault: Fault) -> bool {
        self.fault == Some(fault)
    }

    /// What is due, if anything.
    pub fn due(&self) -> Option<(Decision, &'static str)> {
        match self.at {
            At::Running(taken, tier) => TIERS[tier].get(taken).copied(),
            _ => None,
        }
    }

    fn fen(number: Option<keyaccount::Exact>) -> Option<i128> {
        number.map(|number| number.at_scale(2).unwrap())
    }

    /// §5.2, §7.10: nothing for an amount that is none.
    fn tier(&self) -> Option<usize> {
        let amount = Self::fen(self.terms.amount).or(Self::fen(self.terms.framework_estimate));
        let edge = i128::from(self.wrong(Fault::EdgeToTheLowerTier));
        let by_amount = match amount {
            None if self.wrong(Fault::NoAmountIsTheFirstTier) => 0,
            None => 2,
            Some(fen) if fen <= 0 => return None,
            Some(fen) if fen < 10_000_000 + edge => 0,
            Some(fen) if fen < 30_000_000 + edge => 1,
            Some(_) => 2,
        };
        let prices = Self::fen(self.terms.agreed_price).zip(Self::fen(self.terms.settlement_floor_price));
        let below = prices.is_some_and(|(agreed, floor)| {
            agreed < floor || self.wrong(Fault::AtTheFloorPriceIsBelow) && agreed == floor
        });
        Some(if below && !self.wrong(Fault::FloorPriceIgnored) { 2 } else { by_amount })
    }

    /// Whether a person holds a role on a day, in the unit that applies where the role is bound to it.
    fn holds(&self, person: &str, role: &str, on: NaiveDate) -> bool {
        self.world.held.iter().any(|(held_by, held, unit, from, to)| {
            let in_unit = role != "branch_manager" || *unit == Some(UNIT) || self.wrong(Fault::UnitIgnored);
            let late = i64::from(self.wrong(Fault::LastDayOfARoleExcluded));
            let in_time = day(*from) <= on && to.is_none_or(|to| on <= day(to - late));
            *held_by == person && *held == role && in_unit && in_time
        })
    }

    /// §5.4, §5.6a: whether a paper lets somebody stand in.
    fn stands(&self, id: &str, by: &str, role: &str, on: NaiveDate) -> Option<PersonId> {
        let paper = self.world.papers.iter().find(|paper| paper.id == id)?;
        let amount = Self::fen(self.terms.amount).or(Self::fen(self.terms.framework_estimate));
        let most = i64::from(self.wrong(Fault::AmountOfAPaperExcluded));
        let covered = paper.max.is_none_or(|max| amount.is_some_and(|fen| fen <= i128::from(max - most)));
        let in_scope = paper.scope.as_ref().is_none_or(|scope| scope.contains(&RequestKind::KeyAccount));
        let last = paper.to - i64::from(self.wrong(Fault::LastDayOfAPaperExcluded));
        let revoked = i64::from(self.wrong(Fault::DayOfRevocationExcluded));
        let stands = paper.delegate == by
            && paper.role == role
            && paper.principal != by
            && (self.wrong(Fault::NoPaperAskedFor) || paper.written.is_some_and(|text| text.trim() != ""))
            && day(paper.issued) <= on
            && day(paper.from) <= on
            && on <= day(last)
            && paper.revoked.is_none_or(|last| on <= day(last - revoked))
            && (self.wrong(Fault::AnyLengthOfAPaper) || paper.to <= paper.from + 90)
            && covered
            && (self.wrong(Fault::ScopeIgnored) || in_scope)
            && (self.wrong(Fault::PrincipalNeedsNoRole) || self.holds(paper.principal, role, on));
        stands.then(|| paper.principal.to_owned()).map(Into::into)
    }

    /// Whether the terms somebody read are those of now: amount, customer, text, prices (§5.3).
    fn is_current(&self, digest: &str) -> bool {
        let Some((_, read, submission)) = self.named.iter().find(|(name, ..)| name == digest) else {
            return false;
        };
        if self.wrong(Fault::TextNotBound) {
            let text = self.terms.text_digest.clone();
            return Terms { text_digest: text, ..read.clone() } == self.terms;
        }
        *read == self.terms && *submission == self.submissions
    }

    /// What names the terms and the submission of now.
    pub fn reads(&mut self, name: &str) {
        if self.named.iter().all(|(known, ..)| known != name) {
            self.named.push((name.to_owned(), self.terms.clone(), self.submissions));
        }
    }

    fn in_time(&self, on: NaiveDate) -> bool {
        self.wrong(Fault::DaysGoBack) || self.last.is_none_or(|last| last <= on)
    }

    fn persons(&self, asked: &ActRequest) -> Option<Vec<PersonId>> {
        let mut persons = vec![asked.by.clone()];
        match &asked.delegation {
            Some(id) => persons.push(self.stands(id, &asked.by, &asked.role, asked.on)?),
            None if !self.holds(&asked.by, &asked.role, asked.on) => return None,
            None => {}
        }
        if self.wrong(Fault::PrincipalDoesNotCountAsPerson) {
            persons.truncate(1);
        }
        Some(persons)
    }

    /// The persons who take part, if the act may be done.
    fn may_act(&self, asked: &ActRequest) -> Option<Vec<PersonId>> {
        let (due, role) = self.due()?;
        let right_step = match asked.decision {
            Sign | Approve | File => {
                self.wrong(Fault::OrderIgnored) || asked.decision == due && asked.role == role
            }
            Decision::Return => asked.role == role,
            // Filing decides nothing, and so rejects nothing.
            Decision::Reject => asked.role == role && due != File,
        };
        let current = self.wrong(Fault::StaleTermsAccepted) || self.is_current(&asked.digest);
        let persons = self.persons(asked)?;
        let decides = |decision: Decision| decision != File || self.wrong(Fault::FilingCountsAsDeciding);
        let again = decides(due)
            && self
                .acts
                .iter()
                .any(|(earlier, decided)| *decided && earlier.iter().any(|person| persons.contains(person)));
        (right_step && current && !again && self.in_time(asked.on)).then_some(persons)
    }

    fn may_submit(&self, asked: &SubmitRequest) -> bool {
        self.at == At::Draft
            && (asked.by == APPLICANT || self.wrong(Fault::AnybodySubmits))
            && self.in_time(asked.on)
            && (asked.papers.application_form.is_some() || self.wrong(Fault::MissingPaperAccepted))
            && self.tier().is_some()
    }

    /// Voids what was signed.
    fn void_acts(&mut self, always: bool) {
        if always || !self.acts.is_empty() {
            self.round += 1;
        }
        self.acts.clear();
        self.at = At::Draft;
    }

    /// Whether what is asked may be done; and if so, does it.
    pub fn takes(&mut self, asked: &Asked) -> bool {
        let closed = matches!(self.at, At::Rejected | At::Withdrawn);
        let takes = match asked {
            Asked::Submit(asked) => {
                let may = self.may_submit(asked);
                if may {
                    self.at = At::Running(0, self.tier().unwrap());
                    self.submissions += 1;
                }
                may
            }
            Asked::Act(asked) => match self.may_act(asked) {
                None => false,
                Some(persons) => {
                    self.act(asked.decision, persons);
                    true
                }
            },
            Asked::Amend(asked) => {
                let may =
                    !closed && asked.by == APPLICANT && self.in_time(asked.on) && asked.terms != self.terms;
                if may {
                    self.amend(asked.terms.clone());
                }
                may
            }
            Asked::Withdraw(asked) => {
                let over = self.at == At::Executable && !self.wrong(Fault::WithdrawnWhenExecutable);
                let may = !closed && !over && asked.by == APPLICANT && self.in_time(asked.on);
                if may {
                    self.at = At::Withdrawn;
                }
                may
            }
        };
        if takes {
            self.last = Some(asked.on());
        }
        takes
    }

    fn act(&mut self, decision: Decision, persons: Vec<PersonId>) {
        let At::Running(taken, tier) = self.at else { unreachable!() };
        match decision {
            Decision::Return => self.void_acts(self.wrong(Fault::ReturnAlwaysAddsARound)),
            Decision::Reject => self.at = At::Rejected,
            Sign | Approve | File => {
                let decided = decision != File || self.wrong(Fault::FilingCountsAsDeciding);
                self.acts.push((persons, decided));
                let left = &TIERS[tier][taken + 1..];
                let done = left.is_empty() || self.wrong(Fault::ExecutableBeforeFiling) && left[0].0 == File;
                self.at = if done { At::Executable } else { At::Running(taken + 1, tier) };
            }
        }
    }

    fn amend(&mut self, terms: Terms) {
        self.terms = terms;
        if self.wrong(Fault::AmendmentKeepsTheActs) && self.at != At::Draft && self.tier().is_some() {
            return;
        }
        let round = self.round;
        self.void_acts(false);
        if self.wrong(Fault::AmendmentKeepsTheRound) {
            self.round = round;
        }
    }
}
