//! What templates see: plain structs, one per template, with every name a template may use.
//!
//! Hrefs are relative to the site's root and are written `{{ root }}{{ x.href }}`; `root` leads there from the
//! page at hand, so that a site works under any path and from any web server. Texts are raw: templates escape
//! them. Fields that end in `_html` are finished HTML, made by us.

mod chart;
mod digest;
mod feed;
mod home;
mod life;
mod lists;
mod steps;
mod threads;

pub use chart::{Bar, Chart, Column, Figure, Tick};
pub use digest::{Digest, DigestRevision, DomainRow, Facts, Late, Superseded};
pub use feed::{
    Developers, FeedDigest, FeedEnding, FeedLink, FeedPage, FeedRevision, FeedRow, Opml, Subscribe,
};
pub use home::{Home, Week};
pub use life::{
    Change, Discussed, Given, Life, Mark, Merged, Reviewed, RevisionRow, Standing, State, Taken, TakenUp,
};
pub use lists::{AuthorList, Domain, Index, IndexRow, SeriesList};

use serde::Serialize;

pub use threads::{Commit, Discussion, Talk, Tree};

pub use steps::{Matrix, MatrixCell, MatrixRow, RangeDiff, RangeHunk, Run, Step, StepRow, Steps};

/// What every page has. Templates see it as `page` next to the fields of their own view.
#[derive(Debug, Serialize)]
pub struct Page {
    /// Leads from this page to the site's root: ``, `../../`; an absolute path on the 404 page.
    pub root: String,
    /// The page's own title, and what it is about in a sentence.
    pub title: String,
    pub description: String,
    /// Which part of a long page it is, from 1.
    pub part: usize,
    /// Its full address.
    pub canonical: String,
    /// What Open Graph calls it: `website`, `article`, `profile`.
    pub kind: &'static str,
    /// Which entry of the navigation it belongs to: `home`, `digests`, `series`, `authors`, `subsystems`,
    /// `domains`, `search`, `feeds`, `developers`, or the href of a Markdown page.
    pub section: String,
    /// Feeds of what the page is about, if there are any, then those of the site.
    pub feeds: Vec<FeedLink>,
}

/// What all pages share; `site` in every template.
#[derive(Debug, Serialize)]
pub struct Site {
    pub title: String,
    pub language: String,
    /// The style sheet, relative to the root.
    pub style: String,
    /// The lists, with their digests.
    pub lists: Vec<Link>,
    /// Markdown pages for the navigation.
    pub pages: Vec<Link>,
}

/// Something to go to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    pub title: String,
    pub href: String,
}

/// Something to go to, with a number to it.
#[derive(Debug, Clone, Serialize)]
pub struct Counted {
    pub title: String,
    pub href: String,
    pub count: usize,
}

/// A moment or a day, for `<time>`.
#[derive(Debug, Clone, Serialize)]
pub struct Time {
    /// For `datetime`.
    pub iso: String,
    /// For people: `19 February 2026`.
    pub text: String,
}

/// A person, linked to their page where they have one.
#[derive(Debug, Clone, Serialize)]
pub struct Person {
    pub name: String,
    /// As the site's configuration says: whole, obfuscated or empty.
    pub email: String,
    pub href: Option<String>,
}

/// Where a page is in a list of several.
#[derive(Debug, Serialize)]
pub struct Pager {
    /// 1 for the first.
    pub number: usize,
    pub pages: usize,
    /// How many things the whole list has.
    pub total: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
}

/// Files, lines added and deleted.
#[derive(Debug, Clone, Serialize)]
pub struct Stat {
    pub files: u64,
    pub insertions: u64,
    pub deletions: u64,
}

/// A digest in a list.
#[derive(Debug, Clone, Serialize)]
pub struct DigestRow {
    pub title: String,
    pub href: String,
    pub list: String,
    pub time: Time,
    pub mails: usize,
    pub patches: usize,
    pub people: usize,
    /// Threads without a patch, and commits that programs announced.
    pub discussions: usize,
    pub merged: usize,
    /// The first few titles that are new in it, or else of what was merged and discussed.
    pub highlights: Vec<String>,
}

