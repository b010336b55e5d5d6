//! How far a name outweighs the words that could stand in its place.

use crate::dictionary::Classes;
use crate::text::{Gap, Span, is_mark};

use crate::recognise::judge::{self, Known};
use crate::recognise::name::{self, Shape};
use crate::recognise::scan::Scan;
use crate::recognise::{Rule, edge, reading};

/// What any name costs where nothing calls for one.
const PRIOR: f32 = 4.0;

/// What both edges of a speaker add for a name by sound.
const SPEAKER: f32 = 3.0;

/// What is asked of two characters, and of a name by sound that nothing shows to be a person's; and of others.
const SHORT: f32 = 4.5;
const LONG: f32 = 3.0;

/// What rounding may take from a sum of costs.
const SLACK: f32 = 0.01;

/// How far the judge looks before and after the name.
const BEFORE: usize = 4;
const AFTER: usize = 6;

/// How far a name may fall short of what is asked, if it comes back.
pub(super) const SHORT_OF: f32 = 2.5;

/// A reading of a place as a name.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub(super) shape: Shape,
    pub(super) rule: Rule,
    /// How far it outweighs words, with all evidence.
    pub(super) worth: f32,
    /// What is asked of it.
    pub(super) need: f32,
}

/// A possible name, before what stands around it is weighed.
#[derive(Clone, Copy)]
pub(super) struct Prospect {
    shape: Shape,
    /// Whether it is one by sound.
    sound: bool,
    known: Known,
    /// What its edges are worth.
    left: f32,
    right: f32,
    rule: Rule,
    /// What is asked of it.
    need: f32,
    /// More than it can be worth.
    most: f32,
}

impl Prospect {
    fn short(&self) -> bool {
        self.shape.span.len() == 2
    }

    /// Whether it may be good enough by itself.
    pub(super) fn may_do(&self) -> bool {
        self.most >= self.need
    }

    /// Whether it ends as divisions do.
    fn division(&self, scan: &Scan) -> bool {
        scan.single(self.shape.span.end - 1).any(Classes::ADMIN_SUFFIX)
    }

    /// What it saves where words in its place cost so much.
    fn saved(&self, words: f32) -> f32 {
        let saved = words - self.shape.cost - PRIOR;
        if self.known == Known::Word && self.short() { saved - 2.0 } else { saved }
    }

    /// How much a name among the judge's own words is worth: that it is a word is no evidence against it.
    fn granted(&self, scan: &Scan) -> Option<f32> {
        let Prospect { shape, sound, known, left, right, .. } = *self;
        match known {
            Known::Sound | Known::Person if sound => Some(if self.short() { 1.0 } else { 4.0 }),
            // Its own names of foreign places may be people as well, where a title or verb of speech follows.
            Known::Word if sound && shape.span.len() >= 4 && right >= 2.5 => {
                (!self.division(scan)).then_some(4.0)
            }
            Known::Person if self.short() && left < 0.0 => None,
            Known::Person if self.short() => Some(if shape.score >= 7 { 2.0 } else { 0.5 }),
            Known::Person if shape.score >= 6 => Some(if left < 0.0 { 4.5 } else { 7.0 }),
            Known::Person => Some(2.0),
            _ => None,
        }
    }

    /// `某某思想` is a word of the judge's own, and yet a name stands in it.
    fn taught(&self, scan: &Scan) -> bool {
        let at = self.shape.span.end;
        self.known == Known::Person
            && !self.short()
            && !self.sound
            && matches!(
                (scan.text.at(at), scan.text.at(at + 1)),
                (Some('思'), Some('想')) | (Some('理'), Some('论'))
            )
    }

    /// Between the start of a clause and a verb of speech such characters are a speaker.
    fn speaker(&self, scan: &Scan) -> f32 {
        let edges = self.left >= 1.5 && self.right >= 2.5;
        if self.sound && !self.short() && edges && !self.division(scan) { SPEAKER } else { 0.0 }
    }

