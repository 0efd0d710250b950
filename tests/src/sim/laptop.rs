//! A laptop: the real app on a disk that can fail, by a clock that may be wrong, and a person at it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use app::view::authority::{DecideForm, RevokeLaptopForm};
use app::view::start::{AnswerForm, JoinForm, MemberForm, Phase, SetUpForm};
use app::view::sync::CentreForm;
use app::{App, Cost, Settings};
use domain::ids::MemberId;
use domain::service::{Force, Role};
use store::secret::Secret;
use store::vault::{Credentials, Vault};
use uuid::Uuid;

use super::disk::Disk;
use super::event::{Event, Party};
use super::newer::Newer;
use super::random::Random;
use super::vfs::Mounted;
use super::wire::Wire;
use super::witness::{Eye, Short, short};
use crate::older;

/// Everybody's passphrase: simulated laptops have no key store.
const PASSPHRASE: &str = "con trâu đi trước";
/// The simulated centre's address; nothing listens there.
const ADDRESS: &str = "http://127.0.0.1:8686";
/// 2026-11-21 19:00 in Vietnam: when every run begins, ms since 1970 UTC.
pub const EVENING_MS: i64 = 1_795_262_400_000;

/// True time since the run began, ms; the same for all.
#[derive(Clone, Debug, Default)]
pub struct Hours(Arc<AtomicI64>);

impl Hours {
    /// Milliseconds since the run began.
    #[must_use]
    pub fn ms(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }

