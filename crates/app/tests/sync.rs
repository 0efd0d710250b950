//! Sync with a small centre that can be told to misbehave: nothing is lost, nothing is called arrived without a receipt.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use std::sync::mpsc;
use std::time::Duration;

use app::view::start::{AnswerForm, JoinForm, Line};
use app::view::sync::{CentreForm, SyncView};
use app::{App, Code, Pace};
use common::centre::{Centre, Fault};
use common::{HANH, LAN, Laptop, PIN, keys, text};
use domain::service::Outcome;

/// Long enough for whatever a slow machine does; nothing waits so long when all is well.
const PATIENCE: Duration = Duration::from_secs(30);

/// A leader's laptop that finds out quickly, attached to a centre; one assist is saved and not yet sent.
fn attached(centre: &Centre) -> Laptop {
    let mut laptop = Laptop::set_up();
    laptop.open_session("Gồm");
    laptop.done(&laptop.scan(HANH));
    laptop.app.lock().unwrap();
    let pace = Pace { stall: Duration::from_millis(200), quiet: Duration::from_millis(20), ..Pace::default() };
    let pace = Pace { retry_max: Duration::from_millis(100), steady: Duration::from_millis(300), ..pace };
    laptop.app = App::with(laptop.folder.path(), app::Settings { pace, ..laptop.clock.settings() });
    laptop.unlock(PIN).unwrap();
    attach(&laptop, centre).unwrap();
    laptop
}

fn attach(laptop: &Laptop, centre: &Centre) -> Result<SyncView, app::Error> {
    laptop.app.attach_centre(CentreForm { address: centre.url(), setup_code: "ABCD-EFGH".into(), certificate: None })
}

fn all_arrived(view: &SyncView) -> bool {
    view.written > 0 && view.written == view.arrived
}

#[test]
fn everything_arrives_and_a_second_sync_is_one_request() {
    let centre = Centre::start();
    let laptop = attached(&centre);
    let before = laptop.app.sync_state().unwrap();
    assert_eq!((before.line, before.arrived, before.words.key.as_str()), (Line::Untried, 0, "line-untried"));
    let after = laptop.app.sync_now().unwrap();
    assert!(all_arrived(&after), "{after:?}");
    assert_eq!((after.line, after.words.key.as_str()), (Line::Online, "line-all-arrived"));
    assert_eq!(after.words.params["arrived"], after.written.to_string());
    assert_eq!((after.receipts.len(), after.devices.len(), after.devices[0].mine), (1, 1, true));
    assert_eq!(centre.entries(), u64::from(after.written));
    assert_eq!(laptop.app.strip().unwrap().arrived, 1);
    assert!(laptop.app.desk().unwrap().evening[0].arrived);
    let requests = centre.look(|held| held.requests);
    laptop.app.sync_now().unwrap();
    assert_eq!(centre.look(|held| held.requests), requests + 1, "one question, one answer");
    let found = laptop.app.verify().unwrap();
    assert!(found.holds && found.checks.iter().any(|it| it.key == "receipts" && it.count == 1), "{found:?}");
}

#[test]
fn each_of_the_last_days_tells_what_was_written_and_what_has_arrived() {
    let centre = Centre::start();
    let laptop = attached(&centre);
    let days = |of: &Laptop| -> Vec<(u32, u32)> {
        of.app.sync_state().unwrap().days.iter().map(|day| (day.written, day.arrived)).collect()
    };
    let begun = laptop.app.sync_now().unwrap().written;
    assert_eq!(laptop.app.sync_state().unwrap().days.last().unwrap().day, "2026-11-21");
    for two_days in 1..=2 {
        laptop.clock.pass_seconds(2 * 86_400);
        for _ in 0..two_days {
            laptop.done(&laptop.scan(HANH));
        }
    }
    let mut expected = vec![(0, 0); 14];
    (expected[9], expected[11], expected[13]) = ((begun, begun), (1, 0), (2, 0));
    assert_eq!(days(&laptop), expected);
    laptop.app.sync_now().unwrap();
    (expected[11], expected[13]) = ((1, 1), (2, 2));
    assert_eq!(days(&laptop), expected);
    laptop.clock.pass_seconds(12 * 86_400);
    let view = laptop.app.sync_state().unwrap();
    assert_eq!((view.days[0].day.as_str(), days(&laptop)[1]), ("2026-11-24", (2, 2)));
    let sum: u32 = days(&laptop).iter().map(|(written, _)| written).sum();
    assert_eq!(sum, 2, "what is older is not shown");
}

