//! What identifies somebody stands in clear nowhere but on the screen: not at the centre, not on the way there, not in its
//! log, not on a stick, and not in the laptop's own folder.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use app::App;
use app::view::bundle::{BundleContent, BundleForm};
use app::view::desk::{PersonForm, PersonKey};
use app::view::people::{CorrectAssistForm, CorrectPersonForm};
use app::view::session::{OpenSessionForm, OutreachForm};
use app::view::start::{MemberForm, SetUpForm, UnitForm};
use app::view::sync::CentreForm;
use domain::person::Sex;
use domain::service::{Force, Outcome, OutreachKind, Role, Service, UnitKind};
use tests::centre::Centre;
use tests::clear::{Found, Scan, plant};
use tests::laptop::{self, PASSPHRASE};
use tests::line::Line;

const LEADER: &str = "Bùi Mẫu Quang";
const HELPER: &str = "Lê Mẫu Thúy Vân";
const PLACE: &str = "Sân kho hợp tác nhà bà Mẫu Sáu";
const TOPIC: &str = "Cảnh giác cuộc gọi giả danh cán bộ";
const LABEL: &str = "Máy xách tay của Thúy Vân";
const TYPED: &str = "Đặng Quỳnh Mẫu Hoa";
const TYPED_NUMBER: &str = "005185000007";
const TYPED_PHONE: &str = "0901234567";
const TYPED_ADDRESS: &str = "Nhà ba gian cuối ngõ Giếng Mẫu";
const TYPED_BIRTH: &str = "09/11/1985";
const CORRECTED: &str = "Đặng Quỳnh Mẫu Hoan";
const NOTE: &str = "Máy hết pin, hẹn tối mai quay lại";
const OTHER_NOTE: &str = "Người nhà cầm máy thay, đã dặn kỹ";
const REASON: &str = "Gõ nhầm chữ cuối khi ghi tên";
const SCANNED: &str = "003301000003||Ksor H'Mẫu Lan|30122001|Nữ|Làng Ổi, Vĩnh Mẫu, Gia Lai|01082024||||";

/// Whatever identifies somebody in this run.
fn identifying() -> Vec<String> {
    let scanned =
        ["003301000003", "Ksor H'Mẫu Lan", "30122001", "30/12/2001", "2001-12-30", "Làng Ổi, Vĩnh Mẫu, Gia Lai"];
    let typed = [TYPED, TYPED_NUMBER, TYPED_PHONE, TYPED_ADDRESS, TYPED_BIRTH, "1985-11-09", "09111985", CORRECTED];
    let said = [LEADER, HELPER, PLACE, TOPIC, LABEL, NOTE, OTHER_NOTE, REASON, SCANNED, PASSPHRASE];
    scanned.into_iter().chain(typed).chain(said).map(str::to_owned).collect()
}

#[test]
fn nothing_that_identifies_somebody_leaves_the_laptop_in_clear() {
    let place = tempfile::tempdir().unwrap();
    let centre = Centre::start_talkative(&place.path().join("centre")).unwrap();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let line = listen(&centre, &heard);
    let leader = set_up(&place.path().join("leader"));
    let form = CentreForm { address: line.url(), setup_code: centre.setup_code(false).unwrap(), certificate: None };
    leader.attach_centre(form).unwrap();
    evening(&leader);
    let synced = leader.sync_now().unwrap();
    assert_eq!(synced.written, synced.arrived);
    let second = laptop::join(&leader, &place.path().join("second"), LABEL, &made(place.path(), "hands")).unwrap();
    second.sync_now().unwrap();
    assert_eq!(second.desk().unwrap().evening.len(), 3, "all of it did travel");
    carry(place.path(), &leader, &centre);

    let scan = Scan::of(&identifying()).unwrap();
    let nothing = BTreeSet::<Found>::new();
    let traffic = heard.lock().unwrap().clone();
    assert!(traffic.len() > 10_000, "the line was heard");
    assert_eq!(scan.bytes(&traffic), nothing, "on the line");
    for folder in ["centre", "sticks", "leader", "second"] {
        assert_eq!(scan.folder(&place.path().join(folder)).unwrap(), nothing, "in {folder}");
    }
    // A request to join goes from hand to hand, and says what its owner called the laptop.
    let found = scan.folder(&place.path().join("hands")).unwrap();
    assert!(found.iter().all(|it| identifying()[it.value] == LABEL), "{found:?}");
    assert!(place.path().join("centre/log").metadata().unwrap().len() > 1_000, "the centre said something");
}

