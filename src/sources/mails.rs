//! The mails of archives, read in parallel.

use std::num::NonZeroUsize;
use std::ops::Range as Places;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::records::{Piece, ReadWith, unread};
use super::{Archive, List, empty_archive, name_of, unknown_window};
use crate::archive::{Inbox, Range, Scheme, Window, Wish};
use crate::catalog::{self, DigestAt, Filed};
use crate::digest::{CommonTags, Corrections, Deletions, Known, Stretch, Withheld, assemble, build};
use crate::error::{Error, Result};
use crate::options::{Options, SiteRules};
use crate::position::{At, Table};
use crate::progress::Progress;
use crate::shared::Pool;
use crate::spool::Spool;

/// Mails of a window when nobody asked for windows.
const IN_ONE_WINDOW: NonZeroUsize = NonZeroUsize::new(1_000).expect("more than none");

/// The mails of an archive.
pub struct Mails {
    pub stretch: Stretch,
    /// The time of each slot: when its mail was sent.
    pub times: Vec<i64>,
    /// How many slots were read, and not taken from what was kept.
    pub read: usize,
    /// Positions of the mails whose texts are not put aside yet: what they are was found out late.
    read_late: Vec<usize>,
}

/// Reads the mails of every list, and puts their texts aside. A list without an archive has none.
pub fn read(
    lists: &mut Table<catalog::List, List>,
    options: &Options,
    withheld: &Withheld,
    spool: &Spool,
    progress: &dyn Progress,
) -> Result<Table<catalog::List, Mails>> {
    let slots = |archive: &Archive| archive.inbox.slots().len();
    let total: usize = lists.iter().filter_map(|list| list.archive.as_ref()).map(slots).sum();
    progress.stage("reading mails", Some(total as u64));
    lists
        .iter_mut()
        .map(|list| match &mut list.archive {
            Some(archive) => read_archive(archive, options, withheld, spool, progress),
            None => {
                Ok(Mails { stretch: Stretch::default(), times: Vec::new(), read: 0, read_late: Vec::new() })
            }
        })
        .collect()
}

fn read_archive(
    archive: &mut Archive,
    options: &Options,
    withheld: &Withheld,
    spool: &Spool,
    progress: &dyn Progress,
) -> Result<Mails> {
    let (stretches, read) = stretches(archive, options, withheld, spool, progress)?;
    archive.inbox.close_repositories();
    archive.pool = Pool::default();
    let mut mails = Mails { read, ..Mails::of(stretches, &archive.inbox, withheld) };
    let arrivals = &mut mails.stretch.arrivals;
    for at in std::mem::take(&mut mails.read_late) {
        spool.put_arrivals(&mut arrivals[at..=at])?;
    }
    Ok(mails)
}

/// The stretches of an archive in their order: what was kept of it, and what has to be read. Gives how many slots that were as well.
fn stretches(
    archive: &mut Archive,
    options: &Options,
    withheld: &Withheld,
    spool: &Spool,
    progress: &dyn Progress,
) -> Result<(Vec<Stretch>, usize)> {
    let mut records = archive.records.take();
    let with = ReadWith { inbox: &archive.inbox, deletions: &archive.deletions, key: archive.key };
    let pieces = match &mut records {
        Some(records) => records.pieces(&with)?,
        None => unread(0..with.inbox.slots().len()).collect(),
    };
    let known = archive.known(&options.mailmap, &options.links);
    let read = AtomicUsize::new(0);
    let stretch = |mut piece: Piece| {
        let places = piece.places.clone();
        progress.advance(places.len() as u64);
        if let Some((stretch, met)) = piece.kept(&with, known.pool, spool) {
            withheld.meet(&met);
            return Ok(stretch);
        }
        read.fetch_add(places.len(), Ordering::Relaxed);
        let own = withheld.unused();
        let mut stretch = Stretch::read(with.inbox, places.clone(), known, &own);
        withheld.meet(&own.met());
        match &records {
            Some(records) => records.keep(places, &mut stretch, own.met(), &with, spool)?,
            None => spool.put_arrivals(&mut stretch.arrivals)?,
        }
        Ok(stretch)
    };
    let stretches: Result<Vec<Stretch>> = pieces.into_par_iter().map(stretch).collect();
    archive.records = records;
    Ok((stretches?, read.into_inner()))
}

