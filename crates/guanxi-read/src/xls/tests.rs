//! Workbooks made by hand: what their cells show, and what is said of damaged ones.

use super::super::sheet::{Piece, of_xls};
use super::*;
use guanxi::internal::document::Pieces;

type Part = (u16, Vec<u8>);

fn bytes(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// A record of a cell: its place, its style, and more.
fn cell(sort: u16, row: u16, column: u16, style: u16, more: &[u8]) -> Part {
    (sort, [&bytes(&[row, column, style])[..], more].concat())
}

fn label(row: u16, column: u16, text: &str) -> Part {
    let units: Vec<u16> = text.encode_utf16().collect();
    cell(LABEL, row, column, 0, &[&bytes(&[units.len() as u16])[..], &[1], &bytes(&units)].concat())
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [&bytes(&[units.len() as u16])[..], &[1], &bytes(&units)].concat()
}

fn laid_out(parts: &[Part]) -> Vec<u8> {
    let part = |(sort, data): &Part| [&bytes(&[*sort, data.len() as u16])[..], data].concat();
    parts.iter().flat_map(part).collect()
}

/// The stream of a workbook: what is said of all of it, and sheets.
fn workbook(version: u16, about: &[Part], sheets: &[&[Part]]) -> Vec<u8> {
    let name = |at: usize| match version {
        0x500 => vec![2, 0xB1, 0xED],
        _ => vec![2, 1, 0x68, 0x88, 0x31 + at as u8, 0],
    };
    let begin = (BEGIN, bytes(&[version, 5]));
    let head = |starts: &[u32]| {
        let sheet =
            |(at, start): (usize, &u32)| (0x85, [&start.to_le_bytes()[..], &[0, 0], &name(at)].concat());
        let sheets: Vec<Part> = starts.iter().enumerate().map(sheet).collect();
        laid_out(&[&[begin.clone()][..], about, &sheets, &[(END, Vec::new())]].concat())
    };
    let mut out = head(&vec![0; sheets.len()]);
    let mut starts = Vec::new();
    for sheet in sheets {
        starts.push(out.len() as u32);
        out.extend(laid_out(&[&[begin.clone()][..], sheet, &[(END, Vec::new())]].concat()));
    }
    out.splice(..head(&starts).len(), head(&starts));
    out
}

/// A compound file around a stream: a table of sectors, a folder of two entries, and the stream in sectors of its own.
fn compound(mut stream: Vec<u8>) -> Vec<u8> {
    stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
    let count = stream.len() / 512;
    let tables = (count + 200).div_ceil(127);
    let mut head = vec![0_u8; 512];
    head[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    (head[30], head[32]) = (9, 6);
    let mut put = |at: usize, number: u32| head[at..at + 4].copy_from_slice(&number.to_le_bytes());
    put(48, tables as u32);
    put(60, u32::MAX - 1);
    put(68, u32::MAX - 1);
    (0..109).for_each(|at| put(76 + 4 * at, if at < tables { at as u32 } else { u32::MAX }));
    let chained = |from: usize, count: usize| {
        (0..count).map(move |at| if at + 1 == count { u32::MAX - 1 } else { (from + at + 1) as u32 })
    };
    let next =
        std::iter::repeat_n(u32::MAX - 2, tables).chain(chained(tables, 1)).chain(chained(tables + 1, count));
    let mut table: Vec<u8> = next.flat_map(u32::to_le_bytes).collect();
    table.resize(tables * 512, 0xFF);
    let entry = |name: &str, sort: u8, start: u32, length: usize| {
        let mut entry: Vec<u8> = bytes(&name.encode_utf16().collect::<Vec<_>>());
        entry.resize(128, 0);
        entry[66] = sort;
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&(length as u32).to_le_bytes());
        entry
    };
    let root = entry("Root Entry", 5, u32::MAX - 1, 0);
    let mut folder = [root, entry("WORKBOOK", 2, tables as u32 + 1, stream.len())].concat();
    folder.resize(512, 0);
    [head, table, folder, stream].concat()
}

fn rows(file: Vec<u8>) -> Result<Vec<(u64, Vec<String>)>, Failure> {
    let pieces: Pieces<Piece> = of_xls("a.xls", file).expect("a thread");
    let mut out = Vec::new();
    for piece in pieces {
        if let Piece::Rows(rows) = piece? {
            out.extend(rows.into_iter().map(|row| (row.number, row.cells)));
        }
    }
    Ok(out)
}

fn shown(about: &[Part], sheets: &[&[Part]]) -> Result<Vec<(u64, Vec<String>)>, Failure> {
    rows(compound(workbook(0x600, about, sheets)))
}

#[test]
fn cells_are_read_as_they_are_shown() {
    let day = (0x41E, [&bytes(&[164])[..], &wide("yyyy\"年\"m\"月\"d\"日\"")].concat());
    let styles = [0, 164, 14, 46].map(|format| (0xE0, bytes(&[0, format, 0])));
    // A string cut by a record's end, whose letters are then narrow; one with fonts and a reading behind it.
    let fonts = [&bytes(&[1])[..], &[0x0D], &bytes(&[1]), &3_u32.to_le_bytes(), &bytes(&[0x4E59])].concat();
    let strings =
        [&[0; 8][..], &wide("甲"), &fonts, &[9; 7], &bytes(&[4]), &[1], &bytes(&[0x5929, 0x6C14])].concat();
    let mut about = vec![day, (0xFC, strings), (0x3C, b"\x00ab".to_vec()), (0x3C, b"\x01\x00\x00c".to_vec())];
    about.extend(styles);
    let whole = |number: i32| ((number << 2) as u32 | 2).to_le_bytes();
    let sheet = [
        (0x200, vec![0xFF; 14]),
        cell(LABEL_BY_NUMBER, 5, 1, 0, &2_u32.to_le_bytes()),
        cell(LABEL_BY_NUMBER, 1, 0, 0, &0_u32.to_le_bytes()),
        cell(LABEL_BY_NUMBER, 1, 1, 0, &1_u32.to_le_bytes()),
        cell(LABEL_BY_NUMBER, 1, 3, 0, &3_u32.to_le_bytes()),
        cell(NUMBER, 2, 0, 1, &45418_f64.to_le_bytes()),
        cell(SMALL_NUMBER, 2, 1, 2, &whole(45418)),
        cell(NUMBER, 2, 2, 3, &1.5_f64.to_le_bytes()),
        (
            SMALL_NUMBERS,
            [
                &bytes(&[3, 1, 0])[..],
                &whole(-7),
                &bytes(&[0]),
                &(whole(250)[0] as u32 | 1 | (250 << 2)).to_le_bytes(),
                &bytes(&[2]),
            ]
            .concat(),
        ),
        cell(TRUTH, 4, 0, 0, &[1, 0]),
        cell(TRUTH, 4, 1, 0, &[7, 1]),
        cell(FORMULA, 4, 2, 0, &[&2.5_f64.to_le_bytes()[..], &[0; 8]].concat()),
        cell(FORMULA, 4, 3, 0, &[0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0]),
        (BEGIN, bytes(&[0x600, 0x20])),
        label(0, 0, "图"),
        (END, Vec::new()),
        (VALUE, wide("式")),
        cell(FORMULA, 4, 4, 0, &[1, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0]),
        label(6, 0, "合"),
        label(6, 1, "一"),
        label(7, 1, "二"),
        (MERGED, bytes(&[1, 6, 7, 0, 0])),
    ];
    let wanted: [(u64, &[&str]); 7] = [
        (2, &["甲", "乙", "", "c"]),
        (3, &["2024-05-06", "2024-05-06"]),
        (4, &["", "-7", "2.5"]),
        (5, &["TRUE", "", "2.5", "式", "FALSE"]),
        (6, &["", "天气ab"]),
        (7, &["合", "一"]),
        (8, &["合", "二"]),
    ];
    let got = shown(&about, &[&sheet]).expect("a workbook");
    for ((number, cells), (row, texts)) in got.iter().zip(wanted) {
        assert_eq!((*number, cells.iter().map(String::as_str).collect::<Vec<_>>()), (row, texts.to_vec()));
    }
    assert_eq!(got.len(), 7);
}

#[test]
fn workbooks_of_excel_95_are_in_local_letters() {
    let text = [0xCF, 0xD8, 0xB3, 0xA4];
    let sheet = [cell(LABEL, 0, 0, 0, &[&[4, 0][..], &text].concat())];
    let read = |about: &[Part]| rows(compound(workbook(0x500, about, &[&sheet]))).expect("a workbook");
    assert_eq!(read(&[(0x42, bytes(&[936]))]), [(1, vec!["县长".to_string()])]);
    assert_eq!(read(&[]), [(1, vec!["县长".to_string()])]);
}

#[test]
fn a_sheet_with_two_corners_takes_no_room_between_them() {
    let got = shown(&[], &[&[label(0, 0, "一"), label(65535, 255, "二")], &[label(3, 0, "三")]])
        .expect("a workbook");
    assert_eq!(
        got.iter().map(|(number, cells)| (*number, cells.len())).collect::<Vec<_>>(),
        [(1, 1), (65536, 256), (4, 1)]
    );
}

#[test]
fn damaged_workbooks_are_failures_that_say_why() {
    let reason = |file: Vec<u8>| rows(file).expect_err("damaged").reason;
    let of = |about: &[Part], sheet: &[Part]| reason(compound(workbook(0x600, about, &[sheet])));
    assert!(of(&[], &[label(0, 60_000, "甲")]).contains("outside of any sheet"));
    assert!(of(&[], &[(SMALL_NUMBERS, bytes(&[0, 65_535, 0, 0, 0, 0]))]).contains("outside of any sheet"));
    assert!(of(&[], &[cell(LABEL_BY_NUMBER, 0, 0, 0, &[9, 0, 0, 0])]).contains("a string that is not there"));
    assert!(of(&[(0x2F, bytes(&[1]))], &[]).contains("locked with a password"));
    let mut stream = workbook(0x600, &[], &[&[label(0, 0, "甲")], &[]]);
    let sheets: Vec<usize> = (0..stream.len() - 1).filter(|&at| stream[at..at + 2] == [0x85, 0]).collect();
    stream.copy_within(sheets[0] + 4..sheets[0] + 8, sheets[1] + 4);
    assert!(reason(compound(stream)).contains("or on another"));
    let whole = compound(workbook(0x600, &[], &[&vec![label(0, 0, "甲"); 900]]));
    assert!(reason(whole[..whole.len() / 2].to_vec()).contains("ends too early"));
    assert!(reason(whole[..900].to_vec()).contains("no workbook"));
    // The folder goes on with itself.
    let mut circle = whole.clone();
    let tables = u32_at(&whole, 48).expect("a head") as usize;
    let at = 512 + tables * 4;
    circle[at..at + 4].copy_from_slice(&(tables as u32).to_le_bytes());
    assert!(reason(circle).contains("in a circle"));
}

#[test]
fn one_string_in_every_cell_is_no_more_than_the_file_allows() {
    let strings = [&[0; 8][..], &bytes(&[60_000]), &[0]].concat();
    let parts =
        [(0xFC, strings), (0x3C, [&[0][..], &vec![b'a'; 60_000]].concat().split_off(0)[..8000].to_vec())];
    let more = (0..7).map(|_| (0x3C, [&[0][..], &vec![b'a'; 8000]].concat()));
    let about: Vec<Part> = parts.into_iter().chain(more).collect();
    let sheet: Vec<Part> = (0..3000).map(|row| cell(LABEL_BY_NUMBER, row, 0, 0, &[0; 4])).collect();
    let failure = shown(&about, &[&sheet]).expect_err("too much");
    assert!(failure.reason.contains("more than 250 times its size"), "{failure}");
}
