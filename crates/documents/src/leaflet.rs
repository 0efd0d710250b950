//! A leaflet: steps and warnings on one page, with a code that leads on. Never here: what the steps are.

use chrono::NaiveDate;

use crate::code::Code;
use crate::pdf::{About, Align, Ink, Paper, PdfError, Sheet, Style, Weight, mm};

/// Most parts of a leaflet.
pub const PARTS_MAX: usize = 6;
/// Most steps of one part.
pub const STEPS_MAX: usize = 12;

const MARGIN: f32 = mm(14.0);
const GAP: f32 = mm(8.0);
const WIDTH: f32 = (mm(210.0) - 2.0 * MARGIN - GAP) / 2.0;
const TOP: f32 = mm(47.0);
const BOTTOM: f32 = mm(284.0);
const CODE: f32 = mm(27.0);
/// Letters are made as large as the page allows, between these.
const SIZES: [f32; 7] = [10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5];

/// A leaflet to print, its words in the reader's language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Leaflet {
    /// Its title.
    pub title: String,
    /// One or two sentences below it: who it is from, what it is for.
    pub lead: String,
    /// Language of the words: `vi`, `en`.
    pub language: &'static str,
    /// The day it is printed on.
    pub day: NaiveDate,
    /// The parts, at most [`PARTS_MAX`].
    pub parts: Vec<Part>,
    /// The address behind the code, written out below it too.
    pub address: String,
    /// What the address leads to.
    pub address_label: String,
    /// The sentence at the foot.
    pub foot: String,
}

/// A part of a leaflet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// Its title.
    pub title: String,
    /// Steps have numbers, warnings have none.
    pub numbered: bool,
    /// Title and text of each, at most [`STEPS_MAX`].
    pub steps: Vec<(String, String)>,
}

/// The leaflet as a PDF of one A4 page.
///
/// # Errors
/// [`PdfError::TextTooLong`] where it does not fit one page.
pub fn leaflet_pdf(leaflet: &Leaflet) -> Result<Vec<u8>, PdfError> {
    let too_many = leaflet.parts.iter().any(|part| part.steps.len() > STEPS_MAX);
    if too_many || leaflet.parts.len() > PARTS_MAX {
        return Err(PdfError::TextTooLong);
    }
    let about = About { title: leaflet.title.clone(), language: leaflet.language, day: leaflet.day };
    let mut sheet = Sheet::new(about, Paper::A4)?;
    sheet.page()?;
    let size = SIZES.into_iter().find(|size| fits(&sheet, leaflet, *size)).ok_or(PdfError::TextTooLong)?;
    head(&mut sheet, leaflet)?;
    let mut spot = (MARGIN, TOP);
    for block in blocks(leaflet) {
        let height = block.height(&sheet, size);
        if spot.1 + height > BOTTOM {
            spot = (spot.0 + WIDTH + GAP, TOP);
        }
        block.draw(&mut sheet, spot, size)?;
        spot.1 += height;
    }
    sheet.rule((MARGIN, mm(286.0)), (mm(210.0) - MARGIN, mm(286.0)), Ink::Light, 0.5);
    let width = mm(210.0) - 2.0 * MARGIN;
    sheet.paragraph((MARGIN, mm(287.0)), width, Style::quiet(8.0), Align::Centre, &leaflet.foot)?;
    sheet.finish()
}

/// What stays together: a step, with its part's title where it is the first.
struct Block<'a> {
    part: Option<&'a str>,
    number: Option<usize>,
    title: &'a str,
    text: &'a str,
}

fn blocks(leaflet: &Leaflet) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    for part in &leaflet.parts {
        for (number, (title, text)) in (1..).zip(&part.steps) {
            let first = (number == 1).then_some(part.title.as_str());
            blocks.push(Block { part: first, number: part.numbered.then_some(number), title, text });
        }
    }
    blocks
}

impl Block<'_> {
    fn styles(size: f32) -> (Style, Style, Style) {
        (Style::bold(size + 3.0), Style::bold(size), Style::plain(size))
    }

    fn heading(&self) -> String {
        self.number.map_or_else(|| self.title.to_owned(), |number| format!("{number}. {}", self.title))
    }

    fn height(&self, sheet: &Sheet, size: f32) -> f32 {
        let (part, title, text) = Self::styles(size);
        let above = self.part.map_or(0.0, |it| sheet.height_of(WIDTH, part, it) + mm(3.0));
        above + sheet.height_of(WIDTH, title, &self.heading()) + sheet.height_of(WIDTH, text, self.text) + mm(1.6)
    }

    fn draw(&self, sheet: &mut Sheet, at: (f32, f32), size: f32) -> Result<(), PdfError> {
        let (part, title, text) = Self::styles(size);
        let mut y = at.1;
        if let Some(it) = self.part {
            y += mm(1.0) + sheet.paragraph((at.0, y + mm(1.0)), WIDTH, part, Align::Left, it)?;
            sheet.rule((at.0, y + mm(0.4)), (at.0 + WIDTH, y + mm(0.4)), Ink::Black, 0.8);
            y += mm(2.0);
        }
        y += sheet.paragraph((at.0, y), WIDTH, title, Align::Left, &self.heading())?;
        sheet.paragraph((at.0, y), WIDTH, text, Align::Left, self.text)?;
        Ok(())
    }
}

/// Whether two columns hold everything in letters of this size.
fn fits(sheet: &Sheet, leaflet: &Leaflet, size: f32) -> bool {
    let (mut columns, mut y) = (1, TOP);
    for block in blocks(leaflet) {
        let height = block.height(sheet, size);
        if y + height > BOTTOM {
            (columns, y) = (columns + 1, TOP);
        }
        y += height;
    }
    columns <= 2
}

fn head(sheet: &mut Sheet, leaflet: &Leaflet) -> Result<(), PdfError> {
    let right = mm(210.0) - MARGIN;
    let width = right - MARGIN - CODE - mm(10.0);
    let mut y = mm(12.0);
    y += sheet.paragraph((MARGIN, y), width, Style::bold(19.0), Align::Left, &leaflet.title)?;
    y += sheet.paragraph((MARGIN, y + mm(1.0)), width, Style::plain(10.0), Align::Left, &leaflet.lead)?;
    let label = Style { weight: Weight::Bold, ..Style::quiet(8.5) };
    y += sheet.paragraph((MARGIN, y + mm(2.0)), width, label, Align::Left, &leaflet.address_label)?;
    sheet.paragraph((MARGIN, y + mm(2.0)), width, Style::quiet(8.5), Align::Left, &leaflet.address)?;
    let code = Code::of(&leaflet.address).map_err(|_| PdfError::TextTooLong)?;
    sheet.code((right - CODE, mm(12.0)), CODE, &code);
    Ok(())
}
