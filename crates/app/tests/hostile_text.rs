//! SQL, HTML, formulas and paths in every text that somebody types: kept as the text that it is, or refused as a field that
//! does not do. Nothing else changes, and nothing else breaks.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use app::view::people::CorrectAssistForm;
use app::view::session::{OpenSessionForm, OutreachForm};
use app::view::start::{JoinForm, MemberForm, Phase};
use app::{Code, Error};
use common::{DAY, HANH, Laptop, quang_nghiep, text};
use domain::service::{Force, Outcome, OutreachKind, Role};

const HOSTILE: [&str; 6] = [
    "Gồm'); DROP TABLE assist; --",
    "Gồm\" OR \"1\"=\"1",
    "<img src=x onerror=alert(1)>",
    "<script>fetch('//xa.vn')</script>",
    "=HYPERLINK(\"http://xa.vn\")",
    "../../../etc/passwd\0",
];
/// What a text may be refused with.
const REFUSALS: [Code; 3] = [Code::BadField, Code::BadNumber, Code::BadPhone];

/// What was kept; none of what was refused.
#[track_caller]
fn kept<T>(of: Result<T, Error>) -> Option<T> {
    of.map_err(|error| assert!(REFUSALS.contains(&error.code), "{error:?}")).ok()
}

#[test]
fn whatever_is_typed_at_set_up_is_the_name_or_no_name() {
    for hostile in HOSTILE {
        let laptop = Laptop::new();
        let mut form = quang_nghiep();
        form.commune_name = hostile.into();
        form.villages[0] = hostile.into();
        form.units[0].name = hostile.into();
        if kept(laptop.app.set_up(form)).is_some() {
            let commune = laptop.app.commune().unwrap();
            assert_eq!(commune.name, hostile);
            assert!(commune.villages.iter().any(|it| it.name == hostile));
            assert!(laptop.app.verify().unwrap().holds);
        } else {
            assert_eq!(laptop.app.status().unwrap().phase, Phase::FirstRun);
        }
        let other = Laptop::new();
        let form = JoinForm { label: hostile.into(), pin: common::PIN.into(), path: text(&other.path("may.request")) };
        if let Some(asked) = kept(other.app.request_to_join(form)) {
            let leader = Laptop::set_up();
            assert_eq!(leader.app.read_join_request(&asked.path).unwrap().label, hostile);
        }
    }
}

#[test]
fn whatever_is_typed_at_the_desk_stays_text_and_everything_else_is_as_it_was() {
    let (laptop, session) = Laptop::at_the_desk();
    let assist = laptop.done(&laptop.scan(HANH)).row;
    for hostile in HOSTILE {
        let village = laptop.app.commune().unwrap().villages[0].id;
        kept(laptop.app.open_session(OpenSessionForm {
            village: Some(village),
            unit: None,
            place: hostile.into(),
            day: DAY.into(),
            members: Vec::new(),
            first_ticket: 1,
        }));
        kept(laptop.app.log_outreach(OutreachForm {
            session: None,
            village: Some(village),
            unit: None,
            day: DAY.into(),
            kind: OutreachKind::Talk,
            heads: 3,
            topic: hostile.into(),
        }));
        kept(laptop.app.add_member(MemberForm { name: hostile.into(), role: Role::Volunteer, force: Force::Police }));
        let mut form = laptop.form(&laptop.scan(HANH), Outcome::Done);
        (form.session, form.note, form.person.address) = (session.id, hostile.into(), hostile.into());
        if let Some(saved) = kept(laptop.app.log_assist(form.clone())) {
            assert_eq!(laptop.app.assist(saved.row.id).unwrap().note.as_deref(), Some(hostile));
        }
        (form.person.name, form.person.number) = (hostile.into(), String::new());
        kept(laptop.app.log_assist(form));
        kept(laptop.app.correct_assist(CorrectAssistForm {
            assist: assist.id,
            service: assist.service,
            outcome: Outcome::Refused,
            difficulties: Vec::new(),
            return_day: None,
            utilities: Vec::new(),
            note: hostile.into(),
            reason: hostile.into(),
        }));
        laptop.app.search(hostile).unwrap();
    }
    let seen = laptop.app.session(session.id).unwrap();
    assert!(seen.assists.iter().any(|row| row.id == assist.id && !row.voided));
    assert_eq!(laptop.app.search("hạnh").unwrap().rows[0].name, "Trần Thị Hạnh");
    assert!(laptop.app.verify().unwrap().holds);
}
