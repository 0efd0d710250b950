//! The main job: an evening of the practice commune, from the first run to the second laptop that sees the same.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use domain::synthetic::{CardLayout, SyntheticPerson, synthetic_village};
use tests::cards::today;
use tests::centre::Centre;
use tests::window::{ENTER, F2, Kind, Laptop, TAB, Window, ctrl, passphrase, plain, with};

use crate::people::{is_saved, log, open_session_at, people, practise, scan};

const NEWCOMER: &str = "Đặng Thị Bưởi";
const NEWCOMERS_NUMBER: &str = "005190001234";
const NEWCOMERS_MASKED: &str = "005******234";
/// People whom the leader counted in the room.
const HEADS: &str = "4";
/// Deriving a key from a PIN and the first sync take longer than a key press.
const SYNC_MAX: Duration = Duration::from_secs(60);
const SECOND: &str = "đường làng quanh co";
/// Where and with whom the evening is: another village than the commune practises in, and not everybody.
const VILLAGE: u16 = 3;
const PLACE: &str = "Sân đình";
const ABSENT: &str = "Lê Mẫu Phú";
const FIRST_TICKET: &str = "41";

#[test]
fn an_evening_is_logged_closed_exported_and_seen_on_a_second_laptop() -> Result<()> {
    let place = tempfile::tempdir()?;
    let centre = Centre::start(&place.path().join("centre"))?;
    let first = Laptop::at(&place.path().join("first")).with_practice_centre(&centre)?;
    let desk = Window::open(&first)?;
    practise(&desk)?;
    open_our_session(&desk)?;
    let helped = people(3);
    log_the_evening(&desk, &helped)?;
    talk(&desk)?;
    correct(&desk, &helped[1])?;
    close(&desk)?;
    let file = place.path().join("buoi.xlsx");
    export(&desk, &file)?;
    check_log(&file, &helped)?;
    let entries = sync(&desk)?;
    ensure!(entries > 4, "the session and its closing are entries too: {entries}");
    let theirs = second_laptop(&desk, place.path())?;
    ensure!(session_log(&desk)? == theirs, "the second laptop shows another log: {theirs:#?}");
    Ok(())
}

/// The form comes filled in as the last session was; all but its day gets something else.
fn open_our_session(desk: &Window) -> Result<()> {
    let village = synthetic_village(VILLAGE);
    desk.keys(&ctrl("2"))?;
    desk.lists("sessions-title", |rows| rows.len() == 1)?;
    desk.keys("n")?;
    desk.meets(Kind::Heading, "sessions-open")?;
    desk.choose("sessions-village", plain(village.as_str()))?;
    desk.fill("sessions-place", PLACE)?;
    ensure!(desk.holds("sessions-day")? == tonight(), "it is for tonight unless another day is typed");
    desk.press(Kind::Checkbox, plain(ABSENT))?;
    desk.fill("sessions-first-ticket", FIRST_TICKET)?;
    desk.keys(ENTER)?;
    desk.announces(with("sessions-opened", &[("name", village.as_str())]))?;
    desk.focuses("desk-box")
}

/// As people write it.
fn tonight() -> String {
    today().format("%d/%m/%Y").to_string()
}

/// Both card layouts, one person typed by hand who comes back, and one saved by mistake.
fn log_the_evening(desk: &Window, helped: &[SyntheticPerson]) -> Result<()> {
    log(desk, &helped[0], CardLayout::Chip, "1", 1)?;
    log(desk, &helped[1], CardLayout::CanCuoc, "2", 2)?;
    newcomer_comes_back(desk)?;
    is_saved(desk, 3)?;
    log(desk, &helped[2], CardLayout::Chip, "4", 4)?;
    desk.keys(&ctrl("z"))?;
    desk.announces(with("desk-undone", &[("number", "4"), ("name", helped[2].name.as_str())]))?;
    let rows = desk.lists("desk-evening", |rows| rows.len() == 4 && rows[0].contains("Đã hủy"))?;
    ensure!(rows[1].contains(NEWCOMER), "the newest is on top: {rows:?}");
    ensure!(rows[3].contains(helped[0].name.as_str()), "the first is below: {rows:?}");
    desk.rows("desk-totals").map(drop)
}

/// Typed without a card: name in the box, the rest in the fields; then the outcome, the difficulty by its code, a day.
fn newcomer_comes_back(desk: &Window) -> Result<()> {
    desk.keys(NEWCOMER)?;
    desk.shows("desk-nobody")?;
    desk.keys(&ctrl("n"))?;
    desk.meets(Kind::Heading, plain(NEWCOMER))?;
    desk.focuses("field-citizen-number")?;
    desk.keys(NEWCOMERS_NUMBER)?;
    desk.keys(TAB)?;
    desk.focuses("field-citizen-birth")?;
    desk.keys("14/02/1990")?;
    desk.press(Kind::Radio, "sex-female")?;
    desk.press(Kind::Radio, "outcome-come-back")?;
    desk.focuses("desk-difficulties")?;
    desk.keys("otp1")?;
    desk.keys(ENTER)?;
    desk.shows("desk-read-aloud")?;
    desk.press(Kind::Button, "desk-return-tomorrow")?;
    desk.keys(ENTER)
}

