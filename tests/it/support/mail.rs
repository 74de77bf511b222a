//! Mails, header by header.

/// What a patch's text ends with.
const DIFF: &str = "---\n kit.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\n\
    diff --git a/kit.c b/kit.c\nindex 1111111..2222222 100644\n--- a/kit.c\n+++ b/kit.c\n\
    @@ -1 +1 @@\n-old\n+new\n-- \n2.51.0\n";
/// What a cover letter's text ends with.
const STAT: &str = "Jane Doe (1):\n  Do it\n\n kit.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\n\
    base-commit: 1234567890123456789012345678901234567890\n-- \n2.51.0\n";

/// A mail that is being written.
#[derive(Clone)]
pub struct Mail {
    headers: Vec<(String, String)>,
    body: String,
}

impl Mail {
    /// A mail without a diff. `id` is the local part of its Message-ID.
    pub fn new(id: &str, subject: &str) -> Self {
        let header = |name: &str, value: String| (name.to_owned(), value);
        let headers = vec![
            header("From", "Jane Doe <jane@example.org>".into()),
            header("To", "toys@lists.example".into()),
            header("Date", "Mon, 02 Feb 2026 10:00:00 +0000".into()),
            header("Message-ID", format!("<{id}@example.org>")),
            header("Subject", subject.into()),
            header("Content-Type", "text/plain; charset=UTF-8".into()),
        ];
        Self { headers, body: "Text.\n".into() }
    }

    /// A mail with a diff.
    pub fn patch(id: &str, subject: &str) -> Self {
        Self::new(id, subject).body(&format!("Do it.\n\nSigned-off-by: Jane Doe <jane@example.org>\n{DIFF}"))
    }

    /// A cover letter with its diffstat.
    pub fn cover(id: &str, subject: &str) -> Self {
        Self::new(id, subject).body(&format!("A series.\n\n{STAT}"))
    }

    /// A mail that answers the one with this id.
    pub fn answers(self, id: &str) -> Self {
        self.header("In-Reply-To", &format!("<{id}@example.org>"))
    }

    pub fn from(self, from: &str) -> Self {
        self.header("From", from)
    }

    pub fn date(self, date: &str) -> Self {
        self.header("Date", date)
    }

    pub fn body(self, body: &str) -> Self {
        Self { body: body.to_owned(), ..self }
    }

    /// A line before everything that the body says.
    pub fn first_line(self, line: &str) -> Self {
        let body = format!("{line}\n\n{}", self.body);
        self.body(&body)
    }

    /// Sets a header, or adds it.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match self.headers.iter_mut().find(|(key, _)| key.eq_ignore_ascii_case(name)) {
            Some((_, old)) => *old = value.to_owned(),
            None => self.headers.push((name.to_owned(), value.to_owned())),
        }
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(key, _)| !key.eq_ignore_ascii_case(name));
        self
    }

    /// The value of Message-ID, without brackets.
    pub fn id(&self) -> Option<&str> {
        let (_, id) = self.headers.iter().find(|(key, _)| key == "Message-ID")?;
        Some(id.trim_matches(['<', '>']))
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut text = String::new();
        for (name, value) in &self.headers {
            text.push_str(&format!("{name}: {value}\n"));
        }
        format!("{text}\n{}", self.body).into_bytes()
    }
}

impl From<Mail> for Vec<u8> {
    fn from(mail: Mail) -> Self {
        mail.bytes()
    }
}

impl From<&Mail> for Vec<u8> {
    fn from(mail: &Mail) -> Self {
        mail.bytes()
    }
}

/// A series as `git send-email` sends it: a cover letter, and patches that answer it. The ids are `ID-0`,
/// `ID-1`, …; `prefix` is what is in the brackets before the counter.
pub fn series(id: &str, prefix: &str, title: &str, patches: &[&str]) -> Vec<Mail> {
    let total = patches.len();
    let cover = Mail::cover(&format!("{id}-0"), &format!("[{prefix} 0/{total}] {title}"));
    let patch = |(at, patch): (usize, &&str)| {
        let number = at + 1;
        Mail::patch(&format!("{id}-{number}"), &format!("[{prefix} {number}/{total}] {patch}"))
            .answers(&format!("{id}-0"))
    };
    std::iter::once(cover).chain(patches.iter().enumerate().map(patch)).collect()
}
