//! Elements of an XML file, each with its line; what is no XML is noted.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::report::Report;
use super::rules;

/// What is met on the way through a file.
pub(super) enum Met<'a> {
    /// An element begins; the path of names that lead to it, its own last.
    Start(&'a [String], &'a Attributes),
    /// An element ends; all text that stood directly in it.
    End(&'a [String], &'a str),
}

/// The attributes of an element, in their order, names without a prefix of the namespace.
#[derive(Default)]
pub(super) struct Attributes(Vec<(String, String)>);

impl Attributes {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The value, or nothing as an empty text.
    pub(super) fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    pub(super) fn first(&self) -> Option<&str> {
        self.0.first().map(|(name, _)| name.as_str())
    }
}

/// Walks through a file; `each` gets the line of everything it meets.
pub(super) fn walk(text: &str, report: &mut Report, each: &mut dyn FnMut(&mut Report, usize, Met)) {
    let mut lines = Lines { text, at: 0, line: 1 };
    if let Some((at, letter)) = text.char_indices().find(|(_, c)| is_illegal(*c)) {
        let line = 1 + text[..at].matches('\n').count();
        report.note(&rules::ILLEGAL_LETTER, line, &format!("U+{:04X}", letter as u32));
    }
    let mut reader = Reader::from_str(text);
    let mut path: Vec<String> = Vec::new();
    let mut words: Vec<String> = vec![String::new()];
    let mut roots = 0;
    loop {
        let line = lines.at(reader.buffer_position() as usize);
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                rooted(&path, &mut roots, report, line);
                path.push(name(&start));
                words.push(String::new());
                let attributes = attributes(&start, report, line);
                each(report, line, Met::Start(&path, &attributes));
            }
            Ok(Event::Empty(start)) => {
                rooted(&path, &mut roots, report, line);
                path.push(name(&start));
                let attributes = attributes(&start, report, line);
                each(report, line, Met::Start(&path, &attributes));
                each(report, line, Met::End(&path, ""));
                path.pop();
            }
            Ok(Event::End(_)) => {
                let text = words.pop().unwrap_or_default();
                each(report, line, Met::End(&path, &text));
                path.pop();
            }
            Ok(Event::Text(text)) => {
                if let Some(last) = words.last_mut() {
                    last.push_str(&text.xml10_content());
                }
            }
            Ok(Event::CData(text)) => {
                if let Some(last) = words.last_mut() {
                    last.push_str(&text.xml10_content());
                }
            }
            Ok(Event::GeneralRef(entity)) => {
                let character = entity.resolve_char_ref().ok().flatten();
                if character.is_some_and(is_illegal) {
                    report.note(&rules::ILLEGAL_LETTER, line, &format!("&{};", &*entity));
                }
                let known = matches!(&*entity, "amp" | "lt" | "gt" | "quot" | "apos");
                if character.is_none() && !known {
                    report.note(&rules::NO_XML, line, &format!("&{};", &*entity));
                }
                if let Some(last) = words.last_mut() {
                    last.push(character.unwrap_or('&'));
                }
            }
            Ok(Event::Eof) => {
                if let Some(open) = path.last() {
                    report.note(&rules::NO_XML, line, &format!("<{open}> is never closed"));
                }
                return;
            }
            Ok(_) => {}
            Err(error) => {
                let line = lines.at(reader.error_position() as usize);
                report.note(&rules::NO_XML, line, &error.to_string());
                return;
            }
        }
    }
}

/// A file has one element that holds all others.
fn rooted(path: &[String], roots: &mut usize, report: &mut Report, line: usize) {
    *roots += usize::from(path.is_empty());
    if path.is_empty() && *roots == 2 {
        report.note(&rules::NO_XML, line, "a second root element");
    }
}

/// What XML 1.0 has no way to write.
fn is_illegal(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

fn name(start: &BytesStart) -> String {
    start.local_name().as_ref().to_owned()
}

fn attributes(start: &BytesStart, report: &mut Report, line: usize) -> Attributes {
    let mut all = Vec::new();
    for attribute in start.attributes() {
        match attribute {
            Ok(attribute) => {
                let key: &str = attribute.key.as_ref();
                let value = attribute.normalized_value(XmlVersion::Implicit1_0);
                if let Err(error) = &value {
                    report.note(&rules::NO_XML, line, &error.to_string());
                }
                all.push((key.to_owned(), value.unwrap_or_else(|_| attribute.value.clone()).into_owned()));
            }
            Err(error) => report.note(&rules::NO_XML, line, &error.to_string()),
        }
    }
    Attributes(all)
}

/// Counts lines as far as they are asked for.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn at(&mut self, position: usize) -> usize {
        let position = position.min(self.text.len());
        if position > self.at {
            self.line += self.text.as_bytes()[self.at..position].iter().filter(|&&b| b == b'\n').count();
            self.at = position;
        }
        self.line
    }
}
