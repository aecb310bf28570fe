//! Paths such as `credit.bands[2].at_least`; indexes count from 0.

use core::fmt;

use crate::error::{Error, Problem, ProblemCode, quote};

/// The way from a document's root to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path(Vec<Segment>);

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// A key of a table.
    Key(String),
    /// A position in a list, from 0.
    Index(usize),
}

/// The way to a value while a tree is walked: every step stands on the stack and knows the one
/// before it, so that a path costs nothing until a problem prints it.
#[derive(Clone, Copy, Debug)]
pub enum Trail<'a> {
    /// The document itself.
    Root,
    /// One key further.
    Key(&'a Self, &'a str),
    /// One index further, from 0.
    Index(&'a Self, usize),
}

impl Path {
    /// Its steps.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }

    /// Reads a path. Keys that are more than letters, digits, `_` and `-` may be quoted:
    /// `credit.limit."A B".term_days`.
    ///
    /// # Errors
    /// An empty path or step, an unclosed quote or bracket, an index that is no number.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let wrong = || {
            let expected = "a path such as `credit.window_months` or `credit.bands[0].at_least`";
            Error::from(Problem::new(ProblemCode::Syntax, quote(text), expected))
        };
        let mut segments = Vec::new();
        let mut rest = text;
        loop {
            if let Some(quoted) = rest.strip_prefix('"') {
                let (key, after) = quoted.split_once('"').ok_or_else(wrong)?;
                segments.push(Segment::Key(key.into()));
                rest = after;
            } else {
                let key_end = rest.find(['.', '[']).unwrap_or(rest.len());
                let (key, after) = rest.split_at(key_end);
                if key.trim().is_empty() {
                    return Err(wrong());
                }
                segments.push(Segment::Key(key.trim().into()));
                rest = after;
            }
            while let Some(bracket) = rest.strip_prefix('[') {
                let (index, after) = bracket.split_once(']').ok_or_else(wrong)?;
                segments.push(Segment::Index(index.trim().parse().map_err(|_| wrong())?));
                rest = after;
            }
            if rest.is_empty() {
                break;
            }
            rest = rest.strip_prefix('.').ok_or_else(wrong)?;
        }
        if segments.len() > super::MAX_DEPTH {
            return Err(wrong());
        }
        Ok(Self(segments))
    }
}

/// Whether a key needs no quotation marks.
#[must_use]
pub fn is_bare(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

/// Writes one key of a path.
pub(super) fn write_key(f: &mut fmt::Formatter<'_>, is_first: bool, key: &str) -> fmt::Result {
    if !is_first {
        f.write_str(".")?;
    }
    if is_bare(key) {
        return f.write_str(key);
    }
    // As long as a quoted value, so that no key can flood a message.
    write!(f, "\"{}\"", quote(key).trim_matches('`'))
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Index(index) => write!(f, "[{index}]")?,
                Segment::Key(key) => write_key(f, position == 0, key)?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for Trail<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Index(before, index) => write!(f, "{before}[{index}]"),
            Self::Key(before, key) => {
                write!(f, "{before}")?;
                write_key(f, matches!(before, Self::Root), key)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_read_and_print_alike() {
        for text in ["credit", "credit.bands[2].at_least", "credit.limit.\"A B\".term_days", "a[0][1].b"] {
            assert_eq!(Path::parse(text).unwrap().to_string(), text);
        }
        for bad in ["", ".", "a.", "a..b", "a[", "a[x]", "a[-1]", "a]b[", "[0]", "\"a", "a[0]b"] {
            assert!(Path::parse(bad).is_err(), "{bad}");
        }
    }
}
