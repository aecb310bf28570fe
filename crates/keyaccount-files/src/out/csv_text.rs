//! Fields of CSV: separated by commas, in quotes where they need them.

/// Appends a record separator; a record without a byte is one empty field, in quotes lest it be nothing.
pub(super) fn end_record(out: &mut Vec<u8>, start: usize) {
    if out.len() == start {
        out.extend_from_slice(b"\"\"");
    }
    out.push(b'\n');
}

/// Appends a text behind a prefix that needs no quotes. Commas, quotes and line ends need quotes; quotes
/// inside are doubled.
pub(super) fn push_text(out: &mut Vec<u8>, prefix: &[u8], text: &str) {
    if !text.bytes().any(needs_quotes) {
        out.extend_from_slice(prefix);
        out.extend_from_slice(text.as_bytes());
        return;
    }
    out.push(b'"');
    out.extend_from_slice(prefix);
    for (at, part) in text.split('"').enumerate() {
        if at > 0 {
            out.extend_from_slice(b"\"\"");
        }
        out.extend_from_slice(part.as_bytes());
    }
    out.push(b'"');
}

const fn needs_quotes(byte: u8) -> bool {
    matches!(byte, b',' | b'"' | b'\n' | b'\r')
}
