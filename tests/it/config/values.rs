//! `lorepress.toml`, the command line, archives, windows and mailmaps.

use super::{archive, check, check_build};
use crate::support::{Archive, Mail, Site, inbox};

/// Builds with this configuration, which is wrong at `line:column`.
fn check_toml(config: &str, at: &str, parts: &[&str]) {
    check_build(&Site::new(config), &format!("lorepress.toml:{at}"), parts);
}

#[test]
fn an_unknown_key_is_named_with_line_and_column() {
    check_toml("title = \"x\"\ntitel = \"y\"\n", "2:1", &["unknown field `titel`", "`title`"]);
    check_toml("[[inbox]]\nname = \"x\"\npath = \"y\"\nurls = \"z\"\n", "4:1", &["unknown field `urls`"]);
    check_toml("[feeds]\n", "1:2", &["unknown field `feeds`"]);
}

#[test]
fn a_wrong_type_is_named_with_line_and_column() {
    check_toml("\ntitle = 5\n", "2:9", &["this is the number `5`, but must be a text in quotes"]);
    check_toml("addresses = 1\n", "1:13", &["this must be a text in quotes"]);
    check_toml("companies = []\n", "1:13", &["this is a list, but must be a table: `[…]`"]);
    let number = "quiet_days = 99999999999999999999\n";
    check_toml(number, "1:14", &["the number `99999999999999999999`, but must be a whole number"]);
    check_toml("addresses = \"none\"\n", "1:13", &["unknown value `none`", "`hidden`"]);
    check_toml(
        "[[inbox]]\nname = \"x\"\npath = [1]\n",
        "3:8",
        &["this is a list, but must be a path in quotes"],
    );
}

#[test]
fn a_takedown_has_one_thing_to_hide() {
    let one = "exactly one of `message_id`, `address`, `commit` and `text`";
    check_toml("title = \"x\"\n[[hide]]\nreason = \"x\"\n", "2:1", &[one]);
    check_toml("[[hide]]\ntext = \"x\"\naddress = \"a@b.example\"\n", "1:1", &[one]);
    check_toml("[[hide]]\naddress = \"jane\"\n", "1:1", &["`jane` is not an e-mail address"]);
    check_toml("[[hide]]\ncommit = \"12\"\n", "1:1", &["`12` is not a commit"]);
    check_toml("[[hide]]\ntext = \" \"\n", "1:1", &["expected 1 to 1000 characters"]);
    check_toml("[[hide]]\nmail = \"x\"\n", "2:1", &["unknown field `mail`"]);
    check_toml("[[hide]]\ntext = \"\"\n", "1:1", &["[[hide]]", "1 to 1000 characters"]);
}

#[test]
fn a_watch_has_a_name_and_looks_for_something() {
    let check = |lines: &str, at: &str, problem: &str| {
        check_toml(&format!("title = \"x\"\n[[watch]]\n{lines}"), at, &[problem]);
    };
    check("files = [\"x/\"]\n", "2:1", "missing field `name`");
    check("name = \" \"\nfiles = [\"x/\"]\n", "2:1", "a [[watch]] has an empty name");
    check(
        "name = \"X\"\n",
        "2:1",
        "watch X looks for nothing: give it one of `files`, `words`, `tags`, `people`",
    );
    check("name = \"X\"\nfiles = []\n", "2:1", "watch X looks for nothing");
    check("name = \"X\"\nfile = [\"x/\"]\n", "4:1", "unknown field `file`");
    check("name = \"X\"\nfiles = \"x/\"\n", "4:9", "this is the text \"x/\", but must be a list");
    check("name = \"X\"\nfiles = [\"/x/\"]\n", "2:1", "`/x/` in files of watch X is not a pattern");
    check("name = \"X\"\nwords = [\"x\", \"\"]\n", "2:1", "`` in words of watch X is empty");
    check("name = \"X\"\nwords = [\"-\"]\n", "2:1", "`-` in words of watch X has no letter or digit");
    check("name = \"X\"\ntags = [\"[RFC]\"]\n", "2:1", "`[RFC]` in tags of watch X has a bracket");
    check(
        "name = \"X\"\npeople = [\"Jane Doe\"]\n",
        "2:1",
        "`Jane Doe` in people of watch X is not an address",
    );
    check(
        "name = \"X\"\ndomains = [\"example\"]\n",
        "2:1",
        "`example` in domains of watch X is not a domain",
    );
    check("name = \"X\"\nslug = \"A b\"\ntags = [\"x\"]\n", "2:1", "slug of watch X is `A b`");
}

