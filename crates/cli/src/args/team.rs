//! The words about members, laptops, keys and what waits.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use uuid::Uuid;

/// What can be done with members.
#[derive(Subcommand, Debug)]
pub enum MemberDo {
    /// Give a member another role: volunteer, leader, observer.
    Role {
        /// The member's id.
        for_member: Uuid,
        /// The role.
        role: String,
        /// The recovery code is asked for: two leaders speak against each other.
        #[arg(long)]
        recovery: bool,
    },
    /// Expel a member: what they write from now on does not count.
    Expel {
        /// The member's id.
        for_member: Uuid,
        /// The recovery code is asked for: two leaders speak against each other.
        #[arg(long)]
        recovery: bool,
    },
}

/// What can be done with laptops.
#[derive(Subcommand, Debug)]
pub enum DeviceDo {
    /// Lock a laptop out; the others get a new key at once.
    Revoke {
        /// The laptop's id.
        device: Uuid,
        /// Leave the key as it is.
        #[arg(long)]
        keep_key: bool,
        /// The recovery code is asked for: two leaders speak against each other.
        #[arg(long)]
        recovery: bool,
    },
}

/// What can be done with keys.
#[derive(Subcommand, Debug)]
pub enum KeysDo {
    /// A new sealing key for everybody who remains.
    Rotate,
}

/// What can be done with the recovery code.
#[derive(Subcommand, Debug)]
pub enum RecoveryDo {
    /// Make a code; it is shown this once. Print it and keep it safe.
    Make,
    /// Type the code back from paper; from then on the root key lies in the box alone.
    Confirm,
    /// Begin again with the code, from DONGHANH_RECOVERY or asked for; DONGHANH_PIN is the new PIN.
    Use {
        /// The leader who takes over, as NAME:FORCE.
        leader: String,
        /// The file recovery.box of another laptop; not needed where only the PIN is forgotten.
        #[arg(long = "box", value_name = "FILE", default_value = "", conflicts_with = "centre")]
        box_path: String,
        /// On a new laptop without that file: the address of the commune's centre, which has the box too.
        #[arg(long, value_name = "ADDRESS", default_value = "")]
        centre: String,
        /// A certificate to trust there beside the system's: a PEM file.
        #[arg(long, requires = "fingerprint")]
        certificate: Option<PathBuf>,
        /// Its SHA-256 fingerprint as whoever runs the centre tells it.
        #[arg(long, requires = "certificate")]
        fingerprint: Option<String>,
        /// What this laptop is called.
        #[arg(long, default_value = "")]
        label: String,
    },
}

/// What can be done with quarantine.
#[derive(Subcommand, Debug)]
pub enum QuarantineDo {
    /// What waits.
    List,
    /// Let a run of entries count.
    Accept(Run),
    /// Leave a run of entries out for good.
    Refuse(Run),
}

/// A run of entries in quarantine.
#[derive(Args, Debug)]
pub struct Run {
    /// The laptop's id.
    pub device: Uuid,
    /// The number of the first entry, as the list says.
    pub first: u32,
}

/// One's own PIN.
#[derive(Subcommand, Debug)]
pub enum PinDo {
    /// Change it: the old one as always, the new one is asked for, or read from standard input where that is no terminal.
    Change,
}

/// Places on this laptop.
#[derive(Subcommand, Debug)]
pub enum PlaceDo {
    /// Give a member a place; the member's PIN is asked for, or read from standard input where that is no terminal.
    Add {
        /// The member.
        for_member: Uuid,
    },
    /// Take a member's place.
    Remove {
        /// The member.
        for_member: Uuid,
    },
}

/// Fields that two people gave different values.
#[derive(Subcommand, Debug)]
pub enum ConflictDo {
    /// Records with something to settle.
    List,
    /// Choose one of the values of an assist's field, as `assist show --json` lists them (leaders).
    Assist(Choice),
    /// The same of a person (leaders).
    Person(Choice),
}

/// One of the values of a field.
#[derive(Args, Debug)]
pub struct Choice {
    /// The assist's or the citizen's record.
    pub record: Uuid,
    /// The field's key.
    pub field: String,
    /// The value's entry, hexadecimal.
    pub entry: String,
}
