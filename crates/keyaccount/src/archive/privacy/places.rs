//! Provinces and cities at the head of a Chinese address.

/// The 34 divisions of the first level: the short name and what follows it in the full one.
const PROVINCES: [(&str, &str); 34] = [
    ("北京", "市"),
    ("天津", "市"),
    ("上海", "市"),
    ("重庆", "市"),
    ("河北", "省"),
    ("山西", "省"),
    ("辽宁", "省"),
    ("吉林", "省"),
    ("黑龙江", "省"),
    ("江苏", "省"),
    ("浙江", "省"),
    ("安徽", "省"),
    ("福建", "省"),
    ("江西", "省"),
    ("山东", "省"),
    ("河南", "省"),
    ("湖北", "省"),
    ("湖南", "省"),
    ("广东", "省"),
    ("海南", "省"),
    ("四川", "省"),
    ("贵州", "省"),
    ("云南", "省"),
    ("陕西", "省"),
    ("甘肃", "省"),
    ("青海", "省"),
    ("台湾", "省"),
    ("内蒙古", "自治区"),
    ("广西", "壮族自治区"),
    ("西藏", "自治区"),
    ("宁夏", "回族自治区"),
    ("新疆", "维吾尔自治区"),
    ("香港", "特别行政区"),
    ("澳门", "特别行政区"),
];

/// How the name of a city, or of what stands in its place, ends.
const CITY_ENDS: [&str; 4] = ["市", "自治州", "地区", "盟"];

/// The longest name of a place, its ending not counted.
const LONGEST: usize = 9;

/// The longest that is taken for a city where no province stands before it.
const LONGEST_ALONE: usize = 4;

/// The full name of the province an address begins with; a province by itself will do, in full or in short.
pub(super) fn province(address: &str) -> Option<String> {
    let (short, end, _) = split(bare(address))?;
    Some(format!("{short}{end}"))
}

/// The city an address begins with, behind its province if that is there.
pub(super) fn city(address: &str) -> Option<String> {
    let address = bare(address);
    match split(address) {
        Some((short, end @ ("市" | "特别行政区"), _)) => Some(format!("{short}{end}")),
        Some((_, _, rest)) => city_at_head(rest, LONGEST),
        None => city_at_head(address, LONGEST_ALONE),
    }
}

fn bare(address: &str) -> &str {
    let address = address.trim();
    address.strip_prefix("中华人民共和国").or_else(|| address.strip_prefix("中国")).unwrap_or(address)
}

/// The province an address begins with, and the rest. A short name counts only before a place, since a
/// street may be called after a province.
fn split(address: &str) -> Option<(&'static str, &'static str, &str)> {
    PROVINCES.iter().find_map(|&(short, end)| {
        let rest = address.strip_prefix(short)?;
        if let Some(rest) = rest.strip_prefix(end) {
            return Some((short, end, rest));
        }
        // 吉林市 lies in 吉林省, and the rest is told from the short name on.
        let from = if rest.starts_with('市') { address } else { rest };
        let is_place = rest.is_empty()
            || city_at_head(from, LONGEST).is_some()
            || matches!(end, "市" | "特别行政区") && ends_within(rest, &["区", "县"], LONGEST).is_some();
        is_place.then_some((short, end, from))
    })
}

fn city_at_head(text: &str, longest: usize) -> Option<String> {
    ends_within(text, &CITY_ENDS, longest).map(str::to_owned)
}

/// The head of a text up to the first of these endings, all of it Chinese characters, at least one and at
/// most `longest` before the ending.
fn ends_within<'a>(text: &'a str, endings: &[&str], longest: usize) -> Option<&'a str> {
    for (count, (at, character)) in text.char_indices().enumerate() {
        if !('\u{4e00}'..='\u{9fff}').contains(&character) || count > longest {
            return None;
        }
        let rest = text.get(at..)?;
        let ending = endings.iter().find(|ending| count > 0 && rest.starts_with(**ending));
        if let Some(ending) = ending {
            return text.get(..at.saturating_add(ending.len()));
        }
    }
    None
}
