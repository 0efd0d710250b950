//! How corrections of one field meet: every version names the heads its writer saw; what nobody names is a head.

use std::collections::BTreeSet;

use crate::edit::FieldValue;
use crate::ids::{DeviceId, EntryDigest};
use crate::record::{Assist, Citizen, Outreach, Session};
use crate::stamp::Stamp;

/// One value that a field was given, by the record's first entry or by a correction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version<V> {
    /// The entry that gave it.
    pub digest: EntryDigest,
    /// When.
    pub stamp: Stamp,
    /// Where.
    pub device: DeviceId,
    /// The heads its writer saw.
    pub saw: BTreeSet<EntryDigest>,
    /// The value.
    pub value: V,
}

/// What a field shows, and whether somebody must settle it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Merged<'a, V> {
    /// The head with the latest stamp, then the greatest device id.
    pub shown: &'a Version<V>,
    /// Every version that no other names, in the order of their digests.
    pub heads: Vec<&'a Version<V>>,
    /// More than one head, with different values.
    pub conflict: bool,
}

/// Merges the versions of one field; the order they are given in makes no difference. None when there is none.
pub fn merge<V: PartialEq>(versions: &[Version<V>]) -> Option<Merged<'_, V>> {
    let seen: BTreeSet<EntryDigest> =
        versions.iter().flat_map(|version| version.saw.iter().copied().filter(|saw| *saw != version.digest)).collect();
    let mut heads: Vec<_> = versions.iter().filter(|version| !seen.contains(&version.digest)).collect();
    heads.sort_by_key(|version| version.digest);
    heads.dedup_by_key(|version| version.digest);
    let shown = heads.iter().copied().max_by_key(|version| (version.stamp, version.device, version.digest))?;
    let conflict = heads.iter().any(|head| head.value != shown.value);
    Some(Merged { shown, heads, conflict })
}

/// A record whose fields can be corrected.
pub trait Correctable {
    /// Sets the field that `value` belongs to; a value of another kind of record changes nothing.
    fn set(&mut self, value: FieldValue);
}

impl Correctable for Session {
    #[expect(clippy::wildcard_enum_match_arm, reason = "fields of the other kinds do not belong here")]
    fn set(&mut self, value: FieldValue) {
        match value {
            FieldValue::SessionPlace(place) => self.place = place,
            FieldValue::SessionVillage(village) => self.village = village,
            FieldValue::SessionDay(day) => self.day = day,
            _ => {}
        }
    }
}

impl Correctable for Outreach {
    #[expect(clippy::wildcard_enum_match_arm, reason = "fields of the other kinds do not belong here")]
    fn set(&mut self, value: FieldValue) {
        match value {
            FieldValue::OutreachHeads(heads) => self.heads = heads,
            FieldValue::OutreachTopic(topic) => self.topic = topic,
            _ => {}
        }
    }
}

impl Correctable for Citizen {
    fn set(&mut self, value: FieldValue) {
        match (value, &mut self.person) {
            (FieldValue::CitizenVillage(village), _) => self.village = village,
            (FieldValue::CitizenUnit(unit), _) => self.unit = unit,
            (FieldValue::CitizenName(name), Some(person)) => person.name = name,
            (FieldValue::CitizenNumber(number), Some(person)) => person.number = number,
            (FieldValue::CitizenBirth(birth), Some(person)) => person.birth = birth,
            (FieldValue::CitizenSex(sex), Some(person)) => person.sex = sex,
            (FieldValue::CitizenPhone(phone), Some(person)) => person.phone = phone,
            (FieldValue::CitizenAddress(address), Some(person)) => person.address = address,
            _ => {}
        }
    }
}

impl Correctable for Assist {
    #[expect(clippy::wildcard_enum_match_arm, reason = "fields of the other kinds do not belong here")]
    fn set(&mut self, value: FieldValue) {
        match value {
            FieldValue::AssistService(service) => self.service = service,
            FieldValue::AssistOutcome(outcome) => self.outcome = outcome,
            FieldValue::AssistDifficulties(difficulties) => self.difficulties = difficulties,
            FieldValue::AssistReturnDay(day) => self.return_day = day,
            FieldValue::AssistUtilities(utilities) => self.utilities = utilities,
            FieldValue::AssistCitizen(citizen) => self.citizen = citizen,
            FieldValue::AssistAge(age) => self.age = age,
            FieldValue::AssistNote(note) => self.note = note,
            FieldValue::AssistStateBefore(state) => self.state_before = state,
            FieldValue::AssistSmsDay(day) => self.sms_day = day,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(n: u8, wall_ms: i64, saw: &[u8], value: &'static str) -> Version<&'static str> {
        Version {
            digest: EntryDigest([n; 32]),
            stamp: Stamp { wall_ms, counter: 0 },
            device: DeviceId::from_bytes([n; 16]),
            saw: saw.iter().map(|n| EntryDigest([*n; 32])).collect(),
            value,
        }
    }

    #[test]
    fn a_correction_that_saw_the_first_value_replaces_it() {
        let versions = [version(1, 10, &[], "old"), version(2, 5, &[1], "new")];
        let merged = merge(&versions).expect("two versions");
        assert_eq!(merged.shown.value, "new", "seen beats later stamps: the corrector's clock may be slow");
        assert!(!merged.conflict);
    }

    #[test]
    fn t19_two_corrections_that_did_not_see_each_other_are_one_conflict() {
        let mut versions = vec![version(1, 1, &[], "old"), version(2, 20, &[1], "left"), version(3, 30, &[1], "right")];
        for _ in 0..versions.len() {
            versions.rotate_left(1);
            let merged = merge(&versions).expect("three versions");
            assert_eq!((merged.shown.value, merged.heads.len(), merged.conflict), ("right", 2, true));
        }
        versions.push(version(4, 40, &[2, 3], "left"));
        let settled = merge(&versions).expect("four versions");
        assert_eq!((settled.shown.value, settled.conflict), ("left", false));
    }

    #[test]
    fn two_equal_values_need_no_settlement() {
        let versions = [version(1, 1, &[], "old"), version(2, 2, &[1], "same"), version(3, 3, &[1], "same")];
        assert!(!merge(&versions).expect("three versions").conflict);
    }
}