#[test]
fn t08_a_lost_reply_is_asked_for_again_and_nothing_is_there_twice() {
    let centre = Centre::start();
    let laptop = attached(&centre);
    centre.will(&[Fault::LostReply]);
    let after = laptop.app.sync_now().unwrap();
    assert!(all_arrived(&after));
    assert_eq!(centre.entries(), u64::from(after.written), "a repeat is no second assist");
    laptop.done(&laptop.scan(LAN));
    centre.will(&[Fault::LostReply; 12]);
    let error = laptop.app.sync_now().unwrap_err();
    assert_eq!((error.code, error.retry), (Code::Unreachable, true));
    let told = laptop.app.sync_state().unwrap();
    assert_eq!((told.line, told.words.key.as_str()), (Line::Offline, "line-unreachable"));
    assert!(told.arrived < told.written, "it is at the centre, but nobody has proved it");
    centre.will(&[]);
    let after = laptop.app.sync_now().unwrap();
    assert!(all_arrived(&after));
    assert_eq!(centre.entries(), u64::from(after.written));
}

#[test]
fn t11_what_was_sent_once_is_sent_again_byte_for_byte_and_an_edit_is_a_new_entry() {
    let centre = Centre::start();
    let laptop = attached(&centre);
    centre.will(&[Fault::LostReply; 12]);
    laptop.app.sync_now().unwrap_err();
    laptop.done(&laptop.scan(LAN));
    centre.will(&[]);
    assert!(all_arrived(&laptop.app.sync_now().unwrap()));
    let offered = centre.look(|held| held.offered.clone());
    let different: std::collections::BTreeSet<_> = offered.iter().collect();
    assert_eq!(different.len(), 2, "the frozen batch, and one for the new assist");
    assert!(offered.len() >= 2);
}

#[test]
fn t14_a_hanging_centre_is_slow_and_never_a_success() {
    let centre = Centre::start();
    let laptop = attached(&centre);
    centre.will(&[Fault::Hang; 8]);
    assert_eq!(laptop.app.sync_now().unwrap_err().code, Code::CentreSlow);
    let told = laptop.app.sync_state().unwrap();
    assert_eq!((told.arrived, told.line, told.words.key.as_str()), (0, Line::Offline, "line-centre-slow"));
    laptop.done(&laptop.scan(LAN));
    centre.will(&[]);
    assert!(all_arrived(&laptop.app.sync_now().unwrap()));
}

#[test]
fn whatever_answers_in_place_of_the_centre_is_told_and_nothing_is_lost() {
    let centre = Centre::start();
    let laptop = attached(&centre);
    let check = |fault: Fault, expected: (Code, Line, &str)| {
        centre.will(&[fault]);
        let error = laptop.app.sync_now().unwrap_err();
        let told = laptop.app.sync_state().unwrap();
        assert_eq!((error.code, told.line, told.words.key.as_str()), expected, "{fault:?}");
        assert_eq!(told.arrived, 0, "{fault:?}");
    };
    check(Fault::Garbage, (Code::NotTheCentre, Line::Trouble, "line-not-the-centre"));
    check(Fault::Redirect, (Code::NotTheCentre, Line::Trouble, "line-not-the-centre"));
    check(Fault::Portal, (Code::NotTheCentre, Line::Trouble, "line-not-the-centre"));
    check(Fault::Busy, (Code::CentreBusy, Line::Offline, "line-centre-busy"));
    check(Fault::UnknownCommune, (Code::OtherCommune, Line::Trouble, "line-other-commune"));
    check(Fault::NotCertified, (Code::LaptopRevoked, Line::Trouble, "line-revoked"));
    let after = laptop.app.sync_now().unwrap();
    assert!(all_arrived(&after));
    assert_eq!(laptop.app.desk().unwrap().evening.len(), 1);
}

