//! The search page, and the site's description for the browser's own search box.

use super::{Job, Pages};
use crate::config::Addresses;
use crate::site::{route, view};

impl Pages<'_> {
    /// The view of the search page. What is found is put in by its script.
    pub fn search(&self) -> view::Search {
        let description = "Find series, digests, authors and subsystems.";
        view::Search { page: self.page(&Job::Search, "search", "Search", description), totals: self.totals() }
    }

    /// The view of the page for those who write programs.
    pub fn developers(&self) -> view::Developers {
        let description = "The data of this site for programs: JSON, text, feeds.";
        let page = self.page(&Job::Developers, "developers", "For developers", description);
        view::Developers { page, addresses: self.site.addresses != Addresses::Full }
    }

    /// The view of the OpenSearch description.
    pub fn open_search(&self) -> view::OpenSearch {
        view::OpenSearch {
            short_name: name(self.site.title, 16),
            long_name: name(self.site.title, 48),
            base_url: self.site.base_url.to_owned(),
            search: route::SEARCH.to_owned(),
        }
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
