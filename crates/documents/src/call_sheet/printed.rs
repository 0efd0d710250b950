//! The call sheet on paper: A4, lying, each place on pages of its own, with boxes for what came of each call.

use std::collections::BTreeMap;

use crate::pdf::{About, Align, Column, Paper, PdfError, Sheet, Style, Table, mm};
use crate::session_log::printable;

use super::{Heading, Row, TICKS_MAX};

const LEFT: f32 = mm(10.0);
const WIDTH: f32 = mm(277.0);
/// Where the table of a place begins: below its heading, and on its further pages.
const FIRST: f32 = mm(30.0);
const FURTHER: f32 = mm(17.0);
const BOTTOM: f32 = mm(196.0);
const FOOT: f32 = mm(199.0);
/// Room to write by hand.
const ROW_MIN: f32 = mm(11.0);
const LETTERS: f32 = 9.0;
const HEAD: f32 = mm(8.0);
const NOTE_MIN: f32 = mm(12.0);
/// A box is at least so wide, and wider where a word of its title is.
const TICK_MIN: f32 = mm(12.0);
/// What a cell keeps free beside its text, and a hair.
const BESIDE: f32 = mm(3.0);

/// The columns before the boxes: which of a row's cells stand in it, and how wide it is in millimetres.
const BEFORE: [(&[usize], f32); 8] =
    [(&[0], 10.0), (&[1], 33.0), (&[2], 12.0), (&[4], 24.0), (&[5], 24.0), (&[6, 7], 38.0), (&[8], 23.0), (&[9], 20.0)];
/// The cell of the place, of the number, and of the note.
const PLACE: usize = 3;
const NUMBER: usize = 0;
const NOTE: usize = 10;

/// The sheet as a PDF: the places by name, those of nowhere last, and in each the rows in their order.
///
/// # Errors
/// [`PdfError::TextTooLong`] where the boxes leave no room for a note, or a row is higher than a page;
/// [`PdfError::TooManyPages`].
pub(super) fn pdf(heading: &Heading, rows: &[Row]) -> Result<Vec<u8>, PdfError> {
    if heading.printed.ticks.len() > TICKS_MAX {
        return Err(PdfError::TextTooLong);
    }
    let day = heading.made_at.date();
    let about = About { title: heading.title.clone(), language: heading.printed.language, day };
    let mut sheet = Sheet::new(about, Paper::A4Wide)?;
    let columns = columns(&sheet, heading)?;
    let mut place_of_page = Vec::new();
    for (place, rows) in places(heading, rows) {
        sheet.page()?;
        head(&mut sheet, heading, &place)?;
        let table =
            Table { columns: columns.clone(), rows: cells(&rows, columns.len()), size: LETTERS, row_min: ROW_MIN };
        table.draw(&mut sheet, (LEFT, FIRST), FURTHER, BOTTOM)?;
        place_of_page.resize(sheet.pages(), place);
    }
    around(&mut sheet, heading, &place_of_page);
    sheet.finish()
}

/// The rows of each place. A sheet with nobody on it has one page all the same.
fn places<'a>(heading: &Heading, rows: &'a [Row]) -> Vec<(String, Vec<&'a Row>)> {
    let mut places: BTreeMap<(bool, String, &str), Vec<&Row>> = BTreeMap::new();
    for row in rows {
        let place = row.get(PLACE).map_or("", String::as_str);
        places.entry((place.is_empty(), domain::fold::fold(place), place)).or_default().push(row);
    }
    let named = |place: &str| {
        let name = if place.is_empty() { heading.printed.no_place.as_str() } else { place };
        line(&[name])
    };
    if places.is_empty() {
        return vec![(String::new(), Vec::new())];
    }
    places.into_iter().map(|((_, _, place), rows)| (named(place), rows)).collect()
}

fn columns(sheet: &Sheet, heading: &Heading) -> Result<Vec<Column>, PdfError> {
    let column = |title: String, width: f32, align: Align| Column { title, width, align };
    let title = |cells: &[usize]| {
        let titles: Vec<&str> =
            cells.iter().filter_map(|cell| heading.columns.get(*cell)).map(String::as_str).collect();
        line(&titles)
    };
    let mut columns: Vec<Column> =
        BEFORE.iter().map(|(cells, width)| column(title(cells), mm(*width), Align::Left)).collect();
    columns
        .extend(heading.printed.ticks.iter().map(|tick| column(tick.clone(), tick_width(sheet, tick), Align::Centre)));
    let left = WIDTH - columns.iter().map(|it| it.width).sum::<f32>();
    if left < NOTE_MIN {
        return Err(PdfError::TextTooLong);
    }
    columns.push(column(title(&[NOTE]), left, Align::Left));
    Ok(columns)
}

/// No word of a title is cut.
fn tick_width(sheet: &Sheet, title: &str) -> f32 {
    let words = title.split(' ').map(|word| sheet.width_of(Style::bold(LETTERS), word) + BESIDE);
    words.fold(TICK_MIN, f32::max)
}

