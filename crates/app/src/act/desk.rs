//! The desk: look up, scan, triage, save, undo.

pub(super) mod save;

use chrono::{Datelike, Months};
use domain::card::{self, CardWarning};
use domain::catalogue::{Catalogue, Difficulty, Utility};
use domain::citizen_number::CitizenNumber;
use domain::edit::{Edit, Void, VoidReason};
use domain::fold::fold;
use domain::ids::CitizenId;
use domain::language::Language;
use domain::person::BirthDate;
use domain::record::Session;
use domain::rules::ChipCard;
use domain::service::{AccountState, DifficultyCode, Outcome};
use store::rows::{self, PersonCard, PersonHit, RosterLine};

use crate::change::assist_target;
use crate::desk::{Known, Tonight, judge, known_as, marks, nobody, person_card, state_of};
use crate::evening::{self, EVENING_ROWS_MAX};
use crate::form;
use crate::names::Names;
use crate::paper::Paper;
use crate::role::May;
use crate::state::Open;
use crate::view::Words;
use crate::view::desk::{
    AssistForm, CardWay, CatalogueView, DeskView, DifficultyUse, DifficultyView, PersonCardView, PersonForm, PersonKey,
    SavedView, ScanView, SearchRow, SearchView, TriageView, UtilityView,
};
use crate::view::session::AssistRow;
use crate::{App, Code, Error, clock, words};

/// At most this many people are shown for a search.
const SEARCH_ROWS_MAX: usize = 7;

