//! The words about offices.

use clap::{Args, Subcommand};
use uuid::Uuid;

/// What can be done with offices.
#[derive(Subcommand, Debug)]
pub enum OfficeDo {
    /// All of them, with their hours.
    List,
    /// Add one (leaders).
    Add {
        /// What people call it.
        name: String,
        #[command(flatten)]
        words: OfficeWords,
    },
    /// Change one (leaders); what is not given stays.
    Change {
        /// Which.
        office: Uuid,
        /// What people call it.
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        words: OfficeWords,
    },
    /// Send nobody there any more (leaders).
    Remove {
        /// Which.
        office: Uuid,
    },
}

/// What is known of an office.
#[derive(Args, Debug)]
pub struct OfficeWords {
    /// What is done there: card, level-2, app-help; repeat.
    #[arg(long = "task")]
    pub tasks: Vec<String>,
    /// Hours as DAYS=HOURS, such as mon-fri=7:30-11:30,13:30-17:00 or sat=8-11; repeat. A day without hours is shut.
    #[arg(long = "hours", value_name = "DAYS=HOURS")]
    pub hours: Vec<String>,
    /// Where it is; an empty text takes it away.
    #[arg(long)]
    pub address: Option<String>,
    /// The phone; an empty text takes it away.
    #[arg(long)]
    pub phone: Option<String>,
    /// What else to know; an empty text takes it away.
    #[arg(long)]
    pub note: Option<String>,
}
