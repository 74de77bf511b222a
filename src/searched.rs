//! What the search index is made of: it knows neither addresses of pages nor where texts are.

use crate::catalog::{Catalog, PatchAt};
use crate::config::Addresses;
use crate::error::Result;
use crate::options::Options;
use crate::output::Output;
use crate::search::document::Target;
use crate::search::{self, Corpus, KeptTexts};
use crate::site::route::{self, Routes};
use crate::{Mails, inputs};

/// Writes the search index, and gives what the next build may keep of it. `last` is what the last one kept.
pub fn write(
    options: &Options,
    mails: &Mails,
    catalog: &Catalog,
    last: KeptTexts,
    output: &Output,
) -> Result<KeptTexts> {
    let stands = |path: &str| output.stands_untouched(path);
    let index = with_corpus(options, mails, catalog, &stands, |corpus| search::build(corpus, last))?;
    index.files.iter().try_for_each(|(path, bytes)| output.write(path, bytes))?;
    index.keep.chunks(1).try_for_each(|path| output.keep(path).map(drop))?;
    Ok(index.kept)
}

/// Gives `work` what the index is made of. `stands` says whether the current site has a file as it was written.
pub fn with_corpus<T>(
    options: &Options,
    mails: &Mails,
    catalog: &Catalog,
    stands: &(dyn Fn(&str) -> bool + Sync),
    work: impl FnOnce(&Corpus) -> Result<T>,
) -> Result<T> {
    let lists = mails.lists.map(|_, list| list.own.name.as_str());
    let routes = Routes::new(mails.lists.iter().map(|list| list.own.slug.as_str()));
    let href = |target: Target| match target {
        Target::Series(at) => route::series(&catalog.series[at].key),
        Target::Author(at) => route::author(&catalog.authors[at].key),
        Target::Subsystem(at) => route::subsystem(&catalog.subsystems[at].key),
        Target::Digest(at) => routes.digest(catalog.digests[at].list, &catalog.digests[at].key),
    };
    let body = |patch: PatchAt| {
        let body = mails.spool.body(catalog.entry(patch).text)?;
        Ok(options.addresses.scrub(&body).into_owned())
    };
    let name = |patch: PatchAt| {
        let entry = catalog.entry(patch);
        entry.text_name().map_or_else(|| mails.spool.body(entry.text), Ok)
    };
    work(&Corpus {
        catalog,
        lists,
        addresses: options.addresses != Addresses::Hidden,
        href: &href,
        shown: &|text: &str| options.addresses.scrub(text).into_owned(),
        settings: inputs::settings(options).unwrap_or_default(),
        name: &name,
        stands,
        body: &body,
    })
}
