//! What a disposal may come to, written from the rules alone (§6.5, §6.2 row Dispose) over plain values. It
//! takes nothing from the library.

/// A rule written down wrongly on purpose. The library must disagree with every one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    ProposerApproves,
    OneApproverTwice,
    ApproverWitnesses,
    ProposerWitnesses,
    OneWitnessTwice,
    OneWitnessIsEnough,
    WitnessCarriesOut,
    ApproverCarriesOut,
    HoldIgnoredWhenCarriedOut,
    HoldIgnoredWhenApproved,
    HoldIgnoredWhenProposed,
    LastDayOfAHoldExcluded,
    HoldOfAnotherClassCounts,
    DisputeIsNoHold,
    RegisterNotNeeded,
    LastDayOfThePeriodIsEnough,
    SecondApprovalFirst,
    DaysGoBack,
    RoleIgnored,
    LastDayOfARoleExcluded,
    AnybodyWithdraws,
    WithdrawnWhenCarriedOut,
    EitherApproverRejects,
    ListedBeforeCarriedOut,
    RejectedGoesOn,
    AnotherDepartmentDecides,
    NoDepartmentDecides,
    EveryRoleIsBound,
}

impl Fault {
    pub const ALL: [Self; 28] = [
        Self::ProposerApproves,
        Self::OneApproverTwice,
        Self::ApproverWitnesses,
        Self::ProposerWitnesses,
        Self::OneWitnessTwice,
        Self::OneWitnessIsEnough,
        Self::WitnessCarriesOut,
        Self::ApproverCarriesOut,
        Self::HoldIgnoredWhenCarriedOut,
        Self::HoldIgnoredWhenApproved,
        Self::HoldIgnoredWhenProposed,
        Self::LastDayOfAHoldExcluded,
        Self::HoldOfAnotherClassCounts,
        Self::DisputeIsNoHold,
        Self::RegisterNotNeeded,
        Self::LastDayOfThePeriodIsEnough,
        Self::SecondApprovalFirst,
        Self::DaysGoBack,
        Self::RoleIgnored,
        Self::LastDayOfARoleExcluded,
        Self::AnybodyWithdraws,
        Self::WithdrawnWhenCarriedOut,
        Self::EitherApproverRejects,
        Self::ListedBeforeCarriedOut,
        Self::RejectedGoesOn,
        Self::AnotherDepartmentDecides,
        Self::NoDepartmentDecides,
        Self::EveryRoleIsBound,
    ];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Draft,
    Proposed,
    Once,
    Twice,
    Executed,
    Listed,
    Rejected,
    Withdrawn,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Propose,
    Approve,
    Second,
    Witness,
    Execute,
    List,
    Reject,
    Withdraw,
}

pub const MAINTAINER: usize = 0;
pub const MANAGER: usize = 1;
pub const GENERAL: usize = 2;

/// Person, role, department, first day, last day. The records are of department 0.
pub type Held = (usize, usize, Option<usize>, i64, Option<i64>);

/// Whose records, whether of the class at hand, whether a dispute, first day, last day.
pub type Blocked = (bool, bool, bool, i64, Option<i64>);

#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub act: Act,
    pub by: usize,
    pub on: i64,
    pub holds: Option<&'a [Blocked]>,
}

/// A disposal of records that may go from certain days on.
#[derive(Clone, Debug)]
pub struct Model<'w> {
    pub at: At,
    fault: Option<Fault>,
    held: &'w [Held],
    from: &'w [i64],
    proposer: usize,
    approvers: Vec<usize>,
    witnesses: Vec<usize>,
    last: i64,
}

impl<'w> Model<'w> {
    pub const fn new(held: &'w [Held], from: &'w [i64], fault: Option<Fault>) -> Self {
        Self {
            at: At::Draft,
            fault,
            held,
            from,
            proposer: usize::MAX,
            approvers: Vec::new(),
            witnesses: Vec::new(),
            last: i64::MIN,
        }
    }

    fn wrong(&self, fault: Fault) -> bool {
        self.fault == Some(fault)
    }

    /// What comes next on the way to the list.
    pub const fn due(&self, witnesses: usize) -> Option<Act> {
        match self.at {
            At::Draft => Some(Act::Propose),
            At::Proposed => Some(Act::Approve),
            At::Once => Some(Act::Second),
            At::Twice if witnesses < 2 => Some(Act::Witness),
            At::Twice => Some(Act::Execute),
            At::Executed => Some(Act::List),
            _ => None,
        }
    }

    pub fn witnesses(&self) -> usize {
        self.witnesses.len()
    }

    fn in_role(&self, by: usize, role: usize, on: i64) -> bool {
        self.wrong(Fault::RoleIgnored)
            || self.held.iter().any(|(person, of, unit, from, to)| {
                let last = to.map(|to| to - i64::from(self.wrong(Fault::LastDayOfARoleExcluded)));
                // The department manager decides for the own department alone.
                let here = match unit {
                    Some(0) => true,
                    Some(_) => self.wrong(Fault::AnotherDepartmentDecides),
                    None => self.wrong(Fault::NoDepartmentDecides),
                };
                let here = here || role != MANAGER && !self.wrong(Fault::EveryRoleIsBound);
                here && *person == by && *of == role && *from <= on && last.is_none_or(|last| on <= last)
            })
    }

