//! The kinds of machines that write to lists, and what each is known by.

use super::Mark::{Event, Header, Id, Local, Name, Opening, Sole, Subject, Word};
use super::Role::{End, Note, Relay, Report, Tool};
use super::{Machine, Template};

/// Every kind. The first one with a mark that a mail bears is the mail's.
pub(super) static KINDS: &[Machine] = &[
    // What became of a patch.
    machine(
        "tip-bot",
        End,
        Some(Template::Tip),
        &[Local(&["tip-bot", "tipbot"]), Header("Robot-ID", "<tip-bot")],
    ),
    machine("patchwork-summary", End, Some(Template::Summary), &[Subject("Patchwork summary for", "")]),
    machine("patchwork-states", End, Some(Template::States), &[Subject("", "Patch notification:")]),
    machine("patchwork-bot", End, None, &[Local(&["patchwork-bot"])]),
    machine("pr-tracker-bot", End, None, &[Local(&["pr-tracker-bot"])]),
    machine(
        "mm-commits",
        End,
        Some(Template::Quilt),
        &[Subject("+ ", ".patch added to "), Subject("[", ".patch removed from ")],
    ),
    machine("applied", Tool, Some(Template::Applied), &[Subject("Applied \"", "\" to the ")]),
    machine("b4-ty", Tool, None, &[Id(".b4-ty@")]),
    machine("push", End, Some(Template::Push), &[Id("/push/refs/heads/")]),
    // What became of a commit elsewhere.
    machine(
        "stable",
        Note,
        Some(Template::Stable),
        &[
            Subject("Patch \"", "\" has been added to the "),
            Subject("FAILED: patch \"", "failed to apply"),
            Subject("Note \"", "\" has been added to the "),
            Subject("patch \"", "\" added to "),
            Header("X-stable", "commit"),
        ],
    ),
    // What hosts of repositories pass on.
    machine(
        "forge",
        Relay,
        None,
        &[
            Sole(&[
                "github",
                "gitlab",
                "gitea",
                "forgejo",
                "gerrit",
                "bitbucket",
                "phabricator",
                "notifications",
                "notification",
            ]),
            Header("X-GitHub-Reason", ""),
            Header("X-GitHub-Sender", ""),
            Header("X-GitLab-Project", ""),
            Header("X-Gerrit-MessageType", ""),
            Event(" pull request #"),
            Event(" issue #"),
        ],
    ),
    // What was found out about a patch or a tree.
    machine(
        "test-robot",
        Report,
        None,
        &[Word(&["lkp", "syzbot", "regzbot", "patchbot", "buildbot", "testbot", "kernelci", "0day"])],
    ),
    machine("syzkaller", Report, None, &[Local(&["syzkaller"])]),
    machine("coverity", Report, None, &[Sole(&["coverity", "scan-admin"]), Local(&["coverity-bot"])]),
    machine("lkft", Report, None, &[Local(&["lkft"])]),
    machine(
        "bugzilla",
        Report,
        None,
        &[Local(&["bugzilla-daemon", "mailer-daemon"]), Sole(&["bugzilla"]), Header("X-Bugzilla-Reason", "")],
    ),
    machine("jenkins", Report, None, &[Sole(&["jenkins"]), Header("X-Jenkins-Job", "")]),
    machine(
        "ci",
        Report,
        None,
        &[
            Local(&["cki", "cki-project", "kernel-ci", "buildkite", "zuul", "checkpatch"]),
            Sole(&["ci"]),
            Name("CI"),
        ],
    ),
    machine("patchwork-ci", Report, None, &[Sole(&["patchwork"]), Opening("== series details ==")]),
    machine(
        "snowpatch",
        Report,
        None,
        &[Local(&["snowpatch", "patchtest", "dpdklab", "autobuild", "autobuilder"])],
    ),
    machine("patchew", Report, None, &[Local(&["patchew"]), Opening("patchew url:")]),
    machine(
        "owned-bot",
        Report,
        None,
        &[
            Opening("my bot found "),
            Opening("running 'make dtbs_check' with the schema in this patch gives "),
            Opening("this is the friendly patch-bot "),
            Opening("this is the friendly email-bot "),
            Opening("this is an automated email"),
            Opening("this is an automated mail"),
            Opening("this is an automated message"),
            Opening("this is an automated notification"),
            Opening("this is an automated re"),
            Opening("this is an automatic email"),
            Opening("this is an automatic mail"),
            Opening("this is an automatic message"),
            Opening("this is an automatic re"),
            Opening("[this is an automated email"),
            Opening("i am a bot"),
            Opening("i'm a bot"),
            Opening("helper bot ]"),
        ],
    ),
    machine(
        "automatic",
        Report,
        None,
        &[Header("Auto-Submitted", "auto-"), Header("Precedence", "auto_reply")],
    ),
    machine(
        "robot",
        Report,
        None,
        &[Word(&["bot", "robot", "noreply", "no-reply", "donotreply", "do-not-reply"])],
    ),
];

const fn machine(
    name: &'static str,
    role: super::Role,
    template: Option<Template>,
    marks: &'static [super::Mark],
) -> Machine {
    Machine { name, role, template, marks }
}
