//! A round of practice against the clock, in the practice commune.

use domain::service::{Outcome, Service};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::Words;

/// How a round of practice stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct TrainingView {
    /// How many people a round has.
    pub people: u32,
    /// Who sits at the desk; none where no round runs, or everybody was helped.
    pub guest: Option<TrainingGuest>,
    /// The line saved last is not of whom the round brought to the desk: to be taken back.
    pub last_of_another: bool,
    /// Those who were helped, in their order.
    pub helped: Vec<TrainingRow>,
    /// What the round came to, once everybody was helped.
    pub result: Option<TrainingResult>,
    /// The last whole round before this one.
    pub before: Option<TrainingScore>,
}

/// Somebody who came to the desk.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct TrainingGuest {
    /// The how manieth of the round, from 1.
    pub place: u32,
    /// What they say.
    pub says: Words,
    /// The name.
    pub name: String,
    /// Year of birth.
    pub birth_year: u32,
    /// Where they live.
    pub village: String,
    /// The number as bystanders may see it.
    pub number_masked: String,
    /// What a scanner types for their card; none where they have left it at home.
    pub card: Option<String>,
    /// What is to be logged.
    pub asked: TrainingEntry,
}

/// What is asked for, or was logged.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct TrainingEntry {
    /// The service.
    pub service: Service,
    /// The outcome.
    pub outcome: Outcome,
    /// Difficulty codes.
    pub difficulties: Vec<String>,
}

/// Somebody who was helped in a round.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct TrainingRow {
    /// The name.
    pub name: String,
    /// How long it took, in seconds.
    pub seconds: u32,
    /// What was asked for.
    pub asked: TrainingEntry,
    /// What was logged.
    pub logged: TrainingEntry,
    /// What of it is wrong; nothing where all is as asked.
    pub faults: Vec<TrainingFault>,
}

/// What was logged otherwise than asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum TrainingFault {
    /// The service.
    Service,
    /// The outcome.
    Outcome,
    /// The difficulties.
    Difficulties,
}

/// What a whole round came to, beside the one before.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct TrainingResult {
    /// The figures.
    pub score: TrainingScore,
    /// The time beside the last round's, in a sentence; none after the first round.
    pub compared: Option<Words>,
}

/// The figures of a round.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, Type)]
pub struct TrainingScore {
    /// Half of the people took so long or less, in seconds.
    pub median_seconds: u32,
    /// All of them together, in seconds.
    pub total_seconds: u32,
    /// People logged with a fault, and lines of people who were never there.
    pub wrong: u32,
    /// Lines taken back or corrected.
    pub corrections: u32,
}
