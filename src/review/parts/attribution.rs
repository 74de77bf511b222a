//! Attributions: the lines above a quote that say who wrote it, and when.

use super::header::{FROM, OTHERS, is_header};

/// Most lines that an attribution is broken over.
const MOST_LINES: usize = 4;
/// Most words of an attribution that is a name and a colon.
const NAME_WORDS: usize = 8;
/// Most words of a date alone, and most letters of such a word: `September`.
const DATE_WORDS: usize = 9;
const LONGEST_OF_DATE: usize = 9;
/// The longest attribution, in bytes, and the longest line that one may begin with.
const LONGEST: usize = 500;

/// The names of headers with a date.
const DATES: [&str; 10] =
    ["sent", "date", "gesendet", "datum", "envoyé", "enviado", "inviato", "发送时间", "送信日時", "дата"];
/// Most words of a date in a header.
const SENT_WORDS: usize = 7;

/// Words that end an attribution, with or without a colon.
const VERBS: [&str; 37] = [
    "wrote",
    "writes",
    "said",
    "says",
    "written",
    "replied",
    "schrieb",
    "schrieb am",
    "geschrieben",
    "escribió",
    "escreveu",
    "écrit",
    "ecrit",
    "scritto",
    "scrive",
    "schreef",
    "skrev",
    "napisał",
    "napisał(a)",
    "пишет",
    "писал",
    "написал",
    "写道",
    "寫道",
    "作成",
    "작성",
    "napsal",
    "napsala",
    "napsal(a)",
    "napisal",
    "napisala",
    "kirjoitti",
    "kirjutas",
    "írta",
    "scris",
    "yazdı",
    "пише",
];

/// Words that begin an attribution.
const FIRST: [&str; 23] = [
    "on", "am", "le", "el", "em", "il", "op", "den", "in", "at", "quoting", "mon", "tue", "wed", "thu",
    "fri", "sat", "sun", "w", "dnia", "dne", "from", "citeren",
];

/// How many of the lines that end a paragraph, `lines`, are an attribution. `names` are words of the name of who is
/// answered.
pub(super) fn length(lines: &[&str], names: &[String]) -> usize {
    let Some(last) = lines.last() else { return 0 };
    let headers = (1..=lines.len().min(MOST_LINES)).find(|count| is_headers(&lines[lines.len() - count..]));
    if let Some(count) = headers.or(is_from(last, names, lines.len() == 1).then_some(1)) {
        return count;
    }
    if is_quoting(last) {
        return 1;
    }
    if let Some(slip) = last.trim_end().strip_suffix([';', ',']) {
        return match is_name_and_verb(slip, names) && last.trim_end().ends_with(',') {
            true => 1,
            false => length_of_slip(&lines[..lines.len() - 1], slip, names),
        };
    }
    if !ends(last) || heads_shortlog(last) {
        return 0;
    }
    let most = lines.len().min(MOST_LINES);
    let joined = |count: usize| lines[lines.len() - count..].join(" ");
    let fits = |&count: &usize| {
        let text = joined(count);
        text.len() <= LONGEST && begins(lines[lines.len() - count], names) && says_who(&text, names)
    };
    let is_whole = |count: &usize| !ends_within_address(&joined(*count));
    let found = (1..=most).find(|count| fits(count) && is_whole(count));
    if let Some(count) = found.or_else(|| (1..=most).find(fits)) {
        // `søn. 1. mar. 2026 skrev Jane Doe <`, and below it the address: no word tells where it begins. `On Tue, 3 Mar 2026
        // 09:00:00 +0000`, and below it the name.
        let above =
            lines.len().checked_sub(count + 1).map(|at| lines[at].trim_end()).filter(|_| count < most);
        let is_cut = |above: &str| {
            above.ends_with('<') && !is_whole(&count)
                || begins(above, names) && is_date(above) && !has_date(last)
        };
        return count + usize::from(above.is_some_and(is_cut));
    }
    // `Dne po 2. 3. 2026 9:00 uživatel Jane Doe <jane@doe.example>`, and below it the verb alone.
    if most >= 2 && words(last).count() == 1 && has_verb(last.trim_end_matches([':', ' '])) {
        let above = lines[lines.len() - 2];
        if has_address(above) && has_date(above) && is_label(above) {
            return 2;
        }
    }
    // `Jane Doe via Kit <kit@lists.example>`, and below it the date and a verb.
    if most >= 2
        && has_address(&joined(2))
        && !joined(2).contains(". ")
        && has_date(last)
        && !has_address(last)
    {
        return 2;
    }
    // A sentence may have a date as well.
    let is_named = has_address(last) || words(last).any(|word| names.contains(&word));
    if !is_named || !says_who(last, names) || last.len() > LONGEST {
        return 0;
    }
    // `śr., 4 mar 2026 o 09:00 Jane Doe`, and below it the address.
    let above = lines.len().checked_sub(2).map(|at| lines[at].trim_end());
    let is_name = |above: &str| has_date(above) && is_label(above) && above.ends_with(char::is_alphanumeric);
    1 + usize::from(last.starts_with('<') && !has_date(last) && above.is_some_and(is_name))
}

