//! `lorepress query`.

use lorepress::error::{Error, Result};
use lorepress::{QueryRequest, Searched};

use crate::bar::Bar;
use crate::cli::QueryArgs;
use crate::{form, print};

/// Prints the results of a query.
pub fn run(args: &QueryArgs) -> Result<()> {
    if let Some(path) = args.archives.iter().find(|path| !path.exists()) {
        let mend = "name an archive; put a query of several words between quotation marks";
        return Err(Error::new(path.display().to_string(), "there is no such archive", mend));
    }
    let searched = match &args.archives[..] {
        [] => Searched::Site(&args.site),
        archives => Searched::Archives(archives),
    };
    let request = QueryRequest {
        query: args.query.clone(),
        messages: args.messages,
        limit: args.limit as usize,
        form: form(args.format),
    };
    let bar = Bar::new();
    let found = lorepress::query(searched, &request, &bar);
    bar.finish();
    print(&found?)
}
