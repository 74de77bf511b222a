//! The servers that a mail passed, as its `Received` fields tell.

use jiff::Timestamp;
use mailparse::MailHeader;

use super::{date, header};

const DAY: i64 = 86_400;
/// A mail that a server kept for longer waited for somebody who let it through.
const HELD: i64 = 2 * DAY;
/// Nobody lets a mail through so long after it came. What says so was written by somebody else than a server that waited, or
/// by a clock that stood.
const TOO_LONG: i64 = 183 * DAY;
/// A sender's clock that differs by less from a server's confirms it.
const AGREE: i64 = 2 * DAY;
/// Servers that are looked at of one mail at most.
const MOST_SERVERS: usize = 32;

/// When a mail was taken in.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Route {
    /// By the last server: the date of the topmost `Received` field (RFC 5321, 4.4).
    pub received: Option<Timestamp>,
    /// By a server that held it back for days: that of a list, where somebody must let mails through, or of its sender, as long
    /// as another one did not answer.
    pub held: Option<Timestamp>,
}

/// A server that took a mail in.
struct Server {
    name: String,
    time: Timestamp,
}

/// Reads the way of a mail whose `Date` is `sent`. A server held it that took it in when the sender says that it was
/// sent, and that hands it to itself long after: its own clock tells both. A sender may write such fields too, so they move a
/// mail by so much as lists take, and no more.
pub(super) fn read(headers: &[MailHeader], sent: Option<Timestamp>) -> Route {
    let fields = || headers.iter().filter(|header| header::is_named(header, "Received"));
    let received = fields().next().map(header::decoded).and_then(|value| time(&value));
    let is_long = |from: Timestamp, to: Timestamp| {
        let waited = to.as_second() - from.as_second();
        waited > HELD && waited < TOO_LONG
    };
    let Some((sent, _)) = sent.zip(received).filter(|&(sent, received)| is_long(sent, received)) else {
        return Route { received, held: None };
    };
    let servers: Vec<Server> =
        fields().take(MOST_SERVERS).map(header::decoded).filter_map(|value| server(&value)).collect();
    let confirms = |server: &&Server| (server.time.as_second() - sent.as_second()).abs() <= AGREE;
    let held_it = |(at, server): &(usize, &Server)| {
        servers[..*at].iter().any(|later| later.name == server.name && is_long(server.time, later.time))
    };
    let held = servers.iter().enumerate().filter(|(_, server)| confirms(server)).find(held_it);
    Route { received, held: held.map(|(_, server)| server.time) }
}

fn time(field: &str) -> Option<Timestamp> {
    date::parse(field.rsplit_once(';')?.1)
}

/// The server of a field, `by HOST`, and when it took the mail in.
fn server(field: &str) -> Option<Server> {
    let mut words = field.split_whitespace().skip_while(|word| !word.eq_ignore_ascii_case("by")).skip(1);
    let name = words.next()?.trim_end_matches(';').to_lowercase();
    Some(Server { name, time: time(field)? })
}
