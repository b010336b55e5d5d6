//! What the places and bodies of a page tell of whom it speaks for: the divisions they are or belong to.

use std::collections::BTreeSet;

use crate::dictionary::{Classes, Dictionaries, Level, Places};
use crate::kind::Kind;
use crate::recognise::{LEVELS, Mention, Recognised};
use crate::text::{Gap, Span, Text};

use super::guests::is_party;
use super::town::is_local;

/// What a place or body tells of the jurisdiction.
pub(super) struct Grounds {
    /// Where it stands.
    pub(super) start: usize,
    /// The level word a relative body's name begins with.
    pub(super) level: Option<char>,
    /// The divisions it is or begins with.
    pub(super) ids: Vec<u32>,
    /// Whether a short name is all that stands there.
    pub(super) short: bool,
    /// Whether it tells little: the short name of something above a county, `长沙`, or of what lies far from what the
    /// page names in full.
    pub(super) vague: bool,
    /// Whether somebody comes there.
    pub(super) host: bool,
    /// Whether guests are named by it.
    pub(super) guest: bool,
    /// Whether it is one of those that guests come from: `来自|惠民县`.
    pub(super) from: bool,
    /// Whether it is a body.
    pub(super) body: bool,
    /// Whether a post is named by it, in a story that states posts of no named place too.
    pub(super) owner: bool,
    /// Whether it says whose place a story tells of, and is not only a place somebody goes to.
    pub(super) own: bool,
}

/// What each place, body and project of a page tells, in the order of the page.
pub(super) fn grounds(text: &Text, found: &Recognised, dictionaries: &Dictionaries) -> Vec<Grounds> {
    let places = dictionaries.places();
    let chars = |mention: &Mention| &text.chars()[mention.span.range()];
    let names = |mention: &Mention| {
        let level = leading_level(chars(mention)).filter(|_| mention.kind == Kind::Body);
        // `老城区改造`: what a text calls so is seldom the district of that name.
        let worded = |length: usize| {
            let lead = chars(mention).get(..length).unwrap_or_default();
            lead.ends_with(&['区']) && dictionaries.classes_of(lead).any(Classes::GENERIC)
        };
        let common = mention.kind != Kind::Body && (2..=3).any(worded);
        let mut ids = if common { Vec::new() } else { divisions(chars(mention), places) };
        // `肥西`, where only one county is called so.
        let short = ids.is_empty() && mention.kind == Kind::Place && !common;
        if short {
            ids.extend(places.meant_by_short(&text.slice(mention.span)));
        }
        let vague = short && ids.iter().any(|&id| places.get(id).level != Level::County);
        let start = mention.span.start;
        // `来肥西考察`: where the page is at home.
        let host = mention.kind == Kind::Place && start > 0 && text.at(start - 1) == Some('来')
            || accompanies(text, start);
        let own = mention.kind == Kind::Body || !is_visited(text, start);
        let guest = is_party(text, mention.kind, mention.span);
        Grounds {
            start,
            level,
            ids,
            short,
            vague,
            host,
            guest,
            from: is_from(text, start),
            body: mention.kind == Kind::Body,
            owner: false,
            own,
        }
    };
    let told = found.mentions.iter().filter(|m| !matches!(m.kind, Kind::Official | Kind::Byline));
    let mut grounds: Vec<Grounds> = Vec::new();
    let mut end = usize::MAX;
    for mention in told {
        let mut ground = names(mention);
        // `来自惠民县、博兴县`, `来自浙江|义乌`: all of them come from elsewhere.
        let listed =
            end == ground.start || end.checked_add(1) == Some(ground.start) && text.at(end) == Some('、');
        ground.from |= listed && grounds.last().is_some_and(|before| before.from);
        if ground.from {
            ground.ids.clear();
        }
        end = mention.span.end;
        grounds.push(ground);
    }
    grounds
}

/// Drops what the short names of cities tell where the page names divisions in full, none of them in that province: a
/// village called 朝阳 is no word for 朝阳市.
pub(super) fn at_home_only(named: &mut [Grounds], places: &Places) {
    let province = |id: u32| places.chain(id).last();
    let full = named.iter().filter(|ground| !ground.short).flat_map(|ground| &ground.ids);
    // A few dozen at most, however many places a text names.
    let told: BTreeSet<Option<u32>> = full.map(|&id| province(id)).collect();
    if told.is_empty() {
        return;
    }
    for ground in named.iter_mut().filter(|ground| ground.short) {
        let elsewhere = |&id: &u32| !told.contains(&province(id));
        match ground.vague {
            true => ground.ids.retain(|id| !elsewhere(id)),
            false => ground.vague = ground.ids.iter().all(elsewhere),
        }
    }
}

/// The name by which a division leads its bodies: `鼓楼区`, `凉山州`, `新疆维吾尔自治区`.
pub(super) fn prefix(places: &Places, id: u32) -> String {
    let place = places.get(id);
    match place.level {
        Level::Province if place.name.ends_with("自治区") => place.name.clone(),
        _ => place.plain.clone(),
    }
}

