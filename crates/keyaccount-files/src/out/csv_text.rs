//! Fields of CSV: separated by commas, in quotes where they need them.

/// Ends the record that begins at a place; one without a byte is an empty field, in quotes lest it be
/// nothing.
pub(super) fn end_record(start: usize, out: &mut Vec<u8>) {
    if out.len() == start {
        out.extend_from_slice(b"\"\"");
    }
    out.push(b'\n');
}

/// Appends a text behind a prefix that needs no quotes. Commas, quotes and line ends need quotes; quotes
/// inside are doubled.
pub(super) fn push_text(out: &mut Vec<u8>, prefix: &[u8], text: &[u8]) {
    if !needs_quotes(text) {
        out.extend_from_slice(prefix);
        out.extend_from_slice(text);
        return;
    }
    out.push(b'"');
    out.extend_from_slice(prefix);
    for (at, part) in text.split(|byte| *byte == b'"').enumerate() {
        if at > 0 {
            out.extend_from_slice(b"\"\"");
        }
        out.extend_from_slice(part);
    }
    out.push(b'"');
}

/// Whether a byte needs quotes around its text, or around one of several. All of them are looked at, many at
/// once.
pub(super) fn needs_quotes(text: &[u8]) -> bool {
    text.iter().fold(false, |needs, byte| needs | matches!(*byte, b',' | b'"' | b'\n' | b'\r'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What the `csv` crate makes of a record.
    fn plain(fields: &[String]) -> Vec<u8> {
        let mut csv = csv::Writer::from_writer(Vec::new());
        csv.write_record(fields).unwrap();
        csv.into_inner().unwrap()
    }

    fn written(fields: &[String], prefix: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        for (at, field) in fields.iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            push_text(&mut out, prefix, field.as_bytes());
        }
        end_record(0, &mut out);
        out
    }

    #[test]
    fn an_empty_record_is_an_empty_field() {
        for fields in [&[][..], &[String::new()], &[String::new(), String::new()]] {
            assert_eq!(written(fields, b""), plain(fields));
        }
        assert_eq!(written(&[String::new()], b""), b"\"\"\n");
    }

    proptest! {
        #[test]
        fn fields_are_quoted_as_the_csv_crate_does(
            fields in prop::collection::vec("([a甲,;'=\"\n\r\t #\\\\]|\\PC){0,12}", 0..5),
        ) {
            prop_assert_eq!(written(&fields, b""), plain(&fields));
            let apostrophes: Vec<_> = fields.iter().map(|field| format!("'{field}")).collect();
            prop_assert_eq!(written(&fields, b"'"), plain(&apostrophes));
        }
    }
}
