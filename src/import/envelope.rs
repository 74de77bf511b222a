//! What a mail says about itself as far as a commit needs it: who it is, from whom, when, about what.

use super::arrival::Times;
use super::date;
use super::header::{self, Field};
use crate::mail;
use encoding_rs::WINDOWS_1252;
use mailparse::{MailAddr, MailHeader, SingleInfo};
use sha1::{Digest as _, Sha1};
use std::borrow::Cow;

/// What makes a mail the same as another: one of its Message-IDs together with what it says
/// ([`mail::Identity`]), or that alone if it has none. People and programs use a Message-ID more than once.
///
/// It is a SHA-1, as git's own ids are, so that those of a million mails fit into 40 MB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Identity([u8; 20]);

/// The identities of a mail: one for each `Message-ID` field, or that of what it says. Never empty.
pub(super) fn identities(mail: &[u8]) -> Vec<Identity> {
    let (head, _) = header::split(mail);
    let ids = header::fields(head).filter(|field| field.is("Message-ID"));
    let mut ids: Vec<Vec<u8>> = ids.map(|field| message_id(field.value)).collect();
    ids.retain(|id| !id.is_empty());
    if ids.is_empty() {
        ids.push(Vec::new());
    }
    let said = mail::Identity::of(mail);
    let identity = |id: Vec<u8>| Sha1::new().chain_update(said.as_bytes()).chain_update(id).finalize();
    ids.into_iter().map(|id| Identity(identity(id).into())).collect()
}

/// The first `<...>` of a value without the brackets, or all of it without brackets.
///
/// Line ends are taken out: the same mail may arrive once with CRLF and once with LF.
fn message_id(value: &[u8]) -> Vec<u8> {
    let opened = value.iter().position(|&byte| byte == b'<').map(|at| &value[at + 1..]);
    let inside = opened.and_then(|rest| rest.iter().position(|&byte| byte == b'>').map(|end| &rest[..end]));
    inside.unwrap_or(value).iter().copied().filter(|byte| !matches!(byte, b'\r' | b'\n')).collect()
}

/// What is known of the time of a mail. `kept` is what the place says where it is kept.
pub(super) fn times(header: &[u8], kept: Option<i64>) -> Times {
    let received = header::first(header, "Received")
        .and_then(|value| value.rsplit(|&byte| byte == b';').next())
        .and_then(date::instant);
    Times { received, kept, sent: sent(header) }
}

/// Whether a header is that of something that a program keeps in the form of a mail: nobody sent it.
pub(super) fn is_no_mail(header: &[u8]) -> bool {
    is_folder_data(header) || is_placeholder(header)
}

/// Whether a header is that of the note that mbsync (isync 1.4, `MaxSize`) stores for a mail which is too large to be
/// fetched. It has the sender, date and Message-ID of that mail, which may come later. mbsync gives an `X-TUID` to all that it
/// stores; without it, the word is somebody's own.
fn is_placeholder(header: &[u8]) -> bool {
    let subject = header::first(header, "Subject").unwrap_or_default();
    subject.starts_with(b"[placeholder] ") && header::fields(header).any(|field| field.is("X-TUID"))
}

/// Whether a header is that of the pseudo-mail in which IMAP servers (UW IMAP, Dovecot) keep the state of an mbox.
/// Their field may also be in a first mail that is a real one.
fn is_folder_data(header: &[u8]) -> bool {
    let subject = header::first(header, "Subject").unwrap_or_default();
    let has_state = || header::fields(header).any(|field| field.is("X-IMAP") || field.is("X-IMAPbase"));
    subject.starts_with(b"DON'T DELETE THIS MESSAGE") && has_state()
}

/// When the author sent the mail, if that can be believed.
fn sent(header: &[u8]) -> Option<i64> {
    header::first(header, "Date").and_then(date::instant)
}

/// The texts of a mail's commit, fit for git: no control characters, no `<` and `>` in names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Envelope {
    /// The subject on one line, decoded.
    pub subject: String,
    /// The author's name, else the address. Never empty.
    pub name: String,
    /// The author's address. Never empty.
    pub email: String,
    /// When the author sent the mail, if that can be believed.
    pub sent: Option<i64>,
}

impl Envelope {
    /// Reads the envelope of a mail. What is missing is named as missing.
    pub fn of(mail: &[u8]) -> Self {
        let (head, _) = header::split(mail);
        let subject = decoded(head, "Subject", |field| one_line(&mail::header_value(field)));
        let (name, email) = decoded(head, "From", author).unwrap_or_default();
        let email = or(email, "unknown@invalid");
        Self {
            subject: or(subject.unwrap_or_default(), "(no subject)"),
            name: or(name, &email),
            email,
            sent: sent(head),
        }
    }
}

fn or(text: String, default: &str) -> String {
    if text.is_empty() { default.to_owned() } else { text }
}

/// What `read` makes of the topmost field called `name`; `None` also for what mailparse rejects.
///
/// Bytes that are not UTF-8 are nearly always windows-1252; mailparse would take them for ISO 8859-1.
fn decoded<T>(header: &[u8], name: &str, read: impl FnOnce(&MailHeader<'_>) -> T) -> Option<T> {
    let field: Field = header::fields(header).find(|field| field.is(name))?;
    let text = match std::str::from_utf8(field.raw) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(field.raw).0,
    };
    mailparse::parse_header(text.as_bytes()).ok().map(|(field, _)| read(&field))
}

/// The longest list of authors that mailparse is given, in bytes: it goes through the whole list for each encoded word in it.
const LONGEST_LIST: usize = 8 * 1024;

/// Name and address of the first author, either of them empty if it is missing.
///
/// A value that is not a list of addresses is a name: it is all there is to say who wrote the mail.
fn author(from: &MailHeader<'_>) -> (String, String) {
    let listed = (from.get_value_raw().len() <= LONGEST_LIST).then(|| mailparse::addrparse_header(from));
    let first =
        listed.and_then(|list| list.ok()).and_then(|list| match list.into_inner().into_iter().next()? {
            MailAddr::Single(single) => Some(single),
            MailAddr::Group(group) => group.addrs.into_iter().next(),
        });
    // An archive may have written the address in words: `jane at example.org (Jane Doe)`.
    let value = mail::header_value(from);
    let shown = mail::Address::parse(&value);
    match first {
        Some(SingleInfo { display_name, addr }) if addr.contains('@') || !shown.email.contains('@') => {
            (signature_part(&display_name.unwrap_or_default()), address(&addr))
        }
        _ if shown.email.contains('@') => (signature_part(&shown.name), address(&shown.email)),
        _ => (signature_part(&value), String::new()),
    }
}

/// `text` with white space squeezed and without control characters.
fn one_line(text: &str) -> String {
    let spaced = text.split_whitespace().collect::<Vec<_>>().join(" ");
    spaced.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned()
}

/// `text` without what git forbids in a name or strips from its ends (git's `ident.c` calls it crud).
fn signature_part(text: &str) -> String {
    let allowed = one_line(text).replace(['<', '>'], "");
    let is_crud = |c: char| c <= ' ' || matches!(c, '.' | ',' | ':' | ';' | '"' | '\\' | '\'');
    allowed.trim_matches(is_crud).to_owned()
}

/// An address, which has no white space.
fn address(text: &str) -> String {
    signature_part(text).split_whitespace().collect()
}
