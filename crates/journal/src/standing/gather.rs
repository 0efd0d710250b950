//! The set read once: certificates by what they certify, acts by who signed them.

use std::collections::{BTreeMap, BTreeSet};

use domain::authority::{Accepted, Decided, Revoked, RevokedSubject};
use domain::edit::Edit;
use domain::ids::{CommuneId, DeviceId, EntryDigest, MemberId, RecordId};
use domain::service::Role;
use domain::stamp::Stamp;

use super::weigh::Weighed;
use super::{Act, ActWord, Checked, Cut, Decision, Place, Reach, Revocation, Standing, Word, is_whole};
use crate::certificate::{Certificate, Issuer, Subject};
use crate::entry::{Chained, Opened};
use crate::keyring::Keyring;
use crate::keys::RootPublic;
use crate::trust::CertificateChain;

/// Who signed an act.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Author {
    /// The commune's root.
    Root,
    /// A member, with a key that some certificate gives to a leader.
    Leader(MemberId, [u8; 32]),
    /// Nobody who could.
    Nobody,
}

/// An act in its place.
#[derive(Clone, Debug)]
pub(super) struct Signed {
    pub digest: EntryDigest,
    pub record: RecordId,
    pub place: Place,
    pub author: Author,
    stamp: Stamp,
    said: Said,
}

/// What of an act is of consequence here.
#[derive(Clone, Debug)]
enum Said {
    Revoked(Box<Revoked>),
    Decided(Decided),
    Other,
}

/// A certificate with the acts that publish it.
#[derive(Clone, Debug)]
pub(super) struct Paper {
    pub certificate: Certificate,
    /// Who published it, and where.
    pub published: Vec<(Author, Place)>,
}

/// The set.
#[derive(Debug)]
pub(super) struct Gathered {
    pub commune: CommuneId,
    /// By their digests.
    pub papers: BTreeMap<EntryDigest, Paper>,
    /// By their digests.
    pub acts: BTreeMap<EntryDigest, Signed>,
    /// By the digests of their acts; the words are not weighed yet.
    pub revocations: Vec<Revocation>,
    decisions: Vec<(EntryDigest, Decision)>,
    unresolved: BTreeSet<DeviceId>,
    checked: Checked,
}

impl Gathered {
    pub fn of(
        commune: CommuneId,
        chains: &[CertificateChain],
        acts: &[Act],
        reach: &dyn Fn(&Accepted) -> Reach,
        known: &Checked,
    ) -> Self {
        let mut it = Self {
            commune,
            papers: BTreeMap::new(),
            acts: BTreeMap::new(),
            revocations: Vec::new(),
            decisions: Vec::new(),
            unresolved: BTreeSet::new(),
            checked: Checked::default(),
        };
        chains.iter().flat_map(CertificateChain::certificates).for_each(|paper| it.keep_paper(paper, known));
        let opened: Vec<(&Act, Option<Edit>)> = acts.iter().map(|act| (act, edit(&act.chained))).collect();
        let published = opened.iter().filter_map(|(_, edit)| certificate(edit.as_ref()?));
        published.for_each(|paper| it.keep_paper(&paper, known));
        let keys = it.leader_keys();
        for (act, edit) in opened {
            let author = it.author(act, &keys, known);
            it.keep_act(act, edit, author, reach);
        }
        it.revocations.sort_by_key(|revocation| revocation.digest);
        it.decisions.sort_by_key(|(digest, _)| *digest);
        it
    }

    fn keep_paper(&mut self, certificate: &Certificate, known: &Checked) {
        let digest = certificate.digest();
        if self.papers.contains_key(&digest) {
            return;
        }
        if known.certificates.contains(&digest) || is_whole(self.commune, certificate) {
            self.checked.certificates.insert(digest);
            self.papers.insert(digest, Paper { certificate: certificate.clone(), published: Vec::new() });
        }
    }

