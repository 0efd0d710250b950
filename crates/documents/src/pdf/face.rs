//! The typeface of printed pages: Be Vietnam Pro, drawn for Vietnamese. What is measured is what is drawn.

use std::cell::RefCell;
use std::collections::BTreeMap;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, Face, UnicodeBuffer};

use super::PdfError;

static REGULAR: &[u8] = include_bytes!("../../../../assets/fonts/BeVietnamPro-Regular.ttf");
static BOLD: &[u8] = include_bytes!("../../../../assets/fonts/BeVietnamPro-Bold.ttf");

/// Texts whose glyphs are remembered: forms say the same words on every page.
const SHAPED_MAX: usize = 1_000;

/// How heavy letters are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Weight {
    /// For reading.
    #[default]
    Regular,
    /// For titles and labels.
    Bold,
}

/// Both weights, ready to measure and to draw.
pub(super) struct Faces {
    regular: Cut,
    bold: Cut,
}

/// One weight.
pub(super) struct Cut {
    shapes: Face<'static>,
    shaped: RefCell<BTreeMap<String, Shaped>>,
    pub(super) draws: Font,
}

/// A line of text as glyphs; lengths in em.
#[derive(Clone, Debug)]
pub(super) struct Shaped {
    pub(super) text: String,
    pub(super) glyphs: Vec<KrillaGlyph>,
    pub(super) width_em: f32,
}

impl Faces {
    /// Reads the built-in typeface.
    pub(super) fn built_in() -> Result<Self, PdfError> {
        Ok(Self { regular: Cut::read(REGULAR)?, bold: Cut::read(BOLD)? })
    }

    pub(super) const fn of(&self, weight: Weight) -> &Cut {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }
}

impl Cut {
    fn read(bytes: &'static [u8]) -> Result<Self, PdfError> {
        let shapes = Face::from_slice(bytes, 0).ok_or(PdfError::Drawing)?;
        let draws = Font::new(bytes.into(), 0).ok_or(PdfError::Drawing)?;
        Ok(Self { shapes, draws, shaped: RefCell::default() })
    }

    /// One line, its marks in their places.
    pub(super) fn shape(&self, text: &str) -> Shaped {
        if let Some(known) = self.shaped.borrow().get(text) {
            return known.clone();
        }
        let made = self.shape_anew(text);
        let mut shaped = self.shaped.borrow_mut();
        if shaped.len() < SHAPED_MAX {
            shaped.insert(text.to_owned(), made.clone());
        }
        made
    }

    fn shape_anew(&self, text: &str) -> Shaped {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        let shaped = rustybuzz::shape(&self.shapes, &[], buffer);
        let starts: Vec<usize> = shaped.glyph_infos().iter().map(|it| index(it.cluster)).collect();
        let (em, mut width_em, mut glyphs) = (self.draws.units_per_em(), 0.0, Vec::new());
        for (at, (info, place)) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()).enumerate() {
            let start = index(info.cluster);
            let end = starts.iter().skip(at).find(|next| **next > start).copied().unwrap_or(text.len());
            let advance = units(place.x_advance) / em;
            let (right, up) = (units(place.x_offset) / em, units(place.y_offset) / em);
            width_em += advance;
            glyphs.push(KrillaGlyph::new(GlyphId::new(info.glyph_id), advance, right, up, 0.0, start..end, None));
        }
        Shaped { text: text.to_owned(), glyphs, width_em }
    }

    /// Breaks a text at its spaces into lines no wider than `width_em`; a word that is wider is broken between letters.
    pub(super) fn wrap(&self, text: &str, width_em: f32) -> Vec<String> {
        let space_em = self.shape(" ").width_em;
        let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0.0);
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            for piece in self.pieces(word, width_em) {
                let piece_em = self.shape(&piece).width_em;
                if !line.is_empty() && used + space_em + piece_em > width_em {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                if !line.is_empty() {
                    line.push(' ');
                    used += space_em;
                }
                line.push_str(&piece);
                used += piece_em;
            }
        }
        lines.push(line);
        lines
    }

    fn pieces(&self, word: &str, width_em: f32) -> Vec<String> {
        if self.shape(word).width_em <= width_em {
            return vec![word.to_owned()];
        }
        let (mut pieces, mut piece) = (Vec::new(), String::new());
        for letter in word.chars() {
            piece.push(letter);
            if self.shape(&piece).width_em > width_em && piece.chars().count() > 1 {
                piece.pop();
                pieces.push(std::mem::replace(&mut piece, letter.to_string()));
            }
        }
        pieces.push(piece);
        pieces
    }
}

impl Shaped {
    /// The same line with its spaces widened until it is `width_em` wide.
    pub(super) fn stretched(mut self, width_em: f32) -> Self {
        let is_space = |text: &str, glyph: &KrillaGlyph| text.get(glyph.text_range.clone()) == Some(" ");
        let spaces = self.glyphs.iter().filter(|glyph| is_space(&self.text, glyph)).count();
        let Ok(spaces @ 1..) = u16::try_from(spaces) else { return self };
        let more_em = (width_em - self.width_em).max(0.0) / f32::from(spaces);
        for glyph in self.glyphs.iter_mut().filter(|glyph| is_space(&self.text, glyph)) {
            glyph.x_advance += more_em;
        }
        Self { width_em: width_em.max(self.width_em), ..self }
    }
}

/// Where a cluster begins in the text.
fn index(cluster: u32) -> usize {
    usize::try_from(cluster).unwrap_or(usize::MAX)
}

/// Units of a typeface's design; they fit 16 bits.
fn units(units: i32) -> f32 {
    i16::try_from(units).map_or(0.0, f32::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vietnamese_letter_has_a_glyph_in_both_weights() {
        let letters = include_str!("../../../domain/tests/data/vietnamese_letters.txt");
        let faces = Faces::built_in().unwrap();
        for weight in [Weight::Regular, Weight::Bold] {
            let shaped = faces.of(weight).shape(&letters.replace(['\n', '\r'], ""));
            assert!(shaped.glyphs.iter().all(|glyph| glyph.glyph_id != GlyphId::new(0)));
        }
    }

    #[test]
    fn lines_are_broken_at_spaces_and_none_is_too_wide() {
        let faces = Faces::built_in().unwrap();
        let cut = faces.of(Weight::Regular);
        let lines = cut.wrap("Người hỗ trợ đứng cạnh đọc màn hình, không cầm máy gõ hộ mã.", 12.0);
        assert!(lines.len() > 2, "{lines:?}");
        assert!(lines.iter().all(|line| cut.shape(line).width_em <= 12.05), "{lines:?}");
        assert_eq!(lines.join(" "), "Người hỗ trợ đứng cạnh đọc màn hình, không cầm máy gõ hộ mã.");
        let broken = cut.wrap("https://vneid.gov.vn/huongdan/HDSD_VNeID.pdf", 8.0);
        assert_eq!(broken.concat().replace(' ', ""), "https://vneid.gov.vn/huongdan/HDSD_VNeID.pdf");
        assert!(broken.len() > 2);
    }
}
