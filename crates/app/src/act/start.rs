//! First run, and what is always on the screen.

use std::collections::BTreeSet;

use domain::edit::Edit;
use domain::fold::fold;
use domain::person::Title;
use domain::record::Member;
use domain::service::Role;
use store::vault::Vault;

use super::authority::leader_calls;
use super::sync::age;
use crate::evening::SESSION_ROWS_MAX;
use crate::failure::bug;
use crate::folder::Folder;
use crate::form::{self, bad};
use crate::idle::AUTO_LOCK_MINUTES;
use crate::make::{Plan, make, new_id};
use crate::names::NAMELESS;
use crate::practice::{self, PRACTICE_PEOPLE, PRACTICE_PIN, PRACTICE_VILLAGES};
use crate::role::May;
use crate::settings::Settings;
use crate::state::{Open, Shared, State, auto_lock};
use crate::view::start::{
    CommuneView, MemberForm, MemberView, Phase, Profile, SecretKind, SetUpForm, StatusView, StripSession, StripView,
    UnitView, Unlocker, VillageView,
};
use crate::{App, Error, clock, folder, joined, pin};

/// At most this many villages, units and members when a commune is set up.
pub const SET_UP_VILLAGES_MAX: usize = 200;
/// See [`SET_UP_VILLAGES_MAX`].
pub const SET_UP_UNITS_MAX: usize = 500;
/// See [`SET_UP_VILLAGES_MAX`].
pub const SET_UP_MEMBERS_MAX: usize = 200;

impl App {
    /// Where the app stands.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn status(&self) -> Result<StatusView, Error> {
        status(&self.shared.state(), &self.shared)
    }

    /// Makes the practice commune anew if there is none, opens it with its public PIN, and opens its evening session.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn start_practice(&self) -> Result<StatusView, Error> {
        self.choose_profile(Profile::Practice)?;
        if !self.shared.folder(Profile::Practice).is_set_up() {
            self.make_practice()?;
        }
        if self.shared.state().present().is_none() {
            let first = self.status()?.unlockers.first().map(|unlocker| unlocker.member);
            self.unlock(first.ok_or_else(|| bug("practice-vault"))?, PRACTICE_PIN)?;
        }
        self.writing(open_tonight)?;
        self.status()
    }

    /// Sets up the real commune: keys, first device, villages, units, members. It appears whole or not at all.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn set_up(&self, form: SetUpForm) -> Result<StatusView, Error> {
        let kind = self.shared.secret_kind(Profile::Commune)?;
        let plan = read_plan(&form, kind)?;
        let mut state = self.shared.state();
        let open = make(&self.shared, &plan, |_, _, _| Ok(()))?;
        state.take(&self.shared, Profile::Commune, open)?;
        status(&state, &self.shared)
    }

    /// Turns to the other profile; the present one is locked first.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn choose_profile(&self, profile: Profile) -> Result<StatusView, Error> {
        let mut state = self.shared.state();
        if state.profile != profile {
            state.let_go(&self.shared);
            state.profile = profile;
            folder::remember(self.shared.home(), profile);
        }
        status(&state, &self.shared)
    }

    /// The commune's lists, for forms.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn commune(&self) -> Result<CommuneView, Error> {
        let mut state = self.shared.state();
        let folder = self.shared.folder(state.profile);
        commune_view(state.at_work()?, &folder)
    }

    /// The strip that is always on the screen.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn strip(&self) -> Result<StripView, Error> {
        let shared = &self.shared;
        self.reading(|open| strip_view(open, shared))
    }

    /// Adds a member; leaders only.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn add_member(&self, form: MemberForm) -> Result<MemberView, Error> {
        self.writing(|open, settings| {
            open.must(May::ManagePeople)?;
            let name = form::person_name(&form.name, "member-name")?;
            let member = Member { id: new_id(settings), role: form.role, force: form.force, name: Some(name) };
            let view = member_view(&member);
            open.commit_one(Edit::Member(member), settings)?;
            Ok(view)
        })
    }

    fn make_practice(&self) -> Result<(), Error> {
        let plan = practice::plan(PRACTICE_VILLAGES)?;
        let mut state = self.shared.state();
        let open = make(&self.shared, &plan, |open, lists, settings| {
            practice::fill_roster(open, lists, settings, PRACTICE_PEOPLE)
        })?;
        state.take(&self.shared, Profile::Practice, open)
    }
}

