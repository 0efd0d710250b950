//! The centre.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use domain::authority::CentreAttached;
use domain::edit::Edit;
use domain::ids::DeviceId;
use journal::{CertificateChain, Receipt};
use store::Store;
use store::identity::Centre;
use store::rows::{OutboxCounts, WrittenRow};

use crate::doctor::{Facts, diagnose};
use crate::failure::bug;
use crate::names::Names;
use crate::role::May;
use crate::settings::Settings;
use crate::state::{CENTRE_RESTORED, Open, SYNC_PAUSED, Shared};
use crate::sync::{self, CentreAddress, Vouched, Way, carried};
use crate::view::Words;
use crate::view::start::Line;
use crate::view::sync::{CentreForm, DeviceRow, DoctorView, ReceiptRow, SyncDay, SyncView};
use crate::{App, Code, Error, clock, words};

use super::certificate::compared;

/// At most this many receipts on the screen.
const RECEIPT_ROWS_MAX: u32 = 50;
/// So many days are shown one by one.
const SYNC_DAYS: u64 = 14;
/// For so long it is told that the centre was put back.
const RESTORED_NEWS_MS: i64 = 3 * 24 * 3_600_000;
/// A set-up code is at most this long, in characters.
const SETUP_CODE_CHARS_MAX: usize = 100;

impl App {
    /// The sync screen.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn sync_state(&self) -> Result<SyncView, Error> {
        let shared = &self.shared;
        self.reading(|open| sync_view(open, shared))
    }

    /// What stands in the way of sync, and what to do next.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn doctor(&self) -> Result<DoctorView, Error> {
        Ok(self.sync_state()?.doctor)
    }

    /// Has the commune admitted at a centre with a one-time set-up code; leaders only.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn attach_centre(&self, form: CentreForm) -> Result<SyncView, Error> {
        let address = CentreAddress::parse(&form.address)?;
        let code = form.setup_code.trim();
        if code.is_empty() || code.chars().count() > SETUP_CODE_CHARS_MAX {
            return Err(Error::new(Code::BadSetupCode));
        }
        let vouched = form.certificate.as_ref().map(compared).transpose()?;
        let (device, root) = self.reading(|open| {
            open.must(May::Attach)?;
            if open.identity.practice && !address.is_loopback() {
                return Err(Error::new(Code::PracticeStaysHere));
            }
            Ok((open.identity.device, root_certificate(open)?))
        })?;
        let way = Way { address, vouched };
        let admitted = self.shared.carrier()?.admit(&way, code, &root).map_err(carried)?;
        let Way { address, vouched } = way;
        let centre = Centre { address: address.as_str().to_owned(), public_key: admitted.centre_key };
        self.writing(|open, settings| {
            if open.identity.device != device {
                return Err(Error::new(Code::Locked));
            }
            sync::forget_blobs(&mut open.store)?;
            // Whoever attaches a centre wants to sync with it, whatever was switched off before.
            open.store.set_setting(SYNC_PAUSED, None)?;
            open.store.set_centre(&centre)?;
            Vouched::keep(vouched.as_ref(), &mut open.store, &address)?;
            let Centre { address, public_key: key } = centre;
            let attached = CentreAttached { commune: open.identity.commune, address, key };
            open.commit_one(Edit::Centre(attached), settings).map(drop)
        })?;
        self.shared.lookout.begin(true, false);
        self.sync_state()
    }

    /// One sync now, until nothing is left to send or to fetch.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn sync_now(&self) -> Result<SyncView, Error> {
        self.reading(|open| open.store.centre()?.map(|_| ()).ok_or(Error::new(Code::NoCentre)))?;
        sync::run(&self.shared)?;
        self.sync_state()
    }

    /// Stops or resumes syncing by itself.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn pause_sync(&self, paused: bool) -> Result<SyncView, Error> {
        let mut state = self.shared.state();
        state.at_work()?.store.set_setting(SYNC_PAUSED, paused.then_some("yes"))?;
        drop(state);
        self.shared.lookout.pause(paused);
        self.sync_state()
    }
}

fn root_certificate(open: &Open) -> Result<Vec<u8>, Error> {
    let chain = open.store.chain(open.identity.device)?.ok_or_else(|| bug("own-chain"))?;
    let chain = CertificateChain::read(&chain).map_err(|_| Error::new(Code::DamagedFile))?;
    chain.certificates().first().map(journal::Certificate::to_bytes).ok_or_else(|| bug("root"))
}

fn sync_view(open: &Open, shared: &Shared) -> Result<SyncView, Error> {
    let (store, settings) = (&open.store, &shared.settings);
    let (counts, names) = (store.outbox_counts()?, open.names()?);
    let (written, arrived) = (count(counts.saved), count(counts.arrived));
    let doctor = diagnose(&facts(open, shared, &names, &counts)?);
    let watch = shared.lookout.watch();
    let centre = store.centre()?.map(|centre| centre.address);
    Ok(SyncView {
        doctor,
        certificate: centre.as_deref().map_or(Ok(None), |address| trusted(store, address))?,
        centre,
        line: watch.line,
        words: said(watch.line, watch.words.as_ref(), written, arrived),
        written,
        arrived,
        oldest_unsent_minutes: age(counts.oldest_unsent_ms, settings),
        last_success: watch.last_success_ms.map(clock::instant),
        next_try_seconds: watch.next_try_seconds(&settings.pace, (settings.ticks)()),
        days: days(store, settings)?,
        devices: devices(store, &names, settings)?,
        receipts: receipts(store, &names)?,
    })
}