    fn may_go(&self, asked: Asked<'_>) -> bool {
        let early = i64::from(self.wrong(Fault::LastDayOfThePeriodIsEnough));
        if !self.from.iter().all(|from| from - early <= asked.on) {
            return false;
        }
        let ignored = match asked.act {
            Act::Propose => Fault::HoldIgnoredWhenProposed,
            Act::Execute => Fault::HoldIgnoredWhenCarriedOut,
            _ => Fault::HoldIgnoredWhenApproved,
        };
        let Some(holds) = asked.holds else { return self.wrong(Fault::RegisterNotNeeded) };
        self.wrong(ignored)
            || !holds.iter().any(|(ours, of_class, dispute, from, to)| {
                let last = to.map(|to| to - i64::from(self.wrong(Fault::LastDayOfAHoldExcluded)));
                *ours
                    && (*of_class || self.wrong(Fault::HoldOfAnotherClassCounts))
                    && !(*dispute && self.wrong(Fault::DisputeIsNoHold))
                    && *from <= asked.on
                    && last.is_none_or(|last| asked.on <= last)
            })
    }

    fn may(&self, asked: Asked<'_>) -> bool {
        let (by, on) = (asked.by, asked.on);
        if on < self.last && !self.wrong(Fault::DaysGoBack) {
            return false;
        }
        let proposer = by == self.proposer;
        let approver = self.approvers.contains(&by);
        match asked.act {
            Act::Propose => {
                let early =
                    self.at == At::Draft || self.at == At::Rejected && self.wrong(Fault::RejectedGoesOn);
                early && self.in_role(by, MAINTAINER, on) && self.may_go(asked)
            }
            Act::Approve => {
                self.at == At::Proposed
                    && (!proposer || self.wrong(Fault::ProposerApproves))
                    && self.in_role(by, MANAGER, on)
                    && self.may_go(asked)
            }
            Act::Second => {
                (self.at == At::Once || self.at == At::Proposed && self.wrong(Fault::SecondApprovalFirst))
                    && (!proposer || self.wrong(Fault::ProposerApproves))
                    && (!approver || self.wrong(Fault::OneApproverTwice))
                    && self.in_role(by, GENERAL, on)
                    && self.may_go(asked)
            }
            Act::Witness => {
                self.at == At::Twice
                    && (!proposer || self.wrong(Fault::ProposerWitnesses))
                    && (!approver || self.wrong(Fault::ApproverWitnesses))
                    && (!self.witnesses.contains(&by) || self.wrong(Fault::OneWitnessTwice))
            }
            Act::Execute => {
                let enough = if self.wrong(Fault::OneWitnessIsEnough) { 1 } else { 2 };
                self.at == At::Twice
                    && self.witnesses.len() >= enough
                    && (!self.witnesses.contains(&by) || self.wrong(Fault::WitnessCarriesOut))
                    && (!approver || self.wrong(Fault::ApproverCarriesOut))
                    && self.in_role(by, MAINTAINER, on)
                    && self.may_go(asked)
            }
            Act::List => {
                (self.at == At::Executed || self.at == At::Twice && self.wrong(Fault::ListedBeforeCarriedOut))
                    && self.in_role(by, MAINTAINER, on)
            }
            Act::Reject => {
                let manager = self.in_role(by, MANAGER, on) && !proposer;
                let general = self.in_role(by, GENERAL, on) && !proposer && !approver;
                match self.at {
                    At::Proposed => manager || general && self.wrong(Fault::EitherApproverRejects),
                    At::Once => general,
                    _ => false,
                }
            }
            Act::Withdraw => {
                let open = matches!(self.at, At::Proposed | At::Once | At::Twice)
                    || self.at == At::Executed && self.wrong(Fault::WithdrawnWhenCarriedOut);
                open && (proposer || self.wrong(Fault::AnybodyWithdraws))
            }
        }
    }

    /// Whether it may be done; then it is.
    pub fn takes(&mut self, asked: Asked<'_>) -> bool {
        if !self.may(asked) {
            return false;
        }
        self.last = asked.on;
        self.at = match asked.act {
            Act::Propose => {
                self.proposer = asked.by;
                At::Proposed
            }
            Act::Approve => {
                self.approvers.push(asked.by);
                At::Once
            }
            Act::Second => {
                self.approvers.push(asked.by);
                At::Twice
            }
            Act::Witness => {
                self.witnesses.push(asked.by);
                At::Twice
            }
            Act::Execute => At::Executed,
            Act::List => At::Listed,
            Act::Reject => At::Rejected,
            Act::Withdraw => At::Withdrawn,
        };
        true
    }
}
