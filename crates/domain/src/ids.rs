//! Identities: sixteen random or derived bytes each, one type per kind of thing. How they are made is the caller's business.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The sixteen bytes, as they stand on the wire and in files.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// Reads the sixteen bytes back.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// The same identity, its kind forgotten.
            #[must_use]
            pub const fn record(self) -> RecordId {
                RecordId(self.0)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

id!(
    /// Any record, whatever its kind.
    RecordId
);
id!(
    /// The tenant: the first sixteen bytes of a digest of its root public key.
    CommuneId
);
id!(
    /// One laptop's signing identity: the first sixteen bytes of a digest of its public key.
    DeviceId
);
id!(
    /// A village (thôn).
    VillageId
);
id!(
    /// An agency, school, firm or organisation (đơn vị).
    UnitId
);
id!(
    /// A member of the support team.
    MemberId
);
id!(
    /// A session of support at one place on one day.
    SessionId
);
id!(
    /// A talk or announcement.
    OutreachId
);
id!(
    /// A citizen's record; random, so that it says nothing. One person may own several (see the match key).
    CitizenId
);
id!(
    /// One service given to one citizen.
    AssistId
);
id!(
    /// The police's list of one day for one village or unit.
    RosterEditionId
);
id!(
    /// One attempt to reach a citizen who is to be met again.
    CallId
);
id!(
    /// Something that the commune's leader has the desks say.
    AdviceId
);

impl RecordId {
    /// Reads this identity as one of a certain kind; the caller knows the kind from the entry.
    #[must_use]
    pub fn typed<T: From<RecordId>>(self) -> T {
        T::from(self)
    }
}

macro_rules! from_record {
    ($($name:ident),*) => { $(impl From<RecordId> for $name { fn from(id: RecordId) -> Self { Self(id.0) } })* };
}
from_record!(
    VillageId,
    UnitId,
    MemberId,
    SessionId,
    OutreachId,
    CitizenId,
    AssistId,
    RosterEditionId,
    CallId,
    AdviceId
);

/// The digest by which an entry is known: 32 bytes of BLAKE3 over the entry as it travelled (PROTOCOL.md).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryDigest(pub [u8; 32]);

impl std::fmt::Debug for EntryDigest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for byte in self.0.iter().take(6) {
            write!(f, "{byte:02x}")?;
        }
        f.write_str("…")
    }
}

/// A 128-bit keyed hash of a citizen number under the commune's index key: equal numbers, equal keys, nothing else.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MatchKey(pub [u8; 16]);

impl std::fmt::Debug for MatchKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MatchKey(…)")
    }
}
