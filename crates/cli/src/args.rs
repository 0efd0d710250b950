//! The words of the command line. Nothing is decided here.

mod backup;
mod difficulty;
mod export;
mod follow_ups;
mod office;
mod roster;
mod session;
mod slips;
mod team;

use std::path::PathBuf;

use app::view::bundle::BundleContent;
use app::view::export::Language;
use clap::{Args, Parser, Subcommand, ValueEnum};
use uuid::Uuid;

pub use backup::{BackupDo, RestoreWords};
pub use difficulty::{DifficultyDo, DifficultyWords};
pub use export::Export;
pub use follow_ups::{FollowUpsDo, SheetFormat, Where};
pub use office::{OfficeDo, OfficeWords};
pub use roster::{RosterDo, RosterImport};
pub use session::{OpenSession, SessionDo};
pub use slips::{KeySlip, PrintPad, SlipsDo};
pub use team::{Choice, ConflictDo, DeviceDo, KeysDo, MemberDo, PinDo, PlaceDo, QuarantineDo, RecoveryDo, Run};

/// Đồng Hành from the command line: the same use cases as the window.
#[derive(Parser, Debug)]
#[command(name = "donghanh", version, about, max_term_width = 100)]
pub struct Cli {
    /// Folder of this laptop's files.
    #[arg(long, global = true, env = "DONGHANH_HOME", value_name = "DIR")]
    pub home: Option<PathBuf>,
    /// Work on the practice commune instead of the real one.
    #[arg(long, global = true)]
    pub practice: bool,
    /// Print JSON for machines instead of text for people.
    #[arg(long, global = true)]
    pub json: bool,
    /// Language of texts.
    #[arg(long, global = true, value_enum, default_value_t = Tongue::Vi, env = "DONGHANH_LANGUAGE")]
    pub language: Tongue,
    /// Member to unlock as; the first leader if not given. The PIN comes from DONGHANH_PIN or is asked for.
    #[arg(long, global = true, value_name = "ID")]
    pub member: Option<Uuid>,
    /// What to do.
    #[command(subcommand)]
    pub what: What,
}

/// A language.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Tongue {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

impl From<Tongue> for Language {
    fn from(tongue: Tongue) -> Self {
        match tongue {
            Tongue::Vi => Self::Vi,
            Tongue::En => Self::En,
        }
    }
}

/// Everything that can be done.
#[derive(Subcommand, Debug)]
pub enum What {
    /// Where this laptop stands; needs no PIN.
    Status,
    /// Make the practice commune (synthetic people) and open its evening.
    Practice,
    /// Set up our commune on this first laptop.
    SetUp(SetUp),
    /// One's own PIN or passphrase.
    #[command(subcommand)]
    Pin(PinDo),
    /// Who opens this laptop (leaders).
    #[command(subcommand)]
    Place(PlaceDo),
    /// Villages, units and members.
    Commune,
    /// Add a member (leaders).
    AddMember(AddMember),
    /// The team: members with their roles, laptops, keys.
    Team,
    /// Members' roles (leaders).
    #[command(subcommand)]
    Member(MemberDo),
    /// Laptops (leaders).
    #[command(subcommand)]
    Device(DeviceDo),
    /// The commune's sealing key (leaders).
    #[command(subcommand)]
    Keys(KeysDo),
    /// The recovery code.
    #[command(subcommand)]
    Recovery(RecoveryDo),
    /// Entries of laptops that were locked out.
    #[command(subcommand)]
    Quarantine(QuarantineDo),
    /// Fields that two people gave different values.
    #[command(subcommand)]
    Conflict(ConflictDo),
    /// Try a sync, and say what stands in its way and what to do next.
    Doctor,
    /// Sessions.
    #[command(subcommand)]
    Session(SessionDo),
    /// Record a talk with its head count.
    Outreach(Outreach),
    /// Find people by name, ID tail or phone tail.
    Search {
        /// What to look for.
        text: String,
    },
    /// Assists.
    #[command(subcommand)]
    Assist(AssistDo),
    /// A person with everything done.
    Person {
        /// The citizen's record.
        citizen: Uuid,
    },
    /// Correct a citizen, with a reason; fields not given stay.
    CorrectPerson(CorrectPerson),
    /// Difficulties: what stands in people's way, and what is read aloud.
    #[command(subcommand)]
    Difficulty(DifficultyDo),
    /// Offices that the desk sends people to.
    #[command(subcommand)]
    Office(OfficeDo),
    #[command(subcommand, about = "Lists of the police")]
    Roster(RosterDo),
    #[command(subcommand, about = "Paper slips, filled in by hand where no laptop is")]
    Slips(SlipsDo),
    /// Write the guide's steps and warnings as a leaflet, a PDF of one A4 page.
    Leaflet {
        /// The file to write.
        path: PathBuf,
    },
    /// Who is to be met again, the earliest day first.
    FollowUps {
        #[command(flatten)]
        of: Where,
        /// What else to do.
        #[command(subcommand)]
        what: Option<FollowUpsDo>,
    },
    /// Write a session log to a file. It holds personal data: keep it safe.
    Export(Export),
    /// The centre.
    #[command(subcommand)]
    Centre(CentreDo),
    /// Send what has not arrived, fetch what others logged.
    Sync {
        /// Only show where it stands.
        #[arg(long)]
        show: bool,
    },
    /// Write a backup, try one out, or say what opens backups and where second copies go.
    Backup(BackupDo),
    /// Restore a backup with its passphrase or the recovery code, from DONGHANH_BACKUP or asked for; no PIN.
    Restore(RestoreWords),
    /// Carry by hand: a bundle onto a USB stick, and a bundle from one.
    #[command(subcommand)]
    Bundle(BundleDo),
    /// Join a commune, or let a laptop join, by files.
    #[command(subcommand)]
    Join(JoinDo),
    /// Cards.
    #[command(subcommand)]
    Card(CardDo),
    /// Check the journal's chain, the views, the file and the receipts.
    Verify,
    /// Fill a new practice commune with synthetic people and assists.
    Seed {
        /// Citizens on the roster.
        #[arg(long, default_value_t = 1_000)]
        people: u32,
        /// Assists to log.
        #[arg(long, default_value_t = 200)]
        assists: u32,
    },
}