impl App {
    /// The open session with its evening.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn desk(&self) -> Result<DeskView, Error> {
        self.reading(|open| {
            let store = &open.store;
            let session = open.desk_session()?.ok_or(Error::new(Code::NoSession))?;
            let rows = store.evening(session.row.record.id, EVENING_ROWS_MAX)?;
            let tally = store.session_tally(session.row.record.id)?;
            Ok(DeskView {
                session: evening::session_row(store, &*open.names()?, &session)?,
                next_ticket: next_ticket(&rows, &session.row.record, &Paper::of(store, session.row.record.id)?),
                undo: to_undo(&rows).map(|line| line.row.record.id.0),
                evening: evening::numbered(rows, evening::lines(&tally)),
            })
        })
    }

    /// People by name without marks, number tail, phone tail; at most 7.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn search(&self, text: &str) -> Result<SearchView, Error> {
        let now_ms = self.shared.settings.now_ms();
        self.reading_people(|open| {
            let tonight = Tonight::of(open, now_ms)?;
            let found = open.store.search(text, tonight.scope)?;
            let names = open.names()?;
            let more = found.more || found.hits.len() > SEARCH_ROWS_MAX;
            let hits = found.hits.into_iter().take(SEARCH_ROWS_MAX);
            let rows = with_look_alikes(hits.map(|hit| search_row(&hit, text, &names)).collect());
            Ok(SearchView { more, look_alikes: rows.iter().any(|row| row.look_alike), rows })
        })
    }

    /// Reads a card's text and finds the person; the text is never kept.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn scan(&self, text: &str) -> Result<ScanView, Error> {
        self.scan_by(text, CardWay::Typed)
    }

    /// The same for a text that came in some other way.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn scan_by(&self, text: &str, way: CardWay) -> Result<ScanView, Error> {
        let scanner = match way {
            CardWay::Retyped => return Ok(ScanView::Unread(Words::new(words::SCAN_RETYPED))),
            CardWay::Typed => self.known_scanner(),
            CardWay::Read => None,
        };
        let now_ms = self.shared.settings.now_ms();
        self.reading_people(|open| {
            let mut card = match card::parse_card_of(text, clock::day_of(now_ms), scanner) {
                Ok(card) => card,
                Err(error) => return Ok(ScanView::Unread(Words::new(error.key()))),
            };
            if way == CardWay::Read {
                card.warnings.remove(&CardWarning::InputMethod);
            }
            let found = open.store.person_by_number(&card.number)?;
            let tonight = Tonight::of(open, now_ms)?;
            person_card(open, &found, Some(&card), PersonForm::default(), tonight).map(ScanView::Card)
        })
    }

    /// Opens a person found by search.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn open_person(&self, key: PersonKey) -> Result<PersonCardView, Error> {
        let now_ms = self.shared.settings.now_ms();
        self.reading_people(|open| {
            let key = match key {
                PersonKey::Citizen(citizen) => rows::PersonKey::Citizen(CitizenId(citizen)),
                PersonKey::Roster(line) => rows::PersonKey::Roster(RosterLine(line)),
            };
            let found = open.store.person(key)?.ok_or(Error::new(Code::NotFound))?;
            person_card(open, &found, None, PersonForm::default(), Tonight::of(open, now_ms)?)
        })
    }

    /// A card for somebody not found, the typed text taken as name or number. A number that is known opens its owner.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn new_person(&self, text: &str) -> Result<PersonCardView, Error> {
        let now_ms = self.shared.settings.now_ms();
        self.reading_people(|open| {
            let tonight = Tonight::of(open, now_ms)?;
            let (typed, found) = taken_for(open, text)?;
            let village = match tonight.scope {
                Some(domain::record::RosterScope::Village(village)) => Some(village.0),
                Some(domain::record::RosterScope::Unit(_)) | None => None,
            };
            person_card(open, &found, None, PersonForm { village, ..typed }, tonight)
        })
    }

    /// What this person needs, after something on the card was changed by hand. `sms_day` is the day of the Ministry's
    /// message, `YYYY-MM-DD`.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn triage(
        &self,
        person: PersonForm,
        state: AccountState,
        sms_day: Option<String>,
    ) -> Result<TriageView, Error> {
        let now_ms = self.shared.settings.now_ms();
        self.reading_people(|open| {
            let tonight = Tonight::of(open, now_ms)?;
            let sms_day = sms_day.filter(|text| !text.trim().is_empty());
            let sms_day = sms_day.map(|text| form::day(&text, "sms-day")).transpose()?;
            // A form half filled is judged by what can be read of it.
            let birth = BirthDate::parse(&person.birth).ok().and_then(|birth| birth.checked_on(tonight.day).ok());
            let known = Known::of(open, &known_as(open, &person)?, ChipCard::Unknown)?.told(state, sms_day);
            Ok(TriageView { contradictions: tonight.contradictions(&person), ..judge(&known, birth, tonight.day)? })
        })
    }

    /// Saves an assist, with the citizen if new. Durable when it returns.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn log_assist(&self, form: AssistForm) -> Result<SavedView, Error> {
        self.writing(|open, settings| save::save(open, settings, &form))
    }

    /// Voids the last assist of this laptop in the open session.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn undo_last(&self) -> Result<AssistRow, Error> {
        self.writing(|open, settings| {
            let session = open.desk_session()?.ok_or(Error::new(Code::NoSession))?.row.record.id;
            let rows = open.store.evening(session, EVENING_ROWS_MAX)?;
            let last = to_undo(&rows).ok_or(Error::new(Code::NothingToUndo))?.row.record.id;
            let target = assist_target(last);
            open.commit_one(Edit::Void(Void { target, reason: VoidReason::Undone }), settings)?;
            evening::line_of(&open.store, session, last)
        })
    }

    /// How often each difficulty was met tonight and in the month of the session, the most frequent first.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn difficulty_uses(&self) -> Result<Vec<DifficultyUse>, Error> {
        let now_ms = self.shared.settings.now_ms();
        self.reading(|open| {
            open.must(May::SeeCounts)?;
            let tonight = Tonight::of(open, now_ms)?;
            let first = tonight.day.with_day(1).unwrap_or(tonight.day);
            let last = first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(tonight.day);
            let found = open.store.difficulty_uses(tonight.session, first, last)?;
            let mut uses: Vec<DifficultyUse> = found.iter().map(|(code, it)| used(code, *it)).collect();
            uses.sort_by_key(|it| (std::cmp::Reverse((it.tonight, it.month)), it.code.clone()));
            Ok(uses)
        })
    }

    /// Difficulties and utilities in both languages, once opened with what the leader says of them.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn catalogue(&self) -> Result<CatalogueView, Error> {
        match self.shared.state().present() {
            Some(open) => Ok(catalogue_view(open.names()?.catalogue())),
            None => Ok(catalogue_view(Catalogue::built_in())),
        }
    }
}

fn catalogue_view(catalogue: &Catalogue) -> CatalogueView {
    CatalogueView {
        difficulties: catalogue.difficulties().iter().map(difficulty).collect(),
        utilities: catalogue.utilities().iter().map(utility).collect(),
    }
}

