//! A mail as it may be shown.
//!
//! Each struct is taken apart into all of its fields: a field that is added later does not compile until it is said here
//! what becomes of it. What is kept between builds holds every one, shown or not.

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use super::{MARK, Withheld};
use crate::mail::{
    Address, Backport, Carried, Message, Notice, Patch, Pointer, Said, SamePerson, Subject, Taken, Thanks,
    Trailer,
};
use crate::shared::Shared;

/// Bytes of a hash that takes the place of a Message-ID.
const HASHED: usize = 16;

impl Withheld {
    /// A mail as it may be shown.
    pub(super) fn change(&self, message: &mut Message) {
        let Message {
            ids,
            subject,
            sender,
            author,
            date: _,
            received: _,
            held: _,
            parents,
            kind: _,
            machine: _,
            patch,
            said,
            text,
            same,
        } = message;
        // An id says nothing to readers but by the link that it makes.
        ids.retain(|id| self.shown(id).is_none());
        self.change_subject(subject);
        [sender, author].into_iter().for_each(|person| self.change_person(person));
        parents.iter_mut().for_each(|id| *id = self.stand_in(id));
        patch.iter_mut().for_each(|patch| self.change_patch(patch));
        self.change_said(said);
        self.put(text);
        same.retain(|same| [&same.one, &same.other].iter().all(|person| self.shown(&person.email).is_none()));
        for SamePerson { one, other, proof: _ } in same {
            [one, other].into_iter().for_each(|person| self.change_person(person));
        }
    }

    /// The text of a patch as it may be shown.
    pub fn change_patch(&self, patch: &mut Patch) {
        let Patch {
            body,
            diffstat: _,
            diff,
            quotes: _,
            change_id,
            pointers,
            trailers,
            backport,
            file_title,
            recipients,
        } = patch;
        [body, diff].into_iter().for_each(|text| self.put(text));
        // It still tells which versions are of one series.
        change_id.iter_mut().for_each(|id| self.put(id));
        file_title.iter_mut().for_each(|title| self.put(title));
        pointers.retain(|Pointer { version: _, message_id, supersedes: _ }| self.shown(message_id).is_none());
        trailers.iter_mut().for_each(|trailer| self.change_trailer(trailer));
        if let Some(backport) = backport {
            let Backport { tree, upstream } = &mut **backport;
            self.put(tree);
            self.forget(upstream);
        }
        if self.shown(recipients).is_some() {
            let shown = recipients.split(", ").filter(|address| self.shown(address).is_none());
            *recipients = shown.collect::<Vec<_>>().join(", ");
            self.put(recipients);
        }
    }

    /// The Message-ID of another mail, or what stands for it: mails that answer the same one still do.
    pub(super) fn stand_in(&self, id: &Shared) -> Shared {
        match self.shown(id) {
            Some(_) => HEXLOWER.encode(&Sha256::digest(id.as_bytes())[..HASHED]).into(),
            None => id.clone(),
        }
    }

    fn change_subject(&self, subject: &mut Subject) {
        let Subject {
            text,
            title,
            reply: _,
            patch: _,
            set: _,
            rfc: _,
            pull: _,
            version: _,
            dotted: _,
            counter: _,
            tags,
        } = subject;
        [text, title].into_iter().chain(tags).for_each(|text| self.put(text));
    }

    fn change_said(&self, said: &mut Said) {
        let Said { trailers, thanks, also, carries, notices } = said;
        trailers.iter_mut().for_each(|trailer| self.change_trailer(trailer));
        thanks.iter_mut().for_each(|thanks| self.change_thanks(thanks));
        also.retain(|id| self.shown(id).is_none());
        for Carried { title, author } in carries {
            self.put_folded(title);
            self.put(author);
        }
        for Notice { commit, tree, title, author } in notices {
            [commit, tree, title].into_iter().for_each(|text| self.put(text));
            self.change_person(author);
        }
    }

    fn change_thanks(&self, thanks: &mut Thanks) {
        let Thanks { tree, scope: _, except: _, taken, certain: _, dropped: _, offered: _ } = thanks;
        tree.iter_mut().for_each(|tree| self.put(tree));
        for Taken { title, commit, author, mail } in taken {
            title.iter_mut().for_each(|title| self.put_folded(title));
            [commit, author, mail].into_iter().for_each(|value| self.forget(value));
        }
    }

    /// The name of a person stays where only the address is hidden.
    fn change_person(&self, person: &mut Address) {
        let Address { name, email } = person;
        if let Some(shown) = self.shown(name) {
            *name = shown.into();
        }
        if self.shown(email).is_some() {
            *email = Shared::default();
        }
    }

    fn change_trailer(&self, trailer: &mut Trailer) {
        let Trailer { key, value } = trailer;
        if let Some(shown) = self.shown(key) {
            *key = shown.into();
        }
        if let Some(shown) = self.shown(value) {
            *value = shown.replace(&format!("<{MARK}>"), "").trim().into();
        }
    }

    fn put(&self, text: &mut String) {
        if let Some(shown) = self.shown(text) {
            *text = shown;
        }
    }

    /// The same for a title in lower case. It is held against titles that are shown, so the mark is in both.
    fn put_folded(&self, title: &mut String) {
        if let Some(shown) = self.shown_folded(title) {
            *title = shown;
        }
    }

    /// Leaves out a value that is of no use in part.
    fn forget(&self, value: &mut Option<String>) {
        value.take_if(|value| self.shown(value).is_some());
    }
}
