//! Versions as tools print them, compared as numbers.

use std::fmt;

/// A version's three numbers; what follows them (`-nightly`, a date) is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    major: u32,
    minor: u32,
    patch: u32,
}

impl Version {
    /// A version known when xtask was written.
    pub const fn new(major: u32, minor: u32, patch: u32) -> Self {
        Self { major, minor, patch }
    }

    /// The first word of a tool's answer that is a version: `rustc 1.95.0 (59807616e …)`, `v20.20.2`.
    pub fn find(answer: &str) -> Option<Self> {
        answer.split_whitespace().find_map(Self::parse)
    }

    fn parse(word: &str) -> Option<Self> {
        let word = word.strip_prefix('v').unwrap_or(word);
        let numbers = word.split(['-', '+']).next()?;
        let mut numbers = numbers.split('.').map(str::parse);
        let version = Self {
            major: numbers.next()?.ok()?,
            minor: numbers.next()?.ok()?,
            patch: numbers.next().unwrap_or(Ok(0)).ok()?,
        };
        Some(version)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_found_in_what_tools_print() {
        let check = |answer: &str, expected: Option<Version>| {
            assert_eq!(Version::find(answer), expected, "{answer}");
        };
        check("rustc 1.95.0 (59807616e 2026-04-14)", Some(Version::new(1, 95, 0)));
        check("rustc 1.97.0-nightly (abc 2026-05-01)", Some(Version::new(1, 97, 0)));
        check("v20.20.2\n", Some(Version::new(20, 20, 2)));
        check("11.19.1", Some(Version::new(11, 19, 1)));
        check("cargo-deny 0.20.2", Some(Version::new(0, 20, 2)));
        check("tool 1.8", Some(Version::new(1, 8, 0)));
        check("no version here", None);
        check("", None);
    }

    #[test]
    fn versions_compare_as_numbers_and_not_as_text() {
        assert!(Version::new(1, 100, 0) > Version::new(1, 95, 9));
        assert!(Version::new(20, 9, 0) < Version::new(20, 19, 0));
        assert!(Version::new(20, 19, 1) > Version::new(20, 19, 0));
    }
}
