//! Roster editions: sealed blobs, granted villages, replaced lists.

use std::collections::BTreeMap;

use domain::edit::Edit;
use domain::ids::RosterEditionId;
use domain::record::{BlobRef, RosterEdition, RosterPerson, RosterScope};
use domain::service::{AccountState, Outcome};
use journal::{RosterBlob, SealingKey};

use super::world::*;
use crate::commit::{Author, CommitError};
use crate::roster::BlobError;
use crate::rows::PersonKey;
use crate::secret::Secret;

fn scope(n: u8) -> RosterScope {
    RosterScope::Village(village_id(n))
}

/// A sealed blob of people with their numbers.
fn blob(of: RosterScope, people: &[(&str, u16)], nonce: u8) -> (Vec<u8>, BlobRef) {
    let people: Vec<_> = people
        .iter()
        .map(|(name, n)| RosterPerson {
            person: person(name, Some(*n)),
            state: AccountState::Level2Approved,
            sms_day: Some(day()),
        })
        .collect();
    let key = SealingKey::new(1, &[8; 32]);
    let blob = RosterBlob::seal(&people, root().public().commune(), of, &key, &[nonce; 24]).unwrap();
    (blob.to_bytes(), blob.reference(u32::try_from(people.len()).unwrap()))
}

fn edition(n: u8, of: RosterScope, replaces: Option<u8>, blobs: Vec<BlobRef>, days_later: u64) -> Edit {
    let people = blobs.iter().map(|blob| blob.people).sum();
    Edit::RosterEdition(RosterEdition {
        id: RosterEditionId::from_bytes([n; 16]),
        scope: of,
        day: day() + chrono::Days::new(days_later),
        replaces: replaces.map(|n| RosterEditionId::from_bytes([n; 16])),
        blobs,
        counts: BTreeMap::from([(AccountState::Level2Approved, people)]),
    })
}

fn import(desk: &mut Laptop, edition: Edit, blobs: &[&[u8]]) -> Result<(), CommitError> {
    let seed = Secret::new(LEADER_SEED);
    let author = Author { member: Some(LEADER), signing_seed: Some(&seed), root_seed: None };
    desk.store.commit_roster(author, &[edition], blobs, NOW, &mut |bytes| bytes.fill(9)).map(|_| ())
}

/// Lists of two villages, saved without their people.
pub(super) fn import_long(desk: &mut Laptop) {
    let (one, of_one) = blob(scope(1), &[("Ksor H'Lan", 5)], 2);
    let (other, of_other) = blob(scope(2), &[("Lê Thị Năm", 6)], 3);
    let editions = [edition(2, scope(1), Some(1), vec![of_one], 30), edition(3, scope(2), None, vec![of_other], 30)];
    let seed = Secret::new(LEADER_SEED);
    let author = Author { member: Some(LEADER), signing_seed: Some(&seed), root_seed: None };
    let blobs: [&[u8]; 2] = [&one, &other];
    desk.store.commit_long_roster(author, &editions, &blobs, NOW, &mut |bytes| bytes.fill(9)).unwrap();
}

/// A desk with the list of one village, at a place where it can be opened again.
pub(super) fn begin_with_roster(desk: &mut Laptop) {
    desk.commit(&[commune(), village(1, "Gồm"), village(2, "Làng O")]);
    let (bytes, reference) = blob(scope(1), &[("Trần Thị Hạnh", 2)], 1);
    import(desk, edition(1, scope(1), None, vec![reference], 0), &[&bytes]).unwrap();
    desk.store.grant_roster(&[scope(1), scope(2)]).unwrap();
}

