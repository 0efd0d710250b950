//! The words about difficulties.

use clap::{Args, Subcommand};

/// What can be done with difficulties.
#[derive(Subcommand, Debug)]
pub enum DifficultyDo {
    /// All of them, with what is read aloud.
    List,
    /// Add one (leaders); it gets a code.
    Add {
        /// What it is called in Vietnamese.
        label: String,
        #[command(flatten)]
        words: DifficultyWords,
    },
    /// Say other words (leaders); what is not given stays. A built-in one keeps its name.
    Change {
        /// Its code.
        code: String,
        /// What it is called in Vietnamese.
        #[arg(long)]
        label: Option<String>,
        #[command(flatten)]
        words: DifficultyWords,
    },
    /// Offer it no more (leaders); where it was chosen it still says its words.
    PutAway {
        /// Its code.
        code: String,
    },
    /// Offer it again (leaders).
    BringBack {
        /// Its code.
        code: String,
    },
}

/// What is said of a difficulty.
#[derive(Args, Debug)]
pub struct DifficultyWords {
    /// A line to read aloud in Vietnamese; repeat, up to four.
    #[arg(long = "read", value_name = "LINE")]
    pub remedy: Vec<String>,
    /// What it is called in English.
    #[arg(long)]
    pub label_en: Option<String>,
    /// A line to read aloud in English; repeat, up to four.
    #[arg(long = "read-en", value_name = "LINE")]
    pub remedy_en: Vec<String>,
}
