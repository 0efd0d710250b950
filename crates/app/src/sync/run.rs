//! One run of sync: the journal's state machine decides, the store keeps, the carrier carries. The file is locked only
//! while something is read or written, never while the network is waited for.

mod effects;
mod offers;

use std::collections::BTreeSet;
use std::time::Duration;

use domain::ids::DeviceId;
use journal::DeviceKey;
use journal::sync::{Outcome, Request, Sync};
use store::identity::KeyName;

use super::carrier::{Answer, CarryError};
use super::{Carrier, CentreAddress, Vouched, Way};
use crate::act::recovery;
use crate::failure::bug;
use crate::state::{Open, Shared};
use crate::view::Words;
use crate::view::start::Line;
use crate::{Code, Error, identity, words};
use effects::Taken;
use offers::{Rest, gather, keep_pace, load};
pub(crate) use offers::{all_blobs, blobs as waiting_blobs, forget_blobs, load as offered};

/// A line that is cut so often in a row is left alone for a while.
const CUTS_IN_A_ROW_MAX: u32 = 6;
/// A centre that hangs so often in a row is left alone for a while.
const HANGS_IN_A_ROW_MAX: u32 = 2;
/// After this a centre that had no room for something is asked again, in seconds.
const NO_ROOM_SECONDS: u32 = 10;
/// At most this many runs of the state machine in one go; what is left is sent the next time.
const ROUNDS_MAX: u32 = 256;

/// Syncs until nothing is left to send or to fetch, and notes how the line looks. One run at a time.
///
/// # Errors
/// Why it did not come through; what did is kept.
pub(crate) fn run(shared: &Shared) -> Result<(), Error> {
    let _alone = shared.lookout.alone();
    shared.lookout.set_out();
    let (mut ended, mut taken) = trip(shared);
    match identity::go_on_if_copied(shared) {
        Ok(false) => {}
        // Under the new identity everything is asked for that was written in the old one's name elsewhere.
        Ok(true) => (ended, taken) = trip(shared),
        Err(error) => ended = ended.and(Err(error)),
    }
    let ended = ended.and_then(|()| keep_box(shared));
    note(shared, &ended, &taken);
    ended
}

fn trip(shared: &Shared) -> (Result<(), Error>, Taken) {
    match Trip::begin(shared) {
        Ok(mut trip) => (trip.rounds(), trip.taken),
        Err(error) => (Err(error), Taken::default()),
    }
}

/// Later keys go into the box beside the file.
pub(crate) fn keep_box(shared: &Shared) -> Result<(), Error> {
    let state = shared.state();
    match &state.open {
        Some(open) => recovery::keep_box(open, &shared.folder(state.profile), &shared.settings),
        None => Ok(()),
    }
}

/// Notes at the lookout how a run ended.
fn note(shared: &Shared, ended: &Result<(), Error>, taken: &Taken) {
    let (lookout, settings) = (&shared.lookout, &shared.settings);
    match ended {
        Ok(()) => lookout.arrived(settings.now_ms(), taken.trouble(), taken.changed()),
        Err(error) => {
            let random = u32::from_le_bytes(settings.random());
            let (line, words, wait) = said(error);
            lookout.failed(line, words, wait, random, taken.changed());
        }
    }
}

/// Why there is no next request.
enum NotComposed {
    /// A list that was to be offered was replaced by a newer one meanwhile.
    Replaced,
    /// The file.
    Failed(Error),
}

impl From<Error> for NotComposed {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// What one run needs and gathers.
struct Trip<'a> {
    shared: &'a Shared,
    carrier: &'a Carrier,
    way: Way,
    device: DeviceId,
    key: DeviceKey,
    taken: Taken,
    /// Devices of which something was not taken.
    put_off: BTreeSet<DeviceId>,
    /// The centre had no room for something.
    no_room: bool,
    cuts: u32,
    hangs: u32,
}

