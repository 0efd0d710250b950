//! The practice commune's own centre on this very machine, where `cargo xtask run` started one.

use std::io::Write as _;

use app::view::sync::CentreForm;
use app::{App, Error};

/// Address of a centre on loopback.
const CENTRE_VARIABLE: &str = "DONGHANH_PRACTICE_CENTRE";
/// A set-up code of that centre for one practice commune.
const CODE_VARIABLE: &str = "DONGHANH_PRACTICE_CODE";

/// The centre that a new practice commune is attached to, if one was named.
pub struct PracticeCentre(Option<CentreForm>);

impl PracticeCentre {
    /// Reads it from the environment.
    pub fn from_environment() -> Self {
        let address = std::env::var(CENTRE_VARIABLE).ok();
        let setup_code = std::env::var(CODE_VARIABLE).ok();
        let form = |(address, setup_code)| CentreForm { address, setup_code, certificate: None };
        Self(address.zip(setup_code).map(form))
    }

    /// Attaches the practice commune that is open, unless it has a centre. Practice goes on without one: the sync
    /// screen then says that there is none, and the reason stands in the terminal.
    pub fn attach(&self, app: &App) {
        if let Some(form) = &self.0
            && let Err(error) = attach(app, form.clone())
        {
            // Without a terminal nobody reads it; the screen says the same.
            drop(writeln!(std::io::stderr(), "no practice centre: {error}"));
        }
    }
}

fn attach(app: &App, form: CentreForm) -> Result<(), Error> {
    if app.sync_state()?.centre.is_none() {
        app.attach_centre(form)?;
    }
    Ok(())
}
