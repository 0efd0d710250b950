//! The police's list is taken in: judged row by row first, then all of it or nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use std::fmt::Write as _;
use std::fs;

use app::Code;
use app::view::export::Language;
use app::view::roster::{
    RosterCheckView, RosterColumnChoice, RosterCounts, RosterFate, RosterForm, RosterPlaceChoice, RosterRefusedForm,
    RosterStep,
};
use common::{DAY, Laptop, PIN};
use domain::service::{AccountState, Role};

const HEADER: &str = "Họ và tên\tSố CCCD\tNăm sinh\tThôn\tSĐT\tTrạng thái";
const AN: &str = "Nguyễn Văn An\t003090000001\t1990\tThôn Gồm\t0505000001\tChưa kích hoạt mức 2";
const BE: &str = "Trần Thị Bé\t005185000012\t1985\tGồm\t\tĐã kích hoạt mức 2";
const LAN: &str = "Ksor H'Lan\t007301000003\t2001\tThượng\t\tChưa cài";

fn list(rows: &[&str]) -> RosterForm {
    RosterForm { pasted: format!("{HEADER}\n{}", rows.join("\n")), day: DAY.into(), ..RosterForm::default() }
}

fn counts(of: RosterCounts) -> (u32, u32, u32, u32, u32) {
    (of.added, of.changed, of.unchanged, of.repeated, of.refused)
}

/// The first reason of each refused row.
fn reasons(view: &RosterCheckView) -> Vec<(u32, String)> {
    let refused = view.rows.iter().filter(|row| row.fate == RosterFate::Refused);
    refused.map(|row| (row.row, row.reasons.first().unwrap().key.replace("roster-fault-", ""))).collect()
}

fn found(laptop: &Laptop, text: &str) -> usize {
    laptop.app.search(text).unwrap().rows.len()
}

#[test]
fn a_trial_changes_nothing_and_an_import_makes_people_findable() {
    let laptop = Laptop::set_up();
    let before = laptop.app.status().unwrap();
    let view = laptop.app.roster_check(&list(&[AN, BE, LAN])).unwrap();
    assert_eq!(counts(view.counts), (3, 0, 0, 0, 0));
    assert_eq!(laptop.app.status().unwrap(), before, "nothing was written");
    assert_eq!(found(&laptop, "nguyen van an"), 0);
    let done = laptop.app.roster_import(&list(&[AN, BE, LAN])).unwrap();
    assert_eq!(counts(done.counts), (3, 0, 0, 0, 0));
    assert_eq!(done.lists.iter().map(|list| (list.before, list.after)).collect::<Vec<_>>(), [(0, 2), (0, 1)]);
    assert_eq!((found(&laptop, "nguyen van an"), found(&laptop, "tran thi be"), found(&laptop, "lan ksor")), (1, 1, 1));
    assert_eq!(laptop.app.roster_progress().step, RosterStep::Idle);
}

#[test]
fn the_same_list_twice_changes_nothing() {
    let laptop = Laptop::set_up();
    for whole in [false, true] {
        let form = RosterForm { whole, ..list(&[AN, BE, LAN]) };
        laptop.app.roster_import(&form).unwrap();
        let before = laptop.app.status().unwrap();
        let again = laptop.app.roster_import(&form).unwrap();
        assert_eq!(counts(again.counts), (0, 0, 3, 0, 0));
        assert_eq!(again.lists, []);
        assert_eq!(laptop.app.status().unwrap(), before, "no edition was written");
    }
}

#[test]
fn who_is_listed_without_a_number_is_the_same_person_again_and_never_a_second_one() {
    let laptop = Laptop::set_up();
    laptop.app.roster_import(&list(&[AN, BE])).unwrap();
    let plain = list(&["Nguyễn Văn An\t\t1990\tGồm\t0505000009\t", "TRẦN THỊ BÉ\t\t1985\tGồm\t\t"]);
    let view = laptop.app.roster_import(&plain).unwrap();
    assert_eq!(counts(view.counts), (0, 2, 0, 0, 0), "a new phone, a name written otherwise");
    assert_eq!((found(&laptop, "nguyen van an"), found(&laptop, "0009")), (1, 1));
    let other = laptop.app.roster_check(&list(&["Nguyễn Văn Ấn\t\t1990\tGồm\t\t"])).unwrap();
    assert_eq!(reasons(&other), [(2, "look-alike".to_owned())], "other marks may be another person");
}

