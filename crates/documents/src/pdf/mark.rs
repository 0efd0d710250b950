//! What stands on a page, and how it is drawn.

use krilla::color::luma;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;

use super::face::{Faces, Shaped, Weight};
use super::{PdfError, mm};
use crate::code::Code;

/// How dark something is printed; colours would be lost on the printers of a commune.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Ink {
    /// What is read.
    #[default]
    Black,
    /// Labels and small print.
    Dark,
    /// Lines to write on.
    Light,
}

impl Ink {
    fn colour(self) -> luma::Color {
        match self {
            Self::Black => luma::Color::black(),
            Self::Dark => luma::Color::new(80),
            Self::Light => luma::Color::new(150),
        }
    }
}

/// One thing on a page; lengths in points from the upper left corner.
pub(super) enum Mark {
    Line { x: f32, baseline: f32, size: f32, weight: Weight, ink: Ink, line: Shaped },
    Rule { from: (f32, f32), to: (f32, f32), ink: Ink, thick: f32 },
    Frame { at: (f32, f32), size: (f32, f32), ink: Ink, thick: f32 },
    Code { at: (f32, f32), side: f32, code: Code },
}

impl Mark {
    pub(super) fn draw(&self, surface: &mut Surface<'_>, faces: &Faces) -> Result<(), PdfError> {
        match self {
            Self::Line { x, baseline, size, weight, ink, line } => {
                fill(surface, *ink);
                let (at, font) = (Point::from_xy(*x, *baseline), faces.of(*weight).draws.clone());
                surface.draw_glyphs(at, &line.glyphs, font, &line.text, *size, false);
            }
            Self::Rule { from, to, ink, thick } => {
                let mut path = PathBuilder::new();
                path.move_to(from.0, from.1);
                path.line_to(to.0, to.1);
                stroke(surface, path.finish(), *ink, *thick)?;
            }
            Self::Frame { at, size, ink, thick } => {
                let mut path = PathBuilder::new();
                path.push_rect(Rect::from_xywh(at.0, at.1, size.0, size.1).ok_or(PdfError::Drawing)?);
                stroke(surface, path.finish(), *ink, *thick)?;
            }
            Self::Code { at, side, code } => {
                fill(surface, Ink::Black);
                surface.draw_path(&modules(*at, *side, code)?);
            }
        }
        Ok(())
    }
}

fn fill(surface: &mut Surface<'_>, ink: Ink) {
    surface.set_stroke(None);
    surface.set_fill(Some(Fill { paint: ink.colour().into(), ..Fill::default() }));
}

fn stroke(surface: &mut Surface<'_>, path: Option<Path>, ink: Ink, thick: f32) -> Result<(), PdfError> {
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke { paint: ink.colour().into(), width: thick, ..Stroke::default() }));
    surface.draw_path(&path.ok_or(PdfError::Drawing)?);
    Ok(())
}

/// The dark modules of a code as one path; the quiet zone is the caller's.
fn modules(at: (f32, f32), side: f32, code: &Code) -> Result<Path, PdfError> {
    let module = side / f32::from(code.size().max(1));
    // A hair wider than it is, or a screen shows seams between rows.
    let tall = module + mm(0.005);
    let mut path = PathBuilder::new();
    for run in code.dark() {
        let (x, y) = (at.0 + module * f32::from(run.x), at.1 + module * f32::from(run.y));
        let rect = Rect::from_xywh(x, y, module * f32::from(run.width), tall);
        path.push_rect(rect.ok_or(PdfError::Drawing)?);
    }
    path.finish().ok_or(PdfError::Drawing)
}
