//! The table `difficulty`: what the leader says of difficulties, of each the newest word.

use domain::catalogue::{OwnWords, Remedy, Said};
use domain::person::Title;
use domain::record::{Advice, AdviceAbout};
use rusqlite::{Connection, Row, named_params};

use crate::column::Table;
use crate::error::StoreError;
use crate::project::Listed;

const DIFFICULTY: Table = Table("difficulty");

const SELECT: &str = "SELECT entry, record, in_use, label, remedy, label_en, remedy_en FROM difficulty";

pub(super) fn insert(db: &Connection, line: &Listed<Advice>, words: Option<&OwnWords>) -> Result<(), StoreError> {
    let en = words.and_then(|it| it.en.as_ref());
    db.prepare_cached(
        "INSERT INTO difficulty (entry, record, in_use, label, remedy, label_en, remedy_en)
         VALUES (:entry, :record, :in_use, :label, :remedy, :label_en, :remedy_en)",
    )?
    .execute(named_params! {
        ":entry": line.entry,
        ":record": line.record.id.as_bytes(),
        ":in_use": line.record.in_use,
        ":label": words.map(|it| it.vi.label.as_str()),
        ":remedy": words.map(|it| it.vi.remedy.as_str()),
        ":label_en": en.map(|it| it.label.as_str()),
        ":remedy_en": en.map(|it| it.remedy.as_str()),
    })?;
    Ok(())
}

pub(super) fn at(db: &Connection, entry: i64) -> Result<Option<Listed<Advice>>, StoreError> {
    let mut statement = db.prepare_cached(&format!("{SELECT} WHERE entry = :entry"))?;
    let mut rows = statement.query(named_params! { ":entry": entry })?;
    rows.next()?.map(read).transpose()
}

/// Everything said, in the order of the codes.
pub(crate) fn all(db: &Connection) -> Result<Vec<Advice>, StoreError> {
    let mut statement = db.prepare_cached(&format!("{SELECT} ORDER BY record"))?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(read(row)?.record);
    }
    Ok(all)
}

fn read(row: &Row<'_>) -> Result<Listed<Advice>, StoreError> {
    let vi = said(row, "label", "remedy")?;
    let words =
        vi.map(|vi| Ok::<_, StoreError>(OwnWords { vi, en: said(row, "label_en", "remedy_en")? })).transpose()?;
    let (id, in_use) = (DIFFICULTY.id(row, "record")?, DIFFICULTY.get(row, "in_use")?);
    let record = Advice { id, in_use, about: AdviceAbout::Difficulty(words) };
    Ok(Listed { entry: DIFFICULTY.get(row, "entry")?, record })
}

fn said(row: &Row<'_>, label: &str, remedy: &str) -> Result<Option<Said>, StoreError> {
    let label = DIFFICULTY.text(row, label, Title::parse)?;
    let remedy = DIFFICULTY.text(row, remedy, Remedy::parse)?;
    Ok(label.zip(remedy).map(|(label, remedy)| Said { label, remedy }))
}