    fn leader_keys(&self) -> Keys {
        let mut keys = Keys::default();
        for paper in self.papers.values() {
            match *paper.certificate.subject() {
                Subject::Member { member, key, role: Role::Leader } => {
                    keys.leaders.entry(member).or_default().insert(*key.as_bytes());
                }
                Subject::Root { key, .. } if key.commune() == self.commune => keys.root = Some(key),
                Subject::Root { .. } | Subject::Member { .. } | Subject::Device { .. } => {}
            }
        }
        keys
    }

    /// Nobody may become somebody when a certificate comes; who was found stays.
    fn author(&mut self, act: &Act, keys: &Keys, known: &Checked) -> Author {
        let digest = act.chained.digest;
        let member = act.chained.entry.header().ok().and_then(|header| header.member);
        let found = known.authors.get(&digest).copied();
        let author = found.unwrap_or_else(|| keys.author(&act.chained, member));
        if author != Author::Nobody {
            self.checked.authors.insert(digest, author);
        }
        author
    }

    fn keep_act(&mut self, act: &Act, edit: Option<Edit>, author: Author, reach: &dyn Fn(&Accepted) -> Reach) {
        let chained = &act.chained;
        if self.acts.contains_key(&chained.digest) {
            return;
        }
        let Ok(header) = chained.entry.header() else { return };
        let place = Place { device: chained.device, branch: act.branch, seq: chained.seq };
        if let Some(paper) = certificate_of(edit.as_ref()).and_then(|digest| self.papers.get_mut(&digest)) {
            paper.published.push((author, place));
            paper.published.sort_unstable();
        }
        let (stamp, digest) = (header.stamp, chained.digest);
        let said = said(edit);
        let signed = Signed { digest, record: header.record, place, author, stamp, said };
        self.keep_said(&signed, reach);
        self.acts.insert(digest, signed);
    }

    fn keep_said(&mut self, signed: &Signed, reach: &dyn Fn(&Accepted) -> Reach) {
        match &signed.said {
            Said::Revoked(it) => {
                let accepted = self.cut(&it.accepted, reach);
                let (digest, subject, left, saw) = (signed.digest, it.subject, it.left, it.saw.clone());
                self.revocations.push(Revocation { digest, subject, left, accepted, saw, word: Word::Suspended });
            }
            Said::Decided(it) => {
                let row = Accepted { device: it.device, seq: it.last, head: Some(it.head) };
                let decision = Decision {
                    device: it.device,
                    first: it.first,
                    reach: self.cut(&[row], reach),
                    accepted: it.accepted,
                    order: (signed.stamp, signed.place.device, signed.digest),
                };
                self.decisions.push((signed.digest, decision));
            }
            Said::Other => {}
        }
    }

    fn cut(&mut self, rows: &[Accepted], reach: &dyn Fn(&Accepted) -> Reach) -> Cut {
        let mut cut = Cut::default();
        for row in rows {
            let known = row.head.and_then(|_| reach(row));
            if known.is_none() && row.head.is_some() {
                self.unresolved.insert(row.device);
            }
            cut.add(row, known);
        }
        cut
    }

    /// The standing, once every word is weighed.
    pub fn settle(&mut self, weighed: Weighed) -> Standing {
        let word = |digest: &EntryDigest| weighed.acts.get(digest).copied().unwrap_or(Word::Void);
        let mut revocations = std::mem::take(&mut self.revocations);
        revocations.iter_mut().for_each(|it| it.word = word(&it.digest));
        let decisions = std::mem::take(&mut self.decisions).into_iter();
        let decisions = decisions.filter(|(digest, _)| word(digest) == Word::Stands).map(|(_, it)| it).collect();
        let acts = self.acts.values().map(|act| {
            let known = ActWord { word: word(&act.digest), signed: act.author != Author::Nobody };
            (act.digest, (act.record, known))
        });
        let (mut devices, mut members) = (BTreeMap::new(), BTreeMap::<MemberId, BTreeMap<Role, Word>>::new());
        for (digest, paper) in &self.papers {
            let word = weighed.papers.get(digest).copied().unwrap_or(Word::Void);
            let better = |known: &mut Word| *known = (*known).max(word);
            match *paper.certificate.subject() {
                Subject::Device { key, .. } => better(devices.entry(key.device()).or_insert(Word::Void)),
                Subject::Member { member, role, .. } => {
                    better(members.entry(member).or_default().entry(role).or_insert(Word::Void));
                }
                Subject::Root { .. } => {}
            }
        }
        let (unresolved, checked) = (std::mem::take(&mut self.unresolved), std::mem::take(&mut self.checked));
        Standing { acts: acts.collect(), devices, members, revocations, decisions, unresolved, checked }
    }

