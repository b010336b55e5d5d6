//! Which place an article speaks for, so that `区委` becomes `鼓楼区委`.

use rustc_hash::FxHashMap;

use crate::article::Article;
use crate::dictionary::{Classes, Dictionaries, Level, Places};
use crate::kind::Kind;
use crate::recognise::{LEVELS, Mention, Recognised};
use crate::text::{Span, Text, is_common};

use super::Basis;
use super::canonical::is_local;
use super::chain::{Chains, Ground, fits};

/// The jurisdictions of a document's articles.
pub(super) struct Jurisdictions<'a> {
    places: &'a Places,
    /// The division each article speaks for, if it can be told.
    bases: Vec<Option<(u32, Basis)>>,
    /// Every division the document names, the most named first.
    ranking: Vec<u32>,
    text: &'a Text,
    /// Places with a suffix, each with the mention it stands in: towns and villages the relative names below a
    /// county mean.
    local: Vec<(usize, Span)>,
    /// The places named in chains of posts.
    chains: Chains,
}

impl<'a> Jurisdictions<'a> {
    pub(super) fn new(
        text: &'a Text,
        found: &Recognised,
        articles: &[Article],
        dictionaries: &'a Dictionaries,
        hint: &str,
    ) -> Jurisdictions<'a> {
        let places = dictionaries.places();
        let mentions = &found.mentions;
        let grounds: Vec<&Mention> =
            mentions.iter().filter(|m| !matches!(m.kind, Kind::Official | Kind::Byline)).collect();
        let chars = |mention: &Mention| &text.chars()[mention.span.range()];
        let names = |mention: &&Mention| {
            let first = chars(mention).first().filter(|c| mention.kind == Kind::Body && LEVELS.contains(c));
            Grounds {
                start: mention.span.start,
                level: first.copied(),
                ids: divisions(chars(mention), places),
            }
        };
        let named: Vec<Grounds> = grounds.iter().map(names).collect();
        let hint = divisions(&hint.chars().collect::<Vec<char>>(), places);
        let whole = Span::new(0, text.len());
        let ranking = ranked(text, &named, whole, dictionaries, None, &hint);
        let page = ranking.first().copied();
        let bases = articles
            .iter()
            .map(|article| {
                let from = named.partition_point(|ground| ground.start < article.span.start);
                let to = named.partition_point(|ground| ground.start < article.span.end);
                let ranking = ranked(text, &named[from..to], article.span, dictionaries, page, &hint);
                let id = ranking.first().copied().or(page)?;
                let within = |named: &u32| places.within(*named, id) || places.within(id, *named);
                let basis = if named[from..to].iter().any(|ground| ground.ids.iter().any(within)) {
                    Basis::Story
                } else if hint.iter().any(within) {
                    Basis::Source
                } else {
                    Basis::Page
                };
                Some((id, basis))
            })
            .collect();
        let mut local = Vec::new();
        let bodies = grounds.iter().filter(|mention| mention.kind != Kind::Project);
        bodies.for_each(|mention| local_names(text, mention, &mut local));
        let chains = Chains::new(text, found, dictionaries);
        Jurisdictions { places, bases, ranking, text, local, chains }
    }

    /// The division an article speaks for.
    pub(super) fn base(&self, article: usize) -> Option<u32> {
        self.bases.get(article).copied().flatten().map(|(id, _)| id)
    }

    /// How it is known for which division an article speaks.
    pub(super) fn story(&self, article: usize) -> Basis {
        self.bases.get(article).copied().flatten().map_or(Basis::Page, |(_, basis)| basis)
    }

    /// The place no list knows whose name leads up to what stands at a position, and whether the level word of that
    /// name stands before it: `河岗县|县长` and not `云台|县委`.
    pub(super) fn unknown(&self, at: usize) -> Option<(&str, bool)> {
        let name = self.chains.unknown_at(at)?;
        Some((name, at.checked_sub(1).and_then(|before| self.text.at(before)) == name.chars().last()))
    }

    /// The place of its own chain that something at a position belongs to; with a level word, only one of that level.
    pub(super) fn chained(&self, article: usize, at: usize, level: Option<char>) -> Option<Chained<'_>> {
        let base = self.base(article);
        self.chains.before(at).find_map(|ground| match ground {
            Ground::Unknown(name) => {
                level.is_none_or(|level| name.ends_with(level)).then_some(Chained::Name(name.as_str()))
            }
            Ground::Known(ids) => {
                let fit = |id: &u32| level.is_none_or(|level| fits(self.places, *id, level));
                // A county's post in its chain may tell of the city above it: `安溪县委书记、市委常委`.
                let near = |id: &u32| {
                    base.is_some_and(|base| self.places.within(base, *id) || self.places.within(*id, base))
                };
                let of = |id: u32| self.places.chain(id).find(|up| fit(up));
                let id = ids.iter().copied().filter(fit).find(near).or_else(|| ids.iter().copied().find(fit));
                let above = || level.and_then(|_| ids.first().copied()).and_then(of);
                id.or_else(above).map(Chained::Division)
            }
        })
    }

    /// The name of the place that an organ without a level word belongs to, in an article, at a position.
    pub(super) fn ground(&self, article: usize, at: usize) -> Option<String> {
        match self.chained(article, at, None) {
            Some(Chained::Name(name)) => Some(name.to_string()),
            Some(Chained::Division(id)) => Some(prefix(self.places, id)),
            None => self.name(article),
        }
    }

    /// The plain name of a division that is written in full: `长阳县`.
    pub(super) fn plain(&self, name: &str) -> Option<&'a str> {
        let places: &'a Places = self.places;
        let whole = places.named(name).iter().map(|&id| places.get(id)).find(|place| place.name == name)?;
        (whole.level != Level::Province).then_some(whole.plain.as_str())
    }

    /// Whether a body or place names its own division, town or village.
    pub(super) fn is_whole(&self, chars: &[char]) -> bool {
        let relative = chars.first().is_some_and(|first| LEVELS.contains(first));
        !divisions(chars, self.places).is_empty()
            || !relative && (2..=chars.len()).any(|end| is_local(&chars[..end]))
    }

    /// How the place of something relative at a position is known.
    pub(super) fn basis(&self, article: usize, at: usize, level: Option<char>) -> Basis {
        if self.chained(article, at, level).is_some() { Basis::Chain } else { self.story(article) }
    }

    /// The written form of an article's jurisdiction: `鼓楼区`.
    pub(super) fn name(&self, article: usize) -> Option<String> {
        self.base(article).map(|id| prefix(self.places, id))
    }

    /// What a level word means in an article, at a position: `市` → `南京市`.
    pub(super) fn level(&self, article: usize, at: usize, level: char) -> Option<String> {
        if matches!(level, '镇' | '乡' | '村' | '街' | '社') {
            return self.nearest(at, level);
        }
        if let Some(Chained::Name(name)) = self.chained(article, at, Some(level)) {
            return Some(name.to_string());
        }
        self.level_id(article, at, level).map(|id| prefix(self.places, id))
    }

    /// The division a level word from the province down to the county means in an article, at a position.
    pub(super) fn level_id(&self, article: usize, at: usize, level: char) -> Option<u32> {
        match self.chained(article, at, Some(level)) {
            Some(Chained::Division(id)) => return Some(id),
            Some(Chained::Name(_)) => return None,
            None => {}
        }
        let base = self.base(article)?;
        let chain = self.places.chain(base).chain(self.ranking.iter().copied());
        chain.into_iter().find(|&id| fits(self.places, id, level))
    }

    /// The town or village named last before a position, else first after it.
    fn nearest(&self, at: usize, level: char) -> Option<String> {
        let ends = |name: &Span| match (level, &self.text.chars()[name.range()]) {
            ('街', name) => name.ends_with(&['街', '道']),
            ('社', name) => name.ends_with(&['社', '区']),
            (_, name) => name.ends_with(&[level]),
        };
        let here = self.local.partition_point(|(start, _)| *start < at);
        // A page names the town it speaks of near; a whole book is not searched.
        let before = self.local[..here].iter().rev().take(NEAR).find(|(_, name)| ends(name));
        let after = || self.local[here..].iter().take(NEAR).find(|(_, name)| ends(name));
        let name = before.or_else(after)?.1;
        // `安溪县湖头镇党委`: the town goes by its own name.
        let mut chars = &self.text.chars()[name.range()];
        while let Some((length, _)) = self.places.beginning(chars, LONGEST).next() {
            if length + 1 >= chars.len() {
                break;
            }
            chars = &chars[length..];
        }
        Some(chars.iter().collect())
    }
}

