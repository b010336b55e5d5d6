//! Saved web pages: the article without what stands around it, and what the page says of it.

mod furniture;
mod main_part;
mod tables;
#[cfg(test)]
mod tests;
mod words;

use ego_tree::NodeRef;
use scraper::{ElementRef, Html, Node};
use serde_json::Value;

use super::encoding::decode;
use super::{Document, Encoding, Failure, date};
use guanxi::internal::text::{find_date, fold, is_han};
use words::{Drop, Words};

pub(super) fn read(id: &str, bytes: Vec<u8>, forced: Option<Encoding>) -> Result<Document, Failure> {
    let source = decode(id, bytes, forced)?;
    if nested(&source) > DEEPEST {
        return Err(Failure::new(id, "is nested too deep", "save its text"));
    }
    let page = Html::parse_document(&source);
    let facts = Facts::of(&page).or_in_scripts(&source);
    let tables = tables::of_things(&page);
    let main_part::Main { part: main, prose } = main_part::of(&page, &tables);
    let article = Words::of(main, &tables, if prose { Drop::Links } else { Drop::Furniture });
    let title = facts.title.or_else(|| headline(&page));
    // The headline stands above what holds the article more often than in it.
    let close = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let head: Vec<String> = article.lines().map(close).filter(|line| !line.is_empty()).take(HEAD).collect();
    let stands = |line: &str| {
        let runs = (0..head.len()).flat_map(|from| (from..head.len().min(from + 3)).map(move |to| from..=to));
        runs.into_iter().any(|run| head[run].concat() == line)
    };
    let mut text = String::new();
    for line in [&facts.above, &title, &facts.below].into_iter().flatten() {
        if !close(line).is_empty() && !stands(&close(line)) {
            text.push_str(line);
            text.push('\n');
        }
    }
    text.push_str(&article);
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
        source: facts.source.or_else(|| site(&page)),
        url,
        text,
        ..Document::default()
    })
}

/// Lines of an article among which its headline may stand.
const HEAD: usize = 12;

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
    /// The lines a paper sets above and below its headline.
    above: Option<String>,
    below: Option<String>,
}

/// Deepest nesting of elements: what a reader of pages does takes time by the square of it.
const DEEPEST: usize = 30_000;

/// How deep the elements of a page lie in one another, counted without those that close by themselves.
fn nested(source: &str) -> usize {
    const BY_THEMSELVES: [&str; 24] = [
        "p", "li", "td", "tr", "th", "dd", "dt", "option", "br", "hr", "img", "input", "meta", "link",
        "area", "base", "col", "embed", "source", "track", "wbr", "param", "frame", "o:p",
    ];
    let (mut depth, mut most) = (0_usize, 0_usize);
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let closes = rest.starts_with('/');
        let name = rest.trim_start_matches('/');
        let end =
            name.find(|c: char| !c.is_ascii_alphanumeric() && c != ':' && c != '-').unwrap_or(name.len());
        let name = name[..end].to_ascii_lowercase();
        if name.is_empty() || BY_THEMSELVES.contains(&name.as_str()) {
            continue;
        }
        depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        most = most.max(depth);
    }
    most
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
        let mut facts = Facts::default();
        // Founder's papers name the lines of a headline, and repeat them with the day in a remark.
        for node in page.tree.root().descendants() {
            if let Node::Comment(remark) = node.value()
                && remark.contains("enpproperty")
            {
                let told = |name: &str| between(remark, &format!("<{name}>"), &format!("</{name}>"));
                facts.title = facts.title.or_else(|| told("title"));
                facts.below = facts.below.or_else(|| told("subtitle"));
                facts.above = facts.above.or_else(|| told("introtitle"));
                facts.date = facts.date.or_else(|| told("date"));
            }
            let Node::Element(element) = node.value() else { continue };
            let words = || Some(Words::below(node).trim().replace('\n', " ")).filter(|text| !text.is_empty());
            match (element.name(), element.attr("id")) {
                ("founder-title", _) => facts.title = words().or(facts.title),
                ("founder-subtitle", _) => facts.below = words().or(facts.below),
                ("founder-pretitle", _) => facts.above = words().or(facts.above),
                (_, Some("activity-name")) => facts.title = words().or(facts.title),
                (_, Some("js_name")) => facts.source = facts.source.or_else(words),
                (_, Some("publish_time")) => facts.date = facts.date.or_else(words),
                _ => {}
            }
        }
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
            title: facts.title.or_else(|| find(&TITLES)),
            date: facts.date.or_else(|| find(&DATES)),
            source: facts.source.or_else(|| find(&SOURCES)),
            url: address.or_else(|| find(&ADDRESSES)).filter(|url| url.starts_with("http")),
            above: facts.above,
            below: facts.below,
        }
    }

    /// With what a page of WeChat says only in its script.
    fn or_in_scripts(self, source: &str) -> Facts {
        if !source.contains("js_content") {
            return self;
        }
        let script = |name: &str| {
            ["\"", "'"].into_iter().find_map(|mark| {
                let value = [format!("{name} = {mark}"), format!("{name}={mark}")];
                value.iter().find_map(|start| between(source, start, mark))
            })
        };
        Facts {
            date: self.date.or_else(|| script("publish_time")).or_else(|| script("ct")),
            source: self.source.or_else(|| script("nickname")),
            title: self.title.or_else(|| script("msg_title")),
            ..self
        }
    }
}

