//! Web pages saved with all their parts in one file (.mhtml, .mht): the page itself.

use mailparse::{MailHeaderMap, ParsedMail};

use super::{Document, Encoding, Failure, date, html};

/// Most parts that may hold parts: a page has one or two, and each nests the reader deeper.
const MULTIPARTS: usize = 32;

pub(super) fn read(id: &str, bytes: Vec<u8>, forced: Option<Encoding>) -> Result<Document, Failure> {
    let damaged = |reason: String| Failure::new(id, reason, "save the page again, as .html or .mhtml");
    let nested = bytes.windows(9).filter(|word| word.eq_ignore_ascii_case(b"boundary=")).count();
    if nested > MULTIPARTS {
        return Err(damaged(format!("holds more than {MULTIPARTS} parts with parts of their own")));
    }
    let mail =
        mailparse::parse_mail(&bytes).map_err(|error| damaged(format!("is no whole page: {error}")))?;
    let page = find(&mail, "text/html")
        .or_else(|| find(&mail, "text/plain"))
        .or_else(|| find(&mail, "application/xhtml+xml"))
        .ok_or_else(|| damaged("holds no web page".to_string()))?;
    let body = page.get_body_raw().map_err(|error| damaged(format!("is damaged: {error}")))?;
    let stated = Encoding::of_name(&page.ctype.charset).filter(|_| page.ctype.params.contains_key("charset"));
    // What a part says of its bytes is believed where they bear it out.
    let sure = stated.filter(|encoding| encoding.fits(&body));
    let document = html::read(id, body, forced.or(sure))?;
    let address =
        |header: &str| mail.headers.get_first_value(header).or_else(|| page.headers.get_first_value(header));
    let url = ["Snapshot-Content-Location", "Content-Location"].into_iter().find_map(address);
    let url = document.url.clone().or_else(|| url.filter(|url| url.starts_with("http")));
    let subject = mail.headers.get_first_value("Subject").map(|subject| subject.trim().to_string());
    Ok(Document {
        title: document.title.clone().or_else(|| subject.filter(|subject| !subject.is_empty())),
        date: document.date.or_else(|| url.as_deref().and_then(date::in_path)),
        url,
        ..document
    })
}

/// The first part of a sort that holds anything; parts in the order they stand.
fn find<'a>(mail: &'a ParsedMail<'a>, sort: &str) -> Option<&'a ParsedMail<'a>> {
    mail.parts().find(|part| part.ctype.mimetype.eq_ignore_ascii_case(sort))
}
