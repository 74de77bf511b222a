//! What the search index is made of: it knows neither addresses of pages nor where texts are.

use crate::catalog::{Catalog, PatchAt, Series, SeriesAt};
use crate::config::Addresses;
use crate::digest::TextAt;
use crate::error::Result;
use crate::options::Options;
use crate::output::Output;
use crate::position::Table;
use crate::search::document::Target;
use crate::search::{self, Corpus, KeptSearch, Said};
use crate::site::assets::{self, Assets};
use crate::site::route::{self, Routes};
use crate::site::said::Talk;
use crate::{Mails, diff, inputs};

/// All that it is made of.
pub struct Source<'a> {
    pub options: &'a Options,
    pub mails: &'a Mails,
    pub catalog: &'a Catalog<'a>,
    pub talks: &'a Table<Series, Talk>,
}

impl Source<'_> {
    /// Writes the search index, and gives what the next build may keep of it, and its manifest. `last` is what the last
    /// build kept, `static_files` have the script that reads the index.
    pub fn write(
        &self,
        static_files: &Assets,
        last: KeptSearch,
        output: &Output,
    ) -> Result<(KeptSearch, String)> {
        let script = assets::search_script(static_files);
        let stands = |path: &str| output.stands_untouched(path);
        let write = |path: &str, bytes: Vec<u8>| output.write(path, &bytes);
        let index = self.with_corpus(&stands, |corpus| search::build(corpus, &script, last, &write))?;
        index.keep.chunks(1).try_for_each(|path| output.keep(path).map(drop))?;
        Ok((index.kept, index.manifest))
    }

    /// Gives `work` what the index is made of. `stands` says whether the current site has a file as it was written.
    pub fn with_corpus<T>(
        &self,
        stands: &(dyn Fn(&str) -> bool + Sync),
        work: impl FnOnce(&Corpus) -> Result<T>,
    ) -> Result<T> {
        let &Self { options, mails, catalog, .. } = self;
        let lists = mails.lists.map(|_, list| list.own.name.as_str());
        let routes = Routes::new(mails.lists.iter().map(|list| list.own.slug.as_str()));
        let href = |target: Target| match target {
            Target::Series(at) => route::series(&catalog.series[at].key),
            Target::Author(at) => route::author(&catalog.authors[at].key),
            Target::Subsystem(at) => route::subsystem(&catalog.subsystems[at].key),
            Target::Digest(at) => routes.digest(catalog.digests[at].list, &catalog.digests[at].key),
        };
        let shown = |text: &str| options.addresses.scrub(text).into_owned();
        let body = |text: TextAt| Ok(shown(&mails.spool.body(text)?));
        let name = |patch: PatchAt| {
            let entry = catalog.entry(patch);
            entry.text_name().map_or_else(|| mails.spool.body(entry.text), Ok)
        };
        let paths = |patch: PatchAt| {
            let diff = mails.spool.diff(catalog.entry(patch).text)?;
            Ok(diff::paths(&diff).iter().map(|path| shown(path)).collect())
        };
        work(&Corpus {
            catalog,
            lists,
            addresses: options.addresses != Addresses::Hidden,
            href: &href,
            shown: &shown,
            settings: inputs::settings(options, &mails.withheld).unwrap_or_default(),
            name: &name,
            stands,
            body: &|patch| body(catalog.entry(patch).text),
            paths: &paths,
            said: &|series| self.said(series),
            text: &body,
        })
    }

    /// What people said of a series.
    fn said(&self, series: SeriesAt) -> Vec<Said> {
        let comments = self.talks[series].comments.iter();
        let said = comments.filter_map(|comment| {
            let reply = self.catalog.reply(comment.reply);
            reply.is_persons().then_some(Said { time: reply.sent, name: comment.name, text: comment.text })
        });
        said.collect()
    }
}
