//! One document while it is counted.

use super::best::{Grade, Proof};
use super::nearest::{Meeting, Page, Place};
use super::shelf::Shelf;
use super::{Counts, Scope};
use crate::resolve::{ArticleInfo, Passage};
use crate::text::Date;

/// One entity in one passage of one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seen {
    pub(super) article: usize,
    pub(super) entity: u32,
    pub(super) passage: u32,
    /// 0 if a role is stated there.
    pub(super) bare: u8,
}

/// One document while it is read: its passages, kept only where a proof asks for them.
pub(super) struct Reading {
    /// Its number on the shelf.
    pub(super) document: u32,
    /// Article and day of each passage.
    pub(super) articles: Vec<(usize, Option<Date>)>,
    /// The articles that link nobody.
    furniture: Vec<usize>,
    /// Where the pair looked at last stands closest.
    pub(super) met: Vec<(u32, Option<u32>)>,
    page: Page,
    texts: Vec<String>,
    /// Where the passages stand that proofs asked for.
    kept: Vec<Option<u32>>,
}

impl Reading {
    pub(super) fn new(
        document: u32,
        date: Option<Date>,
        articles: &[ArticleInfo],
        passages: Vec<Passage>,
    ) -> Self {
        let date = |article: usize| articles.get(article).and_then(|article| article.date).or(date);
        let mut paragraphs: Vec<usize> = passages.iter().map(|passage| passage.paragraph).collect();
        paragraphs.sort_unstable();
        paragraphs.dedup();
        let place = |passage: &Passage| Place {
            span: (passage.start as u32, passage.end as u32),
            paragraph: paragraphs.partition_point(|&other| other < passage.paragraph) as u32,
            crowd: 0,
        };
        let places = passages.iter().map(place).collect();
        Reading {
            document,
            met: Vec::new(),
            articles: passages.iter().map(|passage| (passage.article, date(passage.article))).collect(),
            furniture: (0..articles.len()).filter(|&at| articles[at].furniture).collect(),
            page: Page { places, crowds: vec![0; paragraphs.len()] },
            kept: vec![None; passages.len()],
            texts: passages.into_iter().map(|passage| passage.text).collect(),
        }
    }

    pub(super) fn holds(&self, passage: usize) -> bool {
        passage < self.texts.len()
    }

    /// Whether an article is what stands around stories.
    pub(super) fn is_furniture(&self, article: usize) -> bool {
        self.furniture.binary_search(&article).is_ok()
    }

    /// Units of the article that name an entity; sets how many each of them names.
    pub(super) fn crowd(&mut self, seen: &[Seen]) -> Counts {
        let mut units = Counts { articles: 1, ..Counts::default() };
        let mut last = None;
        let page = &mut self.page;
        for seen in seen {
            page.places[seen.passage as usize].crowd = 0;
            page.crowds[page.places[seen.passage as usize].paragraph as usize] = 0;
        }
        for seen in seen {
            let place = &mut page.places[seen.passage as usize];
            units.sentences += u32::from(place.crowd == 0);
            place.crowd += 1;
            if last != Some((seen.entity, place.paragraph)) {
                let crowd = &mut page.crowds[place.paragraph as usize];
                units.paragraphs += u32::from(*crowd == 0);
                *crowd += 1;
                last = Some((seen.entity, place.paragraph));
            }
        }
        units
    }

    /// The pairs that share a paragraph, or else a sentence, which names at most `most` entities; in order.
    pub(super) fn close_pairs(&self, runs: &[(u32, &[u32])], most: usize) -> Vec<(usize, usize)> {
        let places = runs.iter().enumerate();
        let mut all: Vec<(u32, u32, usize)> = places
            .flat_map(|(run, (_, passages))| passages.iter().map(move |&passage| (passage, run)))
            .map(|(passage, run)| (self.page.places[passage as usize].paragraph, passage, run))
            .collect();
        all.sort_unstable();
        let mut pairs = Vec::new();
        let mut unit = Vec::new();
        let mut link = |part: &[(u32, u32, usize)]| {
            unit.clear();
            unit.extend(part.iter().map(|&(.., run)| run));
            unit.sort_unstable();
            unit.dedup();
            for (at, &first) in unit.iter().enumerate() {
                pairs.extend(unit[at + 1..].iter().map(|&second| (first, second)));
            }
        };
        for paragraph in all.chunk_by(|a, b| a.0 == b.0) {
            if self.page.crowds[paragraph[0].0 as usize] as usize <= most {
                link(paragraph);
                continue;
            }
            let sentences = paragraph.chunk_by(|a, b| a.1 == b.1);
            sentences.filter(|sentence| sentence.len() <= most).for_each(&mut link);
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// Units of one article that name one entity, from its sorted passages.
    pub(super) fn counts(&self, passages: &[u32]) -> Counts {
        let paragraph = |passage: &u32| self.page.places[*passage as usize].paragraph;
        let paragraphs = passages.chunk_by(|a, b| paragraph(a) == paragraph(b)).count();
        Counts { sentences: passages.len() as u32, paragraphs: paragraphs as u32, articles: 1 }
    }

    pub(super) fn grade(&self, scope: Scope, bare: u8, first: u32, second: Option<u32>) -> Grade {
        let length = |passage: u32| {
            let (start, end) = self.page.places[passage as usize].span;
            end.saturating_sub(start)
        };
        Grade::new(scope, bare, length(first).saturating_add(second.map_or(0, length)))
    }

    /// What two entities of an article share, by their sorted passages; where they are closest is in `met`.
    pub(super) fn meet(&mut self, (a, b): (&[u32], &[u32]), scope: Scope, crowd: usize) -> Meeting {
        self.page.meet(a, b, (scope, crowd), &mut self.met)
    }

    pub(super) fn proof(
        &mut self,
        grade: Grade,
        (first, second): (u32, Option<u32>),
        shelf: &mut Shelf,
    ) -> Proof {
        let first = self.keep(first, shelf);
        Proof::new(grade, first, second.map(|second| self.keep(second, shelf)))
    }

    fn keep(&mut self, passage: u32, shelf: &mut Shelf) -> u32 {
        let at = passage as usize;
        *self.kept[at].get_or_insert_with(|| {
            let text = std::mem::take(&mut self.texts[at]);
            shelf.put(self.document, self.articles[at].0 as u32, self.page.places[at].span, text)
        })
    }

    /// Lets go of the passages that no proof needs.
    pub(super) fn close(self, shelf: &mut Shelf) {
        self.kept.into_iter().flatten().for_each(|passage| shelf.release(passage));
    }
}