/// What stands between two marks, if anything does.
fn between(text: &str, start: &str, end: &str) -> Option<String> {
    let rest = text.split_once(start)?.1;
    let value = rest.split_once(end)?.0.trim();
    (!value.is_empty() && value.len() < 1000).then(|| value.to_string())
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
        // What of it stands on the page too is the headline: `县长调研-某县教育局`.
        let close = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let lines: Vec<String> = Words::below(page.tree.root()).lines().map(close).collect();
        let ends = title.char_indices().filter(|(_, c)| matches!(c, '_' | '|' | '-' | '–' | '—' | '－'));
        let ends: Vec<usize> = std::iter::once(title.len()).chain(ends.map(|(at, _)| at)).collect();
        let shown = |end: &usize| Some(close(&title[..*end])).filter(|part| lines.contains(part));
        if let Some(&end) = ends.iter().filter(|end| shown(end).is_some_and(|part| !part.is_empty())).max() {
            return Some(title[..end].trim().to_string());
        }
        if let Some(called) = called(page) {
            return Some(called);
        }
        let first = title.split(['_', '|']).next().unwrap_or(&title);
        let first = first.split(" - ").next().unwrap_or(first).trim();
        Some(first.to_string()).filter(|title| !title.is_empty() && !is_site(title))
    })
}

/// Endings of names of papers and sites, which windows show in place of a headline.
const SITES: [&str; 11] = [
    "数字报",
    "电子报",
    "电子版",
    "日报",
    "晚报",
    "新闻网",
    "政府网",
    "信息网",
    "网站",
    "融媒体中心",
    "门户",
];

fn is_site(title: &str) -> bool {
    SITES.iter().any(|word| title.ends_with(word))
}

/// The name of the site, where the window shows nothing else.
fn site(page: &Html) -> Option<String> {
    let mut all = page.tree.root().descendants().filter_map(ElementRef::wrap);
    let title = all.find(|element| element.value().name() == "title")?;
    Some(Words::below(*title).trim().replace('\n', " ")).filter(|title| is_site(title))
}

/// The line that a page calls its title, where it is long enough for a headline and no link.
fn called(page: &Html) -> Option<String> {
    let elements = page.tree.root().descendants().filter_map(ElementRef::wrap);
    let mut lines = elements.filter_map(|element| {
        let value = element.value();
        let named = |name: &str| {
            let name = name.to_ascii_lowercase();
            name.ends_with("title") || name.ends_with("_tit") || matches!(&name[..], "bt" | "tit" | "biaoti")
        };
        let called = matches!(value.name(), "h2" | "h3")
            || value.attr("id").is_some_and(named)
            || value.attr("class").is_some_and(|names| names.split_whitespace().any(named));
        let linked = || element.descendants().chain(element.ancestors()).any(|node| is_link(&node));
        if !called || matches!(value.name(), "title" | "meta") || linked() {
            return None;
        }
        let line = Words::below(*element).trim().replace('\n', " ");
        let han = line.chars().filter(|&c| is_han(c)).count();
        (han >= 8 && line.chars().count() <= 60).then_some(line)
    });
    lines.next()
}

fn is_link(node: &NodeRef<Node>) -> bool {
    matches!(node.value(), Node::Element(element) if element.name() == "a")
}

/// Browsers note where a page was saved from: `<!-- saved from url=(0042)http://… -->`.
fn saved_from(source: &str) -> Option<String> {
    let start = source.find("<!-- saved from url=(")?;
    let rest = source.get(start..)?.split_once(')')?.1;
    let url = rest.split("-->").next()?.trim();
    (url.starts_with("http") && !url.contains(char::is_whitespace)).then(|| url.to_string())
}

/// The day that stands on the page before the article: `发布时间：2023-04-04`.
fn day_above(page: &Html, main: NodeRef<Node>) -> Option<guanxi::document::Date> {
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
