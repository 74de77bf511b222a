//! What companies put around the mails of their people: who they are by law, to whom a mail is secret, which device it is from.

/// Words of who a company is by law. One of them may be said by people; two are not.
const COMPANY: [&str; 42] = [
    " gmbh",
    " s.p.a.",
    " sp. z o.o",
    " s.r.o",
    " aktiebolag",
    " krs ",
    " nip ",
    "kapitał zakładowy",
    "kapital zakladowy",
    "organisationsnummer",
    "bolagsverket",
    "siège social",
    "siret ",
    "capitale sociale",
    "partita iva",
    "partita i.v.a.",
    "registro delle imprese",
    "registered office",
    "registered in england",
    "registration number",
    "company number",
    "company registration",
    "commercial registry",
    "managing director",
    "geschäftsführ",
    "geschaeftsfuehr",
    "amtsgericht",
    "handelsregister",
    "registergericht",
    "sitz der gesellschaft",
    "eingetragen",
    "vorstand",
    "aufsichtsrat",
    "hrb ",
    "ust-id",
    "vat-no",
    "vat number",
    "tax-id",
    "y-tunnus",
    "business id",
    "domicile",
    "(cin:",
];
/// Most lines of an imprint below a row of marks.
const IMPRINT_LINES: usize = 6;
/// How a text speaks of the mail that it is in, to whom it is secret.
const MAIL: [&str; 8] = [
    "this e-mail",
    "this email",
    "this message",
    "this communication",
    "this electronic",
    "contained in this",
    "contents of this",
    "ce message",
];
/// What is said of such a mail.
const SECRET: [&str; 10] = [
    "intended recipient",
    "intended solely",
    "intended for",
    "sole use",
    "privileged",
    "notify the sender",
    "attachment",
    "divulgu",
    "attached hereby",
    "read our disclaimer",
];
/// The line above such a text.
const HEADINGS: [&str; 3] = ["confidentiality note", "confidentiality notice", "confidentiality statement"];
/// How the name of a company ends, and most words of it.
const FORMS: [&str; 11] =
    ["ltd", "limited", "inc", "llc", "corp", "corporation", "gmbh", "ag", "bv", "oy", "ab"];
const COMPANY_WORDS: usize = 6;
/// How a line begins that says which program wrote a mail.
const DEVICES: [&str; 5] =
    ["sent from my ", "sent from outlook", "get outlook for ", "von meinem iphone", "发自我的"];
/// How a warning of a gateway begins, and what it warns of.
const WARNINGS: [&str; 5] = ["caution", "warning", "external", "this message is from", "you don't often"];
const DANGERS: [&str; 4] = ["external", "outside", "untrusted sender", "often get email"];
/// What it says this of.
const WARNED_OF: [&str; 6] = ["mail", "email", "e-mail", "emails", "message", "sender"];
/// Most lines of one.
const WARNING_LINES: usize = 3;
/// What is in a label that says who may read a mail.
const LABELS: [&str; 5] = ["use only", "distribution only", "public use", "internal use", "restricted"];
/// Most words of a label, and of what begins with a device.
const LABEL_WORDS: usize = 9;
/// Most words of a device with a full stop: what is longer is somebody's sentence.
const DEVICE_WORDS: usize = 5;

/// Whether a paragraph says who a company is by law, to whom a mail is secret, from which device it is, or that it is from
/// outside.
pub(super) fn is_legal(paragraph: &[&str]) -> bool {
    let text = paragraph.join(" ").to_lowercase();
    let counts = |words: &[&str]| words.iter().filter(|word| text.contains(**word)).count();
    let is_device = paragraph.len() == 1
        && DEVICES.iter().any(|start| text.trim_start().starts_with(start))
        && text.split_whitespace().count()
            <= if text.trim_end().ends_with(['.', '?', '!']) { DEVICE_WORDS } else { LABEL_WORDS };
    let is_warning = paragraph.len() <= WARNING_LINES
        && WARNINGS.iter().any(|start| text.trim_start_matches([' ', '[']).starts_with(start))
        && text.split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| WARNED_OF.contains(&word))
        && counts(&DANGERS) > 0;
    counts(&COMPANY) >= 2
        || is_warning
        || text.contains("confiden") && counts(&MAIL) > 0 && counts(&SECRET) > 0
        || is_device
}

/// Whether a paragraph tells of a company as the address in an imprint does: the parts of a line behind bars. Who says it
/// is to be known from what is around it.
pub(super) fn is_imprint(paragraph: &[&str]) -> bool {
    let text = paragraph.join(" ").to_lowercase();
    paragraph.len() <= IMPRINT_LINES
        && (paragraph.iter().any(|line| line.matches(" | ").count() >= 2)
            || COMPANY.iter().any(|word| text.contains(word)))
}