#[test]
fn look_alikes_without_numbers_are_two_people_however_often_the_list_is_taken_in() {
    let laptop = Laptop::set_up();
    let rows = ["Lý Thị Hoa\t\t1960\tGồm\t0505000021\t", "Lý Thị Hoa\t\t1960\tGồm\t0505000022\t"];
    laptop.app.roster_import(&list(&rows)).unwrap();
    for order in [[rows[0], rows[1]], [rows[1], rows[0]]] {
        assert_eq!(counts(laptop.app.roster_import(&list(&order)).unwrap().counts), (0, 0, 2, 0, 0));
    }
    let third = laptop.app.roster_check(&list(&["Lý Thị Hoa\t\t1960\tGồm\t0505000023\t"])).unwrap();
    assert_eq!(reasons(&third), [(2, "look-alike".to_owned())], "which of them has a new phone nobody can say");
    assert_eq!(found(&laptop, "ly thi hoa"), 2);
}

#[test]
fn what_a_list_leaves_empty_stays_and_what_differs_is_told() {
    let laptop = Laptop::set_up();
    laptop.app.roster_import(&list(&[AN, BE, LAN])).unwrap();
    let changed = "Nguyễn Văn An\t003090000001\t1990\tThôn Gồm\t\tĐã kích hoạt mức 2";
    let moved = "Ksor H'Lan\t007301000003\t2001\tGồm\t\tChưa cài";
    let view = laptop.app.roster_check(&list(&[changed, moved])).unwrap();
    assert_eq!(counts(view.counts), (0, 2, 0, 0, 0));
    let fields: Vec<_> = view.rows.iter().map(|row| row.fields.join(" ")).collect();
    assert_eq!(fields, ["state", "village"], "the phone that the list leaves out is no change");
    assert_eq!(view.counts.gone, 1);
    let done = laptop.app.roster_import(&list(&[changed, moved])).unwrap();
    assert_eq!(done.lists.len(), 2, "the village left and the village come to");
    assert_eq!(found(&laptop, "lan ksor"), 1, "once, not twice");
    assert_eq!(counts(laptop.app.roster_check(&list(&[AN, BE, moved])).unwrap().counts), (0, 1, 2, 0, 0));
}

#[test]
fn a_whole_list_takes_off_who_is_not_on_it_in_its_own_villages_alone() {
    let laptop = Laptop::set_up();
    laptop.app.roster_import(&list(&[AN, BE, LAN])).unwrap();
    let form = RosterForm { whole: true, ..list(&[AN]) };
    let done = laptop.app.roster_import(&form).unwrap();
    assert_eq!((done.counts.gone, done.lists.len()), (1, 1));
    assert_eq!((found(&laptop, "nguyen van an"), found(&laptop, "tran thi be"), found(&laptop, "lan ksor")), (1, 0, 1));
}

#[test]
fn whoever_is_only_badly_written_in_a_whole_list_is_not_taken_off() {
    let laptop = Laptop::set_up();
    laptop.app.roster_import(&list(&[AN, BE, LAN])).unwrap();
    let an_badly = "Nguyễn Văn An\t3090000001\t1990\tGồm\t\tChưa cài";
    let be_badly = "Tran Thi Be\t005185000012\t31/02/1985\tThôn Lạ\t\tChưa cài";
    let fresh = "Lê Văn Mới\t003090000077\t1990\tGồm\t\tChưa cài";
    let form = RosterForm { whole: true, ..list(&[an_badly, be_badly, fresh]) };
    let done = laptop.app.roster_import(&form).unwrap();
    assert_eq!((counts(done.counts), done.counts.gone), ((1, 0, 0, 0, 2), 0));
    assert_eq!((found(&laptop, "nguyen van an"), found(&laptop, "tran thi be"), found(&laptop, "lan ksor")), (1, 1, 1));
}

