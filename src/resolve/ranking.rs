//! Which division a whole page speaks for: votes of the places it names, of short names, and of towns.

use rustc_hash::{FxHashMap, FxHashSet};

use super::era::Era;
use super::grounds::{Grounds, local_names};
use super::jurisdiction::NEAR;
use crate::article::{Article, article_at};
use crate::dictionary::{Classes, Dictionaries, Level, Places};
use crate::kind::Kind;
use crate::recognise::Recognised;
use crate::text::{Span, Text, is_common};

/// What towns tell of the counties they lie in, for a page and for its stories.
#[derive(Default)]
pub(super) struct Votes {
    /// Of the whole page.
    pub(super) page: Vec<(u32, i64)>,
    /// Of every story.
    articles: Vec<Vec<(u32, i64)>>,
}

impl Votes {
    /// The votes of a story.
    pub(super) fn of(&self, article: usize) -> &[(u32, i64)] {
        self.articles.get(article).map_or(&[], Vec::as_slice)
    }
}

/// What tells of a jurisdiction besides the names of a text.
#[derive(Clone, Copy)]
pub(super) struct Hints<'a> {
    /// The divisions that source and title name.
    pub(super) divisions: &'a [u32],
    /// The divisions that a page's own lines name as its source and its site's.
    pub(super) imprint: &'a [u32],
    /// The votes of towns.
    pub(super) towns: &'a [(u32, i64)],
}

/// The divisions that a page names, the likeliest to be spoken for first.
pub(super) fn ranked(text: &Text, named: &[Grounds], dictionaries: &Dictionaries, hints: Hints) -> Vec<u32> {
    let Hints { divisions: hint, imprint, towns } = hints;
    let places = dictionaries.places();
    let mut scores: FxHashMap<u32, i64> = FxHashMap::default();
    let mut wanted: FxHashMap<char, i64> = FxHashMap::default();
    // A guest is one wherever the story names it.
    let guests: FxHashSet<u32> =
        named.iter().filter(|ground| ground.guest).flat_map(|ground| &ground.ids).copied().collect();
    let is_guest =
        |ground: &Grounds| !ground.ids.is_empty() && ground.ids.iter().all(|id| guests.contains(id));
    for ground in named {
        if let Some(level) = ground.level {
            *wanted.entry(level).or_default() += 1;
        }
        let early = ground.start < 120;
        let weight = match (is_guest(ground), ground.owner) {
            (true, _) => 0,
            (_, true) => 1,
            _ if ground.vague => 1,
            _ => 2 + i64::from(early) + if ground.host { 6 } else { 0 },
        };
        for &id in &ground.ids {
            *scores.entry(id).or_default() += weight;
        }
    }
    for &id in hint {
        *scores.entry(id).or_default() += 3;
    }
    for &id in imprint {
        *scores.entry(id).or_default() += IMPRINT;
    }
    let level = |id: u32| places.get(id).name.chars().last().unwrap_or_default();
    for &(id, votes) in towns.iter().filter(|(id, _)| wanted.contains_key(&level(*id))) {
        *scores.entry(id).or_default() += votes.min(MOST_OF_TOWNS);
    }
    // A county is known by its long name or by the abbreviation, as the text has it.
    let written: FxHashSet<u32> = named.iter().flat_map(|ground| &ground.ids).copied().collect();
    let banners: Vec<(u32, u32)> =
        written.iter().filter_map(|&id| Some((id, places.get(id).brief?))).collect();
    banners.iter().for_each(|(_, brief)| _ = scores.remove(brief));
    // A story that goes through the counties of a prefecture speaks for the prefecture.
    let mut counties: Vec<u32> = scores.keys().copied().collect();
    counties.retain(|&id| places.get(id).level == Level::County);
    let mut children: FxHashMap<u32, i64> = FxHashMap::default();
    for up in counties.iter().filter_map(|&id| places.get(id).parent) {
        if places.get(up).level == Level::Prefecture && wanted.contains_key(&level(up)) {
            *children.entry(up).or_default() += 1;
        }
    }
    // A prefecture of another name is no more.
    let former = scores.keys().any(|&id| places.get(id).years.is_some());
    for (up, count) in children.into_iter().filter(|(_, count)| !former && *count >= MANY) {
        *scores.entry(up).or_default() += 2 * count;
    }
    by_short_name(text, dictionaries, &wanted, &mut scores);
    let mut totals: Vec<(i64, u32)> = Vec::new();
    let mut ids: Vec<(u32, i64)> = scores.iter().map(|(&id, &score)| (id, score)).collect();
    ids.sort_unstable();
    for &(id, score) in &ids {
        // A county whose level word the relative names use, and whose parents are named too, is the likelier.
        let matching = wanted.get(&level(id)).copied().unwrap_or(0).min(6);
        let parents: i64 =
            places.chain(id).skip(1).map(|up| scores.get(&up).copied().unwrap_or(0).min(3)).sum();
        let local = match places.get(id).level {
            Level::County => 3,
            Level::Prefecture => 1,
            Level::Province => -3,
        };
        // Both are a 市: the city whose towns are named, and not the one above it.
        let inner =
            places.get(id).parent.is_some_and(|up| level(up) == level(id) && scores.contains_key(&up));
        let own = towns.iter().any(|(of, _)| *of == id) && inner && score > 0 && matching > 0;
        let total = 2 * score + 2 * matching + parents + local + if own { INNER } else { 0 };
        totals.push((-total, id));
    }
    totals.sort_unstable();
    totals.into_iter().map(|(_, id)| id).collect()
}

