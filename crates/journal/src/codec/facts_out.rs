//! What identifies nobody, written.

use domain::edit::{Edit, Void};
use domain::record::{
    Assist, Call, Certified, Citizen, Commune, Member, Outreach, RosterEdition, RosterScope, SESSION_MEMBERS_MAX,
    Session, SessionClosed, Unit, Village,
};

use super::advice::put_advice;
use super::authority::{put_centre, put_decided, put_recovery, put_rekeyed, put_revoked};
use super::correction::put_correction;
use super::values::{put_day, put_difficulties, put_option_day, put_option_id, put_utilities, within};
use crate::cbor::Writer;
use crate::entry::WriteError;
use crate::limits::{CERTIFICATE_BYTES_MAX, EDITION_BLOBS_MAX, SEEN_DEVICES_MAX};

/// The facts of an edit; the record's identity stands in the header.
pub(crate) fn write_facts(edit: &Edit) -> Result<Vec<u8>, WriteError> {
    let mut w = Writer::new();
    match edit {
        Edit::Commune(it) => commune(&mut w, it),
        Edit::Village(it) => village(&mut w, it),
        Edit::Unit(it) => unit(&mut w, it),
        Edit::Member(it) => member(&mut w, it),
        Edit::Certified(it) => certified(&mut w, it)?,
        Edit::Session(it) => session(&mut w, it)?,
        Edit::SessionClosed(it) => session_closed(&mut w, it)?,
        Edit::Outreach(it) => outreach(&mut w, it),
        Edit::Citizen(it) => citizen(&mut w, it),
        Edit::Assist(it) => assist(&mut w, it)?,
        Edit::RosterEdition(it) => roster_edition(&mut w, it)?,
        Edit::Correction(it) => put_correction(&mut w, it)?,
        Edit::Void(it) => void(&mut w, it),
        Edit::Revoked(it) => put_revoked(&mut w, it)?,
        Edit::Rekeyed(it) => put_rekeyed(&mut w, it)?,
        Edit::Decided(it) => put_decided(&mut w, it),
        Edit::Recovery(it) => put_recovery(&mut w, it),
        Edit::Centre(it) => put_centre(&mut w, it)?,
        Edit::Call(it) => call(&mut w, it),
        Edit::Advice(it) => put_advice(&mut w, it),
    }
    Ok(w.finish())
}

/// [name, practice]
fn commune(w: &mut Writer, it: &Commune) {
    w.array(2).text(it.name.as_str()).bool(it.practice);
}

/// [name]
fn village(w: &mut Writer, it: &Village) {
    w.array(1).text(it.name.as_str());
}

/// [name, kind]
fn unit(w: &mut Writer, it: &Unit) {
    w.array(2).text(it.name.as_str()).u8(it.kind.code());
}

/// [role, force]
fn member(w: &mut Writer, it: &Member) {
    w.array(2).u8(it.role.code()).u8(it.force.code());
}

/// [certificate, member|null]
fn certified(w: &mut Writer, it: &Certified) -> Result<(), WriteError> {
    within(it.certificate.len(), CERTIFICATE_BYTES_MAX)?;
    w.array(2).bytes(&it.certificate);
    put_option_id(w, it.member.as_ref().map(|id| id.as_bytes()));
    Ok(())
}

/// [village|null, unit|null, day, members, first ticket]
fn session(w: &mut Writer, it: &Session) -> Result<(), WriteError> {
    within(it.members.len(), SESSION_MEMBERS_MAX)?;
    w.array(5);
    put_option_id(w, it.village.as_ref().map(|id| id.as_bytes()));
    put_option_id(w, it.unit.as_ref().map(|id| id.as_bytes()));
    put_day(w, it.day);
    w.list(it.members.iter(), |w, member| {
        w.bytes(member.as_bytes());
    });
    w.u32(it.first_ticket);
    Ok(())
}

/// [heads|null, [assists, citizens, done, already active, come back, refused, outreach heads], [[device, seq, head] …]]
fn session_closed(w: &mut Writer, it: &SessionClosed) -> Result<(), WriteError> {
    within(it.seen.len(), SEEN_DEVICES_MAX)?;
    w.array(3).option(it.heads, |w, heads| {
        w.u32(heads);
    });
    let counts = &it.counts;
    w.array(7).u32(counts.assists).u32(counts.citizens).u32(counts.done).u32(counts.already_active);
    w.u32(counts.come_back).u32(counts.refused).u32(counts.outreach_heads);
    w.list(it.seen.iter(), |w, seen| {
        w.array(3).bytes(seen.device.as_bytes()).u64(seen.seq).bytes(&seen.head.0);
    });
    Ok(())
}

/// [session|null, village|null, unit|null, day, kind, heads]
fn outreach(w: &mut Writer, it: &Outreach) {
    w.array(6);
    put_option_id(w, it.session.as_ref().map(|id| id.as_bytes()));
    put_option_id(w, it.village.as_ref().map(|id| id.as_bytes()));
    put_option_id(w, it.unit.as_ref().map(|id| id.as_bytes()));
    put_day(w, it.day);
    w.u8(it.kind.code()).u32(it.heads);
}

/// [village|null, unit|null]
fn citizen(w: &mut Writer, it: &Citizen) {
    w.array(2);
    put_option_id(w, it.village.as_ref().map(|id| id.as_bytes()));
    put_option_id(w, it.unit.as_ref().map(|id| id.as_bytes()));
}

/// [session, citizen|null, service, outcome, difficulties, return day|null, utilities, age band, state before,
/// SMS day|null, ticket|null]
fn assist(w: &mut Writer, it: &Assist) -> Result<(), WriteError> {
    w.array(11).bytes(it.session.as_bytes());
    put_option_id(w, it.citizen.as_ref().map(|id| id.as_bytes()));
    w.u8(it.service.code()).u8(it.outcome.code());
    put_difficulties(w, &it.difficulties)?;
    put_option_day(w, it.return_day);
    put_utilities(w, &it.utilities);
    w.u8(it.age.code()).u8(it.state_before.code());
    put_option_day(w, it.sms_day);
    w.option(it.ticket, |w, ticket| {
        w.u32(ticket);
    });
    Ok(())
}

/// [citizen, result, again|null]
fn call(w: &mut Writer, it: &Call) {
    w.array(3).bytes(it.citizen.as_bytes()).u8(it.result.code());
    put_option_day(w, it.again);
}

/// [scope kind, scope, day, replaces|null, [[digest, people, bytes] …], [[account state, people] …]]
fn roster_edition(w: &mut Writer, it: &RosterEdition) -> Result<(), WriteError> {
    within(it.blobs.len(), EDITION_BLOBS_MAX)?;
    w.array(6);
    put_scope(w, it.scope);
    put_day(w, it.day);
    put_option_id(w, it.replaces.as_ref().map(|id| id.as_bytes()));
    w.list(it.blobs.iter(), |w, blob| {
        w.array(3).bytes(&blob.digest).u32(blob.people).u32(blob.bytes);
    });
    w.list(it.counts.iter(), |w, (state, people)| {
        w.array(2).u8(state.code()).u32(*people);
    });
    Ok(())
}

/// Two fields: 1 village or 2 unit, and which.
fn put_scope(w: &mut Writer, scope: RosterScope) {
    match scope {
        RosterScope::Village(id) => w.u8(1).bytes(id.as_bytes()),
        RosterScope::Unit(id) => w.u8(2).bytes(id.as_bytes()),
    };
}

/// [target kind, reason]
fn void(w: &mut Writer, it: &Void) {
    w.array(2).u8(it.target.kind.code()).u8(it.reason.code());
}
