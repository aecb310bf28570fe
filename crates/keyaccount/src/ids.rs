//! Ids that cannot be taken for each other: whose id a text is, is part of its type.

use core::borrow::Borrow;
use core::fmt;
use core::ops::Deref;
use std::borrow::Cow;

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)+) => {$(
        $(#[$doc])*
        ///
        /// Any text can be one: `"K1".into()`. Whether it is well formed and known says what it is given to. It reads
        /// as text wherever text is read, and in JSON it is nothing but its text.
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Its text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<&String> for $name {
            fn from(text: &String) -> Self {
                Self(text.clone())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<Cow<'_, str>> for $name {
            fn from(text: Cow<'_, str>) -> Self {
                Self(text.into_owned())
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl From<&$name> for String {
            fn from(id: &$name) -> Self {
                id.0.clone()
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, text: &str) -> bool {
                self.0 == text
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, text: &&str) -> bool {
                self.0 == *text
            }
        }

        impl PartialEq<$name> for str {
            fn eq(&self, id: &$name) -> bool {
                self == id.0
            }
        }

        impl PartialEq<$name> for &str {
            fn eq(&self, id: &$name) -> bool {
                *self == id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// The id of a customer.
    CustomerId,
    /// The id of somebody of our own: who applies, decides, asks, acts.
    PersonId,
    /// The id of an invoice.
    InvoiceId,
    /// The id of a contract.
    ContractId,
    /// The id of an approval case, a disposal or an incident.
    CaseId,
    /// The id of a delegation.
    DelegationId,
    /// The id of a request for access.
    RequestId,
    /// The id of a grant of access.
    GrantId,
    /// The id of an order of an authority.
    CompulsionId,
    /// The id of a kept record.
    RecordId,
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn an_id_is_its_text() {
        let id = CustomerId::from("客户🙂");
        assert_eq!(id, "客户🙂");
        assert_eq!((id.as_str(), id.len(), id.to_string()), ("客户🙂", 10, "客户🙂".to_owned()));
        assert_eq!(String::from(id.clone()), "客户🙂");
        assert_eq!(CustomerId::from(Cow::Borrowed("客户🙂")), id);
        let (first, second) = (PersonId::from("a"), PersonId::from("b"));
        assert!(first < second);
        // Whatever holds ids is asked with a text, and finds it by the same hash.
        assert_eq!(HashMap::from([(id, 1)]).get("客户🙂"), Some(&1));
    }

    #[test]
    fn json_holds_nothing_but_the_text() {
        let id: GrantId = serde_json::from_str("\"G\\n1\"").unwrap();
        assert_eq!(id, "G\n1");
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"G\\n1\"");
        assert!(serde_json::from_str::<GrantId>("1").is_err());
    }
}
