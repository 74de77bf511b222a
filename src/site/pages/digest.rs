//! A digest's page.

use super::context::Context;
use super::digest_facts;
use super::head::head;
use super::page::{Job, Page};
use super::parts::{ROWS, pager_of};
use super::pieces::revisions::{self, Texts};
use super::shown::{self, Shown};
use super::title::link;
use crate::catalog::{DigestAt, Filed};
use crate::digest;
use crate::error::Result;
use crate::site::route;
use crate::site::view::{self, DigestRevision, Hyperlink};

/// Ranges of commits named at most; the JSON has all.
const WINDOWS: usize = 24;

/// The view of a part of a digest's page.
pub fn view(context: &Context, at: DigestAt, part: usize) -> Result<view::DigestPage> {
    let filed = &context.catalog.digests[at];
    let digest = &filed.digest;
    let href = context.digest_href(at);
    let list = context.list_name(filed.list);
    let revisions = shown::revisions(context.catalog, at);
    let (unlisted, [new, revised]) = listed(context, at, part, &revisions)?;
    let revised_total = revisions.iter().filter(|shown| shown.revised).count();
    let (older, newer) = neighbours(context, at);
    let job = Job { page: Page::Digest(at), part };
    Ok(view::DigestPage {
        page: head(context, job, &format!("{list}: {}", context.digest_title(at)), &summary(context, filed)),
        list: list.to_owned(),
        up: up(context, at),
        since: context.day(filed.since),
        until: context.day(filed.until),
        windows: windows(digest),
        windows_total: digest.commits.len().max(1),
        older,
        newer,
        mails: digest.mails,
        threads: digest.threads,
        patches: digest.patches,
        people: digest.contributors.len(),
        text_href: format!("{href}{}", route::TEXT),
        json_href: format!("{href}{}", route::JSON),
        original_href: (filed.original.is_some() && !filed.only_text)
            .then(|| format!("{href}{}", route::ORIGINAL)),
        only_text: filed.only_text,
        note_html: context.placed.notes.get(&at).filter(|_| part == 1).cloned(),
        new_total: revisions.len() - revised_total,
        revised_total,
        new,
        revised,
        unlisted,
        pager: pager_of(&href, part, context.layouts.digests[at].len(), revisions.len()),
        facts: (part == 1).then(|| digest_facts::view(context, at)).transpose()?,
    })
}

/// The versions that a part lists, new ones and those that go on with an earlier one; the first part lists those of the
/// others too, as far as there is room, and says how many it does not list.
fn listed(
    context: &Context,
    at: DigestAt,
    part: usize,
    revisions: &[Shown],
) -> Result<(usize, [Vec<DigestRevision>; 2])> {
    let parts = &context.layouts.digests[at];
    let listed =
        if part == 1 { 0..revisions.len().min(parts[0].end.max(ROWS)) } else { parts[part - 1].clone() };
    let unlisted = if part == 1 { revisions.len() - listed.end } else { 0 };
    let root = route::root_from(&Job { page: Page::Digest(at), part }.href(context));
    let mut by_kind = [Vec::new(), Vec::new()];
    for number in listed {
        let texts = match parts.iter().position(|range| range.contains(&number)) {
            Some(own) if own + 1 != part => Texts::OnPart(own + 1),
            Some(_) | None => Texts::Here(&root),
        };
        let revision = revisions::view(context, at, number, &revisions[number], texts)?;
        by_kind[usize::from(revisions[number].revised)].push(revision);
    }
    Ok((unlisted, by_kind))
}

/// The digests of the same list before and after one.
fn neighbours(context: &Context, at: DigestAt) -> (Option<Hyperlink>, Option<Hyperlink>) {
    let [before, after] = context.index.neighbours[at].map(|digest| digest.map(|at| context.digest_link(at)));
    (before, after)
}

/// The lists of digests that it is in.
fn up(context: &Context, at: DigestAt) -> Vec<Hyperlink> {
    let list = context.catalog.digests[at].list;
    let (year, number) = context.month_of(at);
    vec![
        link(&context.named("list-digests", context.list_name(list)), context.routes.digests(list)),
        link(&year.to_string(), context.routes.year(list, year)),
        link(&context.month(year, number), context.routes.month(list, year, number)),
    ]
}

/// What a digest is about, in a sentence.
fn summary(context: &Context, filed: &Filed) -> String {
    let digest = &filed.digest;
    if digest.patches == 0 && digest.merged.is_empty() && digest.discussions.is_empty() {
        let mails = context.count("count-mails", digest.mails);
        return context.say("digest-about-none", &[("mails", (&mails).into())]);
    }
    if digest.patches == 0 {
        let mails = context.count("count-mails", digest.mails);
        let merged = context.count("count-merged", digest.merged.len());
        let discussions = context.count("count-discussions", digest.discussions.len());
        let values = [
            ("mails", (&mails).into()),
            ("discussions", (&discussions).into()),
            ("merged", (&merged).into()),
        ];
        return context.say("digest-about-talk", &values);
    }
    let patches = context.count("count-patch-mails", digest.patches);
    let people = context.count("from-people", digest.contributors.len());
    let series = context.count("series-count", digest.series.len());
    let values = [("patches", (&patches).into()), ("people", (&people).into()), ("series", (&series).into())];
    context.say("digest-about", &values)
}

/// The ranges of commits that are named; of a digest that is only text, what the text says.
fn windows(digest: &digest::Digest) -> Vec<String> {
    let short = crate::archive::short_id;
    let range = |from: &str, to: &str| format!("{}..{}", short(from), short(to));
    if digest.commits.is_empty() {
        return vec![range(&digest.from, &digest.to)];
    }
    digest.commits.iter().take(WINDOWS).map(|commits| range(&commits.from, &commits.to)).collect()
}
