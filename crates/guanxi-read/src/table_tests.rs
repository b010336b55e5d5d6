//! Tables and records as people have them: every form, the usual names, and what is told where none is known.

use guanxi::document::Date;
use std::io::Cursor;

use super::archive_tests::packed;
use super::tests::{Folder, ids, split};
use super::*;

const CSV: &str = "题名,发布时间,媒体,全文,版次\n县长赴镇调研,2024/5/6,山河日报,\"5月5日，清水县县长罗一鸣到白沙镇调研。\n副县长方小禾陪同。\",A1\n空白,2024/5/7,山河日报,,A2\n";

fn read_as(name: &str, bytes: impl Into<Vec<u8>>) -> (Vec<Document>, Vec<Failure>) {
    split(read_from(name, Cursor::new(bytes.into())))
}

fn checked(documents: &[Document]) {
    assert_eq!(documents.len(), 1);
    let first = &documents[0];
    assert_eq!(first.text, "5月5日，清水县县长罗一鸣到白沙镇调研。\n副县长方小禾陪同。");
    assert_eq!(first.title.as_deref(), Some("县长赴镇调研"));
    assert_eq!((first.date, first.source.as_deref()), (Date::new(2024, 5, 6).ok(), Some("山河日报")));
    assert_eq!(first.attributes["版次"], "A1");
}

