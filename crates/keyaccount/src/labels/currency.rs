//! What currencies are called.

use super::Language;

/// The code of a currency, its names, and its Chinese unit behind an amount.
const CURRENCIES: &[(&str, &str, &str, &str)] = &[
    ("CNY", "renminbi", "人民币", "元"),
    ("HKD", "Hong Kong dollars", "港币", "港元"),
    ("USD", "US dollars", "美元", "美元"),
    ("EUR", "euros", "欧元", "欧元"),
    ("GBP", "pounds sterling", "英镑", "英镑"),
    ("JPY", "Japanese yen", "日元", "日元"),
];

/// The Chinese unit behind an amount.
pub(crate) fn unit(code: &str) -> Option<&'static str> {
    CURRENCIES.iter().find(|(known, ..)| *known == code).map(|(.., unit)| *unit)
}

/// The currency's name with its code; of one not known here, the code.
pub(crate) fn name(code: &str, language: Language) -> String {
    let known = CURRENCIES.iter().find(|(known, ..)| *known == code);
    match (language, known) {
        (Language::English, Some((_, english, ..))) => format!("{english} ({code})"),
        (Language::Chinese, Some((_, _, chinese, _))) => format!("{chinese}（{code}）"),
        (_, None) => code.to_owned(),
    }
}
