//! The records of the field as people mean them. What identifies a person stands in `Option`s: an erased or still
//! unreadable slot leaves them empty, and everything else keeps its meaning.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::catalogue::OwnWords;
use crate::ids::{
    AdviceId, AssistId, CallId, CitizenId, CommuneId, DeviceId, EntryDigest, MemberId, OutreachId, RecordId,
    RosterEditionId, SessionId, UnitId, VillageId,
};
use crate::office::Office;
use crate::person::{Address, AgeBand, BirthDate, Note, PersonName, Phone, Sex};
use crate::service::{
    AccountState, CallResult, DifficultyCode, Force, Outcome, OutreachKind, Role, Service, UnitKind, UtilityNumber,
};
use crate::{citizen_number::CitizenNumber, person::Title};

/// At most this many difficulties on one assist.
pub const ASSIST_DIFFICULTIES_MAX: usize = 8;
/// At most this many members present at one session.
pub const SESSION_MEMBERS_MAX: usize = 64;
/// At most this many people in one roster blob.
pub const ROSTER_BLOB_PEOPLE_MAX: usize = 1_000;

/// The tenant itself; the first entry of a commune's first device.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Commune {
    /// Who it is.
    pub id: CommuneId,
    /// Its name as people say it, "Quảng Nghiệp".
    pub name: Title,
    /// Synthetic people only; said on every screen and export.
    pub practice: bool,
}

/// A village (thôn). Its name identifies nobody.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Village {
    /// Its identity.
    pub id: VillageId,
    /// Its name without the word "thôn".
    pub name: Title,
}

/// An agency, school, firm or organisation whose people are owed a progress line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unit {
    /// Its identity.
    pub id: UnitId,
    /// Its name.
    pub name: Title,
    /// What sort of unit.
    pub kind: UnitKind,
}

/// A member of the support team. The name is personal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    /// The member's identity.
    pub id: MemberId,
    /// What the member may do.
    pub role: Role,
    /// Where the member comes from.
    pub force: Force,
    /// The name, if readable here.
    pub name: Option<PersonName>,
}

/// A certificate published in the journal: of a device, or of a member's key. Its bytes prove themselves.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Certified {
    /// What is certified: a device's or a member's identity.
    pub subject: RecordId,
    /// The certificate as `journal` wrote it, at most `journal::CERTIFICATE_BYTES_MAX`.
    pub certificate: Vec<u8>,
    /// Of a laptop: the member it was let in for. An observer's gets no sealing key.
    pub member: Option<MemberId>,
    /// What people call the laptop ("Máy 2"); personal, since people name laptops after owners.
    pub label: Option<Title>,
}

/// A session is opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Session {
    /// Its identity.
    pub id: SessionId,
    /// The village it is held for.
    pub village: Option<VillageId>,
    /// The unit it is held for.
    pub unit: Option<UnitId>,
    /// The day the rules are judged on.
    pub day: NaiveDate,
    /// Who helps tonight.
    pub members: BTreeSet<MemberId>,
    /// The first number of the paper tickets.
    pub first_ticket: u32,
    /// Where: "Nhà văn hóa thôn". Free text, so it travels sealed.
    pub place: Option<Title>,
}

/// A session is closed. The counts are what the leader saw; the journal keeps counting what comes later.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SessionClosed {
    /// Which session.
    pub session: SessionId,
    /// People counted in the room, if somebody counted.
    pub heads: Option<u32>,
    /// What the log held.
    pub counts: SessionCounts,
    /// What the closing laptop had seen of each device, so that later arrivals can be named.
    pub seen: Vec<Seen>,
}

/// What a laptop had seen of a device's journal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Seen {
    /// The device.
    pub device: DeviceId,
    /// Its newest sequence number seen; numbers start at 1 and have no gaps.
    pub seq: u64,
    /// The digest of that entry.
    pub head: EntryDigest,
}

/// The counts of a session's log. Voided assists do not count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SessionCounts {
    /// All assists.
    pub assists: u32,
    /// Different people.
    pub citizens: u32,
    /// Outcome done.
    pub done: u32,
    /// Active before they came.
    pub already_active: u32,
    /// To come back.
    pub come_back: u32,
    /// Refused.
    pub refused: u32,
    /// People reached by talks.
    pub outreach_heads: u32,
}

/// A talk or announcement (tuyên truyền) with its head count.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outreach {
    /// Its identity.
    pub id: OutreachId,
    /// The session it belongs to, if any.
    pub session: Option<SessionId>,
    /// The village.
    pub village: Option<VillageId>,
    /// The unit.
    pub unit: Option<UnitId>,
    /// The day.
    pub day: NaiveDate,
    /// Talk, radio, house to house …
    pub kind: OutreachKind,
    /// How many people were there.
    pub heads: u32,
    /// What it was about; free text, so it travels sealed.
    pub topic: Option<Note>,
}

