//! Leaders lock laptops out, change roles and keys, decide about what waits; and the recovery code when nothing else helps.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use app::Code;
use app::view::authority::{
    AuthorityView, DecideForm, LaptopStanding, RecoverForm, RevokeLaptopForm, RoleForm, TeamLaptop,
};
use app::view::bundle::BundleContent;
use app::view::start::{AnswerForm, JoinForm, Phase};
use common::{HANH, LAN, Laptop, PIN, member, text};
use domain::service::{Force, Role};
use uuid::Uuid;

const NEW_PIN: &str = "951753";

/// Everything that one laptop holds, into the other.
fn carry(from: &Laptop, to: &Laptop) {
    let (path, _) = from.export(BundleContent::Everything, "all.dhb");
    to.app.import_bundle(&path, |_, _| ()).unwrap();
}

/// A leader with an open session, and a volunteer's laptop that knows of it.
fn team() -> (Laptop, Laptop) {
    let (leader, _) = Laptop::at_the_desk();
    let second = Laptop::joined(&leader, "Máy 2");
    carry(&leader, &second);
    (leader, second)
}

fn device(of: &AuthorityView, label: &str) -> Uuid {
    laptop(of, label).device
}

fn laptop<'a>(of: &'a AuthorityView, label: &str) -> &'a TeamLaptop {
    of.laptops.iter().find(|it| it.label == label).unwrap()
}

fn lock_out(leader: &Laptop, label: &str) -> AuthorityView {
    let device = device(&leader.app.authority().unwrap(), label);
    let form = RevokeLaptopForm { device, keep_key: false, recovery_code: String::new() };
    leader.app.revoke_laptop(form).unwrap()
}

fn role(of: Uuid, role: Option<Role>) -> RoleForm {
    RoleForm { member: of, role, recovery_code: String::new() }
}

fn volunteer(at: &Laptop) -> Uuid {
    at.app.authority().unwrap().members.iter().find(|it| it.name == "Vũ Mẫu Lan").unwrap().id
}

fn assists(at: &Laptop) -> u32 {
    let session = at.app.sessions().unwrap()[0].id;
    u32::try_from(at.app.session(session).unwrap().assists.len()).unwrap()
}

#[test]
fn t22_a_laptop_locked_out_hands_over_and_reads_nothing_new() {
    let (leader, second) = team();
    second.done(&second.scan(HANH));
    carry(&second, &leader);
    let seen = lock_out(&leader, "Máy 2");
    assert_eq!((seen.key_epoch, seen.without_key), (2, 0), "the others have a new key at once");
    let locked = laptop(&seen, "Máy 2");
    assert_eq!((locked.standing, locked.member_name.as_deref()), (LaptopStanding::Revoked, Some("Vũ Mẫu Lan")));
    assert_eq!((locked.accepted, locked.waiting), (Some(locked.entries), 0), "all that came here counts");
    assert_eq!(locked.last_seen.as_deref(), Some("2026-11-21T19:00:00+07:00"));
    assert_eq!(laptop(&seen, "Máy 1").accepted, None);

    second.done(&second.scan(LAN));
    carry(&second, &leader);
    assert_eq!(assists(&leader), 1, "what came after the lock does not count");
    let waiting = leader.app.quarantine().unwrap();
    assert_eq!((waiting.len(), waiting[0].assists, waiting[0].refused), (1, 1, false));
    assert_eq!(
        (waiting[0].device_label.as_str(), waiting[0].members.as_slice()),
        ("Máy 2", &["Vũ Mẫu Lan".to_owned()][..])
    );
    let seen = leader.app.authority().unwrap();
    let locked = laptop(&seen, "Máy 2");
    assert_eq!((locked.waiting, seen.waiting), (waiting[0].entries, waiting[0].entries));
    assert_eq!(locked.accepted, Some(waiting[0].first - 1), "the word about it is as it was");

    leader.done(&leader.scan("007301000004||Rơ Châm Čŭn|01012000|Nam|Làng O, Vĩnh Sơn, Gia Lai|01082024||||"));
    carry(&leader, &second);
    let told = second.app.log_assist(second.typed("Ai Đó", "1980")).unwrap_err();
    assert_eq!(told.code, Code::LaptopRevoked);
    assert!(second.app.authority().unwrap().revoked);
    assert_eq!(second.app.search("rơ châm").unwrap().rows.len(), 0, "it has no key for what was written since");
    assert_eq!(leader.app.search("rơ châm").unwrap().rows.len(), 1);

    let decide = |accept| DecideForm { device: waiting[0].device, first: waiting[0].first, accept };
    assert_eq!(leader.app.decide(decide(true)).unwrap(), []);
    assert_eq!(assists(&leader), 3);
    assert!(leader.app.verify().unwrap().holds);
}