/// Opens the practice session of today, unless one is open.
fn open_tonight(open: &mut Open, settings: &Settings) -> Result<(), Error> {
    let day = clock::day_of(settings.now_ms());
    let present = open.desk_session()?;
    if present.is_some_and(|session| session.row.record.day == day) {
        return Ok(());
    }
    let villages = open.store.villages()?;
    let first =
        villages.iter().min_by_key(|village| fold(village.name.as_str())).ok_or_else(|| bug("practice-village"))?;
    let members: Vec<_> = open.store.members()?.iter().map(|member| member.id).collect();
    let session = practice::session(settings, day, first.id, &members)?;
    open.commit_one(Edit::Session(session), settings).map(|_| ())
}

fn read_plan(form: &SetUpForm, kind: SecretKind) -> Result<Plan, Error> {
    let members = form.members.iter().map(|it| Ok((form::person_name(&it.name, "member-name")?, it.role, it.force)));
    let members: Vec<_> = members.collect::<Result<_, Error>>()?;
    let led = members.first().is_some_and(|(_, role, _)| *role == Role::Leader);
    if !led || members.len() > SET_UP_MEMBERS_MAX {
        return Err(bad("members"));
    }
    let units: Vec<&str> = form.units.iter().map(|unit| unit.name.as_str()).collect();
    let villages: Vec<&str> = form.villages.iter().map(String::as_str).collect();
    let kinds = form.units.iter().map(|unit| unit.kind);
    Ok(Plan {
        profile: Profile::Commune,
        name: form::title(&form.commune_name, "commune-name")?,
        villages: distinct(&villages, "village-name", SET_UP_VILLAGES_MAX)?,
        units: distinct(&units, "unit-name", SET_UP_UNITS_MAX)?.into_iter().zip(kinds).collect(),
        members,
        pin: pin::new_pin(&form.pin, kind)?,
    })
}

/// Names of which no two read the same.
fn distinct(names: &[&str], field: &str, names_max: usize) -> Result<Vec<Title>, Error> {
    let titles: Vec<Title> = names.iter().map(|name| form::title(name, field)).collect::<Result<_, _>>()?;
    let different: BTreeSet<&str> = titles.iter().map(Title::as_str).collect();
    let fits = different.len() == titles.len() && titles.len() <= names_max;
    if fits { Ok(titles) } else { Err(bad(field)) }
}

