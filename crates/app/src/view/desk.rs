//! The desk: the box, the person card, triage, the saved assist.

use domain::person::Sex;
pub use domain::service::AccountState;
use domain::service::{Outcome, Service};
use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

use super::Words;
use super::office::OfficeToGo;
use super::session::{AssistRow, CountsView, SessionRow};

/// The desk beside the person card.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct DeskView {
    /// The open session.
    pub session: SessionRow,
    /// The evening, newest first, at most `EVENING_ROWS_MAX`.
    pub evening: Vec<AssistRow>,
    /// The next ticket.
    pub next_ticket: u32,
    /// The assist that Ctrl+Z would void.
    pub undo: Option<Uuid>,
}

/// What the box found for a typed text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct SearchView {
    /// At most 7.
    pub rows: Vec<SearchRow>,
    /// Whether there are more than these.
    pub more: bool,
    /// Whether two of them share name, birth year and village.
    pub look_alikes: bool,
}

/// One person found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct SearchRow {
    /// How to open this person.
    pub key: PersonKey,
    /// Name.
    pub name: String,
    /// Ranges of characters (UTF-16 offsets, start and end) of the name that the query matched.
    pub marks: Vec<(u32, u32)>,
    /// Birth year.
    pub birth_year: Option<u32>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Village name.
    pub village: Option<String>,
    /// The number's last three digits.
    pub number_tail: Option<String>,
    /// The account as known.
    pub state: AccountState,
    /// The return day, if a follow-up is open.
    pub return_day: Option<String>,
    /// Shares name, year and village with another row.
    pub look_alike: bool,
}

/// How a person is opened: an own record, or still only a line of the roster.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "id")]
pub enum PersonKey {
    /// A citizen's record.
    Citizen(Uuid),
    /// A roster person: the store's number of the line.
    Roster(u32),
}

/// What is known or typed of a person; goes out with the card and comes back with the assist.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, Type)]
pub struct PersonForm {
    /// The record, once there is one.
    pub citizen: Option<Uuid>,
    /// Full name.
    pub name: String,
    /// 12 digits, or empty.
    pub number: String,
    /// `YYYY-MM-DD`, `dd/mm/yyyy`, `ddmmyyyy`, `YYYY`, or empty.
    pub birth: String,
    /// Sex.
    pub sex: Option<Sex>,
    /// Phone, or empty.
    pub phone: String,
    /// Address, or empty.
    pub address: String,
    /// Village.
    pub village: Option<Uuid>,
    /// Unit.
    pub unit: Option<Uuid>,
}

/// A person, as the desk shows them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct PersonCardView {
    /// What is known; filled into the form.
    pub person: PersonForm,
    /// The number as it may be seen by bystanders: `005******002`.
    pub number_masked: String,
    /// Where this came from.
    pub source: CardSource,
    /// The roster line, if there is one.
    pub roster: Option<RosterView>,
    /// Earlier assists, newest first, from any laptop, at most `EARLIER_ROWS_MAX`.
    pub earlier: Vec<EarlierRow>,
    /// What this person needs.
    pub triage: TriageView,
    /// Things to look at: card warnings, "already helped tonight", a child.
    pub notices: Vec<Words>,
    /// What of each service this person had before; to be looked at when that service is chosen. Nothing is blocked.
    pub same_service: Vec<SameService>,
    /// Letters that the scanner mangled beyond certainty, while nobody has chosen.
    pub doubts: Vec<DoubtView>,
}

/// A service that a person had before.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct SameService {
    /// Which.
    pub service: Service,
    /// Who gave it, when, on which laptop.
    pub words: Words,
}

/// A field of a scanned card that may say several things.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct DoubtView {
    /// Which field.
    pub field: DoubtField,
    /// Its text in pieces, each with what it may be, the likeliest first; a certain piece has one option. The form holds
    /// the first options put together.
    pub pieces: Vec<Vec<String>>,
}

/// A field that has letters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum DoubtField {
    /// The name.
    Name,
    /// The address.
    Address,
}

/// Where a person card came from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum CardSource {
    /// A CCCD with chip was scanned.
    ChipCard,
    /// A Căn cước card was scanned.
    IdentityCard,
    /// Known here.
    Record,
    /// From the roster.
    Roster,
    /// Typed.
    Typed,
}

/// What the roster says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct RosterView {
    /// The list's day.
    pub day: String,
    /// The account state on it.
    pub state: AccountState,
    /// The day of the Ministry's message.
    pub sms_day: Option<String>,
}

/// An earlier assist.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct EarlierRow {
    /// Its identity.
    pub id: Uuid,
    /// When.
    pub at: String,
    /// Which laptop.
    pub device_label: String,
    /// Who wrote it down.
    pub member_name: String,
    /// The service.
    pub service: Service,
    /// The outcome.
    pub outcome: Outcome,
    /// Whether it was voided.
    pub voided: bool,
    /// Whether it is of the open session.
    pub tonight: bool,
}