    /// The members whose key this is, as certified for a leader, with those certificates.
    pub fn leaders_with(&self, key: &[u8; 32]) -> impl Iterator<Item = (EntryDigest, MemberId)> {
        self.papers.iter().filter_map(move |(digest, paper)| match *paper.certificate.subject() {
            Subject::Member { member, key: own, role: Role::Leader } if own.as_bytes() == key => {
                Some((*digest, member))
            }
            Subject::Root { .. } | Subject::Member { .. } | Subject::Device { .. } => None,
        })
    }

    /// The certificates of a device.
    pub fn papers_of(&self, device: DeviceId) -> impl Iterator<Item = EntryDigest> {
        self.papers.iter().filter_map(move |(digest, paper)| match *paper.certificate.subject() {
            Subject::Device { key, .. } if key.device() == device => Some(*digest),
            Subject::Root { .. } | Subject::Member { .. } | Subject::Device { .. } => None,
        })
    }

    /// Revocations of a member.
    pub fn about_member(&self, member: MemberId) -> impl Iterator<Item = &Revocation> {
        self.revocations.iter().filter(move |it| it.subject == RevokedSubject::Member(member))
    }

    /// Revocations of a device.
    pub fn about_device(&self, device: DeviceId) -> impl Iterator<Item = &Revocation> {
        self.revocations.iter().filter(move |it| it.subject == RevokedSubject::Device(device))
    }
}

/// The keys that may stand behind acts.
#[derive(Default)]
struct Keys {
    root: Option<RootPublic>,
    leaders: BTreeMap<MemberId, BTreeSet<[u8; 32]>>,
}

impl Keys {
    fn author(&self, chained: &Chained, member: Option<MemberId>) -> Author {
        let Some(member) = member else {
            let by_root =
                |root: &RootPublic| chained.entry.verify_root_act(chained.commune, chained.device, root).is_ok();
            return if self.root.as_ref().is_some_and(by_root) { Author::Root } else { Author::Nobody };
        };
        let signed = |key: &&[u8; 32]| {
            crate::keys::MemberPublic::from_bytes(key).is_ok_and(|key| chained.verify_act(&key).is_ok())
        };
        let found = self.leaders.get(&member).and_then(|keys| keys.iter().find(signed));
        found.map_or(Author::Nobody, |key| Author::Leader(member, *key))
    }
}

/// What an act says, as far as everybody can read it.
fn edit(chained: &Chained) -> Option<Edit> {
    match chained.open(&Keyring::empty()) {
        Opened::Edit(edit) | Opened::Sealed { edit, .. } => Some(edit),
        Opened::Unknown { .. } | Opened::Malformed(_) => None,
    }
}

fn said(edit: Option<Edit>) -> Said {
    match edit {
        Some(Edit::Revoked(it)) => Said::Revoked(Box::new(it)),
        Some(Edit::Decided(it)) => Said::Decided(it),
        _ => Said::Other,
    }
}

fn certificate(edit: &Edit) -> Option<Certificate> {
    if let Edit::Certified(it) = edit { Certificate::read(&it.certificate).ok() } else { None }
}

fn certificate_of(edit: Option<&Edit>) -> Option<EntryDigest> {
    certificate(edit?).map(|certificate| certificate.digest())
}

/// Whether the root of this commune issued it.
pub(super) fn by_root(commune: CommuneId, certificate: &Certificate) -> bool {
    matches!(certificate.issuer(), Issuer::Root(key) if key.commune() == commune)
}