/// What a page's own lines add to a division's score.
const IMPRINT: i64 = 6;

/// How many counties of one prefecture make a story the prefecture's.
const MANY: i64 = 4;

/// What the towns of a city within another of its level word add.
const INNER: i64 = 10;

/// The most that towns add to a county's score.
const MOST_OF_TOWNS: i64 = 12;

/// The counties in which the towns lie that a page and its stories name: two votes of a town that only one county has,
/// one of others.
pub(super) fn town_votes(
    text: &Text,
    found: &Recognised,
    articles: &[Article],
    places: &Places,
    era: &Era,
) -> Votes {
    let mut names: Vec<(usize, Span)> = Vec::new();
    let grounds = found.mentions.iter().filter(|mention| matches!(mention.kind, Kind::Place | Kind::Body));
    grounds.for_each(|mention| local_names(text, mention, places, &mut names));
    let mut seen: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (start, span) in names.into_iter().take(NEAR) {
        let town = text.slice(span);
        if !town.ends_with(['村', '区']) {
            seen.entry(town).or_default().push(article_at(articles, start));
        }
    }
    let mut towns: Vec<(String, Vec<usize>)> = seen.into_iter().collect();
    towns.sort_unstable();
    let mut page: FxHashMap<u32, i64> = FxHashMap::default();
    let mut stories: Vec<FxHashMap<u32, i64>> = vec![FxHashMap::default(); articles.len()];
    for (town, mut of) in towns {
        let counties = places.counties_of_town(&town);
        let weight = if counties.len() == 1 { 2 } else { 1 };
        of.dedup();
        let both = |&id: &u32| [Some(id), places.get(id).brief].into_iter().flatten();
        for id in counties.iter().take(SHARED).flat_map(both) {
            // `邹平县` of its time.
            let id = era.earlier(places, id).unwrap_or(id);
            *page.entry(id).or_default() += weight;
            for &article in of.iter().filter(|&&article| article < articles.len()) {
                *stories[article].entry(id).or_default() += weight;
            }
        }
    }
    let enough = |votes: FxHashMap<u32, i64>| {
        let mut votes: Vec<(u32, i64)> = votes.into_iter().filter(|(_, votes)| *votes > 2).collect();
        votes.sort_unstable();
        votes
    };
    Votes { page: enough(page), articles: stories.into_iter().map(enough).collect() }
}

/// Most counties a town's name is looked up in.
const SHARED: usize = 24;