/// The app at a glance.
pub(super) fn status(state: &State, shared: &Shared) -> Result<StatusView, Error> {
    let folder = shared.folder(state.profile);
    let phase = phase(state, &folder);
    Ok(StatusView {
        phase,
        profile: state.profile,
        has_commune: shared.folder(Profile::Commune).is_set_up(),
        has_practice: shared.folder(Profile::Practice).is_set_up(),
        commune_name: state.present().map(name).transpose()?,
        unlockers: if phase == Phase::Locked { unlockers(&folder)? } else { Vec::new() },
        member: state.present().map(at_work).transpose()?,
        join_code: if phase == Phase::Joining { Some(super::join::code(&folder)?) } else { None },
        secret_kind: shared.secret_kind(state.profile)?,
        secret_weak: state.secret_weak,
        auto_lock_minutes: state.present().map(auto_lock).transpose()?.flatten(),
        auto_lock_choices: AUTO_LOCK_MINUTES.to_vec(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

fn phase(state: &State, folder: &Folder) -> Phase {
    let answered = folder.join_answer().is_file();
    match (state.present(), folder.is_set_up(), folder.is_joining()) {
        (Some(_), ..) => Phase::Open,
        (None, true, _) => Phase::Locked,
        (None, false, true) if answered => Phase::Locked,
        (None, false, true) => Phase::Joining,
        (None, false, false) => Phase::FirstRun,
    }
}

fn unlockers(folder: &Folder) -> Result<Vec<Unlocker>, Error> {
    if !folder.is_set_up() {
        return Ok(vec![super::join::unlocker(folder)?]);
    }
    let mut seen = std::collections::BTreeMap::new();
    let vault = Vault::read(&folder.vault())?;
    let numbered = vault.members().map(|member| {
        let number = seen.entry(member.role).or_insert(0_u32);
        *number = number.saturating_add(1);
        Unlocker { member: member.member.0, role: member.role, number: *number }
    });
    Ok(numbered.collect())
}

fn name(open: &Open) -> Result<String, Error> {
    let name = joined::commune_name(&open.store)?;
    Ok(name.as_ref().map_or(NAMELESS, Title::as_str).to_owned())
}

fn at_work(open: &Open) -> Result<MemberView, Error> {
    let member = joined::member(&open.store, open.member, open.role)?;
    Ok(member_view(&Member { role: open.role_now().unwrap_or(Role::Observer), ..member }))
}

fn member_view(member: &Member) -> MemberView {
    let name = member.name.as_ref().map_or(NAMELESS, |name| name.as_str());
    MemberView { id: member.id.0, name: name.to_owned(), role: member.role, force: member.force }
}

pub(super) fn commune_view(open: &Open, folder: &Folder) -> Result<CommuneView, Error> {
    let store = &open.store;
    let village = |it: domain::record::Village| VillageView { id: it.id.0, name: it.name.as_str().to_owned() };
    let unit = |it: domain::record::Unit| UnitView { id: it.id.0, name: it.name.as_str().to_owned(), kind: it.kind };
    let mut villages: Vec<_> = store.villages()?.into_iter().map(village).collect();
    let mut units: Vec<_> = store.units()?.into_iter().map(unit).collect();
    let mut members: Vec<_> = store.members()?.iter().map(member_view).collect();
    villages.sort_by_cached_key(|it| fold(&it.name));
    units.sort_by_cached_key(|it| fold(&it.name));
    members.sort_by_cached_key(|it| fold(&it.name));
    let here = super::own::here(folder)?;
    Ok(CommuneView { name: name(open)?, practice: open.identity.practice, villages, units, members, here })
}

fn strip_view(open: &Open, shared: &Shared) -> Result<StripView, Error> {
    let store = &open.store;
    let counts = store.outbox_counts()?;
    let session = open.desk_session()?;
    // Between sessions those of the last one stay: what is counted does not change with the closing.
    let counted = match &session {
        Some(session) => Some(session.row.record.id),
        None => store.sessions(1)?.first().map(|it| it.row.record.id),
    };
    let all_arrived = counts.saved == counts.arrived;
    let (saved_here, arrived) = counted.map_or(Ok((0, 0)), |session| of_session(open, session, all_arrived))?;
    let (names, leader_calls) = (open.names()?, leader_calls(open)?);
    let watch = shared.lookout.watch();
    Ok(StripView {
        session: session.map(|it| StripSession { id: it.row.record.id.0, where_name: names.place_of(&it.row.record) }),
        saved_here,
        arrived,
        oldest_unsent_minutes: age(counts.oldest_unsent_ms, &shared.settings),
        line: watch.line,
        locks_in_seconds: shared.idle.seconds_left(),
        member_name: at_work(open)?.name,
        leader_calls,
        practice: open.identity.practice,
        revision: watch.revision,
    })
}

/// This laptop's assists of a session that count, and how many of them have arrived.
fn of_session(open: &Open, session: domain::ids::SessionId, all_arrived: bool) -> Result<(u32, u32), Error> {
    let here = open.store.session_tally(session)?.here;
    if all_arrived {
        return Ok((here, here));
    }
    let rows = open.store.evening(session, SESSION_ROWS_MAX)?;
    let arrived = rows.iter().filter(|line| line.here && line.arrived && line.row.voided.is_none()).count();
    Ok((here, u32::try_from(arrived).unwrap_or(u32::MAX)))
}
