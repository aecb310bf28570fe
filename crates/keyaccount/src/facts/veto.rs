//! Vetoes, and when they end by themselves (§4.2.10).

use crate::book::NO_DAY;
use crate::policy::Vetoes;

/// The last day of what a veto rests on that ends when it leaves the window; the greatest day there is
/// if it will not leave it by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct VetoDays([i32; 3]);

impl Default for VetoDays {
    fn default() -> Self {
        Self([NO_DAY; 3])
    }
}

impl VetoDays {
    const fn place(veto: Veto) -> Option<usize> {
        match veto {
            Veto::WriteOff => Some(0),
            Veto::WilfulDefault => Some(1),
            Veto::BouncedBill => Some(2),
            Veto::Overdue | Veto::LegalTrouble => None,
        }
    }

    pub(super) fn note(&mut self, veto: Veto, day: i32) {
        if let Some(last) = Self::place(veto).and_then(|place| self.0.get_mut(place)) {
            *last = day.max(*last);
        }
    }

    /// The day, if the veto leaves the window by itself.
    pub(crate) fn last(self, veto: Veto) -> Option<i32> {
        let day = *self.0.get(Self::place(veto)?)?;
        (day != NO_DAY && day != i32::MAX).then_some(day)
    }
}

/// A veto, in the order results list them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Veto {
    /// A write-off or bad debt in the window.
    WriteOff,
    /// A wilful default in the window.
    WilfulDefault,
    /// An open slice too many days late.
    Overdue,
    /// Unresolved litigation, insolvency or suspended business.
    LegalTrouble,
    /// A bounced bill in the window.
    BouncedBill,
}

impl Veto {
    /// Every veto, in the order results list them.
    pub const ALL: [Self; 5] =
        [Self::WriteOff, Self::WilfulDefault, Self::Overdue, Self::LegalTrouble, Self::BouncedBill];

    /// Whether the policy has it.
    pub(super) const fn is_in_force(self, vetoes: &Vetoes) -> bool {
        match self {
            Self::WriteOff => vetoes.write_off,
            Self::WilfulDefault => vetoes.wilful_default,
            Self::Overdue => vetoes.overdue_days_above.is_some(),
            Self::LegalTrouble => vetoes.legal_trouble,
            Self::BouncedBill => vetoes.bounced_bill,
        }
    }

    const fn bit(self) -> u8 {
        match self {
            Self::WriteOff => 1,
            Self::WilfulDefault => 2,
            Self::Overdue => 4,
            Self::LegalTrouble => 8,
            Self::BouncedBill => 16,
        }
    }
}

/// The vetoes of a customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct VetoSet(u8);

impl VetoSet {
    pub(crate) const fn insert(&mut self, veto: Veto) {
        self.0 |= veto.bit();
    }

    /// The others.
    pub(crate) const fn without(self, veto: Veto) -> Self {
        Self(self.0 & !veto.bit())
    }

    pub(crate) const fn contains(self, veto: Veto) -> bool {
        self.0 & veto.bit() != 0
    }

    /// Those the policy has.
    pub(super) fn in_force(self, vetoes: &Vetoes) -> Self {
        if self.is_empty() {
            return self;
        }
        Veto::ALL.into_iter().filter(|veto| !veto.is_in_force(vetoes)).fold(self, Self::without)
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// One bit for each; none for no veto.
    pub(crate) const fn bits(self) -> u64 {
        self.0 as u64
    }

    /// The vetoes of these bits.
    pub(crate) const fn of_bits(bits: u64) -> Self {
        Self(bits as u8)
    }
}
