//! Installs system packages that are missing, with apt-get, saying beforehand what and how.

use std::process::Command;

use anyhow::{Result, bail};

use crate::needs::{self, Need};
use crate::process;
use crate::say;

/// By what right packages can be installed here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Right {
    Root,
    Sudo,
    NoSudo,
    NoApt,
}

/// Makes sure that the groups' needs are met; asks for no right at all when they are.
///
/// # Errors
/// With a sentence that names the packages where xtask may not or cannot install them.
pub fn ensure(groups: &[&[Need]]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(()); // Elsewhere the system's own web view and compiler serve.
    }
    let missing = needs::missing(groups)?;
    if missing.is_empty() {
        return Ok(());
    }
    install(&missing)?;
    let still = needs::missing(groups)?;
    if !still.is_empty() {
        bail!("apt-get ran and still missing: {}", names(&still));
    }
    Ok(())
}

fn install(missing: &[Need]) -> Result<()> {
    for need in missing {
        say::doing(format_args!("missing: {} (to {})", need.package, need.reason));
    }
    let right = right()?;
    if let Some(sentence) = refusal(right, missing) {
        bail!(sentence);
    }
    let update = process::run(&mut apt(right, &["update"]));
    if let Err(error) = update {
        say::doing(format_args!("going on with the package lists at hand: {error:#}"));
    }
    process::run(&mut apt(right, &install_args(missing)))
}

fn right() -> Result<Right> {
    if process::on_path("apt-get").is_none() {
        return Ok(Right::NoApt);
    }
    let user = process::read(Command::new("id").arg("-u"))?;
    Ok(match (user.trim(), process::on_path("sudo")) {
        ("0", _) => Right::Root,
        (_, Some(_)) => Right::Sudo,
        (_, None) => Right::NoSudo,
    })
}

/// The sentence to stop with, where packages cannot be installed.
fn refusal(right: Right, missing: &[Need]) -> Option<String> {
    let names = names(missing);
    match right {
        Right::Root | Right::Sudo => None,
        Right::NoSudo => {
            Some(format!("installing needs root and there is no sudo; run as root: apt-get install {names}"))
        }
        Right::NoApt => Some(format!(
            "there is no apt-get here; install what Debian calls {names} with your system's own \
             package manager, then start again"
        )),
    }
}

fn apt(right: Right, args: &[&str]) -> Command {
    let quiet_apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
    let sudo: &[&str] = match right {
        Right::Sudo => &["sudo"],
        Right::Root | Right::NoSudo | Right::NoApt => &[],
    };
    let mut words = sudo.iter().chain(&quiet_apt).chain(args);
    let mut command = Command::new(words.next().unwrap_or(&"env"));
    command.args(words);
    command
}

fn install_args(missing: &[Need]) -> Vec<&'static str> {
    // Another apt may be at work on a machine that has just started: wait for it, in seconds.
    let fixed = ["-o", "DPkg::Lock::Timeout=300", "install", "--yes", "--no-install-recommends"];
    let packages = missing.iter().map(|need| need.package);
    fixed.into_iter().chain(packages).collect()
}

fn names(needs: &[Need]) -> String {
    let names: Vec<_> = needs.iter().map(|need| need.package).collect();
    names.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_calls_apt_directly_and_others_go_through_sudo() {
        let args = install_args(needs::WINDOW);
        let root = process::line(&apt(Right::Root, &args));
        assert_eq!(
            root,
            "env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install --yes \
             --no-install-recommends libwebkit2gtk-4.1-dev"
        );
        assert_eq!(process::line(&apt(Right::Sudo, &args)), format!("sudo {root}"));
    }

    #[test]
    fn without_sudo_or_apt_the_sentence_names_the_packages() {
        let without_sudo = refusal(Right::NoSudo, needs::WINDOW).unwrap();
        assert!(without_sudo.ends_with("run as root: apt-get install libwebkit2gtk-4.1-dev"));
        let without_apt = refusal(Right::NoApt, needs::WINDOW).unwrap();
        assert!(without_apt.contains("what Debian calls libwebkit2gtk-4.1-dev"));
        assert_eq!(refusal(Right::Root, needs::WINDOW), None);
    }
}