#[test]
fn a_receipt_that_another_key_signed_proves_nothing() {
    let centre = Centre::start();
    let laptop = attached(&centre);
    // The first answer is about the time, the second one carries the receipt.
    laptop.app.sync_now().unwrap();
    laptop.done(&laptop.scan(LAN));
    centre.will(&[Fault::ForgedReceipt]);
    assert_eq!(laptop.app.sync_now().unwrap_err().code, Code::OtherCommune);
    let told = laptop.app.sync_state().unwrap();
    assert!(told.arrived < told.written);
    centre.will(&[Fault::NoReceipt, Fault::NoReceipt, Fault::NoReceipt]);
    assert_eq!(laptop.app.sync_now().unwrap_err().code, Code::NotTheCentre, "no receipt, no success");
    centre.will(&[]);
    assert!(all_arrived(&laptop.app.sync_now().unwrap()));
}

#[test]
fn t12_after_a_failure_the_queue_drains_without_anybodys_help() {
    let centre = Centre::start();
    let laptop = attached(&centre);
    centre.will(&[Fault::Garbage, Fault::Busy, Fault::LostReply]);
    let (changed, changes) = mpsc::channel();
    laptop.app.start_background(move || changed.send(()).unwrap_or_default());
    until(&laptop, &changes, all_arrived);
    let first = laptop.app.strip().unwrap().revision;
    laptop.done(&laptop.scan(LAN));
    until(&laptop, &changes, all_arrived);
    assert_ne!(laptop.app.strip().unwrap().revision, first, "what came in is seen on the screen");
    assert_eq!(centre.entries(), u64::from(laptop.app.sync_state().unwrap().written));
}

#[test]
fn paused_sync_sends_nothing_until_it_is_resumed_even_after_a_restart() {
    let centre = Centre::start();
    let mut laptop = attached(&centre);
    laptop.app.pause_sync(true).unwrap();
    laptop.restart();
    laptop.unlock(PIN).unwrap();
    let paused = laptop.app.sync_state().unwrap();
    assert_eq!((paused.line, paused.words.key.as_str(), paused.next_try_seconds), (Line::Paused, "line-paused", None));
    let (changed, changes) = mpsc::channel();
    laptop.app.start_background(move || changed.send(()).unwrap_or_default());
    laptop.done(&laptop.scan(LAN));
    assert_eq!(centre.look(|held| held.requests), 0);
    laptop.app.pause_sync(false).unwrap();
    until(&laptop, &changes, all_arrived);
}

