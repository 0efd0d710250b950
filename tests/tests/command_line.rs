//! `donghanh` as people and machines use it: started as a process, a command at a time, against a real server.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use std::path::Path;

use anyhow::{Context, Result, ensure};
use app::view::export::Language;
use app::{Code, Error, Texts};
use calamine::{Reader, Xlsx, open_workbook};
use domain::synthetic::{CardLayout, SyntheticPerson, synthetic_people};
use serde_json::{Value, json};
use tests::cards::today;
use tests::centre::Centre;
use tests::laptop;
use tests::terminal::Terminal;

const NEWCOMER: &str = "Đặng Thị Bưởi";
const NEWCOMERS_NUMBER: &str = "005190001234";
const NEWCOMERS_MASKED: &str = "005******234";
const REASON: &str = "Bấm nhầm phím";
const PASSPHRASE: &str = "đường làng quanh co";
/// Exit code of what the app refuses …
const REFUSED: i32 = 1;
/// … and of words that the command line does not know.
const MISUSED: i32 = 2;

/// Two people who do not exist, and are not on the practice commune's list.
fn people() -> (SyntheticPerson, SyntheticPerson) {
    let mut people = synthetic_people(20, today(), 6);
    (people.next().unwrap(), people.next().unwrap())
}

/// The same command in the practice commune, answering to machines.
fn practice(terminal: &Terminal, words: &[&str]) -> Result<Value> {
    terminal.json(&[&["--practice"], words].concat())
}

