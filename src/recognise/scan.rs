//! One pass of the automaton over a text, kept so that rules can ask what starts or ends where.

use std::ops::Range;

use crate::dictionary::{Classes, Dictionaries};
use crate::text::{Gap, Span, Text, is_han};

use super::sets::Sets;
use super::skeleton::Skeleton;

/// A dictionary word found in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub(crate) span: Span,
    pub(crate) classes: Classes,
    pub(crate) entry: Option<u32>,
}

/// A text with every dictionary word found in it.
///
/// It is held beside the text for as long as that is worked on: some thirty bytes for each character.
pub(crate) struct Scan<'a> {
    pub(crate) text: &'a Text,
    pub(crate) dictionaries: &'a Dictionaries,
    words: Found,
    /// The numbers of the words by start, longer first, and where each start begins in them.
    by_start: Vec<u32>,
    first: Vec<u32>,
    /// Classes of the words that start at each position, end at it or run over it, for a quick no.
    starts: Sets,
    ends: Sets,
    inside: Sets,
    skeleton: Skeleton,
}

/// The words of a text in the order of their ends, longer first.
struct Found {
    classes: Sets,
    lengths: Vec<u16>,
    /// The entries of the user's words, by number.
    entries: Vec<(u32, u32)>,
    /// Where each end begins in them.
    last: Vec<u32>,
}

/// How far after its start a word is seen to run over a position.
const OVER: usize = 7;

impl Found {
    fn length(&self, number: u32) -> usize {
        self.lengths[number as usize].into()
    }

    fn classes(&self, number: u32) -> Classes {
        self.classes.get(number as usize)
    }

    fn hit(&self, number: u32, span: Span) -> Hit {
        let entry = || self.entries.binary_search_by_key(&number, |(of, _)| *of).ok();
        let entry = if self.entries.is_empty() { None } else { entry().map(|at| self.entries[at].1) };
        Hit { span, classes: self.classes(number), entry }
    }

    /// The numbers of the words that end at a position.
    fn ending(&self, end: usize) -> Range<u32> {
        self.last[end]..self.last[end + 1]
    }

    /// The numbers by start, longer first, of a text of `n` characters, and where each start begins in them.
    fn by_start(&self, n: usize) -> (Vec<u32>, Vec<u32>) {
        // One place further on: once all are put into their places, each stands where the next begins.
        let mut first = vec![0_u32; n + 3];
        for end in 0..=n {
            self.ending(end).for_each(|number| first[end - self.length(number) + 2] += 1);
        }
        let mut sum = 0;
        first.iter_mut().for_each(|count| {
            sum += *count;
            *count = sum;
        });
        // They were found by end, longer first: backwards that is longer first for each start.
        let mut by_start = vec![0; self.lengths.len()];
        for end in (0..=n).rev() {
            for number in self.ending(end).rev() {
                let free = &mut first[end - self.length(number) + 1];
                by_start[*free as usize] = number;
                *free += 1;
            }
        }
        (by_start, first)
    }
}

