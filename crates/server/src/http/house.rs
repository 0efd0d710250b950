//! Who is connected, and who goes when all places are taken: whoever got nowhere for longest.
//! A line that is slow gets on now and then and stays; one that only pretends to be a line does not.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use tokio::sync::oneshot;

use super::rates::network;
use crate::settings::Limits;

/// All connections of one listener.
#[derive(Clone, Debug)]
pub struct House {
    seats: Arc<Mutex<BTreeMap<SocketAddr, Sitting>>>,
    opened: Instant,
    places: usize,
    patience: Duration,
}

/// A connection's place in the house.
#[derive(Clone, Debug)]
pub struct Seat {
    opened: Instant,
    moves: Arc<Moves>,
}

#[derive(Debug, Default)]
struct Moves {
    /// When it last got on, in milliseconds since the house opened.
    last_ms: AtomicU64,
    /// Requests that are being worked on.
    at_work: AtomicU32,
}

#[derive(Debug)]
struct Sitting {
    seat: Seat,
    /// Dropped to show it out.
    _stays: oneshot::Sender<()>,
}

/// Ends when the connection has to go.
pub type ShownOut = oneshot::Receiver<()>;

impl House {
    /// With as many places as the limits say.
    #[must_use]
    pub fn new(limits: &Limits) -> Self {
        let (places, patience) = (limits.connections_max, limits.patience);
        Self { seats: Arc::default(), opened: Instant::now(), places, patience }
    }

    /// A place for a newcomer, at the cost of another if need be; none when everybody else has more right to stay.
    pub fn enter(&self, peer: SocketAddr) -> Option<(Seat, ShownOut)> {
        let mut seats = self.seats();
        if seats.len() >= self.places {
            let goes = who_goes(&self.standings(&seats), network(peer.ip()), self.patience)?;
            seats.remove(&goes);
        }
        let (stays, shown_out) = oneshot::channel();
        let seat = Seat { opened: self.opened, moves: Arc::default() };
        seat.moved();
        seats.insert(peer, Sitting { seat: seat.clone(), _stays: stays });
        Some((seat, shown_out))
    }

    /// A connection ended.
    pub fn leave(&self, peer: SocketAddr, seat: &Seat) {
        let mut seats = self.seats();
        // Its place may be another's by now.
        if seats.get(&peer).is_some_and(|sitting| Arc::ptr_eq(&sitting.seat.moves, &seat.moves)) {
            seats.remove(&peer);
        }
    }

    fn seat(&self, peer: SocketAddr) -> Option<Seat> {
        self.seats().get(&peer).map(|sitting| sitting.seat.clone())
    }

    fn seats(&self) -> MutexGuard<'_, BTreeMap<SocketAddr, Sitting>> {
        self.seats.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn standings(&self, seats: &BTreeMap<SocketAddr, Sitting>) -> Vec<Standing> {
        let now = self.opened.elapsed();
        let standing = |(peer, sitting): (&SocketAddr, &Sitting)| Standing {
            peer: *peer,
            from: network(peer.ip()),
            still: now.saturating_sub(Duration::from_millis(sitting.seat.moves.last_ms.load(Ordering::Relaxed))),
            at_work: sitting.seat.moves.at_work.load(Ordering::Relaxed) > 0,
        };
        seats.iter().map(standing).collect()
    }
}

