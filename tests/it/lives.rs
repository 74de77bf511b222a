//! What people said of patches, and how series end.

use std::num::NonZeroUsize;

use lorepress::archive::{Inbox, Scheme, Window};
use lorepress::catalog::{Aliases, Catalog, Companies, Filed, Joined, ListAt, PatchAt, SeriesAt, State};
use lorepress::digest::{self, CommonTags, Corrections, Deletions, Known, Withheld};
use lorepress::mail::Mailmap;
use lorepress::options::SiteRules;
use lorepress::position::Table;
use lorepress::shared::Pool;
use lorepress::{Form, SeriesRequest};

use crate::support::{Archive, Mail, series};

const JOE: &str = "Joe Roe <joe@example.org>";
const TAG: &str = "Reviewed-by: Joe Roe <joe@example.org>\n";
/// A tag that the author carries into a later version.
const CARRIED: &str = "Do it.\n\nReviewed-by: Joe Roe <joe@example.org>\nSigned-off-by: Jane Doe <jane@example.org>\n\
    ---\n kit.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n";

fn request() -> SeriesRequest {
    SeriesRequest { rules: SiteRules::default(), quiet_days: 30, form: Form::Json }
}

fn with_catalog(archive: &Archive, work: impl FnOnce(&Catalog)) {
    lorepress::with_catalog(&archive.path(), None, &request(), work).expect("an archive");
}

fn archive(mails: impl IntoIterator<Item = Mail>) -> Archive {
    Archive::new().mails(mails)
}

/// A patch of a cover letter's series, and what people answer to it.
fn covered(replies: impl IntoIterator<Item = Mail>) -> Vec<Mail> {
    let mut mails = series("a", "PATCH", "toys: A series", &["toys: Do it", "toys: Do more"]);
    mails.extend(replies);
    mails
}

/// A reply of Joe's; `id` is its own, `to` that of the mail it answers.
fn reply(id: &str, to: &str, body: &str) -> Mail {
    Mail::new(id, "Re: [PATCH 1/2] toys: Do it").answers(to).from(JOE).body(body)
}

fn patch_of(catalog: &Catalog, id: &str) -> PatchAt {
    let id = format!("{id}@example.org");
    let is = |&patch: &PatchAt| catalog.entry(patch).message_id.as_deref() == Some(&id);
    catalog.patches.positions().find(is).expect("the patch")
}

/// The keys of the tags of the patch `a-1`, but the author's own.
#[track_caller]
fn check_tags(mails: impl IntoIterator<Item = Mail>, expected: &[&str]) {
    with_catalog(&archive(mails), |catalog| {
        let tags = catalog.tags(patch_of(catalog, "a-1"));
        let keys: Vec<&str> = tags.iter().map(|tag| tag.trailer.key.as_str()).collect();
        assert_eq!(keys, [&["Signed-off-by"], expected].concat());
    });
}

#[test]
fn a_patch_has_the_tags_of_its_message_and_those_that_people_give_it() {
    check_tags(covered([]), &[]);
    check_tags(covered([reply("r", "a-1", TAG)]), &["Reviewed-by"]);
    let other = "Tested-by: Joe Roe <joe@example.org>\n";
    check_tags(covered([reply("r", "a-1", "Hm?\n"), reply("s", "r", other)]), &["Tested-by"]);
    check_tags(covered([reply("r", "a-0", TAG)]), &["Reviewed-by"]);
    check_tags(covered([reply("r", "a-2", TAG)]), &[]);
    check_tags(covered([reply("r", "a-1", TAG), reply("s", "a-0", TAG)]), &["Reviewed-by"]);
}