/// The county that the towns of a page lie in, where relative names want one and no such is named.
pub(super) fn by_towns(text: &Text, found: &Recognised, named: &[Grounds], places: &Places) -> Vec<u32> {
    let heads = found.posts.iter().filter(|post| post.owner.is_none() && post.head);
    let heads = heads.filter_map(|post| text.chars()[post.title.range()].iter().rev().nth(1).copied());
    let wanted: Vec<char> = named.iter().filter_map(|ground| ground.level).chain(heads).collect();
    let level = |id: u32| places.get(id).name.chars().last().unwrap_or_default();
    let meant = |id: u32| places.get(id).level == Level::County && wanted.contains(&level(id));
    let city =
        |id: u32| places.get(id).level == Level::Prefecture && level(id) == '市' && wanted.contains(&'市');
    let told = |&id: &u32| meant(id) || city(id);
    if wanted.is_empty() || named.iter().flat_map(|ground| &ground.ids).any(told) {
        return Vec::new();
    }
    let mut names: Vec<(usize, Span)> = Vec::new();
    let grounds = found.mentions.iter().filter(|mention| matches!(mention.kind, Kind::Place | Kind::Body));
    grounds.for_each(|mention| local_names(text, mention, places, &mut names));
    let mut towns: Vec<String> = names.into_iter().take(NEAR).map(|(_, span)| text.slice(span)).collect();
    towns.sort_unstable();
    towns.dedup();
    // Votes of towns by county; one that no other county has counts twice.
    let mut votes: FxHashMap<u32, i64> = FxHashMap::default();
    for town in towns.iter().filter(|town| !town.ends_with(['村', '区'])) {
        let counties = places.counties_of_town(town);
        let weight = if counties.len() == 1 { 2 } else { 1 };
        counties.iter().for_each(|&id| *votes.entry(id).or_default() += weight);
    }
    let mut votes: Vec<(i64, u32)> = votes.into_iter().map(|(id, votes)| (-votes, id)).collect();
    votes.sort_unstable();
    match votes[..] {
        [(best, id), (next, _), ..] if best <= -2 && best < next && meant(id) => vec![id],
        [(best, id)] if best <= -2 && meant(id) => vec![id],
        _ => Vec::new(),
    }
}

/// Divisions that a page only names in short, found by counting: `鼓楼高质量发展`. They are looked for where relative
/// names want a county and none is named in full, and then in the prefectures that are, if there is one.
fn by_short_name(
    text: &Text,
    dictionaries: &Dictionaries,
    wanted: &FxHashMap<char, i64>,
    scores: &mut FxHashMap<u32, i64>,
) {
    let places = dictionaries.places();
    // `公安` is a county's, and on every page something else.
    let words = Classes::ORDINARY | Classes::NEVER | Classes::GENERIC | Classes::ORGAN | Classes::STOP;
    let word = |name: &[char; 2]| dictionaries.classes_of(name).any(words);
    let level = |id: u32| places.get(id).name.chars().last().unwrap_or_default();
    let meant = |id: u32| wanted.contains_key(&level(id));
    let full: Vec<u32> = scores.keys().copied().collect();
    if wanted.is_empty() || full.iter().any(|&id| places.get(id).level == Level::County && meant(id)) {
        return;
    }
    let mut counts: FxHashMap<[char; 2], i64> = FxHashMap::default();
    for name in text.chars().windows(2).filter_map(|pair| pair.first_chunk().copied()) {
        if name.into_iter().all(is_common) && !places.short_of(name).is_empty() {
            *counts.entry(name).or_default() += 1;
        }
    }
    let mut counts: Vec<([char; 2], i64)> =
        counts.into_iter().filter(|(name, count)| *count >= 2 && !word(name)).collect();
    counts.sort();
    let holds =
        |up: u32, id: u32| up != id && places.get(up).level == Level::Prefecture && places.within(id, up);
    for (name, count) in counts {
        for &id in places.short_of(name) {
            // Twice is chance, but for a county of the prefecture that the page names.
            if meant(id) && (full.is_empty() && count >= 3 || full.iter().any(|&up| holds(up, id))) {
                *scores.entry(id).or_default() += count;
            }
        }
    }
}

/// The home, unless a story names another place as its own of a level its relative names use.
///
/// Places only visited, and divisions above the home or within it, leave the home as it is.
pub(super) fn at_home(
    home: Option<u32>,
    named: &[Grounds],
    heads: &[(usize, char)],
    places: &Places,
) -> Option<u32> {
    let home = home?;
    let heads = heads.iter().map(|(_, level)| *level);
    let wanted: Vec<char> = named.iter().filter_map(|ground| ground.level).chain(heads).collect();
    let level = |id: u32| places.get(id).name.chars().last().unwrap_or_default();
    let related = |id: u32| places.within(id, home) || places.within(home, id);
    let meant = |id: u32| wanted.is_empty() || wanted.contains(&level(id));
    let mut ids = named.iter().filter(|ground| ground.own).flat_map(|ground| &ground.ids);
    let mut all = named.iter().flat_map(|ground| &ground.ids);
    (all.any(|&id| related(id)) || !ids.any(|&id| !related(id) && meant(id))).then_some(home)
}
