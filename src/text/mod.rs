//! Text room: raw characters → clean characters with a way back.
//!
//! Newspaper pages arrive hard-wrapped, with column breaks in the middle of sentences and stray spaces. The
//! clean text holds no white space at all: what stood before each character is kept as a [`Gap`], so that a
//! word cut by a line break is whole again, and yet every rule can see where the breaks were.
//!
//! Positions inside the program are indices of clean characters; [`Text::raw_span`] leads back to Unicode
//! scalar offsets of the raw document.

mod clean;
mod date;
mod fold;
mod layout;
mod line;
mod script;
mod sentence;
mod wrap;

use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::FxHasher;

use clean::Cleaned;
pub use date::{Date, date_in_name, find_date};
pub(crate) use date::{find_month_day, find_year};
pub use fold::{fold, is_han, is_space, whole};
pub(crate) use fold::{is_common, is_mark, is_sign};
pub(crate) use layout::Layout;
pub(crate) use script::Simplified;

/// A half-open range of clean character positions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First position.
    pub start: usize,
    /// Position after the last.
    pub end: usize,
}

impl Span {
    /// A span from its two ends.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// Number of clean characters covered; none where the ends are the wrong way round.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The span as a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether two spans share a character.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// What stood between a clean character and the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gap {
    /// Nothing, or a stray space or line wrap that means nothing.
    #[default]
    None,
    /// White space that separates.
    Space,
    /// The end of a paragraph or of a line that stands alone.
    Break,
    /// The end of a paragraph followed by a blank line.
    Blank,
}

/// A paragraph: a run of clean text between breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// What it covers.
    pub span: Span,
    /// Raw lines it was joined from.
    pub lines: usize,
}

/// A document's clean text with the map back to its raw form.
#[derive(Clone, Debug, Default)]
pub struct Text {
    chars: Vec<char>,
    gaps: Vec<Gap>,
    /// Positions inside two or three characters that stand by themselves with blanks between, which were closed up.
    padded: Vec<usize>,
    /// Positions with tabs before them on their line, and how many: where the cells of a table's row begin.
    tabs: Vec<(u32, u16)>,
    scalars: Vec<u32>,
    bytes: Vec<u32>,
    paragraphs: Vec<Paragraph>,
    sentences: Vec<Span>,
    traditional: bool,
}

impl Text {
    /// Cleans a raw text: folds, joins wrapped lines, cuts paragraphs and sentences.
    pub fn new(raw: &str, layout: &Layout) -> Text {
        let mut cleaned = clean::clean(raw, layout);
        wrap::join_lines(&mut cleaned, layout);
        cleaned.close_spaces();
        let Cleaned { mut text, stops, .. } = cleaned;
        text.sentences = sentence::sentences(&text, &stops);
        text
    }

    /// A number that two texts share only if all that rules read in them is equal.
    pub(crate) fn fingerprint(&self) -> u64 {
        let mut hasher = FxHasher::default();
        (&self.chars, &self.gaps, &self.padded, &self.tabs).hash(&mut hasher);
        hasher.finish()
    }

    /// The clean characters.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// Number of clean characters.
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// Whether nothing but white space was there.
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// Whether the page is written in Traditional characters; the clean ones are Simplified then.
    pub fn is_traditional(&self) -> bool {
        self.traditional
    }

    /// What stood before position `at`; the ends of the text count as blank lines.
    pub fn gap(&self, at: usize) -> Gap {
        if at == 0 { Gap::Blank } else { self.gaps.get(at).copied().unwrap_or(Gap::Blank) }
    }

    /// Whether blanks stood before a position inside a run of two or three characters by themselves, as papers print
    /// names and headings in columns: `李  强`. There is no gap.
    pub fn padded(&self, at: usize) -> bool {
        self.padded.binary_search(&at).is_ok()
    }

    /// Positions of clean characters with tabs right before them on their line, and how many tabs; in order.
    pub(crate) fn tabs(&self) -> &[(u32, u16)] {
        &self.tabs
    }