#[test]
fn a_second_laptop_pulls_and_sees_the_same_records() {
    let centre = Centre::start();
    let (leader, second) = (attached(&centre), Laptop::new());
    leader.app.sync_now().unwrap();
    let member = leader.app.commune().unwrap().members[1].id;
    let (request, answer) = (text(&second.path("r")), text(&second.path("a")));
    let form = JoinForm { label: "Máy 2".into(), pin: "824613".into(), path: request.clone() };
    second.app.request_to_join(form).unwrap();
    leader.app.answer_join(AnswerForm { request_path: request, member, answer_path: answer.clone() }).unwrap();
    second.app.accept_join_answer(&answer).unwrap();
    second.app.unlock(member, "824613").unwrap();
    assert_eq!(second.app.sync_state().unwrap().centre.as_deref(), Some(centre.url().as_str()), "from the answer");
    leader.app.sync_now().unwrap();
    let pulled = second.app.sync_now().unwrap();
    assert_eq!((pulled.written, pulled.words.key.as_str()), (0, "line-nothing-written"));
    let (here, there) = (leader.app.desk().unwrap(), second.app.desk().unwrap());
    assert_eq!(here.session.id, there.session.id, "the desk works on the same evening");
    assert_eq!((there.evening.len(), there.evening[0].mine), (1, false));
    assert_eq!(there.evening[0].name.as_deref(), Some("Trần Thị Hạnh"));
    let seen = second.scan(HANH);
    assert!(keys(&seen.notices).contains(&"notice-helped-tonight"), "helped tonight, on the other laptop");
    second.done(&second.scan(LAN));
    assert_eq!(second.app.undo_last().unwrap().name.as_deref(), Some("Ksor H'Lan"), "one's own last, never another's");
    let mut again = second.form(&second.scan(LAN), Outcome::ComeBack);
    again.difficulties = vec!["OTP-01".into()];
    second.app.log_assist(again).unwrap();
    assert!(all_arrived(&second.app.sync_now().unwrap()));
    leader.app.sync_now().unwrap();
    let session = leader.app.session(here.session.id).unwrap();
    let rows = |view: app::view::session::SessionView| {
        view.assists.into_iter().map(|row| (row.number, row.id, row.outcome, row.voided)).collect::<Vec<_>>()
    };
    assert_eq!(session.devices.iter().map(|it| it.label.as_str()).collect::<Vec<_>>(), ["Máy 1", "Máy 2"]);
    assert_eq!(rows(session), rows(second.app.session(here.session.id).unwrap()));
    let found = second.app.verify().unwrap();
    assert!(found.holds && found.entries.len() == 2, "{found:?}");
}

#[test]
fn a_second_laptop_fetches_the_roster_of_the_village_it_works_for() {
    let centre = Centre::start();
    let (leader, second) = (Laptop::new(), Laptop::new());
    leader.app.start_practice().unwrap();
    attach(&leader, &centre).unwrap();
    let member = leader.app.commune().unwrap().members[1].id;
    let (request, answer) = (text(&second.path("r")), text(&second.path("a")));
    let form = JoinForm { label: "Máy 2".into(), pin: "824613".into(), path: request.clone() };
    second.app.request_to_join(form).unwrap();
    leader.app.answer_join(AnswerForm { request_path: request, member, answer_path: answer.clone() }).unwrap();
    assert!(all_arrived(&leader.app.sync_now().unwrap()));
    second.app.accept_join_answer(&answer).unwrap();
    second.app.unlock(member, "824613").unwrap();
    second.app.sync_now().unwrap();
    assert!(second.app.search("nguyen").unwrap().rows.is_empty(), "no list is held that nobody asked for");
    let village = second.app.commune().unwrap().villages[2].name.clone();
    second.open_session(&village);
    second.app.sync_now().unwrap();
    let rows = second.app.search("nguyen").unwrap().rows;
    assert!(!rows.is_empty() && rows.iter().all(|row| row.village.as_deref() == Some(village.as_str())));
}

#[test]
fn a_centre_is_attached_with_an_address_and_a_code() {
    let (laptop, centre) = (Laptop::set_up(), Centre::start());
    assert_eq!(laptop.app.sync_now().unwrap_err().code, Code::NoCentre);
    assert_eq!(laptop.app.sync_state().unwrap().line, Line::NoCentre);
    let form =
        |address: &str, code: &str| CentreForm { address: address.into(), setup_code: code.into(), certificate: None };
    let refused = |form: CentreForm| laptop.app.attach_centre(form).unwrap_err().code;
    assert_eq!(refused(form("http://xa.vn", "ABCD")), Code::BadAddress);
    assert_eq!(refused(form("", "ABCD")), Code::BadAddress);
    assert_eq!(refused(form(&centre.url(), " ")), Code::BadSetupCode);
    let view = attach(&laptop, &centre).unwrap();
    assert_eq!((view.centre.as_deref(), view.line), (Some(centre.url().as_str()), Line::Untried));
}

/// Waits for changes until the sync screen shows what is wanted.
fn until(laptop: &Laptop, changes: &mpsc::Receiver<()>, wanted: impl Fn(&SyncView) -> bool) {
    while !wanted(&laptop.app.sync_state().unwrap()) {
        changes.recv_timeout(PATIENCE).expect("sync goes on by itself");
    }
}
