//! Diffs of patches on a series' page, and what reviewers said of them.

use crate::support::{Archive, Mail, Site, Tree, text};

const ANN: &str = "Ann Lee <ann@example.org>";

/// A patch of two files.
fn patch(id: &str, subject: &str, line: &str) -> Mail {
    Mail::new(id, subject).body(&format!(
        "Count the bricks,\nand the kits.\n\nSigned-off-by: Jane Doe <jane@example.org>\n---\n \
         kit.c | 4 ++--\n brick.c => stone.c | 0\n 2 files changed, 2 insertions(+), 2 deletions(-)\n\n\
         diff --git a/kit.c b/kit.c\nindex 1111111..2222222 100644\n--- a/kit.c\n+++ b/kit.c\n\
         @@ -10,3 +10,3 @@ int kits(void)\n before\n-old\n+{line}\n after\n\
         @@ -90,2 +90,2 @@ int bricks(void)\n-less\n+more\n end\n\
         diff --git a/brick.c b/stone.c\nsimilarity index 100%\nrename from brick.c\nrename to stone.c\n-- \n2.51.0\n"
    ))
}

/// The pages of a series in two versions, the older one commented upon.
fn site(mails: Vec<Mail>, config: &str) -> Tree {
    let archive = Archive::new()
        .mail(patch("a", "[PATCH] kits: count", "new"))
        .mails(mails)
        .at("2026-03-02T10:00:00Z")
        .mail(patch("b", "[PATCH v2] kits: count", "newer"));
    Site::of(&archive, "\"month\"").config(config).build()
}

fn page(tree: &Tree) -> &str {
    let is_page = |name: &&String| name.starts_with("series/kits-count-") && name.ends_with("/index.html");
    text(tree, tree.keys().find(is_page).expect("a page"))
}

/// A part of a page: what is behind the first text and before the second.
fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    page.split_once(from).map_or("", |(_, rest)| rest.split_once(to).map_or("", |(part, _)| part))
}

#[test]
fn the_newest_version_shows_its_diffs_by_file() {
    let tree = site(Vec::new(), "");
    let newest = between(page(&tree), "id=\"version-2\"", "id=\"version-1\"");
    let files: Vec<&str> = newest.split("<details class=\"file\"").skip(1).collect();
    assert_eq!(files.len(), 2, "{newest}");
    let lines = "<pre class=\"mail diff\" tabindex=\"0\">\n<span class=\"at\">@@ -10,3 +10,3 @@ int kits(void)\n</span> before\n\
                 <del>-old\n</del><ins>+newer\n</ins> after\n<span class=\"at\">@@ -90,2 +90,2 @@ int bricks(void)\n</span>\
                 <del>-less\n</del><ins>+more\n</ins> end\n</pre>";
    assert!(files[0].contains(lines), "{}", files[0]);
    assert!(
        files[0].contains("<span class=\"plus\">+2</span> <span class=\"minus\">−2</span>"),
        "{}",
        files[0]
    );
    assert!(
        files[1].contains("<code>brick.c → stone.c</code> <span class=\"tag\">renamed</span>"),
        "{}",
        files[1]
    );
    assert!(!newest.contains("index 1111111"));
    // Of an older version nobody asks for all of it.
    assert!(!between(page(&tree), "id=\"version-1\"", "</main>").contains("class=\"file\""));
}

#[test]
fn diffs_are_escaped_and_hide_addresses_as_the_owner_wants() {
    let archive =
        Archive::new().mail(patch("a", "[PATCH] kits: count", "</pre><img src=x> tom@people.example"));
    let tree = Site::of(&archive, "\"month\"").config("addresses = \"hidden\"").build();
    assert!(page(&tree).contains("<ins>+&lt;/pre&gt;&lt;img src=x&gt; (address)\n</ins>"), "{}", page(&tree));
    assert!(!page(&tree).contains("people.example"));
}

