//! What can be written into the journal: a new record, a correction of some fields, or a void. Nothing is deleted.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::authority::{CentreAttached, Decided, Recovery, Rekeyed, Revoked};
use crate::citizen_number::CitizenNumber;
use crate::ids::{CitizenId, EntryDigest, RecordId, UnitId, VillageId};
use crate::person::{Address, AgeBand, BirthDate, Note, PersonName, Phone, Sex, Title};
use crate::record::{
    Advice, Assist, Call, Certified, Citizen, Commune, Member, Outreach, RosterEdition, Session, SessionClosed, Unit,
    Village,
};
use crate::service::{AccountState, DifficultyCode, Outcome, Service, UtilityNumber};

/// At most this many fields in one correction.
pub const CORRECTION_FIELDS_MAX: usize = 32;
/// At most this many heads named by one changed field.
pub const CORRECTION_HEADS_MAX: usize = 16;

/// The kind of an entry; the number is what stands on the wire and is never used again for another meaning.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Kind {
    /// [`Edit::Commune`]
    Commune = 1,
    /// [`Edit::Village`]
    Village = 2,
    /// [`Edit::Unit`]
    Unit = 3,
    /// [`Edit::Member`]
    Member = 4,
    /// [`Edit::Certified`]
    Certified = 5,
    /// [`Edit::Session`]
    Session = 6,
    /// [`Edit::SessionClosed`]
    SessionClosed = 7,
    /// [`Edit::Outreach`]
    Outreach = 8,
    /// [`Edit::Citizen`]
    Citizen = 9,
    /// [`Edit::Assist`]
    Assist = 10,
    /// [`Edit::RosterEdition`]
    RosterEdition = 11,
    /// [`Edit::Correction`]
    Correction = 12,
    /// [`Edit::Void`]
    Void = 13,
    /// [`Edit::Revoked`]
    Revoked = 14,
    /// [`Edit::Rekeyed`]
    Rekeyed = 15,
    /// [`Edit::Decided`]
    Decided = 16,
    /// [`Edit::Recovery`]
    Recovery = 17,
    /// [`Edit::Centre`]
    Centre = 18,
    /// [`Edit::Call`]
    Call = 19,
    /// [`Edit::Advice`]
    Advice = 20,
}

impl Kind {
    /// Every kind this version knows, in the order of their codes.
    pub const ALL: [Self; 20] = [
        Self::Commune,
        Self::Village,
        Self::Unit,
        Self::Member,
        Self::Certified,
        Self::Session,
        Self::SessionClosed,
        Self::Outreach,
        Self::Citizen,
        Self::Assist,
        Self::RosterEdition,
        Self::Correction,
        Self::Void,
        Self::Revoked,
        Self::Rekeyed,
        Self::Decided,
        Self::Recovery,
        Self::Centre,
        Self::Call,
        Self::Advice,
    ];

    /// The number on the wire.
    #[must_use]
    pub const fn code(self) -> u8 {
        #[expect(clippy::as_conversions, reason = "a fieldless repr(u8) enum is its code")]
        {
            self as u8
        }
    }

    /// The kind with this number, or none where a newer version wrote it.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// One entry's content.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Edit {
    /// The commune begins, or its name changes.
    Commune(Commune),
    /// A village is named, or renamed (same identity).
    Village(Village),
    /// A unit is named, or renamed.
    Unit(Unit),
    /// A member is named, or changed.
    Member(Member),
    /// A device or a member's key is certified.
    Certified(Certified),
    /// A session is opened.
    Session(Session),
    /// A session is closed.
    SessionClosed(SessionClosed),
    /// A talk was given.
    Outreach(Outreach),
    /// A citizen is met for the first time.
    Citizen(Citizen),
    /// A service was given.
    Assist(Assist),
    /// The police's new list.
    RosterEdition(RosterEdition),
    /// Some fields of a record are put right.
    Correction(Correction),
    /// A record counts no more; it stays visible.
    Void(Void),
    /// A member's role or a laptop ends.
    Revoked(Revoked),
    /// The commune's sealing key, for those who may read on.
    Rekeyed(Rekeyed),
    /// Entries in quarantine are accepted or refused.
    Decided(Decided),
    /// A recovery box.
    Recovery(Recovery),
    /// A centre.
    Centre(CentreAttached),
    /// Somebody who is to be met again was called.
    Call(Call),
    /// What the leader has the desks say.
    Advice(Advice),
}

