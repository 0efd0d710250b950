//! Where the table of a sheet begins: below the national emblem, the titles and the merged cells, in one row or two.

use std::collections::{BTreeMap, BTreeSet};

use domain::fold::fold;

use super::legacy::{self, Script};
use super::{Cell, Field, Grid, GridRow, day};

/// A header stands in one of the first rows.
const HEADER_ROWS_MAX: usize = 60;
/// So many columns must be known, a name among them.
const COLUMNS_MIN: usize = 2;
/// A text with so many digits is no title.
const DATA_DIGITS: usize = 4;
/// So many rows say in which encoding a column is.
const SAMPLE_ROWS: usize = 400;

/// A column of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its place in the sheet, from 0.
    pub index: usize,
    /// Its title, in Unicode.
    pub title: String,
    /// What it holds; none where its title says nothing known.
    pub field: Option<Field>,
    /// In which encoding its texts are.
    pub(super) script: Script,
}

/// The table of a sheet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// The number of the header's last row.
    pub header_row: u32,
    /// Its columns with a title, from left to right.
    pub columns: Vec<Column>,
    /// What stands above it, folded: titles may say what a missing column does not.
    pub(super) heading: String,
    /// Columns in which a month stands before a day somewhere, so that no day in them is certain.
    pub(super) months_first: BTreeSet<usize>,
    /// Where the rows of people begin in the sheet's rows.
    pub(super) first: usize,
}

impl Table {
    /// Says what columns hold, in place of what their titles say; none for a column that holds nothing to keep.
    pub fn choose(&mut self, choices: &BTreeMap<usize, Option<Field>>) {
        for column in &mut self.columns {
            if let Some(field) = choices.get(&column.index) {
                column.field = *field;
            }
        }
    }

    /// Whether a column holds this.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        self.columns.iter().any(|column| column.field == Some(field))
    }

    /// How many columns are known for what they hold.
    pub(super) fn recognised(&self) -> usize {
        self.columns.iter().filter(|column| column.field.is_some_and(|field| field != Field::NotKept)).count()
    }
}

/// Finds the table of a sheet.
pub(super) fn find(grid: &Grid) -> Option<Table> {
    let candidates = (0..grid.rows.len().min(HEADER_ROWS_MAX)).filter_map(|at| header_at(grid, at));
    // The first of equals: a second header further down is a page break.
    let best = candidates.rev().max_by_key(|header| known(&header.titles))?;
    let fields = fields(&best.titles);
    let named = fields.iter().any(|(_, field)| *field == Field::Name)
        || [Field::Surname, Field::GivenName].iter().all(|part| fields.iter().any(|(_, field)| field == part));
    (named && known(&best.titles) >= COLUMNS_MIN).then(|| table(grid, best, &fields))
}

/// A row that may be a header, with the row below it where titles go on there.
struct Header {
    titles: BTreeMap<usize, String>,
    last: usize,
    at: usize,
}

fn header_at(grid: &Grid, at: usize) -> Option<Header> {
    let row = grid.rows.get(at)?;
    let titles = titles_of(row);
    let one = Header { titles, last: at, at };
    let below = grid.rows.get(at.saturating_add(1)).filter(|below| below.number == row.number.saturating_add(1));
    let two = below.and_then(|below| with_below(&one, below));
    Some(two.filter(|two| known(&two.titles) >= known(&one.titles)).unwrap_or(one))
}

fn titles_of(row: &GridRow) -> BTreeMap<usize, String> {
    let title = |(at, cell): (usize, &Cell)| match cell {
        Cell::Text(text) => Some((at, in_unicode(text))),
        Cell::Empty | Cell::Number(_) | Cell::Day(_) => None,
    };
    row.cells.iter().enumerate().filter_map(title).collect()
}

/// A title in whatever old encoding it is.
fn in_unicode(title: &str) -> String {
    let one_line = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let readings = Script::ALL.map(|script| script.read(&one_line));
    let known = readings.iter().find(|reading| Field::of_title(reading).is_some()).cloned();
    known.unwrap_or_else(|| legacy::read_cell(&one_line, Script::Unicode))
}

