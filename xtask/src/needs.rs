//! What the system must provide, by its name on Debian and Ubuntu, and how to see whether it is there.
//! Nothing is installed here; see `install`.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::process;

/// Something the system must provide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// The package on Debian 12, Ubuntu 24.04 and newer.
    pub package: &'static str,
    /// What for, as the end of "it is there to …".
    pub reason: &'static str,
    probe: Probe,
}

/// How to see that it is there where no dpkg can be asked, or another package provides it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Probe {
    Programs(&'static [&'static str]),
    Succeeds(&'static str, &'static [&'static str]),
    Library(&'static str),
    File(&'static str),
}

/// What every build needs: C sources (SQLCipher, OpenSSL, zstd) are compiled with it.
pub const BUILD: &[Need] = &[
    Need {
        package: "build-essential",
        reason: "compile the C sources of SQLCipher and zstd and link",
        probe: Probe::Programs(&["cc", "c++", "make"]),
    },
    Need { package: "pkg-config", reason: "find the system's libraries", probe: Probe::Programs(&["pkg-config"]) },
    Need {
        package: "perl",
        reason: "configure the OpenSSL inside SQLCipher",
        // Every Debian has a perl; these modules come with the whole of it.
        probe: Probe::Succeeds("perl", &["-MFindBin", "-MIPC::Cmd", "-MFile::Compare", "-e1"]),
    },
    Need {
        package: "ca-certificates",
        reason: "know whom to trust when talking to a centre over TLS",
        probe: Probe::File("/etc/ssl/certs/ca-certificates.crt"),
    },
];

/// What the window needs on top.
pub const WINDOW: &[Need] =
    &[Need { package: "libwebkit2gtk-4.1-dev", reason: "show the window", probe: Probe::Library("webkit2gtk-4.1") }];

/// What our own rules about the sources need.
pub const RULES: &[Need] =
    &[Need { package: "git", reason: "list the files of the clone", probe: Probe::Programs(&["git"]) }];

/// What the stories of programs that die need.
pub const KILLS: &[Need] = &[Need {
    package: "procps",
    reason: "end programs in the middle of their work",
    probe: Probe::Programs(&["kill"]),
}];

/// What reads printed pages back.
pub const PAPER: &[Need] = &[Need {
    package: "poppler-utils",
    reason: "read the pages that are printed as anybody else would",
    probe: Probe::Programs(&["pdftotext"]),
}];

/// What tries the server's document against the server.
pub const SCHEMATHESIS: &[Need] = &[Need {
    package: "python3-venv",
    reason: "install schemathesis, which tries the server's document, below the target folder",
    probe: Probe::Succeeds("python3", &["-c", "import venv, ensurepip"]),
}];

/// What tests and pictures of the real window need where no screen is, or none shall be disturbed.
pub const VIRTUAL_DISPLAY: &[Need] = &[
    Need { package: "xvfb", reason: "give the window a screen that nobody sees", probe: Probe::Programs(&["Xvfb"]) },
    Need {
        package: "webkit2gtk-driver",
        reason: "press the window's keys and read its texts",
        probe: Probe::Programs(&["WebKitWebDriver"]),
    },
    Need {
        package: "dbus-daemon",
        reason: "give the window a session of its own",
        probe: Probe::Programs(&["dbus-daemon", "dbus-send"]),
    },
    Need {
        package: "gnome-keyring",
        reason: "keep the window's key as a system does",
        probe: Probe::Programs(&["gnome-keyring-daemon"]),
    },
];

/// What the stories of a centre on PostgreSQL need: a server of their own, thrown away afterwards.
pub const POSTGRES: &[Need] = &[Need {
    package: "postgresql",
    reason: "start a PostgreSQL server of the tests' own",
    // The programs that make a server come with its version, and no PATH names them.
    probe: Probe::Succeeds(
        "sh",
        &["-c", "command -v pg_virtualenv pg_dump psql && ls /usr/lib/postgresql/*/bin/initdb"],
    ),
}];

/// Those of the groups' needs that are not met, in the groups' order.
///
/// # Errors
/// When dpkg is there but cannot be asked.
pub fn missing(groups: &[&[Need]]) -> Result<Vec<Need>> {
    let needs: Vec<Need> = groups.concat();
    let installed = installed_packages(&needs)?;
    Ok(unmet(&needs, &installed, Probe::finds))
}

fn unmet(needs: &[Need], installed: &BTreeSet<String>, finds: fn(&Probe) -> bool) -> Vec<Need> {
    let is_unmet = |need: &&Need| !installed.contains(need.package) && !finds(&need.probe);
    needs.iter().filter(is_unmet).copied().collect()
}

fn installed_packages(needs: &[Need]) -> Result<BTreeSet<String>> {
    if process::on_path("dpkg-query").is_none() {
        return Ok(BTreeSet::new());
    }
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat", "${db:Status-Abbrev} ${Package}\n"]);
    query.args(needs.iter().map(|need| need.package));
    // It ends with 1 as soon as one name is unknown and still answers for the others.
    Ok(parse_installed(&process::read_whatever_it_answers(&mut query)?))
}

/// Reads lines `ii  perl`: wanted state, actual state (`i` = installed), error flag, name.
fn parse_installed(answer: &str) -> BTreeSet<String> {
    let installed = answer.lines().filter_map(|line| {
        let (status, package) = line.trim_end().rsplit_once(' ')?;
        let status = status.trim_end().as_bytes();
        (status.get(1..) == Some(b"i")).then(|| package.to_owned())
    });
    installed.collect()
}

impl Probe {
    fn finds(&self) -> bool {
        match self {
            Self::Programs(programs) => programs.iter().all(|one| process::on_path(one).is_some()),
            Self::Succeeds(program, args) => process::succeeds(Command::new(program).args(*args)),
            Self::Library(name) => process::succeeds(Command::new("pkg-config").args(["--exists", name])),
            Self::File(path) => Path::new(path).is_file(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_packages_that_are_wholly_installed_count() {
        let answer = "ii  perl\nun  xvfb\nrc  xdotool\niU  xauth\nhi  pkg-config\niHR make\n";
        let installed = parse_installed(answer);
        let expected: BTreeSet<String> = ["perl", "pkg-config"].map(String::from).into();
        assert_eq!(installed, expected);
    }

    #[test]
    fn an_empty_or_strange_answer_means_nothing_is_installed() {
        assert!(parse_installed("").is_empty());
        assert!(parse_installed("\n \nperl\ni perl").is_empty());
    }

    #[test]
    fn what_dpkg_does_not_list_and_no_probe_finds_is_missing_in_order() {
        let installed = parse_installed("ii  perl\n");
        let missing = unmet(BUILD, &installed, |_| false);
        let packages: Vec<_> = missing.iter().map(|need| need.package).collect();
        assert_eq!(packages, ["build-essential", "pkg-config", "ca-certificates"]);
    }

    #[test]
    fn what_another_package_provides_is_not_missing() {
        let nothing = BTreeSet::new();
        assert!(unmet(VIRTUAL_DISPLAY, &nothing, |_| true).is_empty());
    }

    #[test]
    fn a_probe_finds_what_is_there_and_nothing_else() {
        assert!(Probe::Programs(&["sh", "ls"]).finds());
        assert!(!Probe::Programs(&["sh", "no-such-program-here"]).finds());
        assert!(Probe::Succeeds("sh", &["-c", "exit 0"]).finds());
        assert!(!Probe::Succeeds("sh", &["-c", "exit 1"]).finds());
        assert!(!Probe::Library("no-such-library-here").finds());
        assert!(!Probe::File("/no/such/file").finds());
    }
}