fn tomorrow() -> String {
    today().succ_opt().unwrap().to_string()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn an_evening_goes_from_practice_to_receipts_by_commands_alone() -> Result<()> {
    let place = tempfile::tempdir()?;
    let mut centre = Centre::start(&place.path().join("centre"))?;
    let terminal = Terminal::at(&place.path().join("laptop"))?;
    let begun = practice(&terminal, &["practice"])?;
    assert_eq!((&begun["phase"], &begun["commune_name"]), (&json!("open"), &json!("Thực Hành")));
    let (first, second) = people();
    cards_are_read(&terminal, &first)?;
    let wrong = log_the_evening(&terminal, &first, &second)?;
    let talk = practice(&terminal, &["outreach", "--heads", "120", "--topic", "Lợi ích mức 2"])?;
    assert_eq!((&talk["kind"], &talk["heads"], &talk["topic"]), (&json!("talk"), &json!(120), &json!("Lợi ích mức 2")));
    correct(&terminal, &wrong)?;
    follow_ups(&terminal)?;
    offices(&terminal)?;
    let session = close(&terminal)?;
    export_as_csv(&terminal, &session, &first, &second)?;
    export_as_xlsx(&terminal, &session, &first)?;
    let before = verified(&terminal)?;
    assert_eq!(before, 0, "no receipt has come yet");
    let written = everything_arrives(&terminal, &centre)?;
    assert!(verified(&terminal)? > 0, "receipts are checked, too");
    let doctor = practice(&terminal, &["doctor"])?;
    assert_eq!(doctor["findings"][0]["finding"], json!({ "kind": "all-well", "entries": written }));
    assert_eq!(doctor["findings"].as_array().map(Vec::len), Some(1));
    centre.kill()?;
    let away = practice(&terminal, &["doctor"])?["findings"][0]["finding"]["kind"].clone();
    assert!([json!("server-away"), json!("no-network")].contains(&away), "{away}");
    Ok(())
}

/// As an argument and from standard input; nothing is kept.
fn cards_are_read(terminal: &Terminal, person: &SyntheticPerson) -> Result<()> {
    let layouts = [(CardLayout::Chip, "chip-card"), (CardLayout::CanCuoc, "identity-card")];
    for (layout, kind) in layouts {
        let card = person.card_text(layout);
        let read = terminal.json(&["card", "parse", &card])?;
        assert_eq!((&read["kind"], &read["person"]["name"]), (&json!(kind), &json!(person.name.as_str())));
        assert_eq!(read["person"]["number"], json!(person.number.as_str()));
        let piped = terminal.fed(&["--json", "card", "parse", "-"], &card)?.fine()?;
        assert_eq!(serde_json::from_str::<Value>(&piped)?, read);
    }
    assert_eq!(practice(terminal, &["session", "show"])?["assists"], json!([]));
    Ok(())
}

/// Both card layouts, and one person typed by hand who comes back; returns the second assist.
fn log_the_evening(terminal: &Terminal, first: &SyntheticPerson, second: &SyntheticPerson) -> Result<String> {
    let chip = practice(terminal, &["assist", "log", "--scan", &first.card_text(CardLayout::Chip)])?;
    assert_eq!((&chip["saved_here"], &chip["row"]["number"]), (&json!(1), &json!(1)));
    assert_eq!((&chip["row"]["name"], &chip["row"]["outcome"]), (&json!(first.name.as_str()), &json!("done")));
    let words = ["--practice", "--json", "assist", "log", "--scan", "-", "--outcome", "already-active"];
    let card = terminal.fed(&words, &second.card_text(CardLayout::CanCuoc))?.fine()?;
    let card: Value = serde_json::from_str(&card)?;
    assert_eq!((&card["row"]["number"], &card["row"]["outcome"]), (&json!(2), &json!("already-active")));
    let (back, day) = (["--outcome", "come-back", "--difficulty", "OTP-01", "--return-day"], tomorrow());
    let who = ["assist", "log", "--name", NEWCOMER, "--number", NEWCOMERS_NUMBER, "--birth", "14/02/1990"];
    let typed = practice(terminal, &[&who[..], &back[..], &[day.as_str()]].concat())?;
    assert_eq!((&typed["row"]["name"], &typed["row"]["return_day"]), (&json!(NEWCOMER), &json!(day)));
    assert_eq!(typed["row"]["difficulties"], json!(["OTP-01"]));
    let counts = ["assists", "done", "already_active", "come_back"].map(|key| typed["counts"][key].clone());
    assert_eq!(counts, [3, 1, 1, 1].map(Value::from));
    Ok(card["row"]["id"].as_str().context("an assist has an identity")?.to_owned())
}

/// The history keeps what was said before, and why it was changed.
fn correct(terminal: &Terminal, assist: &str) -> Result<()> {
    let now = practice(terminal, &["assist", "correct", assist, "--reason", REASON, "--outcome", "done"])?;
    assert_eq!((&now["row"]["corrected"], &now["row"]["outcome"]), (&json!(true), &json!("done")));
    let newest = now["history"].as_array().context("a history")?.iter().find(|row| row["act"] == "corrected");
    let newest = newest.context("the correction is in the history")?;
    assert_eq!(newest["reason"], json!(REASON));
    let change = &newest["changes"][0];
    assert_eq!((&change["before"], &change["after"]), (&json!("already-active"), &json!("done")));
    Ok(())
}

/// Whoever is to come back is listed, called and written on a sheet, and the number shows nowhere.
fn follow_ups(terminal: &Terminal) -> Result<()> {
    let newcomer = |list: &Value| {
        let mut rows = list["rows"].as_array().cloned().unwrap_or_default().into_iter();
        rows.find(|row| row["name"] == json!(NEWCOMER)).context("on the list")
    };
    let row = newcomer(&practice(terminal, &["follow-ups"])?)?;
    assert_eq!((&row["due"], &row["reason"], &row["calls"]), (&json!(tomorrow()), &json!("come-back"), &json!(0)));
    let citizen = row["citizen"].as_str().context("a record")?;
    practice(terminal, &["follow-ups", "call", citizen, "no-answer"])?;
    let village = row["place"].as_str().context("of the village of the session")?;
    let row = newcomer(&practice(terminal, &["follow-ups", "--village", village])?)?;
    assert_eq!((&row["calls"], &row["last"]), (&json!(1), &json!("no-answer")));
    let said = terminal.run(&["--practice", "follow-ups"])?.fine()?;
    assert!(said.contains(NEWCOMER) && !said.contains(NEWCOMERS_NUMBER), "{said}");
    practice(terminal, &["follow-ups", "sheet", "goi.csv"])?;
    let sheet = std::fs::read_to_string(terminal.path("goi.csv"))?;
    assert!(sheet.contains(NEWCOMER) && !sheet.contains(NEWCOMERS_NUMBER));
    Ok(())
}

/// A leader's list of offices, whose hours are told in words.
fn offices(terminal: &Terminal) -> Result<()> {
    let words = [
        "office",
        "add",
        "Một cửa",
        "--task",
        "level-2",
        "--hours",
        "mon-fri=7h30-11h30,13:30-17",
        "--hours",
        "sat=8-11",
    ];
    let added = practice(terminal, &words)?["offices"][0].clone();
    assert_eq!(added["hours_vi"], json!("Thứ Hai–Thứ Sáu 7:30–11:30, 13:30–17:00; Thứ Bảy 8:00–11:00"));
    let id = added["id"].as_str().context("an identity")?;
    let changed = practice(terminal, &["office", "change", id, "--phone", "0205000417"])?["offices"][0].clone();
    assert_eq!((&changed["phone"], &changed["hours"]), (&json!("0205000417"), &added["hours"]));
    let said = terminal.run(&["--practice", "office", "list"])?.fine()?;
    assert!(
        said.contains("Một cửa") && said.contains("Thu nhận định danh mức 2") && said.contains("Thứ Bảy"),
        "{said}"
    );
    let refused = terminal.run(&["--practice", "office", "change", id, "--hours", "someday=8-9"])?.refused(REFUSED)?;
    assert!(refused.contains("7:30-11:30"), "{refused}");
    assert_eq!(practice(terminal, &["office", "remove", id])?["offices"], json!([]));
    Ok(())
}

/// Returns the session, which is no longer the open one.
fn close(terminal: &Terminal) -> Result<String> {
    let closed = practice(terminal, &["session", "close", "--heads", "4"])?;
    assert_eq!((&closed["row"]["closed"], &closed["heads"]), (&json!(true), &json!(4)));
    assert_eq!((&closed["row"]["counts"]["done"], &closed["outreach"][0]["heads"]), (&json!(2), &json!(120)));
    let refused = terminal.run(&["--practice", "session", "show"])?.refused(REFUSED)?;
    assert_eq!(refused.trim(), sentence(Language::Vi, Code::NoSession));
    Ok(closed["row"]["id"].as_str().context("a session has an identity")?.to_owned())
}

/// One line per assist under Vietnamese headings, ID numbers masked unless all digits are asked for.
fn export_as_csv(terminal: &Terminal, session: &str, first: &SyntheticPerson, second: &SyntheticPerson) -> Result<()> {
    let file = terminal.path("buoi.csv");
    let told = practice(terminal, &["export", "--session", session, "buoi.csv"])?;
    assert_eq!((&told["path"], &told["rows"]), (&json!(text(&file)), &json!(3)));
    assert_eq!(told["bytes"], json!(std::fs::metadata(&file)?.len()));
    let lines = csv(&std::fs::read_to_string(&file)?)?;
    assert_eq!(lines.len(), 4, "a header and three assists");
    let column = |nth: usize, names: [&str; 4]| {
        let across = names.map(|name| lines[0].iter().position(|cell| cell == name).expect("a column of this name"));
        across.map(|across| lines[nth][across].as_str())
    };
    let names = ["Họ tên", "Số định danh", "Kết quả", "Tình trạng"];
    assert_eq!(column(1, names), [first.name.as_str(), &first.number.masked(), "Xong", ""]);
    assert_eq!(column(2, names), [second.name.as_str(), &second.number.masked(), "Xong", "Đã sửa"]);
    assert_eq!(column(3, names), [NEWCOMER, NEWCOMERS_MASKED, "Hẹn lại", ""]);
    let [difficulty, birth, back, day] = column(3, ["Khó khăn", "Năm sinh", "Ngày hẹn", "Ngày"]);
    assert!(difficulty.starts_with("OTP-01 ") && difficulty.contains(','), "{difficulty}");
    let written = |day: chrono::NaiveDate| day.format("%d/%m/%Y").to_string();
    assert_eq!((birth, back, day), ("1990", &*written(today().succ_opt().unwrap()), &*written(today())));
    let all = practice(terminal, &["export", "--session", session, "--full-numbers", "du.csv"])?;
    let all = std::fs::read_to_string(all["path"].as_str().context("a path")?)?;
    assert!(all.contains(NEWCOMERS_NUMBER) && all.contains(first.number.as_str()));
    Ok(())
}

/// Cells of a file as RFC 4180 says, less the mark at its beginning; read with nothing of ours.
fn csv(file: &str) -> Result<Vec<Vec<String>>> {
    let file = file.strip_prefix('\u{feff}').context("the mark that Excel looks for")?;
    ensure!(file.ends_with("\r\n"), "the last line ends");
    let (mut lines, mut cells, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    for letter in file.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                cells.push(std::mem::take(&mut cell).trim_end_matches('\r').to_owned());
                lines.push(std::mem::take(&mut cells));
            }
            other => cell.push(other),
        }
    }
    ensure!(!quoted, "every quotation ends");
    Ok(lines)
}

