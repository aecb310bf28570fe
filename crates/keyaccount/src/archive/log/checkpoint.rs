//! A head that is kept apart from its log.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::entry::is_hash;
use super::head::LogHead;
use super::line::hex;
use crate::approval::parse_json;
use crate::error::{Error, Problem, ProblemCode, quote};

/// The newest form of checkpoints this library reads.
const CHECKPOINT_SCHEMA: u64 = 1;

/// What a text should have been.
const FORM: &str = "a checkpoint as this library writes it";

/// Where a log stood, kept apart from it: whoever changes the log must not be able to change this as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkpoint {
    /// How many lines the log had.
    pub count: u64,
    /// The hash of its last line.
    pub head: String,
    /// The time of its last line.
    pub time: NaiveDateTime,
    /// A signature over [`signed_bytes`](Self::signed_bytes), as bytes in hexadecimal digits. The caller
    /// makes and verifies it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
}

/// As it is written.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    keyaccount_checkpoint: u64,
    count: u64,
    head: String,
    time: NaiveDateTime,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signature: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Form {
    keyaccount_checkpoint: u64,
}

impl Checkpoint {
    /// The bytes that a signature is made over, each part on a line of its own:
    /// `keyaccount log checkpoint 1`, the count, the head, the time; every line ended by a line feed.
    #[must_use]
    pub fn signed_bytes(&self) -> Vec<u8> {
        let Self { count, head, time, .. } = self;
        format!("keyaccount log checkpoint 1\n{count}\n{head}\n{time:?}\n").into_bytes()
    }

    /// The same checkpoint with a signature.
    #[must_use]
    pub fn signed(mut self, signature: &[u8]) -> Self {
        self.signature = Some(hex(signature));
        self
    }

    /// The head that the next segment goes on from.
    #[must_use]
    pub fn to_head(&self) -> LogHead {
        LogHead { count: self.count, head: self.head.clone(), time: Some(self.time) }
    }

    /// The checkpoint as JSON, which [`from_json`](Self::from_json) reads.
    #[must_use]
    pub fn to_json(&self) -> String {
        let Self { count, head, time, signature } = self.clone();
        let keyaccount_checkpoint = CHECKPOINT_SCHEMA;
        let written = Written { keyaccount_checkpoint, count, head, time, signature };
        let mut text = serde_json::to_string_pretty(&written).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Reads a checkpoint. `file` is the name that problems carry.
    ///
    /// # Errors
    /// A text that is no checkpoint, a key it does not have, a form newer than this library, a head that is
    /// not 64 lower-case hexadecimal digits, a count of 0, a signature that is not in hexadecimal digits.
    pub fn from_json(file: &str, text: &str) -> Result<Self, Error> {
        let Form { keyaccount_checkpoint } = parse_json(file, text, FORM)?;
        if keyaccount_checkpoint > CHECKPOINT_SCHEMA {
            let found = format!("a checkpoint of form {keyaccount_checkpoint}");
            let expected = format!("form {CHECKPOINT_SCHEMA} or older");
            let problem = Problem::new(ProblemCode::FormatTooNew, found, expected);
            return Err(problem.at(file, None, None).remedy("use a newer version of keyaccount").into());
        }
        let Written { count, head, time, signature, .. } = parse_json(file, text, FORM)?;
        let wrong = |path: &str, code, found: String, expected: &str| {
            Err(Problem::new(code, found, expected).path(path).at(file, None, None).into())
        };
        if count == 0 {
            return wrong("count", ProblemCode::OutOfRange, quote("0"), "at least one line");
        }
        if !is_hash(&head) {
            let expected = "64 lower-case hexadecimal digits";
            return wrong("head", ProblemCode::UnknownCode, quote(&head), expected);
        }
        let is_hex = |text: &String| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if let Some(bad) = signature.as_ref().filter(|signature| !is_hex(signature)) {
            return wrong("signature", ProblemCode::UnknownCode, quote(bad), "hexadecimal digits");
        }
        Ok(Self { count, head, time, signature })
    }
}
