//! Commands of the guide: they are run as they are printed, and every flag that it names is one.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use jiff::Timestamp;
use tempfile::TempDir;

use super::{Block, Page, chapter, page, pages, root};
use crate::fetch::{Server, two_epochs};
use crate::support::{Archive, Mail, Run, run};

/// Lines that are not run here: how they begin, and what tries them, if it is not a person. Some change the machine, some compile
/// the program, some measure for minutes, and one runs until it is stopped.
const LINES: [(&str, &str); 10] = [
    ("apt-get ", ""),
    ("rustup ", ""),
    ("systemctl ", "src/init/files/lorepress.timer"),
    ("loginctl ", "src/init/files/lorepress.timer"),
    ("cargo ", "tests/run"),
    ("tests/run", ".ci/run"),
    ("benches/", ""),
    ("packaging/deb", ""),
    ("podman ", ""),
    ("lorepress serve", "tests/it/serve.rs"),
];
/// Blocks that are tried with other programs: what is in them, and what tries them.
const BLOCKS: [(&str, &str); 3] = [
    ("rsync -a", "tests/hosts/publish"),
    ("rclone copy", "tests/hosts/publish"),
    ("--remap-path-prefix", "tests/reproducible"),
];
/// Lists of the guide that are fetched. Here a server on this machine has them.
const LISTS: [&str; 2] = ["https://lore.kernel.org/kvmarm/", "https://lore.kernel.org/qemu-arm/"];

/// A folder in which the commands of the guide have all that they name.
struct World {
    folder: TempDir,
    server: Server,
}

/// Mails of more than twenty commits, with some of the day that the guide names, of yesterday and of today.
fn archive() -> Archive {
    let named = (0..22).fold(Archive::new().at("2026-02-19T10:00:00Z"), |archive, at| {
        let mail = Mail::patch(&format!("p{at}"), &format!("[PATCH] KVM: arm64: vgic: doorbell {at}"));
        archive.mail(mail.date("Thu, 19 Feb 2026 10:00:00 +0000"))
    });
    let now = Timestamp::now();
    let days = [now - jiff::SignedDuration::from_hours(24), now];
    days.iter().enumerate().fold(named, |archive, (at, time)| {
        let date = time.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string();
        let archive = archive.at(&time.to_string());
        archive.mail(Mail::patch(&format!("late{at}"), "[PATCH] KVM: late").date(&date))
    })
}

impl World {
    fn new() -> Self {
        let server = Server::start();
        server.publish(&two_epochs());
        let world = Self { folder: tempfile::tempdir().expect("a folder"), server };
        let site = world.path("site");
        for folder in ["bin", ".cargo/bin", "site/archives", "site/mails"] {
            fs::create_dir_all(world.path(folder)).expect("folders");
        }
        for program in ["bin/lorepress", ".cargo/bin/lorepress"] {
            symlink(env!("CARGO_BIN_EXE_lorepress"), world.path(program)).expect("a link");
        }
        symlink(&site, world.path("digests")).expect("a link");
        world.write("bin/sendmail", "#!/bin/sh\ncat >\"$HOME/sent\"\n");
        fs::set_permissions(world.path("bin/sendmail"), PermissionsExt::from_mode(0o755)).expect("a program");
        let mail: Vec<u8> = Mail::patch("toy", "[PATCH] toys: paint").into();
        fs::write(site.join("mails/toy.eml"), mail).expect("a mail");
        fs::rename(archive().path(), site.join("archives/kvmarm")).expect("an archive");
        let (from, lists) = (&world.server.url, ["kvmarm", "qemu-arm"]);
        let lists = lists.map(|name| format!("[[inbox]]\nname = \"{name}\"\npath = \"archives/{name}\"\n"));
        world.write("site/lorepress.toml", &format!("{}from = {from:?}\n", lists.concat()));
        run(&site, &["import", "mails", "archives/toys"]).succeeded();
        run(&site, &["build", "--fetch"]).succeeded();
        world
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a written file");
    }

    /// Runs a script as a reader types it.
    fn run(&self, page: &Page, script: &str) {
        let script =
            LISTS.iter().fold(script.to_owned(), |script, url| script.replace(url, &self.server.url));
        let path = std::env::var("PATH").unwrap_or_default();
        let path = format!("{}:{path}", self.path("bin").display());
        let mut bash = Command::new("bash");
        bash.args(["-euo", "pipefail", "-c", &script]).env("PATH", path).env("HOME", self.folder.path());
        bash.current_dir(self.path("site")).stdin(Stdio::null());
        let run = bash.output().expect("bash");
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success() && !said.contains("error: "), "{}:\n{script}\n{said}", page.path);
    }
}

