//! What people do at a laptop, in the words of the app. Each says what it did, for the checkers.

use anyhow::{Context, Result};
use app::view::desk::{AssistForm, PersonCardView, ScanView};
use app::view::people::{CorrectAssistForm, CorrectPersonForm};
use app::view::session::{AssistRow, OpenSessionForm, OutreachForm};
use app::view::start::MemberForm;
use app::{App, Error};
use chrono::NaiveDate;
use domain::service::{Force, Outcome, OutreachKind, Role};
use domain::synthetic::{CardLayout, synthetic_people};
use uuid::Uuid;

use super::event::Event;
use super::random::Random;
use super::witness::{Short, short};

/// Different people who come, in one run.
const PEOPLE: usize = 40;

/// What a person sets out to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deed {
    /// Log an assist for somebody with a card.
    Log,
    /// Log an assist for a number on a ticket.
    LogTicket,
    /// Correct the outcome of an assist.
    Correct,
    /// Correct somebody's name.
    CorrectPerson,
    /// Void an assist.
    Void,
    /// Write down a talk.
    Talk,
    /// Open another session.
    OpenSession,
    /// Close the session; leaders do.
    CloseSession,
    /// Write down another member; leaders do.
    AddMember,
    /// Give everybody a new sealing key; leaders do.
    NewKey,
}

/// What was done to an assist.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Done {
    /// It was logged, with this outcome's wire code.
    Logged {
        /// Which.
        assist: Short,
        /// See PROTOCOL.md §6.
        outcome: i64,
    },
    /// It was corrected to this outcome's wire code.
    Corrected {
        /// Which.
        assist: Short,
        /// See PROTOCOL.md §6.
        outcome: i64,
    },
    /// It was voided.
    Voided {
        /// Which.
        assist: Short,
    },
}

impl Done {
    /// As the checkers read it, with the entry that says so.
    #[must_use]
    pub const fn event(self, entry: Option<Short>) -> Event {
        match self {
            Self::Logged { assist, outcome } => Event::Logged { assist, outcome, entry },
            Self::Corrected { assist, outcome } => Event::Corrected { assist, outcome, entry },
            Self::Voided { assist } => Event::Voided { assist, entry },
        }
    }
}

/// Why nothing came of a deed.
pub enum Undone {
    /// There was nothing to do it to.
    Idle,
    /// The app said no.
    Refused(Error),
}

impl From<Error> for Undone {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

/// The people of a run and the day of its evening.
pub struct People {
    cards: Vec<String>,
    day: String,
    random: Random,
}

impl People {
    /// Who comes in this run.
    #[must_use]
    pub fn of(random: Random) -> Self {
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap_or_default();
        let layouts = [CardLayout::Chip, CardLayout::CanCuoc].into_iter().cycle();
        let cards = synthetic_people(random.next(), day, 2).zip(layouts).take(PEOPLE);
        let cards = cards.map(|(person, layout)| person.card_text(layout)).collect();
        Self { cards, day: day.to_string(), random }
    }

    /// Does it; what the app then said is saved.
    ///
    /// # Errors
    /// See [`Undone`].
    pub fn act(&self, deed: Deed, app: &App) -> Result<Option<Done>, Undone> {
        match deed {
            Deed::Log => self.log(app),
            Deed::LogTicket => self.log_ticket(app),
            Deed::Correct => self.correct(app),
            Deed::CorrectPerson => self.correct_person(app),
            Deed::Void => self.void(app),
            Deed::Talk => self.talk(app),
            Deed::OpenSession => self.open_session(app),
            Deed::CloseSession => self.close_session(app),
            Deed::AddMember => self.add_member(app),
            Deed::NewKey => app.rotate_keys().map(|_| None).map_err(Undone::Refused),
        }
    }

    /// Opens the first session; every run begins with one.
    ///
    /// # Errors
    /// The app.
    pub fn first_session(&self, app: &App) -> Result<()> {
        self.open_session(app).ok().context("the first session opens")?;
        Ok(())
    }

    fn log(&self, app: &App) -> Result<Option<Done>, Undone> {
        let session = self.session(app)?;
        let text = self.random.pick(&self.cards).ok_or(Undone::Idle)?;
        let ScanView::Card(card) = app.scan(text)? else { return Err(Undone::Idle) };
        let form = self.form(session, card);
        logged(app, form)
    }

    fn log_ticket(&self, app: &App) -> Result<Option<Done>, Undone> {
        let session = self.session(app)?;
        let mut form = self.form(session, app.new_person("")?);
        form.ticket = u32::try_from(self.random.within(1, 900)).ok();
        logged(app, form)
    }

