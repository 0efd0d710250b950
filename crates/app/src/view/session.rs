//! Sessions and talks.

use domain::service::{Outcome, OutreachKind, Service};
use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

/// What is asked to open a session.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct OpenSessionForm {
    /// The village, or none where it is for a unit.
    pub village: Option<Uuid>,
    /// The unit, or none where it is for a village.
    pub unit: Option<Uuid>,
    /// The place: "Nhà văn hóa thôn".
    pub place: String,
    /// `YYYY-MM-DD`; rules are judged on this day.
    pub day: String,
    /// Who helps.
    pub members: Vec<Uuid>,
    /// First ticket number.
    pub first_ticket: u32,
}

/// A line of the list of sessions.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct SessionRow {
    /// Its identity.
    pub id: Uuid,
    /// Village or unit name.
    pub where_name: String,
    /// The place.
    pub place: String,
    /// Its day.
    pub day: String,
    /// Whether it is closed.
    pub closed: bool,
    /// Its counts.
    pub counts: CountsView,
}

/// Counts of a session.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, Type)]
pub struct CountsView {
    /// All assists that count.
    pub assists: u32,
    /// Different people.
    pub citizens: u32,
    /// Done.
    pub done: u32,
    /// Active before.
    pub already_active: u32,
    /// To come back.
    pub come_back: u32,
    /// Refused.
    pub refused: u32,
    /// People reached by talks.
    pub outreach_heads: u32,
    /// Voided assists; they count nowhere else.
    pub voided: u32,
}

/// A session with everything its screen shows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct SessionView {
    /// The line of the list.
    pub row: SessionRow,
    /// When it was opened.
    pub opened_at: String,
    /// When it was closed.
    pub closed_at: Option<String>,
    /// Heads counted at closing.
    pub heads: Option<u32>,
    /// Who helped, by name.
    pub members: Vec<String>,
    /// The talks.
    pub outreach: Vec<OutreachRow>,
    /// The log, newest first, at most `SESSION_ROWS_MAX`.
    pub assists: Vec<AssistRow>,
    /// People left half done at this laptop's desk, not saved.
    pub half_done: u32,
    /// The difficulties met, most frequent first.
    pub difficulties: Vec<DifficultyCount>,
    /// Assists per laptop.
    pub devices: Vec<DeviceCount>,
}

/// How often a difficulty was met.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct DifficultyCount {
    /// The code.
    pub code: String,
    /// How often.
    pub count: u32,
}

/// How many assists a laptop logged.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct DeviceCount {
    /// The laptop's label.
    pub label: String,
    /// How many.
    pub count: u32,
}

/// A line of the evening's list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct AssistRow {
    /// Its identity.
    pub id: Uuid,
    /// 1, 2, 3 … within the session, in the order of their stamps.
    pub number: u32,
    /// The citizen's record, if known.
    pub citizen: Option<Uuid>,
    /// The citizen's name; none while only a ticket is known or the slot cannot be read.
    pub name: Option<String>,
    /// When.
    pub at: String,
    /// The service.
    pub service: Service,
    /// The outcome.
    pub outcome: Outcome,
    /// Difficulty codes.
    pub difficulties: Vec<String>,
    /// The return day.
    pub return_day: Option<String>,
    /// The ticket.
    pub ticket: Option<u32>,
    /// Whether it was voided.
    pub voided: bool,
    /// Whether it was corrected.
    pub corrected: bool,
    /// Whether two corrections disagree.
    pub conflict: bool,
    /// Whether somebody must still look at letters that a scanner mangled.
    pub review: bool,
    /// Whether it was logged on this laptop.
    pub mine: bool,
    /// Whether a receipt of the centre covers it.
    pub arrived: bool,
}

/// A talk to record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct OutreachForm {
    /// The session, if it belongs to one.
    pub session: Option<Uuid>,
    /// The village.
    pub village: Option<Uuid>,
    /// The unit.
    pub unit: Option<Uuid>,
    /// Its day.
    pub day: String,
    /// The kind.
    pub kind: OutreachKind,
    /// Head count.
    pub heads: u32,
    /// Topic.
    pub topic: String,
}

/// A talk in a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct OutreachRow {
    /// Its identity.
    pub id: Uuid,
    /// Its day.
    pub day: String,
    /// The kind.
    pub kind: OutreachKind,
    /// Head count.
    pub heads: u32,
    /// Topic, if readable.
    pub topic: Option<String>,
}