    /// The character at a position, if there is one.
    pub fn at(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    /// Whether a span stays inside one paragraph.
    pub fn unbroken(&self, span: Span) -> bool {
        span.is_empty() || self.paragraph_at(span.start) == self.paragraph_at(span.end - 1)
    }

    /// Whether no gap of any sort lies inside the span.
    pub fn seamless(&self, span: Span) -> bool {
        (span.start + 1..span.end).all(|at| self.gaps[at] == Gap::None)
    }

    /// The paragraphs, in order.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The sentences, in order; each lies in one paragraph.
    pub fn sentences(&self) -> &[Span] {
        &self.sentences
    }

    /// Index of the sentence that holds position `at`.
    pub fn sentence_at(&self, at: usize) -> usize {
        self.sentences.partition_point(|s| s.end <= at)
    }

    /// Index of the paragraph that holds position `at`.
    pub fn paragraph_at(&self, at: usize) -> usize {
        self.paragraphs.partition_point(|p| p.span.end <= at)
    }

    /// The clean characters of a span as a string, in folded form.
    pub fn slice(&self, span: Span) -> String {
        let mut out = String::with_capacity(span.len() * 3);
        out.extend(&self.chars[span.range()]);
        out
    }

    /// Whether the characters of a span follow one another in the raw text, with nothing left out between them.
    pub(crate) fn uncut(&self, span: Span) -> bool {
        span.is_empty() || (self.scalars[span.end - 1] - self.scalars[span.start]) as usize == span.len() - 1
    }

    /// Offsets of a span in the raw document, in Unicode scalars.
    pub fn raw_span(&self, span: Span) -> Range<usize> {
        if span.is_empty() {
            return 0..0;
        }
        self.scalars[span.start] as usize..self.scalars[span.end - 1] as usize + 1
    }

    /// Returns the clean characters whose raw offsets, in Unicode scalars, lie in a range.
    pub fn clean_span(&self, raw: Range<usize>) -> Span {
        let at = |offset: usize| self.scalars.partition_point(|&scalar| (scalar as usize) < offset);
        Span::new(at(raw.start), at(raw.end))
    }

    /// The raw text a span was cleaned from, line breaks and all.
    pub fn surface<'a>(&self, raw: &'a str, span: Span) -> &'a str {
        if span.is_empty() {
            return "";
        }
        let start = self.bytes[span.start] as usize;
        let last = self.bytes[span.end - 1] as usize;
        let end = last + raw[last..].chars().next().map_or(0, char::len_utf8);
        &raw[start..end]
    }

    /// The span as people read it: the raw characters, with white space only where it separates.
    pub fn readable(&self, raw: &str, span: Span) -> String {
        self.written(raw, span, false)
    }

    /// The same with a tab where another cell of a table's row begins, also before the first character of the span.
    pub(crate) fn row(&self, raw: &str, span: Span) -> String {
        self.written(raw, span, true)
    }

    fn written(&self, raw: &str, span: Span, cells: bool) -> String {
        let tab = |at: usize| {
            let tabs = || self.tabs.binary_search_by_key(&at, |(begins, _)| *begins as usize).is_ok();
            cells && self.gap(at) == Gap::Space && tabs()
        };
        let surface = self.surface(raw, span);
        if self.uncut(span) && !tab(span.start) {
            return surface.to_string();
        }
        let mut out = String::with_capacity(surface.len() + 1);
        let mut start = span.start;
        while start < span.end {
            if tab(start) {
                out.push('\t');
            } else if start > span.start && self.gap(start) > Gap::None {
                out.push(' ');
            }
            // What stands side by side is copied at once.
            let scalars = &self.scalars[start..span.end];
            let end = start + 1 + scalars.windows(2).take_while(|pair| pair[0] + 1 == pair[1]).count();
            out.push_str(self.surface(raw, Span::new(start, end)));
            start = end;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn clean(raw: &str) -> String {
        let mut layout = Layout::default();
        layout.datelines.push("本报讯");
        let text = Text::new(raw, &layout);
        let mut out = String::new();
        for (at, &c) in text.chars().iter().enumerate() {
            match text.gap(at) {
                _ if at == 0 => {}
                Gap::None => {}
                Gap::Space => out.push(' '),
                Gap::Break => out.push('/'),
                Gap::Blank => out.push('#'),
            }
            out.push(c);
        }
        out
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let raw = "今天上午我们在县城里参观了新建\n的学校和医院，大家都非常高兴地\n回来了。\n第二段从这里开始，也是一样长的\n文字。";
        assert_eq!(
            clean(raw),
            "今天上午我们在县城里参观了新建的学校和医院,大家都非常高兴地回来了。/第二段从这里开始,也是一样长的文字。"
        );
    }

    #[test]
    fn column_breaks_inside_a_sentence_are_joined() {
        let raw = "会议强调，当前，全区各项建设已进\n入攻坚阶段，各单位都要切实把思想\n和行动统一到省市的工作部署上\n\n来，确保完成。";
        assert!(clean(raw).contains("部署上来"), "{}", clean(raw));
    }

    #[test]
    fn headlines_stay_alone() {
        let raw = "全县召开春季植树工作会\n\n确保绿化任务如期完成\n\n本报讯 3月 3日，全县召开会议。";
        assert_eq!(clean(raw), "全县召开春季植树工作会#确保绿化任务如期完成#本报讯3月3日,全县召开会议。");
    }

    #[test]
    fn a_name_of_two_spaced_characters_is_closed_up() {
        assert_eq!(clean("县领导李 强、王小明、赵　刚参加。"), "县领导李 强、王小明、赵 刚参加。");
        // In a list the blank is what shows a name: `、左 岸、`.
        assert_eq!(clean("出席的有：李　强、王小明、赵　刚。"), "出席的有:李强、王小明、赵 刚。");
    }

    #[test]
    fn a_headline_may_run_wider_than_its_columns() {
        let raw = "全县举行春季义务植树活动暨绿化工作推进会\n　　昨日上午，全县干部来到城\n北山坡，参加春季义务植树。";
        assert_eq!(
            clean(raw),
            "全县举行春季义务植树活动暨绿化工作推进会/昨日上午,全县干部来到城北山坡,参加春季义务植树。"
        );
    }

    #[test]
    fn a_bracket_goes_on_until_it_is_closed() {
        assert_eq!(clean("(某县融媒体中心记者 石 磊 \n邱 月)"), "(某县融媒体中心记者 石磊 邱月)");
        assert_eq!(
            clean("他们来了,我们都很高兴(通讯员 尼\n玛 李 洁)"),
            "他们来了,我们都很高兴(通讯员 尼玛 李洁)"
        );
    }

    proptest! {
        #[test]
        fn offsets_lead_back(raw in "[\\PC\n \u{3000}。，、“”一二三区委书记]{0,200}") {
            let text = Text::new(&raw, &Layout::default());
            let scalars: Vec<char> = raw.chars().collect();
            for at in 0..text.len() {
                let span = Span::new(at, at + 1);
                let offsets = text.raw_span(span);
                prop_assert_eq!(offsets.len(), 1);
                let raw_char = scalars[offsets.start];
                prop_assert_eq!(text.surface(&raw, span).chars().next(), Some(raw_char));
            }
            let mut end = 0;
            for s in text.sentences() {
                prop_assert!(s.start >= end && s.end > s.start && s.end <= text.len());
                prop_assert!(text.unbroken(*s));
                end = s.end;
            }
        }
    }
}