impl<'a> Scan<'a> {
    pub(crate) fn new(text: &'a Text, dictionaries: &'a Dictionaries) -> Scan<'a> {
        let n = text.len();
        let skeleton = Skeleton::new(text);
        let words = find(text, &skeleton, dictionaries);
        let (by_start, first) = words.by_start(n);
        let [mut starts, mut ends, mut inside] = [(); 3].map(|()| Sets::with_capacity(n + 1));
        let mut over = [Classes::NONE; OVER + 1];
        for at in 0..=n {
            ends.push(words.ending(at).fold(Classes::NONE, |all, number| all | words.classes(number)));
            inside.push(std::mem::take(&mut over[at % (OVER + 1)]));
            let mut all = Classes::NONE;
            for &number in between(&by_start, &first, at) {
                let classes = words.classes(number);
                all |= classes;
                let behind = 1..words.length(number).min(OVER + 1);
                behind.for_each(|far| over[(at + far) % (OVER + 1)] |= classes);
            }
            starts.push(all);
        }
        Scan { text, dictionaries, words, by_start, first, starts, ends, inside, skeleton }
    }

    /// The text without quotation marks and dots, letters in lower case.
    pub(crate) fn skeleton(&self) -> &str {
        &self.skeleton.text
    }

    /// The clean span behind a range of bytes of the skeleton.
    pub(crate) fn owner(&self, start: usize, end: usize) -> Span {
        self.skeleton.owner(start, end)
    }

    /// Every word found, by start, longer first.
    pub(crate) fn hits(&self) -> impl Iterator<Item = Hit> {
        (0..=self.text.len()).flat_map(|at| self.from(at))
    }

    /// The words that start at a position, longest first.
    #[inline]
    fn from(&self, at: usize) -> impl Iterator<Item = Hit> + '_ {
        let hit = move |number: &u32| self.words.hit(*number, Span::new(at, at + self.words.length(*number)));
        between(&self.by_start, &self.first, at).iter().map(hit)
    }

    /// Whether a word of any of the classes starts at a position.
    #[inline]
    pub(crate) fn starts(&self, at: usize, classes: Classes) -> bool {
        self.starts.get(at).any(classes)
    }

    /// Words of any of the classes that start at a position, longest first.
    #[inline]
    pub(crate) fn starting(&self, at: usize, classes: Classes) -> impl Iterator<Item = Hit> + '_ {
        let some = self.starts(at, classes).then(|| self.from(at));
        some.into_iter().flatten().filter(move |hit| hit.classes.any(classes))
    }

    /// Whether a word of any of the classes ends at a position.
    #[inline]
    pub(crate) fn ends(&self, at: usize, classes: Classes) -> bool {
        self.ends.get(at).any(classes)
    }

    /// Words of any of the classes that end at a position, longest first.
    #[inline]
    pub(crate) fn ending(&self, at: usize, classes: Classes) -> impl Iterator<Item = Hit> + '_ {
        let numbers = if self.ends(at, classes) { self.words.ending(at) } else { 0..0 };
        let hit = move |number| self.words.hit(number, Span::new(at - self.words.length(number), at));
        numbers.map(hit).filter(move |hit| hit.classes.any(classes))
    }

    /// The longest word of the classes that starts at a position.
    #[inline]
    pub(crate) fn longest_from(&self, at: usize, classes: Classes) -> Option<Hit> {
        self.starting(at, classes).next()
    }

    /// The longest word of the classes that ends at a position.
    #[inline]
    pub(crate) fn longest_to(&self, at: usize, classes: Classes) -> Option<Hit> {
        self.ending(at, classes).next()
    }

    /// Whether a word of the classes has the position strictly inside.
    #[inline]
    pub(crate) fn crosses(&self, at: usize, classes: Classes) -> bool {
        self.inside.get(at).any(classes)
    }

    /// Returns the classes of the words that have a position strictly inside.
    pub(crate) fn crossing(&self, at: usize) -> Classes {
        self.inside.get(at)
    }

    /// Whether a word of the classes is exactly this span.
    pub(crate) fn is(&self, span: Span, classes: Classes) -> bool {
        self.classes(span).any(classes)
    }

    /// The classes of exactly this span, of one character or more.
    pub(crate) fn classes(&self, span: Span) -> Classes {
        if span.len() == 1 {
            return self.single(span.start);
        }
        self.starting(span.start, self.starts.get(span.start))
            .find(|hit| hit.span == span)
            .map_or(Classes::NONE, |hit| hit.classes)
    }

    /// The classes of the single character at a position.
    #[inline]
    pub(crate) fn single(&self, at: usize) -> Classes {
        self.text.at(at).map_or(Classes::NONE, |c| self.dictionaries.single(c))
    }

    /// Where a word ends that the text spells from a position on, whatever gaps stand in it.
    pub(crate) fn spells(&self, at: usize, word: &str) -> Option<usize> {
        let mut end = at;
        for c in word.chars() {
            (self.text.at(end) == Some(c)).then_some(())?;
            end += 1;
        }
        Some(end)
    }

    /// Whether the character at a position is one of those given.
    #[inline]
    pub(crate) fn is_char(&self, at: usize, chars: &[char]) -> bool {
        self.text.at(at).is_some_and(|c| chars.contains(&c))
    }
}

