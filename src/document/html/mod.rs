//! Saved web pages: the article without what stands around it, and what the page says of it.

mod main_part;
mod words;

use ego_tree::NodeRef;
use scraper::{ElementRef, Html, Node};
use serde_json::Value;

use super::encoding::decode;
use super::{Document, Encoding, Failure, date};
use crate::text::{find_date, fold};
use words::Words;

pub(super) fn read(id: &str, bytes: Vec<u8>, forced: Option<Encoding>) -> Result<Document, Failure> {
    let source = decode(id, bytes, forced)?;
    let page = Html::parse_document(&source);
    let facts = Facts::of(&page);
    let main = main_part::of(&page);
    let article = Words::below(main);
    let title = facts.title.or_else(|| headline(&page));
    // The headline stands above what holds the article more often than in it.
    let close = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let head: String = close(&article).chars().take(400).collect();
    let text = match &title {
        Some(title) if !head.contains(&close(title)) => format!("{title}\n{article}"),
        _ => article,
    };
    if text.trim().is_empty() {
        let cure = "save the page again once it has loaded, or save its text";
        return Err(Failure::new(id, "holds no text: a script fills this page", cure));
    }
    let field = |day: String| date::in_field(&Value::String(day));
    let url = facts.url.or_else(|| saved_from(&source));
    let day = facts.date.and_then(field).or_else(|| url.as_deref().and_then(date::in_path));
    Ok(Document {
        id: id.to_string(),
        date: day.or_else(|| date::in_path(id)).or_else(|| day_above(&page, main)),
        title,
        source: facts.source,
        url,
        text,
        ..Document::default()
    })
}

/// Every word of a page, for chapters of books.
pub(super) fn whole(source: &str) -> String {
    Words::below(Html::parse_document(source).tree.root())
}

/// What the head of a page states, most of it by the rules for government sites.
#[derive(Default)]
struct Facts {
    title: Option<String>,
    date: Option<String>,
    source: Option<String>,
    url: Option<String>,
}

/// Names a page gives its facts, the surest first.
const TITLES: [&str; 3] = ["articletitle", "og:title", "twitter:title"];
const DATES: [&str; 6] =
    ["pubdate", "article:published_time", "publishdate", "og:release_date", "date", "dc.date"];
const SOURCES: [&str; 4] = ["contentsource", "sitename", "og:site_name", "source"];
const ADDRESSES: [&str; 2] = ["url", "og:url"];

impl Facts {
    fn of(page: &Html) -> Facts {
        let mut metas: Vec<(String, String)> = Vec::new();
        let mut address = None;
        for element in page.tree.root().descendants().filter_map(ElementRef::wrap) {
            let value = element.value();
            match value.name() {
                "meta" => {
                    let name = value.attr("name").or_else(|| value.attr("property"));
                    if let (Some(name), Some(content)) = (name, value.attr("content")) {
                        metas.push((name.trim().to_ascii_lowercase(), content.trim().to_string()));
                    }
                }
                "link" if value.attr("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                    address = address.or_else(|| value.attr("href").map(str::to_string));
                }
                _ => {}
            }
        }
        let find = |names: &[&str]| {
            let all = names
                .iter()
                .filter_map(|name| metas.iter().find(|(key, value)| key == name && !value.is_empty()));
            all.map(|(_, value)| value.clone()).next()
        };
        Facts {
            title: find(&TITLES),
            date: find(&DATES),
            source: find(&SOURCES),
            url: address.or_else(|| find(&ADDRESSES)).filter(|url| url.starts_with("http")),
        }
    }
}

/// The first heading, or the name of the window without that of the site.
fn headline(page: &Html) -> Option<String> {
    let named = |name: &'static str| {
        let mut all = page.tree.root().descendants().filter_map(ElementRef::wrap);
        let found = all.find(|element| element.value().name() == name);
        found.map(|element| Words::below(*element).trim().replace('\n', " ")).filter(|text| !text.is_empty())
    };
    named("h1").or_else(|| {
        let title = named("title")?;
        let first = title.split(['_', '|']).next().unwrap_or(&title);
        let first = first.split(" - ").next().unwrap_or(first).trim();
        Some(first.to_string()).filter(|title| !title.is_empty())
    })
}

/// Browsers note where a page was saved from: `<!-- saved from url=(0042)http://… -->`.
fn saved_from(source: &str) -> Option<String> {
    let start = source.find("<!-- saved from url=(")?;
    let rest = source.get(start..)?.split_once(')')?.1;
    let url = rest.split("-->").next()?.trim();
    (url.starts_with("http") && !url.contains(char::is_whitespace)).then(|| url.to_string())
}

/// The day that stands on the page before the article: `发布时间：2023-04-04`.
fn day_above(page: &Html, main: NodeRef<Node>) -> Option<crate::text::Date> {
    let mut before = String::new();
    for node in page.tree.root().descendants().take_while(|node| node.id() != main.id()) {
        if let Node::Text(text) = node.value()
            && !node.ancestors().any(|up| words::is_silent(&up))
        {
            before.push_str(text);
            before.push(' ');
        }
    }
    let folded: Vec<char> = before.chars().filter_map(fold).collect();
    find_date(&folded)
}
