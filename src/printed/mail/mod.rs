//! A digest as a mail, for readers who get it so: its text, and the same as HTML.
//!
//! Nothing of it depends on when it is made: the date is that of the newest mail, and the Message-ID is made of the list and
//! the window. So the mail of the next window is a reply to it, without a record of what was sent.

mod html;

use std::path::Path;

use data_encoding::HEXLOWER;
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::url::URL;
use mail_builder::mime::MimePart;
use sha2::{Digest as _, Sha256};

use super::DigestRequest;
use crate::archive::Wish;
use crate::catalog::{DigestAt, Filed, Joined};
use crate::digest::key;
use crate::error::{Error, Result};
use crate::position::Table;
use crate::site::route;
use crate::sources::{self, OneDigest};

/// Hexadecimal digits of a hash in a Message-ID and in a boundary.
const DIGITS: usize = 12;

/// What a mail is to be.
#[derive(Debug, Clone)]
pub struct MailRequest {
    pub digest: DigestRequest,
    pub from: Mailbox,
    /// At least one.
    pub to: Vec<Mailbox>,
}

/// Who sends or gets a mail: `name@example.org`, or `Name <name@example.org>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    name: Option<String>,
    email: String,
}

impl std::str::FromStr for Mailbox {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let (name, email) = match text.trim().strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
            Some((name, email)) => (name.trim().trim_matches('"'), email.trim()),
            None => ("", text.trim()),
        };
        if !is_address(email) || name.contains(char::is_control) {
            return Err(format!(
                "`{}` is not an e-mail address: write name@example.org or 'Name <name@example.org>'",
                text.escape_debug()
            ));
        }
        Ok(Self { name: (!name.is_empty()).then(|| name.to_owned()), email: email.to_owned() })
    }
}

impl Mailbox {
    fn domain(&self) -> &str {
        self.email.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    fn header(&self) -> Address<'_> {
        Address::new_address(self.name.as_deref(), &*self.email)
    }
}

/// Whether it is an address as programs that send mail take it: dot-atoms of ASCII on both sides (RFC 5322, 3.4.1).
fn is_address(email: &str) -> bool {
    let is_atom = |atom: &str| {
        !atom.is_empty()
            && atom.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&b))
    };
    let is_label =
        |label: &str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    email
        .split_once('@')
        .is_some_and(|(local, domain)| local.split('.').all(is_atom) && domain.split('.').all(is_label))
}

/// What there is to send of a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mailed {
    /// The mail, with the line ends of mails.
    Mail(Vec<u8>),
    /// Nothing, and why: a digest without patches has nothing to read.
    Nothing(String),
}

/// The digest of a window as a mail.
pub fn mail(archive: &Path, wish: &Wish, request: &MailRequest) -> Result<Mailed> {
    let DigestRequest { list, url, rules, form: _ } = &request.digest;
    let list = list.clone().unwrap_or_else(|| sources::name_of(archive));
    let list: String = list.chars().filter(|c| !c.is_control()).collect();
    let (mut filed, at) = match sources::one_digest(archive, wish, &list, rules)? {
        OneDigest::Found(filed, at) => (filed, at),
        OneDigest::Quiet(why) => return Ok(Mailed::Nothing(why)),
    };
    let joined = Joined::after(super::before(wish), &filed);
    joined.settle(&mut filed);
    super::show(&mut filed[at].digest, rules);
    let own = &filed[at];
    if own.digest.patches == 0 {
        return Ok(Mailed::Nothing(format!("{}: no patches in {}", archive.display(), own.key.as_str())));
    }
    let text = own.digest.to_text(|id| url.as_deref().map(|url| route::mail(url, id)));
    let title = format!("{list}: {}", own.period.title());
    let html = html::write(&title, own, &text)?;
    let text = text.to_string();
    let ids = Ids::new(&list, request.from.domain());
    let mut mail = MessageBuilder::new()
        .from(request.from.header())
        .to(Address::new_list(request.to.iter().map(Mailbox::header).collect()))
        .subject(subject(&list, own))
        .date(own.until)
        .message_id(ids.of(own, wish));
    if let Some(before) = ids.before(&filed, at, wish) {
        mail = mail.in_reply_to(before.clone()).references(before);
    }
    let id = format!("{}.{}", ids.list, request.from.domain());
    mail = mail.header("List-Id", Address::new_address(Some(format!("Digests of {list}")), id));
    if let Some(url) = url {
        mail = mail.header("List-Archive", URL::new(&**url));
    }
    // Nobody answers to a digest, and no robot should (RFC 2369, RFC 3834).
    mail = mail.header("List-Post", Raw::new("NO")).header("Auto-Submitted", Raw::new("auto-generated"));
    let written = mail.body(alternatives(text, html)).write_to_vec();
    written.map(Mailed::Mail).map_err(|cause| Error::io(archive, "write the mail", &cause))
}

/// Which list, when, and how much there is.
fn subject(list: &str, own: &Filed) -> String {
    let count = own.digest.patches;
    let patches = if count == 1 { "1 patch mail".to_owned() } else { format!("{count} patch mails") };
    format!("[{list}] {}: {patches}", own.period.title())
}

/// Both forms, the better one last (RFC 2046, 5.1.4). No text can hold its own hash, so none ends a part early.
fn alternatives(text: String, html: String) -> MimePart<'static> {
    let mut hash = Sha256::new();
    [&text, &html].iter().for_each(|form| hash.update(form.as_bytes()));
    let boundary = format!("=_{}", HEXLOWER.encode(&hash.finalize()[..DIGITS]));
    let kind = ContentType::new("multipart/alternative").attribute("boundary", boundary);
    MimePart::new(kind, vec![MimePart::new("text/plain", text), MimePart::new("text/html", html)])
}

/// Message-IDs of digests.
struct Ids {
    /// The list, so that it can be part of an id.
    list: String,
    domain: String,
}

impl Ids {
    fn new(list: &str, domain: &str) -> Self {
        let hash = HEXLOWER.encode(&Sha256::digest(list)[..DIGITS / 2]);
        let slug = key::slug(list);
        let list = if slug.is_empty() { hash } else { format!("{slug}-{hash}") };
        Self { list, domain: domain.to_owned() }
    }

    fn named(&self, name: &str) -> String {
        format!("{name}.digest.{}@{}", self.list, self.domain)
    }

    /// A range is named by its end alone, where the next one begins.
    fn of(&self, own: &Filed, wish: &Wish) -> String {
        match wish {
            Wish::Range(_) => self.named(&own.digest.to),
            Wish::Named(..) => self.named(own.key.as_str()),
        }
    }

    /// That of the digest before that was sent.
    fn before(&self, filed: &Table<Filed>, at: DigestAt, wish: &Wish) -> Option<String> {
        match wish {
            Wish::Range(_) => {
                let from = &filed[at].digest.from;
                from.bytes().any(|digit| digit != b'0').then(|| self.named(from))
            }
            Wish::Named(..) => {
                let before = filed.positions().take_while(|&other| other != at);
                let before = before.filter(|&other| filed[other].digest.patches > 0).last()?;
                Some(self.named(filed[before].key.as_str()))
            }
        }
    }
}
