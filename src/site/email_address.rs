//! How addresses of people are shown: as the configuration says, everywhere alike.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::catalog::json::Row;
use crate::conceal::conceal;
use crate::config::Addresses;
use crate::digest::Digest;
use crate::mail::Address;

/// What looks like the address of a person in running text, for sites that show it in another form. Message-IDs look so
/// too, and are changed with them; links to the public archive are made before.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"([A-Za-z0-9][A-Za-z0-9._+=-]*)@([A-Za-z0-9](?:[A-Za-z0-9-]*\.)+[A-Za-z]{2,})")
        .expect("it is constant")
});

impl Addresses {
    /// One address by itself.
    pub(super) fn show(self, email: &str) -> String {
        match self {
            Addresses::Full => email.to_owned(),
            Addresses::Obfuscated => email.replacen('@', " at ", 1),
            Addresses::Hidden => String::new(),
        }
    }

    /// All addresses in a text.
    pub(crate) fn scrub(self, text: &str) -> Cow<'_, str> {
        match self {
            Addresses::Full => text.into(),
            Addresses::Obfuscated => ADDRESS.replace_all(text, "$1 at $2"),
            Addresses::Hidden => conceal(text),
        }
    }

    /// All addresses of a digest, for its text and JSON.
    pub(crate) fn scrub_digest(self, digest: &mut Digest) {
        if self == Addresses::Full {
            return;
        }
        for row in &mut digest.contributors {
            self.scrub_address(&mut row.author);
        }
        for late in &mut digest.late {
            late.subject = self.scrub(&late.subject).into_owned();
        }
        if self == Addresses::Hidden {
            drop_ids(digest);
        }
        for entry in &mut digest.entries {
            entry.tags.iter_mut().for_each(|tag| *tag = self.scrub(tag).into_owned());
            self.scrub_address(&mut entry.author);
            self.scrub_address(&mut entry.sender);
            for text in [&mut entry.subject, &mut entry.title, &mut entry.body] {
                *text = self.scrub(text).into_owned();
            }
        }
        for thread in &mut digest.discussions {
            self.scrub_address(&mut thread.author);
            thread.title = self.scrub(&thread.title).into_owned();
        }
        for merge in &mut digest.merged {
            self.scrub_address(&mut merge.author);
            merge.title = self.scrub(&merge.title).into_owned();
            merge.tree = self.scrub(&merge.tree).into_owned();
        }
    }

    /// All addresses of a series, for its JSON.
    pub(crate) fn scrub_row(self, row: &mut Row) {
        row.show(|text| self.scrub(text).into_owned());
        if self == Addresses::Hidden {
            row.drop_ids();
        }
    }

    /// A display name may be an address, too.
    fn scrub_address(self, address: &mut Address) {
        address.name = self.scrub(&address.name).into_owned().into();
        address.email = self.show(&address.email).into();
    }
}

/// Forgets the Message-IDs, which look like addresses and often hold one.
fn drop_ids(digest: &mut Digest) {
    digest.entries.iter_mut().for_each(|entry| entry.message_id = None);
    digest.late.iter_mut().for_each(|late| late.message_id = None);
    digest.discussions.iter_mut().for_each(|thread| thread.message_id = None);
    digest.merged.iter_mut().for_each(|merge| merge.message_id = None);
    digest.left_out.iter_mut().for_each(|left_out| left_out.message_id = None);
}
