//! Members, laptops, keys, quarantine and the recovery code as text.

use app::Texts;
use app::view::authority::{AuthorityView, LaptopStanding, QuarantineView, RecoveryCodeView, TeamLaptop, TeamMember};
use app::view::people::ConflictRow;
use app::view::sync::DoctorView;

use super::Lines;

pub fn team(texts: &Texts, view: &AuthorityView) -> String {
    let mut lines = Lines::default();
    lines.add(texts.get("cli-members", &[])).all(view.members.iter().map(|it| member(texts, it)));
    lines.add(texts.get("cli-laptops", &[])).all(view.laptops.iter().map(|it| laptop(texts, it)));
    lines.add(texts.get("cli-key", &[("epoch", &view.key_epoch.to_string())]));
    if view.waiting > 0 {
        lines.add(texts.get("cli-waiting", &[("count", &view.waiting.to_string())]));
    }
    lines.add(texts.get(if view.recovery_made { "cli-recovery-made" } else { "cli-recovery-none" }, &[]));
    lines.end()
}

fn member(texts: &Texts, it: &TeamMember) -> String {
    let role = it.role.map_or_else(|| "cli-expelled".to_owned(), |role| format!("role-{}", role.key()));
    let suspended = if it.suspended { format!(" · {}", texts.get("cli-suspended", &[])) } else { String::new() };
    format!("  {}  {} · {}{suspended}", it.id, it.name, texts.get(&role, &[]))
}

fn laptop(texts: &Texts, it: &TeamLaptop) -> String {
    let standing = match it.standing {
        LaptopStanding::Good => String::new(),
        LaptopStanding::Suspended => format!(" · {}", texts.get("cli-suspended", &[])),
        LaptopStanding::Revoked => format!(" · {}", texts.get("cli-revoked", &[])),
    };
    let member = it.member_name.as_ref().map(|name| format!(" · {name}")).unwrap_or_default();
    format!("  {}  {}{member} · {}{standing}", it.device, it.label, it.entries)
}

#[expect(clippy::ptr_arg, reason = "a view is said as it came")]
pub fn quarantine(texts: &Texts, rows: &Vec<QuarantineView>) -> String {
    let mut lines = Lines::default();
    if rows.is_empty() {
        lines.add(texts.get("cli-quarantine-none", &[]));
    }
    lines.all(rows.iter().map(|it| {
        let params =
            [("first", it.first.to_string()), ("last", it.last.to_string()), ("assists", it.assists.to_string())];
        let params: Vec<(&str, &str)> = params.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let said = texts.get(if it.refused { "cli-quarantine-refused" } else { "cli-quarantine-row" }, &params);
        format!("{}  {} · {said}", it.device, it.device_label)
    }));
    lines.end()
}

pub fn recovery_code(texts: &Texts, view: &RecoveryCodeView) -> String {
    let mut lines = Lines::default();
    lines.add(&view.code);
    lines.add(texts.get("cli-recovery-keep", &[("commune", &view.commune_name)]));
    lines.end()
}

#[expect(clippy::ptr_arg, reason = "a view is said as it came")]
pub fn conflicts(texts: &Texts, rows: &Vec<ConflictRow>) -> String {
    let mut lines = Lines::default();
    if rows.is_empty() {
        lines.add(texts.get("cli-conflicts-none", &[]));
    }
    let field = |key: &String| texts.get(&format!("field-{key}"), &[]);
    lines.all(rows.iter().map(|it| {
        let fields: Vec<String> = it.fields.iter().map(field).collect();
        format!("{}  {} · {}", it.record, it.name, fields.join(", "))
    }));
    lines.end()
}

pub fn doctor(texts: &Texts, view: &DoctorView) -> String {
    let mut lines = Lines::default();
    lines.all(view.findings.iter().map(|it| format!("{} {}", texts.words(&it.what), texts.words(&it.next))));
    lines.end()
}
