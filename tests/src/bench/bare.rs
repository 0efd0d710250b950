//! The reference of saving and searching: SQLCipher with the settings of ours and nothing around it.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use domain::fold::fold;
use rusqlite::types::Value;
use rusqlite::{Connection, TransactionBehavior, params_from_iter};
use store::secret::Secret;

/// The same settings as ours.
const PRAGMAS: &str = include_str!("../../../crates/store/src/pragmas.sql");
/// The tables that a save of a new person writes, with the column that names the entry.
const TABLES: [(&str, &str); 3] = [("entry", "id"), ("citizen", "entry"), ("assist", "entry")];
/// As many as ours keeps compiled.
const STATEMENTS_MAX: usize = 128;

/// The rows of one save, by table.
pub(super) type Rows = Vec<(&'static str, Vec<Value>)>;

/// Opens a file of ours.
///
/// # Errors
/// The file or its key.
pub(super) fn open(path: &Path, key: &Secret) -> Result<Connection> {
    let db = Connection::open(path)?;
    let key: String = key.expose().iter().map(|byte| format!("{byte:02x}")).collect();
    db.execute_batch(&format!("PRAGMA key = \"x'{key}'\""))?;
    db.execute_batch(PRAGMAS)?;
    db.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    Ok(db)
}

/// Writes the rows of one save in one transaction.
///
/// # Errors
/// The database.
pub(super) fn save(db: &mut Connection, rows: &Rows) -> Result<()> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for (table, values) in rows {
        let marks = vec!["?"; values.len()].join(", ");
        let columns = if *table == "search" { "search (rowid, words)" } else { table };
        tx.prepare_cached(&format!("INSERT INTO {columns} VALUES ({marks})"))?.execute(params_from_iter(values))?;
    }
    Ok(tx.commit()?)
}

/// The newest entry.
///
/// # Errors
/// The database.
pub(super) fn newest(db: &Connection) -> Result<i64> {
    Ok(db.query_row("SELECT max(id) FROM entry", [], |row| row.get(0))?)
}

/// People on the search index.
///
/// # Errors
/// The database.
pub(super) fn places(db: &Connection) -> Result<Vec<i64>> {
    let mut statement = db.prepare("SELECT id FROM search_docsize ORDER BY id")?;
    let places = statement.query_map([], |row| row.get(0))?;
    Ok(places.collect::<Result<_, _>>()?)
}

/// The rows that saves of new people left behind entry `after`: a citizen and an assist each, and a place on the index.
///
/// # Errors
/// The database, or saves of another kind.
pub(super) fn saves(db: &Connection, after: i64, new_places: &[i64]) -> Result<Vec<Rows>> {
    let entries = newest(db)? - after;
    ensure!(entries == i64::try_from(new_places.len() * 2)?, "{entries} entries, {} places", new_places.len());
    let mut words = indexed(db, new_places)?;
    let mut one = |first| one_save(db, first, words.remove(&place_of(first)).context("a citizen is not on the index")?);
    (after + 1..).step_by(2).take(new_places.len()).map(&mut one).collect()
}

/// The place on the index of the citizen whose entry has this row.
const fn place_of(row: i64) -> i64 {
    row << 1
}

/// The words that stand on the index at these places, each once.
fn indexed(db: &Connection, places: &[i64]) -> Result<BTreeMap<i64, Vec<String>>> {
    db.execute_batch("CREATE VIRTUAL TABLE temp.word USING fts5vocab('main', 'search', 'instance')")?;
    let mut words: BTreeMap<i64, Vec<String>> = places.iter().map(|place| (*place, Vec::new())).collect();
    let mut statement = db.prepare("SELECT doc, term FROM temp.word")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(words) = words.get_mut(&row.get(0)?) {
            words.push(row.get(1)?);
        }
    }
    Ok(words)
}

fn one_save(db: &Connection, first: i64, words: Vec<String>) -> Result<Rows> {
    let mut rows = Rows::new();
    for (table, column) in TABLES {
        let select = format!("SELECT * FROM {table} WHERE {column} BETWEEN ?1 AND ?1 + 1 ORDER BY {column}");
        let mut statement = db.prepare_cached(&select)?;
        let columns = statement.column_count();
        let read = statement.query_map([first], |row| (0..columns).map(|column| row.get(column)).collect())?;
        for values in read {
            rows.push((table, values?));
        }
    }
    ensure!(rows.len() == 4, "a save is two entries, a citizen and an assist, not {} rows", rows.len());
    ensure!(words.len() > 2, "the index holds {words:?} of a person with a name and a number");
    rows.push(("search", vec![Value::Integer(place_of(first)), Value::Text(words.join(" "))]));
    Ok(rows)
}

/// The words of a person on the index, as ours are: the name folded, once more with its apostrophes as gaps, the given
/// name as such, numbers from behind.
pub(super) fn words(name: &str, numbers: &[Option<String>]) -> String {
    let folded = fold(name);
    let given = format!("·{}", folded.rsplit(' ').next().unwrap_or_default());
    let parted = name.contains('\'').then(|| fold(&name.replace('\'', " ")));
    let numbers = numbers.iter().flatten().map(|digits| digits.chars().rev().collect());
    [folded].into_iter().chain(parted).chain([given]).chain(numbers).collect::<Vec<String>>().join(" ")
}