#[test]
fn a_very_long_diff_is_cut_and_its_mail_has_the_rest() {
    let lines: Vec<String> = (0..2_000).map(|at| format!("+line {at} of a long file")).collect();
    let body = format!(
        "Do it.\n---\n kit.c | 2000 +\n 1 file changed, 2000 insertions(+)\n\ndiff --git a/kit.c b/kit.c\n\
         new file mode 100644\n--- /dev/null\n+++ b/kit.c\n@@ -0,0 +1,2000 @@\n{}\n-- \n2.51.0\n",
        lines.join("\n")
    );
    let archive = Archive::new().mail(Mail::new("a", "[PATCH] kits: count").body(&body));
    let tree = Site::of(&archive, "\"month\"").config("").build();
    let shown = page(&tree);
    assert!(shown.contains("+line 900 of") && !shown.contains("+line 1999 of"));
    let left = between(shown, "</details>\n<p class=\"meta\">", " more lines of the diff are in the mail.");
    let left: usize = left.parse().expect("a number");
    assert!((500..1_100).contains(&left), "{left}");
}

/// Replies to the newest version: to a line, to that comment, to the message, to the whole, by a robot.
fn replies() -> Vec<Mail> {
    let quote = "On Mon, 2 Mar 2026, Jane Doe wrote:\n";
    let re =
        |id: &str, to: &str, body: &str| Mail::new(id, "Re: [PATCH v2] kits: count").answers(to).body(body);
    vec![
        re(
            "r1",
            "b",
            &format!(
                "{quote}> Count the bricks,\n> and the kits.\n\nWhy both? I see no caller.\n\n> -old\n> +newer\n\n\
                 This leaks <b>a kit</b> of tom@people.example. More below.\n\n\
                 Reviewed-by: Ann Lee <ann@example.org>\n\n-- \nAnn\n"
            ),
        )
        .from(ANN),
        re(
            "r2",
            "r1",
            "On Mon, 2 Mar 2026, Ann Lee wrote:\n> > -old\n> > +newer\n>\n> This leaks <b>a kit</b> of tom@people.example. More below.\n\n\
             It does not leak, the list owns it.\n",
        )
        .from("Jane Doe <jane@example.org>"),
        re("r3", "b", "The build of this one fails for me, with gcc 15.\n").from("Joe <joe@example.com>"),
    ]
}

/// The site of the two versions, and answers to the newer one.
fn discussed(config: &str) -> Tree {
    let dated = |mail: Mail, day: u32| mail.date(&format!("Tue, 0{day} Mar 2026 10:00:00 +0000"));
    let archive = Archive::new()
        .mail(patch("a", "[PATCH] kits: count", "new"))
        .at("2026-03-02T10:00:00Z")
        .mail(dated(patch("b", "[PATCH v2] kits: count", "newer"), 2))
        .at("2026-03-03T10:00:00Z")
        .mails(replies().into_iter().map(|mail| dated(mail, 3)));
    Site::of(&archive, "\"month\"").config(config).build()
}

#[test]
fn what_is_said_of_a_line_is_below_it_with_its_answers() {
    let tree = discussed("");
    let file = between(page(&tree), "<details class=\"file\"", "</details>");
    let (above, thread) = file.split_once("<div class=\"thread\">").expect("a thread");
    assert!(above.ends_with("<ins>+newer\n</ins></pre>\n"), "{above}");
    let said =
        thread.find("This leaks &lt;b&gt;a kit&lt;/b&gt; of tom@people.example.").expect("the comment");
    let answer = thread.find("It does not leak, the list owns it.").expect("the answer");
    assert!(said < answer && thread[said..answer].contains("class=\"comment in-1\""), "{thread}");
    assert!(thread[answer..].contains("@@ -90,2"), "the diff goes on");
    for quoted in ["Jane Doe wrote", "&gt; +newer", "Reviewed-by", "-- "] {
        assert!(!thread.contains(quoted), "{quoted} is not what somebody says here");
    }
}

#[test]
fn what_is_said_of_the_message_and_of_the_whole_is_above_the_diff() {
    let tree = discussed("");
    let above = between(page(&tree), "id=\"version-2\"", "<details class=\"file\"");
    assert!(above.contains("<blockquote>and the kits.</blockquote>"), "{above}");
    assert!(above.contains("Why both? I see no caller."), "{above}");
    assert!(above.contains("The build of this one fails for me, with gcc 15."), "{above}");
}

