//! Carrying by hand: laptops without a network, bad sticks, and people who mean no good.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use app::Code;
use app::view::bundle::{BundleContent, BundleForm, BundleReadView};
use app::view::sync::CentreForm;
use common::bundles::Bundle;
use common::centre::{Centre, Fault};
use common::{HANH, LAN, Laptop, keys, text};
use domain::ids::DeviceId;
use journal::bundle::{PartKind, Purpose};
use journal::{Batch, CentreKey, Item, Receipt};

/// So many batches are offered in one round.
const BATCHES_AT_ONCE: usize = 256;

/// A leader with an open session, attached to a centre but not synced, and a second laptop that was told of it by stick.
fn team(centre: &Centre) -> (Laptop, Laptop) {
    let (leader, _) = Laptop::at_the_desk();
    let form = CentreForm { address: centre.url(), setup_code: "ABCD-EFGH".into(), certificate: None };
    leader.app.attach_centre(form).unwrap();
    let second = Laptop::joined(&leader, "Máy 2");
    let (path, _) = leader.export(BundleContent::Everything, "all.dhb");
    assert!(second.import(&path).sound);
    (leader, second)
}

fn arrived(laptop: &Laptop) -> (u32, u32) {
    let view = laptop.app.sync_state().unwrap();
    (view.arrived, view.written)
}

fn said(view: &BundleReadView) -> Vec<&str> {
    keys(&view.words)
}

#[test]
fn a_laptop_that_is_never_online_is_carried_out_and_its_receipts_come_back() {
    let centre = Centre::start();
    let (leader, second) = team(&centre);
    second.done(&second.scan(HANH));
    let (path, written) = second.export(BundleContent::Unsent, "out.dhb");
    let own = arrived(&second).1;
    assert_eq!((written.devices, written.receipts), (2, 0), "the leader's entries have no receipt here either");
    assert!(own > 0 && written.entries > own);
    assert_eq!(written.path, path);
    assert_eq!(u64::from(written.bytes), std::fs::metadata(&path).unwrap().len());
    assert_eq!(arrived(&second).0, 0, "on a stick nothing has arrived");

    let read = leader.import(&path);
    assert_eq!((read.new_entries, read.known_entries), (own, written.entries - own));
    assert_eq!((read.sound, read.is_return, read.from.as_deref()), (true, false, Some("Máy 2")));
    assert_eq!(said(&read), ["bundle-new", "bundle-known"]);
    assert_eq!(leader.app.desk().unwrap().evening[0].name.as_deref(), Some("Trần Thị Hạnh"));
    assert_eq!(leader.app.sync_state().unwrap().devices.iter().map(|row| row.arrived).sum::<u32>(), 0);

    let synced = leader.app.sync_now().unwrap();
    assert_eq!(synced.written, synced.arrived);
    assert_eq!(centre.entries(), u64::from(synced.written + own), "its own and what it carried");
    let (path, back) = leader.export(BundleContent::Receipts, "back.dhb");
    assert_eq!((back.entries, back.receipts), (0, 2));
    let read = second.import(&path);
    assert_eq!((read.is_return, read.receipts, read.sound), (true, 2, true));
    assert_eq!((read.arrived, read.written), (own, own));
    assert_eq!(said(&read), ["bundle-receipts"]);
    assert_eq!(arrived(&second), (own, own));
    assert!(second.app.desk().unwrap().evening[0].arrived);
    assert!(second.app.verify().unwrap().holds);
    let refused = second.app.export_bundle(form(BundleContent::Unsent, &path), |_, _| {}).unwrap_err();
    assert_eq!(refused.code, Code::NothingToCarry);
    assert_eq!(Bundle::read(&path).header.purpose, Purpose::Return, "what lay there still lies there");
}

/// Whose laptop it is, as its screen names it.
fn device(laptop: &Laptop) -> DeviceId {
    let devices = laptop.app.sync_state().unwrap().devices;
    DeviceId::from_bytes(devices.iter().find(|it| it.mine).unwrap().device.into_bytes())
}

