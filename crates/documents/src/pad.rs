//! A pad of numbered slips on A5, to be filled in by hand where no laptop is: three a page, to be keyed in later.
//! Never here: which numbers a pad has, or any text for people.

use chrono::NaiveDate;

use crate::pdf::{About, Align, Ink, Paper, PdfError, Sheet, Style, mm};

/// Most slips of one pad: a hundred pages.
pub const SLIPS_MAX: u32 = 300;
/// Slips on a page: a row to write in stays 8 mm high.
pub const SLIPS_A_PAGE: u32 = 3;
/// Most codes in the legend below the slips.
pub const LEGEND_MAX: usize = 30;
/// Most boxes to tick in one row.
pub const TICKS_MAX: usize = 8;

const MARGIN: f32 = mm(8.0);
const WIDTH: f32 = mm(132.0);
const FIRST_SLIP: f32 = mm(18.0);
const SLIP_HEIGHT: f32 = mm(50.5);
const SLIP_STEP: f32 = mm(52.0);
const LEGEND: f32 = mm(176.0);
const LEGEND_COLUMNS: u16 = 4;
const LEGEND_WIDTH: f32 = mm(33.0);
const FOOT: f32 = mm(206.0);
/// From one line to write on to the next.
const ROW: f32 = mm(8.3);
/// Inside a slip's frame.
const INSET: f32 = mm(2.0);
const BOX: f32 = mm(3.0);
/// Digits of a personal number, each in a cell of its own.
const NUMBER_CELLS: u16 = 12;
const CELL: f32 = mm(4.1);

const LABEL: Style = Style::quiet(7.0);
const SMALL: Style = Style::quiet(5.8);

/// The words of a pad, in the reader's language.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PadWords {
    /// "Phiếu ghi tay".
    pub title: String,
    /// Commune, session's place and day: stands at the top of every page.
    pub session: String,
    /// "Họ tên".
    pub name: String,
    /// "Năm sinh".
    pub birth_year: String,
    /// "Thôn".
    pub village: String,
    /// "Số định danh (đủ 12 số hoặc 4 số cuối)".
    pub number: String,
    /// "Điện thoại".
    pub phone: String,
    /// "Người hỗ trợ".
    pub helper: String,
    /// "Việc".
    pub service: String,
    /// "Kết quả".
    pub outcome: String,
    /// "Khó khăn (mã)".
    pub difficulties: String,
    /// "Hẹn ngày".
    pub return_day: String,
    /// "Ghi chú".
    pub note: String,
    /// "Mã khó khăn".
    pub legend: String,
    /// What to do with the paper: two sentences at the foot of every page.
    pub warning: String,
    /// The word before a page number: "Trang".
    pub page: String,
    /// In the practice commune only.
    pub practice_mark: Option<String>,
}

/// A pad to print.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pad {
    /// The words.
    pub words: PadWords,
    /// Language of the words: `vi`, `en`.
    pub language: &'static str,
    /// The session's day; the document's date.
    pub day: NaiveDate,
    /// What tells this pad's slips from another's, before the number: `KT`.
    pub code: String,
    /// The first slip's number.
    pub first: u32,
    /// How many slips, 1 to [`SLIPS_MAX`].
    pub count: u32,
    /// Services with the digit that chooses them, at most [`TICKS_MAX`].
    pub services: Vec<(String, String)>,
    /// Outcomes, in the same way.
    pub outcomes: Vec<(String, String)>,
    /// Difficulty codes and what they mean, at most [`LEGEND_MAX`].
    pub legend: Vec<(String, String)>,
}

/// A slip's number as it is printed and read aloud: `KT-017`.
#[must_use]
pub fn slip_name(code: &str, number: u32) -> String {
    format!("{code}-{number:03}")
}

/// The pad as a PDF.
///
/// # Errors
/// [`PdfError::TooManyPages`] where it has no slip or more than [`SLIPS_MAX`]; [`PdfError::TextTooLong`] where lists are
/// longer than a page holds.
pub fn pad_pdf(pad: &Pad) -> Result<Vec<u8>, PdfError> {
    if pad.count == 0 || pad.count > SLIPS_MAX {
        return Err(PdfError::TooManyPages);
    }
    if pad.legend.len() > LEGEND_MAX || pad.services.len().max(pad.outcomes.len()) > TICKS_MAX {
        return Err(PdfError::TextTooLong);
    }
    let title = format!("{} {}", pad.words.title, pad.code);
    let mut sheet = Sheet::new(About { title, language: pad.language, day: pad.day }, Paper::A5)?;
    let numbers: Vec<u32> = (pad.first..).take(usize::try_from(pad.count).unwrap_or_default()).collect();
    for page in numbers.chunks(usize::try_from(SLIPS_A_PAGE).unwrap_or(1)) {
        sheet.page()?;
        around(&mut sheet, pad)?;
        let mut y = FIRST_SLIP;
        for number in page {
            slip(&mut sheet, pad, *number, y);
            y += SLIP_STEP;
        }
    }
    let page = pad.words.page.clone();
    sheet.on_each_page((MARGIN + WIDTH, mm(7.0)), LABEL, |number, of| format!("{page} {number}/{of}"));
    sheet.finish()
}

