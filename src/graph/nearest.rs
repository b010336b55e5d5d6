//! Where two entities of an article stand closest: one sentence, one paragraph, or apart.

use std::ops::Range;

use super::fixed::Fixed;
use super::{Counts, Scope};

/// Where a passage stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Offsets in the raw document.
    pub(super) span: (u32, u32),
    /// Its paragraph, numbered within the document.
    pub(super) paragraph: u32,
    /// How many entities the passage names.
    pub(super) crowd: u32,
}

/// The passages of one document, and how many entities its paragraphs name.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) places: Vec<Place>,
    pub(super) crowds: Vec<u32>,
    /// Which paragraphs are rows of tables.
    pub(super) rows: Vec<bool>,
}

/// What two entities share in one article.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Meeting {
    pub(super) counts: Counts,
    pub(super) weight: Fixed,
    /// How close they come.
    pub(super) scope: Scope,
}

impl Page {
    /// What the entities of the sorted passage lists `a` and `b` share; `crowd` entities are in the article.
    ///
    /// `met` is filled with the passages of their closest meetings: one, or two in text order.
    pub(super) fn meet(
        &self,
        a: &[u32],
        b: &[u32],
        (scope, crowd): (Scope, usize),
        met: &mut Vec<(u32, Option<u32>)>,
    ) -> Meeting {
        met.clear();
        // Most are named in one sentence each.
        if let (&[x], &[y]) = (a, b) {
            return self.meet_once((x, y), (scope, crowd), met);
        }
        let mut counts = Counts { articles: 1, ..Counts::default() };
        let mut weights = [Fixed::default(), Fixed::default(), Fixed::share(crowd)];
        for passage in shared(a, b, |passage| passage) {
            counts.sentences += 1;
            weights[0] += Fixed::share(self.places[passage as usize].crowd as usize);
            met.push((passage, None));
        }
        for paragraph in shared(a, b, |passage| self.paragraph(passage)) {
            counts.paragraphs += 1;
            weights[1] += self.within(paragraph);
            weights[2] = weights[2].max(self.of_row(paragraph));
            if counts.sentences == 0 {
                let (a, b) = (&a[self.stretch(a, paragraph)], &b[self.stretch(b, paragraph)]);
                met.extend(self.nearest(a, b));
            }
        }
        let closest = closest(counts);
        if closest == Scope::Article {
            met.extend(self.nearest(a, b));
        }
        Meeting { counts, weight: weights[scope as usize], scope: closest }
    }

    /// The same for entities of one passage each.
    fn meet_once(
        &self,
        (x, y): (u32, u32),
        (scope, crowd): (Scope, usize),
        met: &mut Vec<(u32, Option<u32>)>,
    ) -> Meeting {
        let (first, second) = (x.min(y), x.max(y));
        let paragraph = self.paragraph(first);
        let counts = Counts {
            sentences: u32::from(first == second),
            paragraphs: u32::from(paragraph == self.paragraph(second)),
            articles: 1,
        };
        met.push((first, (first != second).then_some(second)));
        let weight = match scope {
            _ if counts.at(scope) == 0 => Fixed::default(),
            Scope::Sentence => Fixed::share(self.places[first as usize].crowd as usize),
            Scope::Paragraph => self.within(paragraph),
            Scope::Article if counts.paragraphs > 0 => Fixed::share(crowd).max(self.of_row(paragraph)),
            Scope::Article => Fixed::share(crowd),
        };
        Meeting { counts, weight, scope: closest(counts) }
    }

    /// What a pair of a paragraph gets in it.
    fn within(&self, paragraph: u32) -> Fixed {
        Fixed::share(self.crowds[paragraph as usize] as usize)
    }

    /// What a pair of a row gets in the article: as if the row were one, since what a table lists is no story.
    fn of_row(&self, paragraph: u32) -> Fixed {
        if self.rows[paragraph as usize] { self.within(paragraph) } else { Fixed::default() }
    }

    fn paragraph(&self, passage: u32) -> u32 {
        self.places[passage as usize].paragraph
    }

    /// The stretch of a sorted list that lies in one paragraph.
    fn stretch(&self, passages: &[u32], paragraph: u32) -> Range<usize> {
        let start = passages.partition_point(|&passage| self.paragraph(passage) < paragraph);
        let end = passages.partition_point(|&passage| self.paragraph(passage) <= paragraph);
        start..end
    }