fn export_as_xlsx(terminal: &Terminal, session: &str, first: &SyntheticPerson) -> Result<()> {
    let told = practice(terminal, &["--language", "en", "export", "--session", session, "evening.xlsx"])?;
    let file = terminal.path("evening.xlsx");
    assert_eq!((&told["rows"], &told["bytes"]), (&json!(3), &json!(std::fs::metadata(&file)?.len())));
    let mut book: Xlsx<_> = open_workbook(&file)?;
    let name = Texts::of(Language::En).get("documents-log-sheet", &[]);
    let sheet = book.worksheet_range(&name)?;
    let has = |wanted: &str| sheet.rows().any(|row| row.iter().any(|cell| *cell == wanted));
    ensure!(has(first.name.as_str()) && has(NEWCOMER) && has(NEWCOMERS_MASKED), "everybody is in it, masked");
    ensure!(!has(NEWCOMERS_NUMBER) && !has("Họ tên"), "no number in full, and headings in English");
    Ok(())
}

/// Everything holds; returns how many receipts were checked.
fn verified(terminal: &Terminal) -> Result<u64> {
    let found = practice(terminal, &["verify"])?;
    assert_eq!(found["holds"], json!(true));
    let checks = found["checks"].as_array().context("checks")?;
    assert!(checks.iter().all(|check| check["holds"] == json!(true)), "{found}");
    let keys: Vec<&str> = checks.iter().filter_map(|check| check["key"].as_str()).collect();
    assert_eq!(keys, ["chain", "views", "file", "receipts"]);
    checks[3]["count"].as_u64().context("a count")
}