#[test]
fn long_lists_are_settled_step_by_step() {
    let mut desk = desk_with_roster();
    desk.store.grant_roster(&[scope(1)]).unwrap();
    desk.store.grant_roster_too(&[scope(1), scope(2)]).unwrap();
    assert_eq!(desk.store.roster_grants().unwrap(), [scope(1), scope(2)]);
    let found = |desk: &Laptop, name: &str| desk.store.search(name, None).unwrap().hits.len();
    assert_eq!(found(&desk, "hanh"), 1);
    import_long(&mut desk);
    assert_eq!((found(&desk, "hanh"), found(&desk, "lan"), found(&desk, "nam")), (1, 0, 0), "saved, not settled yet");
    assert!(desk.store.settle_roster(1).unwrap());
    desk.assert_sound();
    while desk.store.settle_roster(1).unwrap() {}
    assert_eq!((found(&desk, "hanh"), found(&desk, "lan"), found(&desk, "nam")), (0, 1, 1));
    assert!(!desk.store.settle_roster(1).unwrap());
    desk.assert_sound();
    desk.store.rebuild().unwrap();
    assert_eq!((found(&desk, "hanh"), found(&desk, "lan"), found(&desk, "nam")), (0, 1, 1));
}

fn desk_with_roster() -> Laptop {
    let mut desk = Laptop::new(10);
    desk.commit(&[commune(), village(1, "Gồm"), village(2, "Làng O"), session(1, 1)]);
    let (bytes, reference) = blob(scope(1), &[("Trần Thị Hạnh", 2), ("Đỗ Văn Ý", 4)], 1);
    import(&mut desk, edition(1, scope(1), None, vec![reference], 0), &[&bytes]).unwrap();
    desk
}

#[test]
fn people_of_the_roster_are_found_only_where_the_village_is_granted() {
    let mut desk = desk_with_roster();
    assert_eq!(desk.store.search("hanh", None).unwrap().hits, []);
    desk.store.grant_roster(&[scope(1), scope(2)]).unwrap();
    let hits = desk.store.search("hanh", None).unwrap().hits;
    assert_eq!(hits.len(), 1);
    assert_eq!((hits[0].roster_state, hits[0].village), (Some(AccountState::Level2Approved), Some(village_id(1))));
    let card = desk.store.person(hits[0].key).unwrap().unwrap();
    assert_eq!((card.citizens.len(), card.roster.as_ref().unwrap().person.sms_day), (0, Some(day())));
    assert_eq!(desk.store.person_by_number(&number(2)).unwrap(), card);
    desk.assert_sound();
    desk.store.grant_roster(&[scope(2)]).unwrap();
    assert_eq!(desk.store.search("hanh", None).unwrap().hits, []);
    desk.assert_sound();
}

#[test]
fn a_roster_person_who_was_helped_is_one_person() {
    let mut desk = desk_with_roster();
    desk.store.grant_roster(&[scope(1)]).unwrap();
    desk.commit(&[citizen(1, "Trần Thị Hạnh", Some(2), 1), assist(1, 1, 1)]);
    let hits = desk.store.search("hanh", Some(scope(1))).unwrap().hits;
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].key, PersonKey::Citizen(citizen_id(1)));
    assert_eq!(hits[0].roster_state, Some(AccountState::Level2Approved));
    assert_eq!(hits[0].last.unwrap().outcome, Outcome::Done);
    let card = desk.store.person(hits[0].key).unwrap().unwrap();
    assert!(card.roster.is_some());
    assert_eq!(card.assists.len(), 1);
}