#[test]
fn watches_have_addresses_of_their_own_and_companies_that_there_are() {
    let twins = "[[watch]]\nname = \"Kits\"\ntags = [\"x\"]\n[[watch]]\nname = \"KITS!\"\ntags = [\"y\"]\n";
    let problem = "watches Kits and KITS! would have the same URL";
    check_build(&Site::new(twins), "lorepress.toml", &[problem, "give one a `slug` of its own"]);
    let unknown =
        "[companies]\nBricks = [\"a.example\"]\n[[watch]]\nname = \"X\"\ncompanies = [\"bricks\"]\n";
    let problem = "watch X names the company `bricks`, which is not in [companies]";
    check_build(&Site::new(unknown), "lorepress.toml", &[problem]);
}

#[test]
fn a_site_begins_with_a_year_a_month_or_a_day() {
    for odd in ["", "20", "2020-1", "2020-13", "2020-02-30", "2020-1-15", "+2020", "2020-06-15T00", "2020/06"]
    {
        let problem = format!("since is `{odd}`, which is not a year, a month or a day");
        check_build(&Site::new(&format!("since = {odd:?}\n")), "lorepress.toml", &[&problem]);
    }
}

#[test]
fn files_to_do_without_are_known_words() {
    check_toml("without = [\"json\"]\n", "1:12", &["unknown value `json`", "`series-json`"]);
}

#[test]
fn a_missing_key_is_named() {
    check_toml("[[inbox]]\nname = \"x\"\n", "1:1", &["missing field `path`"]);
}

#[test]
fn what_is_no_toml_is_named_with_line_and_column() {
    check_toml("title = \"x\"\nlanguage = \"en\nbase_url = \"\"\n", "2:15", &["string"]);
    check_toml("title = \"ü\" x\n", "1:13", &[]);
}

#[test]
fn windows_are_words_numbers_or_a_file() {
    let check_windows = |windows: &str, at: &str, parts: &[&str]| {
        check_toml(&format!("[[inbox]]\nname = \"x\"\npath = \"y\"\nwindows = {windows}\n"), at, parts);
    };
    check_windows("\"year\"", "4:11", &["\"year\"", "\"month\""]);
    check_windows("0", "4:11", &["a window needs at least one mail"]);
    check_windows("-5", "4:11", &["a window needs at least one mail"]);
    check_windows("true", "4:11", &["this is `true`, but must be", "\"day\""]);
    check_windows("{ files = \"x\" }", "4:13", &["unknown field `files`"]);
}

#[test]
fn a_base_url_is_whole() {
    for url in [
        "example.org",
        "ftp://example.org/",
        "https://",
        "https://example.org/?a",
        "https://a b/",
        "https:///a/",
        "https://a:b/",
        "/",
    ] {
        let site = Site::new(&format!("base_url = {url:?}\n"));
        check_build(&site, "lorepress.toml", &[&format!("base_url is `{url}`"), "https://host/"]);
    }
    let place = |flag: &str| check(&Site::new(""), &["build", flag, "x"], "lorepress.toml", &["`x`"]);
    ["--base-url", "--accent"].into_iter().for_each(place);
}

