//! How tall a row must be for its wrapped text.
//! Excel finds that out by itself; LibreOffice and the previewers of phones do not, and would cut the text.

/// One line of 11-point Times New Roman, in points.
const LINE_HEIGHT: f64 = 13.5;
/// Above and below the text, in points.
const PADDING: f64 = 3.0;
/// Excel's rows end at 409 points.
const LINES_MAX: u16 = 30;
/// A digit of Times New Roman, in thousandths of the font's size; widths of columns are counted in digits.
const DIGIT: u32 = 500;
/// Kept free at the right, since letters are estimated, in thousandths of the font's size.
const SLACK: u32 = 250;

/// Height in points of a row whose tallest text has `lines` lines; none where one line suffices.
pub(super) fn of_lines(lines: u16) -> Option<f64> {
    (lines > 1).then(|| f64::from(lines.min(LINES_MAX)) * LINE_HEIGHT + PADDING)
}

/// How many lines `text` takes in a column `width_digits` wide, broken between words as spreadsheets do.
pub(super) fn lines(text: &str, width_digits: u32) -> u16 {
    let room = width_digits.saturating_mul(DIGIT).saturating_sub(SLACK);
    text.split('\n').map(|paragraph| lines_of_paragraph(paragraph, room)).fold(0, u16::saturating_add)
}

fn lines_of_paragraph(paragraph: &str, room: u32) -> u16 {
    let (mut lines, mut used) = (1_u16, 0_u32);
    for word in paragraph.split_inclusive(' ') {
        let width = word.trim_end_matches(' ').chars().map(letter_width).fold(0, u32::saturating_add);
        if used > 0 && used.saturating_add(width) > room {
            lines = lines.saturating_add(1);
            used = 0;
        }
        let broken = width.saturating_sub(1).checked_div(room).unwrap_or(0);
        lines = lines.saturating_add(u16::try_from(broken).unwrap_or(u16::MAX));
        used = used.saturating_add(width).saturating_sub(broken.saturating_mul(room)).saturating_add(letter_width(' '));
    }
    lines
}

/// Widths by class, in thousandths of the font's size; marks above and below letters add nothing.
fn letter_width(letter: char) -> u32 {
    match letter {
        ' ' | '.' | ',' | ';' | ':' | '\'' | '|' | '/' | 'i' | 'j' | 'l' | 't' => 280,
        'f' | 'r' | 's' | 'I' | '-' | '(' | ')' => 360,
        'm' | 'w' | 'M' | 'W' | '—' => 900,
        letter if letter.is_uppercase() => 720,
        _ => DIGIT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_broken_between_words() {
        let check = |text: &str, width: u32, expected: u16| assert_eq!(lines(text, width), expected, "{text}");
        check("", 10, 1);
        check("Đã xong", 13, 1);
        check("Trường THCS Quảng Nghiệp", 16, 2);
        check("SIM-01 SIM không chính chủ; OTP-01 Không nhận SMS/OTP, OTP hết hạn", 18, 5);
        check("hai\ndòng", 16, 2);
        check(&"9".repeat(40), 10, 5);
        check("một", 0, 1);
    }

    #[test]
    fn a_row_of_one_line_keeps_its_height_and_none_is_taller_than_excel_allows() {
        assert_eq!(of_lines(1), None);
        assert_eq!(of_lines(2), Some(30.0));
        assert!(of_lines(u16::MAX).is_some_and(|height| height <= 409.0));
    }
}