#[test]
fn t21_a_laptop_for_which_the_centre_has_no_room_holds_up_no_other() {
    // What is offered goes by device: the one that is put off must come before the other.
    let (centre, leader, second) = loop {
        let centre = Centre::start();
        let (leader, second) = team(&centre);
        if device(&second) < device(&leader) {
            break (centre, leader, second);
        }
    };
    for _ in 0..=BATCHES_AT_ONCE {
        second.done(&second.scan(HANH));
        centre.will(&[Fault::Busy]);
        second.app.sync_now().unwrap_err();
    }
    leader.import(&second.export(BundleContent::Everything, "many.dhb").0);
    leader.done(&leader.scan(LAN));
    centre.look(|held| held.no_room_for = Some(device(&second)));
    assert_eq!(leader.app.sync_now().unwrap_err().code, Code::CentreBusy, "some of it waits");
    let (there, written) = arrived(&leader);
    assert_eq!((there, written), (written, written), "and what does not wait has arrived");
    centre.look(|held| held.no_room_for = None);
    leader.app.sync_now().unwrap();
    let told = leader.app.sync_state().unwrap().devices;
    assert!(told.iter().all(|it| it.written == it.arrived), "{told:?}");
}

fn form(content: BundleContent, path: &str) -> BundleForm {
    BundleForm { content, path: path.into() }
}

#[test]
fn what_was_carried_here_is_carried_on_to_a_third_laptop() {
    let (leader, second) = team(&Centre::start());
    second.done(&second.scan(HANH));
    leader.import(&second.export(BundleContent::Unsent, "out.dhb").0);
    let third = Laptop::joined(&leader, "Máy 3");
    let (path, written) = leader.export(BundleContent::Unsent, "on.dhb");
    assert_eq!(written.devices, 2);
    assert_eq!(third.import(&path).new_entries, written.entries);
    assert_eq!(third.app.desk().unwrap().evening.len(), 1);
}

#[test]
fn t24_an_older_bundle_or_an_older_receipt_takes_nothing_back() {
    let centre = Centre::start();
    let (leader, second) = team(&centre);
    second.done(&second.scan(HANH));
    let (older, first) = second.export(BundleContent::Everything, "older.dhb");
    leader.import(&older);
    leader.app.sync_now().unwrap();
    let (older_back, _) = leader.export(BundleContent::Receipts, "older-back.dhb");
    second.done(&second.scan(LAN));
    let (newer, _) = second.export(BundleContent::Everything, "newer.dhb");
    leader.import(&newer);
    leader.app.sync_now().unwrap();
    let (newer_back, _) = leader.export(BundleContent::Receipts, "newer-back.dhb");

    let again = leader.import(&older);
    assert_eq!((again.new_entries, again.known_entries, said(&again)), (0, first.entries, vec!["bundle-known"]));
    assert_eq!(leader.app.desk().unwrap().evening.len(), 2);
    let (all, written) = (second.import(&newer_back), arrived(&second).1);
    assert_eq!((all.arrived, all.written), (written, written));
    assert_eq!(second.import(&older_back).arrived, written, "what has arrived stays arrived");
}

/// A bundle of two laptops' entries and the receipts for them, and a laptop that has none of it.
fn carried() -> (Bundle, Laptop) {
    let centre = Centre::start();
    let (leader, second) = team(&centre);
    second.done(&second.scan(HANH));
    leader.import(&second.export(BundleContent::Unsent, "out.dhb").0);
    leader.app.sync_now().unwrap();
    leader.done(&leader.scan(LAN));
    let (path, _) = leader.export(BundleContent::Everything, "all.dhb");
    (Bundle::read(&path), Laptop::joined(&leader, "Máy 3"))
}