/// Returns how many entries that are.
fn everything_arrives(terminal: &Terminal, centre: &Centre) -> Result<u64> {
    let refused = terminal.run(&["--practice", "sync"])?.refused(REFUSED)?;
    assert_eq!(refused.trim(), sentence(Language::Vi, Code::NoCentre));
    let attached = practice(terminal, &["centre", "attach", &centre.url(), "--code", &centre.setup_code(true)?])?;
    assert_eq!(attached["centre"].as_str().map(|url| url.trim_end_matches('/')), Some(&*centre.url()));
    let synced = practice(terminal, &["sync"])?;
    let written = synced["written"].as_u64().context("a count")?;
    assert_eq!(synced["arrived"], json!(written), "a receipt covers everything");
    assert!(written > 6, "the commune, its session and all that was logged: {written}");
    let shown = practice(terminal, &["sync", "--show"])?;
    assert_eq!((&shown["arrived"], &shown["devices"][0]["arrived"]), (&json!(written), &json!(written)));
    let up_to = shown["receipts"][0]["up_to"].as_u64();
    assert_eq!(up_to, Some(written), "the newest receipt is of the last entry");
    Ok(written)
}

/// What the catalogue says of a refusal.
fn sentence(language: Language, code: Code) -> String {
    Texts::of(language).error(&Error::new(code))
}

#[test]
fn people_are_spoken_to_in_vietnamese_unless_they_ask_for_english() -> Result<()> {
    let place = tempfile::tempdir()?;
    let terminal = Terminal::at(&place.path().join("laptop"))?;
    terminal.run(&["practice"])?.fine()?;
    let english = Terminal::at(&place.path().join("laptop"))?.with("DONGHANH_LANGUAGE", "en");
    let check = |words: &[&str], key: &str| -> Result<()> {
        let told = |language| Texts::of(language).get(key, &[]);
        let words = [&["--practice"], words].concat();
        let asked = [&words[..], &["--language", "en"]].concat();
        for (said, language) in [
            (terminal.run(&words)?.fine()?, Language::Vi),
            (terminal.run(&asked)?.fine()?, Language::En),
            (english.run(&words)?.fine()?, Language::En),
        ] {
            ensure!(said.contains(&told(language)), "{key}: {said}");
        }
        ensure!(told(Language::Vi) != told(Language::En), "{key} is the same in both");
        Ok(())
    };
    check(&["status"], "cli-phase-locked")?;
    check(&["commune"], "cli-villages")?;
    check(&["session", "list"], "cli-session-open")?;
    check(&["verify"], "cli-check-holds")?;
    check(&["doctor"], "doctor-no-centre")?;
    check(&["assist", "log", "--name", NEWCOMER, "--service", "level-1-install"], "outcome-done")
}

