//! What the pages of a Parquet file unpack to, told by their headers before any is unpacked.
//!
//! The footer of a file may say anything; memory is taken for what stands in the header before each page.

use parquet::file::metadata::ParquetMetaData;
use parquet::file::reader::ChunkReader;

use super::Failure;
use super::packed::MOST_TIMES;

/// Most bytes of one page, unpacked.
const MOST_PAGE: u64 = 256 << 20;

/// Most items of lists in one row group, beyond one for each row: all of them may be one row's.
const MOST_ITEMS: u64 = 16 << 20;

/// Bytes of a header that are read first, and at most.
const HEAD: u64 = 512;
const MOST_HEAD: u64 = 16 << 20;

/// What the parts of a file take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sizes {
    /// Bytes of all pages, and eight for every value.
    pub(super) whole: u64,
    /// Bytes of the largest page.
    pub(super) page: u64,
}

/// Adds up what a file unpacks to; an error where that is more than `most`, or more than can be held at a time.
pub(super) fn sizes(
    file: &str,
    source: &impl ChunkReader,
    meta: &ParquetMetaData,
    most: u64,
) -> Result<Sizes, Failure> {
    let mut sizes = Sizes::default();
    for group in meta.row_groups() {
        let rows = u64::try_from(group.num_rows()).unwrap_or(0);
        for column in group.columns() {
            let (mut at, length) = column.byte_range();
            let end = at.saturating_add(length).min(source.len());
            let mut values: u64 = 0;
            while at < end {
                let head = page(source, at, end).ok_or_else(|| damaged(file))?;
                sizes.page = sizes.page.max(head.unpacked);
                sizes.whole = sizes.whole.saturating_add(head.unpacked).saturating_add(8 * head.values);
                values += head.values;
                if sizes.whole > most {
                    return Err(too_much(file));
                }
                at += head.length + head.packed;
            }
            let lists = column.column_descr().max_rep_level() > 0;
            if sizes.page > MOST_PAGE || lists && values.saturating_sub(rows) > MOST_ITEMS {
                let name = column.column_path().string();
                let reason = format!("its column `{name}` has pages too large to be held");
                return Err(Failure::new(file, reason, "write it again with smaller pages and row groups"));
            }
        }
    }
    Ok(sizes)
}

/// The failure of a file whose rows or pages are more than its bytes can mean.
pub(super) fn too_much(file: &str) -> Failure {
    let cure = "leave it out: texts do not pack that well; or turn its rows into JSON Lines";
    Failure::new(file, format!("unpacks to more than {MOST_TIMES} times its size"), cure)
}

fn damaged(file: &str) -> Failure {
    let reason = "is no Parquet file that can be read: the header of a page is damaged";
    Failure::new(file, reason, "write it again, or turn its rows into JSON Lines")
}

/// What the header of a page says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Head {
    /// Bytes of the header itself.
    length: u64,
    packed: u64,
    unpacked: u64,
    values: u64,
}

fn page(source: &impl ChunkReader, at: u64, end: u64) -> Option<Head> {
    let mut length = HEAD;
    loop {
        let most = length.min(end - at);
        let bytes = source.get_bytes(at, most as usize).ok()?;
        match head(&bytes) {
            Some(head) => return Some(head),
            None if most == end - at || length >= MOST_HEAD => return None,
            None => length *= 8,
        }
    }
}

/// What is open of a header in Thrift's compact form.
enum Open {
    /// A structure, with the number of the field before.
    Fields(i64),
    /// A list, with the type of its items and how many are to come.
    Items(u8, u64),
}

/// Reads a header; of a field that is there twice the larger value counts.
fn head(bytes: &[u8]) -> Option<Head> {
    let mut rest = bytes;
    let mut head = Head::default();
    let mut open = vec![Open::Fields(0)];
    // The number of the field of the header that is open: 5, 7 and 8 hold the headers of sorts of pages.
    let mut outer = 0;
    while let Some(last) = open.last_mut() {
        let kind = match last {
            Open::Items(kind, left) => {
                if *left == 0 {
                    open.pop();
                    continue;
                }
                *left -= 1;
                // In lists a truth is a byte.
                if *kind <= 2 { 3 } else { *kind }
            }
            Open::Fields(before) => {
                let byte = byte(&mut rest)?;
                if byte == 0 {
                    open.pop();
                    continue;
                }
                let id = match byte >> 4 {
                    0 => zigzag(&mut rest)?,
                    delta => before.checked_add(i64::from(delta))?,
                };
                *before = id;
                byte & 15
            }
        };
        let depth = open.len();
        let field = match open.last() {
            Some(Open::Fields(field)) => *field,
            _ => 0,
        };
        if depth == 1 {
            outer = field;
        }
        match kind {
            1 | 2 => {}
            3 => _ = byte(&mut rest)?,
            4..=6 => {
                let number = zigzag(&mut rest)?;
                let into = match (depth, outer, field) {
                    (1, _, 2) => &mut head.unpacked,
                    (1, _, 3) => &mut head.packed,
                    (2, 5 | 7 | 8, 1) => &mut head.values,
                    _ => continue,
                };
                *into = (*into).max(u64::try_from(number).ok()?);
            }
            7 => _ = rest.split_off(..8)?,
            8 => {
                let length = usize::try_from(varint(&mut rest)?).ok()?;
                rest.split_off(..length)?;
            }
            9 | 10 if open.len() < 16 => {
                let first = byte(&mut rest)?;
                let count = if first >> 4 == 15 { varint(&mut rest)? } else { u64::from(first >> 4) };
                open.push(Open::Items(first & 15, count));
            }
            12 if open.len() < 16 => open.push(Open::Fields(0)),
            _ => return None,
        }
    }
    head.length = (bytes.len() - rest.len()) as u64;
    Some(head)
}

fn byte(rest: &mut &[u8]) -> Option<u8> {
    rest.split_off_first().copied()
}

fn varint(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for shift in (0..64).step_by(7) {
        let byte = byte(rest)?;
        number |= u64::from(byte & 127) << shift;
        if byte < 128 {
            return Some(number);
        }
    }
    None
}

fn zigzag(rest: &mut &[u8]) -> Option<i64> {
    let number = varint(rest)?;
    Some((number >> 1) as i64 ^ -((number & 1) as i64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read() {
        // type 0, 300 bytes unpacked, 7 packed, a header of a data page with 5 values and a list of truths.
        let bytes =
            [0x15, 0, 0x15, 0xD8, 4, 0x15, 14, 0x2C, 0x15, 10, 0x19, 0x21, 1, 2, 0x18, 2, 65, 66, 0, 0, 9, 9];
        assert_eq!(head(&bytes), Some(Head { length: 20, packed: 7, unpacked: 300, values: 5 }));
        for cut in 0..20 {
            assert_eq!(head(&bytes[..cut]), None, "{cut}");
        }
        // A negative size, a map, structures without end.
        assert_eq!(head(&[0x25, 1, 0]), None);
        assert_eq!(head(&[0x1B, 0, 0]), None);
        assert_eq!(head(&[0x1C; 400]), None);
    }
}
