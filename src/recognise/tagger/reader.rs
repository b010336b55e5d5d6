//! Reads the features of each position of a text off its characters, words, surroundings and names known from elsewhere.

use jieba_rs::Jieba;

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::text::{Gap, Span, Text};

use super::super::scan::{Hit, Scan};
use super::decode::mark;
use super::feature::{Feature, Template, packed, tagged};
use super::labels::{Label, OUTSIDE};
use super::sites::{Bracket, FAR, HEADS, LEADS, Sites, brackets};

/// Stands for what lies outside the paragraph.
const EDGE: char = '¶';

/// A segmented word at a position: its span and its tag packed.
#[derive(Clone, Copy, Default)]
struct Segment {
    start: u32,
    end: u32,
    tag: u64,
}

impl Segment {
    /// Characters of the word, five for more.
    fn length(self) -> u64 {
        u64::from(self.end - self.start).min(5)
    }
}

/// Everything that features are read from.
pub(super) struct Reader<'s, 'a> {
    scan: &'s Scan<'a>,
    brackets: Vec<Bracket>,
    /// The window that is read: what lies in it, so that a long text takes no more memory than that.
    window: Span,
    sites: Sites,
    segments: Vec<Segment>,
    /// The label of a name known from elsewhere at each position; none where nothing is known.
    known: Vec<Label>,
}

impl<'s, 'a> Reader<'s, 'a> {
    pub(super) fn new(scan: &'s Scan<'a>, names: &[(Span, Kind)]) -> Reader<'s, 'a> {
        let mut known = vec![OUTSIDE; if names.is_empty() { 0 } else { scan.text.len() }];
        names.iter().for_each(|(span, kind)| mark(&mut known, *span, *kind));
        let brackets = brackets(scan.text);
        let window = Span::default();
        let sites = Sites::new(scan, &brackets, window);
        Reader { scan, brackets, window, sites, segments: Vec::new(), known }
    }

    /// Goes to a window, whose paragraphs can be read then.
    pub(super) fn enter(&mut self, window: Span, jieba: &Jieba) {
        self.sites = Sites::new(self.scan, &self.brackets, window);
        self.segments = segments(self.scan.text, window, jieba);
        self.window = window;
    }

    fn segment(&self, at: usize) -> Segment {
        self.segments[at - self.window.start]
    }

    /// Calls `each` with every feature of a position of a paragraph.
    pub(super) fn at(&self, at: usize, paragraph: Span, mut each: impl FnMut(Feature)) {
        let mut tell = |template: Template, value: u64| each(Feature::new(template, value));
        self.characters(at, paragraph, &mut tell);
        self.words(at, paragraph, &mut tell);
        self.surroundings(at, paragraph, &mut tell);
        if let Some(&label) = self.known.get(at).filter(|label| **label != OUTSIDE) {
            tell(Template::Known, u64::from(label));
        }
    }

    fn characters(&self, at: usize, paragraph: Span, tell: &mut impl FnMut(Template, u64)) {
        use Template::*;
        let text = self.scan.text;
        let around: [char; 7] = std::array::from_fn(|step| match (at + step).checked_sub(3) {
            Some(at) if paragraph.range().contains(&at) => plain(text.chars()[at]),
            _ => EDGE,
        });
        let c = |step: isize| around[(step + 3) as usize];
        tell(Bias, 0);
        for (template, step) in
            [(Char, 0), (Next, 1), (Next2, 2), (Next3, 3), (Previous, -1), (Previous2, -2), (Previous3, -3)]
        {
            tell(template, u64::from(c(step) as u32));
        }
        for (template, one, two) in [
            (CharNext, 0, 1),
            (PreviousChar, -1, 0),
            (TwoBefore, -2, -1),
            (TwoAfter, 1, 2),
            (TwoAfterNext, 2, 3),
            (TwoBeforePrevious, -3, -2),
            (BothSides, -1, 1),
        ] {
            tell(template, packed([c(one), c(two)].into_iter()));
        }
        let gap = |at: usize| if at >= paragraph.end { Gap::Blank } else { text.gap(at) };
        tell(Gaps, gap(at) as u64 * 8 + gap(at + 1) as u64 * 2 + u64::from(text.padded(at)));
        tell(Sorts, sort(c(-2)) * 1000 + sort(c(-1)) * 100 + sort(c(0)) * 10 + sort(c(1)));
    }

