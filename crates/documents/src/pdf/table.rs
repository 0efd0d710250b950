//! A table over as many pages as it takes: its header stands again on each, and no row is cut in two.

use super::face::Weight;
use super::mark::Ink;
use super::sheet::{Align, Sheet, Style};
use super::{PdfError, mm};

/// Free room beside the text of a cell, in points.
const BESIDE: f32 = mm(1.2);
/// Free room above and below it.
const ABOVE: f32 = mm(0.8);
/// How thick the lines are.
const THICK: f32 = 0.5;

/// A column.
#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    /// Its title.
    pub title: String,
    /// Its width in points.
    pub width: f32,
    /// Where its texts stand.
    pub align: Align,
}

/// A table to draw.
#[derive(Clone, PartialEq, Debug)]
pub struct Table {
    /// Its columns, from the left.
    pub columns: Vec<Column>,
    /// Its rows, one text a column.
    pub rows: Vec<Vec<String>>,
    /// Size of the letters, in points.
    pub size: f32,
    /// A row is at least so high, in points: room to write by hand.
    pub row_min: f32,
}

/// The room that a table has.
struct Room {
    x: f32,
    /// Where a further page begins.
    top: f32,
    bottom: f32,
}

impl Table {
    /// Draws the table from `at` down to `bottom`, and on further pages from `top` on; returns where it ends.
    ///
    /// # Errors
    /// A row higher than a page, or too many pages.
    pub fn draw(&self, sheet: &mut Sheet, at: (f32, f32), top: f32, bottom: f32) -> Result<f32, PdfError> {
        let room = Room { x: at.0, top, bottom };
        let titles: Vec<String> = self.columns.iter().map(|column| column.title.clone()).collect();
        let header = Style { weight: Weight::Bold, ..Style::plain(self.size) };
        let mut y = self.row(sheet, (room.x, at.1), header, &titles)?;
        for row in &self.rows {
            let height = self.height(sheet, Style::plain(self.size), row);
            if y + height > room.bottom {
                sheet.page()?;
                y = self.row(sheet, (room.x, room.top), header, &titles)?;
            }
            if y + height > room.bottom {
                return Err(PdfError::TextTooLong);
            }
            y = self.row(sheet, (room.x, y), Style::plain(self.size), row)?;
        }
        Ok(y)
    }

    fn height(&self, sheet: &Sheet, style: Style, row: &[String]) -> f32 {
        let cells = self.columns.iter().zip(row);
        let heights = cells.map(|(column, text)| sheet.height_of(column.width - 2.0 * BESIDE, style, text));
        heights.fold(self.row_min - 2.0 * ABOVE, f32::max) + 2.0 * ABOVE
    }

    /// One row; returns where it ends.
    fn row(&self, sheet: &mut Sheet, at: (f32, f32), style: Style, row: &[String]) -> Result<f32, PdfError> {
        let (height, mut x) = (self.height(sheet, style, row), at.0);
        for (column, text) in self.columns.iter().zip(row) {
            sheet.frame((x, at.1), (column.width, height), Ink::Light, THICK);
            let width = column.width - 2.0 * BESIDE;
            sheet.paragraph((x + BESIDE, at.1 + ABOVE), width, style, column.align, text)?;
            x += column.width;
        }
        Ok(at.1 + height)
    }
}
