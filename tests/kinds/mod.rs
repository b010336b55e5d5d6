//! Small files of every kind that people keep texts in, made here.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

/// A text about one official.
pub(crate) fn story(person: &str) -> String {
    format!("5月6日，清水县副县长{person}到湖西镇调研，县水利局局长袁朗陪同。")
}

fn zipped(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("an archive").into_inner()
}

pub(crate) fn csv(people: &[&str]) -> Vec<u8> {
    let rows = people.iter().enumerate();
    let rows = rows.map(|(at, person)| format!("{at},要闻{at},2024-05-06,\"{}\",清水报\r\n", story(person)));
    let text = format!("编号,标题,日期,正文,来源\r\n{}", rows.collect::<String>());
    // As a spreadsheet program of Chinese Windows saves it.
    encoding_rs::GBK.encode(&text).0.into_owned()
}

/// A workbook of a header and rows, its strings in the cells.
pub(crate) fn xlsx_of(rows: &[Vec<String>]) -> Vec<u8> {
    let sheet: String = rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let row = row.iter().zip('A'..).map(|(text, column)| {
                format!("<c r=\"{column}{}\" t=\"inlineStr\"><is><t>{text}</t></is></c>", at + 1)
            });
            format!("<row r=\"{}\">{}</row>", at + 1, row.collect::<String>())
        })
        .collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    zipped(&[
        (
            "[Content_Types].xml",
            "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" \
             ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>\
             <Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>\
             <Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>"
                .into(),
        ),
        (
            "_rels/.rels",
            format!("<?xml version=\"1.0\"?><Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
        ),
        (
            "xl/workbook.xml",
            format!("<?xml version=\"1.0\"?><workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"要闻\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!("<?xml version=\"1.0\"?><Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<?xml version=\"1.0\"?><worksheet xmlns=\"{main}\"><sheetData>{sheet}</sheetData></worksheet>"),
        ),
    ])
}

pub(crate) fn xlsx(people: &[&str]) -> Vec<u8> {
    let head = ["题名", "发布时间", "全文"].map(str::to_string).to_vec();
    let rows = people.iter().map(|person| vec!["要闻".into(), "2024-05-06".into(), story(person)]);
    xlsx_of(&std::iter::once(head).chain(rows).collect::<Vec<_>>())
}

pub(crate) fn json(people: &[&str]) -> Vec<u8> {
    let items: Vec<_> = people
        .iter()
        .map(|person| serde_json::json!({"标题": "要闻", "内容": story(person), "日期": "2024年5月6日"}))
        .collect();
    serde_json::json!({"期号": 12, "文章": items}).to_string().into_bytes()
}

pub(crate) fn jsonl(people: &[&str]) -> Vec<u8> {
    let rows = people.iter().enumerate();
    let rows = rows.map(|(at, person)| {
        serde_json::json!({"id": format!("j{at}"), "content": story(person), "pubdate": "2024-05-06"})
    });
    rows.map(|row| format!("{row}\n")).collect::<String>().into_bytes()
}

pub(crate) fn html(person: &str) -> Vec<u8> {
    format!("<html><head><meta charset=\"utf-8\"><title>要闻</title></head><body><div id=\"Zoom\"><p>{}</p></div></body></html>", story(person))
        .into_bytes()
}

pub(crate) fn mhtml(person: &str) -> Vec<u8> {
    let page = String::from_utf8(html(person)).expect("UTF-8");
    let quoted: String = page
        .bytes()
        .map(|byte| match byte {
            b' '..=b'<' | b'>'..=b'~' => char::from(byte).to_string(),
            _ => format!("={byte:02X}"),
        })
        .collect();
    let body = soft(&quoted);
    format!(
        "From: <Saved by Blink>\r\nSubject: page\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----X----\"\r\n\r\n\
         ------X----\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: http://www.example.com/1.html\r\n\r\n{body}\r\n\
         ------X----\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------X------\r\n"
    )
    .into_bytes()
}

/// A quoted-printable line with soft breaks.
fn soft(line: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(c);
        width += 1;
        if c == '=' {
            out.extend(chars.by_ref().take(2));
            width += 2;
        }
        if width >= 70 && chars.peek().is_some() {
            out.push_str("=\r\n");
            width = 0;
        }
    }
    out
}

pub(crate) fn docx(person: &str) -> Vec<u8> {
    let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    zipped(&[
        (
            "[Content_Types].xml",
            "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>\
             <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"
                .into(),
        ),
        (
            "word/document.xml",
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"{word}\"><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>",
                story(person)
            ),
        ),
    ])
}

pub(crate) fn odt(person: &str) -> Vec<u8> {
    zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.text".into()),
        (
            "content.xml",
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
                 xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text><text:p>{}</text:p></office:text></office:body></office:document-content>",
                story(person)
            ),
        ),
    ])
}

pub(crate) fn ods(people: &[&str]) -> Vec<u8> {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let row = |cells: &[&str]| {
        let cells: String = cells.iter().map(|text| cell(text)).collect();
        format!(
            "<table:table-row>{cells}<table:table-cell table:number-columns-repeated=\"1020\"/></table:table-row>"
        )
    };
    let rows: String = people.iter().map(|person| row(&["要闻", &story(person)])).collect();
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"一\">{}{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>",
        row(&["标题", "正文"])
    );
    zipped(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet".into()), ("content.xml", content)])
}

pub(crate) fn rtf(person: &str) -> Vec<u8> {
    let coded: String =
        encoding_rs::GBK.encode(&story(person)).0.iter().map(|byte| format!("\\'{byte:02x}")).collect();
    format!("{{\\rtf1\\ansi\\ansicpg936\\deff0{{\\fonttbl{{\\f0\\fnil\\fcharset134 SimSun;}}}}\\f0\\fs24 {coded}\\par}}").into_bytes()
}

/// The first bytes of an old Word file, and nothing that can be read.
pub(crate) fn doc() -> Vec<u8> {
    [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1].into_iter().chain([0; 2048]).collect()
}

/// The first bytes of a picture.
pub(crate) fn jpg() -> Vec<u8> {
    [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, b'J', b'F', b'I', b'F', 0].into_iter().chain([7; 512]).collect()
}