#[test]
fn an_accent_is_a_colour() {
    for accent in ["red", "#12", "#1234567", "#gggggg", "0b6e99", "#000; } body { display: none"] {
        let site = Site::new(&format!("accent = {accent:?}\n"));
        check_build(&site, "lorepress.toml", &[&format!("accent is `{accent}`"), "#rrggbb"]);
    }
}

#[test]
fn a_language_is_a_tag() {
    for language in ["", "deutsch-land-überall", "en_GB", "en\" onclick=\"x", "-"] {
        let site = Site::new(&format!("language = {language:?}\n"));
        check_build(&site, "lorepress.toml", &[&format!("language is `{language}`"), "pt-BR"]);
    }
}

#[test]
fn a_url_of_an_inbox_is_whole() {
    let site = Site::new("[[inbox]]\nname = \"toys\"\npath = \"x\"\nurl = \"lists.example/toys\"\n");
    check_build(&site, "lorepress.toml", &["url of inbox toys is `lists.example/toys`"]);
}

#[test]
fn a_commit_id_is_added_to_a_folder_or_to_a_query_that_ends_in_an_equals_sign() {
    for url in [
        "git.example/c/",
        "https://git.example/c/#",
        "https://git.example/commit/?id",
        "https://git.example/?id=\"x=",
        "https://?id=",
    ] {
        let site = Site::new(&format!("[[inbox]]\nname = \"toys\"\npath = \"x\"\ncommits = {url:?}\n"));
        check_build(
            &site,
            "lorepress.toml",
            &[&format!("commits of inbox toys is `{url}`"), "not a valid URL"],
        );
    }
}

#[test]
fn a_url_that_pages_show_names_no_user() {
    for key in ["url", "commits"] {
        let table = format!(
            "[[inbox]]\nname = \"toys\"\npath = \"x\"\n{key} = \"https://jane:word@toys.example/\"\n"
        );
        let site = Site::new(&table);
        check_build(&site, "lorepress.toml", &[&format!("{key} of inbox toys names a user"), "from"]);
        assert!(!site.run(&["build"]).stderr.contains("word@"));
    }
}

#[test]
fn a_configuration_that_is_missing_or_no_text_is_named() {
    check(&Site::new(""), &["build", "--config", "other.toml"], "other.toml", &["cannot read"]);
    let site = Site::new("").file("lorepress.toml", b"title = \"\xff\"");
    check_build(&site, "lorepress.toml", &["UTF-8"]);
}

#[test]
fn a_site_of_nothing_is_none() {
    check_build(&Site::new(""), "lorepress.toml", &["no inboxes and no digests", "[[inbox]]"]);
}

#[test]
fn an_archive_that_is_missing_is_named() {
    let site = Site::new(&inbox("toys", "gone".as_ref(), "\"day\""));
    check_build(&site, "gone", &["No such file", "spelling"]);
}

#[test]
fn a_file_that_is_no_source_is_named() {
    let site = Site::new(&inbox("toys", "file.txt".as_ref(), "\"day\"")).file("file.txt", "Hello\n");
    check_build(&site, "file.txt", &["not a public-inbox archive", "git/0.git"]);
}

#[test]
fn a_folder_without_a_repository_is_named() {
    let site = Site::new(&inbox("toys", "folder".as_ref(), "\"day\"")).file("folder/README", "Hello\n");
    check_build(&site, "folder", &["not a public-inbox archive", "git/0.git"]);
    let site = Site::new(&inbox("toys", "folder".as_ref(), "\"day\"")).file("folder/git/0.git/HEAD", "x\n");
    check_build(&site, "folder", &["not a public-inbox archive"]);
}