#[test]
fn a_table_in_text_is_read_row_by_row() {
    checked(&read_as("a.csv", CSV).0);
    checked(&read_as("a.csv", format!("\u{FEFF}{CSV}").replace("\n题名", "题名")).0);
    checked(&read_as("a.csv", CSV.replace(',', ";")).0);
    checked(&read_as("a.tsv", CSV.replace(',', "\t")).0);
    checked(&read_as("a.csv", encoding_rs::GBK.encode(CSV).0.into_owned()).0);
    let utf_16: Vec<u8> =
        "\u{FEFF}".encode_utf16().chain(CSV.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    checked(&read_as("a.csv", utf_16).0);
    // A table that calls itself a workbook.
    checked(&read_as("a.xls", CSV.replace(',', "\t")).0);
    assert_eq!(read_as("a.csv", CSV).0[0].id, "a#2");
}

#[test]
fn rows_without_a_text_are_counted() {
    let mut all = read_from("a.csv", Cursor::new(CSV));
    assert_eq!(all.by_ref().filter(Result::is_ok).count(), 1);
    assert_eq!(all.notes().summary(), "1 row without a text");
    assert_eq!(all.notes().passed()["row without a text"].first, ["a.csv, row 4"]);
}

#[test]
fn an_unknown_column_is_named_by_the_user() {
    let table = "when,memo\n2024-05-06,清水县县长罗一鸣调研。\n";
    let (documents, failures) = read_as("a.csv", table);
    assert_eq!((documents.len(), failures[0].reason.as_str()), (0, "no column is known to hold the texts"));
    assert!(failures[0].cure.contains("--fields text=when") && failures[0].cure.contains("when, memo"));
    let folder = Folder::new(&[("a.csv", table.as_bytes()), ("b.jsonl", b"{\"memo\":\"x\",\"text\":\"y\"}")]);
    let fields = Fields::parse("text=memo,date=when").expect("good");
    let (documents, failures) = folder.read_with(&["."], fields);
    assert!(failures.is_empty(), "{failures:?}");
    assert_eq!(
        (documents[0].text.as_str(), documents[0].date),
        ("清水县县长罗一鸣调研。", Date::new(2024, 5, 6).ok())
    );
    assert_eq!(documents[1].text, "x");
}

#[test]
fn a_quotation_mark_that_is_never_closed_takes_no_more_than_a_document() {
    let table = format!("text,id\n\"x{}", "长，".repeat(1 << 20));
    let mut all = read_from("a.csv", Cursor::new(table)).with_limit(1000);
    let failure = all.next().expect("an item").expect_err("too large");
    assert!(failure.reason.contains("a row larger than") && failure.what.contains("a.csv:2"), "{failure}");
    assert!(all.next().is_none());
}

/// A workbook with the sheets given, each of rows of cells.
pub(super) fn workbook(sheets: &[(&str, &[&[&str]])], merged: &str) -> Vec<u8> {
    let mut files: Vec<(String, String)> = Vec::new();
    let list = |make: &dyn Fn(usize, &str) -> String| -> String {
        sheets.iter().enumerate().map(|(at, (name, _))| make(at + 1, name)).collect()
    };
    files.push((
        "_rels/.rels".into(),
        "<Relationships><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>".into(),
    ));
    files.push((
        "xl/workbook.xml".into(),
        format!(
            "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{}</sheets></workbook>",
            list(&|at, name| format!("<sheet name=\"{name}\" sheetId=\"{at}\" r:id=\"rId{at}\"/>"))
        ),
    ));
    files.push((
        "xl/_rels/workbook.xml.rels".into(),
        format!(
            "<Relationships>{}</Relationships>",
            list(&|at, _| format!(
                "<Relationship Id=\"rId{at}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>"
            ))
        ),
    ));
    for (at, (_, rows)) in sheets.iter().enumerate() {
        let mut data = String::new();
        for (row, cells) in rows.iter().enumerate() {
            data.push_str(&format!("<row r=\"{}\">", row + 1));
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let place = format!("{}{}", char::from(b'A' + column as u8), row + 1);
                data.push_str(&format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"));
            }
            data.push_str("</row>");
        }
        let sheet = format!("<worksheet><sheetData>{data}</sheetData>{merged}</worksheet>");
        files.push((format!("xl/worksheets/sheet{}.xml", at + 1), sheet));
    }
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    packed(&files)
}

const ROWS: &[&[&str]] = &[
    &["2024年5月稿件汇总"],
    &["标题", "日期", "正文"],
    &["甲", "2024年5月6日", "清水县县长罗一鸣调研。"],
    &["乙", "", ""],
    &["丙", "2024-05-08", "白沙镇召开会议。"],
];

#[test]
fn a_workbook_is_read_sheet_by_sheet() {
    let book = workbook(&[("说明", &[&["本表由办公室填"]]), ("五月", ROWS)], "");
    let mut all = read_from("a.xlsx", Cursor::new(book.clone()));
    let documents: Vec<Document> = all.by_ref().map(|found| found.expect("a document")).collect();
    assert_eq!(ids(&documents), ["a#五月#3", "a#五月#5"]);
    assert_eq!(documents[0].date, Date::new(2024, 5, 6).ok());
    assert_eq!(all.notes().summary(), "1 row without a text, 1 sheet without a column of texts");
    // On the disk, and in an archive.
    let zip = packed(&[("b.xlsx", &book)]);
    let folder = Folder::new(&[("a.xlsx", &book), ("b.zip", &zip)]);
    assert_eq!(folder.read(&["."]).0.len(), 4);
    let (documents, failures) = read_as("c.xlsx", workbook(&[("一", &[&["甲", "乙"], &["1", "2"]])], ""));
    assert!(documents.is_empty() && failures[0].cure.contains("甲, 乙"), "{failures:?}");
    assert!(read_as("c.xlsx", &b"PK\x03\x04rubbish"[..]).1.len() == 1);
}

#[test]
fn a_table_of_things_is_one_document() {
    let rows: &[&[&str]] = &[
        &["重点项目表"],
        &["序号", "项目名称", "责任单位", "责任人"],
        &["1", "白沙大桥工程", "县交通运输局", "方小禾"],
        &["2", "清水湾安置房项目", "", "罗一鸣"],
    ];
    let merged = "<mergeCells count=\"1\"><mergeCell ref=\"C3:C4\"/></mergeCells>";
    let (documents, failures) = read_as("a.xlsx", workbook(&[("表", rows)], merged));
    assert!(failures.is_empty(), "{failures:?}");
    assert_eq!(
        documents[0].text,
        "重点项目表\n\n序号\t项目名称\t责任单位\t责任人\n1\t白沙大桥工程\t县交通运输局\t方小禾\n2\t清水湾安置房项目\t县交通运输局\t罗一鸣\n"
    );
    let (documents, _) = read_as("b.csv", "项目名称,责任人\n白沙大桥工程,方小禾\n");
    assert_eq!(documents[0].text, "项目名称\t责任人\n白沙大桥工程\t方小禾\n");
}

#[test]
fn spreadsheets_of_libreoffice() {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"一\"><table:table-row>{}{}{}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
         <table:table-row>{}<table:table-cell office:value-type=\"date\" office:date-value=\"2024-05-06\"><text:p>6/5/24</text:p></table:table-cell>{}</table:table-row>\
         </table:table></office:spreadsheet></office:body></office:document-content>",
        cell("标题"),
        cell("日期"),
        cell("正文"),
        cell("甲"),
        cell("清水县县长罗一鸣调研。</text:p><text:p>方小禾陪同。"),
    );
    let book = packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ]);
    let (documents, failures) = read_as("a.ods", book);
    assert!(failures.is_empty(), "{failures:?}");
    assert_eq!(documents[0].text, "清水县县长罗一鸣调研。\n方小禾陪同。");
    assert_eq!((documents[0].date, documents[0].id.as_str()), (Date::new(2024, 5, 6).ok(), "a#一#1000002"));
}

