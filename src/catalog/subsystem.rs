//! Subsystems, from the prefix of a title: `KVM: x86/mmu: Fix it` belongs to KVM › x86 › mmu.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::sections::{Section, Tally};
use super::{AuthorAt, Catalog, List, Series, SeriesAt};
use crate::digest::key::{self, Key};
use crate::position::{At, Table};

/// Deepest level; what is further down counts for the one above.
const DEEPEST: usize = 4;
/// Longest name of a level; longer words before a colon are not subsystems.
const LONGEST: usize = 40;
/// A series is filed under this many subsystems at most: one that touches more belongs to none of them.
const MOST_OF_A_SERIES: usize = 12;

/// A subsystem. Its series and people are those of its parts as well.
#[derive(Debug)]
pub struct Subsystem {
    /// The slugs of its levels, from the top: `kvm/x86/mmu`.
    pub key: Key<Subsystem>,
    /// The spelling used most for its own level.
    pub name: String,
    pub parent: Option<SubsystemAt>,
    pub children: Vec<SubsystemAt>,
    /// Most recently updated first.
    pub series: Vec<SeriesAt>,
    /// Authors and the number of their patches, most first.
    pub people: Vec<(AuthorAt, usize)>,
    pub patches: usize,
    /// Sections of `MAINTAINERS` files that half of its patches belong to, at most three.
    pub sections: Vec<Section>,
}

impl Subsystem {
    /// How many levels are above its own.
    pub fn depth(&self) -> usize {
        self.key.as_str().matches('/').count()
    }
}

/// The position of a subsystem in the catalog.
pub type SubsystemAt = At<Subsystem>;

/// Other names of subsystems, by the slugs of their levels.
#[derive(Debug, Clone, Default)]
pub struct Aliases {
    pairs: Vec<(Vec<String>, Vec<String>)>,
}

impl Aliases {
    /// Reads pairs of prefixes as titles have them: `KVM/arm64` is `KVM: arm64`. The error is one that no title
    /// can begin with.
    pub fn new(aliases: &BTreeMap<String, String>) -> Result<Self, String> {
        let levels = |prefix: &String| {
            let mut named = prefixes(&format!("{prefix}: x")).into_iter();
            named.next().filter(|_| named.next().is_none()).ok_or_else(|| prefix.clone())
        };
        let pairs = aliases.iter().map(|(alias, name)| Ok((slugs(&levels(alias)?), levels(name)?)));
        Ok(Self { pairs: pairs.collect::<Result<_, String>>()? })
    }

    fn resolve(&self, levels: Vec<String>) -> Vec<String> {
        let own = slugs(&levels);
        let longest = self
            .pairs
            .iter()
            .filter(|(alias, _)| own.starts_with(alias))
            .max_by_key(|(alias, _)| alias.len());
        match longest {
            Some((alias, name)) => name.iter().cloned().chain(levels.into_iter().skip(alias.len())).collect(),
            None => levels,
        }
    }
}

/// The subsystems that a title names, each as its levels from the top; `mm, kvm: …` names two.
pub fn prefixes(title: &str) -> Vec<Vec<String>> {
    let title = title.trim_start_matches(['"', '“', ' ']);
    if let Some(reverted) = title.strip_prefix("Revert ") {
        return prefixes(reverted.trim_start());
    }
    let mut levels: Vec<String> = Vec::new();
    let mut rest = title;
    while let Some((word, after)) = rest.split_once(':') {
        let word = word.trim();
        let names: Vec<&str> = word.split(", ").map(str::trim).collect();
        if after.starts_with(':') || after.starts_with("//") || !names.iter().all(|name| is_name(name)) {
            break;
        }
        if names.len() > 1 {
            let with = |name: &&str| levels.iter().cloned().chain(split(name)).take(DEEPEST).collect();
            let mut named: Vec<Vec<String>> =
                names.iter().map(with).filter(|levels: &Vec<String>| !levels.is_empty()).collect();
            named.dedup();
            return named;
        }
        if !(levels.is_empty() && says_kind(word)) {
            levels.extend(split(word));
        }
        rest = after.trim_start();
    }
    levels.truncate(DEEPEST);
    if levels.is_empty() { Vec::new() } else { vec![levels] }
}

/// Whether a word says what kind of change it is, and not where: `fix: mm: …`, `RFC: …`.
fn says_kind(word: &str) -> bool {
    const KINDS: [&str; 8] = ["fix", "fixup", "bugfix", "hotfix", "rfc", "wip", "feat", "chore"];
    KINDS.iter().any(|kind| word.eq_ignore_ascii_case(kind))
}

/// No white space, some letter, no half of a pair of braces, and nothing that prose has before a colon.
fn is_name(word: &str) -> bool {
    let allowed = |c: char| c.is_alphanumeric() || "-_./+,*{}&#".contains(c);
    (1..=LONGEST).contains(&word.chars().count())
        && word.matches('{').count() == word.matches('}').count()
        && word.chars().all(allowed)
        && word.chars().any(char::is_alphabetic)
}

fn split(word: &str) -> impl Iterator<Item = String> + '_ {
    word.split('/').take_while(|level| is_whole(level)).filter(|level| is_level(level)).map(str::to_owned)
}

/// A list in braces with slashes in it is not a level, and what follows does not belong to it.
fn is_whole(level: &str) -> bool {
    level.matches('{').count() == level.matches('}').count()
}

