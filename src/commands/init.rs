//! `lorepress init`.

use std::env;
use std::path::{Component, Path, PathBuf, absolute};

use clap::ValueEnum;
use lorepress::error::Result;
use lorepress::init::{Host, Request, Written, init, init_sample};

use crate::cli::InitArgs;
use crate::tell;

pub fn run(args: &InitArgs) -> Result<()> {
    let written = if args.sample {
        init_sample(&args.dir)?
    } else {
        let all = Host::value_variants();
        init(&Request {
            folder: &args.dir,
            is_addition: args.from.is_none() && !args.hosts.is_empty(),
            from: args.from.as_deref(),
            hosts: if args.hosts.is_empty() { all } else { &args.hosts },
            program: args.program.as_deref(),
            executable: &executable(),
        })?
    };
    tell(&in_words(args, &written))
}

/// This program as it was called: a link that a package manager or its owner keeps up to date outlives what it leads to.
fn executable() -> PathBuf {
    let real = env::current_exe().unwrap_or_else(|_| "lorepress".into());
    let is_it = |path: &PathBuf| {
        path.canonicalize().ok() == real.canonicalize().ok()
            && !path.components().any(|part| part == Component::ParentDir)
    };
    called().filter(is_it).unwrap_or_else(|| real.clone())
}

/// Where the first argument leads, as a shell finds it.
fn called() -> Option<PathBuf> {
    let name = PathBuf::from(env::args_os().next()?);
    if name.components().count() > 1 {
        return absolute(name).ok();
    }
    let folders = env::var_os("PATH")?;
    let found = env::split_paths(&folders).map(|folder| folder.join(&name)).find(|path| path.is_file())?;
    absolute(found).ok()
}

/// What was written, and what to do next.
fn in_words(args: &InitArgs, Written { files, kept, repositories }: &Written) -> String {
    let lines = |word: &str, names: &[String]| -> String {
        names.iter().map(|name| format!("{word} {name}\n")).collect()
    };
    let mut text = lines("wrote", files);
    text.push_str(&lines("kept ", kept));
    text.push_str(&lines("found", repositories));
    let steps = next(args, files);
    text.push_str(if steps.is_empty() { "" } else { "next:\n" });
    steps.iter().for_each(|step| text.push_str(&format!("  {step}\n")));
    text
}

fn next(args: &InitArgs, files: &[String]) -> Vec<String> {
    let mut steps = Vec::new();
    if args.dir != Path::new(".") {
        steps.push(format!("cd {}", args.dir.display()));
    }
    if args.sample {
        steps.push("lorepress build          # makes the site in public/".to_owned());
        return steps;
    }
    let edit = match args.from {
        Some(_) => "edit lorepress.toml      # at least base_url",
        None => "edit lorepress.toml      # name your list in [[inbox]], and set base_url",
    };
    // A site that got files of a host has been built before.
    if files.iter().any(|name| name == lorepress::config::FILE) {
        steps.push(edit.to_owned());
        steps.push("lorepress fetch          # clones the archives of the lists".to_owned());
        steps.push("lorepress build          # makes the site in public/".to_owned());
    }
    if args.program.is_none() && files.iter().any(|name| name.ends_with("yml") || name == "netlify.toml") {
        let place = lorepress::init::NO_PROGRAM;
        steps.push(format!(
            "edit the files of your host, where {place} stands for the repository of lorepress"
        ));
    }
    steps
}
