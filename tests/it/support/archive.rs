//! Archives of mails, in every layout that public-inbox has or had, whole and damaged.

use std::fs;
use std::path::{Path, PathBuf};

use git2::build::TreeUpdateBuilder;
use git2::{FileMode, ObjectType, Oid, Repository, Signature, Time};
use sha1::{Digest as _, Sha1};
use tempfile::TempDir;

/// The object of a tree without entries, in repositories of SHA-1.
const EMPTY_TREE: &str = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/// How the repositories of an archive lie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// `git/0.git`, `git/1.git`, …
    V2,
    /// `0.git`, `1.git`, …
    Epochs,
    /// One epoch and no folder around it.
    Bare,
    /// One tree of all mails, `xx/38 hex digits`, in a bare repository.
    V1,
    /// The same with a working tree.
    V1Clone,
}

impl Layout {
    pub const ALL: [Self; 5] = [Self::V2, Self::Epochs, Self::Bare, Self::V1, Self::V1Clone];
}

struct Commit {
    id: Oid,
    blob: Option<Oid>,
    repository: PathBuf,
}

/// An archive in a temporary folder.
pub struct Archive {
    folder: TempDir,
    layout: Layout,
    epoch: usize,
    clock: i64,
    commits: Vec<Commit>,
    tip: Option<Oid>,
}

impl Archive {
    /// A v2 archive with one epoch that is still empty. Its mails arrive from 2 February 2026, 10:00 UTC on, a
    /// minute after each other.
    pub fn new() -> Self {
        Self::of(Layout::V2)
    }