/// One line: what this person needs, and why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct TriageView {
    /// What is needed, as text key and parameters.
    pub need: Words,
    /// Why.
    pub reason: Words,
    /// The service to preselect.
    pub service: Service,
    /// The account state it was judged from.
    pub state: AccountState,
    /// The last day to activate.
    pub deadline: Option<String>,
    /// Days left until then; negative when it has passed.
    pub days_left: Option<i32>,
    /// "NĐ 69/2024/NĐ-CP, Điều 10".
    pub citation: String,
    /// Whether a person has checked the rule's text.
    pub verified: bool,
    /// In force from.
    pub valid_from: String,
    /// Guardian needed, never on a helper's phone, …
    pub warnings: Vec<Words>,
    /// What a typed number claims otherwise than the birth date and sex beside it; to be looked at, never an error.
    pub contradictions: Vec<Words>,
    /// The clocks that run for the account, each with its days: approval, activation.
    pub clocks: Vec<Words>,
    /// Where to go for it; none where it is done at the desk.
    pub go: Option<Words>,
    /// The commune's offices where it is done, those open on the session's day first.
    pub offices: Vec<OfficeToGo>,
    /// What to bring for the service that is preselected.
    pub bring: Vec<BringView>,
}

/// Something to bring, in both languages.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct BringView {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

/// How a card's text came here.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum CardWay {
    /// Typed by a scanner that stands for a keyboard: letters may be mangled as this laptop's scanner is known to do.
    Typed,
    /// The same, and an input method took letters back while it came: nothing of it is believed, since what it did to
    /// digits and letters shows nowhere.
    Retyped,
    /// Read past the keyboard, from a picture: no input method had it, and no scanner's habits are in it.
    Read,
}

/// What the scan box answers to a card.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "value")]
#[expect(clippy::large_enum_variant, reason = "one value at a time, at once turned into JSON")]
pub enum ScanView {
    /// The card was read whole.
    Card(PersonCardView),
    /// It was not; what to do is in the words.
    Unread(Words),
}

/// An assist to save.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct AssistForm {
    /// The identity that the assist is to have, where it was half done; saved twice it is one. None: a new one.
    pub assist: Option<Uuid>,
    /// The session.
    pub session: Uuid,
    /// The person.
    pub person: PersonForm,
    /// The service.
    pub service: Service,
    /// The outcome.
    pub outcome: Outcome,
    /// Difficulty codes.
    pub difficulties: Vec<String>,
    /// Return day.
    pub return_day: Option<String>,
    /// Utilities shown, 1–16.
    pub utilities: Vec<u32>,
    /// The account as it stood before.
    pub state_before: AccountState,
    /// Day of the Ministry's message.
    pub sms_day: Option<String>,
    /// Ticket.
    pub ticket: Option<u32>,
    /// Note.
    pub note: String,
    /// Letters of name or address that the scanner mangled were not chosen: the line is marked for review.
    pub unsure: bool,
}

/// A saved assist: it is on the disk when this is returned.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct SavedView {
    /// The new line of the evening.
    pub row: AssistRow,
    /// The session's counts now.
    pub counts: CountsView,
    /// How many assists of this session this laptop has saved.
    pub saved_here: u32,
    /// Things to look at: what does not belong into a note, a number that was on record.
    pub notices: Vec<Words>,
}

/// The catalogues, both languages, for the desk and the guide.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct CatalogueView {
    /// Difficulties.
    pub difficulties: Vec<DifficultyView>,
    /// Utilities.
    pub utilities: Vec<UtilityView>,
}

/// A difficulty with its remedy to read aloud.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct DifficultyView {
    /// `OTP-01`
    pub code: String,
    /// Vietnamese label.
    pub vi: String,
    /// English label.
    pub en: String,
    /// Vietnamese label for a small button.
    pub short_vi: String,
    /// English label for a small button.
    pub short_en: String,
    /// VNeID's own words that mean this, in Vietnamese.
    pub messages: Vec<String>,
    /// Vietnamese steps.
    pub remedy_vi: Vec<String>,
    /// English steps.
    pub remedy_en: Vec<String>,
    /// Services it is usually met with.
    pub services: Vec<Service>,
    /// Whether it is offered; what was put away still says its words where it was chosen.
    pub in_use: bool,
    /// Whether it has a leader's words.
    pub own: bool,
    /// Whether the commune added it.
    pub added: bool,
}

/// A difficulty to add or to change.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct DifficultyForm {
    /// Which; none: a new one, which gets a code.
    pub code: Option<String>,
    /// What it is called in Vietnamese; a built-in one keeps its name.
    pub vi: String,
    /// The same in English, or empty.
    pub en: String,
    /// What is read aloud, a line each, one to four.
    pub remedy_vi: String,
    /// The same in English, or empty.
    pub remedy_en: String,
}

/// A utility of VNeID.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct UtilityView {
    /// 1–16.
    pub number: u32,
    /// 1 or 2.
    pub level: u32,
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
    /// Vietnamese, for a small button.
    pub short_vi: String,
    /// English, for a small button.
    pub short_en: String,
    /// What to try together, Vietnamese.
    pub try_vi: String,
    /// What to try together, English.
    pub try_en: String,
}

/// How often a difficulty was met.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct DifficultyUse {
    /// Its code.
    pub code: String,
    /// At the open session.
    pub tonight: u32,
    /// In the month of that session.
    pub month: u32,
}