fn talk(desk: &Window) -> Result<()> {
    open_session_at(desk, PLACE)?;
    desk.keys("t")?;
    desk.fill("sessions-talk-count", "120")?;
    desk.fill("sessions-talk-topic", "Lợi ích mức 2")?;
    desk.keys(ENTER)?;
    desk.announces("sessions-talk-saved")?;
    desk.shows(plain("120"))
}

/// The second assist was written down wrong: the history keeps what it said before.
fn correct(desk: &Window, person: &SyntheticPerson) -> Result<()> {
    open_session_at(desk, PLACE)?;
    desk.press(Kind::Button, plain(format!("2 {}", person.name.as_str())))?;
    desk.meets(Kind::Heading, "people-history")?;
    desk.keys(F2)?;
    desk.fill("people-reason", "Bấm nhầm phím")?;
    desk.press(Kind::Radio, "outcome-done")?;
    desk.keys(&ctrl(ENTER))?;
    desk.announces(with("people-assist-corrected", &[("number", "2")]))?;
    desk.meets(Kind::Heading, "people-history")?;
    desk.shows(with("people-because", &[("reason", "Bấm nhầm phím")]))?;
    let history = desk.rows("people-history")?.join(" ");
    ensure!(history.contains("Có từ trước") && history.contains("Xong"), "both values are in the history: {history}");
    Ok(())
}

fn close(desk: &Window) -> Result<()> {
    open_session_at(desk, PLACE)?;
    desk.press(Kind::Button, "sessions-close")?;
    desk.fill("sessions-heads", HEADS)?;
    desk.shows("sessions-log-short")?;
    desk.keys(&ctrl(ENTER))?;
    desk.shows("sessions-figures-closed")
}

fn session_log(window: &Window) -> Result<Vec<String>> {
    open_session_at(window, PLACE)?;
    window.lists("sessions-log", |rows| rows.len() == 4)
}

fn export(desk: &Window, file: &Path) -> Result<()> {
    desk.press(Kind::Button, "sessions-export")?;
    desk.meets(Kind::Dialog, "export-title")?;
    desk.shows("export-warning")?;
    desk.fill("export-path", &file.display().to_string())?;
    desk.keys(ENTER)?;
    desk.meets(Kind::Dialog, "export-done")?;
    desk.press(Kind::Button, "common-close")
}

/// One row for each assist under Vietnamese headings, ID numbers masked, the voided one kept and called so.
fn check_log(file: &Path, helped: &[SyntheticPerson]) -> Result<()> {
    let mut book: Xlsx<_> = open_workbook(file)?;
    let sheet = book.worksheet_range("Nhật ký")?;
    let heading = sheet.rows().position(|row| row.iter().any(|cell| *cell == "Số định danh"));
    let top = heading.context("the log has no headings")?;
    check_heading(&sheet, top)?;
    let cell = |nth: usize, name: &str| cell_of(&sheet, top, nth, name);
    let village = synthetic_village(VILLAGE);
    ensure!(cell(1, "Phiếu")? == FIRST_TICKET && cell(3, "Phiếu")? == "43", "tickets go on from the first");
    ensure!(cell(3, "Thôn/Đơn vị")? == village, "who was typed lives where the session is");
    ensure!(cell(1, "Họ tên")? == helped[0].name.as_str());
    ensure!(cell(1, "Số định danh")? == helped[0].number.masked(), "numbers are masked unless asked otherwise");
    ensure!(cell(1, "Kết quả")? == "Xong");
    ensure!(cell(2, "Kết quả")? == "Xong", "as corrected");
    ensure!(cell(2, "Tình trạng")? == "Đã sửa");
    ensure!(cell(3, "Họ tên")? == NEWCOMER);
    ensure!(cell(3, "Số định danh")? == NEWCOMERS_MASKED);
    ensure!(cell(3, "Năm sinh")? == "1990");
    ensure!(cell(3, "Kết quả")? == "Hẹn lại");
    ensure!(cell(3, "Khó khăn")?.starts_with("OTP-01"));
    ensure!(cell(4, "Tình trạng")? == "Đã hủy");
    ensure!(cell(5, "STT").map_or(true, |text| text.is_empty()), "four assists are four rows");
    ensure!(book.sheet_names().contains(&"Tổng hợp".to_owned()), "there is a summary");
    Ok(())
}

/// Above the lines: village, place and day of our session, and who was there.
fn check_heading(sheet: &Range<Data>, top: usize) -> Result<()> {
    let lines: Vec<String> = sheet.rows().take(top).flatten().map(ToString::to_string).collect();
    let line = |beginning: &str| {
        let found = lines.iter().find(|line| line.starts_with(beginning));
        found.with_context(|| format!("no “{beginning}” in {lines:#?}"))
    };
    let session = format!("Thôn {}, {PLACE}, ngày {}", synthetic_village(VILLAGE), tonight());
    ensure!(*line("Thôn ")? == session, "another session: {lines:#?}");
    let members = line("Người hỗ trợ:")?;
    ensure!(members.contains("Vũ Mẫu Lan") && !members.contains(ABSENT), "who was there: {members}");
    Ok(())
}

