//! Plans that count: who takes patches of others says into which branch or for which release they will queue this one, without a
//! condition. Such plans were kept wherever it could be told; those without a place or with a condition often were not. They are never certain.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::scope::scope_of;
use super::sentence::Said;
use super::split::{around, sentences};
use super::tree;
use super::words::words;

/// `will queue in lamps-devel for v5.5`, `I'll apply this to lamps/for-next`, `Thanks, queue in lamps-for-v5.7`
static PROMISE: LazyLock<Regex> = LazyLock::new(|| {
    let what = r"(?P<what>(?: (?:up|this|these|it|them|both|all|the|whole|entire|your|one|patch|patches|patchset|series|set|fix|fixes|change|changes|\d+(?:[-/]\d+)?|and))*)";
    let place = r"(?:in a branch shared by|in|to|into) (?:my |the )?(?P<place>[\w.]+[-/][\w./-]*\w)(?: (?:branch|tree))?";
    let pattern = format!(
        r"(?i)^(?:[^?]*(?:[,;:]|\band|\bso) )?(?:(?:so |and |hence )?(?:(?:i|we) will|(?:i|we)['’]ll|will|i['’]m going to|(?:i am|we are) going to)(?: now| just| also| go ahead and)? (?:queue|apply|take|pick|merge|push)|thanks(?: [^,]*)?, queue){what} {place}(?:$|[ ,.;(])"
    );
    Regex::new(&pattern).expect("the pattern is valid")
});

/// `Thanks, I'll queue this up for v5.19`
static RELEASE: LazyLock<Regex> = LazyLock::new(|| {
    let what = r"(?P<what>(?: (?:up|this|these|it|them|both|the|patch|patches|series))+)";
    let pattern = format!(
        r"(?i)^(?:(?:ok(?:ay)?|thanks?)\b[^?,]*, )?(?:i|we)(?: will|['’]ll) (?:queue|apply|take|pick|merge){what} for (?P<place>v?\d+\.\d+(?:-rc\d+)?)[.!]?$"
    );
    Regex::new(&pattern).expect("the pattern is valid")
});

/// Words that make a plan depend on something, or say that it waits.
static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?i)\b(?:if|once|when|whenever|after|unless|until|till|tomorrow|later|soon|next week|provided|assuming|pending|not yet|objections?|objects?|comments|depend(?:s|ing)?|wait(?:ing|s)?|would|could|should|may|might|can|but)\b|\?";
    Regex::new(pattern).expect("the pattern is valid")
});

/// Whether a line may say it.
pub(super) fn may_say(line: &str) -> bool {
    [" queue ", " apply ", " take ", " pick ", " merge ", " push "].iter().any(|verb| line.contains(verb))
        || ["ill queue", "ill apply", "ill take"].iter().any(|words| line.contains(words))
}

/// What the sentence that begins on the line at `at` says, or one that begins above and has its verb there.
pub(super) fn at(lines: &[&str], at: usize) -> Option<Said> {
    if !may_say(lines[at]) {
        return None;
    }
    let (text, begins) = around(lines, at);
    let sentences = sentences(&text);
    let own = sentences.iter().enumerate().skip(usize::from(!begins));
    let (number, found) = own.into_iter().find_map(|(number, one)| Some((number, captures(one.trim())?)))?;
    // What is said next may take it back: `Not yet, though.`
    let near = &sentences[number..sentences.len().min(number + 2)];
    let name = found["place"].to_owned();
    if near.iter().any(|sentence| CONDITION.is_match(sentence)) {
        return None;
    }
    let what = words(&found["what"]);
    let tree = Some(name).filter(|name| !tree::is_release(name));
    Some(Said { tree, scope: scope_of(&what.iter().collect::<Vec<_>>()), certain: false })
}

fn captures(sentence: &str) -> Option<Captures<'_>> {
    let found = PROMISE.captures(sentence).filter(|found| !tree::is_release(&found["place"]));
    found.or_else(|| RELEASE.captures(sentence))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_with_a_branch_and_without_a_condition_counts() {
        let check = |lines: &[&str], tree: Option<&str>| {
            let said = (0..lines.len()).find_map(|line| at(lines, line));
            assert_eq!(said.and_then(|said| said.tree).as_deref(), tree, "{lines:?}");
        };
        check(&["i.e. will queue in lamps-devel for v5.5."], Some("lamps-devel"));
        check(&["I'll apply this to lamps/for-next."], Some("lamps/for-next"));
        check(&["Thanks for the update, will queue in lamps-devel for v6.10."], Some("lamps-devel"));
        check(&["Agreed, I'm going to merge this into lamps/next."], Some("lamps/next"));
        check(&["I'll push it to the lamps-queue branch."], Some("lamps-queue"));
        check(&["I'm going to merge this into lamps/next if nobody minds."], None);
        check(&["Thanks, queue in lamps-for-v5.7."], Some("lamps-for-v5.7"));
        check(&["I will queue it in the lamps-next branch."], Some("lamps-next"));
        check(&["Will apply tomorrow if there are no comments."], None);
        check(&["I will queue this once the window opens."], None);
        check(&["If nobody is against it by Friday,", "I will queue it in lamps-devel."], None);
        check(&["Will queue in lamps-devel.", "Unless somebody objects, that is."], None);
        check(&["I will queue this for v5.5, or in lamps-devel."], None);
        let of_release = |line: &str| at(&[line], 0).is_some();
        assert!(of_release("I will queue this for v5.5."));
        assert!(of_release("Thanks Jane, I'll apply these for v5.15."));
        assert!(!of_release("I will queue this for v5.5 if nobody minds."));
        assert!(!of_release("I will queue this for later."));
        check(&["Please apply this to lamps-next."], None);
        check(&["Thanks, will queue in a branch shared by lamps-clk and lamps-dts."], Some("lamps-clk"));
        check(&["They will apply it to lamps-next."], None);
    }
}
