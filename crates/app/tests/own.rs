//! A laptop and its people: changing one's PIN, handing it over, locking by itself.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use app::view::start::{AnswerForm, HandOverForm, JoinForm, Phase, PinForm, Profile, StatusView};
use app::view::sync::CentreForm;
use app::{App, Code, Cost, Settings};
use common::centre::{Centre, Fault};
use common::{HANH, Laptop, PASSPHRASE, PIN, member, quang_nghiep, text};
use domain::service::{Force, Role};
use store::vault::Vault;
use uuid::Uuid;

const NEW_PIN: &str = "824613";
const HELPERS_PIN: &str = "593017";

fn change(laptop: &Laptop, old: &str, new: &str) -> Result<StatusView, app::Error> {
    laptop.app.change_pin(PinForm { old: old.into(), new: new.into() })
}

fn of_role(laptop: &Laptop, role: Role) -> Uuid {
    laptop.app.commune().unwrap().members.iter().find(|it| it.role == role).unwrap().id
}

fn hand_over(laptop: &Laptop, member: Uuid, leader_pin: &str) -> Result<Vec<Uuid>, app::Error> {
    let form = HandOverForm { member, pin: HELPERS_PIN.into(), leader_pin: leader_pin.into() };
    laptop.app.hand_over(form).map(|commune| commune.here)
}

#[test]
fn a_pin_is_changed_by_whoever_knows_the_old_one() {
    let mut laptop = Laptop::set_up();
    assert_eq!(change(&laptop, PIN, "123456").unwrap_err().code, Code::WeakPin);
    assert_eq!(change(&laptop, "593017", NEW_PIN).unwrap_err().code, Code::WrongPin);
    assert_eq!(change(&laptop, PIN, NEW_PIN).unwrap().phase, Phase::Open, "and work goes on");
    laptop.restart();
    assert_eq!(laptop.unlock(PIN).unwrap_err().code, Code::WrongPin);
    laptop.unlock(NEW_PIN).unwrap();
    change(&laptop, NEW_PIN, PASSPHRASE).unwrap();
    laptop.restart();
    assert_eq!(laptop.unlock(PASSPHRASE).unwrap().phase, Phase::Open);
}

#[test]
fn wrong_old_ones_make_one_wait_as_at_the_door_and_at_the_door_too() {
    let mut laptop = Laptop::set_up();
    for _ in 0..3 {
        assert_eq!(change(&laptop, "593017", NEW_PIN).unwrap_err().code, Code::WrongPin);
    }
    let waits = change(&laptop, PIN, NEW_PIN).unwrap_err();
    assert_eq!((waits.code, waits.params["wait_seconds"].as_str()), (Code::WaitBeforePin, "5"));
    laptop.restart();
    assert_eq!(laptop.unlock(PIN).unwrap_err().code, Code::WaitBeforePin);
    laptop.clock.pass_seconds(5);
    laptop.unlock(PIN).unwrap();
    change(&laptop, PIN, NEW_PIN).unwrap();
}

#[test]
fn a_new_pin_costs_what_the_machine_can_bear_by_then() {
    let laptop = Laptop::set_up();
    let chosen = Cost::new(128, 2, 1).unwrap();
    laptop.app.lock().unwrap();
    let settings = Settings { tune: Some(Arc::new(move || chosen)), ..laptop.clock.settings() };
    let tuned = App::with(laptop.folder.path(), settings);
    let leader = tuned.status().unwrap().unlockers[0].member;
    tuned.unlock(leader, PIN).unwrap();
    let cost = || {
        let vault = Vault::read(&laptop.path("commune/vault")).unwrap();
        let member = vault.members().next().unwrap().member;
        vault.cost(member).unwrap()
    };
    assert_eq!(cost(), Cost::CHEAP, "unlocking changes nothing");
    tuned.change_pin(PinForm { old: PIN.into(), new: NEW_PIN.into() }).unwrap();
    assert_eq!(cost(), chosen);
}

