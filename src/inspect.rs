//! What is inside a site, for the tests and measurements of this project that look at more than its files. It is there
//! only with the feature `inspect`: it is no part of the library.

use crate::catalog::{Filed, Joined};
use crate::content::Content;
use crate::error::Result;
use crate::options::Options;
use crate::position::Table;
use crate::progress::Silent;
use crate::search::document::Target;
use crate::search::{document, token};
use crate::site::{self, text::Links};

pub use crate::search::document::{Document, FIELDS, TEXT};

/// The digests of a site's windows, before they are joined and without bodies.
pub fn windows(options: &Options) -> Result<Table<Filed>> {
    Ok(crate::read(options, &mut Content::default(), &Silent)?.filed)
}

/// Hands every document of a site's search index to `sink`, with the text of a series' newest version as far as it may
/// be shown; other documents have none.
pub fn search_documents(options: &Options, sink: &mut dyn FnMut(&Document, String)) -> Result<()> {
    let mut mails = crate::read(options, &mut Content::read(&options.content)?, &Silent)?;
    let joined = Joined::of(&mails.filed);
    joined.settle(&mut mails.filed);
    let catalog = mails.catalog(joined, options)?;
    crate::searched::with_corpus(options, &mails, &catalog, &|_| false, |source| {
        for document in document::list(source) {
            let text = match document.target {
                Target::Series(at) => document::text_of(source, &source.catalog.series[at].newest().mails)?,
                Target::Author(_) | Target::Subsystem(_) | Target::Digest(_) => String::new(),
            };
            sink(&document, text);
        }
        Ok(())
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
