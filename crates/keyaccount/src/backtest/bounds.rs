//! What a calibration may propose.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::error::{Error, Problem, ProblemCode};

/// The least and the most a value may become, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// The least.
    pub least: Decimal,
    /// The most.
    pub most: Decimal,
}

impl Allowed {
    /// The bound, if its ends are in order and inside the range of the value.
    pub(super) fn checked(self, name: &str, range: (Decimal, Decimal)) -> Result<Self, Error> {
        let (from, to) = range;
        if self.least <= self.most && from <= self.least && self.most <= to {
            return Ok(self);
        }
        let found = format!("from {} to {}", self.least, self.most);
        let expected = format!("two numbers between {from} and {to}, the smaller one first");
        Err(Problem::new(ProblemCode::OutOfRange, found, expected).path(format!("bound.{name}")).into())
    }
}

/// What weights a calibration may propose: multiples of a step that sum to 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeightBounds {
    /// By the name of the dimension; what is not named may have any weight.
    pub bounds: BTreeMap<String, Allowed>,
    /// What weights are multiples of; 1 is one of its multiples. At least 0.01.
    pub step: Decimal,
}

impl Default for WeightBounds {
    /// Any weights in steps of 0.05.
    fn default() -> Self {
        Self { bounds: BTreeMap::new(), step: Decimal::new(5, 2) }
    }
}

/// What points a calibration may propose for the days late the policy's curve has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CurveBounds {
    /// By days late; what is not named may have any points from 0 to 100.
    pub bounds: BTreeMap<u32, Allowed>,
}
