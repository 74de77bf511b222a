//! The mails of a site, on their way from archives and texts to the catalog.

use std::collections::BTreeMap;

use crate::catalog::{Catalog, Filed, Joined, Landed, List, ListAt};
use crate::config::Addresses;
use crate::content::Content;
use crate::digest::Withheld;
use crate::error::Result;
use crate::lock::Lock;
use crate::mail::Mailmap;
use crate::options::{self, Options};
use crate::position::Table;
use crate::progress::Progress;
use crate::report::Report;
use crate::shrink::ListNow;
use crate::spool::Spool;
use crate::{projects, sources};

/// The mails of a site, as digests whose bodies are put aside.
pub struct Mails {
    pub lists: Table<List, sources::Closed>,
    pub filed: Table<Filed>,
    pub spool: Spool,
    pub withheld: Withheld,
    pub report: Report,
    /// How many mails were read, and not taken from what earlier builds kept.
    pub read: usize,
    /// Nobody else may change what was imported, as long as its mails are read: until all is written.
    _cache: Option<Lock>,
}

impl Mails {
    /// The mails of archives alone. Nothing is kept for another time, and nothing that was kept is used.
    pub fn unkept(options: &Options, progress: &dyn Progress) -> Result<Self> {
        let (mut withheld, mut report) = (Withheld::new(&options.hide), Report::default());
        let lists = sources::open_unkept(options, &mut withheld, progress, &mut report)?;
        Self::read(lists, withheld, report, options, &mut Content::default(), None, progress)
    }

    pub fn read(
        mut lists: Table<List, sources::List>,
        withheld: Withheld,
        mut report: Report,
        options: &Options,
        content: &mut Content,
        cache: Option<Lock>,
        progress: &dyn Progress,
    ) -> Result<Self> {
        content.change_texts(|text| withheld.shown(text));
        if lists.is_empty() && content.texts.is_empty() {
            return Err(options::no_inboxes());
        }
        let spool = Spool::new()?;
        let mails = sources::read(&mut lists, options, &withheld, &spool, progress)?;
        let read = mails.iter().map(|mails| mails.read).sum();
        let filed = sources::digests(&mut lists, mails, content, options, &spool, &mut report)?;
        let lists = lists.into_iter().map(sources::List::close).collect();
        let mut mails = Self { lists, filed, spool, withheld, report, read, _cache: cache };
        let left_out: Vec<_> =
            mails.counted().flat_map(|filed| filed.digest.left_out.iter().cloned()).collect();
        mails.report.extend(left_out);
        Ok(mails)
    }

    /// Digests whose mails are in no other one.
    pub fn counted(&self) -> impl Iterator<Item = &Filed> {
        self.filed.iter().filter(|filed| !filed.overlaps)
    }

    /// What each list has, and lacks.
    pub fn now<'a>(&'a self) -> Vec<ListNow<'a>> {
        let list = |(at, list): (ListAt, &'a sources::Closed)| {
            let mut now = ListNow {
                name: &list.own.name,
                path: list.path.as_deref(),
                mails: 0,
                troubles: &list.troubles,
                older: list.older,
                left_out: BTreeMap::new(),
            };
            for filed in self.counted().filter(|filed| filed.list == at && !filed.only_text) {
                now.mails += filed.digest.mails;
                for left_out in &filed.digest.left_out {
                    *now.left_out.entry(&*left_out.kind).or_insert(0) += 1;
                }
            }
            now
        };
        self.lists.iter_at().map(list).collect()
    }

    /// Everything that can be found out of them together, once they are joined.
    pub fn catalog(&self, joined: Joined, options: &Options) -> Result<(Catalog<'_>, Landed)> {
        let aliases = self.lists.map(|_, list| list.aliases.clone());
        let mailmap = Self::mailmap(options)?;
        let (merged, landed) = projects::find(self, options, &joined)?;
        let companies = options.companies.clone().hiding_addresses(options.addresses == Addresses::Hidden);
        let catalog =
            Catalog::of(&self.filed, joined, &aliases, &mailmap, &merged, options.quiet_days, companies);
        Ok((catalog, landed))
    }

    /// The site's mailmap, and those of the lists' projects.
    fn mailmap(options: &Options) -> Result<Mailmap> {
        let mut mailmap = options.mailmap.clone();
        for inbox in options.inboxes.iter().filter(|inbox| options.reads(&inbox.name)) {
            let Some(first) = inbox.repositories.first() else { continue };
            let text = inbox.project(first)?.mailmap()?;
            mailmap.extend(Mailmap::read_all(&text.unwrap_or_default()));
        }
        Ok(mailmap)
    }
}