impl<'a> Trip<'a> {
    fn begin(shared: &'a Shared) -> Result<Self, Error> {
        let mut state = shared.state();
        let open = state.held()?;
        let centre = open.store.centre()?.ok_or(Error::new(Code::NoCentre))?;
        let address = CentreAddress::parse(&centre.address)?;
        let way = Way { vouched: Vouched::kept(&open.store, &address)?, address };
        let seed = open.store.key(KeyName::DeviceSigning)?.ok_or_else(|| bug("device-key"))?;
        Ok(Self {
            shared,
            carrier: shared.carrier()?,
            way,
            device: open.identity.device,
            key: DeviceKey::from_seed(seed.expose()),
            taken: Taken::default(),
            put_off: BTreeSet::new(),
            no_room: false,
            cuts: 0,
            hangs: 0,
        })
    }

    /// Rounds until one leaves nothing to send.
    fn rounds(&mut self) -> Result<(), Error> {
        for _ in 0..ROUNDS_MAX {
            let (mut sync, rest) = self.with(|open, shared| gather(open, shared, &self.put_off))?;
            let mut taken = std::mem::take(&mut self.taken);
            let asked = self.with(|open, _| taken.ask_by_name(open, &mut sync));
            self.taken = taken;
            asked?;
            if !self.round(sync, rest)? {
                break;
            }
        }
        if self.no_room { Err(carried(CarryError::Busy { wait_seconds: NO_ROOM_SECONDS })) } else { Ok(()) }
    }

    /// One run of the state machine; says whether it leaves something to offer.
    fn round(&mut self, mut sync: Sync, mut rest: Rest) -> Result<bool, Error> {
        loop {
            let request = match self.next_request(&mut sync) {
                Ok(Some(request)) => request,
                Ok(None) => break,
                // Another round offers what is here now.
                Err(NotComposed::Replaced) => return Ok(true),
                Err(NotComposed::Failed(error)) => return Err(error),
            };
            let carried = self.exchange(&mut sync, &mut rest, request);
            // At once: whoever ends the program in the middle of a slow hour does not begin it anew.
            carried.and(self.with(|open, shared| keep_pace(&mut open.store, shared, sync.pace())))?;
        }
        match sync.outcome() {
            Some(Outcome::Complete | Outcome::Carried) | None => Ok(rest.is_full()),
            Some(Outcome::Incomplete) => {
                self.taken.incomplete();
                Ok(self.go_on_without(&sync, &rest))
            }
            Some(Outcome::Unreachable) => Err(Error::passing(Code::Unreachable)),
            Some(Outcome::Busy) => {
                self.no_room = true;
                Ok(self.go_on_without(&sync, &rest))
            }
            Some(Outcome::NoReceipt | Outcome::Stalled) => Err(Error::passing(Code::NotTheCentre)),
            Some(Outcome::Refused) => Err(Error::passing(Code::NotAdmitted)),
        }
    }

    /// What was not taken of some devices holds up no others: whether there may be more of those.
    fn go_on_without(&mut self, sync: &Sync, rest: &Rest) -> bool {
        let before = self.put_off.len();
        self.put_off.extend(sync.held());
        rest.is_full() && self.put_off.len() > before
    }

    fn next_request(&self, sync: &mut Sync) -> Result<Option<Request>, NotComposed> {
        let heard = self.shared.lookout.centre_time_ms();
        let centre_time_ms = match heard {
            Some(heard) => heard,
            // A time of before may be stale, and what goes with it would go twice.
            None if sync.pace().is_slow() => 0,
            None => self.with(|open, _| Ok(open.store.sync_position()?.centre_time_ms))?,
        };
        let bytes = |offer: &_| self.with(|open, _| load(&open.store, offer))?.ok_or(NotComposed::Replaced);
        sync.next_request(centre_time_ms, &self.key, bytes)
    }

    fn exchange(&mut self, sync: &mut Sync, rest: &mut Rest, request: Request) -> Result<(), Error> {
        let began = (self.shared.settings.ticks)();
        match self.carrier.exchange(&self.way, request.bytes) {
            Ok(Answer::Reply(bytes)) => {
                let took = (self.shared.settings.ticks)().saturating_duration_since(began);
                return self.take_in(sync, rest, &bytes, took);
            }
            Ok(Answer::Stale { centre_time_ms }) => {
                self.shared.lookout.hear(centre_time_ms);
                sync.on_stale();
            }
            Ok(Answer::UnknownDevice) => sync.on_unknown_device(),
            Err(error @ (CarryError::Cut | CarryError::TooLarge)) => {
                sync.on_cut();
                self.cuts = self.cuts.saturating_add(1);
                return self.give_up(self.cuts > CUTS_IN_A_ROW_MAX, error);
            }
            Err(error @ CarryError::Slow) => {
                sync.on_cut();
                self.hangs = self.hangs.saturating_add(1);
                return self.give_up(self.hangs >= HANGS_IN_A_ROW_MAX, error);
            }
            Err(error) => return Err(carried(error)),
        }
        Ok(())
    }

