//! The digest of what was written, taken on the way.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How many bytes a result has, and their SHA-256.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultDigest {
    /// How many bytes.
    pub bytes: u64,
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
}

impl ResultDigest {
    /// The digest of everything a reader has.
    ///
    /// # Errors
    /// What the reader reports.
    pub fn of_reader(mut reader: impl Read) -> io::Result<Self> {
        let mut digesting = Digesting::new(io::sink());
        io::copy(&mut reader, &mut digesting)?;
        Ok(digesting.digest())
    }
}

/// A writer that digests what goes through it.
pub struct Digesting<W> {
    inner: W,
    bytes: u64,
    hash: Sha256,
}

impl<W: Write> Digesting<W> {
    /// A writer in front of another.
    pub fn new(inner: W) -> Self {
        Self { inner, bytes: 0, hash: Sha256::new() }
    }

    /// The digest of what was written.
    #[must_use]
    pub fn digest(self) -> ResultDigest {
        let sha256 = self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        ResultDigest { bytes: self.bytes, sha256 }
    }
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or(bytes));
        self.bytes = self.bytes.saturating_add(written as u64);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl std::fmt::Display for ResultDigest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes, SHA-256 {}", self.bytes, short(&self.sha256))
    }
}

/// Enough of a digest to tell two apart; a hostile one is shown harmless.
pub(super) fn short(digest: &str) -> String {
    digest.chars().take(16).filter(char::is_ascii_alphanumeric).collect()
}