    /// Time passes.
    pub fn pass(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

/// One laptop.
pub struct Laptop {
    /// Its number in the run.
    pub party: Party,
    mounted: Mounted,
    settings: Settings,
    skew_ms: Arc<AtomicI64>,
    member: Uuid,
    app: Option<App>,
    eye: Option<Eye>,
    /// Of its own entries, under which identity, the last one told to be saved.
    told: (Short, u64),
}

impl Laptop {
    fn new(party: Party, root: &Path, hours: &Hours, wire: &Wire, random: &Random) -> Result<Self> {
        let mounted = Mounted::mount(Disk::new(&root.join(format!("laptop-{party}")))?);
        let skew_ms = Arc::new(AtomicI64::new(0));
        let settings = settings(hours, &skew_ms, &random.apart(1), wire, party);
        Ok(Self { party, mounted, settings, skew_ms, member: Uuid::nil(), app: None, eye: None, told: (0, 0) })
    }

    /// The first laptop: the commune is set up on it and attached to the centre.
    ///
    /// # Errors
    /// Whatever the app refuses.
    pub fn first(root: &Path, hours: &Hours, wire: &Wire, random: &Random, code: &str) -> Result<Self> {
        let mut laptop = Self::new(0, root, hours, wire, random)?;
        let app = App::with(laptop.home(), laptop.settings.clone());
        app.set_up(set_up_form())?;
        app.attach_centre(CentreForm { address: ADDRESS.to_owned(), setup_code: code.to_owned(), certificate: None })?;
        let members = app.commune()?.members;
        laptop.member = members.iter().find(|it| it.role == Role::Leader).context("a leader")?.id;
        laptop.at_work(app)?;
        laptop.told = (0, 0);
        Ok(laptop)
    }

    /// Another laptop joins by files.
    ///
    /// # Errors
    /// Whatever either side refuses.
    pub fn join(&self, party: Party, root: &Path, hours: &Hours, wire: &Wire, random: &Random) -> Result<Self> {
        let mut laptop = Self::new(party, root, hours, wire, random)?;
        let home = laptop.home().to_owned();
        let file = |name: &str| home.join(name).display().to_string();
        let (leader, app) = (self.app()?, App::with(&home, laptop.settings.clone()));
        let asked = app.request_to_join(JoinForm {
            label: label(party),
            pin: PASSPHRASE.to_owned(),
            path: file("may.request"),
        })?;
        let members = leader.commune()?.members;
        laptop.member = members.iter().find(|it| it.role == Role::Volunteer).context("a volunteer")?.id;
        let answer = AnswerForm { request_path: asked.path, member: laptop.member, answer_path: file("may.answer") };
        leader.answer_join(answer)?;
        if app.accept_join_answer(&file("may.answer"))?.phase == Phase::Locked {
            app.unlock(laptop.member, PASSPHRASE)?;
        }
        laptop.at_work(app)?;
        laptop.told = (0, 0);
        Ok(laptop)
    }

    /// The app; somebody is at work.
    ///
    /// # Errors
    /// The laptop is off.
    pub fn app(&self) -> Result<&App> {
        self.app.as_ref().context("the laptop is off")
    }

    /// Its disk.
    #[must_use]
    pub const fn disk(&self) -> &Disk {
        self.mounted.disk()
    }

    /// Its clock is wrong by so much from now on.
    pub fn set_clock(&self, skew_ms: i64) {
        self.skew_ms.store(skew_ms, Ordering::SeqCst);
    }

    /// What its clock shows.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        (self.settings.now)()
    }

    /// Does what is due by itself; says how long nothing more is.
    ///
    /// # Errors
    /// The laptop is off.
    pub fn tend(&self) -> Result<Option<Duration>> {
        Ok(self.app()?.tend())
    }

    /// What it was told to be saved since it was asked last.
    ///
    /// # Errors
    /// The file.
    pub fn saved(&mut self) -> Result<Vec<(u64, Short)>> {
        let device = self.device()?;
        let (before, seq) = self.told;
        let entries = self.eye()?.own_since(if before == device { seq } else { 0 })?;
        self.told = (device, entries.last().map_or(seq, |(seq, _)| *seq));
        Ok(entries)
    }

    /// All that lies in its file.
    ///
    /// # Errors
    /// The file.
    pub fn look(&self) -> Result<Event> {
        let eye = self.eye()?;
        Ok(Event::Laptop { party: self.party, device: eye.device()?, entries: eye.entries()? })
    }

    /// What it says of itself.
    ///
    /// # Errors
    /// The app.
    pub fn says(&self) -> Result<Event> {
        let view = self.app()?.sync_state()?;
        Ok(Event::Says {
            party: self.party,
            device: self.device()?,
            written: view.written.into(),
            arrived: view.arrived.into(),
        })
    }

    /// Its views.
    ///
    /// # Errors
    /// The file.
    pub fn views(&self) -> Result<Event> {
        let eye = self.eye()?;
        let (tables, assists, conflicts) = (eye.views()?, eye.assists()?, eye.conflicts()?);
        Ok(Event::Views { party: self.party, tables, assists, conflicts })
    }

    /// What its clock shows.
    #[must_use]
    pub fn clock(&self) -> Event {
        Event::Clock { party: self.party, shows_ms: self.now_ms() }
    }

    /// The stamps of what lies in its file.
    ///
    /// # Errors
    /// The file.
    pub fn stamps(&self) -> Result<Event> {
        let eye = self.eye()?;
        Ok(Event::Stamps { party: self.party, device: eye.device()?, stamps: eye.stamps()? })
    }

    /// What it says is the matter with some entries.
    ///
    /// # Errors
    /// The file.
    pub fn told(&self) -> Result<Event> {
        Ok(Event::Told { party: self.party, entries: self.eye()?.told()? })
    }

    /// Locks another laptop out, the last one let in under this label; the others get a new key.
    ///
    /// # Errors
    /// The app.
    pub fn lock_out(&self, party: Party) -> Result<Event> {
        let (app, label) = (self.app()?, label(party));
        let device = app.authority()?.laptops.into_iter().find(|it| it.label == label).context("a laptop")?.device;
        let accepted = self.eye()?.newest_of(device.as_bytes())?;
        app.revoke_laptop(RevokeLaptopForm { device, keep_key: false, recovery_code: String::new() })?;
        Ok(Event::LockedOut { party, device: short(device.as_bytes()), accepted })
    }

    /// Accepts or refuses some run of what waits here for a leader; none where nothing does.
    ///
    /// # Errors
    /// The app.
    pub fn decide(&self, random: &Random) -> Result<Option<Event>> {
        let (app, accepted) = (self.app()?, random.percent(60));
        let waiting = app.quarantine()?;
        let Some(run) = random.pick(&waiting) else { return Ok(None) };
        let (device, first, last) = (short(run.device.as_bytes()), u64::from(run.first), u64::from(run.last));
        app.decide(DecideForm { device: run.device, first: run.first, accept: accepted })?;
        Ok(Some(Event::Decided { device, first, last, accepted }))
    }

    /// What its own check of its file finds.
    ///
    /// # Errors
    /// The file.
    pub fn verified(&self) -> Result<Event> {
        let checks = self.app()?.verify()?.checks;
        let wrong = checks.into_iter().filter(|check| !check.holds).map(|check| check.key).collect();
        Ok(Event::Verified { party: self.party, wrong })
    }

    /// The identity that it writes under.
    ///
    /// # Errors
    /// The file.
    pub fn device(&self) -> Result<Short> {
        self.eye()?.device()
    }

    /// The eye on its file.
    ///
    /// # Errors
    /// The laptop is off.
    pub fn eye(&self) -> Result<&Eye> {
        self.eye.as_ref().context("the laptop is off")
    }

    /// The power fails, comes back, and the person opens the app again.
    ///
    /// # Errors
    /// The app does not open again.
    pub fn crash(&mut self, random: &Random) -> Result<()> {
        self.disk().cut_now();
        self.switch_off();
        self.disk().come_back(random)?;
        self.switch_on()
    }

    /// Ends the app.
    pub fn switch_off(&mut self) {
        self.eye = None;
        self.app = None;
    }

    /// Opens the app again, and counts from what its file holds.
    ///
    /// # Errors
    /// The app does not open.
    pub fn switch_on(&mut self) -> Result<()> {
        let app = App::with(self.home(), self.settings.clone());
        app.unlock(self.member, PASSPHRASE)?;
        self.at_work(app)
    }

    /// Copies its folder aside, in good order.
    ///
    /// # Errors
    /// The real file system.
    pub fn copy_to(&mut self, aside: &Path) -> Result<()> {
        self.switch_off();
        copy_folder(self.home(), aside)?;
        self.switch_on()
    }

    /// Puts a copy in the place of its folder.
    ///
    /// # Errors
    /// The real file system.
    pub fn put_back(&mut self, copy: &Path) -> Result<()> {
        self.switch_off();
        std::fs::remove_dir_all(self.home())?;
        copy_folder(copy, self.home())?;
        self.disk().forget();
        self.switch_on()
    }

    /// Its file becomes one of the first version of the program, and today's opens it.
    ///
    /// # Errors
    /// The file.
    pub fn begin_older(&mut self) -> Result<()> {
        let key = self.file_key()?;
        self.switch_off();
        older::put_back(&self.database(), key.expose())?;
        self.disk().forget();
        self.switch_on()
    }

    /// Makes every view anew, as after an upgrade, and says what they are then.
    ///
    /// # Errors
    /// The file.
    pub fn rebuilt(&mut self) -> Result<Event> {
        let key = self.file_key()?;
        self.switch_off();
        let mut store = store::Store::open(&self.database(), &key)?;
        store.rebuild()?;
        drop(store);
        self.switch_on()?;
        Ok(Event::Rebuilt { party: self.party, tables: self.eye()?.views()? })
    }

    /// What is left of it when another program takes over its file.
    ///
    /// # Errors
    /// The file.
    pub fn into_newer(mut self) -> Result<Newer> {
        let key = self.file_key()?;
        self.switch_off();
        Newer::of(store::Store::open(&self.database(), &key)?)
    }

    fn at_work(&mut self, app: App) -> Result<()> {
        if app.status()?.phase != Phase::Open {
            bail!("laptop {} is not open", self.party);
        }
        self.app = Some(app);
        self.eye = Some(Eye::on(&self.database(), self.file_key()?.expose())?);
        self.told = (self.device()?, self.eye()?.own_since(0)?.last().map_or(0, |(seq, _)| *seq));
        Ok(())
    }

    fn file_key(&self) -> Result<Secret> {
        let folder = self.home().join("commune");
        let secret: [u8; 32] = std::fs::read(folder.join("device.secret"))?.as_slice().try_into()?;
        let device_secret = Secret::new(secret);
        let credentials = Credentials { passphrase: PASSPHRASE, device_secret: &device_secret };
        Ok(Vault::read(&folder.join("vault"))?.unlock(MemberId(self.member), credentials)?.file_key)
    }

    fn database(&self) -> PathBuf {
        self.home().join("commune").join("data.db")
    }

    fn home(&self) -> &Path {
        self.mounted.disk().root()
    }
}

impl Drop for Laptop {
    fn drop(&mut self) {
        self.switch_off();
    }
}

fn settings(hours: &Hours, skew_ms: &Arc<AtomicI64>, random: &Random, wire: &Wire, party: Party) -> Settings {
    let (now, skew_ms) = (hours.clone(), Arc::clone(skew_ms));
    let (ticks, random) = (hours.clone(), random.clone());
    let beginning = Instant::now();
    Settings {
        now: Arc::new(move || EVENING_MS.saturating_add(now.ms()).saturating_add(skew_ms.load(Ordering::SeqCst))),
        ticks: Arc::new(move || beginning + Duration::from_millis(u64::try_from(ticks.ms()).unwrap_or_default())),
        fill: Arc::new(move |bytes| random.fill(bytes)),
        cost: Cost::CHEAP,
        courier: Some(wire.courier(party)),
        ..Settings::default()
    }
}

/// What people call a laptop.
fn label(party: Party) -> String {
    format!("Máy {}", party.saturating_add(1))
}

fn set_up_form() -> SetUpForm {
    let member = |name: &str, role, force| MemberForm { name: name.to_owned(), role, force };
    SetUpForm {
        commune_name: "Quảng Nghiệp".to_owned(),
        villages: vec!["Gồm".to_owned(), "Thượng".to_owned()],
        units: Vec::new(),
        members: vec![
            member("Phạm Mẫu Thủy", Role::Leader, Force::Police),
            member("Vũ Mẫu Lan", Role::Volunteer, Force::YouthUnion),
        ],
        pin: PASSPHRASE.to_owned(),
    }
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for item in std::fs::read_dir(from)? {
        let item = item?;
        let target = to.join(item.file_name());
        if item.file_type()?.is_dir() {
            copy_folder(&item.path(), &target)?;
        } else {
            std::fs::copy(item.path(), target)?;
        }
    }
    Ok(())
}