#[test]
fn cells_that_are_said_to_be_repeated_are_bounded() {
    let empty = "<table:table-cell table:number-columns-repeated=\"1000\"/>";
    let book = |rows: String| {
        let content = format!(
            "<office:spreadsheet><table:table table:name=\"一\">{rows}</table:table></office:spreadsheet>"
        );
        packed(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", content.as_bytes()),
        ])
    };
    let row = |cells: usize| {
        let last = "<table:table-cell><text:p>甲</text:p></table:table-cell>";
        format!("<table:table-row>{}{last}</table:table-row>", empty.repeat(cells))
    };
    // Two hundred thousand columns are no sheet's: they are left out.
    let (documents, failures) = read_as("a.ods", book(format!("{}{}", row(0), row(200))));
    assert!(documents.is_empty() && failures[0].reason.contains("no column"), "{failures:?}");
    let (documents, failures) = read_as("a.ods", book(row(16).repeat(600)));
    assert!(documents.is_empty() && failures[0].reason.contains("more than 8388608 cells"), "{failures:?}");
}

#[test]
fn json_in_every_form() {
    let one =
        r#"{"标题":"甲","正文":"清水县县长罗一鸣调研。","日期":"2024年5月6日","id":98765432109876543210987}"#;
    for form in [
        one.to_string(),
        format!("[{one}]"),
        format!("[\n {one}\n]\n"),
        format!("{{\"data\":[{one}]}}"),
        format!("{{\"n\":{{\"a\":{one}}}}}"),
    ] {
        let (documents, failures) = read_as("a.json", form.clone());
        assert!(failures.is_empty(), "{form}: {failures:?}");
        assert_eq!((documents.len(), documents[0].title.as_deref()), (1, Some("甲")), "{form}");
        assert_eq!(
            (documents[0].id.as_str(), documents[0].date),
            ("98765432109876543210987", Date::new(2024, 5, 6).ok())
        );
    }
    let issue = format!(
        "{{\"报纸\":\"山河报\",\"date\":\"2024-05-07\",\"版面\":[{{\"版名\":\"要闻\",\"文章\":[{one},{{\"正文\":[\"一。\",\"二。\"]}}]}}]}}"
    );
    let (documents, _) = read_as("a.jsonl", format!("{issue}\n{one}\n"));
    assert_eq!(documents.len(), 3);
    assert_eq!((documents[1].text.as_str(), documents[1].source.as_deref()), ("一。\n二。", Some("山河报")));
    assert_eq!((documents[1].date, documents[1].id.as_str()), (Date::new(2024, 5, 7).ok(), "a#1.2"));
    let (documents, failures) = read_as("a.json", "[{\"when\":1}]");
    assert!(documents.is_empty() && failures[0].cure.contains("--fields text=when"), "{failures:?}");
    let (_, failures) = read_as("a.json", "[{\"text\":\"a\"},{\"text\":");
    assert_eq!(failures[0].reason, "the JSON ends before it is closed");
}

