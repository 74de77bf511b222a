//! What all pages share: what the site is made of, what is found out once for all pages, and the few ways to name and to
//! link a thing that every page uses.

use std::borrow::Cow;

use super::index::Index;
use super::layout::Layouts;
use super::placed::PlacedContent;
use super::texts::{Purpose, Sought, Texts};
use super::title::{clip, link};
use crate::archive::date_of;
use crate::catalog::{
    AuthorAt, Catalog, DigestAt, Directory, DirectoryAt, ListAt, PatchAt, Series, SeriesAt, SubsystemAt,
    WatchAt,
};
use crate::conceal::addresses;
use crate::config::Addresses;
use crate::digest::key::Key;
use crate::error::Result;
use crate::language::Value;
use crate::mail::Address;
use crate::position::Table;
use crate::seen::{self, Sight};
use crate::site::Site;
use crate::site::route::{self, Routes};
use crate::site::said::Talk;
use crate::site::view::{Hyperlink, PersonLink};

/// What all pages share.
pub struct Whole<'a> {
    site: &'a Site<'a>,
    routes: Routes,
    index: Index<'a>,
    layouts: Layouts,
    placed: PlacedContent,
    search_index: String,
}

impl<'a> Whole<'a> {
    /// Finds out what there is. Notes that belong to no digest, and pages whose address is taken, are errors.
    pub fn new(site: &'a Site<'a>) -> Result<Self> {
        let routes = Routes::new(site.lists.iter().map(|list| list.slug.as_str()));
        let placed = PlacedContent::new(site, &routes)?;
        let layouts = || Layouts::new(site.catalog, site.talks);
        let (index, layouts) = rayon::join(|| Index::new(site), layouts);
        Ok(Self { site, routes, index, layouts, placed, search_index: String::new() })
    }

    /// The same with the first file of the search, as JSON.
    pub fn with_search(self, search_index: String) -> Self {
        Self { search_index, ..self }
    }

    /// What the site is made of.
    pub fn site(&self) -> &'a Site<'a> {
        self.site
    }

    /// What one page is made from.
    pub fn context(&self, purpose: Purpose) -> Context<'_> {
        let Self { site, routes, index, layouts, placed, search_index } = self;
        let texts = Texts::new(site.spool, purpose);
        let (catalog, talks) = (site.catalog, site.talks);
        Context { site, catalog, routes, index, layouts, placed, search_index, talks, texts }
    }
}

/// What a page is made from.
pub struct Context<'a> {
    pub site: &'a Site<'a>,
    pub catalog: &'a Catalog<'a>,
    pub routes: &'a Routes,
    pub index: &'a Index<'a>,
    pub layouts: &'a Layouts,
    pub placed: &'a PlacedContent,
    /// The first file of the search, as JSON.
    pub search_index: &'a str,
    /// What reviewers said of each series.
    pub talks: &'a Table<Series, Talk>,
    pub texts: Texts<'a>,
}

impl<'a> Context<'a> {
    /// The same for a part of the page, whose texts are noted apart.
    pub fn apart(&self) -> Self {
        Self { texts: self.texts.apart(), ..*self }
    }

    /// Where a link of a text leads to now.
    pub fn found(&self, sought: &Sought) -> Option<String> {
        match sought {
            Sought::Mail(id) => self.index.series_of_mail.get(id.as_str()).map(|&at| self.series_href(at)),
            Sought::Web(url) => self.web_href(url).map(Cow::into_owned),
        }
    }