/// A person who was helped.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Citizen {
    /// Its identity.
    pub id: CitizenId,
    /// Where the person lives.
    pub village: Option<VillageId>,
    /// Where the person works or studies.
    pub unit: Option<UnitId>,
    /// Who it is, if readable here.
    pub person: Option<Person>,
}

/// What identifies a citizen. Always sealed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    /// Full name.
    pub name: PersonName,
    /// The 12-digit number.
    pub number: Option<CitizenNumber>,
    /// Birth day, or year alone.
    pub birth: Option<BirthDate>,
    /// Sex as the card says.
    pub sex: Option<Sex>,
    /// Phone.
    pub phone: Option<Phone>,
    /// Address, kept whole as on the card.
    pub address: Option<Address>,
}

/// One service given to one citizen at one session, with its outcome.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assist {
    /// Its identity.
    pub id: AssistId,
    /// The session.
    pub session: SessionId,
    /// The citizen; none while only a ticket number is known.
    pub citizen: Option<CitizenId>,
    /// What was given.
    pub service: Service,
    /// How it ended.
    pub outcome: Outcome,
    /// What stood in the way, at most [`ASSIST_DIFFICULTIES_MAX`].
    pub difficulties: BTreeSet<DifficultyCode>,
    /// When to meet again.
    pub return_day: Option<NaiveDate>,
    /// The utilities shown.
    pub utilities: BTreeSet<UtilityNumber>,
    /// Under 14 or not, on the session's day; all the counts need.
    pub age: AgeBand,
    /// The account as it stood before.
    pub state_before: AccountState,
    /// The day of the Ministry's message, from which seven days run.
    pub sms_day: Option<NaiveDate>,
    /// The paper ticket.
    pub ticket: Option<u32>,
    /// Free text, sealed.
    pub note: Option<Note>,
}

/// Somebody who is to be met again was called, or asked after. Nothing about the person stands in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Call {
    /// Its identity.
    pub id: CallId,
    /// The citizen.
    pub citizen: CitizenId,
    /// What came of it.
    pub result: CallResult,
    /// The new day that was agreed on; only where somebody will come.
    pub again: Option<NaiveDate>,
}

/// Something that the commune's leader has the desks say. Of one identity the newest word holds; what is out of use stays
/// in the journal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Advice {
    /// Its identity.
    pub id: AdviceId,
    /// Whether it is said; what is out of use may be put back.
    pub in_use: bool,
    /// What it is about, with its words if readable here.
    pub about: AdviceAbout,
}

/// What an advice is about. Typed by a leader, so it travels sealed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AdviceAbout {
    /// Where to go.
    Office(Option<Office>),
    /// A difficulty, by its code: the identity is the code's.
    Difficulty(Option<OwnWords>),
}

impl AdviceAbout {
    /// The number on the wire.
    #[must_use]
    pub const fn code(&self) -> u8 {
        match self {
            Self::Office(_) => 1,
            Self::Difficulty(_) => 2,
        }
    }
}

/// For whom a roster edition is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum RosterScope {
    /// A village.
    Village(VillageId),
    /// A unit.
    Unit(UnitId),
}

/// The police's list of one day: sealed blobs named by digest, and the counts that are the centre's denominators.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RosterEdition {
    /// Its identity.
    pub id: RosterEditionId,
    /// Of whom.
    pub scope: RosterScope,
    /// The day of the list.
    pub day: NaiveDate,
    /// The edition it takes the place of.
    pub replaces: Option<RosterEditionId>,
    /// The sealed blobs, at most [`ROSTER_BLOB_PEOPLE_MAX`] people each.
    pub blobs: Vec<BlobRef>,
    /// How many people stand in each account state.
    pub counts: BTreeMap<AccountState, u32>,
}

/// A sealed blob, named by the digest of its bytes as they travel.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BlobRef {
    /// BLAKE3 of the sealed bytes.
    pub digest: [u8; 32],
    /// People inside.
    pub people: u32,
    /// Length in bytes.
    pub bytes: u32,
}

/// One person on the roster; lives in a blob, never in an entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RosterPerson {
    /// Who.
    pub person: Person,
    /// The account as the police know it on the edition's day.
    pub state: AccountState,
    /// The day of the Ministry's message, if known.
    pub sms_day: Option<NaiveDate>,
}
