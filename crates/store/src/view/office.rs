//! The table `office`: where the leader sends people, of each office the newest word.

use domain::office::Office;
use domain::person::{Address, Note, Phone, Title};
use domain::record::{Advice, AdviceAbout};
use rusqlite::{Connection, Row, named_params};

use crate::column::{Table, hours_of, hours_text, tasks_of, tasks_text};
use crate::error::StoreError;
use crate::project::Listed;

const OFFICE: Table = Table("office");

const SELECT: &str = "SELECT entry, record, in_use, name, address, tasks, hours, phone, note FROM office";

pub(super) fn insert(db: &Connection, line: &Listed<Advice>, office: Option<&Office>) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO office (entry, record, in_use, name, address, tasks, hours, phone, note)
         VALUES (:entry, :record, :in_use, :name, :address, :tasks, :hours, :phone, :note)",
    )?
    .execute(named_params! {
        ":entry": line.entry,
        ":record": line.record.id.as_bytes(),
        ":in_use": line.record.in_use,
        ":name": office.map(|it| it.name.as_str()),
        ":address": office.and_then(|it| it.address.as_ref()).map(Address::as_str),
        ":tasks": office.map(|it| tasks_text(&it.tasks)),
        ":hours": office.map(|it| hours_text(&it.hours)),
        ":phone": office.and_then(|it| it.phone.as_ref()).map(Phone::as_str),
        ":note": office.and_then(|it| it.note.as_ref()).map(Note::as_str),
    })?;
    Ok(())
}

pub(super) fn at(db: &Connection, entry: i64) -> Result<Option<Listed<Advice>>, StoreError> {
    let mut statement = db.prepare_cached(&format!("{SELECT} WHERE entry = :entry"))?;
    let mut rows = statement.query(named_params! { ":entry": entry })?;
    rows.next()?.map(read).transpose()
}

/// Every office in use, in the order of their identities.
pub(crate) fn in_use(db: &Connection) -> Result<Vec<Advice>, StoreError> {
    let mut statement = db.prepare_cached(&format!("{SELECT} WHERE in_use ORDER BY record"))?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(read(row)?.record);
    }
    Ok(all)
}

fn read(row: &Row<'_>) -> Result<Listed<Advice>, StoreError> {
    let name = OFFICE.text(row, "name", Title::parse)?;
    let about = AdviceAbout::Office(name.map(|name| office(row, name)).transpose()?);
    let record = Advice { id: OFFICE.id(row, "record")?, in_use: OFFICE.get(row, "in_use")?, about };
    Ok(Listed { entry: OFFICE.get(row, "entry")?, record })
}

fn office(row: &Row<'_>, name: Title) -> Result<Office, StoreError> {
    let (tasks, hours): (String, String) = (OFFICE.get(row, "tasks")?, OFFICE.get(row, "hours")?);
    Ok(Office {
        name,
        address: OFFICE.text(row, "address", Address::parse)?,
        tasks: tasks_of(&tasks).ok_or_else(|| OFFICE.damaged())?,
        hours: hours_of(&hours).ok_or_else(|| OFFICE.damaged())?,
        phone: OFFICE.text(row, "phone", Phone::parse)?,
        note: OFFICE.text(row, "note", Note::parse)?,
    })
}
