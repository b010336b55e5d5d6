//! The tree of provinces, prefectures and counties.

use gb2260::Division;
use rustc_hash::FxHashMap;

use super::rows::rows;

/// The level of an administrative place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 省, 自治区, 直辖市.
    Province,
    /// 地级市, 州, 盟, 地区.
    Prefecture,
    /// 县, 区, 旗, 县级市.
    County,
}

/// One administrative division.
#[derive(Clone, Debug)]
pub struct Place {
    /// Full name: 伊金霍洛旗.
    pub name: String,
    /// Name with its level word but without nations: 凉山州.
    pub plain: String,
    /// Name without its level word, where two characters or more remain: 凉山.
    pub short: Option<String>,
    /// Level in the tree.
    pub level: Level,
    /// The division above, as an index.
    pub parent: Option<u32>,
    /// Of one that is no more: the first year it is known in, and the year it was gone in.
    pub years: Option<(u16, u16)>,
    /// The same division by its abbreviation, where pages know it by that: 前郭县.
    pub brief: Option<u32>,
}

/// The divisions, and which of them a name can mean.
#[derive(Clone, Debug, Default)]
pub struct Places {
    list: Vec<Place>,
    by_name: FxHashMap<String, Vec<u32>>,
    /// For the two characters full names begin with, the most characters one of them has.
    longest: FxHashMap<[char; 2], usize>,
    by_short: FxHashMap<String, Vec<u32>>,
}

impl Places {
    /// The tree with the built-in lists of later places and of nations.
    pub(super) fn built_in() -> Places {
        let nations = rows(include_str!("../../dictionaries/built-in/nations.tsv")).skip(1);
        let nations: Vec<String> = nations.map(|row| row.get(0).to_string()).collect();
        let mut places =
            Places::new(include_str!("../../dictionaries/built-in/places-after-2016.tsv"), &nations);
        places.add_former(include_str!("../../dictionaries/built-in/former-divisions.tsv"), &nations);
        places
    }

    /// Adds divisions that are no more, from a table (`name code parent years note`).
    ///
    /// They are known by their full names alone: short ones are mostly common words, or those of what they became.
    fn add_former(&mut self, table: &str, nations: &[String]) {
        for row in rows(table).skip(1) {
            let (name, code, chain) = (row.get(0), row.get(1), row.get(2));
            let years = row.get(3).split_once('-');
            let years = years.and_then(|(first, gone)| first.parse().ok().zip(gone.parse().ok()));
            let parent = self.at(chain);
            // What another took the place of.
            if let Some(id) = self.exactly(parent, name) {
                self.list[id as usize].years = years;
                continue;
            }
            let level = if code.ends_with("00") { Level::Prefecture } else { Level::County };
            let plain = plain_name(name, nations);
            let id = self.list.len() as u32;
            self.add_name(name, id);
            if plain != name && !self.by_name.contains_key(&plain) {
                self.add_name(&plain, id);
            }
            let name = name.to_string();
            self.list.push(Place { name, plain, short: None, level, parent, years, brief: None });
        }
    }

    /// The tree of `gb2260`, with the later places of a table (`name code parent note`) added.
    fn new(later: &str, nations: &[String]) -> Places {
        let mut places = Places::default();
        for province in 11..83 {
            let Some(top) = division([province, 0, 0]) else { continue };
            let top = places.push(top.name, Level::Province, None, nations);
            for prefecture in 0..100 {
                let Some(second) = division([province, prefecture, 0]) else { continue };
                if prefecture == 0 {
                    continue;
                }
                let ghost = matches!(second.name, "市辖区" | "县") || second.name.contains("直辖");
                let parent =
                    if ghost { top } else { places.push(second.name, Level::Prefecture, Some(top), nations) };
                for county in 1..100 {
                    let Some(third) = division([province, prefecture, county]) else { continue };
                    if third.name != "市辖区" {
                        places.push(third.name, Level::County, Some(parent), nations);
                    }
                }
            }
        }
        // What lies higher comes first: a later county may lie in a later city.
        let mut later: Vec<_> = rows(later).skip(1).collect();
        later.sort_by_key(|row| row.get(2).len());
        for row in later {
            let (name, code, chain) = (row.get(0), row.get(1), row.get(2));
            let above = places.at(chain);
            if above.is_some_and(|above| places.child(above, name).is_some()) {
                continue;
            }
            // Zones have no code; they rank with counties.
            let level = match code.len() {
                6 if code.ends_with("0000") => Level::Province,
                6 if code.ends_with("00") => Level::Prefecture,
                _ => Level::County,
            };
            let id = places.push(name, level, above, nations);
            places.end_by(row.get(3), above);
            // `short for …`: the same division by another name.
            let full = row.get(3).strip_prefix("short for ").and_then(|full| places.child(above?, full));
            if let Some(full) = full {
                places.list[full as usize].brief = Some(id);
            }
        }
        places
    }

