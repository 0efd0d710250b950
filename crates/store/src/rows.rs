//! What the queries answer: the field's records with who wrote them, and nothing of how they lie in the file.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::citizen_number::CitizenNumber;
use domain::edit::{Edit, Field, FieldValue, Kind, Target, VoidReason};
use domain::ids::{AssistId, CitizenId, DeviceId, EntryDigest, MatchKey, MemberId, RecordId, UnitId, VillageId};
use domain::person::{BirthDate, Note, PersonName, Sex, Title};
use domain::record::{Assist, Citizen, Outreach, RosterPerson, RosterScope, Session, SessionClosed, SessionCounts};
use domain::service::{AccountState, Outcome, Service};
use domain::stamp::Stamp;
use journal::Word;

/// Which entry something comes from: who wrote it, on which laptop, when.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Origin {
    /// When.
    pub stamp: Stamp,
    /// On which laptop.
    pub device: DeviceId,
    /// Its number in that laptop's journal.
    pub seq: u64,
    /// The entry; what a correction names as seen.
    pub digest: EntryDigest,
    /// Who, if somebody was at work.
    pub member: Option<MemberId>,
}

/// A record with its origin and what became of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row<R> {
    /// The record with its corrections applied.
    pub record: R,
    /// Its first entry.
    pub origin: Origin,
    /// Why it counts no more, if so.
    pub voided: Option<VoidReason>,
    /// Whether a correction changed it.
    pub corrected: bool,
    /// Whether two corrections disagree, or a void met a correction.
    pub conflict: bool,
}

/// A session with its closing, if it was closed. Of several closings the latest shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SessionRow {
    /// The session.
    pub row: Row<Session>,
    /// Its closing.
    pub closed: Option<ClosingRow>,
}

/// A closing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClosingRow {
    /// What the leader saw.
    pub closing: SessionClosed,
    /// Who closed, where, when.
    pub origin: Origin,
}

/// The counts of a session as its log holds them now.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SessionTally {
    /// What counts.
    pub counts: SessionCounts,
    /// Voided assists; they count nowhere else.
    pub voided: u32,
    /// Assists logged on this laptop, not voided.
    pub here: u32,
}

/// A talk.
pub type OutreachRow = Row<Outreach>;
/// A citizen's record. The person may own others with the same match key.
pub type CitizenRow = Row<Citizen>;

/// An assist as lists and exports show it, with the person it was given to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AssistRow {
    /// The assist.
    pub row: Row<Assist>,
    /// The citizen's record with its corrections, if known here.
    pub citizen: Option<Citizen>,
    /// Whether it was logged on this laptop.
    pub here: bool,
    /// Whether a receipt of the centre covers the entry that logged it.
    pub arrived: bool,
}

/// An assist in few words: what somebody was helped with before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LastAssist {
    /// Which.
    pub assist: AssistId,
    /// The session's day, if the session is known here.
    pub day: Option<NaiveDate>,
    /// What was given.
    pub service: Service,
    /// How it ended.
    pub outcome: Outcome,
    /// The account as it stood before.
    pub state_before: AccountState,
    /// When to meet again.
    pub return_day: Option<NaiveDate>,
}

/// A line of the roster as it lies in this file; the number is this laptop's own and may change with the next edition.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RosterLine(pub u32);

/// Who a search found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum PersonKey {
    /// A citizen's record; of several records of one person the newest.
    Citizen(CitizenId),
    /// A line of the roster of somebody never helped yet.
    Roster(RosterLine),
}

/// One person found. Records and roster lines of one match key are one person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PersonHit {
    /// How to open the person.
    pub key: PersonKey,
    /// Name.
    pub name: PersonName,
    /// The number, if known.
    pub number: Option<CitizenNumber>,
    /// Birth date.
    pub birth: Option<BirthDate>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Village.
    pub village: Option<VillageId>,
    /// Unit.
    pub unit: Option<UnitId>,
    /// The account as the roster knows it.
    pub roster_state: Option<AccountState>,
    /// The newest assist that counts.
    pub last: Option<LastAssist>,
}

/// What a search found, most useful first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Found {
    /// At most `SEARCH_ROWS_MAX`.
    pub hits: Vec<PersonHit>,
    /// Whether there are more.
    pub more: bool,
}

/// A line of the roster.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RosterRow {
    /// Its number in this file.
    pub line: RosterLine,
    /// Who, and the account's state.
    pub person: RosterPerson,
    /// The village or unit of the list.
    pub scope: RosterScope,
    /// The list's day.
    pub day: NaiveDate,
}

/// Everything known here about one person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PersonCard {
    /// The person's records, newest first; the first one shows. Empty for somebody never helped.
    pub citizens: Vec<CitizenRow>,
    /// The match key, once a number is known.
    pub match_key: Option<MatchKey>,
    /// The roster's line, of several lists the newest.
    pub roster: Option<RosterRow>,
    /// Assists to any of the records, newest first, from any laptop, voided ones too; at most `EARLIER_ROWS_MAX`.
    pub assists: Vec<AssistRow>,
}

/// One entry that touched a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HistoryRow {
    /// Who, where, when.
    pub origin: Origin,
    /// What.
    pub act: HistoryAct,
    /// Why, of a correction; none where the slot is erased or cannot be read here.
    pub reason: Option<Note>,
}

