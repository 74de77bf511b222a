//! What a site's owner wants of everything that shows mails, be it a site or not.

use super::Options;
use crate::config::Addresses;
use crate::digest::Hide;
use crate::mail::Mailmap;

/// What is kept out of all that is shown of an archive, and under which names people are shown.
#[derive(Debug, Clone, Default)]
pub struct SiteRules {
    pub addresses: Addresses,
    /// What was taken down.
    pub hide: Vec<Hide>,
    pub mailmap: Mailmap,
}

impl Options {
    /// The same settings with these rules.
    pub fn with_rules(self, rules: &SiteRules) -> Self {
        let SiteRules { addresses, hide, mailmap } = rules.clone();
        Self { addresses, hide, mailmap, ..self }
    }

    /// What holds for everything that shows mails of this site.
    pub fn into_rules(self) -> SiteRules {
        let Self { addresses, hide, mailmap, .. } = self;
        SiteRules { addresses, hide, mailmap }
    }
}