/// The fingerprint of what is trusted at the centre beside the system's certificates.
fn trusted(store: &Store, address: &str) -> Result<Option<String>, Error> {
    let vouched = Vouched::kept(store, &CentreAddress::parse(address)?)?;
    Ok(vouched.as_ref().map(Vouched::fingerprint))
}

fn facts(open: &Open, shared: &Shared, names: &Names, counts: &OutboxCounts) -> Result<Facts, Error> {
    let (store, now_ms) = (&open.store, shared.settings.now_ms());
    let forked = store.devices()?.into_iter().filter(|row| row.branches > 1);
    let heard = shared.lookout.centre_time_ms();
    let watch = shared.lookout.watch();
    Ok(Facts {
        line: watch.line,
        noted: watch.words.clone(),
        revoked: open.is_revoked(),
        clock_off_ms: heard.map(|heard| now_ms.saturating_sub(heard)),
        restored: restored(store, now_ms)?,
        waiting: store.waiting()?,
        forked: forked.map(|row| names.device(row.device)).collect(),
        written: count(counts.saved),
        arrived: count(counts.arrived),
        oldest_minutes: age(counts.oldest_unsent_ms, &shared.settings),
        leader: May::ManagePeople.by(open.role_now()),
    })
}

/// When the centre was found put back, as long as that is news.
fn restored(store: &Store, now_ms: i64) -> Result<Option<String>, Error> {
    let at_ms: Option<i64> = store.setting(CENTRE_RESTORED)?.and_then(|at| at.parse().ok());
    let is_news = |at_ms: &i64| now_ms.saturating_sub(*at_ms) < RESTORED_NEWS_MS;
    Ok(at_ms.filter(is_news).map(clock::instant))
}

/// One sentence: what happened last, whether the data is safe, what comes next.
fn said(line: Line, noted: Option<&Words>, written: u32, arrived: u32) -> Words {
    let counted = |key: &str| Words::new(key).with("arrived", arrived).with("written", written);
    match (line, noted) {
        (Line::Offline | Line::Trouble | Line::Online, Some(words)) => words.clone(),
        (Line::NoCentre, _) => Words::new(words::NO_CENTRE),
        (Line::Untried, _) => Words::new(words::UNTRIED),
        (Line::Syncing, _) => Words::new(words::SYNCING),
        (Line::Paused, _) => Words::new(words::PAUSED),
        (Line::Online | Line::Offline | Line::Trouble, None) => match (written, arrived >= written) {
            (0, _) => Words::new(words::NOTHING_WRITTEN),
            (_, true) => counted(words::ALL_ARRIVED),
            (_, false) => counted(words::SOME_WAITING),
        },
    }
}

/// What was written on each of the last days, and how much of it has arrived.
fn days(store: &Store, settings: &Settings) -> Result<Vec<SyncDay>, Error> {
    let today = clock::day_of(settings.now_ms());
    let days: Vec<NaiveDate> = (0..SYNC_DAYS).rev().filter_map(|ago| today.checked_sub_days(Days::new(ago))).collect();
    let begins: Vec<i64> = days.iter().map(|day| clock::begin_of(*day)).collect();
    let rows = store.written_from(&begins)?.into_iter().zip(days);
    let row = |(row, day): (WrittenRow, NaiveDate)| SyncDay {
        day: clock::iso(day),
        written: count(row.written),
        arrived: count(row.arrived),
    };
    Ok(rows.map(row).collect())
}

fn devices(store: &Store, names: &Names, settings: &Settings) -> Result<Vec<DeviceRow>, Error> {
    let rows = store.devices()?;
    let given_up: BTreeSet<DeviceId> = rows.iter().filter_map(|row| row.continues).collect();
    let mut devices: Vec<DeviceRow> = rows
        .iter()
        .map(|row| DeviceRow {
            device: row.device.0,
            label: names.device(row.device),
            mine: row.here,
            written: count(row.entries),
            arrived: count(row.arrived),
            silent_minutes: age(row.last_wall_ms, settings),
            about: history(row, given_up.contains(&row.device)),
        })
        .collect();
    devices.sort_by(|a, b| b.mine.cmp(&a.mine).then_with(|| a.label.cmp(&b.label)));
    Ok(devices)
}

/// What is to be known of a laptop's journal, in sentences.
fn history(row: &store::rows::DeviceRow, given_up: bool) -> Vec<Words> {
    let forked = (row.branches > 1).then(|| Words::new(words::BRANCHES).with("count", row.branches));
    let given_up = given_up.then(|| Words::new(words::GIVEN_UP));
    let goes_on = row.continues.map(|_| Words::new(words::GOES_ON));
    forked.into_iter().chain(given_up).chain(goes_on).collect()
}

fn receipts(store: &Store, names: &Names) -> Result<Vec<ReceiptRow>, Error> {
    let row = |it: store::outbox::ReceiptRow| ReceiptRow {
        at: clock::instant(it.time_ms),
        device_label: names.device(it.device),
        up_to: count(it.up_to_seq),
        count: count(Receipt::read(&it.bytes).map_or(it.up_to_seq, |receipt| receipt.claims().count)),
    };
    Ok(store.receipts(RECEIPT_ROWS_MAX)?.into_iter().map(row).collect())
}

/// Whole minutes since an instant.
pub(super) fn age(then_ms: Option<i64>, settings: &Settings) -> Option<u32> {
    then_ms.map(|then_ms| clock::minutes_between(then_ms, settings.now_ms()))
}

/// A count as views carry it.
pub(super) fn count(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
