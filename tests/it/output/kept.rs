//! What one build keeps for the next: whatever happens in between, the site is the one that a first build makes.

use std::fs;
use std::path::Path;

use git2::build::TreeUpdateBuilder;
use git2::{FileMode, Repository, Signature};

use super::{public, retitle};
use crate::support::{Archive, Layout, Mail, Site, Tree, inbox, series, tree};

/// Builds the site with what was kept, and without; both must be the same.
pub fn built(site: &Site, what: &str) -> Tree {
    let run = site.run(&["build", "--allow-shrink"]);
    assert_eq!(run.code, Some(0), "{what}: {}", run.stderr);
    let (kept, aside) = (site.path(".lorepress"), site.path("aside"));
    fs::rename(&kept, &aside).expect("what is kept");
    site.run(&["build", "--output", "first"]).succeeded();
    let first = tree(&site.path("first"));
    [&kept, &site.path("first")].into_iter().for_each(|folder| fs::remove_dir_all(folder).expect("a folder"));
    fs::rename(&aside, &kept).expect("what is kept");
    let site = public(site);
    let differing = |path: &&String| site.get(*path) != first.get(*path);
    let differing: Vec<&String> = site.keys().chain(first.keys()).filter(differing).collect();
    assert!(differing.is_empty(), "{what}: {differing:?}");
    site
}

fn site_of(archive: &Archive) -> Site {
    Site::new(&format!("title = \"Bricks\"\n{}", inbox("toys", &archive.path(), "\"day\"")))
}

/// With watches: by the files of patches and by their titles.
fn watching(site: Site) -> Site {
    let config = fs::read_to_string(site.path("lorepress.toml")).expect("the configuration");
    let watches = "[[watch]]\nname = \"Files\"\nfiles = [\"kits/one.c\"]\n[[watch]]\nname = \"Cars\"\nwords = [\"cars\"]\n";
    site.file("lorepress.toml", format!("{config}{watches}"))
}

fn version(id: &str, prefix: &str) -> Vec<Mail> {
    series(id, prefix, "kits: do it", &["kits: one", "kits: two"])
}

/// The number of files that hold what was read of archives.
fn records(site: &Site) -> usize {
    let holds_mails = |path: &&String| {
        let name = path.rsplit('/').next().unwrap_or_default();
        path.starts_with("mails-") && name.bytes().all(|byte| byte.is_ascii_digit())
    };
    tree(&site.path(".lorepress")).keys().filter(holds_mails).count()
}

#[test]
fn a_site_that_grows_is_the_one_that_a_first_build_makes() {
    for layout in [Layout::V2, Layout::Epochs, Layout::V1] {
        let archive = Archive::of(layout)
            .at("2025-12-30T10:00:00Z")
            .mails(version("a", "PATCH"))
            .mail(Mail::patch("n", "[PATCH] cars: go").body("As said in <later@example.org>.\n\n+go\n"));
        let site = watching(site_of(&archive));
        built(&site, "the first mails");
        let archive = archive.at("2025-12-31T23:59:00Z").mail(
            Mail::new("r", "Re: [PATCH 1/2] kits: one")
                .answers("a1")
                .body("Reviewed-by: Max <m@x.example>\n"),
        );
        built(&site, "a review");
        let archive = archive.at("2026-01-01T00:01:00Z").mails(version("b", "PATCH v2"));
        built(&site, "a version in the next year");
        let archive = archive.at("2026-01-02T10:00:00Z").mail(Mail::patch("later", "[PATCH] cars: stop"));
        let page = built(&site, "a mail that others link to");
        let linked = page.iter().filter(|(path, _)| path.starts_with("series/cars-go"));
        assert!(linked.clone().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains("/cars-stop-")));
        let archive = archive.at("2026-01-03T10:00:00Z").delete(Mail::patch("later", "[PATCH] cars: stop"));
        let page = built(&site, "a deletion");
        assert!(!page.keys().any(|path| path.starts_with("series/cars-stop")), "{layout:?}");
        let archive = archive.at("2026-05-01T10:00:00Z").mail(Mail::new("t", "Hello").body("Hello\n"));
        built(&site, "months without a patch");
        drop(archive);
    }
}

