//! `lorepress mail`.

use lorepress::error::Result;
use lorepress::{Form, MailRequest};

use crate::cli::MailArgs;
use crate::{digest_request, print_bytes};

/// Prints the mail.
pub fn run(args: MailArgs) -> Result<()> {
    let (archive, window, digest) = digest_request(args.of, Form::Text)?;
    let from = args.from.unwrap_or_else(|| args.to[0].clone());
    print_bytes(&lorepress::digest_mail(&archive, &window, &MailRequest { digest, from, to: args.to })?)
}