/// Whether a line is what stands above a text that says to whom the mail is secret: `CONFIDENTIALITY NOTE:`.
pub(super) fn is_heading(line: &str) -> bool {
    HEADINGS.contains(&line.trim().trim_matches(['*', ':', ' ']).to_lowercase().as_str())
}

/// Whether a line is the name of a company: `Kelp International Co., Ltd.`.
pub(super) fn is_company(line: &str) -> bool {
    let mut words = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.clone().count() <= COMPANY_WORDS
        && words.clone().next().is_some_and(|first| first.starts_with(char::is_uppercase))
        && words.next_back().is_some_and(|last| FORMS.contains(&last.to_lowercase().as_str()))
}

/// Whether a line says who may read the mail that it begins: `[AMD Official Use Only]`, `Confidential - Acme Restricted`.
pub(super) fn is_label(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    let words = lower.split_whitespace().count();
    let is_bracketed = lower.starts_with('[') && lower.ends_with(']');
    words <= LABEL_WORDS
        && is_bracketed
        && !lower.contains('?')
        && LABELS.iter().any(|word| lower.contains(word))
        || lower == "[public]"
        || words <= LABEL_WORDS && lower.starts_with("confidential - ")
        || words == 2 && line.trim().ends_with(" Confidential") && !lower.starts_with("not ")
}

/// Whether a line is a row of marks as it parts what is said from a footer.
pub(super) fn is_row(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 5 && [b'_', b'-', b'=', b'*'].iter().any(|mark| line.bytes().all(|byte| byte == *mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_a_company_is_by_law_is_told_from_what_people_say() {
        let check = |text: &str| is_legal(&text.lines().collect::<Vec<_>>());
        assert!(check("Kelp Works GmbH\nKai 1\nGeschaeftsfuehrung: Bo Reed\nAmtsgericht Kiel, HRB 1"));
        assert!(check("Kelp Finland Oy, Kai 1.\nY-tunnus/Business ID: 1-2. Kotipaikka/Domicile: Turku"));
        assert!(check(
            "IMPORTANT NOTICE: The contents of this email and any attachments are confidential and may\nbe privileged."
        ));
        assert!(check(
            "This e-mail may hold confidential material for the sole use of the intended recipient."
        ));
        assert!(check("Kelp Sweden AB | Storgatan 1\nBolagsverket, Organisationsnummer 1-2"));
        assert!(is_imprint(&["Kelp Oy", "Kai 1 | 20100 Turku | Finland"]) && !is_imprint(&["a | b", "So?"]));
        assert!(check("Sent from my kelp phone"));
        assert!(check("Caution: This is an external email."));
        assert!(!check("Warning: the external module of the kernel fails."));
        assert!(!check("The guest is confidential, so this message never leaves it."));
        assert!(!check("Sent from my side long ago, and nobody said a word about the confidential guest."));
        assert!(check("Sent from my phone."));
        assert!(!check("Sent from my handler it would deadlock."));
        assert!(!check("External mailbox interrupts are edge triggered, so one is lost here."));
        assert!(!check("Warning: the mailbox is used outside this driver as well."));
        assert!(!check("The Kelp GmbH has a board like that."));
    }

    #[test]
    fn headings_and_companies_are_lines_of_their_own() {
        assert!(is_heading("CONFIDENTIALITY NOTE:") && is_heading("*Confidentiality Notice*"));
        assert!(!is_heading("The confidentiality note: see below") && !is_heading("NOTE:"));
        assert!(is_company("Kelp International Co., Ltd.") && is_company("Kelp GmbH"));
        assert!(
            !is_company("kelp ltd")
                && !is_company("Kelp")
                && !is_company("Ask the people of that Kelp Ltd, Inc")
        );
    }

    #[test]
    fn labels_say_who_may_read() {
        assert!(is_label("[Kelp Official Use Only - Internal Distribution Only]"));
        assert!(is_label("Confidential - Kelp Restricted \\Including External Recipients"));
        assert!(is_label("Kelp Confidential") && is_label("[Public]"));
        assert!(!is_label("[This is for internal use, so leave it out of the public header please, Bo]"));
        assert!(!is_label("[Restricted to one board, or internal use?]"));
        assert!(!is_label("Not confidential?"));
        assert!(!is_label("Not confidential"));
        assert!(!is_label("The guest is confidential"));
        assert!(!is_label("Is it confidential?"));
    }
}
