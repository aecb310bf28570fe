//! Provinces and cities at the head of a Chinese address: nothing is left that is not in these lists.

mod divisions;

use divisions::{DISTRICTS, PROVINCES, Province};

/// The full name of the province an address begins with; a province by itself will do, in full or in short,
/// and so will a city that lies in it.
pub(super) fn province(address: &str) -> Option<String> {
    locate(address).map(|(province, _)| province.full())
}

/// The city an address begins with, behind its province if that is there.
pub(super) fn city(address: &str) -> Option<String> {
    let (province, city) = locate(address)?;
    if province.is_city() { Some(province.full()) } else { city.map(str::to_owned) }
}

/// Where an address lies.
fn locate(address: &str) -> Option<(&'static Province, Option<&'static str>)> {
    let address = address.trim();
    let address =
        address.strip_prefix("中华人民共和国").or_else(|| address.strip_prefix("中国")).unwrap_or(address);
    let in_full = PROVINCES.iter().find_map(|province| {
        let rest = address.strip_prefix(province.short)?.strip_prefix(province.end)?;
        Some((province, province.city_at_head(rest)))
    });
    // 吉林市 lies in 吉林省, 海南藏族自治州 in 青海省: cities come before short names of provinces.
    let by_city =
        || PROVINCES.iter().find_map(|province| Some((province, Some(province.city_at_head(address)?))));
    in_full.or_else(by_city).or_else(|| PROVINCES.iter().find_map(|province| in_short(province, address)))
}

/// A province in short counts only by itself or before a place in it, since a street may be called after it.
fn in_short(province: &'static Province, address: &str) -> Option<(&'static Province, Option<&'static str>)> {
    let rest = address.strip_prefix(province.short)?;
    let city = province.city_at_head(rest);
    let of = |(name, districts): &(&str, &str)| {
        *name == province.short && districts.split(' ').any(|district| rest.starts_with(district))
    };
    (rest.is_empty() || city.is_some() || DISTRICTS.iter().any(of)).then_some((province, city))
}

impl Province {
    fn full(&self) -> String {
        format!("{}{}", self.short, self.end)
    }

    /// Whether it is a city by itself.
    fn is_city(&self) -> bool {
        matches!(self.end, "市" | "特别行政区")
    }

    fn city_at_head(&self, text: &str) -> Option<&'static str> {
        self.cities.split(' ').filter(|city| !city.is_empty()).find(|city| text.starts_with(city))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::divisions::{DISTRICTS, PROVINCES};

    /// As the Ministry of Civil Affairs counts them: 333 divisions of the second level, of which 293 cities,
    /// 30 autonomous prefectures, 7 prefectures and 3 leagues.
    #[test]
    fn the_lists_are_whole() {
        let cities: Vec<_> =
            PROVINCES.iter().flat_map(|of| of.cities.split(' ')).filter(|city| !city.is_empty()).collect();
        let ending = |end: &str| cities.iter().filter(|city| city.ends_with(end)).count();
        assert_eq!(
            (PROVINCES.len(), cities.len(), ending("市"), ending("自治州"), ending("地区"), ending("盟")),
            (34, 333, 293, 30, 7, 3)
        );
        assert_eq!(cities.iter().collect::<BTreeSet<_>>().len(), 333, "each once");
        let counts: Vec<_> = PROVINCES
            .iter()
            .map(|of| of.cities.split(' ').filter(|city| !city.is_empty()).count())
            .filter(|count| *count > 0)
            .collect();
        assert_eq!(
            counts,
            [
                11, 11, 14, 9, 13, 13, 11, 16, 9, 11, 16, 17, 13, 14, 21, 4, 21, 9, 16, 10, 14, 8, 12, 14, 7,
                5, 14
            ]
        );
        let districts = DISTRICTS.map(|(_, districts)| districts.split(' ').count());
        assert_eq!(districts, [16, 16, 16, 38, 18]);
    }
}
