//! People left half done: kept in this laptop's encrypted file while they are typed, and there again after a crash.
//! They are no entries: nothing of them travels, and nothing of them counts.

use domain::ids::{AssistId, SessionId};
use store::Store;
use store::setting::SettingError;

use crate::desk::{Tonight, begun_card};
use crate::failure::bug;
use crate::form::bad;
use crate::role::May;
use crate::state::Open;
use crate::view::draft::{DraftForm, DraftView, DraftsForm, DraftsView};
use crate::{App, Error};

/// Half-done people kept at most: nine put aside, the one who was open, and one who sat down while these were read.
pub const DRAFTS_MAX: usize = 11;
/// The setting that holds those of a session: `desk.drafts.` and the session.
const DRAFTS: &str = "desk.drafts";
/// Field separator of a card's text, which is never kept.
const CARD_SEPARATOR: char = '|';

impl App {
    /// Keeps what is half done at the desk, in place of what was kept before. Durable when it returns.
    ///
    /// # Errors
    /// `BadField` with more than [`DRAFTS_MAX`] people or more text than they can hold. See [`crate::Code`].
    pub fn keep_drafts(&self, form: DraftsForm) -> Result<(), Error> {
        let mut state = self.shared.state();
        let open = state.at_work()?;
        open.must(May::Log)?;
        if form.drafts.len() > DRAFTS_MAX {
            return Err(bad("drafts"));
        }
        let (session, form) = (SessionId(form.session), without_card(form));
        if form.drafts.is_empty() && form.typed.is_empty() {
            return set(&mut open.store, session, None);
        }
        let text = serde_json::to_string(&form).map_err(|_| bug("drafts"))?;
        set(&mut open.store, session, Some(&text))
    }

    /// What was half done at the desk of the open session when the app was last used, with what is known of these people
    /// now. What has been saved since is not half done any more.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn drafts(&self) -> Result<DraftsView, Error> {
        let now_ms = self.shared.settings.now_ms();
        self.reading_people(|open| {
            let tonight = Tonight::of(open, now_ms)?;
            let form = tonight.session.map(|session| kept(&open.store, session)).transpose()?.flatten();
            form.map_or_else(|| Ok(DraftsView::default()), |form| begun(open, form, tonight))
        })
    }
}

/// Whether a draft's assist stands in the journal with this very person. A bare ticket waits for one; where it has somebody
/// else by now, or was voided, the person half done is still to be seen to.
fn is_saved(store: &Store, draft: &DraftForm) -> Result<bool, Error> {
    let Some(line) = store.assist(AssistId(draft.assist))? else { return Ok(false) };
    let Some(citizen) = line.row.record.citizen.filter(|_| line.row.voided.is_none()) else { return Ok(false) };
    let saved = store.citizen(citizen)?.and_then(|row| row.record.person);
    let named = saved.is_some_and(|person| person.name.as_str() == draft.person.name.trim());
    Ok(draft.person.citizen == Some(citizen.0) || named)
}

/// How many people are half done at the desk of a session.
pub(super) fn count(store: &Store, session: SessionId) -> Result<u32, Error> {
    let mut unsaved = 0_u32;
    for draft in kept(store, session)?.iter().flat_map(|form| &form.drafts) {
        unsaved = unsaved.saturating_add(u32::from(!is_saved(store, draft)?));
    }
    Ok(unsaved)
}

/// What was half done in a session that is closed is kept no longer: whoever closed it was told of it.
pub(super) fn forget(store: &mut Store, session: SessionId) -> Result<(), Error> {
    set(store, session, None)
}

fn begun(open: &Open, form: DraftsForm, tonight: Tonight) -> Result<DraftsView, Error> {
    let at = form.open.and_then(|place| usize::try_from(place).ok());
    let was_open = at.and_then(|place| form.drafts.get(place)).map(|draft| draft.assist);
    let mut drafts = Vec::new();
    for form in form.drafts.into_iter().take(DRAFTS_MAX) {
        if !is_saved(&open.store, &form)? {
            drafts.push(DraftView { card: begun_card(open, &form, tonight)?, form });
        }
    }
    let place = drafts.iter().position(|draft| Some(draft.form.assist) == was_open);
    Ok(DraftsView { typed: form.typed, open: place.and_then(|place| u32::try_from(place).ok()), drafts })
}

fn without_card(form: DraftsForm) -> DraftsForm {
    let typed = if form.typed.contains(CARD_SEPARATOR) { String::new() } else { form.typed };
    DraftsForm { typed, ..form }
}

fn kept(store: &Store, session: SessionId) -> Result<Option<DraftsForm>, Error> {
    let Some(text) = store.setting(&name(session))? else { return Ok(None) };
    serde_json::from_str(&text).map(Some).map_err(|_| bug("drafts"))
}

fn set(store: &mut Store, session: SessionId, text: Option<&str>) -> Result<(), Error> {
    store.set_setting(&name(session), text).map_err(|error| match error {
        SettingError::TooLong => bad("drafts"),
        SettingError::Store(error) => error.into(),
    })
}

fn name(session: SessionId) -> String {
    format!("{DRAFTS}.{}", session.0)
}
