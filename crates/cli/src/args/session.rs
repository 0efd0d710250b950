//! The words about sessions.

use clap::{Args, Subcommand};
use uuid::Uuid;

/// What can be done with sessions.
#[derive(Subcommand, Debug)]
pub enum SessionDo {
    /// Open one; the desk works on it from now on.
    Open(OpenSession),
    /// All of them, newest first.
    List,
    /// One with its log; the open one if not named.
    Show {
        /// Which.
        session: Option<Uuid>,
    },
    /// Close one; the open one if not named.
    Close {
        /// Which.
        session: Option<Uuid>,
        /// Heads counted in the room.
        #[arg(long)]
        heads: Option<u32>,
    },
}

/// Opening a session.
#[derive(Args, Debug)]
pub struct OpenSession {
    /// The village's name.
    #[arg(long, conflicts_with = "unit", required_unless_present = "unit")]
    pub village: Option<String>,
    /// The unit's name.
    #[arg(long)]
    pub unit: Option<String>,
    /// The place.
    #[arg(long, default_value = "")]
    pub place: String,
    /// The day, YYYY-MM-DD; today if not given.
    #[arg(long)]
    pub day: Option<String>,
    /// Who helps, by id; all members if not given.
    #[arg(long = "helper")]
    pub helpers: Vec<Uuid>,
    /// The first ticket number.
    #[arg(long, default_value_t = 1)]
    pub first_ticket: u32,
}
