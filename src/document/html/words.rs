//! The words of a part of a page, a line for each block.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::Node;

use crate::text::is_han;

/// Elements that hold no text of the page.
const SILENT: [&str; 17] = [
    "script", "style", "noscript", "template", "head", "nav", "header", "footer", "aside", "select",
    "button", "textarea", "iframe", "svg", "object", "audio", "video",
];

/// Elements that stand in a line; all others begin and end one.
const INLINE: [&str; 26] = [
    "a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "img", "ins", "label", "mark", "q", "ruby",
    "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "u", "wbr",
];

/// Whether an element and all in it is passed over.
pub(super) fn is_silent(node: &NodeRef<Node>) -> bool {
    let Node::Element(element) = node.value() else { return false };
    let hidden = || {
        let style = element.attr("style").unwrap_or_default();
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        style.to_ascii_lowercase().contains("display:none")
    };
    // The part of a page that calls itself its article may have a header of its own: the headline.
    let own =
        || matches!(element.name(), "header" | "head") && node.ancestors().any(|up| named(&up, "article"));
    SILENT.contains(&element.name()) && !own() || element.attr("hidden").is_some() || hidden()
}

fn named(node: &NodeRef<Node>, name: &str) -> bool {
    matches!(node.value(), Node::Element(element) if element.name() == name)
}

/// Text as it is put together: blanks of the source are none of the page's.
#[derive(Default)]
pub(super) struct Words {
    out: String,
    gap: bool,
    kept: usize,
}

impl Words {
    /// All words below a node.
    pub(super) fn below(start: NodeRef<Node>) -> String {
        let mut words = Words::default();
        let mut silent = None;
        for edge in start.traverse() {
            match edge {
                Edge::Open(node) if silent.is_none() => match node.value() {
                    Node::Text(text) if words.kept > 0 => words.out.push_str(text),
                    Node::Text(text) => words.push(text),
                    Node::Element(element) => {
                        if node.id() != start.id() && is_silent(&node) {
                            silent = Some(node.id());
                        } else if element.name() == "br" || !INLINE.contains(&element.name()) {
                            words.line();
                        }
                        words.kept += usize::from(element.name() == "pre");
                    }
                    _ => {}
                },
                Edge::Close(node) if silent == Some(node.id()) => {
                    silent = None;
                    if named(&node, "pre") {
                        words.kept = words.kept.saturating_sub(1);
                    }
                }
                Edge::Close(node) if silent.is_none() => {
                    if let Node::Element(element) = node.value() {
                        words.kept = words.kept.saturating_sub(usize::from(element.name() == "pre"));
                        if !INLINE.contains(&element.name()) {
                            words.line();
                        }
                        if matches!(element.name(), "td" | "th") {
                            words.gap = true;
                        }
                    }
                }
                _ => {}
            }
        }
        words.line();
        words.out
    }

    fn push(&mut self, text: &str) {
        for c in text.chars() {
            // Wide blanks and those that do not break are written on purpose.
            if c.is_ascii_whitespace() {
                self.gap = true;
                continue;
            }
            if std::mem::take(&mut self.gap) && !self.out.is_empty() && !self.out.ends_with('\n') {
                self.out.push(' ');
            }
            self.out.push(if c == '\u{A0}' { ' ' } else { c });
        }
    }

    fn line(&mut self) {
        self.gap = false;
        let kept = self.out.trim_end_matches([' ', '\n']).len();
        self.out.truncate(kept);
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }
}

/// How much of a text is prose: the marks only sentences have.
pub(super) fn prose(text: &str) -> usize {
    let marks =
        text.chars().filter(|c| matches!(c, '，' | '。' | '；' | '、' | '：' | '！' | '？' | '”')).count();
    marks * 4 + text.chars().filter(|&c| is_han(c)).count() / 8
}
