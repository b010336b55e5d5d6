//! One pass of the automaton over a text, kept so that rules can ask what starts or ends where.

use crate::dictionary::{Classes, Dictionaries, is_silent};
use crate::text::{Gap, Span, Text, is_common, is_han};

/// A dictionary word found in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub(crate) span: Span,
    pub(crate) classes: Classes,
    pub(crate) entry: Option<u32>,
}

/// A text with every dictionary word found in it.
pub(crate) struct Scan<'a> {
    pub(crate) text: &'a Text,
    pub(crate) dictionaries: &'a Dictionaries,
    /// Sorted by end, longer first, and where each end begins in them.
    hits: Vec<Hit>,
    last: Vec<u32>,
    /// Their numbers by start, longer first, and where each start begins in these.
    by_start: Vec<u32>,
    first: Vec<u32>,
    /// Classes of the words that start at each position, end at it or run over it, for a quick no.
    starts: Vec<Classes>,
    ends: Vec<Classes>,
    inside: Vec<Classes>,
    skeleton: Skeleton,
}

/// The text as the automaton sees it; for each of its characters the byte after it, and the clean character it is.
struct Skeleton {
    text: String,
    ends: Vec<u32>,
    owners: Vec<u32>,
}

/// How far after its start a word is seen to run over a position.
const OVER: usize = 7;

impl<'a> Scan<'a> {
    pub(crate) fn new(text: &'a Text, dictionaries: &'a Dictionaries) -> Scan<'a> {
        let n = text.len();
        let skeleton = Skeleton::new(text);
        let hits = find(text, &skeleton, dictionaries);
        let [mut starts, mut ends, mut inside] = [(); 3].map(|()| vec![Classes::NONE; n + 1]);
        let [mut first, mut last] = [(); 2].map(|()| vec![0_u32; n + 2]);
        for hit in &hits {
            let Span { start, end } = hit.span;
            starts[start] |= hit.classes;
            ends[end] |= hit.classes;
            inside[start + 1..end.min(start + OVER + 1)].iter_mut().for_each(|over| *over |= hit.classes);
            first[start + 1] += 1;
            last[end + 1] += 1;
        }
        for counts in [&mut first, &mut last] {
            let mut sum = 0;
            counts.iter_mut().for_each(|count| {
                sum += *count;
                *count = sum;
            });
        }
        // They are found by end, longer first: backwards that is longer first for each start.
        let mut by_start = vec![0; hits.len()];
        let mut free = first.clone();
        for (at, hit) in hits.iter().enumerate().rev() {
            let slot = &mut free[hit.span.start];
            by_start[*slot as usize] = at as u32;
            *slot += 1;
        }
        Scan { text, dictionaries, hits, last, by_start, first, starts, ends, inside, skeleton }
    }

    /// The text without quotation marks and dots, letters in lower case.
    pub(crate) fn skeleton(&self) -> &str {
        &self.skeleton.text
    }

    /// The clean span behind a range of bytes of the skeleton.
    pub(crate) fn owner(&self, start: usize, end: usize) -> Span {
        self.skeleton.back(start, self.skeleton.ends.partition_point(|&after| (after as usize) < end)).0
    }

    /// Every word found, by start, longer first.
    pub(crate) fn hits(&self) -> impl Iterator<Item = &Hit> {
        self.by_start.iter().map(|&at| &self.hits[at as usize])
    }

    /// Whether a word of any of the classes starts at a position.
    #[inline]
    pub(crate) fn starts(&self, at: usize, classes: Classes) -> bool {
        self.starts.get(at).is_some_and(|here| here.any(classes))
    }

    /// Words of any of the classes that start at a position, longest first.
    #[inline]
    pub(crate) fn starting(&self, at: usize, classes: Classes) -> impl Iterator<Item = Hit> + '_ {
        let numbers = if self.starts(at, classes) { between(&self.by_start, &self.first, at) } else { &[] };
        numbers.iter().map(|&at| self.hits[at as usize]).filter(move |hit| hit.classes.any(classes))
    }

    /// Whether a word of any of the classes ends at a position.
    #[inline]
    pub(crate) fn ends(&self, at: usize, classes: Classes) -> bool {
        self.ends.get(at).is_some_and(|here| here.any(classes))
    }

    /// Words of any of the classes that end at a position, longest first.
    #[inline]
    pub(crate) fn ending(&self, at: usize, classes: Classes) -> impl Iterator<Item = Hit> + '_ {
        let hits = if self.ends(at, classes) { between(&self.hits, &self.last, at) } else { &[] };
        hits.iter().copied().filter(move |hit| hit.classes.any(classes))
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
        self.inside.get(at).is_some_and(|over| over.any(classes))
    }

    /// Returns the classes of the words that have a position strictly inside.
    pub(crate) fn crossing(&self, at: usize) -> Classes {
        self.inside.get(at).copied().unwrap_or_default()
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
        self.starting(span.start, self.starts.get(span.start).copied().unwrap_or_default())
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

impl Skeleton {
    fn new(text: &Text) -> Skeleton {
        let n = text.len();
        let mut skeleton = String::with_capacity(n * 3);
        let (mut ends, mut owners) = (Vec::with_capacity(n), Vec::with_capacity(n));
        for (&c, at) in text.chars().iter().zip(0_u32..) {
            if !is_common(c) && is_silent(c) {
                continue;
            }
            skeleton.push(c.to_ascii_lowercase());
            ends.push(skeleton.len() as u32);
            owners.push(at);
        }
        Skeleton { text: skeleton, ends, owners }
    }

    /// The clean span from the character at a byte to one by its number, and how many of its characters stand here.
    fn back(&self, start: usize, last: usize) -> (Span, usize) {
        let begins = |at: usize| at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        // Nearly all characters take three bytes.
        let mut first = (last + 1).saturating_sub((self.ends[last] as usize - start) / 3);
        if begins(first) != start {
            first = last;
            while begins(first) > start {
                first -= 1;
            }
        }
        let span = Span::new(self.owners[first] as usize, self.owners[last] as usize + 1);
        (span, last + 1 - first)
    }
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

/// Every word in the text, by end, longer first.
fn find(text: &Text, skeleton: &Skeleton, dictionaries: &Dictionaries) -> Vec<Hit> {
    // A long text has nearly as many words as characters: to move them once they are many takes twice the room.
    let mut hits = Vec::with_capacity(text.len());
    let mut last = 0;
    dictionaries.find(&skeleton.text, |start, end, word| {
        while (skeleton.ends[last] as usize) < end {
            last += 1;
        }
        let (span, length) = skeleton.back(start, last);
        let entry = word.entry;
        // Nothing was left out inside.
        let whole = span.len() == length && text.seamless(span);
        let mut classes = word.classes;
        if classes.any(DIVISION) && conjunction(text, span, &hits) {
            classes = classes.without(DIVISION);
        }
        if whole && !classes.is_none() {
            hits.push(Hit { span, classes, entry });
        } else if entry.is_some() {
            hits.push(Hit { span, classes: Classes::USER, entry });
        }
    });
    hits
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
