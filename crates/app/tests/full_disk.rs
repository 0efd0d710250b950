//! A disk with no room left: told as such, nothing half saved, everything saved before still there.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests fail by panicking"
)]

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use app::view::start::SetUpForm;
use app::{App, Code};
use common::{Laptop, PASSPHRASE};

/// Says to this very test that it runs inside: on the small disk, or under the small limit.
const INSIDE: &str = "DONGHANH_TEST_FULL_DISK";
/// A file system of its own with little room; what lies there at the end is copied out.
const SMALL_DISK: &str = r#"mount -t tmpfs -o size=3m none "$0" && "$1" "$2" --exact --nocapture && cp -r "$0/." "$3""#;
/// Where no file system may be mounted: no file may grow beyond 1 MiB, and the system says so instead of killing.
const SMALL_FILES: &str = r#"trap '' XFSZ; ulimit -f 2048; "$1" "$2" --exact --nocapture && cp -r "$0/." "$3""#;

#[test]
fn a_full_disk_is_told_and_everything_saved_before_is_there() {
    if let Some(home) = std::env::var_os(INSIDE) {
        return fill(&PathBuf::from(home));
    }
    let (disk, kept) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mounts = Command::new("unshare").args(["-rm", "mount", "-t", "tmpfs", "none"]).arg(disk.path()).status();
    let can_mount = mounts.is_ok_and(|status| status.success());
    let mut inside = if can_mount {
        let mut command = Command::new("unshare");
        command.args(["-rm", "sh", "-c", SMALL_DISK]);
        command
    } else {
        let mut command = Command::new("sh");
        command.args(["-c", SMALL_FILES]);
        command
    };
    let me = std::env::current_exe().unwrap();
    inside.arg(disk.path()).arg(me).arg("a_full_disk_is_told_and_everything_saved_before_is_there").arg(kept.path());
    let output = inside.env(INSIDE, disk.path()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    let told = |name: &str| said.lines().find_map(|line| line.split_once(name)).unwrap().1.trim().to_owned();
    let expected = if can_mount { Code::DiskFull } else { Code::DiskFailed };
    assert_eq!(told("refused with"), expected.key());

    let mut laptop = Laptop::without_key_store();
    laptop.app = App::with(kept.path(), laptop.clock.settings());
    laptop.unlock(PASSPHRASE).unwrap();
    let app = &laptop.app;
    let desk = app.desk().unwrap();
    assert_eq!(desk.session.counts.assists.to_string(), told("saved"), "what was told as saved, and nothing else");
    assert!(app.verify().unwrap().holds);
}

/// Saves until the disk refuses.
fn fill(home: &Path) {
    let mut laptop = Laptop::without_key_store();
    laptop.app = App::with(home, laptop.clock.settings());
    laptop.app.set_up(SetUpForm { pin: PASSPHRASE.into(), ..common::quang_nghiep() }).unwrap();
    laptop.open_session("Gồm");
    let form = laptop.typed("Đỗ Hữu Quyền", "1950");
    for saved in 0..100_000 {
        let mut form = form.clone();
        form.note = "Ghi chú dài. ".repeat(30);
        if let Err(error) = laptop.app.log_assist(form) {
            assert!(error.retry, "there may be room later");
            println!("refused with {}", error.code.key());
            println!("saved {saved}");
            return;
        }
    }
    panic!("the disk never filled up");
}