#[test]
fn rows_that_cannot_be_taken_are_named_with_their_reason() {
    let laptop = Laptop::set_up();
    let rows = [
        AN,
        AN,
        "Ai Khác\t003090000001\t1990\tGồm\t\tChưa cài",
        "Lê Thị Năm\t3090000001\t1990\tGồm\t\tChưa cài",
        "\t003090000005\t1990\tGồm\t\tChưa cài",
        "Lê Thị Sáu\t\t1990\tThôn Lạ\t\tChưa cài",
        "Lê Thị Bảy\t\t1990\tGồm\t\tMức 2",
        "Lê Thị Tám\t\t1990\t\t\tChưa cài",
    ];
    let view = laptop.app.roster_check(&list(&rows)).unwrap();
    assert_eq!(counts(view.counts), (1, 0, 0, 1, 6));
    let expected = [
        (4, "number-twice"),
        (5, "number-zeros-lost"),
        (6, "name-missing"),
        (7, "place-unknown"),
        (8, "state-unclear"),
        (9, "place-missing"),
    ];
    assert_eq!(reasons(&view), expected.map(|(row, key)| (row, key.to_owned())));
    let last = |row: u32| view.rows.iter().find(|it| it.row == row).unwrap().reasons.last().unwrap().key.clone();
    assert_eq!([7, 8, 9].map(last), ["roster-fault-number-missing"; 3], "what refuses comes first");
    let unknown: Vec<_> =
        view.places.iter().filter(|place| place.choice.is_none()).map(|it| it.text.as_str()).collect();
    assert_eq!(unknown, ["", "Thôn Lạ"]);
}

#[test]
fn what_was_not_read_of_a_list_and_what_was_put_right_in_it_is_said_on_trial() {
    let laptop = Laptop::set_up();
    let said = |form: &RosterForm| -> Vec<(String, String)> {
        let notices = laptop.app.roster_check(form).unwrap().notices;
        let told = notices.into_iter().map(|it| (it.key.replace("roster-notice-", ""), it.params["count"].clone()));
        told.collect()
    };
    let told = |key: &str, count: &str| (key.to_owned(), count.to_owned());
    assert_eq!(said(&list(&[AN, BE])), [], "nothing to say");
    let lost = ["Lê Thị Năm\t3090000001\t1990\tGồm\t\tChưa cài", "Lê Thị Sáu\t5185000012\t1985\tGồm\t\tChưa cài"];
    assert_eq!(said(&list(&lost)), [told("zeros-lost", "2")]);
    let restored = "Lê Văn Bảy\t30490000001\t2190\tGồm\t\tChưa cài";
    let unsure = "Lê Văn Tám\t30490000002\t1990\tGồm\t\tChưa cài";
    assert_eq!(said(&list(&[AN, restored, unsure])), [], "in a row that is refused nothing is put right");
    laptop.clock.pass_seconds(170 * 365 * 86_400);
    assert_eq!(said(&list(&[AN, restored, unsure])), [told("zero-restored", "1")], "once that year has come");
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../documents/tests/data/roster/several_sheets.xlsx");
    let file = RosterForm { path: path.display().to_string(), day: DAY.into(), ..RosterForm::default() };
    assert_eq!(said(&file), [told("hidden", "1")]);
    let view = laptop.app.roster_check(&file).unwrap();
    assert_eq!(view.notices[0].params["names"], "“Ẩn”");
    assert!(view.sheets.iter().all(|sheet| sheet.name != "Ẩn"), "it is not among those that were read");
}

#[test]
fn after_the_sum_of_one_village_the_next_one_begins() {
    let laptop = Laptop::set_up();
    let rows = [
        "Họ và tên\tSố CCCD\tNăm sinh",
        "Thôn Gồm",
        "Nguyễn Văn An",
        "Tổng cộng: 1 người",
        "Thôn Thượng",
        "Ksor H'Lan",
    ];
    let form = RosterForm { pasted: rows.join("\n"), day: DAY.into(), ..RosterForm::default() };
    assert_eq!(counts(laptop.app.roster_import(&form).unwrap().counts), (2, 0, 0, 0, 0));
    assert_eq!((found(&laptop, "nguyen van an"), found(&laptop, "lan ksor")), (1, 1));
}