#[test]
fn only_what_somebody_says_for_themselves_counts() {
    check_tags(covered([reply("r", "a-1", &format!("> {TAG}"))]), &[]);
    check_tags(covered([reply("r", "a-1", TAG).from("Sue <sue@other.example>")]), &[]);
    check_tags(covered([reply("r", "a-1", TAG).from("J. Roe <joe+work@example.org>")]), &["Reviewed-by"]);
    check_tags(covered([reply("r", "a-1", TAG).from("\"Roe, Joe\" <joe@other.example>")]), &["Reviewed-by"]);
    check_tags(covered([reply("r", "a-1", &format!("Nice.\n-- \n{TAG}"))]), &[]);
    check_tags(covered([reply("r", "a-1", "Fixes: 0123456789ab (\"kit: It\")\n")]), &["Fixes"]);
    let notice = Mail::patch("r", "Patch \"toys: Do it\" was added to a stable tree").answers("a-1");
    check_tags(covered([notice]), &[]);
}

#[test]
fn a_reply_that_comes_before_what_it_answers_finds_its_patch() {
    let mut mails = covered([reply("r", "a-1", "Hm?\n"), reply("s", "r", TAG)]);
    mails.reverse();
    check_tags(mails, &["Reviewed-by"]);
}

#[test]
fn a_tag_that_the_next_version_carries_is_counted_once() {
    let mails = [
        Mail::patch("j-1", "[PATCH] toys: Joe's").from(JOE),
        Mail::patch("a-1", "[PATCH] toys: Do it"),
        reply("r", "a-1", TAG),
        Mail::patch("b-1", "[PATCH v2] toys: Do it").body(CARRIED),
    ];
    with_catalog(&archive(mails), |catalog| {
        let joe = catalog.author(&catalog.entry(patch_of(catalog, "j-1")).author).expect("Joe");
        let counted: Vec<usize> = catalog.reviews[joe].iter().map(|review| review.patches).collect();
        assert_eq!(counted, [1]);
    });
}

/// The state of the series that begins with `a`, and how many patches of its newest version were taken up.
#[track_caller]
fn check_state(archive: &Archive, state: State, taken: usize) {
    with_catalog(archive, |catalog| {
        let first = patch_of(catalog, "a-1");
        let life = &catalog.lives[catalog.patches[first].series];
        assert_eq!((life.state, life.taken), (state, taken));
    });
}

#[track_caller]
fn check_taken(replies: impl IntoIterator<Item = Mail>, taken: usize) {
    let state = match taken {
        0 => State::Discussed,
        _ => State::Applied,
    };
    check_state(&archive(covered(replies)), state, taken);
}

#[test]
fn a_series_waits_until_a_person_other_than_its_author_answers() {
    let lone = Mail::patch("a-1", "[PATCH] toys: Do it");
    let check = |reply: Mail, state: State| check_state(&archive([lone.clone(), reply]), state, 0);
    check(reply("r", "a-1", "Hm?\n"), State::Discussed);
    check(reply("r", "a-1", "Hm?\n").from("kernel test robot <lkp@robots.example>"), State::Waiting);
    check(reply("r", "a-1", "Ping.\n").from("Jane Doe <jane@example.org>"), State::Waiting);
    check(reply("r", "a-1", "Ping.\n").from("Jane Doe <jane@home.example>"), State::Waiting);
    check(reply("r", "elsewhere", "Hm?\n"), State::Waiting);
}

#[test]
fn what_nobody_speaks_of_for_long_is_quiet_by_the_newest_mail_and_not_the_clock() {
    let posted = || Archive::new().mail(Mail::patch("a-1", "[PATCH] toys: Do it"));
    let news = || Mail::patch("n-1", "[PATCH] other: News").from(JOE);
    check_state(&posted(), State::Waiting, 0);
    check_state(&posted().at("2026-03-04T09:00:00Z").mail(news()), State::Waiting, 0);
    check_state(&posted().at("2026-03-05T10:00:00Z").mail(news()), State::Quiet, 0);
    let asked = posted().at("2026-03-01T10:00:00Z").mail(reply("r", "a-1", "Hm?\n"));
    check_state(&asked.at("2026-03-05T10:00:00Z").mail(news()), State::Discussed, 0);
}

