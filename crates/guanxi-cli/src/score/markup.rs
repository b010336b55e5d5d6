//! Reads the markup: raw text with `[[P:…]]` tags for mentions and `[[A]]` where an article starts.

use guanxi::kind::Kind;

/// One tagged span of a raw text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tagged {
    /// First offset, in Unicode scalars.
    pub start: usize,
    /// Offset after the last, in Unicode scalars.
    pub end: usize,
    /// What it names; `None` for an arguable span.
    pub kind: Option<Kind>,
    /// Canonical name; the surface without white space where left out.
    pub canonical: String,
    /// Canonical roles stated at this mention.
    pub roles: Vec<String>,
}

/// A raw text with its tags taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gold {
    /// The text without its tags.
    pub raw: String,
    /// The tagged spans, in order.
    pub spans: Vec<Tagged>,
    /// Offsets at which articles start, in order.
    pub articles: Vec<usize>,
}

impl Gold {
    /// Index of the article an offset lies in; 0 stands before the first.
    ///
    /// Counted as the referee counts: the first article has number 1 where the text opens with `[[A]]`.
    pub fn article(&self, offset: usize) -> usize {
        self.articles.partition_point(|&start| start <= offset)
    }

    /// The raw text of a span.
    pub fn surface(&self, span: &Tagged) -> String {
        self.raw.chars().skip(span.start).take(span.end.saturating_sub(span.start)).collect()
    }

    /// Offsets of brackets left in the text: most often a mistyped tag.
    pub fn loose_brackets(&self) -> Vec<usize> {
        let chars: Vec<char> = self.raw.chars().collect();
        let pairs = chars.windows(2).enumerate();
        pairs.filter(|(_, pair)| matches!(pair, ['[', '['] | [']', ']'])).map(|(at, _)| at).collect()
    }
}

/// Takes the tags out of a marked-up text; what is no tag stays text.
pub fn parse(text: &str) -> Gold {
    let mut gold = Gold::default();
    let mut count = 0;
    let mut rest = text;
    while let Some(open) = rest.find("[[") {
        let Some(tag) = Tag::at(&rest[open..]) else {
            // `[[[P:` opens a tag at its second bracket: go on by one.
            count += push(&mut gold.raw, &rest[..open + 1]);
            rest = &rest[open + 1..];
            continue;
        };
        count += push(&mut gold.raw, &rest[..open]);
        rest = &rest[open + tag.bytes..];
        let Some((kind, content)) = tag.content else {
            gold.articles.push(count);
            continue;
        };
        let mut fields = content.split('|');
        let surface = fields.next().unwrap_or_default();
        let canonical = fields.next().filter(|name| !name.is_empty());
        let roles = fields.next().into_iter().flat_map(|roles| roles.split(';'));
        let end = count + push(&mut gold.raw, surface);
        gold.spans.push(Tagged {
            start: count,
            end,
            kind,
            canonical: canonical.map_or_else(|| close_up(surface), str::to_string),
            roles: roles.filter(|role| !role.is_empty()).map(str::to_string).collect(),
        });
        count = end;
    }
    push(&mut gold.raw, rest);
    gold
}

/// Adds text and counts its characters.
fn push(raw: &mut String, text: &str) -> usize {
    raw.push_str(text);
    text.chars().count()
}

/// One tag: its length, and kind and content unless it starts an article.
struct Tag<'a> {
    bytes: usize,
    content: Option<(Option<Kind>, &'a str)>,
}

impl Tag<'_> {
    /// The tag a text that starts with `[[` opens with, if it is one.
    fn at(text: &str) -> Option<Tag<'_>> {
        let inner = text.get(2..)?;
        if inner.starts_with("A]]") {
            return Some(Tag { bytes: 5, content: None });
        }
        let letter = inner.chars().next()?;
        let kind = Kind::ALL.into_iter().find(|kind| kind.letter() == letter);
        if kind.is_none() && letter != '?' {
            return None;
        }
        let content = inner[1..].strip_prefix(':')?;
        let end = content.find("]]")?;
        Some(Tag { bytes: 4 + end + 2, content: Some((kind, &content[..end])) })
    }
}

/// A surface without its white space.
pub(super) fn close_up(surface: &str) -> String {
    surface.chars().filter(|&c| !is_blank(c)).collect()
}

/// A name as it is compared: without white space and quotes, with full-width brackets, 人民政府 as 政府.
pub fn squeeze(name: &str) -> String {
    let kept = name.chars().filter(|&c| !is_blank(c) && !"“”\"'‘’「」《》".contains(c));
    let name: String = kept
        .map(|c| match c {
            '(' => '（',
            ')' => '）',
            c => c,
        })
        .collect();
    name.replace("人民政府", "政府")
}

/// White space as the referee's patterns see it: four separators more than in Rust.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1C}'..='\u{1F}')
}