#[test]
fn an_empty_archive_is_named() {
    let archive = Archive::new();
    let path = archive.path().display().to_string();
    let parts = ["the archive is empty", "git fetch", "lorepress import"];
    for window in ["2026-02-02", "aaaa1111..bbbb2222", "mails-1-10"] {
        check(&Site::new(""), &["digest", &path, window], &path, &parts);
    }
    check(&Site::new(""), &["series", &path, "..bbbb2222"], &path, &parts);
    let site = Site::of(&archive, "{ file = \"windows.txt\" }").file("windows.txt", "aaaa..bbbb\n");
    check_build(&site, "windows.txt", &parts);
    // A list that has no mail yet has a site.
    assert_eq!(Site::of(&archive, "\"day\"").left_out(), [("0.git".to_owned(), "empty-epoch".to_owned())]);
    let site = Site::new(&inbox("toys", "folder".as_ref(), "\"day\"")).file("folder/x", "");
    std::fs::remove_file(site.path("folder/x")).expect("it was written");
    check_build(&site, "folder", &["an empty folder"]);
}

#[test]
fn an_archive_inside_another_repository_is_not_that_one() {
    let archive = archive();
    let inner = archive.path().join("git/0.git/objects");
    let site = Site::new(&inbox("toys", &inner, "\"day\""));
    check_build(&site, &inner.display().to_string(), &["not a public-inbox archive"]);
}

#[test]
fn two_inboxes_of_one_address_are_named() {
    let two = |first: &str, second: &str, slug: &str| {
        let list = |name, slug: &str| inbox(name, "a".as_ref(), "\"day\"") + slug;
        Site::new(&(list(first, "") + &list(second, slug)))
    };
    let check = |site: Site, parts: &[&str]| check_build(&site, "lorepress.toml", parts);
    check(two("Toys: Devel", "toys/devel", "slug = \"x\"\n"), &["Toys: Devel", "toys/devel", "rename"]);
    check(two("toys", "bricks", "slug = \"\"\n"), &["toys and bricks would have the same URL", "`slug`"]);
    check(two("kits", "bricks", "slug = \"kits\"\n"), &["kits and bricks would have the same URL"]);
    for slug in ["Bricks", "a/b", "..", "series", "a--b", "-a", "ü"] {
        let parts = [&*format!("slug of inbox bricks is `{slug}`"), "lower-case letters", "domains"];
        check(two("toys", "bricks", &format!("slug = {slug:?}\n")), &parts);
    }
    check_build(&Site::new(&inbox("", "a".as_ref(), "\"day\"")), "lorepress.toml", &["has an empty name"]);
}

/// Builds with a file of windows; `A` and `B` in it stand for the commits of the archive.
fn check_windows_file(lines: &str, place: &str, parts: &[&str]) {
    let archive = archive();
    let lines = lines.replace('A', &archive.id(0)).replace('B', &archive.id(1));
    let site = Site::of(&archive, "{ file = \"windows.txt\" }").file("windows.txt", lines);
    check_build(&site, place, parts);
}

#[test]
fn a_line_that_is_no_window_is_named_with_its_number() {
    check_windows_file(
        "# windows\n\nA..B # good\nA to B\n",
        "windows.txt:4",
        &["is not a window", "FROM..TO"],
    );
    let site = Site::of(&archive(), "{ file = \"gone.txt\" }");
    check_build(&site, "gone.txt", &["cannot read the windows"]);
}

#[test]
fn a_window_that_is_not_in_the_archive_is_named() {
    check_windows_file("A..deadbeef\n", "windows.txt", &["deadbeef is not in the history", "git log"]);
    check_windows_file("B..A\n", "windows.txt", &["is not an ancestor of"]);
}

#[test]
fn two_windows_of_one_address_are_named() {
    check_windows_file("A..B\nA..B\n", "windows.txt", &["is defined twice"]);
}

#[test]
fn a_mailmap_line_without_an_address_is_named_with_its_number() {
    let archive = archive();
    let mailmap = "Jane <jane@example.org>\n\nAda ada@example.org\n";
    let site = Site::of(&archive, "\"day\"").config("mailmap = \"people\"").file("people", mailmap);
    check_build(&site, "people:3", &["no e-mail address", "Name <address>"]);
    check_build(
        &Site::of(&archive, "\"day\"").config("mailmap = \"gone\""),
        "gone",
        &["cannot read the mailmap"],
    );
    let path = archive.path().display().to_string();
    let args = ["digest", &path, &format!("..{}", archive.id(1)), "--mailmap", "people"];
    check(&Site::new("").file("people", mailmap), &args, "people:3", &["no e-mail address"]);
}

