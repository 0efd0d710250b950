//! Views as text for people: a few plain lines each, words from the catalogue.

pub mod difficulty;
pub mod follow_ups;
pub mod office;
pub mod roster;
pub mod slips;
pub mod team;

use app::Texts;
use app::view::backup::{BackupView, BackupWrittenView, DrillView, RestoredView};
use app::view::bundle::{BundleReadView, BundleWrittenView};
use app::view::card::CardView;
use app::view::desk::{PersonForm, SavedView, SearchRow, SearchView};
use app::view::export::ExportedView;
use app::view::people::{AssistView, HistoryRow, PersonView, VerifyView};
use app::view::session::{AssistRow, CountsView, OutreachRow, SessionRow, SessionView};
use app::view::start::{CommuneView, JoinRequestView, MemberView, SeededView, StatusView};
use app::view::sync::{CertificateView, SyncView};

/// Lines gathered into one text.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn add(&mut self, line: impl AsRef<str>) -> &mut Self {
        self.0.push_str(line.as_ref().trim_end());
        self.0.push('\n');
        self
    }

    fn all(&mut self, lines: impl IntoIterator<Item = String>) -> &mut Self {
        for line in lines {
            self.add(line);
        }
        self
    }

    fn end(&mut self) -> String {
        std::mem::take(&mut self.0)
    }
}

pub fn status(texts: &Texts, view: &StatusView) -> String {
    let mut lines = Lines::default();
    lines.add(texts.get(&format!("cli-phase-{}", view.phase.key()), &[]));
    lines.all(view.commune_name.iter().cloned());
    lines.all(view.join_code.iter().map(|code| texts.get("cli-join-code", &[("code", code)])));
    lines.all(view.unlockers.iter().map(|unlocker| {
        let role = texts.get(&format!("role-{}", unlocker.role.key()), &[]);
        format!("{}  {role} {}", unlocker.member, unlocker.number)
    }));
    lines.end()
}

pub fn commune(texts: &Texts, view: &CommuneView) -> String {
    let mut lines = Lines::default();
    lines.add(&view.name);
    lines.add(texts.get("cli-villages", &[])).all(view.villages.iter().map(|it| format!("  {}  {}", it.id, it.name)));
    lines.add(texts.get("cli-units", &[])).all(view.units.iter().map(|it| format!("  {}  {}", it.id, it.name)));
    let here = texts.get("cli-here", &[]);
    let mark = |it: &MemberView| if view.here.contains(&it.id) { format!(" · {here}") } else { String::new() };
    let row = |it: &MemberView| format!("  {}{}", member(texts, it), mark(it));
    lines.add(texts.get("cli-members", &[])).all(view.members.iter().map(row));
    lines.end()
}

pub fn member(texts: &Texts, view: &MemberView) -> String {
    format!("{}  {} · {}", view.id, view.name, texts.get(&format!("role-{}", view.role.key()), &[]))
}

pub fn session_row(texts: &Texts, row: &SessionRow) -> String {
    let state = texts.get(if row.closed { "cli-session-closed" } else { "cli-session-open" }, &[]);
    format!("{}  {}  {}, {}  {state}  {}", row.id, texts.day(&row.day), row.where_name, row.place, row.counts.assists)
}

#[expect(clippy::ptr_arg, reason = "the view is the list itself")]
pub fn sessions(texts: &Texts, rows: &Vec<SessionRow>) -> String {
    Lines::default().all(rows.iter().map(|row| session_row(texts, row))).end()
}

pub fn session(texts: &Texts, view: &SessionView) -> String {
    let mut lines = Lines::default();
    lines.add(session_row(texts, &view.row)).add(counts(texts, &view.row.counts));
    lines.all(view.difficulties.iter().map(|it| format!("{} × {}", it.code, it.count)));
    lines.all(view.outreach.iter().map(|row| outreach(texts, row)));
    lines.all(view.assists.iter().map(|row| assist_row(texts, row)));
    lines.end()
}

