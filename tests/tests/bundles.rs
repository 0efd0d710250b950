//! A laptop that never sees a network, the real app and the real server: what it logged arrives by stick and is proven.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests fail by panicking")]

use std::path::Path;

use app::App;
use app::view::bundle::{BundleContent, BundleForm, BundleReadView};
use app::view::sync::CentreForm;
use domain::service::Outcome;
use tests::cards::{card_texts, today};
use tests::centre::Centre;
use tests::laptop;

/// The leader's laptop with a centre, and one without a network that was told of the commune by stick.
fn team(place: &Path, centre: &Centre) -> (App, App) {
    let leader = laptop::laptop(&place.join("leader"));
    leader.start_practice().unwrap();
    let form = CentreForm { address: centre.url(), setup_code: centre.setup_code(true).unwrap(), certificate: None };
    leader.attach_centre(form).unwrap();
    let apart = laptop::join(&leader, &place.join("apart"), "Máy 2", place).unwrap();
    carry(place, BundleContent::Everything, &leader, &apart);
    (leader, apart)
}

/// From one laptop to another by stick.
fn carry(place: &Path, content: BundleContent, from: &App, to: &App) -> BundleReadView {
    let read = to.import_bundle(&export(place, content, from), |_, _| {}).unwrap();
    assert!(read.sound, "{read:?}");
    read
}

fn export(place: &Path, content: BundleContent, from: &App) -> String {
    let path = place.join(from.bundle_name(content).unwrap()).display().to_string();
    from.export_bundle(BundleForm { content, path: path.clone() }, |_, _| {}).unwrap();
    path
}

fn log(app: &App, seed: u64, count: usize) {
    for text in card_texts(seed, today(), count) {
        laptop::log_card(app, &text, Outcome::Done).unwrap();
    }
}

/// How many of its entries have arrived, and how many there are.
fn standing(app: &App) -> (u32, u32) {
    let view = app.sync_state().unwrap();
    (view.arrived, view.written)
}

#[test]
fn t16_a_laptop_without_a_network_is_carried_by_another_and_its_receipts_come_back() {
    let place = tempfile::tempdir().unwrap();
    let centre = Centre::start(&place.path().join("centre")).unwrap();
    let (leader, apart) = team(place.path(), &centre);
    log(&apart, 11, 4);
    let written = standing(&apart).1;
    assert!(written >= 8 && standing(&apart).0 == 0);
    let read = carry(place.path(), BundleContent::Unsent, &apart, &leader);
    assert_eq!(read.new_entries, written);
    assert_eq!(leader.desk().unwrap().evening.len(), 4, "the leader sees what was logged there");
    let synced = leader.sync_now().unwrap();
    assert_eq!(synced.written, synced.arrived);
    let row = synced.devices.iter().find(|row| !row.mine).unwrap();
    assert_eq!((row.arrived, row.written), (written, written), "carried on and proven");
    let back = carry(place.path(), BundleContent::Receipts, &leader, &apart);
    assert_eq!((back.arrived, back.written), (written, written));
    assert_eq!(standing(&apart), (written, written));
    // The same once more changes nothing.
    carry(place.path(), BundleContent::Everything, &apart, &leader);
    leader.sync_now().unwrap();
    assert_eq!(leader.desk().unwrap().evening.len(), 4);
}

#[test]
fn t16_a_stick_goes_to_the_centre_itself_and_the_return_comes_back() {
    let place = tempfile::tempdir().unwrap();
    let mut centre = Centre::start(&place.path().join("centre")).unwrap();
    let (leader, apart) = team(place.path(), &centre);
    log(&apart, 12, 3);
    let written = standing(&apart).1;
    let (out, back) = (export(place.path(), BundleContent::Unsent, &apart), place.path().join("back.dhb"));
    centre.import_bundle(Path::new(&out), &back).unwrap();
    let read = apart.import_bundle(&back.display().to_string(), |_, _| {}).unwrap();
    assert!(read.sound && read.is_return && read.from.is_none(), "{read:?}");
    assert_eq!((read.arrived, read.written), (written, written));
    assert_eq!(standing(&apart), (written, written));
    // The leader's own entries were on the stick as well; the rest comes by network, and nothing is there twice.
    let synced = leader.sync_now().unwrap();
    assert_eq!((synced.arrived, leader.desk().unwrap().evening.len()), (synced.written, 3));
    // A centre that is away takes a stick too: it is the same database.
    log(&apart, 13, 1);
    centre.kill().unwrap();
    let out = export(place.path(), BundleContent::Unsent, &apart);
    centre.import_bundle(Path::new(&out), &back).unwrap();
    let read = apart.import_bundle(&back.display().to_string(), |_, _| {}).unwrap();
    assert_eq!((read.arrived, standing(&apart).0), (read.written, read.written));
}

/// Laptops that carry others' batches do what a hub will.
#[test]
fn t32_a_laptop_that_carries_dies_and_two_others_carry_the_same_and_nothing_is_lost_or_twice() {
    let place = tempfile::tempdir().unwrap();
    let centre = Centre::start(&place.path().join("centre")).unwrap();
    let (leader, apart) = team(place.path(), &centre);
    let carriers = ["dies", "lives"].map(|name| {
        let carrier = laptop::join(&leader, &place.path().join(name), name, place.path()).unwrap();
        carry(place.path(), BundleContent::Everything, &leader, &carrier);
        carrier
    });
    let [dies, lives] = carriers;
    log(&apart, 14, 4);
    let written = standing(&apart).1;
    assert_eq!(carry(place.path(), BundleContent::Unsent, &apart, &dies).new_entries, written);
    drop(dies);
    std::fs::remove_dir_all(place.path().join("dies")).unwrap();
    assert_eq!(standing(&apart), (0, written), "handed on is not arrived");
    log(&apart, 15, 2);
    let written = standing(&apart).1;
    for carrier in [&lives, &leader] {
        assert_eq!(carry(place.path(), BundleContent::Unsent, &apart, carrier).new_entries, written);
    }
    for carrier in [&lives, &leader, &lives] {
        carrier.sync_now().unwrap();
    }
    for carrier in [&lives, &leader] {
        let rows = carrier.sync_state().unwrap().devices;
        let row = rows.iter().find(|row| row.written == written && !row.mine).unwrap();
        assert_eq!(row.arrived, written, "proven to both");
        assert_eq!(carrier.desk().unwrap().evening.len(), 6);
    }
    let back = carry(place.path(), BundleContent::Receipts, &lives, &apart);
    assert_eq!((back.arrived, standing(&apart)), (written, (written, written)));
}
