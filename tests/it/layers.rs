//! The order of the stages, held by what their sources import and call.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;
use walkdir::WalkDir;

/// The stages in their order: each may import only what is before it.
const STAGES: [&str; 11] = [
    "archive",
    "mail",
    "rangediff",
    "maintainers",
    "review",
    "import",
    "digest",
    "catalog",
    "search",
    "output",
    "site",
];
/// Modules that all stages may import, and that import no stage.
const SHARED: [&str; 14] = [
    "bundle", "conceal", "diff", "error", "hosts", "language", "lock", "position", "report", "progress",
    "seen", "shared", "sum", "replace",
];

/// Path below `src`, and the text without tests and comments, of every source file.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let paths =
        WalkDir::new(&root).sort_by_file_name().into_iter().map(|entry| entry.expect("a file").into_path());
    let files: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|ending| ending == "rs")).collect();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a source file");
        let code = text.split("\n#[cfg(test)]").next().unwrap_or_default();
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        let name = path.strip_prefix(&root).expect("below src").to_string_lossy().into_owned();
        (name, lines.collect::<Vec<_>>().join("\n"))
    };
    files.into_iter().map(read).collect()
}

/// The module at the crate's root that a file belongs to: `mail` of `mail/body.rs`, `spool` of `spool.rs`.
fn room(file: &str) -> &str {
    file.split('/').next().unwrap_or(file).trim_end_matches(".rs")
}

/// The modules at the crate's root that a text names.
fn imports(file: &str, text: &str) -> Vec<String> {
    let path = Regex::new(r"\bcrate::(\{[^}]*\}|\w+)").expect("a pattern");
    let word = Regex::new(r"(?:^|[{,])\s*(\w+)").expect("a pattern");
    let mut found: Vec<String> = Vec::new();
    for names in path.captures_iter(text) {
        found.extend(word.captures_iter(&names[1]).map(|name| name[1].to_owned()));
        if !names[1].starts_with('{') {
            found.push(names[1].to_owned());
        }
    }
    // In `x/mod.rs` and `x.rs` one `super` leads to the root, in `x/y.rs` two do.
    let depth = file.matches('/').count() + usize::from(!file.ends_with("/mod.rs"));
    let supers = Regex::new(&format!(r"\b{}(\w+)", "super::".repeat(depth))).expect("a pattern");
    let deeper = Regex::new(&format!(r"\b{}super\b", "super::".repeat(depth))).expect("a pattern");
    assert!(!deeper.is_match(text), "{file} goes above the root");
    found.extend(supers.captures_iter(text).map(|name| name[1].to_owned()).filter(|name| name != "super"));
    found
}

/// Whether a file of `room` may import `other`.
fn may_import(room: &str, other: &str) -> bool {
    let rank = |name: &str| STAGES.iter().position(|stage| *stage == name);
    match (rank(room), rank(other)) {
        (Some(own), Some(other)) => other <= own,
        // No stage but the last sees what the owner configured and wrote.
        (Some(_), None) => {
            SHARED.contains(&other) || room == "site" && ["config", "content", "spool"].contains(&other)
        }
        (None, _) => true,
    }
}

#[test]
fn a_stage_imports_only_what_stands_above_it() {
    let mut seen = 0;
    for (file, text) in sources() {
        for other in imports(&file, &text) {
            seen += 1;
            assert!(may_import(room(&file), &other), "src/{file} imports {other}");
        }
    }
    assert!(seen > 50, "only {seen} imports were found");
}

#[test]
fn what_all_may_import_imports_no_stage() {
    for (file, text) in sources().into_iter().filter(|(file, _)| SHARED.contains(&room(file))) {
        let beyond: Vec<String> =
            imports(&file, &text).into_iter().filter(|name| !SHARED.contains(&&**name)).collect();
        assert!(beyond.is_empty(), "src/{file} imports {beyond:?}");
    }
}

#[test]
fn every_stage_is_there_and_every_room_is_known() {
    let rooms: Vec<String> = sources().iter().map(|(file, _)| room(file).to_owned()).collect();
    for stage in STAGES.iter().filter(|stage| **stage != "search") {
        assert!(rooms.iter().any(|room| room == stage), "{stage} is missing");
    }
    let beside = [
        "apart",
        "bar",
        "cache",
        "check",
        "cli",
        "commands",
        "config",
        "content",
        "fetch",
        "init",
        "inputs",
        "inspect",
        "last_build",
        "lib",
        "main",
        "mails",
        "mboxes",
        "options",
        "printed",
        "projects",
        "prove",
        "query",
        "searched",
        "shrink",
        "sources",
        "spool",
        "summary",
        "touched",
        "watched",
    ];
    for room in &rooms {
        let known = STAGES.iter().chain(&SHARED).chain(&beside).any(|known| known == room);
        assert!(known, "nothing says where {room} stands");
    }
}

#[test]
fn the_program_only_uses_the_library() {
    let module = Regex::new(r"(?m)^\s*(?:pub )?mod (\w+);").expect("a pattern");
    for (file, text) in
        sources().into_iter().filter(|(file, _)| ["main", "bar", "cli", "commands"].contains(&room(file)))
    {
        let own: Vec<String> = module.captures_iter(&text).map(|name| name[1].to_owned()).collect();
        let allowed = [
            "bar", "check", "cli", "commands", "fetch", "headers", "http", "init", "mail", "manual", "query",
            "serve", "watch", "window",
        ];
        assert!(own.iter().all(|name| allowed.contains(&&**name)), "src/{file} has modules {own:?}");
        assert!(!text.contains("#[path"), "src/{file}");
    }
}

