//! An evening on one laptop, from the first run to the exported log.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use app::Code;
use app::view::desk::{CardSource, PersonKey};
use app::view::export::{ExportForm, ExportFormat, Language, Numbers};
use app::view::people::{CorrectAssistForm, HistoryAct};
use app::view::session::{OpenSessionForm, OutreachForm};
use app::view::start::{Phase, Profile};
use calamine::{Data, Reader, Xlsx, open_workbook};
use common::{DAY, HANH, LAN, Laptop, keys, quang_nghiep, text};
use domain::service::{AccountState, Outcome, OutreachKind, Service};

#[test]
fn the_first_run_offers_nothing_but_a_beginning_and_setting_up_leads_to_work() {
    let laptop = Laptop::new();
    let first = laptop.app.status().unwrap();
    assert_eq!((first.phase, first.has_commune, first.has_practice), (Phase::FirstRun, false, false));
    let open = laptop.app.set_up(quang_nghiep()).unwrap();
    assert_eq!((open.phase, open.profile, open.has_commune), (Phase::Open, Profile::Commune, true));
    assert_eq!(open.commune_name.as_deref(), Some("Quảng Nghiệp"));
    assert_eq!(open.member.unwrap().name, "Phạm Mẫu Thủy");
    let commune = laptop.app.commune().unwrap();
    assert_eq!((commune.villages.len(), commune.units.len(), commune.members.len()), (2, 1, 2));
    assert!(!commune.practice);
    assert_eq!(laptop.app.set_up(quang_nghiep()).unwrap_err().code, Code::AlreadySetUp);
    assert_eq!(laptop.app.desk().unwrap_err().code, Code::NoSession);
}

#[test]
fn both_card_layouts_and_a_typed_person_are_logged_and_survive_a_restart() {
    let (mut laptop, session) = Laptop::at_the_desk();
    let hanh = laptop.scan(HANH);
    assert_eq!((hanh.source, hanh.person.name.as_str()), (CardSource::ChipCard, "Trần Thị Hạnh"));
    assert_eq!(hanh.number_masked, "005******002");
    assert_eq!(
        (hanh.triage.citation.is_empty(), hanh.triage.verified),
        (false, false),
        "the rule of 2026 is unchecked"
    );
    let saved = laptop.done(&hanh);
    assert_eq!((saved.row.number, saved.saved_here, saved.counts.done), (1, 1, 1));
    laptop.clock.pass_seconds(60);
    let lan = laptop.scan(LAN);
    assert_eq!(lan.source, CardSource::IdentityCard);
    laptop.done(&lan);
    laptop.clock.pass_seconds(60);
    let typed = laptop.app.log_assist(laptop.typed("Đỗ Hữu Quyền", "1950")).unwrap();
    assert_eq!((typed.row.number, typed.counts.citizens), (3, 3));

    laptop.restart();
    assert_eq!(laptop.app.desk().unwrap_err().code, Code::Locked);
    laptop.unlock(common::PIN).unwrap();
    let desk = laptop.app.desk().unwrap();
    assert_eq!(desk.session.id, session.id);
    let evening: Vec<_> = desk.evening.iter().map(|row| (row.number, row.name.as_deref().unwrap())).collect();
    assert_eq!(evening, [(3, "Đỗ Hữu Quyền"), (2, "Ksor H'Lan"), (1, "Trần Thị Hạnh")]);
    assert_eq!(desk.undo, Some(typed.row.id));
    let strip = laptop.app.strip().unwrap();
    assert_eq!((strip.saved_here, strip.arrived, strip.practice), (3, 0, false));
    laptop.app.close_session(session.id, Some(3)).unwrap();
    let strip = laptop.app.strip().unwrap();
    assert_eq!((strip.session, strip.saved_here), (None, 3), "closing counts no more people than were helped");
}

