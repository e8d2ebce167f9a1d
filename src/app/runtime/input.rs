//! Keys, the mouse and changes of size, straight from the terminal.
//!
//! crossterm's own stream reads in a second thread, and every key wakes one thread and then the other before it
//! is heard. Here the loop itself waits for the terminal, and asks crossterm only for what is there.

use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::fd::{AsFd, OwnedFd};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use crossterm::event::{self, Event};
use futures::Stream;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::retry_on_intr;
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// The events of the terminal. Dropped, it leaves what is typed to whoever reads next.
pub struct Input {
    terminal: AsyncFd<OwnedFd>,
    resized: Signal,
}

impl Input {
    /// Listens to the terminal that crossterm reads: standard input, or where that is a file, the terminal
    /// the program was started from.
    pub fn new() -> io::Result<Self> {
        let stdin = io::stdin();
        let terminal = if stdin.is_terminal() {
            stdin.as_fd().try_clone_to_owned()?
        } else {
            File::open("/dev/tty")?.into()
        };
        #[expect(deprecated, reason = "deprecated for owners that are not I/O safe; an `OwnedFd` is")]
        let terminal = AsyncFd::with_interest(terminal, Interest::READABLE)?;
        Ok(Self { terminal, resized: signal(SignalKind::window_change())? })
    }
}

impl Input {
    /// Whether there is no terminal any more: its window was closed, or the line to it broke.
    fn is_gone(&self) -> io::Result<bool> {
        let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        let mut terminal = [PollFd::new(self.terminal.get_ref(), PollFlags::empty())];
        retry_on_intr(|| poll(&mut terminal, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })))?;
        Ok(terminal[0].revents().intersects(gone))
    }
}

impl Stream for Input {
    type Item = io::Result<Event>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            // crossterm would read the end of a closed terminal for ever, and no signal would be heard any more.
            if self.is_gone()? {
                return Poll::Ready(Some(Err(io::ErrorKind::UnexpectedEof.into())));
            }
            match event::poll(Duration::ZERO) {
                Ok(true) => return Poll::Ready(Some(event::read())),
                Ok(false) => {}
                Err(error) => return Poll::Ready(Some(Err(error))),
            }
            // Only a wait that finds nothing leaves this task's waker behind, so both are asked until they do.
            if let Poll::Ready(ready) = self.terminal.poll_read_ready(context) {
                ready?.clear_ready();
                continue;
            }
            if self.resized.poll_recv(context).is_pending() {
                return Poll::Pending;
            }
        }
    }
}
