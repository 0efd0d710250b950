//! A second laptop joins by two files; no network, and no secret on the way.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use app::Code;
use app::view::start::{AnswerForm, JoinForm, Phase};
use common::{Laptop, PIN, member, quang_nghiep, text};
use domain::service::{Force, Role};
use uuid::Uuid;

const SECOND_PIN: &str = "824613";

/// The new laptop asks; its request file.
fn asked(laptop: &Laptop, label: &str) -> String {
    let path = text(&laptop.path("may-2.request"));
    let form = JoinForm { label: label.into(), pin: SECOND_PIN.into(), path: path.clone() };
    let asked = laptop.app.request_to_join(form).unwrap();
    assert_eq!((asked.label.as_str(), asked.path.as_str()), (label, path.as_str()));
    path
}

fn answered(leader: &Laptop, request: &str, member: Uuid) -> String {
    let path = text(&leader.path("may-2.answer"));
    let form = AnswerForm { request_path: request.into(), member, answer_path: path.clone() };
    leader.app.answer_join(form).unwrap();
    path
}

fn volunteer(leader: &Laptop) -> Uuid {
    leader.app.commune().unwrap().members.iter().find(|it| it.role == Role::Volunteer).unwrap().id
}

#[test]
fn a_laptop_asks_is_answered_and_opens_with_the_pin_it_asked_with() {
    let (leader, mut second) = (Laptop::set_up(), Laptop::new());
    let request = asked(&second, "Máy 2");
    let waiting = second.app.status().unwrap();
    let seen = leader.app.read_join_request(&request).unwrap();
    assert_eq!((waiting.phase, waiting.join_code.as_deref()), (Phase::Joining, Some(seen.code.as_str())));
    assert_eq!(seen.label, "Máy 2");
    let answer = answered(&leader, &request, volunteer(&leader));
    second.restart();
    let locked = second.app.accept_join_answer(&answer).unwrap();
    assert_eq!((locked.phase, locked.unlockers[0].role), (Phase::Locked, Role::Volunteer));
    assert_eq!(locked.unlockers[0].member, volunteer(&leader));
    assert_eq!(second.unlock("111222").unwrap_err().code, Code::WrongPin);
    let open = second.unlock(SECOND_PIN).unwrap();
    assert_eq!((open.phase, open.has_commune), (Phase::Open, true));
    second.restart();
    assert_eq!(second.unlock(SECOND_PIN).unwrap().phase, Phase::Open, "from now on like any other laptop");
    let left: Vec<_> = std::fs::read_dir(second.path("commune")).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with("join")), "{left:?}");
}

#[test]
fn an_answer_for_another_laptop_or_a_damaged_one_is_refused() {
    let (leader, second, third) = (Laptop::set_up(), Laptop::new(), Laptop::new());
    let request = asked(&second, "Máy 2");
    asked(&third, "Máy 3");
    let answer = answered(&leader, &request, volunteer(&leader));
    let refused = |laptop: &Laptop, path: &str| laptop.app.accept_join_answer(path).unwrap_err().code;
    assert_eq!(refused(&third, &answer), Code::BadJoinAnswer);
    assert_eq!(refused(&second, &request), Code::BadJoinAnswer);
    assert_eq!(refused(&second, &text(&second.path("nowhere"))), Code::CannotRead);
    assert_eq!(refused(&leader, &answer), Code::AlreadySetUp);
    let mut bytes = std::fs::read(&answer).unwrap();
    bytes.truncate(bytes.len() - 1);
    let damaged = text(&leader.path("damaged"));
    std::fs::write(&damaged, &bytes).unwrap();
    assert_eq!(refused(&second, &damaged), Code::BadJoinAnswer);
    std::fs::write(&damaged, vec![0; 1024 * 1024]).unwrap();
    assert_eq!(refused(&second, &damaged), Code::BadJoinAnswer);
    assert_eq!(second.app.status().unwrap().phase, Phase::Joining, "the request still waits");
    second.app.accept_join_answer(&answer).unwrap();
    second.unlock(SECOND_PIN).unwrap();
}

#[test]
fn an_answer_whose_sealed_keys_were_changed_is_found_out_at_the_first_unlocking() {
    let (leader, second) = (Laptop::set_up(), Laptop::new());
    let answer = answered(&leader, &asked(&second, "Máy 2"), volunteer(&leader));
    let mut bytes = std::fs::read(&answer).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&answer, &bytes).unwrap();
    second.app.accept_join_answer(&answer).unwrap();
    assert_eq!(second.unlock(SECOND_PIN).unwrap_err().code, Code::BadJoinAnswer);
    assert_eq!(second.app.status().unwrap().phase, Phase::Joining, "another answer can be taken");
}

