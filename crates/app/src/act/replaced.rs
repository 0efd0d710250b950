//! A new laptop in the place of a lost one, with nothing but the code on paper and a network: the box comes from the
//! centre, which cannot open it, and which could hand over one of its own making. So only a box that proves itself is taken,
//! and of keys only what is in it; later ones by acts that stand in the journal, as this laptop judges it.

use journal::Certificate;
use journal::recovery::{Recovered, RecoveryCode, open_box, read_published};
use store::identity::Centre;

use super::certificate::compared;
use super::recovery::{Beginning, Heir, begin_anew, take_later_keys};
use super::start::status;
use crate::sync::{self, CentreAddress, Way, carried};
use crate::view::authority::RecoverForm;
use crate::view::start::{Profile, StatusView};
use crate::{App, Code, Error};

/// Fetches the box, begins with it, and fetches the journal.
///
/// # Errors
/// See [`crate::Code`]; then nothing has changed.
pub(super) fn from_centre(app: &App, form: &RecoverForm, heir: &Heir) -> Result<StatusView, Error> {
    let (shared, profile) = (&app.shared, Profile::Commune);
    let vouched = form.certificate.as_ref().map(compared).transpose()?;
    let way = Way { address: CentreAddress::parse(&form.centre)?, vouched };
    let told = shared.carrier()?.boxes(&way, heir.code.id()).map_err(carried)?;
    let proven = told.boxes.iter().find_map(|(root, facts)| proven(root, facts, &heir.code));
    let (root, recovered) = proven.ok_or(Error::new(Code::NoBoxAtCentre))?;
    let commune_name = recovered.proven.clone().ok_or(Error::new(Code::NoBoxAtCentre))?;
    let centre = Centre { address: way.address.as_str().to_owned(), public_key: told.centre_key };
    let beginning = Beginning { root, commune_name, centre: Some(centre), vouched: way.vouched };
    let mut state = shared.state();
    state.let_go(shared);
    let open = begin_anew(shared, &beginning, &recovered, heir)?;
    state.take(shared, profile, open)?;
    drop(state);
    // A run that does not come through is told on the screen, and tried again by itself. Keys that come later then come by
    // another leader, or by the code once more.
    drop(sync::run(shared));
    let mut state = shared.state();
    take_later_keys(state.at_work()?, &heir.code)?;
    status(&state, shared)
}

/// The commune of a box that its code opens, and that whoever knew the code made.
fn proven(root: &[u8], facts: &[u8], code: &RecoveryCode) -> Option<(Certificate, Recovered)> {
    let root = Certificate::read(root).ok()?;
    let recovery = read_published(code.id(), facts).ok()?;
    let recovered = open_box(root.commune(), &recovery, code).ok()?;
    recovered.proven.is_some().then_some((root, recovered))
}
