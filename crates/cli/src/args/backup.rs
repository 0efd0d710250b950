//! The words about backups.

use std::path::PathBuf;

use clap::Args;

/// What can be done with backups; without any of these words it says how they stand.
#[derive(Args, Debug)]
#[group(multiple = false)]
pub struct BackupDo {
    /// Write a backup to this file, or into this folder.
    pub path: Option<PathBuf>,
    /// Try out the newest second copy: restore it in a folder that is removed afterwards.
    #[arg(long)]
    pub drill: bool,
    /// Make a second copy now.
    #[arg(long)]
    pub second: bool,
    /// Choose the passphrase that opens backups, from DONGHANH_BACKUP or asked for twice.
    #[arg(long)]
    pub passphrase: bool,
    /// Choose the folder that second copies go to.
    #[arg(long, value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// What to restore from.
#[derive(Args, Debug)]
pub struct RestoreWords {
    /// The backup.
    pub path: PathBuf,
    /// Where a commune is set up here: put it aside, where it is kept, instead of refusing.
    #[arg(long)]
    pub aside: bool,
}