/// Whether a line is the name of who is answered and a verb, and nothing else: `Jane Doe wrote`.
fn is_name_and_verb(line: &str, names: &[String]) -> bool {
    let mut own = words(line);
    let named = own.by_ref().take_while(|word| names.contains(word)).count();
    named > 0 && own.next().is_none() && has_verb(line) && words(line).count() == named + 1
}

/// The same where people who write it themselves end it, `last` below others, with a semicolon or a comma: a sentence does so as
/// well, but has no date.
fn length_of_slip(above: &[&str], last: &str, names: &[String]) -> usize {
    let from = |count: usize| &above[above.len() + 1 - count..];
    let fits = |&count: &usize| {
        let text = from(count).iter().copied().chain([last]).collect::<Vec<_>>().join(" ");
        text.len() <= LONGEST && begins(&text, names) && has_date(&text)
    };
    if has_verb(last) { (1..=(above.len() + 1).min(2)).find(fits).unwrap_or(0) } else { 0 }
}

/// Whether a line stands above the titles of somebody's commits in a pull request: `Jane Doe (3):`.
fn heads_shortlog(line: &str) -> bool {
    let count = line.trim_end().strip_suffix("):").and_then(|line| line.rsplit_once(" ("));
    count.is_some_and(|(_, count)| !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit()))
}

/// How many of the lines that begin a paragraph are an attribution with a date, whatever is said right below.
pub(super) fn length_at_start(lines: &[&str], names: &[String]) -> usize {
    let is_one = |&count: &usize| {
        let attribution = &lines[..count];
        is_start(attribution[0])
            && attribution[count - 1].trim_end().ends_with(':')
            && length(attribution, names) == count
    };
    (1..=lines.len().min(MOST_LINES)).find(is_one).unwrap_or(0)
}

/// Whether a line says who is quoted, without a verb behind: `Quoting Jane Doe (2026-03-03 09:00:00)`.
fn is_quoting(line: &str) -> bool {
    let Some(who) = line.trim().strip_prefix("Quoting ") else { return false };
    let date = who.trim_end_matches(':').strip_suffix(')').and_then(|who| who.rsplit_once('('));
    who.len() <= LONGEST && date.is_some_and(|(_, date)| has_date(date))
}

/// Whether a line is a name and its address, and nothing else: `Jane Doe <jane@doe.example>`.
pub(super) fn is_name_with_address(line: &str) -> bool {
    let Some((name, address)) = line.trim().split_once('<') else { return false };
    let is_address = address
        .strip_suffix('>')
        .is_some_and(|address| !address.contains(char::is_whitespace) && has_address(address));
    let is_name = |c: char| c.is_alphabetic() || c.is_whitespace() || ".,'\"()-".contains(c);
    is_address && name.split_whitespace().count() <= NAME_WORDS && name.chars().all(is_name)
}

