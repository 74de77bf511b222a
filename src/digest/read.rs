//! Reads mails of an archive, one by one: what each says, before any is held against another.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::arrival::{Arrival, Texts};
use super::kinds::{self, Cover};
use super::looks::Looks;
use super::{CommonTags, Corrections, TextAt, Withheld, sent_time};
use crate::archive::{Content, Fault, Inbox, Slot, Window};
use crate::diff;
use crate::mail::{self, Fingerprint, Identity, Kind, Mailmap, Message};
use crate::maintainers::Maintainers;
use crate::report::LeftOut;
use crate::shared::{Pool, Shared};
use crate::sum::Sum;

/// The mails that a later commit deletes from every digest.
#[derive(Debug, Default)]
pub struct Deletions {
    /// By Message-ID ("" for mails without one): what was deleted, and at which place in the history.
    by_id: HashMap<Shared, Vec<(Identity, usize)>>,
    /// The same in the order of the history.
    in_order: Vec<(usize, Identity)>,
}

impl Deletions {
    /// Reads the deletions of an archive. There are few, and their mails are short-lived: only they are read.
    pub fn find(inbox: &Inbox) -> Self {
        let mut deletions = Self::default();
        for (at, slot) in inbox.slots().iter().enumerate() {
            if !matches!(slot.content, Content::Deletion(_)) {
                continue;
            }
            let read = inbox.read(slot, |raw| (Message::parse(raw), Identity::of(raw)));
            if let Ok((Ok(message), identity)) = read {
                let id = message.ids.into_iter().next().unwrap_or_default();
                deletions.by_id.entry(id).or_default().push((identity, at));
                deletions.in_order.push((at, identity));
            }
        }
        deletions
    }

    /// A hash of what is deleted before a place of the history, and where. A history that was rewritten may delete other mails there.
    pub fn before(&self, place: usize) -> [u8; 32] {
        let end = self.in_order.partition_point(|&(at, _)| at < place);
        let mut sum = Sum::default();
        self.in_order[..end].hash(&mut sum);
        sum.bytes()
    }

    /// Whether deletions at this place of the history or later may concern mails of a stretch.
    pub fn reach(&self, stretch: &Stretch, from: usize) -> bool {
        let newer = |deleted: &Vec<(Identity, usize)>| deleted.iter().any(|&(_, by)| by >= from);
        let ids: HashSet<&str> =
            self.by_id.iter().filter(|(_, deleted)| newer(deleted)).map(|(id, _)| id.as_str()).collect();
        let is_unnamed = |id: &&str| stretch.unnamed.contains(&hash_of(id));
        stretch.arrivals.iter().any(|arrival| ids.contains(first_id(&arrival.message)))
            || !stretch.unnamed.is_empty() && ids.iter().any(is_unnamed)
    }

    /// Whether the mail at a place in the history is deleted later.
    fn hold(&self, message: &Message, at: usize, raw: &[u8]) -> bool {
        if self.by_id.is_empty() {
            return false;
        }
        self.by_id.get(first_id(message)).is_some_and(|deleted| {
            let identity = Identity::of(raw);
            deleted.iter().any(|&(what, by)| by > at && what == identity)
        })
    }
}

/// The Message-ID by which a mail is deleted; "" if it has none.
fn first_id(message: &Message) -> &str {
    message.ids.first().map_or("", Shared::as_str)
}

fn hash_of(id: &str) -> [u8; 32] {
    let mut sum = Sum::default();
    id.hash(&mut sum);
    sum.bytes()
}

/// Inputs to a digest other than its mails.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    pub deletions: &'a Deletions,
    /// What most mails have in brackets.
    pub common_tags: &'a CommonTags,
    pub mailmap: &'a Mailmap,
    pub corrections: &'a Corrections,
    pub maintainers: Option<&'a Maintainers>,
    /// What mails have in common.
    pub pool: &'a Pool,
}

/// What a stretch of an archive gave, in the order of arrival.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Stretch {
    pub arrivals: Vec<Arrival>,
    /// Places of the slots that gave no mail, and why.
    pub refused: Vec<(usize, LeftOut)>,
    /// Message-IDs of mails that were taken down with their replies.
    gone: Vec<Shared>,
    /// Hashes of the first Message-IDs of mails that are here without them: something in those was taken down.
    unnamed: Vec<[u8; 32]>,
}

