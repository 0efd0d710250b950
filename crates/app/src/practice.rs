//! The practice commune: synthetic people, the same on every laptop; its PIN is public.

use chrono::NaiveDate;
use domain::edit::Edit;
use domain::ids::{MemberId, RosterEditionId, VillageId};
use domain::person::{PersonName, Title};
use domain::record::{Person, ROSTER_BLOB_PEOPLE_MAX, RosterEdition, RosterPerson, RosterScope, Session};
use domain::service::{Force, Role, UnitKind};
use domain::synthetic::{SyntheticPeople, SyntheticPerson, synthetic_people, synthetic_village};
use journal::RosterBlob;

use crate::failure::bug;
use crate::make::{Lists, Plan, new_id};
use crate::settings::Settings;
use crate::state::Open;
use crate::view::start::Profile;
use crate::{Error, clock, pin};

/// The PIN of the practice commune; it protects nobody.
pub const PRACTICE_PIN: &str = "135790";
/// People on the practice roster.
pub(crate) const PRACTICE_PEOPLE: u32 = 300;
/// Villages of the practice commune.
pub(crate) const PRACTICE_VILLAGES: u16 = 6;
/// The same people everywhere.
const SEED: u64 = 20_261_121;
const COMMUNE: &str = "Thực Hành";
const PLACE: &str = "Nhà văn hóa thôn";
const UNITS: [(&str, UnitKind); 4] = [
    ("Ủy ban nhân dân xã", UnitKind::Agency),
    ("Trường THCS Thực Hành", UnitKind::School),
    ("Công ty May Mẫu", UnitKind::Enterprise),
    ("Hội Phụ nữ xã", UnitKind::Organisation),
];
const MEMBERS: [(&str, Role, Force); 4] = [
    ("Phạm Mẫu Thủy", Role::Leader, Force::Police),
    ("Trần Mẫu Khoa", Role::Volunteer, Force::YouthUnion),
    ("Vũ Mẫu Lan", Role::Volunteer, Force::YouthUnion),
    ("Lê Mẫu Phú", Role::Volunteer, Force::ProjectTeam),
];

/// The plan of a practice commune with so many villages.
///
/// # Errors
/// A made-up name that is none: a fault of the program.
pub(crate) fn plan(villages: u16) -> Result<Plan, Error> {
    let title = |text: &str| Title::parse(text).map_err(|_| bug("practice-title"));
    let member = |(name, role, force): &(&str, Role, Force)| {
        PersonName::parse(name).map(|name| (name, *role, *force)).map_err(|_| bug("practice-name"))
    };
    Ok(Plan {
        profile: Profile::Practice,
        name: title(COMMUNE)?,
        villages: (0..villages).map(|village| title(&synthetic_village(village))).collect::<Result<_, _>>()?,
        units: UNITS.iter().map(|(name, kind)| Ok((title(name)?, *kind))).collect::<Result<_, Error>>()?,
        members: MEMBERS.iter().map(member).collect::<Result<_, _>>()?,
        pin: pin::composed(PRACTICE_PIN),
    })
}

/// The people of a practice commune.
pub(crate) fn people(day: NaiveDate, villages: u16) -> SyntheticPeople {
    synthetic_people(SEED, day, villages)
}

/// Writes one list per village, for `people` people altogether, and grants them all to this laptop.
///
/// # Errors
/// The file.
pub(crate) fn fill_roster(open: &mut Open, lists: &Lists, settings: &Settings, people_count: u32) -> Result<(), Error> {
    let day = clock::day_of(settings.now_ms());
    let villages = u16::try_from(lists.villages.len()).map_err(|_| bug("practice-villages"))?;
    let scopes: Vec<RosterScope> = lists.villages.iter().map(|village| RosterScope::Village(*village)).collect();
    open.store.grant_roster(&scopes)?;
    let mut by_village: Vec<Vec<RosterPerson>> = vec![Vec::new(); lists.villages.len()];
    for person in people(day, villages).take(usize::try_from(people_count).unwrap_or(usize::MAX)) {
        if let Some(list) = by_village.get_mut(usize::from(person.village)) {
            list.push(listed(person));
        }
    }
    for (scope, people) in scopes.into_iter().zip(by_village) {
        publish(open, settings, scope, day, &people)?;
    }
    Ok(())
}

/// One edition: its sealed blobs, and the entry that names them.
fn publish(
    open: &mut Open,
    settings: &Settings,
    scope: RosterScope,
    day: NaiveDate,
    people: &[RosterPerson],
) -> Result<(), Error> {
    let keyring = open.store.keyring()?;
    let key = keyring.current().ok_or_else(|| bug("sealing-key"))?;
    let commune = open.identity.commune;
    let seal = |part: &[RosterPerson]| RosterBlob::seal(part, commune, scope, key, &settings.random());
    let parts = people.chunks(ROSTER_BLOB_PEOPLE_MAX);
    let blobs: Vec<RosterBlob> = parts.map(seal).collect::<Result<_, _>>().map_err(|_| bug("roster-blob"))?;
    let mut counts = std::collections::BTreeMap::new();
    for person in people {
        *counts.entry(person.state).or_insert(0_u32) += 1;
    }
    let sizes = people.chunks(ROSTER_BLOB_PEOPLE_MAX).map(|part| u32::try_from(part.len()).unwrap_or(u32::MAX));
    let edition = RosterEdition {
        id: new_id::<RosterEditionId>(settings),
        scope,
        day,
        replaces: None,
        blobs: blobs.iter().zip(sizes).map(|(blob, people)| blob.reference(people)).collect(),
        counts,
    };
    let blobs: Vec<Vec<u8>> = blobs.iter().map(RosterBlob::to_bytes).collect();
    open.commit_roster(Edit::RosterEdition(edition), &blobs, settings)
}

fn listed(person: SyntheticPerson) -> RosterPerson {
    RosterPerson {
        person: Person {
            name: person.name,
            number: Some(person.number),
            birth: Some(person.birth),
            sex: Some(person.sex),
            phone: person.phone,
            address: Some(person.address),
        },
        state: person.account_state,
        sms_day: person.sms_day,
    }
}

/// A session of tonight in a village, with everybody there.
///
/// # Errors
/// A made-up place that is none: a fault of the program.
pub(crate) fn session(
    settings: &Settings,
    day: NaiveDate,
    village: VillageId,
    members: &[MemberId],
) -> Result<Session, Error> {
    Ok(Session {
        id: new_id(settings),
        village: Some(village),
        unit: None,
        day,
        members: members.iter().copied().collect(),
        first_ticket: 1,
        place: Some(Title::parse(PLACE).map_err(|_| bug("practice-place"))?),
    })
}
