//! Work on one document within limits: it may take long, or break, without taking the program with it.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use super::Failure;

/// Longest time one document may take to be taken apart.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Bytes of a text that is worked on at once; longer ones have a thread of their own, which can be left behind.
const AT_ONCE: usize = 8 << 10;

/// What a text may take longer for each of its megabytes.
const A_MEGABYTE: Duration = Duration::from_secs(10);

/// The name of the threads that may break.
const READER: &str = "guanxi-reader";

thread_local! {
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread may break without harm: the command line keeps silent about such panics.
pub fn is_contained() -> bool {
    CONTAINED.get() || thread::current().name() == Some(READER)
}

/// Does the work on this thread, for what takes no time; a failure where it breaks.
fn contained<T>(what: &str, work: impl FnOnce() -> T) -> Result<T, Failure> {
    let before = CONTAINED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    CONTAINED.set(before);
    done.map_err(|_| lost(what, PATIENCE, RecvTimeoutError::Disconnected))
}

/// Room for readers that go down into a document step by step; taken only as it is used.
const STACK: usize = 64 << 20;

/// When a document must be done with.
#[derive(Clone, Copy, Debug)]
pub struct Deadline(Instant);

impl Deadline {
    /// Whether the time is over.
    pub fn passed(self) -> bool {
        Instant::now() > self.0
    }
}

/// Does the work on a text of so many bytes: at once where that takes no time, else on a thread of its own, for as long
/// as a text of its length may take. That grows with the text, as the work does, and not faster.
pub fn limited<T: Send + 'static>(
    what: &str,
    bytes: usize,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Failure> {
    if bytes <= AT_ONCE {
        return contained(what, work);
    }
    let megabytes = u32::try_from(bytes >> 20).unwrap_or(u32::MAX);
    guarded(what, PATIENCE + A_MEGABYTE * megabytes, move |_| Ok(work()))
}

/// Does the work on a thread of its own. One that does not end is left behind; it holds a document at most.
pub fn guarded<T: Send + 'static>(
    what: &str,
    patience: Duration,
    work: impl FnOnce(Deadline) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let (send, receive) = channel();
    let deadline = Deadline(Instant::now() + patience);
    let spawned = thread::Builder::new().name(READER.to_string()).stack_size(STACK).spawn(move || {
        // Nobody listens any more where the time is over.
        let _ = send.send(work(deadline));
    });
    if let Err(error) = spawned {
        return Err(Failure::io(what, &error));
    }
    receive.recv_timeout(patience).unwrap_or_else(|error| Err(lost(what, patience, error)))
}

fn lost(what: &str, patience: Duration, error: RecvTimeoutError) -> Failure {
    match error {
        RecvTimeoutError::Timeout => Failure::new(
            what,
            format!("takes longer than {} s to read", patience.as_secs()),
            "leave it out, or save it as plain text",
        ),
        RecvTimeoutError::Disconnected => Failure::new(
            what,
            "its reader broke on it",
            "save it as plain text; please report the document, so that the reader is mended",
        ),
    }
}

/// What a thread of its own gives out piece by piece; never more than a few pieces ahead.
pub struct Pieces<T> {
    what: String,
    /// `None` once the last has come, or nothing more will.
    receive: Option<Receiver<Result<Option<T>, Failure>>>,
}

impl<T: Send + 'static> Pieces<T> {
    /// Starts the work; it ends where the function it is handed says that nobody listens any more.
    pub fn of(
        what: &str,
        work: impl FnOnce(&mut dyn FnMut(T) -> bool) -> Result<(), Failure> + Send + 'static,
    ) -> Result<Pieces<T>, Failure> {
        let (send, receive) = sync_channel(2);
        let spawned = thread::Builder::new().name(READER.to_string()).stack_size(STACK).spawn(move || {
            let end = work(&mut |piece| send.send(Ok(Some(piece))).is_ok());
            let _ = send.send(end.map(|()| None));
        });
        spawned.map_err(|error| Failure::io(what, &error))?;
        Ok(Pieces { what: what.to_string(), receive: Some(receive) })
    }
}

impl<T> Iterator for Pieces<T> {
    type Item = Result<T, Failure>;

    /// Returns the next piece; each may take as long as a document.
    fn next(&mut self) -> Option<Self::Item> {
        let found = self.receive.as_ref()?.recv_timeout(PATIENCE);
        let piece = found.unwrap_or_else(|error| Err(lost(&self.what, PATIENCE, error)));
        if !matches!(piece, Ok(Some(_))) {
            self.receive = None;
        }
        piece.transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_texts_that_break_are_failures() {
        for bytes in [6, 30_000] {
            let failure = limited::<()>("a.txt", bytes, || panic!("as it should")).expect_err("broken");
            assert_eq!((failure.what.as_str(), failure.reason.as_str()), ("a.txt", "its reader broke on it"));
            assert_eq!(limited("a.txt", bytes, || 1), Ok(1));
            assert_eq!(limited("a.txt", bytes, is_contained), Ok(true));
        }
        assert!(!is_contained());
    }

    #[test]
    fn what_breaks_or_never_ends_is_a_failure() {
        let second = Duration::from_secs(1);
        // Time enough for a machine that is busy.
        let minute = Duration::from_secs(60);
        assert_eq!(guarded("a", minute, |_| Ok(1)), Ok(1));
        let broke = guarded::<()>("a", minute, |_| panic!("as it should"));
        assert_eq!(broke.expect_err("broken").reason, "its reader broke on it");
        let long = guarded("a", Duration::from_millis(20), move |deadline| {
            while !deadline.passed() {}
            thread::sleep(second);
            Ok(())
        });
        assert_eq!(long.expect_err("too long").reason, "takes longer than 0 s to read");
    }
}
