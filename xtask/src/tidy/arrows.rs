//! Who may depend on whom. A crate that cannot name another cannot grow into it.

use super::Finding;
use crate::workspace::Package;

/// Every package of ours and those of ours it may depend on. The packages of `SEE_ALL` may see all.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("journal", &["domain"]),
    ("store", &["journal", "domain"]),
    ("documents", &["domain"]),
    ("app", &["store", "documents", "journal", "domain"]),
    ("server", &["journal", "domain", "documents"]),
    ("cli", &["app"]),
    ("desktop", &["app"]),
    // Reads the wire format with none of ours, so that a fault of ours is not its own.
    ("reader", &[]),
    ("xtask", &[]),
];

const SEE_ALL: &[&str] = &["tests", "fuzz"];

/// Libraries that soak through whatever they touch, and the packages that may know them.
/// A name ending in `*` stands for all that begin so.
const LIBRARIES: &[(&str, &[&str], &str)] = &[
    ("tauri*", &["desktop"], "the window alone knows Tauri"),
    ("rusqlite", &["store", "server"], "SQL has two homes"),
    ("refinery", &["store", "server"], "SQL has two homes"),
    ("reqwest", &["app"], "only the carrier speaks HTTP outwards"),
    ("axum", &["server"], "only the centre answers HTTP"),
    ("tokio", &["app", "server", "cli", "desktop"], PURE),
    ("getrandom", &["app", "store", "server"], PURE),
    ("rand", &[], "randomness comes from getrandom, at the edge"),
];

const PURE: &str = "below the edge everything is synchronous and its own master";

/// Dependencies that point the wrong way, and packages nobody has drawn an arrow for.
pub(super) fn findings(packages: &[Package]) -> Vec<Finding> {
    packages.iter().flat_map(|one| about(one, packages)).collect()
}

fn about(package: &Package, packages: &[Package]) -> Vec<Finding> {
    if SEE_ALL.contains(&package.name.as_str()) {
        return Vec::new();
    }
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == package.name) else {
        let message = "a package without an arrow: give it one in the arrows rule of tidy";
        return vec![finding(package, message.to_owned())];
    };
    let ours = |name: &str| packages.iter().any(|one| one.name == name);
    let wrong_arrow = |name: &str| {
        let is_wrong = ours(name) && !allowed.contains(&name);
        is_wrong.then(|| format!("must not depend on `{name}`"))
    };
    let all = package.dependencies.iter().chain(&package.test_dependencies);
    let arrows = all.filter_map(|name| wrong_arrow(name));
    // Tests may hold another library against ours: a client against the server.
    let libraries = package.dependencies.iter();
    let libraries = libraries.filter_map(|name| wrong_library(&package.name, name));
    arrows.chain(libraries).map(|message| finding(package, message)).collect()
}

fn wrong_library(package: &str, library: &str) -> Option<String> {
    let known = LIBRARIES.iter().find(|(pattern, ..)| covers(pattern, library));
    let (_, allowed, reason) = known?;
    let message = || format!("must not depend on `{library}`: {reason}");
    (!allowed.contains(&package)).then(message)
}

fn covers(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => name == pattern,
    }
}

fn finding(package: &Package, message: String) -> Finding {
    Finding { path: format!("package {}", package.name), line: 0, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, dependencies: &[&str]) -> Package {
        Package {
            name: name.into(),
            dependencies: dependencies.iter().map(|one| (*one).to_owned()).collect(),
            test_dependencies: Vec::new(),
            test_targets: Vec::new(),
        }
    }

    fn said(packages: &[Package]) -> Vec<String> {
        findings(packages).iter().map(Finding::to_string).collect()
    }

    #[test]
    fn an_arrow_against_the_drawing_is_found() {
        let packages = [package("domain", &["journal"]), package("journal", &["domain"])];
        assert_eq!(said(&packages), ["package domain: must not depend on `journal`"]);
    }

    #[test]
    fn the_command_line_may_not_reach_below_the_use_cases() {
        let packages = [package("store", &[]), package("cli", &["store"])];
        assert_eq!(said(&packages), ["package cli: must not depend on `store`"]);
    }

    #[test]
    fn every_arrow_of_the_drawing_is_allowed() {
        let packages: Vec<_> = ARROWS.iter().map(|(name, to)| package(name, to)).collect();
        assert!(said(&packages).is_empty());
    }

    #[test]
    fn a_new_package_needs_an_arrow() {
        let said = said(&[package("helpers", &[])]);
        assert_eq!(said.len(), 1);
        assert!(said.concat().contains("without an arrow"), "{said:?}");
    }

    #[test]
    fn a_library_outside_its_home_is_found() {
        let check = |name: &str, library: &str, is_wrong: bool| {
            let said = said(&[package(name, &[library])]);
            assert_eq!(!said.is_empty(), is_wrong, "{name} → {library}: {said:?}");
        };
        check("app", "tauri", true);
        check("cli", "tauri-specta", true);
        check("desktop", "tauri-build", false);
        check("app", "rusqlite", true);
        check("store", "rusqlite", false);
        check("server", "reqwest", true);
        check("journal", "getrandom", true);
        check("domain", "tokio", true);
        check("domain", "serde", false);
    }

    #[test]
    fn tests_of_a_package_may_use_a_library_and_turn_no_arrow() {
        let mut server = package("server", &[]);
        server.test_dependencies = vec!["app".into(), "reqwest".into()];
        let said = said(&[server, package("app", &[])]);
        assert_eq!(said, ["package server: must not depend on `app`"]);
    }

    #[test]
    fn the_tests_may_see_everything() {
        assert!(said(&[package("tests", &["rusqlite", "reqwest"])]).is_empty());
    }
}
