//! What the files of a site must not show.
//!
//! An `Inspection` is one thing to look for. Each sees every file, and reports each place where it is found.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fs;
use std::io::Read;
use std::path::Path;

use flate2::read::MultiGzDecoder;
use percent_encoding::percent_decode_str;
use serde::de::IgnoredAny;
use walkdir::WalkDir;

use super::Finding;
use crate::conceal::{addresses, is_made};
use crate::config::Addresses;
use crate::digest::Withheld;
use crate::error::{Error, Result};
use crate::maintainers::Maintainers;
use crate::options::Options;
use crate::site::assets::{built_in_files, static_files};

/// One thing to look for: the positions in a text, in bytes, and what is wrong there.
trait Inspection: Sync {
    fn look(&self, text: &str) -> Vec<(usize, String)>;
}

/// What the operator took down.
impl Inspection for Withheld {
    fn look(&self, text: &str) -> Vec<(usize, String)> {
        let of_word = |(hide, word): (_, &crate::conceal::Word)| {
            let what = format!("hidden {hide}");
            word.places(text).into_iter().map(|place| (place.start, what.clone())).collect::<Vec<_>>()
        };
        self.words().flat_map(of_word).collect()
    }
}

/// Addresses, where the site shows none.
struct HiddenAddresses {
    /// Those that the operator wrote, and those of lists; in lower case.
    allowed: HashSet<String>,
}

impl Inspection for HiddenAddresses {
    fn look(&self, text: &str) -> Vec<(usize, String)> {
        let found = addresses(text).into_iter().map(|place| (place.start, &text[place]));
        found
            .filter(|(_, address)| !self.is_allowed(address))
            .map(|(at, address)| (at, format!("address {address}")))
            .collect()
    }
}

impl HiddenAddresses {
    fn of(options: &Options) -> Result<Self> {
        let mut allowed = HashSet::new();
        let mut allow = |text: &str| {
            allowed.extend(addresses(text).into_iter().map(|place| text[place].to_lowercase()));
        };
        let urls = options.inboxes.iter().flat_map(|inbox| [&inbox.url, &inbox.commits]).flatten();
        let own = [&options.title, &options.base_url, &options.feed_id];
        own.into_iter().chain(urls).for_each(|text| allow(text));
        built_in_files().values().for_each(|bytes| allow(&String::from_utf8_lossy(bytes)));
        // Minified, a style may hold what looks like one.
        static_files(&options.static_files)?
            .values()
            .for_each(|file| allow(&String::from_utf8_lossy(&file.bytes)));
        for folder in [&options.content, &options.templates, &options.languages] {
            let files = WalkDir::new(folder).into_iter().filter_map(std::result::Result::ok);
            // Digests as text hold what mails say.
            let digests = options.content.join("digests");
            let own = files.filter(|file| file.file_type().is_file());
            for file in own.filter(|file| !file.path().starts_with(&digests) || has_ending(file.path(), "md"))
            {
                allow(&read(file.path())?);
            }
        }
        for path in options.inboxes.iter().filter_map(|inbox| inbox.maintainers.as_ref()) {
            let (maintainers, _) = Maintainers::parse(&read(path)?);
            let lists = maintainers.list().iter().flat_map(|section| &section.lists);
            lists.for_each(|list| allow(list));
        }
        Ok(Self { allowed })
    }

    /// Besides those of the operator, a link may hold a Message-ID that names nobody.
    fn is_allowed(&self, found: &str) -> bool {
        if self.allowed.contains(&found.to_lowercase()) {
            return true;
        }
        let decoded = percent_decode_str(found).decode_utf8_lossy().to_lowercase();
        let parts = decoded.rsplit_once('@').filter(|_| !found.contains('@') && found.contains("%40"));
        parts.is_some_and(|(local, host)| is_made(local, host))
    }
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own == ending)
}

fn read(path: &Path) -> Result<String> {
    let bytes = fs::read(path).map_err(|cause| Error::io(path, "read", &cause))?;
    text_of(&bytes, path).map(Cow::into_owned)
}

/// The text of the file at `path`; of a packed one, what is packed.
fn text_of<'a>(bytes: &'a [u8], path: &Path) -> Result<Cow<'a, str>> {
    if !has_ending(path, "gz") {
        return Ok(String::from_utf8_lossy(bytes));
    }
    let mut plain = Vec::new();
    let unpacked = MultiGzDecoder::new(bytes).read_to_end(&mut plain);
    unpacked.map_err(|cause| Error::io(path, "read", &cause))?;
    Ok(Cow::Owned(String::from_utf8_lossy(&plain).into_owned()))
}

/// The texts in a file, each with its position. In JSON that is what each string says, and what is between the strings:
/// what encloses a string, and an escape in it, is no part of what it says.
fn texts<'a>(text: &'a str, is_json: bool) -> Vec<(usize, Cow<'a, str>)> {
    if !is_json || serde_json::from_str::<IgnoredAny>(text).is_err() {
        return vec![(0, text.into())];
    }
    let mut texts = Vec::new();
    let mut from = 0;
    while let Some(start) = memchr::memchr(b'"', &text.as_bytes()[from..]).map(|at| from + at) {
        texts.push((from, text[from..start].into()));
        let mut strings = serde_json::Deserializer::from_str(&text[start..]).into_iter::<String>();
        let Some(Ok(string)) = strings.next() else { break };
        from = start + strings.byte_offset();
        texts.push((start, string.into()));
    }
    texts.push((from, text[from..].into()));
    texts
}

/// All that is looked for.
pub struct Inspections<'a> {
    withheld: &'a Withheld,
    hidden: Option<HiddenAddresses>,
}

impl<'a> Inspections<'a> {
    pub fn of(options: &Options, withheld: &'a Withheld) -> Result<Self> {
        let hidden = match options.addresses {
            Addresses::Hidden => Some(HiddenAddresses::of(options)?),
            Addresses::Full | Addresses::Obfuscated => None,
        };
        Ok(Self { withheld, hidden })
    }

    /// Looks in the name and in the bytes of a file, which is at `path`.
    pub fn look(&self, file: &Path, bytes: &[u8], path: &Path) -> Result<Vec<Finding>> {
        let text = text_of(bytes, path)?;
        let name = file.to_string_lossy();
        let mut inspections: Vec<&dyn Inspection> = vec![self.withheld];
        inspections.extend(self.hidden.as_ref().map(|hidden| hidden as &dyn Inspection));
        let texts = texts(&text, has_ending(file, "json"));
        let mut findings = Vec::new();
        for inspection in inspections {
            let of_name = inspection.look(&name).into_iter();
            findings.extend(of_name.map(|(_, what)| Finding { file: file.to_owned(), line: 0, what }));
            let (mut line, mut seen) = (1, 0);
            // A place in a string is that of the string: a line of JSON never ends in one.
            let within = |(start, part): &(usize, Cow<str>)| {
                let is_plain = text[*start..].starts_with(&**part);
                let place = move |at: usize| if is_plain { start + at } else { *start };
                inspection.look(part).into_iter().map(|(at, what)| (place(at), what)).collect::<Vec<_>>()
            };
            let mut places: Vec<(usize, String)> = texts.iter().flat_map(within).collect();
            places.sort_unstable();
            for (at, what) in places {
                line += text[seen..at].matches('\n').count();
                seen = at;
                findings.push(Finding { file: file.to_owned(), line, what });
            }
        }
        Ok(findings)
    }
}
