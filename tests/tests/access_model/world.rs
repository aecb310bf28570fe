//! Random small organisations, and random things asked of customer files.

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};
use keyaccount::approval::{Delegation, Organisation, RoleHolder};
use keyaccount::archive::{
    AccessAct, AccessAsk, AccessRegisters, AccessStep, Attempt, CustomerFile, FileStatus, Nda, UseOfGrant,
};
use keyaccount::{AccessForm, ArchiveAction};

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

pub const PEOPLE: [&str; 9] = ["a", "b", "c", "d", "e", "f", "g", "h", "nobody"];
pub const UNITS: [&str; 2] = ["sales", "trade"];
pub const ROLES: [&str; 7] = [
    "staff",
    "account_manager",
    "department_supervisor",
    "department_manager",
    "general_manager",
    "maintainer",
    "auditor",
];
pub const FIELDS: [&str; 4] = ["name", "phone", "price", "secret"];

/// Hours count from 2026-11-01, days too.
pub fn hour(number: i64) -> NaiveDateTime {
    day(0).and_hms_opt(0, 0, 0).unwrap() + TimeDelta::hours(number)
}

pub fn day(number: i64) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
    let days = Days::new(number.unsigned_abs());
    if number < 0 { first - days } else { first + days }
}

/// A role held, as plain values: person, role, unit, first day, last day.
pub type Held = (&'static str, &'static str, &'static str, i64, Option<i64>);

/// An agreement: person, first day, last day.
pub type Signed = (&'static str, i64, Option<i64>);

/// Who stands in for whom, in which role, from day to day.
#[derive(Clone, Copy, Debug)]
pub struct Paper {
    pub id: &'static str,
    pub principal: &'static str,
    pub role: &'static str,
    pub delegate: &'static str,
    pub from: i64,
    pub to: i64,
}

pub const PAPERS: [&str; 4] = ["W1", "W2", "W3", "W4"];

#[derive(Clone, Debug)]
pub struct World {
    pub held: Vec<Held>,
    pub signed: Vec<Signed>,
    pub papers: Vec<Paper>,
}

impl World {
    pub fn random(random: &mut Random) -> Self {
        let mut held = Vec::new();
        // Somebody to decide, most of the time.
        for (person, role, unit) in [
            ("g", "general_manager", "sales"),
            ("h", "department_manager", "sales"),
            ("f", "department_manager", "trade"),
        ] {
            if !random.one_in(8) {
                held.push((
                    person,
                    role,
                    unit,
                    -30,
                    random.one_in(4).then(|| i64::try_from(random.below(16)).unwrap()),
                ));
            }
        }
        for _ in 0..7 {
            let person = random.of(&PEOPLE[..8]);
            let from = if random.one_in(5) { i64::try_from(random.below(10)).unwrap() } else { -30 };
            let to = random.one_in(4).then(|| from.max(0) + i64::try_from(random.below(12)).unwrap());
            held.push((person, random.of(&ROLES), random.of(&UNITS), from, to));
        }
        let mut signed = Vec::new();
        for person in PEOPLE {
            if !random.one_in(6) {
                let from = if random.one_in(5) { i64::try_from(random.below(10)).unwrap() } else { -30 };
                let to = random.one_in(3).then(|| from.max(0) + i64::try_from(random.below(12)).unwrap());
                signed.push((person, from, to));
            }
        }
        // Often both for one principal, so that two approvals could be one person's.
        let papers = PAPERS.map(|id| {
            let (principal, role) = random.of(&[
                ("g", "general_manager"),
                ("g", "general_manager"),
                ("h", "department_manager"),
                ("f", "department_manager"),
            ]);
            let from = if random.one_in(4) { 4 } else { -30 };
            let to = if random.one_in(4) { from + i64::try_from(random.below(40)).unwrap() } else { 29 };
            Paper { id, principal, role, delegate: random.of(&["b", "c", "d", "e"]), from, to }
        });
        Self { held, signed, papers: papers.to_vec() }
    }

    pub fn registers(&self) -> AccessRegisters {
        let holder = |(person, role, unit, from, to): &Held| RoleHolder {
            person_id: (*person).into(),
            role: (*role).to_owned(),
            unit: Some((*unit).to_owned()),
            valid_from: day(*from),
            valid_to: to.map(day),
        };
        let nda = |(person, from, to): &Signed| Nda {
            person_id: (*person).into(),
            signed_on: day(*from),
            valid_to: to.map(day),
        };
        let holders = self.held.iter().map(holder).collect();
        let paper = |paper: &Paper| Delegation {
            delegation_id: paper.id.into(),
            principal: paper.principal.into(),
            role: paper.role.to_owned(),
            delegate: paper.delegate.into(),
            written_ref: Some("授权书".to_owned()),
            issued_on: day(paper.from),
            valid_from: day(paper.from),
            valid_to: day(paper.to),
            max_amount: None,
            scope: None,
            revoked_on: None,
        };
        let papers = self.papers.iter().map(paper).collect();
        AccessRegisters {
            organisation: Some(Organisation::new(Vec::new(), holders, papers).unwrap()),
            ndas: Some(self.signed.iter().map(nda).collect()),
            grants: Some(Vec::new()),
        }
    }
}

pub const ACTIONS: [ArchiveAction; 8] = [
    ArchiveAction::ViewPaperExtract,
    ArchiveAction::ViewElectronic,
    ArchiveAction::Search,
    ArchiveAction::Export,
    ArchiveAction::Restore,
    ArchiveAction::Dispose,
    ArchiveAction::Maintain,
    ArchiveAction::DiscloseExternal,
];

fn file(random: &mut Random, customer: &str, department: &str) -> CustomerFile {
    CustomerFile {
        customer_id: customer.into(),
        owner: Some(random.of(&PEOPLE).into()),
        department: Some(department.to_owned()),
        level: (!random.one_in(8)).then(|| random.of(&["L1", "L1", "L2", "L3"]).to_owned()),
        status: random.of(&[
            FileStatus::Filed,
            FileStatus::Filed,
            FileStatus::Filed,
            FileStatus::Draft,
            FileStatus::Frozen,
        ]),
    }
}

fn fields(random: &mut Random) -> Vec<String> {
    let count = if random.one_in(10) { 0 } else { 1 + random.below(2) };
    let mut fields: Vec<String> = Vec::new();
    for _ in 0..count {
        let end = if random.one_in(8) { 4 } else { 3 };
        let field = random.of(&FIELDS[..end]).to_owned();
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    fields
}

pub fn form(random: &mut Random) -> AccessForm {
    random.of(&[AccessForm::Paper, AccessForm::Paper, AccessForm::Electronic])
}

pub fn ask(random: &mut Random) -> AccessAsk {
    let any = random.of(&ACTIONS);
    let action = random.of(&[ACTIONS[0], ACTIONS[0], any]);
    let department = random.of(&["sales", "sales", "trade"]);
    let whole = matches!(action, ArchiveAction::Search | ArchiveAction::Restore);
    let owning = if random.one_in(15) { "trade" } else { department };
    let files = if whole != random.one_in(20) { Vec::new() } else { vec![file(random, "K1", owning)] };
    AccessAsk {
        request_id: "R1".into(),
        purpose: if random.one_in(12) { " ".to_owned() } else { "对账".to_owned() },
        action,
        department: department.to_owned(),
        files,
        fields: fields(random),
        form: form(random),
    }
}

/// The file of a use: as it was asked for, unless something came of it since.
fn now(random: &mut Random, ask: &AccessAsk) -> Option<CustomerFile> {
    if random.one_in(12) {
        return Some(file(random, "K2", &ask.department));
    }
    let mut file = ask.files.first().cloned()?;
    if random.one_in(8) {
        file.status = random.of(&[FileStatus::Frozen, FileStatus::Disposed]);
    }
    if random.one_in(8) {
        file.level = random.of(&[Some("L3"), Some("L2"), None]).map(str::to_owned);
    }
    Some(file)
}

pub fn act(
    random: &mut Random,
    world: &World,
    ask: &AccessAsk,
    requester: &str,
    at: i64,
    due: u64,
) -> AccessAct {
    let used = |random: &mut Random| UseOfGrant {
        file: now(random, ask),
        fields: if random.one_in(3) { fields(random) } else { ask.fields.clone() },
        form: if random.one_in(4) { form(random) } else { ask.form },
    };
    // What is due comes up most often.
    let step = match if random.one_in(3) { random.below(8) } else { due } {
        0 => AccessStep::Approve,
        1 => AccessStep::ApproveSecond,
        2 => AccessStep::Grant { grant_id: "G1".into() },
        3 => AccessStep::Use(used(random)),
        4 => AccessStep::Expire,
        5 => AccessStep::Revoke,
        6 => AccessStep::Refuse,
        _ => AccessStep::Withdraw,
    };
    let by = match (&step, random.below(4)) {
        (AccessStep::Use(_), 1..) => requester.to_owned(),
        (_, 0) => random.of(&PEOPLE).to_owned(),
        (AccessStep::ApproveSecond, _) => "g".to_owned(),
        _ => random.of(&["h", "f", "g"]).to_owned(),
    };
    let paper = random.one_in(3).then(|| random.of(&world.papers));
    let (by, delegation) = match paper {
        // Mostly by whom it names.
        Some(paper) if random.one_in(8) => (by, Some(paper.id)),
        Some(paper) if due < 3 => (paper.delegate.to_owned(), Some(paper.id)),
        _ => (by, None),
    };
    AccessAct { at: hour(at), by: by.into(), step, delegation: delegation.map(Into::into), opinion: None }
}

pub fn attempt(random: &mut Random, ask: &AccessAsk, requester: &str, at: i64) -> Attempt {
    let usual = !random.one_in(4);
    let action = if usual { ask.action } else { random.of(&ACTIONS) };
    let files = ask.files.first().cloned();
    let file = if usual { files } else { Some(file(random, "K1", &ask.department)) };
    Attempt {
        file,
        fields: if random.one_in(3) { fields(random) } else { ask.fields.clone() },
        form: Some(if random.one_in(4) { form(random) } else { ask.form }),
        ..Attempt::new(hour(at), if random.one_in(4) { random.of(&PEOPLE) } else { requester }, action)
    }
}
