//! What strangers may hand to us: each target reads bytes as the program would, and holds what must be true of them
//! whatever they are. A broken rule is a panic, as a fuzzer wants it.

#![allow(clippy::panic, clippy::expect_used, reason = "a panic is how a fuzzer is told")]

mod centre;
mod formats;

use centre::Site;

/// Longest input of a target, in bytes: enough for everything that is judged by its form.
pub const INPUT_BYTES_MAX: usize = 4096;

/// One kind of input.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// What a scanner types.
    Card,
    /// A file on a stick.
    Bundle,
    /// A batch, an entry, a blob.
    Batch,
    /// A certificate, a chain, a request to join and its answer, a receipt.
    Certificate,
    /// The body of a request to the centre.
    Http,
    /// A list of the police: text, XLSX, ODS or XLS.
    Roster,
}

impl Target {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Card, Self::Bundle, Self::Batch, Self::Certificate, Self::Http, Self::Roster];

    /// What it is called on the command line, and its folder in the corpus.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Bundle => "bundle",
            Self::Batch => "batch",
            Self::Certificate => "certificate",
            Self::Http => "http",
            Self::Roster => "roster",
        }
    }

    /// The target of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// What inputs are tried on.
pub struct World {
    target: Target,
    site: Option<Site>,
}

impl World {
    /// A fresh one.
    ///
    /// # Errors
    /// The disk, for the target that needs a centre.
    pub fn of(target: Target) -> anyhow::Result<Self> {
        let site = if target == Target::Http { Some(Site::set_up()?) } else { None };
        Ok(Self { target, site })
    }

    /// Tries one input.
    ///
    /// # Panics
    /// Where something that must hold does not.
    pub fn try_input(&self, bytes: &[u8]) {
        match (self.target, &self.site) {
            (Target::Card, _) => formats::card(bytes),
            (Target::Bundle, _) => formats::bundle(bytes),
            (Target::Batch, _) => formats::batch(bytes),
            (Target::Certificate, _) => formats::certificate(bytes),
            (Target::Roster, _) => formats::roster(bytes),
            (Target::Http, Some(site)) => site.request(bytes),
            (Target::Http, None) => panic!("a centre was set up"),
        }
    }
}
