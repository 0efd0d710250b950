//! Wrapping the file's key: right PIN, wrong PIN, damage.

use super::*;

fn fill() -> impl FnMut(&mut [u8]) {
    let mut next = 0_u8;
    move |bytes: &mut [u8]| {
        next = next.wrapping_add(1);
        bytes.fill(next);
    }
}

fn member(n: u8, label: &str) -> VaultMember {
    VaultMember { member: MemberId::from_bytes([n; 16]), role: Role::Leader, label: Title::parse(label).unwrap() }
}

fn secrets(n: u8) -> Unlocked {
    Unlocked { file_key: Secret::new([9; 32]), signing_seed: Secret::new([n; 32]) }
}

static DEVICE: Secret = Secret::new([5; 32]);
static OTHER_DEVICE: Secret = Secret::new([6; 32]);

fn with(passphrase: &str) -> Credentials<'_> {
    Credentials { passphrase, device_secret: &DEVICE }
}

fn folder_with_vault() -> (tempfile::TempDir, PathBuf, Vault) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault");
    let leader = member(1, "Tổ trưởng");
    let vault = Vault::create(&path, &leader, with("123456"), &secrets(1), Cost::CHEAP, &mut fill()).unwrap();
    (folder, path, vault)
}

fn code(result: Result<Unlocked, VaultError>) -> String {
    format!("{:?}", result.expect_err("must be refused"))
}

#[test]
fn the_right_pin_opens_after_a_restart() {
    let (_folder, path, _) = folder_with_vault();
    let vault = Vault::read(&path).unwrap();
    assert_eq!(vault.unlock(MemberId::from_bytes([1; 16]), with("123456")).unwrap(), secrets(1));
    assert_eq!(vault.members().map(|m| m.label.as_str()).collect::<Vec<_>>(), ["Tổ trưởng"]);
}

#[test]
fn a_wrong_pin_or_another_laptop_is_a_wrong_pin() {
    let (_folder, _, vault) = folder_with_vault();
    let leader = MemberId::from_bytes([1; 16]);
    assert_eq!(code(vault.unlock(leader, with("123457"))), "WrongPin");
    let elsewhere = Credentials { passphrase: "123456", device_secret: &OTHER_DEVICE };
    assert_eq!(code(vault.unlock(leader, elsewhere)), "WrongPin");
    assert_eq!(code(vault.unlock(MemberId::from_bytes([2; 16]), with("123456"))), "UnknownMember");
}

#[test]
fn every_flipped_bit_and_every_cut_is_damage_and_never_a_wrong_pin() {
    let (_folder, path, _) = folder_with_vault();
    let whole = std::fs::read(&path).unwrap();
    let check = |bytes: &[u8]| {
        std::fs::write(&path, bytes).unwrap();
        assert!(matches!(Vault::read(&path), Err(VaultError::Damaged)));
    };
    for at in 0..whole.len() {
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        check(&flipped);
        check(&whole[..at]);
    }
    check(&vec![0; 1 << 20]);
}

#[test]
fn a_newer_vault_and_a_missing_one_are_said_to_be_so() {
    let (folder, path, _) = folder_with_vault();
    let mut newer = b"dong-hanh vault\n".to_vec();
    newer.extend([0x83, 2, 0x80, 0xF6]);
    newer.extend(blake3::derive_key("dong-hanh v1 vault file", &newer));
    std::fs::write(&path, newer).unwrap();
    assert!(matches!(Vault::read(&path), Err(VaultError::NewerVersion { found: 2, known: 1 })));
    assert!(matches!(Vault::read(&folder.path().join("none")), Err(VaultError::Missing)));
}

#[test]
fn set_up_never_writes_over_a_vault() {
    let (_folder, path, _) = folder_with_vault();
    let before = std::fs::read(&path).unwrap();
    let again = Vault::create(&path, &member(2, "B"), with("1"), &secrets(2), Cost::CHEAP, &mut fill());
    assert!(matches!(again, Err(VaultError::Exists)));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn members_come_change_their_pin_and_go() {
    let (_folder, path, mut vault) = folder_with_vault();
    let (leader, helper) = (MemberId::from_bytes([1; 16]), MemberId::from_bytes([2; 16]));
    vault.add(&member(2, "Ghi chép 1"), with("a long passphrase"), &secrets(2), Cost::CHEAP, &mut fill()).unwrap();
    let twice = vault.add(&member(2, "Ghi chép 1"), with("x"), &secrets(2), Cost::CHEAP, &mut fill());
    assert!(matches!(twice, Err(VaultError::KnownMember)));
    let opened = vault.unlock(helper, with("a long passphrase")).unwrap();
    vault.rewrap(helper, &opened, with("654321"), Cost::CHEAP, &mut fill()).unwrap();
    assert!(matches!(vault.unlock(helper, with("a long passphrase")), Err(VaultError::WrongPin)));
    let nobody = vault.rewrap(MemberId::from_bytes([3; 16]), &opened, with("654321"), Cost::CHEAP, &mut fill());
    assert!(matches!(nobody, Err(VaultError::UnknownMember)));
    vault.remove(leader).unwrap();
    assert!(matches!(vault.remove(leader), Err(VaultError::UnknownMember)));
    assert!(matches!(vault.remove(helper), Err(VaultError::LastMember)));
    let read = Vault::read(&path).unwrap();
    assert_eq!(read.unlock(helper, with("654321")).unwrap(), secrets(2));
    assert_eq!(read.members().count(), 1);
}

#[test]
fn a_write_that_is_refused_changes_nothing() {
    let (folder, path, mut vault) = folder_with_vault();
    std::fs::create_dir(folder.path().join("vault.new")).unwrap();
    let refused = vault.add(&member(2, "B"), with("x"), &secrets(2), Cost::CHEAP, &mut fill());
    assert!(matches!(refused, Err(VaultError::Io(_))));
    assert_eq!(vault.members().count(), 1);
    assert_eq!(Vault::read(&path).unwrap().members().count(), 1);
}

#[test]
fn the_default_cost_is_at_least_what_the_design_asks() {
    assert!(Cost::DEFAULT.memory_kib() >= 64 * 1024);
    assert_eq!(Cost::new(1 << 21, 1, 1), Err(CostError::OutOfBounds));
    assert_eq!(Cost::new(64, 0, 1), Err(CostError::OutOfBounds));
}

#[cfg(unix)]
#[test]
fn nobody_else_on_the_machine_reads_the_vault() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, path, _) = folder_with_vault();
    assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
}