    /// What counts against it by its last character.
    fn against(&self, scan: &Scan) -> f32 {
        let at = self.shape.span.end - 1;
        let last = scan.single(at);
        // `范庄镇`, `人民路`: a name seldom ends so.
        let suffix = !self.sound
            && (last.any(Classes::ADMIN_SUFFIX | Classes::ROAD_SUFFIX)
                || last.any(Classes::PLACE_SUFFIX) && !last.any(Classes::GIVEN_STRONG));
        // `刘家`, `韩方`: a family or a side, not a person.
        let side = self.short() && scan.is_char(at, &['家', '方', '氏', '总', '某', '老']);
        if suffix || side { 5.0 } else { 0.0 }
    }

    /// Whether it may be worth what is asked, or little less, where words in its place cost so much.
    fn may(&mut self, scan: &Scan, words: f32) -> bool {
        // Whatever stands around them, the words in the name's own place are all that it can save.
        let mut most = self.saved(words).max(self.granted(scan).unwrap_or(f32::NEG_INFINITY));
        if self.taught(scan) {
            most = most.max(4.0);
        }
        self.most = most + self.speaker(scan) + self.left + self.right - self.against(scan) + SLACK;
        self.most >= self.need - SHORT_OF
    }
}

/// A possible name, unless it cannot be one whatever stands around it.
pub(super) fn prospect(scan: &Scan, shape: Shape, left: f32, sound: bool) -> Option<Prospect> {
    let Span { start, end } = shape.span;
    // `颜集镇|镇长`: a town and the head of it.
    let headed =
        scan.single(end - 1).any(Classes::ADMIN_SUFFIX) && scan.text.at(end) == scan.text.at(end - 1);
    if headed && scan.starts(end, Classes::TITLE) {
        return None;
    }
    let short = end - start == 2;
    let (known, most) = judge::glance(scan, shape.span);
    let mut prospect = Prospect {
        shape,
        sound,
        known,
        left,
        right: edge::most(scan, end),
        rule: Rule::Clause,
        need: if short { SHORT } else { LONG },
        most: f32::INFINITY,
    };
    let spaced = scan.text.gap(start + 1) >= Gap::Space || name::padded(scan, shape.span);
    if !spaced && !prospect.may(scan, most) {
        return None;
    }
    (prospect.right, prospect.rule) = edge::right(scan, end);
    // A name by sound may as well be a place's: something must say that it is a person.
    prospect.need = if short || sound && prospect.right < 2.0 { SHORT } else { LONG };
    let may = spaced || prospect.may(scan, most) && prospect.may(scan, judge::words(scan, shape.span));
    may.then_some(prospect)
}

/// How far a name outweighs words, with all evidence; `None` where it does not by enough.
pub(super) fn weigh(scan: &Scan, prospect: &Prospect) -> Option<Found> {
    let &Prospect { shape, sound, left, right, rule, need, .. } = prospect;
    let Span { start, end } = shape.span;
    if scan.text.gap(start + 1) >= Gap::Space || name::padded(scan, shape.span) {
        let alone = scan.text.gap(start) >= Gap::Space || left >= 1.0;
        let dear =
            left + right + SPEAKER + 12.0 * (end - start) as f32 - shape.cost - PRIOR < need - SHORT_OF;
        // Before a post the blank alone shows the name.
        let clear = alone && (right >= 0.5 && shape.score >= 6 || right >= 5.0 && shape.score >= 2) && !dear;
        return clear.then_some(Found { shape, rule, worth: 10.0, need });
    }
    let from = (start.saturating_sub(BEFORE)..start)
        .rev()
        .take_while(|&at| scan.text.gap(at + 1) == Gap::None && !scan.text.at(at).is_none_or(is_mark))
        .last()
        .unwrap_or(start);
    let to = reading::run(scan, start, end - start + AFTER).max(end);
    let words = judge::words(scan, Span::new(from, to));
    let around = judge::words(scan, Span::new(from, start)) + judge::words(scan, Span::new(end, to));
    let mut margin = prospect.saved(words - around);
    if let Some(granted) = prospect.granted(scan) {
        margin = margin.max(words - around - judge::words(scan, shape.span) + granted);
    }
    if prospect.taught(scan) {
        margin = margin.max(4.0);
    }
    if sound {
        margin -= reading::cut_short(scan, shape.span);
    }
    let listed = reading::listed(scan, shape.span, name::end_evidence(scan, end)).max(0.0);
    let worth = margin + prospect.speaker(scan) + left + right - listed - prospect.against(scan);
    (worth >= need - SHORT_OF).then_some(Found { shape, rule, worth, need })
}
