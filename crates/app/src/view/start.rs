//! First run, unlocking, the commune, and what is always on the screen.

pub use domain::service::{Force, Role, UnitKind};
use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

/// Which file is in use. The practice commune has a folder of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// Synthetic people; thrown away at will.
    Practice,
    /// The real commune.
    Commune,
}

/// Where the app stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Nothing set up and nothing chosen yet.
    FirstRun,
    /// This laptop made a join request and waits for the leader's answer.
    Joining,
    /// Set up, waiting for a PIN.
    Locked,
    /// At work.
    Open,
}

impl Phase {
    /// The kebab-case name: JSON value and suffix of the text-catalogue key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::FirstRun => "first-run",
            Self::Joining => "joining",
            Self::Locked => "locked",
            Self::Open => "open",
        }
    }
}

/// What a member chooses to unlock this laptop with.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum SecretKind {
    /// A PIN of 6 digits and more will do, since the system's key store holds the laptop's own secret; so will a passphrase.
    Pin,
    /// A passphrase of 12 characters and more: there is no key store.
    Passphrase,
}

impl SecretKind {
    /// The kebab-case name: JSON value and parameter of texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Pin => "pin",
            Self::Passphrase => "passphrase",
        }
    }
}

/// The app at a glance; the first thing the window asks for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct StatusView {
    /// Where the app stands.
    pub phase: Phase,
    /// The profile in use or last used.
    pub profile: Profile,
    /// Whether the real commune has been set up on this laptop.
    pub has_commune: bool,
    /// Whether a practice commune lies on this laptop.
    pub has_practice: bool,
    /// The commune's name, once open.
    pub commune_name: Option<String>,
    /// Who can unlock this laptop.
    pub unlockers: Vec<Unlocker>,
    /// Who is at work, once open.
    pub member: Option<MemberView>,
    /// The comparison code of a pending join request.
    pub join_code: Option<String>,
    /// What a new member of this laptop must choose.
    pub secret_kind: SecretKind,
    /// Whoever is at work came in with less than is wanted here by now, and should change it.
    pub secret_weak: bool,
    /// After how many minutes without a touch the app locks itself; none while nobody is at work, and in practice.
    pub auto_lock_minutes: Option<u32>,
    /// What can be chosen for it.
    pub auto_lock_choices: Vec<u32>,
    /// The app's version.
    pub version: String,
}

/// Somebody who can unlock; no personal name, since the file is closed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct Unlocker {
    /// The member.
    pub member: Uuid,
    /// The role.
    pub role: Role,
    /// 1, 2, 3 … among those of the same role.
    pub number: u32,
}

/// A new PIN or passphrase in place of the old one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PinForm {
    /// The one until now.
    pub old: String,
    /// The one from now on.
    pub new: String,
}

/// A member who gets a place on this laptop.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HandOverForm {
    /// The member.
    pub member: Uuid,
    /// What the member chose to unlock with.
    pub pin: String,
    /// PIN or passphrase of the leader at work.
    pub leader_pin: String,
}

/// What a leader fills in to set up the commune.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct SetUpForm {
    /// The commune's name without "xã".
    pub commune_name: String,
    /// Village names, one each.
    pub villages: Vec<String>,
    /// Units.
    pub units: Vec<UnitForm>,
    /// The members; the first is the leader who sets up and whose PIN this is.
    pub members: Vec<MemberForm>,
    /// PIN or passphrase, as [`SecretKind`] says.
    pub pin: String,
}

/// A unit to add.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct UnitForm {
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: UnitKind,
}

/// A member to add.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct MemberForm {
    /// Full name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Force.
    pub force: Force,
}

/// A village.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct VillageView {
    /// Its identity.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

/// A unit.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct UnitView {
    /// Its identity.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: UnitKind,
}

/// A member.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct MemberView {
    /// The member's identity.
    pub id: Uuid,
    /// The name; a dash where it cannot be read here.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The force.
    pub force: Force,
}

/// The commune's lists, for forms.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct CommuneView {
    /// The commune's name.
    pub name: String,
    /// Whether all people in it are synthetic.
    pub practice: bool,
    /// Villages by name.
    pub villages: Vec<VillageView>,
    /// Units by name.
    pub units: Vec<UnitView>,
    /// Members by name.
    pub members: Vec<MemberView>,
    /// Who has a place on this laptop.
    pub here: Vec<Uuid>,
}

/// The strip that is always on the screen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct StripView {
    /// The open session, if one is open.
    pub session: Option<StripSession>,
    /// Assists saved on this laptop: those of the open session, else of the newest.
    pub saved_here: u32,
    /// Of those, how many a signed receipt of the centre covers.
    pub arrived: u32,
    /// Age of the oldest entry without a receipt, in minutes.
    pub oldest_unsent_minutes: Option<u32>,
    /// How the line to the centre looks.
    pub line: Line,
    /// Seconds until the app locks itself, in the last half minute.
    pub locks_in_seconds: Option<u32>,
    /// Who is at work.
    pub member_name: String,
    /// Things that wait for a leader, for a leader: entries in quarantine, a recovery code not made yet.
    pub leader_calls: u32,
    /// Whether this is the practice commune.
    pub practice: bool,
    /// Changes whenever something shown elsewhere may have changed (a sync brought records in).
    pub revision: u32,
}

/// The open session, short.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct StripSession {
    /// Its identity.
    pub id: Uuid,
    /// Village or unit name.
    pub where_name: String,
}

/// How the line to the centre looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Line {
    /// This commune has no centre yet; everything stays on the laptops.
    NoCentre,
    /// Not tried since the app was opened.
    Untried,
    /// The centre could not be reached last time.
    Offline,
    /// A sync is under way.
    Syncing,
    /// The last sync reached the centre.
    Online,
    /// The person switched sync off for now.
    Paused,
    /// The centre answered with something that needs a person.
    Trouble,
}

/// A join request as the new laptop shows it, and as the leader reads it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct JoinRequestView {
    /// Nine digits to compare aloud, `482 913 507`.
    pub code: String,
    /// What the new laptop is called.
    pub label: String,
    /// Where the file lies.
    pub path: String,
}

/// What a new laptop fills in to join.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct JoinForm {
    /// What this laptop is called: "Máy 2".
    pub label: String,
    /// PIN or passphrase of the person who will use it.
    pub pin: String,
    /// Where to write the request file.
    pub path: String,
}

/// A leader's answer to a join request.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct AnswerForm {
    /// The request file.
    pub request_path: String,
    /// The member who will use the new laptop.
    pub member: Uuid,
    /// Where to write the answer file.
    pub answer_path: String,
}

/// A commune filled with synthetic people.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct SeededView {
    /// People on the roster.
    pub people: u32,
    /// Assists logged.
    pub assists: u32,
}