impl Edit {
    /// The kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Commune(_) => Kind::Commune,
            Self::Village(_) => Kind::Village,
            Self::Unit(_) => Kind::Unit,
            Self::Member(_) => Kind::Member,
            Self::Certified(_) => Kind::Certified,
            Self::Session(_) => Kind::Session,
            Self::SessionClosed(_) => Kind::SessionClosed,
            Self::Outreach(_) => Kind::Outreach,
            Self::Citizen(_) => Kind::Citizen,
            Self::Assist(_) => Kind::Assist,
            Self::RosterEdition(_) => Kind::RosterEdition,
            Self::Correction(_) => Kind::Correction,
            Self::Void(_) => Kind::Void,
            Self::Revoked(_) => Kind::Revoked,
            Self::Rekeyed(_) => Kind::Rekeyed,
            Self::Decided(_) => Kind::Decided,
            Self::Recovery(_) => Kind::Recovery,
            Self::Centre(_) => Kind::Centre,
            Self::Call(_) => Kind::Call,
            Self::Advice(_) => Kind::Advice,
        }
    }

    /// The record the entry is about; stands in the header.
    #[must_use]
    pub const fn record(&self) -> RecordId {
        match self {
            Self::Commune(it) => it.id.record(),
            Self::Village(it) => it.id.record(),
            Self::Unit(it) => it.id.record(),
            Self::Member(it) => it.id.record(),
            Self::Certified(it) => it.subject,
            Self::Session(it) => it.id.record(),
            Self::SessionClosed(it) => it.session.record(),
            Self::Outreach(it) => it.id.record(),
            Self::Citizen(it) => it.id.record(),
            Self::Assist(it) => it.id.record(),
            Self::RosterEdition(it) => it.id.record(),
            Self::Correction(it) => it.target.id,
            Self::Void(it) => it.target.id,
            Self::Revoked(it) => it.subject.record(),
            Self::Rekeyed(it) => it.id,
            Self::Decided(it) => it.device.record(),
            Self::Recovery(it) => it.id,
            Self::Centre(it) => it.commune.record(),
            Self::Call(it) => it.id.record(),
            Self::Advice(it) => it.id.record(),
        }
    }
}

/// The record that a correction or a void is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Target {
    /// Which kind of record.
    pub kind: TargetKind,
    /// Which record.
    pub id: RecordId,
}

/// The kinds of record that can be corrected or voided.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum TargetKind {
    /// A session.
    Session = 6,
    /// A talk.
    Outreach = 8,
    /// A citizen.
    Citizen = 9,
    /// An assist.
    Assist = 10,
}

impl TargetKind {
    /// The number on the wire: the code of the record's [`Kind`].
    #[must_use]
    pub const fn code(self) -> u8 {
        #[expect(clippy::as_conversions, reason = "a fieldless repr(u8) enum is its code")]
        {
            self as u8
        }
    }

    /// Reads the number back.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        [Self::Session, Self::Outreach, Self::Citizen, Self::Assist].into_iter().find(|kind| kind.code() == code)
    }
}

/// Some fields of a record put right, with the reason. The old values stay in the journal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Correction {
    /// Which record.
    pub target: Target,
    /// The fields, at most [`CORRECTION_FIELDS_MAX`].
    pub changes: Vec<Change>,
    /// Why; free text, sealed. Empty where the slot was erased.
    pub reason: Option<Note>,
}

/// One field's new value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// Which field.
    pub field: Field,
    /// The new value; none where it was sealed in a slot that is erased or cannot be read here.
    pub value: Option<FieldValue>,
    /// Every head of this field that the writer saw, at most [`CORRECTION_HEADS_MAX`]; empty means none was ever set.
    pub saw: BTreeSet<EntryDigest>,
}

/// A record counts no more.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Void {
    /// Which record.
    pub target: Target,
    /// Why.
    pub reason: VoidReason,
}

