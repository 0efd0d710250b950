//! The practice commune: one click to the desk, synthetic people, a folder of its own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use app::view::desk::CardSource;
use app::view::roster::RosterForm;
use app::view::start::{Phase, Profile};
use app::view::sync::CentreForm;
use app::{Code, PRACTICE_PIN};
use common::{DAY, Laptop, PIN, keys, quang_nghiep};
use domain::service::{AccountState, Force, Role};

#[test]
fn one_click_leads_to_the_desk_of_a_commune_of_300_made_up_people() {
    let laptop = Laptop::new();
    let status = laptop.app.start_practice().unwrap();
    assert_eq!((status.phase, status.profile), (Phase::Open, Profile::Practice));
    assert_eq!(status.commune_name.as_deref(), Some("Thực Hành"));
    let commune = laptop.app.commune().unwrap();
    assert_eq!((commune.villages.len(), commune.units.len(), commune.members.len()), (6, 4, 4));
    assert!(commune.practice && laptop.app.strip().unwrap().practice);
    let forces = |force| commune.members.iter().filter(|it| it.force == force).count();
    assert_eq!((forces(Force::Police), forces(Force::ProjectTeam), forces(Force::YouthUnion)), (1, 1, 2));
    assert_eq!(commune.members.iter().filter(|it| it.role == Role::Leader).count(), 1);
    let desk = laptop.app.desk().unwrap();
    assert_eq!((desk.session.day.as_str(), desk.session.place.as_str()), (DAY, "Nhà văn hóa thôn"));
    assert_eq!(people_on_lists(&laptop), 300);
}

/// One newcomer per village is judged on trial: that says how many people each village's list has now.
fn people_on_lists(laptop: &Laptop) -> u32 {
    let villages = laptop.app.commune().unwrap().villages;
    let rows =
        villages.iter().zip('1'..).map(|(village, digit)| format!("Lý Mẫu Tân\t00309900000{digit}\t{}", village.name));
    let pasted = format!("Họ và tên\tSố CCCD\tThôn\n{}", rows.collect::<Vec<_>>().join("\n"));
    let list = RosterForm { pasted, day: DAY.into(), ..RosterForm::default() };
    let lists = laptop.app.roster_check(&list).unwrap().lists;
    assert_eq!(lists.len(), villages.len(), "{lists:?}");
    lists.iter().map(|list| list.before).sum()
}

#[test]
fn the_roster_is_searched_and_judged_with_its_states_and_message_days() {
    let laptop = Laptop::new();
    laptop.app.start_practice().unwrap();
    let mut states = std::collections::BTreeSet::new();
    let (mut people, mut messages) = (0, 0);
    for letter in 'a'..='z' {
        for row in laptop.app.search(&letter.to_string()).unwrap().rows {
            let card = laptop.app.open_person(row.key).unwrap();
            assert_eq!(card.source, CardSource::Roster);
            let roster = card.roster.unwrap();
            states.insert(roster.state);
            people += 1;
            messages += usize::from(roster.sms_day.is_some());
            assert_eq!(
                card.triage.deadline.is_some(),
                roster.sms_day.is_some() && roster.state == AccountState::Level2Approved
            );
        }
    }
    assert!(people > 50 && states.len() >= 5 && messages > 0, "{people} {states:?} {messages}");
}

#[test]
fn a_roster_person_becomes_a_record_at_the_first_assist() {
    let laptop = Laptop::new();
    laptop.app.start_practice().unwrap();
    let row = laptop.app.search("nguyen").unwrap().rows.remove(0);
    let card = laptop.app.open_person(row.key).unwrap();
    assert_eq!((card.person.citizen, card.person.village.is_some()), (None, true));
    let saved = laptop.done(&card);
    let again = laptop.app.new_person(&card.person.number).unwrap();
    assert_eq!((again.source, again.person.citizen), (CardSource::Record, saved.row.citizen));
    assert_eq!(again.roster, card.roster, "the list still says what it said");
    assert!(keys(&again.notices).contains(&"notice-helped-tonight"));
}

#[test]
fn practice_lies_apart_from_the_commune_and_comes_back_by_itself() {
    let mut laptop = Laptop::new();
    laptop.app.start_practice().unwrap();
    laptop.done(&laptop.app.new_person("Đỗ Hữu Quyền").unwrap());
    laptop.app.set_up(quang_nghiep()).unwrap();
    let status = laptop.app.status().unwrap();
    assert_eq!((status.profile, status.has_practice, status.has_commune), (Profile::Commune, true, true));
    assert!(laptop.app.search("quyen").unwrap().rows.is_empty(), "no made-up person in the commune");
    laptop.restart();
    assert_eq!(laptop.app.status().unwrap().profile, Profile::Commune, "the profile last used");
    laptop.app.start_practice().unwrap();
    assert_eq!(laptop.app.desk().unwrap().evening.len(), 1, "the practice commune is the same one");
    let turned = laptop.app.choose_profile(Profile::Commune).unwrap();
    assert_eq!((turned.phase, turned.unlockers.len()), (Phase::Locked, 1));
    laptop.unlock(PIN).unwrap();
    laptop.app.choose_profile(Profile::Practice).unwrap();
    laptop.unlock(PRACTICE_PIN).unwrap();
}

#[test]
fn the_next_evening_has_its_own_session() {
    let mut laptop = Laptop::new();
    laptop.app.start_practice().unwrap();
    let first = laptop.app.desk().unwrap().session.id;
    laptop.clock.pass_seconds(24 * 3600);
    laptop.restart();
    laptop.app.start_practice().unwrap();
    let desk = laptop.app.desk().unwrap();
    assert_ne!(desk.session.id, first);
    assert_eq!((desk.session.day.as_str(), laptop.app.sessions().unwrap().len()), ("2026-11-22", 2));
    laptop.app.start_practice().unwrap();
    assert_eq!(laptop.app.sessions().unwrap().len(), 2, "a second click opens nothing more");
}

#[test]
fn practice_speaks_to_no_centre_but_one_on_this_machine() {
    let laptop = Laptop::new();
    laptop.app.start_practice().unwrap();
    let form = |address: &str| CentreForm { address: address.into(), setup_code: "code".into(), certificate: None };
    let attach = |address: &str| laptop.app.attach_centre(form(address)).unwrap_err().code;
    assert_eq!(attach("https://vneid.xa.vn"), Code::PracticeStaysHere);
    assert_eq!(attach("http://10.0.0.7"), Code::BadAddress);
    assert_eq!(attach("http://127.0.0.1:1"), Code::Unreachable);
}

#[test]
fn a_commune_of_any_size_is_seeded_and_holds_together() {
    let laptop = Laptop::new();
    assert_eq!(laptop.app.seed(0, 1).unwrap_err().code, Code::BadField);
    let seeded = laptop.app.seed(1_300, 250).unwrap();
    assert_eq!((seeded.people, seeded.assists), (1_300, 250));
    assert_eq!(laptop.app.sessions().unwrap().iter().map(|row| row.counts.assists).sum::<u32>(), 250);
    let found = laptop.app.verify().unwrap();
    assert!(found.holds, "{found:?}");
    assert_eq!(laptop.app.seed(10, 10).unwrap_err().code, Code::AlreadySetUp);
}