#[test]
fn unknown_places_are_chosen_once_or_added() {
    let laptop = Laptop::set_up();
    let villages = laptop.app.commune().unwrap().villages;
    let gom = villages.iter().find(|village| village.name == "Gồm").unwrap().id;
    let rows = [
        "Lê Thị Sáu\t\t1990\tThôn Gốm Cũ\t\tChưa cài",
        "Lê Thị Bảy\t\t1990\tThôn Mới\t\tChưa cài",
        "Lê Thị Tám\t\t1991\t\t\tChưa cài",
    ];
    let choice = |text: &str| RosterPlaceChoice { text: text.into(), ..RosterPlaceChoice::default() };
    let form = RosterForm {
        places: vec![
            RosterPlaceChoice { village: Some(gom), ..choice("Thôn Gốm Cũ") },
            RosterPlaceChoice { add: true, ..choice("Thôn Mới") },
        ],
        place: Some(RosterPlaceChoice { village: Some(gom), ..choice("") }),
        ..list(&rows)
    };
    let done = laptop.app.roster_import(&form).unwrap();
    assert_eq!((counts(done.counts), done.villages_added), ((3, 0, 0, 0, 0), 1));
    let after = laptop.app.commune().unwrap().villages;
    assert!(after.iter().any(|village| village.name == "Mới"));
    assert_eq!(after.len(), villages.len() + 1);
    assert_eq!(counts(laptop.app.roster_import(&form).unwrap().counts), (0, 0, 3, 0, 0), "known by now");
}

#[test]
fn columns_may_be_chosen_and_a_state_given_where_rows_say_none() {
    let laptop = Laptop::set_up();
    let pasted = "Họ và tên\tMã\tThôn\nLê Thị Sáu\t003090000006\tGồm".to_owned();
    let columns = vec![RosterColumnChoice { sheet: 0, column: 1, field: Some("number".into()) }];
    let state = Some(AccountState::Level2Approved);
    let form = RosterForm { pasted, columns, state, day: DAY.into(), ..RosterForm::default() };
    laptop.app.roster_import(&form).unwrap();
    let row = &laptop.app.search("le thi sau").unwrap().rows[0];
    assert_eq!((row.state, row.number_tail.as_deref()), (AccountState::Level2Approved, Some("006")));
}

#[test]
fn refused_rows_are_saved_mended_and_taken_in() {
    let laptop = Laptop::set_up();
    let path = laptop.folder.path().join("tu-choi.xlsx");
    let form = list(&[AN, "Lê Thị Năm\t3090000005\t1990\tGồm\t505000005\tChưa cài"]);
    laptop.app.roster_import(&form).unwrap();
    let to = RosterRefusedForm { list: form, path: path.display().to_string(), language: Language::Vi };
    assert_eq!(laptop.app.roster_refused(&to).unwrap().rows, 1);
    let file = RosterForm { path: to.path, day: DAY.into(), ..RosterForm::default() };
    let view = laptop.app.roster_check(&file).unwrap();
    assert_eq!(reasons(&view), [(5, "number-zeros-lost".to_owned())], "as it was, with nothing lost on the way");
    let cells = calamine::open_workbook_auto(&path).map(|mut book| {
        let range = calamine::Reader::worksheet_range_at(&mut book, 0).unwrap().unwrap();
        range.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("\t")).collect::<Vec<_>>()
    });
    let mended = cells.unwrap().join("\n").replace("3090000005", "003090000005");
    let mended = RosterForm { pasted: mended, day: DAY.into(), ..RosterForm::default() };
    assert_eq!(counts(laptop.app.roster_import(&mended).unwrap().counts), (1, 0, 0, 0, 0));
    assert_eq!(found(&laptop, "le thi nam"), 1);
}

#[test]
fn only_a_leader_takes_a_list_in() {
    let laptop = Laptop::set_up();
    let member = laptop.app.commune().unwrap().members.into_iter().find(|it| it.role == Role::Volunteer);
    let member = member.expect("the story has a volunteer").id;
    let form = app::view::start::HandOverForm { member, pin: "395172".into(), leader_pin: PIN.into() };
    laptop.app.hand_over(form).unwrap();
    laptop.app.lock().unwrap();
    laptop.app.unlock(member, "395172").unwrap();
    assert_eq!(laptop.app.roster_check(&list(&[AN])).unwrap_err().code, Code::LeaderOnly);
    assert_eq!(laptop.app.roster_import(&list(&[AN])).unwrap_err().code, Code::LeaderOnly);
}