#[test]
fn thanks_take_the_mail_they_answer_or_the_patches_they_name() {
    check_taken([reply("r", "a-0", "Applied, thanks.\n")], 2);
    check_taken([reply("r", "a-1", "Applied, thanks.\n")], 1);
    check_taken([reply("r", "a-1", "Series applied, thanks.\n")], 2);
    check_taken([reply("r", "a-0", "Queued patches 1-3, thanks.\n")], 2);
    check_taken([reply("r", "a-0", "Queued patch 2, thanks.\n")], 1);
    check_taken([reply("r", "a-0", "> Applied, thanks.\n\nReally?\n")], 0);
    check_taken([reply("q", "a-0", "Hm?\n"), reply("r", "q", "Applied, thanks.\n")], 2);
    let to_all = reply("r", "a-1", "Queued, thanks.\n").header("Subject", "Re: [PATCH 0/2] toys: A series");
    check_taken([to_all], 2);
}

#[test]
fn who_tells_what_came_of_a_try_took_nothing() {
    for body in [
        "I applied this, no crash anymore. Thanks.",
        "Applied. Still broken for me.",
        "Applied, and now I see:\n\n  kit: oops",
        "I applied this patch to 6.19-rc5 and the problem is gone.",
        "Applied on 6.18.3, it works.",
        "I applied it. Works fine, thanks.",
        "I applied this patch.\n\nTested-by: Joe <joe@example.com>",
        "Applied to my tree.\nIt does not compile.",
        "Merged this into my tree for testing, no regressions.",
        "Patch applied, problem solved.",
        "Applied to our internal tree, works as expected.",
    ] {
        check_taken([reply("r", "a-0", &format!("{body}\n"))], 0);
    }
    check_taken([reply("r", "a-0", "Applied, thanks. Works for me.\n")], 2);
    check_taken([reply("r", "a-0", "Tested-by: Joe <joe@example.com>\n\nApplied to kit-next, thanks.\n")], 2);
    check_taken([reply("r", "a-0", "Applied to kit-next.\n\nI wonder whether it works on old boards.\n")], 2);
}

#[test]
fn what_was_left_out_is_told_in_many_words() {
    for body in [
        "Applied to kit-next without the last patch.",
        "Applied to kit-next without 2/2.",
        "Applied to kit-next (without patch 2), thanks.",
        "Applied (except 2/2), thanks.",
        "Applied to kit-next, except the second one.",
        "Applied to kit-next. Patch 2 was dropped.",
        "Applied to kit-next; patch 2 not included.",
        "Applied to kit-next.\n\nI dropped patch 2 for now.",
    ] {
        check_taken([reply("r", "a-0", &format!("{body}\n"))], 1);
    }
    for body in [
        "Applied to kit-next, I dropped the Fixes tag from patch 2.",
        "Applied to kit-next. Patch 2 was fine.",
        "Applied to kit-next, except that I reworded patch 2.",
    ] {
        check_taken([reply("r", "a-0", &format!("{body}\n"))], 2);
    }
    check_taken([reply("r", "a-0", "Applied to kit-next, except patch 1 through 2.\n")], 0);
    check_taken([reply("r", "a-0", "Applied to `kit_init()`.\n")], 0);
}

#[test]
fn authors_thank_themselves_only_with_a_list() {
    let jane = "Jane Doe <jane@example.org>";
    let state = |body: &str, state: State, taken: usize| {
        check_state(&archive(covered([reply("r", "a-0", body).from(jane)])), state, taken);
    };
    state("Applied, thanks.\n", State::Waiting, 0);
    state("Applied to next.\n\n[1/2] toys: Do it\n      commit: 0123456789ab\n", State::Applied, 1);
}

#[test]
fn thanks_for_an_older_version_count_only_after_the_newest_was_posted() {
    let mails = |thanks_first: bool| {
        let thanks = reply("r", "a-1", "Applied, thanks.\n");
        let newest = Mail::patch("b-1", "[PATCH v2] toys: Do it");
        let later = if thanks_first { [thanks, newest] } else { [newest, thanks] };
        archive([Mail::patch("a-1", "[PATCH] toys: Do it")].into_iter().chain(later))
    };
    check_state(&mails(true), State::Waiting, 0);
    check_state(&mails(false), State::Applied, 1);
}

