//! What is asked of the standing: of an entry, a device, a member, an act.

use domain::authority::RevokedSubject;
use domain::edit::Kind;
use domain::ids::{DeviceId, EntryDigest, MemberId};
use domain::service::Role;

use super::{Place, Revocation, Standing, Word};

/// What becomes of an entry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Judged {
    /// It counts.
    Counts,
    /// It waits for a leader, or for the root: written after its writer was revoked.
    Waits,
    /// A leader refused it.
    Refused,
    /// A leader's act that no leader signed: it stays and has no effect.
    NoLeader,
}

/// What a member may do from now on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RoleNow {
    /// The role; none after an expulsion.
    pub role: Option<Role>,
    /// Two leaders speak against each other about this member.
    pub suspended: bool,
}

impl Standing {
    /// What becomes of an entry of this kind at this place by this member.
    #[must_use]
    pub fn judge(&self, place: &Place, member: Option<MemberId>, kind: u8, digest: EntryDigest) -> Judged {
        let written = self.place(place).min(member.map_or(Word::Stands, |member| self.writes(member, Some(place))));
        if !Self::concerns(kind) {
            return if written == Word::Stands { Judged::Counts } else { self.decided(place) };
        }
        match self.acts.get(&digest).map(|(_, act)| act) {
            Some(act) if act.word == Word::Stands => Judged::Counts,
            Some(act) if act.signed => self.act_decided(place, kind),
            Some(_) | None => Judged::NoLeader,
        }
    }

    /// Whether what a device writes from now on counts.
    #[must_use]
    pub fn device(&self, device: DeviceId) -> Word {
        self.certified(device).min(self.device_at(device, None))
    }

    /// Up to which number a locked-out device's entries are accepted; none while it counts, or while that waits for the
    /// root.
    #[must_use]
    pub fn accepted(&self, device: DeviceId) -> Option<u64> {
        if self.device(device) != Word::Void {
            return None;
        }
        let own = |it: &&Revocation| it.subject == RevokedSubject::Device(device) && it.word == Word::Stands;
        let least = self.revocations.iter().filter(own).map(|it| it.accepted.beyond(device)).min();
        Some(least.filter(|_| self.certified(device) == Word::Stands).unwrap_or(0))
    }

    /// Every device that ever had a certificate.
    pub fn devices(&self) -> impl Iterator<Item = DeviceId> {
        self.devices.keys().copied()
    }

    /// Whether an act counts.
    #[must_use]
    pub fn act(&self, digest: EntryDigest) -> Word {
        self.acts.get(&digest).map_or(Word::Void, |(_, act)| act.word)
    }

    /// What a member may do from now on. Somebody without a certificate writes on others' laptops.
    #[must_use]
    pub fn role(&self, member: MemberId) -> RoleNow {
        let certified = |role: Role| self.members.get(&member).and_then(|roles| roles.get(&role)).copied();
        let leads = certified(Role::Leader).unwrap_or(Word::Void).min(self.leads(member));
        let writes = self.writes(member, None);
        let watches = self.lowered(member, None, |left| left.is_none()).not();
        // Whoever is certified as an observer and as nothing else writes nothing.
        let only_watches = self.members.get(&member).is_some_and(|it| it.keys().all(|role| *role == Role::Observer));
        let logs = if only_watches { Word::Void } else { writes };
        let role = match (leads, logs, watches) {
            (Word::Stands, ..) => Some(Role::Leader),
            (_, Word::Stands, _) => Some(Role::Volunteer),
            (_, _, Word::Stands) => Some(Role::Observer),
            _ => None,
        };
        RoleNow { role, suspended: [leads, writes, watches].contains(&Word::Suspended) }
    }

    /// The certified roles of a member that stand, whatever was revoked since.
    pub fn certified_roles(&self, member: MemberId) -> impl Iterator<Item = Role> {
        let roles = self.members.get(&member).into_iter().flatten();
        roles.filter(|(_, word)| **word == Word::Stands).map(|(role, _)| *role)
    }

    /// The words about a subject that no later one took the place of: what a new one must name as seen.
    #[must_use]
    pub fn heads(&self, subject: RevokedSubject) -> Vec<EntryDigest> {
        let about: Vec<&Revocation> = self.revocations.iter().filter(|it| it.subject == subject).collect();
        let replaced = |digest: &EntryDigest| about.iter().any(|later| later.saw.contains(digest));
        about.iter().map(|it| it.digest).filter(|digest| !replaced(digest)).collect()
    }

    /// Where entries that may not count begin, for each device: numbers after this one must be looked at.
    #[must_use]
    pub fn doubtful_after(&self, device: DeviceId) -> Option<u64> {
        let named = self.revocations.iter().filter(|it| match it.subject {
            RevokedSubject::Device(subject) => subject == device,
            RevokedSubject::Member(_) => true,
        });
        let least = named.map(|it| it.accepted.beyond(device)).min();
        if self.certified(device) == Word::Stands { least } else { Some(0) }
    }

    fn certified(&self, device: DeviceId) -> Word {
        self.devices.get(&device).copied().unwrap_or(Word::Void)
    }

    fn place(&self, place: &Place) -> Word {
        self.certified(place.device).min(self.device_at(place.device, Some(place)))
    }

    fn device_at(&self, device: DeviceId, place: Option<&Place>) -> Word {
        let about = self.revocations.iter().filter(|it| it.subject == RevokedSubject::Device(device));
        Word::any(about.filter(|it| !place.is_some_and(|place| it.accepted.covers(place))).map(|it| it.word)).not()
    }

    fn leads(&self, member: MemberId) -> Word {
        self.lowered(member, None, |left| left != Some(Role::Leader)).not()
    }

    /// Whether a member may write at this place: neither expelled nor made an observer.
    fn writes(&self, member: MemberId, place: Option<&Place>) -> Word {
        self.lowered(member, place, |left| matches!(left, None | Some(Role::Observer))).not()
    }

    /// How much speaks for a revocation that leaves too little; a later one that names it takes its place.
    fn lowered(&self, member: MemberId, place: Option<&Place>, too_little: impl Fn(Option<Role>) -> bool) -> Word {
        let beyond = |it: &&Revocation| !place.is_some_and(|place| it.accepted.covers(place));
        let about = self.revocations.iter().filter(|it| it.subject == RevokedSubject::Member(member));
        let about: Vec<&Revocation> = about.filter(beyond).collect();
        let heavy = about.iter().filter(|it| too_little(it.left)).map(|it| {
            let later = about.iter().filter(|later| later.saw.contains(&it.digest));
            it.word.min(Word::any(later.map(|later| later.word)).not())
        });
        Word::any(heavy)
    }

    fn decided(&self, place: &Place) -> Judged {
        let about = self
            .decisions
            .iter()
            .filter(|it| it.device == place.device && it.first <= place.seq && it.reach.covers(place));
        match about.max_by_key(|it| it.order).map(|it| it.accepted) {
            Some(true) => Judged::Counts,
            Some(false) => Judged::Refused,
            None => Judged::Waits,
        }
    }

    /// A leader may accept a closing, a list or an advice out of quarantine, never a word about people, laptops or keys.
    fn act_decided(&self, place: &Place, kind: u8) -> Judged {
        let of_records = [Kind::SessionClosed, Kind::RosterEdition, Kind::Advice].iter().any(|it| it.code() == kind);
        match self.decided(place) {
            Judged::Counts if !of_records => Judged::Waits,
            decided @ (Judged::Counts | Judged::Waits | Judged::Refused | Judged::NoLeader) => decided,
        }
    }
}
