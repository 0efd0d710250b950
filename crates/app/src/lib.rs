//! One function per thing a person does. The window and the command line call nothing else.

mod act;
pub mod error;
pub mod view;

use std::path::{Path, PathBuf};

pub use error::{Code, Error};

/// The app on one laptop: a home folder with up to two profiles, one of them open at a time.
pub struct App {
    home: PathBuf,
}

impl App {
    /// The app whose files lie under `home`; nothing is opened yet.
    #[must_use]
    pub fn at(home: &Path) -> Self {
        Self { home: home.to_owned() }
    }

    /// The folder of both profiles.
    #[must_use]
    pub fn home(&self) -> &Path {
        &self.home
    }
}

fn unfinished<T>() -> Result<T, Error> {
    Err(Error::new(Code::Bug).with("where", "unfinished"))
}