#[test]
fn a_file_that_changed_since_the_trial_is_not_taken_in() {
    let laptop = Laptop::set_up();
    let seen = laptop.app.roster_check(&list(&[AN])).unwrap().seen;
    let form = RosterForm { seen, ..list(&[AN, BE]) };
    assert_eq!(laptop.app.roster_import(&form).unwrap_err().code, Code::RosterFileChanged);
    let none =
        RosterForm { path: laptop.folder.path().display().to_string(), day: DAY.into(), ..RosterForm::default() };
    assert_eq!(laptop.app.roster_check(&none).unwrap_err().code, Code::CannotRead);
    let picture = laptop.folder.path().join("anh.png");
    fs::write(&picture, b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    let none = RosterForm { path: picture.display().to_string(), day: DAY.into(), ..RosterForm::default() };
    assert_eq!(laptop.app.roster_check(&none).unwrap_err().code, Code::RosterUnreadable);
}

/// So many people of two villages.
fn many(people: u32) -> RosterForm {
    let mut pasted = HEADER.to_owned();
    for n in 0..people {
        let (year, village) = (10 + n % 80, if n % 2 == 0 { "Gồm" } else { "Thượng" });
        let _ = write!(pasted, "\nNguyễn Văn Mẫu\t0030{year}{n:06}\t19{year}\t{village}\t\tChưa cài");
    }
    RosterForm { pasted, day: DAY.into(), ..RosterForm::default() }
}

#[test]
fn a_list_longer_than_a_blob_is_taken_in_and_one_change_leaves_the_rest_as_it_lies() {
    let laptop = Laptop::set_up();
    let done = laptop.app.roster_import(&many(2_600)).unwrap();
    assert_eq!((counts(done.counts), done.lists.len()), ((2_600, 0, 0, 0, 0), 2));
    let changed = "Nguyễn Văn Mẫu\t003010000000\t1910\tGồm\t\tĐã kích hoạt mức 1";
    let done = laptop.app.roster_import(&list(&[changed])).unwrap();
    assert_eq!((counts(done.counts), done.lists.len()), ((0, 1, 0, 0, 0), 1));
    assert_eq!(counts(laptop.app.roster_check(&many(2_600)).unwrap().counts), (0, 1, 2_599, 0, 0));
}

#[test]
fn a_cancelled_import_leaves_the_old_lists_and_the_desk_works_meanwhile() {
    let laptop = Laptop::set_up();
    laptop.app.roster_import(&list(&[AN])).unwrap();
    let before = laptop.app.status().unwrap();
    let app = laptop.app.clone();
    let import = std::thread::spawn(move || app.roster_import(&many(4_000)));
    while laptop.app.roster_progress().step == RosterStep::Idle && !import.is_finished() {
        std::thread::yield_now();
    }
    laptop.app.roster_cancel();
    assert_eq!(found(&laptop, "nguyen van an"), 1, "the search answers meanwhile");
    assert_eq!(import.join().unwrap().unwrap_err().code, Code::Cancelled);
    assert_eq!(laptop.app.status().unwrap(), before);
}

#[test]
fn the_sample_list_has_rows_to_take_and_rows_to_mend() {
    let laptop = Laptop::set_up();
    let path = laptop.folder.path().join("mau.xlsx").display().to_string();
    let written = laptop.app.roster_sample(&path).unwrap();
    let view = laptop.app.roster_check(&RosterForm { path, day: DAY.into(), ..RosterForm::default() }).unwrap();
    assert_eq!((written.rows, view.counts.rows), (44, 44));
    let expected = [(44, "number-zeros-lost"), (46, "place-unknown"), (47, "birth-bad")];
    assert_eq!(reasons(&view), expected.map(|(row, key)| (row, key.to_owned())));
    assert_eq!(view.counts.added, 41, "the century of a short year stands in the number");
}
