//! The check digit of unified social credit codes (统一社会信用代码, GB 32100-2015; DOMAIN §3.1).

/// The characters of a code, by value: no I, O, S, V, Z.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Characters before the check digit.
const WEIGHED: usize = 17;

/// Whether a text is a unified social credit code: 18 characters of its alphabet, the last of which is
/// the check digit of the others (weights 3^i mod 31).
///
/// ```
/// use keyaccount::approval::is_valid_uscc;
/// assert!(is_valid_uscc("91350100M000100Y43"));
/// assert!(!is_valid_uscc("91350100M000100Y44"));
/// ```
#[must_use]
pub fn is_valid_uscc(code: &str) -> bool {
    let mut sum = 0_u32;
    let mut weight = 1_u32;
    let mut values = code.bytes().map(|byte| ALPHABET.iter().position(|known| *known == byte));
    for _ in 0..WEIGHED {
        let Some(Some(value)) = values.next() else { return false };
        sum = sum.wrapping_add(weight.wrapping_mul(u32::try_from(value).unwrap_or(0)));
        weight = weight.wrapping_mul(3) % 31;
    }
    let check = 31_u32.wrapping_sub(sum % 31) % 31;
    let given = values.next().flatten().and_then(|value| u32::try_from(value).ok());
    given == Some(check) && values.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example_holds_and_every_other_check_digit_does_not() {
        // Σ = 1640, 1640 mod 31 = 28, 31 − 28 = 3.
        for check in ALPHABET {
            let code = format!("91350100M000100Y4{}", char::from(*check));
            assert_eq!(is_valid_uscc(&code), *check == b'3', "{code}");
        }
    }

    #[test]
    fn a_slip_of_one_character_is_noticed() {
        let code = "91350100M000100Y43";
        for at in 0..code.len() {
            for other in ALPHABET {
                let mut slip = code.as_bytes().to_vec();
                if slip[at] != *other {
                    slip[at] = *other;
                    assert!(!is_valid_uscc(core::str::from_utf8(&slip).unwrap()), "position {at}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        // Zeros alone: the sum is 0, and so is the check digit.
        assert!(is_valid_uscc("000000000000000000"));
        let refused = [
            "",
            "91350100M000100Y4",
            "91350100M000100Y433",
            "91350100m000100y43",
            "9I350100M000100Y43",
            "91350100M000100Y4３",
            "91350100M000100Y4 ",
            "91-50100M000100Y43",
        ];
        for code in refused {
            assert!(!is_valid_uscc(code), "{code}");
        }
    }
}
