//! What the operating system tells the program: to stop, or to look at its files anew.

use std::io;

/// What it was told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Told {
    /// SIGTERM or Ctrl+C.
    Stop,
    /// SIGHUP; there is no such thing on Windows.
    Reload,
}

/// Listens from the moment it was made.
#[cfg(unix)]
#[derive(Debug)]
pub struct Signals {
    terminated: tokio::signal::unix::Signal,
    interrupted: tokio::signal::unix::Signal,
    hung_up: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    /// Begins to listen.
    ///
    /// # Errors
    /// When the operating system lets nobody listen.
    pub fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            terminated: signal(SignalKind::terminate())?,
            interrupted: signal(SignalKind::interrupt())?,
            hung_up: signal(SignalKind::hangup())?,
        })
    }

    /// Waits for the next word.
    pub async fn next(&mut self) -> Told {
        tokio::select! {
            _ = self.terminated.recv() => Told::Stop,
            _ = self.interrupted.recv() => Told::Stop,
            _ = self.hung_up.recv() => Told::Reload,
        }
    }
}

/// Listens from the moment it was made.
#[cfg(windows)]
#[derive(Debug)]
pub struct Signals(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Signals {
    /// Begins to listen.
    ///
    /// # Errors
    /// When the operating system lets nobody listen.
    pub fn listen() -> io::Result<Self> {
        tokio::signal::windows::ctrl_c().map(Self)
    }

    /// Waits for the next word.
    pub async fn next(&mut self) -> Told {
        self.0.recv().await;
        Told::Stop
    }
}