#[test]
fn the_strip_calls_a_leader_for_what_waits_and_nobody_else() {
    let (leader, second) = team();
    let calls = |of: &Laptop| of.app.strip().unwrap().leader_calls;
    assert_eq!((calls(&leader), calls(&second)), (1, 0), "there is no recovery code, and one leader");
    leader.app.make_recovery().unwrap();
    assert_eq!(calls(&leader), 0);
    second.done(&second.scan(HANH));
    lock_out(&leader, "Máy 2");
    carry(&second, &leader);
    assert_eq!(calls(&leader), 1, "something waits in quarantine");
    let run = leader.app.quarantine().unwrap().remove(0);
    leader.app.decide(DecideForm { device: run.device, first: run.first, accept: false }).unwrap();
    assert_eq!((calls(&leader), leader.app.authority().unwrap().waiting), (0, 0), "refused is decided too");
}

#[test]
fn the_team_is_listed_with_keys_and_when_each_logged_last() {
    let (leader, second) = team();
    second.clock.pass_seconds(90);
    second.done(&second.scan(HANH));
    carry(&second, &leader);
    leader.app.add_member(member("Người Mới", Role::Volunteer, Force::YouthUnion)).unwrap();
    let seen = leader.app.authority().unwrap();
    let of =
        |name: &str| seen.members.iter().find(|it| it.name == name).map(|it| (it.has_key, it.last_logged.as_deref()));
    assert_eq!(of("Vũ Mẫu Lan"), Some((true, Some("2026-11-21T19:01:30+07:00"))));
    assert_eq!(of("Phạm Mẫu Thủy"), Some((true, Some("2026-11-21T19:00:00+07:00"))), "a session counts too");
    assert_eq!(of("Người Mới"), Some((false, None)), "they have not opened any laptop yet");
}

#[test]
fn a_laptop_that_joins_after_a_new_key_has_it_and_so_has_one_that_joined_meanwhile() {
    let (leader, second) = team();
    leader.app.rotate_keys().unwrap();
    let third = Laptop::joined(&leader, "Máy 3");
    leader.done(&leader.scan(HANH));
    for laptop in [&second, &third] {
        carry(&leader, laptop);
        assert_eq!(laptop.app.search("hạnh").unwrap().rows.len(), 1);
        assert_eq!(laptop.app.authority().unwrap().key_epoch, 2);
    }
    assert_eq!(leader.app.authority().unwrap().without_key, 0);
}

#[test]
fn roles_are_enforced_where_things_are_done() {
    let (leader, second) = team();
    let refused = |code: Code, of: Result<AuthorityView, app::Error>| assert_eq!(of.unwrap_err().code, code);
    let me = leader.app.authority().unwrap().members.iter().find(|it| it.me).unwrap().id;
    refused(Code::NotYourself, leader.app.set_role(role(me, Some(Role::Volunteer))));
    refused(Code::LeaderOnly, second.app.set_role(role(me, None)));
    refused(Code::LeaderOnly, second.app.rotate_keys());

    let lan = volunteer(&leader);
    leader.app.set_role(role(lan, Some(Role::Leader))).unwrap();
    carry(&leader, &second);
    assert_eq!(second.app.status().unwrap().member.unwrap().role, Role::Leader);
    second.app.add_member(member("Người Mới", Role::Volunteer, Force::YouthUnion)).unwrap();
    let third = Laptop::joined(&second, "Máy 3");
    carry(&second, &third);
    assert!(third.app.authority().unwrap().laptops.iter().all(|it| it.standing == LaptopStanding::Good));

    carry(&second, &leader);
    leader.app.set_role(role(lan, Some(Role::Observer))).unwrap();
    carry(&leader, &second);
    assert_eq!(second.app.status().unwrap().member.unwrap().role, Role::Observer);
    assert_eq!(second.app.search("hạnh").unwrap_err().code, Code::RoleTooLow);
    assert_eq!(second.app.add_member(member("X", Role::Leader, Force::Police)).unwrap_err().code, Code::RoleTooLow);
    assert!(second.app.sessions().is_ok(), "counts stay visible");

    leader.app.set_role(role(lan, Some(Role::Volunteer))).unwrap();
    carry(&leader, &second);
    assert_eq!(second.app.status().unwrap().member.unwrap().role, Role::Volunteer);
    second.done(&second.scan(HANH));
    carry(&second, &leader);
    assert_eq!(assists(&leader), 1, "what is given back counts from there on");
    assert!(leader.app.verify().unwrap().holds && second.app.verify().unwrap().holds);
}

