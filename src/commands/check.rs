//! `lorepress check`.

use std::path::Path;

use lorepress::check::{Finding, Inspected, look_at_settings};
use lorepress::error::Result;
use lorepress::options::Overrides;

use crate::bar::Bar;
use crate::cli::{CheckArgs, Format};
use crate::{options, options_of_site, print};

/// Whether nothing was found.
pub fn run(args: &CheckArgs) -> Result<bool> {
    // A site may be looked at wherever it is.
    let is_there = args.dir.is_some() || !args.config_only && Path::new("public").exists();
    let read = if is_there { options } else { options_of_site };
    let options = read(&args.config, &Overrides::default())?;
    let (folder, inspected) = if args.config_only {
        let folder = args.config.parent().unwrap_or(Path::new("")).to_owned();
        (folder, look_at_settings(&options)?)
    } else {
        let folder = args.dir.clone().unwrap_or_else(|| options.output.clone());
        let bar = Bar::new();
        let inspected = lorepress::check(&options, &folder, &bar);
        bar.finish();
        (folder, inspected?)
    };
    print(&match args.format {
        Format::Text => in_words(&folder, &inspected),
        Format::Json => in_json(&inspected),
    })?;
    Ok(inspected.findings.is_empty())
}

fn in_json(inspected: &Inspected) -> String {
    let text = serde_json::to_string_pretty(inspected).expect("strings and numbers always serialise");
    text + "\n"
}

fn in_words(folder: &Path, Inspected { files, findings, notes }: &Inspected) -> String {
    let mut text = String::new();
    for Finding { file, line, what } in findings {
        text.push_str(&format!("{}:{line}: {what}\n", folder.join(file).display()));
    }
    notes.iter().for_each(|note| text.push_str(&format!("note: {note}\n")));
    if findings.is_empty() {
        text.push_str(&format!("{files} files, nothing wrong in them\n"));
    }
    text
}