#[test]
fn a_day_that_is_none_is_told() {
    let mut all = read_from("a.csv", Cursor::new("正文,日期\n县长罗一鸣调研。,2024-02-31\n"));
    let document = all.next().expect("an item").expect("a document");
    assert_eq!((document.date, &document.attributes["日期"]), (None, &serde_json::json!("2024-02-31")));
    assert!(all.next().is_none());
    assert_eq!(all.notes().remarks()[0].reason, "its date `2024-02-31` is no day");
}

#[test]
fn what_a_folder_holds_and_is_not_read_is_counted() {
    let folder = Folder::new(&[
        ("a.txt", b"1"),
        ("b/a.doc", b"x"),
        ("b/1.jpg", b"x"),
        ("b/2.JPG", b"x"),
        ("README.md", b"x"),
        ("graph.json", b"{}"),
        ("plain", b"x"),
        (".hidden.doc", b"x"),
    ]);
    let all = folder.plan(&["."]);
    let summary = "2 .jpg, 1 .doc, 1 README, 1 file of guanxi, 1 file without an ending";
    assert_eq!(all.notes().summary(), summary);
    let mut read = all.read();
    assert_eq!(read.by_ref().count(), 1);
    assert_eq!(read.notes().summary(), summary);
    let zip = packed(&[("a.txt", b"1"), ("b.doc", b"x")]);
    let mut read = read_from("a.zip", Cursor::new(zip));
    assert_eq!(read.by_ref().count(), 1);
    assert_eq!(read.notes().passed()[".doc"].first, ["a.zip/b.doc"]);
}

#[test]
fn one_budget_for_an_archive_and_all_in_it() {
    let zeros = vec![b' '; 15 << 20];
    let inner = packed(&[("a.txt", &zeros)]);
    let files: Vec<(String, Vec<u8>)> = (0..40).map(|at| (format!("{at}.zip"), inner.clone())).collect();
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let outer = packed(&files);
    let most = outer.len() as u64 * 250 + (17 << 20);
    let mut all = read_from("a.zip", Cursor::new(outer));
    let (mut bytes, mut failed) = (0, 0);
    for found in all.by_ref() {
        match found {
            Ok(document) => bytes += document.text.len() as u64,
            Err(_) => failed += 1,
        }
    }
    assert!(bytes <= most && bytes < 40 * (15 << 20) && failed > 0, "{bytes} of {most}, {failed}");
}