#[test]
fn a_series_of_which_little_was_taken_goes_on() {
    let titles = ["toys: One", "toys: Two", "toys: Three"];
    let mut mails = series("a", "PATCH", "toys: A series", &titles);
    mails.push(reply("r", "a-0", "Applied patch 1, thanks.\n"));
    check_state(&archive(mails.clone()), State::Discussed, 1);
    mails.push(reply("s", "a-0", "Applied patch 3 as well, thanks.\n"));
    check_state(&archive(mails), State::Applied, 2);
}

#[test]
fn a_cover_letter_whose_patches_went_elsewhere_can_be_taken_up() {
    let mut mails = series("a", "PATCH", "toys: A series", &["toys: Do it"]);
    mails.truncate(1);
    mails.push(reply("r", "a-0", "Applied, thanks.\n"));
    with_catalog(&archive(mails), |catalog| assert_eq!(catalog.lives[SeriesAt::FIRST].state, State::Applied));
}

/// Tree, and commits for the titles, of what a reply to the cover letter says.
#[track_caller]
fn check_applied(body: &str, tree: Option<&str>, expected: &[(Option<&str>, &str)]) {
    let thanks = reply("r", "a-0", body).from("bot <patchwork-bot+toys@robots.example>");
    with_catalog(&archive(covered([thanks])), |catalog| {
        let applied = &catalog.lives[SeriesAt::FIRST].applied;
        let found: Vec<_> = applied
            .iter()
            .map(|one| {
                (one.commit.as_deref(), one.patch.map_or("", |patch| catalog.entry(patch).title.as_str()))
            })
            .collect();
        assert_eq!(found, expected);
        assert!(applied.iter().all(|one| one.tree.as_deref() == tree), "{applied:?}");
    });
}

#[test]
fn lists_of_commits_are_read_as_b4_and_patchwork_write_them() {
    check_applied(
        "On Mon, 2 Feb 2026, Jane Doe wrote:\n> A series.\n\nApplied to kit/next, thanks!\n\n\
         [1/2] toys: Do it\n      commit: 0123456789abcdef0123456789abcdef01234567\n\
         [2/2] toys: Do more\n      https://git.kernel.org/kit/c/abcdef012345\n\nBest regards,\n",
        Some("kit/next"),
        &[
            (Some("0123456789abcdef0123456789abcdef01234567"), "toys: Do it"),
            (Some("abcdef012345"), "toys: Do more"),
        ],
    );
    check_applied(
        "Hello:\n\nThis series was applied to kit/kit-next.git (main)\nby Joe Roe <joe@example.org>:\n\n\
         > A series.\n\nHere is the summary with links:\n  - [1/2] toys: Do it\n    \
         https://git.kernel.org/kit/kit-next/c/0123456789ab\n  - [2/2] toys: Do more\n    (no matching commit)\n",
        Some("kit/kit-next.git (main)"),
        &[(Some("0123456789ab"), "toys: Do it")],
    );
    check_applied(
        "Applied to\n\n  https://git.example/scm/kit/kit.git for-7.0\n\nThanks!\n\n[2/2] toys: Do more\n      \
         https://git.kernel.org/kit/c/abcdef012345\n",
        Some("kit/kit.git (for-7.0)"),
        &[(Some("abcdef012345"), "toys: Do more")],
    );
}