#[test]
fn what_the_operator_changes_is_seen_everywhere() {
    let archive = Archive::new().mails(version("a", "PATCH")).mail(Mail::patch("n", "[PATCH] cars: go"));
    let mut site = site_of(&archive).file("MAINTAINERS", "KITS\nM:\tMax <m@x.example>\nF:\tkits/\n");
    let first = built(&site, "the first build");
    for (what, lines) in [
        ("addresses", "addresses = \"obfuscated\""),
        ("fewer addresses", "addresses = \"hidden\""),
        ("links", "links = \"links\""),
        ("people", "mailmap = \"people\""),
        ("a later beginning", "since = \"2026-02-02\""),
    ] {
        site = site
            .file("links", "same a1@example.org n@example.org\n")
            .file("people", "Jane Doe <jane@example.org>\n");
        let own = site_of(&archive).config(lines);
        let text = fs::read_to_string(own.path("lorepress.toml")).expect("the configuration");
        site = site.file("lorepress.toml", text);
        built(&site, what);
    }
    site = site
        .file("lorepress.toml", fs::read_to_string(site_of(&archive).path("lorepress.toml")).expect("text"));
    assert!(built(&site, "the first settings again") == first);
    site = retitle(site, "Stones");
    built(&site, "another title");
    site = site.file("site-templates/404.html", "{% extends \"base.html\" %}");
    built(&site, "a template");
    let text = fs::read_to_string(site.path("lorepress.toml")).expect("the configuration");
    let maintained = site.file("lorepress.toml", format!("{text}maintainers = \"MAINTAINERS\"\n"));
    built(&maintained, "maintainers");
    let edited = maintained.file("MAINTAINERS", "CARS\nM:\tMax <m@x.example>\nN:\tcars\n");
    built(&edited, "other maintainers");
}

#[test]
fn mails_that_are_taken_down_leave_what_is_kept_as_well() {
    let archive = Archive::new().mails(version("a", "PATCH")).mail(Mail::patch("n", "[PATCH] cars: go"));
    let mut site = site_of(&archive);
    built(&site, "the first build");
    let holds = |site: &Site, word: &str| {
        let kept = tree(&site.path(".lorepress"));
        kept.values().any(|bytes| bytes.windows(word.len()).any(|part| part == word.as_bytes()))
    };
    assert!(holds(&site, "cars: go"));
    let text = fs::read_to_string(site.path("lorepress.toml")).expect("the configuration");
    site = site.file("lorepress.toml", format!("{text}[[hide]]\ntext = \"cars: go\"\n"));
    built(&site, "a text is hidden");
    assert!(!holds(&site, "cars: go"));
    // The takedown is still known to match something.
    assert!(!site.run(&["build", "--title", "Other"]).succeeded().stderr.contains("matches nothing"));
    site = site.file("lorepress.toml", format!("{text}[[hide]]\nmessage_id = \"n@example.org\"\n"));
    built(&site, "a mail is hidden");
    assert!(!holds(&site, "n@example.org"));
}

#[test]
fn a_history_that_is_rewritten_is_read_again() {
    let archive = Archive::new().mails(version("a", "PATCH")).mail(Mail::patch("n", "[PATCH] cars: go"));
    let site = site_of(&archive);
    built(&site, "the first build");
    let repository = Repository::open(archive.path().join("git/0.git")).expect("the repository");
    let (head, before) = {
        let head = repository.head().expect("a branch");
        let commit = head.peel_to_commit().expect("a commit");
        (head.name().expect("a name").to_owned(), commit.parent_id(0).expect("a commit before"))
    };
    repository.reference(&head, before, true, "rewritten").expect("a branch");
    let cut = built(&site, "a tail that is cut");
    assert!(!cut.keys().any(|path| path.starts_with("series/cars-go")));
    let kept = tree(&site.path(".lorepress"));
    let word = b"cars: go";
    assert!(!kept.values().any(|bytes| bytes.windows(word.len()).any(|part| part == word)));
}

#[test]
fn a_history_that_is_rewritten_may_delete_other_mails() {
    let mails =
        || Archive::new().mails(["a", "b", "c"].map(|id| Mail::patch(id, &format!("[PATCH] cars: {id}"))));
    let gone = |id: &str| Mail::patch(id, &format!("[PATCH] cars: {id}"));
    let archive = mails();
    let shown = |tree: &Tree| {
        ["a", "b", "c"].map(|id| tree.keys().any(|path| path.starts_with(&format!("series/cars-{id}-"))))
    };
    let site = site_of(&archive);
    assert_eq!(shown(&built(&site, "nothing is deleted")), [true, true, true]);
    let repository = Repository::open(archive.path().join("git/0.git")).expect("the repository");
    let branch = repository.head().expect("a branch").name().expect("a name").to_owned();
    let move_to = |from: &Archive| {
        let url = from.path().join("git/0.git").display().to_string();
        let mut remote = repository.remote_anonymous(&url).expect("a remote");
        remote.fetch(&[format!("+{branch}:{branch}")], None, None).expect("a forced update");
    };
    move_to(&mails().delete(gone("a")));
    assert_eq!(shown(&built(&site, "one is deleted")), [false, true, true]);
    move_to(&mails().delete(gone("b")));
    assert_eq!(shown(&built(&site, "another one is deleted in its place")), [true, false, true]);
    move_to(&mails());
    assert_eq!(shown(&built(&site, "none is deleted any more")), [true, true, true]);
}