/// What belongs to one position, of what is in order and where each position begins in it.
fn between<'a, T>(hits: &'a [T], begins: &[u32], at: usize) -> &'a [T] {
    &hits[begins[at] as usize..begins[at + 1] as usize]
}

/// Whether a division's name of two characters is 'and' with what follows, `学校撤并和|县第一中学`, or an office. A
/// place of that name stands at the start of a clause, after what it lies in, or after a word that leads to places.
fn conjunction(text: &Text, span: Span, before: &[Hit]) -> bool {
    const LEADS: [char; 24] = [
        '在', '到', '赴', '对', '为', '向', '从', '是', '省', '市', '的', '由', '被', '与', '自', '于', '往',
        '至', '达', '抵', '离', '经', '进', '州',
    ];
    let chars = text.chars();
    // `拟任|县教育局局长`: a county of that name was dissolved in 2020.
    let taking = chars[span.range()] == ['任', '县'];
    let Some(last) = span.start.checked_sub(1).map(|at| chars[at]) else { return taking };
    if span.len() != 2 || chars[span.start] != '和' && !taking || text.gap(span.start) >= Gap::Space {
        return taking;
    }
    let mut near = before.iter().rev().take_while(|hit| hit.span.end >= span.start);
    let lies_in = !matches!(last, '县' | '区' | '旗' | '镇' | '乡' | '村')
        && near.any(|hit| hit.span.end == span.start && hit.classes.any(DIVISION));
    (is_han(last) && !LEADS.contains(&last) || taking) && !lies_in
}

/// A division by its full name or a short one.
const DIVISION: Classes = Classes::PLACE.union(Classes::SHORT_PLACE);

/// Words before the one looked at that are held: of those, the ones that end where it begins are asked for.
const RECENT: usize = 1 << 8;

/// Every word in the text.
fn find(text: &Text, skeleton: &Skeleton, dictionaries: &Dictionaries) -> Found {
    let n = text.len();
    let mut found = Found {
        // A long text has nearly as many words as characters: to move them once they are many takes twice the room.
        classes: Sets::with_capacity(n),
        lengths: Vec::with_capacity(n),
        entries: Vec::new(),
        last: Vec::with_capacity(n + 2),
    };
    let mut recent: Vec<Hit> = Vec::with_capacity(RECENT);
    let mut walk = skeleton.walk();
    dictionaries.find(&skeleton.text, |start, end, word| {
        let (span, length) = walk.word(start, end);
        // Nothing was left out inside.
        let whole = span.len() == length && text.seamless(span);
        let mut classes = word.classes;
        if classes.any(DIVISION) && conjunction(text, span, &recent) {
            classes = classes.without(DIVISION);
        }
        let entry = word.entry;
        let classes = match () {
            () if whole && !classes.is_none() => classes,
            () if entry.is_some() => Classes::USER,
            () => return,
        };
        let Ok(length) = u16::try_from(span.len()) else { return };
        let number = found.lengths.len() as u32;
        found.last.resize(span.end + 1, number);
        found.classes.push(classes);
        found.lengths.push(length);
        found.entries.extend(entry.map(|entry| (number, entry)));
        if recent.len() >= RECENT {
            recent.retain(|hit| hit.span.end + 2 >= span.end);
        }
        recent.push(Hit { span, classes, entry });
    });
    found.last.resize(n + 2, found.lengths.len() as u32);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn and_before_a_name_is_no_division() {
        let dictionaries = Dictionaries::built_in();
        let division = |raw: &str, word: &str| {
            let text = Text::new(raw, dictionaries.layout());
            let scan = Scan::new(&text, &dictionaries);
            scan.hits().any(|hit| text.slice(hit.span) == word && hit.classes.any(DIVISION))
        };
        for raw in ["和县召开会议。", "他来到和县。", "安徽和县的春天。", "马鞍山市和县。"]
        {
            assert!(division(raw, "和县"), "{raw}");
        }
        assert!(!division("双河村和县第一中学结对。", "和县"));
        assert!(division("新疆和田的玉。", "和田"));
        assert!(!division("推进项目和龙湾水库除险。", "和龙"));
    }
}
