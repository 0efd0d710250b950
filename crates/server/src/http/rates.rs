//! How often a caller may ask: by address before anything is read, by device once it is proven.
//! An office, or a whole province behind one gateway, shares an address: that bound only stops a flood.

use std::hash::{BuildHasher, Hash, RandomState};
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::ids::{CommuneId, DeviceId};
use governor::clock::{Clock, DefaultClock};
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use super::lanes::Lanes;
use crate::error::Refusal;
use crate::settings::{Limits, Rate};

/// At most this many keys are remembered by each gate; two callers on one key share its rate.
const KEYS_MAX: u32 = 1 << 16;
/// Keys that have rested are forgotten once in so many questions.
const FORGET_EVERY: u32 = 1 << 12;
/// Nobody is told to stay away longer, in seconds.
const AWAY_S_MAX: u64 = 300;
/// What a proxy says of whom it speaks for.
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The rates of one centre.
#[derive(Clone, Debug)]
pub struct Rates {
    addresses: Arc<Gate>,
    devices: Arc<Gate>,
    lanes: Lanes,
    behind_proxy: bool,
}

impl Rates {
    /// As the limits say; behind a proxy the caller's address is what the proxy says it is.
    #[must_use]
    pub fn new(limits: &Limits, lanes: Lanes, behind_proxy: bool) -> Self {
        let gate = |rate: Rate| Arc::new(Gate::new(rate));
        Self { addresses: gate(limits.address_rate), devices: gate(limits.device_rate), lanes, behind_proxy }
    }

    /// A device that proved itself asks.
    ///
    /// # Errors
    /// [`Refusal::TooOften`].
    pub fn device(&self, commune: CommuneId, device: DeviceId) -> Result<(), Refusal> {
        self.devices.pass(&(commune, device))
    }

    fn address(&self, request: &Request) -> Result<(), Refusal> {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
        let told = if self.behind_proxy { forwarded_for(request.headers()) } else { None };
        told.or(peer).map_or(Ok(()), |address| self.addresses.pass(&network(address)))
    }
}

/// Stops a flood from one address before anything of it is read.
pub async fn by_address(State(rates): State<Rates>, request: Request, next: Next) -> Response {
    if let Err(refusal) = rates.address(&request) {
        rates.lanes.forget(request.into_body()).await;
        return refusal.into_response();
    }
    next.run(request).await
}

/// The address that the nearest proxy saw: the last one, since callers can write the others themselves.
fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all(FORWARDED_FOR).iter().next_back()?.to_str().ok()?;
    let address = last.rsplit(',').next()?.trim();
    let with_port = || address.parse::<SocketAddr>().ok().map(|address| address.ip());
    address.parse().ok().or_else(with_port)
}

/// Whoever has one IPv6 address has 2⁶⁴ of them.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let network = u128::from(address) >> 64 << 64;
            IpAddr::V6(network.into())
        }
        IpAddr::V4(address) => IpAddr::V4(address),
    }
}

/// One rate for each of many keys, in bounded memory.
struct Gate {
    limiter: RateLimiter<u32, DashMapStateStore<u32>, DefaultClock>,
    clock: DefaultClock,
    hasher: RandomState,
    asked: AtomicU32,
}

impl Gate {
    fn new(rate: Rate) -> Self {
        let one = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::per_minute(one(rate.per_minute)).allow_burst(one(rate.burst));
        let (clock, asked) = (DefaultClock::default(), AtomicU32::new(0));
        Self { limiter: RateLimiter::dashmap(quota), clock, hasher: RandomState::new(), asked }
    }

    fn pass(&self, caller: &impl Hash) -> Result<(), Refusal> {
        if self.asked.fetch_add(1, Ordering::Relaxed).is_multiple_of(FORGET_EVERY) {
            self.limiter.retain_recent();
        }
        self.limiter.check_key(&self.key(caller)).map_err(|until| {
            let away_s = until.wait_time_from(self.clock.now()).as_secs().saturating_add(1).min(AWAY_S_MAX);
            Refusal::TooOften { retry_after_s: u16::try_from(away_s).unwrap_or(u16::MAX) }
        })
    }

    /// Nobody outside can tell who shares a key with whom: the hash is keyed anew at every start.
    fn key(&self, caller: &impl Hash) -> u32 {
        let hash = self.hasher.hash_one(caller) % u64::from(KEYS_MAX);
        u32::try_from(hash).unwrap_or(0)
    }
}

impl std::fmt::Debug for Gate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Gate")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate(per_minute: u32, burst: u32) -> Gate {
        Gate::new(Rate { per_minute, burst })
    }

    #[test]
    fn whoever_asks_too_often_is_told_when_to_come_back_and_nobody_else_is() {
        let gate = gate(1, 3);
        assert!((0..3).all(|_| gate.pass(&"one").is_ok()));
        let Err(Refusal::TooOften { retry_after_s }) = gate.pass(&"one") else { panic!("a fourth in the same minute") };
        assert!((1..=60).contains(&retry_after_s), "{retry_after_s}");
        let other = (0..).find(|other: &u32| gate.key(other) != gate.key(&"one")).unwrap();
        assert!(gate.pass(&other).is_ok());
    }

    #[test]
    fn very_many_callers_take_bounded_memory_and_rested_ones_none() {
        let resting = gate(u32::MAX, 1);
        let busy = gate(1, 1);
        for caller in 0..200_000_u32 {
            let _ = resting.pass(&caller);
            let _ = busy.pass(&caller);
        }
        let kept = |gate: &Gate| u32::try_from(gate.limiter.len()).unwrap();
        assert!(kept(&busy) <= KEYS_MAX, "{}", kept(&busy));
        assert!(kept(&resting) <= 2 * FORGET_EVERY, "{}", kept(&resting));
    }

    #[test]
    fn an_address_is_its_network_and_a_proxys_last_word() {
        let check = |left: &str, right: &str, same: bool| {
            let networks = [left, right].map(|address| network(address.parse().unwrap()));
            assert_eq!(networks[0] == networks[1], same, "{left} {right}");
        };
        check("2001:db8::1", "2001:db8::ffff:1:2:3", true);
        check("2001:db8::1", "2001:db8:0:1::1", false);
        check("10.0.0.1", "::ffff:10.0.0.1", true);
        check("10.0.0.1", "10.0.0.2", false);
        let told = |lines: &[&'static str]| {
            let lines = lines.iter().map(|line| (FORWARDED_FOR, axum::http::HeaderValue::from_static(line)));
            forwarded_for(&lines.collect()).map(|address| address.to_string())
        };
        assert_eq!(told(&["1.1.1.1, 10.0.0.1"]).as_deref(), Some("10.0.0.1"));
        assert_eq!(told(&["[2001:db8::1]:443"]).as_deref(), Some("2001:db8::1"));
        assert_eq!(told(&["unknown"]), None);
        assert_eq!(told(&[]), None);
    }
}
