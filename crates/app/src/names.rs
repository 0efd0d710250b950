//! Names behind identities and codes, read once for a screen.

use std::collections::BTreeMap;

use domain::catalogue::{Catalogue, OwnDifficulty};
use domain::ids::{DeviceId, MemberId, UnitId, VillageId};
use domain::record::{AdviceAbout, Session};
use domain::service::DifficultyCode;
use store::Store;
use store::error::StoreError;

use crate::text::Texts;

/// What is shown where a name is not known or cannot be read here.
pub(crate) const NAMELESS: &str = "–";

/// The commune's names.
pub(crate) struct Names {
    villages: BTreeMap<VillageId, String>,
    units: BTreeMap<UnitId, String>,
    members: BTreeMap<MemberId, String>,
    devices: BTreeMap<DeviceId, String>,
    catalogue: Catalogue,
}

impl Names {
    /// Reads them all.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub(crate) fn read(store: &Store) -> Result<Self, StoreError> {
        let text = |title: &domain::person::Title| title.as_str().to_owned();
        let member = |it: domain::record::Member| (it.id, it.name.map(|name| name.as_str().to_owned()));
        Ok(Self {
            villages: store.villages()?.into_iter().map(|it| (it.id, text(&it.name))).collect(),
            units: store.units()?.into_iter().map(|it| (it.id, text(&it.name))).collect(),
            members: store.members()?.into_iter().map(member).filter_map(|(id, name)| Some((id, name?))).collect(),
            devices: labels(store)?,
            catalogue: Catalogue::built_in().with_own(&own_difficulties(store)?),
        })
    }

    pub(crate) fn village(&self, village: Option<VillageId>) -> Option<&str> {
        self.villages.get(&village?).map(String::as_str)
    }

    pub(crate) fn unit(&self, unit: Option<UnitId>) -> Option<&str> {
        self.units.get(&unit?).map(String::as_str)
    }

    pub(crate) fn member(&self, member: Option<MemberId>) -> String {
        member.and_then(|member| self.members.get(&member)).map_or(NAMELESS, String::as_str).to_owned()
    }

    /// What people call the laptop; one without a readable label shows the beginning of its identity.
    pub(crate) fn device(&self, device: DeviceId) -> String {
        self.devices.get(&device).cloned().unwrap_or_else(|| device.to_string().chars().take(8).collect())
    }

    /// Difficulties and utilities, with what the leader says of them.
    pub(crate) const fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// A difficulty with its code; one that this version does not know is its code.
    pub(crate) fn difficulty(&self, texts: &Texts, code: &DifficultyCode) -> String {
        let known = self.catalogue.difficulty(code);
        known.map_or_else(|| code.to_string(), |it| format!("{code} {}", it.label.in_language(texts.language())))
    }

    /// The village or unit a session is for.
    pub(crate) fn place_of(&self, session: &Session) -> String {
        let found = self.village(session.village).or_else(|| self.unit(session.unit));
        found.unwrap_or(NAMELESS).to_owned()
    }
}

/// What the leader says of difficulties.
///
/// # Errors
/// See [`StoreError`].
pub(crate) fn own_difficulties(store: &Store) -> Result<Vec<OwnDifficulty>, StoreError> {
    let said = store.own_difficulties()?.into_iter().filter_map(|it| {
        let code = DifficultyCode::of_advice(it.id)?;
        match it.about {
            AdviceAbout::Difficulty(words) => Some(OwnDifficulty { code, in_use: it.in_use, words }),
            AdviceAbout::Office(_) => None,
        }
    });
    Ok(said.collect())
}

/// What laptops are called, also those that never sent anything; what the store says of the others comes last.
fn labels(store: &Store) -> Result<BTreeMap<DeviceId, String>, StoreError> {
    let device = |it: &domain::record::Certified| DeviceId::from_bytes(*it.subject.as_bytes());
    let text = |title: &domain::person::Title| title.as_str().to_owned();
    let published = store.certificates()?;
    let mut labels: BTreeMap<DeviceId, String> =
        published.iter().filter_map(|it| Some((device(it), text(it.label.as_ref()?)))).collect();
    labels.extend(store.devices()?.into_iter().filter_map(|it| Some((it.device, text(it.label.as_ref()?)))));
    Ok(labels)
}
