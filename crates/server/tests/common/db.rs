//! The database behind a world: a file in its folder, or a schema of its own on a PostgreSQL server.
//! `DONGHANH_TEST_DB=postgres` chooses the second, on the server that PGHOST and its kin name, as pg_virtualenv sets
//! them; without that server every story fails.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use server::settings::{DbUrl, Place};

/// A world's own database.
pub enum TestDb {
    Sqlite { file: PathBuf },
    Postgres { folder: PathBuf, database: String, schema: String, options: String },
}

/// What a database held while its centre stood still.
pub enum Backup {
    Files(Vec<(PathBuf, Vec<u8>)>),
    Dump(PathBuf),
}

pub fn on_postgres() -> bool {
    match std::env::var("DONGHANH_TEST_DB").as_deref() {
        Ok("postgres") => true,
        Ok("sqlite") | Err(_) => false,
        Ok(other) => panic!("DONGHANH_TEST_DB is sqlite or postgres, not {other}"),
    }
}

impl TestDb {
    /// The database of the world in this folder, the same whenever asked.
    pub fn of(folder: &Path) -> Self {
        if !on_postgres() {
            return Self::Sqlite { file: folder.join("centre.db") };
        }
        let schema = format!("world_{}", super::hex(folder.file_name().unwrap().as_encoded_bytes()));
        psql(&format!("CREATE SCHEMA IF NOT EXISTS {schema}"));
        Self::Postgres { folder: folder.into(), database: variable("PGDATABASE"), schema, options: String::new() }
    }

    /// A PostgreSQL database apart from those of other worlds, that can be taken away.
    pub fn apart(folder: &Path) -> Self {
        let database = format!("apart_{}", super::hex(folder.file_name().unwrap().as_encoded_bytes()));
        psql(&format!("CREATE DATABASE {database}"));
        Self::Postgres { folder: folder.into(), database, schema: "public".into(), options: String::new() }
    }

    /// The same with a setting of PostgreSQL on every connection.
    pub fn with(self, setting: &str) -> Self {
        match self {
            Self::Postgres { folder, database, schema, options } => {
                Self::Postgres { folder, database, schema, options: format!("{options} -c {setting}") }
            }
            Self::Sqlite { .. } => panic!("PostgreSQL has such settings"),
        }
    }

    /// Its address; the centres of a world are told apart from others' by their application name.
    pub fn url(&self) -> String {
        match self {
            Self::Sqlite { file } => format!("sqlite:{}", file.display()),
            Self::Postgres { database, schema, options, .. } => {
                let (user, password) = (variable("PGUSER"), variable("PGPASSWORD"));
                let (host, port) = (variable("PGHOST").replace('/', "%2F"), variable("PGPORT"));
                let options = format!("-c search_path={schema}{options}").replace(' ', "%20").replace('=', "%3D");
                let name = self.application();
                format!(
                    "postgres://{user}:{password}@{host}:{port}/{database}?options={options}&application_name={name}"
                )
            }
        }
    }

    pub fn application(&self) -> String {
        match self {
            Self::Sqlite { .. } => panic!("PostgreSQL has such names"),
            Self::Postgres { database, schema, .. } => format!("{database}.{schema}"),
        }
    }

    /// The database and the one key of all its nodes.
    pub fn place(&self) -> Place {
        let db: DbUrl = self.url().parse().unwrap();
        let folder = match self {
            Self::Sqlite { file } => file.parent().unwrap(),
            Self::Postgres { folder, .. } => folder,
        };
        Place { db, key: Some(folder.join("receipt.key")) }
    }

    /// What it holds; its centres must stand still.
    pub fn backup(&self) -> Backup {
        match self {
            Self::Sqlite { file } => Backup::Files(files_of(file)),
            Self::Postgres { folder, database, schema, .. } => {
                let dump = folder.join("backup.dump");
                let whole = ["--format=custom", "--schema", schema, "--file"];
                run(Command::new("pg_dump").args(whole).arg(&dump).arg(database));
                Backup::Dump(dump)
            }
        }
    }