#[test]
fn a_commit_of_many_mails_may_be_known_in_part() {
    let archive = Archive::of(Layout::V1).mail(Mail::patch("first", "[PATCH] cars: go"));
    let repository = Repository::open(archive.path()).expect("the repository");
    let add = |mails: std::ops::Range<usize>| {
        let tip = repository.head().and_then(|head| head.peel_to_commit()).expect("the tip");
        let mut update = TreeUpdateBuilder::new();
        for number in mails {
            let mail: Vec<u8> = Mail::new(&format!("m{number}"), &format!("Wheels {number}")).into();
            let blob = repository.blob(&mail).expect("a blob");
            update.upsert(format!("{:02x}/{number:038x}", number % 256), blob, FileMode::Blob);
        }
        let tree = update.create_updated(&repository, &tip.tree().expect("a tree")).expect("a tree");
        let tree = repository.find_tree(tree).expect("the tree");
        let who = Signature::new("Jane", "jane@example.org", &tip.time()).expect("a signature");
        repository.commit(Some("HEAD"), &who, &who, "mails", &tree, &[&tip]).expect("a commit");
    };
    add(0..1_005);
    let site = site_of(&archive);
    built(&site, "the first build");
    let kept = tree(&site.path(".lorepress"));
    let second = kept.keys().find(|path| path.ends_with("/0000001000")).expect("a second file");
    fs::remove_file(site.path(".lorepress").join(second)).expect("a file");
    add(1_005..1_006);
    built(&site, "a further mail");
    assert!(site.run(&["build"]).succeeded().stdout.contains("1007 mails"));
}

#[test]
fn lists_come_and_go() {
    let toys = Archive::new().mails(version("a", "PATCH"));
    let cars = Archive::new().mail(Mail::patch("n", "[PATCH] cars: go"));
    let mut site = site_of(&toys);
    let first = built(&site, "one list");
    let (one, text) = (records(&site), fs::read_to_string(site.path("lorepress.toml")).expect("text"));
    site = site.file("lorepress.toml", format!("{text}{}", inbox("cars", &cars.path(), "\"week\"")));
    built(&site, "two lists");
    assert_eq!(records(&site), 2 * one);
    site = site.file("lorepress.toml", text);
    assert!(built(&site, "one list again") == first);
    assert_eq!(records(&site), one);
}

#[test]
fn what_is_kept_may_be_damaged_cut_or_deleted() {
    let archive = Archive::new().mails(version("a", "PATCH")).mail(Mail::patch("n", "[PATCH] cars: go"));
    let site = site_of(&archive);
    let first = built(&site, "the first build");
    let files = |site: &Site| -> Vec<String> { tree(&site.path(".lorepress")).into_keys().collect() };
    let change = |change: &dyn Fn(&Path, Vec<u8>)| {
        for file in files(&site) {
            let path = site.path(".lorepress").join(file);
            change(&path, fs::read(&path).expect("a file"));
        }
        assert!(built(&site, "something was kept no longer") == first);
    };
    change(&|path, _| fs::remove_file(path).expect("a file"));
    change(&|path, bytes| fs::write(path, &bytes[..bytes.len() / 2]).expect("a file"));
    change(&|path, _| fs::write(path, "").expect("a file"));
    change(&|path, mut bytes| {
        let at = bytes.len().min(100) - 1;
        bytes[at] ^= 1;
        fs::write(path, bytes).expect("a file");
    });
}

