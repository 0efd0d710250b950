//! A laptop's file as a later version of the program leaves it. The one place of these tests that speaks SQL.

use std::path::Path;

use rusqlite::Connection;
use store::secret::{SECRET_BYTES, Secret};
use store::vault::{Credentials, Vault};

/// Notes one more version in the ledger of a closed file, in a profile's folder whose laptop has no key store.
pub fn used_by_a_later_version(profile: &Path, passphrase: &str) {
    let db = Connection::open(profile.join("data.db")).unwrap();
    let key: String = file_key(profile, passphrase).expose().iter().map(|byte| format!("{byte:02x}")).collect();
    db.execute_batch(&format!("PRAGMA key = \"x'{key}'\"")).unwrap();
    let newer = "INSERT INTO refinery_schema_history (version, name, applied_on, checksum)
        SELECT max(version) + 1, 'later', '2030-01-01T00:00:00Z', '1' FROM refinery_schema_history";
    assert_eq!(db.execute(newer, []).unwrap(), 1);
}

fn file_key(profile: &Path, passphrase: &str) -> Secret {
    let device_secret: [u8; SECRET_BYTES] = std::fs::read(profile.join("device.secret")).unwrap().try_into().unwrap();
    let vault = Vault::read(&profile.join("vault")).unwrap();
    let member = vault.members().next().unwrap().member;
    let credentials = Credentials { passphrase, device_secret: &Secret::new(device_secret) };
    vault.unlock(member, credentials).unwrap().file_key
}