    fn correct(&self, app: &App) -> Result<Option<Done>, Undone> {
        let row = self.assist(app)?;
        let before = app.assist(row.id)?;
        let outcome = self.outcome();
        app.correct_assist(CorrectAssistForm {
            assist: row.id,
            service: row.service,
            outcome,
            difficulties: difficulties(outcome),
            return_day: None,
            utilities: before.utilities,
            note: before.note.unwrap_or_default(),
            reason: "Ghi nhầm".to_owned(),
        })?;
        Ok(Some(Done::Corrected { assist: short(row.id.as_bytes()), outcome: code(outcome) }))
    }

    fn correct_person(&self, app: &App) -> Result<Option<Done>, Undone> {
        let citizen = self.assist(app)?.citizen.ok_or(Undone::Idle)?;
        let mut person = app.person(citizen)?.card.person;
        let names = ["Nguyễn Mẫu An", "Trần Mẫu Bình", "Lê Mẫu Chi", "Phạm Mẫu Dung"];
        person.name = (*self.random.pick(&names).ok_or(Undone::Idle)?).to_owned();
        app.correct_person(CorrectPersonForm { person, reason: "Đúng theo thẻ".to_owned() })?;
        Ok(None)
    }

    fn void(&self, app: &App) -> Result<Option<Done>, Undone> {
        let row = self.assist(app)?;
        app.void_assist(row.id)?;
        Ok(Some(Done::Voided { assist: short(row.id.as_bytes()) }))
    }

    fn talk(&self, app: &App) -> Result<Option<Done>, Undone> {
        let form = OutreachForm {
            session: None,
            village: app.commune()?.villages.first().map(|it| it.id),
            unit: None,
            day: self.day.clone(),
            kind: OutreachKind::Talk,
            heads: u32::try_from(self.random.within(1, 300)).unwrap_or(1),
            topic: "VNeID mức 2".to_owned(),
        };
        app.log_outreach(form)?;
        Ok(None)
    }

    fn open_session(&self, app: &App) -> Result<Option<Done>, Undone> {
        let commune = app.commune()?;
        let form = OpenSessionForm {
            village: self.random.pick(&commune.villages).map(|it| it.id),
            unit: None,
            place: "Nhà văn hóa thôn".to_owned(),
            day: self.day.clone(),
            members: commune.members.iter().map(|member| member.id).collect(),
            first_ticket: 1,
        };
        app.open_session(form)?;
        Ok(None)
    }

    fn close_session(&self, app: &App) -> Result<Option<Done>, Undone> {
        app.close_session(self.session(app)?, None)?;
        Ok(None)
    }

    fn add_member(&self, app: &App) -> Result<Option<Done>, Undone> {
        let name = "Hoàng Mẫu Giang".to_owned();
        app.add_member(MemberForm { name, role: Role::Volunteer, force: Force::YouthUnion })?;
        Ok(None)
    }

    fn session(&self, app: &App) -> Result<Uuid, Undone> {
        let open: Vec<Uuid> = app.sessions()?.into_iter().filter(|row| !row.closed).map(|row| row.id).collect();
        self.random.pick(&open).copied().ok_or(Undone::Idle)
    }

    /// Some assist that counts.
    fn assist(&self, app: &App) -> Result<AssistRow, Undone> {
        let sessions = app.sessions()?;
        let session = self.random.pick(&sessions).ok_or(Undone::Idle)?;
        let mut assists = app.session(session.id)?.assists;
        assists.retain(|row| !row.voided);
        self.random.pick(&assists).cloned().ok_or(Undone::Idle)
    }

    fn form(&self, session: Uuid, card: PersonCardView) -> AssistForm {
        let outcome = self.outcome();
        AssistForm {
            assist: None,
            session,
            person: card.person,
            service: card.triage.service,
            outcome,
            difficulties: difficulties(outcome),
            return_day: None,
            utilities: Vec::new(),
            state_before: card.triage.state,
            sms_day: None,
            ticket: None,
            note: String::new(),
            unsure: false,
        }
    }

    fn outcome(&self) -> Outcome {
        let outcomes = [Outcome::Done, Outcome::AlreadyActive, Outcome::ComeBack, Outcome::Refused];
        self.random.pick(&outcomes).copied().unwrap_or(Outcome::Done)
    }
}

fn logged(app: &App, form: AssistForm) -> Result<Option<Done>, Undone> {
    let outcome = code(form.outcome);
    let saved = app.log_assist(form)?;
    Ok(Some(Done::Logged { assist: short(saved.row.id.as_bytes()), outcome }))
}

fn difficulties(outcome: Outcome) -> Vec<String> {
    if outcome == Outcome::ComeBack { vec!["OTP-01".to_owned()] } else { Vec::new() }
}

/// The wire code of an outcome (PROTOCOL.md §6).
const fn code(outcome: Outcome) -> i64 {
    match outcome {
        Outcome::Done => 1,
        Outcome::AlreadyActive => 2,
        Outcome::ComeBack => 3,
        Outcome::Refused => 4,
    }
}
