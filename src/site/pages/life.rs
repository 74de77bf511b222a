//! The states of series, and what people said of them: the parts that several pages show.

use std::collections::{BTreeMap, BTreeSet};

use super::series::Piece;
use super::{Pages, day, link, plural};
use crate::archive::{Merged, date_of};
use crate::catalog::{
    Applied, DigestAt, Life, Patch, PatchAt, ReplyAt, RevisionAt, SeriesAt, Service, State,
};
use crate::digest::{self, Revision};
use crate::site::route;
use crate::site::view::{self, Given, Mark, RevisionRow, Taken};

/// Marks of a timeline, at most.
const STEPS: i64 = 200;
/// Labels of versions keep this many steps apart.
const LABEL: i64 = 12;
/// Series named of a group.
const GROUP: usize = 10;
/// Commits named of one reply at most.
const COMMITS: usize = 5;

impl Pages<'_> {
    /// The state of a series.
    pub(super) fn state(&self, series: SeriesAt) -> view::State {
        let life = &self.site.catalog.lives[series];
        let text = match life.state {
            State::Merged => "merged",
            State::Applied => "applied",
            State::Waiting => "waiting for review",
            State::Discussed => "under discussion",
            State::Quiet => "quiet, outcome unknown",
            State::Backport => "backport",
        };
        let in_part = matches!(life.state, State::Merged | State::Applied) && life.taken < life.patches;
        if life.state == State::Backport {
            return view::State { word: life.state.word().to_owned(), text: self.backport_text(series) };
        }
        let text = match in_part {
            true => format!("{text}, {} of {} patches", life.taken, life.patches),
            false => text.to_owned(),
        };
        view::State { word: life.state.word().to_owned(), text }
    }

    /// Where a version of a series stands: an older one is superseded.
    pub(super) fn state_of_revision(&self, series: SeriesAt, revision: RevisionAt) -> view::State {
        let all = &self.site.catalog.series[series];
        let newest = all.newest();
        if all.revisions.newest_at() == revision || all.revisions.is_current(revision) {
            return self.state(series);
        }
        let again = newest.version == all.revisions[revision].version;
        let text = if again { "sent again".to_owned() } else { format!("superseded by v{}", newest.version) };
        view::State { word: "superseded".to_owned(), text }
    }

    /// The life of a series, for a page in these parts.
    pub(super) fn life(&self, at: SeriesAt, parts: &[Vec<Piece>]) -> view::Life {
        let catalog = self.site.catalog;
        let life = &catalog.lives[at];
        let versions: Vec<RevisionRow> = catalog.series[at]
            .revisions
            .positions()
            .map(|number| self.revision_row(at, number, parts))
            .collect();
        let pulls = life.pulls.iter().map(|&reply| self.taken(reply, &[], life.patches));
        view::Life {
            marks: self.marks(at),
            marks_text: format!(
                "{}, {}",
                plural(versions.len(), "version", "versions"),
                plural(life.replies.len(), "reply", "replies")
            ),
            versions,
            taken: self.all_taken(life),
            pulls: pulls.collect(),
            merged: self.merged(life),
        }
    }

    pub(super) fn merged(&self, life: &Life) -> Vec<view::Merged> {
        let catalog = self.site.catalog;
        let row = |(patch, merged): &(PatchAt, Merged)| {
            let list = catalog.list_of(*patch);
            view::Merged {
                title: self.shown(&catalog.entry(*patch).title),
                commit: crate::archive::short_id(&merged.commit),
                href: self.site.lists[list].commits.as_ref().map(|url| format!("{url}{}", merged.commit)),
                tag: merged.tag.clone(),
            }
        };
        life.merged.iter().map(row).collect()
    }

    fn revision_row(&self, at: SeriesAt, number: RevisionAt, parts: &[Vec<Piece>]) -> RevisionRow {
        let catalog = self.site.catalog;
        let series = &catalog.series[at];
        let revision = &series.revisions[number];
        let replies = || revision.mails.iter().flat_map(|&patch| &catalog.replies_to[patch]);
        let people: BTreeSet<&str> = replies()
            .map(|&reply| catalog.reply(reply))
            .filter(|reply| reply.is_persons())
            .map(|reply| catalog.person(&reply.author))
            .collect();
        let patches = self.patches_of(revision);
        RevisionRow {
            version: format!("v{}", revision.version),
            href: format!("{}#{}", part_of(number, parts), revision_anchor(number)),
            time: day(self.posted(revision)),
            given: self.given_to_all(&patches),
            patches: patches.len(),
            replies: replies().count(),
            people: people.len(),
            resend: revision.resend,
        }
    }

    /// The patches of a revision, without its cover letter.
    pub(super) fn patches_of(&self, revision: &Revision<Patch>) -> Vec<PatchAt> {
        let is_patch = |&&patch: &&PatchAt| !self.site.catalog.entry(patch).is_cover();
        revision.mails.iter().filter(is_patch).copied().collect()
    }

    /// When the first mail of a revision was sent.
    pub(super) fn posted(&self, revision: &Revision<Patch>) -> i64 {
        let times = revision.mails.iter().map(|&patch| self.site.catalog.entry(patch).sent);
        times.min().unwrap_or_default()
    }

    /// `9 of 14 patches reviewed`
    fn given_to_all(&self, patches: &[PatchAt]) -> Vec<String> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for &patch in patches {
            for given in self.given(patch) {
                *counts.entry(given.word).or_default() += 1;
            }
        }
        let text = |(word, count): (&str, usize)| match patches.len() {
            1 => word.to_owned(),
            all if all == count => format!("all {word}"),
            all => format!("{count} of {all} {word}"),
        };
        let order = ["reviewed", "acked", "tested"];
        order.into_iter().filter_map(|word| Some((word, *counts.get(word)?))).map(text).collect()
    }

    /// The tags of a patch, by kind.
    pub(super) fn given(&self, patch: PatchAt) -> Vec<Given> {
        let tags = self.site.catalog.tags(patch);
        let kinds = [
            (Service::Reviewed, "R", "reviewed"),
            (Service::Acked, "A", "acked"),
            (Service::Tested, "T", "tested"),
        ];
        let of_kind = |(kind, letter, word): (Service, &'static str, &'static str)| {
            let of_kind = tags.iter().filter(|tag| Service::of(&tag.trailer.key) == Some(kind));
            let names: Vec<String> = of_kind
                .filter_map(|tag| tag.person.as_ref())
                .map(|person| self.shown(&person.name))
                .collect();
            (!names.is_empty()).then(|| Given { letter, word, count: names.len(), names: names.join(", ") })
        };
        kinds.into_iter().filter_map(of_kind).collect()
    }

    /// The timeline: versions, replies, and when it was taken up, each at its time.
    fn marks(&self, at: SeriesAt) -> Vec<Mark> {
        let catalog = self.site.catalog;
        let series = &catalog.series[at];
        let life = &catalog.lives[at];
        let posted: Vec<(i64, String)> = series
            .revisions
            .iter()
            .map(|revision| (self.posted(revision), format!("v{}", revision.version)))
            .collect();
        let said = |&reply: &ReplyAt| catalog.reply(reply).sent;
        let taken: BTreeSet<ReplyAt> =
            life.applied.iter().map(|applied| applied.reply).chain(life.pulls.iter().copied()).collect();
        let times = posted.iter().map(|(time, _)| *time).chain(life.replies.iter().map(said));
        let (Some(first), Some(last)) = (times.clone().min(), times.chain(taken.iter().map(said)).max())
        else {
            return Vec::new();
        };
        if first == last {
            return Vec::new();
        }
        let step = |time: i64| (time - first) * STEPS / (last - first);
        let replies: BTreeSet<i64> = life.replies.iter().map(said).map(step).collect();
        let mut marks: Vec<Mark> = replies.into_iter().map(|at| mark("reply", at, String::new())).collect();
        marks.extend(taken.iter().map(said).map(step).map(|at| mark("taken", at, String::new())));
        let mut free = i64::MIN;
        for (time, version) in posted {
            let at = step(time);
            let label = if at >= free { version } else { String::new() };
            if !label.is_empty() {
                free = at + LABEL;
            }
            marks.push(mark("version", at, label));
        }
        marks
    }

    /// Replies that say that a series was taken up, a row each.
    fn all_taken(&self, life: &Life) -> Vec<Taken> {
        let mut by_reply: BTreeMap<ReplyAt, Vec<&Applied>> = BTreeMap::new();
        for applied in &life.applied {
            by_reply.entry(applied.reply).or_default().push(applied);
        }
        by_reply
            .iter()
            .map(|(&reply, applied)| self.taken(reply, applied, self.patches_meant(reply, life)))
            .collect()
    }

    /// How many patches the revision has that a reply answers; else the newest of the series.
    fn patches_meant(&self, reply: ReplyAt, life: &Life) -> usize {
        let catalog = self.site.catalog;
        let answered = catalog.replies[reply].patch;
        answered.map_or(life.patches, |patch| self.patches_of(catalog.revision_of(patch)).len())
    }

    /// What a reply says was taken up, of a revision with so many patches.
    pub(super) fn taken(&self, reply: ReplyAt, applied: &[&Applied], patches: usize) -> Taken {
        let catalog = self.site.catalog;
        let mail = catalog.reply(reply);
        let taken: BTreeSet<PatchAt> = applied.iter().filter_map(|applied| applied.patch).collect();
        let list = catalog.digests[catalog.replies[reply].digest].list;
        let mut commits: Vec<String> = applied.iter().filter_map(|applied| applied.commit.clone()).collect();
        commits.truncate(COMMITS);
        Taken {
            by: self.person(&mail.author),
            time: day(mail.sent),
            tree: applied
                .iter()
                .find_map(|applied| applied.tree.as_deref())
                .map_or(String::new(), |tree| self.shown(tree)),
            extent: match taken.len() {
                taken if taken > 0 && taken < patches => format!("{taken} of {patches} patches"),
                _ => String::new(),
            },
            commits: commits.iter().map(|commit| crate::archive::short_id(commit)).collect(),
            mail_href: self.mail_href(list, mail.message_id.as_deref()),
        }
    }

    /// What a version of a series follows.
    pub(super) fn change(&self, series: SeriesAt, revision: RevisionAt) -> Option<view::Change> {
        let series = &self.site.catalog.series[series];
        let before = &series.revisions[series.revisions.before(revision)?];
        let (then, now) = (self.posted(before), self.posted(&series.revisions[revision]));
        Some(view::Change {
            version: format!("v{}", before.version),
            time: day(then),
            after: span(then, now),
            resend: series.revisions[revision].resend,
        })
    }

    /// The first few of some series.
    pub(super) fn group(
        &self,
        title: &'static str,
        order: &'static str,
        empty: &'static str,
        series: &[SeriesAt],
    ) -> view::Standing {
        let state = |at: SeriesAt| self.site.catalog.lives[at].state;
        view::Standing {
            title,
            order,
            empty,
            states: series.iter().any(|&at| state(at) != state(series[0])),
            total: series.len(),
            rows: series.iter().take(GROUP).map(|&at| self.series_row(at)).collect(),
        }
    }

    /// How long ago a series moved, counted from the newest mail.
    pub(super) fn age(&self, series: SeriesAt) -> String {
        span(self.posted(self.site.catalog.series[series].newest()), self.site.catalog.now)
    }

    /// Series and how much was said about each in a window, and other threads of it, those of most replies first.
    pub(super) fn discussed(&self, digest: DigestAt, most: usize) -> Vec<view::Discussed> {
        let catalog = self.site.catalog;
        let list = catalog.digests[digest].list;
        let mut threads: BTreeMap<(Option<SeriesAt>, Option<ReplyAt>), Vec<ReplyAt>> = BTreeMap::new();
        for reply in self.replies_to_patches(digest) {
            let about = &catalog.replies[reply];
            let key = match about.patch {
                Some(patch) => (Some(catalog.patches[patch].series), None),
                None => (None, Some(about.thread)),
            };
            threads.entry(key).or_default().push(reply);
        }
        let mut threads: Vec<_> = threads.into_iter().collect();
        threads.sort_by_key(|(_, replies)| (std::cmp::Reverse(replies.len()), replies[0]));
        let row = |((series, _), replies): ((Option<SeriesAt>, Option<ReplyAt>), Vec<ReplyAt>)| {
            let first = catalog.reply(replies[0]);
            let people: BTreeSet<&str> = replies
                .iter()
                .map(|&reply| catalog.reply(reply))
                .filter(|reply| reply.is_persons())
                .map(|reply| catalog.person(&reply.author))
                .collect();
            view::Discussed {
                title: self.shown(series.map_or(&first.title, |at| &catalog.series[at].title)),
                href: series.map(|at| self.series_href(at)),
                mail_href: self.mail_href(list, first.message_id.as_deref()),
                replies: replies.len(),
                people: people.len(),
            }
        };
        threads.into_iter().take(most).map(row).collect()
    }

    /// The replies of a window, but for those of its discussions and programs' notices of commits.
    pub(super) fn replies_to_patches(&self, digest: DigestAt) -> impl Iterator<Item = ReplyAt> + '_ {
        let catalog = self.site.catalog;
        let discussed: BTreeSet<digest::ReplyAt> =
            self.discussions(digest).into_iter().flat_map(|thread| thread.replies.iter().copied()).collect();
        let replies = catalog.reply_of[digest].iter_at();
        let replies = replies.filter(move |(at, _)| !discussed.contains(at)).filter_map(|(_, reply)| *reply);
        replies.filter(|&reply| catalog.reply(reply).said.notices.is_empty())
    }

    /// Series that somebody took up in a window, in the order of the replies that say so.
    pub(super) fn taken_up(&self, digest: DigestAt) -> Vec<view::TakenUp> {
        let catalog = self.site.catalog;
        let row = |&reply: &ReplyAt| {
            let series = catalog.patches[catalog.replies[reply].patch?].series;
            let life = &catalog.lives[series];
            let applied: Vec<&Applied> =
                life.applied.iter().filter(|applied| applied.reply == reply).collect();
            (!applied.is_empty()).then(|| view::TakenUp {
                series: link(&self.shown(&catalog.series[series].title), self.series_href(series)),
                taken: self.taken(reply, &applied, self.patches_meant(reply, life)),
            })
        };
        catalog.reply_of[digest].iter().flatten().filter_map(row).collect()
    }
}