#[test]
fn the_desk_works_on_the_session_that_was_opened_last_whatever_its_day() {
    let (laptop, tonight) = Laptop::at_the_desk();
    laptop.clock.pass_seconds(60);
    let commune = laptop.app.commune().unwrap();
    let slips = OpenSessionForm {
        village: Some(commune.villages[1].id),
        unit: None,
        place: String::new(),
        day: "2026-11-20".into(),
        members: vec![commune.members[0].id],
        first_ticket: 41,
    };
    let slips = laptop.app.open_session(slips).unwrap();
    let desk = laptop.app.desk().unwrap();
    assert_eq!((desk.session.id, desk.next_ticket), (slips.id, 41));
    laptop.app.close_session(slips.id, None).unwrap();
    assert_eq!(laptop.app.desk().unwrap().session.id, tonight.id);
}

#[test]
fn somebody_who_is_to_come_back_needs_a_reason_and_keeps_the_form() {
    let (laptop, _) = Laptop::at_the_desk();
    let mut form = laptop.form(&laptop.scan(HANH), Outcome::ComeBack);
    assert_eq!(laptop.app.log_assist(form.clone()).unwrap_err().code, Code::ComeBackNeedsWhy);
    form.return_day = Some("2026-11-20".into());
    assert_eq!(laptop.app.log_assist(form.clone()).unwrap_err().code, Code::ReturnDayPast);
    form.return_day = Some("2026-11-24".into());
    form.difficulties = vec!["OTP-01".into()];
    let saved = laptop.app.log_assist(form).unwrap();
    assert_eq!((saved.row.return_day.as_deref(), saved.counts.come_back), (Some("2026-11-24"), 1));
    let found = laptop.app.search("hanh").unwrap();
    assert_eq!(found.rows[0].return_day.as_deref(), Some("2026-11-24"), "the follow-up is seen in the search");
}

#[test]
fn ctrl_z_voids_the_last_assist_once_and_it_stays_visible() {
    let (laptop, _) = Laptop::at_the_desk();
    assert_eq!(laptop.app.undo_last().unwrap_err().code, Code::NothingToUndo);
    laptop.done(&laptop.scan(HANH));
    laptop.clock.pass_seconds(5);
    let last = laptop.done(&laptop.scan(LAN));
    let undone = laptop.app.undo_last().unwrap();
    assert_eq!((undone.id, undone.voided, undone.number), (last.row.id, true, 2));
    assert_eq!(laptop.app.undo_last().unwrap_err().code, Code::NothingToUndo, "one key press, one save");
    let desk = laptop.app.desk().unwrap();
    assert_eq!((desk.evening.len(), desk.session.counts.assists, desk.session.counts.voided), (2, 1, 1));
    assert_eq!(desk.undo, None);
    let history = laptop.app.assist(last.row.id).unwrap().history;
    assert_eq!(history.iter().map(|row| row.act).collect::<Vec<_>>(), [HistoryAct::Written, HistoryAct::Voided]);
}

#[test]
fn a_correction_needs_a_reason_and_leaves_the_old_value_in_the_history() {
    let (laptop, _) = Laptop::at_the_desk();
    let saved = laptop.done(&laptop.scan(HANH));
    let mut form = CorrectAssistForm {
        assist: saved.row.id,
        service: saved.row.service,
        outcome: Outcome::ComeBack,
        difficulties: vec!["SIM-03".into()],
        return_day: Some("2026-11-25".into()),
        utilities: Vec::new(),
        note: String::new(),
        reason: " ".into(),
    };
    assert_eq!(laptop.app.correct_assist(form.clone()).unwrap_err().code, Code::ReasonMissing);
    form.reason = "Bấm nhầm".into();
    laptop.clock.pass_seconds(30);
    let corrected = laptop.app.correct_assist(form.clone()).unwrap();
    assert_eq!((corrected.row.outcome, corrected.row.corrected), (Outcome::ComeBack, true));
    assert_eq!(corrected.history.len(), 2);
    let correction = &corrected.history[1];
    assert_eq!((correction.act, correction.reason.as_deref()), (HistoryAct::Corrected, Some("Bấm nhầm")));
    let outcome = correction.changes.iter().find(|it| it.field == "assist-outcome").unwrap();
    assert_eq!((outcome.before.as_deref(), outcome.after.as_deref()), (Some("done"), Some("come-back")));
    assert!(outcome.shown);
    assert_eq!(laptop.app.correct_assist(form).unwrap_err().code, Code::NothingChanged);
    let counts = laptop.app.desk().unwrap().session.counts;
    assert_eq!((counts.done, counts.come_back), (0, 1));
}

