//! Archives: whole ones read in the order of names, hostile ones named.

use guanxi::document::Date;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use super::tests::{ids, split};
use super::*;

pub(super) fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a file");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("packed").into_inner()
}

fn read_zip(bytes: Vec<u8>) -> (Vec<Document>, Vec<Failure>) {
    split(read_from("a.zip", Cursor::new(bytes)))
}

#[test]
fn files_come_in_the_order_of_their_names() {
    let inner = packed(&[("x.txt", b"x")]);
    let (documents, failures) = read_zip(packed(&[
        ("b/2023-04-04.txt", "区长".as_bytes()),
        ("a.jsonl", b"{\"text\":\"1\"}\n{\"id\":\"q\",\"text\":\"2\"}\n"),
        ("README.txt", b"no"),
        ("c.bin", b"no"),
        (".hidden.txt", b"no"),
        ("__MACOSX/b/2023-04-04.txt", b"no"),
        ("b/d.txt", b"\xC7\xF8\xB3\xA4"),
        ("e.zip", &inner),
        ("../../f.txt", b"f"),
        ("/etc/g.txt", b"g"),
        ("h.html", b"<html><body><p>\xE5\x8C\xBA</p></body></html>"),
    ]));
    assert!(failures.is_empty(), "{failures:?}");
    let expected =
        ["a#1", "q", "a.zip/b/2023-04-04.txt", "a.zip/b/d.txt", "a.zip/e.zip/x.txt", "a.zip/etc/g.txt"];
    assert_eq!(ids(&documents)[..6], expected);
    assert_eq!(ids(&documents)[6..], ["a.zip/f.txt", "a.zip/h.html"]);
    assert_eq!((documents[2].text.as_str(), documents[2].date), ("区长", Date::new(2023, 4, 4).ok()));
    assert_eq!(documents[3].text, "区长");
}

#[test]
fn hostile_archives_are_failures() {
    let first = |bytes: Vec<u8>| read_zip(bytes).1.remove(0).reason;
    let zeros = vec![b' '; 30 << 20];
    let bomb = packed(&[("a.txt", &zeros), ("b.txt", &zeros), ("c.txt", &zeros), ("d.txt", b"d")]);
    let (documents, failures) = read_zip(bomb);
    assert!(documents.len() < 4 && !failures.is_empty(), "{failures:?}");
    let deep = (0..4).fold(packed(&[("x.txt", b"x")]), |inner, _| packed(&[("y.zip", &inner)]));
    assert_eq!(first(deep), "archives lie in archives too deep");
    assert_eq!(first(packed(&[("a.bin", b"1")])), "no file of a kind that is read in this archive");
    assert!(first(packed(&[("xl/workbook.bin", b"")])).contains("office document"));
    let whole = packed(&[("a.txt", "区长".repeat(500).as_bytes())]);
    assert!(first(whole[..whole.len() - 30].to_vec()).contains("damaged"));
    let mut turned = whole.clone();
    turned[40] ^= 0x55;
    assert_eq!(read_zip(turned).0.len(), 0);
}

#[test]
fn documents_of_xml_are_read_within_limits() {
    let docx = |body: &str| packed(&[("word/document.xml", body.as_bytes())]);
    let (documents, _) = read_zip(docx(
        "<w:document><w:body><w:p><w:pPr><w:ind w:firstLineChars=\"200\"/></w:pPr><w:r><w:t>区长</w:t></w:r>\
         <w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>李&amp;明</w:t></w:r></w:ins></w:p>\
         <w:p><mc:AlternateContent><mc:Choice><w:t>框</w:t></mc:Choice><mc:Fallback><w:t>框</w:t></mc:Fallback>\
         </mc:AlternateContent></w:p></w:body></w:document>",
    ));
    assert_eq!(documents[0].text, "　　区长李&明\n框\n");
    let laughs = "<!DOCTYPE x [<!ENTITY a \"哈哈\"><!ENTITY b \"&a;&a;&a;\">]><w:document><w:p><w:t>&b;区</w:t></w:p></w:document>";
    assert_eq!(read_zip(docx(laughs)).0[0].text, "区\n");
    let nested = format!("{}区", "<w:p>".repeat(5000));
    assert_eq!(read_zip(docx(&nested)).1[0].reason, "is nested too deep");
    assert!(read_zip(docx("<w:document><w:p><w:t>区</w")).1[0].reason.contains("damaged"));
    let (_, failures) = read_zip(packed(&[("META-INF/container.xml", b"<container/>")]));
    assert!(failures[0].reason.contains("no whole EPUB"));
}

#[test]
fn pages_deep_as_wells_end() {
    let deep = format!("<html><body>{}区长李明。{}", "<div>".repeat(20_000), "</div>".repeat(20_000));
    let (documents, failures) = split(read_from("a.html", Cursor::new(deep)));
    assert_eq!((documents.len(), failures.len()), (1, 0), "{failures:?}");
    assert_eq!(documents[0].text.trim(), "区长李明。");
    let empty = "<html><head><script>document.write('区')</script></head><body></body></html>";
    assert!(split(read_from("a.html", Cursor::new(empty))).1[0].reason.contains("a script fills"));
}
