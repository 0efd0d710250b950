//! Paper: pads of numbered slips, printed for a session and keyed in later.

use domain::service::{Outcome, Service};
use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

use super::desk::{PersonForm, SavedView};
use super::export::Language;
use super::session::SessionRow;

/// A session's pads, as far as this laptop printed them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct PadsView {
    /// What stands before the numbers: `KT`.
    pub code: String,
    /// The number that the next pad begins with.
    pub next: u32,
    /// Most slips of one pad.
    pub slips_max: u32,
    /// Slips on a page.
    pub slips_a_page: u32,
    /// In the order they were printed.
    pub pads: Vec<PadView>,
    /// A file name to suggest for the next: no personal data in it.
    pub name: String,
}

/// A pad that was printed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct PadView {
    /// Its first number.
    pub first: u32,
    /// Its last number.
    pub last: u32,
    /// When it was printed.
    pub at: String,
}

/// A pad to print.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct PadForm {
    /// The session.
    pub session: Uuid,
    /// The first number; none: where the last pad ended.
    pub first: Option<u32>,
    /// How many slips.
    pub count: u32,
    /// The language of its words.
    pub language: Language,
    /// The file to write.
    pub path: String,
}

/// A pile of slips to key in: the numbers from first to last, with what is known of each.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct PileView {
    /// The session.
    pub session: SessionRow,
    /// Its village, which a slip has where none is written on it.
    pub village: Option<Uuid>,
    /// What stands before the numbers of pads that this laptop printed.
    pub code: String,
    /// The first number.
    pub first: u32,
    /// The last number.
    pub last: u32,
    /// One for each number, at most `SLIPS_MAX`.
    pub slips: Vec<SlipView>,
    /// Numbers neither keyed nor spoilt, as runs of first and last.
    pub missing: Vec<(u32, u32)>,
    /// How many are keyed.
    pub keyed: u32,
    /// How many are spoilt.
    pub spoilt: u32,
    /// The services in the order of their digits on a slip.
    pub services: Vec<Service>,
    /// The outcomes in the order of their digits.
    pub outcomes: Vec<Outcome>,
    /// Slips left half typed, as they stood.
    pub begun: Vec<SlipForm>,
}

/// A slip's number, and what is known of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct SlipView {
    /// Its number.
    pub number: u32,
    /// How it stands.
    pub state: SlipState,
    /// What was saved under it, the newest; voided lines do not count.
    pub keyed: Option<KeyedSlip>,
}

/// How a slip stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum SlipState {
    /// Not keyed in.
    Missing,
    /// Saved in a peak hour with its outcome alone: it waits for its person.
    Ticket,
    /// Keyed in.
    Keyed,
    /// Nobody will key it in.
    Spoilt,
}

/// What was saved under a slip's number.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct KeyedSlip {
    /// The assist.
    pub assist: Uuid,
    /// Whom it is about, if that can be read.
    pub name: Option<String>,
    /// The service.
    pub service: Service,
    /// The outcome.
    pub outcome: Outcome,
    /// Who wrote it down.
    pub member_name: String,
    /// On which laptop.
    pub device_label: String,
    /// When.
    pub at: String,
}

/// A slip as it is keyed in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct SlipForm {
    /// The identity that the assist is to have; saved twice it is one. None: a new one.
    pub assist: Option<Uuid>,
    /// The session.
    pub session: Uuid,
    /// The slip's number.
    pub number: u32,
    /// The person: whoever was found, or what is written.
    pub person: PersonForm,
    /// The ID number as it is written: all twelve digits, the last ones, or nothing.
    pub digits: String,
    /// The service; none: what triage proposes.
    pub service: Option<Service>,
    /// The outcome; none while it is half typed.
    pub outcome: Option<Outcome>,
    /// Difficulty codes as they are written on it: `otp1, sim 3`.
    pub difficulties: String,
    /// The return day as it is written on it: `24/11`, `24/11/2026`, or nothing.
    pub return_day: String,
    /// Note.
    pub note: String,
    /// Saved although the number was keyed before, or the last digits are another's.
    pub again: bool,
}

/// Slips left half typed, to be kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct SlipsForm {
    /// The session.
    pub session: Uuid,
    /// At most `SLIPS_BEGUN_MAX`.
    pub begun: Vec<SlipForm>,
}

/// What came of keying a slip in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct KeyedView {
    /// The saved assist; none where nothing was saved.
    pub saved: Option<SavedView>,
    /// What stands under this number already, where nothing was saved.
    pub taken: Option<KeyedSlip>,
    /// The session was closed before: what is saved now is counted as later.
    pub late: bool,
}

/// The official guide's address, with its code to scan from the screen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct GuideCodeView {
    /// The address.
    pub address: String,
    /// How many modules the code has on each side, without the quiet zone.
    pub size: u32,
    /// The dark modules as a path of SVG, one unit a module.
    pub path: String,
    /// A file name to suggest for the leaflet.
    pub name: String,
}

/// The guide's leaflet to print.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct LeafletForm {
    /// The language of its words.
    pub language: Language,
    /// The file to write.
    pub path: String,
}
