//! The practice evening, played through the real layers: two laptops without a network, a kill in the middle of saving,
//! the real server, receipts, exports. Every figure of the table is counted from what the programs hold at the end.

mod desk;
mod plan;
mod table;

use std::path::Path;

use anyhow::{Result, ensure};
use app::App;
use app::view::export::{ExportForm, ExportFormat, Language, Numbers};
use app::view::sync::{CentreForm, SyncView};

pub use desk::{SAVED, sit_at_desk};
pub use table::Table;

use crate::centre::Centre;
use crate::laptop;
use desk::DeskProcess;

/// Assists of the evening, half of them on each laptop.
pub const ASSISTS: usize = 60;
/// The second laptop is killed after this many acknowledged saves, while it saves the next.
const KILLED_AFTER: usize = 11;

/// Plays the evening; files go to `out`, which exists and is empty.
///
/// # Errors
/// At the first thing that is not as it must be.
pub fn play(out: &Path) -> Result<Table> {
    let place = tempfile::tempdir()?;
    let mut table = Table::default();
    let mut centre = Centre::start(&place.path().join("centre"))?;
    let first = laptop::laptop(&place.path().join("first"));
    first.start_practice()?;
    attach(&first, &centre)?;
    let second_home = place.path().join("second");
    let second = laptop::join(&first, &second_home, "Máy 2", place.path())?;
    settled(&second.sync_now()?)?;

    centre.kill()?;
    drop(second);
    let cards = crate::cards::card_texts(20, crate::cards::today(), ASSISTS);
    let (at_first, at_second) = cards.split_at(ASSISTS / 2);
    for (text, outcome) in at_first.iter().zip(plan::outcomes()) {
        laptop::log_card(&first, text, outcome)?;
    }
    let acknowledged = DeskProcess::start(&second_home)?.log_until_killed(at_second, KILLED_AFTER)?;
    let second = reopened(&second_home)?;
    let kept = table.reopened(&second, acknowledged)?;
    for (text, outcome) in at_second.iter().zip(plan::outcomes()).skip(kept) {
        laptop::log_card(&second, text, outcome)?;
    }
    let refused = first.sync_now();
    ensure!(refused.is_err() || refused.is_ok_and(|view| view.arrived < view.written), "no network, yet it arrived");

    centre.resume()?;
    let (one, two) = (settled(&first.sync_now()?)?, settled(&second.sync_now()?)?);
    let one = one.max(settled(&first.sync_now()?)?);
    table.synced("Máy 1", one);
    table.synced("Máy 2", two);
    agree(&first, &second, &mut table)?;
    export(&first, out, &mut table)?;
    for app in [&first, &second] {
        ensure!(app.verify()?.holds, "a journal does not verify");
    }
    Ok(table)
}

fn attach(app: &App, centre: &Centre) -> Result<()> {
    let form = CentreForm { address: centre.url(), setup_code: centre.setup_code(true)?, certificate: None };
    app.attach_centre(form)?;
    settled(&app.sync_now()?)?;
    Ok(())
}

/// Entries written and arrived, equal by signed receipt.
fn settled(view: &SyncView) -> Result<u32> {
    ensure!(view.written == view.arrived, "{} of {} arrived", view.arrived, view.written);
    Ok(view.arrived)
}

fn reopened(home: &Path) -> Result<App> {
    let app = laptop::laptop(home);
    let status = app.status()?;
    let member = status.unlockers.first().map(|unlocker| unlocker.member);
    app.unlock(member.unwrap_or_default(), laptop::PASSPHRASE)?;
    Ok(app)
}

fn agree(first: &App, second: &App, table: &mut Table) -> Result<()> {
    let session = first.desk()?.session.id;
    let (mine, theirs) = (first.session(session)?, second.session(session)?);
    let ids = |view: &app::view::session::SessionView| -> Vec<_> { view.assists.iter().map(|row| row.id).collect() };
    ensure!(ids(&mine) == ids(&theirs), "the two laptops show different logs");
    ensure!(mine.row.counts == theirs.row.counts, "the two laptops count differently");
    ensure!(mine.assists.iter().all(|row| row.arrived), "a saved assist has no receipt");
    table.logged(mine.row.counts);
    Ok(())
}

fn export(app: &App, out: &Path, table: &mut Table) -> Result<()> {
    let session = app.desk()?.session.id;
    for format in [ExportFormat::Xlsx, ExportFormat::Csv] {
        let path = out.join(app.export_name(session, format)?).display().to_string();
        let form = ExportForm { session, format, numbers: Numbers::Masked, language: Language::Vi, path };
        table.exported(app.export_session(form)?);
    }
    Ok(())
}