/// Setting up.
#[derive(Args, Debug)]
pub struct SetUp {
    /// The commune's name without "xã".
    #[arg(long)]
    pub name: String,
    /// A village; repeat for each.
    #[arg(long = "village", required = true)]
    pub villages: Vec<String>,
    /// A unit as NAME:KIND (agency, school, enterprise, organisation); repeat.
    #[arg(long = "unit")]
    pub units: Vec<String>,
    /// A member as NAME:ROLE:FORCE (volunteer|leader|observer, police|youth-union|project-team); the first is the leader.
    #[arg(long = "person", required = true)]
    pub members: Vec<String>,
}

/// A member to add.
#[derive(Args, Debug)]
pub struct AddMember {
    /// NAME:ROLE:FORCE.
    pub member: String,
}

/// A talk.
#[derive(Args, Debug)]
pub struct Outreach {
    /// How many people were there.
    #[arg(long)]
    pub heads: u32,
    /// talk, radio, house-to-house, leaflet, online.
    #[arg(long, default_value = "talk")]
    pub kind: String,
    /// What it was about.
    #[arg(long, default_value = "")]
    pub topic: String,
    /// The village's name; the open session's if not given.
    #[arg(long)]
    pub village: Option<String>,
}

/// What can be done with assists.
#[derive(Subcommand, Debug)]
pub enum AssistDo {
    /// Save one in the open session.
    Log(LogAssist),
    /// Void the last one saved on this laptop.
    Undo,
    /// One with its history.
    Show {
        /// Which.
        assist: Uuid,
    },
    /// Correct one, with a reason; fields not given stay.
    Correct(CorrectAssist),
    /// Void one found wrong.
    Void {
        /// Which.
        assist: Uuid,
    },
}

/// An assist to save.
#[derive(Args, Debug)]
pub struct LogAssist {
    /// The card's text as a scanner types it; `-` reads standard input.
    #[arg(long, group = "who")]
    pub scan: Option<String>,
    /// A known citizen's record.
    #[arg(long, group = "who")]
    pub citizen: Option<Uuid>,
    /// Somebody new: the full name.
    #[arg(long, group = "who")]
    pub name: Option<String>,
    /// ID number of somebody new.
    #[arg(long)]
    pub number: Option<String>,
    /// Birth date or year of somebody new.
    #[arg(long)]
    pub birth: Option<String>,
    /// Phone of somebody new.
    #[arg(long)]
    pub phone: Option<String>,
    /// The service; what triage proposes if not given.
    #[arg(long)]
    pub service: Option<String>,
    /// done, already-active, come-back, refused.
    #[arg(long, default_value = "done")]
    pub outcome: String,
    /// A difficulty code; repeat.
    #[arg(long = "difficulty")]
    pub difficulties: Vec<String>,
    /// The return day, YYYY-MM-DD.
    #[arg(long)]
    pub return_day: Option<String>,
    /// A utility shown, 1–16; repeat.
    #[arg(long = "utility")]
    pub utilities: Vec<u32>,
    /// The ticket.
    #[arg(long)]
    pub ticket: Option<u32>,
    /// A note. Never passwords or codes.
    #[arg(long, default_value = "")]
    pub note: String,
}

