//! Which place an article speaks for, so that `区委` becomes `鼓楼区委`.

use crate::article::Article;
use crate::dictionary::{Dictionaries, Level, Places};
use crate::kind::Kind;
use crate::recognise::{LEVELS, Recognised};
use crate::text::{Span, Text};

use super::Basis;
use super::chain::{Ground, fits};
use super::grounds::{LONGEST, divisions, is_zone, local_names, prefix};
use super::outside::Outside;
use super::stories::{Base, Stories};
use super::town::is_local;

/// The jurisdictions of a document's articles.
pub(super) struct Jurisdictions<'a> {
    places: &'a Places,
    /// Where each article begins.
    starts: Vec<usize>,
    /// The division each article speaks for, if it can be told.
    bases: Vec<Option<Base>>,
    stories: Stories<'a>,
    text: &'a Text,
    /// Places with a suffix, each with the mention it stands in: towns and villages the relative names below a
    /// county mean.
    local: Vec<(usize, Span)>,
    /// The town whose own page it is.
    town: Option<String>,
}

impl<'a> Jurisdictions<'a> {
    pub(super) fn new(
        text: &'a Text,
        found: &Recognised,
        articles: &'a [Article],
        dictionaries: &'a Dictionaries,
        outside: &'a Outside,
    ) -> Jurisdictions<'a> {
        let stories = Stories::new(text, found, articles, dictionaries, outside);
        let mut local = Vec::new();
        let told = found.mentions.iter().filter(|m| !matches!(m.kind, Kind::Official | Kind::Byline));
        told.for_each(|mention| local_names(text, mention, dictionaries.places(), &mut local));
        Jurisdictions {
            places: dictionaries.places(),
            starts: articles.iter().map(|article| article.span.start).collect(),
            bases: stories.bases(),
            local,
            text,
            stories,
            town: outside.imprint.town.clone(),
        }
    }

    /// The division an article speaks for.
    pub(super) fn base(&self, article: usize) -> Option<u32> {
        self.bases.get(article)?.as_ref().map(|base| base.id)
    }

    /// The place no list knows whose name leads up to what stands at a position, and whether the level word of that
    /// name stands before it: `河岗县|县长` and not `云台|县委`.
    pub(super) fn unknown(&self, at: usize) -> Option<(&str, bool)> {
        let name = self.stories.chains.unknown_at(at)?;
        Some((name, at.checked_sub(1).and_then(|before| self.text.at(before)) == name.chars().last()))
    }

    /// The place of its own chain that something at a position belongs to; with a level word, only one of that level.
    pub(super) fn chained(&self, article: usize, at: usize, level: Option<char>) -> Option<Chained<'_>> {
        let base = self.base_at(article, at);
        self.stories.chains.before(at).find_map(|ground| match ground {
            Ground::Unknown(name) => {
                level.is_none_or(|level| name.ends_with(level)).then_some(Chained::Name(name.as_str()))
            }
            // `县委常委、统战部部长`: the county's, whoever is told of before.
            Ground::Level(own, of) => match level {
                None => self.level_id(article, *of, *own).map(Chained::Division),
                Some(_) => None,
            },
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
            // `县委常委、宣传部长` of a page that tells no county: nobody else's.
            None if self
                .stories
                .chains
                .before(at)
                .next()
                .is_some_and(|ground| matches!(ground, Ground::Level(..))) =>
            {
                None
            }
            None => self.base_at(article, at).map(|id| prefix(self.places, id)),
        }
    }

    /// Whether a name begins with the short name of the division an article speaks for, or of one above or in it: `镇宁供电局`.
    pub(super) fn is_short(&self, chars: &[char], article: usize) -> bool {
        let (Some(base), [first, second, _, ..]) = (self.base(article), chars) else { return false };
        let related = |&id: &u32| self.places.within(id, base) || self.places.within(base, id);
        LEVELS.contains(first) && self.places.short_of([*first, *second]).iter().any(related)
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
        if self.chained(article, at, level).is_some() {
            return Basis::Chain;
        }
        let base = self.bases.get(article).and_then(Option::as_ref);
        base.map_or(Basis::Page, |base| base.basis(self.places, level))
    }

    /// The written form of an article's jurisdiction: `鼓楼区`.
    pub(super) fn name(&self, article: usize) -> Option<String> {
        self.base(article).map(|id| prefix(self.places, id))
    }

    /// What a level word means in an article, at a position: `市` → `南京市`.
    pub(super) fn level(&self, article: usize, at: usize, level: char) -> Option<String> {
        if matches!(level, '镇' | '乡' | '村' | '街' | '社' | '园' | '管') {
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
        let base = self.base_at(article, at)?;
        let fit = |id: &u32| fits(self.places, *id, level);
        if let Some(id) = self.guest_named(article, at, fit) {
            return Some(id);
        }
        let headed = self.stories.heads.of(self.text.paragraph_at(at)).is_some();
        let of_story = self.bases.get(article).and_then(Option::as_ref).filter(|_| !headed);
        let meant = of_story.and_then(|base| base.level(self.places, level)).map(|(id, _)| id);
        meant
            .or_else(|| self.places.chain(base).find(fit))
            .or_else(|| self.region(base, level))
            .or_else(|| self.last_named(article, at, fit))
            .or_else(|| {
                // A county's level word means one hereabouts; above, few are named at all.
                let region = |id: u32| self.places.get(id).parent;
                let near = |id: &u32| {
                    !matches!(level, '县' | '区' | '旗' | '市')
                        || self.places.within(*id, base)
                        || region(*id) == region(base)
                };
                self.stories.ranking.iter().copied().filter(fit).find(near)
            })
    }

    /// The prefecture a county lay in when there were no cities over counties: `地委` of a county of 商丘市 is 商丘地委.
    fn region(&self, base: u32, level: char) -> Option<u32> {
        let mut above = self.places.chain(base).map(|id| self.places.get(id));
        let city = above.find(|place| level == '地' && place.level == Level::Prefecture)?;
        let region = self.places.named(&format!("{}地区", city.plain.strip_suffix('市')?));
        region.iter().copied().find(|&id| self.places.get(id).parent == city.parent)
    }

    /// The division of guests named last in an article before one of their company: `同来的有|副市长`.
    fn guest_named(&self, article: usize, at: usize, fit: impl Fn(&u32) -> bool) -> Option<u32> {
        let sentence = self.text.sentences().get(self.text.sentence_at(at))?.start.min(at);
        let came = |word: &[char]| matches!(word, ['同' | '随', '来' | '行', '的', '有' | '还' | '是']);
        if !self.text.chars()[sentence..at].windows(4).any(came) {
            return None;
        }
        let start = self.starts.get(article).copied().unwrap_or_default();
        let here = self.stories.visitors.partition_point(|(from, _)| *from < at);
        let near =
            self.stories.visitors[..here].iter().rev().take(NEAR).take_while(|(from, _)| *from >= start);
        near.map(|(_, id)| *id).find(fit)
    }

    /// The division named last before a position in its article, if it is of a sort.
    fn last_named(&self, article: usize, at: usize, fit: impl Fn(&u32) -> bool) -> Option<u32> {
        let here = self.stories.named.partition_point(|ground| ground.start < at);
        let start = self.starts.get(article).copied().unwrap_or_default();
        let near =
            self.stories.named[..here].iter().rev().take(NEAR).take_while(|ground| ground.start >= start);
        near.flat_map(|ground| &ground.ids).copied().find(fit)
    }

    /// The division that a position of an article speaks for: the one its paragraph is headed by, or the article's.
    fn base_at(&self, article: usize, at: usize) -> Option<u32> {
        self.stories.heads.of(self.text.paragraph_at(at)).or_else(|| self.base(article))
    }

    /// The zone named last before a position by a word for zones: `视高经济开发区` of `开发区`.
    pub(super) fn zone(&self, at: usize, word: &str) -> Option<String> {
        let here = self.local.partition_point(|(start, _)| *start < at);
        let mut near = self.local[..here].iter().rev().take(NEAR).map(|(_, name)| self.text.slice(*name));
        near.find(|name| name.ends_with(word) && name.len() > word.len())
    }

    /// Whether the town or village a level word means is named in the same paragraph.
    pub(super) fn is_near(&self, at: usize, level: Option<char>) -> bool {
        let Some(level) = level else { return false };
        let here = self.local.partition_point(|(start, _)| *start < at);
        let paragraph = self.text.paragraph_at(at);
        let near = self.local[..here].iter().rev().take(NEAR);
        let mut near = near.take_while(|(start, _)| self.text.paragraph_at(*start) == paragraph);
        near.any(|(_, name)| self.text.at(name.end - 1) == Some(level))
    }

    /// The town or village named last before a position, else first after it.
    fn nearest(&self, at: usize, level: char) -> Option<String> {
        let ends = |name: &Span| match (level, &self.text.chars()[name.range()]) {
            ('街', name) => name.ends_with(&['街', '道']),
            ('社', name) => name.ends_with(&['社', '区']),
            ('管', name) => is_zone(name),
            ('园', name) => is_zone(name) || name.ends_with(&['街', '道']),
            (_, name) => name.ends_with(&[level]),
        };
        let here = self.local.partition_point(|(start, _)| *start < at);
        // A page names the town it speaks of near; a whole book is not searched.
        let before = self.local[..here].iter().rev().take(NEAR).find(|(_, name)| ends(name));
        let paragraph = self.text.paragraph_at(at);
        let near = before.is_some_and(|(start, _)| self.text.paragraph_at(*start) == paragraph);
        if let Some(own) = self.town.as_ref().filter(|own| !near && own.ends_with(level)) {
            return Some(own.clone());
        }
        let after = || self.local[here..].iter().take(NEAR).find(|(_, name)| ends(name));
        // A zone is named before its organs.
        let zone = matches!(level, '园' | '管');
        let name = if zone { before } else { before.or_else(after) }?.1;
        // `安溪县湖头镇党委`: the town goes by its own name.
        let mut chars = &self.text.chars()[name.range()];
        while let Some((length, _)) = self.places.beginning(chars, LONGEST).next() {
            // A zone's name holds its county's.
            if zone || length + 1 >= chars.len() {
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

/// Most local names looked through for the one a relative name means.
pub(super) const NEAR: usize = 400;