fn counts(texts: &Texts, counts: &CountsView) -> String {
    let figures = [
        ("done", counts.done),
        ("already-active", counts.already_active),
        ("come-back", counts.come_back),
        ("refused", counts.refused),
    ];
    let words = figures.map(|(key, count)| format!("{} {count}", texts.get(&format!("outcome-{key}"), &[])));
    words.join(" · ")
}

pub fn outreach(texts: &Texts, row: &OutreachRow) -> String {
    let kind = texts.get(&format!("outreach-kind-{}", row.kind.key()), &[]);
    format!("{kind}  {}  {}", row.heads, row.topic.as_deref().unwrap_or_default())
}

pub fn search(texts: &Texts, view: &SearchView) -> String {
    let mut lines = Lines::default();
    lines.all(view.rows.iter().map(|row| found(texts, row)));
    lines.all(view.more.then(|| texts.get("cli-more", &[])));
    lines.end()
}

fn found(texts: &Texts, row: &SearchRow) -> String {
    let key = serde_json::to_string(&row.key).unwrap_or_default();
    let year = row.birth_year.map(|year| year.to_string()).unwrap_or_default();
    let tail = row.number_tail.as_deref().map(|tail| format!("…{tail}")).unwrap_or_default();
    let state = texts.get(&format!("account-state-{}", row.state.key()), &[]);
    format!("{}  {year}  {}  {tail}  {state}  {key}", row.name, row.village.as_deref().unwrap_or("–"))
}

pub fn assist_row(texts: &Texts, row: &AssistRow) -> String {
    let service = texts.get(&format!("service-{}", row.service.key()), &[]);
    let outcome = texts.get(&format!("outcome-{}", row.outcome.key()), &[]);
    let voided = if row.voided { texts.get("cli-voided", &[]) } else { String::new() };
    let name = row.name.as_deref().unwrap_or("–");
    format!("{:>4}  {}  {name}  {service}: {outcome}  {}  {voided}", row.number, row.id, row.difficulties.join(" "))
}

pub fn saved(texts: &Texts, view: &SavedView) -> String {
    let count = view.saved_here.to_string();
    format!("{}\n{}", texts.get("cli-saved", &[("count", &count)]), assist_row(texts, &view.row))
}

pub fn assist(texts: &Texts, view: &AssistView) -> String {
    let mut lines = Lines::default();
    lines.add(assist_row(texts, &view.row)).all(view.note.iter().cloned());
    lines.all(view.history.iter().map(|row| history(texts, row)));
    lines.end()
}

fn history(texts: &Texts, row: &HistoryRow) -> String {
    let reason = row.reason.as_deref().unwrap_or_default();
    let mut lines = Lines::default();
    let said = texts.get(&format!("history-{}", row.act.key()), &[]);
    lines.add(format!("{}  {}  {}  {said}  {reason}", texts.instant(&row.at), row.member_name, row.device_label));
    lines.all(row.changes.iter().map(|change| {
        let (before, after) = (change.before.as_deref().unwrap_or("–"), change.after.as_deref().unwrap_or("–"));
        format!("      {}: {before} → {after}", texts.get(&format!("field-{}", change.field), &[]))
    }));
    lines.end().trim_end().to_owned()
}

pub fn person(texts: &Texts, view: &PersonView) -> String {
    let mut lines = Lines::default();
    lines.add(form(&view.card.person, &view.card.number_masked));
    lines.add(texts.words(&view.card.triage.need)).add(texts.words(&view.card.triage.reason));
    lines.add(&view.card.triage.citation);
    lines.all(view.card.earlier.iter().map(|row| {
        let service = texts.get(&format!("service-{}", row.service.key()), &[]);
        let outcome = texts.get(&format!("outcome-{}", row.outcome.key()), &[]);
        format!("{}  {service}: {outcome}  {}", texts.instant(&row.at), row.device_label)
    }));
    lines.all(view.history.iter().map(|row| history(texts, row)));
    lines.end()
}

