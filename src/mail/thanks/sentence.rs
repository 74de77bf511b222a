//! Sentences that say that patches were taken up, as people type them.

use super::Scope;
use super::extent::{AFTER, end_of_noun, end_of_scope, end_of_spared};
use super::lead::{self, Lead, lead, without_reason};
use super::listing;
use super::named::goes_on_with_numbers;
use super::rest::{
    end_of_clause, has_others, is_another, is_doubted, is_finished, is_folded, is_from_branch, is_not_taken,
    may_be_testers, place,
};
use super::scope::scope_of;
use super::split::{SENTENCE_END, sentences};
use super::tree::Place;
use super::trial;
use super::verb::{CLEAR, VERB, Verb, is_about_patches, is_told_of, verb};
use super::words::{NOT_DONE, Word, is_in, is_note, numbers, words};

/// The longest line that is looked at: what people type is short.
pub(super) const LONGEST_LINE: usize = 200;
/// A line of so many bytes may be one that a program wrapped.
pub(super) const WRAPPED_LINE: usize = 50;
/// A sentence that is wrapped is followed this many lines up and down.
const SENTENCE_LINES: usize = 3;

/// What a sentence says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub tree: Option<String>,
    pub scope: Scope,
    /// It cannot mean anything else; if it can, only those who take patches are believed.
    pub certain: bool,
}

impl Default for Said {
    fn default() -> Self {
        Self { tree: None, scope: Scope::Answered, certain: true }
    }
}

/// What the line at `at` says. Where it breaks off before the sentence can end, the next line that is not empty is
/// read as well; where the sentence begins further up, it is read from there.
pub(super) fn at(lines: &[&str], at: usize) -> Option<Said> {
    let line = lines[at];
    if line.len() > LONGEST_LINE || !VERB.is_match(line) {
        return None;
    }
    // What begins in the middle of a sentence says something else.
    let above = at.checked_sub(1).map_or("", |above| lines[above].trim());
    let first = line.split_whitespace().next().unwrap_or_default().to_lowercase();
    let goes_on = first.starts_with("...") || first.starts_with('…');
    let line = if goes_on { line.trim_start().trim_start_matches(['.', '…']) } else { line };
    // `... and applied`
    let resumes = ["and ", "also "].iter().any(|word| line.trim_start().starts_with(word));
    let is_full = above.is_empty()
        || above.ends_with(['.', '!', ':', ',', ';', '?', '>'])
            && !(above.ends_with(',') && is_in("has have had was were is are been", &first));
    // `For the series` without a full stop, and below it a new line
    let is_new = above.len() < WRAPPED_LINE && line.trim_start().starts_with(char::is_uppercase);
    let begins = if goes_on { resumes && is_full } else { is_full || is_new };
    let breaks_off = line.split_whitespace().next_back().is_some_and(|last| {
        is_in("to into in the my and", last)
            || !numbers(last).is_empty() && lines.get(at + 1).is_some_and(|below| goes_on_with_numbers(below))
            || line.len() >= WRAPPED_LINE && (is_in(AFTER, last) || VERB.is_match(last))
    });
    let below = lines[at + 1..].iter().take(2).find(|line| !line.trim().is_empty());
    // `Applied:` and a link to the commit, `Merged:` and one to a request. What is staged in a request is not taken.
    let is_merged =
        |below: &str| listing::is_request(below.trim()) && !line.to_lowercase().contains("staged");
    let is_commit = |below: &str| listing::commit(below.trim_start().trim_start_matches('<')).is_some();
    let shows = below.is_some_and(|below| is_commit(below) || is_merged(below));
    let line = if shows { line.trim_end().trim_end_matches(':') } else { line };
    let said = match below.filter(|below| breaks_off && below.len() <= LONGEST_LINE) {
        Some(below) => in_line(&format!("{} {}", line.trim_end(), below.trim()), begins),
        None => in_line(line, begins),
    };
    match said.filter(|_| !is_continued(lines, at)) {
        Some(said) if said.certain => Some(said),
        said => wrapped(lines, at, begins).or(said).filter(|_| !is_continued(lines, at)),
    }
}

