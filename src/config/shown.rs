//! What pages can show of what the operator wrote.

/// Whether a character has no form in HTML, nor in XML: control characters, and numbers that Unicode gives to no character.
pub fn is_unshown(c: char) -> bool {
    c.is_control() || u32::from(c) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c)
}

/// Refuses a name that pages cannot show. `what` has the name: `watch`.
pub fn check_name(what: &str, name: &str) -> Result<(), String> {
    if name.contains(is_unshown) {
        return Err(format!("the name of {what} {name:?} has a character that pages cannot show"));
    }
    Ok(())
}