    /// Ends a division that another of the same parent took the place of, by that one's note: `2018; was 邹平县`.
    fn end_by(&mut self, note: &str, above: Option<u32>) {
        let told = note
            .split_once("; was ")
            .and_then(|(year, was)| Some((year.parse().ok()?, was.split(';').next()?)));
        let Some((year, was)) = told else { return };
        let Some(id) = self.exactly(above, was) else { return };
        let place = &mut self.list[id as usize];
        place.years = Some((1949, year));
        if let Some(ids) = place.short.take().and_then(|short| self.by_short.get_mut(&short)) {
            ids.retain(|&other| other != id);
        }
    }

    /// The division a chain of full names ends in: `河北省张家口市`.
    fn at(&self, chain: &str) -> Option<u32> {
        let (mut above, mut rest) = (None, chain);
        while !rest.is_empty() {
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
            let (id, end) = ends.rev().find_map(|end| {
                let ids = self.by_name.get(&rest[..end])?;
                Some((ids.iter().copied().find(|&id| self.list[id as usize].parent == above)?, end))
            })?;
            (above, rest) = (Some(id), &rest[end..]);
        }
        above
    }

    fn child(&self, parent: u32, name: &str) -> Option<u32> {
        self.by_name.get(name)?.iter().copied().find(|&id| self.list[id as usize].parent == Some(parent))
    }

    /// The child of that full name.
    fn exactly(&self, parent: Option<u32>, name: &str) -> Option<u32> {
        self.child(parent?, name).filter(|&id| self.list[id as usize].name == name)
    }

    fn push(&mut self, name: &str, level: Level, parent: Option<u32>, nations: &[String]) -> u32 {
        let id = self.list.len() as u32;
        let plain = plain_name(name, nations);
        let short = short_name(&plain, level);
        self.add_name(name, id);
        if plain != name {
            self.add_name(&plain, id);
        }
        if let Some(brief) = autonomous(name, &plain) {
            self.add_name(&brief, id);
        }
        if let Some(short) = &short {
            self.by_short.entry(short.clone()).or_default().push(id);
        }
        self.list.push(Place {
            name: name.to_string(),
            plain,
            short,
            level,
            parent,
            years: None,
            brief: None,
        });
        if let Some(abbreviation) = abbreviation(name) {
            self.add_name(&abbreviation, id);
        }
        id
    }

    fn add_name(&mut self, name: &str, id: u32) {
        self.by_name.entry(name.to_string()).or_default().push(id);
        let mut chars = name.chars();
        if let (Some(first), Some(second)) = (chars.next(), chars.next()) {
            let longest = self.longest.entry([first, second]).or_default();
            *longest = (*longest).max(2 + chars.count());
        }
    }

    /// A place by its index.
    pub fn get(&self, id: u32) -> &Place {
        &self.list[id as usize]
    }

