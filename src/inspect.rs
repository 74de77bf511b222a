//! What is inside a site, for the tests and measurements of this project that look at more than its files. It is there
//! only with the feature `inspect`: it is no part of the library.

use crate::catalog::{Filed, Joined, SeriesAt};
use crate::content::Content;
use crate::error::Result;
use crate::options::Options;
use crate::position::Table;
use crate::progress::Silent;
use crate::search::document::Target;
use crate::search::{Corpus, document, token};
use crate::searched::Source;
use crate::site::{self, said, text::Links};
use crate::sum::Sum;

pub use crate::search::document::{Document, FIELDS, SAID, TEXT};

/// The digests of a site's windows, before they are joined and without bodies.
pub fn windows(options: &Options) -> Result<Table<Filed>> {
    Ok(crate::read(options, &mut Content::default(), &Silent)?.filed)
}

/// What can be searched of a series besides its document.
#[derive(Debug, Default)]
pub struct Asked {
    /// The text of its newest version as far as it may be shown.
    pub text: String,
    /// What people said of it.
    pub said: String,
    /// The files that its newest version changes.
    pub files: Vec<String>,
}

/// Hands every document of a site's search index to `sink`.
pub fn search_documents(options: &Options, sink: &mut dyn FnMut(&Document, Asked)) -> Result<()> {
    let mut mails = crate::read(options, &mut Content::read(&options.content)?, &Silent)?;
    let joined = Joined::of(&mails.filed);
    joined.settle(&mut mails.filed);
    let (catalog, _) = mails.catalog(joined, options)?;
    let talks = said::find(&catalog, &mails.spool, &Sum::default(), None)?;
    let searched = Source { options, mails: &mails, catalog: &catalog, talks: &talks };
    searched.with_corpus(&|_| false, |source| {
        for document in document::list(source).0 {
            let asked = match document.target {
                Target::Series(at) => asked(source, at)?,
                Target::Author(_) | Target::Subsystem(_) | Target::Digest(_) => Asked::default(),
            };
            sink(&document, asked);
        }
        Ok(())
    })
}

fn asked(source: &Corpus, at: SeriesAt) -> Result<Asked> {
    let series = &source.catalog.series[at];
    let said = (source.said)(at).into_iter().map(|said| (source.text)(said.text));
    let newest = &series.newest().mails;
    let files = newest.iter().map(|&patch| (source.paths)(patch)).collect::<Result<Vec<_>>>()?;
    Ok(Asked {
        text: document::text_of(source, newest)?,
        said: said.collect::<Result<Vec<_>>>()?.join("\n"),
        files: files.concat(),
    })
}

/// All terms that the search finds in a text, in order and with repetitions.
pub fn search_terms(text: &str) -> Vec<String> {
    token::words(&token::plain(text)).flat_map(token::terms_of).collect()
}

/// The HTML of a mail's text, in which only addresses of pages are linked.
pub fn html_of(text: &str) -> String {
    let links = Links {
        root: "",
        series: &|_| None,
        commits: None,
        href: &|url| Some(url.into()),
        shown: &|text| text.into(),
    };
    site::text::to_html(text, &links)
}

/// The mails of an mbox, as they were sent, in the order of the file.
pub fn mails_of_mbox(bytes: &[u8]) -> Vec<Vec<u8>> {
    crate::import::mails_of_mbox(bytes).expect("bytes in memory can be read")
}
