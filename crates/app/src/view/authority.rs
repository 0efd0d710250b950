//! Members, laptops, keys, quarantine, recovery.

use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

pub use super::start::{Force, Role};
use super::sync::CertificateForm;

/// Who belongs to the team, with which laptops and keys.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct AuthorityView {
    /// Members by name.
    pub members: Vec<TeamMember>,
    /// Laptops, this one first.
    pub laptops: Vec<TeamLaptop>,
    /// How often the sealing key was made: 1 for the first.
    pub key_epoch: u32,
    /// Laptops that may read on and have not been given the present key.
    pub without_key: u32,
    /// Entries that wait for a leader's decision.
    pub waiting: u32,
    /// Whether a recovery code was printed.
    pub recovery_made: bool,
    /// Whether everything would be lost with this member's PIN or this laptop: no code, and no second leader.
    pub recovery_missing: bool,
    /// Whether this laptop can make a recovery code: it holds the root key.
    pub can_make_recovery: bool,
    /// Whether the member at work may change any of it.
    pub may_change: bool,
    /// Whether the recovery code decides instead: leaders speak against each other, and there is a box.
    pub code_decides: bool,
    /// Whether this laptop was locked out.
    pub revoked: bool,
}

/// A member.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct TeamMember {
    /// The member.
    pub id: Uuid,
    /// The name; a dash where it cannot be read here.
    pub name: String,
    /// What the member may do; none once expelled.
    pub role: Option<Role>,
    /// Where the member comes from.
    pub force: Force,
    /// Whether somebody certified a key of theirs: before that they have never opened a laptop.
    pub has_key: bool,
    /// When they last logged something that counts, as far as this laptop knows, RFC 3339.
    pub last_logged: Option<String>,
    /// Two leaders speak against each other about this member: the recovery code decides.
    pub suspended: bool,
    /// Whether it is the member at work.
    pub me: bool,
}

/// How a laptop stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum LaptopStanding {
    /// What it writes counts.
    Good,
    /// Two leaders speak against each other: the recovery code decides.
    Suspended,
    /// Locked out: what it writes waits in quarantine.
    Revoked,
}

/// A laptop of the team.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct TeamLaptop {
    /// The laptop.
    pub device: Uuid,
    /// What people call it.
    pub label: String,
    /// Whether it is this one.
    pub mine: bool,
    /// Whether it counts.
    pub standing: LaptopStanding,
    /// For whom it was let in.
    pub member_name: Option<String>,
    /// Entries of it known here.
    pub entries: u32,
    /// The number of its newest entry that has a receipt.
    pub arrived: u32,
    /// When it wrote its newest entry known here, by its own clock, RFC 3339.
    pub last_seen: Option<String>,
    /// Of one locked out: up to which entry it counts.
    pub accepted: Option<u32>,
    /// Entries of it that wait for a leader's decision.
    pub waiting: u32,
}

/// A run of entries that are kept and do not count.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct QuarantineView {
    /// Whose.
    pub device: Uuid,
    /// What people call the laptop.
    pub device_label: String,
    /// The number of the first.
    pub first: u32,
    /// The number of the last.
    pub last: u32,
    /// How many entries.
    pub entries: u32,
    /// How many of them log an assist.
    pub assists: u32,
    /// Who wrote them, by name.
    pub members: Vec<String>,
    /// From when, by the laptop's own clock, RFC 3339.
    pub from: String,
    /// Until when.
    pub to: String,
    /// Whether a leader decided against them.
    pub refused: bool,
}

/// A leader's decision about one run.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct DecideForm {
    /// Whose.
    pub device: Uuid,
    /// The number of the first, as the list says.
    pub first: u32,
    /// Whether they count from now on.
    pub accept: bool,
}

/// A member's new role.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct RoleForm {
    /// The member.
    pub member: Uuid,
    /// The role; none expels.
    pub role: Option<Role>,
    /// The recovery code, where two leaders speak against each other; else empty.
    pub recovery_code: String,
}

/// A laptop to lock out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct RevokeLaptopForm {
    /// The laptop.
    pub device: Uuid,
    /// The sealing key stays as it is; by default the others get a new one at once.
    pub keep_key: bool,
    /// The recovery code, where two leaders speak against each other; else empty.
    pub recovery_code: String,
}

/// A recovery code, shown once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RecoveryCodeView {
    /// Six groups of five symbols.
    pub code: String,
    /// The commune's name, for the sheet of paper.
    pub commune_name: String,
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// The centre's address, where there is one: a new laptop fetches the box there.
    pub centre: Option<String>,
}

impl std::fmt::Debug for RecoveryCodeView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCodeView(…)")
    }
}

/// What is needed to begin again with a recovery code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RecoverForm {
    /// The code as typed.
    pub code: String,
    /// The file `recovery.box` of any laptop of the commune; empty on a laptop whose PIN is forgotten, or where the centre
    /// is asked for the box.
    pub box_path: String,
    /// On a new laptop without that file: the address of the commune's centre, which has the box too. Else empty.
    pub centre: String,
    /// A certificate to trust at the centre beside those that the system trusts.
    pub certificate: Option<CertificateForm>,
    /// The name of the leader who takes over.
    pub name: String,
    /// Where the leader comes from.
    pub force: Force,
    /// What this laptop is called; not used where the laptop has a name already.
    pub label: String,
    /// The new PIN or passphrase.
    pub pin: String,
}

impl std::fmt::Debug for RecoverForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoverForm(…)")
    }
}
