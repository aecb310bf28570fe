//! From byte offsets to lines and columns.

use core::ops::Range;

use super::Position;

/// Turns byte offsets into lines and columns.
pub(super) struct Lines<'a> {
    pub(super) file: &'a str,
    start: Position,
    pub(super) text: &'a str,
    lines: Vec<Line>,
}

/// One line of the text.
struct Line {
    /// The offset of its first byte.
    start: usize,
    /// How many characters precede every 64th byte of it; nothing where a byte is a character.
    characters: Vec<usize>,
}

const STRIDE: usize = 64;

impl<'a> Lines<'a> {
    pub(super) fn new(file: &'a str, text: &'a str) -> Self {
        let mut start = 0_usize;
        let line = |line: &str| {
            let made = Line { start, characters: characters(line.as_bytes()) };
            start = start.saturating_add(line.len());
            made
        };
        let mut lines: Vec<_> = text.split_inclusive('\n').map(line).collect();
        if text.is_empty() || text.ends_with('\n') {
            lines.push(Line { start: text.len(), characters: Vec::new() });
        }
        Self { file, start: Position::of(file), text, lines }
    }

    pub(super) fn opens_table(&self, offset: usize) -> bool {
        self.text.as_bytes().get(offset) == Some(&b'{')
    }

    /// The place of some bytes: where they start, and which they are.
    pub(super) fn position(&self, bytes: Range<usize>) -> Position {
        let line = self.lines.partition_point(|line| line.start <= bytes.start);
        let column = self.lines.get(line.saturating_sub(1)).map_or(0, |line| self.column(line, bytes.start));
        Position {
            line: u64::try_from(line).ok(),
            column: u64::try_from(column.saturating_add(1)).ok(),
            bytes,
            ..self.start.clone()
        }
    }

    /// How many characters of the line start before this byte of the text.
    fn column(&self, line: &Line, offset: usize) -> usize {
        let within = offset.min(self.text.len()).saturating_sub(line.start);
        let Some(last) = line.characters.len().checked_sub(1) else { return within };
        // The end of the line may begin a block that is not there.
        let block = within.checked_div(STRIDE).unwrap_or(0).min(last);
        let before = line.characters.get(block).copied().unwrap_or(0);
        let first = line.start.saturating_add(block.saturating_mul(STRIDE));
        let rest = self.text.as_bytes().get(first..offset.min(self.text.len())).unwrap_or_default();
        before.saturating_add(rest.iter().filter(|byte| starts_character(**byte)).count())
    }
}

fn characters(line: &[u8]) -> Vec<usize> {
    if line.is_ascii() {
        return Vec::new();
    }
    let mut seen = 0_usize;
    let block = |block: &[u8]| {
        let before = seen;
        seen = seen.saturating_add(block.iter().filter(|byte| starts_character(**byte)).count());
        before
    };
    line.chunks(STRIDE).map(block).collect()
}

const fn starts_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_of_lines_of_any_length_has_its_line_and_column() {
        let mut text = String::from("plain\n\r\n");
        for length in 60..70 {
            text.extend(core::iter::repeat_n('a', length));
            text.push_str("户 = \"客\"\n");
            text.extend(core::iter::repeat_n('客', length));
            text.push('\n');
        }
        for text in [&text, text.trim_end(), "", "\n", "客"] {
            let lines = Lines::new("file", text);
            let (mut line, mut column) = (1, 1);
            for (offset, character) in text.char_indices() {
                let at = lines.position(offset..offset);
                assert_eq!((at.line, at.column), (Some(line), Some(column)), "byte {offset}");
                (line, column) = if character == '\n' { (line + 1, 1) } else { (line, column + 1) };
            }
            let end = lines.position(text.len()..text.len());
            assert_eq!((end.line, end.column), (Some(line), Some(column)), "the end");
        }
    }
}