/// The last line of this laptop, unless it was voided already: one key press takes back one save.
fn to_undo(rows: &[rows::AssistRow]) -> Option<&rows::AssistRow> {
    rows.iter().find(|line| line.here).filter(|line| line.row.voided.is_none())
}

fn next_ticket(rows: &[rows::AssistRow], session: &Session, paper: &Paper) -> u32 {
    let counting = rows.iter().filter(|line| line.row.voided.is_none());
    paper.next_ticket(counting.filter_map(|line| line.row.record.ticket), session.first_ticket)
}

fn search_row(hit: &PersonHit, text: &str, names: &Names) -> SearchRow {
    let back = hit.last.filter(|last| last.outcome == Outcome::ComeBack).and_then(|last| last.return_day);
    SearchRow {
        key: match hit.key {
            rows::PersonKey::Citizen(citizen) => PersonKey::Citizen(citizen.0),
            rows::PersonKey::Roster(line) => PersonKey::Roster(line.0),
        },
        name: hit.name.as_str().to_owned(),
        marks: marks(hit.name.as_str(), text),
        birth_year: hit.birth.map(|birth| u32::from(birth.year())),
        sex: hit.sex,
        village: names.village(hit.village).or_else(|| names.unit(hit.unit)).map(str::to_owned),
        number_tail: hit.number.map(|number| number.tail(3).to_owned()),
        state: state_of(hit),
        return_day: back.map(clock::iso),
        look_alike: false,
    }
}

/// Marks those who share name, birth year and village with another row.
fn with_look_alikes(mut rows: Vec<SearchRow>) -> Vec<SearchRow> {
    // Names are folded last: hardly any two rows come so far.
    let alike = |one: &SearchRow, other: &SearchRow| {
        one.birth_year == other.birth_year && one.village == other.village && fold(&one.name) == fold(&other.name)
    };
    let has_another = |row: &SearchRow| rows.iter().any(|other| other.key != row.key && alike(row, other));
    let marked: Vec<bool> = rows.iter().map(has_another).collect();
    for (row, marked) in rows.iter_mut().zip(marked) {
        row.look_alike = marked;
    }
    rows
}

/// What a typed text is taken for: a number, or else a name as it stands.
fn taken_for(open: &Open, text: &str) -> Result<(PersonForm, PersonCard), Error> {
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '.')).collect();
    match CitizenNumber::parse(&digits) {
        Ok(number) => {
            let found = open.store.person_by_number(&number)?;
            Ok((PersonForm { number: digits, ..PersonForm::default() }, found))
        }
        Err(_) => {
            let name = text.chars().filter(|c| !c.is_control()).take(domain::person::NAME_CHARS_MAX).collect();
            Ok((PersonForm { name, ..PersonForm::default() }, nobody()))
        }
    }
}

fn used(code: &DifficultyCode, it: store::difficulties::DifficultyUse) -> DifficultyUse {
    DifficultyUse { code: code.as_str().to_owned(), tonight: it.session, month: it.days }
}

fn difficulty(it: &Difficulty) -> DifficultyView {
    let (vi, en) = (Language::Vietnamese, Language::English);
    DifficultyView {
        code: it.code.as_str().to_owned(),
        vi: it.label.in_language(vi).to_owned(),
        en: it.label.in_language(en).to_owned(),
        short_vi: it.short.in_language(vi).to_owned(),
        short_en: it.short.in_language(en).to_owned(),
        messages: it.messages.clone(),
        remedy_vi: it.remedy.in_language(vi).to_vec(),
        remedy_en: it.remedy.in_language(en).to_vec(),
        services: it.services.clone(),
        in_use: it.in_use,
        own: it.own,
        added: Catalogue::built_in().difficulty(&it.code).is_none(),
    }
}

fn utility(it: &Utility) -> UtilityView {
    let (vi, en) = (Language::Vietnamese, Language::English);
    UtilityView {
        number: u32::from(it.number.get()),
        level: u32::from(it.level),
        vi: it.label.in_language(vi).to_owned(),
        en: it.label.in_language(en).to_owned(),
        short_vi: it.short.in_language(vi).to_owned(),
        short_en: it.short.in_language(en).to_owned(),
        try_vi: it.hint.in_language(vi).to_owned(),
        try_en: it.hint.in_language(en).to_owned(),
    }
}
