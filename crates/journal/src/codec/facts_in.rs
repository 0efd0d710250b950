//! What identifies nobody, read; the personal parts are still `None`.

use std::collections::BTreeMap;

use domain::edit::{Edit, Kind, Target, TargetKind, Void, VoidReason};
use domain::ids::{
    CitizenId, CommuneId, DeviceId, EntryDigest, MemberId, OutreachId, RecordId, RosterEditionId, SessionId, UnitId,
    VillageId,
};
use domain::person::AgeBand;
use domain::record::{
    Assist, BlobRef, Call, Certified, Citizen, Commune, Member, Outreach, RosterEdition, RosterScope,
    SESSION_MEMBERS_MAX, Seen, Session, SessionClosed, SessionCounts, Unit, Village,
};
use domain::service::{AccountState, CallResult, Force, Outcome, OutreachKind, Role, Service, UnitKind};

use super::advice::advice;
use super::authority::{centre, decided, recovery, rekeyed, revoked};
use super::correction::correction;
use super::values::{coded, day, difficulties, id, option_id, title, utilities};
use crate::cbor::{FormatError, Reader};
use crate::limits::{CERTIFICATE_BYTES_MAX, EDITION_BLOBS_MAX, SEEN_DEVICES_MAX};

/// Account states in one edition's counts; more than exist, so that a later version may add some.
const STATES_READ_MAX: usize = 64;

/// The edit that these facts of this record say.
pub(crate) fn read_facts(kind: Kind, record: RecordId, facts: &[u8]) -> Result<Edit, FormatError> {
    match kind {
        Kind::Commune => Reader::body(facts, 2, |r| commune(r, record)),
        Kind::Village => Reader::body(facts, 1, |r| Ok(Edit::Village(Village { id: record.typed(), name: title(r)? }))),
        Kind::Unit => Reader::body(facts, 2, |r| unit(r, record)),
        Kind::Member => Reader::body(facts, 2, |r| member(r, record)),
        Kind::Certified => certified(record, facts),
        Kind::Session => Reader::body(facts, 5, |r| session(r, record)),
        Kind::SessionClosed => Reader::body(facts, 3, |r| session_closed(r, record)),
        Kind::Outreach => Reader::body(facts, 6, |r| outreach(r, record)),
        Kind::Citizen => Reader::body(facts, 2, |r| citizen(r, record)),
        Kind::Assist => Reader::body(facts, 11, |r| assist(r, record)),
        Kind::RosterEdition => Reader::body(facts, 6, |r| roster_edition(r, record)),
        Kind::Correction => Reader::body(facts, 2, |r| correction(r, record)),
        Kind::Void => Reader::body(facts, 2, |r| void(r, record)),
        Kind::Revoked => Reader::body(facts, 4, |r| revoked(r, record)),
        Kind::Rekeyed => Reader::body(facts, 2, |r| rekeyed(r, record)),
        Kind::Decided => Reader::body(facts, 5, decided),
        Kind::Recovery => Reader::body(facts, 3, |r| recovery(r, record)),
        Kind::Centre => Reader::body(facts, 2, |r| centre(r, record)),
        Kind::Call => Reader::body(facts, 3, |r| call(r, record)),
        Kind::Advice => Reader::body(facts, 2, |r| advice(r, record)),
    }
}

fn commune(r: &mut Reader<'_>, record: RecordId) -> Result<Edit, FormatError> {
    let id = CommuneId::from_bytes(*record.as_bytes());
    Ok(Edit::Commune(Commune { id, name: title(r)?, practice: r.bool()? }))
}

fn unit(r: &mut Reader<'_>, record: RecordId) -> Result<Edit, FormatError> {
    Ok(Edit::Unit(Unit { id: record.typed(), name: title(r)?, kind: coded(r, UnitKind::from_code)? }))
}

fn member(r: &mut Reader<'_>, record: RecordId) -> Result<Edit, FormatError> {
    let (role, force) = (coded(r, Role::from_code)?, coded(r, Force::from_code)?);
    Ok(Edit::Member(Member { id: record.typed(), role, force, name: None }))
}

/// The member came later: the first program wrote the certificate alone.
fn certified(subject: RecordId, facts: &[u8]) -> Result<Edit, FormatError> {
    let certificate = |r: &mut Reader<'_>| r.bytes(CERTIFICATE_BYTES_MAX).map(<[u8]>::to_vec);
    let both = Reader::body(facts, 2, |r| Ok((certificate(r)?, option_id(r, MemberId::from_bytes)?)));
    let (certificate, member) = match both {
        Err(FormatError::Fields) => (Reader::body(facts, 1, certificate)?, None),
        read => read?,
    };
    Ok(Edit::Certified(Certified { subject, certificate, member, label: None }))
}

