//! What cargo knows of the workspace: where it lies, where it builds, who depends on whom.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process;

/// The workspace as `cargo metadata` tells it; `CARGO_TARGET_DIR` is respected through it.
#[derive(Debug)]
pub struct Workspace {
    /// The folder of the clone.
    pub root: PathBuf,
    /// Where cargo puts what it builds.
    pub target: PathBuf,
    /// Our own packages, in cargo's order.
    pub packages: Vec<Package>,
}

/// One of our packages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Its name in Cargo.toml.
    pub name: String,
    /// The names of what it is built with, each once, sorted.
    pub dependencies: Vec<String>,
    /// The names of what only its tests are built with, each once, sorted.
    pub test_dependencies: Vec<String>,
    /// Its integration test targets.
    pub test_targets: Vec<String>,
}

/// A build profile and the folder cargo gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build.
    Debug,
    /// Quick to run.
    Release,
}

impl Profile {
    /// The folder's name below the target folder.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }

    /// The arguments that choose it.
    pub fn args(self) -> &'static [&'static str] {
        match self {
            Self::Debug => &[],
            Self::Release => &["--release"],
        }
    }
}

impl Workspace {
    /// Asks cargo about the workspace around the current folder.
    ///
    /// # Errors
    /// When cargo fails or answers with another shape.
    pub fn load() -> Result<Self> {
        let mut metadata = process::cargo(&["metadata", "--no-deps", "--format-version", "1"]);
        Self::parse(&process::read(&mut metadata)?)
    }

    /// Reads the JSON of `cargo metadata --no-deps`.
    ///
    /// # Errors
    /// Names the field that is missing.
    pub fn parse(metadata: &str) -> Result<Self> {
        let metadata: Value = serde_json::from_str(metadata).context("cargo metadata's JSON")?;
        let packages = list(&metadata, "packages")?;
        Ok(Self {
            root: text(&metadata, "workspace_root")?.into(),
            target: text(&metadata, "target_directory")?.into(),
            packages: packages.iter().map(Package::parse).collect::<Result<_>>()?,
        })
    }

    /// Where the binaries of a profile lie.
    pub fn binaries(&self, profile: Profile) -> PathBuf {
        self.target.join(profile.folder())
    }

    /// One built program.
    pub fn binary(&self, profile: Profile, name: &str) -> PathBuf {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        self.binaries(profile).join(file)
    }

    /// The folder of the UI's npm package.
    pub fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// A path below the root.
    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }
}

impl Package {
    fn parse(package: &Value) -> Result<Self> {
        let dependencies = list(package, "dependencies")?;
        let targets = list(package, "targets")?;
        Ok(Self {
            name: text(package, "name")?.to_owned(),
            dependencies: names(dependencies, |one| !is_for_tests(one))?,
            test_dependencies: names(dependencies, is_for_tests)?,
            test_targets: names(targets, is_test)?,
        })
    }
}

fn is_for_tests(dependency: &Value) -> bool {
    dependency.get("kind").is_some_and(|kind| kind == "dev")
}

fn is_test(target: &Value) -> bool {
    let kinds = target.get("kind").and_then(Value::as_array);
    kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind == "test"))
}

fn names(values: &[Value], wanted: fn(&Value) -> bool) -> Result<Vec<String>> {
    let wanted = values.iter().filter(|value| wanted(value));
    let names: Result<BTreeSet<&str>> = wanted.map(|value| text(value, "name")).collect();
    Ok(names?.into_iter().map(str::to_owned).collect())
}

fn text<'a>(value: &'a Value, field: &str) -> Result<&'a str> {
    let found = value.get(field).and_then(Value::as_str);
    found.with_context(|| format!("cargo metadata has no text `{field}`"))
}

fn list<'a>(value: &'a Value, field: &str) -> Result<&'a Vec<Value>> {
    let found = value.get(field).and_then(Value::as_array);
    found.with_context(|| format!("cargo metadata has no list `{field}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const METADATA: &str = r#"{
        "workspace_root": "/clone", "target_directory": "/elsewhere/target",
        "packages": [{
            "name": "store",
            "dependencies": [
                {"name": "rusqlite", "kind": null}, {"name": "domain", "kind": null},
                {"name": "domain", "kind": null}, {"name": "proptest", "kind": "dev"}
            ],
            "targets": [
                {"name": "store", "kind": ["lib"]}, {"name": "schema", "kind": ["test"]}
            ]
        }]
    }"#;

    #[test]
    fn the_workspace_is_read_from_cargo_metadata() {
        let workspace = Workspace::parse(METADATA).unwrap();
        assert_eq!(workspace.root, Path::new("/clone"));
        let store = Package {
            name: "store".into(),
            dependencies: vec!["domain".into(), "rusqlite".into()],
            test_dependencies: vec!["proptest".into()],
            test_targets: vec!["schema".into()],
        };
        assert_eq!(workspace.packages, [store]);
    }

    #[test]
    fn binaries_lie_where_cargo_says_it_builds() {
        let workspace = Workspace::parse(METADATA).unwrap();
        let evening = workspace.binary(Profile::Release, "evening");
        assert!(evening.starts_with("/elsewhere/target/release"));
    }

    #[test]
    fn another_shape_is_refused_with_the_field_that_is_missing() {
        let error = Workspace::parse(r#"{"packages": []}"#).unwrap_err();
        assert!(error.to_string().contains("workspace_root"), "{error}");
    }

    #[test]
    fn this_very_workspace_can_be_read() {
        let workspace = Workspace::load().unwrap();
        assert!(workspace.packages.iter().any(|one| one.name == "xtask"));
    }
}
