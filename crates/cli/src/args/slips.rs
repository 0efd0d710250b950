//! Words for paper slips.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use uuid::Uuid;

/// What can be done with paper slips.
#[derive(Subcommand, Debug)]
pub enum SlipsDo {
    /// Write a pad of numbered slips as a PDF, to be filled in by hand.
    Print(PrintPad),
    /// The pads that this laptop printed.
    Pads {
        /// The session; the open one if not given.
        #[arg(long)]
        session: Option<Uuid>,
    },
    /// A pile by its numbers: who keyed what, what is missing.
    List {
        /// The session; the open one if not given.
        #[arg(long)]
        session: Option<Uuid>,
        /// The first number; the printed pads if not given.
        #[arg(long)]
        first: Option<u32>,
        /// The last number.
        #[arg(long)]
        last: Option<u32>,
    },
    /// Key a slip in, as it is written. A number keyed before is said, and nothing is saved.
    Key(KeySlip),
    /// Mark a slip as spoilt.
    Spoil {
        /// The slip's number.
        number: u32,
        /// The session; the open one if not given.
        #[arg(long)]
        session: Option<Uuid>,
        /// Take the mark back.
        #[arg(long)]
        undo: bool,
    },
}

/// A slip to key in.
#[derive(Args, Debug)]
pub struct KeySlip {
    /// The slip's number.
    pub number: u32,
    /// The session, also a closed one; the open one if not given.
    #[arg(long)]
    pub session: Option<Uuid>,
    /// A known citizen's record.
    #[arg(long, group = "slip-who")]
    pub citizen: Option<Uuid>,
    /// Somebody new: the full name.
    #[arg(long, group = "slip-who")]
    pub name: Option<String>,
    /// The ID number: all twelve digits, or the last ones.
    #[arg(long, default_value = "")]
    pub digits: String,
    /// Birth date or year of somebody new.
    #[arg(long)]
    pub birth: Option<String>,
    /// Phone.
    #[arg(long)]
    pub phone: Option<String>,
    /// The service; what triage proposes if not given.
    #[arg(long)]
    pub service: Option<String>,
    /// done, already-active, come-back, refused.
    #[arg(long)]
    pub outcome: String,
    /// Difficulty codes as they are written: "otp1, sim 3".
    #[arg(long, default_value = "")]
    pub difficulties: String,
    /// The return day as it is written: 24/11.
    #[arg(long, default_value = "")]
    pub return_day: String,
    /// A note. Never passwords or codes.
    #[arg(long, default_value = "")]
    pub note: String,
    /// Save although the number was keyed before.
    #[arg(long)]
    pub again: bool,
}

/// A pad to print.
#[derive(Args, Debug)]
pub struct PrintPad {
    /// The session; the open one if not given.
    #[arg(long)]
    pub session: Option<Uuid>,
    /// How many slips, three a page.
    #[arg(long, default_value_t = 60)]
    pub count: u32,
    /// The first number; where the last pad ended if not given.
    #[arg(long)]
    pub first: Option<u32>,
    /// The file to write; a folder takes a name without anybody's name in it.
    pub path: PathBuf,
}
