//! Keeps the times of files that were written anew with the bytes they had: cargo compiles again what
//! embeds a file that looks newer, and the UI's build rewrites all of its files each time.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result};

/// The files of a folder as they were.
#[derive(Debug)]
pub struct Before {
    files: BTreeMap<PathBuf, (Vec<u8>, SystemTime)>,
}

impl Before {
    /// Remembers every file below a folder, which need not exist yet.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn of(folder: &Path) -> Result<Self> {
        let mut files = BTreeMap::new();
        for path in files_below(folder)? {
            let time = fs::metadata(&path)?.modified()?;
            files.insert(path.clone(), (fs::read(&path)?, time));
        }
        Ok(Self { files })
    }

    /// Gives those files their time back whose bytes are the same.
    ///
    /// # Errors
    /// When one cannot be read, or its time not be set.
    pub fn keep_times(&self) -> Result<()> {
        for (path, (bytes, time)) in &self.files {
            if path.is_file() && fs::read(path)? == *bytes {
                let file = File::options().append(true).open(path)?;
                file.set_modified(*time).with_context(|| format!("could not set the time of {}", path.display()))?;
            }
        }
        Ok(())
    }
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(|| format!("could not list {}", folder.display())),
    };
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            files.extend(files_below(&entry.path())?);
        } else {
            files.push(entry.path());
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_file_keeps_its_time_only_if_it_kept_its_bytes() {
        let folder = std::env::temp_dir().join(format!("xtask-unchanged-{}", std::process::id()));
        let (same, other, gone) = (folder.join("a/same"), folder.join("other"), folder.join("gone"));
        fs::create_dir_all(folder.join("a")).unwrap();
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
        for path in [&same, &other, &gone] {
            fs::write(path, "one").unwrap();
            File::options().append(true).open(path).unwrap().set_modified(long_ago).unwrap();
        }

        let before = Before::of(&folder).unwrap();
        fs::write(&same, "one").unwrap();
        fs::write(&other, "two").unwrap();
        fs::remove_file(&gone).unwrap();
        before.keep_times().unwrap();

        let time = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();
        assert_eq!(time(&same), long_ago);
        assert_ne!(time(&other), long_ago, "changed files must look changed");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_folder_that_does_not_exist_yet_is_empty() {
        assert!(Before::of(Path::new("/no/such/folder")).unwrap().files.is_empty());
    }
}
