//! What leads to the verb of a sentence that says that patches were taken up.

use super::scope::is_joint;
use super::words::{Word, is_in, is_version, numbers};

/// What may be before the verb.
const BEFORE: &str = "only thanks thank you thx ok okay great good nice perfect awesome cool right yes yep yup alright \
    lgtm and so well sure done fwiw fyi anyway btw fix fixes cleanups backports many a lot again very much all both happily gladly dared went gone ahead previous remaining last \
    two three four five i've i have we've we just now also already finally provisionally rebased squashed were was \
    is are has been this the these they your whole entire series sets $subject patchset patch patches everything of from set \
    it it's they're tentatively i'm am we're hence therefore meanwhile commit commits change changes first second third one rest";
/// Words that make what comes before a comma a condition.
const CONDITION: &str = "when once after before with as while be being been get gets how which who where until can may might must \
     will would could should believe think thought guess assume similar saw maybe perhaps";
/// What a maintainer did to a patch before it was taken: `Typo fixed and pushed.`
const EDITS: &str = "fixed amended edited tweaked reworded rebased adjusted adjustments corrected changed updated \
    modified added tidied cleaned folded squashed dropped reviewed minor modifications changes tweaks fixups edits \
    resolve resolved rebase refine refined reword rework reworked trimmed shortened removed";

/// Words of what others did, or what is only wished.
const OTHERS: &str =
    "any he she they see seems looks got like want wish going to had because than my upstream having";
/// Words of somebody who speaks of themselves, or of a patch.
const OWN: &str = "i i've we we've patch patches patchset series fix fixes change changes rest removal";

/// What leads to the verb.
pub(super) enum Lead {
    /// Words that are known to.
    Known,
    /// Something else, a comma, and such words: `Thanks Jane, applied.`
    Comma,
    /// Something else, a comma, and what the writer did: `It looks good, I have this queued for 5.12.`
    Own,
    /// What was done to the patch, `and`, and such words: `Typo fixed and pushed.`
    Edited,
    /// Something else, `and`, and such words: `It boots here and I applied it to next.`
    And,
    /// Something else.
    Other,
}

impl Lead {
    /// Whether the sentence means that patches were taken, whoever says it. `placed` is whether it says where to or for
    /// what, `named` whether with a name, `ends` whether nothing but thanks follows.
    pub fn is_certain(&self, placed: bool, named: bool, ends: bool) -> bool {
        match self {
            Self::Known => true,
            Self::Edited | Self::Comma => named || ends,
            Self::Own => placed || ends,
            Self::And => named,
            Self::Other => false,
        }
    }
}

/// Whether somebody who takes patches means it: they speak of themselves or of a patch, and of nobody else.
pub(super) fn may_be(before: &[Word], lead: &Lead, named: bool) -> bool {
    let ends = |word: &Word| word.ends || matches!(word.lower.as_str(), "and" | "then" | "so" | "therefore");
    let clause = &before[before.iter().rposition(ends).map_or(0, |at| at + 1)..];
    let speaks = clause.is_empty()
        || named && is_somebody(before)
        || named && clause[0].lower == "with"
        || matches!(lead, Lead::Known)
        || named && matches!(lead, Lead::And | Lead::Comma | Lead::Own)
        || clause.iter().any(|word| is_in(OWN, &word.lower));
    // `things got split up, merged, turned around`
    let is_listed = clause.is_empty() && before.iter().any(|word| is_in("got gets getting", &word.lower));
    // Another commit is spoken of.
    let is_commit = |word: &str| word.len() >= 8 && word.bytes().all(|b| b.is_ascii_hexdigit());
    speaks && !is_listed && !clause.iter().any(|word| is_in(OTHERS, &word.lower) || is_commit(&word.lower))
}

/// `Jane`, `Jane has`: who else took them.
fn is_somebody(before: &[Word]) -> bool {
    let [name, rest @ ..] = before else { return false };
    let capital = name.text.starts_with(char::is_uppercase) && name.text.chars().all(char::is_alphabetic);
    capital && !name.ends && rest.iter().all(|word| is_in("has have already just now also", &word.lower))
}

