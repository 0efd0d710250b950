//! Leaders' acts about people, laptops and keys: everything in clear, so that the centre can judge; keys are sealed by
//! HPKE before they come here.

use domain::authority::{Accepted, CentreAttached, Decided, KeyRecipient, Recovery, Rekeyed, Revoked, RevokedSubject};
use domain::edit::Edit;
use domain::ids::{CommuneId, DeviceId, EntryDigest, RecordId};
use domain::service::Role;

use super::values::{coded, heads, id, put_heads, within};
use crate::cbor::{FormatError, Reader, Writer};
use crate::entry::WriteError;
use crate::limits::{
    ACCEPTED_MAX, CENTRE_ADDRESS_BYTES_MAX, ENTRY_BYTES_MAX, REKEY_RECIPIENTS_MAX, REVOCATIONS_SEEN_MAX,
};

/// [subject kind, role left|null, [[device, seq, head|null] …], [earlier word …]]
pub(super) fn put_revoked(w: &mut Writer, it: &Revoked) -> Result<(), WriteError> {
    within(it.accepted.len(), ACCEPTED_MAX)?;
    within(it.saw.len(), REVOCATIONS_SEEN_MAX)?;
    w.array(4).u8(it.subject.code()).option(it.left, |w, role| {
        w.u8(role.code());
    });
    w.list(it.accepted.iter(), |w, row| {
        w.array(3).bytes(row.device.as_bytes()).u64(row.seq).option(row.head, |w, head| {
            w.bytes(&head.0);
        });
    });
    put_heads(w, &it.saw);
    Ok(())
}

pub(super) fn revoked(r: &mut Reader<'_>, record: RecordId) -> Result<Edit, FormatError> {
    let subject = RevokedSubject::from_code(r.u8()?, record).ok_or(FormatError::Newer)?;
    let left = r.option(|r| coded(r, Role::from_code))?;
    let accepted = r.list(ACCEPTED_MAX, |r| r.record(3, accepted))?;
    Ok(Edit::Revoked(Revoked { subject, left, accepted, saw: heads(r)? }))
}

fn accepted(r: &mut Reader<'_>) -> Result<Accepted, FormatError> {
    let (device, seq) = (id(r, DeviceId::from_bytes)?, r.u64()?);
    Ok(Accepted { device, seq, head: r.option(|r| r.fixed().map(EntryDigest))? })
}

/// [epoch, [[recipient, encapsulated key, ciphertext] …]]
pub(super) fn put_rekeyed(w: &mut Writer, it: &Rekeyed) -> Result<(), WriteError> {
    within(it.recipients.len(), REKEY_RECIPIENTS_MAX)?;
    w.array(2).u32(it.epoch).list(it.recipients.iter(), |w, to| {
        w.array(3).bytes(to.to.as_bytes()).bytes(&to.encapsulated).bytes(&to.ciphertext);
    });
    Ok(())
}

pub(super) fn rekeyed(r: &mut Reader<'_>, id: RecordId) -> Result<Edit, FormatError> {
    let epoch = r.u32()?;
    Ok(Edit::Rekeyed(Rekeyed { id, epoch, recipients: r.list(REKEY_RECIPIENTS_MAX, |r| r.record(3, recipient))? }))
}

fn recipient(r: &mut Reader<'_>) -> Result<KeyRecipient, FormatError> {
    let to = id(r, RecordId::from_bytes)?;
    Ok(KeyRecipient { to, encapsulated: r.fixed()?, ciphertext: r.bytes(ENTRY_BYTES_MAX)?.to_vec() })
}

/// [device, first, last, head, accepted]
pub(super) fn put_decided(w: &mut Writer, it: &Decided) {
    w.array(5).bytes(it.device.as_bytes()).u64(it.first).u64(it.last).bytes(&it.head.0).bool(it.accepted);
}

pub(super) fn decided(r: &mut Reader<'_>) -> Result<Edit, FormatError> {
    Ok(Edit::Decided(Decided {
        device: id(r, DeviceId::from_bytes)?,
        first: r.u64()?,
        last: r.u64()?,
        head: EntryDigest(r.fixed()?),
        accepted: r.bool()?,
    }))
}

/// [public key, encapsulated key, ciphertext]
pub(super) fn put_recovery(w: &mut Writer, it: &Recovery) {
    w.array(3).bytes(&it.public).bytes(&it.encapsulated).bytes(&it.ciphertext);
}

pub(super) fn recovery(r: &mut Reader<'_>, id: RecordId) -> Result<Edit, FormatError> {
    let (public, encapsulated) = (r.fixed()?, r.fixed()?);
    Ok(Edit::Recovery(Recovery { id, public, encapsulated, ciphertext: r.bytes(ENTRY_BYTES_MAX)?.to_vec() }))
}

/// [address, centre key]
pub(super) fn put_centre(w: &mut Writer, it: &CentreAttached) -> Result<(), WriteError> {
    within(it.address.len(), CENTRE_ADDRESS_BYTES_MAX)?;
    w.array(2).text(&it.address).bytes(&it.key);
    Ok(())
}

pub(super) fn centre(r: &mut Reader<'_>, record: RecordId) -> Result<Edit, FormatError> {
    let commune = CommuneId::from_bytes(*record.as_bytes());
    let address = r.text(CENTRE_ADDRESS_BYTES_MAX)?.to_owned();
    Ok(Edit::Centre(CentreAttached { commune, address, key: r.fixed()? }))
}