/// Reads an archive in parallel, stretch by stretch, and gives them in their order.
fn in_stretches(
    inbox: &Inbox,
    read: impl Fn(Places<usize>) -> Result<Stretch> + Sync,
) -> Result<Vec<Stretch>> {
    let pieces: Vec<Piece> = unread(0..inbox.slots().len()).collect();
    pieces.into_par_iter().map(|piece| read(piece.places)).collect()
}

impl Mails {
    /// Puts the stretches of an archive together, and finds out what only all of them show.
    fn of(stretches: Vec<Stretch>, inbox: &Inbox, withheld: &Withheld) -> Self {
        let mut whole = Stretch::default();
        whole.arrivals.reserve_exact(stretches.iter().map(|stretch| stretch.arrivals.len()).sum());
        stretches.into_iter().for_each(|stretch| whole.append(stretch));
        whole.drop_replies();
        let times = whole.settle(inbox, 0..inbox.slots().len());
        let read_late = whole.settle_kinds(inbox, withheld);
        Self { stretch: whole, times, read: 0, read_late }
    }
}

/// What becomes of the texts of mails that are read.
#[derive(Clone, Copy)]
enum TextsOf<'a> {
    Kept,
    Dropped,
    PutAside(&'a Spool),
}

/// An archive that is read without a site.
struct Reading<'a> {
    path: &'a Path,
    list: String,
    inbox: Inbox,
    deletions: Deletions,
    common_tags: CommonTags,
    corrections: Corrections,
    rules: &'a SiteRules,
    withheld: Withheld,
    pool: Pool,
}

impl<'a> Reading<'a> {
    fn open(path: &'a Path, list: &str, rules: &'a SiteRules) -> Result<Self> {
        let inbox = Inbox::open(path)?;
        let (deletions, common_tags) = (Deletions::find(&inbox), CommonTags::find(&inbox));
        let mut withheld = Withheld::new(&rules.hide);
        withheld.find_commits(&inbox);
        Ok(Self {
            path,
            list: list.to_owned(),
            inbox,
            deletions,
            common_tags,
            corrections: Corrections::default(),
            rules,
            withheld,
            pool: Pool::default(),
        })
    }

    fn known(&self) -> Known<'_> {
        let Self { deletions, common_tags, corrections, rules, pool, .. } = self;
        let mailmap = &rules.mailmap;
        Known { deletions, common_tags, mailmap, corrections, maintainers: None, pool }
    }

    /// The window of a range. Only its own mails are read.
    fn range(&self, range: &Range) -> Result<Window> {
        if self.inbox.is_empty() {
            return Err(empty_archive(self.path));
        }
        let window = Window::of(&self.inbox, range, &self.inbox.arrivals());
        window.map_err(|problem| unknown_window(self.path, problem))
    }

    /// All mails.
    fn mails(&self, texts: TextsOf) -> Result<Mails> {
        let stretches = in_stretches(&self.inbox, |places| {
            let mut stretch = Stretch::read(&self.inbox, places, self.known(), &self.withheld);
            match texts {
                TextsOf::Kept => {}
                TextsOf::Dropped => stretch.drop_texts(),
                TextsOf::PutAside(spool) => spool.put_arrivals(&mut stretch.arrivals)?,
            }
            Ok(stretch)
        })?;
        let mut mails = Mails::of(stretches, &self.inbox, &self.withheld);
        if let TextsOf::PutAside(spool) = texts {
            for at in std::mem::take(&mut mails.read_late) {
                spool.put_arrivals(&mut mails.stretch.arrivals[at..=at])?;
            }
        }
        Ok(mails)
    }

    /// The digest of a range.
    fn file_range(&self, range: &Range) -> Result<Filed> {
        let window = self.range(range)?;
        let digest = build(&self.list, &self.inbox, &window, self.known(), &self.withheld);
        Ok(Filed::of_window(At::FIRST, &window, digest))
    }

    /// The digests of all windows.
    fn file_all(&self, scheme: &Scheme, texts: TextsOf) -> Result<Table<Filed>> {
        let mails = self.mails(texts)?;
        let windows = Window::cut(&self.inbox, scheme, &mails.times);
        let windows = windows.map_err(|problem| unknown_window(self.path, problem))?;
        let stretches = mails.stretch.divided(&windows, self.inbox.slots().len());
        let file = |(window, mails): (&Window, Stretch)| {
            let digest = assemble(&self.list, &self.inbox, window, mails, self.known());
            Filed::of_window(At::FIRST, window, digest)
        };
        Ok(windows.par_iter().zip(stretches).map(file).collect::<Vec<_>>().into())
    }
}