/// Whether the line below goes on with what else was done, as testers do: `and booted it`.
fn is_continued(lines: &[&str], at: usize) -> bool {
    let last = SENTENCE_END.split(lines[at]).last().unwrap_or_default();
    let breaks_off = VERB.is_match(last) && !last.trim_end().ends_with(['.', '!', ',', ':', ';']);
    let below = lines.get(at + 1).map_or("", |below| below);
    let mut words = below.split_whitespace();
    let mut next = || words.next();
    breaks_off
        && !goes_on_with_numbers(below)
        && next() == Some("and")
        && next().is_some_and(|next| !is_finished(next))
}

/// What the sentence says that is wrapped around a line, where it `begins` if nothing of it is above.
fn wrapped(lines: &[&str], at: usize, begins: bool) -> Option<Said> {
    let is_full = |line: &&&str| (WRAPPED_LINE..=LONGEST_LINE).contains(&line.len());
    let above = lines[..at].iter().rev().take(SENTENCE_LINES).take_while(is_full).count();
    let from = at - above;
    if above == 0 && (!begins || !is_full(&&lines[at])) {
        return None;
    }
    let begins = above == 0 || from.checked_sub(1).is_none_or(|before| !is_full(&&lines[before]));
    let mut sentence = lines[from..=at].iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
    if is_full(&&lines[at]) {
        let below = lines.get(at + 1).filter(|line| line.len() <= LONGEST_LINE);
        below.into_iter().for_each(|line| sentence.extend([" ", line.trim()]));
    }
    in_line(&sentence, begins)
}

/// What some sentence of a line says; the first may begin on the line above.
fn in_line(line: &str, begins: bool) -> Option<Said> {
    sentences(line).into_iter().skip(usize::from(!begins)).find_map(said)
}