/// Imports these bytes on a fresh copy of the laptop.
fn tried(laptop: &Laptop, bytes: &[u8]) -> Result<(BundleReadView, Laptop), app::Error> {
    let copy = laptop.copied();
    let path = text(&copy.path("tried.dhb"));
    std::fs::write(&path, bytes).unwrap();
    Ok((copy.app.import_bundle(&path, |_, _| {})?, copy))
}

/// New entries and waiting ones that a laptop that knows nothing takes in when these parts are gone.
fn without(bundle: &Bundle, gone: impl Fn(usize) -> bool) -> (u32, u32) {
    let (mut fresh, mut waiting, mut broken) = (0, 0, false);
    for (part, entries) in bundle.entries().into_iter().enumerate() {
        broken = if bundle.is_chain(part) { gone(part) } else { broken };
        match (gone(part), broken) {
            (true, _) => broken |= entries > 0,
            (false, true) => waiting += entries,
            (false, false) => fresh += entries,
        }
    }
    (fresh, waiting)
}

#[test]
fn t05_a_flipped_bit_in_any_region_is_named_and_everything_else_comes_in() {
    let (bundle, laptop) = carried();
    let (bytes, begins) = bundle.write();
    // The mark, the number, the kind, the length, the digest, the content.
    for offset in [0, 8, 12, 13, 17, 49 + 20] {
        for (part, begin) in begins.iter().enumerate() {
            let mut damaged = bytes.clone();
            damaged[begin + offset] ^= 0x10;
            let (read, copy) = tried(&laptop, &damaged).unwrap();
            let place = format!("part {part}, byte {offset}");
            let is_end = part == begins.len() - 1;
            let named = if is_end { vec![] } else { vec![u32::try_from(part).unwrap()] };
            assert_eq!((read.sound, &read.damaged_parts), (false, &named), "{place}");
            let told = if is_end { "bundle-cut" } else { "bundle-damaged" };
            assert!(said(&read).contains(&told), "{place}: {:?}", said(&read));
            let expected = without(&bundle, |it| it + 1 == part);
            assert_eq!((read.new_entries, read.waiting_entries), expected, "{place}");
            assert!(copy.app.verify().unwrap().holds, "{place}");
        }
    }
    let mut first_line = bytes.clone();
    first_line[3] ^= 1;
    let (read, _) = tried(&laptop, &first_line).unwrap();
    assert_eq!((read.new_entries, read.sound), (without(&bundle, |_| false).0, false));
    assert!(said(&read).contains(&"bundle-altered"));
}

#[test]
fn t24_a_bundle_cut_at_or_inside_any_part_brings_what_is_whole() {
    let (bundle, laptop) = carried();
    let (bytes, begins) = bundle.write();
    let lengths = begins.iter().flat_map(|begin| [*begin, begin + 30, begin + 60]).chain([bytes.len() - 1]);
    for length in lengths {
        let whole = begins.iter().skip(1).filter(|begin| **begin <= length).count();
        match tried(&laptop, &bytes[..length]) {
            Err(error) => assert_eq!((error.code, whole), (Code::BadBundle, 0), "{length}"),
            Ok((read, _)) => {
                let expected = without(&bundle, |part| part + 1 >= whole);
                assert_eq!((read.new_entries, read.waiting_entries), expected, "{length}");
                assert!(!read.sound && said(&read).contains(&"bundle-cut"), "{length}");
            }
        }
    }
    let (read, _) = tried(&laptop, &bytes).unwrap();
    assert!(read.sound, "{read:?}");
}

/// A batch as it travels, with something else where its entries were.
fn with_entries(item: &[u8], inflated_bytes: u32, compressed: &[u8]) -> Vec<u8> {
    let Ok(Item::Batch(batch)) = Item::read(item) else { panic!("a batch") };
    let bytes = batch.to_bytes();
    let mut decoder = minicbor::Decoder::new(&bytes);
    decoder.array().unwrap();
    (0..7).for_each(|_| decoder.skip().unwrap());
    let until = decoder.position();
    (0..2).for_each(|_| decoder.skip().unwrap());
    let signature = &bytes[decoder.position()..];
    let mut middle = minicbor::Encoder::new(Vec::new());
    middle.u32(inflated_bytes).unwrap().bytes(compressed).unwrap();
    let made = [&bytes[..until], &middle.into_writer(), signature].concat();
    Batch::read(&made).expect("only its entries are wrong");
    Item::wrap_batch(&made)
}

