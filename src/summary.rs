//! What came of a build.

use serde::{Deserialize, Serialize};

use crate::Mails;
use crate::catalog::Catalog;
use crate::hosts::Size;
use crate::report::Report;

/// What a build made.
#[derive(Debug, Serialize, Deserialize)]
pub struct Summary {
    /// Whether nothing that the build reads has changed since the last one: it then had nothing to do.
    #[serde(skip)]
    pub nothing_new: bool,
    /// Whether no site was there before.
    #[serde(skip)]
    pub is_first: bool,
    pub mails: usize,
    pub patches: usize,
    pub digests: usize,
    pub series: usize,
    pub authors: usize,
    pub pages: usize,
    /// How large the site is.
    pub size: Size,
    pub report: Report,
    /// What is wrong with whole archives.
    pub warnings: Vec<String>,
    /// What was taken over of builds of single lists, where there were any.
    #[serde(skip)]
    pub joined: Option<JoinedLists>,
}

/// What a build of all lists took over of builds of single lists.
#[derive(Debug)]
pub struct JoinedLists {
    /// How many mails it had to read all the same.
    pub read: usize,
    /// How many parts of pages and feeds it had not to make, and how many there are.
    pub jobs: usize,
    pub of: usize,
}

/// That, without what a build has to say of its mails.
pub fn of(mails: &Mails, catalog: &Catalog, pages: usize) -> Summary {
    Summary {
        nothing_new: false,
        is_first: false,
        mails: mails.counted().filter(|filed| !filed.only_text).map(|filed| filed.digest.mails).sum(),
        patches: catalog.patches.len(),
        digests: mails.filed.len(),
        series: catalog.series.len(),
        authors: catalog.authors.len(),
        pages,
        size: Size::default(),
        report: Report::default(),
        warnings: Vec::new(),
        joined: None,
    }
}