/// Head, legend and foot of a page.
fn around(sheet: &mut Sheet, pad: &Pad) -> Result<(), PdfError> {
    let words = &pad.words;
    let title = format!("{} {}", words.title, pad.code);
    sheet.line((MARGIN, mm(6.5)), Style::bold(10.0), &title);
    sheet.paragraph((MARGIN, mm(11.5)), WIDTH, Style::plain(8.0), Align::Left, &words.session)?;
    if let Some(mark) = &words.practice_mark {
        sheet.paragraph((MARGIN, mm(6.5)), WIDTH, Style::bold(8.0), Align::Centre, mark)?;
    }
    legend(sheet, pad);
    let high = sheet.height_of(WIDTH, SMALL, &words.warning);
    sheet.paragraph((MARGIN, FOOT - high), WIDTH, SMALL, Align::Left, &words.warning)?;
    Ok(())
}

/// The codes in columns, read downwards.
fn legend(sheet: &mut Sheet, pad: &Pad) {
    sheet.line((MARGIN, LEGEND - mm(2.0)), Style::bold(6.5), &pad.words.legend);
    let rows = pad.legend.len().div_ceil(usize::from(LEGEND_COLUMNS)).max(1);
    for (column, codes) in (0..LEGEND_COLUMNS).zip(pad.legend.chunks(rows)) {
        let (x, mut y) = (MARGIN + LEGEND_WIDTH * f32::from(column), LEGEND + mm(1.5));
        for (code, meaning) in codes {
            let code = sheet.line((x, y), Style::bold(5.8), code);
            sheet.line((x + code + mm(1.0), y), SMALL, meaning);
            y += SMALL.line();
        }
    }
}

fn slip(sheet: &mut Sheet, pad: &Pad, number: u32, top: f32) {
    let words = &pad.words;
    sheet.frame((MARGIN, top), (WIDTH, SLIP_HEIGHT), Ink::Black, 0.8);
    let (left, right) = (MARGIN + INSET, MARGIN + WIDTH - INSET);
    let name = slip_name(&pad.code, number);
    let after = left + sheet.line((left, top + mm(2.0)), Style::bold(13.0), &name) + mm(4.0);
    let row = |place: f32| top + ROW * place;
    let year = right - mm(30.0);
    blank(sheet, (after, year - mm(2.0)), row(1.0), &words.name);
    blank(sheet, (year, right), row(1.0), &words.birth_year);
    let before = cells(sheet, right, row(2.0), &words.number);
    blank(sheet, (left, before - mm(2.5)), row(2.0), &words.village);
    blank(sheet, (left, left + mm(46.0)), row(3.0), &words.phone);
    blank(sheet, (left + mm(48.0), left + mm(92.0)), row(3.0), &words.helper);
    blank(sheet, (left + mm(94.0), right), row(3.0), &words.return_day);
    ticks(sheet, (left, right), row(3.4), &words.service, &pad.services);
    let after = ticks(sheet, (left, left + mm(78.0)), row(4.2), &words.outcome, &pad.outcomes);
    blank(sheet, (after.max(left + mm(72.0)), right), row(4.95), &words.difficulties);
    blank(sheet, (left, right), row(5.85), &words.note);
}

/// A label and a line to write on, whose foot is at `y`.
fn blank(sheet: &mut Sheet, (from, to): (f32, f32), y: f32, label: &str) {
    let width = sheet.line((from, y - LABEL.line()), LABEL, label);
    sheet.rule((from + width + mm(1.0), y - mm(0.6)), (to, y - mm(0.6)), Ink::Light, 0.6);
}

/// Twelve cells that end at `right`, their label before them; returns where that begins.
fn cells(sheet: &mut Sheet, right: f32, y: f32, label: &str) -> f32 {
    let first = right - CELL * f32::from(NUMBER_CELLS);
    for cell in 0..NUMBER_CELLS {
        let at = (first + CELL * f32::from(cell), y - mm(5.6));
        sheet.frame(at, (CELL, mm(5.2)), Ink::Light, 0.6);
    }
    let at = first - sheet.width_of(LABEL, label) - mm(1.0);
    sheet.line((at, y - LABEL.line()), LABEL, label);
    at
}

/// Boxes to tick, each with its digit and word; returns where they end.
fn ticks(sheet: &mut Sheet, (from, to): (f32, f32), y: f32, label: &str, choices: &[(String, String)]) -> f32 {
    let mut x = from + sheet.line((from, y + mm(1.6)), Style::bold(7.0), label) + mm(2.0);
    let said: Vec<String> = choices.iter().map(|(digit, word)| format!("{digit} {word}")).collect();
    let (style, gap) = spread(sheet, to - x, &said);
    for word in said {
        sheet.frame((x, y + mm(1.6)), (BOX, BOX), Ink::Black, 0.7);
        x += BOX + mm(0.8);
        x += sheet.line((x, y + mm(1.6)), style, &word) + gap;
    }
    x
}

/// Letters and gaps with which boxes and words fill a width; the letters grow smaller where the words are long.
fn spread(sheet: &Sheet, width: f32, words: &[String]) -> (Style, f32) {
    let gaps = u16::try_from(words.len()).map_or(1.0, f32::from);
    let gap = |style: Style| {
        let used: f32 = words.iter().map(|word| sheet.width_of(style, word) + BOX + mm(0.8)).sum();
        (width - used) / gaps
    };
    let sizes = [7.0, 6.7, 6.4, 6.1, 5.8].map(|size| Style { size, ..LABEL });
    let style = sizes.into_iter().find(|style| gap(*style) >= mm(1.2)).unwrap_or(SMALL);
    (style, gap(style).clamp(mm(0.6), mm(4.0)))
}