#[test]
fn the_practice_communes_pin_stays_public_and_its_laptop_is_nobodys() {
    let laptop = Laptop::new();
    laptop.app.start_practice().unwrap();
    let refused = |error: app::Error| (error.code, error.params["field"].clone());
    let expected = (Code::BadField, "practice".to_owned());
    assert_eq!(refused(change(&laptop, app::PRACTICE_PIN, NEW_PIN).unwrap_err()), expected);
    assert_eq!(refused(hand_over(&laptop, Uuid::nil(), PIN).unwrap_err()), expected);
    assert_eq!(refused(laptop.app.take_place(Uuid::nil()).unwrap_err()), expected);
    assert_eq!(refused(laptop.app.set_auto_lock(5).unwrap_err()), expected);
    assert_eq!(laptop.app.status().unwrap().auto_lock_minutes, None);
}

#[test]
fn a_leader_hands_the_laptop_to_a_helper_who_opens_it_with_a_pin_of_their_own() {
    let mut laptop = Laptop::set_up();
    let (leader, helper) = (of_role(&laptop, Role::Leader), of_role(&laptop, Role::Volunteer));
    assert_eq!(laptop.app.commune().unwrap().here, [leader]);
    assert_eq!(hand_over(&laptop, helper, "593017").unwrap_err().code, Code::WrongPin, "the leader vouches");
    assert_eq!(hand_over(&laptop, helper, PIN).unwrap(), [leader, helper]);
    assert_eq!(hand_over(&laptop, helper, PIN).unwrap_err().code, Code::HasPlace);
    laptop.restart();
    let unlockers = laptop.app.status().unwrap().unlockers;
    assert_eq!(
        unlockers.iter().map(|it| (it.role, it.number)).collect::<Vec<_>>(),
        [(Role::Leader, 1), (Role::Volunteer, 1)]
    );
    assert_eq!(laptop.app.unlock(helper, PIN).unwrap_err().code, Code::WrongPin, "not with the leader's");
    let open = laptop.app.unlock(helper, HELPERS_PIN).unwrap();
    assert_eq!(open.member.unwrap().name, "Vũ Mẫu Lan");
    assert_eq!(hand_over(&laptop, leader, HELPERS_PIN).unwrap_err().code, Code::LeaderOnly);
    assert_eq!(laptop.app.take_place(leader).unwrap_err().code, Code::LeaderOnly);
    laptop.open_session("Gồm");
    laptop.done(&laptop.scan(HANH));
    assert!(laptop.app.verify().unwrap().holds);
}

#[test]
fn a_leader_who_was_handed_the_laptop_lets_others_in_and_the_first_one_can_go() {
    let (mut laptop, second) = (Laptop::set_up(), Laptop::new());
    let first = of_role(&laptop, Role::Leader);
    let other = laptop.app.add_member(member("Lê Mẫu Phú", Role::Leader, Force::ProjectTeam)).unwrap().id;
    hand_over(&laptop, other, PIN).unwrap();
    assert_eq!(laptop.app.take_place(first).unwrap_err().code, Code::NotYourself);
    laptop.restart();
    laptop.app.unlock(other, HELPERS_PIN).unwrap();
    assert_eq!(laptop.app.take_place(first).unwrap().here, [other]);
    assert_eq!(laptop.app.take_place(first).unwrap_err().code, Code::NotFound);
    let devices = laptop.app.authority().unwrap().laptops;
    assert_eq!(devices[0].member_name.as_deref(), Some("Lê Mẫu Phú"), "it is theirs now");
    let (request, answer) = (text(&second.path("request")), text(&second.path("answer")));
    second.app.request_to_join(JoinForm { label: "Máy 2".into(), pin: PIN.into(), path: request.clone() }).unwrap();
    let volunteer = of_role(&laptop, Role::Volunteer);
    let form = AnswerForm { request_path: request, member: volunteer, answer_path: answer.clone() };
    laptop.app.answer_join(form).unwrap();
    second.app.accept_join_answer(&answer).unwrap();
    assert_eq!(second.unlock(PIN).unwrap().phase, Phase::Open, "the chain to the root holds");
    laptop.restart();
    assert_eq!(laptop.app.unlock(first, PIN).unwrap_err().code, Code::NotFound);
}

