//! Long lists: lines are made ready by all threads and written in their order by one.

use std::io::{self, Write};
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Lines a thread makes ready in one go.
const LINES: usize = 1 << 8;

/// Parts made ready before they are written: enough to share out, and little to hold.
const PARTS: usize = 32;

/// Some lines.
#[derive(Default)]
struct Part {
    range: Range<usize>,
    bytes: Vec<u8>,
    fault: Option<io::Error>,
}

/// Writes so many items of a list, after some that were written, each on a line of its own; `make` appends one of them,
/// counted from 0 here.
///
/// While helpers make one round of parts ready, the calling thread writes the round before; then it takes its share.
pub(super) fn list(
    out: &mut impl Write,
    (written, count): (usize, usize),
    make: &(impl Fn(usize, &mut Vec<u8>) -> io::Result<()> + Sync),
) -> io::Result<()> {
    let helpers = rayon::current_num_threads() - 1;
    let (mut ready, mut fresh): (Vec<Part>, Vec<Part>) = Default::default();
    let mut from = 0;
    while from < count || !ready.is_empty() {
        fresh.resize_with(PARTS.min((count - from).div_ceil(LINES)), Part::default);
        for part in &mut fresh {
            part.range = from..count.min(from + LINES);
            part.bytes.clear();
            from = part.range.end;
        }
        let waiting = Mutex::new(fresh.iter_mut());
        let next = || locked(&waiting).next();
        let share = || {
            while let Some(Part { range, bytes, fault }) = next() {
                let mut one = |at| {
                    bytes.extend_from_slice(before(written + at));
                    make(at, bytes)
                };
                *fault = range.clone().try_for_each(&mut one).err();
            }
        };
        rayon::in_place_scope(|scope| {
            (0..helpers).for_each(|_| scope.spawn(|_| share()));
            for part in &mut ready {
                part.fault.take().map_or(Ok(()), Err)?;
                out.write_all(&part.bytes)?;
            }
            share();
            io::Result::Ok(())
        })?;
        std::mem::swap(&mut ready, &mut fresh);
    }
    Ok(())
}

/// What stands before an item of a list.
pub(super) fn before(at: usize) -> &'static [u8] {
    if at == 0 { b"\n" } else { b",\n" }
}

fn locked<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}
