//! What a person has to do at the window, counted: keys, and ways to the mouse. For the keystroke-level model.

use super::Window;

/// Seconds a key takes a person who does not type for a living (Card, Moran and Newell, 1980).
const KEY_SECONDS: f64 = 0.28;
/// Seconds to point at something with the mouse.
const POINT_SECONDS: f64 = 1.1;
/// Seconds for the hand to the mouse, or back.
const HOME_SECONDS: f64 = 0.4;
/// Seconds of a thought before acting.
const THOUGHT_SECONDS: f64 = 1.35;

/// What was done since the last look.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Effort {
    /// Keys pressed, those held down too; a scanner's are its own.
    pub keys: u32,
    /// Things pointed at and clicked.
    pub points: u32,
}

impl Effort {
    /// What the model says this takes a person with so many thoughts, in seconds.
    #[must_use]
    pub fn seconds(self, thoughts: u32) -> f64 {
        let by_mouse = POINT_SECONDS + KEY_SECONDS + HOME_SECONDS + HOME_SECONDS;
        let keys = f64::from(self.keys) * KEY_SECONDS;
        keys + f64::from(self.points) * by_mouse + f64::from(thoughts) * THOUGHT_SECONDS
    }

    pub(super) fn typed(self, text: &str) -> Self {
        Self { keys: self.keys.saturating_add(u32::try_from(text.chars().count()).unwrap_or(u32::MAX)), ..self }
    }

    pub(super) const fn pointed(self) -> Self {
        Self { points: self.points.saturating_add(1), ..self }
    }
}

impl Window {
    /// What was done since this was asked last.
    pub fn effort(&self) -> Effort {
        self.effort.take()
    }
}
