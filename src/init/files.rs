//! The texts of the files that a new site begins with.

use std::path::Path;

use super::{Host, Request};

/// Where the program comes from, until the operator says so.
pub const NO_PROGRAM: &str = "https://git.example.org/lorepress.git";

/// The list of the site.
pub struct List {
    pub name: String,
    /// What the list is about.
    pub title: String,
    pub url: String,
}

/// Each file of a new site: its path in `folder`, the site's absolute path, and its bytes.
pub fn of_site(list: Option<&List>, request: &Request, folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = [
        ("lorepress.toml".to_owned(), configuration(list)),
        (".gitignore".to_owned(), include_str!("files/gitignore").to_owned()),
        ("content/_index.md".to_owned(), include_str!("files/index.md").to_owned()),
    ];
    let own = files.into_iter().map(|(name, text)| (name, text.into_bytes()));
    own.chain(of_hosts(request, folder)).collect()
}

/// The files of the hosts that are wanted.
pub fn of_hosts(request: &Request, folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = request.hosts.iter().flat_map(|&host| of_host(host, request, folder));
    files.map(|(name, text)| (name, text.into_bytes())).collect()
}

fn of_host(host: Host, request: &Request, folder: &Path) -> Vec<(String, String)> {
    let program = request.program.unwrap_or(NO_PROGRAM);
    let name =
        folder.file_name().map_or_else(|| "site".to_owned(), |name| name.to_string_lossy().into_owned());
    let filled = |text: &str| {
        let text = text.replace("@PROGRAM@", program).replace("@REPOSITORY@", &name);
        let text = text.replace("@FOLDER@", &of_unit(folder));
        text.replace("@EXECUTABLE@", &of_unit(request.executable))
    };
    let files: &[(&str, &str)] = match host {
        Host::GitHub => &[(".github/workflows/site.yml", include_str!("files/github.yml"))],
        Host::GitLab => &[(".gitlab-ci.yml", include_str!("files/gitlab.yml"))],
        Host::Netlify => &[
            ("netlify.toml", include_str!("files/netlify.toml")),
            ("netlify/keep/index.js", include_str!("../../netlify/keep/index.js")),
            ("netlify/keep/manifest.yml", include_str!("../../netlify/keep/manifest.yml")),
        ],
        Host::SourceHut => &[(".build.yml", include_str!("files/sourcehut.yml"))],
        Host::Systemd => &[
            ("systemd/lorepress.service", include_str!("files/lorepress.service")),
            ("systemd/lorepress.timer", include_str!("files/lorepress.timer")),
        ],
    };
    files.iter().map(|&(name, text)| (name.to_owned(), filled(text))).collect()
}

/// A path in a unit of systemd, where `%` begins a specifier (systemd.unit(5)).
fn of_unit(path: &Path) -> String {
    path.to_string_lossy().replace('%', "%%").replace('\\', "\\\\").replace('"', "\\\"")
}

/// `lorepress.toml`, with every key that there is.
fn configuration(list: Option<&List>) -> String {
    let title = list.map_or("Patch digests", |list| &list.title);
    let head = include_str!("files/head.toml").replace("@TITLE@", &quoted(title));
    let inbox = include_str!("files/inbox.toml");
    let inbox = match list {
        Some(list) => {
            let path = format!("archives/{}", list.name);
            let inbox = inbox.replace("@NAME@", &quoted(&list.name)).replace("@PATH@", &quoted(&path));
            // Nobody can follow a link to a folder of this machine.
            let key = if list.url.starts_with("file:") { "from" } else { "url" };
            inbox.replace("@KEY@", key).replace("@URL@", &quoted(&list.url))
        }
        None => commented(inbox),
    };
    head + &inbox + include_str!("files/tail.toml")
}

/// The list as an example.
fn commented(inbox: &str) -> String {
    let example = inbox.replace("@NAME@", "\"kvmarm\"").replace("@PATH@", "\"archives/kvmarm\"");
    let example = example.replace("@KEY@", "url").replace("@URL@", "\"https://lore.kernel.org/kvmarm/\"");
    let line = |line: &str| {
        let is_text = line.is_empty() || line.starts_with('#');
        if is_text { format!("{line}\n") } else { format!("# {line}\n") }
    };
    example.lines().map(line).collect()
}

/// A string of TOML: what JSON escapes, TOML escapes in the same way, and DEL as well.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    /// With the keys that are comments as well.
    fn whole(text: &str) -> String {
        let is_key = |line: &str| line.starts_with("[") || line.split(" = ").next().is_some_and(is_name);
        let line = |line: &str| match line.strip_prefix("# ") {
            Some(key) if is_key(key) => format!("{key}\n"),
            _ => format!("{line}\n"),
        };
        text.lines().map(line).collect()
    }

    fn is_name(word: &str) -> bool {
        word.chars().all(|c| c.is_ascii_alphanumeric() || "_/\"".contains(c)) && !word.is_empty()
    }

    fn list(title: &str) -> List {
        let url = "https://lists.example/toys/".to_owned();
        List { name: "toys".to_owned(), title: title.to_owned(), url }
    }

    #[test]
    fn a_configuration_is_valid_as_it_is_and_with_every_key() {
        for list in [None, Some(list("Toys \"of wood\" \\ \u{7f}ü"))] {
            let text = configuration(list.as_ref());
            let path = Path::new("lorepress.toml");
            let config = Config::parse(&text, path).unwrap_or_else(|error| panic!("{error}\n{text}"));
            assert_eq!(config.inbox.len(), usize::from(list.is_some()));
            let all = whole(&text);
            let config = Config::parse(&all, path).unwrap_or_else(|error| panic!("{error}\n{all}"));
            assert_eq!((config.inbox.len(), config.hide.len()), (1, 1));
            assert_eq!(
                config.title.expect("a title"),
                list.map_or("Patch digests".to_owned(), |list| list.title)
            );
        }
    }

    #[test]
    fn paths_of_units_keep_their_percent_signs() {
        assert_eq!(of_unit(Path::new("/srv/100%/toys")), "/srv/100%%/toys");
    }
}