#[test]
fn t24_what_does_not_prove_itself_is_counted_and_the_rest_comes_in() {
    let (mut bundle, laptop) = carried();
    let honest = without(&bundle, |_| false).0;
    let receipts = bundle.parts.iter().filter(|(kind, _)| *kind == PartKind::Receipt).count();
    let at = bundle.entries().iter().position(|entries| *entries > 0).unwrap();
    let batch = bundle.parts[at].1.clone();
    let zeros = zstd::bulk::compress(&vec![0; 64 * 1024 * 1024], 3).unwrap();
    let Some((_, receipt)) = bundle.parts.iter().find(|(kind, _)| *kind == PartKind::Receipt) else { panic!("one") };
    let arrival = *Receipt::read(receipt).unwrap().claims();
    let forged = Receipt::sign(arrival, &CentreKey::from_seed(&[99; 32])).to_bytes();
    let strange = [
        (PartKind::Item, with_entries(&batch, 100_000, &zeros)),
        (PartKind::Item, with_entries(&batch, 10, &[1, 2, 3])),
        (PartKind::Item, b"no item at all".to_vec()),
        (PartKind::Receipt, forged),
        (PartKind::Receipt, b"no receipt".to_vec()),
        (PartKind::Blob, vec![7; 1000]),
        (PartKind::Unknown(9), vec![7; 1000]),
    ];
    bundle.parts.splice(at..at, strange);
    let (read, copy) = tried(&laptop, &bundle.write().0).unwrap();
    assert_eq!((read.new_entries, read.forged, read.later, read.damaged), (honest, 5, 1, 0));
    assert_eq!(usize::try_from(read.receipts).unwrap(), receipts);
    assert!(!read.sound && said(&read).contains(&"bundle-forged"));
    assert!(copy.app.verify().unwrap().holds);
    assert_eq!(copy.app.desk().unwrap().evening.len(), 2);
}

#[test]
fn t24_another_communes_bundle_is_refused_and_its_parts_are_in_any_bundle() {
    let (mut bundle, laptop) = carried();
    let (stranger, _) = Laptop::at_the_desk();
    let (path, _) = stranger.export(BundleContent::Everything, "theirs.dhb");
    let theirs = Bundle::read(&path);
    let refused = laptop.app.import_bundle(&path, |_, _| {}).unwrap_err();
    assert_eq!(refused.code, Code::OtherCommunesBundle);
    let honest = without(&bundle, |_| false).0;
    let foreign = u32::try_from(theirs.parts.len()).unwrap();
    bundle.parts.extend(theirs.parts);
    let (read, copy) = tried(&laptop, &bundle.write().0).unwrap();
    assert_eq!((read.new_entries, read.foreign, read.forged), (honest, foreign, 0));
    assert!(copy.app.verify().unwrap().holds);
}