#[test]
fn the_line_of_a_robot_is_the_first_of_what_it_marks_as_new() {
    let report = "kernel test robot noticed the following build warnings:\n\n\
                  All warnings (new ones prefixed by >>):\n\n   kit.c:1: note: of <old>\n\
                  >> kit.c:7:31: warning: 'brick' defined but not used\n>> kit.c:8: error: another\n";
    let archive = Archive::new().mail(patch("a", "[PATCH] kits: count", "new")).mail(
        Mail::new("r", "Re: [PATCH] kits: count")
            .answers("a")
            .from("kernel test robot <lkp@intel.com>")
            .body(report),
    );
    let tree = Site::of(&archive, "\"month\"").build();
    let robots = between(page(&tree), "<ul class=\"robots\">", "</ul>");
    assert!(
        robots.contains("</span> kit.c:7:31: warning: &#39;brick&#39; defined but not used</li>"),
        "{robots}"
    );
}

#[test]
fn what_the_author_did_not_answer_comes_first() {
    let tree = discussed("");
    let open = between(page(&tree), "<h2>Not answered by the author</h2>", "</section>");
    let rows: Vec<&str> = open.split("<li>").skip(1).collect();
    assert_eq!(rows.len(), 2, "{open}");
    assert!(
        rows[0].contains("The build of this one fails for me, with gcc 15.") && rows[0].contains("Joe"),
        "{open}"
    );
    assert!(rows[1].contains(">Why both? I see no caller.</a>"), "{open}");
    for row in rows {
        let anchor = between(row, "#", "\"");
        assert!(page(&tree).contains(&format!("id=\"{anchor}\"")), "{row}");
    }
    let is_author = |name: &&String| name.starts_with("authors/jane-doe-") && name.ends_with("/index.html");
    let author = text(&tree, tree.keys().find(is_author).expect("a page"));
    assert!(
        between(author, "<h2>Waits for their answer</h2>", "</section>").contains("kits: count"),
        "{author}"
    );
}

#[test]
fn what_the_next_version_made_of_the_lines_is_below_the_thread() {
    let re = |id: &str, to: &str, from: &str, body: &str| {
        Mail::new(id, "Re: [PATCH] kits: count").answers(to).from(from).body(body)
    };
    let first = "> and the kits.\n\nWhy both of them, please?\n\n> -old\n> +new\n\nThis leaks a kit, I think.\n\n\
                 > -less\n> +more\n\nMore of what is in here?\n";
    let answer = "> > -old\n> > +new\n>\n> This leaks a kit, I think.\n\nRight, I will free it.\n";
    let thanks = "> > This leaks a kit, I think.\n>\n> Right, I will free it.\n\nThen it is fine.\n";
    let jane = "Jane Doe <jane@example.org>";
    let mails = vec![re("r1", "a", ANN, first), re("r2", "r1", jane, answer), re("r3", "r2", ANN, thanks)];
    let tree = site(mails, "");
    let older = between(page(&tree), "id=\"version-1\"", "</main>");
    let after =
        |said: &str| between(older.split_once(said).map_or("", |(_, rest)| rest), "meta after\">", "</p>");
    assert_eq!(after("Why both of them, please?"), "Not answered; lines unchanged in v2", "{older}");
    // It was answered, whoever has the last word.
    assert_eq!(after("Then it is fine."), "Lines changed in v2", "{older}");
    assert_eq!(after("More of what is in here?"), "Not answered; lines unchanged in v2", "{older}");
    let json = tree.keys().find(|name| name.starts_with("series/kits-") && name.ends_with("/index.json"));
    let json: serde_json::Value = serde_json::from_str(text(&tree, json.expect("a file"))).expect("JSON");
    let changed = serde_json::json!({"version": "2", "lines": "changed", "number": null});
    assert_eq!(json["comments"][1]["after"], changed);
}

/// What is said below threads of the older version: whether the author answered, and what became of the lines.
fn fates(mails: &[(&str, &str, &str, &str)], said: &[&str]) -> Vec<String> {
    let mail = |&(id, to, from, body): &(&str, &str, &str, &str)| {
        Mail::new(id, "Re: [PATCH] kits: count").answers(to).from(from).body(body)
    };
    let tree = site(mails.iter().map(mail).collect(), "");
    let older = between(page(&tree), "id=\"version-1\"", "</main>");
    let below = |said: &&str| older.split_once(*said).map_or("", |(_, rest)| rest);
    said.iter().map(|said| between(below(said), "meta after\">", "</p>").to_owned()).collect()
}