#[test]
fn a_request_to_pull_takes_up_what_it_carries() {
    let request = "Please pull.\n\nJane Doe (2):\n      toys: Do it\n      toys: Do more\n\n kit.c | 2 +-\n";
    let pull = Mail::new("p", "[GIT PULL] Toys for 7.0").from(JOE).body(request);
    let tracker = Mail::new("t", "Re: [GIT PULL] Toys for 7.0")
        .answers("p")
        .from("pr-tracker-bot@robots.example")
        .body("The pull request has been merged into a/kit.git:\nhttps://git.kernel.org/a/c/0123456789ab\n");
    let mails = covered([pull.clone(), tracker]);
    check_state(&archive(mails.clone()), State::Applied, 2);
    with_catalog(&archive(mails), |catalog| {
        assert_eq!(
            (catalog.patches.len(), catalog.lives[SeriesAt::FIRST].pulls.len()),
            (3, 1),
            "it is no patch"
        );
        assert_eq!(catalog.lives[SeriesAt::FIRST].applied, []);
    });
    let mut earlier = covered([]);
    earlier.insert(0, pull);
    check_state(&archive(earlier), State::Waiting, 0);
}

/// The digests of an archive, of one mail each.
fn digests(list: ListAt, archive: &Archive) -> Vec<Filed> {
    let inbox = Inbox::open(&archive.path()).expect("an archive");
    let one = Scheme::Count(NonZeroUsize::MIN);
    let (deletions, mailmap) = (Deletions::find(&inbox), Mailmap::default());
    let corrections = Corrections::default();
    let known = Known {
        deletions: &deletions,
        common_tags: &CommonTags::default(),
        mailmap: &mailmap,
        corrections: &corrections,
        maintainers: None,
        pool: &Pool::default(),
    };
    let file = |window: Window| {
        Filed::of_window(list, &window, digest::build("toys", &inbox, &window, known, &Withheld::default()))
    };
    Window::cut(&inbox, &one, &inbox.arrivals()).expect("windows").into_iter().map(file).collect()
}

#[test]
fn a_reply_may_come_in_another_window_and_on_another_list() {
    let mails = covered([reply("r", "a-1", TAG), reply("s", "a-0", "Applied, thanks.\n")]);
    let (posted, said) = mails.split_at(3);
    // Another list may keep the reply as well.
    let (own, other) = (archive(posted.iter().chain(&said[..1]).cloned()), archive(said.to_vec()));
    let (first, second) = (ListAt::FIRST, ListAt::FIRST.after());
    let filed: Table<Filed> = [digests(first, &own), digests(second, &other)].into_iter().flatten().collect();
    assert_eq!(filed.len(), 6, "digests");
    let joined = Joined::of(&filed);
    let (aliases, merged) = (vec![Aliases::default(); 2].into(), joined.unmerged());
    let catalog =
        Catalog::of(&filed, joined, &aliases, &Mailmap::default(), &merged, 30, Companies::default());
    assert_eq!(catalog.replies.len(), 2, "each reply once");
    assert_eq!((catalog.lives.len(), catalog.lives[SeriesAt::FIRST].state), (1, State::Applied));
    assert_eq!(catalog.tags(patch_of(&catalog, "a-1")).len(), 2);
}

#[test]
fn the_json_has_the_documented_keys() {
    let mut mails = covered([reply(
        "r",
        "a-0",
        "Applied to kit/next, thanks!\n\n[1/2] toys: Do it\n      commit: 0123456789ab\n",
    )]);
    mails.extend(series("b", "PATCH v2", "toys: A series", &["toys: Do it", "toys: Do more"]));
    let text = lorepress::series(&archive(mails).path(), None, &request()).expect("JSON");
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let key = json[0]["series"].as_str().expect("a key");
    assert!(key.starts_with("toys-a-series-"), "{key}");
    let expected = serde_json::json!([{
        "series": key,
        "title": "toys: A series",
        "revisions": [
            {
                "version": 1, "resend": false, "date": "2026-02-02", "linked_by": null,
                "message_ids": ["a-0@example.org", "a-1@example.org", "a-2@example.org"],
            },
            {
                "version": 2, "resend": false, "date": "2026-02-02", "linked_by": "title",
                "message_ids": ["b-0@example.org", "b-1@example.org", "b-2@example.org"],
            },
        ],
        "state": "waiting",
        "applied": [{ "commit": "0123456789ab", "tree": "kit/next", "message_id": "r@example.org" }],
        "subsystems": ["toys"],
        "backport": null,
    }]);
    assert_eq!(json, expected);
}