fn cell_of(sheet: &Range<Data>, top: usize, nth: usize, name: &str) -> Result<String> {
    let headings = sheet.rows().nth(top).context("headings")?;
    let across = headings.iter().position(|cell| *cell == name).with_context(|| name.to_owned())?;
    let row = sheet.rows().nth(top + nth).with_context(|| format!("row {nth}"))?;
    Ok(row[across].to_string())
}

/// Until everything written on this laptop has a receipt; returns how many entries that are.
fn sync(window: &Window) -> Result<u32> {
    window.keys(&ctrl("8"))?;
    window.press(Kind::Button, "sync-now")?;
    let arrived = window.says("sync-arrived")?;
    let entries = |text: &str| {
        let counted = text.split(&arrived).filter_map(last_figures);
        counted.filter(|(have, all)| have == all && *all > 0).map(|(_, all)| all).next()
    };
    window.until("everything has arrived", SYNC_MAX, |text| entries(text).is_some())?;
    entries(&window.text()?).context("the figures went away")
}

/// “… 12 / 12 ” → 12 and 12.
fn last_figures(text: &str) -> Option<(u32, u32)> {
    let mut words = text.split_whitespace().rev();
    let (all, stroke, have) = (words.next()?, words.next()?, words.next()?);
    (stroke == "/").then_some(())?;
    Some((have.parse().ok()?, all.parse().ok()?))
}

/// A new laptop joins by files carried between the two windows, pulls, and shows the session's log.
fn second_laptop(leader: &Window, place: &Path) -> Result<Vec<String>> {
    let (request, answer) = (place.join("yeu-cau.dhq"), place.join("tra-loi.dha"));
    let second = Window::open(&Laptop::at(&place.join("second")))?;
    let code = ask_to_join(&second, &request)?;
    let_in(leader, &request, &answer, &code)?;
    second.fill("join-answer-path", &answer.display().to_string())?;
    second.press(Kind::Button, "join-accept")?;
    second.fill(passphrase("unlock-pin"), SECOND)?;
    second.keys(ENTER)?;
    second.meets(Kind::Link, "sessions-title")?;
    session_log(&second)
}

/// Returns the code that is read aloud.
fn ask_to_join(second: &Window, request: &Path) -> Result<String> {
    second.press(Kind::Button, "first-run-join")?;
    second.fill("join-label", "Máy 2")?;
    second.fill(passphrase("first-run-pin-yours"), SECOND)?;
    second.fill(passphrase("first-run-pin-repeat"), SECOND)?;
    second.fill("join-request-path", &request.display().to_string())?;
    second.keys(ENTER)?;
    second.meets(Kind::Heading, "join-waiting")?;
    second.until("a code to compare", SYNC_MAX, |text| code_shown(text).is_some())?;
    code_shown(&second.text()?).context("no code to compare")
}

/// Six digits, in two groups or one.
fn code_shown(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_digits = |word: &str, count: usize| word.len() == count && word.chars().all(|one| one.is_ascii_digit());
    let pair = words.windows(2).find(|pair| pair.iter().all(|word| is_digits(word, 3)));
    let whole = words.iter().find(|word| is_digits(word, 6));
    pair.map(|pair| pair.join(" ")).or_else(|| whole.map(|word| (*word).to_owned()))
}

fn let_in(leader: &Window, request: &Path, answer: &Path, code: &str) -> Result<()> {
    leader.press(Kind::Button, "join-read")?;
    leader.fill("join-request-file", &request.display().to_string())?;
    leader.keys(ENTER)?;
    leader.shows(plain(code))?;
    leader.press(Kind::Button, "join-same")?;
    leader.choose("join-member", plain("Trần Mẫu Khoa, Ghi chép"))?;
    leader.fill("join-answer-place", &answer.display().to_string())?;
    leader.keys(ENTER)?;
    leader.shows(with("join-answered", &[("label", "Máy 2")]))?;
    leader.press(Kind::Button, "common-close")
}

#[test]
fn a_card_scanned_again_is_shown_and_not_blocked() -> Result<()> {
    let place = tempfile::tempdir()?;
    let desk = Window::open(&Laptop::at(place.path()))?;
    practise(&desk)?;
    let person = &people(1)[0];
    log(&desk, person, CardLayout::Chip, "1", 1)?;
    scan(&desk, person, CardLayout::CanCuoc)?;
    desk.until("the earlier help of tonight", Duration::from_secs(20), |text| text.contains("Buổi này đã ghi"))?;
    desk.keys("1")?;
    desk.keys(ENTER)?;
    is_saved(&desk, 2)
}