/// Titles of two rows: what is below goes on from what stands above it or to the left above it, where cells are merged.
fn with_below(one: &Header, below: &GridRow) -> Option<Header> {
    let more = titles_of(below);
    let holds_data = below.cells.iter().any(|cell| matches!(cell, Cell::Number(_) | Cell::Day(_)));
    let is_name = |title: &String| matches!(Field::of_title(title), Some(Field::Name | Field::Surname));
    // A title above the table names nobody; a second row of titles leaves the name's place empty.
    let name = one.titles.iter().find(|(_, title)| is_name(title))?;
    // Below merged cells there is a title where none stands above; a row of data, or of a village's name, has none there.
    let is_below_merged = more.keys().any(|at| !one.titles.contains_key(at));
    let is_data =
        holds_data || more.values().any(|title| title.bytes().filter(u8::is_ascii_digit).count() >= DATA_DIGITS);
    if !is_below_merged || is_data || more.contains_key(name.0) {
        return None;
    }
    let mut titles = one.titles.clone();
    for (at, sub) in more {
        let above = one.titles.range(..=at).next_back().map(|(_, title)| title.as_str()).unwrap_or_default();
        let whole = format!("{above} {sub}");
        titles.insert(at, whole.trim().to_owned());
    }
    Some(Header { titles, last: one.last.saturating_add(1), at: one.at })
}

fn fields(titles: &BTreeMap<usize, String>) -> Vec<(usize, Field)> {
    titles.iter().filter_map(|(at, title)| Some((*at, Field::of_title(title)?))).collect()
}

/// How many different things a row of titles names.
fn known(titles: &BTreeMap<usize, String>) -> usize {
    let fields = fields(titles).into_iter().map(|(_, field)| field).filter(|field| *field != Field::NotKept);
    fields.collect::<BTreeSet<_>>().len()
}

fn table(grid: &Grid, header: Header, fields: &[(usize, Field)]) -> Table {
    let first = header.last.saturating_add(1);
    let (mut seen, mut columns) = (BTreeSet::new(), Vec::new());
    for (index, title) in header.titles {
        let field = fields.iter().find(|(at, _)| *at == index).map(|(_, field)| *field);
        // Of two columns with the same title the first counts.
        let field = field.filter(|field| *field == Field::NotKept || seen.insert(*field));
        columns.push(Column { index, title, field, script: script_of(grid, first, index) });
    }
    let header_row = grid.rows.get(header.last).map_or(0, |row| row.number);
    let months_first =
        columns.iter().map(|it| it.index).filter(|at| day::months_first(column(grid, first, *at))).collect();
    Table { header_row, columns, heading: heading(grid, header.at), months_first, first }
}

fn column(grid: &Grid, first: usize, index: usize) -> impl Iterator<Item = &str> + Clone {
    let texts = grid.rows.iter().skip(first).map(move |row| row.cell(index));
    texts.filter_map(|cell| match cell {
        Cell::Text(text) => Some(text.as_ref()),
        Cell::Empty | Cell::Number(_) | Cell::Day(_) => None,
    })
}

fn script_of(grid: &Grid, first: usize, index: usize) -> Script {
    legacy::script_of(column(grid, first, index).take(SAMPLE_ROWS))
}

/// What stands above the table, and what the sheet is called.
fn heading(grid: &Grid, header: usize) -> String {
    let above = grid.rows.iter().take(header).flat_map(titles_of).map(|(_, title)| title);
    let mut heading: Vec<String> = above.map(|title| fold(&title)).collect();
    heading.push(fold(&grid.name));
    heading.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_below_a_header_is_a_second_row_of_it_only_under_merged_cells() {
        let check = |rows: &[&str], header_row: u32, titles: &[&str]| {
            let grid = crate::roster::read_pasted(&rows.join("\n")).unwrap().remove(0);
            let table = find(&grid).unwrap();
            let found: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
            assert_eq!((table.header_row, found.as_slice()), (header_row, titles), "{rows:?}");
        };
        let one = &["TT", "Họ tên", "CCCD", "Thôn"];
        let plain = "TT\tHọ tên\tCCCD\tThôn";
        check(&[plain, "1\tLan\t\tGồm"], 1, one);
        check(&[plain, "1\t\t003090000001\tGồm"], 1, one);
        check(&[plain, "Thôn Gồm", "1\tLan\t\t"], 1, one);
        check(
            &["TT\tHọ tên\tNăm sinh\t\tThôn", "\t\tNam\tNữ"],
            2,
            &["TT", "Họ tên", "Năm sinh Nam", "Năm sinh Nữ", "Thôn"],
        );
    }
}