/// What an entry did to a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HistoryAct {
    /// First written.
    Written,
    /// Closed (sessions).
    Closed,
    /// Fields were put right.
    Corrected(Vec<HistoryChange>),
    /// It counts no more.
    Voided(VoidReason),
}

/// One field, before and after.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HistoryChange {
    /// Which.
    pub field: Field,
    /// What its writer saw; none where nothing was seen, or the value cannot be read here.
    pub before: Option<FieldValue>,
    /// What it became; none where the value cannot be read here.
    pub after: Option<FieldValue>,
    /// Whether this is the value that shows now.
    pub shown: bool,
    /// Whether it counts for nothing: it settles between several values, and no leader signed it.
    pub ignored: bool,
}

/// The values of one field that nobody has replaced yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldHeads {
    /// Which field.
    pub field: Field,
    /// The entries that gave them, with their values; the first shows.
    pub heads: Vec<(Origin, Option<FieldValue>)>,
    /// Whether they differ.
    pub conflict: bool,
}

/// A record with something to settle.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ConflictRow {
    /// Which record.
    pub target: Target,
    /// The field whose values differ, or none where a void met a correction.
    pub field: Option<Field>,
}

/// A laptop of the commune.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeviceRow {
    /// Which.
    pub device: DeviceId,
    /// What people call it.
    pub label: Option<Title>,
    /// Whether it is this one.
    pub here: bool,
    /// The identity it goes on from.
    pub continues: Option<DeviceId>,
    /// Its entries known here, on all branches.
    pub entries: u64,
    /// How many branches it has; more than one means a copied file went on writing.
    pub branches: u32,
    /// The newest entry number that a receipt known here covers.
    pub arrived: u64,
    /// Wall time of its newest entry known here.
    pub last_wall_ms: Option<i64>,
}

/// How much is safe where.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct OutboxCounts {
    /// Entries this laptop wrote; all of them are on its disk.
    pub saved: u64,
    /// Those that a receipt of the centre covers.
    pub arrived: u64,
    /// Wall time of the oldest entry without a receipt.
    pub oldest_unsent_ms: Option<i64>,
}

/// What this laptop wrote in a stretch of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct WrittenRow {
    /// Entries.
    pub written: u64,
    /// Those that a receipt of the centre covers.
    pub arrived: u64,
}

/// Something that needs a person: nothing was dropped, but not everything could be applied.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TaskRow {
    /// The entry.
    pub origin: Origin,
    /// The record it names.
    pub record: RecordId,
    /// Its kind, or none where a newer version wrote it.
    pub kind: Option<Kind>,
    /// What is the matter.
    pub matter: Matter,
}

/// What can be the matter with an authentic entry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Matter {
    /// Its content cannot be read, by any version known.
    Malformed,
    /// A newer version of the program wrote it; it is applied after the upgrade.
    Newer,
    /// It is sealed with a key this laptop does not have.
    NoKey,
    /// Its stamp lies more than a day ahead of this laptop's clock.
    Ahead,
    /// Its number was used twice: a copied file went on writing.
    Fork,
    /// A correction or void whose record has not arrived.
    Held,
    /// A leader's act that no leader signed; it has no effect.
    NoLeader,
}

impl Matter {
    pub(crate) const ALL: [Self; 7] =
        [Self::Malformed, Self::Newer, Self::NoKey, Self::Ahead, Self::Fork, Self::Held, Self::NoLeader];

    /// The number in the file, never used again for another meaning.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Malformed => 1,
            Self::Newer => 2,
            Self::NoKey => 3,
            Self::Ahead => 4,
            Self::Fork => 5,
            Self::Held => 6,
            Self::NoLeader => 7,
        }
    }

    /// Reads the number back.
    pub(crate) fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|matter| matter.code() == code)
    }
}

/// A run of entries of one laptop that are kept and not applied: written after their writer was revoked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct QuarantineRow {
    /// Whose.
    pub device: DeviceId,
    /// The number of the first.
    pub first: u64,
    /// The number of the last.
    pub last: u64,
    /// The digest of the last.
    pub head: EntryDigest,
    /// How many.
    pub entries: u32,
    /// How many of them log an assist.
    pub assists: u32,
    /// Who wrote them, as they say.
    pub members: BTreeSet<MemberId>,
    /// Earliest wall time, as its writer's clock said.
    pub from_ms: i64,
    /// Latest wall time.
    pub to_ms: i64,
    /// Whether a leader decided against them.
    pub refused: bool,
}

/// A leader's act.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ActRow {
    /// The entry.
    pub digest: EntryDigest,
    /// The laptop it was written on.
    pub device: DeviceId,
    /// When.
    pub stamp: Stamp,
    /// What it says.
    pub edit: Edit,
    /// Whether it counts.
    pub word: Word,
}

/// Progress of one village or unit: the roster's counts and what was done since.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProgressRow {
    /// The village or unit; none for people without either.
    pub scope: Option<RosterScope>,
    /// The newest list's day.
    pub day: Option<NaiveDate>,
    /// People on the list by account state, as the police counted them.
    pub roster: std::collections::BTreeMap<AccountState, u32>,
    /// Different people helped, by outcome.
    pub helped: std::collections::BTreeMap<Outcome, u32>,
}
