//! One function per thing a person does. The window and the command line call nothing else.
//! Never here: SQL, bytes on a wire, rules of the field; texts are in the catalogue, keys go out.

mod act;
mod atomic;
mod backup;
mod bundle;
mod call_sheet;
mod change;
mod clock;
mod desk;
mod device_secret;
mod doctor;
pub mod error;
mod evening;
mod failure;
mod folder;
mod form;
mod hex;
mod identity;
mod idle;
mod joined;
mod kept;
mod key_store;
mod keys;
mod machine;
mod make;
mod names;
mod office;
mod paper;
mod pin;
mod practice;
mod report;
mod role;
mod roster;
mod seed;
mod settings;
mod slip;
mod state;
mod sync;
mod text;
mod training;
pub mod view;
mod words;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use act::card::parse_card;
pub use act::draft::DRAFTS_MAX;
pub use act::follow_up::FOLLOW_UPS_SHOWN_MAX;
pub use act::slips::SLIPS_BEGUN_MAX;
pub use error::{Code, Error};
pub use idle::AUTO_LOCK_MINUTES;
pub use key_store::KeyStore;
pub use pin::PIN_CHARS_MAX;
pub use practice::PRACTICE_PIN;
pub use seed::{SEED_ASSISTS_MAX, SEED_PEOPLE_MAX};
pub use settings::{Courier, Delivered, Fill, Now, Pace, Settings, Ticks, Tune, Undelivered};
pub use store::vault::Cost;
pub use text::Texts;

use state::Shared;

/// At most this many rows of each fate are shown of a list.
pub const ROSTER_ROWS_SHOWN_MAX: usize = 300;

/// The app on one laptop: a home folder with up to two profiles, one of them open at a time. Clones are the same app.
#[derive(Clone)]
pub struct App {
    shared: Arc<Shared>,
}

impl App {
    /// The app whose files lie under `home`; nothing is opened yet.
    #[must_use]
    pub fn at(home: &Path) -> Self {
        Self::with(home, Settings::of_this_laptop())
    }

    /// The same with its own clock, randomness, cost and pace: for tests and benches.
    #[must_use]
    pub fn with(home: &Path, settings: Settings) -> Self {
        Self { shared: Arc::new(Shared::new(home, settings)) }
    }

    /// The folder of both profiles.
    #[must_use]
    pub fn home(&self) -> &Path {
        self.shared.home()
    }
}

/// Today in Vietnam, `YYYY-MM-DD`, by the laptop's clock.
#[must_use]
pub fn today() -> String {
    clock::iso(clock::day_of(Settings::default().now_ms()))
}

/// Where the platform keeps an application's data: `DONGHANH_HOME` first, if set and not empty.
#[must_use]
pub fn default_home() -> Option<PathBuf> {
    folder::default_home()
}
