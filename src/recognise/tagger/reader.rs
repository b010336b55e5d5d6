//! Reads the features of each position of a text off its characters, words, surroundings and the rules' proposals.

use jieba_rs::Jieba;

use crate::dictionary::Classes;
use crate::text::{Gap, Span, Text};

use super::super::Candidate;
use super::super::scan::{Hit, Scan};
use super::decode::number;
use super::feature::{Feature, Template, packed, tagged};
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

/// What rules proposed, by the position it starts or ends at.
struct ByPosition {
    first: Vec<u32>,
    items: Vec<u16>,
}

impl ByPosition {
    fn new(n: usize, mut all: Vec<(u32, u16)>) -> ByPosition {
        all.sort_unstable();
        all.dedup();
        let mut first = vec![0; n + 2];
        all.iter().for_each(|(at, _)| first[*at as usize + 1] += 1);
        (1..first.len()).for_each(|at| first[at] += first[at - 1]);
        ByPosition { first, items: all.into_iter().map(|(_, item)| item).collect() }
    }

    fn at(&self, at: usize) -> &[u16] {
        &self.items[self.first[at] as usize..self.first[at + 1] as usize]
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
    /// What the rules decided at each position: 0 for nothing, else part, kind and rule.
    decided: Vec<u16>,
    starts: ByPosition,
    ends: ByPosition,
    /// The kinds proposed over each position, one bit each.
    over: Vec<u8>,
}

/// The part and kind in what the rules decided at a position; the rule stands above.
const LABEL: u16 = 31;

impl<'s, 'a> Reader<'s, 'a> {
    pub(super) fn new(scan: &'s Scan<'a>, all: &[Candidate], decided: &[Candidate]) -> Reader<'s, 'a> {
        let n = scan.text.len();
        let mut labels = vec![0_u16; n];
        for candidate in decided {
            let Some(kind) = candidate.kind else { continue };
            let Span { start, end } = candidate.span;
            for (at, label) in (start..end).zip(&mut labels[start..end]) {
                let part = match (at == start, at + 1 == end) {
                    (true, true) => 3,
                    (true, false) => 0,
                    (false, true) => 2,
                    (false, false) => 1,
                };
                *label = 1 + part + 4 * number(kind) as u16 + (LABEL + 1) * (1 + candidate.rule as u16);
            }
        }
        let mut over = vec![0_u8; n];
        let (mut starts, mut ends) = (Vec::with_capacity(all.len()), Vec::with_capacity(all.len()));
        for candidate in all {
            let (Some(kind), false) = (candidate.kind, candidate.span.is_empty()) else { continue };
            let what = number(kind) as u16 + 8 * candidate.rule as u16;
            starts.push((candidate.span.start as u32, what));
            ends.push((candidate.span.end as u32 - 1, what));
            over[candidate.span.range()].iter_mut().for_each(|set| *set |= 1 << number(kind));
        }
        let brackets = brackets(scan.text);
        let window = Span::default();
        Reader {
            scan,
            sites: Sites::new(scan, &brackets, window),
            segments: Vec::new(),
            brackets,
            window,
            decided: labels,
            starts: ByPosition::new(n, starts),
            ends: ByPosition::new(n, ends),
            over,
        }
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
        self.rules(at, paragraph, &mut tell);
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
        for (group, &far) in self.sites.heads(at).iter().enumerate().filter(|(_, far)| (**far as usize) < FAR)
        {
            tell(Head, group as u64 * 16 + u64::from(far));
        }
        for (group, &far) in self.sites.leads(at).iter().enumerate().filter(|(_, far)| (**far as usize) < FAR)
        {
            tell(Lead, group as u64 * 16 + u64::from(far));
        }
    }

    fn rules(&self, at: usize, paragraph: Span, tell: &mut impl FnMut(Template, u64)) {
        use Template::*;
        let label = |at: Option<usize>| match at {
            Some(at) if paragraph.range().contains(&at) => u64::from(self.decided[at] & LABEL),
            _ => u64::from(LABEL),
        };
        let (before, here, after) = (label(at.checked_sub(1)), label(Some(at)), label(Some(at + 1)));
        tell(Rule, here);
        tell(RuleNext, after);
        tell(RulePrevious, before);
        tell(RuleAround, before * 1024 + here * 32 + after);
        tell(RuleName, u64::from(self.decided[at]));
        self.starts.at(at).iter().for_each(|&what| tell(Proposed, u64::from(what)));
        self.ends.at(at).iter().for_each(|&what| tell(ProposedEnd, u64::from(what)));
        tell(ProposedOver, u64::from(self.over[at]));
    }
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
