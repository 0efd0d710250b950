//! The tables `commune`, `village`, `unit`, `member`, `certificate`: short lists, of each record the newest line.

use domain::person::{PersonName, Title};
use domain::record::{Certified, Commune, Member, Unit, Village};
use domain::service::{Force, Role, UnitKind};
use rusqlite::{Connection, Row, named_params};

use crate::column::Table;
use crate::error::StoreError;
use crate::project::{Listed, Projection};

const COMMUNE: Table = Table("commune");
const VILLAGE: Table = Table("village");
const UNIT: Table = Table("unit");
const MEMBER: Table = Table("member");
const CERTIFICATE: Table = Table("certificate");

/// Writes the lines of these tables.
pub(super) fn write(db: &Connection, of: &Projection) -> Result<(), StoreError> {
    of.commune.iter().try_for_each(|line| insert_commune(db, line))?;
    of.village.iter().try_for_each(|line| insert_village(db, line))?;
    of.unit.iter().try_for_each(|line| insert_unit(db, line))?;
    of.member.iter().try_for_each(|line| insert_member(db, line))?;
    of.certificates.iter().try_for_each(|line| insert_certificate(db, line))
}

/// Reads the lines that stand at a row of the journal.
pub(super) fn read(db: &Connection, entry: i64, of: &mut Projection) -> Result<(), StoreError> {
    let commune = "SELECT entry, record, name, practice FROM commune WHERE entry = :entry";
    of.commune = at(db, commune, entry, self::commune)?.or(of.commune.take());
    let village = "SELECT entry, record, name FROM village WHERE entry = :entry";
    of.village = at(db, village, entry, self::village)?.or(of.village.take());
    let unit = "SELECT entry, record, name, kind FROM unit WHERE entry = :entry";
    of.unit = at(db, unit, entry, self::unit)?.or(of.unit.take());
    let member = "SELECT entry, record, role, force, name FROM member WHERE entry = :entry";
    of.member = at(db, member, entry, self::member)?.or(of.member.take());
    let certificate = "SELECT entry, subject, bytes, member, label FROM certificate WHERE entry = :entry";
    of.certificates.extend(at(db, certificate, entry, self::certificate)?);
    Ok(())
}

/// The commune.
pub(crate) fn commune_here(db: &Connection) -> Result<Vec<Commune>, StoreError> {
    all(db, "SELECT entry, record, name, practice FROM commune ORDER BY record", commune)
}

/// Every village.
pub(crate) fn villages(db: &Connection) -> Result<Vec<Village>, StoreError> {
    all(db, "SELECT entry, record, name FROM village ORDER BY record", village)
}

/// Every unit.
pub(crate) fn units(db: &Connection) -> Result<Vec<Unit>, StoreError> {
    all(db, "SELECT entry, record, name, kind FROM unit ORDER BY record", unit)
}

/// Every member.
pub(crate) fn members(db: &Connection) -> Result<Vec<Member>, StoreError> {
    all(db, "SELECT entry, record, role, force, name FROM member ORDER BY record", member)
}

/// Every certificate that an entry published, with the row of its entry.
pub(crate) fn certificates(db: &Connection) -> Result<Vec<(i64, Certified)>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT entry, subject, bytes, member, label FROM certificate ORDER BY entry")?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let line = certificate(row)?;
        all.push((line.entry, line.record));
    }
    Ok(all)
}

