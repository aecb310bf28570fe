//! What an approval is about, and the digest that binds it to that (§5.3, §5.6a).

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::checks::{Checks, is_id, is_number, is_text};
use crate::decimal::Exact;
use crate::ids::CustomerId;

/// What is approved: the terms that may not change behind the back of whoever signed.
///
/// Two terms are the same if their [digests](Self::digest) are; `1.50` is `1.5`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The customer.
    pub customer: CustomerId,
    /// The total contract amount, tax included (A4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Exact>,
    /// Of a framework contract without an amount: the estimated amount of a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub framework_estimate: Option<Exact>,
    /// The agreed price, for the same unit of goods as the settlement floor price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_price: Option<Exact>,
    /// The settlement floor price (结算底价).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settlement_floor_price: Option<Exact>,
    /// A digest of the contract's text, of whatever kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_digest: Option<String>,
}

impl Terms {
    /// The amount that decides the tier: the total, or else the estimate.
    #[must_use]
    pub fn deciding_amount(&self) -> Option<Exact> {
        self.amount.or(self.framework_estimate)
    }

    /// The same terms with another amount in the place of the one that decides the tier.
    pub(super) fn with_deciding_amount(&self, amount: Exact) -> Self {
        match (self.amount, self.framework_estimate) {
            (None, Some(_)) => Self { framework_estimate: Some(amount), ..self.clone() },
            _ => Self { amount: Some(amount), ..self.clone() },
        }
    }

    /// Whether the agreed price is below the settlement floor price, strictly (N6); not if either is not
    /// known.
    #[must_use]
    pub fn is_below_floor_price(&self) -> bool {
        self.agreed_price.zip(self.settlement_floor_price).is_some_and(|(agreed, floor)| agreed < floor)
    }

    /// SHA-256 of the terms, as 64 hexadecimal digits. Acts name it, and no act stands on other terms.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut sha = Sha256::new();
        sha.update(b"keyaccount terms 1\n");
        let mut field = |name: &str, value: Option<&str>| {
            // Lengths keep two texts from reading as one another.
            let length = value.map_or_else(|| "-".to_owned(), |value| value.len().to_string());
            for part in [name, " ", &length, "\n", value.unwrap_or_default(), "\n"] {
                sha.update(part.as_bytes());
            }
        };
        let number = |value: Option<Exact>| value.map(|value| value.to_string());
        field("customer", Some(&self.customer));
        field("amount", number(self.amount).as_deref());
        field("framework_estimate", number(self.framework_estimate).as_deref());
        field("agreed_price", number(self.agreed_price).as_deref());
        field("settlement_floor_price", number(self.settlement_floor_price).as_deref());
        field("text_digest", self.text_digest.as_deref());
        hex(sha)
    }

    /// Whether they could be written down and read back: see [`check`](Self::check).
    pub(super) fn is_sound(&self) -> bool {
        let numbers = [self.amount, self.framework_estimate, self.agreed_price, self.settlement_floor_price];
        let short = self.text_digest.as_deref().is_none_or(is_text);
        is_id(&self.customer) && short && numbers.into_iter().flatten().all(is_number)
    }

    pub(super) fn check(&self, path: &str, checks: &mut Checks) {
        checks.id(&format!("{path}.customer"), &self.customer);
        for (name, number) in [
            ("amount", self.amount),
            ("framework_estimate", self.framework_estimate),
            ("agreed_price", self.agreed_price),
            ("settlement_floor_price", self.settlement_floor_price),
        ] {
            checks.number(&format!("{path}.{name}"), number);
        }
        checks.text(&format!("{path}.text_digest"), self.text_digest.as_deref());
    }
}

/// SHA-256 of parts one after the other, as 64 hexadecimal digits.
pub(super) fn hex_sha256(parts: &[&str]) -> String {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update(part.as_bytes());
    }
    hex(sha)
}

fn hex(sha: Sha256) -> String {
    sha.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        for nibble in [byte >> 4, byte & 15] {
            hex.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
        }
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms() -> Terms {
        Terms {
            customer: "K1".into(),
            amount: Some(Exact::new(120_000, 0)),
            framework_estimate: None,
            agreed_price: Some(Exact::new(95, 0)),
            settlement_floor_price: Some(Exact::new(90, 0)),
            text_digest: Some("ab".to_owned()),
        }
    }

    #[test]
    fn every_term_is_in_the_digest_and_how_a_number_is_written_is_not() {
        let before = terms().digest();
        assert_eq!(before.len(), 64);
        let changes: [fn(&mut Terms); 9] = [
            |t| t.customer = "K2".into(),
            |t| t.amount = Some(Exact::new(12_000_001, 2)),
            |t| t.amount = None,
            |t| (t.amount, t.framework_estimate) = (None, t.amount),
            |t| t.agreed_price = Some(Exact::new(949_999, 4)),
            |t| t.settlement_floor_price = None,
            |t| t.text_digest = Some("ac".to_owned()),
            |t| t.text_digest = Some(String::new()),
            |t| t.text_digest = None,
        ];
        let mut seen = vec![before.clone()];
        for change in changes {
            let mut changed = terms();
            change(&mut changed);
            assert!(!seen.contains(&changed.digest()), "{changed:?}");
            seen.push(changed.digest());
        }
        let written = Terms { amount: Some(Exact::new(12_000_000, 2)), ..terms() };
        assert_eq!(written.digest(), before);
        // What could be read as the end of one text and the beginning of another.
        let joined = Terms { customer: "K1\namount 6\n120000".into(), amount: None, ..terms() };
        assert_ne!(joined.digest(), before);
    }

    #[test]
    fn below_the_floor_price_is_strict() {
        let at = |agreed, floor| Terms {
            agreed_price: Some(Exact::new(agreed, 2)),
            settlement_floor_price: Some(Exact::new(floor, 2)),
            ..terms()
        };
        assert!(at(8_999, 9_000).is_below_floor_price());
        assert!(!at(9_000, 9_000).is_below_floor_price());
        assert!(!Terms { agreed_price: None, ..terms() }.is_below_floor_price());
    }
}