impl Stretch {
    /// Reads the slots at these places, without what the site's operator took down.
    pub fn read(inbox: &Inbox, places: Range<usize>, known: Known, withheld: &Withheld) -> Self {
        let mut stretch = Self::default();
        for place in places {
            let slot = &inbox.slots()[place];
            let take = |message: &mut Message, raw: &[u8]| {
                let id = first_id(message).to_owned();
                let goes = withheld.take(slot, message, raw, known.mailmap, &mut stretch.gone);
                if !goes && first_id(message) != id {
                    stretch.unnamed.push(hash_of(&id));
                }
                goes
            };
            match read(inbox, slot, place, known.deletions, take) {
                Err((_, HIDDEN)) => stretch.refused.push((place, hidden())),
                Ok(message) => stretch.arrivals.push(arrival(slot, place, message, known)),
                Err((id, kind)) => {
                    let id = id.filter(|id| withheld.shown(id).is_none());
                    stretch.refused.push((
                        place,
                        LeftOut::commit(slot.commit.to_string(), id.as_ref().map(String::from), kind),
                    ));
                }
            }
        }
        stretch
    }

    /// Whether every mail could be read, as far as its archive has it.
    pub fn is_whole(&self) -> bool {
        let passing = [Fault::Missing, Fault::Damaged].map(Fault::kind);
        self.refused.iter().all(|(_, left_out)| !passing.contains(&left_out.kind.as_str()))
    }

    /// Takes its place again among the slots of its archive, after it was kept.
    pub fn take_up(&mut self, slots: &[Slot], pool: &Pool) {
        for arrival in &mut self.arrivals {
            arrival.slot = slots[arrival.place];
            share(&mut arrival.message, pool);
        }
    }

    /// Forgets what mails say, where nobody will show it; that they have a diff is still known.
    pub fn drop_texts(&mut self) {
        for Texts { body, diff, recipients, at } in self.arrivals.iter_mut().filter_map(Arrival::texts) {
            let diff = diff.map(std::mem::take).unwrap_or_default();
            *at = TextAt { body: body.len() as u64, diff: diff.len() as u64, ..TextAt::default() };
            *body = String::new();
            recipients.map(std::mem::take);
        }
    }

    /// Leaves out the replies to mails that were taken down with theirs, and replies to those.
    pub fn drop_replies(&mut self) {
        let mut gone: HashSet<Shared> = std::mem::take(&mut self.gone).into_iter().collect();
        if gone.is_empty() {
            return;
        }
        let refused = &mut self.refused;
        self.arrivals.retain(|arrival| {
            let goes = Withheld::answers(&arrival.message, &gone);
            if goes {
                gone.extend(arrival.message.ids.iter().cloned());
                refused.push((arrival.place, hidden()));
            }
            !goes
        });
    }

    /// Puts what follows behind.
    pub fn append(&mut self, other: Self) {
        self.gone.extend(other.gone);
        self.unnamed.extend(other.unnamed);
        self.arrivals.extend(other.arrivals);
        self.refused.extend(other.refused);
    }

    /// The mails of each window, in the window's order. `slots` is how many the archive has. A mail that several windows
    /// hold is given to each.
    pub fn divided(self, windows: &[Window], slots: usize) -> Vec<Self> {
        let mut wanted = vec![0_usize; slots];
        windows.iter().flat_map(|window| &window.places).for_each(|&place| wanted[place] += 1);
        let mut arrivals: Vec<Option<Arrival>> = (0..slots).map(|_| None).collect();
        let mut refused: Vec<Option<LeftOut>> = vec![None; slots];
        for arrival in self.arrivals {
            let place = arrival.place;
            arrivals[place] = Some(arrival);
        }
        self.refused.into_iter().for_each(|(place, left_out)| refused[place] = Some(left_out));
        let mut divided = Vec::with_capacity(windows.len());
        for window in windows {
            let mut stretch = Self { arrivals: Vec::with_capacity(window.places.len()), ..Self::default() };
            for &place in &window.places {
                wanted[place] -= 1;
                let last = wanted[place] == 0;
                stretch.arrivals.extend(if last { arrivals[place].take() } else { arrivals[place].clone() });
                stretch.refused.extend(refused[place].clone().map(|left_out| (place, left_out)));
            }
            divided.push(stretch);
        }
        divided
    }

    /// Finds out when each mail was sent, and gives the time of each slot of `places`, which this stretch must be.
    pub fn settle(&mut self, inbox: &Inbox, places: Range<usize>) -> Vec<i64> {
        sent_time::settle(&mut self.arrivals, &inbox.slots()[places.clone()], places.start)
    }

