//! Offices that a leader names: at the desk with their hours, on every laptop of the commune.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use app::view::bundle::BundleContent;
use app::view::desk::{AccountState, TriageView};
use app::view::export::Language;
use app::view::office::{OfficeForm, OfficeTask, OfficesView};
use app::{Code, Texts};
use common::{HANH, Laptop};

const WEEK: [&str; 7] = ["7h30-11h30, 13h30-17h", "7:30-11:30,13:30-17:00", "", "8-11", "8-11", "", ""];

fn form(name: &str, tasks: &[OfficeTask]) -> OfficeForm {
    OfficeForm {
        office: None,
        name: name.into(),
        address: "Thôn Gồm".into(),
        tasks: tasks.to_vec(),
        hours: WEEK.map(str::to_owned).to_vec(),
        phone: "0205 000 417".into(),
        note: String::new(),
    }
}

fn names(view: &OfficesView) -> Vec<&str> {
    view.offices.iter().map(|it| it.name.as_str()).collect()
}

/// What the desk says of the card's person, whose account stands like this.
fn triage(laptop: &Laptop, state: AccountState) -> TriageView {
    laptop.app.triage(laptop.scan(HANH).person, state, None).unwrap()
}

#[test]
fn an_office_has_its_week_in_words_and_can_be_changed_and_taken_off() {
    let laptop = Laptop::set_up();
    assert!(laptop.app.offices().unwrap().may_change);
    let view = laptop.app.save_office(form(" Một cửa ", &[OfficeTask::Level2])).unwrap();
    let one = &view.offices[0];
    assert_eq!(
        (one.name.as_str(), one.phone.as_str(), one.hours[0].as_str()),
        ("Một cửa", "0205000417", "7:30–11:30, 13:30–17:00")
    );
    assert_eq!(one.hours_vi, "Thứ Hai–Thứ Ba 7:30–11:30, 13:30–17:00; Thứ Năm–Thứ Sáu 8:00–11:00");
    assert_eq!(one.hours_en, "Monday–Tuesday 7:30–11:30, 13:30–17:00; Thursday–Friday 8:00–11:00");
    let again =
        OfficeForm { office: Some(one.id), hours: one.hours.clone(), ..form("Một cửa", &[OfficeTask::Level2]) };
    assert_eq!(laptop.app.save_office(again.clone()).unwrap_err().code, Code::NothingChanged);
    let changed = OfficeForm { name: "Bộ phận Một cửa".into(), phone: String::new(), ..again };
    let view = laptop.app.save_office(changed).unwrap();
    assert_eq!((names(&view), view.offices[0].phone.as_str()), (vec!["Bộ phận Một cửa"], ""));
    let view = laptop.app.save_office(form("An Bình", &[OfficeTask::Card])).unwrap();
    assert_eq!(names(&view), ["An Bình", "Bộ phận Một cửa"], "by name");
    let view = laptop.app.remove_office(view.offices[0].id).unwrap();
    assert_eq!(names(&view), ["Bộ phận Một cửa"]);
    assert!(laptop.app.verify().unwrap().holds);
}

#[test]
fn the_first_part_that_does_not_fit_is_named() {
    let laptop = Laptop::set_up();
    let refused = |form: OfficeForm| {
        let error = laptop.app.save_office(form).unwrap_err();
        (error.code, error.params.get("field").cloned().unwrap_or_default())
    };
    let good = || form("Một cửa", &[OfficeTask::Card]);
    assert_eq!(refused(OfficeForm { name: " ".into(), ..good() }), (Code::BadField, "office-name".into()));
    assert_eq!(refused(OfficeForm { tasks: vec![], ..good() }), (Code::BadField, "office-tasks".into()));
    let hours = |hours: Vec<String>| refused(OfficeForm { hours, ..good() });
    assert_eq!(hours(vec!["sáng".into(); 7]), (Code::BadField, "office-hours".into()));
    assert_eq!(hours(vec![String::new(); 6]), (Code::BadField, "office-hours".into()), "a week has seven days");
    assert_eq!(refused(OfficeForm { phone: "12".into(), ..good() }).0, Code::BadPhone);
    assert_eq!(refused(OfficeForm { office: Some(uuid::Uuid::from_u128(7)), ..good() }).0, Code::NotFound);
    assert_eq!(laptop.app.remove_office(uuid::Uuid::from_u128(7)).unwrap_err().code, Code::NotFound);
    assert!(laptop.app.offices().unwrap().offices.is_empty(), "nothing was saved");
}

