//! A sheet as it was read: rows by their numbers, cells by their columns.

use chrono::NaiveDate;

use super::{ROSTER_CELL_CHARS_MAX, ROSTER_COLUMNS_MAX, ROSTER_ROWS_MAX, RosterFileError};

/// What stands in a cell.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// A text without outer white space, at most `ROSTER_CELL_CHARS_MAX` characters.
    Text(Box<str>),
    /// A number, as a spreadsheet holds it.
    Number(f64),
    /// A day, told by the cell's format.
    Day(NaiveDate),
}

/// A row with something in it.
#[derive(Clone, PartialEq, Debug)]
pub struct GridRow {
    /// Its number in the file, from 1.
    pub number: u32,
    /// Its cells from the first column on; empty ones at the end are left out.
    pub cells: Vec<Cell>,
}

/// A sheet.
#[derive(Clone, PartialEq, Debug)]
pub struct Grid {
    /// Its name; empty where the form has none.
    pub name: String,
    /// Its rows in their order.
    pub rows: Vec<GridRow>,
    /// Hidden in the workbook: somebody's helper table, of which nothing is read but the name.
    pub hidden: bool,
}

impl Cell {
    /// A text cell; white space alone is nothing.
    pub(super) fn of_text(text: &str) -> Self {
        let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}' | '\0'));
        match text.char_indices().nth(ROSTER_CELL_CHARS_MAX) {
            _ if text.is_empty() => Self::Empty,
            Some((end, _)) => Self::Text(text.get(..end).unwrap_or_default().into()),
            None => Self::Text(text.into()),
        }
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// What a person would read in it; days the Vietnamese way.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.to_string(),
            Self::Number(number) => whole(*number).unwrap_or_else(|| number.to_string()),
            Self::Day(day) => day.format("%d/%m/%Y").to_string(),
        }
    }
}

/// The digits of a number without a fraction, as large as a personal number may be.
pub(super) fn whole(number: f64) -> Option<String> {
    let is_whole = number.fract() == 0.0 && (0.0..1e15).contains(&number);
    is_whole.then(|| format!("{number:.0}"))
}

impl GridRow {
    /// A cell by its column.
    #[must_use]
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

/// Puts rows together, within the limits of all sheets of a file.
#[derive(Debug, Default)]
pub(super) struct Rows {
    done: usize,
    rows: Vec<GridRow>,
}

impl Rows {
    /// Puts a cell at its place; rows come in their order. Columns past the limit are not read.
    pub(super) fn put(&mut self, row: u32, column: usize, cell: Cell) -> Result<(), RosterFileError> {
        if cell.is_empty() || column >= ROSTER_COLUMNS_MAX {
            return Ok(());
        }
        let number = row.saturating_add(1);
        if self.rows.last().is_none_or(|last| last.number < number) {
            if self.done.saturating_add(self.rows.len()) >= ROSTER_ROWS_MAX {
                return Err(RosterFileError::TooManyRows);
            }
            self.rows.push(GridRow { number, cells: Vec::new() });
        }
        // A row that was begun before: files that jump back and forth are searched.
        let at = self.rows.binary_search_by_key(&number, |row| row.number);
        if let Some(row) = at.ok().and_then(|at| self.rows.get_mut(at)) {
            row.cells.resize(row.cells.len().max(column.saturating_add(1)), Cell::Empty);
            if let Some(place) = row.cells.get_mut(column) {
                *place = cell;
            }
        }
        Ok(())
    }

    /// The rows of the sheet that ends here.
    pub(super) fn end_sheet(&mut self) -> Vec<GridRow> {
        self.done = self.done.saturating_add(self.rows.len());
        std::mem::take(&mut self.rows)
    }
}