impl Seat {
    /// It got on: a request, an answer, some hundred bytes.
    pub fn moved(&self) {
        let now_ms = u64::try_from(self.opened.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.moves.last_ms.store(now_ms, Ordering::Relaxed);
    }

    /// It stays as long as what is returned lives.
    #[must_use]
    pub fn at_work(&self) -> AtWork {
        self.moves.at_work.fetch_add(1, Ordering::Relaxed);
        AtWork(self.clone())
    }
}

/// See [`Seat::at_work`].
#[derive(Debug)]
pub struct AtWork(Seat);

impl Drop for AtWork {
    fn drop(&mut self) {
        self.0.moved();
        self.0.moves.at_work.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Lets a request know its connection's seat.
pub async fn seated(State(house): State<House>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0);
    let seat = peer.and_then(|peer| house.seat(peer));
    if let Some(seat) = &seat {
        seat.moved();
        request.extensions_mut().insert(seat.clone());
    }
    let response = next.run(request).await;
    if let Some(seat) = seat {
        seat.moved();
    }
    response
}

/// What is known of a connection when places are short.
#[derive(Clone, Copy, Debug)]
struct Standing {
    peer: SocketAddr,
    from: IpAddr,
    still: Duration,
    at_work: bool,
}

/// Of those that got nowhere for longer than `patience`, or else of an address with at least two places more than the
/// newcomer's: the one that got nowhere for longest, of the address that has most.
fn who_goes(standings: &[Standing], newcomer: IpAddr, patience: Duration) -> Option<SocketAddr> {
    let mut places: BTreeMap<IpAddr, usize> = BTreeMap::new();
    for standing in standings {
        *places.entry(standing.from).or_default() += 1;
    }
    let of = |from: IpAddr| places.get(&from).copied().unwrap_or_default();
    let has_more = |standing: &Standing| of(standing.from) >= of(newcomer).saturating_add(2);
    let may_go = |standing: &&Standing| !standing.at_work && (standing.still >= patience || has_more(standing));
    let goes = standings.iter().filter(may_go).max_by_key(|it| (it.still >= patience, of(it.from), it.still));
    goes.map(|standing| standing.peer)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(5);

    fn check(newcomer: &str, standings: &[(&str, u64, bool)], expected: Option<&str>) {
        let read = |(peer, still_s, at_work): &(&str, u64, bool)| {
            let peer: SocketAddr = peer.parse().unwrap();
            Standing { peer, from: network(peer.ip()), still: Duration::from_secs(*still_s), at_work: *at_work }
        };
        let standings: Vec<_> = standings.iter().map(read).collect();
        let goes = who_goes(&standings, newcomer.parse().unwrap(), PATIENCE);
        assert_eq!(goes, expected.map(|peer| peer.parse().unwrap()), "{newcomer} {standings:?}");
    }

    #[test]
    fn whoever_got_nowhere_for_longest_goes() {
        check("9.9.9.9", &[("1.1.1.1:1", 6, false), ("2.2.2.2:1", 60, false)], Some("2.2.2.2:1"));
        check("9.9.9.9", &[("1.1.1.1:1", 6, false), ("2.2.2.2:1", 60, true)], Some("1.1.1.1:1"));
    }

    #[test]
    fn nobody_goes_who_just_got_on_or_is_worked_for() {
        check("9.9.9.9", &[("1.1.1.1:1", 4, false), ("2.2.2.2:1", 60, true)], None);
        check("9.9.9.9", &[], None);
    }

    #[test]
    fn an_address_that_has_most_gives_way_first() {
        let crowd = [("1.1.1.1:1", 10, false), ("1.1.1.1:2", 9, false), ("2.2.2.2:1", 60, false)];
        check("9.9.9.9", &crowd, Some("1.1.1.1:1"));
        let young = [("1.1.1.1:1", 1, false), ("1.1.1.1:2", 2, false), ("2.2.2.2:1", 3, false)];
        check("9.9.9.9", &young, Some("1.1.1.1:2"));
        check("1.1.1.1", &young, None);
        check("2.2.2.2", &young, None);
        let one_network = [("[2001:db8::1]:1", 1, false), ("[2001:db8::2]:1", 2, false), ("2.2.2.2:1", 3, false)];
        check("9.9.9.9", &one_network, Some("[2001:db8::2]:1"));
    }

    #[test]
    fn a_place_that_became_anothers_is_not_left_twice() {
        let house = House::new(&Limits { connections_max: 1, patience: Duration::ZERO, ..Limits::default() });
        let peer = "1.1.1.1:1".parse().unwrap();
        let (first, mut shown_out) = house.enter(peer).unwrap();
        let (_second, _stays) = house.enter(peer).unwrap();
        assert!(shown_out.try_recv().is_err(), "the first is shown out");
        house.leave(peer, &first);
        assert!(house.seat(peer).is_some(), "the second still sits");
    }
}
