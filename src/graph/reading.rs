//! One document while it is counted.

use std::sync::Arc;

use super::best::{Grade, Kept, Proof};
use super::nearest::{Page, Place};
use super::{Counts, Scope};
use crate::resolve::{ArticleInfo, DocumentInfo, Passage};
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
    pub(super) info: Arc<DocumentInfo>,
    /// Article and day of each passage.
    pub(super) articles: Vec<(usize, Option<Date>)>,
    pub(super) page: Page,
    texts: Vec<String>,
    kept: Vec<Option<Arc<Kept>>>,
}

impl Reading {
    pub(super) fn new(info: DocumentInfo, articles: &[ArticleInfo], passages: Vec<Passage>) -> Self {
        let date = |article: usize| articles.get(article).and_then(|article| article.date).or(info.date);
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
            articles: passages.iter().map(|passage| (passage.article, date(passage.article))).collect(),
            page: Page { places, crowds: vec![0; paragraphs.len()] },
            kept: vec![None; passages.len()],
            texts: passages.into_iter().map(|passage| passage.text).collect(),
            info: Arc::new(info),
        }
    }

    pub(super) fn holds(&self, passage: usize) -> bool {
        passage < self.texts.len()
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
        Grade { scope, bare, length: length(first).saturating_add(second.map_or(0, length)) }
    }

    pub(super) fn proof(&mut self, grade: Grade, first: u32, second: Option<u32>) -> Proof {
        Proof { grade, first: self.keep(first), second: second.map(|second| self.keep(second)) }
    }

    fn keep(&mut self, passage: u32) -> Arc<Kept> {
        let at = passage as usize;
        let (start, end) = self.page.places[at].span;
        let kept = self.kept[at].get_or_insert_with(|| {
            Arc::new(Kept {
                document: self.info.clone(),
                start,
                end,
                article: self.articles[at].0 as u32,
                text: std::mem::take(&mut self.texts[at]),
            })
        });
        kept.clone()
    }
}