#[test]
fn a_name_planted_where_the_centre_keeps_its_batches_is_found() {
    let place = tempfile::tempdir().unwrap();
    let centre = Centre::start_talkative(&place.path().join("centre")).unwrap();
    let leader = set_up(&place.path().join("leader"));
    let form = CentreForm { address: centre.url(), setup_code: centre.setup_code(false).unwrap(), certificate: None };
    leader.attach_centre(form).unwrap();
    evening(&leader);
    leader.sync_now().unwrap();
    drop(leader);
    let scan = Scan::of(&identifying()).unwrap();
    assert_eq!(scan.folder(&place.path().join("centre")).unwrap(), BTreeSet::new());
    plant(&centre.database(), TYPED).unwrap();
    let found = scan.folder(&place.path().join("centre")).unwrap();
    let typed = identifying().iter().position(|it| it == TYPED).unwrap();
    assert!(found.iter().any(|it| it.value == typed), "{found:?}");
}

/// The commune's name, and what its villages and units are called, the centre does know.
fn set_up(home: &Path) -> App {
    let app = laptop::laptop(home);
    let member = |name: &str, role| MemberForm { name: name.into(), role, force: Force::YouthUnion };
    let form = SetUpForm {
        commune_name: "Quảng Nghiệp".into(),
        villages: vec!["Gồm".into()],
        units: vec![UnitForm { name: "Trường Tiểu học".into(), kind: UnitKind::School }],
        members: vec![member(LEADER, Role::Leader), member(HELPER, Role::Volunteer)],
        pin: PASSPHRASE.into(),
    };
    app.set_up(form).unwrap();
    app
}

/// A session with whatever can be said about people in it.
fn evening(app: &App) {
    let commune = app.commune().unwrap();
    let (village, members) = (commune.villages[0].id, commune.members.iter().map(|it| it.id).collect());
    let day = app::today();
    let form = OpenSessionForm {
        village: Some(village),
        unit: None,
        place: PLACE.into(),
        day: day.clone(),
        members,
        first_ticket: 1,
    };
    let session = app.open_session(form).unwrap().id;
    let talk = OutreachForm {
        session: Some(session),
        village: Some(village),
        unit: None,
        day,
        kind: OutreachKind::Talk,
        heads: 40,
        topic: TOPIC.into(),
    };
    app.log_outreach(talk).unwrap();
    log_people(app, session, village);
}

fn log_people(app: &App, session: uuid::Uuid, village: uuid::Uuid) {
    laptop::log_card(app, SCANNED, Outcome::ComeBack).unwrap();
    let card = app.new_person(TYPED).unwrap();
    let person = PersonForm {
        name: TYPED.into(),
        number: TYPED_NUMBER.into(),
        birth: TYPED_BIRTH.into(),
        sex: Some(Sex::Female),
        phone: TYPED_PHONE.into(),
        address: TYPED_ADDRESS.into(),
        village: Some(village),
        ..card.person.clone()
    };
    let mut assist = laptop::assist(session, card, Outcome::Done);
    (assist.person, assist.note) = (person, NOTE.into());
    let saved = app.log_assist(assist).unwrap();
    laptop::log_card(app, SCANNED, Outcome::Done).unwrap();
    correct(app, saved.row.id, saved.row.citizen.unwrap());
}

fn correct(app: &App, assist: uuid::Uuid, citizen: uuid::Uuid) {
    let other = CorrectAssistForm {
        assist,
        service: Service::Level1Install,
        outcome: Outcome::Done,
        difficulties: Vec::new(),
        return_day: None,
        utilities: Vec::new(),
        note: OTHER_NOTE.into(),
        reason: REASON.into(),
    };
    app.correct_assist(other).unwrap();
    let card = app.open_person(PersonKey::Citizen(citizen)).unwrap();
    let person = PersonForm { name: CORRECTED.into(), ..card.person };
    app.correct_person(CorrectPersonForm { person, reason: REASON.into() }).unwrap();
}

/// Everything on a stick, to the centre by command and by upload, and its return.
fn carry(place: &Path, app: &App, centre: &Centre) {
    let sticks = made(place, "sticks");
    let out = sticks.join("all.dhb");
    let form = BundleForm { content: BundleContent::Everything, path: out.display().to_string() };
    app.export_bundle(form, |_, _| {}).unwrap();
    centre.import_bundle(&out, &sticks.join("back.dhb")).unwrap();
}

fn made(place: &Path, name: &str) -> std::path::PathBuf {
    let folder = place.join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// A line to the centre that keeps what goes over it, both ways.
fn listen(centre: &Centre, heard: &Arc<Mutex<Vec<u8>>>) -> Line {
    let address: SocketAddr = centre.url().trim_start_matches("http://").parse().unwrap();
    let kept = Arc::clone(heard);
    Line::heard(address, None, move |_, bytes| kept.lock().unwrap().extend_from_slice(bytes)).unwrap()
}