/// The level word that the name of a relative body begins with: `县` of `县教育局`, and none of `市场司`.
pub(super) fn leading_level(name: &[char]) -> Option<char> {
    let first = name.first().copied().filter(|first| LEVELS.contains(first))?;
    let word = matches!(
        name,
        ['市', '场', ..]
            | ['区', '域' | '块', ..]
            | ['乡', '镇' | '土', ..]
            | ['村', '镇', ..]
            | ['社', '科' | '保' | '会', ..]
    );
    (!word).then_some(first)
}

/// Whether guests come from a place: `来自|惠民县`.
fn is_from(text: &Text, start: usize) -> bool {
    let before = &text.chars()[..start];
    before.ends_with(&['来', '自']) || before.ends_with(&['远', '在'])
}

/// Whether guests are led round by those of a place or body: `由|某市委书记甲、市长乙陪同`.
fn accompanies(text: &Text, start: usize) -> bool {
    let by = start > 0 && matches!(text.at(start - 1), Some('由' | '在'));
    let end = text.sentences().get(text.sentence_at(start)).map_or(start, |sentence| sentence.end);
    let clause = Span::new(start, end.min(start + CLAUSE).max(start));
    by && text.chars()[clause.range()].windows(2).any(|pair| pair == ['陪', '同'])
}

/// Most characters from the first of those who lead guests round to the verb.
const CLAUSE: usize = 40;

/// Words before a place that somebody goes to, comes from, or deals with.
const VISITED: [char; 15] =
    ['到', '赴', '往', '在', '从', '与', '和', '对', '向', '至', '抵', '由', '自', '来', '访'];

/// Whether a place that starts at a position is only visited.
fn is_visited(text: &Text, start: usize) -> bool {
    start.checked_sub(1).and_then(|before| text.at(before)).is_some_and(|before| VISITED.contains(&before))
}

/// The last characters of the names of zones.
const ZONES: [&[char]; 17] = [
    &['开', '发', '区'],
    &['高', '新', '区'],
    &['经', '开', '区'],
    &['示', '范', '区'],
    &['旅', '游', '区'],
    &['业', '园', '区'],
    &['集', '聚', '区'],
    &['实', '验', '区'],
    &['试', '验', '区'],
    &['合', '作', '区'],
    &['度', '假', '区'],
    &['工', '业', '区'],
    &['保', '税', '区'],
    &['新', '区'],
    &['特', '区'],
    &['业', '园'],
    &['园', '区'],
];

/// Whether a name is that of a zone, which has a committee of its own: `启东高新区`.
pub(super) fn is_zone(name: &[char]) -> bool {
    ZONES.iter().any(|word| name.len() > word.len() + 1 && name.ends_with(word))
}

/// The towns and villages a mention names or belongs to: `河店镇` of `河店镇党委`, the highest first.
pub(super) fn local_names(text: &Text, mention: &Mention, places: &Places, out: &mut Vec<(usize, Span)>) {
    let Span { start: first, end: last } = mention.span;
    let suffix = |end: usize| {
        let name = &text.chars()[first..end];
        // `永昌工业园|区`
        let goes_on = text.gap(end) == Gap::None && text.at(end) == Some('区');
        if is_zone(name) && !goes_on {
            return true;
        }
        let word = name.ends_with(&['农', '村']) || name.ends_with(&['乡', '村']);
        !word && is_local(name)
    };
    let whole = &text.chars()[first..last];
    if mention.kind == Kind::Place && suffix(last) || mention.kind == Kind::Body && is_zone(whole) {
        out.push((first, mention.span));
        return;
    }
    // `湖头镇水厂扩建`: the known town that leads the name.
    if matches!(mention.kind, Kind::Place | Kind::Project) {
        let known = |end: &usize| {
            let town = &text.chars()[first..*end];
            town.ends_with(&['镇']) && !places.counties_of_town(&town.iter().collect::<String>()).is_empty()
        };
        if let Some(end) = (first + 3..last.min(first + 7)).find(known) {
            out.push((first, Span::new(first, end)));
        }
        return;
    }
    let mut start = first;
    for end in first + 2..last {
        let next = text.chars()[end];
        if suffix(end) && end - start >= 2 && !(text.chars()[end - 1] == '村' && matches!(next, '民' | '委'))
        {
            out.push((first, Span::new(start, end)));
            start = end;
        }
    }
}

/// The divisions a name is or begins with; the last of a chain counts.
pub(super) fn divisions(name: &[char], places: &Places) -> Vec<u32> {
    let name = if name.starts_with(&['中', '共']) { &name[2..] } else { name };
    // Few districts bear `城区` for a name, and many are called so.
    let mut rest = if name.starts_with(&['城', '区']) { &[] } else { name };
    let mut out: Vec<u32> = Vec::new();
    while let Some((length, ids)) = places.beginning(rest, LONGEST).next() {
        let inside = |id: &u32| out.iter().any(|&up| places.within(*id, up));
        let within: Vec<u32> = ids.iter().copied().filter(inside).collect();
        out = if within.is_empty() { ids.to_vec() } else { within };
        rest = &rest[length..];
    }
    out
}

/// Longest name of a division that is looked for, in characters.
pub(super) const LONGEST: usize = 12;