/// The commands of a block that are run here.
fn here(block: &Block) -> String {
    if BLOCKS.iter().any(|(part, _)| block.code.contains(part)) {
        return String::new();
    }
    let is_here = |line: &&str| !LINES.iter().any(|(start, _)| line.starts_with(start));
    block.code.lines().filter(is_here).map(|line| format!("{line}\n")).collect()
}

#[test]
fn the_commands_work_as_they_are_printed() {
    let world = World::new();
    let mut count = 0;
    for page in pages() {
        let blocks = page.blocks();
        let mut blocks = blocks.iter().filter(|block| block.language == "sh").peekable();
        // What is typed below one heading goes on in the same shell.
        while let Some(first) = blocks.next() {
            let mut script = here(first);
            while let Some(next) = blocks.next_if(|block| block.section == first.section) {
                script.push_str(&here(next));
            }
            if !script.trim().is_empty() {
                world.run(&page, &script);
                count += 1;
            }
        }
        for made in ["digests", "sample"] {
            let made = world.path("site").join(made);
            if made.exists() {
                fs::remove_dir_all(made).expect("removed");
            }
        }
        for code in page.codes("crontab") {
            let command = code.splitn(6, ' ').nth(5).unwrap_or_else(|| panic!("{code}"));
            // In a crontab it is named with its folder, which no path has.
            world.run(&page, &command.replace("/usr/sbin/sendmail", "sendmail"));
        }
    }
    assert!(count >= 12, "{count} scripts");
    let sent = fs::read_to_string(world.path("sent")).expect("a mail that was sent");
    assert!(
        sent.contains("To: kvmarm-digests@example.org\r\n")
            || sent.contains("To: <kvmarm-digests@example.org>")
    );
}

/// Each machine has a folder of its own, and what is handed on is in tar files.
#[test]
fn the_matrix_of_the_guide_builds_the_site() {
    let world = World::new();
    let page = chapter("many-lists");
    let code = page.codes("yaml").concat();
    let lines = code.lines().filter_map(|line| line.trim_start().strip_prefix("- run: "));
    let (own, all): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.contains("matrix.list"));
    assert!(own.len() == 2 && all.len() == 2, "{own:?} {all:?}");
    let script = |machine: &str, lines: &[&str]| {
        let site = "cp -a site/lorepress.toml site/content MACHINE 2>/dev/null || true";
        let folders = format!(
            "mkdir -p MACHINE/programs/bin; ln -s \"$HOME/bin/lorepress\" MACHINE/programs/bin; {site}"
        );
        format!("cd ..; {folders}; cd MACHINE\n{}\n", lines.join("\n")).replace("MACHINE", machine)
    };
    for list in ["kvmarm", "qemu-arm"] {
        let own = own.join("\n").replace("${{ matrix.list }}", list);
        let archive = format!("mkdir archives; cp -a ../site/archives/{list} archives");
        world.run(&page, &script(list, &[&archive, &own]));
    }
    let build = all[1].to_owned() + " >said";
    world.run(&page, &script("join", &["mv ../*/*.tar .", all[0], &build]));
    let said = fs::read_to_string(world.path("join/said")).expect("what was said");
    assert!(said.contains(": 0 mails read again, "), "{said}");
    world
        .run(&page, "lorepress build --output whole; diff -r whole ../join/public --exclude .lorepress-site");
}

#[test]
fn what_tries_other_commands_is_there() {
    for (_, place) in LINES.iter().chain(&BLOCKS).filter(|(_, place)| !place.is_empty()) {
        assert!(root().join(place).exists(), "{place}");
    }
    // The timer says how to install it as the guide does.
    let timer = page("src/init/files/lorepress.timer").text;
    let updates = chapter("updates").codes("sh");
    let lines: Vec<&str> = updates[0].lines().collect();
    assert!(lines.len() == 3 && lines.iter().all(|line| timer.contains(line)), "{lines:?}");
}

