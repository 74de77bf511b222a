//! Pages of directories: which series changed files there, and who.

use std::cmp::Reverse;

use super::context::Context;
use super::head::head;
use super::page::{Job, Page};
use super::parts::{part_of, shelf};
use super::pieces::people::contributors;
use super::pieces::rows;
use super::pieces::sections;
use super::title::{clip, link};
use crate::catalog::directory::TouchedFile;
use crate::catalog::{AuthorAt, DirectoryAt};
use crate::site::route;
use crate::site::view::{self, Hyperlink, IndexRow};

/// Directories named in the list of all of them, and on the page of one above.
const ALL: usize = 3000;
const BELOW: usize = 100;
/// Files that are not folded.
const OPEN: usize = 10;

/// The view of a directory's page.
pub fn view(context: &Context, at: DirectoryAt) -> view::DirectoryPage {
    let directory = &context.site.directories.all[at];
    let name = context.directory_path(at);
    let series = context.count("count-patch-series", directory.series.len());
    let about = [("series", (&series).into()), ("name", (&name).into())];
    let person = |&(author, series): &(AuthorAt, usize)| (context.author_person(author), series);
    let mut files: Vec<view::FileRow> = directory.files.iter().map(|of| file(context, &name, of)).collect();
    let further = files.split_off(files.len().min(OPEN));
    let here = part_of(&directory.series, 1).iter();
    view::DirectoryPage {
        page: head(context, Job::first(Page::Directory(at)), &name, &context.say("directory-about", &about)),
        up: up(context, at),
        below: directory.below.iter().take(BELOW).map(|&at| own_link(context, at)).collect(),
        below_total: directory.below.len(),
        people: contributors(directory.people.iter().map(person).collect()),
        people_total: directory.people_total,
        sections: directory.sections.iter().filter_map(|&at| sections::row(context, at)).collect(),
        files,
        further,
        files_total: directory.files_total,
        series: here.map(|&series| rows::series(context, series)).collect(),
        total: directory.series.len(),
        shelf: shelf(&context.directory_href(at), 0, directory.series.len()),
        name,
    }
}

fn own_link(context: &Context, at: DirectoryAt) -> Hyperlink {
    link(&context.own_path(at), context.directory_href(at))
}

/// The way to it from the list of all directories.
fn up(context: &Context, at: DirectoryAt) -> Vec<Hyperlink> {
    let above = std::iter::successors(context.directory_above(at), |&above| context.directory_above(above));
    let mut up: Vec<Hyperlink> = above.map(|at| own_link(context, at)).collect();
    up.push(link(&context.text("directories"), route::ALL_DIRECTORIES.to_owned()));
    up.reverse();
    up
}

fn file(context: &Context, directory: &str, file: &TouchedFile) -> view::FileRow {
    let TouchedFile { name, series, people, people_total } = file;
    // The search takes other signs for its own.
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    view::FileRow {
        name: context.shown(name),
        href: is_plain.then(|| route::file_search(&format!("{directory}/{name}"))),
        series: *series,
        people: people.iter().map(|&(author, _)| context.author_person(author)).collect(),
        more: people_total - people.len(),
    }
}

/// A link to the list of all directories, if there are any.
pub fn link_to_all(context: &Context) -> Option<Hyperlink> {
    let href = || route::ALL_DIRECTORIES.to_owned();
    (!context.site.directories.all.is_empty()).then(|| link(&context.text("directories"), href()))
}

/// The view of the list of all directories; of very many, those of most series.
pub fn all(context: &Context) -> view::DirectoriesPage {
    let directories = &context.site.directories.all;
    let mut named: Vec<DirectoryAt> = directories.positions().collect();
    named.sort_by_key(|&at| Reverse(directories[at].series.len()));
    named.truncate(ALL);
    named.sort_by(|&a, &b| parts(context, a).cmp(&parts(context, b)));
    let first = |at: DirectoryAt| directories[at].key.as_str().split('/').next().unwrap_or_default();
    let groups = named.chunk_by(|&a, &b| first(a) == first(b)).map(|group| view::DirectoryGroup {
        title: clip(first(group[0])),
        rows: group.iter().map(|&at| row(context, at)).collect(),
    });
    let description = context.count("all-directories-about", directories.len());
    view::DirectoriesPage {
        page: head(context, Job::first(Page::AllDirectories), &context.text("directories"), &description),
        groups: groups.collect(),
        shown: named.len(),
        total: directories.len(),
    }
}

/// The parts of a path, so that what is below a directory follows it.
fn parts<'a>(context: &Context<'a>, at: DirectoryAt) -> Vec<&'a str> {
    context.site.directories.all[at].key.as_str().split('/').collect()
}

fn row(context: &Context, at: DirectoryAt) -> IndexRow {
    let above = std::iter::successors(context.directory_above(at), |&above| context.directory_above(above));
    IndexRow {
        title: clip(&context.own_path(at)),
        href: context.directory_href(at),
        count: context.site.directories.all[at].series.len(),
        depth: above.count(),
    }
}