#[test]
fn texts_that_were_damaged_stop_one_build_and_are_read_again() {
    let archive = Archive::new().mails(version("a", "PATCH")).mail(Mail::patch("n", "[PATCH] cars: go"));
    let site = site_of(&archive);
    let first = built(&site, "the first build");
    let file = tree(&site.path(".lorepress"))
        .into_keys()
        .find(|name| name.starts_with("mails-") && name.ends_with("0000000000"));
    let path = site.path(".lorepress").join(file.expect("kept mails"));
    let mut bytes = fs::read(&path).expect("a file");
    *bytes.last_mut().expect("a text") ^= 1;
    fs::write(&path, bytes).expect("a file");
    // All pages have to be written again, with all texts.
    let text = fs::read_to_string(site.path("lorepress.toml")).expect("text");
    let site = site.file("lorepress.toml", format!("accent = \"#b30059\"\n{text}"));
    let run = site.run(&["build"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("is damaged") && run.stderr.contains("build again"), "{}", run.stderr);
    let site = site.file("lorepress.toml", text);
    assert!(built(&site, "read again") == first);
}

#[test]
fn a_day_reads_and_writes_what_is_new() {
    let archive = (0..40).fold(Archive::new(), |archive, day| {
        let archive = archive.at(&format!("2026-{:02}-{:02}T08:00:00Z", 1 + day / 28, 1 + day % 28));
        archive.mail(Mail::patch(&format!("n{day}"), &format!("[PATCH] kit{day}: brick")))
    });
    let site = site_of(&archive);
    let before = built(&site, "the first build");
    let page = site
        .path("public")
        .join(before.keys().find(|path| path.starts_with("series/kit3-")).expect("a page"));
    let stamp = fs::metadata(&page).expect("a page").modified().expect("a time");
    let archive = archive.at("2026-02-20T08:00:00Z").mail(Mail::patch("new", "[PATCH] cars: go"));
    let now = built(&site, "a day");
    assert_eq!(fs::metadata(&page).expect("a page").modified().expect("a time"), stamp);
    let written = now.iter().filter(|(path, bytes)| before.get(*path) != Some(*bytes)).count();
    assert!(written <= 60, "{written} files of {} for one patch", now.len());
    // Two files hold what was read: that of the first mails was not read again.
    assert_eq!(records(&site), 2);
    drop(archive);
}

/// As after a disk was repaired. A folder of what mails say is all the program's; elsewhere one may be somebody's.
#[test]
fn folders_and_links_in_place_of_kept_files_are_removed_or_named() {
    let archive = Archive::new().mails(version("a", "PATCH")).mail(Mail::new("r", "Re: kits").answers("a-1"));
    let mut site = site_of(&archive);
    built(&site, "first");
    let names: Vec<String> = tree(&site.path(".lorepress")).into_keys().collect();
    let is_other = |name: &str| name.ends_with("lock") || name.ends_with(".mails") || name.contains(".tree/");
    for (at, name) in names.iter().filter(|name| !is_other(name)).enumerate() {
        let path = site.path(".lorepress").join(name);
        for way in ["folder", "link"] {
            if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) }.expect("removed");
            match way {
                "folder" => fs::create_dir_all(path.join("x")).expect("a folder"),
                _ => std::os::unix::fs::symlink("/nowhere/at/all", &path).expect("a link"),
            }
            site = retitle(site, &format!("{way} {at}"));
            let said = site.run(&["build"]).succeeded().stderr;
            let is_named = said.contains(name) && said.contains("help: move the folder away");
            let is_kept = way == "folder" && !name.starts_with("mails-");
            assert_eq!((path.is_file(), is_named), (!is_kept, is_kept), "{way} as {name}: {said}");
        }
    }
    built(&site, "in the end");
}

#[test]
fn what_is_hidden_and_then_deleted_as_well_is_as_in_a_first_build() {
    let tables = ["text = \"kite-b\"", "message_id = \"kite-b\"", "message_id = \"kite-b\"\nreplies = true"];
    for table in tables {
        let mail = |id: &str| {
            let author = format!("Jane {id} <jane-{id}@example.org>");
            Mail::patch(&format!("kite-{id}"), &format!("[PATCH] cars: {id}")).from(&author)
        };
        let secret = || mail("b");
        let answer = Mail::new("re", "Re: [PATCH] cars: b").answers("kite-b").body("Why is this here?\n");
        let archive = Archive::new().mails(["a", "b", "c", "d"].map(mail)).mails([answer]);
        let site = site_of(&archive);
        let text = fs::read_to_string(site.path("lorepress.toml")).expect("the configuration");
        let site = site.file("lorepress.toml", format!("{text}[[hide]]\n{table}\n"));
        built(&site, table);
        let _archive = archive.delete(secret());
        let tree = built(&site, &format!("{table}, and it is deleted"));
        let shows = |word: &str| tree.values().any(|file| String::from_utf8_lossy(file).contains(word));
        assert!(!tree.keys().any(|path| path.starts_with("series/cars-b")), "{table}");
        assert!(!shows("Why is this here?") || !table.contains("replies"), "{table}");
    }
}
