//! The one writer: a thread that runs waiting jobs in one transaction and answers none of them before the commit.
//! A job that fails is undone alone; a commit that fails fails all of its jobs.

use std::sync::Arc;
use std::thread::{self, JoinHandle};

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::super::DbError;

/// Jobs that wait for the writer; callers beyond that wait for a place.
const JOBS_WAITING_MAX: usize = 256;
/// At most this many jobs share one commit.
const JOBS_PER_COMMIT_MAX: usize = 64;

/// The door to the writer thread; the thread ends when all doors are gone.
#[derive(Clone, Debug)]
pub struct Writer {
    jobs: mpsc::Sender<Job>,
}

/// Runs inside the transaction.
type Job = Box<dyn FnOnce(&Connection) -> Ran + Send>;

/// What a job left: whether its rows stay, and how to answer its caller after the commit.
struct Ran {
    keep: bool,
    answer: Answer,
}

type Answer = Box<dyn FnOnce(Result<(), DbError>) + Send>;

impl Writer {
    /// Starts the thread on its own connection.
    ///
    /// # Errors
    /// When the operating system gives no thread.
    pub fn start(db: Connection) -> Result<(Self, JoinHandle<()>), std::io::Error> {
        let (jobs, waiting) = mpsc::channel(JOBS_WAITING_MAX);
        let thread = thread::Builder::new().name("db-writer".into()).spawn(move || run(&db, waiting))?;
        Ok((Self { jobs }, thread))
    }

    /// Runs `work` inside a transaction and returns what it returned once that is durable.
    ///
    /// # Errors
    /// What `work` returned, the failed commit, or [`DbError::Stopped`].
    pub async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, DbError> + Send + 'static,
    ) -> Result<T, DbError> {
        let (reply, answered) = oneshot::channel();
        self.jobs.send(Box::new(move |db| ran(work(db), reply))).await.map_err(|_| DbError::Stopped)?;
        answered.await.map_err(|_| DbError::Stopped)?
    }
}

fn ran<T: Send + 'static>(outcome: Result<T, DbError>, reply: oneshot::Sender<Result<T, DbError>>) -> Ran {
    let keep = outcome.is_ok();
    let answer = move |committed: Result<(), DbError>| {
        // A caller that went away needs no answer; what it sent is kept all the same.
        let _ = reply.send(outcome.and_then(|value| committed.map(|()| value)));
    };
    Ran { keep, answer: Box::new(answer) }
}

fn run(db: &Connection, mut waiting: mpsc::Receiver<Job>) {
    while let Some(first) = waiting.blocking_recv() {
        let mut jobs = vec![first];
        while jobs.len() < JOBS_PER_COMMIT_MAX
            && let Ok(next) = waiting.try_recv()
        {
            jobs.push(next);
        }
        commit_together(db, jobs);
    }
}

fn commit_together(db: &Connection, jobs: Vec<Job>) {
    let mut answers = Vec::with_capacity(jobs.len());
    let committed = in_transaction(db, jobs, &mut answers).map_err(Arc::new);
    if let Err(cause) = &committed {
        tracing::error!(%cause, "a transaction was given up");
    }
    for answer in answers {
        answer(committed.as_ref().copied().map_err(|cause| DbError::Commit(Arc::clone(cause))));
    }
}

/// Jobs that were not reached drop their reply, which their callers read as [`DbError::Stopped`].
fn in_transaction(db: &Connection, jobs: Vec<Job>, answers: &mut Vec<Answer>) -> Result<(), rusqlite::Error> {
    let transaction = rusqlite::Transaction::new_unchecked(db, rusqlite::TransactionBehavior::Immediate)?;
    for job in jobs {
        run_alone(&transaction, job, answers)?;
    }
    transaction.commit()
}

fn run_alone(db: &Connection, job: Job, answers: &mut Vec<Answer>) -> Result<(), rusqlite::Error> {
    db.prepare_cached("SAVEPOINT job")?.execute([])?;
    let ran = job(db);
    answers.push(ran.answer);
    if !ran.keep {
        db.prepare_cached("ROLLBACK TO job")?.execute([])?;
    }
    db.prepare_cached("RELEASE job")?.execute([]).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers() -> (tempfile::TempDir, Writer, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        let db = Connection::open(&path).unwrap();
        db.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE number (value INTEGER PRIMARY KEY) STRICT").unwrap();
        let (writer, _) = Writer::start(db).unwrap();
        (folder, writer, Connection::open(path).unwrap())
    }

    fn insert(db: &Connection, value: i64) -> Result<i64, DbError> {
        db.execute("INSERT INTO number (value) VALUES (?1)", [value])?;
        Ok(value)
    }

    fn stored(db: &Connection) -> i64 {
        db.query_one("SELECT count(*) FROM number", [], |row| row.get(0)).unwrap()
    }

    #[tokio::test]
    async fn an_answered_job_is_durable_and_a_failed_one_leaves_nothing() {
        let (_folder, writer, reader) = numbers();
        assert!(writer.write(|db| insert(db, 1)).await.is_ok());
        let failed = writer.write(|db| insert(db, 2).and_then(|_| insert(db, 1))).await;
        assert!(matches!(failed, Err(DbError::Sqlite(_))));
        assert_eq!(stored(&reader), 1, "the failed job's first row is undone");
    }

    #[tokio::test]
    async fn jobs_that_wait_share_a_commit_and_do_not_harm_each_other() {
        let (_folder, writer, reader) = numbers();
        let jobs = (0..100).map(|value| {
            let writer = writer.clone();
            tokio::spawn(async move { writer.write(move |db| insert(db, value / 2)).await.is_ok() })
        });
        let mut kept = 0;
        for job in jobs.collect::<Vec<_>>() {
            kept += i64::from(job.await.unwrap());
        }
        assert_eq!((kept, stored(&reader)), (50, 50), "of each pair one is kept");
    }

    #[tokio::test]
    async fn a_full_disk_refuses_and_a_freed_one_goes_on() {
        let (_folder, writer, reader) = numbers();
        let full = writer.write(|db| {
            db.pragma_update(None, "max_page_count", 2)?;
            (0..10_000).try_for_each(|value| insert(db, value).map(drop))
        });
        assert!(full.await.is_err());
        assert_eq!(stored(&reader), 0, "and nothing of it is there");
        assert!(writer.write(|db| Ok(db.pragma_update(None, "max_page_count", 1_000_000)?)).await.is_ok());
        assert!(writer.write(|db| insert(db, 1)).await.is_ok());
    }

    #[tokio::test]
    async fn nothing_is_answered_when_the_commit_fails() {
        let (_folder, writer, reader) = numbers();
        let broken = writer.write(|db| {
            let kept = insert(db, 1)?;
            db.execute_batch("ROLLBACK")?;
            Ok(kept)
        });
        assert!(broken.await.is_err());
        assert_eq!(stored(&reader), 0);
    }
}
