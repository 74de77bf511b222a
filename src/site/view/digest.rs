//! A digest's page.

use serde::Serialize;

use super::{
    ContributorRow, Counted, DiscussedRow, Hyperlink, MailText, PageHead, Pager, PatchLine, PersonLink,
    Predecessor, Stat, StateLabel, TakenUpRow, Talk, Time,
};

/// `digest.html`: a digest, or a further part of one that is long.
#[derive(Debug, Serialize)]
pub struct DigestPage {
    pub page: PageHead,
    pub list: String,
    pub up: Vec<Hyperlink>,
    /// When the first and the last of its mails were sent.
    pub since: Time,
    pub until: Time,
    /// The commits of its mails, `e3d211428..d743ff4d7`: the first ranges, and how many there are. A digest of a day may
    /// have many, since archives take mails in late.
    pub windows: Vec<String>,
    pub windows_total: usize,
    pub older: Option<Hyperlink>,
    pub newer: Option<Hyperlink>,
    pub mails: usize,
    pub threads: usize,
    pub patches: usize,
    /// How many people sent them.
    pub people: usize,
    /// The old text form and the JSON, next to the page; the text as it was received, if the site has one.
    pub text_href: String,
    pub json_href: String,
    pub original_href: Option<String>,
    /// It exists only as text: there are no mails to link to.
    pub only_text: bool,
    pub note_html: Option<String>,
    /// How many versions have no earlier one, and how many go on with one.
    pub new_total: usize,
    pub revised_total: usize,
    /// Those of this part. The first part lists those of the others too, as far as there is room.
    pub new: Vec<DigestRevision>,
    pub revised: Vec<DigestRevision>,
    /// How many are on further parts alone.
    pub unlisted: usize,
    pub pager: Pager,
    /// What else is known about the window; the first part only.
    pub facts: Option<Facts>,
}

/// What a digest shows besides the patches themselves. Long lists are cut; the totals are not.
#[derive(Debug, Serialize)]
pub struct Facts {
    pub superseded: Vec<SupersededRow>,
    pub superseded_total: usize,
    /// Series that were taken up, as somebody said in this window.
    pub taken_up: Vec<TakenUpRow>,
    pub taken_up_total: usize,
    /// Where most was said, most replies first; and how many replies the window holds.
    pub discussed: Vec<DiscussedRow>,
    pub replies: usize,
    /// Mails that reached the archive days after they were sent.
    pub late: Vec<LateRow>,
    pub late_total: usize,
    /// What else there is, and whether it is all there is.
    pub talk: Talk,
    pub only_talk: bool,
    pub domains: Vec<DomainRow>,
    pub contributors: Vec<ContributorRow>,
    /// Commits left out, by kind.
    pub left_out: Vec<Counted>,
}

/// A series as it is at the end of a window: its newest version, with the mails that are shown.
#[derive(Debug, Serialize)]
pub struct DigestRevision {
    /// Where it is on its page.
    pub anchor: String,
    /// Where its texts are, if they are on another part of the digest.
    pub elsewhere: Option<String>,
    pub title: String,
    pub href: Option<String>,
    pub version: String,
    /// The version that it follows.
    pub change: Option<Predecessor>,
    /// What the author changed since then, in their own words: the beginning of it.
    pub changes: String,
    /// How its text begins, where the author names no changes.
    pub opening: String,
    /// Its state today.
    pub state: StateLabel,
    pub tags: Vec<String>,
    pub author: PersonLink,
    /// Who sent it for them: of backports only.
    pub sender: Option<PersonLink>,
    pub subsystems: Vec<Hyperlink>,
    /// `8 of 8 patches`; empty for a lone patch.
    pub extent: String,
    pub stat: Option<Stat>,
    /// Cover letter, first patch or lone patch, with their texts.
    pub entries: Vec<MailText>,
    /// The other patches of it that came in this window, the first ones of very many.
    pub others: Vec<PatchLine>,
    pub others_total: usize,
}

/// An older version, or the same mail again.
#[derive(Debug, Serialize)]
pub struct SupersededRow {
    pub subject: String,
    pub by: String,
    pub href: Option<String>,
}

/// A mail that came late.
#[derive(Debug, Serialize)]
pub struct LateRow {
    pub subject: String,
    pub href: Option<String>,
    pub arrived: Time,
}

/// A domain of contributors' addresses.
#[derive(Debug, Serialize)]
pub struct DomainRow {
    pub domain: Hyperlink,
    pub patches: usize,
    /// The same as a part of the most that came from any domain, in percent.
    pub share: usize,
}
