//! Where a centre may be: `https` anywhere, plain `http` on this very machine only.

use std::net::IpAddr;

use journal::limits::CENTRE_ADDRESS_BYTES_MAX;
use reqwest::Url;

use crate::{Code, Error};

/// A centre's address: scheme, host, port and a path prefix, without query, user or fragment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct CentreAddress(Url);

impl CentreAddress {
    /// Reads an address as a person types it; without a scheme it is `https`.
    ///
    /// # Errors
    /// [`Code::BadAddress`].
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        let full = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
        let url = Url::parse(&full).ok().filter(|url| full.len() <= CENTRE_ADDRESS_BYTES_MAX && fits(url));
        url.map(Self).ok_or(Error::new(Code::BadAddress))
    }

    /// The address as it is kept and shown.
    pub(crate) fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// A route of the centre.
    pub(crate) fn route(&self, path: &str) -> String {
        format!("{}{path}", self.as_str())
    }

    /// Whether it can only be this very machine.
    pub(crate) fn is_loopback(&self) -> bool {
        is_loopback(&self.0)
    }
}

fn fits(url: &Url) -> bool {
    let plain = url.username().is_empty() && url.password().is_none();
    let bare = url.query().is_none() && url.fragment().is_none();
    let scheme = match url.scheme() {
        "https" => true,
        "http" => is_loopback(url),
        _ => false,
    };
    plain && bare && scheme && url.host_str().is_some_and(|host| !host.is_empty())
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_taken_on_this_machine_only() {
        let check = |text: &str, expected: Option<(&str, bool)>| {
            let got = CentreAddress::parse(text).ok();
            assert_eq!(got.as_ref().map(|it| (it.as_str(), it.is_loopback())), expected, "{text}");
        };
        check("https://vneid.xa.vn", Some(("https://vneid.xa.vn", false)));
        check(" https://vneid.xa.vn/dong-hanh/ ", Some(("https://vneid.xa.vn/dong-hanh", false)));
        check("vneid.xa.vn:8443", Some(("https://vneid.xa.vn:8443", false)));
        check("http://127.0.0.1:8686", Some(("http://127.0.0.1:8686", true)));
        check("http://[::1]:8686", Some(("http://[::1]:8686", true)));
        check("http://localhost:8686", Some(("http://localhost:8686", true)));
        check("http://10.0.0.7:8686", None);
        check("http://127.0.0.1.xa.vn", None);
        check("http://vneid.xa.vn", None);
        check("ftp://vneid.xa.vn", None);
        check("https://user:pass@vneid.xa.vn", None);
        check("https://vneid.xa.vn?x=1", None);
        check("https://vneid.xa.vn#x", None);
        check("https://", None);
        check("", None);
    }

    #[test]
    fn a_route_lies_under_the_address() {
        let address = CentreAddress::parse("https://xa.vn/dong-hanh/").unwrap();
        assert_eq!(address.route("/v1/exchange"), "https://xa.vn/dong-hanh/v1/exchange");
    }
}