    /// The name of a list, as readers know it.
    pub fn list_name(&self, at: ListAt) -> &'a str {
        &self.site.lists[at].name
    }

    pub fn digest_href(&self, at: DigestAt) -> String {
        let name = self.catalog.digest_name(at);
        self.routes.digest(name.list, name.key)
    }

    pub fn series_href(&self, at: SeriesAt) -> String {
        route::series(self.catalog.series_key(at))
    }

    pub fn author_href(&self, at: AuthorAt) -> String {
        route::author(self.catalog.author_key(at))
    }

    pub fn subsystem_href(&self, at: SubsystemAt) -> String {
        route::subsystem(self.catalog.subsystem_key(at))
    }

    /// What a directory is called, which does not depend on what is in it.
    fn directory_key(&self, at: DirectoryAt) -> &'a Key<Directory> {
        self.site.directories.all.part(at, Sight::DirectoryName, |directory| &directory.key)
    }

    pub fn directory_path(&self, at: DirectoryAt) -> String {
        self.directory_key(at).as_str().to_owned()
    }

    pub fn directory_href(&self, at: DirectoryAt) -> String {
        route::directory(self.directory_key(at))
    }

    /// The nearest directory above one.
    pub fn directory_above(&self, at: DirectoryAt) -> Option<DirectoryAt> {
        *self.site.directories.all.part(at, Sight::DirectoryName, |directory| &directory.above)
    }

    /// The path of a directory below another that has a page, or the whole.
    pub fn own_path(&self, at: DirectoryAt) -> String {
        let path = self.directory_path(at);
        match self.directory_above(at) {
            Some(above) => path[self.directory_key(above).as_str().len() + 1..].to_owned(),
            None => path,
        }
    }

    /// The page of a domain or of its company, if there is one: text digests may count domains of people they do not name.
    pub fn domain_href(&self, name: &str) -> String {
        let domain = self.catalog.domain_named(name);
        domain.map_or_else(|| route::ALL_DOMAINS.to_owned(), |at| route::domain(self.catalog.domain_key(at)))
    }

    /// The mail in its list's public archive. Where addresses are hidden, only a Message-ID that holds none leads there.
    pub fn mail_href(&self, list: ListAt, message_id: Option<&str>) -> Option<String> {
        let (url, id) = (self.site.lists[list].url.as_deref()?, message_id?);
        match self.site.addresses {
            Addresses::Full | Addresses::Obfuscated => Some(route::mail(url, id)),
            Addresses::Hidden => {
                // Each new person may have the address that it looks like.
                seen::more();
                self.site.people.are_not_in(id).then(|| route::mail_without_at(url, id))
            }
        }
    }

    /// Where a link of a mail leads to, as far as the site may show it.
    pub fn web_href<'b>(&self, url: &'b str) -> Option<Cow<'b, str>> {
        if self.site.addresses != Addresses::Hidden || addresses(url).is_empty() {
            return Some(url.into());
        }
        seen::more();
        let is_one = |part: &str| addresses(part).is_empty() || self.site.people.are_not_in(part);
        let plain = url.replace("%40", "@");
        let has_query = url.contains(['?', '#', '&']);
        (!has_query && plain.split('/').all(is_one)).then(|| plain.replace('@', "%40").into())
    }

    /// What is in the brackets of a subject.
    pub fn tags(&self, tags: &[String]) -> Vec<String> {
        tags.iter().map(|tag| self.site.addresses.scrub(tag).into_owned()).collect()
    }

    /// A commit where the list's project shows it.
    pub fn commit_href(&self, list: ListAt, commit: &str) -> Option<String> {
        self.site.lists[list].commits.as_ref().map(|url| format!("{url}{commit}"))
    }

    pub fn digest_link(&self, at: DigestAt) -> Hyperlink {
        link(&self.digest_title(at), self.digest_href(at))
    }

    pub fn series_link(&self, at: SeriesAt) -> Hyperlink {
        link(&self.shown(self.catalog.series_title(at)), self.series_href(at))
    }

    /// Open series of the site or of a subsystem, the oldest wait first.
    pub fn queue(&self, of: Option<SubsystemAt>) -> Vec<SeriesAt> {
        let Some(at) = of else { return self.index.waiting().to_vec() };
        let mut series = self.catalog.subsystems[at].series.clone();
        series.retain(|&at| self.catalog.lives[at].state.is_open());
        series.sort_by_key(|&at| (self.catalog.moved(at), at));
        series
    }

    pub fn subsystem_links(&self, series: SeriesAt) -> Vec<Hyperlink> {
        let of = |&at: &SubsystemAt| link(&self.subsystem_name(at), self.subsystem_href(at));
        self.catalog.series[series].subsystems.iter().map(of).collect()
    }

    pub fn directory_links(&self, series: SeriesAt) -> Vec<Hyperlink> {
        let of = |&at: &DirectoryAt| link(&self.directory_path(at), self.directory_href(at));
        self.site.directories.of_series[series].iter().map(of).collect()
    }

    /// `KVM › x86 › mmu`
    pub fn subsystem_name(&self, at: SubsystemAt) -> String {
        match self.catalog.subsystem_above(at) {
            Some(parent) => format!("{} › {}", self.subsystem_name(parent), self.own_name(at)),
            None => self.own_name(at),
        }
    }

    /// The name of a subsystem without those above it.
    pub fn own_name(&self, at: SubsystemAt) -> String {
        self.site.addresses.scrub(self.catalog.subsystem_name(at)).into_owned()
    }

    /// The name of a watch.
    pub fn watch_name(&self, at: WatchAt) -> String {
        self.shown(&self.site.watches[at].own.name)
    }

    /// Year and month of a digest's last day.
    pub fn month_of(&self, digest: DigestAt) -> (i16, i8) {
        let date = date_of(self.catalog.digest_name(digest).until);
        (date.year(), date.month())
    }

    /// A message without variables.
    pub fn text(&self, id: &str) -> String {
        self.site.language.text(id)
    }

    /// A message that says how many there are of something.
    pub fn count(&self, id: &str, count: usize) -> String {
        self.say(id, &[("count", count.into())])
    }

    /// A message about something with a name.
    pub fn named(&self, id: &str, name: &str) -> String {
        self.say(id, &[("name", name.into())])
    }

    /// A message with the values of its variables.
    pub fn say(&self, id: &str, values: &[(&str, Value)]) -> String {
        self.site.language.say(id, values)
    }

    /// A text from a mail, on one line of a page: addresses as configured, and not too long.
    pub fn shown(&self, text: &str) -> String {
        match text {
            "" => self.text("no-subject"),
            _ => clip(&self.site.addresses.scrub(text)),
        }
    }

    /// The name of a person as a mail has it, or that they have none.
    pub fn name(&self, address: &Address) -> String {
        if address.name.is_empty() { self.text("unknown-name") } else { self.shown(&address.name) }
    }

    /// The name of an author.
    pub fn author_name(&self, at: AuthorAt) -> String {
        self.name(self.catalog.author_address(at))
    }

    /// A person as a mail names them, with their page if they have one.
    pub fn person(&self, address: &Address) -> PersonLink {
        PersonLink {
            name: self.name(address),
            email: self.site.addresses.show(&address.email),
            href: self.catalog.author(address).map(|at| self.author_href(at)),
        }
    }

    /// An author, under the spelling of their name that is used most.
    pub fn author_person(&self, at: AuthorAt) -> PersonLink {
        self.person(self.catalog.author_address(at))
    }

    /// The text of a patch mail.
    pub fn body(&self, patch: PatchAt) -> Result<String> {
        self.texts.body(self.catalog.entry(patch))
    }
}
