//! Whether `git send-email` sent a mail. What it sends with a diff is a patch, whatever its subject.

use mailparse::MailHeader;

use super::header;
use crate::shared::Shared;

/// Whether its header says so or, since servers drop that, a Message-ID of the mail is one that git makes.
pub fn sent(headers: &[MailHeader], ids: &[Shared]) -> bool {
    let is_named =
        || header::value(headers, "X-Mailer").is_some_and(|name| name.starts_with("git-send-email "));
    ids.iter().any(|id| is_gits(id.as_str())) || is_named()
}

/// Whether a Message-ID is `20250304100000.4711-1-ida@quill.example` or, before git 2.11,
/// `1425463200-4711-1-git-send-email-ida@quill.example` (`make_message_id` in `git-send-email.perl`).
fn is_gits(id: &str) -> bool {
    let mut parts = id.splitn(4, '-');
    let (Some(start), Some(second), Some(third)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    match start.split_once('.') {
        Some((time, process)) => time.len() == 14 && [time, process, second].into_iter().all(is_number),
        None => {
            let rest = parts.next().unwrap_or_default();
            [start, second, third].into_iter().all(is_number) && rest.starts_with("git-send-email-")
        }
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_gits;

    #[test]
    fn git_makes_message_ids_of_times_and_numbers() {
        assert!(is_gits("20250304100000.4711-1-ida@quill.example"));
        assert!(is_gits("1425463200-4711-12-git-send-email-ida+x@quill.example"));
        for other in [
            "applied-20250304100000.4711-1-ida@quill.example",
            "20250304100000.GA4711@quill.example",
            "20250304-valve-v1-1-0123456789ab@quill.example",
            "1425463200-4711-12-ida@quill.example",
            "20250304100000.4711-ida@quill.example",
            "",
        ] {
            assert!(!is_gits(other), "{other}");
        }
    }
}