/// Reads what is before the verb; none if it makes a condition of it.
pub(super) fn lead(words: &[Word]) -> Option<Lead> {
    // `This and the other pending ones are`
    let joined =
        words.windows(2).position(|pair| is_in("this these", &pair[0].lower) && pair[1].lower == "and");
    let is_other = |word: &Word| is_in("other others pending remaining outstanding ones", &word.lower);
    let leads = |word: &Word| {
        is_in(BEFORE, &word.lower)
            || joined.is_some() && is_other(word)
            || !numbers(&word.lower).is_empty()
            || is_joint(&word.lower)
            || is_version(&word.lower)
            // `@Jane merged`
            || word.text.starts_with('@')
    };
    if words.iter().all(leads) {
        return Some(Lead::Known);
    }
    let unknown = words.iter().rposition(|word| !leads(word))?;
    let comma = words[unknown..].iter().any(|word| word.ends);
    let and = words[unknown..].iter().any(|word| matches!(word.lower.as_str(), "and" | "so"));
    // `With minor changes and pushed`: an edit is not a condition.
    let edited = has_edit(words);
    let is_condition = |(at, word): (usize, &Word)| match word.lower.as_str() {
        // `With updated changelog added to next`; but `With this patch applied` comes before what somebody saw.
        "with" => !edited && (at > 0 || words[1..].iter().all(|word| leads(word) && !word.ends)),
        "you" => at == 0 || !matches!(words[at - 1].lower.as_str(), "thank" | "for"),
        "been" => at == 0 || !matches!(words[at - 1].lower.as_str(), "have" | "has"),
        "which" => !is_of_numbers(words, at),
        word => is_in(CONDITION, word),
    };
    if words.iter().enumerate().any(is_condition) {
        return None;
    }
    let is_own = words[unknown + 1..].iter().any(|word| is_in("i i've we we've", &word.lower));
    match (comma, and) {
        (_, true) if edited => Some(Lead::Edited),
        (true, false) if is_own => Some(Lead::Own),
        (true, _) => Some(Lead::Comma),
        (false, true) => Some(Lead::And),
        (false, false) => Some(Lead::Other),
    }
}

/// `Patches 1 and 3 are about clocks, which I have`
fn is_of_numbers(words: &[Word], which: usize) -> bool {
    let first = || is_in("patch patches", &words[0].lower) && !numbers(&words[1].lower).is_empty();
    let own = words.get(which + 1).is_some_and(|word| is_in("i i've we we've", &word.lower));
    which >= 2 && own && words[which - 1].ends && first()
}

/// Whether it tells what somebody did to a patch before they took it.
pub(super) fn has_edit(words: &[Word]) -> bool {
    words.iter().any(|word| is_in(EDITS, &word.lower))
}

/// What a sentence says besides a reason: `Since nobody objected, applied.`, `all but patch 3, where I have questions`; or what it says as one, and that it does:
/// `Please send another patch, as I merged it already.`
pub(super) fn without_reason<'a, 'b>(words: &'a [Word<'b>]) -> (&'a [Word<'b>], bool) {
    if words.first().is_some_and(|word| is_in("since as because", &word.lower))
        && let Some(comma) = words.iter().position(|word| word.ends)
    {
        return (&words[comma + 1..], false);
    }
    let spares =
        |pair: &[Word]| is_in("all everything", &pair[0].lower) && is_in("but except", &pair[1].lower);
    if let Some(but) = words.windows(2).position(spares)
        && let Some(why) =
            words[but..].iter().position(|word| is_in("where which as since because", &word.lower))
    {
        return (&words[..but + why], false);
    }
    let begins = |group: &[Word]| {
        // `It hangs, since I applied this` may tell from when on.
        let told = group[0].ends && is_in("as because", &group[1].lower)
            || is_in("since because", &group[1].lower) && group[3].lower == "already";
        told && is_in("i i've we we've", &group[2].lower)
    };
    match words.windows(4).rposition(begins) {
        Some(at) => (&words[at + 2..], true),
        None => (words, false),
    }
}
