//! Which encoding the bytes of a file are in.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A sample of a file as text.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static Encoding,
    /// How the encoding was recognised, to be read after its name.
    pub(super) evidence: &'static str,
    /// Whether another encoding would decode the same bytes as well.
    pub(super) unsure: bool,
}

/// How many bytes of a file the look for UTF-16 without a mark takes in.
const LOOKED_AT: usize = 4_096;

/// Decodes a sample; `whole` if it is the whole file. `None` if it is text in no encoding known here.
pub(super) fn decode(bytes: &[u8], whole: bool) -> Option<Decoded> {
    let decoded = |encoding, evidence, unsure| {
        decode_as(bytes, encoding, whole).map(|text| Decoded { text, encoding, evidence, unsure })
    };
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return decoded(encoding, "byte order mark", false);
    }
    if let Some(encoding) = utf_16(bytes) {
        return decoded(encoding, "every other byte is 0", false);
    }
    if bytes.contains(&0) {
        return None;
    }
    if let Some(decoded) = decoded(UTF_8, "every byte fits", false) {
        return Some(decoded);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, whole);
    let guess = detector.guess(None, Utf8Detection::Deny);
    // Windows-1252 decodes anything, so it comes last, and only for text that has the look of letters.
    let order: [&'static Encoding; 4] =
        if guess == BIG5 { [BIG5, GBK, GB18030, WINDOWS_1252] } else { [GBK, GB18030, BIG5, WINDOWS_1252] };
    let is_western = guess != GBK && guess != BIG5 && guess.is_single_byte();
    if is_western && !looks_chinese(bytes) {
        return decoded(WINDOWS_1252, "by the look of its letters", true);
    }
    order
        .into_iter()
        .find_map(|encoding| decoded(encoding, "every byte fits, and not UTF-8", encoding == WINDOWS_1252))
}

/// UTF-16 without a mark: the text of a table is mostly ASCII delimiters and digits.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let zeros = |offset: usize| start.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = start.len() / 8;
    match (even, odd) {
        (0, odd) if odd > many => Some(UTF_16LE),
        (even, 0) if even > many => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether bytes above ASCII mostly come in the pairs of common Chinese characters.
fn looks_chinese(bytes: &[u8]) -> bool {
    let (mut pairs, mut single) = (0_usize, 0_usize);
    let mut at = 0_usize;
    while let Some(byte) = bytes.get(at) {
        let next = bytes.get(at.saturating_add(1)).copied().unwrap_or(0);
        if *byte < 0x80 {
            at = at.saturating_add(1);
        } else if (0xb0..=0xf7).contains(byte) && next >= 0xa1 {
            pairs = pairs.saturating_add(1);
            at = at.saturating_add(2);
        } else {
            single = single.saturating_add(1);
            at = at.saturating_add(1);
        }
    }
    pairs > single.saturating_mul(4)
}

/// The text, if every byte can be decoded. What is cut off at the end of a sample is left out.
fn decode_as(bytes: &[u8], encoding: &'static Encoding, whole: bool) -> Option<String> {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length_without_replacement(bytes.len())?);
    let (result, _) = decoder.decode_to_string_without_replacement(bytes, &mut text, whole);
    (result == DecoderResult::InputEmpty).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(bytes: &[u8]) -> Option<(&'static str, String)> {
        decode(bytes, true).map(|decoded| (decoded.encoding.name(), decoded.text))
    }

    #[test]
    fn marks_and_patterns_are_recognised() {
        assert_eq!(found(b"a,b\n"), Some(("UTF-8", "a,b\n".to_owned())));
        assert_eq!(found("\u{feff}客户\n".as_bytes()), Some(("UTF-8", "客户\n".to_owned())));
        assert_eq!(found(b"\xff\xfea\0,\0"), Some(("UTF-16LE", "a,".to_owned())));
        assert_eq!(found(b"a\0,\0b\0\n\0"), Some(("UTF-16LE", "a,b\n".to_owned())));
        assert_eq!(found(b"\0a\0,\0b\0\n"), Some(("UTF-16BE", "a,b\n".to_owned())));
        assert_eq!(found(b""), Some(("UTF-8", String::new())));
    }

    #[test]
    fn chinese_and_western_bytes_are_told_apart() {
        let (gbk, _, _) = GBK.encode("地区,地区经理\n东北,楚杰\n");
        assert_eq!(found(&gbk), Some(("GBK", "地区,地区经理\n东北,楚杰\n".to_owned())));
        // One word is too little for statistics.
        let (short, _, _) = GBK.encode("客户编码,金额\n1,2\n");
        assert_eq!(found(&short).unwrap().0, "GBK");
        let (big5, _, _) = BIG5.encode("客戶編號,客戶名稱,訂單日期\n1,臺灣積體電路製造公司,2024-01-01\n2,鴻海精密工業股份有限公司,2024-01-02\n");
        assert_eq!(found(&big5).unwrap().0, "Big5");
        let (western, _, _) = WINDOWS_1252.encode("id,name\n1,Toms Spezialitäten\n2,México D.F.\n3,€ 5\n");
        assert_eq!(found(&western).unwrap().0, "windows-1252");
    }

    #[test]
    fn four_byte_characters_of_gb18030_are_read() {
        let (bytes, _, _) = GB18030.encode("客户编码,客户名称\n1,㐀公司\n");
        assert_eq!(found(&bytes).unwrap().1, "客户编码,客户名称\n1,㐀公司\n");
    }

    #[test]
    fn what_is_cut_off_is_left_out_and_binary_is_refused() {
        let text = "客户".as_bytes();
        assert_eq!(decode(&text[..5], false).unwrap().text, "客");
        assert!(decode(b"\x00\x01\x02\x03\x00\x00\xff", true).is_none());
    }
}
