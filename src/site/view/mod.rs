//! What templates see: plain structs, one per template, with every name a template may use.
//!
//! Hrefs are relative to the site's root and are written `{{ root }}{{ x.href }}`; `root` leads there from the
//! page at hand, so that a site works under any path and from any web server. Texts are raw: templates escape
//! them. Fields that end in `_html` are finished HTML, made by us.

mod author;
mod chart;
mod comments;
mod company;
mod digest;
mod directory;
mod feed;
mod fixed;
mod home;
mod life;
mod lists;
mod queue;
mod series;
mod statistics;
mod steps;
mod subsystem;
mod threads;
mod watch;

use serde::Serialize;

pub use author::{AddressRow, AuthorFacts, AuthorPage, MovedPage};
pub use chart::{Bar, Chart, Column, Figure, Tick};
pub use comments::{
    Answer, CommentRow, CommentThread, CommentsLeftOut, DiffFile, DiffPiece, OpenRow, PatchDiff, RobotRow,
};
pub use company::{CompanyQuarter, DomainPage, QuarterPage, Reviews};
pub use digest::{DigestPage, DigestRevision, DomainRow, Facts, LateRow, SupersededRow};
pub use directory::{DirectoriesPage, DirectoryGroup, DirectoryPage, FileRow};
pub use feed::{
    FeedComment, FeedDigest, FeedEnding, FeedGroup, FeedLink, FeedRevision, FeedRoot, FeedRow, FeedSaid,
    Opml, SubscribePage,
};
pub use fixed::{
    AreaPage, DevelopersPage, MarkdownPage, NotFoundPage, OpenSearch, SearchPage, SearchSyntaxPage, TermRow,
};
pub use home::{HomePage, Week};
pub use life::{
    DiscussedRow, Fold, GivenTags, LandedCommit, LandedPatch, LandedRow, MergedRow, Predecessor, ReviewedRow,
    RevisionRow, SaidLine, SeriesGroup, SeriesLife, StateLabel, TakenBy, TakenUpRow, TimelineMark,
};
pub use lists::{AllAuthorsPage, AllSeriesPage, IndexPage, IndexRow, NumberedPage, Shelf};
pub use queue::{QueuePage, QueueRow, Spoke};
pub use series::{PatchText, SeriesPage, SeriesRevision};
pub use statistics::{DrawnChart, FactCell, FactRow, ReviewerRow, StatisticsPage, YearTable};
pub use steps::{Matrix, MatrixCell, MatrixRow, RangeDiff, RangeHunk, Run, Step, StepRow, Steps};
pub use subsystem::{MaintainersRow, SubsystemFacts, SubsystemPage};
pub use threads::{CommitRow, DiscussionRow, Talk, TreeRow};
pub use watch::{Sought, SoughtText, WatchPage};

/// What every page has. Templates see it as `page` next to the fields of their own view.
#[derive(Debug, Serialize)]
pub struct PageHead {
    /// Leads from this page to the site's root: ``, `../../`; an absolute path on the 404 page.
    pub root: String,
    /// The page's own title, and what it is about in a sentence.
    pub title: String,
    pub description: String,
    /// The number of a part of a long page; 0 for the page itself.
    pub part: usize,
    /// Its full address.
    pub canonical: String,
    /// What Open Graph calls it: `website`, `article`, `profile`.
    pub kind: &'static str,
    /// Which entry of the navigation it belongs to: `home`, `digests`, `queue`, `series`, `authors`,
    /// `subsystems`, `domains`, `watches`, `search`, `feeds`, `area`, `developers`, or the href of a Markdown page.
    pub section: String,
    /// Feeds of what the page is about, if there are any, then those of the site.
    pub feeds: Vec<FeedLink>,
}

/// What all pages share; `site` in every template.
#[derive(Debug, Serialize)]
pub struct Frame {
    pub title: String,
    pub language: String,
    /// Whether the language is written from right to left.
    pub from_right: bool,
    /// The style sheet, relative to the root.
    pub style: String,
    /// The style sheet of the search page, and its script.
    pub search_style: String,
    pub search_script: String,
    /// The lists, with their digests.
    pub lists: Vec<Hyperlink>,
    /// Where the digests of the first list are, relative to the root.
    pub digests: String,
    /// The lists, with their figures.
    pub statistics: Vec<Hyperlink>,
    pub has: Extras,
    /// Whether the operator watches something.
    pub watches: bool,
    /// Markdown pages for the navigation.
    pub pages: Vec<Hyperlink>,
}

/// Which files the site has that can be left out.
#[derive(Debug, Serialize)]
pub struct Extras {
    pub series_json: bool,
    pub author_json: bool,
    pub series_feeds: bool,
    pub author_feeds: bool,
    pub subsystem_rss: bool,
}

/// Something to go to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hyperlink {
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
pub struct PersonLink {
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
    /// The largest of what is new in it, or else titles of what was merged and discussed.
    pub highlights: Vec<Highlight>,
    /// How many more are new in it.
    pub more: usize,
}

/// What a digest is about.
#[derive(Debug, Clone, Serialize)]
pub struct Highlight {
    pub title: String,
    /// The page of the series, or the place of the digest's page that names it.
    pub href: String,
    /// Where the series stands now.
    pub state: Option<StateLabel>,
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
    pub author: PersonLink,
    /// Who sent it for them: of backports only.
    pub sender: Option<PersonLink>,
    /// When a version or a reply last came, and the digest of the newest version.
    pub time: Time,
    pub digest: Option<Hyperlink>,
    pub tags: Vec<String>,
    pub state: StateLabel,
    /// Mails that answered any version, and those of them that answered the newest.
    pub replies: usize,
    pub replies_to_newest: usize,
}

/// `digests.html`: all digests of a list, of a year or of a month.
#[derive(Debug, Serialize)]
pub struct DigestsPage {
    pub page: PageHead,
    pub list: String,
    pub up: Vec<Hyperlink>,
    /// The figures of the list, or of the year.
    pub statistics: Hyperlink,
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
    pub author: PersonLink,
    /// Only where it is not the author.
    pub sender: Option<PersonLink>,
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
    pub author: PersonLink,
    pub mail_href: Option<String>,
    pub stat: Option<Stat>,
    /// Who reviewed, acknowledged or tested it; only on a series' page.
    pub given: Vec<GivenTags>,
}

/// A person and how many patches they sent.
#[derive(Debug, Serialize)]
pub struct ContributorRow {
    pub person: PersonLink,
    pub patches: usize,
    /// The same as a part of the most that anybody on the page sent, in percent.
    pub share: usize,
}
