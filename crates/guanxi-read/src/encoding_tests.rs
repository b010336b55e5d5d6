//! Encodings and packing: whole ones read, broken ones named.

use guanxi::document::Date;
use std::io::Cursor;

use super::tests::{Folder, ids, split};
use super::*;

/// A page in the encodings of Chinese computers of forty years.
const PAGE: &str =
    "本报讯　昨日上午，县委书记李明主持召开会议，研究部署春耕备耕工作。县长王刚参加会议并讲话。\r\n";

fn page_in(name: &str) -> Vec<u8> {
    match name {
        "utf-16le" => PAGE.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => PAGE.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        "utf-8" => PAGE.as_bytes().to_vec(),
        _ => {
            let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).expect("a name");
            encoding.encode(&traditional(name)).0.into_owned()
        }
    }
}

/// Big5 holds Traditional characters only.
fn traditional(name: &str) -> String {
    let pairs =
        [('讯', '訊'), ('县', '縣'), ('书', '書'), ('记', '記'), ('开', '開'), ('会', '會'), ('议', '議')];
    let more =
        [('长', '長'), ('刚', '剛'), ('参', '參'), ('讲', '講'), ('话', '話'), ('备', '備'), ('并', '並')];
    let all = pairs.iter().chain(&more).chain(&[('研', '研'), ('报', '報'), ('召', '召')]);
    if name != "big5" {
        return PAGE.to_string();
    }
    all.fold(PAGE.to_string(), |text, (simple, full)| text.replace(*simple, &full.to_string()))
}

fn one(bytes: Vec<u8>) -> Result<Document, Failure> {
    read_from("stdin", Cursor::new(bytes)).next().expect("an item")
}

#[test]
fn every_encoding_is_told_by_its_bytes() {
    for name in ["utf-8", "utf-16le", "utf-16be", "gbk", "gb18030", "big5"] {
        assert_eq!(one(page_in(name)).expect(name).text, traditional(name), "{name}");
        let repeated = page_in(name).repeat(5000);
        assert_eq!(one(repeated).expect(name).text, traditional(name).repeat(5000), "{name}");
    }
    for (mark, name) in [(&b"\xFF\xFE"[..], "utf-16le"), (b"\xFE\xFF", "utf-16be")] {
        assert_eq!(one([mark, &page_in(name)].concat()).expect(name).text, PAGE);
    }
    // Characters GBK does not have, as names do: four bytes in GB18030.
    let rare = "副县长㛃某、𬭎某出席。";
    assert_eq!(one(encoding_rs::GB18030.encode(rare).0.into_owned()).expect("four bytes").text, rare);
}

#[test]
fn records_come_in_any_encoding() {
    for name in ["gb18030", "big5", "utf-16le"] {
        let line = format!(
            "{{\"id\":\"a\",\"text\":\"{}\"}}\n{{\"text\":\"\u{4E00}\"}}\n",
            traditional(name).trim_end()
        );
        let bytes: Vec<u8> = match name {
            "utf-16le" => format!("\u{FEFF}{line}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
            _ => encoding_rs::Encoding::for_label(name.as_bytes())
                .expect("a name")
                .encode(&line)
                .0
                .into_owned(),
        };
        let (documents, failures) = split(read_from("stdin", Cursor::new(bytes)));
        assert!(failures.is_empty(), "{name} {failures:?}");
        assert_eq!(
            (documents.len(), documents[0].text.as_str()),
            (2, traditional(name).trim_end()),
            "{name}"
        );
    }
}

#[test]
fn a_broken_byte_is_never_lost_without_a_word() {
    let mut bytes = page_in("gb18030");
    bytes[40] = 0xFF;
    assert!(one(bytes.clone()).is_err());
    let mut all = read_from("stdin", Cursor::new(bytes)).in_encoding("gb18030");
    assert_eq!(all.next().expect("an item").expect("read").text.matches('\u{FFFD}').count(), 2);
    for cut in 1..3 {
        let failure = one(page_in("utf-8")[..60 + cut].to_vec()).expect_err("cut");
        assert!(failure.reason.contains("broken at byte 60"), "{failure}");
    }
    let forced = read_from("stdin", Cursor::new(page_in("big5"))).in_encoding("big5").next();
    assert_eq!(forced.expect("an item").expect("read").text, traditional("big5"));
    assert!(Encoding::of_name("no-such").is_none() && Encoding::of_name(" GB2312 ").is_some());
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut out, bytes).expect("packed");
    out.finish().expect("packed")
}

fn zstandard(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

#[test]
fn packed_texts_and_records_are_unpacked_as_they_are_read() {
    let records = "{\"text\":\"1\"}\n{\"text\":\"2\"}\n".as_bytes();
    let (text, lines, odd) = (gzipped(PAGE.as_bytes()), zstandard(records), gzipped(&page_in("gbk")));
    let two =
        [zstandard(b"{\"text\":\"3\"}\n"), b"\x50\x2A\x4D\x18\x02\0\0\0xx".to_vec(), zstandard(records)]
            .concat();
    let files: [(&str, &[u8]); 5] = [
        ("2023-04-04.txt.gz", &text),
        ("b.jsonl.zst", &lines),
        ("c.txt.gz", &odd),
        ("d.ndjson.zst", &two),
        ("e.bin.gz", b"not taken"),
    ];
    let folder = Folder::new(&files);
    let (documents, failures) = folder.read(&["."]);
    assert!(failures.is_empty(), "{failures:?}");
    assert_eq!(ids(&documents), ["2023-04-04.txt.gz", "b#1", "b#2", "c.txt.gz", "d#1", "d#2", "d#3"]);
    assert_eq!((documents[0].text.as_str(), documents[0].date), (PAGE, Date::new(2023, 4, 4).ok()));
    assert_eq!(documents[3].text, PAGE);
    assert_eq!(one(gzipped(PAGE.as_bytes())).expect("a stream").text, PAGE);
}

#[test]
fn damaged_and_boundless_packing_is_named() {
    let page = gzipped(PAGE.repeat(100).as_bytes());
    let failure = one(page[..page.len() / 2].to_vec()).expect_err("cut short");
    assert_eq!(failure.reason, "the packed file ends too early");
    let mut turned = zstandard(PAGE.as_bytes());
    let at = turned.len() - 1;
    turned[at] ^= 1;
    assert!(one(turned).expect_err("damaged").reason.contains("checksum"));
    assert!(
        one(b"\x1F\x8B\x08garbage".to_vec()).is_err() && one(b"\x28\xB5\x2F\xFDgarbage".to_vec()).is_err()
    );
    assert_eq!(one(gzipped(&page)).expect_err("twice").reason, "is packed twice over");
    let bomb = gzipped(&vec![b' '; 40 << 20]);
    assert!(one(bomb).expect_err("a bomb").reason.contains("250 times its size"));
}