#[test]
fn t42_two_leaders_lock_each_other_out_and_the_recovery_code_decides() {
    let (leader, second) = team();
    let (lan, code) = (volunteer(&leader), leader.app.make_recovery().unwrap().code);
    let first = leader.app.authority().unwrap().members.iter().find(|it| it.me).unwrap().id;
    leader.app.set_role(role(lan, Some(Role::Leader))).unwrap();
    carry(&leader, &second);
    leader.app.set_role(role(lan, None)).unwrap();
    second.app.set_role(role(first, None)).unwrap();
    carry(&second, &leader);
    carry(&leader, &second);
    for laptop in [&leader, &second] {
        let seen = laptop.app.authority().unwrap();
        assert_eq!(seen.members.iter().filter(|it| it.suspended).count(), 2);
        assert!(!seen.may_change);
    }
    assert_eq!(leader.app.rotate_keys().unwrap_err().code, Code::LaptopRevoked, "what it writes would only wait");
    let by_root = RoleForm { recovery_code: code.to_lowercase(), ..role(lan, None) };
    leader.app.set_role(by_root).unwrap();
    carry(&leader, &second);
    for laptop in [&leader, &second] {
        let seen = laptop.app.authority().unwrap();
        assert_eq!(seen.members.iter().filter(|it| it.suspended).count(), 0);
        assert_eq!(seen.members.iter().find(|it| it.id == first).unwrap().role, Some(Role::Leader));
        assert_eq!(seen.members.iter().find(|it| it.id == lan).unwrap().role, None);
    }
}

fn heir(code: &str, box_path: &str) -> RecoverForm {
    RecoverForm {
        code: code.into(),
        box_path: box_path.into(),
        centre: String::new(),
        certificate: None,
        name: "Đào Mẫu Hòa".into(),
        force: Force::Police,
        label: "Máy mới".into(),
        pin: NEW_PIN.into(),
    }
}

#[test]
fn t23_a_forgotten_pin_of_the_only_leader_loses_nothing() {
    let (mut leader, _) = Laptop::at_the_desk();
    assert!(leader.app.authority().unwrap().recovery_missing, "it nags");
    leader.done(&leader.scan(HANH));
    let made = leader.app.make_recovery().unwrap();
    let seen = leader.app.authority().unwrap();
    assert!(seen.recovery_made && !seen.recovery_missing && seen.can_make_recovery);
    let told = |code: &str, of: &Laptop| of.app.recover(heir(code, "")).unwrap_err().code;
    assert_eq!(told("không nhớ", &leader), Code::BadRecoveryCode);
    let mistyped = made.code.replacen(made.code.chars().next().unwrap(), "Z", 1).replacen('Z', "Y", 1);
    assert_eq!(told(&mistyped, &leader), Code::BadRecoveryCode);
    assert_eq!(leader.app.confirm_recovery(&mistyped).unwrap_err().code, Code::BadRecoveryCode);
    leader.app.confirm_recovery(&made.code).unwrap();
    assert!(!leader.app.authority().unwrap().can_make_recovery, "the root key lies on paper alone from now on");
    assert_eq!(leader.app.make_recovery().unwrap_err().code, Code::NoRootKey);

    leader.restart();
    assert_eq!(leader.unlock("111333").unwrap_err().code, Code::WrongPin);
    assert_eq!(leader.app.recover(heir(&made.code, "")).unwrap().phase, Phase::Open);
    assert_eq!(assists(&leader), 1, "what was saved and never sent is there");
    assert_eq!(leader.app.status().unwrap().member.unwrap().role, Role::Leader);
    leader.app.add_member(member("Người Mới", Role::Volunteer, Force::YouthUnion)).unwrap();
    leader.restart();
    let places = leader.app.status().unwrap().unlockers;
    assert_eq!(leader.app.unlock(places[1].member, NEW_PIN).unwrap().phase, Phase::Open);
    assert!(leader.app.verify().unwrap().holds);
    leader.restart();
    assert_eq!(leader.app.unlock(places[0].member, PIN).unwrap().phase, Phase::Open, "the old PIN, once remembered");
}

