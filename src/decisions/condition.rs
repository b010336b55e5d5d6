//! Where a decision holds.

use std::fmt;

use crate::resolve::{ArticleInfo, DocumentInfo, Named, Passage};
use crate::text::Date;

/// Where a decision holds: all that is told must be so.
///
/// Written `document=a.txt; post=教育局`, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Condition {
    /// Id of the document, or its last parts: `a.txt` for `pages/a.txt`.
    pub document: Option<String>,
    /// First offset of a passage of that document, in Unicode scalars of the raw text: the mentions in it are meant alone.
    pub passage: Option<usize>,
    /// Newspaper or website of the document.
    pub source: Option<String>,
    /// The jurisdiction the article speaks for.
    pub place: Option<String>,
    /// Words of a post that the article states for the name.
    pub post: Option<String>,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

/// The words before `=`.
const NAMES: &str = "document, passage, source, place, post, from or to";

impl Condition {
    /// Whether it holds everywhere.
    pub fn is_empty(&self) -> bool {
        *self == Condition::default()
    }

    /// Reads `document=a.txt; from=2023-01-01`; the error says what is wrong and what to write.
    pub fn parse(text: &str) -> Result<Condition, (String, String)> {
        let mut condition = Condition::default();
        for part in text.split([';', '；']).map(str::trim).filter(|part| !part.is_empty()) {
            let (name, value) =
                part.split_once('=').map_or((part, ""), |(name, value)| (name.trim(), value.trim()));
            if value.is_empty() {
                return Err((format!("`{part}` says nothing"), format!("write {NAMES}, then = and a value")));
            }
            let text = || Some(value.to_string());
            let date = || {
                let cure =
                    || (format!("`{value}` is no date"), "write year-month-day: 2023-04-04".to_string());
                value.parse::<Date>().map(Some).map_err(|_| cure())
            };
            let number = || {
                let cure = || (format!("`{value}` is no offset"), "write a number: passage=120".to_string());
                value.parse::<usize>().map(Some).map_err(|_| cure())
            };
            match name {
                "passage" => condition.passage = number()?,
                "document" => condition.document = text(),
                "source" => condition.source = text(),
                "place" => condition.place = text(),
                "post" => condition.post = text(),
                "from" => condition.from = date()?,
                "to" => condition.to = date()?,
                _ => return Err((format!("unknown condition `{name}`"), format!("write {NAMES}"))),
            }
        }
        if condition.passage.is_some() && condition.document.is_none() {
            let cure = "write document= before it: document=a.txt; passage=120";
            return Err(("`passage` is of no document".into(), cure.into()));
        }
        Ok(condition)
    }

    /// Whether it holds for a mention of a document.
    pub(super) fn holds(&self, page: &Page, named: &Named) -> bool {
        let passage = page.passages.get(named.passage);
        let article = passage.map_or(0, |passage| passage.article);
        let story = page.articles.get(article);
        let is =
            |wanted: &Option<String>, found: Option<&str>| wanted.is_none() || wanted.as_deref() == found;
        let date = story.and_then(|story| story.date).or(page.info.date);
        is(&self.source, page.info.source.as_deref())
            && is(&self.place, story.and_then(|story| story.jurisdiction.as_deref()))
            && self.document.as_deref().is_none_or(|wanted| ends_with_parts(&page.info.id, wanted))
            && self.passage.is_none_or(|start| passage.is_some_and(|passage| passage.start == start))
            && self.from.is_none_or(|from| date.is_some_and(|date| date >= from))
            && self.to.is_none_or(|to| date.is_some_and(|date| date <= to))
            && self.post.as_deref().is_none_or(|words| {
                page.posts
                    .iter()
                    .any(|(of, name, post)| *of == article && *name == named.entity && post.contains(words))
            })
    }
}

/// What a document tells that conditions ask for, as it was before any decision.
pub(super) struct Page<'a> {
    info: &'a DocumentInfo,
    articles: &'a [ArticleInfo],
    passages: &'a [Passage],
    /// Article, name and post of every post stated.
    posts: Vec<(usize, String, String)>,
}

impl<'a> Page<'a> {
    /// Looks posts up only where a condition asks for them.
    pub(super) fn of(
        info: &'a DocumentInfo,
        articles: &'a [ArticleInfo],
        passages: &'a [Passage],
    ) -> Page<'a> {
        Page { info, articles, passages, posts: Vec::new() }
    }

    pub(super) fn note_posts(&mut self, mentions: &[Named]) {
        for named in mentions {
            let article = self.passages.get(named.passage).map_or(0, |passage| passage.article);
            self.posts
                .extend(named.roles.iter().map(|role| (article, named.entity.clone(), role.name.clone())));
        }
    }
}

/// Whether an id is the wanted one or ends with it after a `/`.
fn ends_with_parts(id: &str, wanted: &str) -> bool {
    id.strip_suffix(wanted).is_some_and(|rest| rest.is_empty() || rest.ends_with(['/', '\\']))
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = |date: Option<Date>| date.map(|date| date.to_string());
        let parts = [
            ("document", self.document.clone()),
            ("passage", self.passage.map(|start| start.to_string())),
            ("source", self.source.clone()),
            ("place", self.place.clone()),
            ("post", self.post.clone()),
            ("from", date(self.from)),
            ("to", date(self.to)),
        ];
        let told: Vec<String> =
            parts.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value?))).collect();
        f.write_str(&told.join("; "))
    }
}
