//! Where a site is published: what well-known hosts of static files take at most, as they documented it in 2026, and
//! whether its URL is one that only this machine has.

use fluent_uri::Uri;
use serde::{Deserialize, Serialize};

/// How large a site is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    pub files: usize,
    pub folders: usize,
    pub bytes: u64,
}

/// What a host takes, and whether that is too little for a site.
type Limit = (&'static str, fn(Size) -> bool);

const LIMITS: [Limit; 4] = [
    ("Cloudflare Pages takes 20,000 files, or 100,000 on paid plans", |site| {
        (20_001..=100_000).contains(&site.files)
    }),
    ("Cloudflare Pages takes 100,000 files at most", |site| site.files > 100_000),
    ("GitLab Pages of gitlab.com takes 200,000 files and folders", |site| {
        site.files + site.folders > 200_000
    }),
    ("GitHub Pages and GitLab Pages of gitlab.com take 1 GB", |site| site.bytes > 1_000_000_000),
];

/// The limits of hosts that a site passes.
pub fn passed_limits(site: Size) -> impl Iterator<Item = &'static str> {
    LIMITS.iter().filter(move |(_, is_passed)| is_passed(site)).map(|&(limit, _)| limit)
}

/// What is said of a `base_url` at which nobody else finds the site.
pub fn local_url(base_url: &str) -> Option<String> {
    let uri = Uri::parse(base_url).ok()?;
    let host = uri.authority()?.host();
    let is_local = host == "localhost" || host == "[::1]" || host.starts_with("127.");
    is_local.then(|| {
        format!(
            "base_url is {base_url}, this machine: the site map, canonical links and feeds name it, and feed readers \
             keep the ids of entries; set it in lorepress.toml before you publish"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_of_this_machine_is_told_from_others() {
        for local in ["http://localhost:8000/", "http://127.0.0.1/x/", "http://[::1]:80/"] {
            assert!(local_url(local).is_some_and(|said| said.contains(local)), "{local}");
        }
        for public in ["https://localhost.example/", "https://digests.example.org/localhost/"] {
            assert_eq!(local_url(public), None, "{public}");
        }
    }

    fn count(files: usize, folders: usize, bytes: u64) -> usize {
        passed_limits(Size { files, folders, bytes }).count()
    }

    #[test]
    fn a_host_is_named_only_if_the_site_is_too_large_for_it() {
        assert_eq!(count(20_000, 10_000, 1_000_000_000), 0);
        assert_eq!(count(20_001, 10_000, 0), 1);
        assert_eq!(count(100_001, 50_000, 0), 1);
        assert_eq!(count(100_001, 100_000, 0), 2);
        assert_eq!(count(1, 1, 1_000_000_001), 1);
    }
}
