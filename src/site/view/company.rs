//! Pages of companies and other domains.

use serde::Serialize;

use super::{ContributorRow, Counted, Hyperlink, PageHead, Pager, SeriesGroup};

/// `domain.html`: who sends patches from a domain or a company, and how its series fare.
#[derive(Debug, Serialize)]
pub struct DomainPage {
    pub page: PageHead,
    pub name: String,
    /// The domains that are the company's; empty for a domain by itself.
    pub domains: Vec<String>,
    pub patches: usize,
    /// Its series that wait or are discussed; only on the first part, and where there are quarters.
    pub open: Option<SeriesGroup>,
    /// What happened last.
    pub newest: Option<CompanyQuarter>,
    /// All quarters, the newest first.
    pub quarters: Vec<Hyperlink>,
    pub people: Vec<ContributorRow>,
    pub pager: Pager,
}

/// `quarter.html`: what happened to the series of a company in a quarter.
#[derive(Debug, Serialize)]
pub struct QuarterPage {
    pub page: PageHead,
    pub up: Vec<Hyperlink>,
    pub quarter: CompanyQuarter,
    pub newer: Option<Hyperlink>,
    pub older: Option<Hyperlink>,
}

/// What happened to a company in a quarter.
#[derive(Debug, Serialize)]
pub struct CompanyQuarter {
    /// `2026-Q1`
    pub title: String,
    pub href: String,
    /// New series, those that were taken, and those that got a newer version.
    pub groups: Vec<SeriesGroup>,
    /// Who sent patches from there, with how many.
    pub people: Vec<ContributorRow>,
    /// What its people answered to patches of others, and what others answered to theirs.
    pub given: Reviews,
    pub received: Reviews,
}

/// Answers to patches.
#[derive(Debug, Serialize)]
pub struct Reviews {
    pub mails: usize,
    pub series: usize,
    pub people: usize,
    /// The companies on the other side, most answers first; a few.
    pub companies: Vec<Counted>,
}
