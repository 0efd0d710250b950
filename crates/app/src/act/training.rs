//! A round of practice against the clock: begun, looked at, ended. In the practice commune alone.

use domain::citizen_number::CitizenNumber;
use domain::training::{Fault, Helped, Logged, TASKS, Task};

use crate::form::bad;
use crate::state::Open;
use crate::training::{Figures, Guest, Round, Training};
use crate::view::Words;
use crate::view::training::{
    TrainingEntry, TrainingFault, TrainingGuest, TrainingResult, TrainingRow, TrainingScore, TrainingView,
};
use crate::{App, Code, Error, evening};

/// A median that differs by less than this, in ms, is the same to whoever works.
const SAME_MS: u64 = 500;

impl App {
    /// How the round of practice stands; outside the practice commune there is none.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn training(&self) -> Result<TrainingView, Error> {
        self.reading_people(view)
    }

    /// Begins a round: from now on the people of it come to the desk, one after the other. What ran before is ended.
    ///
    /// # Errors
    /// [`Code::NoSession`]; `BadField` outside the practice commune. See [`crate::Code`].
    pub fn begin_training(&self) -> Result<TrainingView, Error> {
        self.writing(|open, settings| {
            if !open.identity.practice {
                return Err(bad("training"));
            }
            let session = open.at_desk()?.ok_or(Error::new(Code::NoSession))?;
            let begun =
                Training::of(open)?.ended(open)?.begun(open, session.session, session.day, settings.now_ms())?;
            begun.keep(&mut open.store)?;
            view(open)
        })
    }

    /// Ends the round. One that was broken off leaves no figures; what was logged stays in the practice commune.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn end_training(&self) -> Result<TrainingView, Error> {
        self.writing(|open, _| {
            Training::of(open)?.ended(open)?.keep(&mut open.store)?;
            view(open)
        })
    }
}

fn view(open: &Open) -> Result<TrainingView, Error> {
    let kept = Training::of(open)?;
    let none = TrainingView {
        people: u32::try_from(TASKS.len()).unwrap_or(u32::MAX),
        guest: None,
        last_of_another: false,
        helped: Vec::new(),
        result: None,
        before: kept.last.map(score),
    };
    let Some(round) = kept.round else { return Ok(none) };
    let progress = round.progress(open)?;
    let figures = progress.score().map(Figures::from);
    Ok(TrainingView {
        guest: at_the_desk(&round, progress.helped.len())?,
        last_of_another: progress.last_of_another,
        helped: round
            .guests
            .iter()
            .zip(&TASKS)
            .zip(&progress.helped)
            .map(|((who, task), it)| row(who, task, it))
            .collect(),
        result: figures
            .map(|it| TrainingResult { score: score(it), compared: kept.last.map(|last| compared(it, last)) }),
        ..none
    })
}

fn at_the_desk(round: &Round, helped: usize) -> Result<Option<TrainingGuest>, Error> {
    let Some((guest, task)) = round.guests.iter().zip(&TASKS).nth(helped) else { return Ok(None) };
    let number = CitizenNumber::parse(&guest.number).map_err(|_| crate::failure::bug("training"))?;
    Ok(Some(TrainingGuest {
        place: u32::try_from(helped).unwrap_or(u32::MAX).saturating_add(1),
        says: Words::new(task.key),
        name: guest.name.clone(),
        birth_year: u32::from(guest.birth_year),
        village: guest.village.clone(),
        number_masked: number.masked(),
        card: guest.card.clone(),
        asked: asked(task),
    }))
}

fn row(guest: &Guest, task: &Task, it: &Helped<CitizenNumber>) -> TrainingRow {
    TrainingRow {
        name: guest.name.clone(),
        seconds: seconds(it.took_ms),
        asked: asked(task),
        logged: logged(&it.logged),
        faults: it.faults.iter().map(|fault| self::fault(*fault)).collect(),
    }
}

fn asked(task: &Task) -> TrainingEntry {
    let difficulties = task.difficulty.map(str::to_owned).into_iter().collect();
    TrainingEntry { service: task.service, outcome: task.outcome, difficulties }
}

fn logged(line: &Logged<CitizenNumber>) -> TrainingEntry {
    let difficulties = evening::codes(&line.difficulties);
    TrainingEntry { service: line.service, outcome: line.outcome, difficulties }
}

const fn fault(fault: Fault) -> TrainingFault {
    match fault {
        Fault::Service => TrainingFault::Service,
        Fault::Outcome => TrainingFault::Outcome,
        Fault::Difficulties => TrainingFault::Difficulties,
    }
}

fn score(it: Figures) -> TrainingScore {
    TrainingScore {
        median_seconds: seconds(it.median_ms),
        total_seconds: seconds(it.total_ms),
        wrong: it.wrong,
        corrections: it.corrections,
    }
}

/// The time of a person beside that of the last round.
fn compared(now: Figures, last: Figures) -> Words {
    let apart = now.median_ms.abs_diff(last.median_ms);
    let key = match now.median_ms.cmp(&last.median_ms) {
        _ if apart < SAME_MS => "training-as-fast",
        std::cmp::Ordering::Less => "training-faster",
        std::cmp::Ordering::Equal | std::cmp::Ordering::Greater => "training-slower",
    };
    Words::new(key).with("seconds", seconds(apart)).with("before", seconds(last.median_ms))
}

/// Whole seconds, rounded half up.
fn seconds(ms: u64) -> u32 {
    u32::try_from(ms.saturating_add(500) / 1_000).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Texts;
    use crate::view::export::Language;

    #[test]
    fn what_people_say_and_how_rounds_compare_has_words_in_both_languages() {
        for language in [Language::Vi, Language::En] {
            let texts = Texts::of(language);
            let compared = ["training-faster", "training-slower", "training-as-fast"];
            for key in TASKS.iter().map(|task| task.key).chain(compared) {
                assert_ne!(texts.get(key, &[]), key, "{key}");
            }
        }
    }

    #[test]
    fn a_round_is_faster_or_slower_only_where_somebody_would_notice() {
        let of = |median_ms| Figures { median_ms, total_ms: 0, wrong: 0, corrections: 0 };
        let check = |now, last, key: &str, by: &str| {
            let words = compared(of(now), of(last));
            assert_eq!((words.key.as_str(), words.params["seconds"].as_str()), (key, by));
        };
        check(7_000, 7_000, "training-as-fast", "0");
        check(7_499, 7_000, "training-as-fast", "0");
        check(6_000, 9_000, "training-faster", "3");
        check(9_400, 7_000, "training-slower", "2");
    }
}
