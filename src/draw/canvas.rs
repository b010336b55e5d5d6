//! SVG, written so that the same picture has the same bytes.

use std::fmt::Write;

use super::letters::FONTS;

/// An SVG picture in the making.
pub(super) struct Canvas {
    body: String,
}

/// How a text stands to its place.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Canvas {
    pub(super) fn new() -> Self {
        Canvas { body: String::new() }
    }

    /// Opens a group with some attributes, as they stand in the file; a title is shown under the pointer.
    pub(super) fn open(&mut self, attributes: &str, title: &str) {
        let _ = write!(self.body, "<g {attributes}>");
        if !title.is_empty() {
            let _ = write!(self.body, "<title>{}</title>", escaped(title));
        }
    }

    pub(super) fn close(&mut self) {
        self.body.push_str("</g>\n");
    }

    /// A box with round corners by its left upper corner.
    pub(super) fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), radius: f64, look: &str) {
        let [x, y, width, height, radius] = [x, y, width, height, radius].map(number);
        let _ = write!(
            self.body,
            r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}" {look}/>"#
        );
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), look: &str) {
        let [a, b, c, d] = [from.0, from.1, to.0, to.1].map(number);
        let _ = write!(self.body, r#"<line x1="{a}" y1="{b}" x2="{c}" y2="{d}" {look}/>"#);
    }

    /// A line of text whose letters stand on `y`.
    pub(super) fn text(&mut self, (x, y): (f64, f64), size: f64, anchor: Anchor, look: &str, text: &str) {
        let [x, y, size] = [x, y, size].map(number);
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let text = escaped(text);
        let _ = write!(self.body, r#"<text x="{x}" y="{y}" font-size="{size}"{anchor} {look}>{text}</text>"#);
    }

    /// The whole file.
    pub(super) fn finish(self, width: f64, height: f64, title: &str) -> String {
        let [width, height] = [width, height].map(|length| number(length.ceil()));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" font-family=\"{FONTS}\">\n<title>{}</title>\n\
             <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n{}</svg>\n",
            escaped(title),
            self.body
        )
    }
}

/// A length in tenths: more makes files larger and no picture better.
fn number(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    match (tenths.abs() / 10, tenths.abs() % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, part) => format!("{sign}{whole}.{part}"),
    }
}

/// Text for XML, without the characters it has no way to write.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