#[test]
fn an_answer_needs_no_quote_and_may_be_to_several_comments() {
    let jane = "Jane Doe <jane@example.org>";
    let asked =
        "> -old\n> +new\n\nThis leaks a kit, I think.\n\n> -less\n> +more\n\nMore of what is in here?\n";
    let said = ["This leaks a kit, I think.", "More of what is in here?"];
    let answers = |body: &str| fates(&[("r1", "a", ANN, asked), ("r2", "r1", jane, body)], &said);
    let (changed, stays) = ("Lines changed in v2", "Lines unchanged in v2");
    assert_eq!(answers("Right on both, I will mend them.\n"), [changed, stays]);
    let quoted: String = asked.lines().map(|line| format!("> {line}\n")).collect();
    assert_eq!(answers(&format!("{quoted}\nBoth are mended.\n")), [changed, stays]);
    let first = "> > +new\n>\n> This leaks a kit, I think.\n\nIt is freed below.\n";
    assert_eq!(answers(first), [changed, "Not answered; lines unchanged in v2"]);
    // What is quoted far above is there by chance.
    let apart = quoted.replace("> > -less\n", &"> > of something else\n".repeat(20));
    assert_eq!(answers(&format!("{apart}\nOf bricks.\n")), ["Not answered; lines changed in v2", stays]);
}

#[test]
fn an_answer_at_the_same_line_further_below_is_one() {
    let joe = "Joe <joe@example.com>";
    let jane = "Jane Doe <jane@example.org>";
    let asked = ("r1", "a", ANN, "> -old\n> +new\n\nThis leaks a kit, I think.\n");
    let joined = ("r2", "r1", joe, "> > +new\n>\n> This leaks a kit, I think.\n\nI see the same.\n");
    let fate = |mails: &[(&str, &str, &str, &str)]| fates(mails, &["This leaks a kit, I think."]).remove(0);
    let below = ("r3", "r2", jane, "> > > -old\n> > > +new\n\nIt is freed below.\n");
    assert_eq!(fate(&[asked, joined, below]), "Lines changed in v2");
    let third = ("r3", "r2", joe, "> > > -old\n> > > +new\n\nIt is freed below.\n");
    assert_eq!(fate(&[asked, joined, third]), "Not answered; lines changed in v2");
    let elsewhere = ("r3", "a", jane, "> -less\n> +more\n\nThis one is freed.\n");
    assert_eq!(fate(&[asked, joined, elsewhere]), "Not answered; lines changed in v2");
}

#[test]
fn what_came_next_is_what_the_author_counted_next() {
    let sent = |id: &str, subject: &str, line: &str, day: u32| {
        patch(id, subject, line).date(&format!("Tue, {day:02} Mar 2026 10:00:00 +0000"))
    };
    let re = Mail::new("r1", "Re: [PATCH] kits: count").answers("c").from(ANN).body("> +most\n\nOf what?\n");
    let archive = Archive::new()
        .mail(sent("a", "[PATCH] kits: count", "new", 3))
        .mail(sent("b", "[PATCH v2] kits: count", "newer", 4))
        .at("2026-03-17T10:00:00Z")
        .mail(sent("c", "[PATCH] kits: count", "most", 17))
        .mail(re.date("Tue, 17 Mar 2026 11:00:00 +0000"))
        .at("2026-03-18T10:00:00Z")
        .mail(sent("d", "[PATCH v2] kits: count", "most", 18));
    let tree = Site::of(&archive, "\"month\"").config("").build();
    assert!(page(&tree).contains("Not answered; lines unchanged in v2"), "{}", page(&tree));
}

#[test]
fn what_was_said_is_in_data_digests_and_feeds() {
    let tree = discussed("");
    let json = tree.keys().find(|name| name.starts_with("series/kits-") && name.ends_with("/index.json"));
    let json: serde_json::Value = serde_json::from_str(text(&tree, json.expect("a file"))).expect("JSON");
    let row = |row: &serde_json::Value| {
        ["message_id", "patch", "version", "file", "old", "new", "in_reply_to"]
            .map(|name| row[name].to_string())
            .join(" ")
    };
    let rows: Vec<String> = json["comments"].as_array().expect("rows").iter().map(row).collect();
    let expected = [
        r#""r1@example.org" "b@example.org" "2" null null null null"#,
        r#""r1@example.org" "b@example.org" "2" "kit.c" null 11 null"#,
        r#""r2@example.org" "b@example.org" "2" "kit.c" null 11 "r1@example.org""#,
        r#""r3@example.org" "b@example.org" "2" null null null null"#,
    ];
    assert_eq!(rows, expected);
    assert_eq!(json["comments"][2]["text"], "It does not leak, the list owns it.");
    let digest = between(text(&tree, "digests/2026-03/index.html"), "id=\"discussed\"", "</section>");
    assert!(digest.contains("Ann Lee: <a href=\"../../series/kits-count-"), "{digest}");
    assert!(digest.contains(">Why both? I see no caller.</a>"), "{digest}");
    let feed = tree.keys().find(|name| name.starts_with("series/kits-") && name.ends_with("/atom.xml"));
    let feed = text(&tree, feed.expect("a feed"));
    assert_eq!(feed.matches("<title>Ann Lee on kits: count</title>").count(), 1, "{feed}");
    assert!(feed.contains("&amp;lt;b&amp;gt;a kit"), "{feed}");
}