fn form(person: &PersonForm, masked: &str) -> String {
    format!("{}  {}  {masked}  {}", person.name, person.birth, person.address)
}

pub fn card(texts: &Texts, view: &CardView) -> String {
    let mut lines = Lines::default();
    lines.add(texts.get(&format!("cli-card-{}", view.kind), &[])).add(form(&view.person, &view.person.number));
    lines.all(view.notices.iter().map(|words| texts.words(words)));
    let open = view.doubts.iter().flat_map(|doubt| &doubt.pieces).filter(|options| options.len() > 1);
    lines.all(open.map(|options| format!("? {}", options.join(" / "))));
    lines.all(view.extra_fields.iter().map(|field| format!("+ {field}")));
    lines.end()
}

pub fn exported(texts: &Texts, view: &ExportedView) -> String {
    let rows = view.rows.to_string();
    format!("{}\n{}", texts.get("cli-exported", &[("rows", &rows)]), view.path)
}

pub fn backup_written(texts: &Texts, view: &BackupWrittenView) -> String {
    let said = texts.get("cli-backup-written", &[("entries", &texts.number(view.entries.into()))]);
    format!("{said}\n{}\n", view.path)
}

pub fn backups(texts: &Texts, view: &BackupView) -> String {
    let mut lines = Lines::default();
    lines.add(&view.folder).all(view.words.iter().map(|words| texts.words(words)));
    lines.end()
}

pub fn drill(texts: &Texts, view: &DrillView) -> String {
    let mut lines = Lines::default();
    lines.add(&view.path).all(view.words.iter().map(|words| texts.words(words)));
    lines.end()
}

pub fn restored(texts: &Texts, view: &RestoredView) -> String {
    let mut lines = Lines::default();
    lines.all(view.words.iter().map(|words| texts.words(words)));
    lines.end()
}

pub fn bundle_written(texts: &Texts, view: &BundleWrittenView) -> String {
    let (entries, receipts) = (texts.number(view.entries.into()), texts.number(view.receipts.into()));
    let said = texts.get("cli-bundle-written", &[("entries", &entries), ("receipts", &receipts)]);
    format!("{said}\n{}", view.path)
}

pub fn bundle_read(texts: &Texts, view: &BundleReadView) -> String {
    let mut lines = Lines::default();
    lines.all(view.words.iter().map(|words| texts.words(words)));
    lines.end()
}

pub fn join(texts: &Texts, view: &JoinRequestView) -> String {
    format!("{}  {}\n{}", view.label, texts.get("cli-join-code", &[("code", &view.code)]), view.path)
}

pub fn sync(texts: &Texts, view: &SyncView) -> String {
    let (written, arrived) = (view.written.to_string(), view.arrived.to_string());
    let mut lines = Lines::default();
    lines.add(texts.words(&view.words));
    lines.add(texts.get("cli-arrived", &[("arrived", &arrived), ("written", &written)]));
    lines.all(view.certificate.iter().map(|told| texts.get("cli-trusted", &[("fingerprint", told)])));
    lines.all(view.devices.iter().map(|row| format!("  {}  {} / {}", row.label, row.arrived, row.written)));
    lines.end()
}

pub fn certificate(_texts: &Texts, view: &CertificateView) -> String {
    format!("{}\n", view.fingerprint)
}

pub fn verify(texts: &Texts, view: &VerifyView) -> String {
    let mut lines = Lines::default();
    lines.all(view.checks.iter().map(|check| {
        let held = texts.get(if check.holds { "cli-check-holds" } else { "cli-check-fails" }, &[]);
        format!("{}  {}  {held}", texts.get(&format!("check-{}", check.key), &[]), check.count)
    }));
    lines.end()
}

pub fn seeded(texts: &Texts, view: &SeededView) -> String {
    let (people, assists) = (view.people.to_string(), view.assists.to_string());
    texts.get("cli-seeded", &[("people", &people), ("assists", &assists)])
}
