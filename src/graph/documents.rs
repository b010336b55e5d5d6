//! The documents of a graph, packed: an archive has millions of them, and nobody looks at them all at once.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Article, Document};
use crate::resolve::DocumentInfo;
use crate::text::Date;

/// A list of documents that takes some hundred bytes for each and unpacks one at a time.
///
/// Words that stand in many of them (sources, reporters, jurisdictions) are held once.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    /// For each its id, and where and how long the rest of it is.
    ids: Vec<u8>,
    starts: Vec<u64>,
    /// What is known of them besides.
    rest: Vec<u8>,
    words: Vec<Arc<str>>,
    numbers: FxHashMap<Arc<str>, u32>,
}

impl Documents {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The document at a position.
    pub fn get(&self, at: usize) -> Option<Document> {
        let (mut packed, rest) = self.packed(at)?;
        Some(self.unpack(packed.text(), rest))
    }

    fn unpack(&self, id: String, rest: &[u8]) -> Document {
        let mut packed = Packed(rest);
        let info = DocumentInfo {
            id,
            title: packed.text_or_none(),
            date: packed.date(),
            source: packed.word().map(|word| self.word(word)),
            url: packed.text_or_none(),
        };
        let reporters = (0..packed.number()).map(|_| packed.number()).map(|word| self.word(word as u32));
        let reporters = reporters.collect();
        let articles = (0..packed.number()).map(|_| Article {
            date: packed.date(),
            headline: packed.text_or_none(),
            jurisdiction: packed.word().map(|word| self.word(word)),
        });
        Document { articles: articles.collect(), info, reporters }
    }

    /// The id of the document at a position; empty where there is none.
    pub fn id(&self, at: usize) -> &str {
        std::str::from_utf8(self.id_bytes(at)).unwrap_or_default()
    }

    /// The address of the document at a position.
    pub fn url(&self, at: usize) -> Option<&str> {
        let mut packed = Packed(self.packed(at)?.1);
        packed.bytes_or_none();
        // Date and source stand between.
        packed.number();
        packed.number();
        packed.bytes_or_none().and_then(|url| std::str::from_utf8(url).ok())
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Document> {
        (0..self.len()).map(|at| self.get(at).unwrap_or_default())
    }

    /// Adds one at the end.
    pub fn push(&mut self, document: &Document) {
        let start = self.rest.len();
        let DocumentInfo { id, title, date, source, url } = &document.info;
        self.put_text_or_none(title.as_deref());
        self.put_date(*date);
        self.put_word(source.as_deref());
        self.put_text_or_none(url.as_deref());
        self.put(document.reporters.len() as u32);
        for reporter in &document.reporters {
            let word = self.number(reporter);
            self.put(word);
        }
        self.put(document.articles.len() as u32);
        for article in &document.articles {
            self.put_date(article.date);
            self.put_text_or_none(article.headline.as_deref());
            self.put_word(article.jurisdiction.as_deref());
        }
        self.starts.push(self.ids.len() as u64);
        put_bytes(id.as_bytes(), &mut self.ids);
        put(start as u64, &mut self.ids);
        put((self.rest.len() - start) as u64, &mut self.ids);
    }

    /// Keeps the documents some positions of which are wanted.
    pub(super) fn retain(&mut self, wanted: impl Fn(usize) -> bool) {
        let starts = std::mem::take(&mut self.starts).into_iter().enumerate();
        self.starts = starts.filter(|(at, _)| wanted(*at)).map(|(_, start)| start).collect();
    }

    fn id_bytes(&self, at: usize) -> &[u8] {
        self.packed(at).map(|(mut packed, _)| packed.bytes()).unwrap_or_default()
    }

    /// The id of a document, still packed, and the rest of it.
    fn packed(&self, at: usize) -> Option<(Packed<'_>, &[u8])> {
        let start = *self.starts.get(at)? as usize;
        let id = Packed(self.ids.get(start..)?);
        let mut behind = Packed(id.0);
        behind.bytes();
        let (start, length) = (behind.number() as usize, behind.number() as usize);
        Some((id, self.rest.get(start..start + length)?))
    }

    fn word(&self, number: u32) -> String {
        self.words.get(number as usize).map(|word| word.to_string()).unwrap_or_default()
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let word: Arc<str> = word.into();
        self.words.push(word.clone());
        let number = self.words.len() as u32 - 1;
        self.numbers.insert(word, number);
        number
    }

    fn put(&mut self, number: u32) {
        put(number.into(), &mut self.rest);
    }

    fn put_text(&mut self, text: &str) {
        put_bytes(text.as_bytes(), &mut self.rest);
    }

    fn put_text_or_none(&mut self, text: Option<&str>) {
        self.put(u32::from(text.is_some()));
        text.into_iter().for_each(|text| self.put_text(text));
    }

    fn put_word(&mut self, word: Option<&str>) {
        let number = word.map_or(0, |word| self.number(word) + 1);
        self.put(number);
    }

    fn put_date(&mut self, date: Option<Date>) {
        self.put(number_of(date));
    }
}

/// Seven bits a byte, the lowest first.
fn put(mut number: u64, out: &mut Vec<u8>) {
    while number > 0x7f {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn put_bytes(bytes: &[u8], out: &mut Vec<u8>) {
    put(bytes.len() as u64, out);
    out.extend_from_slice(bytes);
}

/// What is added to years, so that none is below 0.
const YEARS: i32 = 10_000;

/// A day as a number, as if every month had 32 of them; 0 is none.
fn number_of(date: Option<Date>) -> u32 {
    date.map_or(0, |date| {
        let year = (i32::from(date.year()) + YEARS) as u32;
        ((year * 16 + date.month() as u32) << 5) + date.day() as u32
    })
}

/// The day a number stands for.
fn day_of(number: u32) -> Option<Date> {
    let year = (number >> 9) as i32 - YEARS;
    Date::new(year as i16, (number >> 5 & 15) as i8, (number & 31) as i8).ok().filter(|_| number > 0)
}

/// What is left to unpack.
struct Packed<'a>(&'a [u8]);

impl<'a> Packed<'a> {
    fn number(&mut self) -> u64 {
        let (mut number, mut shift) = (0, 0);
        while let Some((&byte, rest)) = self.0.split_first() {
            self.0 = rest;
            number |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or_default();
            shift += 7;
            if byte < 0x80 {
                break;
            }
        }
        number
    }

    fn bytes(&mut self) -> &'a [u8] {
        let length = self.number() as usize;
        let (bytes, rest) = self.0.split_at_checked(length).unwrap_or_default();
        self.0 = rest;
        bytes
    }

    fn text(&mut self) -> String {
        String::from_utf8_lossy(self.bytes()).into_owned()
    }

    fn bytes_or_none(&mut self) -> Option<&'a [u8]> {
        (self.number() > 0).then(|| self.bytes())
    }