#[test]
fn a_session_is_closed_with_its_counts_and_takes_no_more() {
    let (laptop, session) = Laptop::at_the_desk();
    let form = laptop.form(&laptop.scan(HANH), Outcome::Done);
    laptop.done(&laptop.scan(LAN));
    let talk = OutreachForm {
        session: Some(session.id),
        village: None,
        unit: None,
        day: DAY.into(),
        kind: OutreachKind::Talk,
        heads: 42,
        topic: "Lợi ích của VNeID".into(),
    };
    laptop.app.log_outreach(talk).unwrap();
    let closed = laptop.app.close_session(session.id, Some(45)).unwrap();
    assert!(closed.row.closed && closed.closed_at.is_some());
    assert_eq!((closed.heads, closed.row.counts.assists, closed.row.counts.outreach_heads), (Some(45), 1, 42));
    assert_eq!((closed.devices[0].label.as_str(), closed.devices[0].count), ("Máy 1", 1));
    assert_eq!(closed.members.len(), 2);
    assert_eq!(laptop.app.log_assist(form).unwrap_err().code, Code::SessionClosed);
    assert_eq!(laptop.app.close_session(session.id, None).unwrap_err().code, Code::SessionClosed);
    assert_eq!(laptop.app.desk().unwrap_err().code, Code::NoSession);
}

#[test]
fn the_log_is_exported_masked_unless_full_numbers_are_asked_for() {
    let (laptop, session) = Laptop::at_the_desk();
    laptop.done(&laptop.scan(HANH));
    laptop.clock.pass_seconds(60);
    let mut back = laptop.form(&laptop.scan(LAN), Outcome::ComeBack);
    back.difficulties = vec!["OTP-01".into()];
    back.note = "=HYPERLINK(\"http://x\") 005185000002".into();
    laptop.app.log_assist(back).unwrap();
    let name = laptop.app.export_name(session.id, ExportFormat::Xlsx).unwrap();
    assert_eq!(name, "nhat-ky-ho-tro_2026-11-21_gom.xlsx");
    let path = laptop.path(&name);
    let form = |format, numbers, path: &std::path::Path| ExportForm {
        session: session.id,
        format,
        numbers,
        language: Language::Vi,
        path: text(path),
    };
    let written = laptop.app.export_session(form(ExportFormat::Xlsx, Numbers::Masked, &path)).unwrap();
    assert_eq!(written.rows, 2);
    assert_eq!(u64::from(written.bytes), path.metadata().unwrap().len());
    let sheet = cells(&path, "Nhật ký");
    assert!(sheet.contains(&"005******002".to_owned()) && sheet.contains(&"Trần Thị Hạnh".to_owned()));
    assert!(sheet.contains(&"Số định danh".to_owned()) && sheet.contains(&"Hẹn lại".to_owned()));
    assert!(!sheet.iter().any(|cell| cell.contains("005185000002")), "masked means everywhere");
    assert!(cells(&path, "Tổng hợp").iter().any(|cell| cell.starts_with("OTP-01")));

    let english = laptop.path("log.xlsx");
    let in_english = ExportForm { language: Language::En, ..form(ExportFormat::Xlsx, Numbers::Masked, &english) };
    laptop.app.export_session(in_english).unwrap();
    let said = [cells(&path, "Nhật ký"), cells(&path, "Tổng hợp"), cells(&english, "Log"), cells(&english, "Summary")];
    let bare = |cell: &&String| cell.starts_with("documents-") || cell.contains("{ $");
    assert_eq!(said.concat().iter().find(bare), None, "every word is in the catalogue");

    let csv = laptop.path("log.csv");
    laptop.app.export_session(form(ExportFormat::Csv, Numbers::Full, &csv)).unwrap();
    let csv = std::fs::read_to_string(csv).unwrap();
    assert!(csv.contains("005185000002") && csv.contains("Ksor H'Lan"));
    assert!(csv.contains("'=HYPERLINK"), "no cell is a formula");
    assert_eq!(csv.lines().count(), 3);
}

