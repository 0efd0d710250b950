//! A round of practice: ten people at the real desk, timed, judged, compared; broken off at any time; in practice alone.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use app::Code;
use app::view::desk::{AssistForm, PersonCardView};
use app::view::training::{TrainingEntry, TrainingFault, TrainingGuest, TrainingView};
use common::{HANH, Laptop};
use domain::service::Outcome;

fn practising() -> Laptop {
    let laptop = Laptop::new();
    laptop.app.start_practice().unwrap();
    laptop
}

/// The person at the desk as a member finds them: by the card, or by what is said of them.
fn found(laptop: &Laptop, guest: &TrainingGuest) -> PersonCardView {
    if let Some(card) = &guest.card {
        return laptop.scan(card);
    }
    let rows = laptop.app.search(&guest.name).unwrap().rows;
    let theirs = |row: &&app::view::desk::SearchRow| {
        row.name == guest.name
            && row.birth_year == Some(guest.birth_year)
            && row.village.as_deref() == Some(guest.village.as_str())
    };
    let row = rows.iter().find(theirs).unwrap_or_else(|| panic!("{guest:?} among {rows:?}"));
    laptop.app.open_person(row.key.clone()).unwrap()
}

fn form(laptop: &Laptop, guest: &TrainingGuest) -> AssistForm {
    let TrainingEntry { service, outcome, difficulties } = guest.asked.clone();
    AssistForm { service, difficulties, ..laptop.form(&found(laptop, guest), outcome) }
}

/// Helps whoever sits at the desk, as asked and `seconds` later.
fn help(laptop: &Laptop, seconds: i64, change: impl FnOnce(&mut AssistForm)) -> TrainingView {
    let guest = laptop.app.training().unwrap().guest.expect("somebody at the desk");
    let mut form = form(laptop, &guest);
    change(&mut form);
    laptop.clock.pass_seconds(seconds);
    laptop.app.log_assist(form).unwrap();
    laptop.app.training().unwrap()
}

fn whole_round(laptop: &Laptop, seconds: i64) -> TrainingView {
    let people = laptop.app.begin_training().unwrap().people;
    for _ in 1..people {
        assert!(help(laptop, seconds, |_| ()).result.is_none());
    }
    help(laptop, seconds, |_| ())
}

#[test]
fn ten_people_come_one_after_another_and_whoever_does_as_asked_has_nothing_wrong() {
    let laptop = practising();
    assert_eq!(laptop.app.training().unwrap().guest, None, "nobody comes before it is begun");
    let view = whole_round(&laptop, 7);
    let result = view.result.unwrap();
    let score = result.score;
    assert_eq!((score.median_seconds, score.total_seconds, score.wrong, score.corrections), (7, 70, 0, 0));
    assert_eq!((result.compared, view.before, view.guest), (None, None, None));
    assert_eq!(view.helped.len(), 10);
    assert!(view.helped.iter().all(|row| row.faults.is_empty() && row.asked == row.logged), "{:?}", view.helped);
    assert!(laptop.app.verify().unwrap().holds);
}

#[test]
fn some_hand_over_a_card_and_some_are_found_by_name_and_most_need_no_other_service() {
    let laptop = practising();
    let mut view = laptop.app.begin_training().unwrap();
    let (mut by_name, mut preselected) = (0, 0);
    while let Some(guest) = view.guest {
        by_name += u32::from(guest.card.is_none());
        let card = found(&laptop, &guest);
        preselected += u32::from(card.triage.service == guest.asked.service);
        assert!(card.earlier.is_empty(), "nobody who was helped before: {guest:?}");
        view = help(&laptop, 5, |_| ());
    }
    assert_eq!(by_name, 3);
    assert!(preselected >= 7, "{preselected} of 10");
}

#[test]
fn the_next_round_has_others_and_is_compared_with_the_last_one() {
    let laptop = practising();
    let first: Vec<String> = whole_round(&laptop, 9).helped.iter().map(|row| row.name.clone()).collect();
    let again = whole_round(&laptop, 6);
    assert!(again.helped.iter().all(|row| !first.contains(&row.name)), "others come");
    assert_eq!(again.before.unwrap().median_seconds, 9);
    let compared = again.result.unwrap().compared.unwrap();
    assert_eq!((compared.key.as_str(), compared.params["seconds"].as_str()), ("training-faster", "3"));
    let compared = whole_round(&laptop, 6).result.unwrap().compared.unwrap();
    assert_eq!(compared.key, "training-as-fast");
}

#[test]
fn what_was_logged_otherwise_is_shown_beside_what_was_asked_and_what_was_taken_back_is_counted() {
    let laptop = practising();
    laptop.app.begin_training().unwrap();
    let view = help(&laptop, 4, |form| form.outcome = Outcome::Refused);
    assert_eq!(view.helped[0].faults, [TrainingFault::Outcome]);
    assert_eq!((view.helped[0].logged.outcome, view.helped[0].asked.outcome), (Outcome::Refused, Outcome::Done));
    laptop.app.undo_last().unwrap();
    let view = laptop.app.training().unwrap();
    assert_eq!((view.helped.len(), view.guest.as_ref().unwrap().place), (0, 1), "the person sits there again");
    laptop.done(&laptop.scan(HANH));
    let view = laptop.app.training().unwrap();
    assert!(view.last_of_another && view.guest.unwrap().place == 1, "somebody else was logged");
    laptop.app.undo_last().unwrap();
    for _ in 0..9 {
        help(&laptop, 4, |_| ());
    }
    let score = help(&laptop, 4, |_| ()).result.unwrap().score;
    assert_eq!((score.wrong, score.corrections), (0, 2));
}

#[test]
fn a_round_is_broken_off_at_any_time_survives_a_restart_and_leaves_no_figures() {
    let mut laptop = practising();
    laptop.app.begin_training().unwrap();
    help(&laptop, 3, |_| ());
    laptop.restart();
    laptop.app.start_practice().unwrap();
    assert_eq!(laptop.app.training().unwrap().guest.unwrap().place, 2);
    let view = laptop.app.end_training().unwrap();
    assert_eq!((view.guest, view.before, view.helped.len()), (None, None, 0));
    assert_eq!(laptop.app.desk().unwrap().evening.len(), 1, "what was logged stays");
    whole_round(&laptop, 5);
    let view = laptop.app.end_training().unwrap();
    assert_eq!((view.result, view.before.unwrap().median_seconds), (None, 5));
}

#[test]
fn there_is_no_round_in_the_real_commune_nor_without_an_open_session() {
    let (laptop, _) = Laptop::at_the_desk();
    let refused = laptop.app.begin_training().unwrap_err();
    assert_eq!((refused.code, refused.params["field"].as_str()), (Code::BadField, "training"));
    assert_eq!(laptop.app.training().unwrap().guest, None);
    let laptop = practising();
    laptop.app.begin_training().unwrap();
    let session = laptop.app.desk().unwrap().session.id;
    laptop.app.close_session(session, None).unwrap();
    assert_eq!(laptop.app.training().unwrap().guest, None, "the round is over with its session");
    assert_eq!(laptop.app.begin_training().unwrap_err().code, Code::NoSession);
}