fn session(r: &mut Reader<'_>, record: RecordId) -> Result<Edit, FormatError> {
    Ok(Edit::Session(Session {
        id: record.typed(),
        village: option_id(r, VillageId::from_bytes)?,
        unit: option_id(r, UnitId::from_bytes)?,
        day: day(r)?,
        members: r.list(SESSION_MEMBERS_MAX, |r| id(r, MemberId::from_bytes))?.into_iter().collect(),
        first_ticket: r.u32()?,
        place: None,
    }))
}

fn session_closed(r: &mut Reader<'_>, record: RecordId) -> Result<Edit, FormatError> {
    Ok(Edit::SessionClosed(SessionClosed {
        session: record.typed(),
        heads: r.option(Reader::u32)?,
        counts: r.record(7, session_counts)?,
        seen: r.list(SEEN_DEVICES_MAX, |r| r.record(3, seen))?,
    }))
}

fn session_counts(r: &mut Reader<'_>) -> Result<SessionCounts, FormatError> {
    Ok(SessionCounts {
        assists: r.u32()?,
        citizens: r.u32()?,
        done: r.u32()?,
        already_active: r.u32()?,
        come_back: r.u32()?,
        refused: r.u32()?,
        outreach_heads: r.u32()?,
    })
}

fn seen(r: &mut Reader<'_>) -> Result<Seen, FormatError> {
    Ok(Seen { device: id(r, DeviceId::from_bytes)?, seq: r.u64()?, head: EntryDigest(r.fixed()?) })
}

fn outreach(r: &mut Reader<'_>, record: RecordId) -> Result<Edit, FormatError> {
    Ok(Edit::Outreach(Outreach {
        id: OutreachId::from(record),
        session: option_id(r, SessionId::from_bytes)?,
        village: option_id(r, VillageId::from_bytes)?,
        unit: option_id(r, UnitId::from_bytes)?,
        day: day(r)?,
        kind: coded(r, OutreachKind::from_code)?,
        heads: r.u32()?,
        topic: None,
    }))
}

fn citizen(r: &mut Reader<'_>, record: RecordId) -> Result<Edit, FormatError> {
    let (village, unit) = (option_id(r, VillageId::from_bytes)?, option_id(r, UnitId::from_bytes)?);
    Ok(Edit::Citizen(Citizen { id: record.typed(), village, unit, person: None }))
}

fn assist(r: &mut Reader<'_>, record: RecordId) -> Result<Edit, FormatError> {
    Ok(Edit::Assist(Assist {
        id: record.typed(),
        session: id(r, SessionId::from_bytes)?,
        citizen: option_id(r, CitizenId::from_bytes)?,
        service: coded(r, Service::from_code)?,
        outcome: coded(r, Outcome::from_code)?,
        difficulties: difficulties(r)?,
        return_day: r.option(day)?,
        utilities: utilities(r)?,
        age: coded(r, AgeBand::from_code)?,
        state_before: coded(r, AccountState::from_code)?,
        sms_day: r.option(day)?,
        ticket: r.option(Reader::u32)?,
        note: None,
    }))
}

fn call(r: &mut Reader<'_>, record: RecordId) -> Result<Edit, FormatError> {
    let citizen = id(r, CitizenId::from_bytes)?;
    let result = coded(r, CallResult::from_code)?;
    Ok(Edit::Call(Call { id: record.typed(), citizen, result, again: r.option(day)? }))
}

fn roster_edition(r: &mut Reader<'_>, record: RecordId) -> Result<Edit, FormatError> {
    Ok(Edit::RosterEdition(RosterEdition {
        id: record.typed(),
        scope: scope(r)?,
        day: day(r)?,
        replaces: option_id(r, RosterEditionId::from_bytes)?,
        blobs: r.list(EDITION_BLOBS_MAX, |r| r.record(3, blob_ref))?,
        counts: r.list(STATES_READ_MAX, |r| r.record(2, state_count))?.into_iter().collect::<BTreeMap<_, _>>(),
    }))
}

fn scope(r: &mut Reader<'_>) -> Result<RosterScope, FormatError> {
    match r.u8()? {
        1 => id(r, VillageId::from_bytes).map(RosterScope::Village),
        2 => id(r, UnitId::from_bytes).map(RosterScope::Unit),
        _ => Err(FormatError::Newer),
    }
}

fn blob_ref(r: &mut Reader<'_>) -> Result<BlobRef, FormatError> {
    Ok(BlobRef { digest: r.fixed()?, people: r.u32()?, bytes: r.u32()? })
}

fn state_count(r: &mut Reader<'_>) -> Result<(AccountState, u32), FormatError> {
    Ok((coded(r, AccountState::from_code)?, r.u32()?))
}

fn void(r: &mut Reader<'_>, record: RecordId) -> Result<Edit, FormatError> {
    let kind = coded(r, TargetKind::from_code)?;
    Ok(Edit::Void(Void { target: Target { kind, id: record }, reason: coded(r, VoidReason::from_code)? }))
}
