//! `lorepress query`.

use lorepress::error::{Error, Result};
use lorepress::options::{Overrides, SiteRules};
use lorepress::{QueryRequest, Searched};

use crate::bar::Bar;
use crate::cli::QueryArgs;
use crate::{form, options, print};

/// Prints the results of a query.
pub fn run(args: &QueryArgs) -> Result<()> {
    if let Some(path) = args.archives.iter().find(|path| !path.exists()) {
        let mend = "name an archive; put a query of several words between quotation marks";
        return Err(Error::new(path.display().to_string(), "there is no such archive", mend));
    }
    let read = || options(&args.config, &Overrides::default());
    let site;
    let searched = if args.archives.is_empty() {
        site = match &args.site {
            Some(folder) => folder.clone(),
            None => read()?.output,
        };
        Searched::Site(&site)
    } else {
        Searched::Archives(&args.archives)
    };
    let request = QueryRequest {
        query: args.query.clone(),
        messages: args.messages,
        limit: args.limit as usize,
        rules: if args.archives.is_empty() { SiteRules::default() } else { read()?.into_rules() },
        form: form(args.format),
    };
    let bar = Bar::new();
    let found = lorepress::query(searched, &request, &bar);
    bar.finish();
    print(&found?)
}