#[test]
fn comments_hide_addresses_and_what_was_taken_down() {
    let tree = discussed("addresses = \"hidden\"\n[[hide]]\ntext = \"gcc 15\"\n");
    for (name, bytes) in &tree {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("people.example") && !text.contains("gcc 15"), "{name}");
    }
    assert!(page(&tree).contains("of (address). More below."), "{}", page(&tree));
    assert!(page(&tree).contains("fails for me, with [hidden]."), "{}", page(&tree));
    assert!(!page(&tree).contains("mailto:"));
}

#[test]
fn a_series_can_be_applied_and_answered() {
    let copied =
        patch("a", "[PATCH] kits: count & <more>", "new").header("Cc", "\"Lee, Ann\" <ann@example.org>");
    let archive = Archive::new().mail(copied);
    let build = |url: &str| {
        let config =
            crate::support::inbox("toys", &archive.path(), "\"month\"") + &format!("url = {url:?}\n");
        let tree = Site::new(&config).build();
        page(&tree).to_owned()
    };
    let lore = build("https://lore.kernel.org/toys/");
    assert!(lore.contains("<code>b4 am a@example.org</code>"), "{lore}");
    let answer = "href=\"mailto:jane@example.org?In-Reply-To=%3Ca@example.org%3E&amp;Cc=toys@lists.example%2Cann@example.org&amp;\
                  Subject=Re%3A%20%5BPATCH%5D%20kits%3A%20count%20%26%20%3Cmore%3E\"";
    assert!(lore.contains(answer), "{lore}");
    assert!(
        build("https://lists.example/toys/")
            .contains("<code>b4 am https://lists.example/toys/a@example.org/</code>")
    );
    // b4 would not find the list in this one.
    assert!(!build("https://lists.example/of/toys/").contains("b4 am"));
}

#[test]
fn comments_that_a_page_has_no_room_for_are_counted_and_links_to_them_lead_there() {
    let answer = |number: usize| {
        let above = if number == 0 { "a".to_owned() } else { format!("r{}", number - 1) };
        let body = format!("> the answer above\n\nAnswer number {number} says something else.\n");
        Mail::new(&format!("r{number}"), "Re: [PATCH] kits: count").from(ANN).answers(&above).body(&body)
    };
    let tree = site((0..403).map(answer).collect(), "");
    let page = page(&tree);
    assert_eq!(page.matches("<article class=\"comment").count(), 400);
    let note = between(page, "<p class=\"meta\" id=\"more-", "</p>");
    assert!(note.contains("3 more comments are below"), "{note}");
    assert!(page.contains("403 comments"), "{page}");
    let anchors: Vec<&str> = tree
        .values()
        .flat_map(|file| std::str::from_utf8(file).unwrap_or_default().split("#more-").skip(1))
        .map(|rest| rest.split(['"', '&', '<']).next().unwrap_or_default())
        .collect();
    let anchor = note.split('"').next().unwrap_or_default();
    assert!(!anchors.is_empty() && anchors.iter().all(|&other| other == anchor), "{anchors:?} {anchor}");
}

#[test]
fn each_comment_behind_many_long_ones_has_a_line() {
    let answer = |number: usize| {
        let text = format!("Number {number} begins so.\n{}", "It goes on and on.\n".repeat(300));
        Mail::new(&format!("r{number}"), "Re: [PATCH] kits: count").from(ANN).answers("a").body(&text)
    };
    let tree = site((0..20).map(answer).collect(), "");
    let page = page(&tree);
    for number in 0..20 {
        assert!(page.contains(&format!("Number {number} begins so.")), "{number}");
    }
}
