//! A figure and its goal; how figures are written down.

use serde_json::{Value, json};

/// What a figure must not go beyond.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Goal {
    /// Ours is exactly this.
    Exactly(f64),
    /// Ours is at most this.
    AtMost(f64),
    /// Ours is at most so many times the reference.
    Ratio(f64),
    /// Told, and not judged.
    Told,
}

/// Something measured, beside its reference.
#[derive(Clone, PartialEq, Debug)]
pub struct Figure {
    /// What was measured, with its size and its unit.
    pub name: String,
    /// Ours.
    pub ours: f64,
    /// The same work done barely; none where there is nothing to do it with.
    pub reference: Option<f64>,
    /// What was aimed at.
    pub goal: Goal,
}

impl Figure {
    /// Ours through the reference.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        self.reference.filter(|reference| *reference > 0.0).map(|reference| self.ours / reference)
    }

    /// Whether the goal is reached.
    #[must_use]
    pub fn holds(&self) -> bool {
        match self.goal {
            Goal::Exactly(count) => (self.ours - count).abs() < f64::EPSILON,
            Goal::AtMost(most) => self.ours <= most,
            Goal::Ratio(most) => self.ratio().is_some_and(|ratio| ratio <= most),
            Goal::Told => true,
        }
    }

    /// For machines.
    #[must_use]
    pub fn to_json(&self) -> Value {
        json!({
            "name": self.name,
            "ours": self.ours,
            "reference": self.reference,
            "ratio": self.ratio(),
            "goal": self.goal.words(),
            "holds": self.holds(),
        })
    }
}

impl Goal {
    fn words(self) -> String {
        match self {
            Self::Exactly(count) => format!("= {count}"),
            Self::AtMost(most) => format!("<= {most}"),
            Self::Ratio(most) => format!("<= {most} x"),
            Self::Told => String::new(),
        }
    }
}

/// For people: one line per figure.
#[must_use]
pub fn table(figures: &[Figure]) -> String {
    let head = format!("{:<64}{:>12}{:>12}{:>8}  goal\n", "", "ours", "reference", "ratio");
    [head].into_iter().chain(figures.iter().map(line)).collect()
}

fn line(figure: &Figure) -> String {
    let or_dash = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.2}"));
    let (reference, ratio, goal) = (or_dash(figure.reference), or_dash(figure.ratio()), figure.goal.words());
    let verdict = if figure.holds() { "" } else { "MISSED" };
    format!("{:<64}{:>12.2}{reference:>12}{ratio:>8}  {goal:<8}{verdict}\n", figure.name, figure.ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(ours: f64, reference: Option<f64>, goal: Goal) -> Figure {
        Figure { name: "x".to_owned(), ours, reference, goal }
    }

    #[test]
    fn a_goal_is_missed_just_beyond_it_and_without_a_reference() {
        let check = |ours, reference, goal, expected| {
            assert_eq!(figure(ours, reference, goal).holds(), expected, "{ours} {reference:?} {goal:?}");
        };
        check(1.0, None, Goal::Exactly(1.0), true);
        check(2.0, None, Goal::Exactly(1.0), false);
        check(24.0, None, Goal::AtMost(24.0), true);
        check(25.0, None, Goal::AtMost(24.0), false);
        check(3.0, Some(2.0), Goal::Ratio(1.5), true);
        check(3.1, Some(2.0), Goal::Ratio(1.5), false);
        check(3.0, None, Goal::Ratio(1.5), false);
        check(3.0, Some(0.0), Goal::Ratio(1.5), false);
    }
}
