//! PROTOCOL.md says what the code does: codes, fields, contexts and limits stand in both.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use domain::edit::{Field, Kind};
use domain::office::{OPENINGS_MAX, OfficeTask};
use domain::person::{AgeBand, Sex};
use domain::service::{AccountState, CallResult, Force, Outcome, OutreachKind, Role, Service, UnitKind};
use journal::exchange::{VerdictCode, code};
use journal::limits;

const TEXT: &str = include_str!("../PROTOCOL.md");

fn assert_says(wanted: &str) {
    assert!(TEXT.contains(wanted), "PROTOCOL.md does not say {wanted:?}");
}

/// `RosterEdition` → `roster edition`
fn words(name: &str) -> String {
    let spaced: String = name.chars().flat_map(|c| if c.is_uppercase() { vec![' ', c] } else { vec![c] }).collect();
    spaced.trim().to_lowercase()
}

#[test]
fn every_kind_and_field_is_described() {
    for kind in Kind::ALL {
        assert_says(&format!("| {} | {} |", kind.code(), words(&format!("{kind:?}"))));
    }
    for field in Field::ALL {
        let row = format!("| {} {} | ", field.code(), words(&format!("{field:?}")));
        let row = row.replace("sms", "SMS");
        assert_says(&row);
        let after = TEXT.split(&row).nth(1).unwrap();
        let cells: Vec<&str> = after.lines().next().unwrap().split(" |").collect();
        let sealed = cells.get(1).is_some_and(|cell| cell.trim() == "sealed");
        assert_eq!(sealed, field.is_personal(), "{field:?}");
    }
}

/// Whether the row of a table of codes names each code with its key, hyphens or not.
fn assert_row(name: &str, keys: &[(u8, &str)]) {
    let row = TEXT.lines().find(|line| line.starts_with(&format!("| {name} |"))).unwrap_or_else(|| panic!("{name}"));
    let plain = row.replace('-', " ").to_lowercase();
    for (code, key) in keys {
        let wanted = format!("{code} {}", key.replace('-', " "));
        assert!(plain.contains(&wanted), "{name}: {wanted:?} is not in {plain:?}");
    }
}

#[test]
fn every_code_is_described() {
    macro_rules! row {
        ($name:literal, $choice:ident) => {
            assert_row($name, &$choice::ALL.iter().map(|it| (it.code(), it.key())).collect::<Vec<_>>());
        };
    }
    row!("unit kind", UnitKind);
    row!("service", Service);
    row!("outcome", Outcome);
    row!("age band", AgeBand);
    row!("state", AccountState);
    row!("call result", CallResult);
    row!("office task", OfficeTask);
    row!("sex", Sex);
    row!("role", Role);
    assert_row("outreach kind", &[(1, "talk"), (2, "radio"), (3, "house-to-house"), (4, "leaflet"), (5, "online")]);
    assert_eq!(OutreachKind::ALL.len(), 5);
    assert_row("force", &[(1, "police"), (2, "youth-union")]);
    assert_eq!(Force::ALL.len(), 3);
    let verdicts =
        ["stored", "repeat", "gap", "fork stored", "not authentic", "unknown device", "quarantined", "not now"];
    for (code, name) in (1u8..).zip(verdicts) {
        assert_says(&format!("| {code} {name} |"));
        assert!(!matches!(VerdictCode::from_code(code), VerdictCode::Unknown(_)));
    }
    for code in [code::STALE_TIME, code::UNKNOWN_DEVICE, code::BAD_PROOF, code::NOT_CERTIFIED, code::UNKNOWN_COMMUNE] {
        assert_says(&format!("| `{code}` |"));
    }
}

#[test]
fn every_limit_is_described() {
    let kib = |bytes: usize| bytes / 1024;
    assert_says(&format!("| certificate | {} B |", limits::CERTIFICATE_BYTES_MAX));
    assert_says(&format!("| chain | {} certificates |", limits::CHAIN_LEN_MAX));
    assert_says(&format!("{} KiB / {} KiB |", kib(limits::BATCH_BYTES_MAX), kib(limits::BATCH_INFLATED_MAX)));
    assert_says(&format!("| {} KiB / {} B |", kib(limits::ENTRY_BYTES_MAX), limits::HEADER_BYTES_MAX));
    assert_eq!(limits::BATCH_ENTRIES_MAX, 1_024);
    assert_says("| entries in a batch | 1,024 |");
    assert_says(&format!("| receipt | {} B |", limits::RECEIPT_BYTES_MAX));
    assert_eq!((kib(limits::BLOB_BYTES_MAX), kib(limits::BLOB_INFLATED_MAX)), (256, 2 * 1024));
    assert_says("| 256 KiB / 2 MiB |");
    assert_eq!((kib(limits::REQUEST_BYTES_MAX), kib(limits::REPLY_BYTES_MAX)), (1024, 4 * 1024));
    assert_says("| request / reply | 1 MiB / 4 MiB |");
    assert_says(&format!("| blobs of an edition | {} |", limits::EDITION_BLOBS_MAX));
    assert_says(&format!("| stretches of hours in a day | {OPENINGS_MAX} |"));
    assert_says(&format!("| devices seen at a closing | {} |", limits::SEEN_DEVICES_MAX));
    assert_says(&format!("| branches of a device | {} |", limits::FORK_BRANCHES_MAX));
    assert_says(&format!("| sealing keys in an answer | {} |", limits::SEALING_KEYS_MAX));
    assert_says(&format!("| proof | ± {} minutes |", limits::PROOF_AGE_MAX_MS / 60_000));
    assert_eq!((limits::OFFERS_MAX, limits::REPLY_ITEMS_MAX), (4_096, 8_192));
    assert_says("| items offered | 4,096 |");
    assert_says("| items in a reply | 8,192 |");
    let bundles = (limits::BUNDLE_BYTES_MAX >> 20, limits::BUNDLE_UPLOAD_BYTES_MAX >> 20, limits::BUNDLE_PARTS_MAX);
    assert_eq!(bundles, (512, 16, 65_536));
    assert_says("| bundle, as a file / over HTTP | 512 MiB / 16 MiB | parts of a bundle | 65,536 |");
    assert_eq!((limits::BUNDLE_FRAME_BYTES_MAX, limits::BUNDLE_DAMAGES_MAX), (256, 1_024));
    assert_says("| header or end of a bundle | 256 B | broken places in a bundle | 1,024 |");
}
