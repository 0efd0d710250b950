//! What only a shared database can do or suffer: nodes beside each other, a commit that comes late, a server that goes
//! away. These stories need PostgreSQL (`common/db.rs` says how) and fail without it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use common::db::{Session, on_postgres, psql};
use common::laptop::edition;
use common::{Laptop, TestDb, World, codes, hex, together};
use journal::blob::digest_of;
use journal::exchange::{Cursor, RequestBody, VerdictCode};
use journal::recovery::RECOVERY_PATH;
use server::settings::Limits;
use server::{Server, Settings};
use tempfile::TempDir;

use VerdictCode::{Repeat, Stored};

fn folder() -> TempDir {
    assert!(on_postgres(), "this story needs PostgreSQL: run it under pg_virtualenv with DONGHANH_TEST_DB=postgres");
    tempfile::tempdir().unwrap()
}

/// Two nodes, or as many as asked, on a schema of their own.
async fn world(nodes: usize) -> World {
    let folder = folder();
    let db = TestDb::of(folder.path());
    World::at(folder, db, Limits::default(), nodes).await
}

/// How many statements of these centres wait for a lock.
fn waiting(db: &TestDb) -> u32 {
    let of_these = format!("application_name = '{}' AND wait_event_type = 'Lock'", db.application());
    psql(&format!("SELECT count(*) FROM pg_stat_activity WHERE {of_these}")).parse().unwrap()
}

fn cut_connections(db: &TestDb) {
    let of_these = format!("application_name = '{}'", db.application());
    psql(&format!("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {of_these}"));
}

/// Takes the row that a push of this laptop changes last but one: its position is given, and it cannot commit.
fn lock_branch(session: &mut Session, laptop: &Laptop) {
    session.run(&format!("SELECT FROM branch WHERE device = '\\x{}' FOR UPDATE;", hex(laptop.device.as_bytes())));
}

