//! The pages that every site has, and the site's description for the browser's own search box.

use super::context::Context;
use super::head::head;
use super::lists;
use super::page::{Job, Page};
use crate::catalog::State;
use crate::config::Addresses;
use crate::seen;
use crate::site::{route, view};

/// The view of the search page. What is found is put in by its script.
pub fn search(context: &Context) -> view::SearchPage {
    let description = context.text("search-about");
    seen::more();
    view::SearchPage {
        page: head(context, Job::first(Page::Search), &context.text("search-title"), &description),
        totals: lists::totals(context),
        index_json: context.search_index.replace('<', "\\u003c"),
    }
}

/// The view of the page that says what can be typed into the search box. Who searches by an address does not wait for it.
pub fn search_syntax(context: &Context) -> view::SearchSyntaxPage {
    let description = context.text("search-syntax-about");
    view::SearchSyntaxPage {
        page: head(context, Job::first(Page::SearchSyntax), &context.text("search-syntax"), &description),
    }
}

/// The view of the page on which readers pick what they look for. Its script does the rest.
pub fn area(context: &Context) -> view::AreaPage {
    let description = context.text("area-about");
    view::AreaPage {
        page: head(context, Job::first(Page::Area), &context.text("my-area-here"), &description),
    }
}

/// The view of the page for those who write programs.
pub fn developers(context: &Context) -> view::DevelopersPage {
    let description = context.text("developers-about");
    let state = |state: State| {
        let described = state.description();
        view::TermRow { word: described.word.to_owned(), meaning_html: described.meaning.to_owned() }
    };
    view::DevelopersPage {
        page: head(context, Job::first(Page::Developers), &context.text("developers-title"), &description),
        addresses: context.site.addresses != Addresses::Full,
        hidden: context.site.addresses == Addresses::Hidden,
        states: State::ALL.into_iter().map(state).collect(),
    }
}

/// The view of the page for addresses that lead nowhere. It is served under any of them, so its links
/// begin at the host.
pub fn not_found(context: &Context) -> view::NotFoundPage {
    let description = context.text("not-found-about");
    let mut page = head(context, Job::first(Page::NotFound), &context.text("not-found"), &description);
    let base_url = context.site.base_url;
    let host = base_url.find("://").map_or(base_url, |at| &base_url[at + 3..]);
    page.root = host.find('/').map_or("/", |at| &host[at..]).to_owned();
    view::NotFoundPage { page }
}

/// The view of the OpenSearch description.
pub fn open_search(context: &Context) -> view::OpenSearch {
    view::OpenSearch {
        short_name: name(context.site.title, 16),
        long_name: name(context.site.title, 48),
        base_url: context.site.base_url.to_owned(),
        search: route::SEARCH.to_owned(),
    }
}

/// As many whole words of a title as fit, or else a part of the first. XML has no control characters.
fn name(title: &str, most: usize) -> String {
    let title: String = title.chars().filter(|c| !c.is_control()).collect();
    let mut name = String::new();
    for word in title.split_whitespace() {
        let space = usize::from(!name.is_empty());
        if name.chars().count() + space + word.chars().count() > most {
            break;
        }
        name.extend(std::iter::repeat_n(' ', space));
        name.push_str(word);
    }
    if name.is_empty() { title.trim_start().chars().take(most).collect() } else { name }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_name_is_cut_between_words_where_it_can_be() {
        assert_eq!(name("Tidepool patch digests", 16), "Tidepool patch");
        assert_eq!(name("Tidepool patch digests", 48), "Tidepool patch digests");
        assert_eq!(name("Donaudampfschifffahrt digests", 16), "Donaudampfschiff");
        assert_eq!(name("a\u{1}b  c", 16), "ab c");
    }
}