/// Where a version's section is on its series' page.
pub(super) fn revision_anchor(number: RevisionAt) -> String {
    format!("version-{}", number.number() + 1)
}

/// Leads from the first part of a series' page to the one on which a version begins.
fn part_of(number: RevisionAt, parts: &[Vec<Piece>]) -> String {
    let begins = |piece: &Piece| piece.number == number && piece.mails.start == 0;
    let part = parts.iter().position(|pieces| pieces.iter().any(begins)).unwrap_or_default();
    route::part("", part + 1)
}

fn mark(kind: &'static str, step: i64, label: String) -> Mark {
    // A little in from the ends, so that nothing is cut off.
    let permille = 15 + step * 970 / STEPS;
    Mark { kind, x: format!("{}.{}", permille / 10, permille % 10), label }
}

/// How long one moment is before another, as people say it.
fn span(then: i64, now: i64) -> String {
    let days = date_of(now).since(date_of(then)).map_or(0, |span| i64::from(span.get_days()));
    match days {
        ..=0 => "less than a day".to_owned(),
        1 => "a day".to_owned(),
        2..=13 => format!("{days} days"),
        14..=59 => format!("{} weeks", days / 7),
        60..=729 => format!("{} months", days / 30),
        _ => format!("{} years", days / 365),
    }
}