    /// The pair of passages, one from each list, with the least raw text between; the earliest of equals.
    fn nearest(&self, a: &[u32], b: &[u32]) -> Option<(u32, Option<u32>)> {
        let (mut i, mut j) = (0, 0);
        let mut best: Option<(u32, u32, u32)> = None;
        while let (Some(&x), Some(&y)) = (a.get(i), b.get(j)) {
            let (first, second) = (x.min(y), x.max(y));
            let gap = self.places[second as usize].span.0.saturating_sub(self.places[first as usize].span.1);
            if best.is_none_or(|(least, ..)| gap < least) {
                best = Some((gap, first, second));
            }
            if x < y {
                i += 1;
            } else {
                j += 1;
            }
        }
        best.map(|(_, first, second)| (first, (second != first).then_some(second)))
    }
}

/// The closest stretch of text that holds both.
fn closest(counts: Counts) -> Scope {
    match counts {
        Counts { sentences: 1.., .. } => Scope::Sentence,
        Counts { paragraphs: 1.., .. } => Scope::Paragraph,
        _ => Scope::Article,
    }
}

/// The distinct values of `of` that both sorted lists have.
fn shared<'a>(a: &'a [u32], b: &'a [u32], of: impl Fn(u32) -> u32 + 'a) -> impl Iterator<Item = u32> + 'a {
    let (mut i, mut j) = (0, 0);
    std::iter::from_fn(move || {
        while let (Some(&x), Some(&y)) = (a.get(i), b.get(j)) {
            let (x, y) = (of(x), of(y));
            if x <= y {
                i += 1;
            }
            if y <= x {
                j += 1;
            }
            if x == y {
                while a.get(i).is_some_and(|&next| of(next) == x) {
                    i += 1;
                }
                while b.get(j).is_some_and(|&next| of(next) == x) {
                    j += 1;
                }
                return Some(x);
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Six passages of ten characters each, two to a paragraph, two entities in each.
    fn page() -> Page {
        let place = |at: u32| Place { span: (at * 10, at * 10 + 10), paragraph: at / 2, crowd: 2 };
        Page { places: (0..6).map(place).collect(), crowds: vec![3, 3, 3], rows: vec![false, true, false] }
    }

    /// The meeting and its passages.
    fn meet(a: &[u32], b: &[u32], scope: Scope, crowd: usize) -> (Meeting, Vec<(u32, Option<u32>)>) {
        let mut met = Vec::new();
        (page().meet(a, b, (scope, crowd), &mut met), met)
    }

    #[test]
    fn one_sentence_is_closest() {
        let (meeting, met) = meet(&[0, 1, 4], &[1, 4, 5], Scope::Article, 5);
        assert_eq!(meeting.counts, Counts { sentences: 2, paragraphs: 2, articles: 1 });
        assert_eq!(meeting.scope, Scope::Sentence);
        assert_eq!(met, [(1, None), (4, None)]);
        assert_eq!(meeting.weight.value(), 0.25);
    }

    #[test]
    fn then_one_paragraph() {
        let (meeting, met) = meet(&[0, 4], &[1, 2], Scope::Paragraph, 5);
        assert_eq!(meeting.counts, Counts { sentences: 0, paragraphs: 1, articles: 1 });
        assert_eq!(meeting.scope, Scope::Paragraph);
        assert_eq!(met, [(0, Some(1))]);
        assert_eq!(meeting.weight.value(), 0.5);
    }

    #[test]
    fn a_row_is_as_a_story_of_its_own() {
        // The second paragraph is a row of a table, and the article names nine.
        let weight = |a: &[u32], b: &[u32]| meet(a, b, Scope::Article, 9).0.weight.value();
        assert_eq!([weight(&[2], &[3]), weight(&[2, 5], &[3]), weight(&[3], &[3])], [0.5; 3]);
        assert_eq!([weight(&[0], &[1]), weight(&[0, 2], &[4]), weight(&[0, 5], &[1])], [0.125; 3]);
        assert_eq!(meet(&[2], &[3], Scope::Sentence, 9).0.weight.value(), 0.0);
    }

    #[test]
    fn then_the_nearest_pair_of_the_article() {
        let (meeting, met) = meet(&[5, 5], &[0, 3], Scope::Sentence, 5);
        assert_eq!(meeting.scope, Scope::Article);
        assert_eq!(met, [(3, Some(5))]);
        assert_eq!(meeting.weight.value(), 0.0);
        assert_eq!(meet(&[2], &[3], Scope::Sentence, 2).0.scope, Scope::Paragraph);
        // The earliest of equals.
        let (_, met) = meet(&[0, 3], &[4, 2], Scope::Article, 2);
        assert_eq!(met.len(), 1);
    }
}
