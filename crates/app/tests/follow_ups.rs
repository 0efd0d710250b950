//! People to be met again: listed by day, called, ticked off, on paper; here and on another laptop.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use std::process::Command;

use app::view::export::Language;
use app::view::follow_up::{CallForm, CallSheetForm, CallSheetFormat, FollowUpPlace, FollowUpWhen, FollowUpsView};
use app::{App, Code};
use common::{HANH, LAN, Laptop, text};
use domain::follow_up::FollowUpReason;
use domain::service::{CallResult, Outcome, Service};
use uuid::Uuid;

fn all(app: &App) -> FollowUpsView {
    app.follow_ups(FollowUpPlace::All).unwrap()
}

/// The card's person is to come back on a day, with a phone.
fn come_back(laptop: &Laptop, card: &str, day: &str) -> Uuid {
    let mut form = laptop.form(&laptop.scan(card), Outcome::ComeBack);
    (form.return_day, form.difficulties) = (Some(day.into()), vec!["OTP-01".into()]);
    form.person.phone = "0505000417".into();
    form.person.village = laptop.app.commune().unwrap().villages.iter().find(|it| it.name == "Gồm").map(|it| it.id);
    laptop.app.log_assist(form).unwrap().row.citizen.unwrap()
}

fn called(laptop: &Laptop, citizen: Uuid, result: CallResult, again: Option<&str>) -> Result<(), app::Error> {
    laptop.app.log_call(CallForm { citizen, result, again: again.map(str::to_owned) })
}

#[test]
fn whoever_is_to_come_back_is_listed_with_day_difficulties_and_a_masked_phone() {
    let (laptop, _) = Laptop::at_the_desk();
    let hanh = come_back(&laptop, HANH, "2026-11-24");
    let view = all(&laptop.app);
    let row = &view.rows[0];
    assert_eq!((view.all, view.places.len(), view.places[0].name.as_str()), (1, 1, "Gồm"));
    assert_eq!((row.citizen, row.name.as_str(), row.birth_year), (hanh, "Trần Thị Hạnh", Some(1985)));
    assert_eq!(
        (row.phone_masked.as_deref(), row.difficulties.as_slice()),
        (Some("*******417"), &["OTP-01".into()][..])
    );
    assert_eq!((row.due.as_deref(), row.when, row.days), (Some("2026-11-24"), FollowUpWhen::Week, Some(3)));
    assert_eq!((row.reason, row.met_on.as_deref()), (FollowUpReason::ComeBack, Some("2026-11-21")));
    assert_eq!(laptop.app.phone_of(hanh).unwrap(), "0505000417", "for whoever asks");
    laptop.clock.pass_seconds(4 * 86_400);
    let row = &all(&laptop.app).rows[0];
    assert_eq!((row.when, row.days), (FollowUpWhen::Overdue, Some(-1)));
    laptop.done(&laptop.scan(HANH));
    assert_eq!(all(&laptop.app).all, 0, "the next assist ticks it off");
    laptop.app.undo_last().unwrap();
    assert_eq!(all(&laptop.app).all, 1, "and taken back it is due again");
    assert!(laptop.app.verify().unwrap().holds);
}

#[test]
fn a_call_is_counted_moves_the_day_or_ticks_the_person_off() {
    let (laptop, _) = Laptop::at_the_desk();
    let (hanh, lan) = (come_back(&laptop, HANH, "2026-11-24"), come_back(&laptop, LAN, "2026-11-25"));
    called(&laptop, hanh, CallResult::NoAnswer, Some("2026-12-01")).unwrap();
    called(&laptop, hanh, CallResult::WillCome, Some("2026-11-28")).unwrap();
    let past = called(&laptop, hanh, CallResult::WillCome, Some("2026-11-20")).unwrap_err();
    assert_eq!(past.code, Code::ReturnDayPast);
    let unknown = called(&laptop, Uuid::from_u128(7), CallResult::NoAnswer, None).unwrap_err();
    assert_eq!(unknown.code, Code::NotFound);
    let row = &all(&laptop.app).rows[1];
    assert_eq!((row.citizen, row.due.as_deref()), (hanh, Some("2026-11-28")), "a day is agreed on with whoever comes");
    assert_eq!((row.calls, row.last), (2, Some(CallResult::WillCome)));
    called(&laptop, lan, CallResult::MovedAway, None).unwrap();
    assert_eq!(all(&laptop.app).rows.iter().map(|row| row.citizen).collect::<Vec<_>>(), [hanh]);
}

#[test]
fn an_enrolment_is_asked_after_and_then_an_activation() {
    let (laptop, _) = Laptop::at_the_desk();
    let mut form = laptop.form(&laptop.scan(HANH), Outcome::Done);
    form.service = Service::Level2Enrolment;
    laptop.app.log_assist(form).unwrap();
    let row = &all(&laptop.app).rows[0];
    assert_eq!((row.reason, row.due.as_deref()), (FollowUpReason::Approval, Some("2026-11-25")));
    let mut form = laptop.form(&laptop.scan(HANH), Outcome::ComeBack);
    (form.sms_day, form.difficulties) = (Some("2026-11-20".into()), vec!["OTP-01".into()]);
    laptop.app.log_assist(form).unwrap();
    let row = &all(&laptop.app).rows[0];
    assert_eq!((row.reason, row.due.as_deref()), (FollowUpReason::ComeBack, Some("2026-11-27")), "the law's last day");
}

#[test]
fn a_call_sheet_has_whole_phones_and_no_id_number_in_every_format() {
    let (laptop, _) = Laptop::at_the_desk();
    let hanh = come_back(&laptop, HANH, "2026-11-24");
    called(&laptop, hanh, CallResult::NoAnswer, None).unwrap();
    let village = all(&laptop.app).places[0].place;
    assert_eq!(laptop.app.call_sheet_name(village, CallSheetFormat::Csv).unwrap(), "danh-sach-goi_2026-11-21_gom.csv");
    let path = laptop.path("goi.csv");
    let form =
        CallSheetForm { place: village, format: CallSheetFormat::Csv, language: Language::Vi, path: text(&path) };
    assert_eq!(laptop.app.export_call_sheet(form.clone()).unwrap().rows, 1);
    let said = std::fs::read_to_string(&path).unwrap();
    for wanted in ["Trần Thị Hạnh", "0505000417", "Gồm", "OTP-01", "24/11/2026", "Không nghe máy", "1985"] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    assert!(!said.contains("005185000002"));
    assert_eq!(all(&laptop.app).beyond, 0);
    let xlsx = CallSheetForm { format: CallSheetFormat::Xlsx, path: text(&laptop.path("goi.xlsx")), ..form.clone() };
    assert_eq!(laptop.app.export_call_sheet(xlsx).unwrap().rows, 1);
    let pdf = CallSheetForm { format: CallSheetFormat::Pdf, path: text(&laptop.path("goi.pdf")), ..form };
    assert_eq!(laptop.app.export_call_sheet(pdf.clone()).unwrap().rows, 1);
    let read = Command::new("pdftotext").arg("-layout").arg(&pdf.path).arg("-").output().unwrap();
    let said = String::from_utf8(read.stdout).unwrap();
    for wanted in ["Hạnh", "0505000417", "Thôn/Đơn vị: Gồm", "24/11/2026", "OTP-01", "Trang 1/1", "chuyển", "1 người"]
    {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    assert!(!said.contains("005185000002"));
}
