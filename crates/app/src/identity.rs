//! Going on under a new identity: after a restored backup, and where the centre's receipts show that somebody else writes
//! in this laptop's name. Never here: deciding whose word counts; the old identity's does for the new one's.

use journal::certificate::Validity;
use journal::{BoxKey, Certificate, CertificateChain, DeviceKey, IssuingKey, Subject};
use store::Store;
use store::former::Next;
use store::identity::{Identity, KeyName};
use store::secret::Secret;

use crate::failure::bug;
use crate::settings::Settings;
use crate::state::Shared;
use crate::{Code, Error};

/// Goes on under a new identity where a receipt names an entry of this laptop that it did not write; says whether it did.
///
/// # Errors
/// The file; [`Code::TooManyIdentities`].
pub(crate) fn go_on_if_copied(shared: &Shared) -> Result<bool, Error> {
    let mut state = shared.state();
    let Ok(open) = state.held() else { return Ok(false) };
    if !open.store.is_written_elsewhere()? {
        return Ok(false);
    }
    open.identity = go_on(&mut open.store, &shared.settings)?;
    open.kept.forget();
    drop(state);
    // The strip and the list of laptops say who this one is by now.
    shared.lookout.watch().grow(true);
    Ok(true)
}

/// Goes on under a new identity, certified by the present one.
///
/// # Errors
/// The file; [`Code::TooManyIdentities`].
pub(crate) fn go_on(store: &mut Store, settings: &Settings) -> Result<Identity, Error> {
    let old = store.identity().ok_or_else(|| bug("identity"))?;
    let (signing, opens) = (Secret::random(&mut settings.filler()), Secret::random(&mut settings.filler()));
    let seed = store.key(KeyName::DeviceSigning)?.ok_or_else(|| bug("device-key"))?;
    let chain = store.chain(old.device)?.ok_or_else(|| bug("own-chain"))?;
    let chain = CertificateChain::read(&chain).map_err(|_| Error::new(Code::DamagedFile))?;
    let subject = Subject::Device {
        key: DeviceKey::from_seed(signing.expose()).public(),
        opens: BoxKey::from_seed(opens.expose()).public(),
        continues: Some(old.device),
    };
    // What ends with the old identity ends with the new one.
    let expires_at_ms = chain.certificates().last().and_then(|last| last.validity().expires_at_ms);
    let validity = Validity { issued_at_ms: settings.now_ms(), expires_at_ms };
    let issuer = DeviceKey::from_seed(seed.expose());
    let certificate = Certificate::issue(old.commune, subject, IssuingKey::Device(&issuer), validity);
    let links = chain.certificates().iter().cloned().chain([certificate]).collect();
    // Nothing else can be wrong with a chain that was read.
    let chain = CertificateChain::new(links).map_err(|_| Error::new(Code::TooManyIdentities))?;
    Ok(store.continue_as(Next { signing: &signing, opens: &opens, chain: &chain.to_bytes() })?)
}