#[test]
fn our_own_commune_opens_with_the_pin_of_the_environment_and_no_other() -> Result<()> {
    let place = tempfile::tempdir()?;
    let with = |pin: &str| Ok::<_, anyhow::Error>(Terminal::at(place.path())?.with("DONGHANH_PIN", pin));
    let (right, wrong) = (with(PASSPHRASE)?, with("đường làng thẳng tắp")?);
    let members = ["--person", "Bùi Mẫu Sáu:leader:police", "--person", "Hồ Mẫu Tám:volunteer:youth-union"];
    let set_up = [&["set-up", "--name", "Quảng Mẫu", "--village", "Gồm"], &members[..]].concat();
    let weak = with("1234")?.run(&set_up)?.refused(REFUSED)?;
    assert!(!weak.contains("1234") && !weak.contains("Bùi Mẫu Sáu"), "{weak}");
    assert_eq!(right.json(&set_up)?["commune_name"], json!("Quảng Mẫu"));
    assert_eq!(right.json(&["status"])?["phase"], json!("locked"), "every command unlocks by itself");
    for (language, key) in [(Language::Vi, "vi"), (Language::En, "en")] {
        let refused = wrong.run(&["commune", "--language", key])?.refused(REFUSED)?;
        assert_eq!(refused.trim(), sentence(language, Code::WrongPin));
    }
    assert_eq!(right.json(&["commune"])?["members"].as_array().map(Vec::len), Some(2), "and the right one still opens");
    let session = ["session", "open", "--village", "Gồm", "--place", "Sân đình", "--first-ticket", "41"];
    let session = right.json(&session)?;
    assert_eq!((&session["where_name"], &session["place"]), (&json!("Gồm"), &json!("Sân đình")));
    let saved = right.json(&["assist", "log", "--name", NEWCOMER, "--ticket", "41"])?;
    assert_eq!((&saved["row"]["ticket"], &saved["row"]["outcome"]), (&json!(41), &json!("done")));
    Ok(())
}

#[test]
fn what_is_refused_gives_its_exit_code_and_a_sentence_with_nothing_of_anybody_in_it() -> Result<()> {
    let place = tempfile::tempdir()?;
    let terminal = Terminal::at(place.path())?;
    terminal.run(&["practice"])?.fine()?;
    let (who, log) = ("Nguyễn Văn An", ["assist", "log", "--name", "Nguyễn Văn An"]);
    let check = |words: &[&str], code: i32, said: &str| -> Result<()> {
        let refused = terminal.run(&[&["--practice"], words].concat())?.refused(code)?;
        ensure!(refused.contains(said), "{words:?}: {refused}");
        for secret in [who, "nguyen-van-an", "00519000", "mười"] {
            ensure!(!refused.contains(secret), "{words:?}: {refused}");
        }
        Ok(())
    };
    let told = |code| sentence(Language::Vi, code);
    check(&["pratice"], MISUSED, "unrecognized subcommand 'pratice'")?;
    check(&[who], MISUSED, "unrecognized subcommand")?;
    check(&["assist", "log", who], MISUSED, "unexpected argument")?;
    check(&["person", who], MISUSED, "<CITIZEN>")?;
    check(&[&log[..], &["--ticket", "mười"]].concat(), MISUSED, "--ticket <TICKET>")?;
    check(&[&log[..], &["--ticket", "0"]].concat(), REFUSED, &field("ticket"))?;
    check(&[&log[..], &["--number", "00519000123"]].concat(), REFUSED, &told(Code::BadNumber))?;
    check(&[&log[..], &["--outcome", "come-back"]].concat(), REFUSED, &told(Code::ComeBackNeedsWhy))?;
    check(&["roster", "import", "nguyen-van-an.xlsx", "--dry-run"], REFUSED, &told(Code::CannotRead))?;
    check(&["bundle", "import", "nguyen-van-an.dhb"], REFUSED, &told(Code::CannotRead))?;
    check(&["assist", "show", "00000000-0000-0000-0000-000000000000"], REFUSED, &told(Code::NotFound))?;
    let told = terminal.run(&["--practice", "--json", "assist", "show", "00000000-0000-0000-0000-000000000000"])?;
    assert_eq!((told.code, &*told.err), (REFUSED, ""), "a machine reads one stream");
    let error = json!({ "error": { "code": "not-found", "params": {}, "retry": false } });
    assert_eq!(serde_json::from_str::<Value>(&told.out)?, error);
    assert_eq!(practice(&terminal, &["session", "show"])?["assists"], json!([]), "nothing was half saved");
    Ok(())
}

