//! Names, and addresses to hide.

use super::check_build;
use crate::support::Site;

#[test]
fn an_address_to_hide_is_one_and_nothing_else() {
    let of = |address: &str| format!("[[hide]]\naddress = {address:?}\n");
    for odd in [
        "Eve <eve@people.example>",
        "<eve@people.example>",
        "mailto:eve@people.example",
        "eve@people.example,",
        "eve@people.example.",
        "a@b.example, c@d.example",
        "@people.example",
        "eve@",
        "'eve@people.example'",
    ] {
        check_build(
            &Site::new(&of(odd)),
            "lorepress.toml:1:1",
            &["is not an e-mail address", "jane@example.org"],
        );
    }
    for own in [
        " eve@people.example ",
        "eve+toys@people.example",
        "\"e, v\"@people.example",
        "eve@localhost",
        "o'e@x.example",
    ] {
        let run = Site::new(&of(own)).run(&["build"]);
        assert!(run.stderr.contains("no inboxes"), "{}", run.stderr);
    }
}

#[test]
fn names_have_no_character_that_pages_cannot_show() {
    let list = |name: &str| format!("[[inbox]]\nname = \"{name}\"\npath = \"x\"\n");
    let shown = "a character that pages cannot show";
    for odd in ["\\uFFFE", "\\uFFFF", "\\u0001", "\\U0001FFFE", "\\uFDD0"] {
        let refused = |config: String, at: &str| check_build(&Site::new(&config), at, &[shown]);
        refused(list(&format!("T{odd}")), "lorepress.toml");
        refused(format!("{}aliases = {{ \"a\" = \"b{odd}\" }}\n", list("T")), "lorepress.toml");
        let repository = format!("[[inbox.repository]]\nname = \"n{odd}\"\npath = \"x\"\n");
        refused(list("T") + &repository, "lorepress.toml");
        refused(format!("[companies]\n\"C{odd}\" = [\"a.example\"]\n"), "lorepress.toml:1:1");
        refused(format!("[[watch]]\nname = \"W{odd}\"\ntags = [\"x\"]\n"), "lorepress.toml:1:1");
        refused(format!("[[watch]]\nname = \"W\"\ntags = [\"x{odd}\"]\n"), "lorepress.toml:1:1");
    }
}
