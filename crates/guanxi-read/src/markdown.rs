//! Markdown: the words without their marks; a head of `key: value` lines gives title, date, source, address.

use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};
use serde_json::Value;

use super::encoding::decode;
use super::{Document, Encoding, Failure, date};
use guanxi::internal::text::is_han;

pub(super) fn read(id: &str, bytes: Vec<u8>, forced: Option<Encoding>) -> Result<Document, Failure> {
    let source = decode(id, bytes, forced)?;
    let mut page = Page::default();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    for event in Parser::new_ext(&source, options) {
        page.take(event);
    }
    let field = |name: &str| {
        let line =
            page.head.lines().find_map(|line| line.split_once(':').filter(|(key, _)| key.trim() == name));
        line.map(|(_, value)| value.trim().trim_matches(['"', '\'']).to_string())
            .filter(|value| !value.is_empty())
    };
    let day = field("date").and_then(|day| date::in_field(&Value::String(day)));
    Ok(Document {
        id: id.to_string(),
        title: field("title").or(page.title),
        date: day.or_else(|| date::in_path(id)),
        source: field("source"),
        url: field("url"),
        text: page.text,
        ..Document::default()
    })
}

#[derive(Default)]
struct Page {
    text: String,
    head: String,
    /// The first heading of the first rank.
    title: Option<String>,
    heading: Option<usize>,
    in_head: bool,
    /// How many pictures are open: what stands for them is not the page's text.
    pictures: usize,
    gap: bool,
}

impl Page {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(Tag::MetadataBlock(
                MetadataBlockKind::YamlStyle | MetadataBlockKind::PlusesStyle,
            )) => {
                self.in_head = true;
            }
            Event::End(TagEnd::MetadataBlock(_)) => self.in_head = false,
            Event::Start(Tag::Image { .. }) => self.pictures += 1,
            Event::End(TagEnd::Image) => self.pictures = self.pictures.saturating_sub(1),
            Event::Start(Tag::Heading { level: pulldown_cmark::HeadingLevel::H1, .. }) => {
                self.heading = Some(self.text.len());
            }
            Event::Text(text) | Event::Code(text) if self.in_head => self.head.push_str(&text),
            Event::Text(text) | Event::Code(text) if self.pictures == 0 => self.push(&text),
            Event::SoftBreak => self.gap = true,
            Event::HardBreak | Event::End(TagEnd::TableCell | TagEnd::Item) => self.line(),
            Event::End(TagEnd::Heading(_)) => {
                if let Some(start) = self.heading.take() {
                    self.title.get_or_insert_with(|| self.text[start..].trim().to_string());
                }
                self.line();
            }
            Event::End(TagEnd::Paragraph | TagEnd::CodeBlock) => self.line(),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        // A line end inside a paragraph is a blank, but not between Chinese characters.
        let before = self.text.chars().next_back();
        let words =
            |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || !is_han(c) && c.is_alphabetic());
        if std::mem::take(&mut self.gap) && words(before) && words(text.chars().next()) {
            self.text.push(' ');
        }
        self.text.push_str(text);
    }

    fn line(&mut self) {
        self.gap = false;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}