/// A series in a list.
#[derive(Debug, Clone, Serialize)]
pub struct SeriesRow {
    pub title: String,
    pub href: String,
    /// The newest version: `v3`.
    pub version: String,
    pub revisions: usize,
    /// Patches in the newest version, without the cover letter.
    pub patches: usize,
    pub author: Person,
    /// Who sent it for them: of backports only.
    pub sender: Option<Person>,
    /// When it last moved, and the digest that tells.
    pub time: Time,
    pub digest: Option<Link>,
    pub tags: Vec<String>,
    pub state: State,
    /// Mails that answered any version, and those of them that answered the newest.
    pub replies: usize,
    pub replies_to_newest: usize,
    /// How long before the archive's newest mail it moved: `5 weeks`.
    pub age: String,
}

/// `digests.html`: all digests of a list, of a year or of a month.
#[derive(Debug, Serialize)]
pub struct Digests {
    pub page: Page,
    pub list: String,
    pub up: Vec<Link>,
    /// Years, or months of a year, newest first; empty for a month.
    pub periods: Vec<Counted>,
    /// Newest first. For the whole list and a year, only the newest.
    pub digests: Vec<DigestRow>,
    pub pager: Pager,
}

/// A mail with its text.
#[derive(Debug, Serialize)]
pub struct MailText {
    /// Unique on the page, for links to it.
    pub anchor: String,
    pub subject: String,
    pub author: Person,
    /// Only where it is not the author.
    pub sender: Option<Person>,
    pub time: Option<Time>,
    pub mail_href: Option<String>,
    pub body_html: String,
    pub stat: Option<Stat>,
}

/// A mail without its text.
#[derive(Debug, Serialize)]
pub struct PatchLine {
    /// `3/9`, or empty.
    pub counter: String,
    pub title: String,
    pub author: Person,
    pub mail_href: Option<String>,
    pub stat: Option<Stat>,
    /// Who reviewed, acknowledged or tested it; only on a series' page.
    pub given: Vec<Given>,
}

/// A person and how many patches they sent.
#[derive(Debug, Serialize)]
pub struct Contributor {
    pub person: Person,
    pub patches: usize,
    /// The same as a part of the most that anybody on the page sent, in percent.
    pub share: usize,
}

/// `series.html`
#[derive(Debug, Serialize)]
pub struct SeriesPage {
    pub page: Page,
    pub title: String,
    pub author: Person,
    /// Who sent it for them, and commits that it copies: of backports only.
    pub sender: Option<Person>,
    pub upstream: Vec<Link>,
    pub people: Vec<Person>,
    pub subsystems: Vec<Link>,
    /// Titles of the sections of the `MAINTAINERS` file that it belongs to.
    pub sections: Vec<String>,
    pub lists: Vec<Link>,
    pub first: Time,
    pub last: Time,
    /// How many versions there are, and the state of the series.
    pub versions: usize,
    pub state: State,
    /// The first part only.
    pub life: Option<Life>,
    /// The first version that is known is not the first there was.
    pub begins_late: bool,
    /// Those of this part, the newest first.
    pub revisions: Vec<SeriesRevision>,
    /// What changed from version to version, the newest step first; the first part only.
    pub steps: Steps,
    pub pager: Pager,
}

/// One revision of a series.
#[derive(Debug, Serialize)]
pub struct SeriesRevision {
    pub version: String,
    /// The anchor of its section.
    pub anchor: String,
    /// It begins on an earlier part of the page.
    pub continued: bool,
    pub state: State,
    pub title: String,
    pub time: Time,
    pub digest: Option<Link>,
    /// In words, what linked it to an earlier version.
    pub linked_by: Option<String>,
    pub tags: Vec<String>,
    /// The numbers of patches that are not in the archive.
    pub missing: Vec<u32>,
    pub stat: Option<Stat>,
    pub cover: Option<MailText>,
    /// Those of this part, and how many the version has.
    pub patches: Vec<PatchText>,
    pub patches_total: usize,
}

