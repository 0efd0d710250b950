//! A document while it is drawn, page by page. Lengths are points from the upper left corner.

use krilla::Document;
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;

use chrono::Datelike;

use super::face::{Faces, Shaped, Weight};
use super::mark::{Ink, Mark};
use super::{About, PAGES_MAX, PARAGRAPH_BYTES_MAX, Paper, PdfError};
use crate::code::Code;

/// From one line of a paragraph to the next, in em: marks above capitals and below vowels stay apart.
const LINE_EM: f32 = 1.4;
/// From the top of a line to its baseline, in em.
const ASCENT_EM: f32 = 1.05;

/// Size, weight and ink of letters.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Style {
    /// Size in points.
    pub size: f32,
    /// Weight.
    pub weight: Weight,
    /// Ink.
    pub ink: Ink,
}

impl Style {
    /// Black, for reading.
    #[must_use]
    pub const fn plain(size: f32) -> Self {
        Self { size, weight: Weight::Regular, ink: Ink::Black }
    }

    /// Black and bold.
    #[must_use]
    pub const fn bold(size: f32) -> Self {
        Self { size, weight: Weight::Bold, ink: Ink::Black }
    }

    /// Small print.
    #[must_use]
    pub const fn quiet(size: f32) -> Self {
        Self { size, weight: Weight::Regular, ink: Ink::Dark }
    }

    /// From one line to the next, in points.
    #[must_use]
    pub const fn line(self) -> f32 {
        self.size * LINE_EM
    }
}

/// Where the lines of a paragraph stand in its width.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
    /// From edge to edge, except the last line.
    Justified,
}

/// A document being drawn.
pub struct Sheet {
    about: About,
    paper: Paper,
    faces: Faces,
    pages: Vec<Vec<Mark>>,
}

impl Sheet {
    /// A document without a page.
    ///
    /// # Errors
    /// [`PdfError::Drawing`].
    pub fn new(about: About, paper: Paper) -> Result<Self, PdfError> {
        Ok(Self { about, paper, faces: Faces::built_in()?, pages: Vec::new() })
    }

    /// Begins the next page.
    ///
    /// # Errors
    /// [`PdfError::TooManyPages`].
    pub fn page(&mut self) -> Result<(), PdfError> {
        if self.pages.len() >= PAGES_MAX {
            return Err(PdfError::TooManyPages);
        }
        self.pages.push(Vec::new());
        Ok(())
    }

    /// The paper.
    #[must_use]
    pub const fn paper(&self) -> Paper {
        self.paper
    }

    /// Pages so far.
    #[must_use]
    pub const fn pages(&self) -> usize {
        self.pages.len()
    }

    /// One line whose upper left corner is at `at`; returns how wide it is.
    pub fn line(&mut self, at: (f32, f32), style: Style, text: &str) -> f32 {
        let line = self.faces.of(style.weight).shape(text);
        let width = line.width_em * style.size;
        self.set(at, style, line);
        width
    }

    /// How wide a line would be.
    #[must_use]
    pub fn width_of(&self, style: Style, text: &str) -> f32 {
        self.faces.of(style.weight).shape(text).width_em * style.size
    }

    /// How high a paragraph would be.
    #[must_use]
    pub fn height_of(&self, width: f32, style: Style, text: &str) -> f32 {
        let lines = self.faces.of(style.weight).wrap(text, width / style.size).len();
        style.line() * u16::try_from(lines).map_or(0.0, f32::from)
    }

    /// A text broken at its spaces into lines of at most `width`; returns how high it is.
    ///
    /// # Errors
    /// [`PdfError::TextTooLong`].
    pub fn paragraph(
        &mut self,
        at: (f32, f32),
        width: f32,
        style: Style,
        align: Align,
        text: &str,
    ) -> Result<f32, PdfError> {
        if text.len() > PARAGRAPH_BYTES_MAX {
            return Err(PdfError::TextTooLong);
        }
        let (cut, width_em) = (self.faces.of(style.weight), width / style.size);
        let shaped: Vec<Shaped> = cut.wrap(text, width_em).iter().map(|line| cut.shape(line)).collect();
        let (count, mut y) = (shaped.len(), at.1);
        for (number, line) in (1..).zip(shaped) {
            let line = match align {
                Align::Justified if number < count => line.stretched(width_em),
                Align::Justified | Align::Left | Align::Centre | Align::Right => line,
            };
            let room = width - line.width_em * style.size;
            let x = match align {
                Align::Left | Align::Justified => at.0,
                Align::Centre => at.0 + room / 2.0,
                Align::Right => at.0 + room,
            };
            self.set((x, y), style, line);
            y += style.line();
        }
        Ok(y - at.1)
    }

    /// A straight line.
    pub fn rule(&mut self, from: (f32, f32), to: (f32, f32), ink: Ink, thick: f32) {
        self.put(Mark::Rule { from, to, ink, thick });
    }

    /// A rectangle's outline.
    pub fn frame(&mut self, at: (f32, f32), size: (f32, f32), ink: Ink, thick: f32) {
        self.put(Mark::Frame { at, size, ink, thick });
    }

    /// A code `side` wide and high; the caller leaves four modules of white around it.
    pub fn code(&mut self, at: (f32, f32), side: f32, code: &Code) {
        self.put(Mark::Code { at, side, code: code.clone() });
    }

    /// Writes on every page once it is known how many there are: `text` makes a line of page number and count.
    pub fn on_each_page(&mut self, at: (f32, f32), style: Style, text: impl Fn(usize, usize) -> String) {
        let count = self.pages.len();
        for (number, page) in (1..).zip(&mut self.pages) {
            let line = self.faces.of(style.weight).shape(&text(number, count));
            // The place is the line's upper right corner.
            let x = at.0 - line.width_em * style.size;
            page.push(mark((x, at.1), style, line));
        }
    }

    /// The document's bytes.
    ///
    /// # Errors
    /// [`PdfError::Drawing`].
    pub fn finish(self) -> Result<Vec<u8>, PdfError> {
        let (width, height) = self.paper.size();
        let settings = PageSettings::from_wh(width, height).ok_or(PdfError::Drawing)?;
        let mut document = Document::new();
        document.set_metadata(metadata(&self.about));
        for marks in &self.pages {
            let mut page = document.start_page_with(settings.clone());
            let mut surface = page.surface();
            marks.iter().try_for_each(|mark| mark.draw(&mut surface, &self.faces))?;
            surface.finish();
            page.finish();
        }
        document.finish().map_err(|_| PdfError::Drawing)
    }

    fn set(&mut self, at: (f32, f32), style: Style, line: Shaped) {
        if !line.glyphs.is_empty() {
            self.put(mark(at, style, line));
        }
    }

    /// What is drawn before the first page is begun is drawn nowhere: every caller begins one.
    fn put(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }
}

fn mark(at: (f32, f32), style: Style, line: Shaped) -> Mark {
    let Style { size, weight, ink } = style;
    Mark::Line { x: at.0, baseline: at.1 + size * ASCENT_EM, size, weight, ink, line }
}

fn metadata(about: &About) -> Metadata {
    let part = |part: u32| u8::try_from(part).unwrap_or(1);
    let year = u16::try_from(about.day.year()).unwrap_or_default();
    let day = DateTime::new(year).month(part(about.day.month())).day(part(about.day.day()));
    Metadata::new()
        .title(about.title.clone())
        .language(about.language.to_owned())
        .creator("Đồng Hành".to_owned())
        .creation_date(day)
}