    /// Finds out what the mails are among those they were sent with, and gives the positions of those whose texts are
    /// read only now. All mails of the minutes around must be here.
    pub fn settle_kinds(&mut self, inbox: &Inbox, withheld: &Withheld) -> Vec<usize> {
        let covers = kinds::covers(&self.arrivals);
        for &Cover { at, total, lone } in &covers {
            let version = self.arrivals[at].message.subject.version;
            if let Some(lone) = lone {
                self.arrivals[lone].message.subject.version = version;
            }
            let arrival = &mut self.arrivals[at];
            let title = &arrival.message.subject.title;
            if let Ok(Some(mut patch)) = inbox.read(&arrival.slot, |raw| mail::Patch::of_cover(raw, title)) {
                withheld.change_patch(&mut patch);
                let told = arrival.message.subject.version_in_words().filter(|(_, version)| {
                    lone.is_none() && mail::tells_changes(&patch.body, version.number)
                });
                let told = told.or_else(|| arrival.message.subject.version_of_set());
                if let Some((title, version)) = told.map(|(title, version)| (title.to_owned(), version)) {
                    arrival.message.subject.title = title;
                    arrival.message.subject.version = Some(version);
                }
                arrival.fingerprint = Some(Fingerprint::of_text(mail::commit_message(&patch.body)));
                arrival.text = TextAt::default();
                arrival.message.kind = Kind::Cover;
                arrival.message.patch = Some(Box::new(patch));
                arrival.message.subject.counter = Some((0, total));
                arrival.unnumbered = true;
            }
        }
        kinds::settle_versions(&mut self.arrivals);
        kinds::settle_answers(&mut self.arrivals);
        kinds::settle_parents(&mut self.arrivals);
        kinds::settle_pulled(&mut self.arrivals);
        covers.into_iter().map(|cover| cover.at).collect()
    }
}

type Refusal = (Option<Shared>, &'static str);

/// The kind of mails that the site's operator took down.
pub const HIDDEN: &str = "hidden";

/// What is said of a mail that was taken down: that there was one.
fn hidden() -> LeftOut {
    LeftOut::commit("", None, HIDDEN)
}

/// Reads a mail. `take` changes it into what may be shown, or says that it is taken down.
fn read(
    inbox: &Inbox,
    slot: &Slot,
    at: usize,
    deletions: &Deletions,
    take: impl FnOnce(&mut Message, &[u8]) -> bool,
) -> Result<Message, Refusal> {
    if matches!(slot.content, Content::Deletion(_)) {
        return Err((None, "deletion"));
    }
    let read = inbox.read(slot, |raw| {
        let mut message = Message::parse(raw).map_err(|_| (None, "not-a-mail"))?;
        let (is_deleted, id) = (deletions.hold(&message, at, raw), message.ids.first().cloned());
        // What the operator took down stays that, though its archive deletes it as well.
        match take(&mut message, raw) {
            true => Err((None, HIDDEN)),
            false if is_deleted => Err((id, "deleted")),
            false => Ok(message),
        }
    });
    read.map_err(|fault| (None, fault.kind()))?
}

fn arrival(slot: &Slot, place: usize, message: Message, known: Known) -> Arrival {
    let mut message = Box::new(message);
    share(&mut message, known.pool);
    known.common_tags.drop_from(&mut message.subject);
    // A mail that answers itself answers nothing.
    let ids = &message.ids;
    message.parents.retain(|parent| !ids.contains(parent));
    let fingerprint = message.patch.as_ref().and_then(|patch| match message.kind {
        Kind::Cover => Some(Fingerprint::of_text(mail::commit_message(&patch.body))),
        Kind::Patch | Kind::Pull | Kind::Reply | Kind::Other => Fingerprint::of_diff(&patch.diff),
    });
    let patch = message.patch.as_ref().zip(known.maintainers);
    let sections = patch.map(|(patch, file)| sections(file, &message.subject.text, patch));
    Arrival {
        place,
        slot: *slot,
        sent: slot.time,
        sections: sections.unwrap_or_default(),
        looks: Looks::of(&message),
        message,
        thread: 0,
        text: TextAt::default(),
        fingerprint,
        unnumbered: false,
        pulled: false,
    }
}

/// Lets a mail have names, addresses and Message-IDs in common with those that were read before.
fn share(message: &mut Message, pool: &Pool) {
    let Message { ids, parents, sender, author, patch, said, .. } = message;
    let people = [sender, author].into_iter().flat_map(|address| [&mut address.name, &mut address.email]);
    let trailers = patch.iter_mut().flat_map(|patch| &mut patch.trailers).chain(&mut said.trailers);
    let said = trailers.flat_map(|trailer| [&mut trailer.key, &mut trailer.value]);
    people.chain(said).chain(ids).chain(parents).for_each(|text| pool.share(text));
}

/// Where a patch belongs, but for the sections that have every file.
fn sections(maintainers: &Maintainers, subject: &str, patch: &mail::Patch) -> Vec<usize> {
    let message = format!("Subject: {subject}\n\n{}", patch.body);
    let mut sections = maintainers.sections(&diff::paths(&patch.diff), &message, &patch.diff);
    sections.retain(|&section| !maintainers.list()[section].rest);
    sections
}
