//! Work on one document within limits: it may take long, or break, without taking the program with it.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::Failure;

/// Longest time one document may take to be taken apart.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);

/// The name of the threads that may break: the command line keeps silent about their panics.
pub const READER: &str = "guanxi-reader";

/// Room for readers that go down into a document step by step; taken only as it is used.
const STACK: usize = 64 << 20;

/// When a document must be done with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadline(Instant);

impl Deadline {
    /// Whether the time is over.
    pub(super) fn passed(self) -> bool {
        Instant::now() > self.0
    }
}

/// Does the work on a thread of its own. One that does not end is left behind; it holds a document at most.
pub(super) fn guarded<T: Send + 'static>(
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
    receive.recv_timeout(patience).unwrap_or_else(|error| {
        Err(match error {
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
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