    fn text_or_none(&mut self) -> Option<String> {
        (self.number() > 0).then(|| self.text())
    }

    fn word(&mut self) -> Option<u32> {
        self.number().checked_sub(1).map(|word| word as u32)
    }

    fn date(&mut self) -> Option<Date> {
        day_of(self.number() as u32)
    }
}

impl PartialEq for Documents {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<'a> IntoIterator for &'a Documents {
    type Item = Document;
    type IntoIter = Box<dyn ExactSizeIterator<Item = Document> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

impl FromIterator<Document> for Documents {
    fn from_iter<T: IntoIterator<Item = Document>>(from: T) -> Self {
        let mut documents = Documents::default();
        from.into_iter().for_each(|document| documents.push(&document));
        documents
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(id: &str, date: Option<Date>) -> Document {
        let article = |headline: Option<&str>| Article {
            date,
            headline: headline.map(str::to_string),
            jurisdiction: Some("莘县".to_string()),
        };
        Document {
            info: DocumentInfo {
                id: id.to_string(),
                title: Some(String::new()),
                date,
                source: Some("莘县报".to_string()),
                url: date.map(|_| "http://x".to_string()),
            },
            reporters: vec!["甲".repeat(200), "乙".to_string()],
            articles: vec![article(None), article(Some("题"))],
        }
    }

    #[test]
    fn what_is_packed_comes_out_again() {
        let dates =
            [None, Some(Date::MIN), Some(Date::MAX), Date::new(2023, 12, 31).ok(), Date::new(0, 1, 1).ok()];
        let held: Vec<Document> = dates.into_iter().map(|date| document("d", date)).collect();
        let mut packed: Documents = held.iter().cloned().chain([Document::default()]).collect();
        assert_eq!(packed.iter().take(held.len()).collect::<Vec<_>>(), held);
        assert_eq!((packed.len(), packed.get(5), packed.get(6)), (6, Some(Document::default()), None));
        packed.retain(|at| at > 0);
        assert_eq!((packed.len(), packed.id(0), packed.id(9)), (5, "d", ""));
        assert_eq!((packed.url(4), packed.url(3)), (None, Some("http://x")));
    }
}