#[test]
fn t23_a_lost_leaders_laptop_is_replaced_from_paper_and_any_other_laptop() {
    let (leader, second) = team();
    let code = leader.app.make_recovery().unwrap().code;
    leader.app.rotate_keys().unwrap();
    leader.done(&leader.scan(HANH));
    carry(&leader, &second);
    second.app.lock().unwrap();
    second.app.unlock(volunteer_place(&second), "824613").unwrap();
    let box_path = text(&second.path("commune/recovery.box"));
    drop(leader);

    let fresh = Laptop::new();
    assert_eq!(fresh.app.recover(heir(&code, "")).unwrap_err().code, Code::NoRecoveryBox);
    let junk = text(&fresh.path("junk"));
    std::fs::write(&junk, b"hello").unwrap();
    assert_eq!(fresh.app.recover(heir(&code, &junk)).unwrap_err().code, Code::BadRecoveryBox);
    let other = Laptop::set_up();
    let others_code = other.app.make_recovery().unwrap().code;
    assert_eq!(fresh.app.recover(heir(&others_code, &box_path)).unwrap_err().code, Code::OtherRecoveryCode);
    assert_eq!(fresh.app.status().unwrap().phase, Phase::FirstRun, "nothing was half made");

    let open = fresh.app.recover(heir(&code, &box_path)).unwrap();
    assert_eq!((open.phase, open.commune_name.as_deref()), (Phase::Open, Some("Quảng Nghiệp")));
    carry(&second, &fresh);
    assert_eq!(fresh.app.search("hạnh").unwrap().rows.len(), 1, "older and newer keys came with the box");
    let lost = lock_out(&fresh, "Máy 1");
    assert_eq!(lost.key_epoch, 3);
    carry(&fresh, &second);
    let seen = second.app.authority().unwrap();
    assert_eq!(seen.laptops.iter().find(|it| it.label == "Máy 1").unwrap().standing, LaptopStanding::Revoked);
    assert_eq!(seen.key_epoch, 3);
    assert!(second.app.verify().unwrap().holds && fresh.app.verify().unwrap().holds);
}

fn volunteer_place(at: &Laptop) -> Uuid {
    at.app.status().unwrap().unlockers[0].member
}

#[test]
fn an_observers_laptop_gets_no_key() {
    let (leader, _) = Laptop::at_the_desk();
    let watching = leader.app.add_member(member("Người Xem", Role::Observer, Force::Police)).unwrap().id;
    let observer = Laptop::new();
    let (request, answer) = (text(&observer.path("request")), text(&observer.path("answer")));
    let form = JoinForm { label: "Máy xem".into(), pin: NEW_PIN.into(), path: request.clone() };
    observer.app.request_to_join(form).unwrap();
    let form = AnswerForm { request_path: request, member: watching, answer_path: answer.clone() };
    leader.app.answer_join(form).unwrap();
    observer.app.accept_join_answer(&answer).unwrap();
    observer.app.unlock(watching, NEW_PIN).unwrap();
    leader.app.rotate_keys().unwrap();
    leader.done(&leader.scan(HANH));
    carry(&leader, &observer);
    assert_eq!(observer.app.authority().unwrap().key_epoch, 0);
    assert_eq!(observer.app.search("hạnh").unwrap_err().code, Code::RoleTooLow);
    assert_eq!(observer.app.sessions().unwrap()[0].counts.assists, 1, "counts it sees");
    assert_eq!(leader.app.authority().unwrap().without_key, 0, "nobody waits for a key that they must not have");
}