#[test]
fn an_export_to_a_place_that_refuses_leaves_nothing_and_says_which_folder() {
    let (laptop, session) = Laptop::at_the_desk();
    laptop.done(&laptop.scan(HANH));
    let missing = laptop.path("usb/log.xlsx");
    let form = ExportForm {
        session: session.id,
        format: ExportFormat::Xlsx,
        numbers: Numbers::Masked,
        language: Language::Vi,
        path: text(&missing),
    };
    let error = laptop.app.export_session(form).unwrap_err();
    assert_eq!((error.code, error.params["path"].as_str()), (Code::CannotWrite, text(&laptop.path("usb")).as_str()));
    assert!(!missing.exists());
}

#[test]
fn a_scan_of_somebody_helped_tonight_is_told_and_not_blocked() {
    let (laptop, _) = Laptop::at_the_desk();
    laptop.done(&laptop.scan(HANH));
    let again = laptop.scan(HANH);
    assert!(keys(&again.notices).contains(&"notice-helped-tonight"));
    assert_eq!((again.earlier.len(), again.earlier[0].tonight), (1, true));
    let saved = laptop.done(&again);
    assert_eq!((saved.counts.assists, saved.counts.citizens), (2, 1), "two assists, one citizen");
}

#[test]
fn people_are_found_by_a_few_letters_or_digits_and_opened() {
    let (laptop, _) = Laptop::at_the_desk();
    laptop.done(&laptop.scan(HANH));
    laptop.done(&laptop.scan(LAN));
    let check = |typed: &str, expected: &[&str]| {
        let found = laptop.app.search(typed).unwrap();
        let names: Vec<_> = found.rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, expected, "{typed}");
    };
    check("h", &["Ksor H'Lan", "Trần Thị Hạnh"]);
    check("tran ha", &["Trần Thị Hạnh"]);
    check("hlan", &["Ksor H'Lan"]);
    check("0002", &["Trần Thị Hạnh"]);
    check("zzz", &[]);
    let row = laptop.app.search("hạnh").unwrap().rows.remove(0);
    assert_eq!((row.marks, row.birth_year, row.number_tail.as_deref()), (vec![(9, 13)], Some(1985), Some("002")));
    let card = laptop.app.open_person(row.key).unwrap();
    assert_eq!((card.source, card.earlier.len()), (CardSource::Record, 1));
    let gone = PersonKey::Roster(9_999);
    assert_eq!(laptop.app.open_person(gone).unwrap_err().code, Code::NotFound);
}

#[test]
fn what_is_told_at_the_desk_outweighs_what_was_known() {
    let (laptop, _) = Laptop::at_the_desk();
    let card = laptop.scan(HANH);
    assert_eq!(card.triage.need.key, "triage-need-ask-account");
    let person = card.person.clone();
    let told = laptop.app.triage(person.clone(), AccountState::Level2Approved, Some("2026-11-18".into())).unwrap();
    assert_eq!(
        (told.service, told.deadline.as_deref(), told.days_left),
        (Service::Level2Activation, Some("2026-11-25"), Some(4))
    );
    assert_eq!(told.reason.params["count"], "4");
    let late = laptop.app.triage(person, AccountState::Level2Approved, Some("2026-11-01".into())).unwrap();
    assert_eq!((late.reason.key.as_str(), late.days_left), ("triage-reason-activate-late", Some(-13)));
}

/// Every text cell of a sheet.
fn cells(path: &std::path::Path, sheet: &str) -> Vec<String> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    range
        .used_cells()
        .map(|(_, _, cell)| if let Data::String(text) = cell { text.clone() } else { cell.to_string() })
        .collect()
}
