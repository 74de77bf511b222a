//! The JSON next to the pages of series and authors. Its fields are only ever added to, unless `schema` changes.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Job, Pages};
use crate::archive::date_of;
use crate::catalog::json::Row;
use crate::catalog::people::OwnAddress;
use crate::catalog::{AuthorAt, DigestAt, SeriesAt};
use crate::mail::{Address, Proof};

/// The version of these formats.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct SeriesData<'a> {
    schema: u32,
    #[serde(flatten)]
    row: Row<'a>,
    author: PersonData,
    /// Who sent a backport, if that is not its author.
    sender: Option<PersonData>,
    lists: Vec<&'a str>,
    patches: usize,
    taken: usize,
    replies: usize,
    /// The day of the last mail.
    last: String,
}

#[derive(Serialize)]
struct PersonData {
    name: String,
    email: String,
    author: Option<String>,
}

#[derive(Serialize)]
struct AuthorData<'a> {
    schema: u32,
    author: &'a str,
    name: String,
    email: String,
    patches: usize,
    years: BTreeMap<String, usize>,
    first: Option<String>,
    last: Option<String>,
    series: Vec<&'a str>,
    reviews: Vec<ReviewData<'a>>,
    /// All addresses that are known to be theirs.
    addresses: Vec<AddressData<'a>>,
    /// Backports that they sent of what others wrote.
    sent: Vec<&'a str>,
}

#[derive(Serialize)]
struct AddressData<'a> {
    email: String,
    patches: usize,
    /// The last part of the address that its page had by itself; null if no patch came from it.
    author: Option<&'a str>,
    /// What joined it to the others.
    proof: Option<Proof>,
}

#[derive(Serialize)]
struct ReviewData<'a> {
    series: &'a str,
    patches: usize,
}

impl Pages<'_> {
    /// A series, for programs.
    pub fn series_json(&self, at: SeriesAt) -> String {
        let catalog = self.site.catalog;
        let series = &catalog.series[at];
        let life = &catalog.lives[at];
        let author = &catalog.entry(series.newest().mails[0]).author;
        let sender = catalog.backport(at).and_then(|backport| backport.sender);
        let mut row = crate::catalog::json::row(catalog, at);
        row.title = self.site.addresses.scrub(&series.title);
        text(&SeriesData {
            schema: SCHEMA,
            row,
            author: self.person_data(author),
            sender: sender.map(|sender| self.person_data(sender)),
            lists: self.series_lists[at].iter().map(|&list| self.site.lists[list].name.as_str()).collect(),
            patches: life.patches,
            taken: life.taken,
            replies: life.replies.len(),
            last: date_of(life.last).to_string(),
        })
    }

    fn person_data(&self, person: &Address) -> PersonData {
        let catalog = self.site.catalog;
        PersonData {
            name: self.site.addresses.scrub(&person.name).into_owned(),
            email: self.site.addresses.show(&person.email),
            author: catalog.author(person).map(|at| catalog.authors[at].key.clone()),
        }
    }

    /// An author, for programs.
    pub fn author_json(&self, at: AuthorAt) -> String {
        let catalog = self.site.catalog;
        let author = &catalog.authors[at];
        let key = |series: SeriesAt| catalog.series[series].key.as_str();
        let reviews = catalog.reviews[at].iter();
        text(&AuthorData {
            schema: SCHEMA,
            author: &author.key,
            name: self.site.addresses.scrub(&author.address.name).into_owned(),
            email: self.site.addresses.show(&author.address.email),
            patches: author.patches,
            years: author.years.iter().map(|(year, &patches)| (year.to_string(), patches)).collect(),
            first: author.first.map(|time| date_of(time).to_string()),
            last: author.last.map(|time| date_of(time).to_string()),
            series: author.series.iter().map(|&series| key(series)).collect(),
            reviews: reviews
                .map(|review| ReviewData { series: key(review.series), patches: review.patches })
                .collect(),
            addresses: author.addresses.iter().map(|own| self.address_data(own)).collect(),
            sent: catalog.sent_for_others[at].iter().map(|&series| key(series)).collect(),
        })
    }

    fn address_data<'a>(&self, own: &'a OwnAddress) -> AddressData<'a> {
        AddressData {
            email: self.site.addresses.show(&own.email),
            patches: own.patches,
            author: own.key.as_deref(),
            proof: own.proof,
        }
    }

    /// When a page was last changed by a mail, seconds since 1970; none where no mail tells.
    pub fn changed(&self, job: &Job) -> Option<i64> {
        let catalog = self.site.catalog;
        let moved = |series: &[SeriesAt]| series.iter().map(|&at| catalog.lives[at].last).max();
        let until =
            |digests: &mut dyn Iterator<Item = DigestAt>| digests.map(|at| catalog.digests[at].until).max();
        match *job {
            Job::Digest(at, _) => Some(catalog.digests[at].until),
            Job::Digests { list, year, month, .. } => {
                until(&mut self.timeline[list].iter().copied().filter(|&at| {
                    let (of_year, of_month) = self.month_of(at);
                    year.is_none_or(|year| year == of_year) && month.is_none_or(|month| month == of_month)
                }))
            }
            Job::Series(at, _) => moved(&[at]),
            Job::Author(at, _) => moved(&catalog.authors[at].series).max(catalog.authors[at].last),
            Job::Subsystem(at, _) => moved(&catalog.subsystems[at].series),
            Job::Domain(at, _) => catalog.domains[at]
                .authors
                .iter()
                .filter_map(|&(author, _)| catalog.authors[author].last)
                .max(),
            Job::Markdown(_) | Job::Search | Job::Subscribe | Job::Developers | Job::NotFound => None,
            _ => (!catalog.digests.is_empty()).then_some(catalog.now),
        }
    }
}

fn text(data: &impl Serialize) -> String {
    let mut text = serde_json::to_string(data).expect("strings and numbers always serialise");
    text.push('\n');
    text
}