    pub fn of(layout: Layout) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let archive = Self { folder, layout, epoch: 0, clock: 0, commits: Vec::new(), tip: None };
        archive.create().at("2026-02-02T10:00:00Z")
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("toys")
    }

    fn repository_path(&self) -> PathBuf {
        match self.layout {
            Layout::V2 => self.path().join(format!("git/{}.git", self.epoch)),
            Layout::Epochs => self.path().join(format!("{}.git", self.epoch)),
            Layout::Bare | Layout::V1 | Layout::V1Clone => self.path(),
        }
    }

    fn create(self) -> Self {
        let path = self.repository_path();
        let repository = match self.layout {
            Layout::V1Clone => Repository::init(path),
            _ => Repository::init_bare(path),
        };
        repository.expect("a repository").set_head("refs/heads/master").expect("HEAD");
        self
    }

    fn repository(&self) -> Repository {
        Repository::open(self.repository_path()).expect("the repository")
    }

    /// The time of the next commit.
    pub fn at(mut self, time: &str) -> Self {
        self.clock = time.parse::<jiff::Timestamp>().expect("a time").as_second();
        self
    }

    /// What follows goes into the next epoch.
    pub fn next_epoch(mut self) -> Self {
        self.epoch += 1;
        self.tip = None;
        self.create()
    }

    /// Adds a mail. One that no server has stamped yet gets a `Received` field with the time of its commit.
    pub fn mail(self, mail: impl Into<Vec<u8>>) -> Self {
        let mail = self.stamped(mail.into());
        self.add(&mail)
    }

    fn add(self, mail: &[u8]) -> Self {
        let (repository, name) = (self.repository(), self.name(mail, "m"));
        let blob = repository.blob(mail).expect("a blob");
        let tree = self.tree(&repository, |tree| {
            tree.upsert(&*name, blob, FileMode::Blob);
        });
        self.commit(&repository, tree, Some(blob))
    }

    fn stamped(&self, mail: Vec<u8>) -> Vec<u8> {
        let real = lorepress::archive::EARLIEST..=lorepress::archive::LATEST;
        let is_stamped = mail.windows(10).any(|bytes| bytes == b"\nReceived:");
        if !mail.starts_with(b"From: ") || is_stamped || !real.contains(&self.clock) {
            return mail;
        }
        let time = jiff::Timestamp::from_second(self.clock).expect("a time");
        let time = time.strftime("%a, %d %b %Y %H:%M:%S +0000");
        let received = format!("Received: from example.org by lists.example; {time}\n");
        [received.into_bytes(), mail].concat()
    }

    /// Adds mails, in their order.
    pub fn mails<M: Into<Vec<u8>>>(self, mails: impl IntoIterator<Item = M>) -> Self {
        mails.into_iter().fold(self, Self::mail)
    }

    /// Deletes a mail as public-inbox does: by the file `d`, or from the tree of a v1 archive.
    pub fn delete(self, mail: impl Into<Vec<u8>>) -> Self {
        let mail = mail.into();
        let (repository, name) = (self.repository(), self.name(&mail, "d"));
        let blob = repository.blob(&mail).expect("a blob");
        let is_v1 = self.is_v1();
        let tree = self.tree(&repository, |tree| {
            match is_v1 {
                true => tree.remove(&*name),
                false => tree.upsert(&*name, blob, FileMode::Blob),
            };
        });
        self.commit(&repository, tree, Some(blob))
    }

    /// A commit of an empty `m`: what a purge leaves.
    pub fn purged(self) -> Self {
        self.mail("")
    }

    /// A commit with no mail in it.
    pub fn no_mail(self) -> Self {
        let repository = self.repository();
        let tree = self.tree(&repository, |_| {});
        self.commit(&repository, tree, None)
    }

    fn is_v1(&self) -> bool {
        matches!(self.layout, Layout::V1 | Layout::V1Clone)
    }

    fn name(&self, mail: &[u8], v2: &str) -> String {
        if !self.is_v1() {
            return v2.to_owned();
        }
        let mail = String::from_utf8_lossy(mail);
        let id = mail.lines().find_map(|line| line.strip_prefix("Message-ID: ")).unwrap_or("");
        let hash = Sha1::digest(id.trim_matches(['<', '>']));
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{}/{}", &hash[..2], &hash[2..])
    }

    /// The next tree: in v1 the one before with a change, in v2 a new one.
    fn tree(&self, repository: &Repository, change: impl Fn(&mut TreeUpdateBuilder)) -> Oid {
        let before = self.tip.filter(|_| self.is_v1());
        let base = before.map(|tip| repository.find_commit(tip).and_then(|tip| tip.tree()).expect("a tree"));
        // An object that is written again gets a new time, after which a build reads all mails again.
        let empty = || {
            let known = Oid::from_str(EMPTY_TREE).and_then(|tree| repository.find_tree(tree));
            known.unwrap_or_else(|_| {
                let tree = repository.treebuilder(None).and_then(|tree| tree.write()).expect("a tree");
                repository.find_tree(tree).expect("the tree")
            })
        };
        let mut update = TreeUpdateBuilder::new();
        change(&mut update);
        update.create_updated(repository, &base.unwrap_or_else(empty)).expect("a tree")
    }

    fn commit(mut self, repository: &Repository, tree: Oid, blob: Option<Oid>) -> Self {
        let buffer = self.commit_bytes(repository, tree, "mail");
        let id = repository.odb().and_then(|odb| odb.write(ObjectType::Commit, &buffer)).expect("a commit");
        self.take(repository, id, blob);
        self
    }

    fn commit_bytes(&self, repository: &Repository, tree: Oid, subject: &str) -> Vec<u8> {
        let time = Time::new(self.clock, 0);
        let signature = Signature::new("Jane", "jane@example.org", &time).expect("a signature");
        let tree = repository.find_tree(tree).expect("the tree");
        let parent = self.tip.map(|tip| repository.find_commit(tip).expect("the tip"));
        let parents: Vec<_> = parent.iter().collect();
        let made = repository.commit_create_buffer(&signature, &signature, subject, &tree, &parents);
        made.expect("a commit").to_vec()
    }

    fn take(&mut self, repository: &Repository, id: Oid, blob: Option<Oid>) {
        repository.reference("refs/heads/master", id, true, "a mail").expect("a branch");
        self.commits.push(Commit { id, blob, repository: repository.path().to_owned() });
        self.tip = Some(id);
        self.clock += 60;
    }

    /// Adds a mail whose commit has an id that begins with the same four digits as the one at `place`.
    pub fn mail_like(mut self, mail: impl Into<Vec<u8>>, place: usize) -> Self {
        let like = &self.id(place)[..4];
        let repository = self.repository();
        let blob = repository.blob(&mail.into()).expect("a blob");
        let tree = self.tree(&repository, |tree| {
            tree.upsert("m", blob, FileMode::Blob);
        });
        for number in 0.. {
            let buffer = self.commit_bytes(&repository, tree, &number.to_string());
            let id = Oid::hash_object(ObjectType::Commit, &buffer).expect("a hash");
            if id.to_string().starts_with(like) {
                let odb = repository.odb().expect("the objects");
                odb.write(ObjectType::Commit, &buffer).expect("a commit");
                self.take(&repository, id, Some(blob));
                break;
            }
        }
        self
    }

    /// The ids of all commits, in the order of arrival.
    pub fn ids(&self) -> Vec<String> {
        self.commits.iter().map(|commit| commit.id.to_string()).collect()
    }

    pub fn id(&self, place: usize) -> String {
        self.commits[place].id.to_string()
    }

    fn object_file(&self, place: usize, id: Oid) -> PathBuf {
        let id = id.to_string();
        self.commits[place].repository.join("objects").join(&id[..2]).join(&id[2..])
    }

    /// Takes away the blob of the mail at `place`.
    pub fn lose_mail(self, place: usize) -> Self {
        fs::remove_file(self.file_of_mail(place)).expect("a loose object");
        self
    }

    /// The file of the blob of the mail at `place`.
    pub fn file_of_mail(&self, place: usize) -> PathBuf {
        self.object_file(place, self.commits[place].blob.expect("a mail"))
    }

    /// Overwrites the blob of the mail at `place` with what is not an object.
    pub fn damage_mail(self, place: usize) -> Self {
        let blob = self.commits[place].blob.expect("a mail");
        overwrite(&self.object_file(place, blob));
        self
    }

    pub fn lose_commit(self, place: usize) -> Self {
        fs::remove_file(self.object_file(place, self.commits[place].id)).expect("a loose object");
        self
    }

    pub fn damage_commit(self, place: usize) -> Self {
        overwrite(&self.object_file(place, self.commits[place].id));
        self
    }

    /// Makes the clone shallow: the commit at `place` is the oldest that there is.
    pub fn shallow_from(self, place: usize) -> Self {
        let file = self.commits[place].repository.join("shallow");
        fs::write(file, format!("{}\n", self.id(place))).expect("a written file");
        (0..place).fold(self, Self::lose_commit)
    }

    /// Writes a file into the archive's folder.
    pub fn file(self, name: &str, content: &str) -> Self {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, content).expect("a written file");
        self
    }
}

fn overwrite(object: &Path) {
    fs::remove_file(object).expect("a loose object");
    fs::write(object, "this is no object").expect("a written file");
}
