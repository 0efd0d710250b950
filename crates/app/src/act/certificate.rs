//! Trusting the certificate of a centre that the system knows nothing of.

use std::path::Path;

use crate::role::May;
use crate::state::SYNC_PAUSED;
use crate::sync::{CentreAddress, Vouched};
use crate::view::sync::{CertificateForm, CertificateView, SyncView};
use crate::{App, Code, Error};

impl App {
    /// Reads a certificate file, so that its fingerprint can be compared with the one that whoever runs the centre tells.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn look_at_certificate(&self, path: &str) -> Result<CertificateView, Error> {
        Ok(CertificateView { fingerprint: Vouched::read(Path::new(path))?.fingerprint() })
    }

    /// Leader: has this laptop trust a certificate at the commune's centre, beside those that the system trusts; none goes
    /// back to those alone.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn trust_certificate(&self, form: Option<CertificateForm>) -> Result<SyncView, Error> {
        let vouched = form.as_ref().map(compared).transpose()?;
        let paused = self.writing(|open, _| {
            open.must(May::Attach)?;
            let centre = open.store.centre()?.ok_or(Error::new(Code::NoCentre))?;
            let address = CentreAddress::parse(&centre.address)?;
            Vouched::keep(vouched.as_ref(), &mut open.store, &address)?;
            Ok(open.store.setting(SYNC_PAUSED)?.is_some())
        })?;
        self.shared.lookout.begin(true, paused);
        self.sync_state()
    }
}

/// The certificate in the file, if it is the one whose fingerprint was compared.
///
/// # Errors
/// [`Code::CertificateDiffers`], or the file's.
pub(super) fn compared(form: &CertificateForm) -> Result<Vouched, Error> {
    let vouched = Vouched::read(Path::new(&form.path))?;
    if vouched.is_told(&form.fingerprint) { Ok(vouched) } else { Err(Error::new(Code::CertificateDiffers)) }
}