#[test]
fn requests_that_are_none_are_refused_by_the_leader() {
    let (leader, second) = (Laptop::set_up(), Laptop::new());
    let request = asked(&second, "Máy 2");
    let file = text(&leader.path("file"));
    let read = |bytes: &[u8]| {
        std::fs::write(&file, bytes).unwrap();
        leader.app.read_join_request(&file).unwrap_err().code
    };
    let good = std::fs::read(&request).unwrap();
    assert_eq!(read(b""), Code::BadJoinRequest);
    assert_eq!(read(&good[..good.len() - 1]), Code::BadJoinRequest);
    assert_eq!(read(&vec![0; 1024 * 1024]), Code::BadJoinRequest);
    let mut changed = good.clone();
    changed[60] ^= 1;
    assert_eq!(read(&changed), Code::BadJoinRequest);
    let form = AnswerForm { request_path: request, member: Uuid::nil(), answer_path: file };
    assert_eq!(leader.app.answer_join(form).unwrap_err().code, Code::NotFound);
    assert_eq!(second.app.accept_join_answer(&text(&second.path("x"))).unwrap_err().code, Code::CannotRead);
}

#[test]
fn only_a_leader_lets_laptops_in_adds_members_and_closes_sessions() {
    let (leader, second, third) = (Laptop::set_up(), Laptop::new(), Laptop::new());
    let answer = answered(&leader, &asked(&second, "Máy 2"), volunteer(&leader));
    second.app.accept_join_answer(&answer).unwrap();
    second.unlock(SECOND_PIN).unwrap();
    let request = asked(&third, "Máy 3");
    let form = AnswerForm { request_path: request, member: volunteer(&leader), answer_path: text(&second.path("a")) };
    assert_eq!(second.app.answer_join(form).unwrap_err().code, Code::LeaderOnly);
    let newcomer = member("Lê Mẫu Phú", Role::Volunteer, Force::ProjectTeam);
    assert_eq!(second.app.add_member(newcomer.clone()).unwrap_err().code, Code::LeaderOnly);
    assert_eq!(second.app.close_session(Uuid::nil(), None).unwrap_err().code, Code::LeaderOnly);
    let added = leader.app.add_member(newcomer).unwrap();
    assert!(leader.app.commune().unwrap().members.iter().any(|it| it.id == added.id));
}

#[test]
fn a_second_leader_lets_laptops_in_from_a_laptop_that_joined() {
    let (leader, second, third) = (Laptop::set_up(), Laptop::new(), Laptop::new());
    let other = leader.app.add_member(member("Lê Mẫu Phú", Role::Leader, Force::ProjectTeam)).unwrap();
    second.app.accept_join_answer(&answered(&leader, &asked(&second, "Máy 2"), other.id)).unwrap();
    second.unlock(SECOND_PIN).unwrap();
    let status = second.app.status().unwrap();
    assert_eq!(status.commune_name.as_deref(), Some("Quảng Nghiệp"), "known from the answer, before any sync");
    assert_eq!(status.member.unwrap().name, "Lê Mẫu Phú");
    let newcomer = second.app.add_member(member("Vũ Mẫu Mai", Role::Volunteer, Force::YouthUnion)).unwrap();
    third.app.accept_join_answer(&answered(&second, &asked(&third, "Máy 3"), newcomer.id)).unwrap();
    assert_eq!(third.unlock(SECOND_PIN).unwrap().member.unwrap().name, "Vũ Mẫu Mai");
}

#[test]
fn a_laptop_that_has_a_commune_asks_for_no_other_and_a_weak_pin_is_refused() {
    let (leader, second) = (Laptop::set_up(), Laptop::new());
    let form = |pin: &str| JoinForm { label: "Máy 2".into(), pin: pin.into(), path: text(&second.path("r")) };
    assert_eq!(leader.app.request_to_join(form(PIN)).unwrap_err().code, Code::AlreadySetUp);
    assert_eq!(second.app.request_to_join(form("111111")).unwrap_err().code, Code::WeakPin);
    let elsewhere = JoinForm { path: text(&second.path("usb/r")), ..form(PIN) };
    assert_eq!(second.app.request_to_join(elsewhere).unwrap_err().code, Code::CannotWrite);
    assert_eq!(second.app.status().unwrap().phase, Phase::FirstRun, "nothing waits");
    second.app.set_up(quang_nghiep()).unwrap();
}
