//! One page in every format, made by the programs people make them with, gives the mentions of its text file.
//!
//! `tests/formats/make.sh` makes such files anew, and holds whole pages of every producer in CI.

use std::path::PathBuf;

use guanxi::document::{Document, Failure};
use guanxi::kind::Kind;
use guanxi::pipeline::{Learned, Page, Settings, page};
use guanxi_read::read_from;

use crate::bench::{dictionaries, read, root};

fn small(name: &str) -> PathBuf {
    root().join("tests/formats/small").join(name)
}

fn found(page: &Page) -> Vec<(Kind, String, String, Vec<String>)> {
    let each = page.resolved.mentions.iter();
    each.map(|m| (m.kind, m.surface.replace('\u{3000}', ""), m.entity.clone(), roles(m))).collect()
}

fn roles(named: &guanxi::resolve::Named) -> Vec<String> {
    named.roles.iter().map(|role| format!("{}{}", role.state.mark(), role.name)).collect()
}

#[test]
fn every_format_gives_the_mentions_of_the_text() {
    let plain = dictionaries(false);
    let text = read(&[small("page.txt")], &plain, Settings::default());
    let wanted = found(&text[0]);
    assert!(wanted.len() > 12, "{wanted:?}");
    for name in [
        "gb18030.txt",
        "utf-16.txt",
        "page.txt.gz",
        "page.parquet",
        "page.md",
        "government.html",
        "office.html",
        "page.docx",
        "page.epub",
        "office.pdf",
        "columns.pdf",
    ] {
        let pages = read(&[small(name)], &plain, Settings::default());
        assert_eq!(pages.len(), 1, "{name}");
        assert_eq!(found(&pages[0]), wanted, "{name}: {}", pages[0].document.text);
    }
}

fn one(name: &str) -> Document {
    let bytes = std::fs::read(small(name)).expect("a file");
    // Without an ending, as a pipe gives it; but nothing in Markdown says that it is some.
    let told = if name == "page.md" { name } else { "page" };
    read_from(told, std::io::Cursor::new(bytes)).next().expect("an item").expect(name)
}

#[test]
fn an_old_workbook_is_read_row_by_row() {
    let bytes = std::fs::read(small("table.xls")).expect("a file");
    let rows: Vec<Document> =
        read_from("table.xls", std::io::Cursor::new(bytes)).collect::<Result<_, _>>().expect("no failure");
    let told = |document: &Document| {
        let date = document.date.map(|date| date.to_string()).unwrap_or_default();
        [document.title.clone().unwrap_or_default(), document.text.clone(), date]
    };
    assert_eq!(
        rows.iter().map(told).collect::<Vec<_>>(),
        [
            ["第1条", "清水县县长陆青山到龙门镇调研。", "2024-05-06"],
            ["第2条", "清水县委书记方小禾到龙门镇调研。", "2024-05-07"],
            // Two rows under one merged cell.
            ["合", "县政府办公室周大明参加。", ""],
            ["合", "县水利局陈强参加。", ""],
        ]
    );
    assert_eq!(rows[3].attributes["篇幅"], "2.5");
}

#[test]
fn a_government_page_says_what_it_is() {
    let page = one("government.html");
    assert_eq!(page.title.as_deref(), Some("射阳县召开重点项目推进会"));
    assert_eq!(page.source.as_deref(), Some("县融媒体中心"));
    assert_eq!(page.date.map(|day| day.to_string()).as_deref(), Some("2023-04-04"));
    assert_eq!(page.url.as_deref(), Some("http://www.example.gov.cn/xw/202304/t20230404_1.html"));
    for noise in ["首页", "热点", "主办", "频道"] {
        assert!(!page.text.contains(noise), "{noise}: {}", page.text);
    }
    let page = one("page.md");
    assert_eq!(
        (page.title.as_deref(), page.source.as_deref()),
        (Some("射阳县召开重点项目推进会"), Some("县融媒体中心"))
    );
}

#[test]
fn formats_are_told_by_content() {
    let text = one("page.txt").text;
    for name in ["page.docx", "office.pdf", "government.html", "page.epub", "page.txt.gz", "utf-16.txt"] {
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        assert!(squeezed(&one(name).text).contains(&squeezed(&text)), "{name}");
    }
}

/// A PDF of one page with these contents and objects.
fn pdf(content: &str, font: &str) -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_string(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_string(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</I 6 0 R>>>>>>"
            .to_string(),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
        font.to_string(),
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\n0\nendstream"
            .to_string(),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places.iter().for_each(|place| out.extend(format!("{place:010} 00000 n \n").bytes()));
    out.extend(
        format!("trailer<</Root 1 0 R/Size {}>>\nstartxref\n{start}\n%%EOF", objects.len() + 1).bytes(),
    );
    out
}

fn document(bytes: Vec<u8>) -> Result<Document, Failure> {
    read_from("page.pdf", std::io::Cursor::new(bytes)).next().expect("an item")
}

#[test]
fn pdf_of_old_chinese_fonts_and_of_none() {
    // Fonts of Chinese newspapers name their characters by an old encoding and carry no map.
    let font = "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/GBK-EUC-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2>>]>>";
    let hex: String = encoded("县长李明2023年").iter().map(|byte| format!("{byte:02X}")).collect();
    let page = document(pdf(&format!("BT /F 12 Tf 50 700 Td <{hex}> Tj ET"), font)).expect("text");
    assert_eq!(page.text, "县长李明2023年\n");
    let scan = document(pdf("q 600 0 0 800 0 0 cm /I Do Q", font)).expect_err("a scan");
    assert!(scan.reason.contains("a scan") && scan.cure.contains("OCR"), "{scan}");
    let mute = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2>>]>>";
    let mute = document(pdf("BT /F 12 Tf 50 700 Td <000100020003> Tj ET", mute)).expect_err("no map");
    assert!(mute.reason.contains("which characters"), "{mute}");
    assert!(document(b"%PDF-1.4\nnothing".to_vec()).is_err());
}

/// GBK of the few characters above.
fn encoded(text: &str) -> Vec<u8> {
    let codes = [('县', 0xCFD8_u16), ('长', 0xB3A4), ('李', 0xC0EE), ('明', 0xC3F7), ('年', 0xC4EA)];
    let code = |c: char| codes.iter().find(|(of, _)| *of == c).map(|(_, code)| code.to_be_bytes().to_vec());
    text.chars().flat_map(|c| code(c).unwrap_or_else(|| vec![c as u8])).collect()
}

#[test]
fn words_of_every_page_are_recognised_in_place() {
    // Offsets count the characters of the text taken out of the file, whatever it was.
    let plain = dictionaries(false);
    for name in ["columns.pdf", "government.html", "page.docx"] {
        let document = one(name);
        let chars: Vec<char> = document.text.chars().collect();
        for m in page(document, &plain, &Learned::default()).resolved.mentions {
            let shown: String = chars[m.start..m.end].iter().filter(|c| !c.is_whitespace()).collect();
            assert_eq!(shown, m.surface.replace('\u{3000}', ""), "{name}");
        }
    }
}
