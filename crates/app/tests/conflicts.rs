//! Two people correct the same field apart from each other: both values are kept, a leader chooses, nobody else can.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use app::Code;
use app::view::bundle::BundleContent;
use app::view::people::{AssistView, CorrectAssistForm, CorrectPersonForm, SettleForm};
use common::{HANH, Laptop};
use domain::service::Outcome;
use uuid::Uuid;

fn carry(from: &Laptop, to: &Laptop) {
    let (path, _) = from.export(BundleContent::Everything, "all.dhb");
    to.app.import_bundle(&path, |_, _| ()).unwrap();
}

fn correct(at: &Laptop, assist: Uuid, outcome: Outcome) {
    let now = at.app.assist(assist).unwrap();
    let form = CorrectAssistForm {
        assist,
        service: now.row.service,
        outcome,
        difficulties: Vec::new(),
        return_day: (outcome == Outcome::ComeBack).then(|| "2026-11-24".to_owned()),
        utilities: Vec::new(),
        note: String::new(),
        reason: "Bấm nhầm".into(),
    };
    at.app.correct_assist(form).unwrap();
}

/// The leader's and a volunteer's laptop, which have just heard of each other's correction.
fn two_minds() -> (Laptop, Laptop, AssistView) {
    let (leader, _) = Laptop::at_the_desk();
    let assist = leader.done(&leader.scan(HANH)).row.id;
    let second = Laptop::joined(&leader, "Máy 2");
    carry(&leader, &second);
    correct(&leader, assist, Outcome::Refused);
    second.clock.pass_seconds(60);
    correct(&second, assist, Outcome::AlreadyActive);
    carry(&second, &leader);
    carry(&leader, &second);
    let view = leader.app.assist(assist).unwrap();
    (leader, second, view)
}

fn choice(view: &AssistView, value: &str) -> SettleForm {
    let conflict = &view.conflicts[0];
    let chosen = conflict.values.iter().find(|it| it.value.as_deref() == Some(value)).unwrap();
    SettleForm { record: view.row.id, field: conflict.field.clone(), entry: chosen.entry.clone() }
}

#[test]
fn t19_a_leader_sees_both_values_and_chooses_one_and_the_history_keeps_both() {
    let (leader, second, view) = two_minds();
    assert_eq!((view.conflicts.len(), view.conflicts[0].field.as_str(), view.may_settle), (1, "assist-outcome", true));
    let said: Vec<_> = view.conflicts[0]
        .values
        .iter()
        .map(|it| (it.value.as_deref().unwrap(), it.member_name.as_str(), it.device_label.as_str(), it.shown))
        .collect();
    let expected = [("already-active", "Vũ Mẫu Lan", "Máy 2", true), ("refused", "Phạm Mẫu Thủy", "Máy 1", false)];
    assert_eq!(said, expected, "the one shown now stands first");
    let open = leader.app.conflicts().unwrap();
    assert_eq!(
        (open.len(), open[0].record, open[0].assist, open[0].name.as_str()),
        (1, view.row.id, true, "Trần Thị Hạnh")
    );

    let settled = leader.app.settle_assist(choice(&view, "refused")).unwrap();
    assert_eq!((settled.row.outcome, settled.conflicts.len(), settled.row.conflict), (Outcome::Refused, 0, false));
    assert_eq!(settled.history.len(), 4, "written, corrected twice, settled");
    assert_eq!(leader.app.conflicts().unwrap(), []);
    assert_eq!(leader.app.settle_assist(choice(&view, "refused")).unwrap_err().code, Code::NotFound, "it is settled");
    carry(&leader, &second);
    let there = second.app.assist(view.row.id).unwrap();
    assert_eq!((there.row.outcome, there.conflicts.len()), (Outcome::Refused, 0));
    assert!(leader.app.verify().unwrap().holds && second.app.verify().unwrap().holds);
}

#[test]
fn t19_whoever_is_no_leader_sees_it_and_is_told_who_can() {
    let (_, second, _) = two_minds();
    let view = second.app.assist(second.app.conflicts().unwrap()[0].record).unwrap();
    assert_eq!((view.conflicts.len(), view.may_settle, view.row.conflict), (1, false, true));
    assert_eq!(second.app.settle_assist(choice(&view, "refused")).unwrap_err().code, Code::LeaderOnly);
}

#[test]
fn a_birth_date_chosen_by_a_leader_holds_for_the_person() {
    let (leader, _) = Laptop::at_the_desk();
    let saved = leader.done(&leader.scan(HANH));
    let citizen = saved.row.citizen.unwrap();
    let second = Laptop::joined(&leader, "Máy 2");
    carry(&leader, &second);
    for (laptop, birth) in [(&leader, "1985-11-08"), (&second, "1985-11-07")] {
        let mut person = laptop.app.person(citizen).unwrap().card.person;
        person.birth = birth.into();
        laptop.app.correct_person(CorrectPersonForm { person, reason: "Đọc lại".into() }).unwrap();
    }
    carry(&second, &leader);
    let view = leader.app.person(citizen).unwrap();
    let conflict = &view.conflicts[0];
    let value = conflict.values.iter().find(|it| !it.shown).unwrap();
    let form = SettleForm { record: citizen, field: conflict.field.clone(), entry: value.entry.clone() };
    let settled = leader.app.settle_person(form).unwrap();
    assert_eq!(Some(settled.card.person.birth.as_str()), value.value.as_deref());
    assert_eq!(settled.conflicts, []);
}
