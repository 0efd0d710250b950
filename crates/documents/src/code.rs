//! QR codes as dark and light modules. Never here: what they say, or how a screen or a page draws them.

use fast_qr::{ECL, QRBuilder};

/// Longest text of a code, in bytes: more would print too small for an old phone's camera.
pub const CODE_BYTES_MAX: usize = 800;

/// A text that no code takes: empty, or longer than [`CODE_BYTES_MAX`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the text does not fit a code")]
pub struct CodeError;

/// A code, module by module.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Code {
    rows: Vec<Vec<bool>>,
}

/// Dark modules side by side in one row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Dark {
    /// The column of the first.
    pub x: u16,
    /// The row.
    pub y: u16,
    /// How many, 1 and more.
    pub width: u16,
}

impl Code {
    /// The code of a text.
    ///
    /// # Errors
    /// See [`CodeError`].
    pub fn of(text: &str) -> Result<Self, CodeError> {
        if text.is_empty() || text.len() > CODE_BYTES_MAX {
            return Err(CodeError);
        }
        let made = QRBuilder::new(text).ecl(ECL::L).build().map_err(|_| CodeError)?;
        let rows = made.data.chunks(made.size).take(made.size);
        Ok(Self { rows: rows.map(|row| row.iter().map(|module| module.value()).collect()).collect() })
    }

    /// Modules on each side, without the quiet zone.
    #[must_use]
    pub fn size(&self) -> u16 {
        u16::try_from(self.rows.len()).unwrap_or(u16::MAX)
    }

    /// The dark modules, those side by side taken together.
    #[must_use]
    pub fn dark(&self) -> Vec<Dark> {
        (0..).zip(&self.rows).flat_map(|(y, row)| runs(y, row)).collect()
    }

    /// The dark modules as a path of SVG, one unit a module.
    #[must_use]
    pub fn svg_path(&self) -> String {
        let run = |Dark { x, y, width }: &Dark| format!("M{x} {y}h{width}v1h-{width}z");
        self.dark().iter().map(run).collect()
    }
}

fn runs(y: u16, row: &[bool]) -> Vec<Dark> {
    let mut runs: Vec<Dark> = Vec::new();
    for (x, _) in (0_u16..).zip(row).filter(|(_, dark)| **dark) {
        match runs.last_mut().filter(|run| run.x + run.width == x) {
            Some(run) => run.width += 1,
            None => runs.push(Dark { x, y, width: 1 }),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_nothing_is_lost_in_its_runs() {
        let code = Code::of("https://vneid.gov.vn").unwrap();
        let dark: usize = code.dark().iter().map(|run| usize::from(run.width)).sum();
        assert_eq!(dark, code.rows.iter().flatten().filter(|dark| **dark).count());
        let corner = |x: u16, y: u16| code.dark().contains(&Dark { x, y, width: 7 });
        assert!(corner(0, 0) && corner(code.size() - 7, 0) && corner(0, code.size() - 7));
        assert!(code.svg_path().starts_with("M0 0h7v1h-7z"));
    }

    #[test]
    fn a_text_that_does_not_fit_is_refused() {
        assert_eq!(Code::of(""), Err(CodeError));
        assert_eq!(Code::of(&"x".repeat(CODE_BYTES_MAX + 1)), Err(CodeError));
    }
}
