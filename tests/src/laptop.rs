//! A laptop: the app on a folder, and a person at it who scans cards.

use std::path::Path;

use anyhow::{Context, Result, bail};
use app::view::desk::{AssistForm, PersonCardView, SavedView, ScanView};
use app::view::start::{AnswerForm, JoinForm, Phase};
use app::{App, Cost, Error, Settings};
use domain::service::Outcome;
use uuid::Uuid;

/// What opens laptops that join in stories: none has a key store, so a PIN would not do.
pub const PASSPHRASE: &str = "đường làng quanh co";

/// The app on a folder; deriving a key from it costs little, so that stories are quick.
#[must_use]
pub fn laptop(home: &Path) -> App {
    App::with(home, Settings { cost: Cost::CHEAP, ..Settings::default() })
}

/// Scans one card and saves what triage proposes with this outcome.
///
/// # Errors
/// Whatever the app refuses, and a card that cannot be read.
pub fn log_card(app: &App, text: &str, outcome: Outcome) -> Result<SavedView> {
    let card = match app.scan(text)? {
        ScanView::Card(card) => card,
        ScanView::Unread(words) => bail!("the card was not read: {}", words.key),
    };
    let session = app.desk()?.session.id;
    Ok(app.log_assist(assist(session, card, outcome))?)
}

/// The form that the desk fills in: everything as proposed; who must come back does so for a missing message.
#[must_use]
pub fn assist(session: Uuid, card: PersonCardView, outcome: Outcome) -> AssistForm {
    let back = outcome == Outcome::ComeBack;
    AssistForm {
        assist: None,
        session,
        person: card.person,
        service: card.triage.service,
        outcome,
        difficulties: if back { vec!["OTP-01".to_owned()] } else { Vec::new() },
        return_day: None,
        utilities: Vec::new(),
        state_before: card.triage.state,
        sms_day: card.roster.and_then(|roster| roster.sms_day),
        ticket: None,
        note: String::new(),
        unsure: false,
    }
}

/// A new laptop joins the leader's commune by files, and is unlocked.
///
/// # Errors
/// Whatever either side refuses, and comparison codes that differ.
pub fn join(leader: &App, home: &Path, label: &str, files: &Path) -> Result<App> {
    let path = |name: &str| files.join(format!("{label}.{name}")).display().to_string();
    let newcomer = laptop(home);
    let asked = newcomer.request_to_join(JoinForm {
        label: label.to_owned(),
        pin: PASSPHRASE.to_owned(),
        path: path("request"),
    })?;
    let member = leader.commune()?.members.last().context("the commune has members")?.id;
    let seen = leader.read_join_request(&asked.path)?;
    if seen.code != asked.code {
        bail!("the comparison codes differ");
    }
    leader.answer_join(AnswerForm { request_path: asked.path, member, answer_path: path("answer") })?;
    let status = newcomer.accept_join_answer(&path("answer"))?;
    if status.phase == Phase::Locked {
        newcomer.unlock(member, PASSPHRASE)?;
    }
    Ok(newcomer)
}

/// The code of a refusal, for stories that expect one.
#[must_use]
pub const fn code(error: &Error) -> app::Code {
    error.code
}
