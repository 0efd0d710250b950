//! Paper slips in the window: a pad is printed, and three slips of the pile are keyed in from the keyboard alone.

use std::time::Duration;

use anyhow::{Result, ensure};
use tests::laptop;
use tests::window::{DOWN, ENTER, ESC, Kind, Laptop, Window, plain, with};

use crate::people::open_session;

/// A disk that is slow, on a machine that is busy.
const SLOW_MAX: Duration = Duration::from_secs(60);

#[test]
fn a_pad_is_printed_and_three_slips_are_keyed_in() -> Result<()> {
    let place = tempfile::tempdir()?;
    let laptop = Laptop::at(&place.path().join("laptop"));
    let code = {
        let app = laptop::laptop(&laptop.home());
        app.start_practice()?;
        let code = app.pads(app.desk()?.session.id)?.code;
        app.lock()?;
        code
    };
    let window = Window::open(&laptop)?;
    window.press(Kind::Button, "unlock-practise")?;
    window.focuses("desk-box")?;
    open_session(&window)?;
    print(&window, &place.path().join("phieu.pdf"))?;
    window.keys("n")?;
    is_at(&window, &code, 1, "slips-col-name")?;
    window.is_accessible("a pile of slips")?;
    somebody_new(&window, &code)?;
    somebody_known(&window, &code)?;
    somebody_to_come_back(&window, &code)?;
    window.shows(with("slips-missing", &[("numbers", "4–60")]))?;
    let text = window.text()?;
    ensure!(text.contains("Trần Mẫu Nhất") && text.contains("Lê Mẫu Ba"), "who was keyed in is shown");
    window.is_accessible("a pile with slips keyed in")
}

fn print(window: &Window, pdf: &std::path::Path) -> Result<()> {
    window.keys("p")?;
    window.meets(Kind::Dialog, "slips-pad-title")?;
    window.shows("slips-pad-none")?;
    window.is_accessible("a pad to print")?;
    window.fill("export-path", &pdf.display().to_string())?;
    window.press(Kind::Button, "slips-pad-write")?;
    window.shows_within("slips-pad-done", SLOW_MAX)?;
    window.is_accessible("a pad that was printed")?;
    window.keys(ESC)?;
    ensure!(std::fs::read(pdf)?.starts_with(b"%PDF-"), "the pad lies in a file");
    Ok(())
}

/// The focus is on this cell of this slip.
fn is_at(window: &Window, code: &str, slip: u32, cell: &'static str) -> Result<()> {
    window.focuses(plain(format!("{code}-{slip:03}, {}", window.says(cell)?)))
}

/// Types into the cells one after the other, Enter behind each; after the last the slip is saved.
fn cells(window: &Window, code: &str, slip: u32, texts: &[&str]) -> Result<()> {
    for text in texts {
        if !text.is_empty() {
            window.keys(text)?;
        }
        window.keys(ENTER)?;
    }
    window.announces(with("slips-saved", &[("slip", &format!("{code}-{slip:03}"))]))?;
    is_at(window, code, slip + 1, "slips-col-name")
}

fn somebody_new(window: &Window, code: &str) -> Result<()> {
    cells(window, code, 1, &["Trần Mẫu Nhất", "1961", "0123", "", "", "2", "1", "", "", ""])
}

/// Found by the desk's search, and bound by the arrows alone.
fn somebody_known(window: &Window, code: &str) -> Result<()> {
    window.keys("ng")?;
    window.shows("slips-pick")?;
    window.is_accessible("whom a slip may mean")?;
    window.keys(DOWN)?;
    window.keys(ENTER)?;
    window.shows("slips-known")?;
    is_at(window, code, 2, "slips-col-digits")?;
    cells(window, code, 2, &["", "", "", "", "1", "", "", ""])
}

fn somebody_to_come_back(window: &Window, code: &str) -> Result<()> {
    cells(window, code, 3, &["Lê Mẫu Ba", "", "", "", "", "", "3", "otp1", "", ""])
}