    /// Every place, in the order of its code.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &Place)> {
        self.list.iter().enumerate().map(|(id, place)| (id as u32, place))
    }

    /// The places that bear a full name.
    pub fn named(&self, name: &str) -> &[u32] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// The full names that characters begin with, longest first, of at most so many characters.
    pub fn beginning(&self, chars: &[char], most: usize) -> impl Iterator<Item = (usize, &[u32])> {
        let longest = chars.first_chunk().and_then(|pair| self.longest.get(pair)).copied().unwrap_or(0);
        let most = longest.min(most).min(chars.len());
        let mut text = String::with_capacity(most * 3);
        text.extend(&chars[..most]);
        (2..=most).rev().filter_map(move |length| {
            let end = chars[..length].iter().map(|c| c.len_utf8()).sum();
            Some((length, self.by_name.get(&text[..end])?.as_slice()))
        })
    }

    /// The places that bear a short name.
    pub fn short(&self, name: &str) -> &[u32] {
        self.by_short.get(name).map_or(&[], Vec::as_slice)
    }

    /// The division a short name alone means: the prefecture or province of that name, else the only county.
    pub fn meant_by_short(&self, name: &str) -> Option<u32> {
        let (counties, above): (Vec<u32>, Vec<u32>) =
            self.short(name).iter().partition(|&&id| self.get(id).level == Level::County);
        match if above.is_empty() { counties } else { above }[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The places that bear a short name of two characters.
    pub fn short_of(&self, pair: [char; 2]) -> &[u32] {
        let mut bytes = [0; 8];
        let first = pair[0].encode_utf8(&mut bytes).len();
        let end = first + pair[1].encode_utf8(&mut bytes[first..]).len();
        str::from_utf8(&bytes[..end]).map_or(&[], |name| self.short(name))
    }

    /// The place and all above it, lowest first.
    pub fn chain(&self, id: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(Some(id), |&id| self.list[id as usize].parent)
    }

    /// Whether one place lies in the other or is it.
    pub fn within(&self, inner: u32, outer: u32) -> bool {
        self.chain(inner).any(|id| id == outer)
    }
}

/// The division of a code, by its numbers of two digits.
fn division(numbers: [u8; 3]) -> Option<Division> {
    let mut code = [b'0'; 6];
    for (digits, number) in code.as_chunks_mut().0.iter_mut().zip(numbers) {
        *digits = [b'0' + number / 10, b'0' + number % 10];
    }
    Division::get(str::from_utf8(&code).ok()?)
}

/// The level word of counties in Inner Mongolia.
const BANNER: &str = "旗";

/// Level words of divisions, longest first.
const LEVELS: [&str; 13] = [
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "林区",
    "特区",
    "省",
    "市",
    "州",
    "盟",
    "县",
];

/// `凉山彝族自治州` → `凉山州`, `新疆维吾尔自治区` → `新疆`.
fn plain_name(name: &str, nations: &[String]) -> String {
    let Some((stem, level)) = ["自治区", "自治州", "自治县", "自治旗", "特别行政区"]
        .iter()
        .find_map(|level| name.strip_suffix(level).map(|stem| (stem, *level)))
    else {
        return name.to_string();
    };
    let mut stem = stem;
    // `鄂温克族自治旗` bears the name of its nation.
    if nations.iter().any(|nation| nation == stem) {
        stem = stem.trim_end_matches('族');
    }
    while let Some(shorter) = nations
        .iter()
        .filter_map(|nation| stem.strip_suffix(nation.as_str()))
        .filter(|rest| rest.chars().count() >= 2)
        .min_by_key(|rest| rest.len())
    {
        stem = shorter;
    }
    // Of a unit that is named after one nation alone the nation remains: `鄂温克旗`.
    stem = stem.strip_suffix('族').filter(|rest| rest.chars().count() >= 2).unwrap_or(stem);
    let word = match level {
        "自治州" => "州",
        "自治县" => "县",
        "自治旗" => BANNER,
        _ => "",
    };
    format!("{stem}{word}")
}

/// The abbreviation of a banner named after a wing or side: `科尔沁左翼中旗` → `科左中旗`.
pub(super) fn abbreviation(name: &str) -> Option<String> {
    let stem: Vec<char> = name.strip_suffix(BANNER)?.chars().collect();
    let side = |c: &char| "左右前中后".contains(*c);
    let (&first, last) = (stem.first()?, stem.last().filter(|&c| side(c))?);
    if stem.len() < 4 {
        return None;
    }
    // Of `左翼` the side alone.
    let wing = stem.get(stem.len() - 3).filter(|&c| side(c)).copied();
    Some([Some(first), wing, Some(*last), name.chars().last()].into_iter().flatten().collect())
}

/// An autonomous county without its nations: `关岭自治县`.
pub(super) fn autonomous(name: &str, plain: &str) -> Option<String> {
    let level = ["自治县", "自治旗"].iter().find(|level| name.ends_with(**level))?;
    let stem = plain.strip_suffix(['县', '旗']).filter(|stem| stem.chars().count() > 1)?;
    Some([stem, level].concat()).filter(|brief| brief != name)
}

fn short_name(plain: &str, level: Level) -> Option<String> {
    let stem = LEVELS
        .iter()
        .chain(["区", BANNER].iter())
        .find_map(|suffix| plain.strip_suffix(suffix))
        .unwrap_or(if level == Level::Province { plain } else { "" });
    (stem.chars().count() >= 2).then(|| stem.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_plain_and_short_forms() {
        let nations: Vec<String> =
            ["彝族", "维吾尔", "维吾尔族", "土家族", "苗族"].map(String::from).to_vec();
        assert_eq!(plain_name("凉山彝族自治州", &nations), "凉山州");
        assert_eq!(plain_name("新疆维吾尔自治区", &nations), "新疆");
        assert_eq!(plain_name("湘西土家族苗族自治州", &nations), "湘西州");
        assert_eq!(plain_name("东乡族自治县", &nations), "东乡县");
        assert_eq!(short_name("凉山州", Level::Prefecture).as_deref(), Some("凉山"));
        assert_eq!(short_name("莘县", Level::County), None);
        assert_eq!(abbreviation("科尔沁左翼中旗").as_deref(), Some("科左中旗"));
        assert_eq!(abbreviation("阿拉善左旗").as_deref(), Some("阿左旗"));
        let places = Places::new("name\tcode\tparent\tnote\n", &nations);
        let id = places.named("奉化市")[0];
        let chain: Vec<&str> = places.chain(id).map(|id| places.get(id).name.as_str()).collect();
        assert_eq!(chain, ["奉化市", "宁波市", "浙江省"]);
    }

    #[test]
    fn later_places_hang_where_their_chain_leads() {
        let later = "name\tcode\tparent\tnote\n新港县\t\t西藏自治区新设市\t\n新设市\t540700\t西藏自治区\t\n东北某园\t\t\tzone\n";
        let places = Places::new(later, &[]);
        let level = |name: &str| places.get(places.named(name)[0]).level;
        assert_eq!(
            [level("新设市"), level("新港县"), level("东北某园")],
            [Level::Prefecture, Level::County, Level::County]
        );
        let chain: Vec<&str> =
            places.chain(places.named("新港县")[0]).map(|id| places.get(id).name.as_str()).collect();
        assert_eq!(chain, ["新港县", "新设市", "西藏自治区"]);
    }
}
