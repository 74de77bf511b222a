//! How well versions are joined into series: `linking ARCHIVE [--labels FILE] [--show] [--list]`.
//!
//! The truth is b4's `change-id:`, where authors use it, and a file of pairs that somebody read and labelled. Both
//! are measured three times: with the mails as they are, with the change-ids hidden, and with the links to earlier
//! versions hidden as well. `--show` names the pairs that were missed or are wrong, `--list` prints every series of
//! several revisions.

mod measure;

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Parser;
use lorepress::catalog::Filed;
use lorepress::config::{Config, Windows};
use lorepress::options::{InboxFlag, Options, Overrides};
use lorepress::position::Table;
use measure::{Figures, Hidden, Joined};

#[derive(Parser)]
struct Args {
    /// A public-inbox archive
    archive: PathBuf,
    /// Labelled pairs; those of an archive of this name are used
    #[arg(long, value_name = "FILE")]
    labels: Option<PathBuf>,
    /// Name the pairs that were missed or are wrong
    #[arg(long)]
    show: bool,
    /// Print every series of several revisions, as the mails are
    #[arg(long)]
    list: bool,
}

fn main() {
    let args = Args::parse();
    let name = args.archive.file_stem().expect("an archive").to_string_lossy().into_owned();
    let mut windows = read(&args.archive, &name);
    let labels = args.labels.map(|file| std::fs::read_to_string(file).expect("labels"));
    let labels = labels.map_or_else(Vec::new, |text| measure::labels(&text, &name));
    let truth = measure::truth(&windows);
    for hidden in Hidden::ALL {
        hidden.hide(&mut windows);
        let start = Instant::now();
        let joined = Joined::new(&windows);
        println!("{name}, {hidden}, joined in {:.2} s", start.elapsed().as_secs_f64());
        print("change-ids", &joined.by_change_ids(&truth), args.show);
        print("labels", &joined.by_labels(&labels, hidden), args.show);
        let begun = joined.beginnings();
        println!(
            "  version 2 and later: earlier version linked {}, begins late {}",
            begun.linked, begun.late
        );
        println!("  series of them that lack a version in between: {}", begun.gaps);
        println!("  revisions linked by: {:?}", joined.signals());
        if args.list && hidden == Hidden::Nothing {
            print!("\n{}", joined.listing());
        }
    }
}

fn print(of: &str, figures: &Figures, show: bool) {
    println!("  pairs by {of}: linked {}, wrong {}", figures.linked, figures.wrong);
    if show {
        figures.faults.iter().for_each(|fault| println!("    {fault}"));
    }
}

/// The archive by months, so that most series reach over several windows.
fn read(archive: &Path, name: &str) -> Table<Filed> {
    let flags = Overrides {
        inboxes: vec![InboxFlag::Added(name.to_owned(), archive.to_owned())],
        windows: Some(Windows::Month),
        ..Overrides::default()
    };
    let options = Options::resolve(Config::default(), Path::new("lorepress.toml"), flags).expect("options");
    lorepress::inspect::windows(&options).expect("an archive")
}
