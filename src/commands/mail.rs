//! `lorepress mail`.

use lorepress::error::Result;
use lorepress::{Form, MailRequest, Mailed};

use crate::bar::{Loudness, loudness, say};
use crate::cli::MailArgs;
use crate::{digest_request, print_bytes};

/// Prints the mail. A day without one is no error: a timer comes to it as to any other.
pub fn run(args: MailArgs) -> Result<()> {
    let (archive, window, digest) = digest_request(args.of, Form::Text)?;
    let from = args.from.unwrap_or_else(|| args.to[0].clone());
    match lorepress::digest_mail(&archive, &window, &MailRequest { digest, from, to: args.to })? {
        Mailed::Mail(mail) => print_bytes(&mail),
        Mailed::Nothing(why) => {
            if loudness() != Loudness::Quiet {
                say(&format!("nothing to send: {why}"));
            }
            Ok(())
        }
    }
}