    fn give_up(&self, enough: bool, error: CarryError) -> Result<(), Error> {
        if enough { Err(carried(error)) } else { Ok(()) }
    }

    fn take_in(&mut self, sync: &mut Sync, rest: &mut Rest, bytes: &[u8], took: Duration) -> Result<(), Error> {
        (self.cuts, self.hangs) = (0, 0);
        let took_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        let effects = sync.on_reply(bytes, took_ms).map_err(|error| effects::unreadable(&error))?;
        let mut taken = std::mem::take(&mut self.taken);
        let done = self.with(|open, shared| taken.carry_out(effects, open, shared, sync, rest));
        self.taken = taken;
        done
    }

    /// The open file, if it is still the one that this run began with.
    fn with<T>(&self, act: impl FnOnce(&mut Open, &Shared) -> Result<T, Error>) -> Result<T, Error> {
        self.shared.with_device(self.device, act)
    }
}

/// Why a request did not come through, as people are told.
pub(crate) fn carried(error: CarryError) -> Error {
    match error {
        CarryError::NoConnection | CarryError::Cut | CarryError::TooLarge => Error::passing(Code::Unreachable),
        CarryError::NoNetwork => Error::passing(Code::NoNetwork),
        CarryError::Untrusted => Error::passing(Code::CentreUntrusted),
        CarryError::Expired => Error::passing(Code::CertificateExpired),
        CarryError::OtherName => Error::passing(Code::CertificateOtherName),
        CarryError::Slow => Error::passing(Code::CentreSlow),
        CarryError::Busy { wait_seconds } => Error::passing(Code::CentreBusy).with("wait_seconds", wait_seconds),
        CarryError::NotTheCentre => Error::passing(Code::NotTheCentre),
        CarryError::OtherCommune => Error::new(Code::OtherCommune),
        CarryError::NotAdmitted => Error::new(Code::NotAdmitted),
        CarryError::NotCertified => Error::new(Code::LaptopRevoked),
        CarryError::SetupCode => Error::new(Code::BadSetupCode),
        CarryError::Practice => Error::new(Code::PracticeStaysHere),
        CarryError::Version => Error::new(Code::VersionApart),
        CarryError::Unusable => bug("carrier"),
    }
}

/// A failed run in one sentence, how the line looks, and what the centre asked to wait.
#[expect(clippy::wildcard_enum_match_arm, reason = "every code that is not about the centre is about this laptop")]
fn said(error: &Error) -> (Line, Words, Option<Duration>) {
    let (line, key) = match error.code {
        Code::Unreachable => (Line::Offline, words::UNREACHABLE),
        Code::NoNetwork => (Line::Offline, words::NO_NETWORK),
        Code::CentreUntrusted => (Line::Trouble, words::CENTRE_UNTRUSTED),
        Code::CertificateExpired => (Line::Trouble, words::CERTIFICATE_EXPIRED),
        Code::CertificateOtherName => (Line::Trouble, words::CERTIFICATE_OTHER_NAME),
        Code::CentreSlow => (Line::Offline, words::CENTRE_SLOW),
        Code::CentreBusy => (Line::Offline, words::CENTRE_BUSY),
        Code::NotTheCentre => (Line::Trouble, words::NOT_THE_CENTRE),
        Code::OtherCommune => (Line::Trouble, words::OTHER_COMMUNE),
        Code::NotAdmitted => (Line::Trouble, words::NOT_ADMITTED),
        Code::LaptopRevoked => (Line::Trouble, words::REVOKED),
        Code::VersionApart => (Line::Trouble, words::VERSION_APART),
        _ => (Line::Trouble, words::LOCAL_TROUBLE),
    };
    let wait = error.params.get("wait_seconds").and_then(|seconds| seconds.parse().ok()).map(Duration::from_secs);
    (line, Words::new(key), wait)
}
