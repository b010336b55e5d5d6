//! Connections, no more than so many at a time, and none that says half a request and waits.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep, sleep, sleep_until};

/// Most connections at a time; the next waits until one of them ends.
const MOST: usize = 256;

/// Longest time from the start of a connection, or the last answer on it, to the end of the next request's head.
pub(super) const PATIENCE: Duration = Duration::from_secs(if cfg!(test) { 1 } else { 10 });

/// What ends the head of a request.
const END: &[u8; 4] = b"\r\n\r\n";

/// Takes connections as there is room for them.
pub(super) struct Connections {
    listener: TcpListener,
    room: Arc<Semaphore>,
}

impl Connections {
    pub(super) fn of(listener: TcpListener) -> Connections {
        Connections { listener, room: Arc::new(Semaphore::new(MOST)) }
    }
}

impl Listener for Connections {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        loop {
            // It is never shut, so there is a permit some day.
            let Ok(permit) = Arc::clone(&self.room).acquire_owned().await else { continue };
            match self.listener.accept().await {
                Ok((stream, address)) => return (Connection::new(stream, permit), address),
                // No file may be opened any more, or the other side is gone already.
                Err(_) => sleep(Duration::from_millis(50)).await,
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// A connection that ends where the head of a request does not come in time.
pub(super) struct Connection {
    stream: TcpStream,
    until: Pin<Box<Sleep>>,
    /// Whether a head is awaited: else somebody is at work on the answer.
    awaits: bool,
    /// How much of the end of a head was read last.
    seen: usize,
    _permit: OwnedSemaphorePermit,
}

impl Connection {
    fn new(stream: TcpStream, permit: OwnedSemaphorePermit) -> Connection {
        Connection { stream, until: Box::pin(sleep(PATIENCE)), awaits: true, seen: 0, _permit: permit }
    }

    /// Looks for the end of a head in what was read.
    fn look(&mut self, read: &[u8]) {
        for &byte in read {
            self.seen = match self.seen {
                seen if byte == END[seen] => seen + 1,
                _ => usize::from(byte == END[0]),
            };
            if self.seen == END.len() {
                (self.awaits, self.seen) = (false, 0);
            }
        }
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context,
        into: &mut ReadBuf,
    ) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        match Pin::new(&mut self.stream).poll_read(context, into) {
            Poll::Ready(Ok(())) => {
                self.look(&into.filled()[before..]);
                Poll::Ready(Ok(()))
            }
            Poll::Pending if self.awaits && self.until.as_mut().poll(context).is_ready() => {
                Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
            }
            other => other,
        }
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        if matches!(written, Poll::Ready(Ok(_))) {
            self.awaits = true;
            self.until = Box::pin(sleep_until(Instant::now() + PATIENCE));
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