/// A patch of a series; its text only in the newest version, or where it stands alone.
#[derive(Debug, Serialize)]
pub struct PatchText {
    pub line: PatchLine,
    pub body_html: Option<String>,
}

/// A further address of a person.
#[derive(Debug, Serialize)]
pub struct OwnAddress {
    /// As the site's configuration says: whole, obfuscated or empty.
    pub email: String,
    pub patches: usize,
    /// What proves it: `a patch is signed off with it`.
    pub proof: &'static str,
}

/// `moved.html`: where the page of a joined address was.
#[derive(Debug, Serialize)]
pub struct Moved {
    pub page: Page,
    /// The page of the person.
    pub to: Link,
}

/// `author.html`
#[derive(Debug, Serialize)]
pub struct Author {
    pub page: Page,
    pub person: Person,
    /// Other addresses that are proved to be theirs; the first page only.
    pub addresses: Vec<OwnAddress>,
    pub domain: Option<Link>,
    pub patches: usize,
    pub first: Option<Time>,
    pub last: Option<Time>,
    /// Patches over the years; the first page only.
    pub activity: Option<Chart>,
    /// Patches per year, oldest first.
    pub years: Vec<Counted>,
    pub subsystems: Vec<Counted>,
    /// Digests they are in, the newest first, with their patches; the first page only.
    pub digests: Vec<Counted>,
    /// Their series that wait or are discussed; the first page only.
    pub open: Standing,
    /// Backports of their patches that others sent, and those that they sent of others'; the first page only.
    pub backported: Standing,
    pub sent: Standing,
    /// Series by others that they reviewed, most recently updated first; the first page only.
    pub reviewed: Vec<Reviewed>,
    /// How many such series there are.
    pub reviews: usize,
    /// For whom, and who did so for them, most series first; the first page only.
    pub reviewed_for: Vec<Counted>,
    pub reviewed_by: Vec<Counted>,
    pub series: Vec<SeriesRow>,
    pub pager: Pager,
}

/// A section of a `MAINTAINERS` file: who looks after the files of a subsystem.
#[derive(Debug, Serialize)]
pub struct Section {
    pub title: String,
    /// Such as `Supported` or `Orphan`.
    pub status: Option<String>,
    pub maintainers: Vec<Person>,
    pub reviewers: Vec<Person>,
    /// The lists' own addresses, whole whatever the configuration says of those of people.
    pub lists: Vec<String>,
    /// `git https://host/tree.git`
    pub trees: Vec<String>,
}

/// `subsystem.html`
#[derive(Debug, Serialize)]
pub struct Subsystem {
    pub page: Page,
    pub name: String,
    /// Sections that most of its patches belong to; the first page only.
    pub sections: Vec<Section>,
    pub up: Vec<Link>,
    /// Its parts by name, those of most series if there are very many.
    pub children: Vec<Counted>,
    /// Those that a single series names, where others are named by several.
    pub single: Vec<Counted>,
    pub children_total: usize,
    /// Patches over the years, and how many of its series have how many versions; the first page only.
    pub activity: Option<Chart>,
    pub versions: Option<Chart>,
    pub people: Vec<Contributor>,
    /// What waits, what was taken up, what is talked about; the first page only.
    pub standing: Vec<Standing>,
    pub series: Vec<SeriesRow>,
    pub pager: Pager,
}

/// `page.html`: a Markdown page.
#[derive(Debug, Serialize)]
pub struct Markdown {
    pub page: Page,
    pub body_html: String,
}

/// `search.html`
#[derive(Debug, Serialize)]
pub struct Search {
    pub page: Page,
    /// The lists of everything, for those who would rather look than search.
    pub totals: Vec<Counted>,
}

/// `opensearch.xml`
#[derive(Debug, Serialize)]
pub struct OpenSearch {
    /// At most 16 and 48 characters, as the format wants.
    pub short_name: String,
    pub long_name: String,
    /// The site's full address; ends in `/`.
    pub base_url: String,
    /// Where the search page is, relative to it.
    pub search: String,
}

/// `404.html`
#[derive(Debug, Serialize)]
pub struct NotFound {
    pub page: Page,
}
