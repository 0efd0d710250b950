//! Search as one types, most useful first, beside the bare question to an index of the same words in the same encrypted
//! file: the first 20, in no order.

use anyhow::Result;
use app::App;
use domain::fold::fold;
use rusqlite::{Connection, params};

use super::cost::{on_thread, percentile};
use super::home::Home;
use super::{Figure, Goal, Scale, bare};
use crate::cards;

/// Names that are typed, letter by letter.
const NAMES: usize = 60;
/// Single letters are few: each is asked for so often, or the slowest in a hundred would be the slowest of all.
const LETTER_ROUNDS: usize = 20;
/// Pages merged at a time, until nothing is left to merge: what idle moments do.
const TIDY_PAGES: u32 = 2_000;
const SEED: u64 = 43;

/// CPU of every question, in microseconds.
#[derive(Default)]
struct Taken {
    ours: Vec<f64>,
    bare: Vec<f64>,
}

/// Measures it.
///
/// # Errors
/// Whatever is refused.
pub(super) fn measure(scale: Scale) -> Result<Vec<Figure>> {
    let people = scale.of(150_000, 3_000);
    let home = Home::seeded(people, people)?;
    let mut store = home.store()?;
    while store.tidy(TIDY_PAGES)? {}
    drop(store);
    let copy = home.copy()?;
    let db = bare::open(&copy.database(), &copy.key()?)?;
    make_bare(&db)?;
    let app = home.app()?;
    let (letters, longer): (Vec<String>, Vec<String>) = typed().into_iter().partition(|text| text.len() == 1);
    let warm_up = ask(&app, &db, &longer)?;
    let letters: Vec<String> = (0..LETTER_ROUNDS).flat_map(|_| letters.clone()).collect();
    let (letters, longer) = (ask(&app, &db, &letters)?, ask(&app, &db, &longer)?);
    drop(warm_up);
    let figure = |name: &str, taken: &Taken, percent, goal| Figure {
        name: format!("search in {people} people: {name}, CPU µs"),
        ours: percentile(&taken.ours, percent),
        reference: Some(percentile(&taken.bare, percent)),
        goal,
    };
    Ok(vec![
        figure("p99", &longer, 99, Goal::Ratio(3.0)),
        figure("p99 of single letters", &letters, 99, Goal::Ratio(6.0)),
        figure("median", &longer, 50, Goal::Told),
        figure("median of single letters", &letters, 50, Goal::Told),
    ])
}

/// The reference: the same words, an index with prefixes of 1, 2 and 3, nothing else.
fn make_bare(db: &Connection) -> Result<()> {
    let tx = db.unchecked_transaction()?;
    tx.execute_batch("CREATE VIRTUAL TABLE bare USING fts5 (words, content='', prefix='1 2 3', tokenize='ascii')")?;
    let mut people = tx.prepare("SELECT entry, name, number, phone FROM citizen WHERE name IS NOT NULL")?;
    let mut rows = people.query([])?;
    while let Some(row) = rows.next()? {
        let words = bare::words(&row.get::<_, String>(1)?, &[row.get(2)?, row.get(3)?]);
        tx.prepare_cached("INSERT INTO bare (rowid, words) VALUES (?1, ?2)")?
            .execute(params![row.get::<_, i64>(0)?, words])?;
    }
    drop(rows);
    drop(people);
    tx.execute("INSERT INTO bare (bare) VALUES ('optimize')", [])?;
    Ok(tx.commit()?)
}

/// What is in the box after every key, over many names.
fn typed() -> Vec<String> {
    let people = domain::synthetic::synthetic_people(SEED, cards::today(), 6).take(NAMES);
    let prefixes = |name: String| {
        let ends = (1..=name.len()).filter_map(|end| name.get(..end).map(str::to_owned)).collect::<Vec<_>>();
        ends.into_iter().filter(|text| !text.ends_with(' '))
    };
    people.flat_map(|person| prefixes(fold(person.name.as_str()))).collect()
}

/// Asks both, by turns.
fn ask(app: &App, db: &Connection, texts: &[String]) -> Result<Taken> {
    let mut taken = Taken::default();
    for text in texts {
        taken.ours.push(on_thread(|| Ok(app.search(text)?))?.0);
        taken.bare.push(on_thread(|| ask_bare(db, text))?.0);
    }
    Ok(taken)
}

fn ask_bare(db: &Connection, text: &str) -> Result<Vec<i64>> {
    let mut statement = db.prepare_cached("SELECT rowid FROM bare WHERE bare MATCH ?1 LIMIT 20")?;
    let found = statement.query_map([format!("{text}*")], |row| row.get(0))?;
    Ok(found.collect::<Result<_, _>>()?)
}
