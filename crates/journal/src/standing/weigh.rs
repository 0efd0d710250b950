//! What stands, settled for all acts and certificates together. Everything begins undecided; what is cut off by nobody
//! is decided first, then what follows from that, until nothing follows any more. What is left undecided are the
//! circles. Each word, once decided, stays, so that the end does not depend on the way.

use std::collections::BTreeMap;

use domain::ids::{DeviceId, EntryDigest, MemberId};
use domain::service::Role;

use super::gather::{Author, Gathered, Paper, Signed, by_root};
use super::{Place, Revocation, Word};
use crate::certificate::{Issuer, Subject};

/// Every word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Weighed {
    pub acts: BTreeMap<EntryDigest, Word>,
    pub papers: BTreeMap<EntryDigest, Word>,
}

pub(super) fn weigh(it: &Gathered) -> Weighed {
    let acts = it.acts.keys().map(|digest| (*digest, Word::Suspended)).collect();
    let papers = it.papers.keys().map(|digest| (*digest, Word::Suspended)).collect();
    let mut words = Weighed { acts, papers };
    loop {
        let next = Scale { it, words: &words }.all();
        if next == words {
            return words;
        }
        words = next;
    }
}

/// One round of weighing, by the words of the round before.
struct Scale<'a> {
    it: &'a Gathered,
    words: &'a Weighed,
}

impl Scale<'_> {
    fn all(&self) -> Weighed {
        let acts = self.it.acts.iter().map(|(digest, act)| (*digest, self.act(act))).collect();
        let papers = self.it.papers.iter().map(|(digest, paper)| (*digest, self.paper(paper))).collect();
        Weighed { acts, papers }
    }

    /// A leader's act: the key is a leader's, the leader was one at that place, and the laptop was good.
    fn act(&self, act: &Signed) -> Word {
        match act.author {
            Author::Root => Word::Stands,
            Author::Nobody => Word::Void,
            Author::Leader(member, key) => {
                let leads = self.leads(member, Some(&act.place));
                self.key(&key).min(leads).min(self.place(&act.place))
            }
        }
    }

    /// Whether a key is a leader's by some certificate.
    fn key(&self, key: &[u8; 32]) -> Word {
        Word::any(self.it.leaders_with(key).map(|(digest, _)| self.paper_word(digest)))
    }

    fn place(&self, place: &Place) -> Word {
        let certified = Word::any(self.it.papers_of(place.device).map(|digest| self.paper_word(digest)));
        certified.min(self.device(place.device, Some(place)))
    }

    /// Whether no revocation cuts a device off at this place, or at its end.
    fn device(&self, device: DeviceId, place: Option<&Place>) -> Word {
        let beyond = self.it.about_device(device).filter(|it| !covers(it, place));
        Word::any(beyond.map(|it| self.act_word(it.digest))).not()
    }

    /// Whether a member was still a leader at this place, or is at the end.
    fn leads(&self, member: MemberId, place: Option<&Place>) -> Word {
        let about: Vec<&Revocation> = self.it.about_member(member).filter(|it| !covers(it, place)).collect();
        let lowered = about.iter().filter(|it| it.left != Some(Role::Leader)).map(|it| {
            let later = about.iter().filter(|later| later.saw.contains(&it.digest));
            let replaced = Word::any(later.map(|later| self.act_word(later.digest)));
            self.act_word(it.digest).min(replaced.not())
        });
        Word::any(lowered).not()
    }

    fn paper(&self, paper: &Paper) -> Word {
        let certificate = &paper.certificate;
        match certificate.issuer() {
            _ if by_root(self.it.commune, certificate) => Word::Stands,
            Issuer::Root(_) => Word::Void,
            Issuer::Member(key) => self.issued(paper, key.as_bytes()),
            Issuer::Device(key) => self.continued(paper, key.device()),
        }
    }

    /// Issued by a leader: it must have been published before the leader was cut off, if that ever happened.
    fn issued(&self, paper: &Paper, key: &[u8; 32]) -> Word {
        let issuers = self.it.leaders_with(key);
        Word::any(issuers.map(|(digest, member)| self.paper_word(digest).min(self.published(paper, member))))
    }

    fn published(&self, paper: &Paper, issuer: MemberId) -> Word {
        let at = paper.published.iter().filter_map(|(author, place)| match author {
            Author::Root => Some(Word::Stands),
            Author::Leader(member, _) if *member == issuer => Some(self.leads(issuer, Some(place))),
            Author::Leader(..) | Author::Nobody => None,
        });
        Word::any(at).max(self.leads(issuer, None))
    }

    /// A device that goes on as another: good as long as the first one is.
    fn continued(&self, paper: &Paper, from: DeviceId) -> Word {
        let names =
            matches!(paper.certificate.subject(), Subject::Device { continues, .. } if *continues == Some(from));
        let certified = Word::any(self.it.papers_of(from).map(|digest| self.paper_word(digest)));
        if names { certified.min(self.device(from, None)) } else { Word::Void }
    }

    fn act_word(&self, digest: EntryDigest) -> Word {
        self.words.acts.get(&digest).copied().unwrap_or(Word::Void)
    }

    fn paper_word(&self, digest: EntryDigest) -> Word {
        self.words.papers.get(&digest).copied().unwrap_or(Word::Void)
    }
}

/// Whether a revocation accepts what stands at a place; the end is never accepted.
fn covers(it: &Revocation, place: Option<&Place>) -> bool {
    place.is_some_and(|place| it.accepted.covers(place))
}
