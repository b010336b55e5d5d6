//! What is known beside a text of the place it speaks for: a home somebody gave it, its source and its address.

use crate::dictionary::{Classes, Dictionaries, Level, Places};

use super::DocumentInfo;
use super::grounds::divisions;
use super::imprint::Imprint;

/// The places that are told beside a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Outside {
    /// The place that was given for it.
    pub(super) home: Option<u32>,
    /// The divisions its source and title, or else its address, hint at.
    pub(super) hint: Vec<u32>,
    /// What its own lines tell.
    pub(super) imprint: Imprint,
}

impl Outside {
    /// Reads what there is; `told` is the source and title in simplified characters.
    pub(super) fn new(
        info: &DocumentInfo,
        raw: &str,
        home: Option<&str>,
        told: &str,
        dictionaries: &Dictionaries,
    ) -> Outside {
        let places = dictionaries.places();
        let home = home.or(dictionaries.home()).and_then(|name| places.home(name).ok());
        let mut hint = divisions(&told.chars().collect::<Vec<char>>(), places);
        if hint.is_empty() {
            hint.extend(info.source.as_deref().and_then(|source| of_source(source, dictionaries)));
        }
        if hint.is_empty() {
            let addresses = info.url.as_deref().into_iter().chain([info.id.as_str()]);
            hint.extend(addresses.flat_map(|address| of_address(address, places)).next());
        }
        if hint.is_empty() {
            hint.extend(info.url.as_deref().and_then(|url| of_host(url, places)));
        }
        Outside { home, hint, imprint: Imprint::new(raw, dictionaries) }
    }
}

/// What a newspaper, site or account puts before the name of its place.
const BEFORE: [&str; 8] = ["今日", "看", "爱", "美丽", "微", "网信", "文明", "清风"];

/// What it puts after it, longest first.
const AFTER: [&str; 28] = [
    "广播电视台",
    "人民政府网",
    "融媒体中心",
    "新闻中心",
    "融媒中心",
    "政府网站",
    "电视台",
    "新闻网",
    "政府网",
    "信息网",
    "先锋网",
    "微发布",
    "融媒体",
    "日报",
    "晚报",
    "时报",
    "晨报",
    "商报",
    "新报",
    "快报",
    "周报",
    "新闻",
    "发布",
    "融媒",
    "在线",
    "政府",
    "报",
    "网",
];

/// The one place a source is named after: `今日安溪`, `安溪新闻网`, `安溪县融媒体中心`.
pub(super) fn of_source(source: &str, dictionaries: &Dictionaries) -> Option<u32> {
    let places = dictionaries.places();
    let source = source.trim().trim_matches(['《', '》', '“', '”']).trim_end_matches("客户端");
    let source = source.trim_end_matches("微信公众号").trim_end_matches("公众号").trim();
    let (front, back) =
        (stripped(source), AFTER.iter().find_map(|word| Some((source.strip_suffix(word)?, *word))));
    let (name, daily) = match (front, back) {
        (Some(name), _) => (name, false),
        (None, Some((name, word))) => (stripped(name).unwrap_or(name), word.ends_with('报') && word != "报"),
        (None, None) => return None,
    };
    let chars: Vec<char> = name.chars().collect();
    let words = Classes::ORDINARY | Classes::NEVER | Classes::GENERIC | Classes::STOP;
    if chars.len() == 2 && dictionaries.classes_of(&chars).any(words) {
        return None;
    }
    match places.bearing(name)[..] {
        // Districts have no daily of their own: `光明日报` is not the district's.
        [id] if !(daily && places.get(id).name.ends_with('区') && !name.ends_with('区')) => Some(id),
        _ => None,
    }
}

fn stripped(source: &str) -> Option<&str> {
    BEFORE.iter().find_map(|word| source.strip_prefix(word)).filter(|name| name.chars().count() >= 2)
}

/// The places that parts of a path or address are called after, the last first: `安溪县/2023/1.txt`.
fn of_address(address: &str, places: &Places) -> Vec<u32> {
    let folders =
        address.rsplit(['/', '\\']).map(|part| part.split(['.', '_', '-', ' ']).next().unwrap_or_default());
    folders
        .filter(|part| !part.is_ascii())
        .filter_map(|part| {
            // By the whole of its name, or by the full name it begins with.
            let whole = Some(places.bearing(part)).filter(|ids| !ids.is_empty());
            let ids = whole.unwrap_or_else(|| divisions(&part.chars().collect::<Vec<char>>(), places));
            match ids[..] {
                [id] if places.get(id).level != Level::Province => Some(id),
                _ => None,
            }
        })
        .collect()
}

/// The place that a label of an address's host spells: `http://www.anxi.gov.cn/1.html`.
fn of_host(url: &str, places: &Places) -> Option<u32> {
    let (_, rest) = url.split_once("//")?;
    let host = rest.split(['/', ':', '?', '#']).next()?.to_ascii_lowercase();
    let mut found = host.split('.').filter_map(|label| places.spelt(label));
    let first = found.next()?;
    // `biyang.zhumadian.gov.cn`: what lies in the other is what it speaks for.
    found.try_fold(first, |held, other| match (places.within(held, other), places.within(other, held)) {
        (true, _) => Some(held),
        (_, true) => Some(other),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_named_after_its_place() {
        let dictionaries = Dictionaries::built_in();
        let name =
            |source| of_source(source, &dictionaries).map(|id| dictionaries.places().get(id).name.as_str());
        for source in [
            "今日泌阳",
            "泌阳新闻网",
            "泌阳发布",
            "泌阳县融媒体中心",
            "泌阳报",
            "泌阳县人民政府网",
            "《泌阳报》",
        ] {
            assert_eq!(name(source), Some("泌阳县"), "{source}");
        }
        assert_eq!(name("驻马店日报"), Some("驻马店市"));
        for source in
            ["人民日报", "光明日报", "新华网", "中国新闻网", "新京报", "泌阳", "经济日报", "科技日报"]
        {
            assert_eq!(name(source), None, "{source}");
        }
    }

    #[test]
    fn folders_and_addresses_bear_the_names_of_places() {
        let dictionaries = Dictionaries::built_in();
        let first = |address| of_address(address, dictionaries.places()).first().copied();
        let name = |address| first(address).map(|id| dictionaries.places().get(id).name.as_str());
        assert_eq!(name("texts/泌阳县/2023/a.txt"), Some("泌阳县"));
        assert_eq!(name("泌阳/a.txt"), Some("泌阳县"));
        assert_eq!(name("驻马店市/泌阳县新闻/a.txt"), Some("泌阳县"));
        assert_eq!(name("pages/a.txt"), None);
        assert_eq!(name("鼓楼区/a.txt"), None);
    }
    #[test]
    fn a_host_spells_its_place() {
        let dictionaries = Dictionaries::built_in();
        let places = dictionaries.places();
        let name = |url| of_host(url, places).map(|id| places.get(id).name.as_str());
        assert_eq!(name("http://www.biyang.gov.cn/2023/a.html"), Some("泌阳县"));
        assert_eq!(name("https://BIYANG.zhumadian.gov.cn:8080/a"), Some("泌阳县"));
        assert_eq!(name("https://news.zhumadian.com?id=biyang"), Some("驻马店市"));
        for url in
            ["http://biyang.tongbai.com/", "http://www.biyangnews.com/", "http://news.cn/biyang/", "biyang"]
        {
            assert_eq!(name(url), None, "{url}");
        }
    }
}