#[test]
fn a_line_of_links_that_names_no_two_mails_is_named_with_its_number() {
    let archive = archive();
    let site = Site::of(&archive, "\"day\"").config("links = \"links.txt\"");
    let site = site.file("links.txt", "same a@x b@x\n\n# so\napart a@x\n");
    check_build(&site, "links.txt:4", &["not a link correction", "same ID ID"]);
    check_build(
        &Site::of(&archive, "\"day\"").config("links = \"gone\""),
        "gone",
        &["cannot read the link corrections"],
    );
}

#[test]
fn a_file_of_mails_that_cannot_be_read_is_told_as_by_import() {
    let site = |bytes: &[u8]| Site::new(&inbox("toys", "mails".as_ref(), "\"day\"")).file("mails", bytes);
    check_build(&site(b"\x1f\x8b\x08\0"), "mails", &["is compressed", "gunzip"]);
    check(&site(b"\x1f\x8b\x08\0"), &["check", "--config-only"], "mails", &["is compressed"]);
    let run = site(b"").run(&["build"]).succeeded();
    let said = "warning: mails: there is no mail in it: is it the file or folder that you mean?\n";
    assert_eq!(run.stderr, said);
}

#[test]
fn an_output_folder_with_other_files_is_left_alone() {
    let archive = archive();
    let site = Site::of(&archive, "\"day\"").file("public/letter.txt", "Dear Ada,");
    check_build(&site, "public", &["that lorepress did not create", "--output"]);
    let tree = crate::support::tree(&site.path("public"));
    assert_eq!(tree.keys().collect::<Vec<_>>(), ["letter.txt"]);
    let site = Site::of(&archive, "\"day\"").file("file", "x");
    check(&site, &["build", "--output", "file"], "file", &["cannot open the output folder"]);
}

#[test]
fn a_report_that_cannot_be_written_is_named() {
    let archive = archive();
    check(
        &Site::of(&archive, "\"day\""),
        &["build", "--report", "no/report"],
        "no/report",
        &["cannot write"],
    );
}

#[test]
fn arguments_that_make_no_sense_are_explained() {
    for args in
        [&["build", "--jobs", "0"][..], &["digest", "x"], &["build", "--inbox", "=x"], &["publish"], &[]]
    {
        let run = Site::new("").run(args);
        assert!(
            run.code == Some(2) && run.stdout.is_empty() && !run.stderr.is_empty(),
            "{args:?}: {}",
            run.stderr
        );
    }
}

#[test]
fn an_alias_that_no_title_begins_with_is_named() {
    let archive = Archive::new().mail(Mail::patch("a", "[PATCH] kits: a"));
    for alias in ["kits and bricks", "kits, bricks", ""] {
        let aliases = format!("[inbox.aliases]\n{alias:?} = \"bricks\"\n");
        let site = Site::new(&format!("{}{aliases}", inbox("toys", &archive.path(), "\"day\"")));
        check_build(
            &site,
            "lorepress.toml: aliases of inbox toys",
            &["is not a subsystem prefix", "KVM/arm64"],
        );
    }
}

#[test]
fn a_maintainers_file_that_is_missing_or_none_is_named() {
    let archive = archive();
    let with = |file: &str| {
        let config = inbox("toys", &archive.path(), "\"day\"");
        Site::new(&format!("{config}maintainers = {file:?}\n")).file("notes", "just text\n")
    };
    check_build(&with("gone"), "gone", &["cannot read the MAINTAINERS file", "spelling"]);
    check_build(&with("notes"), "notes", &["no MAINTAINERS sections found", "F:"]);
}
