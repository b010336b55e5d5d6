//! Divisions by what their sites are called: `anxi` of `www.anxi.gov.cn`.

use std::sync::OnceLock;

use pinyin::ToPinyinMulti;
use rustc_hash::FxHashMap;

use super::places::Places;

/// Readings of one name that are looked at: a character seldom has three.
const MOST: usize = 16;

/// Divisions by their short names without tones; `None` where several are spelt alike. The tree is one for all.
static SPELT: OnceLock<FxHashMap<String, Option<u32>>> = OnceLock::new();

impl Places {
    /// The division whose short name a label of a host spells without tones, if only one province, prefecture or county
    /// is spelt so.
    pub(crate) fn spelt(&self, label: &str) -> Option<u32> {
        let spelt = SPELT.get_or_init(|| {
            let mut out: FxHashMap<String, Option<u32>> = FxHashMap::default();
            for (id, place) in self.iter().filter(|(_, place)| place.years.is_none()) {
                for spelling in place.short.iter().flat_map(|short| spellings(short)) {
                    out.entry(spelling)
                        .and_modify(|held| *held = held.filter(|held| *held == id))
                        .or_insert(Some(id));
                }
            }
            out
        });
        spelt.get(label).copied().flatten()
    }
}

/// Every way to spell a name, ü as hosts write it; none where a character has no reading.
fn spellings(name: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    for c in name.chars() {
        let mut readings: Vec<String> = c
            .to_pinyin_multi()
            .into_iter()
            .flatten()
            .map(|reading| reading.plain().replace('ü', "v"))
            .collect();
        readings.sort_unstable();
        readings.dedup();
        out = out
            .iter()
            .flat_map(|start| readings.iter().map(move |end| [start.as_str(), end].concat()))
            .collect();
        out.truncate(MOST);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_one_division_or_none() {
        let places = Places::built_in();
        let name = |label| places.spelt(label).map(|id| places.get(id).name.as_str());
        assert_eq!(name("biyang"), Some("泌阳县"));
        assert_eq!((name("zhumadian"), name("chongqing")), (Some("驻马店市"), Some("重庆市")));
        assert_eq!(name("lvliang"), Some("吕梁市"));
        // Two are spelt so, or a province and its county; or it is a word.
        assert_eq!((name("jilin"), name("gulou"), name("henan")), (None, None, None));
        assert_eq!((name("news"), name("gov"), name("")), (None, None, None));
    }
}
