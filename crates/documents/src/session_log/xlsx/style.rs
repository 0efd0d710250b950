//! How cells look: Times New Roman, black, wrapped, dates as dates, IDs as text.

use domain::language::Language;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatPattern, Worksheet};

use super::super::{COLUMNS, ExportError};

/// The last column of the log, from 0.
pub(super) const LAST_COLUMN: u16 = 17;
/// Columns whose digits are text: ticket and ID number, from 0.
pub(super) const CODE_COLUMNS: [u16; 2] = [1, 8];
/// Height of an ordinary row, in pixels.
pub(super) const ROW_HEIGHT_PX: u32 = 20;
/// Width of an ordinary column, in pixels.
pub(super) const COLUMN_WIDTH_PX: u32 = 64;
/// Height of the header row, in points: two lines and the filter's arrow.
pub(super) const HEADER_HEIGHT: f64 = 33.0;

/// Excel's own number format "0".
const FORMAT_WHOLE: u8 = 1;
/// Excel's own number format "@": digits stay text, also after editing.
const FORMAT_TEXT: u8 = 49;
const FONT: &str = "Times New Roman";
const RED: Color = Color::RGB(0x00C0_0000);
const GREY: Color = Color::RGB(0x0059_5959);
const SHADE: Color = Color::RGB(0x00E7_E6E6);

/// The format of a line of the title block and its height in points.
pub(super) struct LineLook {
    pub(super) format: Format,
    pub(super) height: f64,
}

/// Every format of the workbook.
pub(super) struct Styles {
    pub(super) title: LineLook,
    pub(super) line: LineLook,
    pub(super) warning: LineLook,
    pub(super) practice: LineLook,
    pub(super) header: Format,
    /// Added to a voided row; what the column says of the number stays.
    pub(super) struck: Format,
    /// Text that looks like a formula.
    pub(super) guarded: Format,
    pub(super) label: Format,
    pub(super) text: Format,
    pub(super) count: Format,
    pub(super) total_label: Format,
    pub(super) total_count: Format,
}

impl Styles {
    pub(super) fn new(language: Language) -> Self {
        let centred = plain().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
        let boxed = wrapped().set_border(FormatBorder::Thin);
        let count = boxed.clone().set_num_format(whole_number(language)).set_align(FormatAlign::Right);
        Self {
            title: LineLook { format: centred.clone().set_bold().set_font_size(14), height: 24.0 },
            line: LineLook { format: centred.clone().set_font_size(12), height: 18.0 },
            warning: LineLook { format: centred.clone().set_italic(), height: 18.0 },
            practice: LineLook {
                format: centred.clone().set_bold().set_font_size(14).set_font_color(RED),
                height: 24.0,
            },
            header: header(&centred),
            struck: plain().set_font_strikethrough().set_font_color(GREY),
            guarded: wrapped().set_num_format_index(FORMAT_TEXT).set_quote_prefix(),
            label: boxed.clone().set_bold(),
            text: boxed.clone(),
            total_label: boxed.set_bold(),
            total_count: count.clone().set_bold(),
            count,
        }
    }
}

/// Excel takes the sign between thousands from the machine, LibreOffice too; written out it is the reader's on every machine.
fn whole_number(language: Language) -> &'static str {
    match language {
        Language::Vietnamese => r"[>=1000000]0\.000\.000;[>=1000]0\.000;0",
        Language::English => r"[>=1000000]0\,000\,000;[>=1000]0\,000;0",
    }
}

/// The font of everything.
pub(super) fn plain() -> Format {
    Format::new().set_font_name(FONT).set_font_size(11)
}

/// Widths of the log's columns, in digits; together they fill A4 landscape at about 70 %.
pub(super) const WIDTHS_DIGITS: [u32; COLUMNS] = [6, 7, 11, 7, 16, 21, 7, 7, 15, 15, 13, 19, 11, 18, 19, 15, 9, 9];

/// Sets widths and looks of the log's columns.
///
/// The look comes first: the library forgets it for later merging where the width was set before.
pub(super) fn set_columns(sheet: &mut Worksheet) -> Result<(), ExportError> {
    for ((column, width_digits), look) in (0..).zip(WIDTHS_DIGITS).zip(looks()) {
        sheet.set_column_format(column, &look)?;
        sheet.set_column_width(column, width_digits)?;
    }
    Ok(())
}

fn looks() -> [Format; COLUMNS] {
    let text = wrapped();
    let centred = wrapped().set_align(FormatAlign::Center);
    let number = centred.clone().set_num_format_index(FORMAT_WHOLE);
    let code = centred.clone().set_num_format_index(FORMAT_TEXT);
    let day = centred.clone().set_num_format("dd/mm/yyyy");
    let time = centred.clone().set_num_format("hh:mm");
    let [t, n, c, d] = [&text, &number, &code, &day];
    [n, c, d, &time, t, t, n, &centred, c, t, t, t, d, t, t, t, t, t].map(Format::clone)
}

fn wrapped() -> Format {
    plain().set_text_wrap().set_align(FormatAlign::Top)
}

fn header(centred: &Format) -> Format {
    let shaded = centred.clone().set_pattern(FormatPattern::Solid).set_foreground_color(SHADE);
    shaded.set_bold().set_text_wrap().set_border(FormatBorder::Thin)
}