/// Why a centre does not start on this database.
async fn refusal(folder: &TempDir, db: &TestDb) -> String {
    let settings = Settings { place: db.place(), ..Settings::loopback(folder.path()) };
    let error = Server::start(settings).await.expect_err("it must not start");
    format!("{:#}", anyhow::Error::from(error))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn t39_a_push_that_commits_late_is_skipped_by_no_reader() {
    let world = world(2).await;
    let (commune, mut slow) = world.commune(1).await;
    let (mut quick, reader) = (commune.laptop(2), commune.laptop(3));
    slow.batch(1, 1);
    for laptop in [&slow, &quick, &reader] {
        world.push_all(laptop).await;
    }
    let (_, cursor) = world.pull(&reader, Cursor::default(), u32::MAX).await;
    let (late, early) = (slow.batch(1, 50), quick.batch(1, 60));
    let mut held = Session::begin(&world.db);
    lock_branch(&mut held, &slow);

    let early_is_done = AtomicBool::new(false);
    let pushing_late = world.push(&slow, vec![late.clone()]);
    let pushing_early = async {
        until(|| waiting(&world.db) == 1).await;
        let reply = world.push(&quick, vec![early.clone()]).await;
        early_is_done.store(true, Ordering::SeqCst);
        reply
    };
    let reading = async {
        until(|| waiting(&world.db) == 2 || early_is_done.load(Ordering::SeqCst)).await;
        let pulled = world.pull(&reader, cursor, u32::MAX).await;
        held.run("COMMIT;");
        pulled
    };
    let (stored_late, stored_early, (mut seen, cursor)) = tokio::join!(pushing_late, pushing_early, reading);
    assert_eq!((codes(&stored_late), codes(&stored_early)), (vec![Stored], vec![Stored]));
    seen.extend(world.pull(&reader, cursor, u32::MAX).await.0);
    assert_eq!(seen, [late, early], "each once, in the order of their positions");
}

/// Asks until it is so.
async fn until(is_so: impl Fn() -> bool) {
    while !is_so() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn t09_the_same_batch_over_both_nodes_at_once_is_stored_once() {
    let world = world(2).await;
    let (_, mut laptop) = world.commune(1).await;
    laptop.batch(60, 1);
    let replies = together((0..50).map(|_| world.push(&laptop, laptop.everything()))).await;
    let stored = replies.iter().filter(|reply| codes(reply) == [Stored, Stored]).count();
    let repeated = replies.iter().filter(|reply| codes(reply) == [Repeat, Repeat]).count();
    assert_eq!((stored, repeated), (1, 49));
    assert!(replies.iter().all(|reply| reply.receipts == replies[0].receipts), "one receipt for all");
    let rows = world.db.ask("SELECT count(*), max(position), (SELECT last_position FROM commune) FROM item");
    assert_eq!(rows, "2|2|2", "and one row, wherever the nodes looked");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_push_that_a_deadlock_ended_is_tried_again_and_stored_once() {
    let world = world(1).await;
    let (_, mut laptop) = world.commune(1).await;
    laptop.batch(1, 1);
    world.push_all(&laptop).await;
    let next = laptop.batch(1, 50);
    let mut other = Session::begin(&world.db);
    // So that the centre's transaction is the one that is ended.
    other.run("SET deadlock_timeout = '1h';");
    lock_branch(&mut other, &laptop);
    let pushing = world.push(&laptop, vec![next]);
    let blocking = async {
        until(|| waiting(&world.db) == 1).await;
        other.run("SELECT FROM commune FOR UPDATE;");
        other.run("COMMIT;");
    };
    let (reply, ()) = tokio::join!(pushing, blocking);
    assert_eq!(codes(&reply), [Stored]);
    assert_eq!(world.receipt(&laptop, &reply).claims().count, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn t26_connections_cut_again_and_again_store_each_entry_once() {
    let world = world(2).await;
    let (commune, _) = world.commune(1).await;
    let mut laptops: Vec<_> = (1..=4).map(|seed| commune.laptop(seed)).collect();
    for round in 0..6 {
        for laptop in &mut laptops {
            laptop.batch(5, round * 10);
        }
        let settling = together(laptops.iter().map(|laptop| until_receipted(&world, laptop)));
        let cutting = async { (0..3).for_each(|_| cut_connections(&world.db)) };
        let (counts, ()) = tokio::join!(settling, cutting);
        assert!(counts.iter().all(|count| *count == u64::from(round + 1) * 5));
    }
    let rows = world.db.ask("SELECT sum(last_seq - first_seq + 1) FROM item WHERE kind = 2");
    assert_eq!(rows, "120", "4 laptops, 30 entries each");
}

/// Comes back whenever the database was away; any other refusal is a failure.
async fn until_receipted(world: &World, laptop: &Laptop) -> u64 {
    loop {
        match world.exchange(laptop, &RequestBody { offers: laptop.everything(), ..RequestBody::default() }).await {
            Ok(reply) => return world.receipt(laptop, &reply).claims().count,
            Err(told) => told.is(503, "storage"),
        }
    }
}

#[tokio::test]
async fn a_database_that_goes_away_is_said_and_its_return_needs_nobody() {
    let folder = folder();
    let db = TestDb::apart(folder.path());
    let world = World::at(folder, db, Limits::default(), 2).await;
    let (_, mut laptop) = world.commune(1).await;
    laptop.batch(3, 1);
    world.push_all(&laptop).await;
    let TestDb::Postgres { database, .. } = &world.db else { panic!("PostgreSQL") };
    psql(&format!("ALTER DATABASE {database} ALLOW_CONNECTIONS false"));
    cut_connections(&world.db);
    for _ in 0..4 {
        let told = world.exchange(&laptop, &RequestBody::default()).await.unwrap_err();
        told.is(503, "storage");
        assert!(told.details["retry_after_s"].is_u64());
        let ready = world.http.get(format!("{}/readyz", world.url())).send().await.unwrap();
        assert_eq!((ready.status().as_u16(), ready.headers().contains_key("retry-after")), (503, true));
        let live = world.http.get(format!("{}/healthz", world.url())).send().await.unwrap();
        assert_eq!(live.status(), 200, "the centre itself is well");
    }
    psql(&format!("ALTER DATABASE {database} ALLOW_CONNECTIONS true"));
    for _ in 0..world.nodes().len() {
        let reply = world.push(&laptop, laptop.everything()).await;
        assert_eq!(codes(&reply), [Repeat, Repeat]);
    }
}

#[tokio::test]
async fn a_centre_does_not_start_where_a_receipt_would_promise_too_much() {
    let folder = folder();
    for (setting, word) in [
        ("synchronous_commit=off", "turn synchronous_commit on"),
        ("synchronous_commit=local", "turn synchronous_commit on"),
        ("default_transaction_read_only=on", "takes no writes"),
    ] {
        let said = refusal(&folder, &TestDb::of(folder.path()).with(setting)).await;
        assert!(said.contains(word), "{setting}: {said}");
    }
    let db = TestDb::of(folder.path()).with("synchronous_commit=remote_apply");
    World::at(folder, db, Limits::default(), 1).await;
}

#[tokio::test]
async fn a_wrong_password_or_address_is_said_without_repeating_it() {
    let folder = folder();
    let db = TestDb::of(folder.path());
    let url = db.url().replace(&std::env::var("PGPASSWORD").unwrap(), "open-sesame");
    let place = server::settings::Place { db: url.parse().unwrap(), key: db.place().key };
    let settings = Settings { place, ..Settings::loopback(folder.path()) };
    let error = Server::start(settings).await.expect_err("it must not start");
    assert!(!format!("{error:?}").contains("open-sesame"), "{error:?}");
}

/// Writes a file that only the PostgreSQL server can read, where its data lie.
fn give_server(name: &str, text: &str) {
    let lines = format!("SELECT unnest(string_to_array('{}', E'\\n'))", text.trim_end());
    psql(&format!("COPY ({lines}) TO PROGRAM 'umask 077; cat > {name}'"));
}

/// Lists the communes by the real program, which trusts `authority` and nobody else.
fn listed(url: &str, key: &Path, authority: &Path) -> Result<(), String> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_donghanh-server"));
    program.args(["commune", "list"]).env("DONGHANH_SERVER_DB", url).env("DONGHANH_SERVER_KEY", key);
    let output = program.env("SSL_CERT_FILE", authority).output().unwrap();
    if output.status.success() { Ok(()) } else { Err(String::from_utf8(output.stderr).unwrap()) }
}

#[test]
fn a_database_server_is_believed_only_with_a_certificate_for_its_name() {
    let folder = folder();
    let (key, authority) = (folder.path().join("receipt.key"), folder.path().join("authority.pem"));
    let mut params = rcgen::CertificateParams::default();
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let (ca_key, server_key) = (rcgen::KeyPair::generate().unwrap(), rcgen::KeyPair::generate().unwrap());
    std::fs::write(&authority, params.self_signed(&ca_key).unwrap().pem()).unwrap();
    let issuer = rcgen::Issuer::new(params, ca_key);
    let of_server = rcgen::CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    give_server("story.crt", &of_server.signed_by(&server_key, &issuer).unwrap().pem());
    give_server("story.key", &server_key.serialize_pem());
    for setting in ["ssl_cert_file = 'story.crt'", "ssl_key_file = 'story.key'", "ssl = on"] {
        psql(&format!("ALTER SYSTEM SET {setting}"));
    }
    psql("SELECT pg_reload_conf()");
    while psql("SHOW ssl_key_file") != "story.key" || psql("SHOW ssl") != "on" {}

    let url = format!("{}&sslmode=require", TestDb::of(folder.path()).url());
    listed(&url, &key, &authority).unwrap();
    let other = folder.path().join("other.pem");
    std::fs::write(&other, rcgen::generate_simple_self_signed(vec![]).unwrap().cert.pem()).unwrap();
    let strange = listed(&url, &key, &other).unwrap_err();
    assert!(strange.contains("TLS") && strange.contains("certificate"), "{strange}");
    let elsewhere = listed(&url.replace("@localhost", "@127.0.0.1"), &key, &authority).unwrap_err();
    assert!(elsewhere.contains("TLS") && elsewhere.contains("certificate"), "{elsewhere}");
    let password = std::env::var("PGPASSWORD").unwrap();
    assert!(!format!("{strange}{elsewhere}").contains(&password));
}

#[tokio::test(flavor = "multi_thread")]
async fn centres_that_start_together_make_one_schema_and_one_log() {
    let folder = folder();
    let place = TestDb::of(folder.path()).place();
    let start = || Server::start(Settings { place: place.clone(), ..Settings::loopback(folder.path()) });
    let nodes: Vec<_> = together((0..6).map(|_| start())).await.into_iter().map(Result::unwrap).collect();
    let keys: Vec<_> = nodes.iter().map(|node| *node.centre().public_key().as_bytes()).collect();
    assert!(keys.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(TestDb::of(folder.path()).ask("SELECT count(*) FROM centre"), "1");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn t30_a_migration_whose_connection_is_lost_leaves_nothing_and_the_next_start_makes_all_of_it() {
    let folder = folder();
    let db = TestDb::of(folder.path());
    let mut other = Session::begin(&db);
    // Late in the migration: it waits until this is committed or not.
    other.run("CREATE TABLE roster_edition (in_the_way int);");
    let start = || Server::start(Settings { place: db.place(), ..Settings::loopback(folder.path()) });
    let losing = async {
        until(|| waiting(&db) == 1).await;
        cut_connections(&db);
    };
    let (started, ()) = tokio::join!(start(), losing);
    started.expect_err("the connection was lost");
    other.run("ROLLBACK;");
    let tables = || {
        db.ask("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema AND tablename <> 'refinery_schema_history'")
    };
    assert_eq!(tables(), "0", "all or nothing");
    let node = start().await.unwrap();
    assert_ne!(tables(), "0");
    assert_eq!(db.ask("SELECT count(*) FROM refinery_schema_history"), "4");
    node.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_communes_row_that_another_holds_too_long_is_said_and_nothing_is_lost_or_twice() {
    let world = world(2).await;
    let (_, mut laptop) = world.commune(1).await;
    laptop.batch(3, 1);
    world.push_all(&laptop).await;
    let offers = vec![laptop.batch(3, 50)];
    let mut other = Session::begin(&world.db);
    other.run("SELECT FROM commune FOR UPDATE;");
    let told = world.exchange(&laptop, &RequestBody { offers: offers.clone(), ..RequestBody::default() }).await;
    let told = told.expect_err("it cannot be stored while the row is held");
    told.is(503, "storage");
    assert!(told.details["retry_after_s"].is_u64(), "{told:?}");
    let rows = || world.db.ask("SELECT count(*) FROM item WHERE kind = 2");
    assert_eq!(rows(), "1", "what was refused left nothing");
    other.run("COMMIT;");
    assert_eq!(codes(&world.push(&laptop, offers.clone()).await), [Stored]);
    let again = world.push(&laptop, offers).await;
    assert_eq!((codes(&again), rows().as_str()), (vec![Repeat], "2"));
    assert_eq!(world.receipt(&laptop, &again).claims().count, 6);
}

#[tokio::test]
async fn a_schema_of_a_newer_program_is_refused_and_left_alone() {
    let world = world(1).await;
    let versions = || world.db.ask("SELECT count(*) FROM refinery_schema_history").parse::<u32>().unwrap();
    let known = versions();
    world.db.ask(
        "INSERT INTO refinery_schema_history
         SELECT version + 1, 'newer', applied_on, checksum FROM refinery_schema_history
         ORDER BY version DESC LIMIT 1",
    );
    let said = refusal(&world.folder, &world.db).await;
    assert!(said.contains("made by a newer version"), "{said}");
    assert_eq!(versions(), known + 1, "nothing was added, and nothing taken away");
}

/// What pg_dump says of a schema, but for its name.
fn dumped(db: &TestDb) -> Vec<String> {
    let TestDb::Postgres { database, schema, .. } = db else { panic!("PostgreSQL") };
    let only = ["--schema-only", "--no-owner", "--exclude-table=*.refinery_schema_history", "--schema", schema];
    let dump = Command::new("pg_dump").args(only).arg(database).output().unwrap();
    assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
    let text = String::from_utf8(dump.stdout).unwrap().replace(schema, "schema");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with("--") && !line.starts_with('\\'));
    lines.map(ToOwned::to_owned).collect()
}

#[tokio::test]
async fn the_commented_schema_is_the_real_one() {
    let migrated = world(1).await;
    let folder = folder();
    let commented = TestDb::of(folder.path());
    commented.ask(include_str!("../src/db/postgres/schema.sql"));
    let schema = dumped(&commented);
    assert!(schema.iter().any(|line| line.contains("CREATE TABLE schema.item")), "{schema:?}");
    assert_eq!(dumped(&migrated.db), schema);
}

/// With sequential scans made expensive, PostgreSQL chooses one only where no index serves; an index that does not fit
/// is read from end to end, another commune's rows included.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_runs_for_each_request_is_served_by_an_index() {
    let folder = folder();
    let db = TestDb::of(folder.path()).with("enable_seqscan=off");
    let world = World::at(folder, db, Limits::default(), 1).await.stopped_for(beside_a_large_commune).await;
    let (commune, mut laptop) = world.commune(1).await;
    let (old, new) = (b"old".to_vec(), b"new".to_vec());
    laptop.write(&edition(1, None, &[&old]));
    laptop.cut();
    let offer = |laptop: &Laptop, blob: &Vec<u8>| RequestBody {
        offers: laptop.everything(),
        blobs_offered: vec![blob.clone()],
        ..RequestBody::default()
    };
    world.exchange(&laptop, &offer(&laptop, &old)).await.unwrap();
    laptop.write(&edition(2, Some(1), &[&new]));
    laptop.cut();
    let reply = world.exchange(&laptop, &offer(&laptop, &new)).await.unwrap();
    let mut backup = laptop.clone_disk();
    laptop.log(20, 1);
    backup.log(10, 1);
    laptop.cut();
    world.push_all(&laptop).await;
    assert_eq!(codes(&world.push(&backup, backup.clone_disk().cut()).await), [Repeat], "looked for inside a batch");
    let second = commune.laptop(2);
    world.push_all(&second).await;
    let body = RequestBody {
        newest_receipt: reply.receipts.first().cloned(),
        pull_bytes_max: 100_000,
        ask_expected: true,
        blobs_wanted: vec![digest_of(&new)],
        ..RequestBody::default()
    };
    assert_eq!(world.exchange(&second, &body).await.unwrap().blobs, [new]);
    world.exchange(&laptop, &body).await.unwrap();
    let wanted = serde_json::json!({ "recovery_id": hex(&[7; 16]) });
    let asked = world.http.post(format!("{}{RECOVERY_PATH}", world.url())).json(&wanted).send().await.unwrap();
    common::answer(asked).await.unwrap();
    let scanned = "SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_stat_user_tables
                   WHERE schemaname = current_schema AND seq_scan > 0
                     AND relname NOT IN ('centre', 'setup_code', 'refinery_schema_history')";
    let read = "SELECT string_agg(indexrelname || ' ' || idx_tup_read, ', ') FROM pg_stat_user_indexes
                WHERE schemaname = current_schema AND idx_tup_read >= 1000";
    let used = "SELECT sum(idx_scan) > 20 FROM pg_stat_user_indexes WHERE schemaname = current_schema";
    let check = |db: &TestDb| {
        until_connections_are_closed(db);
        assert_eq!(db.ask(used), "t", "something was counted");
        assert_eq!((db.ask(scanned), db.ask(read)), Default::default(), "nothing is read from end to end");
    };
    world.stopped_for(check).await;
}

/// What a connection did is counted when it is closed.
fn until_connections_are_closed(db: &TestDb) {
    let open = format!("SELECT count(*) FROM pg_stat_activity WHERE application_name = '{}'", db.application());
    while psql(&open) != "0" {
        std::thread::yield_now();
    }
}

/// Another commune with 3,000 rows of everything, and counts from zero: making indexes counts as reading tables.
fn beside_a_large_commune(db: &TestDb) {
    until_connections_are_closed(db);
    db.ask(
        "CREATE FUNCTION bytes(n bigint, length int) RETURNS bytea LANGUAGE sql IMMUTABLE
           AS $$ SELECT decode(lpad(to_hex(n), 2 * length, '0'), 'hex') $$;
         CREATE TABLE n AS SELECT n FROM generate_series(1, 3000) AS n;
         INSERT INTO commune SELECT bytes(n, 16), '', false, 0, 3000 FROM n;
         INSERT INTO device SELECT bytes(1, 16), bytes(n, 16), bytes(n, 32), NULL, 0 FROM n;
         INSERT INTO item SELECT bytes(1, 16), n, 2, bytes(n, 16), 1, 9, bytes(n, 32), '', bytes(n, 16) FROM n;
         INSERT INTO branch SELECT bytes(1, 16), bytes(n, 16), 0, 0, 9, bytes(n, 32), '' FROM n;
         INSERT INTO roster_edition SELECT bytes(1, 16), bytes(n, 16), false FROM n;
         INSERT INTO roster_blob SELECT bytes(1, 16), bytes(n, 32), bytes(n, 16) FROM n;
         INSERT INTO blob SELECT bytes(1, 16), bytes(n, 32), '' FROM n;
         INSERT INTO recovery_box SELECT bytes(1, 16), bytes(n, 16), n, bytes(n, 32), '' FROM n;
         ANALYZE",
    );
    db.ask(
        "SELECT count(pg_stat_reset_single_table_counters(relid)),
                (SELECT count(pg_stat_reset_single_table_counters(indexrelid)) FROM pg_stat_user_indexes
                 WHERE schemaname = current_schema)
         FROM pg_stat_user_tables WHERE schemaname = current_schema",
    );
}