fn at<R>(
    db: &Connection,
    select: &str,
    entry: i64,
    read: impl FnOnce(&Row<'_>) -> Result<Listed<R>, StoreError>,
) -> Result<Option<Listed<R>>, StoreError> {
    let mut statement = db.prepare_cached(select)?;
    let mut rows = statement.query(named_params! { ":entry": entry })?;
    rows.next()?.map(read).transpose()
}

fn all<R>(
    db: &Connection,
    select: &str,
    read: impl Fn(&Row<'_>) -> Result<Listed<R>, StoreError>,
) -> Result<Vec<R>, StoreError> {
    let mut statement = db.prepare_cached(select)?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(read(row)?.record);
    }
    Ok(all)
}

fn line<R>(table: Table, row: &Row<'_>, record: R) -> Result<Listed<R>, StoreError> {
    Ok(Listed { entry: table.get(row, "entry")?, record })
}

fn commune(row: &Row<'_>) -> Result<Listed<Commune>, StoreError> {
    let id: [u8; 16] = COMMUNE.get(row, "record")?;
    let commune = Commune {
        id: domain::ids::CommuneId::from_bytes(id),
        name: COMMUNE.text(row, "name", Title::parse)?.ok_or_else(|| COMMUNE.damaged())?,
        practice: COMMUNE.get(row, "practice")?,
    };
    line(COMMUNE, row, commune)
}

fn village(row: &Row<'_>) -> Result<Listed<Village>, StoreError> {
    let village = Village {
        id: VILLAGE.id(row, "record")?,
        name: VILLAGE.text(row, "name", Title::parse)?.ok_or_else(|| VILLAGE.damaged())?,
    };
    line(VILLAGE, row, village)
}

fn unit(row: &Row<'_>) -> Result<Listed<Unit>, StoreError> {
    let unit = Unit {
        id: UNIT.id(row, "record")?,
        name: UNIT.text(row, "name", Title::parse)?.ok_or_else(|| UNIT.damaged())?,
        kind: UNIT.read(row, "kind", UnitKind::from_code)?,
    };
    line(UNIT, row, unit)
}

fn member(row: &Row<'_>) -> Result<Listed<Member>, StoreError> {
    let member = Member {
        id: MEMBER.id(row, "record")?,
        role: MEMBER.read(row, "role", Role::from_code)?,
        force: MEMBER.read(row, "force", Force::from_code)?,
        name: MEMBER.text(row, "name", PersonName::parse)?,
    };
    line(MEMBER, row, member)
}

fn certificate(row: &Row<'_>) -> Result<Listed<Certified>, StoreError> {
    let certified = Certified {
        subject: CERTIFICATE.id(row, "subject")?,
        certificate: CERTIFICATE.get(row, "bytes")?,
        member: CERTIFICATE.id_option(row, "member")?,
        label: CERTIFICATE.text(row, "label", Title::parse)?,
    };
    line(CERTIFICATE, row, certified)
}

fn insert_commune(db: &Connection, line: &Listed<Commune>) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO commune (entry, record, name, practice) VALUES (:entry, :record, :name, :practice)",
    )?
    .execute(named_params! {
        ":entry": line.entry,
        ":record": line.record.id.as_bytes(),
        ":name": line.record.name.as_str(),
        ":practice": line.record.practice,
    })?;
    Ok(())
}

fn insert_village(db: &Connection, line: &Listed<Village>) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO village (entry, record, name) VALUES (:entry, :record, :name)")?.execute(
        named_params! {
            ":entry": line.entry, ":record": line.record.id.as_bytes(), ":name": line.record.name.as_str(),
        },
    )?;
    Ok(())
}

fn insert_unit(db: &Connection, line: &Listed<Unit>) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO unit (entry, record, name, kind) VALUES (:entry, :record, :name, :kind)")?.execute(
        named_params! {
            ":entry": line.entry,
            ":record": line.record.id.as_bytes(),
            ":name": line.record.name.as_str(),
            ":kind": line.record.kind.code(),
        },
    )?;
    Ok(())
}

fn insert_member(db: &Connection, line: &Listed<Member>) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO member (entry, record, role, force, name) VALUES (:entry, :record, :role, :force, :name)",
    )?
    .execute(named_params! {
        ":entry": line.entry,
        ":record": line.record.id.as_bytes(),
        ":role": line.record.role.code(),
        ":force": line.record.force.code(),
        ":name": line.record.name.as_ref().map(PersonName::as_str),
    })?;
    Ok(())
}

fn insert_certificate(db: &Connection, line: &Listed<Certified>) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO certificate (entry, subject, bytes, member, label)
         VALUES (:entry, :subject, :bytes, :member, :label)",
    )?
    .execute(named_params! {
        ":entry": line.entry,
        ":subject": line.record.subject.as_bytes(),
        ":bytes": line.record.certificate,
        ":member": line.record.member.map(|it| *it.as_bytes()),
        ":label": line.record.label.as_ref().map(Title::as_str),
    })?;
    Ok(())
}