/// The help of each command, also of those that the list of commands leaves out.
fn helps() -> BTreeMap<String, String> {
    let help = |args: &[&str]| -> Run { run(root(), args).succeeded() };
    let all = help(&["--help"]).stdout;
    let commands =
        all.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).expect("commands");
    // What a command is for may go on in further lines.
    let is_name = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    let names = commands.lines().filter(is_name).filter_map(|line| line.split_whitespace().next());
    let names = names.filter(|name| *name != "help").chain(["man", "completions"]);
    names.map(|name| (name.to_owned(), help(&[name, "--help"]).stdout)).collect()
}

#[test]
fn every_command_and_flag_is_one_of_the_program() {
    let helps = helps();
    let mut count = 0;
    for page in pages() {
        let blocks = page.codes("sh").concat();
        let lines = blocks.lines().flat_map(|line| line.split(" && ")).map(str::to_owned);
        for line in page.spans().into_iter().chain(lines) {
            let Some(rest) = line.strip_prefix("lorepress ") else { continue };
            let words: Vec<&str> = rest.split_whitespace().take_while(|word| !"#|".contains(word)).collect();
            if words == ["--version"] {
                continue;
            }
            let name = words.iter().find(|word| !word.starts_with('-')).expect("a command");
            let help = helps.get(*name).unwrap_or_else(|| panic!("{}: no command {name}", page.path));
            for flag in words.iter().filter(|word| word.starts_with("--")) {
                assert!(has_flag(help, flag), "{}: {name} has no {flag}", page.path);
            }
            count += 1;
        }
    }
    assert!(count > 60, "{count} commands");
}

#[test]
fn every_flag_that_stands_alone_is_one_of_the_program() {
    let helps = helps();
    // Flags of `benches/search/run` and of git.
    let others = ["--ten", "--rfc", "--attach"];
    for page in pages().iter().filter(|page| !page.path.ends_with("how-patches-are-read.md")) {
        for span in page.spans().iter().filter(|span| span.starts_with("--")) {
            let flag = span.split([' ', '=']).next().unwrap_or(span);
            let is_known = others.contains(&flag) || helps.values().any(|help| has_flag(help, flag));
            assert!(is_known, "{}: no command has {flag}", page.path);
        }
    }
}

fn has_flag(help: &str, flag: &str) -> bool {
    let flag = flag.split('=').next().unwrap_or(flag);
    help.split(|c: char| c.is_whitespace() || ",=[]".contains(c)).any(|word| word == flag)
}

#[test]
fn every_block_has_a_language_that_something_tries() {
    let tried = ["sh", "crontab", "toml", "mailmap", "markdown", "html", "nginx", "text", "yaml"];
    for page in pages() {
        for block in page.blocks() {
            assert!(
                tried.contains(&&*block.language),
                "{}: {:?} below {}",
                page.path,
                block.language,
                block.section
            );
        }
    }
}

#[test]
fn the_pages_and_templates_of_the_guide_are_built() {
    let world = World::new();
    let site = world.path("site");
    fs::create_dir_all(site.join("content")).expect("a folder");
    for (at, code) in chapter("writing").codes("markdown").iter().enumerate() {
        fs::write(site.join(format!("content/page{at}.md")), code).expect("a page");
    }
    run(&site, &["templates", "site-templates/base.html"]).succeeded();
    let base = site.join("site-templates/base.html");
    let text = fs::read_to_string(&base).expect("the template");
    let codes = chapter("theming").codes("html");
    let [logo, link, all] = &codes[..] else { panic!("{codes:?}") };
    let brand =
        text.lines().find(|line| line.contains("class=\"brand\"")).expect("the line that the guide names");
    let text = text.replacen(brand, logo, 1).replacen("</head>", &format!("{link}</head>"), 1);
    fs::write(&base, text.replacen("</body>", &format!("{all}</body>"), 1)).expect("a written file");
    fs::create_dir_all(site.join("static")).expect("a folder");
    fs::write(site.join("static/own.css"), "p { color: red }\n").expect("a written file");
    fs::write(site.join("static/logo.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n")
        .expect("a written file");
    run(&site, &["build"]).succeeded();
    run(&site, &["check"]).succeeded();
    let built = |name: &str| fs::read_to_string(site.join("public").join(name)).expect("a page");
    let page = built("page0/index.html");
    for part in ["src=\"../logo.svg\"", "href=\"../own.css\"", "About these digests"] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    assert!(page.contains("<pre>") && !built("digests/2026-02-19/index.html").is_empty());
    assert!(built("digests/2026-02-19/index.html").contains("The merge window opened on this day."));
    assert!(!site.join("public/page1").exists());
}
