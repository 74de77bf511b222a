//! What the templates of feeds see, and those of the pages about them.

use serde::Serialize;

use super::{
    DigestRevision, DigestRow, DiscussedRow, Hyperlink, MergedRow, PageHead, PatchLine, PersonLink,
    Predecessor, Stat, TakenBy, TakenUpRow, Talk,
};

/// A feed that a page leads to.
#[derive(Debug, Clone, Serialize)]
pub struct FeedLink {
    pub title: String,
    /// `Atom`, `RSS`, `JSON`, and the type for links.
    pub form: &'static str,
    pub mime: &'static str,
    pub href: String,
}

/// `page` in the templates of feeds. Here the root is the site's full address, so that hrefs are whole.
#[derive(Debug, Serialize)]
pub struct FeedRoot {
    pub root: String,
}

/// `feed-digest.html`
#[derive(Debug, Serialize)]
pub struct FeedDigest {
    pub page: FeedRoot,
    pub row: DigestRow,
    /// Without the texts of their mails.
    pub new: Vec<DigestRevision>,
    pub taken_up: Vec<TakenUpRow>,
    pub discussed: Vec<DiscussedRow>,
    pub replies: usize,
    /// Contents besides patches.
    pub talk: Talk,
}

/// `feed-version.html`: a version of a series was posted.
#[derive(Debug, Serialize)]
pub struct FeedRevision {
    pub page: FeedRoot,
    pub title: String,
    pub version: String,
    /// The version that it follows.
    pub change: Option<Predecessor>,
    pub author: PersonLink,
    pub tags: Vec<String>,
    pub subsystems: Vec<Hyperlink>,
    pub stat: Option<Stat>,
    /// `3 patches`
    pub extent: String,
    pub mail_href: Option<String>,
    /// The cover letter, or the message of a lone patch.
    pub text: String,
    /// The patches of a series.
    pub patches: Vec<PatchLine>,
}

/// `feed-ending.html`: a series was taken up, offered for pulling, or merged.
#[derive(Debug, Serialize)]
pub struct FeedEnding {
    pub page: FeedRoot,
    pub series: Hyperlink,
    pub author: PersonLink,
    pub subsystems: Vec<Hyperlink>,
    /// `Applied`, `Offered for pulling`, `Merged`
    pub verb: String,
    /// Not all of its patches.
    pub in_part: bool,
    /// Who said so; `None` where the project's repository shows it.
    pub taken: Option<TakenBy>,
    pub merged: Vec<MergedRow>,
}

/// `feed-said.html`: what somebody said in a mail.
#[derive(Debug, Serialize)]
pub struct FeedSaid {
    pub page: FeedRoot,
    pub author: PersonLink,
    pub mail_href: Option<String>,
    pub comments: Vec<FeedComment>,
}

/// What somebody said in one place.
#[derive(Debug, Serialize)]
pub struct FeedComment {
    /// The subject of the patch.
    pub patch: String,
    /// `kit.c:42`
    pub about: String,
    pub href: String,
    pub body_html: String,
}

/// Something with feeds of its own.
#[derive(Debug, Serialize)]
pub struct FeedRow {
    pub title: String,
    /// Its page.
    pub href: String,
    pub feeds: Vec<FeedLink>,
}

/// Subsystems whose names begin with one letter.
#[derive(Debug, Serialize)]
pub struct FeedGroup {
    /// `#` for what is no letter.
    pub letter: String,
    pub rows: Vec<FeedRow>,
}

/// `subscribe.html`
#[derive(Debug, Serialize)]
pub struct SubscribePage {
    pub page: PageHead,
    /// The whole site.
    pub whole: FeedRow,
    pub lists: Vec<FeedRow>,
    /// News of one kind of each list's series.
    pub series: Vec<FeedRow>,
    /// What the operator looks for.
    pub watches: Vec<FeedRow>,
    /// Those at the top, by name, and how many these are; and how many there are with their parts.
    pub subsystems: Vec<FeedGroup>,
    pub named: usize,
    pub total: usize,
    /// All feeds of subsystems in one file.
    pub opml_href: String,
}

/// `opml.xml`; the first feed of each row is its Atom feed.
#[derive(Debug, Serialize)]
pub struct Opml {
    pub page: FeedRoot,
    pub title: String,
    pub subsystems: Vec<FeedRow>,
}