#[test]
fn there_are_fifty_at_most() {
    let laptop = Laptop::set_up();
    for n in 0..50 {
        let view = laptop.app.save_office(form(&format!("Nơi {n}"), &[OfficeTask::Card])).unwrap();
        assert_eq!(view.full, n == 49);
    }
    let error = laptop.app.save_office(form("Nơi 50", &[OfficeTask::Card])).unwrap_err();
    assert_eq!((error.code, error.params["field"].as_str()), (Code::BadField, "offices"));
}

#[test]
fn the_desk_sends_people_to_what_fits_and_says_whether_it_is_open() {
    let (laptop, _) = Laptop::at_the_desk();
    laptop.app.save_office(form("Công an xã", &[OfficeTask::Level2])).unwrap();
    laptop.app.save_office(form("Điểm làm thẻ", &[OfficeTask::Card])).unwrap();
    let mut open = form("Trực thứ Bảy", &[OfficeTask::Level2, OfficeTask::AppHelp]);
    open.hours[5] = "19-21".into();
    laptop.app.save_office(open).unwrap();
    let mut silent = form("Một cửa", &[OfficeTask::AppHelp]);
    silent.hours = vec![String::new(); 7];
    laptop.app.save_office(silent).unwrap();

    let told = |state| -> Vec<(String, String)> {
        let texts = Texts::of(Language::Vi);
        let said = triage(&laptop, state).offices.into_iter();
        said.map(|it| (it.office.name, texts.words(&it.open))).collect()
    };
    let (open, shut) = (
        "Ngày 21/11/2026 mở cửa 19:00–21:00.",
        "Ngày 21/11/2026 không mở cửa; mở lại ngày 23/11/2026: 7:30–11:30, 13:30–17:00.",
    );
    assert_eq!(
        told(AccountState::Level1Active),
        [("Trực thứ Bảy".into(), open.into()), ("Công an xã".into(), shut.into())],
        "what is open on the session's day comes first"
    );
    let unknown = "Chưa ghi giờ mở cửa: gọi hỏi trước khi đến.";
    assert_eq!(
        told(AccountState::NotInstalled),
        [("Trực thứ Bảy".into(), open.into()), ("Một cửa".into(), unknown.into())]
    );
    assert_eq!(told(AccountState::Level2Active), [], "nobody has to go anywhere");
    let office = laptop.app.offices().unwrap().offices[0].id;
    laptop.app.remove_office(office).unwrap();
    assert_eq!(told(AccountState::Level1Active).len(), 1, "at once, without asking anew for the session");
}

#[test]
fn every_laptop_hears_of_it_and_nobody_but_a_leader_changes_it() {
    let leader = Laptop::set_up();
    let second = Laptop::joined(&leader, "Máy 2");
    let office = leader.app.save_office(form("Một cửa", &[OfficeTask::Card])).unwrap().offices.remove(0);
    let (path, _) = leader.export(BundleContent::Everything, "all.dhb");
    second.import(&path);
    let seen = second.app.offices().unwrap();
    assert_eq!((seen.offices.as_slice(), seen.may_change), (&[office.clone()][..], false));
    let error = second.app.save_office(form("Nơi khác", &[OfficeTask::Card])).unwrap_err();
    assert_eq!(error.code, Code::LeaderOnly);
    assert_eq!(second.app.remove_office(office.id).unwrap_err().code, Code::LeaderOnly);
}
