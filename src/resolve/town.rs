//! Towns, and their offices, by less than their names: a page that speaks of 石梁镇 may call it 石梁, and the office of
//! 石梁街道 just 办事处.

use rustc_hash::{FxHashMap, FxHashSet};

use super::office;
use crate::kind::Kind;
use crate::recognise::Mention;
use crate::text::Text;

/// The levels below a county.
const LEVELS: [&str; 4] = ["街道", "镇", "乡", "村"];

/// What stands after a town's name in the names of its own organs.
const ORGANS: [&str; 7] = ["党", "办事处", "政府", "人民政府", "人大", "纪", "综合"];

/// Lets what is said in short take the names of the page.
pub(super) fn take(text: &Text, mentions: &[Mention], names: &mut [String]) {
    listed(text, mentions, names);
    office::take(text, mentions, names);
    short(text, mentions, names);
}

/// `小湾、上坪等镇`: the level is told once for all.
fn listed(text: &Text, mentions: &[Mention], names: &mut [String]) {
    for at in 0..mentions.len() {
        let end = mentions[at].span.end;
        let rest = &text.chars()[end..text.len().min(end + 3)];
        let told = [(&['等', '镇'][..], "镇"), (&['等', '乡'], "乡"), (&['等', '街', '道'], "街道")];
        let level = told.iter().find(|(words, _)| rest.starts_with(words)).map(|(_, level)| *level);
        let both = rest.starts_with(&['等', '乡', '镇']);
        let Some(level) = level.filter(|_| !both) else { continue };
        let mut last = end;
        for at in (0..=at).rev() {
            let mention = &mentions[at];
            let joined =
                mention.span.end == last || mention.span.end + 1 == last && text.at(last - 1) == Some('、');
            if mention.kind != Kind::Place || !joined {
                break;
            }
            last = mention.span.start;
            let bare = text.chars()[mention.span.range()].iter().collect::<String>();
            // Those that have a level of their own keep it.
            if (2..=3).contains(&mention.span.len()) && !LEVELS.iter().any(|level| bare.ends_with(level)) {
                names[at] = [&bare, level].concat();
            }
        }
    }
}

/// `石梁` on a page that has 石梁镇, by itself or in the name of its organs.
fn short(text: &Text, mentions: &[Mention], names: &mut [String]) {
    let mut full: FxHashMap<String, String> = FxHashMap::default();
    for (mention, name) in mentions.iter().zip(names.iter()) {
        let town = match mention.kind {
            Kind::Place => stem(name).map(|stem| (stem, name.as_str())),
            Kind::Body => own(name),
            _ => None,
        };
        if let Some((stem, name)) = town.filter(|(stem, _)| (2..=3).contains(&stem.chars().count())) {
            full.entry(stem.to_string()).or_insert_with(|| name.to_string());
        }
    }
    if full.is_empty() {
        return;
    }
    let places = mentions.iter().filter(|mention| mention.kind == Kind::Place);
    let written: FxHashSet<String> = places.map(|mention| text.slice(mention.span)).collect();
    for (at, mention) in mentions.iter().enumerate() {
        if mention.kind != Kind::Place || !(2..=3).contains(&mention.span.len()) {
            continue;
        }
        let surface = text.slice(mention.span);
        let Some(town) = full.get(&surface) else { continue };
        // A division the page names in full is what its short name means.
        if names[at] == surface || !written.contains(&names[at]) {
            names[at] = town.clone();
        }
    }
}

/// A town's name without its level: `石梁` of 石梁镇, and of 石梁镇街道, which was a town.
fn stem(name: &str) -> Option<&str> {
    let street = name.strip_suffix("街道").map(|name| name.strip_suffix("镇").unwrap_or(name));
    street.or_else(|| LEVELS.iter().find_map(|level| name.strip_suffix(level)))
}

/// The town whose own organ a body is, as its stem and its name: `石梁` and `石梁镇` of `石梁镇党委`.
fn own(body: &str) -> Option<(&str, &str)> {
    let ends = LEVELS[..3].iter().find_map(|level| Some(body.find(level)? + level.len()))?;
    let (name, rest) = body.split_at(ends);
    let first = name.trim_end_matches(|c| "街道镇乡".contains(c));
    let start = first.rfind(['省', '市', '县', '区', '州', '旗']).map_or(0, |at| at + '区'.len_utf8());
    let name = &name[start..];
    ORGANS.iter().any(|organ| rest.starts_with(organ)).then_some((stem(name)?, name))
}