#[test]
fn a_new_edition_takes_the_old_one_off_and_keeps_what_did_not_change() {
    let mut desk = desk_with_roster();
    desk.store.grant_roster(&[scope(1)]).unwrap();
    let (kept, kept_reference) = blob(scope(1), &[("Trần Thị Hạnh", 2), ("Đỗ Văn Ý", 4)], 1);
    let (new, new_reference) = blob(scope(1), &[("Ksor H'Lan", 5)], 2);
    import(&mut desk, edition(2, scope(1), Some(1), vec![kept_reference, new_reference], 30), &[&new]).unwrap();
    let day_of = |desk: &Laptop, name: &str| {
        let hit = desk.store.search(name, None).unwrap().hits[0].clone();
        desk.store.person(hit.key).unwrap().unwrap().roster.unwrap().day
    };
    assert_eq!(day_of(&desk, "hanh"), day() + chrono::Days::new(30), "an unchanged blob is of the new list");
    assert_eq!(day_of(&desk, "lan"), day() + chrono::Days::new(30));
    let (other, other_reference) = blob(scope(1), &[("Lê Thị Năm", 6)], 3);
    import(&mut desk, edition(3, scope(1), Some(2), vec![other_reference], 60), &[&other]).unwrap();
    assert_eq!(desk.store.search("hanh", None).unwrap().hits, []);
    assert_eq!(desk.store.search("nam", None).unwrap().hits.len(), 1);
    assert_eq!(desk.store.blob(kept_reference.digest).unwrap(), None);
    assert!(matches!(desk.store.store_blob(&kept), Err(BlobError::NotNamed)), "nobody brings it back");
    assert_eq!(desk.store.roster_editions().unwrap().len(), 1);
    desk.assert_sound();
}

#[test]
fn another_laptop_asks_for_the_blobs_it_was_granted_and_lacks() {
    let (mut desk, mut other) = (desk_with_roster(), Laptop::new(11));
    let log = desk.log();
    other.receive(&log);
    assert_eq!(other.store.wanted_blobs().unwrap(), []);
    other.store.grant_roster(&[scope(1)]).unwrap();
    let wanted = other.store.wanted_blobs().unwrap();
    assert_eq!(wanted.len(), 1);
    let bytes = desk.store.blob(wanted[0].digest).unwrap().unwrap();
    assert_eq!(u32::try_from(bytes.len()).unwrap(), wanted[0].bytes);
    other.store.store_blob(&bytes).unwrap();
    other.store.store_blob(&bytes).unwrap();
    assert_eq!(other.store.wanted_blobs().unwrap(), []);
    assert_eq!(other.store.search("y do", None).unwrap().hits.len(), 1);
    assert!(matches!(other.store.store_blob(b"anything"), Err(BlobError::NotNamed)));
    other.store.rebuild().unwrap();
    assert_eq!(other.store.search("y do", None).unwrap().hits.len(), 1);
    other.assert_sound();
}

#[test]
fn a_blob_that_no_edition_names_leaves_nothing_of_the_commit() {
    let mut desk = desk_with_roster();
    let (bytes, _) = blob(scope(1), &[("Ksor H'Lan", 5)], 2);
    let saved = desk.store.outbox_counts().unwrap().saved;
    let refused = import(&mut desk, edition(2, scope(1), Some(1), vec![], 30), &[&bytes]);
    assert!(matches!(refused, Err(CommitError::BlobNotNamed)));
    assert_eq!(desk.store.outbox_counts().unwrap().saved, saved);
    assert_eq!(desk.store.roster_editions().unwrap()[0].id, RosterEditionId::from_bytes([1; 16]));
}

#[test]
fn progress_sets_the_lists_counts_beside_the_people_helped() {
    let mut desk = desk_with_roster();
    desk.commit(&[citizen(1, "Trần Thị Hạnh", Some(2), 1), assist(1, 1, 1), assist(2, 1, 1)]);
    desk.commit(&[citizen(2, "TRẦN THỊ HẠNH", Some(2), 1), assist(3, 1, 2)]);
    desk.commit(&[citizen(3, "Ksor H'Lan", None, 2), assist(4, 1, 3), assist(5, 1, 3), void(target(5))]);
    let progress = desk.store.progress().unwrap();
    let of = |n: u8| progress.iter().find(|row| row.scope == Some(scope(n))).unwrap();
    assert_eq!(of(1).roster, BTreeMap::from([(AccountState::Level2Approved, 2)]));
    assert_eq!(of(1).helped, BTreeMap::from([(Outcome::Done, 1)]), "one number, one person");
    assert_eq!((of(2).roster.len(), of(2).helped[&Outcome::Done]), (0, 1));
}
