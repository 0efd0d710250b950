//! Counts and times for whoever watches the centre, in Prometheus' text.
//! Labels name routes, codes and kinds of work. Never here: a commune, a device, a member, an address.

use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use journal::exchange::{Verdict, VerdictCode};
use metrics::{Counter, Gauge, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusRecorder};

/// Where the bars of histograms end, in seconds.
const BARS_S: &[f64] = &[0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];

const REQUESTS: &str = "donghanh_http_requests_total";
const REQUEST_SECONDS: &str = "donghanh_http_request_seconds";
const IN_FLIGHT: &str = "donghanh_http_requests_in_flight";
const REFUSALS: &str = "donghanh_refusals_total";
const BYTES_IN: &str = "donghanh_bytes_in_total";
const BYTES_OUT: &str = "donghanh_bytes_out_total";
const CONNECTIONS: &str = "donghanh_connections";
const OFFERS: &str = "donghanh_offers_total";
const ENTRIES: &str = "donghanh_entries_stored_total";
const DB_SECONDS: &str = "donghanh_db_seconds";
const DB_IN_FLIGHT: &str = "donghanh_db_in_flight";
const LANES_FREE: &str = "donghanh_lanes_free";
const LANES_WAITING: &str = "donghanh_lanes_waiting";

/// Counts, or does nothing where nobody asked for counts.
#[derive(Clone)]
pub struct Meter {
    recorder: Option<Arc<PrometheusRecorder>>,
    /// As they travel: headers, refused bodies and TLS included.
    pub bytes_in: Counter,
    /// See [`Meter::bytes_in`].
    pub bytes_out: Counter,
    /// Open right now.
    pub connections: Gauge,
    in_flight: Gauge,
    db_in_flight: Gauge,
}

impl Meter {
    /// Counts nothing.
    #[must_use]
    pub fn off() -> Self {
        Self {
            recorder: None,
            bytes_in: Counter::noop(),
            bytes_out: Counter::noop(),
            connections: Gauge::noop(),
            in_flight: Gauge::noop(),
            db_in_flight: Gauge::noop(),
        }
    }

    /// Counts from zero, apart from any other centre in this process.
    ///
    /// # Errors
    /// Never, with bars that are as they stand above.
    pub fn on() -> Result<Self, BuildError> {
        let recorder = Arc::new(PrometheusBuilder::new().set_buckets(BARS_S)?.build_recorder());
        let build = || {
            describe();
            Self {
                recorder: Some(Arc::clone(&recorder)),
                bytes_in: counter!(BYTES_IN),
                bytes_out: counter!(BYTES_OUT),
                connections: gauge!(CONNECTIONS),
                in_flight: gauge!(IN_FLIGHT),
                db_in_flight: gauge!(DB_IN_FLIGHT),
            }
        };
        Ok(metrics::with_local_recorder(&*recorder, build))
    }

    /// A request is being worked on until what is returned is dropped.
    #[must_use]
    pub fn in_flight(&self) -> InFlight {
        InFlight::of(&self.in_flight)
    }

    /// A request was answered; `route` as it stands in the code.
    pub fn answered(&self, route: &str, status: u16, begun: Instant) {
        self.count(|| {
            counter!(REQUESTS, "route" => route.to_owned(), "status" => status.to_string()).increment(1);
            histogram!(REQUEST_SECONDS, "route" => route.to_owned()).record(begun.elapsed());
        });
    }

    /// A request was refused with this code.
    pub fn refused(&self, code: &'static str) {
        self.count(|| counter!(REFUSALS, "code" => code).increment(1));
    }

    /// Items were judged, and so many entries of them are new here.
    pub fn judged(&self, verdicts: &[Verdict], entries: u64) {
        self.count(|| {
            counter!(ENTRIES).increment(entries);
            for verdict in verdicts {
                // A chain has no head; only batches do.
                let item = if verdict.head.is_some() { "batch" } else { "other" };
                counter!(OFFERS, "item" => item, "verdict" => word(verdict.code)).increment(1);
            }
        });
    }

    /// Times one piece of work of the database, the wait for its turn included.
    pub async fn db<T>(&self, work: &'static str, asked: impl Future<Output = T>) -> T {
        let _in_flight = InFlight::of(&self.db_in_flight);
        let begun = Instant::now();
        let answer = asked.await;
        self.count(|| histogram!(DB_SECONDS, "work" => work).record(begun.elapsed()));
        answer
    }

    /// All of it in Prometheus' text, with how full the lanes are at this moment; nothing where nobody counts.
    #[must_use]
    pub fn text(&self, lanes_free: u32, lanes_waiting: u32) -> String {
        self.count(|| {
            gauge!(LANES_FREE).set(lanes_free);
            gauge!(LANES_WAITING).set(lanes_waiting);
        });
        self.recorder.as_ref().map_or_else(String::new, |recorder| recorder.handle().render())
    }

    /// Puts away what was timed since the last time: memory grows until then.
    pub fn tidy(&self) {
        if let Some(recorder) = &self.recorder {
            recorder.handle().run_upkeep();
        }
    }

    fn count(&self, what: impl FnOnce()) {
        if let Some(recorder) = &self.recorder {
            metrics::with_local_recorder(&**recorder, what);
        }
    }
}

impl fmt::Debug for Meter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.recorder.is_some() { "Meter(on)" } else { "Meter(off)" })
    }
}

/// Counted as long as it lives, however it ends.
pub struct InFlight(Gauge);

impl InFlight {
    /// One more.
    #[must_use]
    pub fn of(gauge: &Gauge) -> Self {
        gauge.increment(1);
        Self(gauge.clone())
    }
}

impl fmt::Debug for InFlight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InFlight")
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.decrement(1);
    }
}

const fn word(code: VerdictCode) -> &'static str {
    match code {
        VerdictCode::Stored => "stored",
        VerdictCode::Repeat => "repeat",
        VerdictCode::Gap => "gap",
        VerdictCode::ForkStored => "fork-stored",
        VerdictCode::NotAuthentic => "not-authentic",
        VerdictCode::UnknownDevice => "unknown-device",
        VerdictCode::Quarantined => "quarantined",
        VerdictCode::NotNow => "not-now",
        VerdictCode::Unknown(_) => "unknown",
    }
}

fn describe() {
    describe_counter!(REQUESTS, "Requests answered, by route and status.");
    describe_histogram!(REQUEST_SECONDS, "From a request's header to its answer's, by route.");
    describe_gauge!(IN_FLIGHT, "Requests being read or worked on.");
    describe_counter!(REFUSALS, "Requests refused, by the code in the answer.");
    describe_counter!(BYTES_IN, "Bytes received, as they travel.");
    describe_counter!(BYTES_OUT, "Bytes sent, as they travel.");
    describe_gauge!(CONNECTIONS, "Connections open.");
    describe_counter!(OFFERS, "Items offered, by kind and verdict.");
    describe_counter!(ENTRIES, "Entries of the batches that were new here.");
    describe_histogram!(DB_SECONDS, "Work of the database, by kind, the wait for its turn included.");
    describe_gauge!(DB_IN_FLIGHT, "Pieces of work at the database or waiting for it.");
    describe_gauge!(LANES_FREE, "Quick lanes that nobody uses.");
    describe_gauge!(LANES_WAITING, "Requests that wait for a quick lane.");
}
