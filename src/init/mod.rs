//! Writes the first files of a site: the configuration, and what publishes the site on well-known hosts.
//!
//! Nothing that is there already is changed. `files` makes the texts, `sample` has the sample site.

mod files;
mod sample;

use std::fs;
use std::path::{Path, PathBuf};

use crate::config;
use crate::error::{Error, Result};
use crate::fetch::{Manifest, Offered, offered};
use files::List;

pub use files::NO_PROGRAM;

/// Something that builds and publishes a site by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
#[value(rename_all = "lower")]
pub enum Host {
    GitHub,
    GitLab,
    Netlify,
    SourceHut,
    /// A timer of systemd, on a machine of the operator.
    Systemd,
}

/// What a new site begins with.
#[derive(Debug)]
pub struct Request<'a> {
    /// The folder of the site, which may be missing.
    pub folder: &'a Path,
    /// Whether a site that is there already gets files of the hosts.
    pub is_addition: bool,
    /// The URL of its list on a server of public-inbox.
    pub from: Option<&'a str>,
    /// Who is to publish it.
    pub hosts: &'a [Host],
    /// The git repository of lorepress, from which hosts install it.
    pub program: Option<&'a str>,
    /// This program, for timers of this machine.
    pub executable: &'a Path,
}

/// What was written.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Paths in the folder of the site, in the order in which they were written.
    pub files: Vec<String>,
    /// Those that were there already, and stay as they are.
    pub kept: Vec<String>,
    /// The URLs of the list's repositories, oldest epoch first.
    pub repositories: Vec<String>,
}

/// Writes the files of a new site of the operator's own list, or adds those of hosts to a site.
///
/// # Errors
///
/// If the folder has a configuration already, if the server has no such list, or if the disk fails.
pub fn init(request: &Request) -> Result<Written> {
    if request.is_addition && request.folder.join(config::FILE).exists() {
        return write(request.folder, files::of_hosts(request, &absolute(request.folder)?));
    }
    check_new(request.folder)?;
    let from = request.from.map(|url| crate::options::list_url(url.to_owned(), "", "--from")).transpose()?;
    let (list, repositories) = match &from {
        Some(url) => {
            let (list, repositories) = list_at(url)?;
            (Some(list), repositories)
        }
        None => (None, Vec::new()),
    };
    let folder = absolute(request.folder)?;
    let texts = files::of_site(list.as_ref(), request, &folder);
    Ok(Written { repositories, ..write(request.folder, texts)? })
}

/// Writes the sample site: an invented list, and what the owner of its site wrote.
///
/// # Errors
///
/// If the folder has a configuration already, or if the disk fails.
pub fn init_sample(folder: &Path) -> Result<Written> {
    check_new(folder)?;
    write(folder, sample::FILES.iter().map(|&(name, text)| (name.to_owned(), text.to_owned())).collect())
}

/// Two sites in one folder would share their content.
fn check_new(folder: &Path) -> Result<()> {
    let path = folder.join(config::FILE);
    if path.exists() {
        let mend =
            "name another folder: lorepress init DIR; --for HOST alone adds files of a host to this site";
        return Err(Error::new(path.display().to_string(), "already exists", mend));
    }
    Ok(())
}

/// What the server says of the list at `url`, which is named after the last part of it.
fn list_at(url: &str) -> Result<(List, Vec<String>)> {
    let name = url.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let Manifest { offered, description } = offered(url)?;
    let repositories = match offered {
        Offered::Epochs(epochs) => epochs.into_iter().map(|epoch| epoch.url).collect(),
        Offered::Whole(url) => vec![url],
    };
    let title = description.filter(|text| says_something(text)).unwrap_or_else(|| name.to_owned());
    Ok((List { name: name.to_owned(), title, url: url.to_owned() }, repositories))
}

/// Whether a description is not the one that git or public-inbox has where nobody wrote one.
fn says_something(description: &str) -> bool {
    let text = description.trim();
    !text.is_empty() && !text.starts_with("Unnamed repository") && !text.ends_with("description missing)")
}

/// The path of the folder, which is made. Units of systemd take no `..`, and are text.
fn absolute(folder: &Path) -> Result<PathBuf> {
    fs::create_dir_all(folder).map_err(|cause| Error::io(folder, "create the folder", &cause))?;
    let path = fs::canonicalize(folder).map_err(|cause| Error::io(folder, "find the folder", &cause))?;
    if path.to_str().is_none() {
        let mend = "name a folder whose path is UTF-8";
        return Err(Error::new(path.display().to_string(), "cannot be written into files", mend));
    }
    Ok(path)
}

/// Writes the files that are not there yet.
fn write(folder: &Path, texts: Vec<(String, Vec<u8>)>) -> Result<Written> {
    let mut written = Written::default();
    for (name, text) in texts {
        let path = folder.join(&name);
        if path.exists() {
            written.kept.push(name);
            continue;
        }
        let above = path.parent().unwrap_or(folder);
        fs::create_dir_all(above).map_err(|cause| Error::io(above, "create the folder", &cause))?;
        fs::write(&path, text).map_err(|cause| Error::io(&path, "write", &cause))?;
        written.files.push(name);
    }
    Ok(written)
}