/// A correction of an assist.
#[derive(Args, Debug)]
pub struct CorrectAssist {
    /// Which.
    pub assist: Uuid,
    /// Why.
    #[arg(long)]
    pub reason: String,
    /// The service.
    #[arg(long)]
    pub service: Option<String>,
    /// The outcome.
    #[arg(long)]
    pub outcome: Option<String>,
    /// The difficulties, all of them; repeat.
    #[arg(long = "difficulty")]
    pub difficulties: Option<Vec<String>>,
    /// The return day; an empty text takes it away.
    #[arg(long)]
    pub return_day: Option<String>,
    /// The utilities, all of them; repeat.
    #[arg(long = "utility")]
    pub utilities: Option<Vec<u32>>,
    /// The note.
    #[arg(long)]
    pub note: Option<String>,
}

/// A correction of a citizen.
#[derive(Args, Debug)]
pub struct CorrectPerson {
    /// The citizen's record.
    pub citizen: Uuid,
    /// Why.
    #[arg(long)]
    pub reason: String,
    /// Full name.
    #[arg(long)]
    pub name: Option<String>,
    /// ID number; an empty text takes it away.
    #[arg(long)]
    pub number: Option<String>,
    /// Birth date or year.
    #[arg(long)]
    pub birth: Option<String>,
    /// Phone.
    #[arg(long)]
    pub phone: Option<String>,
    /// Address.
    #[arg(long)]
    pub address: Option<String>,
}

/// What can be done with the centre.
#[derive(Subcommand, Debug)]
pub enum CentreDo {
    /// Have the commune admitted with a one-time set-up code (leaders).
    Attach {
        /// The centre's address.
        address: String,
        /// The code; from DONGHANH_SETUP_CODE if not given.
        #[arg(long, env = "DONGHANH_SETUP_CODE", hide_env_values = true)]
        code: String,
        /// A certificate to trust there beside the system's: a PEM file.
        #[arg(long, requires = "fingerprint")]
        certificate: Option<PathBuf>,
        /// Its SHA-256 fingerprint as whoever runs the centre tells it.
        #[arg(long, requires = "certificate")]
        fingerprint: Option<String>,
    },
    /// Show the fingerprint of a certificate file, to compare it with the one that whoever runs the centre tells.
    Certificate {
        /// A PEM file.
        path: PathBuf,
    },
    /// Trust a certificate at the centre beside those that the system trusts (leaders).
    Trust {
        /// A PEM file.
        path: PathBuf,
        /// Its SHA-256 fingerprint as whoever runs the centre tells it.
        #[arg(long)]
        fingerprint: String,
    },
    /// Trust at the centre only whom the system trusts (leaders).
    Distrust,
}

/// Carrying by hand.
#[derive(Subcommand, Debug)]
pub enum BundleDo {
    /// Write a bundle: what has not arrived, unless told otherwise. What it says of people is encrypted.
    Export {
        /// What to put in.
        #[arg(long, value_enum, default_value_t = Content::Unsent)]
        content: Content,
        /// The file to write; a folder takes a name without anybody's name in it.
        path: PathBuf,
    },
    /// Take in a bundle, or the return with the receipts.
    Import {
        /// The file.
        path: PathBuf,
    },
}

/// What to put into a bundle.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Content {
    /// What no receipt covers, also of laptops that this one carries.
    Unsent,
    /// Everything that this laptop holds.
    Everything,
    /// The centre's receipts.
    Receipts,
}

impl From<Content> for BundleContent {
    fn from(content: Content) -> Self {
        match content {
            Content::Unsent => Self::Unsent,
            Content::Everything => Self::Everything,
            Content::Receipts => Self::Receipts,
        }
    }
}

/// Joining.
#[derive(Subcommand, Debug)]
pub enum JoinDo {
    /// New laptop: write a request file.
    Request {
        /// What this laptop is called.
        #[arg(long)]
        label: String,
        /// The file to write.
        path: String,
    },
    /// Leader: look at a request and its comparison code.
    Show {
        /// The request file.
        path: String,
    },
    /// Leader: certify the new laptop.
    Answer {
        /// The request file.
        request: String,
        /// The member who will use it.
        #[arg(long = "for", value_name = "MEMBER")]
        for_member: Uuid,
        /// The answer file to write.
        path: String,
    },
    /// New laptop: take the answer.
    Accept {
        /// The answer file.
        path: String,
    },
}

/// Cards.
#[derive(Subcommand, Debug)]
pub enum CardDo {
    /// Say what a card holds; needs no PIN, keeps nothing.
    Parse {
        /// The text as a scanner types it; `-` reads standard input.
        text: String,
    },
}
