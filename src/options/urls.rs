//! URLs of the settings.

use fluent_uri::Uri;

use crate::error::{Error, Result};

/// Where the site is published.
pub(super) fn base_url(url: Option<String>, place: &str) -> Result<String> {
    url.map_or_else(|| Ok("http://localhost:8000/".to_owned()), |url| http_url(url, "base_url", place))
}

/// The URL of a site or of a folder in it, with a `/` at the end. Pages show it: it names no user.
pub fn http_url(url: String, key: &str, place: &str) -> Result<String> {
    refuse_user(&url, key, place)?;
    folder_url(url, key, place)
}

/// Fails where a URL names a user, maybe with a password, whom every page would show.
fn refuse_user(url: &str, key: &str, place: &str) -> Result<()> {
    let names_user = |uri: Uri<&str>| uri.authority().is_some_and(|authority| authority.has_userinfo());
    if !Uri::parse(url).is_ok_and(names_user) {
        return Ok(());
    }
    let mend = "leave the user and the password out; what only you may read is fetched by the URL in `from`";
    Err(Error::new(place, format!("{key} names a user, and pages show it"), mend))
}

fn folder_url(url: String, key: &str, place: &str) -> Result<String> {
    let wrong = match (is_http_url(&url), url.contains('?')) {
        (false, _) => Some("is not a valid URL"),
        (true, true) => Some("has a query, behind which no path can be added"),
        (true, false) => None,
    };
    if let Some(wrong) = wrong {
        let named = if key.is_empty() { format!("`{url}`") } else { format!("{key} is `{url}`, which") };
        let mend = "write the full URL: https://host/ or https://host/path/";
        return Err(Error::new(place, format!("{named} {wrong}"), mend));
    }
    Ok(if url.ends_with('/') { url } else { url + "/" })
}

/// The URL of a list that can be fetched, with a `/` at the end; of a folder of this machine too.
pub fn list_url(url: String, key: &str, place: &str) -> Result<String> {
    match url.strip_prefix("file://") {
        Some(path) if path.starts_with('/') => Ok(if url.ends_with('/') { url } else { url + "/" }),
        _ => folder_url(url, key, place),
    }
}

/// The URL that a commit id is added to: a folder, or a query that ends in `=` (cgit, gitweb).
pub(super) fn commits_url(url: String, key: &str, place: &str) -> Result<String> {
    refuse_user(&url, key, place)?;
    match url.split_once('?') {
        None => http_url(url, key, place),
        Some((_, query)) if is_http_url(&url) && query.ends_with('=') => Ok(url),
        Some(_) => {
            let problem = format!("{key} is `{url}`, which is not a valid URL to add a commit id to");
            let mend = "end the query in `=`: https://host/project.git/commit/?id=";
            Err(Error::new(place, problem, mend))
        }
    }
}

/// Whether it is an absolute URL (RFC 3986) without a fragment, in characters that HTML and XML need not escape but for
/// `&`.
fn is_http_url(url: &str) -> bool {
    Uri::parse(url).is_ok_and(|uri| {
        matches!(uri.scheme().as_str(), "http" | "https")
            && uri.authority().is_some_and(|authority| !authority.host().is_empty())
            && !uri.has_fragment()
            && !url.contains('\'')
    })
}
