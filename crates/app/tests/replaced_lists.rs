//! T33. What a laptop drops by itself is the police's list that a newer one replaced, and its people. That happens while a
//! sync offers the old list, and while it is written onto a stick: neither stumbles, nothing written by anybody is lost,
//! and nothing of it lies open anywhere.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use app::App;
use app::view::bundle::{BundleContent, BundleForm};
use app::view::roster::RosterForm;
use app::view::sync::CentreForm;
use common::bundles::Bundle;
use common::centre::Centre;
use common::{DAY, HANH, Laptop, text};
use journal::bundle::PartKind;

const HEADER: &str = "Họ và tên\tSố CCCD\tNăm sinh\tThôn\tSĐT\tTrạng thái";
const OLD: &str = "Nguyễn Văn Cũ\t003090000001\t1990\tThôn Gồm\t\tChưa cài";
const NEW: &str = "Ksor H'Mới\t007301000003\t2001\tThôn Gồm\t\tChưa cài";

/// Takes in a whole list: whoever is not on it is taken off.
fn take_in(app: &App, row: &str) {
    let pasted = format!("{HEADER}\n{row}");
    app.roster_import(&RosterForm { pasted, day: DAY.into(), whole: true, ..RosterForm::default() }).unwrap();
}

fn found(laptop: &Laptop, name: &str) -> usize {
    laptop.app.search(name).unwrap().rows.len()
}

/// A leader with a list and an assist, none of it sent.
fn team(centre: &Centre) -> Laptop {
    let (leader, _) = Laptop::at_the_desk();
    let form = CentreForm { address: centre.url(), setup_code: "ABCD-EFGH".into(), certificate: None };
    leader.app.attach_centre(form).unwrap();
    take_in(&leader.app, OLD);
    leader.done(&leader.scan(HANH));
    leader
}

#[test]
fn t33_a_list_that_is_replaced_while_a_sync_offers_it_holds_up_nothing_and_is_gone() {
    let centre = Centre::start();
    let leader = team(&centre);
    let app = leader.app.clone();
    centre.look(|held| held.meanwhile = Some(Box::new(move || take_in(&app, NEW))));
    let view = leader.app.sync_now().unwrap();
    assert!(centre.look(|held| held.meanwhile.is_none()), "it was replaced in the middle");
    let view = if view.arrived == view.written { view } else { leader.app.sync_now().unwrap() };
    assert_eq!((view.arrived, u64::from(view.written)), (view.written, centre.entries()));
    assert_eq!((found(&leader, "nguyen van cu"), found(&leader, "ksor h moi")), (0, 1));
    assert_eq!(leader.app.desk().unwrap().evening.len(), 1);
    assert!(leader.app.verify().unwrap().holds);
}

#[test]
fn t33_a_list_that_is_replaced_while_a_stick_is_written_is_on_the_stick_and_nothing_is_readable_there() {
    let centre = Centre::start();
    let leader = team(&centre);
    let path = text(&leader.path("all.dhb"));
    let form = BundleForm { content: BundleContent::Everything, path: path.clone() };
    let mut replaced = false;
    leader
        .app
        .export_bundle(form, |_, _| {
            if !std::mem::replace(&mut replaced, true) {
                take_in(&leader.app, NEW);
            }
        })
        .unwrap();
    assert_eq!((found(&leader, "nguyen van cu"), found(&leader, "ksor h moi")), (0, 1));
    let blobs = Bundle::read(&path).parts.iter().filter(|(kind, _)| *kind == PartKind::Blob).count();
    assert_eq!(blobs, 1, "the stick has one moment of the file: the list of before");
    let bytes = std::fs::read(&path).unwrap();
    for word in ["Nguyễn", "Trần Thị Hạnh", "003090000001", "005185000002"] {
        assert!(!bytes.windows(word.len()).any(|at| at == word.as_bytes()), "{word} lies open on the stick");
    }
    let second = Laptop::joined(&leader, "Máy 2");
    assert!(second.import(&path).sound);
    assert_eq!(second.app.desk().unwrap().evening.len(), 1, "no entry was lost with the list");
    let rest = leader.export(BundleContent::Everything, "rest.dhb").0;
    assert!(second.import(&rest).sound);
    second.open_session("Gồm");
    assert_eq!((found(&second, "nguyen van cu"), found(&second, "ksor h moi")), (0, 1));
}
