//! The real app against the real server: what arrives, arrives once, and is proven by receipts of the log that is.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests fail by panicking")]

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use app::view::sync::CentreForm;
use app::{App, Code};
use domain::service::Outcome;
use tests::cards::{card_texts, today};
use tests::centre::Centre;
use tests::laptop;

/// A person would call this "at once"; the fault list allows 60 s.
const CATCH_UP_MAX: Duration = Duration::from_secs(60);

fn practising(place: &Path, centre: &Centre) -> App {
    let app = laptop::laptop(&place.join("first"));
    app.start_practice().unwrap();
    let form = CentreForm { address: centre.url(), setup_code: centre.setup_code(true).unwrap(), certificate: None };
    app.attach_centre(form).unwrap();
    app
}

fn log(app: &App, seed: u64, count: usize) {
    for text in card_texts(seed, today(), count) {
        laptop::log_card(app, &text, Outcome::Done).unwrap();
    }
}

#[track_caller]
fn assert_arrived(app: &App) -> u32 {
    let view = app.sync_now().unwrap();
    assert_eq!(view.written, view.arrived, "everything written is covered by a receipt");
    view.arrived
}

#[test]
fn t26_a_killed_server_keeps_what_it_gave_receipts_for() {
    let place = tempfile::tempdir().unwrap();
    let mut centre = Centre::start(&place.path().join("centre")).unwrap();
    let app = practising(place.path(), &centre);
    log(&app, 1, 3);
    let before = assert_arrived(&app);
    centre.kill().unwrap();
    log(&app, 2, 2);
    assert_eq!(app.sync_now().unwrap_err().code, Code::Unreachable);
    assert_eq!(app.sync_state().unwrap().arrived, before, "what has arrived stays arrived");
    centre.resume().unwrap();
    assert_eq!(assert_arrived(&app), before + 4, "two new people, two assists");
}

#[test]
fn t37_after_a_restored_log_everything_arrives_anew_and_once() {
    let place = tempfile::tempdir().unwrap();
    let mut centre = Centre::start(&place.path().join("centre")).unwrap();
    let app = practising(place.path(), &centre);
    log(&app, 3, 2);
    let before = assert_arrived(&app);
    centre.kill().unwrap();
    centre.restored().unwrap();
    centre.resume().unwrap();
    assert_eq!(assert_arrived(&app), before, "the receipts are of the log that is");
    let second = laptop::join(&app, &place.path().join("second"), "Máy 2", place.path()).unwrap();
    assert_arrived(&app);
    assert_arrived(&second);
    let session = app.desk().unwrap().session.id;
    assert_eq!(second.session(session).unwrap().row.counts.assists, 2, "nothing stands there twice");
}

#[test]
fn t12_the_queue_empties_by_itself_once_the_server_is_back() {
    let place = tempfile::tempdir().unwrap();
    let mut centre = Centre::start(&place.path().join("centre")).unwrap();
    let app = practising(place.path(), &centre);
    assert_arrived(&app);
    centre.kill().unwrap();
    let changed = Arc::new((Mutex::new(()), Condvar::new()));
    let told = Arc::clone(&changed);
    app.start_background(move || told.1.notify_all());
    log(&app, 4, 2);
    assert!(app.sync_now().is_err(), "the server is away");
    centre.resume().unwrap();
    let end = Instant::now() + CATCH_UP_MAX;
    let mut guard = changed.0.lock().unwrap();
    loop {
        let view = app.sync_state().unwrap();
        if view.written == view.arrived {
            break;
        }
        let left = end.checked_duration_since(Instant::now()).expect("the queue empties within a minute");
        guard = changed.1.wait_timeout(guard, left.min(Duration::from_secs(1))).unwrap().0;
    }
}