/// Where the last town, village or community name in a body's name ends, if its own organ follows.
pub(super) fn lowest_place(chars: &[char]) -> Option<usize> {
    (2..chars.len()).rev().filter(|&end| is_local(&chars[..end])).find(|&end| {
        let village = chars[end - 1] == '村';
        let organs: &[&str] = if village {
            &["党", "村委", "委会", "村民委", "支部", "支委", "妇联", "团支", "民兵"]
        } else {
            &["党", "居", "政府", "人大", "人民政府", "纪委", "办事处", "妇联", "团委", "敬老院", "卫生院"]
        };
        // `尉迟村|村委会`: the second word is the organ's.
        let word = chars[..end].ends_with(&['村', '村'])
            || chars[..end].ends_with(&['农', '村'])
            || chars[..end].ends_with(&['乡', '村']);
        let follows = |organ: &str| {
            let rest = &chars[end..];
            organ.chars().zip(rest).filter(|(a, b)| a == *b).count() == organ.chars().count()
        };
        !word && organs.iter().any(|organ| follows(organ))
    })
}

pub(super) fn is_local(chars: &[char]) -> bool {
    // `邻镇`, `该村` name none.
    let none = matches!(chars, [first, _] if OTHERS.contains(first));
    !none && matches!(chars, [.., _, '镇' | '乡' | '村'] | [.., '街', '道'] | [.., '社', '区'])
}

/// What stands before a level word where no town or village is named.
const OTHERS: [char; 12] = ['邻', '该', '本', '我', '全', '各', '两', '外', '每', '某', '此', '同'];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::Rule;
    use crate::text::{Layout, Span};

    /// Names of the mentions found at the words of a text, in order.
    fn names(raw: &str, words: &[(&str, Kind, &str)]) -> Vec<String> {
        let text = Text::new(raw, &Layout::default());
        let all: String = text.chars().iter().collect();
        let mut from = 0;
        let mut mentions = Vec::new();
        for (word, kind, _) in words {
            let at = from + all[from..].find(word).expect("a word of the text");
            let start = all[..at].chars().count();
            let span = Span::new(start, start + word.chars().count());
            from = at + word.len();
            mentions.push(Mention {
                span,
                kind: *kind,
                rule: Rule::Model,
                entry: None,
                head: None,
                probability: 1000,
            });
        }
        let mut names: Vec<String> = words.iter().map(|word| word.2.to_string()).collect();
        take(&text, &mentions, &mut names);
        names
    }

    #[test]
    fn an_office_belongs_to_its_street() {
        let body = Kind::Body;
        let words = [("石梁街道党工委", body, "石梁街道党工委"), ("办事处", body, "办事处")];
        assert_eq!(names("石梁街道党工委、办事处负责。", &words)[1], "石梁街道办事处");
        assert_eq!(names("石梁街道党工委副书记、办事处主任来了。", &words)[1], "石梁街道办事处");
        assert_eq!(names("石梁街道党工委开会。\n\n　　办事处负责。", &words)[1], "办事处");
    }

    #[test]
    fn short_names_mean_the_towns_of_the_page() {
        let place = Kind::Place;
        let organ = ("石梁镇党委", Kind::Body, "石梁镇党委");
        let words = [organ, ("石梁", place, "石梁")];
        assert_eq!(names("石梁镇党委开会。走进石梁。", &words)[1], "石梁镇");
        // A county of that name, unless the page names it.
        let words = [organ, ("石梁", place, "石梁县")];
        assert_eq!(names("石梁镇党委开会。走进石梁。", &words)[1], "石梁镇");
        let county = ("石梁县", place, "石梁县");
        let words = [organ, county, ("石梁", place, "石梁县")];
        assert_eq!(names("石梁镇党委开会。石梁县来人。走进石梁。", &words)[2], "石梁县");
    }

    #[test]
    fn a_list_tells_its_level_once() {
        let place = |name: &'static str| (name, Kind::Place, name);
        let words = [place("小湾"), place("上坪")];
        assert_eq!(names("小湾、上坪等镇受灾。", &words), ["小湾镇", "上坪镇"]);
        assert_eq!(names("小湾、上坪等乡镇受灾。", &words), ["小湾", "上坪"]);
        assert_eq!(names("小湾、上坪等地受灾。", &words), ["小湾", "上坪"]);
    }
}
