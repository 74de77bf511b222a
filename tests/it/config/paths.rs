//! Paths at which nothing is, and keys in a wrong place.

use super::{archive, check, check_build};
use crate::support::{Site, inbox};

fn of_path(path: &str) -> Site {
    Site::new(&format!("[[inbox]]\nname = \"toys\"\npath = {path:?}\n")).file("notes.txt", "Hello\n")
}

#[test]
fn the_key_of_a_path_is_named() {
    let named = "`path` of inbox toys in lorepress.toml";
    check_build(&of_path("gone"), "gone", &[named, "spelling"]);
    check_build(&of_path("notes.txt"), "notes.txt", &[named, "nor an mbox", "git/0.git"]);
    check(&of_path("gone"), &["check", "--config-only"], "gone", &[named]);
    let url = of_path("gone").file(
        "lorepress.toml",
        "[[inbox]]\nname = \"toys\"\npath = \"gone\"\nurl = \"https://lists.example/toys/\"\n",
    );
    check_build(&url, "gone", &[named, "lorepress fetch"]);
    let flag = ["build", "--inbox", "toys=gone"];
    check(&Site::new(""), &flag, "gone", &["`path` of inbox toys in --inbox"]);
}

#[test]
fn a_path_that_nothing_can_be_at_is_refused_before_anything_is_fetched() {
    let refused = |path: &str, parts: &[&str]| {
        let problem = format!("path of inbox toys is {}", if path.is_empty() { "empty" } else { path });
        let problem = problem.replace("is ", "is `").replace("`empty", "empty");
        for args in [["build"], ["fetch"]] {
            check(&of_path(path), &args, "lorepress.toml", &[parts, &[problem.as_str()]].concat());
        }
    };
    refused("", &["an mbox"]);
    refused("https://lists.example/toys/", &["a URL", "`url`", "`from`", "lorepress fetch"]);
    refused("~/toys.mbox", &["home folder"]);
    check(&Site::new(""), &["build", "--inbox", "toys=~/toys"], "--inbox", &["home folder"]);
    // A folder may have that name.
    let site = of_path("~/toys.mbox").file("~/toys.mbox", "");
    site.run(&["build"]).succeeded();
}

#[test]
fn the_key_of_every_other_file_is_named() {
    let archive = archive();
    let of = |first: &str, last: &str| {
        Site::new(&format!("{first}\n{}{last}\n", inbox("toys", &archive.path(), "\"day\"")))
    };
    check_build(&of("mailmap = \"gone\"", ""), "gone", &["`mailmap` in lorepress.toml"]);
    check_build(&of("links = \"~/gone\"", ""), "~/gone", &["`links` in lorepress.toml", "home folder"]);
    check_build(
        &of("", "maintainers = \"gone\""),
        "gone",
        &["`maintainers` of inbox toys in lorepress.toml"],
    );
    check_build(&of("", "repository = \"gone\""), "gone", &["`repository` of inbox toys in lorepress.toml"]);
    let windows = Site::new(&inbox("toys", &archive.path(), "{ file = \"gone\" }"));
    check_build(&windows, "gone", &["`windows` of inbox toys in lorepress.toml"]);
    check(&of("", ""), &["build", "--windows", "gone"], "gone", &["--windows names it"]);
    check(&of("", ""), &["build", "--mailmap", "gone"], "gone", &["--mailmap names it"]);
}

#[test]
fn a_key_of_the_site_behind_a_table_is_told_where_it_belongs() {
    let toml = |config: &str, at: &str, part: &str| {
        check_build(&Site::new(config), &format!("lorepress.toml:{at}"), &[part]);
    };
    let list = "[[inbox]]\nname = \"x\"\npath = \"y\"\n";
    for key in ["title = \"x\"", "quiet_days = 3", "companies = {}"] {
        let name = key.split(' ').next().expect("a name");
        let said = format!("`{name}` is a key of the whole site");
        toml(&format!("{list}{key}\n"), "4:1", &said);
        toml(&format!("{list}{key}\n"), "4:1", "above the first `[`");
    }
    for odd in ["titel", "\"\"", "\"ti tel\"", "\"\\uFFFE\""] {
        toml(&format!("{list}{odd} = \"x\"\n"), "4:1", "unknown field `");
    }
}
