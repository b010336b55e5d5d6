//! One document while it is counted.

use super::best::{Grade, Proof};
use super::nearest::{Meeting, Page, Place};
use super::{Counts, Scope};
use crate::kind::Kind;
use crate::resolve::{Named, Resolved};
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

/// One document while it is read.
pub(super) struct Reading {
    /// The number of its first passage.
    first: u32,
    /// Article and day of each passage.
    pub(super) articles: Vec<(usize, Option<Date>)>,
    /// The articles that link nobody.
    furniture: Vec<usize>,
    /// Where the pair looked at last stands closest.
    pub(super) met: Vec<(u32, Option<u32>)>,
    page: Page,
}

impl Reading {
    /// A document whose passages are numbered from `first` on.
    pub(super) fn new(document: &Resolved, first: u32) -> Self {
        let Resolved { info, articles, passages, .. } = document;
        let date = |article: usize| articles.get(article).and_then(|article| article.date).or(info.date);
        let mut paragraphs: Vec<usize> = passages.iter().map(|passage| passage.paragraph).collect();
        paragraphs.sort_unstable();
        paragraphs.dedup();
        let number = |paragraph: usize| paragraphs.partition_point(|&other| other < paragraph);
        let mut rows = vec![false; paragraphs.len()];
        passages.iter().filter(|passage| passage.is_row()).for_each(|row| rows[number(row.paragraph)] = true);
        let places = passages.iter().map(|passage| Place {
            span: (passage.start as u32, passage.end as u32),
            paragraph: number(passage.paragraph) as u32,
            crowd: 0,
        });
        Reading {
            first,
            met: Vec::new(),
            articles: passages.iter().map(|passage| (passage.article, date(passage.article))).collect(),
            furniture: (0..articles.len()).filter(|&at| articles[at].furniture).collect(),
            page: Page { places: places.collect(), crowds: vec![0; paragraphs.len()], rows },
        }
    }

    /// Whether a mention names an entity of the graph, in a passage there is.
    pub(super) fn counts_in(&self, named: &Named) -> bool {
        named.kind != Kind::Byline && named.passage < self.articles.len()
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

    /// Passages of this document as a proof.
    pub(super) fn proof(&self, grade: Grade, (first, second): (u32, Option<u32>)) -> Proof {
        Proof::new(grade, self.first + first, second.map(|second| self.first + second))
    }
}

/// The kind an entity is counted under: who holds a public post is known once all is counted.
pub(super) fn counted_as(kind: Kind) -> Kind {
    if kind == Kind::Person { Kind::Official } else { kind }
}

/// The entities of one article with their passages, in order of their numbers.
pub(super) fn runs<'a>(seen: &[Seen], passages: &'a mut Vec<u32>) -> Vec<(u32, &'a [u32])> {
    passages.clear();
    passages.extend(seen.iter().map(|seen| seen.passage));
    let mut from = 0;
    let run = |run: &[Seen]| {
        let own = &passages[from..from + run.len()];
        from += run.len();
        (run[0].entity, own)
    };
    seen.chunk_by(|a, b| a.entity == b.entity).map(run).collect()
}