/// The place that a chain gives.
pub(super) enum Chained<'a> {
    /// A division of the tree.
    Division(u32),
    /// The name of one that no list knows.
    Name(&'a str),
}

/// What a place or body tells of the jurisdiction.
struct Grounds {
    /// Where it stands.
    start: usize,
    /// The level word a relative body's name begins with.
    level: Option<char>,
    /// The divisions it is or begins with.
    ids: Vec<u32>,
}

/// Most local names looked through for the one a relative name means.
const NEAR: usize = 400;

/// The name by which a division leads its bodies: `鼓楼区`, `凉山州`, `新疆维吾尔自治区`.
pub(super) fn prefix(places: &Places, id: u32) -> String {
    let place = places.get(id);
    match place.level {
        Level::Province if place.name.ends_with("自治区") => place.name.clone(),
        _ => place.plain.clone(),
    }
}

/// The towns and villages a mention names or belongs to: `河店镇` of `河店镇党委`, the highest first.
fn local_names(text: &Text, mention: &Mention, out: &mut Vec<(usize, Span)>) {
    let Span { start: first, end: last } = mention.span;
    let suffix = |end: usize| {
        let name = &text.chars()[first..end];
        let word = name.ends_with(&['农', '村']) || name.ends_with(&['乡', '村']);
        !word && is_local(name)
    };
    if mention.kind == Kind::Place {
        if suffix(last) {
            out.push((first, mention.span));
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

/// The divisions that some spans name, the likeliest to be spoken for first.
fn ranked(
    text: &Text,
    named: &[Grounds],
    span: Span,
    dictionaries: &Dictionaries,
    page: Option<u32>,
    hint: &[u32],
) -> Vec<u32> {
    let places = dictionaries.places();
    let mut scores: FxHashMap<u32, i64> = FxHashMap::default();
    let mut wanted: FxHashMap<char, i64> = FxHashMap::default();
    for ground in named {
        if let Some(level) = ground.level {
            *wanted.entry(level).or_default() += 1;
        }
        let early = ground.start < span.start + 120;
        let weight = if early { 3 } else { 2 };
        for &id in &ground.ids {
            *scores.entry(id).or_default() += weight;
        }
    }
    for &id in hint {
        *scores.entry(id).or_default() += 3;
    }
    let level = |id: u32| places.get(id).name.chars().last().unwrap_or_default();
    match page {
        // A story that names only a neighbour or a partner is still one of the page's own place.
        Some(page) => _ = scores.entry(page).or_default(),
        None => by_short_name(text, dictionaries, &wanted, &mut scores),
    }
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
        // The page's own place stands back where the story does not name it and names another.
        let kept = match (page == Some(id), score) {
            (true, 0) => 5,
            (true, _) => 7,
            (false, _) => 0,
        };
        let total = 2 * score + 2 * matching + parents + local + kept;
        totals.push((-total, id));
    }
    totals.sort_unstable();
    totals.into_iter().map(|(_, id)| id).collect()
}

/// The divisions a name is or begins with; the last of a chain counts.
pub(super) fn divisions(name: &[char], places: &Places) -> Vec<u32> {
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
const LONGEST: usize = 12;

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
        counts.into_iter().filter(|(name, count)| *count >= 3 && !word(name)).collect();
    counts.sort();
    let holds =
        |up: u32, id: u32| up != id && places.get(up).level == Level::Prefecture && places.within(id, up);
    for (name, count) in counts {
        for &id in places.short_of(name) {
            if meant(id) && (full.is_empty() || full.iter().any(|&up| holds(up, id))) {
                *scores.entry(id).or_default() += count;
            }
        }
    }
}
