//! Random small organisations, and random things asked of a case.

use chrono::{Days, NaiveDate};
use keyaccount::RequestKind;
use keyaccount::approval::{
    ActRequest, AmendRequest, Decision, Delegation, Organisation, RoleHolder, SubmitRequest, Terms,
    WithdrawRequest,
};

/// Numbers that look random and repeat: `splitmix64`.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    pub fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    pub fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::try_from(self.below(all.len() as u64)).unwrap()]
    }
}

pub const PEOPLE: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
pub const ROLES: [&str; 4] =
    ["branch_manager", "key_account_dept", "deputy_sales_director", "sales_director"];
pub const APPLICANT: &str = "a";
pub const UNIT: &str = "north";

/// Days count from 2026-11-01.
pub fn day(number: i64) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
    let days = Days::new(number.unsigned_abs());
    if number < 0 { first - days } else { first + days }
}

/// A role held, as plain values: person, role, unit, first day, last day.
pub type Held = (&'static str, &'static str, Option<&'static str>, i64, Option<i64>);

/// A delegation, as plain values.
#[derive(Clone, Debug)]
pub struct Paper {
    pub id: String,
    pub principal: &'static str,
    pub role: &'static str,
    pub delegate: &'static str,
    pub written: Option<&'static str>,
    pub issued: i64,
    pub from: i64,
    pub to: i64,
    /// Fen.
    pub max: Option<i64>,
    pub scope: Option<Vec<RequestKind>>,
    pub revoked: Option<i64>,
}

/// Who holds what and stands in for whom.
#[derive(Clone, Debug)]
pub struct World {
    pub held: Vec<Held>,
    pub papers: Vec<Paper>,
}

/// Amounts in fen at, beside and between the edges; none; nothing; below nothing.
pub const AMOUNTS: [Option<i64>; 12] = [
    Some(8_000_000),
    Some(9_999_999),
    Some(10_000_000),
    Some(10_000_001),
    Some(15_000_000),
    Some(20_000_000),
    Some(20_000_001),
    Some(29_999_999),
    Some(30_000_000),
    Some(90_000_000),
    None,
    Some(0),
];

impl World {
    pub fn random(random: &mut Random) -> Self {
        let mut held: Vec<Held> = Vec::new();
        for role in ROLES {
            for _ in 0..1 + random.below(3) {
                let unit = random.of(&[Some("north"), Some("north"), Some("south"), None]);
                let from = random.of(&[-90, -90, -90, 3]);
                let to = random.of(&[None, None, Some(6), Some(200)]);
                held.push((random.of(&PEOPLE), role, unit, from, to));
            }
        }
        let papers = (0..1 + random.below(4)).map(|at| {
            let (principal, role) = match random.one_in(4) {
                true => (random.of(&PEOPLE), random.of(&ROLES)),
                false => {
                    let held = random.of(&held);
                    (held.0, held.1)
                }
            };
            let from = random.of(&[-5, 0, 0, 2, 4]);
            Paper {
                id: format!("W{at}"),
                principal,
                role,
                delegate: random.of(&PEOPLE),
                written: random.of(&[Some("文号1"), Some("文号1"), Some("文号1"), Some(" "), None]),
                issued: random.of(&[-10, -10, -10, 1, 3]),
                from,
                to: from + random.of(&[0, 3, 5, 30, 90, 90, 91]),
                max: random.of(&[None, None, Some(15_000_000), Some(20_000_000), Some(10_000_000)]),
                scope: match random.below(6) {
                    0 => Some(vec![RequestKind::Gift]),
                    1 => Some(vec![RequestKind::Gift, RequestKind::KeyAccount]),
                    _ => None,
                },
                revoked: random.of(&[None, None, None, Some(2), Some(4)]),
            }
        });
        let papers = papers.collect();
        Self { held, papers }
    }

    pub fn organisation(&self) -> Organisation {
        let holders = self.held.iter().map(|(person, role, unit, from, to)| RoleHolder {
            person_id: (*person).into(),
            role: (*role).to_owned(),
            unit: unit.map(str::to_owned),
            valid_from: day(*from),
            valid_to: to.map(day),
        });
        let papers = self.papers.iter().map(|paper| Delegation {
            delegation_id: paper.id.clone().into(),
            principal: paper.principal.into(),
            role: paper.role.to_owned(),
            delegate: paper.delegate.into(),
            written_ref: paper.written.map(str::to_owned),
            issued_on: day(paper.issued),
            valid_from: day(paper.from),
            valid_to: day(paper.to),
            max_amount: paper.max.map(money),
            scope: paper.scope.clone(),
            revoked_on: paper.revoked.map(day),
        });
        Organisation::new(Vec::new(), holders.collect(), papers.collect()).unwrap()
    }
}

pub fn money(fen: i64) -> keyaccount::Exact {
    keyaccount::Exact::new(i128::from(fen), 2)
}

pub fn terms(random: &mut Random) -> Terms {
    Terms {
        customer: random.of(&["K1", "K1", "K1", "K2"]).into(),
        amount: random.of(&AMOUNTS).map(money),
        framework_estimate: random.of(&[None, None, Some(money(12_000_000))]),
        agreed_price: random.of(&[None, Some(money(9_000)), Some(money(8_999))]),
        settlement_floor_price: Some(money(random.of(&[9_000, 9_000, 8_999]))),
        text_digest: random.of(&[None, Some("t1"), Some("t2")]).map(str::to_owned),
    }
}

/// Something asked of a case.
#[derive(Clone, Debug)]
pub enum Asked {
    Submit(Box<SubmitRequest>),
    Act(Box<ActRequest>),
    Amend(Box<AmendRequest>),
    Withdraw(WithdrawRequest),
}

impl Asked {
    pub fn on(&self) -> NaiveDate {
        match self {
            Self::Submit(asked) => asked.on,
            Self::Act(asked) => asked.on,
            Self::Amend(asked) => asked.on,
            Self::Withdraw(asked) => asked.on,
        }
    }
}

/// Something that could be asked next: mostly what is due, by somebody who might, on terms that might be
/// those of now.
pub fn asked(
    random: &mut Random,
    world: &World,
    complete: &SubmitRequest,
    on: i64,
    (digests, terms_now): (&[String], &Terms),
    (due, is_draft): (Option<(Decision, &'static str)>, bool),
) -> Asked {
    let on = if random.one_in(12) { on - 1 } else { on };
    let by = if random.one_in(12) { random.of(&PEOPLE) } else { APPLICANT }.to_owned();
    match random.below(if is_draft { 5 } else { 14 }) {
        0..=2 if is_draft => {
            let mut request = SubmitRequest { on: day(on), by: by.into(), ..complete.clone() };
            if random.one_in(6) {
                request.papers.application_form = None;
            }
            Asked::Submit(Box::new(request))
        }
        0 if random.one_in(3) => {
            Asked::Withdraw(WithdrawRequest { on: day(on), by: by.into(), reason: None })
        }
        1 => {
            let terms = if random.one_in(4) { terms_now.clone() } else { terms(random) };
            Asked::Amend(Box::new(AmendRequest { on: day(on), by: by.into(), terms }))
        }
        2 if random.one_in(3) => {
            Asked::Submit(Box::new(SubmitRequest { on: day(on), by: by.into(), ..complete.clone() }))
        }
        _ => {
            let any = (random.of(&Decision::ALL), random.of(&ROLES));
            let (mut decision, mut role) = due.unwrap_or(any);
            if random.one_in(6) {
                (decision, role) = any;
            } else if random.one_in(10) {
                decision = random.of(&[Decision::Return, Decision::Reject]);
            }
            let mut by = random.of(&PEOPLE);
            let mut delegation = None;
            let papers: Vec<&Paper> = world.papers.iter().filter(|paper| paper.role == role).collect();
            if random.one_in(3) && !papers.is_empty() {
                let paper = random.of(&papers);
                delegation = Some(paper.id.clone());
                if !random.one_in(8) {
                    by = paper.delegate;
                }
            } else if !random.one_in(4) {
                let holders: Vec<&Held> = world.held.iter().filter(|held| held.1 == role).collect();
                by = if holders.is_empty() { by } else { random.of(&holders).0 };
            }
            let digest = match random.one_in(10) {
                true => digests[usize::try_from(random.below(digests.len() as u64)).unwrap()].clone(),
                false => digests.last().unwrap().clone(),
            };
            let (by, role) = (by.to_owned(), role.to_owned());
            Asked::Act(Box::new(ActRequest {
                on: day(on),
                by: by.into(),
                decision,
                role,
                delegation: delegation.map(Into::into),
                digest,
                opinion: None,
            }))
        }
    }
}