fn field(name: &str) -> String {
    Texts::of(Language::Vi).error(&Error::new(Code::BadField).with("field", name))
}

/// The commands in the README's blocks for a shell, below its headings that `is_meant`.
fn commands(is_meant: impl Fn(&str) -> bool) -> Result<Vec<String>> {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md"))?;
    let (mut heading, mut in_block, mut found) = (String::new(), false, Vec::new());
    for line in readme.lines() {
        match line {
            "```sh" => in_block = true,
            "```" => in_block = false,
            _ if !in_block && line.starts_with("## ") => line.clone_into(&mut heading),
            _ if in_block && is_meant(&heading) && line.starts_with("donghanh") => found.push(line.to_owned()),
            _ => {}
        }
    }
    Ok(found)
}

#[test]
fn the_readmes_commands_do_what_it_says() -> Result<()> {
    let place = tempfile::tempdir()?;
    let terminal = Terminal::at(&place.path().join("laptop"))?;
    let other = laptop::laptop(&place.path().join("other"));
    other.start_practice()?;
    other.roster_sample(text(&terminal.path("danh-sach.xlsx")))?;
    let commands = commands(|heading| heading == "## From the command line")?;
    assert!(commands.len() >= 5, "{commands:?}");
    for command in &commands {
        terminal.shell(command)?.fine().with_context(|| command.clone())?;
    }
    assert!(terminal.path("evening.xlsx").is_file());
    let session = practice(&terminal, &["session", "show"])?;
    assert_eq!(session["assists"][0]["name"], json!("Ksor H'Lan"));
    Ok(())
}

/// What needs a stick, a second laptop or a server of one's own is not done, but each of its words is known.
#[test]
fn every_command_of_the_readme_is_one_and_has_the_flags_it_is_shown_with() -> Result<()> {
    let place = tempfile::tempdir()?;
    let terminal = Terminal::at(place.path())?;
    let commands = commands(|_| true)?;
    assert!(commands.iter().any(|it| it.contains("bundle")) && commands.iter().any(|it| it.contains("restore")));
    for command in &commands {
        let words = command.split(" # ").next().unwrap_or_default();
        let help = terminal.shell(&format!("{words} --help"))?.fine().with_context(|| command.clone())?;
        assert!(help.contains("Usage:"), "{command}: {help}");
        let wrong = terminal.shell(&format!("{words} --no-such-flag --help"))?;
        wrong.refused(MISUSED).context("a flag that is none would be found")?;
    }
    Ok(())
}

#[test]
fn a_pile_of_slips_is_printed_and_keyed_in_by_commands() -> Result<()> {
    let place = tempfile::tempdir()?;
    let terminal = Terminal::at(&place.path().join("laptop"))?;
    practice(&terminal, &["practice"])?;
    let pdf = place.path().join("phieu.pdf");
    let printed = practice(&terminal, &["slips", "print", "--first", "101", "--count", "6", text(&pdf)])?;
    assert_eq!((&printed["rows"], printed["bytes"].as_u64() > Some(10_000)), (&json!(6), true));
    assert!(std::fs::read(&pdf)?.starts_with(b"%PDF-"));
    assert_eq!(practice(&terminal, &["slips", "pads"])?["next"], json!(107));
    let key = ["slips", "key", "102", "--name", NEWCOMER, "--digits", "0123", "--outcome", "come-back"];
    let keyed = practice(&terminal, &[&key[..], &["--difficulties", "otp1 sim 3"]].concat())?;
    assert_eq!(keyed["saved"]["row"]["difficulties"], json!(["OTP-01", "SIM-03"]));
    let again = practice(&terminal, &key)?;
    assert_eq!((&again["saved"], &again["taken"]["name"]), (&Value::Null, &json!(NEWCOMER)));
    let spoilt = practice(&terminal, &["slips", "spoil", "104"])?;
    assert_eq!(spoilt["slips"][0]["state"], json!("spoilt"));
    let pile = practice(&terminal, &["slips", "list"])?;
    assert_eq!(pile["missing"], json!([[101, 101], [103, 103], [105, 106]]));
    Ok(())
}
