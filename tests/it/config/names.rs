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