/// What one sentence says: words that are known to lead there, the verb, which patches, where to.
fn said(sentence: &str) -> Option<Said> {
    let words = words(sentence);
    if sentence.trim_end().ends_with('?') || is_doubted(&words) {
        return None;
    }
    let (words, is_reason) = without_reason(&words);
    let (verb, kind) = verb(words)?;
    if is_not_taken(words, verb) || trial::is_narrated(&words[..verb]) {
        return None;
    }
    let lead = match lead(&words[..verb])? {
        Lead::Known if is_reason => Lead::Own,
        lead => lead,
    };
    let (at, spared) = end_of_spared(words, end_of_scope(words, verb))?;
    let named_at = end_of_noun(words, at);
    let (skipped, at) = (named_at > at, named_at);
    let at = at
        + words[at..]
            .iter()
            .take_while(|word| is_note(word) || skipped && is_in("now already", &word.lower))
            .count();
    let (ends, rest) = (words[at - 1].ends || at == words.len(), &words[at..]);
    let until = if ends { at } else { at + end_of_clause(rest) };
    let is_undone = words[..until].iter().any(|word| is_in(NOT_DONE, &word.lower));
    if is_undone || is_another(&words[verb + 1..at]) {
        return None;
    }
    let place = place(&words[at - 1], rest, ends, sentence)?;
    let thanks = rest.first().is_some_and(|word| word.lower.starts_with("thank"));
    let fits = match kind {
        Verb::Taken => is_about_patches(&words[..verb], &words[verb], rest),
        Verb::Put => true,
        // `git am` prints `Applying: title`.
        Verb::Taking if sentence.contains("ing:") || is_told_of(words, verb, rest) => false,
        Verb::Taking => ends || thanks || place.is_some(),
    };
    let tree = match &place {
        Some(Place::Tree(name)) => Some(name.clone()),
        Some(Place::Unnamed | Place::Series) | None => None,
    };
    // Who sends patches adds those of others to them.
    let gathered = place == Some(Place::Series) && words[verb].lower != "applied";
    let named = tree.is_some();
    // `I applied it and it works`, `I pulled it from your tree` is what testers say.
    // `as it did not apply to 6.12, it still hangs`
    let is_not = |word: &Word| is_in(NOT_DONE, &word.lower);
    let excused = words.get(until).is_some_and(|word| is_in("as since because", &word.lower))
        && words[until..].iter().any(is_not);
    // So do those who name what they tried it on.
    let tried = words[verb].lower == "applied" && trial::is_told(words, rest, tree.as_deref());
    let goes_on = !ends && (may_be_testers(rest) || is_from_branch(rest) || excused);
    // So do those who try it out by hand.
    let by_hand = !ends && !named && words[at - 1].lower == "manually";
    let lead_is_certain = lead.is_certain(place.is_some(), named, ends && rest.is_empty() || thanks);
    // The author of a series takes in fixes of it as well.
    let folded = !ends && is_folded(&rest.iter().collect::<Vec<_>>());
    let certain = !skipped && !goes_on && !tried && !by_hand && !folded && !gathered && lead_is_certain;
    let may_be = || is_in(CLEAR, &words[verb].lower) && lead::may_be(&words[..verb], &lead, named);
    let meant: Vec<&Word> = words[..verb].iter().chain(&words[verb + 1..at]).collect();
    // `Applied (all 11 patches), thanks!`
    let whole =
        rest.first().is_some_and(|word| is_in("(all (both (entire (whole", &word.lower)) || has_others(rest);
    let scope = || match spared {
        Some(numbers) => Scope::AllBut(numbers),
        None if whole => Scope::Series,
        None => scope_of(&meant),
    };
    (fits && (certain || may_be())).then(|| Said { tree, scope: scope(), certain })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_when_they_take_patches_up_is_read() {
        let check = |line: &str, tree: &str, scope: Scope| {
            let said = in_line(line, true).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((said.tree.as_deref().unwrap_or(""), said.scope), (tree, scope), "{line}");
        };
        let numbers = |numbers: &[u32]| Scope::Numbers(numbers.to_vec());
        check("Applied, thanks.", "", Scope::Answered);
        check("Applied to next, thanks!", "next", Scope::Answered);
        check("Applied to arm64 (for-next/fixes), thanks!", "arm64 (for-next/fixes)", Scope::Answered);
        check("Applied to powerpc topic/ppc-kvm, thanks.", "powerpc topic/ppc-kvm", Scope::Answered);
        check("Thanks, patch applied to my kvm-ppc-next branch.", "kvm-ppc-next", Scope::Answered);
        check("Series applied to hyperv-next. Thanks.", "hyperv-next", Scope::Series);
        check("This series was applied to a/b.git (main)", "a/b.git (main)", Scope::Series);
        check("has been merged into a/b.git:", "a/b.git", Scope::Answered);
        check("Queued patches 1-3 and 5, thanks.", "", numbers(&[1, 2, 3, 5]));
        check("I've applied patches 2 to 4 to next.", "next", numbers(&[2, 3, 4]));
        check("Queued 3+5, thanks.", "", numbers(&[3, 5]));
        check("Applied 1/3 and 3/3 to kit/misc for v5.16, thanks!", "kit/misc", numbers(&[1, 3]));
        check("Applied the first patch only to arm64 (for-next/rng).", "arm64 (for-next/rng)", numbers(&[1]));
        check("I've taken the first 3 patches of this series in order to", "", numbers(&[1, 2, 3]));
        check("I've applied the first two to kit-next.", "kit-next", numbers(&[1, 2]));
        check("Both now queued up, thanks.", "", Scope::Series);
        check("Thanks Jane, applied.", "", Scope::Answered);
        check("Otherwise it's great; queued, thanks.", "", Scope::Answered);
        check("Fixed the typo and applied to kit-next.", "kit-next", Scope::Answered);
        check("Applied with a small change.", "", Scope::Answered);
        check("I've applied this, but would like a patch on top", "", Scope::Answered);
        check("I've picked this up but changed the subject to kit.", "", Scope::Answered);
        check("Applied to kvm-x86 svm, thanks!", "kvm-x86 svm", Scope::Answered);
        check("Queued for 5.3, thanks.", "", Scope::Answered);
        check("Applied and queued up for -stable.", "", Scope::Answered);
        check("I've queued this for the next pull request.", "", Scope::Answered);
        check("Applied to kit next branch for v5.12.  Thanks,", "kit next", Scope::Answered);
        check("Applied to kvm/next (because kvm/master is late).", "kvm/next", Scope::Answered);
        check("I have provisionally applied this to kit/next in order to", "kit/next", Scope::Answered);
        check("I applied this one to the s390 tree.", "s390", Scope::Answered);
        check(
            "Queued, https://git.example/jane/kit/commits/arm/queue",
            "jane/kit (arm/queue)",
            Scope::Answered,
        );
        check("Applied to our tree.", "", Scope::Answered);
        check("2 patch(es) applied to kit-next branch of kit.git, thanks.", "kit-next", Scope::Series);
        check("1 patch(es) applied to kit-next branch of kit.git, thanks.", "kit-next", Scope::Answered);
        check("Merged to Jane's 'next' branch.", "Jane's next", Scope::Answered);
        check("Queued, thanks (the other mail was the wrong one)", "", Scope::Answered);
        check(
            "Applied first two cleanups to kit (for-next/x), thanks!",
            "kit (for-next/x)",
            numbers(&[1, 2]),
        );
        check(
            "Pushed to https://git.example/jane/kit/tree/arm/queue",
            "jane/kit (arm/queue)",
            Scope::Answered,
        );
    }

    #[test]
    fn a_patch_by_another_name_is_believed_of_those_who_take_patches() {
        let said =
            in_line("I've applied this and the other lamp patch to kit-5.10.", true).expect("something said");
        assert_eq!((said.tree.as_deref(), said.certain), (Some("kit-5.10"), false));
        let said = in_line("Jane merged it to devel, thanks.", true).expect("something said");
        assert_eq!((said.tree.as_deref(), said.certain), (Some("devel"), false));
        for line in ["Applied into the original patch.", "Thanks, merged to the original patch."] {
            assert_eq!(in_line(line, true).map(|said| said.certain), Some(false), "{line}");
        }
        let said = in_line("Nice, added this to my lamp-rework series.", true).expect("something said");
        assert!(!said.certain);
        let said = in_line("I've applied all but this patch to kit-next.", true).expect("something said");
        assert_eq!((said.scope, said.certain), (Scope::AllBut(Vec::new()), true));
        assert_eq!(in_line("Jane merged it, I think.", true), None);
        assert_eq!(in_line("This is queued up for v6.13 i think.", true), None);
        assert!(in_line("I think it is fine. Queued up for v6.13.", true).is_some());
    }

    #[test]
    fn which_patches_where_and_why_is_told_in_many_words() {
        let check = |line: &str, tree: &str, scope: Scope| {
            let said = in_line(line, true).filter(|said| said.certain).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((said.tree.as_deref().unwrap_or(""), said.scope), (tree, scope), "{line}");
        };
        let numbers = |numbers: &[u32]| Scope::Numbers(numbers.to_vec());
        check("This was pushed to the tip of the kit-next branch at", "kit-next", Scope::Answered);
        check("I've included this patch in my kit-next branch.", "kit-next", Scope::Answered);
        check("Applied provisionally to the kit-next branch at", "kit-next", Scope::Answered);
        check("Obviously correct, so I applied it despite the warning.", "", Scope::Answered);
        check("I've applied both patches for the very next request.", "", Scope::Series);
        check("I've applied the first three patches in this series for 5.18.", "", numbers(&[1, 2, 3]));
        check("I applied the patch and dropped your tag.", "", Scope::Answered);
        check("I've merged both into a kit-next branch for now", "kit-next", Scope::Series);
        check("It is right as it is (and I have merged it this morning).", "", Scope::Answered);
        check("Queued up this and the other series, thanks Jane!", "", Scope::Series);
        check("I've queued all 4, thanks!", "", Scope::Series);
        check("Added to kit-next, with a note that we can't go on.", "kit-next", Scope::Answered);
        check("@Jane merged, thank you!", "", Scope::Answered);
        check("I helped resolve the conflict and pushed, thanks!", "", Scope::Answered);
        check("Patch merged to get rid of the warning.", "", Scope::Answered);
        check("Merged the rest of the patchset, thank you!", "", Scope::Series);
        check("I've applied some of these patches.", "", numbers(&[]));
        check("Looks good, I have this queued for the next release.", "", Scope::Answered);
        check("I dared to merge this.", "", Scope::Answered);
        check("I went ahead and merged it.", "", Scope::Answered);
        check("Applied (with your other patches), thank you.", "", Scope::Series);
        check("OK, merged :-)", "", Scope::Answered);
        check("Applied this, and the others need more work.", "", Scope::Answered);
        check("The rest has been merged without change.", "", Scope::Series);
        check("Picking it up right now.", "", Scope::Answered);
        check("Happily applied to kit-5.14.", "kit-5.14", Scope::Answered);
        check("The rest is fine, so I've fixed that up for you and applied it.", "", Scope::Answered);
        check("I've applied this fix to tip:x86/asm, as it makes sense.", "tip:x86/asm", Scope::Answered);
        check("Merged to address a breakage of the build.", "", Scope::Answered);
        check("I've applied this to my old macro removal series.", "", Scope::Answered);
        check("fyi - I applied the beginning two patches first.", "", numbers(&[1, 2]));
        check(
            "I removed spare spaces here and merged in kit-test till others saw it.",
            "kit-test",
            Scope::Answered,
        );
        check("Please post another patch, as I already merged to master.", "master", Scope::Answered);
        check("I will remove it in a new commit because I already merged it.", "", Scope::Answered);
        check(
            "Since I haven't heard from anyone, I've gone ahead and applied patches 3-4 to kit#main for 5.19",
            "kit#main",
            numbers(&[3, 4]),
        );
        check("As discussed, applied.", "", Scope::Answered);
        check(
            "Patch 3, 13, 14 are applied to kit-6.16, they are not about the rest",
            "kit-6.16",
            numbers(&[3, 13, 14]),
        );
        check("Already merged tho.", "", Scope::Answered);
        check("I picked up the series from the list and folded your fixups", "", Scope::Series);
        check("No need to send it again, since I already applied it.", "", Scope::Answered);
        check("Applied the initial version to kit-next.", "kit-next", Scope::Answered);
        check("I applied the initial 2 patches.", "", numbers(&[1, 2]));
        check("Applied but...", "", Scope::Answered);
    }

    #[test]
    fn what_only_speaks_of_applying_is_none() {
        for line in [
            "Applied patch kit.c cleanly.",
            "applied?",
            "This should be applied to next.",
            "If applied, it breaks.",
            "[If your patch is applied to the wrong git tree, kindly drop us a note.",
            "with this patch applied",
            "With this patch, applied on my board, it works",
            "It was applied on top of the other thing that I sent",
            "Not applied.",
            "Queued interrupts are lost here.",
            "Pushed for many years",
            "I applied these to the wrong patch...oops!",
            "I applied this locally, but it does not boot.",
            "Applied to my local tree.",
            "OK, so I applied the series on my development laptop.",
            "I've applied this on my next board and it hangs.",
            "This should be merged into 5/9.",
            "Merged into 5/9.",
            "Applied this series and verified that it works",
            "Applied on top of 6.8.4, it breaks.",
            "It can be rebased and applied to kit-next.",
            "I fetched kit-next, applied this patch, built a",
            "I've applied it to the patch and will send it",
            "Applied to patch 3, thanks.",
            "got applied, it seems that it remains broken",
            "FWIW this is all merged to Linus now and will be in rc1",
            "I applied these 4, compiled, installed, rebooted, tried a guest",
            "I have this queued:",
            "We already have this queued for 5.15 [1].",
            "I've applied a few fixes of style to the patch.",
            "I applied it manually after resetting the tree",
            "I've included the header in kit-core.c.",
            "I've included this in v2.",
            "I applied this patch and added some traces.",
            "It stays black, I applied this to see more.",
            "Applied on the tip of master, it breaks.",
            "I haven't applied this, with or without the other.",
            "Jane and I are pushing to improve kit(7) where it lacks.",
            "I would not dare to merge it.",
            "I've dropped this one and applied the other.",
            "Applied the other patch instead.",
            "It broke as soon as I applied this.",
            "It hangs since I applied this.",
            "As soon as I applied this, it broke.",
            "This should be merged into the original patch.",
            "My board hangs on every boot now, since I applied this series.",
            "I applied this but",
            "I applied the patch though the problem persists.",
            "No need for this one, as I already applied the same fix.",
            "I have applied an identical patch.",
            "Applied this other patch instead.",
            "Nice, added this to my lamp-rework series.",
            "Nice, picked this up to my lamp series.",
            "I've picked these from next.",
        ] {
            assert_eq!(in_line(line, true).filter(|said| said.certain), None, "{line}");
        }
    }
}
