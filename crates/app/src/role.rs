//! What each role may do: one table, asked by every use case. The journal says who has which role (`journal::standing`);
//! laptops and the centre judge what was written all the same.

use domain::service::Role;
use journal::Word;

use crate::state::Open;
use crate::{Code, Error};

/// What somebody may want to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum May {
    /// See sessions, counts and how sync stands.
    SeeCounts,
    /// See people: search, cards, logs by name, exports.
    SeePeople,
    /// Open sessions, log assists and talks, correct and take back.
    Log,
    /// Close and sign off a session.
    SignOff,
    /// Decide between two values of a field.
    Settle,
    /// Add members, change roles, let laptops in and lock them out, decide about quarantine.
    ManagePeople,
    /// Change the sealing key, make the recovery code.
    ManageKeys,
    /// Attach a centre.
    Attach,
    /// Take in the police's list.
    ManageRoster,
    /// Say where people are sent.
    Advise,
}

impl May {
    /// The least that is needed for it.
    const fn needs(self) -> &'static [Role] {
        match self {
            Self::SeeCounts => &[Role::Observer, Role::Volunteer, Role::Leader],
            Self::SeePeople | Self::Log => &[Role::Volunteer, Role::Leader],
            Self::SignOff
            | Self::Settle
            | Self::ManagePeople
            | Self::ManageKeys
            | Self::Attach
            | Self::ManageRoster
            | Self::Advise => &[Role::Leader],
        }
    }

    /// Whether a role is enough.
    pub(crate) fn by(self, role: Option<Role>) -> bool {
        role.is_some_and(|role| self.needs().contains(&role))
    }

    /// What is told to somebody who may not.
    const fn refusal(self) -> Code {
        match self {
            Self::SeeCounts | Self::SeePeople | Self::Log => Code::RoleTooLow,
            Self::SignOff
            | Self::Settle
            | Self::ManagePeople
            | Self::ManageKeys
            | Self::Attach
            | Self::ManageRoster
            | Self::Advise => Code::LeaderOnly,
        }
    }
}

impl Open {
    /// What the member at work may do now; none once expelled. A member whose certificate is not in the journal yet (a
    /// laptop that just joined) has the role of the answer.
    pub(crate) fn role_now(&self) -> Option<Role> {
        let Some(standing) = self.store.standing() else { return Some(self.role) };
        let now = standing.role(self.member).role;
        let certified = standing.certified_roles(self.member).next().is_some();
        if certified || now != Some(Role::Volunteer) { now } else { Some(self.role) }
    }

    /// Whoever is at work may do this, on this laptop.
    ///
    /// # Errors
    /// [`Code::LaptopRevoked`], [`Code::LeaderOnly`], [`Code::RoleTooLow`].
    pub(crate) fn must(&self, may: May) -> Result<(), Error> {
        let writes = !matches!(may, May::SeeCounts | May::SeePeople);
        if writes && self.is_revoked() {
            return Err(Error::new(Code::LaptopRevoked));
        }
        if may.by(self.role_now()) { Ok(()) } else { Err(Error::new(may.refusal())) }
    }

    /// Whether what this laptop writes from now on would only wait in quarantine.
    pub(crate) fn is_revoked(&self) -> bool {
        self.store.standing().is_some_and(|standing| standing.device(self.identity.device) != Word::Stands)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_may_do_what_it_is_for() {
        let check = |may: May, observer: bool, volunteer: bool, leader: bool| {
            let by = [Role::Observer, Role::Volunteer, Role::Leader].map(|role| may.by(Some(role)));
            assert_eq!((by, may.by(None)), ([observer, volunteer, leader], false), "{may:?}");
        };
        check(May::SeeCounts, true, true, true);
        check(May::SeePeople, false, true, true);
        check(May::Log, false, true, true);
        let leaders = [May::SignOff, May::Settle, May::ManagePeople, May::ManageKeys, May::Attach];
        for only in leaders.into_iter().chain([May::ManageRoster, May::Advise]) {
            check(only, false, false, true);
        }
    }
}
