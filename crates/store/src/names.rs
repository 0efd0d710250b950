//! The commune's lists: itself, its villages, units, members, laptops, and what its leader has the desks say.

use domain::ids::DeviceId;
use domain::person::Title;
use domain::record::{Advice, Commune, Member, Seen, Unit, Village};
use journal::limits::{CHAIN_LEN_MAX, SEEN_DEVICES_MAX};
use journal::{Certificate, CertificateChain, Subject};

use crate::branch::{self, Branch, Branches, FIRST_BRANCH};
use crate::entry::{self, Spot};
use crate::error::StoreError;
use crate::open::Store;
use crate::project::order;
use crate::receipt::Coverage;
use crate::rows::DeviceRow;
use crate::view::{difficulty, list, office};

impl Store {
    /// The commune, once its first entry is known here.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn commune(&self) -> Result<Option<Commune>, StoreError> {
        let here = self.identity().map(|identity| identity.commune);
        Ok(list::commune_here(&self.db)?.into_iter().find(|commune| Some(commune.id) == here))
    }

    /// Villages, in the order of their identities.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn villages(&self) -> Result<Vec<Village>, StoreError> {
        list::villages(&self.db)
    }

    /// Units, in the order of their identities.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn units(&self) -> Result<Vec<Unit>, StoreError> {
        list::units(&self.db)
    }

    /// Members, in the order of their identities.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn members(&self) -> Result<Vec<Member>, StoreError> {
        list::members(&self.db)
    }

    /// Offices in use, in the order of their identities; one that cannot be read here has no words.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn offices(&self) -> Result<Vec<Advice>, StoreError> {
        office::in_use(&self.db)
    }

    /// What the leader says of difficulties, in the order of their codes.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn own_difficulties(&self) -> Result<Vec<Advice>, StoreError> {
        difficulty::all(&self.db)
    }

    /// Laptops with a certificate known here, in the order of their identities.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn devices(&self) -> Result<Vec<DeviceRow>, StoreError> {
        let coverage = Coverage::read(&self.db)?;
        branch::devices(&self.db)?.into_iter().map(|device| self.device(device, &coverage)).collect()
    }

    /// The newest entry known here of each laptop's first branch: what a closing names as seen. At most
    /// `SEEN_DEVICES_MAX`.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn seen(&self) -> Result<Vec<Seen>, StoreError> {
        let mut seen = Vec::new();
        for device in branch::devices(&self.db)?.into_iter().take(SEEN_DEVICES_MAX) {
            let tip = entry::tip(&self.db, device, FIRST_BRANCH)?;
            seen.extend(tip.map(|(seq, head)| Seen { device, seq, head }));
        }
        Ok(seen)
    }

    fn device(&self, device: DeviceId, coverage: &Coverage) -> Result<DeviceRow, StoreError> {
        let branches = Branches::of(&self.db, device)?.all;
        let written = |branch: &Branch| branch.tip_seq.saturating_add(1).saturating_sub(branch.first_seq);
        Ok(DeviceRow {
            device,
            label: self.label(device)?,
            here: self.identity().is_some_and(|identity| identity.device == device),
            continues: self.continues(device)?,
            entries: branches.iter().map(written).sum(),
            branches: u32::try_from(branches.len()).unwrap_or(u32::MAX),
            arrived: branches.iter().map(|branch| coverage.up_to(device, branch.branch)).max().unwrap_or_default(),
            last_wall_ms: self.last_wall_ms(device, &branches)?,
        })
    }

    /// What the laptop was called last; one that goes on as another keeps the name.
    fn label(&self, device: DeviceId) -> Result<Option<Title>, StoreError> {
        let mut next = Some(device);
        for _ in 0..CHAIN_LEN_MAX {
            let Some(device) = next else { break };
            if let Some(label) = self.own_label(device)? {
                return Ok(Some(label));
            }
            next = self.continues(device)?;
        }
        Ok(None)
    }

    /// The identity that a laptop goes on from.
    fn continues(&self, device: DeviceId) -> Result<Option<DeviceId>, StoreError> {
        let chain = branch::device(&self.db, device)?.and_then(|(_, chain)| CertificateChain::read(&chain).ok());
        Ok(match chain.as_ref().and_then(|chain| chain.certificates().last()).map(Certificate::subject) {
            Some(Subject::Device { continues, .. }) => *continues,
            Some(Subject::Root { .. } | Subject::Member { .. }) | None => None,
        })
    }

    fn own_label(&self, device: DeviceId) -> Result<Option<Title>, StoreError> {
        let Some(held) = &self.held else { return Ok(None) };
        let mut labels = Vec::new();
        for (entry, certified) in list::certificates(&self.db)? {
            if let Some(label) = certified.label.filter(|_| certified.subject == device.record()) {
                labels.push((order(&entry::touch_of(&self.db, held, entry)?), label));
            }
        }
        Ok(labels.into_iter().max_by(|a, b| a.0.cmp(&b.0)).map(|(_, label)| label))
    }

    fn last_wall_ms(&self, device: DeviceId, branches: &[Branch]) -> Result<Option<i64>, StoreError> {
        let mut last = None;
        for branch in branches {
            let tip = Spot { branch: branch.branch, seq: branch.tip_seq };
            last = last.max(entry::stamp_at(&self.db, device, tip)?.map(|stamp| stamp.wall_ms));
        }
        Ok(last)
    }
}