    /// Puts back what it held; its centres must stand still.
    pub fn put_back(&self, backup: &Backup) {
        match (self, backup) {
            (Self::Sqlite { file }, Backup::Files(files)) => {
                for (old, _) in files_of(file) {
                    fs::remove_file(old).unwrap();
                }
                for (path, bytes) in files {
                    fs::write(path, bytes).unwrap();
                }
            }
            (Self::Postgres { database, schema, .. }, Backup::Dump(dump)) => {
                psql(&format!("DROP SCHEMA {schema} CASCADE"));
                run(Command::new("pg_restore").args(["--exit-on-error", "--dbname", database]).arg(dump));
            }
            (Self::Sqlite { .. }, Backup::Dump(_)) | (Self::Postgres { .. }, Backup::Files(_)) => {
                panic!("a backup of another kind")
            }
        }
    }

    /// Everything in it, as bytes to look through.
    pub fn bytes(&self) -> Vec<Vec<u8>> {
        match self {
            Self::Sqlite { file } => files_of(file).into_iter().map(|(_, bytes)| bytes).collect(),
            Self::Postgres { database, schema, .. } => {
                vec![run(Command::new("pg_dump").args(["--schema", schema]).arg(database)).stdout]
            }
        }
    }

    /// What a query in its schema prints.
    pub fn ask(&self, sql: &str) -> String {
        match self {
            Self::Sqlite { .. } => panic!("only PostgreSQL is asked in stories"),
            Self::Postgres { database, schema, .. } => {
                let sql = format!("SET search_path = {schema}; {sql}");
                text(run(Command::new("psql").args(PSQL).args(["-d", database, "-c", &sql])))
            }
        }
    }
}

const PSQL: [&str; 4] = ["--no-psqlrc", "-qAt", "-v", "ON_ERROR_STOP=1"];

/// What psql prints on the server's first database.
pub fn psql(sql: &str) -> String {
    text(run(Command::new("psql").args(PSQL).args(["-d", &variable("PGDATABASE"), "-c", sql])))
}

/// A psql that stays connected, with a transaction of its own.
pub struct Session {
    child: std::process::Child,
    input: std::process::ChildStdin,
    output: std::io::BufReader<std::process::ChildStdout>,
}

impl Session {
    pub fn begin(db: &TestDb) -> Self {
        use std::process::Stdio;
        let TestDb::Postgres { database, schema, .. } = db else { panic!("only PostgreSQL has sessions") };
        let mut child = Command::new("psql")
            .args(PSQL)
            .args(["-d", database])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = child.stdin.take().unwrap();
        let output = std::io::BufReader::new(child.stdout.take().unwrap());
        let mut session = Self { child, input, output };
        session.run(&format!("SET search_path = {schema}; BEGIN;"));
        session
    }

    /// Sends statements and returns when they are done.
    pub fn run(&mut self, sql: &str) {
        self.send(sql);
        self.done();
    }

    /// Sends statements and does not wait.
    pub fn send(&mut self, sql: &str) {
        use std::io::Write;
        writeln!(self.input, "{sql}\n\\echo done").unwrap();
        self.input.flush().unwrap();
    }

    /// Waits until what was sent is done.
    pub fn done(&mut self) {
        use std::io::BufRead;
        let mut line = String::new();
        while line.trim_end() != "done" {
            line.clear();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "psql ended");
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn files_of(file: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let name = file.file_name().unwrap().to_str().unwrap();
    let files = fs::read_dir(file.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path());
    let own = files.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with(name));
    own.map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

fn variable(name: &str) -> String {
    let why =
        || panic!("{name} is not set: stories on PostgreSQL run under pg_virtualenv with DONGHANH_TEST_DB=postgres");
    std::env::var(name).unwrap_or_else(|_| why())
}

fn run(command: &mut Command) -> Output {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

fn text(output: Output) -> String {
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}
