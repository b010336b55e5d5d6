//! Workbooks made by hand: what their cells show, and what is said of damaged ones.

use std::io::Cursor;

use super::super::archive_tests::packed;
use super::super::sheet::{Piece, Place, of_xlsx};
use super::*;
use guanxi::internal::document::Pieces;

const MAIN_XML: &str = "<workbook><workbookPr DATE/><sheets><sheet name=\"五月&amp;六月\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
const RELATIONS: &str = "<Relationships><Relationship Id=\"r1\" Type=\"http://x/worksheet\" Target=\"/xl/worksheets/a.xml\"/>\
    <Relationship Id=\"r2\" Type=\"http://x/sharedStrings\" Target=\"texts.xml\"/></Relationships>";
const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/></numFmts>\
    <cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"14\"/><xf numFmtId=\"46\"/></cellXfs></styleSheet>";

fn book(main: &str, strings: &str, data: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><dimension ref=\"A1\"/><sheetData>{data}</sheetData></worksheet>");
    packed(&[
        ("xl/workbook.xml", main.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        ("xl/Texts.xml", format!("<sst>{strings}</sst>").as_bytes()),
        ("xl/worksheets/a.xml", sheet.as_bytes()),
    ])
}

fn rows(pieces: Pieces<Piece>) -> Result<Vec<Vec<String>>, Failure> {
    let mut out = Vec::new();
    for piece in pieces {
        if let Piece::Rows(rows) = piece? {
            out.extend(rows.into_iter().map(|row| row.cells));
        }
    }
    Ok(out)
}

fn read(bytes: Vec<u8>) -> Result<Vec<Vec<String>>, Failure> {
    rows(of_xlsx("a.xlsx", Place::Memory(bytes)).expect("a thread"))
}

#[test]
fn cells_are_read_as_they_are_shown() {
    let strings = "<si><t>甲 </t></si><si><r><rPr/><t xml:space=\"preserve\">乙 </t></r><r><t>丙&amp;&#x4E01;</t></r>\
        <rPh sb=\"0\" eb=\"1\"><t>yi</t></rPh><phoneticPr/></si><si/><si><t>一_x000D_二</t></si>";
    let data = "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c r=\"E2\" t=\"s\"><f>A1</f><v>3</v></c></row>\
        <row><c t=\"s\"><v>2</v></c><c s=\"1\"><v>45418</v></c><c s=\"2\"><v>45418.5</v></c><c s=\"3\"><v>1.5</v></c><c><v>1e3</v></c><c/></row>\
        <row><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#REF!</v></c><c t=\"str\"><v>丁_x0041_&lt;</v></c><c t=\"inlineStr\"><is><t>戊</t></is></c><c><v>2.50</v></c></row>";
    let shown = read(book(MAIN_XML, strings, data)).expect("a workbook");
    assert_eq!(
        shown,
        [
            vec!["甲", "乙 丙&丁", "", "", "一\r二"],
            vec!["", "2024-05-06", "2024-05-06 12:00:00", "", "1000"],
            vec!["TRUE", "", "丁A<", "戊", "2.5"],
        ]
    );
    let old = MAIN_XML.replace("DATE", "date1904=\"1\"");
    let shown = read(book(&old, "", "<row><c s=\"1\"><v>43956</v></c></row>")).expect("a workbook");
    assert_eq!(shown, [["2024-05-06"]]);
}

#[test]
fn damaged_workbooks_are_failures_that_say_why() {
    let reason = |strings: &str, data: &str| read(book(MAIN_XML, strings, data)).expect_err("damaged").reason;
    let cell = "<row><c t=\"s\"><v>7</v></c></row>";
    assert!(reason("<si><t>甲</t></si>", cell).contains("a string that is not there"));
    assert!(reason("<si><t>甲", "").contains("ends too early"));
    assert!(reason("", "<row><c r=\"ZZZZZZZZ1\"/></row>").contains("outside of any sheet"));
    let none = packed(&[("xl/workbook.xml", b"<workbook/>")]);
    assert_eq!(read(none), Ok(Vec::new()));
    let blank = " ".repeat(70 << 20);
    let bomb = book(MAIN_XML, &format!("<si><t>{blank}</t></si>"), "");
    let failure = read(bomb).expect_err("a bomb");
    assert!(failure.reason.contains("times its size") || failure.reason.contains("larger than"), "{failure}");
}

#[test]
fn more_strings_than_are_held_are_read_in_any_order() {
    let text = |number: usize| format!("第{number}条：{}", "清水县县长罗一鸣调研。".repeat(number % 9));
    let count = 60_000;
    let strings: String = (0..count).map(|at| format!("<si><t>{}</t></si>", text(at))).collect();
    let order: Vec<usize> = (0..count).chain((0..count).rev().step_by(7)).collect();
    let data: String = order.iter().map(|at| format!("<row><c t=\"s\"><v>{at}</v></c></row>")).collect();
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    std::io::Write::write_all(&mut file, &book(MAIN_XML, &strings, &data)).expect("written");
    let shown =
        rows(of_xlsx("a.xlsx", Place::Disk(file.path().into())).expect("a thread")).expect("a workbook");
    assert!(shown.iter().zip(&order).all(|(row, &at)| row[0] == text(at)));
    assert_eq!(shown.len(), order.len());
}

#[test]
fn places_and_parts_are_told() {
    assert_eq!((place("A1"), place("AB12"), place("xfd1")), (Some((0, 0)), Some((11, 27)), Some((0, 16383))));
    assert_eq!((place("A0"), place("12"), place("A"), place("ZZZZZZZZ1")), (None, None, None, None));
    assert_eq!(resolved("worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
    assert_eq!(resolved("/xl\\worksheets/../a.xml"), "xl/a.xml");
    let cut = Cursor::new(b"PK\x03\x04rubbish".to_vec());
    assert!(Book::open("a.xlsx", cut, 11).is_err());
}