#[test]
fn an_observer_and_somebody_unknown_get_no_place_on_a_laptop_with_keys() {
    let laptop = Laptop::set_up();
    let watcher = laptop.app.add_member(member("Lê Mẫu Phú", Role::Observer, Force::ProjectTeam)).unwrap().id;
    let refused = hand_over(&laptop, watcher, PIN).unwrap_err();
    assert_eq!((refused.code, refused.params["field"].as_str()), (Code::BadField, "observer"));
    assert_eq!(hand_over(&laptop, Uuid::nil(), PIN).unwrap_err().code, Code::NotFound);
    let helper = of_role(&laptop, Role::Volunteer);
    let weak = HandOverForm { member: helper, pin: "111111".into(), leader_pin: PIN.into() };
    assert_eq!(laptop.app.hand_over(weak).unwrap_err().code, Code::WeakPin);
    assert_eq!(laptop.app.commune().unwrap().here.len(), 1);
}

/// A laptop whose time passes when it is told, with somebody who looks every five seconds.
struct Watched {
    laptop: Laptop,
    ticks: Arc<AtomicU64>,
}

impl Watched {
    fn set_up() -> Self {
        let mut laptop = Laptop::new();
        let (ticks, begin) = (Arc::new(AtomicU64::new(0)), Instant::now());
        let ticked = Arc::clone(&ticks);
        let shown = Arc::new(move || begin + Duration::from_secs(ticked.load(Ordering::SeqCst)));
        let settings = Settings { ticks: shown, ..laptop.clock.settings() };
        laptop.app = App::with(laptop.folder.path(), settings);
        laptop.app.set_up(quang_nghiep()).unwrap();
        Self { laptop, ticks }
    }

    fn pass(&self, seconds: u64) {
        self.ticks.fetch_add(seconds, Ordering::SeqCst);
        self.laptop.clock.pass_seconds(i64::try_from(seconds).unwrap());
    }

    fn watch(&self, seconds: u64) {
        for _ in 0..seconds / 5 {
            self.pass(5);
            self.laptop.app.keep_lock();
        }
    }

    fn phase(&self) -> Phase {
        self.laptop.app.status().unwrap().phase
    }
}

#[test]
fn a_laptop_left_alone_warns_and_locks_itself_and_opens_where_it_was() {
    let watched = Watched::set_up();
    let app = &watched.laptop.app;
    watched.watch(9 * 60 + 25);
    assert_eq!(app.strip().unwrap().locks_in_seconds, None);
    watched.watch(10);
    assert_eq!(app.strip().unwrap().locks_in_seconds, Some(25));
    app.touch().unwrap();
    assert_eq!(app.strip().unwrap().locks_in_seconds, None);
    watched.watch(10 * 60);
    assert_eq!(watched.phase(), Phase::Locked);
    assert_eq!((app.touch().unwrap_err().code, app.strip().unwrap_err().code), (Code::Locked, Code::Locked));
    assert_eq!(watched.laptop.unlock(PIN).unwrap().phase, Phase::Open);
    watched.watch(9 * 60);
    assert_eq!(watched.phase(), Phase::Open);
}

#[test]
fn whoever_saves_is_there_and_whoever_only_looks_is_not() {
    let watched = Watched::set_up();
    watched.laptop.open_session("Gồm");
    for _ in 0..3 {
        watched.watch(9 * 60);
        watched.laptop.done(&watched.laptop.scan(HANH));
    }
    assert_eq!(watched.phase(), Phase::Open);
    for _ in 0..40 {
        watched.watch(15);
        drop(watched.laptop.app.strip());
    }
    assert_eq!(watched.phase(), Phase::Locked, "the strip asks by itself");
}

