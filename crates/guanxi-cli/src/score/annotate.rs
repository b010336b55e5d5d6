//! Writes the markup: a raw text with its mentions tagged.

use super::markup::{Tagged, close_up};

/// The raw text with tags for mentions and `[[A]]` before each article start.
///
/// [`parse`](super::parse) gives the same spans back. Left untagged are mentions that overlap an earlier one
/// or reach over the end, empty ones, and surfaces the markup cannot hold (with `|` or `]]` in them). An article that
/// starts inside a mention starts before it.
pub fn annotate(raw: &str, mentions: &[Tagged], articles: &[usize]) -> String {
    let mut mentions: Vec<&Tagged> = mentions.iter().collect();
    mentions.sort();
    let mut articles = articles.to_vec();
    articles.sort_unstable();
    let mut out = Writer { out: String::with_capacity(raw.len() * 2), rest: raw, at: 0, articles: &articles };
    for mention in mentions {
        if mention.start < out.at {
            continue;
        }
        let Some(surface) = between(out.rest, mention.start - out.at, mention.end.saturating_sub(out.at))
        else {
            continue;
        };
        let Some(tag) = tag(surface, mention) else { continue };
        out.plain_to(mention.start);
        out.start_articles(mention.end.saturating_sub(1).max(mention.start));
        out.out.push_str(&tag);
        out.rest = &out.rest[surface.len()..];
        out.at = mention.end;
    }
    out.plain_to(usize::MAX);
    out.start_articles(usize::MAX);
    out.out
}

struct Writer<'a> {
    out: String,
    /// What is not written yet, and the offset of its start.
    rest: &'a str,
    at: usize,
    articles: &'a [usize],
}

impl Writer<'_> {
    /// Copies text up to an offset, with the article starts on the way.
    fn plain_to(&mut self, end: usize) {
        while self.at < end {
            self.start_articles(self.at);
            let mut chars = self.rest.chars();
            let Some(c) = chars.next() else { return };
            self.out.push(c);
            self.rest = chars.as_str();
            self.at += 1;
        }
    }

    fn start_articles(&mut self, up_to: usize) {
        while let Some((&start, later)) = self.articles.split_first()
            && start <= up_to
        {
            self.out.push_str("[[A]]");
            self.articles = later;
        }
    }
}

/// The characters `start..end` of a text; `None` where it is shorter.
fn between(text: &str, start: usize, end: usize) -> Option<&str> {
    let mut bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let from = bytes.nth(start)?;
    let to = if end <= start { from } else { bytes.nth(end - start - 1)? };
    Some(&text[from..to])
}

/// The tag of a mention; `None` where it could not be read back.
fn tag(surface: &str, mention: &Tagged) -> Option<String> {
    let letter = mention.kind.map_or('?', |kind| kind.letter());
    let roles: Vec<&str> =
        mention.roles.iter().map(String::as_str).filter(|role| holds(role, ";|")).collect();
    let named = mention.canonical != close_up(surface) || !roles.is_empty();
    let mut inner = surface.to_string();
    if named && !mention.canonical.is_empty() && holds(&mention.canonical, "|") {
        inner.push('|');
        inner.push_str(&mention.canonical);
        if !roles.is_empty() {
            inner.push('|');
            inner.push_str(&roles.join(";"));
        }
    }
    let whole = holds(surface, "|") && !inner.contains("]]") && !inner.ends_with(']');
    whole.then(|| format!("[[{letter}:{inner}]]"))
}

/// Whether a field is free of the marks that would cut it.
fn holds(field: &str, marks: &str) -> bool {
    !field.is_empty() && !field.contains(|c| marks.contains(c))
}