/// The texts of a place's rows, counted from 1, and nothing in what is filled in by hand.
fn cells(rows: &[&Row], columns: usize) -> Vec<Vec<String>> {
    let text = |number: usize, row: &Row, cells: &[usize]| {
        if cells == [NUMBER] {
            return number.to_string();
        }
        let said: Vec<&str> = cells.iter().filter_map(|cell| row.get(*cell)).map(String::as_str).collect();
        line(&said)
    };
    let row = |(number, row): (usize, &&Row)| {
        let mut texts: Vec<String> = BEFORE.iter().map(|(cells, _)| text(number, row, cells)).collect();
        texts.resize(columns, String::new());
        texts
    };
    (1..).zip(rows).map(row).collect()
}

/// What is said, in one line without signs that cannot be printed.
fn line(said: &[&str]) -> String {
    let said: Vec<String> =
        said.iter().filter(|it| !it.is_empty()).map(|it| printable(it).replace(['\n', '\t'], " ")).collect();
    said.join("; ")
}

/// What stands above the table of a place.
fn head(sheet: &mut Sheet, heading: &Heading, place: &str) -> Result<(), PdfError> {
    sheet.line((LEFT, HEAD), Style::bold(13.0), &heading.title);
    sheet.paragraph((LEFT, mm(14.5)), WIDTH, Style::quiet(9.0), Align::Left, &heading.printed.under)?;
    if !place.is_empty() {
        let title = heading.columns.get(PLACE).map_or("", String::as_str);
        sheet.paragraph((LEFT, mm(20.0)), WIDTH, Style::bold(13.0), Align::Left, &format!("{title}: {place}"))?;
    }
    Ok(())
}

/// What stands on every page: whose it is with its number, the practice mark, what to do with the paper.
fn around(sheet: &mut Sheet, heading: &Heading, place_of_page: &[String]) {
    let words = &heading.printed;
    let right = LEFT + WIDTH;
    sheet.on_each_page((right, HEAD), Style::quiet(9.0), |number, of| {
        let place = place_of_page.get(number.saturating_sub(1)).filter(|place| !place.is_empty());
        let place = place.map(|place| format!("{place} · ")).unwrap_or_default();
        format!("{place}{} {number}/{of}", words.page)
    });
    if let Some(mark) = &heading.practice_mark {
        let style = Style::bold(9.0);
        let end = LEFT + (WIDTH + sheet.width_of(style, mark)) / 2.0;
        sheet.on_each_page((end, HEAD), style, |_, _| mark.clone());
    }
    let style = Style::quiet(8.0);
    let end = LEFT + sheet.width_of(style, &words.foot);
    sheet.on_each_page((end, FOOT), style, |_, _| words.foot.clone());
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::super::sample::{heading, row};
    use super::*;

    /// What `pdftotext` finds, one text a page.
    fn pages(rows: &[Row]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("goi.pdf");
        super::super::write(&path, super::super::Format::Pdf, &heading(), rows).unwrap();
        let read = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output().unwrap();
        let text = String::from_utf8(read.stdout).unwrap();
        text.split('\u{c}').filter(|page| !page.is_empty()).map(str::to_owned).collect()
    }

    fn living(name: &str, place: &str) -> Row {
        let mut row = row(name);
        row[PLACE] = place.to_owned();
        row
    }

    #[test]
    fn each_place_begins_a_page_by_name_and_whoever_lives_nowhere_is_last() {
        let rows = [living("Ba", ""), living("Tư", "Làng O"), living("Năm", "Gồm"), living("Sáu", "Làng O")];
        let pages = pages(&rows);
        assert_eq!(pages.len(), 3, "{pages:?}");
        for (page, (place, people)) in
            pages.iter().zip([("Gồm", vec!["Năm"]), ("Làng O", vec!["Tư", "Sáu"]), ("Chưa rõ thôn", vec!["Ba"])])
        {
            assert!(page.contains(&format!("Cột 3: {place}")), "{page}");
            assert!(people.iter().all(|name| page.contains(name)), "{page}");
            assert_eq!(page.matches("0912345678").count(), people.len(), "whole phones, of these people alone: {page}");
        }
    }

    #[test]
    fn every_page_has_its_place_its_number_the_columns_to_tick_and_what_to_do_with_the_paper() {
        let rows: Vec<Row> = (0..40).map(|at| living(&format!("Người {at}"), "Gồm")).collect();
        let pages = pages(&rows);
        assert!(pages.len() > 1, "forty people take more than a page");
        for (number, page) in (1..).zip(&pages) {
            for wanted in
                [&format!("Gồm · Trang {number}/{}", pages.len()), "Không", "Cất giữ như sổ ghi", "XÃ THỰC HÀNH"]
            {
                assert!(page.contains(wanted), "{wanted}: {page}");
            }
        }
        let names: usize = pages.iter().map(|page| page.matches("Người").count()).sum();
        assert_eq!(names, 40, "everybody once");
    }

    #[test]
    fn nobody_to_call_makes_one_page_and_too_many_boxes_are_refused() {
        assert_eq!(pages(&[]).len(), 1);
        let mut heading = heading();
        heading.printed.ticks = vec!["Hộp".to_owned(); TICKS_MAX + 1];
        assert!(matches!(pdf(&heading, &[]), Err(PdfError::TextTooLong)));
    }
}
