//! The places that bare organs and posts belong to: the last named in their own chain of posts and names.
//!
//! `遂平县委书记、县长何远冬、县人大常委会主任李明` speaks of one county throughout, whoever the host is; a verb ends
//! the chain. A place that no list knows is one all the same: `云台县委书记、县长`.

use crate::dictionary::{Classes, Dictionaries, Places};
use crate::kind::Kind;
use crate::recognise::{LEVELS, Post, Recognised, is_word};
use crate::text::{Gap, Span, Text, is_han, is_mark};

use super::grounds::divisions;

/// A place named in a chain, and as far as the chain goes on from it.
#[derive(Clone, Debug)]
struct Anchor {
    /// Where its name begins.
    start: usize,
    /// Where its name ends.
    end: usize,
    /// Where its chain ends.
    reach: usize,
    place: Ground,
}

/// A place by the tree, or one that no list knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ground {
    /// The divisions of its name.
    Known(Vec<u32>),
    /// Its name.
    Unknown(String),
    /// The level word of a relative name, and where it stands.
    Level(char, usize),
}

/// The places named in the chains of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Chains {
    /// In order of their starts.
    anchors: Vec<Anchor>,
}

impl Chains {
    /// Finds the places of a page and how far their chains go.
    pub(super) fn new(text: &Text, found: &Recognised, dictionaries: &Dictionaries) -> Chains {
        let places = dictionaries.places();
        let cover = Cover::new(text, found);
        let mut anchors: Vec<Anchor> = Vec::new();
        for mention in found.mentions.iter().filter(|m| matches!(m.kind, Kind::Body | Kind::Place)) {
            let Span { start, end } = mention.span;
            let chars = &text.chars()[mention.span.range()];
            let ids = divisions(chars, places);
            let level = chars.first().copied().filter(|c| mention.kind == Kind::Body && fits_level(*c));
            let place = match unknown(text, &cover, dictionaries, start, chars) {
                Some(name) if ids.is_empty() => Ground::Unknown(name),
                _ if ids.is_empty() => match level {
                    Some(level) => Ground::Level(level, start),
                    None => continue,
                },
                _ => Ground::Known(ids),
            };
            anchors.push(Anchor { start, end, reach: end, place });
        }
        for post in found.posts.iter().filter(|post| post.owner.is_none() && post.head) {
            let Span { start, end } = post.title;
            let chars = &text.chars()[post.title.range()];
            if let Some(name) = unknown(text, &cover, dictionaries, start, chars) {
                anchors.push(Anchor { start, end, reach: end, place: Ground::Unknown(name) });
            }
        }
        anchors.sort_by_key(|anchor| (anchor.start, anchor.end));
        anchors.dedup_by_key(|anchor| anchor.start);
        for anchor in &mut anchors {
            anchor.reach = cover.reach(text, anchor.end);
        }
        Chains { anchors }
    }

    /// The places of the chain that a position lies in, the last first.
    pub(super) fn before(&self, at: usize) -> impl Iterator<Item = &Ground> {
        let last = self.anchors.partition_point(|anchor| anchor.end <= at);
        let near = self.anchors[..last].iter().rev().take(FAR);
        near.filter(move |anchor| anchor.reach >= at).map(|anchor| &anchor.place)
    }

    /// The place no list knows whose name leads up to a position: `云台|县委`.
    pub(super) fn unknown_at(&self, at: usize) -> Option<&str> {
        let found = self.anchors.binary_search_by_key(&at, |anchor| anchor.start).ok()?;
        match &self.anchors[found].place {
            Ground::Unknown(name) => Some(name),
            Ground::Known(_) | Ground::Level(..) => None,
        }
    }
}

/// Whether a word is that of a level with departments of its own.
fn fits_level(word: char) -> bool {
    matches!(word, '省' | '市' | '县' | '区' | '州' | '旗' | '盟')
}

/// Most places of one chain that are looked at.
const FAR: usize = 8;

/// Longest chain, in characters.
const LONGEST: usize = 160;

/// What mentions and titles cover, for walking along a chain.
struct Cover {
    spans: Vec<Span>,
}

impl Cover {
    fn new(text: &Text, found: &Recognised) -> Cover {
        let titles = found.posts.iter().map(|post: &Post| post.title);
        let mut spans: Vec<Span> = found.mentions.iter().map(|mention| mention.span).chain(titles).collect();
        spans.sort_unstable();
        spans.dedup();
        spans.retain(|span| span.end <= text.len());
        Cover { spans }
    }

    /// The longest span that starts at a position.
    fn starting(&self, at: usize) -> Option<Span> {
        let after = self.spans.partition_point(|span| span.start <= at);
        after.checked_sub(1).map(|last| self.spans[last]).filter(|span| span.start == at)
    }

