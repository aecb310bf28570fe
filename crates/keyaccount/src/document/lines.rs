//! From byte offsets to lines and columns.

use core::ops::Range;

use super::Position;

/// Turns byte offsets into lines and columns.
pub(super) struct Lines<'a> {
    pub(super) file: &'a str,
    start: Position,
    pub(super) text: &'a str,
    /// The offset of every line's first byte.
    starts: Vec<usize>,
    /// How many characters precede every 64th byte.
    characters: Vec<usize>,
}

const STRIDE: usize = 64;

impl<'a> Lines<'a> {
    pub(super) fn new(file: &'a str, text: &'a str) -> Self {
        let (mut starts, mut characters) = (vec![0], Vec::new());
        let mut seen = 0_usize;
        for (offset, byte) in text.bytes().enumerate() {
            if offset.is_multiple_of(STRIDE) {
                characters.push(seen);
            }
            seen = seen.saturating_add(usize::from(starts_character(byte)));
            if byte == b'\n' {
                starts.push(offset.saturating_add(1));
            }
        }
        Self { file, start: Position::of(file), text, starts, characters }
    }

    pub(super) fn opens_table(&self, offset: usize) -> bool {
        self.text.as_bytes().get(offset) == Some(&b'{')
    }

    /// How many characters start before this byte.
    fn characters_before(&self, offset: usize) -> usize {
        let block = offset.checked_div(STRIDE).unwrap_or(0).min(self.characters.len().saturating_sub(1));
        let first = block.saturating_mul(STRIDE);
        let rest = self.text.as_bytes().get(first..offset.min(self.text.len())).unwrap_or_default();
        let more = rest.iter().filter(|byte| starts_character(**byte)).count();
        self.characters.get(block).map_or(0, |before| before.saturating_add(more))
    }

    /// The place of some bytes: where they start, and which they are.
    pub(super) fn position(&self, bytes: Range<usize>) -> Position {
        let line = self.starts.partition_point(|start| *start <= bytes.start);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = self.characters_before(bytes.start).saturating_sub(self.characters_before(start));
        Position {
            line: u64::try_from(line).ok(),
            column: u64::try_from(column.saturating_add(1)).ok(),
            bytes,
            ..self.start.clone()
        }
    }
}

const fn starts_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}
