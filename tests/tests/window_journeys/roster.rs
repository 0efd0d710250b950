//! The police's list in the window: the sample is read on trial, a village chosen, the list taken in, a person found.

use std::time::Duration;

use anyhow::{Result, ensure};
use tests::laptop;
use tests::window::{ENTER, ESC, Kind, Laptop, Window, ctrl, plain, with};

/// A disk that is slow, on a machine that is busy.
const SLOW_MAX: Duration = Duration::from_secs(60);
/// A name of the sample list that no village has.
const UNKNOWN: &str = "Thôn Chưa Có";

#[test]
fn a_list_is_read_on_trial_mended_and_taken_in() -> Result<()> {
    let place = tempfile::tempdir()?;
    let laptop = Laptop::at(&place.path().join("laptop"));
    let (sample, refused) = (place.path().join("mau.xlsx"), place.path().join("tu-choi.xlsx"));
    {
        let app = laptop::laptop(&laptop.home());
        app.start_practice()?;
        app.roster_sample(&sample.display().to_string())?;
        app.lock()?;
    }
    let window = Window::open(&laptop)?;
    window.press(Kind::Button, "unlock-practise")?;
    window.focuses("desk-box")?;
    window.keys(&ctrl("3"))?;
    window.press(Kind::Button, "roster-open")?;
    window.focuses("roster-file")?;
    window.is_accessible("where a list comes from")?;
    window.keys(&sample.display().to_string())?;
    window.keys(ENTER)?;
    window.shows_within("roster-fault-number-zeros-lost", SLOW_MAX)?;
    window.is_accessible("what would come of a list")?;
    window.choose(plain(UNKNOWN), "roster-place-add")?;
    let unknown = window.says("roster-fault-place-unknown")?;
    window.until("the row of the added village is taken", SLOW_MAX, |text| !text.contains(&unknown))?;
    window.press(Kind::Button, "roster-refused-save")?;
    window.fill("export-path", &refused.display().to_string())?;
    window.press(Kind::Button, "export-write")?;
    window.shows(with("roster-refused-written", &[("count", "2")]))?;
    window.keys(ESC)?;
    ensure!(refused.is_file(), "refused rows lie in a file");
    window.press(Kind::Button, "roster-import")?;
    window.shows_within("roster-done", SLOW_MAX)?;
    window.is_accessible("what came of a list")?;
    window.press(Kind::Button, "roster-to-people")?;
    window.focuses("people-search")?;
    window.keys("tran thi thu")?;
    window.shows(plain("Trần Thị Thử"))
}
