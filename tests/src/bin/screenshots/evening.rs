//! The evening in the pictures: two laptops of the practice commune, an hour of people, most of it at the centre.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use anyhow::{Context, Result, bail};
use app::view::desk::{AssistForm, ScanView};
use app::view::export::ExportFormat;
use app::view::session::OutreachForm;
use app::view::sync::CentreForm;
use app::{App, Cost, Settings};
use domain::service::{AccountState, Outcome, OutreachKind};
use domain::synthetic::{CardLayout, SyntheticPerson, synthetic_people, synthetic_village};
use tests::cards::today;
use tests::centre::Centre;
use tests::laptop;

/// The people of every practice commune.
const PRACTICE_SEED: u64 = 20_261_121;
const PRACTICE_PEOPLE: usize = 300;
const PRACTICE_VILLAGES: u16 = 6;
const ASSISTS: usize = 26;
const EVENING_MS: i64 = 70 * 60 * 1000;
/// How people come: mostly done, now and then something in the way.
const COURSE: &[(Outcome, &[&str])] = &[
    (Outcome::Done, &[]),
    (Outcome::Done, &[]),
    (Outcome::ComeBack, &["OTP-01", "SIM-03"]),
    (Outcome::Done, &[]),
    (Outcome::AlreadyActive, &[]),
    (Outcome::Done, &["DEV-03"]),
    (Outcome::Done, &[]),
    (Outcome::ComeBack, &["PWD-02"]),
    (Outcome::Refused, &[]),
];

/// What the pictures need to know of it.
pub struct Evening {
    /// Where it is.
    pub village: String,
    /// Different people in the log.
    pub people: u32,
    /// Who comes next: level 2 is approved, and the days run.
    pub next: SyntheticPerson,
    /// What the app calls the exported file.
    pub export_name: String,
}

impl Evening {
    /// Plays it on the laptop whose profiles lie in `home`; the other laptop's files go to `place`.
    pub fn play(home: &Path, place: &Path, centre: &Centre) -> Result<Self> {
        let clock = Clock::an_hour_ago();
        let first = clock.laptop(home);
        first.start_practice()?;
        first.attach_centre(CentreForm {
            address: centre.url(),
            setup_code: centre.setup_code(true)?,
            certificate: None,
        })?;
        first.sync_now()?;
        let second = clock.second_laptop(&first, place)?;
        second.sync_now()?;
        let session = first.desk()?.session;
        let mut villagers = villagers(&session.where_name);
        let next = take_next(&mut villagers).context("nobody in this village waits for activation")?;
        first.log_outreach(OutreachForm {
            session: Some(session.id),
            village: None,
            unit: None,
            day: session.day.clone(),
            kind: OutreachKind::Talk,
            heads: 45,
            topic: "Lợi ích mức 2, phòng lừa đảo".to_owned(),
        })?;
        for ((nth, person), (outcome, why)) in villagers.iter().take(ASSISTS).enumerate().zip(COURSE.iter().cycle()) {
            clock.goes_on();
            let app = if nth % 3 == 2 { &second } else { &first };
            log(app, person, *outcome, why)?;
        }
        clock.is_now();
        second.sync_now()?;
        first.sync_now()?;
        let people = first.session(session.id)?.row.counts.citizens;
        let export_name = first.export_name(session.id, ExportFormat::Xlsx)?;
        Ok(Self { village: session.where_name, people, next, export_name })
    }
}

fn villagers(village: &str) -> Vec<SyntheticPerson> {
    let all = synthetic_people(PRACTICE_SEED, today(), PRACTICE_VILLAGES).take(PRACTICE_PEOPLE);
    all.filter(|person| synthetic_village(person.village) == village).collect()
}

/// Somebody whose seven days are running, taken out of the queue.
fn take_next(villagers: &mut Vec<SyntheticPerson>) -> Option<SyntheticPerson> {
    let waits = |person: &SyntheticPerson| {
        let days = person.sms_day.map(|day| (today() - day).num_days());
        person.account_state == AccountState::Level2Approved && days.is_some_and(|days| (2..=4).contains(&days))
    };
    let place = villagers.iter().position(waits)?;
    Some(villagers.remove(place))
}

/// Where nobody's list names the village, whoever sits at the desk chooses it.
fn log(app: &App, person: &SyntheticPerson, outcome: Outcome, why: &[&str]) -> Result<()> {
    let name = synthetic_village(person.village);
    let village = app.commune()?.villages.into_iter().find(|village| village.name == name).map(|village| village.id);
    let layout = if person.village.is_multiple_of(2) { CardLayout::Chip } else { CardLayout::CanCuoc };
    let ScanView::Card(card) = app.scan(&person.card_text(layout))? else { bail!("a card was not read") };
    let session = app.desk()?;
    let mut form = laptop::assist(session.session.id, card, outcome);
    form.person.village = form.person.village.or(village);
    let return_day = (outcome == Outcome::ComeBack).then(|| today().succ_opt()).flatten();
    app.log_assist(AssistForm {
        difficulties: why.iter().map(|code| (*code).to_owned()).collect(),
        return_day: return_day.map(|day| day.to_string()),
        ticket: Some(session.next_ticket),
        ..form
    })?;
    Ok(())
}

/// One clock on both laptops, so that the evening has its hours.
struct Clock(Arc<AtomicI64>);

impl Clock {
    fn an_hour_ago() -> Self {
        Self(Arc::new(AtomicI64::new(now_ms().saturating_sub(EVENING_MS))))
    }

    fn laptop(&self, home: &Path) -> App {
        let shown = self.0.clone();
        let now = Arc::new(move || shown.load(Ordering::Relaxed));
        App::with(home, Settings { now, cost: Cost::CHEAP, ..Settings::default() })
    }

    /// Joins by files with the real clock, then goes on with this one.
    fn second_laptop(&self, first: &App, place: &Path) -> Result<App> {
        let home = place.join("second");
        drop(laptop::join(first, &home, "Máy 2", place)?);
        let second = self.laptop(&home);
        let member = second.status()?.unlockers.first().map(|unlocker| unlocker.member);
        second.unlock(member.context("somebody joined")?, laptop::PASSPHRASE)?;
        Ok(second)
    }

    /// People do not come at even intervals.
    fn goes_on(&self) {
        let even = EVENING_MS / i64::try_from(ASSISTS + 1).unwrap_or(i64::MAX);
        let minute = self.0.load(Ordering::Relaxed) / 60_000;
        self.0.fetch_add(even + (minute % 3 - 1) * 40_000, Ordering::Relaxed);
    }

    fn is_now(&self) {
        self.0.store(now_ms(), Ordering::Relaxed);
    }
}

fn now_ms() -> i64 {
    chrono::Utc::now().timestamp_millis()
}