#[test]
fn t24_files_that_are_no_bundle_and_paths_that_are_no_file_say_so() {
    let (laptop, _) = Laptop::at_the_desk();
    let refused = |path: &str| laptop.app.import_bundle(path, |_, _| {}).unwrap_err().code;
    let file = |name: &str, bytes: &[u8]| {
        std::fs::write(laptop.path(name), bytes).unwrap();
        text(&laptop.path(name))
    };
    assert_eq!(refused(&file("empty.dhb", b"")), Code::BadBundle);
    assert_eq!(refused(&file("line.dhb", b"dong-hanh bundle v1\n")), Code::BadBundle);
    assert_eq!(refused(&file("newer.dhb", b"dong-hanh bundle v2\nsomething else")), Code::NewerFile);
    assert_eq!(refused(&file("photo.dhb", &[0xff; 3_000_000])), Code::BadBundle);
    let claim =
        [b"dong-hanh bundle v1\n\x89DHB\r\n\x1a\n".as_slice(), &[0; 5], &1_000_000_000_u32.to_le_bytes()].concat();
    assert_eq!(refused(&file("claim.dhb", &[claim, vec![0; 5000]].concat())), Code::BadBundle);
    let long = std::fs::File::create(laptop.path("long.dhb")).unwrap();
    long.set_len(2 * 1024 * 1024 * 1024).unwrap();
    assert_eq!(refused(&text(&laptop.path("long.dhb"))), Code::BadBundle);
    for path in ["", "/", "..", "/dev/zero", "no/such/file.dhb", "a\0b", "../../../../../../etc/no-such-file"] {
        assert_eq!(refused(path), Code::CannotRead, "{path:?}");
    }
    assert_eq!(refused(&text(laptop.folder.path())), Code::CannotRead);
    assert!(laptop.app.verify().unwrap().holds);
}

#[test]
fn a_bundle_says_nothing_about_people_and_neither_does_its_name() {
    let (leader, _) = Laptop::at_the_desk();
    leader.done(&leader.scan(HANH));
    let (path, _) = leader.export(BundleContent::Everything, "all.dhb");
    let bytes = std::fs::read(path).unwrap();
    for personal in ["Hạnh", "Trần", "005185000002", "Thủy", "Nhà văn hóa"] {
        assert!(!bytes.windows(personal.len()).any(|window| window == personal.as_bytes()), "{personal}");
    }
    let name = leader.app.bundle_name(BundleContent::Unsent).unwrap();
    assert!(name.starts_with("donghanh_2026-11-21_") && name.ends_with(".dhb"), "{name}");
    let back = leader.app.bundle_name(BundleContent::Receipts).unwrap();
    assert!(back.starts_with("donghanh-bien-nhan_"), "{back}");
    assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)), "{name}");
}

#[test]
fn receipts_are_believed_by_those_alone_who_know_the_centre() {
    let (leader, _) = Laptop::at_the_desk();
    let apart = Laptop::joined(&leader, "Máy 2");
    let centre = Centre::start();
    let form = CentreForm { address: centre.url(), setup_code: "ABCD-EFGH".into(), certificate: None };
    leader.app.attach_centre(form).unwrap();
    leader.app.sync_now().unwrap();
    let (path, _) = leader.export(BundleContent::Receipts, "back.dhb");
    assert_eq!(apart.app.import_bundle(&path, |_, _| {}).unwrap_err().code, Code::NoCentre);
    let (path, _) = leader.export(BundleContent::Everything, "all.dhb");
    let read = apart.import(&path);
    assert!(read.new_entries > 0 && (read.receipts, read.unproven) == (0, 1), "{read:?}");
}

#[test]
fn progress_is_told_and_a_locked_app_carries_nothing() {
    let (leader, _) = Laptop::at_the_desk();
    let (mut parts, mut bytes) = (Vec::new(), Vec::new());
    let path = text(&leader.path("all.dhb"));
    leader.app.export_bundle(form(BundleContent::Everything, &path), |done, of| parts.push((done, of))).unwrap();
    leader.app.import_bundle(&path, |done, of| bytes.push((done, of))).unwrap();
    assert!(parts.last().is_some_and(|(done, of)| done == of) && bytes.last().is_some_and(|(done, of)| done == of));
    leader.app.lock().unwrap();
    assert_eq!(leader.app.import_bundle(&path, |_, _| {}).unwrap_err().code, Code::Locked);
    let export = leader.app.export_bundle(form(BundleContent::Everything, &path), |_, _| {});
    assert_eq!(export.unwrap_err().code, Code::Locked);
}
