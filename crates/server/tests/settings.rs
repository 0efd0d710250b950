//! Settings of the real program: a flag goes before the environment, that before the file, that before the default.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use std::fs;
use std::process::Command;

use tempfile::TempDir;

/// A place to run the program in, with a settings file and without this shell's own choices.
struct Desk {
    folder: TempDir,
    environment: Vec<(&'static str, &'static str)>,
}

impl Desk {
    fn with_file(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("centre.toml"), text).unwrap();
        Self { folder, environment: Vec::new() }
    }

    /// What the program says on standard output, or on standard error when it refuses.
    fn says(&self, arguments: &[&str]) -> Result<String, String> {
        let mut program = Command::new(env!("CARGO_BIN_EXE_donghanh-server"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("DONGHANH_")) {
            program.env_remove(name);
        }
        program.envs(self.environment.iter().copied()).current_dir(self.folder.path()).args(arguments);
        let output = program.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) }
    }

    fn check(&self, arguments: &[&str]) -> Result<toml::Table, String> {
        let asked = [&["config", "check", "--config", "centre.toml"], arguments].concat();
        self.says(&asked).map(|shown| shown.parse().unwrap())
    }

    fn refuses(&self, arguments: &[&str], words: &[&str]) {
        let said = self.check(arguments).unwrap_err();
        for word in words {
            assert!(said.contains(word), "{word:?} is not in {said:?}");
        }
    }
}

#[test]
fn a_flag_goes_before_the_environment_and_that_before_the_file() {
    let mut desk = Desk::with_file("listen = \"127.0.0.1:1001\"\nlog = \"warn\"\nkey = \"from-file.key\"\n");
    let shown = desk.check(&[]).unwrap();
    assert_eq!(shown["listen"].as_str(), Some("127.0.0.1:1001"));
    assert_eq!(shown["db"].as_str(), Some("sqlite:donghanh-server.db"), "nobody chose: the default");
    desk.environment = vec![("DONGHANH_SERVER_LISTEN", "127.0.0.1:1002"), ("DONGHANH_SERVER_LOG", "debug")];
    let shown = desk.check(&["--listen", "127.0.0.1:1003"]).unwrap();
    let texts = ["listen", "log", "key"].map(|name| shown[name].as_str().unwrap());
    assert_eq!(texts, ["127.0.0.1:1003", "debug", "from-file.key"], "flag, environment, file");
}

#[test]
fn the_file_itself_may_be_named_by_the_environment() {
    let mut desk = Desk::with_file("log = \"error\"\n");
    assert!(desk.says(&["config", "check"]).unwrap().contains("log = \"info\""), "a file nobody names is not read");
    desk.environment = vec![("DONGHANH_SERVER_CONFIG", "centre.toml")];
    assert!(desk.says(&["config", "check"]).unwrap().contains("log = \"error\""));
}

#[test]
fn what_is_shown_can_be_taken_as_a_settings_file() {
    let desk = Desk::with_file("listen = \"127.0.0.1:1001\"\ndb = \"sqlite:x/y.db\"\n");
    let shown = desk.says(&["config", "check", "--config", "centre.toml"]).unwrap();
    fs::write(desk.folder.path().join("centre.toml"), &shown).unwrap();
    assert_eq!(desk.says(&["config", "check", "--config", "centre.toml"]).unwrap(), shown);
}

#[test]
fn watchers_are_answered_on_loopback_alone_unless_another_address_is_named() {
    let desk = Desk::with_file("");
    let shown = |arguments: &[&str]| desk.check(arguments).unwrap().get("metrics-listen").map(ToString::to_string);
    assert_eq!(shown(&[]), None);
    assert_eq!(shown(&["--metrics-listen"]).unwrap(), "\"127.0.0.1:8687\"");
    assert_eq!(shown(&["--metrics-listen=10.0.0.1:9"]).unwrap(), "\"10.0.0.1:9\"");
}

#[test]
fn how_often_may_be_asked_is_chosen_and_never_nothing() {
    let desk = Desk::with_file("device-requests-per-minute = 60\n");
    let shown = desk.check(&["--address-requests-per-minute=500"]).unwrap();
    let rate = |name: &str| shown[name].as_integer().unwrap();
    assert_eq!((rate("device-requests-per-minute"), rate("address-requests-per-minute")), (60, 500));
    Desk::with_file("device-requests-per-minute = 0\n").refuses(&[], &["centre.toml, line 1"]);
}

#[test]
fn an_unknown_name_in_the_file_is_refused_with_its_name_and_line() {
    Desk::with_file("log = \"info\"\nlisten-to = \"127.0.0.1:1\"\n")
        .refuses(&[], &["centre.toml, line 2", "`listen-to`"]);
}

#[test]
fn a_value_that_does_not_do_is_refused_with_its_place() {
    Desk::with_file("log = \"info\"\nlisten = \"here\"\n").refuses(&[], &["centre.toml, line 2", "socket address"]);
    Desk::with_file("db = \"mysql:x\"\n").refuses(&[], &["centre.toml, line 1", "sqlite:FILE"]);
    Desk::with_file("= 1\n").refuses(&[], &["centre.toml, line 1"]);
    Desk::with_file("").refuses(&["--log", "a=b=c"], &["the log filter is not understood"]);
    Desk::with_file("").refuses(&["--listen", "here"], &["--listen"]);
}

#[test]
fn a_line_of_the_file_is_not_repeated_since_it_may_hold_a_password() {
    let said = Desk::with_file("db = \"mysql://root:hunter2@x\"\n").check(&[]).unwrap_err();
    assert!(!said.contains("hunter2"), "{said}");
}

#[test]
fn a_file_that_is_not_there_or_far_too_long_is_named() {
    let desk = Desk::with_file(&" ".repeat(70_000));
    desk.refuses(&[], &["centre.toml", "longer than"]);
    let said = desk.says(&["config", "check", "--config", "nowhere.toml"]).unwrap_err();
    assert!(said.contains("nowhere.toml cannot be read"), "{said}");
}

#[test]
fn a_check_opens_and_makes_nothing() {
    let desk = Desk::with_file("db = \"sqlite:new.db\"\n");
    desk.check(&[]).unwrap();
    assert_eq!(fs::read_dir(desk.folder.path()).unwrap().count(), 1, "the settings file alone");
}

#[test]
fn a_command_that_does_not_listen_takes_the_file_too() {
    let desk = Desk::with_file("db = \"sqlite:new.db\"\n");
    desk.says(&["commune", "list", "--config", "centre.toml"]).unwrap();
    assert!(desk.folder.path().join("new.db").exists());
}