/// Why a record was voided.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum VoidReason {
    /// Taken back at once by the one who saved it.
    Undone = 1,
    /// Found wrong later.
    Mistake = 2,
    /// The same assist stands twice.
    Duplicate = 3,
}

impl VoidReason {
    /// The number on the wire.
    #[must_use]
    pub const fn code(self) -> u8 {
        #[expect(clippy::as_conversions, reason = "a fieldless repr(u8) enum is its code")]
        {
            self as u8
        }
    }

    /// Reads the number back.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        [Self::Undone, Self::Mistake, Self::Duplicate].into_iter().find(|reason| reason.code() == code)
    }
}

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $target:ident, $personal:literal, $value:ty;)*) => {
        /// A field that can be corrected; the number is its place on the wire, never used again.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Field { $($(#[$doc])* $name,)* }

        impl Field {
            /// Every field this version knows.
            pub const ALL: &[Self] = &[$(Self::$name,)*];
            /// The number on the wire.
            #[must_use]
            pub const fn code(self) -> u8 { match self { $(Self::$name => $code,)* } }
            /// The kind of record it belongs to.
            #[must_use]
            pub const fn target(self) -> TargetKind { match self { $(Self::$name => TargetKind::$target,)* } }
            /// Whether its value says something about a person and travels sealed.
            #[must_use]
            pub const fn is_personal(self) -> bool { match self { $(Self::$name => $personal,)* } }
            /// Reads the number back.
            #[must_use]
            pub fn from_code(code: u8) -> Option<Self> { Self::ALL.iter().copied().find(|field| field.code() == code) }
        }

        /// A field with its value.
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub enum FieldValue { $($(#[$doc])* $name($value),)* }

        impl FieldValue {
            /// Which field this is a value of.
            #[must_use]
            pub const fn field(&self) -> Field { match self { $(Self::$name(_) => Field::$name,)* } }
        }
    };
}

fields! {
    /// Where a session is held.
    SessionPlace = 1, Session, true, Option<Title>;
    /// The village a session is for.
    SessionVillage = 2, Session, false, Option<VillageId>;
    /// The day of a session.
    SessionDay = 3, Session, false, NaiveDate;
    /// How many people a talk reached.
    OutreachHeads = 10, Outreach, false, u32;
    /// What a talk was about.
    OutreachTopic = 11, Outreach, true, Option<Note>;
    /// Where a citizen lives.
    CitizenVillage = 20, Citizen, false, Option<VillageId>;
    /// Where a citizen works or studies.
    CitizenUnit = 21, Citizen, false, Option<UnitId>;
    /// A citizen's name.
    CitizenName = 22, Citizen, true, PersonName;
    /// A citizen's number.
    CitizenNumber = 23, Citizen, true, Option<CitizenNumber>;
    /// A citizen's birth date.
    CitizenBirth = 24, Citizen, true, Option<BirthDate>;
    /// A citizen's sex.
    CitizenSex = 25, Citizen, true, Option<Sex>;
    /// A citizen's phone.
    CitizenPhone = 26, Citizen, true, Option<Phone>;
    /// A citizen's address.
    CitizenAddress = 27, Citizen, true, Option<Address>;
    /// The service of an assist.
    AssistService = 40, Assist, false, Service;
    /// The outcome of an assist.
    AssistOutcome = 41, Assist, false, Outcome;
    /// The difficulties of an assist.
    AssistDifficulties = 42, Assist, false, BTreeSet<DifficultyCode>;
    /// The return day of an assist.
    AssistReturnDay = 43, Assist, false, Option<NaiveDate>;
    /// The utilities shown in an assist.
    AssistUtilities = 44, Assist, false, BTreeSet<UtilityNumber>;
    /// The citizen of an assist.
    AssistCitizen = 45, Assist, false, Option<CitizenId>;
    /// The age band of an assist.
    AssistAge = 46, Assist, false, AgeBand;
    /// The note of an assist.
    AssistNote = 47, Assist, true, Option<Note>;
    /// The account as it stood before an assist.
    AssistStateBefore = 48, Assist, false, AccountState;
    /// The day of the Ministry's message that an assist was told of.
    AssistSmsDay = 49, Assist, false, Option<NaiveDate>;
}
