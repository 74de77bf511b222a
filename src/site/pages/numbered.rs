//! The numbered parts of lists that grow. Nothing on them counts the whole list, so that those which are full stay as they
//! are.

use super::context::Context;
use super::head::head;
use super::page::{Job, Page};
use super::parts::{on_shelf, shelf};
use super::pieces::people;
use super::pieces::rows;
use super::title::link;
use crate::catalog::{AuthorAt, SeriesAt};
use crate::site::view;

/// What a list has rows of, oldest first.
enum Rows {
    Series(Vec<SeriesAt>),
    Authors(Vec<AuthorAt>),
}

/// The view of a numbered part.
pub fn view(context: &Context, job: Job) -> view::NumberedPage {
    let number = job.number();
    let (title, rows) = list(context, job.page);
    let href = job.page.href(context);
    let (total, about) = match &rows {
        Rows::Series(all) => (all.len(), "series-numbered-about"),
        Rows::Authors(all) => (all.len(), "authors-numbered-about"),
    };
    let shelf = shelf(&href, number, total);
    let values = [("first", shelf.first.into()), ("last", shelf.last.into())];
    let description = context.say(about, &values);
    let (series, people) = match rows {
        Rows::Series(all) => {
            let rows = on_shelf(&all, number).into_iter().map(|at| rows::series(context, at));
            (rows.collect(), Vec::new())
        }
        Rows::Authors(all) => (Vec::new(), people::authors(context, &on_shelf(&all, number))),
    };
    view::NumberedPage {
        page: head(context, job, &title, &description),
        whole: link(&context.shown(&title), href),
        series,
        people,
        shelf,
    }
}

/// The title of a list that grows, and its rows.
fn list(context: &Context, page: Page) -> (String, Rows) {
    let catalog = context.catalog;
    let by_first_mail = |series: &[SeriesAt]| {
        let mut series = series.to_vec();
        series.sort_unstable();
        Rows::Series(series)
    };
    match page {
        Page::AllAuthors => {
            (context.text("nav-authors"), Rows::Authors(catalog.authors.positions().collect()))
        }
        Page::Author(at) => (context.author_name(at), by_first_mail(&catalog.authors[at].series)),
        Page::Subsystem(at) => (context.subsystem_name(at), by_first_mail(&catalog.subsystems[at].series)),
        Page::Directory(at) => {
            (context.directory_path(at), by_first_mail(&context.site.directories.all[at].series))
        }
        Page::Watch(at) => (context.watch_name(at), by_first_mail(&context.site.watches[at].series)),
        _ => (context.text("nav-series"), Rows::Series(catalog.series.positions().collect())),
    }
}