#[test]
fn rich_text_and_documents_of_libreoffice() {
    let rtf = b"{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 \\'cb\\'ce\\'cc\\'e5;}}{\\info{\\title \\'bc\\'d7}}\\pard\\f0\\fs21 \\'c7\\'e5\\'cb\\'ae\\'cf\\'d8\\u21439?\\u38271?\\'c2\\'de\\par {\\*\\generator x;}B{\\v no}\\par\
        \\trowd\\cellx1\\cellx2\\pard\\intbl \\'bc\\'d7\\cell \\'d2\\'d2\\par\\'b1\\'fb\\cell\\row\\pard C\\par}";
    let (documents, failures) = read_as("a.rtf", &rtf[..]);
    assert!(failures.is_empty(), "{failures:?}");
    assert_eq!(documents[0].text, "清水县县长罗\nB\n甲\t乙；丙\nC\n\n");
    assert_eq!(documents[0].title.as_deref(), Some("甲"));
    let mut cut = read_from("a.rtf", Cursor::new(&rtf[..rtf.len() - 1]));
    cut.by_ref().for_each(drop);
    assert_eq!(cut.notes().remarked(), 1);

    let content = "<office:document-content><office:body><office:text><text:tracked-changes><text:p>旧</text:p></text:tracked-changes>\
        <text:h>标题</text:h><text:p>清水县<text:s text:c=\"2\"/>县长<text:span>罗一鸣</text:span></text:p>\
        <table:table><table:table-row><table:table-cell><text:p>项目名称</text:p></table:table-cell><table:table-cell><text:p>责任人</text:p></table:table-cell></table:table-row>\
        <table:table-row><table:table-cell><text:p>白沙大桥</text:p></table:table-cell><table:table-cell><text:p>方小禾</text:p><text:p>罗一鸣</text:p></table:table-cell></table:table-row></table:table>\
        </office:text></office:body></office:document-content>";
    let odt = packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
    ]);
    let (documents, failures) = read_as("a.odt", odt);
    assert!(failures.is_empty(), "{failures:?}");
    assert_eq!(documents[0].text, "标题\n清水县  县长罗一鸣\n项目名称\t责任人\n白沙大桥\t方小禾；罗一鸣\n\n");
}

#[test]
fn a_page_saved_in_one_file() {
    let page = "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://x.example/2024-05/06/c_1.htm\r\nSubject: =?utf-8?B?55Sy?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"--b\"\r\n\r\n----b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><p>=E6=B8=85=E6=B0=B4=E5=8E=\r\n=BF=E5=8E=BF=E9=95=BF=E7=BD=97=E4=B8=80=E9=B8=A3=E3=80=82</p></body></html>\r\n----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----b--\r\n";
    for name in ["a.mhtml", "a.mht", "stdin"] {
        let (documents, failures) = read_as(name, page);
        assert!(failures.is_empty(), "{failures:?}");
        assert!(documents[0].text.contains("清水县县长罗一鸣。"), "{}", documents[0].text);
        assert_eq!(documents[0].title.as_deref(), Some("甲"));
        assert_eq!(documents[0].date, Date::new(2024, 5, 6).ok());
    }
    let nested = "Content-Type: multipart/mixed; boundary=a\n\n--a\n".repeat(5000);
    assert!(read_as("a.mht", nested).1[0].reason.contains("parts of their own"));
}

#[test]
fn documents_that_were_cut_or_lost_a_part_are_told() {
    let cut = packed(&[(
        "word/document.xml",
        "<w:document><w:body><w:p><w:r><w:t>罗一鸣</w:t></w:r></w:p><w:p><w:r><w:t>方小禾".as_bytes(),
    )]);
    let mut all = read_from("a.docx", Cursor::new(cut));
    assert_eq!(all.next().expect("an item").expect("a document").text, "罗一鸣\n方小禾\n");
    assert!(all.next().is_none() && all.notes().remarks()[0].reason.contains("cut off"));
    let book = packed(&[
        ("META-INF/container.xml", b"<container><rootfile full-path=\"p.opf\"/></container>"),
        ("p.opf", b"<package><item id=\"a\" href=\"a.html\" media-type=\"text/html\"/><item id=\"b\" href=\"b.html\" media-type=\"text/html\"/><itemref idref=\"a\"/><itemref idref=\"b\"/></package>"),
        ("a.html", "<p>罗一鸣</p>".as_bytes()),
    ]);
    let mut all = read_from("a.epub", Cursor::new(book));
    assert_eq!(all.by_ref().count(), 1);
    assert_eq!(all.notes().remarks()[0].reason, "its chapter `b.html` is missing");
}
