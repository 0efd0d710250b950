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

/// Half-done people kept at most: nine put aside, and the one who is open.
pub const DRAFTS_MAX: usize = 10;
/// The setting that holds them.
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
        let text = serde_json::to_string(&without_card(form)).map_err(|_| bug("drafts"))?;
        set(&mut open.store, Some(&text))
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
            match kept(&open.store)? {
                Some(form) if Some(SessionId(form.session)) == tonight.session => begun(open, form, tonight),
                Some(_) | None => Ok(DraftsView::default()),
            }
        })
    }
}

/// Whether a draft's assist stands in the journal with its person; a bare ticket is there and waits for one.
fn is_saved(store: &Store, draft: &DraftForm) -> Result<bool, Error> {
    let line = store.assist(AssistId(draft.assist))?;
    Ok(line.is_some_and(|line| line.row.record.citizen.is_some() || line.row.voided.is_some()))
}

/// How many people are half done at the desk of a session.
pub(super) fn count(store: &Store, session: SessionId) -> Result<u32, Error> {
    let form = kept(store)?.filter(|form| form.session == session.0);
    let mut unsaved = 0_u32;
    for draft in form.iter().flat_map(|form| &form.drafts) {
        unsaved = unsaved.saturating_add(u32::from(!is_saved(store, draft)?));
    }
    Ok(unsaved)
}

/// What was half done in a session that is closed is kept no longer: whoever closed it was told of it.
pub(super) fn forget(store: &mut Store, session: SessionId) -> Result<(), Error> {
    match kept(store)? {
        Some(form) if form.session == session.0 => set(store, None),
        Some(_) | None => Ok(()),
    }
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

fn kept(store: &Store) -> Result<Option<DraftsForm>, Error> {
    let Some(text) = store.setting(DRAFTS)? else { return Ok(None) };
    serde_json::from_str(&text).map(Some).map_err(|_| bug("drafts"))
}

fn set(store: &mut Store, text: Option<&str>) -> Result<(), Error> {
    store.set_setting(DRAFTS, text).map_err(|error| match error {
        SettingError::TooLong => bad("drafts"),
        SettingError::Store(error) => error.into(),
    })
}