    fn words(&self, at: usize, paragraph: Span, tell: &mut impl FnMut(Template, u64)) {
        use Template::*;
        let scan = self.scan;
        classes(scan.starting(at, LISTS), |value| tell(Starts, value));
        classes(scan.ending(at + 1, LISTS), |value| tell(Ends, value));
        let single = |at: usize| scan.single(at).bits().map(u64::from);
        if at > paragraph.start {
            classes(scan.ending(at, LISTS), |value| tell(Before, value));
            single(at - 1).for_each(|bit| tell(SinglePrevious, bit));
        }
        if at + 1 < paragraph.end {
            classes(scan.starting(at + 1, LISTS), |value| tell(After, value));
            single(at + 1).for_each(|bit| tell(SingleNext, bit));
        }
        single(at).for_each(|bit| tell(Single, bit));
        scan.crossing(at).without(Classes::USER).bits().for_each(|bit| tell(Over, u64::from(bit)));
        let here = self.segment(at);
        let (start, end) = (here.start as usize, here.end as usize);
        let part = u64::from(at > start) + 2 * u64::from(at + 1 < end);
        tell(Word, here.tag | (part + 4 * here.length()) << 32);
        let beside = |segment: Segment| segment.tag | segment.length() << 32;
        if start > paragraph.start {
            tell(WordBefore, beside(self.segment(start - 1)));
        }
        if end < paragraph.end {
            tell(WordAfter, beside(self.segment(end)));
        }
    }

    fn surroundings(&self, at: usize, paragraph: Span, tell: &mut impl FnMut(Template, u64)) {
        use Template::*;
        let scan = self.scan;
        let text = scan.text;
        let site = self.sites.at(at);
        let (from, to) = (site.from as usize, site.to as usize);
        let mark =
            |at: usize| if at < paragraph.start || at >= paragraph.end { EDGE } else { text.chars()[at] };
        let left = if text.gap(from) >= Gap::Space { ' ' } else { mark(from.wrapping_sub(1)) };
        let right = if text.gap(to) >= Gap::Space { ' ' } else { mark(to) };
        tell(Chunk, (at - from).min(4) as u64 * 10 + (to - from).min(9) as u64);
        tell(
            ChunkMarks,
            sign(left) * 100 + sign(right) * 10 + ((at - from).min(2) as u64) * 3 + (to - at).min(3) as u64
                - 1,
        );
        let (list_from, list_to) = (site.list_from as usize, site.list_to as usize);
        if list_from < from || list_to > to {
            tell(ListMarks, sign(mark(list_from.wrapping_sub(1))) * 10 + sign(mark(list_to)));
            // The head of the last item speaks for all, and what stands before the first.
            let last = self.sites.at(list_to - 1).from as usize;
            for (group, &far) in
                self.sites.heads(last).iter().enumerate().filter(|(_, far)| (**far as usize) < FAR)
            {
                tell(ListHead, group as u64 * 10 + u64::from(far / 3));
            }
            for (group, &far) in self.sites.leads(list_from).iter().enumerate().filter(|(_, far)| **far < 4) {
                tell(ListLead, group as u64 * 10 + u64::from(far));
            }
            if from > list_from {
                let item = self.sites.at(from.saturating_sub(2));
                let length = (item.to - item.from).min(6) as u64;
                let name = scan.single(item.from as usize).any(Classes::SURNAME);
                tell(ItemBefore, length * 20 + u64::from(name) * 10 + (to - from).min(6) as u64);
            }
        }
        if site.opened > 0 {
            let (open, close) = (site.opened as usize, site.closes as usize);
            let length = (close - open).min(9) as u64;
            tell(
                Quote,
                sign(site.mark) * 1000
                    + length * 100
                    + (at - open).min(4) as u64 * 10
                    + (close - at).min(4) as u64,
            );
            if site.mark == '“' {
                let after = HEADS.into_iter().zip(0..).filter(|(head, _)| scan.starts(close + 1, *head));
                after.for_each(|(_, group)| tell(QuoteAfter, group));
                let before = LEADS.into_iter().zip(0..).filter(|(lead, _)| scan.ends(open - 1, *lead));
                before.for_each(|(_, group)| tell(QuoteBefore, group));
            }
        }
        if let Some(value) = appointed(text, Span::new(from, to), at) {
            tell(Appointed, value);
        }
        for (group, &far) in self.sites.heads(at).iter().enumerate().filter(|(_, far)| (**far as usize) < FAR)
        {
            tell(Head, group as u64 * 16 + u64::from(far));
        }
        for (group, &far) in self.sites.leads(at).iter().enumerate().filter(|(_, far)| (**far as usize) < FAR)
        {
            tell(Lead, group as u64 * 16 + u64::from(far));
        }
    }
}