/// Numbers of tests and the like are not parts: `generic/001` is of `generic`.
fn is_level(level: &str) -> bool {
    !key::slug(level).is_empty() && level.chars().any(char::is_alphabetic)
}

fn slugs(levels: &[String]) -> Vec<String> {
    levels.iter().map(|level| key::slug(level)).collect()
}

#[derive(Default)]
struct Node {
    spellings: HashMap<String, usize>,
    series: BTreeSet<SeriesAt>,
    people: HashMap<AuthorAt, usize>,
    patches: usize,
    sections: Tally,
}

/// Files the catalog's patches and series under subsystems.
pub(super) fn file(catalog: &mut Catalog, aliases: &Table<List, Aliases>) {
    let mut nodes: BTreeMap<Vec<String>, Node> = BTreeMap::new();
    let mut of_series: Table<Series, HashMap<Vec<String>, usize>> = catalog.series.filled(HashMap::new());
    for (at, patch) in catalog.patches.iter_at() {
        let list = catalog.list_of(at);
        let aliases = &aliases[list];
        for levels in prefixes(&catalog.entry(at).title).into_iter().map(|levels| aliases.resolve(levels)) {
            let path = slugs(&levels);
            *of_series[patch.series].entry(path.clone()).or_default() += 1;
            for (depth, name) in levels.into_iter().enumerate() {
                let node = nodes.entry(path[..=depth].to_vec()).or_default();
                *node.spellings.entry(name).or_default() += 1;
                *node.people.entry(patch.author).or_default() += 1;
                node.patches += 1;
                node.sections.add(list, catalog.entry(at));
            }
        }
    }
    let places: HashMap<Vec<String>, SubsystemAt> =
        nodes.keys().cloned().zip(At::first(nodes.len())).collect();
    for (series, paths) in catalog.series.positions().zip(of_series) {
        let mut paths: Vec<(usize, Vec<String>)> =
            paths.into_iter().map(|(path, count)| (count, path)).collect();
        paths.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        paths.truncate(MOST_OF_A_SERIES);
        for (_, path) in &paths {
            for depth in 1..=path.len() {
                nodes.entry(path[..depth].to_vec()).or_default().series.insert(series);
            }
        }
        catalog.series[series].subsystems = paths.iter().map(|(_, path)| places[path]).collect();
    }
    catalog.subsystems = finish(catalog, nodes, &places);
}

fn finish(
    catalog: &Catalog,
    nodes: BTreeMap<Vec<String>, Node>,
    places: &HashMap<Vec<String>, SubsystemAt>,
) -> Table<Subsystem> {
    let mut subsystems: Table<Subsystem> = Table::new();
    for (path, node) in nodes {
        let parent = places.get(&path[..path.len() - 1]).copied();
        let most_used = node.spellings.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
        let mut people: Vec<(AuthorAt, usize)> = node.people.into_iter().collect();
        people.sort_unstable_by_key(|&(author, patches)| (std::cmp::Reverse(patches), author));
        let at = subsystems.push(Subsystem {
            name: most_used.map_or_else(String::new, |(name, _)| name),
            parent,
            children: Vec::new(),
            series: catalog.by_movement(node.series),
            people,
            patches: node.patches,
            sections: node.sections.of_a_subsystem(),
            key: Key::named(path.join("/")),
        });
        if let Some(parent) = parent {
            subsystems[parent].children.push(at);
        }
    }
    subsystems
}

#[cfg(test)]
mod tests {
    use super::prefixes;

    #[test]
    fn the_prefix_of_a_title_names_its_subsystems() {
        let check = |title: &str, expected: &[&str]| {
            let found: Vec<String> = prefixes(title).iter().map(|levels| levels.join(" > ")).collect();
            assert_eq!(found, expected, "{title}");
        };
        check("KVM: x86/mmu: Fix it", &["KVM > x86 > mmu"]);
        check("hw/i386/pc: Remove it", &["hw > i386 > pc"]);
        check("mm, kvm: allow it", &["mm", "kvm"]);
        check("Revert \"KVM: arm64: Do it\"", &["KVM > arm64"]);
        check("Fix the thing: it was broken", &[]);
        check("a: b: c: d: e: deep", &["a > b > c > d"]);
        check("std::vector is slow", &[]);
        check("../../etc: evil", &["etc"]);
        check("lib: {pool, page}.h: Move it", &["lib"]);
        check("lib/{pool,page}: Move it", &["lib > {pool,page}"]);
        check("generic/001: Fix it", &["generic"]);
        check("btrfs/{001,002}: Fix it", &["btrfs"]);
        check("tests/{btrfs/001,generic/002}: Fix it", &["tests"]);
        check("001: Fix it", &[]);
        check("generic/001, generic/002: Fix it", &["generic"]);
        check("overlay/021, 9: Fix it", &[]);
        check("overlay/021, generic: Fix it", &["overlay", "generic"]);
        check("net/9p: Fix it", &["net > 9p"]);
        check("fs/ext4/042-test: Fix it", &["fs > ext4 > 042-test"]);
        check("no prefix", &[]);
        check("fix: infiniband/lamp: check_key: fix it", &["infiniband > lamp > check_key"]);
        check("fixup: iomap: add it", &["iomap"]);
        check("RFC: problems with it", &[]);
        check("Fix: it was broken", &[]);
        check("mm: fix: it", &["mm > fix"]);
    }
}
