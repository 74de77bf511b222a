//! Lines of code and of logs, known by themselves where nothing sets them off from the sentences around them.

/// How lines begin that the preprocessor of C, a shell's user or a test prints.
const BEGIN: [&str; 7] = ["#include ", "#define ", "#if", "#else", "#endif", "$ ", "/* "];

/// How statements begin that need no sign to be one.
const STATEMENTS: [&str; 4] = ["return", "goto ", "break", "continue"];

pub(super) fn is_code(line: &str) -> bool {
    BEGIN.iter().any(|begin| line.starts_with(begin))
        || matches!(line, "{" | "}" | "};")
        || line.starts_with("} ")
        || [" {", "){", "*/"].iter().any(|end| line.ends_with(end))
        || line.ends_with(");") && is_call(line)
        || line.ends_with(';') && is_statement(line)
        || is_of_kernel_log(line)
}

/// A sentence that ends with a call has words before it.
fn is_call(line: &str) -> bool {
    line.split('(').next().is_some_and(|name| !name.contains(' '))
}

fn is_statement(line: &str) -> bool {
    STATEMENTS.iter().any(|begin| line.starts_with(begin)) || line.contains(" = ") || line.contains("->")
}

/// `[   12.345678] kit: brick found`, as dmesg(1) prints it.
fn is_of_kernel_log(line: &str) -> bool {
    let time =
        line.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(time, _)| time.trim_start());
    let Some((seconds, rest)) = time.and_then(|time| time.split_once('.')) else { return false };
    let are_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    are_digits(seconds) && rest.len() == 6 && are_digits(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_told_from_sentences() {
        for line in [
            "if (bricks) {",
            "}",
            "} else {",
            "bricks = kit->bricks;",
            "kit_add(kit, brick);",
            "return 0;",
            "#include <kit.h>",
            "$ make kit",
            "[    0.123456] kit: brick found",
            "[12345.123456] kit: brick found",
        ] {
            assert!(is_code(line), "{line}");
        }
        for line in [
            "I think so;",
            "The kits are in drivers/{kit,brick}",
            "Look at kit_add();",
            "Look at kit_add();",
            "[1] https://kit.example/",
            "[v1.2] is out",
            "#1 is mine",
            "a = b is what you mean, and that is right",
            "",
        ] {
            assert!(!is_code(line), "{line}");
        }
    }
}