#[test]
fn the_time_is_chosen_and_remembered_and_practice_has_none() {
    let mut watched = Watched::set_up();
    let status = watched.laptop.app.status().unwrap();
    assert_eq!((status.auto_lock_minutes, status.auto_lock_choices), (Some(10), vec![2, 5, 10, 30]));
    assert_eq!(watched.laptop.app.set_auto_lock(3).unwrap_err().code, Code::BadField);
    assert_eq!(watched.laptop.app.set_auto_lock(2).unwrap().auto_lock_minutes, Some(2));
    watched.watch(115);
    assert_eq!(watched.phase(), Phase::Open);
    watched.watch(5);
    assert_eq!(watched.phase(), Phase::Locked);
    watched.laptop.restart();
    assert_eq!(watched.laptop.unlock(PIN).unwrap().auto_lock_minutes, Some(2));
    let practice = Watched::set_up();
    practice.laptop.app.start_practice().unwrap();
    practice.watch(3600);
    let status = practice.laptop.app.status().unwrap();
    assert_eq!((status.phase, status.profile), (Phase::Open, Profile::Practice));
}

#[test]
fn t31_a_laptop_that_slept_is_locked_when_it_wakes_however_short_the_time_chosen() {
    let watched = Watched::set_up();
    watched.laptop.app.set_auto_lock(30).unwrap();
    watched.watch(60);
    watched.laptop.clock.pass_seconds(120);
    assert!(watched.laptop.app.keep_lock());
    assert_eq!(watched.phase(), Phase::Locked);
    assert_eq!(watched.laptop.unlock(PIN).unwrap().phase, Phase::Open);
    watched.watch(60);
    assert_eq!(watched.phase(), Phase::Open);
}

/// Saved, and not arrived: the centre has no time.
fn waiting_to_send(centre: &Centre) -> Watched {
    let watched = Watched::set_up();
    let app = &watched.laptop.app;
    app.attach_centre(CentreForm { address: centre.url(), setup_code: "ABCD-EFGH".into(), certificate: None }).unwrap();
    watched.laptop.open_session("Gồm");
    watched.laptop.done(&watched.laptop.scan(HANH));
    centre.will(&[Fault::Busy; 1000]);
    app.tend();
    watched.watch(10 * 60);
    assert_eq!(watched.phase(), Phase::Locked);
    watched
}

/// Somebody else tries to open the file.
fn elsewhere(watched: &Watched) -> Result<StatusView, app::Error> {
    let second = App::with(watched.laptop.folder.path(), watched.laptop.clock.settings());
    let leader = second.status().unwrap().unlockers[0].member;
    second.unlock(leader, PIN)
}

#[test]
fn t13_what_has_not_arrived_is_still_sent_after_it_locked_itself_and_then_every_key_is_forgotten() {
    let centre = Centre::start();
    let watched = waiting_to_send(&centre);
    assert_eq!(elsewhere(&watched).unwrap_err().code, Code::InUse, "the file is open for sync alone");
    assert_eq!(watched.laptop.app.sync_now().unwrap_err().code, Code::Locked, "and nobody works with it");
    assert_eq!(watched.laptop.unlock("593017").unwrap_err().code, Code::WrongPin);
    centre.will(&[]);
    for _ in 0..60 {
        watched.watch(5);
        watched.laptop.app.tend();
    }
    assert!(centre.entries() > 0, "the network came back, and nobody was there");
    assert_eq!(elsewhere(&watched).unwrap().phase, Phase::Open, "nothing holds the file any more");
}

#[test]
fn a_laptop_that_cannot_send_forgets_its_keys_after_an_hour_and_at_once_when_it_sleeps() {
    let centre = Centre::start();
    let watched = waiting_to_send(&centre);
    watched.watch(59 * 60);
    assert_eq!(elsewhere(&watched).unwrap_err().code, Code::InUse);
    watched.watch(2 * 60);
    assert_eq!(elsewhere(&watched).unwrap().phase, Phase::Open);

    let slept = waiting_to_send(&Centre::start());
    slept.pass(300);
    slept.laptop.app.keep_lock();
    assert_eq!(elsewhere(&slept).unwrap().phase, Phase::Open);
}

#[test]
fn whoever_unlocks_again_goes_on_with_what_was_being_sent() {
    let centre = Centre::start();
    let watched = waiting_to_send(&centre);
    assert_eq!(watched.laptop.unlock(PIN).unwrap().phase, Phase::Open);
    centre.will(&[]);
    let view = watched.laptop.app.sync_now().unwrap();
    assert_eq!(view.written, view.arrived);
}