/// The digests of an archive without a site and without texts: of one window, or of windows that hold all of it.
pub fn file_archive(path: &Path, range: Option<&Range>, rules: &SiteRules) -> Result<Table<Filed>> {
    let reading = Reading::open(path, &name_of(path), rules)?;
    match range {
        Some(range) => Ok(vec![reading.file_range(range)?].into()),
        None => reading.file_all(&Scheme::Count(IN_ONE_WINDOW), TextsOf::Dropped),
    }
}

/// The digests of an archive without a site, of windows that hold all of it; the texts of its mails are put aside.
pub fn file_with_texts(path: &Path, rules: &SiteRules, spool: &Spool) -> Result<Table<Filed>> {
    let reading = Reading::open(path, &name_of(path), rules)?;
    reading.file_all(&Scheme::Count(IN_ONE_WINDOW), TextsOf::PutAside(spool))
}

/// What came of the wish for a digest.
pub enum OneDigest {
    /// The digests of an archive, and which one was meant.
    Found(Table<Filed>, DigestAt),
    /// No mail was sent then; what is to be said of it.
    Quiet(String),
}

impl OneDigest {
    /// The digest, where there must be one.
    pub fn found(self, path: &Path) -> Result<(Table<Filed>, DigestAt)> {
        let mend = "a digest is named after the day, ISO week or month (UTC) in which its mails were sent";
        match self {
            Self::Found(filed, at) => Ok((filed, at)),
            Self::Quiet(why) => Err(Error::new(path.display().to_string(), why, mend)),
        }
    }
}

/// One digest of an archive, and others that say more of its series: for what was sent on some days all mails are read.
pub fn one_digest(path: &Path, wish: &Wish, list: &str, rules: &SiteRules) -> Result<OneDigest> {
    let reading = Reading::open(path, list, rules)?;
    let (scheme, name) = match wish {
        Wish::Range(range) => {
            return Ok(OneDigest::Found(vec![reading.file_range(range)?].into(), DigestAt::FIRST));
        }
        Wish::Named(scheme, name) => (scheme, name),
    };
    if reading.inbox.is_empty() {
        return Err(empty_archive(path));
    }
    let filed = reading.file_all(scheme, TextsOf::Kept)?;
    if let Some(at) = filed.find(|filed| filed.key.as_str() == name) {
        return Ok(OneDigest::Found(filed, at));
    }
    let names: Vec<&str> = filed.iter().map(|filed| filed.key.as_str()).collect();
    let (first, last) = (names.first().unwrap_or(&""), names.last().unwrap_or(&""));
    Ok(OneDigest::Quiet(format!("no mails in {name}; this archive has mails from {first} to {last}")))
}