/// Whether a line is the verb that ends an attribution, and nothing else: `wrote:`.
pub(super) fn is_verb(line: &str) -> bool {
    line.trim().strip_suffix(':').is_some_and(|verb| VERBS.contains(&verb.trim().to_lowercase().as_str()))
}

/// Whether a line begins as an attribution does that goes on below, or was cut: `On Tue, 3 Mar 2026 at 9:00, Jane Doe`.
pub(super) fn is_start(line: &str) -> bool {
    begins(line, &[]) && has_date(line)
}

/// Whether a text begins behind the `<` of an address: mail programs break lines there.
fn ends_within_address(text: &str) -> bool {
    text.find('>').is_some_and(|end| !text[..end].contains('<') && text[..end].contains('@'))
}

/// Whether a line is a date and says nothing else: `On Tue, 3 Mar 2026 09:00:00 +0000`.
fn is_date(line: &str) -> bool {
    let is_short = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() <= LONGEST_OF_DATE;
    line.split_whitespace().count() <= DATE_WORDS && line.split_whitespace().all(is_short) && has_date(line)
}

/// Whether lines are an attribution in the words of headers: `From: Jane Doe <jane@doe.example> Sent: Tuesday, March 3, 2026
/// 9:00 AM`, on one line or several, and maybe more headers below.
fn is_headers(lines: &[&str]) -> bool {
    if !is_header(lines[0], &FROM) {
        return false;
    }
    let is_date = |word: &str| is_header(word, &DATES);
    let is_other = |line: &&&str| is_header(line, &OTHERS) && !is_header(line, &DATES);
    let others = lines.iter().rev().take_while(is_other).count();
    let text = lines[..lines.len() - others].join(" ");
    if text.len() > LONGEST {
        return false;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let Some(at) = words.iter().rposition(|word| is_date(word)) else { return false };
    let date = &words[at + 1..];
    // Own words may go on below.
    let ends = date.last().is_some_and(|last| {
        last.contains(|c: char| c.is_ascii_digit())
            || last.starts_with('(')
            || matches!(*last, "AM" | "PM" | "Uhr" | "UTC" | "GMT")
    });
    at > 1 && date.len() <= SENT_WORDS && ends && has_date(&date.join(" "))
}

/// Whether a line is the header of who is answered alone: `From: Jane Doe <jane@doe.example>`. That of somebody else may be
/// what a sentence above asks for.
fn is_from(line: &str, names: &[String], is_alone: bool) -> bool {
    let Some((_, who)) = line.split_once(':').filter(|_| is_header(line, &FROM)) else {
        return false;
    };
    let is_named = words(who).count() > 1 && words(who).all(|word| names.contains(&word));
    // First names are those of many: what else the name says is known as well.
    let name = who.split('<').next().unwrap_or_default();
    let known = words(name).filter(|word| names.contains(word)).count();
    let is_answered = known >= 2 || known > 0 && known == words(name).count();
    let is_addressed = has_address(who) && who.trim_end().ends_with('>') && (is_alone || is_answered);
    who.split_whitespace().count() <= NAME_WORDS && (is_named || is_addressed)
}

/// Whether a line ends as attributions do.
fn ends(line: &str) -> bool {
    let line = line.trim_end();
    let bare = line.trim_end_matches([':', '：', '.', ',', ' ', '\u{a0}', '-', '>', '*']);
    line.ends_with([':', '：']) || has_verb(bare)
}

fn has_verb(bare: &str) -> bool {
    let lower = bare.to_lowercase();
    VERBS.iter().any(|verb| {
        lower
            .strip_suffix(verb)
            .is_some_and(|rest| !verb.is_ascii() || !rest.ends_with(char::is_alphanumeric))
    })
}

/// Whether a line begins as attributions do: with a day, a date or who is answered.
fn begins(line: &str, names: &[String]) -> bool {
    let line = line.trim_start_matches(['*', '-', '=', '#', '[', '"', '\'', ' ', '\u{a0}', '\u{feff}', '/']);
    let first: String = line.chars().take_while(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let is_date = line.chars().next().is_some_and(|c| c.is_ascii_digit()) && has_date(line);
    is_date || FIRST.contains(&first.as_str()) || names.contains(&first)
}

/// Whether a text names somebody by an address or together with a date, or who is answered.
fn says_who(text: &str, names: &[String]) -> bool {
    let bare = text.trim_end_matches([':', '：', '.', ' ', '\u{a0}', '-', '>', '*']);
    let colon = bare.len() < text.trim_end().len();
    let signal = has_address(text) || has_date(text);
    if signal && (colon && is_label(text) || has_verb(bare)) {
        return true;
    }
    let words: Vec<String> = words(text).collect();
    let named = words.iter().filter(|word| names.contains(word)).count();
    named > 0
        && (has_verb(bare)
            || colon && words.len() <= NAME_WORDS && named * 2 >= words.len().saturating_sub(2))
}

/// Whether what names an address or a date is about as long as an attribution, and no sentence.
fn is_label(text: &str) -> bool {
    text.split_whitespace().count() <= 24 && !text.contains("? ") && !text.contains("http")
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1);
    words.map(str::to_lowercase)
}

/// `<jane@doe.example>`, also with the `@` hidden.
fn has_address(text: &str) -> bool {
    let is_address = |word: &str| {
        word.split_once('@').is_some_and(|(local, host)| {
            local.chars().any(char::is_alphanumeric)
                && host.chars().next().is_some_and(|c| c.is_alphanumeric() || c == '.')
        })
    };
    text.split_whitespace().any(is_address) || text.contains(" at ") && text.contains(['<', '('])
}

/// Digits, and what makes a date of them: a colon between two, or a year.
pub(super) fn has_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let time = (1..bytes.len())
        .any(|at| matches!(bytes[at], b':' | b'h' | b'.') && digit(at - 1) && digit(at + 1) && digit(at + 2));
    let years = text.split(|c: char| !c.is_ascii_digit());
    let year =
        years.clone().any(|year| year.len() == 4 && (year.starts_with("20") || year.starts_with("19")));
    let packed = years.filter(|date| date.len() == 6).count() > 0;
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).count();
    (time || packed) && numbers >= 3 || year && numbers >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributions_are_told_from_sentences() {
        let names = ["jane".to_owned(), "doe".to_owned()];
        let check = |text: &str, expected: usize| {
            assert_eq!(length(&text.lines().collect::<Vec<_>>(), &names), expected, "{text}");
        };
        check("On Tue, 3 Mar 2026 09:00:00 +0000, Bo Reed wrote:", 1);
        check("On Tue, Mar 3, 2026 at 9:00 AM Bo Reed\n<bo@reed.example> wrote:", 2);
        check("Hi.\nOn Tue, Mar 3, 2026 at 9:00 AM Bo Reed\n<bo@reed.example> wrote:", 2);
        check("* Bo Reed <bo@reed.example> [260303 09:00]:", 1);
        check("вт, 3 мар. 2026 г. в 09:00, Bo Reed <bo@reed.example>:", 1);
        check("2026년 3월 3일 (화) 오전 9:00, Bo Reed <bo@reed.example>님이 작성:", 1);
        check("Bo Reed via Kit <kit@lists.example>\n于2026年3月3日周二 09:00写道：", 2);
        check("Am 03.03.26 um 09:00 schrieb Bo Reed:", 1);
        check("Quoting Jane Doe (2026-03-03 09:00:00)", 1);
        check("Quoting the manual (see 3.2)", 0);
        check("\u{feff}On 3/3/26, 9:00 AM, \"Bo Reed\" <bo@reed.example> wrote:", 1);
        check("Quoting Jane Doe (2026-03-03 09:00:00):", 1);
        check("Jane Doe <jane@doe.example> writes:", 1);
        check("Jane Doe wrote:", 1);
        check("On Tue 3 Mar 2026 09:00:00, Bo Reed wrote;", 1);
        check("Fine.\n\nOn Tue 3 Mar 2026 09:00:00 AM +0000,\nBo Reed wrote;", 2);
        check("It is as Jane Doe wrote;", 0);
        check("Jane Doe (3):", 0);
        check("Jane Doe wrote;", 0);
        check("Jane Doe wrote,", 1);
        check("H Jane,\nJane Doe wrote,", 1);
        check("On Tue, 3 Mar 2026 09:00:00 +0000, Bo Reed wrote,", 1);
        check("As Jane once wrote,", 0);
        check("Bo Reed wrote,", 0);
        check("On 3 Mar 2026 09:00:00 it was fine;", 0);
        check("Jane:", 1);
        check("Fine.\n\nOn Tue, Mar 3, 2026 at 9:00 AM Jane Doe <\njane@doe.example> wrote:", 2);
        check("On Tue, Mar 3, 2026 at 9:00 AM Bo Reed <\nbo@reed.example> wrote:", 2);
        check("søn. 1. mar. 2026 09.00 skrev Jane Doe <\njane@doe.example>:", 2);
        check("Dne po 2. 3. 2026 9:00 uživatel Bo Reed <bo@reed.example>\nnapsal:", 2);
        check("Fine.\njane@doe.example> wrote:", 1);
        check("On Tue, 3 Mar 2026 09:00:00 +0000\nJane Doe <jane@doe.example> wrote:", 2);
        check("Fine.\n\nOn Tue, 3 Mar 2026 09:00:00 +0000\nJane <jane@doe.example> wrote:", 2);
        check("In 2026, 3 of 10:30 did so.\nJane Doe <jane@doe.example> wrote on 3 Mar 2026 09:00:00:", 1);
        check("śr., 4 mar 2026 o 09:00 Bo Reed\n<bo@reed.example> napisał(a):", 2);
        check("ср, 4 мар. 2026 г. в 10:00, Bo Reed\n<bo@reed.example>:", 2);
        check("It was 4 March 2026 at 09:00.\n<bo@reed.example> wrote:", 1);
        check("Ask Bo <bo@reed.example> before 9:00 on 3 Mar 2026.\nWhy:", 0);
        check("On 3/3/26, 9:00 AM, \"Bo Reed\" <bo@reed.example> wrote:", 1);
        check("From: Bo Reed <bo@reed.example> Sent: Tuesday, March 3, 2026 9:00 AM", 1);
        check("Hi.\nFrom: Bo Reed <bo@reed.example> Sent: Tuesday, March 3,\n2026 9:00 AM", 2);
        check("From: Bo Reed <bo@reed.example>\nDate: Tue, 3 Mar 2026 09:00:00 +0000", 2);
        check("From: Bo Reed\nSent: 3 March 2026 09:00\nTo: Jane Doe\nSubject: kits", 4);
        check("From: Bo Reed <bo@reed.example> Sent: Tuesday, March 3, 2026 9:00 AM\nFine by me", 0);
        check("From: Bo Reed <bo@reed.example>", 1);
        check("Please set the author to\nFrom: Bo Reed <bo@reed.example>", 0);
        check("Please set the author to\nFrom: Jane Lovelace <jane@lovelace.example>", 0);
        check("Fine.\nFrom: Jane Doe <kit@doe.example>", 1);
        check("From: Jane Doe", 1);
        check("From: Bo Reed", 0);
        check("From: 3 to 9", 0);
        check("In the next patch:", 0);
        check("This is what it should be:", 0);
        check("As I wrote", 0);
        check("The file says 10:30 at line 3:", 0);
        check("I tried with 5.10, and it says", 0);
    }
}