/// Files in which a pattern is found, of those that are not allowed to hold it.
fn check_absent(pattern: &str, allowed: &[&str]) {
    let pattern = Regex::new(pattern).expect("a pattern");
    let mut used = false;
    for (file, text) in sources() {
        let found = pattern.find(&text).map(|found| found.as_str());
        let may = allowed.iter().any(|allowed| file == *allowed || room(&file) == *allowed);
        used |= may && found.is_some();
        assert!(may || found.is_none(), "src/{file} holds {found:?}");
    }
    assert!(used || allowed.is_empty(), "{pattern} is found nowhere, so this test sees nothing");
}

#[test]
fn only_the_output_writes_files() {
    let writes = r"\bfs::(write|create_dir\w*|remove_\w+|rename|copy|hard_link|set_permissions)\b|\bFile::(create\w*|options)\b|\bOpenOptions\b|\btempfile::";
    // `sources` and `last_build` keep what the next build can use, `main` writes the report that was asked for, `fetch` clones
    // archives, `init` writes the first files of a site, and `prove` makes a site in a folder that goes.
    let free = [
        "output",
        "import",
        "fetch",
        "init",
        "last_build.rs",
        "lock.rs",
        "spool.rs",
        "sources",
        "prove.rs",
        "replace.rs",
        "main.rs",
    ];
    check_absent(writes, &free);
}

#[test]
fn only_the_program_prints() {
    check_absent(r"\be?print(ln)?!|\bdbg!|\bstd(out|err)\(\)", &["main.rs", "bar.rs", "commands"]);
    check_absent(r"\b(todo|unimplemented)!", &[]);
}

#[test]
fn nothing_reads_a_clock_but_the_program() {
    check_absent(r"\b(Instant|SystemTime|Timestamp|Zoned)::now\b", &["main.rs", "bar.rs", "commands"]);
}

#[test]
fn mails_and_what_is_found_out_of_them_do_no_input_or_output() {
    let io = Regex::new(r"\bstd::(fs|net|process|env)\b|\bFile::open\b|\bgit2\b").expect("a pattern");
    let pure = ["mail", "rangediff", "maintainers", "review", "digest", "catalog"];
    for (file, text) in sources().into_iter().filter(|(file, _)| pure.contains(&room(file))) {
        assert_eq!(io.find(&text).map(|found| found.as_str()), None, "src/{file}");
    }
}

#[test]
fn only_archive_and_import_know_git() {
    check_absent(r"\bgit2::", &["archive", "import"]);
}

/// The modules below `room` that a file of it names by their paths, as lists of names: `["pages", "words"]`.
fn named_modules(room: &str, file: &str, text: &str) -> Vec<Vec<String>> {
    let own = module_path(file);
    let path = Regex::new(r"\b(crate|super(?:::super)*)::(\{[^}]*\}|[\w:]+)").expect("a pattern");
    let name = Regex::new(r"(?:^|[{,])\s*([\w:]+)").expect("a pattern");
    let mut found = Vec::new();
    for names in path.captures_iter(text) {
        let above = own.len().saturating_sub(names[1].matches("super").count());
        let base = if &names[1] == "crate" { &[][..] } else { &own[..above] };
        for tail in name.captures_iter(&names[2]) {
            let tail = tail[1].split("::").filter(|part| !part.is_empty()).map(str::to_owned);
            let whole: Vec<String> = base.iter().cloned().chain(tail).collect();
            if whole.first().is_some_and(|first| first == room) {
                found.push(whole[1..].to_vec());
            }
        }
    }
    found
}

/// `["site", "pages", "words"]` of `site/pages/words.rs`.
fn module_path(file: &str) -> Vec<String> {
    let path = file.trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').map(str::to_owned).collect()
}

/// Modules that import each other, of those that are next to each other in a folder of a room: pairs of paths.
fn circles(room_name: &str) -> Vec<(String, String)> {
    let files: Vec<(String, String)> =
        sources().into_iter().filter(|(file, _)| room(file) == room_name).collect();
    let modules: BTreeSet<Vec<String>> =
        files.iter().map(|(file, _)| module_path(file)[1..].to_vec()).collect();
    let mut imports: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, text) in &files {
        let own = &module_path(file)[1..];
        for named in named_modules(room_name, file, text) {
            let shared = own.iter().zip(&named).take_while(|(own, other)| own == other).count();
            let beside = named.get(..=shared).filter(|module| modules.contains(*module));
            if let (Some(own), Some(other)) = (own.get(..=shared), beside) {
                let (own, other) = (own.join("/"), other.join("/"));
                imports.entry(own).or_default().insert(other);
            }
        }
    }
    let reaches = |from: &String, to: &String| {
        let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
        while let Some(module) = next.pop() {
            let further = imports.get(module).into_iter().flatten().filter(|other| seen.insert(*other));
            next.extend(further.collect::<Vec<_>>());
        }
        seen.contains(to)
    };
    let all = imports.iter().flat_map(|(own, others)| others.iter().map(move |other| (own, other)));
    let circular = all.filter(|(own, other)| reaches(other, own));
    circular.map(|(own, other)| (own.clone(), other.clone())).collect()
}

#[test]
fn modules_do_not_import_each_other_in_circles() {
    for room in
        ["archive", "mail", "rangediff", "review", "import", "digest", "catalog", "search", "output", "site"]
    {
        assert_eq!(circles(room), [], "{room}");
    }
}