    /// Whether a span ends at a position or covers the character before it.
    fn touches(&self, at: usize) -> bool {
        let after = self.spans.partition_point(|span| span.start < at);
        self.spans[..after].iter().rev().take(3).any(|span| span.end >= at)
    }

    /// Where the chain that goes on from a position ends.
    fn reach(&self, text: &Text, from: usize) -> usize {
        let most = (from + LONGEST).min(text.len());
        let mut at = from;
        while at < most {
            if member_and_head(text, at) {
                break;
            }
            if let Some(span) = self.starting(at) {
                at = span.end;
                continue;
            }
            let joins = matches!(
                text.at(at),
                Some('、' | ',' | '兼' | '和' | '及' | '与' | '原' | '现' | '任' | '前' | '(' | ')')
            );
            if !joins || text.gap(at) >= Gap::Break {
                break;
            }
            at += 1;
        }
        at
    }
}

/// Whether another city's head begins at a position: `南平市委常委、|市委书记` of a city in 南平, since nobody is a
/// committee's member and its secretary at once.
fn member_and_head(text: &Text, at: usize) -> bool {
    let chars = text.chars();
    let ends = chars[..at].ends_with(&['常', '委', '、']);
    ends && (chars[at..].starts_with(&['市', '委', '书', '记']) || chars[at..].starts_with(&['市', '长']))
}

/// Longest name of a place no list knows, in characters before its level word.
const NAME: usize = 4;

/// The name of a place that no list knows and that leads up to an organ or post with a level word: `云台|县委`,
/// `河岗县|县长`.
fn unknown(
    text: &Text,
    cover: &Cover,
    dictionaries: &Dictionaries,
    start: usize,
    chars: &[char],
) -> Option<String> {
    let level = chars.iter().copied().take(3).find(|c| LEVELS.contains(c))?;
    let led = chars.first() == Some(&level);
    let head = chars.last() == Some(&'长') || matches!(chars.first(), Some('副' | '代'));
    if !(led || head) || !matches!(level, '县' | '区' | '市' | '旗' | '州') || cover.touches(start) {
        return None;
    }
    let mut from = start;
    while from > 0 && start - from <= NAME + 1 && text.gap(from) == Gap::None {
        if !text.at(from - 1).is_some_and(is_han) || from < start && cover.touches(from) {
            break;
        }
        from -= 1;
    }
    let name: String = text.slice(Span::new(from, start));
    let length = name.chars().count();
    let doubled = name.ends_with(level);
    // `达|县县委`: the mention begins within the name.
    let inside = led && chars.get(1) == Some(&level);
    let stem = if doubled { length.checked_sub(1)? } else { length };
    let edge = from == 0 || text.gap(from) >= Gap::Space || text.at(from - 1).is_none_or(is_mark);
    let whole = doubled || led;
    if !(2..=NAME).contains(&stem) && !((doubled || inside) && stem == 1) || !edge || !whole {
        return None;
    }
    let words = Classes::STOP
        | Classes::PLAIN_STOP
        | Classes::QUANTITY
        | Classes::NEVER
        | Classes::GENERIC
        | Classes::TITLE_PREFIX
        | Classes::TITLE
        | Classes::FOLK
        | Classes::GROUP
        | Classes::VERB
        | Classes::AFTER_VERB
        | Classes::AFTER_OTHER;
    let letters: Vec<char> = name.chars().take(stem).collect();
    let common = |letters: &[char]| {
        let word: String = letters.iter().collect();
        dictionaries.classes(&word).any(words) || letters.len() > 1 && is_word(&word)
    };
    let single = |c: &char| {
        matches!(c, '我' | '你' | '您' | '他' | '她' | '它' | '咱' | '叫' | '请' | '让' | '随')
            || dictionaries.single(*c).any(Classes::PLAIN_STOP | Classes::QUANTITY)
    };
    let pieces = (0..letters.len()).any(|at| (at + 2..=letters.len()).any(|to| common(&letters[at..to])));
    if pieces || letters.iter().any(single) {
        return None;
    }
    Some(if doubled { name } else { format!("{name}{level}") })
}

/// Whether a division is of the level that a word asks for: `县` of a county, `省` of a province.
pub(super) fn fits(places: &Places, id: u32, level: char) -> bool {
    use crate::dictionary::Level;
    let place = places.get(id);
    match level {
        '省' => place.level == Level::Province,
        '县' => place.level == Level::County && place.name.ends_with('县'),
        '区' => place.level == Level::County && place.name.ends_with('区'),
        '旗' => place.name.ends_with('旗'),
        '州' => place.name.ends_with('州') && place.level == Level::Prefecture,
        '盟' => place.name.ends_with('盟'),
        '市' => place.name.ends_with('市'),
        '地' => place.name.ends_with("地区"),
        _ => false,
    }
}
