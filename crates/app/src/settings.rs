//! What the app takes from outside: the clock, randomness, the cost of a PIN, the pace of sync. Tests give their own.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use store::vault::Cost;

use crate::device_secret::Keeper;
use crate::view::start::{Profile, SecretKind};
use crate::{Error, KeyStore, machine};

/// The laptop's clock: milliseconds since 1970-01-01 UTC.
pub type Now = Arc<dyn Fn() -> i64 + Send + Sync>;
/// A source of randomness for keys, nonces and identities.
pub type Fill = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

/// A clock that never jumps; only differences of it are used.
pub type Ticks = Arc<dyn Fn() -> Instant + Send + Sync>;
/// Chooses what deriving a key costs, by trying.
pub type Tune = Arc<dyn Fn() -> Cost + Send + Sync>;
/// Carries a body to a path of the centre in place of HTTP, and brings back what it answered.
pub type Courier = Arc<dyn Fn(&str, Vec<u8>) -> Result<Delivered, Undelivered> + Send + Sync>;

/// What the centre answered, whatever carried it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Delivered {
    /// As in HTTP.
    pub status: u16,
    /// A reply, or the JSON of a refusal.
    pub body: Vec<u8>,
}

/// Why nothing was brought back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Undelivered {
    /// No connection came about: nothing was sent.
    NoConnection,
    /// The line was cut on the way there or back.
    Cut,
    /// No byte for too long.
    Slow,
}

/// How many bytes are free where a file is to be written; none where the place does not say.
pub type Room = Arc<dyn Fn(&Path) -> Option<u64> + Send + Sync>;

/// What the app takes from outside.
#[derive(Clone)]
pub struct Settings {
    /// The clock.
    pub now: Now,
    /// What waits are measured by.
    pub ticks: Ticks,
    /// Randomness.
    pub fill: Fill,
    /// The system's key store.
    pub keys: KeyStore,
    /// What deriving a key from a new PIN costs, where that is not tuned.
    pub cost: Cost,
    /// Chooses what it costs, each time a PIN is set.
    pub tune: Option<Tune>,
    /// The same for the practice commune, whose PIN is public.
    pub practice_cost: Cost,
    /// The pace of sync.
    pub pace: Pace,
    /// Who carries requests; none: HTTP.
    pub courier: Option<Courier>,
    /// How much room a disk has.
    pub room: Room,
}

/// How patient sync is, and how it waits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pace {
    /// A connection must stand within this time.
    pub connect: Duration,
    /// No byte for this long ends a try.
    pub stall: Duration,
    /// So long after the last save batches are cut and sent, so that an evening is not batches of one.
    pub quiet: Duration,
    /// With somebody saving all the time, sync waits at most this long.
    pub quiet_max: Duration,
    /// With nothing to send, others' entries are asked for this often.
    pub steady: Duration,
    /// The longest wait after a failure; they begin at 2 s and double. With the run itself below a minute.
    pub retry_max: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            now: Arc::new(|| chrono::Utc::now().timestamp_millis()),
            ticks: Arc::new(Instant::now),
            fill: Arc::new(fill_from_system),
            keys: KeyStore::none(),
            cost: Cost::DEFAULT,
            tune: None,
            practice_cost: Cost::CHEAP,
            pace: Pace::default(),
            courier: None,
            room: Arc::new(|place| fs4::available_space(place).ok()),
        }
    }
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            stall: Duration::from_secs(20),
            quiet: Duration::from_secs(3),
            quiet_max: Duration::from_secs(15),
            steady: Duration::from_secs(60),
            retry_max: Duration::from_secs(50),
        }
    }
}

impl Settings {
    /// Those of the laptop this runs on. The defaults have the same clocks and randomness, but touch no key store and
    /// measure nothing: tests start from them.
    #[must_use]
    pub fn of_this_laptop() -> Self {
        Self { keys: KeyStore::system(), tune: Some(Arc::new(machine::bearable_cost)), ..Self::default() }
    }

    /// What holds the laptop's secret of a profile. The practice commune protects nobody, and asks no key store.
    pub(crate) fn keeper<'a>(&self, folder: &'a Path, profile: Profile) -> Keeper<'a> {
        let keys = match profile {
            Profile::Commune => self.keys.clone(),
            Profile::Practice => KeyStore::none(),
        };
        Keeper { folder, keys }
    }

    /// What a new member of a profile must choose. Everybody knows the practice commune's PIN.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub(crate) fn secret_kind(&self, folder: &Path, profile: Profile) -> Result<SecretKind, Error> {
        match profile {
            Profile::Commune => self.keeper(folder, profile).kind(),
            Profile::Practice => Ok(SecretKind::Pin),
        }
    }

    /// What deriving a key from a new PIN is to cost in a profile. May take some seconds.
    pub(crate) fn new_cost(&self, profile: Profile) -> Cost {
        match (profile, &self.tune) {
            (Profile::Practice, _) => self.practice_cost,
            (Profile::Commune, Some(tune)) => tune(),
            (Profile::Commune, None) => self.cost,
        }
    }

    /// The instant.
    pub(crate) fn now_ms(&self) -> i64 {
        (self.now)()
    }

    /// Random bytes.
    pub(crate) fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.fill)(&mut bytes);
        bytes
    }

    /// The same randomness in the form `store` takes.
    pub(crate) fn filler(&self) -> impl FnMut(&mut [u8]) + '_ {
        move |bytes| (self.fill)(bytes)
    }
}

#[expect(clippy::expect_used, reason = "without randomness no key may be made; there is nothing to fall back on")]
fn fill_from_system(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the system gives random bytes");
}
