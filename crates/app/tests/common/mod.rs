//! Laptops with names, a clock that is told the time, and people at the desk. Each test file uses some of it.
#![allow(dead_code, reason = "each test file uses some of it")]

pub mod bundles;
pub mod centre;
pub mod newer;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use app::view::desk::{AssistForm, PersonCardView, PersonForm, SavedView, ScanView};
use app::view::session::{OpenSessionForm, SessionRow};
use app::view::start::{MemberForm, SetUpForm, StatusView, UnitForm};
use app::{App, Cost, KeyStore, Settings};
use domain::service::{Force, Outcome, Role, Service, UnitKind};
use tempfile::TempDir;

/// The leader's PIN in every story.
pub const PIN: &str = "274913";
/// What is asked for instead where there is no key store.
pub const PASSPHRASE: &str = "con trâu đi trước";
/// 2026-11-21 19:00 in Vietnam.
pub const EVENING_MS: i64 = 1_795_262_400_000;
/// The day of that evening.
pub const DAY: &str = "2026-11-21";

/// A card of 2021: seven fields.
pub const HANH: &str = "005185000002||Trần Thị Hạnh|09111985|Nữ|Thôn Gồm, Quảng Nghiệp, Tứ Kỳ, Hải Dương|22062022";
/// A card of 2024: eleven fields.
pub const LAN: &str = "007301000003||Ksor H'Lan|30122001|Nữ|Làng O, Vĩnh Sơn, Gia Lai|01082024||||";

/// A laptop's clock, which shows what it is told, and its key store.
#[derive(Clone)]
pub struct Clock {
    ms: Arc<AtomicI64>,
    pub keys: KeyStore,
}

impl Clock {
    pub fn at(ms: i64) -> Self {
        Self { ms: Arc::new(AtomicI64::new(ms)), keys: KeyStore::in_memory() }
    }

    pub fn pass_seconds(&self, seconds: i64) {
        self.ms.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    pub fn settings(&self) -> Settings {
        let (ms, keys) = (Arc::clone(&self.ms), self.keys.clone());
        Settings { now: Arc::new(move || ms.load(Ordering::SeqCst)), keys, cost: Cost::CHEAP, ..Settings::default() }
    }
}

/// A laptop: a folder, a clock, and the app as it was last started.
pub struct Laptop {
    pub folder: TempDir,
    pub clock: Clock,
    pub app: App,
}

impl Laptop {
    pub fn new() -> Self {
        Self::with(Clock::at(EVENING_MS))
    }

    /// One whose system has no key store.
    pub fn without_key_store() -> Self {
        Self::with(Clock { keys: KeyStore::none(), ..Clock::at(EVENING_MS) })
    }

    fn with(clock: Clock) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = App::with(folder.path(), clock.settings());
        Self { folder, clock, app }
    }

    /// The commune is set up and its leader is at work.
    pub fn set_up() -> Self {
        let laptop = Self::new();
        laptop.app.set_up(quang_nghiep()).unwrap();
        laptop
    }

    /// The same with a session open in the first village.
    pub fn at_the_desk() -> (Self, SessionRow) {
        let laptop = Self::set_up();
        let session = laptop.open_session("Gồm");
        (laptop, session)
    }

    /// The app is ended and started again.
    pub fn restart(&mut self) {
        self.app.lock().unwrap();
        self.app = App::with(self.folder.path(), self.clock.settings());
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn unlock(&self, pin: &str) -> Result<StatusView, app::Error> {
        let member = self.app.status().unwrap().unlockers[0].member;
        self.app.unlock(member, pin)
    }

    pub fn open_session(&self, village: &str) -> SessionRow {
        let commune = self.app.commune().unwrap();
        let village = commune.villages.iter().find(|it| it.name == village).unwrap().id;
        let form = OpenSessionForm {
            village: Some(village),
            unit: None,
            place: "Nhà văn hóa thôn".into(),
            day: DAY.into(),
            members: commune.members.iter().map(|member| member.id).collect(),
            first_ticket: 1,
        };
        self.app.open_session(form).unwrap()
    }

    pub fn scan(&self, text: &str) -> PersonCardView {
        match self.app.scan(text).unwrap() {
            ScanView::Card(card) => card,
            ScanView::Unread(words) => panic!("not read: {}", words.key),
        }
    }

    /// Saves what triage proposes, as done.
    pub fn done(&self, card: &PersonCardView) -> SavedView {
        self.app.log_assist(self.form(card, Outcome::Done)).unwrap()
    }

    pub fn form(&self, card: &PersonCardView, outcome: Outcome) -> AssistForm {
        AssistForm {
            assist: None,
            session: self.app.desk().unwrap().session.id,
            person: card.person.clone(),
            service: card.triage.service,
            outcome,
            difficulties: Vec::new(),
            return_day: None,
            utilities: Vec::new(),
            state_before: card.triage.state,
            sms_day: None,
            ticket: None,
            note: String::new(),
            unsure: false,
        }
    }

    /// Somebody typed at the desk, helped with level 1.
    pub fn typed(&self, name: &str, birth: &str) -> AssistForm {
        let mut card = self.app.new_person(name).unwrap();
        card.person.birth = birth.into();
        AssistForm { service: Service::Level1Install, ..self.form(&card, Outcome::Done) }
    }
}

pub fn quang_nghiep() -> SetUpForm {
    SetUpForm {
        commune_name: "Quảng Nghiệp".into(),
        villages: vec!["Gồm".into(), "Thượng".into()],
        units: vec![UnitForm { name: "Trường THCS".into(), kind: UnitKind::School }],
        members: vec![
            member("Phạm Mẫu Thủy", Role::Leader, Force::Police),
            member("Vũ Mẫu Lan", Role::Volunteer, Force::YouthUnion),
        ],
        pin: PIN.into(),
    }
}

pub fn member(name: &str, role: Role, force: Force) -> MemberForm {
    MemberForm { name: name.into(), role, force }
}

pub fn person(name: &str) -> PersonForm {
    PersonForm { name: name.into(), ..PersonForm::default() }
}

pub fn keys(words: &[app::view::Words]) -> Vec<&str> {
    words.iter().map(|it| it.key.as_str()).collect()
}

pub fn text(path: &Path) -> String {
    path.display().to_string()
}
