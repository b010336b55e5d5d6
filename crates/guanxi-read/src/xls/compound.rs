//! The container of old Office files: sectors that lie scattered, and tables that say which follows which.

/// Sector numbers from here on are none: the end of a chain, a free sector.
const LAST: u32 = 0xFFFF_FFFA;

/// Streams shorter than this lie in the small sectors of another stream.
const SMALL: u64 = 4096;

/// The first stream there is of these names.
///
/// # Errors
/// What is wrong with the file.
pub(super) fn stream(file: &[u8], names: &[&str]) -> Result<Vec<u8>, &'static str> {
    let size = match u16_at(file, 30) {
        Some(shift @ (9 | 12)) => 1_usize << shift,
        _ => return Err("its head is damaged"),
    };
    let number = |at| u32_at(file, at).ok_or("its head is damaged");
    let sectors = Sectors { bytes: file.get(size..).unwrap_or_default(), size, next: Vec::new() };
    // Where the table of what follows lies: the first places stand in the head, the others in a chain of their own.
    let mut table: Vec<u32> = (0..109).filter_map(|at| u32_at(file, 76 + 4 * at)).collect();
    let mut more = number(68)?;
    for _ in 0..sectors.count() {
        let Some(sector) = sectors.get(more) else { break };
        table.extend(numbers(&sector[..size.min(sector.len()).saturating_sub(4)]));
        more = u32_at(sector, size - 4).unwrap_or(LAST);
    }
    table.retain(|sector| *sector < LAST);
    // A table longer than the file says the same twice.
    table.truncate(sectors.count());
    let next = table.iter().filter_map(|&sector| sectors.get(sector)).flat_map(numbers).collect();
    let sectors = Sectors { next, ..sectors };

    let folder = sectors.chain(number(48)?, u64::MAX)?;
    let entry = |wanted: &dyn Fn(&[u8]) -> bool| folder.chunks_exact(128).find(|entry| wanted(entry));
    let named = names.iter().find_map(|name| entry(&|entry| is_named(entry, name)));
    let (start, length) = place(named.ok_or("it holds no workbook")?);
    if length >= SMALL {
        return sectors.chain(start, length);
    }
    let (root, whole) = place(entry(&|entry| entry[66] == 5).ok_or("it holds no workbook")?);
    let bytes = sectors.chain(root, whole)?;
    let next = numbers(&sectors.chain(number(60)?, u64::MAX)?).collect();
    Sectors { bytes: &bytes, size: 64, next }.chain(start, length)
}

/// Sectors of one size, and which follows which.
struct Sectors<'a> {
    bytes: &'a [u8],
    size: usize,
    next: Vec<u32>,
}

impl Sectors<'_> {
    fn count(&self) -> usize {
        self.bytes.len().div_ceil(self.size)
    }

    /// A sector; the last of a file may be cut.
    fn get(&self, at: u32) -> Option<&[u8]> {
        let from = (at as usize).checked_mul(self.size).filter(|&from| from < self.bytes.len())?;
        Some(&self.bytes[from..self.bytes.len().min(from + self.size)])
    }

    /// What a chain of sectors holds, up to a length, as far as it is there.
    fn chain(&self, start: u32, length: u64) -> Result<Vec<u8>, &'static str> {
        let (mut out, mut at) = (Vec::new(), start);
        for _ in 0..=self.count() {
            let Some(sector) = self.get(at).filter(|_| at < LAST && (out.len() as u64) < length) else {
                out.truncate(usize::try_from(length).unwrap_or(usize::MAX));
                return Ok(out);
            };
            out.extend_from_slice(sector);
            at = self.next.get(at as usize).copied().unwrap_or(LAST);
        }
        Err("its parts follow one another in a circle")
    }
}

/// Whether an entry of the folder bears a name, which stands in UTF-16 with a zero behind it.
fn is_named(entry: &[u8], name: &str) -> bool {
    let units = entry[..64].as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit));
    let letters = units.take_while(|&unit| unit != 0);
    entry[66] == 2
        && letters
            .map(|unit| u8::try_from(unit).unwrap_or(0).to_ascii_lowercase())
            .eq(name.bytes().map(|letter| letter.to_ascii_lowercase()))
}

/// Where the stream of an entry starts, and how long it is.
fn place(entry: &[u8]) -> (u32, u64) {
    let (start, length) = (u32_at(entry, 116), u32_at(entry, 120));
    (start.unwrap_or(LAST), length.unwrap_or(0).into())
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks::<4>().0.iter().map(|number| u32::from_le_bytes(*number))
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub(super) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}