/// How far the furthest `由` stands from a `任` that it leads to, in characters.
const LED: usize = 28;

/// For a position at most two from a `任` that follows a `由` of its chunk: where it stands to that, and whether another
/// such stands between them or after it. `由镇长|任|镇党委书记` has the verb, `由镇长|任|平任局长` first a surname.
fn appointed(text: &Text, chunk: Span, at: usize) -> Option<u64> {
    let is = |at: usize, c: char| chunk.start <= at && at < chunk.end && text.at(at) == Some(c);
    let office = |at: usize| is(at, '任') && !(at > chunk.start && is(at - 1, '主'));
    let (near, place) = [(at, 0), (at + 1, 1), (at.wrapping_sub(1), 2), (at.wrapping_sub(2), 3)]
        .into_iter()
        .find(|&(near, _)| office(near))?;
    let first = near.saturating_sub(LED).max(chunk.start);
    let led = (first..near).rev().find(|&at| is(at, '由') || is(at, '从'))?;
    let before = (led + 1..near).any(office);
    let after = (near + 1..chunk.end.min(near + LED)).any(office);
    Some(place * 4 + u64::from(before) * 2 + u64::from(after))
}

/// The program's own lists: what a user's list holds is decided, and no evidence.
const LISTS: Classes = Classes::ALL_BUT_USER;

/// The classes of words at one place, each with the length of the longest word of the class.
fn classes(hits: impl Iterator<Item = Hit>, mut tell: impl FnMut(u64)) {
    let mut seen = Classes::USER;
    for hit in hits {
        let length = hit.span.len().min(5) as u64;
        hit.classes.without(seen).bits().for_each(|bit| tell(u64::from(bit) | length << 6));
        seen |= hit.classes;
    }
}

/// A character as features see it: digits and letters are all alike.
fn plain(c: char) -> char {
    match c {
        '0'..='9' => '0',
        'a'..='z' | 'A'..='Z' => 'a',
        c => c,
    }
}

/// Which sort of character it is.
fn sort(c: char) -> u64 {
    match c {
        EDGE => 0,
        '0' => 1,
        'a' => 2,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '万' | '亿' => {
            3
        }
        '年' | '月' | '日' | '个' => 4,
        c if crate::text::is_han(c) => 5,
        '·' => 6,
        '、' => 7,
        _ => 8,
    }
}

/// Which mark it is.
fn sign(c: char) -> u64 {
    match c {
        EDGE => 0,
        ' ' => 1,
        '、' => 2,
        ',' => 3,
        '。' => 4,
        ':' => 5,
        ';' => 6,
        '“' | '”' => 7,
        '(' | ')' => 8,
        _ => 9,
    }
}

fn segments(text: &Text, window: Span, jieba: &Jieba) -> Vec<Segment> {
    let mut out = vec![Segment::default(); window.len()];
    let from = text.paragraphs().partition_point(|paragraph| paragraph.span.end <= window.start);
    for paragraph in text.paragraphs()[from..].iter().take_while(|one| one.span.start < window.end) {
        let span = paragraph.span;
        let span = Span::new(span.start.max(window.start), span.end.min(window.end));
        let slice = text.slice(span);
        let mut at = span.start;
        for word in jieba.tag(&slice, false) {
            let end = at + word.word.chars().count();
            let segment = Segment { start: at as u32, end: end as u32, tag: tagged(word.tag, 0) };
            out[at - window.start..end - window.start].fill(segment);
            at = end;
        }
    }
    out
}
