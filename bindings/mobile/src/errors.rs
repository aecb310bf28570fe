//! What can go wrong, as the other languages catch it.

use core::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use keyaccount::{Error, Language, Problem, Verdict};

/// Everything a call can refuse, typed: nothing has to be read out of a sentence.
#[derive(Debug, uniffi::Error)]
pub enum KeyaccountError {
    /// An input is wrong: what was found and expected, where, and how to mend it. Nothing was changed.
    BadInput {
        /// Every problem that was found, in order.
        problems: Vec<Problem>,
    },
    /// A rule of the policy forbids it. Nothing was changed.
    NotPermitted {
        /// Which rules, on what grounds, and what would turn the answer.
        verdict: Verdict,
    },
    /// A value was used after it had been handed on, such as a builder after `finish`.
    Spent {
        /// What it was.
        what: String,
    },
    /// The app ended a task by its callback. What was done until then is not handed over: it would look complete.
    Stopped {
        /// So many were done.
        done: u64,
        /// Of so many.
        total: u64,
    },
    /// A mistake inside the library or inside a callback of the app. The objects it was called with stay sound.
    Fault {
        /// What the library noticed.
        noticed: String,
    },
}

impl KeyaccountError {
    /// What went wrong, for people.
    pub(crate) fn sentence(&self, language: Language) -> String {
        match (self, language) {
            (Self::BadInput { problems }, _) => {
                problems.iter().map(|problem| problem.sentence(language)).collect::<Vec<_>>().join("\n")
            }
            (Self::NotPermitted { verdict }, _) => verdict.text(language),
            (Self::Spent { what }, Language::English) => {
                format!("{what} was handed on already: make another")
            }
            (Self::Spent { what }, Language::Chinese) => format!("{what} 已经用完：请另建一个"),
            (Self::Stopped { done, total }, Language::English) => {
                format!("ended by the app after {done} of {total}")
            }
            (Self::Stopped { done, total }, Language::Chinese) => {
                format!("应用已中止：共 {total} 项，完成 {done} 项")
            }
            (Self::Fault { noticed }, Language::English) => {
                format!("a mistake inside the library: {noticed}")
            }
            (Self::Fault { noticed }, Language::Chinese) => format!("库内部出错：{noticed}"),
        }
    }
}

impl fmt::Display for KeyaccountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Language::English))
    }
}

impl std::error::Error for KeyaccountError {}

impl From<Error> for KeyaccountError {
    fn from(error: Error) -> Self {
        Self::BadInput { problems: error.into_problems() }
    }
}

impl From<Box<Problem>> for KeyaccountError {
    fn from(problem: Box<Problem>) -> Self {
        Self::BadInput { problems: vec![*problem] }
    }
}

impl From<Box<Verdict>> for KeyaccountError {
    fn from(verdict: Box<Verdict>) -> Self {
        Self::NotPermitted { verdict: *verdict }
    }
}

/// What went wrong, in the language of the person who reads it. Refused for an error of the app's own making that
/// has a number the library does not.
#[uniffi::export]
pub fn error_sentence(error: KeyaccountError, language: Language) -> Result<String, KeyaccountError> {
    guarded(|| Ok(error.sentence(language)))
}

/// Runs a call so that a panic in it reaches the app as an error it can catch.
pub(crate) fn guarded<T>(call: impl FnOnce() -> Result<T, KeyaccountError>) -> Result<T, KeyaccountError> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str);
        let noticed = said.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
        Err(KeyaccountError::Fault { noticed: noticed.to_owned() })
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn a_panic_is_an_error_that_can_be_caught() {
        let fault = guarded::<()>(|| panic!("out of {}", "paper")).unwrap_err();
        assert_eq!(fault.to_string(), "a mistake inside the library: out of paper");
        assert_eq!(fault.sentence(Language::Chinese), "库内部出错：out of paper");
    }
}
